//! What is served: the bytes of a build, at the addresses of a static host, with what is wrong beside them.

use std::fs;
use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::mpsc::channel;

use diglot::preview::{News, Options};
use serde_json::Value;

use crate::harness::{ENGLISH, Project, SPANISH, files};
use crate::previewed::{PATIENCE, Preview, read_until};

const DRAFT: &str =
    "+++\ndraft = true\n+++\n# A quiet harbour\n\nThe boats came home before the storm, and nobody was missing.\n";

/// Checks that every file of a fresh build is served, byte for byte, under `base`.
pub(super) fn check_same_as_build(project: &Project, preview: &Preview, base: &str) {
    let out = project.path("../fresh");
    let built = project.command("", &["build", "--quiet", "--drafts", "--out", "../fresh"]).output().expect("a build");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    for (path, bytes) in files(&out).iter().filter(|(path, _)| !path.starts_with('.')) {
        let answer = preview.get(&format!("{base}{path}"));
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.plain() == *bytes, "{path} is served as\n{}", answer.text());
        assert_eq!(answer.body != *bytes, path.ends_with(".html"), "{path}: only pages get the script");
    }
}

/// Returns what the last event of this name says in `events`.
fn last_event(events: &str, name: &str) -> Value {
    let data = events.rsplit(&format!("event: {name}\ndata: ")).next().and_then(|rest| rest.lines().next());
    serde_json::from_str(data.unwrap_or_default()).unwrap_or_else(|error| panic!("{error}: {events}"))
}

#[test]
fn what_is_served_is_what_build_writes() {
    let project = Project::with_seeds().file("seeds/harbour.md", DRAFT).file("assets/logo.svg", "<svg/>");
    check_same_as_build(&project, &project.preview(&[]), "/");
    project.save("diglot.toml", "pages = \"work\"\nbase_url = \"https://example.org/años/\"\n");
    check_same_as_build(&project, &project.preview(&[]), "/a%C3%B1os/");
    assert!(!project.path("site").exists(), "nothing is written");
}

#[test]
fn who_comes_before_the_first_build_has_ended_waits_on_a_page_that_follows() {
    let project = Project::with_seeds();
    let options = Options {
        project: diglot::pipeline::Project::new(project.path("")),
        port: Some(0),
        host: None,
        allowed: vec![],
        poll: false,
        follow: true,
    };
    let (sender, seen) = channel();
    // The build does not begin before it is told that the preview is open, so nothing here depends on its speed.
    std::thread::spawn(move || {
        let mut tabs = None;
        diglot::preview::preview(options, &mut |news| match news {
            News::Opening(address) => {
                let ask = |path: &str| {
                    let host = address.strip_prefix("http://").expect("an origin");
                    let mut stream = TcpStream::connect(host).expect("a connection");
                    stream.set_read_timeout(Some(PATIENCE)).expect("a socket that can wait");
                    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("a request");
                    stream
                };
                let page = read_until(&mut ask("/en/"), "There is no page here yet");
                let mut events = ask("/.diglot/events?page=/en/&version=0");
                let head = read_until(&mut events, "\r\n\r\n");
                tabs = Some((page, head, events));
            }
            News::Built(_) => {
                if let Some(tab) = tabs.take() {
                    let _ = sender.send(tab);
                }
            }
            News::Open(_) | News::Polling(_) => {}
        })
    });
    let (page, head, mut events) = seen.recv_timeout(PATIENCE).expect("the preview builds");
    assert!(page.starts_with("HTTP/1.1 404") && page.contains("/.diglot/preview.js"), "{page}");
    assert!(!head.contains("event:"), "nothing is told before there is anything: {head}");
    let told = last_event(&read_until(&mut events, "\"problems\":[]}\n"), "change");
    assert_eq!(told["missing"], false, "the page is there now: {told}");
}

#[test]
fn addresses_are_those_of_a_static_host() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    for (path, to) in [("/en", "/en/"), ("/en?page=2", "/en/?page=2"), ("/es", "/es/"), ("/en-es", "/en-es/")] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (301, Some(to)), "{path}");
    }
    for (path, status) in [
        ("/en/", 200),
        ("/en/index.html", 200),
        ("/", 200),
        ("/index.html", 200),
        ("/en/?page=2", 200),
        ("/assets/", 404),
    ] {
        assert_eq!(preview.get(path).status, status, "{path}");
    }
    assert_eq!(preview.get("/en/").plain(), preview.get("/en/index.html").plain());
}

