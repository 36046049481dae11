//! Where commitments stand between draft and retirement, and that a pilot is judged on its own scope and days.

use crate::command::{Folder, Output, promise};
use crate::history::CLOCK;
use crate::snapshot::compare;
use serde_json::Value;
use std::fmt::Write as _;

const TARGET: &str =
    "[[commitment.target]]\nclock = \"answer\"\nwithin = \"4h\"\nshare = \"80%\"\nper = \"month\"\n";

const READY: &str = r#"
basis = { survey = "Survey of 2026, 40 answers" }
standard = "desk"
owner = "desk@example.com"
contact = "400-800-1234"
review_by = 2027-03-31
"#;

const STANDARD: &str = r#"
[[standard]]
id = "desk"
[[standard.target]]
clock = "answer"
within = "4h"
share = "80%"
"#;

/// A commitment of a status with more fields, and one target.
fn commitment(status: &str, fields: &str) -> String {
    format!("[[commitment]]\nid = \"reply\"\nstatus = \"{status}\"\n{fields}\n{TARGET}")
}

/// Cases of a day and a region, so many answered in time and so many late.
fn cases(day: &str, region: &str, met: usize, late: usize) -> String {
    let mut rows = String::new();
    for case in 0..met + late {
        let hour = if case < met { 10 } else { 20 };
        writeln!(rows, "{day} 09:00,{day} {hour}:00,{region}").unwrap();
    }
    rows
}

fn folder(definitions: &str, rows: &[String]) -> Folder {
    let log = format!("received,answered,region\n{}", rows.concat());
    Folder::new().file("a.toml", format!("{definitions}{STANDARD}{CLOCK}")).file("mails.csv", log)
}

fn status(folder: &Folder, arguments: &[&str]) -> Output {
    folder.promise(&[&["status", ".", "--today", "2026-11-26"], arguments].concat())
}

fn json(folder: &Folder) -> Value {
    status(folder, &["--format", "json"]).ended(0).json()
}

/// The need of a name of the only commitment; null where it is not asked for.
fn need(document: &Value, name: &str) -> Value {
    let needs = document["commitments"][0]["needs"].as_array().unwrap();
    needs.iter().find(|need| need["need"] == name).cloned().unwrap_or_default()
}

