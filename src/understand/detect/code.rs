//! Code is what stands between backticks and as many others, or more: lines, or a part of one.
//!
//! All of it is found in one pass from the end of a text, so that no text takes long, whatever backticks it has.

use std::collections::BTreeMap;
use std::ops::Range;

/// How many backticks stand before and after lines of code, at least.
const FENCE: usize = 3;

/// Returns where code in `text` may begin, with its backticks, and where each ends: at the next run of as many backticks or more.
/// It is lines, or a part of one. Where a space stands before the backticks at its end, all of them are quotation marks, as
/// typewriters had them.
pub(super) fn ends(text: &str) -> BTreeMap<usize, usize> {
    let (mut ends, mut before) = (BTreeMap::new(), text);
    // Nearly no text has any, and this is the quickest way to see it.
    if memchr::memchr(b'`', text.as_bytes()).is_none() {
        return ends;
    }
    // The runs behind, the nearest last, without those that a longer one stands before.
    let mut behind: Vec<Range<usize>> = Vec::new();
    while let Some(last) = memchr::memrchr(b'`', before.as_bytes()) {
        before = before[..last].trim_end_matches('`');
        let marks = before.len()..last + 1;
        while behind.pop_if(|run| run.len() < marks.len()).is_some() {}
        if let Some(end) = behind.last() {
            let code = &text[marks.end..end.start];
            let is_code = || !code.contains('\n') && !code.ends_with(char::is_whitespace);
            if marks.len() >= FENCE || is_code() {
                ends.insert(marks.start, end.end);
            }
        }
        behind.push(marks);
    }
    ends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn code_ends_at_the_next_run_that_is_long_enough(lengths in prop::collection::vec(1..9_usize, 0..60)) {
            let text: String = lengths.iter().map(|&length| "`".repeat(length) + "x").collect();
            let mut expected = BTreeMap::new();
            let mut start = 0;
            for (at, &marks) in lengths.iter().enumerate() {
                let next = lengths[at + 1..].iter().position(|&length| length >= marks);
                let until = |next: usize| lengths[at..=at + 1 + next].iter().map(|length| length + 1).sum::<usize>() - 1;
                expected.extend(next.map(|next| (start, start + until(next))));
                start += marks + 1;
            }
            prop_assert_eq!(ends(&text), expected);
        }
    }
}
