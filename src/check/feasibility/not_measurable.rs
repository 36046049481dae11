//! FEA010: a clock that no log can tell the time of.

use super::lacking;
use crate::check::{Context, Findings, Rule};
use crate::finding::{ClockPart, Code, Feasibility, Finding, Level, Note};
use crate::model::{Clock, Definitions, EventRef, Log, Status, Target};
use foldhash::{HashMap, HashMapExt as _, HashSet};

pub(super) static CODE: Code = Code { code: "FEA010", name: "not-measurable", level: Level::Error };

/// A clock whose start, stop or pause is in no log that serves what it measures; with logs, also an attribute
/// or a value that no log has, or that too many rows lack.
pub struct NotMeasurable;

impl Rule for NotMeasurable {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("not_measurable.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        if !context.definitions.has_service_log() {
            return;
        }
        let pools = Pools::new(context.definitions);
        let users = users(context);
        for clock in &context.definitions.clocks {
            if let Some(users) = users.get(clock.id.value.as_str()) {
                examine(clock, users, &pools.serving(users), findings);
            }
        }
        lacking::check(context, findings);
    }
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
