//! CON005: bands of numbers that leave a value out between them, or take one twice.

use super::bands::{Band, Between, between};
use crate::check::scope::contradict;
use crate::check::{Context, Each, Findings, Rule, each};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::model::{Commitment, Condition, Item, Target, Test};
use crate::source::Span;
use crate::text::Decimal;

static CODE: Code = Code { code: "CON005", name: "bands-gap-or-overlap", level: Level::Error };

/// Numeric comparisons in the `when`s of one commitment that leave a value between them out, or take
/// one twice.
pub struct BandsGapOrOverlap;

impl Rule for BandsGapOrOverlap {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("bands_gap_or_overlap.md")
    }

    fn each<'a>(&self, _context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(|subject, findings| {
            let commitment = subject.commitment;
            for attribute in compared(commitment) {
                for ladder in ladders(commitment, attribute) {
                    ladder.check(commitment, findings);
                }
            }
        }))
    }
}

/// The attributes that a commitment compares with numbers, each once.
fn compared(commitment: &Commitment) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, test) in commitment.targets.iter().flat_map(|target| &target.when.entries) {
        let compares = test.any.iter().any(|item| matches!(item.value, Item::Range(_)));
        if compares && !names.contains(&name.value.as_str()) {
            names.push(name);
        }
    }
    names
}

/// The bands of an attribute in targets that measure the same and differ in nothing else.
struct Ladder<'c> {
    attribute: &'c str,
    first: &'c Target,
    rest: Condition,
    rungs: Vec<Rung>,
}

struct Rung {
    band: Band,
    span: Span,
    /// Which of the ladder's `when`s it stands in, in the order of the file.
    when: usize,
}

fn ladders<'c>(commitment: &'c Commitment, attribute: &'c str) -> Vec<Ladder<'c>> {
    let mut ladders: Vec<(Ladder<'c>, Vec<&Condition>)> = Vec::new();
    for target in &commitment.targets {
        let Some((test, rest)) = apart(&target.when, attribute) else { continue };
        let Some(bands) = Band::all(test) else { continue };
        let known =
            ladders.iter().position(|(ladder, _)| ladder.first.same_measure(target) && ladder.rest == rest);
        let at = known.unwrap_or(ladders.len());
        if known.is_none() {
            ladders.push((Ladder { attribute, first: target, rest, rungs: Vec::new() }, Vec::new()));
        }
        let Some((ladder, whens)) = ladders.get_mut(at) else { continue };
        if !whens.contains(&&target.when) {
            let when = whens.len();
            whens.push(&target.when);
            let rung =
                |(band, item): (Band, usize)| Some(Rung { band, span: test.any.get(item)?.span, when });
            ladder.rungs.extend(bands.into_iter().filter_map(rung));
        }
    }
    ladders.into_iter().map(|(ladder, _)| ladder).collect()
}

/// The test of an attribute, and the condition without it.
fn apart<'c>(condition: &'c Condition, attribute: &str) -> Option<(&'c Test, Condition)> {
    let (_, test) = condition.entries.iter().find(|(name, _)| name.value == attribute)?;
    Some((test, condition.without(attribute)))
}

impl Ladder<'_> {
    fn check(mut self, commitment: &Commitment, findings: &mut Findings) {
        self.rungs.sort_by(|one, other| one.band.order(&other.band));
        let mut rungs = self.rungs.iter();
        let Some(mut highest) = rungs.next() else { return };
        for rung in rungs {
            if let Some(message) = self.fault(commitment, highest, rung) {
                let finding = Finding::new(&CODE, rung.span, message).related(highest.span, Note::OtherBand);
                findings.push(finding.in_definition(&commitment.id));
            }
            if !highest.band.holds_all_of(&rung.band) {
                highest = rung;
            }
        }
    }

    /// What is wrong between a rung and the next that begins above or with it.
    fn fault(&self, commitment: &Commitment, low: &Rung, high: &Rung) -> Option<Consistency> {
        let attribute = self.attribute.to_owned();
        let overlap = |value: Decimal| {
            let value = self.is_promised(commitment, value).then(|| value.to_string())?;
            Some(Consistency::BandOverlap { attribute: attribute.clone(), value })
        };
        if let Some(narrow) = nested(low, high) {
            // A narrow band before a wide one is an exception from it: the first `when` decides. Behind
            // the wide one it takes nothing.
            let wide = if narrow.when == low.when { high } else { low };
            return if narrow.when > wide.when { overlap(narrow.band.inside()) } else { None };
        }
        match between(low.band.to?, high.band.from?) {
            Between::Overlap(value) if low.when != high.when => overlap(value),
            Between::Gap(value, uncounted) if !uncounted || is_continuous(self.attribute) => {
                let is_gap = self.is_promised(commitment, value) && !self.is_caught(commitment, value);
                is_gap.then(|| Consistency::BandGap { attribute, value: value.to_string() })
            }
            _ => None,
        }
    }

    /// Whether the commitment is about a case with this value at all.
    fn is_promised(&self, commitment: &Commitment, value: Decimal) -> bool {
        let value = value.to_string();
        let holds = |condition: &Condition| {
            let test = condition.entries.iter().find(|(name, _)| name.value == self.attribute);
            test.map(|(_, test)| test.holds(&value, false))
        };
        let excluded = commitment.exceptions.iter().any(|exception| holds(&exception.when) == Some(true));
        holds(&commitment.applies) != Some(false) && !excluded
    }

    /// Whether another target of the same measure may take a case with this value.
    fn is_caught(&self, commitment: &Commitment, value: Decimal) -> bool {
        let value = value.to_string();
        commitment.targets.iter().any(|target| {
            let takes = match apart(&target.when, self.attribute) {
                Some((test, rest)) => test.holds(&value, false) && !contradict(&rest, &self.rest),
                None => !contradict(&target.when, &self.rest),
            };
            takes && target.same_measure(self.first)
        })
    }
}

/// Of two rungs of different `when`s of which one lies in the other, the narrower.
fn nested<'r>(one: &'r Rung, other: &'r Rung) -> Option<&'r Rung> {
    if one.when == other.when {
        None
    } else if one.band.holds_all_of(&other.band) {
        Some(other)
    } else {
        other.band.holds_all_of(&one.band).then_some(one)
    }
}

/// Units and words of what is measured, not counted: of these a value between 5 and 6 exists.
const CONTINUOUS: &[&str] = &[
    "kg",
    "g",
    "t",
    "ton",
    "tons",
    "tonnes",
    "lb",
    "lbs",
    "oz",
    "km",
    "m",
    "cm",
    "mm",
    "mi",
    "miles",
    "ft",
    "l",
    "ml",
    "m2",
    "m3",
    "sqm",
    "kw",
    "kwh",
    "mw",
    "mb",
    "gb",
    "weight",
    "mass",
    "distance",
    "length",
    "height",
    "width",
    "depth",
    "area",
    "volume",
    "amount",
    "price",
    "cost",
    "fee",
    "fare",
    "freight",
    "sum",
    "temperature",
    "pressure",
    "speed",
];
const CONTINUOUS_CHINESE: &[&str] = &[
    "重", "公斤", "千克", "吨", "噸", "距离", "距離", "公里", "里程", "长度", "長度", "高度", "面积", "面積",
    "体积", "體積", "金额", "金額", "价格", "價格", "费用", "費用", "运费", "運費", "温度", "溫度", "压力",
    "壓力",
];

fn is_continuous(attribute: &str) -> bool {
    let lower = attribute.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| CONTINUOUS.contains(&word)) || CONTINUOUS_CHINESE.iter().any(|word| lower.contains(word))
}
