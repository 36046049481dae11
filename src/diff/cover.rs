//! Which cases a promise covers on both sides, and by which targets: tried on a case for each
//! combination of values in which the conditions of the two sides can differ.

use super::compare::Comparer;
use super::measures::{self, Group};
use super::targets::Placed;
use super::{Effect, FieldChange, Kind, Reason, Subject, fields, shown};
use crate::model::witness::{Case, all_cases};
use crate::model::{Condition, Date, Exception, Status, Target};
use crate::source::Span;

/// What matters of one side.
pub(super) struct Terms<'d> {
    /// Conditions that must all hold.
    scopes: Vec<&'d Condition>,
    targets: &'d [Target],
    exceptions: &'d [Exception],
    span: Span,
}

impl<'d> Terms<'d> {
    pub(super) fn new(subject: Subject<'d>) -> Self {
        let span = subject.place();
        match subject {
            Subject::Commitment(commitment) => {
                let pilot = commitment.pilot.as_ref().filter(|_| commitment.status() == Status::Pilot);
                let scopes = std::iter::once(&commitment.applies).chain(pilot.map(|pilot| &pilot.scope));
                let (targets, exceptions) = (&commitment.targets, &commitment.exceptions);
                Self { scopes: scopes.collect(), targets, exceptions, span }
            }
            Subject::Standard(standard) => {
                let scopes = vec![&standard.applies];
                Self { scopes, targets: &standard.targets, exceptions: &standard.exceptions, span }
            }
        }
    }

    fn is_about(&self, case: &Case<'_>) -> bool {
        self.scopes.iter().all(|scope| case.is(scope))
    }

    fn provable(&self) -> impl Iterator<Item = &'d Exception> + use<'d> {
        self.exceptions.iter().filter(|exception| !exception.when.entries.is_empty())
    }

    fn excludes(&self, case: &Case<'_>) -> bool {
        self.provable().any(|exception| case.is(&exception.when))
    }

    /// The conditions in which cases can differ, scopes apart.
    fn conditions(&self) -> Vec<&'d Condition> {
        let whens = self.targets.iter().map(|target| &target.when);
        whens.chain(self.provable().map(|exception| &exception.when)).collect()
    }

    /// The exceptions' conditions, in a form that does not depend on their order.
    fn same_exceptions(&self, other: &Self) -> bool {
        let has = |terms: &Self, when: &Condition| terms.provable().any(|exception| exception.when == *when);
        self.provable().all(|one| has(other, &one.when)) && other.provable().all(|one| has(self, &one.when))
    }

    /// Whether both say the same, clocks apart.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.scopes == other.scopes
            && self.targets.len() == other.targets.len()
            && self.targets.iter().zip(other.targets).all(|(one, other)| fields::same_target(one, other))
            && self.same_exceptions(other)
    }

    /// Whether its conditions let every case in.
    pub(super) fn is_of_every_case(&self) -> bool {
        self.scopes.iter().all(|scope| scope.entries.is_empty())
    }

    /// The ids of the clocks that targets name.
    pub(super) fn clocks(&self) -> impl Iterator<Item = &'d str> + use<'d> {
        self.targets.iter().filter_map(|target| Some(target.clock.as_ref()?.value.as_str()))
    }
}

