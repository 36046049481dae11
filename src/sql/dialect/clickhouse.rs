//! ClickHouse.

use super::{Dialect, escaped, in_backticks};

/// The dialect of ClickHouse.
#[derive(Debug)]
pub struct ClickHouse;

impl Dialect for ClickHouse {
    fn name(&self) -> &'static str {
        "clickhouse"
    }

    fn identifier(&self, name: &str) -> String {
        in_backticks(name)
    }

    fn text(&self, text: &str) -> String {
        escaped(text)
    }

    fn to_text(&self, expression: &str) -> String {
        format!("toString({expression})")
    }

    fn to_integer(&self, expression: &str) -> String {
        format!("toInt64({expression})")
    }

    fn trim(&self, expression: &str, characters: &str) -> String {
        // Its own trimming takes bytes for characters.
        let ends = self.text(&format!("^[{characters}]+|[{characters}]+$"));
        format!("replaceRegexpAll({expression}, {ends}, '')")
    }

    fn matches(&self, expression: &str, pattern: &str) -> String {
        format!("match({expression}, {})", self.text(pattern))
    }

    fn position(&self, expression: &str, wanted: &str) -> String {
        format!("toInt64(position({expression}, {}))", self.text(wanted))
    }

    fn part(&self, expression: &str, separator: &str, place: usize) -> String {
        format!("arrayElement(splitByString({}, {expression}), {place})", self.text(separator))
    }

    fn divide(&self, number: &str, by: &str) -> String {
        format!("intDiv({number}, {by})")
    }

    fn wall_clock(&self, column: &str) -> String {
        format!("toInt64(toUnixTimestamp(toDateTime64(toString({column}), 6, 'UTC')))")
    }

    fn instant(&self, column: &str) -> String {
        format!("toInt64(toUnixTimestamp({column}))")
    }

    fn wide(&self, expression: &str) -> String {
        format!("toInt128({expression})")
    }

    fn chance(&self) -> Option<&'static str> {
        Some("randCanonical()")
    }

    fn settings(&self) -> &'static str {
        // Evaluated only where they are needed, expressions keep all columns that they are made of, once for each
        // reference: without end for chains of steps. Nothing here needs it, as casts stand behind patterns.
        // What is compiled or moved to the front of a scan takes longer to plan than it saves, and a statement with
        // many targets has more parts than usual.
        "\nSETTINGS short_circuit_function_evaluation = 'disable', compile_expressions = 0, \
         optimize_move_to_prewhere = 0, optimize_group_by_function_keys = 0, \
         optimize_aggregators_of_group_by_keys = 0, max_ast_elements = 1000000, max_expanded_ast_elements = 10000000"
    }

    fn constants(&self, columns: &[String], rows: &[Vec<i64>]) -> String {
        let types: Vec<_> = columns.iter().map(|column| format!("{column} Int64")).collect();
        // As a list of values each number would be analysed as an expression of its own: minutes for a calendar,
        // and more of them than a statement may have.
        let mut text = format!("(SELECT * FROM format(CSV, {}, '", self.text(&types.join(", ")));
        for row in rows {
            let numbers: Vec<_> = row.iter().map(i64::to_string).collect();
            text.push_str(&numbers.join(","));
            text.push('\n');
        }
        text.push_str("'))");
        text
    }
}
