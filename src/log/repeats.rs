//! Ids of cases that came before, in a log with a row per case.
//!
//! Most exports are sorted by id, up or down. While they are, an id cannot have come before, and all that
//! is kept of it is how far it is from the one before: a byte or two for ids that count up, a hash of 8
//! bytes for ids of more than fifteen. The first id out of order makes a set of all hashes, of at most 21
//! bytes an id, and half as much again while it grows. Two different ids out of a million are taken for
//! one with a chance of 3 in a hundred million. Parts of a log are looked at by themselves, then joined in
//! their order. It must not know what becomes of a case.

use super::cells::Cell;
use super::sorted_ids::{Order, Run, SortedIds};
use super::summary::Places;
use super::word::{self, Word};
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// The ids of a part of a log, in the order of its rows.
#[derive(Debug, Default)]
pub(super) struct PartIds {
    lines: Lines,
    /// All of them, as long as they are short and sorted.
    sorted: SortedIds,
    /// Else all of them are here.
    listed: Listed,
    is_listed: bool,
    /// As they are written, where case does not count.
    written: Vec<String>,
    order: Order,
}

/// The lines of rows, most of which follow one another.
#[derive(Debug, Default)]
struct Lines(Vec<Range<u64>>);

/// Ids as they are compared.
#[derive(Debug, Default)]
struct Listed {
    /// The empty word for those that are too long for one.
    words: Vec<Word>,
    /// These, one after the other, and where each ends.
    texts: Vec<u8>,
    ends: Vec<usize>,
}

/// The ids of a log so far.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    hashes: Hashes,
    /// The id that came last, while they are sorted.
    last: Option<Kept>,
    order: Order,
}

#[derive(Debug)]
enum Hashes {
    /// Short ids that are sorted.
    Near(SortedIds),
    /// Hashes of ids that are sorted.
    Sorted(Vec<u64>),
    Any(HashSet<u64, BuildHasherDefault<AsItIs>>),
}

/// An id. Shorter ids come first, so that plain numbers are in the order in which they were given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Id<'t> {
    Short(Word),
    Long(usize, &'t [u8]),
}

/// An id that is kept.
#[derive(Clone, Debug)]
enum Kept {
    Short(Word),
    Long(Vec<u8>),
}

impl Default for Hashes {
    fn default() -> Self {
        Self::Near(SortedIds::default())
    }
}

impl Hashes {
    /// Those of ids that are sorted.
    fn sorted(&mut self) -> Vec<u64> {
        match self {
            Self::Near(ids) => ids.ids().map(Word::hash).collect(),
            Self::Sorted(hashes) => std::mem::take(hashes),
            Self::Any(_) => Vec::new(),
        }
    }

    /// Adds the ids of a part that go on as those before were sorted.
    fn go_on(&mut self, part: &PartIds) {
        if let Self::Near(ids) = self
            && !part.is_listed
        {
            return ids.append(&part.sorted);
        }
        let mut hashes = self.sorted();
        hashes.extend(part.ids().map(Id::hash));
        *self = Self::Sorted(hashes);
    }
}

impl Id<'_> {
    fn hash(self) -> u64 {
        match self {
            Self::Short(word) => word.hash(),
            Self::Long(_, text) => word::hash(text),
        }
    }

    fn keep(self) -> Kept {
        match self {
            Self::Short(word) => Kept::Short(word),
            Self::Long(_, text) => Kept::Long(text.to_vec()),
        }
    }
}

impl Kept {
    fn id(&self) -> Id<'_> {
        match self {
            Self::Short(word) => Id::Short(*word),
            Self::Long(text) => Id::Long(text.len(), text),
        }
    }
}

impl Lines {
    #[inline]
    fn push(&mut self, lines: Range<u64>) {
        match self.0.last_mut() {
            Some(run) if run.end == lines.start => run.end = lines.end,
            _ => self.0.push(lines),
        }
    }

    fn all(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.iter().cloned().flatten()
    }
}

