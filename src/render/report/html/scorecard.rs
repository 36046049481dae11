//! The scorecard on the page: a table with a row for each promise and a column for each quality.

use super::Page;
use crate::check::scorecard::{Count, Qualities, Quality, Scorecard};
use crate::render::html::{Data, Heading, Table, escape, sign};
use crate::render::scorecard::{Line, lines};
use crate::render::wording::{scorecard as words, statistics};
use crate::report::Verdict;
use std::io::Write;

impl Page<'_> {
    /// The section, where it is asked for.
    pub(super) fn scorecard(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let Some(scorecard) = self.scorecard else { return Ok(()) };
        let heading = words::heading(self.language);
        writeln!(
            out,
            "<section aria-labelledby=\"scorecard\">\n<h2 id=\"scorecard\">{}</h2>\n<p>{}</p>",
            escape(heading),
            escape(&words::about(self.language, scorecard.today)),
        )?;
        writeln!(out, "{}</section>", self.card(heading, scorecard).html())
    }

    fn card(&self, caption: &str, scorecard: &Scorecard) -> Table {
        let column = |text: &str| Heading { text: text.to_owned(), numeric: false };
        let qualities = Quality::ALL.map(|quality| column(statistics::quality(self.language, quality)));
        let row = |promise: &Qualities| {
            let lines = lines(self.language, scorecard, promise);
            std::iter::once(Data::text(&promise.id)).chain(lines.iter().map(cell)).collect()
        };
        Table {
            caption: caption.to_owned(),
            columns: std::iter::once(column(statistics::commitment(self.language)))
                .chain(qualities)
                .collect(),
            rows: scorecard.commitments.iter().map(row).collect(),
            totals: Vec::new(),
        }
    }
}

/// What rules say, with a sign, and what was measured below it.
fn cell(line: &Line) -> Data {
    let measured =
        line.measured.iter().map(|text| format!("<br><span class=\"quiet\">{}</span>", escape(text)));
    let html = format!("{}{}", sign(mark(line.against), &line.rules), measured.collect::<String>());
    Data::long(html)
}

/// A sign and a colour that are known from verdicts: errors are as a broken promise, less is as an open one.
fn mark(against: Option<Count>) -> Verdict {
    match against {
        None => Verdict::NoCases,
        Some(count) if count.is_empty() => Verdict::Kept,
        Some(Count { errors: 0, .. }) => Verdict::Open,
        Some(_) => Verdict::Broken,
    }
}
