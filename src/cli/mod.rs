//! The commands: parse arguments, call the library, write. The only layer that prints, reads the
//! environment and asks the machine for the date.

mod appraise;
mod backtest;
mod calendar;
mod cases;
mod check;
mod completions;
mod definitions;
mod diff;
mod examine;
mod expectations;
mod explain;
mod fixes;
mod fmt;
mod help;
mod init;
mod inspect;
mod interrupt;
mod invalid;
mod known;
mod output;
mod outputs;
mod progress;
mod publish;
mod replace;
mod report;
mod revisions;
mod rule;
mod schema;
mod sql;
mod status;
mod suggest;
mod tally;
mod time;
mod usage;

use crate::render::Language;
use anyhow::Result;
use clap::{ColorChoice, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

/// Service promises as code: check that they are clear and feasible, and report whether they were kept.
///
/// Definitions are TOML and YAML files in the nearest folder `commitments` from here upward, or in
/// the paths given.
#[derive(Debug, Parser)]
#[command(name = "promise", version, max_term_width = 100, disable_help_subcommand = true)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Clone, Debug, clap::Args)]
struct Global {
    /// Language of the output [default: that of the locale]
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Lang {
    En,
    Zh,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the definitions: are the promises clear, feasible, consistent, timely and flexible?
    Check(check::Check),
    /// Show what a rule checks and why, or list the rules
    Rule(rule::RuleCommand),
    /// Report from the logs: were the promises kept?
    Report(report::ReportCommand),
    /// List every case under every target that is about it
    Cases(cases::Cases),
    /// Count the cases of the logs into a file, to be reported on elsewhere or merged with others
    Tally(tally::Tally),
    /// Write the counts of a log as SQL, for an engine that holds the log
    Sql(sql::SqlCommand),
    /// Show calendars as compiled: open days and hours, holidays by name
    Calendar(calendar::CalendarCommand),
    /// Explain one case: what applied, and each piece of its time
    Explain(explain::Explain),
    /// Show what a change of the definitions means: what was loosened, tightened, added, withdrawn
    Diff(diff::DiffCommand),
    /// Write the page that customers read: what is promised, with the last period's results
    Publish(publish::Publish),
    /// Suggest from the logs which limits and shares can be promised, with 95% confidence
    Suggest(suggest::Suggest),
    /// Compare teams or agents fairly: the same classes of cases, chance considered, and signals that invite a look
    Appraise(appraise::Appraise),
    /// Show where each commitment stands in its life, and what it lacks for its next step
    Status(status::StatusCommand),
    /// Show what customers expect, are promised and get, and what no promise covers
    Expectations(expectations::ExpectationsCommand),
    /// Show what a CSV file looks like, and the definitions with which it can be reported on
    Inspect(inspect::Inspect),
    /// Bring definition files into the one layout, or convert one between TOML and YAML
    Fmt(fmt::Fmt),
    /// Make a folder to start from: a promise, a clock, a calendar, a log, settings
    Init(init::Init),
    /// Print the JSON Schema of the definitions or of promise.toml, for editors
    Schema(schema::Schema),
    /// Print what a shell completes
    Completions(completions::Completions),
}

/// What a command found, for the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing to complain about: 0.
    Clean,
    /// Findings, or broken promises, at or above `--fail-on`: 1.
    Found,
    /// The command could not do its work: 2.
    Failed,
    /// No definitions: 3.
    NoDefinitions,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Found => 1,
            Outcome::Failed => 2,
            Outcome::NoDefinitions => 3,
        })
    }
}

/// Runs the command of the process's arguments.
pub fn run() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    // Help and mistakes in the arguments have a language too.
    let language = output::language(asked_language(&arguments));
    let arguments = match parse(arguments, language) {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error, language),
    };
    output::colour(arguments.global.color);
    match execute(&arguments, language) {
        Ok(outcome) => outcome.into(),
        Err(error) if output::is_broken_pipe(&error) => Outcome::Clean.into(),
        Err(error) if interrupt::is_interruption(&error) => ExitCode::from(interrupt::CODE),
        Err(error) => {
            output::error(&error, language);
            Outcome::Failed.into()
        }
    }
}

fn parse(arguments: Vec<OsString>, language: Language) -> Result<Arguments, clap::Error> {
    let mut command = help::in_language(Arguments::command(), language);
    let matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The language that arguments ask for, which may be wrong otherwise.
fn asked_language(arguments: &[OsString]) -> Option<Lang> {
    let words: Vec<_> =
        arguments.iter().filter_map(|word| word.to_str()).take_while(|word| *word != "--").collect();
    let apart = words.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    let word = apart.chain(joined).next()?;
    <Lang as clap::ValueEnum>::from_str(word, false).ok()
}

/// Shows help, or what is wrong with the arguments.
fn usage(error: &clap::Error, language: Language) -> ExitCode {
    // `--help` and `--version` are no errors; a usage error says what to write.
    let code = if error.use_stderr() { Outcome::Failed } else { Outcome::Clean };
    let shown = match usage::words(error, language) {
        Some(text) => {
            output::note(&text);
            Ok(())
        }
        None => error.print(),
    };
    if shown.is_ok() { code.into() } else { Outcome::Failed.into() }
}

fn execute(arguments: &Arguments, language: Language) -> Result<Outcome> {
    match &arguments.command {
        Command::Check(check) => check.run(language),
        Command::Rule(rule) => rule.run(language),
        Command::Report(report) => report.run(language),
        Command::Cases(cases) => cases.run(language),
        Command::Tally(tally) => tally.run(language),
        Command::Sql(sql) => sql.run(language),
        Command::Calendar(calendar) => calendar.run(language),
        Command::Explain(explain) => explain.run(language),
        Command::Diff(diff) => diff.run(language),
        Command::Publish(publish) => publish.run(language),
        Command::Suggest(suggest) => suggest.run(language),
        Command::Appraise(appraise) => appraise.run(language),
        Command::Status(status) => status.run(language),
        Command::Expectations(expectations) => expectations.run(language),
        Command::Inspect(inspect) => inspect.run(language),
        Command::Fmt(fmt) => fmt.run(language),
        Command::Init(init) => init.run(language),
        Command::Schema(schema) => schema.run(),
        Command::Completions(completions) => completions.run(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_known_before_the_arguments_are() {
        let asked = |words: &str| asked_language(&words.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert!(matches!(asked("promise --lang zh chekc"), Some(Lang::Zh)));
        assert!(matches!(asked("promise check --lang=en --nothing"), Some(Lang::En)));
        assert!(asked("promise check -- --lang zh").is_none());
        assert!(asked("promise check --lang de").is_none());
    }
}
