//! The two logs of the sample in `commitments/`: the tickets and the survey answers of an invented
//! maker of home appliances, from 1 January to 30 September 2026, as exported on the morning of
//! 1 October.
//!
//! The story in the data, by the terms of `commitments/`:
//!
//! * spare parts come late in every quarter (one promise broken);
//! * so few customers ask for a review of a decision that its result proves little (one
//!   promise uncertain);
//! * of the ordinary repairs, promised within 3 working days, one in ten needs the third, which
//!   is more than the internal standard allows (a standard missed, the promise kept);
//! * everything else is kept;
//! * the files have the blemishes of real exports: dates that do not exist, answers before
//!   their questions, repairs without a slot, ratings left blank, an empty last line, and
//!   tickets that are still open.

use crate::calendar::{CHINA, CHINA_MAKE_UP, DAY, HOUR, Hours, MINUTE, Wait, date, stamp, weekday};
use crate::random::SplitMix64;
use crate::table::Table;

/// Another seed draws other customers. With this one, chance adds no story of its own: no region,
/// channel or product fares better than another.
const SEED: u64 = 1456;

/// The files, each with what is in it.
pub(crate) fn files() -> crate::Files {
    let mut random = SplitMix64(SEED);
    let tickets = tickets(&mut random);
    let surveys = surveys(&tickets, &mut random);
    vec![("service-2026.csv", ticket_file(&tickets)), ("surveys-2026.csv", survey_file(&surveys))]
}

const FIRST_DAY: i64 = date(2026, 1, 1);
const LAST_DAY: i64 = date(2026, 9, 30);
/// What happened later is not in the files.
const EXPORT: i64 = date(2026, 10, 1) * DAY + 10 * HOUR;

/// The service desk is open every day of the year.
const DESK: Hours = Hours { windows: &[(8 * HOUR, 20 * HOUR)], week: 7, holidays: &[], make_up_days: &[] };

const OFFICE: Hours = Hours {
    windows: &[(9 * HOUR, 12 * HOUR), (13 * HOUR + 30 * MINUTE, 18 * HOUR)],
    week: 5,
    holidays: &CHINA,
    make_up_days: &CHINA_MAKE_UP,
};

// ---------------------------------------------------------------- tickets

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Inquiry,
    Repair,
    Complaint,
    Review,
    Refund,
    Parts,
}

impl Kind {
    /// Every kind with its tickets per 1,000 ordinary working days.
    const RATES: [(Kind, i64); 6] = [
        (Kind::Inquiry, 5000),
        (Kind::Repair, 5700),
        (Kind::Complaint, 2900),
        (Kind::Review, 370),
        (Kind::Refund, 2300),
        (Kind::Parts, 2000),
    ];

    fn name(self) -> &'static str {
        match self {
            Kind::Inquiry => "inquiry",
            Kind::Repair => "repair",
            Kind::Complaint => "complaint",
            Kind::Review => "review",
            Kind::Refund => "refund",
            Kind::Parts => "parts",
        }
    }

    /// What is written in the last column, where anything is.
    fn remarks(self, product: &str) -> &'static [&'static str] {
        match self {
            Kind::Inquiry => &[
                "咨询保修期限",
                "询问滤芯更换周期, 已发送说明书",
                "咨询以旧换新活动",
                "发票抬头有误, 需重开",
            ],
            Kind::Repair => match product {
                "空调" => &["不制冷", "遥控器失灵", "内机滴水, 室温32度"],
                "冰箱" => &["冷藏室不制冷", "门封条变形, 结霜", "异响\n夜间尤其明显"],
                "洗衣机" => &["排水慢", "脱水异响, 面板显示\"E3\"", "漏水\n已关水龙头"],
                "热水器" => &["水不热", "漏水, 已断电"],
                _ => &["点不着火", "闻到燃气味, 已提醒关闭总阀并开窗"],
            },
            Kind::Complaint => &[
                "维修后故障再次出现",
                "收费与报价不一致, 附收据照片",
                "客户反映: \"等了一下午\"",
                "安装时墙面受损\n客户要求书面说明",
            ],
            Kind::Review => &["对收费认定有异议", "要求补充检测, 附新照片"],
            Kind::Refund => &["延保重复扣费", "上门费退还, 原支付账户", "维修取消"],
            Kind::Parts => &["滤芯", "门封条, 白色", "遥控器", "水位传感器"],
        }
    }
}

#[derive(Clone, Default)]
struct Ticket {
    kind: Kind,
    channel: &'static str,
    urgent: bool,
    region: &'static str,
    product: &'static str,
    opened: i64,
    answered: Option<i64>,
    slot_end: Option<i64>,
    called: Option<i64>,
    visited: Option<i64>,
    closed: Option<i64>,
    wait: Option<(i64, i64)>,
    hold_reason: &'static str,
    remark: &'static str,
}

