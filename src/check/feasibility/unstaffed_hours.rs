//! FEA005: a clock that runs while nobody is there.

use crate::calendar::{Instant, OpeningHours, Zone, due};
use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Feasibility, Finding, Level, Note, WeekTime};
use crate::model::{Calendar, Date, Standard, Target};
use crate::text::DurationKind;
use foldhash::{HashMap, HashMapExt as _};

static CODE: Code = Code { code: "FEA005", name: "unstaffed-hours", level: Level::Error };

/// In hours in which the clock runs the backing standard has no staff, for as long as the limit.
pub struct UnstaffedHours;

impl Rule for UnstaffedHours {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("unstaffed_hours.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        let mut weeks = Weeks { context, compiled: HashMap::new() };
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            let standard = commitment.standard.as_ref().and_then(|id| context.standard(id));
            let Some(standard) = standard.filter(|s| commitment.effective.common_day(&s.effective).is_some())
            else {
                return;
            };
            for target in &commitment.targets {
                if let Some(finding) = weeks.examine(standard, target) {
                    findings.push(finding.in_definition(&commitment.id));
                }
            }
        }))
    }
}

/// Calendars as they are in an ordinary week, without holidays, compiled when first needed.
struct Weeks<'c, 'a> {
    context: &'c Context<'a>,
    compiled: HashMap<&'a str, Option<OpeningHours>>,
}

impl<'a> Weeks<'_, 'a> {
    fn examine(&mut self, standard: &'a Standard, target: &'a Target) -> Option<Finding> {
        let staffed = standard.capacity.as_ref()?.calendar.as_ref()?;
        let within = target.within.as_ref()?;
        let clock = self.context.clock(target.clock.as_ref()?)?;
        let calendar = clock.calendar.as_ref();
        if calendar.is_some_and(|calendar| calendar.value == staffed.value) {
            return None;
        }
        for id in calendar.into_iter().chain([staffed]) {
            self.compile(&id.value);
        }
        let staff = self.week(&staffed.value)?;
        let hours = match calendar {
            Some(calendar) => Some(self.week(&calendar.value)?),
            None => None,
        };
        let (from, to) = longest_absence(staff, hours, target, self.context.today)?;
        let message = Feasibility::UnstaffedHours {
            limit: within.value.text.clone(),
            calendar: calendar.map(|calendar| calendar.value.clone()),
            staffed: staffed.value.clone(),
            from: week_time(staff.zone(), from),
            to: week_time(staff.zone(), to),
        };
        Some(Finding::new(&CODE, within.span, message).related(staffed.span, Note::StaffedHere))
    }

    fn compile(&mut self, id: &'a str) {
        let context = self.context;
        self.compiled.entry(id).or_insert_with(|| ordinary(context.calendar(id)?));
    }

    fn week(&self, id: &str) -> Option<&OpeningHours> {
        self.compiled.get(id)?.as_ref()
    }
}

/// The weekly hours alone.
fn ordinary(calendar: &Calendar) -> Option<OpeningHours> {
    if calendar.hours.days.iter().all(Vec::is_empty) {
        return None;
    }
    let zone = Zone::get(&calendar.timezone)?;
    let weekly = Calendar { closed: Vec::new(), open: Vec::new(), holidays: None, ..calendar.clone() };
    Some(OpeningHours::compile(&weekly, zone, Vec::new()))
}

/// The longest absence of the staff in which a case can begin and be due.
fn longest_absence(
    staff: &OpeningHours,
    hours: Option<&OpeningHours>,
    target: &Target,
    today: Date,
) -> Option<(Instant, Instant)> {
    let begin = staff.zone().start_of(ordinary_monday(today)?);
    let (week, reach) = (7 * 86_400, 21 * 86_400);
    let present: Vec<_> = staff.intervals(begin, begin + reach).collect();
    let absences = present.windows(2).map(|pair| (pair[0].1, pair[1].0));
    let absences = absences.take_while(|(from, _)| *from < begin + week);
    absences.filter(|absence| holds_a_case(*absence, staff, hours, target)).max_by_key(|(from, to)| to - from)
}

/// A Monday far from the days on which clocks are changed.
fn ordinary_monday(today: Date) -> Option<Date> {
    let day = Date::from_ymd(today.year(), 1, 8)?;
    (0..7).map(|days| day.plus_days(days)).find(|day| day.weekday().index() == 0)
}

/// Whether a case that begins while nobody is there is due before somebody is. Closed hours of the
/// clock do not count under limits in its own hours or days; under others they end the stretch.
fn holds_a_case(
    (from, to): (Instant, Instant),
    staff: &OpeningHours,
    hours: Option<&OpeningHours>,
    target: &Target,
) -> bool {
    let Some(limit) = target.within.as_ref().map(|within| within.value.value) else { return false };
    let zone = hours.map_or(staff.zone(), OpeningHours::zone);
    let fits = |(start, end): (Instant, Instant)| {
        let due = due(start, zone.date_of(start), limit, target.due(), hours, zone);
        due.is_some_and(|due| due.instant <= end)
    };
    match hours {
        None => fits((from, to)),
        Some(hours) if matches!(limit.kind(), DurationKind::Open | DurationKind::BusinessDays) => {
            hours.next_open(from).is_some_and(|start| start < to && fits((start, to)))
        }
        Some(hours) => hours.intervals(from, to).any(fits),
    }
}

fn week_time(zone: &Zone, at: Instant) -> WeekTime {
    let local = zone.to_local(at);
    let day = zone.date_of(at);
    WeekTime {
        weekday: day.weekday().index(),
        minute: u16::try_from(local.rem_euclid(86_400) / 60).unwrap_or(0),
    }
}
