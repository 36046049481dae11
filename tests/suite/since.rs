//! `--since`: only what a revision of git did not have, in repositories that the tests make.

use crate::command::{Folder, Output, promise};
use std::fs;
use std::path::Path;
use std::process::Command;

const CHECK: [&str; 5] = ["check", "--select", "CLR001", "--today", "2026-11-26"];

fn git(folder: &Path, arguments: &[&str]) -> String {
    let identity =
        ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").current_dir(folder).args(identity).args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn soon(id: &str) -> String {
    format!("[[commitment]]\nid = \"{id}\"\ntext = \"We reply soon.\"\n")
}

/// A repository with one commit.
fn repository() -> Folder {
    let folder = Folder::new().file("commitments/投 诉.toml", soon("a"));
    git(folder.path(), &["init", "-q"]);
    commit(&folder);
    folder
}

fn commit(folder: &Folder) {
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-q", "-m", "x"]);
}

fn since(folder: &Folder, revision: &str, arguments: &[&str]) -> Output {
    folder.promise(&[&CHECK[..], &["--since", revision], arguments].concat())
}

#[test]
fn what_the_revision_had_is_left_out() {
    let folder = repository();
    let output = since(&folder, "HEAD", &[]).ended(0);
    assert!(output.stdout.contains("1 finding left out that HEAD has too"), "{}", output.stdout);
    let moved = format!("# moved\n\n{}\n{}", soon("b"), soon("a"));
    let folder = folder.file("commitments/投 诉.toml", moved);
    let json = since(&folder, "HEAD", &["--format", "json"]).ended(1).json();
    let ids: Vec<_> = json["findings"].as_array().unwrap().iter().map(|f| f["id"].clone()).collect();
    assert_eq!(ids, ["b"]);
    assert_eq!(json["since"], serde_json::json!({"revision": "HEAD", "known": 1}));
    // The commit brings it into the past.
    commit(&folder);
    since(&folder, "HEAD", &[]).ended(0);
    since(&folder, "HEAD~1", &[]).ended(1);
}

#[test]
fn paths_are_counted_from_the_root_wherever_the_command_runs() {
    let folder = repository().file("src/x", "");
    let arguments = [&CHECK[..], &["--since", "HEAD"]].concat();
    promise(&arguments).within(&folder.path().join("src")).run().ended(0);
    promise(&arguments).within(&folder.path().join("commitments")).run().ended(0);
    let file = [&arguments[..], &["commitments/投 诉.toml"]].concat();
    promise(&file).within(folder.path()).run().ended(0);
    let whole = folder.path().join("commitments");
    promise(&[&arguments[..], &[whole.to_str().unwrap()]].concat())
        .within(&std::env::temp_dir())
        .run()
        .ended(0);
}

#[test]
fn a_folder_that_the_revision_did_not_have_is_all_new() {
    let folder = Folder::new().file("README", "x");
    git(folder.path(), &["init", "-q"]);
    commit(&folder);
    let folder = folder.file("commitments/a.toml", soon("a"));
    let output = since(&folder, "HEAD", &[]).ended(1);
    assert!(output.stdout.contains("no findings left out that HEAD has too"), "{}", output.stdout);
}

#[test]
fn files_that_definitions_name_are_those_of_the_revision() {
    let calendar = "[[calendar]]\nid = \"c\"\ntimezone = \"Asia/Shanghai\"\nholidays = \"../days/off.ics\"\n\
                    hours = { mon-fri = [\"09:00-17:00\"] }\n";
    let ics = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\nSUMMARY:x\r\nEND:VEVENT\r\n\
               END:VCALENDAR\r\n";
    let folder = Folder::new().file("commitments/a.toml", calendar).file("days/off.ics", ics);
    git(folder.path(), &["init", "-q"]);
    commit(&folder);
    // The revision could read them; now they are gone.
    fs::remove_file(folder.path().join("days/off.ics")).unwrap();
    let output =
        folder.promise(&["check", "--select", "DEF", "--since", "HEAD", "--format", "json"]).ended(1);
    assert_eq!(output.json()["findings"][0]["code"], "DEF007");
}

#[test]
fn hidden_files_and_links_of_the_revision_are_not_read() {
    let folder = repository().file("commitments/.old/b.toml", soon("b")).file("commitments/x.md", "x");
    #[cfg(unix)]
    std::os::unix::fs::symlink("投 诉.toml", folder.path().join("commitments/link.toml")).unwrap();
    commit(&folder);
    let json = since(&folder, "HEAD", &["--format", "json"]).ended(0).json();
    assert_eq!(json["since"]["known"], 1);
}

