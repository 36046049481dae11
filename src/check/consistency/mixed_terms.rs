//! CON008: words that the glossary says to avoid.

use crate::check::passage::MAX_FINDINGS;
use crate::check::{Context, Each, Passage, Rule, each};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::model::Term;
use crate::text::{IDIOMS, Vocabulary};
use foldhash::{HashMap, HashMapExt as _};
use std::ops::Range;

static CODE: Code = Code { code: "CON008", name: "mixed-terms", level: Level::Info };

/// One concept under two words, against the glossary.
pub struct MixedTerms;

impl Rule for MixedTerms {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("mixed_terms.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        let glossary = &context.definitions.settings.glossary;
        let house = House::new(glossary);
        if house.terms.is_empty() {
            return None;
        }
        Some(each(move |subject, findings| {
            for passage in subject.texts() {
                for mention in passage.reading.mentions(&house.avoided).into_iter().take(MAX_FINDINGS) {
                    findings.extend(finding(context, passage, mention.range, &house));
                }
            }
        }))
    }
}

/// The glossary, ready to be looked up.
struct House<'a> {
    avoided: Vocabulary,
    terms: HashMap<String, &'a Term>,
}

impl<'a> House<'a> {
    fn new(glossary: &'a [Term]) -> Self {
        let mut terms = HashMap::new();
        for term in glossary {
            for avoid in &term.avoid {
                let avoid = avoid.value.to_lowercase();
                // An English word comes in the plural too.
                if avoid.ends_with(|c: char| c.is_ascii_alphabetic()) {
                    terms.insert(plural(&avoid), term);
                }
                terms.insert(avoid, term);
            }
        }
        let avoided = IDIOMS.clone().with(terms.keys().map(String::as_str), []);
        // A term of the house may have an avoided word in it: "client portal".
        let own = glossary.iter().map(|term| term.term.value.as_str());
        Self { avoided: avoided.with([], own), terms }
    }
}

fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if word.ends_with(['s', 'x']) || word.ends_with("ch") => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn finding(
    context: &Context<'_>,
    passage: &Passage<'_>,
    range: Range<usize>,
    house: &House<'_>,
) -> Option<Finding> {
    let word = passage.words(range.clone());
    let term = house.terms.get(&word.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "))?;
    let span = passage.locate(context.sources, range.clone());
    let message = Consistency::MixedTerms { word: word.to_owned(), term: term.term.value.clone() };
    let mut finding = Finding::new(&CODE, span, message).related(term.term.span, Note::GlossaryHere);
    let simple = |c: char| c.is_alphanumeric() || c == ' ' || c == '-';
    if term.term.value.chars().all(simple) {
        let (start, text) = replacement(passage.text, &range, term);
        finding = finding.fix_by(true, passage.replace(context.sources, start..range.end, &text));
    }
    Some(finding.in_definition(&passage.commitment.id))
}

/// Where the house's word goes, and how it stands there: in the number and with the capital letter of
/// the word that it replaces, with the article that fits it.
fn replacement(text: &str, range: &Range<usize>, term: &Term) -> (usize, String) {
    let word = &text[range.clone()];
    let own = &term.term.value;
    let is_plural = !term.avoid.iter().any(|avoid| avoid.value.eq_ignore_ascii_case(word));
    let mut new = if is_plural && own.is_ascii() { plural(own) } else { own.clone() };
    let capital = word.starts_with(char::is_uppercase);
    if capital && new.starts_with(|c: char| c.is_ascii_lowercase()) {
        new[..1].make_ascii_uppercase();
    }
    let vowel = |text: &str| text.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
    let before = &text[..range.start];
    let article = ["an ", "a ", "An ", "A "].into_iter().find(|article| {
        let joined = |before: &str| before.ends_with(char::is_alphanumeric);
        before.strip_suffix(article).is_some_and(|before| !joined(before))
    });
    match article {
        Some(article) if vowel(&new) != vowel(word) => {
            let fitting = match (article.starts_with('A'), vowel(&new)) {
                (true, true) => "An",
                (true, false) => "A",
                (false, true) => "an",
                (false, false) => "a",
            };
            (range.start - article.len(), format!("{fitting} {new}"))
        }
        _ => (range.start, new),
    }
}
