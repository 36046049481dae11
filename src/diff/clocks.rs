//! Clocks and calendars side by side: from which event to which, what is not counted, in which hours.

use super::verdict::Verdict;
use super::{FieldChange, Reason, Side, shown};
use crate::model::{Calendar, Clock, EventRef, Pause, Reopen, Which};
use crate::source::Span;
use crate::text::{Duration, DurationKind};

/// A clock on both sides.
pub(super) struct ClockPair<'d> {
    pub(super) old: &'d Clock,
    pub(super) new: &'d Clock,
    /// What starts it: more if it starts earlier.
    pub(super) start: Verdict,
    /// What stops it: more if it must stop later to have stopped.
    pub(super) stop: Verdict,
    /// What is not counted: more if less is left out.
    pub(super) pauses: Verdict,
    /// Whether the pauses that changed can last no longer than some time.
    pub(super) has_bounded_pauses: bool,
    /// Whether both run in the same hours.
    pub(super) same_hours: bool,
    /// The fields behind `start` and `stop`.
    pub(super) ends: Vec<FieldChange>,
    /// The fields behind `pauses`.
    pub(super) pause_fields: Vec<FieldChange>,
    /// The fields behind the hours.
    pub(super) hours_fields: Vec<FieldChange>,
}

impl<'d> ClockPair<'d> {
    pub(super) fn new(sides: [&Side<'d>; 2], old: &'d Clock, new: &'d Clock) -> Self {
        let (pauses, has_bounded_pauses) = pauses(old, new);
        let calendars = [(sides[0], old), (sides[1], new)].map(|(side, clock)| {
            clock.calendar.as_ref().and_then(|calendar| side.definitions.calendar(calendar))
        });
        let mut hours_fields = Vec::new();
        let name = |clock: &Clock| clock.calendar.as_ref().map(|calendar| calendar.value.clone());
        if name(old) != name(new) {
            let span = new.calendar.as_ref().map_or(new.id.span, |calendar| calendar.span);
            hours_fields.push(field(new, "calendar", name(old), name(new), span));
        }
        let mut same_hours = true;
        if let [Some(old), Some(new)] = calendars {
            let fields = calendar_fields(sides, old, new);
            same_hours = fields.is_empty();
            hours_fields.extend(fields);
        } else {
            same_hours &= calendars[0].is_none() && calendars[1].is_none() && hours_fields.is_empty();
        }
        Self {
            old,
            new,
            start: start(old, new),
            stop: stop(old, new),
            pauses,
            has_bounded_pauses,
            same_hours,
            ends: ends(old, new),
            pause_fields: pause_fields(old, new),
            hours_fields,
        }
    }

    /// Whether nothing that limits see differs.
    pub(super) fn is_same(&self) -> bool {
        self.same_hours
            && [self.start, self.stop, self.pauses].iter().all(|verdict| *verdict == Verdict::Same)
    }

    /// Whether what both leave out can be as long in one calendar as in the other.
    pub(super) fn pauses_are_alike_in_calendars(&self) -> bool {
        let by_calendar = |pause: &Pause| {
            let kind = pause.max.as_ref().map(|max| max.value.value.kind());
            matches!(kind, Some(DurationKind::Open | DurationKind::BusinessDays))
        };
        !self.new.pauses.iter().chain(&self.old.pauses).any(by_calendar)
    }

    /// Whether some time is left out at all.
    pub(super) fn has_pauses(&self) -> bool {
        let resumes = |clock: &Clock| clock.reopen.is_some_and(|reopen| reopen.value == Reopen::Resume);
        let has = |clock: &Clock| !clock.pauses.is_empty() || resumes(clock);
        has(self.old) || has(self.new)
    }
}

fn field(clock: &Clock, name: &str, old: Option<String>, new: Option<String>, span: Span) -> FieldChange {
    FieldChange { field: format!("clock {}: {name}", clock.id.value), old, new, span: Some(span) }
}

fn events(end: &EventRef) -> Vec<&str> {
    let mut events: Vec<_> = end.events.iter().map(|event| event.value.as_str()).collect();
    events.sort_unstable();
    events.dedup();
    events
}

fn start(old: &Clock, new: &Clock) -> Verdict {
    if events(&old.start) != events(&new.start) {
        return Verdict::Unknown(Reason::OtherStart);
    }
    let is_last = |clock: &Clock| clock.start.which == Which::Last;
    Verdict::less(&is_last(old), &is_last(new))
}

fn stop(old: &Clock, new: &Clock) -> Verdict {
    if events(&old.stop) != events(&new.stop) {
        return Verdict::Unknown(Reason::OtherStop);
    }
    // The first stop ends it soonest; what came between stops counts, or does not.
    let rank = |clock: &Clock| match (clock.reopen.map(|reopen| reopen.value), clock.stop.which) {
        (Some(Reopen::First), _) | (None, Which::First) => 0,
        (Some(Reopen::Resume), _) => 1,
        (Some(Reopen::Last), _) | (None, Which::Last) => 2,
    };
    Verdict::more(&rank(old), &rank(new))
}

fn ends(old: &Clock, new: &Clock) -> Vec<FieldChange> {
    let shown = |end: &EventRef| {
        let which = if end.which == Which::Last { " (last)" } else { "" };
        format!("{}{which}", events(end).join(" | "))
    };
    let mut changes = Vec::new();
    for (name, old_end, new_end) in [("start", &old.start, &new.start), ("stop", &old.stop, &new.stop)] {
        if events(old_end) != events(new_end) || old_end.which != new_end.which {
            let span = new_end.events.first().map_or(new.id.span, |event| event.span);
            changes.push(field(new, name, Some(shown(old_end)), Some(shown(new_end)), span));
        }
    }
    let reopen = |clock: &Clock| {
        clock.reopen.map(|reopen| match reopen.value {
            Reopen::Resume => "resume".to_owned(),
            Reopen::First => "first".to_owned(),
            Reopen::Last => "last".to_owned(),
        })
    };
    if reopen(old) != reopen(new) {
        let span = new.reopen.map_or(new.id.span, |reopen| reopen.span);
        changes.push(field(new, "reopen", reopen(old), reopen(new), span));
    }
    changes
}

fn pause_of<'c>(clock: &'c Clock, name: &str) -> Option<&'c Pause> {
    clock.pauses.iter().find(|pause| pause.name.value == name)
}

