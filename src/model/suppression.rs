//! Suppressions in definition files: `# promise: allow(CLR002) until 2027-03-01: why`.

use super::read::Reader;
use super::{Date, load};
use crate::finding::Invalid;
use crate::source::{self, FileId, Node, SourceFile, Span, Spanned, Syntax};

/// What begins on a line, and the comments that allow findings in it.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// What begins there; empty where nothing does. A table of TOML has a span for each header.
    pub covers: Vec<Span>,
    /// The place and id of the definition that it stands in.
    pub definition: Option<(Span, String)>,
    /// The comments, in the order of the file.
    pub comments: Vec<AllowComment>,
}

/// A comment that allows findings.
#[derive(Clone, Debug)]
pub struct AllowComment {
    /// The comment, from its `#` to its end.
    pub span: Span,
    /// What stands between its parentheses, word by word.
    pub codes: Vec<Spanned<String>>,
    /// The last day.
    pub until: Option<Spanned<Date>>,
    /// Why.
    pub reason: Option<String>,
}

/// Reads the suppressions of a file.
pub(super) fn read(
    reader: &mut Reader<'_>,
    file: FileId,
    syntax: Syntax,
    tree: Option<&Node<'_>>,
) -> Vec<Suppression> {
    let source = reader.sources.file(file);
    // Nearly every file has none: comments are not looked for where the words are not.
    if !source.text().contains("promise") || !source.text().contains("allow") {
        return Vec::new();
    }
    let comments = source::comments(reader.sources, file, syntax);
    let lines = lines(source, &comments);
    let mut read: Vec<(Option<usize>, AllowComment)> = Vec::new();
    for (span, line) in comments.into_iter().zip(lines) {
        read.extend(comment(reader, span).map(|comment| (line, comment)));
    }
    // In the order of what they are about: a comment above stands before one behind the value.
    let mut wanted: Vec<usize> = read.iter().filter_map(|(line, _)| *line).collect();
    wanted.dedup();
    let covers = match tree {
        Some(tree) => source::beginning(source, syntax, tree, &wanted),
        None => vec![Vec::new(); wanted.len()],
    };
    let definitions = Places::new(source, syntax, tree);
    let mut suppressions = Vec::new();
    let mut covers = covers.into_iter();
    for group in read.chunk_by(|(one, _), (other, _)| one.is_some() && one == other) {
        let covers =
            group.first().and_then(|(line, _)| *line).and_then(|_| covers.next()).unwrap_or_default();
        let definition = covers.first().and_then(|first| definitions.around(*first));
        let comments = group.iter().map(|(_, comment)| comment.clone()).collect();
        suppressions.push(Suppression { covers, definition, comments });
    }
    suppressions
}

/// The line that each comment is about, by its first byte: its own, or for one that stands alone the
/// next, where more of them may stand in between. `None` where that line is empty.
fn lines(source: &SourceFile, comments: &[Span]) -> Vec<Option<usize>> {
    let text = source.text();
    let mut lines = vec![None; comments.len()];
    let mut below: Option<(usize, Option<usize>)> = None;
    for (place, comment) in comments.iter().enumerate().rev() {
        let start = comment.start as usize;
        let own = source.line_range(start).start;
        if !is_layout(text.get(own..start).unwrap_or_default()) {
            lines[place] = Some(own);
            continue;
        }
        let next = after(text, own);
        lines[place] = match below {
            Some((line, about)) if line == next => about,
            _ => content(text, next),
        };
        below = Some((own, lines[place]));
    }
    lines
}

/// Whether nothing but spaces stands there, or the dashes of a list of YAML before its item.
fn is_layout(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{feff}'))
}

fn after(text: &str, line: usize) -> usize {
    text.get(line..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| line + end + 1)
}

/// The line itself if something stands on it; below a dash alone the next.
fn content(text: &str, mut line: usize) -> Option<usize> {
    loop {
        let written = text.get(line..)?.lines().next()?.trim();
        if written.is_empty() {
            return None;
        }
        if !is_layout(written) {
            return Some(line);
        }
        line = after(text, line);
    }
}

/// A comment of ours; `None` of another, and of one whose date is none, which is reported.
fn comment(reader: &mut Reader<'_>, span: Span) -> Option<AllowComment> {
    let text = reader.sources.text(span);
    let parts = Parts::of(text)?;
    // The parts are slices of the text: their distance to its beginning is their place.
    let place = |part: &str| {
        let start = span.start as usize + (part.as_ptr() as usize - text.as_ptr() as usize);
        Span::new(span.file, start..start + part.len())
    };
    let codes = parts.codes.iter().map(|code| Spanned::new((*code).to_owned(), place(code))).collect();
    let until = match parts.until {
        None => None,
        Some(until) => match Date::parse(until) {
            Some(date) => Some(Spanned::new(date, place(until))),
            None => return reader.invalid(place(until), Invalid::Date(until.to_owned())),
        },
    };
    let reason = Some(parts.reason).filter(|reason| is_reason(reason)).map(str::to_owned);
    Some(AllowComment { span, codes, until, reason })
}

