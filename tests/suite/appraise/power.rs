//! How often honest logs raise an alarm, and how often planted habits are found. `docs/appraisal.md` tells
//! both, and tells what is measured here.

use super::world::{Habit, World};
use crate::command::root;
use promise::report::appraisal::{Appraisal, Chance, LEVEL, Name, Signal, SignalKind};
use std::fs;

/// Honest logs, and logs with a habit.
const HONEST: u64 = 200;
const PLANTED: u64 = 40;
/// Of logs with a habit, at least so many must be found out.
const LEAST: u64 = PLANTED * 8 / 10;

/// What is told to be more than chance: the kind, or none for a difference of results, and the team.
fn alarms(appraisal: &Appraisal) -> Vec<(Option<SignalKind>, String)> {
    let mut found = Vec::new();
    for group in appraisal.targets().flat_map(|target| &target.groups) {
        let Name::One(name) = &group.name else { continue };
        found.extend(group.chance.is_some_and(Chance::is_none).then(|| (None, name.clone())));
        let signals = group.signals.iter().filter(|signal| Signal::stands_out(signal));
        found.extend(signals.map(|signal| (Some(signal.kind), name.clone())));
    }
    found
}

/// The page has a row of these cells.
#[track_caller]
fn is_told(cells: &[&str]) {
    let page = fs::read_to_string(root().join("docs/appraisal.md")).unwrap();
    let row = format!("| {} |", cells.join(" | "));
    assert!(page.lines().any(|line| line == row), "docs/appraisal.md must say\n{row}");
}

/// Honest logs with any alarm at all. By chance alone there are at most as many as the level says; beyond
/// that three standard deviations of what is counted here are let pass.
#[track_caller]
fn honest(rounded: u64, told: &str) {
    let world = World { teams: 4, cases: 400, rounded, habit: Habit::default() };
    let (mut with_alarm, mut tested) = (0_u64, [0_u64; SignalKind::ALL.len()]);
    for seed in 0..HONEST {
        let appraisal = world.appraise(seed);
        with_alarm += u64::from(!alarms(&appraisal).is_empty());
        for group in appraisal.targets().flat_map(|target| &target.groups) {
            group.signals.iter().for_each(|signal| tested[signal.kind as usize] += 1);
        }
    }
    // A signal that is never tested raises no alarm either.
    assert!(tested.iter().all(|tested| *tested >= 2 * HONEST), "{tested:?}");
    #[expect(clippy::cast_precision_loss, reason = "some hundred logs")]
    let (logs, found) = (HONEST as f64, with_alarm as f64);
    assert!(found <= logs * LEVEL + 3.0 * (logs * LEVEL * (1.0 - LEVEL)).sqrt(), "{with_alarm} of {HONEST}");
    is_told(&[told, &format!("{with_alarm} of {HONEST}")]);
}

/// Logs in which a habit of the first team is found; of the signals no other may be told of another team in
/// more of them than honest logs have alarms.
#[track_caller]
fn planted(kind: Option<SignalKind>, cases: u64, habit: Habit, told: [&str; 3]) {
    let world = World { teams: 4, cases, rounded: 1, habit };
    let (mut found, mut of_others) = (0_u64, 0_u64);
    for seed in 1000..1000 + PLANTED {
        let alarms = alarms(&world.appraise(seed));
        found += u64::from(alarms.contains(&(kind, "a".to_owned())));
        of_others += u64::from(alarms.iter().any(|(kind, team)| kind.is_some() && team != "a"));
    }
    assert!(found >= LEAST && of_others <= 2, "{found} found, {of_others} of others, in {PLANTED} logs");
    let [name, habit, cases] = told;
    is_told(&[name, habit, cases, &format!("{found} of {PLANTED}")]);
}

#[test]
fn honest_logs_raise_no_alarm() {
    honest(1, "to the second");
}

#[test]
fn honest_logs_with_whole_minutes_raise_no_alarm() {
    honest(60, "whole minutes");
}

#[test]
fn closing_just_under_the_limit_is_found() {
    let habit = Habit { closes_under: 700, ..Habit::default() };
    let told = [
        "just under the limit",
        "70 % of the cases that would take up to 20 % longer than the limit",
        "1200",
    ];
    planted(Some(SignalKind::JustUnder), 1200, habit, told);
}

#[test]
fn pausing_just_before_the_limit_is_found() {
    let habit = Habit { holds: 300, ..Habit::default() };
    let told = ["pause just before the limit", "30 % of the cases that reach 92 % of the limit", "400"];
    planted(Some(SignalKind::LatePause), 400, habit, told);
}

#[test]
fn closing_to_open_again_is_found() {
    let habit = Habit { reopens: 80, ..Habit::default() };
    let told = ["reopened at once", "10 % of the stops, where 2 % are of the others", "400"];
    planted(Some(SignalKind::Reopened), 400, habit, told);
}

#[test]
fn answering_within_seconds_is_found() {
    let habit = Habit { answers: 90, ..Habit::default() };
    let told = ["within seconds", "10 % of the cases, where 1 % are of the others", "400"];
    planted(Some(SignalKind::WithinSeconds), 400, habit, told);
}

#[test]
fn a_team_that_takes_longer_is_found() {
    let habit = Habit { slower: 250, ..Habit::default() };
    planted(None, 400, habit, ["results", "25 % more time for each case", "400"]);
}
