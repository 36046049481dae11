//! All counters of a run: what each worker counted and what files told stay side by side, and are put
//! together one key after the other when somebody goes through them.

use super::PeriodKey;
use super::arena::Arena;
use super::bins::Scale;
use super::counter::Counter;
use super::places::Places;
use super::sample::Scratch;
use super::table::Table;
use crate::calendar::Instant;
use std::collections::HashMap;
use std::iter::Peekable;
use std::sync::Arc;
use std::vec;

/// The names of a group: the value of each attribute.
pub type Group = Arc<[String]>;

/// Counters under the names of their groups.
#[derive(Debug, Default)]
pub struct Counters {
    workers: Vec<Worker>,
    told: Told,
}

/// What one worker counted of a log.
#[derive(Debug)]
struct Worker {
    groups: Vec<Group>,
    /// Period and group of each place.
    keys: Vec<(PeriodKey, u32)>,
    /// By number of the target.
    tables: Vec<Table>,
    arena: Arc<Arena>,
}

/// Counters that were given as they are.
#[derive(Debug, Default)]
struct Told {
    groups: Vec<Group>,
    known: HashMap<Group, u32>,
    /// Target, period and group of each.
    all: Vec<(usize, PeriodKey, u32, Counter)>,
}

/// The counters in the order of periods and of the names of groups.
#[derive(Debug)]
pub struct Ordered<'c> {
    counters: &'c Counters,
    /// The names of all groups, in order.
    groups: Vec<&'c Group>,
    /// By worker, and last those that were told, by group: its place among all.
    ranks: Vec<Vec<u32>>,
}

/// The counters of a target: period, group, counter.
#[derive(Debug)]
pub struct OfTarget<'o> {
    ordered: &'o Ordered<'o>,
    target: usize,
    pieces: Peekable<vec::IntoIter<Piece>>,
    left: usize,
}

/// A part of a counter: where it belongs, and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    period: PeriodKey,
    /// The place of the group among all.
    group: u32,
    /// The worker; past all of them: told.
    worker: u32,
    /// The cell, or which of those that were told.
    place: u32,
}

impl Counters {
    /// Those of one worker.
    pub(super) fn of_worker(places: Places, mut tables: Vec<Table>, arena: Arena) -> Self {
        tables.iter_mut().for_each(Table::sort);
        let keys = places.keys().collect();
        let worker = Worker { groups: places.into_groups(), keys, tables, arena: Arc::new(arena) };
        Self { workers: vec![worker], told: Told::default() }
    }

    /// Adds a counter of a target (by its number in the roster), a period and a group of these names.
    pub fn add(&mut self, target: usize, period: PeriodKey, names: Vec<String>, counter: Counter) {
        let group = self.told.group(Group::from(names));
        self.told.all.push((target, period, group, counter));
    }

    /// Adds what another part of a log, or another log, has counted.
    pub fn merge(&mut self, other: Self) {
        self.workers.extend(other.workers);
        for (target, period, group, counter) in other.told.all {
            let group = self.told.group(Arc::clone(&other.told.groups[group as usize]));
            self.told.all.push((target, period, group, counter));
        }
    }

    /// Decides every open case, now that as-of is known.
    pub fn settle(&mut self, as_of: Instant) {
        let tables = self.workers.iter_mut().flat_map(|worker| &mut worker.tables);
        tables.for_each(|table| table.settle(as_of));
        self.told.all.iter_mut().for_each(|(.., counter)| counter.settle(as_of));
    }

    /// Keeps of each number its bin alone; `scales` are the bins of targets by their number.
    pub fn bin(&mut self, scales: &[Scale]) {
        let mut scratch = Scratch::default();
        for Worker { tables, arena, .. } in &mut self.workers {
            for (table, scale) in tables.iter_mut().zip(scales) {
                table.bin(arena, scale, &mut scratch);
            }
            *arena = Arc::default();
        }
        for (target, .., counter) in &mut self.told.all {
            if let Some(scale) = scales.get(*target) {
                counter.sample.bin(scale, &mut scratch);
            }
        }
    }

