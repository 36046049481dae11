//! FEA001: promises that a single failure breaks.

use crate::check::words::defined;
use crate::check::{Context, Findings, Part, Passage, Rule};
use crate::finding::{Code, Feasibility, Finding, Level};
use crate::model::{Commitment, Share, Target, WordList};
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

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let words = context.words(WordList::Absolute);
        let names = defined(context.definitions).into_iter().filter(|name| words.occurs(name));
        let names = Vocabulary::of(names);
        for passage in context.passages().filter(|passage| passage.part == Part::Text) {
            for mention in promised(passage, words, &names) {
                let span = passage.locate(context.sources, mention.range.clone());
                let word = passage.words(mention.range).to_owned();
                let remedy = passage.commitment.remedy.is_some();
                let message = Feasibility::AbsoluteWord { word, remedy };
                findings.push(graded(Finding::new(&CODE, span, message), passage.commitment));
            }
        }
        for commitment in context.commitments() {
            for target in &commitment.targets {
                let every = target.share.as_ref().filter(|share| share.value == Share::every());
                let Some(share) = every.filter(|_| is_duration(target)) else { continue };
                let message = Feasibility::EveryCase { remedy: commitment.remedy.is_some() };
                findings.push(graded(Finding::new(&CODE, share.span, message), commitment));
            }
        }
    }
}

/// Without a remedy it is an error: the customer has nothing when it fails.
fn graded(mut finding: Finding, commitment: &Commitment) -> Finding {
    if commitment.remedy.is_none() {
        finding.level = Level::Error;
    }
    finding.in_definition(&commitment.id)
}

fn is_duration(target: &Target) -> bool {
    target.within.is_some() || target.ahead.is_some() || target.by.is_some()
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
        let is_refund = word.contains(|c: char| c == '1' || c == '百') && REFUNDS.occurs(around.before);
        !is_name && !is_refund && !is_said_to_the_customer(word, &around)
    });
    mentions
}

fn is_said_to_the_customer(word: &str, around: &Around<'_>) -> bool {
    // "Always put your bin out by 6:00" is an order.
    let begins = around.lead.trim().is_empty() && around.after.starts_with(' ');
    let is_order = matches!(word.to_lowercase().as_str(), "always" | "never") && begins;
    is_order || ADDRESSED.occurs(around.before)
}
