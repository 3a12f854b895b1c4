//! A branch of a git repository as a target, as GitHub, GitLab and Codeberg serve it.
//!
//! Everything goes through the plumbing of the installed git, on an index of its own: neither the work tree nor the index
//! nor any branch of the project's repository is touched. All changes become one commit on top of what the remote has, so
//! readers see all of them or none.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::command::{Ran, command, run, without_secrets};
use super::manifest::{self, Entry};
use super::parcel::Parcel;
use super::plan::Seen;
use super::target::{Go, Target};
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::SitePath;

/// What each commit says.
const MESSAGE: &str = "Publish the site";

/// How a rejected push is told from one that failed.
const OUTRUN: [&str; 4] = ["[rejected]", "stale info", "fetch first", "cannot lock ref"];

/// A branch at a remote.
pub(super) struct Git {
    project: PathBuf,
    remote: String,
    branch: String,
    orphan: bool,
    /// Holds the index, and the files whose objects are made.
    scratch: TempDir,
    /// The commit that the remote's branch is at.
    tip: Option<String>,
    /// The names of the objects of that commit by their paths.
    there: BTreeMap<String, String>,
}

impl Git {
    /// Opens `branch` of `remote` as the repository around `project` reaches it. With `orphan`, its history is replaced by
    /// one commit.
    pub(super) fn open(project: &Path, remote: &str, branch: &str, orphan: bool) -> Result<Git, Failure> {
        let scratch = TempDir::with_prefix("tip-")
            .map_err(|error| Failure::new(format!("cannot make a temporary folder: {error}")))?;
        let git = Git {
            project: project.to_owned(),
            remote: remote.to_owned(),
            branch: branch.to_owned(),
            orphan,
            scratch,
            tip: None,
            there: BTreeMap::new(),
        };
        git.check_repository()?;
        git.check_remote()?;
        Ok(git)
    }

    fn check_repository(&self) -> Result<(), Failure> {
        let ran = self.run(&["rev-parse", "--git-dir"], "")?;
        match ran.success {
            true => Ok(()),
            false => Err(ran
                .failure("publish to a branch")
                .hint("make the project a git repository with `git init`, and give it a remote")),
        }
    }

    fn check_remote(&self) -> Result<(), Failure> {
        let is_address = self.remote.contains([':', '/']);
        if is_address || self.run(&["remote", "get-url", &self.remote], "")?.success {
            return Ok(());
        }
        let hint = format!(
            "add it with `git remote add {} ADDRESS`, or name another as `remote` of the target in diglot.toml",
            self.remote
        );
        Err(Failure::new(format!("the repository has no remote `{}`", self.remote)).hint(hint))
    }

    fn run(&self, arguments: &[&str], input: impl Into<Vec<u8>>) -> Result<Ran, Failure> {
        let mut command = command("git", arguments);
        command.current_dir(&self.project).env("GIT_INDEX_FILE", self.scratch.path().join("index"));
        run(&mut command, input.into())
    }

    /// Runs git, which has to succeed to do `action`.
    fn must(&self, action: &str, arguments: &[&str], input: impl Into<Vec<u8>>) -> Result<Ran, Failure> {
        let ran = self.run(arguments, input)?;
        if ran.success { Ok(ran) } else { Err(ran.failure(action)) }
    }

    /// Brings what the remote has on the branch, and returns its commit; none where there is no such branch.
    fn fetch(&self) -> Result<Option<String>, Failure> {
        let action = format!("read the branch {} of {}", self.branch, without_secrets(&self.remote));
        let branch = format!("refs/heads/{}", self.branch);
        if self.must(&action, &["ls-remote", &self.remote, &branch], "")?.text().is_empty() {
            return Ok(None);
        }
        let place = place_of_tip(&self.scratch);
        let refspec = format!("+{branch}:{place}");
        self.must(&action, &["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", &self.remote, &refspec], "")?;
        let tip = self.must(&action, &["rev-parse", "--verify", &place], "")?.text();
        self.must(&action, &["update-ref", "-d", &place], "")?;
        Ok(Some(tip))
    }

