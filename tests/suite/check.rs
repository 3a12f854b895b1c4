//! `diglot check`: the findings of this project's seeds, the lock file, and the formats that others read.

use std::fs;

use serde_json::Value;

use super::harness::{ENGLISH, Project, SPANISH};

/// A project with the seeds of this one.
fn with_reviews() -> Project {
    let root = env!("CARGO_MANIFEST_DIR");
    let seeds = ["000_8df367a205094866.txt", "001_f00311a8449180ba.txt", "the-cranes-are-flying.toml"];
    let read = |name: &str| fs::read(format!("{root}/seeds/{name}")).expect("a seed of this project");
    seeds.iter().fold(Project::new(), |project, name| project.file(&format!("seeds/{name}"), read(name)))
}

fn findings(report: &Value) -> Vec<&Value> {
    report["works"]
        .as_array()
        .expect("works")
        .iter()
        .flat_map(|work| work["findings"].as_array().expect("findings"))
        .collect()
}

#[test]
fn the_faults_of_the_reviews_are_found_and_nothing_else() {
    let report = with_reviews().run(&["check", "--json"]).ok().json();
    let mut found: Vec<String> = findings(&report)
        .iter()
        .map(|finding| {
            let place = &finding["places"][0];
            format!(
                "{} {} `{}`",
                finding["kind"].as_str().unwrap_or_default(),
                place["language"].as_str().unwrap_or_default(),
                place["marked"].as_str().unwrap_or_default()
            )
        })
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "broken-sentence es `, Desconociendo al oeste al`",
            "broken-sentence es `con veronica.`",
            "name en `Uresevsky`",
            "name es `Barbarrova`",
            "name es `veronica`",
            "name-missing en `CROSS FLYING`",
            "quotation en `\"`",
            "residue en `<br /> <br /> <br />`",
            "spacing en ` .`",
            "spacing en ` .`",
        ]
    );
    let barbarossa = findings(&report)
        .into_iter()
        .find(|finding| finding["message"].as_str().is_some_and(|message| message.contains("Barbarossa")))
        .expect("a finding");
    assert_eq!(barbarossa["places"][0]["file"], "seeds/000_8df367a205094866.txt");
    assert_eq!((&barbarossa["places"][0]["line"], &barbarossa["places"][0]["column"]), (&1.into(), &699.into()));
    assert_eq!(barbarossa["places"][1]["marked"], "Barbarossa");
}

#[test]
fn findings_are_for_people_and_strict_is_for_machines() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README");
    let (_, sample) = readme.split_once("```text\n  seeds/").expect("a sample of what it finds");
    let sample = sample.split("  ```").next().unwrap_or_default().replace("\n  ", "\n");
    let ran = with_reviews().run(&["check"]).ok().prints(&format!("seeds/{}", sample.trim_end()));
    let ran =
        ran.prints("10 findings in 1 work: 3 name · 2 broken-sentence · 2 spacing · 1 name-missing · 1 quotation");
    let ran = ran.then().run(&["check", "--strict"]).wrong();
    let ran = ran.then().run(&["check", "--strict", "the-cranes-are-flying"]).wrong();
    ran.then().run(&["check", "the-storks"]).failed().says("the works are the-cranes-are-flying");
    Project::with_seeds().run(&["check", "--strict"]).ok().prints("nothing found in 1 work");
}

#[test]
fn a_work_without_a_translation_is_a_finding_unless_it_is_to_have_none() {
    let project =
        Project::with_seeds().file("seeds/storm.en.md", "# The storm\n\nThe wind fell at six in the morning.\n");
    let ran = project.run(&["check", "--strict"]).wrong();
    let project = ran.prints("seeds/storm.en.md: untranslated-work: this has no text in Spanish").then();
    let silence = "[check]\nsilence = [\"untranslated-work\"]\n";
    project.file("diglot.toml", silence).run(&["check", "--strict"]).ok().prints("nothing found in 2 works");
}

