//! Rules as their users meet them, by family: files in, findings out.

mod consistency;
mod copies;
mod coverage;
mod facts;
mod feasibility;
mod flexibility;
mod shown;
mod timeliness;
mod vocabulary;
mod windows;
mod words;

use crate::command::Folder;

/// What a check of a folder says: `level code: message` of each finding of the selected rules.
fn check(select: &str, files: &[(&str, &str)]) -> Vec<String> {
    let folder = files.iter().fold(Folder::new(), |folder, (name, text)| folder.file(name, text));
    found(&folder, select)
}

/// The same for one file of definitions in YAML.
fn check_yaml(select: &str, text: &str) -> Vec<String> {
    check(select, &[("commitments/all.yaml", text)])
}

fn found(folder: &Folder, select: &str) -> Vec<String> {
    let output = folder.promise(&["check", "--select", select, "--format", "json", "--today", "2026-11-26"]);
    let json = output.json();
    let shown = |finding: &serde_json::Value| {
        let text = |name: &str| finding[name].as_str().unwrap().to_owned();
        format!("{} {}: {}", text("level"), text("code"), text("message"))
    };
    json["findings"].as_array().unwrap().iter().map(shown).collect()
}
