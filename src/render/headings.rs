//! A heading can be linked to by its own words, and by those of its counterparts: `#history` leads to the right place in
//! the Spanish page too.

use std::collections::{BTreeMap, BTreeSet};

use crate::ground::slug::slug_of;
use crate::understand::{BlockKind, Document, Segment, Work};

/// Returns for each heading block of the document `index` of `work` the ids that lead to it, besides one of its own.
///
/// No id comes twice, and none is one of the text's `own`.
pub(crate) fn aliases(work: &Work, index: usize, own: &BTreeSet<String>) -> BTreeMap<usize, Vec<String>> {
    let mut taken = own.clone();
    let mut aliases: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let headings = headings(&work.documents[index], index, &work.segments);
    for heading in headings.iter().filter(|heading| heading.own.is_none()) {
        if taken.insert(heading.slug.clone()) {
            aliases.entry(heading.block).or_default().push(heading.slug.clone());
        }
    }
    let is_aligned = !work.segments.is_empty();
    for (other, document) in work.documents.iter().enumerate().filter(|(other, _)| is_aligned && *other != index) {
        for counterpart in self::headings(document, other, &work.segments) {
            let heading =
                headings.iter().find(|heading| heading.segment.is_some() && heading.segment == counterpart.segment);
            let name = counterpart.own.unwrap_or(counterpart.slug);
            if let Some(heading) = heading.filter(|_| taken.insert(name.clone())) {
                aliases.entry(heading.block).or_default().push(name);
            }
        }
    }
    aliases
}

struct Heading {
    block: usize,
    segment: Option<usize>,
    /// The id that the text itself gives it.
    own: Option<String>,
    slug: String,
}

fn headings(document: &Document, index: usize, segments: &[Segment]) -> Vec<Heading> {
    let mut sentence = 0;
    let mut headings = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Heading(_)) && document.title_block != Some(number) {
            let slug = slug_of(&block.text());
            let segment = segments.partition_point(|segment| segment.sentences[index].end <= sentence);
            if !slug.is_empty() {
                let segment = Some(segment).filter(|&segment| segment < segments.len());
                headings.push(Heading { block: number, segment, own: own_id(&block.lead), slug });
            }
        }
        sentence += block.sentences.len();
    }
    headings
}

/// Returns the id in the last tag of `lead`, which is the heading's own.
fn own_id(lead: &str) -> Option<String> {
    let tag = &lead[lead.rfind("<h")?..];
    let (_, id) = tag.split_once(" id=\"")?;
    id.split_once('"').map(|(id, _)| id.to_owned())
}
