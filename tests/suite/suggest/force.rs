//! Suggestions against brute force: a definition rewritten to the suggested limit, and to the next tighter
//! one, reported on anew. The log is random: calendars, zones, pauses, days without a time, open cases,
//! exceptions, versions.

use crate::command::Folder;
use crate::judging_properties::calendar;
use crate::time_properties::{Rules, config, rules};
use promise::calendar::{Instant, Zone};
use promise::clock::{Elapsed, State};
use promise::model::{self, Definitions, Share, Window};
use promise::report::suggest::{Amount, Question, Suggestible, Suggestions, TargetSuggestions, Tightest};
use promise::report::{AsOf, Cell, Judged, Query, Report, Run, RunError};
use promise::source::Sources;
use promise::stats::wilson;
use promise::text::{Decimal, Duration, DurationKind};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::Path;

const DAY: i64 = 86_400;

/// What is promised: the fields of a target but its limit, the field of that, and which limits are tighter.
const TARGETS: [(&str, &str, Tighter); 15] = [
    ("clock = \"c\"", "within", Tighter::Less(DurationKind::Elapsed)),
    ("clock = \"c\"", "within", Tighter::Less(DurationKind::Open)),
    ("clock = \"c\"", "within", Tighter::Less(DurationKind::Days)),
    ("clock = \"c\"\ndue_at = \"close\"", "within", Tighter::Less(DurationKind::Days)),
    ("clock = \"c\"\ndue_at = \"same-time\"", "within", Tighter::Less(DurationKind::Days)),
    ("clock = \"c\"", "within", Tighter::Less(DurationKind::BusinessDays)),
    ("clock = \"c\"\ndue_at = \"same-time\"", "within", Tighter::Less(DurationKind::BusinessDays)),
    ("clock = \"c\"\ndue_at = \"midnight\"", "within", Tighter::Less(DurationKind::BusinessDays)),
    ("clock = \"c\"", "within", Tighter::Less(DurationKind::Months)),
    ("clock = \"n\"", "ahead", Tighter::More(DurationKind::Elapsed)),
    ("clock = \"n\"", "ahead", Tighter::More(DurationKind::Open)),
    ("clock = \"n\"", "ahead", Tighter::More(DurationKind::Days)),
    ("clock = \"n\"", "ahead", Tighter::More(DurationKind::BusinessDays)),
    ("value = \"weight\"", "at_most", Tighter::Smaller),
    ("value = \"weight\"\nabsent = \"breached\"", "at_least", Tighter::Greater),
];

#[derive(Clone, Copy)]
enum Tighter {
    Less(DurationKind),
    More(DurationKind),
    Smaller,
    Greater,
}

impl Tighter {
    /// Any limit of this kind.
    fn any(self, seed: i64) -> Amount {
        let time = |kind| Amount::Time(Duration::of(kind, 1 + seed % 20).unwrap());
        match self {
            Self::Less(DurationKind::Elapsed | DurationKind::Open)
            | Self::More(DurationKind::Elapsed | DurationKind::Open) => self.of(1 + seed * 977 % (3 * DAY)),
            Self::Less(kind) | Self::More(kind) => time(kind),
            Self::Smaller | Self::Greater => Amount::Number(Decimal::from_integer(seed % 7)),
        }
    }

    fn of(self, amount: i64) -> Amount {
        match self {
            Self::Less(kind) | Self::More(kind) => Amount::Time(Duration::of(kind, amount).unwrap()),
            Self::Smaller | Self::Greater => Amount::Number(Decimal::from_integer(amount)),
        }
    }

    /// The next tighter limit; `None` where there is none.
    fn next(self, limit: Amount) -> Option<Amount> {
        match (self, limit) {
            (Self::Less(kind), Amount::Time(limit)) => Duration::of(kind, limit.amount() - 1)
                .ok()
                .filter(|limit| limit.amount() > 0)
                .map(Amount::Time),
            (Self::More(kind), Amount::Time(limit)) => {
                Some(Amount::Time(Duration::of(kind, limit.amount() + 1).unwrap()))
            }
            (Self::Smaller, Amount::Number(number)) => {
                Some(Amount::Number(Decimal::from_units(number.units() - 1)))
            }
            (_, Amount::Number(number)) => Some(Amount::Number(Decimal::from_units(number.units() + 1))),
            (_, Amount::Time(_)) => None,
        }
    }
}

