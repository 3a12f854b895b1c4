//! What pages say around the texts, in the page's language: messages, dates, numbers, lists, names of languages.

use std::collections::BTreeMap;
use std::fmt::Display;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::{ResolverError, errors::ReferenceKind};
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use fluent_syntax::ast::Entry;
use fluent_syntax::parser::parse_runtime;
use icu_datetime::{FixedCalendarDateTimeFormatter, fieldsets::YMD, input::Date};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_list::{ListFormatter, options::ListFormatterOptions};
use icu_locale::Locale;
use writeable::Writeable;

use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::language::Language;
use crate::ground::theme::{DEFAULT, Source, Theme};

/// The language whose strings stand in where a language has none: the one that every message is first written in.
pub(super) const STAND_IN: &str = "en";

/// The strings of one language, with those of the stand-in behind them.
pub(crate) struct Strings {
    language: Language,
    own: Option<Bundle>,
    stand_in: Option<Bundle>,
    stand_in_language: Language,
}

type Bundle = FluentBundle<FluentResource>;

/// A piece of text that the page says, and its language where that is not the page's.
#[derive(Clone)]
pub(crate) struct Phrase {
    pub(crate) text: String,
    pub(crate) lang: Option<String>,
}

impl Strings {
    /// Returns the strings of `language`, which a project may have a `name` for, and what is wrong with their files.
    pub(crate) fn new(theme: &Theme, language: &Language, name: Option<&String>) -> (Strings, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let sources = tags(language).into_iter().filter_map(|tag| theme.strings.get(&tag)).flatten();
        let (waiting, sources): (Vec<&Source>, Vec<&Source>) = sources.partition(|source| waits(theme, source));
        let named = name.map(|name| naming(&in_a_sentence(name, language)));
        let all = sources.iter().copied().chain(&named);
        let own = (!sources.is_empty()).then(|| bundle(language, all, &mut diagnostics));
        diagnostics.extend(own.iter().flat_map(|own| unspeakable(own, &sources)));
        let stand_in_language = Language::new(STAND_IN).unwrap_or_else(|_| language.clone());
        let name = naming(&language.name_in(&stand_in_language));
        let stand_in = theme
            .strings
            .get(STAND_IN)
            .map(|sources| bundle(&stand_in_language, sources.iter().chain([&name]), &mut Vec::new()));
        let strings = Strings { language: language.clone(), own, stand_in, stand_in_language };
        diagnostics.extend(strings.what_is_missing(theme, waiting.first().copied()));
        (strings, diagnostics)
    }

    /// Returns the message `id` with `arguments` put in: in the page's language, else in the stand-in, else the id.
    pub(crate) fn say(&self, id: &str, arguments: &FluentArgs<'_>) -> Phrase {
        let from = |bundle: &Option<Bundle>| bundle.as_ref().and_then(|bundle| format(bundle, id, arguments));
        match from(&self.own) {
            Some(text) => Phrase { text, lang: None },
            None => Phrase {
                text: from(&self.stand_in).unwrap_or_else(|| id.to_owned()),
                lang: Some(self.stand_in_language.tag().to_owned()).filter(|tag| tag != self.language.tag()),
            },
        }
    }

    /// Tells whether there is a message `id`, in the page's language or in the stand-in.
    pub(crate) fn has(&self, id: &str) -> bool {
        [&self.own, &self.stand_in].into_iter().flatten().any(|bundle| bundle.has_message(id))
    }

    /// Tells whether the message `id` is one of this language's own.
    pub(crate) fn is_own(&self, id: &str) -> bool {
        self.own.as_ref().is_some_and(|own| own.has_message(id))
    }

    /// Returns a calendar day as this language writes it.
    pub(crate) fn date(&self, date: jiff::civil::Date) -> String {
        let formatter = FixedCalendarDateTimeFormatter::try_new(self.locale().into(), YMD::long());
        let day = Date::try_new_gregorian(date.year().into(), date.month() as u8, date.day() as u8);
        match (formatter, day) {
            (Ok(formatter), Ok(day)) => formatter.format(&day).write_to_string().into_owned(),
            _ => date.to_string(),
        }
    }

