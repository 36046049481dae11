//! The table of a target: which columns it has, and what stands in them. Formats for people share it.

use super::figures::{amount, attained, counts, dash, percents, unadjusted, value};
use super::words::Words;
use crate::clock::ByStart;
use crate::render::printable::printable;
use crate::render::wording::owed;
use crate::report::{Cell, TargetReport};
use std::borrow::Cow;

/// A column of the table of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Period,
    By(usize, String),
    Count(usize),
    Attained,
    WithoutExceptions,
    WithoutPauses,
    Interval,
    Bounds,
    Value,
    Percentile(usize),
    /// What is owed, in this currency.
    Owed(Option<String>),
}

impl Column {
    pub(super) fn all(by: &[String], target: &TargetReport) -> Vec<Self> {
        let mut columns = vec![Self::Period];
        columns.extend(by.iter().enumerate().map(|(place, name)| Self::By(place, name.clone())));
        columns.extend((0..6).map(Self::Count));
        if target.statistic.is_some() {
            columns.push(Self::Value);
        } else {
            columns.push(Self::Attained);
            if target.periods.iter().any(|cell| cell.unadjusted.is_some()) {
                columns.extend([Self::WithoutExceptions, Self::WithoutPauses]);
            }
            columns.push(Self::Interval);
            columns.extend(target.periods.iter().any(|cell| cell.bounds.is_some()).then_some(Self::Bounds));
        }
        if target.periods.iter().any(|cell| cell.percentiles.is_some()) {
            columns.extend((0..3).map(Self::Percentile));
        }
        columns
    }

    /// The columns on pages, which have room for what is owed, where anything is.
    pub(super) fn on_pages(by: &[String], target: &TargetReport) -> Vec<Self> {
        let mut columns = Self::all(by, target);
        let owed = target.periods.iter().filter_map(|cell| cell.owed.as_ref());
        let owed = owed.filter(|owed| owed.times > 0).map(|owed| Self::Owed(owed.money.currency.clone()));
        columns.extend(owed.take(1));
        columns
    }

    /// The column that a narrow terminal can best do without: counts that are zero throughout, then
    /// figures that say more of the same. What decides the verdict always stays.
    pub(super) fn least_needed(columns: &[Self], cells: &[&Cell]) -> Option<usize> {
        let order =
            [Self::Percentile(0), Self::Percentile(2), Self::Interval, Self::Bounds, Self::Percentile(1)];
        let further = || order.iter().find_map(|wanted| columns.iter().position(|column| column == wanted));
        Self::empty(columns, cells).or_else(further)
    }

    /// The last column of counts other than met and late that are zero throughout.
    pub(super) fn empty(columns: &[Self], cells: &[&Cell]) -> Option<usize> {
        columns.iter().rposition(|column| match column {
            Self::Count(place) => *place >= 2 && cells.iter().all(|cell| counts(cell)[*place] == 0),
            _ => false,
        })
    }

