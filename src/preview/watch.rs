//! A watch waits for the next change of a project's files: through the system's notifications, or by looking again and
//! again where there are none.
//!
//! Only what a build reads is watched, never what it writes. The folders that hold the watched ones are watched too, not
//! what is in them, so that a folder may come, go, and come back under its name.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RemoveKind, RenameMode};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::inputs::Inputs;
use super::snapshot::Snapshot;

/// How long after the last file of a burst was closed the burst is over. A save is a few events in a row.
const SETTLED: Duration = Duration::from_millis(2);
/// How long to wait for a file to be closed, or to come back after it was moved away: editors save in several ways.
const UNSETTLED: Duration = Duration::from_millis(20);
/// However long a burst goes on, what there is so far is shown after this time.
const LONGEST: Duration = Duration::from_millis(60);
/// How long after a new folder was seen to look again: files may have come before it was watched.
const RECHECK: Duration = Duration::from_millis(100);
/// How often to look where there are no notifications.
const INTERVAL: Duration = Duration::from_millis(250);
/// Looking may take at most this part of the time, however large the project is.
const SHARE: u32 = 8;

/// Waits for changes of [`Inputs`].
pub(super) struct Watch {
    inputs: Inputs,
    way: Way,
    /// When to look again, since files may have come before their folder was watched.
    recheck: Option<Instant>,
}

enum Way {
    Notified(RecommendedWatcher, Receiver<notify::Result<Event>>),
    Polled(Snapshot),
}

/// Why files are looked at again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Polling {
    /// It was asked for.
    Wanted,
    /// The system does not let so many folders be watched.
    LimitReached,
    /// The system has no notifications, for this reason.
    Unavailable(String),
}

/// What ended the wait.
#[derive(Debug)]
pub(super) enum Change {
    /// These files or folders changed. Empty where it is not known which.
    Files(BTreeSet<PathBuf>),
    /// Notifications ended, and anything may have changed.
    Polling(Polling),
}

impl Watch {
    /// Begins to watch, and returns why that is by polling where it is.
    pub(super) fn begin(inputs: Inputs, poll: bool) -> (Watch, Option<Polling>) {
        let (way, polling) = match if poll { Err(Polling::Wanted) } else { notified(&inputs) } {
            Ok((watcher, events)) => (Way::Notified(watcher, events), None),
            Err(polling) => (Way::Polled(Snapshot::of(&inputs)), Some(polling)),
        };
        (Watch { inputs, way, recheck: None }, polling)
    }

    /// Waits for the next change. Meanwhile it calls `idle`, as often as that says in how long there is more to do.
    pub(super) fn next(&mut self, idle: &mut Idle) -> Change {
        let change = match &mut self.way {
            Way::Notified(watcher, events) => notifications(watcher, events, &self.inputs, &mut self.recheck, idle),
            Way::Polled(snapshot) => Change::Files(poll(snapshot, &self.inputs, idle)),
        };
        if let Change::Polling(_) = change {
            self.way = Way::Polled(Snapshot::of(&self.inputs));
        }
        change
    }
}

type Notified = (RecommendedWatcher, Receiver<notify::Result<Event>>);

fn notified(inputs: &Inputs) -> Result<Notified, Polling> {
    let (sender, events) = channel();
    let hear = move |event: notify::Result<Event>| {
        // A build reads thousands of files. Hearing of each would only delay what matters.
        let is_read = matches!(&event, Ok(event) if is_only_read(event));
        if !is_read {
            let _ = sender.send(event);
        }
    };
    let config = notify::Config::default().with_follow_symlinks(false);
    let mut watcher = RecommendedWatcher::new(hear, config).map_err(|error| polling(&error))?;
    for parent in inputs.parents() {
        watch(&mut watcher, parent, RecursiveMode::NonRecursive)?;
    }
    for folder in &inputs.folders {
        watch_all(&mut watcher, folder)?;
    }
    Ok((watcher, events))
}

/// Watches all that is in `folder`. It may be a link, which the full stop has followed. A link in it is not: one that leads out
/// is not read either, and what another leads to is watched where it is.
fn watch_all(watcher: &mut RecommendedWatcher, folder: &Path) -> Result<(), Polling> {
    watch(watcher, &folder.join("."), RecursiveMode::Recursive)
}

/// Watches `path`, which need not exist: where it appears, the folder around it tells.
fn watch(watcher: &mut RecommendedWatcher, path: &Path, mode: RecursiveMode) -> Result<(), Polling> {
    match watcher.watch(path, mode) {
        Ok(()) => Ok(()),
        Err(error) if is_absence(&error) => Ok(()),
        Err(error) => Err(polling(&error)),
    }
}

