//! Trino, and services that are made of it. Its statements are checked by a parser and not executed in the
//! tests.

use super::{Dialect, doubled};
use std::fmt::Write as _;

/// The dialect of Trino.
#[derive(Debug)]
pub struct Trino;

impl Dialect for Trino {
    fn name(&self) -> &'static str {
        "trino"
    }

    fn text(&self, text: &str) -> String {
        if !text.contains(char::is_control) {
            return doubled(text);
        }
        let mut quoted = String::from("U&'");
        for character in text.chars() {
            match character {
                '\'' => quoted.push_str("''"),
                '\\' => quoted.push_str("\\\\"),
                control if control.is_control() => {
                    let _ = write!(quoted, "\\{:04X}", u32::from(control));
                }
                other => quoted.push(other),
            }
        }
        quoted.push('\'');
        quoted
    }

    fn matches(&self, expression: &str, pattern: &str) -> String {
        format!("regexp_like({expression}, {})", self.text(pattern))
    }

    fn part(&self, expression: &str, separator: &str, place: usize) -> String {
        format!("coalesce(split_part({expression}, {}, {place}), '')", self.text(separator))
    }

    fn wall_clock(&self, column: &str) -> String {
        format!("date_diff('second', TIMESTAMP '1970-01-01 00:00:00', date_trunc('second', {column}))")
    }

    fn instant(&self, column: &str) -> String {
        format!("CAST(floor(to_unixtime({column})) AS BIGINT)")
    }

    fn wide(&self, expression: &str) -> String {
        format!("CAST({expression} AS DECIMAL(38, 0))")
    }
}
