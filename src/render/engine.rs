//! The engine fills the theme's templates, which are written for Tera.

use std::sync::Arc;

use fluent_bundle::FluentArgs;
use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use super::assets::Assets;
use super::bounds::{self, Bounded};
use super::report::{NO_ASSET, diagnostic};
use super::strings::Strings;
use super::tongue::Tongues;
use super::view::View;
use crate::ground::diagnostic::Diagnostic;
use crate::ground::language::Direction;
use crate::ground::theme::{DEFAULT, Theme};

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
        let tera = filled(theme, tongues, assets.clone()).map_err(|error| diagnostic(theme, &error))?;
        Ok(Engine { tera, theme, assets })
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
            .map_err(|error| diagnostic(self.theme, &error))
    }

    /// Returns the assets that templates can link.
    pub(crate) fn assets(&self) -> &Assets {
        &self.assets
    }
}

/// Returns Tera with the functions that templates call, and the templates.
fn filled(theme: &Theme, tongues: Tongues, assets: Arc<Assets>) -> TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes([DEFAULT])?;
    tera.register_function("say", move |arguments: Kwargs, state: &State<'_>| say(&tongues, &arguments, state));
    tera.register_function("asset", move |arguments: Kwargs, state: &State<'_>| asset(&assets, &arguments, state));
    tera.register_function("range", bounds::range);
    tera.add_raw_templates(theme.templates.iter().map(|(name, source)| (name.as_str(), &*source.text)))?;
    Ok(tera)
}

/// Returns the link from the page to the asset `name`, which changes with the asset's content.
fn asset(assets: &Assets, arguments: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let name = arguments.must_get::<String>("name")?;
    let site: Value = state.get("site")?.ok_or_else(|| Error::message("`asset` cannot be used in a component"))?;
    let root = site.get_from_path("root").and_then(Value::as_str).unwrap_or_default();
    assets
        .link(&name, root)
        .map(|link| Value::safe_string(&link))
        .ok_or_else(|| Error::message(format!("{NO_ASSET} {name} in assets/")))
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
        Some(lang) if !arguments.get("plain")?.unwrap_or(false) => {
            // What stands in is English.
            let dir = if tongue.direction == Direction::RightToLeft { " dir=\"ltr\"" } else { "" };
            format!("<span lang=\"{lang}\"{dir}>{words}</span>")
        }
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
