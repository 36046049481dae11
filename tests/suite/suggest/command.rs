//! Options, formats, what is told where nothing can be suggested, and the definition to paste.

use crate::command::{Folder, promise};
use crate::snapshot::{compare, settled};
use serde_json::Value;
use std::fmt::Write as _;

const TAIL: &str = r#"
[[clock]]
id = "c"
start = "s"
stop = "e"
[[log]]
id = "l"
path = "../l.csv"
columns = { s = "s", e = "e" }
timestamps = "iso"
timezone = "UTC"
"#;

/// Cases that took 1, 2, 3 … minutes, of two kinds in turn, with the minutes as a value too.
fn folder(targets: &str, cases: u32) -> Folder {
    let mut log = String::from("s,e,kind,size\n");
    for case in 1..=cases {
        let (hour, minute) = (case / 60, case % 60);
        let kind = if case % 2 == 0 { "even\u{1b}[31m" } else { "" };
        writeln!(log, "2026-03-02T00:00:00,2026-03-02T{hour:02}:{minute:02}:00,{kind},{case}").unwrap();
    }
    let head = "[[commitment]]\nid = \"a\"\nstatus = \"published\"\ntext = \"Within 1 hour, 80%.\"\n";
    Folder::new().file("commitments/a.toml", format!("{head}{targets}{TAIL}")).file("l.csv", log)
}

fn suggest(folder: &Folder, arguments: &[&str]) -> Value {
    folder.promise(&[&["suggest", "--format", "json"], arguments].concat()).ended(0).json()
}

fn class(value: &Value) -> &Value {
    &value["commitments"][0]["targets"][0]["classes"][0]
}

const WITHIN: &str =
    "[[commitment.target]]\nclock = \"c\"\nwithin = \"1h\"\nshare = \"80%\"\nper = \"month\"\n";

#[test]
fn snapshot_of_the_sample_at_80_columns() {
    for (name, language) in [("suggest.txt", "en"), ("suggest.zh.txt", "zh")] {
        let arguments = ["suggest", "commitments", "--lang", language];
        compare(name, &settled(&promise(&arguments).env("COLUMNS", "80").run().ended(0).stdout));
    }
    let ids = ["suggest", "commitments", "--commitment", "first-answer,satisfaction"];
    for (name, format) in [("suggest.md", "markdown"), ("suggest.json", "json")] {
        compare(name, &settled(&promise(&[&ids[..], &["--format", format]].concat()).run().ended(0).stdout));
    }
}

#[test]
fn what_is_not_to_be_pasted_fits_the_terminal() {
    for language in ["en", "zh"] {
        let arguments = ["suggest", "commitments", "--lang", language];
        let printed = promise(&arguments).env("COLUMNS", "80").run().ended(0).stdout;
        for line in printed.lines().filter(|line| !line.starts_with("       #")) {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
        }
    }
}

#[test]
fn shares_and_limits_are_those_asked_for_and_the_promised_ones() {
    let folder = folder(WITHIN, 100);
    let value = suggest(&folder, &["--shares", "50%,0.9", "--limits", "50m,2 days"]);
    let class = class(&value);
    let shares: Vec<_> =
        class["shares"].as_array().unwrap().iter().map(|row| row["share"].as_f64().unwrap()).collect();
    assert_eq!(shares, [0.5, 0.8, 0.9]);
    let limits: Vec<_> =
        class["limits"].as_array().unwrap().iter().map(|row| row["write"].as_str().unwrap()).collect();
    assert_eq!(limits, ["50m", "1h"]);
    assert_eq!(value["unused_limits"], serde_json::json!(["2 days"]));
    let printed = folder.promise(&["suggest", "--limits", "2 days"]).ended(0).stdout;
    assert!(printed.contains("--limits 2 days: no target has a limit of this kind"), "{printed}");
    // 88 of 100 is the first count whose interval begins at 80 % or more: [.802, .930].
    let row = &class["shares"][1];
    assert_eq!((row["limit"].as_i64(), row["write"].as_str()), (Some(88 * 60), Some("1h30m")));
    assert_eq!((row["met"].as_u64(), row["decided"].as_u64()), (Some(88), Some(100)));
}

