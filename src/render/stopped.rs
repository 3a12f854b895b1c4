//! What a project's templates hold that the policy of pages stops: browsers say so to nobody but developers.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use url::Url;

use super::assets;
use super::policy::Loaded;
use super::stretches::{Stretch, stretches};
use crate::ground::config::BaseUrl;
use crate::ground::diagnostic::Diagnostic;
use crate::ground::faults::Faults;
use crate::ground::theme::{DEFAULT, Source, Theme};
use crate::understand::parse::links::is_foreign;

/// Stands for a byte of what is computed: it is no white space and part of no address or name that is looked for.
const COMPUTED: &str = "_";

/// The types of scripts that run, or say what runs or is loaded. What has another type is data.
const RUN: [&str; 7] = [
    "",
    "module",
    "text/javascript",
    "application/javascript",
    "application/ecmascript",
    "importmap",
    "speculationrules",
];

/// The relations of a page to files that it loads.
const LOADED: [&str; 3] = ["stylesheet", "preload", "modulepreload"];

/// The relations of a page to pictures that it loads.
const ICONS: [&str; 2] = ["icon", "apple-touch-icon"];

const NO_STYLE: &str = "a style sheet of the site, as assets/ adds none";
const NO_SCRIPT: &str = "a script of the site, as assets/ adds none";
const STYLE: &str =
    "put it into assets/ and link it: `<link rel=\"stylesheet\" href=\"{{ asset(name=\"NAME.css\") }}\">`";
const SCRIPT: &str = "put it into assets/ and load it: `<script src=\"{{ asset(name=\"NAME.js\") }}\" defer></script>`";
const FOREIGN: &str = "put the file into assets/ and link it: `{{ asset(name=\"NAME\") }}`";
const CLASS: &str = "give the element a class, and say how that looks in a style sheet in assets/";
const LISTEN: &str = "let a script in assets/ listen for it";
const FORM: &str = "link to a page that has the form: `<a href=\"https://example.org/form\">`";
const FRAME: &str = "link to it: `<a href=\"https://example.org/film\">`";
const BASE: &str = "begin each address with `{{ site.root }}`";
const MANIFEST: &str = "leave it out: it makes an application of a site";

/// What is stopped wherever it leads: an element and its attribute, what that is, and what to do about it.
const NOWHERE: [(&str, &str, &str, &str); 7] = [
    ("form", "action", "what this form sends", FORM),
    ("button", "formaction", "what this form sends", FORM),
    ("input", "formaction", "what this form sends", FORM),
    ("iframe", "src", "the page in this frame", FRAME),
    ("embed", "src", "what this shows of another file", FRAME),
    ("object", "data", "what this shows of another file", FRAME),
    ("base", "href", "a base for the addresses of the page", BASE),
];

/// What decides whether a file is the site's own, and may be loaded.
struct Own {
    /// The root of the site, where it is known.
    root: Option<Url>,
    loaded: Loaded,
}

impl Own {
    /// Tells whether `address` is on another host.
    fn lacks(&self, address: &str) -> bool {
        let has = |root: &Url| root.join(address).is_ok_and(|whole| whole.origin() == root.origin());
        is_foreign(address) && !self.root.as_ref().is_some_and(has)
    }
}

/// Returns a warning for each part of a project's templates that the policy of pages stops, where they lie at `base_url`.
pub(super) fn stopped(theme: &Theme, base_url: Option<&BaseUrl>) -> Vec<Diagnostic> {
    // On a page that is all a project's own there is no other policy than its own.
    let is_free = |source: &&Source| {
        let begins = || source.text.to_ascii_lowercase().contains("<!doctype");
        !source.text.contains("page.csp") && begins()
    };
    let own = theme.templates.iter().filter(|(name, _)| !name.starts_with(DEFAULT)).map(|(_, source)| source);
    let has_policy = theme.templates.get("base.html").filter(is_free).is_none();
    let root = base_url.and_then(|base_url| Url::parse(base_url.as_str()).ok());
    let site = Own { root, loaded: Loaded::new(assets::files(theme).map(|(name, _)| name)) };
    own.filter(|source| has_policy && !is_free(source)).flat_map(|source| stopped_in(source, &site)).collect()
}

fn stopped_in(source: &Source, site: &Own) -> Vec<Diagnostic> {
    let mut faults = Faults::new(&source.path, &source.text);
    let (html, mut at) = (written(&source.text), 0);
    while let Some(tag) = first_tag(&html[at..]) {
        let (start, end) = (at + tag.span.start, at + tag.span.end);
        let content = match &**tag.name {
            b"style" => content(&html[end..], "</style"),
            b"script" => content(&html[end..], "</script"),
            _ => "",
        };
        if let Some((what, hint)) = fault(&tag, content, site) {
            faults.warning(&(start..end), format!("the policy of pages stops {what}"), hint);
        }
        at = end + content.len();
    }
    faults.into_diagnostics()
}

