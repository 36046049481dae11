//! What is owed to customers as CSV, one line a case or period: for who pays it.

use super::io_error;
use crate::render::owed::per;
use crate::report::{Ledger, Money, OwedFor, OwedLine, Report, SubjectReport};
use std::io::Write;

const HEADER: [&str; 15] = [
    "commitment",
    "version",
    "target",
    "per",
    "case",
    "period",
    "minor",
    "currency",
    "amount",
    "before_cap",
    "reason",
    "paid_within",
    "log",
    "file",
    "line",
];

/// Writes what is owed as CSV; without anything owed the header alone.
pub fn remedies(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(HEADER).map_err(io_error)?;
    for line in report.ledger.iter().flat_map(|ledger: &Ledger| &ledger.lines) {
        if let Some(commitment) = report.commitments.get(line.commitment) {
            writer.write_record(record(report, commitment, line)).map_err(io_error)?;
        }
    }
    writer.flush()
}

fn record(report: &Report, commitment: &SubjectReport, line: &OwedLine) -> [String; 15] {
    let currency = commitment.owed.as_ref().and_then(|owed| owed.money.currency.clone());
    let minor = |minor: Option<i128>| minor.map_or_else(String::new, |minor| minor.to_string());
    let amount = line.minor.map(|minor| Money { currency: currency.clone(), minor }.amount());
    let (case, reason, place) = match &line.owed_for {
        OwedFor::Case { log, file, line, id, is_overdue } => {
            let reason = if *is_overdue { "overdue" } else { "late" };
            let log = report.data.logs.get(*log);
            let path = log.and_then(|log| log.summary.files.get(*file)).map(|file| file.path.clone());
            let log = log.map_or_else(String::new, |log| log.id.clone());
            (id.to_string(), reason.to_owned(), [log, path.unwrap_or_default(), line.to_string()])
        }
        OwedFor::Period { below } => (String::new(), format!("below {below}"), <[String; 3]>::default()),
    };
    let [log, file, at] = place;
    [
        commitment.id.clone(),
        commitment.version.clone(),
        line.target.to_string(),
        commitment.owed.as_ref().map_or("", |owed| per(owed.per)).to_owned(),
        case,
        line.period.clone(),
        minor(line.minor),
        currency.unwrap_or_default(),
        amount.unwrap_or_default(),
        minor(line.before_cap),
        reason,
        commitment.paid_within.clone().unwrap_or_default(),
        log,
        file,
        at,
    ]
}
