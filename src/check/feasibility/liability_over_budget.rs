//! FEA011: a remedy that costs more than is there for it.

use crate::check::past::told;
use crate::check::{Context, Findings, Needs, Rule};
use crate::finding::{Bound, Code, Finding, Level, Note, PastFeasibility};
use crate::model::{Commitment, Period, Remedy};
use crate::report::{Liability, Money};
use crate::source::{Span, Spanned};
use crate::text::Decimal;

static CODE: Code = Code { code: "FEA011", name: "liability-over-budget", level: Level::Warning };

/// A remedy that by the cases of the logs comes to more in a period than its cap or its budget.
pub struct LiabilityOverBudget;

impl Rule for LiabilityOverBudget {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn needs(&self) -> Needs {
        Needs::Logs
    }

    fn page(&self) -> &'static str {
        include_str!("liability_over_budget.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for (commitment, past) in told(context) {
            let Some(remedy) = &commitment.remedy else { continue };
            let bounds = [
                (Bound::Cap, &remedy.cap, &past.before_cap),
                (Bound::Budget, &remedy.budget, &past.after_cap),
            ];
            for (bound, most, liability) in bounds {
                if let (Some(most), Some(liability)) = (most, liability) {
                    findings.extend(examine(commitment, remedy, bound, most, liability));
                }
            }
        }
    }
}

fn examine(
    commitment: &Commitment,
    remedy: &Remedy,
    bound: Bound,
    (most, per): &(Spanned<Decimal>, Spanned<Period>),
    liability: &Liability,
) -> Option<Finding> {
    if !liability.exceeds(most.value) {
        return None;
    }
    let message = PastFeasibility::LiabilityOver {
        bound,
        mean: liability.mean().to_string(),
        most: Money::of(most.value, liability.sum.currency.clone())?.to_string(),
        per: per.value.as_str(),
        periods: liability.over.then_some(liability.periods),
    };
    let finding = Finding::new(&CODE, most.span, message).related(amount(remedy)?, Note::OwedHere);
    Some(finding.in_definition(&commitment.id))
}

/// Where it is written how much is owed.
fn amount(remedy: &Remedy) -> Option<Span> {
    let amount = remedy.amount.as_ref().map(|amount| amount.span);
    amount.or_else(|| remedy.tiers.first().map(|tier| tier.amount.span))
}
