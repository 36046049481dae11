//! The layout of YAML: levels by the columns of keys and dashes, two spaces each.

use super::lines::{Between, Layout, STEP, line_ends, width};
use super::yaml_tokens::{self, Kind, Token};
use std::ops::Range;

/// A list or mapping in block form: the column at which its items stand, and where they go.
struct Level {
    old: usize,
    new: usize,
    is_list: bool,
}

/// A bracket that is open: the columns where its items and its end go on lines of their own.
struct Bracket {
    items: usize,
    close: usize,
}

/// Lays out a text without syntax errors; `None` where it holds what is not understood.
pub(super) fn lay_out<'t>(text: &'t str, layout: &mut Layout<'t>) -> Option<()> {
    let tokens = yaml_tokens::tokens(text)?;
    let mut writer = Writer {
        text,
        layout,
        levels: Vec::new(),
        brackets: Vec::new(),
        between: Between::default(),
        column: 0,
        header: 0..0,
        has_content: false,
        opened: false,
    };
    let mut end = 0;
    for (index, token) in tokens.iter().enumerate() {
        let gap = end..token.range.start;
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        writer.place(gap, before, token, tokens.get(index + 1));
        end = token.range.end;
    }
    let Writer { between, layout, .. } = writer;
    between.end(layout, end..text.len());
    Some(())
}

struct Writer<'a, 't> {
    text: &'t str,
    layout: &'a mut Layout<'t>,
    levels: Vec<Level>,
    brackets: Vec<Bracket>,
    between: Between,
    /// The column that has been reached.
    column: usize,
    /// The header of the last block text.
    header: Range<usize>,
    /// Whether the document has a key already.
    has_content: bool,
    /// Whether a bracket was opened and nothing but a comment stands behind it.
    opened: bool,
}

impl Writer<'_, '_> {
    fn place(&mut self, gap: Range<usize>, before: Option<&Token>, token: &Token, next: Option<&Token>) {
        let breaks = line_ends(&self.text[gap.clone()]);
        let own_line = breaks > 0 || before.is_none();
        // In brackets columns mean nothing.
        let old = if self.brackets.is_empty() { self.old_column(token.range.start) } else { 0 };
        match token.kind {
            Kind::Block(indent) => return self.block(gap, breaks, indent, token),
            Kind::Comment if !own_line => {
                let spaces = self.layout.before_comment(token.range.start, self.column);
                return self.layout.set(gap, 0, spaces);
            }
            Kind::Comment if self.brackets.is_empty() => {
                let level = self.levels.iter().rev().find(|level| level.old == old);
                let goes = level.map(|level| level.new);
                return self.between.comment(gap, breaks, old, goes);
            }
            _ if own_line && self.brackets.is_empty() => {
                let new = self.level(old, token);
                let is_key = token.is_key && self.levels.len() == 1;
                let between = std::mem::take(&mut self.between);
                between.content(self.layout, gap, breaks, (old, new), is_key && self.has_content);
                self.has_content |= is_key;
                self.column = new;
            }
            _ if own_line => {
                let column = self.line_in_brackets(token.kind);
                let single = std::mem::take(&mut self.opened) || token.kind == Kind::Close;
                self.layout.set(gap, if single { 1 } else { breaks.min(2) }, column);
                self.column = column;
            }
            _ => self.same_line(gap, old, before, token),
        }
        if token.kind != Kind::Comment {
            self.take(token, next);
        }
    }

