//! What other generators replace or read as markup stands on a page as it is. An author who brings texts from there is told so:
//! once for each kind in a text, and never of code.

use std::ops::Range;

use memchr::memmem;

use crate::ground::faults::Faults;
use crate::understand::{Block, BlockKind};

/// What is replaced elsewhere, and how it begins in HTML.
const REPLACED: [(&str, &[&str]); 3] =
    [("{% … %}", &["{%"]), ("{{ … }}", &["{{ ", "{{&lt;"]), ("{: … }", &["{: ", "{:."])];

/// What begins a box elsewhere.
const BOX: &str = ":::";

/// Adds a warning for each kind of foreign markup in `blocks`, whose spans count in `body` as those of `faults` do.
pub(super) fn report(blocks: &[Block], body: &str, faults: &mut Faults) {
    let is_prose = |block: &&Block| !matches!(block.kind, BlockKind::Code | BlockKind::Other);
    let mut warn = |mark: &str, has: &dyn Fn(usize, &str) -> bool| {
        // Nearly no text has any.
        if memmem::find(body.as_bytes(), &mark.as_bytes()[..2]).is_none() {
            return;
        }
        let prose = blocks.iter().filter(is_prose);
        let mut sentences = prose.flat_map(|block| block.sentences.iter().enumerate());
        if let Some((_, sentence)) = sentences.find(|(at, sentence)| has(*at, &sentence.html)) {
            let message = format!("`{mark}` means nothing here, and is published as it stands");
            let hint = "write it in Markdown or HTML, or in backticks where readers are to see it";
            let Range { start, end } = sentence.span;
            let beginning = body.get(start..end).and_then(|source| source.find(&mark[..2])).unwrap_or_default();
            faults.warning(&(start + beginning..end), message, hint);
        }
    };
    for (mark, beginnings) in REPLACED {
        warn(mark, &|_, html| prose(html).any(|part| beginnings.iter().any(|beginning| part.contains(beginning))));
    }
    warn(BOX, &|at, html| at == 0 && html.starts_with(BOX));
}

/// Returns the parts of `html` that are no code.
fn prose(html: &str) -> impl Iterator<Item = &str> {
    let behind = |part| str::split_once(part, "</code>").map_or("", |(_, behind)| behind);
    html.split("<code").enumerate().map(move |(at, part)| if at == 0 { part } else { behind(part) })
}
