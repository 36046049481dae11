//! FLX010: a clock that waits for the organisation itself.

use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Finding, Flexibility, Level, Note};
use crate::model::{Log, Pause, PauseSource};
use crate::source::Spanned;
use crate::text::{OTHER_HANDS, OWN_STATES, words_of_name};
use foldhash::HashSet;

static CODE: Code = Code { code: "FLX010", name: "self-serving-pause", level: Level::Warning };

/// A pause on states that the organisation itself controls.
pub struct SelfServingPause;

impl Rule for SelfServingPause {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("self_serving_pause.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        if context.definitions.clocks.iter().all(|clock| clock.pauses.is_empty()) {
            return;
        }
        let targets = context.commitments().flat_map(|commitment| &commitment.targets);
        let used: HashSet<&str> =
            targets.filter_map(|target| Some(target.clock.as_ref()?.value.as_str())).collect();
        for clock in context.definitions.clocks.iter().filter(|clock| used.contains(clock.id.value.as_str()))
        {
            for pause in &clock.pauses {
                if is_own(&pause.name) {
                    findings.push(finding(&pause.name).in_definition(&clock.id));
                    continue;
                }
                for log in &context.definitions.logs {
                    for state in states(log, pause).filter(|state| is_own(state)) {
                        let finding = finding(state).related(pause.name.span, Note::ClockHere);
                        findings.push(finding.in_definition(&log.id));
                    }
                }
            }
        }
    }
}

fn finding(state: &Spanned<String>) -> Finding {
    Finding::new(&CODE, state.span, Flexibility::SelfServingPause { state: state.value.clone() })
}

/// The states in which a log has the pause.
fn states<'l>(log: &'l Log, pause: &Pause) -> impl Iterator<Item = &'l Spanned<String>> {
    let sources = log.pauses.iter().filter(|(name, _)| name.value == pause.name.value);
    sources.flat_map(|(_, source)| match source {
        PauseSource::While(states) => states.as_slice(),
        _ => &[],
    })
}

/// Whether a state is in the organisation's hands and in no others: waiting for parts, but not for a
/// customer's parts.
fn is_own(state: &str) -> bool {
    let words = words_of_name(state);
    OWN_STATES.occurs(&words) && !OTHER_HANDS.occurs(&words)
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn whose_hands_a_state_is_in() {
        for state in
            ["等待配件", "internal_review", "waiting-for-parts", "TransferToL2", "待移交", "Out of stock"]
        {
            assert!(is_own(state), "{state}");
        }
        for state in
            ["waiting_for_customer", "客户内部审批", "pending", "on_hold", "spare_time", "third_party_parts"]
        {
            assert_eq!(is_own(state), state == "spare_time", "{state}");
        }
    }
}
