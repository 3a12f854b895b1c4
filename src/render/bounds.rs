//! Bounds that keep a template from running without end: how much it may count, and how much it may write. (Tera itself
//! refuses templates that include, extend or call themselves.)

use std::cell::Cell;
use std::io::{self, Write};

use tera::{Error, Kwargs, State, TeraResult};

/// How many numbers the calls of `range` on one page may return together. A table of a thousand rows and columns fits; a
/// loop in a loop in a loop does not.
const NUMBERS: i64 = 1_000_000;

/// How many bytes a page may have. From two megabytes on, a page is called large.
const PAGE: usize = 256 * 1024 * 1024;

/// The room for a page before it is written, in bytes: most pages of one text need less.
const USUAL: usize = 16 * 1024;

thread_local! {
    /// How many numbers the page that this thread is making has asked for. Tera hands nothing to its functions in which
    /// it could be kept, and a page is made by one thread from beginning to end.
    static COUNTED: Cell<i64> = const { Cell::new(0) };
}

/// Begins to count anew.
pub(super) fn begin_page() {
    COUNTED.set(0);
}

/// Returns the numbers from `start` (0 where it is not given) up to `end`, without it, in steps of `step_by`: Tera's own
/// function, bounded for the page as a whole.
pub(super) fn range(arguments: Kwargs, _: &State<'_>) -> TeraResult<Vec<i64>> {
    let start: i64 = arguments.get("start")?.unwrap_or(0);
    let end: i64 = arguments.must_get("end")?;
    let step: i64 = arguments.get("step_by")?.unwrap_or(1);
    if step == 0 || (step > 0 && start > end) {
        return Err(Error::message(format!("`range` cannot count from {start} to {end} in steps of {step}")));
    }
    let length = (i128::from(end) - i128::from(start)).unsigned_abs().div_ceil(step.unsigned_abs().into());
    let length = if step < 0 && start <= end { 0 } else { i64::try_from(length).unwrap_or(i64::MAX) };
    let counted = COUNTED.get().saturating_add(length);
    if counted > NUMBERS {
        return Err(Error::message(format!("`range` may count to {NUMBERS} on a page in all, and this is more")));
    }
    COUNTED.set(counted);
    Ok((0..length).map(|number| start + number * step).collect())
}

/// A page that is being written, and cannot grow past all reason.
pub(super) struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Bounded {
    /// Returns a page of which nothing is written.
    pub(super) fn new() -> Bounded {
        Bounded { bytes: Vec::with_capacity(USUAL), is_full: false }
    }

    /// Returns what was written.
    ///
    /// # Errors
    /// When more was written than a page may have.
    pub(super) fn into_bytes(mut self) -> TeraResult<Vec<u8>> {
        match self.is_full {
            true => {
                Err(Error::message(format!("a page may have {PAGE} bytes, and this has more: does a loop not end?")))
            }
            false => {
                self.bytes.shrink_to_fit();
                Ok(self.bytes)
            }
        }
    }
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > PAGE {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
