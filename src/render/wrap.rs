//! Breaking lines: English between words, Chinese between characters.

use unicode_width::UnicodeWidthChar;

/// Breaks a text so that no line is wider than `width` columns, of which `indent` are taken by what
/// the renderer puts before each line. A width too small to be of use breaks nothing.
pub(super) fn wrap(text: &str, width: usize, indent: usize) -> String {
    let room = width.saturating_sub(indent);
    if room < 16 {
        return text.to_owned();
    }
    let mut wrapped = String::new();
    let mut column = 0;
    for piece in pieces(text) {
        let wide: usize = piece.trim_end().chars().filter_map(UnicodeWidthChar::width).sum();
        if column > 0 && column + wide > room {
            wrapped.truncate(wrapped.trim_end_matches(' ').len());
            wrapped.push('\n');
            column = 0;
        }
        wrapped.push_str(piece);
        column += piece.chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
    }
    wrapped
}

/// What must stay on one line: a word with the space behind it, or one Chinese character with the
/// marks behind it that may not begin a line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    // Between marks that enclose what is to be typed, only a space may break.
    let mut enclosed = false;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| before == ' ' || !enclosed && may_break(before, character)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        enclosed ^= matches!(character, '"' | '`');
        before = Some(character);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    let is_wide = |c: char| c.width() == Some(2);
    let clings = |c: char| "，。；：、！？”’）》」』】".contains(c);
    let opens = |c: char| "“‘（《「『【".contains(c);
    !clings(after) && !opens(before) && after != ' ' && (is_wide(before) || is_wide(after))
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_between_words_and_between_chinese_characters() {
        assert_eq!(wrap("name the limit in the same clause", 20, 0), "name the limit in\nthe same clause");
        assert_eq!(wrap("同一分句里写明时限，例如“4小时内”", 20, 0), "同一分句里写明时限，\n例如“4小时内”");
        assert_eq!(wrap("写作 \"24小时\"、\"24天\" 或", 20, 4), "写作 \"24小时\"、\n\"24天\" 或");
        assert_eq!(wrap("short", 20, 0), "short");
        assert_eq!(wrap("no room at all here", 12, 0), "no room at all here");
    }
}
