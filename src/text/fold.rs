//! Text in the form that is compared: full-width forms narrow, letters small, traditional characters
//! simplified, places remembered. So the lists of words and the readers of this layer know one form
//! of every word.
//!
//! Only what the readers of this layer meet is folded, not all of NFKC: folding `①` to `1` or `㎡`
//! to `m2` would make numbers and units where the author wrote none.

use std::ops::Range;
use std::sync::LazyLock;

/// A folded text that knows where its bytes come from.
#[derive(Clone, Debug)]
pub(super) struct Folded {
    text: String,
    /// For each byte of `text`, and for its end: the first byte of the original character. Empty
    /// where no character has changed its length: then every byte is where it was.
    origins: Vec<u32>,
}

impl Folded {
    pub(super) fn new(original: &str) -> Self {
        if original.is_ascii() {
            return Self { text: original.to_ascii_lowercase(), origins: Vec::new() };
        }
        let mut text = String::with_capacity(original.len());
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut origins = Vec::new();
        let mut has_moved = false;
        for (at, character) in original.char_indices() {
            let folded = fold(character);
            if !has_moved && folded.len_utf8() != character.len_utf8() {
                has_moved = true;
                origins.reserve_exact(original.len() + 1);
                origins.extend(0..place(at));
            }
            text.push(folded);
            if has_moved {
                origins.resize(text.len(), place(at));
            }
        }
        if has_moved {
            origins.push(place(original.len()));
        }
        Self { text, origins }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a byte of the original is in the folded text.
    pub(super) fn place(&self, original: usize) -> usize {
        if self.origins.is_empty() {
            return original.min(self.text.len());
        }
        self.origins.partition_point(|&origin| (origin as usize) < original).min(self.text.len())
    }

    /// The bytes of the original that a range of the folded text comes from.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        if self.origins.is_empty() {
            return range.clone();
        }
        let origin =
            |at: usize| self.origins.get(at).or(self.origins.last()).map_or(0, |&origin| origin as usize);
        origin(range.start)..origin(range.end)
    }
}

/// One character for one, so that no place is lost.
fn fold(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        '‘' | '’' => '\'',
        '‐' | '‑' => '-',
        other => other,
    };
    if narrow.is_ascii() {
        return narrow.to_ascii_lowercase();
    }
    if is_unspaced(narrow) {
        return simplified(narrow);
    }
    let mut small = narrow.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => narrow,
    }
}

/// The block of characters in which Chinese is written today.
const IDEOGRAPHS: Range<u32> = 0x4e00..0xa000;

/// For each of these characters the one that it is compared as.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = IDEOGRAPHS.filter_map(char::from_u32).collect();
    let lines = include_str!("vocabulary/traditional.txt").lines().filter(|line| !line.starts_with('#'));
    for pair in lines.flat_map(str::split_whitespace) {
        let mut pair = pair.chars();
        if let (Some(traditional), Some(simplified)) = (pair.next(), pair.next())
            && let Some(known) = table.get_mut(place(traditional))
        {
            *known = simplified;
        }
    }
    table
});

/// The place of a character in its block; of one before the block, behind its end.
fn place(character: char) -> usize {
    u32::from(character).wrapping_sub(IDEOGRAPHS.start) as usize
}

fn simplified(character: char) -> char {
    SIMPLIFIED.get(place(character)).copied().unwrap_or(character)
}

/// Whether a character is written without spaces between words.
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether a character belongs to a word that is written with spaces around it.
#[inline]
pub(super) fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    !is_unspaced(character) && character.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_survive_folding() {
        let text = "ＡＳＡＰ（２４小时）内 Soon";
        let folded = Folded::new(text);
        assert_eq!(folded.text(), "asap(24小时)内 soon");
        for word in ["asap", "24小时", "soon"] {
            let at = folded.text().find(word).unwrap();
            let original = folded.original(&(at..at + word.len()));
            assert_eq!(Folded::new(&text[original]).text(), word);
        }
        assert_eq!(folded.original(&(0..folded.text().len())), 0..text.len());
    }

    #[test]
    fn traditional_characters_are_compared_as_simplified_ones() {
        let fold = |text: &str| Folded::new(text).text().to_owned();
        assert_eq!(fold("客戶報修後，我們於3個工作天內回覆"), "客户报修后,我们于3个工作天内回复");
        assert_eq!(fold("本署職員會在櫃枱處理"), "本署职员会在柜台处理");
        // No character is compared as one that is itself compared as another.
        for character in SIMPLIFIED.iter() {
            assert_eq!(simplified(*character), *character);
        }
        assert_eq!(simplified('々'), '々');
    }
}
