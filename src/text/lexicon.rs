//! Word lists in sections, kept as data: each term says what kind of word it is.
//!
//! A line `[kind]` begins a section, the lines below it are its terms, `#` begins a comment. The
//! longest match wins, so a longer expression in another section takes a term's place ("not later
//! than" among limits, "later than" among conditions); the section `[none]` holds those that
//! mean nothing.

use super::fold::Folded;
use super::head::{Head, Standing};
use super::starts::{self, Beginning, Kinds, Scan, places};
use super::vocabulary::{ByCharacters, Term};
use std::ops::Range;
use std::sync::LazyLock;

/// The section of expressions that mean something else.
const NONE: &str = "none";

/// A list of terms in sections.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    terms: Vec<(Term, &'static str)>,
    /// With what each begins.
    by_first: ByCharacters<(Head, usize)>,
    by_last: ByCharacters<usize>,
    kind: Kinds,
}

/// A term that was found, with the name of its section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Where, in bytes of the folded text.
    pub(super) range: Range<usize>,
    /// The section.
    pub(super) kind: &'static str,
}

macro_rules! lexicons {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $(
            $(#[$doc])*
            pub(super) static $name: LazyLock<Lexicon> =
                LazyLock::new(|| Lexicon::of_file($file, include_str!(concat!("vocabulary/", $file))));
        )*
        const FILES: &[&str] = &[$($file),*];
        /// All lists.
        pub(super) const ALL: &[&LazyLock<Lexicon>] = &[$(&$name),*];
    };
}
lexicons! {
    /// What stands right before a duration and says what it is there for.
    BEFORE_DURATION = "before_duration.txt";
    /// What stands right behind a duration.
    AFTER_DURATION = "after_duration.txt";
    /// What begins a condition.
    CONDITIONS = "conditions.txt";
    /// Words of lateness and of making up for it.
    BREACH = "breach.txt";
    /// What customers do, and what is done for them.
    ACTS = "acts.txt";
    /// Currencies, by what stands before or behind an amount.
    CURRENCIES = "currencies.txt";
    /// Units that things other than time and money are counted in.
    UNITS = "units.txt";
    /// Words for prices and for taking something off them.
    PRICES = "prices.txt";
    /// Bounds of bands, before or behind a number.
    BOUNDS = "bounds.txt";
    /// Periods of counting.
    PERIODS = "periods.txt";
    /// Opening hours in words.
    HOURS = "hours.txt";
    /// Days of the week, alone and in ranges.
    WEEKDAYS = "weekdays.txt";
    /// Modal verbs, and words of effort that stand in their place.
    MODALS = "modals.txt";
    /// Days that are limits by their name.
    DAYS = "named_days.txt";
    /// What measures are called whose value is a share.
    RATES = "rates.txt";
    /// Statements about all days of a text.
    DAY_KINDS = "day_kinds.txt";
    /// Events at which a clock begins or ends.
    EVENTS = "events.txt";
    /// Who a clause is about, and words that ask somebody to do something.
    ACTORS = "actors.txt";
    /// What tells a duration that limits no act: lengths, sums over a period, the past, others' times.
    SPANS = "spans.txt";
    /// Whose notice it is.
    NOTICE = "notice.txt";
    /// Whose hours of the day stand in a text.
    WHOSE_HOURS = "whose_hours.txt";
    /// What makes a way the only one, or takes another away.
    ONE_WAY = "one_way.txt";
}

impl Lexicon {
    /// A list that texts are prepared for.
    fn of_file(file: &str, data: &'static str) -> Self {
        let place = FILES.iter().position(|name| *name == file);
        Self { kind: place.map_or(0, starts::lexicon), ..Self::parse(data) }
    }

