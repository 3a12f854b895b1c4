//! A heading can be linked to by its own words, in Latin letters or in its own, and by those of its counterparts: `#history` leads
//! to the right place in the Spanish page too.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::ids::Names;
use super::markup::opening;
use crate::ground::slug::slug_of;
use crate::understand::parse::ids::ids;
use crate::understand::script::joins;
use crate::understand::{BlockKind, Document, Segment, Work};

/// The names that lead to the headings of a text, by their blocks, besides those that the text gives them. No name comes twice, and
/// none is one of the text's own.
pub(crate) type Aliases = BTreeMap<usize, Vec<String>>;

/// A work, and the names of its headings, which all its pages have.
pub(crate) struct Named<'a> {
    work: &'a Work,
    aliases: Vec<Aliases>,
}

impl<'a> Named<'a> {
    pub(crate) fn new(work: &'a Work) -> Named<'a> {
        let headings: Vec<Vec<Heading>> = work
            .documents
            .iter()
            .enumerate()
            .map(|(index, document)| headings(document, index, &work.segments))
            .collect();
        Named { work, aliases: (0..headings.len()).map(|index| aliases(work, &headings, index)).collect() }
    }

    /// Returns all names of places in the document `index`: its ids, and the names of its headings.
    pub(crate) fn places(&self, index: usize) -> impl Iterator<Item = &String> {
        self.documents[index].ids.iter().chain(self.aliases[index].values().flatten())
    }

    /// Returns the names of the headings of the document `index`.
    pub(crate) fn aliases(&self, index: usize) -> &Aliases {
        &self.aliases[index]
    }
}

impl Deref for Named<'_> {
    type Target = Work;

    fn deref(&self) -> &Work {
        self.work
    }
}

/// Returns the names of the headings of the document `index`, given the headings of all documents of `work`.
fn aliases(work: &Work, headings: &[Vec<Heading>], index: usize) -> Aliases {
    let mut taken = work.documents[index].ids.clone();
    let mut aliases = Aliases::new();
    let mut add = |block: usize, name: &String| {
        if taken.insert(name.clone()) {
            aliases.entry(block).or_default().push(name.clone());
        }
    };
    let own = &headings[index];
    own.iter().for_each(|heading| add(heading.block, &heading.name));
    own.iter().for_each(|heading| heading.words.iter().for_each(|words| add(heading.block, words)));
    // Of several headings in one segment the first is the counterpart. Where nothing is aligned there are no segments.
    let by_segment: BTreeMap<usize, usize> =
        own.iter().rev().filter_map(|heading| Some((heading.segment?, heading.block))).collect();
    let others = headings.iter().enumerate().filter(|(other, _)| *other != index);
    for counterpart in others.flat_map(|(_, headings)| headings) {
        if let Some(&block) = counterpart.segment.and_then(|segment| by_segment.get(&segment)) {
            add(block, &counterpart.name);
        }
    }
    aliases
}

struct Heading {
    block: usize,
    segment: Option<usize>,
    /// The id that the text gives it, else its words as a slug, with a number where another heading has the same.
    name: String,
    /// Its words in their own letters, where the text gives it no id.
    words: Option<String>,
}

fn headings(document: &Document, index: usize, segments: &[Segment]) -> Vec<Heading> {
    let (mut sentence, mut names) = (0, Names(document.ids.iter().map(|id| (id.clone(), 1)).collect()));
    let mut headings = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Heading(_)) && document.title_block != Some(number) {
            let text = block.text();
            let slug = slug_of(&text);
            let segment = segments.partition_point(|segment| segment.sentences[index].end <= sentence);
            if !slug.is_empty() {
                let segment = Some(segment).filter(|&segment| segment < segments.len());
                let own = ids(opening(block)[1]).last().map(str::to_owned);
                let words = own.is_none().then(|| in_own_letters(&text)).filter(|words| !words.is_empty());
                let name = own.unwrap_or_else(|| names.take(&slug));
                headings.push(Heading { block: number, segment, name, words });
            }
        }
        sentence += block.sentences.len();
    }
    headings
}

/// Returns what a heading is called where its words keep their letters, as GitHub and others do: all small, with a hyphen for each
/// space and without any other mark.
fn in_own_letters(words: &str) -> String {
    let is_kept = |character: &char| character.is_alphanumeric() || " -_".contains(*character) || joins(*character);
    words.trim().to_lowercase().chars().filter(is_kept).map(|kept| if kept == ' ' { '-' } else { kept }).collect()
}
