//! However a log is read, the outcome is the same: by columns or row by row, in pieces of any size, by any
//! number of threads.

use super::read::Pieces;
use super::{Block, Needed, NeededTime, Needs, Occurrence, Summary, Symbols, Taker, open};
use crate::calendar::Zone;
use crate::model::{self, Column, ColumnSource, Log, Which};
use crate::source::Sources;
use proptest::prelude::*;
use std::io::{Cursor, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;

const CASES: &str = r#"
[[log]]
id = "l"
path = "-"
case = "id"
columns = { joined = { join = ["day", "hour"], with = " " }, part = { from = "text", split = "/", part = 2 } }
timestamps = { seen = "iso", joined = "%d/%m/%Y %H", default = ["%Y-%m-%d %H:%M:%S", "%d/%m/%Y"] }
missing = ["", "NA"]
"#;

const EVENTS: &str = r#"
[[log]]
id = "l"
path = "-"
shape = "events"
case = "id"
event = "text"
at = "seen"
timestamps = { seen = "iso", default = ["%Y-%m-%d %H:%M:%S", "%d/%m/%Y"] }
"#;

const HEADER: &str = "id,opened,seen,day,hour,stars,hold,text\n";

/// The blocks of a worker as text, row by row.
#[derive(Default)]
struct Shown(Vec<String>);

impl Taker for Shown {
    type Output = Vec<String>;

    fn block(&mut self, block: &Block, symbols: &[Symbols]) -> ControlFlow<()> {
        let mut unread = block.unread.iter().peekable();
        let mut left_out = block.left_out.iter().peekable();
        for (row, &line) in block.lines.iter().enumerate() {
            while let Some(other) = left_out.next_if(|other| other.line < line) {
                self.0.push(format!("{} {other:?}", block.file));
            }
            let texts =
                block.attributes.iter().zip(symbols).map(|(column, symbols)| symbols.text(column[row]));
            let times: Vec<_> = block.times.iter().map(|column| column[row]).collect();
            let durations: Vec<_> = block.durations.iter().map(|column| column[row]).collect();
            let numbers: Vec<_> = block.numbers.iter().map(|column| column[row]).collect();
            let texts: Vec<_> = texts.collect();
            let unread: Vec<_> = std::iter::from_fn(|| unread.next_if(|unread| unread.row == row)).collect();
            let (file, id, copy) = (block.file, block.ids.get(row), block.copies[row]);
            let shown =
                format!("{file}:{line} {id} {copy} {times:?} {durations:?} {numbers:?} {texts:?} {unread:?}");
            self.0.push(shown);
        }
        self.0.extend(left_out.map(|other| format!("{} {other:?}", block.file)));
        ControlFlow::Continue(())
    }

    fn output(&mut self) -> Vec<String> {
        std::mem::take(&mut self.0)
    }
}

fn needs(log: &Log, left_out: bool) -> Needs {
    let needed = |name: &str| {
        let column = log.column(name).cloned();
        let named = || Column { source: ColumnSource::Name(name.to_owned()), unit: None, span: log.span };
        Needed { name: name.to_owned(), column: column.unwrap_or_else(named) }
    };
    let mut needs = Needs {
        times: ["opened", "seen"].map(|name| NeededTime::Column(needed(name))).to_vec(),
        durations: vec![needed("hold")],
        numbers: vec![needed("stars")],
        attributes: vec![needed("text"), needed("hour")],
        ids: true,
        repeats: true,
        left_out,
        ..Needs::default()
    };
    if log.is_of_events() {
        needs.times.push(NeededTime::Event(Occurrence { events: vec!["a".to_owned()], which: Which::Last }));
    } else {
        needs.times.push(NeededTime::Column(needed("joined")));
        needs.attributes.push(needed("part"));
    }
    needs
}

/// All rows in their order, and the summary; or the error.
fn read(
    definition: &str,
    text: &[u8],
    pieces: Pieces,
    threads: usize,
    left_out: bool,
) -> Result<(Vec<String>, Summary), String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.toml");
    std::fs::write(&path, definition).unwrap();
    let (definitions, findings) = model::load(&mut Sources::default(), &[path], Path::to_path_buf).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    let log = &definitions.logs[0];
    let mut stdin = || Box::new(Cursor::new(text.to_vec())) as Box<dyn Read + Send>;
    let zone = Zone::get("Europe/Madrid").unwrap();
    let mut rows = Vec::new();
    let mut reading = || {
        let mut open = open(log, zone.clone(), &mut stdin)?;
        open.pieces = pieces;
        let threads = NonZeroUsize::new(threads).unwrap();
        open.read_with(&needs(log, left_out), threads, &Shown::default, &mut |shown| {
            rows.extend(shown);
            ControlFlow::Continue(())
        })
    };
    let summary = reading().map_err(|error| error.to_string())?.0;
    Ok((rows, summary))
}