fn max(pause: &Pause) -> Option<Duration> {
    pause.max.as_ref().map(|max| max.value.value)
}

/// How pauses compare, and whether those that changed are bounded.
fn pauses(old: &Clock, new: &Clock) -> (Verdict, bool) {
    let lacking = |clock: &Clock, other: &Clock| -> Vec<bool> {
        let lacks = clock.pauses.iter().filter(|pause| pause_of(other, &pause.name).is_none());
        lacks.map(|pause| pause.max.is_some()).collect()
    };
    let (gone, come) = (lacking(old, new), lacking(new, old));
    let mut bounded = gone.iter().chain(&come).any(|bounded| *bounded);
    let mut verdict = match (gone.is_empty(), come.is_empty()) {
        (true, true) => Verdict::Same,
        (false, true) => Verdict::Better,
        (true, false) => Verdict::Worse,
        (false, false) => Verdict::Unknown(Reason::OtherPauses),
    };
    for pause in &new.pauses {
        let Some(before) = pause_of(old, &pause.name) else { continue };
        let longest = match (max(before), max(pause)) {
            (None, None) => Verdict::Same,
            (None, Some(_)) => Verdict::Better,
            (Some(_), None) => Verdict::Worse,
            (Some(one), Some(other)) if one.kind() == other.kind() => {
                Verdict::less(&one.amount(), &other.amount())
            }
            _ => Verdict::Unknown(Reason::PauseMax),
        };
        bounded |= longest != Verdict::Same;
        verdict = verdict.and(longest);
    }
    // One pause more and another less may make up for each other, case by case.
    (if verdict == Verdict::Mixed { Verdict::Unknown(Reason::OtherPauses) } else { verdict }, bounded)
}

