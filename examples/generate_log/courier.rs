//! The logs of `courier/`: parcels between Chengdu and Chongqing, and claims for lost and damaged
//! ones, from July to September 2026, as exported on the morning of 1 October.
//!
//! The story: August is too hot for the collection round, whose promise is broken in that month and
//! kept in the others. The blemishes: a row that a scanner sent twice, a date that does not exist, a
//! delivery before its collection, parcels still on the way.

use crate::calendar::{CHINA, CHINA_MAKE_UP, DAY, HOUR, Hours, MINUTE, date, minute};
use crate::random::SplitMix64;
use crate::table::Table;

const SEED: u64 = 5;
const FIRST_DAY: i64 = date(2026, 7, 1);
const LAST_DAY: i64 = date(2026, 9, 30);
/// What happened later is not in the files.
const EXPORT: i64 = date(2026, 10, 1) * DAY + 9 * HOUR + 30 * MINUTE;

const ROUND: Hours = Hours { windows: &[(8 * HOUR, 20 * HOUR)], week: 7, holidays: &[], make_up_days: &[] };

const OFFICE: Hours = Hours {
    windows: &[(9 * HOUR, 12 * HOUR), (13 * HOUR + 30 * MINUTE, 18 * HOUR)],
    week: 5,
    holidays: &CHINA,
    make_up_days: &CHINA_MAKE_UP,
};

pub(crate) fn files() -> crate::Files {
    let mut random = SplitMix64(SEED);
    vec![("parcels.csv", parcels(&mut random)), ("claims.csv", claims(&mut random))]
}

fn seen(time: i64) -> String {
    if time <= EXPORT { minute(time) } else { String::new() }
}

fn parcels(random: &mut SplitMix64) -> String {
    let mut table = Table::new(
        "waybill,service,city,weight_kg,freight,booked_at,collected_at,scanned_at,delivered_at,away_from,\
         away_to,evening,slot_end,checked,packed_by,intact,hold_reason,note",
    );
    for day in FIRST_DAY..=LAST_DAY {
        for _ in 0..2 {
            parcel(day, random, &mut table);
        }
    }
    table.sort();
    table.number(|number| format!("SY{:08}", 26_070_000 + number * 37));
    table.mistype(52, "scanned_at", "2026-07-32 14:05");
    table.mistype(120, "delivered_at", "2026-08-01 09:00");
    table.repeat(77);
    table.csv()
}

fn parcel(day: i64, random: &mut SplitMix64, table: &mut Table) {
    let booked = day * DAY + random.between(7 * 60, 21 * 60) * MINUTE;
    let service = random.pick("same-city", &[(400, "intercity")]);
    let reason = random.pick("none", &[(25, "storm"), (15, "network"), (25, "gate")]);
    let hot = (date(2026, 8, 1)..=date(2026, 8, 31)).contains(&day);
    let mut round = random.taken(120, if hot { 150 } else { 40 }) * MINUTE;
    if reason == "storm" {
        round += 5 * HOUR;
    }
    let collected = ROUND.walk(booked, round);
    let scan = random.taken(240, 20) + if reason == "network" { 200 } else { 0 };
    let limit = if service == "same-city" { 24 } else { 48 };
    let slow = random.chance(60);
    let mut hours = if slow { limit + random.between(1, 9) } else { random.between(limit / 2, limit - 2) };
    if reason == "gate" {
        hours += 20;
    }
    let mut delivered = at_day(collected + hours * HOUR + random.below(59) * MINUTE);
    // Whoever is out when the courier rings gets the parcel on another day.
    let away = random.chance(80).then(|| (delivered, at_day(delivered + random.between(18, 46) * HOUR)));
    if let Some((_, back)) = away {
        delivered = back;
    }
    // Only what is collected by three can come on the same evening.
    let early = collected % DAY < 15 * HOUR;
    let evening = service == "same-city" && early && random.chance(650);
    let slot_end = collected / DAY * DAY + 21 * HOUR;
    if evening && away.is_none() {
        delivered = slot_end - random.between(-9, 110) * MINUTE;
    }
    let note = match random.below(7) {
        0 => random.text(&["放门卫室", "请勿暴晒", "易碎, 轻放", "Ring twice", "代收: 菜鸟驿站"]),
        _ => "",
    };
    let weight = random.between(1, 90);
    let checked = if random.chance(620) { "yes" } else { "no" };
    table.row(
        booked,
        [
            service.to_owned(),
            random.pick("成都", &[(450, "重庆")]).to_owned(),
            format!("{}.{:02}", weight / 4, weight % 4 * 25),
            (8 + weight / 4 * if service == "same-city" { 1 } else { 2 }).to_string(),
            minute(booked),
            seen(collected),
            seen(collected + scan * MINUTE),
            seen(delivered),
            away.map(|(from, _)| seen(from)).unwrap_or_default(),
            away.map(|(_, to)| seen(to)).unwrap_or_default(),
            (if evening { "yes" } else { "no" }).to_owned(),
            if evening { minute(slot_end) } else { String::new() },
            checked.to_owned(),
            random.pick("courier", &[(60, "sender")]).to_owned(),
            (if random.chance(965) { "true" } else { "false" }).to_owned(),
            reason.to_owned(),
            note.to_owned(),
        ],
    );
}

/// Nobody rings at night: what would come then comes in the first hour of the morning.
fn at_day(time: i64) -> i64 {
    let hour = time % DAY / HOUR;
    match hour {
        0..8 => time / DAY * DAY + 8 * HOUR + time % HOUR,
        21.. => time / DAY * DAY + DAY + 8 * HOUR + time % HOUR,
        _ => time,
    }
}

fn claims(random: &mut SplitMix64) -> String {
    let mut table = Table::new(
        "claim,type,city,filed_at,called_at,papers_asked,papers_came,decided_at,sum,hold_reason,note",
    );
    for week in 0..13 {
        for _ in 0..3 {
            let day = FIRST_DAY + week * 7 + random.below(7);
            let filed = day * DAY + random.between(8 * 60, 22 * 60) * MINUTE;
            let called = OFFICE.walk(filed, random.taken(180, 70) * MINUTE);
            let papers = random.chance(180).then(|| (called, called + random.between(20, 90) * HOUR));
            let reason = random.pick("none", &[(40, "police")]);
            let days = random.pick(3, &[(200, 2), (330, 4), (180, 5), (50, 7)]);
            let days = if reason == "police" { 11 } else { days };
            let wait = papers.map(|(from, to)| (from / DAY, to / DAY));
            let decided = OFFICE.time_on(OFFICE.working_day(day, days, wait), random);
            let note = random.text(&["外箱破损, 内件完好", "内件短少", "茶具碎裂, 附照片", "", "", "未收到"]);
            table.row(
                filed,
                [
                    "claim".to_owned(),
                    random.pick("成都", &[(450, "重庆")]).to_owned(),
                    minute(filed),
                    seen(called),
                    papers.map(|(from, _)| seen(from)).unwrap_or_default(),
                    papers.map(|(_, to)| seen(to)).unwrap_or_default(),
                    seen(decided),
                    random.between(20, 900).to_string(),
                    reason.to_owned(),
                    note.to_owned(),
                ],
            );
        }
    }
    table.sort();
    table.number(|number| format!("LP-{number:03}"));
    table.mistype(17, "called_at", "n/a");
    table.csv()
}
