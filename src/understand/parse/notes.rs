//! Notes lead back: the number before a note is a link to where the text first refers to it. Both links say what they are to those
//! who hear the page.

use std::collections::BTreeSet;

use super::cut::Page;

/// What Markdown writes before the name of a note where the text refers to it, and where the note stands.
const REFERENCE: &str = "<sup class=\"footnote-reference\"><a href=\"#";
const NOTE: &str = "<div class=\"footnote-definition\" id=\"";

/// What the id begins with of where the text first refers to a note; its name follows.
pub(crate) const FROM_NOTE: &str = "from:";

/// What stands behind that name before the number of the note, and behind the number.
const LABEL: [&str; 2] = ["\"><sup class=\"footnote-definition-label\">", "</sup>"];

/// Links the notes of a page to where it refers to them.
pub(super) fn lead_back(page: &mut Page) {
    let mut referred = BTreeSet::new();
    each_piece(page, |html| {
        rewrite(html, REFERENCE, |name, behind| {
            let id =
                if referred.insert(name.to_owned()) { format!(" id=\"{FROM_NOTE}{name}\"") } else { String::new() };
            Some((format!("{REFERENCE}{name}\"{id} role=\"doc-noteref\""), behind.strip_prefix('"')?))
        });
    });
    each_piece(page, |html| {
        rewrite(html, NOTE, |name, behind| {
            let (number, rest) = behind.strip_prefix(LABEL[0])?.split_once(LABEL[1])?;
            let link = format!("<a href=\"#{FROM_NOTE}{name}\" role=\"doc-backlink\">{number}</a>");
            referred.contains(name).then(|| ([NOTE, name, LABEL[0], &link, LABEL[1]].concat(), rest))
        });
    });
}

/// Calls `visit` for each piece of HTML of the page.
fn each_piece(page: &mut Page, mut visit: impl FnMut(&mut String)) {
    for block in &mut page.blocks {
        visit(&mut block.lead);
        for sentence in &mut block.sentences {
            visit(&mut sentence.gap);
            visit(&mut sentence.html);
        }
    }
    visit(&mut page.tail);
}

/// Writes `html` anew wherever `beginning` stands: `written` gets the name behind it, which a quotation mark ends, and what follows,
/// and returns what to write and how it goes on.
fn rewrite(
    html: &mut String,
    beginning: &str,
    mut written: impl for<'p> FnMut(&'p str, &'p str) -> Option<(String, &'p str)>,
) {
    if !html.contains(beginning) {
        return;
    }
    let (mut new, mut rest) = (String::with_capacity(html.len() * 2), html.as_str());
    while let Some((before, from)) = rest.split_once(beginning) {
        let (name, behind) = from.split_at(from.find('"').unwrap_or(from.len()));
        let (piece, after) = written(name, behind).unwrap_or_else(|| (beginning.to_owned(), from));
        new.extend([before, &piece]);
        rest = after;
    }
    new.push_str(rest);
    *html = new;
}
