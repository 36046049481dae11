//! Rows of events, kept until the last is read: 32 bytes each, and the columns once a case.

use super::case::{Event, Kind, Names};
use super::{AT, CASE, EVENT, STATE};
use crate::calendar::{Instant, Zone};
use crate::log::block::{Block, LeftOut, Time, WhyLeftOut};
use crate::log::needs::Columns;
use crate::log::{Places, Symbol, Symbols};
use crate::model::{Attributes, EventColumns};
use std::cmp::Ordering;
use std::ops::Range;

/// All events of a log.
pub(super) struct Gathered<'l> {
    columns: &'l EventColumns,
    fold: bool,
    pub(super) zone: &'l Zone,
    as_of: Option<Instant>,
    pub(super) events: Vec<Event>,
    /// What the columns say of each case: of its first row, or its last.
    pub(super) values: Block,
    /// Where each case's values stand among its rows; `None` before any row of it was seen.
    stands: Vec<Option<Stand>>,
    firsts: Vec<Option<First>>,
    /// The place of each event's name in the declared order; undeclared ones come last.
    ranks: Vec<usize>,
    /// Events that at least one row has.
    met: Vec<bool>,
    /// Events that at least one row has, even if it is later than as-of or without a time.
    named: Vec<bool>,
    /// Rows of the last block that are no events, where they are needed.
    pub(super) left_out: Vec<LeftOut>,
    keeps_left_out: bool,
    pub(super) nameless: Places,
    pub(super) undated: Places,
    pub(super) unseen: Places,
    pub(super) latest: Option<Instant>,
}

/// The place of a row among those of its case: rows with a time first, by time, then by rank.
type Stand = (bool, Instant, usize);

/// The row of a case that comes first in the files.
#[derive(Clone, Copy, Debug)]
pub(super) struct First {
    pub(super) file: usize,
    pub(super) line: u64,
    /// Whether any row of the case is a copy that counts as a data error.
    pub(super) copy: bool,
}

impl<'l> Gathered<'l> {
    pub(super) fn new(
        columns: &'l EventColumns,
        fold: bool,
        zone: &'l Zone,
        read: &Columns,
        as_of: Option<Instant>,
    ) -> Self {
        Self {
            columns,
            fold,
            zone,
            as_of,
            events: Vec::new(),
            values: Block::new(read),
            stands: Vec::new(),
            firsts: Vec::new(),
            ranks: Vec::new(),
            met: Vec::new(),
            named: Vec::new(),
            left_out: Vec::new(),
            keeps_left_out: read.left_out,
            nameless: Places::default(),
            undated: Places::default(),
            unseen: Places::default(),
            latest: None,
        }
    }

    /// Takes rows as they stand in the files.
    pub(super) fn take(&mut self, block: &Block, symbols: &[Symbols]) {
        self.learn(&symbols[EVENT]);
        self.left_out.clear();
        let mut unread = block.unread.iter().filter(|unread| unread.column == "at").peekable();
        for row in 0..block.len() {
            while let Some(unread) = unread.next_if(|unread| unread.row == row) {
                let found = unread.found.clone();
                self.leave_out(block, row, &symbols[CASE], WhyLeftOut::UnreadableTime, found);
            }
            if let Err(why) = self.row(block, row) {
                self.leave_out(block, row, &symbols[CASE], why, String::new());
            }
        }
        self.left_out.extend_from_slice(&block.left_out);
        self.left_out.sort_by_key(|row| row.line);
    }

    fn leave_out(&mut self, block: &Block, row: usize, cases: &Symbols, why: WhyLeftOut, found: String) {
        if self.keeps_left_out {
            let case = cases.text(block.attributes[CASE][row]).to_owned();
            self.left_out.push(LeftOut { line: block.lines[row], case, why, found });
        }
    }

    /// The ranks of names that are new.
    fn learn(&mut self, names: &Symbols) {
        let folded = |text: &str| if self.fold { text.to_lowercase() } else { text.to_owned() };
        for symbol in self.ranks.len()..names.len() {
            let name = folded(names.text(Symbol::try_from(symbol).unwrap_or(Symbol::MAX)));
            let rank = self.columns.rank.iter().position(|declared| folded(declared.trim()) == name);
            self.ranks.push(rank.unwrap_or(usize::MAX));
        }
        self.met.resize(names.len(), false);
        self.named.resize(names.len(), false);
    }

