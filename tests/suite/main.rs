//! Tests of the whole: the command as users run it, the shape of the source, real data.
//!
//! One binary, so that it links once. Tests on `../shared` run when that folder is there, and say
//! so when it is not.

mod cases;
mod command;
mod docs;
mod layers;
mod report;
mod sample;
mod shared_data;
mod shared;
