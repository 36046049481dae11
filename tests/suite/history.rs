//! Rules that hold promises against the cases of logs: what they find, and what they just do not.

use crate::command::{Folder, Output};
use promise::calendar::Instant;
use promise::report::{AsOf, Asked, History};
use promise::source::{Sources, files};
use std::fmt::Write as _;
use std::num::NonZeroUsize;

pub(crate) const CLOCK: &str = r#"
[[clock]]
id = "answer"
start = "received"
stop = "answered"

[[log]]
id = "mails"
path = "mails.csv"
timestamps = "%Y-%m-%d %H:%M"
timezone = "UTC"
"#;

/// A published commitment with one target, and more fields of the commitment before it.
pub(crate) fn reply(fields: &str, target: &str) -> String {
    format!(
        "[[commitment]]\nid = \"reply\"\nstatus = \"published\"\n{fields}\n[[commitment.target]]\nclock = \"answer\"\n{target}\n"
    )
}

/// Rows of cases of one day that are answered after so many hours.
pub(crate) fn rows(count: usize, day: &str, hours: i64, rest: &str) -> String {
    let mut rows = String::new();
    for _ in 0..count {
        writeln!(rows, "{day} 09:00,{day} {:02}:{:02}{rest}", 9 + hours, 0).unwrap();
    }
    rows
}

pub(crate) fn folder(definitions: &str, log: &str) -> Folder {
    Folder::new().file("a.toml", format!("{definitions}{CLOCK}")).file("mails.csv", log)
}

pub(crate) fn check(folder: &Folder, select: &str) -> Output {
    let asked = ["--logs", "--as-of", "2026-06-30", "--format", "json", "--today", "2026-11-26"];
    folder.promise(&[&["check", ".", "--fail-on", "never", "--select", select], &asked[..]].concat())
}

/// What a check says of a folder: level and message of each finding of a rule.
pub(crate) fn found(folder: &Folder, select: &str) -> Vec<String> {
    let json = check(folder, select).ended(0).json();
    let text = |finding: &serde_json::Value, name: &str| finding[name].as_str().unwrap().to_owned();
    let shown = |finding| format!("{}: {}", text(finding, "level"), text(finding, "message"));
    json["findings"].as_array().unwrap().iter().map(shown).collect()
}

/// The same of one commitment over rows with these columns.
pub(crate) fn says(select: &str, definitions: &str, columns: &str, rows: &[String]) -> Vec<String> {
    let log = format!("received,answered{columns}\n{}", rows.concat());
    found(&folder(definitions, &log), select)
}

pub(crate) const NONE: [&str; 0] = [];

fn history(share: &str, in_time: usize, late: usize) -> Vec<String> {
    let target = format!("within = \"4h\"\nshare = \"{share}\"\nper = \"month\"");
    let rows = [rows(in_time, "2026-03-02", 1, ""), rows(late, "2026-03-03", 8, "")];
    says("FEA003", &reply("", &target), "", &rows)
}

#[test]
fn a_share_below_the_past_is_told_as_surely_as_it_is() {
    assert_eq!(history("80%", 80, 20), NONE);
    let near = history("80%", 79, 21);
    assert_eq!(
        near,
        [
            "warning: 79 of 100 past cases were in time (79%), and 80% is promised: too few to rule out chance \
          (95% interval 70% to 85.8%)"
        ]
    );
    let far = history("80%", 60, 40);
    assert!(
        far[0].starts_with("error: 60 of 100") && far[0].contains("more than chance explains"),
        "{far:?}"
    );
    assert_eq!(history("80%", 0, 0), NONE);
}

#[test]
fn drafts_have_no_past_and_pilots_that_of_their_scope_and_days() {
    let target = "within = \"4h\"\nshare = \"80%\"\nper = \"month\"";
    let late = rows(50, "2026-03-03", 8, ",east");
    let met = rows(50, "2026-03-03", 1, ",west");
    let draft = reply("", target).replace("published", "draft");
    assert_eq!(says("FEA003", &draft, ",region", &[late.clone(), met.clone()]), NONE);
    let pilot = |fields: &str| reply(&format!("pilot = {fields}"), target).replace("published", "pilot");
    let of = |fields: &str| says("FEA003", &pilot(fields), ",region", &[late.clone(), met.clone()]);
    assert_eq!(of("{ where = { region = \"west\" } }"), NONE);
    assert!(of("{ where = { region = \"east\" } }")[0].starts_with("error: 0 of 50"));
    assert_eq!(of("{ where = { region = \"east\" }, until = 2026-03-02 }"), NONE);
    assert_eq!(of("{ where = { region = \"east\" }, until = 2026-03-03 }").len(), 1);
}

