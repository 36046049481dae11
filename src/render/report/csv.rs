//! A report as CSV, one line a target, period and group.

use super::spreadsheet::{self, harmless};
use super::{BINS, io_error, verdict};
use crate::clock::ByStart;
use crate::report::{Cell, Report, SubjectReport, TargetReport};
use std::fmt::Write as _;
use std::io::Write;

/// What is in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// Whether standards come in: who adds up the lines must not count a case once for the promise and
    /// once for the level behind it.
    pub standards: bool,
    /// Whether it begins with a byte order mark.
    pub mark: bool,
}

/// Writes the report as CSV.
pub fn csv(report: &Report, options: CsvOptions, out: &mut dyn Write) -> std::io::Result<()> {
    let mut line = Line { writer: spreadsheet::writer(out, options.mark)?, text: String::new() };
    line.header(report)?;
    let shown = if options.standards { report.standards.as_slice() } else { &[] };
    for subject in report.commitments.iter().chain(shown) {
        for target in &subject.targets {
            for cell in &target.periods {
                line.cell(subject, target, cell)?;
                if report.binned {
                    line.field(BINS)?;
                }
                line.end()?;
            }
        }
    }
    line.writer.flush()
}

/// Writes a line field by field, with one text for all that is formatted: reports can have millions.
struct Line<W: Write> {
    writer: ::csv::Writer<W>,
    text: String,
}

impl<W: Write> Line<W> {
    fn header(&mut self, report: &Report) -> std::io::Result<()> {
        let before = ["commitment", "version", "target", "period"];
        before.iter().try_for_each(|name| self.field(name))?;
        for name in &report.by {
            // A program looks for `@weekday`; it is our name, and no text that somebody put into a log.
            match ByStart::named(name) {
                Some(_) => self.shown(format_args!("{name}"))?,
                None => self.field(name)?,
            }
        }
        let counts = ["met", "late", "overdue", "pending", "excluded", "invalid"];
        let figures = ["attainment", "low", "high", "verdict", "p50", "p90", "p99"];
        counts.iter().chain(&figures).try_for_each(|name| self.field(name))?;
        // A column more where percentiles are not exact: none can be taken for what it is not.
        if report.binned {
            self.field("percentiles")?;
        }
        self.end()
    }

    fn cell(&mut self, subject: &SubjectReport, target: &TargetReport, cell: &Cell) -> std::io::Result<()> {
        self.field(&subject.id)?;
        self.field(&subject.version)?;
        self.shown(format_args!("{}", target.place))?;
        self.field(cell.period.as_deref().unwrap_or_default())?;
        cell.by.iter().try_for_each(|value| self.field(value))?;
        for count in [cell.met, cell.late, cell.overdue, cell.pending, cell.excluded, cell.invalid] {
            self.shown(format_args!("{count}"))?;
        }
        // For another statistic than the share its value stands in the place of the attainment.
        self.fraction(cell.attainment.or(cell.value))?;
        self.fraction(cell.interval.map(|(low, _)| low))?;
        self.fraction(cell.interval.map(|(_, high)| high))?;
        self.field(verdict(cell.verdict))?;
        for place in 0..3 {
            match cell.percentiles {
                Some(percentiles) => self.shown(format_args!("{}", percentiles[place]))?,
                None => self.field("")?,
            }
        }
        Ok(())
    }

    fn fraction(&mut self, value: Option<f64>) -> std::io::Result<()> {
        match value.map(|value| (value, millionths(value))) {
            Some((_, Some(share))) => {
                self.shown(format_args!("{}.{:06}", share / 1_000_000, share % 1_000_000))
            }
            Some((value, None)) => self.shown(format_args!("{value:.6}")),
            None => self.field(""),
        }
    }

    fn shown(&mut self, text: std::fmt::Arguments<'_>) -> std::io::Result<()> {
        self.text.clear();
        self.text.write_fmt(text).map_err(std::io::Error::other)?;
        self.writer.write_field(&self.text).map_err(io_error)
    }

    fn field(&mut self, text: &str) -> std::io::Result<()> {
        self.writer.write_field(&*harmless(text)).map_err(io_error)
    }

    fn end(&mut self) -> std::io::Result<()> {
        self.writer.write_record(None::<&[u8]>).map_err(io_error)
    }
}

/// A share rounded to millionths, unless it is so near to a half of one that only the exact number
/// tells: many times faster than to format that.
fn millionths(share: f64) -> Option<u32> {
    let scaled = share * 1e6;
    let is_sure = (scaled.fract() - 0.5).abs() > 1e-6;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 10^6")]
    let rounded = || (scaled + 0.5) as u32;
    (share.is_sign_positive() && scaled <= 1e6 && is_sure).then(rounded)
}

#[cfg(test)]
mod tests {
    use super::millionths;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shares_are_rounded_as_formatting_does(met in 0..3_000_000_u32, more in 0..3_000_000_u32) {
            let share = f64::from(met) / f64::from(met + more);
            if let Some(millionths) = millionths(share) {
                let shown = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
                prop_assert_eq!(shown, format!("{share:.6}"));
            }
        }
    }

    #[test]
    fn halves_of_a_millionth_are_left_to_the_exact_number() {
        assert_eq!([0.0, 1.0, 0.5, 0.25].map(millionths), [0, 1_000_000, 500_000, 250_000].map(Some));
        assert_eq!([0.000_000_5, 0.123_456_5, -0.0, 1.1, f64::NAN].map(millionths), [None; 5]);
    }
}
