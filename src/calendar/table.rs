//! The compiled form of a stretch of days: open time by instant, working days by date.
//!
//! A look-up goes to its day in one step, so that no question costs more for a longer case. This
//! module must not know zones or kinds of days; it is given intervals and flags.

use super::Instant;

const DAY: i64 = 86_400;

/// Open time from `begin` to `end`, less than 2^32 seconds apart.
pub(super) struct OpenTime {
    begin: Instant,
    end: Instant,
    /// By day of UTC, and one for the end.
    days: Vec<Day>,
    /// Open intervals clipped to the stretch, sorted, not touching each other. A last one past the
    /// end, never reached, spares every look-up a case of its own.
    intervals: Vec<Interval>,
}

/// A day of UTC; half a line of cache.
#[derive(Clone, Copy, Default)]
struct Day {
    /// Open seconds from the begin of the stretch to the begin of the day.
    before: u32,
    /// The first interval that ends after the day begins.
    first: u32,
    /// The parts of intervals in the day, in seconds of the day; unused ones are empty. A day with
    /// more of them has [`MANY`] first and is looked up among the intervals.
    from: [u32; 3],
    to: [u32; 3],
}

const MANY: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Interval {
    from: Instant,
    to: Instant,
    /// Open seconds from the begin of the stretch to `from`.
    before: i64,
}

impl OpenTime {
    /// Takes intervals in any order, overlapping or not; `begin` and `end` are starts of UTC days.
    pub(super) fn new(begin: Instant, end: Instant, mut open: Vec<(Instant, Instant)>) -> Self {
        open.sort_unstable();
        let mut intervals: Vec<Interval> = Vec::with_capacity(open.len() + 1);
        for (from, to) in open {
            let (from, to) = (from.max(begin), to.min(end));
            match intervals.last_mut() {
                _ if from >= to => {}
                Some(last) if from <= last.to => last.to = last.to.max(to),
                _ => intervals.push(Interval { from, to, before: 0 }),
            }
        }
        let mut total = 0;
        for interval in &mut intervals {
            interval.before = total;
            total += interval.to - interval.from;
        }
        intervals.push(Interval { from: end, to: Instant::MAX, before: total });
        let days = Day::table(begin, end, &intervals);
        Self { begin, end, days, intervals }
    }

    /// The day of an instant, and the day after it.
    fn day(&self, at: Instant) -> (Day, Day) {
        let place = usize::try_from((at - self.begin).max(0) / DAY).unwrap_or(0);
        let last = Day { first: self.past(), ..Day::default() };
        let day = |place: usize| self.days.get(place).copied().unwrap_or(last);
        (day(place), day(place + 1))
    }

    /// The place of the interval past the end.
    fn past(&self) -> u32 {
        u32::try_from(self.intervals.len()).unwrap_or(u32::MAX).saturating_sub(1)
    }

    /// The place of the first interval that ends after an instant of the stretch.
    fn place(&self, at: Instant) -> usize {
        let (day, next) = self.day(at);
        let (from, to) = (day.first as usize, next.first as usize);
        let of_day = self.intervals.get(from..to).unwrap_or_default();
        from + of_day.partition_point(|interval| interval.to <= at)
    }

    fn interval(&self, place: usize) -> Interval {
        let past = Interval { from: self.end, to: Instant::MAX, before: 0 };
        self.intervals.get(place).copied().unwrap_or(past)
    }

    /// Open seconds from the begin of the stretch to an instant of it.
    pub(super) fn before(&self, at: Instant) -> i64 {
        let second = u64::try_from(at - self.begin).unwrap_or(0);
        let day = usize::try_from(second / DAY.unsigned_abs()).unwrap_or(usize::MAX);
        i64::from(self.before_in_day(day, u32::try_from(second % DAY.unsigned_abs()).unwrap_or(0)))
    }

    /// Open seconds from the begin of the stretch to a second of one of its days.
    #[inline]
    pub(super) fn before_in_day(&self, place: usize, second: u32) -> u32 {
        let Some(day) = self.days.get(place) else { return narrow(self.total()) };
        if day.from[0] == MANY {
            return self.before_in_many(place, second);
        }
        // No branch depends on the time of day: it would be guessed wrong every other time.
        let part = |place: usize| second.min(day.to[place]) - second.min(day.from[place]);
        day.before + part(0) + part(1) + part(2)
    }

    /// The same for a day of many intervals.
    #[cold]
    fn before_in_many(&self, day: usize, second: u32) -> u32 {
        let at = self.begin + i64::try_from(day).unwrap_or(0) * DAY + i64::from(second);
        let interval = self.interval(self.place(at));
        narrow(interval.before + (at - interval.from).max(0))
    }