/// What changed about scope, exceptions and targets.
pub(super) fn effects<'d>(
    comparer: &mut Comparer<'_, 'd>,
    old: &Terms<'d>,
    new: &Terms<'d>,
    since: Option<Date>,
) -> Vec<Effect<'d>> {
    let groups = measures::groups(comparer.sides, old.targets, new.targets);
    let mut effects = one_sided(&groups, new.span);
    let same_scope = old.scopes == new.scopes;
    let scopes = if same_scope { old.scopes.clone() } else { Vec::new() };
    let others = if same_scope { Vec::new() } else { [old.scopes.clone(), new.scopes.clone()].concat() };
    let conditions = old.conditions().into_iter().chain(new.conditions()).chain(others);
    let Some(cases) = all_cases(&scopes, conditions) else {
        effects.extend(without_cases(comparer, old, new, &groups, since));
        return effects;
    };
    let mut cover = Cover::default();
    let mut seen: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for case in &cases {
        match (old.is_about(case), new.is_about(case)) {
            (false, false) => continue,
            (true, true) => {}
            (was, _) => {
                cover.note(Part::Scope, was, case);
                continue;
            }
        }
        match (old.excludes(case), new.excludes(case)) {
            (true, true) => continue,
            (false, false) => {}
            (was, _) => {
                cover.note(Part::Exceptions, !was, case);
                continue;
            }
        }
        for group in groups.iter().filter(|group| !group.old.is_empty() && !group.new.is_empty()) {
            let (was, is) = (deciding(&group.old, case), deciding(&group.new, case));
            if was.is_empty() || is.is_empty() {
                if was.len() != is.len() {
                    cover.note(Part::Bands, is.is_empty(), case);
                }
                continue;
            }
            let places = |list: &[Placed<'_>]| list.iter().map(|placed| placed.place).collect::<Vec<_>>();
            let key = (places(&was), places(&is));
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let whens = was.iter().chain(&is).map(|placed| &placed.target.when);
            let shown = case.shown(whens);
            let mut found = decide(comparer, group, &was, &is, since);
            for effect in &mut found {
                effect.case.clone_from(&shown);
            }
            effects.extend(found);
        }
    }
    effects.extend(cover.effects(old, new));
    effects
}

/// The targets of a group that decide about a case.
fn deciding<'d>(targets: &[Placed<'d>], case: &Case<'_>) -> Vec<Placed<'d>> {
    let Some(first) = targets.iter().find(|placed| case.is(&placed.target.when)) else { return Vec::new() };
    targets.iter().filter(|placed| placed.target.when == first.target.when).copied().collect()
}

/// Compares the targets that decide about the same cases. All on a side must be met; those that say
/// nearly the same are held against each other.
fn decide<'d>(
    comparer: &mut Comparer<'_, 'd>,
    group: &Group<'d>,
    old: &[Placed<'d>],
    new: &[Placed<'d>],
    since: Option<Date>,
) -> Vec<Effect<'d>> {
    if !group.is_same_measure {
        return old.iter().zip(new).map(|(old, new)| other_measure(*old, *new)).collect();
    }
    let (mut old, mut new) = (without_implied(old), without_implied(new));
    let all = (old.clone(), new.clone());
    let mut effects = Vec::new();
    for is_alike in measures::ALIKE {
        while let Some((was, is)) = measures::take_pair(&mut old, &mut new, is_alike) {
            effects.extend(comparer.targets(was, is, since));
        }
    }
    // What is left over may be implied by what the other side asks.
    old.retain(|old| {
        !all.1.iter().any(|new| says_none(&comparer.targets(*old, *new, since), Kind::Loosened))
    });
    new.retain(|new| {
        !all.0.iter().any(|old| says_none(&comparer.targets(*old, *new, since), Kind::Tightened))
    });
    effects.extend(old.iter().map(|old| gone(*old, None)));
    effects.extend(new.iter().map(|new| come(*new)));
    effects
}

/// Whether effects are known, and none of them is of a kind.
fn says_none(effects: &[Effect<'_>], kind: Kind) -> bool {
    !effects.iter().any(|effect| effect.kind == kind || matches!(effect.kind, Kind::Mixed | Kind::Undecided))
}

/// Targets without those that hold where another one does: a longer limit at no higher share.
fn without_implied<'d>(targets: &[Placed<'d>]) -> Vec<Placed<'d>> {
    let implies = |one: &Target, other: &Target| {
        let (Some(short), Some(long)) = (&one.within, &other.within) else { return false };
        short.value.value.kind() == long.value.value.kind()
            && short.value.value.amount() <= long.value.value.amount()
            && one.share() >= other.share()
            && one.due_at.map(|at| at.value) == other.due_at.map(|at| at.value)
            && one.per.map(|per| per.value) == other.per.map(|per| per.value)
            && one.counted_by.map(|by| by.value) == other.counted_by.map(|by| by.value)
    };
    let is_implied = |(place, placed): &(usize, &Placed<'d>)| {
        targets.iter().enumerate().any(|(other, by)| {
            // Of two that say the same the first stays.
            let is_other = other < *place || (other > *place && !implies(placed.target, by.target));
            is_other && implies(by.target, placed.target)
        })
    };
    targets.iter().enumerate().filter(|one| !is_implied(one)).map(|(_, placed)| *placed).collect()
}

