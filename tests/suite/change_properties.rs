//! The verdicts of a comparison against cases: of random pairs of limits and calendars no sampled case
//! may contradict what was decided, and every case that is shown must be so.

use crate::changes::{Read, diff, read};
use crate::time_properties::config;
use promise::calendar::{Instant, OpeningHours, Zone, due};
use promise::diff::{Effect, Kind};
use promise::model::{Date, DueAt};
use promise::text::Duration;
use proptest::prelude::*;

const DAY: i64 = 86_400;

#[derive(Clone, Debug)]
struct Terms {
    zone: &'static str,
    week: [&'static str; 3],
    closed: Vec<u32>,
    limit: (&'static str, Option<&'static str>),
}

fn limit() -> impl Strategy<Value = (&'static str, Option<&'static str>)> {
    let of_time =
        prop::sample::select(vec!["4 business hours", "8bh", "9bh", "30 business hours", "24h", "50h"]);
    let of_days = prop::sample::select(vec!["1 day", "3 days", "1bd", "2 business days", "5bd", "1 month"]);
    let due_at = prop::sample::select(vec![None, Some("midnight"), Some("close"), Some("same-time")]);
    prop_oneof![of_time.prop_map(|text| (text, None)), (of_days, due_at)]
}

fn windows() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "[]",
        "[\"09:00-17:00\"]",
        "[\"09:00-12:00\", \"13:00-18:00\"]",
        "[\"22:00-06:00\"]",
        "[\"00:00-24:00\"]",
        "[\"09:00-16:30\"]",
    ])
}

fn terms() -> impl Strategy<Value = Terms> {
    let zone = prop::sample::select(vec!["Asia/Shanghai", "Europe/Berlin", "America/New_York"]);
    let closed = prop::collection::vec(1..365_u32, 0..3);
    (zone, prop::array::uniform3(windows()), closed, limit()).prop_map(|(zone, mut week, closed, limit)| {
        if week == ["[]"; 3] {
            week[0] = "[\"09:00-17:00\"]";
        }
        Terms { zone, week, closed, limit }
    })
}

/// Terms, and what an edit of one thing or two makes of them.
fn pair() -> impl Strategy<Value = [Terms; 2]> {
    (terms(), terms(), prop::array::uniform4(prop::bool::weighted(0.35))).prop_map(|(old, other, edits)| {
        let mut new = old.clone();
        if edits[0] {
            new.limit = other.limit;
        }
        if edits[1] {
            new.week[1] = other.week[1];
        }
        if edits[2] {
            new.closed.clone_from(&other.closed);
        }
        if edits[3] {
            new.week[0] = other.week[0];
        }
        if new.week == ["[]"; 3] {
            new.week[0] = old.week[0];
        }
        if new.week == ["[]"; 3] {
            new.week[2] = "[\"10:00-11:00\"]";
        }
        [old, new]
    })
}

impl Terms {
    fn read(&self, pause: &str) -> Read {
        let day = |day: &u32| {
            format!("{}", Date::from_ymd(2026, 1, 1).unwrap().plus_days(i32::try_from(*day).unwrap()))
        };
        let closed: Vec<_> = self.closed.iter().map(day).collect();
        let due_at = self.limit.1.map(|at| format!("due_at = \"{at}\"\n")).unwrap_or_default();
        let text = format!(
            "[[commitment]]\nid = \"a\"\neffective = {{ from = 2026-01-01 }}\n[[commitment.target]]\nclock = \"c\"\n\
             within = \"{}\"\n{due_at}\
             [[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\ncalendar = \"d\"\n{pause}\
             [[calendar]]\nid = \"d\"\ntimezone = \"{}\"\nyears = 2026\nclosed = [{}]\n\
             hours = {{ mon-fri = {}, sat = {}, sun = {} }}\n",
            self.limit.0,
            self.zone,
            closed.join(", "),
            self.week[0],
            self.week[1],
            self.week[2],
        );
        read(&[("a.toml", &text)])
    }
}

/// The terms of one side, compiled.
struct Compiled<'r> {
    limit: Duration,
    due_at: Option<DueAt>,
    hours: &'r OpeningHours,
}

impl<'r> Compiled<'r> {
    fn new(read: &'r Read) -> Self {
        let target = &read.definitions.commitments[0].targets[0];
        Self {
            limit: target.within.as_ref().unwrap().value.value,
            due_at: target.due_at.map(|at| at.value),
            hours: read.calendars.get("d").unwrap(),
        }
    }

    fn zone(&self) -> &Zone {
        self.hours.zone()
    }

    fn due(&self, start: Instant) -> Instant {
        let day = self.zone().date_of(start);
        let due = due(start, day, self.limit, self.due_at, Some(self.hours), self.zone());
        due.map_or(Instant::MAX, |due| due.instant)
    }

