//! What `promise report` says is owed: line by line, in all, and in every format.

use crate::command::Folder;
use crate::dealing::{counted, given, stdin};
use promise::render::report::remedies;
use promise::report::{AsOf, Bill, Claimed, Judged, Query, Report, Run, RunError, TargetReport};
use proptest::prelude::*;
use std::collections::BTreeMap;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The lines add up to what each commitment owes, which is what adding up case by case gives; the
    /// cells and the CSV say the same.
    #[test]
    fn lines_add_up_to_the_totals(given in given()) {
        let (_folder, definitions) = given.define();
        let query = Query { remedies: true, ids: true, ..given.query };
        let report = Report::collect(Run::open(&definitions, &query, &mut stdin).unwrap(), &query).unwrap();
        let ledger = report.ledger.as_ref().unwrap();

        let seen = Query { as_of: report.as_of.map(AsOf::Instant), ..query.clone() };
        let mut run = Run::open(&definitions, &seen, &mut stdin).unwrap();
        let mut cases: BTreeMap<(usize, u64), Vec<_>> = BTreeMap::new();
        let pick = |judged: &Judged<'_>| {
            let said = (judged.place(), judged.target.number, judged.judgement, judged.remedy_of());
            query.covers(&judged.judgement).then_some(said)
        };
        run.pick(&pick, &mut |(place, target, judgement, of)| {
            cases.entry(place).or_default().push((target, judgement, of));
            Ok::<_, RunError>(())
        })
        .unwrap();
        let versions = run.roster.subjects.iter().flat_map(|subject| &subject.versions);
        let mut csv = Vec::new();
        remedies(&report, &mut csv).unwrap();
        let told: Vec<csv::StringRecord> =
            csv::Reader::from_reader(csv.as_slice()).records().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(told.len(), ledger.lines.len());
        for (place, (version, reported)) in versions.zip(&report.commitments).enumerate() {
            let Some(mut bill) = version.remedy.and_then(Bill::new) else {
                prop_assert!(reported.owed.is_none());
                continue;
            };
            for said in cases.values() {
                let own = said.iter().filter_map(|&(number, judgement, of)| {
                    let target = version.targets.get(number.checked_sub(version.first_target)?)?;
                    Some(Claimed { target, judgement, of })
                });
                bill.add(&own.collect::<Vec<_>>());
            }
            let owed = reported.owed.clone().unwrap();
            prop_assert_eq!(&owed, &bill.owed(), "{} {}", reported.id, reported.version);
            let lines: Vec<_> = ledger.lines.iter().filter(|line| line.commitment == place).collect();
            prop_assert_eq!(lines.iter().filter_map(|line| line.minor).sum::<i128>(), owed.money.minor);
            prop_assert_eq!(lines.len() as u64, owed.times);
            let minors = told.iter().filter(|line| (&line[0], &line[1]) == (reported.id.as_str(), reported.version.as_str()));
            let minors = minors.filter_map(|line| line[6].parse::<i128>().ok());
            prop_assert_eq!(minors.sum::<i128>(), owed.money.minor);
            let told_apart = |target: &TargetReport| target.totals.iter().all(|cell| cell.owed.is_some());
            if reported.targets.iter().all(told_apart) {
                for cells in [|target: &TargetReport| target.periods.clone(), |target: &TargetReport| target.totals.clone()] {
                    let cells: Vec<_> = reported.targets.iter().flat_map(cells).collect();
                    let owed_of_cells = cells.iter().filter_map(|cell| cell.owed.as_ref());
                    prop_assert_eq!(owed_of_cells.map(|owed| owed.money.minor).sum::<i128>(), owed.money.minor);
                }
            }
        }
        for money in report.owed_in_all() {
            let own = told.iter().filter(|line| line[7] == money.currency.clone().unwrap_or_default());
            prop_assert_eq!(own.filter_map(|line| line[6].parse::<i128>().ok()).sum::<i128>(), money.minor);
        }
    }

    /// What is asked for beside the counts changes none of them.
    #[test]
    fn counts_are_the_same_with_remedies_and_without(given in given()) {
        let (_folder, definitions) = given.define();
        let counts = |remedies: bool| {
            let query = Query { remedies, ..given.query.clone() };
            let run = Run::open(&definitions, &query, &mut stdin).unwrap();
            counted(&Report::collect(run, &query).unwrap())
        };
        prop_assert_eq!(counts(true), counts(false));
    }
}

