//! CON013: terms that are in force, changed where they stand.

use crate::check::{Context, Findings, Needs, Rule, changed};
use crate::diff::{Effect, Kind, Reason, SubjectChange};
use crate::finding::{Code, Consistency, Finding, Level};

static CODE: Code = Code { code: "CON013", name: "past-rewritten", level: Level::Error };

/// A change to terms whose `effective` has begun, instead of a new version.
pub struct PastRewritten;

impl Rule for PastRewritten {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn needs(&self) -> Needs {
        Needs::Git
    }

    fn page(&self) -> &'static str {
        include_str!("past_rewritten.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let changes = context.changes.into_iter().flat_map(|diff| &diff.changes);
        for change in changes.filter(|change| !change.is_next_version) {
            let Some((old, new)) = changed::told(change) else { continue };
            let Some(from) = old.effective.from.filter(|from| from.value <= context.today) else { continue };
            let rewrites = |effect: &&Effect<'_>| is_of_terms(effect) && !ends_later(change, effect, context);
            for effect in change.effects.iter().filter(rewrites) {
                let Some((field, span)) = effect.fields.iter().find_map(|field| Some((field, field.span?)))
                else {
                    continue;
                };
                let message = Consistency::PastRewritten {
                    from: from.value.to_string(),
                    field: field.field.clone(),
                    old: field.old.clone(),
                    new: field.new.clone(),
                };
                findings.push(Finding::new(&CODE, span, message).in_definition(&new.id.value));
            }
        }
    }
}

/// Whether an effect is one on what is promised. Days off are kept up year by year, and are no terms.
fn is_of_terms(effect: &Effect<'_>) -> bool {
    let is_day_off = |field: &str| {
        let part = field.strip_prefix("calendar ").and_then(|field| field.rsplit_once(": "));
        part.is_some_and(|(_, part)| matches!(part, "closed" | "open" | "holidays"))
    };
    let is_words = matches!(effect.kind, Kind::Reworded | Kind::Moved | Kind::StatusChanged | Kind::Added)
        || matches!(effect.reason, Some(Reason::ScopeInWords | Reason::ExceptionInWords));
    !is_words && !effect.fields.iter().all(|field| is_day_off(&field.field))
}

/// Whether an effect is only that the version ends, on a day that is not past.
fn ends_later(change: &SubjectChange<'_>, effect: &Effect<'_>, context: &Context<'_>) -> bool {
    let ends = effect.fields.iter().all(|field| field.field == "effective.until");
    let until =
        |subject: Option<crate::diff::Subject<'_>>| subject.and_then(|subject| subject.effective().until);
    let is_ahead = |subject| until(subject).is_none_or(|until| until.value >= context.today);
    ends && is_ahead(change.old) && is_ahead(change.new)
}
