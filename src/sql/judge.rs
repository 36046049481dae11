//! Which target is about a row, and what it says: the plan of judging as expressions.

use super::clock::Judging;
use super::columns::Columns;
use super::condition::Conditions;
use super::draft::Draft;
use super::error::{Inexpressible, Of};
use super::expr::{Expr, and, case, either, not, or};
use super::hours::Hours;
use super::outcome::Outcome;
use super::pause::Sources;
use super::relation::Years;
use super::time::Time;
use super::value::Value;
use crate::calendar::Instant;
use crate::clock::Version;
use crate::clock::{Measurement, Plan, Roster, TargetPlan, VersionPlan};
use std::sync::Arc;

/// A target, and what it says of each row.
pub(super) struct Judged {
    /// Its number in the roster.
    pub(super) number: usize,
    /// Whether it is about the row.
    pub(super) about: Expr,
    /// Whether it would be, but the row begins after as-of.
    pub(super) later: Expr,
    pub(super) outcome: Outcome,
}

/// What judging knows.
pub(super) struct Court<'a> {
    pub(super) plan: &'a Plan,
    pub(super) roster: &'a Roster<'a>,
    pub(super) columns: &'a Columns,
    pub(super) hours: &'a [Hours<'a>],
    pub(super) as_of: Instant,
    pub(super) years: Years,
    /// Whether exceptions go by their names, else by their places.
    pub(super) named: bool,
}

impl<'a> Court<'a> {
    /// All targets in the order of the roster.
    pub(super) fn judge(
        &self,
        draft: &mut Draft,
        conditions: &Conditions,
    ) -> Result<Vec<Judged>, Inexpressible> {
        let mut judged = Vec::new();
        for version in self.plan.subjects.iter().flat_map(|subject| &subject.versions) {
            let applies = conditions.of(&version.applies);
            for group in &version.groups {
                let mut before = vec![applies.clone()];
                for (when, targets) in &group.bands {
                    let holds = conditions.of(when);
                    let covers = and(before.iter().cloned().chain([holds.clone()]));
                    let covers = draft.define("covers", &covers);
                    for target in targets {
                        judged.push(self.target(draft, conditions, version, target, &covers)?);
                    }
                    before.push(not(&holds));
                }
            }
        }
        judged.sort_by_key(|judged| judged.number);
        Ok(judged)
    }

    fn target(
        &self,
        draft: &mut Draft,
        conditions: &Conditions,
        version: &VersionPlan,
        target: &'a TargetPlan,
        covers: &Expr,
    ) -> Result<Judged, Inexpressible> {
        let (is_judged, no_version) = self.in_force(draft, version, target);
        let covers = and([covers.clone(), is_judged]);
        let covers = draft.define("covers", &covers);
        let mut excluded = vec![(no_version, draft.literal("no version"))];
        for (place, exception) in version.exceptions.iter().enumerate() {
            let Some(exception) = exception else { continue };
            let name = self.exception(target.number, place);
            excluded.push((conditions.of(exception), draft.literal(&name)));
        }
        excluded.retain(|(condition, _)| !condition.is_false());
        let judging = Judging {
            sources: Sources {
                times: &self.columns.times,
                durations: &self.columns.durations,
                segments: self.columns.segments.as_ref(),
                as_of: self.as_of,
                years: self.years,
            },
            log_zone: &self.plan.zone,
            zone: &target.zone,
            hours: self.hours_of(target),
            counted_by: target.counted_by,
            excluded,
            copy: &self.columns.copy,
        };
        let time = |column: &usize| self.columns.times[*column].clone();
        let outcome = match &target.measurement {
            Measurement::Within { ends, limit, pauses } => judging.within(draft, *ends, limit, pauses, false),
            Measurement::Duration { ends, limit, pauses } => {
                judging.within(draft, *ends, limit, pauses, true)
            }
            Measurement::By { ends, due } => Ok(judging.by(draft, *ends, *due)),
            Measurement::Ahead { ends, limit } => judging.ahead(draft, *ends, limit),
            Measurement::Number { column, at_least, at_most, absent_breaches, dated } => {
                let value = Value::of_number(&self.columns.numbers[*column], *at_least, *at_most);
                Ok(judging.value(draft, &value, dated.as_ref().map(time).as_ref(), *absent_breaches))
            }
            Measurement::Equals { column, wanted, absent_breaches, dated } => {
                let value = Value {
                    missing: self.columns.attributes[*column].eq(&draft.literal("")),
                    unreadable: Expr::boolean(false),
                    reached: conditions.of(wanted),
                    number: None,
                };
                Ok(judging.value(draft, &value, dated.as_ref().map(time).as_ref(), *absent_breaches))
            }
        };
        let outcome =
            outcome.map_err(|(field, why)| Inexpressible { of: self.name(target.number), field, why })?;
        let is_case = not(&or(self.columns.no_case.iter().map(|(condition, _)| condition.clone())));
        let about = and([is_case.clone(), covers.clone(), not(&outcome.later)]);
        let later = and([is_case, covers, outcome.later.clone()]);
        Ok(Judged {
            number: target.number,
            about: draft.define("about_row", &about),
            later: draft.define("later", &later),
            outcome,
        })
    }

