//! The context is what every part of a page is made with: the basis of its site, and what is made of that once, which are the
//! routes, the tongues of the languages, and what stands inside pages.

use fluent_bundle::FluentArgs;

use super::basis::Basis;
use super::inline::Inline;
use super::routes::Routes;
use super::strings::Strings;
use super::tongue::{Tongue, Tongues};
use crate::ground::language::{Language, Localized};

/// What every part of a page is made with.
pub(crate) struct Context<'a> {
    pub(crate) basis: Basis<'a>,
    pub(crate) routes: Routes<'a>,
    pub(crate) inline: Inline<'a>,
    tongues: Tongues,
}

impl<'a> Context<'a> {
    pub(crate) fn new(basis: Basis<'a>, tongues: Tongues) -> Context<'a> {
        let routes = Routes::new(basis.languages, basis.works, basis.config);
        Context { basis, routes, inline: Inline::new(basis.theme, basis.languages), tongues }
    }

    /// Returns the strings of a language of the site.
    pub(crate) fn strings(&self, language: &Language) -> &Strings {
        &self.tongue(language).strings
    }

    /// Returns the tongue of a language of the site.
    pub(crate) fn tongue(&self, language: &Language) -> &Tongue {
        &self.tongues[language.tag()]
    }

    /// Returns the level of the titles of works on the pages that show them: the page has a title of its own above several.
    pub(crate) fn title_level(&self) -> u8 {
        if self.routes.are_alone() { 1 } else { 2 }
    }

    /// Returns the name of `other` as it stands inside the message `id` for readers of `language`.
    pub(crate) fn name_in(&self, language: &Language, id: &str, other: &Language) -> String {
        let Tongue { strings, names, .. } = self.tongue(language);
        let speaker = strings.speaker(id);
        let known = names.get(speaker).and_then(|names| names.get(other)).cloned();
        known.unwrap_or_else(|| other.name_in(speaker))
    }

    /// Returns the words of a message, without markup.
    pub(crate) fn say(&self, language: &Language, id: &str, arguments: &[(&'static str, &str)]) -> String {
        let arguments: FluentArgs<'_> = arguments.iter().copied().collect();
        self.strings(language).say(id, &arguments).text
    }

    /// Returns the site's title for readers of `language`.
    pub(crate) fn title(&self, language: &Language) -> Option<String> {
        localized(self.basis.config.title.as_ref(), language)
    }

    /// Returns what the site is called for readers of `language`: it has a title, or the language's name for one, which says
    /// something only where there are several.
    pub(crate) fn site_title(&self, language: &Language) -> String {
        self.title(language).unwrap_or_else(|| match *self.basis.languages {
            [_] => self.say(language, "contents", &[]),
            _ => self.tongue(language).name.clone(),
        })
    }

    /// Returns what the site is, for readers of `language`.
    pub(crate) fn description(&self, language: &Language) -> Option<String> {
        localized(self.basis.config.description.as_ref(), language)
    }
}

/// Returns what a fact says to readers of `language`.
pub(crate) fn localized<T: Clone>(fact: Option<&Localized<T>>, language: &Language) -> Option<T> {
    fact.and_then(|fact| fact.get(language)).cloned()
}
