//! DuckDB, which also reads files.

use super::{Dialect, FileForm, doubled, escaped};

/// The dialect of DuckDB.
#[derive(Debug)]
pub struct DuckDb;

impl Dialect for DuckDb {
    fn name(&self) -> &'static str {
        "duckdb"
    }

    fn text(&self, text: &str) -> String {
        if text.contains(char::is_control) { format!("E{}", escaped(text)) } else { doubled(text) }
    }

    fn file(&self, form: &FileForm<'_>) -> Option<String> {
        let path = self.text(form.path);
        if form.path.ends_with(".parquet") {
            return Some(format!("read_parquet({path})"));
        }
        let header = match form.names {
            None => "header = true".to_owned(),
            Some(names) => {
                let names: Vec<_> = names.iter().map(|name| self.text(name)).collect();
                format!("header = false, names = [{}]", names.join(", "))
            }
        };
        let delimiter = self.text(&form.delimiter.to_string());
        Some(format!(
            "read_csv({path}, all_varchar = true, {header}, delim = {delimiter}, quote = '\"', escape = '\"')"
        ))
    }

    fn trim(&self, expression: &str, characters: &str) -> String {
        format!("trim({expression}, {})", self.text(characters))
    }

    fn matches(&self, expression: &str, pattern: &str) -> String {
        format!("regexp_matches({expression}, {})", self.text(pattern))
    }

    fn divide(&self, number: &str, by: &str) -> String {
        format!("({number} // {by})")
    }

    fn wall_clock(&self, column: &str) -> String {
        // Counted from the year 1, so that the second that has begun counts before 1970 too.
        format!("((epoch_us(CAST({column} AS TIMESTAMP)) + 62135596800000000) // 1000000 - 62135596800)")
    }

    fn instant(&self, column: &str) -> String {
        format!("((epoch_us(CAST({column} AS TIMESTAMPTZ)) + 62135596800000000) // 1000000 - 62135596800)")
    }

    fn wide(&self, expression: &str) -> String {
        format!("CAST({expression} AS HUGEINT)")
    }
}
