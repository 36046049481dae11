//! What `promise explain` says of single cases, in both languages. That its pieces add up for every kind
//! of limit, calendar and pause is tested in `judging_properties`.

use crate::command::Folder;

const CALENDAR: &str = r#"
[[calendar]]
id = "office"
timezone = "Asia/Shanghai"
hours = { mon-fri = ["09:00-12:00", "13:00-18:00"] }
holidays = "holidays.ics"
closed = ["2026-03-04"]
open = { "2026-03-07" = ["10:00-12:00"] }
"#;

const HOLIDAYS: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260305\r\n\
    SUMMARY:植树节\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

const LOG: &str = r#"
[[log]]
id = "tickets"
path = "../log.csv"
case = "id"
columns = { received = "created", resolved = "closed" }
pauses = { hold = { duration = "held", unit = "m" } }
timestamps = ["%Y-%m-%d %H:%M", "%Y-%m-%d"]
timezone = "Asia/Shanghai"
"#;

fn folder(commitments: &str, clock: &str, rows: &str) -> Folder {
    let clock = format!("[[clock]]\nid = \"c\"\nstart = \"received\"\nstop = \"resolved\"\n{clock}\n");
    Folder::new()
        .file("commitments/p.toml", format!("{commitments}\n{clock}{CALENDAR}{LOG}"))
        .file("commitments/holidays.ics", HOLIDAYS)
        .file("log.csv", format!("id,created,closed,kind,held,score,note\n{rows}\n"))
}

/// A published commitment with one target.
fn promised(id: &str, target: &str) -> String {
    format!("[[commitment]]\nid = \"{id}\"\nstatus = \"published\"\n[[commitment.target]]\n{target}\n")
}

fn lines(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let output = folder.promise(&[&["explain"], arguments].concat()).ended(0).stdout;
    output.lines().map(|line| line.trim().to_owned()).collect()
}

/// The lines from the first that begins with a text, as many as are expected.
#[track_caller]
fn holds(lines: &[String], expected: &[&str]) {
    let first = lines.iter().position(|line| line.starts_with(expected[0]));
    let first =
        first.unwrap_or_else(|| panic!("no line begins with {:?}:\n{}", expected[0], lines.join("\n")));
    let end = lines.len().min(first + expected.len());
    assert_eq!(lines[first..end], *expected);
}

const PAUSED: &str = "calendar = \"office\"\npause = \"hold\"";

#[test]
fn business_hours_day_by_day_with_closed_days_and_why() {
    let target = promised("p", "clock = \"c\"\nwithin = \"16 business hours\"\nshare = \"90%\"");
    let folder = folder(&target, PAUSED, "a,2026-03-02 17:30,2026-03-09 09:30,,30,,");
    let found = lines(&folder, &["a"]);
    holds(
        &found,
        &[
            "Clock c runs from received to resolved; calendar office (Asia/Shanghai).",
            "started  Mon 2026-03-02 17:30",
            "Mon 2026-03-02 17:30 – 18:00  30m counted",
            "Tue 2026-03-03 09:00 – 12:00  3h counted",
            "Tue 2026-03-03 13:00 – 18:00  5h counted",
            "Wed 2026-03-04  closed: a closed date of the calendar",
            "Thu 2026-03-05  closed: 植树节",
            "Fri 2026-03-06 09:00 – 12:00  3h counted",
            "Fri 2026-03-06 13:00 – 18:00  5h counted",
            "Sat 2026-03-07 10:00 – 12:00  2h counted: a make-up workday",
            "Sun 2026-03-08  closed: no opening hours on this weekday",
            "Mon 2026-03-09 09:00 – 09:30  30m counted",
            "30m not counted: hold, of which the log gives the length alone",
            "= 18h 30m counted, 30m not counted",
            "due      Fri 2026-03-06 18:00",
            "stopped  Mon 2026-03-09 09:30",
        ],
    );
    assert!(found.contains(&"→ late: stopped 63h 30m after it was due, counted in 2026-03".to_owned()));
    let chinese = lines(&folder, &["a", "--lang", "zh"]);
    holds(
        &chinese,
        &[
            "2026-03-05 周四  休息：植树节",
            "2026-03-06 周五 09:00 – 12:00  计入 3小时",
            "2026-03-06 周五 13:00 – 18:00  计入 5小时",
            "2026-03-07 周六 10:00 – 12:00  计入 2小时：调休工作日",
            "2026-03-08 周日  休息：每周此日不营业",
        ],
    );
}

