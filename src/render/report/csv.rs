//! A report as CSV, one line a target, period and group.

use super::{BINS, spreadsheet, verdict};
use crate::report::{Cell, Report, SubjectReport, TargetReport};
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
    let mut writer = spreadsheet::writer(out, options.mark)?;
    let mut header = vec!["commitment", "version", "target", "period"];
    header.extend(report.by.iter().map(String::as_str));
    header.extend(["met", "late", "overdue", "pending", "excluded", "invalid"]);
    header.extend(["attainment", "low", "high", "verdict", "p50", "p90", "p99"]);
    // A column more where percentiles are not exact: none can be taken for what it is not.
    header.extend(report.binned.then_some("percentiles"));
    spreadsheet::write(&mut writer, &header)?;
    let shown = if options.standards { report.standards.as_slice() } else { &[] };
    for subject in report.commitments.iter().chain(shown) {
        for target in &subject.targets {
            for cell in &target.periods {
                let mut record = record(subject, target, cell);
                record.extend(report.binned.then(|| BINS.to_owned()));
                spreadsheet::write(&mut writer, record)?;
            }
        }
    }
    writer.flush()
}

fn record(subject: &SubjectReport, target: &TargetReport, cell: &Cell) -> Vec<String> {
    let mut record = vec![
        subject.id.clone(),
        subject.version.clone(),
        target.place.to_string(),
        cell.period.clone().unwrap_or_default(),
    ];
    record.extend(cell.by.iter().cloned());
    let counts = [cell.met, cell.late, cell.overdue, cell.pending, cell.excluded, cell.invalid];
    record.extend(counts.map(|count| count.to_string()));
    let fraction = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.6}"));
    // For another statistic than the share its value stands in the place of the attainment.
    record.push(fraction(cell.attainment.or(cell.value)));
    record.push(fraction(cell.interval.map(|(low, _)| low)));
    record.push(fraction(cell.interval.map(|(_, high)| high)));
    record.push(verdict(cell.verdict).to_owned());
    match cell.percentiles {
        Some(percentiles) => record.extend(percentiles.map(|value| value.to_string())),
        None => record.extend([const { String::new() }; 3]),
    }
    record
}
