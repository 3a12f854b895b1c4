//! Values are what keys are given, read as what they should be, with a fault for each that is something else.

use std::collections::BTreeMap;

use super::diagnostic::Diagnostic;
use super::faults::Faults;
use super::language::{Language, Localized};
use super::meant::{did_you_mean, listed, quoted};
use super::tree::{Node, Table, Value};

/// Adds the fault that `key` is not `expected`, and returns nothing.
pub(super) fn wrong<T>(key: &str, node: &Node, faults: &mut Faults, expected: &str, hint: &str) -> Option<T> {
    let found = match &node.value {
        Value::Text(text) | Value::Plain(text) | Value::Bare(text) => quoted(text),
        Value::List(_) => "a list".to_owned(),
        Value::Table(_) => "a table".to_owned(),
    };
    faults.error(&node.span, format!("`{key}` must be {expected}, not {found}"), hint);
    None
}

pub(super) fn is_null(node: &Node) -> bool {
    matches!(&node.value, Value::Plain(text) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
}

pub(super) fn bare(node: &Node) -> Option<&str> {
    node.scalar().filter(|_| !matches!(node.value, Value::Text(_)))
}

pub(super) fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

pub(super) fn text(key: &str, node: &Node, faults: &mut Faults) -> Option<String> {
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

pub(super) fn texts(key: &str, node: &Node, faults: &mut Faults) -> Option<Vec<String>> {
    let texts: Vec<String> = items(node).iter().filter_map(|item| text(key, item, faults)).collect();
    (!texts.is_empty()).then_some(texts)
}

pub(super) fn words(key: &str, node: &Node, faults: &mut Faults) -> Option<Vec<String>> {
    let texts = texts(key, node, faults)?;
    let is_list = matches!(node.value, Value::List(_));
    let parts = texts.iter().flat_map(|text| text.split(|letter| letter == ',' && !is_list)).map(str::trim);
    Some(parts.filter(|part| !part.is_empty()).map(str::to_owned).collect())
}

pub(super) fn choice<T: Copy>(key: &str, node: &Node, faults: &mut Faults, choices: &[(&str, T)]) -> Option<T> {
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

/// Returns the language whose tag `node` is.
pub(super) fn tag(node: &Node) -> Option<Language> {
    Language::written(node.scalar()?.trim()).ok()
}

pub(super) fn language(key: &str, node: &Node, faults: &mut Faults) -> Option<Language> {
    let Some(language) = tag(node) else {
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

pub(super) fn localized<T>(key: &str, node: &Node, faults: &mut Faults, read: Read<T>) -> Option<Localized<T>> {
    match &node.value {
        Value::Table(table) => Some(Localized::Each(each_language(key, table, faults, read))),
        _ => read(key, node, faults).map(Localized::Same),
    }
}

pub(super) fn each_language<T>(key: &str, table: &Table, faults: &mut Faults, read: Read<T>) -> BTreeMap<Language, T> {
    let mut values = BTreeMap::new();
    for entry in table.0.iter().filter(|entry| !is_null(&entry.node)) {
        let Ok(language) = Language::written(&entry.key) else {
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
