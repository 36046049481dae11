//! What a step of the life cycle asks for, and how far a commitment has it.

use super::rank;
use crate::check::feasibility::{are_too_few, cases};
use crate::check::selection::Levels;
use crate::check::timeliness::{Disagreement, Latest, Review, promises_a_limit};
use crate::check::{Context, Outcome};
use crate::model::{Basis, Commitment, Pilot, Status};
use crate::report::{Cell, TargetReport, Trials, Verdict};
use crate::source::Span;

/// Something that a step asks for.
#[derive(Debug)]
pub struct Need<'a> {
    /// What it is, and what is known of it.
    pub fact: Fact<'a>,
    /// How far the commitment has it.
    pub state: State,
    /// Why it is accepted without, where somebody has written a reason.
    pub reason: Option<&'a str>,
}

/// How far a need is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is there.
    Done,
    /// Its time is still to come.
    Open,
    /// It is not there.
    Missing,
    /// A day has passed on which something was to be done.
    Overdue,
    /// The trial did not keep what is promised.
    Failed,
    /// Only logs can tell, and they do not.
    Unknown,
    /// It is not there, and somebody has accepted that.
    Accepted,
}

impl State {
    /// The words of machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Open => "open",
            Self::Missing => "missing",
            Self::Overdue => "overdue",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Accepted => "accepted",
        }
    }
}

