//! How firmly a text promises: will, shall, 会, 将 against may, aim to, 力争.

use super::lexicon::MODALS;
use super::starts::Scan;
use std::ops::Range;

/// A word that says how firm a promise is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modal {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Whether it takes back what is promised.
    pub hedged: bool,
}

/// The modal words of a folded text, from left to right.
pub(super) fn find(text: Scan<'_>) -> Vec<Modal> {
    let hits = MODALS.find(text).into_iter();
    hits.map(|hit| Modal { hedged: hit.kind == "hedged", range: hit.range }).collect()
}

#[cfg(test)]
mod tests {
    use crate::text::Reading;

    #[test]
    fn firm_and_hedged() {
        let hedged =
            |text: &str| Reading::new(text).modals().into_iter().map(|m| m.hedged).collect::<Vec<_>>();
        assert_eq!(hedged("We will answer within 4 hours."), [false]);
        assert_eq!(hedged("We aim to answer within 4 hours."), [true]);
        assert_eq!(hedged("力争24小时内解决"), [true]);
        assert_eq!(hedged("我们会在24小时内解决"), [false]);
        assert_eq!(hedged("You may ask within 4 hours."), [false; 0]);
        assert_eq!(hedged("我们不说“力争”"), [false; 0]);
    }
}
