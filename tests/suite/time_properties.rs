//! What holds for business time in every calendar and zone, and a naive walk over the minutes that
//! must come to the same.

use crate::calendars::at;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use promise::calendar::{Instant, OpeningHours, Zone};
use promise::model::{Calendar, Date, DateRange, OpenDates, Week, Window};
use promise::source::{Sources, Span, Spanned};
use proptest::prelude::*;

const DAY: i64 = 86_400;

/// Zones with each kind of trouble: none, the usual hour, half an hour, clocks that change at
/// midnight, two changes around a month, odd offsets.
const ZONES: [&str; 8] = [
    "UTC",
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Asia/Kathmandu",
];

/// Places in time around which cases are tried: changes of clocks, ends of compiled stretches, stray
/// dates of databases, far years.
const ANCHORS: [&str; 12] = [
    "2026-03-29 01:00",
    "2026-10-25 01:00",
    "2026-03-08 07:00",
    "2026-11-01 06:00",
    "2018-11-04 03:00",
    "2026-04-04 15:00",
    "2026-02-15 02:00",
    "1970-01-01 00:00",
    "2037-04-15 00:00",
    "1900-01-01 00:00",
    "0001-01-03 00:00",
    "9998-12-30 00:00",
];

#[derive(Clone, Debug)]
pub(crate) struct Rules {
    pub(crate) zone: &'static str,
    pub(crate) week: [Vec<Window>; 7],
    /// Closed dates, as days after the first day of the case.
    pub(crate) closed: Vec<i32>,
    /// Dates with hours of their own.
    pub(crate) open: Vec<(i32, Vec<Window>)>,
    pub(crate) anchor: Instant,
    /// The date of the anchor.
    pub(crate) first: Date,
}

fn windows() -> impl Strategy<Value = Vec<Window>> {
    // Quarters of an hour; an even number of cuts makes windows, and the last may run on to the next day.
    let cuts = prop::collection::btree_set(0..96_i32, 0..=3).prop_map(Vec::from_iter);
    (cuts, 1..=96_i32).prop_map(|(cuts, length)| {
        let window = |from: i32, to: i32| Window { from: from * 900, to: to * 900 };
        let mut windows: Vec<_> = cuts.chunks_exact(2).map(|pair| window(pair[0], pair[1])).collect();
        if let [last] = cuts.chunks_exact(2).remainder() {
            windows.push(window(*last, last + length));
        }
        windows
    })
}

pub(crate) fn rules() -> impl Strategy<Value = Rules> {
    let week = prop::array::uniform7(windows());
    let closed = prop::collection::vec(-3..20_i32, 0..4);
    let open = prop::collection::btree_map(-3..20_i32, windows(), 0..3).prop_map(Vec::from_iter);
    let zone = prop::sample::select(&ZONES[..]);
    let anchor = prop::sample::select(&ANCHORS[..]);
    (zone, week, closed, open, anchor).prop_map(|(zone, week, closed, open, anchor)| {
        let anchor = at(&Zone::utc(), anchor);
        Rules { zone, week, closed, open, anchor, first: Zone::utc().date_of(anchor) }
    })
}

impl Rules {
    fn compile(&self) -> OpeningHours {
        let span = Span::new(Sources::default().add("c.toml".into(), String::new()), 0..0);
        let one = |day: i32| {
            let date = self.first.plus_days(day);
            Spanned::new(DateRange { from: date, to: date }, span)
        };
        let open =
            |(day, windows): &(i32, Vec<Window>)| OpenDates { dates: one(*day), windows: windows.clone() };
        let calendar = Calendar {
            id: Spanned::new("c".into(), span),
            timezone: Spanned::new(self.zone.into(), span),
            hours: Week { days: self.week.clone() },
            closed: self.closed.iter().map(|day| one(*day)).collect(),
            holidays: None,
            folder: std::path::PathBuf::new(),
            open: self.open.iter().map(open).collect(),
            years: None,
            peaks: Vec::new(),
            span,
        };
        OpeningHours::compile(&calendar, Zone::get(self.zone).unwrap(), Vec::new())
    }

