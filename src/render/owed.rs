//! What is owed, in machine formats.

use crate::model::RemedyPer;
use crate::report::{Money, Owed};
use serde::Serialize;

/// Money in the smallest unit of its currency.
#[derive(Serialize)]
pub(super) struct JsonMoney<'a> {
    currency: Option<&'a str>,
    minor: i64,
    places: u32,
}

/// Money, and what it is owed for.
#[derive(Serialize)]
pub(super) struct JsonOwed<'a> {
    #[serde(flatten)]
    money: JsonMoney<'a>,
    per: &'static str,
    times: u64,
    unpriced: u64,
}

impl<'a> From<&'a Money> for JsonMoney<'a> {
    fn from(money: &'a Money) -> Self {
        Self {
            currency: money.currency.as_deref(),
            minor: i64::try_from(money.minor).unwrap_or(i64::MAX),
            places: money.places(),
        }
    }
}

impl<'a> From<&'a Owed> for JsonOwed<'a> {
    fn from(owed: &'a Owed) -> Self {
        Self { money: (&owed.money).into(), per: per(owed.per), times: owed.times, unpriced: owed.unpriced }
    }
}

/// The word of definitions for what a remedy is owed for.
pub(super) fn per(per: RemedyPer) -> &'static str {
    match per {
        RemedyPer::Case => "case",
        RemedyPer::Period => "period",
    }
}
