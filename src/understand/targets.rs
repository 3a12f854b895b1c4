//! Targets are the texts that a text links to by their files, as their author sees them: `../es/sea.md`. Other generators call them
//! by the addresses of their pages: `../es/sea`, `../es/`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Entry, Member};
use crate::ground::address::Address;
use crate::ground::language::Language;
use crate::ground::path::resolved;
use crate::read::Format;

/// The texts of a library by the paths of their files. There are none where no text can lead to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Targets {
    texts: BTreeMap<String, Target>,
    languages: BTreeSet<Language>,
}

/// A text to link to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Target {
    /// The slug of its work.
    pub slug: String,
    /// Its language.
    pub language: Language,
}

impl Targets {
    /// Returns the texts of the works that have not been opened.
    pub(super) fn of(entries: &[Entry]) -> Targets {
        let members = || entries.iter().flat_map(|entry| entry.members.iter().map(move |member| (entry, member)));
        if !members().any(|(_, member)| member.seed.text.names_files()) {
            return Targets::default();
        }
        let target = |(entry, member): (&Entry, &Member)| {
            (member.seed.path.clone(), Target { slug: entry.slug.clone(), language: member.language.clone() })
        };
        members().map(target).collect()
    }

    /// Returns the text that `link` leads to from the file at `path`, and the name of a place in it, where one is named. What is
    /// there in other languages only has a page in that of the link, too.
    pub fn find<'l>(&self, path: &str, link: &'l str) -> Option<(Target, Option<&'l str>)> {
        let address = Address::of(link);
        // What begins at a root says so of the site, and not of the files that its author has.
        let file = Some(address.file()).filter(|file| !file.is_empty() && !file.starts_with('/'))?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let named = resolved(folder, &file)?;
        let language = || Some(&self.texts.get(path)?.language);
        let target = self.texts.get(&named).cloned().or_else(|| self.called(&named, language()?));
        Some((target.or_else(|| self.beside(&named, language()?))?, address.place))
    }

    /// Returns the work with a text that is called so in the folder of another language, where `name` is in that of this one.
    fn beside(&self, name: &str, language: &Language) -> Option<Target> {
        let parts: Vec<&str> = name.split('/').collect();
        let at = parts.iter().position(|part| part.eq_ignore_ascii_case(language.tag()))?;
        let named = |other: &Language| [&parts[..at], &[other.tag()], &parts[at + 1..]].concat().join("/");
        let texts: Vec<&Target> = self.languages.iter().filter_map(|other| self.texts.get(&named(other))).collect();
        work_of(&texts, language)
    }

    /// Returns the text whose file or page `name` would be in a site of one language: its file has its language before the ending, or
    /// another ending, or it is that of a folder. Of several the one in this language is meant, if it is one, and of those of
    /// one work the work.
    fn called(&self, name: &str, language: &Language) -> Option<Target> {
        let without_ending = name.rsplit_once('.').filter(|(_, ending)| Format::of(ending).is_some());
        let name = without_ending.map_or(name, |(name, _)| name);
        let beginnings = FOLDER_TEXTS.iter().map(|text| format!("{name}/{text}.")).chain([format!("{name}.")]);
        let begin_so = beginnings.flat_map(|beginning| {
            let files = self.texts.range(beginning.clone()..);
            files.map_while(move |(file, target)| Some((file.strip_prefix(beginning.as_str())?, target)))
        });
        let called = begin_so.filter(|(ending, target)| is_ending(ending, &target.language));
        let texts: Vec<&Target> = called.map(|(_, target)| target).collect();
        let own = texts.iter().filter(|target| target.language == *language);
        let one = only(own.copied()).or_else(|| only(texts.iter().copied())).cloned();
        one.or_else(|| work_of(&texts, language))
    }
}

impl FromIterator<(String, Target)> for Targets {
    fn from_iter<I: IntoIterator<Item = (String, Target)>>(texts: I) -> Targets {
        let texts: BTreeMap<String, Target> = texts.into_iter().collect();
        let languages = texts.values().map(|target| target.language.clone()).collect();
        Targets { texts, languages }
    }
}

/// Returns the work of all these texts in `language`, if it is one.
fn work_of(texts: &[&Target], language: &Language) -> Option<Target> {
    let slugs: BTreeSet<&String> = texts.iter().map(|text| &text.slug).collect();
    Some(Target { slug: only(slugs.into_iter())?.clone(), language: language.clone() })
}

