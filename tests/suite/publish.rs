//! `promise publish`: what customers read, what they must not, and whether pages stay true.

use crate::command::{Folder, Output, promise};
use std::fs;

const TEXT: &str =
    "We answer your message within 4 hours of receiving it, in 95% of cases each calendar month.";

fn definition() -> String {
    format!(
        r#"
[[commitment]]
id = "answer"
title = {{ en = "Messages answered", zh = "答复留言" }}
text = {{ en = "{TEXT}", zh = "自收到您的留言起4小时内答复，达成率不低于95%（按自然月统计）。" }}
status = "published"
owner = "secret-owner@example.com"
applies = {{ type = "message", sub_channel = ["web_form", "phone"] }}
standard = "secret-standard"
contact = "400-800-1234"
published = ["../site/promises.en.html", "../site/promises.zh.html"]
escalation = {{ after = "2h", to = "secret-manager" }}
effective = {{ from = 2026-01-01 }}

[[commitment.target]]
clock = "secret-clock"
within = "4h"
share = "95%"
per = "month"

[[commitment.exception]]
id = "secret-exception"
when = {{ hold_reason = "outage" }}
text = {{ en = "A line is down.", zh = "线路中断。" }}
instead = {{ en = "We call you back.", zh = "我们给您回电。" }}

[commitment.remedy]
amount = 20
currency = "CNY"
per = "case"
paid_within = "7 days"
claim = {{ how = "on-request", evidence = "your receipt", approval = "secret-approver", within = "30 days" }}

[[standard]]
id = "secret-standard"
owner = "secret-owner@example.com"
[[standard.target]]
clock = "secret-clock"
within = "3h"
share = "95%"
per = "month"

[[clock]]
id = "secret-clock"
start = "secret_start"
stop = "secret_stop"
pause = [{{ name = "waiting_for_customer", max = "2 days", remind = "24h" }}, {{ name = "bank_check", max = "8h" }}]
"#
    )
}

const LOG: &str = r#"
[[log]]
id = "secret-log"
path = "../log.csv"
case = "case"
columns = { secret_start = "from", secret_stop = "to" }
pauses = { waiting_for_customer = { columns = ["w1", "w2"] }, bank_check = { columns = ["b1", "b2"] } }
timestamps = "%Y-%m-%d %H:%M"
timezone = "Asia/Shanghai"
"#;

const ROWS: &str = "case,from,to,type,sub_channel,hold_reason,w1,w2,b1,b2
SECRET-1,2026-02-03 09:00,2026-02-03 10:00,message,phone,,,,,
SECRET-2,2026-02-04 09:00,2026-02-04 19:00,message,phone,,,,,
SECRET-3,2026-02-05 09:00,2026-02-05 19:00,message,phone,outage,,,,
SECRET-4,2026-03-03 09:00,2026-03-03 10:00,message,web_form,,,,,
";

/// The definitions above, with a log and no pages.
fn folder() -> Folder {
    Folder::new().file("commitments/a.toml", definition() + LOG).file("log.csv", ROWS)
}

fn publish(folder: &Folder, arguments: &[&str]) -> Output {
    folder.promise(&[&["publish", "--today", "2026-03-10"], arguments].concat())
}

/// The same with a page in each language.
fn site() -> Folder {
    let folder = folder();
    let written = publish(&folder, &["--into", "site"]).ended(0);
    assert!(written.stderr.contains("promises.en.html written") && written.stdout.is_empty());
    folder
}

fn check(folder: &Folder, codes: &str) -> Vec<String> {
    let arguments = ["check", "--select", codes, "--today", "2026-03-10", "--format", "json"];
    let json = folder.promise(&arguments).json();
    let findings = json["findings"].as_array().unwrap().iter();
    findings.map(|found| format!("{} {}", found["code"].as_str().unwrap(), found["message"])).collect()
}

