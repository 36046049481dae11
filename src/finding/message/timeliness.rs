//! What TIM rules say.

/// TIM rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timeliness {
    /// TIM001: no target at all.
    NoTarget,
    /// TIM001: targets, but none with a limit.
    NoLimit {
        /// How many targets.
        targets: usize,
    },
}
