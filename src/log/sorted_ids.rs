//! Short ids that are sorted, in a byte or two each: the first, and how far it is from each to the next.
//!
//! It must not know rows, nor what becomes of an id that is not sorted.

use super::cells::Cell;
use super::word::{Stem, Word};
use std::cmp::Ordering;

/// Ids that fit into a [`Word`], each greater than the one before, or each less.
#[derive(Clone, Debug, Default)]
pub(super) struct SortedIds {
    /// [`Word::key`] of the first and of the last.
    ends: Option<(u128, u128)>,
    /// From each to the next, in as many bytes as that needs: seven bits a byte, the lowest first, and a bit
    /// that says whether another follows.
    steps: Vec<u8>,
    order: Order,
    /// The last without its last byte, and that; only where there are two or more.
    stem: Option<(Stem, u8)>,
}

/// Ids that follow the last and differ from it in nothing but its last byte, a letter, digit or sign: nine
/// of ten that count up come in such runs. It is all in registers while rows are read.
#[derive(Clone, Debug)]
pub(super) struct Run {
    stem: Stem,
    /// The last byte of the id before the run, and of its own last.
    before: u8,
    last: u8,
    falls: bool,
    steps: [u8; LONGEST_RUN],
    count: usize,
}

/// More than there are digits; a power of two.
const LONGEST_RUN: usize = 16;

/// How ids that came one after the other are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// There are fewer than two.
    #[default]
    Open,
    /// Each is greater than the one before, or each is less.
    Strict(Ordering),
    None,
}

/// Set in a byte that another follows; a distance below it is a byte of its own.
const MORE: u8 = 0x80;

impl Order {
    /// With one more step.
    #[inline]
    pub(super) fn then(self, step: Ordering) -> Self {
        match self {
            Self::Open if step != Ordering::Equal => Self::Strict(step),
            Self::Strict(before) if before == step => self,
            _ => Self::None,
        }
    }

    /// With the steps of another part.
    pub(super) fn join(self, other: Self) -> Self {
        match other {
            Self::Open => self,
            Self::Strict(step) => self.then(step),
            Self::None => Self::None,
        }
    }

    /// How they are sorted that came with these steps.
    pub(super) fn of(mut steps: impl Iterator<Item = Ordering>) -> Self {
        let known = |order: Self, step| Some(order.then(step)).filter(|order| *order != Self::None);
        steps.try_fold(Self::Open, known).unwrap_or(Self::None)
    }

    fn falls(self) -> bool {
        self == Self::Strict(Ordering::Less)
    }
}

impl SortedIds {
    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, ids: usize) {
        self.steps.reserve(ids);
    }

    /// Empties it and keeps its buffer.
    pub(super) fn clear(&mut self) {
        self.steps.clear();
        (self.ends, self.order, self.stem) = (None, Order::Open, None);
    }

    /// How they are sorted.
    pub(super) fn order(&self) -> Order {
        self.order
    }

    /// The last.
    pub(super) fn last(&self) -> Option<Word> {
        self.ends.map(|(_, last)| Word::of_key(last))
    }

    /// A run that begins after the last; `None` where it is not known how they are sorted.
    #[inline]
    pub(super) fn run(&self) -> Option<Run> {
        let (stem, before) = self.stem?;
        let falls = self.order.falls();
        Some(Run { stem, before, last: before, falls, steps: [0; LONGEST_RUN], count: 0 })
    }

    /// Adds the ids of a run.
    #[inline]
    pub(super) fn take_run(&mut self, run: &Run) {
        let (Some((_, last)), Some((_, byte))) = (&mut self.ends, &mut self.stem) else { return };
        self.steps.extend_from_slice(&run.steps[..run.count]);
        let distance = u128::from(run.last.abs_diff(run.before));
        *last = if run.falls { *last - distance } else { *last + distance };
        *byte = run.last;
    }

    /// Adds the next one; `false` if it does not go on as those before are sorted.
    #[inline(never)]
    pub(super) fn push(&mut self, id: Word) -> bool {
        let key = id.key();
        let Some((first, last)) = self.ends else {
            self.ends = Some((key, key));
            return true;
        };
        let order = self.order.then(key.cmp(&last));
        if order == Order::None {
            return false;
        }
        let mut distance = key.abs_diff(last);
        while distance >= u128::from(MORE) {
            self.steps.push(distance.to_le_bytes()[0] | MORE);
            distance >>= 7;
        }
        self.steps.push(distance.to_le_bytes()[0]);
        (self.ends, self.order) = (Some((first, key)), order);
        self.stem = id.last().map(|last| (Stem::of(id), last));
        true
    }

    /// Adds those of another part, which go on as these are sorted.
    pub(super) fn append(&mut self, part: &Self) {
        let Some((first, last)) = part.ends else { return };
        self.push(Word::of_key(first));
        self.steps.extend_from_slice(&part.steps);
        self.ends = self.ends.map(|(first, _)| (first, last));
        self.order = self.order.join(part.order);
        self.stem = part.stem;
    }

    /// All of them.
    pub(super) fn ids(&self) -> impl Iterator<Item = Word> + '_ {
        let mut next = self.ends.map(|(first, _)| first);
        let mut steps = self.steps.iter();
        let falls = self.order.falls();
        std::iter::from_fn(move || {
            let key = next?;
            next = step(&mut steps).map(|distance| if falls { key - distance } else { key + distance });
            Some(Word::of_key(key))
        })
    }
}

