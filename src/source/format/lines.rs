//! What both syntaxes share: gaps between tokens, columns, comments on lines of their own.

use crate::source::{Edit, FileId, Span};
use std::ops::Range;
use unicode_width::UnicodeWidthStr as _;

/// Spaces a level.
pub(super) const STEP: usize = 2;

/// The new layout of a text, as edits of what stands between its tokens.
pub(super) struct Layout<'t> {
    pub(super) edits: Vec<Edit>,
    text: &'t str,
    file: FileId,
    /// Bytes before the text in its file: a byte order mark.
    offset: usize,
    /// The line end of the file: that of its first line.
    line_end: &'static str,
}

impl<'t> Layout<'t> {
    pub(super) fn new(text: &'t str, file: FileId, offset: usize) -> Self {
        let first = text.find('\n').map(|at| &text[..at]);
        let line_end = if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" };
        Self { edits: Vec::new(), text, file, offset, line_end }
    }

    /// Lets a gap be so many line ends and then so many spaces.
    pub(super) fn set(&mut self, gap: Range<usize>, line_ends: usize, spaces: usize) {
        let new = format!("{}{}", self.line_end.repeat(line_ends), " ".repeat(spaces));
        if self.text[gap.clone()] != new {
            let span = Span::new(self.file, gap.start + self.offset..gap.end + self.offset);
            self.edits.push(Edit::new(span, new));
        }
    }

    /// The spaces before a comment behind something: it keeps its column where there is room.
    pub(super) fn before_comment(&self, comment: usize, column: usize) -> usize {
        let line = self.text[..comment].rfind('\n').map_or(0, |end| end + 1);
        width(&self.text[line..comment]).saturating_sub(column).max(1)
    }
}

/// Columns of a text on a terminal; of several lines, those of the last.
pub(super) fn width(text: &str) -> usize {
    text.rsplit('\n').next().unwrap_or_default().width()
}

/// The line ends in a gap.
pub(super) fn line_ends(gap: &str) -> usize {
    gap.bytes().filter(|&b| b == b'\n').count()
}

/// The gaps between two lines of content, with comments on lines of their own between them.
#[derive(Default)]
pub(super) struct Between {
    gaps: Vec<Gap>,
    /// Whether the line before opens what follows: no blank line comes below it.
    pub(super) opened: bool,
    /// Whether the line ends before the first gap are part of a value.
    pub(super) kept: bool,
}

struct Gap {
    range: Range<usize>,
    line_ends: usize,
    /// The column of the comment behind the gap, and where it goes unless it is that of what follows.
    comment: Option<(usize, Option<usize>)>,
}

impl Between {
    /// Adds the gap before a comment that stands at `column` of its line.
    pub(super) fn comment(
        &mut self,
        range: Range<usize>,
        line_ends: usize,
        column: usize,
        goes: Option<usize>,
    ) {
        self.gaps.push(Gap { range, line_ends, comment: Some((column, goes)) });
    }

    /// Lays out everything up to a line that stood at one column and goes to another. `blank` asks
    /// for a blank line.
    pub(super) fn content(
        self,
        layout: &mut Layout<'_>,
        gap: Range<usize>,
        line_ends: usize,
        (old, new): (usize, usize),
        blank: bool,
    ) {
        let is_first = gap.start == 0 || self.gaps.first().is_some_and(|first| first.range.start == 0);
        let Self { mut gaps, opened, kept } = self;
        gaps.push(Gap { range: gap, line_ends, comment: None });
        for (number, gap) in gaps.iter_mut().enumerate() {
            gap.line_ends = match gap.line_ends {
                _ if number == 0 && is_first => 0,
                written if number == 0 && kept => written,
                _ if number == 0 && opened => 1,
                written => written.clamp(1, 2),
            };
        }
        if blank && !is_first && !kept && gaps.iter().all(|gap| gap.line_ends < 2) {
            gaps[0].line_ends = 2;
        }
        for gap in gaps {
            let spaces = match gap.comment {
                Some((column, goes)) if column != old => goes.unwrap_or(new),
                _ => new,
            };
            layout.set(gap.range, gap.line_ends, spaces);
        }
    }

    /// Lays out the comments at the end of the file, and its last line end.
    pub(super) fn end(self, layout: &mut Layout<'_>, gap: Range<usize>) {
        let is_value = self.kept && self.gaps.is_empty();
        let ends = if is_value { line_ends(&layout.text[gap.clone()]) } else { 1 };
        // No comment stands at that column, so each goes where it would without a line behind it.
        self.content(layout, gap, ends, (usize::MAX, 0), false);
    }
}
