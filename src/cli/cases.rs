//! `promise cases`: every case under every target that is about it.

use super::invalid::{Invalid, Rejects};
use super::progress::ProgressLine;
use super::report::Selection;
use super::{Outcome, outputs, time};
use crate::calendar::{Instant, due};
use crate::clock::{Judgement, Overshoot, State, SubjectKind, TargetPlan};
use crate::render::Language;
use crate::render::report::{CaseFormat, CaseLine, CaseWriter, Names};
use crate::report::{Greatest, Judged, Query, Run};
use crate::text::Duration;
use anyhow::Result;
use std::cmp::Reverse;
use std::path::PathBuf;

/// Arguments of `promise cases`.
#[derive(Debug, clap::Args)]
pub(super) struct Cases {
    #[command(flatten)]
    selection: Selection,
    /// Only cases in these states
    #[arg(long, value_enum, value_name = "STATE", value_delimiter = ',')]
    state: Vec<StateArgument>,
    /// Only the so many cases that went furthest past their limit, measured by the limit
    #[arg(long, value_name = "N", conflicts_with = "due_within")]
    worst: Option<usize>,
    /// The day's work list: open cases due within this time after as-of, such as 4h or 2 days, soonest first
    #[arg(long, value_name = "DURATION", value_parser = time::within)]
    due_within: Option<Duration>,
    #[command(flatten)]
    invalid: Invalid,
    /// Begin CSV with a byte order mark, by which Excel knows UTF-8
    #[arg(long)]
    bom: bool,
    /// How to show the cases
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the cases to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Csv,
    Json,
    Text,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum StateArgument {
    Met,
    Late,
    Overdue,
    Pending,
    Excluded,
    Invalid,
}

/// Cases in an order of their own, until all are known.
enum List {
    /// As they come.
    All,
    Worst(Greatest<Overshoot, CaseLine<'static>>),
    /// By their due.
    Due(Greatest<Reverse<Instant>, CaseLine<'static>>),
}

/// What a case is ordered by.
enum Rank {
    /// Its row.
    Row,
    Over(Overshoot),
    Due(Instant),
}

impl Cases {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let loaded = match self.selection.load(language)? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(outcome),
        };
        self.invalid.check_mark(self.bom, matches!(self.format, Format::Csv))?;
        let query = Query { ids: true, ..self.selection.query_as_of(&loaded.definitions, language)? };
        let mut rejects = self.invalid.rejects(self.output.as_deref(), self.bom)?;
        let mut run = Run::open(&loaded.definitions, &query, &mut || Box::new(std::io::stdin()))?;
        if let Some(rejects) = &mut rejects {
            run.rejecting(|reject| rejects.writer.add(reject));
        }
        let as_of = run.as_of.zip(run.logs.first()).map(|(as_of, log)| log.zone.rfc3339(as_of).to_string());
        let names = Names::of(&run);
        let chosen = !query.commitments.is_empty();
        let standards: Vec<_> =
            run.roster.each().map(|(_, subject, ..)| subject.kind == SubjectKind::Standard).collect();
        outputs::deliver(self.output.as_deref(), |look, out| {
            let format = match self.format {
                Format::Csv => CaseFormat::Csv { mark: self.bom },
                Format::Json => CaseFormat::Json,
                Format::Text => CaseFormat::Text(look.text_options(language)),
            };
            let mut writer = CaseWriter::new(format, as_of.as_deref(), out)?;
            let (mut list, as_of) = (self.list(), run.as_of);
            let pick = |judged: &Judged<'_>| {
                let is_standard = standards.get(judged.target.number) == Some(&true);
                let shown = query.covers(&judged.judgement)
                    && (chosen || !is_standard)
                    && self.has_state(judged.judgement.state);
                let rank = if shown { self.rank(judged, as_of)? } else { return None };
                Some((rank, names.line(judged).into_owned()))
            };
            // Lines of the ledger would stand on the same terminal.
            let progress = ProgressLine::begin(language, self.output.is_none() && look.terminal);
            run.tell(&progress.progress());
            run.pick(&pick, &mut |(rank, line)| {
                match (&mut list, rank) {
                    (List::Worst(worst), Rank::Over(over)) => worst.offer(over, || line),
                    (List::Due(open), Rank::Due(due)) => open.offer(Reverse(due), || line),
                    _ => writer.write(&line)?,
                }
                Ok::<(), anyhow::Error>(())
            })?;
            drop(progress);
            match list {
                List::All => {}
                List::Worst(worst) => worst.into_cases().try_for_each(|line| writer.write(&line))?,
                List::Due(open) => open.into_cases().try_for_each(|line| writer.write(&line))?,
            }
            Ok(writer.finish()?)
        })?;
        let spoilt = run.spoilt();
        drop(run);
        rejects.map(Rejects::finish).transpose()?;
        Ok(self.invalid.outcome(spoilt, language))
    }

    fn list(&self) -> List {
        match (self.worst, self.due_within) {
            (Some(most), _) => List::Worst(Greatest::new(most)),
            (None, Some(_)) => List::Due(Greatest::new(usize::MAX)),
            (None, None) => List::All,
        }
    }

    /// What a case is ordered by; `None` if it is not in the list.
    fn rank(&self, judged: &Judged<'_>, as_of: Option<Instant>) -> Option<Rank> {
        let (judgement, target) = (&judged.judgement, judged.target);
        match (self.worst, self.due_within) {
            (Some(_), _) => Overshoot::of(judgement, target, as_of).map(Rank::Over),
            (None, Some(within)) => due_within(judgement, target, as_of, within).map(Rank::Due),
            (None, None) => Some(Rank::Row),
        }
    }

    fn has_state(&self, state: State) -> bool {
        self.state.is_empty() || self.state.iter().any(|asked| asked.state() == state)
    }
}

impl StateArgument {
    fn state(self) -> State {
        match self {
            Self::Met => State::Met,
            Self::Late => State::Late,
            Self::Overdue => State::Overdue,
            Self::Pending => State::Pending,
            Self::Excluded => State::Excluded,
            Self::Invalid => State::Invalid,
        }
    }
}

/// The due of an open case, if it lies within so long after as-of. Civil days end at 24:00 where the
/// target takes its dates.
fn due_within(
    judgement: &Judgement,
    target: &TargetPlan,
    as_of: Option<Instant>,
    within: Duration,
) -> Option<Instant> {
    if !matches!(judgement.state, State::Pending | State::Overdue) {
        return None;
    }
    let (as_of, case) = (as_of?, judgement.due?);
    let last = due(as_of, target.zone.date_of(as_of), within, None, None, &target.zone)?;
    (case.instant <= last.instant).then_some(case.instant)
}
