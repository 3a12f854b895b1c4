//! Fields are the keys of one table as somebody asks for them: typed, with a fault for each value that is not what it
//! should be, and for each key that nobody asked for.

use std::collections::BTreeMap;
use std::ops::Range;
use std::str::FromStr;

use jiff::civil::Date;

use super::diagnostic::Diagnostic;
use super::faults::Faults;
use super::language::{Language, Localized};
use super::meant::{did_you_mean, listed, nearest, quoted};
use super::tree::{Entry, Node, Table, Value};
use super::values::{bare, choice, each_language, is_null, items, language, localized, tag, text, texts, words, wrong};

/// The keys of one table while they are read.
pub struct Fields<'a> {
    table: &'a Table,
    faults: &'a mut Faults,
    asked: Vec<&'static str>,
    refused: Vec<&'static str>,
    /// Keys that speak to another program.
    foreign: Vec<&'a str>,
    open: bool,
}

impl<'a> Fields<'a> {
    /// Reads `table` with `read`, then adds a warning for each key that `read` has not asked for. `owner` names what the
    /// table is, as in "OWNER has no key `x`".
    pub fn read<T>(table: &'a Table, owner: &str, faults: &'a mut Faults, read: impl FnOnce(&mut Fields) -> T) -> T {
        let (asked, refused, foreign) = Default::default();
        let mut fields = Fields { table, faults, asked, refused, foreign, open: false };
        let value = read(&mut fields);
        fields.report_unknown(owner);
        value
    }

