//! Every rule's page is true: a bad example gives exactly that finding, a good one none.
//!
//! A block with a file name behind its language (```` ```toml promise.toml ````) belongs to the folder
//! of the example before it.

use crate::command::Folder;
use promise::check::{Page, RULES};

/// The folders of examples below a heading, with the text of the first file.
fn folders(page: &Page<'_>, heading: &str) -> Vec<(Folder, String)> {
    let mut folders: Vec<(Folder, String)> = Vec::new();
    for example in page.examples(heading) {
        match example.syntax.split_once(' ') {
            None => {
                let name = format!("example.{}", example.syntax);
                folders.push((Folder::new().file(&name, example.text), example.text.to_owned()));
            }
            Some((_, name)) => {
                let (folder, text) = folders.pop().unwrap();
                folders.push((folder.file(name, example.text), text));
            }
        }
    }
    folders
}

/// Mistakes of form are always told; of the rules only the page's own is asked, since an example
/// shows one thing and is no complete folder.
fn findings(folder: &Folder, code: &str) -> Vec<(String, String)> {
    let output =
        folder.promise(&["check", ".", "--format", "json", "--today", "2026-11-26", "--select", code]);
    let json = output.json();
    let text = |finding: &serde_json::Value, name: &str| finding[name].as_str().unwrap().to_owned();
    let all = json["findings"].as_array().unwrap();
    all.iter().map(|finding| (text(finding, "code"), text(finding, "message"))).collect()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn bad_examples_give_exactly_their_finding_and_good_ones_none() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (code, page) = (rule.code().code, Page::parse(rule.page()));
        for (heading, expected) in [("Bad", vec![code.to_owned()]), ("Good", Vec::new())] {
            let folders = folders(&page, heading);
            assert!(folders.len() >= 2, "{code} has too few examples below {heading}");
            let chinese = folders.iter().filter(|(_, text)| is_chinese(text)).count();
            assert!(chinese > 0 && chinese < folders.len(), "{code}: {heading} is not in both languages");
            for (folder, text) in folders {
                let found = findings(&folder, code);
                if found.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>() != expected {
                    wrong.push(format!("{code} {heading}: {found:#?}\n{text}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n---\n"));
}
