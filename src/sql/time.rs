//! Times of the log: the same language as the reader of files has, behind one pattern that lets no engine
//! cast what it cannot read.

use super::cell::SPACES;
use super::civil;
use super::draft::Draft;
use super::error::{Inexpressible, Why};
use super::expr::{Expr, and, case, either, not, or};
use super::relation::Years;
use super::zone;
use crate::calendar::Zone;
use crate::model::Log;

const DAY: i64 = 86_400;
/// An instant, date or number that is not there; no time that can be read is as early.
pub(super) const NONE: i64 = -9_000_000_000_000_000;

/// What a time is: nothing, what cannot be read, an instant, a day. What can be read comes last, so that one
/// comparison tells.
pub(super) const MISSING: i64 = 0;
pub(super) const UNREADABLE: i64 = 1;
pub(super) const INSTANT: i64 = 2;
pub(super) const WHOLE_DAY: i64 = 3;

/// A time of each row.
#[derive(Clone, Debug)]
pub(super) struct Time {
    /// One of the four.
    pub(super) kind: Expr,
    /// The instant, of a day its first; [`NONE`] where it cannot be read.
    pub(super) at: Expr,
    /// The instant at which it is over: of a day the first of the next.
    pub(super) end: Expr,
    /// The day, where it is one.
    pub(super) day: Expr,
    /// Whether any can be a day.
    pub(super) has_days: bool,
}

impl Time {
    pub(super) fn is(&self, kind: i64) -> Expr {
        self.kind.is(kind)
    }

    pub(super) fn is_readable(&self) -> Expr {
        self.kind.ge(&Expr::int(INSTANT))
    }

    pub(super) fn is_day(&self) -> Expr {
        if self.has_days { self.is(WHOLE_DAY) } else { Expr::boolean(false) }
    }

    /// Its date in a zone, where it has a time of day.
    pub(super) fn date(&self, draft: &mut Draft, zone: &Zone, years: Years) -> Expr {
        let of_instant = zone::date_of(draft, zone, years, &self.at);
        let date = either(&self.is_day(), &self.day, &of_instant);
        draft.define("date", &date)
    }
}

/// A value as a format explains it.
struct Read {
    /// Whether it does.
    valid: Expr,
    /// Whether it is a day.
    is_day: Expr,
    /// Whether it has an offset.
    is_instant: Expr,
    /// Seconds since 1970-01-01 00:00, of the wall clock or of UTC.
    seconds: Expr,
}

/// How a column of times is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Iso,
    Common,
    /// By the digits that are parts of a second.
    Epoch(i64),
}

/// What the log of a statement says of its times.
pub(super) struct Times<'a> {
    pub(super) log: &'a Log,
    pub(super) zone: &'a Zone,
    pub(super) years: Years,
}

