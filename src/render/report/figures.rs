//! Single figures as people read them: shares, times, sizes. The same in every format for people.

use crate::model::Statistic;
use crate::report::{Attained, Cell, TargetReport, Unadjusted, Unit};
use crate::text::Decimal;

pub(super) fn dash() -> String {
    "–".to_owned()
}

pub(super) fn counts(cell: &Cell) -> [u64; 6] {
    [cell.met, cell.late, cell.overdue, cell.pending, cell.excluded, cell.invalid]
}

pub(in crate::render) fn percents(range: Option<(f64, f64)>) -> String {
    range.map_or_else(dash, |(low, high)| format!("{:.1}–{:.1}%", low * 100.0, high * 100.0))
}

/// Two decimals, cut and not rounded: 97.999 % must not look like a kept 98 %.
pub(in crate::render) fn attained(cell: &Cell) -> String {
    cut(Attained { met: cell.met, decided: cell.decided() })
}

/// What it would be without what the promise takes out.
pub(super) fn unadjusted(cell: &Cell, of: impl Fn(&Unadjusted) -> Attained) -> String {
    cell.unadjusted.as_ref().map_or_else(dash, |unadjusted| cut(of(unadjusted)))
}

/// The same of counts.
pub(in crate::render) fn cut(Attained { met, decided }: Attained) -> String {
    if decided == 0 {
        return dash();
    }
    let hundredths = u128::from(met) * 10_000 / u128::from(decided);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

impl TargetReport {
    /// Whether the statistic is a time, and not a number of cases.
    pub(super) fn statistic_is_time(&self) -> bool {
        self.statistic != Some(Statistic::Count)
    }
}

pub(in crate::render) fn amount(value: Decimal, unit: Unit) -> String {
    match unit {
        Unit::Seconds => value.to_integer().map_or_else(|| value.to_string(), seconds),
        Unit::Days => format!("{value}d"),
        Unit::Value => value.to_string(),
    }
}

/// The value of a statistic.
pub(in crate::render) fn value(target: &TargetReport, cell: &Cell) -> String {
    cell.value.map_or_else(dash, |value| number(target, value))
}

/// A number that is the value of a target's statistic.
pub(in crate::render) fn number(target: &TargetReport, value: f64) -> String {
    match target.unit {
        Unit::Seconds if target.statistic_is_time() => duration(value),
        _ => format!("{value:.2}"),
    }
}

pub(super) fn duration(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "seconds of a case fit, and are rounded for show")]
    let whole = value.round() as i64;
    seconds(whole)
}

/// `45s`, `4m30s`, `2h05m`, `3d04h`: two units are enough to read.
pub(super) fn seconds(seconds: i64) -> String {
    let (days, hours) = (seconds / 86_400, seconds / 3600 % 24);
    let (minutes, rest) = (seconds / 60 % 60, seconds % 60);
    if seconds < 60 {
        format!("{seconds}s")
    } else if seconds < 3600 {
        format!("{minutes}m{rest:02}s")
    } else if days < 3 {
        format!("{}h{minutes:02}m", seconds / 3600)
    } else {
        format!("{days}d{hours:02}h")
    }
}

/// A size as people read it.
pub(in crate::render) fn bytes(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// Columns of a terminal.
pub(in crate::render) fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
