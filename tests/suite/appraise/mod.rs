//! Results by team, fairly: the figures, the signals with their tests of power and false alarms, the command.

mod command;
mod course;
mod power;
mod world;
