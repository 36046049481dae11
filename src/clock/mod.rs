//! Judging: what a promise says of one case.
//!
//! Everything here is pure: no input, no output, no clock of the machine. A [`Plan`] is compiled
//! once from the definitions for one log; [`judge`] then says of each case, under each target that
//! is about it, in which [`State`] it is and why. A [`Trace`] sees each step: the report passes one
//! that does nothing, an explanation one that records.

mod batch;
mod by_start;
mod case;
mod columns;
mod compile;
mod conditions;
mod course;
mod due;
mod judge;
mod measure;
mod needed;
mod overshoot;
mod pauses;
mod plan;
mod roster;
mod spent;
mod state;
mod timeline;
mod trace;

pub use batch::{Batches, Dated, Derived, Mask, Noted, THOUSANDTH, UNDATED, Verdict, Verdicts};
pub use by_start::{ByStart, StartParts};
pub use case::{Case, Moment, begin_of, end_of};
pub use columns::{AbsentColumn, FIRST_OF_CASE, LogColumns, PlanError, UsedBy};
pub use compile::Compiler;
pub use conditions::{Holds, Place, Tests, Truth};
pub use course::{Course, Followed, Used, course};
pub use judge::{Outcome, judge};
pub use needed::{NeededLimit, needed_limit};
pub use overshoot::Overshoot;
pub use plan::{
    Ends, Group, LimitPlan, Measurement, Options, PauseColumns, PausePlan, Plan, SubjectPlan, TargetPlan,
    VersionPlan,
};
pub use roster::{Roster, Subject, SubjectKind, Version};
pub use spent::Spent;
pub use state::{Elapsed, Judgement, Reason, State};
pub use timeline::{Line, Part, Pause, Ran, Timeline, Why};
pub use trace::{Step, Trace};
