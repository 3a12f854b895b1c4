//! Turns at a store in memory, by a clock that goes on whenever all are waiting.

use std::future::Future;
use std::sync::Arc;

use futures_util::future::join;
use object_store::memory::InMemory;
use object_store::throttle::ThrottledStore;
use tokio::runtime::Builder;

use super::*;

type Store = Arc<ThrottledStore<InMemory>>;

/// Runs `test` with a store.
fn with_store<T, W: Future<Output = T>>(test: impl FnOnce(Store) -> W) -> T {
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime");
    runtime.block_on(test(Arc::new(ThrottledStore::new(InMemory::new(), Default::default()))))
}

/// Returns the objects of a folder of the store.
fn objects(store: &Store, label: &str) -> Objects {
    Objects { store: store.clone(), label: label.to_owned(), prefix: "site".to_owned() }
}

/// Returns the turn of a publish from a machine called so, not yet taken.
fn turn(store: &Store, machine: &str) -> Turn {
    let label = format!("memory of {machine}");
    Turn::new(objects(store, &label), &label).expect("no other publish from there")
}

fn message<T>(ended: Result<T, Failure>) -> String {
    ended.err().map_or_else(|| "done".to_owned(), |failure| failure.message)
}

/// Takes longer than anybody waits for a turn that stands still.
async fn slow() -> Result<(), Failure> {
    sleep(6 * PATIENCE).await;
    Ok(())
}

/// Expects that a slow step is stopped before another could take the turn over.
async fn assert_stops(ours: &mut Turn) {
    let start = Instant::now();
    assert!(message(ours.hold(slow()).await).ends_with(" does not answer as it should"));
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

#[test]
fn a_step_keeps_the_turn_however_long_it_takes() {
    with_store(async |store| {
        let (mut ours, mut other) = (turn(&store, "one who is slow"), turn(&store, "one who waits for the slow"));
        ours.take().await.expect("nobody has it");
        let step = ours.hold(slow());
        let tries = async {
            for _ in 0..5 {
                assert!(message(other.take().await).ends_with(" is under way"));
                sleep(PATIENCE).await;
            }
        };
        assert_eq!(message(join(step, tries).await.0), "done");
        ours.give_back().await;
        assert_eq!(message(other.take().await), "done");
    });
}

#[test]
fn a_turn_that_stands_still_is_taken_over_and_whoever_had_it_stops() {
    with_store(async |store| {
        let (mut ours, mut other) = (turn(&store, "one who hangs"), turn(&store, "one who takes over"));
        ours.take().await.expect("nobody has it");
        let start = Instant::now();
        assert_eq!(message(other.take().await), "done");
        assert!(start.elapsed() >= PATIENCE);
        let mut written = false;
        let step = ours.hold(async {
            written = true;
            Ok(())
        });
        assert!(message(step.await).ends_with(" is under way"));
        assert!(!written);
    });
}

#[test]
fn whoever_cannot_keep_the_turn_stops_before_another_takes_it_over() {
    with_store(async |store| {
        let mut ours = turn(&store, "one whose store is silent");
        ours.take().await.expect("nobody has it");
        store.config_mut(|config| config.wait_get_per_call = 10 * PATIENCE);
        assert_stops(&mut ours).await;
    });
}

#[test]
fn nobody_goes_on_or_waits_for_ever_where_no_condition_holds() {
    with_store(async |store| {
        let machines = ["one whose store changes tags", "one who waits for such a store"];
        let [mut ours, mut other] = machines.map(|machine| turn(&store, machine));
        ours.take().await.expect("nobody has it");
        store.config_mut(|config| config.wait_put_per_call = BEAT / 4);
        let location = ours.objects.location(NAME).expect("a name that a store can hold");
        let change_tags = async {
            loop {
                let same = store.get(&location).await.expect("the turn").bytes().await.expect("its token");
                store.put(&location, same.into()).await.expect("room");
            }
        };
        let tries = async {
            assert_stops(&mut ours).await;
            assert!(message(other.take().await).ends_with(" does not answer as it should"));
        };
        select(pin!(tries), pin!(change_tags)).await;
    });
}

#[test]
fn a_rehearsal_forgets_nobody_who_died() {
    with_store(async |store| {
        let machine = "one that dies, and rehearses before it publishes again";
        let mut died = turn(&store, machine);
        died.take().await.expect("nobody has it");
        drop(died);
        drop(turn(&store, machine));
        let start = Instant::now();
        assert_eq!(message(turn(&store, machine).take().await), "done");
        assert!(start.elapsed() < GLANCE, "{:?}", start.elapsed());
    });
}

#[test]
fn stores_with_buckets_of_one_name_have_a_turn_each() {
    with_store(async |store| {
        let open = |endpoint: &str| Turn::new(objects(&store, "s3://texts"), &format!("s3://texts at {endpoint}"));
        let one = open("https://one.example").expect("nobody has it");
        assert_eq!(message(open("https://one.example")), "another publish to s3://texts is under way");
        open("https://other.example").expect("that is another place");
        drop(one);
    });
}

#[cfg(unix)]
#[test]
fn what_lies_in_the_place_of_the_local_file_stops_nobody() {
    with_store(async |store| {
        let identity = "a place where somebody has put a link";
        let place = env::temp_dir().join(format!("diglot-{:.16}.turn", Digest::of(identity.as_bytes())));
        let victim = tempfile::NamedTempFile::new().expect("a temporary file");
        std::fs::write(victim.path(), "precious").expect("a file");
        let _ = std::fs::remove_file(&place);
        std::os::unix::fs::symlink(victim.path(), &place).expect("a link");
        let turn = Turn::new(objects(&store, identity), identity);
        std::fs::remove_file(&place).expect("the link is there");
        assert_eq!(message(turn.expect("the store knows whose turn it is").take().await), "done");
        assert_eq!(std::fs::read_to_string(victim.path()).expect("the file"), "precious");
    });
}
