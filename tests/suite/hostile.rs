//! Files that are no definitions, or that are made to cost: each ends in findings, within 2 seconds of
//! CPU and 200 MB.
//!
//! The command runs as a process of its own, since only then is its memory that of nobody else. The
//! 2 seconds are for a release build (`cargo test --release --test suite hostile`); a debug build gets
//! more. CPU and memory are read from `/proc`; elsewhere than on Linux only the findings count.

use crate::command::{Folder, command};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::process::{Child, Stdio};
use std::time::Duration;

const SECONDS: f64 = if cfg!(debug_assertions) { 40.0 } else { 2.0 };
const MEGABYTES: f64 = 200.0;

/// The codes of what `promise check` finds in a file, with all rules and all that is shown of them: a
/// snippet of a line of two million characters must not hold it up.
fn check(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = Folder::new().file(&format!("commitments/{name}"), bytes);
    let shown = folder.path().join("shown");
    let mut command = command(&["check", "--lang", "zh", "--today", "2026-11-26", "--output", "json=found"]);
    command.current_dir(folder.path()).env("COLUMNS", "80").stdout(File::create(&shown).unwrap());
    command.stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let cost = watched(&mut child);
    let code = child.wait().unwrap().code();
    assert!(matches!(code, Some(0 | 1 | 3)), "{name} ended with {code:?}");
    if let Some(Cost { seconds, megabytes }) = cost {
        println!("{name}, {} bytes: {seconds:.2} s of CPU, {megabytes:.0} MB", bytes.len());
        assert!(seconds <= SECONDS, "{name} took {seconds} s of CPU");
        assert!(megabytes <= MEGABYTES, "{name} took {megabytes} MB");
    }
    let shown = fs::metadata(shown).unwrap().len();
    assert!(shown < 200_000, "{name} wrote {shown} bytes");
    // Where there is nothing at all, no report is written.
    let Ok(found) = fs::read(folder.path().join("found")) else { return Vec::new() };
    let found: serde_json::Value = serde_json::from_slice(&found).unwrap();
    let findings = found["findings"].as_array().unwrap().iter();
    let mut codes: Vec<_> = findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect();
    // A new rule changes nothing here.
    codes.retain(|code| code.starts_with("DEF") || matches!(code.as_str(), "TIM001" | "CLR001"));
    codes.dedup();
    codes
}

struct Cost {
    seconds: f64,
    megabytes: f64,
}

