//! What is wrong with the rows of logs: found by reading and judging, told in the data section of
//! reports. Here are their pages.

use super::catalog::Described;
use crate::finding::data_codes as codes;

/// The codes of logs, with their pages.
pub(super) const PAGES: &[Described] = &[
    Described { code: &codes::STOP_BEFORE_START, page: include_str!("stop_before_start.md") },
    Described { code: &codes::UNREADABLE_TIME, page: include_str!("unreadable_time.md") },
    Described { code: &codes::TIME_IN_DST_GAP, page: include_str!("time_in_dst_gap.md") },
    Described { code: &codes::DUPLICATE_CASE, page: include_str!("duplicate_case.md") },
    Described { code: &codes::AFTER_AS_OF, page: include_str!("after_as_of.md") },
    Described { code: &codes::UNKNOWN_VALUE, page: include_str!("unknown_value.md") },
    Described { code: &codes::MISSING_START, page: include_str!("missing_start.md") },
    Described { code: &codes::ENCODING_DOUBTFUL, page: include_str!("encoding_doubtful.md") },
    Described { code: &codes::PAUSE_UNCLOSED, page: include_str!("pause_unclosed.md") },
    Described { code: &codes::MIXED_OFFSETS, page: include_str!("mixed_offsets.md") },
    Described { code: &codes::RAGGED_ROW, page: include_str!("ragged_row.md") },
];
