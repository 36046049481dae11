//! FEA004: fewer people than the work takes.

use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Feasibility, Finding, Level, Note};
use crate::model::{Capacity, Commitment, Standard, Target};
use crate::source::Span;
use crate::stats::{AS_GOOD_AS_EVERY, MOST_STAFF};
use crate::text::Decimal;
use foldhash::{HashMap, HashMapExt as _};

static CODE: Code = Code { code: "FEA004", name: "capacity-short", level: Level::Error };

/// More work arrives than the staff can do, or too many cases wait longer than the limit.
pub struct CapacityShort;

impl Rule for CapacityShort {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("capacity_short.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let staffed = context.standards().filter(|standard| standard.capacity.is_some());
        let staffed: Vec<_> = staffed.collect();
        if staffed.is_empty() {
            return;
        }
        let mut backed: HashMap<&str, Vec<&Commitment>> = HashMap::new();
        for commitment in context.commitments() {
            if let Some(standard) = &commitment.standard {
                backed.entry(standard.value.as_str()).or_default().push(commitment);
            }
        }
        for standard in staffed {
            let commitments = backed.get(standard.id.value.as_str()).map_or(&[][..], Vec::as_slice);
            let finding = standard.capacity.as_ref().and_then(|capacity| {
                overload(standard, capacity).or_else(|| too_slow(standard, capacity, commitments))
            });
            if let Some(finding) = finding {
                findings.push(finding.in_definition(&standard.id));
            }
        }
    }
}

/// The load in Erlang is compared exactly.
fn overload(standard: &Standard, capacity: &Capacity) -> Option<Finding> {
    let work = capacity.arrivals_per_hour.times(capacity.handling_seconds()?)?;
    if work < capacity.staff.times(3600)? {
        return None;
    }
    let message = Feasibility::OfferedLoad {
        standard: standard.id.value.clone(),
        load: Decimal::from_units(work.units() / 36 / Decimal::ONE * (Decimal::ONE / 100)).to_string(),
        staff: capacity.staff.value.to_string(),
    };
    Some(at_staff(capacity, message))
}

/// Of several targets that are missed, the one that needs most people.
fn too_slow(standard: &Standard, capacity: &Capacity, commitments: &[&Commitment]) -> Option<Finding> {
    // A promise with a line of its own in the standard is held by that line (CON012).
    let own = |target: &&Target| !standard.targets.iter().any(|known| known.same_measure(target));
    let promised = commitments.iter().flat_map(|commitment| &commitment.targets).filter(own);
    let missed = standard.targets.iter().chain(promised).filter_map(|target| Missed::of(capacity, target));
    let worst =
        missed.max_by_key(|missed| (missed.needed.unwrap_or(u32::MAX), std::cmp::Reverse(missed.place)))?;
    let message = Feasibility::WaitTooLong {
        standard: standard.id.value.clone(),
        limit: worst.limit,
        predicted: format!("{:.1}%", worst.predicted * 100.0),
        share: worst.share,
        staff: capacity.staff.value.to_string(),
        needed: worst.needed,
    };
    Some(at_staff(capacity, message).related(worst.place, Note::TargetHere))
}

fn at_staff(capacity: &Capacity, message: Feasibility) -> Finding {
    let finding = Finding::new(&CODE, capacity.staff.span, message);
    finding.related(capacity.arrivals_per_hour.span, Note::ArrivalsHere)
}

/// A target that too many cases miss by waiting alone.
struct Missed {
    place: Span,
    limit: String,
    share: String,
    predicted: f64,
    needed: Option<u32>,
}

impl Missed {
    fn of(capacity: &Capacity, target: &Target) -> Option<Self> {
        let queue = capacity.queue_of(target)?;
        let within = target.within.as_ref()?;
        let wait = Decimal::from_integer(within.value.value.amount()).to_f64();
        let wanted = target.share().to_f64().min(AS_GOOD_AS_EVERY);
        let predicted = queue.share_within(whole(capacity.staff.value)?, wait)?;
        (predicted < wanted).then(|| Self {
            place: within.span,
            limit: within.value.text.clone(),
            share: target.share().to_string(),
            predicted,
            needed: queue.staff_for(wanted, wait),
        })
    }
}

/// Half a person counts as a whole one.
fn whole(staff: Decimal) -> Option<u32> {
    let one = Decimal::ONE;
    u32::try_from((staff.units() + one - 1) / one).ok().filter(|staff| *staff <= MOST_STAFF)
}