    /// Returns a decimal number with the digits and separators of this language.
    pub(crate) fn number(&self, number: impl Display) -> String {
        let number = number.to_string();
        match (DecimalFormatter::try_new(self.locale().into(), Default::default()), number.parse::<Decimal>()) {
            (Ok(formatter), Ok(decimal)) => formatter.format(&decimal).write_to_string().into_owned(),
            _ => number,
        }
    }

    /// Returns a list of names joined as this language joins them: "a, b and c".
    pub(crate) fn list(&self, names: &[String]) -> String {
        match ListFormatter::try_new_and(self.locale().into(), ListFormatterOptions::default()) {
            Ok(formatter) => formatter.format(names.iter()).write_to_string().into_owned(),
            Err(_) => names.join(", "),
        }
    }

    /// Returns the languages that messages may be said in: the page's and the stand-in.
    pub(crate) fn speakers(&self) -> [&Language; 2] {
        [&self.language, &self.stand_in_language]
    }

    /// Returns the language that the message `id` is said in.
    pub(crate) fn speaker(&self, id: &str) -> &Language {
        if self.is_own(id) { &self.language } else { &self.stand_in_language }
    }

    fn locale(&self) -> Locale {
        Locale::from(self.language.id())
    }

    /// Returns a note that names the messages for which the stand-in speaks. All of them may be in a file that is `waiting` to be
    /// translated.
    fn what_is_missing(&self, theme: &Theme, waiting: Option<&Source>) -> Option<Diagnostic> {
        let tag = self.language.tag();
        let Some(own) = &self.own else {
            let message = format!("there are no strings for {tag}: what is not of the texts is said in {STAND_IN}");
            let init = || format!("`diglot init --strings {tag}` writes templates/strings/{tag}.ftl to be filled in");
            let fill = |waiting: &Source| format!("say it in your words in {}, behind each `=`", waiting.path);
            return Some(Diagnostic::note(message).hint(waiting.map_or_else(init, fill)));
        };
        let all = theme.strings.get(STAND_IN).into_iter().flatten().flat_map(|source| message_ids(&source.text));
        let missing: Vec<String> = all.filter(|id| !own.has_message(id)).collect();
        let message = || format!("the strings for {tag} lack {}: {STAND_IN} stands in", missing.join(", "));
        (!missing.is_empty())
            .then(|| Diagnostic::note(message()).hint(format!("add them in templates/strings/{tag}.ftl")))
    }
}

/// Returns under which tags there may be strings for `language`, the widest first: what its country or its script says stands over
/// what is said wherever the language is, but no script speaks for another.
pub(crate) fn tags(language: &Language) -> Vec<String> {
    let (script, primary) = (language.script(), language.primary());
    let is_of_script = Language::new(primary).is_ok_and(|wherever| wherever.script() == script);
    let wherever = is_of_script.then(|| primary.to_owned());
    let written = script.map(|script| format!("{primary}-{script}"));
    let narrower = Some(language.tag()).filter(|tag| *tag != primary).map(str::to_owned);
    let mut tags: Vec<String> = [wherever, written, narrower].into_iter().flatten().collect();
    tags.dedup();
    tags
}

/// Returns strings that say how the language of the page is called.
fn naming(name: &str) -> Source {
    let name = name.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ");
    Source { path: String::new(), text: format!("-language = {{ \"{name}\" }}\n").into() }
}

/// Returns the name of `language` as it stands inside a sentence: with a small letter where names of languages have one.
fn in_a_sentence(name: &str, language: &Language) -> String {
    let mut letters = name.chars();
    match letters.next().filter(|_| language.name_in(language).starts_with(char::is_lowercase)) {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}

/// Returns the ids of the messages in a file of strings.
pub(super) fn message_ids(text: &str) -> Vec<String> {
    let id = |entry: Entry<&str>| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    };
    entries(text).into_iter().filter_map(id).collect()
}

