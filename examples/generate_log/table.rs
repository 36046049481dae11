//! A log in the making: rows in the order of time, written as CSV.

use std::fmt::Write as _;

pub(crate) struct Table {
    header: &'static str,
    rows: Vec<(i64, Vec<String>)>,
}

impl Table {
    /// The header is written as it stands.
    pub(crate) fn new(header: &'static str) -> Self {
        Table { header, rows: Vec::new() }
    }

    /// A row of the case, call or event of that time.
    pub(crate) fn row<const N: usize>(&mut self, time: i64, fields: [String; N]) {
        self.rows.push((time, fields.into()));
    }

    /// The rows in the order of their times; equal times stay in the order in which they came.
    pub(crate) fn sort(&mut self) {
        self.rows.sort_by_key(|(time, _)| *time);
    }

    /// Types another text into a field of a row, as clerks do.
    pub(crate) fn mistype(&mut self, row: usize, header: &str, text: &str) {
        let column = self.header.split(',').take_while(|name| *name != header).count();
        text.clone_into(&mut self.rows[row].1[column]);
    }

    /// Sends a row a second time, right behind the first.
    pub(crate) fn repeat(&mut self, row: usize) {
        self.rows.insert(row + 1, self.rows[row].clone());
    }

    /// Puts the number of the row before its fields.
    pub(crate) fn number(&mut self, name: impl Fn(usize) -> String) {
        for (place, (_, fields)) in self.rows.iter_mut().enumerate() {
            fields.insert(0, name(place + 1));
        }
    }

    pub(crate) fn csv(&self) -> String {
        let mut out = format!("{}\n", self.header);
        for (_, fields) in &self.rows {
            push_row(&mut out, fields);
        }
        out
    }
}

/// One line of CSV; a field is quoted when it has to be.
fn push_row(out: &mut String, fields: &[String]) {
    for (place, field) in fields.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        if field.contains([',', '"', '\n']) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\"{}\"", field.replace('"', "\"\""));
        } else {
            out.push_str(field);
        }
    }
    out.push('\n');
}
