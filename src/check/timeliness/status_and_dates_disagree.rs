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
        let latest = Latest::of_all(context);
        findings.extend(latest.iter().filter_map(|latest| latest.examine(context.today)));
    }
}

/// What the dates of a commitment say against a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// Published before this first day in force.
    Early(Spanned<Date>),
    /// Published though no longer in force since this day.
    Late(Spanned<Date>),
    /// On trial past this last day of the pilot.
    PilotOver(Spanned<Date>),
}

/// The latest version of a commitment, and whether any of them is promised today.
#[derive(Clone, Copy, Debug)]
pub struct Latest<'a> {
    /// The version.
    pub commitment: &'a Commitment,
    in_force: bool,
}

impl<'a> Latest<'a> {
    /// The latest version of each commitment, in the order of the files.
    pub fn of_all(context: &Context<'a>) -> Vec<Self> {
        let mut latest: HashMap<&str, Latest<'_>> = HashMap::new();
        let commitments = &context.definitions.commitments;
        for commitment in commitments {
            let told = !matches!(commitment.status(), Status::Draft | Status::Retired);
            let in_force = told && commitment.effective.contains(context.today);
            let known = latest.entry(&commitment.id.value).or_insert(Latest { commitment, in_force });
            known.in_force |= in_force;
            if begin(commitment) > begin(known.commitment) {
                known.commitment = commitment;
            }
        }
        let known = commitments.iter().filter_map(|commitment| {
            let known = latest.get(commitment.id.value.as_str())?;
            (known.commitment.span == commitment.span).then_some(*known)
        });
        known.collect()
    }

    /// What the dates would say on a day, were this its status.
    pub fn against(&self, status: Status, today: Date) -> Option<Disagreement> {
        let effective = &self.commitment.effective;
        match status {
            Status::Published => {
                // The next version of a promise that is kept meanwhile is announced in good time.
                let early = effective.from.filter(|from| today < from.value && !self.in_force);
                let late = effective.until.filter(|until| until.value <= today);
                early.map(Disagreement::Early).or(late.map(Disagreement::Late))
            }
            Status::Pilot => {
                let until = self.commitment.pilot.as_ref()?.until;
                until.filter(|until| until.value < today).map(Disagreement::PilotOver)
            }
            Status::Draft | Status::Suspended | Status::Retired => None,
        }
    }

    fn examine(&self, today: Date) -> Option<Finding> {
        let commitment = self.commitment;
        let status = commitment.status.as_ref()?;
        let (date, message) = match self.against(status.value, today)? {
            Disagreement::Early(from) => (from, Timeliness::PublishedEarly { from: shown(from) }),
            Disagreement::Late(until) => (until, Timeliness::PublishedLate { until: shown(until) }),
            Disagreement::PilotOver(end) => (end, Timeliness::PilotOver { until: shown(end) }),
        };
        let finding = Finding::new(&CODE, date.span, message).related(status.span, Note::StatusHere);
        Some(finding.in_definition(&commitment.id))
    }
}

fn begin(commitment: &Commitment) -> Option<Date> {
    commitment.effective.from.map(|from| from.value)
}

fn shown(date: Spanned<Date>) -> String {
    date.value.to_string()
}
