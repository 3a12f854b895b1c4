//! Reading turns a folder into seeds: it walks, decodes, and takes front matter and work files apart.

mod walk;
mod odd;
mod decode;
mod yaml;
mod front_matter;
mod work_file;
mod text;
mod file;
mod known;
mod memory;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::ground::diagnostic::{Diagnostic, Failure, first_few};
use crate::ground::facts::Facts;
use crate::ground::fingerprint::Printed;
use crate::ground::lock::Lock;
use crate::ground::unseen::printable;
use crate::ground::word_list::WordList;

use self::file::{Content, Read, seed};
pub use self::known::Known;
pub use self::memory::Memory;
pub use self::text::Text;

/// One input text, as it was found. Its text is never altered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Seed {
    /// The path for people: relative to the project, separated by `/`, such as `seeds/es/cranes.txt`.
    pub path: String,
    /// The path below the seeds folder, such as `es/cranes.txt`.
    pub name: String,
    /// How the text is written.
    pub format: Format,
    /// The whole decoded text, front matter included.
    pub text: Text,
    /// The bytes of `text` after the front matter.
    pub body: Range<usize>,
    /// What the front matter says.
    pub facts: Facts,
}

impl Seed {
    /// Returns what of `text`, which is that of the seed, comes after the front matter; nothing of one that was
    /// [lost](Text::get).
    pub fn body_of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.body.clone()).unwrap_or_default()
    }
}

/// How a seed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Plain text, in which no character is markup.
    PlainText,
    /// CommonMark with tables, footnotes, strikethrough and heading attributes.
    Markdown,
    /// A fragment of HTML.
    Html,
}

impl Format {
    /// How the names of texts end, in small letters, and how those are written.
    pub const ENDINGS: [(&str, Format); 5] = [
        ("txt", Format::PlainText),
        ("md", Format::Markdown),
        ("markdown", Format::Markdown),
        ("html", Format::Html),
        ("htm", Format::Html),
    ];

    /// Returns how a text is written whose name ends so, in whatever letters; none where no text's name does.
    pub fn of(ending: &str) -> Option<Format> {
        let found = Format::ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending));
        found.map(|(_, format)| *format)
    }
}

/// A file beside the seeds that says what the texts of one work cannot tell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WorkFile {
    /// The path for people, such as `seeds/cranes.toml`.
    pub path: String,
    /// The path below the seeds folder without its extension, such as `cranes`.
    pub name: String,
    /// The text of the file.
    pub text: Arc<str>,
    /// What it says of the work.
    pub facts: Facts,
    /// The names ([`Seed::name`]) of the work's documents, where they are listed, and the bytes of `text` that list each. They
    /// win over every other way of pairing.
    pub files: Vec<(String, Range<usize>)>,
}

/// All that was found in a seeds folder, in path order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The texts.
    pub seeds: Vec<Arc<Printed<Seed>>>,
    /// The work files.
    pub work_files: Vec<WorkFile>,
    /// Words that translate each other, as people say.
    pub word_lists: Vec<Arc<Printed<WordList>>>,
    /// What people have decided of segments, where there is a lock file.
    pub lock: Option<Lock>,
}

/// Is told of a text while it is at hand, before it is let go.
pub type Told<'a> = dyn Fn(&Printed<Seed>) + Sync + 'a;

/// Reads the texts and work files below `folder`, which people call `shown`. What is wrong with one of them is a
/// diagnostic, and the others are read. Texts for which there is no room in memory are `told` of and let go.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn read(folder: &Path, shown: &str, memory: &Memory, told: &Told) -> Result<(Sources, Vec<Diagnostic>), Failure> {
    let look = memory.look(folder, shown, told)?;
    let mut diagnostics = look.listing.diagnostics.clone();
    let mut sources = Sources::default();
    let (mut written, mut foreign) = (Vec::new(), Vec::new());
    for Read { content, foreign: keys, diagnostics: found } in look.read() {
        diagnostics.extend(found.iter().cloned());
        foreign.extend((!keys.is_empty()).then_some(keys));
        match content {
            Some(Content::Seed(seed)) => sources.seeds.push(seed.clone()),
            Some(Content::WorkFile(file)) => written.push(file),
            Some(Content::WordList(list)) => sources.word_lists.push(list.clone()),
            Some(Content::Lock(lock)) => sources.lock = Some((**lock).clone()),
            None => {}
        }
    }
    let is_text = |file: &&walk::Found| matches!(file.kind, walk::Kind::Text(_));
    let texts: BTreeSet<&str> = look.listing.found.iter().filter(is_text).map(|file| &*file.name).collect();
    for file in written {
        let (work_file, found) = file.clone().resolve(&texts);
        sources.work_files.push(work_file);
        diagnostics.extend(found);
    }
    diagnostics.extend(foreign_note(&foreign));
    if texts.is_empty() {
        let nothing = Diagnostic::error(format!("there is no text in {shown}"));
        diagnostics.push(nothing.hint("put texts into it that end in .txt, .md or .html, or run diglot init"));
    }
    Ok((sources, diagnostics))
}