/// A limit to the second, which a definition may write too.
fn written(limit: Amount) -> String {
    match limit {
        Amount::Number(number) => number.to_string(),
        Amount::Time(Duration::Elapsed(seconds)) => format!("\"{seconds} seconds\""),
        Amount::Time(Duration::Open(seconds)) => format!("\"{seconds} business seconds\""),
        Amount::Time(other) => format!("\"{}\"", other.in_definition(promise::text::Tongue::English)),
    }
}

#[derive(Clone, Debug)]
struct Row {
    /// Minutes after the anchor, and how many it ran; none where it is open.
    start: i64,
    length: Option<i64>,
    /// Minutes after the start, and its length; an unended one has none.
    pause: Option<(i64, Option<i64>)>,
    /// The stop has no time of day.
    by_day: bool,
    excepted: bool,
    /// Hundredths.
    weight: Option<i64>,
}

fn row() -> impl Strategy<Value = Row> {
    let length = prop::option::weighted(0.8, prop_oneof![0..600_i64, 0..12_000_i64]);
    let pause = prop::option::weighted(0.4, (-300..4000_i64, prop::option::weighted(0.9, 1..3000_i64)));
    let weight = prop::option::weighted(0.9, 0..700_i64);
    (0..14_400_i64, length, pause, prop::bool::weighted(0.15), prop::bool::weighted(0.1), weight).prop_map(
        |(start, length, pause, by_day, excepted, weight)| Row {
            start,
            length,
            pause,
            by_day,
            excepted,
            weight,
        },
    )
}

fn log(rows: &[Row], anchor: Instant, zone: &Zone) -> String {
    let utc = Zone::utc();
    let time = |at: Instant| utc.rfc3339(at).to_string();
    let mut text = String::from("s,e,from,to,kind,weight\n");
    for row in rows {
        let start = anchor + row.start * 60;
        let stop = row.length.map(|length| start + length * 60);
        let stop = stop.map(|stop| if row.by_day { zone.date_of(stop).to_string() } else { time(stop) });
        let from = row.pause.map(|(from, _)| start + from * 60);
        let to = row.pause.and_then(|(from, length)| Some(start + (from + length?) * 60));
        let kind = if row.excepted { "x" } else { "" };
        let weight = row.weight.map(|weight| format!("{}.{:02}", weight / 100, weight % 100));
        writeln!(
            text,
            "{},{},{},{},{kind},{}",
            time(start),
            stop.unwrap_or_default(),
            from.map(time).unwrap_or_default(),
            to.map(time).unwrap_or_default(),
            weight.unwrap_or_default()
        )
        .unwrap();
    }
    text
}

/// The definitions with these limits of the reported targets: each is a commitment of its own, the first one
/// in two versions, with a percentile behind them all.
fn definitions(rules: &Rules, limits: &[Amount]) -> String {
    let mut text = String::new();
    let change = rules.first.plus_days(5);
    for (reported, limit) in limits.iter().enumerate() {
        let place = target_of(reported);
        let (fields, field, _) = TARGETS[place];
        let limit = written(*limit);
        let effective = match reported {
            0 => format!("{{ until = {change} }}"),
            1 => format!("{{ from = {change} }}"),
            _ => "{}".to_owned(),
        };
        write!(
            text,
            "[[commitment]]\nid = \"c{place}\"\nstatus = \"published\"\neffective = {effective}\n\
             [[commitment.target]]\n{fields}\n{field} = {limit}\nshare = \"70%\"\n\
             [[commitment.exception]]\nid = \"x\"\nwhen = {{ kind = \"x\" }}\ntext = \"x\"\ninstead = \"y\"\n"
        )
        .unwrap();
    }
    write!(
        text,
        "[[commitment]]\nid = \"p80\"\nstatus = \"published\"\n[[commitment.target]]\nclock = \"c\"\n\
         statistic = \"p80\"\nat_most = \"1h\"\n\
         [[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\npause = \"hold\"\ncalendar = \"c\"\n\
         [[clock]]\nid = \"n\"\nstart = \"s\"\nstop = \"e\"\ncalendar = \"c\"\n{}\
         [[log]]\nid = \"l\"\npath = \"../log.csv\"\ntimestamps = \"iso\"\ntimezone = \"{}\"\ndated = \"s\"\n\
         pauses = {{ hold = {{ columns = [\"from\", \"to\"] }} }}\n",
        calendar(rules),
        rules.zone,
    )
    .unwrap();
    text
}

