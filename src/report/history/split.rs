//! By which attributes the past is split: those that stand for a channel, a place or a class.

use super::cut::Cut;
use crate::model::{Condition, Definitions};
use crate::text::ColumnKind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An attribute with more values than this names no classes, and is not split by.
pub const MOST_VALUES: usize = 200;

/// What an attribute stands for. One that conditions name can be a channel or a place too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SplitKind {
    /// A channel or a place, by its name.
    pub column: Option<ColumnKind>,
    /// A class: `[order]`, `applies` or a `when` names values of it.
    pub is_class: bool,
}

/// The cases of a target by the value of an attribute.
#[derive(Debug)]
pub struct Split {
    /// The attribute.
    pub attribute: String,
    /// What it stands for.
    pub kind: SplitKind,
    /// The cases of each value; `""` is the missing one.
    pub groups: BTreeMap<Arc<str>, Cut>,
}

/// Those among the columns of the logs, in their order.
pub(super) fn of(definitions: &Definitions, columns: &[String]) -> Vec<(String, SplitKind)> {
    let classes = classes(definitions);
    let is_class = |name: &str| classes.contains(&name) && !definitions.is_clock_end(name);
    let kind = |name: &String| SplitKind { column: ColumnKind::of(name), is_class: is_class(name) };
    let named = columns.iter().map(|name| (name.clone(), kind(name)));
    named.filter(|(_, kind)| kind.column.is_some() || kind.is_class).collect()
}

fn classes(definitions: &Definitions) -> Vec<&str> {
    let order = definitions.settings.order.iter().map(|order| order.attribute.value.as_str());
    let conditions = definitions.commitments.iter().flat_map(|commitment| {
        let whens = commitment.targets.iter().map(|target| &target.when);
        whens.chain([&commitment.applies])
    });
    order.chain(conditions.flat_map(Condition::with_values)).collect()
}
