//! TIM rules: what fires, and what comes near and does not.

use super::feasibility::{found, of};
use crate::folder::Folder;

const NONE: [&str; 0] = [];
const CALENDAR: &str =
    "calendar: [{id: d, timezone: UTC, hours: {mon-thu: [\"09:00-17:00\"], fri: [\"09:00-13:00\"]}}]\n";
const CLOCKS: &str = "
clock:
  - {id: k, start: got, stop: done, calendar: d}
  - {id: first, start: got, stop: answered, calendar: d}
  - {id: later, start: sent, stop: done, calendar: d}
";

/// TIM002 of published commitments, each given by what follows its id.
fn silent(commitments: &[&str]) -> Vec<String> {
    let one = |(place, commitment)| format!("  - {{id: c{place}, status: published, {commitment}}}\n");
    let all: String = commitments.iter().enumerate().map(one).collect();
    found(&format!("commitment:\n{all}{CLOCKS}{CALENDAR}"), &["TIM002"])
}

#[test]
fn limits_of_more_than_a_day() {
    let limit = |limit: &str| silent(&[&format!("target: [{{clock: k, within: {limit}}}]")]);
    for short in ["24h", "1 day", "1 business day", "8 business hours"] {
        assert_eq!(limit(short), NONE, "{short}");
    }
    for long in ["25h", "2 days", "2 business days", "9 business hours", "1 week", "1 month"] {
        assert_eq!(limit(long), [format!("TIM002 {long}")]);
    }
    assert_eq!(silent(&["target: [{clock: k, by: due}, {clock: k, ahead: 3 days}]"]), NONE);
    assert_eq!(silent(&["target: [{clock: k, statistic: p90, at_most: 3 days}]"]), NONE);
}

#[test]
fn something_else_is_promised_of_the_same_cases_and_start() {
    let long = "applies: {type: repair}, target: [{clock: k, within: 3 days}]";
    let fires = ["TIM002 3 days"];
    let beside = |other: &str| silent(&[long, other]);
    assert_eq!(beside("target: [{clock: first, within: 24h}]"), NONE);
    assert_eq!(
        beside("applies: {type: [repair, parts]}, target: [{clock: first, within: 1 business day}]"),
        NONE
    );
    assert_eq!(beside("applies: {type: {not: parts}}, target: [{clock: first, within: 4h}]"), NONE);
    assert_eq!(beside("target: [{clock: first, statistic: p90, at_most: 2h}]"), NONE);
    // Other cases, another start, a limit that is no shorter.
    assert_eq!(beside("applies: {type: parts}, target: [{clock: first, within: 4h}]"), fires);
    assert_eq!(beside("applies: {channel: phone}, target: [{clock: first, within: 4h}]"), fires);
    assert_eq!(beside("target: [{clock: later, within: 4h}]"), fires);
    assert_eq!(beside("target: [{clock: first, within: 2 days}]").len(), 2);
}

#[test]
fn drafts_are_not_told_to_anyone() {
    let text = format!(
        "commitment:
  - {{id: a, status: published, target: [{{clock: k, within: 3 days}}]}}
  - {{id: b, status: draft, target: [{{clock: first, within: 4h}}]}}
  - {{id: c, target: [{{clock: later, within: 3 days}}]}}
{CLOCKS}{CALENDAR}"
    );
    assert_eq!(found(&text, &["TIM002"]), ["TIM002 3 days"]);
}

