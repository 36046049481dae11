//! The benchmark's script runs, on ten thousand cases and ours alone. What it measures says nothing here.

use crate::command::{Folder, root};
use std::path::Path;
use std::process::Command;

/// Where cargo puts the programs of the profile of this test; `None`, said aloud, where the benchmark
/// cannot run.
fn programs() -> Option<&'static Path> {
    let programs = Path::new(env!("CARGO_BIN_EXE_promise")).parent().unwrap();
    if !cfg!(unix) || Command::new("python3").arg("--version").output().is_err() {
        eprintln!("not run: there is no python3, or no wait4");
        return None;
    }
    // `cargo test` builds the examples, `cargo test --test suite` does not.
    if !programs.join("examples/service_log").exists() {
        eprintln!("not run: service_log is not built: cargo build --example service_log");
        return None;
    }
    Some(programs)
}

/// Runs a script of the benchmark. Its code, standard output and standard error.
fn script(name: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let script = root().join("benches").join(name);
    let output =
        Command::new("python3").arg("-B").arg(script).args(arguments).current_dir(root()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_smallest_case_of_the_benchmark_runs() {
    let Some(programs) = programs() else { return };
    let folder = Folder::new()
        .file("page.md", "before\n<!-- benchmark: begin -->\nold\n<!-- benchmark: end -->\nafter\n");
    let (work, page) = (folder.path().join("work"), folder.path().join("page.md"));
    let options = [
        "--rows=10000",
        "--turns=1",
        "--no-peers",
        "--only=full,light,growth,threads,shuffled,groups,wide,events,memory",
        &format!("--programs={}", programs.display()),
        &format!("--work={}", work.display()),
        &format!("--update={}", page.display()),
    ];
    let (code, table, told) = script("run.py", &options);
    assert_eq!(code, Some(0), "{told}");
    for title in
        ["Full work", "Light work", "Growth", "Threads", "Shuffled", "Many groups", "Wide rows", "Memory"]
    {
        assert!(table.contains(&format!("### {title}\n")), "no {title}:\n{table}");
    }
    assert!(table.contains("Skipped: all peers"), "{table}");
    assert!(table.lines().any(|line| line.starts_with("| ours | ")), "{table}");
    let page = std::fs::read_to_string(page).unwrap();
    assert!(
        page.starts_with("before\n<!-- benchmark: begin -->\n\nMeasured on ") && page.ends_with("\nafter\n")
    );
    assert!(page.contains(table.trim_end()) && !page.contains("old"), "{page}");
    // A log with a row per event says the same of the same cases, which the script has compared.
    assert!(work.join("1000-events/log.csv").is_file() && work.join("out/events-0.csv").is_file());
}

#[test]
fn numbers_that_differ_are_told() {
    if programs().is_none() {
        return;
    }
    let ours = "commitment,period,channel,met,late,overdue,pending,p50\n\
                C1,2026-01,web,3,1,1,0,60\nC1,2026-01,app,0,0,0,0,\nC1,2026-02,web,1,0,0,2,5\n";
    let theirs = "commitment,month,channel,met,breached,pending,p50\nC1,2026-02,web,1,0,2,5\nC1,2026-01,web,3,2,0,60\n";
    let folder =
        Folder::new().file("ours", ours).file("theirs", theirs).file("other", theirs.replace(",60", ",61"));
    let path = |name: &str| folder.path().join(name).display().to_string();
    let compare = |name: &str| script("compare.py", &[&path("ours"), &path(name)]);
    assert_eq!(compare("theirs").0, Some(0));
    let (code, _, told) = compare("other");
    assert_eq!(code, Some(1));
    assert!(
        told.contains("C1,2026-01,web,3,2,0,60\n") && told.contains("C1,2026-01,web,3,2,0,61\n"),
        "{told}"
    );
    assert!(!told.contains("2026-02"), "{told}");
}