struct Force<'a> {
    folder: &'a Folder,
    rules: &'a Rules,
    query: Query,
}

impl Force<'_> {
    fn load(&self, limits: &[Amount]) -> Definitions {
        let path = self.folder.path().join("commitments/p.toml");
        std::fs::write(&path, definitions(self.rules, limits)).unwrap();
        let mut sources = Sources::default();
        let (definitions, findings) = model::load(&mut sources, &[path], Path::to_path_buf).unwrap();
        assert!(findings.is_empty(), "{findings:#?}");
        definitions
    }

    fn open<'d>(&self, definitions: &'d Definitions) -> Run<'d> {
        Run::open(definitions, &self.query, &mut || Box::new(std::io::empty())).unwrap()
    }

    /// The total of each target.
    fn report(&self, limits: &[Amount]) -> Vec<Cell> {
        let definitions = self.load(limits);
        let report = Report::collect(self.open(&definitions), &self.query).unwrap();
        let targets = report.commitments.into_iter().flat_map(|commitment| commitment.targets);
        targets.map(|mut target| target.totals.remove(0)).collect()
    }

    /// How long the cases took that ended, of the target of the percentile.
    fn took(&self, definitions: &Definitions) -> Vec<i64> {
        let mut run = self.open(definitions);
        let last = run.roster.targets - 1;
        let mut took = Vec::new();
        let pick = |judged: &Judged<'_>| {
            let is_ended = judged.target.number == last && judged.judgement.state == State::Met;
            judged.judgement.elapsed.filter(|_| is_ended).map(Elapsed::amount)
        };
        run.pick(&pick, &mut |elapsed| {
            took.push(elapsed);
            Ok::<_, RunError>(())
        })
        .unwrap();
        took
    }
}

/// The target of a place among those reported, of which the first comes in two versions.
fn target_of(reported: usize) -> usize {
    reported.saturating_sub(1)
}

fn low(cell: &Cell) -> f64 {
    cell.interval.map_or(0.0, |(low, _)| low)
}