#[test]
fn a_target_of_the_same_commitment_breaks_the_silence() {
    assert_eq!(silent(&["target: [{clock: first, within: 4h}, {clock: k, within: 3 days}]"]), NONE);
    // In most cases within a day, in all within three.
    assert_eq!(silent(&["target: [{clock: k, within: 24h, share: 80%}, {clock: k, within: 3 days}]"]), NONE);
    // Only urgent cases hear something.
    let urgent = "target: [{clock: first, within: 4h, when: {priority: urgent}}, {clock: k, within: 3 days}]";
    assert_eq!(silent(&[urgent]), ["TIM002 3 days"]);
    let banded = "target: [{clock: k, within: 4h, when: {priority: urgent}}, {clock: k, within: 3 days}]";
    assert_eq!(silent(&[banded]), ["TIM002 3 days"]);
    let all = "target: [{clock: first, within: 1h, when: {priority: urgent}}, {clock: first, within: 4h}, {clock: k, within: 3 days}]";
    assert_eq!(silent(&[all]), NONE);
    // The class of the long limit is the one that is answered.
    let other = "target: [{clock: first, within: 4h, when: {priority: low}}, {clock: k, within: 3 days, when: {priority: low}}]";
    assert_eq!(silent(&[other]), NONE);
}

#[test]
fn several_promises_may_cover_the_cases_together() {
    let long = "target: [{clock: k, within: 3 days}]";
    let phone = "applies: {channel: phone}, target: [{clock: first, within: 1h}]";
    let others = "applies: {channel: {not: phone}}, target: [{clock: first, within: 4h}]";
    assert_eq!(silent(&[long, phone, others]), NONE);
    assert_eq!(silent(&[long, phone]), ["TIM002 3 days"]);
}

/// TIM003 of a published commitment with this text, exception and remedy.
fn unannounced(text: &str, more: &str) -> Vec<String> {
    let text = format!(
        "commitment:\n  - {{id: c, status: published, text: \"{text}\", target: [{{clock: k, within: 4h}}]{more}}}\n{CLOCKS}{CALENDAR}"
    );
    found(&text, &["TIM003"])
}

#[test]
fn words_that_tell_of_a_delay() {
    let fires = ["TIM003 c"];
    assert_eq!(unannounced("We answer within 4 hours.", ""), fires);
    for instead in [
        "We tell you within 4 hours and agree a new date.",
        "You get a text message with the new time.",
        "We keep you informed every 4 hours.",
        "A notice at the door names the day of reopening.",
        "We answer by post within 3 days.",
        "我们提前致电告知，并另约时间。",
        "每4小时告知一次进展。",
        "我們會以短訊通知您。",
    ] {
        assert_eq!(
            unannounced("x", &format!(", exception: [{{instead: \"{instead}\"}}]")),
            NONE,
            "{instead}"
        );
    }
    for instead in ["You get a loan bicycle.", "来电后24小时内修好。", "Please call us.", "请致电客服热线。"]
    {
        assert_eq!(
            unannounced("x", &format!(", exception: [{{instead: \"{instead}\"}}]")),
            fires,
            "{instead}"
        );
    }
    for (remedy, expected) in [
        ("If we are late, we call to tell you, and you get a voucher.", 0),
        ("如需延期，我们会致电告知原因。", 0),
        ("If we are late you get a 20 yuan voucher within 7 calendar days, without asking.", 1),
        ("逾期的，7个自然日内可得20元代金券。", 1),
        ("If our answer is late you get £30. To claim, call us.", 1),
    ] {
        let found = unannounced("x", &format!(", remedy: {{text: \"{remedy}\"}}"));
        assert_eq!(found.len(), expected, "{remedy}");
    }
}

#[test]
fn the_promise_itself_may_tell_of_a_delay() {
    assert_eq!(unannounced("We answer within 4 hours; if we need longer, we tell you when.", ""), NONE);
    assert_eq!(unannounced("4小时内答复；无法按时答复的，我们电话说明原因。", ""), NONE);
    // Being told is what is promised here, not what happens when it is late.
    assert_eq!(unannounced("We tell you the result within 4 hours.", ""), ["TIM003 c"]);
    assert_eq!(unannounced("We inform you no later than 4 hours before.", ""), ["TIM003 c"]);
}

