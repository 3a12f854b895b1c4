//! Who is answered, and that nothing but the site can be had. Every request is written to a raw socket.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream, UdpSocket};
use std::time::Duration;

use crate::harness::Project;
use crate::previewed::{Answer, PATIENCE, Preview};

/// One file of each kind that is served, and what preview itself serves.
const KINDS: [(&str, &str); 12] = [
    ("/", "text/html; charset=utf-8"),
    ("/en/", "text/html; charset=utf-8"),
    ("/en/none", "text/html; charset=utf-8"),
    ("/en/feed.xml", "application/xml; charset=utf-8"),
    ("/robots.txt", "text/plain; charset=utf-8"),
    ("/assets/logo.svg", "image/svg+xml; charset=utf-8"),
    ("/assets/data.bin", "application/octet-stream"),
    ("/assets/Reading.MP3", "audio/mpeg"),
    ("/assets/harbour.mp4", "video/mp4"),
    ("/assets/harbour.en.vtt", "text/vtt; charset=utf-8"),
    ("/.diglot/preview.js", "text/javascript; charset=utf-8"),
    ("/en", "text/plain; charset=utf-8"),
];

fn project() -> Project {
    let project = Project::with_seeds().file("assets/logo.svg", "<svg/>").file("assets/harbour.en.vtt", "WEBVTT");
    let players = ["assets/data.bin", "assets/Reading.MP3", "assets/harbour.mp4"];
    players.into_iter().fold(project, |project, name| project.file(name, [0, 1, 2]))
}

fn check_host(preview: &Preview, host: &str, expected: u16) {
    let answer = preview.ask("GET", "/en/", &[&format!("Host: {host}")]);
    assert_eq!(answer.status, expected, "Host: {host}");
    assert_eq!(answer.text().contains("<article"), expected == 200, "Host: {host}");
}

#[test]
fn it_listens_on_this_machine_only() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    // The way to an address that does not exist tells this machine's own in the network; nothing is sent.
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).expect("a socket");
    let own = socket.connect(("192.0.2.1", 9)).and_then(|()| socket.local_addr());
    let others = own.ok().map(|address| address.ip()).filter(|address| !address.is_loopback());
    for address in others.into_iter().chain(["127.0.0.2".parse().expect("an address")]) {
        assert!(TcpStream::connect((address, preview.port)).is_err(), "{address} answers");
    }
    assert_eq!(preview.get("/en/").status, 200);
}

#[test]
fn only_known_names_are_answered() {
    let project = Project::with_seeds();
    let preview = project.preview(&["--allow-host", "preview.example", "--allow-host", "Tunnel.example:443"]);
    let port = preview.port;
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST", "preview.example", "tunnel.example"] {
        check_host(&preview, host, 200);
        check_host(&preview, &format!("{host}:{port}"), 200);
    }
    for host in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "0.0.0.0",
        "192.168.1.5",
        "",
        "other.preview.example",
    ] {
        check_host(&preview, host, 403);
        check_host(&preview, &format!("{host}:{port}"), 403);
    }
    check_host(&preview, "localhost@evil.example", 403);
    check_host(&preview, "evil.example@localhost", 403);
    for path in ["/", "/.diglot/preview.js", "/.diglot/events", "/none"] {
        assert_eq!(preview.ask("GET", path, &["Host: evil.example"]).status, 403, "{path}");
        assert_eq!(preview.ask("POST", path, &["Host: evil.example"]).status, 403, "{path}");
    }
    assert_eq!(preview.send("GET / HTTP/1.0\r\n\r\n").status, 403, "no name at all");
    let two = preview.send("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(two.status, 400, "two names");
}

/// Elsewhere only the first of these addresses is sure to be there.
#[cfg(target_os = "linux")]
#[test]
fn at_all_addresses_each_is_answered_under_its_own_number() {
    let project = Project::with_seeds();
    let preview = project.preview(&["--host"]);
    let ask = |address: &str, host: &str| {
        let mut stream = TcpStream::connect((address, preview.port)).expect("a connection");
        let request = format!("GET /en/ HTTP/1.1\r\nHost: {host}:{}\r\nConnection: close\r\n\r\n", preview.port);
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        Answer::parse(&answer).status
    };
    let cases = [
        ("127.0.0.1", "127.0.0.1", 200),
        ("127.0.0.2", "127.0.0.2", 200),
        ("127.0.0.2", "127.0.0.3", 403),
        ("127.0.0.1", "127.0.0.2", 403),
        ("127.0.0.2", "evil.example", 403),
    ];
    for (address, host, expected) in cases {
        assert_eq!(ask(address, host), expected, "{host} at {address}");
    }
}

