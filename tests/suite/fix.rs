//! Fixes: every one that a page shows is applied in both syntaxes and in every way of writing a
//! text; what is written, what is shown, and what is left alone.

use crate::command::{Folder, promise};
use promise::check::{self, Entry, Page};
use promise::source::{Entry as Field, Node, Sources, Syntax, Value, parse};
use std::fs;

const TODAY: [&str; 2] = ["--today", "2026-11-26"];

/// A way of writing texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Double,
    Single,
    Plain,
    Block,
}

const STYLES: [Style; 4] = [Style::Double, Style::Single, Style::Plain, Style::Block];

/// A text with a comment behind each of its lines that can have one.
fn written(tree: &Node, syntax: Syntax, style: Style) -> String {
    let Value::Mapping(entries) = &tree.value else { panic!("no table") };
    match syntax {
        Syntax::Yaml => yaml(entries, 0, style),
        Syntax::Toml => {
            let field =
                |entry: &Field<'_>| format!("{} = {} # keep\n", key(entry), toml(&entry.value, style));
            entries.iter().map(field).collect()
        }
    }
}

fn key(entry: &Field<'_>) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let key = &entry.key.value;
    if key.chars().all(bare) { key.to_string() } else { serde_json::to_string(key).unwrap() }
}

fn toml(node: &Node<'_>, style: Style) -> String {
    match &node.value {
        Value::Null => "\"\"".to_owned(),
        Value::Bool(_) | Value::Number(_) | Value::Date(_) => node.scalar().unwrap().to_owned(),
        Value::String(text) => {
            let escaped = serde_json::to_string(text).unwrap();
            let raw = !text.contains(['\'', '\n']);
            match style {
                Style::Single if raw => format!("'{text}'"),
                Style::Plain if raw => format!("'''{text}'''"),
                Style::Block => format!("\"\"{escaped}\"\""),
                _ => escaped,
            }
        }
        Value::Sequence(items) => {
            format!("[{}]", items.iter().map(|item| toml(item, style)).collect::<Vec<_>>().join(", "))
        }
        Value::Mapping(entries) => {
            let fields =
                entries.iter().map(|entry| format!("{} = {}", key(entry), toml(&entry.value, style)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
    }
}

fn yaml(entries: &[Field<'_>], indent: usize, style: Style) -> String {
    let pad = " ".repeat(indent);
    let field = |entry: &Field<'_>| {
        [pad.clone(), key(entry), ":".to_owned(), yaml_value(&entry.value, indent, style)]
    };
    entries.iter().flat_map(field).collect()
}

fn yaml_value(node: &Node<'_>, indent: usize, style: Style) -> String {
    let below = indent + 2;
    match &node.value {
        Value::Mapping(entries) => format!("\n{}", yaml(entries, below, style)),
        Value::Sequence(items) if items.is_empty() => " []\n".to_owned(),
        Value::Sequence(items) => {
            let item = |item: &Node<'_>| format!("{}-{}", " ".repeat(below), yaml_value(item, below, style));
            format!("\n{}", items.iter().map(item).collect::<String>())
        }
        Value::String(text) => {
            let escaped = serde_json::to_string(text).unwrap();
            let plain = |c: char| c.is_alphanumeric() || " ，。；%-、（）,.'".contains(c);
            let is_plain = text.chars().all(plain)
                && text.starts_with(|c: char| c.is_alphabetic())
                && text.ends_with(|c: char| c.is_alphanumeric() || !c.is_ascii())
                && !["true", "false", "null"].contains(&text.as_ref());
            let scalar = match style {
                Style::Single if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
                Style::Plain if is_plain => text.to_string(),
                Style::Block if text.len() > 8 => {
                    let pad = " ".repeat(below);
                    return format!(" |- # keep\n{pad}{}\n", text.replace('\n', &format!("\n{pad}")));
                }
                _ => escaped,
            };
            format!(" {scalar} # keep\n")
        }
        Value::Null => " # keep\n".to_owned(),
        Value::Bool(_) | Value::Number(_) | Value::Date(_) => format!(" {} # keep\n", node.scalar().unwrap()),
    }
}

/// The codes found in a folder, and those whose finding has a fix.
fn codes(folder: &Folder) -> (Vec<String>, Vec<String>) {
    let findings = folder.promise(&[&["check", "--format", "json"], &TODAY[..]].concat()).json();
    let findings = findings["findings"].as_array().unwrap().clone();
    let code = |finding: &serde_json::Value| finding["code"].as_str().unwrap().to_owned();
    let fixable = findings.iter().filter(|finding| !finding["fix"].is_null()).map(code).collect();
    (findings.iter().map(code).collect(), fixable)
}

/// The files of the bad examples of a page, the definitions first. A block with a file name behind
/// its language belongs to the example before it.
fn examples(page: &Page<'_>) -> Vec<Vec<(String, String)>> {
    let mut examples: Vec<Vec<(String, String)>> = Vec::new();
    for example in page.examples("Bad") {
        let content = example.text.to_owned();
        match example.syntax.split_once(' ') {
            Some((_, name)) => examples.last_mut().unwrap().push((name.to_owned(), content)),
            None => examples.push(vec![(format!("example.{}", example.syntax), content)]),
        }
    }
    examples
}

/// Applies every fix to a folder; what is still found must be less and nothing new, and comments
/// stay. Whether the code had a fix at all.
fn fixes(code: &str, files: &[(String, String)]) -> bool {
    let mut folder = Folder::new();
    for (name, text) in files {
        folder = folder.file(&format!("commitments/{name}"), text);
    }
    let read = || {
        let text =
            |(name, _): &(String, String)| fs::read_to_string(folder.path().join("commitments").join(name));
        files.iter().map(|file| text(file).unwrap()).collect::<Vec<_>>().join("~~~\n")
    };
    let text = read();
    let (before, fixable) = codes(&folder);
    if !fixable.iter().any(|fixable| fixable == code) {
        return false;
    }
    let output = folder.promise(&[&["check", "--fix", "--unsafe-fixes"], &TODAY[..]].concat());
    let changed = read();
    let shown = format!("{code}\n--- before\n{text}\n--- after\n{changed}\n{}", output.stderr);
    let (after, _) = codes(&folder);
    let count = |codes: &[String], code: &str| codes.iter().filter(|other| *other == code).count();
    assert!(!output.stderr.contains("left as it was"), "{shown}");
    assert!(count(&after, code) < count(&before, code), "{shown}");
    for other in &after {
        let reveals = code.starts_with("DEF");
        assert!(reveals || count(&after, other) <= count(&before, other), "{other} is new: {shown}");
    }
    if !code.starts_with("SUP") {
        assert_eq!(changed.matches("# keep").count(), text.matches("# keep").count(), "{shown}");
    }
    // Nothing is left to do.
    let again = folder.promise(&[&["check", "--diff", "--unsafe-fixes"], &TODAY[..]].concat());
    assert_eq!((again.code, again.stdout.as_str()), (0, ""), "{shown}");
    true
}

/// The example in every way of writing it, if it can be read as it is.
fn variants(files: &[(String, String)]) -> Vec<Vec<(String, String)>> {
    let (name, text) = &files[0];
    let syntax = Syntax::of_path(name.as_ref()).unwrap();
    let mut sources = Sources::default();
    let file = sources.add(name.into(), text.clone());
    let (Some(tree), errors) = parse(&sources, file, syntax) else { return Vec::new() };
    let mut variants = Vec::new();
    for (syntax, name) in [(Syntax::Toml, "example.toml"), (Syntax::Yaml, "example.yaml")] {
        for style in STYLES.into_iter().filter(|_| errors.is_empty()) {
            let mut files = files.to_vec();
            files[0] = (name.to_owned(), written(&tree, syntax, style));
            variants.push(files);
        }
    }
    variants
}

#[test]
fn every_fix_of_the_pages_works_in_both_syntaxes_and_every_style() {
    let mut fixed = Vec::new();
    for entry in check::entries() {
        let code = entry.code.code;
        for files in examples(&Page::parse(entry.page)) {
            if !(files[0].0.ends_with("toml") || files[0].0.ends_with("yaml")) || !fixes(code, &files) {
                continue;
            }
            fixed.push(code);
            // A suppression is a comment, which another way of writing loses.
            for files in variants(&files).into_iter().filter(|_| !code.starts_with("SUP")) {
                assert!(fixes(code, &files), "{code} has no fix in\n{}", files[0].1);
            }
        }
    }
    fixed.dedup();
    let has_fix = |entry: &Entry| {
        let shown = !Page::parse(entry.page).examples("Bad").is_empty();
        entry.fix && entry.needs == check::Needs::Nothing && shown
    };
    let expected: Vec<_> =
        check::entries().into_iter().filter(has_fix).map(|entry| entry.code.code).collect();
    assert_eq!(fixed, expected);
}

const MISTAKES: &str = "# top\n[[commitment]]\nid = 'a' # id\nstandrd = \"b\"   # why\ntext = 'x'\n\
                        [[commitment.target]]\nclock = \"c\"\nwithin = 24h # limit\n";

#[test]
fn safe_fixes_are_applied_and_the_others_on_request() {
    let folder = Folder::new().file("commitments/a.toml", MISTAKES);
    let read = || fs::read_to_string(folder.path().join("commitments/a.toml")).unwrap();
    let output = folder.promise(&["check", "--fix"]).ended(1);
    assert_eq!(read(), MISTAKES.replace("24h", "\"24h\""));
    assert!(output.stderr.contains("fixed 1 finding in 1 file"), "{}", output.stderr);
    let output = folder.promise(&["check", "--unsafe-fixes", "--lang", "zh"]).ended(1);
    assert_eq!(read(), MISTAKES.replace("24h", "\"24h\"").replace("standrd", "standard"));
    assert!(output.stderr.contains("已修正 1 个文件中的 1 个问题"), "{}", output.stderr);
}

#[test]
fn a_diff_changes_nothing_and_can_be_applied() {
    let folder = Folder::new().file("commitments/a.toml", MISTAKES);
    let path = folder.path().join("commitments/a.toml");
    let output = folder.promise(&["check", "--diff"]).ended(1);
    assert_eq!(fs::read_to_string(&path).unwrap(), MISTAKES);
    assert_eq!(
        output.stdout,
        "--- commitments/a.toml\n+++ commitments/a.toml\n@@ -5,4 +5,4 @@\n text = 'x'\n \
         [[commitment.target]]\n clock = \"c\"\n-within = 24h # limit\n+within = \"24h\" # limit\n"
    );
    assert!(output.stderr.contains("1 finding in 1 file would be fixed"), "{}", output.stderr);
    fs::write(folder.path().join("change.diff"), &output.stdout).unwrap();
    let git = std::process::Command::new("git")
        .current_dir(folder.path())
        .args(["apply", "-p0", "change.diff"])
        .status();
    if git.is_ok_and(|status| status.success()) {
        assert_eq!(fs::read_to_string(&path).unwrap(), MISTAKES.replace("24h", "\"24h\""));
    } else {
        panic!("git does not apply the diff");
    }
    assert_eq!(folder.promise(&["check", "--diff"]).ended(0).stdout, "");
}

#[test]
fn line_ends_the_byte_order_mark_and_permissions_stay() {
    let text = format!("\u{feff}{}", MISTAKES.replace('\n', "\r\n"));
    let folder = Folder::new().file("commitments/a.toml", &text);
    let path = folder.path().join("commitments/a.toml");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    }
    folder.promise(&["check", "--fix"]).ended(1);
    assert_eq!(fs::read_to_string(&path).unwrap(), text.replace("24h", "\"24h\""));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
    let names: Vec<_> =
        fs::read_dir(folder.path().join("commitments")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["a.toml"]);
}

#[test]
#[cfg(unix)]
fn a_link_stays_a_link_and_a_file_that_may_not_be_written_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new().file("elsewhere/real.toml", MISTAKES).file("commitments/x.txt", "");
    let link = folder.path().join("commitments/a.toml");
    std::os::unix::fs::symlink("../elsewhere/real.toml", &link).unwrap();
    folder.promise(&["check", "commitments/a.toml", "--fix"]).ended(1);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let real = folder.path().join("elsewhere/real.toml");
    assert_eq!(fs::read_to_string(&real).unwrap(), MISTAKES.replace("24h", "\"24h\""));
    fs::write(&real, MISTAKES).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o444)).unwrap();
    let output = folder.promise(&["check", "commitments/a.toml", "--fix"]).ended(2);
    assert!(output.stderr.contains("read-only"), "{}", output.stderr);
    assert_eq!(fs::read_to_string(&real).unwrap(), MISTAKES);
}

