//! The distribution of a target on the page: the chart, and the table behind it.

use super::Page;
use super::axis::Axis;
use super::chart::{count_float, float};
use super::distribution::{Bin, Distribution};
use crate::render::html::{Data, Heading, Table};
use crate::render::report::figures::amount;
use crate::render::report::limits::limits;
use crate::report::{Distribution as Counts, Measured, TargetReport};
use crate::text::Decimal;

impl Page<'_> {
    /// The distribution behind the total; nothing where no number is known.
    pub(super) fn distribution(&self, target: &TargetReport) -> String {
        let Some(Some(counts)) = target.distributions.first() else { return String::new() };
        let words = self.wording;
        let name = match &target.measured {
            Measured::Clock(name) | Measured::Value(name) => name.as_str(),
            Measured::Nothing => "",
        };
        let bounds: Vec<_> = (0..=counts.bins.len()).map(|place| bound(counts, place)).collect();
        let axis = Axis::of(target, bounds.last().map_or(0.0, |bound| bound.to_f64()));
        let last = counts.bins.len().saturating_sub(1);
        let label = |place: usize| {
            let [from, to] = [bounds[place], bounds[place + 1]];
            let [first, end] = [from, to].map(|bound| amount(bound, target.unit));
            if counts.open_end && place == last {
                return words.at_least(&first);
            }
            match last_whole(counts, from, to) {
                Some(same) if same == from => first,
                Some(greatest) => words.from_through(&first, &amount(greatest, target.unit)),
                None => words.from_to(&first, &end),
            }
        };
        let bins: Vec<_> = counts
            .bins
            .iter()
            .enumerate()
            .map(|(place, bin)| Bin { label: label(place), within: bin.within, beyond: bin.beyond })
            .collect();
        let cases: u64 = bins.iter().map(|bin| bin.within + bin.beyond).sum();
        let beyond: u64 = bins.iter().map(|bin| bin.beyond).sum();
        let percentiles = target.totals.first().and_then(|total| total.percentiles);
        let percentiles = percentiles.map(|values| values.map(|value| amount(value, target.unit)));
        let title = words.distribution(name);
        let table = table(words.distribution(name), [words.range, words.within, words.beyond], &bins);
        let chart = Distribution {
            description: words.distribution_of(cases, beyond, percentiles.as_ref()),
            title,
            bins,
            bounds: bounds.iter().map(|bound| axis.show(axis.on(bound.to_f64()))).collect(),
            is_centred: counts.whole && counts.width == Decimal::from_integer(1),
            limits: self.limit_places(target, counts),
            legend: [words.within, words.beyond],
        };
        chart.chart().html(&self.next_id(), &self.folded(&table))
    }

    /// Where limits stand among the bins. What may not exceed a whole number stands before the next one.
    fn limit_places(&self, target: &TargetReport, counts: &Counts) -> Vec<(f64, String)> {
        if target.statistic.is_some() {
            return Vec::new();
        }
        let placed = limits(self.words, target).into_iter().map(|limit| {
            let next = if counts.whole && limit.is_most { 1.0 } else { 0.0 };
            ((limit.value + next - counts.from.to_f64()) / counts.width.to_f64(), limit.words)
        });
        let inside = 0.0..=float(counts.bins.len());
        placed.filter(|(place, _)| inside.contains(place)).collect()
    }
}

/// The greatest number of a bin where all are whole.
fn last_whole(counts: &Counts, from: Decimal, to: Decimal) -> Option<Decimal> {
    let last = Decimal::from_units(to.units() - Decimal::ONE);
    (counts.whole && last >= from).then_some(last)
}

/// The lower bound of a bin, which is the upper one of that before it.
fn bound(counts: &Counts, place: usize) -> Decimal {
    let place = i128::try_from(place).unwrap_or(0);
    Decimal::from_units(counts.from.units() + counts.width.units() * place)
}

fn table(caption: String, columns: [&str; 3], bins: &[Bin]) -> Table {
    let columns = columns.iter().enumerate();
    let columns = columns.map(|(place, text)| Heading { text: (*text).to_owned(), numeric: place > 0 });
    let number = |count: u64| Data::number(&count.to_string(), Some(count_float(count)));
    let rows = bins.iter().map(|bin| vec![Data::text(&bin.label), number(bin.within), number(bin.beyond)]);
    Table { caption, columns: columns.collect(), rows: rows.collect(), totals: Vec::new() }
}
