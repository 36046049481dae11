//! Calendars as compiled: a table for people, CSV, and the relation that statements of `promise sql` look up.

use super::Language;
use super::report::io_error;
use super::wording::calendar as words;
use crate::calendar::{OpenDay, OpeningHours, Shut};
use crate::model::DateRange;
use crate::sql::Relation;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use std::io::{self, Write};

/// A calendar and its id.
pub type Named<'a> = (&'a str, &'a OpeningHours);

/// Writes each calendar as a table of its dates.
pub fn text(
    calendars: &[Named<'_>],
    range: DateRange,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (place, (id, hours)) in calendars.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{id}  {}  {}..{}", hours.zone().name(), range.from, range.to)?;
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        let (mut open, mut days) = (0, 0);
        for day in hours.each_day(range) {
            open += day.open;
            days += i64::from(day.shut.is_none());
            let weekday = words::weekday(language, day.date.weekday());
            let note = words::note(language, &day, hours.holiday_on(day.date));
            table.add_row([day.date.to_string(), weekday.to_owned(), windows(&day), clock(day.open), note]);
        }
        if let Some(column) = table.column_mut(3) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out, "{}", words::total(language, days, &clock(open)))?;
    }
    Ok(())
}

/// Writes every date of each calendar: `calendar,date,weekday,working,hours,open_s,holiday,why`.
pub fn csv(calendars: &[Named<'_>], range: DateRange, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    let header = ["calendar", "date", "weekday", "working", "hours", "open_s", "holiday", "why"];
    writer.write_record(header).map_err(io_error)?;
    for (id, hours) in calendars {
        for day in hours.each_day(range) {
            let holiday = hours.holiday_on(day.date).map_or("", |holiday| holiday.name.as_str());
            let record = [
                (*id).to_owned(),
                day.date.to_string(),
                day.date.weekday().iso().to_string(),
                day.shut.is_none().to_string(),
                windows(&day),
                day.open.to_string(),
                holiday.to_owned(),
                why(&day).to_owned(),
            ];
            writer.write_record(record).map_err(io_error)?;
        }
    }
    writer.flush()
}

/// Writes the relations of calendars as one table: `calendar,kind` and all their columns, 0 where a kind has
/// none of that name.
pub fn relation(relations: &[Relation], out: &mut dyn Write) -> io::Result<()> {
    let mut columns: Vec<&str> = Vec::new();
    for column in relations.iter().flat_map(|relation| &relation.columns) {
        if !columns.contains(&column.as_str()) {
            columns.push(column);
        }
    }
    writeln!(out, "calendar,kind,{}", columns.join(","))?;
    let mut writer = ::csv::Writer::from_writer(out);
    for relation in relations {
        let place = |column: &&str| relation.columns.iter().position(|own| own == column);
        let places: Vec<_> = columns.iter().map(place).collect();
        for row in &relation.rows {
            let cell =
                |place: &Option<usize>| place.and_then(|place| row.get(place)).unwrap_or(&0).to_string();
            let cells = [relation.calendar.clone(), relation.kind.to_owned()];
            let record = cells.into_iter().chain(places.iter().map(cell));
            writer.write_record(record).map_err(io_error)?;
        }
    }
    writer.flush()
}

fn windows(day: &OpenDay<'_>) -> String {
    let time = |seconds: i32| clock(i64::from(seconds));
    let windows: Vec<_> =
        day.windows.iter().map(|window| format!("{}-{}", time(window.from), time(window.to))).collect();
    windows.join(", ")
}

/// Hours and minutes, past 24:00 too.
fn clock(seconds: i64) -> String {
    format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
}

/// Why a date is not as its weekday is, in a word.
fn why(day: &OpenDay<'_>) -> &'static str {
    match day.shut {
        Some(Shut::Weekday) => "weekday",
        Some(Shut::Date) => "closed",
        Some(Shut::Holiday(_)) => "holiday",
        None if day.make_up => "make-up",
        None => "",
    }
}
