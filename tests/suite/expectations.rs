//! What customers expect, are promised and get: gaps of surveys, levels side by side, what is left out.

use crate::command::{Folder, Output, promise};
use crate::snapshot::compare;
use serde_json::{Value, json};
use std::fmt::Write as _;

const SURVEY: &str = r#"
[[log]]
id = "survey"
path = "survey.csv"
[log.survey]
scale = "1..7"
reliability = { expectation = ["e1", "e2"], perception = "p" }
"#;

/// A folder with a survey of rows below `header`, beside other definitions.
fn surveyed(definitions: &str, header: &str, rows: &[&str]) -> Folder {
    let csv = format!("{header}\n{}\n", rows.join("\n"));
    Folder::new().file("a.toml", definitions).file("survey.csv", csv)
}

fn expectations(folder: &Folder, arguments: &[&str]) -> Output {
    folder.promise(&[&["expectations", "."], arguments].concat())
}

fn document(folder: &Folder, arguments: &[&str]) -> Value {
    expectations(folder, &[arguments, &["--format", "json"]].concat()).ended(0).json()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

/// The quantile of Student's distribution with three degrees of freedom, from printed tables.
const T3: f64 = 3.182_446_305_284_263;

#[test]
fn a_gap_and_its_interval_are_those_of_a_calculation_by_hand() {
    // Expected (7+7)/2, (6+5)/2, (7+6)/2, (6+5)/2 = 7, 5.5, 6.5, 5.5; seen 5, 4.5, 3.5, 3.5.
    let rows = ["7,7,5", "6,5,4.5", "7,6,3.5", "6,5,3.5"];
    let document = document(&surveyed(SURVEY, "e1,e2,p", &rows), &["--min-answers", "4"]);
    let survey = &document["surveys"][0];
    let gap = &survey["dimensions"][0];
    near(&gap["expectation"], 24.5 / 4.0);
    near(&gap["perception"], 16.5 / 4.0);
    // Gaps −2, −1, −3, −2: mean −2, variance 2/3, so that the interval is −2 ± t·√(2/3/4).
    near(&gap["gap"], -2.0);
    let spread = T3 * (2.0_f64 / 3.0 / 4.0).sqrt();
    near(&gap["interval"][0], -2.0 - spread);
    near(&gap["interval"][1], -2.0 + spread);
    assert_eq!((&gap["falls_short"], &gap["few"], &gap["used"]), (&json!(true), &json!(false), &json!(4)));
    assert_eq!(survey["furthest"], "reliability");
    assert_eq!((&survey["scale"], &document["version"]), (&json!([1, 7]), &json!(1)));
    // One answer says nothing about how far the mean may be off, and is too few to be furthest.
    let one = self::document(&surveyed(SURVEY, "e1,e2,p", &rows[..1]), &[]);
    let survey = &one["surveys"][0];
    let gap = &survey["dimensions"][0];
    assert_eq!((&gap["gap"], &gap["interval"], &gap["few"]), (&json!(-2.0), &Value::Null, &json!(true)));
    assert_eq!((&gap["falls_short"], &survey["furthest"]), (&json!(false), &Value::Null));
}

#[test]
fn what_is_missing_off_the_scale_or_no_number_is_counted_and_told_with_its_line() {
    let definitions = SURVEY
        .replace("path =", "missing = [\"\", \"NA\"]\ncolumns = { e1 = \"first\" }\npath =")
        + "empathy = { expectation = \"e1\", perception = 4 }\n";
    let rows = ["7,6,5,6", "6,6,NA,5", "9,6,5,6", "7,6,often,4", ",6,0,5", "7,5,5,"];
    let folder = surveyed(&definitions, "first,e2,p,q", &rows);
    let document = document(&folder, &[]);
    let survey = &document["surveys"][0];
    let counts = |dimension: usize| {
        let gap = &survey["dimensions"][dimension];
        ["used", "missing", "unusable"].map(|name| gap[name].as_u64().unwrap())
    };
    // An answer that lacks one thing and has another off the scale is unusable; nothing is counted twice.
    assert_eq!([counts(0), counts(1)], [[2, 1, 3], [3, 2, 1]]);
    let problems: Vec<_> = survey["problems"].as_array().unwrap().iter().collect();
    let told = problems.iter().map(|problem| {
        let place = &problem["first"][0];
        assert_eq!((&problem["code"], &place["path"]), (&json!("DAT006"), &json!("survey.csv")));
        (problem["problem"].clone(), problem["column"].clone(), place["line"].clone(), place["found"].clone())
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (json!("off the scale"), json!("e1"), json!(4), json!("9")),
            (json!("unreadable value"), json!("p"), json!(5), json!("often")),
            (json!("off the scale"), json!("p"), json!(6), json!("0")),
        ]
    );
    let text = expectations(&folder, &[]).ended(0).stdout;
    assert!(text.contains("answers of e1 that are not on the scale 1..7: survey.csv:4 \"9\""), "{text}");
    let chinese = expectations(&folder, &["--lang", "zh"]).ended(0).stdout;
    assert!(chinese.contains("e1 中不在评分范围 1..7 之内的答复：survey.csv:4 \"9\""), "{chinese}");
}

#[test]
fn days_and_as_of_are_asked_of_the_column_that_dates_an_answer() {
    let dated = SURVEY.replace("path =", "dated = \"day\"\ntimestamps = \"%Y-%m-%d\"\npath =");
    let rows = [
        "2026-03-01,7,7,5",
        "2026-03-31,7,7,6",
        "2026-04-01,7,7,4",
        ",7,7,3",
        "soon,7,7,2",
        "2026-05-01,1,1,1",
    ];
    let folder = surveyed(&dated, "day,e1,e2,p", &rows);
    let of = |arguments: &[&str]| {
        let document = document(&folder, arguments);
        let survey = &document["surveys"][0];
        let counts = ["answers", "outside", "undated", "later"].map(|name| survey[name].as_u64().unwrap());
        assert_eq!(survey["read"], 6, "every row is in one of these");
        assert_eq!(counts.iter().sum::<u64>(), 6);
        (counts, survey["dimensions"][0]["used"].as_u64().unwrap())
    };
    assert_eq!(of(&[]), ([6, 0, 0, 0], 6));
    assert_eq!(of(&["--from", "2026-03-31"]), ([3, 1, 2, 0], 3));
    assert_eq!(of(&["--until", "2026-03-31"]), ([1, 3, 2, 0], 1));
    assert_eq!(of(&["--from", "2026-03-01", "--until", "2026-04-01"]), ([2, 2, 2, 0], 2));
    // Without a date nobody knows that it came later.
    assert_eq!(of(&["--as-of", "2026-04-30"]), ([5, 0, 0, 1], 5));
    let text = expectations(&folder, &["--from", "2026-03-31"]).ended(0).stdout;
    let days = "6 answers = 3 counted + 1 of other days + 2 without a date + 0 after as-of";
    assert!(text.contains(days) && text.contains("survey.csv:6 \"soon\""), "{text}");
}

const SERVICE: &str = r#"
[[clock]]
id = "c"
start = "opened"
stop = "closed"
[[clock]]
id = "other"
start = "opened"
stop = "called"
[[log]]
id = "cases"
path = "cases.csv"
timestamps = "%Y-%m-%d %H:%M"
timezone = "UTC"
dated = "opened"
"#;

/// A published commitment with a basis and targets.
fn commitment(basis: &str, targets: &[&str]) -> String {
    let targets = targets.iter().map(|target| format!("[[commitment.target]]\n{target}\nper = \"month\"\n"));
    let targets: String = targets.collect();
    format!(
        "[[commitment]]\nid = \"reply\"\nstatus = \"published\"\nbasis = {{ {basis} }}\n{targets}{SERVICE}"
    )
}

/// Cases of one day that took so many hours each, with a rating; no hours: not closed.
fn cases(hours: &[Option<u32>], stars: u32) -> String {
    let mut csv = "opened,closed,called,type,stars\n".to_owned();
    for (place, hours) in hours.iter().enumerate() {
        let minute = place % 60;
        let closed = hours.map(|hours| format!("2026-03-02 {hours:02}:{minute:02}")).unwrap_or_default();
        writeln!(csv, "2026-03-02 00:{minute:02},{closed},,repair,{stars}").unwrap();
    }
    csv
}

/// Ten cases of one to ten hours.
fn ten() -> String {
    cases(&(1..=10).map(Some).collect::<Vec<_>>(), 4)
}

/// Of each target how the promise stands to the expectation, what is delivered to the promise and to the
/// expectation.
fn standings(basis: &str, targets: &[&str], csv: &str) -> Vec<[String; 3]> {
    let folder = Folder::new().file("a.toml", commitment(basis, targets)).file("cases.csv", csv);
    let document = document(&folder, &["--as-of", "2026-03-03"]);
    let targets = document["commitments"][0]["targets"].as_array().unwrap().clone();
    let word = |compared: &Value| {
        let of = |field: &str| compared[field].as_str().map(str::to_owned);
        assert!(of("standing").is_some() != of("why_not").is_some(), "{compared}");
        of("standing").or(of("why_not")).unwrap()
    };
    let of = |target: &Value| ["promised", "kept", "fulfilled"].map(|name| word(&target[name]));
    targets.iter().map(of).collect()
}

#[test]
fn times_values_and_shares_are_held_against_what_is_expected() {
    let within =
        |limit: &str, share: &str| format!("clock = \"c\"\nwithin = \"{limit}\"\nshare = \"{share}\"");
    let one = |basis: &str, target: &str| standings(basis, &[target], &ten()).remove(0);
    // 80 % took at most 8 hours.
    assert_eq!(one("expectation = \"8h\"", &within("9h", "80%")), ["worse", "better", "same"]);
    assert_eq!(one("expectation = \"7h\"", &within("8h", "80%")), ["worse", "same", "worse"]);
    assert_eq!(one("expectation = \"480m\"", &within("8h", "90%")), ["same", "worse", "worse"]);
    assert_eq!(one("expectation = \"12h\"", &within("8h", "90%")), ["better", "worse", "better"]);
    // Kinds are never turned into each other.
    assert_eq!(one("expectation = \"1 day\"", &within("8h", "80%")), ["other kind", "same", "other kind"]);
    assert_eq!(one("expectation = 8", &within("8h", "80%")), ["other kind", "same", "other kind"]);
    assert_eq!(
        one("survey = \"40 answers\"", &within("8h", "80%")),
        ["nothing expected", "same", "nothing expected"]
    );
    // A share is held against the share.
    assert_eq!(one("expectation = \"90%\"", &within("8h", "75%")), ["worse", "better", "worse"]);
    assert_eq!(one("expectation = \"80％\"", &within("8h", "80%")), ["same", "same", "same"]);
    // A value that customers expect to be at least so much, and statistics.
    let stars = "value = \"stars\"\nat_least = 3\nshare = \"90%\"";
    assert_eq!(one("expectation = 4", stars), ["worse", "better", "same"]);
    assert_eq!(one("expectation = 4.5", stars), ["worse", "better", "worse"]);
    let mean = "clock = \"c\"\nstatistic = \"mean\"\nat_most = \"6h\"";
    assert_eq!(one("expectation = \"5h30m\"", mean), ["worse", "better", "same"]);
    assert_eq!(one("expectation = \"90%\"", mean), ["other kind", "better", "other kind"]);
    let median = "clock = \"c\"\nstatistic = \"median\"\nat_most = \"4h\"";
    assert_eq!(one("expectation = \"6h\"", median), ["better", "worse", "better"]);
    let count = "clock = \"c\"\nstatistic = \"count\"\nat_least = 11";
    assert_eq!(one("expectation = 10", count), ["better", "worse", "same"]);
}

#[test]
fn of_several_measures_nobody_knows_which_is_expected_unless_all_are_worse() {
    let first = "clock = \"c\"\nwithin = \"8h\"\nwhen = { type = \"repair\" }\nshare = \"80%\"";
    let second = "clock = \"c\"\nwithin = \"4h\"";
    let other = "clock = \"other\"\nwithin = \"8h\"";
    let promised = |basis: &str, targets: &[&str]| {
        standings(basis, targets, &ten()).into_iter().map(|[promised, ..]| promised).collect::<Vec<_>>()
    };
    assert_eq!(promised("expectation = \"6h\"", &[first, second]), ["worse", "better"]);
    assert_eq!(promised("expectation = \"8h\"", &[first, other]), ["several measures"; 2]);
    assert_eq!(promised("expectation = \"2h\"", &[first, other]), ["worse"; 2]);
    assert_eq!(
        promised("expectation = 4", &[other, "value = \"stars\"\nat_least = 5"]),
        ["other kind", "better"]
    );
}

#[test]
fn how_long_so_many_cases_take_is_not_known_while_some_are_open() {
    let hours: Vec<_> = (1..=8).map(Some).chain([None, None]).collect();
    let of = |share: &str| {
        let target = format!("clock = \"c\"\nwithin = \"20h\"\nshare = \"{share}\"");
        standings("expectation = \"8h\"", &[&target], &cases(&hours, 4)).remove(0)
    };
    assert_eq!(of("80%"), ["worse", "same", "same"]);
    assert_eq!(of("90%"), ["worse", "worse", "not ended"]);
    let none = standings("expectation = \"8h\"", &["clock = \"c\"\nwithin = \"20h\""], &cases(&[], 4));
    assert_eq!(none[0], ["worse", "no cases", "no cases"]);
}

#[test]
fn gaps_are_told_plainly_and_what_is_delivered_though_less_is_promised() {
    let target = "clock = \"c\"\nwithin = \"10h\"\nshare = \"80%\"";
    let told = |basis: &str, target: &str| {
        let folder = Folder::new().file("a.toml", commitment(basis, &[target])).file("cases.csv", ten());
        expectations(&folder, &[]).ended(0).stdout
    };
    let hidden = told("expectation = \"8h\", survey = \"40 answers\"", target);
    for line in [
        "expected  8h (40 answers)",
        "promised  looser than expected",
        "100.00% (10 of 10), 95% interval 72.2–100.0%; better than promised, uncertain; 80% took at most 8h00m",
        "Gap: less is promised than customers expect.",
        "Though less is promised, what customers expect is delivered.",
    ] {
        assert!(hidden.contains(line), "{line}\n{hidden}");
    }
    let broken = told("expectation = \"8h\"", &target.replace("80%", "100%").replace("10h", "8h"));
    assert!(broken.contains("Gap: less is delivered than is promised."), "{broken}");
    assert!(!broken.contains("Gap: less is promised"), "{broken}");
}

#[test]
fn what_is_delivered_has_the_counts_of_a_report() {
    let mut compared = 0;
    for folder in
        ["commitments", "examples/courier", "examples/hotel", "examples/it-support", "examples/pilot"]
    {
        let json = |command: &str| promise(&[command, folder, "--format", "json"]).run().ended(0).json();
        let (expectations, report) = (json("expectations"), json("report"));
        assert_eq!(expectations["as_of"], report["as_of"], "{folder}");
        for commitment in report["commitments"].as_array().unwrap() {
            let is_same =
                |other: &&Value| other["id"] == commitment["id"] && other["version"] == commitment["version"];
            let ours = expectations["commitments"].as_array().unwrap().iter().find(is_same).unwrap();
            let targets = commitment["targets"].as_array().unwrap().iter();
            for (target, ours) in targets.zip(ours["targets"].as_array().unwrap()) {
                let (total, delivered) = (&target["total"], &ours["delivered"]);
                for field in
                    ["met", "late", "overdue", "pending", "excluded", "invalid", "attainment", "interval"]
                {
                    assert_eq!(delivered[field], total[field], "{folder} {} {field}", commitment["id"]);
                    compared += 1;
                }
                if let Some(value) = total["value"].as_f64() {
                    near(&delivered["value"], value);
                }
            }
        }
    }
    assert!(compared > 250, "only {compared} figures compared");
}

#[test]
fn a_survey_beside_the_logs_changes_no_report_and_no_finding() {
    let promises = commitment("expectation = \"8h\"", &["clock = \"c\"\nwithin = \"9h\"\nshare = \"80%\""]);
    // The columns of the survey have the names of events and attributes; it serves nobody all the same.
    let survey = SURVEY.replace("e1", "opened").replace("\"p\"", "\"closed\"");
    let both = surveyed(&(promises.clone() + &survey), "opened,e2,closed,type", &["7,6,5,x"])
        .file("cases.csv", ten());
    let alone = Folder::new().file("a.toml", &promises).file("cases.csv", ten());
    let same = |arguments: &[&str]| {
        let printed = [&both, &alone].map(|folder| {
            let mut document = folder.promise(arguments).json();
            document.as_object_mut().unwrap().remove("made_by");
            document
        });
        assert_eq!(printed[0], printed[1], "{arguments:?}");
    };
    same(&["report", ".", "--format", "json"]);
    same(&["suggest", ".", "--format", "json"]);
    same(&["check", ".", "--logs", "--today", "2026-11-26", "--format", "json"]);
    // A survey alone is no log that a clock could be missing in.
    let without = promises.split("[[log]]").next().unwrap().to_owned() + &survey;
    let only = surveyed(&without, "opened,e2,closed", &["7,6,5"]);
    let found = only.promise(&["check", ".", "--select", "FEA010", "--today", "2026-11-26"]).ended(0);
    assert!(found.stdout.contains("no findings"), "{}", found.stdout);
    let document = document(&only, &[]);
    assert_eq!((&document["as_of"], &document["surveys"][0]["answers"]), (&Value::Null, &json!(1)));
    assert_eq!(document["commitments"][0]["targets"][0]["delivered"], Value::Null);
}

#[test]
fn what_no_promise_covers_is_told_by_value_with_a_line_to_look_at() {
    let definitions = commitment(
        "expectation = \"8h\"",
        &["clock = \"c\"\nwithin = \"9h\"\nshare = \"80%\""],
    )
    .replace("basis =", "dimension = \"reliability\"\napplies = { type = \"repair\", channel = [\"phone\", \"web\"] }\nbasis =");
    let rows = [
        "opened,closed,called,type,channel",
        "2026-03-02 00:00,2026-03-02 01:00,,repair,phone",
        "2026-03-02 00:00,2026-03-02 01:00,,repair,wechat",
        "2026-03-02 00:00,2026-03-02 01:00,,question,wechat",
        "2026-03-02 00:00,2026-03-02 01:00,,repair,",
        "2026-04-02 00:00,2026-04-02 01:00,,repair,web",
    ];
    let folder = Folder::new().file("a.toml", definitions).file("cases.csv", rows.join("\n"));
    let document = document(&folder, &["--from", "2026-04-01"]);
    let log = &document["coverage"]["logs"][0];
    assert_eq!((&log["cases"], &log["uncovered"]), (&json!(5), &json!(3)));
    assert_eq!(log["first"][0], json!({ "path": "cases.csv", "line": 3 }));
    let channel =
        log["attributes"].as_array().unwrap().iter().find(|one| one["attribute"] == "channel").unwrap();
    let values = channel["values"].as_array().unwrap().iter().map(|value| {
        let field = |name: &str| value[name].clone();
        (
            field("value"),
            field("named"),
            field("covered"),
            field("uncovered"),
            value["first"][0]["line"].clone(),
        )
    });
    // Covered cases are those of the days; what no promise covers has no date of its own.
    assert_eq!(
        values.collect::<Vec<_>>(),
        [
            (json!("wechat"), json!(false), json!(0), json!(2), json!(3)),
            (json!(""), json!(false), json!(0), json!(1), json!(5)),
            (json!("web"), json!(true), json!(1), json!(0), Value::Null),
        ]
    );
    let dimensions = document["coverage"]["dimensions"].as_array().unwrap();
    let commitments = dimensions.iter().map(|one| one["commitments"].as_array().unwrap().len());
    assert_eq!(commitments.collect::<Vec<_>>(), [1, 0, 0, 0, 0]);
    let text = expectations(&folder, &[]).ended(0).stdout;
    assert!(text.contains("Log cases: no promise covers 3 of its 5 cases (60%)."), "{text}");
    assert!(text.contains("cases.csv:3"), "{text}");
}

#[test]
fn a_gap_of_a_kind_that_is_asked_for_fails() {
    let rows = ["7,7,5", "6,5,4.5", "7,6,3.5", "6,5,3.5"];
    let promises = commitment("expectation = \"8h\"", &["clock = \"c\"\nwithin = \"9h\"\nshare = \"100%\""]);
    let folder = surveyed(&(promises + SURVEY), "e1,e2,p", &rows).file("cases.csv", ten());
    let code = |arguments: &[&str]| expectations(&folder, arguments).code;
    assert_eq!([code(&[]), code(&["--fail-on", "promised"]), code(&["--fail-on", "delivered"])], [0, 1, 1]);
    // Few answers fail nothing.
    assert_eq!(code(&["--fail-on", "survey"]), 0);
    assert_eq!(code(&["--fail-on", "survey", "--min-answers", "4"]), 1);
    assert_eq!(code(&["--fail-on", "coverage"]), 1);
    Folder::new().promise(&["expectations", "."]).ended(3);
    let lacking = surveyed(SURVEY, "e1,e3,p", &rows);
    let failed = expectations(&lacking, &[]).ended(2).stderr;
    assert!(failed.contains("e2") && failed.contains("survey.csv"), "{failed}");
}

#[test]
fn mistakes_of_a_survey_are_found_where_they_stand() {
    let found = |survey: &str, log: &str, lang: &str| {
        let text = format!("[[log]]\nid = \"s\"\npath = \"s.csv\"\n{log}\n[log.survey]\n{survey}\n");
        let folder = Folder::new().file("a.toml", text);
        let arguments = ["check", ".", "--format", "json", "--today", "2026-11-26", "--lang", lang];
        let findings = folder.promise(&arguments).json()["findings"].as_array().unwrap().clone();
        let told = findings.iter().map(|found| {
            format!(
                "{} {} {}",
                found["code"].as_str().unwrap(),
                found["line"],
                found["message"].as_str().unwrap()
            )
        });
        told.collect::<Vec<_>>()
    };
    let sound = "scale = \"1..5\"\nempathy = { expectation = 1, perception = [2, 3] }";
    assert_eq!(found(sound, "", "en"), [""; 0]);
    let wrong = |survey: &str, message: &str| assert_eq!(found(survey, "", "en"), [message]);
    wrong(
        "scale = \"5..1\"\nempathy = { expectation = 1, perception = 2 }",
        "DEF007 6 `5..1` is no scale of answers",
    );
    wrong("scale = \"1..5\"", "DEF007 5 this survey asks about no dimension");
    wrong("scale = \"1..5\"\nempathy = { expectation = 1 }", "DEF004 7 `empathy` without `perception`");
    wrong("scale = \"1..5\"\nempathy = { expectation = [], perception = 2 }", "DEF007 7 this is empty");
    let unknown = found(&format!("{sound}\nweights = 3"), "", "en");
    assert!(
        unknown.len() == 1 && unknown[0].starts_with("DEF002 8") && unknown[0].contains("weights"),
        "{unknown:?}"
    );
    let serves = found(sound, "serves = []", "en");
    assert!(serves[0].contains("`serves`") && serves[0].contains("`survey`"), "{serves:?}");
    let events = found(sound, "shape = \"events\"\ncase = \"c\"\nevent = \"e\"\nat = \"t\"", "en");
    assert!(events[0].contains("`event`") && events[0].contains("`survey`"), "{events:?}");
    // One run tells of both.
    let chinese = found("scale = \"7\"", "", "zh");
    assert_eq!(chinese, ["DEF007 5 这项调查没有问任何一个维度", "DEF007 6 `7` 不是评分范围"]);
}

#[test]
fn a_survey_is_the_same_in_toml_and_yaml() {
    let rows = ["7,7,5", "6,5,4"];
    let toml = surveyed(SURVEY, "e1,e2,p", &rows);
    toml.promise(&["check", ".", "--today", "2026-11-26"]).ended(0);
    let yaml = toml.promise(&["fmt", "--as", "yaml", "a.toml"]).ended(0).stdout;
    assert!(yaml.contains("survey:") && yaml.contains("scale: 1..7"), "{yaml}");
    let csv = format!("e1,e2,p\n{}\n", rows.join("\n"));
    let other = Folder::new().file("a.yaml", yaml).file("survey.csv", csv);
    let documents = [&toml, &other].map(|folder| document(folder, &[]));
    assert_eq!(documents[0], documents[1]);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let mut csv = "e1,e2,p\n".to_owned();
    for row in 0..60_000_u32 {
        let answer = |times: u32| f64::from(10 + row * times % 61) / 10.0;
        match row % 997 {
            0 => writeln!(csv, "8,,x").unwrap(),
            _ => writeln!(csv, "{},{},{}", answer(7), answer(11), answer(13)).unwrap(),
        }
    }
    let folder = Folder::new().file("a.toml", SURVEY).file("survey.csv", csv);
    let printed =
        |threads: &str| expectations(&folder, &["--format", "json", "--threads", threads]).ended(0).stdout;
    let one = printed("1");
    assert!(one.contains("\"used\": 59939"), "{one}");
    for threads in ["2", "3", "8"] {
        assert!(printed(threads) == one, "{threads} threads differ");
    }
}

#[test]
fn a_narrow_terminal_leaves_columns_out_and_says_so() {
    for (lang, width, note) in [("en", 60, "(left out for want of width:"), ("zh", 60, "（宽度不足，略去：")]
    {
        let run = promise(&["expectations", "examples/expectations", "--lang", lang]);
        let text = run.env("COLUMNS", &width.to_string()).run().ended(0).stdout;
        assert!(text.contains(note), "{text}");
        for line in text.lines() {
            let wide = unicode_width::UnicodeWidthStr::width(line);
            assert!(wide <= width, "{wide} columns: {line}\n{text}");
        }
    }
}

#[test]
fn each_format_has_its_snapshot() {
    for (name, arguments) in [
        ("expectations.txt", &["--format", "text"][..]),
        ("expectations.zh.txt", &["--lang", "zh"]),
        ("expectations.md", &["--format", "markdown"]),
        ("expectations.json", &["--format", "json"]),
    ] {
        let base = ["expectations", "examples/expectations", "--min-answers", "13"];
        let run = promise(&[&base[..], arguments].concat()).env("COLUMNS", "90").run();
        compare(name, &run.ended(0).stdout);
    }
}
