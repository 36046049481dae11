//! The sentences of docs on time, one by one: opening hours, due instants, zones.

use crate::calendars::{at, calendar, compiled, date, folder};
use promise::calendar::{Due, OpeningHours, Zone, due, due_back, validate};
use promise::finding::{Definition, Invalid, Message};
use promise::model::DueAt;
use promise::text::Duration;

/// When `limit` from `start` is due, as `2026-03-04 17:00`, with 24:00 shown as such.
fn shown(due: Option<Due>, zone: &Zone) -> String {
    let Some(due) = due else { return "never".to_owned() };
    if due.end_of_day {
        return format!("{} 24:00", due.date(zone));
    }
    let text = zone.rfc3339(due.instant).to_string();
    let time = text[..19].replace('T', " ");
    time.strip_suffix(":00").unwrap_or(&time).to_owned()
}

struct Desk {
    hours: Option<OpeningHours>,
    zone: Zone,
}

impl Desk {
    fn new(name: &str, zone: &str, fields: &str) -> Self {
        let hours = calendar(name, zone, fields);
        Self { zone: hours.zone().clone(), hours: Some(hours) }
    }

    fn hours(&self) -> &OpeningHours {
        self.hours.as_ref().unwrap()
    }

    fn at(&self, text: &str) -> i64 {
        at(&self.zone, text)
    }

    fn due(&self, start: &str, limit: &str, due_at: Option<DueAt>) -> String {
        let start = self.at(start);
        let limit = Duration::parse(limit).unwrap();
        let day = self.zone.date_of(start);
        shown(due(start, day, limit, due_at, self.hours.as_ref(), &self.zone), &self.zone)
    }

    fn back(&self, event: &str, limit: &str, due_at: Option<DueAt>) -> String {
        let event = self.at(event);
        let limit = Duration::parse(limit).unwrap();
        let day = self.zone.date_of(event);
        shown(due_back(event, day, limit, due_at, self.hours.as_ref(), &self.zone), &self.zone)
    }

    fn open(&self, from: &str, to: &str) -> i64 {
        self.hours().open_between(self.at(from), self.at(to))
    }
}

const OFFICE: &str = "hours = { mon-fri = [\"09:00-17:00\"] }";
const MIDNIGHT: Option<DueAt> = Some(DueAt::Midnight);
const CLOSE: Option<DueAt> = Some(DueAt::Close);
const SAME_TIME: Option<DueAt> = Some(DueAt::SameTime);

#[test]
fn the_example_of_monday_at_four() {
    let desk = Desk::new("monday", "Asia/Shanghai", OFFICE);
    let monday = "2026-03-02 16:00";
    assert_eq!(desk.due(monday, "2 business days", None), "2026-03-04 17:00");
    assert_eq!(desk.due(monday, "2 business days", CLOSE), "2026-03-04 17:00");
    assert_eq!(desk.due(monday, "2 business days", SAME_TIME), "2026-03-04 16:00");
    assert_eq!(desk.due(monday, "2 business days", MIDNIGHT), "2026-03-04 24:00");
    assert_eq!(desk.due(monday, "16 business hours", None), "2026-03-04 16:00");
    assert_eq!(desk.due(monday, "16h", None), "2026-03-03 08:00");
    assert_eq!(desk.due(monday, "2 days", None), "2026-03-04 24:00");
}

#[test]
fn civil_days_do_not_count_the_starting_date() {
    let desk = Desk::new("civil", "Asia/Shanghai", OFFICE);
    let friday = "2026-03-06 10:00";
    assert_eq!(desk.due(friday, "1 day", None), "2026-03-07 24:00");
    assert_eq!(desk.due(friday, "7 days", None), "2026-03-13 24:00");
    assert_eq!(desk.due(friday, "2 weeks", None), "2026-03-20 24:00");
    assert_eq!(desk.due(friday, "7 days", CLOSE), "2026-03-13 17:00");
    // Sunday is shut.
    assert_eq!(desk.due(friday, "2 days", CLOSE), "2026-03-08 24:00");
    assert_eq!(desk.due(friday, "2 days", SAME_TIME), "2026-03-08 10:00");
    let none = Desk { hours: None, zone: desk.zone.clone() };
    assert_eq!(none.due(friday, "3 days", CLOSE), "2026-03-09 24:00");
    assert_eq!(none.due(friday, "3 business days", None), "never");
    assert_eq!(none.due(friday, "3 business hours", None), "never");
}

