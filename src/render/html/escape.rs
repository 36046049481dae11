//! Text as HTML that shows just this text.

use crate::render::printable::printable;

/// Text between tags and in attributes. What would steer or turn the text is a space.
pub(in crate::render) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in printable(text).chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            // Not allowed in HTML, however written.
            '\u{fffe}' | '\u{ffff}' => html.push('\u{fffd}'),
            other => html.push(other),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn html_shows_just_the_text() {
        assert_eq!(
            escape("<script>alert('x')</script> & \"y\"\u{0}\u{1b}"),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;  "
        );
    }
}
