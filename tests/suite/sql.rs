//! `promise sql`, what is made of the rows that engines give back, and `promise calendar`. Statements run in an
//! engine in `.ci/duckdb`.

use crate::command::Folder;
use crate::snapshot;

const PROMISE: &str = r#"
[[commitment]]
id = "answer"
status = "published"
applies = { channel = { not = ["", "it's"] } }
[[commitment.target]]
clock = "c"
within = "4 business hours"
share = "90%"
[[commitment.target]]
clock = "c"
within = "2 business days"
[[commitment.exception]]
id = "storm"
when = { weather = "storm" }
[[clock]]
id = "c"
start = "asked"
stop = "answered"
calendar = "desk"
[[calendar]]
id = "desk"
timezone = "Asia/Shanghai"
hours = { mon-fri = ["09:00-12:00", "13:00-18:00"] }
closed = ["2026-05-01"]
open = { 2026-05-09 = ["10:00-12:00"] }
[[log]]
id = "tickets"
path = "../tickets.csv"
case = "id"
timestamps = ["iso", "%Y-%m-%d %H:%M:%S"]
timezone = "Asia/Shanghai"
serves = ["answer"]
"#;

const LOG: &str = "id,asked,answered,channel,weather\n\
    a,2026-05-07 09:00,2026-05-07 10:00,web,\n\
    b,2026-05-07 09:00,2026-05-09 11:00,web,\n\
    c,2026-05-08,,phone,\n\
    d,soon,,web,\n\
    e,2026-05-07 09:00,2026-05-07 10:00,web,storm\n\
    f,2026-05-07 09:00,,it's,\n";
const AS_OF: &str = "2026-05-12T12:00:00+08:00";

fn folder() -> Folder {
    Folder::new().file("commitments/p.toml", PROMISE).file("tickets.csv", LOG)
}

/// The statement in a dialect.
fn statement(folder: &Folder, dialect: &str, more: &[&str]) -> String {
    let asked = ["sql", "--dialect", dialect, "--from", "tickets", "--as-of", AS_OF];
    folder.promise(&[&asked, more].concat()).ended(0).stdout
}

#[test]
fn statements_are_what_was_kept_of_them() {
    let folder = folder();
    for dialect in ["duckdb", "postgres", "spark", "clickhouse", "bigquery", "trino"] {
        let text = statement(&folder, dialect, &["--calendar-table", "ops.calendars", "--by", "channel"]);
        let made_by = text.find("\"definitions\"").map(|at| text[at..].split(',').next().unwrap().to_owned());
        // The release of the time zone database changes with it.
        let zones = text.find("\"time_zones\"").map(|at| text[at..].split(',').next().unwrap().to_owned());
        let plain = text
            .replace(&made_by.unwrap(), "DEFINITIONS")
            .replace(zones.unwrap().trim_end_matches(['}', '\'']), "ZONES");
        snapshot::compare(&format!("sql/{dialect}.sql"), &plain);
    }
}

#[test]
fn a_statement_is_the_same_each_time_and_reads_the_log_once() {
    let folder = folder();
    let one = statement(&folder, "duckdb", &[]);
    assert_eq!(one, statement(&folder, "duckdb", &[]));
    assert_eq!(one.matches("FROM \"tickets\"").count(), 1, "{one}");
    let into = folder.path().join("out");
    std::fs::create_dir(&into).unwrap();
    statement(&folder, "spark", &["--cases", "--into", into.to_str().unwrap()]);
    assert!(
        std::fs::read_to_string(into.join("tickets.cases.spark.sql")).unwrap().contains("FROM `tickets`")
    );
}