#[test]
fn a_section_that_nobody_has_translated_is_one_finding() {
    let english = "# Guide\n\nThis is the first paragraph of the guide, and it says what the guide is for.\n\n## Advanced\n\n\
                   Here begins a section that nobody has translated. It has several sentences. Each of them is reported. The help \
                   is the same every time. So is the place on the other side.\n\n## End\n\n\
                   This is the last paragraph of the guide, and it thanks the reader for the patience.\n";
    let spanish = "# Guía\n\nEste es el primer párrafo de la guía, y dice para qué sirve la guía.\n\n## Fin\n\n\
                   Este es el último párrafo de la guía, y agradece al lector la paciencia.\n";
    let project = Project::new().file("seeds/guide.en.md", english).file("seeds/guide.es.md", spanish);
    let ran = project.run(&["check"]).ok();
    let ran =
        ran.prints("seeds/guide.en.md:5:4: missing: this has no counterpart in Spanish: 6 places, the last in line 7");
    let ran = ran.prints("1 finding in 1 work: 1 missing").then().run(&["check", "--json"]).ok();
    let report = ran.json();
    let [missing] = findings(&report)[..] else { panic!("{report}") };
    let again = missing["again"].as_array().expect("places");
    assert!(again.len() == 5 && again.iter().all(|place| place["line"] == 7), "{missing}");
    let sarif = sarif(ran.then());
    assert_eq!(faults(&sarif), "");
    let related = sarif["runs"][0]["results"][0]["relatedLocations"].as_array().expect("places");
    let lines: Vec<&Value> = related.iter().map(|place| &place["physicalLocation"]["region"]["startLine"]).collect();
    assert_eq!(lines, [5, 7, 7, 7, 7, 7]);
}

#[test]
fn kinds_are_silenced_in_the_configuration() {
    let project = with_reviews().file("diglot.toml", "[check]\nsilence = [\"spacing\", \"name\"]\n");
    let report = project.run(&["check", "--json"]).ok().json();
    assert!(
        findings(&report)
            .iter()
            .all(|finding| !["spacing", "name"].contains(&finding["kind"].as_str().unwrap_or_default()))
    );
    assert_eq!(findings(&report).len(), 5);
    with_reviews()
        .file("diglot.toml", "[check]\nsilence = [\"nmae\"]\n")
        .run(&["check"])
        .wrong()
        .says("did you mean `name`?");
}

#[test]
fn links_to_two_texts_of_one_work_are_the_same_link_whatever_the_files_are_called() {
    let storm =
        "# The storm\n\nIt broke the windows of the old harbour.\n\n## The end {#end}\n\nThe wind fell at six.\n";
    let tormenta =
        "# La tormenta\n\nRompió las ventanas del viejo puerto.\n\n## El final {#fin}\n\nEl viento cayó a las seis.\n";
    let sea = "# The sea\n\nSee [the storm](storm.en.md) and [its end](storm.en.md#end).\n";
    let mar = "# El mar\n\nVéase [la tormenta](tormenta.es.md) y [su final](tormenta.es.md#fin).\n";
    let project = Project::new().file("seeds/sea.toml", "files = [\"sea.en.md\", \"mar.es.md\"]\n");
    let project = project.file("seeds/storm.toml", "files = [\"storm.en.md\", \"tormenta.es.md\"]\n");
    let project = project.file("seeds/storm.en.md", storm).file("seeds/tormenta.es.md", tormenta);
    let ran = project.file("seeds/sea.en.md", sea).file("seeds/mar.es.md", mar).run(&["check", "sea", "--strict"]);
    let project = ran.ok().prints("nothing found in 1 work").then();
    let project = project.change("seeds/mar.es.md", "tormenta.es.md)", "mar.es.md)");
    project.run(&["check"]).ok().prints("the link `mar.es.md` here is `storm.en.md` on the other side");
}

#[test]
fn a_confirmed_segment_is_named_when_one_side_changes() {
    let project =
        Project::with_seeds().run(&["check", "--confirm"]).ok().prints("are confirmed in seeds/diglot.lock").then();
    let lock = project.read("seeds/diglot.lock");
    assert!(lock.contains("begins = \"Clara rang the bell every 40 seconds until the morning.\""), "{lock}");
    let project = project.run(&["check", "--strict"]).ok().then().run(&["check", "--confirm"]).ok().then();
    assert_eq!(project.read("seeds/diglot.lock"), lock, "confirming again changes nothing");

    let project = project.change("seeds/2.txt", "hasta la mañana", "toda la noche");
    let ran = project.run(&["check", "--strict"]).wrong();
    let ran = ran
        .prints("`Clara rang the bell every 40 seconds until the morning.` has changed in es since it was confirmed");
    let ran = ran.prints("1 finding in 1 work").then().run(&["check", "--confirm"]).ok();
    ran.then().run(&["check", "--strict"]).ok();
}

