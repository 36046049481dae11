//! `--logs` of `promise diff`: which cases a change is tried on, and how many of them are shown.

use super::examine::read_again;
use super::report::PeriodArgument;
use super::time;
use crate::diff::backtest::{self, Backtest, Question};
use crate::diff::{Diff, Side};
use crate::model::Date;
use crate::report::AsOf;
use anyhow::Result;

/// The options of a backtest.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct BacktestOptions {
    /// Also try the changes on the cases of the logs: attainment before and now, cases that flip, remedies
    #[arg(long)]
    logs: bool,
    /// Count cases from this day on
    #[arg(long, value_name = "DATE", value_parser = time::date, requires = "logs")]
    from: Option<Date>,
    /// Count cases up to this day, which is no longer counted
    #[arg(long, value_name = "DATE", value_parser = time::date, requires = "logs")]
    until: Option<Date>,
    /// What happened later is unseen; a date is the end of that day [default: the latest time of the logs]
    #[arg(long, value_name = "TIME", value_parser = time::as_of, requires = "logs")]
    as_of: Option<AsOf>,
    /// Judge by this period instead of each target's own
    #[arg(long, value_enum, requires = "logs")]
    period: Option<PeriodArgument>,
    /// List so many cases of each kind of flip, those that are latest first
    #[arg(long, value_name = "N", default_value_t = 5, requires = "logs")]
    worst: usize,
}

impl BacktestOptions {
    /// Tries the changes, if that is asked for.
    pub(super) fn backtest(&self, sides: [&Side<'_>; 2], diff: &Diff<'_>) -> Result<Option<Backtest>> {
        let question = Question {
            from: self.from,
            until: self.until,
            as_of: self.as_of,
            period: self.period.map(PeriodArgument::period),
            worst: self.worst,
            ..Question::default()
        };
        if self.logs { run(sides, diff, question).map(Some) } else { Ok(None) }
    }
}

/// Tries changes on the cases of the logs. As-of is looked for in them if it is not given.
pub(super) fn run(sides: [&Side<'_>; 2], diff: &Diff<'_>, mut question: Question) -> Result<Backtest> {
    if question.as_of.is_none() {
        let latest = read_again(|stdin| backtest::reach(sides, diff, &question, stdin))?;
        question.as_of = latest.map(AsOf::Instant);
    }
    Ok(backtest::backtest(sides, diff, &question, &mut || Box::new(std::io::stdin()))?)
}
