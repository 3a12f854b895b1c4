//! An item of a list begins a line with its number: `1. Close the door.` In plain text that is all there is of a list.

/// Longer numbers are years.
const LONGEST_NUMBER: usize = 3;

/// A line that begins with a number.
struct Numbered {
    at: usize,
    number: u32,
    /// Whether what stands before it has come to an end.
    is_free: bool,
}

/// Returns where the lines of `text`, one paragraph, begin that are items: what stands before them has ended, or their numbers
/// follow each other. So the second line of `on the⏎12. Oktober` is none.
pub(super) fn items(text: &str) -> Vec<usize> {
    let lines = text.as_bytes().split_inclusive(|&byte| is_break(byte)).scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((&text[..start], &text[start..*at]))
    });
    let numbered: Vec<Numbered> = lines.filter_map(|(before, line)| Numbered::of(before, line)).collect();
    let follows = |one: Option<&Numbered>, other: Option<&Numbered>| {
        one.zip(other).is_some_and(|(one, other)| one.number + 1 == other.number)
    };
    let is_item = |at: usize| {
        let this = numbered.get(at);
        let before = at.checked_sub(1).and_then(|before| numbered.get(before));
        numbered[at].is_free || follows(before, this) || follows(this, numbered.get(at + 1))
    };
    (0..numbered.len()).filter(|&at| is_item(at)).map(|at| numbered[at].at).collect()
}

/// Tells whether a line ends with `byte`.
pub(super) fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

impl Numbered {
    /// Returns `line`, which stands behind `before`, where it begins with the number of an item: `1. `, `(2) `, `3) `.
    fn of(before: &str, line: &str) -> Option<Numbered> {
        let bare = line.trim_start();
        let at = before.len() + line.len() - bare.len();
        let digits = bare.strip_prefix('(').unwrap_or(bare);
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        let behind = digits[length..].strip_prefix(['.', ')'])?;
        let number = digits[..length].parse().ok().filter(|_| length <= LONGEST_NUMBER)?;
        let is_free = before.trim_end().is_empty() || before.trim_end().ends_with(['.', '!', '?', '…', ':', ';']);
        behind.starts_with(char::is_whitespace).then_some(Numbered { at, number, is_free })
    }
}
