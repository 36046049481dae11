//! FEA rules: what fires, and what comes near and does not.

use crate::folder::Folder;

/// The code and the words of each finding in a file of definitions.
pub(super) fn found(text: &str, select: &[&str]) -> Vec<String> {
    of(&Folder::new().file("a.yaml", text), select)
}

pub(super) fn of(folder: &Folder, select: &[&str]) -> Vec<String> {
    let checked = folder.check(select);
    let words = |finding: &promise::finding::Finding| {
        format!("{} {}", finding.code.code, checked.sources.text(finding.span))
    };
    checked.outcome.findings.iter().map(words).collect()
}

const NONE: [&str; 0] = [];

/// A commitment with a volume and one target.
fn volume(volume: &str, target: &str) -> Vec<String> {
    let text = format!(
        "
commitment:
  - id: c
    volume: {volume}
    target: [{{clock: k, within: 4h, {target}}}]
clock: [{{id: k, start: a, stop: b}}]
"
    );
    found(&text, &["FEA002"])
}

#[test]
fn a_share_leaves_room_for_one_late_case() {
    assert_eq!(volume("{cases: 10, per: day}", "share: 95%, per: day"), ["FEA002 95%"]);
    assert_eq!(volume("{cases: 19, per: month}", "share: 95%, per: month"), ["FEA002 95%"]);
    assert_eq!(volume("{cases: 20, per: month}", "share: 95%, per: month"), NONE);
    assert_eq!(volume("{cases: 99, per: month}", "share: 99%"), ["FEA002 99%"]);
    assert_eq!(volume("{cases: 100, per: month}", "share: 99%"), NONE);
    // 300 a month are about 14 a working day, and 900 a quarter.
    assert_eq!(volume("{cases: 300, per: month}", "share: 95%, per: day"), ["FEA002 95%"]);
    assert_eq!(volume("{cases: 300, per: month}", "share: 99.8%, per: quarter"), NONE);
    // 420 a month are 20 a working day, if not 20 a calendar day.
    assert_eq!(volume("{cases: 420, per: month}", "share: 95%, per: day"), NONE);
    // Every case is meant where every case is written, or no share at all.
    assert_eq!(volume("{cases: 5, per: month}", "share: 100%"), NONE);
    assert_eq!(volume("{cases: 5, per: month}", "per: month"), NONE);
    assert_eq!(volume("{cases: 0, per: month}", "share: 95%"), NONE);
    // A part of the cases has no more of them than the whole.
    assert_eq!(volume("{cases: 19, per: month}", "share: 95%, when: {priority: urgent}"), ["FEA002 95%"]);
}

