//! Ids of cases that came before, in a log with a row per case.
//!
//! Most exports are sorted by id, up or down. While they are, an id cannot have come before, and all that
//! is kept of it is how far it is from the one before: a byte or two for ids that count up, a hash of 8
//! bytes for ids of more than fifteen. The first id out of order makes a set of all hashes, of at most 21
//! bytes an id, and half as much again while it grows. Two different ids out of a million are taken for
//! one with a chance of 3 in a hundred million. Parts of a log are looked at by themselves, then joined in
//! their order. It must not know what becomes of a case.

use super::cells::Cell;
use super::summary::Places;
use super::word::{self, Word};
use std::cmp::Ordering;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// The ids of a part of a log, in the order of its rows.
#[derive(Debug, Default)]
pub(super) struct PartIds {
    lines: Vec<u64>,
    /// The ids as they are compared; the empty word for those that are too long for one.
    words: Vec<Word>,
    /// These, one after the other, and where each ends.
    texts: Vec<u8>,
    ends: Vec<usize>,
    /// As they are written, where case does not count.
    written: Vec<String>,
    /// From each id to the next, where all are short and sorted.
    steps: Steps,
    order: Order,
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
    /// Short ids that are sorted: the first, and from each to the next.
    Near(Option<Word>, Steps),
    /// Hashes of ids that are sorted.
    Sorted(Vec<u64>),
    Any(HashSet<u64, BuildHasherDefault<AsItIs>>),
}

/// Distances between ids, each in as many bytes as it needs: seven bits a byte, the lowest first, and a
/// bit that says whether another follows.
#[derive(Debug, Default)]
struct Steps(Vec<u8>);

impl Steps {
    #[inline]
    fn push(&mut self, distance: u128) {
        match u8::try_from(distance) {
            Ok(near) if near < 0x80 => self.0.push(near),
            _ => self.push_far(distance),
        }
    }

    fn push_far(&mut self, mut distance: u128) {
        while distance >= 0x80 {
            self.0.push(distance.to_le_bytes()[0] | 0x80);
            distance >>= 7;
        }
        self.0.push(distance.to_le_bytes()[0]);
    }

    /// The ids, from the first on.
    fn ids(&self, first: Word, order: Order) -> impl Iterator<Item = Word> + '_ {
        let mut key = first.key();
        let mut bytes = self.0.iter();
        let others = std::iter::from_fn(move || {
            let (mut distance, mut shift) = (0, 0);
            loop {
                let byte = bytes.next()?;
                distance |= u128::from(byte & 0x7F) << shift;
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            let falls = order == Order::Strict(Ordering::Less);
            key = if falls { key.wrapping_sub(distance) } else { key.wrapping_add(distance) };
            Some(Word::of_key(key))
        });
        std::iter::once(first).chain(others)
    }
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

/// How ids that came one after the other are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    /// There are fewer than two.
    #[default]
    Open,
    /// Each is greater than the one before, or each is less.
    Strict(Ordering),
    None,
}

impl Default for Hashes {
    fn default() -> Self {
        Self::Near(None, Steps::default())
    }
}

impl Hashes {
    /// Those of ids that are sorted in this order.
    fn sorted(&mut self, order: Order) -> Vec<u64> {
        match self {
            Self::Near(Some(first), steps) => steps.ids(*first, order).map(Word::hash).collect(),
            Self::Sorted(hashes) => std::mem::take(hashes),
            Self::Near(None, _) | Self::Any(_) => Vec::new(),
        }
    }

    /// Adds the ids of a part that go on as those before were sorted, in this order.
    fn go_on(&mut self, part: &PartIds, last: Option<&Kept>, order: Order) {
        if let (Self::Near(first, steps), Some(Id::Short(next))) = (&mut *self, part.first())
            && part.ends.is_empty()
        {
            match last {
                Some(Kept::Short(last)) => steps.push(last.key().abs_diff(next.key())),
                _ => *first = Some(next),
            }
            return steps.0.extend_from_slice(&part.steps.0);
        }
        let mut hashes = self.sorted(order);
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

impl Order {
    /// With one more step.
    #[inline]
    fn then(self, step: Ordering) -> Self {
        match self {
            Self::Open if step != Ordering::Equal => Self::Strict(step),
            Self::Strict(before) if before == step => self,
            _ => Self::None,
        }
    }

    /// With the steps of another part.
    fn join(self, other: Self) -> Self {
        match other {
            Self::Open => self,
            Self::Strict(step) => self.then(step),
            Self::None => Self::None,
        }
    }
}

impl PartIds {
    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, ids: usize) {
        self.lines.reserve(ids);
        self.words.reserve(ids);
    }

    /// Adds the id of the next row. With `fold`, ids that differ in case alone are one.
    #[inline]
    pub(super) fn push(&mut self, id: Cell<'_>, fold: bool, line: u64) {
        self.lines.push(line);
        match id.word() {
            Some(word) if !fold => self.words.push(word),
            _ => self.add(id.text(), fold),
        }
    }

    /// Out of the way of short ids.
    #[inline(never)]
    fn add(&mut self, id: &[u8], fold: bool) {
        if !fold {
            return self.compare_as(id);
        }
        let written = String::from_utf8_lossy(id).into_owned();
        self.compare_as(written.to_lowercase().as_bytes());
        self.written.push(written);
    }

    fn compare_as(&mut self, id: &[u8]) {
        let word = Word::of(id, id.len());
        if word.is_none() {
            self.texts.extend_from_slice(id);
            self.ends.push(self.texts.len());
        }
        self.words.push(word.unwrap_or_default());
    }

    /// Finds how they are sorted, when all are there.
    pub(super) fn look(&mut self) {
        if !self.ends.is_empty() {
            let others = self.ids().skip(1);
            let steps = self.ids().zip(others).map(|(before, id)| id.cmp(&before));
            self.order = steps.fold(Order::Open, Order::then);
            return;
        }
        let [first, others @ ..] = &self.words[..] else { return };
        let Some(step) = others.first().map(|next| next.cmp(first)) else { return };
        self.steps.0.reserve(others.len());
        let (falls, mut before) = (step == Ordering::Less, first.key());
        for word in others {
            let key = word.key();
            let (low, high) = if falls { (key, before) } else { (before, key) };
            let Some(distance) = high.checked_sub(low).filter(|distance| *distance > 0) else {
                self.order = Order::None;
                return;
            };
            self.steps.push(distance);
            before = key;
        }
        self.order = Order::Strict(step);
    }

    /// Empties it and keeps its buffers.
    pub(super) fn clear(&mut self) {
        self.lines.clear();
        self.words.clear();
        self.texts.clear();
        self.ends.clear();
        self.written.clear();
        self.steps.0.clear();
        self.order = Order::Open;
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

    fn first(&self) -> Option<Id<'_>> {
        self.ids().next()
    }

    fn last(&self) -> Option<Id<'_>> {
        match self.words.last() {
            Some(&word) if word != Word::default() => Some(Id::Short(word)),
            _ => self.ids().last(),
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
            self.hashes.go_on(part, self.last.as_ref(), self.order);
            (self.order, self.last) = (joined, Some(last.keep()));
            return;
        }
        if is_sorted {
            self.hashes = Hashes::Any(self.hashes.sorted(self.order).into_iter().collect());
        }
        self.order = Order::None;
        let Hashes::Any(set) = &mut self.hashes else { return };
        for (place, (id, &line)) in part.ids().zip(&part.lines).enumerate() {
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
