//! A turn is the right to write to a bucket, which one publish has at a time.
//!
//! It is an object that a store creates only where there is none, and that whoever has it changes every few seconds. One
//! that no longer changes belonged to a publish that died: then it is taken over. Nobody's clock matters.

use std::env;
use std::fs::{File, TryLockError};
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use object_store::{ObjectStoreExt as _, PutMode, UpdateVersion};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::requests::Objects;
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::write::lock;

/// The name of the object.
const NAME: &str = ".diglot-turn";

/// How often the object is changed.
const BEAT: Duration = Duration::from_secs(2);
/// Whoever cannot change it for as long stops, before anybody takes it over.
const LIMIT: Duration = Duration::from_secs(6);
/// An object that does not change for as long belongs to nobody: [`BEAT`] and [`LIMIT`], and some for the way.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often whoever waits looks.
const GLANCE: Duration = Duration::from_millis(500);
/// So often is the turn asked for: between two requests it can be given back, and be taken by somebody else.
const ATTEMPTS: usize = 8;

/// The right to write to one place, once it is taken.
pub(super) struct Turn {
    objects: Objects,
    token: String,
    /// The token of the last publish to this place from this machine. As it is not under way, it has died.
    dead: String,
    beat: u64,
    /// When the object was changed last.
    beaten: Instant,
    is_ours: bool,
    /// Locked, so that a publish from this machine is known to be under way as long as its process lives.
    local: Option<File>,
}

impl Turn {
    /// Returns the turn to write to `objects`, not yet taken. No other place has the same `identity`.
    ///
    /// # Errors
    /// When another process of this machine has it.
    pub(super) fn new(objects: Objects, identity: &str) -> Result<Turn, Failure> {
        let place = env::temp_dir().join(format!("diglot-{:.16}.turn", Digest::of(identity.as_bytes())));
        // It only spares us waiting: what is not ours to open, or cannot be locked, stops nobody.
        let mut local = lock::open(&place).ok();
        let (mut dead, token) = (String::new(), new_token());
        if let Some(file) = &mut local {
            match file.try_lock() {
                Ok(()) => drop(file.read_to_string(&mut dead)),
                Err(TryLockError::WouldBlock) => return Err(under_way(&objects.label)),
                Err(TryLockError::Error(_)) => local = None,
            }
        }
        Ok(Turn { objects, token, dead, beat: 0, beaten: Instant::now(), is_ours: false, local })
    }

    /// Takes the turn, and waits where it is not clear whether somebody has it.
    ///
    /// # Errors
    /// When somebody else has it, or the store does not give it to anybody.
    pub(super) async fn take(&mut self) -> Result<(), Failure> {
        // A file of another user may only be read.
        let _ = self.local.as_mut().map(|local| sign(local, &self.token));
        for _ in 0..ATTEMPTS {
            // Some stores would put aside that nothing may be there.
            let mode = match self.look().await? {
                None => PutMode::Create,
                Some((held, version)) => {
                    if owner(&held) != self.dead {
                        self.wait_for_death(&held).await?;
                    }
                    PutMode::Update(version)
                }
            };
            if self.put(mode).await? {
                return self.confirm().await;
            }
            sleep(GLANCE).await;
        }
        Err(self.unanswered())
    }

    /// Waits until it is clear that whoever has the turn is dead, or has given it back.
    async fn wait_for_death(&self, held: &str) -> Result<(), Failure> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            sleep(GLANCE).await;
            match self.look().await? {
                Some((now, _)) if now != held => return Err(under_way(&self.objects.label)),
                Some(_) => {}
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// Does `work` as long as it is our turn.
    ///
    /// # Errors
    /// Those of the work; and when the turn is lost, or was, while nobody kept it.
    pub(super) async fn hold<T>(&mut self, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        if self.beaten.elapsed() >= BEAT {
            self.renew().await?;
        }
        match select(pin!(work), pin!(self.keep())).await {
            Either::Left((done, _)) => done,
            Either::Right((lost, _)) => Err(lost),
        }
    }

    /// Keeps the turn for as long as it is polled. Returns only when it is lost.
    async fn keep(&mut self) -> Failure {
        loop {
            sleep_until(self.beaten + BEAT).await;
            if let Err(failure) = self.renew().await {
                return failure;
            }
        }
    }

    async fn renew(&mut self) -> Result<(), Failure> {
        timeout(LIMIT, self.beat()).await.unwrap_or_else(|_| Err(self.unanswered()))
    }

    /// Changes the object. Where the condition does not hold, as after a beat that was cut off, another look settles whose
    /// turn it is.
    async fn beat(&mut self) -> Result<(), Failure> {
        loop {
            let now = Instant::now();
            let found = self.look().await?;
            let version = found.filter(|(held, _)| owner(held) == self.token).map(|(_, version)| version);
            let Some(version) = version else {
                self.is_ours = false;
                return Err(under_way(&self.objects.label));
            };
            self.beat += 1;
            if self.put(PutMode::Update(version)).await? {
                self.beaten = now;
                return Ok(());
            }
            sleep(GLANCE).await;
        }
    }

    /// Gives the turn back, if it was taken. Where that fails, the next publish has to wait a little.
    pub(super) async fn give_back(&mut self) {
        if std::mem::take(&mut self.is_ours)
            && let Ok(location) = self.objects.location(NAME)
        {
            let _ = timeout(LIMIT, self.objects.store.delete(&location)).await;
        }
    }

    /// Puts the object, and returns whether the condition held.
    async fn put(&self, mode: PutMode) -> Result<bool, Failure> {
        Ok(self.objects.put_if(NAME, format!("{} {}\n", self.token, self.beat), mode).await?.is_some())
    }

    /// Makes sure that nobody else has put the object too, where a store does not look at conditions.
    async fn confirm(&mut self) -> Result<(), Failure> {
        let now = Instant::now();
        match self.look().await? {
            Some((held, _)) if owner(&held) == self.token => {
                (self.is_ours, self.beaten) = (true, now);
                Ok(())
            }
            _ => Err(under_way(&self.objects.label)),
        }
    }

    async fn look(&self) -> Result<Option<(String, UpdateVersion)>, Failure> {
        let found = self.objects.get(NAME).await?;
        Ok(found.map(|(bytes, version)| (String::from_utf8_lossy(&bytes).into_owned(), version)))
    }

    fn unanswered(&self) -> Failure {
        Failure::new(format!("{} does not answer as it should", self.objects.label))
            .hint("publish again: what is there is whole, and will be completed")
    }
}

/// Writes `token` into `file`, and nothing else.
fn sign(file: &mut File, token: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(token.as_bytes())
}

fn owner(held: &str) -> &str {
    held.split(' ').next().unwrap_or_default()
}

/// Returns a name that no other publish has, and that tells nothing.
fn new_token() -> String {
    // Each of these has a key of its own, which is random.
    let random = || RandomState::new().hash_one(());
    format!("{:016x}{:016x}", random(), random())
}

fn under_way(label: &str) -> Failure {
    Failure::new(format!("another publish to {label} is under way")).hint("wait until it has ended, and publish again")
}

#[cfg(test)]
mod tests;
