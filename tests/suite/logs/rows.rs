//! Rows and values: what comes out of a mess, cell by cell.

use super::{Folder, lines};
use promise::log;
use std::fs;

const TICKETS: &str = "path = \"a.csv\"\ncase = \"id\"\ncolumns = { received = \"created\" }";

#[test]
fn a_messy_file_is_read_row_by_row() {
    let folder = Folder::new("messy").file(
        "a.csv",
        "\u{feff}\r\n id , created,channel ,note,\r\n\
         1,2026-03-01T08:05, phone ,\"two\nlines\",\r\n\
         2,2026-03-02,,x\r\n\
         \r\n\
         ,, ,\u{3000},,,\r\n\
         3,2026-03-03\r\n\
         4,2026-03-04,web,x,,,\r\n\
         5,2026-03-05,web,x,,more\r\n\
         6,tomorrow,web,x,\r\n\
         ,,web,x,\r\n",
    );
    let outcome = folder.read(TICKETS, "time:received text:channel text:note id");
    assert_eq!(
        outcome.shown(),
        [
            "3: 2026-03-01T08:05:00Z | phone | two\nlines | 1",
            "5: 2026-03-02 |  | x | 2",
            "9: 2026-03-04 | web | x | 4",
            "11: ? | web | x | 6",
            "12: - | web | x | a.csv:12",
        ]
    );
    let summary = outcome.summary;
    assert_eq!(lines(&summary.blank), (3, vec![1, 6, 7]));
    assert_eq!(lines(&summary.ragged.short), (1, vec![8]));
    assert_eq!(lines(&summary.ragged.long), (1, vec![10]));
    assert_eq!((summary.rows, summary.cases), (10, 5));
    assert_eq!(summary.files[0].bytes, fs::metadata(folder.0.join("a.csv")).unwrap().len());
    let unreadable = &summary.unreadable[0];
    assert_eq!((unreadable.column.as_str(), lines(&unreadable.places)), ("received", (1, vec![11])));
    assert_eq!(unreadable.places.first[0].found, "tomorrow");
    assert!(summary.show(&unreadable.places.first[0]).ends_with("a.csv:11"));
}

#[test]
fn columns_are_cut_joined_and_counted() {
    let folder = Folder::new("columns")
        .file("a.csv", "DATE,TIME,Ticket\n2026-3-1,8:05,C1 / Sales / Ann\n2026-3-2,,C2 / IT\n,NA,\n");
    let lines = r#"
        path = "a.csv"
        case = { from = "Ticket", split = " / ", part = 1 }
        timestamps = ["%Y-%m-%d %H:%M", "%Y-%m-%d"]
        missing = "NA"
        [log.columns]
        received = { join = ["DATE", "TIME"] }
        department = { from = "Ticket", split = " / ", part = 2 }
        person = { from = "Ticket", split = "/", part = 3 }
        first = 1"#;
    let outcome = folder.read(lines, "time:received text:department text:person text:first id");
    assert_eq!(
        outcome.shown(),
        [
            "2: 2026-03-01T08:05:00Z | Sales | Ann | 2026-3-1 | C1",
            "3: 2026-03-02 | IT |  | 2026-3-2 | C2",
            "4: - |  |  |  | a.csv:4",
        ]
    );
}

#[test]
fn a_log_without_a_header_goes_by_position() {
    let folder = Folder::new("positions").file("a.txt", "\n1;2026-03-01\n2;2026-03-02\n3\n");
    let lines = |column: &str| {
        format!(
            "path = \"a.txt\"\nheader = \"none\"\ndelimiter = \";\"\ncolumns = {{ received = {column} }}\ncase = 1"
        )
    };
    let outcome = folder.read(&lines("2"), "time:received id");
    assert_eq!(outcome.shown(), ["2: 2026-03-01 | 1", "3: 2026-03-02 | 2"]);
    assert_eq!(outcome.summary.ragged.short.count, 1);
    let error = folder.read(&lines("3"), "time:received").error;
    assert_eq!(
        error,
        "log `tickets`: a.txt has 2 columns, so there is no column 3; columns are counted from 1"
    );
    let error = folder.read(&lines("\"when\""), "time:received").error;
    assert_eq!(
        error,
        "log `tickets`: a.txt has no header (`header: none`), so there is no column `when`; write its place, counted from 1"
    );
}

