//! `promise calendar`: calendars as compiled.

use super::{Outcome, definitions, outputs, time};
use crate::model::{Date, DateRange, nearest};
use crate::render::wording::errors::Failure;
use crate::render::{Language, calendar};
use crate::sql::{Counted, Relation, Years};
use anyhow::Result;
use std::path::PathBuf;

/// Arguments of `promise calendar`.
#[derive(Debug, clap::Args)]
pub(super) struct CalendarCommand {
    /// Folders or files of definitions [default: the nearest folder `commitments`]
    paths: Vec<PathBuf>,
    /// Only these calendars
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    calendar: Vec<String>,
    /// From this day on [default: the system's date]
    #[arg(long, value_name = "DATE", value_parser = time::date)]
    from: Option<Date>,
    /// Up to this day, which is not shown [default: four weeks later]
    #[arg(long, value_name = "DATE", value_parser = time::date)]
    until: Option<Date>,
    /// Write CSV, a line a date
    #[arg(long)]
    csv: bool,
    /// Write what statements of `promise sql --calendar-table` look up, for all days of --years
    #[arg(long, requires_all = ["csv", "years"], conflicts_with_all = ["from", "until"])]
    relation: bool,
    /// The years of --relation, the same as those of the statement
    #[arg(long, value_name = "YEARS", value_parser = time::years, requires = "relation")]
    years: Option<Years>,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Days that are shown where nothing else is asked.
const DAYS: i32 = 28;

impl CalendarCommand {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let loaded = match definitions::usable(&self.paths, language)? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(outcome),
        };
        let ids: Vec<_> =
            loaded.definitions.calendars.iter().map(|calendar| calendar.id.value.as_str()).collect();
        if let Some(id) = self.calendar.iter().find(|id| !ids.contains(&id.as_str())) {
            let suggestion = nearest(id, ids.iter().copied()).map(str::to_owned);
            return Err(Failure::NoCalendar { id: id.clone(), suggestion }.into());
        }
        let is_asked = |id: &&str| self.calendar.is_empty() || self.calendar.iter().any(|asked| asked == id);
        let asked = ids.into_iter().filter(is_asked);
        let calendars: Vec<_> =
            asked.filter_map(|id| Some((id, loaded.calendars.get(id)?.as_ref()))).collect();
        if let Some(years) = self.years {
            let mut relations = Vec::new();
            for &(id, hours) in &calendars {
                relations.extend(Relation::all(Counted { id, hours }, years));
            }
            outputs::deliver(self.output.as_deref(), |_, out| Ok(calendar::relation(&relations, out)?))?;
            return Ok(Outcome::Clean);
        }
        let from = self.from.unwrap_or_else(time::today);
        let until = self.until.unwrap_or_else(|| from.plus_days(DAYS));
        if until <= from {
            return Err(Failure::NoDays { from, until }.into());
        }
        let range = DateRange { from, to: until.plus_days(-1) };
        outputs::deliver(self.output.as_deref(), |_, out| {
            if self.csv {
                calendar::csv(&calendars, range, out)?;
            } else {
                calendar::text(&calendars, range, language, out)?;
            }
            Ok(())
        })?;
        Ok(Outcome::Clean)
    }
}