#[test]
fn what_cannot_be_said_ends_with_the_commitment_and_the_field() {
    for (from, to, more, names) in [
        (
            "timestamps = [\"iso\",",
            "timestamps = [\"%d/%m/%Y\",",
            vec![],
            ["log \"tickets\"", "`timestamps`"],
        ),
        (
            "case = \"id\"",
            "case = \"id\"\nfold_case = true",
            vec!["--by", "channel"],
            ["log \"tickets\"", "`fold_case`"],
        ),
        (
            "serves = [\"answer\"]",
            "shape = \"events\"\nevent = \"weather\"\nat = \"asked\"",
            vec![],
            ["log \"tickets\"", "`serves`"],
        ),
        (
            "hours = { mon-fri = [\"09:00-12:00\", \"13:00-18:00\"] }",
            "hours = { }",
            vec![],
            ["target 1 of \"answer\"", "`within`"],
        ),
        ("", "", vec!["--years", "2027..2028"], ["--years 2027..2028", "--as-of"]),
    ] {
        let folder =
            Folder::new().file("commitments/p.toml", PROMISE.replacen(from, to, 1)).file("tickets.csv", LOG);
        let asked = ["sql", "--dialect", "duckdb", "--from", "tickets", "--as-of", AS_OF];
        let refused = folder.promise(&[&asked[..], &more[..]].concat()).ended(2);
        assert!(names.iter().all(|name| refused.stderr.contains(name)), "{}", refused.stderr);
        let chinese = folder.promise(&[&asked[..], &more[..], &["--lang", "zh"]].concat()).ended(2);
        assert!(chinese.stderr.contains("错误"), "{}", chinese.stderr);
    }
    let file = folder()
        .promise(&["sql", "--dialect", "spark", "--from", "x/tickets.csv", "--as-of", AS_OF])
        .ended(2);
    assert!(file.stderr.contains("load it into a table"), "{}", file.stderr);
}

/// The rows that an engine gives back for the log, as CSV; made by hand.
fn rows(folder: &Folder) -> String {
    let text = statement(folder, "duckdb", &[]);
    let about = text.rsplit(", '").next().unwrap().trim_end().trim_end_matches('\'').replace('"', "\"\"");
    let one = "000000000000";
    [
        "kind,subject,id,version,target,period,state,reason,bin,n,sum,counted,closed,paused,excluded,about"
            .to_owned(),
        format!("log,,tickets,,,,judged,,,4,4{one},0,0,0,0,"),
        format!("log,,tickets,,,,uncovered,,,1,1{one},0,0,0,0,"),
        format!("log,,tickets,,,,judged,invalid,,1,1{one},0,0,0,0,"),
        format!("origin,,,,,,,,,,,,,,,\"{about}\""),
        bin_row(1, "met", 3600, "3600,0,0,0"),
        // From Thursday 09:00 to Saturday 11:00: two days of eight hours, and an hour.
        bin_row(1, "late", 61_200, "61200,118800,0,0"),
        "count,commitment,answer,1,1,2026-05,overdue,,,1,0,0,0,0,0,".to_owned(),
        "count,commitment,answer,1,1,all,invalid,unreadable start,,1,0,0,0,0,0,".to_owned(),
        "count,commitment,answer,1,1,2026-05,excluded,exception 1,,1,0,0,0,0,3600,".to_owned(),
        "count,commitment,answer,1,2,2026-05,met,,0,1,0,3600,0,0,0,".to_owned(),
        format!("count,commitment,answer,1,2,2026-05,met,,4,1,2{one},61200,118800,0,0,"),
        "count,commitment,answer,1,2,2026-05,overdue,,,1,0,0,0,0,0,".to_owned(),
        "count,commitment,answer,1,2,all,invalid,unreadable start,,1,0,0,0,0,0,".to_owned(),
        "count,commitment,answer,1,2,2026-05,excluded,exception 1,,1,0,0,0,0,3600,".to_owned(),
    ]
    .join("\r\n")
}

fn bin_row(target: usize, state: &str, seconds: i64, times: &str) -> String {
    let octave = (0..40).find(|octave| seconds < 128 << octave).unwrap();
    let place = octave * 64 + (seconds + (1 << octave) / 2) / (1 << octave);
    let above = i64::from(seconds > 14_400);
    let bin = place * 2 + above;
    format!("count,commitment,answer,1,{target},2026-05,{state},,{bin},1,{seconds}000000000000,{times},")
}

#[test]
fn a_report_on_the_rows_of_an_engine_is_that_on_the_log() {
    let folder = folder().file("rows.csv", "");
    let folder = {
        let text = rows(&folder);
        folder.file("rows.csv", &text)
    };
    let counted = folder.promise(&["tally", "--as-of", AS_OF, "--output", "counts.json"]);
    counted.ended(0);
    let compared = folder.promise(&["tally", "--compare", "counts.json", "rows.csv"]).ended(0);
    assert_eq!(compared.stdout, "the counts are the same\n");
    let asked = ["report", "--percentiles", "bins", "--as-of", AS_OF, "--format", "csv"];
    let from_log = folder.promise(&asked).ended(0).stdout;
    let from_rows = folder.promise(&["report", "--tally", "rows.csv", "--format", "csv"]).ended(0).stdout;
    assert_eq!(from_rows, from_log);
    for format in ["text", "json", "html", "markdown"] {
        folder.promise(&["report", "--tally", "rows.csv", "--format", format]).ended(0);
    }
}

