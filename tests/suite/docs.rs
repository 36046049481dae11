//! The pages for users are true: every command in a `console` block of README.md and docs/ is run,
//! and what it prints is what stands below it.
//!
//! In a block, a line `$ promise …` is run in the root of the checkout; the lines up to the next `$`
//! are its output. A line of three dots stands for any lines. Other `$` commands are not run.

use crate::command::{promise, root};
use std::fs;

struct Example {
    place: String,
    arguments: Vec<String>,
    expected: Vec<String>,
}

fn examples() -> Vec<Example> {
    let mut pages = vec![root().join("README.md")];
    let mut docs: Vec<_> = fs::read_dir(root().join("docs")).unwrap().map(|e| e.unwrap().path()).collect();
    docs.sort();
    pages.extend(docs.into_iter().filter(|path| path.extension().is_some_and(|e| e == "md")));
    let mut examples = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let mut inside = false;
        let mut current: Option<Example> = None;
        for (number, line) in text.lines().enumerate() {
            if line.starts_with("```") {
                inside = line == "```console";
                examples.extend(current.take());
            } else if let (true, Some(command)) = (inside, line.strip_prefix("$ ")) {
                examples.extend(current.take());
                if let Some(arguments) = command.strip_prefix("promise ") {
                    let arguments = arguments.split_whitespace().map(str::to_owned).collect();
                    let place = format!("{name}:{}", number + 1);
                    current = Some(Example { place, arguments, expected: Vec::new() });
                }
            } else if let (true, Some(example)) = (inside, &mut current) {
                example.expected.push(line.to_owned());
            }
        }
    }
    examples
}

/// Whether lines are as expected, where `...` stands for any lines.
fn matches(expected: &[String], lines: &[&str]) -> bool {
    match (expected.split_first(), lines.split_first()) {
        (None, None) => true,
        (Some((first, rest)), _) if first.trim() == "..." => {
            (0..=lines.len()).any(|skipped| matches(rest, &lines[skipped..]))
        }
        (Some((wanted, expected)), Some((line, lines))) => {
            wanted.trim_end() == line.trim_end() && matches(expected, lines)
        }
        _ => false,
    }
}

#[test]
fn every_command_of_the_pages_prints_what_they_say() {
    let examples = examples();
    assert!(examples.len() >= 8, "only {} commands found in the pages", examples.len());
    for example in examples {
        let arguments: Vec<_> = example.arguments.iter().map(String::as_str).collect();
        let output = promise(&arguments).env("COLUMNS", "100").run();
        let printed = format!("{}{}", output.stdout, output.stderr);
        let lines: Vec<_> = printed.trim_end().lines().collect();
        let mut expected = example.expected;
        while expected.last().is_some_and(|line| line.trim().is_empty()) {
            expected.pop();
        }
        assert!(
            matches(&expected, &lines),
            "{}: promise {}\n--- the page says\n{}\n--- it prints\n{printed}",
            example.place,
            arguments.join(" "),
            expected.join("\n"),
        );
    }
}
