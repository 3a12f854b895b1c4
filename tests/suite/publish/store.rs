//! A store, as publishing and its readers see it.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use md5::{Digest as _, Md5};

use super::super::harness::{Project, Ran};
use super::super::previewed::Answer;
use super::OURS;
use super::google::{Bucket, Google};
use super::service::Service;
use super::wire::{Fault, Request, wire};

/// Whoever says who they are may read; the server takes everybody's word for it.
const SIGNED: &str = "Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/s3/aws4_request";

/// A bucket called `texts`.
pub(super) struct Store {
    server: Server,
    /// Bytes by the tags that the server gives to them.
    known: Mutex<BTreeMap<String, Vec<u8>>>,
}

enum Server {
    /// A server of S3 that knows conditions and takes any secret.
    Moto(Service),
    Google(Google),
}

impl Store {
    /// Starts moto; none where it is not installed.
    pub(super) fn start() -> Option<Store> {
        let server = Service::start("moto_server", |port| {
            ["-H", "127.0.0.1", "-p", &port.to_string()].map(str::to_owned).into()
        })?;
        assert_eq!(server.ask("PUT", "/texts", &["Content-Length: 0"]).status, 200);
        Some(Store { server: Server::Moto(server), known: Mutex::default() })
    }

    /// Starts the stand-in for Google's.
    pub(super) fn google() -> Store {
        Store { server: Server::Google(Google::start()), known: Mutex::default() }
    }

    /// Returns how a project is published to it.
    pub(super) fn config(&self) -> String {
        self.config_over(self.port())
    }

    fn config_over(&self, port: u16) -> String {
        config(if matches!(self.server, Server::Moto(_)) { "s3" } else { "gcs" }, port)
    }

    pub(super) fn port(&self) -> u16 {
        match &self.server {
            Server::Moto(service) => service.port,
            Server::Google(google) => google.port,
        }
    }

    fn command(&self, project: &Project, arguments: &[&str]) -> Command {
        let host = format!("127.0.0.1:{}", self.port());
        let mut command = project.command("", arguments);
        command.env("AWS_ACCESS_KEY_ID", "AKID").env("AWS_SECRET_ACCESS_KEY", "s3cret");
        command.env("AWS_ENDPOINT_URL_CLOUDFRONT", format!("http://{host}")).env("GCE_METADATA_HOST", host);
        command
    }

