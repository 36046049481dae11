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

/// When a commitment is looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Nobody has said.
    Missing,
    /// On a day that has passed.
    Past(Date),
    /// Later than the last day that is near enough.
    Far {
        /// The day.
        day: Date,
        /// The last day that is near enough.
        latest: Date,
    },
    /// In time.
    Due(Date),
}

impl Review {
    /// What a commitment says of it, as seen on a day.
    pub fn of(commitment: &Commitment, today: Date) -> Self {
        let Some(day) = commitment.review_by.map(|review| review.value) else { return Self::Missing };
        // A version that is not yet in force is looked at within a year of its first day.
        let begin = commitment.effective.from.map_or(today, |from| from.value.max(today));
        let latest = begin.plus_months(12).unwrap_or(Date::LAST);
        if day < today {
            Self::Past(day)
        } else if day > latest {
            Self::Far { day, latest }
        } else {
            Self::Due(day)
        }
    }
}

fn examine(commitment: &Commitment, today: Date) -> Option<Finding> {
    let message = match Review::of(commitment, today) {
        Review::Missing if commitment.status() != Status::Published => return None,
        Review::Missing => Timeliness::ReviewMissing,
        Review::Past(day) => Timeliness::ReviewPast { day: day.to_string() },
        Review::Far { day, latest } => {
            Timeliness::ReviewFar { day: day.to_string(), latest: latest.to_string() }
        }
        Review::Due(_) => return None,
    };
    let span = commitment.review_by.map_or(commitment.id.span, |review| review.span);
    Some(Finding::new(&CODE, span, message).in_definition(&commitment.id))
}
