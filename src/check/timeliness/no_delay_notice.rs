//! TIM003: nobody says what the customer hears when it will be late.

use crate::check::scope::{ByScope, Key, contradict, key};
use crate::check::{Context, Each, Findings, Look, Part, Passage, Rule, Subject};
use crate::finding::{Code, Finding, Level, Timeliness};
use crate::model::{Commitment, Condition};
use crate::text::{ANSWERS, BEING_LATE, DELAY_NOTICE};
use foldhash::HashSet;

static CODE: Code = Code { code: "TIM003", name: "no-delay-notice", level: Level::Warning };

/// A published promise of a time with no exception, remedy or commitment that tells of a delay.
pub struct NoDelayNotice;

impl Rule for NoDelayNotice {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("no_delay_notice.md")
    }

    fn each<'a>(&self, _context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(Box::<Delays<'_>>::default())
    }
}

/// Which promises say nothing of delays, and for whom one of the others does.
#[derive(Default)]
struct Delays<'a> {
    notices: ByScope<'a, &'a Condition>,
    known: HashSet<Key<'a>>,
    silent: Vec<&'a Commitment>,
}

impl<'a> Look<'a> for Delays<'a> {
    fn look(&mut self, subject: &Subject<'a>, _: &mut Findings) {
        let (commitment, passages) = (subject.commitment, &subject.passages);
        if !subject.is_published() {
            return;
        }
        if passages.iter().any(announces_delays) && self.known.insert(key(&commitment.applies)) {
            self.notices.add(&commitment.applies, &commitment.applies);
        }
        if promises_a_time(commitment) && can_be_read(commitment, passages) && !passages.iter().any(tells) {
            self.silent.push(commitment);
        }
    }

    fn end(&mut self, findings: &mut Findings) {
        for commitment in &self.silent {
            let scope = &commitment.applies;
            let mut others = self.notices.alike(scope).chain(self.notices.wider(scope));
            if !others.any(|other| !contradict(scope, other)) {
                let finding = Finding::new(&CODE, commitment.id.span, Timeliness::NoDelayNotice);
                findings.push(finding.in_definition(&commitment.id));
            }
        }
    }
}

/// Only what has a limit of its own can be late.
fn promises_a_time(commitment: &Commitment) -> bool {
    commitment.targets.iter().any(|target| target.within.is_some() || target.by.is_some())
}

/// Whether what stands there is in a language that is read here.
fn can_be_read(commitment: &Commitment, passages: &[Passage<'_>]) -> bool {
    let exceptions = commitment.exceptions.iter().flat_map(|exception| [&exception.text, &exception.instead]);
    let texts =
        exceptions.chain(commitment.remedy.iter().map(|remedy| &remedy.text)).chain([&commitment.text]);
    let mut parts: Vec<Part> = passages.iter().map(|passage| passage.part).collect();
    parts.dedup();
    parts.len() == texts.flatten().count()
}

/// Exceptions and remedies are about what goes wrong; a promise must say so itself.
fn tells(passage: &Passage<'_>) -> bool {
    let reading = &passage.reading;
    match passage.part {
        Part::Text => announces_delays(passage),
        // "If our answer is late" tells nobody of the delay; an answer that is given instead does.
        Part::Remedy => reading.uses(&DELAY_NOTICE),
        Part::Exception(_) | Part::Instead(_) => reading.uses(&DELAY_NOTICE) || reading.uses(&ANSWERS),
    }
}

fn announces_delays(passage: &Passage<'_>) -> bool {
    passage.part == Part::Text && passage.reading.uses(&BEING_LATE) && passage.reading.uses(&DELAY_NOTICE)
}
