//! CON004 to CON007: what contradicts, and the near misses that do not.

use super::{check, check_yaml};

const CLOCKS: &str = "
clock:
  - {id: visit, start: received, stop: visited}
  - {id: other, start: received, stop: visited}
";

/// Two published commitments; of each its fields and its targets.
fn two(first: &str, second: &str) -> Vec<String> {
    let text = format!(
        "commitment:\n  - {{id: a, status: published, {first}}}\n  - {{id: b, status: published, {second}}}\n{CLOCKS}"
    );
    check_yaml("CON004", &text)
}

#[test]
fn two_promises_for_the_same_cases_are_told_with_a_case() {
    let found = two(
        "applies: {type: repair}, target: [{clock: visit, within: 24h}]",
        "applies: {channel: [phone, web]}, target: [{clock: visit, within: 48h}]",
    );
    let case = "as for a case with `type` = \"repair\" and `channel` = \"phone\"";
    assert_eq!(found, [format!("error CON004: 48h here and 24h in `a` for the same cases, {case}")]);
    let found = two(
        "target: [{clock: visit, within: 24h}]",
        "target: [{clock: visit, within: 24 hours, share: 90%}]",
    );
    assert_eq!(found, ["warning CON004: 24 hours is promised in `a` too, for the same cases"]);
    let found = two(
        "target: [{clock: visit, within: 4h, when: {priority: urgent}}, {clock: visit, within: 24h}]",
        "target: [{clock: visit, within: 4h, when: {priority: [urgent, high]}}, {clock: visit, within: 24h}]",
    );
    assert_eq!(
        found,
        ["error CON004: 4h here and 24h in `a` for the same cases, as for a case with `priority` = \"high\""]
    );
    let found = two("target: [{value: stars, at_least: 4}]", "target: [{value: stars, at_least: 5}]");
    assert_eq!(found, ["error CON004: 5 here and 4 in `a` for the same cases"]);
}

#[test]
fn promises_that_do_not_meet() {
    let visit = |limit: &str| format!("target: [{{clock: visit, within: {limit}}}]");
    let parted = |first: &str, second: &str| {
        let found = two(&format!("{first}, {}", visit("24h")), &format!("{second}, {}", visit("48h")));
        assert_eq!(found, [""; 0], "{first} | {second}");
    };
    parted("applies: {type: repair}", "applies: {type: [refund, parts]}");
    parted("applies: {type: repair, channel: web}", "applies: {type: repair, channel: phone}");
    parted("applies: {weight_kg: \"<=5\"}", "applies: {weight_kg: \">5\"}");
    parted("applies: {type: repair}", "applies: {type: {not: repair}}");
    parted("effective: {from: 2026-01-01, until: 2027-03-01}", "effective: {from: 2027-03-01}");
    parted("scope: Calls to the hotline", "scope: Letters");
    parted("scope: Calls to the hotline", "applies: {channel: web}");
    parted("exception: [{id: x, when: {hold: parts}, instead: A call}]", "applies: {hold: parts}");
    assert_eq!(two(&visit("24h"), "target: [{clock: other, within: 48h}]"), [""; 0]);
    assert_eq!(two(&visit("24h"), "target: [{clock: visit, by: slot}]"), [""; 0]);
    assert_eq!(two("target: [{value: n, at_least: 1}]", "target: [{value: n, at_most: 3}]"), [""; 0]);
    // Versions of one commitment and drafts are no second promise.
    let text = "
commitment:
  - {id: a, status: published, target: [{clock: visit, within: 24h}]}
  - {id: b, status: draft, target: [{clock: visit, within: 48h}]}
";
    assert_eq!(check_yaml("CON004", &format!("{text}{CLOCKS}")), [""; 0]);
}