fn change(folder: &Folder, file: &str, from: &str, to: &str) {
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn customers_read_what_they_look_for_and_no_internal_names() {
    let folder = folder();
    for (language, wanted) in [
        (
            "en",
            &[
                "### Messages answered",
                TEXT,
                "- within 4 hours, in 95% of cases each month",
                "- type: message\n- sub channel: web form or phone",
                "- Hours count day and night, every day.",
                "the time in which we wait for you does not count, for at most 2 days; we remind you after 24 hours.",
                "what you show us for what we owe you: your receipt.",
                "while your case is “bank check”, for at most 8 hours.",
                "- A line is down. We call you back.",
                "- You get 20 CNY for each case in which we fail.\n- You have it within 7 days.",
                "- Ask us for it. Ask within 30 days.",
                "**Questions and complaints**\n\n- 400-800-1234",
                "- In force since 2026-01-01.",
                "*Results as of 2026-03-03 10:00.*",
                "| within 4 hours, in 95% of cases each month | 2026-02 | **broken** | 50.00% | 1 | 1 | 0 | 1 |",
            ][..],
        ),
        (
            "zh",
            &[
                "### 答复留言",
                "- 4小时内，达成率不低于95%（按月）",
                "请答复我们的询问：等待您答复的时间不计入，最多2天；24小时后我们会提醒您。",
                "- 线路中断。我们给您回电。",
                "- 每一未兑现的个案，您可得20 CNY。\n- 7天内支付。",
                "- 须向我们提出申请。请在30天内申请。",
                "| 2026-02 | **未兑现** | 50.00% | 1 | 1 | 0 | 1 |",
            ],
        ),
    ] {
        for format in ["markdown", "html"] {
            let page = publish(&folder, &["--language", language, "--format", format]).ended(0).stdout;
            assert!(!page.to_lowercase().contains("secret"), "{page}");
            for text in wanted.iter().filter(|_| format == "markdown") {
                assert!(page.contains(text), "{text:?} is not in\n{page}");
            }
        }
    }
}

#[test]
fn only_what_customers_are_told_is_shown() {
    let folder = folder();
    change(&folder, "commitments/a.toml", "\"published\"", "\"suspended\"");
    let page = |arguments: &[&str]| publish(&folder, &[&["--format", "markdown"], arguments].concat());
    assert!(page(&[]).ended(0).stdout.contains("*Suspended: at present this promise does not apply.*"));
    change(&folder, "commitments/a.toml", "\"suspended\"", "\"draft\"");
    let none = page(&[]).ended(0).stdout;
    assert!(none.contains("No promise is published at present.") && !none.contains(TEXT));
    assert!(page(&["--commitment", "answer"]).ended(2).stderr.contains("`answer` is not on a page"));
    assert!(page(&["--commitment", "anser"]).ended(2).stderr.contains("did you mean \"answer\"?"));
}

#[test]
fn that_there_are_no_results_is_said_only_where_it_is_known() {
    let said = |folder: &Folder, arguments: &[&str]| {
        let page = publish(folder, &[&["--format", "markdown"], arguments].concat()).ended(0).stdout;
        (page.contains("There are no results yet."), page.contains("| 2026-02 |"))
    };
    let without_log = Folder::new().file("commitments/a.toml", definition());
    assert_eq!(said(&without_log, &[]), (true, false));
    assert_eq!(said(&folder(), &[]), (false, true));
    assert_eq!(said(&folder(), &["--without-results"]), (false, false));
    // Before the first period is over nothing was kept or broken.
    let early = publish(&folder(), &["--format", "markdown", "--as-of", "2026-02-20"]).ended(0).stdout;
    assert!(early.contains("| 2026-01 | **no cases** | – | 0 | 0 | 0 | 0 |"), "{early}");
    // A log that is not there is an error, not a page without results.
    fs::remove_file(without_log.path().join("commitments/a.toml")).unwrap();
    let lost = without_log.file("commitments/a.toml", definition() + LOG);
    publish(&lost, &[]).ended(2);
}

#[test]
fn the_results_of_a_period_with_two_versions_are_those_of_both() {
    let text = definition() + LOG;
    let (commitment, rest) = text.split_once("[[standard]]").unwrap();
    let first = commitment.replace("from = 2026-01-01", "from = 2026-01-01, until = 2026-02-04");
    let second = commitment.replace("from = 2026-01-01", "from = 2026-02-04").replace("\"4h\"", "\"12h\"");
    let both = format!("{first}{second}[[standard]]{rest}").replace("within 4 hours", "in time");
    let folder = Folder::new().file("commitments/a.toml", both).file("log.csv", ROWS);
    let page = publish(&folder, &["--format", "markdown"]).ended(0).stdout;
    for row in [
        "| within 12 hours, in 95% of cases each month | 2026-02 | **kept** | 100.00% | 1 | 0 | 0 | 1 |",
        "| within 4 hours, in 95% of cases each month (terms since 2026-01-01) | 2026-02 | **kept** | 100.00% | 1 | 0 | 0 | 0 |",
        "- Since 2026-02-04: We promise you less: within 12 hours, in 95% of cases each month (before: within 4 hours, in 95% of cases each month).",
    ] {
        assert!(page.contains(row), "{row} is not in\n{page}");
    }
    // Before the day the next version is announced.
    let before =
        folder.promise(&["publish", "--format", "markdown", "--today", "2026-02-01"]).ended(0).stdout;
    assert!(before.contains("- From 2026-02-04: We promise you less: within 12 hours"), "{before}");
}

#[test]
fn what_changed_is_told_without_internal_names() {
    let text = definition();
    let (commitment, rest) = text.split_once("[[standard]]").unwrap();
    let first = commitment.replace("from = 2026-01-01", "from = 2026-01-01, until = 2026-03-01");
    let second = commitment
        .replace("from = 2026-01-01", "from = 2026-03-01")
        .replace("secret-approver", "secret-other")
        .replace("sub_channel = [\"web_form\", \"phone\"]", "sub_channel = [\"web_form\"]")
        .replace("secret-owner", "secret-else")
        .replace("amount = 20", "amount = 30");
    let folder = Folder::new().file("commitments/a.toml", format!("{first}{second}[[standard]]{rest}"));
    for (language, wanted) in [
        (
            "en",
            [
                "- Since 2026-03-01: You get more if we fail: amount 30 (before: 20).",
                "- Since 2026-03-01: No longer covered: type: message, sub channel: phone",
            ],
        ),
        (
            "zh",
            [
                "- 自2026-03-01起：未兑现时您得到的更多：金额 30（此前：20）。",
                "- 自2026-03-01起：不再适用：type：message，sub channel：phone",
            ],
        ),
    ] {
        let arguments = ["--format", "markdown", "--language", language];
        let page = publish(&folder, &arguments).ended(0).stdout;
        let (_, changes) =
            page.split_once(if language == "en" { "**What changed**" } else { "**变更情况**" }).unwrap();
        assert!(!changes.contains("secret"), "{changes}");
        for line in wanted {
            assert!(changes.contains(line), "{line} is not in\n{changes}");
        }
    }
}

#[test]
fn a_page_in_each_language_is_clean_and_made_alike_each_time() {
    let folder = site();
    assert_eq!(check(&folder, "CON003,CON014"), [""; 0]);
    for language in ["en", "zh"] {
        let written = fs::read_to_string(folder.path().join(format!("site/promises.{language}.html")));
        assert_eq!(publish(&folder, &["--language", language]).ended(0).stdout, written.unwrap());
    }
    let checked = publish(&folder, &["--check", "site/promises.en.html", "site/promises.zh.html"]).ended(0);
    assert_eq!(
        (checked.stdout.as_str(), checked.stderr.as_str()),
        ("", "site/promises.en.html matches its source\nsite/promises.zh.html matches its source\n")
    );
}

#[test]
fn what_no_longer_matches_is_found_shown_and_mended() {
    let folder = site();
    change(&folder, "commitments/a.toml", "400-800-1234", "400-800-9999");
    let found = check(&folder, "CON003,CON014");
    assert_eq!(found.len(), 2, "{found:?}");
    let message = "this page no longer matches its source: it says \\\"<dd>400-800-1234</dd>\\\", and should say \
                   \\\"<dd>400-800-9999</dd>\\\"";
    assert_eq!(found[0], format!("CON014 \"{message}\""));
    let checked = publish(&folder, &["--check", "site/promises.en.html"]).ended(1);
    for text in ["-<dd>400-800-1234</dd>", "+<dd>400-800-9999</dd>"] {
        assert!(checked.stdout.contains(text), "{}", checked.stdout);
    }
    assert!(checked.stderr.contains("no longer matches its source, from line "), "{}", checked.stderr);
    folder.promise(&["check", "--select", "CON014", "--fix", "--today", "2026-03-10"]).ended(0);
    assert_eq!(check(&folder, "CON003,CON014"), [""; 0]);
    // The results are those that were published.
    let page = fs::read_to_string(folder.path().join("site/promises.en.html")).unwrap();
    assert!(
        page.contains("400-800-9999") && page.contains("<!-- promise as of 2026-03-03T10:00:00+08:00 -->")
    );
    assert_eq!(page, publish(&folder, &["--language", "en"]).ended(0).stdout);
}

#[test]
fn a_changed_text_is_found_by_both_rules_and_mended_by_their_fixes() {
    let folder = site();
    change(&folder, "commitments/a.toml", "answer your message", "reply to your message");
    let found = check(&folder, "CON003,CON014");
    let codes: Vec<_> = found.iter().map(|found| &found[..6]).collect();
    assert!(codes.contains(&"CON003") && codes.contains(&"CON014"), "{found:?}");
    folder.promise(&["check", "--select", "CON003,CON014", "--fix", "--today", "2026-03-10"]).ended(0);
    assert_eq!(check(&folder, "CON003,CON014"), [""; 0]);
}

#[test]
fn a_page_changed_by_hand_is_no_longer_its_source() {
    let folder = site();
    change(
        &folder,
        "site/promises.en.html",
        "<main id=\"main\">",
        "<main id=\"main\">\n<p>We are the best.</p>",
    );
    let found = check(&folder, "CON014");
    assert!(found.len() == 1 && found[0].contains("We are the best."), "{found:?}");
    // Line ends are the checkout's affair.
    let folder = site();
    change(&folder, "site/promises.en.html", "\n", "\r\n");
    assert_eq!(check(&folder, "CON014"), [""; 0]);
    publish(&folder, &["--check", "site/promises.en.html"]).ended(0);
    // A marker that tells nothing cannot be believed.
    change(&folder, "site/promises.en.html", "format=html", "format=pdf");
    assert!(check(&folder, "CON014")[0].contains("does not say how the page was made"));
    let refused = publish(&folder, &["--check", "site/promises.en.html"]).ended(2);
    assert!(refused.stderr.contains("is no page of `promise publish`"), "{}", refused.stderr);
}

#[test]
fn results_are_compared_only_with_those_of_the_same_time() {
    let folder = site();
    let page = "site/promises.en.html";
    let same = ["--check", page, "--as-of", "2026-03-03T10:00:00"];
    publish(&folder, &same).ended(0);
    change(&folder, page, "</span> broken</span>", "</span> kept</span>");
    publish(&folder, &["--check", page]).ended(0);
    assert!(publish(&folder, &same).ended(1).stdout.contains("+<tr>"));
    let other = publish(&folder, &["--check", page, "--as-of", "2026-04-05"]).ended(0);
    assert!(
        other.stderr.contains("were not compared with those as of 2026-04-06T00:00:00+08:00"),
        "{}",
        other.stderr
    );
}

#[test]
fn a_page_of_some_promises_says_which() {
    let folder = folder();
    change(&folder, "commitments/a.toml", "id = \"answer\"", "id = \"答复, > 留言\"");
    let page = publish(&folder, &["--commitment", "答复, > 留言", "--format", "markdown"]);
    // A comma divides ids, here as in every command.
    assert_eq!(page.code, 2);
    change(&folder, "commitments/a.toml", "答复, > 留言", "答复 --> 留言");
    let page = publish(&folder, &["--commitment", "答复 --> 留言", "--format", "markdown"]).ended(0).stdout;
    let first = page.lines().next().unwrap();
    assert_eq!(first, "<!-- promise page: format=markdown language=en commitments=答复%20-%2D%3E%20留言 -->");
    let folder = folder.file("page.md", &page);
    publish(&folder, &["--check", "page.md"]).ended(0);
}

#[test]
fn the_sample_is_published_in_both_languages() {
    for (language, wanted) in
        [("en", "### Refunds paid within 5 business days"), ("zh", "### 1个工作小时内首次答复")]
    {
        let arguments = ["publish", "commitments", "--format", "markdown", "--today", "2026-10-01"];
        let page = promise(&[&arguments[..], &["--language", language]].concat()).run().ended(0).stdout;
        assert!(page.contains(wanted) && page.contains("| 2026-Q3 |"), "{page}");
        assert!(!page.contains("lanhe.example.com/") && !page.contains("customer-relations@"), "{page}");
    }
}
