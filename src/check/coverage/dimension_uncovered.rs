//! COV001: a side of service quality that no promise is about.

use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Coverage, Finding, Level};
use crate::model::Dimension;

static CODE: Code = Code { code: "COV001", name: "servqual-dimension-uncovered", level: Level::Info };

/// Dimensions of SERVQUAL that no published commitment is about, in a folder that names dimensions.
pub struct DimensionUncovered;

impl Rule for DimensionUncovered {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("dimension_uncovered.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let named = context.published().filter_map(|commitment| Some((commitment, commitment.dimension?)));
        let named: Vec<_> = named.collect();
        let is_missing = |wanted: &Dimension| named.iter().all(|(_, dimension)| dimension.value != *wanted);
        let missing: Vec<_> = Dimension::ALL.iter().filter(|dimension| is_missing(dimension)).collect();
        // Said once, where the first dimension stands.
        if let (Some((commitment, first)), false) = (named.first(), missing.is_empty()) {
            let missing = missing.into_iter().map(|dimension| dimension.as_str()).collect();
            let finding = Finding::new(&CODE, first.span, Coverage::Dimensions { missing });
            findings.push(finding.in_definition(&commitment.id));
        }
    }
}
