//! Groups beside each other, with what is promised.

use super::chart::{Chart, Scale, float, line, percent, short, text};
use crate::render::html::{class, escape};
use crate::report::Verdict;
use std::fmt::Write as _;

const WIDTH: f64 = 720.0;
const LEFT: f64 = 168.0;
const RIGHT: f64 = 470.0;
const TOP: f64 = 26.0;
const ROW: f64 = 28.0;

/// A group.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) value: f64,
    pub(super) verdict: Verdict,
    /// The figures in words.
    pub(super) told: String,
}

/// Groups, in the order in which they are shown.
pub(super) struct Bars<'a> {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) groups: Vec<Bar>,
    /// Lines that are promised, with their words.
    pub(super) promised: Vec<(f64, String)>,
    /// Whether values are shares.
    pub(super) shares: bool,
    /// A value in words.
    pub(super) show: &'a dyn Fn(f64) -> String,
}

impl Bars<'_> {
    /// The chart. Bars begin at zero: their length is what is compared.
    pub(super) fn chart(&self) -> Chart {
        let values =
            self.groups.iter().map(|bar| bar.value).chain(self.promised.iter().map(|(value, _)| *value));
        let (low, high) =
            values.fold((0.0, 0.0), |(low, high): (f64, f64), value| (low.min(value), high.max(value)));
        let scale = if self.shares { Scale::new(0.0, 1.0, Some(1.0)) } else { Scale::new(low, high, None) };
        let x = |value| scale.place(value, LEFT, RIGHT);
        let bottom = TOP + ROW * float(self.groups.len());
        let mut drawn = String::new();
        for tick in scale.ticks() {
            drawn.push_str(&line("grid", (x(tick), TOP), (x(tick), bottom)));
            let label = if self.shares { percent(tick) } else { (self.show)(tick) };
            drawn.push_str(&text(x(tick), bottom + 18.0, "middle", &label));
        }
        for (place, bar) in self.groups.iter().enumerate() {
            let y = TOP + ROW * float(place);
            let (from, to) = (x(bar.value.min(0.0)), x(bar.value.max(0.0)));
            drawn.push_str(&text(LEFT - 8.0, y + 19.0, "end", &short(&bar.label)));
            let _ = writeln!(
                drawn,
                "<rect class=\"bar {}\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"><title>{}: {}</title></rect>",
                class(bar.verdict),
                y + 5.0,
                (to - from).max(1.0),
                ROW - 10.0,
                escape(&bar.label),
                escape(&bar.told),
            );
            drawn.push_str(&text(RIGHT + 14.0, y + 19.0, "start", &bar.told));
        }
        for (value, word) in &self.promised {
            // Over bars the line needs an edge to be seen.
            for class in ["halo", "promised"] {
                drawn.push_str(&line(class, (x(*value), TOP - 6.0), (x(*value), bottom)));
            }
            drawn.push_str(&text(x(*value), TOP - 11.0, "middle", word));
        }
        Chart {
            title: self.title.clone(),
            description: self.description.clone(),
            size: (WIDTH, bottom + 28.0),
            drawn,
            legend: String::new(),
        }
    }
}
