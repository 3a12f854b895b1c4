//! A tongue is a language of the site as pages speak it and name it. What all of them say of it is found out once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::FluentArgs;

use super::strings::{Phrase, Strings};
use crate::ground::config::Config;
use crate::ground::language::{Direction, Language};

/// The key that leads to the next language, held with Alt so that it is in nobody's way.
const TOGGLE_KEY: &str = "Alt+L";

/// The tongues of the site, by the tags of their languages.
pub(crate) type Tongues = Arc<BTreeMap<String, Tongue>>;

/// A language of the site, as pages speak it and name it.
pub(crate) struct Tongue {
    pub(crate) strings: Strings,
    /// Its name for its readers.
    pub(crate) name: String,
    /// The value of the `dir` attribute.
    pub(crate) direction: Direction,
    /// Language and territory as Open Graph writes them.
    pub(crate) og_locale: String,
    /// The names of the site's languages, in each language that its messages may be said in.
    pub(crate) names: BTreeMap<Language, BTreeMap<Language, String>>,
    /// The invitation to read in it.
    pub(crate) invitation: String,
    /// What its readers are told of the key that leads to it.
    pub(crate) hint: String,
    /// What templates say, as it is where nothing is put into it.
    said: BTreeMap<String, Phrase>,
}

impl Tongue {
    /// Returns the tongue of `language` in a site with these languages, whose templates say the messages with these ids.
    pub(crate) fn new<'i>(
        language: &Language,
        languages: &[Language],
        config: &Config,
        strings: Strings,
        ids: impl Iterator<Item = &'i str>,
    ) -> Tongue {
        let names = |speaker: &Language| {
            let names = languages.iter().map(|other| (other.clone(), other.name_in(speaker))).collect();
            (speaker.clone(), names)
        };
        let key = FluentArgs::from_iter([("key", TOGGLE_KEY)]);
        Tongue {
            name: config.name_of(language),
            direction: language.direction(),
            og_locale: language.og_locale(),
            names: strings.speakers().map(names).into(),
            invitation: strings.say("chooser", &FluentArgs::new()).text,
            hint: strings.say("toggle-key", &key).text,
            said: ids.map(|id| (id.to_owned(), strings.say(id, &FluentArgs::new()))).collect(),
            strings,
        }
    }

    /// Says the message `id` with `arguments` put in.
    pub(crate) fn say(&self, id: &str, arguments: &FluentArgs<'_>) -> Cow<'_, Phrase> {
        let said = self.said.get(id).filter(|_| arguments.iter().next().is_none());
        said.map_or_else(|| Cow::Owned(self.strings.say(id, arguments)), Cow::Borrowed)
    }
}
