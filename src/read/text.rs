//! The text of a seed. Where all texts together would fill the memory, some are let go and read again when they are asked
//! for.

use std::fmt;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::Format;
use super::decode::decode;
use crate::ground::diagnostic::Failure;
use crate::ground::fingerprint::Fingerprint;
use crate::ground::site::media_type;

/// How many bytes of text are kept in memory: those of six thousand pages.
const KEPT: usize = 24_000_000;

/// A decoded text, front matter included. It never changes: two are equal when they say the same. Written down for another process
/// is what is known of it, and not where it lies.
#[derive(Clone, Serialize, Deserialize)]
pub struct Text {
    fingerprint: Fingerprint,
    length: usize,
    names_files: bool,
    #[serde(skip)]
    place: Place,
}

#[derive(Clone)]
enum Place {
    Memory(Arc<str>),
    Disk(Arc<OnDisk>),
}

impl Default for Place {
    fn default() -> Place {
        Place::Memory("".into())
    }
}

struct OnDisk {
    file: PathBuf,
    /// The path for people, which may say what encoding it is in.
    shown: String,
    room: Arc<Room>,
}

/// The room that texts have in memory, and what became of those that have none.
#[derive(Debug, Default)]
pub(super) struct Room {
    taken: AtomicUsize,
    /// The first file that was another one when it was read again.
    changed: OnceLock<PathBuf>,
}

impl Text {
    /// Returns the text; an empty one where its file has changed, as [`Memory::check`](super::Memory::check) tells.
    pub fn get(&self) -> Arc<str> {
        match &self.place {
            Place::Memory(text) => text.clone(),
            Place::Disk(on_disk) => on_disk.read(self.fingerprint).map_or_else(|| on_disk.lost(), Arc::from),
        }
    }

    /// Returns how many bytes it has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Returns what stands for it.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Tells whether it has what may be the name of a file with a text, to which it would lead.
    pub fn names_files(&self) -> bool {
        self.names_files
    }

    /// Returns the text, which `file` holds too that people call `shown`, without its bytes.
    pub(super) fn let_go(&self, room: &Arc<Room>, file: &Path, shown: &str) -> Text {
        let on_disk = OnDisk { file: file.to_owned(), shown: shown.to_owned(), room: room.clone() };
        Text { place: Place::Disk(Arc::new(on_disk)), ..*self }
    }
}

impl OnDisk {
    /// Returns the text with this fingerprint, where the file still holds it.
    fn read(&self, fingerprint: Fingerprint) -> Option<String> {
        let bytes = fs::read(&self.file).ok()?;
        if Fingerprint::of_bytes(&bytes) == fingerprint {
            // Nearly always the bytes are the text.
            return String::from_utf8(bytes).ok();
        }
        let (text, _) = decode(&self.shown, bytes).ok()?;
        (Fingerprint::of_bytes(text.as_bytes()) == fingerprint).then_some(text)
    }

    fn lost(&self) -> Arc<str> {
        self.room.changed.get_or_init(|| self.file.clone());
        "".into()
    }
}

impl Room {
    /// Tells whether there is room for a text, and takes it.
    pub(super) fn holds(&self, text: &Text) -> bool {
        self.taken.fetch_add(text.length, Ordering::Relaxed) <= KEPT
    }

    /// Expects that each text that was let go was the same when it was asked for.
    pub(super) fn check(&self) -> Result<(), Failure> {
        match self.changed.get() {
            None => Ok(()),
            Some(file) => {
                let message = format!("{} changed while its site was made", file.display());
                Err(Failure::new(message).hint("do it again"))
            }
        }
    }
}

impl<T: Into<Arc<str>>> From<T> for Text {
    fn from(text: T) -> Text {
        let text = text.into();
        let fingerprint = Fingerprint::of_bytes(text.as_bytes());
        Text { fingerprint, length: text.len(), names_files: names_files(&text), place: Place::Memory(text) }
    }
}

