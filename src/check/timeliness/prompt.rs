//! Promises with a limit of at most a day: what a customer hears first.
//!
//! They are found by what starts them and by their scope, so that no promise is compared with all.

use crate::check::Context;
use crate::check::allowed::is_over_a_day;
use crate::check::scope::{ByScope, Key, contradict, key};
use crate::model::witness::{Case, cases};
use crate::model::{Clock, Commitment, Condition, Limit, Target};
use crate::text::Duration;
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

/// The scope of a promise and its bands.
type PromiseKey<'a> = (Key<'a>, Vec<(Key<'a>, bool)>);

/// A published promise on one measure.
#[derive(Clone)]
struct Promise<'a> {
    applies: &'a Condition,
    /// Condition by condition whether its limit is at most a day.
    bands: Vec<(&'a Condition, bool)>,
}

impl<'a> Promise<'a> {
    /// What a commitment promises, with the clocks that measure it.
    fn all(context: &Context<'a>, commitment: &'a Commitment) -> Vec<(&'a Clock, Self)> {
        let mut promises: Vec<(&Target, &Clock, Self)> = Vec::new();
        for target in &commitment.targets {
            let clock = target.clock.as_ref().and_then(|clock| context.clock(clock));
            let (Some(limit), Some(clock)) = (at_most(target), clock) else { continue };
            let prompt = is_over_a_day(limit, context.calendar_of(clock)) == Some(false);
            let known = promises.iter().position(|(first, ..)| first.same_measure(target));
            let place = known.unwrap_or_else(|| {
                promises.push((target, clock, Self { applies: &commitment.applies, bands: Vec::new() }));
                promises.len() - 1
            });
            promises[place].2.add(&target.when, prompt);
        }
        promises.into_iter().map(|(_, clock, promise)| (clock, promise)).collect()
    }

    /// Of several limits of the same cases, one is enough.
    fn add(&mut self, when: &'a Condition, prompt: bool) {
        match self.bands.iter_mut().find(|(known, _)| *known == when) {
            Some((_, known)) => *known |= prompt,
            None => self.bands.push((when, prompt)),
        }
    }

    fn is_prompt(&self) -> bool {
        self.bands.iter().any(|(_, prompt)| *prompt)
    }

    /// Whether it says something to the customer of a case within a day.
    fn covers(&self, case: &Case<'_>) -> bool {
        let band = self.bands.iter().find(|(when, _)| case.is(when));
        case.is(self.applies) && band.is_some_and(|(_, prompt)| *prompt)
    }

    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.bands.iter().map(|(when, _)| *when).chain([self.applies])
    }

    /// What it says, to tell whether two are the same.
    fn key(&self) -> PromiseKey<'a> {
        (key(self.applies), self.bands.iter().map(|(when, prompt)| (key(when), *prompt)).collect())
    }
}

/// The longest that a case takes, or that the cases of a period take on the whole.
fn at_most(target: &Target) -> Option<Duration> {
    let statistic = || match &target.at_most.as_ref()?.value {
        Limit::Duration(written) => Some(written.value),
        Limit::Number(_) => None,
    };
    target.within.as_ref().map(|within| within.value.value).or_else(statistic)
}

/// More promises on the same start and scope are not compared: then the silence is taken for broken.
const MOST_COMPARED: usize = 32;
/// So many are tried together.
const MOST_TOGETHER: usize = 6;

/// By what starts them, the published promises with a limit of at most a day.
pub(super) struct PromptPromises<'a> {
    by_start: HashMap<&'a str, ByScope<'a, Promise<'a>>>,
}

impl<'a> PromptPromises<'a> {
    pub(super) fn new(context: &Context<'a>) -> Self {
        let mut by_start: HashMap<&str, ByScope<'_, Promise<'_>>> = HashMap::new();
        let mut known: HashSet<(&str, PromiseKey<'_>)> = HashSet::new();
        for commitment in context.published() {
            for (clock, promise) in Promise::all(context, commitment) {
                for start in clock.start.events.iter().filter(|_| promise.is_prompt()) {
                    // Many promises say the same of the same cases.
                    if known.insert((&start.value, promise.key())) {
                        by_start.entry(&start.value).or_default().add(&commitment.applies, promise.clone());
                    }
                }
            }
        }
        Self { by_start }
    }

    /// Whether each case of a target is one of these promises', from the same start.
    pub(super) fn break_the_silence(&self, own: &Own<'_>) -> bool {
        let starts = own.clock.start.events.iter();
        let scopes: Vec<_> = starts.filter_map(|start| self.by_start.get(start.value.as_str())).collect();
        let applies = &own.commitment.applies;
        // A promise may ask for an attribute that only a `when` of ours names.
        let asked = [applies, &own.target.when];
        let alike = scopes.iter().flat_map(|scope| asked.into_iter().flat_map(|asked| scope.alike(asked)));
        for (place, promise) in alike.enumerate() {
            let may_cover = || !contradict(applies, promise.applies);
            if place >= MOST_COMPARED || may_cover() && own.is_covered(&[promise]) {
                return true;
            }
        }
        let all = scopes.iter().flat_map(|scope| scope.alike(applies).chain(scope.wider(applies)));
        let together: Vec<_> = all.take(MOST_TOGETHER + 1).collect();
        (2..=MOST_TOGETHER).contains(&together.len()) && own.is_covered(&together)
    }
}

/// A target whose limit is longer.
pub(super) struct Own<'a> {
    pub(super) commitment: &'a Commitment,
    pub(super) target: &'a Target,
    pub(super) clock: &'a Clock,
}

impl Own<'_> {
    /// Whether each of its cases is one of the promises'.
    fn is_covered(&self, promises: &[&Promise<'_>]) -> bool {
        let whens = self.bands().map(|target| &target.when);
        let conditions = whens.chain(promises.iter().flat_map(|promise| promise.conditions()));
        let mut own = cases(&[&self.commitment.applies], conditions).filter(|case| self.decides(case));
        own.all(|case| promises.iter().any(|promise| promise.covers(&case)))
    }

    fn bands(&self) -> impl Iterator<Item = &Target> {
        self.commitment.targets.iter().filter(|target| target.same_measure(self.target))
    }

    fn decides(&self, case: &Case<'_>) -> bool {
        let first = self.bands().find(|target| case.is(&target.when));
        first.is_some_and(|first| first.when == self.target.when)
    }
}
