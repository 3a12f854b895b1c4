//! A theme is the templates, strings and assets that make pages: the project's own over those in the binary.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use include_dir::{Dir, include_dir};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::diagnostic::{Diagnostic, Failure, Place};
use super::fingerprint::{Fingerprint, Printed};
use super::language::Language;
use super::memo::Memo;
use super::path::{InvalidSitePath, SitePath, name_of, twin};
use super::stamp::stamp;
use super::unseen::printable;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static ASSETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets");

/// The folder below `templates/` that holds a file of strings per language.
const STRINGS: &str = "strings/";

/// The prefix under which a project's template reaches the one it replaces.
pub const DEFAULT: &str = "default/";

/// Everything that pages are made with, besides the texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Templates by name, such as `texts.html`. Those in the binary are there as `default/texts.html`.
    pub templates: BTreeMap<String, Source>,
    /// Files of strings by language tag: that of the binary first, then the project's, which wins message by message.
    pub strings: BTreeMap<String, Vec<Source>>,
    /// Assets by name, such as `style.css`.
    pub assets: BTreeMap<String, Asset>,
}

/// The content of an asset.
pub type Asset = Arc<Printed<Bytes>>;

/// What is remembered of the assets of a project. The default one remembers nothing.
pub type Memory = Memo<Result<Asset, Failure>>;

/// A text of the theme and where a person finds it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// The path for people: relative to the project, or with `default/` in front for what lies in the binary.
    pub path: String,
    /// The text.
    pub text: Arc<str>,
}

impl Theme {
    /// Returns the theme in the binary.
    pub fn embedded() -> Theme {
        let mut theme = Theme::default();
        for (name, bytes) in files_of(&TEMPLATES) {
            theme.add_template(
                name,
                Source { path: format!("{DEFAULT}templates/{name}"), text: text_of(bytes) },
                DEFAULT,
            );
        }
        let asset = |(name, bytes): (&str, _)| (name.to_owned(), Printed::new(Bytes::from_static(bytes)));
        theme.assets.extend(files_of(&ASSETS).map(asset));
        theme
    }

    /// Returns the theme of the project in `folder`: the embedded one, with the project's `templates/` and `assets/`
    /// over it. An asset that nobody has touched since it was remembered is not read again.
    ///
    /// # Errors
    /// When a file that is there cannot be read.
    pub fn load(folder: &Path, memory: &Memory) -> Result<(Theme, Vec<Diagnostic>), Failure> {
        let mut theme = Theme::embedded();
        let mut diagnostics = Vec::new();
        for (name, bytes) in read_folder(folder, "templates", read, &mut diagnostics)? {
            let path = format!("templates/{name}");
            match String::from_utf8(bytes) {
                _ if name.starts_with(DEFAULT) => diagnostics.push(in_the_way(path)),
                Ok(text) => {
                    diagnostics.extend(strings_of(&name).and_then(|tag| no_language(&path, tag)));
                    theme.add_template(&name, Source { path, text: text.into() }, "");
                }
                Err(_) => diagnostics.push(not_utf8(path)),
            }
        }
        let read_asset = |file: &Path| read_asset(file, memory);
        for (name, asset) in read_folder(folder, "assets", read_asset, &mut diagnostics)? {
            match SitePath::new(format!("assets/{name}")) {
                Ok(_) => drop(theme.assets.insert(name, asset)),
                Err(InvalidSitePath(path)) => diagnostics.push(not_in_a_site(path)),
            }
        }
        Ok((theme, diagnostics))
    }

