//! All rules, and the codes that settings and arguments may name.

use super::clarity::{
    BoundaryTwice, ClockEndsUnstated, CompoundPromise, ContactMissing, DayKind, FuzzyOutcome, HardToRead,
    NumberWithoutUnit, OpenException, ScopeUnstated, UndefinedTerm, VagueEffort, VagueTime, WindowUnstated,
};
use super::consistency::{
    BandsGapOrOverlap, BelowFloor, CopyDiffers, HoursDiffer, MixedTerms, OrderReversed, OverlappingPromises,
    PastRewritten, RemedyDiffers, StalePage, StandardLooser, TextDiffers, TranslationsDiffer,
    UnequalDelivery,
};
use super::coverage::{ClassUncovered, DimensionUncovered};
use super::feasibility::{
    Absolute, CapacityShort, HistoryBelowTarget, LiabilityOverBudget, NotMeasurable, Overstretch,
    PeakCollapse, Unowned, UnreachableAtVolume, UnstaffedHours, Untested, WeakerDependency,
};
use super::flexibility::{
    BareException, ExclusionHeavy, HardToClaim, NoChangeControl, NoExceptionPath, NoIncidentMode, OneSize,
    SelfServingPause, SingleChannel, UnauditableException, UnboundedWait,
};
use super::timeliness::{
    CalendarYearsMissing, MixedGranularity, NoDelayNotice, NoEscalation, NoTimeLimit, RemedyWithoutTerm,
    ReviewOverdue, ShortNotice, SilentStretch, SlowerThanExpected, StatusAndDatesDisagree, Timid,
};
use super::{Rule, catalog};
use crate::finding::Code;
use crate::model::nearest;

/// Every rule, by code.
#[rustfmt::skip] // one a line
pub const RULES: &[&dyn Rule] = &[
    &VagueTime,
    &VagueEffort,
    &NumberWithoutUnit,
    &ClockEndsUnstated,
    &FuzzyOutcome,
    &DayKind,
    &BoundaryTwice,
    &OpenException,
    &UndefinedTerm,
    &CompoundPromise,
    &HardToRead,
    &ScopeUnstated,
    &ContactMissing,
    &WindowUnstated,
    &TextDiffers,
    &TranslationsDiffer,
    &CopyDiffers,
    &OverlappingPromises,
    &BandsGapOrOverlap,
    &OrderReversed,
    &BelowFloor,
    &MixedTerms,
    &HoursDiffer,
    &RemedyDiffers,
    &StandardLooser,
    &PastRewritten,
    &StalePage,
    &UnequalDelivery,
    &DimensionUncovered,
    &ClassUncovered,
    &Absolute,
    &UnreachableAtVolume,
    &HistoryBelowTarget,
    &CapacityShort,
    &UnstaffedHours,
    &WeakerDependency,
    &Unowned,
    &Untested,
    &Overstretch,
    &NotMeasurable,
    &LiabilityOverBudget,
    &PeakCollapse,
    &NoExceptionPath,
    &BareException,
    &UnauditableException,
    &ExclusionHeavy,
    &SingleChannel,
    &OneSize,
    &UnboundedWait,
    &NoIncidentMode,
    &NoChangeControl,
    &SelfServingPause,
    &HardToClaim,
    &NoTimeLimit,
    &SilentStretch,
    &NoDelayNotice,
    &SlowerThanExpected,
    &RemedyWithoutTerm,
    &ReviewOverdue,
    &StatusAndDatesDisagree,
    &ShortNotice,
    &CalendarYearsMissing,
    &Timid,
    &NoEscalation,
    &MixedGranularity,
];

/// Families and how many codes each has. Codes are given out once and for all, also those of rules
/// that this version does not have: settings may name them.
const FAMILIES: &[(&str, u16)] = &[
    ("CLR", 14),
    ("FEA", 12),
    ("CON", 15),
    ("TIM", 12),
    ("FLX", 11),
    ("DEF", 9),
    ("SUP", 4),
    ("COV", 2),
    ("DAT", 11),
];

/// The rule of a code or name.
pub fn rule(code: &str) -> Option<&'static dyn Rule> {
    let is = |rule: &&&dyn Rule| rule.code().code.eq_ignore_ascii_case(code) || rule.code().name == code;
    RULES.iter().find(is).copied()
}

