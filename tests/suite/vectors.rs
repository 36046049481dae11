//! Business time as ten public projects state it: their facts against our calendars.
//!
//! `tests/vectors` holds the records whose sources allow it and runs everywhere; `../shared/vectors`
//! holds all of them. Where sources differ, DESIGN.md decides which records bind us.

use crate::calendars::{at, compiled, date};
use promise::calendar::{Calendars, Instant, OpeningHours, due, due_back};
use promise::model::{Date, DueAt};
use promise::text::Duration;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// What came of a record.
enum Outcome {
    Agrees,
    /// It does not bind us, and why.
    Free(&'static str),
    Differs(String),
}

#[test]
fn the_committed_vectors() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/business-time.jsonl");
    let agree = judge("vectors-committed", &path);
    let at_least = [("elapsed", 58), ("due", 58), ("due_back", 39), ("due_days", 15), ("add_workdays", 16)];
    enough(&agree, &at_least);
    assert!(agree.values().sum::<usize>() >= 510, "{agree:?}");
}

#[test]
fn the_shared_vectors() {
    let Some(path) = crate::shared::path("vectors/business-time.jsonl") else { return };
    let agree = judge("vectors-shared", &path);
    let at_least = [("elapsed", 102), ("due", 147), ("due_back", 43), ("due_days", 26), ("add_workdays", 16)];
    enough(&agree, &at_least);
    assert!(agree.values().sum::<usize>() >= 680, "{agree:?}");
}

fn enough(agree: &BTreeMap<String, usize>, at_least: &[(&str, usize)]) {
    for (op, least) in at_least {
        let count = agree.get(*op).copied().unwrap_or(0);
        assert!(count >= *least, "{op}: only {count} records were compared");
    }
}

/// Judges every record of a file, prints what came of them, and fails on any that differs.
fn judge(name: &str, path: &Path) -> BTreeMap<String, usize> {
    let text = std::fs::read_to_string(path).unwrap();
    let records: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (calendars, ids) = compile(name, &records);
    let mut agree: BTreeMap<String, usize> = BTreeMap::new();
    let mut free: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut differ = Vec::new();
    for (record, id) in records.iter().zip(&ids) {
        let op = record["op"].as_str().unwrap().to_owned();
        let record = Record { fields: record, hours: calendars.get(id).unwrap() };
        match record.outcome() {
            Outcome::Agrees => *agree.entry(op).or_default() += 1,
            Outcome::Free(why) => *free.entry((op, why)).or_default() += 1,
            Outcome::Differs(how) => differ.push(format!("{} {op}: {how}", record.text("id"))),
        }
    }
    let mut shown = format!("{name}:\n");
    for (op, count) in &agree {
        writeln!(shown, "  {op}: {count} agree").unwrap();
    }
    for ((op, why), count) in &free {
        writeln!(shown, "  {op}: {count} do not bind us: {why}").unwrap();
    }
    println!("{shown}");
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ.join("\n"));
    agree
}

/// The calendars of all records, each different one once, and the id of each record's calendar.
fn compile(name: &str, records: &[Value]) -> (Calendars, Vec<String>) {
    let mut text = String::new();
    let mut known: HashMap<String, String> = HashMap::new();
    let ids = records.iter().map(|record| {
        let fields = definition(record);
        let next = format!("v{}", known.len());
        let id = known.entry(fields.clone()).or_insert_with(|| {
            writeln!(text, "[[calendar]]\nid = \"{next}\"\n{fields}").unwrap();
            next
        });
        id.clone()
    });
    let ids = ids.collect();
    let (calendars, findings) = compiled(name, &text);
    assert!(findings.is_empty(), "{findings:?}");
    (calendars, ids)
}

