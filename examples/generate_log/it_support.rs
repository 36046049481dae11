//! The logs of `it-support/`: incidents, and requests for anything else with the new colleagues among them, from July to September 2026, as
//! exported at noon on 2 October.
//!
//! The story: in August, with colleagues on holiday, too many clients are not called back after the fix,
//! and that promise is broken in the month. The blemishes: a time in words, a ticket that was exported
//! twice, a reply before its question, tickets that are still open.

use crate::calendar::{DAY, HOUR, Hours, MINUTE, date, minute};
use crate::random::SplitMix64;
use crate::table::Table;

const SEED: u64 = 12;
const FIRST_DAY: i64 = date(2026, 7, 1);
const LAST_DAY: i64 = date(2026, 9, 30);
/// What happened later is not in the files.
const EXPORT: i64 = date(2026, 10, 2) * DAY + 12 * HOUR;

const DESK: Hours = Hours {
    windows: &[(9 * HOUR, 18 * HOUR)],
    week: 5,
    holidays: &[(date(2026, 7, 1), date(2026, 7, 1)), (date(2026, 10, 1), date(2026, 10, 1))],
    make_up_days: &[],
};

/// A row of either log; some fields are about one type of ticket only.
#[derive(Default)]
struct Ticket {
    kind: &'static str,
    severity: &'static str,
    channel: &'static str,
    opened: i64,
    replied: Option<i64>,
    resolved: Option<i64>,
    called_back: Option<i64>,
    hold: Option<(i64, i64)>,
    first_day: Option<i64>,
    solved_first: &'static str,
    cause: &'static str,
    subject: &'static str,
}

pub(crate) fn files() -> crate::Files {
    let mut random = SplitMix64(SEED);
    let mut incidents = Table::new(
        "ticket,type,severity,client,channel,opened,first reply,hold from,hold to,resolved,called back,status,\
         cause,subject",
    );
    let mut requests =
        Table::new("ticket,type,client,channel,opened,resolved,solved first,first day,cause,subject");
    for day in (FIRST_DAY..=LAST_DAY).filter(|&day| DESK.is_workday(day)) {
        write_incident(&incident(day, &mut random), &mut random, &mut incidents);
        if day % 5 < 4 {
            write_incident(&incident(day, &mut random), &mut random, &mut incidents);
        }
        write_request(&request(day, &mut random), &mut random, &mut requests);
        // Whoever begins after the export is on the list of the next quarter.
        let colleague = new_starter(day, &mut random);
        if day % 3 == 0 && colleague.first_day < Some(EXPORT / DAY) {
            write_request(&colleague, &mut random, &mut requests);
        }
    }
    incidents.sort();
    incidents.number(|number| format!("HL-{:05}", 7300 + number));
    incidents.mistype(44, "first reply", "yesterday 4pm");
    incidents.mistype(75, "first reply", "2026-07-01T08:00:00+08:00");
    incidents.repeat(96);
    requests.sort();
    requests.number(|number| format!("RQ-{:05}", 2100 + number));
    vec![("incidents.csv", incidents.csv()), ("requests.csv", requests.csv())]
}

fn seen(time: Option<i64>) -> String {
    let time = time.filter(|&time| time <= EXPORT);
    time.map(|time| minute(time).replace(' ', "T") + ":00+08:00").unwrap_or_default()
}

fn client(random: &mut SplitMix64) -> String {
    let others = [(300, "Quay & Co"), (250, "明輝會計"), (150, "Tai Po Logistics, Ltd")];
    random.pick("協和診所", &others).to_owned()
}

fn write_incident(ticket: &Ticket, random: &mut SplitMix64, table: &mut Table) {
    table.row(
        ticket.opened,
        [
            ticket.kind.to_owned(),
            ticket.severity.to_owned(),
            client(random),
            ticket.channel.to_owned(),
            seen(Some(ticket.opened)),
            seen(ticket.replied),
            seen(ticket.hold.map(|(from, _)| from)),
            seen(ticket.hold.map(|(_, to)| to)),
            seen(ticket.resolved),
            seen(ticket.called_back),
            (if ticket.resolved <= Some(EXPORT) { "resolved" } else { "open" }).to_owned(),
            ticket.cause.to_owned(),
            ticket.subject.to_owned(),
        ],
    );
}

fn write_request(ticket: &Ticket, random: &mut SplitMix64, table: &mut Table) {
    let first_day = ticket.first_day.map(|day| minute(day * DAY).chars().take(10).collect());
    table.row(
        ticket.opened,
        [
            ticket.kind.to_owned(),
            client(random),
            ticket.channel.to_owned(),
            seen(Some(ticket.opened)),
            seen(ticket.resolved),
            ticket.solved_first.to_owned(),
            first_day.unwrap_or_default(),
            ticket.cause.to_owned(),
            ticket.subject.to_owned(),
        ],
    );
}