impl Times<'_> {
    /// A column of texts, by our name of it.
    pub(super) fn written(&self, draft: &mut Draft, name: &str, text: &Expr) -> Result<Time, Inexpressible> {
        let formats = self.formats(name)?;
        let read: Vec<_> = formats.iter().map(|format| format.read(draft, text)).collect();
        let pick = |of: &dyn Fn(&Read) -> Expr, none: &Expr| {
            let Some((last, first)) = read.split_last() else { return none.clone() };
            case(first.iter().map(|read| (read.valid.clone(), of(read))), &of(last))
        };
        let valid = or(read.iter().map(|read| read.valid.clone()));
        let is_day = pick(&|read| read.is_day.clone(), &Expr::boolean(false));
        let is_instant = pick(&|read| read.is_instant.clone(), &Expr::boolean(false));
        let seconds = pick(&|read| read.seconds.clone(), &Expr::int(NONE));
        let missing = text.eq(&draft.literal(""));
        let has_days = !is_day.is_false();
        let of_day = either(&is_day, &Expr::int(WHOLE_DAY), &Expr::int(INSTANT));
        let kind = case([(missing, Expr::int(MISSING)), (valid.clone(), of_day)], &Expr::int(UNREADABLE));
        let kind = draft.define("kind", &kind);
        let readable = kind.ge(&Expr::int(INSTANT));
        let seconds = either(&readable, &seconds, &Expr::int(NONE));
        let seconds = draft.define("seconds", &seconds);
        let local = zone::to_instant(draft, self.zone, self.years, &seconds);
        let is_wall = not(&is_instant);
        let at = case([(not(&readable), Expr::int(NONE)), (is_wall, local)], &seconds);
        let at = draft.define("at", &at);
        if !has_days {
            return Ok(Time { kind, end: at.clone(), day: Expr::int(NONE), at, has_days });
        }
        let day = civil::day_of(draft, &seconds);
        let next = zone::to_instant(draft, self.zone, self.years, &seconds.plus_int(DAY));
        let end = either(&kind.is(WHOLE_DAY), &next, &at);
        let end = draft.define("end", &end);
        Ok(Time { kind, at, end, day, has_days })
    }

    /// A column of timestamps, in words of the dialect; `zoned` are instants, others are of the wall clock.
    pub(super) fn typed(&self, draft: &mut Draft, column: &str, zoned: bool) -> Time {
        let seconds = if zoned { draft.dialect.instant(column) } else { draft.dialect.wall_clock(column) };
        let seconds = draft.raw("seconds", format!("coalesce({seconds}, {NONE})"));
        let missing = seconds.is(NONE);
        let kind = either(&missing, &Expr::int(MISSING), &Expr::int(INSTANT));
        let kind = draft.define("kind", &kind);
        let at = if zoned {
            seconds
        } else {
            let local = zone::to_instant(draft, self.zone, self.years, &seconds);
            draft.define("at", &either(&missing, &Expr::int(NONE), &local))
        };
        Time { kind, end: at.clone(), day: Expr::int(NONE), at, has_days: false }
    }

    fn formats(&self, name: &str) -> Result<Vec<Format>, Inexpressible> {
        let refused = |why| Inexpressible::of_log(self.log, "timestamps", why);
        let Some(texts) = self.log.timestamps.of(name) else {
            return Err(refused(Why::NoFormat(name.to_owned())));
        };
        let format = |text: &str| match text.trim() {
            "iso" => Ok(Format::Iso),
            "epoch" => Ok(Format::Epoch(0)),
            "epoch_ms" => Ok(Format::Epoch(3)),
            "%Y-%m-%d %H:%M:%S" | "%F %T" | "%Y-%m-%d %T" | "%F %H:%M:%S" => Ok(Format::Common),
            other => Err(refused(Why::Format(other.to_owned()))),
        };
        texts.iter().map(|text| format(&text.value)).collect()
    }
}

impl Format {
    fn read(self, draft: &mut Draft, text: &Expr) -> Read {
        match self {
            Self::Iso => iso(draft, text),
            Self::Common => common(draft, text),
            Self::Epoch(places) => epoch(draft, text, places),
        }
    }
}

/// A text that passes a gate, else one that can be read all the same.
fn gated(draft: &mut Draft, gate: &Expr, text: &Expr, other: &str) -> Expr {
    let safe = either(gate, text, &draft.literal(other));
    draft.define("safe", &safe)
}

/// A number of digits within a text.
fn number(draft: &mut Draft, word: &str, digits: &Expr) -> Expr {
    let number = draft.integer(digits);
    draft.define(word, &number)
}

/// Whether a time of day is one, and its seconds.
fn of_day(hour: &Expr, minute: &Expr, second: &Expr) -> (Expr, Expr) {
    let valid = and([hour.lt(&Expr::int(24)), minute.lt(&Expr::int(60)), second.lt(&Expr::int(60))]);
    (valid, hour.times(3600).plus(&minute.times(60)).plus(second))
}

