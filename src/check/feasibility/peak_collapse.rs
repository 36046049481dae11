//! FEA012: a promise that is kept on the whole and broken when it is busy.

use crate::check::past::{Lived, group, lived};
use crate::check::{Context, Findings, Needs, Rule};
use crate::finding::{Code, Finding, Level, Note, Part, PastFeasibility};
use crate::model::Peak;
use crate::stats::binomial_at_most;
use crate::tally::Counter;
use std::collections::BTreeMap;

static CODE: Code = Code { code: "FEA012", name: "peak-collapse", level: Level::Warning };

/// A share that is reached over all cases, and clearly missed by those that start in a declared peak or
/// in an hour of the week.
pub struct PeakCollapse;

/// How likely chance may make any of the parts that are looked at this bad, were the share kept in it.
const CHANCE: f64 = 0.01;

impl Rule for PeakCollapse {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn needs(&self) -> Needs {
        Needs::Logs
    }

    fn page(&self) -> &'static str {
        include_str!("peak_collapse.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for lived in lived(context).filter(|lived| lived.target.is_share()) {
            let whole = &lived.past.all.counter;
            if lived.target.share().is_reached(whole.met, whole.decided()) {
                let peaks = peaks(context, &lived);
                findings.extend(of_peaks(&lived, peaks).into_iter().chain(of_hours(&lived)));
            }
        }
    }
}

fn peaks<'a>(context: &Context<'a>, lived: &Lived<'_>) -> &'a [Peak] {
    let clock = lived.target.clock.as_ref().and_then(|clock| context.clock(clock));
    let calendar = clock.and_then(|clock| context.calendar_of(clock));
    calendar.map_or(&[], |calendar| &calendar.peaks)
}

fn of_peaks(lived: &Lived<'_>, peaks: &[Peak]) -> Option<Finding> {
    let collapsed = collapsed(lived, &lived.past.peaks);
    let (first, others) = collapsed.split_first()?;
    let peak = peaks.get(*first)?;
    let part = Part::Peak(peak.name.value.clone());
    let finding = finding(lived, part, &lived.past.peaks, *first, others.len())?;
    Some(finding.related(peak.dates.span, Note::PeakHere))
}

fn of_hours(lived: &Lived<'_>) -> Option<Finding> {
    let collapsed = collapsed(lived, &lived.past.hours);
    let (first, others) = collapsed.split_first()?;
    finding(lived, Part::HourOfWeek(*first), &lived.past.hours, *first, others.len())
}

fn finding(
    lived: &Lived<'_>,
    part: Part,
    parts: &BTreeMap<usize, Counter>,
    place: usize,
    others: usize,
) -> Option<Finding> {
    let whole = &lived.past.all.counter;
    let message = PastFeasibility::PeakCollapse {
        share: lived.target.share().to_string(),
        met: whole.met,
        cases: whole.decided(),
        worst: group(part, parts.get(&place)?),
        others,
    };
    Some(lived.found(Finding::new(&CODE, lived.share_span(), message)))
}

/// The parts that are clearly broken, the least likely by chance first.
fn collapsed(lived: &Lived<'_>, parts: &BTreeMap<usize, Counter>) -> Vec<usize> {
    let share = lived.target.share().to_f64();
    let counted = || parts.iter().filter(|(_, counter)| counter.decided() > 0);
    let bound = CHANCE / f64::from(u32::try_from(counted().count()).unwrap_or(u32::MAX).max(1));
    let chance = |counter: &Counter| binomial_at_most(counter.met, counter.decided(), share);
    let mut broken: Vec<_> = counted().map(|(place, counter)| (chance(counter), *place)).collect();
    broken.retain(|(chance, _)| *chance < bound);
    broken.sort_by(|(one, place), (other, place_of_other)| {
        one.total_cmp(other).then(place.cmp(place_of_other))
    });
    broken.into_iter().map(|(_, place)| place).collect()
}
