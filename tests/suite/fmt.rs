//! `promise fmt` as its users meet it: in place, `--check`, `--diff`, `--as`.

use crate::command::{Folder, promise, root};
use std::fs;
use std::path::{Path, PathBuf};

const MESSY: &str =
    "# A clock\n[[clock]]\nid=\"answer\"   # its name\nstart   = 'arrived'\nstop= \"answered\"\n";
const TIDY: &str =
    "# A clock\n[[clock]]\nid    = \"answer\" # its name\nstart = 'arrived'\nstop  = \"answered\"\n";

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

#[test]
fn files_are_formatted_in_place_once() {
    let folder = Folder::new().file("commitments/a.toml", MESSY).file("commitments/b.yaml", "clock: []\n");
    let output = folder.promise(&["fmt"]).ended(0);
    assert_eq!(
        (output.stdout.as_str(), output.stderr.as_str()),
        ("", "1 file formatted, 1 left unchanged\n")
    );
    assert_eq!(read(&folder, "commitments/a.toml"), TIDY);
    let again = folder.promise(&["fmt", "--lang", "zh"]).ended(0);
    assert_eq!(again.stderr, "已整理0个文件，2个无需改动\n");
}

#[test]
fn check_and_diff_change_nothing() {
    let folder = Folder::new().file("commitments/a.toml", MESSY).file("commitments/b.toml", TIDY);
    let check = folder.promise(&["fmt", "--check"]).ended(1);
    assert_eq!(check.stdout, "commitments/a.toml\n");
    let diff = folder.promise(&["fmt", "--diff"]).ended(0);
    assert!(
        diff.stdout.starts_with("--- commitments/a.toml\n+++ commitments/a.toml\n@@ "),
        "{}",
        diff.stdout
    );
    assert!(diff.stdout.contains("\n-id=\"answer\"   # its name\n"), "{}", diff.stdout);
    folder.promise(&["fmt", "--check", "--diff"]).ended(1);
    folder.promise(&["fmt", "--check", "commitments/b.toml"]).ended(0);
    assert_eq!(read(&folder, "commitments/a.toml"), MESSY);
}

#[test]
fn a_file_with_syntax_errors_is_shown_and_left_alone() {
    let broken = "[[clock]]\nid = \n";
    let folder = Folder::new().file("commitments/a.toml", broken).file("commitments/b.toml", MESSY);
    let output = folder.promise(&["fmt"]).ended(2);
    assert!(output.stderr.contains("error[DEF001]"), "{}", output.stderr);
    assert!(output.stderr.contains("commitments/a.toml:2:"), "{}", output.stderr);
    assert_eq!(read(&folder, "commitments/a.toml"), broken);
    // The others are formatted all the same.
    assert_eq!(read(&folder, "commitments/b.toml"), TIDY);
    folder.promise(&["fmt", "--as", "yaml", "commitments/a.toml"]).ended(2);
}

#[test]
fn one_file_is_converted_with_its_comments() {
    let folder = Folder::new().file("commitments/a.toml", TIDY);
    let yaml = folder.promise(&["fmt", "commitments/a.toml", "--as", "yaml"]).ended(0).stdout;
    assert_eq!(
        yaml,
        "clock:\n  # A clock\n  - id: answer  # its name\n    start: arrived\n    stop: answered\n"
    );
    let output = ["fmt", "commitments/a.toml", "--as", "yaml", "--output", "a.yaml"];
    assert_eq!(folder.promise(&output).ended(0).stdout, "");
    assert_eq!(read(&folder, "a.yaml"), yaml);
    let several = folder.promise(&["fmt", "--as", "yaml"]).ended(2);
    assert!(several.stderr.contains("one file"), "{}", several.stderr);
    let empty = Folder::new().file("a.yaml", "clock:\n  - id:\n");
    let refused = empty.promise(&["fmt", "a.yaml", "--as", "toml"]).ended(2);
    assert!(refused.stderr.contains("a.yaml:2:"), "{}", refused.stderr);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::new();
    let run = |arguments: &[&str], input: &[u8]| {
        let arguments = [&["fmt", "-", "--stdin-filename", "promises/a.toml"], arguments].concat();
        promise(&arguments).within(folder.path()).stdin(input).run()
    };
    for text in [MESSY, TIDY] {
        let output = run(&[], text.as_bytes()).ended(0);
        assert_eq!((output.stdout.as_str(), output.stderr.as_str()), (TIDY, ""));
    }
    assert_eq!(run(&["--check"], TIDY.as_bytes()).ended(0).stdout, "");
    assert_eq!(run(&["--check"], MESSY.as_bytes()).ended(1).stdout, "promises/a.toml\n");
    let diff = run(&["--diff"], MESSY.as_bytes()).ended(0).stdout;
    assert!(diff.starts_with("--- promises/a.toml\n"), "{diff}");
    assert!(run(&["--as", "yaml"], MESSY.as_bytes()).ended(0).stdout.starts_with("clock:\n"));
    let broken = run(&[], b"[[clock]]\nid = \n").ended(2);
    assert_eq!(broken.stdout, "");
    assert!(broken.stderr.contains("--> promises/a.toml:2:"), "{}", broken.stderr);
    assert!(run(&[], b"a = \"\xff\"\n").ended(2).stderr.contains("DEF009"));
    assert!(run(&[], &vec![b'#'; 3_000_000]).ended(2).stderr.contains("3000000"));
    for arguments in [&["fmt", "-"][..], &["fmt", "--stdin-filename", "a.toml"]] {
        let refused = folder.promise(arguments).ended(2);
        assert!(refused.stderr.contains("promise fmt - --stdin-filename"), "{}", refused.stderr);
    }
    let unknown = folder.promise(&["fmt", "-", "--stdin-filename", "a.txt"]).ended(2);
    assert!(unknown.stderr.contains("must end in .toml"), "{}", unknown.stderr);
}

