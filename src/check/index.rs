//! Definitions by id, so that no rule searches a list for each commitment.

use crate::model::{Calendar, Clock, Definitions, Standard};
use crate::source::Spanned;
use std::collections::HashMap;

/// Where the definitions of an id are. Of an id that comes twice the first counts.
#[derive(Debug)]
pub(super) struct Index<'a> {
    standards: HashMap<&'a str, &'a Standard>,
    clocks: HashMap<&'a str, &'a Clock>,
    calendars: HashMap<&'a str, &'a Calendar>,
}

impl<'a> Index<'a> {
    pub(super) fn new(definitions: &'a Definitions) -> Self {
        Self {
            standards: by_id(&definitions.standards, |standard| &standard.id),
            clocks: by_id(&definitions.clocks, |clock| &clock.id),
            calendars: by_id(&definitions.calendars, |calendar| &calendar.id),
        }
    }

    pub(super) fn standard(&self, id: &str) -> Option<&'a Standard> {
        self.standards.get(id).copied()
    }

    pub(super) fn clock(&self, id: &str) -> Option<&'a Clock> {
        self.clocks.get(id).copied()
    }

    pub(super) fn calendar(&self, id: &str) -> Option<&'a Calendar> {
        self.calendars.get(id).copied()
    }
}

fn by_id<'a, T>(list: &'a [T], id: impl Fn(&'a T) -> &'a Spanned<String>) -> HashMap<&'a str, &'a T> {
    let mut map = HashMap::with_capacity(list.len());
    for definition in list {
        map.entry(id(definition).value.as_str()).or_insert(definition);
    }
    map
}
