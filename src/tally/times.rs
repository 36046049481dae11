//! Sums of two clocks: what a promise counts of its ended cases, and what the customer felt.

use crate::clock::Spent;

/// Seconds of ended cases, from their starts to their stops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// In the clock's own time, pauses left out.
    pub counted: i128,
    /// Outside the clock's opening hours.
    pub closed: i128,
    /// In the clock's own time, in pauses.
    pub paused: i128,
    /// Of cases that are excluded.
    pub excluded: i128,
}

impl Times {
    /// Adds a case.
    pub fn add(&mut self, spent: &Spent) {
        let Spent { counted, closed, paused, excluded } = *spent;
        let [counted, closed, paused, excluded] = [counted, closed, paused, excluded].map(i128::from);
        self.merge(Self { counted, closed, paused, excluded });
    }

    /// Adds other cases.
    pub fn merge(&mut self, other: Self) {
        self.counted += other.counted;
        self.closed += other.closed;
        self.paused += other.paused;
        self.excluded += other.excluded;
    }

    /// All the time on the wall.
    pub fn felt(&self) -> i128 {
        self.counted + self.closed + self.paused + self.excluded
    }
}