fn incident(day: i64, random: &mut SplitMix64) -> Ticket {
    let opened = day * DAY + random.between(7 * 60 + 30, 18 * 60 + 30) * MINUTE;
    let severity = random.pick("P3", &[(170, "P1"), (330, "P2")]);
    let channel = random.pick("phone", &[(350, "portal"), (80, "email")]);
    let cause = random.pick("none", &[(35, "vendor")]);
    let (reply, fix) = match severity {
        "P1" => (30, 4 * 60),
        "P2" => (60, 9 * 60),
        _ => (4 * 60, 0),
    };
    let mut replied = DESK.walk(opened, random.taken(reply, 45) * MINUTE);
    if severity == "P1" && channel == "email" {
        replied = DESK.walk(replied, 2 * HOUR);
    }
    let hold = (severity != "P1" && random.chance(110))
        .then(|| (replied, DESK.walk(replied, random.between(180, 1500) * MINUTE)));
    let open_since = hold.map_or(opened, |(_, back)| back);
    let spent = DESK.walk(opened, if fix > 0 { random.taken(fix, 110) * MINUTE } else { 0 });
    let mut resolved = if fix > 0 {
        match hold {
            Some((_, back)) => DESK.walk(back, random.between(30, fix / 2) * MINUTE),
            None => spent.max(replied + 5 * MINUTE),
        }
    } else {
        let days = random.pick(2, &[(300, 1), (220, 3), (90, 4), (30, 6)]);
        DESK.time_on(DESK.working_day(open_since / DAY, days, None), random)
    };
    if cause == "vendor" {
        resolved = DESK.time_on(DESK.working_day(resolved / DAY, 6, None), random);
    }
    let august = (date(2026, 8, 1)..=date(2026, 8, 31)).contains(&(resolved / DAY));
    let days = if random.chance(if august { 210 } else { 50 }) { random.between(2, 4) } else { 1 };
    let called_back = DESK.time_on(DESK.working_day(resolved / DAY, days, None), random);
    Ticket {
        kind: "incident",
        severity,
        channel,
        opened,
        replied: Some(replied),
        resolved: Some(resolved),
        called_back: (channel != "email").then_some(called_back),
        hold,
        cause,
        subject: random.text(&[
            "VPN斷線",
            "Outlook不能發信",
            "印表機, 三樓",
            "server down",
            "POS機死機",
            "Wi-Fi",
        ]),
        ..Ticket::default()
    }
}

fn request(day: i64, random: &mut SplitMix64) -> Ticket {
    let opened = day * DAY + random.between(9 * 60, 17 * 60 + 30) * MINUTE;
    let cause = random.pick("none", &[(50, "sign-off")]);
    let july = day < date(2026, 8, 1);
    let first = random.chance(if july { 620 } else { 800 });
    let resolved = if first {
        DESK.walk(opened, random.between(5, 40) * MINUTE)
    } else {
        let days = random.pick(1, &[(200, 2), (60, 4)]);
        DESK.time_on(DESK.working_day(day, days, None), random)
    };
    Ticket {
        kind: "request",
        channel: random.pick("phone", &[(500, "portal")]),
        opened,
        resolved: Some(resolved),
        solved_first: if first { "true" } else { "false" },
        cause,
        subject: random.text(&[
            "重設密碼",
            "new mailbox",
            "安裝軟件",
            "共享資料夾權限",
            "toner",
            "二維碼登入",
        ]),
        ..Ticket::default()
    }
}

fn new_starter(day: i64, random: &mut SplitMix64) -> Ticket {
    let opened = day * DAY + random.between(9 * 60, 17 * 60) * MINUTE;
    let cause = random.pick("none", &[(50, "late form")]);
    let first_day = DESK.working_day(day, if cause == "none" { random.between(7, 12) } else { 3 }, None);
    let ahead = random.pick(3, &[(330, 4), (200, 5), (80, 2), (60, 1)]);
    let mut ready = first_day;
    for _ in 0..ahead {
        ready -= 1;
        while !DESK.is_workday(ready) {
            ready -= 1;
        }
    }
    Ticket {
        kind: "new starter",
        channel: "portal",
        opened,
        resolved: Some(DESK.time_on(ready, random).max(opened + HOUR)),
        first_day: Some(first_day),
        cause,
        subject: random.text(&["新同事入職", "new colleague", "實習生"]),
        ..Ticket::default()
    }
}
