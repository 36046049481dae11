//! A commitment on the page for customers.

use super::blocks::Block;
use super::plain::{condition, has_days_off, hours};
use super::{Page, prose};
use crate::diff::{Diff, Options, Side, compare_versions};
use crate::model::{
    Amount, Calendar, Claim, Clock, Commitment, Exception, Pause, Remedy, RemedyPer, Status, Target, Written,
};
use crate::publish::Shown;
use crate::render::change::{Changes, duration_for_customers, of_version, promised_to_customers};
use crate::render::wording::publish::Fact;
use crate::source::Spanned;
use crate::text::{CUSTOMERS, Duration, DurationKind, words_of_name};
use std::path::Path;

impl Page<'_> {
    /// All that is promised, without results.
    pub(super) fn promise(&self, shown: Shown<'_>, anchor: &str, blocks: &mut Vec<Block>) {
        let commitment = shown.commitment;
        self.marked(commitment, anchor, blocks);
        blocks.extend(self.standing(shown).map(Block::Note));
        let facts = [
            (Fact::Promised, self.promised(commitment)),
            (Fact::Covered, self.covered(commitment)),
            (Fact::Counted, self.counted(commitment)),
            (Fact::Needed, self.needed(commitment)),
            (Fact::Delays, self.delays(commitment)),
            (Fact::Remedy, commitment.remedy.as_ref().map(|remedy| self.remedy(remedy)).unwrap_or_default()),
            (Fact::Claim, self.claim(commitment)),
            (Fact::Contact, self.contact(commitment)),
            (Fact::Changes, self.changes(shown)),
        ];
        let facts = facts.into_iter().filter(|(_, lines)| !lines.is_empty());
        blocks.push(Block::Facts(facts.map(|(fact, lines)| (self.words.fact(fact), lines)).collect()));
    }

    /// Its title and what customers are told, between the marks by which copies are held against it.
    pub(super) fn marked(&self, commitment: &Commitment, anchor: &str, blocks: &mut Vec<Block>) {
        blocks.push(Block::Mark(format!("<!-- promise: {} -->", commitment.id.replace('>', "&gt;"))));
        self.told(commitment, anchor, blocks);
        blocks.push(Block::Mark("<!-- /promise -->".to_owned()));
    }

    /// Its title and what customers are told.
    pub(super) fn told(&self, commitment: &Commitment, anchor: &str, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading { level: 3, anchor: anchor.to_owned(), text: self.title(commitment) });
        blocks.extend(commitment.text.as_ref().map(|text| Block::Text(prose(self.language, text))));
    }

    /// Its title, else its id as words.
    pub(super) fn title(&self, commitment: &Commitment) -> String {
        let title = commitment.title.as_ref().map(|title| prose(self.language, title));
        title.unwrap_or_else(|| words_of_name(&commitment.id))
    }

    /// That it is set aside, or not in force yet.
    pub(super) fn standing(&self, shown: Shown<'_>) -> Option<String> {
        let commitment = shown.commitment;
        if commitment.status() == Status::Suspended {
            let text = self.side.definitions.settings.suspension.as_ref().and_then(|said| said.text.as_ref());
            let more = text.map(|text| format!("{}{}", self.words.gap(), prose(self.language, text)));
            return Some(format!("{}{}", self.words.suspended(), more.unwrap_or_default()));
        }
        let from = commitment.effective.from.filter(|_| !shown.in_force)?;
        Some(self.words.from(&from.value.to_string()))
    }

    /// A line for each target.
    fn promised(&self, commitment: &Commitment) -> Vec<String> {
        commitment.targets.iter().map(|target| self.target(commitment, target)).collect()
    }

    /// What a target promises, and to which cases.
    pub(super) fn target(&self, commitment: &Commitment, target: &Target) -> String {
        self.with_cases(promised_to_customers(self.language, target), target, &commitment.targets)
    }

    /// The terms of one of several targets, and to which cases they apply.
    pub(super) fn with_cases(&self, terms: String, target: &Target, targets: &[Target]) -> String {
        let when = condition(self.words, &target.when);
        let is_rest = |other: &Target| !other.when.entries.is_empty() && other.same_measure(target);
        if !when.is_empty() {
            self.words.for_cases(&terms, &when.join(self.words.comma()))
        } else if targets.iter().any(is_rest) {
            self.words.for_cases(&terms, self.words.all_others())
        } else {
            terms
        }
    }

    pub(super) fn covered(&self, commitment: &Commitment) -> Vec<String> {
        if let Some(scope) = &commitment.scope {
            return vec![prose(self.language, scope)];
        }
        let applies = condition(self.words, &commitment.applies);
        if applies.is_empty() { vec![self.words.everybody().to_owned()] } else { applies }
    }

    pub(super) fn clock(&self, target: &Target) -> Option<&Clock> {
        self.side.definitions.clock(target.clock.as_ref()?)
    }

    /// How the time of its limits is counted: a line for each kind.
    pub(super) fn counted(&self, commitment: &Commitment) -> Vec<String> {
        let mut lines = Vec::new();
        for target in &commitment.targets {
            let limit = target.within.as_ref().or(target.ahead.as_ref());
            let Some(limit) = limit else { continue };
            let calendar = self.clock(target).and_then(|clock| clock.calendar.as_ref());
            let calendar = calendar.and_then(|calendar| self.side.definitions.calendar(calendar));
            for line in self.kind_of_time(limit.value.value, calendar) {
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        lines
    }

    fn kind_of_time(&self, limit: Duration, calendar: Option<&Calendar>) -> Vec<String> {
        let words = self.words;
        match (limit.kind(), calendar) {
            (DurationKind::Elapsed, _) => vec![words.round_the_clock().to_owned()],
            (DurationKind::Days, _) => vec![words.civil_days().to_owned()],
            (DurationKind::Open | DurationKind::BusinessDays, Some(calendar)) => {
                let hours = hours(words, calendar);
                let of_days = limit.kind() == DurationKind::BusinessDays;
                let mut line = if of_days { words.working_days(&hours) } else { words.working_hours(&hours) };
                if has_days_off(calendar) {
                    line.push_str(words.gap());
                    line.push_str(words.days_off());
                }
                vec![line]
            }
            (DurationKind::Months | DurationKind::Open | DurationKind::BusinessDays, _) => Vec::new(),
        }
    }

    /// The pauses of its clocks, each once: those that wait for the customer, or the others.
    fn pauses(&self, commitment: &Commitment, for_customer: bool) -> Vec<String> {
        let clocks = commitment.targets.iter().filter_map(|target| self.clock(target));
        let mut lines = Vec::new();
        for pause in clocks.flat_map(|clock| &clock.pauses) {
            if CUSTOMERS.occurs(&words_of_name(&pause.name)) == for_customer {
                let line = self.pause(pause, for_customer);
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        lines
    }

    fn pause(&self, pause: &Pause, for_customer: bool) -> String {
        let told = |written| self.written(written);
        let (most, remind) = (pause.max.as_ref().map(told), pause.remind.as_ref().map(told));
        if for_customer {
            self.words.wait_for_you(most.as_deref(), remind.as_deref())
        } else {
            self.words.wait(&words_of_name(&pause.name), most.as_deref(), remind.as_deref())
        }
    }

    fn needed(&self, commitment: &Commitment) -> Vec<String> {
        let mut lines = self.pauses(commitment, true);
        let claim = commitment.remedy.as_ref().and_then(|remedy| remedy.claim.as_ref());
        let evidence = claim.and_then(|claim| claim.evidence.as_ref());
        lines.extend(evidence.map(|evidence| self.words.evidence(evidence)));
        lines
    }

    fn delays(&self, commitment: &Commitment) -> Vec<String> {
        let mut lines = self.pauses(commitment, false);
        lines.extend(commitment.exceptions.iter().map(|exception| self.exception(exception)));
        lines
    }

    fn exception(&self, exception: &Exception) -> String {
        let told = |text: &Option<crate::model::Prose>| {
            text.as_ref().map(|text| prose(self.language, text)).unwrap_or_default()
        };
        let text = told(&exception.text);
        let case = || self.words.excluded(&condition(self.words, &exception.when).join(self.words.comma()));
        self.words.exception(&if text.is_empty() { case() } else { text }, &told(&exception.instead))
    }

    pub(super) fn remedy(&self, remedy: &Remedy) -> Vec<String> {
        let words = self.words;
        let amount = |amount: Amount| match amount {
            Amount::Fixed(number) => money(&number.to_string(), remedy),
            Amount::Percent(share) => words.percentage(&share.to_string()),
        };
        let mut lines: Vec<String> = remedy.text.iter().map(|text| prose(self.language, text)).collect();
        if lines.is_empty() {
            let per = remedy.per.map_or(RemedyPer::Case, |per| per.value);
            lines.extend(remedy.amount.map(|owed| words.owed(&amount(owed.value), per)));
            let within = remedy.paid_within.as_ref();
            lines.extend(within.map(|within| words.paid_within(&self.written(within))));
        }
        let tier =
            |tier: &crate::model::Tier| words.tier(&tier.below.value.to_string(), &amount(tier.amount.value));
        lines.extend(remedy.tiers.iter().map(tier));
        let cap = remedy.cap.as_ref();
        lines.extend(cap.map(|(most, per)| words.cap(&money(&most.value.to_string(), remedy), per.value)));
        lines
    }

    fn claim(&self, commitment: &Commitment) -> Vec<String> {
        let claim = commitment.remedy.as_ref().and_then(|remedy| remedy.claim.as_ref());
        let Some(Claim { how, within, .. }) = claim else { return Vec::new() };
        let within = within
            .as_ref()
            .map(|within| format!("{}{}", self.words.gap(), self.words.claim_within(&self.written(within))));
        vec![format!("{}{}", self.words.claim(how.value), within.unwrap_or_default())]
    }

    pub(super) fn contact(&self, commitment: &Commitment) -> Vec<String> {
        let texts = commitment.contact.iter().chain(&commitment.feedback);
        texts.map(|text| prose(self.language, text)).collect()
    }

    /// Since when it is in force, what that changed, what will change and when it ends.
    pub(super) fn changes(&self, shown: Shown<'_>) -> Vec<String> {
        let Shown { commitment, before, next, in_force } = shown;
        let from = commitment.effective.from.map(|from| from.value.to_string());
        let mut lines = Vec::new();
        match (before, &from) {
            (Some(before), Some(from)) => {
                let what = self.change(before, commitment);
                lines.extend(what.iter().map(|what| self.words.changed(from, in_force, what)));
            }
            (_, Some(from)) if in_force => lines.push(self.words.since(from)),
            _ => {}
        }
        let ends = commitment.effective.until.map(|until| until.value);
        match next.and_then(|next| Some((next, next.effective.from?))) {
            Some((next, from)) => {
                let what = self.change(commitment, next);
                let from = from.value.to_string();
                lines.extend(what.iter().map(|what| self.words.changed(&from, false, what)));
            }
            None => lines.extend(ends.map(|ends| self.words.until(&ends.plus_days(-1).to_string()))),
        }
        lines
    }

    /// What a version changes for customers.
    fn change(&self, before: &Commitment, version: &Commitment) -> Vec<String> {
        let options = Options { today: self.today };
        let lines = compare_versions(self.side, before, version, options).map(|change| {
            let diff = Diff { changes: vec![change], unchanged: 0, unread: [Vec::new(), Vec::new()] };
            let (side, path): (&Side<'_>, _) = (self.side, |_: &Path| String::new());
            let changes = Changes {
                diff: &diff,
                sides: [side, side],
                names: [None, None],
                paths: [&path, &path],
                backtest: None,
                language: self.language,
            };
            diff.changes.iter().flat_map(|change| of_version(&changes, change)).collect::<Vec<_>>()
        });
        let lines = lines.unwrap_or_default();
        if lines.is_empty() { vec![self.words.reworded().to_owned()] } else { lines }
    }

    /// A duration of the definitions in words.
    pub(super) fn written(&self, written: &Spanned<Written<Duration>>) -> String {
        duration_for_customers(self.language, written.value.value)
    }
}

fn money(amount: &str, remedy: &Remedy) -> String {
    remedy.currency.as_ref().map_or_else(|| amount.to_owned(), |currency| format!("{amount} {}", **currency))
}
