//! The log of `hotel/`: check-ins, calls from the rooms and check-outs of April to June 2026, as
//! exported at noon on 1 July. Days come first in its dates, as is usual in Singapore.
//!
//! The story: with half the front desk on leave in May, check-in takes too long on average in that
//! month. The blemishes: a date that does not exist, answers that guests left blank, a call that was
//! ended before it began, deposits not yet paid back.

use crate::calendar::{DAY, HOUR, Hours, MINUTE, civil, date, time_of_day};
use crate::random::SplitMix64;
use crate::table::Table;

const SEED: u64 = 1;
const FIRST_DAY: i64 = date(2026, 4, 1);
const LAST_DAY: i64 = date(2026, 6, 30);
/// What happened later is not in the file.
const EXPORT: i64 = date(2026, 7, 1) * DAY + 12 * HOUR;

const BANK: Hours = Hours {
    windows: &[(9 * HOUR, 18 * HOUR)],
    week: 5,
    holidays: &[
        (date(2026, 4, 3), date(2026, 4, 3)),
        (date(2026, 5, 1), date(2026, 5, 1)),
        (date(2026, 5, 27), date(2026, 5, 27)),
        (date(2026, 6, 1), date(2026, 6, 1)),
    ],
    make_up_days: &[],
};

/// A row of the log; most fields are about one type of row.
struct Row {
    kind: &'static str,
    subject: &'static str,
    done: Option<i64>,
    billed: Option<i64>,
    released: Option<i64>,
    later: Option<(i64, i64)>,
    score: &'static str,
    party: &'static str,
    stock: &'static str,
    disputed: &'static str,
    damage: &'static str,
    source: &'static str,
}

impl Row {
    fn new(kind: &'static str, subject: &'static str) -> Self {
        Row {
            kind,
            subject,
            done: None,
            billed: None,
            released: None,
            later: None,
            score: "",
            party: "none",
            stock: "in",
            disputed: "no",
            damage: "no",
            source: "house",
        }
    }
}

pub(crate) fn files() -> crate::Files {
    let mut random = SplitMix64(SEED);
    let mut table = Table::new(
        "ref,type,subject,time,room,wing,done_at,billed_at,released_at,later_from,later_to,score,room_rate,\
         party,stock,disputed,damage,source",
    );
    for day in FIRST_DAY..=LAST_DAY {
        let kinds: &[&str] = match day % 4 {
            0 => &["check-in", "amenity", "check-out"],
            1 => &["check-in", "fault", "amenity"],
            2 => &["check-in", "check-out", "amenity"],
            _ => &["amenity", "check-out", "fault"],
        };
        for kind in kinds {
            let (time, row) = match *kind {
                "check-in" => check_in(day, &mut random),
                "amenity" => amenity(day, &mut random),
                "fault" => fault(day, &mut random),
                _ => check_out(day, &mut random),
            };
            write(time, &row, &mut random, &mut table);
        }
    }
    table.sort();
    table.number(|number| format!("BQ{number:04}"));
    table.mistype(64, "done_at", "31/04/2026 15:20");
    table.mistype(151, "done_at", "21/05/2026 14:52");
    vec![("guests.csv", table.csv())]
}

fn stamp(time: i64) -> String {
    let (year, month, day) = civil(time / DAY);
    format!("{day:02}/{month:02}/{year} {}", time_of_day(time))
}

fn seen(time: Option<i64>) -> String {
    time.filter(|&time| time <= EXPORT).map(stamp).unwrap_or_default()
}

fn write(time: i64, row: &Row, random: &mut SplitMix64, table: &mut Table) {
    let floor = random.between(2, 11);
    table.row(
        time,
        [
            row.kind.to_owned(),
            row.subject.to_owned(),
            stamp(time),
            (floor * 100 + random.between(1, 18)).to_string(),
            random.pick("garden", &[(500, "river")]).to_owned(),
            seen(row.done),
            seen(row.billed),
            seen(row.released),
            seen(row.later.map(|(from, _)| from)),
            seen(row.later.map(|(_, to)| to)),
            row.score.to_owned(),
            (random.between(18, 42) * 10).to_string(),
            row.party.to_owned(),
            row.stock.to_owned(),
            row.disputed.to_owned(),
            row.damage.to_owned(),
            row.source.to_owned(),
        ],
    );
}

fn check_in(day: i64, random: &mut SplitMix64) -> (i64, Row) {
    let time = day * DAY + random.between(13 * 60, 23 * 60) * MINUTE;
    let mut row = Row::new("check-in", "arrival");
    row.party = random.pick("none", &[(60, "coach")]);
    let may = (date(2026, 5, 1)..=date(2026, 5, 31)).contains(&day);
    let mut minutes = random.between(3, 11) + if may { random.between(1, 4) } else { 0 };
    if row.party == "coach" {
        minutes += 25;
    }
    row.done = Some(time + minutes * MINUTE);
    (time, row)
}

fn amenity(day: i64, random: &mut SplitMix64) -> (i64, Row) {
    let time = day * DAY + random.between(7 * 60, 23 * 60) * MINUTE;
    let subject = random.text(&["毛巾", "towels", "cot", "牙刷", "kettle", "枕头", "ice"]);
    let mut row = Row::new("amenity", subject);
    row.stock = random.pick("in", &[(40, "none")]);
    let mut minutes = random.taken(20, 40);
    if row.stock == "none" {
        minutes += 60;
    }
    row.done = Some(time + minutes * MINUTE);
    (time, row)
}

fn fault(day: i64, random: &mut SplitMix64) -> (i64, Row) {
    let noise = random.chance(400);
    let subject = if noise {
        "noise"
    } else {
        random.text(&["空调", "shower", "电视", "safe", "wifi", "灯", "锁"])
    };
    let hour = if noise { 22 * 60 } else { 9 * 60 };
    let time = day * DAY + random.between(hour, hour + 4 * 60) * MINUTE;
    let mut row = Row::new("fault", subject);
    if noise {
        row.source = random.pick("house", &[(80, "street")]);
    }
    let work = if noise { random.taken(15, 60) } else { random.taken(60, 80) } * MINUTE;
    row.later =
        (!noise && random.chance(160)).then(|| (time + 5 * MINUTE, time + random.between(60, 300) * MINUTE));
    row.done = Some(time + work + row.later.map_or(0, |(from, to)| to - from));
    (time, row)
}

fn check_out(day: i64, random: &mut SplitMix64) -> (i64, Row) {
    let time = day * DAY + random.between(6 * 60, 12 * 60) * MINUTE;
    let mut row = Row::new("check-out", "departure");
    row.disputed = random.pick("no", &[(40, "yes")]);
    row.damage = random.pick("no", &[(25, "yes")]);
    row.score = random.pick("5", &[(330, "4"), (70, "3"), (30, "2"), (15, "1"), (25, "n/a")]);
    let disputed = if row.disputed == "yes" { 20 * HOUR } else { 0 };
    row.billed = Some(time + random.taken(120, 30) * MINUTE + disputed);
    let days = random.pick(2, &[(200, 1), (300, 3), (60, 5)]);
    let days = if row.damage == "yes" { 8 } else { days };
    row.released = Some(BANK.time_on(BANK.working_day(day, days, None), random));
    (time, row)
}
