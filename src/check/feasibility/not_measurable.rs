//! FEA010: a clock that no log can tell the time of.

use crate::check::past::{Lived, lived};
use crate::check::{Context, Findings, Rule};
use crate::clock::Reason;
use crate::finding::{ClockPart, Code, Feasibility, Finding, Level, Note, PastFeasibility};
use crate::model::{Clock, Definitions, EventRef, Item, Log, Share, Status, Target, Test};
use foldhash::{HashMap, HashMapExt as _, HashSet};

static CODE: Code = Code { code: "FEA010", name: "not-measurable", level: Level::Error };

/// A clock whose start, stop or pause is in no log that serves what it measures; with logs, also an attribute
/// or a value that too many rows lack.
pub struct NotMeasurable;

impl Rule for NotMeasurable {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("not_measurable.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        if context.definitions.logs.is_empty() {
            return;
        }
        let pools = Pools::new(context.definitions);
        let users = users(context);
        for clock in &context.definitions.clocks {
            if let Some(users) = users.get(clock.id.value.as_str()) {
                examine(clock, users, &pools.serving(users), findings);
            }
        }
        missing_attributes(context, findings);
        findings.extend(lived(context).filter_map(|lived| missing_value(&lived)));
    }
}

/// The share of rows that may lack what is measured by.
const MOST_MISSING: &str = "5%";

fn is_too_many(missing: u64, rows: u64) -> bool {
    Share::parse(MOST_MISSING).is_some_and(|most| most.is_exceeded(missing, rows))
}

/// Attributes by which promises tell their cases, and which rows of a log lack: nobody knows whose they
/// are. A condition that asks for the missing value knows what it does.
fn missing_attributes(context: &Context<'_>, findings: &mut Findings) {
    let logs = context.history.into_iter().flat_map(|history| &history.logs);
    let logs = logs.filter_map(|past| {
        Some((context.definitions.logs.iter().find(|log| log.id.value == past.id)?, past))
    });
    for (log, past) in logs {
        let mut told: HashSet<&str> = HashSet::default();
        let served =
            |id: &str| log.serves.as_ref().is_none_or(|ids| ids.iter().any(|known| known.value == id));
        let users = context.commitments().filter(|commitment| commitment.status() != Status::Draft);
        for commitment in users.filter(|commitment| served(&commitment.id)) {
            let whens = commitment.targets.iter().map(|target| &target.when);
            let entries =
                std::iter::once(&commitment.applies).chain(whens).flat_map(|condition| &condition.entries);
            for (name, _) in entries.filter(|(_, test)| !names_missing(test)) {
                let missing = past.missing.get(&name.value).copied().unwrap_or(0);
                if is_too_many(missing, past.rows) && told.insert(&name.value) {
                    let message = PastFeasibility::MissingInRows {
                        name: name.value.clone(),
                        missing,
                        rows: past.rows,
                        log: Some(past.id.clone()),
                    };
                    let finding = Finding::new(&CODE, name.span, message).related(log.id.span, Note::LogHere);
                    findings.push(finding.in_definition(&commitment.id));
                }
            }
        }
    }
}

/// Whether a test says what a missing value means.
fn names_missing(test: &Test) -> bool {
    test.any.iter().any(|item| matches!(&item.value, Item::Value(value) if value.is_empty()))
}

/// A value that too many of its cases lack. Where that breaches the promise, they are measured.
fn missing_value(lived: &Lived<'_>) -> Option<Finding> {
    let value = lived.target.value.as_ref()?;
    let counter = &lived.past.all.counter;
    let missing = counter.reasons.get(&Reason::NoValue).copied().unwrap_or(0);
    let cases = counter.decided() + counter.pending + missing;
    let message =
        PastFeasibility::MissingInRows { name: value.value.clone(), missing, rows: cases, log: None };
    is_too_many(missing, cases).then(|| lived.found(Finding::new(&CODE, value.span, message)))
}

fn ends(clock: &Clock) -> impl Iterator<Item = &str> {
    clock.start.events.iter().chain(&clock.stop.events).map(|event| event.value.as_str())
}

