//! The life cycle: draft, pilot, published, suspended, retired. Where each commitment stands, and what it
//! needs for its next step.
//!
//! What rules decide too is asked of their files, so that a need is missing here exactly where the rule
//! would find it; what somebody has accepted for a reason is accepted here. It must not know how any of it
//! is shown.

mod need;

pub use need::{Fact, Need, State, TriedTarget};

use super::timeliness::Latest;
use super::{Context, Outcome, is_over};
use crate::calendar::{Instant, Zone};
use crate::model::{Commitment, Date, Effective, Status};
use crate::report::Trials;
use foldhash::HashMap;
use need::Examined;

/// The rules whose findings needs are about: what they accept, or are told not to look for, is accepted.
pub const RULES: [&str; 6] = ["FEA007", "FEA008", "CLR013", "TIM001", "TIM006", "TIM007"];

/// Where all commitments stand.
#[derive(Debug)]
pub struct LifeCycle<'a> {
    /// The day on which it was looked at.
    pub today: Date,
    /// What of the logs is unseen because it is later, with the zone to show it in; `None` where no log was
    /// read.
    pub as_of: Option<(Instant, &'a Zone)>,
    /// The versions that are not replaced, in the order of the files.
    pub commitments: Vec<Standing<'a>>,
}

/// Where a version of a commitment stands.
#[derive(Debug)]
pub struct Standing<'a> {
    /// The id of the commitment.
    pub id: &'a str,
    /// The name of the version.
    pub version: String,
    /// Its status.
    pub status: Status,
    /// When it is in force.
    pub effective: Effective,
    /// The status that it can come to next; `None` where it stays what it is.
    pub next: Option<Status>,
    /// What its status and its next step ask for, in the order in which a promise is made.
    pub needs: Vec<Need<'a>>,
}

impl<'a> LifeCycle<'a> {
    /// Looks at every commitment. `outcome` is a check by [`RULES`] of the same context.
    pub fn new(context: &Context<'a>, outcome: &'a Outcome, trials: Option<&'a Trials>) -> Self {
        let latest = Latest::of_all(context);
        let latest: HashMap<&str, Latest<'a>> =
            latest.into_iter().map(|latest| (latest.commitment.id.value.as_str(), latest)).collect();
        let standing = |commitment: &'a Commitment| {
            let latest = latest.get(commitment.id.value.as_str())?;
            let is_latest = latest.commitment.span == commitment.span;
            let over = is_over(&commitment.effective, context.today);
            if !is_latest && (over || commitment.status() == Status::Retired) {
                return None;
            }
            let latest = is_latest.then_some(*latest);
            let examined = Examined { context, outcome, trials, commitment, latest };
            Some(Standing::new(commitment, examined.needs(over)))
        };
        Self {
            today: context.today,
            as_of: trials.and_then(|trials| Some((trials.report.as_of?, &trials.report.zone))),
            commitments: context.definitions.commitments.iter().filter_map(standing).collect(),
        }
    }

    /// Keeps the commitments of some ids.
    pub fn keep(&mut self, is_kept: impl Fn(&str) -> bool) {
        self.commitments.retain(|standing| is_kept(standing.id));
    }

    /// How many commitments call for something.
    pub fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for standing in &self.commitments {
            sums.missing += usize::from(standing.is_missing());
            sums.overdue += usize::from(standing.is_overdue());
            sums.failed += usize::from(standing.has_failed());
        }
        sums
    }

    /// How many commitments have a status.
    pub fn of_status(&self, status: Status) -> usize {
        self.commitments.iter().filter(|standing| standing.status == status).count()
    }
}

/// How many commitments call for something; one may be in all of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// They lack what their present status asks for.
    pub missing: usize,
    /// A day has passed on which something was to be done.
    pub overdue: usize,
    /// Their trial failed.
    pub failed: usize,
}

impl<'a> Standing<'a> {
    fn new(commitment: &'a Commitment, needs: Vec<Need<'a>>) -> Self {
        let status = commitment.status();
        let next = next(status);
        // What only a later step asks for is told when its time is over already.
        let reach = rank(next.unwrap_or(status));
        let is_told = |need: &Need<'_>| rank(need.asked_by()) <= reach || need.state == State::Overdue;
        Self {
            id: &commitment.id.value,
            version: commitment.version(),
            status,
            effective: commitment.effective,
            next,
            needs: needs.into_iter().filter(is_told).collect(),
        }
    }

    /// Whether its present status asks for a need already; else the next step does.
    pub fn is_due(&self, need: &Need<'_>) -> bool {
        rank(need.asked_by()) <= rank(self.status)
    }

    /// Whether it lacks what its present status asks for.
    pub fn is_missing(&self) -> bool {
        self.needs.iter().any(|need| need.state == State::Missing && self.is_due(need))
    }

    /// Whether a day has passed on which something was to be done.
    pub fn is_overdue(&self) -> bool {
        self.has(State::Overdue)
    }

    /// Whether its trial failed.
    pub fn has_failed(&self) -> bool {
        self.has(State::Failed)
    }

    fn has(&self, state: State) -> bool {
        self.needs.iter().any(|need| need.state == state)
    }
}

/// The status that follows.
fn next(status: Status) -> Option<Status> {
    match status {
        Status::Draft => Some(Status::Pilot),
        Status::Pilot | Status::Suspended => Some(Status::Published),
        Status::Published | Status::Retired => None,
    }
}

/// How far a promise has come. What is set aside for a while need not be ready to be told again yet.
fn rank(status: Status) -> u8 {
    match status {
        Status::Draft | Status::Retired => 0,
        Status::Pilot | Status::Suspended => 1,
        Status::Published => 2,
    }
}
