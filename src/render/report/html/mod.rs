//! A report as one HTML file that needs nothing else: no network, no fonts, no script to be read.
//!
//! It opens with the answer; then come the commitments with their charts and tables, the standards, the
//! data, and what the report was made by.

mod axis;
mod bars;
mod chart;
mod distribution;
mod heat;
mod scorecard;
mod spread;
mod target;
mod trend;

use super::made_by::{MadeBy, Shown};
use super::terms::about;
use super::words::Words;
use super::{account, answer, beside, columns};
use crate::check::scorecard::Scorecard;
use crate::model::Prose;
use crate::render::html::{Data, Frame, Heading, Table, close, escape, list, sign};
use crate::render::wording::report::PageWords;
use crate::render::{Language, wording};
use crate::report::{Answer, Cell, Report, Standing, SubjectReport, Verdict};
use std::io::Write;

/// Writes the report as HTML.
pub fn html(shown: &Shown<'_>, language: Language, out: &mut dyn Write) -> std::io::Result<()> {
    let Shown { report, scorecard, made_by } = shown;
    let page = Page {
        report,
        scorecard: *scorecard,
        language,
        words: Words::of(language),
        wording: PageWords::of(language),
        charts: std::cell::Cell::new(0),
    };
    let answer = report.answer();
    page.frame().open(out)?;
    page.contents(out)?;
    writeln!(out, "<main id=\"main\">")?;
    page.answer(&answer, out)?;
    page.subjects("c", page.wording.promises, "", &report.commitments, out)?;
    if !report.standards.is_empty() {
        let words = page.wording;
        page.subjects("s", words.standards, words.about_standards, &report.standards, out)?;
    }
    page.scorecard(out)?;
    page.data(out)?;
    writeln!(out, "</main>")?;
    page.foot(made_by, out)
}

/// What the parts of the page have in common.
struct Page<'a> {
    report: &'a Report,
    scorecard: Option<&'a Scorecard>,
    language: Language,
    words: &'static Words,
    wording: &'static PageWords,
    /// How many charts there are so far.
    charts: std::cell::Cell<usize>,
}

