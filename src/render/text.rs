//! Findings for people: the lines in question with what is meant underlined, what to write instead,
//! and a summary that also says what was not checked.

use super::Language;
use super::wording::{self, Summary};
use super::wrap::wrap;
use crate::check::{Needs, Outcome};
use crate::finding::{Finding, Level};
use crate::source::{LineColumn, SourceFile, Sources, Span};
use annotate_snippets::{AnnotationKind, Element, Group, Origin, Renderer, Snippet};
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

/// How text is written.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The language.
    pub language: Language,
    /// Columns of the terminal; lines are cut and messages broken to fit.
    pub width: usize,
    /// Whether to write escape sequences for colours.
    pub styled: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { language: Language::default(), width: 100, styled: false }
    }
}

/// Writes the findings of a check and its summary.
pub fn check(outcome: &Outcome, sources: &Sources, options: Options, out: &mut dyn Write) -> io::Result<()> {
    match &outcome.statistics {
        // The numbers stand in the place of the findings that they count.
        Some(statistics) => super::statistics::tables(statistics, options, out)?,
        None => findings(&outcome.findings, sources, options, out)?,
    }
    for line in summary_lines(outcome, options.language) {
        writeln!(out, "{}", wrap(&line, options.width, 0))?;
    }
    Ok(())
}

/// Writes findings alone, each with a blank line behind it.
pub fn findings(
    findings: &[Finding],
    sources: &Sources,
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let renderer = if options.styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(options.width);
    for finding in findings {
        let report = [group(finding, sources, options)];
        writeln!(out, "{}\n", renderer.render(&report))?;
    }
    Ok(())
}

fn group<'a>(finding: &'a Finding, sources: &'a Sources, options: Options) -> Group<'a> {
    let level = wording::level(options.language, finding.level);
    let code = finding.code.code;
    let words = wording::words(options.language, &finding.message);
    // The title stands behind `level[code]: `, continued lines below its first.
    let indent = unicode_width::UnicodeWidthStr::width(level) + code.len() + 4;
    let title = match finding.level {
        Level::Error => annotate_snippets::Level::ERROR,
        Level::Warning => annotate_snippets::Level::WARNING,
        Level::Info => annotate_snippets::Level::INFO,
    };
    let title = title.with_name(level).primary_title(wrap(&words.message, options.width, indent)).id(code);
    let mut elements: Vec<Element<'a>> = Vec::new();
    for (place, spans) in places(finding, sources, options) {
        elements.extend(shown(sources, place, spans));
    }
    let help = wording::help(options.language);
    // `   = help: ` with the line number's column before it.
    let digits = sources.start(finding.span).line.to_string().len();
    let indent = digits + 5 + unicode_width::UnicodeWidthStr::width(help);
    let text = wrap(&words.help, options.width, indent);
    elements.push(annotate_snippets::Level::HELP.with_name(help).message(text).into());
    title.elements(elements)
}

/// What is underlined, and with which words.
type Marked = Vec<(Span, Option<&'static str>)>;

/// The places to show: the finding's own with the related ones near it, then the others.
fn places(finding: &Finding, sources: &Sources, options: Options) -> Vec<(Span, Marked)> {
    let mut places: Vec<(Span, Marked)> = vec![(finding.span, vec![(finding.span, None)])];
    for related in &finding.related {
        let note = wording::note(options.language, related.note);
        let marked = (related.span, Some(note));
        let near = |place: &&mut (Span, Marked)| {
            let lines = |span: Span| sources.start(span).line;
            place.0.file == related.span.file
                && lines(place.0).abs_diff(lines(related.span)) <= NEAR
                && fits(sources, place.0, related.span, note, options.width)
        };
        match places.iter_mut().find(near) {
            Some((_, spans)) => spans.push(marked),
            None => places.push((related.span, vec![marked])),
        }
    }
    places
}

/// Whether two places can be shown as one piece: on one line, both with what stands between them and
/// the words beside the second.
fn fits(sources: &Sources, one: Span, other: Span, note: &str, width: usize) -> bool {
    // The number of the line, a bar, the marks of what was cut, a space.
    const BESIDE: usize = 16;
    let columns = unicode_width::UnicodeWidthStr::width;
    let (start, end) = (one.range().start.min(other.range().start), one.range().end.max(other.range().end));
    let between = sources.file(one.file).text().get(start..end).unwrap_or_default();
    between.contains('\n') || columns(between) + columns(note) + BESIDE <= width
}

/// Lines between two places that are shown as one piece.
const NEAR: usize = 8;
/// Characters of a line that are shown at most on either side of what is marked.
const MARGIN: usize = 200;
/// Characters from the first mark on that are shown at most.
const LONGEST: usize = 2_000;

fn origin(sources: &Sources, span: Span) -> Origin<'static> {
    let LineColumn { line, column } = sources.start(span);
    Origin::path(shown_path(sources.file(span.file).path())).line(line).char_column(column)
}