#[test]
fn without_case_one_spelling_stands_for_all() {
    let folder =
        Folder::new("fold").file("a.csv", "ID,Status,hold\n1,Open,n/a\n2, OPEN,\n3,open,5\n4,N/A,\n");
    let lines = "path = \"a.csv\"\nfold_case = true\nmissing = \"N/A\"\ncase = \"id\"";
    let outcome = folder.read(lines, "number:hold text:status id");
    assert_eq!(outcome.shown(), ["2: - | Open | 1", "3: - | Open | 2", "4: 5 | Open | 3", "5: - |  | 4"]);
    let outcome = folder.read("path = \"a.csv\"\nmissing = \"N/A\"", "text:Status");
    assert_eq!(outcome.shown(), ["2: Open", "3: OPEN", "4: open", "5: "]);
}

#[test]
fn exact_copies_over_all_files() {
    let folder = Folder::new("copies")
        .file("a.csv", "id,x\n1,a\n2,b\n1,a\n\n\n")
        .file("b.csv", "id,x\n\"2\",\"b\"\n1,A\n1\n1\n");
    let read = |duplicates: &str| {
        let lines = format!("path = [\"a.csv\", \"b.csv\"]\n{duplicates}");
        folder.read(&lines, "text:id text:x")
    };
    assert_eq!(read("").shown(), ["2: 1 | a", "3: 2 | b", "4: 1 | a", "2: 2 | b", "3: 1 | A"]);
    let outcome = read("duplicates = \"drop\"");
    assert_eq!(outcome.shown(), ["2: 1 | a", "3: 2 | b", "3: 1 | A"]);
    let places: Vec<_> = outcome.summary.dropped.first.iter().map(|p| outcome.summary.show(p)).collect();
    assert!(places[0].ends_with("a.csv:4") && places[1].ends_with("b.csv:2"), "{places:?}");
    assert_eq!((outcome.summary.blank.count, outcome.summary.ragged.count()), (2, 2));
    let outcome = read("duplicates = \"invalid\"");
    assert_eq!(outcome.shown(), ["2: 1 | a", "3: 2 | b", "4: 1 | a | copy", "2: 2 | b | copy", "3: 1 | A"]);
    assert_eq!((outcome.summary.dropped.count, outcome.summary.copies.count), (0, 2));
}

#[test]
fn a_column_that_is_not_there() {
    let folder = Folder::new("unknown")
        .file("a.csv", "id,created_at,channel,,x,x\n1,2026-03-01,web,,1,2\n")
        .file("b.csv", "created_at;channel;id\n2026-03-01;web;1\n");
    let read = |path: &str, need: &str| folder.read(&format!("path = \"{path}\""), need);
    assert_eq!(
        read("a.csv", "time:create_at").error,
        "log `tickets`: a.csv has no column `create_at`; did you mean `created_at`? (its columns: id, created_at, channel, x, x)"
    );
    assert_eq!(
        read("a.csv", "text:x").error,
        "log `tickets`: a.csv has the column `x` 2 times, at 5, 6; write the place of the one that is meant instead of its name"
    );
    assert_eq!(
        read("b.csv", "text:id").error,
        "log `tickets`: b.csv has no column `id`; its whole header is one column: say `delimiter: \";\"` in the log (its columns: created_at;channel;id)"
    );
    assert_eq!(read("a.csv", "text:id text:channel").shown(), ["2: 1 | web"]);
    // The file that lacks a column is named, and nothing is handed out before.
    let outcome = read("*.csv", "text:id");
    assert!(outcome.error.starts_with("log `tickets`: b.csv has no column `id`"), "{}", outcome.error);
    assert!(outcome.rows.is_empty());
}

#[test]
fn durations_and_numbers() {
    let folder =
        Folder::new("values").file("a.csv", "hold,wait,csat\n90,0:02:23,4.50\n1.5,NA,\n-1,x,four\n,,?\n");
    let lines = r#"
        path = "a.csv"
        missing = { default = ["NA"], csat = ["?"] }
        pauses = { customer = { duration = "hold", unit = "m" }, parts = { duration = "wait", unit = "h:mm:ss" } }"#;
    let outcome = folder.read(lines, "span:customer span:parts number:csat");
    assert_eq!(outcome.shown(), ["2: 5400s | 143s | 4.5", "3: 90s | - | -", "4: ? | ? | ?", "5: - | - | -"]);
    let unreadable: Vec<_> = outcome.summary.unreadable.iter().map(|u| u.column.as_str()).collect();
    assert_eq!(unreadable, ["customer", "parts", "csat"]);
    assert!(outcome.summary.unreadable.iter().all(|u| lines_of(u) == [4]));
}

fn lines_of(unreadable: &log::Unreadable) -> Vec<u64> {
    unreadable.places.first.iter().map(|place| place.line).collect()
}

