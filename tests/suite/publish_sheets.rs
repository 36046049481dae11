//! `promise publish --staff`: what a team reads, when the example cases on it are due, and whether sheets stay true.

use crate::command::{Folder, Output, promise};
use crate::snapshot::{compare, without_assets};
use std::fs;

/// Complaints of a team with make-up workdays, a standard, a pause, an exception and an escalation; messages of
/// nobody.
const DEFINITION: &str = r#"
[[commitment]]
id = "complaint"
title = { en = "Complaints settled", zh = "投诉办结" }
text = { en = "We settle your complaint within 16 business hours of receiving it, in 90% of cases each calendar month.", zh = "自收到您的投诉起16个工作小时内办结，达成率不低于90%（按自然月统计）。" }
status = "published"
owner = "complaints@example.com"
applies = { type = "complaint" }
standard = "complaint-desk"
effective = { from = 2026-01-01 }
review_by = 2026-12-31
contact = "400-800-1234"
published = ["../staff.html"]
escalation = { after = "6 business hours", to = "duty manager" }

[[commitment.target]]
clock = "settlement"
within = "16 business hours"
share = "90%"
per = "month"

[[commitment.exception]]
when = { hold_reason = "laboratory" }
text = { en = "A laboratory has to test it.", zh = "须送检。" }
instead = { en = "We tell you the date of the test.", zh = "我们告知检测日期。" }

[commitment.remedy]
text = "You get 20 yuan."
amount = 20
currency = "CNY"
per = "case"
paid_within = "7 days"
claim = { how = "on-request", evidence = "receipt", approval = "head of finance", within = "30 days" }

[[commitment]]
id = "notice"
text = "We tell you of a visit 2 business days ahead, in 95% of cases each calendar month."
status = "pilot"
owner = "visits@example.com"
pilot = { where = { region = "east" }, from = 2026-09-01, until = 2026-12-31, min_cases = 50 }
standard = "notice-desk"
[[commitment.target]]
clock = "notice"
ahead = "2 business days"
share = "95%"
per = "month"

[[commitment]]
id = "answer"
text = "We answer by the time agreed with you, in 95% of cases each calendar month."
status = "suspended"
[[commitment.target]]
clock = "answer"
by = "agreed_until"
share = "95%"
per = "month"

[[commitment]]
id = "secret-draft"
status = "draft"
owner = "secret-drafts@example.com"

[[standard]]
id = "complaint-desk"
title = "Complaint desk"
owner = "quality@example.com"
applies = { type = "complaint" }
depends_on = ["notice-desk"]
[[standard.target]]
clock = "settlement"
within = "12 business hours"
share = "92%"
per = "month"

[[standard]]
id = "notice-desk"
[[standard.target]]
clock = "notice"
ahead = "3 business days"
share = "95%"
per = "month"

[[clock]]
id = "settlement"
start = "received"
stop = { event = ["resolved", "closed"], which = "last" }
pause = { name = "waiting_for_customer", max = "10 business days", remind = "3 business days" }
calendar = "office"
reopen = "resume"

[[clock]]
id = "notice"
start = "called"
stop = "visited"
calendar = "office"

[[clock]]
id = "answer"
start = "received"
stop = "answered"

[[calendar]]
id = "office"
timezone = "Asia/Shanghai"
hours = { mon-fri = ["09:00-12:00", "13:30-18:00"] }
closed = ["2026-09-25..2026-09-27", "2026-10-01..2026-10-07"]
open = { 2026-09-20 = ["09:00-12:00", "13:30-18:00"], 2026-10-10 = ["09:00-12:00", "13:30-18:00"] }
years = 2026
"#;

const SETTINGS: &str = "[suspension]\nwho = \"director\"\nmax = \"72h\"\nnotice = \"1h\"\n";

fn folder() -> Folder {
    Folder::new().file("commitments/a.toml", DEFINITION).file("commitments/promise.toml", SETTINGS)
}

fn sheets(folder: &Folder, arguments: &[&str]) -> Output {
    folder.promise(&[&["publish", "--staff", "--today", "2026-09-28"], arguments].concat())
}

fn markdown(folder: &Folder, arguments: &[&str]) -> String {
    sheets(folder, &[&["--format", "markdown"], arguments].concat()).ended(0).stdout
}

