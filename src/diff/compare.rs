//! The comparison of two sides, subject by subject.

use super::clocks::ClockPair;
use super::cover::{self, Terms};
use super::pairs::{Pair, pairs};
use super::targets::{Decided, DueKey};
use super::{
    Diff, Effect, FieldChange, Kind, Reason, Side, Subject, SubjectChange, fields, remedies, verdict,
};
use crate::clock::SubjectKind;
use crate::finding::Kind as DefinitionKind;
use crate::model::{Commitment, Date, Target};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What a comparison depends on besides the two sides.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day whose year is looked at where neither calendars nor dates name one.
    pub today: Date,
}

/// A clock on both sides, once compared; `None` where a side does not have it.
type KnownClock<'d> = Option<Rc<ClockPair<'d>>>;

/// What is known while two sides are compared.
pub(super) struct Comparer<'a, 'd> {
    pub(super) sides: [&'a Side<'d>; 2],
    pub(super) options: Options,
    /// `None` where there was too much to try.
    pub(super) decided: HashMap<DueKey<'d>, Option<Rc<Decided>>>,
    clocks: HashMap<[&'d str; 2], KnownClock<'d>>,
    /// The commitments of the new side behind which each standard stands.
    backed: HashMap<&'d str, Vec<&'d str>>,
    /// What stands in the definitions of each side, also with mistakes.
    declared: [HashSet<(DefinitionKind, &'d str)>; 2],
}

/// Compares a version of a commitment with the one before it, both of one side; `None` where they mean
/// the same.
pub fn compare_versions<'d>(
    side: &Side<'d>,
    before: &'d Commitment,
    version: &'d Commitment,
    options: Options,
) -> Option<SubjectChange<'d>> {
    let [old, new] = [before, version].map(|version| Some(Subject::Commitment(version)));
    Comparer::new(side, side, options).pair(&Pair { old, new, is_next_version: true })
}

/// Compares two sides.
pub fn compare<'d>(old: &Side<'d>, new: &Side<'d>, options: Options) -> Diff<'d> {
    let mut comparer = Comparer::new(old, new, options);
    let mut changes = Vec::new();
    let mut unchanged = 0;
    for pair in pairs(old.definitions, new.definitions) {
        match comparer.pair(&pair) {
            Some(change) => changes.push(change),
            None => unchanged += 1,
        }
    }
    Diff { changes, unchanged, unread: [old.unread.clone(), new.unread.clone()] }
}

impl<'a, 'd> Comparer<'a, 'd> {
    fn new(old: &'a Side<'d>, new: &'a Side<'d>, options: Options) -> Self {
        let mut backed: HashMap<&str, Vec<&str>> = HashMap::new();
        for commitment in &new.definitions.commitments {
            if let Some(standard) = &commitment.standard {
                backed.entry(standard.value.as_str()).or_default().push(&commitment.id.value);
            }
        }
        let declared = [old, new].map(|side| {
            side.definitions.declared.iter().map(|(kind, id)| (*kind, id.value.as_str())).collect()
        });
        let (decided, clocks) = (HashMap::new(), HashMap::new());
        Self { sides: [old, new], options, decided, clocks, backed, declared }
    }

