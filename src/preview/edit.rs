//! An edit is the first segment whose words differ between two states of a page: where somebody is writing.

/// What a segment begins with on a page.
const SEGMENT: &str = "<span class=\"s\" id=\"";
/// What ends the text that a segment stands in.
const END: &str = "</article";

/// Returns the id of the segment in `new` that the first word lies in that is not in `old`; where words were removed at the
/// end, of the last one left. None where only markup differs, or what stands around the text.
///
/// Segments themselves are not compared: an edit may move the borders of those before it.
pub(super) fn edited(old: &str, new: &str) -> Option<String> {
    let (old, new) = (segments(old), segments(new));
    let letters =
        |segments: &[(&str, String)]| segments.iter().map(|(_, letters)| letters.as_str()).collect::<String>();
    let (old, all) = (letters(&old), letters(&new));
    let same = old.bytes().zip(all.bytes()).take_while(|(old, new)| old == new).count();
    if same == old.len().max(all.len()) {
        return None;
    }
    let mut end = 0;
    let mut ends = new.iter().map(|(id, letters)| {
        end += letters.len();
        (id, end)
    });
    ends.find(|(_, end)| *end > same).map(|(id, _)| id).or(new.last().map(|(id, _)| id)).map(|id| (*id).to_owned())
}

/// Returns the ids of the segments of a page, and their words without the white space.
fn segments(page: &str) -> Vec<(&str, String)> {
    let segment = |piece| {
        let piece: &str = piece;
        let (id, rest) = piece.split_once("\">")?;
        Some((id, letters(rest.split_once(END).map_or(rest, |(before, _)| before))))
    };
    page.split(SEGMENT).skip(1).filter_map(segment).collect()
}

/// Returns what of `html` is neither markup nor white space.
fn letters(html: &str) -> String {
    let (first, rest) = html.split_once('<').unwrap_or((html, ""));
    let texts = rest.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    [first].into_iter().chain(texts).flat_map(str::split_whitespace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(sentences: &[&str]) -> String {
        let sentence = |(at, text): (usize, &&str)| format!("<p><span class=\"s\" id=\"s{at}\">{text}</span></p>");
        let text: String = sentences.iter().enumerate().map(sentence).collect();
        format!("<h1>Title</h1><article>{text}</article><footer>Feed</footer>")
    }

    fn check(old: &[&str], new: &[&str], expected: Option<&str>) {
        assert_eq!(edited(&page(old), &page(new)).as_deref(), expected, "{old:?} {new:?}");
    }

    #[test]
    fn the_first_segment_with_other_words_is_the_edited_one() {
        let old = ["One.", "Two.", "Three."];
        check(&old, &old, None);
        check(&old, &["One.", "Two!", "Three."], Some("s1"));
        check(&old, &["One.", "New.", "Two.", "Three."], Some("s1"));
        check(&old, &["One.", "Three."], Some("s1"));
        check(&old, &["One.", "Two."], Some("s1"));
        check(&old, &["One.", "Two.", "Three.", "Four."], Some("s3"));
        check(&old, &["One.", "<em>Two.</em>", "Three."], None);
        check(&old, &["One. Two.", "Three! And four."], Some("s1"));
        check(&old, &[], None);
    }

    #[test]
    fn what_stands_around_the_text_is_no_edit() {
        let page = page(&["One."]);
        assert_eq!(edited(&page, &page.replace("Title", "Other").replace("Feed", "News")), None);
    }
}
