//! `promise report` as its users meet it: options, formats, exit codes, mistakes.

use crate::command::{Folder, promise};

const COMMITMENTS: &str = r#"
[[commitment]]
id = "answer"
status = "published"
[[commitment.target]]
clock = "answer"
within = "1h"
share = "50%"
per = "month"

[[commitment]]
id = "stars"
status = "draft"
[[commitment.target]]
value = "stars"
at_least = 4
share = "50%"

[[standard]]
id = "inside"
[[standard.target]]
clock = "answer"
within = "30m"
share = "50%"

[[clock]]
id = "answer"
start = "asked"
stop = "answered"

[[log]]
id = "mails"
path = "../mails.csv"
columns = { asked = "asked_at", answered = "answered_at" }
timestamps = "%Y-%m-%d %H:%M"
timezone = "UTC"
"#;

const LOG: &str = "asked_at,answered_at,team,stars
2026-01-05 09:00,2026-01-05 09:30,north,5
2026-01-06 09:00,2026-01-06 10:30,north,3
2026-01-07 09:00,2026-01-07 10:30,south,
2026-02-05 09:00,2026-02-05 09:45,south,4

2026-02-06 09:00,2026-02-06 09:40,south,4
2026-02-07 09:00,,north
2026-03-01 08:00,2026-03-01 08:10,north,5
";

fn folder() -> Folder {
    Folder::new().file("commitments/promises.toml", COMMITMENTS).file("mails.csv", LOG)
}

fn csv(arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["report", "--format", "csv"];
    all.extend(arguments);
    folder().promise(&all).ended(0).stdout.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn csv_has_a_line_per_target_and_period_of_what_is_promised() {
    let output = folder().promise(&["report", "--format", "csv"]).ended(0);
    assert_eq!(
        output.stdout,
        "commitment,version,target,period,met,late,overdue,pending,excluded,invalid,attainment,low,high,verdict,p50,p90,p99\n\
         answer,1,1,2026-01,1,2,0,0,0,0,0.333333,0.061492,0.792340,broken,5400,5400,5400\n\
         answer,1,1,2026-02,2,0,0,0,0,0,1.000000,0.342380,1.000000,kept,2400,2700,2700\n\
         answer,1,1,2026-03,1,0,0,0,0,0,1.000000,0.206549,1.000000,open,600,600,600\n"
    );
}

#[test]
fn drafts_and_standards_come_when_they_are_named() {
    let named = csv(&["--commitment", "stars,inside"]);
    assert_eq!(named.len(), 6, "{named:?}");
    assert!(named[0].starts_with("stars,1,1,2026-01,1,1,0,0,1,0,0.500000,"), "{}", named[0]);
    assert!(named[3].starts_with("inside,1,1,2026-01,1,2,"), "{}", named[3]);
}

#[test]
fn counts_are_split_by_columns_and_by_another_period() {
    let lines = csv(&["--by", "team", "--period", "quarter"]);
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("answer,1,1,2026-Q1,north,2,1,0,0,0,0,0.666667,"), "{}", lines[0]);
    assert!(lines[1].starts_with("answer,1,1,2026-Q1,south,2,1,0,0,0,0,0.666667,"), "{}", lines[1]);
}

#[test]
fn days_outside_those_asked_for_are_not_counted() {
    let lines = csv(&["--from", "2026-01-06", "--until", "2026-02-06"]);
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("answer,1,1,2026-01,0,2,"), "{}", lines[0]);
    assert!(lines[1].starts_with("answer,1,1,2026-02,1,0,"), "{}", lines[1]);
}