/// The lines that hold all the marked spans, and no more of the file, under their place.
fn shown(sources: &Sources, place: Span, spans: Marked) -> Vec<Element<'_>> {
    let source = sources.file(place.file);
    let path = shown_path(source.path());
    let Some((window, snippet)) = snippet(source, spans) else {
        return vec![origin(sources, place).into()];
    };
    // The renderer counts columns from the beginning of what it is given.
    let line = source.line_range(window.start).start;
    let counts_right = source.text()[line..window.start].trim_start_matches('\u{feff}').is_empty();
    if counts_right {
        vec![snippet.path(path).into()]
    } else {
        vec![origin(sources, place).into(), snippet.into()]
    }
}

fn snippet(
    source: &SourceFile,
    spans: Marked,
) -> Option<(Range<usize>, Snippet<'_, annotate_snippets::Annotation<'_>>)> {
    let first = spans.iter().map(|(span, _)| span.range().start).min()?;
    let last = spans.iter().map(|(span, _)| span.range().end).max()?;
    let window =
        window(source.text(), source.line_range(first).start..source.line_range(last).end, first..last);
    let text = source.text().get(window.clone()).filter(|text| !text.trim().is_empty())?;
    let mut snippet = Snippet::source(text).line_start(source.line_column(window.start).line);
    for (index, (span, label)) in spans.into_iter().enumerate() {
        let clamp = |at: usize| at.clamp(window.start, window.end) - window.start;
        let range = span.range();
        // What was not primary in its file is still what the eye should go to there.
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        snippet = snippet.annotation(kind.span(clamp(range.start)..clamp(range.end)).label(label));
    }
    Some((window, snippet))
}

/// Whole lines, but of very long ones only the part around what is marked, and of very long marks
/// only the beginning; no byte order mark.
fn window(text: &str, lines: Range<usize>, marked: Range<usize>) -> Range<usize> {
    let after = |from: usize, count: usize| {
        let rest = text.get(from..lines.end.max(from)).unwrap_or_default();
        rest.char_indices().nth(count).map_or(from + rest.len(), |(at, _)| from + at)
    };
    let before = text.get(lines.start..marked.start).unwrap_or_default();
    let back = before.char_indices().rev().nth(MARGIN).filter(|_| !before.contains('\n'));
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let start = (lines.start + back.map_or(0, |(at, _)| at)).max(mark);
    let end = after(marked.end, MARGIN).min(after(marked.start, LONGEST));
    start..end.max(start)
}

/// What the summary of a check tells.
/// The summary: what was found, what was not looked for, what was left out, what can be fixed.
pub(super) fn summary_lines(outcome: &Outcome, language: Language) -> Vec<String> {
    let mut lines = wording::summary(language, &summary(outcome));
    lines.extend(outcome.left_out.iter().flat_map(|left_out| wording::known::lines(language, left_out)));
    lines.extend(wording::known::fixable(language, &outcome.findings));
    lines
}

fn summary(outcome: &Outcome) -> Summary {
    let of = |level: Level| outcome.findings.iter().filter(|finding| finding.level == level).count();
    let levels = [Level::Error, Level::Warning, Level::Info];
    let mut families: Vec<(&'static str, usize)> = Vec::new();
    for finding in &outcome.findings {
        let family = finding.code.family();
        match families.iter_mut().find(|(name, _)| *name == family) {
            Some((_, count)) => *count += 1,
            None => families.push((family, 1)),
        }
    }
    families.sort_unstable();
    let lacking = |needs: Needs| {
        let codes = outcome.skipped.iter().filter(|(_, need)| *need == needs).map(|(code, _)| code.code);
        (needs, codes.collect::<Vec<_>>())
    };
    Summary {
        levels: levels.into_iter().map(|level| (level, of(level))).filter(|(_, count)| *count > 0).collect(),
        families,
        suppressed: outcome.suppressed.len(),
        files: outcome.files,
        commitments: outcome.commitments,
        unsound: outcome.unsound,
        skipped: [Needs::Logs, Needs::Git, Needs::LogsAndGit]
            .map(lacking)
            .into_iter()
            .filter(|(_, codes)| !codes.is_empty())
            .collect(),
        today: outcome.today.to_string(),
    }
}

/// A path as every output shows it: with forward slashes.
pub(super) fn shown_path(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' { shown.replace('\\', "/") } else { shown.into_owned() }
}
