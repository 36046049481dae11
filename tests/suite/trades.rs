//! The folders of six trades in `examples/`: clean under every rule, logs and all, with promises kept
//! and broken, and logs as untidy as real ones.

use crate::command::{promise, root};
use crate::snapshot::compare;
use promise::model::{self, Definitions, Status};
use promise::source::{Sources, files};
use serde_json::Value;
use std::collections::BTreeSet;

const TRADES: [&str; 6] = ["courier", "telecom", "hotel", "utility", "it-support", "government-window"];

fn folder(trade: &str) -> String {
    format!("examples/{trade}")
}

fn definitions(trade: &str) -> Definitions {
    let paths = files::collect(&[root().join(folder(trade))]).unwrap();
    let (definitions, mistakes) =
        model::load(&mut Sources::default(), &paths, std::path::Path::to_path_buf).unwrap();
    assert_eq!(mistakes.len(), 0, "{trade}");
    definitions
}

fn report(trade: &str) -> Value {
    promise(&["report", &folder(trade), "--format", "json"]).run().ended(0).json()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap()
}

/// Every period of every target of the commitments of a report.
fn cells(report: &Value) -> impl Iterator<Item = (&str, &Value)> {
    list(report, "commitments").iter().flat_map(|commitment| {
        let id = commitment["id"].as_str().unwrap();
        let targets = list(commitment, "targets").iter();
        targets.flat_map(move |target| list(target, "periods").iter().map(move |cell| (id, cell)))
    })
}

#[test]
fn a_trade_is_clean_under_every_rule() {
    for trade in TRADES {
        let folder = folder(trade);
        let check = ["check", &folder, "--logs", "--today", "2026-11-26", "--format", "json"];
        let found = promise(&check).run().ended(0).json();
        assert_eq!(list(&found, "findings"), [] as [Value; 0], "{trade}");
        // What compares with an earlier revision has none here; every other rule ran.
        let skipped: BTreeSet<_> =
            list(&found, "skipped").iter().map(|rule| rule["code"].as_str().unwrap()).collect();
        assert_eq!(skipped, BTreeSet::from(["CON013", "FEA009", "TIM008"]), "{trade}");
    }
}

#[test]
fn a_trade_keeps_some_promises_and_breaks_one() {
    let broken_in = [
        ("courier", "collection", "2026-08"),
        ("telecom", "hotline", "2026-09"),
        ("hotel", "check-in", "2026-05"),
        ("utility", "power-back", "2026-08"),
        ("it-support", "call-back", "2026-08"),
        ("government-window", "licence", "2026-02"),
    ];
    for (trade, promise, period) in broken_in {
        let report = report(trade);
        let with = |verdict: &str| {
            let cells = cells(&report).filter(|(_, cell)| cell["verdict"] == verdict);
            cells.map(|(id, cell)| (id, cell["period"].as_str().unwrap())).collect::<Vec<_>>()
        };
        assert_eq!(with("broken"), [(promise, period)], "{trade}");
        let kept: BTreeSet<_> = with("kept").into_iter().map(|(id, _)| id).collect();
        assert!(kept.len() >= 4, "{trade}: only {kept:?} are kept");
    }
}

#[test]
fn everything_that_customers_read_is_in_both_languages() {
    for trade in TRADES {
        for commitment in definitions(trade).commitments {
            let remedy = commitment.remedy.as_ref().and_then(|remedy| remedy.text.as_ref());
            let exceptions =
                commitment.exceptions.iter().flat_map(|exception| [&exception.text, &exception.instead]);
            let told = [&commitment.title, &commitment.text, &commitment.scope, &commitment.contact];
            let prose =
                told.into_iter().chain([&commitment.feedback]).chain(exceptions).flatten().chain(remedy);
            let mut texts = 0;
            for prose in prose {
                texts += 1;
                let languages: BTreeSet<_> =
                    prose.entries.iter().filter_map(|(tag, _)| Some(tag.as_ref()?.as_str())).collect();
                assert_eq!(languages, BTreeSet::from(["en", "zh"]), "{trade}: {:?}", prose.entries);
            }
            assert!(texts >= 2, "{trade}: {:?}", commitment.id);
        }
    }
}

#[test]
fn a_trade_shows_the_life_of_a_promise() {
    for trade in TRADES {
        let definitions = definitions(trade);
        let with = |status| definitions.commitments.iter().filter(|of| of.status() == status).count();
        assert!((4..=7).contains(&with(Status::Published)), "{trade}");
        assert!(with(Status::Pilot) + with(Status::Draft) + with(Status::Retired) >= 1, "{trade}");
    }
}

#[test]
fn the_log_of_a_trade_is_as_untidy_as_a_real_one() {
    for trade in TRADES {
        let report = report(trade);
        let pending: u64 = cells(&report).map(|(_, cell)| cell["pending"].as_u64().unwrap()).sum();
        assert!(pending > 0, "{trade}: no case is open");
        let problems: BTreeSet<_> = list(&report["data"], "logs")
            .iter()
            .flat_map(|log| list(log, "problems"))
            .map(|problem| problem["problem"].as_str().unwrap())
            .collect();
        assert!(problems.contains("unreadable value"), "{trade}: {problems:?}");
        let rows: u64 = list(&report["data"], "logs").iter().map(|log| log["rows"].as_u64().unwrap()).sum();
        assert!((80..=320).contains(&rows), "{trade}: {rows} rows");
    }
}

/// What changes with every build and every commit stands behind the rest, and is left out.
#[test]
fn snapshot_of_the_report_of_each_trade() {
    for trade in TRADES {
        let printed = promise(&["report", &folder(trade)]).env("COLUMNS", "160").run().ended(0).stdout;
        let (stable, _) = printed.split_once("  time zone database").unwrap();
        compare(&format!("trades/{trade}.txt"), stable);
    }
}