#[test]
fn players_get_the_bytes_that_they_ask_for() {
    let preview = Project::with_seeds().file("assets/reading.mp3", "0123456789").preview(&[]);
    let cases = [
        ("bytes=0-1", 206, "01", Some("bytes 0-1/10")),
        ("bytes=8-", 206, "89", Some("bytes 8-9/10")),
        ("bytes=-3", 206, "789", Some("bytes 7-9/10")),
        ("bytes=5-99", 206, "56789", Some("bytes 5-9/10")),
        ("bytes=10-", 416, "", Some("bytes */10")),
        ("bytes=12-15", 416, "", Some("bytes */10")),
        ("bytes=-0", 416, "", Some("bytes */10")),
        ("bytes=5-4", 200, "0123456789", None),
        ("bytes=0-1,4-5", 200, "0123456789", None),
        ("lines=0-1", 200, "0123456789", None),
    ];
    for (range, status, bytes, told) in cases {
        let answer = preview.ask("GET", "/assets/reading.mp3", &[&format!("Range: {range}")]);
        let (found, said) = (answer.text(), answer.header("content-range"));
        assert_eq!((answer.status, found.as_str(), said), (status, bytes, told), "{range}");
    }
    let head = preview.ask("HEAD", "/assets/reading.mp3", &["Range: bytes=0-1"]);
    let length = head.header("content-length");
    assert_eq!((head.status, head.header("accept-ranges"), length), (200, Some("bytes"), Some("10")));
    let of_another = ["Range: bytes=0-1", "If-Range: \"another\""];
    assert_eq!(preview.ask("GET", "/assets/reading.mp3", &of_another).text(), "0123456789");
    let page = preview.ask("GET", "/en/", &["Range: bytes=0-1"]);
    assert_eq!((page.status, page.header("accept-ranges")), (200, None));
    assert_eq!(page.body, preview.get("/en/").body);
}

#[test]
fn a_site_below_a_host_is_served_below_it() {
    let project = Project::with_seeds().file("diglot.toml", "base_url = \"https://example.org/letters/\"\n");
    let preview = project.preview(&[]);
    let address = format!("http://localhost:{}/letters/", preview.port);
    assert_eq!(preview.addresses["address"], address);
    assert_eq!(preview.addresses["languages"][0], format!("{address}en/"));
    for (path, status) in
        [("/letters/", 200), ("/letters/en/", 200), ("/letters/en/none", 404), ("/letters", 301), ("/letters/en", 301)]
    {
        assert_eq!(preview.get(path).status, status, "{path}");
    }
    assert_eq!(preview.get("/letters/es").header("location"), Some("/letters/es/"));
    for path in ["/", "/en/", "/lettersen/"] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("href=\"/letters/\""), "{path}: {}", answer.text());
    }
}

/// Checks that pages that are not there are answered as a static host does.
fn check_missing(preview: &Preview) {
    for (path, page) in [
        ("/en/none", "/en/404.html"),
        ("/es/none/", "/es/404.html"),
        ("/none", "/404.html"),
        ("/en-es/none", "/404.html"),
    ] {
        let (answer, expected) = (preview.get(path), preview.get(page));
        assert_eq!((answer.status, expected.status), (404, 200), "{path}");
        assert_eq!(answer.plain(), expected.plain(), "{path}");
    }
}

#[test]
fn a_missing_page_is_missing_in_its_language_also_under_an_error() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    check_missing(&preview);
    project.save("diglot.toml", "base_url = \n");
    preview.wait(|news| news["ok"] == false);
    check_missing(&preview);
    fs::create_dir(project.path("templates")).expect("a folder");
    project.save("templates/texts.html", "{% if %}");
    preview.wait(|news| news["diagnostics"].to_string().contains("templates/texts.html"));
    check_missing(&preview);
    assert_eq!(preview.get("/en/").status, 200, "the last good page stays");
}

