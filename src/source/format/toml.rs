//! The layout of TOML, from the tokens of its parser.

use super::lines::{Between, Layout, STEP, line_ends, width};
use foldhash::{HashMap, HashMapExt as _};
use std::ops::Range;
use toml_parser::lexer::TokenKind;

struct Token {
    kind: TokenKind,
    range: Range<usize>,
}

/// A bracket that is open.
struct Bracket {
    /// The column of the line that it stands on: where it closes, if that is on a line of its own.
    base: usize,
    /// The column of items that begin a line.
    items: usize,
}

pub(super) fn lay_out(text: &str, layout: &mut Layout<'_>) {
    let tokens = tokens(text);
    let equals = align(text, &tokens);
    let mut writer =
        Writer { text, equals, brackets: Vec::new(), column: 0, base: 0, part: Part::Key, opened: false };
    let mut between = Between::default();
    let mut end = 0;
    for (index, token) in tokens.iter().enumerate() {
        let gap = end..token.range.start;
        let breaks = line_ends(&text[gap.clone()]);
        let is_comment = token.kind == TokenKind::Comment;
        end = token.range.end;
        let own_line = breaks > 0 || index == 0;
        if is_comment && !own_line {
            let spaces = layout.before_comment(token.range.start, writer.column);
            layout.set(gap, 0, spaces);
        } else if own_line && writer.brackets.is_empty() {
            if is_comment {
                between.comment(gap, breaks, 0, None);
                continue;
            }
            let is_header = token.kind == TokenKind::LeftSquareBracket;
            std::mem::take(&mut between).content(layout, gap, breaks, (0, 0), is_header);
            between.opened = is_header;
            writer.begin(is_header);
        } else if own_line {
            let column = writer.line_in_brackets(token.kind);
            let single = std::mem::take(&mut writer.opened) || closes(token.kind);
            layout.set(gap, if single { 1 } else { breaks.min(2) }, column);
            (writer.column, writer.base) = (column, column);
        } else if let Some(before) = index.checked_sub(1).and_then(|before| tokens.get(before)) {
            let spaces = writer.spaces(index, before.kind, token.kind);
            layout.set(gap, 0, spaces);
            writer.column += spaces;
        }
        if !is_comment {
            let next = tokens.get(index + 1);
            let breaks_next = next.is_none_or(|next| {
                next.kind == TokenKind::Comment || line_ends(&text[end..next.range.start]) > 0
            });
            writer.take(token, breaks_next);
        }
    }
    between.end(layout, end..text.len());
}

/// Everything but spaces and line ends.
fn tokens(text: &str) -> Vec<Token> {
    toml_parser::Source::new(text)
        .lex()
        .map(|token| Token { kind: token.kind(), range: token.span().start()..token.span().end() })
        .filter(|token| !matches!(token.kind, TokenKind::Whitespace | TokenKind::Newline | TokenKind::Eof))
        .collect()
}

fn opens(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket)
}

fn closes(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket)
}

/// The part of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Header,
    Key,
    Value,
}

struct Writer<'t> {
    text: &'t str,
    /// Spaces before the `=` of each line, by its token.
    equals: HashMap<usize, usize>,
    brackets: Vec<Bracket>,
    /// The column that has been reached.
    column: usize,
    /// The column at which the line begins.
    base: usize,
    part: Part,
    /// Whether a bracket was opened and nothing but a comment stands behind it.
    opened: bool,
}

impl Writer<'_> {
    fn begin(&mut self, is_header: bool) {
        self.part = if is_header { Part::Header } else { Part::Key };
        (self.column, self.base) = (0, 0);
    }

    /// The column of a line that begins inside of brackets.
    fn line_in_brackets(&self, kind: TokenKind) -> usize {
        let bracket = self.brackets.last();
        bracket.map_or(0, |bracket| if closes(kind) { bracket.base } else { bracket.items })
    }

    /// The spaces between two tokens of a line.
    fn spaces(&self, index: usize, before: TokenKind, token: TokenKind) -> usize {
        use TokenKind::{
            Comma, Dot, Equals, LeftCurlyBracket, LeftSquareBracket, RightCurlyBracket, RightSquareBracket,
        };
        match (before, token) {
            _ if self.part == Part::Header => 0,
            (_, Equals) => self.equals.get(&index).copied().unwrap_or(1),
            (Dot | LeftSquareBracket, _)
            | (_, Dot | Comma | RightSquareBracket)
            | (LeftCurlyBracket, RightCurlyBracket) => 0,
            // Also between the date and the time of day of one value.
            _ => 1,
        }
    }

    /// Goes over a token; `ends_line` says whether it is the last of its line, comments apart.
    fn take(&mut self, token: &Token, ends_line: bool) {
        let written = &self.text[token.range.clone()];
        self.column = if written.contains('\n') { width(written) } else { self.column + width(written) };
        self.opened = opens(token.kind);
        match token.kind {
            TokenKind::Equals if self.brackets.is_empty() => self.part = Part::Value,
            kind if self.part == Part::Value && opens(kind) => {
                let inner = usize::from(kind == TokenKind::LeftCurlyBracket);
                let items = if ends_line { self.base + STEP } else { self.column + inner };
                self.brackets.push(Bracket { base: self.base, items });
            }
            kind if self.part == Part::Value && closes(kind) => {
                self.brackets.pop();
            }
            _ => {}
        }
    }
}

/// A line `key = value` of a table.
struct Line {
    /// The token of its `=`.
    equals: usize,
    width: usize,
    /// Lines that no blank line or header parts have the same number.
    block: usize,
    /// Whether more than one space stands before the `=`.
    is_wide: bool,
}

/// The spaces before each `=`: one, or in a block whose author lines them up, up to the longest key.
fn align(text: &str, tokens: &[Token]) -> HashMap<usize, usize> {
    let lines = key_lines(text, tokens);
    let mut spaces = HashMap::new();
    for block in lines.chunk_by(|one, other| one.block == other.block) {
        let longest = block.iter().map(|line| line.width).max().unwrap_or(0);
        let aligned = block.iter().any(|line| line.is_wide);
        spaces.extend(
            block.iter().map(|line| (line.equals, if aligned { longest - line.width + 1 } else { 1 })),
        );
    }
    spaces
}

fn key_lines(text: &str, tokens: &[Token]) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut depth, mut block, mut end) = (0_usize, 0, 0);
    let (mut part, mut key_width) = (Part::Key, 0);
    for (index, token) in tokens.iter().enumerate() {
        let gap = &text[end..token.range.start];
        end = token.range.end;
        if depth == 0 && (line_ends(gap) > 0 || index == 0) {
            let is_header = token.kind == TokenKind::LeftSquareBracket;
            (part, key_width) = (if is_header { Part::Header } else { Part::Key }, 0);
            block += usize::from(is_header || line_ends(gap) > 1);
        }
        match (part, token.kind) {
            (_, TokenKind::Comment) => {}
            (Part::Key, TokenKind::Equals) => {
                part = Part::Value;
                lines.push(Line { equals: index, width: key_width, block, is_wide: width(gap) > 1 });
            }
            (Part::Key, _) => key_width += width(&text[token.range.clone()]),
            (Part::Value, kind) if opens(kind) => depth += 1,
            (Part::Value, kind) if closes(kind) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    lines
}
