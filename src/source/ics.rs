//! The dates of an iCalendar file (RFC 5545): what a calendar's `holidays` names.
//!
//! Pure: text in, events out, each with its whole days. Times of day are dropped, because a holiday
//! is a date. Repetition other than once a year is refused rather than guessed. This module must not
//! know what its dates are used for.

/// A date as year, month and day of the month; always one that exists.
pub type YearMonthDay = (i32, u32, u32);

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IcsEvent {
    /// Its name; empty if it has none.
    pub summary: String,
    /// Its first day.
    pub from: YearMonthDay,
    /// Its last day.
    pub to: YearMonthDay,
    /// How it comes again every year.
    pub yearly: Option<IcsYearly>,
    /// What a holiday feed says the day is: free, or worked to make up for a free one.
    pub special: Option<IcsSpecialDay>,
    /// The 1-based line on which it begins.
    pub line: usize,
}

/// Repetition on the same date of later years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IcsYearly {
    /// Every so many years, from 1.
    pub interval: u32,
    /// How often in all, the first time included.
    pub count: Option<u32>,
    /// The last day on which it may begin.
    pub until: Option<YearMonthDay>,
}

/// The mark of holiday feeds that list free days, make-up workdays and plain festivals together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IcsSpecialDay {
    /// A day off (`WORK-HOLIDAY`).
    Holiday,
    /// A day on which work is made up (`ALTERNATE-WORKDAY`).
    Workday,
}

/// Why a text is not read, and on which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct IcsError {
    /// The 1-based line.
    pub line: usize,
    /// Why.
    pub kind: IcsErrorKind,
}

/// Why a text is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IcsErrorKind {
    /// No `BEGIN:VCALENDAR`.
    #[error("this is not an iCalendar file: it does not begin with BEGIN:VCALENDAR")]
    NotCalendar,
    /// A component that is not closed, or another one closed in its place.
    #[error("BEGIN:{0} has no END:{0}")]
    Unclosed(String),
    /// An event without a start.
    #[error("the event has no DTSTART")]
    NoStart,
    /// A text that is no date.
    #[error("`{0}` is not a date such as 20261001")]
    BadDate(String),
    /// An event that ends before it begins.
    #[error("the event ends before it begins")]
    EndBeforeStart,
    /// A length that is no whole number of days or weeks.
    #[error("`{0}` is not a number of days or weeks such as P3D")]
    BadDuration(String),
    /// Repetition other than once a year.
    #[error("`{0}` is not read: an event may only repeat on the same date of every year")]
    Repetition(String),
    /// A property that would change the dates.
    #[error("{0} is not read: write an event for each date instead")]
    Property(String),
}

/// Reads all events.
pub fn parse(text: &str) -> Result<Vec<IcsEvent>, IcsError> {
    let mut events = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut draft = Draft::default();
    for (number, line) in unfold(text) {
        let property = Property::read(&line);
        match property.name.as_str() {
            "BEGIN" => {
                let name = property.value.trim().to_ascii_uppercase();
                if name == "VEVENT" {
                    draft = Draft { line: number, ..Draft::default() };
                }
                open.push((name, number));
            }
            "END" => {
                let closed = open.pop().unwrap_or_default();
                if closed.0 != property.value.trim().to_ascii_uppercase() {
                    return Err(IcsError { line: closed.1.max(1), kind: IcsErrorKind::Unclosed(closed.0) });
                }
                if closed.0 == "VEVENT" {
                    events.extend(std::mem::take(&mut draft).finish()?);
                }
            }
            _ if open.is_empty() => {
                return Err(IcsError { line: number, kind: IcsErrorKind::NotCalendar });
            }
            // Alarms inside events and rules of time zones have dates of their own, which are not meant.
            _ if open.last().is_some_and(|(name, _)| name == "VEVENT") => draft.take(number, property)?,
            _ => {}
        }
    }
    match open.pop() {
        Some((name, line)) => Err(IcsError { line, kind: IcsErrorKind::Unclosed(name) }),
        None if text.trim_start_matches('\u{feff}').trim().is_empty() => {
            Err(IcsError { line: 1, kind: IcsErrorKind::NotCalendar })
        }
        None => Ok(events),
    }
}

/// Content lines with the number of their first line: a line that begins with a blank continues the
/// one before it.
fn unfold(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ if line.trim().is_empty() => {}
            _ => lines.push((index + 1, line.to_owned())),
        }
    }
    lines
}

