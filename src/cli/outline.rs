//! The outline of a work is what a build says of it in the end, when its texts have long been let go.

use serde::{Deserialize, Serialize};

use crate::understand::{Opened, Pairing};

/// A work without its texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Outline {
    /// The last part of its address.
    pub(super) slug: String,
    /// How its documents were found to belong together.
    pub(super) pairing: Pairing,
    /// Its documents in the order of the site's languages.
    pub(super) documents: Vec<DocumentOutline>,
}

/// A document without its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct DocumentOutline {
    /// The tag of its language.
    pub(super) language: String,
    /// Its title.
    pub(super) title: String,
    /// The path of the seed, for people.
    pub(super) path: String,
}

impl Outline {
    /// Returns the outline of a work.
    pub(super) fn of(opened: &Opened) -> Outline {
        let work = &opened.work;
        let documents = work.documents.iter().map(|document| DocumentOutline {
            language: document.language.tag().to_owned(),
            title: document.title.clone(),
            path: document.path.clone(),
        });
        Outline { slug: work.slug.clone(), pairing: work.pairing.clone(), documents: documents.collect() }
    }
}
