//! A workload is a project with as many works as are asked for: pages of about 4,000 characters, in English and Spanish,
//! that answer each other sentence by sentence. Its text is made from a few hundred phrases and a seed, so that it is the
//! same on every machine.

#[path = "../chance/mod.rs"]
mod chance;
mod words;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use chance::Chance;
use words::{DEEDS, MOMENTS, SENTENCES, SYLLABLES, THINGS};

/// How the files of a workload are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// `account-7.en.md`: the name says the work and the language.
    Telling,
    /// `8df367a205094866.md`: the name says nothing, and the text has to.
    Silent,
}

/// Characters that a page is to have.
const LENGTH: usize = 4_000;
/// Sentences of a paragraph.
const PARAGRAPH: u64 = 6;
/// Paragraphs between two headings, lists or quotations.
const SECTION: u64 = 3;

/// Makes a project of `works` works in `folder`: `diglot.toml`, and two files for each work in `seeds/`. Each work has a
/// page of its own in either language.
pub(crate) fn write(folder: &Path, works: usize, names: Names, align: bool) -> io::Result<()> {
    let seeds = folder.join("seeds");
    fs::create_dir_all(&seeds)?;
    fs::write(
        folder.join("diglot.toml"),
        format!(
            "base_url = \"https://example.org/\"\npages = \"work\"\nlanguages = [\"en\", \"es\"]\nalign = {align}\n"
        ),
    )?;
    for number in 0..works {
        let [english, spanish] = work(number);
        for (tag, side, text) in [("en", 0, english), ("es", 1, spanish)] {
            fs::write(seeds.join(file_name(number, tag, side, names)), text)?;
        }
    }
    Ok(())
}

/// Returns the name of a file of the work `number`.
fn file_name(number: usize, tag: &str, side: u64, names: Names) -> String {
    match names {
        Names::Telling => format!("account-{number}.{tag}.md"),
        Names::Silent => format!("{:016x}.md", Chance(number as u64 * 2 + side + 1).next()),
    }
}

/// Returns the text of the work `number` in both languages.
fn work(number: usize) -> [String; 2] {
    let mut chance = Chance(number as u64 ^ 0x5eed);
    let cast = Cast::new(&mut chance);
    let thing = chance.pick(THINGS);
    let mut texts =
        [0, 1].map(|side| format!("# {} {} {}: {number}\n\n", capital(thing[side]), ["of", "de"][side], cast.towns[0]));
    let mut paragraph = 0;
    while texts[0].chars().count() < LENGTH {
        paragraph += 1;
        let lead = if paragraph % SECTION == 0 { chance.below(3) } else { 3 };
        for sentence in 0..PARAGRAPH {
            let both = cast.sentence(&mut chance);
            for (text, spoken) in texts.iter_mut().zip(both) {
                text.push_str(match (lead, sentence) {
                    (0, 0) => "## ",
                    (0, 1) => "\n\n",
                    (1, _) => "- ",
                    (2, 0) => "> ",
                    _ => "",
                });
                text.push_str(if lead == 0 && sentence == 0 { spoken.trim_end_matches('.') } else { &spoken });
                text.push_str(if lead == 1 { "\n" } else { " " });
            }
        }
        for text in &mut texts {
            text.push_str("\n\n");
        }
    }
    texts
}

/// The people, towns, years and numbers that a work speaks of.
struct Cast {
    people: [String; 4],
    towns: [String; 3],
    years: [String; 6],
    numbers: [String; 12],
}

impl Cast {
    fn new(chance: &mut Chance) -> Cast {
        Cast {
            people: std::array::from_fn(|_| format!("{} {}", name(chance), name(chance))),
            towns: std::array::from_fn(|_| name(chance)),
            years: std::array::from_fn(|_| (1700 + chance.below(320)).to_string()),
            numbers: std::array::from_fn(|_| (20 + chance.below(9_000)).to_string()),
        }
    }

    /// Returns a sentence in both languages.
    fn sentence(&self, chance: &mut Chance) -> [String; 2] {
        let form = chance.pick(SENTENCES);
        let (thing, deed, moment) = (chance.pick(THINGS), chance.pick(DEEDS), chance.pick(MOMENTS));
        let [person, other] = [(); 2].map(|()| chance.pick(&self.people));
        let (town, year, number) = (chance.pick(&self.towns), chance.pick(&self.years), chance.pick(&self.numbers));
        [0, 1].map(|side| {
            let mut spoken = String::with_capacity(160);
            let mut rest = form[side];
            while let Some((before, after)) = rest.split_once('{') {
                spoken.push_str(before);
                let (slot, after) = after.split_once('}').unwrap_or((after, ""));
                let _ = match slot {
                    "p" => write!(spoken, "{person}"),
                    "q" => write!(spoken, "{other}"),
                    "c" => write!(spoken, "{town}"),
                    "t" => write!(spoken, "{}", thing[side]),
                    "T" => write!(spoken, "{}", capital(thing[side])),
                    "d" => write!(spoken, "{}", deed[side]),
                    "m" => write!(spoken, "{}", moment[side]),
                    "y" => write!(spoken, "{year}"),
                    _ => write!(spoken, "{number}"),
                };
                rest = after;
            }
            spoken + rest
        })
    }
}

fn name(chance: &mut Chance) -> String {
    let [first, last] = SYLLABLES.map(|syllables| *chance.pick(syllables));
    match chance.below(3) {
        0 => format!("{first}{last}"),
        _ => format!("{first}{}{last}", chance.pick(&["am", "el", "in", "ov", "ur", "and", "est"])),
    }
}

fn capital(phrase: &str) -> String {
    phrase[..1].to_uppercase() + &phrase[1..]
}
