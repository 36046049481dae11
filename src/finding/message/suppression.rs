//! What SUP rules say.

/// SUP rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suppression {
    /// SUP001: nobody says why.
    WithoutReason(AllowedBy),
    /// SUP002: no finding of these codes stands in what it covers.
    Unused {
        /// The codes that find nothing.
        codes: Vec<String>,
        /// Whether it has other codes that do.
        partly: bool,
        /// What allows them.
        by: AllowedBy,
    },
    /// SUP002: nothing begins on the line that the comment is about.
    CoversNothing,
    /// SUP002: a code whose findings cannot be suppressed.
    NotSuppressible {
        /// The code or family.
        code: String,
    },
    /// SUP003: its last day is past.
    Expired {
        /// That day.
        until: String,
    },
    /// SUP004: a code that does not exist.
    UnknownCode {
        /// As written.
        code: String,
        /// The code that was probably meant.
        suggestion: Option<String>,
    },
    /// SUP004: no code at all.
    NoCode,
}

/// Where a suppression is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AllowedBy {
    /// In a comment beside what it covers.
    Comment,
    /// In `[[allow]]` of `promise.toml`.
    Settings,
}
