//! Files that are no definitions, or that are made to cost: each ends in findings, soon.
//!
//! The times here are for a debug build on a busy machine; a release build takes under one second
//! and 200 MB for each.

use crate::folder::Folder;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

fn check(name: &str, bytes: &[u8]) -> Vec<&'static str> {
    let folder = Folder::new().bytes(name, bytes);
    let start = Instant::now();
    let checked = folder.check(&[]);
    // Rendering is part of it: a snippet of a line of two million characters must not hold it up.
    let text = checked.text(promise::render::Language::Zh, 80);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "{name} took {took:?}");
    assert!(text.len() < 200_000, "{name} wrote {} bytes", text.len());
    let mut codes = checked.codes();
    codes.dedup();
    codes
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
    assert!(codes.contains(&"DEF001") && codes.contains(&"DEF006"), "{codes:?}");
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