impl Run {
    /// Adds the next id as a field has it; `false` if it does not belong to the run.
    #[expect(clippy::inline_always, reason = "a cell that is handed over in memory costs more than the rest")]
    #[inline(always)]
    pub(super) fn push(&mut self, id: Cell<'_>) -> bool {
        let Some(byte) = id.last_like(&self.stem) else { return false };
        let (more, less) = if self.falls { (self.last, byte) } else { (byte, self.last) };
        if more <= less || !byte.is_ascii_graphic() || self.count == LONGEST_RUN {
            return false;
        }
        self.steps[self.count % LONGEST_RUN] = more - less;
        self.count += 1;
        self.last = byte;
        true
    }
}

/// The next distance.
fn step<'s>(steps: &mut impl Iterator<Item = &'s u8>) -> Option<u128> {
    let (mut distance, mut shift) = (0, 0);
    loop {
        let byte = *steps.next()?;
        distance |= u128::from(byte & !MORE) << shift;
        if byte & MORE == 0 {
            return Some(distance);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Reverse;

    fn word(text: &str) -> Word {
        Word::of(text.as_bytes(), text.len()).unwrap()
    }

    /// As many of them as are sorted.
    fn sorted(ids: &[Word]) -> (SortedIds, usize) {
        let mut sorted = SortedIds::default();
        let count = ids.iter().take_while(|id| sorted.push(**id)).count();
        (sorted, count)
    }

    #[test]
    fn ids_that_count_up_or_down_take_a_byte_each() {
        let mut ids: Vec<_> = (0..1000).map(|number| word(&format!("C-{number:09}"))).collect();
        for order in [Ordering::Greater, Ordering::Less] {
            let (sorted, count) = sorted(&ids);
            assert_eq!((count, sorted.order()), (1000, Order::Strict(order)));
            // A step is a byte longer for every further digit that changes.
            assert!(sorted.steps.len() < 1150, "{}", sorted.steps.len());
            ids.reverse();
        }
    }

    proptest! {
        #[test]
        fn what_is_sorted_comes_out_again(texts in prop::collection::vec("[0-2]{1,2}|[!-~]{1,3}|a{0,12}[a-c]{1,3}", 0..40), sort in 0..3, part in 1..5_usize) {
            let mut texts = texts;
            match sort {
                0 => texts.sort_unstable_by_key(|text| word(text)),
                1 => texts.sort_unstable_by_key(|text| Reverse(word(text))),
                _ => {}
            }
            let ids: Vec<_> = texts.iter().map(|text| word(text)).collect();
            let (all, count) = sorted(&ids);
            let steps = |count: usize| Order::of(ids[..count].windows(2).map(|pair| pair[1].cmp(&pair[0])));
            prop_assert_eq!(all.order(), steps(count));
            prop_assert!(count == ids.len() || steps(count + 1) == Order::None);
            prop_assert_eq!(all.ids().collect::<Vec<_>>(), &ids[..count]);
            prop_assert_eq!(all.last(), ids[..count].last().copied());
            let mut joined = SortedIds::default();
            ids[..count].chunks(part).for_each(|part| joined.append(&sorted(part).0));
            prop_assert_eq!((&joined.steps, joined.ends, joined.order), (&all.steps, all.ends, all.order));
            let mut in_runs = SortedIds::default();
            // What stands behind an id in memory is none of its own.
            let behind: Vec<_> = texts.iter().map(|text| format!("{text}, and more than a word")).collect();
            let cell = |place: usize| Cell::first_of(behind[place].as_bytes(), texts[place].len());
            let mut next = 0;
            while next < count {
                if let Some(mut run) = in_runs.run() {
                    next += (next..count).take_while(|&place| run.push(cell(place))).count();
                    in_runs.take_run(&run);
                }
                if next < count {
                    prop_assert!(in_runs.push(ids[next]));
                    next += 1;
                }
            }
            prop_assert_eq!((&in_runs.steps, in_runs.ends, in_runs.order), (&all.steps, all.ends, all.order));
        }
    }
}
