//! What kind of day each date is: which windows it has, by weekday, closed dates, holidays and dates
//! with hours of their own. Civil dates only; this module must not know zones or instants.

use super::holiday::Holiday;
use crate::model::{Calendar, Date, DateRange, Window};
use std::collections::HashMap;

/// Which windows each date has. An open date beats a closed date, which beats the weekly hours.
pub(super) struct Days {
    /// Lists of windows; the first is empty and belongs to days that are shut.
    kinds: Vec<Vec<Window>>,
    /// The kind of each weekday, Monday first.
    week: [u32; 7],
    /// Closed dates, sorted and merged.
    closed: Vec<DateRange>,
    /// Holidays that come again.
    yearly: Vec<Holiday>,
    /// Dates with hours of their own and their kind. Where such ranges overlap the narrower one
    /// counts, and of equally wide ones the first that is written: later ones of the list win.
    open: Vec<(DateRange, u32)>,
}

/// The kind of days that are shut.
pub(super) const SHUT: u32 = 0;

impl Days {
    pub(super) fn new(calendar: &Calendar, holidays: &[Holiday]) -> Self {
        let mut kinds = vec![Vec::new()];
        let mut known = HashMap::from([(Vec::new(), SHUT)]);
        let mut kind = |windows: &Vec<Window>| {
            *known.entry(windows.clone()).or_insert_with(|| {
                kinds.push(windows.clone());
                u32::try_from(kinds.len() - 1).unwrap_or(SHUT)
            })
        };
        let week = std::array::from_fn(|day| calendar.hours.days.get(day).map_or(SHUT, &mut kind));
        let mut open: Vec<_> =
            calendar.open.iter().rev().map(|open| (open.dates.value, kind(&open.windows))).collect();
        open.sort_by_key(|(dates, _)| std::cmp::Reverse(dates.to.days() - dates.from.days()));
        let once = holidays.iter().filter(|holiday| holiday.yearly.is_none()).map(|holiday| holiday.dates);
        let closed = merged(calendar.closed.iter().map(|range| range.value).chain(once).collect());
        let yearly = holidays.iter().filter(|holiday| holiday.yearly.is_some()).cloned().collect();
        Self { kinds, week, closed, yearly, open }
    }

    /// The windows of a kind of day, sorted and not overlapping.
    pub(super) fn windows(&self, kind: u32) -> &[Window] {
        self.kinds.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// The most windows that any day has.
    pub(super) fn most_windows(&self) -> usize {
        self.kinds.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether some weekday has no hours.
    pub(super) fn shuts_in_week(&self) -> bool {
        self.week.contains(&SHUT)
    }

    /// Whether the weekly hours leave the weekday of a date shut.
    pub(super) fn shuts_on_weekday(&self, date: Date) -> bool {
        self.week[date.weekday().index()] == SHUT
    }

    /// The kinds of so many days from `first` on.
    pub(super) fn paint(&self, first: Date, count: usize) -> Vec<u32> {
        let weekdays = self.week.iter().cycle().skip(first.weekday().index());
        let mut kinds: Vec<u32> = weekdays.take(count).copied().collect();
        let last = first.plus_days(i32::try_from(count).unwrap_or(i32::MAX) - 1);
        let all = DateRange { from: first, to: last };
        let mut fill = |dates: DateRange, kind: u32| {
            let place = |date: Date| usize::try_from(date.days() - first.days()).unwrap_or(0);
            let (from, to) = (dates.from.max(first), dates.to.min(last));
            if from <= to
                && let Some(slots) = kinds.get_mut(place(from)..=place(to))
            {
                slots.fill(kind);
            }
        };
        let from = self.closed.partition_point(|dates| dates.to < first);
        for dates in self.closed.iter().skip(from).take_while(|dates| dates.from <= last) {
            fill(*dates, SHUT);
        }
        for holiday in &self.yearly {
            holiday.within(all).for_each(|dates| fill(dates, SHUT));
        }
        for (dates, kind) in &self.open {
            fill(*dates, *kind);
        }
        kinds
    }
}

fn merged(mut ranges: Vec<DateRange>) -> Vec<DateRange> {
    ranges.sort_by_key(|range| range.from);
    let mut merged: Vec<DateRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.from <= last.to => last.to = last.to.max(range.to),
            _ => merged.push(range),
        }
    }
    merged
}