/// Tells whether somewhere in `text` stands a full stop and the ending of the name of a text, or what may be a part of that in
/// another notation: `&#46;`, `%2E`; or a link to what lies beside it: `](sea)`.
fn names_files(text: &str) -> bool {
    let begins = |text: &[u8], ending: &str| {
        text.get(..ending.len()).is_some_and(|text| text.eq_ignore_ascii_case(ending.as_bytes()))
    };
    let may_name = |at: usize| match (text.as_bytes()[at], &text.as_bytes()[at + 1..]) {
        (b'%', behind) => behind.len() > 1 && behind[..2].iter().all(u8::is_ascii_hexdigit),
        (b'&', behind) => matches!(behind.first(), Some(b'#' | b'p')),
        (_, behind) => Format::ENDINGS.iter().any(|(ending, _)| begins(behind, ending)),
    };
    memchr::memchr3_iter(b'.', b'%', b'&', text.as_bytes()).any(may_name) || links_beside(text)
}

/// How many bytes are looked at for the address of a link, with what stands before it, and for the name of a note. No text takes long
/// for what has no end.
const LONGEST_ADDRESS: usize = 1_000;
const LONGEST_NOTE: usize = 100;

/// Tells whether `address` is that of a picture, sound or a film, as no text is called.
fn is_seen_or_heard(address: &str) -> bool {
    ["image/", "audio/", "video/"].iter().any(|kind| media_type(address).starts_with(kind))
}

/// Tells whether somewhere in `text` stands what may be a link to a text by an address without scheme that does not begin at a root.
fn links_beside(text: &str) -> bool {
    let is_beside = |from: usize| {
        let near = &text[from..text.floor_char_boundary(from + LONGEST_ADDRESS)];
        let address = near.trim_start_matches(|c: char| c.is_whitespace() || "=\"'<".contains(c));
        let address = address.split([')', '>', '"', '\'', ' ', '\n', '#', '?']).next().unwrap_or_default();
        let name = address.split('/').next().unwrap_or_default();
        !name.is_empty() && !name.contains(':') && !is_seen_or_heard(address)
    };
    let bytes = text.as_bytes();
    let is_note = |at: usize| {
        let near = &bytes[at.saturating_sub(LONGEST_NOTE)..at];
        memchr::memrchr(b'[', near).is_some_and(|start| near.get(start + 1) == Some(&b'^'))
    };
    let is_link = |&at: &usize| match bytes.get(at + 1) {
        Some(b'(') => true,
        Some(b':') => !is_note(at),
        _ => false,
    };
    let has_tags = || memchr::memchr(b'<', bytes).is_some();
    let is_attribute = |&at: &usize| at > 2 && bytes[at - 3..=at].eq_ignore_ascii_case(b"href");
    memchr::memchr_iter(b']', bytes).filter(is_link).any(|at| is_beside(at + 2))
        || has_tags() && memchr::memchr2_iter(b'f', b'F', bytes).filter(is_attribute).any(|at| is_beside(at + 1))
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.fingerprint == other.fingerprint
    }
}

impl Eq for Text {}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Text").field(&self.get()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_let_go_is_read_again_while_it_is_the_same() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let file = folder.path().join("ferry.txt");
        let room = Arc::new(Room::default());
        fs::write(&file, "The ferry left.").expect("a text");
        let text = Text::from("The ferry left.").let_go(&room, &file, "seeds/ferry.txt");
        assert_eq!(&*text.get(), "The ferry left.");
        let latin = "señor".chars().map(|letter| letter as u8).collect::<Vec<u8>>();
        fs::write(&file, &latin).expect("a text");
        assert_eq!(&*Text::from("señor").let_go(&room, &file, "seeds/ferry.es.txt").get(), "señor");
        assert!(room.check().is_ok());
        for change in [&b"The ferry came."[..], b"\0"] {
            fs::write(&file, change).expect("a text");
            assert_eq!(&*text.get(), "");
            assert!(room.check().expect_err("it changed").message.contains("ferry.txt changed"));
        }
    }

    #[test]
    fn a_text_may_name_files_where_it_links_to_what_lies_beside_it() {
        for text in [
            "See [it](sea).",
            "[It](package.json)",
            "See [it](../es/#a).",
            "[it]: <./sea>",
            "<a href='sea'>it</a>",
            "<a HReF=sea>it</a>",
            "By sea.txt.",
        ] {
            assert!(Text::from(text).names_files(), "{text}");
        }
        let links = ["[It](https://a.example/)", "[It](#sea)", "[It](/sea)", "[it]: mailto:a", "[It]()"];
        for text in links.into_iter().chain(["See (sea).", "[^sea]: It is blue.", "![It](../img/sea.jpg)"]) {
            assert!(!Text::from(text).names_files(), "{text}");
        }
    }
}