#[test]
fn logs_can_tell_cases_apart() {
    let text = "
commitment:
  - {id: a, status: published, target: [{clock: visit, within: 24h}]}
  - {id: b, status: published, target: [{clock: visit, within: 48h}]}
log:
  - {id: calls, path: calls.csv, serves: [a]}
  - {id: mails, path: mails.csv, serves: [b]}
";
    let both = format!("{text}{CLOCKS}");
    assert_eq!(check_yaml("CON004", &both), [""; 0]);
    assert_eq!(check_yaml("CON004", &both.replace("serves: [b]", "serves: [a, b]")).len(), 1);
    assert_eq!(check_yaml("CON004", &both.replace(", serves: [b]", "")).len(), 1);
}

/// A commitment with a target for each condition.
fn bands(whens: &[&str]) -> Vec<String> {
    let targets: Vec<_> = whens
        .iter()
        .enumerate()
        .map(|(n, when)| format!("{{clock: visit, within: {}h, when: {when}}}", n + 1))
        .collect();
    check_yaml("CON005", &format!("commitment:\n  - {{id: a, target: [{}]}}\n{CLOCKS}", targets.join(", ")))
}

#[test]
fn values_between_bands_and_values_taken_twice() {
    let gap = |value: &str| {
        [format!(
            "error CON005: no target takes a case with `weight_kg` = {value}, which lies between two bands"
        )]
    };
    let twice = |value: &str| [format!("error CON005: two bands take a case with `weight_kg` = {value}")];
    assert_eq!(bands(&["{weight_kg: \"<5\"}", "{weight_kg: \">5\"}"]), gap("5"));
    assert_eq!(bands(&["{weight_kg: \"<=5\"}", "{weight_kg: \">=5\"}"]), twice("5"));
    assert_eq!(bands(&["{weight_kg: \"<=5\"}", "{weight_kg: \">=6\"}"]), gap("5.5"));
    assert_eq!(bands(&["{weight_kg: \"<=0.5\"}", "{weight_kg: \">0.75 <=10\"}"]), gap("0.75"));
    assert_eq!(bands(&["{weight_kg: \"<=10\"}", "{weight_kg: \">5\"}"]), twice("10"));
    // A band behind the wider one that takes all of it.
    assert_eq!(bands(&["{weight_kg: \"<=20\"}", "{weight_kg: \"<=5\"}"]), twice("5"));
    let found = bands(&[
        "{zone: a, weight_kg: \"<5\"}",
        "{zone: a, weight_kg: \">5\"}",
        "{zone: b, weight_kg: \"<=5\"}",
    ]);
    assert_eq!(found, gap("5"));
}

