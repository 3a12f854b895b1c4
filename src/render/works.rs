//! A work as one page shows it: in full, as an entry of an index, or as one that lacks the page's language.

use std::mem::take;

use htmlize::escape_attribute;

use super::context::{Context, localized};
use super::french::unbroken;
use super::headings::Named;
use super::html::{self, Mark};
use super::strings::Strings;
use super::text::Text;
use super::view::{DateView, LinkView, RatingView, SubjectView, WorkView};
use crate::ground::config::Pages;
use crate::ground::facts::{Rating, Subject};
use crate::ground::language::{Language, Localized};
use crate::ground::path::SitePath;
use crate::understand::parse::title::word_end;
use crate::understand::{Block, BlockKind, Document, Work};

/// Returns `work` as its page in `language` shows it in full.
pub(crate) fn in_full(context: &Context<'_>, work: &Named<'_>, language: &Language) -> WorkView {
    let (path, level) = (&context.routes.work(language, &work.slug), context.title_level());
    let mut view = WorkView { level, ..entry(context, work, language, path) };
    let Some((index, _)) = document_in(work, language) else { return view };
    let text = Text::new(context, work, index, path, level);
    let mark = mark(context, work, language, path);
    // The title stands first on the page, and so do its ids.
    if let Some(title) = html::title(&text) {
        view.title_html = title;
    }
    view.html = Some(html::body(&text, mark.as_ref()));
    view.id = text.ids.unlike(view.id);
    view
}

/// Returns `work` as an index in `language` at `path` lists it: without its text.
pub(crate) fn entry(context: &Context<'_>, work: &Work, language: &Language, path: &SitePath) -> WorkView {
    let facts = &work.facts;
    let here = document_in(work, language).map(|(_, document)| document);
    let (title, title_language) = title(work, language);
    let original = facts.original.as_ref().filter(|original| *original != language);
    let others = work.documents.iter().filter(|_| here.is_none()).map(|document| &document.language);
    WorkView {
        slug: work.slug.clone(),
        id: context.routes.id(&work.slug),
        level: 2,
        title_html: unbroken(&escape_attribute(&title), title_language).into_owned(),
        title,
        title_lang: (title_language != language).then(|| title_language.tag().to_owned()),
        href: href(context, work, language, path),
        date: facts.date.map(|date| DateView { iso: date.to_string(), text: context.strings(language).date(date) }),
        author: people(context, facts.author.as_ref(), language),
        translator: translator(context, work, language),
        original: original.map(|original| context.name_in(language, "original", original)),
        summary: localized(facts.summary.as_ref(), language),
        tags: localized(facts.tags.as_ref(), language).unwrap_or_default(),
        rating: facts.rating.as_ref().map(|rating| rating_view(context.strings(language), rating)),
        subject: facts.subject.as_ref().map(|subject| subject_view(context, subject, language)),
        draft: facts.draft == Some(true) || here.is_some_and(|document| document.draft),
        html: None,
        elsewhere: others
            .map(|there| language_link(context, there, language, href(context, work, there, path)))
            .collect(),
    }
}

/// Returns who translated `work` to `language`, unless it was written in that.
pub(crate) fn translator(context: &Context<'_>, work: &Work, language: &Language) -> Option<String> {
    let is_original = work.facts.original.as_ref() == Some(language);
    people(context, work.facts.translator.as_ref(), language).filter(|_| !is_original)
}

/// Returns the names that a fact has for readers of `language`, in a row.
fn people(context: &Context<'_>, names: Option<&Localized<Vec<String>>>, language: &Language) -> Option<String> {
    localized(names, language).map(|names| context.strings(language).list(&names))
}

/// Returns the title of `work` for readers of `language`, and the language it is in.
pub(crate) fn title<'a>(work: &'a Work, language: &'a Language) -> (String, &'a Language) {
    let stated = work.facts.title.as_ref().and_then(|title| title.get(language));
    let document = document_in(work, language).map(|(_, document)| document).or(work.documents.first());
    match (stated, document) {
        (Some(stated), _) => (stated.clone(), language),
        (None, Some(document)) => (document.title.clone(), &document.language),
        (None, None) => (work.slug.clone(), language),
    }
}

/// Returns the document of `work` in `language`, and which of its documents it is.
pub(crate) fn document_in<'a>(work: &'a Work, language: &Language) -> Option<(usize, &'a Document)> {
    work.documents.iter().enumerate().find(|(_, document)| document.language == *language)
}

