//! Which columns are probably the case, its start and its stop, or the events of an event log.
//!
//! Names speak in English and Chinese; the values of the first rows confirm or refuse them: what
//! comes later, what repeats, what stays the same within a case. It must not know files.

use super::super::cells::Fields as _;
use super::super::format::{Parsed, TimeFormat};
use super::super::records::Record;
use super::column::ratio;
use super::{InspectedColumn, Looks};
use std::collections::HashMap;

/// What the columns probably are, by their places from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The name of the case; none: the row is the case.
    pub case: Option<usize>,
    /// The columns of an event log; none: a row is a case.
    pub events: Option<Events>,
    /// The column in which a case starts; in an event log its first event starts it.
    pub start: Option<usize>,
    /// The column in which a case stops; in an event log an event does.
    pub stop: Option<usize>,
}

/// The columns of an event log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Events {
    /// The name of the event.
    pub event: usize,
    /// Its time.
    pub at: usize,
    /// The events that probably end a case.
    pub stops: Vec<String>,
}

/// Beginnings of English words and parts of Chinese ones, the more telling first.
const STARTS: [&str; 38] = [
    "受理", "创建", "建单", "提交", "登记", "接收", "收到", "申请", "报修", "投诉", "发起", "进线", "来电",
    "下单", "订单", "销售", "购买", "开始", "creat", "receiv", "open", "submit", "report", "logged",
    "regist", "request", "arriv", "start", "begin", "began", "rais", "placed", "order", "purchas", "sale",
    "sold", "call", "from",
];
const STOPS: [&str; 26] = [
    "办结",
    "解决",
    "结案",
    "办理完成",
    "完成",
    "结束",
    "关闭",
    "结单",
    "完结",
    "交货",
    "签收",
    "送达",
    "交付",
    "resolv",
    "solv",
    "clos",
    "complet",
    "finish",
    "settl",
    "deliver",
    "done",
    "fixed",
    "repair",
    "ended",
    "end",
    "stop",
];
/// What ends an answer, which is not the end of a case where there are other ends.
const ANSWERS: [&str; 8] = ["答复", "回复", "answer", "respon", "repl", "ship", "paid", "until"];
/// Times that neither start nor stop a case.
const OTHERS: [&str; 20] = [
    "更新", "修改", "预计", "计划", "期限", "截止", "承诺", "应", "生日", "updat", "modif", "due",
    "deadline", "estimat", "expect", "promis", "plan", "schedul", "birth", "target",
];
const CASES: [&str; 16] = [
    "工单",
    "单号",
    "编号",
    "案件",
    "订单号",
    "case",
    "ticket",
    "incident",
    "order",
    "number",
    "id",
    "ref",
    "key",
    "no",
    "号",
    "uuid",
];
const EVENTS: [&str; 13] = [
    "环节", "活动", "事件", "动作", "节点", "状态", "activity", "event", "action", "step", "status", "state",
    "stage",
];

const DAY: i64 = 86_400;

/// Rows by the name of their case.
type Groups<'r> = HashMap<&'r [u8], Vec<usize>>;

/// The first rows of a file with what is known of its columns.
pub(super) struct Roles<'a> {
    columns: &'a [InspectedColumn],
    rows: &'a [Record],
    /// Times in seconds, by column and row.
    times: Vec<Option<Vec<Option<i64>>>>,
}

impl<'a> Roles<'a> {
    pub(super) fn new(columns: &'a [InspectedColumn], rows: &'a [Record]) -> Self {
        let times = columns.iter().map(|column| match &column.looks {
            Looks::Time(times) => {
                let formats: Vec<_> =
                    times.formats.iter().filter_map(|(format, _)| TimeFormat::compile(format).ok()).collect();
                let place = column.position - 1;
                Some(rows.iter().map(|row| seconds(&formats, row.field(place).trimmed().text())).collect())
            }
            _ => None,
        });
        Self { columns, rows, times: times.collect() }
    }

    pub(super) fn propose(&self) -> Proposal {
        let unique = self.unique();
        if unique.is_none()
            && let Some((case, events)) = self.events()
        {
            return Proposal { case: Some(case), events: Some(events), start: None, stop: None };
        }
        let start = self.start();
        Proposal { case: unique, events: None, start, stop: start.and_then(|start| self.stop(start)) }
    }

