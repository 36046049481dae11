//! `promise check` as its users meet it: options, exit codes, pipes, hostile files.

use crate::command::{Folder, promise, root};

const VAGUE: &str = "[[commitment]]\nid = \"a\"\nstatus = \"published\"\ntext = \"We reply soon.\"\n\
                     [[commitment.target]]\nvalue = \"x\"\nat_least = 1\n";

#[test]
fn the_sample_has_no_finding_of_any_level() {
    let output =
        promise(&["check", "commitments", "--today", "2026-11-26", "--fail-on", "info"]).run().ended(0);
    assert!(output.stdout.starts_with("no findings in 9 files with 10 commitments"), "{}", output.stdout);
}

#[test]
fn good_folders_of_twenty_trades_have_no_finding_of_level_warning() {
    let folders = std::fs::read_dir(root().join("tests/good")).unwrap();
    let mut folders: Vec<_> = folders.map(|folder| folder.unwrap().path()).collect();
    folders.sort();
    assert_eq!(folders.len(), 20);
    for folder in folders {
        let folder = folder.to_str().unwrap();
        promise(&["check", folder, "--today", "2026-11-26", "--fail-on", "warning"]).run().ended(0);
    }
}

#[test]
fn the_exit_code_follows_the_level_that_fails() {
    let folder = Folder::new().file("commitments/a.toml", VAGUE);
    folder.promise(&["check"]).ended(1);
    folder.promise(&["check", "--fail-on", "never"]).ended(0);
    let warning = Folder::new().file("commitments/a.toml", VAGUE.replace("soon", "within 1 day"));
    let select = ["check", "--select", "CLR013"];
    warning.promise(&select).ended(0);
    warning.promise(&[&select[..], &["--fail-on", "warning"]].concat()).ended(1);
}

#[test]
fn rules_are_selected_ignored_and_misspelt() {
    let folder = Folder::new().file("commitments/a.toml", VAGUE);
    let codes = |arguments: &[&str]| {
        let mut all = vec!["check", "--format", "json"];
        all.extend(arguments);
        let findings = folder.promise(&all).json()["findings"].as_array().unwrap().clone();
        findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&["--select", "CLR001"]), ["CLR001"]);
    assert!(!codes(&["--ignore", "CLR001"]).contains(&"CLR001".to_owned()));
    let wrong = folder.promise(&["check", "--select", "vague-time"]).ended(2);
    assert!(wrong.stderr.contains("CLR001"), "{}", wrong.stderr);
}

#[test]
fn json_points_at_the_word_by_line_and_column_of_characters() {
    let text = "[[commitment]]\nid = \"投诉\"\ntext = { zh = \"收到投诉后尽快回复。\" }\n";
    let folder = Folder::new().file("commitments/a.toml", text);
    let output =
        folder.promise(&["check", "--select", "CLR001", "--format", "json", "--today", "2026-11-26"]);
    let json = output.ended(1).json();
    assert_eq!((json["version"].as_u64(), json["today"].as_str()), (Some(1), Some("2026-11-26")));
    let finding = &json["findings"][0];
    assert_eq!(finding["code"], "CLR001");
    assert_eq!(finding["name"], "vague-time");
    assert_eq!(finding["level"], "error");
    assert_eq!(finding["id"], "投诉");
    assert_eq!(finding["path"], "commitments/a.toml");
    let place = ["line", "column", "end_line", "end_column"].map(|name| finding[name].as_u64().unwrap());
    assert_eq!(place, [3, 21, 3, 23]);
    assert!(finding["message"].as_str().unwrap().contains("尽快"));
    assert!(!finding["help"].as_str().unwrap().is_empty());
}

#[test]
fn the_language_is_asked_for_or_that_of_the_locale() {
    let folder = Folder::new().file("commitments/a.toml", VAGUE);
    let run = |arguments: &[&str], locale: &str| {
        promise(arguments).within(folder.path()).env("LANG", locale).run().stdout
    };
    assert!(run(&["check"], "en_GB.UTF-8").contains("error[CLR001]"));
    assert!(run(&["check"], "zh_CN.UTF-8").contains("错误[CLR001]"));
    assert!(run(&["check", "--lang", "en"], "zh_CN.UTF-8").contains("error[CLR001]"));
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let folder = Folder::new().file("commitments/a.toml", VAGUE);
    let coloured = |arguments: &[&str]| folder.promise(arguments).stdout.contains('\u{1b}');
    assert!(!coloured(&["check"]));
    assert!(coloured(&["check", "--color", "always"]));
    let forced = promise(&["check", "--color", "never"]).within(folder.path()).env("CLICOLOR_FORCE", "1");
    assert!(!forced.run().stdout.contains('\u{1b}'));
    let no_color = promise(&["check"]).within(folder.path()).env("NO_COLOR", "1");
    assert!(!no_color.run().stdout.contains('\u{1b}'));
}

#[test]
fn the_nearest_folder_is_found_from_below() {
    let folder = Folder::new().file("commitments/a.toml", VAGUE).file("src/deep/x.txt", "");
    let below = promise(&["check"]).within(&folder.path().join("src/deep")).run().ended(1);
    assert!(below.stdout.contains("../../commitments/a.toml:4:"), "{}", below.stdout);
    let inside = promise(&["check"]).within(&folder.path().join("commitments")).run().ended(1);
    assert!(inside.stdout.contains("a.toml:4:"), "{}", inside.stdout);
    let named = promise(&["check", "."]).within(folder.path()).run().ended(1);
    assert!(named.stdout.contains("commitments/a.toml:4:"), "{}", named.stdout);
}

#[test]
fn what_cannot_be_read_is_an_error_that_names_it() {
    let folder = Folder::new().file("commitments/a.toml", VAGUE).file("notes.txt", "");
    let missing = folder.promise(&["check", "nowhere"]).ended(2);
    assert!(missing.stderr.contains("nowhere"), "{}", missing.stderr);
    let text = folder.promise(&["check", "notes.txt"]).ended(2);
    assert!(text.stderr.contains(".toml, .yaml or .yml"), "{}", text.stderr);
    let usage = folder.promise(&["chekc"]).ended(2);
    assert!(usage.stderr.contains("check"), "{}", usage.stderr);
}

#[test]
fn an_empty_folder_has_no_definitions() {
    let folder = Folder::new().file("commitments/.hidden.toml", "nonsense =");
    let output = folder.promise(&["check"]).ended(3);
    assert!(output.stderr.contains("no definitions found"), "{}", output.stderr);
}
