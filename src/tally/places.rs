//! Where a case is counted: its period and group as one small number, the same for every target.

use super::PeriodKey;
use crate::clock::UNDATED;
use crate::log::{Block, Symbol, Symbols};
use crate::model::{Date, Period};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// The periods and groups that one worker has met, numbered in the order in which it met them.
#[derive(Debug, Default)]
pub struct Places {
    /// Attribute columns of the groups.
    by: Vec<Option<usize>>,
    /// By column after the first: what comes of the columns before it and its own symbol.
    joined: Vec<HashMap<u64, u32, Mixed>>,
    /// The texts of each group.
    pub(super) groups: Vec<Vec<String>>,
    /// By period and group.
    known: HashMap<u64, u32, Mixed>,
    /// By place.
    pub(super) keys: Vec<(PeriodKey, u32)>,
    /// By kind of period: the periods of days.
    periods: Vec<(Period, Days)>,
}

/// The place of a case that is not counted.
pub const NOWHERE: u32 = u32::MAX;

type Mixed = BuildHasherDefault<Mixer>;

impl Places {
    /// For groups by these attribute columns; a log may lack one.
    pub fn new(by: &[Option<usize>]) -> Self {
        let joined = by.iter().skip(1).map(|_| HashMap::default()).collect();
        let groups = if by.is_empty() { vec![Vec::new()] } else { Vec::new() };
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
                let key = u64::from(*group) << 32 | u64::from(own.get(row).copied().unwrap_or(0));
                let next = u32::try_from(joined.len()).unwrap_or(u32::MAX);
                *group = *joined.entry(key).or_insert(next);
            }
        }
        for (row, &group) in groups.iter().enumerate() {
            let group = group as usize;
            if names.get(group).is_none_or(|known| known.is_empty()) {
                names.resize(names.len().max(group + 1), Vec::new());
                names[group] =
                    by.iter().map(|column| text(block, symbols, *column, rows.start + row)).collect();
            }
        }
    }

    /// The place of a case of a group; a day is one of a column of dates.
    pub fn place(&mut self, period: Period, day: i32, group: u32) -> u32 {
        let period = if day == UNDATED { PeriodKey::ALL } else { self.period(period, day) };
        let key = u64::from(period.number().cast_unsigned()) << 32 | u64::from(group);
        let next = u32::try_from(self.keys.len()).unwrap_or(NOWHERE - 1);
        let place = *self.known.entry(key).or_insert(next);
        if place == next {
            self.keys.push((period, group));
        }
        place
    }

    fn period(&mut self, period: Period, day: i32) -> PeriodKey {
        let kind = self.periods.iter().position(|(known, _)| *known == period).unwrap_or_else(|| {
            self.periods.push((period, Days::default()));
            self.periods.len() - 1
        });
        self.periods[kind].1.get(period, day)
    }
}

fn text(block: &Block, symbols: &[Symbols], column: Option<usize>, row: usize) -> String {
    let symbol = column.and_then(|column| block.attributes.get(column)?.get(row));
    let symbols = column.and_then(|column| symbols.get(column));
    symbols.zip(symbol).map_or_else(String::new, |(symbols, symbol)| symbols.text(*symbol).to_owned())
}

/// The periods of the days from 1970 to 2149, worked out when they are first asked for.
#[derive(Debug, Default)]
struct Days(Vec<Option<PeriodKey>>);

impl Days {
    fn get(&mut self, period: Period, day: i32) -> PeriodKey {
        let of = || PeriodKey::of(period, Date::from_days(day));
        let Some(place) = u16::try_from(day).ok().map(usize::from) else { return of() };
        if place >= self.0.len() {
            self.0.resize(place + 1, None);
        }
        *self.0[place].get_or_insert_with(of)
    }
}

/// Mixes the bits of a whole number. Keys here are small numbers that we gave out ourselves, in order;
/// nobody can choose them so that they fall together.
#[derive(Debug, Default)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