/// A record's calendar as a user would write it.
fn definition(record: &Value) -> String {
    let mut fields = format!("timezone = {}\n", record["tz"]);
    let list = |windows: &[(u32, u32)]| {
        let time = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        let written = windows.iter().map(|(from, to)| {
            let to = if *to > 1440 { to - 1440 } else { *to };
            format!("\"{}-{}\"", time(*from), time(to))
        });
        format!("[{}]", written.collect::<Vec<_>>().join(", "))
    };
    let hours = WEEK.map(|day| windows(&record["hours"][day]));
    let week = WEEK.iter().zip(&hours).filter(|(_, windows)| !windows.is_empty());
    let week: Vec<_> = week.map(|(day, windows)| format!("{day} = {}", list(windows))).collect();
    writeln!(fields, "hours = {{ {} }}", week.join(", ")).unwrap();
    let holidays: Vec<_> = record["holidays"].as_array().into_iter().flatten().collect();
    let closed: Vec<_> = holidays.iter().map(|day| day.as_str().unwrap()).collect();
    writeln!(fields, "closed = [{}]", closed.join(", ")).unwrap();
    let mut open: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
    for (day, special) in record["date_hours"].as_object().into_iter().flatten() {
        open.insert(day, windows(special));
    }
    for (day, breaks) in record["breaks"].as_object().into_iter().flatten() {
        // A break on a closed date changes nothing.
        if open.contains_key(day.as_str()) || !closed.contains(&day.as_str()) {
            let whole = open.get(day.as_str()).unwrap_or(&hours[date(day).weekday().index()]).clone();
            open.insert(day, without(whole, &windows(breaks)));
        }
    }
    let open: Vec<_> = open.iter().map(|(day, windows)| format!("{day} = {}", list(windows))).collect();
    writeln!(fields, "open = {{ {} }}", open.join(", ")).unwrap();
    fields
}

/// Windows in minutes of the day; those over midnight end past 1440.
fn windows(list: &Value) -> Vec<(u32, u32)> {
    let minute = |time: &Value| {
        let (hours, minutes) = time.as_str().unwrap().split_once(':').unwrap();
        hours.parse::<u32>().unwrap() * 60 + minutes.parse::<u32>().unwrap()
    };
    let window = |window: &Value| {
        let (from, to) = (minute(&window[0]), minute(&window[1]));
        (from, if to <= from { to + 1440 } else { to })
    };
    list.as_array().into_iter().flatten().map(window).collect()
}

fn without(windows: Vec<(u32, u32)>, breaks: &[(u32, u32)]) -> Vec<(u32, u32)> {
    breaks.iter().fold(windows, |windows, (from, to)| {
        let cut = windows
            .iter()
            .flat_map(|window| [(window.0, window.1.min(*from)), (window.0.max(*to), window.1)]);
        cut.filter(|(from, to)| from < to).collect()
    })
}

struct Record<'a> {
    fields: &'a Value,
    hours: &'a OpeningHours,
}

