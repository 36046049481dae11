//! Every code that a finding can have, with its page: those of the rules, of reading, and of
//! suppressions and logs.

use super::registry::{RULES, is_code, place_of_family};
use super::{Needs, data, definition, suppression};
use crate::finding::Code;

/// A code that no rule of its own reports, with its page.
pub(super) struct Described {
    pub(super) code: &'static Code,
    pub(super) page: &'static str,
}

impl Described {
    fn needs(&self) -> Needs {
        if self.code.family() == "DAT" { Needs::Logs } else { Needs::Nothing }
    }
}

/// What is known of a code.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its code, name and usual level.
    pub code: &'static Code,
    /// What it needs besides the definitions.
    pub needs: Needs,
    /// Whether its findings can come with a fix.
    pub fix: bool,
    /// Its page.
    pub page: &'static str,
}

/// Codes whose findings can come with a fix.
const FIXES: &[&str] = &[
    "CLR003", "CLR006", "CON001", "CON003", "CON008", "CON011", "CON014", "DEF001", "DEF002", "SUP002",
    "TIM012",
];

/// All of them, family by family, then by code.
pub fn entries() -> Vec<Entry> {
    let rules = RULES.iter().map(|rule| (rule.code(), rule.needs(), rule.page()));
    let others = others().map(|described| (described.code, described.needs(), described.page));
    let entry = |(code, needs, page): (&'static Code, _, _)| {
        let fix = FIXES.contains(&code.code);
        Entry { code, needs, fix, page }
    };
    let mut entries: Vec<_> = rules.chain(others).map(entry).collect();
    entries.sort_by_key(|entry| (place_of_family(entry.code), entry.code.code));
    entries
}

fn others() -> impl Iterator<Item = &'static Described> {
    definition::PAGES.iter().chain(suppression::PAGES).chain(data::PAGES)
}

/// The entry of a code, in any case of letters, or of a name.
pub fn entry(word: &str) -> Option<Entry> {
    let is = |code: &Code| code.code.eq_ignore_ascii_case(word) || code.name == word;
    entries().into_iter().find(|entry| is(entry.code))
}

/// The code or family that a suppression names: as it is, or by the name of the code.
pub(super) fn known(word: &str) -> Option<&str> {
    if is_code(word) { Some(word) } else { named(word) }
}

/// The code of a name.
pub(super) fn named(name: &str) -> Option<&'static str> {
    let all = RULES.iter().map(|rule| rule.code()).chain(others().map(|described| described.code));
    all.into_iter().find(|code| code.name == name).map(|code| code.code)
}

/// The names of all codes.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.code().name).chain(others().map(|described| described.code.name))
}
