//! Bars and sparklines of block characters, for a terminal with room for them.

use super::figures::percents;
use crate::report::{Cell, TargetReport};

/// Columns of the longest and of the shortest bar.
const LONGEST: usize = 24;
const SHORTEST: usize = 12;
/// Columns between the table and the bar.
const GAP: usize = 2;
/// Fewer periods are read faster in the table.
const PERIODS: usize = 4;
const STEPS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Attainment against the promised share. Bars begin at a share that all of them reach, which the heading
/// says: between 95 % and 98 % lies what matters.
pub(super) struct Bars {
    /// Tenths, from 0 to 9.
    from: u8,
    share: f64,
}

/// Bars of one length.
#[derive(Clone, Copy)]
pub(super) struct Fitted<'b> {
    bars: &'b Bars,
    length: usize,
}

impl Bars {
    /// The bars of a table; `None` where there is nothing to draw.
    pub(super) fn of(target: &TargetReport, cells: &[&Cell]) -> Option<Self> {
        let share = target.share?.to_f64();
        let lowest = cells.iter().filter_map(|cell| cell.attainment).reduce(f64::min)?.min(share);
        let from = (0..=9).rev().find(|tenths| f64::from(*tenths) / 10.0 <= lowest).unwrap_or(0);
        Some(Self { from, share })
    }

    /// The bars in so many columns, where they are enough.
    pub(super) fn fitted(&self, room: usize) -> Option<Fitted<'_>> {
        let length = room.checked_sub(GAP).filter(|length| *length >= SHORTEST)?.min(LONGEST);
        Some(Fitted { bars: self, length })
    }

    /// The attainment of each period, if there are enough of them, and the range in which they lie.
    pub(super) fn sparkline(&self, periods: &[Cell]) -> Option<String> {
        let known: Vec<_> = periods.iter().filter_map(|cell| cell.attainment).collect();
        if known.len() < PERIODS {
            return None;
        }
        let step = |attainment| STEPS[self.place(attainment, STEPS.len()).min(STEPS.len() - 1)];
        let drawn: String = periods.iter().map(|cell| cell.attainment.map_or(' ', step)).collect();
        let lowest = known.iter().copied().reduce(f64::min)?;
        let highest = known.iter().copied().reduce(f64::max)?;
        Some(format!("{drawn}  {}", percents(Some((lowest, highest)))))
    }

    /// How many of so many steps a share fills.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the steps")]
    #[expect(clippy::cast_precision_loss, reason = "a few dozen")]
    fn place(&self, share: f64, steps: usize) -> usize {
        let from = f64::from(self.from) / 10.0;
        let part = ((share - from) / (1.0 - from)).clamp(0.0, 1.0);
        (part * steps as f64) as usize
    }
}

impl Fitted<'_> {
    /// The shares at both ends.
    pub(super) fn heading(self) -> String {
        let from = format!("{}%", u32::from(self.bars.from) * 10);
        format!("{:GAP$}{from}{:>width$}", "", "100%", width = self.length - from.len())
    }

    /// The bar of a row. The promise is a stroke, thick where it is reached.
    pub(super) fn bar(self, cell: &Cell) -> String {
        let Some(attainment) = cell.attainment else { return " ".repeat(GAP + self.length) };
        let filled = self.bars.place(attainment, self.length);
        let promise = self.bars.place(self.bars.share, self.length).min(self.length - 1);
        let reached = attainment >= self.bars.share;
        let drawn = (0..self.length).map(|place| match place {
            _ if place == promise => {
                if reached {
                    '┃'
                } else {
                    '│'
                }
            }
            _ if place < filled => '━',
            _ => '·',
        });
        format!("{:GAP$}{}", "", drawn.collect::<String>())
    }
}