#[test]
fn counts_that_differ_are_named() {
    let folder = folder();
    let text = rows(&folder).replace("met,,0,1,0,", "met,,0,2,0,");
    let folder = folder.file("rows.csv", &text);
    folder.promise(&["tally", "--as-of", AS_OF, "--output", "counts.json"]).ended(0);
    let compared = folder.promise(&["tally", "--compare", "counts.json", "rows.csv"]).ended(1);
    let expected = "commitment \"answer\", version 1, target 2, 2026-05: bins.0 is 1 and 2\n\
                    commitment \"answer\", version 1, target 2, 2026-05: met is 2 and 3\n";
    assert_eq!(compared.stdout, expected);
    let chinese = folder.promise(&["tally", "--compare", "counts.json", "rows.csv", "--lang", "zh"]).ended(1);
    assert!(chinese.stdout.contains("的目标 2，2026-05：met 分别为 2 和 3"), "{}", chinese.stdout);
}

#[test]
fn rows_that_no_report_can_be_made_of_are_refused() {
    let folder = folder();
    let all = rows(&folder);
    for (text, reason) in [
        (all.replace(",overdue,,", ",unexpressed,years,"), "2 for `years`"),
        (all.replace("origin,,", "log,,"), "origin"),
        (format!("{all}\r\ncalendar,open,desk,,,,10,99,,9,99,0,0,0,0,"), "calendars does not hold \"desk\""),
        (all.replace(",2026-05,met", ",2026-13,met"), "2026-13"),
        (all.replace("count,commitment,answer,1,2", "count,commitment,other,1,2"), "other"),
    ] {
        let folder = Folder::new().file("commitments/p.toml", PROMISE).file("rows.csv", &text);
        let refused = folder.promise(&["report", "--tally", "rows.csv"]).ended(2);
        assert!(refused.stderr.contains(reason), "{reason}: {}", refused.stderr);
    }
}

#[test]
fn a_calendar_shows_its_dates() {
    let folder = folder();
    let asked = ["calendar", "--from", "2026-05-01", "--until", "2026-05-11"];
    let text = folder.promise(&asked).ended(0).stdout;
    for line in [
        "2026-05-01  Fri",
        "closed",
        "10:00-12:00",
        "make-up day",
        "09:00-12:00, 13:00-18:00",
        "6 working days, 42:00 hours open",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let csv = folder.promise(&[&asked[..], &["--csv"]].concat()).ended(0).stdout;
    assert!(csv.contains("desk,2026-05-09,6,true,10:00-12:00,7200,,make-up"), "{csv}");
    assert!(csv.contains("desk,2026-05-01,5,false,,0,,closed"), "{csv}");
    let csv_of_year = folder
        .promise(&["calendar", "--csv", "--from", "2025-12-28", "--until", "2027-01-06"])
        .ended(0)
        .stdout;
    let relation =
        folder.promise(&["calendar", "--csv", "--relation", "--years", "2026..2026"]).ended(0).stdout;
    let mut lines = relation.lines();
    assert_eq!(
        lines.next().unwrap(),
        "calendar,kind,place,cum,shut,opens,s1,e1,s2,e2,o1,f1,z1,o2,f2,z2,o3,f3,z3,o4,f4,z4,done,works,closes,date_of"
    );
    // Of a year, with a margin of days on both sides: two relations by day, one by working day, and one by the
    // open seconds that a day has on average.
    let of_kind =
        |kind: &str| lines.clone().filter(|line| line.starts_with(&format!("desk,{kind},"))).count();
    let days = 365 + 9;
    assert_eq!((of_kind("open"), of_kind("days")), (days, days));
    let working = csv_of_year.lines().filter(|line| line.contains(",true,")).count();
    assert_eq!(of_kind("nth"), working);
    assert!((days..days + 2).contains(&of_kind("reach")), "{}", of_kind("reach"));
    assert_eq!(lines.clone().count(), 2 * days + working + of_kind("reach"));
    folder.promise(&["calendar", "--calendar", "desc"]).ended(2);
    folder.promise(&["calendar", "--from", "2026-05-01", "--until", "2026-05-01"]).ended(2);
}