    /// Returns what lies in the bucket of the stand-in, and what it was asked.
    pub(super) fn bucket(&self) -> MutexGuard<'_, Bucket> {
        match &self.server {
            Server::Google(google) => google.bucket(),
            Server::Moto(_) => panic!("moto is a program of its own"),
        }
    }

    /// Sends a request of another of Amazon's services to moto.
    pub(super) fn send(&self, method: &str, path: &str, body: &str) -> Answer {
        let Server::Moto(server) = &self.server else { panic!("Google is another") };
        server.send(
            method,
            path,
            &["Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/cloudfront/aws4_request"],
            body,
        )
    }

    /// Publishes `project`, and waits for the end.
    pub(super) fn publish(&self, project: Project) -> Ran {
        self.run(project, &["publish"])
    }

    /// Runs the program with these arguments, and waits for the end.
    pub(super) fn run(&self, project: Project, arguments: &[&str]) -> Ran {
        let output = self.command(&project, arguments).output().expect("the program starts");
        Ran { project, output }
    }

    /// Begins to publish `project`.
    pub(super) fn start_publish(&self, project: &Project) -> Child {
        let mut command = self.command(project, &["publish"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
    }

    /// Publishes `project` over a wire on which `fault` befalls requests.
    pub(super) fn publish_over(
        &self,
        project: Project,
        fault: impl Fn(&Request<'_>) -> Option<Fault> + Send + Sync + 'static,
    ) -> Ran {
        let ran = self.publish(project.file("diglot.toml", self.config_over(wire(self.port(), fault))));
        Ran { project: ran.project.file("diglot.toml", self.config()), output: ran.output }
    }

    /// Publishes `project` over a wire, and kills it when it makes its request of this number, which `fault` befalls. Returns
    /// the project, which is still published over the wire, now sound, and whether it came to its end before.
    pub(super) fn publish_and_kill(&self, project: Project, number: usize, fault: Fault) -> (Project, bool) {
        let running: Arc<Mutex<Option<Child>>> = Arc::default();
        let victim = running.clone();
        let own = wire(self.port(), move |request| {
            let mut victim = victim.lock().expect("nobody panics");
            victim.as_mut().filter(|_| request.number >= number).map(|victim| {
                victim.kill().expect("it is ours");
                fault
            })
        });
        let project = project.file("diglot.toml", self.config_over(own));
        {
            let mut running = running.lock().expect("nobody panics");
            *running = Some(self.start_publish(&project));
        }
        loop {
            let ended =
                running.lock().expect("nobody panics").as_mut().and_then(|child| child.try_wait().expect("it is ours"));
            if let Some(status) = ended {
                *running.lock().expect("nobody panics") = None;
                return (project, status.success());
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Has the store know the bytes of `files`, so that they need not be fetched: their tags tell where they lie.
    pub(super) fn learn(&self, files: &BTreeMap<String, Vec<u8>>) {
        let tag = |bytes: &[u8]| Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known = files.values().map(|bytes| (tag(bytes), bytes.clone())).collect();
    }

    /// Returns the files of the site that lie there.
    pub(super) fn site(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = match &self.server {
            Server::Moto(server) => self.listed(server),
            Server::Google(google) => {
                let objects = &google.bucket().objects;
                objects.iter().map(|(path, object)| (path.clone(), object.bytes.clone())).collect()
            }
        };
        files.retain(|path, _| !OURS.contains(&path.as_str()) && path != ".diglot-turn");
        files
    }

    fn listed(&self, server: &Service) -> BTreeMap<String, Vec<u8>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut files, mut after) = (BTreeMap::new(), String::new());
        loop {
            let list = server.ask("GET", &format!("/texts?list-type=2&start-after={after}"), &[SIGNED]).text();
            let objects: Vec<(&str, &str)> = list.split("<Contents>").skip(1).filter_map(object).collect();
            let Some((last, _)) = objects.last() else { return files };
            after = (*last).to_owned();
            for (path, tag) in objects {
                let fetch = || server.ask("GET", &format!("/texts/{path}"), &[SIGNED]).body;
                files.insert(path.to_owned(), known.get(tag).cloned().unwrap_or_else(fetch));
            }
        }
    }
}

/// Returns the path and the tag of an object in a list.
fn object(entry: &str) -> Option<(&str, &str)> {
    let between = |from: &str, to: &str| Some(entry.split_once(from)?.1.split_once(to)?.0);
    let tag = between("<ETag>", "</ETag>")?;
    Some((between("<Key>", "</Key>")?, tag.trim_matches('"').trim_start_matches("&quot;").trim_end_matches("&quot;")))
}

/// Returns how a project is published to the bucket `texts` of the server of this kind at `port`.
pub(super) fn config(kind: &str, port: u16) -> String {
    format!(
        "pages = \"work\"\nbase_url = \"https://texts.example/\"\n[publish.store]\nkind = \"{kind}\"\nbucket = \"texts\"\n\
         endpoint = \"http://127.0.0.1:{port}\"\n"
    )
}

/// Publishes to S3 with this secret, and waits for the end.
pub(super) fn publish(project: Project, secret: &str) -> Ran {
    let mut command = project.command("", &["publish"]);
    let output = command.env("AWS_ACCESS_KEY_ID", "AKID").env("AWS_SECRET_ACCESS_KEY", secret).output();
    Ran { project, output: output.expect("the program starts") }
}
