//! What the ledger says of single cases: each sentence of the time semantics as a story, with a
//! definition, a few rows and the lines expected of `promise cases`.

use crate::command::Folder;

const OFFICE: &str = r#"
[[calendar]]
id = "office"
timezone = "Asia/Shanghai"
hours = { mon-fri = ["09:00-17:00"] }
"#;

const LOG: &str = r#"
[[log]]
id = "tickets"
path = "../log.csv"
case = "id"
columns = { received = "received", resolved = "resolved" }
timestamps = ["%Y-%m-%d %H:%M", "%Y-%m-%d"]
timezone = "Asia/Shanghai"
"#;

/// Definitions with one commitment of one target, a clock and the log.
fn definitions(target: &str, clock: &str) -> String {
    format!(
        "[[commitment]]\nid = \"p\"\nstatus = \"published\"\n[[commitment.target]]\n{target}\n\
         [[clock]]\nid = \"c\"\nstart = \"received\"\nstop = \"resolved\"\n{clock}\n{OFFICE}{LOG}"
    )
}

/// Due, elapsed, days, paused, state and reason of each line.
fn judged(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["cases", "--format", "csv"];
    all.extend(arguments);
    let output = folder.promise(&all).ended(0);
    let mut reader = csv::Reader::from_reader(output.stdout.as_bytes());
    let columns = ["case", "due", "elapsed_s", "elapsed_days", "paused_s", "state", "reason"];
    let header = reader.headers().unwrap().clone();
    let places: Vec<_> =
        columns.iter().map(|name| header.iter().position(|known| known == *name).unwrap()).collect();
    let line = |record: csv::StringRecord| {
        places.iter().map(|&place| record[place].replace(":00+08:00", "")).collect::<Vec<_>>().join(" ")
    };
    reader.records().map(|record| line(record.unwrap()).trim_end().to_owned()).collect()
}

fn story(target: &str, clock: &str, rows: &str, arguments: &[&str]) -> Vec<String> {
    let log = format!("id,received,resolved,from,to,waited,kind\n{rows}\n");
    let folder = Folder::new().file("commitments/p.toml", definitions(target, clock)).file("log.csv", log);
    judged(&folder, arguments)
}

const PLAIN: &str = "clock = \"c\"\nshare = \"90%\"\n";

#[test]
fn a_stop_at_the_due_instant_is_in_time() {
    let target = format!("{PLAIN}within = \"24h\"");
    let rows = "a,2026-03-02 09:00,2026-03-03 09:00,,,,\nb,2026-03-02 09:00,2026-03-03 09:01,,,,";
    assert_eq!(
        story(&target, "", rows, &[]),
        ["a 2026-03-03T09:00 86400  0 met", "b 2026-03-03T09:00 86460  0 late"]
    );
}

#[test]
fn an_open_case_is_pending_at_its_due_and_overdue_after_it() {
    let target = format!("{PLAIN}within = \"24h\"");
    let rows = "a,2026-03-02 09:00,,,,,";
    assert_eq!(story(&target, "", rows, &["--as-of", "2026-03-03 09:00"]), ["a 2026-03-03T09:00    pending"]);
    assert_eq!(story(&target, "", rows, &["--as-of", "2026-03-03 09:01"]), ["a 2026-03-03T09:00    overdue"]);
}

#[test]
fn what_happened_after_as_of_is_unseen() {
    let target = format!("{PLAIN}within = \"24h\"");
    let rows = "a,2026-03-02 09:00,2026-03-02 12:00,,,,\nb,2026-03-02 13:00,,,,,";
    // The stop of a lies later: it is open. b has not begun: it is no case.
    assert_eq!(story(&target, "", rows, &["--as-of", "2026-03-02 11:00"]), ["a 2026-03-03T09:00    pending"]);
}

#[test]
fn as_of_is_by_default_the_latest_start_or_stop_of_the_log() {
    let target = format!("{PLAIN}within = \"24h\"");
    let rows = "a,2026-03-02 09:00,,,,,\nb,2026-03-02 10:00,2026-03-03 09:01,,,,";
    assert_eq!(
        story(&target, "", rows, &[]),
        ["a 2026-03-03T09:00    overdue", "b 2026-03-03T10:00 82860  0 met"]
    );
}