/// `NAME;PARAMETER="a:b":value`, without the parameters: none of them changes a date.
struct Property {
    name: String,
    value: String,
}

impl Property {
    fn read(line: &str) -> Self {
        let mut quoted = false;
        let colon = line.find(|c: char| {
            quoted ^= c == '"';
            c == ':' && !quoted
        });
        let (left, value) = colon.map_or((line, ""), |at| (&line[..at], &line[at + 1..]));
        let name = left.split(';').next().unwrap_or_default().trim().to_ascii_uppercase();
        Self { name, value: value.to_owned() }
    }
}

/// A text with the line it stands on.
type Noted = (usize, String);

/// An event while its lines come in.
#[derive(Default)]
struct Draft {
    line: usize,
    summary: String,
    start: Option<Noted>,
    end: Option<Noted>,
    duration: Option<Noted>,
    rule: Option<Noted>,
    special: Option<IcsSpecialDay>,
    cancelled: bool,
}

impl Draft {
    fn take(&mut self, line: usize, property: Property) -> Result<(), IcsError> {
        let value = property.value;
        match property.name.as_str() {
            "SUMMARY" => self.summary = unescape(&value),
            "DTSTART" => self.start = Some((line, value)),
            "DTEND" => self.end = Some((line, value)),
            "DURATION" => self.duration = Some((line, value)),
            "RRULE" => self.rule = Some((line, value)),
            "STATUS" => self.cancelled = value.trim().eq_ignore_ascii_case("CANCELLED"),
            "X-APPLE-SPECIAL-DAY" => {
                self.special = match value.trim().to_ascii_uppercase().as_str() {
                    "WORK-HOLIDAY" => Some(IcsSpecialDay::Holiday),
                    "ALTERNATE-WORKDAY" => Some(IcsSpecialDay::Workday),
                    _ => None,
                };
            }
            "RDATE" | "EXDATE" | "EXRULE" | "RECURRENCE-ID" => {
                return Err(IcsError { line, kind: IcsErrorKind::Property(property.name) });
            }
            _ => {}
        }
        Ok(())
    }

    /// The event; `None` for one that was cancelled.
    fn finish(self) -> Result<Option<IcsEvent>, IcsError> {
        if self.cancelled {
            return Ok(None);
        }
        let Some((line, start)) = &self.start else {
            return Err(IcsError { line: self.line, kind: IcsErrorKind::NoStart });
        };
        let from = date(*line, start)?;
        let to = match (&self.end, &self.duration) {
            (Some((line, end)), _) => last_day(*line, from, end)?,
            (None, Some((line, length))) => {
                let days = whole_days(length.trim());
                let bad = || IcsError { line: *line, kind: IcsErrorKind::BadDuration(length.clone()) };
                (1..days.ok_or_else(bad)?.max(1)).fold(from, |day, _| next_day(day))
            }
            (None, None) => from,
        };
        let yearly = self.rule.as_ref().map(|(line, rule)| yearly(*line, rule, from)).transpose()?;
        let special = self.special.or_else(|| {
            // Feeds without marks write them into the name.
            let worked = ["（班）", "(班)", "补班", "補班"].iter().any(|mark| self.summary.contains(mark));
            worked.then_some(IcsSpecialDay::Workday)
        });
        Ok(Some(IcsEvent { summary: self.summary, from, to, yearly, special, line: self.line }))
    }
}

fn unescape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut characters = text.trim().chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('n' | 'N') => result.push(' '),
                Some(escaped) => result.push(escaped),
                None => {}
            },
            (plain, false) => result.push(plain),
        }
    }
    result
}

/// `20261001` or `20261001T090000Z`, as its date.
fn date(line: usize, text: &str) -> Result<YearMonthDay, IcsError> {
    let parse = || {
        let text = text.trim();
        let (day, time) = text.split_once(['T', 't']).unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let sound = day.len() == 8 && digits(day) && digits(time.trim_end_matches(['Z', 'z']));
        let part = |range: std::ops::Range<usize>| day.get(range).filter(|_| sound)?.parse::<u32>().ok();
        let (year, month, day) = (i32::try_from(part(0..4)?).ok()?, part(4..6)?, part(6..8)?);
        let exists = year > 0 && (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day);
        exists.then_some((year, month, day))
    };
    parse().ok_or_else(|| IcsError { line, kind: IcsErrorKind::BadDate(text.trim().to_owned()) })
}

