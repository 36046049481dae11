//! Files: which they are, what they are, and what they are not.

use super::{Folder, Outcome, lines};
use promise::calendar::Zone;
use promise::finding::{Definition, Invalid, Message};
use promise::log::{self, Needs};
use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;

#[test]
fn patterns_find_files_in_order() {
    let content = "id\n1\n";
    let folder = Folder::new("patterns")
        .file("logs/t-2.csv", content)
        .file("logs/t-10.csv", content)
        .file("logs/t-1.csv", content)
        .file("logs/.t-3.csv", content)
        .file("logs/east/deep/t-4.csv", content)
        .file("logs/[x].csv", content)
        .file("logs/notes.txt", "nothing\n");
    let read = |path: &str| {
        let outcome = folder.read(&format!("path = {path}"), "text:id");
        let files: Vec<_> = outcome.summary.files.iter().map(|file| folder.relative(&file.path)).collect();
        (files.join(" "), outcome.error)
    };
    let found = |path: &str| read(path).0;
    assert_eq!(found("\"logs/t-*.csv\""), "logs/t-1.csv logs/t-10.csv logs/t-2.csv");
    assert_eq!(found("\"logs/t-?.csv\""), "logs/t-1.csv logs/t-2.csv");
    assert_eq!(found("\"logs/t-[12].csv\""), "logs/t-1.csv logs/t-2.csv");
    assert_eq!(found("\"logs/**/t-4.csv\""), "logs/east/deep/t-4.csv");
    assert_eq!(found("\"logs/*/*/*.csv\""), "logs/east/deep/t-4.csv");
    assert_eq!(found("\"logs/[x].csv\""), "logs/[x].csv");
    assert_eq!(found("\"./logs/east/../t-1.csv\""), "logs/t-1.csv");
    assert_eq!(found("[\"logs/t-2.csv\", \"logs/t-?.csv\"]"), "logs/t-2.csv logs/t-1.csv");
    assert_eq!(
        read("\"logs/x-*.csv\"").1,
        "log `tickets`: no file matches `logs/x-*.csv` in .; correct `path` in the definition of the log (it is relative to the file that the log is defined in)"
    );
    assert!(read("\"nowhere/*.csv\"").1.contains("no file matches `nowhere/*.csv`"));
    assert!(read("\"logs/t-9.csv\"").1.contains("no file matches `logs/t-9.csv`"));
    assert_eq!(
        read("\"logs\"").1,
        "log `tickets`: logs is a folder; write which of its files, for example `path: logs/*.csv`"
    );
}

#[test]
fn standard_input_is_a_file_like_others() {
    let folder = Folder::new("stdin").file("a.csv", "x,id\n9,0\n");
    let outcome =
        folder.read_with("path = [\"a.csv\", \"-\"]\ncase = \"id\"", "text:x id", b"id,x\n1,a\n,b\n", "UTC");
    assert_eq!(outcome.shown(), ["2: 9 | 0", "2: a | 1", "3: b | -:3"]);
    assert_eq!(outcome.summary.files[1].path, "-");
    assert_eq!(outcome.summary.files[1].bytes, 12);
    let outcome = folder.read_with("path = \"-\"", "text:x", b"", "UTC");
    assert_eq!(
        outcome.error,
        "log `tickets`: standard input is empty: not even a header; remove it, or correct `path`"
    );
}

#[test]
fn standard_input_is_read_once() {
    let folder = Folder::new("stdin-twice");
    let (definitions, _) = folder.define("path = \"-\"");
    let log = &definitions.logs[0];
    let mut open = log::open(log, Zone::utc(), &mut || Box::new(Cursor::new(b"id\n1\n".to_vec()))).unwrap();
    assert_eq!(open.columns(), ["id"]);
    assert!(open.has_column("id") && !open.has_column("x"));
    assert_eq!(open.read(&Needs::default(), &mut |_, _| ControlFlow::Continue(())).unwrap().cases, 1);
    let again = open.read(&Needs::default(), &mut |_, _| ControlFlow::Continue(())).unwrap_err().to_string();
    assert!(again.starts_with("log `tickets`: standard input was read already"), "{again}");
}

