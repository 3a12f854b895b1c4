//! The command line: what it prints where, and how it ends.

use std::io::Read as _;
use std::process::Stdio;

use serde_json::{Value, json};

use super::harness::Project;

#[test]
fn help_tells_everything_at_the_place_where_one_looks() {
    let cases: [(&[&str], &[&str]); 7] = [
        (&["--help"], &["Usage: diglot", "Examples:", "diglot init letters", "Exit codes:", "seeds/"]),
        (&["-h"], &["Exit codes:"]),
        (&["--seeds", "texts", "--help"], &["--atomic-tree"]),
        (
            &["build", "--help"],
            &["--seeds <DIR>", "--out <DIR>", "--base-url <URL>", "--strict", "--drafts", "--atomic-tree", "--json"],
        ),
        (&["help", "init"], &["[DIR]", "Nothing is ever", "overwritten"]),
        (&["completions", "--help"], &["bash", "fish", "zsh", "powershell"]),
        (&["--version"], &[concat!("diglot ", env!("CARGO_PKG_VERSION"))]),
    ];
    for (arguments, expected) in cases {
        let ran = Project::new().run(arguments).ok();
        assert_eq!(ran.stderr(), "");
        expected.iter().fold(ran, |ran, words| ran.prints(words));
    }
}

#[test]
fn a_wrong_command_line_ends_with_two() {
    let cases: [(&[&str], &str); 11] = [
        (&["--colour"], "--color"),
        (&["--strict", "--bogs"], "argument '--bogs'"),
        (&["--drafts", "--seeds"], "--seeds <DIR>"),
        (&["check", "--bogs"], "argument '--bogs'"),
        (&["--strict", "--json", "--bogs"], "argument '--bogs'"),
        (&["bulid"], "build"),
        (&["--strict", "check"], "--strict"),
        (&["build", "extra"], "extra"),
        (&["--color", "sometimes"], "always"),
        (&["completions", "tcsh"], "bash"),
        (&["build", "--quiet", "--json"], "--json"),
    ];
    for (arguments, hint) in cases {
        let ran = Project::with_seeds().run(arguments).failed().has_no("site");
        assert!(ran.stderr().contains(hint) || ran.stdout().contains(hint), "{}{}", ran.stderr(), ran.stdout());
    }
}

#[test]
fn without_a_command_it_builds_and_says_so() {
    let ran = Project::with_seeds().run(&[]).ok().has("site/en/index.html").has("site/es/index.html");
    let expected =
        ["English · Español", "1 work", "1.txt ↔ 2.txt", "by content, ", "site/", "written", "site/index.html"];
    let ran = expected.iter().fold(ran, |ran, words| ran.prints(words)).then().build().ok().prints("nothing to write");
    ran.then().run(&["--out", "public", "--strict"]).ok().has("public/en/index.html");
}

#[test]
fn a_site_to_start_from_works() {
    Project::new().run(&["init", "Rosa's letters"]).ok().prints("cd 'Rosa'\\''s letters'");
    let ran = Project::new().run(&["init", "letters"]).ok().prints("cd letters").prints("seeds/lighthouse-1.txt");
    let ran = ran.then().run_in("letters", &["build", "--strict"]).ok().prints("↔");
    ran.has("letters/site/en/index.html").has("letters/site/es/index.html");
}

#[test]
fn init_overwrites_nothing() {
    let cases = [("diglot.toml", "a diglot.toml"), ("seeds/a.txt", "something called seeds"), ("seeds", "seeds")];
    for (file, named) in cases {
        let ran = Project::new().file(file, "mine").run(&["init"]).failed().says(named);
        assert_eq!(ran.then().read(file), "mine");
    }
    let beside = Project::new().file("README", "mine").folder("seeds").run(&["init"]).ok();
    beside.has("diglot.toml").then().run(&["init"]).failed();
    Project::new().file("letters", "mine").run(&["init", "letters"]).failed().says("letters");
}

