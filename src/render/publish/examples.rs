//! Example cases on sheets for staff: when they start, and when they are due.

use super::blocks::{Block, Field, Grid};
use super::sheet::Sheets;
use super::terms::behind;
use crate::model::{Commitment, Effective, Escalation, Measure, Standard, Target};
use crate::publish::{Counting, Example, Shown, Term, examples};
use crate::render::wording::instants;
use crate::render::wording::publish::ExampleWords;
use crate::text::words_of_name;

/// A column of dues.
struct Column {
    name: String,
    term: Term,
    /// The days on which it holds.
    in_force: Effective,
}

impl Sheets<'_> {
    /// A table for each limit in time; of other targets why they have none.
    pub(super) fn examples(&self, shown: Shown<'_>, standard: Option<&Standard>, blocks: &mut Vec<Block>) {
        for target in &shown.commitment.targets {
            let terms = self.promised(shown.commitment, target);
            let note = match target.measure() {
                Some(Measure::Within(..) | Measure::Ahead(..)) => {
                    if let Some(table) = self.table(shown, standard, target, &terms) {
                        blocks.push(Block::Table(table));
                        continue;
                    }
                    self.words.no_example(&terms)
                }
                Some(Measure::By(_, column)) => self.words.own_due(&terms, &words_of_name(column)),
                Some(Measure::Value(_)) => self.words.no_due(&terms, true),
                Some(Measure::ClockStatistic(..) | Measure::ValueStatistic(..)) => {
                    self.words.no_due(&terms, false)
                }
                None => continue,
            };
            blocks.push(Block::Note(note));
        }
    }

    /// The examples of a limit; `None` where no case can start.
    fn table(
        &self,
        shown: Shown<'_>,
        standard: Option<&Standard>,
        target: &Target,
        terms: &str,
    ) -> Option<Grid> {
        let counting = self.counting(shown.commitment, target)?;
        let zone = counting.zone;
        let words = ExampleWords { language: self.page.language, ahead: counting.ahead };
        let found = examples(counting, term(target)?, self.first, shown.days());
        if found.is_empty() {
            return None;
        }
        let [case, start, due] = words.columns();
        let mut columns = vec![Column { name: due.to_owned(), term: term(target)?, in_force: shown.days() }];
        columns.extend(standard.into_iter().flat_map(|standard| self.columns(words, target, standard)));
        // A notice that is late is late at once: nobody can be called before.
        let escalation = shown.commitment.escalation.as_ref().filter(|_| !counting.ahead);
        columns.extend(escalation.map(|escalation| called(words, escalation, shown.days())));
        let row = |example: &Example<'_>| {
            let starts = instants::instant(words.language, zone, example.start);
            let fields =
                [Field::Long(words.occasion(&example.occasion)), Field::Instant(example.start, starts)];
            let dues = columns.iter().map(|column| due_field(words, counting, column, example));
            fields.into_iter().chain(dues).collect()
        };
        let names = [case, start].map(str::to_owned).into_iter();
        Some(Grid {
            caption: words.caption(terms, zone.name()),
            rows: found.iter().map(row).collect(),
            columns: names
                .chain(columns.into_iter().map(|column| column.name))
                .map(|name| (name, false))
                .collect(),
        })
    }

    /// How the time of a target of a commitment is counted.
    pub(super) fn counting(&self, commitment: &Commitment, target: &Target) -> Option<Counting<'_>> {
        let clock = self.page.clock(target)?;
        Some(Counting::new(self.page.side, &commitment.id, clock, target.ahead.is_some()))
    }

    /// The columns of the standard behind a target.
    fn columns(&self, words: ExampleWords, target: &Target, standard: &Standard) -> Vec<Column> {
        let behind = behind(target, standard);
        let is_only = behind.len() == 1;
        let column = |own: &&Target| {
            let terms = self.worked_to(standard, own);
            let name = words.standard(Some(terms.as_str()).filter(|_| !is_only));
            Some(Column { name, term: term(own)?, in_force: standard.effective })
        };
        behind.iter().filter_map(column).collect()
    }
}

/// The limit in time of a target.
fn term(target: &Target) -> Option<Term> {
    let limit = target.within.as_ref().or(target.ahead.as_ref())?;
    Some(Term { limit: limit.value.value, due_at: target.due_at.map(|due_at| due_at.value) })
}

/// When somebody is called.
fn called(words: ExampleWords, escalation: &Escalation, in_force: Effective) -> Column {
    let term = Term { limit: escalation.after.value.value, due_at: None };
    Column { name: words.escalation().to_owned(), term, in_force }
}

fn due_field(words: ExampleWords, counting: Counting<'_>, column: &Column, example: &Example<'_>) -> Field {
    if !column.in_force.contains(counting.zone.date_of(example.start)) {
        return Field::Text("–".to_owned());
    }
    match counting.due(example.start, column.term) {
        Some(due) => Field::Instant(due.instant, instants::due(words.language, counting.zone, due)),
        None => Field::Text(words.never().to_owned()),
    }
}