    /// The column at which something stood. Only indentation and signs before it count, which are
    /// all a byte long.
    fn old_column(&self, at: usize) -> usize {
        at - self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Finds the level of a line that begins at a column, and says where it goes.
    fn level(&mut self, old: usize, token: &Token) -> usize {
        let is_dash = token.kind == Kind::Dash;
        if token.kind == Kind::Margin {
            self.levels.clear();
            self.has_content = false;
            return 0;
        }
        while self
            .levels
            .last()
            .is_some_and(|level| level.old > old || level.old == old && level.is_list && !is_dash)
        {
            self.levels.pop();
        }
        let new = match self.levels.last() {
            None => 0,
            Some(level) if level.old == old && level.is_list == is_dash => return level.new,
            Some(level) => level.new + STEP,
        };
        if is_dash || token.is_key {
            self.levels.push(Level { old, new, is_list: is_dash });
        }
        new
    }

    fn line_in_brackets(&self, kind: Kind) -> usize {
        let bracket = self.brackets.last();
        bracket.map_or(0, |bracket| if kind == Kind::Close { bracket.close } else { bracket.items })
    }

    fn same_line(&mut self, gap: Range<usize>, old: usize, before: Option<&Token>, token: &Token) {
        let before = before.map_or(Kind::Margin, |before| before.kind);
        let spaces = spaces(before, token.kind);
        self.layout.set(gap, 0, spaces);
        self.column += spaces;
        // Behind `- ` a list or mapping begins on the same line.
        if matches!(before, Kind::Dash | Kind::Question) && (token.is_key || token.kind == Kind::Dash) {
            let is_list = token.kind == Kind::Dash;
            self.levels.push(Level { old, new: self.column, is_list });
        }
    }

    /// The indentation below the innermost level.
    fn below(&self) -> usize {
        self.levels.last().map_or(0, |level| level.new) + STEP
    }

    fn take(&mut self, token: &Token, next: Option<&Token>) {
        let written = &self.text[token.range.clone()];
        let ends_line = next.is_none_or(|next| {
            next.kind == Kind::Comment || line_ends(&self.text[token.range.end..next.range.start]) > 0
        });
        self.between.opened = token.kind == Kind::Colon;
        self.between.kept = false;
        self.opened = matches!(token.kind, Kind::OpenMapping | Kind::OpenSequence);
        self.column += width(written);
        match token.kind {
            Kind::OpenMapping | Kind::OpenSequence => {
                // What stands in brackets is indented more than the key before them.
                let close = self.brackets.last().map_or(self.below(), |outer| outer.items);
                let items = if ends_line { close + STEP } else { self.column };
                self.brackets.push(Bracket { items, close });
            }
            Kind::Close => {
                self.brackets.pop();
            }
            Kind::Header => self.header = token.range.clone(),
            Kind::Text if written.contains('\n') => {
                let indent = self.brackets.last().map_or(self.below(), |bracket| bracket.items);
                self.lines(token.range.clone(), usize::MAX, indent);
                self.column = indent + width(written.rsplit('\n').next().unwrap_or_default().trim_start());
            }
            _ => {}
        }
    }

    /// Indents the lines of a text behind its first. Up to `old` spaces of each are layout.
    fn lines(&mut self, range: Range<usize>, old: usize, new: usize) {
        let mut at = range.start;
        for (number, line) in self.text[range].split_inclusive('\n').enumerate() {
            if number > 0 {
                let spaces = line.len() - line.trim_start_matches([' ', '\t']).len();
                let layout = spaces.min(old);
                let is_blank = line[layout..].trim_end_matches(['\n', '\r']).is_empty();
                self.layout.set(at..at + layout, 0, if is_blank { 0 } else { new });
            }
            at += line.len();
        }
    }

    /// Moves the lines of a block text with what they belong to.
    fn block(&mut self, gap: Range<usize>, breaks: usize, old: usize, token: &Token) {
        let header = &self.text[self.header.clone()];
        let given = header.chars().find_map(|c| c.to_digit(10)).and_then(|digit| usize::try_from(digit).ok());
        let parent = self.levels.last().map_or(0, |level| level.new);
        let new = parent + given.unwrap_or(STEP);
        (self.between.opened, self.between.kept) = (false, yaml_tokens::keeps_line_ends(header));
        // Blank lines before the text are part of it.
        self.layout.set(gap, breaks, new);
        self.lines(token.range.clone(), old, new);
    }
}

/// The spaces between two tokens of a line.
fn spaces(before: Kind, token: Kind) -> usize {
    match (before, token) {
        // A name would go on into the colon.
        (Kind::Alias | Kind::Property, Kind::Colon) => 1,
        (_, Kind::Colon | Kind::Comma | Kind::Close) | (Kind::OpenSequence | Kind::OpenMapping, _) => 0,
        _ => 1,
    }
}
