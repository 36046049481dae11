//! Dates by integer formulas: days since 1970-01-01 to years and back, and the names of periods.

use super::draft::Draft;
use super::expr::{Expr, and, case, either, flag, or};
use crate::model::Period;

const DAY: i64 = 86_400;
/// Days that make all days of the years from 1 on positive.
const SHIFT: i64 = 800_000;
/// From 0000-03-01 to 1970-01-01.
const MARCH: i64 = 719_468;

/// The day of a date of the years 1 to 9999, and whether there is such a date.
pub(super) fn day(draft: &mut Draft, year: &Expr, month: &Expr, of_month: &Expr) -> (Expr, Expr) {
    let by_four = draft.rest(year, 4).is(0);
    let by_hundred = draft.rest(year, 100).is(0);
    let by_era = draft.rest(year, 400).is(0);
    let leap = and([by_four, or([super::expr::not(&by_hundred), by_era])]);
    let is = |number: i64| month.is(number);
    let length = case(
        [(is(2), flag(&leap).plus_int(28)), (or([is(4), is(6), is(9), is(11)]), Expr::int(30))],
        &Expr::int(31),
    );
    let valid = and([
        year.ge(&Expr::int(1)),
        month.ge(&Expr::int(1)),
        month.le(&Expr::int(12)),
        of_month.ge(&Expr::int(1)),
        of_month.le(&length),
    ]);
    let valid = draft.define("valid", &valid);
    (number(draft, year, month, of_month), valid)
}

/// The day of a date that there is.
fn number(draft: &mut Draft, year: &Expr, month: &Expr, of_month: &Expr) -> Expr {
    let early = month.le(&Expr::int(2));
    let year = year.minus(&flag(&early));
    let year = draft.define("year", &year);
    let month = either(&early, &month.plus_int(9), &month.plus_int(-3));
    let of_year = draft.divide_int(&month.times(153).plus_int(2), 5).plus(of_month);
    let leaps = draft.divide_int(&year, 4).minus(&draft.divide_int(&year, 100));
    let leaps = leaps.plus(&draft.divide_int(&year, 400));
    let day = year.times(365).plus(&leaps).plus(&of_year).plus_int(-1 - MARCH);
    draft.define("day", &day)
}

/// The day of a time in seconds since 1970-01-01 00:00.
pub(super) fn day_of(draft: &mut Draft, seconds: &Expr) -> Expr {
    let shifted = seconds.plus_int(SHIFT * DAY);
    let day = draft.divide_int(&shifted, DAY).plus_int(-SHIFT);
    draft.define("day", &day)
}

/// Year, month and day of the month of a day.
fn parts(draft: &mut Draft, day: &Expr) -> [Expr; 3] {
    let shifted = day.plus_int(MARCH);
    let shifted = draft.define("day", &shifted);
    let era = draft.divide_int(&shifted, 146_097);
    let era = draft.define("era", &era);
    let of_era = shifted.minus(&era.times(146_097));
    let of_era = draft.define("day", &of_era);
    let leaps = draft.divide_int(&of_era, 36_524).minus(&draft.divide_int(&of_era, 146_096));
    let years = of_era.minus(&draft.divide_int(&of_era, 1460)).plus(&leaps);
    let of_era_year = draft.divide_int(&years, 365);
    let year = draft.define("year", &of_era_year);
    let before = year.times(365).plus(&draft.divide_int(&year, 4)).minus(&draft.divide_int(&year, 100));
    let of_year = of_era.minus(&before);
    let of_year = draft.define("day", &of_year);
    let month = draft.divide_int(&of_year.times(5).plus_int(2), 153);
    let month = draft.define("month", &month);
    let of_month = of_year.minus(&draft.divide_int(&month.times(153).plus_int(2), 5)).plus_int(1);
    let late = month.ge(&Expr::int(10));
    let year = year.plus(&era.times(400)).plus(&flag(&late));
    let month = either(&late, &month.plus_int(-9), &month.plus_int(3));
    [("year", year), ("month", month), ("day", of_month)].map(|(word, part)| draft.define(word, &part))
}

/// The same day so many months later (or earlier), or the last of that month.
pub(super) fn plus_months(draft: &mut Draft, day: &Expr, months: i64) -> Expr {
    let [year, month, of_month] = parts(draft, day);
    let number = year.times(12).plus(&month).plus_int(months - 1);
    let number = draft.define("month", &number);
    let year = draft.divide_int(&number, 12);
    let year = draft.define("year", &year);
    let month = number.minus(&year.times(12)).plus_int(1);
    let month = draft.define("month", &month);
    let first = self::number(draft, &year, &month, &Expr::int(1));
    let next = number.plus_int(1);
    let next_year = draft.divide_int(&next, 12);
    let next_year = draft.define("year", &next_year);
    let next_month = next.minus(&next_year.times(12)).plus_int(1);
    let next_month = draft.define("month", &next_month);
    let after = self::number(draft, &next_year, &next_month, &Expr::int(1));
    let same = super::expr::least(&first.plus(&of_month).plus_int(-1), &after.plus_int(-1));
    draft.define("day", &same)
}

/// The weekday of a day, 0 for Monday.
pub(super) fn weekday(draft: &Draft, day: &Expr) -> Expr {
    // 1970-01-01 was a Thursday, and so is the day that many weeks before it.
    draft.rest(&day.plus_int(3 + SHIFT / 7 * 7), 7)
}

/// A number in so many digits.
pub(super) fn digits(draft: &mut Draft, number: &Expr, length: i64) -> Expr {
    let zeros = draft.literal(&"0".repeat(usize::try_from(length - 1).unwrap_or(0)));
    let padded = zeros.joined(&draft.text_of(number));
    let padded = draft.define("digits", &padded);
    let from = padded.length().plus_int(1 - length);
    padded.from(&from)
}

/// The name of the period that a day falls into.
pub(super) fn period(draft: &mut Draft, period: Period, day: &Expr) -> Expr {
    let label = match period {
        Period::Day => {
            let [year, month, of_month] = parts(draft, day);
            let dash = draft.literal("-");
            let parts = [digits(draft, &year, 4), digits(draft, &month, 2), digits(draft, &of_month, 2)];
            parts[0].joined(&dash).joined(&parts[1]).joined(&dash).joined(&parts[2])
        }
        Period::Week => {
            // A week is of the year that its Thursday is of.
            let thursday = day.minus(&weekday(draft, day)).plus_int(3);
            let thursday = draft.define("thursday", &thursday);
            let [year, ..] = parts(draft, &thursday);
            let first = number(draft, &year, &Expr::int(1), &Expr::int(1));
            let week = draft.divide_int(&thursday.minus(&first), 7).plus_int(1);
            let week = draft.define("week", &week);
            let between = draft.literal("-W");
            digits(draft, &year, 4).joined(&between).joined(&digits(draft, &week, 2))
        }
        Period::Month => {
            let [year, month, _] = parts(draft, day);
            let dash = draft.literal("-");
            digits(draft, &year, 4).joined(&dash).joined(&digits(draft, &month, 2))
        }
        Period::Quarter => {
            let [year, month, _] = parts(draft, day);
            let quarter = draft.divide_int(&month.plus_int(2), 3);
            let quarter = draft.define("quarter", &quarter);
            let between = draft.literal("-Q");
            digits(draft, &year, 4).joined(&between).joined(&draft.text_of(&quarter))
        }
        Period::Year => {
            let [year, ..] = parts(draft, day);
            digits(draft, &year, 4)
        }
    };
    draft.define("period", &label)
}
