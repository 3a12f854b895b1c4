use super::*;
use crate::ground::faults::MAX_FAULTS;

/// Elements that nobody may find on a page.
const ELEMENTS: &[&str] = &[
    "base", "body", "button", "embed", "form", "frame", "iframe", "input", "link", "math", "meta", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title",
];

/// Returns the elements, attributes and addresses of `html` that could run something.
fn dangers(html: &str) -> Vec<String> {
    let mut dangers = Vec::new();
    for token in tokens::tokens(html) {
        match token.kind {
            tokens::TokenKind::Open(name, attributes) => {
                let runs = |(name, value): &(String, String)| {
                    let seen = |character: &char| !character.is_whitespace() && !character.is_control();
                    let value: String = value.chars().filter(seen).collect::<String>().to_lowercase();
                    let scheme = ["javascript:", "vbscript:", "data:"].iter().any(|scheme| value.starts_with(scheme));
                    name.starts_with("on")
                        || matches!(name.as_str(), "autoplay" | "style" | "srcdoc" | "formaction" | "action")
                        || scheme
                };
                dangers.extend(attributes.into_iter().filter(runs).map(|(name, value)| format!("{name}={value}")));
                dangers.extend(ELEMENTS.contains(&name.as_str()).then_some(name));
            }
            tokens::TokenKind::Hidden(name) => dangers.push(name),
            tokens::TokenKind::Close(_) | tokens::TokenKind::Remark => {}
        }
    }
    dangers
}

fn check_safe(text: &str) {
    for format in [Format::Markdown, Format::Html] {
        let document = parse(text, format);
        check_sound(&document);
        assert_eq!(dangers(&html(&document)), [""; 0], "{format:?} {text:?} gives {}", html(&document));
    }
}

#[test]
fn nothing_that_runs_reaches_a_page() {
    for text in [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<script",
        "<scr<script>ipt>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src=x onerror\n=\nalert(1)>",
        "<img src=\"javascript:alert(1)\">",
        "<img src=`javascript:alert(1)`>",
        "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\" &#14; javascript:alert(1)\">x</a>",
        "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
        "<a href=\"jav&Tab;ascript&colon;alert(1)\">x</a>",
        "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
        "<a href=\"vbscript:msgbox(1)\">x</a>",
        "<a href=\"x\" onclick=\"alert(1)\">x</a>",
        "<body onload=alert(1)>x",
        "<svg onload=alert(1)>x</svg>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
        "<math><mi xlink:href=\"data:x,<script>alert(1)</script>\">x</mi></math>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\"></iframe>",
        "<object data=\"javascript:alert(1)\"></object>",
        "<embed src=\"javascript:alert(1)\">",
        "<form action=\"javascript:alert(1)\"><button formaction=\"javascript:alert(1)\">x</button></form>",
        "<input autofocus onfocus=alert(1)>",
        "<details open ontoggle=alert(1)>x</details>",
        "<video autoplay src=x><source onerror=alert(1)></video>",
        "<audio src=\"javascript:alert(1)\" onplay=alert(1)>x</audio>",
        "<video poster=\"data:image/svg+xml;base64,PHN2Zz4=\">x</video>",
        "<base href=\"javascript:alert(1)//\">",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
        "<link rel=stylesheet href=\"javascript:alert(1)\">",
        "<style>@import 'javascript:alert(1)';</style>",
        "<div style=\"background:url(javascript:alert(1))\">x</div>",
        "<div style=\"width:expression(alert(1))\">x</div>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<![CDATA[><img src=x onerror=alert(1)>]]>",
        "<p/onclick=alert(1)>x</p>",
        "<div\u{c}onclick=alert(1)>x</div>",
        "<b <script>alert(1)</script>",
        "<a href='x' title='\"onmouseover=alert(1)//'>x</a>",
        "&#xFDE0;&#xFDD0;<b>x&#64993;</b>\u{FDE1}<i>",
    ] {
        check_safe(text);
    }
}

#[test]
fn links_that_run_are_neutralised_in_markdown() {
    for text in [
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](<java script:alert(1)>)",
        "[x](javascript&colon;alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "<javascript:alert(1)> x",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "[x](http://a.example \"t\") [x](\\javascript:alert(1))",
        "# x {onclick=alert(1)}",
        "# x {style=\"background:red\"}",
    ] {
        let (document, diagnostics) = parse_in(text, Format::Markdown, "en");
        check_sound(&document);
        assert_eq!(dangers(&html(&document)), [""; 0], "{text:?}");
        assert!(words(&html(&document)).join(" ").contains('x'), "{text:?}");
        assert_eq!(diagnostics.len(), usize::from(!text.contains('\\')), "{text:?}: {diagnostics:?}");
    }
}