fn daily(share: &str, days: &[usize], fields: &str) -> Vec<String> {
    let target = format!("within = \"4h\"\nshare = \"{share}\"\nper = \"day\"");
    let days =
        days.iter().enumerate().map(|(day, count)| rows(*count, &format!("2026-03-{:02}", day + 2), 1, ""));
    says("FEA002", &reply(fields, &target), "", &days.collect::<Vec<_>>())
}

#[test]
fn the_median_period_of_the_log_decides_whether_one_may_be_late() {
    assert_eq!(daily("95%", &[20, 3, 40], ""), NONE);
    assert_eq!(
        daily("95%", &[19, 3, 40], ""),
        [
            "warning: the logs have about 19 cases a day (the median of 3): 95% leaves no room for a single late one, and the real target is every case"
        ]
    );
    // The median of an even number of days lies between two.
    assert_eq!(daily("95%", &[19, 21], ""), NONE);
    assert_eq!(daily("95%", &[19, 20], "").len(), 1);
    // What the log says beats what is declared, and days without a case are none.
    assert_eq!(daily("95%", &[20, 0, 0, 20], "volume = { cases = 10, per = \"day\" }"), NONE);
    assert_eq!(daily("95%", &[10], "volume = { cases = 1000, per = \"day\" }").len(), 1);
    // Without a case of its own the declared volume is all there is.
    assert_eq!(daily("95%", &[], "volume = { cases = 10, per = \"day\" }").len(), 1);
    assert_eq!(daily("100%", &[3], ""), NONE);
}

#[test]
fn the_cases_of_a_pilot_are_counted_in_its_scope_and_days() {
    let piloted = |fields: &str, rows: &[String]| {
        let pilot = format!("pilot = {{ where = {{ region = \"east\" }}, min_cases = 3{fields} }}");
        says("FEA008", &reply(&pilot, "within = \"4h\"\nshare = \"80%\""), ",region", rows)
    };
    let east = |count| rows(count, "2026-03-02", 1, ",east");
    assert_eq!(piloted("", &[east(3)]), NONE);
    let too_few = ["warning: the logs have 2 cases of the pilot, and it takes 3 to know enough"];
    assert_eq!(piloted("", &[east(2), rows(9, "2026-03-02", 1, ",west")]), too_few);
    assert_eq!(piloted(", until = 2026-03-02", &[east(3)]), NONE);
    assert_eq!(piloted(", from = 2026-03-02", &[east(2), rows(9, "2026-03-01", 1, ",east")]), too_few);
    assert_eq!(piloted(", until = 2026-03-02", &[east(2), rows(9, "2026-03-03", 1, ",east")]), too_few);
}

#[test]
fn a_pilot_counts_a_case_once_and_none_that_is_excluded() {
    let pilot = "pilot = { min_cases = 3 }";
    let two = format!(
        "{}[[commitment.target]]\nclock = \"answer\"\nwithin = \"2h\"\nshare = \"50%\"\n\
         [[commitment.exception]]\nid = \"x\"\nwhen = {{ region = \"north\" }}\n",
        reply(pilot, "within = \"4h\"\nshare = \"80%\"")
    );
    let counted = says(
        "FEA008",
        &two,
        ",region",
        &[rows(2, "2026-03-02", 1, ",east"), rows(9, "2026-03-02", 1, ",north")],
    );
    assert_eq!(counted, ["warning: the logs have 2 cases of the pilot, and it takes 3 to know enough"]);
}

fn timid(limit: &str, quick: usize, slow: &str) -> Vec<String> {
    let target = format!("within = \"{limit}\"\nshare = \"95%\"");
    says("TIM010", &reply("", &target), "", &[rows(quick, "2026-03-02", 3, ""), slow.to_owned()])
}

#[test]
fn a_limit_that_nearly_all_need_half_of_is_timid() {
    assert_eq!(timid("7h", 100, ""), ["info: 95% of 100 past cases took at most 3h, less than half of 7h"]);
    assert_eq!(timid("7h", 99, ""), NONE);
    assert_eq!(timid("6h", 100, ""), NONE);
    // Those that are overdue took longer than any that ended.
    let overdue = |count| "2026-03-02 09:00,\n".repeat(count);
    assert_eq!(timid("7h", 95, &overdue(5)).len(), 1);
    assert_eq!(timid("7h", 94, &overdue(6)), NONE);
}

