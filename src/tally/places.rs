//! Where a case is counted: its period and group as one small number, the same for every target.

use super::PeriodKey;
use super::counters::Group;
use super::pairs::Pairs;
use crate::clock::UNDATED;
use crate::log::{Block, Symbol, Symbols};
use crate::model::{Date, Period};
use std::ops::Range;

/// The periods and groups that one worker has met, numbered in the order in which it met them.
#[derive(Debug, Default)]
pub struct Places {
    /// Attribute columns of the groups.
    by: Vec<Option<usize>>,
    /// By column after the first: what comes of the columns before it and its own symbol.
    joined: Vec<Pairs>,
    /// The texts of each group.
    pub(super) groups: Vec<Group>,
    /// Groups with periods, by their places among those met.
    numbers: Pairs,
    /// The periods that were met.
    periods: Vec<PeriodKey>,
    /// By kind of period: the periods of days.
    days: Vec<(Period, Days)>,
}

/// The place of a case that is not counted.
pub const NOWHERE: u32 = u32::MAX;

impl Places {
    /// For groups by these attribute columns; a log may lack one.
    pub fn new(by: &[Option<usize>]) -> Self {
        let joined = by.iter().skip(1).map(|_| Pairs::default()).collect();
        let groups = if by.is_empty() { vec![Group::default()] } else { Vec::new() };
        Self { by: by.to_vec(), joined, groups, ..Self::default() }
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

    /// The names of a group.
    pub fn names(&self, group: u32) -> Group {
        self.groups.get(group as usize).cloned().unwrap_or_default()
    }

    /// The place of a case of a group; a day is one of a column of dates.
    #[inline]
    pub fn place(&mut self, period: Period, day: i32, group: u32) -> u32 {
        let period = self.period(period, day);
        self.numbers.number(group, period)
    }

    /// The period and the group of each place.
    pub(super) fn keys(&self) -> impl Iterator<Item = (PeriodKey, u32)> {
        self.numbers.all().iter().map(|&(group, period)| (self.periods[period as usize], group))
    }

    /// The place of a day's period among those met.
    #[inline]
    fn period(&mut self, period: Period, day: i32) -> u32 {
        let Self { days, periods, .. } = self;
        let kind = days.iter().position(|(known, _)| *known == period).unwrap_or_else(|| {
            days.push((period, Days::default()));
            days.len() - 1
        });
        days[kind].1.get(period, day, periods)
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