/// The names of texts that stand for their folders.
const FOLDER_TEXTS: [&str; 4] = ["index", "_index", "README", "readme"];

/// Tells whether `ending` is one of the names of texts, in this language.
fn is_ending(ending: &str, language: &Language) -> bool {
    let (tag, ending) = ending.rsplit_once('.').unwrap_or((language.tag(), ending));
    Format::of(ending).is_some() && tag.eq_ignore_ascii_case(language.tag())
}

/// Returns the one item there is.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

/// Tells whether `path` ends as the names of texts do that could not be pages too.
pub(crate) fn names_text(path: &str) -> bool {
    let format = path.rsplit_once('.').and_then(|(_, ending)| Format::of(ending));
    format.is_some_and(|format| format != Format::Html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_from_where_another_lies() {
        let language = Language::new("es").expect("a language");
        let target = Target { slug: "sea".to_owned(), language };
        let targets =
            Targets::from_iter(["seeds/es/el mar.md", "seeds/sea.txt"].map(|path| (path.to_owned(), target.clone())));
        let cases = [
            ("seeds/en/a.md", "../es/el%20mar.md", Some(None)),
            ("seeds/es/a.md", "./el mar.md#olas", Some(Some("olas"))),
            ("seeds/a.md", "sea.txt#", Some(None)),
            ("seeds/a.md", "sea.txt?x=%23#olas", Some(Some("olas"))),
            ("seeds/a.md", "es/../sea.txt", Some(None)),
            ("seeds/a.md", "../sea.txt", None),
            ("seeds/a.md", "../../../sea.txt", None),
            ("seeds/a.md", "/seeds/sea.txt", None),
            ("seeds/a.md", "#sea.txt", None),
            ("seeds/a.md", "https://a.example/sea.txt", None),
            ("seeds/sea.txt", "", None),
        ];
        for (path, link, expected) in cases {
            assert_eq!(targets.find(path, link), expected.map(|place| (target.clone(), place)), "{link} from {path}");
        }
    }

    #[test]
    fn a_text_is_found_by_the_name_of_its_page() {
        let text = |(path, tag): (&str, &str)| {
            let target = Target { slug: path.to_owned(), language: Language::new(tag).expect("a language") };
            (path.to_owned(), target)
        };
        let texts = [
            ("seeds/en/state.md", "en"),
            ("seeds/en/guide/index.md", "en"),
            ("seeds/en/tour/README.md", "en"),
            ("seeds/sea.en.md", "en"),
            ("seeds/sea.zh-CN.md", "zh-CN"),
            ("seeds/hut.md", "en"),
            ("seeds/hut/index.md", "en"),
            ("seeds/v1.2.md", "en"),
            ("seeds/mar.es.md", "es"),
        ];
        let targets = Targets::from_iter(texts.map(text));
        for (path, link, expected) in [
            ("seeds/en/guide/index.md", "../state#hooks", "seeds/en/state.md"),
            ("seeds/en/guide/index.md", "../state/", "seeds/en/state.md"),
            ("seeds/en/guide/index.md", "../state.html", "seeds/en/state.md"),
            ("seeds/en/state.md", "./guide/", "seeds/en/guide/index.md"),
            ("seeds/en/state.md", "guide/index", "seeds/en/guide/index.md"),
            ("seeds/en/state.md", "tour", "seeds/en/tour/README.md"),
            ("seeds/hut.md", "sea", "seeds/sea.en.md"),
            ("seeds/sea.zh-CN.md", "sea", "seeds/sea.zh-CN.md"),
            ("seeds/hut.md", "mar", "seeds/mar.es.md"),
            ("seeds/hut.md", "sea.md#storms", "seeds/sea.en.md"),
            ("seeds/mar.es.md", "mar.md", "seeds/mar.es.md"),
            ("seeds/mar.es.md", "sea.md", ""),
            ("seeds/mar.es.md", "sea", ""),
            ("seeds/mar.es.md", "hut", ""),
            ("seeds/hut.md", "v1", ""),
            ("seeds/hut.md", "stat", ""),
            ("seeds/hut.md", "/v1.2", ""),
        ] {
            let found = targets.find(path, link).map(|(target, _)| target.slug).unwrap_or_default();
            assert_eq!(found, expected, "{link} from {path}");
        }
    }
}
