//! The second half of CON006: a limit for the end of a case under that for an earlier step of it.
//!
//! Which of two events comes first is told by the folder's own clocks, or by names that can mean
//! nothing else. What neither proves is not compared.

use super::deciding::written;
use super::order_reversed::CODE;
use super::scopes::{Served, Shelves, are_comparable, meetings};
use super::strictness::{Strictness, limits};
use crate::check::{Context, Findings};
use crate::finding::{Consistency, Finding, Note};
use crate::model::{Clock, Commitment, Share, Status, Target, Which};
use crate::text::DurationKind;
use std::collections::{HashMap, HashSet};

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

/// A target with a limit on a clock.
#[derive(Clone, Copy)]
struct Timed<'d> {
    commitment: &'d Commitment,
    target: &'d Target,
    clock: &'d Clock,
}

pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let clocks: HashMap<&str, &Clock> =
        context.definitions.clocks.iter().map(|clock| (clock.id.value.as_str(), clock)).collect();
    let mut sequence = Sequence::new(&context.definitions.clocks);
    let served = Served::new(context);
    let mut timed: Vec<Timed<'_>> = Vec::new();
    let mut shelves = Shelves::new();
    for commitment in context.commitments() {
        let of_clock = |target| Some((target, *clocks.get(clock_id(target)?)?));
        for (target, clock) in commitment.targets.iter().filter_map(of_clock) {
            let own = Timed { commitment, target, clock };
            let start = starts(clock);
            for other in shelves.near(&start, &commitment.applies) {
                let Some(other): Option<&Timed<'_>> = timed.get::<usize>(other) else { continue };
                if let Some((step, end)) = sequence.ordered(*other, own)
                    && is_reversed(step, end)
                    && share_cases(step, end, &served)
                {
                    report(context, step, end, findings);
                }
            }
            shelves.add(start, &commitment.applies, timed.len());
            timed.push(own);
        }
    }
}

fn clock_id(target: &Target) -> Option<&str> {
    target.within.as_ref()?;
    target.clock.as_ref().map(|clock| clock.value.as_str())
}

/// What starts a clock.
fn starts(clock: &Clock) -> (Vec<&str>, Which) {
    (clock.start.events.iter().map(|event| event.value.as_str()).collect(), clock.start.which)
}

/// Whether the step's limit leaves more time than that for the end of the case.
fn is_reversed(step: Timed<'_>, end: Timed<'_>) -> bool {
    let counted = |timed: Timed<'_>| {
        let kind = timed.target.within.as_ref().map(|within| within.value.value.kind());
        matches!(kind, Some(DurationKind::Open | DurationKind::BusinessDays))
    };
    let calendar = |timed: Timed<'_>| timed.clock.calendar.as_ref().map(|calendar| calendar.value.clone());
    // Hours of different calendars cannot be compared.
    let comparable = !(counted(step) && counted(end)) || calendar(step) == calendar(end);
    // Where the end is promised for a part of the cases only, the others may still be waiting.
    let part = Share::parse("90%").is_some_and(|most| end.target.share() < most);
    let for_part = part && end.target.share() < step.target.share();
    comparable && !for_part && matches!(limits(step.target, end.target), Strictness::Looser(..))
}

fn share_cases(step: Timed<'_>, end: Timed<'_>, served: &Served<'_>) -> bool {
    let (one, other) = (step.commitment, end.commitment);
    one.span == other.span
        || one.id.value != other.id.value
            && one.status() == Status::Published
            && other.status() == Status::Published
            && one.effective.common_day(&other.effective).is_some()
            && are_comparable(one, other)
            && !served.apart(one, other)
}

fn report(context: &Context<'_>, step: Timed<'_>, end: Timed<'_>, findings: &mut Findings) {
    let both = |one: &Target, other: &Target| one.span == step.target.span && other.span == end.target.span;
    let Some(meeting) = meetings(step.commitment, end.commitment, both).into_iter().next() else { return };
    let (Some(limit), Some(step_limit)) = (&end.target.within, &step.target.within) else { return };
    let mut looked_at = vec![&step.target.when, &end.target.when];
    if step.commitment.span != end.commitment.span {
        looked_at.extend([&step.commitment.applies, &end.commitment.applies]);
    }
    let message = Consistency::EndBeforeStep {
        end: end.clock.stop.name().to_owned(),
        limit: written(context.sources, limit.span),
        step: step.clock.stop.name().to_owned(),
        step_limit: written(context.sources, step_limit.span),
        case: meeting.case.shown(looked_at),
    };
    let finding = Finding::new(&CODE, limit.span, message).related(step_limit.span, Note::StepHere);
    findings.push(finding.in_definition(&end.commitment.id));
}

/// Which event comes before which.
struct Sequence<'d> {
    /// From the start of each clock to its stop.
    follows: HashMap<&'d str, Vec<&'d str>>,
    known: HashMap<(&'d str, &'d str), bool>,
}

impl<'d> Sequence<'d> {
    fn new(clocks: &'d [Clock]) -> Self {
        let mut follows: HashMap<&str, Vec<&str>> = HashMap::new();
        for clock in clocks {
            if let ([start], [stop]) = (clock.start.events.as_slice(), clock.stop.events.as_slice()) {
                follows.entry(&start.value).or_default().push(&stop.value);
            }
        }
        Self { follows, known: HashMap::new() }
    }

    /// The two in the order in which their clocks stop, where that is proved.
    fn ordered<'t>(&mut self, one: Timed<'t>, other: Timed<'t>) -> Option<(Timed<'t>, Timed<'t>)>
    where
        't: 'd,
    {
        if one.clock.id.value == other.clock.id.value {
            return None;
        }
        match (self.is_before(one.clock, other.clock), self.is_before(other.clock, one.clock)) {
            (true, false) => Some((one, other)),
            (false, true) => Some((other, one)),
            _ => None,
        }
    }

    fn is_before(&mut self, one: &'d Clock, other: &'d Clock) -> bool {
        if let ([first], [then]) = (one.stop.events.as_slice(), other.stop.events.as_slice()) {
            if first.value == then.value {
                return false;
            }
            if self.leads(&first.value, &then.value) {
                return true;
            }
        }
        is_named(one, FIRST, FIRST_CHINESE, true)
            && is_named(other, END, END_CHINESE, false)
            && !is_named(one, END, END_CHINESE, false)
            && !is_named(other, FIRST, FIRST_CHINESE, true)
    }

    /// Whether clocks lead from one event to another.
    fn leads(&mut self, from: &'d str, to: &'d str) -> bool {
        if let Some(known) = self.known.get(&(from, to)) {
            return *known;
        }
        let (mut seen, mut open) = (HashSet::from([from]), vec![from]);
        while let Some(event) = open.pop() {
            let next = self.follows.get(event).into_iter().flatten().copied();
            open.extend(next.filter(|event| seen.insert(event)));
        }
        let leads = from != to && seen.contains(to);
        self.known.insert((from, to), leads);
        leads
    }
}

/// Whether the name of a clock or of what stops it has one of the words.
fn is_named(clock: &Clock, words: &[&str], chinese: &[&str], first: bool) -> bool {
    let names = clock.stop.events.iter().map(|event| &event.value).chain([&clock.id.value]);
    names.map(|name| name.to_lowercase()).any(|name| {
        let parts: Vec<_> = name.split(|c: char| !c.is_ascii_alphabetic()).collect();
        let is_first =
            first && parts.contains(&"first") && parts.iter().any(|part| FIRST_AFTER_FIRST.contains(part));
        is_first
            || parts.iter().any(|part| words.contains(part))
            || chinese.iter().any(|word| name.contains(word))
    })
}
