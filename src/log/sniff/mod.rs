//! Which formats the times of a column have, found out from all of its values.
//!
//! Values of the same shape have the same candidates, so that a value costs little more than reading
//! it once. Whether the day or the month comes first is decided by values that only one order
//! explains, over all shapes with the same separator. It must not know files or rows: a place comes
//! with each value.

mod candidate;
mod decide;
mod order;
mod shape;

pub(super) use decide::Decision;

use super::format::{Parsed, TimeFormat};
use candidate::Candidate;
use order::{Order, Orders};
use std::collections::HashMap;

/// Different shapes of a column that are kept; free text has more, and is no time.
const SHAPES: usize = 512;
/// Values that are kept to be shown.
const SAMPLES: usize = 3;

/// A value, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sample {
    /// The value.
    pub(super) value: String,
    /// The file, by its place in the log's list of files.
    pub(super) file: usize,
    /// The 1-based line on which its row begins.
    pub(super) line: u64,
}

/// What the values of a column looked like so far.
#[derive(Debug, Default)]
pub(super) struct Column {
    shapes: Vec<Shape>,
    places: HashMap<Box<[u8]>, usize>,
    /// The shape of the value before.
    last: usize,
    orders: Vec<Orders>,
    values: u64,
    scratch: Vec<u8>,
}

/// Values of the same shape.
#[derive(Debug)]
struct Shape {
    key: Box<[u8]>,
    candidates: Vec<Candidate>,
    /// The separator of its parts, by its place in [`Column::orders`], where their order is open.
    orders: Option<usize>,
    values: u64,
    /// Values that some candidate explains.
    explained: u64,
    /// The first values that no candidate explains.
    unexplained: Vec<Sample>,
}

impl Column {
    /// Takes a trimmed value that is not missing.
    pub(super) fn add(&mut self, value: &[u8], file: usize, line: u64) {
        self.values += 1;
        shape::write(value, &mut self.scratch);
        let known = self.shapes.get(self.last).is_some_and(|shape| *shape.key == *self.scratch);
        if !known {
            self.last = self.place(value);
        }
        let Some(shape) = self.shapes.get_mut(self.last) else { return };
        shape.values += 1;
        let orders = shape.orders.and_then(|place| self.orders.get_mut(place));
        if shape.add(value, orders, file, line) {
            shape.explained += 1;
        } else if shape.unexplained.len() < SAMPLES {
            shape.unexplained.push(sample(value, file, line));
        }
    }

    /// How many values were taken.
    pub(super) fn values(&self) -> u64 {
        self.values
    }

    /// The place of the shape in `scratch`, which is made if it is new.
    fn place(&mut self, value: &[u8]) -> usize {
        if let Some(&place) = self.places.get(self.scratch.as_slice()) {
            return place;
        }
        // What comes after so many shapes goes to one that nothing explains.
        let full = self.shapes.len() >= SHAPES;
        let (key, candidates) = if full {
            (Box::default(), Vec::new())
        } else {
            (self.scratch.as_slice().into(), candidate::all(value))
        };
        if full && let Some(&place) = self.places.get(&key) {
            return place;
        }
        let separator =
            candidates.iter().find_map(|candidate| candidate.order).map(|(_, separator)| separator);
        let orders = separator.map(|separator| Orders::place(&mut self.orders, separator));
        let shape =
            Shape { key: key.clone(), candidates, orders, values: 0, explained: 0, unexplained: Vec::new() };
        self.shapes.push(shape);
        self.places.insert(key, self.shapes.len() - 1);
        self.shapes.len() - 1
    }
}

impl Shape {
    /// Tries all candidates on a value. Whether any explains it.
    fn add(&mut self, value: &[u8], orders: Option<&mut Orders>, file: usize, line: u64) -> bool {
        let mut read: [Option<Parsed>; Order::ALL.len()] = [None; Order::ALL.len()];
        let mut explained = false;
        for candidate in &mut self.candidates {
            let Some(parsed) = candidate.parse(value) else { continue };
            candidate.explained += 1;
            explained = true;
            if let Some((order, _)) = candidate.order {
                read[order as usize] = Some(parsed);
            }
        }
        if let Some(orders) = orders
            && explained
        {
            let year_may_be_first = self.candidates.iter().any(Candidate::has_short_year_first);
            orders.add(&read, value, year_may_be_first, || sample(value, file, line));
        }
        explained
    }
}

fn sample(value: &[u8], file: usize, line: u64) -> Sample {
    let value = String::from_utf8_lossy(value).chars().take(60).collect();
    Sample { value, file, line }
}