/// All needs of a state, by name.
fn names(document: &Value, state: &str) -> Vec<String> {
    let needs = document["commitments"][0]["needs"].as_array().unwrap();
    let of_state = needs.iter().filter(|need| need["state"] == state);
    of_state.map(|need| need["need"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_draft_is_told_what_a_pilot_takes_and_fails_nothing() {
    let folder = folder("[[commitment]]\nid = \"reply\"\n", &[]);
    let document = json(&folder);
    assert_eq!(document["commitments"][0]["next"], "pilot");
    assert_eq!(names(&document, "missing"), ["basis", "target", "standard", "owner", "pilot"]);
    assert_eq!(document["missing"], 0);
    // No pilot: the log is not read, be it there or not.
    assert_eq!(document["as_of"], Value::Null);
    status(&folder, &["--fail-on", "missing,overdue,failed"]).ended(0);
}

#[test]
fn a_draft_needs_a_trial_that_is_still_to_come() {
    let of = |until: &str| {
        let pilot = format!("{READY}pilot = {{ until = {until}, min_cases = 3 }}");
        json(&folder(&commitment("draft", &pilot), &[]))
    };
    assert_eq!(names(&of("2026-11-25"), "missing"), ["pilot"]);
    assert_eq!(names(&of("2026-11-26"), "missing"), [""; 0]);
}

#[test]
fn a_pilot_that_runs_is_open_and_one_that_ended_is_decided_by_the_log() {
    let of = |until: &str, met: usize, late: usize| {
        let pilot =
            format!("{READY}pilot = {{ where = {{ region = \"east\" }}, until = {until}, min_cases = 10 }}");
        let rows = [
            cases("2026-10-05", "east", met, late),
            cases("2026-10-06", "west", 0, 50),
            cases("2026-11-20", "west", 1, 0),
        ];
        folder(&commitment("pilot", &pilot), &rows)
    };
    let runs = json(&of("2026-12-31", 9, 0));
    assert_eq!(names(&runs, "open"), ["cases", "result"]);
    assert_eq!(need(&runs, "cases")["cases"], 9);
    assert_eq!(need(&runs, "result")["targets"][0]["verdict"], "open");
    assert_eq!(names(&runs, "overdue"), [""; 0]);

    let kept = json(&of("2026-10-31", 16, 4));
    assert_eq!(need(&kept, "cases")["state"], "done");
    let result = need(&kept, "result");
    assert_eq!((&result["state"], &result["targets"][0]["verdict"]), (&"done".into(), &"kept".into()));
    assert_eq!((&result["targets"][0]["met"], &result["targets"][0]["late"]), (&16.into(), &4.into()));
    // It ended, and nobody has decided.
    assert_eq!(names(&kept, "overdue"), ["pilot"]);
    status(&of("2026-10-31", 16, 4), &["--fail-on", "overdue"]).ended(1);

    let failed = of("2026-10-31", 15, 5);
    assert_eq!(names(&json(&failed), "failed"), ["result"]);
    status(&failed, &["--fail-on", "failed"]).ended(1);
    status(&failed, &["--fail-on", "missing"]).ended(0);
    status(&failed, &["--fail-on", "failed", "--no-logs"]).ended(0);
    let few = json(&of("2026-10-31", 8, 0));
    assert_eq!((names(&few, "missing"), &few["missing"]), (vec!["cases".to_owned()], &0.into()));
}

#[test]
fn the_log_must_reach_to_the_end_of_the_trial() {
    let pilot = format!("{READY}pilot = {{ until = 2026-11-20, min_cases = 1 }}");
    let of = |last: &str| {
        let rows = [cases("2026-11-02", "east", 0, 4), cases(last, "east", 1, 0)];
        json(&folder(&commitment("pilot", &pilot), &rows))
    };
    assert_eq!(need(&of("2026-11-20"), "result")["state"], "open");
    assert_eq!(need(&of("2026-11-21"), "result")["state"], "failed");
}

#[test]
fn what_customers_are_told_must_have_all_that_rules_ask_for() {
    let bare = folder(&commitment("published", ""), &[cases("2026-10-05", "east", 1, 0)]);
    let document = json(&bare);
    assert_eq!(names(&document, "missing"), ["basis", "standard", "owner", "pilot", "contact", "review"]);
    assert_eq!(document["missing"], 1);
    status(&bare, &["--fail-on", "missing"]).ended(1);
    let ready =
        format!("{READY}pilot = {{ where = {{ region = \"east\" }}, until = 2026-10-05, min_cases = 4 }}");
    let ready = folder(&commitment("published", &ready), &[cases("2026-10-05", "east", 4, 1)]);
    let document = status(&ready, &["--format", "json", "--as-of", "2026-10-31"]).ended(0).json();
    assert_eq!(names(&document, "done").len(), 10, "{document}");
    status(&ready, &["--as-of", "2026-10-31", "--fail-on", "missing,overdue,failed"]).ended(0);
}

/// What rules find of a published commitment is what its status lacks, and the other way round.
#[test]
fn rules_and_status_agree() {
    let fields = [
        "",
        "owner = \"x\"\n",
        "standard = \"desk\"\n",
        "owner = \"x\"\nstandard = \"desk\"\ncontact = \"400\"\n",
        "review_by = 2026-11-25\n",
        "review_by = 2026-11-26\n",
        "review_by = 2027-11-26\n",
        "review_by = 2027-11-27\n",
        "effective = { from = 2027-01-01 }\nreview_by = 2027-12-31\n",
        "effective = { until = 2026-11-26 }\n",
        "pilot = { until = 2026-01-31 }\n",
        "pilot = { where = { region = \"east\" }, min_cases = 3 }\n",
        "pilot = { where = { region = \"west\" }, min_cases = 3 }\n",
    ];
    let rules = ["FEA007", "FEA008", "CLR013", "TIM001", "TIM006", "TIM007"];
    let mut met = Vec::new();
    for fields in fields {
        let folder = folder(&commitment("published", fields), &[cases("2026-10-05", "east", 3, 0)]);
        let check =
            ["check", ".", "--logs", "--fail-on", "never", "--format", "json", "--today", "2026-11-26"];
        let select = ["--select", &rules.join(",")];
        let checked = folder.promise(&[&check[..], &select].concat()).ended(0).json();
        let found = checked["findings"].as_array().unwrap().iter().map(|finding| &finding["code"]);
        let mut found: Vec<_> = found.map(|code| code.as_str().unwrap().to_owned()).collect();
        let document = json(&folder);
        let needs = document["commitments"][0]["needs"].as_array().unwrap();
        let lacking = needs.iter().filter(|need| need["state"] == "missing" || need["state"] == "overdue");
        let mut lacking: Vec<_> =
            lacking.filter_map(|need| Some(need["rule"].as_str()?.to_owned())).collect();
        for codes in [&mut found, &mut lacking] {
            codes.sort();
            codes.dedup();
        }
        assert_eq!(found, lacking, "{fields}");
        met.extend(found);
    }
    for rule in rules.iter().filter(|rule| **rule != "TIM001") {
        assert!(met.iter().any(|code| code == rule), "{rule} was never found");
    }
}

#[test]
fn what_is_accepted_for_a_reason_is_not_missing() {
    let folder = folder(&commitment("published", READY), &[]);
    assert_eq!(names(&json(&folder), "missing"), ["pilot"]);
    let allow =
        "[[allow]]\nrule = \"FEA008\"\ncommitment = \"reply\"\nreason = \"the law asks for it at once\"\n";
    let folder = folder.file("promise.toml", allow);
    let pilot = need(&json(&folder), "pilot");
    assert_eq!(
        (&pilot["state"], &pilot["reason"]),
        (&"accepted".into(), &"the law asks for it at once".into())
    );
    status(&folder, &["--fail-on", "missing"]).ended(0);
    let folder = folder.file("promise.toml", "[rules]\nFEA008 = \"off\"\n");
    assert_eq!(need(&json(&folder), "pilot")["state"], "accepted");
}

#[test]
fn suspended_and_retired_ones_and_versions_that_were_replaced() {
    let retired = json(&folder(&commitment("retired", ""), &[]));
    assert_eq!(retired["commitments"][0]["needs"], Value::Array(Vec::new()));
    let suspended = json(&folder(&commitment("suspended", READY), &[]));
    assert_eq!(suspended["commitments"][0]["next"], "published");
    assert_eq!(need(&suspended, "contact")["due"], false);
    let versions = format!(
        "{}{}{}",
        commitment("published", "effective = { until = 2026-01-01 }"),
        commitment("published", "effective = { from = 2026-01-01, until = 2027-01-01 }"),
        commitment("pilot", "effective = { from = 2027-01-01 }\npilot = { until = 2026-12-01 }"),
    );
    let document = json(&folder(&versions, &[cases("2026-10-05", "east", 1, 0)]));
    let listed =
        document["commitments"].as_array().unwrap().iter().map(|one| one["version"].as_str().unwrap());
    assert_eq!(listed.collect::<Vec<_>>(), ["2026-01-01", "2027-01-01"]);
}

#[test]
fn a_statistic_on_trial_is_judged_too() {
    let target = "[[commitment.target]]\nclock = \"answer\"\nstatistic = \"median\"\nat_most = \"2h\"\nper = \"month\"\n";
    let pilot = format!("{READY}pilot = {{ until = 2026-10-31 }}");
    let of = |met, late| {
        let rows = [cases("2026-10-05", "east", met, late)];
        let definitions = commitment("pilot", &pilot).replace(TARGET, target);
        status(&folder(&definitions, &rows), &["--format", "json", "--as-of", "2026-11-20"]).ended(0).json()
    };
    assert_eq!(need(&of(3, 2), "result")["state"], "done");
    assert_eq!(need(&of(2, 3), "result")["state"], "failed");
}

#[test]
fn mistakes_in_what_is_asked() {
    let folder = folder(&commitment("draft", ""), &[]);
    let output = status(&folder, &["--commitment", "repli"]).ended(2);
    assert_eq!(output.stderr.trim(), "error: there is no commitment \"repli\"; did you mean \"reply\"?");
    let output = status(&folder, &["--commitment", "desk", "--lang", "zh"]).ended(2);
    assert_eq!(output.stderr.trim(), "错误：没有服务承诺 `desk`");
    Folder::new().promise(&["status"]).ended(3);
    Folder::new().file("a.toml", "[[commitment]]\nstatus = \"x\"\n").promise(&["status", "."]).ended(2);
}

/// What a report says of the periods of each version: id of the version, period, met and breached.
fn reported(definitions: &str, rows: &[String], arguments: &[&str]) -> Vec<String> {
    let report = ["report", ".", "--format", "csv"];
    let csv = folder(definitions, rows).promise(&[&report, arguments].concat()).ended(0).stdout;
    let row = |line: &str| {
        let cells: Vec<_> = line.split(',').collect();
        [cells[1], cells[3], cells[4], cells[5], cells[13]].join(" ")
    };
    csv.lines().skip(1).map(row).collect()
}

#[test]
fn a_report_judges_a_pilot_on_its_own_scope_and_days() {
    let rows = [
        cases("2026-09-30", "east", 9, 0),
        cases("2026-10-01", "east", 3, 1),
        cases("2026-10-20", "east", 2, 0),
        cases("2026-10-21", "east", 0, 7),
        cases("2026-10-10", "west", 0, 5),
    ];
    let late = ["--as-of", "2026-12-31"];
    let of = |fields: &str| reported(&commitment("pilot", fields), &rows, &late);
    let east = "where = { region = \"east\" }";
    let october = ["1 2026-10 5 1 kept"];
    assert_eq!(of(&format!("pilot = {{ {east}, from = 2026-10-01, until = 2026-10-20 }}")), october);
    // Without a day of its own it begins with the promise.
    let begins = format!("pilot = {{ {east}, until = 2026-10-20 }}\neffective = {{ from = 2026-10-01 }}");
    assert_eq!(of(&begins), ["2026-10-01 2026-10 5 1 kept"]);
    assert_eq!(of(&format!("pilot = {{ {east}, from = 2026-10-21 }}")), ["1 2026-10 0 7 broken"]);
    // A period ends with the trial, however long the month still is.
    let soon = |as_of: &str| {
        let pilot =
            commitment("pilot", &format!("pilot = {{ {east}, from = 2026-10-01, until = 2026-10-20 }}"));
        reported(&pilot, &rows, &["--as-of", as_of])
    };
    assert_eq!(soon("2026-10-19"), ["1 2026-10 3 1 open"]);
    assert_eq!(soon("2026-10-20"), october);
}

#[test]
fn a_pilot_beside_the_promise_in_force_takes_no_cases_from_it() {
    let rows = [cases("2026-10-05", "east", 3, 1), cases("2026-10-06", "west", 7, 1)];
    let told = commitment("published", "effective = { from = 2026-01-01, until = 2027-01-01 }");
    let next = "effective = { from = 2027-01-01 }\npilot = { where = { region = \"east\" }, from = 2026-10-01, until = 2026-10-31 }";
    let both = format!("{told}{}", commitment("pilot", next));
    let expected = ["2026-01-01 2026-10 10 2 kept", "2027-01-01 2026-10 3 1 broken"];
    assert_eq!(reported(&both, &rows, &["--as-of", "2026-12-31"]), expected);
    // By current terms too, on its own days still.
    let current =
        ["2026-01-01 2026-09 1 0 kept", "2026-01-01 2026-10 10 2 kept", "2027-01-01 2026-10 3 1 broken"];
    let earlier = [&rows[..], &[cases("2026-09-30", "east", 1, 0)]].concat();
    assert_eq!(reported(&both, &earlier, &["--terms", "current", "--as-of", "2026-12-31"]), current);
}

#[test]
fn snapshots_of_every_format() {
    let commitments = [
        commitment("published", &format!("{READY}pilot = {{ where = {{ region = \"east\" }}, until = 2026-10-31, min_cases = 10 }}")),
        commitment("pilot", "owner = \"desk@example.com\"\nreview_by = 2026-06-30\npilot = { where = { region = \"west\" }, from = 2026-10-01, until = 2026-12-31, min_cases = 200 }")
            .replace("reply", "投诉答复"),
        commitment("pilot", &format!("{READY}pilot = {{ until = 2026-10-31 }}")).replace("reply", "reply-to-everybody"),
        "[[commitment]]\nid = \"visit\"\nowner = \"desk@example.com\"\n".to_owned(),
        commitment("retired", "").replace("reply", "fax"),
    ];
    let rows = [
        cases("2026-10-05", "east", 12, 1),
        cases("2026-10-06", "west", 30, 20),
        cases("2026-11-20", "north", 1, 0),
    ];
    let folder = folder(&commitments.concat(), &rows);
    for (name, language) in [("status.txt", "en"), ("status.zh.txt", "zh")] {
        let arguments = ["status", ".", "--today", "2026-11-26", "--lang", language];
        let printed = promise(&arguments).within(folder.path()).env("COLUMNS", "80").run().ended(0).stdout;
        for line in printed.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
        }
        compare(name, &printed);
    }
    for (name, format) in [("status.wide.txt", "text"), ("status.md", "markdown"), ("status.json", "json")] {
        compare(name, &status(&folder, &["--format", format]).ended(0).stdout);
    }
}
