//! CON004: two promises for the same cases.

use super::deciding::{MeasureKey, limit_place, measure_key, same_limits, written};
use super::scopes::{Meeting, Served, Shelves, meetings, share_cases};
use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::model::Commitment;
use crate::source::Sources;

static CODE: Code = Code { code: "CON004", name: "overlapping-promises", level: Level::Error };

/// Two published commitments that measure the same of the same cases at the same time: an error where
/// their limits differ, a warning where they do not.
pub struct OverlappingPromises;

impl Rule for OverlappingPromises {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("overlapping_promises.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        let served = Served::new(context);
        let mut published: Vec<&Commitment> = Vec::new();
        let mut shelves = Shelves::new();
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            if !subject.is_published() {
                return;
            }
            for key in measures(commitment) {
                let near = shelves.near(&key, &commitment.applies).into_iter();
                let others = near.filter_map(|other: usize| published.get(other).copied());
                let others = others.filter(|other| share_cases(other, commitment, &served));
                findings.extend(gravest(context.sources, others, commitment, key));
                shelves.add(key, &commitment.applies, published.len());
            }
            published.push(commitment);
        }))
    }
}

/// What a commitment measures, each once.
fn measures(commitment: &Commitment) -> Vec<MeasureKey<'_>> {
    let mut keys = Vec::new();
    for key in commitment.targets.iter().filter_map(measure_key) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// The finding on a commitment and one of the others: one with another limit before one that repeats.
fn gravest<'d>(
    sources: &Sources,
    others: impl Iterator<Item = &'d Commitment>,
    commitment: &Commitment,
    key: MeasureKey<'_>,
) -> Option<Finding> {
    let mut repeated = None;
    for other in others {
        for meeting in meetings(other, commitment, |a, b| measure_key(a) == Some(key) && a.same_measure(b)) {
            match same_limits(meeting.one, meeting.other) {
                Some(false) => return Some(finding(sources, other, commitment, &meeting, false)),
                Some(true) if repeated.is_none() => {
                    repeated = Some(finding(sources, other, commitment, &meeting, true));
                }
                _ => {}
            }
        }
    }
    repeated
}

fn finding(
    sources: &Sources,
    other: &Commitment,
    commitment: &Commitment,
    meeting: &Meeting<'_>,
    repeats: bool,
) -> Finding {
    let (theirs, own) = (limit_place(sources, meeting.one), limit_place(sources, meeting.other));
    let (other_limit, limit) = (written(sources, theirs), written(sources, own));
    let looked_at = [&other.applies, &commitment.applies, &meeting.one.when, &meeting.other.when];
    let case = meeting.case.shown(looked_at);
    let other = other.id.value.clone();
    let mut finding = if repeats {
        Finding::new(&CODE, own, Consistency::PromisesRepeat { other, limit, case })
    } else {
        Finding::new(&CODE, own, Consistency::PromisesDiffer { other, limit, other_limit, case })
    };
    if repeats {
        finding.level = Level::Warning;
    }
    finding.related(theirs, Note::PromisedHere).in_definition(&commitment.id)
}
