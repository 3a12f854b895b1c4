//! Tokens are the tags of a piece of HTML, by their place. Whatever lies between tags is text.

use std::ops::Range;

use html5gum::{DefaultEmitter, StartTag, Token as Gum, Tokenizer};

use super::elements;

/// Something in HTML that is not text, with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Range<usize>,
}

/// The kinds of [`Token`]. Names are in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A start tag with its attributes.
    Open(String, Vec<(String, String)>),
    /// An end tag.
    Close(String),
    /// A comment or declaration.
    Remark,
    /// An element whose content is not meant for readers, up to its end tag.
    Hidden(String),
}

/// Returns the tokens of `html` in order.
///
/// A hidden element (`script`) that never ends is a tag only, and the text after it stays text: nobody hides the rest of
/// a document by an unclosed tag. Takes linear time.
pub(super) fn tokens(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut endless: Vec<String> = Vec::new();
    let mut base = 0;
    while let Some((element, from)) = scan(&html[base..], base, &endless, &mut tokens) {
        match end_of(html, &element, from.end) {
            Some(end) => {
                tokens.push(Token { kind: TokenKind::Hidden(element), span: from.start..end });
                base = end;
            }
            None => {
                tokens.push(Token { kind: TokenKind::Open(element.clone(), Vec::new()), span: from.clone() });
                endless.push(element);
                base = from.end;
            }
        }
    }
    tokens
}

/// Adds the tokens of `html` up to the first hidden element, and returns that element and its start tag.
fn scan(html: &str, base: usize, endless: &[String], tokens: &mut Vec<Token>) -> Option<(String, Range<usize>)> {
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        let (kind, span) = match token {
            Gum::StartTag(tag) => {
                let name = text(&tag.name);
                let span = base + tag.span.start..base + tag.span.end;
                if elements::is_hidden(&name) && !endless.contains(&name) {
                    return Some((name, span));
                }
                (TokenKind::Open(name, attributes(&tag)), tag.span)
            }
            Gum::EndTag(tag) => (TokenKind::Close(text(&tag.name)), tag.span),
            Gum::Comment(comment) => (TokenKind::Remark, comment.span),
            Gum::Doctype(doctype) => (TokenKind::Remark, doctype.span),
            Gum::String(_) | Gum::Error(_) => continue,
        };
        tokens.push(Token { kind, span: base + span.start..base + span.end });
    }
    None
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_ascii_lowercase()
}

fn attributes(tag: &StartTag<usize>) -> Vec<(String, String)> {
    let value = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    tag.attributes.iter().map(|(name, attribute)| (text(name), value(&attribute.value))).collect()
}

/// Returns the end of the hidden element `name`, searched from `from`: that of its end tag, which a head may lack before the body.
fn end_of(html: &str, name: &str, from: usize) -> Option<usize> {
    let rest = &html.as_bytes()[from..];
    let find = |tag: &str| memchr::memchr_iter(b'<', rest).find(|&at| is_tag(&rest[at..], tag));
    let end = match find(&format!("</{name}")) {
        Some(at) => at + memchr::memchr(b'>', &rest[at..])? + 1,
        None => find("<body").filter(|_| name == "head")?,
    };
    Some(from + end)
}

/// Tells whether `html` begins with the tag that begins with `start`, in letters of either case, and not with one of a longer name.
fn is_tag(html: &[u8], start: &str) -> bool {
    let ends_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    html.get(..start.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(start.as_bytes()))
        && html.get(start.len()).is_some_and(ends_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_where_they_stand() {
        let html = "a<B x=\"1>2\">b</b ><!-- c<d --><br/>é<script>if (a<b) {}</SCRIPT >e <style>f<p";
        let spans: Vec<&str> = tokens(html).into_iter().map(|token| &html[token.span]).collect();
        let script = "<script>if (a<b) {}</SCRIPT >";
        assert_eq!(spans, ["<B x=\"1>2\">", "</b >", "<!-- c<d -->", "<br/>", script, "<style>"]);
    }

    #[test]
    fn a_head_ends_before_what_readers_see() {
        for (html, hidden) in [
            (
                "<head><title>Ferry</title></HEAD\n><body><header><h1>The ferry</h1></header>",
                "<head><title>Ferry</title></HEAD\n>",
            ),
            (
                "<head><title>Ferry</title>\n<Body class=\"a\"><header>The ferry</header>",
                "<head><title>Ferry</title>\n",
            ),
            (
                "<head><script>write('<body>')</script><title>Ferry</title></head>The ferry",
                "<head><script>write('<body>')</script><title>Ferry</title></head>",
            ),
            ("<head><style>tbody { color: red }</style><body>The ferry", "<head><style>tbody { color: red }</style>"),
        ] {
            let first = tokens(html).swap_remove(0);
            assert_eq!((first.kind, &html[first.span]), (TokenKind::Hidden("head".to_owned()), hidden));
        }
        let header = "<head><header>The ferry</header>";
        assert!(tokens(header).iter().all(|token| !matches!(token.kind, TokenKind::Hidden(_))));
    }
}