#[test]
fn too_few_cases_are_told_with_how_many_it_takes() {
    let folder = folder(WITHIN, 10);
    let value = suggest(&folder, &["--shares", "95%,98%,99%,100%"]);
    let rows = class(&value)["shares"].as_array().unwrap();
    let needs: Vec<_> =
        rows.iter().map(|row| (row["result"].as_str().unwrap(), row["needs"].as_u64())).collect();
    assert_eq!(
        needs,
        [
            ("too few cases", Some(16)),
            ("too few cases", Some(73)),
            ("too few cases", Some(189)),
            ("too few cases", Some(381)),
            ("every case", None)
        ]
    );
    let printed = folder.promise(&["suggest"]).ended(0).stdout;
    assert!(printed.contains("95%    too few cases: it takes 73, all met, and there are 10"), "{printed}");
    // What the history supports at the limit as it is.
    assert_eq!(class(&value)["proposal"]["limit"], Value::Null);
    assert_eq!(class(&value)["proposal"]["share"], 0.72);
}

#[test]
fn classes_are_split_and_their_definitions_narrowed() {
    let folder = folder(&WITHIN.replace("per =", "when = { size = \">0 <=500\" }\nper ="), 200);
    let value = suggest(&folder, &["--by", "kind"]);
    let classes = value["commitments"][0]["targets"][0]["classes"].as_array().unwrap();
    assert_eq!(
        classes.iter().map(|class| class["by"]["kind"].as_str().unwrap()).collect::<Vec<_>>(),
        ["", "even\u{1b}[31m"]
    );
    let definition = classes[1]["proposal"]["definition"].as_str().unwrap();
    assert!(
        definition.contains(r#"when   = { size = ">0 <=500", kind = "even\u001b[31m" }"#),
        "{definition}"
    );
    let printed = folder.promise(&["suggest", "--by", "kind"]).ended(0).stdout;
    assert!(!printed.contains('\u{1b}') && printed.contains("kind = (none)"), "{printed}");
}

/// Every definition to paste is one, in both languages, and says what it was proposed for.
#[test]
fn the_definition_to_paste_is_accepted() {
    let mut seen = 0;
    for language in ["en", "zh"] {
        let arguments =
            ["suggest", "commitments", "--by", "channel", "--format", "markdown", "--lang", language];
        let page = promise(&arguments).run().ended(0).stdout;
        for definition in page.split("```toml\n").skip(1).map(|part| part.split("```").next().unwrap()) {
            seen += 1;
            let is_commitment = definition.contains("[[commitment.target]]");
            let kind = if is_commitment { "commitment" } else { "standard" };
            let head = format!("[[{kind}]]\nid = \"x\"\n");
            let folder = Folder::new().file("commitments/a.toml", format!("{head}{definition}"));
            let findings =
                folder.promise(&["check", "--format", "json", "--fail-on", "never"]).ended(0).json();
            let wrong: Vec<_> = findings["findings"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|finding| finding["code"].as_str().unwrap().starts_with("DEF"))
                .collect();
            assert!(wrong.is_empty(), "{kind} {wrong:?}\n{definition}");
        }
    }
    assert!(seen > 20, "only {seen} definitions");
}

#[test]
fn a_pasted_definition_is_supported_by_the_history() {
    let folder = folder(WITHIN, 100);
    let value = suggest(&folder, &[]);
    let definition = class(&value)["proposal"]["definition"].as_str().unwrap();
    assert!(
        definition.starts_with("# the text must say the same: 1h becomes 1h30m\n#   Within 1 hour, 80%.\n"),
        "{definition}"
    );
    let head = "[[commitment]]\nid = \"a\"\nstatus = \"published\"\n";
    let folder = folder.file("commitments/a.toml", format!("{head}{definition}{TAIL}"));
    let report = folder.promise(&["report", "--format", "json"]).ended(0).json();
    let total = &report["commitments"][0]["targets"][0]["total"];
    assert!(total["interval"][0].as_f64().unwrap() >= 0.8, "{total}");
}

#[test]
fn what_cannot_be_suggested_says_why() {
    for (target, why, printed) in [
        ("clock = \"c\"\nby = \"e\"", "own due", "each case has a due of its own"),
        ("value = \"kind\"\nequals = \"even\"", "equals", "the wanted one or not"),
        ("value = \"size\"\nat_least = 1\nat_most = 9", "two limits", "there are two limits"),
        ("clock = \"c\"\nstatistic = \"mean\"\nat_most = \"1h\"", "mean", "for a mean"),
        ("value = \"size\"\nstatistic = \"sum\"\nat_most = 1", "sum", "for a sum"),
        ("value = \"size\"\nstatistic = \"count\"\nat_least = 1", "count", "for a count"),
        ("clock = \"c\"\nstatistic = \"p100\"\nat_most = \"1h\"", "extreme", "greatest or least"),
        ("clock = \"c\"\nstatistic = \"p90\"\nat_most = \"1 month\"", "months", "in months"),
    ] {
        let folder = folder(&format!("[[commitment.target]]\n{target}\n"), 100);
        let value = suggest(&folder, &[]);
        assert_eq!(value["commitments"][0]["targets"][0]["why"], why, "{target}");
        let text = folder.promise(&["suggest"]).ended(0).stdout;
        assert!(text.contains(printed), "{target}\n{text}");
        let text = folder.promise(&["suggest", "--lang", "zh", "--format", "markdown"]).ended(0).stdout;
        assert!(text.contains("建议"), "{text}");
    }
}

#[test]
fn percentiles_and_values_get_limits() {
    let p90 = folder("[[commitment.target]]\nclock = \"c\"\nstatistic = \"p90\"\nat_most = \"1h\"\n", 200);
    let value = suggest(&p90, &[]);
    // 189 of 200 is the first count whose interval begins at 90 % or more.
    assert_eq!(class(&value)["shares"][0]["limit"], 189 * 60);
    let definition = class(&value)["proposal"]["definition"].as_str().unwrap();
    assert!(definition.contains("statistic = \"p90\"\nat_most   = \"3h15m\"\n"), "{definition}");
    let least = folder("[[commitment.target]]\nvalue = \"size\"\nat_least = 5\nshare = \"90%\"\n", 200);
    assert_eq!(class(&suggest(&least, &[]))["shares"][0]["limit"], 12);
}

#[test]
fn the_staff_is_that_of_the_queue_of_the_backing_standard() {
    let standard =
        "[[standard]]\nid = \"s\"\ncapacity = { staff = 14, handling = \"240s\", arrivals_per_hour = 150 }\n";
    let target = format!("standard = \"s\"\n{}", WITHIN.replace("1h", "1m"));
    let folder = folder(&format!("{target}{standard}"), 100);
    let value = suggest(&folder, &[]);
    let row = &class(&value)["shares"][0];
    // 10 Erlang: eleven people keep a wait of 88 minutes, ten never do.
    assert_eq!((row["limit"].as_i64(), row["staff"].as_u64()), (Some(88 * 60), Some(11)));
    let printed = folder.promise(&["suggest"]).ended(0).stdout;
    assert!(printed.contains("staff: Erlang C"), "{printed}");
    let by = suggest(&folder, &["--by", "kind"]);
    assert_eq!(class(&by)["shares"][0]["staff"], Value::Null);
}

#[test]
fn arguments_that_are_none_say_what_to_write() {
    let folder = folder(WITHIN, 10);
    for (option, wrong, english, chinese) in [
        ("--shares", "0%", "\"0%\" is no share of cases; write it as 98% or 0.98", "“0%”不是个案的比例"),
        ("--shares", "most", "is no share of cases", "不是个案的比例"),
        ("--limits", "soon", "\"soon\" is no limit; write 4h", "“soon”不是限值"),
    ] {
        let output = folder.promise(&["suggest", option, wrong]).ended(2);
        assert!(output.stderr.contains(english), "{}", output.stderr);
        let output = folder.promise(&["suggest", option, wrong, "--lang", "zh"]).ended(2);
        assert!(output.stderr.contains(chinese), "{}", output.stderr);
    }
}

#[test]
fn any_number_of_threads_says_the_same() {
    let with = |threads: &str| {
        promise(&["suggest", "commitments", "--format", "json", "--by", "channel", "--threads", threads])
            .run()
            .ended(0)
            .stdout
    };
    assert_eq!(with("1"), with("4"));
}
