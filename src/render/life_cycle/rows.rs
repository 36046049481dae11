//! What people read of each commitment, before any format.

use crate::check::life_cycle::{Fact, LifeCycle, Need, Standing, State};
use crate::model::Status;
use crate::render::Language;
use crate::render::printable::printable;
use crate::render::report::{figures_of_cell, status_in_words};
use crate::render::wording::life_cycle as words;

/// What calls for something first, and what is in place last.
const ORDER: [State; 7] = [
    State::Failed,
    State::Overdue,
    State::Missing,
    State::Open,
    State::Unknown,
    State::Accepted,
    State::Done,
];

/// A commitment, or one of several versions of it.
pub(super) struct Row {
    /// Its name, status and next status.
    pub(super) cells: [String; 3],
    /// A line for each state that something of it is in.
    pub(super) lines: Vec<String>,
}

/// A row for each commitment.
pub(super) fn rows(language: Language, life_cycle: &LifeCycle<'_>) -> Vec<Row> {
    let row = |standing: &Standing<'_>| {
        let versions = life_cycle.commitments.iter().filter(|other| other.id == standing.id).count();
        let name = match versions {
            1 => standing.id.to_owned(),
            _ => format!("{} {}", standing.id, standing.version),
        };
        let next = standing.next.map_or("–", |next| status_in_words(language, next));
        Row {
            cells: [
                printable(&name).into_owned(),
                status_in_words(language, standing.status).to_owned(),
                next.to_owned(),
            ],
            lines: ORDER.iter().filter_map(|state| line(language, standing, *state)).collect(),
        }
    };
    life_cycle.commitments.iter().map(row).collect()
}

/// How many commitments have each status, and how many call for something.
pub(super) fn summary(language: Language, life_cycle: &LifeCycle<'_>) -> String {
    let all = [Status::Draft, Status::Pilot, Status::Published, Status::Suspended, Status::Retired];
    let counted = all.map(|status| (life_cycle.of_status(status), status_in_words(language, status)));
    let counted: Vec<_> = counted.into_iter().filter(|(count, _)| *count > 0).collect();
    if counted.is_empty() {
        return words::none(language).to_owned();
    }
    words::summary(language, &counted, life_cycle.sums())
}

/// How far the logs reach and on which day it was looked at.
pub(super) fn heading(language: Language, life_cycle: &LifeCycle<'_>) -> String {
    let as_of = life_cycle.as_of.map(|(as_of, zone)| zone.rfc3339(as_of).to_string());
    words::heading(language, life_cycle.today, as_of.as_deref())
}

fn line(language: Language, standing: &Standing<'_>, state: State) -> Option<String> {
    let items = standing.needs.iter().filter(|need| need.state == state && is_shown(standing, need));
    let items: Vec<_> = items
        .map(|need| printable(&words::item(language, need, &results(language, need))).into_owned())
        .collect();
    let list = items.join(words::separator(language));
    (!items.is_empty()).then(|| format!("{}{list}", words::label(language, state)))
}

/// What is in place is told of where there is a next step; else what came of the pilot, and the review.
fn is_shown(standing: &Standing<'_>, need: &Need<'_>) -> bool {
    need.state != State::Done
        || standing.next.is_some()
        || matches!(need.fact, Fact::Cases { .. } | Fact::Result(_) | Fact::Review(_))
}

fn results(language: Language, need: &Need<'_>) -> Vec<String> {
    let Fact::Result(targets) = &need.fact else { return Vec::new() };
    let result = targets.iter().map(|tried| {
        let place = (targets.len() > 1).then_some(tried.target.place);
        let share = tried.target.share.map(|share| share.to_string());
        let figures = figures_of_cell(language, tried.target, tried.all);
        words::tried(language, place, &figures, share.as_deref(), tried.all.uncertain)
    });
    result.collect()
}
