//! How code and pictures are written inside a page: small, and so that they cannot end what they stand in.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What ends the element that a style sheet stands in.
pub(crate) const STYLE_MARKUP: [&str; 1] = ["</style"];

/// What ends the element that a script stands in, and what would begin a comment that hides its end.
pub(crate) const SCRIPT_MARKUP: [&str; 2] = ["</script", "<!--"];

/// Returns a style sheet or script that has none of this `markup`: it can only stand in a text, where `<\/` is another way to
/// write `</`.
pub(crate) fn contained(code: &str, markup: &[&str]) -> String {
    let mut contained = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        let begins = |markup: &&str| from.get(..markup.len()).is_some_and(|start| start.eq_ignore_ascii_case(markup));
        contained.extend([before, if markup.iter().any(begins) { "<\\" } else { "<" }]);
        rest = &from[1..];
    }
    contained + rest
}

/// Returns a style sheet without its comments, and without white space that says nothing.
pub(crate) fn compact(css: &str) -> String {
    let mut compact = String::with_capacity(css.len());
    let (mut code, mut rest) = (String::new(), css);
    while let Some(at) = rest.find(['/', '"', '\'', '(', '\\']) {
        let (before, from) = rest.split_at(at);
        code.push_str(before);
        if let Some(comment) = from.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            // It parts words, and white space would say more: `a/**/:hover` is not `a :hover`.
            let is_needless = rest.is_empty() || code.ends_with(parts_words) || rest.starts_with(parts_words);
            code.push_str(if is_needless { "" } else { "/**/" });
            continue;
        }
        let length = match from.as_bytes()[0] {
            quote @ (b'"' | b'\'') => length_to(from, quote),
            b'(' if before.to_ascii_lowercase().ends_with("url")
                && !from[1..].trim_start().starts_with(['"', '\'']) =>
            {
                length_to(from, b')')
            }
            b'\\' => escape_length(from),
            _ => 1,
        };
        compact.push_str(&squeezed(&code));
        compact.push_str(&from[..length]);
        code.clear();
        rest = &from[length..];
    }
    compact + &squeezed(&(code + rest))
}

/// What divides rules, declarations, lists and selectors.
const DIVIDERS: [char; 5] = ['{', '}', ';', ',', '>'];

fn parts_words(character: char) -> bool {
    character.is_ascii_whitespace() || DIVIDERS.contains(&character)
}

/// Returns a piece of a style sheet without strings, with no white space beside its dividers, none behind a colon, and
/// elsewhere no more than one space.
fn squeezed(code: &str) -> String {
    let mut squeezed = String::with_capacity(code.len());
    for character in code.chars() {
        match character {
            space if space.is_ascii_whitespace() => {
                let is_needless = squeezed.ends_with(DIVIDERS) || squeezed.ends_with([':', ' ']);
                squeezed.push_str(if is_needless { "" } else { " " });
            }
            divider if DIVIDERS.contains(&divider) => {
                squeezed.truncate(squeezed.trim_end_matches(' ').len());
                squeezed.push(divider);
            }
            other => squeezed.push(other),
        }
    }
    squeezed
}

/// Returns the length of the escape that `text` begins with: a character, or the number of one and what ends it.
fn escape_length(text: &str) -> usize {
    let behind = text[1..].trim_start_matches(|digit: char| digit.is_ascii_hexdigit());
    text.len() - behind.len() + behind.chars().next().map_or(0, char::len_utf8)
}

/// Returns the length of the string or address in a style sheet that `text` begins with: up to what closes it, at most to the
/// end of the line.
fn length_to(text: &str, close: u8) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == close || byte == b'\n' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// What stands for itself neither in an address nor in the attribute that holds it.
const ESCAPED: AsciiSet = CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'&').add(b'<').add(b'>');

/// Returns an SVG picture as an address that holds it.
pub(crate) fn data_address(svg: &str) -> String {
    format!("data:image/svg+xml,{}", utf8_percent_encode(svg.trim(), &ESCAPED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_loses_what_says_nothing() {
        for (sheet, compacted) in [
            (
                "/* One. */\n  h1 { color: red } /**/\n\n  /* Two\n lines. */ p { margin: 0 }\n",
                " h1{color:red}p{margin:0}",
            ),
            ("input[accept=\"image/*\"] {}\nh1 {} /* Done. */", "input[accept=\"image/*\"]{}h1{}"),
            ("a::before { content: '/*' } /* \" */ b {}", "a::before{content:'/*'}b{}"),
            ("a { content: \"\\\"/*\" }", "a{content:\"\\\"/*\"}"),
            ("a { content: \"{ ,  }\" ' ; ' }", "a{content:\"{ ,  }\" ' ; '}"),
            ("a { background: URL(any/*.png) } /* x */", "a{background:URL(any/*.png)}"),
            ("a { background: url( \"a)/*.png\" ) } /* x */", "a{background:url( \"a)/*.png\" )}"),
            (
                ".w-1\\/2 , .\\\"é { margin: calc(1px /2)  auto /* \" */ ; }",
                ".w-1\\/2,.\\\"é{margin:calc(1px /2) auto;}",
            ),
            (".a\\,  b, .\\31  b, .\\31 b {}", ".a\\, b,.\\31  b,.\\31 b{}"),
            (".a/* One. */.b, i/* Two. */:hover/* Three. */{}", ".a/**/.b,i/**/:hover{}"),
            ("p /* One. *//* Two. */ b,/* Three. */\\31 /* Four. */b {}", "p b,\\31 /**/b{}"),
            ("a :hover ,\n b > :is( i , em ) { margin: 0 -1px }", "a :hover,b>:is( i,em ){margin:0 -1px}"),
            ("@media (width >= 2em) and (hover) { a {} }", "@media (width>= 2em) and (hover){a{}}"),
            ("a { content: \"open\n} /* x */ b {}", "a{content:\"open\n}b{}"),
            ("p {} /* never closed", "p{}"),
        ] {
            assert_eq!(compact(sheet), compacted);
        }
    }

    #[test]
    fn an_icon_stays_what_it_is_in_its_address() {
        let icon = "<svg aria-label=\"A &amp; B\"\n\tstyle=\"font-family:'Arial'\"><path fill='#92330f' d='M0 0h100%'/>é</svg>\n";
        let address = data_address(icon);
        let (_, data) = address.split_once(',').expect("an address with data");
        assert!(!data.contains(['"', '&', '<', '>', '#', '\t', '\n']), "{data}");
        assert_eq!(percent_encoding::percent_decode_str(data).decode_utf8(), Ok(icon.trim().into()));
    }

    #[test]
    fn what_is_inlined_cannot_end_its_element_and_stays_what_it_is() {
        for (script, inlined) in [
            ("if(a</s/g.lastIndex)b()", "if(a</s/g.lastIndex)b()"),
            ("a='</strong>'", "a='</strong>'"),
            ("a='</script>';b='</SCRIPT '", "a='<\\/script>';b='<\\/SCRIPT '"),
            ("a='<!--<script>';b=1<é", "a='<\\!--<script>';b=1<é"),
        ] {
            assert_eq!(contained(script, &SCRIPT_MARKUP), inlined);
        }
        assert_eq!(contained("a::after { content: '</Style>' }", &STYLE_MARKUP), "a::after { content: '<\\/Style>' }");
    }
}