#[test]
fn unequal_delivery_names_the_groups_and_lets_chance_be() {
    let of = |columns: &str, groups: &[(&str, usize, usize)]| {
        let rows: Vec<_> = groups
            .iter()
            .map(|(name, met, late)| {
                rows(*met, "2026-03-02", 1, &format!(",{name}"))
                    + &rows(*late, "2026-03-02", 8, &format!(",{name}"))
            })
            .collect();
        says("CON015", &reply("", "within = \"4h\"\nshare = \"50%\""), columns, &rows)
    };
    let split = [("phone", 90, 10), ("web", 60, 40)];
    assert_eq!(
        of(",channel", &split),
        [
            "warning: kept unequally by `channel`, by more than chance (p ≤ 0.001): `channel` = \"web\": 60 of 100 in \
          time (60%); `channel` = \"phone\": 90 of 100 in time (90%)"
        ]
    );
    assert_eq!(of(",门店", &split).len(), 1);
    // 90 and 79 of 100: p = 0.033.
    assert_eq!(of(",channel", &[("phone", 90, 10), ("web", 79, 21)]), NONE);
    // Too few are expected to be late, on every side.
    assert_eq!(of(",channel", &[("phone", 30, 0), ("web", 26, 4)]), NONE);
    // A class is no channel, and neither is any other column.
    assert_eq!(of(",priority", &split), NONE);
    assert_eq!(of(",channel_id", &split), NONE);
    // A column with too many values names no channels.
    let many: Vec<_> = (0..201).map(|n| (format!("c{n}"), n % 2 * 9 + 1)).collect();
    let groups = |most: usize| -> Vec<String> {
        let groups: Vec<_> =
            many.iter().take(most).map(|(name, met)| (name.as_str(), *met * 2, 20 - *met * 2)).collect();
        of(",channel", &groups)
    };
    assert_eq!(groups(199).len(), 1);
    assert_eq!(groups(201), NONE);
}

#[test]
fn times_are_channels_too() {
    let target = reply("", "within = \"4h\"\nshare = \"50%\"");
    let monday = rows(60, "2026-03-02", 1, "") + &rows(40, "2026-03-02", 8, "");
    let tuesday = rows(95, "2026-03-03", 1, "") + &rows(5, "2026-03-03", 8, "");
    let said = says("CON015", &target, "", &[monday, tuesday]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("by day of the week") && said[0].contains("Monday: 60 of 100"), "{said:?}");
}

fn excluded(settings: &str, out: usize, of: usize) -> Vec<String> {
    let exception = "[[commitment.exception]]\nid = \"storm\"\nwhen = { weather = \"storm\" }\n";
    let definitions = reply("", "within = \"4h\"\nshare = \"80%\"") + exception;
    let log = format!(
        "received,answered,weather\n{}{}",
        rows(out, "2026-03-02", 1, ",storm"),
        rows(of - out, "2026-03-02", 1, ",")
    );
    found(&folder(&definitions, &log).file("promise.toml", settings), "FLX004")
}

#[test]
fn exceptions_may_take_so_much_and_no_more() {
    assert_eq!(excluded("", 15, 100), NONE);
    let heavy =
        ["warning: 16 of 100 cases (16%) are excluded, more than 15%; 16 of them by exception `storm`"];
    assert_eq!(excluded("", 16, 100), heavy);
    assert_eq!(excluded("most_excluded = \"16%\"\n", 16, 100), NONE);
    assert_eq!(excluded("most_excluded = 0.05\n", 6, 100).len(), 1);
}

#[test]
fn cases_in_a_gap_between_versions_are_not_excluded_from_a_promise() {
    let version = |dates: &str| reply(&format!("effective = {dates}"), "within = \"4h\"\nshare = \"80%\"");
    let two = version("{ until = 2026-03-01 }") + &version("{ from = 2026-04-01 }");
    let rows = [rows(50, "2026-03-15", 1, ""), rows(2, "2026-04-02", 1, "")];
    assert_eq!(says("FLX004", &two, "", &rows), NONE);
}