    /// Returns the text of `key`.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.with(key, text)
    }

    /// Returns the text of `key`: one for all languages, or one for each of them.
    pub fn localized_text(&mut self, key: &'static str) -> Option<Localized<String>> {
        self.with(key, |key, node, faults| localized(key, node, faults, text))
    }

    /// Returns the texts of `key`, which is one text or a list of them.
    pub fn texts(&mut self, key: &'static str) -> Option<Vec<String>> {
        self.with(key, texts)
    }

    /// Returns the texts of `key`: those for all languages, or those for each of them.
    pub fn localized_texts(&mut self, key: &'static str) -> Option<Localized<Vec<String>>> {
        self.with(key, |key, node, faults| localized(key, node, faults, texts))
    }

    /// Returns the words of `key`, as texts in a list or with commas between them: those for all languages, or those for each
    /// of them.
    pub fn localized_words(&mut self, key: &'static str) -> Option<Localized<Vec<String>>> {
        self.with(key, |key, node, faults| localized(key, node, faults, words))
    }

    /// Returns the texts of `key`, which is one text or a list of them, each with its place.
    pub fn placed_texts(&mut self, key: &'static str) -> Option<Vec<(String, Range<usize>)>> {
        self.with(key, |key, node, faults| {
            Some(items(node).iter().filter_map(|item| Some((text(key, item, faults)?, item.span.clone()))).collect())
        })
    }

    /// Returns the text for each language in the table `key`.
    pub fn by_language(&mut self, key: &'static str) -> Option<BTreeMap<Language, String>> {
        self.with(key, |key, node, faults| match &node.value {
            Value::Table(table) => Some(each_language(key, table, faults, text)),
            _ => wrong(key, node, faults, "a table", "give one for each language, such as { es = \"Castellano\" }"),
        })
    }

    /// Returns the whole number of `key`, which has to fit into `N`.
    pub fn number<N: FromStr>(&mut self, key: &'static str) -> Option<N> {
        self.with(key, |key, node, faults| {
            let text = bare(node);
            let (expected, hint) = match text.and_then(|text| text.parse::<i128>().ok()) {
                Some(_) => ("a number of fewer digits", "write fewer digits"),
                None => ("a whole number", "write digits alone, without quotes"),
            };
            text.and_then(|text| text.parse().ok()).or_else(|| wrong(key, node, faults, expected, hint))
        })
    }

    /// Returns whether `key` is true.
    pub fn truth(&mut self, key: &'static str) -> Option<bool> {
        self.with(key, |key, node, faults| {
            let truth = bare(node).and_then(|text| text.parse().ok());
            truth.or_else(|| wrong(key, node, faults, "true or false", "write true or false, without quotes"))
        })
    }

    /// Returns the day of `key`. A time of day after it is allowed, and left out.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        self.with(key, |key, node, faults| {
            let day = node.scalar().map(|text| text.split(['T', 't', ' ']).next().unwrap_or_default());
            let date = day.filter(|day| day.len() == "1957-10-12".len()).and_then(|day| day.parse().ok());
            date.or_else(|| wrong(key, node, faults, "a date", "write year, month and day, such as 1957-10-12"))
        })
    }

    /// Returns the language of `key`.
    pub fn language(&mut self, key: &'static str) -> Option<Language> {
        self.with(key, language)
    }

    /// Returns the language of `key` if its value is the tag of one. Else nobody asked for it: it may mean another thing.
    pub fn language_at_best(&mut self, key: &'static str) -> Option<Language> {
        let language = tag(self.table.get(key)?)?;
        self.asked.push(key);
        Some(language)
    }

    /// Returns the languages of `key`, which is a list of tags, each named once.
    pub fn languages(&mut self, key: &'static str) -> Option<Vec<Language>> {
        self.with(key, |key, node, faults| {
            let mut languages: Vec<Language> = Vec::new();
            for item in items(node) {
                match language(key, item, faults) {
                    Some(language) if languages.contains(&language) => {
                        faults.warning(&item.span, format!("`{key}` names `{language}` twice"), "name it once");
                    }
                    found => languages.extend(found),
                }
            }
            Some(languages)
        })
    }

    /// Returns the one of `choices` that `key` names.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        self.with(key, |key, node, faults| choice(key, node, faults, choices))
    }

    /// Returns those of `choices` that `key` names, which is one name or a list of them.
    pub fn choices<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Vec<T> {
        let chosen = self.with(key, |key, node, faults| {
            Some(items(node).iter().filter_map(|item| choice(key, item, faults, choices)).collect())
        });
        chosen.unwrap_or_default()
    }

    /// Returns the text of `key` as `read` understands it; `read` says what is wrong, without the place.
    pub fn checked<T>(&mut self, key: &'static str, read: impl FnOnce(&str) -> Result<T, Diagnostic>) -> Option<T> {
        self.with(key, |key, node, faults| {
            let written = text(key, node, faults)?;
            read(&written).map_err(|fault| faults.add(node.span.clone(), fault)).ok()
        })
    }

    /// Returns what `read` makes of the table `key`. `owner` names the table, `hint` shows one.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        owner: &str,
        hint: &str,
        read: impl FnOnce(&mut Fields) -> T,
    ) -> Option<T> {
        self.with(key, |key, node, faults| match &node.value {
            Value::Table(table) => Some(Fields::read(table, owner, faults, read)),
            _ => wrong(key, node, faults, "a table", hint),
        })
    }

    /// Returns what `read` makes of each table in the list `key`; one table is a list of one. `read` is given the bytes
    /// of the table.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        owner: &str,
        hint: &str,
        mut read: impl FnMut(&mut Fields, Range<usize>) -> T,
    ) -> Vec<T> {
        let tables = self.with(key, |key, node, faults| {
            let one = |item: &Node| match &item.value {
                Value::Table(table) => {
                    Some(Fields::read(table, owner, faults, |fields| read(fields, item.span.clone())))
                }
                _ => wrong(key, item, faults, "a table", hint),
            };
            Some(items(node).iter().filter_map(one).collect())
        });
        tables.unwrap_or_default()
    }

    /// Returns what `read` makes of each table in the table `key`, by its name there. `read` is given the bytes of the table's
    /// name.
    pub fn named_tables<T>(
        &mut self,
        key: &'static str,
        hint: &str,
        mut read: impl FnMut(&mut Fields, Range<usize>) -> Option<T>,
    ) -> BTreeMap<String, T> {
        let tables = self.with(key, |key, node, faults| {
            let Value::Table(tables) = &node.value else { return wrong(key, node, faults, "a table", hint) };
            let one = |entry: &Entry| {
                let owner = format!("the table `{key}.{}`", entry.key.escape_debug());
                let value = match &entry.node.value {
                    Value::Table(table) => {
                        Fields::read(table, &owner, faults, |fields| read(fields, entry.key_span.clone()))
                    }
                    _ => wrong(&format!("{key}.{}", entry.key), &entry.node, faults, "a table", hint),
                };
                Some((entry.key.clone(), value?))
            };
            Some(tables.0.iter().filter_map(one).collect())
        });
        tables.unwrap_or_default()
    }

    /// Tells whether `key` is there, and adds an error at `span` if it is not; `hint` says what it is.
    pub fn requires(&mut self, key: &'static str, span: &Range<usize>, hint: &str) -> bool {
        let is_there = self.table.get(key).is_some_and(|node| !is_null(node));
        if !is_there {
            self.faults.error(span, format!("`{key}` is missing"), hint);
        }
        is_there
    }

    /// Has no key reported as unknown, where it cannot be known which keys there should be.
    pub fn accept_any(&mut self) {
        self.open = true;
    }

    /// Returns the keys that nobody has asked for so far and that are no slips: they speak to another program. They are not
    /// reported.
    pub fn foreign(&mut self) -> Vec<String> {
        let unknown = self.unknown().map(|entry| &*entry.key);
        self.foreign = unknown.filter(|key| nearest(key, &self.asked).is_none()).collect();
        self.foreign.iter().map(|&key| key.to_owned()).collect()
    }

    /// Adds an error if `key` is there, though it belongs elsewhere: `hint` says where.
    pub fn refuse(&mut self, key: &'static str, hint: &str) {
        self.refused.push(key);
        if let Some(entry) = self.table.entry(key) {
            self.faults.error(&entry.key_span, format!("`{key}` does not belong here"), hint);
        }
    }

    fn with<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&'static str, &Node, &mut Faults) -> Option<T>,
    ) -> Option<T> {
        self.asked.push(key);
        let node = self.table.get(key).filter(|node| !is_null(node))?;
        read(key, node, self.faults)
    }

    fn unknown(&self) -> impl Iterator<Item = &'a Entry> {
        let known = [&self.asked, &self.refused, &self.foreign];
        let is_known = move |key: &str| self.open || known.iter().any(|keys| keys.contains(&key));
        self.table.0.iter().filter(move |entry| !is_known(&entry.key))
    }

    fn report_unknown(self, owner: &str) {
        let unknown: Vec<&Entry> = self.unknown().collect();
        for entry in unknown {
            let noun = if matches!(entry.node.value, Value::Table(_)) { "table" } else { "key" };
            let message = format!("{owner} has no {noun} {}", quoted(&entry.key));
            self.faults.add_hinted(&entry.key_span, Diagnostic::warning(message), || {
                did_you_mean(&entry.key, &self.asked)
                    .unwrap_or_else(|| format!("its keys are {}", listed(&self.asked, "and")))
            });
        }
    }
}
