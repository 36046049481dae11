//! What became of every row of a log: counters that add up and merge.
//!
//! Whoever reads a report must be able to account for each row. It must not know why a case was
//! judged as it was: that is counted later, from the blocks.

use super::Needed;
use crate::calendar::Instant;

/// What reading a log met: rows = blank + ragged + dropped + cases, in a log of events with the rows of
/// [`EventRows`] in the place of the cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The files, in the order in which they are read.
    pub files: Vec<FileRead>,
    /// Rows after the header, blank ones included.
    pub rows: u64,
    /// Rows of nothing but empty fields, skipped.
    pub blank: Places,
    /// Rows that have too few or too many fields, not judged.
    pub ragged: Ragged,
    /// Exact copies that were dropped, as the log says.
    pub dropped: Places,
    /// Cases that were delivered.
    pub cases: u64,
    /// The rows of the case that was watched, as they stand.
    pub watched: Vec<KeptRow>,
    /// The rows of a log of events.
    pub events: Option<EventRows>,
    /// Rows that are exact copies and so data errors, as the log says; also in `cases` or `events`.
    pub copies: Places,
    /// Characters that stand for bytes that are none of the encoding's.
    pub malformed: Places,
    /// Times that the clocks jumped over, moved forward by the gap.
    pub gaps: Places,
    /// Values that cannot be read, by column: times, durations, numbers, in the order of the needs.
    pub unreadable: Vec<Unreadable>,
    /// Ids of cases that came before, in a log with a row per case; where the needs ask for them.
    pub repeated: Places,
    /// Formats of times that the log does not say, by column.
    pub formats: Vec<FoundFormats>,
    /// Times with an offset and times without one, by column of times.
    pub offsets: Vec<Offsets>,
}

/// Times of a column that say their offset, and times that do not and are of the log's zone. Where
/// there are both, one of them is probably not what it was taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offsets {
    /// Our name of the column.
    pub column: String,
    /// Those that say it, and those that count from 1970 in UTC.
    pub with: Places,
    /// Those that do not.
    pub without: Places,
}

impl Offsets {
    /// Whether there are both.
    pub fn are_mixed(&self) -> bool {
        self.with.count > 0 && self.without.count > 0
    }
}

/// The formats of a column of times, as they were found out from its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundFormats {
    /// Our name of the column.
    pub column: String,
    /// As `timestamps` has them, the commonest first; none where the column has no value.
    pub formats: Vec<String>,
}

/// What the rows of a log of events were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventRows {
    /// Events of the cases.
    pub events: u64,
    /// Rows that name no case, not judged.
    pub nameless: Places,
    /// Rows without a time: what they say has not happened.
    pub undated: Places,
    /// Events later than as-of.
    pub unseen: Places,
    /// The latest of all events that are seen: a day ends at 24:00.
    pub latest: Option<Instant>,
    /// By needed time: whether it is that of an event which no row has.
    pub nowhere: Vec<bool>,
    /// Events that are needed and in no row, not even an unseen one.
    pub absent: Vec<AbsentEvent>,
}

/// An event that somebody names and no row has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AbsentEvent {
    /// As it is named.
    pub event: String,
    /// The event of the rows that was probably meant.
    pub suggestion: Option<String>,
}

/// A row as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptRow {
    /// The file, by its place in [`Summary::files`].
    pub file: usize,
    /// The 1-based line on which it begins.
    pub line: u64,
    /// The names of its columns and what they hold; a column without a name goes by its place.
    pub fields: Vec<(String, String)>,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRead {
    /// Its path as users see it; `-` is standard input.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Rows after its header, blank ones included.
    pub rows: u64,
    /// The encoding that it probably has, where its first bytes are none of the one it was read in.
    pub probably: Option<&'static str>,
}

/// Rows that do not have as many fields as the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ragged {
    /// Too few.
    pub short: Places,
    /// Too many, and not only empty ones.
    pub long: Places,
}

/// What a value should be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ValueKind {
    /// A time.
    #[default]
    Time,
    /// A duration.
    Duration,
    /// A number.
    Number,
}

