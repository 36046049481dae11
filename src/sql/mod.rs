//! The counts of a log as one statement for an engine that holds it.
//!
//! What a row means is decided by the same plan that judging runs; here it is said in expressions. All
//! instants are whole seconds: zones are comparisons with literal instants, calendars are relations of whole
//! numbers, dates are integer formulas behind one strict pattern. What cannot be said so is an error that
//! names its field, and a row that cannot is marked: nothing is approximated.
//!
//! ```text
//! plan + log -> cells, times, numbers -> conditions, clocks, pauses, values -> outcomes -> tally or ledger
//! ```

mod ahead;
mod axis;
mod bins;
mod cell;
mod civil;
mod clock;
mod columns;
mod condition;
pub mod dialect;
mod draft;
mod error;
mod events;
mod expr;
mod group;
mod hours;
mod judge;
mod most;
mod number;
mod outcome;
mod pause;
mod relation;
mod request;
mod result;
mod time;
mod value;
mod zone;

pub use error::{Inexpressible, Of, SqlError, Why};
pub use relation::{Counted, Relation, Years};
pub use request::{Form, Request, Statement, statement};
