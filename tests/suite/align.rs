//! Two texts are aligned: every sentence is in one bead, in order, and the right ones are together.

use std::fs;
use std::ops::Range;

use diglot::understand::align::{Alignment, Bead, Constraints, Model, Side, align, format};
use proptest::prelude::*;

use crate::harness::Project;

/// The texts of a case: `--- source`, `--- target` and `--- beads`, each followed by its lines.
fn parts(case: &str) -> [String; 3] {
    let mut parts: [String; 3] = Default::default();
    let mut at = None;
    for line in case.lines() {
        match line.strip_prefix("--- ") {
            Some(_) => at = Some(at.map_or(0, |at| at + 1)),
            None => parts.get_mut(at.unwrap_or(usize::MAX)).into_iter().for_each(|part| *part += &format!("{line}\n")),
        }
    }
    parts
}

fn align_lines(source: &str, target: &str) -> Alignment {
    align(&[(Side::of_lines(source), Side::of_lines(target))]).remove(0)
}

fn cases() -> Vec<(String, [String; 3])> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/align");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .expect("cases")
        .map(|entry| entry.expect("a case").path())
        .map(|path| (path.display().to_string(), parts(&fs::read_to_string(&path).expect("a case"))))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "there are cases");
    cases
}

#[test]
fn sentences_meet_their_translations() {
    for (name, [source, target, expected]) in cases() {
        assert_eq!(format::beads(&align_lines(&source, &target)), expected, "{name}");
    }
}

#[test]
fn what_one_text_shows_helps_another_in_the_same_languages() {
    let cases = cases();
    let pairs: Vec<(Side, Side)> =
        cases.iter().map(|(_, [source, target, _])| (Side::of_lines(source), Side::of_lines(target))).collect();
    let alignments = align(&pairs);
    assert_eq!(alignments.len(), pairs.len());
    for (alignment, (source, target)) in alignments.iter().zip(&pairs) {
        assert_covered(alignment, source.sentences.len(), target.sentences.len());
    }
}

#[test]
fn pins_and_cuts_are_observed() {
    let [source, target, _] = cases().remove(0).1;
    let (source, target) = (Side::of_lines(&source), Side::of_lines(&target));
    let model = Model::learn(&[(source.clone(), target.clone())]);
    let mut constraints = Constraints::default();
    assert!(constraints.pin(0..1, 1..3));
    let pinned = model.align(&source, &target, &constraints);
    let pin = pinned.beads.iter().find(|bead| bead.source == (0..1) && bead.target == (1..3));
    assert_eq!(pin.map(|pin| pin.confidence), Some(1.0), "{pinned:?}");
    assert_covered(&pinned, source.len(), target.len());
    let mut constraints = Constraints::default();
    assert!(constraints.cut(2, 1));
    let cut = model.align(&source, &target, &constraints);
    assert!(cut.beads.iter().any(|bead| (bead.source.start, bead.target.start) == (2, 1)), "{cut:?}");
    assert_covered(&cut, source.len(), target.len());
}

#[test]
fn the_command_line_aligns_files() {
    let [source, target, _] = parts(include_str!("../data/align/split-sentence.txt"));
    Project::new()
        .file("a.txt", &source)
        .file("b.txt", &target)
        .run(&["align", "a.txt", "b.txt", "--lines"])
        .ok()
        .prints("[1]:[1,2]\n[2,3]:[3]\n")
        .then()
        .run(&["align", "a.txt", "b.txt", "--lines", "--format", "tmx"])
        .ok()
        .prints("xml:lang=\"de\"")
        .then()
        .run(&["align", "a.txt", "b.txt", "--format", "tsv"])
        .ok()
        .prints("Konrad the miller")
        .then()
        .run(&["align", "a.txt", "c.txt"])
        .failed()
        .says("c.txt");
}

#[test]
fn the_command_line_aligns_a_whole_project() {
    let project = Project::with_seeds().file("seeds/note.en.txt", "Hello.").file("seeds/note.fr.txt", "Bonjour.");
    let ran = project.run(&["align", "--all"]).ok().prints("<tmx version=\"1.4\">").prints("srclang=\"en\"");
    let ran = ran.prints("xml:lang=\"es\"").prints("xml:lang=\"fr\"").prints("<seg>Bonjour.</seg>").has_no("site");
    let ran = ran.then().run(&["align", "--all", "--format", "tsv"]).ok().prints("note\ten\tfr\tHello.\tBonjour.\t");
    let ran = ran.then().run(&["align", "--all", "--format", "beads"]).ok().prints("# note en fr\n[0]:[0]\n");
    let ran = ran.then().run(&["align", "--all", "--format", "json"]).ok();
    let pairs = ran.json();
    assert!(pairs.as_array().is_some_and(|pairs| pairs.len() == 2), "{pairs}");
    let ran = ran.then().run(&["align", "--all", "--seeds", "nowhere"]).failed().says("nowhere");
    ran.then().run(&["align", "--all", "a.txt", "b.txt"]).failed().says("--all");
}

