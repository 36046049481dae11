//! The layer rule: in the order of `src/lib.rs`, no module imports one that stands below it.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules from bottom to top. `check` may see reports and what changed.
const ORDER: [&str; 17] = [
    "source", "finding", "stats", "text", "model", "calendar", "log", "clock", "tally", "report", "diff",
    "publish", "check", "sql", "render", "git", "cli",
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules that a source text names after `crate::`.
fn imports(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut rest = line;
        while let Some(at) = rest.find("crate::") {
            rest = &rest[at + "crate::".len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            names.push(rest[..end].to_owned());
        }
    }
    names
}

#[test]
fn no_module_imports_one_below_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let place = |module: &str| ORDER.iter().position(|known| *known == module);
    let mut found = Vec::new();
    files(&source, &mut found);
    let mut faults = Vec::new();
    let mut imported = 0;
    for file in found {
        let relative = file.strip_prefix(&source).unwrap();
        let module = relative.components().next().unwrap().as_os_str().to_str().unwrap();
        let Some(own) = place(module.trim_end_matches(".rs")) else { continue };
        for name in imports(&fs::read_to_string(&file).unwrap()) {
            imported += 1;
            match place(&name) {
                Some(other) if other <= own => {}
                Some(_) => faults.push(format!("{}: {module} imports {name}", relative.display())),
                None => faults.push(format!("{}: {name} is no layer", relative.display())),
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(imported > 20, "the test saw only {imported} imports: does it still read the source?");
}

#[test]
fn the_map_names_the_modules_in_the_order_of_the_rule() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let modules: Vec<_> =
        map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let expected: Vec<_> = ORDER.iter().copied().filter(|module| modules.contains(module)).collect();
    assert_eq!(modules, expected);
}

#[test]
fn printing_environment_and_the_machines_clock_are_for_the_command_line_alone() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&source, &mut found);
    let mut faults = Vec::new();
    for file in found {
        let relative = file.strip_prefix(&source).unwrap().to_str().unwrap().to_owned();
        if relative.starts_with("cli") || relative == "main.rs" {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        for word in [
            "println!",
            "eprintln!",
            "std::env",
            "SystemTime",
            "Instant::now",
            "Local::now",
            "Timestamp::now",
        ] {
            if text.contains(word) {
                faults.push(format!("{relative}: {word}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
