//! The command: figures that can be worked out by hand, what is not shown, what cannot be told, formats.

use crate::command::{Folder, promise};
use crate::snapshot::{compare, settled};
use serde_json::Value;
use std::fmt::Write as _;

const CASES: &str = r#"
[[commitment]]
id = "answer"
status = "published"
applies = { kind = ["easy", "hard"] }
standard = "inner"
[[commitment.target]]
clock = "answer"
within = "1h"
share = "80%"
[[commitment.target]]
clock = "answer"
statistic = "mean"
at_most = "2h"
[[standard]]
id = "inner"
target = [{ clock = "answer", within = "30m", share = "80%" }]
[[clock]]
id = "answer"
start = "asked"
stop = "answered"
pause = "held"
[[log]]
id = "mails"
path = "../mails-*.csv"
columns = { asked = "asked", answered = "answered" }
pauses = { held = { columns = ["from", "to"] } }
timestamps = "%Y-%m-%d %H:%M:%S"
timezone = "UTC"
"#;

/// A case of a team: its kind, and when it ended and was on hold, in seconds after its start.
struct Case(&'static str, &'static str, u32, Option<(u32, u32)>);

fn at(seconds: u32) -> String {
    let (hour, minute, second) = (6 + seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("2026-01-05 {hour:02}:{minute:02}:{second:02}")
}

fn rows(cases: impl IntoIterator<Item = Case>) -> String {
    let mut text = String::from("asked,answered,from,to,team,kind\n");
    for Case(team, kind, ended, held) in cases {
        let (from, to) = held.map_or_else(Default::default, |(from, to)| (at(from), at(to)));
        writeln!(text, "{},{},{from},{to},{team},{kind}", at(0), at(ended)).unwrap();
    }
    text
}

fn folder(cases: impl IntoIterator<Item = Case>) -> Folder {
    Folder::new().file("commitments/p.toml", CASES).file("mails-1.csv", rows(cases))
}

/// So many cases of a team and kind, of which some are late.
fn team(team: &'static str, kind: &'static str, cases: u32, late: u32) -> impl Iterator<Item = Case> {
    (0..cases).map(move |case| Case(team, kind, if case < late { 5000 } else { 1200 }, None))
}

fn appraise(folder: &Folder, arguments: &[&str]) -> Value {
    let asked = ["appraise", "--by", "team", "--as-of", "2026-02-01", "--format", "json"];
    folder.promise(&[&asked, arguments].concat()).ended(0).json()
}

fn groups(value: &Value) -> &Vec<Value> {
    value["commitments"][0]["targets"][0]["groups"].as_array().unwrap()
}

fn near(value: &Value, expected: f64) -> bool {
    (value.as_f64().unwrap() - expected).abs() < 1e-9
}

#[test]
fn the_same_classes_are_compared() {
    // Of easy cases 20 of 200 are late, of hard ones 80 of 200, in each team alike.
    let cases = team("east", "easy", 150, 15).chain(team("east", "hard", 50, 20));
    let cases = cases.chain(team("west", "easy", 50, 5)).chain(team("west", "hard", 150, 60));
    let folder = folder(cases);
    let value = appraise(&folder, &[]);
    assert_eq!(value["commitments"][0]["targets"][0]["mix"], serde_json::json!(["kind"]));
    let [east, west] = &groups(&value)[..] else { panic!("{value}") };
    for (group, breached, attainment) in [(east, 35.0, 0.825), (west, 65.0, 0.675)] {
        assert!(near(&group["breached"], breached) && near(&group["expected"], breached), "{group}");
        assert!(near(&group["attainment"], attainment) && near(&group["difference"], 0.0), "{group}");
        assert!(near(&group["adjusted"], 0.75) && near(&group["p"], 1.0), "{group}");
        assert_eq!((&group["look"], &group["compared"]), (&false.into(), &200.into()));
    }
    // Without classes, those of a column that says nothing, the west has 15 more than expected.
    let value = appraise(&folder, &["--mix", "from"]);
    let west = &groups(&value)[1];
    assert!(near(&west["expected"], 50.0) && near(&west["adjusted"], 0.675), "{west}");
    assert_eq!(west["look"], true);
    let text =
        folder.promise(&["appraise", "--by", "team", "--mix", "from", "--as-of", "2026-02-01"]).ended(0);
    assert!(
        text.stdout.contains("look at west: 65 breached where its cases let expect 50.0"),
        "{}",
        text.stdout
    );
    assert!(text.stdout.contains("target 2 promises no share of cases"), "{}", text.stdout);
}

#[test]
fn the_interval_and_the_test_before_mix_are_those_of_the_report() {
    let folder = folder(team("east", "easy", 100, 10).chain(team("west", "easy", 90, 30)));
    let value = appraise(&folder, &[]);
    let asked = ["report", "--by", "team", "--as-of", "2026-02-01", "--format", "json"];
    let report = folder.promise(&asked).ended(0).json();
    for (group, total) in
        groups(&value).iter().zip(report["commitments"][0]["targets"][0]["totals"].as_array().unwrap())
    {
        assert_eq!(group["group"], total["by"]["team"]);
        assert_eq!((&group["attainment"], &group["interval"]), (&total["attainment"], &total["interval"]));
    }
    let told = |command: &str| {
        let printed = folder.promise(&[command, "--by", "team", "--as-of", "2026-02-01"]).ended(0).stdout;
        let line = printed.lines().find(|line| line.contains("chi-squared")).unwrap();
        line[line.find("2 groups").unwrap()..].to_owned()
    };
    assert_eq!(told("appraise"), told("report"));
}

#[test]
fn groups_that_are_all_unlike_are_not_named_one_by_one() {
    let teams = [("east", 3), ("north", 36), ("south", 10), ("west", 90)];
    let folder = folder(teams.into_iter().flat_map(|(name, late)| team(name, "easy", 100, late)));
    let value = appraise(&folder, &[]);
    let looks: Vec<_> = groups(&value).iter().map(|group| group["look"] == true).collect();
    assert_eq!(looks, [true, false, true, true], "{value}");
    for (language, told) in
        [("en", "3 of 4 groups differ by more than chance"), ("zh", "4 组中有 3 组的差异超出偶然")]
    {
        let asked = ["appraise", "--by", "team", "--as-of", "2026-02-01", "--lang", language];
        let printed = folder.promise(&asked).ended(0).stdout;
        assert!(printed.contains(told) && !printed.contains("look at east"), "{printed}");
    }
}

#[test]
fn a_small_group_is_never_shown_alone() {
    let large = || team("east", "easy", 60, 6).chain(team("north", "easy", 60, 6));
    // One alone is left out of everything.
    let value = appraise(&folder(large().chain(team("west", "easy", 29, 29))), &[]);
    assert_eq!(value["commitments"][0]["targets"][0]["withheld_groups"], 1);
    assert_eq!(groups(&value).len(), 2);
    assert!(near(&groups(&value)[0]["expected"], 6.0), "{value}");
    // Two stand together, and count, and nobody is asked to look at them.
    let two = large().chain(team("west", "easy", 29, 29)).chain(team("south", "easy", 1, 1));
    let value = appraise(&folder(two), &[]);
    let others = &groups(&value)[2];
    assert_eq!(
        (&others["group"], &others["others"], &others["cases"]),
        (&Value::Null, &2.into(), &30.into())
    );
    assert_eq!(
        (&others["p"], &others["look"], &others["signals"]),
        (&Value::Null, &false.into(), &Value::Array(vec![]))
    );
    assert!(near(&groups(&value)[0]["expected"], 60.0 * 42.0 / 150.0), "{value}");
    // A sum that is small itself is not shown either.
    let value =
        appraise(&folder(large().chain(team("west", "easy", 9, 1)).chain(team("south", "easy", 9, 1))), &[]);
    assert_eq!(value["commitments"][0]["targets"][0]["withheld_groups"], 2);
    assert_eq!(groups(&value).len(), 2);
    let all = appraise(&folder(large().chain(team("west", "easy", 9, 1))), &["--min-cases", "9"]);
    assert_eq!(groups(&all).len(), 3);
}

#[test]
fn pauses_are_placed_in_the_clocks_own_time() {
    // The limit is an hour: pauses that are switched on at 30 and at 55 minutes.
    let early = (0..12).map(|_| Case("east", "easy", 3000, Some((1800, 1810))));
    let late = (0..12).map(|_| Case("west", "easy", 5000, Some((3300, 4900))));
    let value = appraise(&folder(early.chain(late)), &["--min-cases", "10"]);
    let signal = |group: usize| {
        let signals = groups(&value)[group]["signals"].as_array().unwrap();
        signals.iter().find(|signal| signal["signal"] == "pause just before the limit").cloned()
    };
    // Nobody of the east ran in the last tenth without a pause before.
    assert_eq!(signal(0), None, "{value}");
    let west = signal(1).unwrap();
    assert_eq!((&west["found"], &west["of"]), (&12.into(), &12.into()));
    // 400 thousandths before, and from 900 to 916.
    assert!(near(&west["expected"], 12.0 * 16.0 / 416.0) && west["look"] == true, "{west}");
    assert_eq!(groups(&value)[0]["signals"].as_array().unwrap().len(), 0);
    let lines: Vec<_> = west["examples"].as_array().unwrap().iter().map(|one| one["line"].clone()).collect();
    assert_eq!(lines, [14, 15, 16]);
}

#[test]
fn coarse_times_say_nothing_of_a_heap() {
    let value = appraise(&folder(team("east", "easy", 60, 6).chain(team("west", "easy", 60, 6))), &[]);
    let untold = groups(&value)[0]["untold"].as_array().unwrap();
    let why = |signal: &str| {
        let one = untold.iter().find(|one| one["signal"] == signal).unwrap();
        (one["why"].as_str().unwrap(), one["step_s"].as_i64())
    };
    // Most took 1200 seconds: steps of five minutes, where a twentieth of the limit is three.
    assert_eq!(why("just under the limit"), ("coarse times", Some(300)));
    assert_eq!(why("pause just before the limit"), ("no pauses", None));
    assert_eq!(why("reopened at once"), ("no events", None));
    assert_eq!(why("within seconds"), ("too few cases", None));
}

const EVENTS: &str = r#"
[[commitment]]
id = "repair"
status = "published"
[[commitment.target]]
clock = "repair"
within = "2 days"
[[clock]]
id = "repair"
start = "opened"
stop = { event = ["solved", "closed"] }
[[log]]
id = "jobs"
path = "../jobs.csv"
shape = "events"
case = "job"
event = "event"
at = "at"
timestamps = ["%Y-%m-%d %H:%M", "%Y-%m-%d"]
timezone = "UTC"
"#;

/// Jobs of a team, each opened at eight o'clock, with these rows after that.
fn jobs(team: &str, jobs: usize, rows: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for job in 0..jobs {
        let opened = [("opened", "2026-01-05 08:00")];
        for (event, at) in opened.iter().chain(rows) {
            writeln!(text, "{team}{job},{event},{at},{}", &team[..1]).unwrap();
        }
    }
    text
}

#[test]
fn what_follows_a_stop_is_no_other_stop() {
    let log = [
        "job,event,at,team\n".to_owned(),
        // Closed by itself: a stop that follows a stop.
        jobs("aa", 40, &[("solved", "2026-01-05 09:00"), ("closed", "2026-01-05 09:05")]),
        jobs(
            "ab",
            3,
            &[("solved", "2026-01-05 09:00"), ("closed", "2026-01-05 09:05"), ("again", "2026-01-05 09:15")],
        ),
        jobs(
            "ac",
            2,
            &[("solved", "2026-01-05 09:00"), ("again", "2026-01-05 09:10"), ("solved", "2026-01-05 12:00")],
        ),
        // Ten minutes and one: not at once; not yet seen; of a day nobody knows the time.
        jobs("ba", 40, &[("solved", "2026-01-05 09:00"), ("again", "2026-01-05 09:11")]),
        jobs("bb", 1, &[("solved", "2026-01-05 09:55"), ("again", "2026-01-05 10:01")]),
        jobs("bc", 1, &[("solved", "2026-01-05"), ("again", "2026-01-05 08:01")]),
    ];
    let folder = Folder::new().file("commitments/p.toml", EVENTS).file("jobs.csv", log.concat());
    let asked = ["appraise", "--by", "team", "--as-of", "2026-01-05T10:00:00", "--format", "json"];
    let value = folder.promise(&asked).ended(0).json();
    let signal = &groups(&value)[0]["signals"][0];
    assert_eq!(signal["signal"], "reopened at once");
    assert_eq!((&signal["found"], &signal["of"]), (&5.into(), &45.into()), "{value}");
    let other = &groups(&value)[1]["signals"][0];
    assert_eq!((&other["found"], &other["of"]), (&0.into(), &41.into()), "{value}");
    // Nobody is asked to look at cases where nothing is more than chance.
    assert_eq!((&signal["look"], &signal["examples"]), (&false.into(), &Value::Array(vec![])));
}

#[test]
fn standards_are_compared_where_they_are_named() {
    let folder = folder(team("east", "easy", 60, 6).chain(team("west", "easy", 60, 6)));
    assert_eq!(appraise(&folder, &[])["standards"], Value::Array(vec![]));
    let named = appraise(&folder, &["--commitment", "inner"]);
    assert_eq!(
        (&named["commitments"], &named["standards"][0]["id"]),
        (&Value::Array(vec![]), &"inner".into())
    );
    assert_eq!(named["standards"][0]["targets"][0]["groups"][0]["cases"], 60);
}

#[test]
fn files_and_threads_change_nothing() {
    let cases = || {
        team("east", "easy", 700, 70).chain(team("west", "hard", 700, 90)).chain(team("west", "easy", 9, 1))
    };
    let whole = folder(cases());
    let split = folder(cases().take(650)).file("mails-2.csv", rows(cases().skip(650)));
    let targets = |folder: &Folder, threads: &str| {
        let value = appraise(folder, &["--threads", threads]);
        value["commitments"].to_string()
    };
    assert_eq!(targets(&whole, "1"), targets(&whole, "4"));
    assert_eq!(targets(&split, "1"), targets(&split, "3"));
    let counts = |folder: &Folder| {
        groups(&appraise(folder, &[])).iter().map(|one| one["p"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(counts(&whole), counts(&split));
}

#[test]
fn arguments_that_make_no_sense_say_what_to_write() {
    let folder = folder(team("east", "easy", 9, 1));
    for (arguments, english, chinese) in [
        (
            &["--by", "@hour"][..],
            "\"@hour\" is no column of a log; write the name of a column",
            "“@hour”不是日志的列",
        ),
        (
            &["--by", "team", "--mix", "team"],
            "--mix team are the groups of --by",
            "--mix team 就是 --by 的分组",
        ),
        (
            &["--by", "tema"],
            "--by uses the column \"tema\", which log \"mails\" does not have (did you mean \"team\"?)",
            "--by",
        ),
        (&["--by", "team", "--mix", "knid"], "--mix uses the column \"knid\"", "--mix"),
        (&[], "--by <COLUMN>", "缺少参数：--by"),
        (&["--by", "team", "--commitment", "anser"], "did you mean \"answer\"?", "answer"),
    ] {
        let arguments = [&["appraise"], arguments].concat();
        let output = folder.promise(&arguments).ended(2);
        assert!(output.stderr.contains(english), "{}", output.stderr);
        let output = folder.promise(&[&arguments[..], &["--lang", "zh"]].concat()).ended(2);
        assert!(output.stderr.contains(chinese), "{}", output.stderr);
    }
}

#[test]
fn cases_without_a_team_and_names_that_steer_a_terminal() {
    let cases = team("", "easy", 40, 4).chain(team("a\u{1b}[31m", "easy", 40, 4));
    let folder = folder(cases);
    let printed = folder.promise(&["appraise", "--by", "team", "--as-of", "2026-02-01"]).ended(0).stdout;
    assert!(printed.contains("(none)") && !printed.contains('\u{1b}'), "{printed}");
    assert_eq!(groups(&appraise(&folder, &[]))[0]["group"], "");
}

#[test]
fn snapshot_of_the_example_in_every_format() {
    let asked = ["appraise", "examples/appraisal", "--by", "team"];
    for (name, options) in [
        ("appraise.txt", &[][..]),
        ("appraise.zh.txt", &["--lang", "zh"]),
        ("appraise.md", &["--format", "markdown"]),
        ("appraise.json", &["--format", "json"]),
    ] {
        let printed = promise(&[&asked, options].concat()).env("COLUMNS", "80").run().ended(0).stdout;
        compare(name, &settled(&printed));
    }
}
