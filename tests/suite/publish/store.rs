//! A store that speaks S3, as publishing and its readers see it.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};

use super::super::harness::{Project, Ran};
use super::OURS;
use super::service::Service;
use super::wire::{Fault, Request, wire};

/// Whoever says who they are may read; the server takes everybody's word for it.
const SIGNED: &str = "Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/s3/aws4_request";

/// A bucket called `texts` at moto, a server that knows conditions and takes any secret.
pub(super) struct Store {
    server: Service,
}

impl Store {
    /// Starts the server; none where it is not installed.
    pub(super) fn start() -> Option<Store> {
        let server = Service::start("moto_server", |port| {
            ["-H", "127.0.0.1", "-p", &port.to_string()].map(str::to_owned).into()
        })?;
        assert_eq!(server.ask("PUT", "/texts", &["Content-Length: 0"]).status, 200);
        Some(Store { server })
    }

    /// Returns how a project is published to it.
    pub(super) fn config(&self) -> String {
        config(self.server.port)
    }

    /// Publishes `project` over a wire on which `fault` befalls requests.
    pub(super) fn publish_over(
        &self,
        project: Project,
        fault: impl Fn(&Request<'_>) -> Option<Fault> + Send + Sync + 'static,
    ) -> Ran {
        let project = project.file("diglot.toml", config(wire(self.server.port, fault)));
        let ran = publish(project, "s3cret");
        Ran { project: ran.project.file("diglot.toml", self.config()), output: ran.output }
    }

    /// Returns the files of the site that lie there.
    pub(super) fn site(&self) -> BTreeMap<String, Vec<u8>> {
        let (mut files, mut after) = (BTreeMap::new(), String::new());
        loop {
            let list = self.server.ask("GET", &format!("/texts?list-type=2&start-after={after}"), &[SIGNED]).text();
            let paths: Vec<&str> =
                list.split("<Key>").skip(1).filter_map(|rest| Some(rest.split_once("</Key>")?.0)).collect();
            let Some(last) = paths.last() else { return files };
            after = (*last).to_owned();
            for path in paths.into_iter().filter(|path| !OURS.contains(path) && *path != ".diglot-turn") {
                files.insert(path.to_owned(), self.server.ask("GET", &format!("/texts/{path}"), &[SIGNED]).body);
            }
        }
    }
}

/// Returns how a project is published to the bucket `texts` of the server at `port`.
pub(super) fn config(port: u16) -> String {
    format!(
        "pages = \"work\"\nbase_url = \"https://texts.example/\"\n[publish.store]\nkind = \"s3\"\nbucket = \"texts\"\n\
         endpoint = \"http://127.0.0.1:{port}\"\n"
    )
}

fn command(project: &Project, secret: &str) -> Command {
    let mut command = project.command("", &["publish"]);
    command.env("AWS_ACCESS_KEY_ID", "AKID").env("AWS_SECRET_ACCESS_KEY", secret);
    command
}

/// Publishes, and waits for the end.
pub(super) fn publish(project: Project, secret: &str) -> Ran {
    let output = command(&project, secret).output().expect("the program starts");
    Ran { project, output }
}

/// Begins to publish.
pub(super) fn start(project: &Project) -> Child {
    let mut command = command(project, "s3cret");
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}
