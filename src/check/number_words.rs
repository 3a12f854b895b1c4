//! A number in digits may be words on the other side. Which words say a number is not read, but without one of these they do not
//! say it: 1,440 has a thousand and a forty in it, and 87 an eighty.

use std::collections::HashSet;

use super::bitext::Side;
use crate::understand::numbers::{Number, Reading, scale};

/// The words of a language for numbers, by what is in them: `hundert` is in `zweihundert`. What stands behind `=` is a whole
/// word, since words for other things have it in them: `=mil`. A bar stands between two for the same number.
struct Words {
    language: &'static str,
    /// From two to twelve. They are short, so that each is a whole word without `=`.
    ones: &'static str,
    /// In those from 13 to 19.
    teens: &'static str,
    /// In those from 20 on, 30 on, and so on.
    tens: &'static str,
    hundreds: &'static str,
    thousands: &'static str,
}

/// The words by language. Of other languages nothing is known.
const WORDS: [Words; 12] = [
    Words {
        language: "en",
        ones: "two three four five six seven eight nine ten eleven twelve",
        teens: "teen",
        tens: "twent thirt forty|fortie fifty|fiftie sixty|sixtie sevent eighty|eightie ninet",
        hundreds: "hundred",
        thousands: "thousand",
    },
    Words {
        language: "es",
        ones: "dos tres cuatro cinco seis siete ocho nueve diez once doce",
        teens: "trece catorce quince dieci",
        tens: "veint treint cuarent cincuent sesent setent ochent novent",
        hundreds: "=cien ciento cienta quinient",
        thousands: "=mil",
    },
    Words {
        language: "fr",
        ones: "deux trois quatre cinq six sept huit neuf dix onze douze",
        teens: "treize quatorze quinze seize =dix",
        tens: "vingt trent quarant cinquant soixant soixant|septant vingt|huitant vingt|nonant",
        hundreds: "=cent =cents centain",
        thousands: "=mil =mille millier",
    },
    Words {
        language: "de",
        ones: "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        teens: "zehn",
        tens: "zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
        hundreds: "hundert",
        thousands: "tausend",
    },
    Words {
        language: "it",
        ones: "due tre quattro cinque sei sette otto nove dieci undici dodici",
        teens: "tredici quattordici quindici sedici diciasett diciassett diciott diciannov",
        tens: "venti|ventu|ventott trent quarant cinquant sessant settant ottant novant",
        hundreds: "cento",
        thousands: "mille mila",
    },
    Words {
        language: "pt",
        ones: "dois|duas três quatro cinco seis sete oito nove dez onze doze",
        teens: "treze catorze quatorze quinze dezess dezass dezoit dezen dezan",
        tens: "vint trint quarent cinquent sessent setent oitent novent",
        hundreds: "=cem cento centen duzent trezent quinhent centos centas",
        thousands: "=mil milhar",
    },
    Words {
        language: "ca",
        ones: "dos|dues tres quatre cinc sis set vuit nou deu onze dotze",
        teens: "tretze catorze quinze setze disset divuit dinou",
        tens: "vint trent quarant cinquant seixant setant vuitant norant",
        hundreds: "=cent =cents =centes centen",
        thousands: "=mil miler",
    },
    Words {
        language: "nl",
        ones: "twee drie vier vijf zes zeven acht negen tien elf twaalf",
        teens: "tien",
        tens: "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        hundreds: "honderd",
        thousands: "duizend",
    },
    Words {
        language: "sv",
        ones: "två tre fyra fem sex sju åtta nio tio elva tolv",
        teens: "tretton fjorton femton sexton sjutton arton nitton",
        tens: "tjug trettio fyrtio femtio sextio sjuttio åttio nittio",
        hundreds: "hundra",
        thousands: "tusen",
    },
    Words {
        language: "pl",
        ones: "dwa|dwie|dwóch trzy|trzech cztery|czterech pięć|pięciu sześć|sześciu siedem|siedmiu osiem|ośmiu dziewięć|dziewięciu \
               dziesięć|dziesięciu jedenaście dwanaście",
        teens: "naście nast",
        tens: "dwadzie|dwudzie trzydzie czterdzie pięćdzie sześćdzie siedemdzie osiemdzie dziewięćdzie",
        hundreds: "=sto =stu dwieście dwustu trzyst czteryst ćset emset setki",
        thousands: "tysiąc tysięc",
    },
    Words {
        language: "ru",
        ones: "два|две|двух три|трёх|трех четыре|четырёх|четырех пять|пяти шесть|шести семь|семи восемь|восьми девять|девяти \
               десять|десяти одиннадцать двенадцать",
        teens: "надцат",
        tens: "двадцат тридцат сорок пятьдесят|пятидесят шестьдесят|шестидесят семьдесят|семидесят восемьдесят|восьмидесят \
               девяност",
        hundreds: "=сто =ста двест двухс трист трехс трёхс четырест ьсот исот сотн",
        thousands: "тысяч",
    },
    Words {
        language: "uk",
        ones: "два|дві|двох три|трьох чотири|чотирьох ять|яти шість|шести сім|семи вісім|восьми вять|вяти десять|десяти \
               одинадцять дванадцять",
        teens: "надцят",
        tens: "двадцят тридцят сорок ятдесят шістдесят сімдесят вісімдесят яност",
        hundreds: "=сто =ста двіст двохс трист трьохс чотирист ятсот істсот імсот сотн",
        thousands: "тисяч",
    },
];