/// What a step asks for, with what is known of it.
#[derive(Debug)]
pub enum Fact<'a> {
    /// The evidence behind the promise.
    Basis(Option<&'a Basis>),
    /// A target that limits something, so that it can be measured; how many targets there are.
    Target(usize),
    /// The standard that backs it.
    Standard(Option<&'a str>),
    /// Who answers for it.
    Owner(Option<&'a str>),
    /// The plan of the trial.
    Pilot(Option<&'a Pilot>),
    /// Enough cases of the trial.
    Cases {
        /// How many the logs have; `None` where they do not tell.
        cases: Option<u64>,
        /// How many it takes; `None` where that is not written.
        wanted: Option<u64>,
    },
    /// What the trial came to; of each target that a log serves.
    Result(Vec<TriedTarget<'a>>),
    /// How to reach somebody about it.
    Contact,
    /// When it is looked at again.
    Review(Review),
    /// Its dates, and what they say against its being published.
    Dates(Option<Disagreement>),
}

/// A target with all cases of its trial.
#[derive(Clone, Copy, Debug)]
pub struct TriedTarget<'a> {
    /// The target.
    pub target: &'a TargetReport,
    /// All its cases.
    pub all: &'a Cell,
    /// Whether its promise was kept; open as long as the trial runs.
    pub verdict: Verdict,
}

impl Need<'_> {
    /// The first status that asks for it.
    pub fn asked_by(&self) -> Status {
        match self.fact {
            Fact::Basis(_) | Fact::Target(_) | Fact::Standard(_) | Fact::Owner(_) | Fact::Pilot(_) => {
                Status::Pilot
            }
            Fact::Cases { .. } | Fact::Result(_) | Fact::Contact | Fact::Review(_) | Fact::Dates(_) => {
                Status::Published
            }
        }
    }

    /// The rule that finds it missing, or overdue, once the promise is told.
    pub fn rule(&self) -> Option<&'static str> {
        Some(match self.fact {
            Fact::Basis(_) | Fact::Result(_) => return None,
            Fact::Target(_) => "TIM001",
            Fact::Standard(_) | Fact::Owner(_) => "FEA007",
            Fact::Pilot(Some(_)) | Fact::Dates(_) => "TIM007",
            Fact::Pilot(None) | Fact::Cases { .. } => "FEA008",
            Fact::Contact => "CLR013",
            Fact::Review(_) => "TIM006",
        })
    }
}

/// A commitment with all that is known of it.
pub(super) struct Examined<'c, 'a> {
    pub(super) context: &'c Context<'a>,
    pub(super) outcome: &'a Outcome,
    pub(super) trials: Option<&'a Trials>,
    pub(super) commitment: &'a Commitment,
    /// Where it is the latest version.
    pub(super) latest: Option<Latest<'a>>,
}

impl<'a> Examined<'_, 'a> {
    /// What is asked for, in the order in which a promise is made. Of one that is told and over only its
    /// dates matter: no rule looks at its terms.
    pub(super) fn needs(&self, over: bool) -> Vec<Need<'a>> {
        let commitment = self.commitment;
        if commitment.status() == Status::Retired {
            return Vec::new();
        }
        if over && commitment.status() == Status::Published {
            return vec![self.dates()];
        }
        let there = |there: bool| if there { State::Done } else { State::Missing };
        let basis = commitment.basis.as_ref();
        let evidence = basis.filter(|basis| {
            basis.survey.is_some() || basis.expectation.is_some() || basis.benchmark.is_some()
        });
        let standard = commitment.standard.as_ref().map(|standard| standard.value.as_str());
        let owner = commitment.owner.as_ref().map(|owner| owner.value.as_str());
        let mut needs = vec![
            self.need(Fact::Basis(evidence), there(evidence.is_some())),
            self.need(Fact::Target(commitment.targets.len()), there(promises_a_limit(commitment))),
            self.need(Fact::Standard(standard), there(standard.is_some())),
            self.need(Fact::Owner(owner), there(owner.is_some())),
            self.need(Fact::Pilot(commitment.pilot.as_ref()), self.pilot()),
        ];
        if let Some(pilot) = commitment.pilot.as_ref().filter(|_| Trials::has(commitment)) {
            needs.extend([self.cases(pilot), self.result()]);
        }
        needs.push(self.need(Fact::Contact, there(commitment.contact.is_some())));
        needs.push(self.review());
        needs.push(self.dates());
        needs
    }

    fn need(&self, fact: Fact<'a>, state: State) -> Need<'a> {
        let mut need = Need { fact, state, reason: None };
        if matches!(state, State::Missing | State::Overdue)
            && let Some(rule) = need.rule()
        {
            need.reason = self.accepted(rule);
            if need.reason.is_some() || self.is_off(rule) {
                need.state = State::Accepted;
            }
        }
        need
    }

    /// Why a finding of a rule in this version is accepted.
    fn accepted(&self, rule: &str) -> Option<&'a str> {
        let suppressed =
            self.outcome.suppressed.iter().find(|suppressed| {
                suppressed.finding.code.code == rule && self.holds(suppressed.finding.span)
            });
        suppressed.map(|suppressed| suppressed.reason.as_str())
    }

    /// Whether a place stands in this version: it is the last commitment that begins before it. The span of
    /// a table of TOML is that of its head.
    fn holds(&self, place: Span) -> bool {
        let begun = |span: Span| span.file == place.file && span.start <= place.start;
        let commitments = self.context.definitions.commitments.iter().map(|commitment| commitment.span);
        let last = commitments.filter(|span| begun(*span)).max_by_key(|span| span.start);
        last == Some(self.commitment.span)
    }

    fn is_off(&self, rule: &str) -> bool {
        let levels = Levels::new(&self.context.definitions.settings);
        crate::check::rule(rule).is_some_and(|rule| levels.is_off(rule.code()))
    }

    /// What the dates would say against a status.
    fn against(&self, status: Status) -> Option<Disagreement> {
        self.latest.and_then(|latest| latest.against(status, self.context.today))
    }

    fn pilot(&self) -> State {
        match (self.commitment.status(), &self.commitment.pilot) {
            (_, None) => State::Missing,
            // A trial that is yet to begin needs days to come, one that is over a decision.
            (Status::Draft, _) if self.against(Status::Pilot).is_some() => State::Missing,
            (Status::Pilot, _) if self.against(Status::Pilot).is_some() => State::Overdue,
            _ => State::Done,
        }
    }

    /// Whether the logs reach to the end of the trial. One that is told has ended where no end is written.
    fn is_tried(&self) -> bool {
        let until = self.commitment.pilot.as_ref().and_then(|pilot| pilot.until);
        let Some(until) = until else { return self.commitment.status() != Status::Pilot };
        let report = self.trials.map(|trials| &trials.report);
        report
            .and_then(|report| Some(report.as_of? >= report.zone.start_of(until.value.plus_days(1))))
            .unwrap_or(false)
    }

    fn cases(&self, pilot: &Pilot) -> Need<'a> {
        let wanted = pilot.min_cases.map(|wanted| wanted.value);
        let cases = cases(self.context.history, self.commitment);
        let is_told = rank(self.commitment.status()) >= rank(Status::Published);
        let state = match cases {
            None => State::Unknown,
            Some(cases) if !are_too_few(pilot, cases) && cases > 0 => State::Done,
            Some(_) if !is_told && !self.is_tried() => State::Open,
            Some(_) if wanted.is_none() => State::Unknown,
            Some(_) => State::Missing,
        };
        self.need(Fact::Cases { cases, wanted }, state)
    }

    fn result(&self) -> Need<'a> {
        let tried = self.is_tried();
        let subject = self.trials.and_then(|trials| trials.of(self.commitment));
        let targets = subject.into_iter().flat_map(|subject| &subject.targets);
        let targets = targets.filter_map(|target| {
            let all = target.totals.first().filter(|all| all.decided() + all.pending > 0)?;
            let verdict = if tried { all.verdict } else { Verdict::Open };
            Some(TriedTarget { target, all, verdict })
        });
        let targets: Vec<_> = targets.collect();
        let any = |verdict: Verdict| targets.iter().any(|target| target.verdict == verdict);
        let state = if any(Verdict::Broken) {
            State::Failed
        } else if any(Verdict::Open) || targets.is_empty() && subject.is_some() && !tried {
            State::Open
        } else if any(Verdict::Kept) {
            State::Done
        } else {
            State::Unknown
        };
        self.need(Fact::Result(targets), state)
    }

    fn review(&self) -> Need<'a> {
        let review = Review::of(self.commitment, self.context.today);
        let state = match review {
            Review::Missing | Review::Far { .. } => State::Missing,
            Review::Past(_) => State::Overdue,
            Review::Due(_) => State::Done,
        };
        self.need(Fact::Review(review), state)
    }

    /// Whether it is in force when it is told.
    fn dates(&self) -> Need<'a> {
        let against = self.against(Status::Published);
        let is_told = self.commitment.status() == Status::Published;
        let state = match against {
            None | Some(Disagreement::PilotOver(_)) => State::Done,
            Some(Disagreement::Early(_)) if !is_told => State::Open,
            Some(Disagreement::Late(_)) if is_told => State::Overdue,
            Some(Disagreement::Early(_) | Disagreement::Late(_)) => State::Missing,
        };
        self.need(Fact::Dates(against), state)
    }
}
