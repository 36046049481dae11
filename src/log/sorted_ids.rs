//! Short ids that are sorted, in a byte or two each: the first, and how far it is from each to the next.
//!
//! It must not know rows, nor what becomes of an id that is not sorted.

use super::word::Word;
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
}

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
        (self.ends, self.order) = (None, Order::Open);
    }

    /// How they are sorted.
    pub(super) fn order(&self) -> Order {
        self.order
    }

    /// The last.
    pub(super) fn last(&self) -> Option<Word> {
        self.ends.map(|(_, last)| Word::of_key(last))
    }

    /// Adds the next one; `false` if it does not go on as those before are sorted.
    #[inline]
    pub(super) fn push(&mut self, id: Word) -> bool {
        let key = id.key();
        if let Some((_, last)) = &mut self.ends {
            // No two keys are as far apart as this could wrap around.
            let distance = if self.order.falls() { *last - key.min(*last) } else { key.wrapping_sub(*last) };
            if let Ok(near @ 1..MORE) = u8::try_from(distance)
                && self.order != Order::Open
            {
                self.steps.push(near);
                *last = key;
                return true;
            }
        }
        self.push_far(key)
    }

    /// The same for one that is first, second, far from the one before it or out of order.
    #[inline(never)]
    fn push_far(&mut self, key: u128) -> bool {
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
        true
    }

    /// Adds those of another part, which go on as these are sorted.
    pub(super) fn append(&mut self, part: &Self) {
        let Some((first, last)) = part.ends else { return };
        self.push(Word::of_key(first));
        self.steps.extend_from_slice(&part.steps);
        self.ends = self.ends.map(|(first, _)| (first, last));
        self.order = self.order.join(part.order);
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
            let mut ids: Vec<_> = texts.iter().map(|text| word(text)).collect();
            match sort {
                0 => ids.sort_unstable(),
                1 => ids.sort_unstable_by(|one, other| other.cmp(one)),
                _ => {}
            }
            let (all, count) = sorted(&ids);
            let steps = |count: usize| Order::of(ids[..count].windows(2).map(|pair| pair[1].cmp(&pair[0])));
            prop_assert_eq!(all.order(), steps(count));
            prop_assert!(count == ids.len() || steps(count + 1) == Order::None);
            prop_assert_eq!(all.ids().collect::<Vec<_>>(), &ids[..count]);
            prop_assert_eq!(all.last(), ids[..count].last().copied());
            let mut joined = SortedIds::default();
            ids[..count].chunks(part).for_each(|part| joined.append(&sorted(part).0));
            prop_assert_eq!((&joined.steps, joined.ends, joined.order), (&all.steps, all.ends, all.order));
        }
    }
}
