//! Days of the Gregorian calendar by integer formulas.
//!
//! A log has one or more times in every row, and a date library takes longer for one than reading the
//! row does. It must not know zones: what comes out is the wall clock's.

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// The day by its distance from 1970-01-01, if there is such a day in the years 1 to 9999.
pub(super) fn day(year: i32, month: i32, day: i32) -> Option<i32> {
    let valid = (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && day >= 1
        && day <= days_in_month(year, month);
    valid.then(|| {
        // Years that begin in March have the leap day last; 400 of them are 146,097 days.
        let year = year - i32::from(month <= 2);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let of_era = (year % 400) * 365 + (year % 400) / 4 - (year % 400) / 100 + of_year;
        (year / 400) * 146_097 + of_era - 719_468
    })
}

/// The day by its place in the year, from 1.
pub(super) fn ordinal_day(year: i32, ordinal: i32) -> Option<i32> {
    let length = if is_leap(year) { 366 } else { 365 };
    (1..=length).contains(&ordinal).then(|| day(year, 1, 1).map(|first| first + ordinal - 1))?
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a month.
pub(super) fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 => 28 + i32::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{day, ordinal_day};
    use crate::model::Date;

    #[test]
    fn every_day_agrees_with_the_date_library() {
        let mut expected = Date::from_ymd(1, 1, 1).unwrap().days();
        for year in 1..=9999 {
            let mut ordinal = 0;
            for month in 1..=12 {
                for of_month in 1..=32 {
                    let Some(found) = day(year, month, of_month) else {
                        let library = Date::from_ymd(
                            year,
                            u32::try_from(month).unwrap(),
                            u32::try_from(of_month).unwrap(),
                        );
                        assert_eq!(library, None, "{year}-{month}-{of_month}");
                        continue;
                    };
                    ordinal += 1;
                    assert_eq!(found, expected, "{year}-{month}-{of_month}");
                    assert_eq!(ordinal_day(year, ordinal), Some(expected));
                    expected += 1;
                }
            }
            assert_eq!(ordinal_day(year, ordinal + 1), None);
        }
        assert_eq!(expected, Date::from_ymd(9999, 12, 31).unwrap().days() + 1);
    }

    #[test]
    fn there_are_no_other_years() {
        assert_eq!(day(0, 12, 31), None);
        assert_eq!(day(10_000, 1, 1), None);
        assert_eq!(day(2026, 0, 1), None);
        assert_eq!(day(2026, 13, 1), None);
        assert_eq!(day(2026, 1, 0), None);
    }
}
