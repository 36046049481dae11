//! Judging over random calendars, zones and pauses against a second, naive implementation, which walks
//! minutes and days; and what an explanation counts, which must add up to what was judged.

use crate::command::Folder;
use crate::time_properties::{Naive, Rules, config, rules};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use promise::calendar::Instant;
use promise::clock::{Elapsed, State};
use promise::model::{self, Date, Window};
use promise::report::{AsOf, Explanation, Judged, Query, Run, RunError};
use promise::source::Sources;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const DAY: i64 = 86_400;

/// A case in minutes: when it starts after the anchor, how long it runs, and two kinds of pauses as the
/// time before each and its length.
#[derive(Clone, Debug)]
struct Case {
    start: i64,
    length: i64,
    pauses: [Vec<(i64, i64)>; 2],
}

fn cases() -> impl Strategy<Value = Vec<Case>> {
    let pauses = || prop::collection::vec((1..1500_i64, 1..2000_i64), 0..4);
    let case = (0..4000_i64, 0..9000_i64, [pauses(), pauses()]);
    prop::collection::vec(case.prop_map(|(start, length, pauses)| Case { start, length, pauses }), 1..5)
}

/// The limits of the four commitments: hours, business hours, days, business days.
fn limits() -> impl Strategy<Value = [i64; 4]> {
    (1..120_i64, 1..40_i64, 1..6_i64, 1..6_i64).prop_map(|(a, b, c, d)| [a, b, c, d])
}

const NAMES: [&str; 4] = ["hours", "business-hours", "days", "business-days"];

