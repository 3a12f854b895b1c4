//! What the head of a page says to machines: versions in other languages, what the page is, and what it may load.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::routes::{Alternate, Routes};
use super::view::AlternateView;
use crate::ground::facts::{Facts, Subject, SubjectKind};
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
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// Returns the policy that lets a page use what is inlined in it, by hash, and pictures of its own site. `connect-src` is
/// for auditors that read robots.txt from within the page.
pub(crate) fn policy(style: &str, scripts: &[&str]) -> String {
    let scripts = match scripts {
        [] => " 'none'".to_owned(),
        scripts => scripts.iter().map(|hash| format!(" '{hash}'")).collect(),
    };
    format!(
        "default-src 'none'; connect-src 'self'; img-src 'self' data:; media-src 'self'; style-src '{style}'; \
         script-src{scripts}; base-uri 'none'; form-action 'none'"
    )
}

/// A work in one language, as search engines are told of it.
pub(crate) struct Described<'a> {
    pub(crate) title: &'a str,
    pub(crate) summary: Option<&'a str>,
    pub(crate) language: &'a str,
    pub(crate) author: Option<&'a str>,
    pub(crate) translator: Option<&'a str>,
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
    set("itemReviewed", facts.subject.as_ref().filter(|_| is_review).map(|subject| thing(subject, work.title)));
    set("reviewRating", facts.rating.as_ref().map(|rating| {
        json!({ "@type": "Rating", "ratingValue": rating.value, "bestRating": rating.best, "worstRating": 0 })
    }));
    let reference = |(tag, url): &(&str, String)| json!({ "@type": "CreativeWork", "@id": url, "inLanguage": tag });
    match work.translations.iter().find(|(tag, _)| Some(*tag) == original) {
        Some(original) => set("translationOfWork", Some(reference(original))),
        None if work.translations.is_empty() => {}
        None => set("workTranslation", Some(work.translations.iter().map(reference).collect())),
    }
    node.to_string()
}

fn thing(subject: &Subject, title: &str) -> Value {
    let people =
        |names: &[String]| (!names.is_empty()).then(|| names.iter().map(|name| person(name)).collect::<Value>());
    let film = subject.kind == SubjectKind::Film;
    let mut thing = json!({ "@type": if film { "Movie" } else { "Book" }, "name": title });
    let fields = [
        ("alternateName", subject.title.clone().map(Value::from)),
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

    #[test]
    fn nothing_in_a_description_can_close_its_script() {
        let facts = Facts::default();
        let work = Described {
            title: "</script><script>alert(1)",
            summary: None,
            language: "en",
            author: None,
            translator: None,
            facts: &facts,
            url: None,
            translations: Vec::new(),
        };
        let json = json_ld(&[&node(&work)]).expect("a description");
        assert!(!json.contains('<'), "{json}");
        assert!(json.contains("alert(1)"));
    }

    #[test]
    fn a_policy_names_what_is_inline_and_nothing_else() {
        assert_eq!(
            policy(&hash("a{}"), &[]),
            "default-src 'none'; connect-src 'self'; img-src 'self' data:; media-src 'self'; \
             style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='; script-src 'none'; \
             base-uri 'none'; form-action 'none'"
        );
    }
}