fn classes(quick: (usize, i64), slow: (usize, i64), when: &str) -> Vec<String> {
    let first = match when {
        "" => String::new(),
        when => format!(
            "within = \"1h\"\nshare = \"90%\"\nwhen = {{ priority = \"{when}\" }}\n[[commitment.target]]\nclock = \"answer\"\n"
        ),
    };
    let definitions = reply("", &format!("{first}within = \"12h\"\nshare = \"90%\""));
    let log = format!(
        "received,answered,priority\n{}{}",
        rows(quick.0, "2026-03-02", quick.1, ",urgent"),
        rows(slow.0, "2026-03-02", slow.1, ",normal")
    );
    let settings = "[order]\npriority = [\"normal\", \"urgent\"]\n";
    found(&folder(&definitions, &log).file("promise.toml", settings), "FLX006")
}

#[test]
fn one_limit_fits_classes_up_to_four_times_as_slow() {
    assert_eq!(classes((30, 2), (30, 8), ""), NONE);
    assert_eq!(
        classes((30, 2), (30, 9), ""),
        [
            "warning: 12h for all, though 90% of the cases with `priority` = \"urgent\" take up to 2h and of those with \"normal\" 9h"
        ]
    );
    assert_eq!(classes((29, 2), (30, 9), ""), NONE);
    assert_eq!(classes((30, 2), (30, 9), "urgent"), NONE);
}

#[test]
fn a_whole_that_is_broken_has_no_peak_that_collapses() {
    let day = |count, late, day: &str| rows(count, day, 1, "") + &rows(late, day, 8, "");
    let of = |rows: &[String]| says("FEA012", &reply("", "within = \"4h\"\nshare = \"90%\""), "", rows);
    let good = day(400, 0, "2026-03-02");
    // Every Tuesday at nine half of them are late.
    let collapsed = of(&[good.clone(), day(20, 20, "2026-03-03")]);
    assert_eq!(
        collapsed,
        [
            "warning: 95.4% of all cases were in time and 90% is promised, but not in Tuesday 9:00 to 10:00: 20 of 40 in time (50%)"
        ]
    );
    // 34 of 40 is what chance makes of 90 %.
    assert_eq!(of(&[good.clone(), day(34, 6, "2026-03-03")]), NONE);
    assert_eq!(of(&[good, day(100, 100, "2026-03-03")]), NONE);
}

#[test]
fn rows_that_no_commitment_covers_are_counted_by_what_they_have() {
    let applies = reply("applies = { type = [\"mail\", \"letter\"] }", "within = \"4h\"\nshare = \"80%\"");
    let row = |kind: &str, count| rows(count, "2026-03-02", 1, &format!(",{kind}"));
    assert_eq!(says("COV002", &applies, ",type,region", &[row("mail,east", 3), row("letter,west", 1)]), NONE);
    assert_eq!(
        says("COV002", &applies, ",type,region", &[row("mail,east", 3), row("call,east", 2), row(",", 1)]),
        [
            "info: no commitment covers 3 of the 6 cases of log `mails` (50%); `type`: 2 \"call\", 1 without; `region`: \
          2 \"east\", 1 without"
        ]
    );
}

#[test]
fn what_is_measured_by_may_be_missing_in_few_rows() {
    let applies =
        |condition: &str| reply(&format!("applies = {condition}"), "within = \"4h\"\nshare = \"80%\"");
    let of = |condition: &str, missing: usize| {
        let rows = [rows(100 - missing, "2026-03-02", 1, ",mail"), rows(missing, "2026-03-02", 1, ",")];
        says("FEA010", &applies(condition), ",type", &rows)
    };
    assert_eq!(of("{ type = \"mail\" }", 5), NONE);
    assert_eq!(
        of("{ type = \"mail\" }", 6),
        [
            "error: `type` is missing in 6 of 100 rows of log `mails` (6%): nobody knows whether they are meant"
        ]
    );
    assert_eq!(of("{ type = [\"mail\", \"\"] }", 6), NONE);
    let value = |absent: &str, missing: usize| {
        let target = format!(
            "[[commitment]]\nid = \"csat\"\nstatus = \"published\"\n[[commitment.target]]\nvalue = \"csat\"\nat_least = 4\nshare = \"50%\"\n{absent}"
        );
        let rows = [rows(100 - missing, "2026-03-02", 1, ",5"), rows(missing, "2026-03-02", 1, ",")];
        says("FEA010", &target, ",csat", &rows)
    };
    let lacking = |found: Vec<String>| found.into_iter().filter(|said| said.contains("csat`")).count();
    assert_eq!(lacking(value("", 5)), 0);
    assert_eq!(value("", 6), ["error: 6 of 100 cases (6%) have no `csat`, and are not measured"]);
    assert_eq!(lacking(value("absent = \"breached\"", 6)), 0);
}

