//! `promise diff --logs` against brute force: two runs of `promise cases`, joined in the test.

use crate::command::Folder;
use crate::time_properties::config;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What can differ between two sides.
#[derive(Clone, Debug)]
struct Terms {
    limit: &'static str,
    share: &'static str,
    saturday: bool,
    pause: bool,
    exception: &'static str,
    scope: &'static str,
    urgent: Option<&'static str>,
    cap: Option<u32>,
    amount: &'static str,
    stop: &'static str,
}

fn terms() -> impl Strategy<Value = Terms> {
    let limit =
        || prop::sample::select(vec!["4 business hours", "9bh", "20h", "2 days", "1bd", "3 business days"]);
    let condition =
        || prop::sample::select(vec!["", "kind = \"x\"", "kind = [\"x\", \"y\"]", "kind = { not = [\"\"] }"]);
    (
        (limit(), prop::sample::select(vec!["50%", "80%", "90%"]), any::<bool>(), any::<bool>()),
        (condition(), condition(), prop::option::of(limit())),
        (prop::option::of(1..60_u32), prop::sample::select(vec!["7", "12.5", "0.333"])),
        prop::sample::select(vec!["done", "closed"]),
    )
        .prop_map(
            |((limit, share, saturday, pause), (exception, scope, urgent), (cap, amount), stop)| Terms {
                limit,
                share,
                saturday,
                pause,
                exception,
                scope,
                urgent,
                cap,
                amount,
                stop,
            },
        )
}

/// Terms, and what an edit of some of them makes of them.
fn pair() -> impl Strategy<Value = [Terms; 2]> {
    (terms(), terms(), prop::array::uniform8(prop::bool::weighted(0.3))).prop_map(|(old, other, edits)| {
        let mut new = old.clone();
        if edits[0] {
            new.limit = other.limit;
        }
        if edits[1] {
            new.saturday = other.saturday;
        }
        if edits[2] {
            new.pause = other.pause;
        }
        if edits[3] {
            new.exception = other.exception;
        }
        if edits[4] {
            new.scope = other.scope;
        }
        if edits[5] {
            new.urgent = other.urgent;
        }
        if edits[6] {
            (new.cap, new.amount) = (other.cap, other.amount);
        }
        if edits[7] {
            (new.stop, new.share) = (other.stop, other.share);
        }
        [old, new]
    })
}

/// How the log of a side is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Cases,
    Events,
}

impl Terms {
    fn definitions(&self, shape: Shape, log_extra: &str) -> String {
        let Self { limit, share, scope, stop, amount, .. } = self;
        let urgent = self.urgent.map_or(String::new(), |limit| {
            format!(
                "[[commitment.target]]\nclock = \"c\"\nwithin = \"{limit}\"\nshare = \"{share}\"\nper = \"month\"\n\
                 when = {{ priority = \"urgent\" }}\n"
            )
        });
        let exception = match self.exception {
            "" => String::new(),
            when => format!("[[commitment.exception]]\nid = \"e\"\nwhen = {{ {when} }}\n"),
        };
        let cap =
            self.cap.map_or(String::new(), |cap| format!("cap = {{ amount = {cap}, per = \"month\" }}\n"));
        let pause = if self.pause { "pause = \"waiting\"\n" } else { "" };
        let saturday = if self.saturday { ", sat = [\"09:00-12:00\"]" } else { "" };
        let log = match shape {
            Shape::Cases => {
                "path = \"../log.csv\"\ncase = \"id\"\n\
                 columns = { start = \"start\", done = \"done\", closed = \"closed\" }\n\
                 pauses = { waiting = { columns = [\"from\", \"to\"] } }\n"
            }
            Shape::Events => {
                "path = \"../log.csv\"\nshape = \"events\"\ncase = \"id\"\nevent = \"event\"\nat = \"at\"\n\
                 pauses = { waiting = { from = \"hold\", to = \"go\" } }\n"
            }
        };
        format!(
            "[[commitment]]\nid = \"p\"\nstatus = \"published\"\napplies = {{ {scope} }}\n{urgent}\
             [[commitment.target]]\nclock = \"c\"\nwithin = \"{limit}\"\nshare = \"{share}\"\nper = \"month\"\n{exception}\
             [commitment.remedy]\namount = {amount}\ncurrency = \"CNY\"\nper = \"case\"\n{cap}\
             [[clock]]\nid = \"c\"\nstart = \"start\"\nstop = \"{stop}\"\ncalendar = \"d\"\n{pause}\
             [[calendar]]\nid = \"d\"\ntimezone = \"Asia/Shanghai\"\nyears = 2026\n\
             hours = {{ mon-fri = [\"09:00-12:00\", \"13:00-18:00\"]{saturday} }}\n\
             [[log]]\nid = \"l\"\n{log}timestamps = \"%Y-%m-%d %H:%M\"\ntimezone = \"Asia/Shanghai\"\n{log_extra}"
        )
    }
}

