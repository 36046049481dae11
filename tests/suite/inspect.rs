//! `promise inspect`: what a file looks like, and tables with which `promise report` works as printed.

use crate::command::{Folder, promise};
use crate::shared;
use promise::log::inspect;
use promise::model;
use promise::source::Sources;
use proptest::prelude::*;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

/// The inspection of a file in a folder, as JSON, and with the tables read back.
fn inspected(folder: &Folder, file: &str) -> Value {
    folder.promise(&["inspect", file, "--format", "json"]).ended(0).json()
}

/// A commitment on the clock that is printed.
const COMMITMENT: &str = "[[commitment]]\nid = \"a\"\nstatus = \"published\"\n[[commitment.target]]\n\
    clock = \"resolution\"\nwithin = \"48h\"\nshare = \"90%\"\nper = \"year\"\n";

/// Reports with the tables as printed: met, late, overdue and pending, over all periods.
fn reported(folder: Folder, file: &str) -> [u64; 4] {
    let toml = inspected(&folder, file)["tables"].as_str().unwrap().to_owned();
    let yaml = folder.promise(&["inspect", file, "--format", "json", "--yaml"]).ended(0).json();
    let yaml = yaml["tables"].as_str().unwrap().to_owned();
    let folder = folder
        .file("commitments/commitment.toml", COMMITMENT)
        .file("commitments/log.toml", toml)
        .file("yaml/commitments/commitment.toml", COMMITMENT)
        .file("yaml/commitments/log.yaml", yaml.replace("../", "../../"));
    let counts = |arguments: &[&str]| {
        let report = folder.promise(arguments).ended(0).json();
        let total = report["commitments"][0]["targets"][0]["total"].clone();
        ["met", "late", "overdue", "pending"].map(|name| total[name].as_u64().unwrap())
    };
    let found = counts(&["report", "--format", "json"]);
    assert_eq!(counts(&["report", "yaml/commitments", "--format", "json"]), found);
    found
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Ten cases of a month: eight in time, one late, one open past its due.
fn cases(time: impl Fn(u32, u32) -> String, header: &str, delimiter: &str) -> String {
    let row = |day: u32| {
        let end = match day {
            20 => String::new(),
            21 => time(day + 3, 10),
            _ => time(day + 1, 9),
        };
        [format!("T-{day:03}"), time(day, 8), end, ["web", "phone"][day as usize % 2].to_owned()]
            .join(delimiter)
    };
    header.to_owned() + &(14..24).map(|day| row(day) + "\n").collect::<String>()
}

#[test]
fn the_tables_work_as_they_are_printed() {
    let expected = [8, 1, 1, 0];
    let iso = |day, hour| format!("2025-03-{day:02} {hour:02}:00:00");
    let folder = Folder::new().file("logs/a.csv", cases(iso, "ticket,created_at,resolved_at,channel\n", ","));
    assert_eq!(reported(folder, "logs/a.csv"), expected);
    let day_first = |day, hour| format!("{day}/3/2025 {hour}:00");
    let text = cases(day_first, "工单编号;受理时间;办结时间;渠道\n", ";");
    let (gbk, ..) = encoding_rs::GBK.encode(&text);
    assert_eq!(reported(Folder::new().file("a.csv", gzip(&gbk)), "a.csv"), expected);
    let utf16: Vec<u8> = text.replace(';', "\t").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(reported(Folder::new().file("a.txt", utf16), "a.txt"), expected);
    // No header, or one with a name twice: columns by position.
    let american = |day, hour| format!("03/{day}/2025 {hour}:00:00 AM");
    assert_eq!(reported(Folder::new().file("a.csv", cases(american, "", ",")), "a.csv"), expected);
    let folder = Folder::new()
        .file("a.csv", cases(iso, "id,date,date,\n", "|").replace("id,date,date,", "id|date|date|"));
    assert_eq!(reported(folder, "a.csv"), expected);
    // Two formats in two columns, and a marker of what is missing.
    let text = cases(iso, "id,opened,closed,via\n", ",").replace(",,", ",?,").replace(" 09:00:00", "T09:00");
    let text = text.replace("2025-03-24 10:00:00", "24 Mar 2025");
    assert_eq!(reported(Folder::new().file("a.csv", text), "a.csv"), expected);
}

#[test]
fn what_it_says_of_a_file() {
    let text = "\u{feff}ticket,created,closed,priority,hold,csat,\n\
        1,13/2/2025 8:05,14/2/2025 9:00,high,0:02:23,4.5,x\n\n2,14/2/2025 8:05,?,low,0:00:00,5,x\n\
        3,15/2/2025 8:05,soon,low,1:00:00,3,x\n4,1/3/2025 8:05\n";
    let folder = Folder::new().file("a.csv", text);
    let found = inspected(&folder, "a.csv");
    assert_eq!(
        found["encoding"],
        serde_json::json!({ "label": "utf-8", "sureness": "certain", "malformed": 0 })
    );
    assert_eq!(
        (&found["delimiter"], &found["line_ends"], &found["header"]),
        (&",".into(), &"lf".into(), &true.into())
    );
    assert_eq!((&found["rows"], &found["blank"], &found["ragged"]), (&5.into(), &1.into(), &1.into()));
    let looks: Vec<_> =
        found["columns"].as_array().unwrap().iter().map(|column| column["looks"].as_str().unwrap()).collect();
    assert_eq!(looks, ["number", "time", "time", "attribute", "duration", "number", "attribute"]);
    let closed = &found["columns"][2];
    assert_eq!(closed["formats"], serde_json::json!([{ "format": "%d/%m/%Y %H:%M", "count": 1 }]));
    assert_eq!(closed["missing"], serde_json::json!([{ "value": "?", "count": 1 }]));
    let proposal = serde_json::json!({ "shape": "cases", "case": 1, "start": 2, "stop": 3, "event": null, "at": null, "stop_events": [] });
    assert_eq!(found["proposal"], proposal);
    let text = folder.promise(&["inspect", "a.csv"]).ended(0).stdout;
    for line in
        ["utf-8 (certain)", "time %d/%m/%Y %H:%M 50%, 50% in none (line 5 \"soon\")", "? (1)", "(column 7)"]
    {
        assert!(text.contains(line), "{line}:\n{text}");
    }
    let chinese = folder.promise(&["inspect", "a.csv", "--lang", "zh"]).ended(0).stdout;
    assert!(chinese.contains("编码    utf-8（确定）") || chinese.contains("确定"), "{chinese}");
    assert!(chinese.contains("可粘贴到文件夹 `commitments` 的文件中"), "{chinese}");
    let first = folder.promise(&["inspect", "a.csv", "--rows", "2"]).ended(0).stdout;
    assert!(first.contains("the first 2 alone"), "{first}");
}

#[test]
fn what_is_open_is_said() {
    let folder = Folder::new().file("a.csv", "id,created,closed\n1,1/2/2025,2/3/2025\n2,3/4/2025,5/6/2025\n");
    let found = inspected(&folder, "a.csv");
    assert_eq!(found["columns"][1]["ambiguous"], serde_json::json!(["%d/%m/%Y", "%m/%d/%Y"]));
    let tables = found["tables"].as_str().unwrap();
    assert!(
        tables
            .contains("timestamps = \"%d/%m/%Y\"  # the rows do not tell which it is: %d/%m/%Y or %m/%d/%Y"),
        "{tables}"
    );
    let mixed = "id,created\n1,1/2/2025\n2,3/4/2025\n3,2025-07-01\n";
    let found = inspected(&Folder::new().file("a.csv", mixed), "a.csv");
    let formats = serde_json::json!([{ "format": "%d/%m/%Y", "count": 2 }, { "format": "iso", "count": 1 }]);
    assert_eq!(found["columns"][1]["formats"], formats);
    let folder = Folder::new().file("a.csv", "name,size\nx,1\ny,2\n");
    let tables = inspected(&folder, "a.csv")["tables"].as_str().unwrap().to_owned();
    assert!(tables.contains("# No columns were found that say when a case starts and stops"), "{tables}");
}

#[test]
fn standard_input_and_what_is_no_csv() {
    let iso = |day, hour| format!("2025-03-{day:02} {hour:02}:00:00");
    let text = cases(iso, "ticket,created_at,resolved_at,channel\n", ",");
    let folder = Folder::new();
    let found = promise(&["inspect", "-", "--format", "json"])
        .within(folder.path())
        .stdin(gzip(text.as_bytes()))
        .run();
    assert!(found.ended(0).json()["tables"].as_str().unwrap().contains("path       = \"-\""));
    for (bytes, english, chinese) in [
        (&b"PK\x03\x04"[..], "a.csv is a workbook", "a.csv 不论文件名如何，实际是工作簿"),
        (b"", "a.csv is empty", "a.csv 是空文件"),
        (b"<html>", "a.csv is a web page", "实际是网页"),
        (b"{\"a\": 1}", "a.csv is JSON", "实际是 JSON"),
        (b"\x1F\x8B\x08\0\0", "a.csv ends in the middle of its gzip data", "gzip 数据在中途结束"),
        (b"version https://git-lfs.github.com/spec/v1\n", "run `git lfs pull`", "Git LFS"),
        (&[0, 1, 2, 0, 0, 0, 9, 0], "a.csv is binary", "二进制"),
        (b"id,x\n1,\"a\n", "a.csv:2 begins a row with a quote", "引号"),
    ] {
        let folder = Folder::new().file("a.csv", bytes);
        let said = folder.promise(&["inspect", "a.csv"]).ended(2).stderr;
        assert!(said.starts_with("error: ") && said.contains(english), "{said}");
        let said = folder.promise(&["inspect", "a.csv", "--lang", "zh"]).ended(2).stderr;
        assert!(said.starts_with("错误：") && said.contains(chinese), "{said}");
    }
    let said = Folder::new().promise(&["inspect", "nothing.csv"]).ended(2).stderr;
    assert!(said.contains("cannot read nothing.csv"), "{said}");
}

#[test]
fn an_event_log_is_told_from_a_log_of_cases() {
    let mut text = "event_id,ticket,activity,changed,owner\n".to_owned();
    for case in 1..=9 {
        for (step, name) in ["New", "Active", "Waiting", "Resolved"].into_iter().enumerate() {
            let row = case * 10 + step;
            writeln!(text, "{row},T{case},{name},2025-03-0{case} {step:02}:30:00,o{case}").unwrap();
        }
    }
    let found = inspected(&Folder::new().file("a.csv", text), "a.csv");
    let proposal = serde_json::json!({ "shape": "events", "case": 2, "start": null, "stop": null, "event": 3, "at": 4, "stop_events": ["Resolved"] });
    assert_eq!(found["proposal"], proposal);
    let tables = found["tables"].as_str().unwrap();
    assert!(is_of_events(tables));
    assert!(tables.contains("start = \"first_of_case\"\nstop  = { event = [\"Resolved\"] }"), "{tables}");
}

/// A file of `../shared/data`: shape, case, start or event, stop or time.
fn shared_file(file: &str) -> Option<(Value, [Option<String>; 5])> {
    let path = shared::path(&format!("data/{file}"))?.canonicalize().unwrap();
    let found = promise(&["inspect", path.to_str().unwrap(), "--format", "json"]).run().ended(0).json();
    let name = |role: &str| {
        let place = found["proposal"][role].as_u64()?;
        let column = &found["columns"][usize::try_from(place).unwrap() - 1];
        column["name"].as_str().map(str::to_owned)
    };
    let roles = ["case", "start", "stop", "event", "at"].map(name);
    Some((found, roles))
}

/// Reads tables back as definitions: whether their log has a row per event.
fn is_of_events(tables: &str) -> bool {
    let folder = Folder::new().file("log.toml", tables);
    let paths = [folder.path().join("log.toml")];
    let (definitions, findings) = model::load(&mut Sources::default(), &paths, Path::to_path_buf).unwrap();
    assert!(findings.is_empty(), "{tables}\n{findings:?}");
    assert_eq!(definitions.clocks.len(), 1, "{tables}");
    definitions.logs[0].is_of_events()
}

#[test]
fn the_shared_logs() {
    for (file, roles, stops) in [
        (
            "support_sla_matrix/support_tickets_dirty.csv",
            ["ticket_id", "created_at", "resolved_at", "", ""],
            &[][..],
        ),
        (
            "support_sla_matrix/support_tickets_clean.csv",
            ["ticket_id", "created_at", "resolved_at", "", ""],
            &[],
        ),
        ("wuliu_gbk/data_wuliu_gbk.csv", ["", "销售时间", "交货时间", "", ""], &[]),
        ("wuliu_gbk/data_wuliu_utf8.csv", ["", "销售时间", "交货时间", "", ""], &[]),
        ("preppin_sla/input_02.csv", ["Ticket", "", "", "Status Name", "Timestamp"], &["Closed"]),
        ("preppin_sla/input_03.csv", ["Ticket", "", "", "Status Name", "Timestamp"], &["Closed"]),
        (
            "helpdesk_it/helpdesk.csv.gz",
            ["Case ID", "", "", "Activity", "Complete Timestamp"],
            &["Closed", "Resolve SW anomaly", "Resolve ticket"],
        ),
        (
            "uci_incident/incident_event_log.csv.gz",
            ["number", "", "", "incident_state", "sys_updated_at"],
            &["Closed", "Resolved"],
        ),
    ] {
        let Some((found, named)) = shared_file(file) else { return };
        assert_eq!(named.map(Option::unwrap_or_default), roles, "{file}");
        assert_eq!(found["proposal"]["stop_events"], serde_json::json!(stops), "{file}");
        let of_events = is_of_events(found["tables"].as_str().unwrap());
        assert_eq!(of_events, !stops.is_empty(), "{file}");
    }
}

#[test]
fn shared_logs_are_reported_on_with_the_tables_as_printed() {
    // Counted by a few lines of Python.
    for (file, expected) in [
        ("support_sla_matrix/support_tickets_clean.csv", [569, 94, 177, 0]),
        ("wuliu_gbk/data_wuliu_gbk.csv", [0, 1161, 0, 0]),
        ("helpdesk_it/helpdesk.csv.gz", [1652, 2918, 10, 0]),
        ("uci_incident/incident_event_log.csv.gz", [15_611, 9307, 0, 0]),
        ("preppin_sla/input_02.csv", [0, 33, 297, 23]),
    ] {
        let Some(path) = shared::path(&format!("data/{file}")) else { return };
        let name = file.rsplit('/').next().unwrap();
        let folder = Folder::new().file(name, std::fs::read(path).unwrap());
        assert_eq!(reported(folder, name), expected, "{file}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_make_it_fail(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..600),
            "(a|b|1|,|;|\"|\n|\r|年|\u{feff}|2026-03-01|13/2/2025 8:05|created|closed|id|\\?| ){0,300}".prop_map(String::into_bytes),
        ],
        packed in any::<bool>(),
    ) {
        let bytes = if packed { gzip(&bytes) } else { bytes };
        if let Ok(found) = inspect::inspect("x", Box::new(Cursor::new(bytes)), None) {
            let tables = promise::render::inspect::tables(&found, "../x.csv", promise::render::Language::En);
            let mut sources = Sources::default();
            let file = sources.add("x.toml".into(), tables.clone());
            prop_assert!(promise::source::parse(&sources, file, promise::source::Syntax::Toml).1.is_empty(), "{}", tables);
        }
    }
}