    fn hours_of(&self, target: &TargetPlan) -> Option<&'a Hours<'a>> {
        let hours = match &target.measurement {
            Measurement::Within { limit, .. }
            | Measurement::Ahead { limit, .. }
            | Measurement::Duration { limit, .. } => limit.hours.as_ref(),
            Measurement::By { .. } | Measurement::Number { .. } | Measurement::Equals { .. } => None,
        }?;
        self.hours.iter().find(|known| std::ptr::eq(known.counted.hours, Arc::as_ptr(hours)))
    }

    /// Whether a version judges a case that begins on its day, and whether it does so in the gap behind it.
    fn in_force(&self, draft: &mut Draft, version: &VersionPlan, target: &TargetPlan) -> (Expr, Expr) {
        if version.from.is_none() && version.until.is_none() && version.gap_until.is_none() && version.last {
            return (Expr::boolean(true), Expr::boolean(false));
        }
        let moments: Vec<&Time> = match &target.measurement {
            Measurement::Within { ends, .. }
            | Measurement::By { ends, .. }
            | Measurement::Duration { ends, .. } => {
                vec![&self.columns.times[ends.start]]
            }
            Measurement::Ahead { ends, .. } => {
                vec![&self.columns.times[ends.stop], &self.columns.times[ends.start]]
            }
            Measurement::Number { dated, .. } | Measurement::Equals { dated, .. } => {
                dated.iter().map(|column| &self.columns.times[*column]).collect()
            }
        };
        let mut day = Expr::int(0);
        let mut known = Expr::boolean(false);
        for moment in moments.into_iter().rev() {
            let date = moment.date(draft, &target.zone, self.years);
            day = either(&moment.is_readable(), &date, &day);
            known = or([moment.is_readable(), known]);
        }
        let (day, known) = (draft.define("day", &day), draft.define("known", &known));
        let is_before =
            |date: Option<crate::model::Date>| date.map(|date| day.lt(&Expr::int(i64::from(date.days()))));
        let begun = is_before(version.from).map_or(Expr::boolean(true), |early| not(&early));
        let before_next = is_before(version.gap_until);
        let (judges, in_gap) = match (is_before(version.until), before_next) {
            (Some(before_end), next) => {
                let in_gap = and([not(&before_end), next.unwrap_or(Expr::boolean(false))]);
                (or([before_end, in_gap.clone()]), in_gap)
            }
            (None, Some(next)) => (next, Expr::boolean(false)),
            (None, None) => (Expr::boolean(true), Expr::boolean(false)),
        };
        let in_gap = and([known.clone(), begun.clone(), in_gap]);
        let judges = case([(known, and([begun, judges]))], &Expr::boolean(version.last));
        (draft.define("in_force", &judges), draft.define("in_gap", &in_gap))
    }

    fn version(&self, number: usize) -> Option<(&str, &Version<'a>)> {
        let mut each = self.roster.each();
        each.find(|(known, ..)| *known == number).map(|(_, subject, version, _)| (subject.id, version))
    }

    fn exception(&self, number: usize, place: usize) -> String {
        let exception = self.version(number).and_then(|(_, version)| version.exceptions.get(place));
        match exception.filter(|_| self.named) {
            Some(exception) => exception.name(place + 1),
            None => format!("exception {}", place + 1),
        }
    }

    fn name(&self, number: usize) -> Of {
        let named = self.roster.each().find(|(known, ..)| *known == number);
        let (subject, place) = named.map_or((String::new(), 0), |(_, subject, version, _)| {
            (subject.id.to_owned(), number - version.first_target + 1)
        });
        Of::Target { number: place, subject }
    }
}
