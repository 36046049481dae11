//! What is counted of the cases of a group and class under a target: integers that add up, and the first
//! cases of each signal.

use crate::clock::{Course, Followed, Judgement, State, Used};

/// A case that shows a signal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Example {
    /// The log, by its place among those that were read.
    pub log: usize,
    /// The file, by its place in the log.
    pub file: usize,
    /// The line on which the case begins.
    pub line: u64,
    /// Its name; empty where it has none.
    pub case: String,
}

/// What looks as if it were done for the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignalKind {
    /// More cases end just under the limit than around it.
    JustUnder,
    /// Pauses are switched on just before the limit.
    LatePause,
    /// Something follows a stop at once.
    Reopened,
    /// Cases end within seconds.
    WithinSeconds,
}

/// Marked cases among those of which the log tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) cases: u64,
    pub(super) marked: u64,
}

/// The first pauses of cases in the second half of the limit, and for how long cases ran there without one,
/// in thousandths of the limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LatePauses {
    /// Pauses that the log places, wherever they are.
    pub(super) placed: u64,
    /// Those of the last part.
    pub(super) late: u64,
    /// Those between half of the limit and the last part.
    pub(super) before: u64,
    pub(super) late_time: u64,
    pub(super) before_time: u64,
}

/// What was counted of cases.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) met: u64,
    pub(super) breached: u64,
    /// Ended cases by how long they took, in parts of the limit around it.
    pub(super) parts: [u64; PARTS],
    /// Ended cases under a limit in hours, and how many of them took a multiple of each step.
    pub(super) timed: u64,
    pub(super) steps: [u64; STEPS.len()],
    pub(super) pauses: LatePauses,
    pub(super) followed: Marked,
    pub(super) took: Marked,
    /// By signal.
    pub(super) examples: [Examples; SignalKind::ALL.len()],
}

/// The first cases by log, file and line, at most [`Examples::KEPT`].
#[derive(Clone, Debug, Default)]
pub(super) struct Examples(pub(super) Vec<Example>);

/// Parts of the limit that are counted, each a twentieth of it: from 65 % to 140 %.
pub(super) const PARTS: usize = 15;
/// The part that ends at the limit; behind it lie those from which cases would have been pulled under it.
pub(super) const AT_LIMIT: usize = 6;
pub(super) const PULLED_FROM: usize = 3;
/// A limit has so many of them.
pub(super) const PARTS_OF_LIMIT: i64 = 20;
/// The part before the first that is counted.
const BEFORE_PARTS: i64 = 13;
/// Steps in which people write times, in seconds, the longest first.
pub(super) const STEPS: [i64; 4] = [3600, 900, 300, 60];
/// A reply within so many seconds is hardly one that somebody wrote.
pub const SECONDS: i64 = 10;
/// What follows a stop within so many seconds follows it at once.
pub const AT_ONCE: i64 = 600;

impl SignalKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::JustUnder, Self::LatePause, Self::Reopened, Self::WithinSeconds];

    /// The word of machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::JustUnder => "just under the limit",
            Self::LatePause => "pause just before the limit",
            Self::Reopened => "reopened at once",
            Self::WithinSeconds => "within seconds",
        }
    }
}

impl Marked {
    fn add(&mut self, marked: bool) {
        self.cases += 1;
        self.marked += u64::from(marked);
    }

    fn merge(&mut self, other: Self) {
        self.cases += other.cases;
        self.marked += other.marked;
    }
}

impl Examples {
    /// So many are enough to begin to look.
    pub(super) const KEPT: usize = 3;

    fn add(&mut self, example: &Example) {
        if self.0.get(Self::KEPT - 1).is_none_or(|last| example < last) {
            let place = self.0.partition_point(|known| known < example);
            self.0.insert(place, example.clone());
            self.0.truncate(Self::KEPT);
        }
    }
}

