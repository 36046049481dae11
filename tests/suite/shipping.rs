//! What others build on: the hook of pre-commit, the action, the snippets of docs/ci.md.

use crate::command::{Folder, promise, root};
use std::fs;
use std::path::Path;
use std::process::Command;

fn yaml(name: &str) -> serde_yaml::Value {
    serde_yaml::from_str(&fs::read_to_string(root().join(name)).unwrap()).unwrap()
}

const VAGUE: &str = "[[commitment]]\nid = \"a\"\nstatus = \"published\"\n\
    text = \"We answer as soon as possible.\"\n";

#[test]
fn the_hook_runs_a_command_that_there_is() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hook = &hooks[0];
    assert_eq!(hook["id"].as_str(), Some("promise-check"));
    assert_eq!(hook["pass_filenames"].as_bool(), Some(false), "rules look across files");
    let arguments: Vec<_> = hook["entry"].as_str().unwrap().split(' ').skip(1).collect();
    promise(&arguments).run().ended(0);
}

/// The last step of the action, run as a runner does it.
fn action(folder: &Folder, inputs: &[(&str, &str)]) -> Option<(i32, String)> {
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_sequence().unwrap();
    let step = steps.last().unwrap();
    let temporary = folder.path().join("runner");
    fs::create_dir_all(temporary.join("promise/bin")).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_promise"), temporary.join("promise/bin/promise")).unwrap();
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().unwrap()]);
    command.current_dir(folder.path()).env("RUNNER_TEMP", &temporary).env_remove("GITHUB_STEP_SUMMARY");
    for name in ["LANG", "LC_ALL", "LC_MESSAGES"] {
        command.env_remove(name);
    }
    for (variable, value) in step["env"].as_mapping().unwrap() {
        let input = value.as_str().unwrap().replace(['$', '{', '}', ' '], "");
        let input = input.strip_prefix("inputs.").unwrap();
        let default = action["inputs"][input]["default"].as_str().unwrap();
        let given = inputs.iter().find(|(name, _)| *name == input).map_or(default, |(_, value)| *value);
        command.env(variable.as_str().unwrap(), given);
    }
    let Ok(output) = command.output() else {
        eprintln!("not run: there is no bash");
        return None;
    };
    let printed = [output.stdout, output.stderr].concat();
    Some((output.status.code().unwrap(), String::from_utf8(printed).unwrap()))
}

#[test]
fn the_action_annotates_and_fails() {
    let folder = Folder::new().file("commitments/a.toml", VAGUE);
    let Some((code, printed)) = action(&folder, &[]) else { return };
    assert_eq!(code, 1, "{printed}");
    assert!(printed.contains("::error file=commitments/a.toml,line=4"), "{printed}");
}

#[test]
fn the_action_takes_paths_with_spaces_arguments_and_a_file_for_sarif() {
    let folder = Folder::new().file("our promises/a.toml", VAGUE).file("b/b.toml", VAGUE);
    let inputs = [
        ("path", "our promises\nb/b.toml\n"),
        ("args", "--select CLR001 --lang zh"),
        ("fail-on", "never"),
        ("format", "text"),
        ("sarif", "out of it.sarif"),
    ];
    let Some((code, printed)) = action(&folder, &inputs) else { return };
    assert_eq!(code, 0, "{printed}");
    assert!(printed.contains("our promises/a.toml:4") && printed.contains("b/b.toml:4"), "{printed}");
    assert!(printed.contains("错误[CLR001]"), "{printed}");
    assert!(folder.path().join("out of it.sarif").is_file());
}

#[test]
fn a_word_of_an_input_is_never_run() {
    let folder = Folder::new().file("commitments/a.toml", VAGUE);
    let inputs = [("path", "$(touch ran) `touch ran`; touch ran"), ("args", "--select $(touch${IFS}ran)")];
    let Some((code, _)) = action(&folder, &inputs) else { return };
    assert_eq!(code, 2);
    assert!(!folder.path().join("ran").exists());
}

/// The commands and their arguments that a snippet hands to `promise check`.
fn arguments(line: &str) -> Option<Vec<&str>> {
    let (_, rest) = line.split_once("promise check").filter(|(before, _)| !before.contains('`'))?;
    Some(rest.split_whitespace().collect())
}

#[test]
fn the_snippets_are_yaml_and_their_commands_work() {
    let page = fs::read_to_string(root().join("docs/ci.md")).unwrap();
    let blocks: Vec<_> =
        page.split("\n```").skip(1).step_by(2).filter_map(|block| block.split_once('\n')).collect();
    let mut commands = 0;
    for (kind, block) in blocks {
        if kind == "yml" {
            serde_yaml::from_str::<serde_yaml::Value>(block).unwrap();
        }
        for arguments in block.lines().filter_map(arguments) {
            commands += 1;
            let folder = Folder::new().file("commitments/a.toml", VAGUE);
            let arguments = [&["check"], arguments.as_slice()].concat();
            folder.promise(&arguments).ended(1);
            for file in arguments.iter().filter_map(|argument| argument.split_once('=')) {
                assert!(folder.path().join(file.1).is_file(), "{arguments:?}");
            }
        }
    }
    assert!(commands >= 2, "only {commands} commands found");
}

#[test]
fn the_inputs_of_the_action_are_those_of_the_page() {
    let page = fs::read_to_string(root().join("docs/ci.md")).unwrap();
    let action = yaml("action.yml");
    for (name, input) in action["inputs"].as_mapping().unwrap() {
        let name = name.as_str().unwrap();
        assert!(page.contains(&format!("| `{name}` |")), "{name} is not in docs/ci.md");
        assert!(input["description"].is_string(), "{name}");
    }
}

#[test]
fn workflows_are_yaml_and_name_files_that_there_are() {
    let folder = root().join(".github/workflows");
    // The packaged crate has none.
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("not run: no .github here");
        return;
    };
    for entry in entries {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        serde_yaml::from_str::<serde_yaml::Value>(&text).unwrap();
        for line in text.lines().filter_map(|line| line.trim().strip_prefix("cp ")) {
            for file in line.split(' ').filter(|word| !word.contains(['$', '"'])) {
                assert!(Path::new(root()).join(file).is_file(), "{file}");
            }
        }
    }
}