#[test]
fn a_name_that_could_never_match_is_not_allowed() {
    for name in ["https://tunnel.example/", "me@tunnel.example", ""] {
        Project::with_seeds().run(&["preview", "--allow-host", name]).failed().says("such as preview.example");
    }
}

#[test]
fn an_address_in_the_request_line_counts_as_a_name() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    let port = preview.port;
    for host in ["evil.example", "evil.example:80", "localhost.evil.example", "localhost@evil.example"] {
        assert_eq!(preview.get(&format!("http://{host}/en/")).status, 403, "{host}");
    }
    for host in ["localhost".to_owned(), format!("127.0.0.1:{port}")] {
        assert_eq!(preview.get(&format!("http://{host}/en/")).status, 200, "{host}");
        let answer = preview.ask("GET", &format!("http://{host}/en/"), &["Host: evil.example"]);
        assert_eq!(answer.status, 403, "the Host header counts too");
    }
}

#[test]
fn no_answer_lets_other_origins_read_it() {
    let project = project();
    let preview = project.preview(&[]);
    for (path, _) in KINDS {
        for lines in [&["Origin: http://evil.example"][..], &["Origin: null"], &["Origin: http://localhost"], &[]] {
            let answer = preview.ask("GET", path, lines);
            assert!(!answer.head.contains("access-control-"), "{path} {lines:?}: {}", answer.head);
        }
    }
    let preflight =
        preview.ask("OPTIONS", "/en/", &["Origin: http://evil.example", "Access-Control-Request-Method: GET"]);
    assert!(preflight.status == 405 && !preflight.head.contains("access-control-"), "{}", preflight.head);
}

/// Asks for events and returns the status of the answer.
fn events(preview: &Preview, lines: &[&str]) -> u16 {
    let mut stream = preview.connect();
    let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let request = format!("GET /.diglot/events?page=/en/ HTTP/1.1\r\nHost: localhost:{}\r\n{lines}\r\n", preview.port);
    stream.write_all(request.as_bytes()).expect("a request");
    let mut start = [0; 12];
    stream.read_exact(&mut start).expect("an answer");
    let status = String::from_utf8_lossy(&start[9..]).parse().expect("a status");
    if status == 200 {
        let mut head = [0; 400];
        let length = stream.read(&mut head).expect("a head");
        let head = String::from_utf8_lossy(&head[..length]).to_lowercase();
        assert!(head.contains("text/event-stream") && !head.contains("access-control-"), "{head}");
    }
    status
}

#[test]
fn events_are_for_the_preview_s_own_pages() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    let own = format!("Origin: http://localhost:{}", preview.port);
    assert_eq!(events(&preview, &[]), 200);
    assert_eq!(events(&preview, &[&own]), 200);
    assert_eq!(events(&preview, &[&own, "Sec-Fetch-Site: same-origin"]), 200);
    let other_port = format!("Origin: http://localhost:{}", preview.port ^ 1);
    let other_name = format!("Origin: http://localhost.evil.example:{}", preview.port);
    for origin in
        ["Origin: null", "Origin: http://evil.example", "Origin:", "Origin: http://localhost", &other_port, &other_name]
    {
        assert_eq!(events(&preview, &[origin]), 403, "{origin}");
        let forwarded =
            ["X-Forwarded-Host: evil.example", "Forwarded: host=evil.example", "X-Forwarded-Origin: http://localhost"];
        assert_eq!(events(&preview, &[&[origin], &forwarded[..]].concat()), 403, "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(events(&preview, &[&format!("Sec-Fetch-Site: {site}")]), 403, "{site}");
    }
}

#[test]
fn what_proxies_say_counts_for_nothing() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    for line in
        ["X-Forwarded-Host: localhost", "Forwarded: host=localhost", "X-Host: localhost", "X-Original-Host: localhost"]
    {
        assert_eq!(preview.ask("GET", "/en/", &["Host: evil.example", line]).status, 403, "{line}");
    }
    let answer = preview.ask("GET", "/en", &["X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https"]);
    assert_eq!(answer.header("location"), Some("/en/"));
}

