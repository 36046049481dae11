//! A report for people: a table per commitment and standard, then where the figures come from.

use super::statistic;
use super::words::Words;
use crate::log::{Place, Summary};
use crate::model::{Condition, Item, Operator, Prose, Test, nearest};
use crate::render::wrap::wrap;
use crate::render::{Language, wording};
use crate::report::{
    Attained, Cell, LimitReport, LogReport, Measured, Problem, ProblemKind, Report, SubjectReport,
    TargetReport, Unadjusted, Unit, Unserved, Verdict,
};
use crate::text::Decimal;
use anstyle::{AnsiColor, Style};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use std::io::Write;

/// How a report is shown.
#[derive(Clone, Copy, Debug)]
pub struct TextOptions {
    /// The language.
    pub language: Language,
    /// Columns of the terminal; `None` where nothing limits them.
    pub width: Option<usize>,
    /// Colours and weights.
    pub styled: bool,
}

const BOLD: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();

/// Writes the report as text.
pub fn text(report: &Report, options: TextOptions, out: &mut dyn Write) -> std::io::Result<()> {
    let page = Page { report, options, words: Words::of(options.language) };
    if let Some(as_of) = report.as_of {
        writeln!(out, "{} {}", page.words.as_of, report.zone.rfc3339(as_of))?;
    }
    for subject in &report.commitments {
        page.subject(subject, out)?;
    }
    if !report.standards.is_empty() {
        writeln!(out, "\n{}", page.paint(BOLD, page.words.standards))?;
        for subject in &report.standards {
            page.subject(subject, out)?;
        }
    }
    let owed = report.owed_in_all();
    if !owed.is_empty() {
        writeln!(out)?;
        page.indented(&wording::owed::in_all(options.language, &owed), 0, out)?;
    }
    page.data(out)
}

struct Page<'a> {
    report: &'a Report,
    options: TextOptions,
    words: &'static Words,
}

