//! The rows of one reading, judged by one plan or two, and the cases of two readings joined.

use super::{PairedCase, Part, Said};
use crate::calendar::Instant;
use crate::clock::Plan;
use crate::log::{Block, Number, Summary, Symbols};
use crate::report::reject::Rejecting;
use crate::report::rows::{RowCounts, Rows};
use crate::report::run::{Judged, RunError};
use std::collections::{HashMap, VecDeque};
use std::ops::ControlFlow;

/// What sees the blocks of a part: its plans, what they count, and the rows.
pub(super) type SeesBlocks<'a> = dyn FnMut(&[(usize, Plan)], &mut [RowCounts], &Block, &[Symbols]) + 'a;

impl Part<'_> {
    pub(super) fn read(&mut self, visit: &mut SeesBlocks<'_>) -> Result<Summary, RunError> {
        let needs = self.plans.last().map(|(_, plan)| plan.needs.clone()).unwrap_or_default();
        let (plans, counts) = (&mut self.plans, &mut self.counts);
        let summary = self.reading.open.read(&needs, &mut |block, symbols| {
            for (_, plan) in plans.iter_mut() {
                plan.truth.learn(symbols);
            }
            visit(plans, counts, block, symbols);
            ControlFlow::Continue(())
        });
        Ok(summary?)
    }

    /// Reads all rows and hands on each with what its plans say of it.
    fn judge(
        &mut self,
        as_of: Option<Instant>,
        visit: &mut impl FnMut(&[(usize, Plan)], &Block, usize, [&[Said]; 2]),
    ) -> Result<(), RunError> {
        let mut said = [Rowwise::default(), Rowwise::default()];
        self.summary = self.read(&mut |plans, counts, block, symbols| {
            for ((plan, said), counts) in plans.iter().zip(&mut said).zip(counts) {
                said.judge(&plan.1, as_of, counts, block, symbols);
            }
            for row in 0..block.len() {
                visit(plans, block, row, [said[0].of(row), said[1].of(row)]);
            }
        })?;
        Ok(())
    }
}

/// What one plan says of the rows of a block, row after row.
#[derive(Default)]
struct Rowwise {
    all: Vec<Said>,
    ends: Vec<usize>,
}

impl Rowwise {
    fn judge(
        &mut self,
        plan: &Plan,
        as_of: Option<Instant>,
        counts: &mut RowCounts,
        block: &Block,
        symbols: &[Symbols],
    ) {
        self.all.clear();
        self.ends.clear();
        let rejecting = Rejecting { rejects: None, log: "", files: &[], told: 0 };
        let rows = Rows { log: 0, plan, as_of, counts, rejecting };
        let done: Result<(), std::convert::Infallible> =
            rows.judge(block, symbols, &mut |judged: &Judged<'_>| {
                self.ends.resize(judged.row, self.all.len());
                let number = judged.target.remedy_of.and_then(|column| block.numbers.get(column));
                let of = match number.and_then(|column| column.get(judged.row)) {
                    Some(Number::Value(value)) => Some(*value),
                    _ => None,
                };
                self.all.push(Said { target: judged.target.number, judgement: judged.judgement, of });
                Ok(())
            });
        let Ok(()) = done;
        self.ends.resize(block.len(), self.all.len());
    }

    fn of(&self, row: usize) -> &[Said] {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(row).and_then(|&end| self.all.get(start..end)).unwrap_or_default()
    }
}

/// One reading, two judgings.
pub(super) fn together(
    both: &mut Part<'_>,
    as_of: Option<Instant>,
    visit: &mut impl FnMut(&PairedCase<'_>),
) -> Result<(), RunError> {
    let log = both.reading.log.id.value.clone();
    let files: Vec<_> = both.reading.open.files().map(str::to_owned).collect();
    both.judge(as_of, &mut |plans, block, row, said| {
        let [(_, old), (_, new)] = plans else { return };
        let file = files.get(block.file).map_or("", String::as_str);
        let line = block.lines.get(row).copied().unwrap_or(0);
        let (id, plans) = (block.ids.get(row), [old, new]);
        visit(&PairedCase { log: &log, file, line, id, is_read: [true; 2], said, plans });
    })
}

/// A case of the old side, until that of the new side comes.
struct Kept {
    id: Box<str>,
    file: usize,
    line: u64,
    said: Vec<Said>,
}

/// Two readings, joined by the names of cases; of several with one name the first with the first.
pub(super) fn apart(
    old: &mut Part<'_>,
    new: &mut Part<'_>,
    as_of: Option<Instant>,
    visit: &mut impl FnMut(&PairedCase<'_>),
) -> Result<(), RunError> {
    let log = new.reading.log.id.value.clone();
    let files = [&old.reading, &new.reading].map(|reading| reading.open.files().map(str::to_owned).collect());
    let files: [Vec<String>; 2] = files;
    let file = |side: usize, place: usize| files[side].get(place).map_or("", String::as_str);
    let mut kept: Vec<Option<Kept>> = Vec::new();
    let mut places: HashMap<Box<str>, VecDeque<usize>> = HashMap::new();
    old.judge(as_of, &mut |_, block, row, [said, _]| {
        let (id, line) = (Box::<str>::from(block.ids.get(row)), block.lines.get(row).copied().unwrap_or(0));
        places.entry(id.clone()).or_default().push_back(kept.len());
        kept.push(Some(Kept { id, file: block.file, line, said: said.to_vec() }));
    })?;
    let [(_, old_plan)] = old.plans.as_slice() else { return Ok(()) };
    new.judge(as_of, &mut |plans, block, row, [said, _]| {
        let [(_, new_plan)] = plans else { return };
        let id = block.ids.get(row);
        let before = places.get_mut(id).and_then(VecDeque::pop_front).and_then(|place| kept[place].take());
        let was = before.as_ref().map(|kept| kept.said.as_slice());
        visit(&PairedCase {
            log: &log,
            file: file(1, block.file),
            line: block.lines.get(row).copied().unwrap_or(0),
            id,
            is_read: [was.is_some(), true],
            said: [was.unwrap_or_default(), said],
            plans: [old_plan, new_plan],
        });
    })?;
    let [(_, new_plan)] = new.plans.as_slice() else { return Ok(()) };
    for kept in kept.iter().flatten() {
        visit(&PairedCase {
            log: &log,
            file: file(0, kept.file),
            line: kept.line,
            id: &kept.id,
            is_read: [true, false],
            said: [&kept.said, &[]],
            plans: [old_plan, new_plan],
        });
    }
    Ok(())
}