fn other_measure<'d>(old: Placed<'d>, new: Placed<'d>) -> Effect<'d> {
    let change = FieldChange {
        field: format!("target {}", new.place),
        old: Some(shown::target(old.target)),
        new: Some(shown::target(new.target)),
        span: Some(new.target.span),
    };
    Effect::undecided(Reason::OtherMeasure, vec![change]).about(Some(old.target), Some(new.target))
}

fn gone(old: Placed<'_>, span: Option<Span>) -> Effect<'_> {
    let field = format!("target {}", old.place);
    let change = FieldChange { field, old: Some(shown::target(old.target)), new: None, span };
    Effect::new(Kind::Loosened, vec![change]).about(Some(old.target), None)
}

fn come(new: Placed<'_>) -> Effect<'_> {
    let field = format!("target {}", new.place);
    let span = Some(new.target.span);
    let change = FieldChange { field, old: None, new: Some(shown::target(new.target)), span };
    Effect::new(Kind::Tightened, vec![change]).about(None, Some(new.target))
}

/// Targets of measures that only one side has.
fn one_sided<'d>(groups: &[Group<'d>], span: Span) -> Vec<Effect<'d>> {
    let old = groups.iter().filter(|group| group.new.is_empty()).flat_map(|group| &group.old);
    let new = groups.iter().filter(|group| group.old.is_empty()).flat_map(|group| &group.new);
    old.map(|placed| gone(*placed, Some(span))).chain(new.map(|placed| come(*placed))).collect()
}

/// Where there are too many combinations to try: bands that are written alike are compared, and of
/// what is not it cannot be said what it means.
fn without_cases<'d>(
    comparer: &mut Comparer<'_, 'd>,
    old: &Terms<'d>,
    new: &Terms<'d>,
    groups: &[Group<'d>],
    since: Option<Date>,
) -> Vec<Effect<'d>> {
    let whens =
        |list: &[Placed<'d>]| list.iter().map(|placed| placed.target.when.clone()).collect::<Vec<_>>();
    let alike = old.scopes == new.scopes
        && old.same_exceptions(new)
        && groups.iter().all(|group| whens(&group.old) == whens(&group.new));
    if !alike {
        let changes =
            [Part::Scope, Part::Exceptions, Part::Bands].iter().filter_map(|part| part.change(old, new));
        return vec![Effect::undecided(Reason::ManyCases, changes.collect())];
    }
    let pairs =
        groups.iter().flat_map(|group| group.old.iter().zip(&group.new).map(move |pair| (group, pair)));
    let mut effects = Vec::new();
    for (group, (old, new)) in pairs {
        effects.extend(decide(comparer, group, &[*old], &[*new], since));
    }
    effects
}

/// What decides whether a case is covered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Scope,
    Exceptions,
    Bands,
}

