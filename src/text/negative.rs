//! Double negatives: "not without", 不得不, 非经…不得.

use super::clause::Structure;
use super::fold::is_word;
use super::starts::{NEGATIVES, Scan};
use super::vocabulary::Vocabulary;
use std::ops::Range;
use std::sync::LazyLock;

static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("vocabulary/double_negatives.txt")));

struct List {
    /// Expressions that are one piece.
    whole: Vocabulary,
    /// The first words of pairs.
    firsts: Vocabulary,
    pairs: Vec<Pair>,
}

/// Two words with others between them.
struct Pair {
    first: String,
    second: Vocabulary,
    /// Whether they may stand in two clauses of one sentence.
    wide: bool,
}

impl List {
    fn parse(data: &str) -> Self {
        let lines = data.lines().filter(|line| !line.starts_with('#'));
        let (pairs, whole): (Vec<_>, Vec<_>) = lines.partition(|line| line.contains('…'));
        let pair = |line: &&str| {
            let (first, second) = line.split_once('…')?;
            let second = Vocabulary::of([second.trim_start_matches('…')]);
            Some(Pair { first: first.to_owned(), second, wide: line.contains("……") })
        };
        let pairs: Vec<_> = pairs.iter().filter_map(pair).collect();
        let firsts = Vocabulary::of(pairs.iter().map(|pair| pair.first.as_str()));
        Self { whole: Vocabulary::parse(&whole.join("\n")), firsts, pairs }
    }
}

/// What double negatives begin with.
pub(super) fn terms() -> impl Iterator<Item = &'static str> {
    LIST.whole.terms().chain(LIST.firsts.terms())
}

/// The double negatives of a folded text.
pub(super) fn doubled(text: Scan<'_>, structure: &Structure) -> Vec<Range<usize>> {
    let mut found = LIST.whole.find_where(text, NEGATIVES);
    for first in LIST.firsts.find_where(text, NEGATIVES) {
        let pairs = LIST.pairs.iter().filter(|pair| pair.first == text[first.clone()]);
        let pairs = pairs.filter_map(|pair| {
            let at = first.start;
            let within = if pair.wide { structure.sentence(at) } else { structure.clause(at) };
            // In English "no" may stand anywhere ("if there is no answer, we do not …").
            let begins = text[within.start.min(at)..at].trim().is_empty();
            let second =
                pair.second.find_words(&text[first.end..within.end.max(first.end)]).into_iter().next()?;
            let is_chinese = !text[first.clone()].starts_with(is_word);
            (begins || is_chinese).then(|| first.start..first.end + second.end)
        });
        found.extend(pairs.min_by_key(|range| range.end));
    }
    found.sort_by_key(|range| range.start);
    // 非经…不得不 is one fault, not two.
    let mut last = 0;
    found.retain(|range| {
        let is_new = range.start >= last;
        last = last.max(range.end);
        is_new
    });
    found
}

#[cfg(test)]
mod tests {
    use crate::text::Reading;

    fn doubled(text: &str) -> Vec<&str> {
        Reading::new(text).double_negatives().iter().map(|range| &text[range.clone()]).collect()
    }

    #[test]
    fn two_negations_that_must_be_undone() {
        assert_eq!(doubled("我们不得不延期"), ["不得不"]);
        assert_eq!(doubled("非经主管批准，不得不予退款。"), ["非经主管批准，不"]);
        assert_eq!(doubled("没有一件投诉不回复"), ["没有一件投诉不"]);
        assert_eq!(doubled("Delays are not uncommon."), ["not uncommon"]);
        assert_eq!(doubled("No call will not be answered."), ["No call will not"]);
        assert_eq!(doubled("We never fail to call back."), ["never fail to"]);
    }

    #[test]
    fn one_negation_is_none_too_many() {
        for text in [
            "未经您同意，我们不收费",
            "没有任何隐藏费用，也不另行收费",
            "运行无不良记录",
            "您是不是不在家",
            "If there is no answer we will not wait.",
            "We do not charge until the repair is done.",
            "Not only soon but within 4 hours",
        ] {
            assert_eq!(doubled(text), [""; 0], "{text}");
        }
    }
}
