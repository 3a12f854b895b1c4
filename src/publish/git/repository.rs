//! The repository that a site is published from: the installed git, on an index of its own and with a place of its own for the
//! tip of a branch. What the project's repository has is not touched, but that git notes where a remote's branch is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::publish::command::{Ran, command, run, without_secrets};

/// So many objects are read at once: few enough for what they hold to fit into memory.
const BATCH: usize = 500;

/// A repository, and the temporary files of one publish from it.
pub(super) struct Repository {
    project: PathBuf,
    /// Holds the index, and the files whose objects are made.
    scratch: TempDir,
}

impl Repository {
    /// Opens the repository around `project`.
    pub(super) fn open(project: &Path) -> Result<Repository, Failure> {
        let scratch = TempDir::with_prefix("tip-")
            .map_err(|error| Failure::new(format!("cannot make a temporary folder: {error}")))?;
        let repository = Repository { project: project.to_owned(), scratch };
        let ran = repository.run(&["rev-parse", "--git-dir"], "")?;
        match ran.success {
            true => Ok(repository),
            false => Err(ran
                .failure("publish to a branch")
                .hint("make the project a git repository with `git init`, and give it a remote")),
        }
    }

    /// Returns an error where `remote` is a name that the repository does not know.
    pub(super) fn check_remote(&self, remote: &str) -> Result<(), Failure> {
        let is_address = remote.contains([':', '/']);
        if is_address || self.run(&["remote", "get-url", remote], "")?.success {
            return Ok(());
        }
        let hint = format!(
            "add it with `git remote add {remote} ADDRESS`, or name another as `remote` of the target in diglot.toml"
        );
        Err(Failure::new(format!("the repository has no remote `{remote}`")).hint(hint))
    }

    /// Returns where the project lies in the repository: nothing, or a path with a slash at its end.
    pub(super) fn prefix(&self) -> Result<String, Failure> {
        Ok(self.must("find the project in the repository", &["rev-parse", "--show-prefix"], "")?.text())
    }

    /// Tells whether the work tree is that of `branch`.
    pub(super) fn has_checked_out(&self, branch: &str) -> Result<bool, Failure> {
        Ok(self.run(&["symbolic-ref", "--quiet", "--short", "HEAD"], "")?.text() == branch)
    }

    /// Returns a commit, among `tip` and those below it, with another message than this line, as people name it.
    pub(super) fn find_other(&self, tip: &str, message: &str) -> Result<Option<String>, Failure> {
        let grep = format!("--grep=^{message}$");
        let arguments = ["rev-list", "--max-count=1", "--oneline", "--invert-grep", "--basic-regexp", &grep, tip];
        let found = self.must("read the history of the branch", &arguments, "")?.text();
        Ok((!found.is_empty()).then_some(found))
    }

    /// Returns the commit that `branch` of `remote` is at; none where there is no such branch.
    pub(super) fn tip(&self, remote: &str, branch: &str) -> Result<Option<String>, Failure> {
        let action = format!("read {}", label(remote, branch));
        let wanted = format!("refs/heads/{branch}");
        let told = self.must(&action, &["ls-remote", remote, &wanted], "")?.text();
        // Git tells of all refs that end so.
        let mut refs = told.lines().filter_map(|line| line.split_once('\t'));
        Ok(refs.find(|(_, name)| *name == wanted).map(|(tip, _)| tip.to_owned()))
    }

    /// Brings what `remote` has on `branch`, and returns its commit; none where there is no such branch.
    pub(super) fn fetch(&self, remote: &str, branch: &str) -> Result<Option<String>, Failure> {
        if self.tip(remote, branch)?.is_none() {
            return Ok(None);
        }
        let action = format!("read {}", label(remote, branch));
        let branch = format!("refs/heads/{branch}");
        let place = self.place_of_tip();
        let refspec = format!("+{branch}:{place}");
        self.must(&action, &["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", remote, &refspec], "")?;
        let tip = self.must(&action, &["rev-parse", "--verify", &place], "")?.text();
        self.must(&action, &["update-ref", "-d", &place], "")?;
        Ok(Some(tip))
    }

    /// Returns the names of the objects of a commit by their paths.
    pub(super) fn listing(&self, commit: &str) -> Result<BTreeMap<String, String>, Failure> {
        let ran = self.must("list the branch", &["ls-tree", "-r", "-z", "--full-tree", commit], "")?;
        let text = String::from_utf8_lossy(&ran.stdout).into_owned();
        // MODE TYPE NAME, a tab, and the path.
        let entry = |line: &str| {
            let (facts, path) = line.split_once('\t')?;
            Some((path.to_owned(), facts.split(' ').next_back()?.to_owned()))
        };
        Ok(text.split('\0').filter_map(entry).collect())
    }

    /// Returns where the tip of the remote's branch is kept while it is needed. Each publish has a place of its own: another may be
    /// under way in the same repository.
    fn place_of_tip(&self) -> String {
        let name = self.scratch.path().file_name().unwrap_or_default();
        format!("refs/diglot/{}", name.to_string_lossy())
    }

