//! Templates, strings and assets of a project that do not work. The last good site stays.

use super::{Case, check};

fn template(name: &str, text: impl Into<Vec<u8>>) -> Case {
    Case::file(name, "templates/texts.html", text)
}

pub(super) fn cases() -> Vec<Case> {
    let line = "{% for a in range(end=1000) %}";
    vec![
        template("includes itself", "{% include \"texts.html\" %}").wrong("Circular include"),
        template("extends itself", "{% extends \"texts.html\" %}").wrong("Circular extend"),
        template("includes what is not there", "{% include \"nowhere.html\" %}").wrong("nowhere.html"),
        template("extends what is not there", "{% extends \"nowhere.html\" %}").wrong("nowhere.html"),
        template("calls itself", "{% component a() %}{{ <a /> }}{% endcomponent a %}{{ <a /> }}").wrong("recursion depth"),
        template(
            "calls what calls it",
            "{% component a(n) %}{{ <b n={n} /> }}{% endcomponent a %}{% component b(n) %}{{ <a n={n} /> }}{% endcomponent b %}{{ <a n={1} /> }}",
        )
        .wrong("recursion depth"),
        template("counts without end", "{% for a in range(end=100000000000) %}x{% endfor %}").wrong("`range` may count"),
        template("counts in a loop", [line, line, line, "{% endfor %}{% endfor %}{% endfor %}"].concat())
            .wrong("`range` may count"),
        template("counts into a variable", format!("{{% set a %}}{line}{line}x{{% endfor %}}{{% endfor %}}{{% endset %}}"))
            .wrong("`range` may count"),
        template("counts in steps of nothing", "{% for a in range(end=3, step_by=0) %}x{% endfor %}").wrong("cannot count"),
        template("counts backwards", "{% for a in range(start=3, end=1) %}x{% endfor %}").wrong("cannot count"),
        template("writes without end", ["{% for a in [1,2,3,4,5,6,7,8,9,10] %}".repeat(8), "0123456789".repeat(1_000), "{% endfor %}".repeat(8)].concat())
            .wrong("does a loop not end?"),
        template("nested too deep", ["{% if true %}".repeat(5_000), "{% endif %}".repeat(5_000)].concat()).wrong("too deep"),
        template("a deep expression", ["{{ ", &"(".repeat(9_000), "1", &")".repeat(9_000), " }}"].concat()).wrong("too complex"),
        template("not closed", "<p>{{ page.").wrong("templates/texts.html"),
        template("asks for what is not there", "{{ page.nothing.at.all }}").wrong("templates/texts.html"),
        template("divides by nothing", "{{ 1 / 0 }}").wrong("templates/texts.html"),
        template("counts past all numbers", "{{ 9223372036854775807 * 9223372036854775807 * 9223372036854775807 }}")
            .wrong("templates/texts.html"),
        template("throws", "{{ throw(message=\"no\") }}").wrong("no"),
        template("not UTF-8", b"<p>\xff\xfe</p>".to_vec()).wrong("templates/texts.html"),
        Case::file("broken strings", "templates/strings/en.ftl", "= broken\nskip = Go\n").wrong("en.ftl"),
        Case::file("strings that name themselves", "templates/strings/en.ftl", "skip = { skip }\n")
            .wrong("the message `skip` cannot be said: it refers to itself"),
        Case::file("strings that name each other", "templates/strings/en.ftl", "skip = { contents }\ncontents = { skip }\n")
            .wrong("the message `contents` cannot be said"),
        Case::file("strings that grow", "templates/strings/en.ftl", growing()).wrong("it grows without end"),
        Case::file("strings that ask for what is not there", "templates/strings/en.ftl", "skip = { nobody } { -knows }\n")
            .wrong("the message `skip` cannot be said: Unknown message: nobody"),
        Case::file("strings that are not UTF-8", "templates/strings/en.ftl", b"skip = \xff".to_vec()).wrong("en.ftl"),
        Case::file("strings of no language", "templates/strings/nobody knows.ftl", "skip = Go\n")
            .tells("call it by the tag of its language"),
        Case::file("strings under a tag that is not written so", "templates/strings/pt_BR.ftl", "skip = Ir\n")
            .tells("call it `pt-BR.ftl`"),
        Case::file("a style that closes its element", "assets/style.css", "p{}</style><script>alert(1)</script>")
            .hides("</style><script>alert(1)"),
        Case::file("a script that closes its element", "assets/place.js", "const a = '</SCRIPT><img src=x>';")
            .hides("</SCRIPT>"),
        Case::file("a script that begins another", "assets/place.js", "const a = '<!--<script>';").hides("<!--<script>"),
        Case::file("an asset with an odd name", "assets/a b%#?.png", b"\x89PNG".to_vec()),
    ]
}

/// Each message says the one before it ten times.
fn growing() -> String {
    let line = |at: u32| format!("a{} = {}\n", at + 1, format!("{{ a{at} }}").repeat(10));
    let lines: String = (0..12).map(line).collect();
    format!("a0 = x\n{lines}skip = {{ a12 }}\n")
}

#[test]
fn templates_end_with_a_page_or_an_error() {
    check(cases().into_iter().map(Case::or_no_site).collect());
}
