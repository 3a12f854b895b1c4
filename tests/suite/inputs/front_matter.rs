//! Front matter that is open, broken, endless, or of other types than it should be.

use super::{Case, check};

const FERRY: &str = "The ferry left at seven in the morning, and nobody on the quay waved.";

fn toml(name: &str, facts: &str) -> Case {
    Case::markdown(name, format!("+++\n{facts}\n+++\n{FERRY}")).shows("nobody on the quay waved")
}

fn yaml(name: &str, facts: &str) -> Case {
    Case::markdown(name, format!("---\n{facts}\n---\n{FERRY}")).shows("nobody on the quay waved")
}

/// The bomb that makes a billion values of ten lines: each list has the one before ten times.
fn laughs() -> String {
    let line = |at: char, of: char| format!("{at}: &{at} [{}]\n", vec![format!("*{of}"); 10].join(", "));
    let lines = ('b'..='j').map(|at| line(at, char::from(at as u8 - 1)));
    ["a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned()].into_iter().chain(lines).collect()
}

pub(super) fn cases() -> Vec<Case> {
    let keys: String = (0..100_000).map(|at| format!("k{at} = {at}\n")).collect();
    vec![
        Case::markdown("not closed in TOML", format!("+++\ntitle = \"A\"\n\n{FERRY}")).wrong("is not closed"),
        Case::markdown("not closed in YAML", format!("---\ntitle: A\n\n{FERRY}")).wrong("is not closed"),
        Case::markdown("closed by the other fence", format!("+++\ntitle = \"A\"\n---\n\n{FERRY}"))
            .wrong("is not closed"),
        Case::markdown("a rule at the beginning", format!("---\n\n{FERRY}\n\n---\n\nMore.")).shows("on the quay"),
        Case::markdown("nothing between the fences", format!("---\n---\n{FERRY}")).shows("on the quay"),
        Case::markdown("only facts", "---\ntitle: A\n---\n").tells("this file holds no text"),
        toml("broken TOML", "title = ").wrong("TOML"),
        toml("an open text", "title = \"A").wrong("TOML"),
        toml("a key twice", "title = \"A\"\ntitle = \"B\"").wrong("odd.en.md"),
        toml("an unknown key", "titel = \"A\"").tells("has no key `titel`"),
        toml("numbers for texts", "title = 7\nslug = 1.5\nauthor = true").wrong("must be"),
        toml("texts for dates", "date = \"yesterday\"").wrong("date"),
        toml("a day that is none", "date = 2021-02-30").wrong("odd.en.md"),
        toml("a table for a text", "[title]\nen = { deep = 1 }").wrong("odd.en.md"),
        toml("a language that is none", "language = \"klingonese!\"").wrong("language"),
        toml("a language that nobody speaks", "language = \"tlh\""),
        toml("a language of forty letters", &format!("language = \"{}\"", "x".repeat(40))).wrong("language"),
        toml("a slug that leads away", "slug = \"../../etc\"").wrong("not safe"),
        toml("an empty slug", "slug = \"\"").tells("slug"),
        toml("a slug of a page of ours", "slug = \"feed.xml\"").wrong("odd.en.md"),
        toml("a slug of a thousand letters", &format!("slug = \"{}\"", "x".repeat(1_000)))
            .wrong("too long for an address"),
        toml("an empty title", "title = \"\"").tells("odd.en.md"),
        toml("a title of spaces", "title = \"  \\n \"").tells("odd.en.md"),
        toml("a title in two lines", "title = \"A\\nB\"").shows("A\nB"),
        toml("a title that turns around", "title = \"A \\u202E title\""),
        toml("a title that steers a terminal", "title = \"A \\u001b[31m title\\u0007\"")
            .wrong("`title` holds control characters"),
        toml("a title of 100,000 letters", &format!("title = \"{}\"", "Ferry ".repeat(8_000))),
        toml("a year beyond all years", "[subject]\nkind = \"film\"\ntitle = \"A\"\nyear = 99999999999").wrong("year"),
        toml("a rating beyond its best", "rating = \"9/5\"").wrong("rating"),
        toml("a rating of nothing", "rating = \"0/0\"").wrong("rating"),
        toml("many keys", keys[..60_000].trim_end()).wrong("odd.en.md"),
        Case::markdown("100,000 keys", format!("+++\n{keys}+++\n{FERRY}")).wrong("odd.en.md"),
        toml("nested lists", &format!("tags = {}{}", "[".repeat(5_000), "]".repeat(5_000))).wrong("odd.en.md"),
        toml("nested tables", &format!("a = {}1{}", "{a=".repeat(5_000), "}".repeat(5_000))).wrong("odd.en.md"),
        toml("a key of many parts", &format!("{}a = 1", "a.".repeat(5_000))).wrong("odd.en.md"),
        toml("files", "files = [\"a.txt\"]").wrong("files"),
        yaml("broken YAML", "title: [A").wrong("YAML"),
        yaml("tabs", "title:\n\t- A").wrong("odd.en.md"),
        yaml("a bomb", &laughs()).wrong("references to other values are not followed"),
        yaml("a reference to itself", "title: &a [*a]").wrong("references"),
        yaml("a tag that makes things", "title: !!python/object/apply:os.system [\"id\"]")
            .wrong("a tag means nothing here"),
        yaml("nested lists in YAML", &format!("tags: {}{}", "[".repeat(5_000), "]".repeat(5_000))).wrong("odd.en.md"),
        yaml("nested tables in YAML", &(0..50).map(|at| format!("{}a:\n", " ".repeat(at))).collect::<String>())
            .wrong("odd.en.md"),
        yaml("the answer no", "draft: no").wrong("`draft` must be true or false"),
        yaml("a list for a text", "title: [A, B]").wrong("odd.en.md"),
        yaml("keys that are lists", "title: A\n? [a, b]\n: c").wrong("a key must be text"),
        yaml("two documents", "title: A\n--- \nslug: b").tells("odd.en.md"),
        yaml("merge keys", "<<: {title: A}").tells("keys that mean nothing here: `<<`"),
        Case::text("plain text that begins with a rule", format!("---\n{FERRY}\n---\nThe end.")).shows("on the quay"),
    ]
}

#[test]
fn front_matter_is_understood_or_named() {
    check(cases());
}
