//! Which rows of a batch a version and its targets are about, and which of them it excludes.

use super::derived::{Derived, date};
use super::kernel::{Kernel, View};
use super::mask::Mask;
use super::verdicts::Dated;
use super::{Conditions, Measurement};
use crate::clock::judge::exception;
use crate::clock::plan::VersionPlan;
use crate::clock::state::Reason;

/// A version on one log, with its conditions by their places.
#[derive(Debug)]
pub(super) struct VersionKernels<'p> {
    version: &'p VersionPlan,
    applies: usize,
    /// `None` for an exception in words alone.
    exceptions: Vec<Option<usize>>,
    /// By group, condition and targets of each band.
    pub(super) groups: Vec<Vec<(usize, Vec<Kernel<'p>>)>>,
}

/// The rows that conditions choose.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// Those that a version is about.
    pub(super) covered: Mask,
    /// Of them, those that it excludes, and why; no row is there twice.
    excluded: Vec<(Reason, Mask)>,
    /// The same for one target, where the version is not always in force.
    own: Vec<(Reason, Mask)>,
}

impl<'p> VersionKernels<'p> {
    pub(super) fn new(
        version: &'p VersionPlan,
        derived: &mut Derived<'p>,
        conditions: &mut Conditions<'p>,
    ) -> Self {
        let mut groups = Vec::new();
        for group in &version.groups {
            let mut bands = Vec::new();
            for (when, targets) in &group.bands {
                let kernels = targets.iter().map(|target| {
                    let wanted = match &target.measurement {
                        Measurement::Equals { wanted, .. } => Some(conditions.place(wanted)),
                        _ => None,
                    };
                    Kernel::new(target, derived, wanted)
                });
                let kernels = kernels.collect();
                bands.push((conditions.place(when), kernels));
            }
            groups.push(bands);
        }
        let exceptions = version.exceptions.iter();
        Self {
            version,
            applies: conditions.place(&version.applies),
            exceptions: exceptions.map(|when| when.as_ref().map(|when| conditions.place(when))).collect(),
            groups,
        }
    }
}

impl Chosen {
    /// Chooses the rows that a version is about, and works out its exceptions for them. Whether there
    /// are any.
    pub(super) fn cover(&mut self, version: &VersionKernels<'_>, view: &View<'_, '_>) -> bool {
        self.covered = view.conditions[version.applies];
        self.excluded.clear();
        if self.covered.is_empty() {
            return false;
        }
        // The first that holds gives the reason.
        let mut left = self.covered;
        for (place, when) in version.exceptions.iter().enumerate() {
            let Some(when) = *when else { continue };
            let rows = left & view.conditions[when];
            left -= rows;
            if !rows.is_empty() {
                self.excluded.push((exception(place), rows));
            }
        }
        true
    }

    /// The rows of a band that a target says something of, and why some are excluded.
    pub(super) fn of(
        &mut self,
        version: &VersionKernels<'_>,
        kernel: &Kernel<'_>,
        band: Mask,
        view: &View<'_, '_>,
        derived: &Derived<'_>,
    ) -> (Mask, &[(Reason, Mask)]) {
        let version = version.version;
        if version.is_always_in_force() {
            return (band, &self.excluded);
        }
        let (mut rows, mut gap) = (Mask::default(), Mask::default());
        // Cases of one day often stand together.
        let mut known = (None, version.in_force(None));
        band.each(|row| {
            let day = match kernel.dated {
                Dated::Column(place) => date(derived.days(place)[row]),
                Dated::Never => None,
                Dated::Each => kernel.target.measurement.begins(&view.case(row), &kernel.target.zone),
            };
            if day != known.0 {
                known = (day, version.in_force(day));
            }
            match known.1 {
                Some(true) => rows.insert(row),
                Some(false) => gap.insert(row),
                None => {}
            }
        });
        if gap.is_empty() {
            return (rows, &self.excluded);
        }
        self.own.clear();
        self.own.extend(self.excluded.iter().map(|(reason, rows)| (*reason, *rows - gap)));
        self.own.push((Reason::NoVersion, gap));
        (rows | gap, &self.own)
    }
}
