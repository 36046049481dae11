//! Any number of threads gives the same bytes: reports, the ledger, rejected rows, logs of events.

use crate::command::Folder;
use std::fmt::Write as _;

const COMMITMENTS: &str = r#"
[[commitment]]
id = "p"
status = "published"
[[commitment.target]]
clock = "c"
within = "4h"
share = "90%"
[[commitment.target]]
value = "stars"
at_least = 3
[[clock]]
id = "c"
"#;

const CASES: &str = r#"start = "opened"
stop = "closed"
[[log]]
id = "l"
path = ["../log-1.csv", "../log-2.csv"]
case = "id"
timestamps = "%Y-%m-%d %H:%M:%S"
timezone = "Asia/Shanghai"
"#;

const EVENTS: &str = r#"start = "New"
stop = "Done"
[[log]]
id = "l"
path = ["../log-1.csv", "../log-2.csv"]
shape = "events"
case = "id"
event = "kind"
at = "opened"
timestamps = "%Y-%m-%d %H:%M:%S"
timezone = "Asia/Shanghai"
"#;

/// Rows of a log, a few of them with a fault of each kind; ids come again in both files.
fn log(rows: std::ops::Range<u32>) -> String {
    let mut text = "id,opened,closed,kind,stars\n".to_owned();
    for row in rows {
        let (day, hour, minute) = (1 + row % 28, row % 24, row % 60);
        let kind = ["New", "Done", "\"a, b\"", "\"say \"\"so\"\"\""][row as usize % 4];
        let opened = format!("2026-03-{day:02} {hour:02}:{minute:02}:00");
        let closed = format!("2026-03-{day:02} {:02}:{minute:02}:30", (hour + row % 7).min(23));
        let line = match row % 997 {
            0 => "\n".to_owned(),
            1 => format!("C-{row}\n"),
            2 => format!("C-{row},soon,{closed},{kind},many\n"),
            3 => format!("C-{},{opened},{closed},{kind},\r\n", row / 2),
            4 => format!("C-{row},{closed},{opened},5\" pipe,1\n"),
            _ => format!("C-{row:07},{opened},{closed},{kind},{}\n", row % 5),
        };
        write!(text, "{line}").unwrap();
    }
    text
}

fn folder(definition: &str) -> Folder {
    Folder::new()
        .file("commitments/p.toml", format!("{COMMITMENTS}{definition}"))
        .file("log-1.csv", log(0..20_000))
        .file("log-2.csv", log(15_000..40_000))
}

/// The command's output, and the rejected rows.
fn run(folder: &Folder, arguments: &[&str], threads: &str) -> (String, String) {
    let mut all = arguments.to_vec();
    all.extend(["--rejects", "rejects.csv", "--threads", threads]);
    let output = folder.promise(&all).ended(0);
    (output.stdout, std::fs::read_to_string(folder.path().join("rejects.csv")).unwrap())
}

fn compare(definition: &str, arguments: &[&str]) {
    let folder = folder(definition);
    let expected = run(&folder, arguments, "1");
    assert!(expected.1.lines().count() > 100, "{}", expected.1);
    for threads in ["2", "3", "7"] {
        let found = run(&folder, arguments, threads);
        // Whole outputs are too long to show.
        assert!(found == expected, "{arguments:?} with {threads} threads is different");
    }
}

#[test]
fn a_report_is_the_same_with_any_number_of_threads() {
    compare(CASES, &["report", "--by", "kind", "--period", "week", "--format", "json"]);
    compare(EVENTS, &["report", "--format", "json"]);
}

#[test]
fn the_ledger_is_the_same_with_any_number_of_threads() {
    compare(CASES, &["cases", "--state", "late,invalid"]);
    compare(CASES, &["cases", "--worst", "50", "--as-of", "2026-04-01"]);
}

/// Files of a log, packed or not.
fn packed_files(definition: &str, first: &[u8], second: &[u8]) -> Folder {
    let definition = definition.replace("log-1.csv", "log-1").replace("log-2.csv", "log-2");
    Folder::new()
        .file("commitments/p.toml", format!("{COMMITMENTS}{definition}"))
        .file("log-1", first)
        .file("log-2", second)
}

#[test]
fn packed_files_are_read_alike_with_any_number_of_threads() {
    let gzip = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let zstd = |text: &str| zstd::encode_all(text.as_bytes(), 1).unwrap();
    let (first, second) = (log(0..20_000), log(15_000..40_000));
    let arguments = ["report", "--by", "kind", "--format", "csv"];
    let plain = packed_files(CASES, first.as_bytes(), second.as_bytes());
    let (expected, rejected) = run(&plain, &arguments, "1");
    for (name, folder) in [
        ("gzip, zstd", packed_files(CASES, &gzip(&first), &zstd(&second))),
        ("plain, gzip", packed_files(CASES, first.as_bytes(), &gzip(&second))),
        ("zstd, plain", packed_files(CASES, &zstd(&first), second.as_bytes())),
    ] {
        for threads in ["1", "2", "8"] {
            let found = run(&folder, &arguments, threads);
            assert!(found == (expected.clone(), rejected.clone()), "{name} with {threads} threads");
        }
    }
    // Values are told once by each worker, in the order of its pieces.
    let events = |first: &[u8], second: &[u8]| packed_files(EVENTS, first, second);
    let expected = run(&events(first.as_bytes(), second.as_bytes()), &arguments, "1");
    let packed = events(&gzip(&first), &zstd(&second));
    for threads in ["2", "8", "8"] {
        assert!(run(&packed, &arguments, threads) == expected, "events with {threads} threads");
    }
    // Of two faults the one that comes first in the log is told, whoever meets which first.
    let unclosed = format!("{first}C-1,\"2026");
    let second = zstd(&second);
    let damaged = packed_files(CASES, &gzip(&unclosed), &second[..second.len() / 2]);
    for threads in ["1", "2", "3", "8"] {
        let error = damaged.promise(&["report", "--threads", threads]).ended(2).stderr;
        assert!(error.contains("log-1") && error.contains("quote"), "{error}");
    }
}

/// Whoever stops a command finds nothing of the file that it was writing, nor the file itself.
#[cfg(unix)]
#[test]
fn an_interrupted_ledger_leaves_no_file() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let definition = CASES.replace(r#"["../log-1.csv", "../log-2.csv"]"#, r#""-""#);
    let folder = Folder::new().file("commitments/p.toml", format!("{COMMITMENTS}{definition}"));
    let mut command = crate::command::command(&["cases", "--as-of", "2026-04-01", "--output", "cases.csv"]);
    let mut child = command.current_dir(folder.path()).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let rows = log(0..40_000);
    // It has taken all of it but what a pipe holds: it is in the middle of reading.
    stdin.write_all(rows.as_bytes()).unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let more = rows.split_once('\n').unwrap().1;
    while child.try_wait().unwrap().is_none() && stdin.write_all(more.as_bytes()).is_ok() {}
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["commitments"]);
}

#[test]
fn there_is_at_least_one_thread() {
    let output = folder(CASES).promise(&["report", "--threads", "0"]).ended(2);
    assert!(output.stderr.contains("--threads"), "{}", output.stderr);
}