impl Part {
    /// How it stands on both sides.
    fn change(self, old: &Terms<'_>, new: &Terms<'_>) -> Option<FieldChange> {
        let joined = |parts: Vec<String>| {
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            (!parts.is_empty()).then(|| parts.join("; "))
        };
        let shown = |terms: &Terms<'_>| match self {
            Self::Scope => joined(terms.scopes.iter().map(|scope| shown::condition(scope)).collect()),
            Self::Exceptions => joined(terms.provable().map(|one| shown::condition(&one.when)).collect()),
            Self::Bands => {
                joined(terms.targets.iter().map(|target| shown::condition(&target.when)).collect())
            }
        };
        let span = match self {
            Self::Scope => new.scopes.first().and_then(|scope| scope.span),
            Self::Exceptions => new.provable().next().map(|exception| exception.span),
            Self::Bands => new.targets.iter().find_map(|target| target.when.span),
        };
        let field = match self {
            Self::Scope => "applies",
            Self::Exceptions => "exception",
            Self::Bands => "when",
        };
        let (was, is) = (shown(old), shown(new));
        let span = Some(span.unwrap_or(new.span));
        (was != is).then(|| FieldChange { field: field.to_owned(), old: was, new: is, span })
    }

    fn conditions<'d>(self, old: &Terms<'d>, new: &Terms<'d>) -> Vec<&'d Condition> {
        let of = |terms: &Terms<'d>| match self {
            Self::Scope => terms.scopes.clone(),
            Self::Exceptions => terms.provable().map(|exception| &exception.when).collect(),
            Self::Bands => terms.targets.iter().map(|target| &target.when).collect(),
        };
        [of(old), of(new)].concat()
    }
}

/// The first case that is lost and the first that is gained, by what decides.
#[derive(Default)]
struct Cover<'c> {
    found: Vec<(Part, bool, &'c Case<'c>)>,
}

impl<'c> Cover<'c> {
    fn note(&mut self, part: Part, lost: bool, case: &'c Case<'c>) {
        if !self.found.iter().any(|(known, known_lost, _)| *known == part && *known_lost == lost) {
            self.found.push((part, lost, case));
        }
    }

    fn effects<'d>(&self, old: &Terms<'d>, new: &Terms<'d>) -> Vec<Effect<'d>> {
        let one = |(part, lost, case): &(Part, bool, &Case<'_>)| {
            let kind = if *lost { Kind::Narrowed } else { Kind::Widened };
            let mut effect = Effect::new(kind, part.change(old, new).into_iter().collect());
            effect.case = case.shown(part.conditions(old, new));
            effect
        };
        self.found.iter().map(one).collect()
    }
}

/// Words of exceptions, and exceptions in words alone.
pub(super) fn exception_words<'d>(old: &Terms<'d>, new: &Terms<'d>) -> Vec<Effect<'d>> {
    let mut left: Vec<(usize, &Exception)> = old.exceptions.iter().enumerate().collect();
    let id = |exception: &'d Exception| exception.id.as_ref().map(|id| id.value.as_str());
    let mut effects = Vec::new();
    let mut words = Vec::new();
    for (place, exception) in new.exceptions.iter().enumerate() {
        let same_id =
            |(_, other): &(usize, &'d Exception)| id(exception).is_some() && id(other) == id(exception);
        let same_when = |(_, other): &(usize, &'d Exception)| {
            (id(exception).is_none() || id(other).is_none()) && other.when == exception.when
        };
        let partner = left.iter().position(same_id).or_else(|| left.iter().position(same_when));
        let prefix = format!("exception {}", exception.name(place + 1));
        match partner.map(|partner| left.remove(partner)) {
            Some((_, other)) => {
                let pair = [fields::exception_words(other), fields::exception_words(exception)];
                words.extend(fields::changes(&prefix, &pair[0], &pair[1], Some(exception.span)));
            }
            None if exception.when.entries.is_empty() => {
                effects.push(in_words(prefix, None, Some(exception), new.span));
            }
            None => {}
        }
    }
    for (place, gone) in left.into_iter().filter(|(_, gone)| gone.when.entries.is_empty()) {
        effects.push(in_words(format!("exception {}", gone.name(place + 1)), Some(gone), None, new.span));
    }
    if !words.is_empty() {
        effects.push(Effect::new(Kind::Reworded, words));
    }
    effects
}

fn in_words<'d>(field: String, old: Option<&Exception>, new: Option<&Exception>, span: Span) -> Effect<'d> {
    let shown = |exception: &Exception| exception.text.as_ref().map(shown::prose).unwrap_or_default();
    let span = Some(new.map_or(span, |exception| exception.span));
    let change = FieldChange { field, old: old.map(shown), new: new.map(shown), span };
    Effect::undecided(Reason::ExceptionInWords, vec![change])
}
