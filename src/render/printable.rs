//! Text from users' files on its way to a page or a terminal.

use std::borrow::Cow;

/// A text without what would steer a terminal or turn the direction of what stands beside it: each such
/// character becomes a space. Line ends and tabs are among them.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(steers) {
        Cow::Owned(text.chars().map(|c| if steers(c) { ' ' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn steers(character: char) -> bool {
    let turns =
        matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character.is_control() || turns
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\r\n\u{9b}c\u{202e}d"), "a [31mb   c d");
        assert_eq!(printable("投诉 – ok"), "投诉 – ok");
    }
}
