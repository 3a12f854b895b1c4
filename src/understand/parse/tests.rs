//! What parsing promises: the words stay, in order and once; the markup of Markdown is pulldown-cmark's; nothing that
//! runs reaches a page.

mod hostile;
mod markup;
mod plain_text;
mod properties;

use super::*;
use crate::ground::facts::Facts;

/// Returns a seed with this text and no front matter.
fn seed(text: &str, format: Format) -> Seed {
    let name = match format {
        Format::PlainText => "000_8df367.txt",
        Format::Markdown => "000_8df367.md",
        Format::Html => "000_8df367.html",
    };
    Seed {
        path: format!("seeds/{name}"),
        name: name.to_owned(),
        format,
        text: text.into(),
        body: 0..text.len(),
        facts: Facts::default(),
    }
}

fn parse_in(text: &str, format: Format, tag: &str) -> (Document, Vec<Diagnostic>) {
    document(&seed(text, format), &Language::new(tag).expect("a language"), Grain::Sentences)
}

fn parse(text: &str, format: Format) -> Document {
    parse_in(text, format, "en").0
}

/// Returns the HTML of a document as its doc comment says.
fn html(document: &Document) -> String {
    let mut html = String::new();
    for block in &document.blocks {
        html.push_str(&block.lead);
        for sentence in &block.sentences {
            html.push_str(&sentence.gap);
            html.push_str(&sentence.html);
        }
    }
    html + &document.tail
}

/// Returns the words of `html`: without tags, with entities resolved, by white space.
fn words(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let inline = ["em", "strong", "b", "i", "a", "code", "del", "span", "sup", "u"];
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        text.push_str(if inline.contains(&name) { "" } else { " " });
        rest = after;
    }
    text.push_str(rest);
    htmlize::unescape(text).split_whitespace().map(str::to_owned).collect()
}

fn texts(document: &Document) -> Vec<&str> {
    document.sentences().map(|sentence| sentence.text()).collect()
}

/// Checks what holds of every document: spans in order on character boundaries, no empty block, balanced HTML.
fn check_sound(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(!block.sentences.is_empty());
        for sentence in &block.sentences {
            assert!(sentence.span.start >= end && sentence.span.start < sentence.span.end, "{:?}", sentence);
            assert!(document.text.get(sentence.span.clone()).is_some(), "{:?}", sentence);
            end = sentence.span.end;
            assert_balanced(&sentence.html);
        }
    }
    let forbidden = |character: char| ('\u{FDD0}'..='\u{FDEF}').contains(&character);
    assert!(!html(document).contains(forbidden));
}

fn assert_balanced(html: &str) {
    let mut open = Vec::new();
    for token in tokens::tokens(html) {
        match token.kind {
            tokens::TokenKind::Open(name, _) if !elements::is_void(&name) => open.push(name),
            tokens::TokenKind::Close(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{html}");
}