const COMMITMENTS: &str = r#"
[[commitment]]
id = "repair"
status = "published"
[[commitment.target]]
clock = "repair"
within = "2h"
share = "90%"
per = "month"
[commitment.remedy]
amount = 20
currency = "CNY"
per = "case"
cap = { amount = 50, per = "month" }
paid_within = "7 days"

[[commitment]]
id = "service"
status = "published"
[[commitment.target]]
clock = "repair"
within = "3h"
share = "90%"
per = "month"
[commitment.remedy]
of = "fee"
currency = "EUR"
tiers = [{ below = "95%", amount = "1%" }, { below = "50%", amount = "10%" }]

[[clock]]
id = "repair"
start = "opened"
stop = "done"

[[log]]
id = "jobs"
path = "../jobs.csv"
case = "job"
columns = { opened = "opened", done = "done" }
timestamps = "%Y-%m-%d %H:%M"
timezone = "UTC"
"#;

const JOBS: &str = "job,opened,done,fee,team
a,2026-01-05 09:00,2026-01-05 12:30,10,north
b,2026-01-06 09:00,2026-01-06 12:30,20.55,north
c,2026-01-07 09:00,2026-01-07 12:30,30,south
d,2026-02-02 09:00,2026-02-02 09:30,10,south
e,2026-02-03 09:00,,10,south
f,2026-02-04 09:00,2026-02-04 10:00,10,north
";

fn folder() -> Folder {
    Folder::new().file("commitments/p.toml", COMMITMENTS).file("jobs.csv", JOBS)
}

#[test]
fn finance_gets_a_line_per_case_or_period() {
    let folder = folder();
    let report = folder.promise(&["report", "--format", "csv", "--remedies", "owed.csv"]).ended(0);
    assert!(report.stdout.starts_with("commitment,version,target,period,met,"), "{}", report.stdout);
    let owed = std::fs::read_to_string(folder.path().join("owed.csv")).unwrap();
    // The cap of 50 yuan a month is used up by what came first.
    assert_eq!(
        owed,
        "commitment,version,target,per,case,period,minor,currency,amount,before_cap,reason,paid_within,log,file,line\n\
         repair,1,1,case,a,2026-01,2000,CNY,20.00,2000,late,7 days,jobs,jobs.csv,2\n\
         repair,1,1,case,b,2026-01,2000,CNY,20.00,2000,late,7 days,jobs,jobs.csv,3\n\
         repair,1,1,case,c,2026-01,1000,CNY,10.00,2000,late,7 days,jobs,jobs.csv,4\n\
         repair,1,1,case,e,2026-02,2000,CNY,20.00,2000,overdue,7 days,jobs,jobs.csv,6\n\
         service,1,1,period,,2026-01,606,EUR,6.06,606,below 50%,,,,\n\
         service,1,1,period,,2026-02,30,EUR,0.30,30,below 95%,,,,\n"
    );
}

