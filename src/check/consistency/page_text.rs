//! Reading a page in Markdown or HTML for what it says: markers, blocks, and text without markup.

use foldhash::{HashMap, HashMapExt as _};
use std::ops::Range;

/// A text with the place of each byte in the page it comes from.
#[derive(Clone, Debug, Default)]
pub(super) struct Mapped {
    pub(super) text: String,
    /// For each byte of `text`, and for its end.
    origins: Vec<usize>,
}

impl Mapped {
    fn push(&mut self, character: char, origin: usize) {
        self.text.push(character);
        self.origins.resize(self.text.len(), origin);
    }

    /// The bytes of the page that a range of the text comes from.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let at = |place: usize| self.origins.get(place).copied();
        let end = self.origins.last().copied().unwrap_or(0);
        let start = at(range.start).unwrap_or(end);
        if range.is_empty() {
            return start..start;
        }
        // The last byte's own place, so that markup behind it stays out.
        let last = range.end.checked_sub(1).and_then(at).unwrap_or(start);
        let beyond = self.origins.iter().skip(range.end).find(|&&origin| origin > last);
        start..beyond.copied().unwrap_or(end).max(start)
    }
}

/// A part of a page as people read it: no tags, entities, links, emphasis, bullets or quotation bars.
pub(super) fn plain(page: &str, range: Range<usize>) -> Mapped {
    let mut plain = Mapped::default();
    let mut at = range.start;
    let mut line_start = true;
    while let Some(character) = page.get(at..range.end).and_then(|rest| rest.chars().next()) {
        let rest = page.get(at..range.end).unwrap_or_default();
        if let Some(length) = markup(rest, line_start) {
            at += length.max(character.len_utf8());
            continue;
        }
        let (shown, length) = entity(rest).unwrap_or((character, character.len_utf8()));
        line_start = character == '\n' || line_start && character.is_whitespace();
        plain.push(if shown.is_whitespace() { ' ' } else { shown }, at);
        at += length;
    }
    plain.origins.push(range.end.max(range.start));
    plain
}

/// Bytes of markup that a text begins with.
fn markup(rest: &str, line_start: bool) -> Option<usize> {
    if rest.starts_with("<!--") {
        return Some(rest.find("-->").map_or(rest.len(), |end| end + 3));
    }
    if let Some(tag) = rest.strip_prefix('<') {
        let opens = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        return tag.find('>').filter(|_| opens).map(|end| end + 2);
    }
    if rest.starts_with("](") {
        return Some(rest.find(')').map_or(1, |end| end + 1));
    }
    if rest.starts_with(['*', '_', '`', '~', '\\', '[', ']', '|']) {
        return Some(1);
    }
    let bullet = line_start && (rest.starts_with("- ") || rest.starts_with("+ ") || rest.starts_with('>'));
    bullet.then_some(1)
}

/// The character of an HTML entity that a text begins with, and its length.
fn entity(rest: &str) -> Option<(char, usize)> {
    let (name, _) = rest.strip_prefix('&')?.split_at_checked(rest.find(';')?.checked_sub(1)?)?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "mdash" | "ndash" => '-',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((character, name.len() + 2))
}

/// A text without layout, in small letters and narrow forms: what is compared.
pub(super) fn folded(plain: &Mapped) -> Mapped {
    let mut folded = Mapped::default();
    for (at, character) in plain.text.char_indices().filter(|(_, character)| !character.is_whitespace()) {
        let narrow = match character {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '–' | '—' | '‐' | '‑' => '-',
            other => other,
        };
        narrow.to_lowercase().for_each(|small| folded.push(small, at));
    }
    folded.origins.push(plain.text.len());
    folded
}

/// A text of a definition, folded as a page is; a full stop at its end does not count.
pub(super) fn folded_text(text: &str) -> String {
    let folded = folded(&plain(text, 0..text.len())).text;
    folded.trim_end_matches(['.', '。']).to_owned()
}

/// The blocks of a page by the id of the marker before them: from the marker to the next marker or
/// heading. Headings right behind the marker belong to it.
pub(super) fn blocks(page: &str) -> HashMap<&str, Vec<Range<usize>>> {
    let mut markers: Vec<(usize, usize, Option<&str>)> = Vec::new();
    let mut at = 0;
    while let Some(start) = page.get(at..).and_then(|rest| rest.find("<!--")).map(|found| at + found) {
        let end = page[start..].find("-->").map_or(page.len(), |found| start + found + 3);
        let inner = page[start..end].trim_start_matches("<!--").trim_end_matches("-->").trim();
        let word = inner.trim_start_matches('/').trim_start();
        if let Some(rest) = word.strip_prefix("promise") {
            let id = rest.trim_start().strip_prefix([':', '：']).map(str::trim);
            markers.push((start, end, id.filter(|_| !inner.starts_with('/'))));
        }
        at = end;
    }
    let mut blocks: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
    let limits = markers.iter().map(|(start, ..)| *start).skip(1).chain([page.len()]);
    for ((_, end, id), limit) in markers.iter().zip(limits) {
        if let Some(id) = id {
            blocks.entry(id).or_default().push(before_heading(page, *end..limit));
        }
    }
    blocks
}

