//! Where the last record of a piece of a file ends, and whether its quotes stand where they may.
//!
//! A quote opens a field as its first byte and closes it as its last; two in a row are one of the
//! text. While every quote of a text does so, a byte is inside of quotes if the number of quotes before
//! it is odd. One that stands elsewhere is text, and only reading byte by byte tells what the ones after
//! it are. It must not know where the text comes from.

use super::lanes::{LANE, inside, lanes};

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
    if memchr::memchr2(b'"', b'\r', text).is_none() {
        let end = line_end(text).unwrap_or(0);
        return Split { end, lines: line_feeds(&text[..end]), shape: Shape::Plain };
    }
    match regular(text, delimiter) {
        Some((end, shape)) => Split { end, lines: line_feeds(&text[..end]), shape },
        None => byte_by_byte(text, delimiter),
    }
}

fn line_feeds(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

/// The end of the last record and the shape of the text, unless it is odd.
fn regular(text: &[u8], delimiter: u8) -> Option<(usize, Shape)> {
    let mut shape = Shape::Plain;
    // Where records can end before, and from where on all is outside of quotes; nowhere inside of them.
    let (mut end, mut outside) = (0, Some(0));
    // Whether the lane before ended with a delimiter or line end (as the start of the text does), with a
    // closing quote, with a CR.
    let (mut open, mut parted, mut closed, mut returned) = (false, true, false, false);
    for (offset, lane) in lanes(text) {
        let (quotes, returns) = (lane.of(b'"'), lane.of(b'\r'));
        if quotes | returns == 0 && !closed && !returned {
            // Most lanes have nothing to look at but what the next one follows.
            let last = text[(offset + LANE).min(text.len()) - 1];
            parted = last == delimiter || last == b'\n';
            continue;
        }
        let feeds = lane.of(b'\n');
        let within = inside(quotes, &mut open);
        let parts = lane.of(delimiter) | feeds | returns;
        let (opening, closing) = (quotes & within, quotes & !within);
        let after = |bits: u64, before: bool| bits << 1 | u64::from(before);
        let text_follows = after(closing, closed) & !(parts | quotes);
        let text_precedes = opening & !after(parts, parted) & !after(closing, closed);
        let alone = after(returns & !within, returned) & !feeds;
        // Beyond the text nothing is known of what follows.
        let known = if text.len() - offset >= LANE { u64::MAX } else { (1 << (text.len() - offset)) - 1 };
        if (text_follows | text_precedes | alone) & known != 0 {
            return None;
        }
        if quotes != 0 {
            shape = Shape::Quoted;
            end = outside.and_then(|from| line_end(&text[from..offset]).map(|at| from + at)).unwrap_or(end);
            let ends = feeds & !within & known;
            if ends != 0 {
                end = offset + LANE - ends.leading_zeros() as usize;
            }
            outside = (!open).then_some(offset + LANE);
        }
        let last = |bits: u64| bits >> (LANE - 1) == 1;
        (parted, closed, returned) = (last(parts), last(closing), last(returns & !within));
    }
    let end = outside.and_then(|from| line_end(text.get(from..)?).map(|at| from + at)).unwrap_or(end);
    Some((end, shape))
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
