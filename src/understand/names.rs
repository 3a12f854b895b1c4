//! A name is where a seed lies and what it is called. It may state a language: `cranes.es.md`, `es/cranes.md`,
//! `cranes/es.md`. Two seeds whose names are equal apart from that are translations of each other.
//!
//! This module reads names. Whether `it/` is Italian or a folder about information technology, the texts decide
//! (see `languages`).

use crate::ground::language::Language;
use crate::ground::path::composed;

/// The parts of a seed's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The folders, outermost first.
    pub(super) folders: Vec<String>,
    /// The language that each folder is called by.
    pub(super) folder_languages: Vec<Option<Language>>,
    /// The file's name without its extension and without the language at its end.
    pub(super) stem: String,
    /// The language at the end of the stem, after a dot: `es` in `cranes.es.md`.
    pub(super) suffix: Option<Language>,
    /// The file's name without its extension.
    whole: String,
    /// The language that is all of the name: `es.md`.
    pub(super) language: Option<Language>,
}

impl Name {
    /// Returns the parts of `name`, a path separated by `/`. A tag of three letters is one only if it is `expected`:
    /// too many short words are tags by accident.
    pub(super) fn new(name: &str, expected: &[Language]) -> Name {
        let (folders, file) = name.rsplit_once('/').map_or((None, name), |(folders, file)| (Some(folders), file));
        let whole = file.rsplit_once('.').map_or(file, |(whole, _)| whole);
        let split = whole.rsplit_once('.').and_then(|(stem, end)| Some((stem, tag(end, expected)?)));
        let (stem, suffix) = split.map_or((whole, None), |(stem, language)| (stem, Some(language)));
        let folders: Vec<&str> = folders.map(|folders| folders.split('/').collect()).unwrap_or_default();
        Name {
            folder_languages: folders.iter().map(|folder| tag(folder, expected)).collect(),
            folders: folders.into_iter().map(str::to_owned).collect(),
            stem: stem.to_owned(),
            suffix,
            language: tag(whole, expected),
            whole: whole.to_owned(),
        }
    }

    /// Takes the end of the name for no language, and returns the one that it could be.
    pub(super) fn drop_suffix(&mut self) -> Option<Language> {
        self.stem.clone_from(&self.whole);
        self.suffix.take()
    }

    /// Returns the folders that are called by languages, each with those around it.
    pub(super) fn tagged_folders(&self) -> impl Iterator<Item = (&[String], &Language)> {
        let languages = self.folder_languages.iter().enumerate();
        languages.filter_map(|(at, language)| Some((&self.folders[..=at], language.as_ref()?)))
    }

    /// Returns the name as it is compared, without `folder`, one of its [tagged folders](Name::tagged_folders).
    pub(super) fn without(&self, folder: &[String]) -> String {
        let mut parts = self.folders.clone();
        parts.remove(folder.len() - 1);
        parts.push(self.stem.clone());
        comparable(&parts.join("/"))
    }
}

/// Returns the language that `text`, a part of a name, is the tag of.
fn tag(text: &str, expected: &[Language]) -> Option<Language> {
    let language = Language::written(text).ok()?;
    let written = text.split(['-', '_']).next().unwrap_or(text);
    let is_expected = || expected.iter().any(|one| one.primary() == language.primary());
    let is_usual = written.len() == 2 && language.id().variants.is_empty() && language.may_exist();
    (is_usual || is_expected()).then_some(language)
}

/// Returns the name of a text without what says what kind of file it is.
pub(super) fn without_ending(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(name, _)| name)
}

/// Returns `text` in the form in which names are compared: case and Unicode form do not tell names apart, since they do
/// not on every file system.
pub(super) fn comparable(text: &str) -> String {
    composed(&text.to_lowercase()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_before_a_tag_states_the_language() {
        let cases = [
            ("cranes.es.md", "cranes", Some("es")),
            ("cranes.pt-BR.txt", "cranes", Some("pt-BR")),
            ("cranes.zh_Hant.txt", "cranes", Some("zh-Hant")),
            ("cranes.es-419.txt", "cranes", Some("es-419")),
            ("cranes.ES.md", "cranes", Some("es")),
            ("cranes.sm.md", "cranes", Some("sm")),
            ("cranes.md", "cranes", None),
            ("cranes.final.md", "cranes.final", None),
            ("cranes.old.md", "cranes.old", None),
            ("cranes.v2.md", "cranes.v2", None),
            ("cranes.qq.md", "cranes.qq", None),
            ("cranes_es.md", "cranes_es", None),
            ("cranes", "cranes", None),
        ];
        for (name, stem, suffix) in cases {
            let found = Name::new(name, &[]);
            assert_eq!((found.stem.as_str(), found.suffix.as_ref().map(Language::tag)), (stem, suffix), "{name}");
        }
    }

    #[test]
    fn a_tag_by_accident_stays_in_the_name_as_it_is_written() {
        let mut name = Name::new("act.bh.md", &[]);
        assert_eq!(name.drop_suffix().as_ref().map(Language::tag), Some("bho"));
        assert_eq!((name.stem.as_str(), name.suffix), ("act.bh", None));
    }

    #[test]
    fn a_tag_of_three_letters_must_be_expected() {
        let expected = [Language::new("ast").expect("a language")];
        assert_eq!(Name::new("cranes.ast.md", &[]).suffix, None);
        assert_eq!(Name::new("cranes.ast.md", &expected).suffix, Some(expected[0].clone()));
    }

    #[test]
    fn case_and_unicode_form_do_not_tell_names_apart() {
        assert_eq!(comparable("Cig\u{fc}en\u{303}as"), comparable("cigu\u{308}e\u{f1}as"));
    }
}
