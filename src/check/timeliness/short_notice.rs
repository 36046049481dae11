//! TIM008: less is promised before customers could know of it.

use crate::check::{Context, Findings, Needs, Rule, changed, is_over};
use crate::diff::{Effect, SubjectChange};
use crate::finding::{Code, Finding, Level, Note, Timeliness};
use crate::model::Date;
use crate::source::Span;

static CODE: Code = Code { code: "TIM008", name: "short-notice", level: Level::Error };

/// A weakening that takes effect sooner than `notice_days` after the commit that brings it.
pub struct ShortNotice;

impl Rule for ShortNotice {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn needs(&self) -> Needs {
        Needs::Git
    }

    fn page(&self) -> &'static str {
        include_str!("short_notice.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let Some(days) = context.definitions.settings.notice_days else { return };
        let earliest = context.today.plus_days(i32::try_from(days.value).unwrap_or(i32::MAX));
        for change in context.changes.into_iter().flat_map(|diff| &diff.changes) {
            let told = changed::was_told(change);
            // A version that is over may go from the file.
            let Some(commitment) = told.filter(|old| !is_over(&old.effective, context.today)) else {
                continue;
            };
            let weakening = change.effects.iter().find(|effect| effect.kind.is_weakening());
            let Some(effect) = weakening else { continue };
            let (from, place) = takes_effect(context.today, change, effect);
            if from >= earliest {
                continue;
            }
            // What is gone has no place; what asks for the notice has one.
            let place = place.unwrap_or(days.span);
            let message = Timeliness::ShortNotice {
                commitment: commitment.id.value.clone(),
                field: effect.fields.first().map(|field| field.field.clone()).unwrap_or_default(),
                from: from.to_string(),
                days: days.value,
                earliest: earliest.to_string(),
            };
            let finding = Finding::new(&CODE, place, message).in_definition(&commitment.id.value);
            let noted = place != days.span;
            findings.push(if noted { finding.related(days.span, Note::NoticeHere) } else { finding });
        }
    }
}

/// From which day on a change holds, and where that or the change is written: a version from its first
/// day, an end from that day, everything else at once.
fn takes_effect(today: Date, change: &SubjectChange<'_>, effect: &Effect<'_>) -> (Date, Option<Span>) {
    let effective = change.new.map(|new| *new.effective()).unwrap_or_default();
    let place = effect.fields.iter().find_map(|field| field.span);
    let ends = effect.fields.iter().all(|field| field.field == "effective.until");
    let date = if ends { effective.until } else { effective.from };
    match date.filter(|date| date.value > today) {
        Some(date) => (date.value, Some(date.span)),
        None => (today, place),
    }
}