/// The part of a range up to the first heading with text before it.
fn before_heading(page: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    let mut at = start;
    while let Some(heading) = next_heading(page, at..range.end) {
        let blank = plain(page, start..heading.start).text.trim().is_empty();
        if !blank {
            return start..heading.start;
        }
        (start, at) = (heading.end, heading.end);
    }
    start..range.end
}

/// The first heading in a range, in Markdown or HTML.
fn next_heading(page: &str, range: Range<usize>) -> Option<Range<usize>> {
    let mut start = range.start;
    for line in page.get(range.clone())?.split_inclusive('\n') {
        let text = line.trim_start();
        let hashes = text.len() - text.trim_start_matches('#').len();
        let is_markdown = (1..=6).contains(&hashes) && text[hashes..].starts_with([' ', '\t', '\n', '\r']);
        if is_markdown {
            return Some(start..start + line.len());
        }
        let lower = line.to_ascii_lowercase();
        let level = |tag: usize| lower.as_bytes().get(tag + 2).is_some_and(|b| (b'1'..=b'6').contains(b));
        if let Some(tag) = lower.match_indices("<h").map(|(tag, _)| tag).find(|tag| level(*tag)) {
            let rest = page.get(start + tag..range.end).unwrap_or_default().to_ascii_lowercase();
            let end = rest.find("</h").and_then(|close| Some(close + rest[close..].find('>')? + 1));
            return Some(start + tag..start + tag + end.unwrap_or(rest.len()));
        }
        start += line.len();
    }
    None
}

/// The paragraphs of a block, without the layout and markup around them.
pub(super) fn paragraphs(page: &str, block: &Range<usize>) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut start = block.start;
    for line in page.get(block.clone()).unwrap_or_default().split_inclusive('\n') {
        let text = line.trim();
        let begins = text.starts_with('<') || text.starts_with("- ") || text.starts_with("* ");
        if text.is_empty() || begins {
            paragraphs.extend(open.take());
        }
        if !text.is_empty() {
            let from = open.take().map_or(start, |range| range.start);
            open = Some(from..start + line.len());
        }
        start += line.len();
    }
    paragraphs.extend(open);
    paragraphs.into_iter().map(|range| trimmed(page, range)).filter(|range| !range.is_empty()).collect()
}

/// A range without the spaces, tags and bullets at its ends.
pub(super) fn trimmed(page: &str, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range;
    loop {
        let rest = page.get(start..end).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let tag = if rest.starts_with('<') { markup(rest, true) } else { None };
        let bullet = ["- ", "* ", "+ ", "> "].iter().any(|bullet| rest.starts_with(bullet)).then_some(2);
        start += spaces;
        let Some(length) = tag.or(bullet) else { break };
        start += length;
    }
    loop {
        let rest = page.get(start..end).unwrap_or_default();
        end = start + rest.trim_end().len();
        let rest = rest.trim_end();
        let tag = rest
            .rfind('<')
            .filter(|at| rest.ends_with('>') && markup(&rest[*at..], false) == Some(rest.len() - at));
        match tag {
            Some(at) => end = start + at,
            None => return start..end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(page: &str) -> String {
        plain(page, 0..page.len()).text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn markup_is_not_text() {
        assert_eq!(
            said("We settle **urgent** [complaints](/c) within `4 hours`."),
            "We settle urgent complaints within 4 hours."
        );
        assert_eq!(said("<p>95&nbsp;% &amp; more<br>of <em>cases</em></p>"), "95 % & moreof cases");
        assert_eq!(said("> - one\n> - two < 5 kg\n"), "one two < 5 kg");
    }

    #[test]
    fn texts_are_the_same_whatever_their_layout() {
        let page = "自受理起，**24小时**内\n办结；达成率不低于９５％";
        let plain = plain(page, 0..page.len());
        assert_eq!(folded(&plain).text, folded_text("自受理起,24小时内办结;达成率不低于95%。"));
        let at = folded(&plain).text.find("办结").unwrap();
        let range = plain.origin(&folded(&plain).origin(&(at..at + "办结".len())));
        assert_eq!(&page[range], "办结");
    }

    #[test]
    fn blocks_end_at_the_next_marker_or_heading() {
        let page = "# Ours\n<!-- promise: a -->\n## Complaints\n\nText a.\n<!-- promise: b -->Text b.\n## Other\nno\n";
        let blocks = blocks(page);
        let text = |id: &str| page[blocks[id][0].clone()].trim().to_owned();
        assert_eq!(text("a"), "Text a.");
        assert_eq!(text("b"), "Text b.");
        let html = "<!-- promise: a --><h2>Title</h2><p>Text</p><h2>Next</h2><p>No</p>";
        assert_eq!(&html[trimmed(html, self::blocks(html)["a"][0].clone())], "Text");
    }

    #[test]
    fn paragraphs_stand_apart() {
        let page = "One\nline.\n\n- two\n- *three*\n\n<p>four</p>\n";
        let found: Vec<_> =
            paragraphs(page, &(0..page.len())).into_iter().map(|range| &page[range]).collect();
        assert_eq!(found, ["One\nline.", "two", "*three*", "four"]);
    }
}
