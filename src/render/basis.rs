//! The basis of a site is what all its pages are made with. It tells which of them would be the same again, before a template is
//! read.

use super::assets;
use crate::ground::config::Config;
use crate::ground::fingerprint::Fingerprint;
use crate::ground::language::Language;
use crate::ground::theme::Theme;
use crate::understand::Entry;

/// How many works a feed shows: the newest.
pub(crate) const FED: usize = 50;

/// What all pages of a site are made with.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    pub(crate) languages: &'a [Language],
    pub(crate) works: usize,
    pub(crate) config: &'a Config,
    pub(crate) theme: &'a Theme,
    /// Stands for all of it that pages show.
    pub(crate) fingerprint: Fingerprint,
}

impl<'a> Basis<'a> {
    /// Returns the basis of a site with so many works.
    pub fn new(languages: &'a [Language], works: usize, config: &'a Config, theme: &'a Theme) -> Basis<'a> {
        // A new key has to say whether pages show it. What is left out is shown in the works, or not at all.
        let Config {
            base_url,
            title,
            description,
            author,
            pages,
            names,
            languages: _,
            paragraphs: _,
            align: _,
            host: _,
            silence: _,
            publish: _,
        } = config;
        let shown = (base_url, title, description, author, pages, names);
        let Theme { templates, strings, assets: _ } = theme;
        let theme_shown = (templates, strings, assets::shown(theme).collect::<Vec<_>>());
        // Of how many works there are, a page shows only whether it is the only one.
        let fingerprint = Fingerprint::of(&(languages, works == 1, shown, theme_shown));
        Basis { languages, works, config, theme, fingerprint }
    }

    /// Returns for each of `entries`, the newest first, whether a feed shows it.
    pub fn fed(&self, entries: &[Entry]) -> Vec<bool> {
        let mut room = vec![FED; self.languages.len()];
        let is_fed = |entry: &Entry| {
            let has = |language: &Language| entry.members.iter().any(|member| member.language == *language);
            let places = self.languages.iter().zip(&mut room).filter(|(language, room)| **room > 0 && has(language));
            places.map(|(_, room)| *room -= 1).count() > 0
        };
        entries.iter().map(is_fed).collect()
    }

    /// Returns what stands for all that [`Renderer::work`](super::Renderer::work) makes the pages of a work from; `opened` stands
    /// for the work.
    pub fn key(&self, opened: Fingerprint, fed: bool) -> Fingerprint {
        Fingerprint::of(&(self.fingerprint, opened, fed))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ground::fingerprint::Printed;
    use crate::ground::theme::Source;

    #[test]
    fn of_what_pages_only_name_another_version_makes_no_other_page() {
        let key = |linked: &str, asset: &str, bytes: &'static [u8]| {
            let mut theme = Theme::embedded();
            let text: Arc<str> = format!("{{{{ asset(name=\"{linked}\") }}}}").into();
            theme.templates.insert("mine.html".to_owned(), Source { path: "mine.html".to_owned(), text });
            theme.assets.insert(asset.to_owned(), Printed::new(bytes.into()));
            Basis::new(&[], 1, &Config::default(), &theme).fingerprint
        };
        assert_eq!(key("logo.svg", "quay.jpg", b"old"), key("logo.svg", "quay.jpg", b"new"));
        for (linked, asset) in [("quay.jpg", "quay.jpg"), ("logo.svg", "style.css")] {
            assert_ne!(key(linked, asset, b"old"), key(linked, asset, b"new"), "{asset}");
        }
        assert_ne!(key("logo.svg", "quay.jpg", b"old"), key("logo.svg", "pier.jpg", b"old"));
    }
}
