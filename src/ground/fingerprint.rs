//! A fingerprint stands for a value: what has the same one is taken to be the same. It is made of all that the value
//! says, so that it may be compared with one of another day.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::io::{self, Write};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

/// 128 bits of xxh3. Among a billion values, two that differ have the same one with a chance of 1 in 10²⁰.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// Returns the fingerprint of bytes alone. That is quicker than of a value, which says what it holds piece by piece.
    pub fn of_bytes(bytes: &[u8]) -> Fingerprint {
        Fingerprint(xxh3_128(bytes))
    }

    /// Returns the fingerprint of `value`.
    pub fn of(value: &(impl Hash + ?Sized)) -> Fingerprint {
        let mut sink = Sink(Xxh3Default::new());
        value.hash(&mut sink);
        Fingerprint(sink.0.digest128())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

/// Takes in what a value says of itself.
struct Sink(Xxh3Default);

impl Hasher for Sink {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.digest()
    }
}

/// Takes the fingerprint of bytes on their way to `W`.
pub struct Passing<W> {
    to: W,
    passed: Xxh3Default,
}

impl<W: Write> Passing<W> {
    /// Returns the way to `to`.
    pub fn new(to: W) -> Passing<W> {
        Passing { to, passed: Xxh3Default::new() }
    }

    /// Returns where the bytes went, and their fingerprint.
    pub fn end(self) -> (W, Fingerprint) {
        (self.to, Fingerprint(self.passed.digest128()))
    }
}

impl<W: Write> Write for Passing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.to.write(bytes)?;
        self.passed.update(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// A value that never changes, with its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed<T> {
    value: T,
    fingerprint: Fingerprint,
}

impl<T: Hash> Printed<T> {
    /// Returns `value` with its fingerprint, to be shared.
    pub fn new(value: T) -> Arc<Printed<T>> {
        let fingerprint = Fingerprint::of(&value);
        Arc::new(Printed { value, fingerprint })
    }
}

impl<T> Printed<T> {
    /// Returns the fingerprint of the value.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

/// Its fingerprint stands for it.
impl<T> Hash for Printed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl<T> Deref for Printed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_has_another_fingerprint() {
        assert_eq!(Fingerprint::of("a"), Fingerprint::of(&String::from("a")));
        assert_ne!(Fingerprint::of(&("ab", "c")), Fingerprint::of(&("a", "bc")));
        assert_ne!(Fingerprint::of(&[1u32, 2]), Fingerprint::of(&[2u32, 1]));
        assert_eq!(Printed::new(7u32).fingerprint(), Fingerprint::of(&7u32));
    }

    #[test]
    fn bytes_that_pass_have_the_fingerprint_they_have_together() {
        let mut passing = Passing::new(Vec::new());
        [&b"The ferry"[..], b" left."].iter().for_each(|bytes| passing.write_all(bytes).expect("room"));
        assert_eq!(passing.end(), (b"The ferry left.".to_vec(), Fingerprint::of_bytes(b"The ferry left.")));
    }
}
