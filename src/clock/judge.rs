//! One case under one subject: which version and target apply, and what they say.

use super::case::{Case, Moment};
use super::conditions::Holds;
use super::measure::Judging;
use super::plan::{Group, Measurement, SubjectPlan, TargetPlan, VersionPlan};
use super::state::{Judgement, Reason, State};
use super::trace::{Step, Trace};
use crate::calendar::{Instant, Zone};
use crate::model::{CountedBy, Date};

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
                let Some(in_force) = in_force(case, version, target) else { continue };
                trace.step(Step::Version(place));
                trace.step(Step::Target(target.number));
                let exception = || {
                    let holds =
                        |exception: &Option<Holds>| exception.as_ref().is_some_and(|when| when.of(case.bits));
                    let holds = version.exceptions.iter().position(holds)?;
                    Some(Reason::Exception(u16::try_from(holds).unwrap_or(u16::MAX)))
                };
                let reason = if in_force { exception() } else { Some(Reason::NoVersion) };
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

/// Whether the version was in force when the case began: `Some(false)` in the gap after it, `None`
/// where another version judges the case or none ever promised it anything.
fn in_force(case: &Case<'_>, version: &VersionPlan, target: &TargetPlan) -> Option<bool> {
    let Some(day) = target.measurement.begins(case, &target.zone) else {
        return version.last.then_some(true);
    };
    if version.from.is_some_and(|from| day < from) {
        return None;
    }
    match version.until {
        Some(until) if day >= until => version.gap_until.is_some_and(|next| day < next).then_some(false),
        // A version without an end gives way to the next one.
        None if version.gap_until.is_some_and(|next| day >= next) => None,
        _ => Some(true),
    }
}

impl Judgement {
    /// Nothing is due under a statistic: an ended case enters it, an open one does not yet.
    fn without_due(self) -> Self {
        let state = match self.state {
            State::Late => State::Met,
            State::Open | State::Overdue => State::Pending,
            other => other,
        };
        Self { state, due: None, ..self }
    }
}

impl Measurement {
    /// The day on which the case begins, for choosing the version.
    fn begins(&self, case: &Case<'_>, zone: &Zone) -> Option<Date> {
        self.first_moment(case).map(|moment| moment.date(zone))
    }

    /// The instant at which the case begins.
    fn start(&self, case: &Case<'_>) -> Option<Instant> {
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
    fn judge<T: Trace>(
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
                let reached = |number| {
                    at_least.is_none_or(|bound| number >= bound)
                        && at_most.is_none_or(|bound| number <= bound)
                };
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
