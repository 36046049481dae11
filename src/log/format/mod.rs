//! Time formats of a log, compiled once and read without allocation.
//!
//! It knows strptime's directives, `iso`, `epoch` and `epoch_ms`. It must not know zones: a value
//! without an offset comes out as the wall clock's, and the reader places it.

mod civil;
mod compile;
mod iso;
pub(super) mod names;
mod scan;

pub(super) use scan::{offset, spaces};

use crate::model::Date;
use scan::Item;

/// A time as a format explains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// A day: the format has no time of day.
    Day(Date),
    /// Seconds of the wall clock since 1970-01-01 00:00.
    Local(i64),
    /// Seconds since 1970-01-01T00:00:00Z: the value has an offset, or counts from there.
    Instant(i64),
}

/// A compiled format.
#[derive(Clone, Debug)]
pub struct TimeFormat(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Iso,
    /// `epoch` and `epoch_ms`, by the digits that stand for parts of a second.
    Epoch {
        places: usize,
    },
    Directives {
        items: Vec<Item>,
        /// Whether any directive gives a time of day; without one the value is a day.
        timed: bool,
        /// Whether it is the commonest of all formats, ISO's but for numbers without padding.
        common: bool,
    },
}

impl TimeFormat {
    /// The format of values for which nothing was said.
    pub const ISO: Self = Self(Kind::Iso);

    /// Compiles a text of `timestamps`; what cannot be understood of it is the error.
    pub fn compile(text: &str) -> Result<Self, String> {
        let text = text.trim();
        Ok(Self(match text {
            "iso" => Kind::Iso,
            "epoch" => Kind::Epoch { places: 0 },
            "epoch_ms" => Kind::Epoch { places: 3 },
            _ => compile::directives(text)?,
        }))
    }

    /// Whether values may end with `HH:MM:SS`, with nothing before it that changes the time of day.
    pub(super) fn ends_with_time(&self) -> bool {
        match &self.0 {
            Kind::Iso => true,
            Kind::Epoch { .. } => false,
            Kind::Directives { items, .. } => scan::end_with_time(items),
        }
    }

