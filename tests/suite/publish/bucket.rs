//! A bucket as a target, on two real servers of S3: each is strict where the other is lax.

use std::process::Command;

use super::super::harness::{Project, Ran};
use super::service::Service;
use super::{built, large, site};

/// Returns how a project is published to the server at `port`.
fn config(port: u16) -> String {
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

fn publish(project: Project, secret: &str) -> Ran {
    let output = command(&project, secret).output().expect("the program starts");
    Ran { project, output }
}

#[test]
fn a_bucket_gets_the_site_and_keeps_what_is_not_ours() {
    let project = large(3, "").file("../store/texts/es/mine.html", "mine");
    let store = project.path("../store").display().to_string();
    let server = Service::start("rclone", |port| {
        let address = format!("127.0.0.1:{port}");
        let fixed = ["--auth-key", "AKID,s3cret", "--vfs-cache-mode", "full", "--vfs-write-back", "0s", "--config"];
        let fixed = ["serve", "s3", "--addr", &address].into_iter().chain(fixed).chain(["/dev/null", &store]);
        fixed.map(str::to_owned).collect()
    });
    let Some(server) = server else { return };
    let project = project.file("diglot.toml", config(server.port));
    let ran = publish(project, "wr0ng").failed().says("does not accept the credentials");
    assert!(!ran.stderr().contains("wr0ng") && !ran.stderr().contains("AKID"), "{}", ran.stderr());

    let (project, mut expected) = built(publish(ran.then(), "s3cret").ok().then());
    expected.insert("es/mine.html".into(), b"mine".into());
    assert_eq!(site(&project.path("../store/texts")), expected);
    let project = publish(project, "s3cret").ok().prints("nothing to publish").then();

    let project = project.remove("seeds/letter-1.en.txt").remove("seeds/letter-1.es.txt");
    let project = project.change("seeds/letter-2.es.txt", "arde", "brilla");
    let (project, mut expected) = built(publish(project, "s3cret").ok().then());
    expected.insert("es/mine.html".into(), b"mine".into());
    assert_eq!(site(&project.path("../store/texts")), expected);
}

#[test]
fn of_two_publishes_at_once_one_goes_on_and_the_other_says_so() {
    let server =
        Service::start("moto_server", |port| ["-H", "127.0.0.1", "-p", &port.to_string()].map(str::to_owned).into());
    let Some(server) = server else { return };
    server.ask("PUT", "/texts", &["Content-Length: 0"]);

    publish(large(3, "").file("diglot.toml", config(server.port)), "s3cret").ok();
    let projects = ["lamp", "light"].map(|word| {
        large(3, "").file("diglot.toml", config(server.port)).change("seeds/letter-0.en.txt", "lamp", word)
    });
    let running = projects.each_ref().map(|project| {
        let mut command = command(project, "s3cret");
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        command.spawn().expect("the program starts")
    });
    let outputs = running.map(|child| child.wait_with_output().expect("it ends"));
    assert!(outputs.iter().any(|output| output.status.success()), "{outputs:?}");
    for output in outputs.iter().filter(|output| !output.status.success()) {
        assert!(String::from_utf8_lossy(&output.stderr).contains("under way"), "{output:?}");
    }
    let [first, second] = projects;
    publish(first, "s3cret").ok();
    publish(second, "s3cret").ok();
}