impl Ticket {
    /// Forgets what happened after the export.
    fn seen_at_export(mut self) -> Ticket {
        for time in [&mut self.answered, &mut self.called, &mut self.visited, &mut self.closed] {
            *time = time.filter(|&at| at <= EXPORT);
        }
        if self.kind == Kind::Repair && self.visited.is_none() {
            self.called = None;
        }
        self.wait = self.wait.filter(|&(from, _)| from <= EXPORT);
        self
    }

    fn days_waited(&self) -> Wait {
        self.wait.map(|(from, to)| (from / DAY, to / DAY))
    }
}

/// All tickets in the order in which they were opened.
fn tickets(random: &mut SplitMix64) -> Vec<Ticket> {
    let mut all = Vec::new();
    let mut due = [0; Kind::RATES.len()];
    for day in FIRST_DAY..=LAST_DAY {
        for ((kind, rate), due) in Kind::RATES.into_iter().zip(&mut due) {
            *due += rate * demand(day);
            while *due >= 1_000_000 {
                *due -= 1_000_000;
                // Nobody asked for a review in the last week.
                if kind != Kind::Review || day < LAST_DAY - 7 {
                    all.push(ticket(kind, day, random).seen_at_export());
                }
            }
        }
    }
    all.sort_by_key(|ticket| ticket.opened);
    all
}

/// How many of 1,000 customers of an ordinary working day come on this day.
fn demand(day: i64) -> i64 {
    let base = if OFFICE.is_workday(day) {
        1000
    } else if OFFICE.is_holiday(day) {
        450
    } else {
        700
    };
    let sales = date(2026, 6, 1) <= day && day <= date(2026, 6, 20);
    if sales { base * 5 / 4 } else { base }
}

fn ticket(kind: Kind, day: i64, random: &mut SplitMix64) -> Ticket {
    let hour = random.pick(20, &[(30, 7), (250, 8), (250, 10), (270, 14), (120, 18)]);
    let opened = day * DAY + hour * HOUR + random.below(2 * HOUR + 30 * MINUTE);
    let channel = random.pick("phone", &[(250, "chat"), (200, "wechat"), (150, "web")]);
    let region = random.pick("华东", &[(250, "华南"), (220, "华北"), (180, "西南")]);
    let products = [(230, "冰箱"), (210, "洗衣机"), (150, "热水器"), (110, "燃气灶")];
    let product = random.pick("空调", &products);
    let remark = match random.below(5) {
        0 | 1 => random.text(kind.remarks(product)),
        _ => "",
    };
    let urgent = random.chance(match kind {
        Kind::Repair => 260,
        Kind::Complaint => 100,
        _ => 0,
    });
    let ticket = Ticket {
        kind,
        channel,
        urgent,
        region,
        product,
        opened,
        hold_reason: "none",
        remark,
        ..Ticket::default()
    };
    let ticket = answer(ticket, random);
    match kind {
        Kind::Inquiry => {
            Ticket { closed: ticket.answered.map(|at| at + random.between(180, 1500)), ..ticket }
        }
        Kind::Repair => repair(ticket, random),
        _ => settle(ticket, random),
    }
}

/// The first answer: within an open hour, but for 17 of 1,000. The phone and the chat are
/// quicker, and late just as rarely.
fn answer(mut ticket: Ticket, random: &mut SplitMix64) -> Ticket {
    let outage = date(2026, 8, 12) * DAY + 13 * HOUR;
    if (outage..outage + 4 * HOUR).contains(&ticket.opened) {
        ticket.hold_reason = "outage";
        ticket.answered = Some(outage + random.between(260, 400) * MINUTE + random.below(MINUTE));
        return ticket;
    }
    let minutes = if random.chance(17) {
        random.between(63, 190)
    } else if matches!(ticket.channel, "phone" | "chat") {
        random.between(2, 26) + random.below(26)
    } else {
        random.between(4, 30) + random.below(28)
    };
    let seconds = minutes * MINUTE + random.below(MINUTE);
    ticket.answered = Some(DESK.walk(ticket.opened, seconds));
    ticket
}

