//! Which commitments a page shows, in which version and under which service.

use crate::model::{Commitment, Date, Definitions, Effective, Item, Status, nearest};
use std::collections::HashMap;

/// A commitment on a page.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'d> {
    /// The version in force on the day; of one that is not in force yet, the first to come.
    pub commitment: &'d Commitment,
    /// The version that customers were told before it.
    pub before: Option<&'d Commitment>,
    /// The version that they are told will follow.
    pub next: Option<&'d Commitment>,
    /// Whether it is in force on the day.
    pub in_force: bool,
}

/// Why a commitment that was asked for is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotShown {
    /// There is none of that id.
    Unknown {
        /// The id.
        id: String,
        /// The id that was probably meant.
        suggestion: Option<String>,
    },
    /// Customers are not told of it: a draft, a pilot, retired, or over.
    NotTold {
        /// The id.
        id: String,
    },
}

/// The commitments that customers are told of on a day, in the order of the files; only these ids, if
/// any are given.
pub fn shown<'d>(definitions: &'d Definitions, day: Date, ids: &[String]) -> Vec<Shown<'d>> {
    let mut shown: Vec<Shown<'d>> = Vec::new();
    for commitment in &definitions.commitments {
        let id = &commitment.id.value;
        let is_asked = ids.is_empty() || ids.contains(id);
        if is_asked && !shown.iter().any(|shown| shown.commitment.id.value == *id) {
            shown.extend(on_day(definitions, id, day));
        }
    }
    shown
}

impl NotShown {
    /// The first of the ids that a page would not show, if there is one.
    pub fn first(definitions: &Definitions, day: Date, ids: &[String]) -> Option<Self> {
        let id = ids.iter().find(|id| on_day(definitions, id, day).is_none())?.clone();
        if definitions.versions(&id).next().is_some() {
            return Some(Self::NotTold { id });
        }
        let known = definitions.commitments.iter().map(|commitment| commitment.id.value.as_str());
        let suggestion = nearest(&id, known).map(str::to_owned);
        Some(Self::Unknown { id, suggestion })
    }
}

impl Shown<'_> {
    /// The days on which it is in force; of a pilot, those of its trial.
    pub fn days(&self) -> Effective {
        days(self.commitment)
    }
}

/// The commitments that staff must know on a day, in the order of the files: those that customers are told
/// of, and the pilots that are not over, also those of a next version.
pub(super) fn for_staff(definitions: &Definitions, day: Date) -> Vec<Shown<'_>> {
    let mut ids: Vec<&str> = Vec::new();
    for commitment in &definitions.commitments {
        if !ids.contains(&commitment.id.value.as_str()) {
            ids.push(&commitment.id.value);
        }
    }
    ids.iter()
        .flat_map(|id| on_day(definitions, id, day).into_iter().chain(pilots(definitions, id, day)))
        .collect()
}

fn pilots<'d>(definitions: &'d Definitions, id: &str, day: Date) -> impl Iterator<Item = Shown<'d>> {
    let is_over = move |days: Effective| days.until.is_some_and(|until| until.value <= day);
    let pilots = definitions.versions(id).filter(|version| version.status() == Status::Pilot);
    pilots.filter(move |pilot| !is_over(days(pilot))).map(move |commitment| Shown {
        commitment,
        before: None,
        next: None,
        in_force: days(commitment).contains(day),
    })
}

fn days(commitment: &Commitment) -> Effective {
    let pilot = commitment.pilot.as_ref().filter(|_| commitment.status() == Status::Pilot);
    pilot.map_or(commitment.effective, |pilot| pilot.days(commitment.effective))
}

fn on_day<'d>(definitions: &'d Definitions, id: &str, day: Date) -> Option<Shown<'d>> {
    let mut told: Vec<_> = definitions.versions(id).filter(|version| is_told(version)).collect();
    told.sort_by_key(|version| from(version));
    let place = told.iter().position(|version| version.effective.contains(day));
    let coming = || told.iter().position(|version| from(version).is_some_and(|from| from > day));
    let at = place.or_else(coming)?;
    Some(Shown {
        commitment: told[at],
        before: at.checked_sub(1).map(|before| told[before]),
        next: told.get(at + 1).copied(),
        in_force: place.is_some(),
    })
}

fn is_told(commitment: &Commitment) -> bool {
    matches!(commitment.status(), Status::Published | Status::Suspended)
}

fn from(commitment: &Commitment) -> Option<Date> {
    commitment.effective.from.map(|from| from.value)
}

/// Commitments about one service.
#[derive(Debug)]
pub struct Service<'d> {
    /// The value of the attribute by which services are told apart; `None` for what is about several of
    /// them, or where they cannot be told apart.
    pub name: Option<&'d str>,
    /// The commitments.
    pub promises: Vec<Shown<'d>>,
}

