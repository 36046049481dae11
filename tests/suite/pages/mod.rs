//! Reports as pages: HTML and Markdown. What only a browser can tell is in `tests/browser`.

mod html;
mod markdown;
mod snapshots;
mod terminal;

use crate::command::Folder;

/// Promises of every kind that a page shows: a share with several periods, one without cases, a
/// statistic, a standard, and titles in two languages with what formats take for syntax.
const COMMITMENTS: &str = r#"
[[commitment]]
id = "answer"
title = { en = "We answer <fast> & \"well\" | *soon*", zh = "尽快答复" }
status = "published"
[[commitment.target]]
clock = "answer"
within = "1h"
share = "50%"
per = "month"
[[commitment.target]]
value = "stars"
statistic = "mean"
at_least = 4
per = "month"
[[commitment.exception]]
id = "south-pole"
when = { team = "pole" }

[[commitment]]
id = "nobody"
status = "published"
applies = { team = "nobody" }
[[commitment.target]]
clock = "answer"
within = "1h"

[[standard]]
id = "inside"
[[standard.target]]
clock = "answer"
within = "30m"
share = "90%"

[[clock]]
id = "answer"
start = "asked"
stop = "answered"

[[log]]
id = "mails"
path = "../mails.csv"
columns = { asked = "asked_at", answered = "answered_at" }
timestamps = "%Y-%m-%d %H:%M"
timezone = "UTC"
"#;

const LOG: &str = "asked_at,answered_at,team,stars
2026-01-05 09:00,2026-01-05 09:30,north,5
2026-01-06 09:00,2026-01-06 10:30,north,3
2026-01-07 09:00,2026-01-07 10:30,<b>south</b>,
2026-02-05 09:00,2026-02-05 09:45,<b>south</b>,4

2026-02-06 09:00,2026-02-06 09:40,=1+1|x,4
2026-02-07 09:00,,north
2026-02-08 09:00,soon,north,2
2026-02-08 09:00,2026-02-08 09:05,pole,2
2026-02-08 10:00,2026-02-08 09:05,north,2
2026-03-01 08:00,2026-03-01 08:10,north,5
2026-03-01 08:00,,north,5
";

fn folder() -> Folder {
    let log = LOG.replace("=1+1|x", "=1+1|x\u{1b}[31m\u{202e}");
    Folder::new().file("commitments/promises.toml", COMMITMENTS).file("mails.csv", log)
}

/// The report of the folder in a format.
fn page(arguments: &[&str]) -> String {
    let arguments = [&["report", "--format"], arguments].concat();
    folder().promise(&arguments).ended(0).stdout
}
