//! A log with a row per event to blocks of cases.
//!
//! All rows are gathered first: those of a case may stand anywhere in the files. Nothing but ties of
//! time and rank depends on the order of rows. It must not know what a time is good for.

mod case;
mod gather;
mod rows;

use super::block::{Block, Time};
use super::error::LogError;
use super::needs::{Columns, NeededTime, Needs};
use super::read::OpenLog;
use super::summary::{AbsentEvent, EventRows, Summary};
use super::workers::{self, RowsRead, Take, Taker};
use super::{Needed, Symbol, Symbols};
use crate::calendar::Zone;
use crate::model::{Column, EventColumns, Which, nearest};
use case::{Event, IntervalRule, Names};
use gather::Gathered;
use rows::{Joined, Rows};
use std::num::NonZeroUsize;
use std::ops::{ControlFlow, Range};

/// The columns that every log of events has, before those that are needed.
const CASE: usize = 0;
const EVENT: usize = 1;
const STATE: usize = 2;
const OWN_ATTRIBUTES: usize = 3;
const AT: usize = 0;
const OWN_TIMES: usize = 1;

/// Where a needed time comes from.
enum Source {
    /// A column of the case's first or last row.
    Column(usize),
    /// Events.
    Event(Names, Which),
}

/// Reads all rows with so many threads, then hands out the cases to one who takes them.
pub(super) fn read<T: Taker + Send>(
    open: &mut OpenLog<'_>,
    events: &EventColumns,
    needs: &Needs,
    threads: NonZeroUsize,
    mut taker: T,
    take: &mut Take<'_, T::Output>,
) -> Result<RowsRead<T>, LogError> {
    let (zone, fold) = (open.zone().clone(), open.log.fold_case);
    let columns = columns(events, needs);
    let mut gathered = Gathered::new(events, fold, &zone, &columns, needs.as_of);
    // Rows that are left out are handed out at once, in a block without cases.
    let mut left_out = empty(needs);
    let mut joined = Joined::new(columns.attributes.len(), threads, fold);
    let read = workers::together(open, &columns, threads, &Rows::new, &mut |rows| {
        joined.take(rows, &mut |block, symbols| {
            gathered.take(block, symbols);
            if !gathered.left_out.is_empty() {
                left_out.file = block.file;
                std::mem::swap(&mut left_out.left_out, &mut gathered.left_out);
                taker.block(&left_out, &symbols[OWN_ATTRIBUTES..])?;
            }
            ControlFlow::Continue(())
        })
    })?;
    let (mut summary, symbols) = (read.summary, joined.symbols);
    gathered.sort();
    let names = |names: &[String]| Names::new(names, &symbols[EVENT], fold);
    let mut place = OWN_TIMES..;
    let mut source = |time: &NeededTime| match time {
        NeededTime::Column(_) => Source::Column(place.next().unwrap_or_default()),
        NeededTime::Event(occurrence) => Source::Event(names(&occurrence.events), occurrence.which),
    };
    let times: Vec<_> = needs.times.iter().map(&mut source).collect();
    let intervals: Vec<_> =
        needs.intervals.iter().map(|rule| IntervalRule::new(rule, &symbols, fold)).collect();
    let is_nowhere = |source: &Source| match source {
        Source::Column(_) => false,
        Source::Event(names, _) => !gathered.occurs(names),
    };
    let rows = EventRows {
        events: summary.cases - gathered.left_out(),
        nameless: gathered.nameless.clone(),
        undated: gathered.undated.clone(),
        unseen: gathered.unseen.clone(),
        latest: gathered.latest,
        nowhere: times.iter().map(is_nowhere).collect(),
        absent: absent(&gathered, needs, &symbols[EVENT], fold),
    };
    summary.cases = 0;
    let mut maker = Maker {
        needs,
        block: Block { nowhere: rows.nowhere.clone(), ..empty(needs) },
        gathered: &gathered,
        times,
        intervals,
        symbols: &symbols,
    };
    maker.cases(&mut summary, &mut |block, symbols| taker.block(block, symbols));
    summary.events = Some(rows);
    // Nothing comes after it that a break could keep away.
    let _ = take(taker.output());
    Ok(RowsRead { summary, takers: vec![taker] })
}

/// The columns to read of each row.
fn columns(events: &EventColumns, needs: &Needs) -> Columns {
    let needed = |name: &str, column: &Column| Needed { name: name.to_owned(), column: column.clone() };
    // Where nothing says in which state a case is, it is in that of its latest event.
    let state = events.state.as_ref();
    let state = state.map_or_else(|| needed("event", &events.event), |state| needed("state", state));
    let mut attributes = vec![needed("case", &events.case), needed("event", &events.event), state];
    attributes.extend(needs.attributes.iter().cloned());
    let mut times = vec![needed("at", &events.at)];
    times.extend(needs.times.iter().filter_map(NeededTime::column).cloned());
    let (durations, numbers) = (needs.durations.clone(), needs.numbers.clone());
    let (watched, left_out) = (needs.watched.clone(), needs.left_out);
    let ids = watched.is_some();
    let untold = needs.untold;
    Columns { times, untold, durations, numbers, attributes, ids, repeats: false, left_out, watched }
}

