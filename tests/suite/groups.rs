//! Groups of a report: those with few cases are marked, the others are told apart by more than chance.

use crate::command::{Folder, promise};
use std::fmt::Write as _;

const COMMITMENTS: &str = r#"
[[commitment]]
id = "answer"
status = "published"
[[commitment.target]]
clock = "answer"
within = "1h"
share = "80%"
[[clock]]
id = "answer"
start = "asked"
stop = "answered"
[[log]]
id = "mails"
path = "../mails.csv"
timestamps = "%Y-%m-%d %H:%M"
timezone = "UTC"
"#;

/// Teams with their cases, of which some are late.
fn folder(teams: &[(&str, u32, u32)]) -> Folder {
    let mut text = String::from("asked,answered,team\n");
    for &(team, cases, late) in teams {
        for case in 0..cases {
            let hour = if case < late { 12 } else { 9 };
            writeln!(text, "2026-01-05 09:00,2026-01-05 {hour:02}:30,{team}").unwrap();
        }
    }
    Folder::new().file("commitments/p.toml", COMMITMENTS).file("mails.csv", text)
}

const TEAMS: [(&str, u32, u32); 4] =
    [("east", 100, 10), ("north", 100, 10), ("south", 100, 30), ("west", 8, 8)];

#[test]
fn a_group_that_stands_out_is_named_and_a_small_one_is_not() {
    let folder = folder(&TEAMS);
    let json = folder
        .promise(&["report", "--by", "team", "--as-of", "2026-02-01", "--format", "json"])
        .ended(0)
        .json();
    assert_eq!(json["min_cases"], 30);
    let target = &json["commitments"][0]["targets"][0];
    let few: Vec<_> = target["totals"].as_array().unwrap().iter().map(|cell| cell["few"].clone()).collect();
    assert_eq!(few, [false, false, false, true]);
    // Expected are 250/3 met and 50/3 breached of each of three groups.
    let difference = &target["difference"];
    assert_eq!((&difference["groups"], &difference["freedom"]), (&3.into(), &2.into()));
    assert!((difference["statistic"].as_f64().unwrap() - 19.2).abs() < 1e-9, "{difference}");
    assert!((difference["p"].as_f64().unwrap() - (-9.6_f64).exp()).abs() < 1e-9, "{difference}");
    assert_eq!(difference["chance"], false);
    let named: Vec<_> =
        difference["outstanding"].as_array().unwrap().iter().map(|one| &one["by"]["team"]).collect();
    assert_eq!(named, ["south"]);
    let text = folder.promise(&["report", "--by", "team", "--as-of", "2026-02-01"]).ended(0).stdout;
    assert!(
        text.contains("3 groups: they differ by more than chance (chi-squared 19.2, df 2, p < 0.0001)"),
        "{text}"
    );
    assert!(text.contains("south: more breached than expected (4.4 sd)\n"), "{text}");
    assert!(text.contains("broken, few cases\n"), "{text}");
    let chinese =
        folder.promise(&["report", "--by", "team", "--as-of", "2026-02-01", "--lang", "zh"]).ended(0).stdout;
    assert!(chinese.contains("3 个分组：差异并非偶然"), "{chinese}");
    assert!(chinese.contains("未兑现，个案过少"), "{chinese}");
}

/// The colour of what was broken.
const ORANGE: &str = "\u{1b}[38;5;208m";

#[test]
fn a_small_group_has_no_colour_of_a_verdict() {
    let folder = folder(&TEAMS);
    let arguments = ["report", "--by", "team", "--as-of", "2026-02-01", "--color", "always"];
    let text = promise(&arguments).within(folder.path()).run().ended(0).stdout;
    let line = |team: &str| text.lines().find(|line| line.contains(team)).unwrap().to_owned();
    assert!(line(" south").contains(&format!("{ORANGE}broken")), "{:?}", line(" south"));
    let small = line(" west");
    assert!(small.contains("\u{1b}[2m") && !small.contains(ORANGE), "{small:?}");
}

#[test]
fn how_few_cases_are_few_can_be_asked() {
    let folder = folder(&TEAMS);
    let groups = |most: &str| {
        let arguments = ["report", "--by", "team", "--min-cases", most, "--format", "json"];
        let json = folder.promise(&arguments).ended(0).json();
        json["commitments"][0]["targets"][0]["difference"].clone()
    };
    assert_eq!(groups("8")["groups"], 4);
    // Of the smallest group the test expects fewer than five breached cases.
    assert_eq!(groups("8")["chance"], true);
    assert!(groups("101").is_null());
}

#[test]
fn chance_is_no_difference() {
    let folder = folder(&[("east", 100, 12), ("north", 100, 18)]);
    let text = folder.promise(&["report", "--by", "team", "--as-of", "2026-02-01"]).ended(0).stdout;
    assert!(
        text.contains("2 groups: no difference beyond chance (chi-squared 1.4, df 1, p = 0.2348)"),
        "{text}"
    );
    assert!(!text.contains("expected ("), "{text}");
}
