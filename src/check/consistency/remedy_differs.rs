//! CON010: a remedy whose words are not its fields.

use crate::check::{Context, Each, Findings, Part, Passage, Rule, each, promised};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::model::{Amount, Commitment, Remedy, Target, Written};
use crate::source::{Span, Spanned};
use crate::text::{Decimal, Duration, Role, ShareOf};
use std::ops::Range;

static CODE: Code = Code { code: "CON010", name: "remedy-differs", level: Level::Error };

/// An amount, percentage or term in the text is not the remedy's, or its tiers leave a gap.
pub struct RemedyDiffers;

impl Rule for RemedyDiffers {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("remedy_differs.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let Some(remedy) = &subject.commitment.remedy else { return };
            for passage in subject.passages.iter().filter(|passage| passage.part == Part::Remedy) {
                let words = RemedyWords { context, passage, remedy };
                words.amounts(findings);
                words.percentages(findings);
                words.terms(findings);
            }
            findings.extend(gap(subject.commitment));
        }))
    }
}

fn in_days(duration: Duration) -> bool {
    !matches!(duration, Duration::Elapsed(_) | Duration::Open(_))
}

/// Tiers that begin below the promised share leave attainments that break the promise and bring
/// nothing.
fn gap(commitment: &Commitment) -> Option<Finding> {
    let tiers = &commitment.remedy.as_ref()?.tiers;
    let highest = tiers.iter().max_by_key(|tier| tier.below.value)?;
    let shares = commitment.targets.iter().filter_map(|target| target.share.as_ref());
    let lowest = shares.min_by_key(|share| share.value)?;
    if highest.below.value >= lowest.value {
        return None;
    }
    let message = Consistency::TiersLeaveGap {
        below: highest.below.value.to_string(),
        share: lowest.value.to_string(),
    };
    let finding = Finding::new(&CODE, highest.below.span, message);
    Some(finding.related(lowest.span, Note::PromisedHere).in_definition(&commitment.id))
}

struct RemedyWords<'a> {
    context: &'a Context<'a>,
    passage: &'a Passage<'a>,
    remedy: &'a Remedy,
}

