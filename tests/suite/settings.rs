//! `[rules]` in promise.toml: levels of rules and families.

use crate::command::{Folder, Output};

const VAGUE: &str = "[[commitment]]\nid = \"a\"\nstatus = \"published\"\ntext = \"We reply soon.\"\n\
                     applies = { type = \"x\" }\n[[commitment.target]]\nvalue = \"x\"\nat_least = 1\n";

/// The findings of a vague text without a contact, under settings: code and level.
fn check(rules: &str, arguments: &[&str]) -> (Vec<(String, String)>, Output) {
    let settings = format!("[rules]\n{rules}\n");
    let folder = Folder::new().file("commitments/a.toml", VAGUE).file("commitments/promise.toml", settings);
    let mut all = vec!["check", "--format", "json", "--today", "2026-11-26"];
    all.extend(arguments);
    let output = folder.promise(&all);
    let of = |finding: &serde_json::Value| {
        let text = |name: &str| finding[name].as_str().unwrap().to_owned();
        (text("code"), text("level"))
    };
    let findings = output.json()["findings"].as_array().unwrap().iter().map(of).collect();
    (findings, output)
}

/// The level of a code, empty where it is not found.
fn level(rules: &str, code: &str) -> String {
    let (findings, _) = check(rules, &["--select", "CLR001,CLR013,DEF"]);
    findings.into_iter().find(|(found, _)| found == code).map_or(String::new(), |(_, level)| level)
}

#[test]
fn a_rule_has_the_level_that_is_set() {
    assert_eq!((level("", "CLR001").as_str(), level("", "CLR013").as_str()), ("error", "warning"));
    for set in ["info", "warning", "error"] {
        assert_eq!(level(&format!("CLR001 = \"{set}\""), "CLR001"), set);
        assert_eq!(level(&format!("CLR = \"{set}\""), "CLR013"), set);
    }
    assert_eq!(level("CLR001 = \"off\"", "CLR001"), "");
    assert_eq!(level("CLR = \"off\"", "CLR013"), "");
    assert_eq!(level("FLX = \"off\"", "CLR013"), "warning");
}

#[test]
fn a_rule_beats_its_family_in_either_order() {
    for rules in ["CLR = \"off\"\nCLR013 = \"info\"", "CLR013 = \"info\"\nCLR = \"off\""] {
        assert_eq!((level(rules, "CLR001"), level(rules, "CLR013")), (String::new(), "info".to_owned()));
    }
    assert_eq!(level("CLR = \"error\"\nCLR013 = \"off\"", "CLR013"), "");
}

#[test]
fn the_exit_code_follows_the_levels_set() {
    let select = ["--select", "CLR001,CLR013"];
    check("", &select).1.ended(1);
    check("CLR = \"info\"", &select).1.ended(0);
    check("CLR = \"info\"", &["--select", "CLR001,CLR013", "--fail-on", "info"]).1.ended(1);
    check("CLR001 = \"off\"\nCLR013 = \"error\"", &select).1.ended(1);
}

#[test]
fn a_rule_that_is_off_is_not_brought_back_by_select() {
    assert!(check("CLR001 = \"off\"", &["--select", "CLR001"]).0.is_empty());
}

#[test]
fn what_is_no_rule_or_no_level_is_told_and_the_rest_holds() {
    let wrong = [
        ("CLR099 = \"off\"", "did you mean `CLR009`?"),
        ("vague-time = \"off\"", "did you mean `CLR001`?"),
        ("clr001 = \"off\"", "did you mean `CLR001`?"),
        ("nonsense = \"off\"", "write a code such as CLR001"),
        ("DEF002 = \"off\"", "mend it instead"),
        ("DEF = \"info\"", "mend it instead"),
        ("CLR001 = \"none\"", "off"),
        ("CLR001 = false", "DEF003"),
    ];
    for (line, help) in wrong {
        let (findings, output) = check(&format!("{line}\nCLR013 = \"info\""), &["--select", "CLR001,CLR013"]);
        let codes: Vec<_> = findings.iter().map(|(code, _)| code.as_str()).collect();
        assert!(
            codes.contains(&"CLR001") && codes.iter().any(|code| code.starts_with("DEF")),
            "{line}: {codes:?}"
        );
        assert!(findings.contains(&("CLR013".to_owned(), "info".to_owned())), "{line}");
        assert!(output.stdout.contains(&help.replace('"', "\\\"")), "{line}: {}", output.stdout);
    }
}

#[test]
fn a_file_of_nothing_but_wrong_codes_is_not_told_in_full() {
    use std::fmt::Write as _;
    let mut rules = String::new();
    for number in 0..1_000 {
        writeln!(rules, "X{number} = \"off\"").unwrap();
    }
    let (findings, output) = check(&rules, &["--select", "DEF"]);
    assert_eq!(findings.len(), 201);
    assert!(output.stdout.contains("800 more"), "{}", output.stdout);
}
