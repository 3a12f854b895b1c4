use proptest::prelude::*;

use super::*;

/// Text with much that means something to one of the formats.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        "[a-cA-C]{1,3}",
        prop::sample::select(vec![
            ". ", "\n", "\n\n", " ", "*", "**", "_", "`", "> ", "- ", "1. ", "# ", "[", "](x)", "![", "&amp;", "&",
            "<br>", "<br />", "|", "\n|-|\n", "[^1]", "\n[^1]: ", "~~", "    ", "\t", "\\", "é", "。", "\u{FDE0}",
            "\"", "!", "\r\n", "---", "{#a}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(scrap, 0..24).prop_map(|scraps| scraps.concat())
}

/// The same with raw HTML, whole and broken.
fn tagged() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<div>", "</div>", "<table>", "</table>", "<tr>", "<td>", "</td>",
        "<li>", "<ul>", "</ul>", "<script>", "</script>", "<!--", "-->", "<img src=a>", "<a href=x>", "</a>", "<br>",
        "<pre>", "</pre>", "<x>", "<", "<svg>", "<style>", "</style>", "<h1>", "</h1>", "<select>", "<template>",
        "<textarea>", "&#xFDE1;", "<caption>", "<col>",
    ]);
    let piece = prop_oneof![scraps(), tag.prop_map(str::to_owned)];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn plain_text_keeps_every_word(text in scraps()) {
        let document = parse(&text, Format::PlainText);
        check_sound(&document);
        let kept = marks::guard(&text).replace("<br>", " ").replace("<br />", " ").replace("&amp;", "&");
        let expected: Vec<&str> = kept.split_whitespace().collect();
        let texts = texts(&document).join(" ");
        prop_assert_eq!(texts.split_whitespace().collect::<Vec<_>>().concat(), expected.concat());
    }

    #[test]
    fn markdown_is_what_its_parser_renders(text in scraps()) {
        super::markup::check_unchanged(&marks::guard(&text));
    }

    #[test]
    fn markdown_with_html_is_sound(text in tagged()) {
        super::markup::check_unchanged(&marks::guard(&text));
    }

    #[test]
    fn html_keeps_its_words_in_order(text in tagged()) {
        let document = parse(&text, Format::Html);
        check_sound(&document);
        let guarded = marks::guard(&text);
        prop_assert_eq!(html(&document), sanitise::clean(&guarded).html);
        prop_assert_eq!(words(&html(&document)).concat(), between_tags(&guarded));
    }

    #[test]
    fn any_text_is_parsed(text in "\\PC{0,60}") {
        for format in [Format::PlainText, Format::Markdown, Format::Html] {
            check_sound(&parse(&text, format));
        }
    }

    /// Where nobody asks for sentences, the page is the same.
    #[test]
    fn a_page_in_blocks_is_that_in_sentences(text in tagged()) {
        for format in [Format::PlainText, Format::Markdown, Format::Html] {
            let [fine, coarse] = in_both_grains(&text, format);
            check_sound(&coarse);
            prop_assert_eq!(html(&coarse), html(&fine));
        }
    }

    #[test]
    fn a_title_in_blocks_is_that_in_sentences(text in scraps()) {
        for format in [Format::PlainText, Format::Markdown] {
            let [fine, coarse] = in_both_grains(&text, format);
            prop_assert_eq!(coarse.title, fine.title);
        }
    }
}

/// Returns the words of what stands between the tags of `text`, without white space.
fn between_tags(text: &str) -> String {
    let (mut words, mut done) = (String::new(), 0);
    let end = tokens::Token { kind: tokens::TokenKind::Remark, span: text.len()..text.len() };
    for token in tokens::tokens(text).into_iter().chain([end]) {
        words += &htmlize::unescape(&text[done..token.span.start]);
        done = token.span.end;
    }
    words.split_whitespace().collect()
}

fn in_both_grains(text: &str, format: Format) -> [Document; 2] {
    let (seed, english) = (seed(text, format), Language::new("en").expect("a language"));
    [Grain::Sentences, Grain::Blocks].map(|grain| document(&seed, &english, grain).0)
}