#[test]
fn bands_that_meet_or_are_meant() {
    for whens in [
        &["{weight_kg: \"<=5\"}", "{weight_kg: \">5 <=10\"}", "{weight_kg: \">10\"}"][..],
        &["{weight_kg: \"<=5.0\"}", "{weight_kg: \">5\"}"],
        &["{weight_kg: \">5\"}", "{weight_kg: \"<=5\"}"],
        // Another target takes the rest; the narrower band comes first.
        &["{weight_kg: \"<5\"}", "{weight_kg: \">5\"}", "{}"],
        &["{weight_kg: \"<=5\"}", "{weight_kg: \"<=20\"}"],
        &["{weight_kg: \">5 <=10\"}", "{weight_kg: \"<=20\"}"],
        // What is counted has nothing between 5 and 6.
        &["{guests: \"<=5\"}", "{guests: \">=6\"}"],
        &["{guests: \"1\"}", "{guests: \">=2\"}"],
        // Different cases.
        &["{zone: a, weight_kg: \"<=5\"}", "{zone: b, weight_kg: \">10\"}"],
        &["{weight_kg: \"<=5\"}"],
    ] {
        assert_eq!(bands(whens), [""; 0], "{whens:?}");
    }
    let covered = "
commitment:
  - id: a
    applies: {weight_kg: {not: 5}}
    target: [{clock: visit, within: 1h, when: {weight_kg: \"<5\"}}, {clock: visit, within: 2h, when: {weight_kg: \">5\"}}]
";
    assert_eq!(check_yaml("CON005", &format!("{covered}{CLOCKS}")), [""; 0]);
}

const ORDER: (&str, &str) =
    ("commitments/promise.toml", "[order]\npriority = [\"low\", \"high\", \"urgent\"]\n");

fn ordered(text: &str) -> Vec<String> {
    check("CON006", &[ORDER, ("commitments/all.yaml", &format!("{text}{CLOCKS}"))])
}

#[test]
fn a_severer_class_never_waits_longer() {
    let found = ordered(
        "commitment:\n  - id: a\n    target:\n      - {clock: visit, within: 2 days, when: {priority: urgent, zone: far}}\n      - {clock: visit, within: 24h}\n",
    );
    let expected = "error CON006: a case with `priority` = \"urgent\" may take 2 days, a milder one with \"high\" 24h, as for a case with `zone` = \"far\"";
    assert_eq!(found, [expected]);
    // Two commitments that differ in the class alone.
    let apart = "commitment:\n  - {id: a, status: published, applies: {type: x, priority: low}, target: [{clock: visit, within: 4h}]}\n  - {id: b, status: published, applies: {type: x, priority: [high, urgent]}, target: [{clock: visit, within: 8h}]}\n";
    let found = ordered(apart);
    assert_eq!(
        found,
        ["error CON006: a case with `priority` = \"high\" may take 8h, a milder one with \"low\" 4h"]
    );
    assert_eq!(ordered(&apart.replacen("type: x", "type: y", 1)), [""; 0]);
}

#[test]
fn classes_in_order_or_not_comparable() {
    for targets in [
        "{clock: visit, within: 4h, when: {priority: urgent}}, {clock: visit, within: 24h}",
        "{clock: visit, within: 24h, when: {priority: urgent}}, {clock: visit, within: 24h}",
        "{clock: visit, within: 36h, when: {priority: urgent}}, {clock: visit, within: 1 day}",
        "{clock: other, within: 48h, when: {priority: urgent}}, {clock: visit, within: 24h}",
        // Two steps of one class: each has its own.
        "{clock: visit, within: 4h, share: 80%, when: {priority: urgent}}, {clock: visit, within: 20h, share: 98%, when: {priority: urgent}}, {clock: visit, within: 8h, share: 80%}, {clock: visit, within: 48h, share: 98%}",
        // More notice is no delay.
        "{clock: visit, ahead: 48h, when: {priority: urgent}}, {clock: visit, ahead: 24h}",
    ] {
        assert_eq!(
            ordered(&format!("commitment:\n  - {{id: a, target: [{targets}]}}\n")),
            [""; 0],
            "{targets}"
        );
    }
}

/// A commitment with a limit on each of two clocks from `received`.
fn steps(step: (&str, &str, &str), end: (&str, &str, &str), more: &str) -> Vec<String> {
    let text = format!(
        "commitment:\n  - {{id: a, target: [{{clock: {}, within: {}}}, {{clock: {}, within: {}}}]}}\nclock:\n  - {{id: {}, start: received, stop: {}}}\n  - {{id: {}, start: received, stop: {}}}\n{more}",
        step.0, step.2, end.0, end.2, step.0, step.1, end.0, end.1
    );
    check_yaml("CON006", &text)
}

#[test]
fn the_end_of_a_case_is_not_due_before_a_step_to_it() {
    let expected = |step: &str, end: &str| {
        [format!("error CON006: `{end}` is due within 4h, before the 8h that the earlier `{step}` may take")]
    };
    let found = steps(("response", "first_reply", "8h"), ("resolution", "closed_at", "4h"), "");
    assert_eq!(found, expected("first_reply", "closed_at"));
    assert_eq!(steps(("响应", "接单", "8h"), ("办结", "结案", "4h"), ""), expected("接单", "结案"));
    // The folder's own clocks say what its events mean, over several steps too.
    let more = "  - {id: m, start: picked, stop: packed}\n  - {id: n, start: packed, stop: sent}\n";
    assert_eq!(steps(("a", "picked", "8h"), ("b", "sent", "4h"), more), expected("picked", "sent"));
}

#[test]
fn steps_whose_order_or_limits_are_not_certain() {
    let quiet = |found: Vec<String>| assert_eq!(found, [""; 0]);
    quiet(steps(("response", "replied", "4h"), ("resolution", "resolved", "8h"), ""));
    quiet(steps(("response", "replied", "4h"), ("resolution", "resolved", "4h"), ""));
    quiet(steps(("a", "picked", "8h"), ("b", "sent", "4h"), ""));
    quiet(steps(("answer", "replied", "8h"), ("resolution", "resolved", "4h"), ""));
    quiet(steps(("response", "replied", "1 day"), ("resolution", "resolved", "36h"), ""));
    quiet(steps(("response", "replied", "8h, share: 99%"), ("resolution", "resolved", "4h, share: 70%"), ""));
    // Round and round, the events have no order.
    let more = "  - {id: m, start: picked, stop: sent}\n  - {id: n, start: sent, stop: picked}\n";
    quiet(steps(("a", "picked", "8h"), ("b", "sent", "4h"), more));
}

#[test]
fn steps_in_two_commitments_for_the_same_cases() {
    let text = "
commitment:
  - {id: a, status: published, applies: {type: fault}, target: [{clock: response, within: 8h}]}
  - {id: b, status: published, applies: {channel: web}, target: [{clock: resolution, within: 4h, when: {priority: urgent}}]}
clock:
  - {id: response, start: received, stop: responded}
  - {id: resolution, start: received, stop: resolved}
";
    let found = check_yaml("CON006", text);
    let case = "as for a case with `priority` = \"urgent\" and `type` = \"fault\" and `channel` = \"web\"";
    assert_eq!(
        found,
        [format!(
            "error CON006: `resolved` is due within 4h, before the 8h that the earlier `responded` may take, {case}"
        )]
    );
    assert_eq!(check_yaml("CON006", &text.replace("channel: web", "type: question")), [""; 0]);
    assert_eq!(
        check_yaml("CON006", &text.replace("received, stop: resolved", "diagnosed, stop: resolved")),
        [""; 0]
    );
}

#[test]
fn floors_are_cited_and_hold_only_in_their_scope() {
    let text = |commitment: &str, floor: &str| {
        let standard = format!("  - {{id: law, floor: {{source: Act 7, dated: 2014-03-15}}, {floor}}}");
        check_yaml(
            "CON007",
            &format!("commitment:\n  - {{id: a, {commitment}}}\nstandard:\n{standard}\n{CLOCKS}"),
        )
    };
    let day = "target: [{clock: visit, within: 24h}]";
    assert_eq!(
        text("target: [{clock: visit, within: 48h}]", day),
        ["error CON007: 48h is weaker than the 24h of Act 7 (2014-03-15)"]
    );
    assert_eq!(
        text("target: [{clock: visit, within: 24h, share: 95%}]", day),
        ["error CON007: 95% of cases are fewer than the 100% of Act 7 (2014-03-15)"]
    );
    let far = "target: [{clock: visit, within: 48h, when: {zone: far}}, {clock: visit, within: 12h}]";
    assert_eq!(
        text(far, day),
        [
            "error CON007: 48h is weaker than the 24h of Act 7 (2014-03-15), as for a case with `zone` = \"far\""
        ]
    );
    for (commitment, floor) in [
        ("target: [{clock: visit, within: 24h}]", day),
        ("target: [{clock: other, within: 48h}]", day),
        (
            "applies: {type: refund}, target: [{clock: visit, within: 48h}]",
            "applies: {type: repair}, target: [{clock: visit, within: 24h}]",
        ),
        ("target: [{clock: visit, within: 36h}]", "target: [{clock: visit, within: 1 day}]"),
        (
            "effective: {until: 2030-01-01}, target: [{clock: visit, within: 48h}]",
            "effective: {from: 2030-01-01}, target: [{clock: visit, within: 24h}]",
        ),
        // One target that is as strict is enough.
        ("target: [{clock: visit, within: 48h, share: 99%}, {clock: visit, within: 24h}]", day),
    ] {
        assert_eq!(text(commitment, floor), [""; 0], "{commitment}");
    }
}