/// The findings of FEA010 of a promise with more fields, and a second one that is late.
fn absent(fields: &str, target: &str, columns: &str) -> Vec<String> {
    let late = reply("", "within = \"4h\"\nshare = \"80%\"").replace("\"reply\"", "\"late\"");
    let cells = ",x".repeat(columns.matches(',').count());
    let log = format!("received,answered{columns}\n{}", rows(30, "2026-03-02", 8, &cells));
    let folder = folder(&(late + &reply(fields, target)), &log);
    // Whatever else it is, the other promise has its past; and so has a published one whose trial has none.
    let own = usize::from(fields.is_empty() && target.starts_with("within") || fields.starts_with("pilot"));
    assert_eq!(found(&folder, "FEA003").len(), 1 + own);
    found(&folder, "FEA010")
}

#[test]
fn a_column_that_no_log_has_is_told_of_and_stops_nothing() {
    let target = "within = \"4h\"\nshare = \"80%\"";
    let said = |name: &str| {
        [format!(
            "error: column `{name}` is asked for, which log `mails` does not have: nobody can measure this"
        )]
    };
    assert_eq!(absent("", target, ",region"), NONE);
    assert_eq!(absent("applies = { region = \"x\" }", target, ",city"), said("region"));
    assert_eq!(absent("pilot = { where = { region = \"x\" } }", target, ",city"), said("region"));
    let when = |name: &str| format!("{target}\nwhen = {{ {name} = \"x\" }}");
    assert_eq!(absent("applies = { city = \"x\" }", &when("kind"), ",city"), said("kind"));
    let exception = "[[commitment.exception]]\nid = \"e\"\nwhen = { weather = \"x\" }";
    assert_eq!(
        absent("applies = { city = \"x\" }", &format!("{target}\n{exception}"), ",city,kind"),
        said("weather")
    );
    assert_eq!(absent("owner = \"x\"", "by = \"promised\"\nshare = \"80%\"", ",city"), said("promised"));
    // Each column is told of, and each once.
    let both = absent("applies = { region = \"x\", city = \"x\" }", &when("region"), ",kind");
    assert_eq!(both, [said("region"), said("city")].concat());
}

#[test]
fn a_value_that_no_log_has_takes_its_target_alone() {
    let csat = "\n[[commitment.target]]\nvalue = \"csat\"\nat_least = 4\nshare = \"50%\"";
    let target = format!("within = \"4h\"\nshare = \"80%\"{csat}");
    let log = format!("received,answered,csats\n{}", rows(30, "2026-03-02", 8, ",9"));
    let folder = folder(&reply("", &target), &log);
    let said =
        ["error: column `csat` is asked for, which log `mails` does not have: nobody can measure this"];
    assert_eq!(found(&folder, "FEA010"), said);
    assert_eq!(found(&folder, "FEA003").len(), 1);
    let json = check(&folder, "FEA010").ended(0).json();
    assert_eq!(
        json["findings"][0]["help"],
        "write `csats`, or map it in the log's `columns`: `csat = \"csats\"`"
    );
    // The base of a remedy takes nothing but its amounts.
    let remedy = "[commitment.remedy]\namount = \"10%\"\nof = \"fee\"\ncap = { amount = 1, per = \"month\" }";
    let definitions = reply("", &format!("within = \"4h\"\nshare = \"80%\"\n{remedy}"));
    let said = says("FEA010,FEA011,FEA003", &definitions, "", &[rows(30, "2026-03-02", 8, "")]);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().any(|said| said.contains("column `fee`")), "{said:?}");
}

#[test]
fn nobody_counts_rows_as_uncovered_whose_promise_cannot_tell_its_cases() {
    let applies = |name: &str| {
        let definitions =
            reply(&format!("applies = {{ {name} = \"x\" }}"), "within = \"4h\"\nshare = \"80%\"");
        says("COV002", &definitions, ",city", &[rows(3, "2026-03-02", 1, ",y")])
    };
    assert_eq!((applies("city").len(), applies("region").len()), (1, 0));
}

