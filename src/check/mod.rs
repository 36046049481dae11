//! The rules: what is unclear, infeasible, inconsistent, untimely or inflexible in the definitions.
//!
//! A rule is one file with its page beside it. It sees the definitions that could be read and makes
//! findings, data without wording. This layer must not know how findings are shown, and opens no
//! files: what a rule needs beyond the definitions stands in its [`Context`].

mod allowed;
pub mod baseline;
mod catalog;
mod changed;
pub mod clarity;
pub mod consistency;
mod copies;
pub mod coverage;
mod data;
mod definition;
mod each;
pub mod feasibility;
pub mod fix;
pub mod flexibility;
pub mod life_cycle;
pub mod measured;
mod page;
mod passage;
mod past;
mod promised;
mod registry;
mod scope;
pub mod scorecard;
mod selection;
pub mod statistics;
mod suppression;
pub mod timeliness;
mod words;

pub use catalog::{Entry, entries, entry};
pub use copies::{Copies, Found};
pub use each::{Each, Look, Subject};
pub use page::{Example, HEADINGS, Page};
pub use passage::{Part, Passage};
pub use registry::{RULES, is_code, rule, suggest};
pub use selection::{Selection, SelectionError};
pub use suppression::Suppressed;

use crate::diff::Diff;
use crate::diff::backtest::Backtest;
use crate::finding::{self, Code, Finding};
use crate::model::{Calendar, Clock, Commitment, Date, Definitions, Effective, Standard, Status, WordList};
use crate::publish::MakePage;
use crate::report::History;
use crate::source::Sources;
use crate::text::Vocabulary;
use baseline::LeftOut;
use each::each;
use foldhash::HashSet;
use selection::Levels;
use statistics::Statistics;

/// What a rule needs besides the definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Service logs.
    Logs,
    /// The definitions of an earlier revision, from git.
    Git,
    /// Both.
    LogsAndGit,
}

impl Needs {
    /// The word of machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Logs => "logs",
            Self::Git => "git",
            Self::LogsAndGit => "logs and git",
        }
    }
}

/// A rule. Implementors are constants without state, so that the registry is one.
pub trait Rule: Sync {
    /// Its code, name and usual level.
    fn code(&self) -> &'static Code;

    /// What it needs besides the definitions; without it, it is skipped.
    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    /// Its page: what it checks, why, bad and good examples, source.
    fn page(&self) -> &'static str;

    /// What it looks for in each commitment by itself, if it does.
    fn each<'a>(&self, _context: &'a Context<'a>) -> Option<Each<'a>> {
        None
    }

    /// Reports what it finds in all definitions together.
    fn check(&self, _context: &Context<'_>, _findings: &mut Findings) {}
}

/// What rules look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The definitions that could be read.
    pub definitions: &'a Definitions,
    /// The texts that they stand in.
    pub sources: &'a Sources,
    /// The day on which the check is made.
    pub today: Date,
    /// What changed since an earlier revision, if there is one to compare with.
    pub changes: Option<&'a Diff<'a>>,
    /// What these changes would have done to the cases of the logs, if that was tried.
    pub backtest: Option<&'a Backtest>,
    /// What the logs say of the promises, if they were read.
    pub history: Option<&'a History>,
    /// The copies of promises that commitments name, if they were read.
    pub copies: Option<&'a Copies>,
    /// What makes published pages again, if that is at hand.
    pub pages: Option<&'a dyn MakePage>,
    lists: words::Lists,
}

impl<'a> Context<'a> {
    /// What there is without logs, revisions and copies.
    pub fn new(definitions: &'a Definitions, sources: &'a Sources, today: Date) -> Self {
        let lists = words::Lists::new(&definitions.settings);
        Self {
            definitions,
            sources,
            today,
            changes: None,
            backtest: None,
            history: None,
            copies: None,
            pages: None,
            lists,
        }
    }

    /// The standard of an id.
    pub fn standard(&self, id: &str) -> Option<&'a Standard> {
        self.definitions.standard(id)
    }

    /// The clock of an id.
    pub fn clock(&self, id: &str) -> Option<&'a Clock> {
        self.definitions.clock(id)
    }

    /// The calendar of an id.
    pub fn calendar(&self, id: &str) -> Option<&'a Calendar> {
        self.definitions.calendar(id)
    }

    /// The calendar of a clock, if it has one.
    pub fn calendar_of(&self, clock: &Clock) -> Option<&'a Calendar> {
        self.calendar(clock.calendar.as_ref()?)
    }

    /// The standards that are not replaced by what came after them.
    pub fn standards(&self) -> impl Iterator<Item = &'a Standard> + use<'a> {
        let today = self.today;
        self.definitions.standards.iter().filter(move |standard| !is_over(&standard.effective, today))
    }

    /// The words of a list, as the settings of the folder have them.
    fn words(&self, list: WordList) -> &Vocabulary {
        self.lists.of(list)
    }

    /// The commitments that a finding can still help: not retired, and not replaced by a later
    /// version, whose terms must not be rewritten.
    pub fn commitments(&self) -> impl Iterator<Item = &'a Commitment> + use<'a> {
        let today = self.today;
        self.definitions.commitments.iter().filter(move |commitment| !is_past(commitment, today))
    }

    /// Those of them that customers are told.
    pub fn published(&self) -> impl Iterator<Item = &'a Commitment> + use<'a> {
        self.commitments().filter(|commitment| commitment.status() == Status::Published)
    }

    fn has(&self, needs: Needs) -> bool {
        match needs {
            Needs::Nothing => true,
            Needs::Logs => self.history.is_some(),
            Needs::Git => self.changes.is_some(),
            Needs::LogsAndGit => self.backtest.is_some(),
        }
    }
}

