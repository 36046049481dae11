//! What definitions say of each other: ids that come twice, versions that overlap, references that
//! lead nowhere, and limits that need a calendar the clock does not have.

use super::read::nearest;
use super::{Commitment, Definitions, Limit, Target};
use crate::finding::{Definition, Finding, Invalid, Kind, Note, codes};
use crate::source::Spanned;
use crate::text::DurationKind;
use std::collections::HashMap;

pub(super) fn check(definitions: &Definitions, findings: &mut Vec<Finding>) {
    duplicates(definitions, findings);
    versions(definitions, findings);
    let mut references = References { definitions, findings };
    references.commitments();
    references.standards();
    references.others();
}

fn duplicates(definitions: &Definitions, findings: &mut Vec<Finding>) {
    let mut first: HashMap<(Kind, &str), &Spanned<String>> = HashMap::new();
    for (kind, id) in &definitions.declared {
        let Some(before) = first.get(&(*kind, id.value.as_str())) else {
            first.insert((*kind, &id.value), id);
            continue;
        };
        if *kind != Kind::Commitment {
            let message = Definition::DuplicateId { kind: *kind, id: id.value.clone() };
            let finding = Finding::new(&codes::DUPLICATE, id.span, message).in_definition(id);
            findings.push(finding.related(before.span, Note::FirstHere));
        }
    }
}

/// Versions of one commitment must not be in force together; without dates they are one id twice.
fn versions(definitions: &Definitions, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, Vec<&Commitment>> = HashMap::new();
    for commitment in &definitions.commitments {
        let others = seen.entry(&commitment.id.value).or_default();
        for other in others.iter() {
            let Some(day) = commitment.effective.overlap(&other.effective) else { continue };
            let id = commitment.id.value.clone();
            let dated = |c: &Commitment| c.effective.from.or(c.effective.until).map(|date| date.span);
            let finding = if let (Some(span), Some(first)) = (dated(commitment), dated(other)) {
                let message = Definition::OverlappingVersions { id, day: day.to_string() };
                Finding::new(&codes::OVERLAPPING_VERSIONS, span, message).related(first, Note::OtherVersion)
            } else {
                let message = Definition::DuplicateId { kind: Kind::Commitment, id };
                Finding::new(&codes::DUPLICATE, commitment.id.span, message)
                    .related(other.id.span, Note::FirstHere)
            };
            findings.push(finding.in_definition(&commitment.id));
        }
        others.push(commitment);
    }
}

struct References<'a> {
    definitions: &'a Definitions,
    findings: &'a mut Vec<Finding>,
}

impl References<'_> {
    fn refer(&mut self, from: &str, kind: Kind, id: &Spanned<String>) {
        let known = || {
            self.definitions.declared.iter().filter(move |(declared, _)| match kind {
                Kind::StandardOrCommitment => matches!(declared, Kind::Standard | Kind::Commitment),
                kind => *declared == kind,
            })
        };
        if known().any(|(_, declared)| declared.value == id.value) {
            return;
        }
        let suggestion = nearest(id, known().map(|(_, id)| id.value.as_str())).map(str::to_owned);
        let message =
            Definition::UnknownReference { kind, id: id.value.clone(), suggestion: suggestion.clone() };
        let mut finding = Finding::new(&codes::UNKNOWN_REFERENCE, id.span, message).in_definition(from);
        if let Some(meant) = suggestion {
            finding = finding.fix(false, id.span, format!("\"{meant}\""));
        }
        self.findings.push(finding);
    }

    fn commitments(&mut self) {
        for commitment in &self.definitions.commitments {
            let id = commitment.id.value.as_str();
            if let Some(standard) = &commitment.standard {
                self.refer(id, Kind::Standard, standard);
            }
            self.targets(id, &commitment.targets);
        }
    }

    fn standards(&mut self) {
        for standard in &self.definitions.standards {
            let id = standard.id.value.as_str();
            self.targets(id, &standard.targets);
            for behind in &standard.depends_on {
                self.refer(id, Kind::StandardOrCommitment, behind);
            }
            if let Some(calendar) = standard.capacity.as_ref().and_then(|c| c.calendar.as_ref()) {
                self.refer(id, Kind::Calendar, calendar);
            }
        }
    }

    fn targets(&mut self, from: &str, targets: &[Target]) {
        for target in targets {
            let Some(clock) = &target.clock else { continue };
            self.refer(from, Kind::Clock, clock);
            self.needs_calendar(from, target, clock);
        }
    }

    /// A limit in business hours or working days says nothing on a clock without a calendar.
    fn needs_calendar(&mut self, from: &str, target: &Target, clock: &Spanned<String>) {
        let Some(clock) = self.definitions.clock(clock) else { return };
        if clock.calendar.is_some() {
            return;
        }
        let statistic = [&target.at_least, &target.at_most].into_iter().flatten();
        let statistic = statistic.filter_map(|limit| match &limit.value {
            Limit::Duration(written) => Some((limit.span, written.value)),
            Limit::Number(_) => None,
        });
        let limits = [&target.within, &target.ahead].into_iter().flatten();
        let limits = limits.map(|limit| (limit.span, limit.value.value));
        for (span, duration) in limits.chain(statistic) {
            if matches!(duration.kind(), DurationKind::Open | DurationKind::BusinessDays) {
                let why = Invalid::NeedsCalendar { clock: clock.id.value.clone() };
                let finding = Finding::new(&codes::INVALID_VALUE, span, Definition::Invalid(why));
                self.findings.push(finding.in_definition(from).related(clock.span, Note::ConflictsWith));
            }
        }
    }

    fn others(&mut self) {
        for clock in &self.definitions.clocks {
            if let Some(calendar) = &clock.calendar {
                self.refer(&clock.id, Kind::Calendar, calendar);
            }
        }
        for log in &self.definitions.logs {
            for served in log.serves.iter().flatten() {
                self.refer(&log.id, Kind::StandardOrCommitment, served);
            }
        }
        for allow in &self.definitions.settings.allow {
            if let Some(commitment) = &allow.commitment {
                self.refer(commitment, Kind::Commitment, commitment);
            }
        }
    }
}
