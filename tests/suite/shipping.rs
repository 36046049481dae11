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

/// A step of the action, run as a runner does it: the one of an id, else the last. `variables` are those
/// that the runner sets.
fn step(
    id: Option<&str>,
    folder: &Folder,
    inputs: &[(&str, &str)],
    variables: &[(&str, &str)],
) -> Option<(i32, String)> {
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_sequence().unwrap();
    let named = |id: &str| steps.iter().find(|step| step["id"].as_str() == Some(id)).unwrap();
    let step = id.map_or_else(|| steps.last().unwrap(), named);
    let temporary = folder.path().join("runner");
    fs::create_dir_all(temporary.join("promise/bin")).unwrap();
    let installed = temporary.join("promise/bin/promise");
    // A program that is being written cannot be run, and other tests start processes meanwhile.
    if !installed.exists() && fs::hard_link(env!("CARGO_BIN_EXE_promise"), &installed).is_err() {
        fs::copy(env!("CARGO_BIN_EXE_promise"), &installed).unwrap();
    }
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().unwrap()]);
    command.current_dir(folder.path()).env("RUNNER_TEMP", &temporary);
    for name in ["LANG", "LC_ALL", "LC_MESSAGES", "GITHUB_STEP_SUMMARY", "GITHUB_BASE_REF", "GITHUB_REF"] {
        command.env_remove(name);
    }
    for (variable, value) in step["env"].as_mapping().unwrap() {
        let value = value.as_str().unwrap().replace(['$', '{', '}', ' '], "");
        let Some(input) = value.strip_prefix("inputs.") else {
            assert_eq!(value, "github.token", "{variable:?}");
            continue;
        };
        let default = action["inputs"][input]["default"].as_str().unwrap();
        let given = inputs.iter().find(|(name, _)| *name == input).map_or(default, |(_, value)| *value);
        command.env(variable.as_str().unwrap(), given);
    }
    command.envs(variables.iter().copied());
    let Ok(output) = command.output() else {
        eprintln!("not run: there is no bash");
        return None;
    };
    let printed = [output.stdout, output.stderr].concat();
    Some((output.status.code().unwrap(), String::from_utf8(printed).unwrap()))
}

/// The check of the action.
fn action(folder: &Folder, inputs: &[(&str, &str)]) -> Option<(i32, String)> {
    step(None, folder, inputs, &[])
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
    let inputs = [
        ("base", "$(touch ran)"),
        ("diff-args", "`touch${IFS}ran`; touch ran"),
        ("diff-fail-on", "$(touch ran)"),
        ("path", "; touch ran"),
    ];
    let variables = [("GITHUB_BASE_REF", "$(touch ran)")];
    let (code, _) = step(Some("diff"), &folder, &inputs, &variables).unwrap();
    assert_eq!(code, 2);
    assert!(!folder.path().join("ran").exists());
}

/// A repository whose branch looses a promise, and a `gh` that writes down what it is asked: it knows the
/// comments of `known`, and what it is to write fails if `fails`.
fn pull_request(known: &str, fails: bool) -> Folder {
    let promised = |limit: &str| {
        format!(
            "[[commitment]]\nid = \"a\"\nstatus = \"published\"\ntext = \"Within {limit}.\"\n\
             [[commitment.target]]\nclock = \"c\"\nwithin = \"{limit}\"\n\
             [[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\n\
             [[log]]\nid = \"l\"\npath = \"../log.csv\"\ntimestamps = \"iso\"\ntimezone = \"UTC\"\n"
        )
    };
    let gh = format!(
        "#!/bin/sh\necho \"$@\" >> \"$(dirname \"$0\")/asked\"\ncase \"$*\" in *--method*) {} ;; *) echo '{known}' ;; esac\n",
        if fails {
            "echo 'gh: Resource not accessible by integration (HTTP 403)' >&2; exit 1"
        } else {
            "exit 0"
        }
    );
    let log = "s,e\n2026-03-02T09:00:00,2026-03-03T15:00:00\n2026-03-04T09:00:00,2026-03-04T15:00:00\n";
    let folder =
        Folder::new().file("commitments/a.toml", promised("24h")).file("bin/gh", gh).file("log.csv", log);
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
        let git =
            Command::new("git").current_dir(folder.path()).args(identity).args(arguments).output().unwrap();
        assert!(git.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&git.stderr));
    };
    git(&["init", "-q", "-b", "topic"]);
    git(&["add", "commitments"]);
    git(&["commit", "-q", "-m", "x"]);
    git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    fs::write(folder.path().join("commitments/a.toml"), promised("48h")).unwrap();
    git(&["commit", "-q", "-a", "-m", "x"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder.path().join("bin/gh"), fs::Permissions::from_mode(0o755)).unwrap();
    }
    folder
}

/// The step that compares, in a pull request; with what `gh` was asked and what stands in the summary.
fn compared(folder: &Folder, inputs: &[(&str, &str)], base: &str) -> Option<(i32, String, String, String)> {
    let path = format!("{}:{}", folder.path().join("bin").display(), std::env::var("PATH").unwrap());
    let summary = folder.path().join("summary.md");
    let variables = [
        ("PATH", path.as_str()),
        ("GITHUB_BASE_REF", base),
        ("GITHUB_REF", if base.is_empty() { "refs/heads/topic" } else { "refs/pull/17/merge" }),
        ("GITHUB_REPOSITORY", "acme/promises"),
        ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap()),
    ];
    let (code, printed) = step(Some("diff"), folder, inputs, &variables)?;
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    Some((code, printed, read("bin/asked"), read("summary.md")))
}

