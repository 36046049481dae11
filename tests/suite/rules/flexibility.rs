//! FLX rules: near misses.

use super::{check, check_yaml};

const CLOCK: &str = "clock:\n  - {id: visit, start: received, stop: visited}\n";

#[test]
fn a_way_out_or_a_margin_is_enough() {
    let found =
        |fields: &str| check_yaml("FLX001", &format!("commitment:\n  - {{id: a, {fields}}}\n{CLOCK}"));
    let bare = "status: published, target: [{clock: visit, within: 4h}]";
    assert_eq!(found(bare).len(), 1);
    assert_eq!(found(&bare.replace("within: 4h", "ahead: 4h, share: 99%")).len(), 1);
    for fields in [
        "target: [{clock: visit, within: 4h}]",
        "status: published, target: [{clock: visit, within: 4h, share: 98.9%}]",
        "status: published, target: [{value: stars, at_least: 4}]",
        "status: published, target: [{clock: visit, within: 4h}], remedy: {text: A voucher}",
        "status: published, target: [{clock: visit, within: 4h}], exception: [{id: x, instead: A call}]",
    ] {
        assert_eq!(found(fields), [""; 0], "{fields}");
    }
    let folder = [
        ("commitments/promise.toml", "[suspension]\nwho = \"duty manager\"\n"),
        (
            "commitments/a.yaml",
            "commitment:\n  - {id: a, status: published, target: [{value: x, at_most: 1}]}\n",
        ),
    ];
    assert_eq!(check("FLX001,FLX008", &folder), [""; 0]);
}

#[test]
fn no_incident_mode_is_told_once() {
    let published = "commitment:\n  - {id: a, status: published}\n  - {id: b, status: published}\n";
    let files =
        [("commitments/a.yaml", published), ("commitments/b.yaml", &published.replace("id: ", "id: x"))];
    assert_eq!(check("FLX008", &files).len(), 1);
    assert_eq!(check_yaml("FLX008", &published.replace("published", "draft")), [""; 0]);
}

#[test]
fn a_bound_or_a_reminder_or_an_owner_is_enough() {
    let pause = |pause: &str| {
        check_yaml("FLX007", &format!("clock:\n  - {{id: v, start: a, stop: b, pause: {pause}}}\n"))
    };
    assert_eq!(pause("waiting").len(), 1);
    assert_eq!(pause("[waiting, {name: parts, max: 3 days}]").len(), 1);
    assert_eq!(pause("{name: waiting, remind: 72h}"), [""; 0]);
    let control = |fields: &str| check_yaml("FLX009", &format!("commitment:\n  - {{id: a, {fields}}}\n"));
    assert_eq!(control("status: published").len(), 1);
    for fields in
        ["status: draft", "status: published, owner: me", "status: published, feedback: Write to us"]
    {
        assert_eq!(control(fields), [""; 0], "{fields}");
    }
}

#[test]
fn claims_that_are_easy() {
    let claim = |claim: &str| {
        check_yaml(
            "FLX011",
            &format!("commitment:\n  - {{id: a, remedy: {{text: A voucher, claim: {claim}}}}}\n"),
        )
    };
    assert_eq!(claim("{how: on-request, evidence: receipt}").len(), 1);
    assert_eq!(claim("{how: on-request, approval: regional manager}").len(), 1);
    for easy in [
        "automatic",
        "on-request",
        "{how: on-request, within: 3 months}",
        "{how: on-request, approval: the front desk}",
        "{how: on-request, approval: 柜台主管}",
        "{how: automatic, evidence: the log}",
    ] {
        assert_eq!(claim(easy), [""; 0], "{easy}");
    }
}