#[test]
fn what_is_left_out_is_reported_with_its_place() {
    let cases = [
        ("Fine.\n\nA <b onclick=x>b</b>.", "the attribute onclick of <b> is left out", (3, 3)),
        ("> ok\n> <script>\n> x\n> </script>", "the element <script> is left out", (2, 3)),
        ("A <center>b</center>.", "the tag <center> is left out; its text is kept", (1, 3)),
        ("A <input> b.", "the element <input> is left out", (1, 3)),
        ("A <img src=a.png srcset=\"b.png 2x\"> b.", "the attribute srcset of <img> is left out", (1, 3)),
        ("A <video src=//a.example/b.mp4></video> b.", "the attribute src of <video> is left out", (1, 3)),
        ("A <audio src=b.mp3 autoplay></audio> b.", "the attribute autoplay of <audio> is left out", (1, 3)),
        ("A <b>b</b>.\n\n<!-- c\n\nd", "this comment does not end, so the text after it is left out", (3, 1)),
        ("a\n[x](javascript:y)", "a link that could run a program is left out; its text is kept", (2, 1)),
    ];
    for (text, message, place) in cases {
        let (_, diagnostics) = parse_in(text, Format::Markdown, "en");
        let found: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| {
                (diagnostic.message.as_str(), diagnostic.place.as_ref().and_then(|place| place.line_and_column()))
            })
            .collect();
        assert_eq!(found, [(message, Some(place))], "{text:?}");
    }
}

#[test]
fn harmless_html_stays() {
    for html_text in [
        "<p dir=\"rtl\" lang=\"ar\" id=\"a\">x</p>",
        "<pre><code class=\"language-rust\">x</code></pre>",
        "<a href=\"../en/index.html#s1\" title=\"y\">x</a>",
        "<a href=\"mailto:a@b.example\">x</a>",
        "<table><tbody><tr><td style=\"text-align: right\">x</td></tr></tbody></table>",
        "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>",
        "<details><summary>x</summary>y</details>",
        "<img src=\"a.png\" alt=\"x\" width=\"3\">",
        "<audio src=\"/assets/a.mp3\" controls=\"\">x</audio>",
        "<video poster=\"a.png\" controls=\"\"><source src=\"a.mp4\" type=\"video/mp4\"><track src=\"a.vtt\" srclang=\"es\"></video>",
    ] {
        let (document, diagnostics) = parse_in(html_text, Format::Html, "en");
        assert_eq!(html(&document), html_text);
        assert_eq!(diagnostics, []);
    }
    let (document, _) = parse_in("<A HREF=\"#_ftn1\" NAME='_\"1'>x</A>", Format::Html, "en");
    assert_eq!(
        html(&document),
        "<a id=\"_&quot;1\" href=\"#_ftn1\">x</a>",
        "a place has an id, as it was named of old"
    );
    assert_eq!(html(&parse_in("<a name=\"\">x</a>", Format::Html, "en").0), "<a>x</a>");
}

/// Deep, crossed and unclosed markup: its words are kept in order, the page stays small, and it is said.
#[test]
fn markup_past_all_reason_is_flattened() {
    let count = 2_000;
    let many = |piece: &str| piece.repeat(count);
    for (text, deep) in [
        (many("<div>") + "x y", true),
        (many("<b>") + "x y", true),
        (many("<p><b a=1>x ") + "y", false),
        (many("<b><i>x </b>"), false),
        (many("<a><b><p>x </a>"), false),
        (many("<table>x "), false),
        (many("<table><tr><td>x "), true),
        (many("<table><br>"), false),
        (many("<li><ul></li>") + "x", true),
        (many("<div><table><tr><td></div>x "), true),
        (many("<font color=red><p>x "), false),
        (many("<svg><script>x "), false),
        (many("</p></br>x "), false),
        (many("<select><option>x "), false),
        (many("<ruby><rt>x "), true),
        (many("<!--x"), false),
        (many("&a x"), false),
        (many("&amp;<x "), false),
        ("<b ".to_owned() + &(0..count).map(|n| format!("a{n} ")).collect::<String>() + ">x", false),
    ] {
        let (document, diagnostics) = parse_in(&text, Format::Html, "en");
        check_sound(&document);
        let flattened = diagnostics.iter().any(|diagnostic| diagnostic.message.contains("nested deeper"));
        assert_eq!(flattened, deep, "{text:.40}");
        assert!(html(&document).len() < 8 * text.len(), "{text:.40}");
        assert_eq!(words(&html(&document)).concat().matches('x').count(), expected_words(&text), "{text:.40}");
    }
}

#[test]
fn what_is_left_out_is_named_a_few_times() {
    let tags = (0..1_000).map(|number| format!("<x{number}>")).collect::<String>();
    for (text, format) in [(tags, Format::Html), ("[a](javascript:b) ".repeat(1_000), Format::Markdown)] {
        let (_, diagnostics) = parse_in(&text, format, "en");
        assert_eq!(diagnostics.len(), MAX_FAULTS + 1, "{text:.40}");
    }
}

/// Comments and the content of scripts are no words.
fn expected_words(text: &str) -> usize {
    if text.starts_with("<!--") { 0 } else { text.matches('x').count() }
}

#[test]
fn deep_markdown_is_flattened() {
    let count = 2_000;
    for text in [
        ">".repeat(count) + " x <b>y</b>",
        "- ".repeat(count) + "x <b>y</b>",
        "*a **b ".repeat(count) + "<i>x</i>",
        (0..200).map(|depth| " ".repeat(depth * 2) + "- x\n").collect::<String>() + "\n<div>y</div>",
        "[".repeat(count) + "x" + &"](y)".repeat(count),
    ] {
        let document = parse(&text, Format::Markdown);
        check_sound(&document);
        let page = html(&document);
        assert!(page.matches("<blockquote>").count() + page.matches("<ul>").count() <= sanitise::DEPTH, "{text:.40}");
        assert_eq!(page.matches('x').count(), text.matches('x').count(), "{text:.40}");
    }
}
