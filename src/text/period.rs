//! Periods over which something is counted: each calendar month, 每自然月, 按月, quarterly.

use super::lexicon::PERIODS;
use super::starts::Scan;
use std::ops::Range;

/// A period that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodFact {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Which.
    pub every: Every,
}

/// A period of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Every {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

/// The periods of a folded text, from left to right.
pub(super) fn find(text: Scan<'_>) -> Vec<PeriodFact> {
    let hits = PERIODS.find(text).into_iter();
    let read = |hit: super::lexicon::Hit| {
        let every = match hit.kind {
            "day" => Every::Day,
            "week" => Every::Week,
            "month" => Every::Month,
            "quarter" => Every::Quarter,
            _ => Every::Year,
        };
        // 每月10日 is a date, 每周7天 and 每天8:00 are opening times.
        let is_date = text[hit.range.end..].starts_with(|c: char| c.is_ascii_digit());
        (!is_date).then_some(PeriodFact { range: hit.range, every })
    };
    hits.filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::Every;
    use crate::text::Reading;

    #[test]
    fn periods_as_charters_write_them() {
        let read = |text: &str| Reading::new(text).periods().iter().map(|p| p.every).collect::<Vec<_>>();
        for (text, every) in [
            ("in 95% of cases each calendar month", Every::Month),
            ("达成率不低于95%（按自然月统计）", Every::Month),
            ("每月不低于99%", Every::Month),
            ("按季統計", Every::Quarter),
            ("counted over each quarter", Every::Quarter),
            ("每年達標率為93%", Every::Year),
            ("in 90% of orders per calendar week", Every::Week),
        ] {
            assert_eq!(read(text), [every], "{text}");
        }
        for text in ["每月10日寄出", "每周7天", "24 hours a day", "once a month's bill is paid"] {
            assert!(!read(text).contains(&Every::Day) && !read(text).contains(&Every::Week), "{text}");
        }
    }
}