#[test]
fn json_accounts_for_every_row() {
    let report = folder().promise(&["report", "--format", "json"]).ended(0).json();
    assert_eq!(report["version"], 1);
    assert_eq!(report["as_of"], "2026-03-01T08:10:00+00:00");
    let log = &report["data"]["logs"][0];
    let count = |name: &str| log[name].as_u64().unwrap();
    assert_eq!(count("rows"), 8);
    assert_eq!(count("rows"), count("cases") + count("blank") + count("ragged") + count("dropped"));
    assert_eq!(count("cases"), count("judged") + count("later") + count("uncovered"));
    assert_eq!((count("blank"), count("ragged")), (1, 1));
    assert_eq!(log["problems"][0]["first"][0]["line"], 8);
    let target = &report["commitments"][0]["targets"][0];
    assert_eq!(target["measure"], serde_json::json!({"clock": "answer"}));
    assert_eq!(target["limit"], serde_json::json!({"within": "1h"}));
    assert_eq!(target["share"], 0.5);
    assert_eq!(target["periods"].as_array().unwrap().len(), 3);
    assert_eq!(target["total"]["met"], 4);
    assert_eq!(report["standards"][0]["id"], "inside");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["text", "markdown", "html", "json", "csv"] {
        let arguments = ["report", "--format", format, "--by", "team"];
        let folder = folder();
        assert_eq!(folder.promise(&arguments).stdout, folder.promise(&arguments).stdout);
    }
}

#[test]
fn fail_on_broken_ends_with_1() {
    folder().promise(&["report", "--fail-on", "broken"]).ended(1);
    folder().promise(&["report", "--fail-on", "broken", "--from", "2026-02-01"]).ended(0);
}

#[test]
fn unknown_names_are_errors_that_say_what_was_probably_meant() {
    let error = |arguments: &[&str]| folder().promise(arguments).ended(2).stderr;
    let by = error(&["report", "--by", "taem"]);
    assert!(by.contains("did you mean \"team\"?") && by.contains("asked_at, answered_at"), "{by}");
    let commitment = error(&["report", "--commitment", "anwser"]);
    assert!(commitment.contains("did you mean \"answer\"?"), "{commitment}");
    let as_of = error(&["report", "--as-of", "yesterday"]);
    assert!(as_of.contains("2026-03-31"), "{as_of}");
}

#[test]
fn a_condition_on_a_column_that_no_log_has_is_an_error() {
    let wrong = COMMITMENTS
        .replace("status = \"published\"", "status = \"published\"\napplies = { teem = \"north\" }");
    let folder = Folder::new().file("commitments/p.toml", wrong).file("mails.csv", LOG);
    let output = folder.promise(&["report"]).ended(2);
    assert!(
        output.stderr.contains("\"teem\"") && output.stderr.contains("did you mean \"team\"?"),
        "{}",
        output.stderr
    );
}

#[test]
fn without_case_a_column_has_its_name_in_any_case_of_letters() {
    let other_case = COMMITMENTS
        .replace("status = \"published\"", "status = \"published\"\napplies = { team = \"NORTH\" }")
        .replace("timezone = \"UTC\"", "timezone = \"UTC\"\nfold_case = true");
    let log = LOG.replace("team", "Team");
    let folder = Folder::new().file("commitments/p.toml", other_case).file("mails.csv", &log);
    let counted = folder.promise(&["report", "--format", "csv"]).ended(0).stdout;
    assert!(counted.contains("answer,1,1,2026-01,1,1,0,0,"), "{counted}");
    let exact = COMMITMENTS
        .replace("status = \"published\"", "status = \"published\"\napplies = { team = \"NORTH\" }");
    let folder = Folder::new().file("commitments/p.toml", exact).file("mails.csv", &log);
    let refused = folder.promise(&["report"]).ended(2);
    assert!(refused.stderr.contains("did you mean \"Team\"?"), "{}", refused.stderr);
}

#[test]
fn definitions_with_mistakes_are_not_reported_on() {
    let wrong = COMMITMENTS.replace("within = \"1h\"", "within = \"1\"");
    let folder = Folder::new().file("commitments/p.toml", wrong).file("mails.csv", LOG);
    let output = folder.promise(&["report"]).ended(2);
    assert!(output.stdout.is_empty());
    assert!(output.stderr.contains("DEF005"), "{}", output.stderr);
}

#[test]
fn a_folder_without_definitions_ends_with_3() {
    let folder = Folder::new().file("readme.md", "nothing here");
    // A root of its own: the search for definitions goes no higher.
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let output = folder.promise(&["report"]).ended(3);
    assert!(output.stderr.contains("no definitions found"), "{}", output.stderr);
}

