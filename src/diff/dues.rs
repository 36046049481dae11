//! Whether what is due comes sooner or later, decided by evaluating both sides.
//!
//! Without pauses a due instant is a function of the start alone, and piecewise linear: between the
//! instants at which one of the two sides can bend (opens, closes, midnights, changes of clocks, and
//! the starts from which the due falls on one of them), their difference is linear too, so that its
//! signs are known once both are evaluated at every such instant and a second on either side.

use super::verdict::Verdict;
use crate::calendar::{Due, Instant, OpeningHours, Zone, due, due_back};
use crate::model::{Date, DueAt};
use crate::text::Duration;

/// The years over which due instants are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Years {
    /// First year.
    pub first: i32,
    /// Last year.
    pub last: i32,
    /// Whether calendars declare them; else they are the year in which it takes effect and the next.
    pub declared: bool,
}

/// More years are not tried.
const MAX_YEARS: i32 = 30;
/// More instants are not tried: thirty years of three windows a day have a fifth of them.
const MAX_BENDS: usize = 400_000;

impl Years {
    /// Whether they are few enough to be tried.
    pub(super) fn can_be_tried(self) -> bool {
        (0..MAX_YEARS).contains(&self.last.saturating_sub(self.first)) && self.first > 0 && self.last < 9999
    }

    /// The first day and the day after the last.
    fn days(self) -> (Date, Date) {
        let first = |year: i32| Date::from_ymd(year, 1, 1).unwrap_or(Date::LAST);
        (first(self.first), first(self.last.saturating_add(1)))
    }
}

/// Due instants of one case on both sides.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The zone in which to show them.
    pub zone: Zone,
    /// When it starts; of a notice, when the event is.
    pub start: Instant,
    /// Whether the start is an event of which notice must be given before.
    pub ahead: bool,
    /// When it was due; `None` for never.
    pub old: Option<Due>,
    /// When it is due; `None` for never.
    pub new: Option<Due>,
}

/// A due instant as a function of the start.
#[derive(Clone, Copy)]
pub(super) struct DueOf<'a> {
    pub(super) limit: Duration,
    pub(super) due_at: Option<DueAt>,
    pub(super) hours: Option<&'a OpeningHours>,
    pub(super) zone: &'a Zone,
    pub(super) ahead: bool,
}

/// What is found in comparing two of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// A case that is due sooner than it was.
    pub(super) better: Option<Witness>,
    /// A case that is due later.
    pub(super) worse: Option<Witness>,
}

impl Found {
    pub(super) fn verdict(&self) -> Verdict {
        match (&self.better, &self.worse) {
            (None, None) => Verdict::Same,
            (Some(_), None) => Verdict::Better,
            (None, Some(_)) => Verdict::Worse,
            (Some(_), Some(_)) => Verdict::Mixed,
        }
    }

    pub(super) fn witnesses(&self) -> Vec<Witness> {
        self.better.iter().chain(&self.worse).cloned().collect()
    }
}

impl DueOf<'_> {
    fn at(&self, start: Instant) -> Option<Due> {
        let day = self.zone.date_of(start);
        let rule = if self.ahead { due_back } else { due };
        rule(start, day, self.limit, self.due_at, self.hours, self.zone)
    }

    fn keeps_time_of_day(&self) -> bool {
        self.due_at == Some(DueAt::SameTime)
    }

    /// The instants from `from` to `to` at which the function can bend.
    fn bends(&self, from: Date, to: Date, bends: &mut Vec<Instant>) {
        let (begin, end) = (self.zone.start_of(from), self.zone.start_of(to));
        bends.extend([begin, end - 1]);
        if matches!(self.limit, Duration::Elapsed(_)) {
            return;
        }
        let days = || (from.days()..=to.days()).map(Date::from_days);
        bends.extend(days().map(|day| self.zone.start_of(day)));
        if self.keeps_time_of_day() {
            let times = clock_changes(self.zone, from, to);
            let at = |day: Date, time: i64| self.zone.to_instant(i64::from(day.days()) * DAY + time).instant;
            bends.extend(
                days().flat_map(|day| times.iter().map(move |time| (day, *time))).map(|(d, t)| at(d, t)),
            );
        }
        let Some(hours) = self.hours else { return };
        let edges = |from: Instant, to: Instant| {
            hours.intervals(from, to).flat_map(|(open, close)| [open, close]).take(MAX_BENDS)
        };
        bends.extend(edges(begin, end));
        if let Duration::Open(seconds) = self.limit {
            // Where the due falls on an edge: the due moves with the start, forward or back.
            let reach = |at: Instant| self.at(at).map_or(at, |due| due.instant);
            let (first, last) = (begin.min(reach(begin)), end.max(reach(end)));
            let back = |edge: Instant| {
                if self.ahead { hours.due_after(edge, seconds) } else { hours.due_before(edge, seconds) }
            };
            bends.extend(edges(first, last).filter_map(back));
        }
    }
}

const DAY: i64 = 86_400;