impl Page<'_> {
    fn paint(&self, style: Style, text: &str) -> String {
        if self.options.styled { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn prose<'p>(&self, prose: Option<&'p Prose>) -> &'p str {
        prose.map_or("", |prose| prose.in_language(self.options.language.as_str()))
    }

    fn subject(&self, subject: &SubjectReport, out: &mut dyn Write) -> std::io::Result<()> {
        let title = self.prose(subject.title.as_ref());
        let mut about = Vec::new();
        about.extend(subject.status.map(|status| self.words.status(status).to_owned()));
        if subject.version != "1" {
            about.push(format!("{} {}", self.words.version, subject.version));
        }
        let about = self.words.about(&about);
        let gap = if title.is_empty() { "" } else { "  " };
        writeln!(out, "\n{}{gap}{title}{}", self.paint(BOLD, &subject.id), self.paint(DIM, &about))?;
        if subject.targets.is_empty() {
            writeln!(out, "  {}", self.words.no_target)?;
        }
        for target in &subject.targets {
            writeln!(out, "  {}. {}", target.place, terms(self.words, target))?;
            if target.periods.is_empty() {
                writeln!(out, "     {}", self.words.no_cases)?;
            } else {
                self.table(target, out)?;
            }
        }
        self.owed(subject, out)
    }

    /// What is owed under a commitment.
    fn owed(&self, subject: &SubjectReport, out: &mut dyn Write) -> std::io::Result<()> {
        let Some(owed) = &subject.owed else { return Ok(()) };
        let language = self.options.language;
        let told = wording::owed::remedy(language, owed, subject.paid_within.as_deref());
        self.indented(&told, 2, out)?;
        if owed.unpriced > 0 {
            self.indented(&wording::owed::unpriced(language, owed.unpriced), 4, out)?;
        }
        Ok(())
    }

    fn table(&self, target: &TargetReport, out: &mut dyn Write) -> std::io::Result<()> {
        // A total beside a single period would say the same twice.
        let several = target.periods.len() > target.totals.len();
        let totals = if several { target.totals.as_slice() } else { &[] };
        let cells: Vec<_> = target.periods.iter().chain(totals).collect();
        let mut columns = Column::all(&self.report.by, target);
        let indent = 5;
        let verdict = cells.iter().map(|cell| width(&self.verdict(cell))).max().unwrap_or(0) + 2;
        let mut left_out = Vec::new();
        loop {
            let lines = self.lines(target, &columns, &cells);
            let needed = lines.first().map_or(0, |line| width(line)) + indent + verdict;
            let fits = self.options.width.is_none_or(|available| needed <= available);
            if !fits && let Some(column) = Column::least_needed(&columns, &cells) {
                left_out.push(self.heading(&columns.remove(column)));
                continue;
            }
            let mut lines = lines.into_iter();
            if let Some(header) = lines.next() {
                writeln!(out, "     {}", self.paint(DIM, &format!("{header}  {}", self.words.verdict)))?;
            }
            for (line, cell) in lines.zip(&cells) {
                // Nobody is to be judged on a few cases: such a group has no colour.
                if cell.few {
                    let all = format!("{line}  {}", self.verdict(cell));
                    writeln!(out, "     {}", self.paint(DIM, &all))?;
                } else {
                    writeln!(out, "     {line}  {}", self.paint(colour(cell), &self.verdict(cell)))?;
                }
            }
            break;
        }
        if !left_out.is_empty() {
            let note = self.words.left_out(&left_out.join(self.words.comma));
            writeln!(out, "     {}", self.paint(DIM, &note))?;
        }
        // Of groups there would be a line for each; JSON has them.
        if self.report.by.is_empty() {
            for cell in &target.periods {
                if let (Some(period), Some(outlook)) = (&cell.period, &cell.outlook) {
                    self.indented(
                        &wording::outlook::outlook(self.options.language, period, outlook),
                        5,
                        out,
                    )?;
                }
            }
        }
        // The whole of it; JSON has it by period and group.
        let times = target.totals.iter().filter_map(|cell| cell.times).reduce(|mut sum, own| {
            sum.merge(own);
            sum
        });
        if let Some(times) = times.filter(|times| times.felt() > 0) {
            self.indented(&wording::times::times(self.options.language, &times), 5, out)?;
        }
        if let Some(difference) = &target.difference {
            let (language, nothing) = (self.options.language, self.words.nothing);
            let lines = wording::difference::difference(language, difference, nothing);
            lines.iter().try_for_each(|line| self.indented(line, 5, out))?;
        }
        for (reason, count) in all_reasons(&cells) {
            writeln!(out, "     {}", self.paint(DIM, &format!("{reason}: {count}")))?;
        }
        Ok(())
    }

    fn lines(&self, target: &TargetReport, columns: &[Column], cells: &[&Cell]) -> Vec<String> {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(columns.iter().map(|column| self.heading(column)));
        for cell in cells {
            table.add_row(columns.iter().map(|column| self.content(column, target, cell)));
        }
        for (place, column) in columns.iter().enumerate() {
            if let Some(shown) = table.column_mut(place) {
                let text = matches!(column, Column::Period | Column::By(..));
                shown.set_cell_alignment(if text { CellAlignment::Left } else { CellAlignment::Right });
                shown.set_padding((0, 1));
            }
        }
        table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().into_iter().pad()
    }

    fn heading(&self, column: &Column) -> String {
        match column {
            Column::Period => self.words.period.to_owned(),
            Column::By(_, name) => name.clone(),
            Column::Count(place) => self.words.counts[*place].to_owned(),
            Column::Attained => self.words.attained.to_owned(),
            Column::WithoutExceptions => self.words.without_exceptions.to_owned(),
            Column::WithoutPauses => self.words.without_pauses.to_owned(),
            Column::Interval => self.words.interval.to_owned(),
            Column::Bounds => self.words.bounds.to_owned(),
            Column::Value => self.words.value.to_owned(),
            Column::Percentile(place) => ["p50", "p90", "p99"][*place].to_owned(),
        }
    }

    fn content(&self, column: &Column, target: &TargetReport, cell: &Cell) -> String {
        match column {
            Column::Period => cell.period.as_deref().unwrap_or(self.words.total).to_owned(),
            Column::By(place, _) => {
                let value = cell.by.get(*place).map_or("", String::as_str);
                if value.is_empty() { self.words.nothing.to_owned() } else { value.to_owned() }
            }
            Column::Count(place) => counts(cell)[*place].to_string(),
            Column::Attained => attained(cell),
            Column::WithoutExceptions => unadjusted(cell, |unadjusted| unadjusted.without_exceptions),
            Column::WithoutPauses => unadjusted(cell, |unadjusted| unadjusted.without_pauses),
            Column::Interval => percents(cell.interval),
            Column::Bounds => percents(cell.bounds),
            Column::Value => value(target, cell),
            Column::Percentile(place) => {
                cell.percentiles.map_or_else(dash, |values| amount(values[*place], target.unit))
            }
        }
    }

    fn verdict(&self, cell: &Cell) -> String {
        let verdict = self.words.verdict_of(cell.verdict);
        let beside = match cell {
            Cell { few: true, .. } => self.words.few,
            Cell { uncertain: true, .. } => self.words.uncertain,
            _ => "",
        };
        format!("{verdict}{beside}")
    }

    fn data(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let data = &self.report.data;
        writeln!(out, "\n{}", self.paint(BOLD, self.words.data))?;
        for log in &data.logs {
            self.log(log, out)?;
        }
        for Unserved { id, target, needs, .. } in &data.unserved {
            let needs = needs.as_deref().unwrap_or_default();
            writeln!(out, "  {}", self.words.unserved(id, *target, needs))?;
        }
        if self.report.binned {
            writeln!(out, "  {}", self.words.binned)?;
        }
        writeln!(out, "  {}", self.words.zones(data.zones))
    }

    fn log(&self, log: &LogReport, out: &mut dyn Write) -> std::io::Result<()> {
        let words = self.words;
        let summary = &log.summary;
        writeln!(out, "  {}", words.log(&log.id, &log.timezone, log.timezone_declared))?;
        for file in &summary.files {
            writeln!(out, "    {} ({})", file.path, bytes(file.bytes))?;
        }
        writeln!(out, "    {}", words.rows(summary))?;
        writeln!(out, "    {}", words.cases(summary.cases, [log.judged, log.later.count, log.uncovered]))?;
        if log.invalid > 0 {
            writeln!(out, "    {}", words.invalid(log.invalid))?;
        }
        log.problems().iter().try_for_each(|problem| self.problem(summary, problem, out))
    }

    /// A finding, and below it where it was met first.
    fn problem(&self, summary: &Summary, problem: &Problem<'_>, out: &mut dyn Write) -> std::io::Result<()> {
        self.indented(&self.words.problem(problem), 4, out)?;
        let mut shown: Vec<_> =
            problem.first.iter().map(|place| self.place(summary, place, problem.kind)).collect();
        if !shown.is_empty() && problem.count > shown.len() as u64 {
            shown.push("…".to_owned());
        }
        if shown.is_empty() { Ok(()) } else { self.indented(&shown.join(", "), 6, out) }
    }

    /// The file and line of a row, what was found there, and what was probably meant.
    fn place(&self, summary: &Summary, place: &Place, kind: ProblemKind<'_>) -> String {
        let at = summary.show(place);
        if place.found.is_empty() {
            return at;
        }
        let found: String = place.found.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let meant = match kind {
            ProblemKind::UnknownValue { values, .. } => nearest(&found, values.iter().map(String::as_str)),
            _ => None,
        };
        format!("{at} \"{found}\"{}", self.words.meant(meant))
    }

    /// Lines as wide as the terminal, behind an indent.
    fn indented(&self, text: &str, indent: usize, out: &mut dyn Write) -> std::io::Result<()> {
        let wrapped = wrap(text, self.options.width.unwrap_or(usize::MAX), indent);
        wrapped.lines().try_for_each(|line| writeln!(out, "{}{line}", " ".repeat(indent)))
    }
}

