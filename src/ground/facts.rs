//! Facts are what front matter says of one document and a work file says of a work: the same keys in both places.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::config::Paragraphs;
use super::diagnostic::Diagnostic;
use super::fields::Fields;
use super::language::{Language, Localized};
use super::slug::{is_reserved, slug_of};
use super::tree::Table;

/// Everything that can be said of a work or of one of its documents. All of it is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Facts {
    /// The title.
    pub title: Option<Localized<String>>,
    /// The last part of the work's address. One for all languages.
    pub slug: Option<String>,
    /// The day of publication.
    pub date: Option<Date>,
    /// Which it is among the works of its day, or among those without one.
    pub order: Option<i32>,
    /// The language of the document. Only in front matter.
    pub language: Option<Language>,
    /// One or two sentences for indexes, feeds and previews.
    pub summary: Option<Localized<String>>,
    /// What it is about, in a word or two each.
    pub tags: Option<Localized<Vec<String>>>,
    /// Who wrote it.
    pub author: Option<Localized<Vec<String>>>,
    /// Who translated it.
    pub translator: Option<Localized<Vec<String>>>,
    /// The language that the others are translated from.
    pub original: Option<Language>,
    /// What it is about, as a thing of its own: a film, a book.
    /// In a box, since most texts have none, and all are in memory at once.
    pub subject: Option<Box<Subject>>,
    /// What a review gives its subject.
    pub rating: Option<Rating>,
    /// Whether it is left out of the site until it is ready.
    pub draft: Option<bool>,
    /// How its paragraphs are shown; else as the site's configuration says.
    pub paragraphs: Option<Paragraphs>,
}

/// So much out of so much: `rating = "4.5/5"`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rating {
    /// What is given, a decimal number.
    pub value: String,
    /// The most that could be given, a decimal number.
    pub best: String,
}

/// The thing that a text is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// What kind of thing it is.
    pub kind: SubjectKind,
    /// Its original title.
    pub title: Option<String>,
    /// The language of its original title.
    pub language: Option<Language>,
    /// The year it appeared.
    pub year: Option<i16>,
    /// Who directed the film.
    pub director: Vec<String>,
    /// Who photographed the film.
    pub cinematography: Vec<String>,
    /// Who plays in the film.
    pub cast: Vec<String>,
    /// Who wrote the book or the screenplay.
    pub writer: Vec<String>,
}

impl Subject {
    /// Returns the names of all who made it.
    pub fn people(&self) -> impl Iterator<Item = &String> {
        [&self.director, &self.cinematography, &self.cast, &self.writer].into_iter().flatten()
    }
}

/// What is written where something is no draft.
const NO_DRAFT: [&str; 7] = ["", "~", "null", "false", "no", "off", "0"];

/// Tells whether `key` and its value may say that something is a draft.
fn is_draft(key: &str, value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    key.trim().eq_ignore_ascii_case("draft") && !NO_DRAFT.contains(&value.as_str())
}

/// How many bytes a slug may have. Disks know no longer names than 255.
const LONGEST_SLUG: usize = 200;

/// What to write where a subject is asked for.
const SUBJECT_HINT: &str = "give its keys, such as kind = \"film\" and year = 1957";

/// The kinds of [`Subject`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    /// Something without a kind of its own.
    #[default]
    Other,
    /// A film.
    Film,
    /// A book.
    Book,
}

impl SubjectKind {
    /// The names of the values, as they are written.
    pub const NAMES: [(&str, SubjectKind); 3] =
        [("film", SubjectKind::Film), ("book", SubjectKind::Book), ("other", SubjectKind::Other)];
}

impl Facts {
    /// Reads the keys that front matter and work files share: all but `language`.
    pub fn from_fields(fields: &mut Fields) -> Facts {
        Facts {
            title: fields.localized_text("title"),
            slug: fields.checked("slug", slug),
            date: fields.date("date"),
            order: fields.number("order"),
            language: None,
            summary: fields.localized_text("summary"),
            tags: fields.localized_words("tags"),
            author: fields.localized_texts("author"),
            translator: fields.localized_texts("translator"),
            original: fields.language("original"),
            subject: fields.table("subject", "a subject", SUBJECT_HINT, Subject::from_fields).map(Box::new),
            rating: fields.checked("rating", rating),
            draft: fields.truth("draft"),
            paragraphs: fields.choice("paragraphs", &Paragraphs::NAMES),
        }
    }

    /// Returns these facts, which were read from `table`, as those of a draft where it has a key `draft` that could not be
    /// understood: what may not be ready is not shown. Where its notation is broken, so that keys may be lost, the lines of
    /// `broken` count too.
    pub fn cautious(mut self, table: &Table, broken: Option<&str>) -> Facts {
        let keys = table.0.iter().map(|entry| (entry.key.as_str(), entry.node.scalar().unwrap_or("a list")));
        let lines = broken.unwrap_or_default().lines().filter_map(|line| line.split_once(['=', ':']));
        let is_draft = keys.chain(lines).any(|(key, value)| is_draft(key, value));
        self.draft = self.draft.or(is_draft.then_some(true));
        self
    }

    /// Returns what works are sorted by: the newest first, those of one day as they are numbered, and those first that are.
    pub fn rank(&self) -> impl Ord + use<> {
        (Reverse(self.date), self.order.is_none(), self.order)
    }

