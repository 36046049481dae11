//! The log of `government-window/`: applications of the first quarter of 2026, as exported on the
//! morning of 1 April, with headers and dates in Chinese.
//!
//! The story: around Spring Festival the licences of February wait for the printer, and the promise to
//! post them within a working day is broken in that month. The blemishes: a month that does not exist,
//! a row that was exported twice, a call before its number was taken, applications still open.

use crate::calendar::{CHINA, CHINA_MAKE_UP, DAY, HOUR, Hours, MINUTE, civil, date, time_of_day};
use crate::random::SplitMix64;
use crate::table::Table;

const SEED: u64 = 2;
const FIRST_DAY: i64 = date(2026, 1, 4);
const LAST_DAY: i64 = date(2026, 3, 31);
/// What happened later is not in the file.
const EXPORT: i64 = date(2026, 4, 1) * DAY + 10 * HOUR;

const HALL: Hours = Hours {
    windows: &[(9 * HOUR, 12 * HOUR), (13 * HOUR + 30 * MINUTE, 17 * HOUR)],
    week: 5,
    holidays: &CHINA,
    make_up_days: &CHINA_MAKE_UP,
};

pub(crate) fn files() -> crate::Files {
    let mut random = SplitMix64(SEED);
    let mut table = Table::new(
        "办件编号,大厅,事项,取号时间,叫号时间,收件时间,受理通知时间,帮办联系时间,补正告知,补正完成,决定时间,\
         寄出时间,补件次数,证照重制,状态,备注",
    );
    for day in (FIRST_DAY..=LAST_DAY).filter(|&day| HALL.is_workday(day)) {
        for _ in 0..2 + day % 2 {
            application(day, &mut random, &mut table);
        }
    }
    table.sort();
    table.number(|number| format!("QL2026-{number:04}"));
    table.mistype(60, "决定时间", "2026年13月2日 10:15");
    table.mistype(95, "叫号时间", "2026年1月5日 09:00");
    table.repeat(110);
    vec![("办件.csv", table.csv())]
}

fn stamp(time: i64) -> String {
    let (year, month, day) = civil(time / DAY);
    format!("{year}年{month}月{day}日 {}", time_of_day(time))
}

fn seen(time: i64) -> String {
    if time <= EXPORT { stamp(time) } else { "无".to_owned() }
}

fn application(day: i64, random: &mut SplitMix64, table: &mut Table) {
    // Nobody takes a number in the last hour of the morning or of the afternoon.
    let hour = random.pick(9 * 60, &[(450, 13 * 60 + 30)]);
    let taken = day * DAY + (hour + random.below(120)) * MINUTE;
    let remark = random.pick("", &[(30, "过号"), (15, "政策调整"), (30, "专家评审"), (15, "无联系电话")]);
    let complex = random.chance(350);
    let wait = random.taken(20, 45) + if remark == "过号" { 25 } else { 0 };
    let called = taken + wait * MINUTE;
    let received = called + random.between(5, 25) * MINUTE;
    let notice =
        HALL.working_day(day, if random.chance(60) { 2 } else { i64::from(random.chance(700)) }, None);
    let notice = HALL.time_on(notice, random).max(received + 20 * MINUTE);
    let guide = HALL.walk(received, random.taken(60, 80) * MINUTE);
    let papers = random.chance(130).then(|| (notice, notice + random.between(20, 90) * HOUR));
    let pause = papers.map(|(from, to)| (from / DAY, to / DAY));
    let days = if complex {
        random.pick(8, &[(200, 6), (250, 9), (150, 10), (50, 12)])
    } else {
        random.pick(2, &[(200, 1), (300, 3), (50, 5)])
    };
    let days = days + if remark == "专家评审" { 9 } else { 0 };
    let decided = HALL.time_on(HALL.working_day(day, days, pause), random).max(notice + 30 * MINUTE);
    let february = (date(2026, 2, 1)..=date(2026, 2, 28)).contains(&(decided / DAY));
    let late = random.chance(if february { 190 } else { 45 });
    let posted = HALL.working_day(decided / DAY, if late { random.between(2, 3) } else { 1 }, None);
    let times = if papers.is_some() { if random.chance(200) { 2 } else { 1 } } else { 0 };
    table.row(
        taken,
        [
            random.pick("企业厅", &[(350, "社保厅"), (250, "不动产厅")]).to_owned(),
            (if complex { "复杂事项" } else { "简易事项" }).to_owned(),
            stamp(taken),
            stamp(called),
            stamp(received),
            seen(notice),
            if complex { seen(guide) } else { "无".to_owned() },
            papers.map_or_else(|| "无".to_owned(), |(from, _)| seen(from)),
            papers.map_or_else(|| "无".to_owned(), |(_, to)| seen(to)),
            seen(decided),
            seen(HALL.time_on(posted, random)),
            times.to_string(),
            (if random.chance(20) { "true" } else { "false" }).to_owned(),
            (if decided <= EXPORT { "已决定" } else { "办理中" }).to_owned(),
            remark.to_owned(),
        ],
    );
}