    /// Whether it holds words, which stand on the left.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Period | Self::By(..))
    }

    pub(super) fn heading(&self, words: &Words) -> String {
        match self {
            Self::Period => words.period.to_owned(),
            Self::By(_, name) => printable(name).into_owned(),
            Self::Count(place) => words.counts[*place].to_owned(),
            Self::Attained => words.attained.to_owned(),
            Self::WithoutExceptions => words.without_exceptions.to_owned(),
            Self::WithoutPauses => words.without_pauses.to_owned(),
            Self::Interval => words.interval.to_owned(),
            Self::Bounds => words.bounds.to_owned(),
            Self::Value => words.value.to_owned(),
            Self::Percentile(place) => ["p50", "p90", "p99"][*place].to_owned(),
            Self::Owed(currency) => {
                printable(&owed::column(words.language, currency.as_deref())).into_owned()
            }
        }
    }

    /// What its cells are sorted by, where they are figures; `None` for a figure that is not there.
    pub(super) fn key(&self, cell: &Cell) -> Option<f64> {
        match self {
            Self::Period | Self::By(..) => None,
            #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
            Self::Count(place) => Some(counts(cell)[*place] as f64),
            Self::Attained => cell.attainment,
            Self::WithoutExceptions => cell.unadjusted.as_ref()?.without_exceptions.share(),
            Self::WithoutPauses => cell.unadjusted.as_ref()?.without_pauses.share(),
            Self::Interval => cell.interval.map(|(low, _)| low),
            Self::Bounds => cell.bounds.map(|(low, _)| low),
            Self::Value => cell.value,
            Self::Percentile(place) => cell.percentiles.map(|values| values[*place].to_f64()),
            #[expect(clippy::cast_precision_loss, reason = "it is for sorting alone")]
            Self::Owed(_) => cell.owed.as_ref().map(|owed| owed.money.minor as f64),
        }
    }

    pub(super) fn content(&self, words: &Words, target: &TargetReport, cell: &Cell) -> String {
        match self {
            Self::Period => cell.period.as_deref().unwrap_or(words.total).to_owned(),
            Self::By(place, name) => {
                group_value(words, name, cell.by.get(*place).map_or("", String::as_str)).into_owned()
            }
            Self::Count(place) => counts(cell)[*place].to_string(),
            Self::Attained => attained(cell),
            Self::WithoutExceptions => unadjusted(cell, |unadjusted| unadjusted.without_exceptions),
            Self::WithoutPauses => unadjusted(cell, |unadjusted| unadjusted.without_pauses),
            Self::Interval => percents(cell.interval),
            Self::Bounds => percents(cell.bounds),
            Self::Value => value(target, cell),
            Self::Percentile(place) => {
                cell.percentiles.map_or_else(dash, |values| amount(values[*place], target.unit))
            }
            Self::Owed(_) => cell.owed.as_ref().map_or_else(dash, |owed| owed.money.amount()),
        }
    }
}

/// The values of a group in one line.
pub(super) fn group(words: &Words, by: &[String], cell: &Cell) -> String {
    let values = by.iter().zip(cell.by.iter()).map(|(name, value)| group_value(words, name, value));
    values.collect::<Vec<_>>().join(" · ")
}

/// The rows of the table of a target: its periods and, unless they would say the same twice, its totals.
pub(super) fn rows(target: &TargetReport) -> Vec<&Cell> {
    let several = target.periods.len() > target.totals.len();
    let totals = if several { target.totals.as_slice() } else { &[] };
    target.periods.iter().chain(totals).collect()
}

/// The value of a group, or the word for none. Weekdays have their names.
fn group_value<'v>(words: &Words, name: &str, value: &'v str) -> Cow<'v, str> {
    let weekday = || value.parse::<usize>().ok()?.checked_sub(1).and_then(|day| words.weekdays.get(day));
    match ByStart::named(name) {
        _ if value.is_empty() => Cow::Borrowed(words.nothing),
        Some(ByStart::Weekday) => weekday().map_or_else(|| printable(value), |name| Cow::Borrowed(*name)),
        _ => printable(value),
    }
}

/// A verdict, and whether it rests on a few cases or is uncertain.
pub(super) fn verdict(words: &Words, cell: &Cell) -> String {
    let beside = match cell {
        Cell { few: true, .. } => words.few,
        Cell { uncertain: true, .. } => words.uncertain,
        _ => "",
    };
    format!("{}{beside}", words.verdict_of(cell.verdict))
}

/// Why cases of these rows were excluded or invalid, with how many.
pub(super) fn all_reasons(words: &Words, cells: &[&Cell]) -> Vec<(String, u64)> {
    let mut reasons = std::collections::BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.period.is_some()) {
        for (reason, count) in &cell.reasons {
            *reasons.entry(printable(words.reason_named(reason)).into_owned()).or_insert(0) += count;
        }
    }
    reasons.into_iter().collect()
}
