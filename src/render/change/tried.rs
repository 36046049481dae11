//! A backtest in words, line by line, for every page that shows it.

use super::Changes;
use crate::calendar::{Due, Instant};
use crate::clock::State;
use crate::diff::backtest::{Flip, FlippedCase, SubjectTried, TargetTried};
use crate::model::Date;
use crate::render::report::{
    attained, cell_in_words, over_in_words, state_in_words, terms_in_words, verdict_in_words,
};
use crate::render::wording;
use crate::report::{Cell, Owed, TargetReport, Verdict};
use std::collections::BTreeMap;

/// A target before and now: its terms, and what is said of each period.
pub(super) struct TargetLines {
    pub(super) terms: String,
    /// What is to be said of it besides.
    pub(super) note: Option<String>,
    /// Period, before and now.
    pub(super) rows: Vec<[String; 3]>,
}

/// Cases that flip in one way: how many, then one by one.
pub(super) struct FlipLines {
    pub(super) way: String,
    /// How many are shown of how many, where that is not all.
    pub(super) shown: Option<String>,
    pub(super) cases: Vec<String>,
}

impl FlipLines {
    /// What stands above its cases: nothing where it is the only way and all of it is shown.
    pub(super) fn heading(&self, ways: usize) -> Option<String> {
        match &self.shown {
            Some(shown) => Some(format!("{} ({shown})", self.way)),
            None => (ways > 1).then(|| self.way.clone()),
        }
    }
}

impl Changes<'_, '_> {
    /// What a change would have done, by its place in the comparison.
    pub(super) fn tried(&self, change: usize) -> Option<&SubjectTried> {
        let tried = self.backtest?.tried.iter();
        tried.into_iter().find(|(place, _)| *place == change).map(|(_, tried)| tried)
    }

    /// What was tried on which logs, and what is to be said of each.
    pub(super) fn backtest_lines(&self) -> Vec<String> {
        let Some(backtest) = self.backtest.filter(|backtest| !backtest.logs.is_empty()) else {
            return Vec::new();
        };
        let words = self.words();
        let cases = backtest.logs.iter().filter_map(|log| log.cases.last()).sum();
        let ids: Vec<_> = backtest.logs.iter().map(|log| log.id.as_str()).collect();
        let as_of = backtest.as_of.map(|as_of| self.instant(&backtest.zone, as_of));
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let days = words.days(day(backtest.days.0).as_deref(), day(backtest.days.1).as_deref());
        let mut lines =
            vec![words.tried(cases, &ids.join(words.separator()), as_of.as_deref(), days.as_deref())];
        for log in &backtest.logs {
            if let [old, new] = log.cases.as_slice() {
                lines.push(words.read_apart(&log.id, [*old, *new]));
            }
            lines.extend(log.gone.then(|| words.gone(&log.id)));
            let spoilt = log.spoilt;
            lines.extend((spoilt.cases > 0).then(|| words.spoilt(&log.id, spoilt.cases, spoilt.of)));
        }
        lines
    }

    /// Targets with their periods.
    pub(super) fn target_lines(&self, tried: &SubjectTried) -> Vec<TargetLines> {
        tried.targets.iter().filter_map(|pair| self.of_target(pair)).collect()
    }

    fn of_target(&self, pair: &[Option<TargetTried>; 2]) -> Option<TargetLines> {
        let words = self.words();
        let [old, new] = pair.each_ref().map(|side| side.as_ref().map(|side| &side.report));
        let terms = |side: Option<&TargetReport>| side.map(|report| terms_in_words(self.language, report));
        let place = new.or(old)?.place;
        let terms = match (terms(old), terms(new)) {
            (Some(old), Some(new)) if old != new => words.turned(&old, &new),
            (old, new) => new.or(old)?,
        };
        let note = pair.iter().flatten().find_map(|side| side.other_period);
        let periods = periods(pair);
        let mut rows: Vec<_> = periods
            .iter()
            .map(|(label, cells)| {
                let [old, new] = [0, 1].map(|side| self.cell(pair[side].as_ref(), cells[side]));
                [(*label).to_owned(), old, new]
            })
            .collect();
        if periods.len() > 1 {
            let total = |side: &Option<TargetTried>| {
                self.cell(side.as_ref(), side.as_ref().and_then(|side| side.report.totals.first()))
            };
            rows.push([words.total().to_owned(), total(&pair[0]), total(&pair[1])]);
        }
        let note = note.map(|period| words.other_period(period));
        Some(TargetLines { terms: words.numbered_target(place, &terms), note, rows })
    }

    fn cell(&self, side: Option<&TargetTried>, cell: Option<&Cell>) -> String {
        match (side, cell) {
            (None, _) => self.words().not_promised().to_owned(),
            (Some(_), None) => verdict_in_words(self.language, Verdict::NoCases).to_owned(),
            (Some(side), Some(cell)) => cell_in_words(self.language, &side.report, cell),
        }
    }

    /// How many cases stand otherwise, in one line.
    pub(super) fn flips_in_short(&self, tried: &SubjectTried) -> String {
        let words = self.words();
        let flipped: u64 = tried.flips.iter().map(|flip| flip.count).sum();
        let mut targets = tried.targets.iter().flatten().flatten();
        if targets.all(|side| side.report.periods.is_empty()) {
            return words.no_cases().to_owned();
        }
        if flipped == 0 {
            return words.no_flips(tried.same);
        }
        let ways: Vec<_> = tried.flips.iter().map(|flip| words.way(flip.count, flip.old, flip.new)).collect();
        words.flips(flipped, flipped + tried.same, &ways.join(words.separator()))
    }