/// Returns what a file of strings says, without its comments.
fn entries(text: &str) -> Vec<Entry<&str>> {
    let (Ok(resource) | Err((resource, _))) = parse_runtime(text);
    resource.body
}

/// Tells whether a project's file of strings waits to be translated: it says nothing, or all that the stand-in says, as that does.
fn waits(theme: &Theme, source: &Source) -> bool {
    let stand_in = || theme.strings.get(STAND_IN).and_then(|sources| sources.first());
    let says = |stand_in: &Source| {
        let (said, own) = (entries(&stand_in.text), entries(&source.text));
        own.is_empty() || said.iter().all(|entry| own.contains(entry))
    };
    !source.path.starts_with(DEFAULT) && stand_in().is_some_and(says)
}

fn bundle<'a>(
    language: &Language,
    sources: impl IntoIterator<Item = &'a Source>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Bundle {
    let id = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new(source.text.to_string()).unwrap_or_else(|(resource, errors)| {
            diagnostics.extend(errors.into_iter().map(|error| {
                Diagnostic::error(format!("this is not a Fluent message: {}", error.kind))
                    .at(Place::within(&source.path, &source.text, error.pos))
                    .hint("write `id = words`, and indent the lines that continue it")
            }));
            resource
        });
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Returns what is wrong with messages that are well written, but refer to themselves or to what is not there.
fn unspeakable(bundle: &Bundle, sources: &[&Source]) -> Vec<Diagnostic> {
    // The last file that has a message wins.
    let mut messages: BTreeMap<String, &Source> = BTreeMap::new();
    for &source in sources {
        messages.extend(message_ids(&source.text).into_iter().map(|id| (id, source)));
    }
    let unspeakable = |(id, source): (String, &Source)| {
        let mut errors = Vec::new();
        bundle.format_pattern(bundle.get_message(&id)?.value()?, None, &mut errors);
        let reason = errors.iter().find_map(reason)?;
        let message = format!("the message `{id}` cannot be said: {reason}");
        Some(Diagnostic::error(message).at(place_of(source, &id)).hint("write out what it is to say"))
    };
    messages.into_iter().filter_map(unspeakable).collect()
}

/// Returns where the message `id` stands in a file of strings that has it.
pub(super) fn place_of(source: &Source, id: &str) -> Place {
    let is_head = |at: usize| {
        (at == 0 || source.text[..at].ends_with('\n')) && source.text[at + id.len()..].trim_start().starts_with('=')
    };
    let at = source.text.match_indices(id).map(|(at, _)| at).find(|&at| is_head(at)).unwrap_or_default();
    Place::within(&source.path, &source.text, at..at + id.len())
}

/// Returns why a message cannot be said. What it is told where it is used is no matter here.
fn reason(error: &FluentError) -> Option<String> {
    match error {
        FluentError::ResolverError(ResolverError::Cyclic) => Some("it refers to itself".to_owned()),
        FluentError::ResolverError(ResolverError::TooManyPlaceables) => Some("it grows without end".to_owned()),
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { .. })) => None,
        FluentError::ResolverError(error) => Some(error.to_string()),
        error => Some(error.to_string()),
    }
}