#[test]
fn revisions_that_cannot_be_read_are_told_apart() {
    let folder = repository();
    let unknown = since(&folder, "nowhere", &[]).ended(2);
    assert!(unknown.stderr.contains("git knows no revision `nowhere`"), "{}", unknown.stderr);
    let option = since(&folder, "--since=--all", &[]).ended(2);
    assert!(!option.stderr.is_empty());
    for name in ["", "HEAD:commitments", "HEAD~1"] {
        let output = folder.promise(&[&CHECK[..], &[&format!("--since={name}")]].concat()).ended(2);
        assert!(output.stderr.contains("git knows no revision"), "{}", output.stderr);
    }
    let chinese = since(&folder, "nowhere", &["--lang", "zh"]).ended(2);
    assert!(chinese.stderr.contains("git 中没有版本"), "{}", chinese.stderr);
    let plain = Folder::new().file("commitments/a.toml", soon("a"));
    let none = since(&plain, "HEAD", &[]).ended(2);
    assert!(none.stderr.contains("is not in a git repository"), "{}", none.stderr);
    let arguments = [&CHECK[..], &["--since", "HEAD"]].concat();
    let without = promise(&arguments).within(folder.path()).env("PATH", "/nowhere").run().ended(2);
    assert!(without.stderr.contains("cannot run git"), "{}", without.stderr);
}

#[test]
fn a_shallow_clone_says_so() {
    let folder = repository().file("commitments/b.toml", soon("b"));
    commit(&folder);
    let clone = Folder::new();
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &from, "copy"]);
    let run = |revision: &str| {
        let arguments = [&CHECK[..], &["--since", revision]].concat();
        promise(&arguments).within(&clone.path().join("copy")).run()
    };
    run("HEAD").ended(0);
    let output = run("HEAD~1").ended(2);
    assert!(
        output.stderr.contains("shallow clone") && output.stderr.contains("--unshallow"),
        "{}",
        output.stderr
    );
}

#[test]
fn a_baseline_and_a_revision_may_be_combined() {
    let folder = repository();
    folder.promise(&[&CHECK[..], &["--write-baseline", "known.json"]].concat()).ended(0);
    let folder = folder.file("commitments/b.toml", soon("b"));
    commit(&folder);
    let folder = folder.file("commitments/c.toml", soon("c"));
    let json = since(&folder, "HEAD", &["--baseline", "known.json", "--format", "json"]).ended(1).json();
    assert_eq!(json["findings"].as_array().unwrap().len(), 1);
    assert_eq!((json["baseline"]["known"].as_u64(), json["since"]["known"].as_u64()), (Some(1), Some(1)));
}

/// Each finding that is known to either is known, however the two overlap.
#[test]
fn what_both_know_counts_once() {
    let folder = repository();
    folder.promise(&[&CHECK[..], &["--write-baseline", "known.json"]].concat()).ended(0);
    let twice = soon("a").replace("reply soon", "reply soon, and call soon");
    let folder = folder.file("commitments/投 诉.toml", twice);
    let json = since(&folder, "HEAD", &["--baseline", "known.json", "--format", "json"]).ended(1).json();
    assert_eq!(json["findings"].as_array().unwrap().len(), 1);
    assert_eq!((json["baseline"]["known"].as_u64(), json["since"]["known"].as_u64()), (Some(1), Some(0)));
}

#[test]
fn sarif_says_what_the_revision_had() {
    let allowed = "# promise: allow(CLR001): in review\n";
    let folder = Folder::new().file("commitments/a.toml", format!("{}{allowed}{}", soon("a"), soon("b")));
    git(folder.path(), &["init", "-q"]);
    commit(&folder);
    let text = format!("{}{allowed}{}{allowed}{}{}", soon("a"), soon("b"), soon("c"), soon("d"));
    let folder = folder.file("commitments/a.toml", text);
    let sarif = since(&folder, "HEAD", &["--format", "sarif"]).ended(1).json();
    let state = |result: &serde_json::Value| {
        let id = result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].as_str().unwrap();
        let suppressed = result["suppressions"].as_array().unwrap().len();
        format!("{id} {} {suppressed}", result["baselineState"].as_str().unwrap())
    };
    let states: Vec<_> = sarif["runs"][0]["results"].as_array().unwrap().iter().map(state).collect();
    assert_eq!(states, ["a unchanged 0", "b unchanged 1", "c new 1", "d new 0"]);
}

#[test]
fn a_hook_of_git_may_run_it() {
    let folder = repository();
    let arguments = [&CHECK[..], &["--since", "HEAD"]].concat();
    let run =
        promise(&arguments).within(folder.path()).env("GIT_DIR", ".git").env("GIT_INDEX_FILE", ".git/index");
    run.run().ended(0);
}

