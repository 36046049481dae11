//! FEA001: promises that a single failure breaks.

use crate::check::passage::MAX_FINDINGS;
use crate::check::words::defined;
use crate::check::{Context, Each, Passage, Rule, each};
use crate::finding::{Code, Feasibility, Finding, Level, Note};
use crate::model::{Commitment, Share, Target, WordList};
use crate::source::Span;
use crate::text::{ADDRESSED, Around, Mention, REFUNDS, Vocabulary};

static CODE: Code = Code { code: "FEA001", name: "absolute", level: Level::Warning };

/// A word such as "always" or 绝不 in a promise, or a written share of 100% of a duration.
pub struct Absolute;

impl Rule for Absolute {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("absolute.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        let words = context.words(WordList::Absolute);
        let names = defined(context.definitions).into_iter().filter(|name| words.occurs(name));
        let names = Vocabulary::of(names);
        Some(each(move |subject, findings| {
            let commitment = subject.commitment;
            let mut shares = every_case(commitment);
            for passage in subject.texts() {
                for mention in promised(passage, words, &names).into_iter().take(MAX_FINDINGS) {
                    let span = passage.locate(context.sources, mention.range.clone());
                    let word = passage.words(mention.range).to_owned();
                    // The text and the target say it together.
                    let said = if is_percentage(&word) { std::mem::take(&mut shares) } else { Vec::new() };
                    let message = Feasibility::AbsoluteWord { word, remedy: commitment.remedy.is_some() };
                    let finding = graded(Finding::new(&CODE, span, message), commitment);
                    findings.push(
                        said.into_iter()
                            .fold(finding, |finding, share| finding.related(share, Note::TargetHere)),
                    );
                }
            }
            for share in shares {
                let message = Feasibility::EveryCase { remedy: commitment.remedy.is_some() };
                findings.push(graded(Finding::new(&CODE, share, message), commitment));
            }
        }))
    }
}

/// The written shares of 100% of durations.
fn every_case(commitment: &Commitment) -> Vec<Span> {
    let is_duration =
        |target: &&Target| target.within.is_some() || target.ahead.is_some() || target.by.is_some();
    let shares = commitment.targets.iter().filter(is_duration).filter_map(|target| target.share.as_ref());
    shares.filter(|share| share.value == Share::every()).map(|share| share.span).collect()
}

/// Whether a word is 100% or 百分之百.
fn is_percentage(word: &str) -> bool {
    word.starts_with(['1', '１', '百']) || word.to_lowercase().contains("hundred")
}

/// Without a remedy it is an error: the customer has nothing when it fails.
fn graded(mut finding: Finding, commitment: &Commitment) -> Finding {
    if commitment.remedy.is_none() {
        finding.level = Level::Error;
    }
    finding.in_definition(&commitment.id)
}

/// The words that promise something of ours: not those in names that the folder defines, in
/// conditions, in what customers are asked to do, and in how much is paid back.
fn promised(passage: &Passage<'_>, words: &Vocabulary, names: &Vocabulary) -> Vec<Mention> {
    let mut mentions = passage.reading.mentions(words);
    if mentions.is_empty() {
        return mentions;
    }
    let names = passage.reading.mentions(names);
    mentions.retain(|mention| {
        let is_name = names.iter().any(|name| name.range.contains(&mention.range.start));
        let around = passage.reading.around(&mention.range);
        let word = passage.words(mention.range.clone());
        let is_refund = is_percentage(word) && REFUNDS.occurs(around.before);
        !is_name && !is_refund && !is_capital(word, &around) && !is_said_to_the_customer(word, &around)
    });
    mentions
}

/// Whether an English word is part of a name: a capital letter within a sentence.
fn is_capital(word: &str, around: &Around<'_>) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase()) && around.lead.contains(char::is_alphanumeric)
}

fn is_said_to_the_customer(word: &str, around: &Around<'_>) -> bool {
    // "Always put your bin out by 6:00" is an order.
    let begins = around.lead.trim().is_empty() && around.after.starts_with(' ');
    let is_order = matches!(word.to_lowercase().as_str(), "always" | "never") && begins;
    is_order || ADDRESSED.occurs(around.before)
}
