//! FLX004: exceptions that swallow the promise.

use crate::check::past::{Lived, lived};
use crate::check::{Context, Findings, Needs, Rule};
use crate::clock::Reason;
use crate::finding::{Code, Excluded, Finding, Flexibility, Level, Note};
use crate::model::Share;
use crate::source::Span;

static CODE: Code = Code { code: "FLX004", name: "exclusion-heavy", level: Level::Warning };

/// A promise of which too many cases are excluded.
pub struct ExclusionHeavy;

/// The share of cases that may be excluded where settings say nothing.
const USUAL: &str = "15%";

impl Rule for ExclusionHeavy {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn needs(&self) -> Needs {
        Needs::Logs
    }

    fn page(&self) -> &'static str {
        include_str!("exclusion_heavy.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let setting = context.definitions.settings.most_excluded;
        let Some(most) = setting.map(|share| share.value).or_else(|| Share::parse(USUAL)) else { return };
        let mut told: Vec<Span> = Vec::new();
        for lived in lived(context) {
            let Some(finding) = examine(&lived, most) else { continue };
            // An exception is of all targets: it is told of once.
            if !told.contains(&finding.span) {
                told.push(finding.span);
                findings.push(match setting {
                    Some(setting) => finding.related(setting.span, Note::SettingHere),
                    None => finding,
                });
            }
        }
    }
}

/// A case in a gap between versions is none of any promise, and does not count.
fn examine(lived: &Lived<'_>, most: Share) -> Option<Finding> {
    let counter = &lived.past.all.counter;
    let promised = |(reason, _): &(&Reason, &u64)| {
        matches!(reason, Reason::Exception(_) | Reason::NoDue | Reason::NoValue)
    };
    let reasons = || counter.reasons.iter().filter(promised);
    let excluded: u64 = reasons().map(|(_, count)| count).sum();
    let cases = counter.decided() + counter.pending + excluded;
    if !most.is_exceeded(excluded, cases) {
        return None;
    }
    let (reason, count) = reasons().max_by_key(|(reason, count)| (**count, std::cmp::Reverse(**reason)))?;
    let (span, by) = place(lived, *reason)?;
    let message = Flexibility::ExclusionHeavy { excluded, cases, most: most.to_string(), by, count: *count };
    Some(lived.found(Finding::new(&CODE, span, message)))
}

/// Where most of what is excluded comes from.
fn place(lived: &Lived<'_>, reason: Reason) -> Option<(Span, Excluded)> {
    let Lived { commitment, target, .. } = lived;
    Some(match reason {
        Reason::Exception(place) => {
            let exception = commitment.exceptions.get(usize::from(place))?;
            let id = exception.id.as_ref().map(|id| id.span);
            let span = exception.when.span.or(id).unwrap_or(exception.span);
            (span, Excluded::Exception(exception.name(usize::from(place) + 1)))
        }
        Reason::NoDue => {
            let by = target.by.as_ref()?;
            (by.span, Excluded::NoDue(by.value.clone()))
        }
        _ => {
            let value = target.value.as_ref()?;
            (value.span, Excluded::NoValue(value.value.clone()))
        }
    })
}
