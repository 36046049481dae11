//! Tests of the whole: the command as users run it, the shape of the source, real data.
//!
//! One binary, so that it links once. Tests on `../shared` run when that folder is there, and say
//! so when it is not.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)] // a test fails by panicking

mod accounting;
mod appraise;
mod backtest;
mod baseline;
mod benchmark;
mod calendars;
mod cases;
mod change_properties;
mod changes;
mod check;
mod command;
mod compared;
mod corpus;
mod data_findings;
mod dealing;
mod definitions;
mod design_sample;
mod diff;
mod groups;
mod docs;
mod events;
mod expectations;
mod explain;
mod fix;
mod fmt;
mod folder;
mod formats;
mod history;
mod hostile;
mod init;
mod judging_properties;
mod inspect;
mod language;
mod layers;
mod liability;
mod ledger;
mod logs;
mod oracle;
mod outlook;
mod pages;
mod publish;
mod publish_sheets;
mod remedies;
mod report;
mod rule;
mod rules;
mod sample;
mod schema;
mod scorecard;
mod settings;
mod shared;
mod shared_data;
mod shipping;
mod since;
mod snapshot;
mod speed;
mod sql;
mod status;
mod suggest;
mod suppressions;
mod tally;
mod threads;
mod time;
mod time_properties;
mod trades;
mod two_clocks;
mod vectors;
