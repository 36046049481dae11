//! The folder's own sample: what its report must say, to the case, and that its log is the one that
//! the generator makes. The counts were worked out by a program that shares no code with this one.

use crate::command::{Folder, promise, root};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

fn report() -> Value {
    promise(&["report", "commitments", "--format", "json"]).run().ended(0).json()
}

/// Every period of every target of the commitments.
fn cells(report: &Value) -> Vec<(String, Value)> {
    let mut cells = Vec::new();
    for commitment in report["commitments"].as_array().unwrap() {
        for target in commitment["targets"].as_array().unwrap() {
            for cell in target["periods"].as_array().unwrap() {
                cells.push((commitment["id"].as_str().unwrap().to_owned(), cell.clone()));
            }
        }
    }
    cells
}

#[test]
fn at_least_six_promises_are_kept_one_is_broken_and_one_is_uncertain() {
    let report = report();
    let mut verdicts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (id, cell) in cells(&report) {
        let mut verdict = cell["verdict"].as_str().unwrap().to_owned();
        if cell["uncertain"].as_bool().unwrap() {
            verdict.push_str(", uncertain");
        }
        verdicts.entry(id).or_default().insert(verdict);
    }
    let with = |wanted: &[&str]| {
        let wanted: BTreeSet<String> = wanted.iter().map(|&word| word.to_owned()).collect();
        verdicts
            .iter()
            .filter(|(_, verdict)| **verdict == wanted)
            .map(|(id, _)| id.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(with(&["broken"]), ["parts-delivery"], "{verdicts:?}");
    assert_eq!(with(&["kept, uncertain"]), ["complaint-review"], "{verdicts:?}");
    let kept = with(&["kept"]);
    assert!(kept.len() >= 6 && kept.len() + 2 == verdicts.len(), "{verdicts:?}");
}

#[test]
fn a_standard_is_missed_while_its_promise_is_kept() {
    let report = report();
    let standards = report["standards"].as_array().unwrap();
    let visit = standards.iter().find(|standard| standard["id"] == "field-visit").unwrap();
    let verdicts: Vec<_> = visit["targets"][1]["periods"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| cell["verdict"].clone())
        .collect();
    assert_eq!(verdicts, ["broken"; 3]);
}

#[test]
fn the_counts_are_those_of_the_independent_program() {
    // Met, late, overdue, pending, excluded, invalid by period.
    let expected: &[(&str, usize, &[[u64; 6]])] = &[
        ("complaint-settlement", 0, &[[211, 8, 0, 0, 6, 0], [234, 4, 0, 0, 3, 1], [223, 3, 0, 9, 7, 0]]),
        ("complaint-review", 0, &[[27, 1, 0, 0, 0, 0], [29, 2, 0, 0, 0, 0], [28, 1, 0, 0, 0, 0]]),
        ("parts-delivery", 0, &[[109, 42, 0, 0, 4, 0], [124, 41, 0, 0, 2, 0], [123, 27, 0, 11, 6, 0]]),
        ("refund-payment", 0, &[[169, 3, 0, 0, 6, 0], [187, 2, 0, 0, 3, 1], [180, 3, 0, 7, 2, 0]]),
        ("repair-visit", 0, &[[119, 2, 0, 0, 0, 0], [127, 5, 0, 0, 1, 0], [119, 1, 0, 2, 1, 0]]),
        ("repair-visit", 1, &[[314, 5, 0, 0, 2, 0], [339, 3, 0, 0, 2, 0], [335, 6, 0, 8, 4, 0]]),
        ("appointment-kept", 0, &[[438, 1, 0, 0, 3, 0], [471, 2, 0, 0, 4, 0], [454, 7, 0, 10, 5, 0]]),
        ("visit-notice", 0, &[[426, 5, 0, 0, 1, 0], [458, 11, 0, 0, 5, 0], [466, 4, 0, 0, 9, 0]]),
        ("satisfaction", 0, &[[231, 11, 0, 0, 1, 0], [274, 11, 0, 0, 0, 0], [269, 13, 0, 0, 1, 0]]),
    ];
    let report = report();
    let commitments = report["commitments"].as_array().unwrap();
    for (id, target, periods) in expected {
        let commitment = commitments.iter().find(|commitment| commitment["id"] == **id).unwrap();
        let cells = commitment["targets"][target]["periods"].as_array().unwrap();
        assert_eq!(cells.len(), periods.len(), "{id}");
        for (cell, counts) in cells.iter().zip(*periods) {
            let found = ["met", "late", "overdue", "pending", "excluded", "invalid"]
                .map(|name| cell[name].as_u64().unwrap());
            assert_eq!(found, *counts, "{id} {}", cell["period"]);
        }
    }
    let answers: Vec<_> = cells(&report).into_iter().filter(|(id, _)| id == "first-answer").collect();
    let counts: Vec<_> = answers
        .iter()
        .map(|(_, cell)| (cell["met"].as_u64().unwrap(), cell["late"].as_u64().unwrap()))
        .collect();
    assert_eq!(
        counts,
        [(484, 12), (397, 6), (503, 13), (478, 8), (470, 7), (553, 11), (510, 12), (496, 11), (482, 7)]
    );
}

#[test]
fn the_data_summary_names_the_blemishes_of_the_log() {
    let report = report();
    let log = &report["data"]["logs"][0];
    assert_eq!(
        (log["rows"].as_u64(), log["cases"].as_u64(), log["blank"].as_u64()),
        (Some(4469), Some(4468), Some(1))
    );
    let problems: Vec<_> = log["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| (problem["problem"].as_str().unwrap(), problem["count"].as_u64().unwrap()))
        .collect();
    assert!(problems.contains(&("stop before start", 2)), "{problems:?}");
    assert!(problems.iter().any(|(name, _)| *name == "unreadable value"), "{problems:?}");
}

#[test]
fn the_generator_makes_the_committed_logs_byte_for_byte() {
    let folder = Folder::new();
    let source = root().join("examples/generate_log/main.rs");
    let generator = folder.path().join("generate_log");
    // Compiled alone: it shares nothing with the library.
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let status =
        Command::new(rustc).args(["--edition", "2024", "-O", "-o"]).arg(&generator).arg(source).status();
    assert!(status.unwrap().success());
    assert!(Command::new(&generator).arg(folder.path()).status().unwrap().success());
    let mut files = 0;
    for made in fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()) {
        let Ok(logs) = fs::read_dir(&made) else { continue };
        for log in logs.map(|entry| entry.unwrap().path()) {
            files += 1;
            let kept = root().join("examples").join(log.strip_prefix(folder.path()).unwrap());
            let same = fs::read(&log).unwrap() == fs::read(&kept).unwrap_or_default();
            assert!(same, "{} differs from what the generator makes", kept.display());
        }
    }
    assert_eq!(files, 12, "the two logs of the sample, nine of the six trades, one of appraisal");
}
