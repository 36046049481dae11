//! The week as a map: attainment by hour and weekday of the start.

use super::chart::{Chart, float, text};
use crate::render::html::escape;
use crate::render::report::figures::attained;
use crate::render::report::short::figures_in_words;
use crate::render::report::words::Words;
use crate::report::{Cell, FEW, TargetReport};

const LEFT: f64 = 64.0;
const TOP: f64 = 30.0;
const WIDE: f64 = 28.0;
const HIGH: f64 = 26.0;
/// A share missed by less is nearly reached.
const NEAR: f64 = 0.05;

/// What there is to draw.
pub(super) struct Heat<'a> {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) words: &'a Words,
    pub(super) target: &'a TargetReport,
    /// By weekday from Monday on, and hour.
    pub(super) cells: Vec<(usize, usize, &'a Cell)>,
    pub(super) weekdays: [&'a str; 7],
    /// Words for reached, nearly reached, missed, too few.
    pub(super) legend: [&'a str; 4],
}

impl Heat<'_> {
    /// The chart. Every field has its figure, so that no colour speaks alone.
    pub(super) fn chart(&self) -> Chart {
        let mut drawn = String::new();
        // Hours without cases at both ends of the day would only make it wider.
        let hours = || self.cells.iter().map(|(_, hour, _)| *hour);
        let (first, last) = (hours().min().unwrap_or(0), hours().max().unwrap_or(0));
        for hour in first..=last {
            let x = LEFT + WIDE * (float(hour - first) + 0.5);
            drawn.push_str(&text(x, TOP - 10.0, "middle", &hour.to_string()));
        }
        for (place, weekday) in self.weekdays.iter().enumerate() {
            drawn.push_str(&text(LEFT - 10.0, TOP + HIGH * float(place) + 18.0, "end", weekday));
        }
        for (weekday, hour, cell) in &self.cells {
            drawn.push_str(&self.field(*weekday, *hour, first, cell));
        }
        let words = self.legend.iter().zip(["reached", "near", "missed", "few"]);
        let legend = words.map(|(word, class)| {
            format!(
                "<span><svg width=\"16\" height=\"16\" aria-hidden=\"true\"><rect class=\"field {class}\" x=\"1\" \
                 y=\"1\" width=\"14\" height=\"14\"/></svg> {}</span> ",
                escape(word)
            )
        });
        Chart {
            title: self.title.clone(),
            description: self.description.clone(),
            size: (LEFT + WIDE * float(last - first + 1) + 4.0, TOP + HIGH * 7.0 + 4.0),
            drawn,
            legend: legend.collect(),
        }
    }

    fn field(&self, weekday: usize, hour: usize, first: usize, cell: &Cell) -> String {
        let (Some(attainment), Some(share)) = (cell.attainment, self.target.share) else {
            return String::new();
        };
        let decided = cell.met + cell.late + cell.overdue;
        let class = match share.to_f64() - attainment {
            _ if decided < FEW => "few",
            missing if missing <= 0.0 => "reached",
            missing if missing < NEAR => "near",
            _ => "missed",
        };
        let (x, y) = (LEFT + WIDE * float(hour - first), TOP + HIGH * float(weekday));
        // Whole percent, cut as everywhere: 99.9 % is not all.
        let figure = attained(cell);
        let figure = figure.split('.').next().unwrap_or_default();
        format!(
            "<g class=\"{class}\"><rect class=\"field {class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" \
             height=\"{:.1}\"><title>{} {hour}:00 {}</title></rect>{}</g>\n",
            x + 1.0,
            y + 1.0,
            WIDE - 2.0,
            HIGH - 2.0,
            escape(self.weekdays.get(weekday).copied().unwrap_or_default()),
            escape(&figures_in_words(self.words, self.target, cell)),
            text(x + WIDE / 2.0, y + HIGH / 2.0 + 4.0, "middle", figure).trim_end(),
        )
    }
}
