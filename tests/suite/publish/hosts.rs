//! What `diglot init --host` writes, and what `host` in diglot.toml adds to a site.

use granit_parser::{Event, Parser};

use super::super::harness::Project;
use super::{FOLDER, project, with_mark};

/// Returns the keys of the table that `yaml` is, and all scalars in it.
fn yaml(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut depth, mut is_key, mut keys, mut scalars) = (0, true, Vec::new(), Vec::new());
    for event in Parser::new_from_str(text) {
        let (event, _) = event.unwrap_or_else(|error| panic!("{error} in {text}"));
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth -= 1;
                is_key = true;
            }
            Event::Scalar(word, ..) => {
                if depth == 1 && is_key {
                    keys.push(word.to_string());
                }
                is_key = depth != 1 || !is_key;
                scalars.push(word.into_owned());
            }
            _ => {}
        }
    }
    (keys, scalars)
}

/// Runs what `command` says of diglot, as a build server would, in a project with two texts.
fn check_command(command: &str) {
    let address = command.replace("${{ steps.pages.outputs.base_url }}", "https://texts.example");
    let address = address.replace("$CI_PAGES_URL", "https://texts.example").replace('"', "");
    let at = address.find("diglot build").or_else(|| address.find("diglot publish")).expect("a command of diglot");
    let words: Vec<&str> = address[at..].split_whitespace().skip(1).collect();
    match words.as_slice() {
        ["build", arguments @ ..] => {
            let ran = Project::with_seeds().run(&[&["build"], arguments].concat()).ok();
            let folder = if arguments.contains(&"public") { "public" } else { "site" };
            ran.has(&format!("{folder}/en/index.html"));
        }
        ["publish", name, arguments @ ..] => {
            let config = FOLDER.replace("publish.web", &format!("publish.{name}"));
            project(&config).run(&[&["publish", name], arguments].concat()).ok().has("../web/en/index.html");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn workflows_are_sound_and_their_commands_work() {
    let cases: [(&str, &str, &[&str]); 3] = [
        ("github", ".github/workflows/diglot.yml", &["name", "on", "permissions", "concurrency", "env", "jobs"]),
        ("gitlab", ".gitlab-ci.yml", &["pages"]),
        ("codeberg", ".woodpecker/diglot.yml", &["when", "steps"]),
    ];
    for (host, file, expected) in cases {
        let ran = Project::new().run(&["init", "--host", host]).ok().prints(file).prints("Next:").has(file);
        let text = ran.project.read(file);
        let (keys, scalars) = yaml(&text);
        assert_eq!(keys, expected, "{file}");
        let commands: Vec<&String> = scalars
            .iter()
            .filter(|scalar| scalar.contains("diglot build") || scalar.contains("diglot publish"))
            .collect();
        assert_eq!(commands.len(), 1, "{file}");
        check_command(commands[0]);
        let ran = ran.then().file(file, "mine").run(&["init", "--host", host]).failed().says(file);
        ran.contains(file, "mine");
    }
}

#[test]
fn settings_of_hosts_are_sound_and_their_files_are_made_with_the_site() {
    for (host, file, key) in [("netlify", "netlify.toml", "build"), ("cloudflare", "wrangler.toml", "name")] {
        let ran = Project::new().run(&["init", "--host", host]).ok().prints(file).prints("diglot.toml");
        let settings: toml::Table = ran.project.read(file).parse().expect("TOML");
        assert!(settings.contains_key(key), "{settings:?}");
        if let Some(command) = settings.get("build").and_then(|build| build.get("command")) {
            check_command(command.as_str().expect("a command"));
        }
        Project::with_seeds_in(ran.then()).build().ok().has("site/_headers");
    }
    let ran = Project::with_seeds().file("diglot.toml", "title = \"Mine\"\n").run(&["init", "--host", "apache"]).ok();
    ran.prints("host = \"apache\"").contains("diglot.toml", "title = \"Mine\"\n");
    project("host = \"apache\"\n")
        .run(&["init", "--host", "apache"])
        .ok()
        .has_no(".htaccess")
        .then()
        .build()
        .ok()
        .has("site/.htaccess");
}

#[test]
fn headers_name_what_never_changes() {
    for host in ["netlify", "cloudflare"] {
        let config = format!("host = \"{host}\"\nbase_url = \"https://texts.example/film/\"\n");
        let project = with_mark(project(&config)).build().ok().then();
        let headers = project.read("site/_headers");
        let rules: Vec<&str> = headers.lines().filter(|line| line.starts_with('/')).collect();
        let [all, fixed] = rules.as_slice() else { panic!("{headers}") };
        assert_eq!(*all, "/film/*");
        let file = fixed.strip_prefix("/film/").expect("a path below the root");
        assert_eq!(project.read(&format!("site/{file}")), "<svg>0</svg>");
        assert!(
            headers.ends_with(&format!("{fixed}\n  Cache-Control: public, max-age=31536000, immutable\n")),
            "{headers}"
        );
        assert!(headers.contains("\n  Content-Security-Policy: default-src 'self';"), "{headers}");
    }
}

#[test]
fn netlify_leads_from_the_root_only_and_to_a_page_for_what_is_missing() {
    let config = "host = \"netlify\"\nbase_url = \"https://texts.example\"\nlanguages = [\"es-419\", \"en\"]\n";
    let project = project(config).build().ok().then();
    let redirects = project.read("site/_redirects");
    let rules: Vec<&str> = redirects.lines().filter(|line| line.starts_with('/')).collect();
    let expected = [
        "/ /index.html 200! Cookie=diglot_language",
        "/ /es-419/ 302! Language=es-419",
        "/ /en/ 302! Language=en",
        "/ /es-419/ 302! Language=es",
        "/es-419/* /es-419/404.html 404",
        "/en/* /en/404.html 404",
    ];
    assert_eq!(rules, expected);
    for page in ["index.html", "es-419/404.html", "en/404.html", "404.html"] {
        assert!(project.path(&format!("site/{page}")).exists(), "{page}");
    }
}

#[test]
fn what_servers_compare_as_it_was_sent_is_written_as_it_is_sent() {
    let project = project("host = \"apache\"\nbase_url = \"https://texts.example/año/\"\n").build().ok().then();
    let project = project.run(&["init", "--host", "nginx"]).ok().then();
    for (file, expected) in [("nginx.conf", "\"~^/a%C3%B1o/("), ("site/.htaccess", " /a%C3%B1o/[")] {
        let text = project.read(file);
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn a_configuration_that_cannot_be_read_is_wrong_as_in_a_build() {
    let config = b"title = \"\xff\"\n";
    let ran = Project::with_seeds().file("diglot.toml", config).build().wrong().says("diglot.toml");
    let ran = ran.then().run(&["init", "--host", "netlify"]).wrong().says("not UTF-8").has_no("netlify.toml");
    assert_eq!(ran.then().run(&["init", "--host", "netlify", "--json"]).wrong().json()["ok"], false);
    let project = Project::with_seeds().folder("diglot.toml");
    project.run(&["init", "--host", "netlify"]).failed().says("it is not a regular file").has_no("netlify.toml");
}

#[test]
fn without_texts_a_server_is_told_nothing() {
    Project::new().run(&["init", "--host", "nginx"]).failed().says("seeds").has_no("nginx.conf");
    Project::new().folder("seeds").run(&["init", "--host", "caddy"]).failed().says("no text").has_no("Caddyfile");
    Project::new().run(&["init", "--host", "ngnix"]).failed().says("nginx");
}
