//! Understanding turns seeds into a library: it finds languages, sentences, which texts are translations of each
//! other, and which sentences answer each other. It never touches the disk and cannot fail: it reports.

mod catalogue;
pub mod detect;
mod names;
mod languages;
pub mod parse;
pub mod sentences;
pub(crate) mod script;
mod first;
pub(crate) mod numbers;
mod pair;
mod work_files;
mod merge;
mod slugs;
mod order;
mod courses;
pub(crate) mod targets;
pub mod align;
mod agreement;
pub mod segments;
pub mod paragraphs;
pub mod corrections;
mod lessons;
mod opened;
mod memory;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use self::catalogue::catalogue;
pub use self::lessons::Teaching;
pub use self::memory::Memory;
pub use self::opened::{Opener, Ready};
pub(crate) use self::pair::sound;
pub use self::targets::Targets;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ground::config::Config;
use crate::ground::diagnostic::Diagnostic;
use crate::ground::facts::Facts;
use crate::ground::fingerprint::{Fingerprint, Printed};
use crate::ground::language::Language;
use crate::ground::lock::Lock;
use crate::read::{Format, Seed, Sources};

/// A seed's language, and its name apart from that.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Settled {
    /// The language of the text.
    language: Language,
    /// The name without folders and endings that are languages, separated by `/`. Empty where nothing else is left.
    key: String,
    /// The folder without folders that are languages, separated by `/`. Empty for the seeds folder itself.
    folder: String,
}

/// A seed whose language is known.
struct Text<'a> {
    /// Where it was read from.
    seed: &'a Arc<Printed<Seed>>,
    /// Its language, and its name apart from that.
    settled: Settled,
}

impl Text<'_> {
    /// Returns its language.
    fn language(&self) -> &Language {
        &self.settled.language
    }
}

/// All works in the one order in which they stand wherever they are listed, and the languages of the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// The languages in the order of the toggle.
    pub languages: Vec<Language>,
    /// The works.
    pub entries: Vec<Entry>,
    /// Whether texts are left out as drafts.
    pub has_drafts: bool,
}

/// A work that has not been opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The last part of its address, unique in the catalogue.
    pub slug: String,
    /// What is known of the work beyond its texts.
    pub facts: Facts,
    /// Its texts in the order of [`Catalogue::languages`].
    pub members: Vec<Member>,
    /// How its texts were found to belong together.
    pub pairing: Pairing,
    /// What is read before it, and what behind it, where its author has numbered it among others.
    pub steps: [Steps; 2],
}

/// Where readers of each language go on: to the work with this slug, which has a text in it.
pub type Steps = BTreeMap<Language, String>;

impl Entry {
    /// Returns the languages of the first text with those of each of the others.
    fn language_pairs(&self) -> impl Iterator<Item = [Language; 2]> {
        self.members.iter().skip(1).map(|member| [self.members[0].language.clone(), member.language.clone()])
    }
}

/// A text of a work.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The text.
    pub seed: Arc<Printed<Seed>>,
    /// Its language.
    pub language: Language,
}

/// A work, and what is wrong with its texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Stands for all that the work was made from.
    pub key: Fingerprint,
    /// The work.
    pub work: Arc<Work>,
    /// What had to be left out of its texts, and what the lock file says that does not fit them.
    pub diagnostics: Vec<Diagnostic>,
}

/// All works, in the order of the [`Catalogue`], and the languages of the site. `W` is what there is of each work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library<W = Arc<Work>> {
    /// The languages in the order of the toggle.
    pub languages: Vec<Language>,
    /// The works.
    pub works: Vec<W>,
}

/// Returns the library that `sources` hold, every work of it opened, and what is wrong with them.
pub fn understand(sources: &Sources, config: &Config, drafts: bool) -> (Library, Vec<Diagnostic>) {
    let memory = Memory::default();
    let (catalogue, mut diagnostics) = catalogue(sources, config, drafts, &memory);
    let lock = sources.lock.clone().unwrap_or_else(|| Lock::empty(""));
    let (opener, found) = Opener::new(&catalogue, config, &lock, &sources.word_lists, Teaching::Anew, &memory);
    diagnostics.extend(found);
    let ready = opener.learn(&catalogue.entries);
    let opened: Vec<Arc<Opened>> = catalogue.entries.par_iter().map(|entry| ready.open(entry)).collect();
    diagnostics.extend(opened.iter().flat_map(|opened| opened.diagnostics.iter().cloned()));
    let works = opened.iter().map(|opened| opened.work.clone()).collect();
    (Library { languages: catalogue.languages, works }, diagnostics)
}

/// Documents that are translations of each other, at most one per language.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// The last part of its address, unique in the library.
    pub slug: String,
    /// What is known of the work beyond its texts.
    pub facts: Facts,
    /// The documents in the order of [`Library::languages`].
    pub documents: Vec<Document>,
    /// How its documents were found to belong together.
    pub pairing: Pairing,
    /// The beads of all its documents, in reading order, covering every sentence. Empty for a single document, and
    /// where the configuration wants no alignment.
    pub segments: Vec<Segment>,
    /// What its texts can link to.
    pub targets: Arc<Printed<Targets>>,
    /// What is read before it, and what behind it, where its author has numbered it among others.
    pub steps: [Steps; 2],
}

