//! Bands in prose: "up to 20 kg", DN100以下, 超过1万元, with the side and whether the bound is in.

use super::Decimal;
use super::count::{CountFact, Counted};
use super::find::FoundDuration;
use super::lexicon::BOUNDS;
use super::money::MoneyFact;
use std::ops::Range;

/// A band that a text names by one bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Where, with the words of the bound.
    pub range: Range<usize>,
    /// The bound.
    pub value: Decimal,
    /// What is counted, in a form that is the same for the same thing.
    pub unit: String,
    /// Whether the bound is the largest value of the band, or the smallest.
    pub is_upper: bool,
    /// Whether the bound itself belongs to the band.
    pub includes: bool,
}

/// What the sections are called whose terms stand behind the number.
const BEHIND: &str = "behind ";

/// The bands of a folded text among its quantities, from left to right.
pub(super) fn find(
    text: &str,
    counts: &[CountFact],
    money: &[MoneyFact],
    durations: &[FoundDuration],
) -> Vec<Band> {
    let counts = counts.iter().filter_map(|count| {
        let unit = || match &count.unit {
            Counted::Unit(unit) => (*unit).to_owned(),
            Counted::Noun(noun) => noun.clone(),
            Counted::Name(name) => format!("{name}…"),
            Counted::Nothing => String::new(),
        };
        read(text, &count.range, count.value, unit)
    });
    let money =
        money.iter().filter_map(|money| read(text, &money.range, money.amount, || "money".to_owned()));
    let times = durations.iter().filter_map(|found| {
        let duration = found.duration.as_ref().ok()?;
        let amount = Decimal::from_integer(duration.amount());
        read(text, &found.range, amount, || format!("{:?}", duration.kind()))
    });
    let mut bands: Vec<_> = counts.chain(money).chain(times).collect();
    bands.sort_by_key(|band| band.range.start);
    bands
}

/// The band of a quantity, if words before or behind it make it one.
fn read(text: &str, range: &Range<usize>, value: Decimal, unit: impl FnOnce() -> String) -> Option<Band> {
    let head = text[..range.start].trim_end();
    let is_behind = |kind: &str| kind.starts_with(BEHIND);
    let before = BOUNDS.before(head, head.len()).filter(|hit| hit.kind != "none" && !is_behind(hit.kind));
    let mut start = text.len() - text[range.end..].trim_start().len();
    // 5公斤（含）以下, 5公斤（不含）以下, 100元(含)以上.
    let bracketed =
        ["(含)", "(不含)", "(包含)"].iter().find(|word| text[start..].starts_with(**word)).copied();
    start += bracketed.map_or(0, str::len);
    let after = BOUNDS.at(text, start).filter(|hit| is_behind(hit.kind));
    let hit = after.or(before)?;
    let end = if hit.range.start >= range.end { hit.range.end } else { range.end };
    let note = ["(含)", "(不含)", "(包含)"].iter().find(|word| text[end..].starts_with(**word)).copied();
    let (is_upper, mut includes) = match hit.kind.strip_prefix(BEHIND).unwrap_or(hit.kind) {
        "upper-including" => (true, true),
        "upper-excluding" => (true, false),
        "lower-including" => (false, true),
        _ => (false, false),
    };
    if let Some(word) = bracketed.or(note) {
        includes = word != "(不含)";
    }
    Some(Band { range: hit.range.start.min(range.start)..end, value, unit: unit(), is_upper, includes })
}

#[cfg(test)]
mod tests {
    use crate::text::Reading;

    fn bands(text: &str) -> Vec<(String, bool, bool)> {
        let reading = Reading::new(text);
        let bands = reading.bands().iter();
        bands.map(|band| (text[band.range.clone()].to_owned(), band.is_upper, band.includes)).collect()
    }

    #[test]
    fn bounds_before_and_behind() {
        for (text, written, is_upper, includes) in [
            ("DN100以下的管道", "DN100以下", true, true),
            ("DN100以上的管道", "DN100以上", false, true),
            ("大于DN100的管道", "大于DN100", false, false),
            ("超过20公斤的", "超过20公斤", false, false),
            ("不超过20公斤的", "不超过20公斤", true, true),
            ("不满5公斤的", "不满5公斤", true, false),
            ("1万元及以下的赔案", "1万元及以下", true, true),
            ("5公斤（不含）以下", "5公斤（不含）以下", true, false),
            ("100元以下（含）", "100元以下", true, true),
            ("parcels of up to 20 kg", "up to 20 kg", true, true),
            ("fewer than 5,000 customers", "fewer than 5,000 customers", true, false),
            ("5,000 customers or more", "5,000 customers or more", false, true),
            ("loans of more than €500,000", "more than €500,000", false, false),
        ] {
            assert_eq!(bands(text), [(written.to_owned(), is_upper, includes)], "{text}");
        }
        assert_eq!(bands("within 4 hours, 20 kg, DN100"), []);
        assert_eq!(bands("自受理起7日内答复，以上100元"), []);
    }
}
