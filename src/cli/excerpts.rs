//! Diagnostics as people read them: the message, the place with the words in question, the hint.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::ground::diagnostic::{Diagnostic, Failure, Place, Severity};
use crate::ground::unseen::has_no_width;

pub(super) use crate::ground::unseen::printable;

/// How many findings of one severity are shown; a reader who has mended these can look for the rest.
const SHOWN: usize = 12;
/// How many further places of one and the same finding are named.
const PLACES: usize = 3;
/// How wide an excerpt may be, in characters. Texts often have a whole paragraph in a line.
const WIDTH: usize = 100;

/// Returns the diagnostics from the given severity upwards, the gravest first, equal ones together. Styled.
pub(super) fn render(diagnostics: &[Diagnostic], least: Severity) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let rendered = severities.into_iter().filter(|severity| *severity >= least).map(|severity| {
        let alike = alike(diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity));
        let shown: String = alike.iter().take(SHOWN).map(|alike| one(alike)).collect();
        let hidden: usize = alike.iter().skip(SHOWN).map(Vec::len).sum();
        match hidden {
            0 => shown,
            _ => format!("{shown}… and {hidden} more {} (--json lists them all)\n\n", noun(severity, hidden)),
        }
    });
    rendered.collect()
}

/// Returns the failure as people read it. Styled.
pub(super) fn failure(failure: &Failure) -> String {
    let message = printable(&failure.message);
    let hint = failure.hint.as_deref().map(printable);
    let group = Group::with_title(Level::ERROR.primary_title(&message));
    let hint = hint.as_ref().map(|hint| Level::HELP.message(hint));
    paint(group.elements(hint))
}

/// Returns the word for `count` diagnostics of this severity.
pub(super) fn noun(severity: Severity, count: usize) -> &'static str {
    match (severity, count) {
        (Severity::Error, 1) => "error",
        (Severity::Error, _) => "errors",
        (Severity::Warning, 1) => "warning",
        (Severity::Warning, _) => "warnings",
        (Severity::Note, 1) => "note",
        (Severity::Note, _) => "notes",
    }
}

/// Puts diagnostics together that say the same of different places, in the order of the first of each.
fn alike<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>) -> Vec<Vec<&'a Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut known = std::collections::BTreeMap::new();
    for diagnostic in diagnostics {
        let at = *known.entry((&diagnostic.message, &diagnostic.hint)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(diagnostic),
            None => groups.push(vec![diagnostic]),
        }
    }
    groups
}

fn one(alike: &[&Diagnostic]) -> String {
    let Some((first, others)) = alike.split_first() else { return String::new() };
    let level = match first.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let (message, elsewhere) = (printable(&first.message), elsewhere(others));
    let hint = first.hint.as_deref().map(printable);
    let window = first.place.as_ref().and_then(Window::of);
    let path = first.place.as_ref().map(|place| printable(&place.path));
    let mut group = Group::with_title(level.primary_title(&message));
    group = match (&window, &path) {
        (Some(window), Some(path)) => group.element(window.snippet(path)),
        (None, Some(path)) => group.element(Origin::path(path)),
        _ => group,
    };
    group = group.elements(elsewhere.as_ref().map(|elsewhere| Level::NOTE.message(elsewhere)));
    paint(group.elements(hint.as_ref().map(|hint| Level::HELP.message(hint)))) + "\n"
}

fn elsewhere(others: &[&Diagnostic]) -> Option<String> {
    let places = others.iter().filter_map(|diagnostic| diagnostic.place.as_ref());
    let named: Vec<String> = places.take(PLACES).map(|place| printable(&place.to_string())).collect();
    let more = match others.len() - named.len() {
        0 => String::new(),
        more if named.is_empty() => format!("{more} more times"),
        more => format!(" and {more} more times"),
    };
    (!others.is_empty()).then(|| format!("the same at {}{more}", named.join(", ")))
}

fn paint(group: Group<'_>) -> String {
    let renderer = Renderer::styled().decor_style(DecorStyle::Unicode).term_width(WIDTH);
    renderer.render(&[group]) + "\n"
}

/// Tells whether `character` is one of the control characters after ASCII, which the renderer of excerpts lets pass.
fn is_late_control(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{9f}')
}

/// The lines of a text that an annotation needs, so that a long text is not searched for each.
struct Window {
    text: String,
    line: usize,
    span: std::ops::Range<usize>,
}

impl Window {
    fn of(place: &Place) -> Option<Window> {
        let (line, _) = place.line_and_column()?;
        // Of a span over many lines, the first is enough to find it.
        let (text, span) = place.line()?;
        // What is seen in their stead has as many bytes, so the span stays where it is.
        let text = text.replace(has_no_width, "\u{fffd}").replace(is_late_control, "\u{a4}");
        Some(Window { text, line, span })
    }

    fn snippet<'a>(&'a self, path: &'a str) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let annotation = AnnotationKind::Primary.span(self.span.clone());
        Snippet::source(&self.text).line_start(self.line).path(path).annotation(annotation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(diagnostics: &[Diagnostic]) -> String {
        anstream::adapter::strip_str(&render(diagnostics, Severity::Note)).to_string()
    }

    fn at(text: &str, word: &str) -> Place {
        let start = text.find(word).expect("the word is in the text");
        Place::within("seeds/a.txt", &text.into(), start..start + word.len())
    }

    #[test]
    fn the_place_is_shown_with_its_words() {
        let text = "uno\ndos años de Barbarrova\n";
        let diagnostic = Diagnostic::warning("a name differs").at(at(text, "Barbarrova")).hint("write Barbarossa");
        let shown = plain(&[diagnostic]);
        for expected in
            ["warning: a name differs", "seeds/a.txt:2:13", "dos años de Barbarrova", "━━━━━━━━━━", "write Barbarossa"]
        {
            assert!(shown.contains(expected), "{expected} in\n{shown}");
        }
    }

    #[test]
    fn a_paragraph_in_one_line_is_cut_around_the_words() {
        let text = format!("{} needle {}", "palabra ".repeat(500), "palabra ".repeat(500));
        let shown = plain(&[Diagnostic::error("found").at(at(&text, "needle"))]);
        assert!(shown.contains("needle") && shown.contains(":1:4002"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= WIDTH + 20), "{shown}");
    }

    #[test]
    fn equal_findings_are_told_once_and_many_are_counted() {
        let file = |number| Diagnostic::note("not a text").at(Place::file(format!("seeds/{number}.bin")));
        let shown = plain(&(0..10).map(file).collect::<Vec<_>>());
        assert_eq!(shown.matches("not a text").count(), 1, "{shown}");
        assert!(shown.contains("seeds/3.bin and 6 more times"), "{shown}");
        let many = plain(&(0..40).map(|number| Diagnostic::error(format!("wrong {number}"))).collect::<Vec<_>>());
        assert!(many.contains("… and 28 more errors"), "{many}");
    }

    #[test]
    fn no_place_can_break_the_rendering() {
        let text: std::sync::Arc<str> = "a\u{1b}[31mñ\r\n\n日本語\u{202e}x".into();
        for start in 0..=text.len() + 2 {
            for end in 0..=text.len() + 2 {
                let place = Place::within("seeds/\u{1b}]0;x\u{7}", &text, start..end);
                assert!(!plain(&[Diagnostic::error("wrong").at(place)]).contains(['\u{7}', '\u{1b}']));
            }
        }
    }
}