    /// The column that names each row.
    fn unique(&self) -> Option<usize> {
        let fits = |place: &usize| {
            let column = &self.columns[*place];
            // The number of an event names a row too, but no case.
            let of_events = self.named(*place, &EVENTS) > 0;
            !of_events && self.times[*place].is_none() && column.filled_share >= 0.9 && column.variety >= 0.95
        };
        let named = (0..self.columns.len()).filter(fits).map(|place| (self.named(place, &CASES), place));
        let named = named.filter(|(score, _)| *score > 0);
        let best = named.max_by_key(|(score, place)| (*score, usize::MAX - place)).map(|(_, place)| place);
        // A first column that is different in every row names it, whatever it is called.
        let first = self.columns.first().filter(|column| column.looks == Looks::Name);
        let first = first.filter(|column| fits(&0) && column.distinct == column.filled);
        best.or(first.map(|_| 0))
    }

    /// How telling the name of a column is; 0 if it is not.
    fn named(&self, place: usize, words: &[&str]) -> usize {
        telling(&self.columns[place].name, words)
    }

    fn time_columns(&self) -> impl Iterator<Item = (usize, &Vec<Option<i64>>)> {
        self.times.iter().enumerate().filter_map(|(place, times)| Some((place, times.as_ref()?)))
    }

    fn start(&self) -> Option<usize> {
        let score = |(place, times): (usize, &Vec<Option<i64>>)| {
            if self.named(place, &OTHERS) > 0 {
                return None;
            }
            // A day is not before its own hours.
            let day = |time: i64| time.div_euclid(DAY);
            let first = |row: &usize| {
                let others = self.time_columns().filter_map(|(_, other)| other[*row]);
                times[*row].is_some_and(|time| others.min().is_some_and(|least| day(time) <= day(least)))
            };
            let exact = if times.iter().flatten().any(|time| time % DAY != 0) { 1.0 } else { 0.0 };
            let first = ratio((0..self.rows.len()).filter(first).count() as u64, self.rows.len() as u64);
            let named = if self.named(place, &STARTS) > 0 { 4.0 } else { 0.0 };
            let stop = if self.named(place, &STOPS) > 0 { 3.0 } else { 0.0 };
            Some((named - stop + exact + first * 3.0 + self.columns[place].filled_share, place))
        };
        best(self.time_columns().filter_map(score))
    }

    /// The column that is later than the start, and called so.
    fn stop(&self, start: usize) -> Option<usize> {
        let starts = self.times[start].as_ref()?;
        let score = |(place, times): (usize, &Vec<Option<i64>>)| {
            let both =
                starts.iter().zip(times).filter_map(|(start, time)| Some((start.as_ref()?, time.as_ref()?)));
            let (mut all, mut later) = (0, 0);
            for (start, time) in both {
                all += 1;
                later += u64::from(time >= start);
            }
            let ends = self.named(place, &STOPS);
            let telling = if ends > 0 { ends + ANSWERS.len() } else { self.named(place, &ANSWERS) };
            let other = self.named(place, &OTHERS) > 0;
            if place == start || all == 0 || ratio(later, all) < 0.8 || (other && telling == 0) {
                return None;
            }
            #[expect(clippy::cast_precision_loss, reason = "a place in a short list")]
            let named = if telling > 0 { 4.0 + telling as f64 / 100.0 } else { 0.0 };
            Some((named + ratio(later, all), place))
        };
        best(self.time_columns().filter_map(score))
    }

    /// The case, the event and its time, where rows of a case follow each other.
    fn events(&self) -> Option<(usize, Events)> {
        let mut found: Option<(usize, usize, Groups<'_>)> = None;
        for place in (0..self.columns.len()).filter(|place| self.may_be_case(*place)) {
            let groups = self.groups(place);
            let several = groups.values().filter(|rows| rows.len() > 1).count();
            if groups.len() < 2 || several * 4 < groups.len() {
                continue;
            }
            // The case is what most other columns depend on.
            let same = (0..self.columns.len()).filter(|other| self.varies(&groups, *other) < 0.05).count();
            if found.as_ref().is_none_or(|(most, ..)| same > *most) {
                found = Some((same, place, groups));
            }
        }
        let (_, case, groups) = found?;
        let varying = |place: &usize| *place != case && self.varies(&groups, *place) >= 0.5;
        let event = (0..self.columns.len()).filter(varying).filter(|place| {
            let column = &self.columns[*place];
            matches!(column.looks, Looks::Attribute | Looks::Text) && column.distinct <= 500
        });
        let event = event.map(|place| (self.named(place, &EVENTS), place));
        let (_, event) = event
            .filter(|(score, _)| *score > 0)
            .max_by_key(|(score, place)| (*score, usize::MAX - place))?;
        let at = self.time_columns().map(|(place, _)| (self.varies(&groups, place), place));
        let at = best(at.filter(|(varies, _)| *varies >= 0.5))?;
        Some((case, Events { event, at, stops: self.ends(event, at, &groups) }))
    }

    fn may_be_case(&self, place: usize) -> bool {
        let column = &self.columns[place];
        self.times[place].is_none() && column.filled_share >= 0.9 && self.named(place, &CASES) > 0
    }

    fn groups(&self, place: usize) -> Groups<'a> {
        let field = self.columns[place].position - 1;
        let mut groups = Groups::new();
        for (row, record) in self.rows.iter().enumerate() {
            groups.entry(record.field(field).trimmed().text()).or_default().push(row);
        }
        groups
    }