#[test]
fn files_that_are_no_csv_are_told_what_they_are() {
    let utf16: Vec<u8> = "id,x\n1,2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, content, message) in [
        ("xlsx", &b"PK\x03\x04\x14\0\x06\0"[..], "is a workbook"),
        ("gzip", b"\x1F\x8B\x08\0\0\0", "ends in the middle of its gzip data; copy it again"),
        ("zstd", b"\x28\xB5\x2F\xFD\0\0", "its zstd data"),
        ("bzip2", b"BZh91AY&SY", "is packed with bzip2, which cannot be read; unpack it"),
        ("xz", b"\xFD7zXZ\0\0\x04", "is packed with xz"),
        ("7z", b"7z\xBC\xAF\x27\x1C\0\x04", "is packed with 7z"),
        ("zip", b"PK\x03\x04\x14\0\0\0\x08\0abcdefghijklmnop\x05\0\0\0a.csv", "is packed with zip"),
        ("html", b"<!DOCTYPE html><html>", "is a web page"),
        ("part-of-a-page", b"<div><p>received</p></div>", "is a web page"),
        ("json", b"[\n  {\"id\": 1}\n]\n", "is JSON, whatever its name says"),
        ("json-lines", b"{\"id\": 1}\n{\"id\": 2}\n", "is JSON, whatever its name says"),
        ("empty", b"", "is empty"),
        ("blank", b"\n\n,,\n", "is empty"),
        ("binary", &[0, 1, 2, 0, 0, 0, 9, 0], "is binary"),
        ("utf16", &utf16, "say `encoding: utf-16le`"),
        ("lfs", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "run `git lfs pull`"),
    ] {
        let error = Folder::new(name).file("a.csv", content).read("path = \"a.csv\"", "text:id").error;
        assert!(error.starts_with("log `tickets`: a.csv ") && error.contains(message), "{name}: {error}");
    }
}

#[test]
fn a_quote_that_is_never_closed_is_found() {
    let folder = Folder::new("quote").file("a.csv", "id,x\n1,a\n2,\"b\n3,c\n");
    let outcome = folder.read("path = \"a.csv\"", "text:x");
    assert_eq!(
        outcome.error,
        "log `tickets`: a.csv:3 begins a row with a quote (\") that is never closed; close it, or double it where it is part of a value"
    );
}

#[test]
fn encodings_and_what_they_cannot_say() {
    let text = "编号,渠道\n1,电话\n";
    let (gbk, ..) = encoding_rs::GBK.encode(text);
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let folder = Folder::new("encodings")
        .file("gbk.csv", &gbk)
        .file("utf16.csv", utf16)
        .file("bad.csv", b"id,x\n1,caf\xE9\n2,\xFF\xFE\xFD\n");
    let read = |lines: &str| folder.read(lines, "text:渠道");
    assert_eq!(read("path = \"gbk.csv\"\nencoding = \"GB2312\"").shown(), ["2: 电话"]);
    assert_eq!(read("path = \"utf16.csv\"\nencoding = \"gbk\"").shown(), ["2: 电话"]);
    let error = read("path = \"gbk.csv\"").error;
    assert!(error.contains("its header is in another encoding: say `encoding: gb18030`"), "{error}");
    let outcome = folder.read("path = \"bad.csv\"", "text:x");
    assert_eq!(outcome.shown(), ["2: caf\u{fffd}", "3: \u{fffd}\u{fffd}\u{fffd}"]);
    assert_eq!(lines(&outcome.summary.malformed), (4, vec![2, 3, 3, 3]));
    let rows = folder.file("rows.csv", encoding_rs::GBK.encode("id,x\n1,电话投诉\n2,网页留言\n").0);
    let outcome = rows.read("path = \"rows.csv\"", "text:x");
    assert_eq!(outcome.summary.files[0].probably, Some("gb18030"));
    assert_eq!(
        rows.read("path = \"rows.csv\"\nencoding = \"gbk\"", "text:x").summary.files[0].probably,
        None
    );
}

#[test]
fn blocks_are_bounded_and_of_one_file() {
    let rows = |count: usize| "id\n".to_owned() + &"1\n".repeat(count);
    let folder = Folder::new("blocks").file("a.csv", rows(2500)).file("b.csv", rows(1024));
    let outcome = folder.read("path = \"*.csv\"", "text:id");
    assert_eq!(outcome.blocks, [(0, 1024), (0, 1024), (0, 452), (1, 1024)]);
    assert_eq!(outcome.rows[2499].0, 2501);
}

