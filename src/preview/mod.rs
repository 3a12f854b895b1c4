//! The preview shows authors their site while they write: it builds into memory, serves that, and tells open tabs what has
//! changed.
//!
//! ```text
//! watch ──▶ pipeline ──▶ stage ──▶ server ──▶ tabs
//! ```
//!
//! It never writes a file. It ends with the process.

mod inputs;
mod snapshot;
mod watch;
mod edit;
mod problem;
mod findings;
mod stage;
mod inject;
mod guard;
mod client;
mod answer;
mod events;
mod patient;
mod server;
mod door;
mod workbench;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::SystemTime;

use self::door::Door;
pub use self::door::PORT;
use self::guard::Guard;
pub use self::guard::host_of;
use self::inputs::Inputs;
use self::stage::Stage;
pub use self::watch::Polling;
use self::watch::{Change, Watch};
pub use self::workbench::Outcome;
use self::workbench::Workbench;
use crate::ground::diagnostic::Failure;
use crate::pipeline::Project;

/// What to preview, and for whom.
#[derive(Clone, Debug)]
pub struct Options {
    /// What is built.
    pub project: Project,
    /// The port; none for [`PORT`], or another one that is free.
    pub port: Option<u16>,
    /// The address to be reached at; none for this machine only.
    pub host: Option<IpAddr>,
    /// Further names under which the preview may be asked for, as [`host_of`] returns them.
    pub allowed: Vec<String>,
    /// Whether to look for changes instead of waiting to be told of them.
    pub poll: bool,
    /// Whether tabs scroll to the segment that was edited.
    pub follow: bool,
}

/// Something that the author may want to know.
#[derive(Debug)]
pub enum News<'a> {
    /// The first build begins, and the site will be at this address.
    Opening(&'a str),
    /// The site can be seen.
    Open(&'a Addresses),
    /// Files are looked at again and again.
    Polling(Polling),
    /// The project was built.
    Built(&'a Outcome),
}

/// Where the site can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// The first page.
    pub root: String,
    /// The name and the first page of each language.
    pub languages: Vec<(String, String)>,
    /// The first page for others in the network.
    pub network: Option<String>,
    /// Whether the usual port was taken.
    pub was_taken: bool,
}

/// Shows the project until the process ends, and calls `tell` with what there is to tell.
///
/// # Errors
/// When it cannot begin: what goes wrong later is shown, and it goes on.
pub fn preview(options: Options, tell: &mut dyn FnMut(News<'_>)) -> Result<Infallible, Failure> {
    let door = Door::open(options.port, options.host)?;
    let (here, network, was_taken) = (door.here(), door.network.map(|network| door.at(network)), door.was_taken);
    let project = options.project;
    // What changes while the first build runs is seen too.
    let (mut watch, polling) = Watch::begin(Inputs::of(&project)?, options.poll);
    let (stage, shown) = tokio::sync::watch::channel(Arc::new(Stage::new(milliseconds())));
    server::serve(door.listeners, Guard::new(options.allowed), shown, options.follow)?;
    tell(News::Opening(&here));

    let mut workbench = Workbench::new(project, stage);
    let outcome = workbench.build(BTreeSet::new());
    tell(News::Open(&addresses(&here, network.as_deref(), was_taken, &workbench)));
    polling.into_iter().for_each(|polling| tell(News::Polling(polling)));
    tell(News::Built(&outcome));
    loop {
        let causes = match watch.next(&mut || workbench.idle()) {
            Change::Files(causes) => causes,
            Change::Polling(polling) => {
                tell(News::Polling(polling));
                BTreeSet::new()
            }
        };
        let outcome = workbench.build(causes);
        tell(News::Built(&outcome));
    }
}

/// Versions begin with the time in milliseconds, so that a tab that outlives a preview does not take those of the next for
/// its own.
fn milliseconds() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    now.map_or(0, |now| u64::try_from(now.as_millis()).unwrap_or(0))
}

/// Returns where the site of `workbench` can be seen, below these origins.
fn addresses(here: &str, network: Option<&str>, was_taken: bool, workbench: &Workbench) -> Addresses {
    let root = format!("{here}{}", workbench.base());
    let language = |(name, address): (String, String)| (name, format!("{root}{address}"));
    Addresses {
        languages: workbench.languages().into_iter().map(language).collect(),
        network: network.map(|network| format!("{network}{}", workbench.base())),
        root,
        was_taken,
    }
}
