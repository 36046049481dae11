//! Which suppression a finding falls under.

use super::{NEVER, Written};
use crate::check::catalog;
use crate::finding::Finding;
use crate::model::Suppression;
use crate::source::Span;
use foldhash::{HashMap, HashMapExt as _};
use std::cell::Cell;
use std::cmp::Reverse;

/// What a suppression is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place<'a> {
    /// What begins on a line, by its place in the list of all.
    Lines(usize),
    /// A line on which nothing begins.
    Nowhere,
    /// All versions of a commitment.
    Commitment(&'a str),
    /// The folder.
    Everywhere,
}

/// The suppressions that hold, by what they are about and the code or family that they name.
pub(super) struct Accepted<'w, 'a> {
    by_place: HashMap<(Place<'a>, &'a str), (&'w Written<'a>, Cell<bool>)>,
    /// Every part of what comments cover, by place, the outer before the inner.
    parts: Vec<(Span, usize)>,
    /// The next of them.
    next: usize,
    /// Those that hold the place reached so far, the innermost last.
    open: Vec<(Span, usize)>,
}

impl<'w, 'a> Accepted<'w, 'a> {
    pub(super) fn new(suppressions: &[Suppression], written: &'w [Written<'a>]) -> Self {
        let mut by_place = HashMap::new();
        for written in written {
            for code in written.codes.iter().filter_map(|code| catalog::known(code)) {
                by_place.entry((written.place, code)).or_insert((written, Cell::new(false)));
            }
        }
        let places = suppressions.iter().enumerate();
        let spans = places.flat_map(|(place, of)| of.covers.iter().map(move |span| (*span, place)));
        let mut parts: Vec<_> = spans.collect();
        parts.sort_by_key(|(span, place)| (span.file, span.start, Reverse(span.end), *place));
        Self { by_place, parts, next: 0, open: Vec::new() }
    }

    /// The suppression of a finding, the innermost if there are several; all of them are used.
    /// Findings must come in their order.
    pub(super) fn take(&mut self, finding: &Finding) -> Option<&'w Written<'a>> {
        if NEVER.contains(&finding.code.family()) {
            return None;
        }
        self.advance(finding.span);
        let holds = |part: Span| part.start <= finding.span.start && finding.span.end <= part.end;
        let inner = self.open.iter().rev().filter(|(part, _)| holds(*part));
        let mut places: Vec<Place<'_>> = inner.map(|(_, place)| Place::Lines(*place)).collect();
        places.extend(finding.definition.as_deref().map(Place::Commitment));
        places.push(Place::Everywhere);
        let mut taken = None;
        for place in places {
            for code in [finding.code.code, finding.code.family()] {
                if let Some((written, used)) = self.by_place.get(&(place, code)) {
                    used.set(true);
                    taken = taken.or(Some(*written));
                }
            }
        }
        taken
    }

    /// Opens what begins up to a place and closes what ends before it. Parts lie one inside the
    /// other or apart, so only the innermost can end.
    fn advance(&mut self, to: Span) {
        let is_past = |part: Span| (part.file, part.end) < (to.file, to.start);
        while let Some((part, place)) = self.parts.get(self.next).copied() {
            if (part.file, part.start) > (to.file, to.start) {
                break;
            }
            self.open.push((part, place));
            self.next += 1;
            while self.open.last().is_some_and(|(part, _)| is_past(*part)) {
                self.open.pop();
            }
        }
        while self.open.last().is_some_and(|(part, _)| is_past(*part)) {
            self.open.pop();
        }
    }

    /// Whether a suppression has suppressed something by a code of its list.
    pub(super) fn is_used(&self, written: &Written<'a>, code: &str) -> bool {
        self.by_place.get(&(written.place, code)).is_some_and(|(_, used)| used.get())
    }
}
