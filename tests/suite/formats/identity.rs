//! Programs that compare runs know a finding again: by fingerprints without lines, and by paths from
//! the root of the checkout.

use super::{check, mistakes, printed};
use crate::command::promise;
use serde_json::Value;
use std::collections::BTreeSet;
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
