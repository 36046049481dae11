//! CLR009: class words that nothing defines.

use crate::check::words::defined;
use crate::check::{Context, Each, Passage, Rule, Subject, each};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::model::Definitions;
use crate::text::{Around, CLASS_WORDS, Vocabulary, find_durations};
use foldhash::HashMap;
use std::cell::RefCell;
use std::ops::Range;

static CODE: Code = Code { code: "CLR009", name: "undefined-term", level: Level::Warning };

/// A word such as "remote" or 紧急 that neither settings nor attributes define.
pub struct UndefinedTerm;

impl Rule for UndefinedTerm {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("undefined_term.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        let words = Defined::new(context.definitions);
        Some(each(move |subject, findings| {
            for passage in subject.texts() {
                let undefined = undefined(passage, &words);
                if undefined.is_empty() || is_defined_in_translation(subject, passage, &words) {
                    continue;
                }
                for range in undefined {
                    let span = passage.locate(context.sources, range.clone());
                    let word = passage.words(range).to_owned();
                    let finding = Finding::new(&CODE, span, Clarity::UndefinedTerm { word });
                    findings.push(finding.in_definition(&passage.commitment.id));
                }
            }
        }))
    }
}

/// What the folder defines, one a line, and what was asked before.
struct Defined {
    words: String,
    asked: RefCell<HashMap<String, bool>>,
}

impl Defined {
    fn new(definitions: &Definitions) -> Self {
        let words: Vec<_> = defined(definitions).into_iter().collect();
        let words = words.join("\n").replace(['_', '-'], " ");
        Self { words, asked: RefCell::default() }
    }

    /// Whether a word is one of those defined, or a part of one: "urgent" in "urgent repair".
    fn has(&self, word: &str) -> bool {
        let mut asked = self.asked.borrow_mut();
        let known = asked.get(word).copied();
        known.unwrap_or_else(|| {
            let has = Vocabulary::of([word]).occurs(&self.words);
            asked.insert(word.to_owned(), has);
            has
        })
    }
}

/// The first mention of each class word that nothing defines.
fn undefined(passage: &Passage<'_>, defined: &Defined) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for mention in passage.reading.mentions(&CLASS_WORDS) {
        // "If it is urgent, please ring" promises nothing to a class.
        let reading = &passage.reading;
        if reading.is_asked(&mention.range) || reading.is_condition_of_request(&mention.range) {
            continue;
        }
        let word = passage.words(mention.range.clone());
        let is_new = !found.iter().any(|range| passage.words(range.clone()) == word);
        if is_new && !defined.has(word) && !is_explained(&passage.reading.around(&mention.range)) {
            found.push(mention.range);
        }
    }
    found
}

/// Whether brackets behind the word say what it means: 偏远地区（附表A）, and not only how long.
fn is_explained(around: &Around<'_>) -> bool {
    let Some((noun, brackets)) = around.after.split_once('(') else { return false };
    let is_near = noun.chars().count() <= 8 || noun.is_ascii() && noun.split_whitespace().count() <= 3;
    let inside = brackets.split(')').next().unwrap_or_default();
    is_near && find_durations(inside).is_empty()
}

/// Whether the text in another language names classes and the folder defines them all: the words of
/// this language are then translations of those.
fn is_defined_in_translation(subject: &Subject<'_>, passage: &Passage<'_>, defined: &Defined) -> bool {
    let mut others = subject.texts().filter(|other| other.language != passage.language);
    others
        .any(|other| !other.reading.mentions(&CLASS_WORDS).is_empty() && undefined(other, defined).is_empty())
}
