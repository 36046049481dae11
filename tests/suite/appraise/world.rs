//! Logs of events of a made-up service, seeded: honest ones, and ones in which a team does something for the
//! figures. What each does is stated, so that tests can say what is found of it.

use crate::command::Folder;
use crate::dealing::stdin;
use promise::model::{Date, Definitions};
use promise::report::appraisal::{Appraisal, Appraising, Asked};
use promise::report::{AsOf, Query};
use promise::source::{Sources, files};
use std::fmt::Write as _;

pub(crate) const DEFINITIONS: &str = r#"
[[commitment]]
id = "repair"
title = "Repairs"
status = "published"
[[commitment.target]]
clock = "repair"
within = "4h"
share = "80%"
when = { priority = "urgent" }
[[commitment.target]]
clock = "repair"
within = "8h"
share = "80%"
[[clock]]
id = "repair"
start = "opened"
stop = { event = "closed" }
pause = "held"
[[log]]
id = "jobs"
path = "../jobs.csv"
shape = "events"
case = "job"
event = "event"
at = "at"
pauses = { held = { from = "hold", to = "resume" } }
timestamps = "epoch"
timezone = "UTC"
"#;

/// What a team does for the figures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Habit {
    /// Of the cases that would take up to 20 % more than the limit, so many in 1,000 are closed in its last
    /// 3 %.
    pub(crate) closes_under: u64,
    /// Of the cases that reach 92 % of the limit, so many in 1,000 are put on hold by 99 %, for two hours.
    pub(crate) holds: u64,
    /// So many stops in 1,000 are followed by another row within five minutes.
    pub(crate) reopens: u64,
    /// So many cases in 1,000 are closed within eight seconds.
    pub(crate) answers: u64,
    /// It takes so many thousandths of the time more than others.
    pub(crate) slower: u64,
}

/// A service in which teams have different mixes of urgent and other cases, and are alike else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct World {
    pub(crate) teams: u64,
    /// Of each team.
    pub(crate) cases: u64,
    /// Times are rounded down to whole multiples of so many seconds.
    pub(crate) rounded: u64,
    /// What the first team does.
    pub(crate) habit: Habit,
}

/// Sebastiano Vigna's `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 32) % end.max(1)
    }

    fn chance(&mut self, thousandths: u64) -> bool {
        self.below(1000) < thousandths
    }

    /// About normal, with mean 0 and deviation 1, in thousandths: the sum of twelve even numbers.
    fn normal(&mut self) -> i64 {
        let sum: u64 = (0..12).map(|_| self.below(1001)).sum();
        i64::try_from(sum).unwrap() - 6000
    }

    /// A time of work with this median: a bell on the scale of doublings, of which it mostly takes less than
    /// one more or less.
    fn work(&mut self, median: u64) -> u64 {
        let normal = self.normal();
        // Products alone, which are the same on every machine: 0.8 of a thousandth of a doubling.
        let (mut factor, mut power, mut left) = (1.0, 1.000_554_671_517_834_4, normal.unsigned_abs());
        while left > 0 {
            factor *= if left % 2 == 1 { power } else { 1.0 };
            (power, left) = (power * power, left / 2);
        }
        let median = f64::from(u32::try_from(median).unwrap());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hours")]
        let work = (if normal < 0 { median / factor } else { median * factor }) as u64;
        work.max(60)
    }
}

impl World {
    /// Its log.
    pub(crate) fn log(&self, seed: u64) -> String {
        let mut random = Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let mut log = String::from("job,event,at,team,priority\n");
        for team in 0..self.teams {
            let habit = if team == 0 { self.habit } else { Habit::default() };
            let name = char::from(b'a' + u8::try_from(team).unwrap());
            let case = Case { urgent: team * 100 + 200, team: name, rounded: self.rounded };
            for number in 0..self.cases {
                case.rows(number, &mut random, habit, &mut log);
            }
        }
        log
    }

    /// What is said of its log.
    pub(crate) fn appraise(&self, seed: u64) -> Appraisal {
        let folder = Folder::new().file("commitments/p.toml", DEFINITIONS).file("jobs.csv", self.log(seed));
        let definitions = define(&folder);
        let as_of = AsOf::Day(Date::parse("2026-12-31").unwrap());
        let query = Query { as_of: Some(as_of), ..Query::default() };
        let asked = Asked { by: "team".to_owned(), mix: Vec::new(), min_cases: 30 };
        Appraising::open(&definitions, &query, asked, &mut stdin).unwrap().collect().unwrap()
    }
}

fn define(folder: &Folder) -> Definitions {
    let mut sources = Sources::default();
    let paths = files::collect(&[folder.path().join("commitments")]).unwrap();
    let (definitions, findings) =
        promise::model::load(&mut sources, &paths, std::path::Path::to_path_buf).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    definitions
}

/// A case of a team.
struct Case {
    /// So many in 1,000 of the team are urgent.
    urgent: u64,
    team: char,
    rounded: u64,
}

impl Case {
    fn rows(&self, number: u64, random: &mut Random, habit: Habit, log: &mut String) {
        let Self { team, rounded, .. } = self;
        let urgent = random.chance(self.urgent);
        let (limit, median) = if urgent { (4 * 3600, 3 * 3600) } else { (8 * 3600, 5 * 3600) };
        let mut row = |event: &str, at: u64| {
            let priority = if urgent { "urgent" } else { "low" };
            let at = at - at % rounded;
            writeln!(log, "{team}-{number},{event},{at},{team},{priority}").unwrap();
        };
        let opened = 1_767_225_600 + random.below(300 * 86_400);
        row("opened", opened);
        let mut work = random.work(median) * (1000 + habit.slower) / 1000;
        // One in a hundred answers was there already.
        if random.chance(10 + habit.answers) {
            work = 2 + random.below(7);
        }
        if work > limit && work <= limit * 6 / 5 && random.chance(habit.closes_under) {
            work = limit * 97 / 100 + random.below(limit * 3 / 100);
        }
        // One case in three waits for the customer once, at any time of its work.
        let mut hold = random.chance(333).then(|| random.below(work));
        let mut wait = 600 + random.below(20_000);
        if work > limit * 92 / 100 && random.chance(habit.holds) {
            (hold, wait) = (Some(limit * 92 / 100 + random.below(limit * 7 / 100)), 7200);
        }
        let mut waited = 0;
        if let Some(hold) = hold.filter(|hold| *hold < work) {
            row("hold", opened + hold);
            row("resume", opened + hold + wait);
            waited = wait;
        }
        let closed = opened + work + waited;
        row("closed", closed);
        // One stop in fifty is followed soon, one in ten later.
        if random.chance(20 + habit.reopens) {
            row("note", closed + 5 + random.below(295));
        } else if random.chance(100) {
            row("note", closed + 3600 + random.below(400_000));
        }
    }
}