impl Page<'_> {
    fn frame(&self) -> Frame<'_> {
        let as_of = self.report.as_of.map(|as_of| self.report.zone.rfc3339(as_of).to_string());
        let as_of = as_of.map(|as_of| {
            format!(
                "<p class=\"quiet\">{} <span class=\"whole\">{}</span></p>\n",
                self.words.as_of,
                escape(&as_of)
            )
        });
        Frame {
            language: self.language,
            title: self.wording.title,
            skip: self.wording.skip,
            comment: "",
            below_title: as_of.unwrap_or_default(),
        }
    }

    /// Links to the sections.
    fn contents(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let heading = escape(self.wording.contents);
        writeln!(out, "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">{heading}</h2>\n<ul>")?;
        let subjects = [("c", &self.report.commitments), ("s", &self.report.standards)];
        writeln!(out, "<li><a href=\"#answer\">{}</a></li>", escape(self.wording.answer))?;
        for (kind, subjects) in subjects {
            for (place, subject) in subjects.iter().enumerate() {
                let name = escape(&answer::name(self.language, self.report, subject));
                writeln!(out, "<li><a href=\"#{kind}{place}\">{name}</a></li>")?;
            }
        }
        if self.scorecard.is_some() {
            let heading = escape(wording::scorecard::heading(self.language));
            writeln!(out, "<li><a href=\"#scorecard\">{heading}</a></li>")?;
        }
        writeln!(out, "<li><a href=\"#data\">{}</a></li>\n</ul>\n</nav>", escape(self.words.data))
    }

    fn answer(&self, answer: &Answer<'_>, out: &mut dyn Write) -> std::io::Result<()> {
        let words = self.wording;
        writeln!(
            out,
            "<section aria-labelledby=\"answer\">\n<h2 id=\"answer\">{}</h2>",
            escape(words.answer)
        )?;
        let mut lines = answer::headline(words, answer).into_iter();
        writeln!(out, "<p class=\"lead\">{}</p>", escape(&lines.next().unwrap_or_default()))?;
        for line in lines {
            writeln!(out, "<p>{}</p>", escape(&line))?;
        }
        if !answer.promises.is_empty() {
            write!(out, "{}", self.standings(answer).html())?;
        }
        if let Some(owed) = beside::owed_in_all(self.language, self.report) {
            writeln!(out, "<p>{}</p>", escape(&owed))?;
        }
        writeln!(out, "<h3>{}</h3>", escape(words.look))?;
        let look = answer::look(self.words, words, self.report, answer);
        if look.is_empty() {
            writeln!(out, "<p>{}</p>", escape(words.nothing))?;
        } else {
            writeln!(out, "{}", list(&look))?;
        }
        writeln!(out, "</section>")
    }

    /// Each promise with its verdict and the periods behind it.
    fn standings(&self, answer: &Answer<'_>) -> Table {
        let words = self.wording;
        let heading = |text: &str, numeric| Heading { text: text.to_owned(), numeric };
        let mut columns = vec![heading(words.promise, false), heading(self.words.verdict, false)];
        columns.extend(words.periods.map(|word| heading(word, true)));
        let row = |(place, standing): (usize, &Standing<'_>)| {
            let name = escape(&answer::name(self.language, self.report, standing.subject));
            let mut row = vec![Data::html(format!("<a href=\"#c{place}\">{name}</a>"))];
            let uncertain = if standing.uncertain { self.words.uncertain } else { "" };
            row.push(Data::html(chip(self.words, standing.verdict, uncertain)));
            row.extend(
                [standing.kept, standing.broken, standing.open]
                    .map(|periods| Data::number(&periods.to_string(), Some(chart::float(periods)))),
            );
            row
        };
        Table {
            caption: words.standings.to_owned(),
            columns,
            rows: answer.promises.iter().enumerate().map(row).collect(),
            totals: Vec::new(),
        }
    }

    fn subjects(
        &self,
        kind: &str,
        heading: &str,
        about_all: &str,
        subjects: &[SubjectReport],
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        writeln!(out, "<section aria-labelledby=\"{kind}\">\n<h2 id=\"{kind}\">{}</h2>", escape(heading))?;
        if !about_all.is_empty() {
            writeln!(out, "<p>{}</p>", escape(about_all))?;
        }
        for (place, subject) in subjects.iter().enumerate() {
            let title = self.prose(subject.title.as_ref());
            let id = if title.is_empty() { String::new() } else { format!("{} ", escape(&subject.id)) };
            writeln!(
                out,
                "<article class=\"commitment\" aria-labelledby=\"{kind}{place}\">\n<h3 id=\"{kind}{place}\">{} \
                 <span class=\"quiet\">{id}{}</span></h3>",
                escape(if title.is_empty() { &subject.id } else { title }),
                escape(about(self.words, subject.status, &subject.version).trim()),
            )?;
            if subject.targets.is_empty() {
                writeln!(out, "<p>{}</p>", escape(self.words.no_target))?;
            }
            for target in &subject.targets {
                write!(out, "{}", self.target(target))?;
            }
            let owed = beside::owed(self.language, subject);
            if !owed.is_empty() {
                writeln!(out, "{}", list(&owed))?;
            }
            writeln!(out, "</article>")?;
        }
        writeln!(out, "</section>")
    }

    fn data(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let heading = escape(self.words.data);
        writeln!(out, "<section aria-labelledby=\"data\">\n<h2 id=\"data\">{heading}</h2>")?;
        for log in account::logs(self.words, &self.report.data) {
            writeln!(out, "<h3>{}</h3>", escape(&log.name))?;
            let lines: Vec<_> = log.files.iter().chain(&log.counts).cloned().collect();
            writeln!(out, "{}", list(&lines))?;
            if !log.problems.is_empty() {
                let problem = |(problem, places): &(String, String)| {
                    format!(
                        "<li>{}<br><span class=\"quiet\">{}</span></li>\n",
                        escape(problem),
                        escape(places)
                    )
                };
                writeln!(out, "<ul>\n{}</ul>", log.problems.iter().map(problem).collect::<String>())?;
            }
        }
        let notes = account::notes(self.words, &self.report.data, self.report.binned);
        if !notes.is_empty() {
            writeln!(out, "{}", list(&notes))?;
        }
        writeln!(out, "</section>")
    }

    fn foot(&self, made_by: &MadeBy, out: &mut dyn Write) -> std::io::Result<()> {
        let mut lines = made_by.lines(self.words);
        lines.push(self.words.zones(self.report.data.zones));
        let heading = escape(self.wording.made_by);
        close(&format!("<h2>{heading}</h2>\n{}", list(&lines)), out)
    }

    fn prose<'p>(&self, prose: Option<&'p Prose>) -> &'p str {
        prose.map_or("", |prose| prose.in_language(self.language.as_str()))
    }

    /// An id for a chart.
    fn next_id(&self) -> String {
        self.charts.set(self.charts.get() + 1);
        format!("chart{}", self.charts.get())
    }
}

/// The verdict on a period and group, with a sign before the word.
fn verdict_html(words: &Words, cell: &Cell) -> String {
    sign(marked(cell), &columns::verdict(words, cell))
}

/// The verdict whose colour and mark a cell has: a few cases have those of none, whatever they say.
fn marked(cell: &Cell) -> Verdict {
    if cell.few { Verdict::NoCases } else { cell.verdict }
}

fn chip(words: &Words, verdict: Verdict, uncertain: &str) -> String {
    sign(verdict, &format!("{}{uncertain}", words.verdict_of(verdict)))
}
