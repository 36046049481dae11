//! Seeing how a judgement came about.

use super::case::Moment;
use super::state::{Reason, State};
use crate::calendar::{Due, Instant};

/// One step of judging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The case is not one of the version's (by its place): `applies` does not hold.
    NotCovered(usize),
    /// The version (by its place) that was in force.
    Version(usize),
    /// The target (by its number) that applies: the first of its measure whose `when` holds.
    Target(usize),
    /// The reason for which it is not judged.
    Reason(Reason),
    /// The clock started.
    Start(Moment),
    /// The clock stood still. Times of different pauses may overlap.
    Paused {
        /// The pause, by its place among those of the target's plan.
        pause: usize,
        /// From here on.
        from: Instant,
        /// Up to here; the greatest instant where it has not ended.
        to: Instant,
    },
    /// The clock stood still for so many seconds of its own time; when is not known.
    PausedFor {
        /// The pause, by its place among those of the target's plan.
        pause: usize,
        /// How long, its most considered.
        seconds: i64,
    },
    /// The limit is due.
    Due(Due),
    /// The clock stopped.
    Stop(Moment),
    /// The result.
    State(State),
}

/// Sees the steps of judging.
pub trait Trace {
    /// One step.
    fn step(&mut self, step: Step);
}

/// Sees nothing, at no cost.
impl Trace for () {
    fn step(&mut self, _: Step) {}
}

/// Records every step.
impl Trace for Vec<Step> {
    fn step(&mut self, step: Step) {
        self.push(step);
    }
}
