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

const HISTORY: &str = "\
[[commitment]]
id = \"a\"
status = \"published\"
text = \"We reply within 8 hours.\"
[[commitment.target]]
clock = \"c\"
within = \"8h\"
share = \"75%\"
[[clock]]
id = \"c\"
start = \"s\"
stop = \"e\"
[[calendar]]
id = \"desk\"
timezone = \"UTC\"
hours = { mon-fri = [\"09:00-17:00\"] }
[[log]]
id = \"l\"
path = \"../log.csv\"
case = \"id\"
timestamps = \"%Y-%m-%d %H:%M\"
timezone = \"UTC\"
";

/// Cases that take 1, 3 and 5 hours, and one that is still open two days later.
const CASES: &str = "\
id,s,e
a,2026-03-02 09:00,2026-03-02 10:00
b,2026-03-03 09:00,2026-03-03 12:00
c,2026-03-04 09:00,2026-03-04 14:00
d,2026-03-04 09:00,
z,2026-03-06 09:00,2026-03-06 09:30
";

/// What FEA009 says of an edit.
fn overstretched(from: &str, to: &str, arguments: &[&str]) -> Vec<String> {
    let folder = Folder::new().file("commitments/a.toml", HISTORY).file("log.csv", CASES);
    git(folder.path(), &["init", "-q"]);
    commit(&folder);
    assert!(HISTORY.contains(from), "{from}");
    let folder = folder.file("commitments/a.toml", HISTORY.replace(from, to));
    let check = ["check", "--select", "FEA009", "--since", "HEAD", "--logs", "--format", "json"];
    let json = folder.promise(&[&check[..], arguments].concat()).ended(0).json();
    assert_eq!(json["skipped"], serde_json::json!([]));
    let shown = |finding: &serde_json::Value| {
        assert_eq!((&finding["level"], &finding["id"]), (&"info".into(), &"a".into()));
        assert_eq!(finding["line"], 7);
        finding["message"].as_str().unwrap().to_owned()
    };
    json["findings"].as_array().unwrap().iter().map(shown).collect()
}

#[test]
fn a_new_limit_is_held_against_what_the_cases_took() {
    let found = |from: &str, to: &str| overstretched(from, to, &[]);
    let none: [&str; 0] = [];
    // Of five cases the fourth shortest took five hours.
    let said = found("\"8h\"", "\"4h\"");
    assert_eq!(said, ["75% of 5 past cases took up to 5h: `4h` asks for 1h (20%) less"]);
    assert_eq!(
        found("\"8h\"", "\"299m\"")[0],
        "75% of 5 past cases took up to 5h: `299m` asks for 1m (1%) less"
    );
    assert_eq!(found("\"8h\"", "\"5h\""), none);
    assert_eq!(found("\"8h\"", "\"30h\""), none);
    assert_eq!(found("\"8h\"", "\"480m\""), none);
    // Another share of the same limit, words, and the end of a promise are no new limits.
    assert_eq!(found("\"75%\"", "\"95%\""), none);
    assert_eq!(found("We reply", "We answer"), none);
    assert_eq!(found("\"published\"", "\"suspended\""), none);
    // At noon of the fourth two have ended, and two are past two hours.
    let noon = overstretched("\"8h\"", "\"2h\"", &["--as-of", "2026-03-04T12:00:00Z"]);
    assert_eq!(noon, ["of 4 past cases fewer than 75% have ended at all: `2h` would be missed"]);
    let chinese = overstretched("\"8h\"", "\"4h\"", &["--lang", "zh"]);
    assert_eq!(chinese, ["过去 5 件个案中，75% 要用到5小时：`4h` 要求再缩短1小时（20%）"]);
}

#[test]
fn a_share_that_never_ended_has_no_limit() {
    let from = "within = \"8h\"\nshare = \"75%\"";
    let said = overstretched(from, "within = \"4h\"\nshare = \"100%\"", &[]);
    assert_eq!(said, ["of 5 past cases fewer than 100% have ended at all: `4h` would be missed"]);
    let from = "stop = \"e\"\n";
    let days = |limit: &str| {
        let new = HISTORY.replace("\"8h\"", limit).replace(from, "stop = \"e\"\ncalendar = \"desk\"\n");
        let folder = Folder::new().file("commitments/a.toml", HISTORY).file("log.csv", CASES);
        git(folder.path(), &["init", "-q"]);
        commit(&folder);
        let folder = folder.file("commitments/a.toml", new);
        let json =
            folder.promise(&["check", "--select", "FEA009", "--since", "HEAD", "--logs", "--format", "json"]);
        let findings = json.json()["findings"].as_array().unwrap().clone();
        findings.iter().map(|finding| finding["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let said = days("\"4 business hours\"");
    assert_eq!(
        said,
        [
            "75% of 5 past cases took up to 5h of business hours: `4 business hours` asks for 1h of business hours (20%) less"
        ]
    );
    assert!(days("\"1 business day\"").is_empty());
    assert!(days("\"1 month\"").is_empty());
}

#[test]
fn a_column_that_no_log_has_does_not_stop_what_is_tried_on_the_others() {
    let folder = Folder::new().file("commitments/a.toml", HISTORY).file("log.csv", CASES);
    git(folder.path(), &["init", "-q"]);
    commit(&folder);
    let new = HISTORY.replace("\"8h\"", "\"4h\"\nwhen = { region = \"east\" }");
    let folder = folder.file("commitments/a.toml", new);
    let asked = ["check", "--select", "FEA009,FEA010", "--since", "HEAD", "--logs", "--format", "json"];
    let json = folder.promise(&asked).ended(1).json();
    let codes: Vec<_> = json["findings"].as_array().unwrap().iter().map(|finding| &finding["code"]).collect();
    assert_eq!(codes, ["FEA010"], "{json}");
}

#[test]
fn without_logs_and_a_revision_overstretch_is_skipped() {
    let folder = Folder::new().file("commitments/a.toml", HISTORY).file("log.csv", CASES);
    git(folder.path(), &["init", "-q"]);
    commit(&folder);
    let skipped = serde_json::json!([{"code": "FEA009", "needs": "logs and git"}]);
    for arguments in [&["--logs"][..], &["--since", "HEAD"], &[]] {
        let check = [&["check", "--select", "FEA009", "--format", "json"], arguments].concat();
        assert_eq!(folder.promise(&check).ended(0).json()["skipped"], skipped);
    }
    let text = folder.promise(&["check", "--select", "FEA009"]).ended(0).stdout;
    assert!(text.contains("skipped for want of git history and logs (--since, --logs): FEA009"), "{text}");
}
