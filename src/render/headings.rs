//! A heading can be linked to by its own words, in Latin letters or in its own, and by those of its counterparts: `#history` leads
//! to the right place in the Spanish page too.

use std::collections::BTreeMap;

use super::ids::Names;
use super::markup::opening;
use crate::ground::slug::slug_of;
use crate::understand::parse::ids::ids;
use crate::understand::script::joins;
use crate::understand::{BlockKind, Document, Segment, Work};

/// Returns for each heading block of the document `index` of `work` the names that lead to it, besides one that the text gives it.
///
/// No name comes twice, and none is one of the text's own.
pub(crate) fn aliases(work: &Work, index: usize) -> BTreeMap<usize, Vec<String>> {
    let mut taken = work.documents[index].ids.clone();
    let mut aliases: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut add = |block: usize, name: &String| {
        if taken.insert(name.clone()) {
            aliases.entry(block).or_default().push(name.clone());
        }
    };
    let headings = headings(&work.documents[index], index, &work.segments);
    headings.iter().for_each(|heading| add(heading.block, &heading.name));
    headings.iter().for_each(|heading| heading.words.iter().for_each(|words| add(heading.block, words)));
    // Of several headings in one segment the first is the counterpart.
    let by_segment: BTreeMap<usize, usize> =
        headings.iter().rev().filter_map(|heading| Some((heading.segment?, heading.block))).collect();
    let is_aligned = !work.segments.is_empty();
    for (other, document) in work.documents.iter().enumerate().filter(|(other, _)| is_aligned && *other != index) {
        for counterpart in self::headings(document, other, &work.segments) {
            if let Some(&block) = counterpart.segment.and_then(|segment| by_segment.get(&segment)) {
                add(block, &counterpart.name);
            }
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