/// Values of a column that cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unreadable {
    /// Our name of the column.
    pub column: String,
    /// What they should be.
    pub kind: ValueKind,
    /// Where, and what stands there.
    pub places: Places,
}

/// How often something was met, and where first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// How often.
    pub count: u64,
    /// The first of them by file and line, at most [`Places::KEPT`], however they came.
    pub first: Vec<Place>,
}

/// A row, and what was found there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, by its place in [`Summary::files`].
    pub file: usize,
    /// The 1-based line on which the row begins.
    pub line: u64,
    /// The value that stands there; empty where the row as a whole is meant.
    pub found: String,
}

impl Places {
    /// How many places are kept.
    pub const KEPT: usize = 5;
    /// How many characters of a value are kept.
    const FOUND: usize = 60;

    /// Counts one.
    #[inline]
    pub fn add(&mut self, file: usize, line: u64, found: &[u8]) {
        self.count += 1;
        self.note(file, line, found);
    }

    /// Counts one that stands behind all that were counted before.
    #[inline]
    pub(super) fn add_next(&mut self, file: usize, line: impl FnOnce() -> u64, found: &[u8]) {
        self.count += 1;
        if !self.is_full() {
            self.keep(file, line(), found);
        }
    }

    /// Whether no place that stands behind all that were counted is kept.
    pub(super) fn is_full(&self) -> bool {
        self.first.len() >= Self::KEPT
    }

    /// Keeps a place of something that is counted elsewhere.
    #[inline]
    pub(super) fn note(&mut self, file: usize, line: u64, found: &[u8]) {
        if self.keeps(file, line) {
            self.keep(file, line, found);
        }
    }

    #[cold]
    fn keep(&mut self, file: usize, line: u64, found: &[u8]) {
        let found = String::from_utf8_lossy(found).chars().take(Self::FOUND).collect();
        let place = Place { file, line, found };
        // Several of one row stay in the order in which they came.
        let at = self.first.partition_point(|known| (known.file, known.line) <= (file, line));
        self.first.insert(at, place);
        self.first.truncate(Self::KEPT);
    }

    /// Counts one; what was found is made only if it is kept.
    pub fn add_with(&mut self, file: usize, line: u64, found: impl FnOnce() -> String) {
        self.count += 1;
        if self.keeps(file, line) {
            self.keep(file, line, found().as_bytes());
        }
    }

    #[inline]
    fn keeps(&self, file: usize, line: u64) -> bool {
        self.first.get(Self::KEPT - 1).is_none_or(|last| (file, line) < (last.file, last.line))
    }

    /// Adds what another part of the log met. No row is in two parts.
    pub fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.first.extend(other.first);
        self.first.sort_by_key(|place| (place.file, place.line));
        self.first.truncate(Self::KEPT);
    }
}

impl Ragged {
    /// How many rows.
    pub fn count(&self) -> u64 {
        self.short.count + self.long.count
    }
}

impl Summary {
    /// Forgets what was met in columns of times that nobody asked for.
    pub(super) fn forget(&mut self, columns: &[Needed]) {
        let is_asked_for = |name: &str| !columns.iter().any(|column| column.name == name);
        self.unreadable.retain(|of| of.kind != ValueKind::Time || is_asked_for(&of.column));
        self.offsets.retain(|of| is_asked_for(&of.column));
        self.formats.retain(|of| is_asked_for(&of.column));
    }

    /// Adds what another part of the same log met.
    pub fn merge(&mut self, other: Self) {
        merge_all(&mut self.files, other.files, |one, other| one.merge(&other));
        self.rows += other.rows;
        self.blank.merge(other.blank);
        self.ragged.short.merge(other.ragged.short);
        self.ragged.long.merge(other.ragged.long);
        self.dropped.merge(other.dropped);
        self.cases += other.cases;
        self.copies.merge(other.copies);
        self.watched.extend(other.watched);
        self.watched.sort_by_key(|row| (row.file, row.line));
        self.malformed.merge(other.malformed);
        self.gaps.merge(other.gaps);
        if self.formats.is_empty() {
            self.formats = other.formats;
        }
        merge_all(&mut self.unreadable, other.unreadable, |one, other| one.places.merge(other.places));
        merge_all(&mut self.offsets, other.offsets, |one, other| {
            one.with.merge(other.with);
            one.without.merge(other.without);
        });
        self.repeated.merge(other.repeated);
        match (&mut self.events, other.events) {
            (Some(events), Some(others)) => events.merge(others),
            (events, others) => *events = events.take().or(others),
        }
    }

