//! Two parts that should be the same: where their counts differ.

use super::part::Part;
use crate::tally::{Counter, Group, PeriodKey, Scale, Scratch};
use std::collections::BTreeMap;

/// A number that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountDiffers {
    /// The number of the target in the roster.
    pub target: usize,
    /// The period.
    pub period: PeriodKey,
    /// The values of the groups.
    pub by: Group,
    /// What is counted, in a word of tally files.
    pub field: String,
    /// As the first part has it, and as the second.
    pub found: [i128; 2],
}

/// Every number that two parts do not have alike, in the order of targets, periods and groups.
pub fn count_differences(parts: [&Part; 2], scales: &[Scale]) -> Vec<CountDiffers> {
    let ordered = parts.map(|part| part.counters.ordered());
    let mut differences = Vec::new();
    let mut scratch = Scratch::default();
    let none = Counter::default();
    for (target, scale) in scales.iter().enumerate() {
        let [one, other] = [&ordered[0], &ordered[1]].map(|ordered| {
            let counters = ordered.of_target(target);
            counters.map(|(period, by, counter)| ((period, by), counter)).collect::<BTreeMap<_, _>>()
        });
        let mut keys: Vec<_> = one.keys().chain(other.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let [one, other] =
                [&one, &other].map(|all| numbers(all.get(key).unwrap_or(&none), scale, &mut scratch));
            let mut fields: Vec<_> = one.keys().chain(other.keys()).collect();
            fields.sort_unstable();
            fields.dedup();
            for field in fields {
                let found = [&one, &other].map(|numbers| numbers.get(field).copied().unwrap_or(0));
                if found[0] != found[1] {
                    let (period, by) = key.clone();
                    differences.push(CountDiffers { target, period, by, field: field.clone(), found });
                }
            }
        }
    }
    differences
}

/// All numbers of a counter by their names.
fn numbers(counter: &Counter, scale: &Scale, scratch: &mut Scratch) -> BTreeMap<String, i128> {
    let states = [
        ("met", counter.met),
        ("late", counter.late),
        ("overdue", counter.overdue),
        ("pending", counter.pending),
        ("excluded", counter.excluded),
        ("invalid", counter.invalid),
    ];
    let mut numbers: BTreeMap<_, _> =
        states.into_iter().map(|(name, count)| (name.to_owned(), i128::from(count))).collect();
    let times = &counter.times;
    for (name, time) in [
        ("time.counted", times.counted),
        ("time.closed", times.closed),
        ("time.paused", times.paused),
        ("time.excluded", times.excluded),
    ] {
        numbers.insert(name.to_owned(), time);
    }
    for (reason, count) in &counter.reasons {
        let name = match reason {
            crate::clock::Reason::Exception(place) => format!("reasons.exception {}", u32::from(*place) + 1),
            other => format!("reasons.{}", other.as_str()),
        };
        numbers.insert(name, i128::from(*count));
    }
    let total = counter.sample.total(scale);
    numbers.insert("sum".to_owned(), total.sum);
    for (bin, count) in counter.sample.bins(scale, scratch) {
        *numbers.entry(format!("bins.{bin}")).or_default() += i128::from(count);
    }
    numbers
}
