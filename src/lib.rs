//! Service promises as code.
//!
//! An organisation writes what it promises its customers as TOML or YAML. This library reads the
//! definitions, checks them, and reports from CSV service logs whether the promises were kept.
//!
//! Two paths run through it and meet in `render`:
//!
//! ```text
//! files -> source (text + spans) -> model -> check -> findings  -\
//!                                                                 >-> render
//! CSV   -> log (cases) -> clock (states) -> tally (counts) -> report -/
//! ```
//!
//! The modules stand in reading order, and that order is the layer rule: nothing imports what stands
//! below it (`tests/suite/layers.rs` holds it). Below `cli` there is no printing, no environment and no
//! clock of the machine: the same input gives the same bytes.

pub mod source;
pub mod finding;
pub mod stats;
pub mod text;
pub mod model;
pub mod calendar;
pub mod log;
pub mod clock;
pub mod tally;
pub mod report;
pub mod diff;
pub mod publish;
pub mod check;
pub mod sql;
pub mod render;
pub mod git;
pub mod cli;