#[test]
fn a_month_ends_on_the_last_day_of_the_month() {
    let desk = Desk::new("month", "Asia/Shanghai", OFFICE);
    assert_eq!(desk.due("2026-01-31 10:00", "1 month", None), "2026-02-28 24:00");
    assert_eq!(desk.due("2028-01-31 10:00", "1 month", None), "2028-02-29 24:00");
    assert_eq!(desk.due("2026-01-31 10:00", "3 months", SAME_TIME), "2026-04-30 10:00");
    assert_eq!(desk.back("2026-03-31 10:00", "1 month", None), "2026-02-28 24:00");
}

#[test]
fn open_time_begins_at_the_next_opening_and_an_exact_fit_ends_at_the_close() {
    let desk = Desk::new("open", "Asia/Shanghai", "hours = { mon-fri = [\"09:00-12:00\", \"13:00-18:00\"] }");
    assert_eq!(desk.due("2026-03-07 12:00", "1bh", None), "2026-03-09 10:00");
    assert_eq!(desk.due("2026-03-09 12:30", "1bh", None), "2026-03-09 14:00");
    assert_eq!(desk.due("2026-03-09 09:00", "3bh", None), "2026-03-09 12:00");
    assert_eq!(desk.due("2026-03-09 09:00", "8bh", None), "2026-03-09 18:00");
    assert_eq!(desk.due("2026-03-09 18:00", "1bh", None), "2026-03-10 10:00");
    assert_eq!(desk.open("2026-03-09 00:00", "2026-03-16 00:00"), 40 * 3600);
    assert_eq!(desk.open("2026-03-09 11:00", "2026-03-09 13:30"), 5400);
    assert_eq!(desk.open("2026-03-09 13:30", "2026-03-09 11:00"), 0);
}

#[test]
fn with_same_time_a_start_outside_hours_is_rolled_first() {
    let desk = Desk::new("rolled", "Asia/Shanghai", OFFICE);
    assert_eq!(desk.due("2026-03-02 20:00", "2bd", SAME_TIME), "2026-03-05 09:00");
    assert_eq!(desk.due("2026-03-07 20:00", "1bd", SAME_TIME), "2026-03-10 09:00");
    // Other day counts: the local date of the start is day zero, open or not.
    assert_eq!(desk.due("2026-03-02 20:00", "2bd", None), "2026-03-04 17:00");
    assert_eq!(desk.due("2026-03-07 20:00", "1bd", None), "2026-03-09 17:00");
    assert_eq!(desk.due("2026-03-07 20:00", "1bd", MIDNIGHT), "2026-03-09 24:00");
}

#[test]
fn the_golden_week_of_2025() {
    let desk = Desk::new(
        "golden",
        "Asia/Shanghai",
        "hours = { mon-fri = [\"09:00-17:00\"] }\nclosed = [\"2025-10-01..2025-10-08\"]\n\
         open = { 2025-09-28 = [\"09:00-17:00\"], 2025-10-11 = [\"10:00-16:00\"] }",
    );
    let hours = desk.hours();
    let monday = date("2025-09-29");
    let after: Vec<_> =
        (1..=5).map(|n| hours.nth_working_day_after(monday, n).unwrap().to_string()).collect();
    assert_eq!(after, ["2025-09-30", "2025-10-09", "2025-10-10", "2025-10-11", "2025-10-13"]);
    assert!(hours.is_working_day(date("2025-09-28")));
    assert!(!hours.is_working_day(date("2025-10-08")));
    assert_eq!(hours.working_days_between(monday, date("2025-10-13")), 5);
    assert_eq!(hours.working_days_between(monday, monday), 0);
    assert_eq!(hours.nth_working_day_before(date("2025-10-13"), 4), Some(date("2025-09-30")));
    assert_eq!(desk.due("2025-09-29 16:00", "4bd", None), "2025-10-11 16:00");
    assert_eq!(desk.due("2025-09-30 16:00", "2bh", None), "2025-10-09 10:00");
    assert!(hours.has_closed_days_in_week());
}

