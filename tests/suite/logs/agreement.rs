//! Agreement with the csv crate, on real data and on random files, and no panic on anything.

use super::super::shared;
use super::{Folder, Outcome};
use proptest::prelude::*;
use std::fs;

/// All rows of a file as the csv crate has them, the header first, fields trimmed.
fn plainly(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let trimmed = |record: csv::StringRecord| record.iter().map(|field| field.trim().to_owned()).collect();
    reader.records().map(|record| trimmed(record.unwrap())).collect()
}

/// A shared file, read as attributes and compared with a plain reading cell by cell.
fn compare(outcome: &Outcome, plain: &[Vec<String>]) {
    assert_eq!(outcome.rows.len(), plain.len() - 1);
    for ((line, cells), expected) in outcome.rows.iter().zip(&plain[1..]) {
        assert_eq!(cells, expected, "line {line}");
    }
}

fn shared_log(test: &str, file: &str, lines: &str, kinds: &str) -> Option<(Outcome, Vec<Vec<String>>)> {
    let path = shared::path(file)?;
    let plain = plainly(&fs::read(&path).unwrap());
    let names = plain[0].iter().map(|name| format!("text:{name}")).collect::<Vec<_>>().join(" ");
    let needs = if kinds.is_empty() { names } else { kinds.to_owned() };
    let outcome = Folder::new(test).read(&format!("path = {:?}\n{lines}", path.to_str().unwrap()), &needs);
    Some((outcome, plain))
}

#[test]
fn support_tickets_agree_with_a_plain_reading() {
    for (test, file, rows) in [
        ("support-clean", "data/support_sla_matrix/support_tickets_clean.csv", 840),
        ("support-dirty", "data/support_sla_matrix/support_tickets_dirty.csv", 864),
    ] {
        let Some((outcome, plain)) = shared_log(test, file, "", "") else { return };
        compare(&outcome, &plain);
        assert_eq!(outcome.summary.cases, rows);
    }
}

#[test]
fn dirty_support_tickets_have_every_time_read() {
    let file = "data/support_sla_matrix/support_tickets_dirty.csv";
    let lines = r#"
        timestamps = ["%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%b %d %Y %H:%M"]
        duplicates = "drop"
        fold_case = true"#;
    let needs = "time:created_at time:resolved_at number:first_response_minutes text:priority";
    let Some((outcome, _)) = shared_log("support-times", file, lines, needs) else { return };
    let summary = &outcome.summary;
    assert_eq!((summary.cases, summary.dropped.count), (850, 14));
    assert!(summary.unreadable.iter().all(|unreadable| unreadable.places.count == 0), "{summary:?}");
    assert!(outcome.rows.iter().all(|(_, cells)| cells[0].starts_with("2025-")));
    let mut priorities: Vec<_> = outcome.rows.iter().map(|(_, cells)| cells[3].to_lowercase()).collect();
    priorities.sort();
    priorities.dedup();
    assert_eq!(priorities, ["critical", "high", "low", "medium"]);
}

#[test]
fn chinese_orders_are_the_same_in_gbk_and_utf_8() {
    let names = "text:订单号 text:货品交货状况 text:货品 text:货品用户反馈 text:销售区域 text:销售金额";
    let gbk = shared_log(
        "wuliu-gbk",
        "data/wuliu_gbk/data_wuliu_utf8.csv",
        "timestamps = \"%Y-%m-%d\"",
        &format!("time:销售时间 time:交货时间 {names}"),
    );
    let Some((utf8, plain)) = gbk else { return };
    let path = shared::path("data/wuliu_gbk/data_wuliu_gbk.csv").unwrap();
    let read = |encoding: &str| {
        let lines = format!(
            "path = {:?}\ntimestamps = \"%Y-%m-%d\"\nencoding = \"{encoding}\"",
            path.to_str().unwrap()
        );
        Folder::new("wuliu").read(&lines, &format!("time:销售时间 time:交货时间 {names}"))
    };
    assert_eq!(utf8.rows.len(), plain.len() - 1);
    for encoding in ["gbk", "gb18030"] {
        let gbk = read(encoding);
        assert_eq!((gbk.summary.cases, gbk.summary.malformed.count), (1161, 0));
        assert_eq!(gbk.rows, utf8.rows);
        assert!(gbk.summary.unreadable.iter().all(|unreadable| unreadable.places.count == 0));
    }
}

#[test]
fn a_file_longer_than_every_buffer_is_read_with_its_lines() {
    let row = |row: usize| {
        let note = match row % 4 {
            0 => "投诉".repeat(row % 50),
            1 => format!("\"line {row}\n and \"\"quoted\"\", {}\"", "x".repeat(row % 3000)),
            2 => "é".to_owned(),
            _ => String::new(),
        };
        format!("{row},{note},网页\r\n")
    };
    let text = "id,note,channel\r\n".to_owned() + &(0..20_000).map(row).collect::<String>();
    let outcome = Folder::new("long").file("a.csv", &text).read("path = \"a.csv\"", "text:note text:channel");
    let plain = plainly(text.as_bytes());
    assert_eq!(outcome.rows.len(), 20_000);
    let mut line = 2;
    for ((found, cells), expected) in outcome.rows.iter().zip(&plain[1..]) {
        assert_eq!((*found, &cells[..]), (line, &expected[1..]));
        line += 1 + expected[1].matches('\n').count() as u64;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_the_csv_crate_writes_is_read_back(
        rows in proptest::collection::vec(proptest::collection::vec("[a-c,;\"\n\r 年]{0,8}", 3), 0..20),
        crlf in any::<bool>(),
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
        writer.write_record(["x", "y", "z"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let outcome = Folder::new("written").read_with("path = \"-\"", "text:x text:y text:z", &bytes, "UTC");
        let trimmed = rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
        let kept: Vec<Vec<String>> = trimmed.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        prop_assert_eq!(&outcome.error, "");
        prop_assert_eq!(outcome.summary.blank.count, (rows.len() - kept.len()) as u64);
        prop_assert_eq!(outcome.rows.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), kept);
    }

    #[test]
    fn no_bytes_make_it_fail(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..400),
            "(a|b|1|,|\"|\n|\r|;|年|\u{feff}|2026-03-01| ){0,200}".prop_map(String::into_bytes),
        ],
        encoding in prop_oneof![Just("utf-8"), Just("gb18030"), Just("utf-16le"), Just("iso-2022-jp")],
        header in prop_oneof![Just("first"), Just("none")],
    ) {
        let lines = format!(
            "path = \"-\"\nencoding = \"{encoding}\"\nheader = \"{header}\"\nduplicates = \"drop\"\ncolumns = {{ a = 1 }}"
        );
        let outcome = Folder::new("hostile").read_with(&lines, "time:a span:a number:a text:a id", &bytes, "UTC");
        prop_assert!(outcome.error.is_empty() || outcome.error.starts_with("log `tickets`"), "{}", outcome.error);
    }
}