#[test]
fn chinese_says_which_column_is_absent() {
    let definitions = reply("applies = { region = \"x\" }", "within = \"4h\"\nshare = \"80%\"");
    let folder = folder(&definitions, &format!("received,answered\n{}", rows(1, "2026-03-02", 1, "")));
    let arguments = ["check", ".", "--logs", "--select", "FEA010", "--lang", "zh", "--as-of", "2026-06-30"];
    let said = folder.promise(&arguments).ended(1).stdout;
    assert!(said.contains("要用到列 `region`，日志 `mails` 里没有：无从统计"), "{said}");
    // A report has nothing to say of it, and stops.
    let said = folder.promise(&["report", "."]).ended(2).stderr;
    assert!(said.contains("uses the column \"region\", which log \"mails\" does not have"), "{said}");
}

#[test]
fn years_of_the_log_must_have_holidays_too() {
    let calendar = |years: &str| {
        format!(
            "[[calendar]]\nid = \"desk\"\ntimezone = \"UTC\"\nhours = {{ mon-fri = [\"09:00-17:00\"] }}\nyears = \"{years}\"\n"
        )
    };
    let of = |years: &str| {
        let definitions = reply("", "within = \"4 business hours\"\nshare = \"80%\"") + &calendar(years);
        let log = format!("received,answered\n{}", rows(3, "2025-03-03", 1, ""));
        let text = format!("{definitions}{}", CLOCK.replacen("start =", "calendar = \"desk\"\nstart =", 1));
        found(&Folder::new().file("a.toml", text).file("mails.csv", log), "TIM009")
    };
    assert_eq!(of("2025..2026"), NONE);
    assert_eq!(of("2026..2026"), ["error: calendar `desk` has the holidays of 2026, not those of 2025"]);
}

#[test]
fn without_logs_the_rules_are_skipped_by_name() {
    let folder = folder(&reply("", "within = \"4h\"\nshare = \"80%\""), "received,answered\n");
    let check = ["check", ".", "--select", "FEA003,CON015", "--format", "json"];
    let skipped = |output: Output| output.json()["skipped"].clone();
    let names = serde_json::json!([{"code": "CON015", "needs": "logs"}, {"code": "FEA003", "needs": "logs"}]);
    assert_eq!(skipped(folder.promise(&check).ended(0)), names);
    assert_eq!(skipped(folder.promise(&[&check[..], &["--logs"]].concat()).ended(0)), serde_json::json!([]));
    // Where no log is defined there is nothing to hold a promise against.
    let without = Folder::new().file("a.toml", "[[commitment]]\nid = \"c\"\nstatus = \"published\"\n");
    assert_eq!(skipped(without.promise(&[&check[..], &["--logs"]].concat()).ended(0)), names);
}

#[test]
fn chinese_says_the_same() {
    let target = reply("", "within = \"4h\"\nshare = \"80%\"");
    let folder = folder(&target, &format!("received,answered\n{}", rows(10, "2026-03-02", 8, "")));
    let arguments = ["check", ".", "--logs", "--select", "FEA003", "--lang", "zh", "--fail-on", "never"];
    let text = folder.promise(&arguments).ended(0).stdout;
    assert!(text.contains("过去 10 件中 0 件达标（0%），承诺却是 80%"), "{text}");
}

#[test]
fn the_scorecard_says_what_was_measured_of_each_target() {
    let exception = "[[commitment.exception]]\nid = \"storm\"\nwhen = { weather = \"storm\" }\n";
    let definitions = reply("", "within = \"4h\"\nshare = \"80%\"\nper = \"month\"") + exception;
    let row = |count, hours, rest: &str| rows(count, "2026-03-02", hours, rest);
    let log = [
        "received,answered,weather,channel\n".to_owned(),
        row(90, 1, ",,phone") + &row(10, 8, ",,phone"),
        row(60, 1, ",,web") + &row(40, 8, ",,web"),
        row(50, 1, ",storm,web"),
    ];
    let folder = folder(&definitions, &log.concat());
    let asked = ["check", ".", "--statistics", "--logs", "--fail-on", "never", "--as-of", "2026-06-30"];
    let run = |more: &[&str]| folder.promise(&[&asked[..], more].concat()).ended(0);
    assert_eq!(
        run(&["--format", "json"]).json()["statistics"]["measured"],
        serde_json::json!([{
            "id": "reply", "version": "1", "target": 1,
            "feasible": {"met": 150, "cases": 200, "share": 0.8},
            "timely": {"p95": 28800.0, "unit": "s", "limit": "4h"},
            "flexible": {"excluded": 50, "cases": 250},
            "consistent": {"unequal": ["channel"]}
        }])
    );
    let table = |text: &str| -> Vec<Vec<String>> {
        let of_table = text.lines().skip_while(|line| !line.contains("95%"));
        of_table.take(2).map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
    };
    let english = table(&run(&[]).stdout);
    assert_eq!(english[1][..9], ["reply", "1", "200", "75%", "80%", "8h", "4h", "20%", "by"], "{english:?}");
    let chinese = table(&run(&["--lang", "zh"]).stdout);
    assert_eq!(chinese[0], ["承诺", "目标", "件数", "达成率", "承诺值", "95%用时", "时限", "排除", "不均"]);
    assert_eq!(chinese[1][5], "8小时");
    // Without logs nothing is measured.
    let without = folder.promise(&["check", ".", "--statistics", "--format", "json", "--fail-on", "never"]);
    assert!(without.ended(0).json()["statistics"].get("measured").is_none());
}

