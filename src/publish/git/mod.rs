//! A branch of a git repository as a target, as GitHub, GitLab and Codeberg serve it.
//!
//! Everything goes through the plumbing of the installed git, on an index of its own: neither the work tree nor the index
//! nor any branch of the project's repository is touched. All changes become one commit on top of what the remote has, so
//! readers see all of them or none.
//!
//! A branch that the project itself is on is no target, and of commits only our own go, unless others may be overwritten.

mod repository;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{self, Path, PathBuf};

use self::repository::{Repository, label};
use super::command::without_secrets;
use super::manifest::{self, Entry};
use super::parcel::Parcel;
use super::plan::Seen;
use super::target::{Go, Target};
use crate::ground::config::CONFIG;
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::SitePath;

/// What each commit says.
const MESSAGE: &str = "Publish the site";

/// The remote that branches are pushed to where nobody says another.
const ORIGIN: &str = "origin";

/// What becomes of the commits that a branch has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum History {
    /// They stay below the new one.
    Kept,
    /// The new one has their place, if diglot made them all.
    OursReplaced,
    /// The new one has their place, whoever made them.
    Replaced,
}

/// A branch at a remote.
pub(super) struct Git {
    project: PathBuf,
    /// The folder of the texts in its one absolute spelling; none where there is no such folder.
    seeds: Option<PathBuf>,
    repository: Repository,
    remote: String,
    branch: String,
    history: History,
    /// The commit that the remote's branch is at.
    tip: Option<String>,
    /// The names of the objects of that commit by their paths.
    there: BTreeMap<String, String>,
}

impl Git {
    /// Opens `branch` of `remote` as the repository around `project`, whose texts are in `seeds`, reaches it.
    pub(super) fn open(
        project: &Path,
        seeds: &Path,
        remote: &str,
        branch: &str,
        history: History,
    ) -> Result<Git, Failure> {
        let repository = Repository::open(project)?;
        repository.check_remote(remote)?;
        Ok(Git {
            project: project.to_owned(),
            seeds: fs::canonicalize(project.join(seeds)).ok(),
            repository,
            remote: address(project, remote)?,
            branch: branch.to_owned(),
            history,
            tip: None,
            there: BTreeMap::new(),
        })
    }

    /// Returns an error where the project is on the branch, or will be with the next push.
    fn check_branch(&self) -> Result<(), Failure> {
        let prefix = self.repository.prefix()?;
        let is_text = |path: &str| {
            let file = fs::canonicalize(self.project.join(path)).ok().filter(|file| file.is_file());
            file.zip(self.seeds.as_ref()).is_some_and(|(file, seeds)| file.starts_with(seeds))
        };
        let mut there = self.there.keys().filter_map(|path| path.strip_prefix(&prefix));
        let what = match there.find(|path| *path == CONFIG || is_text(path)) {
            Some(path) => format!("it holds {path}, where the site comes from"),
            None if self.remote == ORIGIN && self.repository.has_checked_out(&self.branch)? => {
                "it is the one that is checked out".to_owned()
            }
            None => return Ok(()),
        };
        Err(Failure::new(format!("cannot publish to {}: {what}", label(&self.remote, &self.branch)))
            .hint("name a branch of its own as `branch` of the target in diglot.toml, such as gh-pages"))
    }

    /// Returns an error where commits of others would be lost.
    fn check_history(&self) -> Result<(), Failure> {
        let Some(tip) = self.tip.as_ref().filter(|_| self.history == History::OursReplaced) else { return Ok(()) };
        let Some(foreign) = self.repository.find_other(tip, MESSAGE)? else { return Ok(()) };
        let label = label(&self.remote, &self.branch);
        Err(Failure::new(format!("cannot replace the history of {label}: diglot did not make the commit {foreign}"))
            .hint("leave out --orphan; or say --overwrite too, if commits of others may be lost"))
    }

