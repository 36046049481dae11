//! The scorecard of a report: the numbers of a check, for the same cases, in every format.

use crate::command::{Folder, Output, promise};
use crate::history::{folder, reply, rows};
use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

/// A promise with an exception, kept unequally, and a second one that no log serves; with an unclear word.
fn told() -> Folder {
    let exception = "[[commitment.exception]]\nid = \"storm\"\nwhen = { weather = \"storm\" }\n";
    let target = "within = \"4h\"\nshare = \"80%\"\nper = \"month\"";
    let other = "[[commitment]]\nid = \"other\"\ntext = \"We call back soon.\"\nstatus = \"published\"\n";
    let row = |count, day, hours, rest: &str| rows(count, day, hours, rest);
    let log = [
        row(90, "2026-03-02", 1, ",,phone") + &row(10, "2026-03-02", 8, ",,phone"),
        row(60, "2026-04-02", 1, ",,web") + &row(40, "2026-04-02", 8, ",,web"),
        row(50, "2026-04-02", 1, ",storm,web"),
    ];
    let log = format!("received,answered,weather,channel\n{}", log.concat());
    folder(&(reply("", target) + exception + other), &log)
}

fn report(folder: &Folder, arguments: &[&str]) -> String {
    let asked = ["report", ".", "--scorecard", "--as-of", "2026-06-30"];
    folder.promise(&[&asked[..], arguments].concat()).ended(0).stdout
}

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    serde_json::from_str(&report(folder, &[&["--format", "json"], arguments].concat())).unwrap()
}

/// What a check counts and measures.
fn checked(path: &str, today: &str, run: impl Fn(&[&str]) -> Output) -> Value {
    let asked = ["--logs", "--statistics", "--as-of", today, "--today", today, "--format", "json"];
    let json = run(&[&["check", path, "--fail-on", "never"], &asked[..]].concat()).ended(0).json();
    json["statistics"].clone()
}

#[test]
fn a_report_and_a_check_say_the_same() {
    let folder = told();
    let checked = checked(".", "2026-06-30", |arguments| folder.promise(arguments));
    let reported = json(&folder, &[]);
    assert_eq!(reported["scorecard"]["today"], "2026-06-30");
    for part in ["commitments", "measured"] {
        assert_eq!(reported["scorecard"][part], checked[part]);
    }
    assert_eq!(checked["commitments"][1]["clear"]["error"], 2);
    assert_eq!(checked["measured"][0]["consistent"]["unequal"], serde_json::json!(["channel", "@weekday"]));
}

/// On the sample, where there are versions, several targets and several logs.
#[test]
fn the_sample_has_one_scorecard() {
    let checked = checked("commitments", "2026-10-01", |arguments| promise(arguments).run());
    let asked = ["report", "commitments", "--scorecard", "--as-of", "2026-10-01", "--format", "json"];
    let reported = promise(&asked).run().ended(0).json();
    for part in ["commitments", "measured"] {
        assert!(checked[part].as_array().unwrap().len() > 5);
        assert_eq!(reported["scorecard"][part], checked[part]);
    }
}

/// What is measured is what the report counts, of whatever days.
#[test]
fn it_measures_the_cases_that_the_report_counts() {
    let folder = told();
    for days in [&[][..], &["--from", "2026-04-01"], &["--until", "2026-04-01"]] {
        let reported = json(&folder, days);
        let (total, measured) =
            (&reported["commitments"][0]["targets"][0]["total"], &reported["scorecard"]["measured"][0]);
        let count = |name: &str| total[name].as_u64().unwrap();
        let decided = count("met") + count("late") + count("overdue");
        assert!(decided > 0, "{days:?}");
        assert_eq!(
            (&measured["feasible"]["met"], &measured["feasible"]["cases"]),
            (&count("met").into(), &decided.into())
        );
        let flexible = &measured["flexible"];
        let all = decided + count("pending") + count("excluded");
        assert_eq!((&flexible["excluded"], &flexible["cases"]), (&count("excluded").into(), &all.into()));
    }
}