/// A repair at home: a wait for the customer now and then, a slot, a call, a visit.
fn repair(mut ticket: Ticket, random: &mut SplitMix64) -> Ticket {
    let start = ticket.opened / DAY;
    let answered = ticket.answered.unwrap_or(ticket.opened);
    let mut days = if ticket.urgent {
        random.pick(1, &[(300, 0), (14, 2), (4, 3)])
    } else {
        random.pick(2, &[(380, 1), (100, 3), (10, 4), (3, 5)])
    };
    // Whoever writes late in the day or on a day off is not visited on that day.
    if days == 0 && (!OFFICE.is_workday(start) || answered > start * DAY + 13 * HOUR) {
        days = 1;
    }
    if ticket.hold_reason == "none" {
        let reason = random.pick("none", &[(12, "weather"), (10, "unreachable"), (85, "customer")]);
        // Nobody postpones an urgent repair.
        if !(reason == "customer" && ticket.urgent) {
            ticket.hold_reason = reason;
        }
    }
    if ticket.hold_reason == "customer" {
        let back = answered / DAY + random.between(2, 6);
        ticket.wait = Some((answered, back * DAY + 9 * HOUR));
    }

    let mut day = OFFICE.working_day(start, days, ticket.days_waited());
    // Technicians also drive on ordinary Saturdays: some Monday visits come forward.
    let saturday = day - 2;
    let free = saturday > start && weekday(saturday) == 5 && !OFFICE.is_holiday(saturday);
    if free && ticket.wait.is_none() && random.chance(300) {
        day = saturday;
    }
    let slots = [(250, 9), (250, 10), (250, 14)];
    let slot = if days == 0 { 16 } else { random.pick(16, &slots) };
    // Nobody comes in the hour after the first answer.
    let slot = if day * DAY + slot * HOUR < answered + HOUR { 16 } else { slot };
    let slot_start = day * DAY + slot * HOUR;
    ticket.slot_end = Some(slot_start + 2 * HOUR);
    let arrival = if random.chance(9) { random.between(128, 200) } else { random.between(2, 117) };
    let mut visited = slot_start + arrival * MINUTE + random.below(MINUTE);
    if ticket.hold_reason == "weather" {
        visited = OFFICE.time_on(OFFICE.working_day(day, random.between(1, 3), None), random);
    }
    let notice = match random.below(1000) {
        0..=3 => None,
        4..=13 => Some(random.between(6, 25)),
        _ => Some(random.between(31, 78)),
    };
    ticket.called = notice
        .filter(|_| ticket.hold_reason != "unreachable")
        .map(|minutes| visited - minutes * MINUTE - random.below(MINUTE));
    ticket.visited = Some(visited);
    ticket.closed = Some(visited + random.between(15, 110) * MINUTE);
    ticket
}

/// Complaints, reviews, refunds and parts: closed some working days later.
fn settle(mut ticket: Ticket, random: &mut SplitMix64) -> Ticket {
    let start = ticket.opened / DAY;
    let mut days = match ticket.kind {
        Kind::Complaint => random.pick(3, &[(150, 1), (270, 2), (170, 4), (130, 5), (7, 6), (6, 8)]),
        Kind::Review => random.pick(2, &[(300, 1), (250, 3), (35, 4), (15, 6)]),
        Kind::Refund => random.pick(3, &[(160, 1), (250, 2), (190, 4), (130, 5), (6, 6), (5, 9)]),
        _ => random.pick(5, &[(90, 2), (160, 3), (220, 4), (120, 6), (80, 7), (40, 8), (20, 11)]),
    };
    let waits = match ticket.kind {
        Kind::Complaint => 70,
        Kind::Refund => 50,
        _ => 0,
    };
    let (held, reason) = match ticket.kind {
        Kind::Complaint => (20, "inspection"),
        Kind::Refund => (20, "bank"),
        Kind::Parts => (30, "discontinued"),
        _ => (0, "none"),
    };
    if ticket.hold_reason == "none" {
        ticket.hold_reason = random.pick("none", &[(held, reason), (waits, "customer")]);
    }
    if ticket.hold_reason == "customer" {
        let from = ticket.answered.unwrap_or(ticket.opened);
        let back = from / DAY + random.between(1, 5);
        ticket.wait = Some((from, back * DAY + random.between(9 * 60, 18 * 60) * MINUTE));
    } else if ticket.hold_reason != "none" {
        days += random.between(3, 6);
    }
    let day = OFFICE.working_day(start, days, ticket.days_waited());
    ticket.closed = Some(OFFICE.time_on(day, random));
    ticket
}

// ---------------------------------------------------------------- surveys

struct Survey {
    ticket: usize,
    region: &'static str,
    channel: &'static str,
    answered: i64,
    stars: i64,
    comment: &'static str,
}