#[test]
fn init_writes_the_theme_and_its_words() {
    let project = Project::new().file("seeds/a.da.md", "# Havnen\n\nFærgen sejlede klokken syv.\n");
    let before = project.build().ok().says("diglot init --strings da");
    let page = before.project.read("site/da/index.html");
    let ran = before.then().run(&["init", "--theme"]).ok().has("templates/base.html").has("assets/style.css");
    let ran = ran.then().build().ok();
    assert_eq!(ran.project.read("site/da/index.html"), page, "the theme is as it was");
    let ran = ran.then().run(&["init", "--theme"]).failed().says("there is already templates/about.html");
    let ran = ran.then().run(&["init", "--strings", "da"]).ok().contains("templates/strings/da.ftl", "skip = ");
    let ran = ran.then().build().ok().says("no strings for da").says("your words in templates/strings/da.ftl");
    assert_eq!(ran.project.read("site/da/index.html"), page, "nothing is in Danish yet");
    let words = ran.project.read("templates/strings/da.ftl").replace("Skip to the text", "Til teksten");
    let ran = ran.then().file("templates/strings/da.ftl", words).build().ok();
    let ran = ran.contains("site/da/index.html", "Til teksten");
    let ran = ran.then().run(&["init", "--strings", "pt_BR"]).ok();
    let ran = ran.contains("templates/strings/pt-BR.ftl", "em português");
    let ran = ran.then().run(&["init", "--strings", "jp"]).failed().says("if Japanese is meant, write `ja`");
    ran.has_no("templates/strings/jp.ftl")
        .then()
        .run(&["init", "--strings", "Dansk!"])
        .failed()
        .says("no language has the tag");
}

#[test]
fn without_seeds_it_says_how_to_begin() {
    Project::new().run(&[]).failed().says("there is no folder seeds here").says("diglot init").has_no("site");
    Project::new().file("seeds", "mine").run(&[]).failed().says("seeds is not a folder");
    Project::new().run(&["build", "--seeds", "texts"]).failed().says("texts");
    Project::new().folder("seeds").run(&[]).wrong().says("there is no text to publish").has_no("site");
}

#[test]
fn folders_can_be_named() {
    let project = Project::with_seeds().folder("texts");
    let project = project.file("texts/1.txt", super::harness::ENGLISH);
    let ran = project.run(&["build", "--seeds", "texts", "--out", "public/www"]).ok();
    ran.has("public/www/en/index.html").has_no("public/www/es").has_no("site");
}

#[test]
fn a_base_url_of_the_command_line_must_be_an_address() {
    let ran = Project::with_seeds().run(&["build", "--base-url", "my site"]).failed();
    ran.says("--base-url")
        .says("my site")
        .has_no("site")
        .then()
        .run(&["build", "--base-url", "https://example.org"])
        .ok();
}

#[test]
fn wrong_texts_end_with_one_and_the_others_are_built() {
    let ran = Project::with_seeds().file("seeds/3.txt", "binary\0").build().wrong();
    ran.says("error").says("seeds/3.txt").prints("1 error").has("site/en/index.html").has("site/es/index.html");
}

#[test]
fn a_template_that_does_not_work_leaves_the_last_site() {
    let project = Project::with_seeds().build().ok().then().change("seeds/1.txt", "fog", "mist");
    let ran = project.file("templates/texts.html", "<p>\n{{ page.\n").build().wrong();
    let ran = ran.says("templates/texts.html:").prints("stays as it was").contains("site/en/index.html", "fog");
    let report = ran.then().run(&["--json"]).wrong().json();
    assert_eq!((&report["pages"], &report["files"]["written"]), (&json!([]), &json!([])));
}

#[test]
fn the_moment_of_the_build_must_be_one() {
    let project = Project::with_seeds();
    let output = project.command("", &["build"]).env("SOURCE_DATE_EPOCH", "").output().expect("an end");
    assert_eq!(output.status.code(), Some(0), "nothing is stated");
    let output = project.command("", &["build"]).env("SOURCE_DATE_EPOCH", "yesterday").output().expect("an end");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("SOURCE_DATE_EPOCH is yesterday"));
}

#[test]
fn with_strict_a_warning_is_wrong() {
    let latin = "El a\u{f1}o de la niebla fue largo, y nadie supo por qu\u{e9} tard\u{f3} tanto en llegar el verano a la costa.";
    let latin: Vec<u8> = latin.chars().map(|character| character as u8).collect();
    let project = Project::with_seeds().file("seeds/3.txt", latin);
    let project = project.run(&[]).ok().says("warning").says("seeds/3.txt").then();
    project.run(&["build", "--strict"]).wrong().says("warning").has("site/en/index.html");
}

#[test]
fn quiet_is_silent_unless_something_is_wrong() {
    let project = Project::with_seeds().run(&["build", "--quiet"]).ok().silently().then();
    let project = project.run(&["-q", "init", "letters"]).ok().silently().then();
    let project =
        project.file("diglot.toml", "baseurl = 'a'\n").run(&["-q"]).ok().says("did you mean `base_url`?").then();
    let ran = project.file("seeds/3.txt", "binary\0").run(&["--quiet"]).wrong().says("seeds/3.txt");
    assert_eq!(ran.stdout(), "");
    Project::new().run(&["--quiet"]).failed().says("seeds");
}