/// `YYYY-MM-DD`, then `T` or a space and `HH:MM[:SS[.fraction]]`, then an offset or none.
fn iso(draft: &mut Draft, text: &Expr) -> Read {
    const ISO: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?( ?([Zz]|([Uu][Tt][Cc]|[Gg][Mm][Tt])?[+-][0-9]{2}(:?[0-9]{2})?|[Uu][Tt][Cc]|[Gg][Mm][Tt]))?)?$";
    let gate = draft.matches(text, ISO);
    let gate = draft.define("is_iso", &gate);
    let safe = gated(draft, &gate, text, "1970-01-01");
    let [year, month, of_month] =
        [("year", 1, 4), ("month", 6, 2), ("day", 9, 2)].map(|(word, place, length)| {
            let digits = safe.at(place, length);
            number(draft, word, &digits)
        });
    let is_timed = safe.length().gt(&Expr::int(10));
    let is_timed = draft.define("is_timed", &is_timed);
    let time = either(&is_timed, &safe.from(&Expr::int(12)), &draft.literal("00:00"));
    let time = draft.define("time", &time);
    let hour = time.at(1, 2);
    let hour = number(draft, "hour", &hour);
    let minute = time.at(4, 2);
    let minute = number(draft, "minute", &minute);
    let has_second = time.at(6, 1).eq(&draft.literal(":"));
    let second = either(&has_second, &time.at(7, 2), &draft.literal("0"));
    let second = number(draft, "second", &second);
    let (is_time, seconds) = of_day(&hour, &minute, &second);
    // What follows the minute has one sign at most.
    let rest = time.from(&Expr::int(6));
    let rest = draft.define("rest", &rest);
    let [east, west] = ["+", "-"].map(|sign| {
        let place = draft.position(&rest, sign);
        draft.define("sign", &place)
    });
    let none = Expr::int(0);
    let behind = |place: &Expr| rest.from(&place.plus_int(1));
    let offset =
        case([(east.gt(&none), behind(&east)), (west.gt(&none), behind(&west))], &draft.literal("00"));
    let offset = draft.define("offset", &offset);
    let hours = offset.at(1, 2);
    let hours = number(draft, "hour", &hours);
    let length = offset.length();
    let has_minutes = length.gt(&Expr::int(3));
    let minutes = either(&has_minutes, &offset.from(&length.plus_int(-1)), &draft.literal("0"));
    let minutes = number(draft, "minute", &minutes);
    let ahead = hours.times(3600).plus(&minutes.times(60));
    let ahead = either(&west.gt(&none), &ahead.negative(), &ahead);
    let is_offset = and([hours.lt(&Expr::int(24)), minutes.lt(&Expr::int(60))]);
    let is_instant = draft.matches(&rest, "[A-Za-z+-]");
    let is_instant = draft.define("is_instant", &is_instant);
    let (day, is_date) = civil::day(draft, &year, &month, &of_month);
    let valid = and([gate, is_date, is_time, is_offset]);
    let valid = draft.define("valid", &valid);
    let seconds = day.times(DAY).plus(&seconds).minus(&ahead);
    Read { valid, is_day: not(&is_timed), is_instant, seconds: draft.define("seconds", &seconds) }
}

