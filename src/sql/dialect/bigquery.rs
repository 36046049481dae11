//! BigQuery, in its standard SQL.

use super::{Dialect, add_rows, escaped, in_backticks};

/// The dialect of BigQuery.
#[derive(Debug)]
pub struct BigQuery;

impl Dialect for BigQuery {
    fn name(&self) -> &'static str {
        "bigquery"
    }

    fn identifier(&self, name: &str) -> String {
        in_backticks(name)
    }

    fn text(&self, text: &str) -> String {
        escaped(text)
    }

    fn to_text(&self, expression: &str) -> String {
        format!("CAST({expression} AS STRING)")
    }

    fn to_integer(&self, expression: &str) -> String {
        format!("CAST({expression} AS INT64)")
    }

    fn trim(&self, expression: &str, characters: &str) -> String {
        format!("TRIM({expression}, {})", self.text(characters))
    }

    fn matches(&self, expression: &str, pattern: &str) -> String {
        format!("REGEXP_CONTAINS({expression}, {})", self.text(pattern))
    }

    fn part(&self, expression: &str, separator: &str, place: usize) -> String {
        let separator = self.text(separator);
        format!("COALESCE(SPLIT({expression}, {separator})[SAFE_ORDINAL({place})], '')")
    }

    fn divide(&self, number: &str, by: &str) -> String {
        format!("DIV({number}, {by})")
    }

    fn wall_clock(&self, column: &str) -> String {
        format!("DATETIME_DIFF({column}, DATETIME '1970-01-01 00:00:00', SECOND)")
    }

    fn instant(&self, column: &str) -> String {
        format!("UNIX_SECONDS({column})")
    }

    fn wide(&self, expression: &str) -> String {
        format!("CAST({expression} AS BIGNUMERIC)")
    }

    fn constants(&self, columns: &[String], rows: &[Vec<i64>]) -> String {
        if let [column] = columns {
            // One number in parentheses is a number, and no structure.
            let numbers: Vec<_> = rows.iter().flatten().map(i64::to_string).collect();
            return format!(
                "(SELECT {column} FROM UNNEST(ARRAY<INT64>[{}]) AS {column})",
                numbers.join(", ")
            );
        }
        let types: Vec<_> = columns.iter().map(|column| format!("{column} INT64")).collect();
        let mut text = format!("(SELECT * FROM UNNEST(ARRAY<STRUCT<{}>>[", types.join(", "));
        add_rows(&mut text, rows, str::to_owned);
        text.push_str("]))");
        text
    }
}
