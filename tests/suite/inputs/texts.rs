//! Texts that are hardly texts, and texts in many hands and directions.

use super::{Case, check};

const FERRY: &str = "The ferry left at seven in the morning, and nobody on the quay waved.";

/// A text whose language its name tells.
fn text_in(language: &str, name: &str, text: impl Into<Vec<u8>>) -> Case {
    Case::file(name, &format!("seeds/odd.{language}.txt"), text)
}

/// A text in English that does not look like it.
fn stated(name: &str, text: impl Into<Vec<u8>>) -> Case {
    text_in("en", name, text)
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::text("one word in no language", "Barbarossa").wrong("there is too little text to tell its language"),
        Case::text("empty", "").tells("this file holds no text"),
        Case::text("only spaces", " \t \n\u{a0}\n\r\n\u{3000}").tells("this file holds no text"),
        Case::text("only a mark", "\u{feff}").tells("this file holds no text"),
        stated("only what has no width", "\u{200b}\u{200b}\n"),
        stated("only an accent", "\u{301}"),
        stated("one letter", "a"),
        stated("one word", "Barbarossa").shows("Barbarossa"),
        stated("one emoji", "🕊️").shows("🕊️"),
        stated("only marks of punctuation", "… — ¿? ¡! «» ()").shows("«»"),
        stated("only numbers", "1956 1957 3.14 1,000,000").shows("1,000,000"),
        stated("only a line", "----------------------").shows("------"),
        stated("only an address", "https://example.org/a/b?c=d&e=f#g").shows("example.org/a/b"),
        Case::text("no end of a sentence", FERRY.replace(['.', ','], "")).shows("nobody on the quay waved"),
        stated("a word of 100,000 letters", "a".repeat(100_000)).shows("aaaaaaaa"),
        stated("ten thousand dots", ".".repeat(10_000)).shows("....."),
        stated("ten thousand quotation marks", "\"".repeat(10_000)),
        stated("ten thousand brackets", "(".repeat(10_000)),
        stated("ten thousand line ends", ["a", &"\n".repeat(10_000), "b"].concat()),
        Case::text("ten thousand lines", "a b c.\n".repeat(10_000)).shows("a b c."),
        Case::text(
            "two languages",
            format!("{FERRY} El transbordador salió a las siete, y nadie saludó en el muelle."),
        )
        .shows("nadie saludó"),
        Case::text("three alphabets", format!("{FERRY} Паром ушёл в семь утра. 船は朝七時に出た。"))
            .shows("船は朝七時に出た"),
        Case::text("an unknown language", "Quel zarbok flimma da norrit, sha belom ti karrash venn dolu.")
            .wrong("there is too little text to tell its language"),
        Case::text("Latin", "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae.").shows("Belgae"),
        text_in(
            "he",
            "Hebrew with English in it",
            "המעבורת יצאה בשבע בבוקר, ואיש לא נופף: \"the ferry left at 7\" נכתב שם.",
        )
        .shows("the ferry left at 7"),
        Case::text("Arabic with numbers in it", "غادرت العبّارة في الساعة 7:45 صباحًا ولم يلوّح أحد (A-12) على الرصيف.")
            .shows("A-12"),
        Case::text("English with Arabic in it", format!("{FERRY} They call it العبّارة there.")).shows("العبّارة"),
        Case::text("a direction that does not end", format!("{FERRY} \u{202e}Turned around."))
            .tells("the direction is turned by the character U+202E"),
        Case::text("a direction that ends", format!("{FERRY} \u{2067}שלום\u{2069} they said.")).shows("they said"),
        Case::text("ends of directions without beginnings", format!("{FERRY}\u{202c}\u{2069}\u{202c}")).shows("waved"),
        Case::text("a turned title", format!("A title \u{202e}that turns\n\n{FERRY}"))
            .tells("U+202E")
            .shows("that turns"),
        Case::text("nothing within words", FERRY.replace("morning", "mor\u{200b}n\u{2060}ing"))
            .tells("U+200B, and 1 more like it, cannot be seen"),
        text_in("fa", "joiners", "می\u{200c}خواهم به خانه بروم 👩\u{200d}👩\u{200d}👧 و فردا بازگردم.")
            .shows("می\u{200c}خواهم"),
        Case::text("flags made of tags", format!("{FERRY} 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}")),
        Case::text("a thousand accents on a letter", ["a", &"\u{301}".repeat(1_000), " ", FERRY].concat())
            .shows("waved"),
        Case::text("letters and accents apart", "El an\u{303}o del nin\u{303}o paso\u{301} y nadie lo conto\u{301}.")
            .shows("an\u{303}o"),
        Case::text("soft hyphens", FERRY.replace("morning", "mor\u{ad}ning")).shows("mor\u{ad}ning"),
        Case::text("no-break spaces", FERRY.replace(' ', "\u{a0}")).shows("\u{a0}"),
        Case::text("no spaces", "船は朝七時に出たが、桟橋では誰も手を振らなかった。島を数え、数え終わるまで数えた。")
            .shows("桟橋"),
        Case::text("Thai", "เรือข้ามฟากออกตอนเจ็ดโมงเช้า และไม่มีใครบนท่าเรือโบกมือ").shows("เรือข้ามฟาก"),
        Case::text("all in capitals", FERRY.to_uppercase()).shows("NOBODY ON THE QUAY"),
        stated("letters of mathematics", "𝐓𝐡𝐞 𝐟𝐞𝐫𝐫𝐲 𝐥𝐞𝐟𝐭 𝐚𝐭 𝐬𝐞𝐯𝐞𝐧.").shows("𝐟𝐞𝐫𝐫𝐲"),
        stated("full width", "Ｔｈｅ ｆｅｒｒｙ ｌｅｆｔ ａｔ ｓｅｖｅｎ．").shows("ｆｅｒｒｙ"),
        stated("beyond the first plane", "𐌰𐌹𐌽𐍃 𐌱𐌰𐌲𐌼𐍃 𐌸𐌰𐌽𐌰 𐌹𐍃𐍄").shows("𐌱𐌰𐌲𐌼𐍃"),
        stated("what looks like a template", "{{ page.title }} {% include \"x\" %} {# no #} was all it said.")
            .shows("{% include"),
        Case::text("what looks like a placeable", "{ $title } { -brand } was all that it said that day.")
            .shows("$title }"),
        stated("what looks like markup", "<b>bold</b> &amp; <script>x</script> 1 < 2 & 3 > 2").shows("&lt;script"),
        Case::text("two texts that are the same", FERRY).shows("waved"),
    ]
}

#[test]
fn texts_are_shown_as_they_are() {
    check(cases());
}
