//! Facts are what front matter says of one document and a work file says of a work: the same keys in both places.

use jiff::civil::Date;

use super::config::Paragraphs;
use super::language::{Language, Localized};

/// Everything that can be said of a work or of one of its documents. All of it is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The title.
    pub title: Option<Localized<String>>,
    /// The last part of the work's address. One for all languages.
    pub slug: Option<String>,
    /// The day of publication.
    pub date: Option<Date>,
    /// The language of the document. Only in front matter.
    pub language: Option<Language>,
    /// One or two sentences for indexes, feeds and previews.
    pub summary: Option<Localized<String>>,
    /// What it is about, in a word or two each.
    pub tags: Option<Localized<Vec<String>>>,
    /// Who wrote it.
    pub author: Option<Localized<String>>,
    /// Who translated it.
    pub translator: Option<Localized<String>>,
    /// The language that the others are translated from.
    pub original: Option<Language>,
    /// What it is about, as a thing of its own: a film, a book.
    pub subject: Option<Subject>,
    /// What a review gives its subject.
    pub rating: Option<Rating>,
    /// Whether it is left out of the site until it is ready.
    pub draft: Option<bool>,
    /// How its paragraphs are shown; else as the site's configuration says.
    pub paragraphs: Option<Paragraphs>,
}

/// So much out of so much: `rating = "4.5/5"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// What is given, a decimal number.
    pub value: String,
    /// The most that could be given, a decimal number.
    pub best: String,
}

/// The thing that a text is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

/// The kinds of [`Subject`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SubjectKind {
    /// Something without a kind of its own.
    #[default]
    Other,
    /// A film.
    Film,
    /// A book.
    Book,
}

impl Facts {
    /// Returns these facts, with those of `other` where these say nothing.
    pub fn or(self, other: Facts) -> Facts {
        Facts {
            title: self.title.or(other.title),
            slug: self.slug.or(other.slug),
            date: self.date.or(other.date),
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
