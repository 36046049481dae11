//! Where the last record of a piece of a file ends, and whether its quotes stand where they may.
//!
//! A quote opens a field as its first byte and closes it as its last; two in a row are one of the
//! text. While every quote of a text does so, a byte is inside of quotes if the number of quotes before
//! it is odd. One that stands elsewhere is text, and only reading byte by byte tells what the ones after
//! it are. It must not know where the text comes from.

use super::lanes::{LANE, Lane, Scan, Simd, inside, scan};
use std::ops::ControlFlow;

/// What the records of a text are like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// Without quotes; lines end with LF or CRLF.
    #[default]
    Plain,
    /// Quotes stand where they may; lines end with LF or CRLF.
    Quoted,
    /// Quotes that are text, or lines that end with CR alone.
    Odd,
}

/// Where the last whole record ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Split {
    pub(super) end: usize,
    /// Lines up to there.
    pub(super) lines: u64,
    pub(super) shape: Shape,
}

/// Splits a text that begins with a record. What follows it is not known: a CR at its end may be half of
/// a CRLF.
pub(super) fn split(text: &[u8], delimiter: u8) -> Split {
    let (scan, flow) = scan(text, Ends::new(text, delimiter));
    if flow.is_break() {
        return byte_by_byte(text, delimiter);
    }
    let end = scan.end();
    let rest = memchr::memchr_iter(b'\n', &text[end..]).count() as u64;
    Split { end, lines: scan.lines - rest, shape: scan.shape }
}

/// Looks for the end of the last record, and breaks where the text is odd.
struct Ends<'t> {
    text: &'t [u8],
    delimiter: u8,
    shape: Shape,
    lines: u64,
    /// Where a record can end before `outside`.
    end: usize,
    /// From where on all is outside of quotes; nowhere inside of them.
    outside: Option<usize>,
    /// Whether the lane before ended inside of quotes, with a closing quote, with a CR.
    open: bool,
    closed: bool,
    returned: bool,
}

impl Scan for Ends<'_> {
    #[expect(clippy::inline_always, reason = "see Scan")]
    #[inline(always)]
    fn lane<S: Simd>(&mut self, offset: usize, lane: Lane<S>) -> ControlFlow<()> {
        let (quotes, returns, feeds) = (lane.of(b'"'), lane.of(b'\r'), lane.of(b'\n'));
        self.lines += u64::from(feeds.count_ones());
        // Most lanes have nothing more to look at.
        if quotes == 0 && !self.closed {
            let returns = if self.open { 0 } else { returns };
            if (returns << 1 | u64::from(self.returned)) & !feeds == 0 {
                self.returned = returns >> (LANE - 1) == 1;
                return ControlFlow::Continue(());
            }
        }
        self.look(offset, quotes, returns, feeds, lane.of(self.delimiter))
    }
}

impl<'t> Ends<'t> {
    fn new(text: &'t [u8], delimiter: u8) -> Self {
        Self {
            text,
            delimiter,
            shape: Shape::Plain,
            lines: 0,
            end: 0,
            outside: Some(0),
            open: false,
            closed: false,
            returned: false,
        }
    }

    /// Looks at a lane with quotes or CRs, or behind one.
    #[inline]
    fn look(
        &mut self,
        offset: usize,
        quotes: u64,
        returns: u64,
        feeds: u64,
        delimiters: u64,
    ) -> ControlFlow<()> {
        let within = inside(quotes, &mut self.open);
        let parts = delimiters | feeds | returns;
        let (opening, closing) = (quotes & within, quotes & !within);
        let after = |bits: u64, before: bool| bits << 1 | u64::from(before);
        let text_follows = after(closing, self.closed) & !(parts | quotes);
        let text_precedes = opening & !after(parts, self.is_parted(offset)) & !after(closing, self.closed);
        let alone = after(returns & !within, self.returned) & !feeds;
        // Beyond the text nothing is known of what follows.
        let length = self.text.len() - offset;
        let known = if length >= LANE { u64::MAX } else { (1 << length) - 1 };
        if (text_follows | text_precedes | alone) & known != 0 {
            return ControlFlow::Break(());
        }
        if quotes != 0 {
            self.shape = Shape::Quoted;
            if let Some(from) = self.outside {
                self.end = line_end(&self.text[from..offset]).map_or(self.end, |at| from + at);
            }
            let ends = feeds & !within & known;
            if ends != 0 {
                self.end = offset + LANE - ends.leading_zeros() as usize;
            }
            self.outside = (!self.open).then_some(offset + LANE);
        }
        let last = |bits: u64| bits >> (LANE - 1) == 1;
        (self.closed, self.returned) = (last(closing), last(returns & !within));
        ControlFlow::Continue(())
    }