/// The last day before an end, which is exclusive: a day, or a time of which midnight belongs to
/// the day before. Some programs write the start again as the end of a single day.
fn last_day(line: usize, from: YearMonthDay, end: &str) -> Result<YearMonthDay, IcsError> {
    let to = date(line, end)?;
    if to < from {
        return Err(IcsError { line, kind: IcsErrorKind::EndBeforeStart });
    }
    let time = end.trim().split_once(['T', 't']).map_or("000000", |(_, time)| time);
    let midnight = time.starts_with("000000");
    Ok(if midnight && to > from { day_before(to) } else { to })
}

/// `P3D`, `P1W`; hours within the last day add none.
fn whole_days(text: &str) -> Option<u32> {
    let length = text.trim_start_matches('+').strip_prefix(['P', 'p'])?;
    let (days, _) = length.split_once(['T', 't']).unwrap_or((length, ""));
    if days.is_empty() {
        return Some(1);
    }
    let number = |unit: [char; 2]| days.strip_suffix(unit)?.parse::<u32>().ok();
    let days = number(['D', 'd']).or_else(|| number(['W', 'w'])?.checked_mul(7))?;
    (days <= 3660).then_some(days)
}

fn yearly(line: usize, rule: &str, from: YearMonthDay) -> Result<IcsYearly, IcsError> {
    let refused = || IcsError { line, kind: IcsErrorKind::Repetition(rule.trim().to_owned()) };
    let mut yearly = IcsYearly { interval: 1, count: None, until: None };
    let mut every_year = false;
    for part in rule.trim().split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').ok_or_else(refused)?;
        let number = || value.parse::<u32>().ok().filter(|number| *number > 0);
        match name.to_ascii_uppercase().as_str() {
            "FREQ" => every_year = value.eq_ignore_ascii_case("YEARLY"),
            "INTERVAL" => yearly.interval = number().ok_or_else(refused)?,
            "COUNT" => yearly.count = Some(number().ok_or_else(refused)?),
            "UNTIL" => yearly.until = Some(date(line, value)?),
            // The date of the start, said again.
            "BYMONTH" if number() == Some(from.1) => {}
            "BYMONTHDAY" if number() == Some(from.2) => {}
            "WKST" => {}
            _ => return Err(refused()),
        }
    }
    if every_year { Ok(yearly) } else { Err(refused()) }
}

