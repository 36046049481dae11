//! Attainment before exclusions and pauses: what the same logs say without what a promise takes out.

use crate::command::{Folder, promise};
use crate::dealing::{given, stdin};
use promise::report::{Allowance, Report, Run, TargetReport};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Nobody is excused: what is set beside a report is what its definitions say without exceptions.
    #[test]
    fn without_exceptions_nothing_is_excused(given in given()) {
        let (_folder, definitions) = given.define();
        let report = |query: &promise::report::Query| {
            Report::collect(Run::open(&definitions, query, &mut stdin).unwrap(), query).unwrap()
        };
        let mut promised = report(&given.query);
        let [exceptions, pauses] =
            [Allowance::Exceptions, Allowance::Pauses].map(|one| report(&given.query.without(one, &promised)));
        let names = ["storm", "open", "mail"];
        for (_, target) in exceptions.targets() {
            let mut reasons = target.totals.iter().flat_map(|cell| &cell.reasons);
            prop_assert!(reasons.all(|(reason, _)| !names.contains(&&**reason)));
        }
        promised.set_beside(&exceptions, &pauses);
        let others = exceptions.targets().zip(pauses.targets());
        for ((_, target), ((_, unexcused), (_, unpaused))) in promised.targets().zip(others) {
            for cell in &target.totals {
                let Some(unadjusted) = cell.unadjusted else {
                    prop_assert!(target.share.is_none());
                    continue;
                };
                let of_group = |target: &TargetReport| {
                    let own = target.totals.iter().find(|other| other.by == cell.by);
                    own.map_or((0, 0, 0), |own| (own.met, own.decided(), own.invalid))
                };
                let [one, other] = [unexcused, unpaused].map(of_group);
                let found = unadjusted.without_exceptions;
                prop_assert_eq!((found.met, found.decided), (one.0, one.1));
                let found = unadjusted.without_pauses;
                prop_assert_eq!((found.met, found.decided), (other.0, other.1));
                // A clock that never stands still meets no more, but for cases whose pauses cannot be read, and
                // for those that come into other days by their due.
                if cell.invalid == other.2 && given.query.from.is_none() {
                    prop_assert!(found.met <= cell.met);
                }
                let periods = target.periods.iter().filter_map(|period| period.unadjusted.filter(|_| period.by == cell.by));
                let sum: u64 = periods.map(|unadjusted| unadjusted.without_exceptions.decided).sum();
                prop_assert!(sum <= unadjusted.without_exceptions.decided);
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
within = "2h"
share = "50%"
[[commitment.exception]]
id = "parts"
when = { parts = "yes" }
[[clock]]
id = "repair"
start = "opened"
stop = "done"
pause = "hold"
[[log]]
id = "jobs"
path = "../jobs.csv"
timestamps = "%Y-%m-%d %H:%M"
timezone = "UTC"
columns = { hold = "hold_s" }
"#;

const JOBS: &str = "opened,done,hold_s,parts
2026-01-05 09:00,2026-01-05 10:00,0,
2026-01-05 09:00,2026-01-05 12:00,7200,
2026-01-05 09:00,2026-01-05 13:00,0,yes
2026-01-05 09:00,2026-01-05 10:00,0,yes
";

#[test]
fn both_stand_beside_what_is_promised() {
    let folder = Folder::new().file("commitments/p.toml", COMMITMENTS).file("jobs.csv", JOBS);
    let json = folder.promise(&["report", "--compare", "--format", "json"]).ended(0).json();
    let target = &json["commitments"][0]["targets"][0];
    for cell in [&target["periods"][0], &target["total"]] {
        assert_eq!((&cell["met"], &cell["attainment"]), (&2.into(), &1.0.into()));
        assert_eq!(
            cell["unadjusted"],
            serde_json::json!({
                "without_exceptions": {"met": 3, "decided": 4, "attainment": 0.75},
                "without_pauses": {"met": 1, "decided": 2, "attainment": 0.5},
            })
        );
    }
    let text =
        promise(&["report", "--compare"]).within(folder.path()).env("COLUMNS", "80").run().ended(0).stdout;
    let line = text.lines().find(|line| line.contains("2026-01 ")).unwrap();
    assert!(line.contains("100.00%    75.00%   50.00%"), "{text}");
    assert!(text.contains("attained unexcused unpaused"), "{text}");
    let chinese = folder.promise(&["report", "--compare", "--lang", "zh"]).ended(0).stdout;
    assert!(chinese.contains("不除外") && chinese.contains("不扣暂停"), "{chinese}");
    let plain = folder.promise(&["report", "--format", "json"]).ended(0).json();
    assert!(plain["commitments"][0]["targets"][0]["total"].get("unadjusted").is_none());
}

#[test]
fn standard_input_comes_only_once() {
    let folder = Folder::new().file("commitments/p.toml", COMMITMENTS.replace("../jobs.csv", "-"));
    let output = promise(&["report", "--compare"]).within(folder.path()).stdin(JOBS).run().ended(2);
    assert!(output.stderr.contains("standard input"), "{}", output.stderr);
}