#[test]
fn a_missing_log_names_the_definition_and_the_path() {
    let folder = Folder::new().file("commitments/p.toml", COMMITMENTS);
    let output = folder.promise(&["report"]).ended(2);
    assert!(output.stderr.contains("mails") && output.stderr.contains("mails.csv"), "{}", output.stderr);
}

#[test]
fn a_log_can_come_from_standard_input() {
    let definitions = COMMITMENTS.replace("../mails.csv", "-");
    let folder = Folder::new().file("commitments/p.toml", definitions);
    let output = promise(&["report", "--format", "csv"]).within(folder.path()).stdin(LOG).run().ended(0);
    assert_eq!(output.stdout.lines().count(), 4);
    let twice = promise(&["cases"]).within(folder.path()).stdin(LOG).run().ended(2);
    assert!(twice.stderr.contains("--as-of"), "{}", twice.stderr);
    let once = promise(&["cases", "--as-of", "2026-03-31"]).within(folder.path()).stdin(LOG).run().ended(0);
    assert_eq!(once.stdout.lines().count(), 7);
}

#[test]
fn a_target_that_no_log_can_judge_is_said_so() {
    let definitions = COMMITMENTS.replace("stop = \"answered\"", "stop = \"closed\"");
    let folder = Folder::new().file("commitments/p.toml", definitions).file("mails.csv", LOG);
    let output = folder.promise(&["report"]).ended(0);
    assert!(output.stdout.contains("not judged: target 1 of answer: no log has"), "{}", output.stdout);
}

#[test]
fn the_text_fits_a_narrow_terminal_and_says_what_it_left_out() {
    let folder = folder();
    let wide = folder.promise(&["report"]).ended(0).stdout;
    assert!(wide.contains("95% interval") && !wide.contains("left out"), "{wide}");
    let narrow = promise(&["report"]).within(folder.path()).env("COLUMNS", "60").run().ended(0).stdout;
    assert!(narrow.contains("left out for want of width"), "{narrow}");
    let table: Vec<_> =
        narrow.lines().filter(|line| line.starts_with("     ") && !line.contains("left out")).collect();
    assert!(table.iter().all(|line| line.chars().count() <= 60), "{narrow}");
}

#[test]
fn colours_obey_pipes_and_options() {
    let plain = promise(&["report", "commitments"]).run().ended(0).stdout;
    assert!(!plain.contains('\u{1b}'));
    let forced = promise(&["report", "commitments", "--color", "always"]).run().ended(0).stdout;
    assert!(forced.contains('\u{1b}'));
}

#[test]
fn statistics_over_a_period() {
    let definitions = r#"
[[commitment]]
id = "s"
status = "published"
[[commitment.target]]
value = "stars"
statistic = "mean"
at_least = 4
per = "quarter"
[[commitment.target]]
clock = "answer"
statistic = "p90"
at_most = "2h"
per = "quarter"
[[commitment.target]]
value = "stars"
statistic = "count"
at_least = 2
per = "quarter"
[[commitment.target]]
value = "stars"
statistic = "sum"
at_most = 20
per = "quarter"
[[commitment.target]]
value = "stars"
statistic = "median"
at_least = 4.5
per = "quarter"
[[clock]]
id = "answer"
start = "asked"
stop = "answered"
[[log]]
id = "mails"
path = "../mails.csv"
columns = { asked = "asked_at", answered = "answered_at" }
timestamps = "%Y-%m-%d %H:%M"
timezone = "UTC"
"#;
    let folder = Folder::new().file("commitments/p.toml", definitions).file("mails.csv", LOG);
    let report = folder.promise(&["report", "--format", "json", "--as-of", "2026-03-31"]).ended(0).json();
    let total = |target: usize| report["commitments"][0]["targets"][target]["periods"][0].clone();
    assert_eq!((total(0)["value"].as_f64(), total(0)["verdict"].as_str()), (Some(4.2), Some("kept")));
    assert_eq!((total(1)["value"].as_f64(), total(1)["verdict"].as_str()), (Some(5400.0), Some("kept")));
    assert_eq!((total(2)["value"].as_f64(), total(2)["verdict"].as_str()), (Some(5.0), Some("kept")));
    assert_eq!((total(3)["value"].as_f64(), total(3)["verdict"].as_str()), (Some(21.0), Some("broken")));
    assert_eq!((total(4)["value"].as_f64(), total(4)["verdict"].as_str()), (Some(4.0), Some("broken")));
    assert!(total(0)["attainment"].is_null() && total(0)["interval"].is_null());
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command, Stdio};
    let relation = ["calendar", "commitments", "--csv", "--relation", "--years", "2000..2030"];
    for arguments in [&["cases", "commitments"][..], &["report", "commitments"], &relation] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_promise"));
        command.args(arguments).current_dir(crate::command::root());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    }
}

