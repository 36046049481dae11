//! Mistakes in the form of definitions, and references that lead nowhere: found by reading, before
//! any rule runs. Here are their pages.

use super::catalog::Described;
use crate::finding::codes;

/// The codes of reading, with their pages.
pub(super) const PAGES: &[Described] = &[
    Described { code: &codes::UNKNOWN_REFERENCE, page: include_str!("unknown_reference.md") },
    Described { code: &codes::SYNTAX, page: include_str!("syntax.md") },
    Described { code: &codes::UNKNOWN_FIELD, page: include_str!("unknown_field.md") },
    Described { code: &codes::WRONG_TYPE, page: include_str!("wrong_type.md") },
    Described { code: &codes::MISSING_FIELD, page: include_str!("missing_field.md") },
    Described { code: &codes::BAD_DURATION, page: include_str!("bad_duration.md") },
    Described { code: &codes::DUPLICATE, page: include_str!("duplicate.md") },
    Described { code: &codes::INVALID_VALUE, page: include_str!("invalid_value.md") },
    Described { code: &codes::OVERLAPPING_VERSIONS, page: include_str!("overlapping_versions.md") },
    Described { code: &codes::NOT_UTF8, page: include_str!("not_utf8.md") },
];
