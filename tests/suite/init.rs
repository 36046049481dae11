//! `promise init` as its users meet it: a folder that is checked and reported on at once.

use crate::command::{Folder, promise};
use std::fs;

const FILES: [&str; 5] = ["calendar.toml", "email.toml", "example-log.csv", "log.toml", "promise.toml"];

fn names(folder: &Folder, below: &str) -> Vec<String> {
    let entries = fs::read_dir(folder.path().join(below)).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_starter_has_no_finding_and_can_be_reported_on() {
    // Also where months are short, and where a year ends.
    for today in ["2026-11-26", "2027-01-31", "2028-02-29", "2026-12-31"] {
        for syntax in [&["--yaml"][..], &[]] {
            for language in ["en", "zh"] {
                let folder = Folder::new();
                let arguments = [&["init", "--today", today, "--lang", language][..], syntax].concat();
                folder.promise(&arguments).ended(0);
                let check = folder.promise(&["check", "--today", today, "--fail-on", "info"]).ended(0);
                assert!(
                    check.stdout.starts_with("no findings in 4 files with 1 commitment"),
                    "{}",
                    check.stdout
                );
                let report = folder.promise(&["report", "--format", "json"]).ended(0).json();
                let total = &report["commitments"][0]["targets"][0]["total"];
                assert_eq!((total["met"].as_u64(), total["late"].as_u64()), (Some(8), Some(1)), "{report}");
                folder.promise(&["fmt", "--check"]).ended(0);
            }
        }
    }
}

#[test]
fn it_says_what_it_made_and_what_to_do_next() {
    let folder = Folder::new();
    let output = folder.promise(&["init", "--today", "2026-11-26"]).ended(0);
    assert_eq!(names(&folder, "commitments"), FILES);
    for word in
        ["created commitments/email.toml", "promise check", "promise report", "edit commitments/email.toml"]
    {
        assert!(output.stdout.contains(word), "{}", output.stdout);
    }
    let chinese = folder.promise(&["init", "new", "--yaml", "--lang", "zh"]).ended(0);
    assert!(chinese.stdout.contains("已创建new/commitments/email.yaml"), "{}", chinese.stdout);
    assert!(chinese.stdout.contains("promise check new/commitments"), "{}", chinese.stdout);
    // The folder may be named itself.
    folder.promise(&["init", "other/commitments"]).ended(0);
    assert_eq!(names(&folder, "other/commitments"), FILES);
}

#[test]
fn comments_are_in_the_language_asked_for() {
    let comment = |language: &str| {
        let folder = Folder::new();
        folder.promise(&["init", "--lang", language]).ended(0);
        fs::read_to_string(folder.path().join("commitments/log.toml")).unwrap()
    };
    assert!(comment("en").starts_with("# Where the facts come from"), "{}", comment("en"));
    assert!(comment("zh").starts_with("# 事实从哪里来"), "{}", comment("zh"));
    assert!(!comment("zh").contains("One row"), "{}", comment("zh"));
}

#[test]
fn nothing_is_overwritten() {
    let folder = Folder::new().file("commitments/own.toml", "# mine\n");
    let refused = folder.promise(&["init"]).ended(2);
    assert!(refused.stderr.contains("commitments has definitions already"), "{}", refused.stderr);
    assert_eq!(names(&folder, "commitments"), ["own.toml"]);
    let folder = Folder::new().file("commitments/example-log.csv", "mine\n");
    let refused = folder.promise(&["init"]).ended(2);
    assert!(refused.stderr.contains("example-log.csv exists already"), "{}", refused.stderr);
    assert_eq!(names(&folder, "commitments"), ["example-log.csv"]);
}

#[test]
fn shells_complete_commands_and_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = promise(&["completions", shell]).run().ended(0).stdout;
        assert!(script.contains("promise") && script.contains("fail-on"), "{shell}:\n{script}");
    }
    promise(&["completions", "tcsh"]).run().ended(2);
}