    /// Returns these facts, with those of `other` where these say nothing.
    pub fn or(self, other: Facts) -> Facts {
        Facts {
            title: self.title.or(other.title),
            slug: self.slug.or(other.slug),
            date: self.date.or(other.date),
            order: self.order.or(other.order),
            language: self.language.or(other.language),
            summary: self.summary.or(other.summary),
            tags: self.tags.or(other.tags),
            author: self.author.or(other.author),
            translator: self.translator.or(other.translator),
            original: self.original.or(other.original),
            subject: self.subject.or(other.subject),
            rating: self.rating.or(other.rating),
            draft: self.draft.or(other.draft),
            paragraphs: self.paragraphs.or(other.paragraphs),
        }
    }
}

impl Subject {
    fn from_fields(fields: &mut Fields) -> Subject {
        Subject {
            kind: fields.choice("kind", &SubjectKind::NAMES).unwrap_or_default(),
            title: fields.text("title"),
            language: fields.language("language"),
            year: fields.number("year"),
            director: fields.texts("director").unwrap_or_default(),
            cinematography: fields.texts("cinematography").unwrap_or_default(),
            cast: fields.texts("cast").unwrap_or_default(),
            writer: fields.texts("writer").unwrap_or_default(),
        }
    }
}

/// Returns `text` as a slug: lower-case ASCII letters, digits, and single hyphens or underscores between them. Slashes around
/// it are what an address has.
fn slug(text: &str) -> Result<String, Diagnostic> {
    let text = text.trim_matches('/');
    if text.len() > LONGEST_SLUG {
        let message = format!("a slug of {} bytes is too long for an address", text.len());
        return Err(Diagnostic::error(message).hint(format!("write at most {LONGEST_SLUG}")));
    }
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'));
    if text.split(['-', '_']).all(is_word) {
        return Ok(text.to_owned());
    }
    let hint = match slug_of(text).as_str() {
        right if right.is_empty() || is_reserved(right) => {
            "write lower-case letters a to z, digits and hyphens".to_owned()
        }
        right => format!("write lower-case letters a to z, digits and hyphens, such as `{right}`"),
    };
    Err(Diagnostic::error(format!("`{}` is not safe as a part of an address", text.escape_debug())).hint(hint))
}

/// Returns `text` as a rating: a number, a slash, and the most it could be.
fn rating(text: &str) -> Result<Rating, Diagnostic> {
    let is_plain = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = |text: &str| Some(text).filter(is_plain)?.parse::<f64>().ok();
    let parts = text.split_once('/').map(|(value, best)| (value.trim(), best.trim()));
    let sound = |(value, best): &(&str, &str)| {
        number(value).zip(number(best)).is_some_and(|(value, best)| value <= best && best > 0.0)
    };
    match parts.filter(sound) {
        Some((value, best)) => Ok(Rating { value: value.to_owned(), best: best.to_owned() }),
        None => Err(Diagnostic::error(format!("`{}` is not a rating", text.escape_debug()))
            .hint("write what is given and out of how much, such as `4/5` or `8.5/10`")),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ground::faults::Faults;

    #[test]
    fn a_day_as_one_number_is_an_order_and_no_year() {
        let facts = |written: &str| {
            let mut faults = Faults::new("a.toml", &Arc::from(written));
            let table = Table::from_toml(written, 0, &mut faults);
            let facts = Fields::read(&table, "a work", &mut faults, Facts::from_fields);
            let told = faults.into_diagnostics();
            (facts, told.into_iter().map(|fault| fault.message).collect::<Vec<_>>())
        };
        let (numbered, told) = facts("order = 20240101");
        assert_eq!((numbered.order, told), (Some(20_240_101), vec![]));
        let (_, told) = facts("order = 20240101083000");
        assert_eq!(told, ["`order` must be a number of fewer digits, not `20240101083000`"]);
        let (_, told) = facts("subject = { year = 20240101 }");
        assert_eq!(told, ["`year` must be a number of fewer digits, not `20240101`"]);
    }

    #[test]
    fn a_slug_is_safe_or_its_nearest_is_named() {
        for sound in ["a", "the-cranes-are-flying", "1957", "letters-2_b"] {
            assert_eq!(slug(sound), Ok(sound.to_owned()));
            assert_eq!(slug(&format!("/{sound}/")), Ok(sound.to_owned()));
        }
        let cases = [
            ("The Cranes", "the-cranes"),
            ("../etc/passwd", "etc-passwd"),
            ("año", "ano"),
            ("Летят журавли", "letyat-zhuravli"),
            ("a--b-", "a-b"),
            ("a.html", "a-html"),
        ];
        for (written, nearest) in cases {
            let hint = slug(written).expect_err(written).hint.unwrap_or_default();
            assert!(hint.ends_with(&format!("such as `{nearest}`")), "{hint}");
        }
        let hint = slug("Feed").expect_err("a capital").hint.unwrap_or_default();
        assert!(!hint.contains("feed"), "{hint}: the feed has that name");
        assert!(slug("/").is_err());
        assert!(slug(&"a".repeat(200)).is_ok() && slug(&"a".repeat(201)).is_err());
    }
}
