//! Two texts are aligned: every sentence is in one bead, in order, and the right ones are together.

use std::fs;
use std::ops::Range;

use diglot::understand::align::{Alignment, Bead, Constraints, Model, Side, align};
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

/// Returns the beads as `diglot align` writes them.
fn written(alignment: &Alignment) -> String {
    let side = |range: &Range<usize>| range.clone().map(|at| at.to_string()).collect::<Vec<_>>().join(",");
    alignment.beads.iter().map(|bead| format!("[{}]:[{}]\n", side(&bead.source), side(&bead.target))).collect()
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
        assert_eq!(written(&align_lines(&source, &target)), expected, "{name}");
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
    let model = Model::learn(&[(source.clone(), target.clone())], &[]);
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
fn the_command_line_takes_files_as_people_have_them() {
    let project = Project::new()
        .file("bom.txt", "\u{feff}Hello.\n\nGoodbye, friend.\n")
        .file("crlf.txt", "Hola.\r\nAdiós, amigo.\r\n")
        .file("latin.txt", b"Hola.\nAdi\xf3s, amigo.\n")
        .file("empty.txt", "")
        .file("binary.dat", b"\x7fELF\0\0")
        .file("two.par", "0\n1\n")
        .file("three.par", "0\n1\n1\n")
        .file("odd.par", "0\nx\n")
        .folder("folder");
    let ran = project.run(&["align", "bom.txt", "crlf.txt", "--lines"]).ok().prints("[0]:[0]\n[1]:[1]\n");
    let ran = ran
        .then()
        .run(&["align", "bom.txt", "latin.txt", "--lines", "--format", "tsv"])
        .ok()
        .prints("\tAdiós, amigo.\t");
    let ran = ran.then().run(&["align", "empty.txt", "crlf.txt", "--lines"]).ok().prints("[]:[0]\n[]:[1]\n");
    let ran = ran.then().run(&["align", "binary.dat", "crlf.txt", "--lines"]).failed().says("this is not text");
    let ran = ran.then().run(&["align", "folder", "crlf.txt"]).failed().says("folder");
    let par = |other: &'static str| ["align", "bom.txt", "crlf.txt", "--lines", "--paragraphs", "two.par", other];
    let ran = ran.then().run(&par("two.par")).ok().prints("[1]:[1]\n");
    let ran = ran
        .then()
        .run(&par("three.par"))
        .failed()
        .says("three.par: there are 3 numbers of paragraphs, and 2 sentences");
    ran.then().run(&par("odd.par")).failed().says("odd.par:2: `x` is not a number");
}

#[test]
fn files_are_read_as_a_site_reads_them_and_what_is_wrong_is_said() {
    let project = Project::new()
        .file("A.MD", "---\ntitel: x\n---\nA *ferry* left.\n\nNobody waved on the shore.\n")
        .file("b.md", "Salió un *barco*.\n\nNadie saludó en la orilla.\n");
    let ran =
        project.run(&["align", "A.MD", "b.md", "--format", "tsv"]).ok().says("A.MD:2:1").says("did you mean `title`");
    let ran = ran.prints("A ferry left.\tSalió un barco.\t").then().run(&["align", "A.MD", "b.md", "--json"]).ok();
    let told = ran.json();
    assert_eq!(told["alignment"][0]["targetText"], "Salió un barco.", "{told}");
    assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(1), "{told}");
}

