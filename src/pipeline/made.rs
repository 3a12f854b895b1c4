//! What the pipeline takes and gives: a project, what was made of it, and where the files of its site go.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use crate::ground::config::Config;
use crate::ground::diagnostic::{Diagnostic, Failure};
use crate::ground::fingerprint::Printed;
use crate::ground::language::Language;
use crate::ground::lock::Lock;
use crate::ground::path::{SitePath, name_of};
use crate::ground::site::{Resource, Site};
use crate::ground::word_list::WordList;
use crate::render::Routes;
use crate::understand::{Library, Opened, Work};

/// What to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// The folder of `diglot.toml`, `templates/` and `assets/`.
    pub root: PathBuf,
    /// The folder of the texts.
    pub seeds: PathBuf,
    /// The address of the site, where it is not the configuration's.
    pub base_url: Option<String>,
    /// Whether texts that are not ready are built too.
    pub drafts: bool,
    /// The moment that undated works are given in feeds: nothing asks the clock, so that the same seeds make the same
    /// bytes.
    pub epoch: Timestamp,
}

impl Project {
    /// Returns the project in the folder `root`, with everything at its usual place.
    pub fn new(root: impl Into<PathBuf>) -> Project {
        let root = root.into();
        Project { seeds: root.join("seeds"), root, base_url: None, drafts: false, epoch: Timestamp::UNIX_EPOCH }
    }

    /// Returns the folder of the texts as a person would name it: below the project where it lies there.
    pub(super) fn shown_seeds(&self) -> String {
        name_of(self.seeds.strip_prefix(&self.root).unwrap_or(&self.seeds)).replace("//", "/")
    }
}

/// What a project states beside its texts.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Its configuration.
    pub config: Config,
    /// What people have decided of segments. Empty where there is no lock file.
    pub lock: Lock,
    /// Words that translate each other, as people say.
    pub word_lists: Vec<Arc<Printed<WordList>>>,
}

/// What was made of a project. The files of its site went elsewhere as they were made, where anybody asked for them.
#[derive(Clone, Debug)]
pub struct Made<W = Arc<Work>> {
    /// Its works, or what was kept of each.
    pub library: Library<W>,
    /// What it was made with.
    pub stated: Stated,
    /// Whether all files of the site were made. They were not where the templates do not work.
    pub is_whole: bool,
    /// Whether works were aligned with what was learned from texts that have changed since. Only in a [`Workshop`](super::Workshop).
    pub is_behind: bool,
    /// What there is to say of the texts, in the order of the stages.
    pub diagnostics: Vec<Diagnostic>,
}

/// A site, and what was found on the way to it.
#[derive(Clone, Debug)]
pub struct Built {
    /// The files of the site. No two of them are one on any file system. None where the templates do not work.
    pub site: Option<Site>,
    /// What it was made from.
    pub made: Made,
}

impl Made {
    /// Returns the address, below the site's root, of `work` in `language`, or of a segment of it.
    pub fn address(&self, work: &Work, language: &Language, segment: Option<usize>) -> String {
        let routes = self.routes();
        let fragment = match segment {
            Some(segment) => format!("#{}s{segment}", routes.id_prefix(&work.slug)),
            None => routes.fragment(&work.slug, None),
        };
        routes.work(language, &work.slug).url() + &fragment
    }

    /// Returns the address, below the site's root, of the page of `language`.
    pub fn address_of(&self, language: &Language) -> String {
        self.routes().language(language).url()
    }

    fn routes(&self) -> Routes<'_> {
        Routes::new(&self.library.languages, self.library.works.len(), &self.stated.config)
    }
}

/// The stages of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files become texts.
    Reading,
    /// Texts become works.
    Understanding,
    /// Works become pages.
    Rendering,
}

/// Takes the files of a site as they are made, in any order and from several threads.
pub trait Sink: Sync {
    /// What is remembered of a file that lies where it belongs.
    type Receipt: Clone + Send + Sync;

    /// Takes a file.
    ///
    /// # Errors
    /// When the machine refuses it.
    fn put(&self, path: &SitePath, resource: &Resource) -> Result<Self::Receipt, Failure>;

    /// Tells whether all these files lie where they belong since an earlier build, so that nobody need put them. If so they are
    /// taken to be put. A sink that begins anew each time keeps nothing.
    fn keep(&self, _files: &[(SitePath, Self::Receipt)]) -> bool {
        false
    }
}

/// Says what is kept of a work that was opened.
pub(super) type Keep<'a, W> = dyn Fn(&Opened) -> W + Sync + 'a;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_named_from_the_project() {
        let cases = [
            (".", "seeds", "seeds"),
            ("/p", "/p/seeds", "seeds"),
            ("/p", "/texts", "/texts"),
            (".", "../t", "../t"),
            (".", "an\u{303}os", "a\u{f1}os"),
        ];
        for (root, seeds, shown) in cases {
            let project = Project { seeds: seeds.into(), ..Project::new(root) };
            assert_eq!(project.shown_seeds(), shown);
        }
    }
}
