//! Every row of every log is accounted for, whatever is in it: sums of the data summary, of the states of
//! cases, and of the file of rejected rows.

use crate::command::Folder;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const CASES: &str = r#"
[[commitment]]
id = "answer"
status = "published"
applies = { kind = { not = ["other"] } }
[[commitment.target]]
clock = "c"
within = "4h"
[[commitment.target]]
value = "stars"
at_least = 4
[[commitment.exception]]
id = "storm"
when = { kind = "storm" }
[[clock]]
id = "c"
start = "from"
stop = "to"
[[log]]
id = "l"
path = "log*.csv"
case = "id"
timestamps = "iso"
timezone = "Asia/Shanghai"
"#;

const EVENTS: &str = r#"
[[commitment]]
id = "answer"
status = "published"
applies = { kind = { not = ["other"] } }
[[commitment.target]]
clock = "c"
within = "4h"
[[commitment.exception]]
id = "storm"
when = { kind = "storm" }
[[clock]]
id = "c"
start = "New"
stop = "Done"
[[log]]
id = "l"
path = "log*.csv"
shape = "events"
case = "id"
event = "event"
at = "at"
timestamps = "iso"
timezone = "Asia/Shanghai"
serves = ["answer"]
"#;

/// Messy rows of five fields: few ids, so that some come again, times on both sides of as-of.
fn row(second: &'static [&'static str]) -> impl Strategy<Value = String> {
    let id = prop::sample::select(&["a", "b", "c", "d", "", "A "][..]);
    let time = prop::sample::select(
        &[
            "2026-03-02 09:00",
            "2026-03-02 15:00",
            "2026-03-03",
            "2026-06-01 09:00",
            "soon",
            "",
            "NA",
            "2026-03-02T01:00Z",
        ][..],
    );
    let kind = prop::sample::select(&["x", "storm", "other", ""][..]);
    let stars = prop::sample::select(&["5", "1", "many", ""][..]);
    let fields = (id, prop::sample::select(second), time, kind, stars)
        .prop_map(|(id, second, time, kind, stars)| format!("{id},{second},{time},{kind},{stars}"));
    prop_oneof![
        12 => fields.clone(),
        1 => Just(String::new()),
        1 => Just(",, ,,".to_owned()),
        1 => fields.clone().prop_map(|row| format!("{row},more")),
        1 => fields.prop_map(|row| row.split(',').next().unwrap().to_owned()),
        1 => Just("a,b".to_owned()),
    ]
}

const STARTS: &[&str] = &["2026-03-02 08:00", "2026-03-02 10:00", "2026-07-01", "", "?"];
const EVENT_NAMES: &[&str] = &["New", "Done", "Hold", ""];

fn count(value: &Value, name: &str) -> u64 {
    value[name].as_u64().unwrap_or_else(|| panic!("{name} in {value}"))
}

/// How often problems of these kinds come in the data summary.
fn problems(log: &Value, names: &[&str]) -> u64 {
    let all = log["problems"].as_array().unwrap().iter();
    all.filter(|problem| names.contains(&problem["problem"].as_str().unwrap()))
        .map(|problem| count(problem, "count"))
        .sum()
}

/// Whether rejected rows by code and reason are those of the data summary.
pub(crate) fn agree(log: &Value, rejected: &BTreeMap<(String, String), u64>) {
    let of = |reason: &str| {
        let of = rejected.iter().filter(|((_, known), _)| known == reason);
        of.map(|(_, count)| count).sum::<u64>()
    };
    assert_eq!(of("too few fields") + of("too many fields"), count(log, "ragged"));
    assert_eq!(of("copy dropped"), count(log, "dropped"));
    let later = count(log, "later") + log["events"].get("later").map_or(0, |later| later.as_u64().unwrap());
    assert_eq!(of("after as-of"), later);
    for reason in [
        "too few fields",
        "too many fields",
        "no case",
        "no time",
        "stop before start",
        "missing start",
        "copy of a row",
    ] {
        assert_eq!(of(reason), problems(log, &[reason]), "{reason}");
    }
    if log.get("events").is_some() {
        assert_eq!(of("unreadable time"), problems(log, &["unreadable value"]));
        assert_eq!(of("no case"), count(&log["events"], "without_case"));
        assert_eq!(of("no time"), count(&log["events"], "without_time"));
    }
    assert!(rejected.keys().all(|(code, _)| code.starts_with("DAT")), "{rejected:?}");
}

