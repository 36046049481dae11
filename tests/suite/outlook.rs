//! What a period that is not over can still become: misses that are still allowed, and the forecast.

use crate::command::Folder;
use crate::dealing::{given, stdin};
use promise::report::{Report, Run, Verdict};
use proptest::prelude::*;
use std::fmt::Write as _;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The misses that are allowed are what trying one more after the other gives.
    #[test]
    fn misses_are_allowed_as_long_as_the_share_is_reached(given in given()) {
        let (_folder, definitions) = given.define();
        let run = Run::open(&definitions, &given.query, &mut stdin).unwrap();
        let report = Report::collect(run, &given.query).unwrap();
        for (_, target) in report.targets() {
            for cell in &target.periods {
                let Some(outlook) = &cell.outlook else {
                    prop_assert!(cell.verdict != Verdict::Open || target.share.is_none());
                    continue;
                };
                let (share, missed) = (target.share.unwrap(), cell.late + cell.overdue);
                prop_assert!(outlook.expected >= cell.decided() + cell.pending);
                let met = |misses: u64| outlook.expected.checked_sub(missed + misses);
                let reached = |misses: &u64| met(*misses).is_some_and(|met| share.is_reached(met, outlook.expected));
                let most = (0..=outlook.expected).take_while(reached).last();
                prop_assert_eq!(outlook.misses_allowed, most, "{} {:?}", share, cell);
                if let Some(forecast) = &outlook.forecast {
                    let (low, high) = forecast.interval;
                    prop_assert!(low <= forecast.attainment + 1e-12 && forecast.attainment <= high + 1e-12);
                    prop_assert!((0.0..=1.0).contains(&low) && (0.0..=1.0).contains(&high));
                }
            }
        }
    }
}

const COMMITMENTS: &str = r#"
[[commitment]]
id = "answer"
status = "published"
[[commitment.target]]
clock = "answer"
within = "1h"
share = "90%"
per = "month"
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

/// Months with so many cases, of which some are late; in the last one a case is pending.
fn mails(months: &[(u32, u32, u32)]) -> String {
    let mut text = String::from("asked,answered,team\n");
    for &(month, cases, late) in months {
        for case in 0..cases {
            let (day, hour) = (1 + case % 14, if case < late { 12 } else { 9 });
            let team = if case % 2 == 0 { "north" } else { "south" };
            writeln!(text, "2026-{month:02}-{day:02} 09:00,2026-{month:02}-{day:02} {hour:02}:30,{team}")
                .unwrap();
        }
    }
    text + "2026-04-14 12:00,,north\n"
}

#[test]
fn a_running_month_is_judged_ahead() {
    let months = [(1, 30, 2), (2, 40, 4), (3, 20, 3), (4, 10, 1)];
    let folder = Folder::new().file("commitments/p.toml", COMMITMENTS).file("mails.csv", mails(&months));
    let json = folder.promise(&["report", "--format", "json"]).ended(0).json();
    let periods = json["commitments"][0]["targets"][0]["periods"].as_array().unwrap().clone();
    assert!(periods[..3].iter().all(|period| period.get("outlook").is_none()));
    // 30 is the median; 3 of them may be missed, and one is. 81 of 90 were met: 0.9 of the 20 to come.
    let outlook = &periods[3]["outlook"];
    assert_eq!(outlook["expected"], 30);
    assert_eq!(outlook["misses_allowed"], 2);
    assert_eq!(outlook["forecast"]["like"], serde_json::json!(["2026-01", "2026-03"]));
    let number = |value: &serde_json::Value| value.as_f64().unwrap();
    assert!((number(&outlook["forecast"]["attainment"]) - 0.9).abs() < 1e-9, "{outlook}");
    // Wilson of 81 of 90 is 0.8207 to 0.9465.
    let interval = &outlook["forecast"]["interval"];
    for (place, share) in [(0, 0.8207), (1, 0.9465)] {
        assert!((number(&interval[place]) - (9.0 + 20.0 * share) / 30.0).abs() < 1e-4, "{interval}");
    }
    let text = folder.promise(&["report"]).ended(0).stdout;
    let told = "2026-04: 2 misses still allowed among the 30 cases expected; forecast 90.0%\n     (84.7–93.1%) if the rest goes as 2026-01 to 2026-03 did\n";
    let wrapped = told.replace("\n     (", " (");
    assert!(text.contains(told) || text.contains(&wrapped), "{text}");
    let chinese = folder.promise(&["report", "--lang", "zh"]).ended(0).stdout;
    assert!(chinese.contains("2026-04：按预计 30 件计，还可再有 2 件未按时；"), "{chinese}");
    let groups = folder.promise(&["report", "--format", "json", "--by", "team"]).ended(0).json();
    let of_group = &groups["commitments"][0]["targets"][0]["periods"][6];
    assert_eq!((&of_group["by"]["team"], &of_group["outlook"]["expected"]), (&"north".into(), &15.into()));
}

#[test]
fn without_three_months_before_there_is_no_forecast() {
    let folder = Folder::new()
        .file("commitments/p.toml", COMMITMENTS)
        .file("mails.csv", mails(&[(1, 30, 2), (3, 20, 3), (4, 10, 2)]));
    let json = folder.promise(&["report", "--format", "json"]).ended(0).json();
    let outlook = &json["commitments"][0]["targets"][0]["periods"][2]["outlook"];
    assert_eq!(*outlook, serde_json::json!({"expected": 11, "misses_allowed": null, "forecast": null}));
    let text = folder.promise(&["report"]).ended(0).stdout;
    assert!(text.contains("2026-04: out of reach among the 11 cases so far\n"), "{text}");
}