    fn read_file(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let Some(name) = self.there.get(path) else { return Ok(None) };
        let ran = self.repository.must(&format!("read {path} on the branch"), &["cat-file", "blob", name], "")?;
        Ok(Some(ran.stdout))
    }

    /// Returns the digests of what the branch has at those of `paths` where it has something; none where that is no file.
    fn digests<'p>(
        &self,
        paths: impl Iterator<Item = &'p SitePath>,
    ) -> Result<BTreeMap<&'p SitePath, Option<Digest>>, Failure> {
        let found = paths.filter_map(|path| Some((path, self.there.get(path.as_str())?)));
        let (paths, names): (Vec<_>, Vec<_>) = found.unzip();
        Ok(paths.into_iter().zip(self.repository.digests(&names)?).collect())
    }

    fn add(&self, paths: &[&str], contents: impl Iterator<Item = Result<Vec<u8>, Failure>>) -> Result<(), Failure> {
        let names = self.repository.objects(contents)?;
        let line = |(path, name): (&&str, &String)| format!("100644 {name}\t{path}\0");
        self.repository.change_index(&paths.iter().zip(&names).map(line).collect::<String>())
    }

    /// Makes the commit, and returns its name; none where it would change nothing.
    fn commit(&self) -> Result<Option<String>, Failure> {
        let action = "commit the site";
        let tree = self.repository.must(action, &["write-tree"], "")?.text();
        if let Some(tip) = &self.tip
            && self.repository.must(action, &["rev-parse", &format!("{tip}^{{tree}}")], "")?.text() == tree
        {
            return Ok(None);
        }
        let parent = self.tip.as_deref().filter(|_| self.history == History::Kept);
        self.repository.commit(&tree, MESSAGE, parent).map(Some)
    }

    /// Moves the remote's branch to `commit`, if it is still where it was.
    fn push(&self, commit: &str) -> Result<Go, Failure> {
        let lease =
            format!("--force-with-lease=refs/heads/{}:{}", self.branch, self.tip.as_deref().unwrap_or_default());
        let refspec = format!("{commit}:refs/heads/{}", self.branch);
        let ran = self.repository.run(&["push", "--porcelain", &lease, &self.remote, &refspec], "")?;
        let has_moved = || self.repository.tip(&self.remote, &self.branch).is_ok_and(|tip| tip != self.tip);
        match ran.success {
            true => Ok(Go::On),
            false if has_moved() => Ok(Go::Again),
            false => Err(ran.failure(&format!("push to {}", without_secrets(&self.remote)))),
        }
    }
}

/// Returns the remote as git understands it from anywhere: a path that begins with a dot counts from the project, and git would
/// count it from the top of the repository.
fn address(project: &Path, remote: &str) -> Result<String, Failure> {
    if !remote.starts_with('.') {
        return Ok(remote.to_owned());
    }
    let folder = path::absolute(project.join(remote));
    let folder = folder.map_err(|error| Failure::io("look for", Path::new(remote), &error))?;
    Ok(folder.to_string_lossy().into_owned())
}

/// Returns what git would take off a branch with this listing for a file at `path`: files where it needs folders, and all in a
/// folder that has its name.
fn in_the_way<'a>(path: &'a SitePath, listing: &'a BTreeMap<String, String>) -> impl Iterator<Item = SitePath> {
    let folder = format!("{path}/");
    let above = path.folders().filter(|above| listing.contains_key(*above));
    let within = listing.range(folder.clone()..).map(|(path, _)| path.as_str());
    let all = above.chain(within.take_while(move |within| within.starts_with(&folder)));
    // What no site can hold is named by what is to have its place.
    all.map(|found| SitePath::new(found).unwrap_or_else(|_| path.clone()))
}

impl Target for Git {
    fn tells_digests(&self) -> bool {
        true
    }