#[test]
fn json_says_what_was_done() {
    let ran = Project::with_seeds().run(&["build", "--json"]).ok();
    let report = ran.json();
    assert_eq!(report["ok"], true);
    assert_eq!(report["languages"], json!([{"tag": "en", "name": "English"}, {"tag": "es", "name": "Español"}]));
    let work = &report["works"][0];
    assert_eq!(work["paired_by"], "content");
    assert!(work["confidence"].as_f64().is_some_and(|confidence| (0.5..=1.0).contains(&confidence)), "{work}");
    assert_eq!(work["documents"][1]["file"], "seeds/2.txt");
    assert_eq!(work["documents"][1]["language"], "es");
    for page in ["index.html", "en/index.html", "es/index.html"] {
        assert!(contains(&report["pages"], page) && contains(&report["files"]["written"], page), "{report}");
    }
    assert_eq!(report["files"]["unchanged"], 0);

    let report = ran.then().remove("seeds/2.txt").run(&["--json"]).ok().json();
    assert!(contains(&report["files"]["removed"], "es/index.html"), "{report}");
    assert_eq!(report["works"][0]["paired_by"], Value::Null);
}

fn contains(list: &Value, text: &str) -> bool {
    list.as_array().is_some_and(|list| list.iter().any(|item| item == text))
}

#[test]
fn json_says_what_is_wrong() {
    let report = Project::with_seeds().file("seeds/3.txt", "binary\0").run(&["--json"]).wrong().json();
    assert_eq!(report["ok"], false);
    let error = report["diagnostics"].as_array().and_then(|all| all.iter().find(|one| one["severity"] == "error"));
    let error = error.unwrap_or_else(|| panic!("{report}"));
    assert_eq!(error["file"], "seeds/3.txt");
    for key in ["message", "line", "column", "hint"] {
        assert!(error.get(key).is_some(), "{key} in {error}");
    }
    let placed = Project::with_seeds().file("diglot.toml", "title = \"A\"\nbase_url = [\n").run(&["--json"]).json();
    let placed = placed["diagnostics"].as_array().and_then(|all| all.iter().find(|one| one["file"] == "diglot.toml"));
    assert!(placed.is_some_and(|one| one["line"].is_u64() && one["column"].is_u64()), "{placed:?}");
}

#[test]
fn json_says_how_the_machine_failed() {
    for arguments in [&["--json"][..], &["build", "--json", "--fast"], &["init", "--json", "blocked/by/a/file"]] {
        let project = Project::new().file("blocked", "a file");
        let report = project.run(arguments).failed().json();
        assert_eq!(report["ok"], false);
        assert!(report["failure"]["message"].is_string(), "{report}");
    }
    let report = Project::with_seeds().file("site/index.html", "mine").run(&["--json"]).failed().json();
    assert!(report["failure"]["message"].as_str().is_some_and(|message| message.contains("index.html")), "{report}");
    assert_eq!(report["works"][0]["documents"][0]["language"], "en");
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let colour = |arguments: &[&str]| {
        let ran = Project::with_seeds().file("seeds/3.txt", "binary\0").run(arguments).wrong();
        (ran.stdout().contains('\u{1b}'), ran.stderr().contains('\u{1b}'))
    };
    assert_eq!(colour(&[]), (false, false));
    assert_eq!(colour(&["--color", "always"]), (true, true));
    assert_eq!(colour(&["build", "--color", "never"]), (false, false));
}

#[test]
fn whoever_reads_may_stop() {
    for arguments in [&["completions", "zsh"][..], &["--help"], &["build"], &["build", "--json"], &["man"]] {
        let project = Project::with_seeds();
        let mut command = project.command("", arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
        assert_eq!(child.wait().expect("an end").code(), Some(0), "{arguments:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn shells_get_their_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        Project::new().run(&["completions", shell]).ok().prints("diglot").prints("base-url");
    }
}

#[test]
fn manual_pages_are_pages() {
    let cases = [(None, "EXAMPLES"), (Some("build"), "base\\-url"), (Some("init"), "overwritten")];
    for (command, words) in cases {
        let arguments: Vec<&str> = ["man"].into_iter().chain(command).collect();
        Project::new().run(&arguments).ok().prints(".TH diglot").prints(words);
    }
    Project::new().run(&["man", "bake"]).failed().says("there is no command bake");
}
