//! The cache that a build leaves for the next: whatever it holds, the site is the one that a build without it makes.

use std::fs;

use super::harness::{ENGLISH, Project, SPANISH, assert_same_tree};

/// Where it lies.
const CACHE: &str = ".diglot/cache";
/// So many works are a large project.
const WORKS: usize = 120;

/// Returns a project of many works: so that the test is quick, only one of them is aligned, in files of its own.
fn large() -> Project {
    let project = Project::new().file("diglot.toml", "pages = 'work'\nlanguages = ['en', 'es']\n");
    (0..WORKS).fold(project.file("seeds/light.en.md", ENGLISH).file("seeds/light.es.md", SPANISH), |project, number| {
        let (next, stop) = ((number + 1) % WORKS, [".", "&#46;", "%2E"][number % 3]);
        let link = format!("[number {number}](letter-{next}{stop}en{stop}md)");
        let text = format!("# Letter {number}\n\nNobody on the quay knew what {link} meant to the keeper.\n");
        project.file(&format!("seeds/letter-{number}.en.md"), text)
    })
}

/// Builds, and expects the site of a build that knows nothing of any before.
fn build_like_the_first(project: Project) -> Project {
    let project = project.build().ok().then();
    let project = project.run(&["build", "--no-cache", "--out", "first"]).ok().then();
    assert_same_tree(&project.path("site"), &project.path("first"));
    project.remove("first")
}

#[test]
fn a_build_that_knows_an_earlier_one_makes_the_same_site() {
    let mut project = large().build().ok().then();
    assert!(project.path(CACHE).exists());
    type Edit = fn(Project) -> Project;
    let edits: [Edit; 10] = [
        |project| project,
        |project| project.change("seeds/letter-7.en.md", "keeper", "ferryman"),
        |project| project.change("seeds/light.es.md", ".", "!"),
        |project| project.change("seeds/letter-7.en.md", "quay", "pier").remove("site/en/index.html"),
        |project| project.remove("seeds/letter-8.en.md").remove("site/en/letter-9/index.html"),
        |project| {
            project
                .file("seeds/letter-7.es.md", "# Carta 7\n\nNadie en el muelle sabía qué quería decir el número 7.\n")
        },
        |project| project.file("seeds/letter-10.toml", "title = 'The tenth'\ndate = 1956-05-01\n"),
        |project| {
            project.file("templates/texts.html", "{% extends \"default/texts.html\" %}{% block footer %}{% endblock %}")
        },
        |project| project.file("diglot.toml", "pages = 'work'\nlanguages = ['es', 'en']\ntitle = 'Letters'\n"),
        |project| project.file("diglot.toml", "languages = ['es', 'en']\n"),
    ];
    for edit in edits {
        project = build_like_the_first(edit(project));
    }
}

/// Waits until the times of the files just written tell one version of them from the next.
fn settle() {
    std::thread::sleep(std::time::Duration::from_millis(2_500));
}

#[test]
fn what_is_known_of_works_that_stay_as_they_are_is_left_for_the_next_build() {
    let size = |project: &Project| fs::metadata(project.path(CACHE)).expect("a cache").len();
    let project = large();
    settle();
    let first = project.build().ok().then();
    settle();
    let known = size(&first);
    assert_eq!(size(&first.build().ok().then()), known);
}

#[test]
fn a_correction_that_fits_one_text_no_longer_is_forgotten_for_all() {
    let pin = "[[pin]]\nwork = 'sea'\nsentences = { de = ['Die Fähre ging'], en = ['The ferry left', 'Nobody waved'], \
        es = ['El ferry salió'] }\n";
    let project = large()
        .file("diglot.toml", "pages = 'work'\nlanguages = ['de', 'en', 'es']\n")
        .file("seeds/sea.de.txt", "Die Fähre ging am Mittag.\n\nNiemand winkte ihr nach.\n\nEs wurde Nacht am Kai.\n")
        .file("seeds/sea.en.txt", "The ferry left at noon.\n\nNobody waved at it.\n\nNight came over the quay.\n")
        .file("seeds/sea.es.txt", "El ferry salió a mediodía.\n\nNadie lo saludó.\n\nSe hizo de noche en el muelle.\n")
        .file("seeds/diglot.lock", pin);
    let project = project.build().ok().then();
    build_like_the_first(project.change("seeds/sea.es.txt", "El ferry salió", "El barco zarpó"));
}

