//! The report on a terminal: bars and columns of block characters where there is room for them.

use crate::command::Folder;
use promise::model;
use promise::render::Language;
use promise::render::report::{MadeBy, Shown, TextOptions, text};
use promise::report::{Query, Report, Run};
use promise::source::Sources;
use std::fmt::Write as _;
use std::path::Path;

const COMMITMENTS: &str = r#"
[[commitment]]
id = "answer"
status = "published"
[[commitment.target]]
clock = "answer"
within = "1h"
share = "50%"
per = "month"
[[clock]]
id = "answer"
start = "asked"
stop = "answered"
[[log]]
id = "mails"
path = "../mails.csv"
columns = { asked = "asked", answered = "answered" }
timestamps = "%Y-%m-%d %H:%M"
timezone = "UTC"
"#;

/// Four months, of whose cases none, a quarter, three quarters and all are in time.
fn shown(language: Language, width: usize, drawn: bool) -> String {
    let mut log = String::from("asked,answered\n");
    for (month, met) in [(1, 0), (2, 1), (3, 3), (4, 4)] {
        for case in 0..4 {
            let hour = if case < met { 9 } else { 11 };
            writeln!(log, "2026-0{month}-01 09:00,2026-0{month}-01 {hour}:30").unwrap();
        }
    }
    let folder = Folder::new().file("commitments/p.toml", COMMITMENTS).file("mails.csv", log);
    let mut sources = Sources::default();
    let (definitions, findings) =
        model::load(&mut sources, &[folder.path().join("commitments/p.toml")], Path::to_path_buf).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    let query = Query::default();
    let run = Run::open(&definitions, &query, &mut || Box::new(std::io::empty())).unwrap();
    let report = Report::collect(run, &query).unwrap();
    let mut bytes = Vec::new();
    let options = TextOptions { language, width: Some(width), styled: false, drawn };
    let shown = Shown { report: &report, scorecard: None, made_by: MadeBy::default() };
    text(&shown, options, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_wide_terminal_draws_attainment_against_the_promise() {
    let wide = shown(Language::En, 160, true);
    let bars: Vec<_> = wide.lines().filter(|line| line.contains("     2026-0")).collect();
    assert!(wide.contains("p99  0%                  100%  verdict"), "{wide}");
    assert!(bars[0].ends_with("  ············│···········  broken"), "{wide}");
    assert!(bars[1].ends_with("  ━━━━━━······│···········  broken, uncertain"), "{wide}");
    assert!(bars[2].ends_with("  ━━━━━━━━━━━━┃━━━━━······  kept, uncertain"), "{wide}");
    assert!(bars[3].ends_with("  ━━━━━━━━━━━━┃━━━━━━━━━━━  open"), "{wide}");
    // On fewer columns a bar takes the place of zeros.
    let narrower = shown(Language::En, 120, true);
    assert!(narrower.contains("│") && !narrower.contains(" invalid attained"), "{narrower}");
    // The column that is the month in which none was in time is the lowest, all in time the highest.
    assert!(wide.contains("     ▁▃▇█  0.0–100.0%\n"), "{wide}");
}

#[test]
fn every_line_fits_and_narrow_or_plain_places_get_no_bars() {
    for language in [Language::En, Language::Zh] {
        for width in [80, 100, 120] {
            let shown = shown(language, width, true);
            let tables =
                shown.lines().take_while(|line| !line.starts_with("Data") && !line.starts_with("数据"));
            for line in tables {
                let wide = unicode_width::UnicodeWidthStr::width(line);
                assert!(wide <= width, "{wide} of {width}: {line}");
            }
        }
    }
    for (width, drawn) in [(80, true), (120, false)] {
        let plain = shown(Language::En, width, drawn);
        assert!(!plain.contains(['━', '┃', '│', '·']), "{plain}");
    }
}
