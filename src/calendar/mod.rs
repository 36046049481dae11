//! Compiled calendars: open seconds between two instants, due instants, working days.
//!
//! The only layer that knows time zones. It must not know what a case or a promise is.