fn row() -> impl Strategy<Value = String> {
    let id = prop::sample::select(
        &["a", "b-1", "A", "", " c ", "NA", "a-long-id-of-a-case-1", "\u{3000}d", "7", "8"][..],
    );
    let opened = prop::sample::select(
        &[
            "2026-03-02 09:00:00",
            "2026-03-29 02:30:00",
            "2/3/2026",
            "soon",
            "",
            "NA",
            " 2026-03-02 09:00:01 ",
            "\"2026-03-02 09:00:02\"",
        ][..],
    );
    let seen = prop::sample::select(
        &["2026-03-29T02:10:00", "2026-03-02 09:00:00Z", "2026-03-02T09:00+08:00", "2026-03-02", "?", ""][..],
    );
    let hour = prop::sample::select(&["9", "", "25", "\"0\"7"][..]);
    let stars = prop::sample::select(&["5", "-1.5", "1e3", "many", "", "NA"][..]);
    let hold = prop::sample::select(&["60", "0.5", "-1", "", "x"][..]);
    let text = prop::sample::select(
        &[
            "a",
            "b/c",
            "投诉/处理",
            "\"a,b\"",
            "\"say \"\"no\"\"/x\"",
            "\"two\nlines\"",
            "5\" pipe",
            " ",
            "x/ y /z",
            "\"\"",
        ][..],
    );
    let good = (id, opened, seen, hour, stars, hold, text).prop_map(
        |(id, opened, seen, hour, stars, hold, text)| {
            format!("{id},{opened},{seen},02/03/2026,{hour},{stars},{hold},{text}")
        },
    );
    prop_oneof![
        20 => good,
        1 => Just(String::new()),
        1 => Just(",,,,,,,".to_owned()),
        1 => Just(" ,\"\",,,,,,".to_owned()),
        1 => Just("a,b".to_owned()),
        1 => Just("a,,,,,,,,".to_owned()),
        1 => Just("a,,,,,,,,x".to_owned()),
        1 => Just("\u{fffd}".repeat(30)),
    ]
}

fn text(odd: bool) -> impl Strategy<Value = Vec<u8>> {
    let end = if odd {
        prop_oneof![Just("\n"), Just("\r\n"), Just("\r")].boxed()
    } else {
        prop_oneof![Just("\n"), Just("\r\n")].boxed()
    };
    let line = (row(), end).prop_filter_map("two thirds without stray quotes", move |(row, end)| {
        (odd || !(row.contains("5\"") || row.contains("\"0\"7"))).then(|| row + end)
    });
    (proptest::collection::vec(line, 0..60), 0..20_u8).prop_map(move |(lines, malformed)| {
        let mut text = (HEADER.to_owned() + &lines.concat()).into_bytes();
        if odd && malformed == 0 {
            let middle = text.len() / 2;
            text.insert(middle.max(HEADER.len()), 0xFF);
        }
        text
    })
}

proptest! {
    #[test]
    fn the_outcome_is_the_same_however_a_log_is_read(
        text in prop_oneof![2 => text(false), 1 => text(true)],
        size in 1..400_usize,
        window in 1..300_usize,
        threads in 1..4_usize,
        left_out: bool,
        events: bool,
    ) {
        let definition = if events { EVENTS } else { CASES };
        let by_row = Pieces { size: 1 << 20, window: 1, by_row: true };
        let expected = read(definition, &text, by_row, 1, left_out);
        let found = read(definition, &text, Pieces { size, window, by_row: false }, threads, left_out);
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn an_error_is_the_same_with_any_number_of_threads(before in 0..30_usize, size in 1..200_usize, threads in 1..4_usize) {
        let row = "a,2026-03-02 09:00:00,2026-03-02,02/03/2026,9,5,60,a\n";
        let text = HEADER.to_owned() + &row.repeat(before) + "b,\"open\n" + row;
        let error = read(CASES, text.as_bytes(), Pieces { size, window: 64, by_row: false }, threads, false);
        let place = format!("standard input:{} begins a row with a quote", before + 2);
        prop_assert!(error.is_err_and(|error| error.contains(&place)));
    }
}
