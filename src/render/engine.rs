//! The engine fills the theme's templates. It is the only place that knows Tera.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::FluentArgs;
use serde::Serialize;
use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::assets::Assets;
use super::bounds::{self, Bounded};
use super::strings::Strings;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::theme::{DEFAULT, Theme};

/// The strings of each language of the site, by tag.
pub(crate) type StringsByTag = Arc<BTreeMap<String, Strings>>;

/// The templates of a theme, ready to be filled.
pub(crate) struct Engine<'a> {
    tera: Tera,
    theme: &'a Theme,
    assets: Arc<Assets>,
}

impl<'a> Engine<'a> {
    /// Returns the engine of `theme`, whose templates speak with `strings`.
    ///
    /// # Errors
    /// When a template cannot be parsed or refers to something that is not there.
    pub(crate) fn new(theme: &'a Theme, strings: StringsByTag) -> Result<Engine<'a>, Diagnostic> {
        let assets = Arc::new(Assets::new(theme));
        let mut engine = Engine { tera: Tera::new(), theme, assets: assets.clone() };
        let sources = theme.templates.iter().map(|(name, source)| (name.as_str(), &*source.text));
        engine
            .tera
            .set_fallback_prefixes([DEFAULT])
            .and_then(|()| {
                engine.tera.register_function("say", move |arguments: Kwargs, state: &State<'_>| {
                    say(&strings, &arguments, state)
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

    /// Returns the template `name` filled with `view`.
    ///
    /// # Errors
    /// When the template asks for something that the view does not have.
    pub(crate) fn render(&self, name: &str, view: &impl Serialize) -> Result<Vec<u8>, Diagnostic> {
        bounds::begin_page();
        let mut page = Bounded::new();
        Context::from_serialize(view)
            .and_then(|context| {
                let rendered = self.tera.render_to(name, &context, &mut page);
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
        let hint = "the fields a template can use are described in docs/templates.md";
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let diagnostic =
                    Diagnostic::error(format!("the template does not work: {}", report.message())).hint(hint);
                match self.theme.templates.get(report.filename()) {
                    Some(source) => {
                        diagnostic.at(Place::within(&source.path, &source.text, report.span().range.clone()))
                    }
                    None => diagnostic,
                }
            }
            other => Diagnostic::error(format!("the templates do not work: {other}")).hint(hint),
        }
    }
}

/// Returns the link from the page to the asset `name`, which changes with the asset's content.
fn asset(assets: &Assets, arguments: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let name = arguments.must_get::<String>("name")?;
    let site: Value = state.get("site")?.ok_or_else(|| Error::message("`asset` cannot be used in a component"))?;
    let root = site.get_from_path("root").and_then(Value::as_str).unwrap_or_default();
    assets
        .link(&name, root)
        .map(|link| Value::safe_string(&link))
        .ok_or_else(|| Error::message(format!("there is no asset {name} in assets/")))
}

/// Says the message `id` in the language of the page. The other arguments are put into it; with `plain` the words come
/// without markup, also where they are in another language.
fn say(strings: &StringsByTag, arguments: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let tag: String = match arguments.get("lang")? {
        Some(tag) => tag,
        None => state.get("lang")?.ok_or_else(|| Error::message("`say` needs `lang` here"))?,
    };
    let strings = strings.get(&tag).ok_or_else(|| Error::message(format!("the site has no language {tag}")))?;
    let phrase = strings.say(&arguments.must_get::<String>("id")?, &fluent_arguments(arguments, strings));
    let words = state.escape(&phrase.text)?;
    Ok(Value::safe_string(&match phrase.lang {
        Some(lang) if !arguments.get("plain")?.unwrap_or(false) => format!("<span lang=\"{lang}\">{words}</span>"),
        _ => words,
    }))
}

/// Returns the arguments that are put into a message. Beside each number NAME stands NAME-shown, as the language writes it.
fn fluent_arguments(arguments: &Kwargs, strings: &Strings) -> FluentArgs<'static> {
    let mut put = FluentArgs::new();
    for (key, argument) in arguments.iter() {
        let name = key.as_str().unwrap_or_default().to_owned();
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