#[test]
fn business_hours_count_open_time_and_are_due_at_the_close_they_fill() {
    let target = format!("{PLAIN}within = \"8 business hours\"");
    let office = "calendar = \"office\"";
    let rows = "a,2026-03-02 09:00,2026-03-02 17:00,,,,\n\
                b,2026-03-02 16:00,2026-03-03 16:00,,,,\n\
                c,2026-03-06 18:00,2026-03-09 17:30,,,,";
    assert_eq!(
        story(&target, office, rows, &[]),
        [
            "a 2026-03-02T17:00 28800  0 met",
            "b 2026-03-03T16:00 28800  0 met",
            // Friday evening begins to count on Monday; the amount fits exactly at the close, so the
            // stop after it is late although no open time lies between.
            "c 2026-03-09T17:00 28800  0 late",
        ]
    );
}

#[test]
fn days_are_due_at_their_end_and_the_starting_date_is_not_counted() {
    let rows = "a,2026-03-02 16:00,2026-03-04 23:59,,,,";
    let civil = format!("{PLAIN}within = \"2 days\"");
    assert_eq!(story(&civil, "", rows, &[]), ["a 2026-03-05T00:00  2  met"]);
    let business = format!("{PLAIN}within = \"2 business days\"");
    let office = "calendar = \"office\"";
    assert_eq!(story(&business, office, rows, &[]), ["a 2026-03-04T17:00  2  late"]);
    let same_time = format!("{PLAIN}within = \"2 business days\"\ndue_at = \"same-time\"");
    assert_eq!(story(&same_time, office, rows, &[]), ["a 2026-03-04T16:00  2  late"]);
    let hours = format!("{PLAIN}within = \"16 business hours\"");
    assert_eq!(story(&hours, office, rows, &[]), ["a 2026-03-04T16:00 61200  0 late"]);
}

#[test]
fn a_month_from_the_31st_ends_on_the_last_day_of_the_next() {
    let target = format!("{PLAIN}within = \"1 month\"");
    let rows = "a,2026-01-31 10:00,2026-02-28 23:00,,,,\nb,2026-01-31 10:00,2026-03-01 00:01,,,,";
    assert_eq!(
        story(&target, "", rows, &[]),
        ["a 2026-03-01T00:00  28  met", "b 2026-03-01T00:00  29  late"]
    );
}

#[test]
fn a_date_without_a_time_begins_the_day_as_a_start_and_is_the_whole_day_as_a_stop() {
    let target = format!("{PLAIN}within = \"2 days\"");
    let rows = "a,2026-03-02,2026-03-04,,,,\nb,2026-03-02,2026-03-05,,,,\nc,2026-03-02,2026-03-01,,,,";
    assert_eq!(
        story(&target, "", rows, &[]),
        ["a 2026-03-05T00:00  2  met", "b 2026-03-05T00:00  3  late", "c     invalid stop before start",]
    );
}

#[test]
fn data_errors_are_invalid_with_their_reason() {
    let target = format!("{PLAIN}within = \"24h\"");
    let rows = "a,,2026-03-02 12:00,,,,\nb,2026-13-02 09:00,,,,,\nc,2026-03-02 09:00,soon,,,,\n\
                d,2026-03-02 09:00,2026-03-02 08:59,,,,";
    assert_eq!(
        story(&target, "", rows, &[]),
        [
            "a     invalid missing start",
            "b     invalid unreadable start",
            "c     invalid unreadable stop",
            "d     invalid stop before start",
        ]
    );
}

const PAUSE: &str = "\n[log.pauses]\nwaiting = { columns = [\"from\", \"to\"] }\n";

