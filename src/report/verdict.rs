//! Verdicts: whether a promise was kept, by its own terms.

use crate::model::Share;

/// Whether a promise was kept in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Kept, and nothing still open can change it.
    Kept,
    /// Broken, and nothing still open can change it.
    Broken,
    /// Pending cases, or the rest of the period, can still decide it.
    Open,
    /// Nothing to judge.
    NoCases,
}

impl Verdict {
    /// The words of machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Broken => "broken",
            Self::Open => "open",
            Self::NoCases => "no cases",
        }
    }

    /// The verdict on a share: `decided` cases count, `met` of them in time, `pending` may still go
    /// either way, and a `running` period may bring more.
    pub fn of_share(share: Share, met: u64, decided: u64, pending: u64, running: bool) -> Self {
        if decided + pending == 0 {
            return Self::NoCases;
        }
        if running {
            // Further cases can repair any share but that of every case.
            let lost = share == Share::every() && met < decided;
            return if lost { Self::Broken } else { Self::Open };
        }
        let worst = share.is_reached(met, decided + pending);
        let best = share.is_reached(met + pending, decided + pending);
        match (worst, best) {
            (true, _) => Self::Kept,
            (false, false) => Self::Broken,
            (false, true) => Self::Open,
        }
    }

    /// The verdict on a statistic: whether its value is as promised now, and whether cases that are
    /// still open can change it. A count of at least so many cannot be lost again.
    pub fn of_statistic(reached: Option<bool>, changeable: bool, for_good: bool) -> Self {
        match reached {
            None if changeable => Self::Open,
            None => Self::NoCases,
            Some(true) if for_good => Self::Kept,
            Some(_) if changeable => Self::Open,
            Some(true) => Self::Kept,
            Some(false) => Self::Broken,
        }
    }
}

/// Whether the 95 % interval of the attainment holds the promised share: too few cases to say what
/// the service can do.
pub(super) fn is_uncertain(share: Share, interval: Option<(f64, f64)>) -> bool {
    interval.is_some_and(|(low, high)| {
        let share = share.to_f64();
        low <= share && share <= high
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::wilson;

    #[test]
    fn a_verdict_waits_for_what_can_change_it() {
        let share = Share::parse("90%").unwrap();
        let verdict =
            |met, decided, pending, running| Verdict::of_share(share, met, decided, pending, running);
        assert_eq!(verdict(9, 10, 0, false), Verdict::Kept);
        assert_eq!(verdict(8, 10, 0, false), Verdict::Broken);
        assert_eq!(verdict(8, 9, 1, false), Verdict::Open);
        assert_eq!(verdict(7, 9, 1, false), Verdict::Broken);
        assert_eq!(verdict(99, 100, 1, false), Verdict::Kept);
        assert_eq!(verdict(9, 10, 0, true), Verdict::Open);
        assert_eq!(verdict(0, 0, 0, false), Verdict::NoCases);
        assert_eq!(verdict(0, 0, 3, false), Verdict::Open);
        assert_eq!(Verdict::of_share(Share::every(), 1, 2, 0, true), Verdict::Broken);
    }

    #[test]
    fn uncertain_is_when_the_interval_holds_the_share() {
        let share = Share::parse("98%").unwrap();
        assert!(is_uncertain(share, wilson(50, 50)));
        assert!(!is_uncertain(share, wilson(400, 400)));
        assert!(!is_uncertain(share, wilson(900, 1000)));
        assert!(!is_uncertain(share, wilson(0, 0)));
    }
}
