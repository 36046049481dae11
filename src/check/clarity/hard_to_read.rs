//! CLR011: sentences that lose the reader.

use crate::check::passage::MAX_FINDINGS;
use crate::check::{Context, Each, Passage, Rule, each};
use crate::finding::{Clarity, Code, Finding, Level};
use crate::text::Length;
use std::ops::Range;

static CODE: Code = Code { code: "CLR011", name: "hard-to-read", level: Level::Info };

/// A sentence of more than 60 characters of Chinese or 30 words of English; a double negative.
pub struct HardToRead;

impl Rule for HardToRead {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("hard_to_read.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            for passage in &subject.passages {
                for sentence in passage.reading.sentences().iter().take(MAX_SENTENCES) {
                    let message = match sentence.length {
                        Length::Characters(characters) if characters > MOST_CHARACTERS => {
                            Clarity::LongChineseSentence { characters, most: MOST_CHARACTERS }
                        }
                        Length::Words(words) if words > MOST_WORDS => {
                            Clarity::LongEnglishSentence { words, most: MOST_WORDS }
                        }
                        _ => continue,
                    };
                    findings.push(finding(context, passage, sentence.range.clone(), message));
                }
                for range in passage.reading.double_negatives().iter().take(MAX_FINDINGS) {
                    let words = passage.words(range.clone()).to_owned();
                    findings.push(finding(
                        context,
                        passage,
                        range.clone(),
                        Clarity::DoubleNegative { words },
                    ));
                }
            }
        }))
    }
}

/// A text with more sentences is no promise, and what is wrong with it shows before.
const MAX_SENTENCES: usize = 100;
const MOST_CHARACTERS: usize = 60;
const MOST_WORDS: usize = 30;

fn finding(context: &Context<'_>, passage: &Passage<'_>, range: Range<usize>, message: Clarity) -> Finding {
    Finding::new(&CODE, passage.locate(context.sources, range), message).in_definition(&passage.commitment.id)
}
