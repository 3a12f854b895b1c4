//! Markup that is deep, open, crossed or endless.

use super::{Case, check};

const END: &str = "\n\nThe ferry left at seven.\n";

/// Markdown that is known to make readers of it slow, many times over, and a sentence after it.
fn many(name: &str, piece: &str) -> Case {
    Case::markdown(name, [&piece.repeat(3_000), END].concat()).shows("ferry")
}

/// What opens a comment in the eyes of browsers and CommonMark, many times over, and never ends it.
fn hidden(name: &str, piece: &str) -> Case {
    Case::markdown(name, [&piece.repeat(3_000), END].concat()).tells("this comment does not end").hides("ferry")
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::markdown("only a comment", "<!-- nothing -->"),
        Case::markdown("only markup", "<div><br><hr></div>"),
        Case::markdown("only a rule", "***"),
        Case::markdown("only an empty list", "- \n- \n- "),
        Case::markdown("only a definition", "[x]: https://example.org"),
        Case::markdown("only a table", "| a | b |\n|---|---|\n| c | d |").shows("<td>c"),
        Case::markdown("a code block without an end", "```rust\nfn main() {}").shows("fn main"),
        Case::html("ids of segments", "<p id=\"s0\">The ferry left.</p><p id=\"s1\">Nobody waved.</p>")
            .tells("the id `s0` is one that pages need for themselves: there it gets another name"),
        Case::markdown("a footnote of a segment's name", "A note[^s0].\n\n[^s0]: The ferry left.").shows(":s0\""),
        Case::markdown("a footnote that names itself", "A[^1] note.\n\n[^1]: Again[^1] and again.").shows("Again"),
        Case::markdown("a footnote that is not there", "A note[^nowhere] of nothing.").shows("of nothing"),
        Case::markdown("a hundred thousand spaces", [&" ".repeat(100_000), END].concat()).shows("ferry"),
        many("nested brackets", "["),
        many("nested links", "[a]("),
        many("nested pictures", "![a]("),
        many("closing brackets", "]"),
        many("unclosed references", "[a][b"),
        many("emphasis that opens", "*a "),
        many("emphasis that closes", "a* "),
        many("strong and emphasis", "*a **b "),
        many("emphasis in two hands", "*_"),
        many("emphasis and links", "*[a_"),
        many("underscores in words", "a_b_"),
        many("tildes", "~~a ~b "),
        many("backticks", "`a``b"),
        many("quotes", "> "),
        many("quotes and lists", "> - "),
        many("bullets", "- "),
        many("numbers", "1. "),
        many("less-than signs", "<"),
        many("open tags", "<a "),
        hidden("open comments", "<!-- "),
        hidden("open declarations", "<!A "),
        hidden("open instructions", "<?"),
        hidden("open character data", "<![CDATA["),
        many("entities", "&#x110000; &amp &bogus; "),
        many("backslashes", "\\"),
        many("hard breaks", "a  \n"),
        many("pipes", "|"),
        many("tables", "| a |\n|-|\n"),
        many("footnotes", "[^a]"),
        many("headings", "# a\n"),
        many("underlined headings", "a\n-\n"),
        many("definitions", "[a]: b\n"),
        many("attributes of headings", "# a {#"),
        Case::markdown(
            "a list of two hundred levels",
            (0..200).map(|at| " ".repeat(at * 2) + "- x\n").collect::<String>(),
        )
        .shows("x"),
        Case::html("unclosed", "<p><b><i>The ferry left").shows("ferry"),
        Case::html("crossed", "<b><i>The ferry</b> left</i>").shows("ferry"),
        Case::html(
            "a whole page",
            "<!DOCTYPE html><html><head><title>T</title></head><body><p>The ferry</body></html>",
        )
        .shows("ferry"),
        Case::html("only a script", "<script>alert(1)</script>")
            .hides("alert(1)")
            .tells("the element <script> is left out"),
        Case::html("an unfinished tag", "<p>The ferry left <a href=\"x").shows("ferry"),
        Case::html("nested elements", ["<div>".repeat(20_000), "The ferry".into()].concat())
            .tells("nested")
            .shows("ferry"),
        Case::html("nested inline elements", ["<b>".repeat(20_000), "The ferry".into()].concat()).shows("ferry"),
        Case::html("nested tables", ["<table><tr><td>".repeat(5_000), "The ferry".into()].concat()).shows("ferry"),
        Case::html("greater-than signs", [">".repeat(20_000), "The ferry".into()].concat()).shows("ferry"),
        Case::html(
            "a thousand attributes",
            format!("<p {}>The ferry", (0..1_000).map(|at| format!("a{at}=b ")).collect::<String>()),
        )
        .shows("ferry"),
        Case::html("ids of our own", "<p id=s1>The ferry</p><p id=s2>left</p><label for=x>y</label>").shows("ferry"),
        Case::markdown("ids of our own in headings", "# A {#s1}\n\nThe ferry.\n\n# B {#s1}\n\nleft.").shows("ferry"),
    ]
}

#[test]
fn markup_never_hides_the_text_around_it() {
    check(cases());
}