#[test]
fn it_is_of_the_promises_that_are_reported() {
    let reported = json(&told(), &["--commitment", "other"]);
    let scorecard = &reported["scorecard"];
    assert_eq!(scorecard["commitments"].as_array().unwrap().len(), 1);
    assert_eq!(scorecard["commitments"][0]["id"], "other");
    assert_eq!(scorecard["measured"], serde_json::json!([]));
}

#[test]
fn text_has_a_block_for_each_promise_and_fits_the_terminal() {
    let folder = told();
    for (language, columns) in [("en", "80"), ("zh", "80"), ("zh", "50"), ("en", "120")] {
        let asked = ["report", ".", "--scorecard", "--as-of", "2026-06-30", "--lang", language];
        let text = promise(&asked).within(folder.path()).env("COLUMNS", columns).run().ended(0).stdout;
        let heading = if language == "en" { "\nScorecard\n" } else { "\n五性评价\n" };
        let (_, card) = text.split_once(heading).unwrap();
        let card = card.split("\n\n").next().unwrap();
        assert!(card.lines().all(|line| line.width() <= columns.parse().unwrap()), "{card}");
    }
    let card = report(&folder, &["--lang", "en"]);
    let (_, card) = card.split_once("\nScorecard\n").unwrap();
    let lines: Vec<_> = card.lines().skip_while(|line| *line != "  reply").skip(1).take(5).collect();
    let ends = [
        "",
        "75% in time (150 of 200), promised 80%",
        "attainment differs by `channel`, by day of the week",
        "95% took up to 8h, limit 4h",
        "20% excluded (50 of 250)",
    ];
    for ((line, quality), end) in
        lines.iter().zip(["clear", "feasible", "consistent", "timely", "flexible"]).zip(ends)
    {
        assert!(line.starts_with(&format!("    {quality} ")) && line.ends_with(end), "{line}");
    }
}

#[test]
fn pages_have_a_table_of_all_promises() {
    let folder = told();
    let markdown = report(&folder, &["--format", "markdown"]);
    assert!(
        markdown.contains("\n## Scorecard\n") && markdown.contains("<br>75% in time (150 of 200)"),
        "{markdown}"
    );
    let chinese = report(&folder, &["--format", "markdown", "--lang", "zh"]);
    assert!(chinese.contains("\n## 五性评价\n\n规则在 2026-06-30 对各项承诺的评价"), "{chinese}");
    assert!(chinese.contains("达成率 75%（200 件中 150 件），承诺 80%"), "{chinese}");
    let html = report(&folder, &["--format", "html"]);
    assert!(html.contains("<li><a href=\"#scorecard\">Scorecard</a></li>"));
    let (_, section) = html.split_once("<h2 id=\"scorecard\">").unwrap();
    let section = section.split("</section>").next().unwrap();
    assert_eq!(section.matches("<tr>").count(), 3, "{section}");
    assert!(section.contains("<span class=\"quiet\">95% took up to 8h, limit 4h</span>"), "{section}");
    assert!(section.contains("<span class=\"verdict broken\">"), "{section}");
}

#[test]
fn it_comes_when_it_is_asked_for_and_changes_nothing_else() {
    let folder = told();
    let plain = |arguments: &[&str]| {
        folder.promise(&[&["report", ".", "--as-of", "2026-06-30"], arguments].concat()).ended(0).stdout
    };
    assert!(!plain(&[]).contains("Scorecard"));
    let without: Value = serde_json::from_str(&plain(&["--format", "json"])).unwrap();
    let mut with = json(&folder, &[]);
    assert!(with.as_object_mut().unwrap().remove("scorecard").is_some());
    assert_eq!(with, without);
    let refused = folder.promise(&["report", ".", "--scorecard", "--format", "csv"]).ended(2);
    assert!(refused.stderr.contains("CSV has no room for a scorecard"), "{}", refused.stderr);
    folder.promise(&["report", ".", "--scorecard", "--terms", "current"]).ended(2);
}

#[test]
fn standard_input_cannot_be_read_again_for_it() {
    let definitions = std::fs::read_to_string(told().path().join("a.toml")).unwrap();
    let folder = Folder::new().file("a.toml", definitions.replace("\"mails.csv\"", "\"-\""));
    let refused = folder.promise(&["report", ".", "--scorecard"]).ended(2);
    assert!(refused.stderr.contains("standard input"), "{}", refused.stderr);
}