/// How the documents of a work were found to belong together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pairing {
    /// There is one document only.
    Single,
    /// A work file lists them.
    Stated,
    /// Their names are equal apart from the language.
    Named,
    /// Their contents match, with this confidence in per cent, rounded down: the chance that each of them has its counterpart
    /// here rather than in any other document or in none. Of several pairs, the weakest one's. An edit of any text changes how rare
    /// words are, and so all chances by a little: more exactly, each work would be another one then.
    Content(u8),
}

/// A seed understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The path of the seed, for people.
    pub path: String,
    /// The text of the seed, which the spans of sentences refer to.
    pub text: Arc<str>,
    /// How the text is written.
    pub format: Format,
    /// The language of the text.
    pub language: Language,
    /// Whether its front matter says that it is not ready.
    pub draft: bool,
    /// The title: stated, or found in the text.
    pub title: String,
    /// The block that says just the title. A page that shows the title above the text leaves this block out.
    pub title_block: Option<usize>,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// The markup after the last block.
    pub tail: String,
    /// The ids in its HTML, as they are written there.
    pub ids: BTreeSet<String>,
}

/// One paragraph, heading, list item, cell: the smallest block that holds text.
///
/// The HTML of a document is, for each block, its `lead`, then for each sentence its `gap` and `html`; at the end the
/// document's `tail`. A renderer that wraps sentences in elements of its own changes nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The markup between the last sentence of the block before and the first of this one.
    pub lead: String,
    /// The sentences in reading order, at least one.
    pub sentences: Vec<Sentence>,
}

impl Block {
    /// Returns its HTML in pieces, in order, each with the bytes that the sentence was read from which it belongs to or stands before.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        let lead = self.sentences.first().map(|first| (&*self.lead, &first.span));
        let sentences = self.sentences.iter();
        lead.into_iter().chain(sentences.flat_map(|one| [(&*one.gap, &one.span), (&*one.html, &one.span)]))
    }

    /// Returns its words as a reader sees them, without markup.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for sentence in &self.sentences {
            text.push_str(if text.is_empty() || sentence.gap.is_empty() { "" } else { " " });
            text.push_str(sentence.text());
        }
        text
    }
}

/// The kinds of [`Block`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// The text of a list item.
    Item,
    /// A paragraph in a quotation.
    Quote,
    /// A cell of a table.
    Cell,
    /// Code, as one sentence.
    Code,
    /// Something else that is kept whole, as one sentence.
    Other,
}

/// A sentence, or as much around it as inline markup does not allow to be split.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The bytes of the seed's text it was read from.
    pub span: Range<usize>,
    /// Its inline HTML, balanced and safe.
    pub html: String,
    /// What stands between the sentence before it in the same block and itself: white space as a rule.
    pub gap: String,
    /// Its words, once somebody has asked for them. None where its HTML is just that.
    text: OnceLock<Option<String>>,
}

impl Sentence {
    /// Returns the sentence that was read from `span` and became `html`.
    fn new(span: Range<usize>, html: String) -> Sentence {
        Sentence { span, html, gap: String::new(), text: OnceLock::new() }
    }

    /// Returns its words as a reader sees them, without markup.
    pub fn text(&self) -> &str {
        let text = self.text.get_or_init(|| match parse::visible(&self.html) {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(text),
        });
        text.as_ref().unwrap_or(&self.html)
    }

    /// Returns what stands before it where sentences in this language are joined.
    pub fn space(&self, language: &Language) -> &'static str {
        if self.gap.is_empty() && !language.spaces_sentences() { "" } else { " " }
    }
}

impl PartialEq for Sentence {
    fn eq(&self, other: &Sentence) -> bool {
        (&self.span, &self.html, &self.gap) == (&other.span, &other.html, &other.gap)
    }
}

impl Eq for Sentence {}

/// A bead as the reader meets it: sentences of each document that answer each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// For each of [`Work::documents`], its sentences, counted through all blocks from 0. May be empty.
    pub sentences: Vec<Range<usize>>,
    /// For each document how sure it is, in 0..1, that its sentences and those of the first document answer each other.
    pub confidences: Vec<f64>,
}

impl Segment {
    /// Returns how sure it is, in 0..1, that the sentences of two documents answer each other.
    pub fn confidence(&self, one: usize, other: usize) -> f64 {
        self.confidences[one].min(self.confidences[other])
    }
}

impl Document {
    /// Returns all sentences in reading order, through all blocks.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.blocks.iter().flat_map(|block| &block.sentences)
    }

    /// Tells whether the seed is plain text, in which no character is markup.
    pub fn is_plain_text(&self) -> bool {
        self.format == Format::PlainText
    }
}
