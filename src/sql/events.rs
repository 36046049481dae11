//! A log with a row per event: what its rows say of their cases, by windows over each case.
//!
//! Every row of a case gets the same columns, and one of them stands for it. Ties of time and rank are
//! decided by nothing: where what comes of them differs, the case is marked.

use super::columns::{Columns, Reader, duration, number};
use super::draft::Draft;
use super::error::{Inexpressible, Why};
use super::expr::{Expr, and, case, either, flag, not, or};
use super::pause::Segments;
use super::relation::NEVER;
use super::time::{INSTANT, MISSING, NONE, Time, UNREADABLE, WHOLE_DAY};
use crate::calendar::Instant;
use crate::log::{Intervals, Needed, NeededTime, Needs, Occurrence};
use crate::model::{Attributes, EventColumns, Which};

/// Ranks that places in the order of time leave room for; undeclared events come last.
const RANKS: i64 = 1000;
/// The most events with a rank of their own.
const MOST_RANKS: usize = 900;
/// A place behind all times, and one behind that.
const BEHIND: i64 = 100_000_000_000_000_000;

/// The rows of a log of events.
struct Rows<'r> {
    reader: &'r Reader<'r>,
    /// The window of the rows of a case.
    window: String,
    /// The step in which it is known.
    since: usize,
    event: Expr,
    state: Expr,
    at: Time,
    /// Whether a row has a time that is read and seen.
    in_order: Expr,
    /// Whether a row decides what the columns of its case are.
    decides: Expr,
    /// The place of a row among those of its case, in one number.
    place: Expr,
    /// The same, where ties are decided somehow.
    number: Expr,
    ties: Vec<Expr>,
}

impl Reader<'_> {
    /// Of a log with a row per event.
    pub(super) fn events(
        &self,
        draft: &mut Draft,
        events: &EventColumns,
        needs: &Needs,
        as_of: Instant,
    ) -> Result<Columns, Inexpressible> {
        let log = self.cells.log;
        if log.serves.is_none() {
            return Err(Inexpressible::of_log(log, "serves", Why::NoServes));
        }
        if events.rank.len() > MOST_RANKS {
            return Err(Inexpressible::of_log(log, "rank", Why::ManyRanks));
        }
        let name = self.cells.text(draft, "case", &events.case)?;
        let key = if log.fold_case { name.lower() } else { name.clone() };
        let key = draft.define("case", &key);
        let copies = self.copies(draft)?;
        let event = self.cells.text(draft, "event", &events.event)?;
        let state = match &events.state {
            Some(state) => self.cells.text(draft, "state", state)?,
            None => event.clone(),
        };
        let at = self.time(draft, "at", &events.at)?;
        let mut rows = Rows::new(draft, self, (&key, &copies.dropped), (event, state), at, events, as_of);
        let seen = not(&and([rows.at.is_readable(), not(&rows.in_order)]));
        let any_seen = rows.any(draft, &seen);
        let mut columns = Columns {
            case: key.clone(),
            times: Vec::new(),
            durations: Vec::new(),
            numbers: Vec::new(),
            attributes: Vec::new(),
            segments: None,
            copy: rows.any(draft, &and([copies.invalid, seen])),
            no_case: vec![
                (copies.dropped, "dropped"),
                (key.eq(&draft.literal("")), "nameless"),
                (not(&any_seen), "unseen"),
            ],
            rows: rows.over(draft, "rows", "count(*)"),
            stands: rows.number.is(1),
            unexpressed: Vec::new(),
        };
        for time in &needs.times {
            columns.times.push(match time {
                NeededTime::Column(needed) => rows.column_time(draft, needed)?,
                NeededTime::Event(occurrence) => rows.occurrence(draft, occurrence),
            });
        }
        for needed in &needs.attributes {
            columns.attributes.push(rows.text(draft, needed)?);
        }
        for needed in &needs.durations {
            let text = rows.text(draft, needed)?;
            columns.durations.push(duration(draft, needed, &text));
        }
        for needed in &needs.numbers {
            let text = rows.text(draft, needed)?;
            columns.numbers.push(number(draft, needed, &text));
        }
        if !needs.intervals.is_empty() {
            columns.segments = Some(rows.segments(draft, needs)?);
        }
        if rows.at.has_days {
            rows.mixed(draft);
        }
        let ties = or(rows.ties.clone());
        let any = rows.any(draft, &ties);
        columns.unexpressed.push((any, "tie"));
        if log.fold_case {
            let other = draft.matches(&name, "[^ -~\u{3000}-\u{9fff}]");
            columns.unexpressed.push((rows.any(draft, &other), "letters"));
        }
        Ok(columns)
    }
}