/// A column of the table of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Period,
    By(usize, String),
    Count(usize),
    Attained,
    WithoutExceptions,
    WithoutPauses,
    Interval,
    Bounds,
    Value,
    Percentile(usize),
}

impl Column {
    fn all(by: &[String], target: &TargetReport) -> Vec<Self> {
        let mut columns = vec![Self::Period];
        columns.extend(by.iter().enumerate().map(|(place, name)| Self::By(place, name.clone())));
        columns.extend((0..6).map(Self::Count));
        if target.statistic.is_some() {
            columns.push(Self::Value);
        } else {
            columns.push(Self::Attained);
            if target.periods.iter().any(|cell| cell.unadjusted.is_some()) {
                columns.extend([Self::WithoutExceptions, Self::WithoutPauses]);
            }
            columns.push(Self::Interval);
            columns.extend(target.periods.iter().any(|cell| cell.bounds.is_some()).then_some(Self::Bounds));
        }
        if target.periods.iter().any(|cell| cell.percentiles.is_some()) {
            columns.extend((0..3).map(Self::Percentile));
        }
        columns
    }

    /// The column that a narrow terminal can best do without: counts that are zero throughout, then
    /// figures that say more of the same. What decides the verdict always stays.
    fn least_needed(columns: &[Self], cells: &[&Cell]) -> Option<usize> {
        let empty = |column: &Self| match column {
            Self::Count(place) => *place >= 2 && cells.iter().all(|cell| counts(cell)[*place] == 0),
            _ => false,
        };
        let order =
            [Self::Percentile(0), Self::Percentile(2), Self::Interval, Self::Bounds, Self::Percentile(1)];
        let further = || order.iter().find_map(|wanted| columns.iter().position(|column| column == wanted));
        columns.iter().rposition(empty).or_else(further)
    }
}