#[test]
fn the_sample_and_the_examples_have_the_layout() {
    promise(&["fmt", "--check", "commitments"]).run().ended(0);
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let folder = entry.unwrap().path().join("commitments");
        // Its mistakes are the point of it.
        if folder.is_dir() && !folder.starts_with(root().join("examples/mistakes")) {
            promise(&["fmt", "--check", folder.to_str().unwrap()]).run().ended(0);
        }
    }
}

fn definition_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            definition_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "toml" || e == "yaml") {
            found.push(path);
        }
    }
}

/// The comments at the ends of lines, which none of these files has inside of a text.
fn comments(text: &str) -> Vec<String> {
    let comment = |line: &str| {
        let at = line.match_indices('#').map(|(at, _)| at).find(|at| {
            *at == 0 || line[..*at].ends_with(' ') && line[..*at].matches('"').count().is_multiple_of(2)
        })?;
        Some(line[at..].trim_end().to_owned())
    };
    let mut found: Vec<_> = text.lines().filter_map(comment).collect();
    found.sort();
    found
}

#[test]
fn what_is_converted_is_checked_like_the_original() {
    let mut files = Vec::new();
    definition_files(&root().join("commitments"), &mut files);
    definition_files(&root().join("tests/good"), &mut files);
    let mut converted = 0;
    for folder in
        ["commitments", "tests/good/01-courier", "tests/good/15-library", "tests/good/16-property-management"]
    {
        let mut copy = Folder::new();
        for path in files.iter().filter(|path| path.starts_with(root().join(folder))) {
            let name = path.file_name().unwrap().to_str().unwrap();
            let text = fs::read_to_string(path).unwrap();
            // Settings are in TOML.
            let (name, text) = if name == "promise.toml" {
                (name.to_owned(), text)
            } else {
                let to = if name.ends_with("toml") { "yaml" } else { "toml" };
                let result = promise(&["fmt", path.to_str().unwrap(), "--as", to]).run().ended(0).stdout;
                assert_eq!(comments(&result), comments(&text), "{name}");
                converted += 1;
                (format!("{}.{to}", name.split('.').next().unwrap()), result)
            };
            copy = copy.file(&name, text);
        }
        let findings = |place: &Path| {
            let output =
                promise(&["check", ".", "--format", "json", "--today", "2026-11-26"]).within(place).run();
            let findings = output.json()["findings"].as_array().unwrap().clone();
            let mut all: Vec<_> =
                findings.iter().map(|f| format!("{} {} {}", f["code"], f["id"], f["message"])).collect();
            all.sort();
            all
        };
        assert_eq!(findings(copy.path()), findings(&root().join(folder)), "{folder}");
        let listed = promise(&["fmt", "--check", "."]).within(copy.path()).run();
        assert!(!listed.stdout.replace("promise.toml", "").contains("ml"), "{}", listed.stdout);
    }
    assert!(converted >= 15, "only {converted} files converted");
}
