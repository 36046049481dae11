//! Programs that compare runs know a finding again: by fingerprints without lines, and by paths from
//! the root of the checkout.

use super::{check, mistakes, printed};
use crate::command::promise;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

fn fingerprints(printed: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(printed).unwrap();
    let results = document["runs"][0]["results"].as_array().unwrap().iter();
    let mut all: Vec<_> = results
        .map(|result| result["partialFingerprints"]["promiseFinding/v1"].as_str().unwrap().to_owned())
        .collect();
    all.sort();
    all
}

#[test]
fn moved_lines_keep_their_fingerprints_and_a_new_finding_gets_one_of_its_own() {
    let folder = mistakes();
    let before = fingerprints(&printed(&folder, "sarif"));
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), before.len(), "not one each: {before:?}");
    let path = folder.path().join("commitments/delivery.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("# moved\n\n\n{text}")).unwrap();
    assert_eq!(fingerprints(&printed(&folder, "sarif")), before);
    // The last sentence says a word again that the one before it says.
    fs::write(&path, text.replace("and in due course we pay.", "and in due course we pay. In due course."))
        .unwrap();
    let after = fingerprints(&printed(&folder, "sarif"));
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|fingerprint| after.contains(fingerprint)));
}

#[test]
fn gitlab_and_sarif_name_a_finding_alike() {
    let folder = mistakes();
    let sarif = fingerprints(&printed(&folder, "sarif"));
    let issues: Vec<Value> = serde_json::from_str(&printed(&folder, "gitlab")).unwrap();
    // What is suppressed is in SARIF alone.
    assert_eq!(issues.len(), sarif.len() - 2);
    for issue in issues {
        assert!(sarif.contains(&issue["fingerprint"].as_str().unwrap().to_owned()));
    }
}

/// The states of SARIF's results by fingerprint, and how each is suppressed.
fn states(printed: &str) -> BTreeMap<String, (Value, Vec<String>)> {
    let document: Value = serde_json::from_str(printed).unwrap();
    let results = document["runs"][0]["results"].as_array().unwrap().iter();
    let state = |result: &Value| {
        let suppressions = result["suppressions"].as_array().unwrap().iter();
        let kinds = suppressions.map(|suppression| suppression["kind"].as_str().unwrap().to_owned());
        let fingerprint = result["partialFingerprints"]["promiseFinding/v1"].as_str().unwrap().to_owned();
        (fingerprint, (result["baselineState"].clone(), kinds.collect()))
    };
    results.map(state).collect()
}

#[test]
fn what_a_baseline_holds_stays_in_sarif_under_its_name() {
    let folder = mistakes();
    let all = states(&printed(&folder, "sarif"));
    assert!(all.values().all(|(state, _)| state.is_null()));
    promise(&[&super::RULES[..], &["--write-baseline", "known.json"]].concat())
        .within(folder.path())
        .run()
        .ended(0);
    let path = folder.path().join("commitments/delivery.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("# moved\n{}", text.replace("promptly, soon,", "promptly, soon, so soon,")))
        .unwrap();
    let sarif = ["--baseline", "known.json", "--format", "sarif"];
    let after = states(&check(&folder, &sarif).stdout);
    let new: Vec<_> = after.iter().filter(|(fingerprint, _)| !all.contains_key(*fingerprint)).collect();
    assert_eq!((new.len(), after.len()), (1, all.len() + 1));
    assert_eq!(*new[0].1, (Value::from("new"), vec![]));
    for (fingerprint, (_, suppressed)) in &all {
        let (state, kinds) = &after[fingerprint];
        if suppressed.is_empty() {
            assert_eq!((state.as_str(), kinds.as_slice()), (Some("unchanged"), &["external".to_owned()][..]));
        } else {
            // A suppression is the reason already; no file holds what it accepts.
            assert_eq!((state.as_str(), kinds), (Some("new"), suppressed));
        }
    }
    // The report for a merge request has what is new, under the name that it has in a full report.
    let gitlab = ["--baseline", "known.json", "--format", "gitlab"];
    let issues = check(&folder, &gitlab).json();
    let names: Vec<_> = issues.as_array().unwrap().iter().map(|issue| &issue["fingerprint"]).collect();
    assert_eq!(names, [new[0].0]);
    let full = states(&printed(&folder, "sarif"));
    assert!(full.keys().eq(after.keys()));
}

#[test]
fn paths_are_those_of_the_checkout_wherever_the_command_runs() {
    let folder = mistakes();
    let above = printed(&folder, "sarif");
    let arguments = [&super::RULES[..], &["--format", "sarif"]].concat();
    let inside = promise(&arguments).within(&folder.path().join("commitments")).run().ended(1);
    assert_eq!(inside.stdout, above);
    let absolute = folder.path().join("commitments");
    assert_eq!(check(&folder, &[absolute.to_str().unwrap(), "--format", "sarif"]).stdout, above);
    let here = folder.path().to_str().unwrap();
    for (format, _) in &super::FORMATS[2..] {
        let printed = check(&folder, &[absolute.to_str().unwrap(), "--format", format]).stdout;
        assert!(!printed.contains(here), "{format} names a folder of this machine:\n{printed}");
    }
}
