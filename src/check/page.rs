//! The page of a rule: Markdown with fixed headings, kept beside the rule.

use std::ops::Range;

/// The headings that every page has, in this order.
pub const HEADINGS: [&str; 5] = ["What it checks", "Why", "Bad", "Good", "Source"];

/// A page, cut at its headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<'a> {
    /// The title: code and name.
    pub title: &'a str,
    /// Headings and the text below each, in order.
    pub sections: Vec<(&'a str, &'a str)>,
}

/// A fenced block of definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example<'a> {
    /// What stands behind the fence: `toml` or `yaml`.
    pub syntax: &'a str,
    /// The block.
    pub text: &'a str,
}

impl<'a> Page<'a> {
    /// Cuts a page.
    pub fn parse(text: &'a str) -> Self {
        let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
        let mut sections: Vec<(&str, Range<usize>)> = Vec::new();
        let (mut at, mut in_block) = (0, false);
        for line in rest.split_inclusive('\n') {
            at += line.len();
            // What stands in an example is no heading of the page.
            in_block ^= line.starts_with("```");
            match line.strip_prefix("## ").filter(|_| !in_block) {
                Some(heading) => sections.push((heading.trim(), at..at)),
                None => {
                    if let Some((_, body)) = sections.last_mut() {
                        body.end = at;
                    }
                }
            }
        }
        let sections = sections.into_iter().map(|(heading, body)| (heading, rest[body].trim())).collect();
        Self { title: title.trim_start_matches("# ").trim(), sections }
    }

    /// The text below a heading.
    pub fn section(&self, heading: &str) -> &'a str {
        self.sections.iter().find(|(name, _)| *name == heading).map_or("", |(_, text)| text)
    }

    /// The examples below a heading.
    pub fn examples(&self, heading: &str) -> Vec<Example<'a>> {
        let mut examples = Vec::new();
        // Every second part stands between fences.
        for block in self.section(heading).split("```").skip(1).step_by(2) {
            let (syntax, text) = block.split_once('\n').unwrap_or((block, ""));
            examples.push(Example { syntax: syntax.trim(), text });
        }
        examples
    }
}
