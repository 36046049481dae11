//! The page for people: surveys, commitments, what is left out.

use super::blocks::{Block, Line, Table, Tone};
use super::compared;
use crate::log::Places;
use crate::render::Language;
use crate::render::printable::printable;
use crate::render::report::problem_in_words;
use crate::render::wording::expectations as words;
use crate::report::expectations::{
    AttributeCoverage, Coverage, DimensionGap, Expectations, LogCoverage, SurveyReport, ValueCoverage,
};

/// So many values of an attribute are shown; they are those with most uncovered cases.
const MOST_VALUES: usize = 8;

/// The heading of the page.
pub(super) fn heading(language: Language, expectations: &Expectations<'_>) -> String {
    let as_of = expectations.as_of.as_ref().map(|(as_of, zone)| zone.rfc3339(*as_of).to_string());
    words::heading(language, as_of.as_deref())
}

/// Everything below it.
pub(super) fn blocks(language: Language, expectations: &Expectations<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if expectations.surveys.is_empty() {
        blocks.push(Line::plain(words::no_survey(language)).tone(Tone::Quiet).into());
    }
    for report in &expectations.surveys {
        survey(language, report, &mut blocks);
    }
    blocks.push(Block::Heading(words::commitments(language).to_owned()));
    if expectations.commitments.is_empty() {
        blocks.push(Line::plain(words::no_commitment(language)).into());
    }
    for commitment in &expectations.commitments {
        blocks.extend(compared::blocks(language, commitment));
    }
    blocks.push(Block::Heading(words::coverage(language).to_owned()));
    dimensions(language, expectations, &mut blocks);
    for log in &expectations.coverage.logs {
        cases(language, log, &mut blocks);
    }
    blocks
}

fn survey(language: Language, report: &SurveyReport<'_>, blocks: &mut Vec<Block>) {
    let id = printable(report.id);
    blocks.push(Block::Heading(words::survey(language, &id, &report.scale.to_string())));
    let rows = report.dimensions.iter().map(|gap| gap_row(language, gap)).collect();
    blocks.push(Block::Table(Table {
        headings: words::survey_columns(language).to_vec(),
        figures: vec![false, true, true, true, true, true, true, true, false],
        spare: vec![3, 2, 1, 7, 4, 5],
        rows,
    }));
    if let Some(DimensionGap { dimension, gap: Some(gap), .. }) = report.furthest() {
        let name = words::dimension(language, *dimension);
        blocks.push(Line::plain(words::furthest(language, name, &points(-gap))).into());
    }
    let summary = &report.summary;
    let (blank, ragged, dropped) = (summary.blank.count, summary.ragged.count(), summary.dropped.count);
    let rows = words::survey_rows(language, [summary.rows, summary.cases, blank, ragged, dropped]);
    let mut said = vec![Line::plain(rows)];
    let (outside, undated, later) = (report.outside, report.undated.count, report.later.count);
    if outside + undated + later > 0 {
        let days = [summary.cases, report.answers, outside, undated, later];
        said.push(Line::plain(words::survey_days(language, days)));
    }
    for problem in report.problems() {
        let (about, places) = problem_in_words(language, summary, &problem);
        said.push(Line::plain(words::problem(language, &about, &places)));
    }
    blocks.extend(said.into_iter().map(|line| line.tone(Tone::Quiet).into()));
}

fn gap_row(language: Language, gap: &DimensionGap) -> Vec<String> {
    let figure = |points: Option<f64>| points.map_or_else(dash, self::points);
    let interval =
        gap.interval.map_or_else(dash, |(low, high)| format!("{} … {}", signed(low), signed(high)));
    vec![
        words::dimension(language, gap.dimension).to_owned(),
        gap.used.to_string(),
        gap.missing.to_string(),
        gap.unusable.to_string(),
        figure(gap.expectation),
        figure(gap.perception),
        gap.gap.map_or_else(dash, signed),
        interval,
        words::gap_says(language, gap.falls_short(), gap.few),
    ]
}