    /// Whether a field can begin at a place: behind a delimiter or a line end, as the text itself does.
    fn is_parted(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|last| self.text.get(last));
        before.is_none_or(|&byte| byte == self.delimiter || byte == b'\n' || byte == b'\r')
    }

    fn end(&self) -> usize {
        let rest = self.outside.and_then(|from| Some(from + line_end(self.text.get(from..)?)?));
        rest.unwrap_or(self.end)
    }
}

/// The end of the last line of a text.
fn line_end(text: &[u8]) -> Option<usize> {
    memchr::memrchr(b'\n', text).map(|last| last + 1)
}

/// The same for any text.
fn byte_by_byte(text: &[u8], delimiter: u8) -> Split {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Within {
        Start,
        Plain,
        Quotes,
        /// After a quote that closes, unless another follows.
        Closed,
    }
    let mut split = Split { end: 0, lines: 0, shape: Shape::Odd };
    let (mut within, mut lines) = (Within::Start, 0);
    for (at, &byte) in text.iter().enumerate() {
        let next = text.get(at + 1);
        let half = byte == b'\r' && next.is_none_or(|&next| next == b'\n');
        lines += u64::from(byte == b'\n' || byte == b'\r' && within != Within::Quotes && !half);
        within = match (within, byte) {
            (Within::Quotes, b'"') => Within::Closed,
            (Within::Quotes, _) | (Within::Start | Within::Closed, b'"') => Within::Quotes,
            (_, b'\n' | b'\r') => {
                if !half {
                    (split.end, split.lines) = (at + 1, lines);
                }
                Within::Start
            }
            (_, byte) if byte == delimiter => Within::Start,
            _ => Within::Plain,
        };
    }
    split
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> (usize, u64, Shape) {
        let Split { end, lines, shape } = split(text.as_bytes(), b',');
        (end, lines, shape)
    }

    #[test]
    fn quotes_and_line_ends() {
        for (text, expected) in [
            ("", (0, 0, Shape::Plain)),
            ("a,b\nc", (4, 1, Shape::Plain)),
            ("a,b\r\nc\r", (5, 1, Shape::Plain)),
            ("a,\"b\nc\"\nd", (8, 2, Shape::Quoted)),
            ("a,\"b\nc", (0, 0, Shape::Quoted)),
            ("\"a \"\"b\"\"\"\n\"", (10, 1, Shape::Quoted)),
            ("5\" pipe\nb", (8, 1, Shape::Odd)),
            ("\"a\"b,\nc\"\n", (9, 2, Shape::Odd)),
            (" \"a\n", (4, 1, Shape::Odd)),
            ("a\rb\rc", (4, 2, Shape::Odd)),
            ("a\rb\r", (2, 1, Shape::Odd)),
            ("\"a\rb\"\r\n", (7, 1, Shape::Quoted)),
        ] {
            assert_eq!(of(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn the_quick_way_agrees_with_the_exact_one(
            text in "([ab,\"\n ]|\r\n|,\"[ab,\n]{0,9}\",|\"\"|a{60}){0,30}", stray in 0..3,
        ) {
            let text = if stray == 0 { text } else { text.replace("\"a", "\"").replace("a\"", "\"") };
            let quick = split(text.as_bytes(), b',');
            let exact = byte_by_byte(text.as_bytes(), b',');
            prop_assert_eq!((quick.end, quick.lines), (exact.end, exact.lines));
        }

        #[test]
        fn what_follows_never_changes_what_ended(text in "([ab,\"\n\r]|\r\n|a{60}){0,40}", cut in 0..200_usize) {
            let bytes = text.as_bytes();
            let whole = split(bytes, b',');
            let first = split(&bytes[..cut.min(bytes.len())], b',');
            let rest = split(&bytes[first.end..], b',');
            prop_assert_eq!((first.end + rest.end, first.lines + rest.lines), (whole.end, whole.lines));
        }
    }
}
