//! Suppressions: findings that somebody accepts for a reason, in a comment or in `promise.toml`.
//!
//! They are applied to what reading and the rules have found. A suppression that is void (SUP001,
//! SUP003, SUP004) suppresses nothing; one that is sound and suppresses nothing is told too (SUP002),
//! unless what it is about did not run or could not be seen.

mod matching;
mod unused;

use super::catalog::{self, Described};
use super::suggest;
use super::{Context, Needs};
use crate::finding::{AllowedBy, Code, Finding, Level, Suppression};
use crate::model::{AllowComment, Date};
use crate::source::{Span, Spanned};
use foldhash::HashSet;
use matching::{Accepted, Place};

static WITHOUT_REASON: Code = error("SUP001", "suppression-without-reason");
static UNUSED: Code = Code { code: "SUP002", name: "unused-suppression", level: Level::Warning };
static EXPIRED: Code = error("SUP003", "expired-suppression");
static UNKNOWN_CODE: Code = error("SUP004", "unknown-code");

const fn error(code: &'static str, name: &'static str) -> Code {
    Code { code, name, level: Level::Error }
}

/// The codes of suppressions, with their pages.
pub(super) const PAGES: &[Described] = &[
    Described { code: &WITHOUT_REASON, page: include_str!("without_reason.md") },
    Described { code: &UNUSED, page: include_str!("unused.md") },
    Described { code: &EXPIRED, page: include_str!("expired.md") },
    Described { code: &UNKNOWN_CODE, page: include_str!("unknown_code.md") },
];

/// Families whose findings cannot be suppressed: mistakes of form hide what they stand in from every
/// rule, and what suppressions themselves do wrong would hide itself.
const NEVER: [&str; 2] = ["DEF", "SUP"];

/// A finding that somebody has accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// What was found.
    pub finding: Finding,
    /// Why it is accepted.
    pub reason: String,
    /// Where that is written.
    pub at: Span,
    /// Whether it is a comment or a setting.
    pub by: AllowedBy,
    /// Whether it was there before, suppressed or not, if that was asked.
    pub known: bool,
}

/// What is left after suppressions.
pub(super) struct Applied {
    /// The findings that nobody has accepted.
    pub(super) findings: Vec<Finding>,
    /// Those that somebody has.
    pub(super) suppressed: Vec<Suppressed>,
    /// What the suppressions themselves do wrong.
    pub(super) mistakes: Vec<Finding>,
}

/// Applies the suppressions of a folder to its findings, which are sorted. `ran` are the codes of
/// which everything has been found that there is.
pub(super) fn apply(context: &Context<'_>, findings: Vec<Finding>, ran: &HashSet<&str>) -> Applied {
    let definitions = context.definitions;
    if definitions.suppressions.is_empty() && definitions.settings.allow.is_empty() {
        return Applied { findings, suppressed: Vec::new(), mistakes: Vec::new() };
    }
    let mut mistakes = Vec::new();
    let written: Vec<Written<'_>> = written(context)
        .into_iter()
        .filter(|written| written.is_valid(context.today, &mut mistakes))
        .collect();
    let mut accepted = Accepted::new(&definitions.suppressions, &written);
    let (mut kept, mut suppressed) = (Vec::new(), Vec::new());
    for finding in findings {
        match accepted.take(&finding) {
            Some(by) => suppressed.push(Suppressed {
                finding,
                reason: by.reason().to_owned(),
                at: by.span,
                by: by.by(),
                known: false,
            }),
            None => kept.push(finding),
        }
    }
    unused::report(context, &written, &accepted, &kept, ran, &mut mistakes);
    Applied { findings: kept, suppressed, mistakes }
}

/// A suppression, wherever it is written.
struct Written<'a> {
    /// What shows it: the comment, or the header of the setting.
    span: Span,
    place: Place<'a>,
    codes: Vec<&'a Spanned<String>>,
    until: Option<&'a Spanned<Date>>,
    reason: Option<&'a str>,
    /// The place and id of the definition that it stands in.
    definition: Option<&'a (Span, String)>,
}

fn written<'a>(context: &Context<'a>) -> Vec<Written<'a>> {
    let definitions = context.definitions;
    let mut all = Vec::new();
    for (place, suppression) in definitions.suppressions.iter().enumerate() {
        let one = |comment: &'a AllowComment| Written {
            span: comment.span,
            place: if suppression.covers.is_empty() { Place::Nowhere } else { Place::Lines(place) },
            codes: comment.codes.iter().collect(),
            until: comment.until.as_ref(),
            reason: comment.reason.as_deref(),
            definition: suppression.definition.as_ref(),
        };
        all.extend(suppression.comments.iter().map(one));
    }
    for allow in &definitions.settings.allow {
        all.push(Written {
            span: context.sources.first_line(allow.span),
            place: allow.commitment.as_ref().map_or(Place::Everywhere, |id| Place::Commitment(&id.value)),
            codes: vec![&allow.rule],
            until: allow.until.as_ref(),
            reason: allow.reason.as_ref().map(|reason| reason.value.as_str()),
            definition: None,
        });
    }
    all
}

impl<'a> Written<'a> {
    fn by(&self) -> AllowedBy {
        match self.place {
            Place::Lines(_) | Place::Nowhere => AllowedBy::Comment,
            Place::Commitment(_) | Place::Everywhere => AllowedBy::Settings,
        }
    }

    fn reason(&self) -> &'a str {
        self.reason.unwrap_or_default()
    }

    fn finding(&self, code: &'static Code, span: Span, message: Suppression) -> Finding {
        let finding = Finding::new(code, span, message);
        match self.definition {
            Some((_, id)) => finding.in_definition(id),
            None => finding,
        }
    }

    /// Whether it suppresses anything; if not, says why. An unknown code is told alone: what it was
    /// meant for is not known.
    fn is_valid(&self, today: Date, mistakes: &mut Vec<Finding>) -> bool {
        let before = mistakes.len();
        if self.codes.is_empty() {
            mistakes.push(self.finding(&UNKNOWN_CODE, self.span, Suppression::NoCode));
        }
        for code in self.codes.iter().filter(|code| catalog::known(code).is_none()) {
            let (code, span) = (code.value.clone(), code.span);
            let suggestion = suggest(&code);
            mistakes.push(self.finding(&UNKNOWN_CODE, span, Suppression::UnknownCode { code, suggestion }));
        }
        if mistakes.len() > before {
            return false;
        }
        if self.reason.is_none() {
            let message = Suppression::WithoutReason(self.by());
            mistakes.push(self.finding(&WITHOUT_REASON, self.span, message));
        }
        if let Some(until) = self.until.filter(|until| until.value < today) {
            let message = Suppression::Expired { until: until.value.to_string() };
            mistakes.push(self.finding(&EXPIRED, until.span, message));
        }
        mistakes.len() == before
    }
}

/// Rules that run without logs and find more with them.
const MORE_WITH_LOGS: [&str; 5] = ["COV002", "FEA002", "FEA008", "FEA010", "TIM009"];

/// Whether a rule that runs finds all that it could.
pub(super) fn finds_all(context: &Context<'_>, code: &Code) -> bool {
    context.has(Needs::Logs) || !MORE_WITH_LOGS.contains(&code.code)
}
