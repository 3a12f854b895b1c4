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

/// Returns where the doctype ends, or 0 where the page does not begin with one.
fn end_of_doctype(page: &[u8]) -> usize {
    const DOCTYPE: &[u8] = b"<!doctype";
    let white_space = page.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let is_doctype = page[white_space..].get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE));
    match page.iter().position(|byte| *byte == b'>') {
        Some(end) if is_doctype => end + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_comes_first_and_leaves_the_doctype_first() {
        let element = "<script src=\"/.diglot/preview.js\" data-version=\"7\" defer></script>";
        for (before, after) in
            [("<!doctype html>", "\n<html>"), ("\n<!DOCTYPE html>", "<p>"), ("", "<p>a > b"), ("", "")]
        {
            let page = [before, after].concat();
            assert_eq!(String::from_utf8_lossy(&inject(page.as_bytes(), 7)), [before, element, after].concat());
        }
    }
}