/// Reports on a log and lists its cases, and compares all sums.
fn account(definitions: &str, header: &str, files: &[Vec<String>], duplicates: &str, as_of: Option<&str>) {
    let text = format!("{definitions}{duplicates}");
    let folder = Folder::new().file("l.toml", text);
    let folder = files.iter().enumerate().fold(folder, |folder, (place, rows)| {
        folder.file(&format!("log{place}.csv"), format!("{header}\n{}\n", rows.join("\n")))
    });
    let as_of: Vec<_> = as_of.iter().flat_map(|as_of| ["--as-of", as_of]).collect();
    let run = |command: &[&str]| folder.promise(&[command, &["."], as_of.as_slice()].concat());
    let report = run(&["report", "--format", "json", "--rejects", "r.csv"]).ended(0).json();
    let log = &report["data"]["logs"][0];
    // A file without rows has an empty line behind its header.
    let rows: usize = files.iter().map(|rows| rows.len().max(1)).sum();
    assert_eq!(count(log, "rows"), rows as u64);
    let kinds = ["events", "without_case", "without_time", "later"];
    let rows_are: u64 = match log.get("events") {
        Some(events) => kinds.iter().map(|name| count(events, name)).sum(),
        None => count(log, "cases"),
    };
    let others = ["blank", "ragged", "dropped"].iter().map(|name| count(log, name)).sum::<u64>();
    assert_eq!(count(log, "rows"), rows_are + others, "{log:#}");
    assert_eq!(
        count(log, "cases"),
        count(log, "judged") + count(log, "later") + count(log, "uncovered"),
        "{log:#}"
    );

    let text = std::fs::read_to_string(folder.path().join("r.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rejects: Vec<_> = reader.records().map(Result::unwrap).collect();
    let mut counted: BTreeMap<(String, String), u64> = BTreeMap::new();
    for row in &rejects {
        *counted.entry((row[4].to_owned(), row[5].to_owned())).or_default() += 1;
    }
    agree(log, &counted);

    if log.get("events").is_none() {
        let of_cases = |row: &&csv::StringRecord| {
            !["too few fields", "too many fields", "copy dropped", "after as-of"].contains(&&row[5])
        };
        let invalid: BTreeSet<_> = rejects.iter().filter(of_cases).map(|row| (&row[1], &row[2])).collect();
        assert_eq!(count(log, "invalid"), invalid.len() as u64, "{text}");
    }

    // Each judged case is in one state under each target, and the ledger says the same as the report.
    let ledger = run(&["cases"]).ended(0).stdout;
    let mut reader = csv::Reader::from_reader(ledger.as_bytes());
    let lines: Vec<_> = reader.records().map(Result::unwrap).collect();
    for target in report["commitments"][0]["targets"].as_array().unwrap() {
        let number = target["target"].to_string();
        let mut sum = 0;
        for name in ["met", "late", "overdue", "pending", "excluded", "invalid"] {
            let listed = lines.iter().filter(|line| line[4] == number && &line[12] == name).count() as u64;
            assert_eq!(count(&target["total"], name), listed, "{name} of target {number}\n{ledger}");
            sum += listed;
        }
        assert_eq!(sum, count(log, "judged"), "target {number}\n{ledger}\n{log:#}");
    }
}

fn logs(second: &'static [&'static str]) -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(row(second), 0..25), 1..3)
}

fn duplicates() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["", "duplicates = \"drop\"\n", "duplicates = \"invalid\"\n"][..])
}

fn as_of() -> impl Strategy<Value = Option<&'static str>> {
    prop::sample::select(&[None, Some("2026-03-02T12:00:00"), Some("2026-04-01")][..])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn cases(files in logs(STARTS), duplicates in duplicates(), as_of in as_of()) {
        account(CASES, "id,from,to,kind,stars", &files, duplicates, as_of);
    }

    #[test]
    fn events(files in logs(EVENT_NAMES), duplicates in duplicates(), as_of in as_of()) {
        account(EVENTS, "id,event,at,kind,stars", &files, duplicates, as_of);
    }
}
