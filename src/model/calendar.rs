//! Calendars: opening hours, closed dates, make-up workdays.

use super::date::{DateRange, Weekday};
use super::read::{Reader, Table};
use crate::finding::{Expected, Invalid};
use crate::source::{Node, Span, Spanned, Value};
use std::path::PathBuf;

/// When an organisation works.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its id.
    pub id: Spanned<String>,
    /// IANA name of its time zone, tested when the calendar is compiled.
    pub timezone: Spanned<String>,
    /// Opening hours by weekday.
    pub hours: Week,
    /// Dates on which it is shut.
    pub closed: Vec<Spanned<DateRange>>,
    /// An iCalendar file with more of them, relative to `folder`.
    pub holidays: Option<Spanned<String>>,
    /// The folder of the file that the calendar is defined in.
    pub folder: PathBuf,
    /// Dates with hours of their own; they beat `closed` and `hours`.
    pub open: Vec<OpenDates>,
    /// The years whose holidays are complete, both included.
    pub years: Option<Spanned<(i32, i32)>>,
    /// Named times of high demand.
    pub peaks: Vec<Peak>,
    /// Where it is written.
    pub span: Span,
}

/// Windows of each weekday, Monday first, sorted and not overlapping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// The windows.
    pub days: [Vec<Window>; 7],
}

/// A window of opening, in seconds of wall-clock time from the start of the day it belongs to.
/// `to` lies after `from`; past 24:00 it runs into the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// First second.
    pub from: i32,
    /// Second after the last.
    pub to: i32,
}

/// Dates with opening hours of their own.
#[derive(Clone, Debug)]
pub struct OpenDates {
    /// The dates.
    pub dates: Spanned<DateRange>,
    /// Their windows, sorted and not overlapping.
    pub windows: Vec<Window>,
}

/// A named time of high demand.
#[derive(Clone, Debug)]
pub struct Peak {
    /// Its name.
    pub name: Spanned<String>,
    /// When.
    pub dates: Spanned<DateRange>,
}

const DAY: i32 = 86_400;

impl Calendar {
    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("calendar", node)?;
        let id = table.required(reader, "id", Reader::id);
        let timezone = table.required(reader, "timezone", Reader::text);
        let hours = table.optional(reader, "hours", week);
        let closed = table.optional(reader, "closed", date_ranges);
        let holidays = table.optional(reader, "holidays", Reader::text);
        let open = table.optional(reader, "open", open_dates);
        let years = table.optional(reader, "years", years);
        let peaks = table.optional(reader, "peaks", peaks);
        // Hours that could not be read have been reported; saying "no hours" too would be noise.
        let all_read = (hours.is_some() || !table.has("hours")) && (open.is_some() || !table.has("open"));
        let given = table.key_span("hours").or(table.key_span("open"));
        let span = table.span;
        table.finish(reader);
        let calendar = Self {
            id: id?,
            timezone: timezone?,
            hours: hours.unwrap_or_default(),
            closed: closed.unwrap_or_default(),
            holidays,
            folder: reader.sources.file(span.file).path().parent().map(PathBuf::from).unwrap_or_default(),
            open: open.unwrap_or_default(),
            years,
            peaks: peaks.unwrap_or_default(),
            span,
        };
        if all_read && calendar.is_never_open() {
            let span = given.unwrap_or_else(|| reader.sources.first_line(span));
            return reader.invalid(span, Invalid::NoHours);
        }
        Some(calendar)
    }

    fn is_never_open(&self) -> bool {
        self.hours.days.iter().all(Vec::is_empty) && self.open.iter().all(|open| open.windows.is_empty())
    }
}