#[cfg(unix)]
#[test]
fn what_another_writes_to_is_left_to_it() {
    let project = Project::with_seeds();
    let other = fs::File::open(project.path("seeds")).expect("a folder");
    other.lock().expect("nobody writes to it");
    let ran = project.run(&["check", "--confirm"]).failed().says("another diglot is writing to seeds");
    other.unlock().expect("it was locked");
    ran.then().run(&["check", "--confirm"]).ok();
}

#[test]
fn a_silenced_segment_stays_silenced_when_it_is_confirmed() {
    let silence = "[[segment]]\nwork = 'the-cranes-are-flying'\nsentences.en = ['However, Kalatozov']\nsilence = ['name-missing']\n";
    let project = with_reviews().file("seeds/diglot.lock", silence);
    let project = project.run(&["check"]).ok().prints("9 findings").then().run(&["check", "--confirm"]).ok().then();
    assert!(project.read("seeds/diglot.lock").contains("silence = [\"name-missing\"]"));
    project.run(&["check"]).ok().prints("9 findings");
}

#[test]
fn a_pin_of_one_side_is_reported() {
    let pin = "[[pin]]\nwork = 'the-cranes-are-flying'\nsentences.en = ['However, Kalatozov']\n";
    let ran = with_reviews().file("seeds/diglot.lock", pin).run(&["check"]).ok();
    ran.says("this entry has no effect").says("and of at least one other");
}

#[test]
fn what_is_confirmed_of_a_draft_stays() {
    let project = with_reviews().run(&["check", "--confirm"]).ok().then();
    let draft = format!("draft = true\n{}", project.read("seeds/the-cranes-are-flying.toml"));
    let project = project.file("seeds/the-cranes-are-flying.toml", draft).file("seeds/note.en.txt", ENGLISH);
    project.run(&["build", "--strict", "--base-url", "https://example.org"]).ok().says("if it is one of the drafts");
}

#[test]
fn a_lock_file_that_is_not_understood_is_not_written_over() {
    let silence = "[[segment]]\nwork = 'the-cranes-are-flying'\nsentences.en = ['However, Kalatozov']\n";
    for (wrong, said) in [
        ("silence = ['numbr']\n", "`silence` cannot be `numbr`"),
        ("[[pins]]\nwork = 'the-cranes-are-flying'\n", "a lock file has no key `pins`"),
        ("[[pin. ]\n", "broken TOML"),
        ("<<<<<<< HEAD\n", "broken TOML"),
    ] {
        let lock = format!("{silence}{wrong}");
        let project = with_reviews().file("seeds/diglot.lock", &lock);
        let ran = project.run(&["check", "--confirm"]).wrong().says(said).says("nothing is confirmed");
        let ran = ran.then().run(&["check", "--confirm", "--json"]).wrong();
        assert_eq!((&ran.json()["ok"], &ran.json()["confirmed"]), (&false.into(), &0.into()));
        assert_eq!(ran.then().read("seeds/diglot.lock"), lock);
    }
    let empty = Project::new().file("seeds/notes.pdf", "%PDF");
    empty.run(&["check", "--confirm"]).wrong().has_no("seeds/diglot.lock");
}

#[test]
fn what_is_confirmed_of_a_work_under_another_slug_comes_not_twice() {
    let storks = "[[segment]]\nwork = \"the-storks\"\nconfirmed = true\n";
    let unknown = "the lock file speaks of `the-storks`";
    let renamed = with_reviews().file("seeds/diglot.lock", storks);
    let ran = renamed.run(&["check", "--confirm"]).wrong().says(unknown).says("nothing is confirmed");
    assert_eq!(ran.then().read("seeds/diglot.lock"), storks);
    // Of all works there are entries, so those of another one are of none that is there.
    let project = with_reviews().run(&["check", "--confirm"]).ok().then();
    let confirmed = project.read("seeds/diglot.lock");
    let removed = project.file("seeds/diglot.lock", format!("{confirmed}\n{storks}"));
    let ran = removed.run(&["check", "--confirm"]).ok().says(unknown);
    assert!(ran.then().read("seeds/diglot.lock").contains("the-storks"), "nothing is lost");
}