#[test]
fn a_fix_that_makes_new_findings_is_not_applied_and_said() {
    // The field that was probably meant stands there already.
    let bad = "[[clock]]\nid = \"c\"\nstart = \"a\"\nstop = \"b\"\nstopp = \"b\"\n";
    let folder = Folder::new().file("commitments/a.toml", bad).file("commitments/b.toml", MISTAKES);
    let output = folder.promise(&["check", "--fix", "--unsafe-fixes"]).ended(1);
    let read = |name: &str| fs::read_to_string(folder.path().join("commitments").join(name)).unwrap();
    assert_eq!(read("a.toml"), bad);
    assert!(output.stderr.contains("commitments/a.toml is left as it was"), "{}", output.stderr);
    // The others are fixed nevertheless.
    assert_eq!(read("b.toml"), MISTAKES.replace("24h", "\"24h\"").replace("standrd", "standard"));
}

#[test]
fn what_is_shown_after_fixes_is_what_is_left() {
    let folder = Folder::new().file("commitments/a.toml", MISTAKES);
    let left = folder.promise(&["check", "--fix", "--format", "json"]).ended(1).json();
    let codes: Vec<_> = left["findings"].as_array().unwrap().iter().map(|f| f["code"].clone()).collect();
    assert!(codes.contains(&"DEF002".into()) && !codes.contains(&"DEF001".into()), "{codes:?}");
    let text = promise(&["check", "--diff"]).within(folder.path()).run().ended(0);
    assert_eq!((text.stdout.as_str(), text.stderr.as_str()), ("", ""));
}
