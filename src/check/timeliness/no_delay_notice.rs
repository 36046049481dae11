//! TIM003: nobody says what the customer hears when it will be late.

use crate::check::scope::{ByScope, contradict, key};
use crate::check::{Context, Findings, Part, Passage, Rule};
use crate::finding::{Code, Finding, Level, Timeliness};
use crate::model::{Commitment, Condition};
use crate::text::{ANSWERS, BEING_LATE, DELAY_NOTICE};
use foldhash::{HashSet, HashSetExt as _};

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

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let mut notices: ByScope<'_, &Condition> = ByScope::default();
        let (mut known, mut silent) = (HashSet::new(), Vec::new());
        for commitment in context.published() {
            let passages = context.passages_of(commitment);
            if passages.iter().any(announces_delays) && known.insert(key(&commitment.applies)) {
                notices.add(&commitment.applies, &commitment.applies);
            }
            if promises_a_time(commitment) && can_be_read(commitment, passages) && !passages.iter().any(tells)
            {
                silent.push(commitment);
            }
        }
        for commitment in silent {
            let scope = &commitment.applies;
            let mut others = notices.alike(scope).chain(notices.wider(scope));
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