/// The local times of day at which the zone's clocks change in some night of the days, before and
/// after the change.
fn clock_changes(zone: &Zone, from: Date, to: Date) -> Vec<i64> {
    let mut times = Vec::new();
    // A due may lie behind the last day.
    for day in from.days() - 366..to.days() + 366 {
        let (mut low, mut high) =
            (zone.start_of(Date::from_days(day)), zone.start_of(Date::from_days(day + 1)));
        let before = zone.offset_at(low);
        if before == zone.offset_at(high) {
            continue;
        }
        while high - low > 1 {
            let middle = i64::midpoint(low, high);
            if zone.offset_at(middle) == before { low = middle } else { high = middle }
        }
        let time = |instant: Instant| zone.to_local(instant).rem_euclid(DAY);
        times.extend([(time(low) + 1) % DAY, time(high)]);
    }
    times.sort_unstable();
    times.dedup();
    times
}

/// Compares two functions over years; `None` where there is too much to try. The case to show is one that starts on or after `since`, if
/// there is one; then one that starts on a whole minute; then the one with the greatest difference.
pub(super) fn compare(old: &DueOf<'_>, new: &DueOf<'_>, years: Years, since: Option<Date>) -> Option<Found> {
    let (from, to) = years.days();
    let mut bends = Vec::new();
    old.bends(from, to, &mut bends);
    new.bends(from, to, &mut bends);
    bends.sort_unstable();
    bends.dedup();
    if bends.len() >= MAX_BENDS {
        return None;
    }
    let since = since.map_or(Instant::MIN, |day| new.zone.start_of(day));
    let (mut better, mut worse) = (Best::default(), Best::default());
    let bounds = (new.zone.start_of(from), new.zone.start_of(to));
    for start in bends.iter().flat_map(|bend| [bend - 1, *bend, bend + 1]) {
        if start < bounds.0 || start >= bounds.1 {
            continue;
        }
        let (was, is) = (old.at(start), new.at(start));
        let instant = |due: Option<Due>| due.map_or(Instant::MAX, |due| due.instant);
        let difference = instant(is).saturating_sub(instant(was));
        if difference == 0 {
            continue;
        }
        let best = if difference < 0 { &mut better } else { &mut worse };
        let rank = (start >= since, start.rem_euclid(60) == 0, difference.saturating_abs());
        best.offer(rank, (start, was, is));
    }
    let ahead = new.ahead;
    let witness = |best: Best| {
        let (start, old, new_due) = best.case?;
        Some(Witness { zone: new.zone.clone(), start, ahead, old, new: new_due })
    };
    Some(Found { better: witness(better), worse: witness(worse) })
}

/// The case that shows best.
#[derive(Default)]
struct Best {
    rank: (bool, bool, i64),
    case: Option<(Instant, Option<Due>, Option<Due>)>,
}

impl Best {
    fn offer(&mut self, rank: (bool, bool, i64), case: (Instant, Option<Due>, Option<Due>)) {
        if self.case.is_none() || rank > self.rank {
            *self = Self { rank, case: Some(case) };
        }
    }
}

/// Whether the verdict of two functions without pauses holds for every pause too: a pause takes the
/// same away from both, or more from the one that is due later already.
pub(super) fn holds_with_pauses(old: &DueOf<'_>, new: &DueOf<'_>, same_hours: bool, years: Years) -> bool {
    if old.zone.name() != new.zone.name() || old.limit.kind() != new.limit.kind() {
        return false;
    }
    // The same time of a later day may lie before its close or behind it.
    if old.due_at != new.due_at && (old.keeps_time_of_day() || new.keeps_time_of_day()) {
        return false;
    }
    if same_hours || matches!(old.limit, Duration::Elapsed(_)) {
        return true;
    }
    let (Some(was), Some(is)) = (old.hours, new.hours) else { return old.due_at != Some(DueAt::Close) };
    let (from, to) = years.days();
    let (shorter, longer) =
        (new.limit.amount() <= old.limit.amount(), new.limit.amount() >= old.limit.amount());
    match old.limit {
        Duration::Open(_) => {
            let (begin, end) = (new.zone.start_of(from), new.zone.start_of(to.plus_days(366)));
            (shorter && is_open_in(was, is, begin, end)) || (longer && is_open_in(is, was, begin, end))
        }
        Duration::BusinessDays(_) => {
            let same_rule = old.due_at == new.due_at && !old.keeps_time_of_day();
            let days = || (from.days()..to.days() + 366).map(Date::from_days);
            same_rule
                && ((shorter && days().all(|day| works_in(was, is, day)))
                    || (longer && days().all(|day| works_in(is, was, day))))
        }
        // Civil days count alike; only the close of the last may differ, and that was compared.
        _ => true,
    }
}

/// Whether `wide` is open whenever `narrow` is.
fn is_open_in(narrow: &OpeningHours, wide: &OpeningHours, from: Instant, to: Instant) -> bool {
    narrow.intervals(from, to).all(|(open, close)| wide.open_between(open, close) == close - open)
}

/// Whether a working day of `few` is one of `many` that closes no later there.
fn works_in(few: &OpeningHours, many: &OpeningHours, day: Date) -> bool {
    !few.is_working_day(day) || (many.is_working_day(day) && many.close_of(day) <= few.close_of(day))
}
