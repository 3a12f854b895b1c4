//! A place that the installed rsync reaches as a target: over ssh, a daemon's module, or a folder of this machine.
//!
//! Files are laid out in a temporary folder first, as rsync wants to see them. It writes each beside its place and renames
//! it, so none is ever seen half.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::command::{Ran, command, run, without_secrets};
use super::manifest::{self, Entry};
use super::parcel::Parcel;
use super::plan::Seen;
use super::target::{Go, Target};
use crate::ground::destination::has_host;
use crate::ground::diagnostic::Failure;
use crate::ground::path::SitePath;
use crate::write::output::Output;

/// New files and folders can be read by the web server, whoever it runs as.
const MODES: &str = "--chmod=Du=rwx,Dgo=rx,Fu=rw,Fgo=r";
/// How rsync ends where it could not transfer all files, and where it found none of them.
const PARTLY: i32 = 23;
const NOTHING: i32 = 3;
/// What it says of a file or folder that is not there. A program that it cannot run is another matter, and ends otherwise.
const NOT_THERE: &str = "No such file or directory";

/// Has rsync tell what it would do with each file. Twice `-i` makes it name also those that are as they should be.
const LOOK: [&str; 10] = [
    "--files-from=-",
    "--from0",
    "--dry-run",
    "--checksum",
    "--links",
    "--ignore-missing-args",
    "--8-bit-output",
    "-i",
    "-i",
    "--out-format=%i %n",
];
/// What is seen where a folder lies that is to be none.
const FOLDER: Seen = Seen::Other(None);
/// How many letters say what that is.
const LETTERS: usize = 11;

/// So many files are removed at once: rsync compares each that lies there with each that is to go.
const AT_ONCE: usize = 1_000;

/// A place that rsync reaches.
pub(super) struct Rsync {
    destination: String,
    /// The destination, where it is a folder of this machine.
    _claim: Option<Output>,
    scratch: TempDir,
    rounds: usize,
}

impl Rsync {
    /// Opens `destination`, as rsync names it, for the site of the project at `project`, which is made from `inputs`.
    pub(super) fn open(destination: &str, project: &Path, inputs: &[&Path]) -> Result<Rsync, Failure> {
        let claim = || Output::claim(&project.join(destination), project, inputs);
        let claim = (!has_host(destination)).then(claim).transpose()?;
        let scratch =
            TempDir::new().map_err(|error| Failure::new(format!("cannot make a temporary folder: {error}")))?;
        Ok(Rsync { destination: folder_of(destination), _claim: claim, scratch, rounds: 0 })
    }

    fn run(&self, options: &[&str], from: &str, to: &str, list: &str) -> Result<Ran, Failure> {
        let arguments = [options, &["--", from, to]].concat();
        run(&mut command("rsync", arguments), list.as_bytes().to_vec())
    }

    fn failure(&self, ran: &Ran, action: &str) -> Failure {
        ran.failure(&format!("{action} {}", without_secrets(&self.destination)))
    }

    /// Returns a new folder, with a slash at its end.
    fn folder(&mut self) -> Result<String, Failure> {
        self.rounds += 1;
        let root = self.scratch.path().join(self.rounds.to_string());
        fs::create_dir_all(&root).map_err(|error| Failure::io("create the folder", &root, &error))?;
        Ok(format!("{}/", root.display()))
    }

    /// Returns a folder that holds these files and nothing else, and a list of them.
    fn lay_out(&mut self, parcels: &[&Parcel]) -> Result<(String, String), Failure> {
        let folder = self.folder()?;
        for parcel in parcels {
            write(&Path::new(&folder).join(parcel.path.as_str()), &parcel.bytes()?)?;
        }
        Ok((folder, parcels.iter().map(|parcel| format!("{}\0", parcel.path)).collect()))
    }

