//! Numbers and durations of the log, exact: a whole part and a fraction in units of the twelfth place, both
//! on one side of zero.

use super::draft::Draft;
use super::expr::{Expr, and, case, either, not, or};
use crate::model::Unit;
use crate::text::Decimal;

/// Units of the fraction in one.
pub(super) const ONE: i64 = 1_000_000_000_000;
/// The longest duration that is read.
const LONGEST: i64 = 400_000_000_000;

/// A number of each row.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// Whether there is none.
    pub(super) missing: Expr,
    /// Whether there is one that can be read.
    pub(super) valid: Expr,
    /// Whether it is written in a way that is read elsewhere and not here.
    pub(super) unexpressed: Expr,
    /// The whole part.
    pub(super) whole: Expr,
    /// The fraction, in units of the twelfth place.
    pub(super) fraction: Expr,
}

/// The two parts of a number.
pub(super) fn parts(number: Decimal) -> (i64, i64) {
    let (whole, fraction) = (number.units() / i128::from(ONE), number.units() % i128::from(ONE));
    (i64::try_from(whole).unwrap_or(i64::MAX), i64::try_from(fraction).unwrap_or(0))
}

impl Number {
    /// The number that a text is.
    pub(super) fn of(draft: &mut Draft, text: &Expr) -> Self {
        const PLAIN: &str = "^[+-]?0*([0-9]{1,15}([.][0-9]*)?|[.][0-9]+)$";
        const WITH_EXPONENT: &str = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)[eE][+-]?[0-9]+$";
        let missing = text.eq(&draft.literal(""));
        let plain = draft.matches(text, PLAIN);
        let plain = draft.define("is_number", &plain);
        let exponent = draft.matches(text, WITH_EXPONENT);
        let exponent = draft.define("has_exponent", &exponent);
        let safe = either(&plain, text, &draft.literal("0"));
        let safe = draft.define("safe", &safe);
        let sign = safe.at(1, 1);
        let sign = draft.define("sign", &sign);
        let negative = sign.eq(&draft.literal("-"));
        let signed = or([negative.clone(), sign.eq(&draft.literal("+"))]);
        let digits = either(&signed, &safe.from(&Expr::int(2)), &safe);
        let digits = draft.define("digits", &digits);
        let [whole, fraction] = [1, 2].map(|place| {
            let part = draft.part(&digits, ".", place);
            draft.define("digits", &part)
        });
        let whole = draft.literal("000000000000000").joined(&whole);
        let whole = draft.define("digits", &whole);
        let last = whole.from(&whole.length().plus_int(-14));
        let whole = draft.integer(&last);
        let whole = draft.define("whole", &whole);
        let places = fraction.joined(&draft.literal("000000000000")).at(1, 12);
        let units = draft.integer(&places);
        // What has more places is rounded away from zero in the last of them.
        let beyond = fraction.from(&Expr::int(13));
        let beyond = draft.matches(&beyond, "[1-9]");
        let units = units.plus(&super::expr::flag(&beyond));
        let units = draft.define("units", &units);
        let carried = units.is(ONE);
        let whole = either(&carried, &whole.plus_int(1), &whole);
        let whole = draft.define("whole", &whole);
        let units = either(&carried, &Expr::int(0), &units);
        let units = draft.define("units", &units);
        let valid = and([plain, whole.lt(&Expr::int(1_000_000_000_000_000))]);
        let [whole, fraction] = [("whole", whole), ("fraction", units)].map(|(word, part)| {
            let part = either(&negative, &part.negative(), &part);
            draft.define(word, &part)
        });
        Self { missing, valid: draft.define("valid", &valid), unexpressed: exponent, whole, fraction }
    }

    /// The seconds of a duration; a part of a second is cut off.
    pub(super) fn duration(draft: &mut Draft, text: &Expr, unit: Unit) -> Self {
        let factor = match unit {
            Unit::Seconds => 1,
            Unit::Minutes => 60,
            Unit::Hours => 3600,
            Unit::Clock => return Self::clock(draft, text),
        };
        let number = Self::of(draft, text);
        let seconds = number.whole.times(factor).plus(&draft.divide_int(&number.fraction.times(factor), ONE));
        let is_negative = or([number.whole.lt(&Expr::int(0)), number.fraction.lt(&Expr::int(0))]);
        let seconds = either(&is_negative, &Expr::int(0), &seconds);
        let seconds = draft.define("seconds", &seconds);
        let valid = and([number.valid, not(&is_negative), seconds.le(&Expr::int(LONGEST))]);
        Self { valid: draft.define("valid", &valid), whole: seconds, fraction: Expr::int(0), ..number }
    }

    /// `h:mm:ss`, hours as many as there are.
    fn clock(draft: &mut Draft, text: &Expr) -> Self {
        let gate = draft.matches(text, "^[0-9]{1,9}:[0-9]{1,2}:[0-9]{1,2}([.][0-9]+)?$");
        let gate = draft.define("is_clock", &gate);
        let safe = either(&gate, text, &draft.literal("0:0:0"));
        let safe = draft.define("safe", &safe);
        let [hours, minutes, seconds] = [1, 2, 3].map(|place| {
            let part = draft.part(&draft.part(&safe, ".", 1), ":", place);
            let number = draft.integer(&part);
            draft.define("part", &number)
        });
        let whole = hours.times(3600).plus(&minutes.times(60)).plus(&seconds);
        let whole = draft.define("seconds", &whole);
        let valid = and([
            gate,
            minutes.lt(&Expr::int(60)),
            seconds.lt(&Expr::int(60)),
            whole.le(&Expr::int(LONGEST)),
        ]);
        Self {
            missing: text.eq(&draft.literal("")),
            valid: draft.define("valid", &valid),
            unexpressed: Expr::boolean(false),
            whole,
            fraction: Expr::int(0),
        }
    }

    /// Whether it is less than another number.
    pub(super) fn below(&self, other: Decimal) -> Expr {
        let (whole, fraction) = parts(other);
        let (whole, fraction) = (Expr::int(whole), Expr::int(fraction));
        or([self.whole.lt(&whole), and([self.whole.eq(&whole), self.fraction.lt(&fraction)])])
    }

    /// Whether it is greater than another number.
    pub(super) fn above(&self, other: Decimal) -> Expr {
        let (whole, fraction) = parts(other);
        let (whole, fraction) = (Expr::int(whole), Expr::int(fraction));
        or([self.whole.gt(&whole), and([self.whole.eq(&whole), self.fraction.gt(&fraction)])])
    }

    /// Whether it is another number.
    pub(super) fn equals(&self, other: Decimal) -> Expr {
        let (whole, fraction) = parts(other);
        and([self.whole.is(whole), self.fraction.is(fraction)])
    }
}

