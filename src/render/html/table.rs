//! Tables that can be sorted: the script makes buttons of their headings.

use super::escape::escape;

/// A table.
pub(in crate::render) struct Table {
    /// What it is about.
    pub(in crate::render) caption: String,
    /// Its columns; the first names the rows.
    pub(in crate::render) columns: Vec<Heading>,
    /// Its rows.
    pub(in crate::render) rows: Vec<Vec<Data>>,
    /// Rows that stay below the others however they are sorted.
    pub(in crate::render) totals: Vec<Vec<Data>>,
}

/// The heading of a column.
pub(in crate::render) struct Heading {
    /// Its name.
    pub(in crate::render) text: String,
    /// Whether it holds numbers.
    pub(in crate::render) numeric: bool,
}

/// A cell.
pub(in crate::render) struct Data {
    /// What it shows, as HTML.
    html: String,
    /// What it is sorted by, where that is not what it shows.
    key: Option<f64>,
    /// Whether it is broken into lines.
    long: bool,
}

impl Data {
    /// A cell of text.
    pub(in crate::render) fn text(text: &str) -> Self {
        Self { html: escape(text), key: None, long: false }
    }

    /// A cell of what is HTML already.
    pub(in crate::render) fn html(html: String) -> Self {
        Self { html, key: None, long: false }
    }

    /// The same where that are sentences, which may be broken into lines.
    pub(in crate::render) fn long(html: String) -> Self {
        Self { html, key: None, long: true }
    }

    /// A cell sorted by a number; without one it comes last.
    pub(in crate::render) fn number(text: &str, key: Option<f64>) -> Self {
        Self { html: escape(text), key: Some(key.unwrap_or(f64::NAN)), long: false }
    }
}

impl Table {
    /// The table in a frame that scrolls where the screen is narrow.
    pub(in crate::render) fn html(&self) -> String {
        let caption = escape(&self.caption);
        let heads = self.columns.iter().map(|column| {
            let kind = if column.numeric { " class=\"number\" data-numeric" } else { "" };
            format!("<th scope=\"col\"{kind}>{}</th>", escape(&column.text))
        });
        let heads: String = heads.collect();
        let rows = |rows: &[Vec<Data>]| rows.iter().map(|row| self.row(row)).collect::<String>();
        let totals = if self.totals.is_empty() {
            String::new()
        } else {
            format!("<tfoot>\n{}</tfoot>\n", rows(&self.totals))
        };
        format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{caption}\">\n\
             <table class=\"sortable\">\n<caption>{caption}</caption>\n\
             <thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{}</tbody>\n{totals}</table>\n</div>\n",
            rows(&self.rows),
        )
    }

    fn row(&self, row: &[Data]) -> String {
        let cells = row.iter().zip(&self.columns).enumerate().map(|(place, (data, column))| {
            let key = match data.key {
                Some(key) if key.is_nan() => " data-key=\"\"".to_owned(),
                Some(key) => format!(" data-key=\"{key}\""),
                None => String::new(),
            };
            let class = match data {
                Data { long: true, .. } => " class=\"long\"",
                _ if column.numeric => " class=\"number\"",
                _ => "",
            };
            if place == 0 {
                format!("<th scope=\"row\"{class}{key}>{}</th>", data.html)
            } else {
                format!("<td{class}{key}>{}</td>", data.html)
            }
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    }
}
