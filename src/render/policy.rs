//! The policy of a page: what it may use and load.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::ground::digest::Digest;
use crate::ground::site::media_type;

/// Returns what a policy calls a text that is inlined.
pub(crate) fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Digest::of(text.as_bytes()).bytes()))
}

/// The kinds of file that pages load of their own site only where the theme has some.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Loaded {
    pub(crate) styles: bool,
    pub(crate) scripts: bool,
    pub(crate) fonts: bool,
}

impl Loaded {
    /// Returns the kinds that are among files with these names.
    pub(crate) fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Loaded {
        let mut loaded = Loaded::default();
        for kind in names.into_iter().map(media_type) {
            loaded.styles |= kind.starts_with("text/css");
            loaded.scripts |= kind.starts_with("text/javascript");
            loaded.fonts |= kind.starts_with("font/");
        }
        loaded
    }
}

/// Returns the policy that lets a page use what is inlined in it, by hash, and of its own site pictures, sound and video, what
/// scripts ask for, such as a paragraph's counterpart, and what is `loaded`.
pub(crate) fn policy(style: &str, scripts: &[&str], loaded: Loaded) -> String {
    let own = |is_loaded: bool| if is_loaded { " 'self'" } else { "" };
    let scripts: String = scripts.iter().map(|hash| format!(" '{hash}'")).collect();
    let scripts = match scripts + own(loaded.scripts) {
        none if none.is_empty() => " 'none'".to_owned(),
        scripts => scripts,
    };
    let styles = own(loaded.styles);
    let fonts = if loaded.fonts { "; font-src 'self'" } else { "" };
    format!(
        "default-src 'none'; connect-src 'self'; img-src 'self' data:; media-src 'self'; style-src '{style}'{styles}; \
         script-src{scripts}{fonts}; base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_names_what_is_inline_and_the_kinds_of_file_that_a_theme_has() {
        let style = "style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='";
        let cases = [
            (&[][..], format!("{style}; script-src 'none'")),
            (&["logo.svg", "CNAME"], format!("{style}; script-src 'none'")),
            (&["print.css"], format!("{style} 'self'; script-src 'none'")),
            (&["js/menu.js"], format!("{style}; script-src 'self'")),
            (&["print.css", "a.WOFF2"], format!("{style} 'self'; script-src 'none'; font-src 'self'")),
        ];
        for (names, expected) in cases {
            let before = "default-src 'none'; connect-src 'self'; img-src 'self' data:; media-src 'self'";
            let expected = format!("{before}; {expected}; base-uri 'none'; form-action 'none'");
            assert_eq!(policy(&hash("a{}"), &[], Loaded::new(names.iter().copied())), expected, "{names:?}");
        }
    }
}