impl<'r> Rows<'r> {
    fn new(
        draft: &mut Draft,
        reader: &'r Reader<'r>,
        (key, dropped): (&Expr, &Expr),
        (event, state): (Expr, Expr),
        at: Time,
        events: &EventColumns,
        as_of: Instant,
    ) -> Self {
        // Copies that are dropped are no rows of the case.
        let dropped =
            if dropped.is_false() { dropped.clone() } else { draft.define("dropped", &flag(dropped)) };
        let (window, since) = if dropped.is_false() {
            (format!("PARTITION BY {}", key.text()), key.step())
        } else {
            let since = key.step().max(dropped.step());
            (format!("PARTITION BY {}, {}", key.text(), dropped.text()), since)
        };
        let in_order = and([at.is_readable(), at.at.le(&Expr::int(as_of))]);
        let in_order = draft.define("in_order", &in_order);
        let ranks: Vec<_> = (0_i64..)
            .zip(&events.rank)
            .map(|(rank, name)| (reader.cells.is_spelled(draft, &event, name.value.trim()), Expr::int(rank)))
            .collect();
        let rank = case(ranks, &Expr::int(RANKS - 1));
        let rank = draft.define("rank", &rank);
        let place = at.at.plus_int(100_000_000_000).times(RANKS).plus(&rank);
        let place = either(&in_order, &place, &Expr::int(2 * BEHIND));
        let place = draft.define("place", &place);
        let seen_untimed = not(&at.is_readable());
        let (own, best) = match events.attributes {
            Attributes::First => {
                let own = case([(seen_untimed, Expr::int(BEHIND).plus(&rank))], &place);
                (own, "min")
            }
            Attributes::Last => {
                let own =
                    case([(in_order.clone(), place.plus_int(BEHIND)), (seen_untimed, rank)], &Expr::int(-1));
                (own, "max")
            }
        };
        let own = draft.define("own", &own);
        let best = Expr::new(format!("{best}({}) OVER ({window})", own.text()), own.step().max(since));
        let best = draft.define("best", &best);
        let unseen = and([at.is_readable(), not(&in_order)]);
        let decides = and([own.eq(&best), not(&unseen)]);
        let decides = draft.define("decides", &decides);
        let number = Expr::new(
            format!("row_number() OVER ({window} ORDER BY {})", place.text()),
            place.step().max(since),
        );
        let number = draft.define("number", &number);
        Self { reader, window, since, event, state, at, in_order, decides, place, number, ties: Vec::new() }
    }

    /// A function over all rows of the case, of columns that rows have from the first on.
    fn over(&self, draft: &mut Draft, word: &str, function: &str) -> Expr {
        let over = Expr::new(format!("{function} OVER ({})", self.window), self.since);
        draft.define(word, &over)
    }

    /// A function over all rows of the case.
    fn of_case(&self, draft: &mut Draft, word: &str, function: &str, of: &Expr) -> Expr {
        let of = draft.define(word, of);
        let over =
            Expr::new(format!("{function}({}) OVER ({})", of.text(), self.window), of.step().max(self.since));
        draft.define(word, &over)
    }

    /// Whether a condition holds for any row of the case.
    fn any(&self, draft: &mut Draft, condition: &Expr) -> Expr {
        if condition.is_false() {
            return condition.clone();
        }
        self.of_case(draft, "any", "max", &flag(condition)).is(1)
    }

    /// What the row that decides has.
    fn decided(&mut self, draft: &mut Draft, own: &Expr, none: &Expr) -> Expr {
        let own_or_none = either(&self.decides, own, none);
        let decided = self.of_case(draft, "decided", "max", &own_or_none);
        self.ties.push(and([self.decides.clone(), own.ne(&decided)]));
        decided
    }

    fn text(&mut self, draft: &mut Draft, needed: &Needed) -> Result<Expr, Inexpressible> {
        let own = self.reader.cells.text(draft, &needed.name, &needed.column)?;
        Ok(self.decided(draft, &own, &draft.literal("")))
    }

    fn column_time(&mut self, draft: &mut Draft, needed: &Needed) -> Result<Time, Inexpressible> {
        let Needed { name, column } = needed;
        if self.reader.typed(draft, name, column)?.is_none() {
            let text = self.text(draft, needed)?;
            return self.reader.times.written(draft, name, &text);
        }
        let own = self.reader.time(draft, name, column)?;
        let at = self.decided(draft, &own.at, &Expr::int(NONE));
        let kind = either(&at.is(NONE), &Expr::int(MISSING), &Expr::int(INSTANT));
        Ok(Time {
            kind: draft.define("kind", &kind),
            end: at.clone(),
            day: Expr::int(NONE),
            at,
            has_days: false,
        })
    }

    /// Whether a text is one of some names.
    fn is_one_of(&self, draft: &mut Draft, text: &Expr, names: &[String]) -> Expr {
        let spelled: Vec<_> =
            names.iter().map(|name| self.reader.cells.is_spelled(draft, text, name.trim())).collect();
        or(spelled)
    }