/// Every sentence is in one bead, in order.
fn assert_covered(alignment: &Alignment, source: usize, target: usize) {
    let (mut i, mut j) = (0, 0);
    for Bead { source, target, confidence } in &alignment.beads {
        assert_eq!((source.start, target.start), (i, j), "{alignment:?}");
        assert!(source.end + target.end > i + j && (0.0..=1.0).contains(confidence));
        (i, j) = (source.end, target.end);
    }
    assert_eq!((i, j), (source, target));
}

fn sentences() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(
        "[a-f]{1,5}( [a-f]{1,5}){0,6}[.?!]|[א-ו]{2,9}|[一-十]{1,8}。|[\\x00-\\x7f]{1,20}|[0-9.,]{1,6}",
        0..14,
    )
}

fn side(sentences: Vec<String>) -> Side {
    let blocks = (0..sentences.len()).map(|at| at / 3).collect();
    Side { sentences, blocks, ..Side::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_texts_are_covered_once_and_in_order(source in sentences(), target in sentences()) {
        let (source, target) = (side(source), side(target));
        let alignment = align(&[(source.clone(), target.clone())]).remove(0);
        assert_covered(&alignment, source.sentences.len(), target.sentences.len());
    }

    #[test]
    fn swapped_sides_give_the_mirrored_beads(source in sentences(), target in sentences()) {
        let (source, target) = (side(source), side(target));
        let one = align(&[(source.clone(), target.clone())]).remove(0);
        let other = align(&[(target.clone(), source.clone())]).remove(0);
        assert_covered(&other, target.sentences.len(), source.sentences.len());
        let sorted = |alignment: &Alignment, mirrored: bool| {
            let mut beads: Vec<(Vec<usize>, Vec<usize>, u64)> = alignment
                .beads
                .iter()
                .map(|bead| (bead.source.clone().collect(), bead.target.clone().collect(), bead.confidence.to_bits()))
                .map(|(source, target, confidence)| if mirrored { (target, source, confidence) } else { (source, target, confidence) })
                .collect();
            beads.sort();
            beads
        };
        assert_eq!(sorted(&one, false), sorted(&other, true));
    }

    #[test]
    fn constraints_are_observed_and_every_sentence_is_in_one_bead(
        source in sentences(),
        target in sentences(),
        pins in proptest::collection::vec((0usize..16, 1usize..4, 0usize..16, 1usize..4), 0..4),
        cuts in proptest::collection::vec((0usize..16, 0usize..16), 0..3),
    ) {
        let (source, target) = (side(source), side(target));
        let (rows, columns) = (source.len(), target.len());
        let mut constraints = Constraints::default();
        let pins: Vec<(Range<usize>, Range<usize>)> =
            pins.into_iter().map(|(i, m, j, n)| (i..i + m, j..j + n)).filter(|pin| constraints.pin(pin.0.clone(), pin.1.clone())).collect();
        let cuts: Vec<(usize, usize)> = cuts.into_iter().filter(|cut| constraints.cut(cut.0, cut.1)).collect();
        let alignment = Model::learn(&[(source.clone(), target.clone())]).align(&source, &target, &constraints);
        assert_covered(&alignment, rows, columns);
        for (source, target) in pins.into_iter().filter(|pin| pin.0.end <= rows && pin.1.end <= columns) {
            prop_assert!(alignment.beads.iter().any(|bead| (&bead.source, &bead.target) == (&source, &target)));
        }
        let ends = |cut: (usize, usize)| alignment.beads.iter().any(|bead| (bead.source.end, bead.target.end) == cut);
        for cut in cuts.into_iter().filter(|cut| cut.0 <= rows && cut.1 <= columns && *cut != (0, 0)) {
            prop_assert!(ends(cut), "{cut:?} {alignment:?}");
        }
    }
}

/// What was sure at the start stays; a text of a few sentences may be read anew where it was in doubt.
#[test]
fn an_edit_at_the_end_does_not_move_the_start() {
    let mut sure = 0;
    for (name, [source, target, _]) in cases() {
        let before = align_lines(&source, &target);
        let after = align_lines(&format!("{} And so on.\n", source.trim_end()), &target);
        let half = before.beads.len() / 2;
        for bead in before.beads.iter().take(half).filter(|bead| bead.confidence >= 0.8) {
            let stays = |other: &&Bead| (&other.source, &other.target) == (&bead.source, &bead.target);
            assert!(after.beads.iter().any(|other| stays(&other)), "{name}: {bead:?} in {after:?}");
            sure += 1;
        }
    }
    assert!(sure >= 10, "only {sure} beads were sure");
}
