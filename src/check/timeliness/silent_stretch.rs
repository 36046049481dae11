//! TIM002: more than a day in which the customer hears nothing.

use crate::check::allowed::is_over_a_day;
use crate::check::scope::{ByScope, key};
use crate::check::witness::{Case, cases};
use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Finding, Level, Note, Timeliness};
use crate::model::{Clock, Commitment, Condition, Limit, Target};
use crate::text::Duration;
use std::collections::{HashMap, HashSet};

static CODE: Code = Code { code: "TIM002", name: "silent-stretch", level: Level::Warning };

/// A limit over a day, and no published promise of at most a day on the same cases and start.
pub struct SilentStretch;

impl Rule for SilentStretch {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("silent_stretch.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let prompt = PromptPromises::new(context);
        for commitment in context.published() {
            for target in &commitment.targets {
                let (Some(within), Some(clock)) = (&target.within, clock(context, target)) else { continue };
                let is_long = is_long(context, within.value.value, clock) == Some(true);
                if is_long && !prompt.break_the_silence(commitment, target, clock) {
                    let (limit, start) = (within.value.text.clone(), clock.start.name().to_owned());
                    let finding =
                        Finding::new(&CODE, within.span, Timeliness::SilentStretch { limit, start });
                    let finding = finding.related(clock.id.span, Note::ClockHere);
                    findings.push(finding.in_definition(&commitment.id));
                }
            }
        }
    }
}

fn clock<'a>(context: &Context<'a>, target: &Target) -> Option<&'a Clock> {
    context.clock(target.clock.as_ref()?)
}

fn is_long(context: &Context<'_>, limit: Duration, clock: &Clock) -> Option<bool> {
    is_over_a_day(limit, clock.calendar.as_ref().and_then(|id| context.calendar(id)))
}

/// A published promise: its scope, and condition by condition whether its limit is at most a day.
struct Promise<'a> {
    applies: &'a Condition,
    bands: Vec<(&'a Condition, bool)>,
}

impl Promise<'_> {
    /// Whether it says something to the customer of a case within a day.
    fn covers(&self, case: &Case) -> bool {
        let band = self.bands.iter().find(|(when, _)| case.is(when));
        case.is(self.applies) && band.is_some_and(|(_, prompt)| *prompt)
    }

    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.bands.iter().map(|(when, _)| *when).chain([self.applies])
    }

    fn key(&self) -> String {
        let bands: Vec<_> =
            self.bands.iter().map(|(when, prompt)| format!("{} {prompt}", key(when))).collect();
        format!("{} | {}", key(self.applies), bands.join(" | "))
    }
}

/// More promises on the same start are not compared: then nothing is found.
const MOST_COMPARED: usize = 32;
/// So many are tried together.
const MOST_TOGETHER: usize = 6;

/// By what starts them, the promises with a limit of at most a day.
struct PromptPromises<'a> {
    by_start: HashMap<&'a str, ByScope<'a, Promise<'a>>>,
}

impl<'a> PromptPromises<'a> {
    fn new(context: &Context<'a>) -> Self {
        let mut by_start: HashMap<&str, ByScope<'_, Promise<'_>>> = HashMap::new();
        let mut known: HashSet<(&str, String)> = HashSet::new();
        for commitment in context.published() {
            for (clock, bands) in measures(context, commitment) {
                for start in &clock.start.events {
                    let promise = Promise { applies: &commitment.applies, bands: bands.clone() };
                    // Many promises say the same of the same cases.
                    if known.insert((&start.value, promise.key())) {
                        by_start.entry(&start.value).or_default().add(&commitment.applies, promise);
                    }
                }
            }
        }
        Self { by_start }
    }

    fn break_the_silence(&self, commitment: &Commitment, target: &Target, clock: &Clock) -> bool {
        let starts = clock.start.events.iter();
        let scopes: Vec<_> = starts.filter_map(|start| self.by_start.get(start.value.as_str())).collect();
        let own = Own { commitment, target };
        // A promise may ask for an attribute that only a `when` of ours names.
        let asked = [&commitment.applies, &target.when];
        let alike = scopes.iter().flat_map(|scope| asked.into_iter().flat_map(|asked| scope.alike(asked)));
        let mut compared = 0;
        for promise in alike {
            compared += 1;
            if compared > MOST_COMPARED || own.is_covered(&[promise]) {
                return true;
            }
        }
        let all = scopes
            .iter()
            .flat_map(|scope| scope.alike(&commitment.applies).chain(scope.wider(&commitment.applies)));
        let together: Vec<_> = all.take(MOST_TOGETHER + 1).collect();
        (2..=MOST_TOGETHER).contains(&together.len()) && own.is_covered(&together)
    }
}

/// Clocks of a commitment that it promises something of within a day, and of which cases.
fn measures<'a>(
    context: &Context<'a>,
    commitment: &'a Commitment,
) -> Vec<(&'a Clock, Vec<(&'a Condition, bool)>)> {
    let mut measures: Vec<(&Target, &Clock, Vec<(&Condition, bool)>)> = Vec::new();
    for target in &commitment.targets {
        let (Some(limit), Some(clock)) = (at_most(target), clock(context, target)) else { continue };
        let prompt = is_long(context, limit, clock) == Some(false);
        let known = measures.iter_mut().find(|(first, ..)| first.same_measure(target));
        match known {
            None => measures.push((target, clock, vec![(&target.when, prompt)])),
            Some((.., bands)) => match bands.iter_mut().find(|(when, _)| **when == target.when) {
                Some((_, known)) => *known |= prompt,
                None => bands.push((&target.when, prompt)),
            },
        }
    }
    let prompt = |bands: &[(&Condition, bool)]| bands.iter().any(|(_, prompt)| *prompt);
    measures.into_iter().filter(|(.., bands)| prompt(bands)).map(|(_, clock, bands)| (clock, bands)).collect()
}

/// The longest that a case takes, or that the cases of a period take on the whole.
fn at_most(target: &Target) -> Option<Duration> {
    let statistic = || match &target.at_most.as_ref()?.value {
        Limit::Duration(written) => Some(written.value),
        Limit::Number(_) => None,
    };
    target.within.as_ref().map(|within| within.value.value).or_else(statistic)
}

/// The target with the long limit.
struct Own<'a> {
    commitment: &'a Commitment,
    target: &'a Target,
}

impl Own<'_> {
    /// Whether each of its cases is one of the promises'.
    fn is_covered(&self, promises: &[&Promise<'_>]) -> bool {
        let whens = self.bands().map(|target| &target.when).chain([&self.commitment.applies]);
        let conditions = whens.chain(promises.iter().flat_map(|promise| promise.conditions()));
        let cases = cases(conditions);
        let mut own = cases.iter().filter(|case| self.decides(case));
        own.all(|case| promises.iter().any(|promise| promise.covers(case)))
    }

    fn bands(&self) -> impl Iterator<Item = &Target> {
        self.commitment.targets.iter().filter(|target| target.same_measure(self.target))
    }

    fn decides(&self, case: &Case) -> bool {
        let first = self.bands().find(|target| case.is(&target.when));
        case.is(&self.commitment.applies) && first.is_some_and(|first| first.when == self.target.when)
    }
}
