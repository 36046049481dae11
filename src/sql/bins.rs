//! The bins of numbers, as `crate::tally` has them, in whole numbers alone.

use super::draft::Draft;
use super::expr::{Expr, case, either, flag, sum};
use super::number::{self, Number, size};
use super::outcome::Numbered;
use crate::tally::{Edge, Grain, Scale};

/// Steps of an octave.
const STEPS: i64 = 64;
/// The narrowest bin of values with decimals, in units of the twelfth place.
const QUANTUM: i64 = 244_140_625;
/// From this whole number on a fraction decides nothing, and below it all units fit into one number.
const LARGE: i64 = 1 << 22;
const ONE: i64 = number::ONE;

/// The bin of a number.
pub(super) fn bin(draft: &mut Draft, scale: &Scale, number: &Numbered) -> Expr {
    let as_number = Number {
        missing: Expr::boolean(false),
        valid: Expr::boolean(true),
        unexpressed: Expr::boolean(false),
        whole: number.whole.clone(),
        fraction: number.fraction.clone(),
    };
    let (place, sign) = match scale.grain() {
        Grain::Whole => (in_octaves(draft, &number.whole, 1, 40), Expr::int(1)),
        Grain::Decimal => {
            let sign = number::sign(&number.whole, &number.fraction);
            let sign = draft.define("side", &sign);
            let (whole, fraction) = (size(draft, &number.whole), size(draft, &number.fraction));
            let is_large = whole.ge(&Expr::int(LARGE));
            let units = either(&is_large, &Expr::int(0), &whole.times(ONE).plus(&fraction));
            let units = draft.define("units", &units);
            let small = in_octaves(draft, &units, QUANTUM, 28);
            let wholes = either(&is_large, &whole, &Expr::int(LARGE));
            let wholes = draft.define("wholes", &wholes);
            // Whole numbers begin twelve octaves above the narrowest bin, and their own at six.
            let large = in_octaves(draft, &wholes, 1, 45).plus_int(12 * STEPS);
            (either(&is_large, &large, &small), sign)
        }
    };
    let parts = i64::try_from(scale.edges().len()).unwrap_or(0) + 1;
    let above = sum(scale.edges().iter().map(|edge| flag(&is_above(*edge, scale.grain(), &as_number))));
    let place = if sign == Expr::int(1) { place } else { place.times_expr(&sign) };
    draft.define("bin", &place.times(parts).plus(&above))
}

fn is_above(edge: Edge, grain: Grain, number: &Number) -> Expr {
    match (edge, grain) {
        (Edge::AtLeast(limit), _) => super::expr::not(&number.below(limit)),
        // A whole number is above a limit with a fraction only from the next one on.
        (Edge::AtMost(limit), Grain::Whole) => match limit.plus(crate::text::Decimal::from_integer(1)) {
            Some(next) => super::expr::not(&number.below(next)),
            None => Expr::boolean(false),
        },
        (Edge::AtMost(limit), Grain::Decimal) => number.above(limit),
    }
}

/// The place of a number that is not negative among the steps of octaves, of which the first step is a unit
/// wide; no number lies beyond the last of so many octaves.
fn in_octaves(draft: &mut Draft, number: &Expr, unit: i64, octaves: i64) -> Expr {
    let pick = |of: &dyn Fn(i64) -> i64| {
        // The first octave holds what is below twice its steps.
        let arms =
            (0..octaves).map(|octave| (number.lt(&Expr::int(unit << (octave + 7))), Expr::int(of(octave))));
        case(arms, &Expr::int(of(octaves)))
    };
    let octave = pick(&|octave| octave);
    let octave = draft.define("octave", &octave);
    let width = pick(&|octave| unit << octave);
    let width = draft.define("width", &width);
    let half = draft.divide_int(&width, 2);
    let steps = draft.divide(&number.plus(&half), &width);
    octave.times(STEPS).plus(&steps)
}
