//! What preview adds to a page: one element that loads its script. All other bytes are those of the build.

/// Where the script of preview is served. No site has a file there: names that begin with a dot are passed over.
pub(super) const SCRIPT: &str = "/.diglot/preview.js";

/// Returns `page` with the element that loads the script of preview, which is told the `version` of the stage that
/// it comes from.
///
/// It stands before everything but the doctype: a policy in the page counts for what comes after it, so the page's own
/// needs no change and is tried as its readers will have it.
pub(super) fn inject(page: &[u8], version: u64) -> Vec<u8> {
    let element = format!("<script src=\"{SCRIPT}\" data-version=\"{version}\" defer></script>");
    let (before, after) = page.split_at(end_of_doctype(page));
    [before, element.as_bytes(), after].concat()
}

/// Returns where the doctype ends, or 0 where the page has none: below its byte order mark, white space and comments.
fn end_of_doctype(page: &[u8]) -> usize {
    const DOCTYPE: &[u8] = b"<!doctype";
    let mut rest = page.strip_prefix("\u{feff}".as_bytes()).unwrap_or(page).trim_ascii_start();
    while let Some(comment) = rest.strip_prefix(b"<!--") {
        let Some(end) = comment.windows(3).position(|bytes| bytes == b"-->") else { return 0 };
        rest = comment[end + 3..].trim_ascii_start();
    }
    let is_doctype = rest.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE));
    match rest.iter().position(|byte| *byte == b'>') {
        Some(end) if is_doctype => page.len() - rest.len() + end + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_comes_first_and_leaves_the_doctype_first() {
        let element = "<script src=\"/.diglot/preview.js\" data-version=\"7\" defer></script>";
        let cases = [
            ("<!doctype html>", "\n<html>"),
            ("\n<!DOCTYPE html>", "<p>"),
            ("\u{feff}<!-- Theme -->\n<!-- a > b -->\n<!doctype html>", "<p>"),
            ("", "<!-- <!doctype html>"),
            ("", "<p>a > b"),
            ("", ""),
        ];
        for (before, after) in cases {
            let page = [before, after].concat();
            assert_eq!(String::from_utf8_lossy(&inject(page.as_bytes(), 7)), [before, element, after].concat());
        }
    }
}