/// What the rules about changes say of an edit of a promise that has been in force for long.
fn changes(from: &str, to: &str, settings: &str) -> Vec<String> {
    let folder =
        Folder::new().file("commitments/a.toml", IN_FORCE).file("commitments/promise.toml", settings);
    git(folder.path(), &["init", "-q"]);
    commit(&folder);
    assert!(IN_FORCE.contains(from), "{from}");
    let folder = folder.file("commitments/a.toml", IN_FORCE.replacen(from, to, 1));
    let arguments = [
        "check",
        "--select",
        "CON013,TIM008",
        "--today",
        "2026-11-26",
        "--since",
        "HEAD",
        "--format",
        "json",
    ];
    let json = folder.promise(&arguments).json();
    assert_eq!(json["skipped"], serde_json::json!([]));
    let shown = |finding: &serde_json::Value| {
        format!("{} {}", finding["code"].as_str().unwrap(), finding["message"].as_str().unwrap())
    };
    json["findings"].as_array().unwrap().iter().map(shown).collect()
}

const IN_FORCE: &str = "\
[[commitment]]
id = \"a\"
status = \"published\"
text = \"We reply within 24 hours.\"
effective = { from = 2026-01-01 }
[[commitment.target]]
clock = \"c\"
within = \"24h\"
[[commitment]]
id = \"draft\"
effective = { from = 2026-01-01 }
[[commitment.target]]
clock = \"c\"
within = \"12h\"
[[clock]]
id = \"c\"
start = \"s\"
stop = \"e\"
calendar = \"desk\"
[[calendar]]
id = \"desk\"
timezone = \"UTC\"
hours = { mon-fri = [\"09:00-17:00\"] }
closed = [2026-12-25]
years = 2026
";

#[test]
fn terms_in_force_are_not_rewritten() {
    let codes = |from: &str, to: &str| -> Vec<String> {
        changes(from, to, "").iter().map(|finding| finding[..6].to_owned()).collect()
    };
    let found = changes("\"24h\"", "\"20h\"", "");
    assert_eq!(
        found,
        ["CON013 terms in force since 2026-01-01 are rewritten: target 1: within, `24h` is now `20h`"]
    );
    assert_eq!(codes("2026-01-01", "2026-02-01"), ["CON013"]);
    assert_eq!(codes("2026-01-01 }", "2026-01-01, until = 2026-06-01 }"), ["CON013"]);
    // An end that is not past, words, a draft, days off, and what is not in force yet.
    let none: [&str; 0] = [];
    assert_eq!(codes("2026-01-01 }", "2026-01-01, until = 2027-06-01 }"), none);
    assert_eq!(codes("reply within", "answer within"), none);
    assert_eq!(codes("\"12h\"", "\"15h\""), none);
    assert_eq!(codes("[2026-12-25]", "[2026-12-25, 2026-12-26]"), none);
    assert_eq!(codes("\"published\"", "\"suspended\""), none);
    assert_eq!(codes("\"24h\"", "\"1440m\""), none);
    assert_eq!(codes("effective =", "scope = \"Letters.\"\neffective ="), none);
    // Hours of opening that no limit of it counts in.
    assert_eq!(codes("mon-fri", "mon-thu"), none);
}

#[test]
fn a_weakening_is_known_in_time() {
    let codes = |from: &str, to: &str| -> Vec<String> {
        let found = changes(from, to, "notice_days = 30\n");
        found.into_iter().filter(|finding| finding.starts_with("TIM008")).collect()
    };
    let found = codes("\"24h\"", "\"30h\"");
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("`a` promises less from 2026-11-26 on (target 1: within)"), "{found:?}");
    assert_eq!(codes("2026-01-01 }", "2026-01-01, until = 2026-12-25 }").len(), 1);
    assert_eq!(codes("\"a\"", "\"b\"").len(), 1);
    // In time, stronger, of a draft, and without the setting.
    let none: [&str; 0] = [];
    assert_eq!(codes("2026-01-01 }", "2026-01-01, until = 2026-12-26 }"), none);
    assert_eq!(codes("\"24h\"", "\"20h\""), none);
    assert_eq!(codes("\"12h\"", "\"15h\""), none);
    assert_eq!(changes("2026-01-01 }", "2026-01-01, until = 2026-12-25 }", ""), none);
}

#[test]
fn without_a_revision_they_are_skipped() {
    let folder = Folder::new().file("commitments/a.toml", IN_FORCE);
    let json = folder.promise(&["check", "--select", "CON013,TIM008", "--format", "json"]).ended(0).json();
    let skipped = serde_json::json!([{"code": "CON013", "needs": "git"}, {"code": "TIM008", "needs": "git"}]);
    assert_eq!(json["skipped"], skipped);
}
