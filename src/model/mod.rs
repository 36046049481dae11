//! The nouns: what an organisation writes down, typed, with the place of every value.
//!
//! This layer reads and cross-references definitions. It must not judge cases, open logs or know
//! how anything is shown. Values that only a later layer can test (time zones, time formats) are
//! read as text here and tested there.

mod calendar;
mod clock;
mod column;
mod commitment;
mod condition;
pub mod coverage;
mod date;
mod load;
mod log;
mod prose;
mod read;
mod remedy;
mod resolve;
mod settings;
mod share;
mod standard;
mod suppression;
mod survey;
mod target;
pub mod witness;

pub use calendar::{Calendar, OpenDates, Peak, Week, Window};
pub use clock::{Clock, EventRef, Pause, Reopen, Which};
pub use column::{Column, ColumnRef, ColumnSource, Unit};
pub use commitment::{
    Basis, Commitment, Dimension, Effective, Escalation, Exception, Expectation, Pilot, Status, Volume,
};
pub use condition::{Comparison, Condition, Item, Operator, Test};
pub use date::{Date, DateRange, Weekday};
pub use load::{Definitions, load, load_from, syntax_finding};
pub use log::{Attributes, Duplicates, EventColumns, Header, Log, PauseSource, PauseTimes, PerColumn, Shape};
pub use prose::Prose;
pub use read::{by_nearness, nearest};
pub use remedy::{Amount, Claim, ClaimHow, Remedy, RemedyPer, Tier};
pub use settings::{Allow, Order, RuleLevel, Settings, Suspension, Term, WordChanges, WordList};
pub use share::Share;
pub use standard::{Capacity, Floor, Standard};
pub use suppression::{AllowComment, Suppression};
pub use survey::{AnswerScale, Survey, SurveyedDimension};
pub use target::{Absent, CountedBy, DueAt, Limit, Measure, Period, Statistic, Target};

/// Whether the field of a path takes a date: what a text of YAML does not tell.
pub fn is_date_field(path: &[&str]) -> bool {
    matches!(
        path,
        [.., "effective" | "pilot" | "allow", "from" | "until"] | [.., "review_by"] | [.., "floor", "dated"]
    )
}

/// A value together with the text it was read from, for messages and machine formats that show
/// what the author wrote.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Written<T> {
    /// The value.
    pub value: T,
    /// As written.
    pub text: String,
}
