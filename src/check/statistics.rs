//! A check in numbers: findings per rule, and how promises stand.

use super::Outcome;
use super::measured::Measured;
use super::scorecard::{Count, Scorecard};
use crate::finding::Code;
use crate::model::Definitions;
use std::collections::BTreeMap;

/// A check in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// Findings of each code, by code.
    pub rules: Vec<(&'static Code, Count)>,
    /// How promises stand in the five qualities.
    pub scorecard: Scorecard,
}

impl Statistics {
    /// Counts the findings of a check.
    pub fn new(outcome: &Outcome, definitions: &Definitions, measured: Option<Vec<Measured>>) -> Self {
        let mut rules: BTreeMap<&str, (&'static Code, Count)> = BTreeMap::new();
        for finding in &outcome.findings {
            rules.entry(finding.code.code).or_insert((finding.code, Count::default())).1.add(finding.level);
        }
        Self {
            rules: rules.into_values().collect(),
            scorecard: Scorecard::new(outcome, definitions, measured),
        }
    }
}