/// Cases of every kind over some weeks, in an order that no thread can guess.
fn long_log() -> String {
    let mut log = "received,answered,channel,priority\n".to_owned();
    let mut seed = 17_u64;
    for _ in 0..5_000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = |from: u32, of: u64| (seed >> from) % of;
        let (day, hour, took) = (1 + pick(20, 28), pick(30, 12), pick(40, 12));
        let stop =
            if pick(50, 9) == 0 { String::new() } else { format!("2026-03-{day:02} {:02}:00", hour + took) };
        let channel = ["phone", "web", "", "app"][usize::try_from(pick(10, 4)).unwrap()];
        let priority = ["urgent", "normal"][usize::try_from(pick(55, 2)).unwrap()];
        writeln!(log, "2026-03-{day:02} {hour:02}:30,{stop},{channel},{priority}").unwrap();
    }
    log
}

#[test]
fn the_past_is_that_of_a_report_and_the_same_with_any_number_of_threads() {
    let definitions = reply(
        "",
        "within = \"4h\"\nshare = \"80%\"\nwhen = { priority = \"urgent\" }\n[[commitment.target]]\nclock = \"answer\"\nwithin = \"8h\"\nshare = \"80%\"",
    );
    let folder = folder(&definitions, &long_log());
    let paths = files::collect(&[folder.path().to_path_buf()]).unwrap();
    let mut sources = Sources::default();
    let (definitions, _) = promise::model::load(&mut sources, &paths, std::path::Path::to_path_buf).unwrap();
    let read = |threads: usize| {
        let asked = Asked {
            as_of: Some(AsOf::Instant(1_774_000_000 as Instant)),
            threads: NonZeroUsize::new(threads),
            ..Asked::default()
        };
        let stdin = &mut || -> Box<dyn std::io::Read + Send> { unreachable!("the log is a file") };
        History::read(&definitions, asked, stdin).unwrap().unwrap()
    };
    let one = read(1);
    assert_eq!(format!("{one:?}"), format!("{:?}", read(3)));
    let asked = ["report", ".", "--as-of", "2026-03-20T09:46:40Z", "--by", "channel", "--format", "json"];
    let report = folder.promise(&asked).ended(0).json();
    let past = one.of_commitment(&definitions.commitments[0]).unwrap();
    for (place, target) in past.targets.iter().enumerate() {
        let target = target.as_ref().unwrap();
        let totals = report["commitments"][0]["targets"][place]["totals"].as_array().unwrap();
        let split = target.splits.iter().find(|split| split.attribute == "channel").unwrap();
        assert_eq!(totals.len(), split.groups.len());
        let mut met = 0;
        for total in totals {
            let cut = &split.groups[total["by"]["channel"].as_str().unwrap()];
            let counter = &cut.counter;
            for (name, count) in [
                ("met", counter.met),
                ("late", counter.late),
                ("overdue", counter.overdue),
                ("pending", counter.pending),
            ] {
                assert_eq!(total[name].as_u64(), Some(count), "target {place}, {name} of {total}");
            }
            met += counter.met;
        }
        assert!(met > 100 && met == target.all.counter.met);
        let by_hour: u64 = target.hours.values().map(promise::tally::Counter::decided).sum();
        assert_eq!(by_hour, target.all.counter.decided());
    }
}