/// The events that are needed and that no row has, each once.
fn absent(gathered: &Gathered<'_>, needs: &Needs, symbols: &Symbols, fold: bool) -> Vec<AbsentEvent> {
    let mut absent: Vec<AbsentEvent> = Vec::new();
    let events = needs.times.iter().filter_map(|time| match time {
        NeededTime::Event(occurrence) => Some(&occurrence.events),
        NeededTime::Column(_) => None,
    });
    for event in events.flatten() {
        let names = Names::new(std::slice::from_ref(event), symbols, fold);
        if gathered.named().any(|symbol| names.has(symbol)) || absent.iter().any(|e| e.event == *event) {
            continue;
        }
        let known = gathered.named().map(|symbol| symbols.text(symbol)).filter(|text| !text.is_empty());
        let suggestion = nearest(event, known).map(str::to_owned);
        absent.push(AbsentEvent { event: event.clone(), suggestion });
    }
    absent
}

fn empty(needs: &Needs) -> Block {
    Block {
        times: vec![Vec::new(); needs.times.len()],
        intervals: vec![super::Lists::default(); needs.intervals.len()],
        durations: vec![Vec::new(); needs.durations.len()],
        numbers: vec![Vec::new(); needs.numbers.len()],
        attributes: vec![Vec::new(); needs.attributes.len()],
        ..Block::default()
    }
}

/// Makes blocks of cases.
struct Maker<'g> {
    needs: &'g Needs,
    block: Block,
    gathered: &'g Gathered<'g>,
    times: Vec<Source>,
    intervals: Vec<IntervalRule>,
    symbols: &'g [Symbols],
}

impl Maker<'_> {
    /// Hands out all cases in the order in which they first stand in the files.
    fn cases(&mut self, summary: &mut Summary, visit: &mut dyn FnMut(&Block, &[Symbols]) -> ControlFlow<()>) {
        let gathered = self.gathered;
        let mut next = 0;
        for case in 0..gathered.cases() {
            let events = gathered.events_of(case, &mut next);
            let Some(first) = gathered.first(case) else { continue };
            if first.file != self.block.file || self.block.len() >= Block::MAX_ROWS {
                if self.flush(visit).is_break() {
                    return;
                }
                self.block.file = first.file;
            }
            summary.cases += 1;
            self.block.lines.push(first.line);
            self.block.copies.push(first.copy);
            self.case(case, events);
        }
        // Nothing comes after it that a break could keep away.
        let _ = self.flush(visit);
    }

    fn flush(&mut self, visit: &mut dyn FnMut(&Block, &[Symbols]) -> ControlFlow<()>) -> ControlFlow<()> {
        if self.block.is_empty() {
            return ControlFlow::Continue(());
        }
        let flow = visit(&self.block, &self.symbols[OWN_ATTRIBUTES..]);
        self.block.clear();
        flow
    }

    fn case(&mut self, case: usize, events: Range<usize>) {
        let gathered = self.gathered;
        let events: &[Event] = &gathered.events[events];
        let values = &gathered.values;
        for (times, source) in self.block.times.iter_mut().zip(&self.times) {
            times.push(match source {
                Source::Column(column) => values.times[*column][case],
                Source::Event(names, which) => case::occurrence(events, names, *which, gathered.zone),
            });
        }
        for (lists, rule) in self.block.intervals.iter_mut().zip(&self.intervals) {
            lists.push(rule.of(events));
        }
        let columns = self.block.durations.iter_mut().zip(&values.durations);
        columns.for_each(|(column, values)| column.push(values[case]));
        let columns = self.block.numbers.iter_mut().zip(&values.numbers);
        columns.for_each(|(column, values)| column.push(values[case]));
        let columns = self.block.attributes.iter_mut().zip(&values.attributes[OWN_ATTRIBUTES..]);
        columns.for_each(|(column, values)| column.push(values[case]));
        if self.needs.ids {
            let symbol = Symbol::try_from(case + 1).unwrap_or(Symbol::MAX);
            self.block.ids.push(|ids| ids.push_str(self.symbols[CASE].text(symbol)));
        }
    }
}

/// The time of an event as a block has it.
fn time(event: &Event, zone: &Zone) -> Time {
    match event.kind {
        case::Kind::Instant => Time::At(event.at),
        case::Kind::Day => Time::Day(zone.date_of(event.at)),
        case::Kind::Unreadable => Time::Unreadable,
    }
}
