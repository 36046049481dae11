//! What is wrong with the rows of logs: codes, counts and first lines in the data section of reports, the
//! file of rejected rows, and the share of cases that may be invalid.

use crate::command::{Folder, Output, promise};
use serde_json::Value;
use std::collections::BTreeMap;

const CASES: &str = r#"
[[commitment]]
id = "answer"
status = "published"
applies = { priority = { not = ["test"] } }
[[commitment.target]]
clock = "answer"
within = "4h"
[[commitment.target]]
value = "stars"
at_least = 4
share = "50%"

[[clock]]
id = "answer"
start = "asked"
stop = "answered"
pause = "waiting"

[[log]]
id = "mails"
path = "../mails*.csv"
case = "id"
timestamps = "iso"
timezone = "Europe/Berlin"
pauses = { waiting = { columns = ["hold", "resume"] } }
"#;

const ORDER: &str = "[order]\npriority = [\"low\", \"urgent\"]\n";

/// Every fault once, and `b` in two files.
const MAILS: &str = "id,asked,answered,hold,resume,priority,stars
a,2026-03-02 09:00,2026-03-02 10:00,,,low,5
b,2026-03-02 09:00,2026-03-02 08:00,,,low,5
c,soon,2026-03-02 10:00,,,low,4
d,2026-03-29 02:30,2026-03-29 05:00,,,Low,4
e,,2026-03-02 10:00,,,urgnt,
f,2026-03-02 09:00,2026-03-02 15:00,2026-03-02 10:00,,urgent,four
g,2026-03-02T08:00Z,2026-03-02 10:00,2026-03-02 09:30,2026-03-02 09:10,low,1
h,2026-03-02 09:00
i,2026-03-02 09:00,,,,low,5,more
k,2026-05-01 09:00,,,,low,
,,,,,,
";

const MORE: &[u8] = b"id,asked,answered,hold,resume,priority,stars\nb,2026-03-02 09:00,,,,\xFF,\n";

fn folder() -> Folder {
    Folder::new()
        .file("commitments/promises.toml", CASES)
        .file("commitments/promise.toml", ORDER)
        .file("mails1.csv", MAILS)
        .file("mails2.csv", MORE)
}

/// `code name: count, first lines` of each problem.
fn problems(log: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let problem = |problem: &Value| {
        let places = problem["first"].as_array().unwrap().iter().map(|place| {
            let found = place.get("found").map_or(String::new(), |found| format!(" {}", text(found)));
            let meant = place.get("suggestion").map_or(String::new(), |meant| format!(" ({})", text(meant)));
            format!("{}:{}{found}{meant}", text(&place["path"]), place["line"])
        });
        let places = places.collect::<Vec<_>>().join("; ");
        format!("{} {}: {} at {places}", text(&problem["code"]), text(&problem["name"]), problem["count"])
    };
    log["problems"].as_array().unwrap().iter().map(problem).collect()
}

#[test]
fn every_finding_has_its_code_count_and_first_lines() {
    let asked = ["report", "--format", "json", "--as-of", "2026-04-30"];
    let report = folder().promise(&asked).ended(0).json();
    let log = &report["data"]["logs"][0];
    let found = problems(log);
    assert_eq!(
        found,
        [
            "DAT001 stop-before-start: 1 at mails1.csv:3 2026-03-02T08:00:00+01:00 < 2026-03-02T09:00:00+01:00",
            "DAT001 stop-before-start: 1 at mails1.csv:8",
            "DAT002 unreadable-time: 1 at mails1.csv:4 soon",
            "DAT003 time-in-dst-gap: 1 at mails1.csv:5 2026-03-29 02:30",
            "DAT004 duplicate-case: 1 at mails2.csv:2 b",
            "DAT005 after-as-of: 1 at mails1.csv:11 2026-05-01T09:00:00+02:00",
            "DAT006 unknown-value: 3 at mails1.csv:5 Low (low); mails1.csv:6 urgnt (urgent); mails2.csv:2 \u{fffd}",
            "DAT006 unknown-value: 1 at mails1.csv:7 four",
            "DAT007 missing-start: 1 at mails1.csv:6",
            "DAT008 encoding-doubtful: 1 at mails2.csv:2",
            "DAT009 pause-unclosed: 1 at mails1.csv:7 2026-03-02T10:00:00+01:00",
            "DAT010 mixed-offsets: 1 at mails1.csv:8 2026-03-02T08:00Z",
            "DAT011 ragged-row: 1 at mails1.csv:9",
            "DAT011 ragged-row: 1 at mails1.csv:10",
        ]
    );
    let mixed = log["problems"].as_array().unwrap().iter().find(|problem| problem["code"] == "DAT010");
    let mixed = mixed.unwrap();
    assert_eq!(
        (&mixed["column"], &mixed["offset"], &mixed["others"]),
        (&"asked".into(), &true.into(), &6.into())
    );
    assert_eq!(log["invalid"], 5);
}

