//! A check in numbers: findings per rule, and the five qualities of each commitment.

use super::Outcome;
use super::measured::Measured;
use crate::finding::{Code, Kind, Level};
use crate::model::Definitions;
use foldhash::{HashSet, HashSetExt as _};
use std::collections::BTreeMap;

/// Findings of each level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Of level error.
    pub errors: usize,
    /// Of level warning.
    pub warnings: usize,
    /// Of level info.
    pub infos: usize,
}

impl Count {
    fn add(&mut self, level: Level) {
        *match level {
            Level::Error => &mut self.errors,
            Level::Warning => &mut self.warnings,
            Level::Info => &mut self.infos,
        } += 1;
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a promise should be. Each has a family of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quality {
    /// 清晰
    Clear,
    /// 可行
    Feasible,
    /// 一致
    Consistent,
    /// 及时
    Timely,
    /// 灵活
    Flexible,
}

impl Quality {
    /// All five, in the order in which they are told.
    pub const ALL: [Self; 5] = [Self::Clear, Self::Feasible, Self::Consistent, Self::Timely, Self::Flexible];

    /// The family of its rules.
    pub fn family(self) -> &'static str {
        match self {
            Self::Clear => "CLR",
            Self::Feasible => "FEA",
            Self::Consistent => "CON",
            Self::Timely => "TIM",
            Self::Flexible => "FLX",
        }
    }
}

/// The qualities of a commitment, all its versions together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualities {
    /// Its id.
    pub id: String,
    /// Whether the rules saw it: one with a mistake of form is left out of them.
    pub checked: bool,
    /// Findings that speak against each quality, in the order of [`Quality::ALL`].
    pub against: [Count; 5],
}

/// A check in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Findings of each code, by code.
    pub rules: Vec<(&'static Code, Count)>,
    /// Every commitment, in the order of the files.
    pub commitments: Vec<Qualities>,
    /// What logs measure of their targets, if they were read.
    pub measured: Option<Vec<Measured>>,
}

impl Statistics {
    /// Counts the findings of a check.
    pub fn new(outcome: &Outcome, definitions: &Definitions, measured: Option<Vec<Measured>>) -> Self {
        let mut rules: BTreeMap<&str, (&'static Code, Count)> = BTreeMap::new();
        let mut against: BTreeMap<(&str, &str), Count> = BTreeMap::new();
        for finding in &outcome.findings {
            let (code, level) = (finding.code, finding.level);
            rules.entry(code.code).or_insert((code, Count::default())).1.add(level);
            if let Some(id) = &finding.definition {
                against.entry((id, code.family())).or_default().add(level);
            }
        }
        let mut seen = HashSet::new();
        let commitments = definitions.declared.iter().filter(|(kind, _)| *kind == Kind::Commitment);
        let ids: Vec<_> = commitments.map(|(_, id)| id.value.as_str()).collect();
        let qualities = |id: &str| Qualities {
            id: id.to_owned(),
            checked: definitions.versions(id).count() == ids.iter().filter(|other| **other == id).count(),
            against: Quality::ALL
                .map(|quality| against.get(&(id, quality.family())).copied().unwrap_or_default()),
        };
        Self {
            rules: rules.into_values().collect(),
            commitments: ids.iter().filter(|id| seen.insert(**id)).map(|id| qualities(id)).collect(),
            measured,
        }
    }
}
