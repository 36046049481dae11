//! What stands between the fields of a file, and at the ends of its lines, by its first many records.
//!
//! The delimiter is the one that cuts records into the same number of fields; what stands inside of
//! quotes does not count. It must not know what the fields say.

use super::super::cells::Fields as _;
use super::super::records::{Cursor, Record, Records};
use std::collections::HashMap;

/// Records that are looked at.
const RECORDS: u32 = 500;

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnds {
    /// A line feed.
    Lf,
    /// A carriage return and a line feed, as on Windows.
    CrLf,
    /// A carriage return.
    Cr,
    /// More than one of these.
    Mixed,
}

/// The delimiter of a text; a comma where nothing speaks for another.
pub(super) fn delimiter(text: &str) -> u8 {
    let mut best = (b',', 0.0);
    for delimiter in [b',', b';', b'\t', b'|'] {
        let fit = fit(text, delimiter);
        if fit > best.1 {
            best = (delimiter, fit);
        }
    }
    best.0
}

/// How well a delimiter fits: the share of records that have the commonest number of fields, and a
/// little more for more fields. Nothing where that number is one.
fn fit(text: &str, delimiter: u8) -> f64 {
    // The head may be cut inside of a record, even inside of quotes.
    let text = [text.as_bytes(), b"\n"].concat();
    let (mut records, mut cursor) = (Records::new(delimiter), Cursor { at: 0, line: 1 });
    let mut record = Record::default();
    let mut widths: HashMap<usize, u32> = HashMap::new();
    let mut read: u32 = 0;
    while read < RECORDS && matches!(records.next(&text, &mut cursor, &mut record), Ok(true)) {
        if record.width() > 0 {
            *widths.entry(record.width()).or_default() += 1;
            read += 1;
        }
    }
    let commonest = widths.into_iter().max_by_key(|&(width, count)| (count, width));
    match commonest {
        Some((width, count)) if width > 1 => {
            let width = u32::try_from(width).unwrap_or(u32::MAX);
            f64::from(count) / f64::from(read) + f64::from(width.min(100)) / 1000.0
        }
        _ => 0.0,
    }
}

/// How the lines of a text end; `None` where it has a single line.
pub(super) fn line_ends(text: &str) -> Option<LineEnds> {
    let all = text.matches('\n').count();
    let both = text.matches("\r\n").count();
    let returns = text.matches('\r').count();
    match (all - both, both, returns - both) {
        (0, 0, 0) => None,
        (_, 0, 0) => Some(LineEnds::Lf),
        (0, _, 0) => Some(LineEnds::CrLf),
        (0, 0, _) => Some(LineEnds::Cr),
        _ => Some(LineEnds::Mixed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters() {
        for (text, expected) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2,5\n3,5;4,5\n", b';'),
            ("a\tb c, d\n1\t2\n", b'\t'),
            ("a|b|c\n1|\"x|y, z; w\"|3\n", b'|'),
            ("a;b\n1;\"x,y\"\n2;\"x,y\"\n", b';'),
            ("alone\n1\n2\n", b','),
            ("", b','),
            ("a,b\n1,\"cut", b','),
        ] {
            assert_eq!(char::from(delimiter(text)), char::from(expected), "{text:?}");
        }
    }

    #[test]
    fn ends_of_lines() {
        for (text, expected) in [
            ("a", None),
            ("a\nb\n", Some(LineEnds::Lf)),
            ("a\r\nb\r\n", Some(LineEnds::CrLf)),
            ("a\rb\r", Some(LineEnds::Cr)),
            ("a\r\nb\n", Some(LineEnds::Mixed)),
        ] {
            assert_eq!(line_ends(text), expected);
        }
    }
}
