//! The logs of `telecom/`: calls to the hotline, and the events of faults, installations and
//! complaints, from July to September 2026, as exported on the morning of 1 October.
//!
//! The story: in September a storm of questions about a new tariff meets the same number of
//! advisers, and the promise of the hotline is broken in that month. The blemishes: a caller who
//! hangs up, hours that do not exist, an event that was sent twice, complaints that are still open.

use crate::calendar::{CHINA, CHINA_MAKE_UP, DAY, HOUR, Hours, MINUTE, date, minute, stamp};
use crate::random::SplitMix64;
use crate::table::Table;

const SEED: u64 = 146;
const FIRST_DAY: i64 = date(2026, 7, 1);
/// What happened later is not in the files.
const EXPORT: i64 = date(2026, 10, 1) * DAY + 9 * HOUR;

const OFFICE: Hours = Hours {
    windows: &[(8 * HOUR + 30 * MINUTE, 12 * HOUR), (14 * HOUR, 17 * HOUR + 30 * MINUTE)],
    week: 5,
    holidays: &CHINA,
    make_up_days: &CHINA_MAKE_UP,
};

pub(crate) fn files() -> crate::Files {
    let mut random = SplitMix64(SEED);
    vec![("calls.csv", calls(&mut random)), ("tickets.csv", tickets(&mut random))]
}

fn calls(random: &mut SplitMix64) -> String {
    let mut table = Table::new("call,chosen_at,taken_at,queue,event_line,city,subject");
    for day in FIRST_DAY..date(2026, 10, 1) {
        let chosen = day * DAY
            + random.pick(9, &[(150, 14), (200, 17), (150, 20), (60, 2)]) * HOUR
            + random.below(3 * HOUR);
        let event = random.pick("none", &[(30, "flood")]);
        let mut wait = random.taken(30, if day < date(2026, 9, 1) { 60 } else { 240 });
        if event == "flood" {
            wait += 200;
        }
        table.row(
            chosen,
            [
                stamp(chosen),
                stamp(chosen + wait),
                random.pick("home", &[(250, "business")]).to_owned(),
                event.to_owned(),
                random.pick("贵阳", &[(300, "遵义"), (200, "安顺")]).to_owned(),
                random
                    .text(&["账单", "网速慢", "资费咨询", "换套餐", "报障", "new tariff", "发票"])
                    .to_owned(),
            ],
        );
    }
    table.sort();
    table.number(|number| format!("C{number:04}"));
    // Whoever hangs up was never answered.
    table.mistype(53, "taken_at", "");
    table.mistype(40, "taken_at", "2026-08-10 25:61:07");
    table.csv()
}

/// What stands on every row of a ticket.
struct Ticket {
    number: String,
    kind: &'static str,
    area: &'static str,
    city: &'static str,
    cause: &'static str,
    full_speed: &'static str,
}

impl Ticket {
    fn event(&self, table: &mut Table, time: i64, event: &str, state: &str) {
        if time > EXPORT {
            return;
        }
        let ticket = [self.kind, self.area, self.city, self.cause, self.full_speed].map(str::to_owned);
        let [kind, area, city, cause, full_speed] = ticket;
        let [event, state] = [event, state].map(str::to_owned);
        table.row(
            time,
            [self.number.clone(), minute(time), event, state, kind, area, city, cause, full_speed],
        );
    }
}

fn tickets(random: &mut SplitMix64) -> String {
    let mut table = Table::new("ticket,at,event,state,type,area,city,cause,full_speed");
    for number in 0..76 {
        let day = FIRST_DAY + number * 92 / 76;
        let kind = match number % 4 {
            0 | 2 => "fault",
            1 => "installation",
            _ => "complaint",
        };
        let cause = match kind {
            "fault" => random.pick("wear", &[(200, "weather"), (60, "cable cut")]),
            "installation" => random.pick("none", &[(60, "house wiring")]),
            _ => random.pick("bill", &[(300, "visit"), (60, "third party")]),
        };
        let ticket = Ticket {
            number: format!("YC-{:05}", 40_210 + number),
            kind,
            area: random.pick("town", &[(400, "village")]),
            city: random.pick("贵阳", &[(300, "遵义"), (200, "安顺")]),
            cause,
            full_speed: match kind {
                "installation" => random.pick("true", &[(90, "false")]),
                _ => "",
            },
        };
        let start = day * DAY + random.between(8 * 60, 20 * 60) * MINUTE;
        match kind {
            "fault" => fault(&ticket, start, random, &mut table),
            "installation" => {
                // All that was ordered was installed within the quarter.
                let visit = (day + random.between(2, 6)).min(EXPORT / DAY - 1) * DAY
                    + random.between(9 * 60, 18 * 60) * MINUTE;
                ticket.event(&mut table, start, "ordered", "open");
                ticket.event(&mut table, visit, "installed", "done");
            }
            _ => complaint(&ticket, start, random, &mut table),
        }
    }
    table.sort();
    table.mistype(90, "at", "2026-08-12 24:70");
    table.repeat(31);
    table.csv()
}

fn fault(ticket: &Ticket, start: i64, random: &mut SplitMix64, table: &mut Table) {
    let limit = if ticket.area == "town" { 24 } else { 36 } * 60;
    let mut work = random.taken(limit, 70) * MINUTE;
    if ticket.cause == "cable cut" {
        work += 30 * HOUR;
    }
    let called = start + random.taken(120, 50) * MINUTE;
    ticket.event(table, start, "reported", "open");
    ticket.event(table, called, "called", "visit agreed");
    let mut repaired = start + work;
    if random.chance(150) {
        let away = called.max(start + work / 2);
        let back = away + random.between(8, 40) * HOUR;
        ticket.event(table, away, "nobody in", "waiting for customer");
        ticket.event(table, back, "customer back", "visit agreed");
        repaired += back - away;
    }
    ticket.event(table, repaired, "repaired", "done");
    if random.chance(60) {
        // It fails again the next day, and is soon mended for good.
        let again = repaired + random.between(10, 30) * HOUR;
        ticket.event(table, again, "failed again", "open");
        ticket.event(table, again + 50 * MINUTE, "repaired", "done");
    }
}

fn complaint(ticket: &Ticket, start: i64, random: &mut SplitMix64, table: &mut Table) {
    let day = start / DAY;
    let called = OFFICE.working_day(day, if random.chance(50) { 2 } else { 1 }, None);
    let called = OFFICE.time_on(called, random);
    let days = random.pick(4, &[(250, 3), (250, 5), (50, 7)]);
    let days = if ticket.cause == "third party" { 12 } else { days };
    ticket.event(table, start, "reported", "open");
    ticket.event(table, called, "called", "being settled");
    let answered = OFFICE.time_on(OFFICE.working_day(day, days, None), random);
    ticket.event(table, answered.max(called + 30 * MINUTE), "answered", "done");
}
