//! Counting a backtest case by case, in memory that does not grow with the cases.

use super::partners::Partners;
use super::trial::{Trial, Trials};
use super::{Flip, FlippedCase, Needed, Question, Standing, Stood, SubjectTried, TargetTried, TriedOn};
use crate::calendar::{Instant, Zone};
use crate::clock::{Judgement, Overshoot, State, Version};
use crate::diff::Side;
use crate::model::{Period, Target};
use crate::report::suggest::{Bound, History};
use crate::report::{Bill, Cells, Claimed, Counted, Greatest, PairedCase, PairedRun, Query, Said, scale_of};
use crate::tally::{Counter, Group, PeriodKey, Scratch};
use crate::text::Decimal;
use std::collections::BTreeMap;

/// All changes that are tried, as far as cases were seen.
pub(super) struct Tries<'d> {
    all: Vec<Try<'d>>,
    /// Of each side by number of the target: the change it belongs to, and its place in the version.
    places: [Vec<(usize, usize)>; 2],
    query: Query,
    question: Question,
    as_of: Option<Instant>,
}

/// Cases that flip in one way.
struct Flipped {
    count: u64,
    worst: Greatest<Option<Overshoot>, FlippedCase>,
}

/// A change that is tried, as far as cases were seen.
struct Try<'d> {
    change: usize,
    on: TriedOn,
    versions: [Option<Version<'d>>; 2],
    partners: Partners,
    /// Of each side by place of the target: the period in which it counts.
    periods: [Vec<Period>; 2],
    /// Of each side by place of the target: the cases of each period.
    counters: [Vec<BTreeMap<PeriodKey, Counter>>; 2],
    /// By place of the new side's target: what shorter and longer limits would have done to the cases that
    /// ended or are overdue, where that is asked for.
    histories: Vec<History>,
    bills: [Option<Bill<'d>>; 2],
    same: u64,
    flips: BTreeMap<(Standing, Standing), Flipped>,
    unpaired: [u64; 2],
}

impl<'d> Tries<'d> {
    pub(super) fn new(
        sides: [&Side<'d>; 2],
        trials: &Trials<'d>,
        run: &PairedRun<'d>,
        question: &Question,
        query: Query,
    ) -> Self {
        let all = trials.all.iter().map(|trial| Try::new(sides, trial, question)).collect();
        let places = [0, 1].map(|side| trials.places(side));
        Self { all, places, query, question: question.clone(), as_of: run.as_of }
    }

    /// Counts a case. What sides say comes in the order of the changes.
    pub(super) fn add(&mut self, case: &PairedCase<'_>) {
        let mut said = case.said;
        loop {
            let next = |side: usize| said[side].first().map(|said| self.places[side][said.target].0);
            let Some(trial) = next(0).into_iter().chain(next(1)).min() else { return };
            let of_trial = [0, 1].map(|side| {
                let own = said[side].iter().take_while(|said| self.places[side][said.target].0 == trial);
                said[side].split_at(own.count())
            });
            said = [of_trial[0].1, of_trial[1].1];
            self.add_to(trial, case, [of_trial[0].0, of_trial[1].0]);
        }
    }

    fn add_to(&mut self, trial: usize, case: &PairedCase<'_>, said: [&[Said]; 2]) {
        let Self { all, places, query, question, as_of } = self;
        let tried = &mut all[trial];
        let place = |side: usize, said: &Said| places[side][said.target].1;
        let counts = |said: &&Said| query.covers(&said.judgement);
        for (side, said) in said.into_iter().enumerate() {
            let own: Vec<&Said> = said.iter().filter(counts).collect();
            for said in &own {
                tried.count(side, place(side, said), &said.judgement, question.needed);
            }
            tried.bill(side, &own, |said| place(side, said));
        }
        if case.is_read != [true, true] {
            for (unpaired, is_read) in tried.unpaired.iter_mut().zip(case.is_read) {
                *unpaired += u64::from(is_read);
            }
            return;
        }
        for pair in tried.partners.of_case(said, place) {
            // What lies in other days on one side cannot be compared.
            if pair.iter().flatten().all(&counts) {
                tried.compare(case, pair, place, (*as_of, question.worst));
            }
        }
    }

    /// What came of it.
    pub(super) fn finish(self, run: &PairedRun<'d>) -> Vec<(usize, SubjectTried)> {
        let period = self.question.period;
        let wants_needed = self.question.needed;
        self.all.into_iter().map(|tried| (tried.change, tried.finish(run, period, wants_needed))).collect()
    }
}

impl<'d> Try<'d> {
    fn new(sides: [&Side<'d>; 2], trial: &Trial<'d>, question: &Question) -> Self {
        let versions = trial.versions.clone();
        let targets = [0, 1].map(|side| versions[side].as_ref().map_or(&[][..], |version| version.targets));
        let partners = Partners::new(sides, targets);
        let own = |target: &Target| question.period.unwrap_or_else(|| target.period());
        let periods = [0, 1].map(|side| {
            let period = |(place, target): (usize, &Target)| {
                let partner =
                    partners.of_old(place).filter(|_| side == 0).and_then(|place| targets[1].get(place));
                own(partner.unwrap_or(target))
            };
            targets[side].iter().enumerate().map(period).collect()
        });
        let bills = [0, 1].map(|side| versions[side].as_ref()?.remedy.and_then(Bill::new));
        Self {
            change: trial.change,
            on: trial.on,
            versions,
            partners,
            periods,
            counters: targets.map(|targets| vec![BTreeMap::new(); targets.len()]),
            histories: vec![History::new(Bound::AtMost); targets[1].len()],
            bills,
            same: 0,
            flips: BTreeMap::new(),
            unpaired: [0; 2],
        }
    }

    fn target(&self, side: usize, place: usize) -> Option<&'d Target> {
        self.versions[side].as_ref().and_then(|version| version.targets.get(place))
    }

    fn count(&mut self, side: usize, place: usize, judgement: &Judgement, needs_times: bool) {
        let period =
            judgement.dated.map_or(PeriodKey::ALL, |day| PeriodKey::of(self.periods[side][place], day));
        let is_share = self.target(side, place).is_some_and(Target::is_share);
        if is_share && needs_times && side == 1 {
            match (judgement.state, judgement.elapsed) {
                (State::Met | State::Late, Some(took)) => {
                    self.histories[place].add_met(Decimal::from_integer(took.amount()));
                }
                (State::Overdue, _) => self.histories[place].add_never(1),
                _ => {}
            }
        }
        // A share needs no list of numbers.
        let listed = Judgement { elapsed: None, value: None, ..*judgement };
        let listed = if is_share { &listed } else { judgement };
        self.counters[side][place].entry(period).or_default().add(listed);
    }

    fn bill(&mut self, side: usize, said: &[&Said], place: impl Fn(&Said) -> usize) {
        let claimed = |said: &&Said| {
            let target = self.target(side, place(said))?;
            Some(Claimed { target, judgement: said.judgement, of: said.of })
        };
        let claimed: Vec<_> = said.iter().filter_map(claimed).collect();
        if let Some(bill) = &mut self.bills[side] {
            bill.add(&claimed);
        }
    }

    fn compare(
        &mut self,
        case: &PairedCase<'_>,
        pair: [Option<&Said>; 2],
        place: impl Fn(usize, &Said) -> usize,
        (as_of, worst): (Option<Instant>, usize),
    ) {
        let standing =
            |said: Option<&Said>| said.map_or(Standing::Uncovered, |said| Standing::of(said.judgement.state));
        let (was, is) = (standing(pair[0]), standing(pair[1]));
        if was == is {
            self.same += 1;
            return;
        }
        let plan = |side: usize| pair[side].and_then(|said| Some((said, case.target(side, said.target)?)));
        let over =
            |side: usize| plan(side).and_then(|(said, plan)| Overshoot::of(&said.judgement, plan, as_of));
        let over = over(1).or_else(|| over(0));
        let versions = &self.versions;
        let stood = |side: usize| {
            pair[side].map(|said| Stood {
                target: place(side, said) + 1,
                state: said.judgement.state,
                reason: said
                    .judgement
                    .reason
                    .and_then(|reason| Some((reason, versions[side].as_ref()?.reason(reason)))),
                due: said.judgement.due,
            })
        };
        let new = || Flipped { count: 0, worst: Greatest::new(worst) };
        let flipped = self.flips.entry((was, is)).or_insert_with(new);
        flipped.count += 1;
        flipped.worst.offer(over, || {
            let judgement = pair[1].or(pair[0]).map(|said| said.judgement);
            FlippedCase {
                log: case.log.to_owned(),
                file: case.file.to_owned(),
                line: case.line,
                case: case.id.to_owned(),
                ran: judgement.map_or((None, None), |judgement| (judgement.start, judgement.stop)),
                sides: [stood(0), stood(1)],
                over,
                zone: plan(1).or_else(|| plan(0)).map_or_else(Zone::utc, |(_, plan)| plan.zone.clone()),
            }
        });
    }

    fn finish(mut self, run: &PairedRun<'d>, asked: Option<Period>, wants_needed: bool) -> SubjectTried {
        let pairs = std::mem::take(&mut self.partners.pairs);
        let targets = pairs
            .into_iter()
            .map(|pair| [0, 1].map(|side| self.target_tried(run, side, pair[side]?, asked, wants_needed)))
            .collect();
        let flip = |((old, new), flipped): (_, Flipped)| {
            let Flipped { count, worst } = flipped;
            Flip { old, new, count, worst: worst.into_cases().collect() }
        };
        SubjectTried {
            targets,
            same: self.same,
            flips: self.flips.into_iter().map(flip).collect(),
            owed: self.bills.map(|bill| bill.map(|bill| bill.owed())),
            unpaired: self.unpaired,
            tried_on: self.on,
        }
    }

    fn target_tried(
        &mut self,
        run: &PairedRun<'d>,
        side: usize,
        place: usize,
        asked: Option<Period>,
        wants_needed: bool,
    ) -> Option<TargetTried> {
        let version = self.versions[side].as_ref()?;
        let target = version.targets.get(place)?;
        let counters = std::mem::take(&mut self.counters[side][place]);
        let needed = (wants_needed && side == 1 && target.is_share())
            .then(|| Needed::new(target.share(), &self.histories[place]));
        let period = self.periods[side][place];
        let zone = run.zones[side].get(version.first_target + place).and_then(Option::as_ref);
        let scale = &scale_of(target);
        let (as_of, period) = (run.as_of, Some(period));
        let cells = Cells { target, version, zone, as_of, period, timed: false, groups_from: None, scale };
        let counters = counters.into_iter().map(|(key, counter)| (key, Group::default(), counter));
        let counted = Counted { counters, groups: false, totals: true, distributions: false };
        Some(TargetTried {
            report: cells.report(place + 1, counted, &mut [Scratch::default()]),
            other_period: Some(target.period()).filter(|own| asked.is_none() && Some(*own) != period),
            needed: needed.flatten(),
        })
    }
}