fn paused(target: &str, clock: &str, rows: &str, arguments: &[&str]) -> Vec<String> {
    let definitions = definitions(target, clock) + PAUSE;
    let log = format!("id,received,resolved,from,to,waited,kind\n{rows}\n");
    judged(&Folder::new().file("commitments/p.toml", definitions).file("log.csv", log), arguments)
}

#[test]
fn a_pause_under_hours_moves_the_due_by_the_clocks_own_time() {
    let rows = "a,2026-03-02 09:00,2026-03-03 10:30,2026-03-02 10:00,2026-03-02 12:00,,";
    let elapsed = format!("{PLAIN}within = \"24h\"");
    let clock = "pause = \"waiting\"\ncalendar = \"office\"";
    assert_eq!(paused(&elapsed, clock, rows, &[]), ["a 2026-03-03T11:00 84600  7200 met"]);
    // From 16:00 to 10:00 only two hours of the pause are open.
    let rows = "a,2026-03-02 15:00,2026-03-03 12:00,2026-03-02 16:00,2026-03-03 10:00,,";
    let open = format!("{PLAIN}within = \"2 business hours\"");
    assert_eq!(paused(&open, clock, rows, &[]), ["a 2026-03-03T11:00 10800  7200 late"]);
}

#[test]
fn a_pause_under_days_moves_the_due_by_whole_days() {
    let target = format!("{PLAIN}within = \"2 business days\"");
    let clock = "pause = \"waiting\"\ncalendar = \"office\"";
    // Tuesday and Wednesday are after the pause began and up to its end: due Friday instead of Wednesday.
    let rows = "a,2026-03-02 10:00,2026-03-06 17:00,2026-03-02 11:00,2026-03-04 11:00,,";
    assert_eq!(paused(&target, clock, rows, &[]), ["a 2026-03-06T17:00  2  met"]);
    // A pause within one day moves nothing.
    let rows = "a,2026-03-02 10:00,2026-03-05 09:00,2026-03-03 09:00,2026-03-03 16:00,,";
    assert_eq!(paused(&target, clock, rows, &[]), ["a 2026-03-04T17:00  3  late"]);
}

#[test]
fn an_unended_pause_keeps_an_open_case_pending() {
    let target = format!("{PLAIN}within = \"24h\"");
    let rows = "a,2026-03-02 09:00,,2026-03-02 10:00,,,";
    let pending = paused(&target, "pause = \"waiting\"", rows, &["--as-of", "2026-03-20"]);
    assert_eq!(pending, ["a     pending"]);
    let capped = "pause = { name = \"waiting\", max = \"72h\" }";
    assert_eq!(paused(&target, capped, rows, &["--as-of", "2026-03-20"]), ["a 2026-03-06T09:00    overdue"]);
}

#[test]
fn a_pause_can_be_a_column_of_seconds() {
    let definitions = definitions(&format!("{PLAIN}within = \"1h\""), "pause = \"waiting\"")
        + "\n[log.pauses]\nwaiting = { duration = \"waited\", unit = \"m\" }\n";
    let log = "id,received,resolved,waited\na,2026-03-02 09:00,2026-03-02 10:20,20\n\
               b,2026-03-02 09:00,2026-03-02 10:20,19\nc,2026-03-02 09:00,2026-03-02 10:20,-1\n";
    let folder = Folder::new().file("commitments/p.toml", definitions).file("log.csv", log);
    assert_eq!(
        judged(&folder, &[]),
        [
            "a 2026-03-02T10:20 3600  1200 met",
            "b 2026-03-02T10:19 3660  1140 late",
            "c     invalid unreadable pause",
        ]
    );
}

#[test]
fn a_pause_given_as_a_sum_is_a_mistake_under_a_limit_in_days() {
    let definitions = definitions(&format!("{PLAIN}within = \"2 days\""), "pause = \"waiting\"")
        + "\n[log.pauses]\nwaiting = { duration = \"waited\" }\n";
    let folder = Folder::new()
        .file("commitments/p.toml", definitions)
        .file("log.csv", "id,received,resolved,waited\n");
    let output = folder.promise(&["cases"]).ended(2);
    assert!(output.stderr.contains("columns = [from, to]"), "{}", output.stderr);
}