    /// The share of cases with several rows in which a column has several values.
    fn varies(&self, groups: &Groups<'_>, place: usize) -> f64 {
        let field = self.columns[place].position - 1;
        let several = groups.values().filter(|rows| rows.len() > 1);
        let (mut all, mut varying) = (0, 0);
        for rows in several {
            all += 1;
            let first = self.rows[rows[0]].field(field).trimmed().text();
            varying +=
                u64::from(rows.iter().any(|&row| self.rows[row].field(field).trimmed().text() != first));
        }
        ratio(varying, all)
    }

    /// Events that are called an end; else the one with which most cases end.
    fn ends(&self, event: usize, at: usize, groups: &Groups<'_>) -> Vec<String> {
        let field = self.columns[event].position - 1;
        let mut last: HashMap<&[u8], u32> = HashMap::new();
        let mut all: Vec<&[u8]> = self.rows.iter().map(|row| row.field(field).trimmed().text()).collect();
        all.sort_unstable();
        all.dedup();
        let named: Vec<_> =
            all.into_iter().filter(|value| telling(&text(value), &STOPS) > 0).map(text).collect();
        if !named.is_empty() {
            return named;
        }
        let times = self.times[at].as_deref().unwrap_or_default();
        for rows in groups.values() {
            if let Some(&row) = rows.iter().max_by_key(|&&row| (times[row], row)) {
                *last.entry(self.rows[row].field(field).trimmed().text()).or_default() += 1;
            }
        }
        let commonest = last.into_iter().max_by_key(|&(value, count)| (count, std::cmp::Reverse(value)));
        commonest.map(|(value, _)| text(value)).into_iter().collect()
    }
}

fn text(value: &[u8]) -> String {
    String::from_utf8_lossy(value).into_owned()
}

fn best(scored: impl Iterator<Item = (f64, usize)>) -> Option<usize> {
    // Equal scores: the column further left.
    scored.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1))).map(|(_, place)| place)
}

/// A time of any of these formats as seconds, days at their start.
fn seconds(formats: &[TimeFormat], value: &[u8]) -> Option<i64> {
    formats.iter().find_map(|format| format.parse(value)).map(|parsed| match parsed {
        Parsed::Day(day) => i64::from(day.days()) * DAY,
        Parsed::Local(seconds) | Parsed::Instant(seconds) => seconds,
    })
}

/// How telling a name is by a list of words, the first of which tell most; 0 if none is in it.
fn telling(name: &str, words: &[&str]) -> usize {
    let lower = name.to_lowercase();
    let parts = parts(name);
    let is = |word: &&&str| {
        if word.is_ascii() {
            // Short words are whole ones: `no` is not the beginning of `notes`.
            let short = word.len() < 4;
            parts.iter().any(|part| if short { part == **word } else { part.starts_with(**word) })
        } else {
            lower.contains(**word)
        }
    };
    words.iter().position(|word| is(&word)).map_or(0, |place| words.len() - place)
}

/// The words of a name: `createdAt`, `created_at`, `Created At`.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before_is_lower = false;
    for letter in name.chars() {
        let begins = letter.is_uppercase() && before_is_lower;
        if !letter.is_alphanumeric() || begins {
            parts.push(String::new());
        }
        if letter.is_alphanumeric()
            && let Some(part) = parts.last_mut()
        {
            part.extend(letter.to_lowercase());
        }
        before_is_lower = letter.is_lowercase();
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(parts("sys_createdAt No."), ["sys", "created", "at", "no"]);
        for (name, words, is) in [
            ("created_at", &STARTS[..], true),
            ("closedDate", &STOPS, true),
            ("受理时间", &STARTS, true),
            ("notes", &CASES, false),
            ("Case ID", &CASES, true),
            ("paid", &CASES, false),
            ("weekend", &STOPS, false),
        ] {
            assert_eq!(telling(name, words) > 0, is, "{name}");
        }
        assert!(telling("resolved_at", &STOPS) > telling("closed_at", &STOPS));
    }
}