#[test]
fn encodings_and_formats_are_validated_with_their_place() {
    let folder = Folder::new("validate");
    let (definitions, findings) = folder.define(
        "path = \"a.csv\"\nencoding = \"utf-9\"\ntimestamps = { default = [\"iso\", \"%Y-%m-%q\"], received = \"dd.mm.yyyy\" }",
    );
    assert!(findings.is_empty());
    let findings = log::validate(&definitions);
    let messages: Vec<_> = findings.iter().map(|finding| finding.message.clone()).collect();
    let format = |format: &str, part: &str| Invalid::TimeFormat { format: format.into(), part: part.into() };
    let expected =
        [Invalid::Encoding("utf-9".into()), format("%Y-%m-%q", "%q"), format("dd.mm.yyyy", "dd.mm.yyyy")];
    assert_eq!(messages, expected.map(|why| Message::Definition(Definition::Invalid(why))));
    assert!(findings.iter().all(|finding| {
        finding.code.code == "DEF007" && finding.definition.as_deref() == Some("tickets")
    }));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

#[test]
fn packed_files_are_read_whatever_their_names_are() {
    let (gbk, ..) = encoding_rs::GBK.encode("编号,渠道\n1,电话\n2,网页\n");
    let (first, rest) = gbk.split_at(9);
    for (name, packed) in
        [("gzip", [gzip(first), gzip(rest)].concat()), ("zstd", [zstd(first), zstd(rest)].concat())]
    {
        let folder = Folder::new(name).file("a.csv", &packed);
        let expected = ["2: 电话", "3: 网页"];
        let outcome = folder.read("path = \"a.csv\"\nencoding = \"gbk\"", "text:渠道");
        assert_eq!(outcome.shown(), expected);
        assert_eq!(outcome.summary.files[0].bytes, packed.len() as u64);
        let piped = folder.read_with("path = \"-\"\nencoding = \"gbk\"", "text:渠道", &packed, "UTC");
        assert_eq!(piped.shown(), expected);
        let cut = folder.read_with("path = \"-\"", "", &packed[..packed.len() - 5], "UTC").error;
        assert!(cut.contains(&format!("standard input ends in the middle of its {name} data")), "{cut}");
    }
    let twice =
        Folder::new("twice").file("a.csv.gz", gzip(&gzip(b"id\n1\n"))).read("path = \"a.csv.gz\"", "text:id");
    assert_eq!(twice.error, "log `tickets`: a.csv.gz is compressed twice; unpack it once");
}

#[test]
fn encodings_of_the_world() {
    let text = "编号,渠道\n1,電話 é\n";
    let utf16 = |mark: bool, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let encoded = |label: &str, text: &str| {
        let (bytes, _, lossy) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text);
        assert!(!lossy, "{label}");
        bytes.into_owned()
    };
    for (name, label, bytes) in [
        ("marked-le", "utf-8", utf16(true, u16::to_le_bytes)),
        ("marked-be", "utf-8", utf16(true, u16::to_be_bytes)),
        ("le", "utf-16le", utf16(false, u16::to_le_bytes)),
        ("be", "utf-16be", utf16(false, u16::to_be_bytes)),
        ("marked-utf-8", "gb18030", ["\u{feff}", text].concat().into_bytes()),
        ("gb18030", "gb18030", encoded("gb18030", text)),
        ("gbk", "gbk", encoded("gbk", text)),
    ] {
        let outcome = Folder::new(name)
            .file("a.csv", bytes)
            .read(&format!("path = \"a.csv\"\nencoding = \"{label}\""), "text:渠道");
        assert_eq!(outcome.shown(), ["2: 電話 é"], "{name}");
        assert_eq!(outcome.summary.malformed.count, 0);
    }
    for (label, header, value) in [
        ("big5", "管道", "電話"),
        ("shift_jis", "チャネル", "電話"),
        ("euc-kr", "채널", "전화"),
        ("windows-1252", "Größe", "“é”"),
        ("windows-1251", "Канал", "телефон"),
    ] {
        let bytes = encoded(label, &format!("id,{header}\n1,{value}\n"));
        let outcome = Folder::new(label)
            .file("a.csv", bytes)
            .read(&format!("path = \"a.csv\"\nencoding = \"{label}\""), &format!("text:{header}"));
        assert_eq!(outcome.shown(), [format!("2: {value}")], "{label}");
    }
}

/// What a column `at` without a declared format is read as.
fn undeclared(test: &str, files: &[(&str, &str)], lines: &str) -> Outcome {
    let folder = files.iter().fold(Folder::new(test), |folder, (name, text)| folder.file(name, text));
    folder.read(&format!("path = \"*.csv\"\n{lines}"), "time:at text:id")
}

