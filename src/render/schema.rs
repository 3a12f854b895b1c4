//! What search engines are told of works, in the vocabulary of schema.org.

use serde_json::{Value, json};

use super::context::localized;
use super::view::WorkView;
use crate::ground::facts::{Facts, Rating, Subject, SubjectKind};
use crate::ground::language::{Language, Localized};

/// A work in one language, as search engines are told of it.
pub(crate) struct Described<'a> {
    pub(crate) language: &'a Language,
    /// The work as a page in the language shows it.
    pub(crate) view: &'a WorkView,
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
    let Described { view, facts, .. } = work;
    let is_review = matches!(&facts.subject, Some(subject) if subject.kind != SubjectKind::Other);
    let original = facts.original.as_ref().map(|original| original.tag());
    let (kind, title) = if is_review { ("Review", "name") } else { ("Article", "headline") };
    let mut node = json!({ "@type": kind, title: view.title, "inLanguage": work.language.tag() });
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            node[key] = value;
        }
    };
    set("@id", work.url.clone().map(Value::from));
    set("description", view.summary.as_deref().map(Value::from));
    set("datePublished", facts.date.map(|date| date.to_string().into()));
    let named =
        |names: &Option<Localized<Vec<String>>>| localized(names.as_ref(), work.language).map(|names| all(&names));
    set("author", named(&facts.author));
    set("translator", named(&facts.translator).filter(|_| view.translator.is_some()));
    set("keywords", (!view.tags.is_empty()).then(|| view.tags.as_slice().into()));
    if let Some(subject) = facts.subject.as_ref().filter(|_| is_review) {
        set("itemReviewed", Some(thing(subject, &view.title)));
        set("reviewRating", facts.rating.as_ref().map(rating));
    }
    let reference = |(tag, url): &(&str, String)| json!({ "@type": "CreativeWork", "@id": url, "inLanguage": tag });
    // Of two translations of something else neither was made from the other.
    match original {
        Some(original) if original == work.language.tag() => {
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

/// Returns a description of all who have these names: one, or a list.
fn all(names: &[String]) -> Value {
    match names {
        [name] => person(name),
        names => names.iter().map(|name| person(name)).collect(),
    }
}

fn person(name: &str) -> Value {
    json!({ "@type": "Person", "name": name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(title: &str, facts: &Facts) -> String {
        let view = &WorkView { title: title.to_owned(), ..WorkView::default() };
        let language = &Language::english();
        let translations = vec![("es", "https://example.org/es/".to_owned())];
        node(&Described { language, view, facts, url: None, translations })
    }

    #[test]
    fn nothing_in_a_description_can_close_its_script() {
        let node = described("</script><script>alert(1)", &Facts::default());
        let json = json_ld(&[&node]).expect("a description");
        assert!(!json.contains('<'), "{json}");
        assert!(json.contains("alert(1)"));
    }

    #[test]
    fn each_author_is_a_person() {
        let authors = |names: &[&str]| {
            let author = Some(Localized::Same(names.iter().map(|name| (*name).to_owned()).collect()));
            let node: Value =
                serde_json::from_str(&described("A text", &Facts { author, ..Facts::default() })).expect("JSON");
            node["author"].clone()
        };
        assert_eq!(authors(&["Ana"]), person("Ana"));
        assert_eq!(authors(&["Ana", "Beto"]), json!([person("Ana"), person("Beto")]));
    }

    #[test]
    fn a_translation_is_one_of_the_original_and_only_a_review_rates() {
        let original = |tag: &str| Some(Language::new(tag).expect("a language"));
        let cases = [("en", "workTranslation"), ("es", "translationOfWork"), ("ru", "")];
        for (tag, expected) in cases {
            let rating = Some(Rating { value: "4".to_owned(), best: "5".to_owned() });
            let facts = Facts { original: original(tag), rating, ..Facts::default() };
            let node: Value = serde_json::from_str(&described("A text", &facts)).expect("JSON");
            let related = ["workTranslation", "translationOfWork"].into_iter().filter(|key| node.get(key).is_some());
            assert_eq!(related.collect::<String>(), expected, "{tag}");
            assert_eq!((&node["@type"], node.get("reviewRating")), (&"Article".into(), None));
        }
    }
}