fn is_past(commitment: &Commitment, today: Date) -> bool {
    commitment.status() == Status::Retired || is_over(&commitment.effective, today)
}

fn is_over(effective: &Effective, today: Date) -> bool {
    effective.until.is_some_and(|until| until.value <= today)
}

/// Where a rule's findings go.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// Adds several, or none.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.list.extend(findings);
    }
}

/// What a check found.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The findings, by place.
    pub findings: Vec<Finding>,
    /// Findings that somebody has accepted, by place.
    pub suppressed: Vec<Suppressed>,
    /// The rules that could not run, and what they need.
    pub skipped: Vec<(&'static Code, Needs)>,
    /// Definitions that the rules did not see because of mistakes in them.
    pub unsound: usize,
    /// Files that were read.
    pub files: usize,
    /// Commitments that stand in them, each version apart, also those with mistakes.
    pub commitments: usize,
    /// The day on which the check was made.
    pub today: Date,
    /// Findings that were taken out because they were known before.
    pub left_out: Vec<LeftOut>,
    /// The check in numbers, if they were asked for.
    pub statistics: Option<Statistics>,
}

/// Runs the selected rules. `reading` is what [`crate::model::load`] found: mistakes in the form of
/// definitions are always told, at level error; references that lead nowhere (CON011) obey levels
/// and selection as the findings of rules do.
pub fn run(context: &Context<'_>, reading: Vec<Finding>, selection: &Selection) -> Outcome {
    run_rules(RULES, context, reading, selection)
}

fn run_rules(
    rules: &[&'static dyn Rule],
    context: &Context<'_>,
    reading: Vec<Finding>,
    selection: &Selection,
) -> Outcome {
    let definitions = context.definitions;
    let levels = Levels::new(&definitions.settings);
    let runs = |code: &Code| selection.includes(code) && !levels.is_off(code);
    let mut findings = Findings { list: reading };
    selection::check_settings(&definitions.settings, &mut findings);
    let mut skipped = Vec::new();
    let mut looks = Vec::new();
    for rule in rules.iter().filter(|rule| runs(rule.code())) {
        if context.has(rule.needs()) {
            rule.check(context, &mut findings);
            looks.extend(rule.each(context));
        } else {
            skipped.push((rule.code(), rule.needs()));
        }
    }
    each::run(context, looks, &mut findings);
    let lacks = |code: &Code| skipped.iter().any(|(skipped, _)| *skipped == code);
    // Whether a code would have been found here, were there anything to find.
    let ran = |code: &Code| runs(code) && !lacks(code) && suppression::finds_all(context, code);
    let known = rules.iter().map(|rule| rule.code()).chain([&finding::codes::UNKNOWN_REFERENCE]);
    let ran: HashSet<&str> = known.filter(|code| ran(code)).map(|code| code.code).collect();
    let settle = |findings: &mut Vec<Finding>| {
        findings.retain(|finding| runs(finding.code));
        for finding in findings.iter_mut() {
            finding.level = levels.of(finding.code).unwrap_or(finding.level);
        }
        finding::sort(findings);
    };
    let mut findings = findings.list;
    settle(&mut findings);
    let mut applied = suppression::apply(context, findings, &ran);
    applied.findings.append(&mut applied.mistakes);
    settle(&mut applied.findings);
    let is_commitment = |kind: &finding::Kind| *kind == finding::Kind::Commitment;
    Outcome {
        findings: applied.findings,
        suppressed: applied.suppressed,
        skipped,
        unsound: definitions.unsound,
        files: definitions.files,
        commitments: definitions.declared.iter().filter(|(kind, _)| is_commitment(kind)).count(),
        today: context.today,
        left_out: Vec::new(),
        statistics: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Level, Timeliness};
    use crate::source::Span;

    static CODE: Code = Code { code: "FEA003", name: "history-below-target", level: Level::Warning };

    struct NeedsLogs;

    impl Rule for NeedsLogs {
        fn code(&self) -> &'static Code {
            &CODE
        }
        fn needs(&self) -> Needs {
            Needs::Logs
        }
        fn page(&self) -> &'static str {
            ""
        }
        fn check(&self, _: &Context<'_>, findings: &mut Findings) {
            let file = Sources::default().add("x".into(), String::new());
            findings.push(Finding::new(&CODE, Span::new(file, 0..0), Timeliness::NoTarget));
        }
    }

    #[test]
    fn a_rule_that_lacks_what_it_needs_is_skipped_by_name() {
        let (definitions, sources) = (Definitions::default(), Sources::default());
        let today = Date::from_days(0);
        let context = Context::new(&definitions, &sources, today);
        let run = |select: &str| {
            let selection = Selection::new(&[select], &[]).unwrap();
            run_rules(&[&NeedsLogs], &context, Vec::new(), &selection)
        };
        let outcome = run("FEA");
        assert_eq!(outcome.skipped, [(&CODE, Needs::Logs)]);
        assert!(outcome.findings.is_empty());
        // A rule that was not asked for is not skipped either.
        assert!(run("CLR").skipped.is_empty());
    }
}
