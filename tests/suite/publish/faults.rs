//! Publishing when the store, the wire or the machine fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::store::Store;
use super::wire::{Fault, Request};
use super::{Versions, built, count, large, with_mark};

/// How many works make a site of 200 files.
const MANY: usize = 63;

#[test]
fn a_store_that_falters_is_asked_again() {
    let faults = [
        Fault::Answer(500, "InternalError"),
        Fault::Answer(503, "SlowDown"),
        Fault::Answer(503, "ServiceUnavailable"),
        Fault::Cut,
    ];
    for fault in faults {
        let Some(store) = Store::start() else { return };
        let project = large(3, "").file("diglot.toml", store.config());
        let ran = store.publish_over(project, move |request| (request.number % 4 == 1).then_some(fault)).ok();
        let (_, expected) = built(ran.then());
        assert!(store.site() == expected);
    }
}

#[test]
fn an_answer_that_was_lost_is_made_up_for() {
    let Some(store) = Store::start() else { return };
    let project = large(3, "").file("diglot.toml", store.config());
    // What creates or changes a thing only under a condition cannot tell its own work from that of others.
    let ran = store.publish_over(project, |request| {
        let is_page = request.method == "PUT" && !request.path.contains(".diglot");
        (is_page && request.number % 3 == 0).then_some(Fault::Mute)
    });
    let (_, expected) = built(ran.ok().then());
    assert!(store.site() == expected);
}

/// Publishes changes of a site of so many works to a store that refuses one write, each `step`th in its turn.
fn check_refusals(store: &Store, works: usize, step: usize) {
    let project = with_mark(large(works, "")).file("diglot.toml", store.config());
    let (project, old) = built(store.publish(project).ok().then());
    let mut versions = Versions::of(&old);
    let (mut project, mut refused) = (project, 0);
    for turn in (0..).step_by(step) {
        let (changed, new) = built(project.file("assets/mark.svg", format!("<svg>turn {turn}</svg>")));
        versions.add(&new);
        store.learn(&new);
        let writes = AtomicUsize::new(0);
        let ran = store.publish_over(changed, move |request| {
            let refused = request.is_write() && writes.fetch_add(1, Ordering::SeqCst) == turn;
            refused.then_some(Fault::Answer(403, "AccessDenied"))
        });
        versions.assert_whole(&store.site());
        if ran.output.status.success() {
            assert!(store.site().iter().all(|(path, bytes)| new.get(path).is_none_or(|new| new == bytes)));
            break;
        }
        refused += 1;
        project = store.publish(ran.failed().then()).ok().then();
        versions = Versions::of(&new);
        versions.assert_complete(&store.site());
    }
    assert!(refused * step > works, "{refused}");
    count(&format!("refusals: {refused} writes of a site of {} files refused in turn, 0 broken states", old.len()));
}

#[test]
fn whichever_write_a_store_refuses_the_site_is_whole() {
    check_refusals(&Store::google(), 3, 5);
    let Some(store) = Store::start() else { return };
    check_refusals(&store, 3, 5);
}

#[test]
#[ignore = "takes minutes"]
fn whichever_of_200_writes_a_store_refuses_the_site_is_whole() {
    check_refusals(&Store::google(), MANY, 1);
    let Some(store) = Store::start() else { return };
    check_refusals(&store, MANY, 1);
}

/// Kills publishes to a store: before it sees one of their requests, amid it, or before its answer comes, at moments spread
/// over the requests that one makes.
fn check_kills(store: &Store, works: usize, rounds: usize) {
    let project = with_mark(large(works, "")).file("diglot.toml", store.config());
    let project = store.publish(project).ok().then().file("assets/mark.svg", "<svg>first</svg>");
    let requests = Arc::new(AtomicUsize::new(0));
    let counter = requests.clone();
    let count_it = move |_: &Request<'_>| {
        counter.fetch_add(1, Ordering::SeqCst);
        None
    };
    let mut project = store.publish_over(project, count_it).ok().then();
    let length = requests.load(Ordering::SeqCst);
    let (mut killed, mut amid) = (0, 0);
    for round in 0..rounds {
        let (same, old) = built(project);
        let (changed, new) = built(same.file("assets/mark.svg", format!("<svg>{round}</svg>")));
        let mut versions = Versions::of(&old);
        versions.add(&new);
        store.learn(&new);
        let fault = [Fault::Cut, Fault::Mute][round % 2];
        let (changed, ended) = store.publish_and_kill(changed, length * round / rounds, fault);
        killed += usize::from(!ended);
        let there = store.site();
        versions.assert_whole(&there);
        amid += usize::from(old.iter().any(|(path, bytes)| there.get(path) != Some(bytes)) && there != new);
        project = store.publish(changed).ok().then();
        Versions::of(&new).assert_complete(&store.site());
    }
    assert!(amid > 0, "none was killed amid the changes");
    count(&format!(
        "kills: {rounds} publishes of {length} requests each, {killed} killed before their end, {amid} of them amid the \
         changes, 0 broken states"
    ));
}

#[test]
fn a_publish_to_a_store_that_is_killed_leaves_whole_pages() {
    check_kills(&Store::google(), 6, 3);
    let Some(store) = Store::start() else { return };
    check_kills(&store, 6, 5);
}

#[test]
#[ignore = "takes minutes"]
fn a_hundred_publishes_to_a_store_that_are_killed_leave_whole_pages() {
    check_kills(&Store::google(), 20, 100);
    let Some(store) = Store::start() else { return };
    check_kills(&store, 20, 100);
}

/// Breaks every connection of a publish, from one of its requests on.
#[test]
#[ignore = "takes minutes"]
fn a_wire_that_breaks_leaves_whole_pages() {
    let Some(store) = Store::start() else { return };
    let project = with_mark(large(6, "")).file("diglot.toml", store.config());
    let (mut project, mut old) = built(store.publish(project).ok().then());
    let mut broken = 0;
    for sound in (0..).step_by(3) {
        let (changed, new) = built(project.file("assets/mark.svg", format!("<svg>sound {sound}</svg>")));
        let mut versions = Versions::of(&old);
        versions.add(&new);
        let ran = store.publish_over(changed, move |request| (request.number >= sound).then_some(Fault::Cut));
        versions.assert_whole(&store.site());
        if ran.output.status.success() {
            break;
        }
        broken += 1;
        project = store.publish(ran.failed().then()).ok().then();
        Versions::of(&new).assert_complete(&store.site());
        old = new;
    }
    assert!(broken > 5, "{broken}");
    count(&format!("broken wires: {broken} publishes, 0 broken states"));
}