#[test]
fn open_dates_beat_closed_dates_and_the_narrower_open_range_counts() {
    let desk = Desk::new(
        "beats",
        "UTC",
        "hours = { mon-sun = [\"09:00-17:00\"] }\nclosed = [\"2026-05-01..2026-05-31\"]\n\
         open = { 2026-05-10 = [\"10:00-12:00\"], \"2026-05-09..2026-05-12\" = [\"08:00-09:00\"], 2026-05-20 = [] }",
    );
    let open = |day: &str| desk.open(&format!("{day} 00:00"), &format!("{day} 24:00"));
    assert_eq!(open("2026-04-30"), 8 * 3600);
    assert_eq!(open("2026-05-01"), 0);
    assert_eq!(open("2026-05-09"), 3600);
    assert_eq!(open("2026-05-10"), 7200);
    assert_eq!(open("2026-05-12"), 3600);
    assert_eq!(open("2026-05-20"), 0);
    assert!(!desk.hours().is_working_day(date("2026-05-20")));
    // Of equally wide ranges the first that is written.
    let equal = "open = { \"2026-05-01..2026-05-02\" = [\"08:00-09:00\"], \"2026-05-02..2026-05-03\" = [\"08:00-12:00\"] }";
    let equal = Desk::new("equal", "UTC", equal);
    assert_eq!(equal.open("2026-05-02 00:00", "2026-05-02 24:00"), 3600);
    assert!(!desk.hours().has_closed_days_in_week());
}

#[test]
fn midnight_as_the_end_of_a_window() {
    let desk = Desk::new("until-24", "Asia/Shanghai", "hours = { mon-fri = [\"18:00-24:00\"] }");
    assert_eq!(desk.due("2026-03-02 18:00", "6bh", None), "2026-03-02 24:00");
    assert_eq!(desk.due("2026-03-02 18:00", "7bh", None), "2026-03-03 19:00");
    assert_eq!(desk.due("2026-03-02 18:00", "1bd", None), "2026-03-03 24:00");
    let always = Desk::new("always", "Asia/Shanghai", "hours = { mon-sun = [\"00:00-24:00\"] }");
    // Nothing closes at this midnight.
    assert_eq!(always.due("2026-03-02 18:00", "6bh", None), "2026-03-03 00:00");
    assert_eq!(always.due("2026-03-02 18:00", "1bd", None), "2026-03-03 24:00");
    assert_eq!(always.hours().next_close(always.at("2026-03-02 18:00")), None);
    assert_eq!(always.hours().next_opening(0), None);
}

#[test]
fn a_window_over_midnight_belongs_to_the_day_it_starts_on() {
    let night = "hours = { mon-fri = [\"22:00-06:00\"] }";
    let desk = Desk::new("night", "UTC", night);
    let hours = desk.hours();
    // Saturday morning belongs to Friday.
    assert!(hours.is_open(desk.at("2026-03-07 05:59")));
    assert!(!hours.is_working_day(date("2026-03-07")));
    assert_eq!(hours.close_of(date("2026-03-06")), Some(desk.at("2026-03-07 06:00")));
    assert_eq!(hours.close_of(date("2026-03-07")), None);
    assert_eq!(desk.due("2026-03-05 23:00", "1bd", None), "2026-03-07 06:00");

    // A closed start day removes its whole window; a closed next day does not cut the tail.
    let desk = Desk::new("night-shut", "UTC", &format!("{night}\nclosed = [2026-03-04]"));
    assert!(desk.hours().is_open(desk.at("2026-03-04 05:59")));
    assert!(!desk.hours().is_open(desk.at("2026-03-04 23:00")));
    assert!(!desk.hours().is_open(desk.at("2026-03-05 03:00")));
    assert_eq!(desk.open("2026-03-02 00:00", "2026-03-08 00:00"), 4 * 8 * 3600);
}

#[test]
fn tails_and_windows_that_overlap_merge() {
    let desk = Desk::new(
        "tails",
        "UTC",
        "hours = { mon = [\"20:00-08:00\"], tue = [\"06:00-12:00\", \"12:00-13:00\"] }",
    );
    let (from, to) = (desk.at("2026-03-02 20:00"), desk.at("2026-03-03 13:00"));
    assert_eq!(desk.open("2026-03-02 00:00", "2026-03-09 00:00"), to - from);
    assert_eq!(desk.hours().next_close(from), Some(to));
    let week = (desk.at("2026-03-02 00:00"), desk.at("2026-03-09 00:00"));
    assert_eq!(desk.hours().intervals(week.0, week.1).collect::<Vec<_>>(), [(from, to)]);
    assert_eq!(desk.hours().intervals(from + 60, to - 60).collect::<Vec<_>>(), [(from + 60, to - 60)]);
    assert_eq!(desk.hours().intervals(to, week.1).next(), None);
    // The close of Monday is still its own.
    assert_eq!(desk.hours().close_of(date("2026-03-02")), Some(desk.at("2026-03-03 08:00")));
}

