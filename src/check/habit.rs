//! A habit is what a translation does wherever there is occasion to, as far as its other segments tell. What departs from it is
//! a finding; where there is none, the same may be a difference of language.

/// How often there was occasion to do something, and how often it was done.
#[derive(Clone, Copy, Default)]
pub(super) struct Habit {
    pub(super) occasions: usize,
    pub(super) kept: usize,
}

impl Habit {
    /// Adds an occasion on which it was done, or not.
    pub(super) fn add(&mut self, is_kept: bool) {
        self.occasions += 1;
        self.kept += usize::from(is_kept);
    }

    /// Returns on what share of the other occasions it was done, when on one it was not. So many occasions are assumed besides,
    /// and that it was done on so many of them: they decide where a text shows little.
    pub(super) fn elsewhere(self, (assumed, assumed_kept): (f64, f64)) -> f64 {
        let others = self.occasions.saturating_sub(1) as f64;
        (self.kept as f64 + assumed_kept) / (others + assumed)
    }
}

impl FromIterator<bool> for Habit {
    fn from_iter<I: IntoIterator<Item = bool>>(occasions: I) -> Habit {
        let mut habit = Habit::default();
        occasions.into_iter().for_each(|is_kept| habit.add(is_kept));
        habit
    }
}