#[test]
fn the_first_matching_when_decides_and_all_targets_with_it_apply() {
    let target = "clock = \"c\"\nwithin = \"4h\"\nshare = \"50%\"\nwhen = { kind = \"urgent\" }\n\
                  [[commitment.target]]\nclock = \"c\"\nwithin = \"8h\"\nwhen = { kind = \"urgent\" }\n\
                  [[commitment.target]]\nclock = \"c\"\nwithin = \"24h\"";
    let rows = "a,2026-03-02 09:00,2026-03-02 14:00,,,,urgent\nb,2026-03-02 09:00,2026-03-02 14:00,,,,normal";
    assert_eq!(
        story(target, "", rows, &[]),
        [
            "a 2026-03-02T13:00 18000  0 late",
            "a 2026-03-02T17:00 18000  0 met",
            "b 2026-03-03T09:00 18000  0 met",
        ]
    );
}

#[test]
fn exceptions_come_before_data_errors_and_the_first_gives_the_reason() {
    let target = "clock = \"c\"\nwithin = \"4h\"\n\
                  [[commitment.exception]]\nid = \"storm\"\nwhen = { kind = [\"storm\", \"flood\"] }\n\
                  [[commitment.exception]]\nid = \"never\"\nwhen = { resolved = \"\" }";
    let rows = "a,,,,,,storm\nb,2026-03-02 09:00,,,,,flood\nc,2026-03-02 09:00,,,,,\nd,2026-03-02 09:00,2026-03-02 09:30,,,,";
    assert_eq!(
        story(target, "", rows, &[]),
        [
            "a     excluded storm",
            "b     excluded storm",
            "c     excluded never",
            "d 2026-03-02T13:00 1800  0 met"
        ]
    );
}

#[test]
fn conditions_compare_numbers_negate_and_match_the_missing_value() {
    let target = "clock = \"c\"\nwithin = \"1h\"\nwhen = { waited = \">5 <=10\" }\n\
                  [[commitment.target]]\nclock = \"c\"\nwithin = \"2h\"\nwhen = { waited = \"\" }\n\
                  [[commitment.target]]\nclock = \"c\"\nwithin = \"3h\"\nwhen = { kind = { not = [\"x\", \"\"] } }";
    let row = |id: &str, waited: &str, kind: &str| {
        format!("{id},2026-03-02 09:00,2026-03-02 09:30,,,{waited},{kind}")
    };
    let rows =
        [row("a", "10.0", ""), row("b", "5", "y"), row("c", "", "x"), row("d", "x", "x"), row("e", "11", "")];
    assert_eq!(
        story(target, "", &rows.join("\n"), &[]),
        [
            "a 2026-03-02T10:00 1800  0 met",
            "b 2026-03-02T12:00 1800  0 met",
            "c 2026-03-02T11:00 1800  0 met",
        ]
    );
}

#[test]
fn a_case_is_judged_by_the_version_in_force_when_its_clock_started() {
    let version = |from: &str, until: &str, within: &str| {
        format!(
            "[[commitment]]\nid = \"p\"\nstatus = \"published\"\neffective = {{ {from} {until} }}\n\
             [[commitment.target]]\nclock = \"c\"\nwithin = \"{within}\"\n"
        )
    };
    let first = version("from = 2026-01-01,", "until = 2026-02-01", "48h");
    let second = version("from = 2026-03-01,", "until = 2026-04-01", "24h");
    let clock = format!("[[clock]]\nid = \"c\"\nstart = \"received\"\nstop = \"resolved\"\n{OFFICE}{LOG}");
    let rows = "id,received,resolved\nbefore,2025-12-31 23:59,2026-01-01 10:00\na,2026-01-01 00:00,2026-01-02 10:00\n\
                gap,2026-02-01 00:00,2026-02-01 10:00\nb,2026-03-01 00:00,2026-03-02 10:00\nafter,2026-04-01 00:00,2026-04-01 10:00\n";
    let folder = Folder::new().file("commitments/p.toml", first + &second + &clock).file("log.csv", rows);
    assert_eq!(
        judged(&folder, &[]),
        [
            "a 2026-01-03T00:00 122400  0 met",
            "gap     excluded no version",
            "b 2026-03-02T00:00 122400  0 late",
        ]
    );
    let versions = folder.promise(&["cases"]).ended(0);
    assert!(versions.stdout.contains("tickets,b,p,2026-03-01,1,"), "{}", versions.stdout);
}

