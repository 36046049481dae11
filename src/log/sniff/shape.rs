//! The shape of a value: what its digits and words are replaced by.
//!
//! Values of the same shape have the same candidates. It must not know what a candidate is.

use super::super::format::names;
use super::super::format::spaces;

/// The longest value that can be a time.
const LONGEST: usize = 64;

/// Writes the shape of a value: a `0` for each digit, a letter for each known word, one space for
/// any number of them, everything else as it is.
pub(super) fn write(value: &[u8], shape: &mut Vec<u8>) {
    shape.clear();
    if value.len() > LONGEST {
        shape.push(b'!');
        return;
    }
    let mut at = 0;
    while let Some(&byte) = value.get(at) {
        let rest = &value[at..];
        at += match byte {
            b'0'..=b'9' => push(shape, b'0', 1),
            b'a'..=b'z' | b'A'..=b'Z' => word(rest, shape),
            b' ' | b'\t' | b'\n' | b'\r' | 0xC2 | 0xE2 | 0xE3 if spaces(rest) > 0 => {
                push(shape, b' ', spaces(rest))
            }
            _ => push(shape, byte, 1),
        };
    }
}

fn push(shape: &mut Vec<u8>, byte: u8, length: usize) -> usize {
    shape.push(byte);
    length
}

/// One letter for a word; a letter that stands alone is itself.
fn word(text: &[u8], shape: &mut Vec<u8>) -> usize {
    let letters = names::word(text).len();
    if let Some((_, length)) = names::half(text).filter(|(_, length)| *length >= letters) {
        return push(shape, b'p', length);
    }
    let kind = match &text[..letters] {
        [one] => *one,
        word if names::is_de(word) => b'e',
        word if names::month(word).is_some() => b'm',
        word if names::weekday(word).is_some() => b'w',
        word if names::is_utc(word) => b'u',
        _ => b'x',
    };
    push(shape, kind, letters)
}

#[cfg(test)]
mod tests {
    #[test]
    fn shapes() {
        for (value, shape) in [
            ("2025-07-01T08:05:09Z", "0000-00-00T00:00:00Z"),
            ("Tue, 01 Jul 2025  8:05 a. m.", "w, 00 m 0000 0:00 p"),
            ("5 de sept. de 2025", "0 e m. e 0000"),
            ("2025年7月1日\u{3000}下午3:05", "0000年0月0日 下午0:00"),
            ("amount 3", "x 0"),
            ("", ""),
        ] {
            let mut found = Vec::new();
            super::write(value.as_bytes(), &mut found);
            assert_eq!(String::from_utf8_lossy(&found), shape);
        }
    }
}
