//! The one place where the Markdown parser is configured.

use pulldown_cmark::{Options, Parser};

/// CommonMark, with what writers of prose expect beside it. Smart punctuation is off: the words and marks of a seed
/// reach the page as they are.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Returns the parser of `text`, which is Markdown without front matter.
pub fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, OPTIONS)
}