#[test]
fn the_action_comments_and_fails_as_configured() {
    let folder = pull_request("", false);
    let Some((code, printed, asked, summary)) = compared(&folder, &[], "main") else { return };
    assert_eq!((code, summary.as_str()), (0, ""), "{printed}");
    assert!(asked.contains("--method POST repos/acme/promises/issues/17/comments -F body=@"), "{asked}");
    let comment = fs::read_to_string(folder.path().join("runner/promise-diff.md")).unwrap();
    assert!(comment.starts_with("<!-- promise diff -->\n") && comment.contains("**loosened"), "{comment}");
    // The own comment is updated in place.
    let folder = pull_request("4711", false);
    let fails = [("diff-fail-on", "loosened"), ("diff-args", "--lang zh"), ("path", "commitments")];
    let (code, printed, asked, _) = compared(&folder, &fails, "main").unwrap();
    assert_eq!(code, 1, "{printed}");
    assert!(
        asked.contains("--method PATCH repos/acme/promises/issues/comments/4711") && !asked.contains("POST")
    );
    let comment = fs::read_to_string(folder.path().join("runner/promise-diff.md")).unwrap();
    assert!(comment.contains("**放松"), "{comment}");
}

#[test]
fn what_may_not_be_written_goes_to_the_summary() {
    let folder = pull_request("", true);
    let Some((code, printed, _, summary)) = compared(&folder, &[("diff-fail-on", "loosened")], "main") else {
        return;
    };
    assert_eq!(code, 1, "{printed}");
    assert!(summary.starts_with("<!-- promise diff -->") && summary.contains("**loosened"), "{summary}");
    // Without a pull request there is nothing to comment on.
    let folder = pull_request("", false);
    let (code, printed, asked, summary) = compared(&folder, &[], "").unwrap();
    assert_eq!((code, asked.as_str(), summary.as_str()), (0, "", ""));
    assert!(printed.contains("::notice::"), "{printed}");
    let (code, _, asked, summary) = compared(&folder, &[("base", "HEAD~1..HEAD")], "").unwrap();
    assert_eq!((code, asked.as_str()), (0, ""));
    assert!(summary.contains("**loosened"), "{summary}");
    // A revision that is not there is no reason to pass.
    let (code, ..) = compared(&folder, &[("base", "nowhere")], "main").unwrap();
    assert_eq!(code, 2);
}

#[test]
fn a_comment_is_made_only_where_something_changed() {
    let folder = pull_request("", false);
    let Some((code, _, asked, _)) = compared(&folder, &[("base", "HEAD..HEAD")], "main") else { return };
    assert!(code == 0 && !asked.contains("--method"), "{asked}");
    let folder = pull_request("4711", false);
    let (code, _, asked, _) = compared(&folder, &[("base", "HEAD..HEAD")], "main").unwrap();
    assert!(code == 0 && asked.contains("--method PATCH"), "{asked}");
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
        for line in block.lines().filter_map(|line| line.trim().strip_prefix("promise diff ")) {
            commands += 1;
            let folder = pull_request("", false);
            let arguments: Vec<_> = std::iter::once("diff").chain(line.split_whitespace()).collect();
            folder.promise(&arguments).ended(0);
            assert!(folder.path().join(arguments[arguments.len() - 1]).is_file(), "{arguments:?}");
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
    assert!(commands >= 3, "only {commands} commands found");
}

/// The inputs that a workflow of the page hands to the action.
fn inputs_of(workflow: &serde_yaml::Value) -> Option<Vec<(String, String)>> {
    let (_, job) = workflow["jobs"].as_mapping()?.iter().next()?;
    let steps = job["steps"].as_sequence()?;
    let ours =
        steps.iter().find(|step| step["uses"].as_str().is_some_and(|uses| uses.contains("/promise@")))?;
    let text = |value: &serde_yaml::Value| match value {
        serde_yaml::Value::Bool(value) => value.to_string(),
        value => value.as_str().unwrap().to_owned(),
    };
    Some(ours["with"].as_mapping()?.iter().map(|(name, value)| (text(name), text(value))).collect())
}

#[test]
fn the_workflows_of_the_page_run_as_they_say() {
    let page = fs::read_to_string(root().join("docs/ci.md")).unwrap();
    let mut runs = 0;
    for block in page.split("\n```yml\n").skip(1) {
        let workflow = serde_yaml::from_str(block.split("\n```").next().unwrap()).unwrap();
        let Some(inputs) = inputs_of(&workflow) else { continue };
        let inputs: Vec<_> = inputs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let declared = yaml("action.yml");
        assert!(inputs.iter().all(|(name, _)| declared["inputs"].get(*name).is_some()), "{inputs:?}");
        let folder = pull_request("", false);
        let Some((code, printed)) = action(&folder, &inputs) else { return };
        runs += 1;
        assert!(code < 2, "{printed}");
        if inputs.contains(&("diff", "true")) {
            runs += 1;
            let (code, printed, asked, _) = compared(&folder, &inputs, "main").unwrap();
            assert_eq!(code, 1, "a promise is loosened, which the workflow does not let pass: {printed}");
            assert!(asked.contains("--method POST"), "{asked}");
            let comment = fs::read_to_string(folder.path().join("runner/promise-diff.md")).unwrap();
            assert!(comment.contains("1 of 2 cases flips: 1 that was breached would be met"), "{comment}");
        }
    }
    assert!(runs >= 3, "only {runs} runs");
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
