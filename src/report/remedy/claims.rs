//! What workers note, case by case, for what is owed: of cases those that are breached or may still
//! become so, of periods what counts in them.

use super::terms::{Attained, Terms};
use crate::calendar::Instant;
use crate::clock::{Judgement, Roster, State};
use crate::model::{Date, Period, RemedyPer, Share};
use crate::report::run::Judged;
use crate::tally::{Group, PeriodKey};
use crate::text::Decimal;
use std::collections::BTreeMap;

/// What has to be noted, by number of the target; `None` where nothing is owed under it.
#[derive(Clone, Debug)]
pub struct Priced(Vec<Option<Noting>>);

/// What has to be noted under a target.
#[derive(Clone, Copy, Debug)]
enum Noting {
    /// Breached cases, once under all targets of the version that begins with this number.
    Cases(usize),
    /// What counts in its periods.
    Periods(Period, Share),
}

/// What one worker noted of one log.
#[derive(Debug, Default)]
pub struct Claims {
    pub(super) cases: Vec<CaseClaim>,
    /// By number of the target.
    periods: BTreeMap<(usize, PeriodKey), Attained>,
    open: Vec<OpenCase>,
}

/// A case that is owed something if it is breached.
#[derive(Debug)]
pub(super) struct CaseClaim {
    /// The number of the first target of its version.
    pub(super) version: usize,
    pub(super) file: usize,
    pub(super) line: u64,
    /// Its name, where names are read.
    pub(super) id: Box<str>,
    pub(super) by: Group,
    /// What a percentage is of.
    pub(super) of: Option<Decimal>,
    pub(super) said: Vec<Said>,
}

/// What a target says of such a case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) target: usize,
    pub(super) state: State,
    due: Option<Instant>,
    pub(super) dated: Option<Date>,
}

/// An open case that counts in a period if it becomes overdue.
#[derive(Clone, Copy, Debug)]
struct OpenCase {
    target: usize,
    key: PeriodKey,
    share: Share,
    due: Instant,
    of: Option<Decimal>,
}

impl Priced {
    /// For a roster; `None` where no version of it has a remedy in figures.
    pub fn new(roster: &Roster<'_>) -> Option<Self> {
        let noting =
            roster.each().map(|(_, _, version, target)| match version.remedy.and_then(Terms::new)?.per() {
                RemedyPer::Case => Some(Noting::Cases(version.first_target)),
                RemedyPer::Period => {
                    target.is_share().then(|| Noting::Periods(target.period(), target.share()))
                }
            });
        let noting: Vec<_> = noting.collect();
        noting.iter().any(Option::is_some).then_some(Self(noting))
    }
}

impl Claims {
    /// Notes what a target says of a case; `by` are the names of its group. The judgements of a case
    /// come one after the other.
    pub(crate) fn add(&mut self, priced: &Priced, judged: &Judged<'_>, by: impl FnOnce() -> Group) {
        let (judgement, target) = (&judged.judgement, judged.target.number);
        match priced.0.get(target).copied().flatten() {
            None => {}
            Some(Noting::Cases(version)) => {
                if !matches!(judgement.state, State::Late | State::Overdue | State::Open) {
                    return;
                }
                let (file, line) = judged.place();
                let Judgement { state, due, dated, .. } = *judgement;
                let said = Said { target, state, due: due.map(|due| due.instant), dated };
                let of_case =
                    |known: &&mut CaseClaim| (known.version, known.file, known.line) == (version, file, line);
                match self.cases.last_mut().filter(of_case) {
                    Some(known) => known.said.push(said),
                    None => self.cases.push(CaseClaim {
                        version,
                        file,
                        line,
                        id: judged.block.ids.get(judged.row).into(),
                        by: by(),
                        of: judged.remedy_of(),
                        said: vec![said],
                    }),
                }
            }
            Some(Noting::Periods(period, share)) => {
                let key = judgement.dated.map_or(PeriodKey::ALL, |day| PeriodKey::of(period, day));
                let of = judged.remedy_of();
                match (judgement.state, judgement.due) {
                    (State::Met | State::Late | State::Overdue, _) => {
                        self.count(target, key, share, judgement.state == State::Met, of);
                    }
                    (State::Open, Some(due)) => {
                        self.open.push(OpenCase { target, key, share, due: due.instant, of });
                    }
                    _ => {}
                }
            }
        }
    }

    fn count(&mut self, target: usize, key: PeriodKey, share: Share, is_met: bool, of: Option<Decimal>) {
        self.periods.entry((target, key)).or_insert_with(|| Attained::new(share)).add(is_met, of);
    }

    /// Adds what another worker noted of the same log.
    pub(crate) fn merge(&mut self, other: Self) {
        self.cases.extend(other.cases);
        self.open.extend(other.open);
        self.attain(&other.periods);
    }

    fn attain(&mut self, periods: &BTreeMap<(usize, PeriodKey), Attained>) {
        for (place, other) in periods {
            match self.periods.get_mut(place) {
                Some(known) => known.merge(other),
                None => {
                    self.periods.insert(*place, other.clone());
                }
            }
        }
    }

    /// Decides every open case, now that as-of is known.
    pub(super) fn settle(&mut self, as_of: Option<Instant>) {
        let overdue =
            |due: Option<Instant>| as_of.is_some_and(|as_of| Judgement::settle(due, as_of) == State::Overdue);
        for case in &mut self.cases {
            case.said.retain_mut(|said| {
                if said.state == State::Open && overdue(said.due) {
                    said.state = State::Overdue;
                }
                said.state != State::Open
            });
        }
        self.cases.retain(|case| !case.said.is_empty());
        for open in std::mem::take(&mut self.open) {
            if overdue(Some(open.due)) {
                self.count(open.target, open.key, open.share, false, open.of);
            }
        }
    }

    /// What counts in the periods of all logs together.
    pub(super) fn periods(all: &[Self]) -> BTreeMap<(usize, PeriodKey), Attained> {
        let mut sum = Self::default();
        for claims in all {
            sum.attain(&claims.periods);
        }
        sum.periods
    }
}
