//! List items are marked alike on both sides: by the same number or letter in plain text, as items of one sort in markup.

use super::bitext::{Bitext, Pair, Side};
use super::finding::{Draft, Finding};
use crate::ground::finding::Kind;
use crate::understand::BlockKind;
use crate::understand::numbers;

/// Finds list items that differ.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    bitext.whole().flat_map(|pair| marker(pair).into_iter().chain(item(pair))).collect()
}

/// Finds list items whose numbers differ, or that only one side marks.
fn marker(pair: &Pair) -> Option<Finding> {
    let markers = pair.words().map(Marker::of);
    let message = match &markers {
        [Some(one), Some(other)] if one.is_another(other) => {
            format!("the list marker `{}` here is `{}` on the other side", other.written, one.written)
        }
        [Some(one), None] | [None, Some(one)] if one.is_counted() => {
            format!("the list marker `{}` is missing on the other side", one.written)
        }
        _ => return None,
    };
    let side = usize::from(markers[1].is_some());
    let draft = Draft::new(Kind::ListMarker, message, "mark the item as on the other side");
    let mut marks = markers.map(|marker| marker.map(|marker| 0..marker.written.len()));
    marks.rotate_left(side);
    Some(draft.sure(0.7).within(pair, side, marks))
}

/// Finds list items of texts with markup that are none on the other side, or that only one side numbers.
fn item(pair: &Pair) -> Option<Finding> {
    let items = pair.sides.each_ref().map(|side| (side.kind() == BlockKind::Item).then(|| is_numbered(side)));
    let is_plain = pair.sides.iter().any(|side| side.text.document.is_plain_text());
    let is_heading = |side: &Side| matches!(side.kind(), BlockKind::Heading(_));
    let message = match items {
        _ if is_plain || pair.sides.iter().any(is_heading) => return None,
        [Some(Some(left)), Some(Some(right))] if left != right => match right {
            true => "this list item is numbered here and has a bullet on the other side",
            false => "this list item has a bullet here and is numbered on the other side",
        },
        [Some(_), None] => "this is no list item here and one on the other side",
        [None, Some(_)] => "this is a list item here and none on the other side",
        _ => return None,
    };
    let draft = Draft::new(Kind::ListMarker, message, "mark the item as on the other side");
    Some(draft.sure(0.7).within(pair, 1, [None, None]))
}

/// Tells whether a list item of Markdown has a number or a bullet before it, as far as its first line tells.
fn is_numbered(side: &Side) -> Option<bool> {
    let first = side.text.sentences[side.sentences.start];
    let before = side.text.document.text.get(..first.span.start)?;
    match before.trim_end_matches([' ', '\t']).chars().next_back()? {
        '-' | '*' | '+' => Some(false),
        '.' | ')' => Some(true),
        _ => None,
    }
}

/// What a list item of plain text, or the heading of a section, begins with: `1.`, `a)`, `(iv)`, `III.`, `2.º`.
struct Marker<'a> {
    written: &'a str,
    /// What it must have in common with its counterpart, without regard to notation and punctuation. Nothing is known of the
    /// letters of other alphabets.
    key: Option<String>,
}

/// Longer numbers are years, and Roman numerals that are worth more may be words.
const LONGEST_MARKER: usize = 3;
const LARGEST_ROMAN: u32 = 99;

impl<'a> Marker<'a> {
    /// Returns the marker that `words` begin with.
    fn of(words: &'a str) -> Option<Marker<'a>> {
        let first = words.split_whitespace().next()?;
        // No space stands behind a wide bracket.
        let length = first.find('）').map_or(first.len(), |at| at + '）'.len_utf8());
        let written = Some(&first[..length]).filter(|written| written.len() < words.len())?;
        let open = written.trim_start_matches(['(', '（']);
        let inside = open.trim_end_matches([')', '）', '.', '-', 'º', 'ª', '°']);
        let is_closed = inside.len() < open.len();
        let digits: Option<String> = inside.chars().map(|c| Some(char::from(b'0' + numbers::digit(c)?))).collect();
        let number = digits.filter(|digits| (1..=LONGEST_MARKER).contains(&digits.len()));
        let mut letters = inside.chars();
        let letter = letters.next().filter(|c| c.is_lowercase() && letters.next().is_none() && ends_closed(written));
        // One letter may begin a name, and two in small letters are a word.
        let in_brackets = if ends_closed(written) { inside.to_uppercase() } else { inside.to_owned() };
        let value = numbers::roman(&in_brackets).filter(|value| *value <= LARGEST_ROMAN);
        let key = match (value, number, letter) {
            (Some(value), ..) => Some(value.to_string()),
            (None, Some(number), _) => Some(number.trim_start_matches('0').to_owned()),
            (None, None, Some(letter)) => Some(letter.to_string()).filter(|_| letter.is_ascii()),
            (None, None, None) => return None,
        };
        is_closed.then_some(Marker { written, key })
    }

    /// Tells whether the two mark different items.
    fn is_another(&self, other: &Marker) -> bool {
        self.key.is_some() && other.key.is_some() && self.key != other.key
    }

    /// Tells whether it is surely a marker: a dot may end a sentence, or begin a list in one text only.
    fn is_counted(&self) -> bool {
        ends_closed(self.written)
    }
}

fn ends_closed(written: &str) -> bool {
    written.ends_with([')', '）'])
}
