//! SUP002: suppressions that suppress nothing.

use super::matching::{Accepted, Place};
use super::{NEVER, UNUSED, Written};
use crate::check::{Context, catalog, is_past, registry};
use crate::finding::{AllowedBy, Finding, Suppression, codes};
use crate::model::Allow;
use crate::source::{Span, Spanned};
use foldhash::HashSet;

/// Reports the suppressions that nobody needs; none, where mistakes of form hide what they may be
/// for. `findings` are those that nobody has accepted.
pub(super) fn report<'a>(
    context: &Context<'a>,
    written: &[Written<'a>],
    accepted: &Accepted<'_, 'a>,
    findings: &[Finding],
    ran: &HashSet<&str>,
    mistakes: &mut Vec<Finding>,
) {
    if context.definitions.unsound > 0 || findings.iter().any(|finding| finding.code.family() == "DEF") {
        return;
    }
    let hidden = Hidden::new(context, findings);
    for written in written.iter().filter(|written| !hidden.holds(written)) {
        if written.place == Place::Nowhere {
            mistakes.push(remove(context, written, Suppression::CoversNothing));
            continue;
        }
        let (never, others): (Vec<&Spanned<String>>, Vec<_>) =
            written.codes.iter().partition(|code| NEVER.iter().any(|family| known(code).starts_with(family)));
        for code in never {
            let message = Suppression::NotSuppressible { code: code.value.clone() };
            mistakes.push(written.finding(&UNUSED, code.span, message));
        }
        let is_unused =
            |code: &&&Spanned<String>| !accepted.is_used(written, known(code)) && have_run(known(code), ran);
        let unused: Vec<_> = others.iter().filter(is_unused).copied().collect();
        mistakes.extend(finding(context, written, &unused));
    }
}

fn known(code: &Spanned<String>) -> &str {
    catalog::known(code).unwrap_or_default()
}

/// Whether a code, or every code of a family, has run.
fn have_run(word: &str, ran: &HashSet<&str>) -> bool {
    registry::codes().filter(|code| code.starts_with(word)).all(|code| ran.contains(code.as_str()))
}

/// What keeps rules from seeing everything.
struct Hidden<'f> {
    /// Commitments that exist: a setting for another is a reference that leads nowhere.
    known: HashSet<&'f str>,
    /// Definitions with references that lead nowhere: rules that follow them find nothing.
    lost: HashSet<Option<&'f str>>,
    /// Versions that rules no longer look at.
    past: HashSet<Span>,
}

impl<'f> Hidden<'f> {
    fn new(context: &Context<'f>, findings: &'f [Finding]) -> Self {
        let lost = findings.iter().filter(|finding| *finding.code == codes::UNKNOWN_REFERENCE);
        let commitments = context.definitions.commitments.iter();
        let past = commitments.filter(|commitment| is_past(commitment, context.today));
        Self {
            known: context.definitions.commitments.iter().map(|commitment| commitment.id.as_str()).collect(),
            lost: lost.map(|finding| finding.definition.as_deref()).collect(),
            past: past.map(|commitment| commitment.span).collect(),
        }
    }

    fn holds(&self, written: &Written<'_>) -> bool {
        let id = match written.place {
            Place::Commitment(id) if !self.known.contains(id) => return true,
            Place::Commitment(id) => Some(id),
            Place::Everywhere if !self.lost.is_empty() => return true,
            _ => written.definition.map(|(_, id)| id.as_str()),
        };
        let is_past = written.definition.is_some_and(|(place, _)| self.past.contains(place));
        is_past || id.is_some_and(|id| self.lost.contains(&Some(id)))
    }
}

fn finding(context: &Context<'_>, written: &Written<'_>, unused: &[&Spanned<String>]) -> Option<Finding> {
    let (first, last) = (unused.first()?, unused.last()?);
    let partly = unused.len() < written.codes.len();
    let codes = unused.iter().map(|code| code.value.clone()).collect();
    let message = Suppression::Unused { codes, partly, by: written.by() };
    if !partly {
        return Some(remove(context, written, message));
    }
    let finding = written.finding(&UNUSED, first.span.to(last.span), message);
    let all = (written.codes.first()?, written.codes.last()?);
    let used = written.codes.iter().filter(|code| !unused.contains(code));
    let used: Vec<_> = used.map(|code| code.value.as_str()).collect();
    Some(finding.fix(true, all.0.span.to(all.1.span), used.join(", ")))
}

/// A finding that the suppression should go, with the edit that takes it away.
fn remove(context: &Context<'_>, written: &Written<'_>, message: Suppression) -> Finding {
    let finding = written.finding(&UNUSED, written.span, message);
    let whole = match written.by() {
        AllowedBy::Comment => Some(comment(context, written.span)),
        AllowedBy::Settings => {
            let allow = context.definitions.settings.allow.iter();
            let allow = allow.into_iter().find(|allow| allow.rule.span == written.codes[0].span);
            allow.and_then(|allow| setting(context, allow))
        }
    };
    match whole {
        Some(span) => finding.fix(true, span, ""),
        None => finding,
    }
}

/// A comment with the space before it; with all of its line, if nothing else stands there.
fn comment(context: &Context<'_>, span: Span) -> Span {
    let source = context.sources.file(span.file);
    let line = source.line_range(span.start as usize);
    let before = source.text().get(line.start..span.start as usize).unwrap_or_default();
    let kept = before.trim_end().len();
    if kept > 0 {
        return Span::new(span.file, line.start + kept..span.range().end);
    }
    Span::new(span.file, line.start..next_line(source.text(), span.range().end))
}

/// All lines of a table `[[allow]]`; `None` of one that is written in a list.
fn setting(context: &Context<'_>, allow: &Allow) -> Option<Span> {
    let text = context.sources.file(allow.span.file).text();
    text.get(allow.span.range())?.starts_with("[[").then_some(())?;
    let fields = [
        allow.commitment.as_ref().map(|field| field.span),
        allow.reason.as_ref().map(|field| field.span),
        allow.until.as_ref().map(|field| field.span),
    ];
    let end = fields.into_iter().flatten().fold(allow.rule.span, Span::to).range().end;
    Some(Span::new(allow.span.file, allow.span.start as usize..next_line(text, end)))
}

fn next_line(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}
