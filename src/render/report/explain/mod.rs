//! One case in words: which rows it has, what applied and why, and each piece of its time.

mod words;

use super::TextOptions;
use super::terms::{entry, terms};
use super::words::Words;
use crate::calendar::{Instant, Zone};
use crate::clock::{Line, Moment, Part, State, SubjectKind, Timeline, Why};
use crate::model::Date;
use crate::render::Language;
use crate::report::{
    CaseExplained, ClockExplained, Explanation, Found, SubjectExplained, TargetExplained, Tested,
};
use anstyle::{AnsiColor, Style};
use std::io::Write;
use words::ExplainWords;

/// Pieces of time that are shown at each end of a longer list.
const SHOWN: usize = 60;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Writes an explanation.
pub fn explain(explanation: &Explanation, options: TextOptions, out: &mut dyn Write) -> std::io::Result<()> {
    let page = Page { words: ExplainWords(options.language), report: Words::of(options.language), options };
    for (place, case) in explanation.cases.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        page.case(explanation, case, out)?;
    }
    Ok(())
}

struct Page {
    words: ExplainWords,
    report: &'static Words,
    options: TextOptions,
}

impl Page {
    fn paint(&self, style: Style, text: &str) -> String {
        if self.options.styled { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn case(
        &self,
        explanation: &Explanation,
        case: &CaseExplained,
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let as_of = explanation.as_of.map(|as_of| self.instant(&case.zone, as_of));
        let heading = self.words.case(&explanation.case, &case.log);
        writeln!(out, "{}", self.paint(BOLD, &heading))?;
        if let Some(as_of) = as_of {
            writeln!(out, "  {}", self.words.as_of(&as_of, case.zone.name()))?;
        }
        for row in &case.rows {
            let path = case.files.get(row.file).map_or("", String::as_str);
            let fields = row.fields.iter().filter(|(_, value)| !value.is_empty());
            let fields: Vec<_> = fields.map(|(name, value)| format!("{name} = {value}")).collect();
            let line = format!("{path}:{}", row.line);
            writeln!(out, "  {}  {}", self.paint(DIM, &line), fields.join(", "))?;
        }
        let (about, others): (Vec<_>, Vec<_>) =
            case.subjects.iter().partition(|subject| !subject.targets.is_empty());
        for subject in about {
            self.subject(subject, &case.zone, out)?;
        }
        if !others.is_empty() {
            writeln!(out, "\n{}", self.paint(BOLD, self.words.not_about()))?;
        }
        for subject in others {
            let why = if subject.applies.iter().all(|tested| tested.holds) {
                self.words.silence(subject.silence).to_owned()
            } else {
                self.failing(&subject.applies, &case.zone)
            };
            writeln!(out, "  {}: {why}", self.name(subject))?;
        }
        Ok(())
    }

    /// `complaints, version 2026-01-01`.
    fn name(&self, subject: &SubjectExplained) -> String {
        if subject.version == "1" {
            subject.id.clone()
        } else {
            self.words.version(&subject.id, &subject.version)
        }
    }

    fn subject(&self, subject: &SubjectExplained, zone: &Zone, out: &mut dyn Write) -> std::io::Result<()> {
        let language = self.options.language;
        let title = subject.title.as_ref().map_or("", |title| title.in_language(language.as_str()));
        let kind = match subject.kind {
            SubjectKind::Commitment => subject.status.map_or("", |status| self.report.status(status)),
            SubjectKind::Standard => self.words.standard(),
        };
        let gap = if title.is_empty() { "" } else { "  " };
        let about = self.report.about(&[kind.to_owned(), self.words.version_of(&subject.version)]);
        writeln!(out, "\n{}{gap}{title}{}", self.paint(BOLD, &subject.id), self.paint(DIM, &about))?;
        let (from, until) = subject.in_force;
        if let Some(in_force) =
            self.words.in_force(from.map(|day| self.date(day)), until.map(|day| self.date(day)))
        {
            writeln!(out, "  {in_force}")?;
        }
        writeln!(out, "  {}", self.words.about(&self.all(&subject.applies, zone)))?;
        for target in &subject.targets {
            self.target(target, out)?;
        }
        Ok(())
    }

    fn target(&self, target: &TargetExplained, out: &mut dyn Write) -> std::io::Result<()> {
        let terms = terms(self.report, &target.target);
        writeln!(out, "  {}", self.words.target(target.target.place, &terms))?;
        for (place, when) in &target.passed_over {
            writeln!(out, "    {}", self.words.passed_over(*place, &self.failing(when, &target.zone)))?;
        }
        if !target.when.is_empty() {
            writeln!(out, "    {}", self.words.applies(&self.all(&target.when, &target.zone)))?;
        }
        for exception in &target.exceptions {
            let text = if exception.holds {
                self.words.exception(&exception.name, &self.all(&exception.when, &target.zone))
            } else if exception.when.is_empty() {
                self.words.exception_in_words(&exception.name)
            } else {
                self.words.no_exception(&exception.name, &self.failing(&exception.when, &target.zone))
            };
            writeln!(out, "    {text}")?;
        }
        if let Some(clock) = &target.clock {
            self.clock(target, clock, out)?;
        } else if let Some(value) = target.judgement.value {
            writeln!(out, "    {}", self.words.value(&value.to_string()))?;
        }
        let state = self.report.counts[state_place(target.judgement.state)];
        let colour = match target.judgement.state {
            State::Met => AnsiColor::Blue,
            State::Late | State::Overdue => AnsiColor::Red,
            State::Pending | State::Open => AnsiColor::Yellow,
            State::Excluded | State::Invalid => AnsiColor::Magenta,
        };
        let state = self.paint(colour.on_default().bold(), state);
        let mut why = target.reason.as_ref().map_or_else(
            || self.margin(target),
            |reason| {
                Some(
                    target
                        .judgement
                        .reason
                        .map_or_else(|| reason.clone(), |kind| self.report.reason_of(kind, reason)),
                )
            },
        );
        if let Some(period) = &target.period {
            let counted = self.words.counted_in(period);
            why = Some(why.map_or(counted.clone(), |why| format!("{why}{}{counted}", self.words.comma())));
        }
        writeln!(out, "    → {}", self.words.state(&state, why.as_deref()))
    }

    /// How far from its due it stopped, or now is.
    fn margin(&self, target: &TargetExplained) -> Option<String> {
        let due = target.judgement.due?.instant;
        let clock = target.clock.as_ref()?;
        let at = target.judgement.stop.or(clock.looked_at)?;
        Some(self.words.margin(target.judgement.stop.is_some(), &self.amount((due - at).abs()), due >= at))
    }

    fn clock(
        &self,
        target: &TargetExplained,
        clock: &ClockExplained,
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let zone = &target.zone;
        let calendar = clock.calendar.as_deref();
        writeln!(out, "    {}", self.words.clock(&clock.id, &clock.ends, calendar, zone.name()))?;
        let labels = self.words.instants();
        let moment = |moment: Option<Moment>| {
            moment.map_or_else(|| self.words.missing().to_owned(), |moment| self.moment(zone, moment))
        };
        writeln!(out, "      {}  {}", labels[0], moment(clock.start))?;
        if let Some(timeline) = &clock.timeline {
            self.timeline(timeline, clock, zone, out)?;
        }
        if let Some(due) = clock.due {
            let due = if due.end_of_day {
                self.words.end_of(&self.date(zone.date_of(due.instant - 1)), &self.instant(zone, due.instant))
            } else {
                self.instant(zone, due.instant)
            };
            writeln!(out, "      {}  {due}", labels[1])?;
        }
        let open = matches!(target.judgement.state, State::Pending | State::Overdue | State::Open);
        let stop =
            if open && clock.stop.is_none() { self.words.not_yet().to_owned() } else { moment(clock.stop) };
        writeln!(out, "      {}  {stop}", labels[2])
    }

    fn timeline(
        &self,
        timeline: &Timeline,
        clock: &ClockExplained,
        zone: &Zone,
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let lines = &timeline.lines;
        let hidden = if lines.len() > 2 * SHOWN + 1 { SHOWN..lines.len() - SHOWN } else { 0..0 };
        for (place, line) in lines.iter().enumerate() {
            if place == hidden.start && !hidden.is_empty() {
                let part = &lines[hidden.clone()];
                let sum = |counted: bool| {
                    let of =
                        part.iter().filter(|line| matches!(line.why, Why::Counted | Why::MakeUp) == counted);
                    self.unit(of.map(|line| line.amount).sum(), timeline.days)
                };
                writeln!(out, "        {}", self.words.left_out(part.len(), &sum(true), &sum(false)))?;
            }
            if !hidden.contains(&place) {
                writeln!(out, "        {}", self.line(line, timeline.days, clock, zone))?;
            }
        }
        for (pause, seconds) in &clock.sums {
            let name = self.pause(clock, *pause);
            writeln!(out, "        {}", self.words.sum(&name, &self.amount(*seconds)))?;
        }
        let counted = self.unit(timeline.counted, timeline.days);
        let paused = (timeline.paused > 0).then(|| self.unit(timeline.paused, timeline.days));
        writeln!(out, "        {}", self.words.total(&counted, paused.as_deref()))
    }

    fn line(&self, line: &Line, days: bool, clock: &ClockExplained, zone: &Zone) -> String {
        let span = match (line.from, line.to) {
            (Part::Day(from), Part::Day(to)) if from == to => self.date(from),
            (Part::Day(from), Part::Day(to)) => format!("{} – {}", self.date(from), self.date(to)),
            (Part::At(from), Part::At(to)) => self.between(zone, from, to),
            (Part::Day(day), Part::At(at)) | (Part::At(at), Part::Day(day)) => {
                format!("{} – {}", self.date(day), self.instant(zone, at))
            }
        };
        let amount = self.unit(line.amount, days);
        let why = match &line.why {
            Why::Counted => self.words.counted(&amount),
            Why::MakeUp => self.words.make_up(&amount),
            Why::Paused(pause) => self.words.paused(&self.pause(clock, *pause), &amount),
            Why::Weekday => self.words.weekday().to_owned(),
            Why::Closed => self.words.closed().to_owned(),
            Why::Holiday(name) => self.words.holiday(name),
        };
        let style = match line.why {
            Why::Counted | Why::MakeUp => Style::new(),
            _ => DIM,
        };
        self.paint(style, &format!("{span}  {why}"))
    }

    fn pause(&self, clock: &ClockExplained, place: usize) -> String {
        let name = clock.pauses.get(place).and_then(Option::as_deref);
        name.map_or_else(|| self.words.resumed().to_owned(), str::to_owned)
    }

    /// `type is complaint`.
    fn found(&self, tested: &Tested, zone: &Zone) -> String {
        let found = match &tested.found {
            Found::Missing => self.words.missing().to_owned(),
            Found::Unreadable => self.words.unreadable().to_owned(),
            Found::Text(text) => text.clone(),
            Found::Time(moment) => self.moment(zone, *moment),
        };
        self.words.is(&tested.attribute, &found)
    }

    /// What holds, in a row.
    fn all(&self, tested: &[Tested], zone: &Zone) -> String {
        let each = tested.iter().map(|tested| self.found(tested, zone));
        each.collect::<Vec<_>>().join(self.words.comma())
    }

    /// What does not hold: `priority is normal (asked: priority = urgent)`.
    fn failing(&self, tested: &[Tested], zone: &Zone) -> String {
        let each = tested.iter().filter(|tested| !tested.holds).map(|tested| {
            let found = self.found(tested, zone);
            self.words.asked(&found, &entry(&tested.attribute, &tested.wanted))
        });
        each.collect::<Vec<_>>().join(self.words.comma())
    }

    fn moment(&self, zone: &Zone, moment: Moment) -> String {
        moment.day.map_or_else(|| self.instant(zone, moment.instant), |day| self.date(day))
    }

    fn date(&self, date: Date) -> String {
        let weekday = self.words.weekday_name(date.weekday());
        match self.options.language {
            Language::En => format!("{weekday} {date}"),
            Language::Zh => format!("{date} {weekday}"),
        }
    }

    fn instant(&self, zone: &Zone, instant: Instant) -> String {
        format!("{} {}", self.date(zone.date_of(instant)), time_of_day(zone, instant))
    }

    fn between(&self, zone: &Zone, from: Instant, to: Instant) -> String {
        let (begin, end) = (time_of_day(zone, from), time_of_day(zone, to));
        let same = zone.date_of(from) == zone.date_of(to);
        if same {
            format!("{} {begin} – {end}", self.date(zone.date_of(from)))
        } else if to == zone.start_of(zone.date_of(from).plus_days(1)) {
            format!("{} {begin} – 24:00", self.date(zone.date_of(from)))
        } else {
            format!("{} – {}", self.instant(zone, from), self.instant(zone, to))
        }
    }

    fn unit(&self, amount: i64, days: bool) -> String {
        if days { self.words.days(amount) } else { self.amount(amount) }
    }

    /// Seconds to the second: `37h20m`.
    fn amount(&self, seconds: i64) -> String {
        self.words.time(seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

/// `16:00`, with seconds where they are not zero.
fn time_of_day(zone: &Zone, instant: Instant) -> String {
    let text = zone.rfc3339(instant).to_string();
    let time = text.get(11..19).unwrap_or_default();
    time.strip_suffix(":00").unwrap_or(time).to_owned()
}

/// The place of a state among the counts.
fn state_place(state: State) -> usize {
    match state {
        State::Met => 0,
        State::Late => 1,
        State::Overdue => 2,
        State::Pending | State::Open => 3,
        State::Excluded => 4,
        State::Invalid => 5,
    }
}
