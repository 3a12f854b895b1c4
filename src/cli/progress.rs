//! A progress bar for builds that take longer than a moment.

use std::borrow::Cow;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Stage;

/// A build that is over before this has no bar: it would only flicker.
const MOMENT: Duration = Duration::from_millis(500);
/// How often the bar moves: often enough to look alive.
const TICK: Duration = Duration::from_millis(100);
/// How many steps the bar has: the stages, and writing.
const STEPS: u64 = 4;

/// A bar on the terminal, or nothing.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    clock: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Returns a bar that is never seen.
    pub(super) fn hidden() -> Progress {
        Progress { bar: ProgressBar::hidden(), clock: None }
    }

    /// Returns a bar that is seen on standard error after a moment.
    pub(super) fn after_a_moment() -> Progress {
        let bar = ProgressBar::with_draw_target(Some(STEPS), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {msg} {elapsed}") {
            bar.set_style(style.progress_chars("━╸ "));
        }
        let (sender, finished) = channel::<()>();
        let shown = bar.clone();
        let clock = thread::spawn(move || {
            if finished.recv_timeout(MOMENT) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(TICK);
            }
        });
        Progress { bar, clock: Some((sender, clock)) }
    }

    /// Says that `stage` begins.
    pub(super) fn enter(&self, stage: Stage) {
        let (step, message) = match stage {
            Stage::Reading => (0, "reading"),
            Stage::Understanding => (1, "understanding"),
            Stage::Rendering => (2, "rendering"),
        };
        self.step(step, message);
    }

    /// Says that a build begins whose stages are not told apart, and where it will be seen.
    pub(super) fn build(&self, address: &str) {
        self.step(0, format!("building for {address}"));
    }

    /// Says that writing begins.
    pub(super) fn write(&self) {
        self.step(STEPS - 1, "writing");
    }

    /// Says that it takes until the site is served at `address`.
    pub(super) fn wait(&self, address: &str) {
        self.step(STEPS, format!("waiting for {address}"));
    }

    fn step(&self, step: u64, message: impl Into<Cow<'static, str>>) {
        self.bar.set_position(step);
        self.bar.set_message(message);
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        if let Some((sender, clock)) = self.clock {
            drop(sender);
            // A clock that panicked has nothing left to show.
            let _ = clock.join();
        }
        self.bar.finish_and_clear();
    }
}
