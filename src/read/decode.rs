//! Decoding turns the bytes of a file into text: UTF-8, UTF-16 with a byte order mark, else the encoding they look like.

use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8};

use super::odd;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::language::Language;

/// How many bytes are looked at to tell an encoding, or text from something else. Enough for every language; a file of
/// 100 MB is not slower for it.
const SAMPLE: usize = 256 * 1024;

/// How far front matter is looked through for a language, in bytes.
const HEAD: usize = 2 * 1024;

/// The share of control characters, one in so many bytes, from which on bytes are no text. Text has next to none; random
/// bytes have one in nine.
const CONTROLS_IN_DATA: usize = 50;

/// How many bytes are counted together: no more than a byte can count.
const TOGETHER: usize = 255;

/// How many control characters are forgiven in any text, however short.
const STRAY_CONTROLS: usize = 3;

/// The share of NUL bytes, one in so many, from which on they may be the zero halves of UTF-16. Cyrillic has about one in
/// twelve, for its spaces; a single one proves nothing.
const NULS_IN_UTF_16: usize = 40;

/// Returns the text of `bytes`, the content of the file at `path`, without its byte order mark, and what a person should
/// look at.
///
/// # Errors
/// When the bytes are no text, or are broken in the encoding they are in.
pub(super) fn decode(path: &str, bytes: Vec<u8>) -> Result<(String, Vec<Diagnostic>), Diagnostic> {
    let (text, warning) = match Encoding::for_bom(&bytes) {
        Some((encoding, length)) if encoding == UTF_8 => (utf_8(path, bytes, length)?, None),
        Some((encoding, length)) => (unicode(path, &bytes[length..], encoding)?, None),
        None if is_data(&bytes) => return Err(no_text(path, &bytes)),
        None => match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => legacy(path, error.as_bytes(), error.utf8_error().valid_up_to())?,
        },
    };
    if memchr::memchr(0, text.as_bytes()).is_some() {
        return Err(no_text(path, text.as_bytes()));
    }
    let odd = odd::findings(path, &text);
    Ok((text, warning.into_iter().chain(odd).collect()))
}

fn utf_8(path: &str, mut bytes: Vec<u8>, mark: usize) -> Result<String, Diagnostic> {
    bytes.drain(..mark);
    String::from_utf8(bytes).map_err(|error| broken(path, error.as_bytes(), UTF_8, mark))
}

fn unicode(path: &str, bytes: &[u8], encoding: &'static Encoding) -> Result<String, Diagnostic> {
    match encoding.decode_without_bom_handling(bytes) {
        (text, false) => Ok(text.into_owned()),
        _ => Err(broken(path, bytes, encoding, 2)),
    }
}

/// Reads `bytes`, which are not UTF-8 from the byte `first` on, in the encoding that they look like.
fn legacy(path: &str, bytes: &[u8], first: usize) -> Result<(String, Option<Diagnostic>), Diagnostic> {
    if is_damaged_utf_8(bytes) {
        return Err(broken(path, bytes, UTF_8, 0));
    }
    // What lies before the first byte that is not ASCII tells nothing but the words around it.
    let start = first.saturating_sub(SAMPLE / 2);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, start + sample.len() == bytes.len());
    // A page is likely to be in an encoding of the country that its host belongs to, and a text in one of its language's.
    let territory = stated(path, bytes).and_then(|language| language.territory());
    let encoding = detector.guess(territory.as_deref().map(str::as_bytes), Utf8Detection::Deny);
    match encoding.decode_without_bom_handling(bytes) {
        (_, true) => Err(broken(path, bytes, encoding, 0)),
        (text, false) => {
            let name = encoding.name();
            let quoted = path.replace('\'', r"'\''");
            let command = format!("iconv -f {name} -t UTF-8 '{quoted}' > new.txt");
            let warning = Diagnostic::warning(format!("this is not UTF-8; it is read as {name}, which it looks like"))
                .at(Place::file(path))
                .hint(format!("see if its letters are right, and save it as UTF-8, which this does: {command}"));
            Ok((text.into_owned(), Some(warning)))
        }
    }
}

/// Returns the language that a text seems to be said to be in, by its front matter, its name or its folders. What is wrong here
/// makes a guess worse that is one without it.
fn stated(path: &str, bytes: &[u8]) -> Option<Language> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let lines = head.lines().filter(|_| head.starts_with(['-', '+'])).filter_map(|line| line.split_once([':', '=']));
    let stated = lines.filter(|(key, _)| matches!(key.trim(), "language" | "lang"));
    let stated = stated.map(|(_, tag)| tag.trim().trim_matches(['"', '\'']));
    let parts = path.split(['/', '.']).rev().skip(1);
    stated.chain(parts).find_map(|tag| Language::written(tag).ok().filter(|language| language.primary().len() == 2))
}