impl Counts {
    /// Counts a case; `example` is it. Says nothing of those that do not count.
    pub(super) fn add(&mut self, judgement: &Judgement, course: &Course, example: impl FnOnce() -> Example) {
        match judgement.state {
            State::Met => self.met += 1,
            State::Late | State::Overdue => self.breached += 1,
            State::Pending | State::Open => {}
            State::Excluded | State::Invalid => return,
        }
        let mut shown = Vec::new();
        if let Some(used) = &course.used {
            shown.extend(self.add_end(used).then_some(SignalKind::JustUnder));
            shown.extend(self.pauses.add(used).then_some(SignalKind::LatePause));
        }
        if let Some(followed) = course.followed {
            let at_once = matches!(followed, Followed::After(seconds) if seconds <= AT_ONCE);
            self.followed.add(at_once);
            shown.extend(at_once.then_some(SignalKind::Reopened));
        }
        if let Some(took) = course.took {
            self.took.add(took <= SECONDS);
            shown.extend((took <= SECONDS).then_some(SignalKind::WithinSeconds));
        }
        if !shown.is_empty() {
            let example = example();
            for kind in shown {
                self.examples[kind as usize].add(&example);
            }
        }
    }

    /// Counts how long an ended case took; whether it ended just under the limit.
    fn add_end(&mut self, used: &Used) -> bool {
        if !used.ended {
            return false;
        }
        self.timed += 1;
        for (count, step) in self.steps.iter_mut().zip(STEPS) {
            *count += u64::from(used.in_all % step == 0);
        }
        // What takes just the limit is in the part that ends at it.
        let part = (i128::from(used.in_all) * i128::from(PARTS_OF_LIMIT) + i128::from(used.limit) - 1)
            .div_euclid(i128::from(used.limit.max(1)));
        let place = usize::try_from(part - i128::from(BEFORE_PARTS) - 1).ok();
        if let Some(count) = place.and_then(|place| self.parts.get_mut(place)) {
            *count += 1;
        }
        place == Some(AT_LIMIT)
    }

    /// Adds what was counted of other cases.
    pub(super) fn merge(&mut self, other: &Self) {
        self.met += other.met;
        self.breached += other.breached;
        let own = self.parts.iter_mut().chain(&mut self.steps);
        own.zip(other.parts.iter().chain(&other.steps)).for_each(|(one, other)| *one += other);
        self.timed += other.timed;
        self.pauses.merge(other.pauses);
        self.followed.merge(other.followed);
        self.took.merge(other.took);
        for (own, others) in self.examples.iter_mut().zip(&other.examples) {
            others.0.iter().for_each(|example| own.add(example));
        }
    }

    /// Cases that count: met, late and overdue.
    pub(super) fn decided(&self) -> u64 {
        self.met + self.breached
    }
}

impl LatePauses {
    /// Counts a case; whether its first pause in the second half of the limit is in the last part.
    fn add(&mut self, used: &Used) -> bool {
        let Some(at_pauses) = &used.at_pauses else { return false };
        let thousandth = |seconds: i64| {
            let part = i128::from(seconds) * 1000 / i128::from(used.limit.max(1));
            u64::try_from(part).unwrap_or(0)
        };
        self.placed += at_pauses.len() as u64;
        let (half, last) = (500, 900);
        let paused = at_pauses.iter().map(|at| thousandth(*at)).find(|at| (half..1000).contains(at));
        let ran = paused.unwrap_or_else(|| thousandth(used.in_all)).clamp(half, 1000);
        self.before_time += ran.min(last) - half;
        self.late_time += ran.max(last) - last;
        let is_late = paused.is_some_and(|at| at >= last);
        self.late += u64::from(is_late);
        self.before += u64::from(paused.is_some() && !is_late);
        is_late
    }

    fn merge(&mut self, other: Self) {
        self.placed += other.placed;
        self.late += other.late;
        self.before += other.before;
        self.late_time += other.late_time;
        self.before_time += other.before_time;
    }
}
