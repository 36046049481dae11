//! FEA011: remedies of past cases against their cap and budget.

use crate::history::{NONE, check, folder, found, reply, rows, says};

/// What FEA011 says of cases that are late, so many on each day, under a remedy of these terms.
fn owed(terms: &str, late: &[(&str, usize)]) -> Vec<String> {
    let late: Vec<_> = late.iter().map(|(day, count)| rows(*count, day, 8, "")).collect();
    says("FEA011", &promised(terms), "", &late)
}

fn promised(terms: &str) -> String {
    reply("", "within = \"4h\"\nshare = \"80%\"\nper = \"month\"")
        + &format!("[commitment.remedy]\ncurrency = \"CNY\"\n{terms}\n")
}

const TWENTY: &str = "amount = 20\nper = \"case\"";

#[test]
fn the_mean_of_the_periods_is_held_against_the_cap_and_the_budget() {
    let months = [("2026-03-02", 3), ("2026-04-02", 2)];
    let capped =
        |amount: &str| owed(&format!("{TWENTY}\ncap = {{ amount = {amount}, per = \"month\" }}"), &months);
    assert_eq!(capped("50"), NONE);
    assert_eq!(
        capped("49.99"),
        [
            "warning: past cases would be owed 50.00 CNY a month (the mean of 2), and the cap is 49.99 CNY: customers get less than they are told"
        ]
    );
    let planned =
        |amount: &str| owed(&format!("{TWENTY}\nbudget = {{ amount = {amount}, per = \"month\" }}"), &months);
    assert_eq!(planned("50"), NONE);
    assert_eq!(
        planned("49"),
        ["warning: past cases are owed 50.00 CNY a month (the mean of 2), and the budget is 49.00 CNY"]
    );
    // Without either there is nothing to hold it against, and words alone owe no money.
    assert_eq!(owed(TWENTY, &months), NONE);
    assert_eq!(owed("text = \"We say sorry.\"\ncap = { amount = 1, per = \"month\" }", &months), NONE);
}

#[test]
fn a_budget_pays_what_the_cap_leaves() {
    let both = |budget: &str| {
        let bounds = format!(
            "cap = {{ amount = 30, per = \"month\" }}\nbudget = {{ amount = {budget}, per = \"quarter\" }}"
        );
        owed(&format!("{TWENTY}\n{bounds}"), &[("2026-01-05", 3), ("2026-02-02", 1), ("2026-03-02", 2)])
    };
    // 60, 20 and 40 before the cap; 30, 20 and 30 after it.
    let over_the_cap = "warning: past cases would be owed 40.00 CNY a month (the mean of 3)";
    let [cap] = &both("80")[..] else { panic!("{:?}", both("80")) };
    assert!(cap.starts_with(over_the_cap), "{cap}");
    let [cap, budget] = &both("79")[..] else { panic!("{:?}", both("79")) };
    assert!(cap.starts_with(over_the_cap), "{cap}");
    assert!(budget.contains("owed 80.00 CNY a quarter (the mean of 1), and the budget is 79.00"), "{budget}");
}

#[test]
fn periods_without_a_claim_count_and_the_one_that_runs_does_not() {
    let of =
        |late: &[(&str, usize)]| owed(&format!("{TWENTY}\ncap = {{ amount = 20, per = \"month\" }}"), late);
    // Nothing was late in February.
    assert_eq!(of(&[("2026-01-05", 3), ("2026-02-02", 0), ("2026-03-02", 0)]).len(), 1);
    let quiet = rows(3, "2026-01-05", 8, "") + &rows(1, "2026-02-02", 1, "") + &rows(1, "2026-03-02", 1, "");
    let terms = promised(&format!("{TWENTY}\ncap = {{ amount = 20, per = \"month\" }}"));
    assert_eq!(says("FEA011", &terms, "", &[quiet]), NONE);
    // June counts from its end on.
    let until = |as_of: &str| {
        let log = rows(1, "2026-05-04", 8, "") + &rows(9, "2026-06-12", 8, "");
        let folder = folder(&terms, &format!("received,answered\n{log}"));
        let arguments = ["check", ".", "--logs", "--select", "FEA011", "--as-of", as_of, "--format", "json"];
        let json = folder.promise(&[&arguments[..], &["--fail-on", "never"]].concat()).ended(0).json();
        json["findings"].as_array().unwrap().len()
    };
    assert_eq!((until("2026-06-29"), until("2026-06-30")), (0, 1));
}

