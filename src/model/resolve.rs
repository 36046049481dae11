//! What definitions say of each other: ids that come twice, versions that overlap, references that
//! lead nowhere, and limits that need a calendar the clock does not have.
//!
//! Reading notes these links as it meets them, in sound definitions and in those with mistakes
//! alike, so that one run tells of both kinds of mistakes.

use super::read::nearest;
use super::{Date, Effective};
use crate::finding::{Definition, Finding, Invalid, Kind, Note, codes};
use crate::source::{FileId, Sources, Span, Spanned, scalar};
use foldhash::{HashMap, HashMapExt as _, HashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many mistakes of one file are kept, as in reading.
const MAX_MISTAKES: usize = 200;

/// What the definitions of a folder say of each other.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Every definition that has an id.
    pub(super) declared: Vec<(Kind, Spanned<String>)>,
    /// Commitments whose time in force could be read.
    pub(super) versions: Vec<(Spanned<String>, Effective)>,
    /// Clocks, and whether they name a calendar.
    pub(super) clocks: Vec<(Spanned<String>, bool)>,
    /// Limits in hours or days of a calendar: the definition, the clock, the place.
    pub(super) limits: Vec<(Option<Arc<str>>, Spanned<String>, Span)>,
    /// Files of which a part could not be read: what they define is not known.
    pub(super) unread: Vec<FileId>,
    references: Vec<Reference>,
}

#[derive(Debug)]
struct Reference {
    from: Option<Arc<str>>,
    kind: Kind,
    id: Spanned<String>,
}

impl Links {
    pub(super) fn refer(&mut self, from: Option<Arc<str>>, kind: Kind, id: &Spanned<String>) {
        self.references.push(Reference { from, kind, id: id.clone() });
    }

    /// Whether an id may stand in a part of a file that could not be read.
    fn may_be_unread(&self, sources: &Sources, id: &str) -> bool {
        let texts = self.unread.iter().map(|file| sources.file(*file).text());
        texts.into_iter().any(|text| text.is_empty() || text.contains(id))
    }
}

pub(super) fn check(links: &Links, sources: &Sources) -> Vec<Finding> {
    let mut mistakes = Mistakes::default();
    duplicates(links, &mut mistakes);
    versions(links, &mut mistakes);
    references(links, sources, &mut mistakes);
    calendars(links, sources, &mut mistakes);
    mistakes.finish()
}

/// Findings, of each file only so many.
#[derive(Default)]
struct Mistakes {
    kept: Vec<Finding>,
    by_file: HashMap<FileId, (usize, Option<Span>)>,
}

impl Mistakes {
    /// Keeps what `finding` makes, unless its file has had its share.
    fn push(&mut self, place: Span, finding: impl FnOnce() -> Finding) {
        let (count, last) = self.by_file.entry(place.file).or_default();
        *count += 1;
        if *count <= MAX_MISTAKES {
            *last = Some(place);
            self.kept.push(finding());
        }
    }

    fn finish(mut self) -> Vec<Finding> {
        for (count, last) in self.by_file.values() {
            if let (Some(span), true) = (last, *count > MAX_MISTAKES) {
                let end = Span { start: span.end, ..*span };
                let message = Definition::MoreMistakes { hidden: count - MAX_MISTAKES };
                self.kept.push(Finding::new(&codes::SYNTAX, end, message));
            }
        }
        self.kept
    }
}

fn duplicates(links: &Links, mistakes: &mut Mistakes) {
    let mut first: HashMap<(Kind, &str), Span> = HashMap::new();
    for (kind, id) in links.declared.iter().filter(|(kind, _)| *kind != Kind::Commitment) {
        match first.get(&(*kind, id.value.as_str())) {
            None => drop(first.insert((*kind, &id.value), id.span)),
            Some(before) => mistakes.push(id.span, || {
                let message = Definition::DuplicateId { kind: *kind, id: id.value.clone() };
                let finding = Finding::new(&codes::DUPLICATE, id.span, message).in_definition(id);
                finding.related(*before, Note::FirstHere)
            }),
        }
    }
}

type Version = (Spanned<String>, Effective);

