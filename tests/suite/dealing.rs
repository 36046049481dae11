//! Reports are the same however the blocks of a log are dealt out to workers, and whether its cases are
//! judged column by column or one by one.

use crate::command::{Folder, promise};
use promise::clock::Reason;
use promise::log::{self, Block, Symbols};
use promise::model::{self, Definitions, Period};
use promise::render::report::{CsvOptions, MadeBy, Shown, csv, json};
use promise::report::{AsOf, Asked, Counting, History, LogCounts, Query, Report, Run, Shared};
use promise::source::Sources;
use promise::tally::Budget;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use std::fmt::Write as _;
use std::io::{Read, empty};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;

/// Everything that judging knows, on one log.
pub(crate) const DEFINITIONS: &str = r#"
[[commitment]]
id = "answer"
status = "published"
applies = { channel = ["web", "phone"] }
effective = { from = 2026-01-05, until = 2026-02-02 }
[[commitment.target]]
clock = "answer"
within = "4 business hours"
share = "90%"
when = { weight = "<=5" }
[[commitment.target]]
clock = "answer"
within = "2h"
[[commitment.target]]
clock = "answer"
statistic = "p90"
at_most = "3 business hours"
[[commitment.exception]]
id = "storm"
when = { cause = "storm" }
[[commitment.exception]]
id = "open"
when = { resolved = "" }
[commitment.remedy]
amount = "10%"
of = "weight"
currency = "CNY"
cap = { amount = 2, per = "week" }
paid_within = "7 days"

[[commitment]]
id = "answer"
status = "published"
effective = { from = 2026-02-10 }
[[commitment.target]]
clock = "answer"
within = "1 business day"

[[commitment]]
id = "settle"
status = "published"
applies = { channel = { not = ["mail"] } }
[[commitment.target]]
clock = "settle"
within = "5h"
per = "week"
[[commitment.target]]
clock = "settle"
within = "3 business hours"
counted_by = "stop"
[[commitment.target]]
clock = "hold"
within = "2 business days"
counted_by = "due"
[[commitment.target]]
clock = "hold"
within = "6h"
per = "day"
[commitment.remedy]
amount = 12.5
currency = "JPY"
cap = { amount = 60, per = "month" }

[[commitment]]
id = "days"
status = "published"
[[commitment.target]]
clock = "plain"
within = "2 days"
[[commitment.target]]
clock = "plain"
within = "1 month"
when = { cause = "storm" }
[[commitment.target]]
clock = "plain"
by = "promised"
[[commitment.target]]
clock = "plain"
ahead = "1 business hour"
[[commitment.target]]
clock = "plain"
within = "2 business days"
due_at = "same-time"
share = "50%"
[commitment.remedy]
of = "weight"
currency = "CNY"
tiers = [{ below = "90%", amount = "5%" }, { below = "60%", amount = 3 }]
cap = { amount = 5, per = "quarter" }

[[commitment]]
id = "values"
status = "published"
[[commitment.target]]
value = "weight"
at_least = 2
at_most = 5
[[commitment.target]]
value = "cause"
equals = "rain"
absent = "breached"
[[commitment.target]]
value = "weight"
statistic = "mean"
at_least = 4
[[commitment.exception]]
id = "mail"
when = { channel = "mail" }
[commitment.remedy]
amount = 7
per = "period"

[[standard]]
id = "backing"
[[standard.target]]
clock = "answer"
within = "1 business hour"
[[standard.target]]
clock = "plain"
statistic = "count"
at_least = 3

[[clock]]
id = "answer"
start = "received"
stop = "answered"
calendar = "desk"
[[clock]]
id = "settle"
start = "received"
stop = "resolved"
pause = { name = "waiting", max = "90m" }
calendar = "desk"
[[clock]]
id = "hold"
start = "received"
stop = "resolved"
pause = { name = "hold", max = "7 days" }
calendar = "desk"
[[clock]]
id = "plain"
start = "received"
stop = "resolved"
calendar = "desk"