#[test]
fn formats_that_nobody_declared_are_found_out_over_all_files() {
    let outcome = undeclared(
        "undeclared",
        &[
            ("1.csv", "id,at\n1,1/2/2025 8:05\n2,\n"),
            ("2.csv", "at,id\n13/2/2025 9:30,3\nsoon,4\n2025-02-14,5\n"),
        ],
        "",
    );
    assert_eq!(
        outcome.shown(),
        [
            "2: 2025-02-01T08:05:00Z | 1",
            "3: - | 2",
            "2: 2025-02-13T09:30:00Z | 3",
            "3: ? | 4",
            "4: 2025-02-14 | 5"
        ]
    );
    let found = &outcome.summary.formats;
    assert_eq!(
        (found[0].column.as_str(), found[0].formats.join(" | ")),
        ("at", "%d/%m/%Y %H:%M | iso".to_owned())
    );
    assert_eq!(outcome.summary.unreadable[0].places.count, 1);
    // What is declared is not looked at.
    let declared = undeclared("declared", &[("1.csv", "id,at\n1,1/2/2025\n")], "timestamps = \"%m/%d/%Y\"");
    assert_eq!(declared.shown(), ["2: 2025-01-02 | 1"]);
    assert!(declared.summary.formats.is_empty());
    let other =
        undeclared("other", &[("1.csv", "id,at\n1,1/2/2025\n")], "timestamps = { at = \"%m/%d/%Y\" }");
    assert_eq!(other.shown(), ["2: 2025-01-02 | 1"]);
    assert_eq!(
        undeclared("no-value", &[("1.csv", "id,at\n1,NA\n")], "missing = \"NA\"").shown(),
        ["2: - | 1"]
    );
}

#[test]
fn day_and_month_that_cannot_be_told_apart_are_refused() {
    assert_eq!(
        undeclared(
            "open",
            &[("1.csv", "id,at\n1,5/5/2025\n2,1/2/2025\n"), ("2.csv", "id,at\n3,3/4/2025\n")],
            ""
        )
        .error,
        "log `tickets`: which is the day and which the month in the times of `at` cannot be told from its values: \
         `1/2/2025` (1.csv:3), `3/4/2025` (2.csv:2); write in the log `timestamps: \"%d/%m/%Y\"` or `timestamps: \"%m/%d/%Y\"`"
    );
    let both = undeclared("both", &[("1.csv", "id,at\n1,13/2/2025\n2,2/14/2025\n")], "").error;
    assert!(
        both.contains("in more than one order: `13/2/2025` (1.csv:2), `2/14/2025` (1.csv:3); write"),
        "{both}"
    );
    let unknown = undeclared("unknown", &[("1.csv", "id,at\n1,morning\n2,noon\n3,2025-07-01\n")], "").error;
    assert_eq!(
        unknown,
        "log `tickets`: 2 of 3 values of `at` are no times in a format that is found out by itself: `morning` (1.csv:2), \
         `noon` (1.csv:3); write their format, such as `timestamps: \"%Y-%m-%d %H:%M:%S\"`, or another column in `columns`"
    );
}

#[test]
fn standard_input_is_kept_where_its_formats_have_to_be_found_out() {
    let row = |row: usize| format!("{row},{}/2/2025\n", row % 28 + 1);
    let text = "id,at\n".to_owned() + &(1..40_000).map(row).collect::<String>();
    for bytes in [text.as_bytes(), &gzip(text.as_bytes())] {
        let outcome = Folder::new("stdin-formats").read_with("path = \"-\"", "time:at text:id", bytes, "UTC");
        assert_eq!(outcome.rows.len(), 39_999);
        assert_eq!(outcome.shown()[27], "29: 2025-02-01 | 28");
        assert_eq!(outcome.summary.files[0].bytes, bytes.len() as u64);
    }
}

#[test]
fn times_with_and_without_an_offset_are_counted() {
    let rows = "id,at\n1,2025-07-01 08:05\n2,2025-07-01T08:05Z\n3,\n4,2025-07-01\n5,2025-07-01 08:05 +0800\n";
    let outcome = undeclared("offsets", &[("1.csv", rows)], "");
    let offsets = &outcome.summary.offsets[0];
    assert_eq!((lines(&offsets.with), lines(&offsets.without)), ((2, vec![3, 6]), (1, vec![2])));
    assert!(offsets.are_mixed() && offsets.column == "at");
}
