//! A target on the page: its figures, its charts, and the tables behind them.

use super::axis::Axis;
use super::bars::{Bar, Bars};
use super::chart::Chart;
use super::heat::Heat;
use super::trend::{Point, Trend};
use super::{Page, marked, verdict_html};
use crate::clock::ByStart;
use crate::render::html::{Data, Heading, Table, escape, list};
use crate::render::printable::printable;
use crate::render::report::beside;
use crate::render::report::columns::{Column, all_reasons, group, rows, verdict};
use crate::render::report::figures::{attained, value};
use crate::render::report::limits::{limits, promised};
use crate::render::report::short::figures_in_words;
use crate::render::report::terms::terms;
use crate::report::{Cell, TargetReport};
use std::cmp::Ordering;

/// Bars of one chart, and trends of one target; further groups are in the table alone.
const GROUPS: usize = 24;
const TRENDS: usize = 12;

impl Page<'_> {
    /// A target under its heading.
    pub(super) fn target(&self, target: &TargetReport) -> String {
        let heading = format!("<h4>{}. {}</h4>\n", target.place, escape(&terms(self.words, target)));
        if target.periods.is_empty() {
            return format!("{heading}<p>{}</p>\n", escape(self.words.no_cases));
        }
        let shown = match &target.whole {
            None if self.report.by.is_empty() => self.whole(target),
            None => self.grouped(target),
            Some(whole) => {
                format!("{}{}{}", self.whole(whole), self.distribution(whole), self.grouped(target))
            }
        };
        let beside = beside::target(self.language, self.report, target);
        let beside = if beside.is_empty() { String::new() } else { list(&beside) + "\n" };
        let reasons = all_reasons(self.words, &rows(target));
        let reasons = reasons.iter().map(|(reason, count)| format!("<li>{}: {count}</li>\n", escape(reason)));
        let reasons: String = reasons.collect();
        let reasons =
            if reasons.is_empty() { reasons } else { format!("<ul class=\"quiet\">\n{reasons}</ul>\n") };
        // Of a target with groups it stands with the whole, before them.
        let distribution = if target.whole.is_none() { self.distribution(target) } else { String::new() };
        format!("{heading}{shown}{beside}{distribution}{reasons}")
    }

    /// A target without groups: the total, the trend, and the table behind it.
    fn whole(&self, target: &TargetReport) -> String {
        let figure = target.totals.first().map_or_else(String::new, |total| self.figure(target, total));
        let table = self.table(target, &Column::on_pages(&[], target), &target.periods, &target.totals);
        let periods = if target.periods.len() == 1 {
            table.html()
        } else {
            let trend = self.trend(target, &target.periods.iter().collect::<Vec<_>>(), "");
            trend.html(&self.next_id(), &self.folded(&table))
        };
        format!("{figure}{periods}")
    }

    /// The figure of the whole, with the counts behind it.
    fn figure(&self, target: &TargetReport, total: &Cell) -> String {
        let decided = total.met + total.late + total.overdue;
        let (figure, counts) = match target.share {
            Some(_) => (attained(total), self.words.met_of(total.met, decided)),
            None => (value(target, total), self.words.because(self.words.counts[0], &total.met.to_string())),
        };
        let pending = if total.pending > 0 { self.words.and_pending(total.pending) } else { String::new() };
        format!(
            "<p class=\"figure\"><strong>{}</strong> {}{} · {} · {}</p>\n",
            escape(&figure),
            escape(&counts),
            escape(&pending),
            escape(&self.wording.promised(&promised(self.words, target))),
            verdict_html(self.words, total),
        )
    }

    /// A target by groups: the groups beside each other, then the periods of each.
    fn grouped(&self, target: &TargetReport) -> String {
        let mut columns = Column::on_pages(&self.report.by, target);
        let all = self.folded(&self.table(target, &columns, &target.periods, &[]));
        columns.remove(0);
        let groups = self.folded(&self.table(target, &columns, &target.totals, &[]));
        let chart = self.heat(target).or_else(|| self.bars(target));
        let chart = chart.map_or_else(|| groups.clone(), |chart| chart.html(&self.next_id(), &groups));
        if target.periods.len() == target.totals.len() {
            return chart;
        }
        let mut most: Vec<_> =
            target.totals.iter().filter(|total| total.met + total.late + total.overdue > 0).collect();
        most.sort_by_key(|total| std::cmp::Reverse(total.met + total.late + total.overdue));
        let trends = most.iter().take(TRENDS).filter_map(|total| {
            let periods: Vec<_> = target.periods.iter().filter(|cell| cell.by == total.by).collect();
            let trend = (periods.len() > 1)
                .then(|| self.trend(target, &periods, &group(self.words, &self.report.by, total)))?;
            Some(trend.html(&self.next_id(), ""))
        });
        let trends: String = trends.collect();
        let heading = escape(self.wording.by_group);
        format!("{chart}<details>\n<summary>{heading}</summary>\n{trends}{all}</details>\n")
    }

    fn trend(&self, target: &TargetReport, cells: &[&Cell], group: &str) -> Chart {
        let known = cells.iter().filter_map(|cell| cell.attainment.or(cell.value));
        let axis = self.axis(target, known);
        let on = |value: f64| if target.share.is_some() { value } else { axis.on(value) };
        let points = cells.iter().map(|cell| Point {
            label: cell.period.as_deref().unwrap_or_default(),
            value: cell.attainment.or(cell.value).map(on),
            interval: cell.interval,
            verdict: marked(cell),
            told: self.told(target, cell),
        });
        let labels = |cell: &&Cell| cell.period.as_deref().unwrap_or_default().to_owned();
        Trend {
            title: self.wording.trend(self.measured(target), group),
            description: self.described(target, cells, &labels),
            points: points.collect(),
            promised: self.promised_lines(target, axis),
            shares: target.share.is_some(),
            show: &|place| axis.show(place),
            legend: self.wording.trend_legend(),
        }
        .chart()
    }

    /// The groups beside each other; `None` where no group has a figure.
    fn bars(&self, target: &TargetReport) -> Option<Chart> {
        let mut cells: Vec<_> = target.totals.iter().filter(|cell| figure(cell).is_some()).collect();
        if cells.is_empty() {
            return None;
        }
        // Groups with few cases stand behind the others: nobody is ranked on noise.
        cells.sort_by(|one, next| {
            let figures = figure(one).partial_cmp(&figure(next)).unwrap_or(Ordering::Equal);
            one.few.cmp(&next.few).then(figures)
        });
        let axis = self.axis(target, cells.iter().filter_map(|cell| figure(cell)));
        let on = |value: f64| if target.share.is_some() { value } else { axis.on(value) };
        let label = |cell: &&Cell| group(self.words, &self.report.by, cell);
        let bars = cells.iter().take(GROUPS).filter_map(|cell| {
            let (label, told) = (label(cell), self.told(target, cell));
            Some(Bar { label, value: on(figure(cell)?), verdict: marked(cell), told })
        });
        let by = self.report.by.iter().map(|name| printable(name)).collect::<Vec<_>>().join(self.words.comma);
        let mut chart = Bars {
            title: self.wording.bars(self.measured(target), &by),
            description: self.described(target, &cells, &label),
            groups: bars.collect(),
            promised: self.promised_lines(target, axis),
            shares: target.share.is_some(),
            show: &|place| axis.show(place),
        }
        .chart();
        if cells.len() > GROUPS {
            chart.legend = escape(&self.wording.more_groups(cells.len() - GROUPS));
        }
        Some(chart)
    }

    /// The map of the week, where the groups are hours and weekdays.
    fn heat(&self, target: &TargetReport) -> Option<Chart> {
        let place = |part| self.report.by.iter().position(|name| ByStart::named(name) == Some(part));
        let (weekday, hour) = (place(ByStart::Weekday)?, place(ByStart::Hour)?);
        if self.report.by.len() != 2 || target.share.is_none() {
            return None;
        }
        let cells: Vec<_> = target.totals.iter().filter(|cell| cell.attainment.is_some()).collect();
        let fields = cells.iter().filter_map(|cell| {
            let weekday: usize = cell.by[weekday].parse().ok().filter(|day| (1..=7).contains(day))?;
            let hour = cell.by[hour].parse().ok().filter(|hour| *hour < 24)?;
            Some((weekday - 1, hour, *cell))
        });
        let heat = Heat {
            title: self.wording.heat(self.measured(target)),
            description: self.described(target, &cells, &|cell| group(self.words, &self.report.by, cell)),
            words: self.words,
            target,
            cells: fields.collect(),
            weekdays: self.words.weekdays,
            legend: self.wording.heat_legend(),
        };
        (!cells.is_empty()).then(|| heat.chart())
    }

    /// The figures of a period and group, and its verdict.
    fn told(&self, target: &TargetReport, cell: &Cell) -> String {
        let figures = figures_in_words(self.words, target, cell);
        format!("{figures}{}{}", self.words.comma, verdict(self.words, cell))
    }

    fn measured(&self, target: &TargetReport) -> &'static str {
        let [attainment, value] = self.wording.measured;
        if target.share.is_some() { attainment } else { value }
    }

    fn axis(&self, target: &TargetReport, values: impl Iterator<Item = f64>) -> Axis {
        let promised = limits(self.words, target).into_iter().map(|limit| limit.value);
        Axis::of(target, values.chain(promised).fold(0.0, f64::max))
    }

    fn promised_lines(&self, target: &TargetReport, axis: Axis) -> Vec<(f64, String)> {
        if let Some(share) = target.share {
            return vec![(share.to_f64(), self.wording.promised(&share.to_string()))];
        }
        let limits = limits(self.words, target).into_iter();
        limits.map(|limit| (axis.on(limit.value), limit.words)).collect()
    }

    /// What a chart shows, for who does not see it.
    fn described(&self, target: &TargetReport, cells: &[&Cell], label: &dyn Fn(&&Cell) -> String) -> String {
        let known = || cells.iter().filter(|cell| figure(cell).is_some());
        let order =
            |one: &&&Cell, next: &&&Cell| figure(one).partial_cmp(&figure(next)).unwrap_or(Ordering::Equal);
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return String::new() };
        let (Some(lowest), Some(highest)) = (known().min_by(order), known().max_by(order)) else {
            return self.words.no_cases.to_owned();
        };
        let told = |cell: &Cell| figures_in_words(self.words, target, cell);
        let promised = self.wording.promised(&promised(self.words, target));
        let described = self.wording.described(
            [&label(first), &label(last)],
            (&told(lowest), &label(lowest)),
            (&told(highest), &label(highest)),
        );
        format!("{described} {promised}")
    }

    /// A table behind what is drawn.
    pub(super) fn folded(&self, table: &Table) -> String {
        let rows = table.rows.len();
        format!(
            "<details>\n<summary>{}</summary>\n{}</details>\n",
            escape(&self.wording.table(rows)),
            table.html()
        )
    }

    fn table(&self, target: &TargetReport, columns: &[Column], cells: &[Cell], totals: &[Cell]) -> Table {
        let row = |cell: &Cell| {
            let data = columns.iter().map(|column| {
                let text = column.content(self.words, target, cell);
                if column.is_text() { Data::text(&text) } else { Data::number(&text, column.key(cell)) }
            });
            data.chain([Data::html(verdict_html(self.words, cell))]).collect::<Vec<_>>()
        };
        let heads = columns
            .iter()
            .map(|column| Heading { text: column.heading(self.words), numeric: !column.is_text() });
        let verdict = Heading { text: self.words.verdict.to_owned(), numeric: false };
        Table {
            caption: format!("{}. {}", target.place, terms(self.words, target)),
            columns: heads.chain([verdict]).collect(),
            rows: cells.iter().map(row).collect(),
            totals: if cells.len() > totals.len() { totals.iter().map(row).collect() } else { Vec::new() },
        }
    }
}

fn figure(cell: &Cell) -> Option<f64> {
    cell.attainment.or(cell.value)
}
