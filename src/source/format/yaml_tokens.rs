//! The tokens of YAML with every byte accounted for.
//!
//! The parser's scanner tells where text, comments and brackets are; its tokens for `-`, `:` and the
//! headers of block text have no extent. They are found in what lies between the others, where
//! nothing else can stand but spaces and line ends.

use foldhash::{HashSet, HashSetExt as _};
use granit_parser::{Options, ScalarStyle, Scanner, StrInput, TokenType};
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `-` before an item.
    Dash,
    /// `?` before a key.
    Question,
    /// `:` behind a key.
    Colon,
    /// `,`
    Comma,
    /// `[`
    OpenSequence,
    /// `{`
    OpenMapping,
    /// `]` or `}`
    Close,
    /// Text on one line or several.
    Text,
    /// What says how the lines below are text: `|`, `>-`.
    Header,
    /// Those lines, and the column at which they begin.
    Block(usize),
    /// `&name` or `!tag`.
    Property,
    /// `*name`
    Alias,
    /// A comment.
    Comment,
    /// `---`, `...`, or a directive: what stands at the margin.
    Margin,
}

#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// Whether a key begins here.
    pub(super) is_key: bool,
}

/// All tokens in order; `None` where something stands between the scanner's that is not understood.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let (solid, keys) = scan(text)?;
    let mut tokens = Vec::with_capacity(solid.len() * 2);
    let mut end = 0;
    for (kind, range) in solid {
        if range.start < end {
            return None;
        }
        between(text, end..range.start, &mut tokens)?;
        end = range.end;
        tokens.push(Token { kind, range, is_key: false });
    }
    between(text, end..text.len(), &mut tokens)?;
    for token in &mut tokens {
        token.is_key = token.kind != Kind::Comment && keys.contains(&token.range.start);
    }
    Some(tokens)
}

type Solid = Vec<(Kind, Range<usize>)>;

/// The tokens that have an extent, and the places at which keys begin.
fn scan(text: &str) -> Option<(Solid, HashSet<usize>)> {
    let mut options = Options::default();
    options.set_emit_comments(true);
    options.max_buffered_comment_events = usize::MAX;
    let mut keys = HashSet::new();
    let mut solid = Vec::new();
    for token in Scanner::with_options(StrInput::new(text), options) {
        let token = token.ok()?;
        let range = token.span().byte_range()?;
        let kind = match token.token_type() {
            TokenType::Key => {
                keys.insert(range.start);
                if range.is_empty() {
                    continue;
                }
                Kind::Question
            }
            TokenType::Scalar(ScalarStyle::Literal | ScalarStyle::Folded, _) => {
                let block = block(text, range, token.span().indent?);
                solid.extend((!block.1.is_empty()).then_some(block));
                continue;
            }
            TokenType::Scalar(..) => Kind::Text,
            TokenType::Comment(_) => Kind::Comment,
            TokenType::Alias(_) => Kind::Alias,
            TokenType::Anchor(_) | TokenType::Tag(..) => Kind::Property,
            TokenType::FlowSequenceStart => Kind::OpenSequence,
            TokenType::FlowMappingStart => Kind::OpenMapping,
            TokenType::FlowSequenceEnd | TokenType::FlowMappingEnd => Kind::Close,
            TokenType::FlowEntry => Kind::Comma,
            TokenType::DocumentStart
            | TokenType::DocumentEnd
            | TokenType::VersionDirective(..)
            | TokenType::TagDirective(..)
            | TokenType::ReservedDirective(..) => Kind::Margin,
            _ => continue,
        };
        // Some spans run on into the layout behind their token.
        let written = text.get(range.clone())?;
        solid.push((kind, range.start..range.start + written.trim_end().len()));
    }
    solid.sort_by_key(|(_, range)| range.start);
    Some((solid, keys))
}

/// The lines of a block text. Line ends behind the last one are layout, or told apart by
/// [`keeps_line_ends`]; lines of more spaces than the indentation are text.
fn block(text: &str, range: Range<usize>, indent: usize) -> (Kind, Range<usize>) {
    let line = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let start = range.start.min(line + indent);
    let mut end = start;
    let mut at = start;
    for (number, line) in text[start..range.end].split_inclusive('\n').enumerate() {
        let bare = line.trim_end_matches(['\n', '\r']);
        let is_text = bare.len() > if number == 0 { 0 } else { indent } || !bare.trim().is_empty();
        // The last piece without a line end is the indentation of what follows.
        let is_line = line.ends_with('\n') || range.end == text.len() || !bare.trim().is_empty();
        if is_text && is_line {
            end = at + bare.len();
        }
        at += line.len();
    }
    (Kind::Block(indent), start..end)
}

/// Whether the header of a block text keeps the line ends behind it.
pub(super) fn keeps_line_ends(header: &str) -> bool {
    header.contains('+')
}

/// The tokens between two of the scanner's.
fn between(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) -> Option<()> {
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let kind = match rest.as_bytes()[0] {
            b' ' | b'\t' | b'\n' | b'\r' => {
                at += 1;
                continue;
            }
            b'-' => Kind::Dash,
            b':' => Kind::Colon,
            b'?' => Kind::Question,
            b'|' | b'>' => Kind::Header,
            _ => return None,
        };
        let length = if kind == Kind::Header {
            rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len())
        } else {
            1
        };
        tokens.push(Token { kind, range: at..at + length, is_key: false });
        at += length;
    }
    Some(())
}
