//! A first reading of a log, for the formats of its columns of times.
//!
//! Only columns for which the log says no format are looked at, and there is no reading at all where
//! it says every one. It must not know what the columns are for.

use super::cells::Fields as _;
use super::error::{AmbiguousTimes, LogError, UnknownTimes};
use super::format::TimeFormat;
use super::header::Width;
use super::needs::Columns;
use super::plan::missing;
use super::records::Record;
use super::sniff::{Column, Decision, Sample};
use super::summary::FoundFormats;
use super::{Needed, OpenLog};

/// A column of times and the formats that were found out.
#[derive(Clone, Debug)]
pub struct Discovered {
    /// Which.
    pub needed: Needed,
    /// As `timestamps` has them, the commonest first; none where the column has no value.
    pub formats: Vec<String>,
}

impl Discovered {
    /// What the summary tells of it.
    pub(super) fn found(&self) -> FoundFormats {
        FoundFormats { column: self.needed.name.clone(), formats: self.formats.clone() }
    }

    /// The formats as they are read.
    pub(super) fn compiled(&self) -> Vec<TimeFormat> {
        self.formats.iter().filter_map(|format| TimeFormat::compile(format).ok()).collect()
    }
}

impl OpenLog<'_> {
    /// The formats of those of these columns for which the log says none, over all rows of all files.
    /// Columns that were asked for before are not looked at again.
    pub fn formats(&mut self, columns: &[Needed]) -> Result<&[Discovered], LogError> {
        let known = |needed: &&Needed| self.discovered.iter().all(|found| found.needed != **needed);
        let undeclared = columns.iter().filter(|needed| self.log.timestamps.of(&needed.name).is_none());
        let times: Vec<_> = undeclared.filter(known).cloned().collect();
        if !times.is_empty() {
            let found = self.discover(times)?;
            self.discovered.extend(found);
        }
        Ok(&self.discovered)
    }

    fn discover(&mut self, times: Vec<Needed>) -> Result<Vec<Discovered>, LogError> {
        self.keep_stdin()?;
        let read = Columns { times, ..Columns::default() };
        let missing: Vec<_> = read.times.iter().map(|needed| missing(self.log, &needed.name)).collect();
        let mut columns: Vec<_> = read.times.iter().map(|_| Column::default()).collect();
        let (mut record, mut scratch) = (Record::default(), Vec::new());
        for file in 0..self.files().count() {
            let mut opened = self.reopen(file)?;
            let header = opened.header.clone();
            let layout = header.layout(&read, None, &opened.at)?;
            while opened.next(&mut record)? {
                self.go_on()?;
                if record.is_blank() || header.width_of(&record) != Width::Right {
                    continue;
                }
                for ((place, missing), column) in layout.times.iter().zip(&missing).zip(&mut columns) {
                    let text = place.cell(&record, 0, missing, &mut scratch).text();
                    if !missing.is(text) {
                        column.add(text, file, record.line);
                    }
                }
            }
        }
        read.times.into_iter().zip(columns).map(|(needed, column)| self.decided(needed, &column)).collect()
    }

    fn decided(&self, needed: Needed, column: &Column) -> Result<Discovered, LogError> {
        let formats = match column.decide() {
            Decision::Formats(formats) => formats.into_iter().map(|(format, _)| format).collect(),
            Decision::Ambiguous(order) => {
                return Err(LogError::AmbiguousTimes(Box::new(AmbiguousTimes {
                    log: self.log.id.value.clone(),
                    column: needed.name,
                    contradictory: order.contradictory,
                    samples: order.samples.iter().map(|sample| self.show(sample)).collect(),
                    formats: order.between,
                })));
            }
            Decision::Unknown { unexplained, samples } => {
                return Err(LogError::UnknownTimes(Box::new(UnknownTimes {
                    log: self.log.id.value.clone(),
                    column: needed.name,
                    values: column.values(),
                    unexplained,
                    samples: samples.iter().map(|sample| self.show(sample)).collect(),
                })));
            }
        };
        Ok(Discovered { needed, formats })
    }

    /// A value and its place as users see it.
    fn show(&self, sample: &Sample) -> (String, String) {
        let file = self.files().nth(sample.file).unwrap_or_default();
        (sample.value.clone(), format!("{file}:{}", sample.line))
    }
}
