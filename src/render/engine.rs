//! The engine fills the theme's templates. It is the only place that knows Tera.

use std::ops::Range;
use std::sync::Arc;

use fluent_bundle::FluentArgs;
use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::assets::Assets;
use super::bounds::{self, Bounded};
use super::stretches::{Stretch, stretches};
use super::strings::Strings;
use super::tongue::Tongues;
use super::view::View;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::fields::did_you_mean;
use crate::ground::theme::{DEFAULT, Theme};

/// What to do about most faults in templates.
const FIELDS: &str = "the fields a template can use are described in docs/templates.md";

/// How Tera says that it was told of a template that is not there.
const UNKNOWN_TEMPLATE: &str = "Unknown template `";

/// How it is said that an asset is not there.
const NO_ASSET: &str = " in assets/";

/// The templates of a theme, ready to be filled.
pub(crate) struct Engine<'a> {
    tera: Tera,
    theme: &'a Theme,
    assets: Arc<Assets>,
}

impl<'a> Engine<'a> {
    /// Returns the engine of `theme`, whose templates speak these `tongues`.
    ///
    /// # Errors
    /// When a template cannot be parsed or refers to something that is not there.
    pub(crate) fn new(theme: &'a Theme, tongues: Tongues) -> Result<Engine<'a>, Diagnostic> {
        let assets = Arc::new(Assets::new(theme));
        let mut engine = Engine { tera: Tera::new(), theme, assets: assets.clone() };
        let sources = theme.templates.iter().map(|(name, source)| (name.as_str(), &*source.text));
        engine
            .tera
            .set_fallback_prefixes([DEFAULT])
            .and_then(|()| {
                engine.tera.register_function("say", move |arguments: Kwargs, state: &State<'_>| {
                    say(&tongues, &arguments, state)
                });
                engine.tera.register_function("range", bounds::range);
                engine.tera.register_function("asset", move |arguments: Kwargs, state: &State<'_>| {
                    asset(&assets, &arguments, state)
                });
                engine.tera.add_raw_templates(sources)
            })
            .map_err(|error| engine.diagnostic(&error))?;
        Ok(engine)
    }

    /// Returns the page that is made of `view`: the template of its kind, filled.
    ///
    /// # Errors
    /// When the template asks for something that the view does not have.
    pub(crate) fn render(&self, view: &View) -> Result<Vec<u8>, Diagnostic> {
        bounds::begin_page();
        let (name, mut page) = (format!("{}.html", view.page.kind.name()), Bounded::new());
        Context::from_serialize(view)
            .and_then(|context| {
                let rendered = self.tera.render_to(&name, &context, &mut page);
                // Of a page that is too long, Tera only says that it could not be written.
                page.into_bytes().and_then(|bytes| rendered.map(|()| bytes))
            })
            .map_err(|error| self.diagnostic(&error))
    }

    /// Returns the assets that templates can link.
    pub(crate) fn assets(&self) -> &Assets {
        &self.assets
    }

    fn diagnostic(&self, error: &Error) -> Diagnostic {
        let report = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let range = |_: &str| Some(report.span().range.clone());
                Some(self.at(report.filename(), report.message(), range))
            }
            ErrorKind::MissingParent { current, parent } => {
                let message = format!("{UNKNOWN_TEMPLATE}{parent}`");
                Some(self.at(current, &message, |source| named(source, parent)))
            }
            ErrorKind::Msg(text) => Reported::first(text)
                .map(|report| self.at(report.template, report.message, |source| report.range(source))),
            _ => None,
        };
        let other = || format!("the templates do not work: {}", on_one_line(&error.to_string()));
        report.unwrap_or_else(|| Diagnostic::error(other()).hint(FIELDS))
    }

    /// Returns what to do about a fault that is told so.
    fn hint(&self, message: &str) -> String {
        if message.ends_with(NO_ASSET) {
            return "put the file there, or mend its name".to_owned();
        }
        let unknown = message.strip_prefix(UNKNOWN_TEMPLATE).and_then(|name| name.strip_suffix('`'));
        let names = self.theme.templates.keys().flat_map(|name| [name, name.trim_start_matches(DEFAULT)]);
        let names: Vec<&str> = names.collect();
        unknown.and_then(|name| did_you_mean(name, &names)).unwrap_or_else(|| FIELDS.to_owned())
    }

    /// Returns that the template `name` does not work, at the bytes of its text that `range` returns.
    fn at(&self, name: &str, message: &str, range: impl Fn(&str) -> Option<Range<usize>>) -> Diagnostic {
        let message = on_one_line(message);
        let diagnostic = Diagnostic::error(format!("the template does not work: {message}")).hint(self.hint(&message));
        let source = self.theme.templates.get(name);
        match source.and_then(|source| Some((source, range(&source.text)?))) {
            Some((source, range)) => diagnostic.at(Place::within(&source.path, &source.text, range)),
            None => diagnostic,
        }
    }
}