#[test]
fn by_a_due_column_of_the_case_itself() {
    let target = "clock = \"c\"\nby = \"to\"";
    let rows = "a,2026-03-02 09:00,2026-03-04 20:00,,2026-03-04,,\nb,2026-03-02 09:00,2026-03-05 00:00,,2026-03-04,,\n\
                c,2026-03-02 09:00,2026-03-04 20:00,,2026-03-04 19:00,,\nd,2026-03-02 09:00,,,,,\ne,2026-03-02 09:00,,,soon,,";
    assert_eq!(
        story(target, "", rows, &[]),
        [
            "a 2026-03-05T00:00 212400  0 met",
            "b 2026-03-05T00:00 226800  0 met",
            "c 2026-03-04T19:00 212400  0 late",
            "d     excluded no due",
            "e     invalid unreadable due",
        ]
    );
}

#[test]
fn notice_ahead_of_an_event_is_counted_back_from_it() {
    let target = "clock = \"c\"\nahead = \"24h\"";
    let rows = "a,2026-03-02 09:00,2026-03-03 09:00,,,,\nb,2026-03-02 09:01,2026-03-03 09:00,,,,\n\
                c,,2026-03-03 09:00,,,,\nd,2026-03-02 09:00,,,,,\ne,2026-03-03 10:00,2026-03-03 09:00,,,,\nf,,,,,,";
    assert_eq!(
        story(target, "", rows, &[]),
        [
            "a 2026-03-02T09:00 86400  0 met",
            "b 2026-03-02T09:00 86340  0 late",
            "c 2026-03-02T09:00    late",
            "d     pending",
            "e 2026-03-02T09:00 0  0 late",
            "f     invalid missing start",
        ]
    );
    let days = "clock = \"c\"\nahead = \"2 business days\"";
    let rows = "a,2026-03-05 16:59,2026-03-09 09:00,,,,\nb,2026-03-05 17:01,2026-03-09 09:00,,,,";
    assert_eq!(
        story(days, "calendar = \"office\"", rows, &[]),
        ["a 2026-03-05T17:00  2  met", "b 2026-03-05T17:00  2  late"]
    );
}

#[test]
fn values_of_a_case() {
    let target = "value = \"waited\"\nat_most = 10\n[[commitment.target]]\nvalue = \"kind\"\nequals = true\nabsent = \"breached\"";
    let rows = "a,2026-03-02 09:00,,,,10.0,TRUE\nb,2026-03-02 09:00,,,,10.01,false\nc,2026-03-02 09:00,,,,,\nd,2026-03-02 09:00,,,,many,1";
    assert_eq!(
        story(target, "", rows, &[]),
        [
            "a     met",
            "a     met",
            "b     late",
            "b     late",
            "c     excluded no value",
            "c     late",
            "d     invalid unreadable value",
            "d     late",
        ]
    );
}