#[test]
fn a_year_that_has_begun_counts_once_it_is_over_its_budget() {
    let of = |late: usize| {
        owed(&format!("{TWENTY}\nbudget = {{ amount = 100, per = \"year\" }}"), &[("2026-03-02", late)])
    };
    assert_eq!(of(5), NONE);
    assert_eq!(of(6), ["warning: this year is already owed 120.00 CNY, and the budget is 100.00 CNY"]);
}

#[test]
fn what_is_owed_by_period_and_in_percent_counts_too() {
    let tiers = |budget: &str| {
        let terms = "tiers = [{ below = \"80%\", amount = 100 }, { below = \"50%\", amount = 300 }]";
        let budget = format!("budget = {{ amount = {budget}, per = \"month\" }}");
        // March fell below half, April did not.
        let log = [rows(3, "2026-03-02", 8, ""), rows(3, "2026-04-02", 1, "")];
        says("FEA011", &promised(&format!("{terms}\n{budget}")), "", &log)
    };
    assert_eq!((tiers("150"), tiers("149").len()), (vec![], 1));
    let percent = |cap: &str| {
        let terms = format!(
            "amount = \"10%\"\nof = \"fee\"\nper = \"case\"\ncap = {{ amount = {cap}, per = \"day\" }}"
        );
        // What has no fee has no amount.
        let log = [rows(2, "2026-03-02", 8, ",99.90"), rows(1, "2026-03-02", 8, ",")];
        says("FEA011", &promised(&terms), ",fee", &log)
    };
    assert_eq!((percent("19.98"), percent("19.97").len()), (vec![], 1));
}

#[test]
fn drafts_owe_nothing_and_the_place_of_the_amount_is_told() {
    let terms = format!("{TWENTY}\ncap = {{ amount = 1, per = \"month\" }}");
    let log = format!("received,answered\n{}", rows(1, "2026-03-02", 8, ""));
    assert_eq!(found(&folder(&promised(&terms).replace("published", "draft"), &log), "FEA011"), NONE);
    let json = check(&folder(&promised(&terms), &log), "FEA011").ended(0).json();
    let finding = &json["findings"][0];
    let line = |text: &str| promised(&terms).lines().position(|line| line.contains(text)).unwrap() + 1;
    assert_eq!(finding["id"], "reply");
    assert_eq!(finding["line"], line("cap ="));
    assert_eq!(finding["related"][0]["line"], line("amount = 20"));
    assert!(finding["help"].as_str().unwrap().starts_with("raise the cap"), "{finding}");
}

/// What is owed is what the report owes.
#[test]
fn the_rule_reckons_as_the_report_does() {
    let terms = format!(
        "{TWENTY}\nbudget = {{ amount = 1, per = \"month\" }}\ncap = {{ amount = 70, per = \"month\" }}"
    );
    let log = [rows(5, "2026-03-02", 8, ""), rows(2, "2026-03-03", 1, ""), rows(3, "2026-04-02", 8, "")];
    let folder = folder(&promised(&terms), &format!("received,answered\n{}", log.concat()));
    let report =
        folder.promise(&["report", ".", "--as-of", "2026-06-30", "--format", "json"]).ended(0).json();
    let periods = report["commitments"][0]["targets"][0]["periods"].as_array().unwrap();
    let owed: Vec<_> = periods.iter().map(|period| period["remedy"]["minor"].as_i64().unwrap()).collect();
    assert_eq!(owed, [7_000, 6_000]);
    let said = found(&folder, "FEA011");
    assert!(said.iter().any(|said| said.contains("are owed 65.00 CNY a month (the mean of 2)")), "{said:?}");
}

#[test]
fn chinese_says_it_too() {
    let terms = format!("{TWENTY}\nbudget = {{ amount = 10, per = \"month\" }}");
    let folder = folder(&promised(&terms), &format!("received,answered\n{}", rows(1, "2026-03-02", 8, "")));
    let arguments = ["check", ".", "--logs", "--select", "FEA011", "--lang", "zh", "--as-of", "2026-06-30"];
    let text = folder.promise(&arguments).ended(0).stdout;
    assert!(
        text.contains("照过去的个案，每月应付补偿 20.00 CNY（1 个周期的平均），而预算是 10.00 CNY"),
        "{text}"
    );
}
