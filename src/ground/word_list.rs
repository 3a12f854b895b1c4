//! A word list says which words of two languages translate each other: what the aligner cannot learn from a short text,
//! a person may know. Nothing here touches the disk.

use std::sync::Arc;

use super::diagnostic::Diagnostic;
use super::faults::Faults;
use super::language::Language;

/// How the name of a word list begins and ends in the folder of the texts; between stand its languages, such as `en-es`.
const NAME: (&str, &str) = ("words.", ".tsv");

/// How many words a phrase may have. Each of them may answer each word of its translation, and what is longer says little of
/// any: a sentence teaches in a text, not here.
const LONGEST: usize = 8;

/// Words or short phrases of two languages that translate each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordList {
    /// The path for people, such as `seeds/words.en-es.tsv`.
    pub path: String,
    /// The first and the second column of each line.
    pub entries: Vec<[String; 2]>,
}

impl WordList {
    /// Tells whether a file of this name is a word list.
    pub fn is_name(name: &str) -> bool {
        languages(name).is_some_and(|languages| languages.contains('-'))
    }

    /// Reads `text`, the content of the file at `path`: a pair a line with a tab between. Blank lines, and lines that begin
    /// with `#`, are passed over. A line that is no pair, or one of sentences, is a warning, and the others are kept.
    pub fn parse(path: &str, text: String) -> (WordList, Vec<Diagnostic>) {
        let text: Arc<str> = text.into();
        let (mut entries, mut faults) = (Vec::new(), Faults::new(path, &text));
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end();
            if !content.is_empty() && !content.starts_with('#') {
                let span = start..start + content.len();
                match pair(content) {
                    Some(pair) if pair.iter().all(|phrase| is_short(phrase)) => entries.push(pair),
                    Some(_) => {
                        let hint = format!("keep words in it, and phrases of at most {LONGEST} words");
                        faults.warning(&span, "this line is too long for a word list; it is passed over", hint);
                    }
                    None => {
                        let hint = "write a word, a tab and its translation; a comment begins with #";
                        faults.warning(&span, "this line is not a pair of words; it is passed over", hint);
                    }
                }
            }
            start += line.len();
        }
        (WordList { path: path.to_owned(), entries }, faults.into_diagnostics())
    }

    /// Returns the entries as pairs of a word in `source` and one in `target`, if the name of the list says that it is in
    /// these languages, in either order. A list in `en` is one in `en-GB` too, and a language that is not known is any.
    pub fn between<'a>(
        &'a self,
        source: Option<&Language>,
        target: Option<&Language>,
    ) -> Option<impl Iterator<Item = [&'a str; 2]> + use<'a>> {
        let stated = languages(self.path.rsplit(['/', '\\']).next().unwrap_or_default())?;
        let is = |name: &str, language: Option<&Language>| {
            language.is_none_or(|language| {
                [language.tag(), language.primary()].iter().any(|tag| tag.eq_ignore_ascii_case(name))
            })
        };
        let are = |one, other| {
            stated.match_indices('-').any(|(at, _)| is(&stated[..at], one) && is(&stated[at + 1..], other))
        };
        let is_swapped = !are(source, target);
        let in_order = move |[one, other]: [&'a str; 2]| if is_swapped { [other, one] } else { [one, other] };
        (!is_swapped || are(target, source)).then(|| self.pairs().map(in_order))
    }

    /// Returns the entries as they stand in the list.
    pub fn pairs(&self) -> impl Iterator<Item = [&str; 2]> {
        self.entries.iter().map(|pair| pair.each_ref().map(String::as_str))
    }
}

/// Returns the part of a list's name that says its languages.
fn languages(name: &str) -> Option<&str> {
    name.strip_prefix(NAME.0)?.strip_suffix(NAME.1)
}

/// Returns the two columns of a line.
fn pair(line: &str) -> Option<[String; 2]> {
    let mut columns = line.split('\t').map(str::trim).map(str::to_owned);
    let pair = [columns.next()?, columns.next()?];
    (columns.next().is_none() && pair.iter().all(|word| word.contains(char::is_alphanumeric))).then_some(pair)
}

fn is_short(phrase: &str) -> bool {
    phrase.split_whitespace().nth(LONGEST).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::diagnostic::Severity;
    use crate::ground::faults::MAX_FAULTS;

    #[test]
    fn pairs_are_read_and_other_lines_reported_where_they_stand() {
        let text = "# trees\n\noak\troble\r\nold town\tcasco antiguo\nelm olmo\nash\tfresno\tx\n\tolmo\nlime\t...\n";
        let (list, diagnostics) = WordList::parse("seeds/words.en-es.tsv", text.to_owned());
        let entries: Vec<String> = list.entries.iter().map(|pair| pair.join("=")).collect();
        assert_eq!(entries, ["oak=roble", "old town=casco antiguo"]);
        assert!(diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning), "a list is a help");
        let places = diagnostics.iter().filter_map(|diagnostic| diagnostic.place.as_ref()?.line_and_column());
        assert_eq!(places.collect::<Vec<_>>(), [(5, 1), (6, 1), (7, 1), (8, 1)]);
        let memory = format!("a b c d e f g h\ta\n{}\t{}\n", "the ".repeat(50), "el ".repeat(50));
        let (list, diagnostics) = WordList::parse("w", memory);
        assert_eq!((list.entries.len(), diagnostics.len()), (1, 1));
        assert_eq!(diagnostics[0].message, "this line is too long for a word list; it is passed over");
        let (_, diagnostics) = WordList::parse("w", "no pair\n".repeat(100));
        assert_eq!(diagnostics.len(), MAX_FAULTS + 1);
    }

    #[test]
    fn a_list_serves_its_two_languages_in_either_order() {
        let list = |name: &str| WordList::parse(&format!("seeds/{name}"), "a1\tb2\n".to_owned()).0;
        let between = |name: &str, source: &str, target: &str| {
            let [source, target] = [source, target].map(|tag| Language::new(tag).ok());
            list(name)
                .between(source.as_ref(), target.as_ref())
                .and_then(|mut pairs| pairs.next())
                .map(|pair| pair.join(" "))
        };
        assert_eq!(between("words.en-es.tsv", "en", "es").as_deref(), Some("a1 b2"));
        assert_eq!(between("words.en-es.tsv", "es-MX", "en-GB").as_deref(), Some("b2 a1"));
        assert_eq!(between("words.pt-BR-en.tsv", "en", "pt-BR").as_deref(), Some("b2 a1"));
        assert_eq!(between("words.tr-en.tsv", "?", "tr").as_deref(), Some("b2 a1"));
        assert_eq!(between("words.en-fr.tsv", "en", "es"), None);
        assert!(WordList::is_name("words.en-es.tsv") && !WordList::is_name("words.tsv") && !WordList::is_name("x.tsv"));
    }
}