    /// Returns the asset called `name` as text, such as a style sheet.
    pub fn asset_text(&self, name: &str) -> Option<&str> {
        self.assets.get(name).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    fn add_template(&mut self, name: &str, source: Source, prefix: &str) {
        match strings_of(name) {
            Some(tag) => self.strings.entry(tag.to_owned()).or_default().push(source),
            None => drop(self.templates.insert(format!("{prefix}{name}"), source)),
        }
    }
}

/// Returns the tag of the language whose strings are in the template `name`, if they are.
fn strings_of(name: &str) -> Option<&str> {
    name.strip_prefix(STRINGS).and_then(|file| file.strip_suffix(".ftl"))
}

/// Tells of strings that no page says, as their file has not the name of a language.
fn no_language(path: &str, tag: &str) -> Option<Diagnostic> {
    let meant = Language::written(tag);
    let hint = match &meant {
        Ok(meant) if meant.tag() == tag => return None,
        Ok(meant) => format!("call it `{}.ftl`", meant.tag()),
        Err(_) => "call it by the tag of its language, such as `es.ftl` or `pt-PT.ftl`".to_owned(),
    };
    let warning = Diagnostic::warning("this is not how a file of strings is called: no page says what it has");
    Some(warning.at(Place::file(printable(path))).hint(hint))
}

fn in_the_way(path: String) -> Diagnostic {
    Diagnostic::warning("below this name a project reaches the templates of the program; it is left out")
        .at(Place::file(printable(&path)))
        .hint("put it into templates/ itself, under the name of the one that it replaces")
}

fn not_utf8(path: String) -> Diagnostic {
    Diagnostic::error("the template is not UTF-8").at(Place::file(path)).hint("save it as UTF-8")
}

fn not_in_a_site(path: String) -> Diagnostic {
    Diagnostic::warning("no file of a site can have this name; it is left out")
        .at(Place::file(printable(&path)))
        .hint("give it one without a colon, a backslash or a control character")
}

fn text_of(bytes: &[u8]) -> Arc<str> {
    String::from_utf8_lossy(bytes).into()
}

/// Returns names (below `folder`, separated by `/`) and contents of embedded files.
fn files_of(folder: &'static Dir<'static>) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let below = folder.dirs().flat_map(|folder| folder.files());
    folder.files().chain(below).filter_map(|file| Some((file.path().to_str()?, file.contents())))
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| Failure::io("read", file, &error))
}

fn read_asset(file: &Path, memory: &Memory) -> Result<Asset, Failure> {
    let read = || Ok(Printed::new(Bytes::from(read(file)?)));
    // Before it is read: should it change meanwhile, it is another one by its times.
    match stamp(file) {
        // That it could not be read need not last as long as it stays the same.
        Some(stamp) => memory.get(Fingerprint::of(&(file, stamp)), read).or_else(|_| read()),
        None => read(),
    }
}

/// Returns names (below `folder/part`, separated by `/`) and what `read` returns of files on disk. Hidden files are passed
/// over, hidden folders noted; what is no regular file is reported and not opened, and of two files with one name only one is
/// taken. A folder that is not there has no files.
fn read_folder<T: Send>(
    folder: &Path,
    part: &str,
    read: impl Fn(&Path) -> Result<T, Failure> + Sync,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<BTreeMap<String, T>, Failure> {
    let root = folder.join(part);
    if root.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return Ok(BTreeMap::new());
    }
    let mut files: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut entries = WalkDir::new(&root).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| unreadable(part, &root, error))?;
        let name = name_of(entry.path().strip_prefix(&root).unwrap_or(entry.path()));
        let path = format!("{part}/{name}");
        if entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.') {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
                diagnostics.push(hidden(&path));
            }
            continue;
        }
        if entry.file_type().is_file() && entry.depth() > 0 {
            if files.insert(name, entry.into_path()).is_some() {
                diagnostics.push(twin(printable(&path)));
            }
        } else if !entry.file_type().is_dir() {
            diagnostics.push(not_opened(&entry, path));
        }
    }
    files.into_par_iter().map(|(name, file)| Ok((name, read(&file)?))).collect()
}

fn unreadable(part: &str, root: &Path, error: walkdir::Error) -> Failure {
    let below = error.path().and_then(|path| path.strip_prefix(root).ok()).unwrap_or(Path::new(""));
    let place = Path::new(part).join(below);
    error.io_error().map_or_else(|| Failure::new(error.to_string()), |reason| Failure::io("read", &place, reason))
}

fn hidden(path: &str) -> Diagnostic {
    let note = Diagnostic::note("this folder is hidden, and is left out").at(Place::file(printable(path)));
    note.hint("put what a host looks for at the root of the site, such as .well-known, there beside the site")
}

