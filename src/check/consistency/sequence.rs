//! Which of two events of a case comes first, as far as the folder's clocks or their names tell.

use crate::model::Clock;
use foldhash::{HashMap, HashMapExt as _, HashSet};

/// Words for the first sign of life, and for the end of a case.
const FIRST: &[&str] = &[
    "response",
    "respond",
    "responded",
    "responding",
    "acknowledge",
    "acknowledged",
    "acknowledgement",
    "acknowledgment",
    "ack",
];
const FIRST_AFTER_FIRST: &[&str] = &["reply", "response", "answer", "contact", "replied", "answered"];
const FIRST_CHINESE: &[&str] =
    &["响应", "響應", "回應", "首次回复", "首次回復", "首次答复", "首次答復", "首次联系", "首次聯繫"];
const END: &[&str] = &[
    "resolution",
    "resolve",
    "resolved",
    "solution",
    "solved",
    "settled",
    "settlement",
    "closed",
    "closure",
    "completed",
    "completion",
    "finished",
    "fixed",
    "fix",
    "repaired",
    "restored",
    "restoration",
];
const END_CHINESE: &[&str] = &[
    "解决", "解決", "办结", "辦結", "修复", "修復", "修好", "完成", "关闭", "關閉", "结案", "結案", "恢复",
    "恢復", "完工", "竣工",
];

/// What names tell of a clock's stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The first sign of life.
    First,
    /// The end of the case.
    End,
    /// Nothing, or both.
    Unclear,
}

impl Named {
    /// Reads the names of a clock and of what stops it.
    pub(super) fn of(clock: &Clock) -> Self {
        let names = clock.stop.events.iter().map(|event| &event.value).chain([&clock.id.value]);
        let (mut first, mut end) = (false, false);
        for name in names.map(|name| name.to_lowercase()) {
            let parts: Vec<_> = name.split(|c: char| !c.is_ascii_alphabetic()).collect();
            let has = |words: &[&str]| parts.iter().any(|part| words.contains(part));
            let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
            first |= has(FIRST) || has(&["first"]) && has(FIRST_AFTER_FIRST) || says(FIRST_CHINESE);
            end |= has(END) || says(END_CHINESE);
        }
        match (first, end) {
            (true, false) => Self::First,
            (false, true) => Self::End,
            _ => Self::Unclear,
        }
    }
}

/// What follows what by the folder's clocks: each stop its start.
pub(super) struct Sequence<'d> {
    follows: HashMap<&'d str, Vec<&'d str>>,
    known: HashMap<(&'d str, &'d str), bool>,
}

impl<'d> Sequence<'d> {
    pub(super) fn new(clocks: &'d [Clock]) -> Self {
        let mut follows: HashMap<&str, Vec<&str>> = HashMap::new();
        for clock in clocks {
            if let ([start], [stop]) = (clock.start.events.as_slice(), clock.stop.events.as_slice()) {
                follows.entry(&start.value).or_default().push(&stop.value);
            }
        }
        Self { follows, known: HashMap::new() }
    }

    /// Whether the stop of one clock comes before that of another.
    pub(super) fn is_before(&mut self, one: &'d Clock, other: &'d Clock) -> bool {
        match (one.stop.events.as_slice(), other.stop.events.as_slice()) {
            ([first], [then]) => self.leads(&first.value, &then.value),
            _ => false,
        }
    }

    /// Whether clocks lead from one event to another.
    fn leads(&mut self, from: &'d str, to: &'d str) -> bool {
        if from == to || !self.follows.contains_key(from) {
            return false;
        }
        if let Some(known) = self.known.get(&(from, to)) {
            return *known;
        }
        let (mut seen, mut open) = (HashSet::from_iter([from]), vec![from]);
        while let Some(event) = open.pop() {
            let next = self.follows.get(event).into_iter().flatten().copied();
            open.extend(next.filter(|event| seen.insert(event)));
        }
        let leads = seen.contains(to);
        self.known.insert((from, to), leads);
        leads
    }
}