#[test]
fn the_text_says_what_it_is_about_and_fits_the_terminal() {
    let folder = folder();
    let text = |columns: &str, language: &str| {
        let asked = ["report", "--as-of", "2026-04-30", "--lang", language];
        promise(&asked).within(folder.path()).env("COLUMNS", columns).run().ended(0).stdout
    };
    let english = text("100", "en");
    for line in [
        "    5 of the judged are invalid (--rejects FILE lists them)\n",
        "    DAT002 unreadable-time (1): times of asked that cannot be read\n      mails1.csv:4 \"soon\"\n",
        "(did you mean \"urgent\"?)",
        "    DAT009 pause-unclosed (1): cases with a pause that has no end although the clock has stopped\n",
    ] {
        assert!(english.contains(line), "{line}\n{english}");
    }
    let chinese = text("100", "zh");
    assert!(chinese.contains("    DAT002 unreadable-time（1）：asked 中无法读取的时间\n"), "{chinese}");
    assert!(chinese.contains("（是不是指“urgent”？）"), "{chinese}");
    let narrow = text("60", "en");
    let findings = narrow.lines().skip_while(|line| !line.contains("DAT001"));
    assert!(findings.clone().count() > 14 && findings.clone().all(|line| line.len() <= 60), "{narrow}");
}

#[test]
fn more_than_five_are_counted_and_not_listed() {
    let rows: Vec<_> = (0..7).map(|n| format!("{n},,2026-03-02 10:00,,,low,5\n")).collect();
    let log = format!("id,asked,answered,hold,resume,priority,stars\n{}", rows.concat());
    let folder = Folder::new().file("commitments/promises.toml", CASES).file("mails.csv", log);
    let text = folder.promise(&["report"]).ended(0).stdout;
    assert!(text.contains("DAT007 missing-start (7): cases without a start, invalid"), "{text}");
    assert!(text.contains("mails.csv:6, …\n"), "{text}");
}

const EVENTS: &str = r#"
[[commitment]]
id = "settle"
status = "published"
[[commitment.target]]
clock = "settle"
within = "4h"
[[clock]]
id = "settle"
start = "New"
stop = { event = ["Resolvd", "Closed"] }
pause = "parts"
[[log]]
id = "tickets"
path = "../log.csv"
shape = "events"
case = "id"
event = "event"
at = "at"
timestamps = "iso"
timezone = "Asia/Shanghai"
duplicates = "drop"
pauses = { parts = { from = "Hold", to = "Resume" } }
"#;

const ROWS: &str = "id,event,at
a,New,2026-03-02 09:00
a,Resolved,2026-03-02 10:00
b,New,2026-03-02 09:00
b,Hold,2026-03-02 10:00
b,Closed,2026-03-02 17:00
,New,2026-03-02 09:00
c,New,
d,New,yesterday
d,New,yesterday
e,New,2026-04-02 09:00
e
";