fn dimensions(language: Language, expectations: &Expectations<'_>, blocks: &mut Vec<Block>) {
    let Coverage { dimensions, without_dimension, .. } = &expectations.coverage;
    let rows = dimensions.iter().map(|one| {
        let gaps = expectations.gaps(one.dimension).filter_map(|gap| gap.gap);
        let gaps: Vec<_> = gaps.map(signed).collect();
        let says = if one.commitments.is_empty() { words::no_commitment_about(language) } else { "" };
        vec![
            words::dimension(language, one.dimension).to_owned(),
            one.commitments.len().to_string(),
            if gaps.is_empty() { dash() } else { gaps.join(words::comma(language)) },
            says.to_owned(),
        ]
    });
    blocks.push(Block::Table(Table {
        headings: words::dimension_columns(language).to_vec(),
        figures: vec![false, true, true, false],
        spare: Vec::new(),
        rows: rows.collect(),
    }));
    if !without_dimension.is_empty() {
        let ids = without_dimension.join(words::comma(language));
        let line = printable(&words::without_dimension(language, &ids)).into_owned();
        blocks.push(Line::plain(line).tone(Tone::Quiet).into());
    }
}

fn cases(language: Language, log: &LogCoverage, blocks: &mut Vec<Block>) {
    let uncovered = words::uncovered(language, &log.id, log.uncovered.count, log.cases);
    blocks.push(Block::Subheading(printable(&uncovered).into_owned()));
    if !log.lacks.is_empty() {
        let lacks = words::lacks(language, &log.lacks.join(words::comma(language)));
        blocks.push(Line::plain(printable(&lacks)).deep(1).into());
    }
    let shown = log.attributes.iter().flat_map(|attribute| {
        attribute.gaps().take(MOST_VALUES).map(move |value| value_row(language, log, attribute, value))
    });
    let rows: Vec<_> = shown.collect();
    if rows.is_empty() {
        // Without an attribute that tells classes apart there are the rows alone.
        let first = first(log, &log.uncovered);
        blocks.extend((!first.is_empty()).then(|| Line::plain(first).deep(1).tone(Tone::Quiet).into()));
        return;
    }
    blocks.push(Block::Table(Table {
        headings: words::value_columns(language).to_vec(),
        figures: vec![false, false, true, true, false, false],
        spare: vec![2, 5],
        rows,
    }));
    for attribute in &log.attributes {
        let more = attribute.gaps().count().saturating_sub(MOST_VALUES);
        if more > 0 {
            let line = words::more_values(language, &attribute.attribute, more);
            blocks.push(Line::plain(printable(&line)).tone(Tone::Quiet).into());
        }
    }
}

fn value_row(
    language: Language,
    log: &LogCoverage,
    attribute: &AttributeCoverage,
    value: &ValueCoverage,
) -> Vec<String> {
    let name = match value.value.as_str() {
        "" => words::missing_value(language).to_owned(),
        named => printable(named).into_owned(),
    };
    let is_unnamed = !value.named && !value.value.is_empty();
    vec![
        printable(&attribute.attribute).into_owned(),
        name,
        value.covered.to_string(),
        value.uncovered.count.to_string(),
        if is_unnamed { words::unnamed(language).to_owned() } else { String::new() },
        first(log, &value.uncovered),
    ]
}

/// The first row of some, to look at.
fn first(log: &LogCoverage, places: &Places) -> String {
    places.first.first().map_or_else(String::new, |place| printable(&log.show(place)).into_owned())
}

fn points(points: f64) -> String {
    format!("{points:.2}")
}

/// With its sign; what rounds to nothing has none.
fn signed(points: f64) -> String {
    let text = format!("{points:+.2}");
    if text.ends_with("0.00") { "0.00".to_owned() } else { text }
}

fn dash() -> String {
    "–".to_owned()
}
