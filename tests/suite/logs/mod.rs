//! Reading logs: every mess that files bring, and every row accounted for.

mod agreement;
mod files;
mod rows;

use promise::calendar::Zone;
use promise::finding::Finding;
use promise::log::{self, Needed, NeededTime, Needs, Number, Span, Summary, Time};
use promise::model::{self, Column, ColumnSource, Definitions, Log, PauseSource};
use promise::source::Sources;
use std::fs;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A folder with files, made anew for a test.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("logs").join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The definitions of a `[[log]]` table with these lines.
    fn define(&self, lines: &str) -> (Definitions, Vec<Finding>) {
        let path = self.0.join("log.toml");
        fs::write(&path, format!("[[log]]\nid = \"tickets\"\n{lines}\n")).unwrap();
        model::load(&mut Sources::default(), &[path], Path::to_path_buf).unwrap()
    }

    /// Reads the columns of `needs` (`time:received number:csat span:hold text:channel id`).
    fn read(&self, lines: &str, needs: &str) -> Outcome {
        self.read_with(lines, needs, b"", "UTC")
    }

    fn read_with(&self, lines: &str, needs: &str, stdin: &[u8], zone: &str) -> Outcome {
        let (definitions, findings) = self.define(lines);
        assert!(findings.is_empty(), "{findings:?}");
        let log = &definitions.logs[0];
        let mut standard = || Box::new(Cursor::new(stdin.to_vec())) as Box<dyn Read + Send>;
        let zone = Zone::get(zone).unwrap();
        let mut outcome = Outcome::default();
        let mut open = match log::open(log, zone, &mut standard) {
            Ok(open) => open,
            Err(error) => return Outcome { error: self.relative(&error), ..outcome },
        };
        let needs = needed(log, needs);
        let summary = open.read(&needs, &mut |block, symbols| {
            outcome.blocks.push((block.file, block.len()));
            for row in 0..block.len() {
                let mut cells: Vec<String> = Vec::new();
                cells.extend(block.times.iter().map(|column| time(column[row])));
                cells.extend(block.durations.iter().map(|column| span(column[row])));
                cells.extend(block.numbers.iter().map(|column| number(column[row])));
                let attributes = block.attributes.iter().zip(symbols);
                cells.extend(attributes.map(|(column, symbols)| symbols.text(column[row]).to_owned()));
                if needs.ids {
                    cells.push(self.relative(&block.ids.get(row)));
                }
                if block.copies[row] {
                    cells.push("copy".to_owned());
                }
                outcome.rows.push((block.lines[row], cells));
            }
            ControlFlow::Continue(())
        });
        match summary {
            Ok(summary) => {
                let accounted =
                    summary.blank.count + summary.ragged.count() + summary.dropped.count + summary.cases;
                assert_eq!(summary.rows, accounted, "every row accounted for: {summary:?}");
                assert_eq!(summary.rows, summary.files.iter().map(|file| file.rows).sum::<u64>());
                assert_eq!(summary.cases, outcome.rows.len() as u64);
                outcome.summary = summary;
            }
            Err(error) => outcome.error = self.relative(&error),
        }
        outcome
    }

    /// A text without the folder that the test happens to have.
    fn relative(&self, text: &impl ToString) -> String {
        text.to_string().replace(&format!("{}/", self.0.display()), "").replace(self.0.to_str().unwrap(), ".")
    }
}

/// What reading gave.
#[derive(Default)]
struct Outcome {
    rows: Vec<(u64, Vec<String>)>,
    blocks: Vec<(usize, usize)>,
    summary: Summary,
    error: String,
}

impl Outcome {
    /// Rows as `line: cell | cell`.
    fn shown(&self) -> Vec<String> {
        assert_eq!(self.error, "");
        self.rows.iter().map(|(line, cells)| format!("{line}: {}", cells.join(" | "))).collect()
    }
}

fn needed(log: &Log, text: &str) -> Needs {
    let mut needs = Needs::default();
    for need in text.split_whitespace() {
        let Some((kind, name)) = need.split_once(':') else {
            needs.ids = true;
            continue;
        };
        let pause = log.pauses.iter().find(|(pause, _)| pause.value == name).map(|(_, source)| source);
        let column = match (log.column(name), pause) {
            (Some(column), _) | (None, Some(PauseSource::Duration(column))) => column.clone(),
            _ => Column { source: ColumnSource::Name(name.to_owned()), unit: None, span: log.span },
        };
        let needed = Needed { name: name.to_owned(), column };
        match kind {
            "time" => needs.times.push(NeededTime::Column(needed)),
            "span" => needs.durations.push(needed),
            "number" => needs.numbers.push(needed),
            _ => needs.attributes.push(needed),
        }
    }
    needs
}

fn time(time: Time) -> String {
    match time {
        Time::Missing => "-".to_owned(),
        Time::Unreadable => "?".to_owned(),
        Time::Day(day) => day.to_string(),
        Time::At(instant) => Zone::utc().rfc3339(instant).to_string().replace("+00:00", "Z"),
    }
}

fn span(span: Span) -> String {
    match span {
        Span::Missing => "-".to_owned(),
        Span::Unreadable => "?".to_owned(),
        Span::Seconds(seconds) => format!("{seconds}s"),
    }
}

fn number(number: Number) -> String {
    match number {
        Number::Missing => "-".to_owned(),
        Number::Unreadable => "?".to_owned(),
        Number::Value(value) => value.to_string(),
    }
}

fn lines(places: &log::Places) -> (u64, Vec<u64>) {
    (places.count, places.first.iter().map(|place| place.line).collect())
}