impl RemedyWords<'_> {
    fn finding(&self, range: Range<usize>, field: Span, message: Consistency) -> Finding {
        let span = self.passage.locate(self.context.sources, range);
        Finding::new(&CODE, span, message)
            .related(field, Note::FieldHere)
            .in_definition(&self.passage.commitment.id)
    }

    /// The amounts of the fields: of the remedy itself and of its tiers.
    fn fields(&self) -> impl Iterator<Item = (Amount, Span)> {
        let own = self.remedy.amount.iter().map(|amount| (amount.value, amount.span));
        own.chain(self.remedy.tiers.iter().map(|tier| (tier.amount.value, tier.amount.span)))
    }

    /// Amounts of money. Where the text has all amounts of the fields, others in it are circumstances
    /// or come on top.
    fn amounts(&self, findings: &mut Findings) {
        let fixed = self.fields().filter_map(|(amount, span)| match amount {
            Amount::Fixed(amount) => Some((amount, span)),
            Amount::Percent(_) => None,
        });
        let fixed: Vec<(Decimal, Span)> = fixed.collect();
        let caps = [&self.remedy.cap, &self.remedy.budget].into_iter().flatten().map(|(cap, _)| cap.value);
        let caps: Vec<Decimal> = caps.collect();
        let currency = self.remedy.currency.as_ref();
        let bands = self.passage.reading.bands();
        let said = self.passage.reading.money();
        let lacks = |(amount, _): &&(Decimal, Span)| !said.iter().any(|money| money.amount == *amount);
        let lacking = fixed.iter().find(lacks);
        for money in said {
            let message = |amount: Decimal| {
                let code = currency.map(|code| format!(" {}", code.value)).unwrap_or_default();
                let said = self.passage.words(money.range.clone()).to_owned();
                Consistency::RemedyAmountDiffers { said, field: format!("{amount}{code}") }
            };
            let is_field = fixed.iter().any(|(amount, _)| *amount == money.amount);
            if is_field {
                if let Some(other) = currency.filter(|code| !money.currency.may_be(code)) {
                    findings.push(self.finding(money.range.clone(), other.span, message(money.amount)));
                }
            } else if let Some((amount, field)) = lacking {
                // "orders over 1000元" is a circumstance.
                let is_bound = bands.iter().any(|band| band.range.contains(&money.range.start));
                if !is_bound && !caps.contains(&money.amount) {
                    findings.push(self.finding(money.range.clone(), *field, message(*amount)));
                }
            }
        }
    }

    /// Percentages of a price, in digits and in words.
    fn percentages(&self, findings: &mut Findings) {
        let percents = self.fields().filter_map(|(amount, span)| match amount {
            Amount::Percent(share) => Some((share.to_percent(), span)),
            Amount::Fixed(_) => None,
        });
        let percents: Vec<(Decimal, Span)> = percents.collect();
        if percents.is_empty() {
            return;
        }
        let shares = self.passage.reading.shares().iter().filter(|share| {
            share.of == ShareOf::Price || share.of == ShareOf::Unclear && !self.is_attainment(share.percent)
        });
        let shares = shares.map(|share| (share.range.clone(), share.percent));
        let mut said: Vec<(Range<usize>, Decimal)> = shares.collect();
        if said.is_empty() {
            said = self.passage.reading.price_parts();
        }
        let lacks = |(percent, _): &&(Decimal, Span)| !said.iter().any(|(_, there)| there == percent);
        let Some((percent, field)) = percents.iter().find(lacks) else { return };
        let is_field = |there: Decimal| percents.iter().any(|(percent, _)| *percent == there);
        for (range, _) in said.iter().filter(|(_, there)| !is_field(*there)) {
            let said = self.passage.words(range.clone()).to_owned();
            let message = Consistency::RemedyAmountDiffers { said, field: format!("{percent}%") };
            findings.push(self.finding(range.clone(), *field, message));
        }
    }

    /// Whether a percentage is a share that a target or a tier names.
    fn is_attainment(&self, percent: Decimal) -> bool {
        let targets = self.passage.commitment.targets.iter().map(Target::share);
        let tiers = self.remedy.tiers.iter().map(|tier| tier.below.value);
        targets.chain(tiers).any(|share| share.to_percent() == percent)
    }

    /// Terms of payment, and of claiming where the customer must claim: a term of the text that is
    /// neither, beside a field that the text lacks.
    fn terms(&self, findings: &mut Findings) {
        let paid = self.remedy.paid_within.as_ref();
        let claim = self.remedy.claim.as_ref().and_then(|claim| claim.within.as_ref());
        let limits = promised::target_limits(self.passage.commitment);
        let times = self.passage.reading.times();
        let says = |term: Duration| times.iter().any(|time| time.duration == Ok(term));
        let lacking = |field: Option<&'_ Spanned<Written<Duration>>>| {
            field.is_some_and(|field| !says(field.value.value))
        };
        for time in times {
            let Ok(said) = time.duration else { continue };
            let is_known = limits.iter().any(|limit| limit.written.value == said)
                || [paid, claim].into_iter().flatten().any(|term| term.value.value == said);
            let field = match time.role {
                Role::Limit | Role::Remedy if lacking(paid) => paid,
                Role::Customer if lacking(claim) => claim,
                // "Send us the form within 60 days" of a claim of 30: days stand for days.
                Role::Limit | Role::Remedy if lacking(claim) => {
                    claim.filter(|claim| in_days(claim.value.value) && in_days(said))
                }
                _ => None,
            };
            let Some(field) = field.filter(|_| !is_known) else { continue };
            let message = Consistency::RemedyTermDiffers {
                said: self.passage.words(time.range.clone()).to_owned(),
                field: field.value.text.clone(),
            };
            findings.push(self.finding(time.range.clone(), field.span, message));
        }
    }
}
