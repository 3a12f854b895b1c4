use pulldown_cmark::html::push_html;

use super::*;
use crate::ground::diagnostic::Place;
use crate::ground::markdown;

/// The CommonMark specification 0.31.2 by John MacFarlane, CC BY-SA 4.0.
const SPEC: &str = include_str!("../../../../tests/data/commonmark/spec.txt");

fn rendered(text: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, markdown::parser(text));
    html
}

fn has_raw_html(text: &str) -> bool {
    use pulldown_cmark::Event;
    markdown::parser(text).any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

/// Checks that cutting `text` into sentences changes nothing of its HTML, in which notes lead back.
pub(super) fn check_unchanged(text: &str) {
    let document = parse(text, Format::Markdown);
    check_sound(&document);
    let expected = if has_raw_html(text) { sanitise::clean(&rendered(text)).html } else { rendered(text) };
    let mut expected = Page { tail: expected, ..Page::default() };
    notes::lead_back(&mut expected);
    assert_eq!(html(&document), expected.tail, "{text}");
}

#[test]
fn every_example_of_commonmark_gives_what_its_parser_gives() {
    let fence = "`".repeat(32);
    let examples: Vec<String> = SPEC
        .split(&format!("\n{fence} example\n"))
        .skip(1)
        .filter_map(|part| part.split_once("\n.\n").map(|(markdown, _)| markdown.replace('→', "\t") + "\n"))
        .collect();
    assert!(examples.len() > 640, "{}", examples.len());
    for example in &examples {
        check_unchanged(example);
    }
    check_unchanged(&examples.join("\n\n"));
}

#[test]
fn extensions_give_what_their_parser_gives() {
    for text in [
        "| a. B | b |\n|:--|:-:|\n| c. D. | `d. E` |\n\nAfter. Then.",
        "A note.[^1] And *more.*[^2] End.\n\n[^1]: The first. With two.\n\n[^2]: Second.\n\n    More of it.",
        "~~Gone. Away.~~ Here. # no\n\n# Title {#id .class}\n\n## Two *b.* C. {lang=es}",
        "- a. B.\n  - c\n\n    d. E.\n- ![alt. Text](x.png) f.\n\n> q. R.\n>> s\n\n***\n\nLine.  \nTwo.\\\nThree.",
        "Escaped\\. Dot &amp; entity. &quot;Yes.&quot; \\*No.\\* \0 x. Y.",
    ] {
        check_unchanged(text);
    }
}

#[test]
fn a_picture_that_becomes_a_link_makes_no_link_within_a_link() {
    for (text, expected) in [
        (
            "[![A ferry](https://a.example/f.png)](https://b.example/)",
            "<p><a href=\"https://b.example/\">A ferry</a></p>\n",
        ),
        (
            "![See [the *map*](https://a.example/) here](https://b.example/f.png), [then](c).",
            "<p><a href=\"https://b.example/f.png\">See the <em>map</em> here</a>, <a href=\"c\">then</a>.</p>\n",
        ),
        (
            "[![Own](f.png)](https://b.example/)",
            "<p><a href=\"https://b.example/\"><img src=\"f.png\" alt=\"Own\" /></a></p>\n",
        ),
    ] {
        let (document, diagnostics) = parse_in(text, Format::Markdown, "en");
        assert_eq!(html(&document), expected);
        assert_eq!(diagnostics.is_empty(), text.contains("Own"), "{diagnostics:?}");
    }
}

/// Checks the sentences of the Markdown `text`: kind, spans and HTML.
fn check(text: &str, expected: &[(BlockKind, &str, &str)]) {
    let document = parse(text, Format::Markdown);
    check_sound(&document);
    let found: Vec<(BlockKind, &str, &str)> = document
        .blocks
        .iter()
        .flat_map(|block| block.sentences.iter().map(|sentence| (block.kind, sentence)))
        .map(|(kind, sentence)| (kind, &text[sentence.span.clone()], sentence.html.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

use crate::understand::BlockKind;
use BlockKind::{Cell, Code, Heading, Item, Paragraph, Quote};

#[test]
fn sentences_are_cut_where_no_inline_element_is_open() {
    check(
        "One. *Two.* Three.",
        &[(Paragraph, "One.", "One."), (Paragraph, "Two.", "<em>Two.</em>"), (Paragraph, "Three.", "Three.")],
    );
    check(
        "*One. Two.* Three. A **boy. Cat. Dog** ends. Four.",
        &[
            (Paragraph, "One. Two.", "<em>One. Two.</em>"),
            (Paragraph, "Three.", "Three."),
            (Paragraph, "A **boy. Cat. Dog** ends.", "A <strong>boy. Cat. Dog</strong> ends."),
            (Paragraph, "Four.", "Four."),
        ],
    );
    check(
        "A note.[^1] B.\n\n[^1]: See C.",
        &[
            (
                Paragraph,
                "A note.[^1]",
                "A note.<sup class=\"footnote-reference\"><a href=\"#1\" id=\"from:1\" role=\"doc-noteref\">1</a></sup>",
            ),
            (Paragraph, "B.", "B."),
            (Paragraph, "See C.", "See C."),
        ],
    );
    check(
        "Tom &amp; Ana. `A. B` c.",
        &[(Paragraph, "Tom &amp; Ana.", "Tom &amp; Ana."), (Paragraph, "`A. B` c.", "<code>A. B</code> c.")],
    );
    check(
        "***One. Two `a. b`.***\n\n- *[Three. Four.](c.md)*",
        &[
            (Paragraph, "One.", "One."),
            (Paragraph, "Two `a. b`.", "Two <code>a. b</code>."),
            (Item, "Three. Four.", "<em><a href=\"c.md\">Three. Four.</a></em>"),
        ],
    );
    check("![a. B](c.png)", &[(Paragraph, "![a. B](c.png)", "<img src=\"c.png\" alt=\"a. B\" />")]);
}

#[test]
fn blocks_have_their_kinds() {
    check(
        "# One\n\n- two\n\n> three\n\n    four. Five.\n\n|a|\n|-|\n|b|",
        &[
            (Heading(1), "One", "One"),
            (Item, "two", "two"),
            (Quote, "three", "three"),
            (Code, "four. Five.", "<code>four. Five.\n</code>"),
            (Cell, "a", "a"),
            (Cell, "b", "b"),
        ],
    );
}

#[test]
fn raw_html_is_read_as_blocks_and_sentences() {
    check(
        "<div dir=\"rtl\">\nOne. <b>Two. Three.</b>\n</div>\n\nFour <i>five. Six.</i>",
        &[
            (Paragraph, "One.", "One."),
            (Paragraph, "Two. Three.", "<b>Two. Three.</b>"),
            (Paragraph, "Four <i>five. Six.", "Four <i>five. Six.</i>"),
        ],
    );
    check(
        "> <p>One.\n> Two.\n\n<pre>a. B</pre>",
        &[(Quote, "One.", "One."), (Quote, "Two.", "Two."), (Code, "a. B", "a. B")],
    );
    check(
        "One <b>two\n\nthree. Four",
        &[(Paragraph, "One <b>two", "One <b>two</b>"), (Paragraph, "three.", "three."), (Paragraph, "Four", "Four")],
    );
    check(
        "Alpha. <script>bravo. Charlie.</script> Delta.",
        &[(Paragraph, "Alpha.", "Alpha."), (Paragraph, "Delta.", "Delta.")],
    );
    check(
        "Gulls: <audio src=\"a.mp3\">None. Sorry.</audio> Rain.\n\n<video controls>\n<source src=\"b.mp4\">\n</video>",
        &[
            (
                Paragraph,
                "Gulls: <audio src=\"a.mp3\">None. Sorry.",
                "Gulls: <audio src=\"a.mp3\" controls=\"\">None. Sorry.</audio>",
            ),
            (Paragraph, "Rain.", "Rain."),
            (Paragraph, "<video controls>", "<video controls=\"\">\n<source src=\"b.mp4\">\n</video>"),
        ],
    );
}

#[test]
fn a_picture_that_is_sound_or_video_is_played() {
    check(
        "![A gull](/assets/gulls.mp3 \"At \\\"dawn\\\"\") cries. The quay: ![the *quay*](quay.MP4#t=9)",
        &[
            (
                Paragraph,
                "![A gull](/assets/gulls.mp3 \"At \\\"dawn\\\"\") cries.",
                "<audio src=\"/assets/gulls.mp3\" title=\"At &quot;dawn&quot;\" controls=\"\">A gull</audio> cries.",
            ),
            (
                Paragraph,
                "The quay: ![the *quay",
                "The quay: <video src=\"quay.MP4#t=9\" controls=\"\">the <em>quay</em></video>",
            ),
        ],
    );
    // Within a picture's description there is nothing but words.
    check(
        "![A ![gull](b.mp3)](c.png)",
        &[(Paragraph, "![A ![gull](b.mp3)](c.png)", "<img src=\"c.png\" alt=\"A gull\" />")],
    );
}

#[test]
fn a_player_whose_files_are_all_on_other_hosts_goes_and_its_words_stay() {
    let cases = [
        ("A <video src=//a.example/b.mp4></video> b.", "<p>A  b.</p>\n"),
        (
            "A <audio src=//a.example/b.mp3>[Listen](//a.example)</audio> b.",
            "<p>A <a href=\"//a.example\">Listen</a> b.</p>\n",
        ),
        ("<video>\n<source src=//a.example/b.mp4>\n<track src=b.vtt>\n</video>\n\nOn.", "\n\n\n\n<p>On.</p>\n"),
        ("A <video src=//a.example/b.mp4>", "<p>A </p>\n"),
        (
            "<video poster=a.png><source src=//a.example/b.mp4><source src=b.mp4></video>",
            "<p><video poster=\"a.png\" controls=\"\"><source><source src=\"b.mp4\"></video></p>\n",
        ),
        (
            "A <video src=//a.example/b.mp4>b <audio src=c.mp3></audio></video>",
            "<p>A b <audio src=\"c.mp3\" controls=\"\"></audio></p>\n",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(html(&parse(text, Format::Markdown)), expected, "{text}");
    }
}

#[test]
fn a_paragraph_of_which_nothing_is_left_goes_too() {
    let text = "One.\n\n<canvas id=\"sea\"></canvas> <select></select>\n\n<p id=\"here\"></p>\n\nTwo.";
    assert_eq!(html(&parse(text, Format::Markdown)), "<p>One.</p>\n\n<p id=\"here\"></p>\n<p>Two.</p>\n");
    // A space that somebody wrote is something.
    let spaced = parse("One.\n\n&nbsp;\n\nThe <b>two</b>.", Format::Markdown);
    assert_eq!(html(&spaced), "<p>One.</p>\n<p>&nbsp;</p>\n<p>The <b>two</b>.</p>\n");
}

#[test]
fn html_fragments_are_read_as_blocks_and_sentences() {
    let text = "<h2>Title</h2><p>One. <em>Two.</em> AT&amp;T.<p>Three<br>four.<ul><li>Five<li>Six</ul><img src=a.png alt=Seven>";
    let document = parse(text, Format::Html);
    check_sound(&document);
    assert_eq!(texts(&document), ["Title", "One.", "Two.", "AT&T.", "Three four.", "Five", "Six", "Seven"]);
    assert_eq!(
        html(&document),
        "<h2>Title</h2><p>One. <em>Two.</em> AT&amp;T.</p><p>Three<br>four.</p><ul><li>Five</li><li>Six</li></ul>\
         <img src=\"a.png\" alt=\"Seven\">"
    );
    assert_eq!((document.title.as_str(), document.title_block), ("Title", Some(0)));
}

#[test]
fn the_first_heading_is_the_title() {
    for (text, title, block) in [
        ("# The *Cranes*\n\nText.", "The Cranes", Some(0)),
        ("Intro.\n\n# Cranes\n\nText.", "Cranes", Some(1)),
        ("Intro.\n\n## Cranes\n\nText.", "Cranes", None),
        ("Only text here. And more.", "Only text here", None),
        ("***\n\n![Cranes](a.png)", "Cranes", None),
    ] {
        let document = parse(text, Format::Markdown);
        assert_eq!((document.title.as_str(), document.title_block), (title, block), "{text}");
    }
}

#[test]
fn a_stated_title_is_shown_by_what_says_the_same() {
    for (text, title, block) in [
        ("# Cranes\n\nText.", "Other", None),
        ("# The cranes\n\nText.", "The Cranes!", Some(0)),
        ("Intro.\n\n## Cranes\n\nText.", "Cranes", Some(1)),
    ] {
        let blocks = parse(text, Format::Markdown).blocks;
        assert_eq!(title::stated(&blocks, Format::Markdown, title), block, "{text}");
    }
}

#[test]
fn what_the_sanitiser_puts_before_a_table_is_one_sentence_with_it() {
    let text = "|a\n|-|\na<col>![A";
    check_unchanged(text);
    assert_eq!(parse(text, Format::Markdown).sentences().count(), 1);
    check_unchanged("a<table><style>a</style>");
}

#[test]
fn a_paragraph_of_which_the_sanitiser_leaves_nothing_is_none() {
    check_unchanged("</a><style>a</style></i>");
    check_unchanged("One.\n\n<b><style>Two.</style></b> <i></i>\n\nThree.");
}

#[test]
fn of_an_id_that_pages_need_it_is_said_so() {
    for (text, format, needed) in [
        ("<p id=\"s3\">A. <a href=\"#s3\">B</a></p>", Format::Html, Some("s3")),
        ("<p id=\"año-s1\">A.</p>", Format::Html, Some("año-s1")),
        ("<p id=\"s\">A.</p><p title=\"> id='s1'\" id=\"main\">B.</p>", Format::Html, Some("main")),
        ("<p id=\"notes\">A. <a href=\"#s3\">B</a> id=\"s4\"</p>", Format::Html, None),
        ("A[^s1].\n\n[^s1]: B.\n", Format::Markdown, Some("s1")),
    ] {
        let (document, told) = parse_in(text, format, "en");
        let expected = needed.map(|id| format!("the id `{id}` is one that pages need for themselves"));
        assert_eq!(told.len(), expected.iter().len(), "{told:?}");
        assert!(expected.is_none_or(|expected| told[0].message.starts_with(&expected)), "{told:?}");
        assert!(needed.is_none_or(|id| document.ids.contains(id)), "{text}");
    }
}

#[test]
fn what_is_markup_elsewhere_is_named_once_for_each_kind_but_not_in_code() {
    let named = |text: &str, format| -> Vec<String> {
        let place = |diagnostic: &Diagnostic| diagnostic.place.as_ref().and_then(Place::line_and_column);
        let shown = |diagnostic: Diagnostic| {
            let (line, _) = place(&diagnostic).expect("a place");
            format!("{line} {}", diagnostic.message.split(" means").next().unwrap_or_default())
        };
        parse_in(text, format, "en").1.into_iter().map(shown).collect()
    };
    let text = "A ferry.\n\nIt left {% highlight sh %} at {{ page.hour }} {% endhighlight %}.\n{: .lead}\n\n\
        ::: warning\nThe quay is wet.\n:::\n\nSee {{< relref \"sea.md\" >}}.\n";
    assert_eq!(named(text, Format::Markdown), ["3 `{% … %}`", "3 `{{ … }}`", "4 `{: … }`", "6 `:::`"]);
    assert_eq!(named("<p>It left at {{ page.hour }}.</p>", Format::Html), ["1 `{{ … }}`"]);
    assert_eq!(named(text, Format::PlainText), [""; 0]);
    let code = "Write `{% raw %}`, `{{ hour }}` and `:::`, or\n\n```\n{% raw %}{{ hour }}\n::: box\n```\n\n    {: .lead}\n\n\
        Sets such as {a, b} and {{a}, {b}} are none: nor is std::::vector.\n\n# A heading {#quay}\n";
    assert_eq!(named(code, Format::Markdown), [""; 0]);
}