/// A standard with capacity and the targets given, in one line.
fn capacity(capacity: &str, targets: &str) -> Vec<String> {
    let text = format!(
        "
standard:
  - id: s
    capacity: {capacity}
    target: [{targets}]
calendar: [{{id: d, timezone: UTC, hours: {{mon-sun: [\"09:00-18:00\"]}}}}]
clock: [{{id: k, start: a, stop: b, calendar: d}}]
"
    );
    found(&text, &["FEA004"])
}

#[test]
fn more_work_arrives_than_the_staff_can_do() {
    let calls =
        |staff: &str| capacity(&format!("{{staff: {staff}, handling: 18m, arrivals_per_hour: 30}}"), "");
    assert_eq!(calls("8"), ["FEA004 8"]);
    assert_eq!(calls("9"), ["FEA004 9"]);
    assert_eq!(calls("9.1"), NONE);
    // Of handling in days nobody knows the hours.
    assert_eq!(capacity("{staff: 1, handling: 2 days, arrivals_per_hour: 30}", ""), NONE);
    assert_eq!(capacity("{staff: 100000000, handling: 1h, arrivals_per_hour: 99999999}", ""), NONE);
}

#[test]
fn too_many_cases_wait_longer_than_the_limit() {
    let calls = |staff: u32, target: &str| {
        capacity(&format!("{{staff: {staff}, handling: 240s, arrivals_per_hour: 150}}"), target)
    };
    let answered = "{clock: k, within: 20s, share: 80%}";
    assert_eq!(calls(13, answered), ["FEA004 13"]);
    assert_eq!(calls(14, answered), NONE);
    assert_eq!(calls(13, "{clock: k, within: 20 business minutes, share: 99.9%}"), NONE);
    assert_eq!(calls(11, "{clock: k, within: 4 business minutes, share: 80%}"), ["FEA004 11"]);
    // A random queue never reaches every case; so nearly is enough.
    assert_eq!(calls(14, "{clock: k, within: 1h}"), NONE);
    assert_eq!(calls(14, "{clock: k, within: 20s}"), ["FEA004 14"]);
    // One class may overtake the others, and days depend on the calendar.
    assert_eq!(calls(13, "{clock: k, within: 20s, share: 80%, when: {priority: urgent}}"), NONE);
    assert_eq!(calls(11, "{clock: k, within: 1 day, share: 99%}"), NONE);
}

#[test]
fn a_promise_without_a_line_in_its_standard_needs_staff_too() {
    let text = |standard: &str| {
        format!(
            "
commitment:
  - {{id: c, standard: s, target: [{{clock: k, within: 20s, share: 90%}}]}}
standard:
  - id: s
    capacity: {{staff: 14, handling: 240s, arrivals_per_hour: 150}}
    target: [{standard}]
clock: [{{id: k, start: a, stop: b}}]
"
        )
    };
    assert_eq!(found(&text(""), &["FEA004"]), ["FEA004 14"]);
    // What the standard says of it decides; that it is weaker is CON012.
    assert_eq!(found(&text("{clock: k, within: 20s, share: 85%}"), &["FEA004"]), NONE);
}

/// A limit on a clock with these hours, backed by a team with those.
fn staffed(limit: &str, clock: &str, team: &str) -> Vec<String> {
    let (calendar, hours) = match clock {
        "" => (String::new(), "{mon: [\"09:00-10:00\"]}"),
        hours => (", calendar: own".to_owned(), hours),
    };
    let text = format!(
        "
commitment:
  - {{id: c, standard: s, target: [{{clock: k, within: {limit}}}]}}
standard:
  - {{id: s, capacity: {{staff: 1, handling: 1m, arrivals_per_hour: 1, calendar: team}}}}
clock: [{{id: k, start: a, stop: b{calendar}}}]
calendar:
  - {{id: own, timezone: Asia/Shanghai, hours: {hours}}}
  - {{id: team, timezone: Asia/Shanghai, hours: {team}}}
"
    );
    found(&text, &["FEA005"])
}

const WEEKDAYS: &str = "{mon-fri: [\"09:00-18:00\"]}";
const ALWAYS: &str = "{mon-sun: [\"00:00-24:00\"]}";

#[test]
fn a_clock_round_the_clock_and_a_day_team() {
    // From Friday 18:00 to Monday 9:00 are 63 hours.
    assert_eq!(staffed("4h", "", WEEKDAYS), ["FEA005 4h"]);
    assert_eq!(staffed("63h", "", WEEKDAYS), ["FEA005 63h"]);
    assert_eq!(staffed("64h", "", WEEKDAYS), NONE);
    assert_eq!(staffed("4h", ALWAYS, WEEKDAYS), ["FEA005 4h"]);
    assert_eq!(staffed("30m", "", ALWAYS), NONE);
    assert_eq!(staffed("15h", "", "{mon-sun: [\"09:00-18:00\"]}"), ["FEA005 15h"]);
    assert_eq!(staffed("16h", "", "{mon-sun: [\"09:00-18:00\"]}"), NONE);
    // A team that works at night and over midnight.
    assert_eq!(staffed("12h", "", "{mon-sun: [\"20:00-09:00\"]}"), NONE);
    assert_eq!(staffed("11h", "", "{mon-sun: [\"20:00-09:00\"]}"), ["FEA005 11h"]);
    // A case of Friday evening is due at the end of Sunday; one of three days on Monday evening.
    assert_eq!(staffed("2 days", "", WEEKDAYS), ["FEA005 2 days"]);
    assert_eq!(staffed("3 days", "", WEEKDAYS), NONE);
}

#[test]
fn hours_of_the_clock_in_which_the_team_is_away() {
    let desk = "{mon-sun: [\"08:00-20:00\"]}";
    assert_eq!(staffed("4 business hours", WEEKDAYS, WEEKDAYS), NONE);
    assert_eq!(staffed("4 business hours", WEEKDAYS, desk), NONE);
    assert_eq!(
        staffed("1 business hour", "{mon-fri: [\"09:00-19:00\"]}", WEEKDAYS),
        ["FEA005 1 business hour"]
    );
    assert_eq!(staffed("2 business hours", "{mon-fri: [\"09:00-19:00\"]}", WEEKDAYS), NONE);
    // Two days of the desk without the team are 24 business hours: its nights do not count.
    assert_eq!(
        staffed("24 business hours", desk, "{mon-fri: [\"08:00-20:00\"]}"),
        ["FEA005 24 business hours"]
    );
    assert_eq!(staffed("25 business hours", desk, "{mon-fri: [\"08:00-20:00\"]}"), NONE);
    assert_eq!(staffed("1 business day", desk, "{mon-fri: [\"08:00-20:00\"]}"), ["FEA005 1 business day"]);
    assert_eq!(staffed("2 business days", desk, "{mon-fri: [\"08:00-20:00\"]}"), NONE);
    assert_eq!(staffed("1 business day", "{mon-fri: [\"09:00-17:00\"]}", WEEKDAYS), NONE);
    // Elapsed hours end with the opening hours of the clock.
    assert_eq!(staffed("13h", desk, "{mon-fri: [\"08:00-20:00\"]}"), NONE);
    // An hour at noon.
    let noon = "{mon-fri: [\"09:00-12:00\", \"13:00-18:00\"]}";
    assert_eq!(staffed("1 business hour", WEEKDAYS, noon), ["FEA005 1 business hour"]);
    assert_eq!(staffed("61 business minutes", WEEKDAYS, noon), NONE);
}

#[test]
fn capacity_without_a_calendar_is_no_absence() {
    let text = "
commitment:
  - {id: c, standard: s, target: [{clock: k, within: 4h}]}
  - {id: d, target: [{clock: k, within: 4h}]}
standard:
  - {id: s, capacity: {staff: 1, handling: 1m, arrivals_per_hour: 1}}
clock: [{id: k, start: a, stop: b}]
";
    assert_eq!(found(text, &["FEA005"]), NONE);
}

/// A standard of one target and what it depends on.
fn chain(target: &str, others: &str) -> Vec<String> {
    let text = format!(
        "
standard:
  - {{id: s, depends_on: [a, b], target: [{target}]}}
{others}
clock:
  - {{id: k, start: x, stop: y, calendar: d}}
  - {{id: l, start: x, stop: z, calendar: d}}
  - {{id: m, start: z, stop: y, calendar: d}}
calendar: [{{id: d, timezone: UTC, hours: {{mon-fri: [\"09:00-17:00\"]}}}}]
"
    );
    found(&text, &["FEA006"])
}

fn two(one: &str, other: &str) -> String {
    format!("  - {{id: a, target: [{one}]}}\n  - {{id: b, target: [{other}]}}")
}

#[test]
fn limits_in_series() {
    let whole = "{clock: k, within: 24h, share: 90%}";
    let parts = |one: &str, other: &str| {
        two(&format!("{{clock: l, within: {one}}}"), &format!("{{clock: m, within: {other}}}"))
    };
    assert_eq!(chain(whole, &parts("8h", "16h")), NONE);
    assert_eq!(chain(whole, &parts("8h", "17h")), ["FEA006 a, b"]);
    let days = "{clock: k, within: 7 days}";
    assert_eq!(chain(days, &parts("3 days", "4 days")), NONE);
    assert_eq!(chain(days, &parts("4 days", "4 days")), ["FEA006 a, b"]);
    // Of different kinds only what is certain.
    assert_eq!(chain(whole, &parts("8 business hours", "8h")), NONE);
    assert_eq!(chain(whole, &parts("8 business hours", "17h")), ["FEA006 a, b"]);
    assert_eq!(chain("{clock: k, within: 5 business days}", &parts("99h", "1 day")), NONE);
    // A first answer is not what the chain stands behind.
    let two_steps = "{clock: l, within: 1h, share: 90%}, {clock: k, within: 24h, share: 90%}";
    assert_eq!(chain(two_steps, &parts("8h", "16h")), NONE);
    // Of several targets of a dependency the best may be meant.
    let several = two("{clock: l, within: 1h}, {clock: m, within: 20h}", "{clock: m, within: 8h}");
    assert_eq!(chain(whole, &several), NONE);
    let same_clock = two("{clock: l, within: 1h}, {clock: k, within: 20h}", "{clock: m, within: 8h}");
    assert_eq!(chain(whole, &same_clock), ["FEA006 a, b"]);
}

#[test]
fn shares_in_series() {
    let whole = |share: &str| format!("{{clock: k, within: 24h, share: {share}}}");
    let parts = two("{clock: l, within: 8h, share: 90%}", "{clock: m, within: 8h, share: 90%}");
    assert_eq!(chain(&whole("81%"), &parts), NONE);
    assert_eq!(chain(&whole("82%"), &parts), ["FEA006 a, b"]);
    // Left out is every case, of the whole and of a part.
    assert_eq!(chain("{clock: k, within: 24h}", &parts), ["FEA006 a, b"]);
    assert_eq!(
        chain(&whole("90%"), &two("{clock: l, within: 8h}", "{clock: m, within: 8h, share: 90%}")),
        NONE
    );
    // What a supplier's customers think is no link of a chain in time.
    assert_eq!(
        chain(&whole("90%"), &two("{value: csat, at_least: 4, share: 80%}", "{clock: m, within: 8h}")),
        NONE
    );
    // Bands of the same condition belong together.
    let urgent = "{clock: k, within: 4h, share: 95%, when: {priority: urgent}}";
    let banded =
        "{clock: l, within: 3h, share: 95%, when: {priority: urgent}}, {clock: l, within: 30h, share: 95%}";
    assert_eq!(chain(urgent, &two(banded, "{clock: m, within: 1h}")), NONE);
    assert_eq!(chain(urgent, &two(banded, "{clock: m, within: 2h}")), ["FEA006 a, b"]);
}

#[test]
fn a_chain_of_commitments_unknown_ids_and_itself() {
    let text = "
commitment:
  - {id: a, effective: {from: 2026-01-01, until: 2026-06-01}, target: [{clock: k, within: 99h}]}
  - {id: a, effective: {from: 2026-06-01}, target: [{clock: k, within: 25h}]}
standard:
  - {id: s, depends_on: [s, a], target: [{clock: k, within: 24h}]}
clock: [{id: k, start: x, stop: y}]
";
    let checked = Folder::new().file("a.yaml", text).check(&["FEA006"]);
    let english = checked.text(promise::render::Language::En, 200);
    assert!(english.contains("`s` allows 24h, and what it depends on takes longer: 25h (`a`)"), "{english}");
}

#[test]
fn owners_standards_and_trials_of_what_is_published() {
    let with = |status: &str, more: &str| {
        let text = format!("commitment: [{{id: c, status: {status}{more}}}]\nstandard: [{{id: s}}]\n");
        found(&text, &["FEA007", "FEA008"])
    };
    assert_eq!(with("published", ""), ["FEA007 c", "FEA008 c"]);
    assert_eq!(with("published", ", owner: x, pilot: {until: 2026-01-01}"), ["FEA007 c"]);
    assert_eq!(with("published", ", standard: s, owner: x"), ["FEA008 c"]);
    assert_eq!(with("published", ", standard: s, owner: x, pilot: {}"), NONE);
    for status in ["draft", "pilot", "suspended", "retired"] {
        assert_eq!(with(status, ""), NONE, "{status}");
    }
}

/// A published commitment on a clock with a pause, and logs.
fn measured(logs: &str) -> Vec<String> {
    let text = format!(
        "
commitment:
  - {{id: c, status: published, target: [{{clock: k, within: 4h}}]}}
  - {{id: d, status: draft, target: [{{clock: later, within: 4h}}]}}
standard:
  - {{id: s, target: [{{clock: k, within: 3h}}]}}
clock:
  - {{id: k, start: got, stop: {{event: [done, closed]}}, pause: {{name: hold, max: 1h}}}}
  - {{id: later, start: got, stop: planned}}
  - {{id: unused, start: nothing, stop: at_all}}
log: [{logs}]
"
    );
    found(&text, &["FEA010"])
}

#[test]
fn what_clocks_need_is_in_a_log_that_serves_them() {
    let paused = "pauses: {hold: {columns: [a, b]}}";
    assert_eq!(measured(&format!("{{id: l, path: x, columns: {{got: g, done: d}}, {paused}}}")), NONE);
    assert_eq!(measured(&format!("{{id: l, path: x, columns: {{got: g, closed: d}}, {paused}}}")), NONE);
    assert_eq!(measured(&format!("{{id: l, path: x, columns: {{got: g}}, {paused}}}")), ["FEA010 done"]);
    assert_eq!(measured(&format!("{{id: l, path: x, columns: {{done: g}}, {paused}}}")), ["FEA010 got"]);
    assert_eq!(measured("{id: l, path: x, columns: {got: g, done: d}}"), ["FEA010 hold"]);
    assert_eq!(measured("{id: l, path: x, columns: {got: g, done: d, hold: seconds}}"), NONE);
    // Without a mapping of events, columns go by their own names.
    assert_eq!(measured(&format!("{{id: l, path: x, {paused}}}")), NONE);
    assert_eq!(measured(&format!("{{id: l, path: x, columns: {{type: kind}}, {paused}}}")), NONE);
    // Events stand in the rows of a log of events.
    let events =
        "{id: l, path: x, shape: events, case: c, event: e, at: t, pauses: {hold: {while: [pending]}}}";
    assert_eq!(measured(events), NONE);
}

#[test]
fn logs_that_serve_somebody_else() {
    let paused = "pauses: {hold: {columns: [a, b]}}";
    let log = |serves: &str, columns: &str| {
        format!("{{id: l-{serves}, path: x, columns: {{{columns}}}, serves: [{serves}], {paused}}}")
    };
    assert_eq!(measured(&log("c", "got: g, done: d")), NONE);
    // The standard is measured by the same clock.
    assert_eq!(measured(&log("s", "got: g, done: d")), NONE);
    assert_eq!(measured(&log("d", "got: g, done: d")), ["FEA010 k"]);
    assert_eq!(measured(&format!("{}, {}", log("c", "got: g"), log("d", "done: d"))), ["FEA010 done"]);
    assert_eq!(measured(&format!("{}, {}", log("c", "got: g"), log("s", "done: d"))), NONE);
    assert_eq!(measured(""), NONE);
}