/// Windows as definitions have them.
fn windows(windows: &[Window]) -> String {
    let time = |seconds: i32| format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    let one = |window: &Window| {
        let to = if window.to > 86_400 { window.to - 86_400 } else { window.to };
        format!("\"{}-{}\"", time(window.from), time(to))
    };
    format!("[{}]", windows.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// The calendar `c`, as definitions have it.
pub(crate) fn calendar(rules: &Rules) -> String {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let week: Vec<_> =
        days.iter().zip(&rules.week).map(|(day, hours)| format!("{day} = {}", windows(hours))).collect();
    let date = |day: &i32| rules.first.plus_days(*day);
    let closed: Vec<_> = rules.closed.iter().map(|day| format!("\"{}\"", date(day))).collect();
    let open: Vec<_> =
        rules.open.iter().map(|(day, hours)| format!("\"{}\" = {}", date(day), windows(hours))).collect();
    format!(
        "[[calendar]]\nid = \"c\"\ntimezone = \"{}\"\nhours = {{ {} }}\nclosed = [{}]\nopen = {{ {} }}\n",
        rules.zone,
        week.join(", "),
        closed.join(", "),
        open.join(", "),
    )
}

fn definitions(rules: &Rules, limits: &[i64; 4]) -> String {
    let mut text = String::new();
    let units = ["h", " business hours", " days", " business days"];
    for ((name, limit), unit) in NAMES.iter().zip(limits).zip(units) {
        write!(
            text,
            "[[commitment]]\nid = \"{name}\"\nstatus = \"published\"\n[[commitment.target]]\nclock = \"c\"\nwithin = \"{limit}{unit}\"\n"
        )
        .unwrap();
    }
    write!(
        text,
        "[[clock]]\nid = \"c\"\nstart = \"New\"\nstop = \"Done\"\npause = [\"hold\", \"wait\"]\ncalendar = \"c\"\n\
         {}[[log]]\nid = \"l\"\npath = \"../log.csv\"\nshape = \"events\"\ncase = \"id\"\nevent = \"event\"\nat = \"at\"\n\
         timestamps = \"epoch\"\n\
         pauses = {{ hold = {{ from = \"Hold\", to = \"Resume\" }}, wait = {{ from = \"Ask\", to = \"Hear\" }} }}\n",
        calendar(rules),
    )
    .unwrap();
    text
}

/// A case as the naive implementation has it, in instants.
struct Told {
    start: Instant,
    stop: Instant,
    pauses: Vec<(Instant, Instant)>,
}

impl Told {
    fn new(case: &Case, begin: Instant) -> Self {
        let start = begin + case.start * 60;
        let stop = start + case.length * 60;
        let mut pauses = Vec::new();
        for list in &case.pauses {
            // The first may begin before the start.
            let mut at = start - 700 * 60;
            for (gap, length) in list {
                let from = at + gap * 60;
                at = from + length * 60;
                pauses.push((from, at));
            }
        }
        Self { start, stop, pauses }
    }

    fn rows(&self, case: &Case, id: usize) -> String {
        let mut rows = vec![(self.start, "New"), (self.stop, "Done")];
        let names = [("Hold", "Resume"), ("Ask", "Hear")];
        let kinds = case.pauses.iter().zip(names).flat_map(|(list, names)| vec![names; list.len()]);
        for ((from, to), (begin, end)) in self.pauses.iter().zip(kinds) {
            rows.extend([(*from, begin), (*to, end)]);
        }
        rows.iter().fold(String::new(), |text, (at, event)| text + &format!("c{id},{event},{at}\n"))
    }

    /// Pauses within the time that the clock ran.
    fn clipped(&self) -> Vec<(Instant, Instant)> {
        let clip = |(from, to): &(Instant, Instant)| ((*from).max(self.start), (*to).min(self.stop));
        self.pauses.iter().map(clip).filter(|(from, to)| from < to).collect()
    }
}

/// What is expected: in time or not (unless the due lies beyond the horizon), elapsed, paused.
type Expected = (Option<bool>, i64, i64);

struct Walk<'a> {
    rules: &'a Rules,
    naive: Naive,
    zone: TimeZone,
    horizon: Instant,
}

impl Walk<'_> {
    fn date(&self, at: Instant) -> Date {
        let date = self.zone.to_datetime(jiff::Timestamp::from_second(at).unwrap()).date();
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        Date::from_ymd(date.year().into(), month.into(), day.into()).unwrap()
    }

    fn hours(&self, told: &Told, minutes_allowed: i64, business: bool) -> Expected {
        let pauses = told.clipped();
        let runs = |at: Instant| !business || self.naive.is_open(at);
        let still = |at: Instant| pauses.iter().any(|(from, to)| *from <= at && at < *to);
        let minutes = |end| (told.start..end).step_by(60);
        let sum = |paused: bool| {
            60 * minutes(told.stop).filter(|at| runs(*at) && still(*at) == paused).count().cast_signed()
                as i64
        };
        let mut left = minutes_allowed;
        let due = minutes(self.horizon).find_map(|at| {
            left -= i64::from(runs(at) && !still(at));
            (left == 0).then_some(at + 60)
        });
        (due.map(|due| told.stop <= due), sum(false), sum(true))
    }

    fn days(&self, told: &Told, limit: i64, business: bool) -> Expected {
        let pauses = told.clipped();
        let works = |day: &Date| !business || !self.rules.windows_on(*day).is_empty();
        let still =
            |day: &Date| pauses.iter().any(|(from, to)| self.date(*from) < *day && *day <= self.date(*to));
        let days = || (1..40).map(|day| self.date(told.start).plus_days(day));
        let last = self.date(told.stop);
        let count = |paused: bool| {
            days().filter(|day| *day <= last && works(day) && still(day) == paused).count().cast_signed()
                as i64
        };
        let nth = days().filter(|day| works(day) && !still(day)).nth(usize::try_from(limit - 1).unwrap());
        let due = nth.map(|day| if business { self.close(day) } else { self.midnight(day.plus_days(1)) });
        (due.filter(|due| *due <= self.horizon).map(|due| told.stop <= due), count(false), count(true))
    }

    fn midnight(&self, day: Date) -> Instant {
        let utc = jiff::Timestamp::from_second(i64::from(day.days()) * DAY).unwrap();
        self.zone.to_timestamp(TimeZone::UTC.to_datetime(utc)).unwrap().as_second()
    }

    fn close(&self, day: Date) -> Instant {
        let last = self.rules.windows_on(day).last().unwrap().to;
        let utc = jiff::Timestamp::from_second(i64::from(day.days()) * DAY + i64::from(last)).unwrap();
        self.zone.to_timestamp(TimeZone::UTC.to_datetime(utc)).unwrap().as_second()
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn judging_with_pauses_as_a_naive_walk(rules in rules(), cases in cases(), limits in limits()) {
        prop_assume!(rules.week.iter().any(|windows| !windows.is_empty()));
        // Days far from today have their zones from rules alone; the walk needs no more than years.
        prop_assume!((0..200 * 365 * DAY).contains(&rules.anchor));
        let told: Vec<_> = cases.iter().map(|case| Told::new(case, rules.anchor)).collect();
        let rows: String = told.iter().zip(&cases).enumerate().map(|(id, (told, case))| told.rows(case, id)).collect();
        let folder = Folder::new()
            .file("commitments/p.toml", definitions(&rules, &limits))
            .file("log.csv", format!("id,event,at\n{rows}"));
        let mut sources = Sources::default();
        let path = folder.path().join("commitments/p.toml");
        let (definitions, findings) = model::load(&mut sources, &[path], Path::to_path_buf).unwrap();
        prop_assert!(findings.is_empty(), "{findings:#?}");
        let query = Query { ids: true, ..Query::default() };
        let mut stdin = || -> Box<dyn std::io::Read + Send> { Box::new(std::io::empty()) };
        let mut run = Run::open(&definitions, &query, &mut stdin).unwrap();
        let mut found = BTreeMap::new();
        let pick = |judged: &Judged<'_>| {
            let key = (judged.block.ids.get(judged.row).to_owned(), judged.target.number);
            Some((key, judged.judgement))
        };
        run.pick(&pick, &mut |(key, judgement)| {
            found.insert(key, judgement);
            Ok::<_, RunError>(())
        })
        .unwrap();
        let zone = TimeZoneDatabase::bundled().get(rules.zone).unwrap();
        let horizon = rules.anchor + 13 * DAY;
        let walk = Walk { rules: &rules, naive: Naive::new(&rules, 40), zone, horizon };
        for (id, told) in told.iter().enumerate() {
            let expected = [
                walk.hours(told, limits[0] * 60, false),
                walk.hours(told, limits[1] * 60, true),
                walk.days(told, limits[2], false),
                walk.days(told, limits[3], true),
            ];
            for (number, (in_time, elapsed, paused)) in expected.into_iter().enumerate() {
                let judgement = found[&(format!("c{id}"), number)];
                let told = format!("c{id} {} {:?} {:?} {:?} due {:?}", NAMES[number], cases[id], told.pauses, (told.start, told.stop), judgement.due);
                let took = judgement.elapsed.map(Elapsed::amount);
                prop_assert_eq!((took, judgement.paused), (Some(elapsed), paused), "{}", told);
                if let Some(in_time) = in_time {
                    prop_assert_eq!(judgement.state == State::Met, in_time, "{}", told);
                }
            }
        }
        // What is told of the first case adds up to what was judged of it.
        let query = Query { watched: Some("c0".to_owned()), as_of: run.latest.map(AsOf::Instant), ..query };
        let run = Run::open(&definitions, &query, &mut stdin).unwrap();
        let explanation = Explanation::collect(&definitions, run, &query).unwrap();
        let subjects = &explanation.cases[0].subjects;
        prop_assert_eq!(subjects.len(), 4);
        for (subject, limit) in subjects.iter().zip(limits) {
            let (_, elapsed, paused) = match subject.id.as_str() {
                "hours" => walk.hours(&told[0], limit * 60, false),
                "business-hours" => walk.hours(&told[0], limit * 60, true),
                "days" => walk.days(&told[0], limit, false),
                _ => walk.days(&told[0], limit, true),
            };
            let target = &subject.targets[0];
            let timeline = target.clock.as_ref().unwrap().timeline.as_ref().unwrap();
            let sum = |paused: bool| -> i64 {
                let lines = timeline.lines.iter();
                lines.filter(|line| matches!(line.why, promise::clock::Why::Paused(_)) == paused).map(|line| line.amount).sum()
            };
            prop_assert_eq!((sum(false), sum(true)), (elapsed, paused));
            prop_assert_eq!((timeline.counted, timeline.paused), (elapsed, paused));
            prop_assert!(target.adds_up());
        }
    }
}