    /// Which periods have another verdict, in one line.
    pub(super) fn verdicts_in_short(&self, tried: &SubjectTried) -> String {
        let words = self.words();
        let mut turned: Vec<([Verdict; 2], Vec<String>)> = Vec::new();
        for (label, cells) in tried.targets.iter().flat_map(periods) {
            let [Some(old), Some(new)] = cells else { continue };
            if old.verdict == new.verdict {
                continue;
            }
            let key = [old.verdict, new.verdict];
            match turned.iter_mut().find(|(known, _)| *known == key) {
                Some((_, labels)) => labels.push(label.to_owned()),
                None => turned.push((key, vec![label.to_owned()])),
            }
        }
        let told = turned.iter().map(|([old, new], labels)| {
            let verdict = |verdict| verdict_in_words(self.language, verdict);
            words.verdicts(labels, verdict(*old), verdict(*new))
        });
        let mut told: Vec<_> = told.collect();
        if told.is_empty() {
            told.push(words.same_verdicts().to_owned());
        }
        if let [[Some(old), Some(new)]] = tried.targets.as_slice()
            && let ([old], [new]) = (old.report.totals.as_slice(), new.report.totals.as_slice())
            && old.attainment.is_some()
            && new.attainment.is_some()
        {
            told.insert(0, words.attained(&attained(old), &attained(new)));
        }
        told.join(words.semicolon())
    }

    /// What is owed before and now; `None` without a remedy in figures.
    pub(super) fn owed_in_short(&self, tried: &SubjectTried) -> Option<String> {
        let words = self.words();
        if tried.owed.iter().all(Option::is_none) {
            return None;
        }
        let shown = |owed: &Option<Owed>| match owed {
            Some(owed) => wording::owed::owed(self.language, owed),
            None => words.no_remedy().to_owned(),
        };
        Some(words.remedy_owed(&shown(&tried.owed[0]), &shown(&tried.owed[1])))
    }

    /// What keeps a part of it from being compared or priced, and on which cases it was tried.
    pub(super) fn tried_notes(&self, tried: &SubjectTried) -> Vec<String> {
        let words = self.words();
        let mut notes: Vec<String> = Vec::new();
        notes.extend(words.tried_on(tried.tried_on).map(str::to_owned));
        let [old, new] = tried.unpaired;
        notes.extend((old + new > 0).then(|| words.unpaired(old, new)));
        let unpriced = tried.owed.iter().flatten().map(|owed| owed.unpriced).max().unwrap_or(0);
        notes.extend((unpriced > 0).then(|| wording::owed::unpriced(self.language, unpriced)));
        notes
    }

    /// The cases that flip, way by way.
    pub(super) fn flip_lines(&self, tried: &SubjectTried) -> Vec<FlipLines> {
        tried.flips.iter().map(|flip| self.of_flip(flip)).collect()
    }

    fn of_flip(&self, flip: &Flip) -> FlipLines {
        let words = self.words();
        let shown = flip.worst.len();
        let is_part = (shown as u64) < flip.count && shown > 0;
        let worst_first = flip.worst.iter().any(|case| case.over.is_some());
        FlipLines {
            way: words.way(flip.count, flip.old, flip.new),
            shown: is_part.then(|| words.shown_of(shown, flip.count, worst_first)),
            cases: flip.worst.iter().map(|case| self.flipped(case)).collect(),
        }
    }

    fn flipped(&self, case: &FlippedCase) -> String {
        let words = self.words();
        let instant = |instant: Option<Instant>| instant.map(|instant| self.instant(&case.zone, instant));
        let due = |side: usize| {
            let due: Option<Due> = case.sides[side].as_ref().and_then(|stood| stood.due);
            due.map(|due| self.due(&case.zone, due))
        };
        let (start, stop) = (instant(case.ran.0), instant(case.ran.1));
        let reasons = case.sides.iter().flatten().filter_map(|stood| {
            let (reason, name) = stood.reason.as_ref()?;
            Some(state_in_words(self.language, stood.state, Some((*reason, name.as_str()))))
        });
        let mut parts = vec![
            case.case.clone(),
            words.ran(start.as_deref(), stop.as_deref()),
            words.due_now(due(1).as_deref(), due(0).as_deref()),
        ];
        let is_late = case.sides[1].as_ref().is_some_and(|stood| is_breached(stood.state));
        parts.extend(case.over.map(|over| {
            let over = over_in_words(self.language, over);
            if is_late { over } else { words.was(&over) }
        }));
        parts.extend(reasons);
        parts.retain(|part| !part.is_empty());
        parts.join(words.semicolon())
    }
}

fn is_breached(state: State) -> bool {
    matches!(state, State::Late | State::Overdue)
}

/// The periods of both sides by label, in order, with the cells of each.
fn periods(pair: &[Option<TargetTried>; 2]) -> BTreeMap<&str, [Option<&Cell>; 2]> {
    let mut all: BTreeMap<&str, [Option<&Cell>; 2]> = BTreeMap::new();
    for (side, tried) in pair.iter().enumerate() {
        for cell in tried.iter().flat_map(|tried| &tried.report.periods) {
            all.entry(cell.period.as_deref().unwrap_or_default()).or_default()[side] = Some(cell);
        }
    }
    all
}
