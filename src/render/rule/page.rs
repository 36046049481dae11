//! What stands on a page in which language: paragraphs by their characters, examples by what is
//! written in them.

use crate::check::Entry;
use crate::render::{Language, wording};

/// A piece of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block<'a> {
    Paragraph(&'a str),
    Example {
        /// The name of a file that belongs to the example before it.
        file: Option<&'a str>,
        text: &'a str,
    },
}

impl<'a> Block<'a> {
    /// The blocks of a section, in order.
    fn all(section: &'a str) -> Vec<Self> {
        let mut blocks = Vec::new();
        // Every second part stands between fences.
        for (place, part) in section.split("```").enumerate() {
            if place % 2 == 1 {
                let (fence, text) = part.split_once('\n').unwrap_or((part, ""));
                let file = fence.split_once(' ').map(|(_, file)| file.trim());
                blocks.push(Self::Example { file, text: text.trim_end() });
            } else {
                let paragraphs = part.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
                blocks.extend(paragraphs.map(Self::Paragraph));
            }
        }
        blocks
    }

    /// The blocks of a section for the readers of a language; all of one that has none for them.
    pub(super) fn of(section: &'a str, language: Language) -> Vec<Self> {
        let all = Self::all(section);
        let mut is_shown = false;
        let shown = all.iter().filter(|block| {
            is_shown = match block {
                Self::Example { file: Some(_), .. } => is_shown,
                block => block.is_in(language),
            };
            is_shown
        });
        let shown: Vec<_> = shown.copied().collect();
        if shown.is_empty() { all } else { shown }
    }

    fn is_in(self, language: Language) -> bool {
        match self {
            // A word quoted from the other language makes no paragraph of it.
            Self::Paragraph(text) => (chinese(text) > words(text)) == (language == Language::Zh),
            // An example of a text in two languages is for both.
            Self::Example { text, .. } => match language {
                Language::En => chinese(text) == 0 || is_bilingual(text),
                Language::Zh => chinese(text) > 0,
            },
        }
    }
}

fn chinese(text: &str) -> usize {
    text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count()
}

fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1).count()
}

fn is_bilingual(example: &str) -> bool {
    let mut words = example.split(|c: char| !c.is_ascii_alphanumeric());
    let mut after = example.match_indices("en").map(|(at, word)| example[at + word.len()..].trim_start());
    words.any(|word| word == "en") && after.any(|rest| rest.starts_with(['=', ':']))
}

/// The lines of a paragraph as one: Chinese needs no space between them.
pub(super) fn joined(paragraph: &str) -> String {
    let mut text = String::new();
    for line in paragraph.lines().map(str::trim) {
        let is_ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        if is_ascii(text.chars().next_back()) && is_ascii(line.chars().next()) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// What the list tells of a rule.
pub(super) fn columns(entry: &Entry, language: Language) -> [&'static str; 5] {
    [
        entry.code.code,
        entry.code.name,
        wording::level(language, entry.code.level),
        wording::rule::needs(language, entry.needs),
        wording::rule::fix(language, entry.fix),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_their_languages() {
        let section = concat!(
            "One\ntwo like 尽快.\n\n凡是\nISO 的文字。\n\n```toml\na = 1\n```\n\n```yaml\na: 一\n```\n\n",
            "```toml promise.toml\nb = 2\n```\n",
        );
        let example = |text| Block::Example { file: None, text };
        let settings = Block::Example { file: Some("promise.toml"), text: "b = 2" };
        assert_eq!(
            Block::of(section, Language::En),
            [Block::Paragraph("One\ntwo like 尽快."), example("a = 1")]
        );
        let chinese = [Block::Paragraph("凡是\nISO 的文字。"), example("a: 一"), settings];
        assert_eq!(Block::of(section, Language::Zh), chinese);
        assert_eq!(Block::of("```toml\na = 1\n```\n", Language::Zh), [example("a = 1")]);
        assert!(example("text = { en = \"x\", zh = \"一\" }").is_in(Language::En));
        assert_eq!(joined("One\ntwo"), "One two");
        assert_eq!(joined("凡是\nISO 的"), "凡是ISO 的");
    }
}
