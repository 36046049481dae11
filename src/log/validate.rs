//! Mistakes in the definitions of logs that only this layer can see: encodings and time formats.
//!
//! It reads definitions and must not open any log.

use super::encoding;
use super::format::TimeFormat;
use crate::finding::{Definition, Finding, Invalid, codes};
use crate::model::{Definitions, Log};
use crate::source::Span;

/// Encodings that do not exist and time formats that cannot be read, as DEF007.
pub fn validate(definitions: &Definitions) -> Vec<Finding> {
    let mut findings = Vec::new();
    for log in &definitions.logs {
        if let Some(label) = log.encoding.as_ref().filter(|label| encoding::for_label(label).is_none()) {
            findings.push(invalid(log, label.span, Invalid::Encoding(label.value.clone())));
        }
        for format in log.timestamps.all() {
            if let Err(part) = TimeFormat::compile(format) {
                let why = Invalid::TimeFormat { format: format.value.clone(), part };
                findings.push(invalid(log, format.span, why));
            }
        }
    }
    findings
}

fn invalid(log: &Log, span: Span, why: Invalid) -> Finding {
    Finding::new(&codes::INVALID_VALUE, span, Definition::Invalid(why)).in_definition(&log.id)
}