#[test]
fn no_path_leads_out_of_the_site() {
    let project = Project::with_seeds().file("diglot.toml", "# SECRET\n").file("secret.txt", "SECRET");
    let preview = project.preview(&[]);
    let root = project.path("");
    let root = root.to_string_lossy();
    let file = format!("{root}secret.txt");
    let forms = [
        "/../secret.txt",
        "/../../secret.txt",
        "/en/../../secret.txt",
        "/en/../secret.txt",
        "/./../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/.%2e/secret.txt",
        "/%252e%252e/secret.txt",
        "/%252e%252e%252fsecret.txt",
        "/..%252fsecret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/%2e%2e%5csecret.txt",
        "/en/..%5c..%5csecret.txt",
        "/..%00/secret.txt",
        "/secret.txt%00",
        "/secret.txt%00.html",
        "/en/%00",
        "//secret.txt",
        "//../secret.txt",
        "///etc/passwd",
        "//etc/passwd",
        "/etc/passwd",
        "/%2fetc%2fpasswd",
        "/..%c0%af..%c0%afetc/passwd",
        "/%c0%ae%c0%ae/secret.txt",
        "/%e0%80%ae%e0%80%ae/secret.txt",
        "/..%ef%bc%8fsecret.txt",
        "/%uff0e%uff0e/secret.txt",
        "/c:/secret.txt",
        "/C:%5csecret.txt",
        "/file:///etc/passwd",
        "/....//secret.txt",
        "/..;/secret.txt",
        "/en/.../secret.txt",
        "/~/secret.txt",
        "/secret.txt",
        "/diglot.toml",
        "/seeds/1.txt",
        "/site/index.html",
        "/.git/config",
        "/%",
        "/%2",
        "/%zz",
        "/en/index.html/",
        "/en/index.html/..",
        "/en/index.html%20",
        "/en/index.html.",
        "/EN/",
        &file,
    ];
    for form in forms {
        let answer = preview.get(form);
        assert!(matches!(answer.status, 404 | 400), "{form}: {}", answer.head);
        assert!(!answer.text().contains("SECRET") && !answer.text().contains("root:"), "{form}: {}", answer.text());
    }
    // Where no request line may hold such a path, the connection may be refused; the site still stands.
    for form in ["..", "../secret.txt", "en/", "\\..\\secret.txt", "*", ""] {
        let answer = preview.get(form);
        assert!(answer.status != 200 && !answer.text().contains("SECRET"), "{form}: {}", answer.head);
    }
    assert_eq!(preview.get("/en/").status, 200);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_site() {
    use std::os::unix::fs::symlink;
    let project = Project::with_seeds()
        .folder("assets")
        .file("secret.txt", "SECRET")
        .folder("outside")
        .file("outside/a.txt", "SECRET");
    symlink("/etc/passwd", project.path("assets/passwd.txt")).expect("a link");
    symlink("../secret.txt", project.path("assets/secret.txt")).expect("a link");
    symlink("../outside", project.path("assets/outside")).expect("a link");
    symlink(project.path("secret.txt"), project.path("seeds/secret.txt")).expect("a link");
    let preview = project.preview(&[]);
    for path in ["/assets/passwd.txt", "/assets/secret.txt", "/assets/outside/a.txt", "/assets/outside", "/secret.txt"]
    {
        let answer = preview.get(path);
        assert!(answer.status == 404 && !answer.text().contains("SECRET"), "{path}: {}", answer.head);
    }
    assert!(!preview.get("/en/").text().contains("SECRET"));
}

#[test]
fn the_preview_is_only_read() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "GETS"] {
        for path in ["/en/", "/none", "/.diglot/events", "/.diglot/preview.js"] {
            let answer = preview.ask(method, path, &[]);
            assert_eq!((answer.status, answer.header("allow")), (405, Some("get, head")), "{method} {path}");
        }
    }
    let body = preview.ask("POST", "/en/", &["Content-Length: 4", "Content-Type: text/plain"]);
    assert_eq!(body.status, 405);
    for (path, _) in KINDS {
        let (head, get) = (preview.ask("HEAD", path, &[]), preview.get(path));
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        assert_eq!(head.header("content-length"), get.header("content-length"), "{path}");
    }
}

#[test]
fn every_answer_says_what_it_is_and_is_kept_by_nobody() {
    let project = project();
    let preview = project.preview(&[]);
    for (path, media_type) in KINDS {
        let answer = preview.get(path);
        assert_eq!(answer.header("content-type"), Some(media_type), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: a page of another site may show it");
    }
    for answer in [preview.ask("POST", "/", &[]), preview.ask("GET", "/", &["Host: evil.example"])] {
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    }
}

#[test]
fn large_heads_are_refused() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    let large = format!("X-Large: {}", "a".repeat(100_000));
    assert_eq!(preview.ask("GET", "/en/", &[&large]).status, 431);
    let many: Vec<String> = (0..200).map(|number| format!("X-{number}: a")).collect();
    assert_eq!(preview.ask("GET", "/en/", &many.iter().map(String::as_str).collect::<Vec<_>>()).status, 431);
    let long = preview.get(&format!("/{}", "a".repeat(100_000))).status;
    assert!(matches!(long, 414 | 431), "{long}");
    assert_eq!(preview.send("nonsense\r\n\r\n").status, 400);
    assert_eq!(preview.get("/en/").status, 200);
}

