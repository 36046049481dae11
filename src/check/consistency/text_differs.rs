//! CON001: a text that promises something else than the targets measure.

use crate::check::promised::{self, Limits, MissingNumber, Shares, TargetLimit};
use crate::check::{Context, Each, Findings, Part, Passage, Rule, Subject, each};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::model::Target;
use crate::source::Span;
use crate::text::{Role, ShareFact, ShareOf, TimeFact, Tongue};

static CODE: Code = Code { code: "CON001", name: "text-differs-from-target", level: Level::Error };

/// The limit or share of a text is not the target's in number and kind, or stands on one side alone.
pub struct TextDiffers;

impl Rule for TextDiffers {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("text_differs.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            for passage in subject.texts() {
                let compared = Compared { context, subject, passage };
                compared.limits(&promised::limits(passage), findings);
                let numbers = promised::missing_numbers(passage);
                let mut shares = promised::shares(passage);
                // One finding a mismatch: a share in the place of a value's number is told there.
                let is_told = |share: &ShareFact| {
                    numbers.iter().any(|number| number.said.as_ref() == Some(&share.range))
                };
                shares.different.retain(|(share, _)| !is_told(share));
                compared.shares(&shares, findings);
                for number in &numbers {
                    compared.number(number, findings);
                }
            }
        }))
    }
}

struct Compared<'a> {
    context: &'a Context<'a>,
    subject: &'a Subject<'a>,
    passage: &'a Passage<'a>,
}

impl Compared<'_> {
    fn limits(&self, limits: &Limits<'_>, findings: &mut Findings) {
        let one_to_one = limits.different.len() == 1 && limits.extra.is_empty() && limits.missing.is_empty();
        for (time, target) in &limits.different {
            let said = self.passage.words(time.range.clone()).to_owned();
            let message = Consistency::TextLimitDiffers { said, target: target.written.text.clone() };
            let mut finding = self.finding(time.range.clone(), message).related(target.span, Note::FieldHere);
            if one_to_one && self.may_replace(time) {
                finding = self.replacement(finding, time, target);
            }
            findings.push(finding);
        }
        for time in &limits.extra {
            let said = self.passage.words(time.range.clone()).to_owned();
            findings.push(self.finding(time.range.clone(), Consistency::LimitWithoutTarget { said }));
        }
        for target in &limits.missing {
            self.missing(target.span, findings);
        }
    }

    fn shares(&self, shares: &Shares<'_>, findings: &mut Findings) {
        for (share, target) in &shares.different {
            let said = self.passage.words(share.range.clone()).to_owned();
            let message = Consistency::TextShareDiffers { said, target: target.share().to_string() };
            let finding = self.finding(share.range.clone(), message).related(place(target), Note::FieldHere);
            findings.push(self.with_share(finding, share, target, shares));
        }
        for target in &shares.missing {
            self.missing(place(target), findings);
        }
    }

    fn number(&self, number: &MissingNumber, findings: &mut Findings) {
        let Some(range) = number.said.clone() else { return self.missing(number.span, findings) };
        let said = self.passage.words(range.clone()).to_owned();
        let target = self.context.sources.text(number.span).to_owned();
        let finding = self.finding(range, Consistency::TextLimitDiffers { said, target });
        findings.push(finding.related(number.span, Note::FieldHere));
    }

    /// A limit or share of a target that the text lacks.
    fn missing(&self, field: Span, findings: &mut Findings) {
        let sources = self.context.sources;
        let target = sources.text(field).trim_matches(['"', '\'']).to_owned();
        let finding = Finding::new(&CODE, field, Consistency::NotInText { target });
        let text = sources.first_line(self.passage.text.span);
        findings.push(finding.related(text, Note::TextHere).in_definition(&self.passage.commitment.id));
    }

    fn finding(&self, range: std::ops::Range<usize>, message: Consistency) -> Finding {
        let span = self.passage.locate(self.context.sources, range);
        Finding::new(&CODE, span, message).in_definition(&self.passage.commitment.id)
    }

    /// Whether the target's limit can stand in place of the text's: not "24-hour", not a range, and
    /// no other language that says the same as this one against the target.
    fn may_replace(&self, time: &TimeFact) -> bool {
        let words = self.passage.words(time.range.clone());
        let mut others = self.subject.passages.iter();
        let agrees = |other: &Passage<'_>| {
            other.part == Part::Text
                && !std::ptr::eq(other, self.passage)
                && other.reading.times().iter().any(|said| said.duration == time.duration)
        };
        let is_limit = matches!(time.role, Role::Limit | Role::Ahead | Role::Bare);
        is_limit && !time.is_range && !words.contains('-') && !others.any(agrees)
    }

    fn replacement(&self, finding: Finding, time: &TimeFact, target: &TargetLimit<'_>) -> Finding {
        let tongue = Tongue::of(self.passage.language, self.passage.text);
        let words = target.written.value.in_words(tongue);
        finding.fix_by(true, self.passage.replace(self.context.sources, time.range.clone(), &words))
    }

    fn with_share(
        &self,
        finding: Finding,
        share: &ShareFact,
        target: &Target,
        shares: &Shares<'_>,
    ) -> Finding {
        let mut others = self.subject.passages.iter();
        let agrees = |other: &Passage<'_>| {
            other.part == Part::Text
                && !std::ptr::eq(other, self.passage)
                && other.reading.shares().iter().any(|said| said.percent == share.percent)
        };
        let is_share = matches!(share.of, ShareOf::Cases | ShareOf::Unclear);
        let one_to_one =
            is_share && shares.different.len() == 1 && shares.missing.is_empty() && target.share.is_some();
        if one_to_one && !others.any(agrees) {
            let words = target.share().to_string();
            finding.fix_by(true, self.passage.replace(self.context.sources, share.range.clone(), &words))
        } else {
            finding
        }
    }
}

/// Where a target says its share, else its limit.
fn place(target: &Target) -> Span {
    let share = target.share.as_ref().map(|share| share.span);
    share.or(target.within.as_ref().map(|within| within.span)).unwrap_or(target.span)
}