/// From this power of ten on, numbers have a word for it in them: millón, Milliarde.
const MILLION: i32 = 6;

/// Which words for numbers one side has.
pub(super) struct Said {
    ones: Vec<bool>,
    teens: bool,
    tens: Vec<bool>,
    hundreds: bool,
    thousands: bool,
    millions: bool,
}

impl Said {
    /// Returns those of `side`, where the words of its language are known.
    pub(super) fn of(side: &Side) -> Option<Said> {
        let language = side.language();
        let words = WORDS.iter().find(|words| words.language == language.primary())?;
        let lower = side.words.to_lowercase();
        let all: HashSet<&str> = lower.split(|c: char| !c.is_alphabetic()).collect();
        let is_in = |stem: &str| match stem.strip_prefix('=') {
            Some(whole) => all.contains(whole),
            None => lower.contains(stem),
        };
        let has = |stems: &str| stems.split_whitespace().any(is_in);
        let one = |alike: &str| alike.split('|').any(|word| all.contains(word));
        let scales = all.iter().filter_map(|word| scale(word, language));
        Some(Said {
            ones: words.ones.split_whitespace().map(one).collect(),
            teens: has(words.teens),
            tens: words.tens.split_whitespace().map(|alike| alike.split('|').any(is_in)).collect(),
            hundreds: has(words.hundreds),
            thousands: has(words.thousands),
            millions: scales.map(|(power, _)| power).any(|power| power >= MILLION),
        })
    }

    /// Tells whether there are the words that `number` would have in words.
    pub(super) fn may_be(&self, number: &Number) -> bool {
        number.readings.iter().flat_map(Reading::parts).any(|value| self.may_say(value))
    }

    fn may_say(&self, value: u64) -> bool {
        match value {
            // One is an article in most languages, so that its word tells nothing.
            0..2 => false,
            2..13 => self.ones[value as usize - 2],
            13..20 => self.teens,
            20..100 => self.tens[value as usize / 10 - 2],
            100..1_000 => self.hundreds && self.may_end(value % 100),
            // Nineteen hundred, nineteen twenty-two.
            1_000..2_000 if (self.hundreds || self.teens) && self.may_end(value % 100) => true,
            1_000..1_000_000 => self.thousands && self.may_end(value % 1_000),
            _ => self.millions,
        }
    }

    /// Tells whether a number may end with this `rest` behind its hundreds or thousands. Up to twelve it may be part of a word,
    /// and half a thousand is a word of its own: two and a half thousand.
    fn may_end(&self, rest: u64) -> bool {
        rest < 13 || rest == 500 || self.may_say(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_all_words() {
        for words in &WORDS {
            let counts = [words.ones, words.tens].map(|words| words.split_whitespace().count());
            assert_eq!(counts, [11, 8], "{}", words.language);
        }
    }
}
