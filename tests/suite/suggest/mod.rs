//! `promise suggest` as its users meet it, and against brute force.

mod command;
mod force;
