//! FEA010, as far as logs were read: what promises are measured by and logs lack: columns that are not there, and those that too many rows leave
//! empty.

use super::not_measurable::CODE;
use crate::check::past::{Lived, lived};
use crate::check::{Context, Findings};
use crate::clock::Reason;
use crate::finding::{Finding, Note, PastFeasibility};
use crate::model::{Commitment, Item, Share, Status, Test};
use crate::source::Spanned;
use foldhash::HashSet;

/// What the logs that were read lack.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    absent_columns(context, findings);
    missing_attributes(context, findings);
    findings.extend(lived(context).filter_map(|lived| missing_value(&lived)));
}

/// Columns that promises ask for and no log has. Each is told once a commitment, where it is named first.
fn absent_columns(context: &Context<'_>, findings: &mut Findings) {
    for absent in context.history.into_iter().flat_map(|history| &history.absent) {
        let of_subject = |commitment: &&Commitment| commitment.id.value == absent.column.subject;
        let named = context.commitments().filter(of_subject).find_map(|commitment| {
            let name = asked(commitment).find(|name| name.value == absent.column.name)?;
            Some((commitment, name))
        });
        let Some((commitment, name)) = named else { continue };
        let message = PastFeasibility::NoColumn {
            name: name.value.clone(),
            logs: absent.logs.clone(),
            suggestion: absent.column.suggestion.clone(),
        };
        let logs = context.definitions.logs.iter().filter(|log| absent.logs.contains(&log.id.value));
        let finding = logs.fold(Finding::new(&CODE, name.span, message), |finding, log| {
            finding.related(log.id.span, Note::LogHere)
        });
        findings.push(finding.in_definition(&commitment.id));
    }
}

/// The columns that a commitment asks for by name, but for the ends of its clocks.
fn asked(commitment: &Commitment) -> impl Iterator<Item = &Spanned<String>> {
    let pilot = commitment.pilot.iter().map(|pilot| &pilot.scope);
    let whens = commitment.targets.iter().map(|target| &target.when);
    let exceptions = commitment.exceptions.iter().map(|exception| &exception.when);
    let conditions = std::iter::once(&commitment.applies).chain(pilot).chain(whens).chain(exceptions);
    let attributes = conditions.flat_map(|condition| &condition.entries).map(|(name, _)| name);
    let values = commitment.targets.iter().flat_map(|target| [&target.value, &target.by]).flatten();
    attributes.chain(values).chain(commitment.remedy.iter().filter_map(|remedy| remedy.of.as_ref()))
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
