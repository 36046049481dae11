//! Which target of the one side a target of the other is held against, of a whole version and of a case.

use crate::diff::Side;
use crate::diff::measures::{self, ALIKE};
use crate::model::Target;
use crate::report::Said;

/// The targets of two versions that belong together, by their places from 0.
#[derive(Default)]
pub(super) struct Partners {
    /// In the order of the new side, with those that only the old one has behind.
    pub(super) pairs: Vec<[Option<usize>; 2]>,
    /// Of each side by place: the measure that a target is of, the same on both sides.
    groups: [Vec<usize>; 2],
}

impl Partners {
    pub(super) fn new<'d>(sides: [&Side<'d>; 2], targets: [&'d [Target]; 2]) -> Self {
        let [old, new] = targets;
        let mut groups = targets.map(|targets| vec![usize::MAX; targets.len()]);
        let mut partner = vec![None; new.len()];
        for (number, group) in measures::groups(sides, old, new).into_iter().enumerate() {
            let (mut olds, mut news) = (group.old, group.new);
            for (groups, placed) in groups.iter_mut().zip([&olds, &news]) {
                for placed in placed {
                    groups[placed.place - 1] = number;
                }
            }
            // The same cases first, then the same terms.
            let alike = ALIKE.into_iter().flat_map(|is_alike| [(true, is_alike), (false, is_alike)]);
            let mut alike: Vec<_> = alike.collect();
            alike.sort_by_key(|(same_cases, _)| !same_cases);
            for (same_cases, is_alike) in alike {
                let matches = |one: &Target, other: &Target| {
                    (!same_cases || one.when == other.when) && is_alike(one, other)
                };
                while let Some((was, is)) = measures::take_pair(&mut olds, &mut news, matches) {
                    partner[is.place - 1] = Some(was.place - 1);
                }
            }
        }
        let both = partner.iter().enumerate().map(|(new, old)| [*old, Some(new)]);
        let gone = (0..old.len()).filter(|old| !partner.contains(&Some(*old))).map(|old| [Some(old), None]);
        Self { pairs: both.chain(gone).collect(), groups }
    }

    /// The partner of a target of the old side.
    pub(super) fn of_old(&self, place: usize) -> Option<usize> {
        self.pairs.iter().find(|pair| pair[0] == Some(place)).and_then(|pair| pair[1])
    }

    /// What both sides say of a case, put together: partners first, then what is of one measure. `place`
    /// gives the place of a target of a side.
    pub(super) fn of_case<'s>(
        &self,
        said: [&'s [Said]; 2],
        place: impl Fn(usize, &Said) -> usize,
    ) -> Vec<[Option<&'s Said>; 2]> {
        let mut news: Vec<&Said> = said[1].iter().collect();
        let mut olds: Vec<&Said> = said[0].iter().collect();
        let mut pairs = Vec::new();
        let is_partner = |old: &Said, new: &Said| self.of_old(place(0, old)) == Some(place(1, new));
        let is_of_measure =
            |old: &Said, new: &Said| self.groups[0][place(0, old)] == self.groups[1][place(1, new)];
        for belongs in [&is_partner as &dyn Fn(&Said, &Said) -> bool, &is_of_measure] {
            olds.retain(|old| match news.iter().position(|new| belongs(old, new)) {
                Some(found) => {
                    pairs.push([Some(*old), Some(news.remove(found))]);
                    false
                }
                None => true,
            });
        }
        pairs.extend(olds.into_iter().map(|old| [Some(old), None]));
        pairs.extend(news.into_iter().map(|new| [None, Some(new)]));
        pairs
    }
}
