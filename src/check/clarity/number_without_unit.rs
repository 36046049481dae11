//! CLR003: numbers of nothing.

use crate::check::{Context, Each, Part, Passage, Rule, each, promised};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::text::{Decimal, DurationKind, ShareOf, Tongue, Unitless};

static CODE: Code = Code { code: "CLR003", name: "number-without-unit", level: Level::Error };

/// A number in the place of an obligation without its unit, or a percentage over 100.
pub struct NumberWithoutUnit;

impl Rule for NumberWithoutUnit {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("number_without_unit.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            for passage in &subject.passages {
                for number in passage.reading.unitless() {
                    let meant = meant(passage, number);
                    let span = passage.locate(context.sources, number.range.clone());
                    let words = passage.words(number.range.clone()).to_owned();
                    let message = Clarity::NumberWithoutUnit { number: words, meant: meant.clone() };
                    let finding = Finding::new(&CODE, span, message).in_definition(&passage.commitment.id);
                    let edit = meant
                        .and_then(|meant| passage.replace(context.sources, number.range.clone(), &meant));
                    findings.push(finding.fix_by(false, edit));
                }
                let all = Decimal::from_integer(100);
                let is_share = |of: ShareOf| {
                    of == ShareOf::Cases || of == ShareOf::Unclear && passage.part == Part::Text
                };
                let over =
                    passage.reading.shares().iter().filter(|share| is_share(share.of) && share.percent > all);
                for share in over {
                    let span = passage.locate(context.sources, share.range.clone());
                    let message =
                        Clarity::ShareOverAll { share: passage.words(share.range.clone()).to_owned() };
                    findings.push(Finding::new(&CODE, span, message).in_definition(&passage.commitment.id));
                }
            }
        }))
    }
}

/// The number with a per-cent sign, or with the unit in which it is a target's limit.
fn meant(passage: &Passage<'_>, number: &Unitless) -> Option<String> {
    if number.is_rate {
        let is_share = number.value <= Decimal::from_integer(100);
        return is_share.then(|| format!("{}%", passage.words(number.range.clone())));
    }
    if passage.part != Part::Text {
        return None;
    }
    let tongue = Tongue::of(passage.language, passage.text);
    let limits = promised::target_limits(passage.commitment);
    let limit = limits.iter().find(|limit| {
        let duration = limit.written.value;
        let units: &[i64] = match duration.kind() {
            DurationKind::Elapsed | DurationKind::Open => &[1, 60, 3600],
            _ => &[1],
        };
        let amount = Decimal::from_integer(duration.amount());
        units.iter().any(|unit| number.value.times(*unit) == Some(amount))
    })?;
    Some(limit.written.value.in_words(tongue))
}
