//! Targets are the texts that a text links to by their files, as their author sees them: `../es/sea.md`.

use std::collections::BTreeMap;

use super::{Entry, Member};
use crate::ground::address::Address;
use crate::ground::language::Language;
use crate::ground::path::resolved;
use crate::read::Format;

/// The texts of a library by the paths of their files. There are none where no text can lead to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Targets(BTreeMap<String, Target>);

/// A text to link to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
        Targets(members().map(target).collect())
    }

    /// Returns the text that `link` leads to from the file at `path`, and the name of a place in it, where one is named.
    pub fn find<'l>(&self, path: &str, link: &'l str) -> Option<(&Target, Option<&'l str>)> {
        let address = Address::of(link);
        // What begins at a root says so of the site, and not of the files that its author has.
        let file = Some(address.file()).filter(|file| !file.is_empty() && !file.starts_with('/'))?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some((self.0.get(&resolved(folder, &file)?)?, address.place))
    }
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
            Targets(["seeds/es/el mar.md", "seeds/sea.txt"].map(|path| (path.to_owned(), target.clone())).into());
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
            assert_eq!(targets.find(path, link), expected.map(|place| (&target, place)), "{link} from {path}");
        }
    }
}
