//! What the head of a page says to machines: versions in other languages, what the page is, and what it may load.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::routes::{Alternate, Routes};
use super::view::AlternateView;
use crate::ground::digest::Digest;
use crate::ground::facts::{Facts, Rating, Subject, SubjectKind};
use crate::ground::path::SitePath;

/// Returns the `hreflang` set of a page: every version, itself included, and `x-default`, all absolute. Empty where
/// there is only one version, or the site's address is not known.
pub(crate) fn hreflang_set(
    routes: &Routes<'_>,
    alternates: &[Alternate<'_>],
    default: &SitePath,
) -> Vec<AlternateView> {
    if alternates.len() < 2 {
        return Vec::new();
    }
    let versions = alternates.iter().map(|alternate| (alternate.language.tag(), &alternate.path));
    versions
        .chain([("x-default", default)])
        .filter_map(|(tag, path)| Some(AlternateView { hreflang: tag.to_owned(), href: routes.absolute(path)? }))
        .collect()
}

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
        for (_, extension) in names.into_iter().filter_map(|name| name.rsplit_once('.')) {
            match extension.to_ascii_lowercase().as_str() {
                "css" => loaded.styles = true,
                "js" | "mjs" => loaded.scripts = true,
                "woff2" | "woff" | "ttf" | "otf" => loaded.fonts = true,
                _ => {}
            }
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

/// A work in one language, as search engines are told of it.
pub(crate) struct Described<'a> {
    pub(crate) title: &'a str,
    pub(crate) summary: Option<&'a str>,
    pub(crate) language: &'a str,
    pub(crate) author: Option<&'a str>,
    pub(crate) translator: Option<&'a str>,
    pub(crate) tags: &'a [String],
    pub(crate) facts: &'a Facts,
    /// Its own address, where known.
    pub(crate) url: Option<String>,
    /// The same work in its other languages: tag and address.
    pub(crate) translations: Vec<(&'a str, String)>,
}

/// Returns the descriptions of works in the schema.org vocabulary, each a JSON object, as one that is safe to stand inside a
/// `script` element.
pub(crate) fn json_ld(nodes: &[&str]) -> Option<String> {
    let graph = match nodes {
        [] => return None,
        [node] => (*node).to_owned(),
        nodes => format!("{{\"@graph\":[{}]}}", nodes.join(",")),
    };
    let fields = graph.strip_suffix('}')?.replace('<', "\\u003c");
    Some(fields + ",\"@context\":\"https://schema.org\"}")
}

/// Returns a description of `work` in the schema.org vocabulary, a JSON object.
pub(crate) fn node(work: &Described<'_>) -> String {
    let facts = work.facts;
    let is_review = matches!(&facts.subject, Some(subject) if subject.kind != SubjectKind::Other);
    let original = facts.original.as_ref().map(|original| original.tag());
    let mut node = json!({
        "@type": if is_review { "Review" } else { "Article" },
        "name": work.title,
        "headline": work.title,
        "inLanguage": work.language,
    });
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            node[key] = value;
        }
    };
    set("@id", work.url.clone().map(Value::from));
    set("url", work.url.clone().map(Value::from));
    set("description", work.summary.map(Value::from));
    set("datePublished", facts.date.map(|date| date.to_string().into()));
    set("author", work.author.map(person));
    set("translator", work.translator.map(person));
    set("keywords", (!work.tags.is_empty()).then(|| work.tags.into()));
    if let Some(subject) = facts.subject.as_ref().filter(|_| is_review) {
        set("itemReviewed", Some(thing(subject, work.title)));
        set("reviewRating", facts.rating.as_ref().map(rating));
    }
    let reference = |(tag, url): &(&str, String)| json!({ "@type": "CreativeWork", "@id": url, "inLanguage": tag });
    // Of two translations of something else neither was made from the other.
    match original {
        Some(original) if original == work.language => {
            let translations: Vec<Value> = work.translations.iter().map(reference).collect();
            set("workTranslation", (!translations.is_empty()).then(|| translations.into()));
        }
        _ => set("translationOfWork", work.translations.iter().find(|(tag, _)| Some(*tag) == original).map(reference)),
    }
    node.to_string()
}

fn rating(rating: &Rating) -> Value {
    json!({ "@type": "Rating", "ratingValue": rating.value, "bestRating": rating.best, "worstRating": 0 })
}

/// Returns a description of what a review is about. Where its title is not stated, that of the review stands for it.
fn thing(subject: &Subject, title: &str) -> Value {
    let people =
        |names: &[String]| (!names.is_empty()).then(|| names.iter().map(|name| person(name)).collect::<Value>());
    let film = subject.kind == SubjectKind::Film;
    let mut thing =
        json!({ "@type": if film { "Movie" } else { "Book" }, "name": subject.title.as_deref().unwrap_or(title) });
    let fields = [
        ("datePublished", subject.year.map(|year| year.to_string().into())),
        ("director", people(&subject.director)),
        ("actor", people(&subject.cast)),
        (if film { "creator" } else { "author" }, people(&subject.writer)),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            thing[key] = value;
        }
    }
    thing
}

fn person(name: &str) -> Value {
    json!({ "@type": "Person", "name": name })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::language::Language;

    fn described<'a>(title: &'a str, facts: &'a Facts) -> Described<'a> {
        Described {
            title,
            summary: None,
            language: "en",
            author: None,
            translator: None,
            tags: &[],
            facts,
            url: None,
            translations: vec![("es", "https://example.org/es/".to_owned())],
        }
    }

    #[test]
    fn nothing_in_a_description_can_close_its_script() {
        let facts = Facts::default();
        let work = described("</script><script>alert(1)", &facts);
        let json = json_ld(&[&node(&work)]).expect("a description");
        assert!(!json.contains('<'), "{json}");
        assert!(json.contains("alert(1)"));
    }

    #[test]
    fn a_translation_is_one_of_the_original_and_only_a_review_rates() {
        let original = |tag: &str| Some(Language::new(tag).expect("a language"));
        let cases = [("en", "workTranslation"), ("es", "translationOfWork"), ("ru", "")];
        for (tag, expected) in cases {
            let rating = Some(Rating { value: "4".to_owned(), best: "5".to_owned() });
            let facts = Facts { original: original(tag), rating, ..Facts::default() };
            let node: Value = serde_json::from_str(&node(&described("A text", &facts))).expect("JSON");
            let related = ["workTranslation", "translationOfWork"].into_iter().filter(|key| node.get(key).is_some());
            assert_eq!(related.collect::<String>(), expected, "{tag}");
            assert_eq!((&node["@type"], node.get("reviewRating")), (&"Article".into(), None));
        }
    }

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
