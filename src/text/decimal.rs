//! Exact decimal numbers, as they stand in definitions and logs.

/// A number with twelve decimal places. What has more is rounded *away* in the last place, so that
/// a comparison with a number of fewer places is still decided rightly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

/// The powers of ten, as far as they go.
const POWERS: [i128; 39] = {
    let mut powers = [1; 39];
    let mut power = 1;
    while power < powers.len() {
        powers[power] = powers[power - 1] * 10;
        power += 1;
    }
    powers
};

impl Decimal {
    /// Units of the last place in one.
    pub const ONE: i128 = 1_000_000_000_000;
    /// Numbers from here on are not read: a sum over any log must fit.
    const MAX: i128 = 10_i128.pow(15) * Self::ONE;
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// A whole number.
    pub fn from_integer(number: i64) -> Self {
        Self(i128::from(number) * Self::ONE)
    }

    /// From units of the last place.
    pub const fn from_units(units: i128) -> Self {
        Self(units)
    }

    /// In units of the last place.
    pub fn units(self) -> i128 {
        self.0
    }

    /// Reads `12`, `-0.5`, `+3`, `.5`, `1e3`; anything else, text around it included, is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_bytes(text.as_bytes())
    }

    /// [`Decimal::parse`] for the bytes of a log's field.
    pub fn parse_bytes(text: &[u8]) -> Option<Self> {
        // Most numbers of logs are whole, short and without a sign.
        if text.len() <= 15 && !text.is_empty() && text.iter().all(u8::is_ascii_digit) {
            let number = text.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
            return Some(Self::from_integer(number));
        }
        let (negative, rest) = match text.split_first()? {
            (b'-', rest) => (true, rest),
            (b'+', rest) => (false, rest),
            _ => (false, text),
        };
        let (mantissa, exponent) = match rest.iter().position(|b| matches!(b, b'e' | b'E')) {
            Some(at) => (&rest[..at], exponent(&rest[at + 1..])?),
            None => (rest, 0),
        };
        let point = mantissa.iter().position(|&b| b == b'.');
        let whole = &mantissa[..point.unwrap_or(mantissa.len())];
        let fraction = point.map_or(&[][..], |at| &mantissa[at + 1..]);
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        // The first digit has the weight 10^(whole.len() + exponent - 1); the last place is 10^-12.
        let mut power = i64::try_from(whole.len()).ok()? + exponent + 12;
        let mut units: i128 = 0;
        let mut dropped = false;
        for &digit in whole.iter().chain(fraction) {
            let digit = i128::from(digit.is_ascii_digit().then(|| digit - b'0')?);
            power -= 1;
            if power >= 0 {
                units = units.checked_mul(10)?.checked_add(digit)?;
            } else {
                dropped |= digit != 0;
            }
        }
        if units > 0 && power > 0 {
            let factor = POWERS.get(usize::try_from(power).ok()?)?;
            units = units.checked_mul(*factor)?;
        }
        units += i128::from(dropped);
        (units < Self::MAX).then_some(Self(if negative { -units } else { units }))
    }

    /// The whole number it is, if it is one.
    pub fn to_integer(self) -> Option<i64> {
        (self.0 % Self::ONE == 0).then(|| i64::try_from(self.0 / Self::ONE).ok()).flatten()
    }

    /// The nearest floating-point number, for printing and statistics.
    pub fn to_f64(self) -> f64 {
        // Whole and fractional part apart: each is exact or nearly so.
        let whole = self.0 / Self::ONE;
        let part = self.0 % Self::ONE;
        #[expect(clippy::cast_precision_loss, reason = "for printing only")]
        let value = whole as f64 + part as f64 / Self::ONE as f64;
        value
    }

    /// The product with a whole number.
    pub fn times(self, factor: i64) -> Option<Self> {
        self.0.checked_mul(i128::from(factor)).map(Self)
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

fn exponent(digits: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(digits).ok()?;
    let value: i64 = text.parse().ok()?;
    (value.abs() <= 30).then_some(value)
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let units = self.0.unsigned_abs();
        let one = Self::ONE.unsigned_abs();
        let (whole, part) = (units / one, units % one);
        if part == 0 {
            write!(f, "{sign}{whole}")
        } else {
            let fraction = format!("{part:012}");
            write!(f, "{sign}{whole}.{}", fraction.trim_end_matches('0'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn numbers_are_read_exactly() {
        let shown = |text: &str| Decimal::parse(text).map(|d| d.to_string());
        assert_eq!(shown("12"), Some("12".into()));
        assert_eq!(shown("-0.50"), Some("-0.5".into()));
        assert_eq!(shown(".5"), Some("0.5".into()));
        assert_eq!(shown("1.5e3"), Some("1500".into()));
        assert_eq!(shown("15e-1"), Some("1.5".into()));
        for wrong in ["", "-", ".", "1,5", "1e", "0x10", "1 ", "nan", "1e99", "1234567890123456"] {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn digits_beyond_the_last_place_still_decide_comparisons() {
        let more = Decimal::parse("0.1000000000000001").unwrap();
        assert!(more > Decimal::parse("0.1").unwrap());
        let less = Decimal::parse("-0.1000000000000001").unwrap();
        assert!(less < Decimal::parse("-0.1").unwrap());
    }
}