/// Commitments by service. The service is the attribute for which most of them name one value of their
/// own in `applies`, such as `type = "complaint"`; those that name none come first.
pub fn services(shown: Vec<Shown<'_>>) -> Vec<Service<'_>> {
    let attribute = service_attribute(&shown);
    let mut services = vec![Service { name: None, promises: Vec::new() }];
    for promise in shown {
        let name = attribute.and_then(|attribute| only_value(promise.commitment, attribute));
        match services.iter_mut().find(|service| service.name == name) {
            Some(service) => service.promises.push(promise),
            None => services.push(Service { name, promises: vec![promise] }),
        }
    }
    services.retain(|service| !service.promises.is_empty());
    services
}

/// The first of the attributes that name the most commitments' service, with two services at least.
fn service_attribute<'d>(shown: &[Shown<'d>]) -> Option<&'d str> {
    let mut order: Vec<&str> = Vec::new();
    let mut values: HashMap<&str, Vec<&str>> = HashMap::new();
    for Shown { commitment, .. } in shown {
        for (attribute, _) in &commitment.applies.entries {
            if let Some(value) = only_value(commitment, attribute) {
                if !order.contains(&attribute.value.as_str()) {
                    order.push(&attribute.value);
                }
                values.entry(&attribute.value).or_default().push(value);
            }
        }
    }
    let count = |attribute: &&str| values.get(attribute).map_or(0, Vec::len);
    let several =
        |attribute: &&str| values[attribute].iter().any(|value| Some(value) != values[attribute].first());
    order.retain(|attribute| several(attribute));
    let most = order.iter().map(count).max()?;
    order.into_iter().find(|attribute| count(attribute) == most)
}

/// The one value that a commitment asks of an attribute.
fn only_value<'d>(commitment: &'d Commitment, attribute: &str) -> Option<&'d str> {
    let (_, test) = commitment.applies.entries.iter().find(|(name, _)| name.value == attribute)?;
    match test.any.as_slice() {
        [item] if !test.negated => match &item.value {
            Item::Value(value) if !value.is_empty() => Some(value),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::load_from;
    use crate::source::Sources;
    use crate::source::files::Content;
    use std::path::{Path, PathBuf};

    fn definitions(text: &str) -> Definitions {
        let content = |_: &Path| Ok(Content::of(text));
        load_from(&mut Sources::default(), &[PathBuf::from("a.toml")], Path::to_path_buf, &content).unwrap().0
    }

    fn commitment(id: &str, more: &str) -> String {
        format!("[[commitment]]\nid = \"{id}\"\nstatus = \"published\"\n{more}\n")
    }

    #[test]
    fn the_version_in_force_is_shown_between_its_neighbours() {
        let text = [
            commitment("a", "effective = { from = 2026-01-01, until = 2026-07-01 }"),
            commitment("a", "effective = { from = 2026-07-01 }"),
            commitment("b", "effective = { from = 2027-01-01 }"),
            commitment("c", "effective = { until = 2026-01-01 }"),
            commitment("d", "").replace("published", "draft"),
            commitment("e", "").replace("published", "suspended"),
        ]
        .concat();
        let definitions = definitions(&text);
        let on = |day: &str| {
            let shown = shown(&definitions, Date::parse(day).unwrap(), &[]);
            let told = shown.iter().map(|shown| {
                let name = |version: Option<&Commitment>| version.map_or(String::new(), Commitment::version);
                let commitment = shown.commitment;
                let (id, version) = (&commitment.id.value, commitment.version());
                format!("{id} {version} {}<>{} {}", name(shown.before), name(shown.next), shown.in_force)
            });
            told.collect::<Vec<_>>()
        };
        let others = ["b 2027-01-01 <> false", "e 1 <> true"];
        assert_eq!(on("2026-03-01"), [&["a 2026-01-01 <>2026-07-01 true"], &others[..]].concat());
        assert_eq!(on("2026-08-01"), [&["a 2026-07-01 2026-01-01<> true"], &others[..]].concat());
        let first = |ids: &[&str]| {
            let ids: Vec<_> = ids.iter().map(|&id| id.to_owned()).collect();
            NotShown::first(&definitions, Date::parse("2026-08-01").unwrap(), &ids)
        };
        assert_eq!(first(&["a", "e"]), None);
        assert_eq!(first(&["a", "d"]), Some(NotShown::NotTold { id: "d".to_owned() }));
        assert_eq!(first(&["c"]), Some(NotShown::NotTold { id: "c".to_owned() }));
        assert!(matches!(first(&["x"]), Some(NotShown::Unknown { .. })));
    }

    #[test]
    fn services_are_told_apart_by_what_most_promises_name() {
        let text = [
            commitment("a", "applies = { type = \"repair\", channel = \"web\" }"),
            commitment("b", "applies = { type = [\"repair\", \"refund\"] }"),
            commitment("c", "applies = { type = \"refund\" }"),
            commitment("d", "applies = { type = \"repair\" }"),
        ]
        .concat();
        let definitions = definitions(&text);
        let told = |ids: &[String]| {
            let services = services(shown(&definitions, Date::from_days(0), ids));
            let ids = |service: &Service<'_>| {
                let ids = service.promises.iter().map(|shown| shown.commitment.id.value.clone());
                (service.name.map(str::to_owned), ids.collect::<Vec<_>>().concat())
            };
            services.iter().map(ids).collect::<Vec<_>>()
        };
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(
            told(&[]),
            [(None, "b".to_owned()), (named("repair"), "ad".to_owned()), (named("refund"), "c".to_owned())]
        );
        // One service alone needs no name.
        assert_eq!(told(&["a".to_owned(), "d".to_owned()]), [(None, "ad".to_owned())]);
    }
}
