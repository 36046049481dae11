//! Counts as files: what `promise tally` writes and `promise report --tally` reads.

use crate::command::Folder;
use crate::dealing::{HEADER, rows, without_remedies};
use proptest::prelude::*;

const PROMISE: &str = r#"
[[commitment]]
id = "answer"
status = "published"
[[commitment.target]]
clock = "c"
within = "4h"
share = "90%"
[[clock]]
id = "c"
start = "asked"
stop = "answered"
[[log]]
id = "tickets"
path = "../tickets-*.csv"
case = "id"
timestamps = "iso"
timezone = "Asia/Shanghai"
"#;

const MONDAY: &str = "id,asked,answered,channel\na,2026-03-02 09:00,2026-03-02 10:00,web\nb,2026-03-02 09:00,2026-03-02 15:00,web\n";
const TUESDAY: &str =
    "id,asked,answered,channel\nc,2026-03-03 09:00,2026-03-03 11:00,phone\nd,2026-03-03 09:00,,web\n";
const AS_OF: &str = "2026-03-04";

fn folder(files: &[(&str, &str)]) -> Folder {
    let start = Folder::new().file("commitments/p.toml", PROMISE);
    files.iter().fold(start, |folder, (name, text)| folder.file(name, text))
}

/// Counts the logs of a folder into a file and gives its path.
fn tally(folder: &Folder, options: &[&str]) -> String {
    let path = folder.path().join("counts.json");
    let path = path.to_str().unwrap().to_owned();
    folder.promise(&[&["tally", "--output", &path], options].concat()).ended(0);
    path
}

#[test]
fn a_report_on_counts_is_that_on_the_logs() {
    let folder = folder(&[("tickets-1.csv", MONDAY), ("tickets-2.csv", TUESDAY)]);
    let asked = ["--by", "channel", "--period", "week", "--as-of", AS_OF];
    let counts = tally(&folder, &asked);
    for format in ["text", "json", "csv"] {
        let from_logs = [&["report", "--percentiles", "bins", "--format", format], &asked[..]].concat();
        let from_logs = folder.promise(&from_logs).ended(0).stdout;
        let from_counts = folder.promise(&["report", "--format", format, "--tally", &counts]).ended(0).stdout;
        assert_eq!(from_counts, from_logs, "{format}");
        assert!(from_counts.contains("bins"), "{from_counts}");
    }
    let exact = folder.promise(&["report", "--format", "csv", "--as-of", AS_OF]).ended(0).stdout;
    assert!(!exact.contains("bins") && exact.contains(",7200,21600,21600"), "{exact}");
}

#[test]
fn parts_add_up() {
    let (monday, tuesday) = (folder(&[("tickets-1.csv", MONDAY)]), folder(&[("tickets-2.csv", TUESDAY)]));
    let whole = folder(&[("tickets-1.csv", MONDAY), ("tickets-2.csv", TUESDAY)]);
    let (one, two) = (tally(&monday, &["--as-of", AS_OF]), tally(&tuesday, &["--as-of", AS_OF]));
    let expected = whole
        .promise(&["report", "--percentiles", "bins", "--format", "json", "--as-of", AS_OF])
        .ended(0)
        .stdout;
    for order in [[&one, &two], [&two, &one]] {
        let merged = whole.promise(&["report", "--format", "json", "--tally", order[0], order[1]]).ended(0);
        assert_eq!(merged.stdout, expected);
    }
}

