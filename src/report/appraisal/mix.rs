//! By which attributes cases are put into classes, so that the same classes are compared.

use crate::clock::{PlanError, Roster, UsedBy, Version};
use crate::model::{Definitions, Item, nearest};
use crate::report::opened::Readings;
use crate::report::run::RunError;

/// The columns that cases are split by beside the groups, and which of them make the classes of each target.
#[derive(Debug, Default)]
pub(super) struct Mix {
    /// The columns, each once.
    pub(super) columns: Vec<String>,
    /// By number of the target: places of columns.
    pub(super) of_targets: Vec<Vec<usize>>,
}

impl Mix {
    /// Those that are asked for; without any, of each version those that its own conditions and `[order]`
    /// name values of, where a log has them.
    pub(super) fn new(
        definitions: &Definitions,
        roster: &Roster<'_>,
        readings: &Readings<'_>,
        (by, asked): (&str, &[String]),
    ) -> Result<Self, RunError> {
        let is_here = |name: &str| readings.0.iter().any(|log| log.columns().column(name).is_some());
        if !asked.is_empty() {
            if let Some(unknown) = asked.iter().find(|name| !is_here(name)) {
                return Err(absent(unknown, readings).into());
            }
            let mut columns = asked.to_vec();
            let mut known = std::collections::BTreeSet::new();
            columns.retain(|name| known.insert(name.clone()));
            let all: Vec<_> = (0..columns.len()).collect();
            return Ok(Self { columns, of_targets: vec![all; roster.targets] });
        }
        let mut mix = Self::default();
        for (_, _, version, _) in roster.each() {
            let names = own(definitions, version).into_iter().filter(|name| *name != by && is_here(name));
            let mut places: Vec<_> = names.map(|name| mix.place(name)).collect();
            places.sort_unstable();
            places.dedup();
            mix.of_targets.push(places);
        }
        Ok(mix)
    }

    fn place(&mut self, name: &str) -> usize {
        self.columns.iter().position(|known| known == name).unwrap_or_else(|| {
            self.columns.push(name.to_owned());
            self.columns.len() - 1
        })
    }
}

/// The attributes by which a version itself tells cases apart.
fn own<'d>(definitions: &'d Definitions, version: &Version<'d>) -> Vec<&'d str> {
    let whens = version.targets.iter().flat_map(|target| target.when.with_values());
    // What is one value for all its cases makes no classes.
    let varies = |name: &&str| {
        let fixed = version.applies.entries.iter().find(|(known, _)| known.value == **name);
        fixed.is_none_or(|(_, test)| {
            test.negated || !matches!(test.any.as_slice(), [item] if matches!(item.value, Item::Value(_)))
        })
    };
    let order = definitions.settings.order.iter().map(|order| order.attribute.value.as_str());
    let all = whens.chain(version.applies.with_values()).chain(order);
    all.filter(varies).filter(|name| !definitions.is_clock_end(name)).collect()
}

/// A column for classes that no log has.
fn absent(name: &str, readings: &Readings<'_>) -> PlanError {
    let columns = readings.names();
    PlanError::UnknownColumn {
        used_by: Box::new(UsedBy::Classes),
        column: name.to_owned(),
        log: readings.0.first().map_or_else(String::new, |log| log.log.id.value.clone()),
        suggestion: nearest(name, columns.iter().map(String::as_str)).map(str::to_owned),
        columns,
    }
}