impl Listed {
    fn push(&mut self, id: Cell<'_>) {
        let word = id.word();
        if word.is_none() {
            self.texts.extend_from_slice(id.text());
            self.ends.push(self.texts.len());
        }
        self.words.push(word.unwrap_or_default());
    }

    fn clear(&mut self) {
        self.words.clear();
        self.texts.clear();
        self.ends.clear();
    }

    fn ids(&self) -> impl Iterator<Item = Id<'_>> {
        let mut start = 0;
        let mut ends = self.ends.iter();
        self.words.iter().map(move |&word| {
            if word != Word::default() {
                return Id::Short(word);
            }
            let end = ends.next().copied().unwrap_or(start);
            let text = &self.texts[start..end];
            start = end;
            Id::Long(text.len(), text)
        })
    }
}

impl PartIds {
    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, ids: usize) {
        self.sorted.reserve(ids);
    }

    /// A run of ids that are like the last.
    #[inline]
    pub(super) fn run(&self) -> Option<Run> {
        self.sorted.run()
    }

    /// Adds the ids of a run, those of some rows.
    #[inline]
    pub(super) fn take_run(&mut self, run: &Run, rows: Range<usize>, line: impl Fn(usize) -> u64) {
        let Some(last) = rows.clone().last() else { return };
        self.sorted.take_run(run);
        let (first, last) = (line(rows.start), line(last));
        if last - first == (rows.len() - 1) as u64 {
            self.lines.push(first..last + 1);
        } else {
            rows.for_each(|row| self.lines.push(line(row)..line(row) + 1));
        }
    }

    /// Adds the id of the next row. With `fold`, ids that differ in case alone are one.
    #[inline]
    pub(super) fn push(&mut self, id: Cell<'_>, fold: bool, line: u64) {
        self.lines.push(line..line + 1);
        if fold {
            let written = String::from_utf8_lossy(id.text()).into_owned();
            self.compare_as(&Cell::from(written.to_lowercase().as_bytes()));
            self.written.push(written);
        } else {
            self.compare_as(&id);
        }
    }

    #[inline(never)]
    fn compare_as(&mut self, id: &Cell<'_>) {
        if !self.is_listed {
            if id.word().is_some_and(|word| self.sorted.push(word)) {
                return;
            }
            self.listed.words.extend(self.sorted.ids());
            self.sorted.clear();
            self.is_listed = true;
        }
        self.listed.push(*id);
    }

    /// Finds how they are sorted, when all are there.
    pub(super) fn look(&mut self) {
        self.order = if self.is_listed {
            let others = self.ids().skip(1);
            Order::of(self.ids().zip(others).map(|(before, id)| id.cmp(&before)))
        } else {
            self.sorted.order()
        };
    }

    /// Empties it and keeps its buffers.
    pub(super) fn clear(&mut self) {
        self.lines.0.clear();
        self.sorted.clear();
        self.listed.clear();
        self.is_listed = false;
        self.written.clear();
        self.order = Order::Open;
    }

    fn ids(&self) -> impl Iterator<Item = Id<'_>> {
        self.sorted.ids().map(Id::Short).chain(self.listed.ids())
    }

    fn first(&self) -> Option<Id<'_>> {
        self.ids().next()
    }

    fn last(&self) -> Option<Id<'_>> {
        match self.listed.words.last().copied().or(self.sorted.last()) {
            Some(word) if word == Word::default() => self.ids().last(),
            word => word.map(Id::Short),
        }
    }

    /// An id as it is written.
    fn text(&self, place: usize, id: Id<'_>) -> String {
        match (self.written.get(place), id) {
            (Some(written), _) => written.clone(),
            (None, Id::Short(word)) => String::from_utf8_lossy(&word.bytes()).into_owned(),
            (None, Id::Long(_, text)) => String::from_utf8_lossy(text).into_owned(),
        }
    }
}

