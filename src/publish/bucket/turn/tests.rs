//! Turns at a store in memory, by a clock that goes on whenever all are waiting.

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

/// Returns the turn of a publish from a machine called so, not yet taken.
fn turn(store: &Store, machine: &str) -> Turn {
    Turn::new(store.clone(), "site", &format!("memory of {machine}")).expect("no other publish from there")
}

fn message<T>(ended: Result<T, Failure>) -> String {
    ended.err().map_or_else(|| "done".to_owned(), |failure| failure.message)
}

#[test]
fn a_step_keeps_the_turn_however_long_it_takes() {
    with_store(async |store| {
        let (mut ours, mut other) = (turn(&store, "one who is slow"), turn(&store, "one who waits for the slow"));
        ours.take().await.expect("nobody has it");
        let step = ours.hold(async {
            sleep(6 * PATIENCE).await;
            Ok(())
        });
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
        let start = Instant::now();
        let step = ours.hold(async {
            sleep(6 * PATIENCE).await;
            Ok(())
        });
        assert!(message(step.await).ends_with(" does not answer"));
        assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    });
}
