//! What a promise counts of its cases, and what the customer felt of them, to the second.

use crate::command::Folder;
use crate::dealing::{counted, given, stdin};
use promise::clock::{Elapsed, Spent, State};
use promise::report::{AsOf, Judged, Query, Report, Run, RunError, Unit};
use promise::tally::{PeriodKey, Times};
use proptest::prelude::*;
use std::collections::BTreeMap;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The sums of a report are those over its cases, one by one; each second from start to stop is in
    /// one of them.
    #[test]
    fn sums_are_those_over_the_cases(given in given()) {
        let (_folder, definitions) = given.define();
        let query = Query { times: true, remedies: false, by: Vec::new(), ..given.query };
        let report = Report::collect(Run::open(&definitions, &query, &mut stdin).unwrap(), &query).unwrap();
        let seen = Query { as_of: report.as_of.map(AsOf::Instant), ..query.clone() };
        // A pause that begins after the latest start and stop is seen only where as-of is not known from the start.
        let again = Report::collect(Run::open(&definitions, &seen, &mut stdin).unwrap(), &seen).unwrap();
        prop_assume!(counted(&again) == counted(&report));
        let mut run = Run::open(&definitions, &seen, &mut stdin).unwrap();
        let mut sums: BTreeMap<(usize, String), Times> = BTreeMap::new();
        let mut felt_of = BTreeMap::new();
        let pick = |judged: &Judged<'_>| {
            let (judgement, period) = (judged.judgement, judged.target.period);
            let key = judgement.dated.map_or(PeriodKey::ALL, |day| PeriodKey::of(period, day));
            let spent = Spent::of(&judgement, judged.target);
            query.covers(&judgement).then(|| (judged.target.number, key.label(period), judgement, spent))
        };
        run.pick(&pick, &mut |(number, label, judgement, spent)| {
            let parts = [spent.counted, spent.closed, spent.paused, spent.excluded];
            assert!(parts.iter().all(|part| *part >= 0), "{judgement:?} {spent:?}");
            sums.entry((number, label)).or_default().add(&spent);
            if let (State::Met | State::Late, Some(Elapsed::Seconds(took))) = (judgement.state, judgement.elapsed) {
                // Notice given before an event is no time that a customer waits.
                if spent != Spent::default() {
                    assert_eq!((spent.counted, spent.paused), (took, judgement.paused), "{judgement:?}");
                }
            }
            let felt = judgement.stop.zip(judgement.start).map_or(0, |(stop, start)| stop - start);
            if matches!(judgement.state, State::Met | State::Late | State::Excluded) {
                *felt_of.entry(number).or_insert(0_i128) += i128::from(felt.max(0));
            }
            Ok::<_, RunError>(())
        })
        .unwrap();
        for (number, (_, target)) in report.targets().enumerate() {
            let mut felt = 0;
            for cell in &target.periods {
                let label = cell.period.as_deref().unwrap().to_owned();
                let Some(times) = cell.times else { continue };
                prop_assert_eq!(times, sums.get(&(number, label)).copied().unwrap_or_default());
                felt += times.felt();
            }
            if let Some(times) = target.totals[0].times {
                prop_assert_eq!(times.felt(), felt);
                prop_assert_eq!(felt, felt_of.get(&number).copied().unwrap_or(0));
            } else {
                let limits: Vec<_> = target.limits.iter().map(|(name, _)| *name).collect();
                prop_assert!(target.unit == Unit::Value || limits == ["ahead"], "{:?}", target.limits);
            }
        }
    }
}

const COMMITMENTS: &str = r#"
[[commitment]]
id = "repair"
status = "published"
[[commitment.target]]
clock = "repair"
within = "8 business hours"
share = "50%"
[[commitment.exception]]
id = "parts"
when = { parts = "yes" }
[[commitment]]
id = "days"
status = "published"
[[commitment.target]]
clock = "repair"
within = "2 business days"
[[commitment]]
id = "civil"
status = "published"
[[commitment.target]]
clock = "repair"
within = "2 days"

[[clock]]
id = "repair"
start = "opened"
stop = "done"
pause = "hold"
calendar = "desk"
[[calendar]]
id = "desk"
timezone = "UTC"
hours = { mon-fri = "09:00-17:00" }
[[log]]
id = "jobs"
path = "../jobs.csv"
case = "job"
timestamps = "%Y-%m-%d %H:%M"
pauses = { hold = { columns = ["from", "to"] } }
"#;

/// The first is open from Monday 16:00 to Tuesday 11:00 and on hold from Monday 18:00 to Tuesday 10:00.
const JOBS: &str = "job,opened,done,from,to,parts
a,2026-01-05 16:00,2026-01-06 11:00,2026-01-05 18:00,2026-01-06 10:00,
b,2026-01-07 09:00,2026-01-07 12:00,,,yes
c,2026-01-08 10:00,,,,
";

fn folder() -> Folder {
    Folder::new().file("commitments/p.toml", COMMITMENTS).file("jobs.csv", JOBS)
}

fn hours(felt: i64, parts: [i64; 4]) -> serde_json::Value {
    let [counted, closed, paused, excluded] = parts.map(|hours| hours * 3600);
    serde_json::json!({
        "felt": felt * 3600, "counted": counted, "closed": closed, "paused": paused, "excluded": excluded
    })
}

#[test]
fn every_hour_has_its_place() {
    let json = folder().promise(&["report", "--format", "json"]).ended(0).json();
    let time = |place: usize| &json["commitments"][place]["targets"][0]["total"]["time"];
    assert_eq!(*time(0), hours(22, [2, 16, 1, 3]));
    assert_eq!(*time(1), hours(22, [5, 16, 1, 0]));
    // Under civil days the clock runs round the clock.
    assert_eq!(*time(2), hours(22, [6, 0, 16, 0]));
    let text = folder().promise(&["report"]).ended(0).stdout;
    assert!(
        text.contains("customers felt 22h = 2h counted + 16h closed + 1h paused + 3h excluded"),
        "{text}"
    );
    let chinese = folder().promise(&["report", "--lang", "zh"]).ended(0).stdout;
    assert!(
        chinese.contains("客户感受到的时间 22h = 计入 2h + 非服务时间 16h + 暂停 1h + 除外 3h"),
        "{chinese}"
    );
}

#[test]
fn files_of_counts_keep_them_and_do_without() {
    let folder = folder();
    folder.promise(&["tally", "--output", "t.json"]).ended(0);
    let time = |file: &str| {
        let json = folder.promise(&["report", "--tally", file, "--format", "json"]).ended(0).json();
        json["commitments"][0]["targets"][0]["total"].get("time").cloned()
    };
    assert_eq!(time("t.json"), Some(hours(22, [2, 16, 1, 3])));
    // A file of before has none; then the report has none either.
    let tally = std::fs::read_to_string(folder.path().join("t.json")).unwrap();
    let mut old: serde_json::Value = serde_json::from_str(&tally).unwrap();
    for target in old["targets"].as_array_mut().unwrap() {
        for counts in target["counts"].as_array_mut().unwrap() {
            counts.as_object_mut().unwrap().remove("time").unwrap();
        }
    }
    std::fs::write(folder.path().join("old.json"), old.to_string()).unwrap();
    assert_eq!(time("old.json"), None);
}