    /// Sends the files on a list from a folder to the destination, and removes the folder.
    fn send(&mut self, folder: &str, list: &str) -> Result<(), Failure> {
        let options = ["--files-from=-", "--from0", "--ignore-times", "--delay-updates", MODES];
        let ran = self.run(&options, folder, &self.destination, list)?;
        // What was laid out is no longer needed, and is removed with the rest if this fails.
        let _ = fs::remove_dir_all(folder);
        if ran.success { Ok(()) } else { Err(self.failure(&ran, "write to")) }
    }

    /// Returns what lies in these folders, at any depth: files, and folders that hold nothing. In the place of a folder rsync puts a
    /// file only where nothing is left in it.
    fn look_into(&self, folders: &BTreeSet<SitePath>, nothing: &str) -> Result<BTreeMap<SitePath, Seen>, Failure> {
        let list: String = folders.iter().map(|folder| format!("{folder}\0")).collect();
        let ran = self.run(&[&LOOK, &["--recursive"][..]].concat(), &self.destination, nothing, &list)?;
        if !ran.success {
            return Err(self.failure(&ran, "look at"));
        }
        let told = ran.text();
        let (mut seen, mut inside) = (BTreeMap::new(), BTreeSet::new());
        for (_, path) in told.lines().filter_map(letters_and_path) {
            // It tells of these folders too, and of those above them.
            let holds =
                |folder: &&SitePath| path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'));
            match (folders.iter().find(holds), SitePath::new(path)) {
                (None, _) => {}
                (Some(_), Ok(path)) => drop(inside.insert(path)),
                // What no site can hold is named by what is to have its place.
                (Some(folder), Err(_)) => drop(seen.insert(folder.clone(), FOLDER)),
            }
        }
        let holding: BTreeSet<&str> = inside.iter().flat_map(SitePath::folders).collect();
        let held = inside.iter().filter(|path| !holding.contains(path.as_str()));
        seen.extend(held.map(|path| (path.clone(), Seen::Untold)));
        Ok(seen)
    }

    fn receive(&mut self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let folder = self.folder()?;
        let file: PathBuf = Path::new(&folder).join("received");
        let ran = self.run(&[], &format!("{}{path}", self.destination), &file.to_string_lossy(), "")?;
        match ran.success {
            true => fs::read(&file).map(Some).map_err(|error| Failure::io("read", &file, &error)),
            false if ran.code == Some(PARTLY) && ran.stderr.contains(NOT_THERE) => Ok(None),
            false => Err(self.failure(&ran, "read from")),
        }
    }
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).and_then(|()| fs::write(file, bytes)).map_err(|error| Failure::io("write", file, &error))
}

/// Divides a line of rsync's: letters, of which the second says of what kind something is, such as `.f` and spaces or
/// `>fc.T......`, then a space and the path.
fn letters_and_path(line: &str) -> Option<(&str, &str)> {
    let (letters, path) = line.split_at_checked(LETTERS)?;
    Some((letters, path.strip_prefix(' ')?.trim_end_matches('/')))
}

/// Returns what a line of rsync's tells. Of a folder among `folders`, which is to be one, there is nothing to say.
fn seen_at(line: &str, folders: &BTreeSet<&str>) -> Option<(SitePath, Seen)> {
    let (letters, path) = letters_and_path(line)?;
    let path = SitePath::new(path).ok()?;
    match letters.as_bytes() {
        [_, b'd', ..] if folders.contains(path.as_str()) => None,
        [_, b'd', ..] => Some((path, FOLDER)),
        [b'.', b'f', ..] => Some((path, Seen::Same)),
        _ => Some((path, Seen::Untold)),
    }
}

/// Returns a pattern of rsync's that is this path and no other.
fn literal(path: &str) -> String {
    ['*', '?', '['].into_iter().fold(path.to_owned(), |path, sign| path.replace(sign, &format!("\\{sign}")))
}

/// Returns `destination` so that the path of a file can follow. Nothing after the colon is the home folder of whoever logs in.
fn folder_of(destination: &str) -> String {
    let slash = if destination.ends_with(['/', ':']) { "" } else { "/" };
    format!("{destination}{slash}")
}

