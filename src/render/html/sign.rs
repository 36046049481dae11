//! How verdicts look: each has a shape and a word, so that it is read without its colour.

use super::escape;
use crate::report::Verdict;

/// The class of what has the colour of a verdict.
pub(in crate::render) fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => "kept",
        Verdict::Broken => "broken",
        Verdict::Open => "open",
        Verdict::NoCases => "none",
    }
}

/// A word with the sign of a verdict before it.
pub(in crate::render) fn sign(verdict: Verdict, word: &str) -> String {
    let sign = match verdict {
        Verdict::Kept => "●",
        Verdict::Broken => "◆",
        Verdict::Open => "○",
        Verdict::NoCases => "–",
    };
    let class = class(verdict);
    format!(
        "<span class=\"verdict {class}\"><span aria-hidden=\"true\">{sign}</span> {}</span>",
        escape(word)
    )
}
