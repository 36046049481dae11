//! Money, exact: whole numbers of the smallest unit of a currency.

use crate::text::Decimal;
use std::fmt;

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// ISO 4217 code; `None` where the remedy names none.
    pub currency: Option<String>,
    /// In the smallest unit: cents, fen, yen.
    pub minor: i128,
}

impl Money {
    /// A number of the currency's unit. `None` where it is too large.
    pub fn of(amount: Decimal, currency: Option<String>) -> Option<Self> {
        let minor = minor(amount, places(currency.as_deref()))?;
        Some(Self { currency, minor })
    }

    /// Decimal places of the smallest unit.
    pub fn places(&self) -> u32 {
        places(self.currency.as_deref())
    }

    /// In the unit of the currency, with all places of the smaller one: `12.50`.
    pub fn amount(&self) -> String {
        let places = self.places();
        let one = 10_u128.pow(places);
        let (sign, all) = (if self.minor < 0 { "-" } else { "" }, self.minor.unsigned_abs());
        let (whole, part) = (all / one, all % one);
        if places == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{part:0width$}", width = places as usize)
        }
    }
}

impl fmt::Display for Money {
    /// With its currency: `40.00 CNY`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = self.amount();
        match &self.currency {
            Some(currency) => write!(f, "{amount} {currency}"),
            None => f.write_str(&amount),
        }
    }
}

/// Decimal places of a currency's smallest unit, as ISO 4217 has them; two of what it does not know.
pub(super) fn places(currency: Option<&str>) -> u32 {
    match currency {
        Some(
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI"
            | "VND" | "VUV" | "XAF" | "XOF" | "XPF",
        ) => 0,
        Some("BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND") => 3,
        Some("CLF" | "UYW") => 4,
        _ => 2,
    }
}

/// A number of the currency's unit in the smallest one, halves rounded up. `None` where it is too large.
pub(super) fn minor(amount: Decimal, places: u32) -> Option<i128> {
    rounded(amount.units().checked_mul(10_i128.pow(places))?, Decimal::ONE)
}

/// A share of an amount in the smallest unit, halves rounded up. `None` where it is too large.
pub(super) fn share_of(share: Decimal, amount: Decimal, places: u32) -> Option<i128> {
    let product = share.units().checked_mul(amount.units())?;
    rounded(product, Decimal::ONE.checked_mul(Decimal::ONE)? / 10_i128.pow(places))
}

fn rounded(units: i128, one: i128) -> Option<i128> {
    Some(units.checked_add(one / 2)?.div_euclid(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn amounts_are_whole_numbers_of_the_smallest_unit() {
        assert_eq!(minor(decimal("12.5"), 2), Some(1250));
        assert_eq!(minor(decimal("12.5"), 0), Some(13));
        assert_eq!(minor(decimal("0.004"), 2), Some(0));
        assert_eq!(share_of(decimal("0.1"), decimal("19.95"), 2), Some(200));
        assert_eq!(share_of(decimal("0.05"), decimal("1000000000"), 3), Some(50_000_000_000));
        assert_eq!(share_of(decimal("0.05"), decimal("-10"), 2), Some(-50));
    }

    #[test]
    fn they_are_shown_with_all_their_places() {
        let shown = |currency: &str, minor| Money { currency: Some(currency.to_owned()), minor }.amount();
        assert_eq!(shown("CNY", 5), "0.05");
        assert_eq!(shown("JPY", 1200), "1200");
        assert_eq!(shown("KWD", -1250), "-1.250");
    }
}
