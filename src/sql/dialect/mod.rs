//! What engines say differently. Each dialect is a small file; everything else of a statement is what all
//! of them understand alike.
//!
//! A dialect turns texts of expressions into texts of expressions. It must not know what they mean.

mod bigquery;
mod clickhouse;
mod duckdb;
mod postgres;
mod spark;
mod trino;

use std::fmt::Write as _;

pub use bigquery::BigQuery;
pub use clickhouse::ClickHouse;
pub use duckdb::DuckDb;
pub use postgres::Postgres;
pub use spark::Spark;
pub use trino::Trino;

/// How the file of a log is written, for engines that read files.
#[derive(Clone, Debug)]
pub struct FileForm<'a> {
    /// The path.
    pub path: &'a str,
    /// What stands between fields.
    pub delimiter: char,
    /// The names of its columns, where the file itself has none.
    pub names: Option<&'a [String]>,
}

/// The language of an engine. All arguments and results are texts of expressions, unless they are said to
/// be something else. No expression is ever NULL but a column of the log.
pub trait Dialect {
    /// The word of `--dialect`.
    fn name(&self) -> &'static str;

    /// A name of a table or column.
    fn identifier(&self, name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }

    /// A text.
    fn text(&self, text: &str) -> String;

    /// A file as something that rows are selected from; `None` where only tables can be read.
    fn file(&self, _form: &FileForm<'_>) -> Option<String> {
        None
    }

    /// A column of any type as text.
    fn to_text(&self, expression: &str) -> String {
        format!("CAST({expression} AS VARCHAR)")
    }

    /// A text of digits, perhaps with a sign, as a whole number of 64 bits.
    fn to_integer(&self, expression: &str) -> String {
        format!("CAST({expression} AS BIGINT)")
    }

    /// A text without any of these characters at its ends.
    fn trim(&self, expression: &str, characters: &str) -> String {
        format!("trim(BOTH {} FROM {expression})", self.text(characters))
    }

    /// Whether a regular expression is found in a text. Patterns use nothing but `^ $ ( | ) ? * + {m,n}` and
    /// classes in brackets.
    fn matches(&self, expression: &str, pattern: &str) -> String;

    /// The place of a text in another, from 1; 0 where it is not found.
    fn position(&self, expression: &str, wanted: &str) -> String {
        format!("strpos({expression}, {})", self.text(wanted))
    }

    /// A part of a text that is cut at each separator, counted from 1; empty where there are fewer.
    fn part(&self, expression: &str, separator: &str, place: usize) -> String {
        format!("split_part({expression}, {}, {place})", self.text(separator))
    }

    /// The whole part of a quotient of numbers that are not negative.
    fn divide(&self, number: &str, by: &str) -> String {
        format!("({number} / {by})")
    }

    /// The seconds since 1970-01-01 00:00 of a column of timestamps without a zone.
    fn wall_clock(&self, column: &str) -> String;

    /// The seconds since 1970-01-01T00:00:00Z of a column of timestamps with a zone.
    fn instant(&self, column: &str) -> String;

    /// A whole number in a type whose sums do not overflow.
    fn wide(&self, expression: &str) -> String;

    /// A wide number as text, in digits alone.
    fn wide_text(&self, expression: &str) -> String {
        self.to_text(expression)
    }

    /// What stands between the name of a common table and its statement, so that it is computed once.
    fn computed_once(&self) -> &'static str {
        ""
    }

    /// Whether two whole numbers that are never NULL are the same, as the condition of a join.
    fn same_key(&self, left: &str, right: &str) -> String {
        format!("{left} = {right}")
    }

    /// A random number of each row, at least 0 and below 1: a condition that depends on it is checked where it
    /// stands. For optimizers that would move it up to the scan, with all the steps before it written out into
    /// each other; `None` for those that do not.
    fn chance(&self) -> Option<&'static str> {
        None
    }

    /// What stands at the end of a statement: settings of the engine for it alone.
    fn settings(&self) -> &'static str {
        ""
    }

    /// Rows of whole numbers as something to select from.
    fn constants(&self, columns: &[String], rows: &[Vec<i64>]) -> String {
        let mut text = String::from("(SELECT * FROM (VALUES");
        add_rows(&mut text, rows, |number| self.to_integer(number));
        let _ = write!(text, ") AS v({}))", columns.join(", "));
        text
    }
}

/// The dialect of a word.
pub fn named(word: &str) -> Option<&'static dyn Dialect> {
    const ALL: [&dyn Dialect; 6] = [&DuckDb, &Postgres, &Spark, &ClickHouse, &BigQuery, &Trino];
    ALL.into_iter().find(|dialect| dialect.name() == word)
}

/// Adds rows in parentheses, a line each; the first says of which type the numbers are.
fn add_rows(text: &mut String, rows: &[Vec<i64>], typed: impl Fn(&str) -> String) {
    for (place, row) in rows.iter().enumerate() {
        text.push_str(if place == 0 { "\n  (" } else { ",\n  (" });
        for (column, number) in row.iter().enumerate() {
            let comma = if column == 0 { "" } else { ", " };
            let _ = match place {
                0 => write!(text, "{comma}{}", typed(&number.to_string())),
                _ => write!(text, "{comma}{number}"),
            };
        }
        text.push(')');
    }
}

/// A text in quotes, where a quote within is doubled and nothing else is special.
fn doubled(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A text in quotes, where a backslash begins an escape.
fn escaped(text: &str) -> String {
    let mut quoted = String::from("'");
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\'' => quoted.push_str("\\'"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    quoted.push('\'');
    quoted
}

/// A name in backticks.
fn in_backticks(name: &str) -> String {
    format!("`{}`", name.replace('\\', "\\\\").replace('`', "\\`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_texts_are_quoted() {
        let dialect = |word: &str| named(word).unwrap();
        for (word, name, text) in [
            ("duckdb", "\"a\"\"b`c\"", "'it''s \\'"),
            ("postgres", "\"a\"\"b`c\"", "'it''s \\'"),
            ("trino", "\"a\"\"b`c\"", "'it''s \\'"),
            ("spark", "`a\"b``c`", "'it\\'s \\\\'"),
            ("clickhouse", "`a\"b\\`c`", "'it\\'s \\\\'"),
            ("bigquery", "`a\"b\\`c`", "'it\\'s \\\\'"),
        ] {
            assert_eq!(dialect(word).identifier("a\"b`c"), name, "{word}");
            assert_eq!(dialect(word).text("it's \\"), text, "{word}");
        }
        assert!(named("oracle").is_none());
    }

    #[test]
    fn characters_that_no_line_shows_are_written_out() {
        for (word, text) in [
            ("duckdb", "E'\\t\\n'"),
            ("postgres", "E'\\t\\n'"),
            ("trino", "U&'\\0009\\000A'"),
            ("spark", "'\\t\\n'"),
            ("clickhouse", "'\\t\\n'"),
            ("bigquery", "'\\t\\n'"),
        ] {
            assert_eq!(named(word).unwrap().text("\t\n"), text, "{word}");
        }
    }
}