impl Target for Rsync {
    fn manifest(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        self.receive(manifest::NAME)
    }

    fn look(&mut self, questions: &[&Parcel]) -> Result<BTreeMap<SitePath, Seen>, Failure> {
        let (laid_out, _) = self.lay_out(questions)?;
        let folders: BTreeSet<&str> = questions.iter().flat_map(|parcel| parcel.path.folders()).collect();
        let asked: BTreeSet<&str> =
            questions.iter().map(|parcel| parcel.path.as_str()).chain(folders.clone()).collect();
        let list: String = asked.iter().map(|path| format!("{path}\0")).collect();
        // As if all were to be fetched into an empty folder: only so does it tell what lies where a folder is to be.
        let (nothing, compared) = (self.folder()?, format!("--compare-dest={laid_out}"));
        let ran = self.run(&[&LOOK, &[compared.as_str()][..]].concat(), &self.destination, &nothing, &list)?;
        let is_asked = |(path, _): &(SitePath, Seen)| asked.contains(path.as_str());
        let told = ran.text();
        let seen = told.lines().filter_map(|line| seen_at(line, &folders)).filter(is_asked);
        let seen: BTreeMap<SitePath, Seen> = seen.collect();
        // Below what is no folder it cannot look.
        let is_blocked = seen.keys().any(|path| folders.contains(path.as_str()));
        match ran.code {
            Some(0) => {}
            Some(PARTLY) if is_blocked => {}
            Some(NOTHING) if ran.stderr.contains(NOT_THERE) => return Ok(BTreeMap::new()),
            _ => return Err(self.failure(&ran, "look at")),
        }
        let (in_place, mut seen): (BTreeMap<_, _>, BTreeMap<_, _>) =
            seen.into_iter().partition(|(_, seen)| *seen == FOLDER);
        if !in_place.is_empty() {
            seen.extend(self.look_into(&in_place.into_keys().collect(), &nothing)?);
        }
        Ok(seen)
    }

    fn begin(&mut self, announced: &[u8]) -> Result<Go, Failure> {
        let folder = self.folder()?;
        write(&Path::new(&folder).join(manifest::NAME), announced)?;
        self.send(&folder, &format!("{}\0", manifest::NAME))?;
        Ok(Go::On)
    }

    fn write(&mut self, parcels: &[&Parcel]) -> Result<(), Failure> {
        let (folder, list) = self.lay_out(parcels)?;
        self.send(&folder, &list)
    }

    fn remove(&mut self, files: &[(SitePath, Entry)]) -> Result<Vec<SitePath>, Failure> {
        // Of what is on the list, all goes that an empty folder lacks, which is everything. What is excluded stays, with the folders
        // that it is in.
        let nothing = self.folder()?;
        let above = |path: &SitePath| path.folders().map(|folder| format!("{folder}/")).collect::<Vec<_>>();
        for files in files.chunks(AT_ONCE) {
            let list: BTreeSet<String> =
                files.iter().flat_map(|(path, _)| above(path).into_iter().chain([path.to_string()])).collect();
            let list: String = list.iter().map(|path| format!("/{}\0", literal(path))).collect();
            let options = ["--recursive", "--delete", "--from0", "--include-from=-", "--exclude=*"];
            let ran = self.run(&options, &nothing, &self.destination, &list)?;
            if !ran.success {
                return Err(self.failure(&ran, "remove files from"));
            }
        }
        Ok(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_the_one_that_rsync_means() {
        let cases = [
            ("me@example.org:/var/www/texts", "me@example.org:/var/www/texts/"),
            ("rsync://host/module/", "rsync://host/module/"),
            ("me@example.org:texts", "me@example.org:texts/"),
            ("me@example.org:", "me@example.org:"),
            ("me@example.org:/", "me@example.org:/"),
        ];
        for (destination, folder) in cases {
            assert_eq!(folder_of(destination), folder);
        }
    }
}