    fn pair(&mut self, pair: &Pair<'d>) -> Option<SubjectChange<'d>> {
        let effects = match (pair.old, pair.new) {
            (Some(old), Some(new)) => self.both(old, new, pair.is_next_version),
            (Some(old), None) => vec![self.gone(old)],
            (None, Some(new)) => vec![self.come(new)],
            (None, None) => Vec::new(),
        };
        let effects = merged(effects);
        let mut kinds = verdict::kinds(&effects);
        let files = self.files(pair);
        if kinds.is_empty() && files.is_some() && !pair.is_next_version {
            kinds.push(Kind::Moved);
        }
        if kinds.is_empty() {
            return None;
        }
        let (old, new) = (pair.old, pair.new);
        let backs = self.backs(new.or(old));
        Some(SubjectChange { old, new, is_next_version: pair.is_next_version, kinds, effects, files, backs })
    }

    /// The files of both sides, where they differ.
    fn files(&self, pair: &Pair<'d>) -> Option<(String, String)> {
        let path =
            |side: usize, subject: Option<Subject<'d>>| Some(self.sides[side].path(subject?.span().file));
        let (old, new) = (path(0, pair.old)?, path(1, pair.new)?);
        (old != new).then_some((old, new))
    }

    /// The commitments behind which a standard stands.
    fn backs(&self, subject: Option<Subject<'d>>) -> Vec<&'d str> {
        let Some(Subject::Standard(standard)) = subject else { return Vec::new() };
        let mut backs = self.backed.get(standard.id.value.as_str()).cloned().unwrap_or_default();
        backs.dedup();
        backs
    }

    /// Whether a side has a definition of that id, and none that could be read.
    fn is_broken(&self, side: usize, subject: Subject<'d>) -> bool {
        let definitions = self.sides[side].definitions;
        let (kind, is_sound) = match subject {
            Subject::Commitment(commitment) => {
                (DefinitionKind::Commitment, definitions.versions(&commitment.id).next().is_some())
            }
            Subject::Standard(standard) => {
                (DefinitionKind::Standard, definitions.standard(&standard.id).is_some())
            }
        };
        !is_sound && self.declared[side].contains(&(kind, subject.id()))
    }

    fn gone(&self, old: Subject<'d>) -> Effect<'d> {
        let new = self.sides[1];
        let span = None;
        if self.is_broken(1, old) || new.may_have(old.id()) {
            return Effect::undecided(Reason::UnreadAfter, vec![whole(old, true, span)]);
        }
        Effect::new(Kind::Withdrawn, vec![whole(old, true, span)])
    }

    fn come(&self, new: Subject<'d>) -> Effect<'d> {
        let old = self.sides[0];
        let change = vec![whole(new, false, Some(new.place()))];
        if self.is_broken(0, new) || old.may_have(new.id()) {
            return Effect::undecided(Reason::UnreadBefore, change);
        }
        Effect::new(Kind::Added, change)
    }

    fn both(&mut self, old: Subject<'d>, new: Subject<'d>, is_next: bool) -> Vec<Effect<'d>> {
        let place = Some(new.place());
        let mut effects = Vec::new();
        if old.status() != new.status()
            && let (Some(was), Some(is)) = (old.status(), new.status())
        {
            let (old, new) = (Some(was.as_str().to_owned()), Some(is.as_str().to_owned()));
            let change = FieldChange { field: "status".to_owned(), old, new, span: place };
            effects.push(Effect::new(Kind::StatusChanged, vec![change]));
        }
        let terms = [Terms::new(old), Terms::new(new)];
        if !terms[0].is_same(&terms[1]) || !self.are_same_clocks(&terms[0]) {
            let since = new.effective().from.map(|from| from.value);
            effects.extend(cover::effects(self, &terms[0], &terms[1], since));
        }
        effects.extend(self.dates(old, new, is_next));
        if let (Subject::Commitment(was), Subject::Commitment(is)) = (old, new) {
            effects.extend(remedies::effects(was.remedy.as_ref(), is.remedy.as_ref(), new.place()));
        }
        let words = fields::changes("", &fields::particulars(old), &fields::particulars(new), place);
        let scope_in_words =
            words.iter().any(|change| change.field == "scope") && terms[1].is_of_every_case();
        if scope_in_words {
            let (scope, words) = words.into_iter().partition(|change| change.field == "scope");
            effects.push(Effect::undecided(Reason::ScopeInWords, scope));
            effects.extend(reworded(words));
        } else {
            effects.extend(reworded(words));
        }
        effects.extend(cover::exception_words(&terms[0], &terms[1]));
        effects
    }

    /// What dates of a version do: days that no version covers any more, and those that none covered.
    fn dates(&self, old: Subject<'d>, new: Subject<'d>, is_next: bool) -> Vec<Effect<'d>> {
        let changes = fields::changes("", &fields::dates(old), &fields::dates(new), Some(new.place()));
        if changes.is_empty() {
            return Vec::new();
        }
        if is_next {
            return vec![Effect::new(Kind::Reworded, changes)];
        }
        let covers = |side: usize, day: Date| match new {
            Subject::Commitment(commitment) => self.sides[side]
                .definitions
                .versions(&commitment.id)
                .any(|version| version.effective.contains(day)),
            Subject::Standard(standard) => {
                let known = self.sides[side].definitions.standard(&standard.id);
                known.is_some_and(|standard| standard.effective.contains(day))
            }
        };
        // The days at which one side ends or begins, and those beside them.
        let ends = [old.effective(), new.effective()];
        let days: Vec<Date> = ends
            .iter()
            .flat_map(|effective| effective.from.into_iter().chain(effective.until))
            .flat_map(|date| [date.value.plus_days(-1), date.value])
            .collect();
        let lost = days.iter().any(|day| old.effective().contains(*day) && !covers(1, *day));
        let gained = days.iter().any(|day| new.effective().contains(*day) && !covers(0, *day));
        let kinds = [(lost, Kind::Narrowed), (gained, Kind::Widened)].into_iter().filter(|(is, _)| *is);
        kinds.map(|(_, kind)| Effect::new(kind, changes.clone())).collect()
    }

    fn are_same_clocks(&mut self, terms: &Terms<'d>) -> bool {
        let ids: Vec<_> = terms.clocks().collect();
        ids.into_iter().all(|id| self.pair_of_clocks(id, id).is_none_or(|pair| pair.is_same()))
    }

    /// The clocks of two targets.
    pub(super) fn clocks(&mut self, old: &'d Target, new: &'d Target) -> KnownClock<'d> {
        self.pair_of_clocks(&old.clock.as_ref()?.value, &new.clock.as_ref()?.value)
    }

    fn pair_of_clocks(&mut self, old: &'d str, new: &'d str) -> KnownClock<'d> {
        let sides = self.sides;
        let known = self.clocks.entry([old, new]).or_insert_with(|| {
            let (old, new) = (sides[0].definitions.clock(old)?, sides[1].definitions.clock(new)?);
            Some(Rc::new(ClockPair::new(sides, old, new)))
        });
        known.clone()
    }
}

fn reworded<'d>(changes: Vec<FieldChange>) -> Option<Effect<'d>> {
    (!changes.is_empty()).then(|| Effect::new(Kind::Reworded, changes))
}

/// The whole of a subject as a field.
fn whole(subject: Subject<'_>, is_gone: bool, span: Option<crate::source::Span>) -> FieldChange {
    let field = match subject.kind() {
        SubjectKind::Commitment => "commitment",
        SubjectKind::Standard => "standard",
    };
    let shown = subject.text().or(subject.title()).map(super::shown::prose);
    let (old, new) = if is_gone { (shown, None) } else { (None, shown) };
    FieldChange { field: field.to_owned(), old, new, span }
}

/// What is the same for the same targets is told once.
fn merged(effects: Vec<Effect<'_>>) -> Vec<Effect<'_>> {
    let mut merged: Vec<Effect<'_>> = Vec::new();
    for effect in effects {
        let targets = |effect: &Effect<'_>| {
            (effect.targets.0.map(|target| target.span), effect.targets.1.map(|target| target.span))
        };
        let same = |known: &Effect<'_>| {
            known.kind == effect.kind
                && known.reason == effect.reason
                && known.fields == effect.fields
                && targets(known) == targets(&effect)
        };
        if !merged.iter().any(same) {
            merged.push(effect);
        }
    }
    merged.sort_by_key(|effect| effect.kind);
    merged
}