    /// Hands out every list of places.
    pub fn each_places(&mut self, take: &mut impl FnMut(&mut Places)) {
        let Self { blank, ragged, dropped, copies, malformed, gaps, repeated, .. } = self;
        for places in [blank, &mut ragged.short, &mut ragged.long, dropped, copies, malformed, gaps, repeated]
        {
            take(places);
        }
        self.unreadable.iter_mut().for_each(|unreadable| take(&mut unreadable.places));
        for offsets in &mut self.offsets {
            take(&mut offsets.with);
            take(&mut offsets.without);
        }
        if let Some(EventRows { nameless, undated, unseen, .. }) = &mut self.events {
            [nameless, undated, unseen].into_iter().for_each(take);
        }
    }

    /// By needed time: whether it is that of an event which no row has; nothing in a log of cases.
    pub fn nowhere(&self) -> &[bool] {
        self.events.as_ref().map_or(&[], |events| &events.nowhere)
    }

    /// A place as users see it: `logs/a.csv:17`.
    pub fn show(&self, place: &Place) -> String {
        let path = self.files.get(place.file).map_or("", |file| &file.path);
        format!("{path}:{}", place.line)
    }
}

impl EventRows {
    fn merge(&mut self, other: Self) {
        self.events += other.events;
        self.nameless.merge(other.nameless);
        self.undated.merge(other.undated);
        self.unseen.merge(other.unseen);
        self.latest = self.latest.max(other.latest);
        self.nowhere.iter_mut().zip(other.nowhere).for_each(|(one, other)| *one &= other);
        self.absent.retain(|absent| other.absent.contains(absent));
    }
}

impl FileRead {
    fn merge(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.rows += other.rows;
        self.probably = self.probably.or(other.probably);
    }
}

/// Merges lists that say the same things in the same order, one of which may be shorter.
fn merge_all<T>(all: &mut Vec<T>, mut others: Vec<T>, merge: impl Fn(&mut T, T)) {
    let beyond = others.split_off(others.len().min(all.len()));
    for (one, other) in all.iter_mut().zip(others) {
        merge(one, other);
    }
    all.extend(beyond);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merging_is_the_same_in_any_order() {
        let part = |lines: &[u64]| {
            let mut part = Summary {
                files: vec![FileRead {
                    path: "a.csv".into(),
                    bytes: 10,
                    rows: lines.len() as u64,
                    probably: None,
                }],
                rows: lines.len() as u64,
                unreadable: vec![Unreadable { column: "received".into(), ..Unreadable::default() }],
                ..Summary::default()
            };
            for &line in lines {
                part.blank.add(0, line, b"");
                part.unreadable[0].places.add(0, line, "31/13".as_bytes());
            }
            part
        };
        let (one, other) = (part(&[2, 5, 9, 11]), part(&[3, 4, 20]));
        let mut forward = one.clone();
        forward.merge(other.clone());
        let mut backward = other;
        backward.merge(one);
        assert_eq!(forward, backward);
        assert_eq!((forward.blank.count, forward.rows, forward.files[0].bytes), (7, 7, 20));
        let lines: Vec<_> = forward.blank.first.iter().map(|place| place.line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 9]);
        assert_eq!(forward.show(&forward.blank.first[0]), "a.csv:2");
        let mut empty = Summary::default();
        empty.merge(forward.clone());
        assert_eq!(empty, forward);
    }

    #[test]
    fn long_values_are_cut() {
        let mut places = Places::default();
        places.add(0, 1, "投".repeat(100).as_bytes());
        assert_eq!(places.first[0].found.chars().count(), Places::FOUND);
    }
}
