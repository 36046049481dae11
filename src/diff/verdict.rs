//! How one thing stands to what it was, and how such verdicts add up.

use super::{Effect, Kind, Reason};

/// How what is promised now stands to what was promised, in one respect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The same for every case.
    Same,
    /// More for some case, less for none.
    Better,
    /// Less for some case, more for none.
    Worse,
    /// More for some case, less for another.
    Mixed,
    /// It cannot be decided.
    Unknown(Reason),
}

impl Verdict {
    /// Of two values of which the greater promises more.
    pub(super) fn more<T: Ord>(old: &T, new: &T) -> Self {
        match new.cmp(old) {
            std::cmp::Ordering::Less => Self::Worse,
            std::cmp::Ordering::Equal => Self::Same,
            std::cmp::Ordering::Greater => Self::Better,
        }
    }

    /// Of two values of which the smaller promises more.
    pub(super) fn less<T: Ord>(old: &T, new: &T) -> Self {
        Self::more(old, new).reversed()
    }

    pub(super) fn reversed(self) -> Self {
        match self {
            Self::Better => Self::Worse,
            Self::Worse => Self::Better,
            other => other,
        }
    }

    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown(reason), _) | (_, Self::Unknown(reason)) => Self::Unknown(reason),
            (Self::Same, other) | (other, Self::Same) => other,
            (one, other) if one == other => one,
            _ => Self::Mixed,
        }
    }

    /// The kind of change, if it is one.
    pub(super) fn kind(self) -> Option<Kind> {
        match self {
            Self::Same => None,
            Self::Better => Some(Kind::Tightened),
            Self::Worse => Some(Kind::Loosened),
            Self::Mixed => Some(Kind::Mixed),
            Self::Unknown(_) => Some(Kind::Undecided),
        }
    }

    pub(super) fn reason(self) -> Option<Reason> {
        match self {
            Self::Unknown(reason) => Some(reason),
            _ => None,
        }
    }
}

/// What effects come to as a whole. One promise is tighter than another only if no case loses cover,
/// so a change that gives more to some cases and covers fewer is mixed.
pub(super) fn kinds(effects: &[Effect<'_>]) -> Vec<Kind> {
    let has = |kind: Kind| effects.iter().any(|effect| effect.kind == kind);
    let (better, worse) = (has(Kind::Tightened), has(Kind::Loosened));
    let (widened, narrowed) = (has(Kind::Widened), has(Kind::Narrowed));
    let mixed = has(Kind::Mixed) || (better && (worse || narrowed)) || (worse && widened);
    let holds = |kind: &Kind| match kind {
        Kind::Mixed => mixed,
        Kind::Tightened => better && !mixed,
        Kind::Loosened => worse && !mixed,
        other => has(*other),
    };
    Kind::ALL.into_iter().filter(holds).collect()
}
