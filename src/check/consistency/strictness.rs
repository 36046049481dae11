//! Which of two targets asks more, where that can be proved.

use crate::model::{DueAt, Limit, Target};
use crate::source::Span;
use crate::text::Duration;
use std::cmp::Ordering;

/// How one limit stands to another of the same measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// It allows what the other does not; the places of both limits.
    Looser(Span, Span),
    /// It allows nothing that the other does not.
    AsStrict,
    /// Neither can be proved.
    Unknown,
}

/// How the limits of `one` stand to those of `other`, shares apart.
pub(super) fn limits(one: &Target, other: &Target) -> Strictness {
    let mut all = Vec::new();
    if let (Some(a), Some(b)) = (&one.within, &other.within) {
        let order = durations(a.value.value, one.due(), b.value.value, other.due());
        all.push(strictness(order, Ordering::Greater, a.span, b.span));
    }
    if let (Some(a), Some(b)) = (&one.ahead, &other.ahead) {
        let order = same_kind(a.value.value, b.value.value);
        all.push(strictness(order, Ordering::Less, a.span, b.span));
    }
    let bounds =
        [(&one.at_least, &other.at_least, Ordering::Less), (&one.at_most, &other.at_most, Ordering::Greater)];
    for (a, b, looser) in bounds {
        match (a, b) {
            (Some(a), Some(b)) => all.push(strictness(limit(&a.value, &b.value), looser, a.span, b.span)),
            (None, None) => {}
            _ => all.push(Strictness::Unknown),
        }
    }
    let same =
        |a: Option<&str>, b: Option<&str>| if a == b { Strictness::AsStrict } else { Strictness::Unknown };
    if one.by.is_some() || one.equals.is_some() || other.equals.is_some() {
        let text =
            |field: &'_ Option<crate::source::Spanned<String>>| field.as_ref().map(|f| f.value.clone());
        all.push(same(text(&one.by).as_deref(), text(&other.by).as_deref()));
        all.push(same(text(&one.equals).as_deref(), text(&other.equals).as_deref()));
    }
    let looser = all.iter().find(|strictness| matches!(strictness, Strictness::Looser(..)));
    match looser {
        Some(looser) => *looser,
        None if !all.is_empty() && all.iter().all(|s| *s == Strictness::AsStrict) => Strictness::AsStrict,
        None => Strictness::Unknown,
    }
}

fn strictness(order: Option<Ordering>, looser: Ordering, one: Span, other: Span) -> Strictness {
    match order {
        Some(order) if order == looser => Strictness::Looser(one, other),
        Some(_) => Strictness::AsStrict,
        None => Strictness::Unknown,
    }
}

fn limit(one: &Limit, other: &Limit) -> Option<Ordering> {
    match (one, other) {
        (Limit::Number(one), Limit::Number(other)) => Some(one.cmp(other)),
        (Limit::Duration(one), Limit::Duration(other)) => same_kind(one.value, other.value),
        _ => None,
    }
}

fn same_kind(one: Duration, other: Duration) -> Option<Ordering> {
    (one.kind() == other.kind()).then(|| one.amount().cmp(&other.amount()))
}

/// Durations of one kind by their amounts; of different kinds only where the time that one allows is
/// longer than that of the other whatever the start and the calendar.
fn durations(
    one: Duration,
    one_due: Option<DueAt>,
    other: Duration,
    other_due: Option<DueAt>,
) -> Option<Ordering> {
    if one.kind() == other.kind() {
        return Some(one.amount().cmp(&other.amount()));
    }
    let (one, other) = (Allowed::of(one, one_due), Allowed::of(other, other_due));
    if other.longest.is_some_and(|longest| one.shortest > longest) {
        Some(Ordering::Greater)
    } else if one.longest.is_some_and(|longest| longest <= other.shortest) {
        Some(Ordering::Less)
    } else {
        None
    }
}

/// The physical time, in seconds, that a limit leaves, over all starts on days of 24 hours.
struct Allowed {
    shortest: i64,
    /// `None` where closed hours can make it any length.
    longest: Option<i64>,
}

const DAY: i64 = 86_400;

impl Allowed {
    fn of(duration: Duration, due: Option<DueAt>) -> Self {
        match duration {
            Duration::Elapsed(seconds) => Self { shortest: seconds, longest: Some(seconds) },
            Duration::Open(seconds) => Self { shortest: seconds, longest: None },
            Duration::Days(days) => Self::days(days, days, due.unwrap_or(DueAt::Midnight)),
            Duration::Months(months) => Self::days(28 * months, 31 * months, due.unwrap_or(DueAt::Midnight)),
            Duration::BusinessDays(days) => {
                Self { longest: None, ..Self::days(days, days, due.unwrap_or(DueAt::Close)) }
            }
        }
    }

    /// The starting date is not counted, so the rest of it comes on top: at least its last second, at
    /// most all of it.
    fn days(fewest: i64, most: i64, due: DueAt) -> Self {
        match due {
            DueAt::SameTime => Self { shortest: fewest * DAY, longest: Some(most * DAY) },
            DueAt::Midnight => Self { shortest: fewest * DAY + 1, longest: Some((most + 1) * DAY) },
            DueAt::Close => Self { shortest: (fewest - 1) * DAY + 1, longest: Some((most + 1) * DAY) },
        }
    }
}

impl Target {
    fn due(&self) -> Option<DueAt> {
        self.due_at.as_ref().map(|due| due.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(one: &str, other: &str) -> Option<Ordering> {
        durations(Duration::parse(one).unwrap(), None, Duration::parse(other).unwrap(), None)
    }

    #[test]
    fn kinds_are_compared_only_where_it_is_certain() {
        assert_eq!(order("20h", "24h"), Some(Ordering::Less));
        assert_eq!(order("3 business days", "2 business days"), Some(Ordering::Greater));
        // A day ends at midnight: on every start it leaves more than 24 hours, and up to 48.
        assert_eq!(order("1 day", "24h"), Some(Ordering::Greater));
        assert_eq!(order("24h", "1 day"), Some(Ordering::Less));
        assert_eq!(order("1 day", "36h"), None);
        assert_eq!(order("2 months", "30 days"), Some(Ordering::Greater));
        // Open time takes at least as long as it counts, and with a night between any time longer.
        assert_eq!(order("16 business hours", "8h"), Some(Ordering::Greater));
        assert_eq!(order("8h", "16 business hours"), Some(Ordering::Less));
        assert_eq!(order("4 business hours", "8h"), None);
        assert_eq!(order("1 business day", "8 business hours"), None);
    }
}