fn pause_fields(old: &Clock, new: &Clock) -> Vec<FieldChange> {
    let shown = |pause: &Pause| {
        let max = pause.max.as_ref().map(|max| format!(" (max {})", max.value.text));
        format!("{}{}", pause.name.value, max.unwrap_or_default())
    };
    let all = |clock: &Clock| {
        let mut names: Vec<_> = clock.pauses.iter().map(shown).collect();
        names.sort_unstable();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let (was, is) = (all(old), all(new));
    if was == is {
        return Vec::new();
    }
    let span = new.pauses.first().map_or(new.id.span, |pause| pause.name.span);
    vec![field(new, "pause", was, is, span)]
}

/// In what two calendars differ as far as limits see it.
fn calendar_fields(sides: [&Side<'_>; 2], old: &Calendar, new: &Calendar) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let mut push = |name: &str, was: String, is: String, span: Span| {
        let there = |text: String| (!text.is_empty()).then_some(text);
        let field = format!("calendar {}: {name}", new.id.value);
        changes.push(FieldChange { field, old: there(was), new: there(is), span: Some(span) });
    };
    if old.timezone.value != new.timezone.value {
        push("timezone", old.timezone.value.clone(), new.timezone.value.clone(), new.timezone.span);
    }
    if old.hours != new.hours {
        push("hours", shown::week(&old.hours.days), shown::week(&new.hours.days), new.id.span);
    }
    let ranges =
        |calendar: &Calendar| -> Vec<_> { calendar.closed.iter().map(|range| range.value).collect() };
    let (was, is) = (ranges(old), ranges(new));
    if was != is {
        let span = new.closed.first().map_or(new.id.span, |range| range.span);
        let shown = |ranges: &[crate::model::DateRange]| {
            let short = ranges.iter().all(|range| range.to.days() - range.from.days() < 1_000);
            let each = || ranges.iter().map(|range| shown::range(*range)).collect::<Vec<_>>().join(", ");
            if short { shown::days(ranges.iter().flat_map(|range| range.days()).collect()) } else { each() }
        };
        let (was, is) = (shown(&was), shown(&is));
        if was != is {
            push("closed", was, is, span);
        }
    }
    let open = |calendar: &Calendar| {
        let mut days: Vec<_> = calendar
            .open
            .iter()
            .map(|open| format!("{} {}", shown::range(open.dates.value), shown::windows(&open.windows)))
            .collect();
        days.sort_unstable();
        days.join("; ")
    };
    let (was, is) = (open(old), open(new));
    if was != is {
        push("open", was, is, new.open.first().map_or(new.id.span, |open| open.dates.span));
    }
    let holidays = |side: &Side<'_>, calendar: &Calendar| {
        side.calendars.get(&calendar.id).map(|hours| hours.holidays().to_vec()).unwrap_or_default()
    };
    let (was, is) = (holidays(sides[0], old), holidays(sides[1], new));
    let days = |holidays: &[crate::calendar::Holiday]| -> Vec<_> {
        let mut days: Vec<_> =
            holidays.iter().map(|holiday| (holiday.dates.from, holiday.dates.to, holiday.yearly)).collect();
        days.sort_unstable_by_key(|(from, to, _)| (*from, *to));
        days
    };
    if days(&was) != days(&is) {
        let span = new.holidays.as_ref().map_or(new.id.span, |holidays| holidays.span);
        let lacks = |one: &[crate::calendar::Holiday], other: &[crate::calendar::Holiday]| {
            let lacking =
                one.iter().filter(|holiday| !other.iter().any(|known| known.dates == holiday.dates));
            lacking.map(|holiday| shown::range(holiday.dates)).collect::<Vec<_>>().join(", ")
        };
        push("holidays", lacks(&was, &is), lacks(&is, &was), span);
    }
    changes
}
