//! Reports: from logs and definitions to attainment and verdicts, as plain data.
//!
//! [`Run`] opens the logs, judges every case and hands the judgements on; [`Report`] counts them and
//! says what the counts mean. Nothing here knows how a report is shown.

mod build;
mod data;
mod explain;
mod ranked;
mod run;
mod verdict;

pub use build::{Cell, LimitReport, Measured, Report, SubjectReport, TargetReport, Unit};
pub use data::{DataReport, LogReport, Problem, Unserved};
pub use explain::{
    CaseExplained, ClockExplained, ExceptionExplained, Explanation, Found, Silence, SubjectExplained,
    TargetExplained, Tested,
};
pub use ranked::Greatest;
pub use run::{AsOf, Judged, LogRun, Query, RowCounts, Run, RunError, Stdin, Terms};
pub use verdict::Verdict;
