//! Marks: how a sentence begins and ends, the same in all scripts.

use any_ascii::any_ascii_char;

/// How many kinds of beginnings and of ends there are.
pub(super) const KINDS: usize = 8;

/// Returns the kind of mark that `plain`, a sentence without markup, begins with.
pub(super) fn start(plain: &str) -> u8 {
    match plain.chars().find(|character| !character.is_whitespace()) {
        None => 0,
        Some(first) if first.is_lowercase() => 1,
        Some(first) if first.is_numeric() => 2,
        Some(first) if first.is_alphabetic() => 0,
        Some(first) => match any_mark(first) {
            '"' | '\'' => 3,
            '-' => 4,
            '(' | '[' => 5,
            // Spanish opens with these what others only close.
            '¿' | '¡' => 0,
            _ => 6,
        },
    }
}

/// Returns the kind of mark that `plain` ends with; quotes and brackets after it are passed over.
pub(super) fn end(plain: &str) -> u8 {
    let mut marks = plain.chars().rev().filter(|character| !character.is_whitespace()).map(|last| match last {
        last if last.is_alphanumeric() => 'a',
        last => any_mark(last),
    });
    let last = marks.find(|mark| !matches!(mark, '"' | '\'' | ')' | ']'));
    match last {
        Some('.') if marks.next() == Some('.') => 5,
        Some('.') => 1,
        Some('?') => 2,
        Some('!') => 3,
        Some(':') => 4,
        Some('…') => 5,
        Some(',' | ';' | '-') => 6,
        Some('a') | None => 0,
        Some(_) => 7,
    }
}

/// Returns the ASCII mark that stands for `mark`.
fn any_mark(mark: char) -> char {
    match mark {
        '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '‹' | '›' | '〈' | '〉' | '《' | '》' => {
            '"'
        }
        '’' | '‘' | '‚' | '`' => '\'',
        '—' | '–' | '―' | '‐' | '‑' | '−' | '─' => '-',
        '…' | '⋯' => '…',
        '¿' | '¡' => mark,
        other => any_ascii_char(other).chars().next().unwrap_or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_answer_each_other_begin_and_end_alike_in_all_scripts() {
        for (one, other) in [
            ("“Who is there?”", "「誰ですか？」"),
            ("(He left.)", "（他走了。）"),
            ("Wait...", "等等……"),
            ("¡Vete!", "اذهب!"),
            ("— Yes!", "– Oui !"),
            ("Who?", "من؟"),
        ] {
            assert_eq!((start(one), end(one)), (start(other), end(other)), "{one} {other}");
        }
        assert_ne!(end("Yes."), end("Yes?"));
        assert_eq!((start(""), end("")), (0, 0));
    }
}