    /// Open seconds in all.
    pub(super) fn total(&self) -> i64 {
        self.intervals.last().map_or(0, |last| last.before)
    }

    /// The open interval that holds an instant of the stretch, else the next one in it.
    pub(super) fn interval_from(&self, at: Instant) -> Option<(Instant, Instant)> {
        let Interval { from, to, .. } = self.interval(self.place(at));
        (from < self.end).then_some((from, to))
    }

    /// The last open interval that begins before an instant of the stretch (its end included).
    pub(super) fn interval_before(&self, at: Instant) -> Option<(Instant, Instant)> {
        let place = self.place(at);
        let place = if self.interval(place).from < at { place } else { place.checked_sub(1)? };
        let Interval { from, to, .. } = self.interval(place);
        Some((from, to))
    }

    /// The earliest instant before which so much of the stretch was open, from `start` on:
    /// `open` is more than [`OpenTime::before`] of `start` and at most [`OpenTime::total`].
    pub(super) fn earliest(&self, start: Instant, open: i64) -> Instant {
        // Most limits are short, so the search widens from the day where it starts.
        let (mut low, mut step) = (self.day(start).0.first as usize, 1);
        while low + step < self.intervals.len() && self.interval(low + step).before < open {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.intervals.len());
        let near = self.intervals.get(low..high).unwrap_or_default();
        let place = low + near.partition_point(|interval| interval.before < open).saturating_sub(1);
        let interval = self.interval(place);
        interval.from + (open - interval.before)
    }

    /// The latest instant before which no more of the stretch was open: `open` is less than
    /// [`OpenTime::total`].
    pub(super) fn latest(&self, open: i64) -> Instant {
        let place = self.intervals.partition_point(|interval| interval.before <= open).saturating_sub(1);
        let interval = self.interval(place);
        interval.from + (open - interval.before)
    }
}

