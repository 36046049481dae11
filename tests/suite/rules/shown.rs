//! The rules over whole folders, and what their findings are shown as.

use crate::folder::Folder;
use promise::check::{Selection, SelectionError};
use promise::render::Language;

/// One folder with a finding of every kind: several on a line, one with a place in another file, a
/// warning, a mistake of form.
fn folder() -> Folder {
    Folder::new()
        .file("promises.toml", r#"
[[commitment]]
id = "complaints"
text = { en = "We settle complaints as soon as possible.", zh = "我们会第一时间受理投诉，24小时内办结，并及时回访。" }
status = "published"
standard = "complaint-handling"
applies = { type = "complaint" }

[[commitment.target]]
clock = "resolution"
within = "24h"
share = "98%"
per = "month"

[[commitment.exception]]
id = "parts"
text = "Spare parts on order"

[[commitment]]
id = "home-repair"
text = "免费上门维修。"
ownr = "after-sales@example.com"
"#)
        .file("inside.yaml", r"
standard:
  - id: complaint-handling
    target:
      - {clock: resolution, within: 36h, share: 98%, per: month}
clock:
  - id: resolution
    start: received
    stop: resolved
")
}

#[test]
fn text_in_english() {
    let text = folder().check(&[]).text(Language::En, 80);
    assert_eq!(
        text.trim(),
        r#"error[CON012]: standard `complaint-handling` allows 36h where `complaints`
               promises 24h
  --> inside.yaml:4:37
   |
 4 |       - {clock: resolution, within: 36h, share: 98%, per: month}
   |                                     ^^^
   |
  ::: promises.toml:10:10
   |
10 | within = "24h"
   |          ^^^^^ promised here
   |
   = help: make the standard's limit 24h or stricter, or promise what the
           standard holds

warning[CLR013]: a published commitment without `contact`
 --> promises.toml:2:6
  |
2 | id = "complaints"
  |      ^^^^^^^^^^^^
  |
  = help: write whom customers can turn to and when, such as `contact =
          "400-800-1234, every day 8:00-20:00"`

error[CLR001]: "as soon as possible" says no time that could be kept or missed
 --> promises.toml:3:37
  |
3 | text = { en = "We settle complaints as soon as possible.", zh = "我们会...
  |                                     ^^^^^^^^^^^^^^^^^^^
  |
  = help: name the limit in the same clause, such as "within 4 hours", or drop
          the word

error[CLR001]: "第一时间" says no time that could be kept or missed
 --> promises.toml:3:69
  |
3 | ...oon as possible.", zh = "我们会第一时间受理投诉，24小时内办结，并及时...
  |                                   ^^^^^^^^
  |
  = help: name the limit in the same clause, such as "within 4 hours", or drop
          the word

error[CLR001]: "及时" says no time that could be kept or missed
 --> promises.toml:3:87
  |
3 | ... 一时间受理投诉，24小时内办结，并及时回访。" }
  |                                     ^^^^
  |
  = help: name the limit in the same clause, such as "within 4 hours", or drop
          the word

error[FLX002]: exception `parts` leaves the customer with nothing
  --> promises.toml:15:6
   |
15 | id = "parts"
   |      ^^^^^^^
   |
   = help: write in `instead` what they get: a notice, a new limit or another
           way, such as "We tell you within 4 hours and agree a new date."

error[DEF002]: `commitment` has no field `ownr`
  --> promises.toml:21:1
   |
21 | ownr = "after-sales@example.com"
   | ^^^^
   |
   = help: did you mean `owner`?

6 errors, 1 warning (CLR 4, CON 1, DEF 1, FLX 1) in 2 files with 2 commitments,
checked as of 2026-11-21
1 definition with mistakes not seen by the rules
1 finding can be fixed with --unsafe-fixes"#
    );
}

#[test]
fn text_in_chinese() {
    let text = folder().check(&[]).text(Language::Zh, 80);
    assert_eq!(
        text.trim(),
        r#"错误[CON012]: 标准 `complaint-handling` 只要求 36h，承诺 `complaints` 却是 24h
  --> inside.yaml:4:37
   |
 4 |       - {clock: resolution, within: 36h, share: 98%, per: month}
   |                                     ^^^
   |
  ::: promises.toml:10:10
   |
10 | within = "24h"
   |          ^^^^^ 承诺写在这里
   |
   = 建议: 把标准收紧到 24h 或更严，或者按标准能做到的程度承诺

警告[CLR013]: 已发布的承诺没有写 `contact`（联系方式）
 --> promises.toml:2:6
  |
2 | id = "complaints"
  |      ^^^^^^^^^^^^
  |
  = 建议: 写明客户找谁、什么时候有人，例如 `contact = "400-800-1234，每天
          8:00—20:00"`

错误[CLR001]: “as soon as possible”没有说明时限，做没做到无从判断
 --> promises.toml:3:37
  |
3 | text = { en = "We settle complaints as soon as possible.", zh = "我们会...
  |                                     ^^^^^^^^^^^^^^^^^^^
  |
  = 建议: 在同一分句里写明时限，例如“4小时内”，或者删去这个词

错误[CLR001]: “第一时间”没有说明时限，做没做到无从判断
 --> promises.toml:3:69
  |
3 | ...oon as possible.", zh = "我们会第一时间受理投诉，24小时内办结，并及时...
  |                                   ^^^^^^^^
  |
  = 建议: 在同一分句里写明时限，例如“4小时内”，或者删去这个词

错误[CLR001]: “及时”没有说明时限，做没做到无从判断
 --> promises.toml:3:87
  |
3 | ... 一时间受理投诉，24小时内办结，并及时回访。" }
  |                                     ^^^^
  |
  = 建议: 在同一分句里写明时限，例如“4小时内”，或者删去这个词

错误[FLX002]: 例外 `parts` 没有给客户任何替代安排
  --> promises.toml:15:6
   |
15 | id = "parts"
   |      ^^^^^^^
   |
   = 建议: 在 `instead` 里写明客户换来什么：通知、新的时限或其他办法，例如“4小时
           内告知并另约时间”

错误[DEF002]: `commitment` 没有 `ownr` 这个字段
  --> promises.toml:21:1
   |
21 | ownr = "after-sales@example.com"
   | ^^^^
   |
   = 建议: 是不是 `owner`？

6 个错误，1 个警告（CLR 4，CON 1，DEF 1，FLX 1）；共 2 个文件，2 条承诺；检查日
期 2026-11-21
1 个定义本身有错，未按规则检查
1 个问题可用 --unsafe-fixes 修正"#
    );
}

#[test]
fn text_on_forty_columns() {
    let text = folder().check(&["CLR001"]).text(Language::Zh, 40);
    assert_eq!(
        text.trim(),
        r#"错误[CLR001]: “as soon as possible”没有
              说明时限，做没做到无从判断
 --> promises.toml:3:37
  |
3 | ...ints as soon as possible.", zh...
  |         ^^^^^^^^^^^^^^^^^^^
  |
  = 建议: 在同一分句里写明时限，例如“4小
          时内”，或者删去这个词

错误[CLR001]: “第一时间”没有说明时限，做
              没做到无从判断
 --> promises.toml:3:69
  |
3 | ...h = "我们会第一时间受理投诉，2...
  |               ^^^^^^^^
  |
  = 建议: 在同一分句里写明时限，例如“4小
          时内”，或者删去这个词

错误[CLR001]: “及时”没有说明时限，做没做
              到无从判断
 --> promises.toml:3:87
  |
3 | ... 时内办结，并及时回访。" }
  |                 ^^^^
  |
  = 建议: 在同一分句里写明时限，例如“4小
          时内”，或者删去这个词

错误[DEF002]: `commitment` 没有 `ownr`
              这个字段
  --> promises.toml:21:1
   |
21 | ownr = "after-sales@example.com"
   | ^^^^
   |
   = 建议: 是不是 `owner`？

4 个错误（CLR 3，DEF 1）；共 2 个文件，2
条承诺；检查日期 2026-11-21
1 个定义本身有错，未按规则检查
1 个问题可用 --unsafe-fixes 修正"#
    );
}

#[test]
fn json() {
    let checked = folder().check(&[]);
    let json = checked.json(Language::En);
    assert_eq!(json.trim_end(), compact(JSON));
    // What goes in comes out.
    assert_eq!(json.matches("\"code\"").count(), checked.outcome.findings.len());
}

/// JSON without the layout of the test, in the order in which it stands.
fn compact(json: &str) -> String {
    let mut inside = false;
    let mut before = ' ';
    let mut keep = |c: char| {
        inside ^= c == '"' && before != '\\';
        before = c;
        inside || !c.is_whitespace()
    };
    json.chars().filter(|c| keep(*c)).collect()
}

const JSON: &str = r#"{
  "version": 1,
  "today": "2026-11-21",
  "findings": [
    {
      "code": "CON012",
      "name": "standard-looser-than-promise",
      "level": "error",
      "id": "complaint-handling",
      "path": "inside.yaml",
      "line": 4,
      "column": 37,
      "end_line": 4,
      "end_column": 40,
      "message": "standard `complaint-handling` allows 36h where `complaints` promises 24h",
      "help": "make the standard's limit 24h or stricter, or promise what the standard holds",
      "related": [
        {
          "path": "promises.toml",
          "line": 10,
          "column": 10,
          "message": "promised here"
        }
      ],
      "fix": null
    },
    {
      "code": "CLR013",
      "name": "contact-missing",
      "level": "warning",
      "id": "complaints",
      "path": "promises.toml",
      "line": 2,
      "column": 6,
      "end_line": 2,
      "end_column": 18,
      "message": "a published commitment without `contact`",
      "help": "write whom customers can turn to and when, such as `contact = \"400-800-1234, every day 8:00-20:00\"`",
      "related": [],
      "fix": null
    },
    {
      "code": "CLR001",
      "name": "vague-time",
      "level": "error",
      "id": "complaints",
      "path": "promises.toml",
      "line": 3,
      "column": 37,
      "end_line": 3,
      "end_column": 56,
      "message": "\"as soon as possible\" says no time that could be kept or missed",
      "help": "name the limit in the same clause, such as \"within 4 hours\", or drop the word",
      "related": [],
      "fix": null
    },
    {
      "code": "CLR001",
      "name": "vague-time",
      "level": "error",
      "id": "complaints",
      "path": "promises.toml",
      "line": 3,
      "column": 69,
      "end_line": 3,
      "end_column": 73,
      "message": "\"第一时间\" says no time that could be kept or missed",
      "help": "name the limit in the same clause, such as \"within 4 hours\", or drop the word",
      "related": [],
      "fix": null
    },
    {
      "code": "CLR001",
      "name": "vague-time",
      "level": "error",
      "id": "complaints",
      "path": "promises.toml",
      "line": 3,
      "column": 87,
      "end_line": 3,
      "end_column": 89,
      "message": "\"及时\" says no time that could be kept or missed",
      "help": "name the limit in the same clause, such as \"within 4 hours\", or drop the word",
      "related": [],
      "fix": null
    },
    {
      "code": "FLX002",
      "name": "bare-exception",
      "level": "error",
      "id": "complaints",
      "path": "promises.toml",
      "line": 15,
      "column": 6,
      "end_line": 15,
      "end_column": 13,
      "message": "exception `parts` leaves the customer with nothing",
      "help": "write in `instead` what they get: a notice, a new limit or another way, such as \"We tell you within 4 hours and agree a new date.\"",
      "related": [],
      "fix": null
    },
    {
      "code": "DEF002",
      "name": "unknown-field",
      "level": "error",
      "id": "home-repair",
      "path": "promises.toml",
      "line": 21,
      "column": 1,
      "end_line": 21,
      "end_column": 5,
      "message": "`commitment` has no field `ownr`",
      "help": "did you mean `owner`?",
      "related": [],
      "fix": {
        "safe": false,
        "edits": [
          {
            "start": 484,
            "end": 488,
            "text": "owner"
          }
        ]
      }
    }
  ],
  "skipped": []
}"#;

fn commitment(more: &str) -> String {
    format!("[[commitment]]\nid = \"c\"\n{more}")
}

const TARGET: &str = "[[commitment.target]]\nclock = \"k\"\nwithin = \"24h\"\nshare = \"98%\"\n";
const CLOCK: &str = "[[clock]]\nid = \"k\"\nstart = \"received\"\nstop = \"resolved\"\n";

fn places(text: &str, select: &[&str]) -> Vec<String> {
    Folder::new().file("a.toml", text).check(select).places()
}

#[test]
fn vague_words_are_found_in_all_that_customers_read_and_nowhere_else() {
    let text = commitment(
        r#"title = "Soon"
owner = "the prompt team, immediately"
text = { en = "Within 4 hours.", zh = "4小时内。", zh-Hant = "我們盡快回覆。", fr = "soon" }
[[commitment.exception]]
text = "While we move soon"
instead = { zh = "稍后告知" }
[commitment.remedy]
text = "Paid promptly"
"#,
    );
    let expected = ["a.toml:5:61 CLR001", "a.toml:7:23 CLR001", "a.toml:8:19 CLR001", "a.toml:10:14 CLR001"];
    assert_eq!(places(&text, &["CLR001"]), expected);
}

#[test]
fn a_word_is_found_in_every_form_of_yaml_text() {
    let text = "commitment:
  - id: a
    text: |
      We answer within 4 hours.
      We solve it soon.
  - id: b
    text: >-
      We solve it as soon
      as possible.
  - id: c
    text: 'It''s done soon'
  - id: d
    text: \"\\u6211们尽快\"
";
    let checked = Folder::new().file("a.yaml", text).check(&["CLR001"]);
    let words = checked.outcome.findings.iter().map(|finding| checked.sources.text(finding.span));
    assert_eq!(words.collect::<Vec<_>>(), ["soon", "as soon\n      as possible", "soon", "尽快"]);
}

#[test]
fn only_published_commitments_need_a_contact() {
    for (status, expected) in [("draft", 0), ("pilot", 0), ("published", 1), ("suspended", 0), ("retired", 0)]
    {
        let text = commitment(&format!("status = \"{status}\"\n"));
        assert_eq!(places(&text, &["CLR013"]).len(), expected, "{status}");
    }
    assert_eq!(places(&commitment(""), &["CLR013"]), [""; 0]);
}

#[test]
fn what_is_no_longer_promised_is_left_alone() {
    let past = commitment("text = \"soon\"\neffective = { from = 2025-01-01, until = 2026-11-21 }\n");
    assert_eq!(places(&past, &[]), [""; 0]);
    let last_day = commitment("text = \"soon\"\neffective = { from = 2025-01-01, until = 2026-11-22 }\n");
    assert_eq!(places(&last_day, &["CLR001"]).len(), 1);
    assert_eq!(places(&commitment("text = \"soon\"\nstatus = \"retired\"\n"), &[]), [""; 0]);
}

#[test]
fn a_target_needs_some_limit() {
    let with = |target: &str| {
        let text = commitment(&format!("text = \"We come.\"\n[[commitment.target]]\n{target}\n{CLOCK}"));
        places(&text, &["TIM001"])
    };
    for limited in [
        "clock = \"k\"\nwithin = \"4h\"",
        "clock = \"k\"\nby = \"due\"",
        "clock = \"k\"\nahead = \"24h\"",
        "value = \"csat\"\nat_least = 4",
        "value = \"resolved\"\nequals = true",
        "value = \"csat\"\nstatistic = \"mean\"\nat_least = 4.5",
        "clock = \"k\"\nshare = \"98%\"",
    ] {
        assert_eq!(with(limited), [""; 0], "{limited}");
    }
    assert_eq!(with("clock = \"k\""), ["a.toml:4:1 TIM001"]);
    assert_eq!(places(&commitment("text = \"We come.\"\n"), &["TIM001"]), ["a.toml:3:8 TIM001"]);
    assert_eq!(places(&commitment(""), &["TIM001"]), ["a.toml:2:6 TIM001"]);
}

/// CON012 of a promise of 24 hours in 98 % of cases against a standard.
fn against(applies: &str, standard: &str) -> Vec<String> {
    let promise = commitment(&format!("standard = \"s\"\n{applies}{TARGET}"));
    let checked = Folder::new()
        .file("a.toml", &format!("{promise}{CLOCK}calendar = \"d\"\n[[standard]]\nid = \"s\"\n{standard}"))
        .file("b.yaml", "calendar:\n  - {id: d, timezone: UTC, hours: {mon-fri: [\"09:00-17:00\"]}}\n")
        .check(&["CON"]);
    let words = |finding: &promise::finding::Finding| {
        promise::render::wording::words(Language::En, &finding.message).message
    };
    checked.outcome.findings.iter().map(words).collect()
}

#[test]
fn standards_that_are_strict_enough_or_about_something_else() {
    for standard in [
        "",
        "[[standard.target]]\nclock = \"k\"\nwithin = \"24h\"\nshare = \"98%\"\n",
        "[[standard.target]]\nclock = \"k\"\nwithin = \"20h\"\n",
        // Another measure, or a kind of time that cannot be compared.
        "[[standard.target]]\nclock = \"k\"\nahead = \"48h\"\nshare = \"90%\"\n",
        "[[standard.target]]\nvalue = \"csat\"\nat_least = 4\n",
        "[[standard.target]]\nclock = \"k\"\nwithin = \"8 business hours\"\nshare = \"90%\"\n",
        "[[standard.target]]\nclock = \"k\"\nwithin = \"1 business day\"\nshare = \"98%\"\n",
        // One of two is strict enough.
        "[[standard.target]]\nclock = \"k\"\nwithin = \"4h\"\nshare = \"50%\"\n[[standard.target]]\nclock = \"k\"\nwithin = \"20h\"\nshare = \"98%\"\n",
        // Cases that the promise is not about, or that an earlier line decides.
        "applies = { type = \"repair\" }\n[[standard.target]]\nclock = \"k\"\nwithin = \"48h\"\n",
        "[[standard.target]]\nclock = \"k\"\nwithin = \"20h\"\nwhen = { type = \"complaint\" }\n[[standard.target]]\nclock = \"k\"\nwithin = \"48h\"\n",
        // Not in force together.
        "effective = { until = 2020-01-01 }\n[[standard.target]]\nclock = \"k\"\nwithin = \"48h\"\n",
    ] {
        let applies = "applies = { type = \"complaint\" }\neffective = { from = 2026-01-01 }\n";
        assert_eq!(against(applies, standard), [""; 0], "{standard}");
    }
}

#[test]
fn standards_that_are_looser() {
    let limit =
        |text: &str| format!("[[standard.target]]\nclock = \"k\"\nwithin = \"{text}\"\nshare = \"98%\"\n");
    for text in ["25h", "1 day", "3 business days", "1 month", "25 business hours"] {
        assert_eq!(against("", &limit(text)), [format!("standard `s` allows {text} where `c` promises 24h")]);
    }
    assert_eq!(
        against("", "[[standard.target]]\nclock = \"k\"\nwithin = \"36h\"\nshare = \"95%\"\n"),
        [
            "standard `s` allows 36h where `c` promises 24h",
            "standard `s` asks for 95% of cases where `c` promises 98%",
        ]
    );
    // The case in which the two meet is named where their conditions do not say it.
    assert_eq!(
        against(
            "",
            "[[standard.target]]\nclock = \"k\"\nwithin = \"20h\"\n[[standard.target]]\nclock = \"k\"\nwithin = \"48h\"\nwhen = { priority = \"low\" }\n"
        ),
        [""; 0]
    );
    assert_eq!(
        against(
            "",
            "[[standard.target]]\nclock = \"k\"\nwithin = \"48h\"\nwhen = { weight_kg = \">30\" }\n[[standard.target]]\nclock = \"k\"\nwithin = \"20h\"\n"
        ),
        ["standard `s` allows 48h where `c` promises 24h, as for a case with `weight_kg` = \"31\""]
    );
}

#[test]
fn levels_of_a_rule_beat_those_of_its_family() {
    let settings = "[rules]\nCLR = \"off\"\nCLR001 = \"info\"\nTIM = \"warning\"\nFLX001 = \"error\"\n";
    let text = "status = \"published\"\ntext = \"soon\"\n";
    let checked = Folder::new().file("a.toml", &commitment(text)).file("promise.toml", settings).check(&[]);
    let levels = checked.outcome.findings.iter().map(|finding| (finding.code.code, finding.level.as_str()));
    assert_eq!(levels.collect::<Vec<_>>(), [("TIM001", "warning"), ("CLR001", "info")]);
    assert!(checked.text(Language::En, 80).contains("1 warning, 1 info (CLR 1, TIM 1)"));
}

#[test]
fn wrong_references_obey_levels_and_mistakes_of_form_do_not() {
    let settings = "[rules]\nCON011 = \"warning\"\n";
    let folder = Folder::new()
        .file("a.toml", &commitment("standard = \"x\"\n[[clock]]\nid = \"k\"\n"))
        .file("promise.toml", settings);
    let levels = |select: &[&str]| {
        let checked = folder.check(select);
        let level = |finding: &promise::finding::Finding| (finding.code.code, finding.level.as_str());
        checked.outcome.findings.iter().map(level).collect::<Vec<_>>()
    };
    assert_eq!(levels(&["CON"]), [("CON011", "warning"), ("DEF004", "error"), ("DEF004", "error")]);
    assert_eq!(levels(&["CLR013"]), [("DEF004", "error"), ("DEF004", "error")]);
}

#[test]
fn rules_do_not_see_definitions_with_mistakes() {
    let checked =
        Folder::new().file("a.toml", &commitment("text = \"soon\"\nstatus = \"publishd\"\n")).check(&[]);
    assert_eq!(checked.codes(), ["DEF007"]);
    assert_eq!(checked.outcome.unsound, 1);
    assert!(checked.text(Language::Zh, 80).contains("1 个定义本身有错，未按规则检查"));
}

#[test]
fn a_clean_folder_says_so() {
    let checked = Folder::new()
        .file("a.toml", &commitment(&format!("text = \"Within 24h.\"\n{TARGET}{CLOCK}")))
        .check(&[]);
    assert_eq!(
        checked.text(Language::En, 80),
        "no findings in 1 file with 1 commitment, checked as of 2026-11-21"
    );
    assert_eq!(checked.text(Language::Zh, 80), "没有发现问题；共 1 个文件，1 条承诺；检查日期 2026-11-21");
    assert_eq!(
        checked.json(Language::En),
        "{\"version\":1,\"today\":\"2026-11-21\",\"findings\":[],\"skipped\":[]}\n"
    );
}

#[test]
fn places_in_files_with_a_byte_order_mark_windows_line_ends_and_tabs() {
    let text = "\u{feff}[[commitment]]\r\nid\t= \"c\"\r\ntext = \"投诉\t我们尽快回复\"\r\n";
    let checked = Folder::new().file("a.toml", text).check(&["CLR001"]);
    assert_eq!(checked.places(), ["a.toml:3:14 CLR001"]);
    let shown = checked.text(Language::En, 80);
    assert!(shown.contains(" --> a.toml:3:14\n"), "{shown}");
    assert!(shown.contains("3 | text = \"投诉    我们尽快回复\"\n"), "{shown}");
    assert!(shown.contains("  |                     ^^^^\n"), "{shown}");
}

#[test]
fn a_selection_of_nothing_is_refused() {
    let error = Selection::new(&["CLR001", "VAGUE"], &[]).unwrap_err();
    assert_eq!(error, SelectionError::Unknown { word: "VAGUE".into(), suggestion: None });
}