    /// Gives their memory back beside what comes next: for a gigabyte that takes a tenth of a second.
    pub fn discard(self) {
        // Without another thread they are dropped with the error.
        drop(std::thread::Builder::new().spawn(move || drop(self)));
    }

    /// All of them in order.
    pub fn ordered(&self) -> Ordered<'_> {
        let lists = || self.workers.iter().map(|worker| &worker.groups).chain([&self.told.groups]);
        let mut sorted: Vec<(&Group, usize, usize)> = Vec::new();
        for (list, groups) in lists().enumerate() {
            sorted.extend(groups.iter().enumerate().map(|(group, names)| (names, list, group)));
        }
        sorted.sort_unstable();
        let mut ranks: Vec<_> = lists().map(|groups| vec![0; groups.len()]).collect();
        let mut groups: Vec<&Group> = Vec::new();
        for (names, list, group) in sorted {
            if groups.last().is_none_or(|last| *last != names) {
                groups.push(names);
            }
            ranks[list][group] = u32::try_from(groups.len() - 1).unwrap_or(u32::MAX);
        }
        Ordered { counters: self, groups, ranks }
    }
}

impl Told {
    /// The number of a group.
    fn group(&mut self, names: Group) -> u32 {
        *self.known.entry(names).or_insert_with_key(|names| {
            self.groups.push(Arc::clone(names));
            u32::try_from(self.groups.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

impl Piece {
    /// Whether both are parts of one counter.
    fn is_of_one(&self, other: &Self) -> bool {
        (self.period, self.group) == (other.period, other.group)
    }
}

impl Iterator for OfTarget<'_> {
    type Item = (PeriodKey, Group, Counter);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.pieces.next()?;
        self.left -= 1;
        let mut counter = Counter::default();
        self.ordered.add(&mut counter, self.target, first);
        while let Some(next) = self.pieces.next_if(|next| next.is_of_one(&first)) {
            self.ordered.add(&mut counter, self.target, next);
        }
        Some((first.period, Arc::clone(self.ordered.groups[first.group as usize]), counter))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for OfTarget<'_> {}

impl Ordered<'_> {
    /// The counters of a target, each put together when it is asked for.
    pub fn of_target(&self, target: usize) -> OfTarget<'_> {
        let pieces = self.pieces(target);
        let left = pieces.chunk_by(Piece::is_of_one).count();
        OfTarget { ordered: self, target, pieces: pieces.into_iter().peekable(), left }
    }

    /// Where the counters of a target are, in order.
    fn pieces(&self, target: usize) -> Vec<Piece> {
        let Counters { workers, told } = self.counters;
        let mut pieces = Vec::new();
        let count = u32::try_from(workers.len()).unwrap_or(u32::MAX);
        for ((worker, from), ranks) in (0..count).zip(workers).zip(&self.ranks) {
            let places = from.tables.get(target).map(Table::places).unwrap_or_default();
            pieces.extend((0..).zip(places).map(|(cell, &place)| {
                let (period, group) = from.keys[place as usize];
                Piece { period, group: ranks[group as usize], worker, place: cell }
            }));
        }
        if let Some(ranks) = self.ranks.last() {
            let own = (0..).zip(&told.all).filter(|(_, (of, ..))| *of == target);
            pieces.extend(own.map(|(place, (_, period, group, _))| Piece {
                period: *period,
                group: ranks[*group as usize],
                worker: count,
                place,
            }));
        }
        pieces.sort_unstable();
        pieces
    }

    fn add(&self, counter: &mut Counter, target: usize, piece: Piece) {
        match self.counters.workers.get(piece.worker as usize) {
            Some(worker) => worker.tables[target].add_to(counter, piece.place, &worker.arena),
            None => counter.merge(self.counters.told.all[piece.place as usize].3.clone()),
        }
    }
}
