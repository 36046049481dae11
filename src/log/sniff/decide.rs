//! From what was seen of a column to its formats, or to why they cannot be told.
//!
//! The fewest formats that explain most win, in the order of how much each explains. It must not
//! look at values again, save for the samples that are kept.

use super::candidate::Candidate;
use super::order::{Order, Verdict};
use super::{Column, Sample, Shape};

/// What the values of a column say about its formats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::log) enum Decision {
    /// These formats, as `timestamps` has them, with the number of values that each explains, the
    /// commonest first. None for a column without values.
    Formats(Vec<(String, u64)>),
    /// The order of day, month and year is open.
    Ambiguous(AmbiguousOrder),
    /// Most values are in no format that is known.
    Unknown {
        /// Values that no format explains.
        unexplained: u64,
        /// The first of them.
        samples: Vec<Sample>,
    },
}

/// Why the order of day, month and year cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::log) struct AmbiguousOrder {
    /// The formats between which it lies, one for each order.
    pub(in crate::log) formats: Vec<String>,
    /// Whether there are values that only one order explains, and others that only another does:
    /// then one of each. Else the first values that every order explains, each in its own way.
    pub(in crate::log) contradictory: bool,
    /// These values.
    pub(in crate::log) samples: Vec<Sample>,
}

impl Column {
    /// Decides over all values so far.
    pub(in crate::log) fn decide(&self) -> Decision {
        let mut orders = Vec::new();
        for (place, evidence) in self.orders.iter().enumerate() {
            match evidence.verdict() {
                None => orders.push(None),
                Some(Verdict::Decided(order)) => orders.push(Some(order)),
                Some(Verdict::Contradictory(between, samples)) => {
                    return self.ambiguous(place, &between, true, samples);
                }
                Some(Verdict::Open(between, samples)) => {
                    return self.ambiguous(place, &between, false, samples);
                }
            }
        }
        let formats = self.fewest(&orders);
        let explained: u64 = formats.iter().map(|(_, count)| count).sum();
        let unexplained = self.values - explained.min(self.values);
        if unexplained > explained {
            return Decision::Unknown { unexplained, samples: self.unexplained() };
        }
        Decision::Formats(formats)
    }

    /// The first values that no format explains.
    pub(in crate::log) fn unexplained(&self) -> Vec<Sample> {
        let mut samples: Vec<_> = self.shapes.iter().flat_map(|shape| &shape.unexplained).cloned().collect();
        samples.sort_by_key(|sample| (sample.file, sample.line));
        samples.truncate(super::SAMPLES);
        samples
    }

    /// A format for each order, of the commonest shape of this separator.
    fn ambiguous(
        &self,
        orders: usize,
        between: &[Order],
        contradictory: bool,
        samples: Vec<Sample>,
    ) -> Decision {
        let mut shapes: Vec<_> = self.shapes.iter().filter(|shape| shape.orders == Some(orders)).collect();
        shapes.sort_by_key(|shape| std::cmp::Reverse(shape.explained));
        let format = |order: &Order| {
            let of_order = |candidate: &&Candidate| candidate.order.is_some_and(|(own, _)| own == *order);
            let all = shapes.iter().filter_map(|shape| shape.candidates.iter().find(of_order));
            all.max_by_key(|candidate| candidate.explained).map(|candidate| candidate.text.clone())
        };
        let formats = between.iter().filter_map(format).collect();
        Decision::Ambiguous(AmbiguousOrder { formats, contradictory, samples })
    }

    /// The fewest formats that explain all that can be, the commonest first.
    fn fewest(&self, orders: &[Option<Order>]) -> Vec<(String, u64)> {
        let open = |shape: &Shape| shape.orders.and_then(|place| orders.get(place).copied().flatten());
        let mut left: Vec<Vec<&Candidate>> =
            self.shapes.iter().map(|shape| of_order(shape, open(shape))).collect();
        let mut formats: Vec<(String, u64)> = Vec::new();
        loop {
            let mut best: Option<(&str, u64)> = None;
            for candidate in left.iter().flatten() {
                let of_text = left.iter().flatten().filter(|other| other.text == candidate.text);
                let explained = of_text.map(|candidate| candidate.explained).sum();
                if best.is_none_or(|(_, most)| explained > most) {
                    best = Some((&candidate.text, explained));
                }
            }
            let Some((text, explained)) = best.filter(|(_, explained)| *explained > 0) else { break };
            formats.push((text.to_owned(), explained));
            for candidates in &mut left {
                let most = candidates.iter().map(|candidate| candidate.explained).max();
                let own = candidates.iter().find(|candidate| candidate.text == text);
                if own.map(|own| own.explained) == most {
                    candidates.clear();
                } else {
                    candidates.retain(|candidate| candidate.text != text);
                }
            }
        }
        formats
    }
}

/// The candidates of a shape that are left once its order is known.
fn of_order(shape: &Shape, order: Option<Order>) -> Vec<&Candidate> {
    let fits = |candidate: &&Candidate| candidate.order.is_none_or(|(own, _)| order == Some(own));
    shape.candidates.iter().filter(fits).filter(|candidate| candidate.explained > 0).collect()
}