/// By clock, what it measures: commitments that customers know, pilots, and standards.
fn users<'a>(context: &Context<'a>) -> HashMap<&'a str, Vec<&'a str>> {
    let told = context.commitments().filter(|commitment| commitment.status() != Status::Draft);
    let told = told.map(|commitment| (&commitment.id, &commitment.targets));
    let backing = context.standards().map(|standard| (&standard.id, &standard.targets));
    let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
    for (id, targets) in told.chain(backing) {
        for clock in targets.iter().filter(|target| target.measure().is_some()).filter_map(clock) {
            let known = users.entry(clock).or_default();
            // The targets of one commitment stand together.
            if known.last() != Some(&id.value.as_str()) {
                known.push(&id.value);
            }
        }
    }
    users
}

fn clock(target: &Target) -> Option<&str> {
    target.clock.as_ref().map(|clock| clock.value.as_str())
}

/// Logs by whom they serve.
struct Pools<'a> {
    /// Those that name nobody serve all.
    all: Pool<'a>,
    named: HashMap<&'a str, Pool<'a>>,
}

/// What some logs have together.
#[derive(Default)]
struct Pool<'a> {
    logs: Vec<&'a Log>,
    columns: HashSet<&'a str>,
    pauses: HashSet<&'a str>,
    /// Whether one of them may have any event: in a log of events the names stand in the rows, and a
    /// log that maps no event at all has its columns under their own names, which only its files know.
    any_event: bool,
}

impl<'a> Pools<'a> {
    fn new(definitions: &'a Definitions) -> Self {
        let ends: HashSet<&str> = definitions.clocks.iter().flat_map(ends).collect();
        let mut pools = Self { all: Pool::default(), named: HashMap::new() };
        for log in &definitions.logs {
            match &log.serves {
                None => pools.all.add(log, &ends),
                Some(ids) => {
                    for id in ids {
                        pools.named.entry(&id.value).or_default().add(log, &ends);
                    }
                }
            }
        }
        pools
    }

    fn serving(&self, users: &[&str]) -> Vec<&Pool<'a>> {
        let named = users.iter().filter_map(|user| self.named.get(*user));
        std::iter::once(&self.all).chain(named).filter(|pool| !pool.logs.is_empty()).collect()
    }
}

impl<'a> Pool<'a> {
    fn add(&mut self, log: &'a Log, ends: &HashSet<&str>) {
        let columns = || log.columns.iter().map(|(name, _)| name.value.as_str());
        self.logs.push(log);
        self.columns.extend(columns());
        // Without an entry in `pauses`, a column of that name has the sum.
        self.pauses.extend(columns());
        self.pauses.extend(log.pauses.iter().map(|(name, _)| name.value.as_str()));
        self.any_event |= log.is_of_events() || !columns().any(|name| ends.contains(name));
    }

    fn may_have(&self, event: &EventRef) -> bool {
        self.any_event || event.events.iter().any(|name| self.columns.contains(name.value.as_str()))
    }
}

fn examine(clock: &Clock, users: &[&str], pools: &[&Pool<'_>], findings: &mut Findings) {
    let report = |span, message| Finding::new(&CODE, span, message).in_definition(&clock.id);
    if pools.is_empty() {
        let message = Feasibility::NoLogServes { clock: clock.id.value.clone(), users: owned(users) };
        return findings.push(report(clock.id.span, message));
    }
    let ends = [(ClockPart::Start, &clock.start), (ClockPart::Stop, &clock.stop)].into_iter();
    let ends = ends.filter(|(_, event)| !pools.iter().any(|pool| pool.may_have(event)));
    let ends = ends.filter_map(|(part, event)| Some((part, event.events.first()?)));
    let pauses = clock.pauses.iter().map(|pause| (ClockPart::Pause, &pause.name));
    let pauses =
        pauses.filter(|(_, name)| !pools.iter().any(|pool| pool.pauses.contains(name.value.as_str())));
    for (part, name) in ends.chain(pauses) {
        let mut logs: Vec<_> = pools.iter().flat_map(|pool| &pool.logs).collect();
        logs.sort_by_key(|log| log.span);
        logs.dedup_by_key(|log| log.span);
        let names: Vec<_> = logs.iter().map(|log| log.id.value.as_str()).collect();
        let (name, span) = (name.value.clone(), name.span);
        let clock = clock.id.value.clone();
        let finding = report(span, Feasibility::NotMeasurable { part, name, clock, logs: owned(&names) });
        findings.push(logs.iter().fold(finding, |finding, log| finding.related(log.id.span, Note::LogHere)));
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    let mut owned: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
    owned.dedup();
    owned
}
