//! What the promises leave out: dimensions, values of classes and channels, rows of logs.

use crate::calendar::{Instant, Zone};
use crate::log::{Place, Places};
use crate::model::coverage::NamedValues;
use crate::model::{Commitment, Date, Definitions, Dimension, Status};
use crate::report::history::{History, LogHistory, ValueHistory};
use std::collections::BTreeSet;

/// What the promises leave out.
#[derive(Debug)]
pub struct Coverage<'d> {
    /// The five dimensions, each with the commitments about it.
    pub dimensions: Vec<DimensionCoverage<'d>>,
    /// Published commitments that name no dimension, by id.
    pub without_dimension: Vec<&'d str>,
    /// The logs of cases.
    pub logs: Vec<LogCoverage>,
}

/// A dimension, and the published commitments about it.
#[derive(Debug)]
pub struct DimensionCoverage<'d> {
    /// The dimension.
    pub dimension: Dimension,
    /// By id, each once, in order.
    pub commitments: Vec<&'d str>,
}

/// The cases of a log that no commitment covers.
#[derive(Debug)]
pub struct LogCoverage {
    /// The id of the log.
    pub id: String,
    /// Its files, by the places of rows.
    pub files: Vec<String>,
    /// Its cases.
    pub cases: u64,
    /// Of these, those that no commitment covers.
    pub uncovered: Places,
    /// Columns that the log lacks and by which promises tell their cases: whom these are about nobody knows.
    pub lacks: Vec<String>,
    /// The attributes that stand for classes and channels.
    pub attributes: Vec<AttributeCoverage>,
}

/// An attribute that stands for classes or channels.
#[derive(Debug)]
pub struct AttributeCoverage {
    /// Its name.
    pub attribute: String,
    /// Whether `[order]` or a condition of a commitment names values of it.
    pub is_class: bool,
    /// Its values, those with most uncovered cases first.
    pub values: Vec<ValueCoverage>,
}

/// The cases with a value.
#[derive(Debug)]
pub struct ValueCoverage {
    /// The value; `""` is the missing one.
    pub value: String,
    /// Cases that a commitment covers, in the days that are asked for.
    pub covered: u64,
    /// Cases that none covers, of all days.
    pub uncovered: Places,
    /// Whether a condition of a commitment names it.
    pub named: bool,
}

impl AttributeCoverage {
    /// Its values with a case that no commitment covers, and where it tells classes apart those that no
    /// promise names.
    pub fn gaps(&self) -> impl Iterator<Item = &ValueCoverage> {
        let is_unnamed = |value: &ValueCoverage| self.is_class && !value.named && !value.value.is_empty();
        self.values.iter().filter(move |value| value.uncovered.count > 0 || is_unnamed(value))
    }
}

impl<'d> Coverage<'d> {
    pub(super) fn new(
        definitions: &'d Definitions,
        history: Option<&History>,
        as_of: Option<&(Instant, Zone)>,
    ) -> Self {
        // The end of a day is the midnight after it.
        let today = as_of.map(|(as_of, zone)| zone.date_of(*as_of - 1));
        let published = definitions.commitments.iter().filter(|commitment| is_told(commitment, today));
        let published: Vec<_> = published.collect();
        let about = |wanted: Option<Dimension>| {
            let of = |commitment: &&&Commitment| commitment.dimension.map(|named| named.value) == wanted;
            let ids = published.iter().filter(of).map(|commitment| commitment.id.value.as_str());
            ids.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()
        };
        let dimensions = Dimension::ALL.map(|dimension| {
            let commitments = about(Some(dimension));
            DimensionCoverage { dimension, commitments }
        });
        let mut named = NamedValues::default();
        let made = definitions.commitments.iter().filter(|commitment| super::is_made(commitment));
        made.for_each(|commitment| named.add_commitment(commitment));
        let logs = history.into_iter().flat_map(|history| {
            let ordered = |attribute: &str| {
                definitions.settings.order.iter().any(|order| order.attribute.value == attribute)
            };
            let is_class = |attribute: &str| named.names(attribute) || ordered(attribute);
            let of = |log| LogCoverage::new(log, history, &named, &is_class);
            history.logs.iter().map(of).collect::<Vec<_>>()
        });
        Self { dimensions: dimensions.into(), without_dimension: about(None), logs: logs.collect() }
    }

    /// Whether a dimension has no commitment, or a case none that covers it.
    pub fn has_gap(&self) -> bool {
        self.dimensions.iter().any(|dimension| dimension.commitments.is_empty())
            || self.logs.iter().any(|log| log.uncovered.count > 0)
    }
}

impl LogCoverage {
    fn new(
        log: &LogHistory,
        history: &History,
        named: &NamedValues<'_>,
        is_class: &dyn Fn(&str) -> bool,
    ) -> Self {
        let of_attribute = |(attribute, values): &(String, Vec<ValueHistory>)| {
            let of_value = |value: &ValueHistory| ValueCoverage {
                value: value.value.clone(),
                covered: value.covered,
                uncovered: value.uncovered.clone(),
                named: named.holds(attribute, &value.value),
            };
            let values = values.iter().map(of_value).collect();
            AttributeCoverage { attribute: attribute.clone(), is_class: is_class(attribute), values }
        };
        let lacks = history.absent.iter().filter(|absent| absent.column.tells_cases);
        let lacks = lacks.filter(|absent| absent.logs.contains(&log.id));
        let lacks: BTreeSet<_> = lacks.map(|absent| absent.column.name.clone()).collect();
        Self {
            id: log.id.clone(),
            files: log.files.clone(),
            cases: log.cases,
            uncovered: log.uncovered.clone(),
            lacks: lacks.into_iter().collect(),
            attributes: log.values.iter().map(of_attribute).collect(),
        }
    }

    /// A place as users see it: `logs/a.csv:17`.
    pub fn show(&self, place: &Place) -> String {
        format!("{}:{}", self.files.get(place.file).map_or("", String::as_str), place.line)
    }
}

/// Whether customers are told of a commitment, as far as it is known what day it is.
fn is_told(commitment: &Commitment, today: Option<Date>) -> bool {
    let is_over = commitment.effective.until.zip(today).is_some_and(|(until, today)| until.value <= today);
    commitment.status() == Status::Published && !is_over
}
