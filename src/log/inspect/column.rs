//! What the values of a column look like, in bounded memory.
//!
//! Everything is counted over all rows, save for different values, which are counted up to a bound.
//! It must not know other columns.

use super::super::sniff::{self, Decision};
use super::super::value;
use super::{Looks, TimeFormats};
use crate::log::Span;
use crate::model::Unit;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hasher};

/// Different values that are counted exactly.
pub(super) const DISTINCT: usize = 20_000;
/// Different values up to which a column groups cases.
const FEW: usize = 50;
/// Values that are shown.
const SAMPLES: usize = 3;
/// Characters of a value that are shown.
const SHOWN: usize = 40;
/// Values after which a column that has shown no times is no longer tried.
const TRIED: u64 = 5_000;
/// Texts that stand for a value that is not there, where exports do not leave the field empty.
const MARKERS: [&str; 13] =
    ["?", "-", "--", "NA", "N/A", "n/a", "NULL", "Null", "null", "None", "NaN", "无", "空"];

/// The values of a column so far.
#[derive(Default)]
pub(super) struct Values {
    filled: u64,
    /// Markers of missing values, with how often each stands there.
    markers: Vec<(&'static str, u64)>,
    /// Hashes of different values.
    hashes: HashSet<u64>,
    /// How many values there were when the bound was reached.
    bound_at: Option<u64>,
    /// How often each value stands there, as long as they are few.
    few: Option<HashMap<Box<[u8]>, u64>>,
    samples: Vec<String>,
    numbers: u64,
    clocks: u64,
    times: Option<sniff::Column>,
}

impl Values {
    pub(super) fn new() -> Self {
        Self { few: Some(HashMap::new()), times: Some(sniff::Column::default()), ..Self::default() }
    }

    /// Takes a trimmed field.
    pub(super) fn add(&mut self, text: &[u8], line: u64) {
        if text.is_empty() {
            return;
        }
        if let Some(marker) = MARKERS.into_iter().find(|marker| marker.as_bytes() == text) {
            match self.markers.iter_mut().find(|(known, _)| *known == marker) {
                Some((_, count)) => *count += 1,
                None => self.markers.push((marker, 1)),
            }
            return;
        }
        self.filled += 1;
        self.count(text);
        if self.samples.len() < SAMPLES {
            let shown: String = String::from_utf8_lossy(text).chars().take(SHOWN).collect();
            if !self.samples.contains(&shown) {
                self.samples.push(shown);
            }
        }
        let figure = text.iter().any(u8::is_ascii_digit) && text.len() <= 32;
        if figure && value::number(text).is_some() {
            self.numbers += 1;
        } else if figure && matches!(value::duration(text, Unit::Clock), Span::Seconds(_)) {
            self.clocks += 1;
        }
        if let Some(times) = &mut self.times {
            times.add(text, 0, line);
            if times.values() >= TRIED && times.explained() * 4 < times.values() {
                self.times = None;
            }
        }
    }

    fn count(&mut self, text: &[u8]) {
        if self.bound_at.is_none() {
            let mut hasher = DefaultHasher::new();
            hasher.write(text);
            self.hashes.insert(hasher.finish());
            if self.hashes.len() >= DISTINCT {
                self.bound_at = Some(self.filled);
            }
        }
        if let Some(few) = &mut self.few {
            if let Some(count) = few.get_mut(text) {
                *count += 1;
            } else if few.len() < FEW {
                few.insert(text.into(), 1);
            } else {
                self.few = None;
            }
        }
    }

    /// How many values there are.
    pub(super) fn filled(&self) -> u64 {
        self.filled
    }

    /// Markers of missing values, with how often each stands there.
    pub(super) fn markers(&self) -> &[(&'static str, u64)] {
        &self.markers
    }

    /// Different values, and whether there are more than were counted.
    pub(super) fn distinct(&self) -> (u64, bool) {
        (self.hashes.len() as u64, self.bound_at.is_some())
    }

    /// The share of values that are different, as far as they were counted.
    pub(super) fn variety(&self) -> f64 {
        let (values, different) = (self.bound_at.unwrap_or(self.filled), self.hashes.len());
        if values == 0 { 0.0 } else { ratio(different as u64, values) }
    }

    pub(super) fn samples(&self) -> &[String] {
        &self.samples
    }

    /// The values with how often each stands there, the commonest first, if they are few.
    pub(super) fn few(&self) -> Vec<(String, u64)> {
        let few = self.few.iter().flatten();
        let mut few: Vec<_> =
            few.map(|(value, count)| (String::from_utf8_lossy(value).into_owned(), *count)).collect();
        few.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        few
    }

    /// What most values look like.
    pub(super) fn looks(&self) -> Looks {
        if self.filled == 0 {
            return Looks::Empty;
        }
        if let Some(formats) = self.times.as_ref().and_then(|times| self.times(times)) {
            return Looks::Time(formats);
        }
        let most = |count: u64| ratio(count, self.filled) >= 0.9;
        let repeated = self.filled > self.hashes.len() as u64 * 2;
        match () {
            () if most(self.clocks) => Looks::Duration,
            () if most(self.numbers) => Looks::Number,
            () if self.few.is_some() && (repeated || self.hashes.len() <= 2) => Looks::Attribute,
            () if self.variety() >= 0.95 => Looks::Name,
            () => Looks::Text,
        }
    }

    fn times(&self, times: &sniff::Column) -> Option<TimeFormats> {
        let (formats, ambiguous) = match times.decide() {
            Decision::Formats(formats) => (formats, None),
            Decision::Ambiguous(order) => (order.formats, Some(order.between)),
            Decision::Unknown { .. } => return None,
        };
        // A number that happens to be a date is a number, unless nearly all are.
        let digits_alone = formats
            .first()
            .is_some_and(|(format, _)| !format.contains(['-', '/', '.', ':', ' ', 'b', 'i', '年']));
        let enough = if digits_alone { 0.95 } else { 0.5 };
        let explained = times.explained().min(self.filled);
        (ratio(explained, self.filled) >= enough && explained > 0).then(|| TimeFormats {
            formats,
            ambiguous,
            unexplained: times.unexplained().into_iter().map(|sample| (sample.value, sample.line)).collect(),
            values: self.filled,
        })
    }
}

/// A share of two counts.
#[expect(clippy::cast_precision_loss, reason = "a share to be shown or compared with a round one")]
pub(super) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