    /// Makes objects of these contents, and returns their names in the same order. Git's filters are left out: what is
    /// published is what was built.
    fn objects(
        &self,
        contents: impl Iterator<Item = Result<Vec<u8>, Failure>>,
        keep: bool,
    ) -> Result<Vec<String>, Failure> {
        let folder = self.scratch.path().join("objects");
        fs::create_dir_all(&folder).map_err(|error| Failure::io("create the folder", &folder, &error))?;
        let mut list = String::new();
        for (number, bytes) in contents.enumerate() {
            let file = folder.join(number.to_string());
            fs::write(&file, bytes?).map_err(|error| Failure::io("write", &file, &error))?;
            list += &format!("{}\n", file.display());
        }
        let keep = if keep { &["-w"][..] } else { &[] };
        let arguments = [&["hash-object", "--no-filters", "--stdin-paths"], keep].concat();
        let names = self.must("store the files in the repository", &arguments, list)?.text();
        Ok(names.lines().map(str::to_owned).collect())
    }

    /// Returns the names of the objects of the commit by their paths.
    fn listing(&self) -> Result<BTreeMap<String, String>, Failure> {
        let Some(tip) = &self.tip else { return Ok(BTreeMap::new()) };
        let ran = self.must("list the branch", &["ls-tree", "-r", "-z", "--full-tree", tip], "")?;
        let text = String::from_utf8_lossy(&ran.stdout).into_owned();
        // MODE TYPE NAME, a tab, and the path.
        let entry = |line: &str| {
            let (facts, path) = line.split_once('\t')?;
            Some((path.to_owned(), facts.split(' ').next_back()?.to_owned()))
        };
        Ok(text.split('\0').filter_map(entry).collect())
    }

    fn read_file(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let Some(name) = self.there.get(path) else { return Ok(None) };
        let ran = self.must(&format!("read {path} on the branch"), &["cat-file", "blob", name], "")?;
        Ok(Some(ran.stdout))
    }

    fn change_index(&self, lines: &str) -> Result<(), Failure> {
        self.must("prepare the commit", &["update-index", "-z", "--index-info"], lines).map(drop)
    }

    fn add(&self, paths: &[&str], contents: impl Iterator<Item = Result<Vec<u8>, Failure>>) -> Result<(), Failure> {
        let names = self.objects(contents, true)?;
        let line = |(path, name): (&&str, &String)| format!("100644 {name}\t{path}\0");
        self.change_index(&paths.iter().zip(&names).map(line).collect::<String>())
    }

    /// Makes the commit, and returns its name; none where it would change nothing.
    fn commit(&self) -> Result<Option<String>, Failure> {
        let action = "commit the site";
        let tree = self.must(action, &["write-tree"], "")?.text();
        if let Some(tip) = &self.tip
            && self.must(action, &["rev-parse", &format!("{tip}^{{tree}}")], "")?.text() == tree
        {
            return Ok(None);
        }
        let mut arguments = vec!["commit-tree", &tree, "-m", MESSAGE];
        if let Some(tip) = self.tip.as_ref().filter(|_| !self.orphan) {
            arguments.extend(["-p", tip]);
        }
        let mut command = command("git", &arguments);
        command.current_dir(&self.project);
        // A build server has often no name of its own.
        if !self.run(&["var", "GIT_COMMITTER_IDENT"], "")?.success {
            for role in ["AUTHOR", "COMMITTER"] {
                command.env(format!("GIT_{role}_NAME"), "diglot").env(format!("GIT_{role}_EMAIL"), "diglot@localhost");
            }
        }
        let ran = run(&mut command, Vec::new())?;
        if ran.success { Ok(Some(ran.text())) } else { Err(ran.failure(action)) }
    }