[[calendar]]
id = "desk"
timezone = "Europe/Berlin"
hours = { mon-fri = ["09:00-12:00", "13:00-18:00"], sat = ["22:00-02:00"] }
closed = ["2026-01-20..2026-01-22"]

[[log]]
id = "l"
path = "../log.csv"
case = "id"
timestamps = ["%Y-%m-%d %H:%M", "%Y-%m-%d"]
timezone = "Asia/Shanghai"
dated = "received"
duplicates = "invalid"
columns = { promised = "promised" }
pauses = { hold = { columns = ["hold_from", "hold_to"] }, waiting = { duration = "waiting" } }
"#;

/// The definitions without remedies, which counts alone cannot tell of.
pub(crate) fn without_remedies() -> String {
    let mut is_remedy = false;
    let kept = DEFINITIONS.lines().filter(|line| {
        is_remedy = *line == "[commitment.remedy]" || (is_remedy && !line.is_empty());
        !is_remedy
    });
    kept.collect::<Vec<_>>().join("\n") + "\n"
}

/// More different conditions than a word has bits.
fn many_conditions() -> String {
    let mut text = String::new();
    for number in 0..70 {
        write!(
            text,
            "[[commitment]]\nid = \"many-{number}\"\nstatus = \"published\"\napplies = {{ weight = \">={}\" }}\n\
             [[commitment.target]]\nclock = \"plain\"\nwithin = \"{}h\"\nwhen = {{ cause = [\"storm\", \"c{number}\"] }}\n",
            f64::from(number) / 10.0,
            number + 1,
        )
        .unwrap();
    }
    text
}

pub(crate) const HEADER: &str =
    "id,channel,cause,weight,received,answered,resolved,promised,hold_from,hold_to,waiting\n";

/// Times by the half hour, so that some fall just on what is due; among them days, nothing and nonsense.
fn time() -> impl Strategy<Value = String> {
    let at = |(day, half): (u32, u32)| {
        let (month, day) = (1 + day / 28, 1 + day % 28);
        format!("2026-{month:02}-{day:02} {:02}:{:02}", half / 2, half % 2 * 30)
    };
    let moment = (0..56_u32, 0..48_u32).prop_map(at);
    prop_oneof![
        20 => moment.clone(),
        2 => moment.prop_map(|time| time[..10].to_owned()),
        2 => Just(String::new()),
        1 => Just("soon".to_owned()),
    ]
}

/// A row whose later times mostly follow its start within two days.
fn row() -> impl Strategy<Value = String> {
    let text = |values: &'static [&'static str]| prop::sample::select(values);
    let start = (0..50_u32, 0..48_u32);
    let after = move || 0..100_u32;
    let near = (start, prop::array::uniform5(after())).prop_map(|((day, half), after)| {
        let at = |halves: u32| {
            let (day, half) = (day + (half + halves) / 48, (half + halves) % 48);
            format!("2026-{:02}-{:02} {:02}:{:02}", 1 + day / 28, 1 + day % 28, half / 2, half % 2 * 30)
        };
        let mut times = vec![at(0)];
        times.extend(after.map(at));
        times
    });
    let times = prop_oneof![3 => near, 1 => prop::collection::vec(time(), 6)];
    let odd = prop::collection::vec((0..6_usize, time()), 0..2);
    let fields = (
        0..30_u32,
        text(&["web", "phone", "mail", "Web", ""]),
        text(&["storm", "rain", "c3", "c50", ""]),
        text(&["1", "2", "4.5", "5", "7", "0", "many", ""]),
        text(&["", "", "", "600", "1800", "20000", "-1"]),
    );
    (fields, times, odd).prop_map(|((id, channel, cause, weight, waiting), mut times, odd)| {
        for (place, time) in odd {
            times[place] = time;
        }
        format!("{id},{channel},{cause},{weight},{},{waiting}\n", times.join(","))
    })
}

/// Rows, of which some come twice.
pub(crate) fn rows(most: usize) -> impl Strategy<Value = Vec<String>> {
    let twice = prop_oneof![8 => Just(1), 1 => Just(2_usize)];
    prop::collection::vec((row(), twice), 0..most)
        .prop_map(|rows| rows.into_iter().flat_map(|(row, times)| vec![row; times]).collect())
}

