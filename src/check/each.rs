//! Commitments one after another, each with its texts, for the rules that look at each by itself.
//!
//! There are thousands of commitments and dozens of rules: all of them look at one while what was read
//! of it is at hand, and then it goes.

use super::{Context, Findings, Part, Passage};
use crate::check::passage::Readings;
use crate::model::{Commitment, Status};

/// A commitment that a finding can still help, with its texts.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The commitment.
    pub commitment: &'a Commitment,
    /// Its texts in the languages that can be read here, in the order of the file.
    pub passages: Vec<Passage<'a>>,
}

impl<'a> Subject<'a> {
    /// What is promised, in each language.
    pub fn texts(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.passages.iter().filter(|passage| passage.part == Part::Text)
    }

    /// Whether customers are told.
    pub fn is_published(&self) -> bool {
        self.commitment.status() == Status::Published
    }
}

/// A rule at work on the commitments of a folder. What it needs for all of them it holds.
pub trait Look<'a> {
    /// Reports what it finds in the next commitment, in the order of the files.
    fn look(&mut self, subject: &Subject<'a>, findings: &mut Findings);

    /// Reports what it knows once it has seen all.
    fn end(&mut self, _findings: &mut Findings) {}
}

impl<'a, F: FnMut(&Subject<'a>, &mut Findings)> Look<'a> for F {
    fn look(&mut self, subject: &Subject<'a>, findings: &mut Findings) {
        self(subject, findings);
    }
}

/// What a rule makes for a run over a folder.
pub type Each<'a> = Box<dyn Look<'a> + 'a>;

/// A rule that has nothing to say at the end.
pub(super) fn each<'a>(look: impl FnMut(&Subject<'a>, &mut Findings) + 'a) -> Each<'a> {
    Box::new(look)
}

/// Shows the commitments to rules.
pub(super) fn run<'a>(context: &'a Context<'a>, mut rules: Vec<Each<'a>>, findings: &mut Findings) {
    if rules.is_empty() {
        return;
    }
    let mut readings = Readings::new(context.commitments());
    for commitment in context.commitments() {
        let subject = Subject { commitment, passages: readings.passages(commitment) };
        for rule in &mut rules {
            rule.look(&subject, findings);
        }
    }
    for rule in &mut rules {
        rule.end(findings);
    }
}
