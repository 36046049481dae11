//! What a team works to: the promise beside its standard, the clock and its pauses, in plain words.

use super::prose;
use super::sheet::Sheets;
use crate::clock::FIRST_OF_CASE;
use crate::model::{Commitment, EventRef, Measure, Pause, Standard, Target, Which};
use crate::render::change::asked_of_staff;
use crate::text::{DurationKind, words_of_name};

/// The targets of a standard that are about the same cases as a target of its promise: those of the same
/// condition; where there is none, all of the same measure, each under its own condition.
pub(super) fn behind<'s>(target: &Target, standard: &'s Standard) -> Vec<&'s Target> {
    let same: Vec<_> = standard.targets.iter().filter(|own| own.same_measure(target)).collect();
    let exact: Vec<_> = same.iter().copied().filter(|own| own.when == target.when).collect();
    if exact.is_empty() { same } else { exact }
}

impl Sheets<'_> {
    /// Each target of a promise beside those of its standard.
    pub(super) fn terms(&self, commitment: &Commitment, standard: Option<&Standard>) -> Vec<String> {
        let Some(standard) = standard else {
            let promised = commitment.targets.iter().map(|target| self.promised(commitment, target));
            let lines = promised.map(|promised| self.words.terms(&promised, &[]));
            return lines.chain([self.words.no_standard().to_owned()]).collect();
        };
        let mut lines = vec![self.standard_in_words(commitment, standard)];
        if !standard.effective.contains(self.page.today) {
            lines.push(self.words.standard_not_in_force().to_owned());
        }
        for target in &commitment.targets {
            let behind: Vec<_> =
                behind(target, standard).into_iter().map(|own| self.worked_to(standard, own)).collect();
            lines.push(self.words.terms(&self.promised(commitment, target), &behind));
        }
        let is_told = |own: &Target| {
            commitment
                .targets
                .iter()
                .flat_map(|target| behind(target, standard))
                .any(|told| std::ptr::eq(told, own))
        };
        let alone = standard.targets.iter().filter(|own| !is_told(own));
        lines.extend(alone.map(|own| self.words.standard_alone(&self.worked_to(standard, own))));
        lines
    }

    /// What a target of a promise says, with the names of columns.
    pub(super) fn promised(&self, commitment: &Commitment, target: &Target) -> String {
        self.page.with_cases(asked_of_staff(self.page.language, target), target, &commitment.targets)
    }

    /// What a target of a standard says.
    pub(super) fn worked_to(&self, standard: &Standard, target: &Target) -> String {
        self.page.with_cases(asked_of_staff(self.page.language, target), target, &standard.targets)
    }

    fn standard_in_words(&self, commitment: &Commitment, standard: &Standard) -> String {
        let language = self.page.language;
        let title = standard.title.as_ref().map(|title| prose(language, title));
        let name = title.unwrap_or_else(|| words_of_name(&standard.id));
        let text = standard.text.as_ref().map(|text| prose(language, text));
        let of_team = commitment.owner.as_ref().map(|owner| &owner.value);
        let owner = standard.owner.as_ref().map(|owner| &owner.value).filter(|owner| Some(*owner) != of_team);
        self.words.standard(&name, owner.map(String::as_str), text.as_deref())
    }

    /// The clocks of a commitment, and how their time counts; each thing once.
    pub(super) fn clocks(&self, commitment: &Commitment) -> Vec<String> {
        let mut lines = Vec::new();
        for target in &commitment.targets {
            let Some(clock) = self.page.clock(target) else { continue };
            let (start, stop) = (self.event(&clock.start), self.event(&clock.stop));
            if target.ahead.is_some() {
                add_once(&mut lines, self.words.precedes(&start, &stop));
                continue;
            }
            add_once(&mut lines, self.words.runs(&start, &stop));
            if let Some(reopened) = self.words.reopened(clock.reopen.map(|reopen| reopen.value)) {
                add_once(&mut lines, reopened.to_owned());
            }
        }
        lines.extend(self.page.counted(commitment));
        for target in &commitment.targets {
            let Some(counting) = self.counting(commitment, target) else { continue };
            let due_at = target.due_at.map(|due_at| due_at.value);
            let last_day = kind_of_limit(target).and_then(|kind| self.words.due_on_last_day(kind, due_at));
            if let Some(last_day) = last_day {
                add_once(&mut lines, last_day.to_owned());
            }
            add_once(&mut lines, self.words.zone(counting.zone.name()));
        }
        lines
    }

    fn event(&self, end: &EventRef) -> String {
        if end.name() == FIRST_OF_CASE && !end.is_event {
            return self.words.first_of_case().to_owned();
        }
        let names: Vec<_> = end.events.iter().map(|event| self.words.event(&words_of_name(event))).collect();
        let names = self.page.words.any_of(&names);
        match end.which {
            Which::First => names,
            Which::Last => self.words.last(&names),
        }
    }

    /// When the clocks of a commitment stand still, and what that does to the due.
    pub(super) fn pauses(&self, commitment: &Commitment) -> Vec<String> {
        // Nothing pauses a notice, or a due that is the case's own.
        let can_pause = |target: &&Target| {
            matches!(target.measure(), Some(Measure::Within(..) | Measure::ClockStatistic(..)))
        };
        let (mut lines, mut shifts) = (Vec::new(), Vec::new());
        let mut has_clock = false;
        for target in commitment.targets.iter().filter(can_pause) {
            let Some(clock) = self.page.clock(target) else { continue };
            has_clock = true;
            clock.pauses.iter().for_each(|pause| add_once(&mut lines, self.pause(pause)));
            if let Some(kind) = kind_of_limit(target).filter(|_| !clock.pauses.is_empty()) {
                add_once(&mut shifts, self.words.moves(kind).to_owned());
            }
        }
        if lines.is_empty() && has_clock {
            lines.push(self.words.no_pauses().to_owned());
        }
        lines.extend(shifts);
        lines
    }

    fn pause(&self, pause: &Pause) -> String {
        let written = |duration| self.page.written(duration);
        let (most, remind) = (pause.max.as_ref().map(written), pause.remind.as_ref().map(written));
        self.words.pause(&words_of_name(&pause.name), most.as_deref(), remind.as_deref())
    }
}

fn add_once(lines: &mut Vec<String>, line: String) {
    if !lines.contains(&line) {
        lines.push(line);
    }
}

/// The kind of a limit in time of each case.
fn kind_of_limit(target: &Target) -> Option<DurationKind> {
    let limit = target.within.as_ref().or(target.ahead.as_ref());
    limit.map(|limit| limit.value.value.kind())
}
