//! What a page for people is made of, before any format.

/// A piece of a page.
pub(super) enum Block {
    /// A heading of a part.
    Heading(String),
    /// A heading below it.
    Subheading(String),
    /// A sentence.
    Line(Line),
    /// A table.
    Table(Table),
}

/// A sentence, and how far it is from the margin.
pub(super) struct Line {
    pub(super) text: String,
    /// How deep it stands below its heading.
    pub(super) depth: usize,
    pub(super) tone: Tone,
    /// What names it, in front of it.
    pub(super) label: Option<&'static str>,
}

/// How loud something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    /// What one may want to know.
    Quiet,
    /// What one must not miss.
    Loud,
}

/// A table of texts.
pub(super) struct Table {
    pub(super) headings: Vec<&'static str>,
    /// Columns of figures, which stand to the right.
    pub(super) figures: Vec<bool>,
    /// Columns that a narrow terminal can do without, the first of them first.
    pub(super) spare: Vec<usize>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Line {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), depth: 0, tone: Tone::Plain, label: None }
    }

    pub(super) fn deep(self, depth: usize) -> Self {
        Self { depth, ..self }
    }

    pub(super) fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    pub(super) fn label(self, label: &'static str) -> Self {
        Self { label: Some(label), ..self }
    }
}

impl From<Line> for Block {
    fn from(line: Line) -> Self {
        Self::Line(line)
    }
}
