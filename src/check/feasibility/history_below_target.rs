//! FEA003: a share that the past did not keep.

use crate::check::past::{Lived, lived};
use crate::check::{Context, Findings, Needs, Rule};
use crate::finding::{Code, Finding, Level, Note, PastFeasibility};
use crate::stats::wilson;

static CODE: Code = Code { code: "FEA003", name: "history-below-target", level: Level::Error };

/// A share above what the cases of the logs attained: an error where the whole 95 % interval is below
/// it, a warning where chance may be the reason.
pub struct HistoryBelowTarget;

impl Rule for HistoryBelowTarget {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn needs(&self) -> Needs {
        Needs::Logs
    }

    fn page(&self) -> &'static str {
        include_str!("history_below_target.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        findings.extend(lived(context).filter_map(examine));
    }
}

fn examine(lived: Lived<'_>) -> Option<Finding> {
    if !lived.target.is_share() {
        return None;
    }
    let share = lived.target.share();
    let counter = &lived.past.all.counter;
    let (met, cases) = (counter.met, counter.decided());
    let (low, high) = wilson(met, cases)?;
    if share.is_reached(met, cases) {
        return None;
    }
    let is_certain = high < share.to_f64();
    let message = PastFeasibility::HistoryBelow {
        share: share.to_string(),
        met,
        cases,
        low: thousandths(low),
        high: thousandths(high),
        is_certain,
    };
    let mut finding = Finding::new(&CODE, lived.share_span(), message);
    if !is_certain {
        finding.level = Level::Warning;
    }
    // Where the share is written, the limit that it is about stands elsewhere.
    if lived.target.share.is_some() {
        finding = finding.related(lived.limit_span(), Note::TargetHere);
    }
    Some(lived.found(finding))
}

/// Whole thousandths, rounded down, so that what is below a share is not shown as the share.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share lies from 0 to 1")]
fn thousandths(share: f64) -> u64 {
    (share * 1000.0) as u64
}
