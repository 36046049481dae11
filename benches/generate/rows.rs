//! Cases as a CSV file with a row per case, about 136 bytes each.

use super::cases::{Case, Cases, DAY, Random, WORDS};
use std::fmt::{self, Display};
use std::io::{self, Write};

/// Writes a log with a row per case, and so many `more` columns that no promise is about: every third
/// holds a word, the others numbers.
pub(crate) fn write(cases: Cases, more: usize, out: &mut impl Write) -> io::Result<()> {
    out.write_all(
        b"id,service,channel,region,priority,subject,opened_at,first_response_at,resolved_at,status,agent,team,csat,reopens",
    )?;
    for column in 1..=more {
        write!(out, ",more_{column}")?;
    }
    out.write_all(b"\n")?;
    for case in cases.each() {
        let Case { number, service, channel, region, priority, subject, .. } = &case;
        let Case { status, agent, team, reopens, .. } = &case;
        write!(out, "C-{number:09},{service},{channel},{region},{priority},{subject},")?;
        let response = Filled(case.first_response.map(Stamp));
        let resolved = Filled(case.resolved.map(Stamp));
        write!(out, "{},{response},{resolved},", Stamp(case.opened))?;
        write!(out, "{status},A{agent:04},T{team:02},{},{reopens}", Filled(case.csat))?;
        // Numbers of their own: the columns before these are the same with and without them.
        let mut random = Random(!case.number);
        for column in 0..more {
            match column % 3 {
                0 => write!(out, ",{}", random.one_of(&WORDS))?,
                _ => write!(out, ",{}", random.below(1_000_000))?,
            }
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// A value, or nothing.
pub(crate) struct Filled<T>(pub(crate) Option<T>);

impl<T: Display> Display for Filled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |value| value.fmt(f))
    }
}

/// Seconds since 1970-01-01 00:00 as `2026-03-01 09:30:00`.
pub(crate) struct Stamp(pub(crate) i64);

impl Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil(self.0.div_euclid(DAY));
        let second = self.0.rem_euclid(DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// The civil date of a day after 1970-01-01 (Howard Hinnant's algorithm).
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let (era, day_of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = (shifted + 2) % 12 + 1;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day_of_year - (153 * shifted + 2) / 5 + 1)
}