/// Whether a word is a family, such as `CLR`, or a whole code, such as `CLR001`.
pub fn is_code(word: &str) -> bool {
    let known = |(family, count): &(&str, u16)| {
        let number = word.strip_prefix(family);
        number.is_some_and(|n| {
            n.is_empty() || n.len() == 3 && n.parse().is_ok_and(|n| (1..=*count).contains(&n))
        })
    };
    FAMILIES.iter().any(known)
}

/// Whether a word is a family or code, or the beginning of a code below its family, such as `CLR0`.
pub(super) fn is_prefix(word: &str) -> bool {
    codes().any(|code| code.starts_with(word)) && word.len() >= 3
}

/// Where the family of a code stands in the order of families.
pub(super) fn place_of_family(code: &Code) -> Option<usize> {
    FAMILIES.iter().position(|(family, _)| *family == code.family())
}

/// Every code, also those of rules that this version does not have.
pub(super) fn codes() -> impl Iterator<Item = String> {
    FAMILIES.iter().flat_map(|(family, count)| (1..=*count).map(move |number| format!("{family}{number:03}")))
}

/// The family or code that was probably meant; of a name, its code.
pub fn suggest(word: &str) -> Option<String> {
    let upper = word.to_uppercase();
    if let Some(code) = catalog::named(word) {
        return Some(code.to_owned());
    }
    if is_prefix(&upper) {
        return Some(upper);
    }
    if let Some(code) = nearest(word, catalog::names()).and_then(catalog::named) {
        return Some(code.to_owned());
    }
    let known: Vec<_> = FAMILIES.iter().map(|(family, _)| (*family).to_owned()).chain(codes()).collect();
    nearest(&upper, known.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::page::{HEADINGS, Page};
    use crate::finding::codes;
    use std::collections::HashSet;

    #[test]
    fn codes_are_sorted_known_and_come_once() {
        let codes: Vec<_> = RULES.iter().map(|rule| rule.code().code).collect();
        assert!(codes.is_sorted(), "{codes:?}");
        assert!(codes.iter().all(|code| is_code(code)), "{codes:?}");
        let all = RULES.iter().map(|rule| rule.code()).chain(codes::ALL.iter().copied());
        let (mut seen, mut names) = (HashSet::new(), HashSet::new());
        for code in all {
            assert!(seen.insert(code.code), "{} comes twice", code.code);
            assert!(names.insert(code.name), "{} comes twice", code.name);
        }
    }

    #[test]
    fn names_read_after_allow() {
        for rule in RULES {
            let name = rule.code().name;
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(name.chars().all(kebab) && !name.starts_with('-') && !name.ends_with('-'), "{name}");
            // "allow vague-time": a thing, not a command.
            for verb in ["no-more-", "avoid-", "check-", "require-", "use-", "missing-", "disallow-"] {
                assert!(!name.starts_with(verb), "{name}");
            }
        }
    }

    #[test]
    fn every_page_has_the_fixed_headings_in_both_languages() {
        for rule in RULES {
            let code = rule.code();
            let page = Page::parse(rule.page());
            assert_eq!(page.title, format!("{} {}", code.code, code.name));
            let headings: Vec<_> = page.sections.iter().map(|(heading, _)| *heading).collect();
            assert_eq!(headings, HEADINGS, "{}", code.code);
            for (heading, text) in &page.sections {
                let chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                let english = text.split_whitespace().filter(|word| word.is_ascii()).count() > 3;
                assert!(chinese && english, "{}: {heading} is not in both languages", code.code);
            }
        }
    }

    #[test]
    fn words_that_are_meant_as_codes() {
        assert!(is_code("CLR001") && is_code("FLX") && is_code("CLR014"));
        assert!(!is_code("CLR015") && !is_code("CLR1") && !is_code("XYZ") && !is_code("CLR0"));
        assert!(is_prefix("CLR0") && !is_prefix("C") && !is_prefix("CLR9"));
        let suggested = |word| suggest(word).unwrap_or_default();
        assert_eq!(suggested("vague-time"), "CLR001");
        assert_eq!(suggested("clr001"), "CLR001");
        assert_eq!(suggested("vague-tme"), "CLR001");
        assert_eq!(suggested("FLY"), "FLX");
        assert_eq!(suggested("CLR0O1"), "CLR001");
        assert_eq!(suggest("nonsense"), None);
    }
}
