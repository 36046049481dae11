//! How long cases took, or what their values are, against the limit.

use super::chart::{Chart, Scale, count_float, float, line, text};
use crate::render::html::escape;
use std::fmt::Write as _;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 250.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 704.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 210.0;
/// Labels for which there is room below.
const LABELS: usize = 10;

/// A bin of the chart.
pub(super) struct Bin {
    /// Its bounds in words.
    pub(super) label: String,
    pub(super) within: u64,
    pub(super) beyond: u64,
}

/// What there is to draw.
pub(super) struct Distribution<'a> {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) bins: Vec<Bin>,
    /// The bounds of the bins in words: one more than there are bins.
    pub(super) bounds: Vec<String>,
    /// Whether a bin holds its lower bound alone, which then stands below its middle.
    pub(super) is_centred: bool,
    /// Where limits stand, in bins from the left, with their words.
    pub(super) limits: Vec<(f64, String)>,
    /// Words for within the limit and beyond it.
    pub(super) legend: [&'a str; 2],
}

impl Distribution<'_> {
    /// The chart.
    pub(super) fn chart(&self) -> Chart {
        let most = self.bins.iter().map(|bin| bin.within + bin.beyond).max().unwrap_or(0);
        let scale = Scale::new(0.0, count_float(most.max(1)), None);
        let x = |place: f64| LEFT + place * (RIGHT - LEFT) / float(self.bins.len().max(1));
        let y = |count: u64| scale.place(count_float(count), BOTTOM, TOP);
        let mut drawn = String::new();
        for tick in scale.ticks().into_iter().filter(|tick| tick.fract() == 0.0) {
            let at = scale.place(tick, BOTTOM, TOP);
            drawn.push_str(&line("grid", (LEFT, at), (RIGHT, at)));
            drawn.push_str(&text(LEFT - 8.0, at + 4.0, "end", &format!("{tick:.0}")));
        }
        for (place, bin) in self.bins.iter().enumerate() {
            let (left, right) = (x(float(place)) + 1.0, x(float(place + 1)) - 1.0);
            let title = format!("{}: {}", bin.label, bin.within + bin.beyond);
            // What is beyond the limit stands on top.
            for (class, from, to) in
                [("kept", 0, bin.within), ("broken", bin.within, bin.within + bin.beyond)]
            {
                if from < to {
                    let _ = writeln!(
                        drawn,
                        "<rect class=\"bar {class}\" x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" \
                         height=\"{:.1}\"><title>{}</title></rect>",
                        y(to),
                        right - left,
                        (y(from) - y(to)).max(0.5),
                        escape(&title),
                    );
                }
            }
        }
        let (labels, shift) = if self.is_centred { (self.bins.len(), 0.5) } else { (self.bounds.len(), 0.0) };
        let every = labels.div_ceil(LABELS).max(1);
        for (place, bound) in self.bounds.iter().take(labels).enumerate().step_by(every) {
            drawn.push_str(&text(x(float(place) + shift), BOTTOM + 18.0, "middle", bound));
        }
        for (place, word) in &self.limits {
            for class in ["halo", "promised"] {
                drawn.push_str(&line(class, (x(*place), TOP - 4.0), (x(*place), BOTTOM)));
            }
            let anchor = if x(*place) > f64::midpoint(LEFT, RIGHT) { "end" } else { "start" };
            drawn.push_str(&text(x(*place), TOP - 9.0, anchor, word));
        }
        Chart {
            title: self.title.clone(),
            description: self.description.clone(),
            size: (WIDTH, HEIGHT),
            drawn,
            legend: self.legend(),
        }
    }

    fn legend(&self) -> String {
        let any = |count: fn(&Bin) -> u64| self.bins.iter().any(|bin| count(bin) > 0);
        let used = [("kept", any(|bin| bin.within)), ("broken", any(|bin| bin.beyond))];
        let used = used.iter().zip(self.legend).filter(|((_, used), _)| *used && !self.limits.is_empty());
        let words = used.map(|((class, _), word)| {
            format!(
                "<span><svg width=\"16\" height=\"16\" aria-hidden=\"true\"><rect class=\"bar {class}\" x=\"1\" \
                 y=\"1\" width=\"14\" height=\"14\"/></svg> {}</span> ",
                escape(word)
            )
        });
        words.collect()
    }
}