#[test]
fn the_command_line_aligns_a_whole_project() {
    let project = Project::with_seeds().file("seeds/note.en.txt", "Hello.").file("seeds/note.fr.txt", "Bonjour.");
    let ran = project.run(&["align", "--all"]).ok().prints("<tmx version=\"1.4\">").prints("srclang=\"en\"");
    let ran = ran.prints("xml:lang=\"es\"").prints("xml:lang=\"fr\"").prints("<seg>Bonjour.</seg>").has_no("site");
    let ran = ran.then().run(&["align", "--all", "--format", "tsv"]).ok().prints("note\ten\tfr\tHello.\tBonjour.\t");
    let ran = ran.then().run(&["align", "--all", "--format", "beads"]).ok().prints("# note en fr\n[0]:[0]\n");
    let ran = ran.then().run(&["align", "--all", "--json"]).ok();
    let told = ran.json();
    let ran = ran.then().run(&["align", "--all", "--format", "json"]).ok();
    let pairs = ran.json();
    assert!(pairs.as_array().is_some_and(|pairs| pairs.len() == 2), "{pairs}");
    assert_eq!(told["alignment"], pairs);
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
        let alignment = Model::learn(&[(source.clone(), target.clone())], &[]).align(&source, &target, &constraints);
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

/// What is learned from a short text is learned from all of it, so an edit anywhere may tip what is as likely as not, and
/// nothing else. Of the beads in the first half, what is decided stays, whatever its confidence.
#[test]
fn an_edit_at_the_end_does_not_move_the_start() {
    let mut decided = 0;
    for (name, [source, target, _]) in cases() {
        let before = align_lines(&source, &target);
        let lines: Vec<&str> = source.lines().collect();
        let (kept, last) = (lines[..lines.len() - 1].join("\n"), lines[lines.len() - 1]);
        for edited in
            [format!("{kept}\n{last} And so on.\n"), format!("{kept}\n"), format!("{kept}\n{last}\nThe end.\n")]
        {
            let after = align_lines(&edited, &target);
            let half = &before.beads[..before.beads.len() / 2];
            for bead in half.iter().filter(|bead| !(0.4..0.6).contains(&bead.confidence)) {
                let stays = |other: &Bead| (&other.source, &other.target) == (&bead.source, &bead.target);
                assert!(after.beads.iter().any(stays), "{name}: {bead:?} in {after:?}");
                decided += 1;
            }
        }
    }
    assert!(decided >= 40, "only {decided} beads were decided");
}

/// Returns sentences of a made-up language and of another one, word for word: only the words tell which answers which, and
/// now and then a name. Every seventh lacks its translation. Texts of different numbers have no word in common.
fn invented(text: usize, sentences: usize) -> (Side, Side) {
    let word = |syllables: [&str; 8], number: usize| -> String {
        [number / 64, number / 8, number].map(|at| syllables[at % 8]).concat()
    };
    let name = |at: usize| match at % 5 {
        0 => format!("{}{text}ton ", ["Hal", "Mil", "Nor", "Wes", "Ply", "Tam", "Lin", "Cas"][at / 5 % 8]),
        _ => String::new(),
    };
    let sentence = |syllables: [&str; 8], at: usize| -> String {
        let number = |place: usize| 60 * text + (at * (place + 3) + at * at / 37 + place * place * 11) % 60;
        let words: Vec<String> = (1..7).map(|place| word(syllables, number(place))).collect();
        format!("{}{}.", name(at), words.join(" "))
    };
    let side = |syllables: [&str; 8], lacks: &dyn Fn(&usize) -> bool| {
        let sentences = (0..sentences).filter(|at| !lacks(at)).map(|at| sentence(syllables, at)).collect();
        Side { sentences, ..Side::default() }
    };
    let source = side(["ba", "de", "gi", "ko", "lu", "ma", "ne", "pi"], &|_| false);
    (source, side(["fu", "so", "ve", "za", "ro", "ti", "hu", "jo"], &|at| at % 7 == 3))
}

/// In a text of some length one sentence more or less weighs little, and no bead of the first half moves, whatever its
/// confidence.
#[test]
fn an_edit_at_the_end_of_a_long_text_moves_nothing_in_its_first_half() {
    let beads = |source: &Side, target: &Side| -> Vec<(Range<usize>, Range<usize>)> {
        let alignment = align(&[(source.clone(), target.clone())]).remove(0);
        alignment.beads.into_iter().map(|bead| (bead.source, bead.target)).collect()
    };
    let edited = |side: &Side| {
        let mut edits = [side.clone(), side.clone(), side.clone()];
        edits[0].sentences.pop();
        edits[1].sentences.push("And so they came home.".to_owned());
        edits[2].sentences.last_mut().expect("a sentence").push_str(" And so on.");
        edits
    };
    let (source, target) = invented(0, 120);
    let before = beads(&source, &target);
    let sources = edited(&source).into_iter().map(|source| (source, target.clone()));
    let targets = edited(&target).into_iter().map(|target| (source.clone(), target));
    for (source, target) in sources.chain(targets) {
        let after = beads(&source, &target);
        assert_eq!(before[..before.len() / 2], after[..before.len() / 2]);
    }
}

#[test]
fn a_model_learns_from_a_long_text_that_it_never_saw() {
    let lessons = [invented(0, 120)];
    let model = Model::learn(&lessons, &[]);
    let (source, target) = invented(1, 70);
    let alignment = model.align(&source, &target, &Constraints::default());
    assert_covered(&alignment, source.len(), target.len());
    let alone = alignment.beads.iter().filter(|bead| bead.target.is_empty()).map(|bead| bead.source.start);
    assert!(alone.eq((0..70).filter(|at| at % 7 == 3)), "{alignment:?}");
    let swapped: Vec<(Side, Side)> = lessons.into_iter().map(|(source, target)| (target, source)).collect();
    let mirrored = Model::learn(&swapped, &[]).align(&target, &source, &Constraints::default());
    let ranges = mirrored.beads.into_iter().map(|bead| (bead.target, bead.source, bead.confidence));
    assert!(ranges.eq(alignment.beads.into_iter().map(|bead| (bead.source, bead.target, bead.confidence))));
}

/// A model that has seen nothing missing finds long passages all the same, on either side.
#[test]
fn a_long_passage_that_one_side_lacks_is_found() {
    let wagon = |at: usize| format!("Wagon {} left station {} with {} crates.", at + 100, at * 7 + 3, at * 11 + 5);
    let extra = |at: usize| format!("You may remember what was said on page {} of the book.", at + 5000);
    let side = |sentences: Vec<String>| Side { sentences, ..Side::default() };
    let without = side((0..60).map(wagon).collect());
    let with = side((0..30).map(wagon).chain((0..80).map(extra)).chain((30..60).map(wagon)).collect());
    let model = Model::learn(&[(without.clone(), without.clone())], &[]);
    let found = model.align(&with, &without, &Constraints::default());
    let mirrored = model.align(&without, &with, &Constraints::default());
    for (long, short) in (0..60).map(|at| if at < 30 { (at, at) } else { (at + 80, at) }) {
        let holds = |alignment: &Alignment, i: usize, j: usize| {
            alignment.beads.iter().any(|bead| bead.source == (i..i + 1) && bead.target == (j..j + 1))
        };
        assert!(holds(&found, long, short), "{long} {short} in {found:?}");
        assert!(holds(&mirrored, short, long), "{short} {long} in {mirrored:?}");
    }
}

#[test]
fn months_are_numbers_in_the_languages_of_the_texts() {
    let source = ["March", "April", "May", "June", "July", "August", "September", "October"]
        .iter()
        .zip(
            [
                "the river rose",
                "the bridge fell",
                "the road was closed",
                "the mill stood still",
                "the first boats came",
            ]
            .iter()
            .chain(&["the water went back", "the mill turned", "the road was open"]),
        )
        .map(|(month, what)| format!("On 3 {month} 1911 {what}.\n"))
        .collect::<String>();
    let target = "3 марта 1911 года река вышла из берегов.\n3 апреля 1911 года рухнул мост.\n\
                  3 июня 1911 года встала мельница.\n3 июля 1911 года пришли лодки.\n3 августа 1911 года вода ушла.\n\
                  3 сентября 1911 года пошла мельница.\n3 октября 1911 года открыли дорогу.\n";
    let project = Project::new().file("a.txt", &source).file("b.txt", target);
    let ran = project.run(&["align", "a.txt", "b.txt", "--lines"]).ok();
    ran.prints("[1]:[1]\n[2]:[]\n[3]:[2]\n[4]:[3]\n");
}

pub(crate) const VILLAGE: &str = "The miller came home late.\nThe oak fell in the night.\nThe crow sat on the wall.\n\
    The dog slept by the fire.\nThe snow lay on the field.\nThe cat drank all the milk.\n\
    The boy came home too late.\nThe bell rang in the tower.\n";
pub(crate) const KÖY: &str = "Değirmenci eve geç geldi.\nKarga duvarda oturuyordu.\nKöpek ateşin yanında yattı.\n\
    Kar tarlanın üstünde yatıyordu.\nKedi bütün sütü içip bitirdi.\nOğlan eve çok geç geldi.\n\
    Kulede çan çaldı bu gece.\n";
pub(crate) const WORDS: &str = "# English\tTurkish\nmiller\tdeğirmenci\nlate\tgeç\nslept\tyattı\ncrow\tkarga\nwall\tduvar\n\
    sat\toturuyor\ndog\tköpek\nfire\tateş\ncat\tkedi\nmilk\tsüt\ndrank\tiçip\nboy\toğlan\nhome\tev\nbell\tçan\n\
    snow\tkar\nfield\ttarla\n";
const RIGHT: &str = "[0]:[0]\n[1]:[]\n[2]:[1]\n[3]:[2]\n[4]:[3]\n[5]:[4]\n[6]:[5]\n[7]:[6]\n";

/// Returns the word list with its columns swapped.
fn swapped() -> String {
    WORDS
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .map(|(one, other)| format!("{other}\t{one}\n"))
        .collect()
}

#[test]
fn a_word_list_turns_a_wrong_alignment_right() {
    let project = Project::new().file("a.txt", VILLAGE).file("b.txt", KÖY).file("list.tsv", WORDS);
    let ran = project.file("words.tr-en.tsv", swapped()).file("bad.tsv", "oak\tmeşe\ncrow karga\n");
    let ran = ran.run(&["align", "a.txt", "b.txt", "--lines"]).ok().prints("[1]:[1]\n");
    let ran = ran.then().run(&["align", "a.txt", "b.txt", "--lines", "--words", "list.tsv"]).ok().prints(RIGHT);
    let ran = ran.then().run(&["align", "a.txt", "b.txt", "--lines", "--words", "words.tr-en.tsv"]).ok().prints(RIGHT);
    let named = [
        "align", "a.txt", "b.txt", "--lines", "--from", "en-GB", "--to", "tr", "--words", "words.tr-en.tsv",
        "--format", "tmx",
    ];
    let ran = ran.then().run(&named).ok().prints("srclang=\"en-GB\"").prints("<seg>Karga duvarda oturuyordu.</seg>");
    let ran =
        ran.then().run(&["align", "a.txt", "b.txt", "--from", "klingonisch"]).failed().says("no language has the tag");
    let ran = ran.then().run(&["align", "a.txt", "b.txt", "--lines", "--words", "bad.tsv"]).ok();
    let ran = ran.prints("[0]:[0]\n").says("bad.tsv:2:1").says("a word, a tab and its translation");
    ran.then().run(&["align", "a.txt", "b.txt", "--words", "none.tsv"]).failed().says("none.tsv");
}

#[test]
fn a_project_may_keep_a_word_list_beside_its_texts() {
    let project = Project::new().file("seeds/village.en.txt", VILLAGE).file("seeds/village.tr.txt", KÖY);
    let ran = project.run(&["align", "--all", "--format", "beads"]).ok().prints("[1]:[1]\n");
    let ran = ran.then().file("seeds/words.tr-en.tsv", swapped()).file("seeds/words.en-es.tsv", "oak\troble\n");
    let ran = ran.run(&["align", "--all", "--format", "beads"]).ok().prints(RIGHT);
    let ran = ran.says("words.en-es.tsv").says("no work has texts");
    ran.then().run(&["build"]).ok().prints("words.tr-en.tsv").prints("16 pairs of words");
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_without_an_end_is_no_text() {
    Project::with_seeds().run(&["align", "/dev/zero", "seeds/missing.txt"]).failed().says("/dev/zero is too long");
}