/// Returns a template without its code and comments, each byte of which something stands for.
fn written(template: &str) -> String {
    let mut written = String::with_capacity(template.len());
    for stretch in stretches(template) {
        if let Stretch::Text(text) = stretch {
            written.push_str(&COMPUTED.repeat(text.start - written.len()));
            written.push_str(&template[text]);
        }
    }
    written
}

/// Returns the first start tag in `html`.
fn first_tag(html: &str) -> Option<StartTag<usize>> {
    let tokens = Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span()).flatten();
    tokens.filter_map(|token| if let Token::StartTag(tag) = token { Some(tag) } else { None }).next()
}

/// Returns what stands before `close` in `html`: all of it where nothing closes.
fn content<'h>(html: &'h str, close: &str) -> &'h str {
    let is_close = |window: &[u8]| window.eq_ignore_ascii_case(close.as_bytes());
    &html[..html.as_bytes().windows(close.len()).position(is_close).unwrap_or(html.len())]
}

/// Returns what is stopped of an element with this start tag and content, and what to do about it.
fn fault(tag: &StartTag<usize>, content: &str, site: &Own) -> Option<(String, &'static str)> {
    let value = |name: &&str| tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(&value.value));
    let is_written = content.split(COMPUTED).any(|part| !part.trim().is_empty());
    let leads_to = |relations: &[&str]| {
        value(&"rel").is_some_and(|all| all.split_ascii_whitespace().any(|relation| is_among(relation, relations)))
    };
    let is_own = |name: &&str| value(name).is_some_and(|address| !site.lacks(&address));
    let nowhere = NOWHERE.iter().find(|(element, name, ..)| **tag.name == *element.as_bytes() && value(name).is_some());
    if let Some((.., what, hint)) = nowhere {
        return Some(((*what).to_owned(), hint));
    }
    let (pictures, files): (&[&str], &[&str]) = match &**tag.name {
        b"style" if is_written => return Some(("a style sheet that stands in the page".to_owned(), STYLE)),
        b"script" if is_written && value(&"type").is_none_or(|kind| is_among(&kind, &RUN)) => {
            return Some(("a script that stands in the page".to_owned(), SCRIPT));
        }
        b"script" if !site.loaded.scripts && is_own(&"src") => return Some((NO_SCRIPT.to_owned(), SCRIPT)),
        b"link" if !site.loaded.styles && is_own(&"href") && leads_to(&["stylesheet"]) => {
            return Some((NO_STYLE.to_owned(), STYLE));
        }
        b"link" if leads_to(&["manifest"]) => return Some(("a manifest".to_owned(), MANIFEST)),
        b"link" if leads_to(&ICONS) => (&["href"], &[]),
        b"link" if leads_to(&LOADED) => (&[], &["href"]),
        b"img" | b"input" => (&["src", "srcset"], &[]),
        _ => (&["srcset", "poster"], &["src"]),
    };
    // Of pictures, several addresses may stand in one value, and they may hold the picture itself.
    let pictures = pictures.iter().filter_map(value).any(|addresses| {
        addresses.split(',').any(|address| site.lacks(address) && !address.trim_start().starts_with("data:"))
    });
    if pictures || files.iter().filter_map(value).any(|address| site.lacks(&address)) {
        return Some(("what this loads from another host".to_owned(), FOREIGN));
    }
    // An element with a hyphen in its name has attributes of its own, which may begin as those that listen.
    let listens = |name: &str| name.starts_with("on") && !tag.name.contains(&b'-');
    let names = tag.attributes.keys().map(|name| String::from_utf8_lossy(name));
    let attribute = names.into_iter().find(|name| name == "style" || listens(name))?;
    Some((format!("the attribute `{attribute}`"), if attribute == "style" { CLASS } else { LISTEN }))
}