#[test]
fn logs_of_events_name_the_event_that_is_misspelt() {
    let folder = Folder::new().file("commitments/promises.toml", EVENTS).file("log.csv", ROWS);
    let asked = ["report", "--as-of", "2026-03-31", "--format", "json"];
    let report = folder.promise(&asked).ended(0).json();
    let log = &report["data"]["logs"][0];
    let found = problems(log);
    assert_eq!(
        found,
        [
            "DAT002 unreadable-time: 1 at log.csv:9 yesterday",
            "DAT005 after-as-of: 1 at log.csv:11 2026-04-02T09:00:00+08:00",
            "DAT006 unknown-value: 1 at ",
            "DAT007 missing-start: 1 at log.csv:8",
            "DAT007 missing-start: 1 at log.csv:8",
            "DAT009 pause-unclosed: 1 at log.csv:4 2026-03-02T10:00:00+08:00",
            "DAT011 ragged-row: 1 at log.csv:7",
            "DAT011 ragged-row: 1 at log.csv:12",
        ]
    );
    let text = folder.promise(&["report", "--as-of", "2026-03-31"]).ended(0).stdout;
    let line = "event `Resolvd` of clock `settle` is in no row; did you mean `Resolved`?";
    assert!(text.contains(line), "{text}");
    // An event that is there, though later than as-of, is no slip.
    let text = folder.promise(&["report", "--as-of", "2026-03-01"]).ended(0).stdout;
    assert!(!text.contains("`Closed`") && !text.contains("`New`"), "{text}");
}

