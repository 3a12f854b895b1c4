//! A bucket as a target, on two real servers of S3: each is strict where the other is lax.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Barrier, RwLock};
use std::thread;
use std::time::Duration;

use super::super::harness::Ran;
use super::service::Service;
use super::store::{Store, config, publish};
use super::wire::{Fault, wire};
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

#[test]
fn the_store_that_diglot_toml_names_is_asked_and_no_other() {
    let asked: [Arc<AtomicUsize>; 2] = Default::default();
    let [stated, other] = asked.clone().map(|asked| {
        wire(0, move |_| {
            asked.fetch_add(1, Ordering::SeqCst);
            Some(Fault::Answer(403, "AccessDenied"))
        })
    });
    let project = large(1, "").file("diglot.toml", config("s3", stated));
    let mut command = project.command("", &["publish"]);
    command.env("AWS_ACCESS_KEY_ID", "AKID").env("AWS_SECRET_ACCESS_KEY", "s3cret");
    let output = command.env("AWS_ENDPOINT_URL_S3", format!("http://127.0.0.1:{other}")).output();
    Ran { project, output: output.expect("the program starts") }.failed().says("does not accept the credentials");
    let [stated, other] = asked.map(|asked| asked.load(Ordering::SeqCst));
    assert!(stated > 0 && other == 0, "{stated} requests to the one that is named, {other} to another");
}

/// How long a write takes on the wires of a race: so long that a publish is under way for some seconds.
const WAY: Duration = Duration::from_millis(800);

/// Has two sites published at once, `rounds` times, both with changes: one of them is there in the end, and no mixture.
fn check_races(store: &Store, rounds: usize) {
    let project = |word: String| {
        let text = |number: usize| format!("seeds/letter-{number}.en.txt");
        let project = large(3, "").file("diglot.toml", store.config());
        built((0..3).fold(project, |project, number| project.change(&text(number), "lamp", &word)))
    };
    let start = Arc::new(Barrier::new(2));
    let publish = |project| {
        let (start, waits) = (start.clone(), AtomicBool::new(true));
        store.publish_over(project, move |request| {
            // Neither asks for its turn before the other does.
            if request.path.ends_with(".diglot-turn") && waits.swap(false, Ordering::SeqCst) {
                start.wait();
            }
            if request.is_write() {
                thread::sleep(WAY);
            }
            None
        })
    };
    let mut refused = 0;
    for round in 0..rounds {
        let [(first, one), (second, other)] = ["lantern", "light"].map(|word| project(format!("{word} {round}")));
        let ran = thread::scope(|scope| {
            [first, second].map(|each| scope.spawn(|| publish(each))).map(|racer| racer.join().expect("nobody panics"))
        });
        assert!(ran.iter().any(|ran| ran.output.status.success()), "{}{}", ran[0].stderr(), ran[1].stderr());
        for loser in ran.iter().filter(|ran| !ran.output.status.success()) {
            refused += 1;
            assert!(loser.stderr().contains("under way"), "{}", loser.stderr());
        }
        let there = store.site();
        assert!(there == one || there == other, "the bucket holds a mixture in round {round}");
    }
    assert!(refused > 0, "the publishes were not at once");
    super::count(&format!("races: {rounds} pairs, {refused} refused, 0 mixed sites"));
}

#[test]
fn of_two_publishes_at_once_one_goes_on_and_the_other_says_so() {
    check_races(&Store::google(), 1);
    let Some(store) = Store::start() else { return };
    check_races(&store, 1);
}

#[test]
fn where_a_store_knows_no_conditions_a_publish_that_comes_later_says_so_and_stops_nobody() {
    let store = Store::google();
    store.bucket().is_lax = true;
    let [(first, expected), (second, _)] = ["lantern", "light"].map(|word| {
        let project = large(1, "").file("diglot.toml", store.config());
        built(project.change("seeds/letter-0.en.txt", "lamp", word))
    });
    let (begun, begins) = channel();
    let late = Arc::new(RwLock::new(()));
    thread::scope(|scope| {
        let ends = late.write().expect("nobody panics");
        let (store, late) = (&store, late.clone());
        let ours = scope.spawn(move || {
            store.publish_over(first, move |request| {
                // The site's files wait until the other has ended; its turn does not.
                if request.method == "PUT" && !request.path.contains("diglot") {
                    let _ = begun.send(());
                    drop(late.read());
                }
                None
            })
        });
        begins.recv_timeout(60 * WAY).expect("it comes to the files");
        store.publish(second).failed().says("under way");
        drop(ends);
        ours.join().expect("nobody panics").ok();
    });
    assert!(store.site() == expected);
}

#[test]
#[ignore = "takes minutes"]
fn of_many_publishes_at_once_none_leaves_a_mixture() {
    check_races(&Store::google(), 20);
    let Some(store) = Store::start() else { return };
    check_races(&store, 20);
}