/// A folder with one promise on a calendar, and the rows of its examples from a day on.
fn examples(target: &str, calendar: &str, today: &str) -> Vec<String> {
    let definition = format!(
        "[[commitment]]\nid = \"a\"\nstatus = \"published\"\ntext = \"x\"\n[[commitment.target]]\nclock = \"c\"\n{target}\n\
         [[clock]]\nid = \"c\"\nstart = \"from\"\nstop = \"to\"\n{calendar}"
    );
    let folder = Folder::new().file("commitments/a.toml", definition);
    let page =
        folder.promise(&["publish", "--staff", "--today", today, "--format", "markdown"]).ended(0).stdout;
    let rows = page.lines().filter(|line| line.starts_with("| ")).skip(2);
    rows.map(|row| row.trim_matches(['|', ' ']).to_owned()).collect()
}

fn change(folder: &Folder, from: &str, to: &str) {
    let path = folder.path().join("commitments/a.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "there is no {from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

fn contains(page: &str, wanted: &[&str]) {
    for text in wanted {
        assert!(page.contains(text), "{text:?} is not in\n{page}");
    }
}

/// By hand: a day has 7.5 business hours; 1 to 7 October is shut, Saturday 10 October is worked.
#[test]
fn examples_over_the_golden_week_are_due_as_computed_by_hand() {
    contains(
        &markdown(&folder(), &["--owner", "complaints@example.com"]),
        &[
            "Examples in local time of Asia/Shanghai: within 16 business hours, in 90% of cases each month\n",
            "| case | starts | due as promised | due by the standard | escalated |\n",
            // 6.5 + 7.5 + 2 hours; 6.5 + 5.5; 6.
            "| on an ordinary day | Mon 2026-09-28 10:00 | Wed 2026-09-30 11:00 | Tue 2026-09-29 16:00 | Mon 2026-09-28 17:30 |",
            // 0.5 + 7.5 + 7.5 + 0.5 hours over a common weekend, which the one of the make-up day is not.
            "| late, before days off | Fri 2026-10-16 17:30 | Wed 2026-10-21 09:30 | Tue 2026-10-20 14:30 | Mon 2026-10-19 16:00 |",
            // 0.5 hours before the week, 7.5 on the 8th and on the 9th, 0.5 on the make-up day.
            "| before the days off Thu 2026-10-01 to Wed 2026-10-07 | Wed 2026-09-30 17:30 | Sat 2026-10-10 09:30 | Fri 2026-10-09 14:30 | Thu 2026-10-08 16:00 |",
        ],
    );
}

/// By hand: back from Thursday 8 October, the working days are 30 and 29 and 28 September.
#[test]
fn notices_are_counted_back_from_the_event() {
    contains(
        &markdown(&folder(), &["--owner", "visits@example.com"]),
        &[
            "| event | takes place | notice due as promised | notice due by the standard |\n",
            "| after the days off Thu 2026-10-01 to Wed 2026-10-07 | Thu 2026-10-08 09:30 | Tue 2026-09-29 18:00 | Mon 2026-09-28 18:00 |",
            "- Counted back from the event “visited” to the notice “called”.",
        ],
    );
}

#[test]
fn the_calendar_decides_which_cases_are_shown() {
    let office = "calendar = \"o\"\n[[calendar]]\nid = \"o\"\ntimezone = \"Europe/Berlin\"\nhours = { mon-fri = \"09:00-17:00\" }";
    // Clocks go from 02:00 to 03:00 on Sunday 29 March: 24 hours later it is an hour later on the clock.
    assert_eq!(
        examples("within = \"24h\"", office, "2026-03-10")[2],
        "before clocks go forward on Sun 2026-03-29 | Sun 2026-03-29 01:30 | Mon 2026-03-30 02:30"
    );
    // Business hours see nothing of the night.
    assert_eq!(
        examples("within = \"4 business hours\"", office, "2026-03-10")[2],
        "before clocks go forward on Sun 2026-03-29 | Fri 2026-03-27 16:30 | Mon 2026-03-30 12:30"
    );
    // A holiday has its name, and a short limit runs over it too.
    let holiday = format!("{office}\nholidays = \"../h.ics\"");
    let calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Karfreitag\nDTSTART;VALUE=DATE:20260403\nEND:VEVENT\nEND:VCALENDAR\n";
    let definition = |calendar: &str| {
        format!(
            "[[commitment]]\nid = \"a\"\nstatus = \"published\"\ntext = \"x\"\n[[commitment.target]]\nclock = \"c\"\n\
             within = \"10 business minutes\"\n[[clock]]\nid = \"c\"\nstart = \"from\"\nstop = \"to\"\n{calendar}"
        )
    };
    let folder = Folder::new().file("commitments/a.toml", definition(&holiday)).file("h.ics", calendar);
    let page = markdown_of(&folder, "2026-03-10");
    contains(
        &page,
        &[
            "| before the days off Fri 2026-04-03 to Sun 2026-04-05 (Karfreitag) | Thu 2026-04-02 16:55 | Mon 2026-04-06 09:05 |",
        ],
    );
}

#[test]
fn without_holidays_a_case_out_of_hours_is_shown() {
    let calendar = |hours: &str| {
        format!(
            "calendar = \"o\"\n[[calendar]]\nid = \"o\"\ntimezone = \"Asia/Shanghai\"\nhours = {{ {hours} }}"
        )
    };
    let hour = "within = \"1 business hour\"";
    assert_eq!(
        examples(hour, &calendar("mon-sun = \"09:00-17:00\""), "2026-03-10"),
        [
            "on an ordinary day | Tue 2026-03-10 10:00 | Tue 2026-03-10 11:00",
            "shortly before we close | Tue 2026-03-10 16:30 | Wed 2026-03-11 09:30",
            "while we are closed | Tue 2026-03-10 19:00 | Wed 2026-03-11 10:00",
        ]
    );
    // A shift belongs to the day on which it begins.
    assert_eq!(
        examples(hour, &calendar("mon-fri = \"22:00-06:00\""), "2026-03-10"),
        [
            "on an ordinary day | Tue 2026-03-10 23:00 | Wed 2026-03-11 00:00",
            "late, before days off | Sat 2026-03-14 05:30 | Mon 2026-03-16 22:30",
            "while we are closed | Wed 2026-03-11 08:00 | Wed 2026-03-11 23:00",
        ]
    );
    // What is never shut has no close to run over.
    assert_eq!(
        examples(hour, &calendar("mon-sun = \"00:00-24:00\""), "2026-03-10"),
        [
            "on an ordinary day | Tue 2026-03-10 01:00 | Tue 2026-03-10 02:00",
            "before the weekend | Fri 2026-03-13 23:30 | Sat 2026-03-14 00:30",
            "at night | Tue 2026-03-10 23:00 | Wed 2026-03-11 00:00",
        ]
    );
    assert_eq!(
        examples("within = \"7 days\"", "", "2026-03-10"),
        [
            "on an ordinary day | Tue 2026-03-10 10:00 | the end of Tue 2026-03-17",
            "before the weekend | Fri 2026-03-13 17:30 | the end of Fri 2026-03-20",
            "at night | Tue 2026-03-10 23:00 | the end of Tue 2026-03-17",
        ]
    );
}

fn markdown_of(folder: &Folder, today: &str) -> String {
    folder.promise(&["publish", "--staff", "--today", today, "--format", "markdown"]).ended(0).stdout
}

/// Without a calendar days end where the log's do, whatever other logs say.
#[test]
fn days_of_a_clock_without_a_calendar_are_those_of_the_log() {
    let log = |id: &str, zone: &str, serves: &str| {
        format!(
            "[[log]]\nid = \"{id}\"\npath = \"x.csv\"\ncolumns = {{ from = \"from\", to = \"to\" }}\ntimezone = \"{zone}\"\n\
             serves = [\"{serves}\"]\n"
        )
    };
    let logs = log("own", "America/New_York", "a") + &log("other", "Asia/Tokyo", "b");
    let other = "[[commitment]]\nid = \"b\"\n";
    assert_eq!(
        examples("within = \"24h\"", &format!("{logs}{other}"), "2026-03-02")[2],
        "before clocks go forward on Sun 2026-03-08 | Sun 2026-03-08 01:30 | Mon 2026-03-09 02:30"
    );
}

/// The dues of a sheet are those of the ledger for cases with the same starts.
#[test]
fn examples_are_due_when_cases_are() {
    let (_, calendar) = DEFINITION.split_once("[[calendar]]").unwrap();
    let definition = format!(
        r#"
[[commitment]]
id = "complaint"
status = "published"
text = "We settle it within 16 business hours."
standard = "complaint-desk"
[[commitment.target]]
clock = "settlement"
within = "16 business hours"

[[standard]]
id = "complaint-desk"
[[standard.target]]
clock = "settlement"
within = "2 business days"

[[clock]]
id = "settlement"
start = "received"
stop = "closed"
calendar = "office"

[[log]]
id = "tickets"
path = "../log.csv"
columns = {{ received = "from", closed = "to" }}
timestamps = "%Y-%m-%d %H:%M"
timezone = "Asia/Shanghai"

[[calendar]]{calendar}"#
    );
    let folder = Folder::new().file("commitments/a.toml", definition);
    let page = markdown(&folder, &[]);
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains(':') && !line.contains("---"))
        .map(|line| line.trim_matches(['|', ' ']).split(" | ").skip(1).map(|field| &field[4..]).collect())
        .collect();
    assert_eq!(rows.len(), 3, "{page}");
    let cases = rows.iter().map(|row| format!("{},", row[0])).collect::<Vec<_>>().join("\n");
    let folder = folder.file("log.csv", format!("from,to\n{cases}"));
    for (subject, place) in [("complaint", 1), ("complaint-desk", 2)] {
        let arguments = ["cases", "--commitment", subject, "--format", "csv", "--as-of", "2026-12-01"];
        let ledger = folder.promise(&arguments).ended(0).stdout;
        let dues: Vec<_> = ledger
            .lines()
            .skip(1)
            .filter(|line| line.split(',').nth(2) == Some(subject))
            .map(|line| line.split(',').nth(6).unwrap()[..16].replace('T', " "))
            .collect();
        assert_eq!(dues, rows.iter().map(|row| row[place]).collect::<Vec<_>>(), "{ledger}");
    }
}

#[test]
fn a_sheet_says_in_plain_words_what_a_team_works_to() {
    for (language, wanted) in [
        (
            "en",
            &[
                "## complaints@example.com\n",
                "- Decided by: director.\n- For at most 72 hours.\n- Notice to customers: 1 hour.\n",
                "### Complaints settled\n\nWe settle your complaint within 16 business hours",
                "- The standard is “Complaint desk”, of quality@example.com.\n",
                "- Promised: within 16 business hours, in 90% of cases each month. We work to: within 12 business hours, in 92% of cases each month.",
                "- Starts with “received”, stops with the last “resolved” or “closed”.\n",
                "- If a case is opened again, it runs on:",
                "- Business hours are the hours in which we are open: Mon–Fri 09:00–12:00, 13:30–18:00. We are closed on public holidays.\n",
                "- “waiting for customer”: the clock stands still, for at most 10 business days a case; then it runs on. Remind the customer after 3 business days.\n",
                "- The due moves later by the business time in which it stood still.\n",
                "- A laboratory has to test it. Such a case has hold reason: laboratory. For the customer: We tell you the date of the test.\n",
                "- The standard knows no exceptions: such cases count there.\n",
                "- When a case has lasted 6 business hours, call: duty manager.\n",
                "- You get 20 yuan.\n",
                "- Give it when the customer asks within 30 days.\n- The customer shows: receipt.\n- Approved by: head of finance.\n- Paid within 7 days.\n",
                "- 400-800-1234\n",
                "**The standard depends on**\n\n- “notice desk”\n",
                "- By 2026-12-31.\n",
                "- In force since 2026-01-01.\n",
                "*Pilot, not told to all customers: on region: east, from 2026-09-01, up to and including 2026-12-31, with at least 50 cases.*",
                "## Without an owner\n",
                "*Suspended: at present this promise does not apply.*",
                "- No standard is behind it: we work to what is promised.\n",
                "*No example: by agreed until, in 95% of cases each month. Each case has a due of its own, its “agreed until”.*",
            ][..],
        ),
        (
            "zh",
            &[
                "### 投诉办结\n",
                "- 所依标准：“Complaint desk”（负责：quality@example.com）。\n",
                "- 承诺：16个工作小时内，达成率不低于90%（按月）。我们的标准：12个工作小时内，达成率不低于92%（按月）。\n",
                "- 自“received”开始，至最后一个“resolved”、“closed”停止。\n",
                "- “waiting for customer”：暂停计时，每件个案最多10个工作日，此后继续计时。3个工作日后提醒客户。\n",
                "- 须送检。识别方式：hold reason：laboratory。为客户：我们告知检测日期。\n",
                "- 个案历时达到6个工作小时，即上报：duty manager。\n",
                "示例（Asia/Shanghai当地时间）：16个工作小时内，达成率不低于90%（按月）\n",
                "| 周四 2026-10-01至周三 2026-10-07休息前 | 周三 2026-09-30 17:30 | 周六 2026-10-10 09:30 | 周五 2026-10-09 14:30 | 周四 2026-10-08 16:00 |",
                "*试行，未向全部客户公布：范围：region：east，自2026-09-01起，至2026-12-31（含当日），至少50件个案。*",
                "## 未指定负责人\n",
            ],
        ),
    ] {
        let page = markdown(&folder(), &["--language", language]);
        contains(&page, wanted);
        assert!(!page.contains("secret"), "{page}");
        let html = sheets(&folder(), &["--language", language]).ended(0).stdout;
        assert_eq!(html.matches("<h2 id=\"t").count(), 3, "a sheet a team");
        assert_eq!(html.matches(" class=\"sheet\"").count(), 3, "each begins a page of its own");
    }
}

#[test]
fn one_owner_has_one_sheet_and_an_unknown_one_is_told_who_there_are() {
    let page = markdown(&folder(), &["--owner", "visits@example.com"]);
    let headings: Vec<_> = page.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings, ["## visits@example.com"]);
    let error = |owner: &str, language: &str| {
        sheets(&folder(), &["--owner", owner, "--lang", language]).ended(2).stderr
    };
    contains(
        &error("visit@example.com", "en"),
        &[
            "nobody called `visit@example.com` is the owner",
            "there are visits@example.com, complaints@example.com",
        ],
    );
    // One of drafts alone has no sheet.
    contains(
        &error("secret-drafts@example.com", "zh"),
        &["没有已发布", "现有的负责人：", "complaints@example.com"],
    );
    let refused = folder().promise(&["publish", "--owner", "visits@example.com"]).ended(2);
    contains(&refused.stderr, &["--staff"]);
}

#[test]
fn sheets_are_of_those_who_have_something_to_keep_on_the_day() {
    let folder = folder();
    // The pilot ends with its last day.
    let after = folder.promise(&["publish", "--staff", "--today", "2027-01-01", "--format", "markdown"]);
    let after = after.ended(0).stdout;
    assert!(!after.contains("visits@example.com") && after.contains("complaints@example.com"), "{after}");
    // Before its first day the terms are those to come, and no example starts earlier.
    let before = folder.promise(&["publish", "--staff", "--today", "2025-12-01", "--format", "markdown"]);
    contains(
        &before.ended(0).stdout,
        &["*In force from 2026-01-01.*", "| on an ordinary day | Thu 2026-01-01 10:00 |"],
    );
    change(
        &folder,
        "effective = { from = 2026-01-01 }",
        "effective = { from = 2026-01-01, until = 2026-09-30 }",
    );
    let ending = markdown(&folder, &["--owner", "complaints@example.com"]);
    // No case is shown that another version would judge.
    contains(
        &ending,
        &["- In force up to and including 2026-09-29.", "| on an ordinary day | Mon 2026-09-28 10:00 |"],
    );
    assert!(!ending.contains("| Wed 2026-09-30 17:30 |"), "{ending}");
    change(&folder, "status = \"published\"", "status = \"draft\"");
    change(&folder, "status = \"pilot\"", "status = \"draft\"");
    change(&folder, "status = \"suspended\"", "status = \"retired\"");
    let none = markdown(&folder, &[]);
    contains(&none, &["No promise is published, suspended or on pilot at present."]);
}

#[test]
fn a_standard_of_classes_stands_beside_a_promise_without() {
    let folder = folder();
    let urgent = "[[standard.target]]\nclock = \"settlement\"\nwithin = \"4 business hours\"\nshare = \"90%\"\nper = \"month\"\nwhen = { priority = \"urgent\" }\n";
    change(&folder, "depends_on = [\"notice-desk\"]\n", &format!("depends_on = [\"notice-desk\"]\n{urgent}"));
    let page = markdown(&folder, &["--owner", "complaints@example.com"]);
    // The standard's target without a condition is the promise's own; the urgent ones come beside.
    contains(
        &page,
        &[
            "We work to: within 12 business hours, in 92% of cases each month (all others).",
            "- We also work to: within 4 business hours, in 90% of cases each month (priority: urgent).",
        ],
    );
    change(
        &folder,
        "within = \"12 business hours\"\nshare = \"92%\"\nper = \"month\"",
        "within = \"12 business hours\"\nshare = \"92%\"\nper = \"month\"\nwhen = { priority = \"normal\" }",
    );
    let page = markdown(&folder, &["--owner", "complaints@example.com"]);
    contains(
        &page,
        &[
            "We work to: within 4 business hours, in 90% of cases each month (priority: urgent); within 12 business hours, in 92% of cases each month (priority: normal).",
            "| due by the standard: within 4 business hours, in 90% of cases each month (priority: urgent) |",
        ],
    );
}

#[test]
fn a_sheet_stays_the_same_until_its_source_changes() {
    let folder = folder();
    sheets(&folder, &["--output", "staff.html"]).ended(0);
    let on = |day: &str| folder.promise(&["publish", "--check", "staff.html", "--today", day]);
    let findings = || {
        let check = folder.promise(&[
            "check",
            "--select",
            "CON003,CON014",
            "--today",
            "2026-10-20",
            "--format",
            "json",
        ]);
        check.json()["findings"].as_array().unwrap().len()
    };
    // The examples are of the day on which it was made, though that is past.
    assert_eq!(on("2026-10-20").ended(0).stderr, "staff.html matches its source\n");
    assert_eq!(findings(), 0);
    // A holiday more makes them stale.
    change(&folder, "2026-10-01..2026-10-07", "2026-10-01..2026-10-08");
    contains(
        &on("2026-10-20").ended(1).stdout,
        &["+<tr><th scope=\"row\" class=\"long\">before the days off Thu 2026-10-01 to Thu 2026-10-08</th>"],
    );
    assert_eq!(findings(), 1);
    folder.promise(&["check", "--select", "CON014", "--fix", "--today", "2026-10-20"]).ended(0);
    on("2026-10-20").ended(0);
    let page = fs::read_to_string(folder.path().join("staff.html")).unwrap();
    contains(&page, &["<!-- promise page: format=html language=en for=staff today=2026-09-28 -->"]);
    // So does a pilot that is over.
    on("2027-01-01").ended(1);
    // And a sheet whose owner is gone.
    sheets(&folder, &["--owner", "visits@example.com", "--output", "staff.html"]).ended(0);
    on("2026-10-20").ended(0);
    on("2027-01-01").ended(1);
}

#[test]
fn sheets_in_each_language_are_made_alike_each_time() {
    let folder = folder();
    let written = sheets(&folder, &["--into", "site", "--format", "markdown"]).ended(0);
    contains(&written.stderr, &["staff.en.md written", "staff.zh.md written"]);
    for language in ["en", "zh"] {
        let page = fs::read_to_string(folder.path().join(format!("site/staff.{language}.md"))).unwrap();
        assert_eq!(markdown(&folder, &["--language", language]), page);
    }
}

#[test]
fn the_sheet_of_the_sample_is_kept() {
    for (name, arguments) in [
        ("staff.md", ["--format", "markdown", "--language", "en"]),
        ("staff.zh.md", ["--format", "markdown", "--language", "zh"]),
        ("staff.html", ["--format", "html", "--language", "en"]),
    ] {
        let sheet = [
            "publish",
            "commitments",
            "--staff",
            "--owner",
            "field-service@lanhe.example.com",
            "--today",
            "2026-09-28",
        ];
        let page = promise(&[&sheet[..], &arguments[..]].concat()).run().ended(0).stdout;
        compare(name, &without_assets(page));
    }
}
