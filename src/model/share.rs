//! Shares of cases, as exact fractions.

use crate::text::Decimal;

/// A share of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(Decimal);

impl Share {
    /// Every case.
    pub fn every() -> Self {
        Self(Decimal::from_integer(1))
    }

    /// From a number from 0 to 1.
    pub fn of(number: Decimal) -> Self {
        Self(number)
    }

    /// Reads `98%`, `98.5 %`, `98％` or `0.98`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.strip_suffix(['%', '％']) {
            // Two digits more are needed than a decimal keeps at the end, never at the front.
            Some(percent) => {
                let units = Decimal::parse(percent.trim_end())?.units();
                (units % 100 == 0).then(|| Self(Decimal::from_units(units / 100)))
            }
            None => Decimal::parse(text).map(Self),
        }
    }

    /// Whether it is over nothing and at most every case.
    pub fn is_possible(self) -> bool {
        self.0 > Decimal::ZERO && self <= Self::every()
    }

    /// Whether `met` of `cases` is at least this share, compared exactly.
    pub fn is_reached(self, met: u64, cases: u64) -> bool {
        i128::from(met).saturating_mul(Decimal::ONE) >= i128::from(cases).saturating_mul(self.0.units())
    }

    /// The fewest of `cases` that are at least this share of them.
    pub fn least_of(self, cases: u64) -> u64 {
        let least = i128::from(cases).saturating_mul(self.0.units()).max(0);
        u64::try_from((least + Decimal::ONE - 1) / Decimal::ONE).unwrap_or(u64::MAX)
    }

    /// Whether `part` of `cases` is more than this share, compared exactly.
    pub fn is_exceeded(self, part: u64, cases: u64) -> bool {
        i128::from(part).saturating_mul(Decimal::ONE) > i128::from(cases).saturating_mul(self.0.units())
    }

    /// As a number from 0 to 1, exactly.
    pub fn to_decimal(self) -> Decimal {
        self.0
    }

    /// How many of a hundred, exactly.
    pub fn to_percent(self) -> Decimal {
        Decimal::from_units(self.0.units().saturating_mul(100))
    }

    /// As a number from 0 to 1.
    pub fn to_f64(self) -> f64 {
        self.0.to_f64()
    }
}

/// As a percentage.
impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", Decimal::from_units(self.0.units().saturating_mul(100)))
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn shares_are_exact() {
        let share = Share::parse("98.5 %").unwrap();
        assert_eq!(share.to_string(), "98.5%");
        assert_eq!(share, Share::parse("0.985").unwrap());
        assert!(share.is_reached(985, 1000) && !share.is_reached(984, 1000));
        assert!(Share::parse("33.3%").unwrap().is_reached(333, 1000));
        assert!(!Share::parse("120%").unwrap().is_possible());
        assert!(!Share::parse("0").unwrap().is_possible());
        assert_eq!(Share::parse("most"), None);
        let least = |share: &str, cases| Share::parse(share).unwrap().least_of(cases);
        assert_eq!(
            [least("95%", 20), least("95%", 21), least("33.3%", 1000), least("100%", 7)],
            [19, 20, 333, 7]
        );
        let percent = Share::parse("1%").unwrap();
        assert!(
            percent.is_exceeded(11, 1000) && !percent.is_exceeded(10, 1000) && !percent.is_exceeded(0, 0)
        );
    }
}