#[test]
fn what_was_to_be_said_of_a_work_is_said_again() {
    let broken = "\n\nSee ![the quay](/assets/quay.jpg) and\n[the harbour](harbour.en.md#pier).\n";
    let told = |project: &Project| {
        let output = project.command("", &["build", "--json"]).output().expect("diglot runs");
        String::from_utf8(output.stdout).expect("text")
    };
    let project = large().file("seeds/letter-5.en.md", format!("# Letter 5{broken}"));
    let first = told(&project);
    let [picture, link] = ["quay.jpg", "harbour.en.md"].map(|name| first.contains(name));
    assert!(picture && link, "{first}");
    let diagnostics =
        |report: &str| serde_json::from_str::<serde_json::Value>(report).expect("JSON")["diagnostics"].clone();
    assert_eq!(diagnostics(&told(&project)), diagnostics(&first));
    let project = project.file("seeds/harbour.en.md", "# The harbour\n\n## Pier\n\nNobody is there today.\n");
    let mended = diagnostics(&told(&project)).to_string();
    assert!(mended.contains("quay.jpg") && !mended.contains("harbour"), "{mended}");
    let project = project.file("assets/quay.jpg", "a picture");
    assert!(!diagnostics(&told(&project)).to_string().contains("quay"));
}

#[test]
fn what_somebody_changed_in_the_site_is_noticed() {
    let page = "site/en/letter-3/index.html";
    let project = large().build().ok().then();
    let before = project.read(page);
    let project =
        project.change(page, "Letter 3", "Letter E").build().ok().says("this file was changed by hand").then();
    assert_eq!(project.read(page), before);
}

#[test]
fn a_cache_that_is_damaged_or_of_another_program_is_not_believed() {
    let project = large();
    settle();
    let mut project = project.build().ok().then();
    let sound = fs::read(project.path(CACHE)).expect("a cache");
    let flipped =
        |at: usize| sound.iter().enumerate().map(|(i, &byte)| if i == at { byte ^ 4 } else { byte }).collect();
    let own = env!("DIGLOT_SOURCES").as_bytes();
    let named = sound.windows(own.len()).position(|part| part == own).expect("the name of this program");
    let damaged: [Vec<u8>; 7] = [
        Vec::new(),
        b"diglot cache\n".to_vec(),
        sound[..sound.len() / 2].to_vec(),
        [&sound[..], b"more"].concat(),
        flipped(16),
        flipped(named),
        flipped(sound.len() - 100),
    ];
    for bytes in damaged {
        project = build_like_the_first(project.file(CACHE, bytes));
        assert_eq!(fs::read(project.path(CACHE)).expect("a cache").len(), sound.len());
    }
}

#[test]
fn the_folder_of_the_cache_keeps_itself_out_of_repositories_and_small_projects() {
    let project = large().build().ok().then();
    assert_eq!(project.read(".diglot/.gitignore"), "*\n");
    let project = project.remove(".diglot").run(&["build", "--no-cache"]).ok().then();
    assert!(!project.path(".diglot").exists());
    assert!(!Project::with_seeds().build().ok().then().path(".diglot").exists());
}

#[test]
fn a_cache_that_cannot_be_written_is_a_note() {
    large().file(".diglot", "").build().ok().says("the next build will do everything again").has("site/en/index.html");
}

#[cfg(unix)]
#[test]
fn a_cache_that_another_build_is_writing_is_left_to_it() {
    let half = ".diglot/.diglot-new/cache";
    let project = large().file(".diglot/.diglot-new/..diglot", "").file(half, "half");
    let other = fs::File::open(project.path(".diglot")).expect("a folder");
    other.lock().expect("nobody writes to it");
    let project = project.build().ok().has(half).has_no(CACHE).then();
    other.unlock().expect("it was locked");
    project.build().ok().has(CACHE).has_no(half);
}