/// Looks at a process until it ends: the most memory it had, and its CPU, which stays to be read until
/// somebody waits for it. `None` where there is no `/proc`.
fn watched(child: &mut Child) -> Option<Cost> {
    // What `/proc` counts CPU in, on every Linux that Rust runs on.
    const TICKS_PER_SECOND: f64 = 100.0;
    let process = std::path::Path::new("/proc").join(child.id().to_string());
    let mut kilobytes: f64 = 0.0;
    loop {
        let status = fs::read_to_string(process.join("status")).ok()?;
        let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        if let Some(most) = field("VmHWM:") {
            kilobytes = kilobytes.max(most.trim_end_matches(" kB").parse().unwrap());
        }
        if field("State:")?.starts_with('Z') {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    let times = stat.rsplit_once(')')?.1.split_whitespace().skip(11).take(2);
    let ticks: f64 = times.map(|time| time.parse::<f64>().unwrap()).sum();
    Some(Cost { seconds: ticks / TICKS_PER_SECOND, megabytes: kilobytes * 1024.0 / 1e6 })
}

fn filled(part: &str, count: usize) -> Vec<u8> {
    part.repeat(count).into_bytes()
}

#[test]
fn deep_nesting() {
    assert_eq!(check("a.toml", format!("a = {}", "[".repeat(1_000_000)).as_bytes()), ["DEF001"]);
    assert_eq!(check("a.toml", format!("a = {}", "{a=".repeat(500_000)).as_bytes()), ["DEF001"]);
    assert_eq!(check("a.toml", format!("{}b = 1", "a.".repeat(900_000)).as_bytes()), ["DEF001"]);
    assert_eq!(check("a.yaml", &filled("[", 1_000_000)), ["DEF001"]);
    assert_eq!(check("a.yaml", &filled("- ", 900_000)), ["DEF001"]);
    let indented: Vec<String> = (0..1_500).map(|depth| " ".repeat(depth) + "a:").collect();
    let indented = indented.join("\n");
    assert_eq!(check("a.yaml", indented.as_bytes()), ["DEF001"]);
}

#[test]
fn alias_bombs() {
    let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (before, name) in ('a'..='l').zip('b'..='m') {
        let items = vec![format!("*{before}"); 9].join(",");
        writeln!(bomb, "{name}: &{name} [{items}]").unwrap();
    }
    assert_eq!(check("a.yaml", bomb.as_bytes()), ["DEF001"]);
    assert_eq!(check("a.yaml", b"a: &a [*a]\n"), ["DEF001"]);
    // Every level of a nested anchor keeps a copy of all that stands in it.
    let mut nested = "a: ".to_owned();
    for level in 0..200 {
        write!(nested, "&a{level} [").unwrap();
    }
    nested += &"x,".repeat(200_000);
    nested += &"]".repeat(200);
    assert_eq!(check("a.yaml", nested.as_bytes()), ["DEF002"]);
}

#[test]
fn bytes_that_are_no_text() {
    assert_eq!(check("a.toml", b"a = \"x\0y\"\n"), ["DEF001"]);
    assert_eq!(check("a.yaml", b"a: x\0y\n"), ["DEF001"]);
    assert_eq!(check("a.toml", &vec![0; 100_000]), ["DEF001"]);
    let binary: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(check("a.toml", &binary), ["DEF009"]);
    assert_eq!(check("a.yaml", &binary), ["DEF009"]);
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    assert_eq!(check("a.toml", &utf16("\u{feff}id = \"x\"\n")), ["DEF009"]);
    assert_eq!(
        check("a.toml", &utf16(&("\u{feff}".to_owned() + &"id = \"x\"\n".repeat(100_000)))),
        ["DEF009"]
    );
    assert_eq!(
        check(
            "a.yaml",
            "id: 投诉\n".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>().as_slice()
        ),
        ["DEF009"]
    );
}

#[test]
fn large_files() {
    assert_eq!(check("a.toml", &filled("# x\n", 1_300_000)), ["DEF001"]);
    assert_eq!(check("a.yaml", &filled("a: b\n", 1_000_001)), ["DEF001"]);
    let keys: Vec<String> = (0..60_000).map(|number| format!("k{number}: 1")).collect();
    assert_eq!(check("a.yaml", keys.join("\n").as_bytes()), ["DEF002", "DEF001"]);
    assert_eq!(check("a.toml", &filled("[[commitment]]\n", 40_000)), ["DEF004", "DEF001"]);
    assert_eq!(check("a.toml", &filled("=", 600_000)), ["DEF001"]);
    let codes = check("a.toml", &filled("a=\n", 120_000));
    assert!(["DEF001", "DEF006"].iter().all(|code| codes.iter().any(|found| found == code)), "{codes:?}");
    let text = format!("[[commitment]]\nid = \"a\"\ntext = \"{}\"\n", "尽快".repeat(50_000));
    assert_eq!(check("a.toml", text.as_bytes()), ["TIM001", "CLR001"]);
}

#[test]
fn empty_files_and_marks_are_no_mistakes() {
    for name in ["a.toml", "a.yaml", "promise.toml"] {
        assert_eq!(check(name, b""), [""; 0]);
        assert_eq!(check(name, b"# nothing yet\r\n"), [""; 0]);
        assert_eq!(check(name, "\u{feff}# nothing yet\n".as_bytes()), [""; 0]);
    }
}