#[test]
fn times_are_of_the_zone_unless_they_say_otherwise() {
    let folder = Folder::new("zone").file(
        "a.csv",
        "at\n2026-03-29 01:59:59\n2026-03-29 02:30:00\n2026-10-25 02:30:00\n2026-03-29 02:30:00Z\n2026-03-29\n",
    );
    let outcome = folder.read_with("path = \"a.csv\"", "time:at", b"", "Europe/Berlin");
    assert_eq!(
        outcome.shown(),
        [
            "2: 2026-03-29T00:59:59Z",
            "3: 2026-03-29T01:30:00Z",
            "4: 2026-10-25T00:30:00Z",
            "5: 2026-03-29T02:30:00Z",
            "6: 2026-03-29",
        ]
    );
    assert_eq!(lines(&outcome.summary.gaps), (1, vec![3]));
    assert_eq!(outcome.summary.gaps.first[0].found, "2026-03-29 02:30:00");
}

#[test]
fn a_list_of_formats_and_formats_by_column() {
    let folder = Folder::new("formats")
        .file("a.csv", "a,b\n2026-04-16 07:01:00,1751328000000\n16/04/2026 07:01,\nApr 16 2026 07:01,x\n");
    let outcome = folder.read(
        r#"path = "a.csv"
           timestamps = { default = ["%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%b %d %Y %H:%M"], b = "epoch_ms" }"#,
        "time:a time:b",
    );
    assert_eq!(
        outcome.shown(),
        [
            "2: 2026-04-16T07:01:00Z | 2025-07-01T00:00:00Z",
            "3: 2026-04-16T07:01:00Z | -",
            "4: 2026-04-16T07:01:00Z | ?",
        ]
    );
}

#[test]
fn columns_by_position_where_there_is_no_header() {
    let folder =
        Folder::new("no-header").file("a.csv", "\n1,C1 / web,2026-03-01,805\n2,C2 / phone,2026-03-02,,\n3\n");
    let lines = "path = \"a.csv\"\nheader = \"none\"\ncase = 1\ntimestamps = [\"%Y-%m-%d %H%M\", \"iso\"]\n\
        columns = { channel = { from = 2, split = \" / \", part = 2 }, received = { join = [3, 4] }, ticket = { from = 1 } }";
    let outcome = folder.read(lines, "time:received text:channel text:ticket id");
    assert_eq!(outcome.shown(), ["2: 2026-03-01T08:05:00Z | web | 1 | 1", "3: 2026-03-02 | phone | 2 | 2"]);
    assert_eq!(
        (places_of(&outcome.summary.blank), places_of(&outcome.summary.ragged.short)),
        (vec![1], vec![4])
    );
    let wrong = folder.read(&lines.replace("join = [3, 4]", "join = [3, 9]"), "time:received").error;
    assert_eq!(
        wrong,
        "log `tickets`: a.csv has 4 columns, so there is no column 9; columns are counted from 1"
    );
    let named = folder.read(&lines.replace("join = [3, 4]", "join = [\"date\", 4]"), "time:received").error;
    assert!(named.contains("has no header (`header: none`), so there is no column `date`"), "{named}");
}

#[test]
fn positions_beside_names() {
    let folder = Folder::new("positions").file("a.csv", "id,date,time,time\n1,2026-03-01,09:30,10:00\n");
    let lines = "path = \"a.csv\"\ncolumns = { received = { join = [\"date\", 3] }, ended = { join = [2, 4] } }\ntimestamps = \"iso\"";
    assert_eq!(
        folder.read(lines, "time:received time:ended").shown(),
        ["2: 2026-03-01T09:30:00Z | 2026-03-01T10:00:00Z"]
    );
}

#[test]
fn headers_as_exports_have_them() {
    // Spaces, a name that is empty, one twice, one too few, and columns in another order in the next file.
    let folder = Folder::new("headers")
        .file("1.csv", " id ,\tchannel , ,note,note\n1,web,x,a,b\n2,phone,x,a,b,\n,,,,\n")
        .file("2.csv", "channel,id\nfax,3\n")
        .file("short.csv", "id,channel\n1,web,\n2,web,x\n");
    let read = |path: &str, needs: &str| folder.read(&format!("path = {path}"), needs);
    let outcome = read("[\"1.csv\", \"2.csv\"]", "text:channel text:id");
    assert_eq!(outcome.shown(), ["2: web | 1", "3: phone | 2", "2: fax | 3"]);
    assert_eq!(places_of(&outcome.summary.blank), [4]);
    assert!(
        read("\"1.csv\"", "text:note")
            .error
            .contains("has the column `note` 2 times, at 4, 5; write the place")
    );
    let outcome = read("\"short.csv\"", "text:channel");
    assert_eq!(outcome.shown(), ["2: web"]);
    assert_eq!(places_of(&outcome.summary.ragged.long), [3]);
}

fn places_of(places: &log::Places) -> Vec<u64> {
    lines(places).1
}