impl Record<'_> {
    fn text(&self, field: &str) -> &str {
        self.fields[field].as_str().unwrap_or_else(|| panic!("{field} of {}", self.fields))
    }

    fn date(&self, field: &str) -> Date {
        date(&self.text(field)[..10])
    }

    /// An instant in whole seconds; the rest is dropped.
    fn at(&self, field: &str) -> Instant {
        self.instant(self.text(field))
    }

    fn instant(&self, text: &str) -> Instant {
        let local = at(self.hours.zone(), &text[..19].replace('T', " "));
        let rest = text[19..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        if rest.is_empty() {
            return local;
        }
        let utc = at(&promise::calendar::Zone::utc(), &text[..19].replace('T', " "));
        if rest == "Z" {
            return utc;
        }
        let minutes = rest[1..3].parse::<i64>().unwrap() * 60 + rest[4..6].parse::<i64>().unwrap();
        if rest.starts_with('-') { utc + minutes * 60 } else { utc - minutes * 60 }
    }

    fn seconds(&self, field: &str) -> f64 {
        self.fields[field].as_f64().unwrap()
    }

    /// Parts of seconds that we do not keep, and the source's own rounding.
    fn tolerance(&self) -> f64 {
        let part = |field: &str| {
            let text = self.fields[field].as_str().unwrap_or_default();
            let digits = text.split('.').nth(1).unwrap_or_default();
            digits.chars().take_while(char::is_ascii_digit).any(|digit| digit != '0')
        };
        let parts = ["start", "end", "expected"].iter().any(|field| part(field));
        let own = self.fields["tol_s"].as_f64().unwrap_or(0.0);
        own + if parts { 1.0 } else { 0.0 }
    }

    #[expect(clippy::cast_precision_loss, reason = "seconds of a few centuries")]
    fn compare(&self, ours: i64, expected: f64) -> Outcome {
        if (ours as f64 - expected).abs() <= self.tolerance() {
            return Outcome::Agrees;
        }
        Outcome::Differs(format!("{ours} is not {expected}"))
    }

    fn compare_instant(&self, ours: Option<Instant>) -> Outcome {
        let expected = self.at("expected");
        let Some(ours) = ours else { return Outcome::Differs("there is no such instant".to_owned()) };
        let zone = self.hours.zone();
        match self.compare(ours - expected, 0.0) {
            Outcome::Differs(_) => {
                Outcome::Differs(format!("{} is not {}", zone.rfc3339(ours), zone.rfc3339(expected)))
            }
            other => other,
        }
    }

    fn outcome(&self) -> Outcome {
        match self.text("ref") {
            "agree" | "agree:early" | "agree:roll_first" => {}
            "agree:late" => return Outcome::Free("an exact fit is due at the next opening there"),
            "agree:zero-moves-to-open" => {
                return Outcome::Free("an amount of nothing moves to the next opening there");
            }
            "agree:roll-origin" => {
                return Outcome::Free("a free starting date is moved to a working day first there");
            }
            "agree:wall-clock" => return Outcome::Free("elapsed is wall-clock time there"),
            other => panic!("a policy to decide on: {other}"),
        }
        let ends_before = |start: &str, end: &str| self.text(end) < self.text(start);
        let reversed = self.fields.get("end").is_some() && ends_before("start", "end");
        if reversed {
            return Outcome::Free("an end before the start is invalid here");
        }
        match self.text("op") {
            "is_open" | "is_workday" | "count_workdays" | "add_workdays" => self.days(),
            "elapsed" | "elapsed_days" | "elapsed_sum" => self.amounts(),
            "due" | "due_back" | "due_days" => self.dues(),
            _ => self.places(),
        }
    }

    fn days(&self) -> Outcome {
        let hours = self.hours;
        let (ours, expected) = match self.text("op") {
            "is_open" => (hours.is_open(self.at("start")).to_string(), self.fields["expected"].to_string()),
            "is_workday" => {
                (hours.is_working_day(self.date("start")).to_string(), self.fields["expected"].to_string())
            }
            "count_workdays" => {
                let flag = |field: &str| i32::from(self.fields[field].as_bool().unwrap_or(false));
                let after = self.date("start").plus_days(flag("excl_start") - 1);
                let until = self.date("end").plus_days(-flag("excl_end"));
                (hours.working_days_between(after, until).to_string(), self.fields["expected"].to_string())
            }
            _ => {
                let n = self.fields["n"].as_i64().unwrap();
                let start = self.date("start");
                let day = if n < 0 {
                    hours.nth_working_day_before(start, -n)
                } else {
                    hours.nth_working_day_after(start, n)
                };
                (day.unwrap().to_string(), self.text("expected").to_owned())
            }
        };
        if ours == expected { Outcome::Agrees } else { Outcome::Differs(format!("{ours} is not {expected}")) }
    }

    fn amounts(&self) -> Outcome {
        match self.text("op") {
            "elapsed" => {
                let ours = self.hours.open_between(self.at("start"), self.at("end"));
                self.compare(ours, self.seconds("expected"))
            }
            "elapsed_sum" => {
                let spans = self.fields["spans"].as_array().unwrap();
                let bound = |span: &Value, place: usize| self.instant(span[place].as_str().unwrap());
                let open = spans.iter().map(|span| self.hours.open_between(bound(span, 0), bound(span, 1)));
                self.compare(open.sum(), self.seconds("expected"))
            }
            _ => {
                let day = self.fields["day_s"].as_i64().unwrap();
                let ours = self.hours.open_between(self.at("start"), self.at("end")) / day;
                self.compare(ours, self.seconds("expected"))
            }
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "amounts of whole seconds")]
    fn dues(&self) -> Outcome {
        let (hours, zone) = (self.hours, self.hours.zone());
        let start = self.at("start");
        let day = zone.date_of(start);
        if self.text("op") == "due_days" {
            let n = self.fields["n"].as_i64().unwrap();
            let rolled = if n < 0 { hours.previous_open(start) } else { hours.next_open(start) };
            if rolled != Some(start) && self.text("ref") != "agree:roll_first" {
                return Outcome::Free("a start outside opening hours is not rolled there");
            }
            let limit = Duration::BusinessDays(n.abs());
            let judge = if n < 0 { due_back } else { due };
            let ours = judge(start, day, limit, Some(DueAt::SameTime), Some(hours), zone);
            return self.compare_instant(ours.map(|due| due.instant));
        }
        let amount = self.seconds("amount_s");
        if amount < 0.0 || amount.fract() != 0.0 {
            return Outcome::Free("a limit is a whole number of seconds here, not below zero");
        }
        let amount = amount as i64;
        if self.text("op") == "due_back" {
            return self.compare_instant(hours.due_before(start, amount));
        }
        // A pause that begins before the due moves it later by the open time in the pause.
        let pauses = self.fields["pauses"].as_array().into_iter().flatten();
        let pauses: Vec<_> =
            pauses.map(|pause| [0, 1].map(|place| self.instant(pause[place].as_str().unwrap()))).collect();
        let mut due = hours.due_after(start, amount);
        for _ in &pauses {
            let earlier = pauses.iter().filter(|[from, _]| due.is_some_and(|due| *from < due));
            let waited = earlier.map(|[from, to]| hours.open_between(*from.max(&start), *to)).sum::<i64>();
            due = hours.due_after(start, amount + waited);
        }
        self.compare_instant(due)
    }

    fn places(&self) -> Outcome {
        let (hours, start) = (self.hours, self.at("start"));
        let before = || hours.intervals(start - 4000 * 86_400, start);
        match self.text("op") {
            "next_open" => self.compare_instant(hours.next_open(start)),
            "next_opening" => self.compare_instant(hours.next_opening(start)),
            "next_close" => self.compare_instant(hours.next_close(start)),
            "prev_close" => self.compare_instant(hours.previous_open(start)),
            "prev_opening" => self.compare_instant(before().last().map(|(from, _)| from)),
            "intervals" => {
                let expected = self.fields["expected"].as_array().unwrap();
                let bound = |pair: &Value, place: usize| self.instant(pair[place].as_str().unwrap());
                let expected: Vec<_> = expected.iter().map(|pair| (bound(pair, 0), bound(pair, 1))).collect();
                let ours: Vec<_> = match self.fields["dir"].as_str() {
                    _ if self.fields.get("end").is_some() => hours.intervals(start, self.at("end")).collect(),
                    Some("back") => {
                        let all: Vec<_> = before().collect();
                        all.into_iter().rev().take(expected.len()).collect()
                    }
                    _ => hours.intervals(start, start + 4000 * 86_400).take(expected.len()).collect(),
                };
                if ours == expected {
                    return Outcome::Agrees;
                }
                Outcome::Differs(format!("{ours:?} is not {expected:?}"))
            }
            other => panic!("an operation to decide on: {other}"),
        }
    }
}
