//! How often something was met in a log, and where first.

/// How many places are kept.
const KEPT: usize = 5;

/// A row of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, by its place in the log's list.
    pub file: usize,
    /// Its 1-based line.
    pub line: u64,
}

/// A count with its first places in the order of files and lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// How often.
    pub count: u64,
    /// Where first.
    pub first: Vec<Place>,
}

impl Places {
    /// Counts one more.
    pub fn add(&mut self, place: Place) {
        self.count += 1;
        if self.first.len() < KEPT {
            self.first.push(place);
        }
    }

    /// Adds what another part of the log has counted.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.first.extend_from_slice(&other.first);
        self.first.sort_unstable();
        self.first.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_places_win_whatever_the_order_of_merging() {
        let part = |lines: &[u64]| {
            let mut places = Places::default();
            for &line in lines {
                places.add(Place { file: 0, line });
            }
            places
        };
        let (early, late) = (part(&[1, 2, 3, 4]), part(&[10, 11, 12]));
        let mut one = early.clone();
        one.merge(&late);
        let mut other = late;
        other.merge(&early);
        assert_eq!(one, other);
        assert_eq!(one.count, 7);
        assert_eq!(one.first.iter().map(|place| place.line).collect::<Vec<_>>(), [1, 2, 3, 4, 10]);
    }
}