    /// Runs git, and gives it `input` to read. Hooks are left out: they look at the project's own index and pushes.
    pub(super) fn run(&self, arguments: &[&str], input: impl Into<Vec<u8>>) -> Result<Ran, Failure> {
        let mut command = command("git", [&["-c", "core.hooksPath=/dev/null"], arguments].concat());
        command.current_dir(&self.project).env("GIT_INDEX_FILE", self.scratch.path().join("index"));
        run(&mut command, input.into())
    }

    /// Runs git, which has to succeed to do `action`.
    pub(super) fn must(&self, action: &str, arguments: &[&str], input: impl Into<Vec<u8>>) -> Result<Ran, Failure> {
        let ran = self.run(arguments, input)?;
        if ran.success { Ok(ran) } else { Err(ran.failure(action)) }
    }

    /// Makes objects of these contents, and returns their names in the same order. Git's filters are left out: what is
    /// published is what was built.
    pub(super) fn objects(
        &self,
        contents: impl Iterator<Item = Result<Vec<u8>, Failure>>,
    ) -> Result<Vec<String>, Failure> {
        let folder = self.scratch.path().join("objects");
        fs::create_dir_all(&folder).map_err(|error| Failure::io("create the folder", &folder, &error))?;
        let mut list = String::new();
        for (number, bytes) in contents.enumerate() {
            let file = folder.join(number.to_string());
            fs::write(&file, bytes?).map_err(|error| Failure::io("write", &file, &error))?;
            list += &format!("{}\n", file.display());
        }
        let arguments = ["hash-object", "-w", "--no-filters", "--stdin-paths"];
        let names = self.must("store the files in the repository", &arguments, list)?.text();
        Ok(names.lines().map(str::to_owned).collect())
    }

    /// Returns the digests of what objects with these names hold; none for one that is not there, such as a commit of another
    /// repository.
    pub(super) fn digests(&self, names: &[&String]) -> Result<Vec<Option<Digest>>, Failure> {
        let mut digests = Vec::new();
        for names in names.chunks(BATCH) {
            let list: String = names.iter().map(|name| format!("{name}\n")).collect();
            let ran = self.must("read the files of the branch", &["cat-file", "--batch"], list)?;
            let mut rest = &ran.stdout[..];
            digests.extend(names.iter().map(|_| object(&mut rest).map(Digest::of)));
        }
        Ok(digests)
    }

    /// Puts files into the index, or takes them out of it, as lines for `git update-index --index-info` say.
    pub(super) fn change_index(&self, lines: &str) -> Result<(), Failure> {
        self.must("prepare the commit", &["update-index", "-z", "--index-info"], lines).map(drop)
    }

    /// Makes a commit of `tree` with this message on top of `parent`, and returns its name.
    pub(super) fn commit(&self, tree: &str, message: &str, parent: Option<&str>) -> Result<String, Failure> {
        let arguments =
            [&["commit-tree", tree, "-m", message], &parent.map_or(vec![], |parent| vec!["-p", parent])[..]];
        let mut command = command("git", arguments.concat());
        command.current_dir(&self.project);
        // A build server has often no name of its own.
        if !self.run(&["var", "GIT_COMMITTER_IDENT"], "")?.success {
            for role in ["AUTHOR", "COMMITTER"] {
                command.env(format!("GIT_{role}_NAME"), "diglot").env(format!("GIT_{role}_EMAIL"), "diglot@localhost");
            }
        }
        let ran = run(&mut command, Vec::new())?;
        if ran.success { Ok(ran.text()) } else { Err(ran.failure("commit the site")) }
    }
}

/// Takes what `git cat-file --batch` prints of one object off the beginning of `rest`, and returns what the object holds. It
/// prints its name, its kind and its length on a line, then that many bytes, and a line end; or a line that says otherwise.
fn object<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let line = rest.split_inclusive(|byte| *byte == b'\n').next()?;
    *rest = &rest[line.len()..];
    let length = str::from_utf8(line).ok()?.trim_end().rsplit(' ').next()?.parse().ok()?;
    let (object, after) = rest.split_at_checked(length)?;
    *rest = after.get(1..)?;
    Some(object)
}

/// Returns a branch as a person knows it.
pub(super) fn label(remote: &str, branch: &str) -> String {
    format!("the branch {branch} of {}", without_secrets(remote))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_publishes_from_one_repository_keep_the_tip_at_different_places() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let git = |arguments: &[&str]| run(command("git", arguments).current_dir(folder.path()), Vec::new());
        git(&["init", "--quiet"]).expect("git");
        let repositories = [0, 1].map(|_| Repository::open(folder.path()).expect("a repository"));
        let [one, other] = repositories.map(|repository| repository.place_of_tip());
        assert_ne!(one, other);
        assert!(git(&["check-ref-format", &one]).expect("git").success, "{one}");
    }
}
