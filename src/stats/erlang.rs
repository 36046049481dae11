//! Waiting for people who are busy: the Erlang C formula.
//!
//! A. K. Erlang, "Løsning af nogle Problemer fra Sandsynlighedsregningen af Betydning for de
//! automatiske Telefoncentraler", Elektroteknikeren 13 (1917); in English in E. Brockmeyer,
//! H. L. Halstrøm and A. Jensen, "The Life and Works of A. K. Erlang" (1948). The model is M/M/c: arrivals
//! at random and independent of each other, handling times that are exponentially distributed, one
//! queue served in order of arrival, and nobody who gives up.

/// More people than this are not counted one by one: the queue is then as good as empty, or endless.
pub const MOST_STAFF: u32 = 10_000;

/// Every case cannot be promised of a queue that is random; this close to it is taken for it.
pub const AS_GOOD_AS_EVERY: f64 = 0.9995;

/// A queue that people work off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queue {
    /// Work that arrives, in Erlang: arrivals in a time unit, times the time units that each takes.
    pub load: f64,
    /// The time that a case takes.
    pub handling: f64,
}

impl Queue {
    /// The share of cases that wait at most `wait`, with so many people at work. Nobody can say where
    /// the load is not below the number of people: the queue then grows without end.
    pub fn share_within(self, staff: u32, wait: f64) -> Option<f64> {
        let after = usize::try_from(staff).ok()?.checked_sub(1)?;
        self.shares_within(wait).nth(after).flatten()
    }

    /// The fewest people with whom a share of cases waits at most `wait`; of every case, as good as every.
    pub fn staff_for(self, share: f64, wait: f64) -> Option<u32> {
        let share = share.min(AS_GOOD_AS_EVERY);
        let enough = |reached: Option<f64>| reached.is_some_and(|reached| reached >= share);
        let place = self.shares_within(wait).position(enough)?;
        u32::try_from(place + 1).ok()
    }

    /// The share for one person, for two, and so on, by the recursion of the Erlang B formula.
    fn shares_within(self, wait: f64) -> impl Iterator<Item = Option<f64>> {
        let Self { load, handling } = self;
        let mut blocked = 1.0;
        (1..=MOST_STAFF).map(move |staff| {
            let staff = f64::from(staff);
            blocked = load * blocked / (staff + load * blocked);
            let waits = staff * blocked / (staff - load * (1.0 - blocked));
            (load < staff).then(|| 1.0 - waits * (-(staff - load) * wait / handling).exp())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 150 calls an hour of 4 minutes each.
    const CALLS: Queue = Queue { load: 10.0, handling: 240.0 };

    #[test]
    fn agrees_with_known_values() {
        let known = [(11, 0.3724), (12, 0.6196), (13, 0.7778), (14, 0.8752), (15, 0.9327), (16, 0.9652)];
        for (staff, expected) in known {
            let share = CALLS.share_within(staff, 20.0).unwrap();
            assert!((share - expected).abs() < 5e-5, "{staff}: {share}");
        }
    }

    #[test]
    fn a_load_that_nobody_can_work_off() {
        assert_eq!(CALLS.share_within(10, 20.0), None);
        assert_eq!(CALLS.share_within(0, 20.0), None);
        assert_eq!(Queue { load: 1e9, ..CALLS }.staff_for(0.8, 20.0), None);
        assert_eq!(Queue { load: f64::INFINITY, ..CALLS }.staff_for(0.8, 20.0), None);
    }

    #[test]
    fn the_fewest_people_for_a_share() {
        assert_eq!(CALLS.staff_for(0.80, 20.0), Some(14));
        assert_eq!(CALLS.staff_for(0.95, 20.0), Some(16));
        // A single server is the queue M/M/1, of which the waiting time is known in closed form.
        let one = Queue { load: 0.5, handling: 60.0 };
        let share = one.share_within(1, 60.0).unwrap();
        assert!((share - (1.0 - 0.5 * (-0.5_f64).exp())).abs() < 1e-12);
    }
}