/// Versions of one commitment must not be in force together; without dates they are one id twice.
fn versions(links: &Links, mistakes: &mut Mistakes) {
    let mut by_id: BTreeMap<&str, Vec<&Version>> = BTreeMap::new();
    for version in &links.versions {
        by_id.entry(&version.0.value).or_default().push(version);
    }
    for versions in by_id.values_mut() {
        // In order of their first days, an overlap is always with the one that lasts longest so far.
        versions.sort_by_key(|(id, effective)| (effective.from.map(|from| from.value), id.span));
        let mut longest: Option<&Version> = None;
        for version in versions.iter() {
            if let Some(before) = longest
                && let Some(day) = before.1.common_day(&version.1)
            {
                mistakes.push(version.0.span, || overlap(before, version, day));
            }
            let lasts = |(_, effective): &Version| effective.until.map_or(Date::LAST, |until| until.value);
            longest = Some(longest.filter(|before| lasts(before) >= lasts(version)).unwrap_or(version));
        }
    }
}

fn overlap(one: &Version, other: &Version, day: Date) -> Finding {
    let (first, second) = if one.0.span < other.0.span { (one, other) } else { (other, one) };
    let id = second.0.value.clone();
    let dated = |(_, effective): &Version| effective.from.or(effective.until).map(|date| date.span);
    let finding = if let (Some(span), Some(before)) = (dated(second), dated(first)) {
        let message = Definition::OverlappingVersions { id, day: day.to_string() };
        Finding::new(&codes::OVERLAPPING_VERSIONS, span, message).related(before, Note::OtherVersion)
    } else {
        let message = Definition::DuplicateId { kind: Kind::Commitment, id };
        let finding = Finding::new(&codes::DUPLICATE, second.0.span, message);
        finding.related(first.0.span, Note::FirstHere)
    };
    finding.in_definition(&second.0.value)
}

fn references(links: &Links, sources: &Sources, mistakes: &mut Mistakes) {
    let declared = |wanted: Kind| {
        links.declared.iter().filter(move |(kind, _)| match wanted {
            Kind::StandardOrCommitment => matches!(kind, Kind::Standard | Kind::Commitment),
            wanted => *kind == wanted,
        })
    };
    let mut known: HashMap<Kind, HashSet<&str>> = HashMap::new();
    for Reference { from, kind, id } in &links.references {
        let ids = known
            .entry(*kind)
            .or_insert_with(|| declared(*kind).map(|(_, declared)| declared.value.as_str()).collect());
        if ids.contains(id.value.as_str()) || links.may_be_unread(sources, id) {
            continue;
        }
        mistakes.push(id.span, || {
            // In the order of the files, so that the suggestion does not depend on hashing.
            let meant = nearest(id, declared(*kind).map(|(_, declared)| declared.value.as_str()));
            unknown(sources, from.as_deref(), *kind, id, meant)
        });
    }
}

fn unknown(
    sources: &Sources,
    from: Option<&str>,
    kind: Kind,
    id: &Spanned<String>,
    meant: Option<&str>,
) -> Finding {
    let suggestion = meant.map(str::to_owned);
    let message = Definition::UnknownReference { kind, id: id.value.clone(), suggestion };
    let mut finding = Finding::new(&codes::UNKNOWN_REFERENCE, id.span, message);
    finding.definition = from.map(str::to_owned);
    let Some(meant) = meant else { return finding };
    finding.fix_by(false, scalar::replace(sources, id.span, id, 0..id.value.len(), meant))
}

/// A limit in business hours or working days says nothing on a clock without a calendar.
fn calendars(links: &Links, sources: &Sources, mistakes: &mut Mistakes) {
    let mut clocks: HashMap<&str, (Span, bool)> = HashMap::new();
    for (id, has_calendar) in &links.clocks {
        clocks.entry(&id.value).or_insert((id.span, *has_calendar));
    }
    for (from, clock, span) in &links.limits {
        let Some(&(place, false)) = clocks.get(clock.value.as_str()) else { continue };
        mistakes.push(*span, || {
            let why = Invalid::NeedsCalendar {
                limit: sources.text(*span).trim_matches(['"', '\'']).to_owned(),
                clock: clock.value.clone(),
            };
            let mut finding = Finding::new(&codes::INVALID_VALUE, *span, Definition::Invalid(why));
            finding.definition = from.as_deref().map(str::to_owned);
            finding.related(place, Note::ClockHere)
        });
    }
}
