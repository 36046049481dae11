//! CSV that a spreadsheet shows as it stands.
//!
//! Excel and its kin take a cell that begins with certain characters for a formula, and a log can come from
//! anybody. Such a cell gets an apostrophe before it, which they take for "text follows".

use super::io_error;
use std::borrow::Cow;
use std::io::{self, Write};

/// The byte order mark of UTF-8, by which Excel knows that it is UTF-8.
const MARK: &str = "\u{feff}";

/// A writer of CSV on `out`, behind a byte order mark if one is asked for.
pub(super) fn writer<W: Write>(mut out: W, mark: bool) -> io::Result<::csv::Writer<W>> {
    if mark {
        out.write_all(MARK.as_bytes())?;
    }
    Ok(::csv::WriterBuilder::new().has_headers(false).from_writer(out))
}

/// Writes a record of harmless cells.
pub(super) fn write<W: Write>(
    writer: &mut ::csv::Writer<W>,
    record: impl IntoIterator<Item = impl AsRef<str>>,
) -> io::Result<()> {
    for cell in record {
        writer.write_field(harmless(cell.as_ref()).as_bytes()).map_err(io_error)?;
    }
    writer.write_record(None::<&[u8]>).map_err(io_error)
}

/// A cell that no spreadsheet takes for a formula. Numbers are none. What could be mistaken for such a cell
/// gets an apostrophe too, so that taking away one gives back every cell.
pub(super) fn harmless(cell: &str) -> Cow<'_, str> {
    if is_harmless(cell) { Cow::Borrowed(cell) } else { Cow::Owned(format!("'{cell}")) }
}

pub(super) fn is_harmless(cell: &str) -> bool {
    let begins = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if cell.starts_with('\'') {
        !begins(cell.trim_start_matches('\''))
    } else {
        !begins(cell) || is_number(cell)
    }
}

/// Whether it is digits with a sign and at most one point.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_text_and_can_be_had_back() {
        for formula in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "'=1", "''@a"]
        {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for cell in ["", "phone", "-5", "+1.25", "'t Hooft", "a=b", "2026-03", "–", "投诉"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
