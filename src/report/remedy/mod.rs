//! What is owed to customers under the remedy of a commitment, from the judgements of its cases.
//!
//! - `per = "case"`: each case that is late or overdue under any of the targets, once.
//! - `per = "period"`, or with `tiers`: each period of a target whose attainment is too low, by the
//!   target that asks for the most. Without tiers that is a share that is not reached. Of several tiers
//!   the lowest one that the attainment is below counts. Statistics have no attainment and owe nothing.
//! - A percentage is of the column `of`: of the case, or of all cases that count in the period. Halves
//!   of the smallest unit are rounded up, once a case or period.
//! - The cap bounds what is owed in each of its own periods. A case belongs to the period of the date
//!   that counts it, a period to the one that holds its last day.
//!
//! A [`Bill`] adds up case by case and keeps none of them; a [`Ledger`] has a line for each, from the
//! [`Claims`] that workers noted. Both must not know how cases are judged, and what they say does not
//! depend on the order of cases.

mod bill;
mod claims;
mod ledger;
mod terms;

pub use bill::{Bill, Claimed};
pub use claims::{Claims, Priced};
pub use ledger::{Ledger, OwedFor, OwedLine};

use super::money::Money;
use crate::model::RemedyPer;

/// What is owed under a remedy in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// How much.
    pub money: Money,
    /// How many cases or periods are owed something.
    pub times: u64,
    /// What it is owed for.
    pub per: RemedyPer,
    /// How many of them have no amount, since what it is a percentage of is missing or no number.
    pub unpriced: u64,
}

impl Owed {
    /// Adds a case or period; `None` for one without an amount.
    fn add(&mut self, minor: Option<i128>) {
        self.times += 1;
        match minor {
            Some(minor) => self.money.minor += minor,
            None => self.unpriced += 1,
        }
    }
}
