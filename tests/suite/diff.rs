//! `promise diff` as users run it, in repositories that the tests make.

use crate::command::{Folder, Output, promise};
use std::fs;
use std::path::Path;
use std::process::Command;

fn git(folder: &Path, arguments: &[&str]) -> String {
    let identity =
        ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").current_dir(folder).args(identity).args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const CLOCK: &str = "[[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\n";

fn promised(id: &str, limit: &str) -> String {
    format!(
        "[[commitment]]\nid = \"{id}\"\nstatus = \"published\"\ntext = \"Within {limit}.\"\n\
         [[commitment.target]]\nclock = \"c\"\nwithin = \"{limit}\"\n"
    )
}

fn commit(folder: &Folder) {
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-q", "--allow-empty", "-m", "x"]);
}

/// A repository with one commit on `main`.
fn repository() -> Folder {
    let folder =
        Folder::new().file("commitments/a.toml", promised("a", "24h")).file("commitments/clock.toml", CLOCK);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit(&folder);
    folder
}

/// `a loosened reworded; b added`.
#[track_caller]
fn kinds(output: Output) -> String {
    let json = output.ended(0).json();
    assert_eq!(json["version"], 1);
    let one = |change: &serde_json::Value| {
        let kinds: Vec<_> =
            change["kinds"].as_array().unwrap().iter().map(|kind| kind.as_str().unwrap()).collect();
        format!("{} {}", change["id"].as_str().unwrap(), kinds.join(" "))
    };
    json["changes"].as_array().unwrap().iter().map(one).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn diff(folder: &Folder, arguments: &[&str]) -> String {
    kinds(folder.promise(&[&["diff", "--format", "json"], arguments].concat()))
}

#[test]
fn the_work_tree_is_compared_with_the_main_branch() {
    let folder = repository();
    assert_eq!(diff(&folder, &[]), "");
    git(folder.path(), &["checkout", "-q", "-b", "topic"]);
    let folder = folder.file("commitments/a.toml", promised("a", "48h"));
    assert_eq!(diff(&folder, &[]), "a loosened reworded");
    commit(&folder);
    assert_eq!(diff(&folder, &[]), "a loosened reworded");
    // What the main branch did since is no change of ours.
    git(folder.path(), &["checkout", "-q", "main"]);
    let folder = folder.file("commitments/b.toml", promised("b", "24h"));
    commit(&folder);
    git(folder.path(), &["checkout", "-q", "topic"]);
    assert_eq!(diff(&folder, &[]), "a loosened reworded");
    assert_eq!(diff(&folder, &["main"]), "a loosened reworded; b withdrawn");
    assert_eq!(diff(&folder, &["main..topic"]), "a loosened reworded; b withdrawn");
    assert_eq!(diff(&folder, &["main...topic"]), "a loosened reworded");
    assert_eq!(diff(&folder, &["topic..main"]), "a tightened reworded; b added");
    // A merge brings both.
    git(folder.path(), &["merge", "-q", "-m", "x", "main"]);
    assert_eq!(diff(&folder, &[]), "a loosened reworded");
    assert_eq!(diff(&folder, &["HEAD^1.."]), "b added");
}

#[test]
fn arguments_are_revisions_unless_there_is_such_a_path() {
    let folder = repository();
    git(folder.path(), &["tag", "first"]);
    let folder = folder
        .file("commitments/a.toml", promised("a", "48h"))
        .file("other/a.toml", promised("a", "12h"))
        .file("other/clock.toml", CLOCK)
        .file("commitments/b.toml", promised("b", "48h"));
    assert_eq!(diff(&folder, &["first"]), "a loosened reworded; b added");
    assert_eq!(
        diff(&folder, &["first", "commitments/a.toml", "commitments/clock.toml"]),
        "a loosened reworded"
    );
    assert_eq!(diff(&folder, &["commitments"]), "a loosened reworded; b added");
    assert_eq!(diff(&folder, &["--", "commitments"]), "a loosened reworded; b added");
    // Two folders and two files; they need no git.
    assert_eq!(diff(&folder, &["commitments", "other"]), "a tightened reworded; b withdrawn");
    assert_eq!(diff(&folder, &["commitments/b.toml", "commitments/b.toml"]), "");
    fs::write(folder.path().join("first"), "x").unwrap();
    let output = folder.promise(&["diff", "first"]).ended(2);
    assert!(output.stderr.contains("is not a definition file"), "{}", output.stderr);
    assert_eq!(diff(&folder, &["first.."]), "");
    assert_eq!(diff(&folder, &["refs/tags/first"]), "a loosened reworded; b added");
}

#[test]
fn what_git_cannot_tell_is_said() {
    let folder = repository();
    let unknown = folder.promise(&["diff", "nowhere"]).ended(2);
    assert!(unknown.stderr.contains("git knows no revision `nowhere`"), "{}", unknown.stderr);
    let chinese = folder.promise(&["diff", "nowhere..main", "--lang", "zh"]).ended(2);
    assert!(chinese.stderr.contains("git 中没有版本 `nowhere`"), "{}", chinese.stderr);
    git(folder.path(), &["branch", "-m", "main", "trunk"]);
    let none = folder.promise(&["diff"]).ended(2);
    assert!(none.stderr.contains("no `origin/HEAD`, `main` or `master`"), "{}", none.stderr);
    git(folder.path(), &["branch", "-m", "trunk", "master"]);
    assert_eq!(diff(&folder, &[]), "");
    let plain = Folder::new().file("commitments/a.toml", promised("a", "24h"));
    let outside = plain.promise(&["diff"]).ended(2);
    assert!(outside.stderr.contains("is not in a git repository"), "{}", outside.stderr);
    let nothing = repository();
    fs::remove_dir_all(nothing.path().join("commitments")).unwrap();
    commit(&nothing);
    nothing.promise(&["diff", "HEAD"]).ended(3);
    assert_eq!(diff(&nothing, &["HEAD~1"]), "a withdrawn");
}

#[test]
fn a_shallow_clone_says_so() {
    let folder = repository().file("commitments/b.toml", promised("b", "24h"));
    commit(&folder);
    git(folder.path(), &["checkout", "-q", "-b", "topic"]);
    let folder = folder.file("commitments/b.toml", promised("b", "48h"));
    commit(&folder);
    git(folder.path(), &["checkout", "-q", "main"]);
    let folder = folder.file("commitments/a.toml", promised("a", "12h"));
    commit(&folder);
    let clone = Folder::new();
    let from = format!("file://{}", folder.path().display());
    git(
        clone.path(),
        &["clone", "-q", "--depth", "1", "--branch", "topic", "--no-single-branch", &from, "copy"],
    );
    let run = |arguments: &[&str]| promise(arguments).within(&clone.path().join("copy")).run();
    for arguments in [&["diff"][..], &["diff", "HEAD~1"], &["diff", "origin/main...HEAD"]] {
        let output = run(arguments).ended(2);
        assert!(output.stderr.contains("shallow clone"), "{arguments:?}: {}", output.stderr);
    }
    // What is there can be compared.
    assert_eq!(
        kinds(run(&["diff", "origin/main..HEAD", "--format", "json"])),
        "a loosened reworded; b loosened reworded"
    );
}

#[test]
fn a_detached_head_and_a_work_tree_of_their_own() {
    let folder = repository();
    let tree = Folder::new();
    let path = tree.path().join("tree");
    git(folder.path(), &["worktree", "add", "-q", "--detach", path.to_str().unwrap()]);
    fs::write(path.join("commitments/a.toml"), promised("a", "48h")).unwrap();
    let run = |arguments: &[&str]| promise(arguments).within(&path).run();
    assert_eq!(kinds(run(&["diff", "--format", "json"])), "a loosened reworded");
    git(&path, &["commit", "-q", "-a", "-m", "x"]);
    assert_eq!(kinds(run(&["diff", "--format", "json"])), "a loosened reworded");
    assert_eq!(kinds(run(&["diff", "HEAD~1..", "--format", "json"])), "a loosened reworded");
    assert_eq!(diff(&folder, &[]), "");
    git(folder.path(), &["worktree", "remove", "--force", path.to_str().unwrap()]);
}

#[test]
fn files_and_folders_that_move() {
    let folder = repository();
    let at = |name: &str| folder.path().join(name);
    fs::rename(at("commitments/a.toml"), at("commitments/z.toml")).unwrap();
    assert_eq!(diff(&folder, &[]), "a moved");
    // The folder itself, moved with git and without.
    fs::rename(at("commitments/z.toml"), at("commitments/a.toml")).unwrap();
    fs::rename(at("commitments"), at("promises")).unwrap();
    assert_eq!(diff(&folder, &["HEAD", "promises"]), "a moved");
    git(folder.path(), &["add", "-A"]);
    assert_eq!(diff(&folder, &["HEAD", "promises"]), "a moved");
    commit(&folder);
    assert_eq!(diff(&folder, &["HEAD~1..HEAD", "promises"]), "a moved");
    assert_eq!(diff(&folder, &["HEAD~1..HEAD", "commitments"]), "a withdrawn");
    let looser = promised("a", "24h").replace("within = \"24h\"", "within = \"30h\"");
    fs::write(at("promises/a.toml"), looser).unwrap();
    assert_eq!(diff(&folder, &["HEAD~1", "promises"]), "a loosened");
    let text = folder.promise(&["diff", "HEAD~1", "promises"]).ended(0).stdout;
    assert!(text.contains("from commitments/a.toml to promises/a.toml"), "{text}");
}

#[test]
fn reading_it_from_elsewhere_makes_no_difference() {
    let folder = repository().file("src/x", "");
    let folder = folder.file("commitments/a.toml", promised("a", "48h"));
    let json = ["diff", "--format", "json"];
    let from = |place: &str| kinds(promise(&json).within(&folder.path().join(place)).run());
    assert_eq!(from("src"), "a loosened reworded");
    assert_eq!(from("commitments"), "a loosened reworded");
    let whole = folder.path().join("commitments");
    let output = promise(&[&json[..], &["--", whole.to_str().unwrap()]].concat());
    assert_eq!(kinds(output.within(&std::env::temp_dir()).run()), "a loosened reworded");
}

#[test]
fn line_ends_and_layout_are_no_change() {
    let folder = repository();
    let text = promised("a", "24h").replace('\n', "\r\n").replace(" = ", "   =   ");
    let folder = folder.file("commitments/a.toml", format!("\u{feff}# a comment\r\n{text}"));
    assert_eq!(diff(&folder, &[]), "");
    // The same in the other syntax, in a file of another name.
    fs::remove_file(folder.path().join("commitments/a.toml")).unwrap();
    let yaml = "commitment:\n  - id: a\n    status: published\n    text: Within 24h.\n    target:\n      - {within: 24h, clock: c}\n";
    let folder = folder.file("commitments/a.yaml", yaml.replace('\n', "\r\n"));
    assert_eq!(diff(&folder, &[]), "a moved");
}

#[test]
fn what_could_not_be_read_is_told_and_the_rest_compared() {
    let broken = "[[commitment\nid = \"b\"\n";
    let folder = repository().file("commitments/b.toml", broken);
    commit(&folder);
    let folder = folder
        .file("commitments/a.toml", promised("a", "48h"))
        .file("commitments/b.toml", promised("b", "24h"));
    assert_eq!(diff(&folder, &[]), "a loosened reworded; b undecided");
    let output = folder.promise(&["diff", "--format", "json"]).json();
    assert_eq!(output["unread"], serde_json::json!({"old": ["commitments/b.toml"], "new": []}));
    let text = folder.promise(&["diff"]).ended(0).stdout;
    assert!(text.contains("not all of commitments/b.toml could be read before"), "{text}");
    assert!(text.contains("it could not be read before"), "{text}");
    let customer = folder.promise(&["diff", "--customer"]).ended(0).stdout;
    assert!(customer.contains("We promise you less") && !customer.contains("New: "), "{customer}");
    commit(&folder);
    let folder = folder.file("commitments/b.toml", broken);
    assert_eq!(diff(&folder, &["HEAD"]), "b undecided");
}

#[test]
fn kinds_of_changes_may_fail_the_command() {
    let folder = repository().file("commitments/a.toml", promised("a", "48h"));
    folder.promise(&["diff"]).ended(0);
    folder.promise(&["diff", "--fail-on", "loosened"]).ended(1);
    folder.promise(&["diff", "--fail-on", "withdrawn,narrowed,reworded"]).ended(1);
    folder.promise(&["diff", "--fail-on", "tightened,status-changed"]).ended(0);
    folder.promise(&["diff", "--fail-on", "worse"]).ended(2);
}

/// The change that looks harmless: a calendar loses its Saturday.
fn saturday() -> Folder {
    let calendar = |saturday: &str| {
        format!(
            "[[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\ncalendar = \"desk\"\npause = \"waiting\"\n\
             [[calendar]]\nid = \"desk\"\ntimezone = \"Asia/Shanghai\"\nyears = 2026\n\
             hours = {{ mon-fri = [\"09:00-18:00\"]{saturday} }}\n"
        )
    };
    let terms = promised("a", "8 business hours")
        .replace("text", "title = { en = \"Repairs <fast>\", zh = \"维修|快\" }\ntext");
    let folder = Folder::new()
        .file("commitments/a.toml", terms)
        .file("commitments/clock.toml", calendar(", sat = [\"09:00-12:00\"]"));
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit(&folder);
    folder.file("commitments/clock.toml", calendar(""))
}

#[test]
fn a_calendar_that_loses_its_saturday() {
    let folder = saturday();
    let text = folder.promise(&["diff", "HEAD"]).ended(0).stdout;
    let expected = "\
HEAD -> the working tree

a  Repairs <fast> (published)
  commitments/a.toml:2
  loosened
    loosened: calendar desk: hours
      - mon-fri 09:00-18:00; sat 09:00-12:00
      + mon-fri 09:00-18:00
      target: c within 8 business hours
      started Fri 2026-01-02 13:00: due Mon 2026-01-05 12:00, was Sat 2026-01-03 12:00
      looked at every case of 2026

1 loosened; 0 unchanged
";
    assert_eq!(text, expected);
    let narrow = promise(&["diff", "HEAD"]).within(folder.path()).env("COLUMNS", "40").run().ended(0).stdout;
    assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
    let colours = folder.promise(&["diff", "HEAD", "--color", "always"]).ended(0).stdout;
    assert!(colours.contains("\u{1b}[31m"), "{colours}");
    let chinese = folder.promise(&["diff", "HEAD", "--lang", "zh"]).ended(0).stdout;
    assert!(
        chinese.contains("放松：日历 desk: hours") && chinese.contains("周五 2026-01-02 13:00 开始"),
        "{chinese}"
    );
}

#[test]
fn the_comment_on_a_pull_request() {
    let folder = saturday();
    let text = folder.promise(&["diff", "HEAD", "--format", "markdown"]).ended(0).stdout;
    assert!(text.starts_with("<!-- promise diff -->\n## promise diff\n"), "{text}");
    assert!(
        text.contains("| **loosened** | **a** Repairs &lt;fast&gt; (published) | calendar desk: hours: "),
        "{text}"
    );
    assert!(
        text.contains("<details><summary>a Repairs &lt;fast&gt; (published) – loosened</summary>"),
        "{text}"
    );
    let chinese = folder.promise(&["diff", "HEAD", "--format", "markdown", "--lang", "zh"]).ended(0).stdout;
    assert!(chinese.contains("维修\\|快"), "{chinese}");
    // However much changes, a comment takes it.
    let all = |limit: &str| -> String {
        let one = |number: usize| {
            promised(&format!("promise-{number}"), limit)
                .replace("Within", &"Words and <more> words. ".repeat(40))
        };
        (0..400).map(one).collect()
    };
    let folder = folder.file("commitments/many.toml", all("24h"));
    commit(&folder);
    let folder = folder.file("commitments/many.toml", all("48h"));
    let text = folder.promise(&["diff", "HEAD", "--format", "markdown"]).ended(0).stdout;
    assert!(text.len() < 65_000 && text.len() > 50_000, "{}", text.len());
    assert!(text.contains("more are left out here"), "{text}");
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
}

#[test]
fn a_result_may_go_to_a_file() {
    let folder = saturday();
    let output = folder.promise(&["diff", "HEAD", "--format", "json", "--output", "out.json"]).ended(0);
    assert!(output.stdout.is_empty());
    let written = fs::read_to_string(folder.path().join("out.json")).unwrap();
    assert_eq!(written, folder.promise(&["diff", "HEAD", "--format", "json"]).stdout);
    let json: serde_json::Value = serde_json::from_str(&written).unwrap();
    let effect = &json["changes"][0]["effects"][0];
    assert_eq!(effect["witnesses"][0]["start"], "2026-01-02T13:00:00+08:00");
    assert_eq!(effect["witnesses"][0]["old"], "2026-01-03T12:00:00+08:00");
    assert_eq!(effect["fields"][0]["path"], "commitments/clock.toml");
    assert_eq!(effect["years"], serde_json::json!({"first": 2026, "last": 2026, "declared": true}));
}

#[test]
fn customers_read_it_in_plain_words_and_both_languages() {
    let folder = repository().file("commitments/a.toml", promised("a", "48h"));
    let text = folder.promise(&["diff", "HEAD", "--customer"]).ended(0).stdout;
    let expected = "\
a
  We promise you less: within 48 hours, in every case (before: within 24 hours, in every case).
  We now say: Within 48h. (before: Within 24h.)
  我们的承诺降低：48小时内，每一个案（此前：24小时内，每一个案）。
  现在的表述：Within 48h.（此前：Within 24h.）
";
    assert_eq!(text, expected);
    let json = folder.promise(&["diff", "HEAD", "--customer", "--format", "json"]).ended(0).json();
    assert_eq!(json["changes"][0]["customer"]["zh"].as_array().unwrap().len(), 2);
    let markdown = folder.promise(&["diff", "HEAD", "--customer", "--format", "markdown"]).ended(0).stdout;
    assert!(markdown.contains("### a\n\n- We promise you less"), "{markdown}");
    // Drafts are nobody's but ours; what is published is new.
    let draft = promised("a", "24h").replace("published", "draft");
    let folder = folder.file("commitments/a.toml", &draft);
    commit(&folder);
    let folder = folder.file("commitments/a.toml", draft.replace("24h", "30h"));
    let text = folder.promise(&["diff", "HEAD", "--customer"]).ended(0).stdout;
    assert_eq!(text, "Nothing changes for customers.\n对客户没有变化。\n");
    let folder = folder.file("commitments/a.toml", promised("a", "24h"));
    let text = folder.promise(&["diff", "HEAD", "--customer"]).ended(0).stdout;
    assert_eq!(text, "a\n  New: Within 24h.\n  新承诺：Within 24h.\n");
    let text = folder.promise(&["diff", "HEAD..HEAD~1", "--customer"]).ended(0).stdout;
    assert!(text.contains("New: "), "{text}");
}
