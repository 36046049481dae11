//! What all charts share: the figure around them, the scale of an axis, the marks of verdicts.
//!
//! Charts are drawn here and not by a script, so that they are on paper and for whoever reads no scripts.

use crate::render::html::{class, escape};
use crate::render::report::figures::width;
use crate::report::Verdict;

/// Columns of a label of a group.
const LABEL: usize = 20;

/// A chart with its words.
pub(super) struct Chart {
    /// Its name.
    pub(super) title: String,
    /// What it shows, for who does not see it.
    pub(super) description: String,
    /// Its size.
    pub(super) size: (f64, f64),
    /// What is drawn, as SVG.
    pub(super) drawn: String,
    /// How its marks are read, as HTML.
    pub(super) legend: String,
}

impl Chart {
    /// The chart as a figure; `id` is its own on the page, `below` what stands behind it.
    pub(super) fn html(&self, id: &str, below: &str) -> String {
        let (title, description) = (escape(&self.title), escape(&self.description));
        let (width, height) = self.size;
        let legend = if self.legend.is_empty() {
            String::new()
        } else {
            format!("<p class=\"legend\">{}</p>\n", self.legend)
        };
        format!(
            "<figure>\n<figcaption>{title}</figcaption>\n\
             <div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{title}\">\n\
             <svg role=\"img\" aria-labelledby=\"{id}-title {id}-description\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\">\n<title id=\"{id}-title\">{title}</title>\n\
             <desc id=\"{id}-description\">{description}</desc>\n{}</svg>\n</div>\n{legend}{below}</figure>\n",
            self.drawn,
        )
    }
}

/// The scale of an axis, with ends and ticks at round numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    step: f64,
}

impl Scale {
    /// A scale that holds both numbers; `most` is the greatest there can be.
    pub(super) fn new(low: f64, high: f64, most: Option<f64>) -> Self {
        let span = if high > low { high - low } else { high.abs().max(1.0) * 0.1 };
        let size = 10_f64.powf((span / 4.0).log10().floor());
        let step = [1.0, 2.0, 5.0].iter().map(|times| times * size).find(|step| span / step <= 5.0);
        let step = step.unwrap_or(10.0 * size);
        let top = (high / step - 1e-9).ceil() * step;
        Self { low: (low / step + 1e-9).floor() * step, high: most.map_or(top, |most| top.min(most)), step }
    }

    /// Where a number stands between `from` and `to`.
    pub(super) fn place(&self, number: f64, from: f64, to: f64) -> f64 {
        let span = if self.high > self.low { self.high - self.low } else { 1.0 };
        let part = ((number - self.low) / span).clamp(0.0, 1.0);
        from + part * (to - from)
    }

    /// The round numbers of it.
    #[expect(clippy::cast_possible_truncation, reason = "half a dozen ticks")]
    pub(super) fn ticks(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step + 1e-6).floor() as i32;
        (0..=count).map(|place| self.low + f64::from(place) * self.step).collect()
    }
}

/// The mark of a verdict at a place: the shape says it without its colour.
pub(super) fn mark(verdict: Verdict, x: f64, y: f64, title: &str) -> String {
    let class = class(verdict);
    let title = format!("<title>{}</title>", escape(title));
    if verdict == Verdict::Broken {
        let points = [(x, y - 6.0), (x + 6.0, y), (x, y + 6.0), (x - 6.0, y)];
        let points: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        format!("<polygon class=\"mark {class}\" points=\"{}\">{title}</polygon>\n", points.join(" "))
    } else {
        format!("<circle class=\"mark {class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\">{title}</circle>\n")
    }
}

/// A mark in a legend, with its word.
pub(super) fn legend(verdict: Verdict, word: &str) -> String {
    let drawn = mark(verdict, 8.0, 8.0, "").replace("<title></title>", "");
    format!(
        "<span><svg width=\"16\" height=\"16\" aria-hidden=\"true\">{}</svg> {}</span> ",
        drawn.trim_end(),
        escape(word)
    )
}

/// Text in a chart; `anchor` is start, middle or end.
pub(super) fn text(x: f64, y: f64, anchor: &str, text: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>\n", escape(text))
}

/// A straight line of a class.
pub(super) fn line(class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> String {
    format!("<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>\n")
}

/// A label that leaves room for the chart; the table has it whole.
pub(super) fn short(label: &str) -> String {
    if width(label) <= LABEL {
        return label.to_owned();
    }
    let mut short = String::new();
    for character in label.chars() {
        if width(&short) + 3 > LABEL {
            break;
        }
        short.push(character);
    }
    short.push('…');
    short
}

/// A share of an axis.
pub(super) fn percent(share: f64) -> String {
    let text = format!("{:.1}", share * 100.0);
    format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
}

/// A number of cases as a coordinate.
#[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
pub(super) fn count_float(count: u64) -> f64 {
    count as f64
}

/// A count as a coordinate.
#[expect(clippy::cast_precision_loss, reason = "counts of a page are far below 2^53")]
pub(super) fn float(count: usize) -> f64 {
    count as f64
}
