//! What one build knows of the texts for the next, which may be another process: a text that nobody has touched since is not opened
//! to see what it says.

use std::sync::Arc;

use bytes::Bytes;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Seed;
use super::file::{Content, Read};
use super::text::Room;
use super::walk::Found;
use crate::ground::fingerprint::{Fingerprint, Printed};

/// The texts that were read and have nothing wrong with them, written down at once, as texts are let go. The default one knows none.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Known(Bytes);

/// What is known of a text.
#[derive(Debug, Deserialize)]
struct Glimpse {
    stamp: Fingerprint,
    seed: Seed,
    foreign: Vec<String>,
}

/// The texts that are known, by their names.
#[derive(Debug, Default)]
pub(super) struct Texts(FxHashMap<String, Glimpse>);

impl Known {
    /// Returns what is known of files, each with what tells this version of it from the next, where that is sure, and what came of it.
    pub(super) fn of<'a>(files: impl Iterator<Item = (Option<Fingerprint>, &'a Read)>) -> Known {
        let glimpse = |(stamp, read): (Option<Fingerprint>, &'a Read)| match &read.content {
            Some(Content::Seed(seed)) if read.diagnostics.is_empty() => Some((stamp?, &***seed, &read.foreign)),
            _ => None,
        };
        let glimpses: Vec<(Fingerprint, &Seed, &Vec<String>)> = files.filter_map(glimpse).collect();
        Known(postcard::to_stdvec(&glimpses).unwrap_or_default().into())
    }

    /// Returns the texts.
    pub(super) fn texts(&self) -> Texts {
        let glimpses: Vec<Glimpse> = postcard::from_bytes(&self.0).unwrap_or_default();
        Texts(glimpses.into_iter().map(|glimpse| (glimpse.seed.name.clone(), glimpse)).collect())
    }
}

impl Texts {
    /// Returns what came of `file`, where it is known and has the same `stamp` still. The text stays on the disk.
    pub(super) fn read(&self, file: &Found, stamp: Fingerprint, room: &Arc<Room>) -> Option<Read> {
        let Glimpse { seed, foreign, .. } = self.0.get(&file.name).filter(|glimpse| glimpse.stamp == stamp)?;
        let text = seed.text.let_go(room, &file.file, &file.path);
        let seed = Printed::new(Seed { path: file.path.clone(), text, ..seed.clone() });
        Some(Read { content: Some(Content::Seed(seed)), foreign: foreign.clone(), diagnostics: Vec::new() })
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs;
    use std::iter::repeat_with;
    use std::thread::sleep;
    use std::time::Duration;

    use super::super::{Memory, Sources, read};
    use super::*;
    use crate::ground::stamp::stamp;

    const TEXT: &str = "---\ntitle: The ferry\nlayout: post\n---\nThe ferry left at noon.\n";

    #[test]
    fn a_text_that_nobody_touched_is_not_opened_by_the_next_process() {
        let folder = tempfile::tempdir().expect("a folder");
        let [ferry, quay] = ["ferry.md", "quay.md"].map(|name| folder.path().join(name));
        fs::write(&ferry, TEXT).expect("a text");
        fs::write(&quay, "Nobody waved.\u{202e}\n").expect("a text with something wrong");
        let settles = || sleep(Duration::from_millis(100));
        assert!(repeat_with(settles).take(1_000).any(|()| stamp(&ferry).is_some() && stamp(&quay).is_some()));
        let look = |known: Known| {
            let memory = Memory::lasting(known);
            let (sources, diagnostics) = read(folder.path(), "seeds", &memory, &|_| ()).expect("a folder");
            let known = postcard::to_stdvec(&memory.known()).expect("room");
            (sources, diagnostics, postcard::from_bytes::<Known>(&known).expect("what was written"))
        };
        let text = |sources: &Sources, at: usize| sources.seeds[at].text.get().to_string();
        let (first, said, known) = look(Known::default());
        let (second, said_again, known) = look(known);
        assert_eq!((&first, &said), (&second, &said_again));
        assert_eq!(text(&second, 0), TEXT);
        fs::remove_file(&ferry).expect("it is gone");
        assert_eq!((text(&first, 0), text(&second, 0)), (TEXT.to_owned(), String::new()));
        assert_eq!(text(&second, 1), text(&first, 1), "what is wrong is told each time");
        fs::write(&ferry, TEXT.replace("noon", "nine")).expect("another text");
        assert_eq!(text(&look(known).0, 0), TEXT.replace("noon", "nine"));
    }
}