/// Tells whether bytes that are not UTF-8 were meant to be: whether characters that are outnumber places that are not.
/// Text in another encoding has next to no such characters, since few pairs of its letters look like one.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (mut whole, mut damaged) = (0, 0);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && whole >= damaged
}

fn is_data(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // In parts whose sums fit into a byte, which is quicker.
    let in_part = |part: &[u8]| usize::from(part.iter().map(|byte| u8::from(is_control(*byte))).sum::<u8>());
    let controls: usize = sample.chunks(TOGETHER).map(in_part).sum();
    controls > STRAY_CONTROLS + sample.len() / CONTROLS_IN_DATA || memchr::memchr(0, bytes).is_some()
}

/// Tells whether `byte` is a control character that no text needs. Form feeds, the end-of-file mark of old systems and
/// escapes are not counted.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a | 0x1b)
}

fn no_text(path: &str, bytes: &[u8]) -> Diagnostic {
    let nul = bytes.iter().position(|byte| *byte == 0);
    let reason = nul.map_or("it is full of control characters".to_owned(), |at| format!("byte {at} is zero"));
    let hint = match looks_like_utf_16(bytes) {
        true => "it may be UTF-16 without a byte order mark: save it as UTF-8",
        false => "save the text itself as UTF-8, or move the file out of the folder",
    };
    Diagnostic::error(format!("this is not text: {reason}")).at(Place::file(path)).hint(hint)
}

/// Tells whether the zero bytes are many, and all on one side of each pair.
fn looks_like_utf_16(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    bytes.len().is_multiple_of(2) && even.min(odd) == 0 && even + odd > sample.len() / NULS_IN_UTF_16 + 1
}

/// Returns the error that `bytes`, which follow `before` bytes of the file at `path`, are broken in `encoding`.
fn broken(path: &str, bytes: &[u8], encoding: &'static Encoding, before: usize) -> Diagnostic {
    let (at, in_text) = first_malformed(bytes, encoding);
    let text: Arc<str> = encoding.decode_without_bom_handling(bytes).0.into();
    let end = text.ceil_char_boundary((in_text + 1).min(text.len()));
    let name = encoding.name();
    Diagnostic::error(format!("this is {name}, but byte {} is not: the text is damaged", at + before))
        .at(Place::within(path, &text, in_text.min(end)..end))
        .hint("repair the text there, and save it as UTF-8")
}

