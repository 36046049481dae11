//! Spark SQL, from version 3.4 on, and engines that speak it.

use super::{Dialect, escaped};

/// The dialect of Spark SQL.
#[derive(Debug)]
pub struct Spark;

impl Dialect for Spark {
    fn name(&self) -> &'static str {
        "spark"
    }

    fn identifier(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }

    fn text(&self, text: &str) -> String {
        escaped(text)
    }

    fn to_text(&self, expression: &str) -> String {
        format!("CAST({expression} AS STRING)")
    }

    fn matches(&self, expression: &str, pattern: &str) -> String {
        format!("({expression} RLIKE {})", self.text(pattern))
    }

    fn position(&self, expression: &str, wanted: &str) -> String {
        format!("instr({expression}, {})", self.text(wanted))
    }

    fn divide(&self, number: &str, by: &str) -> String {
        format!("({number} div {by})")
    }

    fn wall_clock(&self, column: &str) -> String {
        // A cast to an instant would go through the zone of the session.
        format!(
            "(CAST(datediff(CAST({column} AS DATE), DATE '1970-01-01') AS BIGINT) * 86400 + hour({column}) * 3600 \
             + minute({column}) * 60 + second({column}))"
        )
    }

    fn instant(&self, column: &str) -> String {
        format!("unix_timestamp({column})")
    }

    fn same_key(&self, left: &str, right: &str) -> String {
        // The key of a plain equality is followed back to the scan, to see whether partitions can be left out, with
        // all the steps in between written out into each other: no heap is large enough.
        format!("{left} <=> {right}")
    }

    fn chance(&self) -> Option<&'static str> {
        Some("rand(0)")
    }

    fn wide(&self, expression: &str) -> String {
        format!("CAST({expression} AS DECIMAL(38, 0))")
    }

    fn wide_text(&self, expression: &str) -> String {
        format!("CAST(CAST({expression} AS DECIMAL(38, 0)) AS STRING)")
    }
}
