//! Every encoding that reading promises, and bytes that are none.

use encoding_rs::Encoding;

use super::{Case, check};

const SPANISH: &str = "La señora Núñez leyó la carta del año pasado: «¿Cuándo volverás?», preguntó él. Nadie supo qué \
    decir, y así pasó el otoño entero.";
const RUSSIAN: &str = "Над Москвой летят журавли, и Вероника ждёт письма с фронта, которого всё нет и нет до зимы.";

const POLISH: &str = "Nad Moskwą żurawie lecą, a Weronika czeka na listy z frontu, których wciąż nie ma aż do zimy.";
const GREEK: &str =
    "Όταν περνούν οι γερανοί, η Βερόνικα περιμένει ένα γράμμα από το μέτωπο, που δεν έρχεται ως τον χειμώνα.";
const TURKISH: &str = "Şehrin üstünden turnalar geçiyor. Çığlıkları işitilince kızın yüzü ışıdı: yıllardır beklediği mektup, kış \
    bastırmadan cepheden ulaşacak mıydı? Bakışları gökyüzünde, ağlamaklı, eşiğe oturdu.";
const HEBREW: &str = "כשהעגורים עפים מעל העיר, ורוניקה מחכה למכתב מן החזית, שאינו מגיע עד החורף.";
const ARABIC: &str = "عندما تمر اللقالق فوق المدينة تنتظر فيرونيكا رسالة من الجبهة، لكنها لا تصل حتى الشتاء.";
const THAI: &str = "เรือข้ามฟากออกตอนเจ็ดโมงเช้า และไม่มีใครบนท่าเรือโบกมือ";

fn encoded(label: &str, text: &str) -> Vec<u8> {
    Encoding::for_label(label.as_bytes()).expect("an encoding").encode(text).0.into_owned()
}

fn utf_16(mark: &[u8], text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    mark.iter().copied().chain(text.encode_utf16().flat_map(bytes_of)).collect()
}

fn utf_32(mark: &[u8], text: &str, bytes_of: fn(u32) -> [u8; 4]) -> Vec<u8> {
    mark.iter().copied().chain(text.chars().flat_map(|character| bytes_of(character.into()))).collect()
}