#[test]
fn what_does_not_belong_together_is_refused_with_the_reason() {
    let (monday, tuesday) = (folder(&[("tickets-1.csv", MONDAY)]), folder(&[("tickets-2.csv", TUESDAY)]));
    let one = tally(&monday, &["--as-of", AS_OF]);
    let refused = |folder: &Folder, other: &str, reasons: [&str; 2]| {
        for (language, reason) in ["en", "zh"].into_iter().zip(reasons) {
            let said =
                folder.promise(&["report", "--lang", language, "--tally", &one, other]).ended(2).stderr;
            assert!(said.contains(other) && said.contains(reason), "{said}");
        }
    };
    let other = tally(&tuesday, &["--as-of", "2026-03-05"]);
    refused(&monday, &other, ["count all parts with one --as-of", "截至时间"]);
    let other = tally(&tuesday, &["--as-of", AS_OF, "--by", "channel"]);
    refused(&monday, &other, ["another --by", "--by 与前一个不同"]);
    // The same rows under another name and in another order.
    let lines: Vec<_> = MONDAY.lines().collect();
    let turned = format!("{}\n{}\n{}\n", lines[0], lines[2], lines[1]);
    let again = folder(&[("tickets-9.csv", &turned)]);
    let other = tally(&again, &["--as-of", AS_OF]);
    refused(&monday, &other, ["tickets-9.csv of log \"tickets\" is in the one before it too", "重复计数"]);
    let changed = tuesday.file("commitments/p.toml", PROMISE.replace("4h", "5h"));
    let other = tally(&changed, &["--as-of", AS_OF]);
    refused(&monday, &other, ["other definitions", "别的定义"]);
    let said = changed.promise(&["report", "--tally", &one]).ended(2).stderr;
    assert!(said.contains("it was counted by other definitions"), "{said}");
}

#[test]
fn a_file_that_is_no_tally_is_told_so() {
    let folder = folder(&[("tickets-1.csv", MONDAY)]);
    let counts = tally(&folder, &["--as-of", AS_OF]);
    let good = std::fs::read_to_string(&counts).unwrap();
    for (from, to, reason) in [
        (good.as_str(), "id,asked\n", "is no file of `promise tally`"),
        ("\"version\":1", "\"version\":2", "version 2, and this program reads version 1"),
        ("\"period\":\"2026-03\"", "\"period\":\"2026-Q1\"", "period cannot be \"2026-Q1\""),
        ("\"count\":2,\"sum\"", "\"count\":9,\"sum\"", "count cannot be \"9\""),
        ("\"bins\":[[", "\"bins\":[[9999999999999,1],[", "bins cannot be \"9999999999999\""),
        ("\"bins\":[[", "\"bins\":[[7,18446744073709551615],[", "a count cannot be"),
        ("\"terms\":\"in-force\"", "\"terms\":\"mine\"", "terms cannot be \"mine\""),
    ] {
        assert!(good.contains(from), "{from}");
        std::fs::write(&counts, good.replacen(from, to, 1)).unwrap();
        let said = folder.promise(&["report", "--tally", &counts]).ended(2).stderr;
        assert!(said.contains(reason), "{said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn parts_split_by_case_at_random_add_up(
        rows in rows(80),
        parts in prop::collection::vec(0..3_usize, 30),
        by in prop::sample::select(vec!["channel", "cause", "channel,cause"]),
        format in prop::sample::select(vec!["text", "json", "csv"]),
    ) {
        let definitions = without_remedies().replace("../log.csv", "../part-*.csv");
        let new = || Folder::new().file("commitments/p.toml", &definitions);
        let mut whole = new();
        let (mut counts, mut folders) = (Vec::new(), Vec::new());
        let asked = ["--as-of", "2026-02-01", "--by", by];
        for part in 0..3 {
            let own = |row: &&String| parts[row.split(',').next().unwrap().parse::<usize>().unwrap()] == part;
            let text = HEADER.to_owned() + &rows.iter().filter(own).cloned().collect::<String>();
            let name = format!("part-{part}.csv");
            whole = whole.file(&name, &text);
            let folder = new().file(&name, &text);
            counts.push(tally(&folder, &asked));
            folders.push(folder);
        }
        let from_logs = [&["report", "--percentiles", "bins", "--format", format], &asked[..]].concat();
        let expected = whole.promise(&from_logs).ended(0).stdout;
        let mut from_counts = vec!["report", "--format", format, "--tally"];
        from_counts.extend(counts.iter().map(String::as_str));
        prop_assert_eq!(whole.promise(&from_counts).ended(0).stdout, expected);
    }
}
