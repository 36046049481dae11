//! The results of a commitment on the page for customers.

use super::blocks::{Block, Field, Grid};
use super::{Page, Told};
use crate::publish::{AS_OF, RESULTS_END, ResultRow, Shown, instant_line, results, results_begin};
use crate::render::report::{attained, value_in_words};
use crate::report::Verdict;

impl Page<'_> {
    /// Of when the results are.
    pub(super) fn as_of(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Mark(results_begin(AS_OF))];
        if let Told::Results(report) = self.told
            && let Some(as_of) = report.as_of
        {
            let as_of = report.zone.rfc3339(as_of).to_string();
            blocks.push(Block::Mark(instant_line(&as_of)));
            // Customers need no seconds and no offset.
            let shown = as_of.get(..16).unwrap_or(&as_of).replace('T', " ");
            blocks.push(Block::Note(self.words.results_as_of(&shown)));
        }
        blocks.push(Block::Mark(RESULTS_END.to_owned()));
        blocks
    }

    /// The last period that is over; that there is none is told only where it is known.
    pub(super) fn results(&self, shown: Shown<'_>, blocks: &mut Vec<Block>) {
        blocks.push(Block::Mark(results_begin(&format!("of {}", shown.commitment.id.value))));
        match self.told {
            Told::Nothing => {}
            Told::NoLog => blocks.push(Block::Note(self.words.no_results().to_owned())),
            Told::Results(report) => {
                let found = results(report, shown, self.side.definitions, self.side.calendars);
                if found.rows.is_empty() {
                    blocks.push(Block::Note(self.words.no_results().to_owned()));
                } else {
                    blocks.push(Block::Table(self.table(shown, &found.rows)));
                }
            }
        }
        blocks.push(Block::Mark(RESULTS_END.to_owned()));
    }

    fn table(&self, shown: Shown<'_>, rows: &[ResultRow<'_>]) -> Grid {
        let names = self.words.columns();
        let numeric = [false, false, false, true, true, true, true, true];
        Grid {
            caption: self.words.results(&self.title(shown.commitment)),
            columns: names.map(str::to_owned).into_iter().zip(numeric).collect(),
            rows: rows.iter().map(|row| self.row(shown, row)).collect(),
        }
    }

    fn row(&self, shown: Shown<'_>, row: &ResultRow<'_>) -> Vec<Field> {
        let definitions = self.side.definitions;
        let id = shown.commitment.id.value.as_str();
        let version = match row.version {
            Some(version) => definitions.versions(id).find(|known| known.version() == version),
            None => Some(shown.commitment),
        };
        let terms = version
            .and_then(|version| Some(self.target(version, version.targets.get(row.target.place - 1)?)));
        let terms = terms.unwrap_or_default();
        let terms = row.version.map_or(terms.clone(), |version| self.words.by_version(&terms, version));
        let period = if row.period == "all" { self.words.all_cases().to_owned() } else { row.period.clone() };
        let (counts, reached, verdict) = match row.cell {
            None => ([0; 4], "–".to_owned(), Verdict::NoCases),
            Some(cell) => {
                let reached = match row.target.share {
                    Some(_) => attained(cell),
                    None => value_in_words(row.target, cell),
                };
                let counts = [cell.met, cell.late + cell.overdue, cell.pending, cell.excluded + cell.invalid];
                (counts, reached, cell.verdict)
            }
        };
        // The verdict first: a narrow screen cuts off what comes last.
        let verdict = Field::Verdict(verdict, self.words.verdict(verdict));
        let mut fields = vec![Field::Text(terms), Field::Text(period), verdict, Field::Text(reached)];
        fields.extend(counts.map(Field::Count));
        fields
    }
}