/// How many foreign keys a note names; the others are counted.
const NAMED_FOREIGN: usize = 8;

/// Notes the keys of front matter that speak to other programs, of which each item has those of a text.
fn foreign_note(foreign: &[&Vec<String>]) -> Option<Diagnostic> {
    let keys: BTreeSet<&String> = foreign.iter().copied().flatten().collect();
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{}`", printable(key))).collect();
    let named = first_few(quoted.iter(), NAMED_FOREIGN);
    let texts = if foreign.len() == 1 { "in one text".to_owned() } else { format!("in {} texts", foreign.len()) };
    let note = Diagnostic::note(format!("front matter has keys that mean nothing here: {named}, {texts}"));
    (!keys.is_empty()).then(|| note.hint("docs/texts.md has those that do"))
}

/// Reads a word list, wherever it is.
///
/// # Errors
/// When the file cannot be read or decoded.
pub fn read_word_list(path: &Path) -> Result<(WordList, Vec<Diagnostic>), Failure> {
    let (text, mut diagnostics) = read_text(path)?;
    let (list, found) = WordList::parse(&path.display().to_string(), text);
    diagnostics.extend(found);
    Ok((list, diagnostics))
}

/// Reads one text, wherever it is; one with an unknown ending is plain text. Returns `None` where it holds no text, and what is
/// wrong with it.
///
/// # Errors
/// When the file cannot be read or decoded.
pub fn read_file_alone(path: &Path) -> Result<(Option<Seed>, Vec<Diagnostic>), Failure> {
    let format = match walk::kind_of(path) {
        Some(walk::Kind::Text(format)) => format,
        _ => Format::PlainText,
    };
    let (shown, (text, mut diagnostics)) = (path.display().to_string(), read_text(path)?);
    let file = walk::Found { file: path.to_owned(), path: shown.clone(), name: shown, kind: walk::Kind::Text(format) };
    let (seed, _, found) = seed(&file, format, text.into());
    diagnostics.extend(found);
    Ok((seed, diagnostics))
}

/// How many bytes are read of a file that need not be one: a device may have no end.
const LONGEST: u64 = 1 << 28;

/// Reads one file, wherever it is, as text, whatever its encoding. Returns too what a person should look at.
///
/// # Errors
/// When the file is longer than any text, or cannot be read or decoded.
pub fn read_text(path: &Path) -> Result<(String, Vec<Diagnostic>), Failure> {
    let (shown, mut bytes) = (path.display().to_string(), Vec::new());
    let read = File::open(path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes));
    if read.map_err(|error| Failure::io("read", path, &error))? as u64 == LONGEST {
        return Err(Failure::new(format!("{shown} is too long for a text")));
    }
    decode::decode(&shown, bytes).map_err(|error| Failure::new(format!("cannot read {shown}: {}", error.message)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::ground::language::{Language, Localized};

    /// Reads a folder of these files.
    fn read_files(files: &[(&str, &[u8])]) -> (Sources, Vec<String>) {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        let (sources, diagnostics) = read(folder.path(), "seeds", &Memory::default(), &|_| ()).expect("a folder");
        let shown = |diagnostic: &Diagnostic| {
            let place = diagnostic.place.as_ref().map_or(String::new(), |place| match place.line_and_column() {
                Some((line, column)) => format!("{}:{line}:{column}: ", place.path),
                None => format!("{}: ", place.path),
            });
            format!("{place}{}", diagnostic.message)
        };
        (sources, diagnostics.iter().map(shown).collect())
    }

    #[test]
    fn keys_of_other_generators_are_one_note() {
        let text = |keys: &str| format!("---\n{keys}layout: post\n---\nText.\n");
        let texts = ["weight: 1\n", "", "toc: true\nwieght: 2\ntitel: A\n"].map(text);
        let names = ["a.md", "b.md", "c.md"];
        let files: Vec<_> = names.into_iter().zip(texts.iter().map(String::as_bytes)).collect();
        let expected = [
            "seeds/c.md:4:1: front matter has no key `titel`",
            "front matter has keys that mean nothing here: `layout`, `toc`, `weight`, `wieght`, in 3 texts",
        ];
        assert_eq!(read_files(&files).1, expected);
    }

    #[test]
    fn one_bad_file_does_not_stop_the_others() {
        let (sources, diagnostics) = read_files(&[
            ("a.txt", b"Cranes."),
            ("b.txt", b"zip\0zip"),
            ("c.txt", b" \n\t\n"),
            ("d.md", b"\xef\xbb\xbf---\ntitle: Cranes\n---\nText.\n"),
            ("e.md", b"---\ntitle: Cranes\n---\n\n"),
            ("f/g.html", b"<p>Se\xc3\xb1ora, si\xc3"),
            ("h.toml", b"slug = \"H\"\ntitle = \"Cranes\"\n"),
            ("i.toml", &b"# data\n".repeat(200_000)),
        ]);
        let seeds: Vec<_> =
            sources.seeds.iter().map(|seed| (&*seed.name, seed.text.get(), seed.body.clone())).collect();
        let seeds: Vec<_> = seeds.iter().map(|(name, text, body)| (*name, &text[body.clone()])).collect();
        assert_eq!(seeds, [("a.txt", "Cranes."), ("d.md", "Text.\n")]);
        assert_eq!(sources.seeds[1].facts.title, Some(Localized::Same("Cranes".to_owned())));
        assert_eq!(sources.work_files[0].facts.title, Some(Localized::Same("Cranes".to_owned())));
        assert_eq!(
            diagnostics,
            [
                "seeds/b.txt: this is not text: byte 3 is zero",
                "seeds/c.txt: this file holds no text, and is left out",
                "seeds/e.md: this file holds no text, and is left out",
                "seeds/f/g.html:1:14: this is UTF-8, but byte 14 is not: the text is damaged",
                "seeds/i.toml: this is too long for a work file: 1400000 bytes of at most 1048576",
                "seeds/h.toml:1:8: `H` is not safe as a part of an address",
            ]
        );
    }

    #[test]
    fn work_files_list_texts_from_where_they_stand() {
        let listed =
            "files = ['b.txt', './c.es.txt', '../a.txt', 'film/b.txt', 'bb.txt', '../../x.txt', 7]\nlanguage = 'es'\n";
        let (sources, diagnostics) = read_files(&[
            ("a.txt", b"a"),
            ("film/b.txt", b"b"),
            ("film/c.es.txt", b"c"),
            ("film/work.toml", listed.as_bytes()),
        ]);
        let [work_file] = sources.work_files.as_slice() else { panic!("{:?}", sources.work_files) };
        assert_eq!((work_file.path.as_str(), work_file.name.as_str()), ("seeds/film/work.toml", "film/work"));
        let files: Vec<_> = work_file.files.iter().map(|(name, span)| (name.as_str(), &listed[span.clone()])).collect();
        let found = [("film/b.txt", "'b.txt'"), ("film/c.es.txt", "'./c.es.txt'"), ("a.txt", "'../a.txt'")];
        assert_eq!(files, found);
        assert_eq!(
            diagnostics,
            [
                "seeds/film/work.toml:1:45: `film/b.txt` is listed twice",
                "seeds/film/work.toml:1:59: there is no text `bb.txt`",
                "seeds/film/work.toml:1:69: there is no text `../../x.txt`",
                "seeds/film/work.toml:1:84: `files` must be text, not `7`",
                "seeds/film/work.toml:2:1: `language` does not belong here",
            ]
        );
    }

    #[test]
    fn the_lock_file_is_read_where_it_belongs() {
        let (sources, diagnostics) = read_files(&[
            ("a.txt", b"a"),
            ("diglot.lock", b"[[pin]]\nwork = 'a'\nsentences.en = ['x']\nworks = 1\n"),
            ("film/diglot.lock", b"broken"),
            ("other.lock", b"broken"),
        ]);
        let lock = sources.lock.expect("a lock file");
        assert_eq!((lock.path.as_str(), lock.pins.len()), ("seeds/diglot.lock", 1));
        assert_eq!(diagnostics, ["seeds/diglot.lock:4:1: a pin has no key `works`"]);
        assert_eq!(read_files(&[("a.txt", b"a")]).0.lock, None);
    }

    #[test]
    fn an_empty_folder_is_an_error_with_a_way_out() {
        assert_eq!(read_files(&[]).1, ["there is no text in seeds"]);
        assert_eq!(read_files(&[("a.toml", b"title = 'Cranes'")]).1, ["there is no text in seeds"]);
    }

    #[test]
    fn the_work_file_of_this_project_says_what_its_texts_cannot() {
        let (sources, diagnostics) =
            read(Path::new("seeds"), "seeds", &Memory::default(), &|_| ()).expect("the seeds of this project");
        assert_eq!(diagnostics, []);
        assert_eq!(sources.seeds.len(), 2);
        let facts = &sources.work_files[0].facts;
        let title = |tag| facts.title.as_ref()?.get(&Language::new(tag).ok()?).map(String::as_str);
        assert_eq!((title("en"), title("es")), (Some("The Cranes Are Flying"), Some("Cuando pasan las cigüeñas")));
        let subject = facts.subject.as_ref().expect("a film");
        assert_eq!((subject.title.as_deref(), subject.year), (Some("Летят журавли"), Some(1957)));
        let config = crate::ground::config::Config::parse("diglot.toml", include_str!("../../diglot.toml"));
        assert_eq!(config.1, []);
    }
}