    /// The time of one of the case's events. Where one that could be it has a time that cannot be read, nobody
    /// knows which it is.
    fn occurrence(&mut self, draft: &mut Draft, occurrence: &Occurrence) -> Time {
        let event = self.event.clone();
        let is_it = if occurrence.events.is_empty() {
            Expr::boolean(true)
        } else {
            self.is_one_of(draft, &event, &occurrence.events)
        };
        let unread = self.any(draft, &and([is_it.clone(), self.at.is(UNREADABLE)]));
        let is_it = draft.define("is_it", &and([is_it, self.in_order.clone()]));
        let (function, none) = match occurrence.which {
            Which::First => ("min", NEVER),
            Which::Last => ("max", NONE),
        };
        let pick = |draft: &mut Draft, rows: &Self, of: &Expr| {
            let own = either(&is_it, of, &Expr::int(none));
            rows.of_case(draft, "at", function, &own)
        };
        let at = pick(draft, self, &self.at.at);
        let has_days = self.at.has_days;
        let (end, day, of_day) = if has_days {
            let (end, day) = (pick(draft, self, &self.at.end), pick(draft, self, &self.at.day));
            let is_day = self.any(draft, &and([is_it.clone(), self.at.is(WHOLE_DAY)]));
            (end, day, either(&is_day, &Expr::int(WHOLE_DAY), &Expr::int(INSTANT)))
        } else {
            (at.clone(), Expr::int(NONE), Expr::int(INSTANT))
        };
        let absent = at.is(none);
        let kind = case([(unread, Expr::int(UNREADABLE)), (absent, Expr::int(MISSING))], &of_day);
        let kind = draft.define("kind", &kind);
        let gone = kind.lt(&Expr::int(INSTANT));
        let [at, end] = [at, end].map(|instant| {
            let instant = either(&gone, &Expr::int(NONE), &instant);
            draft.define("at", &instant)
        });
        Time { kind, at, end, day, has_days }
    }

    /// Marks cases whose events are days and instants: which of them is first is not told by their begins.
    fn mixed(&mut self, draft: &mut Draft) {
        let (days, instants) = (
            and([self.in_order.clone(), self.at.is(WHOLE_DAY)]),
            and([self.in_order.clone(), self.at.is(INSTANT)]),
        );
        let (days, instants) = (self.any(draft, &days), self.any(draft, &instants));
        self.ties.push(and([days, instants]));
    }

    /// A mark of rows on which what follows depends: rows at one place must agree on it.
    fn mark(&mut self, draft: &mut Draft, condition: Expr) -> Expr {
        let mark = flag(&and([self.in_order.clone(), condition]));
        let mark = draft.define("mark", &mark);
        let place = format!("{}, {}", self.window, self.place.text());
        let most = Expr::new(
            format!("max({}) OVER ({place})", mark.text()),
            mark.step().max(self.place.step()).max(self.since),
        );
        let most = draft.define("mark", &most);
        self.ties.push(and([self.in_order.clone(), mark.ne(&most)]));
        mark.is(1)
    }

    /// The number of the last row so far on which a condition holds; 0 before any.
    fn last_so_far(&self, draft: &mut Draft, condition: &Expr) -> Expr {
        let number = either(condition, &self.number, &Expr::int(0));
        let number = draft.define("number", &number);
        let order = format!("{} ORDER BY {} ROWS UNBOUNDED PRECEDING", self.window, self.number.text());
        let last = Expr::new(
            format!("max({}) OVER ({order})", number.text()),
            number.step().max(self.number.step()),
        );
        draft.define("number", &last)
    }

    /// From each row to the next: whether clocks stand still.
    fn segments(&mut self, draft: &mut Draft, needs: &Needs) -> Result<Segments, Inexpressible> {
        let own = either(&self.in_order, &self.at.at, &Expr::int(NEVER));
        let own = draft.define("at", &own);
        let order = format!("{} ORDER BY {}", self.window, self.number.text());
        let next = Expr::new(
            format!("lead({}, 1, {}) OVER ({order})", own.text(), Expr::int(NEVER).text()),
            own.step().max(self.number.step()),
        );
        let next = draft.define("next", &next);
        let (event, state) = (self.event.clone(), self.state.clone());
        let mut flags = Vec::new();
        for interval in &needs.intervals {
            let is_paused = match interval {
                Intervals::While(states) => {
                    let waits = self.is_one_of(draft, &state, states);
                    self.mark(draft, waits)
                }
                Intervals::UntilResumed(stops) => {
                    let stops = self.is_one_of(draft, &event, stops);
                    let stops = self.mark(draft, stops);
                    let number = either(&stops, &self.number, &Expr::int(0));
                    let last = self.of_case(draft, "last", "max", &number);
                    and([stops, self.number.lt(&last)])
                }
                Intervals::Between(from, to) => {
                    if from.trim() == to.trim() {
                        let why = Why::SameEvent(from.clone());
                        return Err(Inexpressible::of_log(self.reader.cells.log, "pauses", why));
                    }
                    let [from, to] = [from, to].map(|name| {
                        let is_it = self.is_one_of(draft, &event, std::slice::from_ref(name));
                        let is_it = self.mark(draft, is_it);
                        self.last_so_far(draft, &is_it)
                    });
                    from.gt(&to)
                }
                // Appraisals ask what follows a stop; no clock stands still for it.
                Intervals::UntilOther(_) => Expr::boolean(false),
            };
            let is_paused = and([self.in_order.clone(), is_paused]);
            flags.push(draft.define("is_paused", &is_paused));
        }
        Ok(Segments { at: own, next, flags, window: self.window.clone(), number: self.number.clone() })
    }
}