/// Tells of what lies among the files of a theme and is none.
fn not_opened(entry: &DirEntry, path: String) -> Diagnostic {
    let (message, hint) = match entry.file_type().is_symlink() {
        _ if entry.depth() == 0 => ("this is not a folder; it is not opened", "make it a folder, or move it away"),
        true => ("this is a link; it is not followed", "put the file itself there"),
        false => ("this is not a regular file; it is not opened", "move it away"),
    };
    Diagnostic::warning(message).at(Place::file(printable(path.trim_end_matches('/')))).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_overrides_by_name_and_keeps_the_original_in_reach() {
        let project = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(project.path().join("templates/strings")).expect("a folder");
        std::fs::write(project.path().join("templates/texts.html"), "mine").expect("a file");
        std::fs::write(project.path().join("templates/strings/en.ftl"), "skip = Go\n").expect("a file");
        std::fs::create_dir_all(project.path().join("assets/.well-known/.more")).expect("a folder");
        std::fs::write(project.path().join("assets/.DS_Store"), "").expect("a file");
        let (theme, diagnostics) = Theme::load(project.path(), &Memory::default()).expect("a theme");
        assert_eq!(diagnostics, [hidden("assets/.well-known")]);
        assert!(theme.assets.keys().all(|name| !name.starts_with('.')));
        assert_eq!(&*theme.templates["texts.html"].text, "mine");
        assert!(theme.templates.contains_key("default/texts.html"));
        assert_eq!(theme.strings["en"].len(), 2);
        assert_eq!(theme.strings["es"].len(), 1);
    }

    #[test]
    fn an_asset_that_nobody_touched_is_not_read_again() {
        let project = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(project.path().join("assets")).expect("a folder");
        let file = project.path().join("assets/film.mp4");
        std::fs::write(&file, "film").expect("a file");
        let memory = Memory::new();
        let film = || Theme::load(project.path(), &memory).expect("a theme").0.assets["film.mp4"].clone();
        // Before its times tell one version from the next, it is read each time.
        let looks = std::iter::repeat_with(|| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            Arc::ptr_eq(&film(), &film())
        });
        assert!(looks.take(1_000).any(|is_same| is_same), "it is read again and again");
        std::fs::write(&file, "Film").expect("a file");
        assert_eq!(**film(), "Film");
    }

    #[test]
    fn what_nobody_would_see_is_reported() {
        let project = tempfile::tempdir().expect("a folder");
        let names =
            ["default/base.html", "strings/pt_BR.ftl", "strings/iw.ftl", "strings/ours.txt.ftl", "strings/eu.ftl"];
        for name in names {
            let path = project.path().join("templates").join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, "skip = Go\n").expect("a file");
        }
        let (theme, diagnostics) = Theme::load(project.path(), &Memory::default()).expect("a theme");
        let shown = |diagnostic: &Diagnostic| {
            let hint = diagnostic.hint.as_deref().unwrap_or_default();
            format!("{}: {hint}", diagnostic.place.as_ref().expect("a place"))
        };
        assert_eq!(
            diagnostics.iter().map(shown).collect::<Vec<_>>(),
            [
                "templates/default/base.html: put it into templates/ itself, under the name of the one that it replaces",
                "templates/strings/iw.ftl: call it `he.ftl`",
                "templates/strings/ours.txt.ftl: call it by the tag of its language, such as `es.ftl` or `pt-PT.ftl`",
                "templates/strings/pt_BR.ftl: call it `pt-BR.ftl`",
            ]
        );
        assert_eq!(theme.templates["default/base.html"], Theme::embedded().templates["default/base.html"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn two_files_with_one_name_are_reported() {
        let project = tempfile::tempdir().expect("a folder");
        for part in ["templates", "assets"] {
            std::fs::create_dir_all(project.path().join(part)).expect("a folder");
            for name in ["M\u{F6}hre", "Mo\u{308}hre"] {
                std::fs::write(project.path().join(part).join(name), name).expect("a file");
            }
        }
        let (theme, diagnostics) = Theme::load(project.path(), &Memory::default()).expect("a theme");
        assert_eq!(diagnostics, ["templates/M\u{F6}hre", "assets/M\u{F6}hre"].map(twin));
        assert!(theme.assets.contains_key("M\u{F6}hre") && theme.templates.contains_key("M\u{F6}hre"));
    }

    #[cfg(unix)]
    #[test]
    fn an_asset_that_no_address_can_name_is_reported() {
        let project = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(project.path().join("assets")).expect("a folder");
        for name in ["16:9.png", "wide.png", "a\\b.png"] {
            std::fs::write(project.path().join("assets").join(name), "p").expect("a file");
        }
        let (theme, diagnostics) = Theme::load(project.path(), &Memory::default()).expect("a theme");
        assert_eq!(diagnostics, ["assets/16:9.png", "assets/a\\b.png"].map(|path| not_in_a_site(path.to_owned())));
        assert!(theme.assets.contains_key("wide.png"));
        assert!(["16:9.png", "a\\b.png", "a/b.png"].iter().all(|name| !theme.assets.contains_key(*name)));
    }
}