#[test]
fn working_days_and_the_end_of_the_last() {
    let target =
        promised("p", "clock = \"c\"\nwithin = \"3 business days\"\nshare = \"90%\"\ndue_at = \"midnight\"");
    let folder = folder(&target, "calendar = \"office\"", "a,2026-03-02 17:30,2026-03-07,,,,");
    holds(
        &lines(&folder, &["a"]),
        &[
            "started  Mon 2026-03-02 17:30",
            "Tue 2026-03-03  1 day counted",
            "Wed 2026-03-04  closed: a closed date of the calendar",
            "Thu 2026-03-05  closed: 植树节",
            "Fri 2026-03-06  1 day counted",
            "Sat 2026-03-07  1 day counted: a make-up workday",
            "= 3 days counted",
            "due      end of Sat 2026-03-07 (Sun 2026-03-08 00:00)",
            "stopped  Sat 2026-03-07",
            "→ met: stopped 0s before it was due, counted in 2026-03",
        ],
    );
}

#[test]
fn which_target_and_exception_applied_and_why() {
    let commitment = r#"
[[commitment]]
id = "p"
status = "published"
applies = { kind = ["urgent", "normal"] }
[[commitment.target]]
clock = "c"
within = "1h"
when = { kind = "urgent" }
[[commitment.target]]
clock = "c"
within = "4h"
[[commitment.exception]]
id = "strike"
when = { note = "strike" }
text = "A strike"
[[commitment.exception]]
id = "in-words"
text = "Acts of God"
"#;
    let rows = "a,2026-03-02 09:00,2026-03-02 12:00,normal,,,\nb,2026-03-02 09:00,,normal,,,strike\n\
                c,2026-03-02 09:00,,odd,,,\nd,,2026-03-02 09:30,normal,,,";
    let folder = folder(commitment, "", rows);
    holds(
        &lines(&folder, &["a"]),
        &[
            "It is about this case: kind is normal.",
            "Target 2: c within 4h, 100% of cases per month",
            "Target 1 does not apply: kind is normal (asked: kind = urgent).",
            "Exception strike does not hold: note is (missing) (asked: note = strike).",
            "Exception in-words is in words alone: no case can be shown to meet it.",
        ],
    );
    let found = lines(&folder, &["b"]);
    holds(&found, &["Exception strike holds: note is strike."]);
    holds(&found, &["→ excluded: strike, counted in 2026-03"]);
    holds(&lines(&folder, &["c"]), &["Not about this case", "p: kind is odd (asked: kind = urgent|normal)"]);
    holds(&lines(&folder, &["d"]), &["→ invalid: missing start"]);
    holds(&lines(&folder, &["d", "--lang", "zh"]), &["→ 无效：缺少开始时间"]);
}

#[test]
fn open_cases_values_and_versions() {
    let commitments = promised("open", "clock = \"c\"\nwithin = \"24h\"")
        + &promised("score", "value = \"score\"\nat_least = 4")
        + "[[commitment]]\nid = \"old\"\nstatus = \"published\"\neffective = { until = 2026-01-01 }\n[[commitment.target]]\nclock = \"c\"\nwithin = \"9h\"\n";
    let folder = folder(&commitments, "", "a,2026-03-02 09:00,,,,3.5,");
    let found = lines(&folder, &["a", "--as-of", "2026-03-02 12:00"]);
    holds(
        &found,
        &["Mon 2026-03-02 09:00 – 12:00  3h counted", "= 3h counted", "due      Tue 2026-03-03 09:00"],
    );
    holds(&found, &["→ pending: due in 21h, counted in 2026-03"]);
    holds(&found, &["The value is 3.5.", "→ late: counted in 2026-03"]);
    holds(&found, &["Not about this case", "old: it was not in force when the case began"]);
}