fn format(bundle: &Bundle, id: &str, arguments: &FluentArgs<'_>) -> Option<String> {
    let message = bundle.get_message(id)?;
    let mut errors = Vec::new();
    Some(bundle.format_pattern(message.value()?, Some(arguments), &mut errors).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_those_of_the_language_in_its_script() {
        for (tag, expected) in [
            ("es", "es es-Latn"),
            ("pt-PT", "pt pt-Latn pt-PT"),
            ("zh", "zh zh-Hans"),
            ("zh-Hant", "zh-Hant"),
            ("zh-TW", "zh-Hant zh-TW"),
            ("sr-Latn", "sr-Latn"),
        ] {
            assert_eq!(tags(&Language::new(tag).expect("a language")).join(" "), expected);
        }
        let strings = |tag: &str| Strings::new(&Theme::embedded(), &Language::new(tag).expect("a language"), None);
        let ((traditional, missing), (simplified, _)) = (strings("zh-HK"), strings("zh-CN"));
        let say = |strings: &Strings| strings.say("languages", &FluentArgs::new()).text;
        assert_eq!((say(&traditional), say(&simplified)), ("語言".to_owned(), "语言".to_owned()));
        assert_eq!(missing, []);
    }

    #[test]
    fn a_file_that_waits_to_be_translated_says_nothing() {
        let english = Theme::embedded().strings[STAND_IN][0].text.to_string();
        let commented: String = english.lines().map(|line| format!("# {line}\n")).collect();
        let translated = english.replace("Languages", "Sprog");
        let own = "languages = Languages\n".to_owned();
        for (tag, text, expected) in [
            ("da", &english, ("Languages", vec!["say it in your words in templates/strings/da.ftl, behind each `=`"])),
            (
                "da",
                &commented,
                ("Languages", vec!["say it in your words in templates/strings/da.ftl, behind each `=`"]),
            ),
            ("da", &translated, ("Sprog", Vec::new())),
            ("pt-PT", &english, ("Idiomas", Vec::new())),
            ("pt-PT", &own, ("Languages", Vec::new())),
            ("en-GB", &english, ("Languages", Vec::new())),
        ] {
            let mut theme = Theme::embedded();
            let source = Source { path: format!("templates/strings/{tag}.ftl"), text: text.as_str().into() };
            theme.strings.insert(tag.to_owned(), vec![source]);
            let (strings, notes) = Strings::new(&theme, &Language::new(tag).expect("a language"), None);
            let hints: Vec<&str> = notes.iter().filter_map(|note| note.hint.as_deref()).collect();
            let said = strings.say("languages", &FluentArgs::new()).text;
            assert_eq!((said.as_str(), hints), expected, "{tag}: {text}");
        }
    }

    #[test]
    fn a_language_is_called_as_the_project_calls_it() {
        let cases = [
            ("es", "Castellano", "Leer en castellano"),
            ("de", "Deutsch \"{ $einfach }\" \\", "Auf Deutsch \"{ $einfach }\" \\ lesen"),
            ("en", "Plain English", "Read in Plain English"),
        ];
        for (tag, name, expected) in cases {
            let language = Language::new(tag).expect("a language");
            let (strings, found) = Strings::new(&Theme::embedded(), &language, Some(&name.to_owned()));
            assert_eq!((strings.say("chooser", &FluentArgs::new()).text.as_str(), found), (expected, Vec::new()));
        }
    }

    #[test]
    fn what_stands_in_names_the_language_of_the_page() {
        let mut theme = Theme::embedded();
        let text = "languages = Hizkuntzak\n".into();
        theme.strings.insert("eu".to_owned(), vec![Source { path: "templates/strings/eu.ftl".to_owned(), text }]);
        let say = |theme: &Theme, tag: &str| {
            let [page, catalan] = [tag, "ca"].map(|tag| Language::new(tag).expect("a language"));
            let (strings, _) = Strings::new(theme, &page, None);
            let read_it = FluentArgs::from_iter([("language", catalan.name_in(strings.speaker("missing-read")))]);
            let nothing = FluentArgs::new();
            let said = [("chooser", &nothing), ("missing", &nothing), ("missing-read", &read_it)];
            said.map(|(id, arguments)| strings.say(id, arguments).text).join(" ")
        };
        let basque = "Read in Basque This text is not available in Basque. Read it in Catalan";
        assert_eq!([say(&Theme::embedded(), "eu"), say(&theme, "eu")], [basque, basque]);
        let english = "Read in English This text is not available in English. Read it in Catalan";
        assert_eq!(say(&theme, "en"), english);
        assert_eq!(say(&theme, "es"), "Leer en español Este texto no está disponible en español. Leer en catalán");
    }
}
