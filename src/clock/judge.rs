//! One case under one subject: which version and target apply, and what they say.

use super::case::{Case, Moment};
use super::conditions::Holds;
use super::measure::Judging;
use super::plan::{Group, Measurement, SubjectPlan, TargetPlan, VersionPlan};
use super::state::{Judgement, Reason, State};
use super::trace::{Step, Trace};
use crate::calendar::{Instant, Zone};
use crate::model::{CountedBy, Date};
use crate::text::Decimal;

/// What became of a case under a subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// At least one target was about it.
    pub judged: bool,
    /// A target would be about it, but it begins after as-of: then.
    pub later: Option<Instant>,
}

/// Judges a case under every target of a subject that is about it. `result` gets the target and
/// what it says, and the trace so far; it is not called for targets that are not about the case.
pub fn judge<'p, T: Trace>(
    case: &Case<'_>,
    subject: &'p SubjectPlan,
    trace: &mut T,
    result: &mut impl FnMut(&'p TargetPlan, Judgement, &T),
) -> Outcome {
    let mut outcome = Outcome::default();
    for (place, version) in subject.versions.iter().enumerate() {
        if !version.applies.of(case.bits) {
            trace.step(Step::NotCovered(place));
            continue;
        }
        for group in &version.groups {
            let Some(targets) = band(group, case.bits) else { continue };
            for target in targets {
                if target.measurement.is_elsewhere(case.nowhere) {
                    continue;
                }
                let day = target.measurement.begins(case, &target.zone);
                let Some(in_force) = version.in_force(day) else { continue };
                trace.step(Step::Version(place));
                trace.step(Step::Target(target.number));
                let reason = if in_force { version.exception(case.bits) } else { Some(Reason::NoVersion) };
                let Some(judgement) = target.measurement.judge(case, target, reason, trace) else {
                    outcome.later = outcome.later.or(target.measurement.start(case));
                    continue;
                };
                outcome.judged = true;
                if let Some(reason) = judgement.reason {
                    trace.step(Step::Reason(reason));
                }
                trace.step(Step::State(judgement.state));
                result(target, judgement, trace);
            }
        }
    }
    outcome
}

/// The first band whose condition holds.
fn band<'g>(group: &'g Group, bits: &[u64]) -> Option<&'g [TargetPlan]> {
    group.bands.iter().find(|(when, _)| when.of(bits)).map(|(_, targets)| targets.as_slice())
}

impl VersionPlan {
    /// Whether it was in force on the day on which the case began: `Some(false)` in the gap after it,
    /// `None` where another version judges the case or none ever promised it anything.
    pub(super) fn in_force(&self, day: Option<Date>) -> Option<bool> {
        let Some(day) = day else { return self.last.then_some(true) };
        if self.from.is_some_and(|from| day < from) {
            return None;
        }
        match self.until {
            Some(until) if day >= until => self.gap_until.is_some_and(|next| day < next).then_some(false),
            // A version without an end gives way to the next one.
            None if self.gap_until.is_some_and(|next| day >= next) => None,
            _ => Some(true),
        }
    }

    /// Whether it is in force on every day, and judges cases without one too.
    pub(super) fn is_always_in_force(&self) -> bool {
        self.last && self.from.is_none() && self.until.is_none() && self.gap_until.is_none()
    }

    /// The first exception that holds for a case with these bits.
    pub(super) fn exception(&self, bits: &[u64]) -> Option<Reason> {
        let holds = |exception: &Option<Holds>| exception.as_ref().is_some_and(|when| when.of(bits));
        self.exceptions.iter().position(holds).map(exception)
    }
}

/// The reason of an exception, by its place in the version.
pub(super) fn exception(place: usize) -> Reason {
    Reason::Exception(u16::try_from(place).unwrap_or(u16::MAX))
}

impl Judgement {
    /// Nothing is due under a statistic: an ended case enters it, an open one does not yet.
    fn without_due(self) -> Self {
        Self { state: self.state.without_due(), due: None, ..self }
    }
}

impl State {
    /// What it is under a statistic, where nothing is due.
    pub(super) fn without_due(self) -> Self {
        match self {
            Self::Late => Self::Met,
            Self::Open | Self::Overdue => Self::Pending,
            other => other,
        }
    }
}

impl Measurement {
    /// The day on which the case begins, for choosing the version.
    pub(super) fn begins(&self, case: &Case<'_>, zone: &Zone) -> Option<Date> {
        self.first_moment(case).map(|moment| moment.date(zone))
    }

    /// The instant at which the case begins.
    pub(super) fn start(&self, case: &Case<'_>) -> Option<Instant> {
        self.first_moment(case).map(|moment| moment.instant)
    }

    fn first_moment(&self, case: &Case<'_>) -> Option<Moment> {
        let moment = |column: usize| case.moment(column).ok().flatten();
        match self {
            Self::Within { ends, .. } | Self::By { ends, .. } | Self::Duration { ends, .. } => {
                moment(ends.start)
            }
            Self::Ahead { ends, .. } => moment(ends.stop).or_else(|| moment(ends.start)),
            Self::Number { dated, .. } | Self::Equals { dated, .. } => dated.and_then(moment),
        }
    }

    /// What it says of a case; `None` where the case begins after as-of and so is none yet.
    pub(super) fn judge<T: Trace>(
        &self,
        case: &Case<'_>,
        target: &TargetPlan,
        reason: Option<Reason>,
        trace: &mut T,
    ) -> Option<Judgement> {
        let judging = Judging { case, target, reason, trace };
        let judgement = match self {
            Self::Within { ends, limit, pauses } => judging.within(*ends, limit, pauses),
            Self::Duration { ends, limit, pauses } => {
                judging.within(*ends, limit, pauses).map(Judgement::without_due)
            }
            Self::By { ends, due } => judging.by(*ends, *due),
            Self::Ahead { ends, limit } => judging.ahead(*ends, limit),
            Self::Number { column, at_least, at_most, absent_breaches, dated } => {
                let reached = |number| is_reached(*at_least, *at_most, number);
                judging.number(*column, *dated, *absent_breaches, reached)
            }
            Self::Equals { column, wanted, absent_breaches, dated } => {
                judging.equals(*column, *dated, *absent_breaches, wanted)
            }
        }?;
        let judgement = case.as_of.map_or(judgement, |as_of| judgement.settled(as_of));
        Some(Judgement { dated: dated(&judgement, target), ..judgement })
    }
}

/// Whether a number lies within bounds.
pub(super) fn is_reached(at_least: Option<Decimal>, at_most: Option<Decimal>, number: Decimal) -> bool {
    at_least.is_none_or(|bound| number >= bound) && at_most.is_none_or(|bound| number <= bound)
}

/// The date that puts a case into a period.
fn dated(judgement: &Judgement, target: &TargetPlan) -> Option<Date> {
    let zone = &target.zone;
    let due = || judgement.due.map(|due| due.date(zone));
    match target.counted_by {
        CountedBy::Start => judgement.dated,
        CountedBy::Due => due().or(judgement.dated),
        CountedBy::Stop => judgement.stopped_on.or_else(due).or(judgement.dated),
    }
}