/// A folder of definitions and a log, and what is asked of it.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    rows: Vec<String>,
    many: bool,
    pub(crate) query: Query,
}

pub(crate) fn given() -> impl Strategy<Value = Given> {
    let as_of = prop_oneof![
        Just(None),
        (0..50_i64).prop_map(|day| Some(AsOf::Instant(1_767_571_200 + day * 86_400))),
    ];
    let by = prop::sample::subsequence(vec!["channel".to_owned(), "cause".to_owned()], 0..=2);
    let period = prop::sample::select(vec![None, Some(Period::Month), Some(Period::Day)]);
    let from = prop::sample::select(vec![None, model::Date::parse("2026-01-15")]);
    let min_cases = prop::sample::select(vec![0, 4]);
    let asked = (as_of, by, period, from, any::<(bool, bool)>(), min_cases);
    let asked = asked.prop_map(|(as_of, by, period, from, (remedies, times), min_cases)| Query {
        as_of,
        by,
        period,
        from,
        remedies,
        times,
        min_cases,
        ..Query::default()
    });
    (rows(60), any::<bool>(), asked).prop_map(|(rows, many, query)| Given { rows, many, query })
}

pub(crate) fn stdin() -> Box<dyn Read + Send> {
    Box::new(empty())
}

impl Given {
    pub(crate) fn define(&self) -> (Folder, Definitions) {
        let text = DEFINITIONS.to_owned() + &if self.many { many_conditions() } else { String::new() };
        let folder = Folder::new()
            .file("commitments/p.toml", text)
            .file("log.csv", HEADER.to_owned() + &self.rows.concat());
        let path = folder.path().join("commitments/p.toml");
        let (definitions, findings) =
            model::load(&mut Sources::default(), &[path], Path::to_path_buf).unwrap();
        assert!(findings.is_empty(), "{findings:#?}");
        (folder, definitions)
    }
}

/// The rows `from..to` of a block as a worker reads them, with symbols of its own.
fn part(block: &Block, known: &[Symbols], range: std::ops::Range<usize>, own: &mut Vec<Symbols>) -> Block {
    own.resize(known.len(), Symbols::new(false));
    let cut = |column: &Vec<log::Time>| column[range.clone()].to_vec();
    let attributes = block.attributes.iter().zip(known).zip(own).map(|((column, known), own)| {
        column[range.clone()].iter().map(|symbol| own.intern(known.text(*symbol))).collect()
    });
    Block {
        file: block.file,
        lines: block.lines[range.clone()].to_vec(),
        copies: block.copies[range.clone()].to_vec(),
        times: block.times.iter().map(cut).collect(),
        durations: block.durations.iter().map(|column| column[range.clone()].to_vec()).collect(),
        numbers: block.numbers.iter().map(|column| column[range.clone()].to_vec()).collect(),
        attributes: attributes.collect(),
        ..Block::default()
    }
}

/// How a worker judges a block.
#[derive(Clone, Copy, Debug)]
enum Way {
    Columns,
    Rows,
}

/// How blocks are dealt out: to whom each goes, and after how many rows the next begins.
struct Deal<'a> {
    way: Way,
    to: &'a [(usize, usize)],
    workers: usize,
    /// The most numbers that are kept for percentiles, and how many are gathered.
    budget: (u64, u64),
}

/// Everything at once, and exact percentiles.
const WHOLE: Deal<'_> =
    Deal { way: Way::Columns, to: &[(0, usize::MAX / 2)], workers: 1, budget: (u64::MAX, u64::MAX) };

