//! How units are written: by symbol or by word, before a number or behind it, alone or of several words.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::forms::{BY_HOUR, BY_SECOND, DEGREES, ONLY_IN, PER, POWERS, SHARES, UNITS, Unit};
use crate::ground::language::Language;

/// Returns the units that `words`, in this language, name by a word, each once.
pub(in crate::check) fn named_in(words: &str, language: &Language) -> Vec<&'static Unit> {
    let runs = words.split(|c: char| !c.is_alphabetic()).filter(|run| is_longer_than_symbols(run));
    let wide = FORMS.wide.iter().filter(|(form, _)| words.contains(form)).map(|(_, unit)| *unit);
    let runs = runs.filter(|run| is_unit_in(run, language));
    let units: BTreeMap<&str, &Unit> = runs.filter_map(named).chain(wide).map(|unit| (unit.symbol, unit)).collect();
    units.into_values().collect()
}

/// Returns the unit that stands before or behind a number.
pub(super) fn beside(before: &str, after: &str, language: &Language) -> Option<&'static Unit> {
    let currency = before.trim_end().chars().next_back().filter(|c| "€$£¥￥₽".contains(*c));
    if let Some(currency) = currency {
        return named(currency.encode_utf8(&mut [0; 4]));
    }
    let after = after.strip_prefix([' ', '\u{a0}', '\u{202f}', '\u{2009}', '-']).unwrap_or(after);
    let (run, rest) = first_run(after);
    // A heading's id in the syntax of templates: `4 %{#id}%`.
    if !is_unit_in(run, language) || (run == "%" && rest.starts_with('{')) {
        return None;
    }
    if DEGREES.contains(&run.to_lowercase().as_str()) {
        return named(scale(first_run(rest.trim_start()).0)?);
    }
    let powered = match power(run) {
        Some(mark) => Some((first_run(rest.trim_start_matches(['.', ' ', '\u{a0}'])).0, mark)),
        None => power(first_run(rest.trim_start()).0).map(|mark| (run, mark)),
    };
    if let Some((unit, mark)) = powered {
        return named(&format!("{}{mark}", named(unit)?.symbol));
    }
    let is_share = || SHARES.iter().any(|share| begins_with(after, share));
    match named(run) {
        Some(unit) => whole(unit, rest.trim_start()),
        None => is_share().then(|| named("%")).flatten(),
    }
}

/// Tells whether `word`, where it may be a unit, is one in this language too.
fn is_unit_in(word: &str, language: &Language) -> bool {
    let lower = word.to_lowercase();
    let is_word = |only: &str| only == word || (only == lower && is_longer_than_symbols(only));
    let only_in = ONLY_IN.iter().find(|(only, _)| is_word(only));
    only_in.is_none_or(|(_, languages)| languages.split(' ').any(|tag| tag == language.primary()))
}

/// Returns `unit`, or the one that it is a part of where `behind` says so: kilometres per hour. None where that is not known.
fn whole(unit: &'static Unit, behind: &str) -> Option<&'static Unit> {
    let is_by = |words: &[&str]| words.iter().any(|words| begins_with(behind, words));
    let is_unit = |behind: &str| named(first_run(behind).0).is_some();
    match unit.symbol {
        "km" if is_by(&BY_HOUR) => named("km/h"),
        "mi" if is_by(&BY_HOUR) => named("mph"),
        "m" if is_by(&BY_SECOND) => named("m/s"),
        _ => Some(unit).filter(|_| !PER.iter().filter_map(|words| behind.strip_prefix(words)).any(is_unit)),
    }
}

/// Returns the mark of the power that `word` raises a unit to.
fn power(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    POWERS.iter().find(|(_, words)| words.split(' ').any(|power| power == word)).map(|(mark, _)| *mark)
}

/// Tells whether `text` begins with `small`, in whatever letters.
fn begins_with(text: &str, small: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    small.chars().all(|letter| letters.next() == Some(letter))
}

pub(super) fn first_run(text: &str) -> (&str, &str) {
    let is_part = |c: char| c.is_alphabetic() || "°º℃℉%€$£¥￥₽/²³٪％".contains(c);
    text.split_at(text.find(|c| !is_part(c)).unwrap_or(text.len()))
}

/// Returns the symbol of the scale of degrees that has this name.
fn scale(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    match name.chars().next()? {
        'c' | 'ц' => Some("°C"),
        'f' | 'ф' => Some("°F"),
        _ => None,
    }
}

/// Returns the unit that is written so. Symbols keep their case; where no spaces stand between words, more may follow.
pub(super) fn named(run: &str) -> Option<&'static Unit> {
    if run.is_empty() {
        return None;
    }
    let lower = run.to_lowercase();
    let in_small = || FORMS.narrow.get(lower.as_str()).filter(|_| is_longer_than_symbols(&lower));
    // Of two that begin the same the longer is meant: 公里 and 公里/小时.
    let wide = || FORMS.wide.iter().filter(|(form, _)| run.starts_with(form)).max_by_key(|(form, _)| form.len());
    FORMS.narrow.get(run).or_else(in_small).or_else(|| wide().map(|(_, unit)| unit)).copied()
}

/// What is longer, in letters, may be written with capitals too.
const LONGEST_SYMBOL: usize = 2;

fn is_longer_than_symbols(form: &str) -> bool {
    form.chars().count() > LONGEST_SYMBOL
}

/// The units by how they are written, with spaces around and without.
struct Forms {
    narrow: HashMap<&'static str, &'static Unit>,
    wide: Vec<(&'static str, &'static Unit)>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let forms = UNITS.iter().flat_map(|unit| unit.forms.split_whitespace().map(move |form| (form, unit)));
    let is_wide = |form: &str| form.starts_with(|c: char| ('\u{3040}'..='\u{9fff}').contains(&c));
    let (wide, narrow): (Vec<_>, Vec<_>) = forms.partition(|(form, _)| is_wide(form));
    Forms { narrow: narrow.into_iter().collect(), wide }
});