fn days_of(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

fn day_before((year, month, day): YearMonthDay) -> YearMonthDay {
    match (month, day) {
        (1, 1) => (year - 1, 12, 31),
        (_, 1) => (year, month - 1, days_of(year, month - 1)),
        _ => (year, month, day - 1),
    }
}

fn next_day((year, month, day): YearMonthDay) -> YearMonthDay {
    match (month, day) {
        (12, 31) => (year + 1, 1, 1),
        _ if day == days_of(year, month) => (year, month + 1, 1),
        _ => (year, month, day + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(lines: &str) -> Result<Vec<IcsEvent>, IcsError> {
        parse(&format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))
    }

    fn days(lines: &str) -> (YearMonthDay, YearMonthDay) {
        let events = event(lines).unwrap();
        (events[0].from, events[0].to)
    }

    #[test]
    fn ends_are_exclusive() {
        let october = |day| (2026, 10, day);
        let whole = days("DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261009");
        assert_eq!(whole, (october(1), october(8)));
        assert_eq!(days("DTSTART:20261001"), (october(1), october(1)));
        assert_eq!(days("DTSTART:20261001\r\nDTEND:20261001"), (october(1), october(1)));
        assert_eq!(days("DTSTART:20261001\r\nDURATION:P2D"), (october(1), october(2)));
        assert_eq!(days("DTSTART:20261001\r\nDURATION:P1W"), (october(1), october(7)));
        assert_eq!(days("DTSTART:20261001T000000Z\r\nDTEND:20261002T000000Z"), (october(1), october(1)));
        let zoned = "DTSTART;TZID=\"a:b\":20261001T090000\r\nDTEND;TZID=\"a:b\":20261002T170000";
        assert_eq!(days(zoned), (october(1), october(2)));
        let year = days("DTSTART:20261231\r\nDTEND:20270103");
        assert_eq!(year, ((2026, 12, 31), (2027, 1, 2)));
        assert_eq!(days("DTSTART:20280228\r\nDTEND:20280301"), ((2028, 2, 28), (2028, 2, 29)));
    }

    #[test]
    fn names_are_unfolded_and_unescaped() {
        let events = event("SUMMARY;LANGUAGE=zh_CN:国庆\r\n 节\\, 中秋节\r\nDTSTART:20251001").unwrap();
        assert_eq!(events[0].summary, "国庆节, 中秋节");
        assert_eq!(events[0].line, 2);
    }

    #[test]
    fn what_feeds_mark() {
        let marked = |lines: &str| event(&format!("DTSTART:20261010\r\n{lines}")).unwrap()[0].special;
        assert_eq!(marked("X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY"), Some(IcsSpecialDay::Workday));
        assert_eq!(marked("X-APPLE-SPECIAL-DAY:WORK-HOLIDAY"), Some(IcsSpecialDay::Holiday));
        assert_eq!(marked("SUMMARY:国庆节（班）"), Some(IcsSpecialDay::Workday));
        assert_eq!(marked("SUMMARY:国庆节 补班第1天"), Some(IcsSpecialDay::Workday));
        assert_eq!(marked("SUMMARY:寒露"), None);
    }

    #[test]
    fn only_yearly_repetition() {
        let rule = |rule: &str| event(&format!("RRULE:{rule}\r\nDTSTART:20261225")).map(|e| e[0].yearly);
        let plain = IcsYearly { interval: 1, count: None, until: None };
        assert_eq!(rule("FREQ=YEARLY"), Ok(Some(plain)));
        assert_eq!(rule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;WKST=MO"), Ok(Some(plain)));
        let bounded = IcsYearly { interval: 2, count: Some(3), until: Some((2040, 1, 1)) };
        assert_eq!(rule("FREQ=YEARLY;INTERVAL=2;COUNT=3;UNTIL=20400101T000000Z"), Ok(Some(bounded)));
        for refused in
            ["FREQ=WEEKLY", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "FREQ=YEARLY;INTERVAL=0", "COUNT=2"]
        {
            let error = rule(refused).unwrap_err();
            assert_eq!(error, IcsError { line: 3, kind: IcsErrorKind::Repetition(refused.to_owned()) });
        }
    }

    #[test]
    fn alarms_zones_and_cancelled_events_are_passed_over() {
        let text = "\u{feff}BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:19701025T030000\nRRULE:FREQ=WEEKLY\n\
                    END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:New Year\nBEGIN:VALARM\n\
                    SUMMARY:alarm\nDURATION:PT5M\nEND:VALARM\nEND:VEVENT\nBEGIN:VEVENT\nSTATUS:CANCELLED\nEND:VEVENT\n\
                    END:VCALENDAR\n";
        let events = parse(text).unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!((events[0].summary.as_str(), events[0].to), ("New Year", (2026, 1, 1)));
    }

    #[test]
    fn mistakes_have_lines() {
        let said = |text: &str| parse(text).unwrap_err().to_string();
        let not_calendar = "line 1: this is not an iCalendar file: it does not begin with BEGIN:VCALENDAR";
        assert_eq!(said(""), not_calendar);
        assert_eq!(said("hello"), not_calendar);
        assert_eq!(
            said("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n"),
            "line 2: BEGIN:VEVENT has no END:VEVENT"
        );
        assert_eq!(
            said("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n"),
            "line 2: BEGIN:VEVENT has no END:VEVENT"
        );
        let said = |lines: &str| event(lines).unwrap_err().to_string();
        assert_eq!(said("SUMMARY:x"), "line 2: the event has no DTSTART");
        assert_eq!(said("DTSTART:20260230"), "line 3: `20260230` is not a date such as 20261001");
        assert_eq!(said("DTSTART:20260102\r\nDTEND:20260101"), "line 4: the event ends before it begins");
        assert_eq!(
            said("DTSTART:20260102\r\nDURATION:P1Y"),
            "line 4: `P1Y` is not a number of days or weeks such as P3D"
        );
        assert_eq!(
            said("DTSTART:20260102\r\nEXDATE:20270102"),
            "line 4: EXDATE is not read: write an event for each date instead"
        );
    }
}