impl TargetReport {
    /// Whether the statistic is a time, and not a number of cases.
    fn statistic_is_time(&self) -> bool {
        self.statistic != Some(crate::model::Statistic::Count)
    }
}

/// Lines of one width, so that what is appended is aligned.
trait Pad {
    fn pad(self) -> Vec<String>;
}

impl<I: Iterator<Item = String>> Pad for I {
    fn pad(self) -> Vec<String> {
        let lines: Vec<String> = self.collect();
        let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        lines.into_iter().map(|line| format!("{line}{}", " ".repeat(widest - width(&line)))).collect()
    }
}

pub(super) fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

fn dash() -> String {
    "–".to_owned()
}

fn counts(cell: &Cell) -> [u64; 6] {
    [cell.met, cell.late, cell.overdue, cell.pending, cell.excluded, cell.invalid]
}

fn percents(range: Option<(f64, f64)>) -> String {
    range.map_or_else(dash, |(low, high)| format!("{:.1}–{:.1}%", low * 100.0, high * 100.0))
}

/// Two decimals, cut and not rounded: 97.999 % must not look like a kept 98 %.
pub(in crate::render) fn attained(cell: &Cell) -> String {
    cut(Attained { met: cell.met, decided: cell.decided() })
}

/// What it would be without what the promise takes out.
fn unadjusted(cell: &Cell, of: impl Fn(&Unadjusted) -> Attained) -> String {
    cell.unadjusted.as_ref().map_or_else(dash, |unadjusted| cut(of(unadjusted)))
}

fn cut(Attained { met, decided }: Attained) -> String {
    if decided == 0 {
        return dash();
    }
    let hundredths = u128::from(met) * 10_000 / u128::from(decided);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

fn colour(cell: &Cell) -> Style {
    // Blue and orange-like yellow stay apart for every kind of colour vision; the word says it anyway.
    let colour = match cell.verdict {
        Verdict::Kept => AnsiColor::Blue,
        Verdict::Broken => AnsiColor::Red,
        Verdict::Open => AnsiColor::Yellow,
        Verdict::NoCases => return DIM,
    };
    colour.on_default().bold()
}

fn all_reasons<'c>(cells: &[&'c Cell]) -> Vec<(&'c str, u64)> {
    let mut reasons = std::collections::BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.period.is_some()) {
        for (reason, count) in &cell.reasons {
            *reasons.entry(&**reason).or_insert(0) += count;
        }
    }
    reasons.into_iter().collect()
}