    /// Moves the remote's branch to `commit`, if it is still where it was.
    fn push(&self, commit: &str) -> Result<Go, Failure> {
        let lease =
            format!("--force-with-lease=refs/heads/{}:{}", self.branch, self.tip.as_deref().unwrap_or_default());
        let refspec = format!("{commit}:refs/heads/{}", self.branch);
        let ran = self.run(&["push", "--porcelain", &lease, &self.remote, &refspec], "")?;
        let said = format!("{}\n{}", ran.text(), ran.stderr);
        match ran.success {
            true => Ok(Go::On),
            false if OUTRUN.iter().any(|words| said.contains(words)) => Ok(Go::Again),
            false => Err(ran.failure(&format!("push to {}", without_secrets(&self.remote)))),
        }
    }
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

/// Returns where the tip of the remote's branch is kept while it is needed. Each publish has a place of its own, as it has a
/// `scratch` folder: another may be under way in the same repository.
fn place_of_tip(scratch: &TempDir) -> String {
    let name = scratch.path().file_name().unwrap_or_default();
    format!("refs/diglot/{}", name.to_string_lossy())
}

impl Target for Git {
    fn manifest(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        self.tip = self.fetch()?;
        self.there = self.listing()?;
        self.read_file(manifest::NAME)
    }

    fn look(&mut self, questions: &[&Parcel]) -> Result<BTreeMap<SitePath, Seen>, Failure> {
        let there = &self.there;
        let known: Vec<&&Parcel> = questions.iter().filter(|parcel| there.contains_key(parcel.path.as_str())).collect();
        let names = self.objects(known.iter().map(|parcel| parcel.bytes()), false)?;
        let seen = |(parcel, name): (&&&Parcel, &String)| {
            let same = there.get(parcel.path.as_str()) == Some(name);
            (parcel.path.clone(), if same { Seen::Same } else { Seen::Other(None) })
        };
        let in_the_way = questions.iter().flat_map(|parcel| in_the_way(&parcel.path, there));
        let in_the_way = in_the_way.map(|path| (path, Seen::Other(None)));
        Ok(known.iter().zip(&names).map(seen).chain(in_the_way).collect())
    }

    fn begin(&mut self, _: &[u8]) -> Result<Go, Failure> {
        let from = self.tip.as_deref().unwrap_or("--empty");
        self.must("prepare the commit", &["read-tree", from], "")?;
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
        for (path, entry) in files {
            match self.read_file(path.as_str())? {
                Some(there) if !entry.wrote(&Digest::of(&there)) => edited.push(path.clone()),
                _ => lines += &format!("{nothing}\t{path}\0"),
            }
        }
        if !lines.is_empty() {
            self.change_index(&lines)?;
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
    use crate::publish::parcel::Headers;

    #[test]
    fn two_publishes_from_one_repository_keep_the_tip_at_different_places() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let open = || Git::open(folder.path(), "https://example.org/texts.git", "pages", false);
        let git = |arguments: &[&str]| run(command("git", arguments).current_dir(folder.path()), Vec::new());
        git(&["init", "--quiet"]).expect("git");
        let [one, other] = [open(), open()].map(|git| place_of_tip(&git.expect("a repository").scratch));
        assert_ne!(one, other);
        assert!(git(&["check-ref-format", &one]).expect("git").success, "{one}");
    }

    #[test]
    fn what_cannot_be_read_is_not_taken_to_be_gone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for arguments in [&["init", "--quiet"][..], &["init", "--quiet", "--bare", "pages.git"]] {
            run(command("git", arguments).current_dir(folder.path()), Vec::new()).expect("git");
        }
        let mut git = Git::open(folder.path(), "./pages.git", "pages", false).expect("a repository");
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
        let told = git.remove(&[(path, entry)]).expect_err("nobody knows whose it is").message;
        assert!(told.starts_with("cannot read index.html on the branch: "), "{told}");
    }
}