    fn parse(data: &'static str) -> Self {
        let mut lexicon = Self::default();
        let mut kind = NONE;
        for line in data.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                kind = name;
                continue;
            }
            let (line, kind) = line.strip_prefix('!').map_or((line, kind), |other| (other, NONE));
            let text = Folded::new(line).text().to_owned();
            let index = lexicon.terms.len();
            let first = lexicon.by_first.of_mut(text.chars());
            let (Some(first), Some(last)) = (first, lexicon.by_last.of_mut(text.chars().rev())) else {
                continue;
            };
            first.push((Head::of(&text), index));
            last.push(index);
            lexicon.terms.push((Term::new(text), kind));
        }
        lexicon
    }

    /// The terms, folded.
    pub(super) fn terms(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().map(|(term, _)| term.text())
    }

    /// All terms that stand in a folded text, each at its longest, from left to right.
    pub(super) fn find(&self, text: Scan<'_>) -> Vec<Hit> {
        self.find_at(text.text, text.starts(self.kind))
    }

    /// Whether a folded text may have a term of some sections: what is told by how terms begin.
    pub(super) fn may_have(&self, text: Scan<'_>, kinds: &[&str]) -> bool {
        text.starts(self.kind).any(|(at, beginning)| {
            let standing = Standing::at(text.text, at);
            let mut terms = self.by_first.like(beginning).flatten();
            terms.any(|(head, index)| head.fits(standing) && kinds.contains(&self.terms[*index].1))
        })
    }

    /// All terms that stand in a part of it, as if it were the whole.
    pub(super) fn find_in(&self, text: Scan<'_>, part: Range<usize>) -> Vec<Hit> {
        self.find_at(&text.text[..part.end], text.starts_in(self.kind, part))
    }

    /// All terms that stand in a folded text that was not prepared for it.
    pub(super) fn find_words(&self, text: &str) -> Vec<Hit> {
        self.find_at(text, places(text).map(|(at, _)| (at, Beginning::of(text[at..].chars()))))
    }

    fn find_at(&self, text: &str, starts: impl Iterator<Item = (usize, Beginning)>) -> Vec<Hit> {
        let mut found: Vec<Hit> = Vec::new();
        let mut next = 0;
        for (at, beginning) in starts {
            let hit = if at < next { None } else { self.longest(text, at, beginning) };
            if let Some(hit) = hit {
                next = hit.range.end;
                found.extend(Some(hit).filter(|hit| hit.kind != NONE));
            }
        }
        found
    }

    /// The longest term that begins at a place of a folded text.
    pub(super) fn at(&self, text: &str, at: usize) -> Option<Hit> {
        self.longest(text, at, Beginning::of(text[at..].chars()))
    }

    fn longest(&self, text: &str, at: usize, beginning: Beginning) -> Option<Hit> {
        let standing = Standing::at(text, at);
        let mut longest: Option<Hit> = None;
        for terms in self.by_first.like(beginning) {
            for (_, index) in terms.iter().filter(|(head, _)| head.fits(standing)) {
                let (term, kind) = &self.terms[*index];
                let known = longest.as_ref().map_or(at, |hit| hit.range.end);
                let end = term.matches(text, at).filter(|end| *end >= known);
                longest = end.map(|end| Hit { range: at..end, kind }).or(longest);
            }
        }
        longest
    }

    /// The longest term that a folded text ends with before a place.
    pub(super) fn before(&self, text: &str, end: usize) -> Option<Hit> {
        let text = &text[..end];
        let fits = |&index: &usize| {
            let (term, kind) = &self.terms[index];
            let start = term.start_at_end(text)?;
            Some(Hit { range: start..end, kind })
        };
        self.by_last
            .like(Beginning::of(text.chars().rev()))
            .flatten()
            .filter_map(fits)
            .min_by_key(|hit| hit.range.start)
    }

    /// [`Lexicon::at`], where terms of `[none]` are not found.
    pub(super) fn kind_at(&self, text: &str, at: usize) -> Option<&'static str> {
        self.at(text, at).map(|hit| hit.kind).filter(|kind| *kind != NONE)
    }

    /// [`Lexicon::before`], where terms of `[none]` are not found.
    pub(super) fn kind_before(&self, text: &str, end: usize) -> Option<&'static str> {
        self.before(text, end).map(|hit| hit.kind).filter(|kind| *kind != NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_longest_term_decides() {
        let lexicon =
            Lexicon::parse("[limit]\nno later than\n不超过\n[condition]\nlater than\n超过\n[none]\n超过半数");
        let kinds = |text: &str| lexicon.find_words(text).into_iter().map(|hit| hit.kind).collect::<Vec<_>>();
        assert_eq!(kinds("no later than 5, later than 6"), ["limit", "condition"]);
        assert_eq!(kinds("不超过4小时，超过半数"), ["limit"]);
        let before = |text: &str| lexicon.before(text, text.len()).map(|hit| hit.kind);
        assert_eq!(before("at noon, no later than"), Some("limit"));
        assert_eq!(before("not much later than"), Some("condition"));
        assert_eq!(before("时间不超过"), Some("limit"));
        assert_eq!(before("collater than"), None);
        assert_eq!(lexicon.kind_before("超过半数", "超过半数".len()), None);
    }

    #[test]
    fn no_file_has_a_term_twice() {
        for (file, lexicon) in FILES.iter().zip(ALL) {
            let mut terms = HashSet::new();
            assert!(!lexicon.terms.is_empty(), "{file}");
            for term in lexicon.terms() {
                assert!(terms.insert(term), "{file}: {term} comes twice");
            }
        }
    }
}
