//! Whether the day, the month or the year comes first, by what the values say.
//!
//! It knows which orders explain a value and collects that; it must not know formats.

use super::Sample;
use crate::log::format::Parsed;

/// In which order day, month and year stand, by what comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::log) enum Order {
    /// Day, month, year.
    Day,
    /// Month, day, year.
    Month,
    /// Year, month, day.
    Year,
}

const PAIRS: [(Order, Order); 3] =
    [(Order::Day, Order::Month), (Order::Day, Order::Year), (Order::Month, Order::Year)];

impl Order {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    fn bit(self) -> usize {
        1 << self as usize
    }
}

/// What the values of a column with the same separator say about their order.
#[derive(Debug)]
pub(super) struct Orders {
    separator: u8,
    /// The first value that exactly these orders explain, by the set of them.
    seen: [Option<Sample>; 8],
    /// The first values that two orders explain differently, by the set of both.
    differing: [Vec<Sample>; 8],
    /// The numbers from 0 to 99 that stood in the first and the last part of dates whose year may be
    /// either.
    first: u128,
    last: u128,
}

/// What the values say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// This order.
    Decided(Order),
    /// Values that only different orders explain.
    Contradictory(Vec<Order>, Vec<Sample>),
    /// All values are explained by all of these orders, and differently.
    Open(Vec<Order>, Vec<Sample>),
}

impl Orders {
    /// The place of a separator in a list, which grows if it is new.
    pub(super) fn place(all: &mut Vec<Self>, separator: u8) -> usize {
        all.iter().position(|known| known.separator == separator).unwrap_or_else(|| {
            all.push(Self {
                separator,
                seen: Default::default(),
                differing: Default::default(),
                first: 0,
                last: 0,
            });
            all.len() - 1
        })
    }

    /// Takes what each order makes of a value; at least one explains it.
    pub(super) fn add(
        &mut self,
        read: &[Option<Parsed>; 3],
        value: &[u8],
        year_may_be_first: bool,
        sample: impl Fn() -> Sample,
    ) {
        let set = Order::ALL.into_iter().filter(|order| read[*order as usize].is_some());
        let set: usize = set.map(Order::bit).sum();
        self.seen[set].get_or_insert_with(&sample);
        for (one, other) in PAIRS {
            let pair = &mut self.differing[one.bit() | other.bit()];
            let (one, other) = (read[one as usize], read[other as usize]);
            if pair.len() < super::SAMPLES && one.is_some() && other.is_some() && one != other {
                pair.push(sample());
            }
        }
        if year_may_be_first {
            let (first, last) = ends(value, self.separator);
            self.first |= first;
            self.last |= last;
        }
    }

    /// Decides; `None` where no value was explained.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        let sets: Vec<usize> = (1..8).filter(|&set| self.seen[set].is_some()).collect();
        if sets.is_empty() { None } else { Some(self.verdict_of(&sets)) }
    }

    fn verdict_of(&self, sets: &[usize]) -> Verdict {
        let explains_all = |order: &Order| sets.iter().all(|set| set & order.bit() != 0);
        let mut left: Vec<Order> = Order::ALL.into_iter().filter(explains_all).collect();
        if left.is_empty() {
            return self.contradiction(sets);
        }
        if left.len() > 1 && left.contains(&Order::Year) {
            match self.year_is_first() {
                Some(true) => left = vec![Order::Year],
                Some(false) => left.retain(|order| *order != Order::Year),
                None => {}
            }
        }
        let among = |pair: &(Order, Order)| left.contains(&pair.0) && left.contains(&pair.1);
        let differing = PAIRS.iter().filter(|pair| among(pair));
        let differing = differing.flat_map(|(one, other)| &self.differing[one.bit() | other.bit()]);
        let differing: Vec<_> = differing.take(super::SAMPLES).cloned().collect();
        // Orders that say the same of every value need no choice.
        if differing.is_empty() { Verdict::Decided(left[0]) } else { Verdict::Open(left, differing) }
    }

    /// Two values that no order explains both.
    fn contradiction(&self, sets: &[usize]) -> Verdict {
        let pairs = sets.iter().flat_map(|one| sets.iter().map(move |other| (*one, *other)));
        let apart = pairs.into_iter().find(|(one, other)| one & other == 0);
        let (one, other) = apart.unwrap_or((sets[0], sets[sets.len() - 1]));
        let named = |set: usize| Order::ALL.into_iter().find(|order| set & order.bit() != 0);
        let orders = [named(one), named(other)].into_iter().flatten().collect();
        Verdict::Contradictory(
            orders,
            [one, other].iter().filter_map(|&set| self.seen[set].clone()).collect(),
        )
    }

    /// A log has few years and many days.
    fn year_is_first(&self) -> Option<bool> {
        let (first, last) = (self.first.count_ones(), self.last.count_ones());
        if last >= 8 && last >= first * 3 {
            Some(true)
        } else if first >= 8 && first >= last * 3 {
            Some(false)
        } else {
            None
        }
    }
}

/// The first and the third number of a date, as bits.
fn ends(value: &[u8], separator: u8) -> (u128, u128) {
    let mut parts = value.split(|&byte| byte == separator);
    let bit = |part: Option<&[u8]>| {
        let digits = part.unwrap_or_default().iter().take(2).take_while(|byte| byte.is_ascii_digit());
        1_u128 << digits.fold(0, |number, digit| number * 10 + u32::from(digit - b'0')).min(127)
    };
    (bit(parts.next()), bit(parts.nth(1)))
}
