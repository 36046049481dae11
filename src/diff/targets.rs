//! Two targets of one measure: what the one promises beside the other.

use super::clocks::ClockPair;
use super::compare::Comparer;
use super::dues::{self, DueOf, Found, Years};
use super::verdict::Verdict;
use super::{Effect, FieldChange, Reason, fields, limits};
use crate::calendar::{OpeningHours, Zone};
use crate::model::{Date, DueAt, Measure, Target};
use crate::text::{Duration, DurationKind};
use std::rc::Rc;

/// A target with its place in its list, counted from 1.
#[derive(Clone, Copy)]
pub(super) struct Placed<'d> {
    pub(super) place: usize,
    pub(super) target: &'d Target,
}

/// What the comparison of two due functions depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct DueKey<'d> {
    limits: [(Duration, Option<DueAt>, Option<&'d str>); 2],
    ahead: bool,
    years: Years,
    since: Option<Date>,
}

/// What came out of it, and whether pauses change nothing about it.
pub(super) struct Decided {
    found: Found,
    holds_with_pauses: bool,
}

impl<'d> Comparer<'_, 'd> {
    /// What changed from one target to the other, in force from a day on.
    pub(super) fn targets(
        &mut self,
        old: Placed<'d>,
        new: Placed<'d>,
        since: Option<Date>,
    ) -> Vec<Effect<'d>> {
        let prefix = format!("target {}", new.place);
        let (was, is) = (old.target, new.target);
        let mut effects = Vec::new();
        match (was.measure(), is.measure()) {
            (Some(Measure::Within(..)), Some(Measure::Within(..)))
            | (Some(Measure::Ahead(..)), Some(Measure::Ahead(..))) => {
                effects.extend(self.timing(&prefix, was, is, since));
            }
            (Some(Measure::By(_, one)), Some(Measure::By(_, other))) => {
                let column = |target: &'d Target| fields::text("by", target.by.as_ref());
                let same =
                    if one == other { Verdict::Same } else { Verdict::Unknown(Reason::OtherDueColumn) };
                let change = fields::change(&prefix, &column(was), &column(is), Some(is.span));
                effects.extend(limits::effect(same, change.into_iter().collect()));
                effects.extend(self.ends(was, is, |pair| {
                    // The start only dates a case that has a due of its own.
                    let start = if pair.start.reason().is_some() { pair.start } else { Verdict::Same };
                    start.and(pair.stop)
                }));
            }
            (Some(Measure::ClockStatistic(..)), Some(Measure::ClockStatistic(..))) => {
                effects.extend(self.elapsed(&prefix, was, is));
            }
            _ => effects.extend(limits::bounds(&prefix, was, is)),
        }
        effects.extend(limits::effects(&prefix, was, is));
        effects.into_iter().map(|effect| effect.about(Some(was), Some(is))).collect()
    }

    fn ends(
        &mut self,
        old: &'d Target,
        new: &'d Target,
        verdict: impl Fn(&ClockPair<'d>) -> Verdict,
    ) -> Option<Effect<'d>> {
        match self.clocks(old, new) {
            Some(pair) => limits::effect(verdict(&pair), pair.ends.clone()),
            None => Some(Effect::undecided(Reason::NoCalendar, Vec::new())),
        }
    }

    /// A statistic over the time that cases took.
    fn elapsed(&mut self, prefix: &str, old: &'d Target, new: &'d Target) -> Vec<Effect<'d>> {
        let mut effects: Vec<_> = limits::bounds(prefix, old, new).into_iter().collect();
        let Some(pair) = self.clocks(old, new) else {
            effects.push(Effect::undecided(Reason::NoCalendar, Vec::new()));
            return effects;
        };
        if pair.is_same() {
            return effects;
        }
        let kind = [&new.at_most, &new.at_least].into_iter().flatten().find_map(|limit| match &limit.value {
            crate::model::Limit::Duration(written) => Some(written.value.kind()),
            crate::model::Limit::Number(_) => None,
        });
        let (reason, fields) = match kind {
            // A count of cases has no time.
            None => return effects,
            Some(DurationKind::Open | DurationKind::BusinessDays) if !pair.same_hours => {
                (Some(Reason::PausesCount), pair.hours_fields.clone())
            }
            Some(_) => (None, Vec::new()),
        };
        effects.extend(reason.map(|reason| Effect::undecided(reason, fields)));
        let verdict = pair.start.and(pair.stop).and(pair.pauses);
        let verdict = match (new.at_most.is_some(), new.at_least.is_some()) {
            (true, true) if verdict != Verdict::Same && verdict.reason().is_none() => Verdict::Mixed,
            (false, true) => verdict.reversed(),
            _ => verdict,
        };
        let fields = [pair.ends.clone(), pair.pause_fields.clone()].concat();
        effects.extend(limits::effect(verdict, fields));
        effects
    }

    /// A limit in time, and the clock that it is measured by.
    fn timing(
        &mut self,
        prefix: &str,
        old: &'d Target,
        new: &'d Target,
        since: Option<Date>,
    ) -> Vec<Effect<'d>> {
        let ahead = new.ahead.is_some();
        let changed = fields::changes(prefix, &fields::timing(old), &fields::timing(new), Some(new.span));
        let Some(pair) = self.clocks(old, new) else {
            return vec![Effect::undecided(Reason::NoCalendar, changed)];
        };
        if changed.is_empty() && pair.is_same() {
            return Vec::new();
        }
        let mut ends = pair.start.and(pair.stop);
        if ahead {
            // The clock runs from the notice to the event: later notice is worse for it, a later event better.
            ends = ends.reversed();
        }
        let pauses = if ahead { Verdict::Same } else { pair.pauses };
        if let Some(reason) = ends.and(pauses).reason() {
            let fields = [pair.ends.clone(), pair.pause_fields.clone(), changed].concat();
            return vec![Effect::undecided(reason, fields)];
        }
        let mut effects: Vec<_> = limits::effect(ends, pair.ends.clone()).into_iter().collect();
        let due = self.due(old, new, &pair, changed, since);
        let opposed = matches!(
            (due.as_ref().map(|due| due.kind), pauses),
            (Some(super::Kind::Tightened | super::Kind::Mixed), Verdict::Worse)
                | (Some(super::Kind::Loosened | super::Kind::Mixed), Verdict::Better)
        );
        if opposed && pair.has_bounded_pauses {
            let fields = due.map(|due| due.fields).unwrap_or_default();
            let fields = [fields, pair.pause_fields.clone()].concat();
            effects.push(Effect::undecided(Reason::PausesAgainstLimit, fields));
            return effects;
        }
        effects.extend(due);
        if !ahead {
            effects.extend(limits::effect(pauses, pair.pause_fields.clone()));
        }
        effects
    }

    /// What a limit and the hours of its clock do to due instants, start, stop and pauses being the same.
    fn due(
        &mut self,
        old: &'d Target,
        new: &'d Target,
        pair: &ClockPair<'d>,
        changed: Vec<FieldChange>,
        since: Option<Date>,
    ) -> Option<Effect<'d>> {
        let ahead = new.ahead.is_some();
        let limit =
            |target: &'d Target| target.within.as_ref().or(target.ahead.as_ref()).map(|l| l.value.value);
        let (Some(was), Some(is)) = (limit(old), limit(new)) else { return None };
        let due_at = |target: &Target| target.due_at.map(|at| at.value);
        let sides = self.sides;
        let hours: [Option<&'d OpeningHours>; 2] = [sides[0].hours(pair.old), sides[1].hours(pair.new)];
        let reads_hours = |limit: Duration, due_at: Option<DueAt>| match limit.kind() {
            DurationKind::Elapsed => false,
            DurationKind::Open | DurationKind::BusinessDays => true,
            DurationKind::Days | DurationKind::Months => due_at == Some(DueAt::Close),
        };
        let read = [reads_hours(was, due_at(old)), reads_hours(is, due_at(new))];
        let names_calendar = [pair.old.calendar.is_some(), pair.new.calendar.is_some()];
        let zones = [hours[0].map(OpeningHours::zone), hours[1].map(OpeningHours::zone)];
        let mut fields = changed;
        let is_plain = was.kind() == DurationKind::Elapsed && is.kind() == DurationKind::Elapsed;
        let same_zone = zones[0].map(Zone::name) == zones[1].map(Zone::name);
        let same_hours = pair.same_hours || (!read[0] && !read[1] && same_zone) || is_plain;
        if !same_hours {
            fields.extend(pair.hours_fields.iter().cloned());
        } else if fields.is_empty() {
            return None;
        }
        // A calendar that could not be read has no hours to compare.
        if (0..2).any(|side| (read[side] || names_calendar[side]) && hours[side].is_none()) && !is_plain {
            return Some(Effect::undecided(Reason::NoCalendar, fields));
        }
        if same_hours && was.kind() == is.kind() && due_at(old) == due_at(new) {
            let amounts = (was.amount(), is.amount());
            let verdict = Verdict::less(&amounts.0, &amounts.1);
            return limits::effect(if ahead { verdict.reversed() } else { verdict }, fields);
        }
        let years = self.years(pair, since);
        if !years.can_be_tried() {
            return Some(Effect::undecided(Reason::ManyYears, fields));
        }
        let zone = zones[1].or(zones[0]).unwrap_or(sides[1].zone());
        let due_of = |side: usize, limit: Duration, target: &Target| DueOf {
            limit,
            due_at: due_at(target),
            hours: hours[side],
            zone: zones[side].unwrap_or(zone),
            ahead,
        };
        let calendar =
            |clock: &'d crate::model::Clock| clock.calendar.as_ref().map(|calendar| calendar.value.as_str());
        let key = DueKey {
            limits: [(was, due_at(old), calendar(pair.old)), (is, due_at(new), calendar(pair.new))],
            ahead,
            years,
            since,
        };
        let decided = self.decided.get(&key).cloned().unwrap_or_else(|| {
            let functions = (due_of(0, was, old), due_of(1, is, new));
            let found = dues::compare(&functions.0, &functions.1, years, since);
            let decided = found.map(|found| {
                let holds_with_pauses =
                    dues::holds_with_pauses(&functions.0, &functions.1, same_hours, years);
                Rc::new(Decided { found, holds_with_pauses })
            });
            self.decided.insert(key, decided.clone());
            decided
        });
        let Some(decided) = decided else {
            return Some(Effect::undecided(Reason::ManyYears, fields));
        };
        let alike = pair.same_hours || pair.pauses_are_alike_in_calendars();
        let holds = ahead || !pair.has_pauses() || (decided.holds_with_pauses && alike);
        let verdict = match decided.found.verdict() {
            Verdict::Mixed => Verdict::Mixed,
            _ if !holds => Verdict::Unknown(Reason::PausesCount),
            verdict => verdict,
        };
        // A calendar may change where no limit sees it.
        if verdict == Verdict::Same {
            fields.retain(|field| field.field.starts_with("target "));
        }
        let mut effect = limits::effect(verdict, fields)?;
        effect.witnesses = decided.found.witnesses();
        effect.years = Some(years);
        Some(effect)
    }

    /// The years that the calendars of a clock declare on both sides; else those that begin when the new
    /// terms do.
    fn years(&self, pair: &ClockPair<'d>, since: Option<Date>) -> Years {
        let declared =
            [(self.sides[0], pair.old), (self.sides[1], pair.new)].into_iter().filter_map(|(side, clock)| {
                let calendar = side.definitions.calendar(clock.calendar.as_ref()?)?;
                calendar.years.map(|years| years.value)
            });
        let union = declared.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        let begins = since.unwrap_or(self.options.today).year();
        let undeclared = Years { first: begins, last: begins.saturating_add(1), declared: false };
        union.map_or(undeclared, |(first, last)| Years { first, last, declared: true })
    }
}