    pub(crate) fn windows_on(&self, date: Date) -> &[Window] {
        let day = date.days() - self.first.days();
        match self.open.iter().find(|(open, _)| *open == day) {
            Some((_, windows)) => windows,
            None if self.closed.contains(&day) => &[],
            None => &self.week[date.weekday().index()],
        }
    }
}

/// The same question asked of the date library, window by window and minute by minute.
pub(crate) struct Naive {
    pub(crate) intervals: Vec<(Instant, Instant)>,
}

impl Naive {
    pub(crate) fn new(rules: &Rules, days: i32) -> Self {
        let zone = TimeZoneDatabase::bundled().get(rules.zone).unwrap();
        let mut intervals = Vec::new();
        for date in (-4..days + 4).map(|day| rules.first.plus_days(day)) {
            for window in rules.windows_on(date) {
                let instant = |second: i32| {
                    let utc = i64::from(date.days()) * DAY + i64::from(second);
                    let wall = TimeZone::UTC.to_datetime(jiff::Timestamp::from_second(utc).unwrap());
                    zone.to_timestamp(wall).unwrap().as_second()
                };
                intervals.push((instant(window.from), instant(window.to)));
            }
        }
        Self { intervals }
    }

    pub(crate) fn is_open(&self, at: Instant) -> bool {
        self.intervals.iter().any(|(from, to)| *from <= at && at < *to)
    }

    /// The open minutes between two instants, in seconds.
    fn open_between(&self, from: Instant, to: Instant) -> i64 {
        (from..to).step_by(60).map(|at| i64::from(self.is_open(at)) * 60).sum()
    }

    fn due_after(&self, start: Instant, seconds: i64, end: Instant) -> Option<Instant> {
        let mut open = 0;
        (start..end).step_by(60).find_map(|at| {
            open += i64::from(self.is_open(at)) * 60;
            (open == seconds).then_some(at + 60)
        })
    }
}

pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn the_naive_walk_comes_to_the_same(rules in rules(), start in 0..4000_i64, length in 0..14_000_i64, minutes in 1..2000_i64) {
        // Local mean time had seconds; minutes begin where the windows do.
        let shift = i64::from(Zone::get(rules.zone).unwrap().offset_at(rules.anchor)).rem_euclid(60);
        let (hours, naive) = (rules.compile(), Naive::new(&rules, 14));
        let from = rules.anchor - DAY + start * 60 - shift;
        let to = (from + length * 60).min(rules.anchor + 13 * DAY);
        prop_assert_eq!(hours.open_between(from, to), naive.open_between(from, to));
        prop_assert_eq!(hours.is_open(from), naive.is_open(from));
        let end = rules.anchor + 12 * DAY;
        let due = hours.due_after(from, minutes * 60).filter(|due| *due <= end);
        prop_assert_eq!(due, naive.due_after(from, minutes * 60, end).filter(|due| *due <= end));
        let walked = |(from, to): (Instant, Instant)| to - from;
        prop_assert_eq!(hours.intervals(from, to).map(walked).sum::<i64>(), hours.open_between(from, to));
    }

    #[test]
    fn working_days_as_counted_one_by_one(rules in rules(), after in -10..40_i32, length in 0..300_i32, n in 1..40_usize) {
        let hours = rules.compile();
        let (after, until) = (rules.first.plus_days(after), rules.first.plus_days(after + length));
        let works = |date: &Date| !rules.windows_on(*date).is_empty();
        let days = |step: i32| (1..=400).map(move |day| after.plus_days(day * step));
        let counted: i64 = days(1).take_while(|date| *date <= until).map(|date| i64::from(works(&date))).sum();
        prop_assert_eq!(hours.working_days_between(after, until), counted);
        prop_assert_eq!(hours.is_working_day(after), works(&after));
        for (n, nth) in (1..).zip(days(1).filter(works).take(n)) {
            prop_assert_eq!(hours.nth_working_day_after(after, n), Some(nth));
            prop_assert_eq!(hours.working_days_between(after, nth), n);
        }
        for (n, nth) in (1..).zip(days(-1).filter(works).take(n)) {
            prop_assert_eq!(hours.nth_working_day_before(after, n), Some(nth));
        }
    }
}

