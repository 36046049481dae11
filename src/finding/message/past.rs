//! What messages say of the past: parts of the cases, and how many of them were in time.

/// A part of the cases of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Those with a value of an attribute; `""` is the missing one.
    Value {
        /// The attribute.
        attribute: String,
        /// The value.
        value: String,
    },
    /// Those that start on a day of the week, 0 for Monday.
    Weekday(usize),
    /// Those that start in an hour of the day.
    Hour(usize),
    /// Those that start in an hour of the week, Monday 0:00 to 1:00 first.
    HourOfWeek(usize),
    /// Those that start in a declared peak.
    Peak(String),
}

/// How many cases of a part count, and were in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub part: Part,
    /// In time.
    pub met: u64,
    /// Those that count.
    pub cases: u64,
}

/// By what cases are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Divided {
    /// By the values of an attribute.
    Attribute(String),
    /// By the day of the week on which they start.
    Weekday,
    /// By the hour of the day in which they start.
    Hour,
}

/// Parts of the cases that differ more than chance allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unequal {
    /// By what cases are told apart.
    pub divided: Divided,
    /// The part that lies the furthest below the others.
    pub worst: Option<Group>,
    /// The part that lies the furthest above the others.
    pub best: Option<Group>,
    /// How likely chance makes such differences, at most.
    pub chance: String,
}