#[test]
fn elapsed_is_physical_time_on_days_of_23_and_25_hours() {
    let always = Desk::new("dst", "Europe/Berlin", "hours = { mon-sun = [\"00:00-24:00\"] }");
    assert_eq!(always.open("2026-03-29 00:00", "2026-03-29 24:00"), 23 * 3600);
    assert_eq!(always.open("2026-10-25 00:00", "2026-10-25 24:00"), 25 * 3600);
    assert_eq!(always.due("2026-03-28 12:00", "24h", None), "2026-03-29 13:00");
    assert_eq!(always.due("2026-03-28 12:00", "1 day", None), "2026-03-29 24:00");
    assert_eq!(always.due("2026-03-28 12:00", "1 day", SAME_TIME), "2026-03-29 12:00");
    assert_eq!(always.due("2026-03-28 02:30", "1 day", SAME_TIME), "2026-03-29 03:30");
    assert_eq!(always.due("2026-10-24 02:30", "1 day", SAME_TIME), "2026-10-25 02:30");

    let night = Desk::new("dst-night", "Europe/Berlin", "hours = { sat = [\"22:00-06:00\"] }");
    assert_eq!(night.open("2026-03-28 12:00", "2026-03-29 12:00"), 7 * 3600);
    assert_eq!(night.open("2026-10-24 12:00", "2026-10-25 12:00"), 9 * 3600);
    // A bound in the gap moves forward by it, an ambiguous one is its first occurrence.
    let edges = Desk::new("dst-edges", "Europe/Berlin", "hours = { sun = [\"02:30-04:00\"] }");
    assert_eq!(edges.open("2026-03-29 00:00", "2026-03-29 12:00"), 1800);
    assert_eq!(edges.open("2026-10-25 00:00", "2026-10-25 12:00"), 9000);
    let inside =
        Desk::new("dst-inside", "Europe/Berlin", "hours = { sun = [\"02:00-02:45\", \"03:10-03:20\"] }");
    assert_eq!(inside.open("2026-03-29 00:00", "2026-03-29 12:00"), 2700);
}

#[test]
fn counted_back_from_an_event() {
    let desk = Desk::new("ahead", "Asia/Shanghai", OFFICE);
    let tuesday = "2026-03-10 10:00";
    assert_eq!(desk.back(tuesday, "24h", None), "2026-03-09 10:00");
    assert_eq!(desk.back(tuesday, "2bh", None), "2026-03-09 16:00");
    // The latest instant that leaves so much: an exact fit begins at the opening.
    assert_eq!(desk.back(tuesday, "1bh", None), "2026-03-10 09:00");
    assert_eq!(desk.back("2026-03-08 10:00", "1bh", None), "2026-03-06 16:00");
    assert_eq!(desk.back(tuesday, "3 days", None), "2026-03-07 24:00");
    assert_eq!(desk.back(tuesday, "3 days", CLOSE), "2026-03-07 24:00");
    assert_eq!(desk.back(tuesday, "1 day", CLOSE), "2026-03-09 17:00");
    assert_eq!(desk.back(tuesday, "3 days", SAME_TIME), "2026-03-07 10:00");
    assert_eq!(desk.back(tuesday, "2bd", None), "2026-03-06 17:00");
    assert_eq!(desk.back(tuesday, "2bd", MIDNIGHT), "2026-03-06 24:00");
    assert_eq!(desk.back(tuesday, "2bd", SAME_TIME), "2026-03-06 10:00");
    assert_eq!(desk.back("2026-03-08 20:00", "1bd", SAME_TIME), "2026-03-05 17:00");
    assert_eq!(desk.back("2026-03-08 20:00", "1bd", None), "2026-03-06 17:00");
}

