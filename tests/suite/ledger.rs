//! `promise cases` as a list to work from: chosen by state, the worst, what is due next, as a table.

use crate::command::{Folder, promise};
use unicode_width::UnicodeWidthStr as _;

const DEFINITIONS: &str = r#"
[[commitment]]
id = "settle"
status = "published"
applies = { kind = ["quick", "slow"] }
[[commitment.target]]
clock = "c"
within = "1h"
when = { kind = "quick" }
[[commitment.target]]
clock = "c"
within = "24h"

[[commitment]]
id = "desk"
status = "published"
applies = { kind = "desk" }
[[commitment.target]]
clock = "d"
within = "8 business hours"

[[commitment]]
id = "days"
status = "published"
applies = { kind = "days" }
[[commitment.target]]
clock = "d"
within = "2 business days"

[[clock]]
id = "c"
start = "received"
stop = "resolved"

[[clock]]
id = "d"
start = "received"
stop = "resolved"
calendar = "office"

[[calendar]]
id = "office"
timezone = "Asia/Shanghai"
hours = { mon-fri = ["09:00-17:00"] }

[[log]]
id = "tickets"
path = "../log.csv"
case = "id"
columns = { received = "received", resolved = "resolved" }
timestamps = "%Y-%m-%d %H:%M"
timezone = "Asia/Shanghai"
"#;

/// 2 March 2026 is a Monday.
const LOG: &str = "id,received,resolved,kind
in-time,2026-03-02 09:00,2026-03-02 09:30,quick
2h-of-1h,2026-03-02 09:00,2026-03-02 11:00,quick
30h-of-24h,2026-03-02 09:00,2026-03-03 15:00,slow
open-10h-of-1h,2026-03-05 02:00,,quick
due-13:00,2026-03-04 13:00,,slow
due-11:30,2026-03-04 11:30,,slow
due-noon,2026-03-04 12:00,,slow
12h-of-8,2026-03-02 09:00,2026-03-03 13:00,desk
weekend,2026-02-27 16:00,2026-03-02 17:00,desk
same-day,2026-03-02 10:00,2026-03-04 18:00,days
backwards,2026-03-02 10:00,2026-03-01 18:00,slow
";

fn folder() -> Folder {
    Folder::new().file("commitments/p.toml", DEFINITIONS).file("log.csv", LOG)
}

