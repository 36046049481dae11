//! Compiled calendars: open seconds between two instants, due instants, working days.
//!
//! The only layer that knows time zones. It must not know what a case or a promise is.

mod zone;

pub use zone::{LocalTime, Zone, database_version, nearest_zone};

/// Seconds since 1970-01-01T00:00:00Z.
pub type Instant = i64;

/// The first day of the tables, before the year 1 in every zone.
const FIRST_DAY: i32 = -22 << 15;
/// The day after their last, after the year 9999 in every zone.
const END_DAY: i32 = 90 << 15;
/// The earliest instant that anything here tells apart from earlier ones, in the year −3.
pub const MIN_INSTANT: Instant = FIRST_DAY as i64 * 86_400;
/// The latest instant that anything here tells apart from later ones, in the year 10044.
pub const MAX_INSTANT: Instant = END_DAY as i64 * 86_400 - 1;