#[test]
fn a_silence_that_silences_nothing_is_reported() {
    let silence = |sentences: &str| {
        let entry = format!("[[segment]]\nwork = 'the-cranes-are-flying'\n{sentences}\nsilence = ['name-missing']\n");
        with_reviews().file("seeds/diglot.lock", entry).run(&["check"]).ok().prints("10 findings")
    };
    silence("sentences.en = ['Hence, Kalatozov']").says("no longer in seeds/001_f00311a8449180ba.txt");
    silence("sentences.fr = ['However, Kalatozov']").says("this entry names no sentences of this work");
    silence("sentences.en = []").says("this entry names no sentences of this work");
}

#[test]
fn the_lock_file_wins_over_alignment_and_its_stale_entries_are_reported() {
    let pin = "[[pin]]\nwork = \"the-lighthouse-of-san-telmo\"\n\
               sentences.en = [\"She was nineteen\", \"Her father had\"]\nsentences.es = [\"Tenía diecinueve\", \"Su padre\"]\n";
    let slug = |project: Project| {
        let ran = project.run(&["check", "--json"]).ok();
        let slug = ran.json()["works"][0]["slug"].as_str().expect("a slug").to_owned();
        (ran.then(), slug)
    };
    let (project, slug) = slug(Project::with_seeds());
    let pin = pin.replace("the-lighthouse-of-san-telmo", &slug);
    let project = project.file("seeds/diglot.lock", &pin).run(&["check", "--confirm"]).ok().then();
    let lock = project.read("seeds/diglot.lock");
    let pinned =
        lock.split("[[segment]]").find(|entry| entry.contains("begins = \"She was nineteen")).expect("a segment");
    let english = pinned.lines().find(|line| line.starts_with("sentences.en")).expect("its sentences");
    assert_eq!(english.matches(", ").count(), 1, "two sentences in one segment: {english}");
    assert!(lock.contains("[[pin]]"), "what a person wrote is kept: {lock}");

    let project = project.change("seeds/1.txt", "She was nineteen", "She was only nineteen");
    project.run(&["check"]).ok().says("this entry names sentences that are no longer in seeds/1.txt");
    let vague = pin.replace("\"She was nineteen\", \"Her father had\"", "\"The\"");
    let vague = Project::with_seeds().file("seeds/diglot.lock", vague).run(&["check"]).ok();
    vague.says("what this entry names begins in 3 places of seeds/1.txt, so it is passed over");
    let elsewhere = Project::with_seeds().file("seeds/diglot.lock", pin.replace(&slug, "bread"));
    let ran = elsewhere.run(&["build"]).ok().says("the lock file speaks of `bread`, and there is no such work");
    ran.says(&format!("if it is `{slug}` now, write that, or say slug = \"bread\""));
}

/// Returns what the schema of SARIF says against `sarif`.
fn faults(sarif: &Value) -> String {
    let path = format!("{}/tests/data/sarif/sarif-2.1.0.json", env!("CARGO_MANIFEST_DIR"));
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.set_default_draft(boon::Draft::V4);
    compiler.enable_format_assertions();
    let schema = compiler.compile(&path, &mut schemas).expect("a schema");
    schemas.validate(sarif, schema).map_or_else(|error| format!("{error:#}"), |()| String::new())
}

fn sarif(project: Project) -> Value {
    serde_json::from_str(&project.run(&["check", "--format", "sarif"]).stdout()).expect("JSON")
}

#[test]
fn sarif_is_as_its_schema_wants_it() {
    let mut sarif = sarif(with_reviews());
    assert_eq!(faults(&sarif), "");
    let run = &sarif["runs"][0];
    let rules: Vec<&Value> =
        run["tool"]["driver"]["rules"].as_array().expect("rules").iter().map(|rule| &rule["id"]).collect();
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 10);
    for result in results {
        assert!(rules.contains(&&result["ruleId"]), "{result}");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(region["snippet"]["text"].is_string(), "{result}");
        assert!(
            region["endLine"].as_u64() > region["startLine"].as_u64()
                || region["endColumn"].as_u64() > region["startColumn"].as_u64()
        );
    }
    sarif["runs"][0]["results"][0]["level"] = "grave".into();
    assert!(faults(&sarif).contains("level"), "the schema is in force");
}

