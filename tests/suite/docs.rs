//! The pages for users are true: every command in a `console` block of README*.md, docs/ and the
//! READMEs of examples/ is run, and what it prints is what stands below it.
//!
//! In a block, a line `$ promise …` is run in the root of the checkout; the lines up to the next `$`
//! are its output. A line of three dots stands for any lines. Other `$` commands are not run.

use crate::command::{promise, root};
use std::fs;
use std::path::{Path, PathBuf};

struct Example {
    place: String,
    arguments: Vec<String>,
    expected: Vec<String>,
}

/// README.md, README.zh.md, what is in docs/ and the READMEs of the examples.
fn pages() -> Vec<PathBuf> {
    let within = |folder: &Path, wanted: fn(&str) -> bool| {
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut pages: Vec<_> = paths
            .filter(|path| wanted(path.file_name().unwrap().to_str().unwrap()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        pages.sort();
        pages
    };
    let mut pages = within(root(), |name| name.starts_with("README"));
    assert!(pages.len() >= 2, "README.md and README.zh.md");
    pages.extend(within(&root().join("docs"), |_| true));
    let folders = fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let mut examples: Vec<_> = folders.map(|folder| folder.join("README.md")).collect();
    examples.retain(|page| page.exists());
    examples.sort();
    pages.extend(examples);
    pages
}

fn examples() -> Vec<Example> {
    let mut examples = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let name = page.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
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
    assert!(examples.len() >= 26, "only {} commands found in the pages", examples.len());
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

#[test]
fn every_command_of_the_examples_works() {
    let mut commands = 0;
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let page = entry.unwrap().path().join("README.md");
        let Ok(text) = fs::read_to_string(&page) else { continue };
        for line in text.lines().filter_map(|line| line.strip_prefix("    promise ")) {
            commands += 1;
            let arguments: Vec<_> = line.split_whitespace().collect();
            let output = promise(&arguments).run();
            // 1 says that an example of mistakes shows them.
            let expected = i32::from(line.contains("mistakes") || line.contains("vague-words"));
            assert_eq!(output.code, expected, "{}: promise {line}\n{}", page.display(), output.stderr);
        }
    }
    assert!(commands >= 12, "only {commands} commands found");
}

#[test]
fn every_definition_of_the_pages_can_be_read() {
    let mut blocks = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for (language, extension) in [("toml", "toml"), ("yaml", "yaml")] {
            for part in text.split(&format!("```{language}\n")).skip(1) {
                blocks += 1;
                let block = part.split("```").next().unwrap();
                let settings = page.ends_with("definitions.md") && block.contains("[rules]");
                let name = if settings { "promise.toml".to_owned() } else { format!("block.{extension}") };
                // A part of a commitment stands in one.
                let is_part = block.contains("commitment.") || block.starts_with("applies");
                let part = is_part && !block.contains("[[commitment]]");
                let block =
                    if part { format!("[[commitment]]\nid = \"x\"\n{block}") } else { block.to_owned() };
                let folder = crate::command::Folder::new().file(&format!("commitments/{name}"), &block);
                let output = folder.promise(&["check", "commitments", "--format", "json"]);
                // References to what stands in another block lead nowhere; the rest must be right.
                if output.code != 3 {
                    let findings = output.json()["findings"].as_array().unwrap().clone();
                    let wrong: Vec<_> = findings
                        .iter()
                        .filter(|finding| finding["code"].as_str().unwrap().starts_with("DEF"))
                        .map(|finding| finding["message"].clone())
                        .collect();
                    assert!(wrong.is_empty(), "{}: {wrong:?}\n{block}", page.display());
                }
            }
        }
    }
    assert!(blocks >= 10, "only {blocks} blocks found");
}

#[test]
fn the_page_on_commands_names_every_command_and_option() {
    let page = fs::read_to_string(root().join("docs/commands.md")).unwrap();
    let help = |arguments: &[&str]| promise(arguments).run().ended(0).stdout;
    let listed = help(&["--help"]);
    let commands: Vec<_> = listed
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        // What a command does may take a second line, indented further.
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?.split(' ').next())
        .collect();
    assert!(commands.contains(&"check") && commands.contains(&"report"), "{commands:?}");
    for command in commands {
        assert!(page.contains(&format!("## `promise {command}")), "{command} has no section");
        for word in help(&[command, "--help"]).split(|c: char| c.is_whitespace() || c == ',') {
            if let Some(option) = word.strip_prefix("--") {
                let option = option.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
                assert!(page.contains(&format!("--{option}")), "--{option} of {command} is not in the page");
            }
        }
    }
}

#[test]
fn the_chinese_readme_runs_the_commands_of_the_english_one() {
    let examples = examples();
    let commands = |page: &str| {
        let of = examples.iter().filter(|example| example.place.starts_with(page));
        let asked = |example: &Example| example.arguments.join(" ").replace(" --lang zh", "");
        of.map(asked).collect::<Vec<_>>()
    };
    assert_eq!(commands("README.zh.md:"), commands("README.md:"));
}
