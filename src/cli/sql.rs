//! `promise sql`: the counts of a log as a statement for an engine that holds it.

use super::{Outcome, definitions, outputs, time};
use crate::render::Language;
use crate::report::AsOf;
use crate::sql::{Form, Request, Years, dialect, statement};
use anyhow::Result;
use std::path::PathBuf;

/// Arguments of `promise sql`.
#[derive(Debug, clap::Args)]
pub(super) struct SqlCommand {
    /// Folders or files of definitions [default: the nearest folder `commitments`]
    paths: Vec<PathBuf>,
    /// The language of the engine; that of trino is checked and not executed
    #[arg(long, value_enum)]
    dialect: DialectArgument,
    /// The table that holds the log, or for duckdb a file
    #[arg(long, value_name = "TABLE_OR_PATH")]
    from: String,
    /// What happened later is unseen; a date is the end of that day
    #[arg(long, value_name = "TIME", value_parser = time::as_of)]
    as_of: AsOf,
    /// Only these commitments or standards; also those that are drafts or retired
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    commitment: Vec<String>,
    /// Split the counts by these columns
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', conflicts_with = "cases")]
    by: Vec<String>,
    /// The log, where several serve what is asked
    #[arg(long, value_name = "ID")]
    log: Option<String>,
    /// A row per case and target instead of counts
    #[arg(long)]
    cases: bool,
    /// The names of all columns, in their order [default: those of the log's own files]
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    columns: Vec<String>,
    /// Columns of timestamps without a zone: they are on the wall clock of the log
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    typed: Vec<String>,
    /// Columns of timestamps with a zone
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    instants: Vec<String>,
    /// The years within which times are judged [default: from three years before --as-of to one after]
    #[arg(long, value_name = "YEARS", value_parser = time::years)]
    years: Option<Years>,
    /// The table that `promise calendar --csv --relation` was loaded into [default: calendars are part of the statement]
    #[arg(long, value_name = "NAME")]
    calendar_table: Option<String>,
    /// Write the statement to a file in this folder, named by log and dialect
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum DialectArgument {
    #[value(name = "duckdb")]
    DuckDb,
    Postgres,
    Spark,
    #[value(name = "clickhouse")]
    ClickHouse,
    #[value(name = "bigquery")]
    BigQuery,
    Trino,
}

impl DialectArgument {
    fn dialect(self) -> &'static dyn dialect::Dialect {
        match self {
            Self::DuckDb => &dialect::DuckDb,
            Self::Postgres => &dialect::Postgres,
            Self::Spark => &dialect::Spark,
            Self::ClickHouse => &dialect::ClickHouse,
            Self::BigQuery => &dialect::BigQuery,
            Self::Trino => &dialect::Trino,
        }
    }
}

impl SqlCommand {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let loaded = match definitions::usable(&self.paths, language)? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(outcome),
        };
        let print = loaded.fingerprint()?;
        let form = if self.cases { Form::Cases } else { Form::Tally };
        let dialect = self.dialect.dialect();
        let written = statement(&Request {
            definitions: &loaded.definitions,
            print: &print,
            calendars: &loaded.calendars,
            dialect,
            from: &self.from,
            commitments: &self.commitment,
            by: &self.by,
            as_of: self.as_of,
            log: self.log.as_deref(),
            columns: &self.columns,
            typed: &self.typed,
            instants: &self.instants,
            years: self.years,
            calendar_table: self.calendar_table.as_deref(),
            form,
        })?;
        let file = self.into.as_ref().map(|folder| {
            let form = if self.cases { "cases" } else { "tally" };
            folder.join(format!("{}.{form}.{}.sql", written.log, dialect.name()))
        });
        outputs::deliver(file.as_deref(), |_, out| Ok(out.write_all(written.text.as_bytes())?))?;
        Ok(Outcome::Clean)
    }
}
