//! CON010: a remedy whose words are not its fields.

use crate::check::{Context, Findings, Part, Passage, Rule, promised};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::model::{Amount, Commitment, Remedy};
use crate::source::Span;
use crate::text::{Decimal, Duration, Role, ShareOf, TimeFact};
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

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for passage in context.passages().filter(|passage| passage.part == Part::Remedy) {
            let Some(remedy) = &passage.commitment.remedy else { continue };
            let words = RemedyWords { context, passage, remedy };
            words.amounts(findings);
            words.percentages(findings);
            words.terms(findings);
        }
        for commitment in context.commitments() {
            findings.extend(gap(commitment));
        }
    }
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

    fn amounts(&self, findings: &mut Findings) {
        let fixed = self.fields().filter_map(|(amount, span)| match amount {
            Amount::Fixed(amount) => Some((amount, span)),
            Amount::Percent(_) => None,
        });
        let fixed: Vec<(Decimal, Span)> = fixed.collect();
        let Some((amount, field)) = fixed.first() else { return };
        let caps = [&self.remedy.cap, &self.remedy.budget].into_iter().flatten().map(|(cap, _)| cap.value);
        let caps: Vec<Decimal> = caps.collect();
        let currency = self.remedy.currency.as_ref();
        let bands = self.passage.reading.bands();
        for money in self.passage.reading.money() {
            // "orders over 1000元" is a circumstance.
            if bands.iter().any(|band| band.range.contains(&money.range.start)) {
                continue;
            }
            let known =
                fixed.iter().any(|(amount, _)| *amount == money.amount) || caps.contains(&money.amount);
            let other_currency = currency.filter(|code| !money.currency.may_be(code));
            if known && other_currency.is_none() {
                continue;
            }
            let code = currency.map(|code| format!(" {}", code.value)).unwrap_or_default();
            let message = Consistency::RemedyAmountDiffers {
                said: self.passage.words(money.range.clone()).to_owned(),
                field: format!("{amount}{code}"),
            };
            let field = other_currency.filter(|_| known).map_or(*field, |code| code.span);
            findings.push(self.finding(money.range, field, message));
        }
    }

    fn percentages(&self, findings: &mut Findings) {
        let percents = self.fields().filter_map(|(amount, span)| match amount {
            Amount::Percent(share) => Some((share.to_percent(), span)),
            Amount::Fixed(_) => None,
        });
        let percents: Vec<(Decimal, Span)> = percents.collect();
        let Some((percent, field)) = percents.first() else { return };
        let has = |said: Decimal| percents.iter().any(|(percent, _)| *percent == said);
        let message = |range: &Range<usize>| Consistency::RemedyAmountDiffers {
            said: self.passage.words(range.clone()).to_owned(),
            field: format!("{percent}%"),
        };
        for share in self.passage.reading.shares() {
            let is_amount = share.of == ShareOf::Price
                || share.of == ShareOf::Unclear && !self.is_attainment(share.percent);
            if is_amount && !has(share.percent) {
                findings.push(self.finding(share.range.clone(), *field, message(&share.range)));
            }
        }
        let half = Decimal::from_integer(50);
        for range in self.passage.reading.halves().into_iter().filter(|_| !has(half)) {
            let message = message(&range);
            findings.push(self.finding(range, *field, message));
        }
    }

    /// Whether a percentage is a share that a target or a tier names.
    fn is_attainment(&self, percent: Decimal) -> bool {
        let targets = self.passage.commitment.targets.iter().map(|target| target.share());
        let tiers = self.remedy.tiers.iter().map(|tier| tier.below.value);
        targets.chain(tiers).any(|share| share.to_percent() == percent)
    }

    /// Terms of payment, and of claiming where the customer must claim.
    fn terms(&self, findings: &mut Findings) {
        let paid = self.remedy.paid_within.as_ref();
        let claim = self.remedy.claim.as_ref().and_then(|claim| claim.within.as_ref());
        let limits = promised::target_limits(self.passage.commitment);
        let known = |said: Duration| limits.iter().any(|limit| limit.written.value == said);
        let times: Vec<TimeFact> = self.passage.reading.times().collect();
        let says = |term: Duration| times.iter().any(|time| time.duration == Ok(term));
        for time in &times {
            let Ok(said) = time.duration else { continue };
            let field = match time.role {
                Role::Customer => claim,
                Role::Limit | Role::Remedy => paid,
                _ => None,
            };
            let is_other = [paid, claim].into_iter().flatten().any(|term| term.value.value == said);
            // A term that the text has elsewhere is not contradicted by another duration.
            let Some(field) = field.filter(|field| !is_other && !says(field.value.value) && !known(said))
            else {
                continue;
            };
            let message = Consistency::RemedyTermDiffers {
                said: self.passage.words(time.range.clone()).to_owned(),
                field: field.value.text.clone(),
            };
            findings.push(self.finding(time.range.clone(), field.span, message));
        }
    }
}