#[test]
fn a_calendar_that_ends_gives_no_due() {
    let desk = Desk::new("ends", "UTC", "open = { 2026-03-02 = [\"09:00-12:00\"] }");
    let hours = desk.hours();
    assert_eq!(desk.due("2026-01-01 00:00", "3bh", None), "2026-03-02 12:00");
    assert_eq!(desk.due("2026-01-01 00:00", "4bh", None), "never");
    assert_eq!(desk.due("2026-01-01 00:00", "1bd", None), "2026-03-02 12:00");
    assert_eq!(desk.due("2026-01-01 00:00", "2bd", None), "never");
    assert_eq!(desk.back("2026-12-31 00:00", "4bh", None), "never");
    assert_eq!(hours.next_open(desk.at("2026-03-02 12:00")), None);
    assert_eq!(hours.next_close(desk.at("1900-01-01 12:00")), Some(desk.at("2026-03-02 12:00")));
    assert_eq!(hours.previous_open(desk.at("9999-03-02 12:00")), Some(desk.at("2026-03-02 12:00")));
    assert_eq!(hours.previous_open(desk.at("2026-03-02 09:00")), None);
    assert_eq!(desk.open("0001-01-01 00:00", "9999-12-31 00:00"), 3 * 3600);
}

#[test]
fn far_years_are_exact_and_no_instant_is_too_far() {
    let desk = Desk::new("far", "America/New_York", OFFICE);
    let hours = desk.hours();
    // 400 years are 20,871 weeks.
    for year in [1, 800, 1600, 2000, 5000, 9599] {
        let range = |year: i32| (format!("{year:04}-01-01 00:00"), format!("{:04}-01-01 00:00", year + 400));
        let (from, to) = range(year);
        assert_eq!(desk.open(&from, &to), 20_871 * 40 * 3600, "{year}");
    }
    assert_eq!(desk.due("9000-01-06 10:00", "8bh", None), "9000-01-07 10:00");
    // Local mean time was 2 seconds off the minute that RFC 3339 can show.
    assert_eq!(desk.due("0001-01-01 10:00", "8bh", None), "0001-01-02 10:00:02");
    assert_eq!(desk.due("9999-12-31 10:00", "1 day", None), "never");
    assert_eq!(desk.due("9999-12-30 10:00", "1 day", None), "9999-12-31 24:00");
    assert_eq!(desk.due("9999-12-31 10:00", "3000 days", None), "never");
    assert_eq!(desk.due("9999-12-01 10:00", "3000bd", None), "never");
    assert_eq!(desk.due("9999-12-31 10:00", "3000 months", None), "never");
    assert_eq!(desk.back("0001-01-05 10:00", "3000 months", None), "never");
    assert_eq!(desk.back("0001-01-05 10:00", "3000bd", None), "never");
    let far = [i64::MIN, i64::MIN + 1, -99_999_999_999, 0, 999_999_999_999, i64::MAX];
    for a in far {
        for b in far {
            assert!(hours.open_between(a, b) >= 0);
            assert!(hours.intervals(a, b).take(3).all(|(from, to)| a <= from && from < to && to <= b));
        }
        let _ = (hours.is_open(a), hours.next_open(a), hours.next_opening(a), hours.next_close(a));
        let _ = (hours.previous_open(a), hours.due_after(a, i64::MAX), hours.due_before(a, i64::MAX));
        let _ = (hours.due_after(a, 1), hours.due_before(a, 1));
        let day = desk.zone.date_of(a);
        let _ = due(a, day, Duration::Elapsed(i64::MAX), None, None, &desk.zone);
        let _ = due_back(a, day, Duration::Elapsed(i64::MAX), None, None, &desk.zone);
        for limit in [Duration::Open(i64::MAX), Duration::Days(i64::MAX), Duration::BusinessDays(i64::MAX)] {
            assert_eq!(due(a, day, limit, None, Some(hours), &desk.zone), None);
            assert_eq!(due_back(a, day, limit, None, Some(hours), &desk.zone), None);
        }
    }
    let dates = [i32::MIN, -800_000, 0, 3_000_000, i32::MAX].map(promise::model::Date::from_days);
    for a in dates {
        for b in dates {
            assert!(hours.working_days_between(a, b) >= 0);
        }
        let _ = (hours.nth_working_day_after(a, 5), hours.nth_working_day_before(a, 5));
        let _ = (hours.close_of(a), hours.windows_on(a), hours.is_working_day(a));
    }
}

#[test]
fn a_day_of_very_many_windows_is_compiled_in_small_parts() {
    let windows: Vec<_> = (0..1440)
        .map(|m| format!("\"{:02}:{:02}:00-{:02}:{:02}:30\"", m / 60, m % 60, m / 60, m % 60))
        .collect();
    let desk = Desk::new("many", "UTC", &format!("hours = {{ mon-sun = [{}] }}", windows.join(",")));
    assert_eq!(desk.open("2026-01-01 00:00", "2036-01-01 00:00"), 3652 * 43_200);
    assert_eq!(desk.due("2026-01-01 00:00", "24bh", None), "2026-01-02 23:59:30");
}