#[test]
fn a_column_with_a_unit_is_a_length_of_time() {
    let target = "value = \"waited\"\nat_most = \"30s\"\nshare = \"80%\"";
    let unit = |unit: &str| {
        let waited = format!("waited = {{ from = \"waited\", unit = \"{unit}\" }}, received =");
        definitions(target, "").replace("received =", &waited)
    };
    let states = |definitions: String, rows: &str| {
        let log = format!("id,received,resolved,from,to,waited,kind\n{rows}\n");
        judged(&Folder::new().file("commitments/p.toml", definitions).file("log.csv", log), &[])
    };
    let rows = "a,2026-03-02 09:00,,,,0:00:30,\nb,2026-03-02 09:00,,,,0:00:31,\nc,2026-03-02 09:00,,,,30,";
    assert_eq!(states(unit("h:mm:ss"), rows), ["a     met", "b     late", "c     invalid unreadable value"]);
    let rows = "a,2026-03-02 09:00,,,,0.5,\nb,2026-03-02 09:00,,,,0.52,";
    assert_eq!(states(unit("m"), rows), ["a     met", "b     late"]);
    // Without a unit nobody knows what the numbers count.
    let log = "id,received,resolved,waited\na,2026-03-02 09:00,,30\n";
    let folder = Folder::new().file("commitments/p.toml", definitions(target, "")).file("log.csv", log);
    let said = folder.promise(&["report"]).ended(2).stderr;
    assert!(said.contains("write the unit: waited = { from = \"waited\", unit = \"s\" }"), "{said}");
    // Open time has a clock.
    let hours = definitions(target, "").replace("30s", "2 business hours");
    let said = folder.file("commitments/p.toml", hours).promise(&["report"]).ended(2).stderr;
    assert!(said.contains("where no time is measured"), "{said}");
}

#[test]
fn a_local_time_in_the_gap_moves_forward_and_a_dst_day_has_23_hours() {
    let definitions =
        definitions(&format!("{PLAIN}within = \"24h\""), "").replace("Asia/Shanghai", "Europe/Berlin");
    let log =
        "id,received,resolved\na,2026-03-28 12:00,2026-03-29 13:00\nb,2026-03-29 02:30,2026-03-29 04:30\n";
    let folder = Folder::new().file("commitments/p.toml", definitions).file("log.csv", log);
    assert_eq!(
        judged(&folder, &[]),
        [
            "a 2026-03-29T13:00:00+02:00 86400  0 met",
            // 02:30 does not exist that night; it is read as 03:30.
            "b 2026-03-30T03:30:00+02:00 3600  0 met",
        ]
    );
}

#[test]
fn an_exception_in_words_alone_excludes_no_case() {
    let target =
        "clock = \"c\"\nwithin = \"4h\"\n[[commitment.exception]]\nid = \"storm\"\ntext = \"Storms\"";
    let rows = "a,2026-03-02 09:00,2026-03-02 09:30,,,,";
    assert_eq!(story(target, "", rows, &[]), ["a 2026-03-02T13:00 1800  0 met"]);
}

#[test]
fn the_most_of_a_pause_in_days_lasts_to_the_same_time_so_many_days_later() {
    let target = format!("{PLAIN}within = \"2 business days\"");
    let clock = "pause = { name = \"waiting\", max = \"1 business day\" }\ncalendar = \"office\"";
    // Without `max` Tuesday to Thursday would move the due to Monday; one day moves it to Thursday.
    let rows = "a,2026-03-02 10:00,2026-03-06 09:00,2026-03-02 11:00,2026-03-05 11:00,,";
    assert_eq!(paused(&target, clock, rows, &[]), ["a 2026-03-05T17:00  3  late"]);
}

#[test]
fn a_pause_after_the_stop_is_none() {
    let target = format!("{PLAIN}within = \"2h\"");
    let rows = "a,2026-03-02 09:00,2026-03-02 10:00,2026-03-02 09:30,2026-03-02 23:00,,";
    assert_eq!(paused(&target, "pause = \"waiting\"", rows, &[]), ["a 2026-03-02T11:30 1800  1800 met"]);
}

#[test]
fn a_stop_that_is_a_date_counts_in_the_period_of_that_date() {
    let target = format!("{PLAIN}within = \"2 days\"\nper = \"month\"\ncounted_by = \"stop\"");
    let definitions = definitions(&target, "");
    let log = "id,received,resolved\na,2026-03-30,2026-03-31\n";
    let folder = Folder::new().file("commitments/p.toml", definitions).file("log.csv", log);
    let report = folder.promise(&["report", "--format", "csv"]).ended(0).stdout;
    assert!(report.contains("p,1,1,2026-03,1,0,"), "{report}");
}