/// On which side of zero a number of these parts lies.
pub(super) fn sign(whole: &Expr, fraction: &Expr) -> Expr {
    let none = Expr::int(0);
    let negative = or([whole.lt(&none), fraction.lt(&none)]);
    let zero = and([whole.is(0), fraction.is(0)]);
    case([(negative, Expr::int(-1)), (zero, none)], &Expr::int(1))
}

/// A part of a number without its sign.
pub(super) fn size(draft: &mut Draft, part: &Expr) -> Expr {
    let size = super::expr::greatest(part, &part.negative());
    draft.define("size", &size)
}

/// A number of these parts in digits, with all twelve places.
pub(super) fn shown(draft: &mut Draft, whole: &Expr, fraction: &Expr) -> Expr {
    let sign = sign(whole, fraction);
    let minus = either(&sign.lt(&Expr::int(0)), &draft.literal("-"), &draft.literal(""));
    let (whole, fraction) = (size(draft, whole), size(draft, fraction));
    // A one in front keeps the zeros behind the point.
    let places = fraction.plus_int(ONE);
    let places = draft.text_of(&places);
    let places = places.from(&Expr::int(2));
    let text = minus.joined(&draft.text_of(&whole)).joined(&draft.literal(".")).joined(&places);
    draft.define("shown", &text)
}