#[test]
fn another_commitment_may_tell_of_the_delays() {
    let with = |applies: &str| {
        let text = format!(
            "commitment:
  - {{id: c, status: published, text: x, applies: {{type: repair}}, target: [{{clock: k, within: 4h}}]}}
  - {{id: d, status: published, text: \"If a visit is delayed, we call you an hour before.\", applies: {applies}, target: [{{clock: first, ahead: 1h}}]}}
{CLOCKS}{CALENDAR}"
        );
        found(&text, &["TIM003"])
    };
    assert_eq!(with("{type: repair}"), NONE);
    assert_eq!(with("{type: [parts, repair]}"), NONE);
    assert_eq!(with("{channel: phone}"), NONE);
    assert_eq!(with("{}"), NONE);
    assert_eq!(with("{type: parts}"), ["TIM003 c"]);
}

#[test]
fn what_cannot_be_late_or_cannot_be_read() {
    let with = |commitment: &str| {
        found(&format!("commitment: [{{id: c, {commitment}}}]\n{CLOCKS}{CALENDAR}"), &["TIM003"])
    };
    assert_eq!(with("status: published, target: [{value: csat, at_least: 4}]"), NONE);
    assert_eq!(with("status: published, target: [{clock: k, ahead: 24h}]"), NONE);
    assert_eq!(with("status: pilot, target: [{clock: k, within: 4h}]"), NONE);
    assert_eq!(with("status: published, target: [{clock: k, by: due}]"), ["TIM003 c"]);
    let french = "exception: [{instead: {fr: Nous vous appelons.}}]";
    assert_eq!(with(&format!("status: published, target: [{{clock: k, within: 4h}}], {french}")), NONE);
}

/// TIM004 of targets against a basis.
fn slower(basis: &str, targets: &str) -> Vec<String> {
    let text =
        format!("commitment:\n  - {{id: c, basis: {{{basis}}}, target: [{targets}]}}\n{CLOCKS}{CALENDAR}");
    found(&text, &["TIM004"])
}

#[test]
fn slower_than_customers_expect_or_others_are() {
    assert_eq!(slower("expectation: 24h", "{clock: k, within: 24h}"), NONE);
    assert_eq!(slower("expectation: 24h", "{clock: k, within: 25h}"), ["TIM004 25h"]);
    assert_eq!(slower("benchmark: 24h", "{clock: k, within: 48h}"), ["TIM004 48h"]);
    assert_eq!(slower("expectation: 4h, benchmark: 24h", "{clock: k, within: 48h}"), ["TIM004 48h"]);
    assert_eq!(slower("expectation: 24h", "{clock: k, statistic: p90, at_most: 48h}"), ["TIM004 48h"]);
    // Of different kinds only what is certain.
    assert_eq!(slower("expectation: 24h", "{clock: k, within: 1 day}"), ["TIM004 1 day"]);
    assert_eq!(slower("expectation: 24h", "{clock: k, within: 4 business hours}"), NONE);
    assert_eq!(slower("expectation: 2 business days", "{clock: k, within: 30h}"), NONE);
    // Notice is better if it is longer, and values are not slow.
    assert_eq!(slower("expectation: 24h", "{clock: k, ahead: 48h}"), NONE);
    assert_eq!(slower("expectation: 4", "{value: csat, at_least: 5}"), NONE);
    // One class of several; one step of several.
    let classes = "{clock: k, within: 4h, when: {priority: urgent}}, {clock: k, within: 48h}";
    assert_eq!(slower("expectation: 24h", classes), ["TIM004 48h"]);
    let steps = "{clock: first, within: 4h}, {clock: k, within: 48h}";
    assert_eq!(slower("expectation: 24h", steps), NONE);
    assert_eq!(slower("expectation: 2h", steps).len(), 2);
}

#[test]
fn remedies_have_a_term() {
    let with = |remedy: &str| found(&format!("commitment: [{{id: c, remedy: {{{remedy}}}}}]\n"), &["TIM005"]);
    assert_eq!(with("amount: 20, currency: CNY"), ["TIM005 20"]);
    assert_eq!(with("amount: 20, currency: CNY, paid_within: 7 days"), NONE);
    assert_eq!(with("text: You get £20 within 7 days, amount: 20"), ["TIM005 20"]);
    assert_eq!(with("per: period, tiers: [{below: 98%, amount: 5%}], of: fee"), ["TIM005 5%"]);
    assert_eq!(with("text: We repeat the work."), ["TIM005 We repeat the work."]);
    assert_eq!(with("text: We repeat the work within 2 days."), NONE);
}

#[test]
fn reviews_are_neither_past_nor_far_away() {
    // Today is 2026-11-21.
    let with = |fields: &str| found(&format!("commitment: [{{id: c, {fields}}}]\n"), &["TIM006"]);
    assert_eq!(with("status: published"), ["TIM006 c"]);
    assert_eq!(with("status: draft"), NONE);
    assert_eq!(with("status: pilot"), NONE);
    for (day, expected) in [("2026-11-20", 1), ("2026-11-21", 0), ("2027-11-21", 0), ("2027-11-22", 1)] {
        assert_eq!(with(&format!("status: published, review_by: {day}")).len(), expected, "{day}");
        assert_eq!(with(&format!("review_by: {day}")).len(), expected, "{day}");
    }
    // The next version is looked at within a year of its first day.
    assert_eq!(with("effective: {from: 2027-06-01}, review_by: 2028-06-01"), NONE);
    assert_eq!(with("effective: {from: 2027-06-01}, review_by: 2028-06-02").len(), 1);
    assert_eq!(with("status: retired, review_by: 2020-01-01"), NONE);
}

#[test]
fn status_and_dates_of_the_latest_version() {
    let versions = |list: &[&str]| {
        let list: Vec<_> = list.iter().map(|fields| format!("{{id: c, {fields}}}")).collect();
        found(&format!("commitment: [{}]\n", list.join(", ")), &["TIM007"])
    };
    assert_eq!(versions(&["status: published, effective: {from: 2026-11-22}"]), ["TIM007 2026-11-22"]);
    assert_eq!(versions(&["status: published, effective: {from: 2026-11-21}"]), NONE);
    assert_eq!(versions(&["status: published, effective: {until: 2026-11-21}"]), ["TIM007 2026-11-21"]);
    assert_eq!(versions(&["status: published, effective: {until: 2026-11-22}"]), NONE);
    assert_eq!(versions(&["status: published"]), NONE);
    assert_eq!(versions(&["effective: {from: 2027-01-01}"]), NONE);
    assert_eq!(versions(&["status: retired, effective: {until: 2026-01-01}"]), NONE);
    // Earlier versions are past, and the next one is announced while this one is in force.
    let now = "status: published, effective: {from: 2026-01-01, until: 2027-01-01}";
    let past = "status: published, effective: {until: 2026-01-01}";
    let next = "status: published, effective: {from: 2027-01-01}";
    assert_eq!(versions(&[past, now, next]), NONE);
    assert_eq!(versions(&[next, now]), NONE);
    assert_eq!(versions(&[past, next]), ["TIM007 2027-01-01"]);
    assert_eq!(versions(&[next, "status: draft, effective: {until: 2027-01-01}"]), ["TIM007 2027-01-01"]);
}

#[test]
fn pilots_have_an_end() {
    let with = |fields: &str| found(&format!("commitment: [{{id: c, {fields}}}]\n"), &["TIM007"]);
    assert_eq!(with("status: pilot, pilot: {until: 2026-11-20}"), ["TIM007 2026-11-20"]);
    assert_eq!(with("status: pilot, pilot: {until: 2026-11-21}"), NONE);
    assert_eq!(with("status: pilot, pilot: {min_cases: 200}"), NONE);
    assert_eq!(with("status: published, pilot: {until: 2026-01-31}"), NONE);
}

/// TIM009 of a calendar with this field, counted in by a commitment with these fields.
fn years(calendar: &str, commitment: &str) -> Vec<String> {
    let text = format!(
        "
commitment:
  - {{id: c, {commitment}}}
calendar:
  - {{id: office, timezone: UTC, hours: {{mon-fri: [\"09:00-17:00\"]}}{calendar}}}
  - {{id: desk, timezone: UTC, hours: {{mon-sun: [\"08:00-20:00\"]}}}}
clock:
  - {{id: k, start: got, stop: done, calendar: office}}
  - {{id: daily, start: got, stop: done, calendar: desk}}
"
    );
    found(&text, &["TIM009"])
}

#[test]
fn years_of_calendars_that_are_counted_in() {
    let published = |limit: &str| format!("status: published, target: [{{clock: k, {limit}}}]");
    let days = published("within: 2 business days");
    assert_eq!(years("", &days), ["TIM009 office"]);
    assert_eq!(years(", years: 2026", &days), NONE);
    assert_eq!(years(", years: 2025", &days), ["TIM009 2025"]);
    assert_eq!(years(", years: 2027..2028", &days), ["TIM009 2027..2028"]);
    assert_eq!(years("", &published("within: 4 business hours")), ["TIM009 office"]);
    assert_eq!(years("", &published("ahead: 2 business days")), ["TIM009 office"]);
    assert_eq!(years("", &published("statistic: p90, at_most: 4 business hours")), ["TIM009 office"]);
    // Not counted in the calendar, open every day, not published.
    assert_eq!(years("", &published("within: 48h")), NONE);
    assert_eq!(years("", &published("within: 2 days")), NONE);
    assert_eq!(years("", &published("within: 2 days, due_at: close")), ["TIM009 office"]);
    assert_eq!(years("", "status: published, target: [{clock: daily, within: 2 business days}]"), NONE);
    assert_eq!(years("", "target: [{clock: k, within: 2 business days}]"), NONE);
}

#[test]
fn the_years_in_force() {
    let with = |effective: &str, has: &str| {
        let target = "target: [{clock: k, within: 2 business days}]";
        years(&format!(", years: {has}"), &format!("status: published, effective: {{{effective}}}, {target}"))
    };
    assert_eq!(with("from: 2024-01-01", "2026"), NONE);
    assert_eq!(with("from: 2027-01-01", "2026"), ["TIM009 2026"]);
    assert_eq!(with("from: 2027-01-01", "2027"), NONE);
    assert_eq!(with("until: 2027-01-01", "2026"), NONE);
    assert_eq!(with("until: 2027-01-02", "2026"), ["TIM009 2026"]);
    assert_eq!(with("from: 2025-01-01, until: 2029-01-01", "2026..2028"), NONE);
    assert_eq!(with("from: 2025-01-01, until: 2026-01-01", "2024"), NONE);
}

/// TIM011 with an order of priorities.
fn gravest(fields: &str) -> Vec<String> {
    let settings = "[order]\npriority = [\"urgent\", \"normal\", \"top\"]\n";
    let text = format!(
        "commitment: [{{id: c, status: published, {fields}}}]\nclock: [{{id: k, start: a, stop: b}}]\n"
    );
    of(&Folder::new().file("a.yaml", &text).file("promise.toml", settings), &["TIM011"])
}

#[test]
fn the_gravest_cases_are_escalated() {
    assert_eq!(gravest("applies: {priority: top}"), ["TIM011 top"]);
    assert_eq!(gravest("target: [{clock: k, within: 1h, when: {priority: [normal, top]}}]"), ["TIM011 top"]);
    assert_eq!(gravest("applies: {priority: normal}"), NONE);
    // What the folder puts in order is not judged by its words.
    assert_eq!(gravest("applies: {priority: urgent}"), NONE);
    for value in ["urgent", "Critical", "EMERGENCY", "P1", "紧急", "重大", "升级", "緊急"] {
        assert_eq!(gravest(&format!("applies: {{class: {value}}}")), [format!("TIM011 {value}")]);
    }
    for value in ["P2", "non-urgent", "critical illness", "重大疾病", "非紧急", "upgrade", "1"] {
        assert_eq!(gravest(&format!("applies: {{class: {value}}}")), NONE, "{value}");
    }
    assert_eq!(gravest("applies: {class: {not: urgent}}"), NONE);
    assert_eq!(gravest("applies: {class: urgent}, escalation: {after: 2h, to: duty manager}"), NONE);
    assert_eq!(gravest("exception: [{when: {class: urgent}}]"), NONE);
}