    /// Takes a row, unless it is no event of a case.
    fn row(&mut self, block: &Block, row: usize) -> Result<(), WhyLeftOut> {
        let symbol = |column: usize| block.attributes[column][row];
        let (file, line) = (block.file, block.lines[row]);
        let Some(case) = symbol(CASE).checked_sub(1) else {
            self.nameless.add(file, line, b"");
            return Err(WhyLeftOut::NoCase);
        };
        let event = symbol(EVENT);
        self.named[event as usize] = true;
        let (at, kind) = match block.times[AT][row] {
            Time::Missing => (Instant::MAX, None),
            Time::Unreadable => (Instant::MAX, Some(Kind::Unreadable)),
            Time::At(instant) => (instant, Some(Kind::Instant)),
            Time::Day(day) => (self.zone.start_of(day), Some(Kind::Day)),
        };
        let end = match block.times[AT][row] {
            Time::Day(day) => self.zone.start_of(day.plus_days(1)),
            _ => at,
        };
        let timed = matches!(kind, Some(Kind::Instant | Kind::Day));
        if timed && self.as_of.is_some_and(|as_of| at > as_of) {
            let zone = self.zone;
            self.unseen.add_with(file, line, || zone.rfc3339(at).to_string());
            return Err(WhyLeftOut::AfterAsOf);
        }
        if timed {
            self.latest = self.latest.max(Some(end));
        }
        let place = case as usize;
        if self.stands.len() <= place {
            self.stands.resize(place + 1, None);
            self.firsts.resize(place + 1, None);
        }
        let copy = block.copies[row];
        self.firsts[place].get_or_insert(First { file, line, copy }).copy |= copy;
        let stand = (!timed, at, self.ranks[event as usize]);
        if self.decides(place, stand) {
            self.stands[place] = Some(stand);
            self.keep(place, block, row);
        }
        let Some(kind) = kind else {
            self.undated.add(file, line, b"");
            return Err(WhyLeftOut::NoTime);
        };
        self.met[event as usize] = true;
        self.events.push(Event { case, at, event, state: symbol(STATE), kind });
        Ok(())
    }

    /// Whether a row says what the columns of its case are, rather than the rows before it.
    fn decides(&self, case: usize, stand: Stand) -> bool {
        let Some(known) = self.stands[case] else { return true };
        // A row without a time is the last resort in both directions.
        if stand.0 != known.0 {
            return known.0;
        }
        match self.columns.attributes {
            Attributes::First => stand.cmp(&known) == Ordering::Less,
            Attributes::Last => stand.cmp(&known) != Ordering::Less,
        }
    }

    /// Keeps what the columns of a row say.
    fn keep(&mut self, case: usize, block: &Block, row: usize) {
        fn put<T: Copy>(all: &mut [Vec<T>], rows: &[Vec<T>], case: usize, row: usize) {
            for (column, rows) in all.iter_mut().zip(rows) {
                let value = rows[row];
                if column.len() <= case {
                    column.resize(case + 1, value);
                }
                column[case] = value;
            }
        }
        put(&mut self.values.times, &block.times, case, row);
        put(&mut self.values.durations, &block.durations, case, row);
        put(&mut self.values.numbers, &block.numbers, case, row);
        put(&mut self.values.attributes, &block.attributes, case, row);
    }

    /// Sorts all events: by case, time, rank, and as they stand in the files. Events whose time cannot
    /// be read are the last of their case.
    pub(super) fn sort(&mut self) {
        let ranks = &self.ranks;
        self.events.sort_by_key(|event| (event.case, event.at, ranks[event.event as usize]));
    }

    /// How many rows are no events of cases.
    pub(super) fn left_out(&self) -> u64 {
        self.nameless.count + self.undated.count + self.unseen.count
    }

    /// Cases that were named, the unseen ones included.
    pub(super) fn cases(&self) -> usize {
        self.firsts.len()
    }

    /// The row of a case that comes first in the files; `None` if all of it is unseen.
    pub(super) fn first(&self, case: usize) -> Option<First> {
        self.firsts[case]
    }

    /// The events of a case; `next` is where those of the case after the last one asked for begin.
    pub(super) fn events_of(&self, case: usize, next: &mut usize) -> Range<usize> {
        let start = *next;
        let own = self.events[start..].iter().take_while(|event| event.case as usize == case);
        *next = start + own.count();
        start..*next
    }

    /// Whether any row has one of these events.
    pub(super) fn occurs(&self, names: &Names) -> bool {
        symbols_of(&self.met).any(|symbol| names.has(symbol))
    }

    /// The symbols of all events that rows name, whatever became of the rows.
    pub(super) fn named(&self) -> impl Iterator<Item = Symbol> {
        symbols_of(&self.named)
    }
}

/// The symbols that are marked.
fn symbols_of(marked: &[bool]) -> impl Iterator<Item = Symbol> {
    let marked = marked.iter().enumerate().filter(|(_, marked)| **marked);
    marked.filter_map(|(symbol, _)| Symbol::try_from(symbol).ok())
}