fn week(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Week> {
    let mut week = Week::default();
    let mut given = [false; 7];
    let mut sound = true;
    for entry in reader.entries(node)? {
        let days = weekdays(&entry.key)
            .or_else(|| reader.invalid(entry.key.span, Invalid::Weekdays(entry.key.to_string())));
        let (Some(days), Some(windows)) = (days, windows(reader, &entry.value)) else {
            sound = false;
            continue;
        };
        for day in days {
            if given[day.index()] {
                let name = Weekday::NAMES[day.index()].to_owned();
                reader.invalid::<()>(entry.key.span, Invalid::WeekdayTwice(name));
                sound = false;
            }
            given[day.index()] = true;
            week.days[day.index()].clone_from(&windows);
        }
    }
    sound.then_some(week)
}

/// `mon`, `mon-fri`, `sat,sun`, `sat-mon`.
fn weekdays(key: &str) -> Option<Vec<Weekday>> {
    let mut days = Vec::new();
    for part in key.split([',', '，', '、']) {
        let (first, last) = part.split_once(['-', '–', '至']).unwrap_or((part, part));
        let (first, last) = (Weekday::parse(first)?, Weekday::parse(last)?);
        let count = (last.index() + 7 - first.index()) % 7;
        let all = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        days.extend((0..=count).filter_map(|step| Weekday::parse(all[(first.index() + step) % 7])));
    }
    Some(days)
}

/// A list of windows; an empty list is a day without opening hours.
fn windows(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<Window>> {
    let mut windows = match &node.value {
        Value::Sequence(items) => reader.all(items, window)?,
        Value::String(_) => vec![window(reader, node)?],
        _ => return reader.expected(node, Expected::Windows),
    };
    windows.sort_by_key(|window| window.value);
    for pair in windows.windows(2) {
        if pair[1].value.from < pair[0].value.to {
            let text = reader.sources.text(pair[1].span).trim_matches(['"', '\'']).to_owned();
            return reader.invalid(pair[1].span, Invalid::WindowsOverlap(text));
        }
    }
    Some(windows.into_iter().map(|window| window.value).collect())
}

fn window(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Window>> {
    let text = reader.text(node)?;
    let parse = || {
        let (from, to) = text.split_once(['-', '–', '—', '~', '至'])?;
        let (from, to) = (time_of_day(from.trim())?, time_of_day(to.trim())?);
        // A window that ends at or before its start runs into the next day.
        (from < DAY).then_some(Window { from, to: if to <= from { to + DAY } else { to } })
    };
    match parse() {
        Some(window) => Some(Spanned::new(window, text.span)),
        None => reader.invalid(text.span, Invalid::Window(text.value.clone())),
    }
}

/// `9:00`, `09:00`, `09:00:30`, `24:00`.
fn time_of_day(text: &str) -> Option<i32> {
    let mut parts = text.split([':', '：']);
    let number = |part: Option<&str>| -> Option<i32> {
        let part = part?;
        ((1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())?
    };
    let (hours, minutes) = (number(parts.next())?, number(parts.next())?);
    let seconds = parts.next().map_or(Some(0), |part| number(Some(part)))?;
    let total = hours * 3600 + minutes * 60 + seconds;
    (parts.next().is_none() && minutes < 60 && seconds < 60 && total <= DAY).then_some(total)
}

fn date_ranges(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<Spanned<DateRange>>> {
    match &node.value {
        Value::Sequence(items) => reader.all(items, Reader::date_range),
        _ => Some(vec![reader.date_range(node)?]),
    }
}

fn open_dates(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<OpenDates>> {
    let mut open = Vec::new();
    let mut sound = true;
    for entry in reader.entries(node)? {
        let dates = reader.date_range_text(&entry.key, entry.key.span);
        match (dates, windows(reader, &entry.value)) {
            (Some(dates), Some(windows)) => open.push(OpenDates { dates, windows }),
            _ => sound = false,
        }
    }
    sound.then_some(open)
}

/// `2026`, `2025..2027`.
fn years(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<(i32, i32)>> {
    let (Value::Number(text) | Value::String(text)) = &node.value else {
        return reader.expected(node, Expected::Years);
    };
    let year = |part: &str| {
        let part = part.trim();
        (part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let (Some(from), Some(to)) = (year(from), year(to)) else {
        return reader.invalid(node.span, Invalid::Years(text.to_string()));
    };
    if to < from {
        return reader.invalid(node.span, Invalid::RangeReversed(text.to_string()));
    }
    Some(Spanned::new((from, to), node.span))
}

fn peaks(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<Peak>> {
    let entries = reader.entries(node)?;
    let read: Vec<_> = entries
        .iter()
        .map(|entry| Some(Peak { name: entry.key(), dates: reader.date_range(&entry.value)? }))
        .collect();
    read.into_iter().collect()
}

impl Table<'_> {
    /// Whether a field stands in the table, whatever its value.
    pub(super) fn has(&self, field: &str) -> bool {
        self.key_span(field).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_weekdays() {
        assert_eq!(time_of_day("09:00"), Some(32_400));
        assert_eq!(time_of_day("24:00"), Some(86_400));
        assert_eq!(time_of_day("24:01"), None);
        assert_eq!(time_of_day("9"), None);
        let indexes = |key| weekdays(key).map(|days| days.iter().map(|d| d.index()).collect::<Vec<_>>());
        assert_eq!(indexes("mon-fri"), Some(vec![0, 1, 2, 3, 4]));
        assert_eq!(indexes("sat-mon"), Some(vec![5, 6, 0]));
        assert_eq!(indexes("sat,sun"), Some(vec![5, 6]));
        assert_eq!(indexes("周一至周五"), Some(vec![0, 1, 2, 3, 4]));
        assert_eq!(indexes("weekend"), None);
    }
}