#[test]
fn an_event_of_another_log_is_no_slip() {
    let other = "[[commitment]]\nid = \"visit\"\nstatus = \"published\"\n[[commitment.target]]\nclock = \"visit\"\nwithin = \"4h\"\n\
        [[clock]]\nid = \"visit\"\nstart = \"Booked\"\nstop = \"Visitd\"\n\
        [[log]]\nid = \"visits\"\npath = \"../visits.csv\"\nshape = \"events\"\ncase = \"id\"\nevent = \"event\"\nat = \"at\"\ntimestamps = \"iso\"\n";
    let folder = Folder::new()
        .file("commitments/promises.toml", EVENTS)
        .file("commitments/other.toml", other)
        .file("log.csv", ROWS)
        .file("visits.csv", "id,event,at\nv,Booked,2026-03-02 09:00\nv,Visited,2026-03-02 10:00\n");
    let report = folder.promise(&["report", "--format", "json"]).ended(0).json();
    let absent = |log: usize| {
        let problems = report["data"]["logs"][log]["problems"].as_array().unwrap().clone();
        let absent = problems.into_iter().filter(|problem| problem["problem"] == "event in no row");
        absent.map(|problem| problem["event"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let logs = report["data"]["logs"].as_array().unwrap();
    let names: Vec<_> = logs.iter().map(|log| log["id"].as_str().unwrap()).collect();
    let place = |id: &str| names.iter().position(|name| *name == id).unwrap();
    assert_eq!(
        (absent(place("tickets")), absent(place("visits"))),
        (vec!["Resolvd".to_owned()], vec!["Visitd".to_owned()])
    );
}

/// Rejected rows by code and reason.
fn rejected(folder: &Folder, arguments: &[&str]) -> (Output, Vec<csv::StringRecord>) {
    let output = folder.promise(&[arguments, &["--rejects", "rejects.csv"]].concat());
    let text = std::fs::read_to_string(folder.path().join("rejects.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(header, ["log", "file", "line", "case", "code", "reason", "found"]);
    (output, reader.records().map(Result::unwrap).collect())
}

#[test]
fn rejected_rows_are_listed_with_what_was_found() {
    let folder = folder();
    let lines = |rows: &[csv::StringRecord]| -> Vec<String> {
        rows.iter().map(|row| row.iter().skip(2).collect::<Vec<_>>().join("|")).collect()
    };
    let expected = [
        "3|b|DAT001|stop before start|2026-03-02T08:00:00+01:00 < 2026-03-02T09:00:00+01:00",
        "4|c|DAT002|unreadable start|asked \"soon\"",
        "6|e|DAT007|missing start|",
        "7|f|DAT006|unreadable value|stars \"four\"",
        "8|g|DAT001|pause ends before it begins|",
        "9|h|DAT011|too few fields|2 of 7 fields",
        "10|i|DAT011|too many fields|8 of 7 fields",
        "11|k|DAT005|after as-of|2026-05-01T09:00:00+02:00",
    ];
    for command in ["report", "cases"] {
        let (output, rows) = rejected(&folder, &[command, "--as-of", "2026-04-30"]);
        output.ended(0);
        assert_eq!(lines(&rows), expected, "{command}");
        assert!(rows.iter().all(|row| &row[0] == "mails" && row[1].ends_with("mails1.csv")));
    }
    let events = Folder::new().file("commitments/promises.toml", EVENTS).file("log.csv", ROWS);
    let (output, rows) = rejected(&events, &["report", "--as-of", "2026-03-31"]);
    output.ended(0);
    assert_eq!(
        lines(&rows),
        [
            "7||DAT011|no case|",
            "8|c|DAT007|no time|",
            "9|d|DAT002|unreadable time|yesterday",
            "10|d|DAT004|copy dropped|",
            "11|e|DAT005|after as-of|",
            "12|e|DAT011|too few fields|1 of 3 fields",
            // Cases come when all rows are read.
            "8|c|DAT007|missing start|",
            "9|d|DAT002|unreadable start|",
        ]
    );
}

#[test]
fn rejects_go_to_a_file_of_their_own_or_to_standard_output() {
    let folder = folder();
    let same = folder.promise(&["report", "--output", "x", "--rejects", "x"]).ended(2);
    assert!(same.stderr.contains("two outputs go to x"), "{}", same.stderr);
    folder.promise(&["cases", "--rejects", "-"]).ended(2);
    let output = folder.promise(&["cases", "--output", "cases.csv", "--rejects", "-"]).ended(0);
    assert!(output.stdout.starts_with("log,file,line,case,code,reason,found\n"), "{}", output.stdout);
    folder.promise(&["report", "--rejects", "no/x.csv"]).ended(2);
    // What was there stays where the logs cannot be read.
    std::fs::write(folder.path().join("old.csv"), "old").unwrap();
    std::fs::write(folder.path().join("mails2.csv"), "id\n").unwrap();
    folder.promise(&["report", "--rejects", "old.csv"]).ended(2);
    assert_eq!(std::fs::read_to_string(folder.path().join("old.csv")).unwrap(), "old");
    let files = std::fs::read_dir(folder.path()).unwrap();
    assert!(files.map(|file| file.unwrap().file_name()).all(|name| !name.to_str().unwrap().contains("tmp")));
}

#[test]
fn too_many_invalid_cases_end_with_1() {
    // 5 of 9 judged, and two rows that are none.
    let folder = folder();
    let run = |share: &str, command: &str| {
        folder.promise(&[command, "--as-of", "2026-04-30", "--max-invalid", share])
    };
    for command in ["report", "cases"] {
        let output = run("50%", command).ended(1);
        assert_eq!(
            output.stderr, "7 of 10 cases cannot be judged, which is more than 50% (--max-invalid)\n",
            "{command}"
        );
        assert!(!output.stdout.is_empty());
        run("70%", command).ended(0);
        run("0.7", command).ended(0);
        run("0", command).ended(1);
        run("170%", command).ended(2);
    }
}

#[test]
fn the_file_of_rejects_counts_as_the_data_summary_does() {
    for (definitions, rows) in [(CASES, MAILS), (EVENTS, ROWS)] {
        let name = if definitions == CASES { "mails.csv" } else { "log.csv" };
        let folder = Folder::new().file("commitments/p.toml", definitions).file(name, rows);
        let (output, rows) = rejected(&folder, &["report", "--as-of", "2026-03-31", "--format", "json"]);
        let log = output.ended(0).json()["data"]["logs"][0].clone();
        let mut counted: BTreeMap<(String, String), u64> = BTreeMap::new();
        for row in &rows {
            *counted.entry((row[4].to_owned(), row[5].to_owned())).or_default() += 1;
        }
        crate::accounting::agree(&log, &counted);
    }
}
