//! Which rules run, and at which level: settings of the folder, `--select` and `--ignore`.

use super::Findings;
use super::registry::{is_code, is_prefix, suggest};
use crate::finding::{Code, Definition, Finding, Invalid, Level, codes};
use crate::model::{RuleLevel, Settings};
use crate::source::Spanned;
use foldhash::HashMap;

/// Mistakes in the form of definitions: always told, since no rule sees what they hide.
const FORM: &str = "DEF";

/// The rules that a run was asked for. An empty one means all.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
}

/// A word of `--select` or `--ignore` that selects nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    /// No code begins with it.
    #[error("no rule or family `{word}`{}", suggestion.as_ref().map(|s| format!("; did you mean `{s}`?")).unwrap_or_default())]
    Unknown {
        /// The word.
        word: String,
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// Mistakes in the form of definitions cannot be ignored.
    #[error(
        "`{0}` cannot be ignored: a definition with a mistake is left out of every rule; mend it instead"
    )]
    Form(String),
}

impl Selection {
    /// Codes, families, or beginnings of codes, in any case of letters.
    pub fn new<S: AsRef<str>>(select: &[S], ignore: &[S]) -> Result<Self, SelectionError> {
        let known =
            |words: &[S]| words.iter().map(|word| prefix(word.as_ref())).collect::<Result<Vec<_>, _>>();
        let selection = Self { select: known(select)?, ignore: known(ignore)? };
        match selection.ignore.iter().find(|word| word.starts_with(FORM)) {
            Some(word) => Err(SelectionError::Form(word.clone())),
            None => Ok(selection),
        }
    }

    /// Whether findings of a code are wanted. Of the words that fit, the longest decides.
    pub fn includes(&self, code: &Code) -> bool {
        let longest = |words: &[String]| {
            words.iter().filter(|word| code.code.starts_with(word.as_str())).map(String::len).max()
        };
        if code.family() == FORM {
            return true;
        }
        match (longest(&self.select), longest(&self.ignore)) {
            (Some(selected), Some(ignored)) => selected > ignored,
            (None, Some(_)) => false,
            (selected, None) => selected.is_some() || self.select.is_empty(),
        }
    }
}

fn prefix(word: &str) -> Result<String, SelectionError> {
    let upper = word.trim().to_uppercase();
    if is_prefix(&upper) {
        return Ok(upper);
    }
    Err(SelectionError::Unknown { word: word.to_owned(), suggestion: suggest(word.trim()) })
}

/// Levels under the settings of a folder: a rule's own beats its family's.
pub(super) struct Levels<'a> {
    set: HashMap<&'a str, RuleLevel>,
}

impl<'a> Levels<'a> {
    pub(super) fn new(settings: &'a Settings) -> Self {
        let set = settings.rules.iter().map(|(word, level)| (word.as_str(), level.value));
        Self { set: set.collect() }
    }

    fn set(&self, code: &Code) -> Option<RuleLevel> {
        if code.family() == FORM {
            return None;
        }
        self.set.get(code.code).or_else(|| self.set.get(code.family())).copied()
    }

    pub(super) fn is_off(&self, code: &Code) -> bool {
        self.set(code) == Some(RuleLevel::Off)
    }

    /// The level that settings give; `None` where they say nothing.
    pub(super) fn of(&self, code: &Code) -> Option<Level> {
        match self.set(code)? {
            RuleLevel::At(level) => Some(level),
            RuleLevel::Off => None,
        }
    }
}

/// So many mistakes in settings are told, as in reading.
const MAX_MISTAKES: usize = 200;

/// Reports the codes in settings that are none, and those whose level is fixed.
pub(super) fn check_settings(settings: &Settings, findings: &mut Findings) {
    let is_wrong = |(word, _): &&(Spanned<String>, _)| !is_code(word) || word.starts_with(FORM);
    let mut wrong = settings.rules.iter().filter(is_wrong).map(|(word, _)| word);
    let mut last = None;
    for word in wrong.by_ref().take(MAX_MISTAKES) {
        let why = if is_code(word) {
            Invalid::FixedRule(word.value.clone())
        } else {
            Invalid::UnknownRule { code: word.value.clone(), suggestion: suggest(word) }
        };
        findings.push(Finding::new(&codes::INVALID_VALUE, word.span, Definition::Invalid(why)));
        last = Some(word.span);
    }
    if let (Some(last), hidden @ 1..) = (last, wrong.count()) {
        findings.push(Finding::new(&codes::SYNTAX, last, Definition::MoreMistakes { hidden }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn includes(select: &[&str], ignore: &[&str], code: &'static str) -> bool {
        let code = Code { code, name: "x", level: Level::Error };
        Selection::new(select, ignore).unwrap().includes(&code)
    }

    #[test]
    fn the_longest_word_decides() {
        assert!(includes(&[], &[], "CLR001"));
        assert!(includes(&["clr"], &[], "CLR001") && !includes(&["clr"], &[], "FLX002"));
        assert!(includes(&["CLR0"], &["FLX"], "CLR001"));
        assert!(!includes(&[], &["CLR"], "CLR001"));
        assert!(includes(&["CLR001"], &["CLR"], "CLR001") && !includes(&["CLR001"], &["CLR"], "CLR002"));
        assert!(!includes(&["CLR"], &["CLR"], "CLR001"));
    }

    #[test]
    fn mistakes_of_form_are_always_told() {
        assert!(includes(&["CLR"], &[], "DEF001"));
        assert_eq!(Selection::new(&[], &["def001"]).unwrap_err(), SelectionError::Form("DEF001".into()));
    }

    #[test]
    fn words_that_select_nothing() {
        let error = Selection::new(&["CLR099"], &[]).unwrap_err();
        assert_eq!(error.to_string(), "no rule or family `CLR099`; did you mean `CLR009`?");
        let error = Selection::new(&["everything"], &[]).unwrap_err();
        assert_eq!(error.to_string(), "no rule or family `everything`");
    }
}