/// Tells whether the documents of `work` in the two languages are there and aligned, so that they can face each other.
pub(crate) fn faces(work: &Work, left: &Language, right: &Language) -> bool {
    !work.segments.is_empty() && [left, right].iter().all(|language| document_in(work, language).is_some())
}

/// Returns the link from `path` to the work in `language`.
fn href(context: &Context<'_>, work: &Work, language: &Language, path: &SitePath) -> String {
    let target = context.routes.work(language, &work.slug);
    match context.basis.config.pages {
        Pages::Work => target.relative_from(path),
        Pages::Edition if target == *path => format!("#{}", context.routes.id(&work.slug)),
        Pages::Edition => format!("{}#{}", target.relative_from(path), context.routes.id(&work.slug)),
    }
}

/// Returns the link `href` to `there` for readers of `here`.
pub(crate) fn language_link(context: &Context<'_>, there: &Language, here: &Language, href: String) -> LinkView {
    LinkView {
        lang: there.tag().to_owned(),
        dir: context.tongue(there).direction,
        name: context.name_in(here, "missing-read", there),
        endonym: context.tongue(there).name.clone(),
        href,
    }
}

/// Returns the mark of paragraphs, which leads to the work's next document after the one in `language`. Where nothing is aligned,
/// there is none.
fn mark(context: &Context<'_>, work: &Work, language: &Language, path: &SitePath) -> Option<Mark> {
    let (index, _) = document_in(work, language).filter(|_| !work.segments.is_empty())?;
    let document = (index + 1) % work.documents.len();
    let other = &work.documents[document].language;
    let label = context.say(language, "counterpart", &[("language", &context.name_in(language, "counterpart", other))]);
    (document != index).then(|| Mark {
        document,
        href: context.routes.work(other, &work.slug).relative_from(path),
        hreflang: other.tag().to_owned(),
        label: escape_attribute(label).into_owned(),
    })
}

/// Returns a rating as the message writes it that says it.
fn rating_view(strings: &Strings, rating: &Rating) -> RatingView {
    let number = |number: &String| if strings.is_own("rating") { strings.number(number) } else { number.clone() };
    RatingView { value: number(&rating.value), best: number(&rating.best) }
}

fn subject_view(context: &Context<'_>, subject: &Subject, language: &Language) -> SubjectView {
    let people = |names: &[String]| (!names.is_empty()).then(|| context.strings(language).list(names));
    SubjectView {
        kind: subject.kind,
        title: subject.title.clone(),
        title_lang: subject.language.as_ref().filter(|title| *title != language).map(|title| title.tag().to_owned()),
        year: subject.year,
        director: people(&subject.director),
        cinematography: people(&subject.cinematography),
        cast: people(&subject.cast),
        writer: people(&subject.writer),
    }
}

/// Returns the opening of a text, at most `length` characters: what it says before its next heading, without code.
pub(crate) fn opening(document: &Document, length: usize) -> String {
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading(_));
    let blocks = document.blocks.iter().enumerate().filter(|(index, _)| document.title_block != Some(*index));
    let blocks = blocks.map(|(_, block)| block).filter(|block| block.kind != BlockKind::Code);
    let blocks = blocks.skip_while(is_heading).take_while(|block| !is_heading(block));
    let (mut opening, mut is_apart) = (String::new(), false);
    for (at, sentence) in blocks.flat_map(|block| block.sentences.iter().enumerate()) {
        let words = sentence.text();
        // Between blocks, and in verse between lines, there is markup only.
        is_apart |= at == 0 || !sentence.gap.is_empty();
        if !words.is_empty() && take(&mut is_apart) && !opening.is_empty() {
            opening.push(' ');
        }
        opening.push_str(words);
        if opening.chars().nth(length).is_some() {
            break;
        }
    }
    shorten(&opening, length)
}

/// Returns at most `length` characters of `text`, cut between words and marked with an ellipsis where it was cut.
pub(crate) fn shorten(text: &str, length: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(length) else { return text.to_owned() };
    format!("{}…", text[..word_end(text, end)].trim_end_matches([',', ';', ':', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_ends_with_a_word_where_there_are_spaces() {
        for (text, length, expected) in [
            ("The ferry left at noon.", 12, "The ferry…"),
            ("The ferry left, at noon.", 14, "The ferry…"),
            ("The ferry left at noon.", 40, "The ferry left at noon."),
            ("在 一九五七年拍摄的这部影片", 10, "在 一九五七年拍摄的…"),
        ] {
            assert_eq!(shorten(text, length), expected);
        }
    }
}
