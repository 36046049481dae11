//! The log of `utility/`: faults, planned works, new connections and checks of the voltage from July
//! to September 2026, as exported on the morning of 1 October.
//!
//! The story: thunderstorms in August bring more faults than crews can mend in four hours, and the
//! promise of power is broken in that month. Planned works are always announced in time, though not
//! always as early as the standard asks. The blemishes: a date that does not exist, a row that came
//! twice, an arrival before its report, faults and connections that are still open.

use crate::calendar::{CHINA, CHINA_MAKE_UP, DAY, HOUR, Hours, MINUTE, date, minute};
use crate::random::SplitMix64;
use crate::table::Table;

const SEED: u64 = 10;
const FIRST_DAY: i64 = date(2026, 7, 1);
const LAST_DAY: i64 = date(2026, 9, 30);
/// What happened later is not in the file.
const EXPORT: i64 = date(2026, 10, 1) * DAY + 9 * HOUR;

const OFFICE: Hours = Hours {
    windows: &[(8 * HOUR + 30 * MINUTE, 12 * HOUR), (13 * HOUR + 30 * MINUTE, 17 * HOUR + 30 * MINUTE)],
    week: 5,
    holidays: &CHINA,
    make_up_days: &CHINA_MAKE_UP,
};

/// A row of the log; most times are those of one type of job.
#[derive(Default)]
struct Job {
    kind: &'static str,
    village: bool,
    reported: Option<i64>,
    arrived: Option<i64>,
    power_on: Option<i64>,
    plan: Option<i64>,
    announced: Option<i64>,
    power_off: Option<i64>,
    locked: Option<(i64, i64)>,
    volts: Option<i64>,
    reason: &'static str,
    remark: &'static str,
}

pub(crate) fn files() -> crate::Files {
    let mut random = SplitMix64(SEED);
    let mut table = Table::new(
        "job,type,area,district,reported_at,arrived_at,power_on_at,plan_at,announced_at,power_off_at,\
         locked_from,locked_to,volts,hold_reason,remark",
    );
    for day in FIRST_DAY..=LAST_DAY {
        write(&fault(day, &mut random), &mut random, &mut table);
        if day % 6 == 0 {
            write(&fault(day, &mut random), &mut random, &mut table);
        }
        if day % 4 == 1 {
            write(&works(day, &mut random), &mut random, &mut table);
        }
        if day % 3 == 0 {
            write(&connection(day, &mut random), &mut random, &mut table);
        }
        if day % 3 == 1 {
            write(&check(day, &mut random), &mut random, &mut table);
        }
    }
    table.sort();
    table.number(|number| format!("JT{number:04}"));
    table.mistype(140, "power_on_at", "2026/08/33 11:20");
    table.mistype(35, "arrived_at", "2026/07/01 00:30");
    table.repeat(150);
    vec![("jobs.csv", table.csv())]
}

fn seen(time: Option<i64>) -> String {
    let time = time.filter(|&time| time <= EXPORT);
    time.map_or_else(|| "-".to_owned(), |time| minute(time).replace('-', "/"))
}

fn write(job: &Job, random: &mut SplitMix64, table: &mut Table) {
    table.row(
        job.reported.or(job.announced).unwrap_or(EXPORT),
        [
            job.kind.to_owned(),
            (if job.village { "农村" } else { "城区" }).to_owned(),
            random.pick("江北", &[(350, "江南"), (250, "港区")]).to_owned(),
            seen(job.reported),
            seen(job.arrived),
            seen(job.power_on),
            seen(job.plan),
            seen(job.announced),
            seen(job.power_off),
            seen(job.locked.map(|(from, _)| from)),
            seen(job.locked.map(|(_, to)| to)),
            job.volts.map_or_else(|| "-".to_owned(), |volts| volts.to_string()),
            job.reason.to_owned(),
            job.remark.to_owned(),
        ],
    );
}

fn fault(day: i64, random: &mut SplitMix64) -> Job {
    let reported = day * DAY + random.between(5 * 60, 23 * 60) * MINUTE;
    let village = random.chance(350);
    let reason = random.pick("none", &[(25, "flood")]);
    let august = (date(2026, 8, 1)..=date(2026, 8, 31)).contains(&day);
    let mut drive = random.taken(if village { 90 } else { 45 }, 50) * MINUTE;
    if reason == "flood" {
        drive += 6 * HOUR;
    }
    let arrived = reported + drive;
    let slow = random.chance(if august { 150 } else { 30 });
    let mut minutes = if slow { random.between(250, 390) } else { random.between(95, 232) };
    minutes += if reason == "flood" { 420 } else { 0 };
    let locked = random.chance(90).then(|| (arrived, arrived + random.between(20, 200) * MINUTE));
    let waited = locked.map_or(0, |(from, to)| to - from);
    Job {
        kind: "fault",
        village,
        reported: Some(reported),
        arrived: Some(arrived),
        power_on: Some((reported + minutes * MINUTE + waited).max(arrived + 10 * MINUTE)),
        locked,
        reason,
        remark: random.text(&["", "", "跳闸", "树枝压线", "表箱烧毁", "变压器, 异响", "雷击", ""]),
        ..Job::default()
    }
}

fn works(day: i64, random: &mut SplitMix64) -> Job {
    let announced = OFFICE.time_on(OFFICE.working_day(day, 0, None), random);
    let power_off = (announced / DAY + random.between(9, 14)) * DAY + random.between(7, 9) * HOUR;
    let early = random.chance(70);
    Job {
        kind: "works",
        village: random.chance(350),
        announced: Some(announced),
        power_off: Some(if early { power_off - 2 * DAY } else { power_off }),
        power_on: Some(power_off + random.between(3, 7) * HOUR),
        reason: "none",
        remark: random.text(&["更换导线", "配变增容", "线路迁改"]),
        ..Job::default()
    }
}

fn connection(day: i64, random: &mut SplitMix64) -> Job {
    let reported = day * DAY + random.between(8 * 60, 20 * 60) * MINUTE;
    let plan = OFFICE.working_day(day, if random.chance(60) { 2 } else { 1 }, None);
    let plan = OFFICE.time_on(plan, random);
    let reason = random.pick("none", &[(40, "new pole")]);
    let locked = random.chance(120).then(|| (plan, plan + random.between(20, 70) * HOUR));
    let wait = locked.map(|(from, to)| (from / DAY, to / DAY));
    let days = random.pick(4, &[(200, 3), (300, 5), (50, 7)]);
    let days = if reason == "new pole" { 15 } else { days };
    let power_on = OFFICE.time_on(OFFICE.working_day(day, days, wait), random);
    Job {
        kind: "connection",
        village: random.chance(350),
        reported: Some(reported),
        plan: Some(plan),
        power_on: Some(power_on),
        locked,
        reason,
        ..Job::default()
    }
}

fn check(day: i64, random: &mut SplitMix64) -> Job {
    let measured = OFFICE.time_on(OFFICE.working_day(day, 0, None), random);
    let low = random.chance(45);
    Job {
        kind: "check",
        village: random.chance(350),
        reported: Some(measured),
        volts: Some(if low { random.between(188, 196) } else { random.between(205, 232) }),
        reason: random.pick("none", &[(30, "own wiring")]),
        ..Job::default()
    }
}
