//! The settings of a folder: `promise.toml`.

use super::read::{Reader, Words};
use super::suppression::is_reason;
use super::{Date, Prose, Share, Written};
use crate::finding::{Invalid, Kind, Level};
use crate::source::{FileId, Node, Span, Spanned};
use crate::text::{self, Duration, Vocabulary};

/// What `promise.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The file, if there is one.
    pub file: Option<FileId>,
    /// How long before a weakening takes effect it must be known.
    pub notice_days: Option<Spanned<u64>>,
    /// The share of its cases that a promise may exclude.
    pub most_excluded: Option<Spanned<Share>>,
    /// Levels of rules and families, in the order of the file.
    pub rules: Vec<(Spanned<String>, Spanned<RuleLevel>)>,
    /// Terms and the words to avoid for them.
    pub glossary: Vec<Term>,
    /// Values of attributes from mild to severe.
    pub order: Vec<Order>,
    /// What happens when promises cannot be kept for a while.
    pub suspension: Option<Suspension>,
    /// Findings that are accepted for a time.
    pub allow: Vec<Allow>,
    /// Words added to the lists that rules look for, and taken from them.
    pub vocabulary: Vec<WordChanges>,
}

/// A list of words that settings may change, by the name of the rule that looks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordList {
    /// Words for time that name no length of it.
    VagueTime,
    /// Words for effort that promise no result.
    VagueEffort,
    /// Words that leave open when a promise does not hold.
    OpenException,
    /// Words that leave no room for a single failure.
    Absolute,
}

impl WordList {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::VagueTime, Self::VagueEffort, Self::OpenException, Self::Absolute];

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::VagueTime => "vague-time",
            Self::VagueEffort => "vague-effort",
            Self::OpenException => "open-exception",
            Self::Absolute => "absolute",
        }
    }

    /// Its words without changes.
    pub fn words(self) -> &'static Vocabulary {
        match self {
            Self::VagueTime => &text::VAGUE_TIME,
            Self::VagueEffort => &text::VAGUE_EFFORT,
            Self::OpenException => &text::OPEN_EXCEPTION,
            Self::Absolute => &text::ABSOLUTE,
        }
    }
}

/// What settings change in a list of words.
#[derive(Clone, Debug)]
pub struct WordChanges {
    /// The list.
    pub list: WordList,
    /// Words that come to it.
    pub add: Vec<Spanned<String>>,
    /// Words that go, and longer expressions in which a word means something else.
    pub remove: Vec<Spanned<String>>,
}

/// The level of a rule in settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleLevel {
    /// It does not run.
    Off,
    /// It reports at this level.
    At(Level),
}

impl Words for RuleLevel {
    const WORDS: &'static [&'static str] = &["off", "info", "warning", "error"];
    const VALUES: &'static [Self] =
        &[Self::Off, Self::At(Level::Info), Self::At(Level::Warning), Self::At(Level::Error)];
}

/// A term of the glossary.
#[derive(Clone, Debug)]
pub struct Term {
    /// The word to use.
    pub term: Spanned<String>,
    /// Words to avoid.
    pub avoid: Vec<Spanned<String>>,
}

/// The order of an attribute's values.
#[derive(Clone, Debug)]
pub struct Order {
    /// The attribute.
    pub attribute: Spanned<String>,
    /// Its values, from mild to severe.
    pub values: Vec<Spanned<String>>,
}

/// Who may set promises aside, for how long, and who is told when.
#[derive(Clone, Debug)]
pub struct Suspension {
    /// Who decides.
    pub who: Option<Spanned<String>>,
    /// For how long at most.
    pub max: Option<Spanned<Written<Duration>>>,
    /// Within which time customers hear of it.
    pub notice: Option<Spanned<Written<Duration>>>,
    /// What customers read.
    pub text: Option<Prose>,
    /// Where it is written.
    pub span: Span,
}