#[test]
fn a_text_that_is_damaged_stays_as_it_was_until_it_is_mended() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    let (page, text) = (preview.get("/en/").plain(), project.read("seeds/1.txt"));
    project.save("seeds/1.txt", [0, 1, 2, 0xff, 0]);
    preview.wait(|news| news["ok"] == false && news["changed"].is_null());
    assert_eq!(preview.get("/en/").plain(), page);
    project.save("seeds/1.txt", text.replace("San Telmo", "St Elmo"));
    preview.wait(|news| news["ok"] == true);
    assert!(preview.get("/en/").text().contains("St Elmo"));
    // Where it is removed, it is meant to go.
    fs::remove_file(project.path("seeds/1.txt")).expect("a file");
    preview.wait_for("the page is gone", |preview| preview.get("/en/").status == 404);
}

#[test]
fn an_error_is_told_with_its_place_and_nothing_in_it_is_markup() {
    let project =
        Project::with_seeds().file("templates/texts.html", "<p>\n<img src=x onerror=alert(1)>{{ no_such_thing }}</p>");
    let preview = project.preview(&[]);
    let events = preview.events("/en/", "event: change\n");
    assert!(!events.contains('<'), "{events}");
    let problem = &last_event(&events, "change")["problems"][0];
    assert_eq!((&problem["file"], &problem["line"]), (&"templates/texts.html".into(), &2.into()), "{problem}");
    assert!(problem["column"].as_u64().is_some_and(|column| column > 30), "{problem}");
    assert_eq!(problem["source"][1], "no_such_thing", "{problem}");
    assert!(problem["source"][0].as_str().is_some_and(|before| before.contains("onerror=alert(1)")), "{problem}");
    let page = preview.get("/en/");
    assert_eq!(page.status, 404, "there has been no good page yet");
    assert!(!page.text().contains("onerror"), "{}", page.text());
    project.save("templates/texts.html", "mended");
    preview.wait(|news| news["ok"] == true);
    assert_eq!(preview.get("/en/").plain(), b"mended");
    assert_eq!(last_event(&preview.events("/en/", "event: change\n"), "change")["problems"], serde_json::json!([]));
}

#[test]
fn it_starts_with_whatever_is_wrong_and_is_right_when_that_is_mended() {
    let project =
        Project::new().folder("seeds").file("diglot.toml", "pages = \n").file("templates/base.html", "{{ oops");
    let preview = project.preview(&[]);
    assert_eq!(preview.get("/").status, 404);
    project.save("seeds/1.txt", ENGLISH);
    project.save("seeds/2.txt", SPANISH);
    project.save("diglot.toml", "pages = \"work\"\n");
    fs::remove_dir_all(project.path("templates")).expect("a folder");
    preview.wait_for("the site", |preview| preview.get("/en/").status == 200);
    preview.wait_for("both languages", |preview| preview.get("/es/").status == 200);
    check_same_as_build(&project, &preview, "/");
}

#[test]
fn without_a_folder_of_texts_there_is_no_preview() {
    Project::new().run(&["preview"]).failed().says("there is no folder").says("diglot init");
}

#[test]
fn findings_of_both_sides_come_with_their_places() {
    let english = "The ship left with 25 sailors in 1957. Nobody waited for it in the harbour of the old town.\n";
    let spanish = "El barco zarpó con 52 marineros en 1957. Nadie lo esperaba en el puerto de la ciudad vieja.\n";
    let project = Project::new().file("seeds/ship.en.txt", english).file("seeds/ship.es.txt", spanish);
    let preview = project.preview(&[]);
    let findings = last_event(&preview.events("/en/", "\"count\":1,"), "findings");
    let spots = findings["shown"][0]["spots"].as_array().expect("places");
    let spot = |lang: &str| spots.iter().find(|spot| spot["lang"] == lang).expect("a place");
    for (lang, marked) in [("en", "25"), ("es", "52")] {
        assert_eq!(spot(lang)["marked"], marked, "{findings}");
        assert_eq!(spot(lang)["place"], format!("seeds/ship.{lang}.txt:1:20"), "{findings}");
        assert_eq!(spot(lang)["href"], format!("/{lang}/#s0"), "{findings}");
    }
    project.edit("seeds/ship.es.txt", "52", "25");
    preview.events("/en/", "\"count\":0,");
}

#[test]
fn drafts_are_shown_and_labelled_and_build_leaves_them_out() {
    let project = Project::with_seeds().file("diglot.toml", "pages = \"work\"\n").file("seeds/harbour.en.md", DRAFT);
    let preview = project.preview(&[]);
    let index = preview.get("/en/").text();
    assert!(index.contains("A quiet harbour") && index.contains("class=\"draft\""), "{index}");
    let page = preview.get("/en/harbour/").text();
    assert!(page.contains("The boats came home") && page.contains("class=\"draft\""), "{page}");
    project.build().ok().has_no("site/en/harbour/index.html");
}