#[test]
fn what_is_owed_stands_in_the_report() {
    let text = folder().promise(&["report"]).ended(0).stdout;
    for line in [
        "     owed by period: 2026-01 50.00 CNY, 2026-02 20.00 CNY\n",
        "     owed by period: 2026-01 6.06 EUR, 2026-02 0.30 EUR\n",
        "  remedy owed: 70.00 CNY for 4 cases, to be paid within 7 days\n",
        "  remedy owed: 6.36 EUR for 2 periods\n",
        "\nRemedies owed in all: 70.00 CNY, 6.36 EUR\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let chinese = folder().promise(&["report", "--lang", "zh"]).ended(0).stdout;
    assert!(chinese.contains("应付补偿：70.00 CNY（4 件），支付期限 7 days"), "{chinese}");
    assert!(chinese.contains("各周期应付补偿：2026-01 50.00 CNY，2026-02 20.00 CNY"), "{chinese}");
    // Of groups there would be one for each.
    let grouped = folder().promise(&["report", "--by", "team"]).ended(0).stdout;
    assert!(!grouped.contains("owed by period"), "{grouped}");
    assert!(chinese.contains("应付补偿合计：70.00 CNY，6.36 EUR"), "{chinese}");
}

/// The figures of a column of the Markdown tables that have it, with the name of each row.
fn column(markdown: &str, heading: &str) -> Vec<(String, String)> {
    let cells = |row: &str| -> Vec<String> {
        row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let (mut place, mut is_header, mut found) = (None, true, Vec::new());
    for line in markdown.lines() {
        let row = if line.starts_with('|') { cells(line) } else { Vec::new() };
        if is_header {
            place = row.iter().position(|cell| cell == heading);
        } else if let Some(cell) = place.and_then(|at| row.get(at)).filter(|cell| !cell.starts_with("--")) {
            found.push((row[0].clone(), cell.clone()));
        }
        is_header = row.is_empty();
    }
    found
}

#[test]
fn pages_have_it_by_period_and_in_all() {
    let pair = |name: &str, owed: &str| (name.to_owned(), owed.to_owned());
    let page =
        |arguments: &[&str]| folder().promise(&[&["report", "--format"], arguments].concat()).ended(0).stdout;
    let markdown = page(&["markdown"]);
    assert_eq!(
        column(&markdown, "owed (CNY)"),
        [pair("total", "70.00"), pair("2026-01", "50.00"), pair("2026-02", "20.00")]
    );
    assert_eq!(
        column(&markdown, "owed (EUR)"),
        [pair("total", "6.36"), pair("2026-01", "6.06"), pair("2026-02", "0.30")]
    );
    assert!(markdown.contains("- Remedies owed in all: 70.00 CNY, 6.36 EUR\n"), "{markdown}");
    // By team a case is owed for, and a period is not.
    let by_team = page(&["markdown", "--by", "team"]);
    assert_eq!(column(&by_team, "owed (CNY)")[..2], [pair("north", "40.00"), pair("south", "30.00")]);
    assert_eq!(column(&by_team, "owed (EUR)"), []);
    let html = page(&["html"]);
    assert!(html.contains("<th scope=\"col\" class=\"number\" data-numeric>owed (CNY)</th>"), "{html}");
    assert!(html.contains("<td class=\"number\" data-key=\"5000\">50.00</td>"), "{html}");
    assert!(html.contains("<p>Remedies owed in all: 70.00 CNY, 6.36 EUR</p>"), "{html}");
    let chinese = page(&["markdown", "--lang", "zh"]);
    assert!(chinese.contains("| 应付补偿（CNY） |"), "{chinese}");
    // Where nothing is owed there is no column of nothing.
    let nothing = Folder::new()
        .file("commitments/p.toml", COMMITMENTS)
        .file("jobs.csv", "job,opened,done,fee,team\na,2026-01-05 09:00,2026-01-05 09:30,10,north\n");
    assert!(!nothing.promise(&["report", "--format", "markdown"]).ended(0).stdout.contains("owed ("));
}

#[test]
fn json_has_it_by_period_group_and_commitment() {
    let json = folder().promise(&["report", "--format", "json"]).ended(0).json();
    let owed = |minor: i64, currency: &str, per: &str, times: u64| serde_json::json!({"currency": currency, "minor": minor, "places": 2, "per": per, "times": times, "unpriced": 0});
    let [repair, service] = [0, 1].map(|place| &json["commitments"][place]);
    assert_eq!(repair["remedy"], owed(7000, "CNY", "case", 4));
    assert_eq!(repair["targets"][0]["periods"][0]["remedy"], owed(5000, "CNY", "case", 3));
    assert_eq!(repair["targets"][0]["total"]["remedy"], owed(7000, "CNY", "case", 4));
    assert_eq!(service["targets"][0]["periods"][1]["remedy"], owed(30, "EUR", "period", 1));
    assert_eq!(json["remedies"][1], serde_json::json!({"currency": "EUR", "minor": 636, "places": 2}));
    // A period is not owed for by team: that is told of the commitment alone.
    let json = folder().promise(&["report", "--format", "json", "--by", "team"]).ended(0).json();
    let [repair, service] = [0, 1].map(|place| &json["commitments"][place]);
    assert_eq!(repair["targets"][0]["totals"][1]["remedy"], owed(3000, "CNY", "case", 2));
    assert!(service["targets"][0]["totals"][1].get("remedy").is_none());
    assert_eq!(service["remedy"], owed(636, "EUR", "period", 2));
}

#[test]
fn nothing_is_written_over_something_else() {
    let output = folder().promise(&["report", "--output", "r.txt", "--remedies", "r.txt"]).ended(2);
    assert!(output.stderr.contains("r.txt"), "{}", output.stderr);
    let output = folder().promise(&["report", "--rejects", "r.csv", "--remedies", "r.csv"]).ended(2);
    assert!(output.stderr.contains("r.csv"), "{}", output.stderr);
    folder().promise(&["report", "--remedies", "-"]).ended(2);
}
