//! The files that tell servers how to serve a site, with the servers themselves.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::super::harness::Project;
use super::super::previewed::Answer;
use super::service::Service;
use super::{site, with_mark};

/// Publishes a site whose root is `root`, with compressed versions, to the folder `../web` that servers see as `/`.
fn published(root: &str) -> Project {
    let config = format!(
        "base_url = \"http://texts.example{root}\"\nhost = \"apache\"\n[publish.web]\nkind = \"folder\"\n\
         path = \"../web{root}\"\nprecompress = true\n"
    );
    let project = with_mark(super::project(&config));
    let picture = format!("<svg>{}</svg>", "<path/>".repeat(300));
    let project = project.file("assets/mark.svg", &picture).file("assets/harbour.20241122.svg", "<svg/>");
    // A server that gave up its rights has to read the folder too.
    fs::set_permissions(project.path(".."), fs::Permissions::from_mode(0o755)).expect("a folder of ours");
    project.run(&["publish"]).ok().then()
}

/// Returns what an answer says that it depends on, in one line or several.
fn vary(answer: &Answer) -> String {
    answer.head.lines().filter_map(|line| line.strip_prefix("vary: ")).collect::<Vec<_>>().join(", ")
}

/// A server of a published site.
struct Served {
    service: Service,
    root: &'static str,
    web: std::path::PathBuf,
}

impl Served {
    fn get(&self, path: &str, lines: &[&str]) -> Answer {
        self.service.ask("GET", &format!("{}{path}", self.root), lines)
    }

    /// Expects that the root leads whoever asks with `lines` to `home`; nowhere, where that is empty.
    fn check_leads(&self, lines: &[&str], home: &str) {
        let answer = self.get("", lines);
        let (status, location) = match home {
            "" => (200, None),
            home => (302, Some(format!("{}{home}", self.root))),
        };
        let host = format!("http://127.0.0.1:{}", self.service.port);
        let there =
            answer.header("location").map(|there| there.trim_start_matches(&host).replace("http://127.0.0.1/", "/"));
        assert_eq!((answer.status, there), (status, location), "{lines:?} {}", answer.head);
        let vary = vary(&answer);
        assert!(vary.contains("accept-language") && vary.contains("cookie"), "{lines:?} {}", answer.head);
    }

    fn check_negotiates_language(&self) {
        self.check_leads(&["Accept-Language: es-MX,en;q=0.5"], "es/");
        self.check_leads(&["Accept-Language: fr-CA, fr;q=0.9, EN;q=0.8, es;q=0.2"], "en/");
        self.check_leads(&["Accept-Language: eng, esperanto, ru"], "");
        self.check_leads(&[], "");
        self.check_leads(&["Accept-Language: es", "Cookie: a=b; diglot_language=en; c=d"], "en/");
        self.check_leads(&["Cookie: diglot_language=es"], "es/");
        self.check_leads(&["Accept-Language: es", "Cookie: diglot_language=fr"], "es/");
        for page in ["en/", "en/index.html", "404.html"] {
            let answer = self.get(page, &["Accept-Language: es", "Cookie: diglot_language=es"]);
            assert_eq!(answer.status, 200, "{page} {}", answer.head);
            assert!(!vary(&answer).contains("language"), "{page} {}", answer.head);
        }
    }

    fn check_says_what_is_missing(&self) {
        for (path, file) in [("es/nada", "es/404.html"), ("en/x/y.html", "en/404.html"), ("nothing", "404.html")] {
            let answer = self.get(path, &[]);
            assert_eq!((answer.status, answer.body), (404, self.file(file)), "{path}");
        }
    }

    fn check_headers(&self) {
        let files = site(&self.web);
        let fixed = files
            .keys()
            .find(|path| path.starts_with("assets/mark.") && path.len() == "assets/mark.12345678.svg".len());
        let (year, again) = ("public, max-age=31536000, immutable", "public, max-age=0, must-revalidate");
        let cases = [
            (fixed.expect("an asset with a fingerprint").as_str(), 200, year, "image/svg+xml; charset=utf-8"),
            ("assets/mark.svg", 200, again, "image/svg+xml; charset=utf-8"),
            ("assets/harbour.20241122.svg", 200, again, "image/svg+xml; charset=utf-8"),
            ("assets/mark.dead1234.svg", 404, again, "text/html; charset=utf-8"),
            ("es/", 200, again, "text/html; charset=utf-8"),
            ("en/none", 404, again, "text/html; charset=utf-8"),
            ("sitemap.xml", 200, again, "application/xml; charset=utf-8"),
            ("en/feed.xml", 200, again, "application/xml; charset=utf-8"),
            ("robots.txt", 200, again, "text/plain; charset=utf-8"),
        ];
        for (path, status, cache, media_type) in cases {
            let answer = self.get(path, &[]);
            let said = ["cache-control", "content-type", "x-content-type-options"].map(|name| answer.header(name));
            assert_eq!((answer.status, said), (status, [Some(cache), Some(media_type), Some("nosniff")]), "{path}");
            let policy = answer.header("content-security-policy").unwrap_or_default();
            assert!(policy.contains("frame-ancestors 'none'"), "{path} {}", answer.head);
            for name in ["cache-control: ", "content-security-policy: ", "content-type: "] {
                assert_eq!(answer.head.matches(name).count(), 1, "{path} {}", answer.head);
            }
        }
    }