    /// The same with a pause, counted naively. `None` for kinds that the property leaves out.
    fn due_with_pause(&self, start: Instant, pause: (Instant, Instant)) -> Option<Instant> {
        let (from, to) = (pause.0.max(start), pause.1);
        match self.limit {
            Duration::Elapsed(seconds) => {
                let due = start + seconds;
                Some(if due <= from { due } else { due + (to - from) })
            }
            Duration::Open(seconds) => {
                let mut left = seconds;
                for (open, close) in self.hours.intervals(start, start + 3_000 * DAY) {
                    // What of the window lies before the pause, and what behind it.
                    for (open, close) in [(open, close.min(from)), (open.max(to), close)] {
                        let length = (close - open).max(0);
                        if length >= left {
                            return Some(open + left);
                        }
                        left -= length;
                    }
                }
                None
            }
            Duration::BusinessDays(_) | Duration::Days(_) if self.due_at == Some(DueAt::SameTime) => None,
            Duration::BusinessDays(days) | Duration::Days(days) => {
                let business = matches!(self.limit, Duration::BusinessDays(_));
                let counts = |day: Date| !business || self.hours.is_working_day(day);
                let (first, last) = (self.zone().date_of(from), self.zone().date_of(to));
                let mut day = self.zone().date_of(start);
                let mut left = days;
                while left > 0 {
                    day = day.plus_days(1);
                    left -= i64::from(counts(day) && !(first < day && day <= last));
                }
                let midnight = self.zone().start_of(day.plus_days(1));
                let close = self.hours.close_of(day).unwrap_or(midnight);
                let at_close = self.due_at.map_or(business, |at| at == DueAt::Close);
                Some(if at_close { close } else { midnight })
            }
            Duration::Months(_) => None,
        }
    }
}

fn year() -> (Instant, Instant) {
    let day = |year| Zone::utc().start_of(Date::from_ymd(year, 1, 1).unwrap());
    (day(2026) + DAY, day(2027) - DAY)
}

/// The effect on due instants, if there is one.
fn effect<'e, 'd>(diff: &'e promise::diff::Diff<'d>) -> Option<&'e Effect<'d>> {
    let effects = diff.changes.iter().flat_map(|change| &change.effects);
    effects.max_by_key(|effect| effect.kind != Kind::Reworded)
}

/// Whether a kind of change allows a case whose due moved so far.
fn allows(kind: Option<Kind>, moved: i64) -> bool {
    match kind {
        None | Some(Kind::Reworded) => moved == 0,
        Some(Kind::Tightened) => moved <= 0,
        Some(Kind::Loosened) => moved >= 0,
        _ => true,
    }
}

/// A target as its band and its limit in hours, and the values in which bands differ.
type Band = (&'static str, u32);

const VALUES: [&str; 6] = ["", "a", "b", "x", "4", "7.5"];

fn bands() -> impl Strategy<Value = Vec<Band>> {
    let when = prop::sample::select(vec![
        "",
        "p = \"a\"",
        "p = [\"a\", \"b\"]",
        "p = { not = [\"b\"] }",
        "p = \"\"",
        "p = \"<5\"",
        "p = \">=4\"",
        "p = \">4 <=7.5\", q = \"a\"",
        "q = \"b\"",
    ]);
    prop::collection::vec((when, 1..4_u32), 1..4)
}

fn scope() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "q = \"a\"", "q = [\"a\", \"b\"]", "p = { not = [\"x\"] }"])
}

/// A folder of one promise: its scope, its exception, its bands.
fn promise_of(applies: &str, exception: &str, bands: &[Band]) -> Read {
    let target = |(when, hours): &Band| {
        format!("[[commitment.target]]\nclock = \"c\"\nwithin = \"{hours}h\"\nwhen = {{ {when} }}\n")
    };
    let bands: String = bands.iter().map(target).collect();
    let excluded = if exception.is_empty() {
        String::new()
    } else {
        format!("[[commitment.exception]]\nid = \"x\"\nwhen = {{ {exception} }}\n")
    };
    let text = format!(
        "[[commitment]]\nid = \"a\"\napplies = {{ {applies} }}\n{bands}{excluded}\
         [[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\n"
    );
    read(&[("a.toml", &text)])
}