/// Starts a preview for people, and returns what it says on standard output and standard error once it has said `words`.
fn said(project: &Project, arguments: &[&str], words: &str) -> String {
    said_meanwhile(project, arguments, &[], words)
}

/// Returns what a preview says until it has said `words`; each of `steps` is done once it has said what that waits for.
fn said_meanwhile(project: &Project, arguments: &[&str], steps: &[(&str, &dyn Fn())], words: &str) -> String {
    let file = || fs::File::options().append(true).create(true).open(project.path("../said")).expect("a file");
    let mut command = project.command("", &[&["preview"], arguments].concat());
    command.env("PATH", format!("{}:/usr/bin:/bin", project.path("bin").display()));
    let mut child = command.stdin(Stdio::null()).stdout(file()).stderr(file()).spawn().expect("the program starts");
    let deadline = std::time::Instant::now() + PATIENCE;
    let wait = |words: &str| loop {
        let said = fs::read_to_string(project.path("../said")).expect("a file");
        if said.contains(words) || std::time::Instant::now() > deadline {
            break said;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    };
    for (words, step) in steps {
        wait(words);
        step();
    }
    let said = wait(words);
    let _ = child.kill().and_then(|()| child.wait());
    assert!(said.contains(words), "{words} is not in\n{said}");
    said
}

#[test]
fn each_language_has_its_address() {
    let project = Project::with_seeds();
    let said = said(&project, &["--port", "0"], "built in");
    let address = |language: &str| {
        said.lines().find(|line| line.starts_with(language)).map(|line| line.contains("  http://localhost:"))
    };
    assert_eq!((address("English"), address("Español")), (Some(true), Some(true)), "{said}");
    assert!(!said.contains("network"), "{said}");
}

#[test]
fn a_note_is_told_once_however_often_its_text_is_saved() {
    let project = Project::with_seeds().file("seeds/1.txt", format!("{ENGLISH}\nOut\u{200b}side.\n"));
    let edit = || project.edit("seeds/1.txt", "lighthouse", "LIGHTHOUSE");
    // What is told of an edit has been told when the next one is.
    let edit_other = || project.edit("seeds/2.txt", "faro", "FARO");
    let steps: [(&str, &dyn Fn()); 2] = [("built in", &edit), ("seeds/1.txt: ", &edit_other)];
    let said = said_meanwhile(&project, &["--port", "0"], &steps, "seeds/2.txt: ");
    assert_eq!(said.matches("cannot be seen").count(), 1, "{said}");
}

#[test]
fn a_taken_usual_port_is_said_and_another_one_found() {
    // Where somebody else has it, it is taken as well.
    let _taken = TcpListener::bind(("127.0.0.1", 4848));
    let said = said(&Project::with_seeds(), &[], "built in");
    assert!(said.contains("port 4848 is taken") && !said.contains("localhost:4848"), "{said}");
}

#[test]
fn to_be_seen_by_others_is_warned_of_and_easy_for_a_phone() {
    let said = said(&Project::with_seeds(), &["--port", "0", "--host"], "built in");
    assert!(said.contains("everybody in this network can read the site, and its drafts"), "{said}");
    assert!(said.contains("For a phone: http://") && said.matches(['█', '▀', '▄']).count() > 100, "{said}");
}

#[cfg(unix)]
#[test]
fn a_browser_is_opened_where_that_is_wanted() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::with_seeds().file("bin/xdg-open", "#!/bin/sh\necho opened \"$1\" >>../said\n");
    fs::set_permissions(project.path("bin/xdg-open"), fs::Permissions::from_mode(0o755)).expect("a program");
    said(&project, &["--port", "0", "--open"], "opened http://localhost:");
}

#[test]
fn following_is_on_unless_it_is_not_wanted() {
    let project = Project::with_seeds();
    for (arguments, follow) in [(&[][..], true), (&["--follow"], true), (&["--follow=false"], false)] {
        let preview = project.preview(arguments);
        let events = preview.events("/en/", "event: change\n");
        assert_eq!(last_event(&events, "change")["follow"], follow, "{arguments:?}");
    }
}
