//! A memo remembers what a pure function returned, by the fingerprint of all that the function was given. So asking it
//! again is never wrong, only faster. What was asked for can be written down for another process.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fingerprint::Fingerprint;

/// What a function returned. The default one remembers nothing, and every answer is made anew.
#[derive(Debug)]
pub struct Memo<V> {
    answers: Mutex<FxHashMap<Fingerprint, Answer<V>>>,
    remembers: bool,
}

#[derive(Debug)]
struct Answer<V> {
    value: V,
    asked: bool,
}

impl<V> Default for Memo<V> {
    fn default() -> Memo<V> {
        Memo { answers: Mutex::default(), remembers: false }
    }
}

impl<V: Clone> Memo<V> {
    /// Returns a memo that remembers.
    pub fn new() -> Memo<V> {
        Memo { remembers: true, ..Memo::default() }
    }

    /// Returns the answer to the question `key`, which `make` finds where it is not remembered.
    pub fn get(&self, key: Fingerprint, make: impl FnOnce() -> V) -> V {
        if !self.remembers {
            return make();
        }
        if let Some(answer) = self.answers().get_mut(&key) {
            answer.asked = true;
            return answer.value.clone();
        }
        // Nothing is locked meanwhile: should two threads ask at once, both find the same.
        let value = make();
        self.answers().insert(key, Answer { value: value.clone(), asked: true });
        value
    }

    /// Tells whether the answer to the question `key` is remembered.
    pub fn knows(&self, key: Fingerprint) -> bool {
        self.answers().contains_key(&key)
    }

    /// Keeps the answer to the question `key`, where it is remembered, as if it had been asked.
    pub fn keep(&self, key: Fingerprint) {
        self.answers().get_mut(&key).into_iter().for_each(|answer| answer.asked = true);
    }

    /// Forgets what has not been asked for since the last time this was called.
    pub fn sweep(&self) {
        self.answers().retain(|_, answer| std::mem::take(&mut answer.asked));
    }
}

impl<V> Memo<V> {
    fn answers(&self) -> MutexGuard<'_, FxHashMap<Fingerprint, Answer<V>>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V: Serialize> Serialize for Memo<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let answers = self.answers();
        let asked: Vec<(&Fingerprint, &V)> =
            answers.iter().filter(|(_, answer)| answer.asked).map(|(key, answer)| (key, &answer.value)).collect();
        asked.serialize(serializer)
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Memo<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Memo<V>, D::Error> {
        let asked = Vec::<(Fingerprint, V)>::deserialize(deserializer)?;
        let answers = asked.into_iter().map(|(key, value)| (key, Answer { value, asked: false })).collect();
        Ok(Memo { answers: Mutex::new(answers), remembers: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_is_kept_until_nobody_asks() {
        let memo = Memo::new();
        let ask = |word: &'static str| {
            let mut made = false;
            let length = memo.get(Fingerprint::of(word), || {
                made = true;
                word.len()
            });
            assert_eq!(length, word.len());
            made
        };
        assert_eq!([ask("a"), ask("bc"), ask("a")], [true, true, false]);
        memo.sweep();
        assert!(!ask("a"));
        memo.sweep();
        memo.keep(Fingerprint::of("a"));
        memo.sweep();
        assert_eq!([ask("a"), ask("bc")], [false, true]);
    }

    #[test]
    fn a_forgetful_memo_asks_each_time() {
        let memo = Memo::default();
        let key = Fingerprint::of("a");
        assert_eq!([memo.get(key, || 1), memo.get(key, || 2)], [1, 2]);
    }
}
