//! Baselines and statistics: what is known is no news, whatever happens to the lines around it.

use crate::command::{Folder, Output};
use std::fs;

const SOON: &str = "[[commitment]]\nid = \"a\"\ntext = \"We reply soon.\"\n\n\
                    [[commitment]]\nid = \"b\"\ntext = { zh = \"我们尽快回复。\" }\n";
const CHECK: [&str; 5] = ["check", "--select", "CLR001", "--today", "2026-11-26"];

fn check(folder: &Folder, arguments: &[&str]) -> Output {
    folder.promise(&[&CHECK[..], arguments].concat())
}

/// A folder whose findings were all accepted.
fn accepted() -> Folder {
    let folder = Folder::new().file("commitments/a.toml", SOON).file(".git/HEAD", "");
    let output = check(&folder, &["--write-baseline", "baseline.json"]).ended(0);
    assert_eq!(output.stderr, "2 findings written to baseline.json\n");
    assert!(output.stdout.contains("no findings in 1 file"), "{}", output.stdout);
    assert!(output.stdout.contains("2 findings left out that the baseline holds"), "{}", output.stdout);
    folder
}

fn rewrite(folder: &Folder, from: &str, to: &str) {
    let path = folder.path().join("commitments/a.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from));
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_baseline_has_a_line_for_each_finding_and_no_line_numbers() {
    let folder = accepted();
    assert_eq!(
        fs::read_to_string(folder.path().join("baseline.json")).unwrap(),
        r#"{
  "version": 1,
  "findings": [
    {"path":"commitments/a.toml","id":"a","field":"commitment.text","code":"CLR001","text":"soon","count":1},
    {"path":"commitments/a.toml","id":"b","field":"commitment.text.zh","code":"CLR001","text":"尽快","count":1}
  ]
}
"#
    );
}

#[test]
fn what_moves_is_not_new_and_a_second_occurrence_is() {
    let folder = accepted();
    rewrite(
        &folder,
        "[[commitment]]\nid = \"b\"",
        "# a comment\n\n[[commitment]]\ntitle = \"B\"\nid = \"b\"",
    );
    let moved = check(&folder, &["--baseline", "baseline.json"]).ended(0);
    assert!(!moved.stdout.contains("no longer"), "{}", moved.stdout);
    rewrite(&folder, "We reply soon.", "We reply soon, and call soon.");
    let output = check(&folder, &["--baseline", "baseline.json", "--format", "json"]).ended(1).json();
    let findings = output["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0]["line"].as_u64(), findings[0]["column"].as_u64()), (Some(3), Some(33)));
    assert_eq!(output["baseline"], serde_json::json!({"known": 2, "stale": []}));
}

#[test]
fn what_is_mended_is_told_and_may_be_written_again() {
    let folder = accepted();
    rewrite(&folder, "reply soon", "reply within 4 hours");
    let output = check(&folder, &["--baseline", "baseline.json"]).ended(0);
    let expected = "1 finding of the baseline no longer occurs; write the baseline again:\n  \
                    CLR001 commitments/a.toml a commitment.text: soon\n";
    assert!(output.stdout.ends_with(expected), "{}", output.stdout);
    let chinese = check(&folder, &["--baseline", "baseline.json", "--lang", "zh"]).ended(0);
    assert!(chinese.stdout.contains("基线中有 1 个问题已不存在"), "{}", chinese.stdout);
    // What was not looked for is not mended.
    let others = folder.promise(&["check", "--select", "TIM006", "--baseline", "baseline.json"]);
    assert!(!others.stdout.contains("no longer"), "{}", others.stdout);
    check(&folder, &["--write-baseline", "baseline.json"]).ended(0);
    let again = check(&folder, &["--baseline", "baseline.json"]).ended(0);
    assert!(!again.stdout.contains("no longer"), "{}", again.stdout);
}

#[test]
fn a_baseline_says_the_same_from_wherever_it_is_read() {
    let folder = accepted();
    let below = folder.path().join("commitments");
    let output = crate::command::promise(&[&CHECK[..], &["--baseline", "../baseline.json"]].concat());
    output.within(&below).run().ended(0);
}

#[test]
fn fixes_are_made_to_what_is_new() {
    let clock = "[[clock]]\nid = \"c\"\nstart = \"a\"\nstopp = \"b\"\nstop = \"b\"\n";
    let misspelt = |id: &str| format!("[[commitment]]\nid = \"{id}\"\ntitel = \"x\"\n");
    let folder = Folder::new().file("commitments/a.toml", misspelt("a"));
    folder.promise(&["check", "--write-baseline", "known.json"]).ended(0);
    let folder = folder.file("commitments/b.toml", misspelt("b")).file("commitments/c.toml", clock);
    folder.promise(&["check", "--baseline", "known.json", "--unsafe-fixes"]);
    let read = |name: &str| fs::read_to_string(folder.path().join("commitments").join(name)).unwrap();
    assert_eq!((read("a.toml"), read("b.toml")), (misspelt("a"), misspelt("b").replace("titel", "title")));
}

#[test]
fn files_that_are_no_baseline_are_refused() {
    let folder = accepted().file("other.json", "{\"version\": 7}").file("text.json", "soon");
    let missing = check(&folder, &["--baseline", "nowhere.json"]).ended(2);
    assert!(missing.stderr.contains("--write-baseline nowhere.json"), "{}", missing.stderr);
    let newer = check(&folder, &["--baseline", "other.json", "--lang", "zh"]).ended(2);
    assert!(newer.stderr.contains("第 7 版"), "{}", newer.stderr);
    let text = check(&folder, &["--baseline", "text.json"]).ended(2);
    assert!(text.stderr.contains("text.json is no baseline"), "{}", text.stderr);
    let both = check(&folder, &["--baseline", "a", "--write-baseline", "b"]).ended(2);
    assert!(both.stderr.contains("cannot be used with"), "{}", both.stderr);
}

#[test]
fn statistics_count_by_rule_and_by_quality() {
    let text = format!("{SOON}\n[[commitment]]\nid = \"c\"\nowmer = \"x\"\n");
    let folder = Folder::new().file("commitments/a.toml", text);
    let arguments = ["check", "--select", "CLR001,TIM001,DEF", "--today", "2026-11-26", "--statistics"];
    let run = |more: &[&str]| folder.promise(&[&arguments[..], more].concat()).ended(1);
    assert_eq!(
        run(&[]).stdout,
        "rule    name           errors  warnings  infos\n\
         CLR001  vague-time          2         0      0\n\
         DEF002  unknown-field       1         0      0\n\
         TIM001  no-time-limit       2         0      0\n\
         \n\
         commitment  clear        feasible     consistent   timely       flexible\n\
         a           1E           yes          yes          1E           yes\n\
         b           1E           yes          yes          1E           yes\n\
         c           not checked  not checked  not checked  not checked  not checked\n\
         \n\
         E errors, W warnings, I infos against it\n\
         \n\
         5 errors (CLR 2, DEF 1, TIM 2) in 1 file with 3 commitments, checked as of 2026-11-26\n\
         1 definition with mistakes not seen by the rules\n\
         1 finding can be fixed with --unsafe-fixes\n"
    );
    let chinese = run(&["--lang", "zh"]).stdout;
    for word in ["承诺", "清晰", "可行", "一致", "及时", "灵活", "1错", "未检查"] {
        assert!(chinese.contains(word), "{chinese}");
    }
    let statistics = run(&["--format", "json"]).json()["statistics"].clone();
    assert_eq!(
        statistics["rules"][0],
        serde_json::json!({"code": "CLR001", "name": "vague-time", "error": 2, "warning": 0, "info": 0})
    );
    assert_eq!(statistics["commitments"][0]["clear"]["error"], 1);
    assert_eq!(statistics["commitments"][2]["checked"], false);
}