    /// Expects that each of `encodings`, as browsers name them, is answered with the version that ends with the other.
    fn check_compresses(&self, encodings: &[(&str, &str)]) {
        for (encoding, end) in encodings {
            for (path, file) in
                [("en/", "en/index.html"), ("assets/mark.svg", "assets/mark.svg"), ("en/feed.xml", "en/feed.xml")]
            {
                let answer = self.get(path, &[&format!("Accept-Encoding: {encoding}")]);
                assert_eq!(answer.header("content-encoding"), Some(*encoding), "{path} {}", answer.head);
                assert!(answer.body == self.file(&format!("{file}{end}")), "{path} {encoding}");
                assert!(vary(&answer).contains("accept-encoding"), "{path} {}", answer.head);
                let plain = self.get(path, &[]);
                assert_eq!(
                    (plain.header("content-encoding"), plain.header("content-type")),
                    (None, answer.header("content-type"))
                );
                assert_eq!(plain.body, self.file(file), "{path}");
            }
        }
    }

    fn file(&self, path: &str) -> Vec<u8> {
        fs::read(self.web.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

/// Serves published sites by the server that `start` starts with the port, the folder of its host and the home of the
/// test, and expects what is promised. `encodings` are those that the server can answer with what lies there.
fn check(encodings: &[(&str, &str)], start: impl Fn(&Project, &Path, &Path) -> Option<Service>) {
    for root in ["/", "/texts/film/"] {
        let project = published(root);
        let (home, host) = (project.path(".."), project.path("../web"));
        let Some(service) = start(&project, &host, &home) else { return };
        let served = Served { service, root, web: host.join(root.trim_matches('/')) };
        served.check_negotiates_language();
        served.check_says_what_is_missing();
        served.check_headers();
        served.check_compresses(encodings);
        // Whatever the address, each page names it: so all of them are sent again, and read over HTTP.
        let address = format!("http://127.0.0.1:{}{root}", served.service.port);
        project.run(&["publish", "--verify", "--base-url", &address]).ok().prints("read back");
    }
}

/// Has the file for `host` written, and returns it with each of `mended` in place of what stands there.
fn mended(project: &Project, host: &str, file: &str, mended: &[(&str, String)]) -> String {
    let output = project.command("", &["init", "--host", host]).output().expect("the program starts");
    assert!(output.status.success(), "{output:?}");
    mended.iter().fold(project.read(file), |text, (from, to)| {
        assert!(text.contains(from), "{from} is not in {text}");
        text.replace(from, to)
    })
}

#[test]
fn nginx_serves_the_site_as_its_file_says() {
    check(&[("gzip", ".gz")], |project, host, home| {
        Service::start("nginx", |port| {
            let listen = [
                ("listen 80;", format!("listen 127.0.0.1:{port};")),
                ("listen [::]:80;", String::new()),
                ("/var/www/texts.example", host.display().to_string()),
            ];
            let site = mended(project, "nginx", "nginx.conf", &listen);
            let scratch = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
                .map(|kind| format!("{kind}_temp_path {};\n", home.join(kind).display()));
            let config = format!(
                "daemon off;\nuser root;\npid {};\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{}{site}}}\n",
                home.join("nginx.pid").display(),
                scratch.concat()
            );
            fs::write(home.join("nginx.conf"), config).expect("a file");
            vec!["-c".to_owned(), home.join("nginx.conf").display().to_string()]
        })
    });
}

#[test]
fn caddy_serves_the_site_as_its_file_says() {
    check(&[("gzip", ".gz"), ("br", ".br"), ("zstd", ".zst")], |project, host, home| {
        Service::start("caddy", |port| {
            let listen = [
                ("\ntexts.example {", format!("\nhttp://:{port} {{")),
                ("/var/www/texts.example", host.display().to_string()),
            ];
            let site = mended(project, "caddy", "Caddyfile", &listen);
            let config = home.join("Caddyfile");
            fs::write(&config, format!("{{\n\tadmin off\n}}\n{site}")).expect("a file");
            ["run", "--adapter", "caddyfile", "--config", &config.display().to_string()].map(str::to_owned).into()
        })
    });
}

#[test]
fn apache_serves_the_site_as_its_file_says() {
    check(&[("gzip", ".gz"), ("br", ".br"), ("zstd", ".zst")], |_, host, home| {
        Service::start("apache2", |port| {
            let modules = ["mpm_event", "authz_core", "dir", "mime", "headers", "rewrite"];
            let load = |name: &str| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n");
            let config = format!(
                "{}ServerName texts.example\nListen 127.0.0.1:{port}\nUser www-data\nGroup www-data\nPidFile {home}/apache.pid\nErrorLog \
                 {home}/apache.log\nTypesConfig /dev/null\nDocumentRoot {host}\n<Directory {host}>\nAllowOverride All\nRequire all granted\n</Directory>\n",
                modules.map(load).concat(),
                home = home.display(),
                host = host.display()
            );
            fs::write(home.join("apache.conf"), config).expect("a file");
            let config = home.join("apache.conf").display().to_string();
            ["-D", "FOREGROUND", "-d", "/", "-f", &config].map(str::to_owned).into()
        })
    });
}
