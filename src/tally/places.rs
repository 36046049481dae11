//! Where a case is counted: its period and group as one small number, the same for every target.

use super::PeriodKey;
use super::counters::Group;
use super::pairs::Pairs;
use crate::clock::{ByStart, StartParts, UNDATED};
use crate::log::{Block, Symbol, Symbols};
use crate::model::{Date, Period};
use fearless_simd::{Level, dispatch};
use std::ops::Range;

/// The periods and groups that one worker has met, numbered in the order in which it met them.
#[derive(Debug, Default)]
pub struct Places {
    /// Attribute columns of the groups.
    by: Vec<Option<usize>>,
    /// By column after the first: what comes of the columns before it and its own symbol.
    joined: Vec<Pairs>,
    /// The texts of each group.
    groups: Vec<Group>,
    /// Groups by attributes with parts of starts: what cases are counted by where any are asked for.
    starts: Starts,
    /// Groups with periods, by their places among those met.
    numbers: Pairs,
    /// The periods that were met.
    periods: Vec<PeriodKey>,
    /// By kind of period: the periods of days.
    days: Vec<(Period, Days)>,
}

/// Groups that a part of the start of a case belongs to.
#[derive(Debug, Default)]
struct Starts {
    /// The parts, by their places in the names of a group.
    parts: Vec<(usize, ByStart)>,
    /// Groups by attributes with starts.
    joined: Pairs,
    /// The texts of each.
    groups: Vec<Group>,
}

/// The place of a case that is not counted.
pub const NOWHERE: u32 = u32::MAX;

impl Places {
    /// For groups by these attribute columns, of which a log may lack some, and by parts of the start, each
    /// with its place among the names.
    pub fn new(by: &[Option<usize>], by_start: &[(usize, ByStart)]) -> Self {
        let joined = by.iter().skip(1).map(|_| Pairs::default()).collect();
        let groups = if by.is_empty() { vec![Group::default()] } else { Vec::new() };
        let starts = Starts { parts: by_start.to_vec(), ..Starts::default() };
        Self { by: by.to_vec(), joined, groups, starts, ..Self::default() }
    }

    /// The groups of some rows.
    pub fn groups(&mut self, block: &Block, symbols: &[Symbols], rows: &Range<usize>, groups: &mut Vec<u32>) {
        let Self { by, joined, groups: names, .. } = self;
        groups.clear();
        let symbols_of = |column: Option<usize>| -> &[Symbol] {
            let symbols = column.and_then(|column| block.attributes.get(column));
            symbols.and_then(|symbols| symbols.get(rows.clone())).unwrap_or_default()
        };
        let Some((&first, others)) = by.split_first() else { return groups.resize(rows.len(), 0) };
        groups.extend_from_slice(symbols_of(first));
        groups.resize(rows.len(), Symbols::MISSING);
        for (joined, &column) in joined.iter_mut().zip(others) {
            let own = symbols_of(column);
            for (row, group) in groups.iter_mut().enumerate() {
                *group = joined.number(*group, own.get(row).copied().unwrap_or(Symbols::MISSING));
            }
        }
        for (row, &group) in groups.iter().enumerate() {
            let group = group as usize;
            if names.get(group).is_none_or(|names| names.is_empty()) {
                names.resize(names.len().max(group + 1), Group::default());
                names[group] =
                    by.iter().map(|column| text(block, symbols, *column, rows.start + row)).collect();
            }
        }
    }

    /// The group of a case by its start and its attributes, of which it is known already.
    pub fn with_start(&mut self, group: u32, start: impl FnOnce() -> StartParts) -> u32 {
        let Self { groups, starts: Starts { parts, joined, groups: whole }, .. } = self;
        if parts.is_empty() {
            return group;
        }
        let start = start();
        let number = joined.number(group, start.number());
        if number as usize == whole.len() {
            let mut names = groups[group as usize].to_vec();
            for &(place, part) in parts.iter() {
                names[place] = start.text(part);
            }
            whole.push(names.into());
        }
        number
    }

