//! The JSON of a comparison, version 1: types of its own, so that a change of ours changes no byte of it.

use super::json_tried::{JsonBacktest, JsonTried};
use super::{Changes, customer, json_tried};
use crate::clock::SubjectKind;
use crate::diff::{Effect, SubjectChange, Witness};
use crate::render::Language;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    old: Option<&'a str>,
    new: Option<&'a str>,
    changes: Vec<JsonChange<'a>>,
    unchanged: usize,
    unread: Unread,
    #[serde(skip_serializing_if = "Option::is_none")]
    backtest: Option<JsonBacktest<'a>>,
}

#[derive(Serialize)]
struct Unread {
    old: Vec<String>,
    new: Vec<String>,
}

#[derive(Serialize)]
struct JsonChange<'a> {
    kind: &'static str,
    id: &'a str,
    version: Option<String>,
    old_version: Option<String>,
    next_version: bool,
    status: Option<&'static str>,
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    moved: Option<Moved<'a>>,
    backs: &'a [&'a str],
    kinds: Vec<&'static str>,
    effects: Vec<JsonEffect<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    backtest: Option<JsonTried<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<Customer>,
}

#[derive(Serialize)]
struct Moved<'a> {
    old: &'a str,
    new: &'a str,
}

#[derive(Serialize)]
struct Customer {
    en: Vec<String>,
    zh: Vec<String>,
}

#[derive(Serialize)]
struct JsonEffect<'a> {
    kind: &'static str,
    fields: Vec<JsonField<'a>>,
    case: BTreeMap<&'a str, &'a str>,
    witnesses: Vec<JsonWitness>,
    reason: Option<&'static str>,
    years: Option<JsonYears>,
}

#[derive(Serialize)]
struct JsonField<'a> {
    field: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
}

#[derive(Serialize)]
struct JsonWitness {
    start: String,
    ahead: bool,
    old: Option<String>,
    new: Option<String>,
}

#[derive(Serialize)]
struct JsonYears {
    first: i32,
    last: i32,
    declared: bool,
}

/// Writes a comparison as JSON, with what it means for customers if that is asked for.
pub fn json(changes: &Changes<'_, '_>, with_customer: bool, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        version: 1,
        old: changes.names[0],
        new: changes.names[1],
        changes: changes
            .diff
            .changes
            .iter()
            .enumerate()
            .map(|(place, change)| JsonChange {
                backtest: changes.tried(place).map(json_tried::tried),
                ..self::change(changes, change, with_customer)
            })
            .collect(),
        unchanged: changes.diff.unchanged,
        unread: Unread {
            old: changes.files(0, &changes.diff.unread[0]),
            new: changes.files(1, &changes.diff.unread[1]),
        },
        backtest: changes.backtest.map(json_tried::backtest),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn change<'a>(
    changes: &Changes<'_, '_>,
    change: &'a SubjectChange<'_>,
    with_customer: bool,
) -> JsonChange<'a> {
    let subject = change.subject();
    let place = changes.place_of(change);
    let customer = |language: Language| customer::lines(&Changes { language, ..*changes }, change);
    JsonChange {
        kind: match subject.map(crate::diff::Subject::kind) {
            Some(SubjectKind::Standard) => "standard",
            _ => "commitment",
        },
        id: subject.map_or("", crate::diff::Subject::id),
        version: change.new.map(crate::diff::Subject::version),
        old_version: change.old.map(crate::diff::Subject::version),
        next_version: change.is_next_version,
        status: subject.and_then(crate::diff::Subject::status).map(crate::model::Status::as_str),
        path: place.as_ref().map(|(path, ..)| path.clone()),
        line: place.as_ref().map(|(_, line, _)| *line),
        column: place.as_ref().map(|(.., column)| *column),
        moved: change.files.as_ref().map(|(old, new)| Moved { old, new }),
        backs: &change.backs,
        kinds: change.kinds.iter().map(|kind| kind.as_str()).collect(),
        effects: change.effects.iter().map(|effect| self::effect(changes, effect)).collect(),
        backtest: None,
        customer: with_customer.then(|| Customer { en: customer(Language::En), zh: customer(Language::Zh) }),
    }
}

fn effect<'a>(changes: &Changes<'_, '_>, effect: &'a Effect<'_>) -> JsonEffect<'a> {
    let fields = effect.fields.iter().map(|field| {
        let place = field.span.map(|span| changes.place(1, span));
        JsonField {
            field: &field.field,
            old: field.old.as_deref(),
            new: field.new.as_deref(),
            path: place.as_ref().map(|(path, ..)| path.clone()),
            line: place.as_ref().map(|(_, line, _)| *line),
            column: place.as_ref().map(|(.., column)| *column),
        }
    });
    JsonEffect {
        kind: effect.kind.as_str(),
        fields: fields.collect(),
        case: effect.case.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
        witnesses: effect.witnesses.iter().map(witness).collect(),
        reason: effect.reason.map(crate::diff::Reason::as_str),
        years: effect.years.map(|years| JsonYears {
            first: years.first,
            last: years.last,
            declared: years.declared,
        }),
    }
}

fn witness(witness: &Witness) -> JsonWitness {
    let instant = |instant| witness.zone.rfc3339(instant).to_string();
    JsonWitness {
        start: instant(witness.start),
        ahead: witness.ahead,
        old: witness.old.map(|due| instant(due.instant)),
        new: witness.new.map(|due| instant(due.instant)),
    }
}
