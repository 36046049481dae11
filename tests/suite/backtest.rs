//! `promise diff --logs` against brute force: two runs of `promise cases`, joined in the test.

use crate::command::Folder;
use crate::time_properties::config;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

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
                writeln!(text, "{id},{start},{},{kind},{priority}", ends.join(",")).unwrap();
            }
            Shape::Events => {
                for (minute, event) in ends.iter().rev() {
                    if let Some(minute) = minute {
                        writeln!(text, "{id},{event},{},{kind},{priority}", time(*minute)).unwrap();
                    }
                }
                writeln!(text, "{id},start,{start},{kind},{priority}").unwrap();
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

const TERMS: Terms = Terms {
    limit: "4 business hours",
    share: "50%",
    saturday: true,
    pause: true,
    exception: "",
    scope: "kind = [\"x\", \"y\"]",
    urgent: None,
    cap: None,
    amount: "20",
    stop: "done",
};

/// A case of Friday afternoon that is repaired on Monday morning, and others that lie apart from it.
const ROWS: &str = "\
id,start,done,closed,from,to,kind,priority
friday,2026-03-06 16:00,2026-03-09 09:30,,,,x,normal
quick,2026-03-10 09:00,2026-03-10 10:00,,,,x,normal
slow,2026-03-10 09:00,2026-03-13 10:00,,,,y,urgent
waits,2026-03-11 09:00,2026-03-11 16:00,,2026-03-11 10:00,2026-03-11 12:00,x,normal
other,2026-03-12 09:00,2026-03-12 10:00,,,,z,normal
open,2026-03-31 17:00,,,,,x,normal
";

fn story(new: &Terms, arguments: &[&str]) -> crate::command::Output {
    let folder = Folder::new()
        .file("before/p.toml", TERMS.definitions(Shape::Cases, ""))
        .file("after/p.toml", new.definitions(Shape::Cases, ""))
        .file("log.csv", ROWS);
    folder.promise(&[&["diff", "before", "after", "--logs"], arguments].concat())
}

/// `friday breached met; …`, in the order of the flips.
fn flips(new: &Terms) -> String {
    let json = story(new, &["--format", "json", "--as-of", "2026-03-31 18:00"]).ended(0).json();
    let flips = json["changes"][0]["backtest"]["flips"].as_array().unwrap().clone();
    let one = |flip: &Value| {
        let words = format!("{} {}", flip["old"].as_str().unwrap(), flip["new"].as_str().unwrap());
        let names = flip["worst"].as_array().unwrap().iter().map(|case| case["case"].as_str().unwrap());
        names.map(|name| format!("{name} {words}")).collect::<Vec<_>>()
    };
    flips.iter().flat_map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn each_term_flips_the_cases_that_it_decides() {
    assert_eq!(flips(&Terms { saturday: false, ..TERMS }), "friday breached met");
    assert_eq!(
        flips(&Terms { limit: "40 business hours", ..TERMS }),
        "slow breached met; friday breached met"
    );
    assert_eq!(flips(&Terms { pause: false, ..TERMS }), "waits met breached");
    assert_eq!(flips(&Terms { exception: "kind = \"y\"", ..TERMS }), "slow breached excluded");
    assert_eq!(flips(&Terms { scope: "", ..TERMS }), "other uncovered met");
    assert_eq!(
        flips(&Terms { scope: "kind = \"y\"", ..TERMS }),
        "quick met uncovered; waits met uncovered; friday breached uncovered; open pending uncovered"
    );
    // A band of its own: the case is judged by another target than before.
    assert_eq!(flips(&Terms { urgent: Some("40 business hours"), ..TERMS }), "slow breached met");
    assert_eq!(flips(&Terms { stop: "closed", ..TERMS }), "quick met breached; waits met breached");
}

#[test]
fn terms_that_stay_flip_nothing() {
    assert_eq!(flips(&Terms { share: "60%", amount: "30", ..TERMS }), "");
    let text = story(&Terms { share: "60%", ..TERMS }, &["--as-of", "2026-04-02"]).ended(0).stdout;
    assert!(text.contains("all 5 cases stand as before"), "{text}");
    assert!(text.contains("2026-03  40.00% (2 of 5) broken  40.00% (2 of 5) broken"), "{text}");
    // Nothing changed: the logs are not even opened.
    let folder = Folder::new()
        .file("before/p.toml", TERMS.definitions(Shape::Cases, ""))
        .file("after/p.toml", TERMS.definitions(Shape::Cases, ""));
    folder.promise(&["diff", "before", "after", "--logs"]).ended(0);
}

#[test]
fn what_a_change_would_have_done_in_text() {
    let text = story(&Terms { saturday: false, pause: false, ..TERMS }, &["--worst", "1"]).ended(0).stdout;
    let from = text.find("  backtest\n").unwrap();
    let expected = "  backtest
    target 1: c within 4 business hours, 50% of cases per month
      period   before                           now
      2026-03  50.00% (2 of 4) +1 pending open  50.00% (2 of 4) +1 pending open
    2 of 5 cases flip: 1 that was met would be breached, 1 that was breached would be met
      1 that was met would be breached
        waits; started Wed 2026-03-11 09:00, ended Wed 2026-03-11 16:00; due Wed 2026-03-11 14:00,
        was Wed 2026-03-11 16:00; 2h00m over
      1 that was breached would be met
        friday; started Fri 2026-03-06 16:00, ended Mon 2026-03-09 09:30; due Mon 2026-03-09 11:00,
        was Sat 2026-03-07 11:00; was 1h30m over
    remedy owed: 40.00 CNY for 2 cases, as before
";
    assert_eq!(&text[from..][..expected.len().min(text.len() - from)], expected, "{text}");
    assert!(
        text.contains("backtest: before and now on the same 6 cases of l, as of Tue 2026-03-31 17:00"),
        "{text}"
    );
    let chinese = story(&Terms { saturday: false, ..TERMS }, &["--lang", "zh"]).ended(0).stdout;
    assert!(chinese.contains("5 件个案中 1 件结果改变：1 件由未达标变为达标"), "{chinese}");
    assert!(chinese.contains("应付补偿：40.00 CNY（2 件） → 20.00 CNY（1 件）"), "{chinese}");
    let narrow = Terms { saturday: false, ..TERMS };
    let folder = Folder::new()
        .file("before/p.toml", TERMS.definitions(Shape::Cases, ""))
        .file("after/p.toml", narrow.definitions(Shape::Cases, ""))
        .file("log.csv", ROWS);
    let narrow = crate::command::promise(&["diff", "before", "after", "--logs"]).within(folder.path());
    let narrow = narrow.env("COLUMNS", "44").run().ended(0).stdout;
    assert!(narrow.lines().all(|line| line.chars().count() <= 44), "{narrow}");
}

#[test]
fn periods_and_days_are_the_same_on_both_sides() {
    let new = Terms { saturday: false, ..TERMS };
    let labels = |arguments: &[&str]| {
        let json = story(&new, &[&["--format", "json"], arguments].concat()).ended(0).json();
        let pair = &json["changes"][0]["backtest"]["targets"][0];
        let of = |side: &str| -> Vec<String> {
            let periods = pair[side]["periods"].as_array().unwrap();
            periods.iter().map(|cell| format!("{} {}", cell["period"], cell["met"])).collect()
        };
        [of("old"), of("new")]
    };
    assert_eq!(labels(&[]), [["\"2026-03\" 2"], ["\"2026-03\" 3"]]);
    assert_eq!(labels(&["--period", "year"]), [["\"2026\" 2"], ["\"2026\" 3"]]);
    assert_eq!(labels(&["--until", "2026-03-09"]), [["\"2026-03\" 0"], ["\"2026-03\" 1"]]);
    assert_eq!(labels(&["--from", "2026-03-31"]), [["\"2026-03\" 0"], ["\"2026-03\" 0"]]);
    for options in [["--from", "2026-03-09"], ["--period", "year"], ["--worst", "3"]] {
        Folder::new().promise(&[&["diff", "a", "b"], &options[..]].concat()).ended(2);
    }
}

#[test]
fn a_comment_has_room_for_thousands_of_flips() {
    let mut rows = String::from("id,start,done,closed,from,to,kind,priority\n");
    for place in 0..5000 {
        let id = format!("a-case-with-a-long-name-<b>-{place}").repeat(4);
        writeln!(rows, "{id},2026-03-06 16:00,2026-03-09 09:30,,,,x,normal").unwrap();
    }
    let promises = |terms: &Terms| {
        let text = terms.definitions(Shape::Cases, "");
        let (commitment, rest) = text.split_once("[[clock]]").unwrap();
        let many: String =
            (0..30).map(|place| commitment.replace("\"p\"", &format!("\"p{place}\""))).collect();
        format!("{many}[[clock]]{rest}")
    };
    let folder = Folder::new()
        .file("before/p.toml", promises(&TERMS))
        .file("after/p.toml", promises(&Terms { saturday: false, ..TERMS }))
        .file("log.csv", rows);
    let arguments = ["diff", "before", "after", "--logs", "--format", "markdown", "--worst", "3000"];
    let text = folder.promise(&arguments).ended(0).stdout;
    assert!(text.chars().count() < 65_000, "{}", text.chars().count());
    assert!(text.contains("5000 of 5000 cases flip: 5000 that were breached would be met"), "{text}");
    assert!(text.contains("(the 3000 latest of 5000)") && text.contains("more are left out here"), "{text}");
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
    assert!(!text.contains("<b>"), "{text}");
}

/// A promise of two versions, the second of which is changed or added.
fn versions(second: &str) -> String {
    let text = TERMS.definitions(Shape::Cases, "");
    let (commitment, rest) = text.split_once("[[clock]]").unwrap();
    let dated = |dates: &str| commitment.replace("applies", &format!("effective = {{ {dates} }}\napplies"));
    format!("{}{second}[[clock]]{rest}", dated("from = 2026-01-01"))
}

#[test]
fn a_new_version_is_tried_on_the_cases_of_the_one_before() {
    let second = |dates: &str| {
        let text = Terms { limit: "40 business hours", ..TERMS }.definitions(Shape::Cases, "");
        let (commitment, _) = text.split_once("[[clock]]").unwrap();
        commitment.replace("applies", &format!("effective = {{ {dates} }}\napplies"))
    };
    let folder = Folder::new()
        .file("before/p.toml", versions(""))
        .file("after/p.toml", versions(&second("from = 2026-06-01")))
        .file("log.csv", ROWS);
    let json = folder.promise(&["diff", "before", "after", "--logs", "--format", "json"]).ended(0).json();
    let tried = &json["changes"][0]["backtest"];
    assert_eq!(tried["tried_on"], "version-before");
    assert_eq!((&tried["flips"][0]["old"], &tried["flips"][0]["count"]), (&json!("breached"), &json!(2)));
    // A version that is not in force yet, changed before anybody has a case of it.
    let stricter = second("from = 2026-06-01").replace("40 business", "1 business");
    let folder = folder.file("before/p.toml", versions(&second("from = 2026-06-01")));
    let folder = folder.file("after/p.toml", versions(&stricter));
    let json = folder.promise(&["diff", "before", "after", "--logs", "--format", "json"]).ended(0).json();
    let tried = &json["changes"][0]["backtest"];
    assert_eq!(tried["tried_on"], "every-case");
    assert_eq!((&tried["flips"][0]["new"], &tried["flips"][0]["count"]), (&json!("breached"), &json!(3)));
    let text = folder.promise(&["diff", "before", "after", "--logs"]).ended(0).stdout;
    assert!(text.contains("not in force yet as of then: tried on every case"), "{text}");
}

#[test]
fn what_is_promised_on_one_side_alone_covers_there_alone() {
    let text = TERMS.definitions(Shape::Cases, "");
    let draft = text.replace("\"published\"", "\"draft\"");
    let flips = |before: &str, after: &str| {
        let folder =
            Folder::new().file("before/p.toml", before).file("after/p.toml", after).file("log.csv", ROWS);
        let json = folder.promise(&["diff", "before", "after", "--logs", "--format", "json"]).ended(0).json();
        let flips = json["changes"][0]["backtest"]["flips"].as_array().unwrap().clone();
        let one =
            |flip: &Value| format!("{} {} {}", flip["old"], flip["new"], flip["count"]).replace('"', "");
        flips.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(flips(&draft, &text), "uncovered met 2; uncovered breached 2; uncovered pending 1");
    assert_eq!(flips(&text, &draft), "met uncovered 2; breached uncovered 2; pending uncovered 1");
    // Of two drafts the terms are tried, which is what drafts are for.
    assert_eq!(flips(&draft, &draft.replace("4 business", "40 business")), "breached met 2");
    let without = text.replace("\"p\"", "\"q\"");
    assert_eq!(flips(&without, &text), "uncovered met 2; uncovered breached 2; uncovered pending 1");
}

#[test]
fn remedies_by_period_have_tiers_percentages_and_caps() {
    let remedy = "[commitment.remedy]\namount = 20\ncurrency = \"CNY\"\nper = \"case\"\n";
    let owed = |remedies: [&str; 2]| {
        let side = |new: &str| TERMS.definitions(Shape::Cases, "").replace(remedy, new);
        let rows = ROWS.replace("priority\n", "priority,fee\n").replace("normal\n", "normal,19.95\n");
        let folder = Folder::new()
            .file("before/p.toml", side(remedies[0]))
            .file("after/p.toml", side(remedies[1]))
            .file("log.csv", rows.replace("urgent\n", "urgent,100\n"));
        let json = folder.promise(&["diff", "before", "after", "--logs", "--format", "json"]).ended(0).json();
        let remedy = json["changes"][0]["backtest"]["remedy"].clone();
        ["old", "new"].map(|side| {
            let one = &remedy[side];
            format!("{} {} {}", one["minor"], one["times"], one["unpriced"])
        })
    };
    let table = |fields: &str| format!("[commitment.remedy]\ncurrency = \"CNY\"\n{fields}\n");
    // Two of four are late, one of 19.95 and one of 100.
    let of_case = table("amount = \"10%\"\nof = \"fee\"\nper = \"case\"");
    let capped = table("amount = \"10%\"\nof = \"fee\"\nper = \"case\"\ncap = { amount = 5, per = \"day\" }");
    assert_eq!(owed([&of_case, &capped]), ["1200 2 0", "700 2 0"]);
    // The attainment is 50%: the lowest tier above it counts.
    let tiers = table(
        "of = \"fee\"\ntiers = [{ below = \"90%\", amount = \"5%\" }, { below = \"60%\", amount = \"10%\" }]",
    );
    let lower = tiers.replace("60%", "50%");
    assert_eq!(owed([&tiers, &lower]), ["1599 1 0", "799 1 0"]);
    let yen = table("amount = 12.5\nper = \"period\"").replace("CNY", "JPY");
    assert_eq!(owed([&yen, &of_case]), ["0 0 0", "1200 2 0"]);
    let missing = of_case.replace("fee", "closed");
    assert_eq!(owed([&of_case, &missing]), ["1200 2 0", "0 2 2"]);
}

#[test]
fn logs_of_revisions_are_those_of_the_work_tree() {
    let git = |folder: &Folder, arguments: &[&str]| {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
        let git = std::process::Command::new("git")
            .current_dir(folder.path())
            .args(identity)
            .args(arguments)
            .output();
        assert!(git.unwrap().status.success(), "{arguments:?}");
    };
    let commit = |folder: &Folder| {
        git(folder, &["add", "commitments"]);
        git(folder, &["commit", "-q", "-m", "x"]);
    };
    let side = |terms: &Terms| terms.definitions(Shape::Cases, "");
    let folder =
        Folder::new().file("commitments/p.toml", side(&TERMS)).file("log.csv", ROWS).file("src/x", "");
    git(&folder, &["init", "-q", "-b", "main"]);
    commit(&folder);
    let folder = folder.file("commitments/p.toml", side(&Terms { saturday: false, ..TERMS }));
    let count = |place: &str, arguments: &[&str]| {
        let all = [&["diff"], arguments, &["--logs", "--format", "json"]].concat();
        let json = crate::command::promise(&all).within(&folder.path().join(place)).run().ended(0).json();
        let readings = json["backtest"]["logs"][0]["readings"].as_array().unwrap().len();
        assert_eq!(readings, 1, "the log is read once");
        json["changes"][0]["backtest"]["flipped"].clone()
    };
    assert_eq!(count("", &["HEAD"]), 1);
    assert_eq!(count("src", &["HEAD"]), 1);
    commit(&folder);
    assert_eq!(count("src", &["HEAD~1..HEAD"]), 1);
    // The file was renamed with its definition: what the old one leads to is gone.
    let moved = side(&Terms { saturday: false, ..TERMS }).replace("log.csv", "reports.csv");
    let folder = folder.file("commitments/p.toml", moved).file("reports.csv", ROWS);
    std::fs::remove_file(folder.path().join("log.csv")).unwrap();
    let text = folder.promise(&["diff", "HEAD~1", "--logs"]).ended(0).stdout;
    assert!(text.contains("the files that its definition named before are gone"), "{text}");
    assert!(text.contains("1 of 5 cases flip"), "{text}");
}

#[test]
fn what_keeps_a_change_from_being_tried_is_told() {
    let new = Terms { saturday: false, ..TERMS };
    let without =
        |terms: &Terms| terms.definitions(Shape::Cases, "").split("[[log]]").next().unwrap().to_owned();
    let folder = Folder::new().file("before/p.toml", without(&TERMS)).file("after/p.toml", without(&new));
    let output = folder.promise(&["diff", "before", "after", "--logs"]).ended(2);
    assert!(output.stderr.contains("no log is defined"), "{}", output.stderr);
    // A log that one side alone defines is read for both.
    let folder = folder.file("after/p.toml", new.definitions(Shape::Cases, "")).file("log.csv", ROWS);
    let text = folder.promise(&["diff", "before", "after", "--logs"]).ended(0).stdout;
    assert!(text.contains("1 of 5 cases flip"), "{text}");
    // Standard input comes once, and finding out as-of takes a reading of its own.
    let stdin = |terms: &Terms| terms.definitions(Shape::Cases, "").replace("../log.csv", "-");
    let folder = folder.file("before/p.toml", stdin(&TERMS)).file("after/p.toml", stdin(&new));
    let run = |arguments: &[&str]| {
        let all = [&["diff", "before", "after", "--logs"], arguments].concat();
        crate::command::promise(&all).within(folder.path()).stdin(ROWS).run()
    };
    let output = run(&[]).ended(2);
    assert!(output.stderr.contains("--as-of"), "{}", output.stderr);
    let text = run(&["--as-of", "2026-04-01"]).ended(0).stdout;
    assert!(text.contains("1 of 5 cases flip"), "{text}");
    // Read in another way, and some cases are in one reading alone.
    let fewer = ROWS.replace("quick,", "fast,");
    let other = new.definitions(Shape::Cases, "").replace("log.csv", "other.csv");
    let folder = folder
        .file("before/p.toml", TERMS.definitions(Shape::Cases, ""))
        .file("after/p.toml", other)
        .file("other.csv", fewer);
    let text = folder.promise(&["diff", "before", "after", "--logs"]).ended(0).stdout;
    assert!(text.contains("log l is read in another way than before"), "{text}");
    assert!(text.contains("1 of the cases before and 1 of those now are in one reading alone"), "{text}");
    assert!(text.contains("1 of 4 cases flip"), "{text}");
    // A condition on a column that no log has.
    let wrong = TERMS.definitions(Shape::Cases, "").replace("kind =", "sort =");
    let folder = folder.file("before/p.toml", wrong);
    let output = folder.promise(&["diff", "before", "after", "--logs"]).ended(2);
    let said =
        "the definitions as they were before cannot be tried on the logs: \"p\" uses the column \"sort\"";
    assert!(output.stderr.contains(said), "{}", output.stderr);
    let output = folder.promise(&["diff", "before", "after", "--logs", "--lang", "zh"]).ended(2);
    assert!(output.stderr.contains("改动之前的定义无法在日志上试算"), "{}", output.stderr);
}

#[test]
fn a_target_that_counts_in_other_periods_is_shown_in_those_of_now() {
    let text = TERMS.definitions(Shape::Cases, "");
    let folder = Folder::new()
        .file("before/p.toml", &text)
        .file("after/p.toml", text.replace("per = \"month\"", "per = \"quarter\""))
        .file("log.csv", ROWS);
    let json = folder.promise(&["diff", "before", "after", "--logs", "--format", "json"]).ended(0).json();
    let pair = &json["changes"][0]["backtest"]["targets"][0];
    for side in ["old", "new"] {
        assert_eq!(
            (&pair[side]["per"], &pair[side]["periods"][0]["period"]),
            (&json!("quarter"), &json!("2026-Q1"))
        );
    }
    let text = folder.promise(&["diff", "before", "after", "--logs"]).ended(0).stdout;
    assert!(text.contains("before, it counted by month"), "{text}");
    let asked = folder.promise(&["diff", "before", "after", "--logs", "--period", "year"]).ended(0).stdout;
    assert!(!asked.contains("it counted by"), "{asked}");
}