/// The device that is always full is Linux's.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let relation = ["calendar", "commitments", "--csv", "--relation", "--years", "2000..2030"];
    for arguments in [&["cases", "commitments"][..], &["report", "commitments"], &relation] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_promise"));
        command.args(arguments).current_dir(crate::command::root());
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = command.stdout(full).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("No space left on device"), "{told}");
    }
}

#[test]
fn a_report_says_what_it_was_made_by() {
    let folder = folder();
    let made_by =
        |folder: &Folder| folder.promise(&["report", "--format", "json"]).ended(0).json()["made_by"].clone();
    let outside = made_by(&folder);
    assert_eq!(outside["promise"], env!("CARGO_PKG_VERSION"));
    assert_eq!(outside["as_of"], "2026-03-01T08:10:00+00:00");
    assert!(outside["commit"].is_null(), "{outside}");
    let file = &outside["logs"][0];
    assert_eq!((file["log"].as_str(), file["rows"].as_u64()), (Some("mails"), Some(8)));
    assert_eq!(file["bytes"].as_u64(), Some(LOG.len() as u64));
    let print = outside["definitions"].as_str().unwrap().to_owned();
    assert!(print.len() == 32 && print.bytes().all(|byte| byte.is_ascii_hexdigit()), "{print}");

    git(&folder, &["init", "--quiet"]);
    assert!(made_by(&folder)["commit"].is_null(), "there is no commit yet");
    git(&folder, &["add", "."]);
    let by = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
    git(&folder, &[&by[..], &["commit", "--quiet", "--message", "promises"]].concat());
    let clean = made_by(&folder)["commit"].as_str().unwrap().to_owned();
    assert!(clean.len() >= 40 && clean.bytes().all(|byte| byte.is_ascii_hexdigit()), "{clean}");
    // What is beside the definitions does not count; a new file among them does.
    let folder = folder.file("notes.txt", "");
    assert_eq!(made_by(&folder)["commit"], clean);
    let folder = folder.file("commitments/more.toml", "");
    assert_eq!(made_by(&folder)["commit"], format!("{clean}+changes"));
    let text = folder.promise(&["report"]).ended(0).stdout;
    assert!(
        text.contains(&format!("  definitions {}\n", made_by(&folder)["definitions"].as_str().unwrap())),
        "{text}"
    );
    assert!(text.contains(&format!("  commit {clean}+changes\n")), "{text}");
    assert!(text.contains(&format!("    mails.csv ({} bytes, 8 rows)", LOG.len())), "{text}");
}