/// Open seconds of a stretch, which four bytes hold.
fn narrow(seconds: i64) -> u32 {
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

impl Day {
    fn table(begin: Instant, end: Instant, intervals: &[Interval]) -> Vec<Self> {
        let mut days = Vec::with_capacity(usize::try_from((end - begin) / DAY).unwrap_or(0) + 1);
        let (mut first, mut start) = (0, begin);
        while start <= end {
            let rest = intervals.get(first..).unwrap_or_default();
            first += rest.iter().take_while(|interval| interval.to <= start).count();
            days.push(Self::new(start, first, intervals.get(first..).unwrap_or_default()));
            start += DAY;
        }
        days
    }

    /// The day that begins at `start`; `first` is the place of the first of `rest`.
    fn new(start: Instant, first: usize, rest: &[Interval]) -> Self {
        let second = |at: Instant| u32::try_from(at.clamp(start, start + DAY) - start).unwrap_or(0);
        let before = rest.first().map_or(0, |next| next.before + (start - next.from).max(0));
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let mut day =
            Self { before: u32::try_from(before).unwrap_or(0), first: number(first), ..Self::default() };
        let parts = rest.iter().take_while(|interval| interval.from < start + DAY);
        for (place, interval) in parts.enumerate() {
            let (Some(from), Some(to)) = (day.from.get_mut(place), day.to.get_mut(place)) else {
                day.from[0] = MANY;
                break;
            };
            (*from, *to) = (second(interval.from), second(interval.to));
        }
        day
    }
}

/// The days of a stretch: the kind of each, and which are working days.
pub(super) struct WorkingDays {
    /// The kind of each day.
    pub(super) kinds: Vec<u32>,
    /// A bit for each day.
    bits: Vec<u64>,
    /// Working days before each word of `bits`, and in all.
    ranks: Vec<u32>,
}

impl WorkingDays {
    pub(super) fn new(kinds: Vec<u32>, works: impl Fn(u32) -> bool) -> Self {
        let word = |days: &[u32]| {
            let bit = |(place, kind): (usize, &u32)| u64::from(works(*kind)) << place;
            days.iter().enumerate().map(bit).fold(0, |word, bit| word | bit)
        };
        let bits: Vec<u64> = kinds.chunks(64).map(word).collect();
        let mut rank = 0;
        let counts = bits.iter().map(|word| {
            rank += word.count_ones();
            rank
        });
        let ranks = std::iter::once(0).chain(counts).collect();
        Self { kinds, bits, ranks }
    }

    pub(super) fn works(&self, day: usize) -> bool {
        self.bits.get(day / 64).is_some_and(|word| word >> (day % 64) & 1 == 1)
    }

    /// Working days before a day of the stretch (or its end).
    pub(super) fn before(&self, day: usize) -> i64 {
        let of_word = self.bits.get(day / 64).map_or(0, |word| (word & ((1 << (day % 64)) - 1)).count_ones());
        i64::from(self.ranks.get(day / 64).map_or(0, |rank| rank + of_word))
    }

    /// Working days in all.
    pub(super) fn total(&self) -> i64 {
        self.ranks.last().map_or(0, |rank| i64::from(*rank))
    }

    /// The working day with so many before it, fewer than [`WorkingDays::total`].
    pub(super) fn nth(&self, before: i64) -> usize {
        let word = self.ranks.partition_point(|rank| i64::from(*rank) <= before).saturating_sub(1);
        let skip = before - self.ranks.get(word).map_or(0, |rank| i64::from(*rank));
        word * 64 + select(self.bits.get(word).copied().unwrap_or(0), skip)
    }

    /// The `n`-th working day from a day of the stretch on, that day included; else how many there are.
    pub(super) fn nth_from(&self, day: usize, n: i64) -> Result<usize, i64> {
        let mut missing = n;
        let mut mask = u64::MAX << (day % 64);
        for (place, word) in self.bits.iter().enumerate().skip(day / 64) {
            let bits = word & mask;
            mask = u64::MAX;
            let count = i64::from(bits.count_ones());
            if missing <= count {
                return Ok(place * 64 + select(bits, missing - 1));
            }
            missing -= count;
        }
        Err(n - missing)
    }
}

/// The place of the bit with so many below it.
fn select(mut bits: u64, below: i64) -> usize {
    for _ in 0..below {
        bits &= bits.wrapping_sub(1);
    }
    bits.trailing_zeros() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_time_of_three_days() {
        let time =
            OpenTime::new(0, 3 * DAY, vec![(100, 200), (DAY - 50, DAY + 50), (DAY + 50, DAY + 60), (-5, 10)]);
        assert_eq!(time.total(), 10 + 100 + 110);
        let before: Vec<_> =
            [0, 5, 10, 100, 150, 200, DAY - 50, DAY, DAY + 60, 3 * DAY].map(|at| time.before(at)).into();
        assert_eq!(before, [0, 5, 10, 10, 60, 110, 110, 160, 220, 220]);
        assert_eq!(time.interval_from(10), Some((100, 200)));
        assert_eq!(time.interval_from(DAY), Some((DAY - 50, DAY + 60)));
        assert_eq!(time.interval_from(DAY + 60), None);
        assert_eq!(time.interval_before(100), Some((0, 10)));
        assert_eq!(time.interval_before(101), Some((100, 200)));
        assert_eq!(time.interval_before(3 * DAY), Some((DAY - 50, DAY + 60)));
        assert_eq!(time.interval_before(0), None);
        assert_eq!(
            [time.earliest(0, 10), time.earliest(0, 11), time.earliest(150, 220)],
            [10, 101, DAY + 60]
        );
        assert_eq!([time.latest(0), time.latest(10), time.latest(219)], [0, 100, DAY + 59]);
    }

    #[test]
    fn a_day_of_more_intervals_than_fit_into_its_struct() {
        for count in 0..7 {
            let intervals = (0..count).map(|place| (DAY + place * 100, DAY + place * 100 + 50)).collect();
            let time = OpenTime::new(0, 2 * DAY, intervals);
            assert_eq!(time.before(DAY + 10), 10 * count.min(1));
            assert_eq!(time.before(DAY + 320), (50 * count).min(170));
            assert_eq!(time.before(2 * DAY), 50 * count);
        }
    }

    #[test]
    fn working_days() {
        let days = WorkingDays::new((0..200).map(|day| u32::from(day % 7 < 5)).collect(), |kind| kind == 1);
        let slow = |end: usize| (0..end).filter(|day| day % 7 < 5).count();
        for day in 0..=200 {
            assert_eq!(days.before(day), i64::try_from(slow(day)).unwrap());
        }
        for day in (0..200).filter(|day| day % 7 < 5) {
            assert!(days.works(day));
            assert_eq!(days.nth(days.before(day)), day);
            assert_eq!(days.nth_from(day, 1), Ok(day));
            assert_eq!(days.nth_from(0, days.before(day) + 1), Ok(day));
        }
        assert_eq!(days.nth_from(7, 1000), Err(days.total() - 5));
        assert_eq!(days.total(), days.before(200));
    }
}
