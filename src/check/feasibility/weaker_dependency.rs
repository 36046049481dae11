//! FEA006: a chain that is slower or weaker than what it carries.

use crate::check::allowed::{Allowed, compare};
use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Feasibility, Finding, Level, Note};
use crate::model::{Commitment, DueAt, Share, Standard, Target, Written};
use crate::source::{Span, Spanned};
use crate::text::Duration;
use foldhash::{HashMap, HashMapExt as _};
use std::cmp::Ordering;

static CODE: Code = Code { code: "FEA006", name: "weaker-dependency", level: Level::Error };

/// The limits of what a standard depends on exceed its own in series, or their shares together are
/// below its own.
pub struct WeakerDependency;

impl Rule for WeakerDependency {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("weaker_dependency.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let mut standards = context.standards().filter(|s| !s.depends_on.is_empty()).peekable();
        if standards.peek().is_none() {
            return;
        }
        let mut commitments: HashMap<&str, &Commitment> = HashMap::new();
        for commitment in context.commitments() {
            commitments.entry(&commitment.id.value).or_insert(commitment);
        }
        for standard in standards {
            let others = standard.depends_on.iter().filter(|id| id.value != standard.id.value);
            let chain: Vec<_> = others
                .filter_map(|id| {
                    let backing = context.standard(id).map(|standard| standard.targets.as_slice());
                    let promised =
                        || commitments.get(id.value.as_str()).map(|found| found.targets.as_slice());
                    Some((id, backing.or_else(promised)?))
                })
                .collect();
            for target in decisive(&standard.targets) {
                examine(standard, target, &chain, findings);
            }
        }
    }
}

type Chain<'a> = [(&'a Spanned<String>, &'a [Target])];

/// Of each condition the target with the longest limit: what stands behind a standard is behind its
/// end, not its first step.
fn decisive(targets: &[Target]) -> Vec<&Target> {
    let timed: Vec<_> = targets.iter().filter(|target| target.within.is_some()).collect();
    let mut longest: Vec<&Target> = Vec::new();
    for target in &timed {
        let alike: Vec<_> = timed.iter().copied().filter(|other| other.when == target.when).collect();
        if !longest.iter().any(|known| known.when == target.when) {
            longest.extend(extreme(&alike, Ordering::Greater));
        }
    }
    longest
}

/// The target whose limit is the longest, or the shortest; none where they cannot be compared.
fn extreme<'t>(targets: &[&'t Target], wanted: Ordering) -> Option<&'t Target> {
    let beats = |one: &Target, other: &Target| {
        let (Some(a), Some(b)) = (&one.within, &other.within) else { return true };
        let order = compare(a.value.value, one.due(), b.value.value, other.due());
        order.is_some_and(|order| order == wanted || order == Ordering::Equal)
    };
    targets.iter().copied().find(|one| one.within.is_some() && targets.iter().all(|other| beats(one, other)))
}

fn examine(standard: &Standard, target: &Target, chain: &Chain<'_>, findings: &mut Findings) {
    let links: Vec<_> = chain.iter().map(|(id, targets)| Link::of(id, targets, target)).collect();
    let (Some(first), Some(last), Some(within)) = (links.first(), links.last(), &target.within) else {
        return;
    };
    let place = first.id.span.to(last.id.span);
    let name = standard.id.value.clone();
    let related = |mut finding: Finding, own: Span, places: &mut dyn Iterator<Item = Span>| {
        finding = finding.related(own, Note::TargetHere);
        places
            .fold(finding, |finding, place| finding.related(place, Note::DependencyHere))
            .in_definition(&name)
    };
    let limits: Vec<_> = links.iter().filter_map(|link| Some((link.id, link.limit?))).collect();
    if exceeds(&limits, within.value.value, target.due()) {
        let parts = limits.iter().map(|(id, (limit, _))| (id.value.clone(), limit.text.clone())).collect();
        let message =
            Feasibility::DependencyLimits { standard: name.clone(), limit: within.value.text.clone(), parts };
        let mut places = limits.iter().map(|(_, (limit, _))| limit.span);
        findings.push(related(Finding::new(&CODE, place, message), within.span, &mut places));
    }
    let product: f64 = links.iter().map(|link| link.share.to_f64()).product();
    // Products are rounded; a share that is met exactly is met.
    if target.is_share() && product < target.share().to_f64() - 1e-9 {
        let weak = || links.iter().filter(|link| link.share < Share::every());
        let message = Feasibility::DependencyShares {
            standard: name.clone(),
            share: target.share().to_string(),
            product: percent(product),
            parts: weak().map(|link| (link.id.value.clone(), link.share.to_string())).collect(),
        };
        let own = target.share.as_ref().map_or(within.span, |share| share.span);
        let mut places = weak().filter_map(|link| link.share_place);
        findings.push(related(Finding::new(&CODE, place, message), own, &mut places));
    }
}

/// What a dependency gives, at its best where several of its targets may be meant.
struct Link<'a> {
    id: &'a Spanned<String>,
    limit: Option<(&'a Spanned<Written<Duration>>, Option<DueAt>)>,
    share: Share,
    share_place: Option<Span>,
}

impl<'a> Link<'a> {
    fn of(id: &'a Spanned<String>, targets: &'a [Target], behind: &Target) -> Self {
        let timed = |target: &&Target| target.is_share() && (target.within.is_some() || target.by.is_some());
        let mut meant: Vec<_> = targets.iter().filter(timed).collect();
        narrow(&mut meant, |target| target.when == behind.when || target.when.entries.is_empty());
        narrow(&mut meant, |target| target.when == behind.when);
        narrow(&mut meant, |target| clock(target).is_some() && clock(target) == clock(behind));
        let limit = extreme(&meant, Ordering::Less);
        let strong = meant.iter().copied().max_by_key(|target| target.share());
        Self {
            id,
            limit: limit.and_then(|target| Some((target.within.as_ref()?, target.due()))),
            share: strong.map_or_else(Share::every, Target::share),
            share_place: strong.and_then(|target| target.share.as_ref()).map(|share| share.span),
        }
    }
}

/// Keeps the targets of which something holds, if it holds of any.
fn narrow(targets: &mut Vec<&Target>, is: impl Fn(&Target) -> bool) {
    if targets.iter().any(|target| is(target)) {
        targets.retain(|target| is(target));
    }
}

fn clock(target: &Target) -> Option<&str> {
    target.clock.as_ref().map(|clock| clock.value.as_str())
}

type Limits<'a> = [(&'a Spanned<String>, (&'a Spanned<Written<Duration>>, Option<DueAt>))];

/// Whether the limits one after the other certainly leave more time than one limit.
fn exceeds(limits: &Limits<'_>, whole: Duration, due: Option<DueAt>) -> bool {
    if limits.iter().all(|(_, (limit, _))| limit.value.value.kind() == whole.kind()) {
        let sum =
            limits.iter().map(|(_, (limit, _))| limit.value.value.amount()).fold(0, i64::saturating_add);
        return sum > whole.amount();
    }
    let shortest = limits.iter().map(|(_, (limit, due))| Allowed::of(limit.value.value, *due).shortest);
    let sum = shortest.fold(0, i64::saturating_add);
    Allowed::of(whole, due).longest.is_some_and(|longest| sum > longest)
}

/// Rounded down: a share that is asked for may not be above it.
fn percent(share: f64) -> String {
    let text = format!("{:.2}", (share * 10_000.0 + 1e-6).floor() / 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}
