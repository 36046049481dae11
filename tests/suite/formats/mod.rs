//! The formats of `promise check`, all made from one folder that has everything a format can get
//! wrong: all levels, fixes, related places, a suppression, Chinese, and in names and texts what one
//! format or another takes for syntax.

mod identity;
mod output;
mod read;
mod schemas;
pub(crate) mod snapshots;

use crate::command::{Folder, Output, promise, root};
use std::fs;

/// Every format, and the file of its snapshot.
const FORMATS: [(&str, &str); 7] = [
    ("text", "text.txt"),
    ("json", "json.json"),
    ("sarif", "sarif.json"),
    ("junit", "junit.xml"),
    ("github", "github.txt"),
    ("gitlab", "gitlab.json"),
    ("markdown", "markdown.md"),
];

/// The rules are named, so that a new rule changes no snapshot.
const RULES: [&str; 5] =
    ["check", "--today", "2026-11-26", "--select", "CLR001,CLR013,CON011,CON012,FLX002,SUP"];

/// The folder of mistakes, as the root of a checkout.
fn mistakes() -> Folder {
    let input = |name: &str| fs::read_to_string(root().join("tests/snapshots/input").join(name)).unwrap();
    Folder::new()
        .file(".git/HEAD", "")
        .file("commitments/delivery.toml", input("delivery.toml"))
        .file("commitments/promise.toml", input("promise.toml"))
        .file("commitments/标准 100%.yaml", input("standards.yaml"))
}

/// A check of a folder of mistakes.
fn check(folder: &Folder, arguments: &[&str]) -> Output {
    let arguments = [&RULES[..], arguments].concat();
    promise(&arguments).within(folder.path()).run().ended(1)
}

/// What a check of a folder of mistakes prints in a format.
fn printed(folder: &Folder, format: &str) -> String {
    check(folder, &["--format", format]).stdout
}
