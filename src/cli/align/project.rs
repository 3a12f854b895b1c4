//! The alignments of a whole project: of every work, each pair of its languages.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::format::{self, Format, Written};
use crate::cli::build::look_for;
use crate::ground::diagnostic::{Diagnostic, Failure};
use crate::pipeline::{self, Made, Project};
use crate::understand::Work;
use crate::understand::align::{Alignment, Bead, Side};

/// Two documents of one work.
struct Facing<'a> {
    work: &'a str,
    languages: [&'a str; 2],
    sides: [Side; 2],
    alignment: Alignment,
}

/// Returns the alignments of the project in this folder, and what is wrong with its texts.
pub(super) fn all(seeds: PathBuf, format: Format) -> Result<(Written, Vec<Diagnostic>), Failure> {
    look_for(&seeds)?;
    let project = Project { seeds, ..Project::new(".") };
    let Made { library, diagnostics, .. } = pipeline::understand_in_stages(&project, &mut |_| ())?;
    let facing: Vec<Facing> = library.works.iter().flat_map(|work| facing(work)).collect();
    let written = match format {
        Format::Tmx => Written::Text(format::tmx(&facing.iter().map(Facing::pair).collect::<Vec<_>>())),
        Format::Json => Written::Json(facing.iter().map(Facing::to_json).collect()),
        Format::Tsv => Written::Text(facing.iter().map(Facing::to_tsv).collect()),
        Format::Beads => Written::Text(facing.iter().map(Facing::to_beads).collect()),
    };
    Ok((written, diagnostics))
}

fn facing(work: &Work) -> Vec<Facing<'_>> {
    let count = work.documents.len();
    let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| [one, other]));
    let facing = |pair: [usize; 2]| {
        let beads = work.segments.iter().map(|segment| {
            let [source, target] = pair.map(|number| segment.sentences[number].clone());
            Bead { source, target, confidence: segment.confidence(pair[0], pair[1]) }
        });
        // Of three documents, what only the third says is no bead of the other two.
        let beads = beads.filter(|bead| !bead.source.is_empty() || !bead.target.is_empty()).collect();
        Facing {
            work: &work.slug,
            languages: pair.map(|number| work.documents[number].language.tag()),
            sides: pair.map(|number| Side::from(&work.documents[number])),
            alignment: Alignment { beads },
        }
    };
    pairs.map(facing).collect()
}

impl Facing<'_> {
    fn pair(&self) -> format::Pair<'_> {
        format::Pair { source: &self.sides[0], target: &self.sides[1], alignment: &self.alignment }
    }

    fn to_json(&self) -> Value {
        json!({ "work": self.work, "languages": self.languages, "beads": format::json(&self.pair()) })
    }

    /// Returns the table of the pair, with the work and the languages before each line.
    fn to_tsv(&self) -> String {
        let [source, target] = self.languages;
        let line = |line: &str| format!("{}\t{source}\t{target}\t{line}\n", self.work);
        format::tsv(&self.pair()).lines().map(line).collect()
    }

    /// Returns the beads of the pair under a line that says whose they are.
    fn to_beads(&self) -> String {
        let [source, target] = self.languages;
        format!("# {} {source} {target}\n{}", self.work, format::beads(&self.alignment))
    }
}
