//! `--output`: files that are whole or not there, standard output, and the summary of a step.

use super::{FORMATS, RULES, check, mistakes, printed};
use crate::command::{Folder, promise};
use std::fs;

fn files(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_format_goes_to_a_file_of_its_own() {
    let folder = mistakes().file("out/sarif", "what was there before");
    let outputs: Vec<_> = FORMATS.iter().map(|(format, _)| format!("{format}=out/{format}")).collect();
    let mut arguments = vec!["--format", "json"];
    arguments.extend(outputs.iter().flat_map(|output| ["--output", output]));
    let output = check(&folder, &arguments);
    assert_eq!(output.stdout, printed(&folder, "json"));
    for (format, _) in FORMATS {
        let written = fs::read_to_string(folder.path().join("out").join(format)).unwrap();
        assert_eq!(written, printed(&folder, format), "{format}");
    }
    assert_eq!(fs::read_dir(folder.path().join("out")).unwrap().count(), FORMATS.len());
}

#[test]
fn a_dash_is_standard_output_instead_of_text() {
    let folder = mistakes();
    assert_eq!(check(&folder, &["--output", "gitlab=-"]).stdout, printed(&folder, "gitlab"));
    let both = [&RULES[..], &["--format", "json", "--output", "sarif=-"]].concat();
    let both = folder.promise(&both).ended(2);
    assert!(both.stderr.contains("--format json and --output sarif=-"), "{}", both.stderr);
    let twice = [&RULES[..], &["--output", "json=a", "--output", "sarif=a"]].concat();
    let twice = folder.promise(&twice).ended(2);
    assert!(twice.stderr.contains("two outputs go to a"), "{}", twice.stderr);
}

#[test]
fn what_cannot_be_written_says_so_and_leaves_nothing() {
    let folder = mistakes().file("taken/x", "");
    let before = files(&folder);
    let fails = |output: &str| folder.promise(&[&RULES[..], &["--output", output]].concat()).ended(2).stderr;
    let error = fails("sarif=reports/a.sarif");
    assert!(error.contains("cannot write reports/a.sarif: there is no folder reports"), "{error}");
    let error = fails("sarif=taken");
    assert!(error.contains("cannot write taken: it is a folder"), "{error}");
    let error = fails("xml=a.xml");
    assert!(error.contains("no format `xml`; there are text, json, sarif"), "{error}");
    assert!(fails("sarif").contains("such as `sarif=promise.sarif`"));
    assert!(fails("sarif=").contains("no file after `sarif=`"));
    assert_eq!(files(&folder), before);
}

#[cfg(unix)]
#[test]
fn links_and_devices_stay_what_they_are() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let folder = mistakes().file("real.json", "old");
    symlink("real.json", folder.path().join("link.json")).unwrap();
    check(&folder, &["--output", "json=link.json", "--output", "sarif=/dev/null"]);
    assert!(folder.path().join("link.json").is_symlink());
    assert_eq!(fs::read_to_string(folder.path().join("real.json")).unwrap(), printed(&folder, "json"));
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[test]
fn annotations_are_sorted_by_severity_and_the_rest_is_in_the_summary_of_the_step() {
    let folder = mistakes().file("summary.md", "from the step before\n");
    let arguments = [&RULES[..], &["--format", "github"]].concat();
    let run =
        promise(&arguments).within(folder.path()).env("GITHUB_STEP_SUMMARY", "summary.md").run().ended(1);
    let levels: Vec<_> =
        run.stdout.lines().filter_map(|line| line.strip_prefix("::")?.split(' ').next()).collect();
    assert_eq!(levels, [&["error"; 11][..], &["warning", "notice"]].concat());
    let summary = fs::read_to_string(folder.path().join("summary.md")).unwrap();
    assert!(summary.starts_with("from the step before\n## promise check\n"), "{summary}");
    assert!(summary.contains("1 finding that annotations do not show"), "{summary}");
    let rows: Vec<_> = summary.lines().filter(|line| line.starts_with("| error ")).collect();
    assert!(matches!(rows[..], [row] if row.contains("DEF002") && row.contains(".yaml:10:5")), "{summary}");
}

#[test]
fn a_summary_is_written_only_if_something_is_left_over() {
    let text = "[[commitment]]\nid = \"a\"\nstatus = \"published\"\ntext = \"We reply soon.\"\n\
                [[commitment.target]]\nvalue = \"x\"\nat_least = 1\n";
    let folder = Folder::new().file("commitments/a.toml", text);
    let arguments = ["check", "--select", "CLR001", "--format", "github"];
    let run =
        promise(&arguments).within(folder.path()).env("GITHUB_STEP_SUMMARY", "summary.md").run().ended(1);
    assert_eq!(run.stdout.lines().filter(|line| line.starts_with("::error ")).count(), 1);
    assert_eq!(files(&folder), ["commitments"]);
}
