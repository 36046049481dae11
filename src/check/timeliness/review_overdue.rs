//! TIM006: a promise that nobody looks at again in time.

use crate::check::{Context, Each, Rule, each};
use crate::finding::{Code, Finding, Level, Timeliness};
use crate::model::{Commitment, Date, Status};

static CODE: Code = Code { code: "TIM006", name: "review-overdue", level: Level::Warning };

/// `review_by` is past, over 12 months ahead, or missing from a published commitment.
pub struct ReviewOverdue;

impl Rule for ReviewOverdue {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("review_overdue.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            findings.extend(examine(commitment, context.today));
        }))
    }
}

fn examine(commitment: &Commitment, today: Date) -> Option<Finding> {
    let Some(review) = &commitment.review_by else {
        let missing = Finding::new(&CODE, commitment.id.span, Timeliness::ReviewMissing);
        return (commitment.status() == Status::Published).then(|| missing.in_definition(&commitment.id));
    };
    // A version that is not yet in force is looked at within a year of its first day.
    let begin = commitment.effective.from.map_or(today, |from| from.value.max(today));
    let latest = begin.plus_months(12).unwrap_or(Date::LAST);
    let day = review.value.to_string();
    let message = if review.value < today {
        Timeliness::ReviewPast { day }
    } else if review.value > latest {
        Timeliness::ReviewFar { day, latest: latest.to_string() }
    } else {
        return None;
    };
    Some(Finding::new(&CODE, review.span, message).in_definition(&commitment.id))
}