/// The limits that decide about a case, as a log would have it; none where it is not covered.
fn limits(read: &Read, p: &str, q: &str) -> Vec<i64> {
    let commitment = &read.definitions.commitments[0];
    let holds = |condition: &promise::model::Condition| {
        condition.entries.iter().all(|(name, test)| test.holds(if name.value == "p" { p } else { q }, false))
    };
    if !holds(&commitment.applies) || commitment.exceptions.iter().any(|exception| holds(&exception.when)) {
        return Vec::new();
    }
    let Some(first) = commitment.targets.iter().find(|target| holds(&target.when)) else { return Vec::new() };
    let same = commitment.targets.iter().filter(|target| target.when == first.when);
    same.map(|target| target.within.as_ref().unwrap().value.value.amount()).collect()
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn no_case_contradicts_a_verdict(pair in pair(), times in prop::collection::vec(0.0..1.0_f64, 300)) {
        let [old, new] = pair.map(|terms| terms.read(""));
        let diff = diff(&old, &new);
        let effect = effect(&diff);
        let kind = effect.map(|effect| effect.kind);
        prop_assert!(kind != Some(Kind::Undecided), "{effect:?}");
        let sides = [Compiled::new(&old), Compiled::new(&new)];
        let (begin, end) = year();
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a place in a year")]
        let starts = times.iter().map(|time| begin + (*time * (end - begin) as f64) as i64);
        for (place, start) in starts.enumerate() {
            // Every second one on a quarter of an hour, where edges are.
            let start = if place % 2 == 0 { start - start.rem_euclid(900) } else { start };
            let moved = sides[1].due(start).saturating_sub(sides[0].due(start));
            prop_assert!(allows(kind, moved), "{kind:?}, but a case of {start} moved by {moved}");
        }
        for witness in effect.iter().flat_map(|effect| &effect.witnesses) {
            let instant = |due: Option<promise::calendar::Due>| due.map_or(Instant::MAX, |due| due.instant);
            prop_assert_eq!(instant(witness.old), sides[0].due(witness.start));
            prop_assert_eq!(instant(witness.new), sides[1].due(witness.start));
            prop_assert!(witness.old != witness.new);
        }
        if let Some(effect) = effect.filter(|effect| effect.kind == Kind::Mixed) {
            let sooner = |witness: &&promise::diff::Witness| witness.new.map(|due| due.instant) < witness.old.map(|due| due.instant);
            prop_assert_eq!(effect.witnesses.len(), 2);
            prop_assert_eq!(effect.witnesses.iter().filter(sooner).count(), 1);
        }
    }

    #[test]
    fn no_value_of_an_attribute_contradicts_a_verdict(
        old in (scope(), scope(), bands()),
        new in (scope(), scope(), bands()),
        same_scope in any::<bool>(),
    ) {
        let new = if same_scope { (old.0, old.1, new.2) } else { new };
        let [old, new] = [old, new].map(|(applies, exception, bands)| promise_of(applies, exception, &bands));
        let diff = diff(&old, &new);
        let kinds: Vec<_> = diff.changes.iter().flat_map(|change| change.kinds.clone()).collect();
        let has = |kind: Kind| kinds.contains(&kind);
        for (p, q) in VALUES.iter().flat_map(|p| VALUES.iter().map(move |q| (*p, *q))) {
            let (was, is) = (limits(&old, p, q), limits(&new, p, q));
            let case = format!("p = {p:?}, q = {q:?}: {was:?} -> {is:?}, {kinds:?}");
            match (was.iter().min(), is.iter().min()) {
                (Some(_), None) => prop_assert!(has(Kind::Narrowed), "{case}"),
                (None, Some(_)) => prop_assert!(has(Kind::Widened), "{case}"),
                // Of several that must all be met the shortest counts, all shares being the same.
                (Some(was), Some(is)) if is < was => {
                    prop_assert!(has(Kind::Tightened) || has(Kind::Mixed), "{case}");
                }
                (Some(was), Some(is)) if is > was => {
                    prop_assert!(has(Kind::Loosened) || has(Kind::Mixed), "{case}");
                }
                _ => {}
            }
        }
    }

    #[test]
    fn no_pause_contradicts_a_verdict(
        pair in pair(),
        times in prop::collection::vec((0.0..1.0_f64, 0..20 * DAY, 1..20 * DAY), 100),
    ) {
        let [old, new] = pair.map(|terms| terms.read("pause = \"p\"\n"));
        let diff = diff(&old, &new);
        let kind = effect(&diff).map(|effect| effect.kind);
        let sides = [Compiled::new(&old), Compiled::new(&new)];
        let (begin, end) = year();
        for (time, after, length) in times {
            #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a place in a year")]
            let start = begin + (time * (end - 60 * DAY - begin) as f64) as i64;
            let pause = (start + after, start + after + length);
            let dues = [0, 1].map(|side| sides[side].due_with_pause(start, pause));
            if let [Some(was), Some(is)] = dues {
                prop_assert!(allows(kind, is - was), "{kind:?}, but a case of {start} paused {pause:?} moved by {}", is - was);
            }
        }
    }
}