impl Repeats {
    /// Counts the ids of the next part, which is of a file, that came before.
    pub(super) fn take(&mut self, part: &PartIds, file: usize, repeated: &mut Places) {
        let (Some(first), Some(last)) = (part.first(), part.last()) else { return };
        let joined = match &self.last {
            None => part.order,
            Some(before) => self.order.then(first.cmp(&before.id())).join(part.order),
        };
        let is_sorted = !matches!(self.hashes, Hashes::Any(_));
        if is_sorted && joined != Order::None {
            self.hashes.go_on(part);
            (self.order, self.last) = (joined, Some(last.keep()));
            return;
        }
        if is_sorted {
            self.hashes = Hashes::Any(self.hashes.sorted().into_iter().collect());
        }
        self.order = Order::None;
        let Hashes::Any(set) = &mut self.hashes else { return };
        for (place, (id, line)) in part.ids().zip(part.lines.all()).enumerate() {
            if !set.insert(id.hash()) {
                repeated.add_with(file, line, || part.text(place, id));
            }
        }
    }
}

/// Hashes of hashes: they are themselves.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0 << 8 | u64::from(byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The numbers of the ids that came before, in parts of a length.
    fn repeated(ids: &[&str], length: usize, fold: bool) -> (Vec<u64>, bool) {
        let (mut repeats, mut part) = (Repeats::default(), PartIds::default());
        let mut all = Vec::new();
        for (number, ids) in ids.chunks(length).enumerate() {
            part.clear();
            for (row, id) in ids.iter().enumerate() {
                part.push(id.as_bytes().into(), fold, (number * length + row) as u64);
            }
            part.look();
            let mut places = Places::default();
            repeats.take(&part, 0, &mut places);
            assert!(places.count <= Places::KEPT as u64, "the test would not see them all");
            all.extend(places.first.iter().map(|place| {
                assert_eq!(place.found, ids[usize::try_from(place.line).unwrap() - number * length]);
                place.line
            }));
        }
        (all, !matches!(repeats.hashes, Hashes::Any(_)))
    }

    #[test]
    fn sorted_ids_need_no_set() {
        let long = ["ticket-2026-000001", "ticket-2026-000002", "ticket-2026-0000010"];
        for ids in [
            ["9", "10", "11"],
            ["C-3", "C-2", "C-1"],
            ["9", "ticket-2026-000001", "ticket-2026-000002"],
            long,
        ] {
            for length in 1..4 {
                assert_eq!(repeated(&ids, length, false), (vec![], true), "{ids:?}");
            }
        }
        assert_eq!(repeated(&["1", "2", "2", "3"], 4, false).0, [2]);
        assert_eq!(repeated(&["1", "2", "3", "1"], 2, false).0, [3]);
        assert_eq!(repeated(&["3", "2", "4", "3"], 1, false).0, [3]);
    }

    #[test]
    fn case_counts_unless_the_log_says_otherwise() {
        assert!(repeated(&["a1", "A1"], 2, false).0.is_empty());
        assert_eq!(repeated(&["É1", "é1"], 2, true).0, [1]);
    }

    proptest! {
        #[test]
        fn the_same_as_a_set_of_all_ids(
            ids in proptest::collection::vec("[0-9]{1,2}|[a-c]{1,2}|[ab]{14,17}", 0..60), sort in 0..3, length in 1..6_usize,
        ) {
            let mut ids = ids;
            let compare = |one: &String, other: &String| one.len().cmp(&other.len()).then_with(|| one.cmp(other));
            match sort {
                0 => ids.sort_by(compare),
                1 => ids.sort_by(|one, other| compare(other, one)),
                _ => {}
            }
            let mut set = HashSet::new();
            let expected: Vec<_> = (0..).zip(&ids).filter(|(_, id)| !set.insert(*id)).map(|(place, _)| place).collect();
            let ids: Vec<_> = ids.iter().map(String::as_str).collect();
            prop_assert_eq!(repeated(&ids, length, false).0, expected);
        }
    }
}
