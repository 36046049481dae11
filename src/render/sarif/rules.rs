//! The rules of a SARIF run: those that its results and notifications name, each once, with the page
//! as its help.

use super::types::{Configuration, Help, Message, Rule, RuleProperties, RuleReference};
use crate::check::{self, Entry};
use crate::finding::Code;
use crate::render::{Language, rule};

/// The most characters that GitHub shows of a description.
const LONGEST: usize = 1_000;

pub(super) struct Rules {
    language: Language,
    entries: Vec<Entry>,
    list: Vec<Rule>,
}

impl Rules {
    pub(super) fn new(language: Language) -> Self {
        Self { language, entries: check::entries(), list: Vec::new() }
    }

    /// The place of a code in the list, where it now is.
    pub(super) fn reference(&mut self, code: &'static Code) -> RuleReference {
        let place = self.list.iter().position(|rule| rule.id == code.code);
        let index = place.unwrap_or_else(|| {
            let rule = self.rule(code);
            self.list.push(rule);
            self.list.len() - 1
        });
        RuleReference { id: code.code, index }
    }

    pub(super) fn into_list(self) -> Vec<Rule> {
        self.list
    }

    fn rule(&self, code: &'static Code) -> Rule {
        let entry = self.entries.iter().find(|entry| entry.code.code == code.code);
        let section =
            |heading| entry.map(|entry| rule::section(entry, heading, self.language)).unwrap_or_default();
        let (checks, why) = (section("What it checks"), section("Why"));
        Rule {
            id: code.code,
            name: code.name,
            short_description: Message { text: code.name.replace('-', " ") },
            full_description: (!checks.is_empty()).then(|| Message { text: shortened(&checks) }),
            help: entry.map(|entry| Help { text: format!("{checks}\n\n{why}"), markdown: entry.page }),
            default_configuration: Configuration { level: super::level(code.level) },
            properties: RuleProperties { tags: [quality(code)] },
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What a family of rules is about, in one word.
fn quality(code: &Code) -> &'static str {
    match code.family() {
        "CLR" => "clarity",
        "FEA" => "feasibility",
        "CON" => "consistency",
        "TIM" => "timeliness",
        "FLX" => "flexibility",
        "SUP" => "suppression",
        "COV" => "coverage",
        "DAT" => "data",
        _ => "definition",
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_description_is_cut_between_characters() {
        assert_eq!(shortened("短"), "短");
        assert_eq!(shortened(&"长".repeat(1_001)).chars().count(), 1_001);
    }
}