    fn manifest(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        self.tip = self.repository.fetch(&self.remote, &self.branch)?;
        self.there = self.tip.as_ref().map(|tip| self.repository.listing(tip)).transpose()?.unwrap_or_default();
        self.check_branch()?;
        self.check_history()?;
        self.read_file(manifest::NAME)
    }

    fn look(&mut self, questions: &[&Parcel]) -> Result<BTreeMap<SitePath, Seen>, Failure> {
        let in_the_way = questions.iter().flat_map(|parcel| in_the_way(&parcel.path, &self.there));
        let in_the_way: BTreeSet<SitePath> = in_the_way.collect();
        let digests = self.digests(questions.iter().map(|parcel| &parcel.path).chain(&in_the_way))?;
        let seen = |parcel: &&Parcel| Some((parcel.path.clone(), Seen::of(*digests.get(&parcel.path)?, parcel)));
        let other = |path: &SitePath| (path.clone(), Seen::Other(digests.get(path).copied().flatten()));
        Ok(questions.iter().filter_map(seen).chain(in_the_way.iter().map(other)).collect())
    }

    fn begin(&mut self, _: &[u8]) -> Result<Go, Failure> {
        let from = self.tip.as_deref().unwrap_or("--empty");
        self.repository.must("prepare the commit", &["read-tree", from], "")?;
        Ok(Go::On)
    }

    fn write(&mut self, parcels: &[&Parcel]) -> Result<(), Failure> {
        let paths: Vec<&str> = parcels.iter().map(|parcel| parcel.path.as_str()).collect();
        self.add(&paths, parcels.iter().map(|parcel| parcel.bytes()))
    }

    fn remove(&mut self, files: &[(SitePath, Entry)]) -> Result<Vec<SitePath>, Failure> {
        let (mut edited, mut lines) = (Vec::new(), String::new());
        // No mode and no object mean that the path goes. Names of objects are as long as the repository's hash.
        let nothing = format!("0 {}", "0".repeat(self.tip.as_ref().map_or(0, String::len)));
        let digests = self.digests(files.iter().map(|(path, _)| path))?;
        for (path, entry) in files {
            match digests.get(path) {
                Some(digest) if !digest.is_some_and(|digest| entry.wrote(&digest)) => edited.push(path.clone()),
                _ => lines += &format!("{nothing}\t{path}\0"),
            }
        }
        if !lines.is_empty() {
            self.repository.change_index(&lines)?;
        }
        Ok(edited)
    }

    fn finish(&mut self, finished: &[u8]) -> Result<Go, Failure> {
        self.add(&[manifest::NAME], [Ok(finished.to_vec())].into_iter())?;
        match self.commit()? {
            None => Ok(Go::On),
            Some(commit) => self.push(&commit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::command::{command, run};
    use crate::publish::parcel::Headers;

    #[test]
    fn what_cannot_be_read_is_not_taken_to_be_gone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for arguments in [&["init", "--quiet"][..], &["init", "--quiet", "--bare", "pages.git"]] {
            run(command("git", arguments).current_dir(folder.path()), Vec::new()).expect("git");
        }
        let mut git =
            Git::open(folder.path(), Path::new("seeds"), "./pages.git", "pages", History::Kept).expect("a repository");
        git.begin(b"").expect("an empty index");
        git.add(&["index.html"], [Ok(b"edited".into())].into_iter()).expect("a file");
        git.finish(b"").expect("a commit");
        git.manifest().expect("the branch");
        let (first, rest) = git.there["index.html"].split_at(2);
        let object = folder.path().join(".git/objects").join(first).join(rest);
        fs::remove_file(object).expect("an object by itself");

        let entry = Entry {
            digest: Digest::of(b"ours"),
            before: Vec::new(),
            headers: Headers::default(),
            state: manifest::State::Live,
        };
        let path = SitePath::new("index.html").expect("a site path");
        assert_eq!(git.remove(&[(path.clone(), entry)]), Ok(vec![path]), "nobody knows whose it is");
    }
}
