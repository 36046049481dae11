//! FEA009: a new limit that the past would not have kept.

use crate::check::{Context, Findings, Needs, Rule, is_over};
use crate::diff::Subject;
use crate::diff::backtest::{Needed, SubjectTried};
use crate::finding::{Code, Feasibility, Finding, Level, NeededTime};
use crate::model::{Status, Target};
use crate::text::DurationKind;

static CODE: Code = Code { code: "FEA009", name: "overstretch", level: Level::Info };

/// A limit that is new, and shorter than what the promised share of the cases took.
pub struct Overstretch;

impl Rule for Overstretch {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn needs(&self) -> Needs {
        Needs::LogsAndGit
    }

    fn page(&self) -> &'static str {
        include_str!("overstretch.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let (Some(diff), Some(backtest)) = (context.changes, context.backtest) else { return };
        for (place, tried) in &backtest.tried {
            let Some(change) = diff.changes.get(*place) else { continue };
            let Some(new) = change.new else { continue };
            if is_over(new.effective(), context.today) || new.status() == Some(Status::Retired) {
                continue;
            }
            findings.extend(examine(change.old, new, tried));
        }
    }
}

fn examine<'t>(
    old: Option<Subject<'t>>,
    new: Subject<'t>,
    tried: &'t SubjectTried,
) -> impl Iterator<Item = Finding> + use<'t> {
    tried.targets.iter().filter_map(move |[was, is]| {
        let is = is.as_ref()?;
        let target = new.targets().get(is.report.place - 1)?;
        let before = was.as_ref().zip(old).and_then(|(was, old)| old.targets().get(was.report.place - 1));
        let finding = of_target(before, target, is.needed?)?;
        Some(finding.in_definition(new.id()))
    })
}

fn of_target(before: Option<&Target>, target: &Target, needed: Needed) -> Option<Finding> {
    let within = target.within.as_ref()?;
    let limit = within.value.value;
    let was = before.and_then(|before| before.within.as_ref()).map(|within| within.value.value);
    let is_kept = needed.limit.is_some_and(|needed| needed <= limit.amount());
    if was == Some(limit) || is_kept {
        return None;
    }
    let time: fn(i64) -> NeededTime = match limit.kind() {
        DurationKind::Elapsed => NeededTime::Elapsed,
        DurationKind::Open => NeededTime::Open,
        DurationKind::Days => NeededTime::Days,
        DurationKind::BusinessDays => NeededTime::BusinessDays,
        // How many days a month has depends on the case.
        DurationKind::Months => return None,
    };
    let message = Feasibility::Overstretch {
        limit: within.value.text.clone(),
        share: target.share().to_string(),
        cases: needed.cases,
        needed: needed.limit.map(time),
        less: needed.limit.map(|needed| time(needed - limit.amount())),
        percent: needed.limit.map(|needed| percent_less(limit.amount(), needed)),
    };
    Some(Finding::new(&CODE, within.span, message))
}

/// By how many percent of the longer time the shorter is shorter, rounded up.
fn percent_less(limit: i64, needed: i64) -> i64 {
    let less = i128::from(needed - limit) * 100;
    i64::try_from((less + i128::from(needed) - 1) / i128::from(needed.max(1))).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::percent_less;

    #[test]
    fn what_is_left_of_a_percent_counts() {
        assert_eq!([percent_less(4, 8), percent_less(2, 3), percent_less(999, 1000)], [50, 34, 1]);
    }
}
