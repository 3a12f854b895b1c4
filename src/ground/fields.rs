//! Fields are the keys of one table as somebody asks for them: typed, with a fault for each value that is not what it
//! should be, and for each key that nobody asked for.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::diagnostic::Diagnostic;
use super::faults::Faults;
use super::language::{Language, Localized};
use super::tree::{Entry, Node, Table, Value};

/// The keys of one table while they are read.
pub struct Fields<'a> {
    table: &'a Table,
    faults: &'a mut Faults,
    asked: Vec<&'static str>,
    refused: Vec<&'static str>,
    open: bool,
    tolerant: bool,
}

impl<'a> Fields<'a> {
    /// Reads `table` with `read`, then adds a warning for each key that `read` has not asked for. `owner` names what the
    /// table is, as in "OWNER has no key `x`".
    pub fn read<T>(table: &'a Table, owner: &str, faults: &'a mut Faults, read: impl FnOnce(&mut Fields) -> T) -> T {
        let mut fields = Fields { table, faults, asked: Vec::new(), refused: Vec::new(), open: false, tolerant: false };
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

    /// Returns the whole number of `key`.
    pub fn number(&mut self, key: &'static str) -> Option<i16> {
        self.with(key, |key, node, faults| {
            let number = bare(node).and_then(|text| text.parse().ok());
            number.or_else(|| wrong(key, node, faults, "a whole number", "write digits alone, without quotes"))
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
        let language =
            self.table.get(key)?.scalar().and_then(|tag| Language::new(&tag.trim().replace('_', "-")).ok())?;
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
        self.tolerant = true;
        let is_foreign = |entry: &&Entry| nearest(&entry.key, &self.asked).is_none();
        self.unknown().filter(is_foreign).map(|entry| entry.key.clone()).collect()
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
        let is_known = |key: &str| self.open || self.asked.contains(&key) || self.refused.contains(&key);
        self.table.0.iter().filter(move |entry| !is_known(&entry.key))
    }

    fn report_unknown(self, owner: &str) {
        let counts = |entry: &&Entry| !self.tolerant || nearest(&entry.key, &self.asked).is_some();
        let unknown: Vec<&Entry> = self.unknown().filter(counts).collect();
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

/// Returns the one of `names` that `written` was probably meant to be.
pub fn nearest<'a>(written: &str, names: &[&'a str]) -> Option<&'a str> {
    let written = written.trim().to_lowercase().replace('-', "_");
    // A key nobody would type needs no answer, and the distance takes time that is quadratic in the length.
    if written.len() > 64 {
        return None;
    }
    let abbreviated = |name: &str| written.len() >= 3 && name.starts_with(&written);
    let distance = |name: &str| match abbreviated(name) {
        true => 1,
        false => strsim::damerau_levenshtein(&written, &name.to_lowercase().replace('-', "_")),
    };
    // A third of the letters wrong is still a slip; more is another word.
    let slip = |name: &str| written.chars().count().min(name.chars().count()) / 3;
    let close = names.iter().map(|name| (distance(name), *name));
    close.filter(|(distance, name)| *distance <= slip(name).max(1)).min().map(|(_, name)| name)
}

/// Returns the hint that names the one of `names` that `written` was probably meant to be.
pub fn did_you_mean(written: &str, names: &[&str]) -> Option<String> {
    nearest(written, names).map(|name| format!("did you mean `{name}`?"))
}

fn listed(names: &[&str], conjunction: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {conjunction} {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// Returns the beginning of `text` as a message shows it, on one line.
fn quoted(text: &str) -> String {
    let beginning = &text[..text.floor_char_boundary(60)];
    let ellipsis = if beginning.len() < text.len() { "…" } else { "" };
    format!("`{}{ellipsis}`", beginning.escape_debug())
}

/// Adds the fault that `key` is not `expected`, and returns nothing.
fn wrong<T>(key: &str, node: &Node, faults: &mut Faults, expected: &str, hint: &str) -> Option<T> {
    let found = match &node.value {
        Value::Text(text) | Value::Plain(text) | Value::Bare(text) => quoted(text),
        Value::List(_) => "a list".to_owned(),
        Value::Table(_) => "a table".to_owned(),
    };
    faults.error(&node.span, format!("`{key}` must be {expected}, not {found}"), hint);
    None
}

fn is_null(node: &Node) -> bool {
    matches!(&node.value, Value::Plain(text) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
}

fn bare(node: &Node) -> Option<&str> {
    node.scalar().filter(|_| !matches!(node.value, Value::Text(_)))
}

fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

fn text(key: &str, node: &Node, faults: &mut Faults) -> Option<String> {
    match &node.value {
        Value::Text(text) | Value::Plain(text) if text.trim().is_empty() => {
            faults.warning(&node.span, format!("`{key}` is empty"), "write something, or leave the key out");
            None
        }
        Value::Text(text) if text.contains(is_misplaced) => {
            faults.error(&node.span, format!("`{key}` holds control characters"), "write what readers can see");
            None
        }
        Value::Text(text) | Value::Plain(text) => Some(text.trim().to_owned()),
        Value::List(items) => wrong(key, node, faults, "text", &joined(items)),
        _ => wrong(key, node, faults, "text", "put it in quotes"),
    }
}

/// Returns what to write instead of a list of these items.
fn joined(items: &[Node]) -> String {
    let texts: Option<Vec<&str>> = items.iter().map(Node::scalar).collect();
    match texts.filter(|texts| !texts.is_empty()) {
        Some(texts) => format!("write one text in quotes, such as {}", quoted(&texts.join(", "))),
        None => "write one text in quotes".to_owned(),
    }
}

/// Tells whether `character` has no place in a value. Only an escape can bring it there.
fn is_misplaced(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r')
}

fn texts(key: &str, node: &Node, faults: &mut Faults) -> Option<Vec<String>> {
    let texts: Vec<String> = items(node).iter().filter_map(|item| text(key, item, faults)).collect();
    (!texts.is_empty()).then_some(texts)
}

fn words(key: &str, node: &Node, faults: &mut Faults) -> Option<Vec<String>> {
    let texts = texts(key, node, faults)?;
    let is_list = matches!(node.value, Value::List(_));
    let parts = texts.iter().flat_map(|text| text.split(|letter| letter == ',' && !is_list)).map(str::trim);
    Some(parts.filter(|part| !part.is_empty()).map(str::to_owned).collect())
}

fn choice<T: Copy>(key: &str, node: &Node, faults: &mut Faults, choices: &[(&str, T)]) -> Option<T> {
    let written = text(key, node, faults)?;
    let chosen = choices.iter().find(|(name, _)| *name == written).map(|(_, choice)| *choice);
    if chosen.is_none() {
        let message = format!("`{key}` cannot be {}", quoted(&written));
        faults.add_hinted(&node.span, Diagnostic::error(message), || {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            did_you_mean(&written, &names).unwrap_or_else(|| format!("it can be {}", listed(&names, "or")))
        });
    }
    chosen
}

fn language(key: &str, node: &Node, faults: &mut Faults) -> Option<Language> {
    let Some(language) = node.scalar().and_then(|tag| Language::written(tag.trim()).ok()) else {
        return wrong(key, node, faults, "the tag of a language", LANGUAGE_HINT);
    };
    if !language.may_exist() {
        let message = format!("`{language}` in `{key}` is the tag of no language");
        faults.add_hinted(&node.span, Diagnostic::warning(message), || {
            language.correction().unwrap_or_else(|| LANGUAGE_HINT.to_owned())
        });
    }
    Some(language)
}

/// What to write where a language is asked for.
const LANGUAGE_HINT: &str = "write its BCP 47 tag, such as en, es or pt-BR";

type Read<T> = fn(&str, &Node, &mut Faults) -> Option<T>;

fn localized<T>(key: &str, node: &Node, faults: &mut Faults, read: Read<T>) -> Option<Localized<T>> {
    match &node.value {
        Value::Table(table) => Some(Localized::Each(each_language(key, table, faults, read))),
        _ => read(key, node, faults).map(Localized::Same),
    }
}

fn each_language<T>(key: &str, table: &Table, faults: &mut Faults, read: Read<T>) -> BTreeMap<Language, T> {
    let mut values = BTreeMap::new();
    for entry in table.0.iter().filter(|entry| !is_null(&entry.node)) {
        let Ok(language) = Language::new(&entry.key) else {
            let message = format!("{} in `{key}` is not the tag of a language", quoted(&entry.key));
            faults.error(&entry.key_span, message, LANGUAGE_HINT);
            continue;
        };
        if let Some(value) = read(key, &entry.node, faults)
            && values.insert(language, value).is_some()
        {
            let message = format!("`{key}` is given twice for `{}`", entry.key);
            faults.error(&entry.key_span, message, "keep one of them");
        }
    }
    values
}

#[cfg(test)]
mod tests;
