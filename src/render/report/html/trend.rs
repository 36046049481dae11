//! The trend of a target over its periods, with what is promised and the 95 % interval.

use super::chart::{Chart, Scale, float, legend, line, mark, percent, text};
use crate::report::Verdict;
use std::fmt::Write as _;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 704.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 220.0;
/// Labels for which there is room below.
const LABELS: usize = 8;

/// A period.
pub(super) struct Point<'a> {
    pub(super) label: &'a str,
    pub(super) value: Option<f64>,
    pub(super) interval: Option<(f64, f64)>,
    pub(super) verdict: Verdict,
    /// The figures in words.
    pub(super) told: String,
}

/// A trend.
pub(super) struct Trend<'a> {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) points: Vec<Point<'a>>,
    /// Lines that are promised, with their words.
    pub(super) promised: Vec<(f64, String)>,
    /// Whether values are shares.
    pub(super) shares: bool,
    /// A value in words.
    pub(super) show: &'a dyn Fn(f64) -> String,
    /// Words for kept, broken, open, interval.
    pub(super) legend: [&'a str; 4],
}

impl Trend<'_> {
    /// The chart.
    pub(super) fn chart(&self) -> Chart {
        let scale = self.scale();
        let mut drawn = self.grid(scale);
        let y = |value| scale.place(value, BOTTOM, TOP);
        for (value, word) in &self.promised {
            drawn.push_str(&line("promised", (LEFT, y(*value)), (RIGHT, y(*value))));
            drawn.push_str(&text(LEFT + 6.0, label_above(y(*value)), "start", word));
        }
        drawn.push_str(&self.path(&y));
        for (place, point) in self.points.iter().enumerate() {
            if let Some((low, high)) = point.interval {
                drawn.push_str(&line("interval", (self.x(place), y(low)), (self.x(place), y(high))));
            }
        }
        for (place, point) in self.points.iter().enumerate() {
            if let Some(value) = point.value {
                let title = format!("{}: {}", point.label, point.told);
                drawn.push_str(&mark(point.verdict, self.x(place), y(value), &title));
            }
        }
        Chart {
            title: self.title.clone(),
            description: self.description.clone(),
            size: (WIDTH, HEIGHT),
            drawn,
            legend: self.legend(),
        }
    }

    fn scale(&self) -> Scale {
        let values = self.points.iter().flat_map(|point| {
            let (low, high) = point.interval.unzip();
            [point.value, low, high].into_iter().flatten()
        });
        let all = || values.clone().chain(self.promised.iter().map(|(value, _)| *value));
        let low = all().reduce(f64::min).unwrap_or(0.0);
        let high = all().reduce(f64::max).unwrap_or(1.0);
        if self.shares { Scale::new(low, 1.0, Some(1.0)) } else { Scale::new(low.min(0.0), high, None) }
    }

    fn grid(&self, scale: Scale) -> String {
        let mut drawn = String::new();
        for tick in scale.ticks() {
            let y = scale.place(tick, BOTTOM, TOP);
            drawn.push_str(&line("grid", (LEFT, y), (RIGHT, y)));
            let label = if self.shares { percent(tick) } else { (self.show)(tick) };
            drawn.push_str(&text(LEFT - 8.0, y + 4.0, "end", &label));
        }
        let every = self.points.len().div_ceil(LABELS).max(1);
        for (place, point) in self.points.iter().enumerate().step_by(every) {
            drawn.push_str(&text(self.x(place), BOTTOM + 24.0, "middle", point.label));
        }
        drawn
    }

    /// The line through the points; it is broken off where a period has none.
    fn path(&self, y: &dyn Fn(f64) -> f64) -> String {
        let mut path = String::new();
        let mut before = false;
        for (place, point) in self.points.iter().enumerate() {
            if let Some(value) = point.value {
                let move_or_line = if before { 'L' } else { 'M' };
                let _ = write!(path, "{move_or_line}{:.1} {:.1} ", self.x(place), y(value));
            }
            before = point.value.is_some();
        }
        if path.is_empty() { path } else { format!("<path class=\"line\" d=\"{}\"/>\n", path.trim_end()) }
    }

    fn x(&self, place: usize) -> f64 {
        let step = (RIGHT - LEFT) / float(self.points.len().max(1));
        LEFT + (float(place) + 0.5) * step
    }

    fn legend(&self) -> String {
        let [kept, broken, open, interval] = self.legend;
        let marks = [(Verdict::Kept, kept), (Verdict::Broken, broken), (Verdict::Open, open)];
        let used =
            marks.iter().filter(|(verdict, _)| self.points.iter().any(|point| point.verdict == *verdict));
        let mut words: String = used.map(|(verdict, word)| legend(*verdict, word)).collect();
        if self.points.iter().any(|point| point.interval.is_some()) {
            words.push_str(interval);
        }
        words
    }
}

/// Where the word of a line stands: above it, or below it at the upper edge.
fn label_above(y: f64) -> f64 {
    if y < TOP + 14.0 { y + 15.0 } else { y - 5.0 }
}
