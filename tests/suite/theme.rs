//! What a project adds to the theme: assets, templates, strings.

use super::harness::{Project, files};

/// Returns a project with these assets, whose pages have `html` at their end.
fn project(assets: &[(&str, &str)], html: &str) -> Project {
    let base =
        format!("{{% extends \"default/base.html\" %}}{{% block footer %}}{{{{ super() }}}}{html}{{% endblock %}}");
    let project = Project::with_seeds().file("templates/base.html", base);
    assets.iter().fold(project, |project, (name, content)| project.file(&format!("assets/{name}"), content))
}

#[test]
fn only_assets_that_templates_link_get_a_second_name() {
    let assets = [("map.svg", "m"), ("photo.svg", "p"), ("deep/map.svg", "d")];
    let cases = [
        ("", 0),
        ("<img src=\"{{ asset(name=\"map.svg\") }}\" alt=\"\">", 1),
        ("<img src=\"{{ asset (name = 'deep/map.svg') }}\" alt=\"\">", 1),
        ("{# {{ asset(name=\"map.svg\") }} #}", 0),
        ("{% raw %}{{ asset(name=\"map.svg\") }}{% endraw %}", 0),
        ("{{ \"{#\" }}<img src=\"{{ asset(name=\"map.svg\") }}\" alt=\"\">", 1),
        ("{% set name = \"map.svg\" %}<img src=\"{{ asset(name=name) }}\" alt=\"\">", 3),
    ];
    for (html, second) in cases {
        let ran = project(&assets, html).build().ok();
        let names = files(&ran.project.path("site/assets"));
        assert_eq!(names.len(), assets.len() + second, "{html}: {:?}", names.keys());
        assert_eq!(super::html::faults(&ran.project.path("site"), None), Vec::<String>::new(), "{html}");
    }
}

#[test]
fn a_policy_allows_the_kinds_of_file_that_a_project_adds() {
    let html = "<link rel=\"stylesheet\" href=\"{{ asset(name=\"print.css\") }}\">";
    let ran = project(&[("print.css", "p { color: red }"), ("text.woff2", "f")], html).build().ok();
    for page in ["index.html", "en/index.html", "404.html"] {
        let page = ran.project.read(&format!("site/{page}"));
        let policy = page.split("Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
        let policy: Vec<&str> = policy.expect("a policy").split("; ").collect();
        let of = |name: &str| *policy.iter().find(|directive| directive.starts_with(name)).expect("a directive");
        assert!(of("style-src").ends_with("' 'self'") && !of("script-src").contains("'self'"), "{policy:?}");
        assert_eq!(of("font-src"), "font-src 'self'");
    }
}

#[test]
fn a_page_has_the_sheets_of_the_elements_that_its_texts_have() {
    let project = Project::new()
        .file("diglot.toml", "pages = \"work\"\n")
        .file("seeds/tides.en.md", "# Tides\n\nHigh water came at noon.\n\n| Port | Hour |\n|---|---:|\n| Foz | 12 |\n")
        .file(
            "seeds/tides.es.md",
            "# Mareas\n\nLa pleamar llegó a mediodía.\n\n| Puerto | Hora |\n|---|---:|\n| Foz | 12 |\n",
        )
        .file("seeds/presents.en.md", "# Presents\n\nThe table was bare, and there was no <kbd>key</kbd>.\n")
        .file("assets/elements/kbd.css", "kbd { border: 1px solid }\n")
        .file("assets/elements/k.css", "k { color: red }\n");
    let ran = project.build().ok().has_no("site/assets/elements/kbd.css");
    let table = "table{overflow-wrap";
    let ran = ran.contains("site/en/tides/index.html", table).contains("site/en-es/tides/index.html", table);
    let ran = ran.contains("site/en/presents/index.html", "kbd{border:1px solid}");
    for (page, rule) in [("presents", table), ("presents", "k{color"), ("tides", "kbd{")] {
        let html = ran.project.read(&format!("site/en/{page}/index.html"));
        assert!(!html.contains(rule), "{page} has {rule}");
    }
    assert_eq!(super::html::faults(&ran.project.path("site"), None), Vec::<String>::new());
}

#[test]
fn pages_have_the_sheets_of_the_languages_of_their_site() {
    let project = Project::new()
        .file("seeds/moon.en.md", "# The moon\n\nThe *moon* rose over the harbour.\n")
        .file("seeds/moon.zh-Hant.md", "# 月亮\n\n*月亮*從港口升起。\n")
        .file("assets/languages/en.css", ":lang(en) { quotes: none }\n");
    let ran = project.build().ok().has_no("site/assets/languages/en.css");
    for page in ["index.html", "en/index.html", "zh-hant/index.html", "en-zh-hant/index.html"] {
        let html = ran.project.read(&format!("site/{page}"));
        assert!(html.contains("em:lang(zh){") && html.contains(":lang(en){quotes:none}"), "{page}");
        assert!(!html.contains(":lang(ja)"), "{page}");
    }
}

#[test]
fn what_the_policy_stops_is_told_before_a_reader_misses_it() {
    let ran = project(&[], "\n<style>h1 { color: red }</style>").build().ok();
    let ran = ran.says("templates/base.html:2:1").says("the policy of pages stops a style sheet");
    ran.says("{{ asset(name=\"NAME.css\") }}");
}

#[test]
fn a_slip_in_the_name_of_a_message_is_named() {
    let project = Project::with_seeds().file("templates/strings/en.ftl", "feed = News\nskipp = Go\nfarewell = Bye\n");
    let ran = project.build().ok().says("templates/strings/en.ftl:2:1").says("did you mean `skip`?");
    assert!(!ran.stderr().contains("no page says `farewell`"), "{}", ran.stderr());
}

#[test]
fn a_country_that_says_one_thing_otherwise_says_the_rest_as_its_language_does() {
    let portuguese =
        "+++\nlanguage = \"pt-PT\"\n+++\nO barco partiu às sete da manhã, e ninguém no cais acenou com a mão.\n";
    let project = Project::new().file("seeds/barco.md", portuguese);
    let ran = project.file("templates/strings/pt-PT.ftl", "feed = Novidades\n").build().ok();
    let ran = ran.contains("site/pt-pt/index.html", ">Novidades</a>");
    ran.contains("site/pt-pt/index.html", "href=\"#main\">Ir para o texto</a>");
}