fn amount(value: Decimal, unit: Unit) -> String {
    match unit {
        Unit::Seconds => value.to_integer().map_or_else(|| value.to_string(), seconds),
        Unit::Days => format!("{value}d"),
        Unit::Value => value.to_string(),
    }
}

/// The value of a statistic.
pub(super) fn value(target: &TargetReport, cell: &Cell) -> String {
    cell.value.map_or_else(dash, |value| match target.unit {
        Unit::Seconds if target.statistic_is_time() => duration(value),
        _ => format!("{value:.2}"),
    })
}

fn duration(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "seconds of a case fit, and are rounded for show")]
    let whole = value.round() as i64;
    seconds(whole)
}

/// `45s`, `4m30s`, `2h05m`, `3d04h`: two units are enough to read.
pub(super) fn seconds(seconds: i64) -> String {
    let (days, hours) = (seconds / 86_400, seconds / 3600 % 24);
    let (minutes, rest) = (seconds / 60 % 60, seconds % 60);
    if seconds < 60 {
        format!("{seconds}s")
    } else if seconds < 3600 {
        format!("{minutes}m{rest:02}s")
    } else if days < 3 {
        format!("{}h{minutes:02}m", seconds / 3600)
    } else {
        format!("{days}d{hours:02}h")
    }
}

/// A size as people read it.
pub(in crate::render) fn bytes(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// A target in words: `resolution within 4h in 95% of cases per month, priority = urgent`.
pub(super) fn terms(words: &Words, target: &TargetReport) -> String {
    let name = match &target.measured {
        Measured::Clock(name) | Measured::Value(name) => name.as_str(),
        Measured::Nothing => return words.no_limit.to_owned(),
    };
    let mut text = match target.statistic {
        Some(kind) => words.statistic(&statistic(kind), name),
        None => name.to_owned(),
    };
    for (field, limit) in &target.limits {
        let limit = match limit {
            LimitReport::Text(text) => text.clone(),
            LimitReport::Number(number) => number.to_string(),
        };
        text.push(' ');
        text.push_str(&words.limit(field, &limit));
    }
    text.push_str(words.comma);
    text.push_str(&match target.share {
        Some(share) => words.share(&share.to_string(), target.period),
        None => words.per(target.period).to_owned(),
    });
    let when = condition(&target.when);
    if !when.is_empty() {
        text.push_str(words.comma);
        text.push_str(&when);
    }
    text
}

/// A condition as it is written: `priority = urgent, weight_kg <= 5`.
fn condition(condition: &Condition) -> String {
    let entries = condition.entries.iter().map(|(attribute, test)| entry(attribute, test));
    entries.collect::<Vec<_>>().join(", ")
}

/// An entry of a condition as it is written.
pub(super) fn entry(attribute: &str, test: &Test) -> String {
    let items: Vec<_> = test
        .any
        .iter()
        .map(|item| match &item.value {
            Item::Value(value) if value.is_empty() => "\"\"".to_owned(),
            Item::Value(value) => value.clone(),
            Item::Range(range) => {
                let parts = range.iter().map(|comparison| {
                    let sign = match comparison.operator {
                        Operator::Less => "<",
                        Operator::AtMost => "≤",
                        Operator::Greater => ">",
                        Operator::AtLeast => "≥",
                    };
                    format!("{sign}{}", comparison.number)
                });
                parts.collect::<Vec<_>>().join(" ")
            }
        })
        .collect();
    let sign = match (test.negated, test.any.first().map(|item| &item.value)) {
        (true, _) => " ≠ ",
        (false, Some(Item::Range(_))) => " ",
        (false, _) => " = ",
    };
    format!("{attribute}{sign}{}", items.join("|"))
}