/// The rules without a day whose hours end behind the close of the day after it: there a longer limit that is
/// due at a close is due earlier, and no limit is the tightest.
fn in_order(rules: Rules) -> Rules {
    let closes = rules.week.iter().chain(rules.open.iter().map(|(_, windows)| windows));
    let earliest = closes.filter_map(|windows| Some(windows.last()?.to)).min().unwrap_or(0);
    let cut = |windows: &[Window]| -> Vec<Window> {
        let to = |to: i32| to.min(86_400 + earliest.min(86_400));
        windows.iter().map(|window| Window { from: window.from, to: to(window.to) }).collect()
    };
    let week = rules.week.each_ref().map(|windows| cut(windows));
    let open = rules.open.iter().map(|(day, windows)| (*day, cut(windows))).collect();
    Rules { week, open, ..rules }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn the_next_tighter_limit_is_not_supported_and_the_next_greater_share_neither(
        rules in rules().prop_map(in_order),
        rows in prop::collection::vec(row(), 8..70),
        seeds in prop::collection::vec(0..10_000_i64, TARGETS.len() + 1),
        as_of in prop::option::weighted(0.7, 1440..20_000_i64),
    ) {
        prop_assume!(rules.week.iter().any(|windows| !windows.is_empty()));
        prop_assume!((0..200 * 365 * DAY).contains(&rules.anchor));
        let folder = Folder::new()
            .file("commitments/p.toml", "")
            .file("log.csv", log(&rows, rules.anchor, &Zone::get(rules.zone).unwrap()));
        let tighter = |reported: usize| TARGETS[target_of(reported)].2;
        let limits: Vec<_> = seeds.iter().enumerate().map(|(place, seed)| tighter(place).any(*seed)).collect();
        let mut force = Force { folder: &folder, rules: &rules, query: Query::default() };
        let definitions = force.load(&limits);
        let as_of = as_of.map(|minutes| rules.anchor + minutes * 60);
        let as_of = as_of.or(force.open(&definitions).find_latest().unwrap());
        force.query.as_of = as_of.map(AsOf::Instant);
        let shares = ["40%", "60%", "80%"].map(|share| Share::parse(share).unwrap());
        let question = Question { shares: shares.to_vec(), limits: Vec::new() };
        let suggestions =
            Suggestions::collect(&definitions, force.open(&definitions), &force.query, &question).unwrap();
        let targets: Vec<_> = suggestions.commitments.iter().flat_map(|commitment| &commitment.targets).collect();
        let (percentile, targets) = targets.split_last().unwrap();
        prop_assert_eq!(targets.len(), limits.len());
        // What is counted now is what the report counts.
        for (target, cell) in targets.iter().zip(force.report(&limits)) {
            let counts = target.classes.first().map(|class| class.counts).unwrap_or_default();
            prop_assert_eq!(
                [counts.met, counts.late, counts.overdue, counts.pending, counts.excluded, counts.invalid],
                [cell.met, cell.late, cell.overdue, cell.pending, cell.excluded, cell.invalid]
            );
        }
        // Every share: the suggested limit of each target, and the next tighter one.
        for share in shares.into_iter().chain([Share::parse("70%").unwrap()]) {
            let found = |target: &&TargetSuggestions| {
                let row = target.classes.first()?.shares.iter().find(|row| row.share == share)?;
                match row.tightest {
                    Tightest::Limit { exact, met, decided, low, .. } => Some((exact, met, decided, low)),
                    _ => None,
                }
            };
            let found: Vec<_> = targets.iter().map(found).collect();
            let exact: Vec<_> = found.iter().zip(&limits).map(|(found, was)| found.map_or(*was, |(exact, ..)| exact)).collect();
            let next: Vec<_> = exact.iter().enumerate().map(|(place, exact)| tighter(place).next(*exact)).collect();
            let tight: Vec<_> = next.iter().zip(&exact).map(|(next, exact)| next.unwrap_or(*exact)).collect();
            let both = force.report(&exact).into_iter().zip(force.report(&tight));
            for (place, (cell, tight)) in both.take(limits.len()).enumerate() {
                let Some((_, met, decided, supported)) = found[place] else { continue };
                let (fields, field, _) = TARGETS[target_of(place)];
                let told = format!("{fields} {field} at {share}: {:?} {cell:?} {tight:?}", found[place]);
                prop_assert_eq!((met, decided), (cell.met, cell.met + cell.late + cell.overdue), "{}", told);
                prop_assert!((supported - low(&cell)).abs() < 1e-12 && low(&cell) >= share.to_f64(), "{}", told);
                prop_assert!(next[place].is_none() || low(&tight) < share.to_f64(), "{}", told);
            }
        }
        // Every limit: the row of the same place of each target.
        let rows_of = |target: &TargetSuggestions| target.classes.first().map_or(0, |class| class.limits.len());
        for place in 0..targets.iter().map(|target| rows_of(target)).max().unwrap_or(0) {
            let rows: Vec<_> = targets.iter().map(|target| target.classes.first()?.limits.get(place)).collect();
            let tried: Vec<_> = rows.iter().zip(&limits).map(|(row, was)| row.and_then(|row| row.limit).unwrap_or(*was)).collect();
            for ((target, row), cell) in rows.into_iter().enumerate().zip(force.report(&tried)) {
                let Some(row) = row else { continue };
                let told = format!("{} {row:?}", TARGETS[target_of(target)].0);
                prop_assert_eq!((row.met, row.decided), (cell.met, cell.met + cell.late + cell.overdue), "{}", told);
                prop_assert_eq!(row.low, cell.interval.map(|(low, _)| low), "{}", told);
                // What is written is supported, and the next that one would write is not.
                let share = row.share.map_or(0.0, Share::to_f64);
                let step = if share >= 0.99 { 0.001 } else { 0.01 };
                prop_assert!(share <= low(&cell) && (low(&cell) < share + step + 1e-9 || share >= 0.999), "{}", told);
            }
        }
        // A percentile is the limit for that share of what ended.
        prop_assert!(matches!(percentile.suggestible, Suggestible::Percentile(..)));
        let took = force.took(&definitions);
        let supports = |limit: i64| {
            let met = took.iter().filter(|took| **took <= limit).count() as u64;
            wilson(met, took.len() as u64).is_some_and(|(low, _)| low >= 0.8)
        };
        match percentile.classes.first().map(|class| class.shares[0].tightest) {
            Some(Tightest::Limit { exact: Amount::Time(limit), .. }) => {
                prop_assert!(supports(limit.amount()) && !supports(limit.amount() - 1), "{limit:?} {took:?}");
            }
            _ => prop_assert!(!supports(i64::MAX)),
        }
    }
}