/// Compiles a format that this module wrote itself.
fn compile(text: &str) -> Option<TimeFormat> {
    TimeFormat::compile(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decide(values: &[&str]) -> Decision {
        let mut column = Column::default();
        for (line, value) in (2..).zip(values) {
            column.add(value.as_bytes(), 0, line);
        }
        column.decide()
    }

    /// The formats of values, or what keeps them from being told.
    fn formats(values: &[&str]) -> String {
        let shown = |samples: &[Sample]| {
            samples
                .iter()
                .map(|sample| format!("{}:{}", sample.line, sample.value))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match decide(values) {
            Decision::Formats(formats) => {
                formats.into_iter().map(|(format, _)| format).collect::<Vec<_>>().join(" | ")
            }
            Decision::Ambiguous(order) => {
                let kind = if order.contradictory { "both" } else { "open" };
                format!("{kind} {} ({})", order.formats.join(" | "), shown(&order.samples))
            }
            Decision::Unknown { unexplained, samples } => {
                format!("{unexplained} unknown ({})", shown(&samples))
            }
        }
    }

    #[test]
    fn one_value_is_enough_where_nothing_is_open() {
        for (value, format) in [
            ("2025-07-01", "iso"),
            ("2025-07-01 08:05:09", "iso"),
            ("2025-07-01T08:05:09.123456Z", "iso"),
            ("2025-07-01 08:05:09 +0800", "iso"),
            ("2025-07-01 08:05:09 UTC", "iso"),
            ("2025-7-1", "%Y-%m-%d"),
            ("2025-7-1 8:05", "%Y-%m-%d %H:%M"),
            ("2025/07/01 08:05:09.123", "%Y/%m/%d %H:%M:%S.%f"),
            ("2025.07.01 08.05", "%Y.%m.%d %H.%M"),
            ("2025-07-01-08.05.09.123456", "%Y-%m-%d-%H.%M.%S.%f"),
            ("13/07/2025", "%d/%m/%Y"),
            ("29/2/2016 01:16", "%d/%m/%Y %H:%M"),
            ("07/13/2025 8:05:09 PM", "%m/%d/%Y %I:%M:%S %p"),
            ("13.07.2025 08:05", "%d.%m.%Y %H:%M"),
            ("13-07-99", "%d-%m-%y"),
            ("13/7/99 8:05 a. m.", "%d/%m/%y %I:%M %p"),
            ("5/5/2025", "%d/%m/%Y"),
            ("Apr 16 2025 07:01", "%b %d %Y %H:%M"),
            ("Jan. 5, 2025 8:05 AM", "%b %d, %Y %I:%M %p"),
            ("September 3, 2025", "%b %d, %Y"),
            ("16 Apr 2025", "%d %b %Y"),
            ("16-Apr-25 07.01", "%d-%b-%y %H.%M"),
            ("16APR2025:07:01:09", "%d%b%Y:%H:%M:%S"),
            ("2025-Apr-16", "%Y-%b-%d"),
            ("01/Jul/2025:08:05:09 +0800", "%d/%b/%Y:%H:%M:%S %z"),
            ("Tue, 01 Jul 2025 08:05:09 GMT", "%a, %d %b %Y %H:%M:%S %z"),
            ("Tue Jul  1 08:05:09 2025", "%a %b %d %H:%M:%S %Y"),
            ("1 de julio de 2025", "%d de %b de %Y"),
            ("5 set. 2025 8:05 p.m.", "%d %b %Y %I:%M %p"),
            ("2025年7月1日 8:05", "%Y年%m月%d日 %H:%M"),
            ("2025年7月1日下午3:05", "%Y年%m月%d日%p%I:%M"),
            ("2025年07月01日 08时05分09秒", "%Y年%m月%d日 %H时%M分%S秒"),
            ("2025/7/1 上午 8:05:09", "%Y/%m/%d %p %I:%M:%S"),
            ("20250701", "%Y%m%d"),
            ("20250701 080509", "%Y%m%d %H%M%S"),
            ("20250701T0805Z", "%Y%m%dT%H%M%z"),
            ("20250701080509", "%Y%m%d%H%M%S"),
            ("20250701080509123", "%Y%m%d%H%M%S%f"),
            ("2025070108", "%Y%m%d%H"),
            ("1751328000", "epoch"),
            ("1751328000.25", "epoch"),
            ("1751328000123", "epoch_ms"),
            ("2025-07-01 805", "%Y-%m-%d %H%M"),
            ("08:05 13/07/2025", "%H:%M %d/%m/%Y"),
        ] {
            assert_eq!(formats(&[value]), format, "{value}");
            let parsed = compile(format).unwrap().parse(value.as_bytes());
            assert!(parsed.is_some(), "{format} does not read {value}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for value in
            ["abc", "08:05", "12", "3.5", "99999999", "13/13/2025", "2025-07", "TKT00012", "1/2", "-", "年"]
        {
            assert_eq!(formats(&[value]), format!("1 unknown (2:{value})"));
        }
        assert_eq!(formats(&[]), "");
    }

    #[test]
    fn day_or_month() {
        // One value decides for all, also for another shape.
        assert_eq!(formats(&["1/2/2025", "3/4/2025 10:00", "13/2/2025"]), "%d/%m/%Y | %d/%m/%Y %H:%M");
        assert_eq!(formats(&["01/02/2025", "2/13/2025"]), "%m/%d/%Y");
        assert_eq!(formats(&["1/2/25", "12/31/2025"]), "%m/%d/%y | %m/%d/%Y");
        // Another separator has its own order.
        assert_eq!(formats(&["13.2.2025", "2/13/2025"]), "%d.%m.%Y | %m/%d/%Y");
        assert_eq!(formats(&["5/5/2025", "6/6/2025"]), "%d/%m/%Y");
        assert_eq!(
            formats(&["5/5/2025", "1/2/2025", "3/4/2025"]),
            "open %d/%m/%Y | %m/%d/%Y (3:1/2/2025, 4:3/4/2025)"
        );
        assert_eq!(
            formats(&["1/2/2025 8:05", "13/2/2025 8:05", "2/13/2025 8:05"]),
            "both %d/%m/%Y %H:%M | %m/%d/%Y %H:%M (3:13/2/2025 8:05, 4:2/13/2025 8:05)"
        );
        assert_eq!(
            formats(&["1/2/2025", "13/13/2025", "14/14/2025", "15/15/2025"]),
            "open %d/%m/%Y | %m/%d/%Y (2:1/2/2025)"
        );
    }

    #[test]
    fn a_year_of_two_digits() {
        let days: Vec<String> = (10..28).map(|day| format!("{day}-07-25")).collect();
        let years: Vec<String> = (10..28).map(|day| format!("25-07-{day}")).collect();
        let texts = |values: &[String]| formats(&values.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(texts(&days), "%d-%m-%y");
        assert_eq!(texts(&years), "%y-%m-%d");
        assert_eq!(texts(&days[10..13]), "open %d-%m-%y | %y-%m-%d (2:20-07-25, 3:21-07-25, 4:22-07-25)");
    }

    #[test]
    fn several_formats_and_what_none_explains() {
        let mixed =
            ["2025-01-14 20:50:00", "16/04/2025 07:01", "Apr 16 2025 07:01", "2025-01-15 20:50:00", "soon"];
        assert_eq!(formats(&mixed), "iso | %d/%m/%Y %H:%M | %b %d %Y %H:%M");
        // What explains all is enough.
        assert_eq!(formats(&["2016-10-30", "2016-7-30", "2016-10-31"]), "%Y-%m-%d");
        assert_eq!(formats(&["2025-07-01 15:05 PM", "2025-07-01 3:05 PM"]), "%Y-%m-%d %H:%M %p");
        assert_eq!(formats(&["0000-00-00", "2025-07-01", "2025-07-02"]), "iso");
        assert_eq!(formats(&["2025-07-01", "x", "y"]), "2 unknown (3:x, 4:y)");
    }

    #[test]
    fn free_text_does_not_fill_the_memory() {
        let mut column = Column::default();
        for number in 0..5000_u32 {
            let text: String = (0..12).map(|bit| if number >> bit & 1 == 0 { '-' } else { '.' }).collect();
            column.add(text.as_bytes(), 0, u64::from(number));
        }
        column.add("x".repeat(1_000_000).as_bytes(), 0, 0);
        assert!(column.shapes.len() <= SHAPES + 1);
        assert_eq!(column.values(), 5001);
        assert!(matches!(column.decide(), Decision::Unknown { unexplained: 5001, .. }));
    }

    proptest! {
        #[test]
        fn no_values_make_it_fail(
            values in proptest::collection::vec(
                prop_oneof![
                    proptest::collection::vec(any::<u8>(), 0..70),
                    "([0-9]{1,4}|[-/.: ,T]|Jul|sept|de|年|月|日|AM|p\\. m\\.|UTC|Z|\\+08|Tue){0,14}".prop_map(String::into_bytes),
                ],
                0..30,
            ),
        ) {
            let mut column = Column::default();
            for value in &values {
                column.add(value, 0, 1);
            }
            if let Decision::Formats(formats) = column.decide() {
                let formats: Vec<_> = formats.iter().map(|(format, _)| compile(format).unwrap()).collect();
                // What some candidate explained, the formats that were chosen read.
                let read = values.iter().filter(|value| formats.iter().any(|format| format.parse(value).is_some()));
                prop_assert!(read.count() as u64 >= column.shapes.iter().map(|shape| shape.explained).sum());
            }
        }
    }
}
