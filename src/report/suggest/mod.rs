//! What the history supports: the tightest limit at each share, and the best share at each limit.
//!
//! A limit is supported at a share where the lower end of the 95 % Wilson interval of the cases that would
//! have met it is at least that share. Cases are judged once; what other limits would have done to them
//! follows from the one that each of them needs. Nothing here knows how a suggestion is shown.

mod class;
mod collect;
mod history;
mod question;
mod written;

pub use class::{Class, Counts, LimitRow, Proposal, ShareRow, Tightest};
pub use history::{Bound, History, Tried};
pub(super) use question::only_limit;
pub use question::{Question, Suggestible, WhyNothing, WhyShareOnly};
pub use written::{Amount, LimitKind};

use super::TargetReport;
use super::data::{DataReport, LogReport, Unserved};
use super::run::{Query, Run, RunError};
use crate::calendar::{Instant, Zone};
use crate::clock::{SubjectKind, Version};
use crate::model::{Capacity, Definitions, Prose, Status, Target};
use collect::collect;

/// What the history supports of everything that is asked for.
#[derive(Debug)]
pub struct Suggestions {
    /// What happened later is unseen; `None` where the logs hold no time at all.
    pub as_of: Option<Instant>,
    /// The zone in which as-of is shown.
    pub zone: Zone,
    /// Attributes by which cases are split into classes.
    pub by: Vec<String>,
    /// Commitments in the order of the files, each version by itself.
    pub commitments: Vec<SubjectSuggestions>,
    /// Standards.
    pub standards: Vec<SubjectSuggestions>,
    /// Limits that were asked for and are of no target's kind.
    pub unused: Vec<Amount>,
    /// What was read.
    pub data: DataReport,
}

/// What the history supports of one version of a commitment or standard.
#[derive(Debug)]
pub struct SubjectSuggestions {
    /// Its id.
    pub id: String,
    /// The version.
    pub version: String,
    /// Its name for people.
    pub title: Option<Prose>,
    /// What customers read, which must say the same as the targets.
    pub text: Option<Prose>,
    /// Where a commitment stands in its life.
    pub status: Option<Status>,
    /// Its targets.
    pub targets: Vec<TargetSuggestions>,
}

/// What the history supports of a target.
#[derive(Debug)]
pub struct TargetSuggestions {
    /// What it promises now.
    pub terms: TargetReport,
    /// Its definition.
    pub target: Target,
    /// What can be suggested for it.
    pub suggestible: Suggestible,
    /// Its cases; with attributes to split by, those of each group.
    pub classes: Vec<Class>,
}

impl Suggestions {
    /// Reads the logs of a run, whose as-of is known, and says what they support.
    pub fn collect(
        definitions: &Definitions,
        mut run: Run<'_>,
        query: &Query,
        question: &Question,
    ) -> Result<Self, RunError> {
        let suggestible: Vec<_> = run.roster.each().map(|(.., target)| Suggestible::of(target)).collect();
        let mut gathered = collect(&mut run, query, &suggestible)?;
        let mut suggestions = Self {
            as_of: run.as_of.or(run.latest),
            zone: run.logs.first().map_or_else(Zone::utc, |log| log.zone.clone()),
            by: query.by.clone(),
            commitments: Vec::new(),
            standards: Vec::new(),
            unused: question.unused(&suggestible),
            data: DataReport::new(run.logs.iter().map(|log| LogReport::new(log, &run)).collect()),
        };
        for subject in &run.roster.subjects {
            for version in &subject.versions {
                let behind = Behind::of(definitions, subject.kind, subject.id, version);
                let mut targets = Vec::new();
                for (place, target) in version.targets.iter().enumerate() {
                    let number = version.first_target + place;
                    let suggestible = suggestible[number];
                    let gathered = std::mem::take(&mut gathered[number]);
                    let classes = gathered.into_iter().map(|(by, gathered)| {
                        Class::new(by, &gathered, question, (target, suggestible), behind.capacity)
                    });
                    let terms = TargetReport::without_counts(place + 1, target, None);
                    let classes = classes.collect();
                    targets.push(TargetSuggestions { terms, target: target.clone(), suggestible, classes });
                    if run.zones[number].is_none() {
                        let unserved = Unserved::new(subject.id, &version.name, place + 1, target);
                        suggestions.data.unserved.push(unserved);
                    }
                }
                let suggested = SubjectSuggestions {
                    id: subject.id.to_owned(),
                    version: version.name.clone(),
                    title: version.title.cloned(),
                    text: behind.text.cloned(),
                    status: version.status,
                    targets,
                };
                match subject.kind {
                    SubjectKind::Commitment => suggestions.commitments.push(suggested),
                    SubjectKind::Standard => suggestions.standards.push(suggested),
                }
            }
        }
        Ok(suggestions)
    }
}

/// What stands beside the targets of a version in its definition.
struct Behind<'d> {
    text: Option<&'d Prose>,
    /// The people who do the work.
    capacity: Option<&'d Capacity>,
}

impl<'d> Behind<'d> {
    fn of(definitions: &'d Definitions, kind: SubjectKind, id: &str, version: &Version<'_>) -> Self {
        let standard = |id: &str| definitions.standards.iter().find(|standard| standard.id.value == id);
        match kind {
            SubjectKind::Commitment => {
                let mut all = definitions.commitments.iter();
                let own = all.find(|commitment| std::ptr::eq(&raw const commitment.applies, version.applies));
                let standard = own.and_then(|own| standard(&own.standard.as_ref()?.value));
                let capacity = standard.and_then(|standard| standard.capacity.as_ref());
                Self { text: own.and_then(|own| own.text.as_ref()), capacity }
            }
            SubjectKind::Standard => {
                let own = standard(id);
                let text = own.and_then(|own| own.text.as_ref());
                Self { text, capacity: own.and_then(|own| own.capacity.as_ref()) }
            }
        }
    }
}
