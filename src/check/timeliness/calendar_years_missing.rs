//! TIM009: working days of a year whose holidays nobody has written down.

use crate::check::past::lived;
use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Finding, Level, Note, Timeliness};
use crate::model::{Calendar, Commitment, Date, DueAt, Limit, Target};
use crate::source::Span;
use crate::text::{Duration, DurationKind};
use std::collections::BTreeMap;

static CODE: Code = Code { code: "TIM009", name: "calendar-years-missing", level: Level::Error };

/// A calendar with closing days that published commitments count in, without the years in force or, by the
/// logs, a year in which cases began.
pub struct CalendarYearsMissing;

impl Rule for CalendarYearsMissing {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("calendar_years_missing.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let mut uses: BTreeMap<Span, Use<'_>> = BTreeMap::new();
        for commitment in context.published() {
            let years = in_force(commitment, context.today);
            for (place, calendar) in
                commitment.targets.iter().filter_map(|target| counted_in(context, target))
            {
                let known = uses.entry(calendar.span).or_insert(Use { calendar, first: place, years });
                known.years = (known.years.0.min(years.0), known.years.1.max(years.1));
            }
        }
        // Cases that began in other years were counted in the calendar too.
        for lived in lived(context) {
            if let (Some((_, calendar)), Some((first, last))) =
                (counted_in(context, lived.target), lived.past.days)
                && let Some(known) = uses.get_mut(&calendar.span)
            {
                known.years = (known.years.0.min(first.year()), known.years.1.max(last.year()));
            }
        }
        findings.extend(uses.values().filter_map(Use::examine));
    }
}

/// The years from the later of its first day and today to its last, or this year.
fn in_force(commitment: &Commitment, today: Date) -> (i32, i32) {
    let first = commitment.effective.from.map_or(today, |from| from.value.max(today)).year();
    let last = commitment.effective.until.map_or(first, |until| until.value.plus_days(-1).year());
    (first, last.max(first))
}

/// The limit that is counted in open hours or working days, and the calendar.
fn counted_in<'a>(context: &Context<'a>, target: &Target) -> Option<(Span, &'a Calendar)> {
    let bound = |limit: &crate::source::Spanned<Limit>| match &limit.value {
        Limit::Duration(written) => Some((limit.span, written.value)),
        Limit::Number(_) => None,
    };
    let limits = [&target.within, &target.ahead].into_iter().flatten();
    let limits = limits.map(|limit| (limit.span, limit.value.value));
    let bounds = [&target.at_least, &target.at_most].into_iter().flatten().filter_map(bound);
    let needs_hours = |duration: Duration| match duration.kind() {
        DurationKind::Open | DurationKind::BusinessDays => true,
        DurationKind::Days | DurationKind::Months => target.due() == Some(DueAt::Close),
        DurationKind::Elapsed => false,
    };
    let (place, _) = limits.chain(bounds).find(|(_, duration)| needs_hours(*duration))?;
    let clock = context.clock(target.clock.as_ref()?)?;
    Some((place, context.calendar_of(clock)?))
}

/// A calendar and the years for which it is needed.
struct Use<'a> {
    calendar: &'a Calendar,
    first: Span,
    years: (i32, i32),
}

impl Use<'_> {
    fn examine(&self) -> Option<Finding> {
        let Self { calendar, years: (first, last), .. } = self;
        if calendar.hours.days.iter().all(|day| !day.is_empty()) {
            return None;
        }
        let id = calendar.id.value.clone();
        let finding = match &calendar.years {
            None => {
                let message = Timeliness::YearsUnstated { calendar: id, needed: range(*first, *last) };
                Finding::new(&CODE, calendar.id.span, message)
            }
            Some(years) => {
                let (from, to) = years.value;
                let missing = match (*first < from, *last > to) {
                    (true, true) => format!("{}, {}", range(*first, from - 1), range(to + 1, *last)),
                    (true, false) => range(*first, (*last).min(from - 1)),
                    (false, true) => range((*first).max(to + 1), *last),
                    (false, false) => return None,
                };
                let message = Timeliness::YearsMissing { calendar: id, years: range(from, to), missing };
                Finding::new(&CODE, years.span, message)
            }
        };
        Some(finding.related(self.first, Note::CountedHere).in_definition(&calendar.id))
    }
}

fn range(from: i32, to: i32) -> String {
    if from == to { from.to_string() } else { format!("{from}..{to}") }
}