    /// Reads a value without spaces around it; all of it must match.
    pub fn parse(&self, value: &[u8]) -> Option<Parsed> {
        match &self.0 {
            Kind::Iso => iso::parse(value),
            Kind::Epoch { places } => scan::epoch(value, *places).map(Parsed::Instant),
            Kind::Directives { items, timed, common } => {
                // With all its zeros a value of the commonest format is read at fixed places.
                let fixed = if *common { iso::parse_common(value) } else { None };
                fixed.or_else(|| scan::parse(items, *timed, value))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Parsed, TimeFormat};
    use crate::model::Date;
    use proptest::prelude::*;

    /// What a format makes of a value, as ISO 8601 says it; `-` where it does not match.
    fn read(format: &str, value: &str) -> String {
        match TimeFormat::compile(format).unwrap().parse(value.as_bytes()) {
            None => "-".to_owned(),
            Some(Parsed::Day(day)) => day.to_string(),
            Some(Parsed::Local(seconds)) => clock(seconds),
            Some(Parsed::Instant(seconds)) => clock(seconds) + "Z",
        }
    }

    fn clock(seconds: i64) -> String {
        let day = Date::from_days(i32::try_from(seconds.div_euclid(86_400)).unwrap());
        let of_day = seconds.rem_euclid(86_400);
        format!("{day}T{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60)
    }

    #[test]
    fn the_formats_that_logs_have() {
        let cases = [
            ("%Y-%m-%d %H:%M:%S", "2026-03-01 08:05:09", "2026-03-01T08:05:09"),
            ("%Y-%m-%d %H:%M:%S", "2026-3-1 8:5:9", "2026-03-01T08:05:09"),
            ("%Y-%m-%d %H:%M:%S", "2026-3-01  08:05:09", "2026-03-01T08:05:09"),
            ("%d/%m/%Y %H:%M", "29/2/2016 01:16", "2016-02-29T01:16:00"),
            ("%m/%d/%Y %I:%M:%S %p", "7/1/2025 12:05:00 AM", "2025-07-01T00:05:00"),
            ("%m/%d/%Y %I:%M:%S %p", "7/1/2025 12:05:00 pm", "2025-07-01T12:05:00"),
            ("%m/%d/%Y %I:%M:%S %p", "7/1/2025 1:05:00 p.m.", "2025-07-01T13:05:00"),
            ("%b %d %Y %H:%M", "Apr 16 2025 07:01", "2025-04-16T07:01:00"),
            ("%b %e %Y %H:%M", "apr  6 2025  7:01", "2025-04-06T07:01:00"),
            ("%B %d, %Y", "SEPTEMBER 3, 2025", "2025-09-03"),
            ("%d-%b-%y", "03-Sept-68", "2068-09-03"),
            ("%d-%b-%y", "03-Sep-69", "1969-09-03"),
            ("%a, %d %b %Y %T %z", "Tue, 01 Jul 2025 08:05:00 +0800", "2025-07-01T00:05:00Z"),
            ("%Y年%m月%d日 %H:%M", "2025年7月1日 8:05", "2025-07-01T08:05:00"),
            ("%Y年%m月%d日 %p%I:%M", "2025年7月1日 下午3:05", "2025-07-01T15:05:00"),
            ("%Y年%m月%d日", "2025年7月1日", "2025-07-01"),
            ("%Y/%m/%d %p %I:%M:%S", "2025/7/1 上午 8:05:09", "2025-07-01T08:05:09"),
            ("%Y年%m月%d日 %H时%M分%S秒", "2025年07月01日 08时05分09秒", "2025-07-01T08:05:09"),
            ("%d %B %Y", "1 enero 2025", "2025-01-01"),
            ("%d-%b-%Y", "01-ene.-2025", "2025-01-01"),
            ("%d/%b/%Y", "05/sept./2025", "2025-09-05"),
            ("%d de %B de %Y", "5 de Setiembre de 2025", "2025-09-05"),
            ("%d %b %Y", "5 set 2025", "2025-09-05"),
            ("%d de %b. de %Y", "5 de dic. de 2025", "2025-12-05"),
            ("%d.%b.%Y", "05.Dec.2025", "2025-12-05"),
            ("%A, %d de %B de %Y", "miércoles, 2 de julio de 2025", "2025-07-02"),
            ("%a %d/%m/%Y", "sáb. 05/07/2025", "2025-07-05"),
            ("%d/%m/%Y %I:%M:%S %p", "1/7/2025 8:05:09 a. m.", "2025-07-01T08:05:09"),
            ("%d/%m/%Y %I:%M:%S %p", "1/7/2025 12:05:09 p.\u{a0}m.", "2025-07-01T12:05:09"),
            ("%d/%m/%Y %I:%M%p", "1/7/2025 8:05PM", "2025-07-01T20:05:00"),
            ("%b %d, %Y %I:%M %p", "Jan. 5, 2025 8:05 A.M.", "2025-01-05T08:05:00"),
            ("%a %b %d %H:%M:%S %Y", "Tue Jul  1 08:05:09 2025", "2025-07-01T08:05:09"),
            ("%d/%b/%Y:%H:%M:%S %z", "01/Jul/2025:08:05:09 +0800", "2025-07-01T00:05:09Z"),
            ("%Y/%m/%d %H:%M:%S.%f", "2012/10/09 14:50:17.999", "2012-10-09T14:50:17"),
            ("%Y%m%d%H%M%S", "20250701080509", "2025-07-01T08:05:09"),
            ("%Y%m%d%H%M%S%f", "20250701080509123", "2025-07-01T08:05:09"),
            ("%Y-%j", "2024-366", "2024-12-31"),
            ("%F %R", "2025-07-01 08:05", "2025-07-01T08:05:00"),
            ("%D", "7/1/25", "2025-07-01"),
            ("%-d.%-m.%Y %k:%M", "1.7.2025  8:05", "2025-07-01T08:05:00"),
            ("%Y-%m-%d%n%l:%M%t%p", "2025-07-01  8:05 PM", "2025-07-01T20:05:00"),
            ("%Y-%m-%d %I:%M %p", "2025-07-01 8:05\u{202f}PM", "2025-07-01T20:05:00"),
            ("%d%%%m%%%Y", "1%7%2025", "2025-07-01"),
            ("%s", "1751328000", "2025-07-01T00:00:00Z"),
            ("epoch", "1751328000.9", "2025-07-01T00:00:00Z"),
            ("epoch", "-0.5", "1969-12-31T23:59:59Z"),
            ("epoch_ms", "1751328000999", "2025-07-01T00:00:00Z"),
            ("epoch_ms", "-1", "1969-12-31T23:59:59Z"),
            ("epoch_ms", "-1000", "1969-12-31T23:59:59Z"),
            ("epoch_ms", "999.7", "1970-01-01T00:00:00Z"),
        ];
        for (format, value, expected) in cases {
            assert_eq!(read(format, value), expected, "{format} on {value}");
        }
    }

    #[test]
    fn iso_with_all_its_ends() {
        for (value, expected) in [
            ("2025-07-01", "2025-07-01"),
            ("2025-07-01T08:05", "2025-07-01T08:05:00"),
            ("2025-07-01 08:05:09", "2025-07-01T08:05:09"),
            ("2025-07-01 08:05:09.123456", "2025-07-01T08:05:09"),
            ("2025-07-01 08:05:09,123", "2025-07-01T08:05:09"),
            ("2025-07-01T08:05:09Z", "2025-07-01T08:05:09Z"),
            ("2025-07-01t08:05z", "2025-07-01T08:05:00Z"),
            ("2025-07-01T08:05:09.5+08:00", "2025-07-01T00:05:09Z"),
            ("2025-07-01 08:05:09 -0330", "2025-07-01T11:35:09Z"),
            ("2025-07-01 08:05:09+08", "2025-07-01T00:05:09Z"),
            ("2025-07-01 08:05:09 UTC", "2025-07-01T08:05:09Z"),
            ("2025-07-01 08:05:09 GMT+0800", "2025-07-01T00:05:09Z"),
        ] {
            assert_eq!(read("iso", value), expected, "{value}");
        }
        for value in [
            "2025-7-1",
            "2025-07-1",
            "2025-02-29",
            "2025-07-01T",
            "2025-07-01T8:05",
            "2025-07-01T08",
            "2025-07-01T24:00",
            "2025-07-01T08:60",
            "2025-07-01T08:05:60",
            "2025-07-01T08:05:09.",
            "2025-07-01T08:05:09+24:00",
            "2025-07-01T08:05:09+8",
            "2025-07-01T08:05:09Zx",
            "2025-07-01 08:05:09 UTCx",
            "2025-07-01 08:05:09 CET",
            "2025-07-01x08:05",
            "2025-07-01Z",
            "20250701",
            "",
            "０１",
        ] {
            assert_eq!(read("iso", value), "-", "{value}");
        }
    }

    #[test]
    fn what_does_not_match_is_not_read() {
        for (format, value) in [
            ("%Y-%m-%d", "2025-02-29"),
            ("%Y-%m-%d", "2025-07-01 "),
            ("%Y-%m-%d", "2025-07-01 08:05"),
            ("%Y-%m-%d %H:%M", "2025-07-01"),
            ("%Y-%m-%d", "25-07-01"),
            ("%d/%m/%Y", "13/13/2025"),
            ("%d/%m/%Y", "0/1/2025"),
            ("%y-%m-%d", "2025-07-01"),
            ("%Y-%m-%d %H:%M:%S", "2025-07-01 23:59:60"),
            ("%Y-%m-%d %H:%M:%S", "2025-07-01 08:05+08"),
            ("%Y-%m-%d %H:%M:%S", "2025-07-01T08:05:09"),
            ("%Y-%m-%d %H:%M", "2025-07-01 24:00"),
            ("%Y-%m-%d %I:%M %p", "2025-07-01 13:00 PM"),
            ("%Y-%m-%d %I:%M %p", "2025-07-01 0:00 AM"),
            ("%Y-%m-%d %H:%M %p", "2025-07-01 13:00 AM"),
            ("%Y-%m-%d %H:%M", "2025-07-0108:05"),
            ("%b %d %Y", "Apx 16 2025"),
            ("%b %d %Y", "Ap 16 2025"),
            ("%d.%b.%Y", "05.Dec2025"),
            ("%b %d %Y", "Apr.. 16 2025"),
            ("%F %I:%M %p", "2025-07-01 8:05 a."),
            ("%F %I:%M %p", "2025-07-01 8:05 a m"),
            ("%Y-%j", "2025-366"),
            ("%Y-%j", "2025-0"),
            ("%Y%m%d", "2025071"),
            ("%Y%m%d", "202507011"),
            ("%s", "99999999999999999999"),
            ("epoch", "253402300800"),
            ("epoch", "1e9"),
            ("epoch", "."),
            ("epoch", "-"),
            ("epoch", "1."),
            ("epoch_ms", ""),
        ] {
            assert_eq!(read(format, value), "-", "{format} on {value}");
        }
    }

    #[test]
    fn the_time_of_day_may_be_all_that_follows_the_date() {
        for (format, ends) in [
            ("iso", true),
            ("%Y-%m-%d %H:%M:%S", true),
            ("%a %d/%b/%Y:%T", true),
            ("%Y%m%d%H%M%S", false),
            ("%Y-%m-%d", false),
            ("%H:%M:%S %Y-%m-%d", false),
            ("%p %Y-%m-%d %H:%M:%S", false),
            ("%z %Y-%m-%d %H:%M:%S", false),
            ("%Y-%m-%d %H:%M:%S.%f", false),
            ("epoch", false),
        ] {
            assert_eq!(TimeFormat::compile(format).unwrap().ends_with_time(), ends, "{format}");
        }
    }

    #[test]
    fn hours_and_minutes_as_one_integer() {
        for (value, time) in [("1205", "12:05"), ("805", "08:05"), ("130", "01:30"), ("30", "00:30")] {
            assert_eq!(read("%F %H%M", &format!("2025-07-01 {value}")), format!("2025-07-01T{time}:00"));
        }
        assert_eq!(read("%F %H%M", "2025-07-01 5"), "2025-07-01T00:05:00");
        assert_eq!(read("%F %H%M", "2025-07-01 0"), "2025-07-01T00:00:00");
        // A leading zero is no integer's: nobody can say what is missing.
        assert_eq!(read("%F %H%M", "2025-07-01 080"), "-");
        assert_eq!(read("%F %H%M", "2025-07-01 "), "-");
    }

    #[test]
    fn a_twenty_four_hour_clock_with_a_half_day_is_still_read_rightly() {
        assert_eq!(read("%F %H:%M %p", "2025-07-01 15:05 PM"), "2025-07-01T15:05:00");
        assert_eq!(read("%F %H:%M %p", "2025-07-01 03:05 PM"), "2025-07-01T15:05:00");
        assert_eq!(read("%F %H:%M %p", "2025-07-01 00:05 AM"), "2025-07-01T00:05:00");
        assert_eq!(read("%F %H:%M %p", "2025-07-01 00:05 PM"), "-");
    }

    #[test]
    fn a_time_that_is_written_out_is_no_time_of_day() {
        assert_eq!(read("%Y-%m-%d 00:00:00", "2025-07-01 00:00:00"), "2025-07-01");
        assert_eq!(read("%Y-%m-%d 00:00:00", "2025-07-01 00:00:01"), "-");
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (format, part) in [
            ("%Y-%m-%q", "%q"),
            ("%Y-%m-%d %", "%"),
            ("%Y-%m-%d %客", "%客"),
            ("%Y-%m-%d %Y", "%Y"),
            ("%H:%M", "%H:%M"),
            ("%Y-%m", "%Y-%m"),
            ("%Y-%m-%d %I:%M", "%I"),
            ("%Y-%m-%d %M", "%M"),
            ("%Y-%m-%d %p", "%p"),
            ("%Y-%m-%d%z", "%z"),
            ("%s %H", "%H"),
            ("ISO", "ISO"),
            ("yyyy-MM-dd", "yyyy-MM-dd"),
            ("", ""),
        ] {
            assert_eq!(TimeFormat::compile(format).unwrap_err(), part, "{format}");
        }
    }

    proptest! {
        #[test]
        fn a_time_that_is_written_is_read_back(
            day in -719_162..2_932_897_i32,
            of_day in 0..86_400_i64,
            fraction in 0..1_000_000_u32,
        ) {
            let date = Date::from_days(day);
            let local = i64::from(day) * 86_400 + of_day;
            let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
            let (year, month, of_month) = (date.year(), date.month(), date.day());
            let half = if hour < 12 { "AM" } else { "PM" };
            let hour12 = (hour + 11) % 12 + 1;
            let name = super::names::MONTHS[month as usize - 1];
            let parse = |format: &str, value: String| TimeFormat::compile(format).unwrap().parse(value.as_bytes());
            let expected = Some(Parsed::Local(local));
            prop_assert_eq!(parse("iso", format!("{date}T{hour:02}:{minute:02}:{second:02}.{fraction:06}")), expected);
            prop_assert_eq!(parse("%Y-%m-%d %H:%M:%S", format!("{date} {hour:02}:{minute:02}:{second:02}")), expected);
            prop_assert_eq!(parse("%d/%m/%Y %T", format!("{of_month}/{month}/{year:04} {hour}:{minute}:{second}")), expected);
            prop_assert_eq!(parse("%Y%m%d%H%M%S", format!("{year:04}{month:02}{of_month:02}{hour:02}{minute:02}{second:02}")), expected);
            prop_assert_eq!(parse("%B %e, %Y %I:%M:%S %p", format!("{name} {of_month}, {year:04} {hour12}:{minute}:{second} {half}")), expected);
            prop_assert_eq!(parse("%F", date.to_string()), Some(Parsed::Day(date)));
            let instant = Some(Parsed::Instant(local));
            prop_assert_eq!(parse("epoch", format!("{local}")), instant);
            prop_assert_eq!(parse("epoch_ms", format!("{}", local * 1000 + i64::from(fraction / 1000))), instant);
        }

        #[test]
        fn no_value_makes_it_fail(value in proptest::collection::vec(any::<u8>(), 0..40), text in "[0-9:/ TZ+.-]{0,30}") {
            for format in ["iso", "epoch", "epoch_ms", "%Y-%m-%d %H:%M:%S", "%b %e %Y %l%p %z", "%Y%m%d%H%M%S%f", "%s", "%a%j%y"] {
                let format = TimeFormat::compile(format).unwrap();
                format.parse(&value);
                format.parse(text.as_bytes());
            }
        }

        #[test]
        fn no_format_makes_it_fail(format in "(%[a-zA-Z:%-]|[ -~]|年){0,12}", value in "[0-9:/ -]{0,20}") {
            if let Ok(format) = TimeFormat::compile(&format) {
                format.parse(value.as_bytes());
            }
        }
    }
}