fn git(folder: &Folder, arguments: &[&str]) {
    let output = std::process::Command::new("git")
        .arg("-C")
        .arg(folder.path())
        .args(arguments)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_a_log_holds_neither_steers_the_terminal_nor_becomes_a_formula() {
    let log = LOG.replace(",north", ",=1+1\u{1b}[31m").replace("south", "@south");
    let folder = folder().file("mails.csv", log);
    let text = folder.promise(&["report", "--by", "team"]).ended(0).stdout;
    assert!(text.contains("=1+1 [31m") && !text.contains('\u{1b}'), "{text:?}");
    let csv = folder.promise(&["report", "--by", "team", "--format", "csv"]).ended(0).stdout;
    assert!(csv.contains(",'=1+1\u{1b}[31m,") && csv.contains(",'@south,"), "{csv:?}");
}

#[test]
fn csv_can_begin_with_a_byte_order_mark() {
    let folder = folder();
    for command in ["report", "cases"] {
        let plain = folder.promise(&[command, "--format", "csv"]).ended(0).stdout;
        let marked = folder.promise(&[command, "--format", "csv", "--bom"]).ended(0).stdout;
        assert_eq!(marked, format!("\u{feff}{plain}"));
        let refused = folder.promise(&[command, "--format", "json", "--bom"]).ended(2);
        assert!(refused.stderr.contains("--format csv"), "{}", refused.stderr);
    }
    folder.promise(&["report", "--bom", "--rejects", "rejects.csv"]).ended(0);
    let rejects = std::fs::read_to_string(folder.path().join("rejects.csv")).unwrap();
    assert!(rejects.starts_with("\u{feff}log,file,line,"), "{rejects}");
}

#[test]
fn cases_are_counted_by_weekday_and_hour_of_the_start() {
    let folder = folder();
    let arguments = ["report", "--by", "@hour,team,@weekday", "--period", "year", "--commitment", "answer"];
    let json =
        |folder: &Folder| folder.promise(&[&arguments[..], &["--format", "json"]].concat()).ended(0).json();
    let report = json(&folder);
    let periods = report["commitments"][0]["targets"][0]["periods"].as_array().unwrap();
    let counted: Vec<_> = periods
        .iter()
        .map(|cell| {
            let by = |name: &str| cell["by"][name].as_str().unwrap().to_owned();
            (by("@hour"), by("team"), by("@weekday"), cell["met"].as_u64(), cell["late"].as_u64())
        })
        .collect();
    let group = |hour: &str, team: &str, weekday: &str, met, late| {
        (hour.to_owned(), team.to_owned(), weekday.to_owned(), Some(met), Some(late))
    };
    assert_eq!(
        counted,
        [
            group("08", "north", "7", 1, 0),
            group("09", "north", "1", 1, 0),
            group("09", "north", "2", 0, 1),
            group("09", "south", "3", 0, 1),
            group("09", "south", "4", 1, 0),
            group("09", "south", "5", 1, 0),
        ]
    );
    // In a zone further west the morning is the night before.
    let west = Folder::new()
        .file(
            "commitments/p.toml",
            COMMITMENTS.replace("id = \"answer\"\nstart", "id = \"answer\"\ncalendar = \"west\"\nstart")
                + WEST,
        )
        .file("mails.csv", LOG);
    let first = json(&west)["commitments"][0]["targets"][0]["periods"][0]["by"].clone();
    assert_eq!(first, serde_json::json!({"@hour": "22", "team": "north", "@weekday": "6"}));
    // Programs find the columns by the names that were asked for; what a log has is no formula for all that.
    let csv = folder.promise(&[&arguments[..], &["--format", "csv"]].concat()).ended(0).stdout;
    assert!(csv.starts_with("commitment,version,target,period,@hour,team,@weekday,met,"), "{csv}");
    let formula = Folder::new()
        .file("commitments/p.toml", COMMITMENTS)
        .file("mails.csv", LOG.replace(",team", ",@team"));
    let csv = formula.promise(&["report", "--by", "@team,@hour", "--format", "csv"]).ended(0).stdout;
    assert!(csv.starts_with("commitment,version,target,period,'@team,@hour,met,"), "{csv}");
    // People read names.
    let text = folder.promise(&["report", "--by", "@weekday"]).ended(0).stdout;
    assert!(text.contains("2026-03 Sun "), "{text}");
}

const WEST: &str = "
[[calendar]]
id = \"west\"
timezone = \"Pacific/Honolulu\"
hours = { mon-sun = [\"00:00-24:00\"] }
";

#[test]
fn a_tally_by_hour_makes_the_report_of_the_logs() {
    let folder = folder();
    let by = ["--by", "@hour,team", "--as-of", "2026-03-31"];
    folder.promise(&[&["tally", "--output", "t.json"][..], &by].concat()).ended(0);
    for format in ["json", "html"] {
        let told =
            folder.promise(&["report", "--format", format, "commitments", "--tally", "t.json"]).ended(0);
        let read = ["report", "--percentiles", "bins", "--format", format, "commitments"];
        assert_eq!(told.stdout, folder.promise(&[&read[..], &by].concat()).ended(0).stdout);
    }
}