/// Three of five customers answer the survey in the days after the repair.
fn surveys(tickets: &[Ticket], random: &mut SplitMix64) -> Vec<Survey> {
    let mut all = Vec::new();
    for (place, ticket) in tickets.iter().enumerate() {
        let (Kind::Repair, Some(closed)) = (ticket.kind, ticket.closed) else {
            continue;
        };
        let day = closed / DAY + random.between(1, 3);
        let answered = day * DAY + random.between(9 * HOUR, 21 * HOUR);
        if !random.chance(600) || day > LAST_DAY {
            continue;
        }
        let stars = random.pick(5, &[(280, 4), (26, 3), (12, 2), (8, 1)]);
        let comment = match (stars, random.below(8)) {
            (5, 0) => "技术好, 还帮忙清理了滤网",
            (5, 1) => "Very friendly, thank you!",
            (4, 0) => "修好了, 就是约的时间有点晚",
            (1..=3, 0..=3) => "换了零件还是有响声,\n希望再来看看",
            (1..=3, 4) => "收费没有\"提前说清楚\"",
            _ => "",
        };
        all.push(Survey {
            ticket: place,
            region: ticket.region,
            channel: random.pick("sms", &[(400, "wechat"), (100, "phone")]),
            answered,
            stars,
            comment,
        });
    }
    all.sort_by_key(|survey| survey.answered);
    all
}

// ---------------------------------------------------------------- the files

fn ticket_file(tickets: &[Ticket]) -> String {
    let mut table = Table::new(
        "ticket_id,type,channel,priority,region,product,opened_at,first_reply_at,promised_until,\
         called_at,visited_at,closed_at,wait_from,wait_to,hold_reason,status,remark",
    );
    let mut seen = [0; Kind::RATES.len()];
    for (place, ticket) in tickets.iter().enumerate() {
        seen[ticket.kind as usize] += 1;
        let mut fields = [
            ticket_id(place),
            ticket.kind.name().to_owned(),
            ticket.channel.to_owned(),
            (if ticket.urgent { "urgent" } else { "normal" }).to_owned(),
            ticket.region.to_owned(),
            ticket.product.to_owned(),
            stamp(ticket.opened),
            optional(ticket.answered),
            optional(ticket.slot_end),
            optional(ticket.called),
            optional(ticket.visited),
            optional(ticket.closed),
            optional(ticket.wait.map(|(from, _)| from)),
            optional(ticket.wait.map(|(_, to)| to).filter(|&at| at <= EXPORT)),
            ticket.hold_reason.to_owned(),
            (if ticket.closed.is_some() { "done" } else { "open" }).to_owned(),
            ticket.remark.to_owned(),
        ];
        blemish(ticket, seen[ticket.kind as usize], &mut fields);
        table.row(ticket.opened, fields);
    }
    // The export ends in a row without anything in it.
    table.row(EXPORT, [const { String::new() }; 17]);
    table.csv()
}

const FIRST_REPLY: usize = 7;
const PROMISED_UNTIL: usize = 8;
const CLOSED: usize = 11;

/// A few tickets, by kind and number, were typed in wrongly.
fn blemish(ticket: &Ticket, number: i64, fields: &mut [String; 17]) {
    match (ticket.kind, number) {
        // Days and hours that do not exist.
        (Kind::Inquiry, 610) => fields[FIRST_REPLY] = "2026-05-32 09:41:08".into(),
        (Kind::Complaint, 402) => fields[CLOSED] = "2026-06-08 25:10:00".into(),
        // The end before the beginning.
        (Kind::Inquiry, 205) => fields[FIRST_REPLY] = stamp(ticket.opened - 52 * MINUTE),
        (Kind::Refund, 333) => fields[CLOSED] = stamp(ticket.opened - 3 * DAY),
        // No slot was agreed.
        (Kind::Repair, 77 | 900) => fields[PROMISED_UNTIL].clear(),
        _ => {}
    }
}

fn survey_file(surveys: &[Survey]) -> String {
    let mut table = Table::new("survey_id,ticket_id,answered_at,region,channel,stars,comment");
    for (place, survey) in surveys.iter().enumerate() {
        // Two customers sent the form without a rating.
        let rated = !matches!(place, 111 | 555);
        table.row(
            survey.answered,
            [
                format!("S26-{:04}", place + 1),
                ticket_id(survey.ticket),
                stamp(survey.answered),
                survey.region.to_owned(),
                survey.channel.to_owned(),
                if rated { survey.stars.to_string() } else { String::new() },
                survey.comment.to_owned(),
            ],
        );
    }
    table.csv()
}

fn ticket_id(place: usize) -> String {
    format!("LH26-{:05}", place + 1)
}

fn optional(time: Option<i64>) -> String {
    time.map(stamp).unwrap_or_default()
}