#[test]
fn sarif_holds_for_texts_that_cannot_be_read_and_paths_of_any_letters() {
    let project = Project::with_seeds().file("seeds/ñandú 1%.txt", "A line.\n\u{0}").file("diglot.toml", "nmae = 1\n");
    let sarif = sarif(project);
    assert_eq!(faults(&sarif), "");
    assert!(!sarif["runs"][0]["results"].as_array().expect("results").is_empty());
}

#[test]
fn the_page_shows_the_bitext_and_loads_nothing() {
    let hostile = SPANISH.replace("212 escalones", "213 <script>alert(1)</script> escalones");
    let project = Project::new().file("seeds/1.txt", ENGLISH).file("seeds/2.txt", hostile);
    let ran = project.run(&["check", "--format", "html", "--output", "check.html"]).ok().silently();
    let page = ran.then().read("check.html");
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script"), "text is text");
    assert!(!page.contains("src=") && !page.contains("<link") && !page.contains("url("), "nothing is loaded");
    assert!(page.contains("lang=\"es\"") && page.contains("<mark>213</mark>"), "{page}");
    let anchors: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(
        !anchors.is_empty() && anchors.iter().all(|anchor| page.contains(&format!("id=\"{anchor}\""))),
        "{anchors:?}"
    );
}

#[test]
fn the_page_marks_the_words_in_question_and_none_that_look_like_them() {
    let project = Project::new()
        .file("seeds/dogs.en.txt", "In 13 houses of the village lived 3 dogs. Nobody heard them.\n")
        .file("seeds/dogs.es.txt", "En 13 casas del pueblo vivían 4 perros. Nadie los oía.\n");
    let page = project.run(&["check", "--format", "html"]).ok().stdout();
    assert!(page.contains("In 13 houses of the village lived <mark>3</mark> dogs."), "{page}");
    assert!(page.contains("En 13 casas del pueblo vivían <mark>4</mark> perros."), "{page}");
    let project = Project::new()
        .file("seeds/rain.en.txt", "He said that it rained, and went home.\n")
        .file("seeds/rain.zh.txt", "他说：“下雨了。”他回家了。\n");
    let page = project.run(&["check", "--format", "html"]).ok().stdout();
    assert!(page.contains("他说：“下雨了。”他回家了。"), "{page}");
}

#[test]
fn nothing_is_written_over_a_text_or_over_what_is_no_file() {
    let project = Project::new().file("seeds/1.txt", ENGLISH).file("seeds/2.txt", SPANISH).folder("seeds/diglot.lock");
    let project = project.file("diglot.toml", "").file("assets/style.css", "");
    for report in ["seeds/1.txt", "seeds/report.json", "./seeds/../seeds/2.txt", "diglot.toml", "assets/style.css"] {
        let ran = project.command("", &["check", "--format", "json", "--output", report]).output().expect("an end");
        assert_eq!(ran.status.code(), Some(2), "{report}");
    }
    assert_eq!((project.read("seeds/1.txt"), project.read("seeds/2.txt")), (ENGLISH.to_owned(), SPANISH.to_owned()));
    let ran = project.run(&["--color", "always", "check", "--output", "report.txt"]).ok();
    assert!(!ran.project.read("report.txt").contains('\u{1b}'), "a file has no colours");
    ran.then().run(&["check", "--confirm"]).failed().has("seeds/diglot.lock");
}

#[test]
fn what_is_wrong_with_the_texts_is_told_wherever_the_findings_go() {
    let project = Project::with_seeds().file("seeds/3.md", "---\ntitle: [a\n---\n# Rain\n\nIt rained.\n");
    let ran = project.run(&["check"]).wrong().says("seeds/3.md:2:8").prints("nothing found");
    let ran = ran.then().run(&["check", "--output", "check.txt"]).wrong().says("seeds/3.md:2:8");
    let ran = ran.contains("check.txt", "nothing found").then().run(&["check", "--output", "check.json", "--json"]);
    let ran = ran.wrong().contains("check.json", "seeds/3.md");
    assert_eq!(ran.json()["diagnostics"][0]["file"], "seeds/3.md");
}
