//! COV rules: what is covered by whom.

use super::{check, check_yaml};

fn classes(fields: &[&str]) -> Vec<String> {
    let commitments: Vec<_> =
        fields.iter().enumerate().map(|(n, fields)| format!("  - {{id: c{n}, {fields}}}\n")).collect();
    let order = ("commitments/promise.toml", "[order]\npriority = [\"normal\", \"urgent\"]\n");
    check("COV002", &[order, ("commitments/a.yaml", &format!("commitment:\n{}", commitments.concat()))])
}

#[test]
fn values_that_no_published_commitment_takes() {
    let uncovered = |attribute: &str, value: &str| {
        format!("info COV002: no published commitment covers cases with `{attribute}` = \"{value}\"")
    };
    let found =
        classes(&["status: published, applies: {channel: phone}", "applies: {channel: [web, phone]}"]);
    assert_eq!(found, [uncovered("channel", "web")]);
    // `applies` lets it in, but no target takes it.
    let target = "target: [{value: x, at_least: 1, when: {priority: urgent}}]";
    assert_eq!(classes(&[&format!("status: published, {target}")]), [uncovered("priority", "normal")]);
    let found = classes(&[
        "status: published, applies: {channel: {not: app}}",
        "status: draft, applies: {channel: [app, desk]}",
    ]);
    assert_eq!(found, [uncovered("channel", "app")]);
}

#[test]
fn values_that_are_covered() {
    assert_eq!(classes(&["status: published, applies: {channel: phone}", "status: published"]), [""; 0]);
    assert_eq!(classes(&["applies: {channel: phone}"]), [""; 0]);
    let target = "target: [{value: x, at_least: 1, when: {priority: urgent}}, {value: x, at_least: 2}]";
    assert_eq!(classes(&[&format!("status: published, {target}")]), [""; 0]);
    assert_eq!(classes(&["status: published, applies: {level: 1.0}", "applies: {level: 1}"]), [""; 0]);
    assert_eq!(classes(&["status: published, exception: [{id: x, when: {hold: parts}}]"]), [""; 0]);
}

#[test]
fn dimensions_are_asked_for_only_where_they_are_used() {
    let found = |text: &str| check_yaml("COV001", text);
    assert_eq!(found("commitment:\n  - {id: a, status: published}\n"), [""; 0]);
    assert_eq!(found("commitment:\n  - {id: a, status: draft, dimension: empathy}\n"), [""; 0]);
    assert_eq!(
        found(
            "commitment:\n  - {id: a, status: published, dimension: empathy}\n  - {id: b, status: published, dimension: reliability}\n"
        ),
        ["info COV001: no published commitment is about responsiveness, assurance, tangibles"]
    );
}
