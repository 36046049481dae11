//! The sheet of a team: of each commitment what customers are told, and what staff do to keep it.

use super::blocks::Block;
use super::plain::condition;
use super::{Page, prose};
use crate::model::{Commitment, Date, Exception, Pilot, Remedy, Standard, Status};
use crate::publish::{Shown, Team};
use crate::render::wording::publish::{Fact, StaffFact, StaffWords};
use crate::source::Spanned;
use crate::text::words_of_name;

/// What sheets have in common.
pub(super) struct Sheets<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) words: StaffWords,
    /// The day from which examples are chosen.
    pub(super) first: Date,
}

impl<'a> Sheets<'a> {
    /// The sheet of a team; anchors of its commitments begin with its own.
    pub(super) fn sheet(&self, team: &Team<'_>, anchor: &str, blocks: &mut Vec<Block>) {
        let text = team.owner.unwrap_or(self.words.no_owner()).to_owned();
        blocks.push(Block::Sheet { anchor: anchor.to_owned(), text });
        let suspension = self.suspension();
        if !suspension.is_empty() {
            blocks.push(Block::Facts(vec![(self.words.fact(StaffFact::Suspension), suspension)]));
        }
        for (place, shown) in team.commitments.iter().enumerate() {
            self.commitment(*shown, &format!("{anchor}c{place}"), blocks);
        }
    }

    fn commitment(&self, shown: Shown<'_>, anchor: &str, blocks: &mut Vec<Block>) {
        let Shown { commitment, .. } = shown;
        let standard = self.standard(commitment);
        if commitment.status() == Status::Pilot {
            // A copy is held against what all customers are told, which a pilot is not.
            self.page.told(commitment, anchor, blocks);
            blocks.push(Block::Note(self.pilot(shown)));
        } else {
            self.page.marked(commitment, anchor, blocks);
            blocks.extend(self.page.standing(shown).map(Block::Note));
        }
        let words = self.words;
        let fact = |fact: StaffFact| words.fact(fact);
        let remedy = commitment.remedy.as_ref();
        let facts = [
            (fact(StaffFact::Terms), self.terms(commitment, standard)),
            (self.page.words.fact(Fact::Covered), self.page.covered(commitment)),
            (fact(StaffFact::Clock), self.clocks(commitment)),
            (fact(StaffFact::Pauses), self.pauses(commitment)),
            (fact(StaffFact::Exceptions), self.exceptions(commitment, standard)),
            (fact(StaffFact::Escalation), self.escalation(commitment)),
            (fact(StaffFact::Remedy), remedy.map(|remedy| self.page.remedy(remedy)).unwrap_or_default()),
            (fact(StaffFact::Claim), remedy.map(|remedy| self.claim(remedy)).unwrap_or_default()),
            (fact(StaffFact::Contact), self.page.contact(commitment)),
            (
                fact(StaffFact::DependsOn),
                standard.map(|standard| self.depends_on(standard)).unwrap_or_default(),
            ),
            (fact(StaffFact::Review), self.review(commitment)),
            (self.page.words.fact(Fact::Changes), self.page.changes(shown)),
        ];
        blocks.push(Block::Facts(facts.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()));
        self.examples(shown, standard, blocks);
    }

    /// The standard that backs a commitment.
    fn standard(&self, commitment: &Commitment) -> Option<&'a Standard> {
        self.page.side.definitions.standard(commitment.standard.as_ref()?)
    }

    /// How a pilot is tried.
    fn pilot(&self, shown: Shown<'_>) -> String {
        let pilot: Option<&Pilot> = shown.commitment.pilot.as_ref();
        let cases = pilot.map(|pilot| condition(self.page.words, &pilot.scope).join(self.page.words.comma()));
        let days = shown.days();
        let from = days.from.map(|from| from.value.to_string());
        let last = days.until.map(|until| until.value.plus_days(-1).to_string());
        let min_cases = pilot.and_then(|pilot| pilot.min_cases.map(|cases| cases.value));
        self.words.pilot(&cases.unwrap_or_default(), from.as_deref(), last.as_deref(), min_cases)
    }

    fn exceptions(&self, commitment: &Commitment, standard: Option<&Standard>) -> Vec<String> {
        let mut lines: Vec<String> =
            commitment.exceptions.iter().map(|exception| self.exception(exception)).collect();
        if !lines.is_empty() && standard.is_some_and(|standard| standard.exceptions.is_empty()) {
            lines.push(self.words.standard_without_exceptions().to_owned());
        }
        lines
    }

    fn exception(&self, exception: &Exception) -> String {
        let language = self.page.language;
        let text = exception.text.as_ref().map(|text| prose(language, text));
        let instead = exception.instead.as_ref().map(|instead| prose(language, instead));
        let case = condition(self.page.words, &exception.when).join(self.page.words.comma());
        let text = text.unwrap_or_else(|| self.words.exception_without_text().to_owned());
        self.words.exception(&text, &case, &instead.unwrap_or_default())
    }

    fn escalation(&self, commitment: &Commitment) -> Vec<String> {
        let escalation = commitment.escalation.as_ref();
        let told = escalation
            .map(|escalation| self.words.escalation(&self.page.written(&escalation.after), &escalation.to));
        told.into_iter().collect()
    }

    fn claim(&self, remedy: &Remedy) -> Vec<String> {
        let words = self.words;
        let duration = |written| self.page.written(written);
        let mut lines = Vec::new();
        if let Some(claim) = &remedy.claim {
            lines.push(words.claim(claim.how.value, claim.within.as_ref().map(duration).as_deref()));
            lines.extend(claim.evidence.as_ref().map(|what| words.evidence(what)));
            lines.extend(claim.approval.as_ref().map(|who| words.approval(who)));
        }
        lines.extend(remedy.paid_within.as_ref().map(|within| words.paid_within(&duration(within))));
        lines
    }

    /// What a standard stands on, by name and owner.
    fn depends_on(&self, standard: &Standard) -> Vec<String> {
        let definitions = self.page.side.definitions;
        let line = |id: &Spanned<String>| {
            let commitment = definitions.versions(id).next();
            let (title, owner) = match (definitions.standard(id), commitment) {
                (Some(standard), _) => (standard.title.as_ref(), standard.owner.as_ref()),
                (None, Some(commitment)) => (commitment.title.as_ref(), commitment.owner.as_ref()),
                (None, None) => (None, None),
            };
            let name = title.map_or_else(|| words_of_name(id), |title| prose(self.page.language, title));
            self.words.dependency(&name, owner.map(|owner| owner.value.as_str()))
        };
        standard.depends_on.iter().map(line).collect()
    }

    fn review(&self, commitment: &Commitment) -> Vec<String> {
        let date = commitment.review_by;
        date.map(|date| self.words.review_by(&date.value.to_string())).into_iter().collect()
    }

    /// Who may set promises aside, as the settings have it.
    fn suspension(&self) -> Vec<String> {
        let Some(suspension) = &self.page.side.definitions.settings.suspension else { return Vec::new() };
        let words = self.words;
        let mut lines = Vec::new();
        lines.extend(suspension.who.as_ref().map(|who| words.suspended_by(who)));
        let duration = |written| self.page.written(written);
        lines.extend(suspension.max.as_ref().map(|most| words.suspended_for(&duration(most))));
        lines.extend(suspension.notice.as_ref().map(|notice| words.suspension_notice(&duration(notice))));
        let text = suspension.text.as_ref();
        lines.extend(text.map(|text| words.suspension_text(&prose(self.page.language, text))));
        lines
    }
}