/// Whether a text says anything: dots and dashes are no reason.
pub(super) fn is_reason(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The parts of a comment of ours.
struct Parts<'a> {
    codes: Vec<&'a str>,
    until: Option<&'a str>,
    reason: &'a str,
}

impl<'a> Parts<'a> {
    /// Full-width marks are read as theirs: who writes the reason in Chinese types them.
    fn of(text: &'a str) -> Option<Self> {
        let rest = text.trim_start_matches('#').trim_start().strip_prefix("promise")?.trim_start();
        let rest = rest.strip_prefix([':', '：'])?.trim_start().strip_prefix("allow")?.trim_start();
        let list = rest.strip_prefix(['(', '（'])?;
        let (list, rest) = list.split_once([')', '）']).unwrap_or((list, ""));
        let codes = list.split([',', '，', '、', ' ', '\t']).filter(|word| !word.is_empty()).collect();
        let colon = rest.find([':', '：']).unwrap_or(rest.len());
        let (between, rest) = rest.split_at(colon);
        let between = between.trim();
        let until = between.strip_prefix("until").filter(|date| date.is_empty() || date.starts_with(' '));
        // Between the parentheses and the reason nothing but the date may stand.
        let reason = if between.is_empty() || until.is_some() { rest } else { "" };
        let reason = reason.trim_start_matches([':', '：']).trim();
        Some(Self { codes, until: until.map(str::trim), reason })
    }
}

/// Which definition stands where.
struct Places {
    /// Parts of definitions, by place, with the definition's own place and id.
    parts: Vec<(Span, Span, String)>,
}

impl Places {
    fn new(source: &SourceFile, syntax: Syntax, tree: Option<&Node<'_>>) -> Self {
        let mut parts = Vec::new();
        for item in tree.into_iter().flat_map(load::items) {
            let Some(id) = load::declared_id(item) else { continue };
            let extent = source::extent(source, syntax, item);
            parts.extend(extent.into_iter().map(|part| (part, item.span, id.value.clone())));
        }
        parts.sort_by_key(|(part, ..)| *part);
        Self { parts }
    }

    fn around(&self, span: Span) -> Option<(Span, String)> {
        let before = self.parts.partition_point(|(part, ..)| part.start <= span.start);
        let (part, place, id) = self.parts.get(before.checked_sub(1)?)?;
        (span.end <= part.end).then(|| (*place, id.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(Vec<&str>, Option<&str>, &str)> {
        Parts::of(text).map(|parts| (parts.codes, parts.until, parts.reason))
    }

    #[test]
    fn comments_of_ours() {
        let read = |text| parts(text).unwrap();
        let whole = read("# promise: allow(CLR002) until 2027-03-01: legal: being reviewed");
        assert_eq!(whole, (vec!["CLR002"], Some("2027-03-01"), "legal: being reviewed"));
        assert_eq!(read("#promise:allow( CLR002 , FLX ):why"), (vec!["CLR002", "FLX"], None, "why"));
        assert_eq!(
            read("# promise：allow（CLR002、FLX）：法务正在审核"),
            (vec!["CLR002", "FLX"], None, "法务正在审核")
        );
        assert_eq!(read("# promise: allow(CLR002)"), (vec!["CLR002"], None, ""));
        assert_eq!(
            read("# promise: allow(CLR002) until 2027-03-01"),
            (vec!["CLR002"], Some("2027-03-01"), "")
        );
        assert_eq!(read("# promise: allow(CLR002) until : x"), (vec!["CLR002"], Some(""), "x"));
        assert_eq!(read("# promise: allow(CLR002) since long: x"), (vec!["CLR002"], None, ""));
        assert_eq!(read("# promise: allow(CLR002 the rest"), (vec!["CLR002", "the", "rest"], None, ""));
        assert_eq!(read("# promise: allow(): x"), (vec![], None, "x"));
    }

    #[test]
    fn comments_of_others() {
        for text in [
            "# promise: allow customers 7 days",
            "# promise allow(CLR002)",
            "# a promise: allow(CLR002)",
            "# promise: deny(X)",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
        assert!(!is_reason(" -. ") && is_reason("x") && is_reason("因"));
    }
}