pub(super) fn cases() -> Vec<Case> {
    let read_as = |label: &str, name: &str, text: &str, shown: &str| {
        Case::text(label, encoded(label, text)).tells(&format!("it is read as {name}")).shows(shown)
    };
    vec![
        Case::text("UTF-8", SPANISH).shows("señora Núñez"),
        Case::text("UTF-8 with a mark", ["\u{feff}", SPANISH].concat()).shows("señora Núñez").hides("\u{feff}"),
        Case::text("two marks", ["\u{feff}\u{feff}", SPANISH].concat()).tells("U+FEFF").shows("señora Núñez"),
        Case::text("a mark in the middle", SPANISH.replace("carta", "car\u{feff}ta")).tells("U+FEFF cannot be seen"),
        Case::text("UTF-16LE", utf_16(b"\xff\xfe", SPANISH, u16::to_le_bytes)).shows("señora Núñez"),
        Case::text("UTF-16BE", utf_16(b"\xfe\xff", SPANISH, u16::to_be_bytes)).shows("señora Núñez"),
        Case::text("UTF-16LE without a mark", utf_16(b"", SPANISH, u16::to_le_bytes)).wrong("it may be UTF-16"),
        Case::text("UTF-16BE without a mark", utf_16(b"", SPANISH, u16::to_be_bytes)).wrong("it may be UTF-16"),
        Case::text("UTF-16 of an odd length", [utf_16(b"\xff\xfe", SPANISH, u16::to_le_bytes), vec![0x41]].concat())
            .wrong("the text is damaged"),
        Case::text("UTF-16 with a lone high surrogate", b"\xff\xfea\0 \0\x00\xd8b\0".to_vec())
            .wrong("this is UTF-16LE"),
        Case::text("UTF-16 with a lone low surrogate", b"\xfe\xff\0a\xdc\x00\0b".to_vec()).wrong("this is UTF-16BE"),
        Case::text("UTF-32LE", utf_32(b"\xff\xfe\0\0", SPANISH, u32::to_le_bytes)).wrong("this is not text"),
        Case::text("UTF-32BE", utf_32(b"\0\0\xfe\xff", SPANISH, u32::to_be_bytes)).wrong("this is not text"),
        Case::text("UTF-8 that is cut off", &SPANISH.as_bytes()[..SPANISH.find('ú').expect("an accent") + 1])
            .wrong("the text is damaged"),
        Case::text("UTF-8 with one bad byte", [SPANISH.as_bytes(), b" \xff fin."].concat())
            .wrong("the text is damaged"),
        Case::text("a surrogate in UTF-8", [SPANISH.as_bytes(), b" \xed\xa0\x80 fin."].concat()).wrong("is damaged"),
        Case::text("an overlong slash", [SPANISH.as_bytes(), b" \xc0\xaf fin."].concat()).wrong("is damaged"),
        Case::text("beyond Unicode", [SPANISH.as_bytes(), b" \xf4\x90\x80\x80 fin."].concat()).wrong("is damaged"),
        Case::text("a lone continuation", [SPANISH.as_bytes(), b" \x80 fin."].concat()).wrong("is damaged"),
        Case::text("a mark and then Latin-1", [b"\xef\xbb\xbf".to_vec(), encoded("windows-1252", SPANISH)].concat())
            .wrong("this is UTF-8, but byte"),
        read_as("windows-1252", "windows-1252", SPANISH, "señora Núñez"),
        read_as("latin1", "windows-1252", SPANISH, "señora Núñez"),
        read_as("windows-1251", "windows-1251", RUSSIAN, "Над Москвой"),
        read_as("koi8-u", "KOI8-U", RUSSIAN, "Над Москвой"),
        read_as(
            "shift_jis",
            "Shift_JIS",
            "戦争が二人を引き裂いた。鶴が飛んでいく空を、彼女は見上げている。",
            "戦争が二人",
        ),
        read_as("euc-jp", "EUC-JP", "戦争が二人を引き裂いた。鶴が飛んでいく空を、彼女は見上げている。", "戦争が二人"),
        read_as("euc-kr", "EUC-KR", "전쟁이 두 사람을 갈라놓았다. 그녀는 하늘을 나는 학을 바라보고 있다.", "전쟁이 두"),
        read_as("gbk", "GBK", "战争把两个人分开了。她看着天上飞过的鹤，一直在等着前线的来信。", "战争把两"),
        read_as("windows-1250", "windows-1250", POLISH, "żurawie lecą"),
        read_as("iso-8859-2", "ISO-8859-2", POLISH, "żurawie lecą"),
        read_as("windows-1253", "windows-1253", GREEK, "Όταν περνούν"),
        read_as("iso-8859-7", "windows-1253", &GREEK.replace('Ό', "Ο"), "περνούν οι γερανοί"),
        read_as("windows-1254", "windows-1254", TURKISH, "turnalar geçiyor"),
        read_as("windows-1255", "windows-1255", HEBREW, "כשהעגורים"),
        read_as("windows-1256", "windows-1256", ARABIC, "عندما تمر"),
        read_as("windows-874", "windows-874", THAI, "เรือข้ามฟาก"),
        Case::text("Japanese by escapes", encoded("iso-2022-jp", "戦争が二人を引き裂いた。")).wrong("U+001B"),
        read_as("big5", "Big5", "戰爭把兩個人分開了。她看著天上飛過的鶴，一直在等著前線的來信。", "戰爭把兩"),
        Case::text("one zero byte", ["A letter.\0", SPANISH].concat()).wrong("byte 9 is zero"),
        Case::text("only zero bytes", vec![0; 64]).wrong("byte 0 is zero"),
        Case::text("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01".to_vec()).wrong("this is not text"),
        Case::text("an archive", b"PK\x03\x04\x14\0\x08\0\x08\0".to_vec()).wrong("this is not text"),
        Case::text("a program", b"\x7fELF\x02\x01\x01\0\0\0".to_vec()).wrong("this is not text"),
        Case::text(
            "a PDF",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Length 9>>stream\n\x01\x02\x03\x04\x05\x06\x07\0\n",
        )
        .wrong("this is not text"),
        Case::text("control characters", "\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}".repeat(9))
            .wrong("full of control characters"),
        Case::text(
            "escapes for a terminal",
            "\u{1b}]0;title\u{7}A letter \u{1b}[31mfrom the sea came back late, and nobody knew why.",
        )
        .tells("have no place in a text")
        .keeps_odd_characters(),
        Case::text("the end-of-file mark of old systems", "The ferry left at seven in the morning.\r\n\u{1a}")
            .tells("U+001A has no place")
            .keeps_odd_characters(),
        Case::text("line ends of old Macs", "The ferry left at seven.\r\rNobody on the quay waved.\r")
            .shows("Nobody on the quay waved"),
        Case::text(
            "mixed line ends",
            "The ferry left at seven.\r\n\nNobody on the quay waved.\r\r\nThe end came late.",
        )
        .shows("The end came late"),
        Case::text(
            "line ends of Unicode",
            "The ferry left at seven.\u{2028}Nobody waved.\u{2029}The end.\u{85}Or not.",
        )
        .tells("U+0085 has no place")
        .keeps_odd_characters()
        .shows("Nobody waved"),
        Case::text("noncharacters", "The ferry \u{fdd0}\u{fdd1}\u{fdd2} left at \u{1ffff} seven in the morning.")
            .tells("U+FDD0, and 3 more")
            .keeps_odd_characters(),
        Case::text("for private use", "The ferry \u{e000}\u{f8ff} left at seven in the morning.")
            .shows("left at seven"),
    ]
}

#[test]
fn bytes_are_text_or_named() {
    check(cases());
}