fn is_absence(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
        _ => false,
    }
}

fn polling(error: &notify::Error) -> Polling {
    match &error.kind {
        ErrorKind::MaxFilesWatch => Polling::LimitReached,
        _ => Polling::Unavailable(error.to_string()),
    }
}

fn is_only_read(event: &Event) -> bool {
    matches!(event.kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// Does something in small pieces, so that no change waits for it, and returns in how long there is more to do.
type Idle<'a> = dyn FnMut() -> Option<Duration> + 'a;

/// Waits for a burst of notifications about `inputs` and returns what it was about.
fn notifications(
    watcher: &mut RecommendedWatcher,
    events: &Receiver<notify::Result<Event>>,
    inputs: &Inputs,
    recheck: &mut Option<Instant>,
    idle: &mut Idle,
) -> Change {
    loop {
        let Some(first) = first(events, recheck, idle) else { return Change::Files(BTreeSet::new()) };
        let mut burst = Burst::default();
        let mut next = first;
        let began = Instant::now();
        loop {
            match next {
                Ok(event) => burst.add(&event, inputs),
                Err(error) if is_absence(&error) => {}
                Err(error) => return Change::Polling(polling(&error)),
            }
            let left = LONGEST.saturating_sub(began.elapsed()).min(burst.patience());
            match events.recv_timeout(left) {
                Ok(event) => next = event,
                Err(_) => break,
            }
        }
        if burst.new_folder || burst.replaced {
            *recheck = Some(Instant::now() + RECHECK);
        }
        // Of the folders too that came while notifications were lost nobody would hear.
        if (burst.replaced || burst.lost)
            && let Err(polling) = watch_anew(watcher, inputs)
        {
            return Change::Polling(polling);
        }
        if burst.lost {
            return Change::Files(BTreeSet::new());
        }
        if !burst.changed.is_empty() {
            return Change::Files(burst.changed);
        }
    }
}

/// Waits for the first event, and spends the time with `idle`. Nothing comes where it is time to look again.
fn first(
    events: &Receiver<notify::Result<Event>>,
    recheck: &mut Option<Instant>,
    idle: &mut Idle,
) -> Option<notify::Result<Event>> {
    let mut more = Duration::ZERO;
    loop {
        if recheck.take_if(|due| *due <= Instant::now()).is_some() {
            return None;
        }
        let left = recheck.map_or(Duration::MAX, |due| due.saturating_duration_since(Instant::now()));
        match events.recv_timeout(more.min(left)) {
            Ok(event) => return Some(event),
            Err(RecvTimeoutError::Disconnected) => {
                return Some(Err(notify::Error::generic("notifications have ended")));
            }
            Err(RecvTimeoutError::Timeout) => more = idle().unwrap_or(Duration::MAX),
        }
    }
}

/// Watches the folders anew, since one of them, or of those in them, may be another one now.
fn watch_anew(watcher: &mut RecommendedWatcher, inputs: &Inputs) -> Result<(), Polling> {
    for folder in &inputs.folders {
        // It is no fault if the folder was not watched.
        let _ = watcher.unwatch(folder);
        watch_all(watcher, folder)?;
    }
    Ok(())
}

/// Events that belong together, and which files they have left half done.
#[derive(Default)]
struct Burst {
    changed: BTreeSet<PathBuf>,
    created: BTreeSet<PathBuf>,
    unsettled: BTreeSet<PathBuf>,
    new_folder: bool,
    /// Whether one of the inputs themselves came or went.
    replaced: bool,
    /// Whether there was more than the system could tell.
    lost: bool,
}

impl Burst {
    fn add(&mut self, event: &Event, inputs: &Inputs) {
        self.lost |= event.need_rescan();
        for path in event.paths.iter().filter(|path| inputs.holds(path)) {
            // Without the full stop that a folder is watched by.
            self.changed.insert(path.components().collect());
            self.settle(path, event.kind);
            let is_content = matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_)));
            self.replaced |= !is_content && inputs.folders.contains(path);
        }
    }

    fn settle(&mut self, path: &Path, kind: EventKind) {
        match kind {
            EventKind::Create(CreateKind::Folder) => self.new_folder = true,
            EventKind::Create(_) => {
                self.created.insert(path.to_owned());
                self.unsettled.insert(path.to_owned());
            }
            EventKind::Modify(ModifyKind::Data(_)) => drop(self.unsettled.insert(path.to_owned())),
            EventKind::Access(_) => drop(self.unsettled.remove(path)),
            EventKind::Modify(ModifyKind::Name(RenameMode::To)) => {
                self.new_folder |= path.is_dir();
                self.unsettled.remove(path);
            }
            // What a burst has made itself is a temporary file, and nobody waits for it.
            EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(RemoveKind::File)
                if self.created.contains(path) =>
            {
                self.unsettled.remove(path);
            }
            EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(RemoveKind::File) => {
                self.unsettled.insert(path.to_owned());
            }
            _ => {}
        }
    }

    fn patience(&self) -> Duration {
        if self.unsettled.is_empty() { SETTLED } else { UNSETTLED }
    }
}

