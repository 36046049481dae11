//! The events of one case, in order: which time is asked for, and what lies between.
//!
//! It must not know other cases.

use super::{EVENT, STATE, time};
use crate::calendar::{Instant, Zone};
use crate::log::{Intervals, Symbol, Symbols, Time};
use crate::model::Which;

/// A row of a log of events.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_field_names, reason = "the column is named `event`")]
pub(super) struct Event {
    /// The case, counted from 0.
    pub(super) case: u32,
    /// When it happened; a day is its first instant. Of no meaning where it cannot be read.
    pub(super) at: Instant,
    pub(super) event: Symbol,
    pub(super) state: Symbol,
    pub(super) kind: Kind,
}

/// What the time of an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Instant,
    Day,
    /// Whatever happened, nobody knows when.
    Unreadable,
}

/// A set of names, by the symbols that they have in a log.
#[derive(Clone, Debug)]
pub(super) enum Names {
    /// Whatever it is.
    Any,
    /// Sorted.
    These(Vec<Symbol>),
}

impl Names {
    /// The symbols of names; no names stand for every one.
    pub(super) fn new(names: &[String], symbols: &Symbols, fold: bool) -> Self {
        if names.is_empty() { Self::Any } else { Self::These(find(names, symbols, fold)) }
    }

    pub(super) fn has(&self, symbol: Symbol) -> bool {
        match self {
            Self::Any => true,
            Self::These(symbols) => symbols.binary_search(&symbol).is_ok(),
        }
    }
}

/// The symbols whose texts are among the names, sorted.
fn find(names: &[String], symbols: &Symbols, fold: bool) -> Vec<Symbol> {
    let folded = |text: &str| if fold { text.trim().to_lowercase() } else { text.trim().to_owned() };
    let names: Vec<_> = names.iter().map(|name| folded(name)).collect();
    let all = (0..symbols.len()).filter_map(|place| Symbol::try_from(place).ok());
    all.filter(|&symbol| names.contains(&folded(symbols.text(symbol)))).collect()
}

/// The time of one of a case's events. Where one that could be it has a time that cannot be read,
/// nobody knows which it is.
pub(super) fn occurrence(events: &[Event], names: &Names, which: Which, zone: &Zone) -> Time {
    let mut found = events.iter().filter(|event| names.has(event.event));
    let mut wanted = None;
    for event in found.by_ref() {
        if event.kind == Kind::Unreadable {
            return Time::Unreadable;
        }
        if wanted.is_none() || which == Which::Last {
            wanted = Some(event);
        }
    }
    wanted.map_or(Time::Missing, |event| time(event, zone))
}

/// How intervals come from events.
#[derive(Clone, Debug)]
pub(super) enum IntervalRule {
    While(Vec<Symbol>),
    Between(Vec<Symbol>, Vec<Symbol>),
    UntilResumed(Vec<Symbol>),
    UntilOther(Vec<Symbol>),
}

impl IntervalRule {
    pub(super) fn new(rule: &Intervals, symbols: &[Symbols], fold: bool) -> Self {
        let events = |names: &[String]| find(names, &symbols[EVENT], fold);
        match rule {
            Intervals::While(states) => Self::While(find(states, &symbols[STATE], fold)),
            Intervals::Between(from, to) => {
                Self::Between(events(std::slice::from_ref(from)), events(std::slice::from_ref(to)))
            }
            Intervals::UntilResumed(stops) => Self::UntilResumed(events(stops)),
            Intervals::UntilOther(stops) => Self::UntilOther(events(stops)),
        }
    }

    /// The intervals of a case. Rows whose time cannot be read are not among its events in order.
    pub(super) fn of(&self, events: &[Event]) -> Vec<(Instant, Option<Instant>)> {
        let events: Vec<_> = events.iter().filter(|event| event.kind != Kind::Unreadable).collect();
        let to_next = |holds: &dyn Fn(&Event) -> bool| {
            let next = |place: usize| events.get(place + 1).map(|next| next.at);
            let places = events.iter().enumerate().filter(|(_, event)| holds(event));
            places.map(|(place, event)| (event.at, next(place))).collect::<Vec<_>>()
        };
        match self {
            Self::While(states) => to_next(&|event| states.contains(&event.state)),
            Self::UntilResumed(stops) => {
                let mut intervals = to_next(&|event| stops.contains(&event.event));
                intervals.pop();
                intervals
            }
            Self::UntilOther(stops) => {
                let is_stop = |event: &Event| stops.contains(&event.event);
                let pairs = events.windows(2).filter(|pair| is_stop(pair[0]) && !is_stop(pair[1]));
                pairs.map(|pair| (pair[0].at, Some(pair[1].at))).collect()
            }
            Self::Between(from, to) => {
                let mut intervals = Vec::new();
                let mut open = None;
                for event in events {
                    if open.is_none() && from.contains(&event.event) {
                        open = Some(event.at);
                    } else if to.contains(&event.event)
                        && let Some(begin) = open.take()
                    {
                        intervals.push((begin, Some(event.at)));
                    }
                }
                intervals.extend(open.map(|begin| (begin, None)));
                intervals
            }
        }
    }
}
