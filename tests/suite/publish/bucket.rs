//! A bucket as a target, on two real servers of S3: each is strict where the other is lax.

use super::super::harness::Project;
use super::service::Service;
use super::store::{Store, config, publish};
use super::{built, large, site};

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
    let project = project.file("diglot.toml", config("s3", server.port));
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

/// Has two sites published at once, `rounds` times: one of them is there in the end, and no mixture.
fn check_races(store: &Store, rounds: usize) {
    let project = |word: &str| {
        let text = |number: usize| format!("seeds/letter-{number}.en.txt");
        let project = large(3, "").file("diglot.toml", store.config());
        (0..3).fold(project, |project, number| Project::change(project, &text(number), "lamp", word))
    };
    let [(first, one), (second, other)] = ["lantern", "light"].map(|word| built(project(word)));
    let mut refused = 0;
    for round in 0..rounds {
        let outputs = [&first, &second]
            .map(|each| store.start_publish(each))
            .map(|child| child.wait_with_output().expect("it ends"));
        assert!(outputs.iter().any(|output| output.status.success()), "{outputs:?}");
        for output in outputs.iter().filter(|output| !output.status.success()) {
            refused += 1;
            assert!(String::from_utf8_lossy(&output.stderr).contains("under way"), "{output:?}");
        }
        let there = store.site();
        assert!(there == one || there == other, "the bucket holds a mixture in round {round}");
    }
    super::count(&format!("races: {rounds} pairs, {refused} refused, 0 mixed sites"));
    store.publish(first).ok();
    assert!(store.site() == one);
    store.publish(second).ok();
    assert!(store.site() == other);
}

#[test]
fn of_two_publishes_at_once_one_goes_on_and_the_other_says_so() {
    check_races(&Store::google(), 2);
    let Some(store) = Store::start() else { return };
    check_races(&store, 2);
}

#[test]
#[ignore = "takes minutes"]
fn of_many_publishes_at_once_none_leaves_a_mixture() {
    check_races(&Store::google(), 20);
    let Some(store) = Store::start() else { return };
    check_races(&store, 20);
}