#[test]
fn slow_clients_are_sent_away_and_hinder_nobody() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    // More than are served at once: those that wait get their turn when the others are sent away.
    let slow: Vec<TcpStream> = (0..600)
        .map(|_| {
            let mut stream = preview.connect();
            stream.write_all(b"GET /en/ HTTP/1.1\r\nHost: local").expect("half a request");
            stream
        })
        .collect();
    assert_eq!(preview.get("/en/").status, 200);
    for mut stream in slow {
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "half a request is none");
    }
}

#[test]
fn two_hundred_clients_are_served_at_once() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    let clients: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = preview.connect();
            let request = "GET /.diglot/events?page=/en/&version=0 HTTP/1.1\r\nHost: localhost\r\n\r\n";
            stream.write_all(request.as_bytes()).expect("a request");
            stream
        })
        .collect();
    project.edit("seeds/1.txt", "lighthouse", "LIGHTHOUSE");
    for mut stream in clients {
        let (mut said, mut buffer) = (String::new(), [0; 4096]);
        while !said.contains("\"edited\":\"s") {
            let length = stream.read(&mut buffer).expect("events");
            assert!(length > 0, "the events end after {said}");
            said.push_str(&String::from_utf8_lossy(&buffer[..length]));
        }
    }
    let page = preview.get("/en/");
    assert!(page.text().contains("LIGHTHOUSE"));
    let mut clients: Vec<TcpStream> = (0..200).map(|_| preview.connect()).collect();
    for client in &mut clients {
        client.write_all(b"GET /en/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("a request");
    }
    for mut client in clients {
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).expect("an answer");
        assert!(answer.starts_with(b"HTTP/1.1 200") && answer.ends_with(&page.body));
    }
}

/// Returns how many bytes of memory a preview has.
#[cfg(target_os = "linux")]
fn memory(preview: &Preview) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", preview.child.id())).expect("a process");
    let size = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its size");
    size.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") * 1024
}

#[cfg(target_os = "linux")]
#[test]
fn a_large_file_is_in_memory_once_however_many_ask_for_it() {
    const SIZE: usize = 20_000_000;
    let project = Project::with_seeds().file("assets/film.mp4", vec![7; SIZE]);
    let preview = project.preview(&[]);
    let before = memory(&preview);
    let slow: Vec<TcpStream> = (0..8)
        .map(|_| {
            let mut stream = preview.connect();
            stream.write_all(b"GET /assets/film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("a request");
            stream.read_exact(&mut [0; 1024]).expect("the beginning");
            stream
        })
        .collect();
    let grown = memory(&preview).saturating_sub(before);
    assert!(grown < SIZE as u64, "{} clients, and {grown} bytes more", slow.len());
    assert!(preview.get("/assets/film.mp4").body == vec![7; SIZE]);
}

/// Tells whether this process was started in the background of a shell, say, where Linux tells.
#[cfg(unix)]
fn ignores_interrupts() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask & 0b10 != 0)
}

#[cfg(unix)]
#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know what was not tested")]
fn an_interrupt_ends_it_at_once_with_all_its_connections() {
    if ignores_interrupts() {
        eprintln!("not tried: who started the tests ignores interrupts, and so does all that they start");
        return;
    }
    let project = Project::with_seeds();
    let mut preview = project.preview(&[]);
    let mut streams: Vec<TcpStream> = (0..20).map(|_| preview.connect()).collect();
    for stream in &mut streams {
        stream.write_all(b"GET /.diglot/events?page=/en/ HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("a request");
        stream.read_exact(&mut [0; 12]).expect("an answer");
    }
    let interrupt = std::process::Command::new("kill").args(["-INT", &preview.child.id().to_string()]).status();
    assert!(interrupt.expect("kill runs").success());
    let deadline = std::time::Instant::now() + PATIENCE;
    while preview.child.try_wait().expect("a child").is_none() {
        assert!(std::time::Instant::now() < deadline, "it is still there");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    Project::with_seeds().run(&["preview", "--port", &port]).failed().says(&port).says("name another port");
}