proptest! {
    // Few: questions over centuries compile them all, which takes its time without optimisation.
    #![proptest_config(config(3))]

    #[test]
    fn elapsed_adds_up_over_centuries(rules in rules(), mut times in prop::array::uniform3(-40_000_000_000..40_000_000_000_i64)) {
        times.sort_unstable();
        let ([a, b, c], hours) = (times, rules.compile());
        prop_assert_eq!(hours.open_between(a, c), hours.open_between(a, b) + hours.open_between(b, c));
        prop_assert!(hours.open_between(a, c) <= c - a);
    }

    #[test]
    fn round_the_clock_is_plain_subtraction_over_centuries(rules in rules(), times in prop::array::uniform2(-60_000_000_000..250_000_000_000_i64)) {
        round_the_clock(rules, times)?;
    }
}

fn round_the_clock(mut rules: Rules, mut times: [Instant; 2]) -> Result<(), TestCaseError> {
    rules.week = std::array::from_fn(|_| vec![Window { from: 0, to: 86_400 }]);
    rules.closed.clear();
    rules.open.clear();
    times.sort_unstable();
    let ([from, to], hours) = (times, rules.compile());
    prop_assert_eq!(hours.open_between(from, to), to - from);
    prop_assert_eq!(hours.due_after(from, to - from), Some(to));
    prop_assert_eq!(hours.due_before(to, to - from), Some(from));
    Ok(())
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn elapsed_adds_up(rules in rules(), times in prop::array::uniform3(-1_000_000..2_000_000_i64)) {
        let mut times = times.map(|time| rules.anchor + time);
        times.sort_unstable();
        let ([a, b, c], hours) = (times, rules.compile());
        prop_assert_eq!(hours.open_between(a, c), hours.open_between(a, b) + hours.open_between(b, c));
        prop_assert!(hours.open_between(a, c) <= c - a);
    }

    #[test]
    fn due_and_elapsed_are_inverse(rules in rules(), start in 0..1_000_000_i64, seconds in 1..4_000_000_i64) {
        let (hours, start) = (rules.compile(), rules.anchor + start);
        if let Some(due) = hours.due_after(start, seconds) {
            prop_assert_eq!(hours.open_between(start, due), seconds);
            prop_assert_eq!(hours.open_between(start, due - 1), seconds - 1, "no earlier instant will do");
        }
        if let Some(due) = hours.due_before(start, seconds) {
            prop_assert_eq!(hours.open_between(due, start), seconds);
            prop_assert_eq!(hours.open_between(due + 1, start), seconds - 1, "no later instant will do");
        }
        if let Some(open) = hours.next_open(start) {
            prop_assert!(open >= start && hours.is_open(open));
            prop_assert_eq!(hours.open_between(start, open), 0);
        }
        if let Some(open) = hours.previous_open(start) {
            prop_assert!(open <= start && hours.is_open(open - 1));
            prop_assert_eq!(hours.open_between(open, start), 0);
        }
        if let Some(close) = hours.next_close(start) {
            prop_assert!(close > start && hours.is_open(close - 1) && !hours.is_open(close));
        }
    }

    #[test]
    fn due_is_monotonic(rules in rules(), start in 0..1_000_000_i64, later in 0..500_000_i64, seconds in 1..400_000_i64, more in 0..400_000_i64) {
        let (hours, start) = (rules.compile(), rules.anchor + start);
        let never = Instant::MAX;
        let due = |start, seconds| hours.due_after(start, seconds).unwrap_or(never);
        prop_assert!(due(start, seconds) <= due(start + later, seconds));
        prop_assert!(due(start, seconds) <= due(start, seconds + more));
    }

    #[test]
    fn a_holiday_more_never_makes_elapsed_longer(rules in rules(), day in -3..20_i32, start in 0..1_000_000_i64, length in 0..2_000_000_i64) {
        let mut shut = rules.clone();
        shut.closed.push(day);
        let start = rules.anchor + start;
        let (before, after) = (rules.compile(), shut.compile());
        prop_assert!(after.open_between(start, start + length) <= before.open_between(start, start + length));
    }

    #[test]
    fn round_the_clock_is_plain_subtraction(rules in rules(), times in prop::array::uniform2(-1_000_000..100_000_000_i64)) {
        let anchor = rules.anchor;
        round_the_clock(rules, times.map(|time| anchor + time))?;
    }
}