#[test]
fn a_case_without_a_name_and_rows_with_the_same_name() {
    let target = promised("p", "clock = \"c\"\nwithin = \"4h\"");
    let folder = folder(
        &target,
        "",
        "a,2026-03-02 09:00,2026-03-02 10:00,,,,\na,2026-03-03 09:00,2026-03-03 18:00,,,,\n,2026-03-04 09:00,,,,,",
    );
    let both = lines(&folder, &["a"]);
    let states: Vec<_> = both.iter().filter(|line| line.starts_with('→')).collect();
    assert_eq!(states.len(), 2);
    assert!(states[0].starts_with("→ met") && states[1].starts_with("→ late"), "{states:?}");
    holds(&both, &["log.csv:2  id = a, created = 2026-03-02 09:00, closed = 2026-03-02 10:00"]);
    holds(&lines(&folder, &["log.csv:4"]), &["log.csv:4  created = 2026-03-04 09:00"]);
    let missing = folder.promise(&["explain", "A"]).ended(2);
    assert_eq!(missing.stderr, "error: no case `A` among the 3 cases of tickets; did you mean `a`?\n");
}

#[test]
fn a_long_case_is_told_by_its_ends() {
    let target = promised("p", "clock = \"c\"\nwithin = \"16 business hours\"");
    let folder = folder(&target, "calendar = \"office\"", "a,2020-01-01 09:00,2026-03-02 10:00,,,,");
    let found = lines(&folder, &["a"]);
    assert!(found.len() < 200);
    assert!(
        found.iter().any(|line| line.starts_with("… ") && line.contains(" lines left out: ")),
        "{found:?}"
    );
}

#[test]
fn current_terms_judge_every_case() {
    let version = |from: &str, hours: &str| {
        format!(
            "[[commitment]]\nid = \"p\"\nstatus = \"published\"\neffective = {{ {from} }}\n[[commitment.target]]\nclock = \"c\"\nwithin = \"{hours}\"\n"
        )
    };
    let commitments = version("from = 2026-01-01, until = 2026-03-03", "8h")
        + &version("from = 2026-03-03, until = 2026-04-01", "2h")
        + &version("from = 2026-04-01", "1h");
    let rows = "a,2026-03-02 09:00,2026-03-02 12:00,,,,\nb,2026-03-03 09:00,2026-03-03 12:00,,,,\nz,2025-06-02 09:00,2025-06-02 10:30,,,,";
    let folder = folder(&commitments, "", rows);
    let states = |arguments: &[&str]| {
        let output = folder.promise(&[&["cases"], arguments].concat()).ended(0).stdout;
        let field = |line: &str, place: usize| line.split(',').nth(place).unwrap().to_owned();
        output
            .lines()
            .skip(1)
            .map(|line| [1, 3, 12].map(|place| field(line, place)).join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(states(&[]), ["a 2026-01-01 met", "b 2026-03-03 late"]);
    let told = lines(&folder, &["a"]);
    holds(&told, &["This version was in force from Thu 2026-01-01 until before Tue 2026-03-03."]);
    assert!(
        told.contains(&"p, version 2026-03-03: it was not in force when the case began".to_owned()),
        "{told:?}"
    );
    // By default as-of is the last time of the log: the version of March is in force.
    assert_eq!(
        states(&["--terms", "current"]),
        ["a 2026-03-03 late", "b 2026-03-03 late", "z 2026-03-03 met"]
    );
    let later = states(&["--terms", "current", "--as-of", "2026-04-01"]);
    assert_eq!(later, ["a 2026-04-01 late", "b 2026-04-01 late", "z 2026-04-01 late"]);
    let report = folder.promise(&["report", "--terms", "current", "--format", "json"]).ended(0).json();
    assert_eq!(report["commitments"].as_array().unwrap().len(), 1);
    assert_eq!(report["commitments"][0]["targets"][0]["total"]["met"], 1);
}