/// A case of a messy log: minutes since March began, and what follows.
#[derive(Clone, Debug)]
struct Row {
    start: i64,
    done: Option<i64>,
    closed: Option<i64>,
    hold: Option<(i64, Option<i64>)>,
    kind: &'static str,
    priority: &'static str,
    /// The name of an earlier row, a start that is missing or unreadable, a stop that is too early.
    mess: u8,
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        (
            0..60_000_i64,
            prop::option::weighted(0.85, 0..9000_i64),
            prop::option::weighted(0.7, 0..12_000_i64),
        ),
        prop::option::weighted(0.4, (0..3000_i64, prop::option::weighted(0.8, 0..4000_i64))),
        prop::sample::select(vec!["x", "y", "z", ""]),
        prop::sample::select(vec!["urgent", "normal"]),
        0..20_u8,
    );
    let row = row.prop_map(|((start, done, closed), hold, kind, priority, mess)| Row {
        start,
        done: done.map(|after| start + after),
        closed: closed.map(|after| start + after),
        hold: hold.map(|(after, length)| (start + after, length.map(|length| start + after + length))),
        kind,
        priority,
        mess,
    });
    prop::collection::vec(row, 1..40)
}

fn time(minute: i64) -> String {
    let date = promise::model::Date::from_ymd(2026, 3, 1).unwrap();
    let date = date.plus_days(i32::try_from(minute.div_euclid(1440)).unwrap());
    format!("{date} {:02}:{:02}", minute.rem_euclid(1440) / 60, minute % 60)
}

fn log(rows: &[Row], shape: Shape, unique: bool) -> String {
    let optional = |minute: Option<i64>| minute.map(time).unwrap_or_default();
    let mut text = String::from(match shape {
        Shape::Cases => "id,start,done,closed,from,to,kind,priority\n",
        Shape::Events => "id,event,at,kind,priority\n",
    });
    for (place, row) in rows.iter().enumerate() {
        let Row { kind, priority, mess, .. } = row;
        let id = if *mess == 0 && !unique { format!("c{}", place / 2) } else { format!("c{place}") };
        let start = match mess {
            1 => String::new(),
            2 => "soon".to_owned(),
            _ => time(row.start),
        };
        let done = if *mess == 3 { Some(row.start - 10) } else { row.done };
        let (from, to) = row.hold.map_or((None, None), |(from, to)| (Some(from), to));
        let ends = [(done, "done"), (row.closed, "closed"), (from, "hold"), (to, "go")];
        match shape {
            Shape::Cases => {
                let ends: Vec<_> = ends.iter().map(|(minute, _)| optional(*minute)).collect();
                text.push_str(&format!("{id},{start},{},{kind},{priority}\n", ends.join(",")));
            }
            Shape::Events => {
                for (minute, event) in ends.iter().rev() {
                    if let Some(minute) = minute {
                        text.push_str(&format!("{id},{event},{},{kind},{priority}\n", time(*minute)));
                    }
                }
                text.push_str(&format!("{id},start,{start},{kind},{priority}\n"));
            }
        }
    }
    text
}

const AS_OF: [&str; 2] = ["--as-of", "2026-04-05 12:00"];

/// What a run of `promise cases` says of each case: by name and line, the state and the month.
fn cases(folder: &Folder, side: &str) -> BTreeMap<(String, u64), (&'static str, String)> {
    let output = folder.promise(&[&["cases", side, "--format", "csv"], &AS_OF[..]].concat()).ended(0);
    let mut reader = csv::Reader::from_reader(output.stdout.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|known| known == name).unwrap();
    let records = reader.records().map(|record| {
        let record = record.unwrap();
        let standing = match &record[at("state")] {
            "late" | "overdue" => "breached",
            "met" => "met",
            "pending" => "pending",
            "excluded" => "excluded",
            _ => "invalid",
        };
        let month = record[at("start")].get(..7).unwrap_or_default().to_owned();
        ((record[at("case")].to_owned(), record[at("line")].parse().unwrap()), (standing, month))
    });
    records.collect()
}

