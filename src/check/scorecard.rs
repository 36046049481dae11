//! The scorecard: how promises stand in the five qualities, by what rules say and by what logs measure.

use super::Outcome;
use super::measured::Measured;
use crate::finding::{Kind, Level};
use crate::model::{Date, Definitions};
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
    pub(super) fn add(&mut self, level: Level) {
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

/// How promises stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    /// The day on which the rules looked.
    pub today: Date,
    /// Every commitment, in the order of the files.
    pub commitments: Vec<Qualities>,
    /// What logs measure of their targets, if they were read.
    pub measured: Option<Vec<Measured>>,
}

impl Scorecard {
    /// Counts what the findings of a check say against each commitment.
    pub fn new(outcome: &Outcome, definitions: &Definitions, measured: Option<Vec<Measured>>) -> Self {
        let mut against: BTreeMap<(&str, &str), Count> = BTreeMap::new();
        for finding in &outcome.findings {
            if let Some(id) = &finding.definition {
                against.entry((id, finding.code.family())).or_default().add(finding.level);
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
            today: outcome.today,
            commitments: ids.iter().filter(|id| seen.insert(**id)).map(|id| qualities(id)).collect(),
            measured,
        }
    }

    /// Keeps the commitments of some ids.
    pub fn keep(&mut self, is_kept: impl Fn(&str) -> bool) {
        self.commitments.retain(|commitment| is_kept(&commitment.id));
        if let Some(measured) = &mut self.measured {
            measured.retain(|measured| is_kept(&measured.id));
        }
    }

    /// What was measured of the targets of a commitment.
    pub fn measured_of(&self, id: &str) -> impl Iterator<Item = &Measured> {
        self.measured.iter().flatten().filter(move |measured| measured.id == id)
    }
}
