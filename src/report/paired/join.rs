//! The rows of one reading, judged by one plan or two, and the cases of two readings joined.

use super::{PairedCase, Part, Said};
use crate::calendar::Instant;
use crate::clock::Plan;
use crate::log::{Block, Summary, Symbols};
use crate::report::opened::Reading;
use crate::report::reach::reach;
use crate::report::reject::Rejecting;
use crate::report::rows::Rows;
use crate::report::run::{Judged, RunError};
use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::ops::ControlFlow;

/// Reads all rows with all that the last of the plans needs, which is all that the others do.
fn read(
    reading: &mut Reading<'_>,
    plans: &[(usize, Plan)],
    visit: &mut (dyn FnMut(&Block, &[Symbols]) + Send),
) -> Result<Summary, RunError> {
    let needs = plans.last().map(|(_, plan)| plan.needs.clone()).unwrap_or_default();
    let summary = reading.open.read(&needs, &mut |block, symbols| {
        visit(block, symbols);
        ControlFlow::Continue(())
    });
    Ok(summary?)
}

impl Part<'_> {
    /// Reads all rows for the latest start, stop or event in them, by the clocks of its plans.
    pub(super) fn latest(&mut self) -> Result<Option<Instant>, RunError> {
        let Self { reading, plans, .. } = self;
        let mut latest = None;
        let summary = read(reading, plans, &mut |block, _| {
            latest = latest.max(plans.iter().filter_map(|(_, plan)| reach(plan, block)).max());
        })?;
        Ok(latest.max(summary.events.and_then(|rows| rows.latest)))
    }

    /// Reads all rows and hands on each with what its plans say of it.
    fn judge(
        &mut self,
        as_of: Option<Instant>,
        visit: &mut (impl FnMut(&[(usize, Plan)], &Block, usize, [&[Said]; 2]) + Send),
    ) -> Result<(), RunError> {
        let Self { reading, plans, summary, counts } = self;
        let mut said: Vec<_> = plans.iter().map(|(_, plan)| Rowwise::new(plan, as_of)).collect();
        *summary = read(reading, plans, &mut |block, symbols| {
            for said in &mut said {
                said.judge(block, symbols);
            }
            for row in 0..block.len() {
                let of = |place: usize| said.get(place).map_or(&[][..], |said| said.of(row));
                visit(plans, block, row, [of(0), of(1)]);
            }
        })?;
        *counts = said.into_iter().map(|said| said.rows.finish()).collect();
        Ok(())
    }
}

/// What one plan says of the rows of a block, row after row.
struct Rowwise<'p> {
    rows: Rows<'p>,
    all: Vec<Said>,
    ends: Vec<usize>,
}

impl<'p> Rowwise<'p> {
    fn new(plan: &'p Plan, as_of: Option<Instant>) -> Self {
        Self { rows: Rows::new(0, plan, as_of, Vec::new()), all: Vec::new(), ends: Vec::new() }
    }

    fn judge(&mut self, block: &Block, symbols: &[Symbols]) {
        let Self { rows, all, ends } = self;
        all.clear();
        ends.clear();
        let done: Result<(), Infallible> =
            rows.judge(block, symbols, Rejecting::default(), &mut |judged: &Judged<'_>| {
                ends.resize(judged.row, all.len());
                let of = judged.remedy_of();
                all.push(Said { target: judged.target.number, judgement: judged.judgement, of });
                Ok(())
            });
        let Ok(()) = done;
        ends.resize(block.len(), all.len());
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
    visit: &mut (impl FnMut(&PairedCase<'_>) + Send),
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
    visit: &mut (impl FnMut(&PairedCase<'_>) + Send),
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
