//! Places in source texts: spans in bytes, lines and columns in characters.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A file of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of `range` in `file`. Files are smaller than 4 GiB ([`super::MAX_FILE_BYTES`]).
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: byte(range.start), end: byte(range.end.max(range.start)) }
    }

    /// The bytes as a range of the file's text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both; `other` must be of the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end), ..self }
    }
}

/// A value and where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A 1-based place; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// 1-based line.
    pub line: usize,
    /// 1-based column in characters.
    pub column: usize,
}

/// One text that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
    /// Found when a place is first asked for: most texts have nothing to show.
    line_starts: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// The path as it is shown to users.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text, byte order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn line_starts(&self) -> &[usize] {
        let ends = || self.text.match_indices('\n').map(|(at, _)| at + 1);
        self.line_starts.get_or_init(|| std::iter::once(0).chain(ends()).collect())
    }

    /// Line and column of a byte; a byte inside a character counts as that character.
    pub fn line_column(&self, byte: usize) -> LineColumn {
        let byte = byte.min(self.text.len());
        let line = self.line_starts().partition_point(|&start| start <= byte).saturating_sub(1);
        let start = self.line_starts().get(line).copied().unwrap_or(0);
        let before = self.text.as_bytes().get(start..byte).unwrap_or_default();
        // Characters are counted by their first bytes; a byte order mark is no character.
        let characters = before.iter().filter(|&&b| b & 0xC0 != 0x80).count();
        let mark = usize::from(line == 0 && byte >= 3 && self.text.starts_with('\u{feff}'));
        LineColumn { line: line + 1, column: characters - mark + 1 }
    }

    /// The bytes of the 0-based line that holds `byte`, without its line end.
    pub fn line_range(&self, byte: usize) -> std::ops::Range<usize> {
        let line = self.line_starts().partition_point(|&start| start <= byte).saturating_sub(1);
        let start = self.line_starts().get(line).copied().unwrap_or(0);
        let end = self.line_starts().get(line + 1).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or_default();
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }
}

/// All texts of a run, by [`FileId`].
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a text under the path that users see.
    pub fn add(&mut self, path: PathBuf, text: String) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path, text, line_starts: OnceLock::new() });
        id
    }

    /// The file of an id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order in which they were read.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// The written text of a span.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text().get(span.range()).unwrap_or_default()
    }

    /// Where a span begins.
    pub fn start(&self, span: Span) -> LineColumn {
        self.file(span.file).line_column(span.start as usize)
    }

    /// Where a span ends (the place after its last character).
    pub fn end(&self, span: Span) -> LineColumn {
        self.file(span.file).line_column(span.end as usize)
    }

    /// The part of a span on its first line: what to underline where a whole table is meant.
    pub fn first_line(&self, span: Span) -> Span {
        let line = self.file(span.file).line_range(span.start as usize);
        let end = span.range().end.min(line.end).max(span.start as usize);
        Span::new(span.file, span.start as usize..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml".into(), "\u{feff}x = 1\n投诉 = \"尽快\"\r\n".into());
        let at = |byte| sources.file(file).line_column(byte);
        assert_eq!(at(3), LineColumn { line: 1, column: 1 });
        assert_eq!(at(5), LineColumn { line: 1, column: 3 });
        let word = sources.file(file).text().find("尽快").unwrap();
        assert_eq!(at(word), LineColumn { line: 2, column: 7 });
        assert_eq!(sources.file(file).line_range(word), 9..26);
    }

    #[test]
    fn the_end_of_a_file_is_a_place() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml".into(), "x\n".into());
        assert_eq!(sources.file(file).line_column(99), LineColumn { line: 2, column: 1 });
    }
}
