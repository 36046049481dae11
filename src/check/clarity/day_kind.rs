//! CLR006: days without a word on weekends and holidays.

use crate::check::{Context, Each, Part, Passage, Rule, each, promised};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::text::{Duration, DurationKind, Role, TimeFact, Tongue};

static CODE: Code = Code { code: "CLR006", name: "day-kind-unstated", level: Level::Error };

/// From one to this many days people may think of either kind.
const MOST: i64 = 60;

/// One to sixty days of which neither calendar nor working days is said.
pub struct DayKind;

impl Rule for DayKind {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("day_kind.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            for passage in subject.passages.iter().filter(|passage| !passage.reading.says_day_kind()) {
                for time in passage.reading.times().iter().filter(|time| is_unstated(time)) {
                    if is_in_working_days(passage, time) {
                        continue;
                    }
                    let meant = meant(passage, time);
                    let duration = passage.words(time.range.clone()).to_owned();
                    let span = passage.locate(context.sources, time.range.clone());
                    let message = Clarity::DayKindUnstated { duration, meant: meant.clone() };
                    let finding = Finding::new(&CODE, span, message).in_definition(&passage.commitment.id);
                    let edit =
                        meant.and_then(|meant| passage.replace(context.sources, time.range.clone(), &meant));
                    findings.push(finding.fix_by(true, edit));
                }
            }
        }))
    }
}

fn is_unstated(time: &TimeFact) -> bool {
    let days = time.duration.as_ref().is_ok_and(|duration| {
        duration.kind() == DurationKind::Days && (1..=MOST).contains(&duration.amount())
    });
    !time.stated && days && !matches!(time.role, Role::Unsaid | Role::Restated)
}

/// Whether the days stand in for a limit in working days: that the text and the field disagree is
/// for CON001 and CON010 to say.
fn is_in_working_days(passage: &Passage<'_>, time: &TimeFact) -> bool {
    match passage.part {
        Part::Text => promised::limits(passage).different.iter().any(|(said, target)| {
            said.range == time.range && target.written.value.kind() == DurationKind::BusinessDays
        }),
        Part::Remedy => {
            let term = passage.commitment.remedy.as_ref().and_then(|remedy| remedy.paid_within.as_ref());
            let days = time.duration.as_ref().map_or(0, |duration| duration.amount());
            term.is_some_and(|term| term.value.value == Duration::BusinessDays(days))
        }
        _ => false,
    }
}

/// The same with the kind of the one field that has this number of calendar days.
fn meant(passage: &Passage<'_>, time: &TimeFact) -> Option<String> {
    let duration = time.duration.clone().ok()?;
    let commitment = passage.commitment;
    let fields: Vec<Duration> = match passage.part {
        Part::Text => promised::target_limits(commitment).iter().map(|limit| limit.written.value).collect(),
        Part::Remedy => {
            let remedy = commitment.remedy.as_ref()?;
            let claim = remedy.claim.as_ref().and_then(|claim| claim.within.as_ref());
            remedy.paid_within.iter().chain(claim).map(|term| term.value.value).collect()
        }
        _ => Vec::new(),
    };
    let is_certain = fields.contains(&duration)
        && !fields.contains(&Duration::BusinessDays(duration.amount()))
        && !time.is_range
        && !passage.words(time.range.clone()).contains('-');
    is_certain.then(|| duration.in_words(Tongue::of(passage.language, passage.text)))
}
