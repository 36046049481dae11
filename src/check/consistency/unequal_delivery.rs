//! CON015: a promise that is kept better on one side of the counter than on the other.

use crate::check::past::{Lived, group, lived};
use crate::check::{Context, Findings, Needs, Rule};
use crate::finding::{Code, Consistency, Divided, Finding, Level, Part, Unequal};
use crate::stats::homogeneity;
use crate::tally::Counter;
use std::collections::BTreeMap;

static CODE: Code = Code { code: "CON015", name: "unequal-delivery", level: Level::Warning };

/// Attainment that differs between channels, places or times by more than chance.
pub struct UnequalDelivery;

/// How likely chance may make such differences.
const CHANCE: f64 = 0.01;

impl Rule for UnequalDelivery {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn needs(&self) -> Needs {
        Needs::Logs
    }

    fn page(&self) -> &'static str {
        include_str!("unequal_delivery.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for lived in lived(context) {
            let unequal = unequal(&lived).into_iter();
            findings.extend(unequal.map(|message| {
                let message = Consistency::UnequalDelivery(message);
                lived.found(Finding::new(&CODE, lived.share_span(), message))
            }));
        }
    }
}

/// By what the attainment of a target differs more than chance allows.
pub(in crate::check) fn unequal(lived: &Lived<'_>) -> Vec<Unequal> {
    if !lived.target.is_share() {
        return Vec::new();
    }
    let divisions = divisions(lived).into_iter();
    divisions.filter_map(|(divided, parts)| examine(divided, &parts)).collect()
}

/// The cases of a target by channel, by place, by day of the week and by hour of the day.
fn divisions(lived: &Lived<'_>) -> Vec<(Divided, Vec<(Part, Counter)>)> {
    let splits = lived.past.splits.iter().filter(|split| split.kind.column.is_some());
    let by_value = splits.map(|split| {
        let parts = split.groups.iter().map(|(value, cut)| {
            let (attribute, value) = (split.attribute.clone(), value.to_string());
            (Part::Value { attribute, value }, cut.counter.clone())
        });
        (Divided::Attribute(split.attribute.clone()), parts.collect())
    });
    let times = [
        (Divided::Weekday, by_time(&lived.past.hours, |hour| hour / 24, Part::Weekday)),
        (Divided::Hour, by_time(&lived.past.hours, |hour| hour % 24, Part::Hour)),
    ];
    by_value.chain(times).collect()
}

fn by_time(
    hours: &BTreeMap<usize, Counter>,
    place: fn(usize) -> usize,
    part: fn(usize) -> Part,
) -> Vec<(Part, Counter)> {
    let mut all: BTreeMap<usize, Counter> = BTreeMap::new();
    for (hour, counter) in hours {
        all.entry(place(*hour)).or_default().merge(counter.clone());
    }
    all.into_iter().map(|(place, counter)| (part(place), counter)).collect()
}

fn examine(divided: Divided, parts: &[(Part, Counter)]) -> Option<Unequal> {
    let rows: Vec<_> =
        parts.iter().map(|(_, counter)| [counter.met, counter.decided() - counter.met]).collect();
    let test = homogeneity(&rows).filter(|test| test.p_value < CHANCE)?;
    let tested = parts.iter().zip(&test.residuals).filter_map(|(part, residual)| Some((part, (*residual)?)));
    // Of residuals that are alike the first counts.
    let worst = tested.clone().reduce(|one, other| if other.1 < one.1 { other } else { one });
    let best = tested.reduce(|one, other| if other.1 > one.1 { other } else { one });
    let shown = |((part, counter), _): (&(Part, Counter), f64)| group(part.clone(), counter);
    Some(Unequal {
        divided,
        worst: worst.filter(|(_, residual)| *residual < 0.0).map(shown),
        best: best.filter(|(_, residual)| *residual > 0.0).map(shown),
        chance: chance(test.p_value),
    })
}

/// Thousandths, rounded up: `0.004`, and `0.001` for anything less.
fn chance(p_value: f64) -> String {
    format!("{:.3}", ((p_value * 1000.0).ceil() / 1000.0).max(0.001))
}
