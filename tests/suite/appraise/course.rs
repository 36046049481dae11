//! How a case ran, held against what its judgement says.

use crate::dealing::{given, stdin};
use promise::clock::{Case, Course, Elapsed, Measurement, State, course};
use promise::report::{AsOf, Judged, Query, Report, Run, RunError};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn it_agrees_with_the_judgement(given in given()) {
        let (_folder, definitions) = given.define();
        let query = Query { remedies: false, by: Vec::new(), ..given.query };
        let report = Report::collect(Run::open(&definitions, &query, &mut stdin).unwrap(), &query).unwrap();
        let seen = Query { as_of: report.as_of.map(AsOf::Instant), ..query };
        let mut run = Run::open(&definitions, &seen, &mut stdin).unwrap();
        let zones: Vec<_> = run.logs.iter().map(|log| log.plan.zone.clone()).collect();
        let as_of = run.as_of;
        let pick = |judged: &Judged<'_>| {
            let Judged { log, block, row, target, judgement, .. } = judged;
            let case = Case { block, row: *row, bits: &[], zone: &zones[*log], nowhere: &block.nowhere, as_of };
            let is_within = matches!(target.measurement, Measurement::Within { .. });
            Some((*judgement, is_within, course(&case, target, judgement)))
        };
        run.pick(&pick, &mut |(judgement, is_within, ran)| {
            if matches!(judgement.state, State::Excluded | State::Invalid) {
                assert_eq!(ran, Course::default());
            }
            if let Some(took) = ran.took {
                assert_eq!(Some(took), judgement.stop.zip(judgement.start).map(|(stop, start)| stop - start));
            }
            assert!(ran.used.is_none() || is_within);
            if let Some(used) = ran.used {
                if let Some(Elapsed::Seconds(took)) = judgement.elapsed.or(judgement.so_far) {
                    assert_eq!(used.in_all, took, "{judgement:?}");
                }
                assert_eq!(used.ended, ran.took.is_some(), "{judgement:?} {used:?}");
                let at_pauses = used.at_pauses.unwrap_or_default();
                assert!(at_pauses.is_sorted() && at_pauses.iter().all(|at| (0..=used.in_all).contains(at)), "{at_pauses:?}");
                // Whoever ended beyond the limit is late, and who took less is not.
                if used.ended && used.in_all != used.limit {
                    assert_eq!(judgement.state == State::Late, used.in_all > used.limit, "{judgement:?}");
                }
            }
            Ok::<_, RunError>(())
        }).unwrap();
    }
}
