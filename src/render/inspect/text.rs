//! An inspection for people: the file, its columns, what they probably are, the tables to paste.

use super::delimiter;
use super::words::Words;
use crate::log::inspect::{InspectedColumn, Inspection, Looks, TimeFormats};
use crate::render::report::{TextOptions, bytes};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use std::io::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Writes an inspection, with these tables.
pub fn text(
    inspection: &Inspection,
    tables: &str,
    options: TextOptions,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let page = Page { inspection, words: Words::of(options.language), width: options.width };
    page.file(out)?;
    page.columns(out)?;
    page.roles(out)?;
    writeln!(out, "\n{}", page.words.limits(inspection.sampled))?;
    writeln!(out, "{}\n\n{}", page.words.paste, tables.trim_end())
}

struct Page<'a> {
    inspection: &'a Inspection,
    words: &'static Words,
    width: Option<usize>,
}

impl Page<'_> {
    fn file(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let Inspection { path, encoding, malformed, blank, ragged, .. } = self.inspection;
        let words = self.words;
        writeln!(out, "{path} ({})", bytes(self.inspection.bytes))?;
        let malformed = if *malformed > 0 { words.malformed(*malformed) } else { String::new() };
        let sure = words.sureness(encoding.sureness);
        self.line(words.encoding, &format!("{} ({sure}{malformed})", encoding.label), out)?;
        self.line(words.delimiter, &delimiter(self.inspection.delimiter), out)?;
        if let Some(ends) = self.inspection.line_ends {
            self.line(words.line_ends, words.ends(ends), out)?;
        }
        self.line(words.header, words.header_of(self.inspection.has_header), out)?;
        let bad = [blank.count, ragged.short.count, ragged.long.count];
        self.line(words.rows, &words.rows_of(self.inspection.rows, bad, self.inspection.whole), out)
    }

    fn line(&self, name: &str, value: &str, out: &mut dyn Write) -> std::io::Result<()> {
        let words = self.words;
        let names = [
            words.encoding,
            words.delimiter,
            words.line_ends,
            words.header,
            words.rows,
            words.case,
            words.start,
            words.stop,
            words.event,
            words.at,
        ];
        let width = names.into_iter().map(UnicodeWidthStr::width).max().unwrap_or(0);
        writeln!(out, "  {name}{:1$}  {value}", "", width - name.width())
    }

    fn columns(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(self.words.headings);
        for column in &self.inspection.columns {
            table.add_row([
                self.name(column),
                share(column.filled, self.good()),
                self.words.distinct(column),
                self.looks(&column.looks),
                self.values(column),
            ]);
        }
        for place in 0..self.words.headings.len() {
            if let Some(shown) = table.column_mut(place) {
                let number = matches!(place, 1 | 2);
                shown.set_cell_alignment(if number { CellAlignment::Right } else { CellAlignment::Left });
                shown.set_padding((0, 2));
            }
        }
        writeln!(out)?;
        for line in table.lines() {
            writeln!(out, "  {}", self.cut(line.trim_end()))?;
        }
        Ok(())
    }

    /// Rows that are neither blank nor ragged.
    fn good(&self) -> u64 {
        self.inspection.rows - self.inspection.blank.count - self.inspection.ragged.count()
    }

    fn name(&self, column: &InspectedColumn) -> String {
        if column.name.is_empty() { self.words.unnamed(column.position) } else { one_line(&column.name) }
    }

    fn looks(&self, looks: &Looks) -> String {
        let Looks::Time(times) = looks else { return self.words.looks(looks).to_owned() };
        let TimeFormats { formats, ambiguous, unexplained, values } = times;
        let mut shown: Vec<_> =
            formats.iter().map(|(format, count)| format!("{format} {}", share(*count, *values))).collect();
        let explained: u64 = formats.iter().map(|(_, count)| count).sum();
        if explained < *values {
            shown.push(self.words.unexplained(&share(values - explained, *values), unexplained));
        }
        shown.extend(ambiguous.iter().map(|formats| self.words.open(formats)));
        format!("{} {}", self.words.looks(looks), shown.join(self.words.comma))
    }

    fn values(&self, column: &InspectedColumn) -> String {
        let few = matches!(column.looks, Looks::Attribute);
        let values: Vec<_> = if few {
            column.few.iter().take(4).map(|(value, count)| format!("{} ({count})", one_line(value))).collect()
        } else {
            column.samples.iter().map(|value| one_line(value)).collect()
        };
        let marked = column.markers.iter().map(|(marker, count)| format!("{marker} ({count})"));
        values.into_iter().chain(marked).collect::<Vec<_>>().join(self.words.comma)
    }

    fn roles(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let proposal = &self.inspection.proposal;
        let words = self.words;
        let name = |place: usize| self.inspection.columns.get(place).map(|column| self.name(column));
        let case = proposal.case.and_then(name).unwrap_or_else(|| words.row_is_case.to_owned());
        writeln!(out)?;
        self.line(words.case, &case, out)?;
        let found = |place: Option<usize>| place.and_then(name).unwrap_or_else(|| words.not_found.to_owned());
        let Some(events) = &proposal.events else {
            self.line(words.start, &found(proposal.start), out)?;
            return self.line(words.stop, &found(proposal.stop), out);
        };
        self.line(words.event, &found(Some(events.event)), out)?;
        self.line(words.at, &found(Some(events.at)), out)?;
        self.line(words.start, words.first_of_case, out)?;
        let stops: Vec<_> = events.stops.iter().map(|stop| one_line(stop)).collect();
        self.line(words.stop, &stops.join(words.comma), out)
    }

    /// A line as far as the terminal is wide.
    fn cut(&self, line: &str) -> String {
        let Some(width) = self.width.map(|width| width.saturating_sub(2)) else { return line.to_owned() };
        if line.width() <= width {
            return line.to_owned();
        }
        let mut left = width.saturating_sub(2);
        let fits = |letter: &char| {
            let wide = letter.width().unwrap_or(0);
            let fits = wide <= left;
            left = left.saturating_sub(wide);
            fits
        };
        let cut: String = line.chars().take_while(fits).collect();
        cut + ".."
    }
}

fn share(part: u64, whole: u64) -> String {
    // Down to a tenth of a percent, so that what is not all is never shown as all.
    let tenths = if whole == 0 { 0 } else { u128::from(part) * 1000 / u128::from(whole) };
    if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{}.{}%", tenths / 10, tenths % 10) }
}

/// A text without line breaks and other controls.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
