//! What an axis of values counts in: hours read better than 14400 seconds.

use crate::report::{TargetReport, Unit};

/// The unit of an axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    divisor: f64,
    unit: &'static str,
}

impl Axis {
    /// The unit in which values up to this one read well.
    pub(super) fn of(target: &TargetReport, greatest: f64) -> Self {
        let (divisor, unit) = match target.unit {
            _ if !target.statistic_is_time() => (1.0, ""),
            Unit::Seconds => match greatest {
                172_800.0.. => (86_400.0, "d"),
                7200.0.. => (3600.0, "h"),
                120.0.. => (60.0, "m"),
                _ => (1.0, "s"),
            },
            Unit::Days => (1.0, "d"),
            Unit::Value => (1.0, ""),
        };
        Self { divisor, unit }
    }

    /// A value on the axis.
    pub(super) fn on(self, value: f64) -> f64 {
        value / self.divisor
    }

    /// A place on the axis in words.
    pub(super) fn show(self, place: f64) -> String {
        let rounded = format!("{place:.2}");
        let short = rounded.trim_end_matches('0').trim_end_matches('.');
        format!("{}{}", if short == "-0" { "0" } else { short }, self.unit)
    }
}