/// `%Y-%m-%d %H:%M:%S`, whose numbers need no padding but for the year, with any spaces between.
fn common(draft: &mut Draft, text: &Expr) -> Read {
    const BETWEEN: &str = " \t\n\r\u{a0}\u{202f}\u{3000}";
    let pattern =
        format!("^[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}[{BETWEEN}]+[0-9]{{1,2}}:[0-9]{{1,2}}:[0-9]{{1,2}}$");
    let gate = draft.matches(text, &pattern);
    let gate = draft.define("is_common", &gate);
    let safe = gated(draft, &gate, text, "1970-01-01 00:00:00");
    let year = safe.at(1, 4);
    let year = number(draft, "year", &year);
    let rest = safe.from(&Expr::int(6));
    let rest = draft.define("rest", &rest);
    let dash = draft.position(&rest, "-");
    let (month, rest) = before(draft, &rest, &dash);
    let month = number(draft, "month", &month);
    let second_is_digit = draft.matches(&rest, "^[0-9][0-9]");
    let width = either(&second_is_digit, &Expr::int(2), &Expr::int(1));
    let width = draft.define("width", &width);
    let of_month = rest.cut(&Expr::int(1), &width);
    let of_month = number(draft, "day", &of_month);
    // Where a space ends is left to trimming: engines may count it in bytes.
    let time = draft.trim(&rest.from(&width.plus_int(1)), SPACES);
    let time = draft.define("time", &time);
    let colon = draft.position(&time, ":");
    let (hour, rest) = before(draft, &time, &colon);
    let hour = number(draft, "hour", &hour);
    let colon = draft.position(&rest, ":");
    let (minute, second) = before(draft, &rest, &colon);
    let [minute, second] =
        [("minute", minute), ("second", second)].map(|(word, digits)| number(draft, word, &digits));
    let (is_time, seconds) = of_day(&hour, &minute, &second);
    let (day, is_date) = civil::day(draft, &year, &month, &of_month);
    let valid = and([gate, is_date, is_time]);
    let seconds = day.times(DAY).plus(&seconds);
    Read {
        valid: draft.define("valid", &valid),
        is_day: Expr::boolean(false),
        is_instant: Expr::boolean(false),
        seconds: draft.define("seconds", &seconds),
    }
}

/// What stands before a place of a text, and what behind it.
fn before(draft: &mut Draft, text: &Expr, place: &Expr) -> (Expr, Expr) {
    let place = draft.define("place", place);
    let first = text.cut(&Expr::int(1), &place.plus_int(-1));
    let rest = text.from(&place.plus_int(1));
    (draft.define("first", &first), draft.define("rest", &rest))
}

/// A count from 1970 whose last `places` digits, and any behind a point, are parts of a second. The second
/// that has begun counts.
fn epoch(draft: &mut Draft, text: &Expr, places: i64) -> Read {
    let most = 12 + places;
    let gate = draft.matches(text, &format!("^-?0*[0-9]{{1,{most}}}([.][0-9]+)?$"));
    let gate = draft.define("is_epoch", &gate);
    let safe = gated(draft, &gate, text, "0");
    let negative = safe.at(1, 1).eq(&draft.literal("-"));
    let negative = draft.define("negative", &negative);
    let digits = either(&negative, &safe.from(&Expr::int(2)), &safe);
    let digits = draft.define("digits", &digits);
    let whole = draft.part(&digits, ".", 1);
    let whole = draft.define("whole", &whole);
    let parts = draft.part(&digits, ".", 2);
    let parts = draft.define("parts", &parts);
    // Zeros in front may be more than a number takes.
    let length = whole.length();
    let first = either(&length.gt(&Expr::int(most)), &length.plus_int(1 - most), &Expr::int(1));
    let last = whole.from(&first);
    let count = number(draft, "count", &last);
    let unit = 10_i64.pow(u32::try_from(places).unwrap_or(0));
    let size = draft.divide_int(&count, unit);
    let size = draft.define("count", &size);
    let has_parts = draft.matches(&parts, "[1-9]");
    let begun = or([size.times(unit).ne(&count), has_parts]);
    // Of a negative count the second that has begun is one more.
    let before = either(&begun, &size.plus_int(1), &size).negative();
    let seconds = either(&negative, &before, &size);
    let seconds = draft.define("seconds", &seconds);
    let valid = and([gate, seconds.ge(&Expr::int(-62_135_596_800)), seconds.le(&Expr::int(253_402_300_799))]);
    Read {
        valid: draft.define("valid", &valid),
        is_day: Expr::boolean(false),
        is_instant: Expr::boolean(true),
        seconds,
    }
}
