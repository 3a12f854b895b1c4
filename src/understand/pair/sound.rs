//! How a word sounds is what survives in a translation: names always, and words of common origin within a script.
//! Everything here is coarse on purpose; that two words sound alike is evidence, not proof.

use crate::understand::script;

/// Returns the letters of `word` in lower-case ASCII, with the spellings that differ between languages made one:
/// `psychological` and `psicológico` begin alike.
pub(crate) fn folded(word: &str) -> String {
    beginning(word, usize::MAX)
}

/// Returns the first letters of the [`folded`] `word`, at most so many.
pub(crate) fn beginning(word: &str, most: usize) -> String {
    let letters = script::romanised(word);
    let bytes = letters.as_bytes();
    let mut folded = String::with_capacity(bytes.len().min(most));
    let mut at = 0;
    while at < bytes.len() && folded.len() < most {
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        let (sound, length) = match (bytes[at], next) {
            (b'p', b'h') => ('f', 2),
            (b't' | b'r', b'h') => (bytes[at] as char, 2),
            (b'c' | b's', b'h') => ('s', 2),
            (b'q', b'u') => ('k', 2),
            (b'c', b'e' | b'i' | b'y') => ('s', 1),
            (b'c' | b'q', _) => ('k', 1),
            (b'z', _) => ('s', 1),
            (b'y' | b'j', _) => ('i', 1),
            (b'w', _) => ('v', 1),
            (other, _) if other.is_ascii_alphanumeric() => (other as char, 1),
            _ => ('\'', 1),
        };
        if sound != '\'' && !folded.ends_with(sound) {
            folded.push(sound);
        }
        at += length;
    }
    folded
}

/// Returns the consonants of `word` as classes that scripts keep apart from each other, one letter each: `Kalatozov`,
/// `Калатозов`, `カラトーゾフ` and `卡拉托佐夫` are all `KRTSB`. After Soundex (Russell, 1918), without its first letter.
pub(crate) fn skeleton(word: &str) -> String {
    // These letters of scripts that write no vowels are vowels as often as not.
    let word = word.replace(['و', 'ي', 'ی', 'ו', 'י'], "");
    let letters = script::romanised(&word);
    let mut skeleton = String::new();
    for (at, &letter) in letters.as_bytes().iter().enumerate() {
        let next = letters.as_bytes().get(at + 1).copied().unwrap_or(0);
        if let Some(class) = consonant_class(letter, next)
            && !skeleton.ends_with(class)
        {
            skeleton.push(class);
        }
    }
    skeleton
}

fn consonant_class(letter: u8, next: u8) -> Option<char> {
    Some(match letter {
        b'b' | b'f' | b'p' | b'v' | b'w' => 'B',
        b'c' if matches!(next, b'h' | b'e' | b'i') => 'S',
        b't' if matches!(next, b's' | b'z') => return None,
        b'c' | b'g' | b'k' | b'q' => 'K',
        b'j' | b's' | b'x' | b'z' => 'S',
        b'd' | b't' => 'T',
        b'l' | b'r' => 'R',
        b'm' => 'M',
        b'n' => 'N',
        _ => return None,
    })
}

/// Tells whether `character` is one that Chinese writes foreign names with.
pub(crate) fn spells_names(character: char) -> bool {
    SPELLING.contains(character)
}

/// The characters that names are transcribed with, in both scripts, without those that are mostly words of their own.
const SPELLING: &str = "\
    阿埃艾爱安昂奥巴白班邦包贝本比彼宾波博伯布查茨丹当道德登迪蒂丁杜顿多恩尔法凡范菲费芬冯夫弗福盖冈高格根古瓜圭\
    哈海汉豪赫亨霍基吉加贾杰金津卡凯坎康考科克肯库昆拉莱赖兰朗劳勒雷里利莉丽林琳隆卢鲁伦罗洛马玛迈麦曼芒毛梅门蒙米密莫默姆\
    穆纳娜南内尼妮宁纽努诺欧帕派潘庞佩彭皮平珀普奇齐乔切琴丘让热瑞若萨塞赛桑瑟森莎沙舍申圣施什史斯丝苏索塔泰坦唐陶\
    特腾提廷图托万旺威韦维魏温翁沃乌武伍西希锡夏肖谢辛欣休许雅亚延扬耶叶伊英尤约扎泽詹珍芝朱兹佐\
    愛奧貝賓當達頓爾範費馮岡蓋漢賈傑凱庫賴萊蘭勞倫羅盧魯馬瑪邁麥門內寧紐諾歐龐齊喬讓熱薩賽聖絲蘇騰圖萬韋溫烏\
    錫謝許亞揚葉約澤茲";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_sounds_alike_in_all_scripts_and_a_word_of_common_origin_begins_alike() {
        for name in ["Kalatozov", "Калатозов", "カラトーゾフ", "卡拉托佐夫"] {
            assert_eq!(skeleton(name), "KRTSB", "{name}");
        }
        assert_ne!(skeleton("Samoilova"), skeleton("Batalov"));
        for (one, other) in [("psychological", "psicológico"), ("Photograph", "fotógrafo"), ("quality", "calidad")] {
            assert_eq!(folded(one)[..3], folded(other)[..3], "{one} {other}");
        }
        assert!("卡拉托佐夫".chars().all(spells_names) && !spells_names('的'));
    }
}
