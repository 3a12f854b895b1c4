//! Configurations, work files and lock files of the wrong types.

use super::{Case, check};

fn config(name: &str, text: impl Into<Vec<u8>>) -> Case {
    Case::file(name, "diglot.toml", text)
}

fn work_file(name: &str, text: impl Into<Vec<u8>>) -> Case {
    Case::file(name, "seeds/fair.toml", text)
}

fn lock(name: &str, text: impl Into<Vec<u8>>) -> Case {
    Case::file(name, "seeds/diglot.lock", text)
}

pub(super) fn cases() -> Vec<Case> {
    let keys: String = (0..100_000).map(|at| format!("k{at} = {at}\n")).collect();
    vec![
        config("an empty configuration", ""),
        config("a configuration in Latin-1", b"title = \"a\xf1o\"".to_vec()).wrong("the configuration is not UTF-8"),
        config("a configuration of zeros", vec![0; 100]).wrong("diglot.toml"),
        config("broken", "title = = 1").wrong("diglot.toml"),
        config("a mark before it", "\u{feff}title = \"Letters\"").shows("Letters"),
        config("100,000 keys", keys.clone()).tells("more warnings"),
        config("numbers for texts", "title = 1\ndescription = 2\nauthor = 3").wrong("`title` must be"),
        config("texts for lists", "languages = \"es en\"").wrong("languages"),
        config("lists for texts", "title = [\"a\"]").wrong("diglot.toml"),
        config("tables for texts", "base_url = {}").wrong("base_url"),
        config("truths for choices", "pages = true").wrong("pages"),
        config("a choice that is none", "pages = \"books\"").wrong("edition"),
        config("a language that is none", "languages = [\"en\", \"es\", \"??\"]").wrong("??"),
        config("a language twice", "languages = [\"en\", \"es\", \"en\"]").tells("diglot.toml"),
        config("names of the wrong type", "names = [1]").wrong("names"),
        config("a table for a name", "[names]\nen = { a = 1 }").wrong("names"),
        config("an address that is none", "base_url = \"my site\"").wrong("my site"),
        config("an address that runs", "base_url = \"javascript:alert(1)\"").wrong("http"),
        config("an address with a password", "base_url = \"https://a:b@example.org\"").wrong("user name"),
        config("an unknown key", "tittle = \"A\"").tells("has no key `tittle`"),
        config("silence of the wrong type", "check = { silence = 1 }").wrong("silence"),
        config("a deep configuration", format!("a = {}1{}", "[".repeat(5_000), "]".repeat(5_000))).wrong("diglot.toml"),
        work_file("an empty work file", ""),
        work_file("a broken work file", "title = ").wrong("fair.toml"),
        work_file("a work file of zeros", vec![0; 100]).wrong("fair.toml"),
        work_file("a work file in UTF-16", b"\xff\xfet\0i\0t\0l\0e\0=\0\"\0A\0\"\0".to_vec()).shows("<h1>A"),
        work_file("files that are not there", "files = [\"nowhere.txt\"]").wrong("there is no text `nowhere.txt`"),
        work_file("files outside", "files = [\"../../etc/passwd\"]").wrong("there is no text"),
        work_file("files of the wrong type", "files = 7").wrong("files"),
        work_file("one file twice", "files = [\"fair.en.txt\", \"fair.en.txt\"]").tells("listed twice"),
        work_file("titles of the wrong type", "title = { en = 1 }").wrong("fair.toml"),
        work_file("100,000 keys in a work file", keys).wrong("fair.toml"),
        work_file("too long for a work file", "# data\n".repeat(200_000)).wrong("this is too long for a work file"),
        lock("an empty lock file", ""),
        lock("a broken lock file", "[[pin]\n").wrong("diglot.lock"),
        lock("pins of the wrong type", "pin = 1").wrong("diglot.lock"),
        lock("a pin of a work that is not there", "[[pin]]\nwork = \"nowhere\"\nsentences.en = [\"x\"]\n")
            .tells("diglot.lock"),
        lock("a pin of languages that are none", "[[pin]]\nwork = \"fair\"\nsentences.\"??\" = [\"x\"]\n")
            .wrong("diglot.lock"),
        lock("a lock file of zeros", vec![0; 100]).wrong("diglot.lock"),
    ]
}

#[test]
fn settings_are_understood_or_named() {
    check(cases());
}