/// Returns where the code of a template names another one.
fn named(source: &str, other: &str) -> Option<Range<usize>> {
    stretches(source).into_iter().find_map(|stretch| match stretch {
        Stretch::Code(code) => {
            source[code.clone()].find(other).map(|at| code.start + at..code.start + at + other.len())
        }
        Stretch::Text(_) => None,
    })
}

/// What Tera says of a fault that it finds when it has read all templates: then there are only words, drawn for a terminal.
struct Reported<'a> {
    message: &'a str,
    template: &'a str,
    /// Counted from 1, in characters.
    line: usize,
    column: usize,
}

impl<'a> Reported<'a> {
    /// Returns the first of the reports in `text`.
    fn first(text: &'a str) -> Option<Reported<'a>> {
        let (_, report) = text.split_once("error: ")?;
        let (message, rest) = report.split_once("--> ")?;
        let mut place = rest.lines().next()?.rsplitn(3, ':');
        let (column, line, template) = (place.next()?, place.next()?, place.next()?);
        Some(Reported { message: message.trim(), template, line: line.parse().ok()?, column: column.parse().ok()? })
    }

    /// Returns the bytes of the word that it is about in `source`, the text of its template.
    fn range(&self, source: &str) -> Option<Range<usize>> {
        let line = source.split_inclusive('\n').nth(self.line.checked_sub(1)?)?;
        let start = line.as_ptr() as usize - source.as_ptr() as usize;
        let (at, _) = line.char_indices().nth(self.column.checked_sub(1)?)?;
        let length = line[at..].find(|character: char| !character.is_alphanumeric() && character != '_');
        Some(start + at..start + at + length.unwrap_or(line.len() - at))
    }
}

/// Returns `text` with a space for each run of white space.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the link from the page to the asset `name`, which changes with the asset's content.
fn asset(assets: &Assets, arguments: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let name = arguments.must_get::<String>("name")?;
    let site: Value = state.get("site")?.ok_or_else(|| Error::message("`asset` cannot be used in a component"))?;
    let root = site.get_from_path("root").and_then(Value::as_str).unwrap_or_default();
    assets
        .link(&name, root)
        .map(|link| Value::safe_string(&link))
        .ok_or_else(|| Error::message(format!("there is no asset {name}{NO_ASSET}")))
}

/// Says the message `id` in the language of the page. The other arguments are put into it; with `plain` the words come
/// without markup, also where they are in another language.
fn say(tongues: &Tongues, arguments: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let tag: String = match arguments.get("lang")? {
        Some(tag) => tag,
        None => state.get("lang")?.ok_or_else(|| Error::message("`say` needs `lang` here"))?,
    };
    let tongue = tongues.get(&tag).ok_or_else(|| Error::message(format!("the site has no language {tag}")))?;
    let phrase = tongue.say(&arguments.must_get::<String>("id")?, &fluent_arguments(arguments, &tongue.strings));
    let words = state.escape(&phrase.text)?;
    Ok(Value::safe_string(&match &phrase.lang {
        Some(lang) if !arguments.get("plain")?.unwrap_or(false) => format!("<span lang=\"{lang}\">{words}</span>"),
        _ => words,
    }))
}

/// What `say` itself is told.
const OWN: [&str; 3] = ["id", "lang", "plain"];

/// Returns the other arguments, which are put into a message. Beside each number NAME stands NAME-shown, as the language writes it.
fn fluent_arguments(arguments: &Kwargs, strings: &Strings) -> FluentArgs<'static> {
    let mut put = FluentArgs::new();
    let names = arguments.iter().map(|(key, argument)| (key.as_str().unwrap_or_default(), argument));
    for (name, argument) in names.filter(|(name, _)| !OWN.contains(name)) {
        let name = name.to_owned();
        match argument.as_i64() {
            Some(number) => {
                put.set(format!("{name}-shown"), strings.number(number));
                put.set(name, number);
            }
            None => put.set(name, argument.as_str().unwrap_or_default().to_owned()),
        }
    }
    put
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_drawn_for_a_terminal_is_read() {
        let text = "error: Unknown filter `año`\n --> a.html:2:4\n  |\n2 | {{ é | año }}\n\nerror: Unknown test `b`\n --> a.html:3:1\n";
        let report = Reported::first(text).expect("a report");
        assert_eq!((report.message, report.template), ("Unknown filter `año`", "a.html"));
        let source = "é\né| año }}\n";
        assert_eq!(report.range(source).map(|range| &source[range]), Some("año"));
    }
}