/// Tells whether `word` is one of `words`, in whatever case it is written.
fn is_among(word: &str, words: &[&str]) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::ground::config::base_url;
    use crate::ground::fingerprint::Printed;

    /// Returns the warnings about a project at example.com whose `base.html` is this and that has these assets, as line, column and
    /// what is stopped.
    fn warned(base: &str, assets: &[&str]) -> Vec<String> {
        let mut theme = Theme::embedded();
        theme.assets.extend(assets.iter().map(|name| ((*name).to_owned(), Printed::new(Bytes::new()))));
        let source = Source { path: "templates/base.html".to_owned(), text: base.into() };
        theme.templates.insert("base.html".to_owned(), source);
        let shown = |warning: Diagnostic| {
            let (line, column) = warning.place.and_then(|place| place.line_and_column()).expect("a place");
            let what = warning.message.strip_prefix("the policy of pages stops ").expect("what is stopped").to_owned();
            format!("{line}:{column} {what}")
        };
        stopped(&theme, base_url("https://example.com/texts/").ok().as_ref()).into_iter().map(shown).collect()
    }

    #[test]
    fn what_the_policy_stops_is_named_with_its_place() {
        let base = |head: &str| format!("{{% extends \"default/base.html\" %}}\n{head}");
        let cases = [
            ("<style>h1 { color: red }</style>", "2:1 a style sheet that stands in the page"),
            ("<p>\n<SCRIPT>let a = '</p>'</SCRIPT>", "3:1 a script that stands in the page"),
            ("<script type=module>let a = {{ lang }}</script>", "2:1 a script that stands in the page"),
            ("<script TYPE='TEXT/JavaScript'>a()</script>", "2:1 a script that stands in the page"),
            ("<script type=importmap>{}</script>", "2:1 a script that stands in the page"),
            ("<script type=speculationrules>{}</script>", "2:1 a script that stands in the page"),
            ("<script src=\"data:text/javascript,a()\"></script>", "2:1 what this loads from another host"),
            ("{# é #}<script src=\"https://example.org/a.js\"></script>", "2:8 what this loads from another host"),
            (
                "<link rel=\"stylesheet\" href=\"//example.org/{{ lang }}.css\">",
                "2:1 what this loads from another host",
            ),
            ("<img src='http://example.org/a.png' alt=''>", "2:1 what this loads from another host"),
            ("<link rel='alternate STYLESHEET' href='//example.org/a.css'>", "2:1 what this loads from another host"),
            ("<img srcset='/a.png, https://example.org/b.png 2x' alt=''>", "2:1 what this loads from another host"),
            ("<script src='http://example.com/a.js'></script>", "2:1 what this loads from another host"),
            ("<link rel=manifest href=\"{{ site.root }}site.webmanifest\">", "2:1 a manifest"),
            ("<form action=\"https://example.org/search\"><input name=q></form>", "2:1 what this form sends"),
            ("<form><button formaction='{{ site.root }}'>", "2:7 what this form sends"),
            ("<iframe src=\"https://example.org/film\"></iframe>", "2:1 the page in this frame"),
            ("<object data='/assets/map.svg'></object>", "2:1 what this shows of another file"),
            ("<base target=_blank href=/>", "2:1 a base for the addresses of the page"),
            ("<p style=\"color: red\">", "2:1 the attribute `style`"),
            ("{% if a > b %}<a onclick=\"b()\">", "2:15 the attribute `onclick`"),
            ("{% raw %}<style>p{}</style>{% endraw %}", "2:10 a style sheet that stands in the page"),
        ];
        for (head, expected) in cases {
            assert_eq!(warned(&base(head), &["a.js", "a.css"]), [expected], "{head}");
        }
    }

    #[test]
    fn what_the_policy_allows_is_not_named() {
        let allowed = "<style>{{ page.style | safe }}</style><script>\n{{- page.script | safe }}\n</script>\
            <script type=\"application/ld+json\">{\"@type\": \"Person\"}</script>\
            <script src=\"{{ asset(name=\"a.js\") }}\" defer></script><script src=\"{{ site.root }}assets/a.js\"></script>\
            <link rel=\"stylesheet\" href=\"{{ asset(name='a.css') }}\"><link rel=me href=\"https://example.org/\">\
            <a href=\"https://example.org/\">On</a><base target=_blank><form><input></form>\
            <script src=\"https://example.com/a.js\" defer></script><img src=\"//example.com/{{ lang }}.png\" alt=\"\"><img src=\"data:image/gif;base64,AAAA\" alt=\"\">\
            <link rel=\"shortcut icon\" href=\"data:,\"><my-list only=\"letters\"></my-list>\
            <!-- <style>p {}</style> -->{# <p style=\"a\"> #}";
        assert_eq!(warned(&format!("{{{{ page.csp }}}}{allowed}"), &["a.js", "a.css"]), Vec::<String>::new());
        assert_eq!(
            warned("<!doctype html><style>p {}</style>", &[]),
            Vec::<String>::new(),
            "the page has no such policy"
        );
        assert_eq!(stopped(&Theme::embedded(), None), []);
    }

    #[test]
    fn what_the_site_itself_has_is_stopped_where_assets_add_nothing_of_its_kind() {
        let base = "<script src=\"https://example.com/shared.js\"></script>\n<link rel=stylesheet href=/shared.css>";
        let [script, style] = [format!("1:1 {NO_SCRIPT}"), format!("2:1 {NO_STYLE}")];
        assert_eq!(warned(base, &[]), [&*script, &*style]);
        assert_eq!(warned(base, &["a.css"]), [script]);
        assert_eq!(warned(base, &["a.js"]), [style]);
    }
}