/// A finding that is accepted for a time.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The rule's code.
    pub rule: Spanned<String>,
    /// The commitment; absent: everywhere.
    pub commitment: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// The last day.
    pub until: Option<Spanned<Date>>,
    /// Where it is written.
    pub span: Span,
}

impl Settings {
    pub(super) fn read(reader: &mut Reader<'_>, file: FileId, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("promise.toml", node)?;
        let settings = Self {
            file: Some(file),
            notice_days: table.optional(reader, "notice_days", Reader::count),
            most_excluded: table.optional(reader, "most_excluded", Reader::share),
            rules: table.optional(reader, "rules", rules).unwrap_or_default(),
            glossary: table.optional(reader, "glossary", glossary).unwrap_or_default(),
            order: table.optional(reader, "order", order).unwrap_or_default(),
            suspension: table.optional(reader, "suspension", suspension),
            allow: table.tables(reader, "allow", allow),
            vocabulary: table.optional(reader, "vocabulary", vocabulary).unwrap_or_default(),
        };
        table.finish(reader);
        Some(settings)
    }
}

fn rules(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<(Spanned<String>, Spanned<RuleLevel>)>> {
    let entries = reader.entries(node)?;
    Some(entries.iter().filter_map(|entry| Some((entry.key(), reader.word(&entry.value)?))).collect())
}

fn glossary(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<Term>> {
    let entries = reader.entries(node)?;
    Some(
        entries
            .iter()
            .filter_map(|entry| Some(Term { term: entry.key(), avoid: reader.texts(&entry.value)? }))
            .collect(),
    )
}

fn order(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<Order>> {
    let entries = reader.entries(node)?;
    Some(
        entries
            .iter()
            .filter_map(|entry| Some(Order { attribute: entry.key(), values: reader.texts(&entry.value)? }))
            .collect(),
    )
}

fn vocabulary(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vec<WordChanges>> {
    let mut table = reader.table("vocabulary", node)?;
    let mut changes = Vec::new();
    for list in WordList::ALL {
        let read = |reader: &mut Reader<'_>, node: &Node<'_>| word_changes(reader, list, node);
        changes.extend(table.optional(reader, list.name(), read));
    }
    table.finish(reader);
    Some(changes)
}

fn word_changes(reader: &mut Reader<'_>, list: WordList, node: &Node<'_>) -> Option<WordChanges> {
    let mut table = reader.table("word list", node)?;
    let add = table.optional(reader, "add", Reader::texts).unwrap_or_default();
    let remove = table.optional(reader, "remove", Reader::texts).unwrap_or_default();
    table.finish(reader);
    for word in remove.iter().filter(|word| !list.words().occurs(word)) {
        let why = Invalid::NotInVocabulary { word: word.value.clone(), list: list.name() };
        reader.invalid::<()>(word.span, why);
    }
    Some(WordChanges { list, add, remove })
}

fn suspension(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Suspension> {
    let mut table = reader.table("suspension", node)?;
    let suspension = Suspension {
        who: table.optional(reader, "who", Reader::text),
        max: table.optional(reader, "max", Reader::duration),
        notice: table.optional(reader, "notice", Reader::duration),
        text: table.optional(reader, "text", Reader::prose),
        span: table.span,
    };
    table.finish(reader);
    Some(suspension)
}

/// One with a mistake allows nothing: a date that cannot be read must not be taken for none.
fn allow(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Allow> {
    let before = reader.mistakes;
    let mut table = reader.table("allow", node)?;
    let rule = table.required(reader, "rule", Reader::text);
    let commitment =
        table.optional(reader, "commitment", |reader, node| reader.reference(Kind::Commitment, node));
    let reason = table.optional(reader, "reason", Reader::any_text).filter(|reason| is_reason(reason));
    let until = table.optional(reader, "until", Reader::date);
    let span = table.span;
    table.finish(reader);
    let allow = Allow { rule: rule?, commitment, reason, until, span };
    (reader.mistakes == before).then_some(allow)
}