/// A report of blocks that were dealt out.
fn dealt(definitions: &Definitions, query: &Query, deal: &Deal<'_>) -> String {
    let workers = deal.workers;
    let mut run = Run::open(definitions, query, &mut stdin).unwrap();
    run.budget = Budget::of(deal.budget.0, deal.budget.1);
    let (as_of, priced) = (run.as_of, run.priced.as_ref());
    let shared = Shared { query, as_of, scales: &run.scales, budget: &run.budget, priced };
    let place = &mut run.logs[0];
    let plan = &place.plan;
    let new = || (Counting::new(plan, shared, place.listed.clone()), Vec::new());
    let mut counting: Vec<(Counting<'_>, Vec<Symbols>)> = (0..workers).map(|_| new()).collect();
    let mut open = log::open(place.log, place.zone.clone(), &mut stdin).unwrap();
    let mut to = deal.to.iter().cycle();
    let summary = open.read(&plan.needs, &mut |block, symbols| {
        let mut from = 0;
        while from < block.len() {
            let (worker, rows) = to.next().unwrap();
            let end = (from + rows).min(block.len());
            let (counting, own) = &mut counting[*worker % workers];
            let part = part(block, symbols, from..end, own);
            match deal.way {
                Way::Columns => counting.block(&part, own),
                Way::Rows => counting.block_by_rows(&part, own),
            }
            from = end;
        }
        ControlFlow::Continue(())
    });
    let mut counts: Vec<LogCounts> = counting.into_iter().map(|(counting, _)| counting.finish()).collect();
    let mut first = counts.remove(0);
    for other in counts {
        first.merge(other);
    }
    place.summary = summary.unwrap();
    // A pause after as-of is unseen only where as-of is known.
    let latest = first.latest.filter(|latest| as_of.is_none() && first.latest_pause > Some(*latest));
    if let Some(latest) = latest {
        return dealt(definitions, &Query { as_of: Some(AsOf::Instant(latest)), ..query.clone() }, deal);
    }
    shown(&Report::of(run, vec![first], query))
}

/// What a report counted.
pub(crate) fn counted(report: &Report) -> String {
    let mut bytes = Vec::new();
    csv(report, CsvOptions { standards: true, mark: false }, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn shown(report: &Report) -> String {
    let mut bytes = Vec::new();
    json(&Shown { report, scorecard: None, made_by: MadeBy::default() }, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn blocks_may_be_dealt_out_at_random(
        given in given(),
        to in prop::collection::vec((0..4_usize, 1..9_usize), 1..12),
        workers in 1..5_usize,
        most in prop::sample::select(vec![0, 5, 100, u64::MAX]),
        gathered in 1..40_u64,
    ) {
        let (_folder, definitions) = given.define();
        let whole = dealt(&definitions, &given.query, &Deal { budget: (most, u64::MAX), ..WHOLE });
        let deal = Deal { to: &to, workers, budget: (most, gathered), ..WHOLE };
        prop_assert_eq!(dealt(&definitions, &given.query, &deal), whole);
    }

    #[test]
    fn columns_and_rows_are_judged_alike(given in given()) {
        let (_folder, definitions) = given.define();
        let run = Run::open(&definitions, &given.query, &mut stdin).unwrap();
        let columns = shown(&Report::collect(run, &given.query).unwrap());
        prop_assert_eq!(&columns, &dealt(&definitions, &given.query, &WHOLE));
        prop_assert_eq!(columns, dealt(&definitions, &given.query, &Deal { way: Way::Rows, ..WHOLE }));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What as-of is makes a report, not whether somebody said it: on one thread and on several, column by
    /// column and, with remedies, row by row; with rejected rows, and for the rules that need a past.
    #[test]
    fn as_of_by_default_is_as_of_when_it_is_said(given in given(), threads in 1..3_usize) {
        let (_folder, definitions) = given.define();
        let threads = NonZeroUsize::new(threads);
        let query = Query { as_of: None, threads, ..given.query };
        let reported = |as_of, rejecting: bool| {
            let query = Query { as_of, ..query.clone() };
            let rejected = std::sync::Mutex::new(Vec::new());
            let mut run = Run::open(&definitions, &query, &mut stdin).unwrap();
            if rejecting {
                run.rejecting(|reject| rejected.lock().unwrap().push(format!("{reject:?}")));
            }
            let report = Report::collect(run, &query).unwrap();
            (report.as_of, shown(&report), rejected.into_inner().unwrap())
        };
        for rejecting in [false, true] {
            let by_default = reported(None, rejecting);
            let said = reported(by_default.0.map(AsOf::Instant), rejecting);
            prop_assert_eq!(by_default, said);
        }
        let past = |as_of| {
            let asked = Asked { as_of, threads, ..Asked::default() };
            History::read(&definitions, asked, &mut stdin).unwrap().unwrap()
        };
        let by_default = past(None);
        let said = past(by_default.as_of.map(AsOf::Instant));
        prop_assert_eq!(format!("{by_default:?}"), format!("{said:?}"));
    }
}

/// A pause begins at 17:00, after the latest start and stop: of what comes after as-of nothing is seen, also
/// that the pause ends before it begins, and that it has an end.
#[test]
fn a_pause_after_the_latest_start_and_stop_is_unseen() {
    let definitions = r#"
[[commitment]]
id = "repair"
status = "published"
[[commitment.target]]
clock = "repair"
within = "4h"
share = "90%"
counted_by = "due"
per = "day"
[[clock]]
id = "repair"
start = "received"
stop = "repaired"
pause = { name = "hold", max = "7 days" }
[[log]]
id = "tickets"
path = "log.csv"
pauses = { hold = { columns = ["from", "to"] } }
timestamps = "%Y-%m-%d %H:%M"
timezone = "UTC"
"#;
    let log = "received,repaired,from,to\n\
        2026-03-02 08:00,2026-03-02 16:00,,\n\
        2026-03-02 15:00,,2026-03-02 17:00,2026-03-02 16:30\n\
        2026-03-02 15:00,,2026-03-02 15:30,2026-03-03 15:30\n\
        2026-03-02 09:00,2026-03-02 10:00,2026-03-02 09:30,2026-03-05 09:00\n";
    let folder = Folder::new().file("a.toml", definitions).file("log.csv", log);
    for format in ["json", "csv", "text"] {
        let asked = ["report", ".", "--format", format];
        let by_default = folder.promise(&asked).ended(0).stdout;
        let said =
            folder.promise(&[&asked[..], &["--as-of", "2026-03-02T16:00:00Z"]].concat()).ended(0).stdout;
        assert_eq!(by_default, said);
    }
    let report = folder.promise(&["report", ".", "--format", "json"]).ended(0).json();
    let total = &report["commitments"][0]["targets"][0]["total"];
    assert_eq!((&total["invalid"], &total["pending"]), (&0.into(), &2.into()), "{total}");
    // Standard input is kept for the second reading.
    let piped = Folder::new().file("a.toml", definitions.replace("log.csv", "-"));
    let piped = promise(&["report", ".", "--format", "csv"]).within(piped.path()).stdin(log).run().ended(0);
    assert_eq!(piped.stdout, folder.promise(&["report", ".", "--format", "csv"]).ended(0).stdout);
}

#[test]
fn the_random_logs_have_every_state_and_reason() {
    let mut runner = TestRunner::deterministic();
    let rows = rows(3000).new_tree(&mut runner).unwrap().current();
    assert!(rows.len() > 500, "{}", rows.len());
    let given = Given { rows, many: false, query: Query::default() };
    let (_folder, definitions) = given.define();
    let report =
        Report::collect(Run::open(&definitions, &given.query, &mut stdin).unwrap(), &given.query).unwrap();
    let cells: Vec<_> = report.targets().flat_map(|(_, target)| &target.totals).collect();
    for (state, count) in [
        ("met", cells.iter().map(|cell| cell.met).sum::<u64>()),
        ("late", cells.iter().map(|cell| cell.late).sum()),
        ("overdue", cells.iter().map(|cell| cell.overdue).sum()),
        ("pending", cells.iter().map(|cell| cell.pending).sum()),
    ] {
        assert!(count > 20, "{state}: {count}");
    }
    let mut reasons: Vec<_> = Reason::FIXED.iter().map(|reason| reason.as_str()).collect();
    reasons.retain(|reason| *reason != Reason::NeverDue.as_str());
    reasons.extend(["storm", "open", "mail"]);
    for reason in reasons {
        let mut met = cells.iter().flat_map(|cell| &cell.reasons);
        assert!(met.any(|(name, _)| &**name == reason), "{reason}");
    }
}
