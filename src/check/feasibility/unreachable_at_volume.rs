//! FEA002: a share that leaves no room for one late case.

use crate::check::past::lived;
use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Feasibility, Finding, Level, Note, PastFeasibility};
use crate::model::{Commitment, Period, Share, Target, Volume};
use crate::report::Typical;
use crate::source::{Span, Spanned};

static CODE: Code = Code { code: "FEA002", name: "unreachable-at-volume", level: Level::Warning };

/// With the cases that come, by the logs or else as declared, a single late case breaks the share, so that
/// the real target is 100 %.
pub struct UnreachableAtVolume;

impl Rule for UnreachableAtVolume {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("unreachable_at_volume.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        // What a log says of a target beats the volume that is declared.
        let mut told: Vec<Span> = Vec::new();
        for lived in lived(context) {
            if let Some(typical) = lived.past.typical() {
                told.push(lived.target.span);
                let finding = of_history(lived.target, typical);
                findings.extend(finding.map(|finding| lived.found(finding)));
            }
        }
        for commitment in context.commitments() {
            let Some(volume) = commitment.volume.as_ref().filter(|volume| volume.cases.value > 0) else {
                continue;
            };
            for target in commitment.targets.iter().filter(|target| !told.contains(&target.span)) {
                if let Some(finding) = examine(commitment, volume, target) {
                    findings.push(finding);
                }
            }
        }
    }
}

/// A target with a `when` has fewer cases than the whole commitment, so what the whole cannot do it
/// cannot either.
fn examine(commitment: &Commitment, volume: &Volume, target: &Target) -> Option<Finding> {
    let share = written_share(target)?;
    let per = target.period();
    let cases = |per| Cases::in_period(volume, per);
    if cases(per).allow_a_late_one(share.value) {
        return None;
    }
    let longer = [Period::Week, Period::Month, Period::Quarter, Period::Year];
    let enough =
        longer.into_iter().find(|longer| *longer > per && cases(*longer).allow_a_late_one(share.value));
    let message = Feasibility::UnreachableAtVolume {
        share: share.value.to_string(),
        per: per.as_str(),
        cases: cases(per).about(),
        enough: enough.map(Period::as_str),
        loosest: cases(per).loosest_percent(),
    };
    let finding = Finding::new(&CODE, share.span, message).related(volume.cases.span, Note::VolumeHere);
    Some(finding.in_definition(&commitment.id))
}

/// The median period of a log.
fn of_history(target: &Target, typical: Typical) -> Option<Finding> {
    let share = written_share(target)?;
    let cases = Cases { number: typical.cases, of: typical.of };
    if cases.allow_a_late_one(share.value) {
        return None;
    }
    let message = PastFeasibility::UnreachableInHistory {
        share: share.value.to_string(),
        per: target.period().as_str(),
        cases: cases.about(),
        periods: typical.periods,
        loosest: cases.loosest_percent(),
    };
    let finding = Finding::new(&CODE, share.span, message);
    Some(match &target.per {
        Some(per) => finding.related(per.span, Note::FieldHere),
        None => finding,
    })
}

/// The share that is asked for, unless it is every case, which says what it means.
fn written_share(target: &Target) -> Option<&Spanned<Share>> {
    target.share.as_ref().filter(|share| target.is_share() && share.value < Share::every())
}

/// So many cases in a period, as a fraction.
struct Cases {
    number: u64,
    of: u64,
}

impl Cases {
    /// Rather too many than too few: months are long where they are filled, days are working days.
    fn in_period(volume: &Volume, per: Period) -> Self {
        let (times, of) = match (volume.per.value, per) {
            (from, to) if from == to => (1, 1),
            (Period::Day, to) => (longest(to), 1),
            (from, Period::Day) => (1, working_days(from)),
            (Period::Week, to) => (longest(to), 7),
            (from, Period::Week) => (7, shortest(from)),
            (from, to) => (months(to), months(from)),
        };
        Self { number: volume.cases.value.saturating_mul(times), of }
    }

    /// Whether one of them may be late: (1 − share) · n ≥ 1.
    fn allow_a_late_one(&self, share: Share) -> bool {
        self.number > self.of && share.is_reached(self.number - self.of, self.number)
    }

    /// The highest share in whole percent at which one may be late.
    fn loosest_percent(&self) -> Option<u64> {
        let whole = self.number / self.of;
        (whole.saturating_sub(1) * 100).checked_div(whole).filter(|percent| *percent > 0)
    }

    fn about(&self) -> u64 {
        (self.number.saturating_add(self.of / 2) / self.of).max(1)
    }
}

fn longest(period: Period) -> u64 {
    match period {
        Period::Day => 1,
        Period::Week => 7,
        Period::Month => 31,
        Period::Quarter => 92,
        Period::Year => 366,
    }
}

fn shortest(period: Period) -> u64 {
    match period {
        Period::Day => 1,
        Period::Week => 7,
        Period::Month => 28,
        Period::Quarter => 90,
        Period::Year => 365,
    }
}

fn working_days(period: Period) -> u64 {
    match period {
        Period::Day => 1,
        Period::Week => 5,
        Period::Month => 21,
        Period::Quarter => 62,
        Period::Year => 250,
    }
}

fn months(period: Period) -> u64 {
    match period {
        Period::Quarter => 3,
        Period::Year => 12,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn late_one(share: &str, number: u64, of: u64) -> bool {
        Cases { number, of }.allow_a_late_one(Share::parse(share).unwrap())
    }

    proptest::proptest! {
        #[test]
        fn room_for_one_late_case_is_what_counting_says(permille in 1_u64..1000, number in 0_u64..3000, of in 1_u64..4) {
            let share = Share::parse(&format!("0.{permille:03}")).unwrap();
            // ⌊(1 − share) · n⌋ ≥ 1, in thousandths of `of`-ths.
            let expected = (1000 - permille) * number >= 1000 * of;
            proptest::prop_assert_eq!(Cases { number, of }.allow_a_late_one(share), expected);
            if of == 1 {
                let keeps = |late: u64| late < number && (number - late) * 1000 >= permille * number;
                proptest::prop_assert_eq!((1..=number).any(keeps), expected && number > 1);
            }
        }
    }

    #[test]
    fn the_bound_is_exact() {
        assert!(late_one("99%", 100, 1) && !late_one("99%", 99, 1));
        assert!(late_one("95%", 20, 1) && !late_one("95%", 39, 2));
        assert!(late_one("33.3%", 2, 1) && !late_one("0.5", 1, 1) && !late_one("99%", 1, 7));
        assert!(late_one("99.9999%", 1_000_000, 1) && !late_one("99.9999%", 999_999, 1));
    }
}
