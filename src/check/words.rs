//! The words of a folder: the lists that rules look for as its settings have changed them, and the
//! words that the folder itself defines.

use crate::model::{Condition, Definitions, Item, Settings, WordList};
use crate::text::Vocabulary;
use foldhash::HashSet;

/// The lists that settings have changed.
#[derive(Debug, Default)]
pub(super) struct Lists {
    changed: Vec<(WordList, Vocabulary)>,
}

impl Lists {
    pub(super) fn new(settings: &Settings) -> Self {
        let changed = settings.vocabulary.iter().map(|changes| {
            let add = changes.add.iter().map(|word| word.value.as_str());
            let remove = changes.remove.iter().map(|word| word.value.as_str());
            (changes.list, changes.list.words().clone().with(add, remove))
        });
        Self { changed: changed.collect() }
    }

    pub(super) fn of(&self, list: WordList) -> &Vocabulary {
        let changed = self.changed.iter().find(|(of, _)| *of == list);
        changed.map_or_else(|| list.words(), |(_, words)| words)
    }
}

/// What a folder defines: the terms of its glossary, the values of its order, and the values that its
/// conditions give to attributes.
pub(super) fn defined(definitions: &Definitions) -> HashSet<&str> {
    let settings = &definitions.settings;
    let terms = settings.glossary.iter().flat_map(|term| term.avoid.iter().chain([&term.term]));
    let order = settings.order.iter().flat_map(|order| &order.values);
    let mut words: HashSet<&str> = terms.chain(order).map(|word| word.value.as_str()).collect();
    words.extend(conditions(definitions).flat_map(values));
    words
}

fn conditions(definitions: &Definitions) -> impl Iterator<Item = &Condition> {
    let commitments = definitions.commitments.iter().flat_map(|commitment| {
        let targets = commitment.targets.iter().map(|target| &target.when);
        let exceptions = commitment.exceptions.iter().map(|exception| &exception.when);
        targets.chain(exceptions).chain([&commitment.applies])
    });
    let standards = definitions
        .standards
        .iter()
        .flat_map(|standard| standard.targets.iter().map(|target| &target.when).chain([&standard.applies]));
    commitments.chain(standards)
}

fn values(condition: &Condition) -> impl Iterator<Item = &str> {
    let items = condition.entries.iter().flat_map(|(_, test)| &test.any);
    items.filter_map(|item| match &item.value {
        Item::Value(value) => Some(value.as_str()),
        Item::Range(_) => None,
    })
}
