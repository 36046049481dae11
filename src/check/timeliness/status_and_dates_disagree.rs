//! TIM007: a status that the dates contradict.

use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Finding, Level, Note, Timeliness};
use crate::model::{Commitment, Date, Status};
use crate::source::Spanned;
use foldhash::{HashMap, HashMapExt as _};

static CODE: Code = Code { code: "TIM007", name: "status-and-dates-disagree", level: Level::Error };

/// The latest version is published and not in force, or a pilot is past its end.
pub struct StatusAndDatesDisagree;

impl Rule for StatusAndDatesDisagree {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("status_and_dates_disagree.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let mut latest: HashMap<&str, Latest<'_>> = HashMap::new();
        for commitment in &context.definitions.commitments {
            let told = !matches!(commitment.status(), Status::Draft | Status::Retired);
            let in_force = told && commitment.effective.contains(context.today);
            let known = latest.entry(&commitment.id.value).or_insert(Latest { commitment, in_force });
            known.in_force |= in_force;
            if begin(commitment) > begin(known.commitment) {
                known.commitment = commitment;
            }
        }
        for commitment in &context.definitions.commitments {
            let known = latest.get(commitment.id.value.as_str());
            let is_latest = |known: &&Latest<'_>| known.commitment.span == commitment.span;
            findings.extend(known.filter(is_latest).and_then(|known| known.examine(context.today)));
        }
    }
}

fn begin(commitment: &Commitment) -> Option<Date> {
    commitment.effective.from.map(|from| from.value)
}

/// The last version of a commitment, and whether any of them is in force.
struct Latest<'a> {
    commitment: &'a Commitment,
    in_force: bool,
}

impl Latest<'_> {
    fn examine(&self, today: Date) -> Option<Finding> {
        let commitment = self.commitment;
        let status = commitment.status.as_ref()?;
        let effective = &commitment.effective;
        let (date, message) = match status.value {
            Status::Published => {
                // The next version of a promise that is kept meanwhile is announced in good time.
                let early = effective.from.filter(|from| today < from.value && !self.in_force);
                let late = effective.until.filter(|until| until.value <= today);
                let early = early.map(|from| (from, Timeliness::PublishedEarly { from: shown(from) }));
                early.or_else(|| {
                    late.map(|until| (until, Timeliness::PublishedLate { until: shown(until) }))
                })?
            }
            Status::Pilot => {
                let end = commitment.pilot.as_ref()?.until.filter(|until| until.value < today)?;
                (end, Timeliness::PilotOver { until: shown(end) })
            }
            _ => return None,
        };
        let finding = Finding::new(&CODE, date.span, message).related(status.span, Note::StatusHere);
        Some(finding.in_definition(&commitment.id))
    }
}

fn shown(date: Spanned<Date>) -> String {
    date.value.to_string()
}