const ICS: &str = "BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:国庆节（休）
DTSTART;VALUE=DATE:20261001
DTEND;VALUE=DATE:20261008
X-APPLE-SPECIAL-DAY:WORK-HOLIDAY
END:VEVENT
BEGIN:VEVENT
SUMMARY:国庆节（班）
DTSTART;VALUE=DATE:20261012
X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY
END:VEVENT
BEGIN:VEVENT
SUMMARY:寒露
DTSTART;VALUE=DATE:20261013
END:VEVENT
END:VCALENDAR
";

#[test]
fn holidays_come_from_a_file_beside_the_calendar() {
    let text = |file: &str| {
        format!(
            "[[calendar]]\nid = \"desk\"\ntimezone = \"Asia/Shanghai\"\nholidays = \"{file}\"\n{OFFICE}\n\
             open = {{ 2026-10-07 = [\"09:00-12:00\"] }}\n"
        )
    };
    std::fs::write(folder("holidays").join("china.ics"), ICS).unwrap();
    let (calendars, findings) = compiled("holidays", &text("china.ics"));
    assert!(findings.is_empty(), "{findings:?}");
    let hours = calendars.get("desk").unwrap();
    assert_eq!(hours.holiday_on(date("2026-10-05")).unwrap().name, "国庆节（休）");
    assert!(hours.holiday_on(date("2026-10-13")).is_none());
    let working =
        ["2026-09-30", "2026-10-01", "2026-10-06", "2026-10-07", "2026-10-08", "2026-10-12", "2026-10-13"];
    assert_eq!(
        working.map(|day| hours.is_working_day(date(day))),
        [true, false, false, true, true, true, true]
    );

    // A feed without marks, with a holiday of every year.
    let plain = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:New Year\nDTSTART:20200101\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n";
    std::fs::write(folder("holidays").join("plain.ics"), plain).unwrap();
    let (calendars, _) = compiled("holidays", &text("plain.ics"));
    let hours = calendars.get("desk").unwrap();
    assert!(hours.is_working_day(date("2019-01-01")));
    assert!(!hours.is_working_day(date("2026-01-01")));
    assert!(!hours.is_working_day(date("2080-01-01")));
    assert_eq!(hours.holiday_on(date("2080-01-01")).unwrap().name, "New Year");

    std::fs::write(folder("holidays").join("broken.ics"), "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\n")
        .unwrap();
    for (file, says) in [("broken.ics", "line 2: the event has no DTSTART"), ("absent.ics", "No such file")] {
        let (calendars, findings) = compiled("holidays", &text(file));
        assert!(calendars.get("desk").is_none());
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.code.code, finding.definition.as_deref()), ("DEF007", Some("desk")));
        let Message::Definition(Definition::Invalid(Invalid::UnreadableFile { path, reason })) =
            &finding.message
        else {
            panic!("{finding:?}")
        };
        assert!(path == file && reason.contains(says), "{path}: {reason}");
    }
}

#[test]
fn unknown_zones_are_found_in_calendars_and_logs() {
    let text = format!(
        "[[calendar]]\nid = \"desk\"\ntimezone = \"Asia/Shangai\"\n{OFFICE}\n\
         [[calendar]]\nid = \"sound\"\ntimezone = \"Asia/Shanghai\"\n{OFFICE}\n\
         [[log]]\nid = \"tickets\"\npath = \"x.csv\"\ntimezone = \"Nowhere\"\ncolumns = {{ a = \"b\" }}\n"
    );
    let definitions = crate::calendars::definitions("zones", &text);
    let found: Vec<_> = validate(&definitions)
        .into_iter()
        .map(|finding| match finding.message {
            Message::Definition(Definition::Invalid(Invalid::TimeZone { name, suggestion })) => {
                (finding.code.code, finding.definition.unwrap(), name, suggestion)
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        found,
        [
            ("DEF007", "desk".into(), "Asia/Shangai".into(), Some("Asia/Shanghai".into())),
            ("DEF007", "tickets".into(), "Nowhere".into(), None),
        ]
    );
    let (calendars, _) = compiled("zones", &text);
    assert!(calendars.get("desk").is_none() && calendars.get("sound").is_some());
    assert_eq!(calendars.zone("Asia/Shanghai").unwrap().name(), "Asia/Shanghai");
}