    /// The names of a group that cases are counted by.
    pub fn names(&self, group: u32) -> Group {
        let groups = if self.starts.parts.is_empty() { &self.groups } else { &self.starts.groups };
        groups.get(group as usize).cloned().unwrap_or_default()
    }

    /// The texts of each group that cases are counted by.
    pub(super) fn into_groups(self) -> Vec<Group> {
        if self.starts.parts.is_empty() { self.groups } else { self.starts.groups }
    }

    /// The place of a case of a group; a day is one of a column of dates.
    #[inline]
    pub fn place(&mut self, period: Period, day: i32, group: u32) -> u32 {
        let kind = self.kind(period);
        let period = self.days[kind].1.get(period, day, &mut self.periods);
        self.numbers.number(group, period)
    }

    /// The places of cases of these groups, one after the other, with the day of each; the ones of days that
    /// are not to be counted are [`NOWHERE`].
    pub fn column(
        &mut self,
        period: Period,
        cases: impl Iterator<Item = (i32, u32)>,
        counts: impl Fn(i32) -> bool,
        places: &mut Vec<u32>,
    ) {
        let kind = self.kind(period);
        let Self { days, periods, numbers, .. } = self;
        let days = &mut days[kind].1;
        // Cases of one day often stand together.
        let mut known = None;
        places.clear();
        places.extend(cases.map(|(day, group)| {
            let of_day = match known {
                Some((before, of_day)) if before == day => of_day,
                _ => counts(day).then(|| days.get(period, day, periods)),
            };
            known = Some((day, of_day));
            of_day.map_or(NOWHERE, |period| numbers.number(group, period))
        }));
    }

    /// The period and the group of each place.
    pub(super) fn keys(&self) -> impl Iterator<Item = (PeriodKey, u32)> {
        self.numbers.all().iter().map(|&(group, period)| (self.periods[period as usize], group))
    }

    /// The place of a kind of period.
    #[inline]
    fn kind(&mut self, period: Period) -> usize {
        let days = &mut self.days;
        days.iter().position(|(known, _)| *known == period).unwrap_or_else(|| {
            days.push((period, Days::default()));
            days.len() - 1
        })
    }
}

fn text(block: &Block, symbols: &[Symbols], column: Option<usize>, row: usize) -> String {
    let symbol = column.and_then(|column| block.attributes.get(column)?.get(row));
    let symbols = column.and_then(|column| symbols.get(column));
    symbols.zip(symbol).map_or_else(String::new, |(symbols, symbol)| symbols.text(*symbol).to_owned())
}

/// The periods of the days from 1970 to 2149, worked out when they are first asked for: by day, one more
/// than the place among those met.
#[derive(Debug, Default)]
struct Days(Vec<u32>);

impl Days {
    #[inline]
    fn get(&mut self, period: Period, day: i32, met: &mut Vec<PeriodKey>) -> u32 {
        let known = u16::try_from(day).ok().and_then(|day| self.0.get(usize::from(day))).copied();
        known.filter(|known| *known > 0).map_or_else(|| self.look_up(period, day, met), |known| known - 1)
    }

    #[cold]
    fn look_up(&mut self, period: Period, day: i32, met: &mut Vec<PeriodKey>) -> u32 {
        let key = if day == UNDATED { PeriodKey::ALL } else { PeriodKey::of(period, Date::from_days(day)) };
        let known = met.iter().position(|known| *known == key).unwrap_or_else(|| {
            met.push(key);
            met.len() - 1
        });
        let place = u32::try_from(known).unwrap_or(u32::MAX);
        if let Ok(day) = u16::try_from(day).map(usize::from) {
            self.0.resize(self.0.len().max(day + 1), 0);
            self.0[day] = place + 1;
        }
        place
    }
}
/// The value that all rows have, if it is one.
pub fn one_of<T: Copy + PartialEq>(values: &[T]) -> Option<T> {
    let (&first, others) = values.split_first()?;
    // All are counted: there is no place to stop early.
    let differ = |values: &[T]| values.iter().filter(|value| **value != first).count();
    (dispatch!(Level::new(), _simd => differ(others)) == 0).then_some(first)
}
