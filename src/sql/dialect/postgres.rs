//! PostgreSQL, from version 12 on.

use super::{Dialect, doubled, escaped};

/// The dialect of PostgreSQL.
#[derive(Debug)]
pub struct Postgres;

impl Dialect for Postgres {
    fn name(&self) -> &'static str {
        "postgres"
    }

    fn text(&self, text: &str) -> String {
        if text.contains(char::is_control) { format!("E{}", escaped(text)) } else { doubled(text) }
    }

    fn to_text(&self, expression: &str) -> String {
        format!("CAST({expression} AS TEXT)")
    }

    fn trim(&self, expression: &str, characters: &str) -> String {
        format!("btrim({expression}, {})", self.text(characters))
    }

    fn matches(&self, expression: &str, pattern: &str) -> String {
        format!("({expression} ~ {})", self.text(pattern))
    }

    fn wall_clock(&self, column: &str) -> String {
        format!("CAST(floor(extract(epoch FROM CAST({column} AS TIMESTAMP))) AS BIGINT)")
    }

    fn instant(&self, column: &str) -> String {
        format!("CAST(floor(extract(epoch FROM CAST({column} AS TIMESTAMPTZ))) AS BIGINT)")
    }

    fn chance(&self) -> Option<&'static str> {
        // For what else speaks this dialect: steps that are materialized need none.
        Some("random()")
    }

    fn wide(&self, expression: &str) -> String {
        // Without a scale DataFusion, which reads this dialect, would give digits to a fraction.
        format!("CAST({expression} AS NUMERIC(38, 0))")
    }

    fn computed_once(&self) -> &'static str {
        // Else a pattern would run once for each reference to what comes of it.
        "MATERIALIZED "
    }
}