/// The cases in the order in which they are listed.
fn listed(arguments: &[&str]) -> Vec<String> {
    let all = [&["cases", "--as-of", "2026-03-05 12:00"], arguments].concat();
    let output = folder().promise(&all).ended(0).stdout;
    output.lines().skip(1).map(|line| line.split(',').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn cases_are_chosen_by_state() {
    assert_eq!(listed(&["--state", "invalid"]), ["backwards"]);
    assert_eq!(listed(&["--state", "overdue,met"]), ["in-time", "open-10h-of-1h", "due-11:30"]);
    assert_eq!(listed(&["--state", "pending"]), ["due-13:00", "due-noon"]);
    assert!(listed(&["--state", "excluded"]).is_empty());
}

#[test]
fn the_worst_are_those_furthest_past_their_own_limit() {
    // 9h over 1h, 1h over 1h, 4 open hours over 8, 6h over 24h, 1 open hour over 8, 30 minutes over 24h; on
    // the day of the due last.
    let worst = ["open-10h-of-1h", "2h-of-1h", "12h-of-8", "30h-of-24h", "weekend", "due-11:30", "same-day"];
    assert_eq!(listed(&["--worst", "100"]), worst);
    assert_eq!(listed(&["--worst", "3"]), worst[..3]);
    assert!(listed(&["--worst", "0"]).is_empty());
    assert_eq!(listed(&["--worst", "2", "--state", "late"]), ["2h-of-1h", "12h-of-8"]);
}

#[test]
fn the_work_list_begins_with_what_is_longest_overdue() {
    assert_eq!(
        listed(&["--due-within", "30m"]),
        ["open-10h-of-1h", "due-11:30", "due-noon"],
        "what is due at the last instant is on the list"
    );
    assert_eq!(listed(&["--due-within", "1 day"]), ["open-10h-of-1h", "due-11:30", "due-noon", "due-13:00"]);
    assert_eq!(listed(&["--due-within", "30m", "--state", "pending"]), ["due-noon"]);
}

#[test]
fn a_time_that_depends_on_a_calendar_is_refused() {
    let refused = |duration: &str, language: &str| {
        folder().promise(&["cases", "--due-within", duration, "--lang", language]).ended(2).stderr
    };
    assert!(refused("4bh", "en").contains("depends on a calendar"));
    assert!(refused("4个工作日", "zh").contains("取决于日历"));
    assert!(refused("4", "en").contains("is no duration"));
    assert!(refused("soon", "zh").contains("不是时长"));
    folder().promise(&["cases", "--due-within", "4h", "--worst", "3"]).ended(2);
}

#[test]
fn the_columns_of_csv_and_the_fields_of_json_are_the_same_in_every_order() {
    let output = |arguments: &[&str]| folder().promise(arguments).ended(0).stdout;
    let all = output(&["cases", "--as-of", "2026-03-05 12:00"]);
    let some = output(&["cases", "--as-of", "2026-03-05 12:00", "--worst", "3"]);
    assert_eq!(all.lines().next(), some.lines().next());
    assert!(some.lines().all(|line| all.lines().any(|other| other == line)), "{some}");
    let json = output(&["cases", "--as-of", "2026-03-05 12:00", "--worst", "1", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["cases"].as_array().unwrap().len(), 1);
    assert_eq!(json["cases"][0]["case"], "open-10h-of-1h");
    assert_eq!(json["cases"][0]["state"], "overdue");
    assert!(json["cases"][0].get("remark").is_none());
}

fn table(columns: &str, language: &str, arguments: &[&str]) -> String {
    let folder = folder();
    let all = [&["cases", "--format", "text", "--lang", language, "--as-of", "2026-03-05 12:00"], arguments];
    promise(&all.concat()).within(folder.path()).env("COLUMNS", columns).run().ended(0).stdout
}

#[test]
fn a_table_for_people() {
    assert_eq!(
        table("100", "en", &["--due-within", "2h"]),
        "Cases as of 2026-03-05T12:00:00+08:00

case            promise   start             due               state    remark
open-10h-of-1h  settle 1  2026-03-05 02:00  2026-03-05 03:00  overdue  9h00m over
due-11:30       settle 2  2026-03-04 11:30  2026-03-05 11:30  overdue  30m00s over
due-noon        settle 2  2026-03-04 12:00  2026-03-05 12:00  pending  due in 0s
due-13:00       settle 2  2026-03-04 13:00  2026-03-05 13:00  pending  due in 1h00m

4 lines
"
    );
    let all = table("120", "en", &[]);
    assert!(all.contains("4h00m over") && all.contains("1h00m past due"), "{all}");
    assert!(all.contains("stop before start") && all.contains(" 12h00m "), "{all}");
    let chinese = table("100", "zh", &["--worst", "2"]);
    assert!(chinese.starts_with("个案清单，截至 2026-03-05"), "{chinese}");
    assert!(chinese.contains("超出 9h00m") && chinese.contains("逾期未结"), "{chinese}");
    assert!(chinese.ends_with("\n\n共 2 条\n"), "{chinese}");
    let nothing = table("80", "en", &["--state", "excluded"]);
    assert!(nothing.ends_with("\n0 lines\n"), "{nothing}");
}

#[test]
fn the_table_fits_narrow_terminals() {
    for columns in ["80", "40"] {
        for language in ["en", "zh"] {
            let text = table(columns, language, &[]);
            for line in text.lines() {
                assert!(line.width() <= columns.parse().unwrap(), "{columns} {language}: {line}\n{text}");
            }
            let state = if language == "en" { "overdue" } else { "逾期未结" };
            assert!(text.contains(state), "{text}");
        }
    }
}

#[test]
fn a_long_ledger_comes_in_tables_of_a_thousand() {
    let rows = (0..2500).map(|n| format!("case-{n},2026-03-02 09:00,2026-03-02 09:30,quick\n"));
    let log = "id,received,resolved,kind\n".to_owned() + &rows.collect::<String>();
    let folder = Folder::new().file("commitments/p.toml", DEFINITIONS).file("log.csv", log);
    let text = folder.promise(&["cases", "--format", "text"]).ended(0).stdout;
    assert_eq!(text.matches("\ncase ").count(), 3);
    assert!(text.ends_with("\n2500 lines\n"));
    assert_eq!(text.lines().filter(|line| line.starts_with("case-")).count(), 2500);
}