/// Flips, cases that stand as they did, and what is owed on both sides, from two runs of `promise cases`.
fn brute_force(folder: &Folder, terms: &[Terms; 2]) -> Value {
    let sides = ["before", "after"].map(|side| cases(folder, side));
    let mut flips: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let mut same = 0;
    let keys: std::collections::BTreeSet<_> = sides.iter().flat_map(BTreeMap::keys).collect();
    for key in keys {
        let [old, new] =
            [0, 1].map(|side| sides[side].get(key).map_or("uncovered", |(standing, _)| *standing));
        if old == new {
            same += 1;
        } else {
            *flips.entry((old, new)).or_default() += 1;
        }
    }
    let owed = [0, 1].map(|side| {
        let fen = match terms[side].amount {
            "7" => 700,
            "12.5" => 1250,
            _ => 33,
        };
        let mut months: BTreeMap<&str, u64> = BTreeMap::new();
        for (standing, month) in sides[side].values() {
            *months.entry(month).or_default() += if *standing == "breached" { fen } else { 0 };
        }
        let cap = terms[side].cap.map_or(u64::MAX, |cap| u64::from(cap) * 100);
        months.values().map(|sum| (*sum).min(cap)).sum::<u64>()
    });
    let flips: BTreeMap<_, _> =
        flips.iter().map(|((old, new), count)| (format!("{old} {new}"), *count)).collect();
    json!({ "same": same, "flips": flips, "owed": owed })
}

/// The same from the backtest, or nothing where nothing changed.
fn tried(output: &Value) -> Option<Value> {
    let tried = &output["changes"].as_array()?.first()?["backtest"];
    let flips = tried["flips"].as_array()?;
    let flips: BTreeMap<_, _> = flips
        .iter()
        .map(|flip| {
            let words = format!("{} {}", flip["old"].as_str().unwrap(), flip["new"].as_str().unwrap());
            // Every case that flips is listed when that many are asked for.
            assert_eq!(flip["worst"].as_array().unwrap().len() as u64, flip["count"].as_u64().unwrap());
            (words, flip["count"].as_u64().unwrap())
        })
        .collect();
    let owed = ["old", "new"].map(|side| tried["remedy"][side]["minor"].clone());
    Some(json!({ "same": tried["same"], "flips": flips, "owed": owed }))
}

/// The counts of each period of a side, as its own report has them.
fn periods(folder: &Folder, side: &str) -> Value {
    let arguments = [&["report", side, "--format", "json"], &AS_OF[..]].concat();
    let report = folder.promise(&arguments).ended(0).json();
    let targets = report["commitments"][0]["targets"].as_array().unwrap().iter();
    targets
        .map(|target| target["periods"].as_array().unwrap().iter().map(counts).collect::<Value>())
        .collect()
}

fn counts(cell: &Value) -> Value {
    ["period", "met", "late", "overdue", "pending", "excluded", "invalid", "attainment", "verdict"]
        .map(|field| cell[field].clone())
        .into_iter()
        .collect()
}

/// The same from the backtest, by the place of the target.
fn tried_periods(output: &Value, side: &str) -> Value {
    let pairs = output["changes"][0]["backtest"]["targets"].as_array().unwrap();
    let mut targets: Vec<_> =
        pairs.iter().map(|pair| &pair[side]).filter(|target| !target.is_null()).collect();
    targets.sort_by_key(|target| target["target"].as_u64());
    targets
        .iter()
        .map(|target| target["periods"].as_array().unwrap().iter().map(counts).collect::<Value>())
        .collect()
}

fn folder(terms: &[Terms; 2], rows: &[Row], shape: Shape, apart: bool) -> Folder {
    let extra = if apart { "missing = [\"\", \"soon\"]\n" } else { "" };
    Folder::new()
        .file("before/p.toml", terms[0].definitions(shape, ""))
        .file("after/p.toml", terms[1].definitions(shape, extra))
        .file("log.csv", log(rows, shape, apart))
}

const DIFF: [&str; 7] = ["diff", "before", "after", "--logs", "--format", "json", "--worst=1000"];

fn agrees(terms: &[Terms; 2], rows: &[Row], shape: Shape, apart: bool) {
    let folder = folder(terms, rows, shape, apart);
    let output = folder.promise(&[&DIFF[..], &AS_OF[..]].concat()).ended(0).json();
    let expected = brute_force(&folder, terms);
    match tried(&output) {
        Some(found) => {
            assert_eq!(found, expected);
            for (side, name) in [("before", "old"), ("after", "new")] {
                assert_eq!(tried_periods(&output, name), periods(&folder, side), "{side}");
            }
        }
        // What did not change flips nothing, unless the log is read in another way.
        None => assert!(apart || expected["flips"] == json!({}), "{expected}"),
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn a_row_per_case_agrees_with_two_runs(pair in pair(), rows in rows()) {
        agrees(&pair, &rows, Shape::Cases, false);
    }

    #[test]
    fn events_agree_with_two_runs(pair in pair(), rows in rows()) {
        agrees(&pair, &rows, Shape::Events, false);
    }

    #[test]
    fn logs_that_are_read_in_another_way_agree_with_two_runs(pair in pair(), rows in rows(), events in any::<bool>()) {
        agrees(&pair, &rows, if events { Shape::Events } else { Shape::Cases }, true);
    }
}
