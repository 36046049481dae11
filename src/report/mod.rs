//! Reports: from logs and definitions to attainment and verdicts, as plain data.
//!
//! [`Run`] opens the logs, judges every case and hands the judgements on; [`Report`] counts them and
//! says what the counts mean. Nothing here knows how a report is shown.

mod absent;
mod answer;
pub mod appraisal;
mod build;
mod cells;
mod counting;
mod data;
mod difference;
mod distribution;
pub mod expectations;
mod explain;
mod history;
mod money;
mod opened;
mod outlook;
mod paired;
mod part;
mod prints;
mod problem;
mod ranked;
mod reach;
mod reading;
mod reject;
mod remedy;
mod rows;
mod run;
mod same_counts;
mod sample;
mod side_by_side;
pub mod suggest;
mod trials;
mod unadjusted;
mod values;
mod verdict;

pub use answer::{Answer, FEW, Shortfall, Standing};
pub use build::{LimitReport, Measured, Report, SubjectReport, TargetReport, Unit, period_of};
pub use cells::{Cell, Cells, Counted};
pub use counting::{Counting, LogCounts, Shared};
pub use data::{DataReport, LogReport, Spoilt, Unserved};
pub use difference::{Difference, Outstanding};
pub use distribution::{Distribution, DistributionBin};
pub use explain::{
    CaseExplained, ClockExplained, ExceptionExplained, Explanation, Found, Silence, SubjectExplained,
    TargetExplained, Tested,
};
pub use history::{
    Absent, Asked, Cut, History, Liability, LogHistory, MOST_VALUES, Past, PastTarget, Split, SplitKind,
    Typical, ValueHistory,
};
pub use money::Money;
pub use opened::{may_serve, zone_of};
pub use outlook::{Forecast, Outlook};
pub use paired::{JudgedSide, LogTried, PairedCase, PairedRun, Said};
pub use part::{Origin, Part, Unrelated, scales};
pub use problem::{AbsentFromRows, Problem, ProblemKind};
pub use ranked::Greatest;
pub use reject::{Reject, WhyRejected};
pub use remedy::{Bill, Claimed, Claims, Ledger, Owed, OwedFor, OwedLine, Priced};
pub use rows::RowCounts;
pub use run::{AsOf, Judged, LogRun, Query, Run, RunError, Stdin, Terms, known};
pub use same_counts::{CountDiffers, count_differences};
pub use sample::scale_of;
pub use trials::Trials;
pub use unadjusted::{Allowance, Attained, Unadjusted};
pub use values::{Listed, UnknownValues};
pub use verdict::Verdict;
