//! A snapshot is what the files of a project look like from outside, so that a later look tells which have changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use walkdir::WalkDir;

use super::inputs::Inputs;
use crate::ground::fingerprint::Fingerprint;

/// A file that changed less than this before the look may change once more without a trace: some file systems keep time
/// in steps of two seconds. So its content is looked at as well.
const YOUNG: Duration = Duration::from_secs(3);

/// The look of all files at one time.
#[derive(Debug)]
pub(super) struct Snapshot {
    taken: Instant,
    files: BTreeMap<PathBuf, Look>,
}

#[derive(Clone, Debug)]
struct Look {
    is_folder: bool,
    length: u64,
    modified: Option<SystemTime>,
    /// What stands for the content, while the file is young.
    content: Option<Fingerprint>,
}

impl Snapshot {
    /// Looks at all files of `inputs`. What cannot be looked at is as if it were not there. A link to a folder is not followed: one
    /// that leads out is not read either, and what another leads to is looked at where it is.
    pub(super) fn of(inputs: &Inputs) -> Snapshot {
        let now = SystemTime::now();
        let walks = inputs.folders.iter().map(WalkDir::new);
        let found = walks.flat_map(|walk| walk.into_iter().flatten()).map(|entry| entry.into_path());
        let found = found.filter(|path| inputs.holds(path));
        let look = |path: PathBuf| {
            let look = Look::at(&path, &fs::metadata(&path).ok()?, now);
            Some((path, look))
        };
        Snapshot { taken: Instant::now(), files: found.chain(inputs.files.iter().cloned()).filter_map(look).collect() }
    }

    /// Returns the paths that are not the same in `later`.
    pub(super) fn differences(&self, later: &Snapshot) -> BTreeSet<PathBuf> {
        let gone = self.files.keys().filter(|path| !later.files.contains_key(*path));
        let changed =
            later.files.iter().filter(|(path, look)| !self.files.get(*path).is_some_and(|old| old.same(look)));
        gone.chain(changed.map(|(path, _)| path)).cloned().collect()
    }

    /// Returns how long ago it was taken.
    pub(super) fn age(&self) -> Duration {
        self.taken.elapsed()
    }
}

impl Look {
    fn at(path: &Path, metadata: &Metadata, now: SystemTime) -> Look {
        let modified = metadata.modified().ok();
        let age = modified.and_then(|modified| now.duration_since(modified).ok());
        let is_young = metadata.is_file() && age.is_none_or(|age| age < YOUNG);
        let content = if is_young { fs::read(path).ok().map(|bytes| Fingerprint::of_bytes(&bytes)) } else { None };
        Look { is_folder: metadata.is_dir(), length: metadata.len(), modified, content }
    }

    fn same(&self, later: &Look) -> bool {
        // What changes in a folder is seen at its files.
        let both_folders = self.is_folder && later.is_folder;
        let same_content = self.content.zip(later.content).is_none_or(|(old, new)| old == new);
        both_folders
            || (self.is_folder == later.is_folder
                && (self.length, self.modified) == (later.length, later.modified)
                && same_content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(change: impl FnOnce(&Path), expected: &[&str]) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir(root.join("seeds")).expect("a folder");
        fs::write(root.join("seeds/a.txt"), "one").expect("a file");
        let inputs =
            Inputs { folders: vec![root.join("seeds"), root.join("assets")], files: vec![root.join("c.toml")] };
        let before = Snapshot::of(&inputs);
        change(root);
        let expected: BTreeSet<PathBuf> = expected.iter().map(|path| root.join(path)).collect();
        assert_eq!(before.differences(&Snapshot::of(&inputs)), expected);
    }

    #[test]
    fn a_later_look_tells_what_changed() {
        check(|_| (), &[]);
        check(|root| fs::write(root.join("seeds/a.txt"), "two").expect("a file"), &["seeds/a.txt"]);
        check(|root| fs::remove_file(root.join("seeds/a.txt")).expect("a file"), &["seeds/a.txt"]);
        check(|root| fs::write(root.join("c.toml"), "").expect("a file"), &["c.toml"]);
        check(|root| fs::write(root.join("elsewhere"), "").expect("a file"), &[]);
        check(|root| fs::create_dir(root.join("assets")).expect("a folder"), &["assets"]);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_seen_through_a_link_that_leads_out() {
        let away = tempfile::tempdir().expect("a folder");
        let link = |root: &Path| std::os::unix::fs::symlink(away.path(), root.join("seeds/away")).expect("a link");
        fs::write(away.path().join("b.txt"), "one").expect("a file");
        check(link, &["seeds/away"]);
    }

    #[test]
    fn a_change_that_leaves_time_and_length_is_seen() {
        check(
            |root| {
                let file = root.join("seeds/a.txt");
                let modified = fs::metadata(&file).and_then(|metadata| metadata.modified()).expect("a time");
                fs::write(&file, "two").expect("a file");
                fs::File::options()
                    .write(true)
                    .open(&file)
                    .and_then(|file| file.set_modified(modified))
                    .expect("a time");
            },
            &["seeds/a.txt"],
        );
    }
}
