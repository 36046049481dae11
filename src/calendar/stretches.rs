//! The days of the years 1 to 9999 in stretches of some twenty years, each compiled when it is first
//! asked about. A real log touches one or two; a stray date of 1900 costs one more. This module must
//! not know what is asked.

use super::days::Days;
use super::table::{OpenTime, WorkingDays};
use super::zone::{DAY, Zone};
use super::{END_DAY, FIRST_DAY, Instant, MIN_INSTANT};
use crate::model::Date;
use std::sync::OnceLock;

/// All stretches of a calendar, by place.
pub(super) struct Stretches {
    zone: Zone,
    days: Days,
    /// A stretch has two to this power days.
    shift: u32,
    list: Box<[Stretch]>,
}

#[derive(Default)]
struct Stretch {
    time: OnceLock<Box<OpenTime>>,
    /// Open seconds in all, known also where the rest was not kept.
    total: OnceLock<i64>,
    days: OnceLock<Box<WorkingDays>>,
}

/// Days before and after a stretch whose windows may reach into it: a window ends within two days,
/// and a zone is less than one from UTC.
const MARGIN: i32 = 3;

impl Stretches {
    pub(super) fn new(days: Days, zone: Zone) -> Self {
        // Stretches of 2^13 days (from 2014 to 2037 is one), shorter where days have so many windows
        // that they would take more than some tens of megabytes.
        let shift = ((1_usize << 20) / days.most_windows().max(1)).max(1).ilog2().clamp(6, 13);
        let count = (END_DAY - FIRST_DAY) >> shift;
        let list = (0..count).map(|_| Stretch::default()).collect();
        Self { zone, days, shift, list }
    }

    pub(super) fn zone(&self) -> &Zone {
        &self.zone
    }

    pub(super) fn days(&self) -> &Days {
        &self.days
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The stretch of an instant; past all of them for one that is past all.
    pub(super) fn at(&self, at: Instant) -> usize {
        let day = u64::try_from(at.saturating_sub(MIN_INSTANT)).unwrap_or(0) / DAY.unsigned_abs();
        usize::try_from(day >> self.shift).unwrap_or(0)
    }

    /// The stretch of an instant, its day there, and the second of the day.
    #[inline]
    pub(super) fn locate(&self, at: Instant) -> (usize, usize, u32) {
        // Unsigned, because dividing is then half the work.
        let second = u64::try_from(at - MIN_INSTANT).unwrap_or(0);
        let day = usize::try_from(second / DAY.unsigned_abs()).unwrap_or(usize::MAX);
        let of_day = u32::try_from(second % DAY.unsigned_abs()).unwrap_or(0);
        (day >> self.shift, day & ((1 << self.shift) - 1), of_day)
    }

    /// The first day of a stretch.
    fn first_day(&self, stretch: usize) -> i32 {
        let days = stretch << self.shift;
        i32::try_from(days).map_or(END_DAY, |days| FIRST_DAY.saturating_add(days))
    }

    pub(super) fn begin(&self, stretch: usize) -> Instant {
        i64::from(self.first_day(stretch)) * DAY
    }

    /// The stretch of a date and its place in it.
    pub(super) fn place(&self, date: Date) -> Option<(usize, usize)> {
        if !(FIRST_DAY..END_DAY).contains(&date.days()) {
            return None;
        }
        let day = usize::try_from(date.days() - FIRST_DAY).ok()?;
        Some((day >> self.shift, day & ((1 << self.shift) - 1)))
    }

    pub(super) fn date(&self, stretch: usize, day: usize) -> Date {
        Date::from_days(self.first_day(stretch)).plus_days(i32::try_from(day).unwrap_or(i32::MAX))
    }

    #[inline]
    pub(super) fn time(&self, stretch: usize) -> &OpenTime {
        // A place past the end is the last stretch: callers clamp, and this must not fail.
        let stretch = stretch.min(self.list.len() - 1);
        self.list[stretch].time.get_or_init(|| Box::new(self.compile_time(stretch)))
    }

    /// Open seconds of a whole stretch; far ones are added up and not kept.
    pub(super) fn total(&self, stretch: usize) -> i64 {
        self.list.get(stretch).map_or(0, |known| match known.time.get() {
            Some(time) => time.total(),
            None => *known.total.get_or_init(|| self.compile_time(stretch).total()),
        })
    }

    pub(super) fn working_days(&self, stretch: usize) -> &WorkingDays {
        let stretch = stretch.min(self.list.len() - 1);
        self.list[stretch].days.get_or_init(|| {
            let first = Date::from_days(self.first_day(stretch));
            let kinds = self.days.paint(first, 1 << self.shift);
            Box::new(WorkingDays::new(kinds, |kind| !self.days.windows(kind).is_empty()))
        })
    }

    fn compile_time(&self, stretch: usize) -> OpenTime {
        let (begin, end) = (self.begin(stretch), self.begin(stretch + 1));
        let first = Date::from_days(self.first_day(stretch) - MARGIN);
        let kinds = self.days.paint(first, (1 << self.shift) + 2 * MARGIN.unsigned_abs() as usize);
        let mut midnight = i64::from(first.days()) * DAY;
        let mut steady = self.zone.steady(midnight);
        let mut instant = |local: i64| {
            if !steady.0.contains(&local) {
                steady = self.zone.steady(local);
            }
            local - steady.1
        };
        let mut open = Vec::new();
        for kind in kinds {
            let windows = self.days.windows(kind).iter();
            let bounds =
                windows.map(|window| [window.from, window.to].map(|time| midnight + i64::from(time)));
            open.extend(bounds.map(|[from, to]| (instant(from), instant(to))));
            midnight += DAY;
        }
        OpenTime::new(begin, end, open)
    }
}