/// Looks again and again until something differs, then until nothing differs any more, or no longer than a burst may go on.
fn poll(snapshot: &mut Snapshot, inputs: &Inputs, idle: &mut Idle) -> BTreeSet<PathBuf> {
    let (mut changed, mut began) = (BTreeSet::new(), None);
    loop {
        while idle() == Some(Duration::ZERO) && snapshot.age() < INTERVAL {}
        let start = Instant::now();
        let now = Snapshot::of(inputs);
        let took = start.elapsed();
        let differing = snapshot.differences(&now);
        *snapshot = now;
        let is_over = differing.is_empty() || began.is_some_and(|began: Instant| began.elapsed() > LONGEST);
        changed.extend(differing);
        if changed.is_empty() {
            std::thread::sleep(INTERVAL.max(took * SHARE));
        } else if is_over {
            return changed;
        } else {
            began.get_or_insert_with(Instant::now);
            std::thread::sleep(UNSETTLED);
        }
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{DataChange, Flag};

    use super::*;

    #[test]
    fn where_notifications_were_lost_any_file_may_have_changed() {
        let inputs = Inputs { folders: vec![PathBuf::from("/nowhere/seeds")], files: Vec::new() };
        let edit = Event::new(EventKind::Modify(ModifyKind::Data(DataChange::Any)));
        let edit = edit.add_path(inputs.folders[0].join("a.txt"));
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        let mut watcher = notify::recommended_watcher(|_: notify::Result<Event>| ()).expect("a watcher");
        let mut after = |told: &[&Event]| {
            let (sender, events) = channel();
            told.iter().for_each(|event| sender.send(Ok((*event).clone())).expect("somebody listens"));
            match notifications(&mut watcher, &events, &inputs, &mut None, &mut || None) {
                Change::Files(files) => files.len(),
                Change::Polling(polling) => panic!("{polling:?}"),
            }
        };
        assert_eq!(after(&[&edit]), 1);
        assert_eq!(after(&[&edit, &lost]), 0, "all is looked at");
    }

    #[test]
    fn a_file_that_never_stops_to_grow_is_shown_as_far_as_it_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let film = folder.path().join("film.mp4");
        let inputs = Inputs { folders: vec![folder.path().to_owned()], files: Vec::new() };
        let mut snapshot = Snapshot::of(&inputs);
        let mut looks = 0;
        let mut grow = || {
            looks += 1;
            assert!(looks < 100, "nobody shows it");
            std::fs::write(&film, vec![0; looks]).expect("a file");
            None
        };
        assert_eq!(poll(&mut snapshot, &inputs, &mut grow), BTreeSet::from([film.clone()]));
    }

    #[test]
    fn a_new_folder_is_looked_at_again_however_much_else_there_is_to_do() {
        let inputs = Inputs { folders: vec![PathBuf::from("/nowhere/seeds")], files: Vec::new() };
        let folder = inputs.folders[0].join("poems");
        let mut watcher = notify::recommended_watcher(|_: notify::Result<Event>| ()).expect("a watcher");
        let (sender, events) = channel();
        let made = Event::new(EventKind::Create(CreateKind::Folder)).add_path(folder.clone());
        sender.send(Ok(made)).expect("somebody listens");
        let (mut recheck, mut done) = (None, 0);
        let mut idle = || {
            std::thread::sleep(Duration::from_millis(1));
            done += 1;
            assert!(done < 5_000, "nobody looked again");
            Some(Duration::ZERO)
        };
        let mut next = || match notifications(&mut watcher, &events, &inputs, &mut recheck, &mut idle) {
            Change::Files(files) => files,
            Change::Polling(polling) => panic!("{polling:?}"),
        };
        assert_eq!(next(), BTreeSet::from([folder]));
        assert_eq!(next(), BTreeSet::new(), "all is looked at");
    }
}
