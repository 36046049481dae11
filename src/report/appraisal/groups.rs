//! From the cells of a target to its groups: those with enough cases by name, the small ones together, and
//! of each its cases class by class.

use super::counts::{Counts, Marked};
use super::gather::Cells;
use crate::stats::Stratum;
use std::collections::BTreeMap;

/// Which group it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// One with enough cases; `""` are the cases without a value.
    One(String),
    /// So many with too few cases each, together.
    Others(usize),
}

/// The cases of a group.
pub(super) struct Gathered {
    pub(super) name: Name,
    /// By class.
    pub(super) classes: BTreeMap<Vec<String>, Counts>,
    /// All classes together.
    pub(super) whole: Counts,
}

/// The groups that are compared, in the order of their names, the small ones last; and how many are left
/// out of everything.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) compared: Vec<Gathered>,
    pub(super) withheld: usize,
}

impl Groups {
    /// `classes` are the places of the attributes of the classes among the names behind the group's own.
    pub(super) fn new(cells: &Cells, classes: &[usize], min_cases: u64) -> Self {
        let mut all: BTreeMap<&str, Gathered> = BTreeMap::new();
        for (names, counts) in cells {
            let Some((name, mix)) = names.split_first() else { continue };
            let class: Vec<_> = classes.iter().map(|place| mix[*place].clone()).collect();
            let new = || Gathered::new(Name::One(name.clone()));
            all.entry(name).or_insert_with(new).add(class, counts);
        }
        all.retain(|_, group| group.whole.decided() > 0);
        let is_enough = |group: &Gathered| group.whole.decided() >= min_cases;
        let (mut compared, small): (Vec<_>, Vec<_>) = all.into_values().partition(is_enough);
        let mut others = Gathered::new(Name::Others(small.len()));
        for (class, counts) in small.iter().flat_map(|group| &group.classes) {
            others.add(class.clone(), counts);
        }
        // A single group in the sum, or a sum that is small itself, would be shown alone after all.
        if small.len() > 1 && is_enough(&others) {
            compared.push(others);
            Self { compared, withheld: 0 }
        } else {
            Self { compared, withheld: small.len() }
        }
    }

    /// The cases of a group class by class, beside those of all groups.
    pub(super) fn strata(&self, group: &Gathered, count: impl Fn(&Counts) -> Marked) -> Vec<Stratum> {
        let stratum = |(class, own): (&Vec<String>, &Counts)| {
            let Marked { cases, marked } = count(own);
            let others = self.compared.iter().filter_map(|group| group.classes.get(class)).map(&count);
            let (all, all_marked) =
                others.fold((0, 0), |(all, marked), one| (all + one.cases, marked + one.marked));
            Stratum { cases, marked, all, all_marked }
        };
        group.classes.iter().map(stratum).collect()
    }
}

impl Gathered {
    fn new(name: Name) -> Self {
        Self { name, classes: BTreeMap::new(), whole: Counts::default() }
    }

    fn add(&mut self, class: Vec<String>, counts: &Counts) {
        self.whole.merge(counts);
        self.classes.entry(class).or_default().merge(counts);
    }
}