/// Returns where the first malformed sequence is: its byte, and how many bytes of text come before it.
fn first_malformed(bytes: &[u8], encoding: &'static Encoding) -> (usize, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let capacity = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(capacity.unwrap_or(bytes.len()));
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::Malformed(length, after), read) => {
            (read - usize::from(length) - usize::from(after), text.len())
        }
        (_, read) => (read, text.len()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ground::diagnostic::Severity;

    fn text_of(bytes: impl Into<Vec<u8>>) -> String {
        decode("seeds/a.txt", bytes.into()).expect("text").0
    }

    fn fault_of(bytes: impl Into<Vec<u8>>) -> Diagnostic {
        decode("seeds/a.txt", bytes.into()).expect_err("no text")
    }

    fn in_encoding(label: &str, text: &str) -> Vec<u8> {
        let encoding = Encoding::for_label(label.as_bytes()).expect("an encoding");
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "{label} can write {text}");
        bytes.into_owned()
    }

    fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn unicode_is_read_without_its_mark_and_without_a_word() {
        let text = "Cuando pasan las cigüeñas.\r\nЛетят журавли 🕊\n";
        let mark = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let cases = [
            text.as_bytes().to_vec(),
            mark(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
            mark(b"\xff\xfe", utf_16(text, u16::to_le_bytes)),
            mark(b"\xfe\xff", utf_16(text, u16::to_be_bytes)),
        ];
        for bytes in cases {
            assert_eq!(decode("seeds/a.txt", bytes), Ok((text.to_owned(), vec![])));
        }
        assert_eq!(text_of(""), "");
        assert_eq!(text_of(*b"\xef\xbb\xbf"), "");
    }

    #[test]
    fn older_encodings_are_found_and_named() {
        let spanish = "La guerra separó a los novios: «¿Cuándo volverás?», le preguntó la muchacha. Él no sabía.";
        let russian = "Над Москвой летят журавли, и Вероника ждёт письма с фронта, которого всё нет и нет.";
        let japanese = "戦争が二人を引き裂いた。鶴が飛んでいく空を、ヴェロニカは見上げている。";
        let polish = "Żurawie lecą nad Moskwą, a dziewczyna czeka na list, który wciąż nie przychodzi, więc płacze.";
        let cases = [
            ("windows-1252", spanish),
            ("windows-1251", russian),
            ("KOI8-U", russian),
            ("Shift_JIS", japanese),
            ("EUC-JP", japanese),
            ("windows-1250", polish),
        ];
        for (name, text) in cases {
            let (read, diagnostics) = decode("seeds/it's (new).txt", in_encoding(name, text)).expect(name);
            assert_eq!((name, read.as_str()), (name, text));
            let [warning] = diagnostics.as_slice() else { panic!("{name}: {diagnostics:?}") };
            assert_eq!(warning.severity, Severity::Warning);
            assert_eq!(
                warning.message,
                format!("this is not UTF-8; it is read as {}, which it looks like", {
                    Encoding::for_label(name.as_bytes()).expect("an encoding").name()
                })
            );
            let hint = warning.hint.as_deref().unwrap_or_default();
            assert!(
                hint.ends_with(&format!(r"iconv -f {name} -t UTF-8 'seeds/it'\''s (new).txt' > new.txt")),
                "{hint}"
            );
        }
    }

    #[test]
    fn what_is_said_of_the_language_helps() {
        let text = "# Nota\n\nEsto está aquí, señor, y tiene acentos.\n";
        let stated = format!("---\nlang: es\n---\n{text}");
        let cases = [("b.es.md", text), ("es/b.md", text), ("es_MX/b.md", text), ("es.md", text), ("b.md", &stated)];
        for (name, text) in cases {
            let read = decode(&format!("seeds/{name}"), in_encoding("latin1", text)).expect("text").0;
            assert_eq!(read, text, "{name}");
        }
        let polish = "Żona mówi: jeść.\n";
        assert_eq!(decode("seeds/b.pl.md", in_encoding("latin2", polish)).expect("text").0, polish);
    }

    #[test]
    fn damage_is_named_by_byte_and_place() {
        let cases: [(&[u8], &str, (usize, usize)); 4] = [
            (b"cig\xc3\xbce\xc3\xb1as\nni\xc3", "UTF-8, but byte 13", (2, 3)),
            (b"\xef\xbb\xbfa\nb\xff", "UTF-8, but byte 6", (2, 2)),
            (b"\xff\xfea\0\n\0b", "UTF-16LE, but byte 6", (2, 1)),
            (b"\xff\xfea\0\x00\xd8b\0", "UTF-16LE, but byte 4", (1, 2)),
        ];
        for (bytes, expected, place) in cases {
            let fault = fault_of(bytes);
            assert!(fault.message.contains(expected), "{} for {bytes:x?}", fault.message);
            assert_eq!(fault.severity, Severity::Error);
            assert_eq!(fault.place.and_then(|place| place.line_and_column()), Some(place), "{bytes:x?}");
        }
    }

    #[test]
    fn what_is_not_text_is_an_error() {
        let unmarked = "is it UTF-16 without a byte order mark?";
        let cases: [(Vec<u8>, &str, bool); 6] = [
            (b"a review\0with a zero".to_vec(), "this is not text: byte 8 is zero", false),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "this is not text: byte 8 is zero", false),
            (
                b"\x01\x02\x8f\x03\x04 \x05\x06\xff".to_vec(),
                "this is not text: it is full of control characters",
                false,
            ),
            (b"\xff\xfea\0\0\0".to_vec(), "this is not text: byte 1 is zero", false),
            (utf_16(unmarked, u16::to_le_bytes), "this is not text: byte 1 is zero", true),
            (utf_16("Летят журавли над Москвой", u16::to_be_bytes), "this is not text: byte 10 is zero", true),
        ];
        for (bytes, message, is_utf_16) in cases {
            let fault = fault_of(bytes);
            assert_eq!(fault.message, message);
            assert_eq!(fault.hint.unwrap_or_default().contains("UTF-16"), is_utf_16, "{message}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_or_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode("seeds/a.txt", bytes);
        }

        #[test]
        fn any_bytes_after_a_mark_are_text_or_a_fault(
            mark in prop::sample::select(vec![&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"]),
            bytes in proptest::collection::vec(any::<u8>(), 0..60),
        ) {
            let _ = decode("seeds/a.txt", [mark, &bytes].concat());
        }

        #[test]
        fn utf_8_is_read_as_it_is(text in "[^\0-\u{8}\u{b}\u{e}-\u{1f}\u{feff}]{0,60}") {
            prop_assert_eq!(text_of(text.clone()), text);
        }
    }
}
