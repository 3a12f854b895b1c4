//! A link is dangerous when following it, or showing the picture it names, could run a program in the reader's browser.

/// The schemes that browsers execute or render as a document of the site.
const EXECUTABLE: &[&str] = &[
    "javascript", "vbscript", "livescript", "mocha", "data", "blob", "filesystem", "view-source", "jar", "mhtml",
    "about", "ms-its", "mk", "res", "x-javascript",
];

/// The schemes that a link in raw HTML may have, beside none at all.
pub(super) const HARMLESS: &[&str] = &[
    "ftp", "ftps", "geo", "http", "https", "irc", "ircs", "mailto", "magnet", "news", "sip", "sms", "tel", "webcal",
    "xmpp",
];

/// What to do about a file that is not the site's own.
pub(crate) const FOREIGN_FILE_HINT: &str = "put the file into assets/ and write /assets/NAME";

/// Tells whether the decoded address `url` has an executable scheme, however it is disguised: browsers skip control
/// characters and white space in a scheme.
pub(super) fn is_executable(url: &str) -> bool {
    scheme(url).is_some_and(|scheme| EXECUTABLE.contains(&scheme.as_str()))
}

/// Tells whether the decoded address `url` has no scheme or a harmless one.
pub(super) fn is_harmless(url: &str) -> bool {
    scheme(url).is_none_or(|scheme| HARMLESS.contains(&scheme.as_str()))
}

/// Tells whether the decoded address `url` leads to another host than the page's own.
pub(crate) fn is_foreign(url: &str) -> bool {
    let mut start = url.chars().filter(|character| !character.is_control() && !character.is_whitespace());
    let is_slash = |character: Option<char>| matches!(character, Some('/' | '\\'));
    scheme(url).is_some() || is_slash(start.next()) && is_slash(start.next())
}

fn scheme(url: &str) -> Option<String> {
    let seen = |character: &char| !character.is_control() && !character.is_whitespace();
    let mut scheme = String::new();
    for character in url.chars().filter(seen).take(32) {
        match character {
            ':' => return Some(scheme),
            'a'..='z' | 'A'..='Z' | '0'..='9' | '+' | '-' | '.' => scheme.push(character.to_ascii_lowercase()),
            // Invisible characters before a scheme make the address relative in today's browsers; it costs nothing to
            // see through them.
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_hosts_are_told_from_own_files() {
        for url in ["http://a/b.png", "HTTPS://a", "//a/b.png", " /\\a", "ftp:a"] {
            assert!(is_foreign(url), "{url:?}");
        }
        for url in ["/b.png", "b.png", "../a/b.png", "a/b:c.png", "?http://a", ""] {
            assert!(!is_foreign(url), "{url:?}");
        }
    }

    #[test]
    fn executable_schemes_are_seen_through_disguise() {
        for url in [
            "javascript:x", "JaVaScRiPt:x", " java\nscript:x", "\u{1}javascript:x", "java\tscript\t:x",
            "data:text/html,x", "vbscript:x",
        ] {
            assert!(is_executable(url), "{url:?}");
        }
        for url in
            ["http://a", "/javascript:x", "#data:", "made-up-scheme://foo", "a/b:c", "", "MAILTO:a@b", "?javascript:x"]
        {
            assert!(!is_executable(url), "{url:?}");
        }
    }
}
