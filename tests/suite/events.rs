//! Logs of events: each sentence of the design as a story, with a definition, a few rows and the lines
//! expected of `promise cases`.

use crate::command::Folder;
use proptest::prelude::*;

/// One commitment on one clock, and a log of events with the columns id, event, state, at, kind, due.
fn definitions(target: &str, clock: &str, log: &str) -> String {
    format!(
        r#"
[[commitment]]
id = "p"
status = "published"
[[commitment.target]]
clock = "c"
share = "90%"
{target}

[[clock]]
id = "c"
{clock}

[[calendar]]
id = "office"
timezone = "Asia/Shanghai"
hours = {{ mon-fri = ["09:00-17:00"] }}

[[log]]
id = "tickets"
path = "../log*.csv"
shape = "events"
case = "id"
event = "event"
at = "at"
timestamps = ["%Y-%m-%d %H:%M", "%Y-%m-%d"]
timezone = "Asia/Shanghai"
{log}
"#
    )
}

const WITHIN: &str = "within = \"4h\"";
const NEW_TO_DONE: &str = "start = \"New\"\nstop = \"Done\"";
/// The first day of all stories is a Monday.
const HEADER: &str = "id,event,state,at,kind,due\n";

/// Rows of the stories: `a New 09:00` on 2 March 2026, `a New 3 09:00` on another day of March.
fn rows(text: &str) -> String {
    let row = |line: &str| {
        let mut parts: Vec<_> = line.split_whitespace().collect();
        let time = parts.pop().unwrap();
        let day = if parts.len() > 2 && parts[2].parse::<u8>().is_ok() { parts.remove(2) } else { "2" };
        let at = match time {
            "-" => String::new(),
            "?" => "soon".to_owned(),
            "day" => format!("2026-03-{day:0>2}"),
            time => format!("2026-03-{day:0>2} {time}"),
        };
        let [id, event] = parts[..2] else { panic!("{line}") };
        let [state, kind, due] = [2, 3, 4].map(|place| parts.get(place).copied().unwrap_or_default());
        format!("{},{event},{state},{at},{kind},{due}\n", if id == "-" { "" } else { id })
    };
    text.trim().lines().map(|line| row(line.trim())).collect()
}

struct Story {
    target: &'static str,
    clock: &'static str,
    log: &'static str,
    arguments: &'static [&'static str],
}

const PLAIN: Story = Story { target: WITHIN, clock: NEW_TO_DONE, log: "", arguments: &[] };

impl Story {
    fn folder(&self, files: &[&str]) -> Folder {
        let text = definitions(self.target, self.clock, self.log);
        let folder = Folder::new().file("commitments/p.toml", text);
        files.iter().enumerate().fold(folder, |folder, (place, file)| {
            folder.file(&format!("log{place}.csv"), format!("{HEADER}{}", rows(file)))
        })
    }

    /// Case, start, stop, elapsed, days, paused, state, reason and line of each case.
    fn of_files(&self, files: &[&str]) -> Vec<String> {
        judged(&self.folder(files), self.arguments)
    }

    fn of(&self, log: &str) -> Vec<String> {
        self.of_files(&[log])
    }
}

fn judged(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["cases", "--format", "csv"];
    all.extend(arguments);
    let output = folder.promise(&all).ended(0);
    let mut reader = csv::Reader::from_reader(output.stdout.as_bytes());
    let columns =
        ["case", "start", "stop", "elapsed_s", "elapsed_days", "paused_s", "state", "reason", "line"];
    let header = reader.headers().unwrap().clone();
    let places: Vec<_> =
        columns.iter().map(|name| header.iter().position(|known| known == *name).unwrap()).collect();
    let short = |text: &str| {
        let text = text.replace("2026-03-02T", "").replace("2026-03-", "");
        text.strip_suffix(":00+08:00").unwrap_or(&text).to_owned()
    };
    let line = |record: csv::StringRecord| {
        let cells = places.iter().map(|&place| short(&record[place]));
        cells.map(|cell| if cell.is_empty() { "-".to_owned() } else { cell }).collect::<Vec<_>>().join(" ")
    };
    reader.records().map(|record| line(record.unwrap())).collect()
}

#[test]
fn the_rows_of_a_case_stand_anywhere_in_the_files() {
    let expected = ["a 09:00 12:00 10800 - 0 met - 3", "b 10:00 15:00 18000 - 0 late - 2"];
    let story = PLAIN;
    assert_eq!(
        story.of("a Done 12:00\nb New 10:00\na New 09:00\nb Done 15:00"),
        [expected[0].replace(" 3", " 2"), expected[1].replace(" 2", " 3")]
    );
    let files = ["b Done 15:00\na Done 12:00", "a New 09:00\nb New 10:00"];
    // Cases come in the order in which the files first name them.
    assert_eq!(story.of_files(&files), [expected[1], expected[0]]);
}

#[test]
fn a_clock_starts_and_stops_at_the_first_or_the_last_of_its_events() {
    let log = "a New 09:00\na Done 10:00\na New 11:00\na Done 14:00";
    let with = |clock: &'static str| Story { clock, ..PLAIN }.of(log);
    assert_eq!(with(NEW_TO_DONE), ["a 09:00 10:00 3600 - 0 met - 2"]);
    assert_eq!(
        with("start = \"New\"\nstop = { event = \"Done\", which = \"last\" }"),
        ["a 09:00 14:00 18000 - 0 late - 2"]
    );
    assert_eq!(
        with("start = { event = \"New\", which = \"last\" }\nstop = { event = \"Done\", which = \"last\" }"),
        ["a 11:00 14:00 10800 - 0 met - 2"]
    );
    assert_eq!(
        with("start = \"first_of_case\"\nstop = { event = [\"Closed\", \"Done\"] }"),
        ["a 09:00 10:00 3600 - 0 met - 2"]
    );
    // The first stop lies before the last start.
    assert_eq!(
        with("start = { event = \"New\", which = \"last\" }\nstop = \"Done\""),
        ["a 11:00 10:00 - - - invalid stop before start 2"]
    );
}

#[test]
fn a_reopened_case_resumes_or_ends_at_its_first_or_last_stop() {
    let log = "a New 09:00\na Done 10:00\na Reopened 12:00\na Done 13:30\na Closed 16:00";
    let with = |reopen: &str| {
        let clock = format!("{NEW_TO_DONE}\n{reopen}");
        let text = definitions(WITHIN, &clock, "");
        let folder = Folder::new().file("commitments/p.toml", text);
        judged(&folder.file("log.csv", format!("{HEADER}{}", rows(log))), &[])
    };
    assert_eq!(with(""), ["a 09:00 10:00 3600 - 0 met - 2"]);
    assert_eq!(with("reopen = \"first\""), ["a 09:00 10:00 3600 - 0 met - 2"]);
    assert_eq!(with("reopen = \"last\""), ["a 09:00 13:30 16200 - 0 late - 2"]);
    // From the stop at 10:00 to the next event of the case at 12:00 the clock does not run.
    assert_eq!(with("reopen = \"resume\""), ["a 09:00 13:30 9000 - 7200 met - 2"]);
}

const STATES: &str = "state = \"state\"\npauses = { waiting = { while = [\"waiting\", \"on hold\"] } }";

#[test]
fn time_in_waiting_states_is_not_counted() {
    let paused =
        Story { clock: "start = \"New\"\nstop = \"Done\"\npause = \"waiting\"", log: STATES, ..PLAIN };
    // From a waiting row to the next row, whatever it is.
    let log = "a New open 09:00\na Asked waiting 10:00\na Called waiting 11:00\na Heard open 12:00\na Done done 14:00";
    assert_eq!(paused.of(log), ["a 09:00 14:00 10800 - 7200 met - 2"]);
    // Straight from waiting to done.
    let log = "a New open 09:00\na Asked waiting 10:00\na Done done 15:00";
    assert_eq!(paused.of(log), ["a 09:00 15:00 3600 - 18000 met - 2"]);
    // Waiting before the start and after the stop is cut off.
    let log = "a Note waiting 08:00\na New waiting 09:00\na Heard open 10:00\na Done waiting 12:00\na Note open 13:00";
    assert_eq!(paused.of(log), ["a 09:00 12:00 7200 - 3600 met - 2"]);
    // A wait that has not ended runs to as-of: nothing is late meanwhile.
    let log = "a New open 09:00\na Asked waiting 10:00\nb New open 20:00";
    assert_eq!(paused.of(log), ["a 09:00 - - - - pending - 2", "b 20:00 - - - - pending - 4"]);
    // Without a column of states the events are the states.
    let events = Story { log: "pauses = { waiting = { while = [\"Asked\"] } }", ..paused };
    let log = "a New 09:00\na Asked 10:00\na Heard 13:00\na Done 14:00";
    assert_eq!(events.of(log), ["a 09:00 14:00 7200 - 10800 met - 2"]);
}

#[test]
fn pairs_of_events_are_pauses() {
    let log = "pauses = { hold = { from = \"Hold\", to = \"Resume\" } }";
    let paused = Story { clock: "start = \"New\"\nstop = \"Done\"\npause = \"hold\"", log, ..PLAIN };
    let log =
        "a New 09:00\na Hold 10:00\na Note 10:30\na Resume 12:00\na Hold 12:30\na Resume 13:00\na Done 14:00";
    assert_eq!(paused.of(log), ["a 09:00 14:00 9000 - 9000 met - 2"]);
    // A second begin changes nothing; an end without a begin is none; one without an end runs to the stop.
    let log = "a Resume 08:00\na New 09:00\na Hold 10:00\na Hold 11:00\na Resume 12:00\na Resume 12:30\na Hold 13:00\na Done 14:00";
    assert_eq!(paused.of(log), ["a 09:00 14:00 7200 - 10800 met - 2"]);
    // One that began before the start counts from the start.
    let log = "a Hold 08:00\na New 09:00\na Resume 10:00\na Done 12:00";
    assert_eq!(paused.of(log), ["a 09:00 12:00 7200 - 3600 met - 2"]);
}

#[test]
fn pauses_in_columns_are_those_of_the_row_that_gives_the_attributes() {
    let clock = "start = \"New\"\nstop = \"Done\"\npause = \"hold\"";
    let with = |log: &'static str| {
        let text = definitions(WITHIN, clock, log);
        let rows = "id,event,at,held,from,to\n\
                    a,New,2026-03-02 09:00,30,2026-03-02 10:00,2026-03-02 11:00\n\
                    a,Done,2026-03-02 14:00,90,2026-03-02 10:00,2026-03-02 12:00\n";
        judged(&Folder::new().file("commitments/p.toml", text).file("log.csv", rows), &[])
    };
    let first = "pauses = { hold = { duration = \"held\", unit = \"m\" } }";
    assert_eq!(with(first), ["a 09:00 14:00 16200 - 1800 late - 2"]);
    let last = "attributes = \"last\"\npauses = { hold = { duration = \"held\", unit = \"m\" } }";
    assert_eq!(with(last), ["a 09:00 14:00 12600 - 5400 met - 2"]);
    let columns = "pauses = { hold = { columns = [\"from\", \"to\"] } }";
    assert_eq!(with(columns), ["a 09:00 14:00 14400 - 3600 met - 2"]);
    let last = "attributes = \"last\"\npauses = { hold = { columns = [\"from\", \"to\"] } }";
    assert_eq!(with(last), ["a 09:00 14:00 10800 - 7200 met - 2"]);
}

#[test]
fn a_packed_key_is_cut_apart_and_cases_differ_by_the_part_that_names_them() {
    let log = "columns = { desk = { from = \"id\", split = \" / \", part = 2 } }";
    let target = "within = \"4h\"\nwhen = { desk = \"north\" }";
    let text = definitions(target, NEW_TO_DONE, log)
        .replace("case = \"id\"", "case = { from = \"id\", split = \" / \", part = 1 }");
    let rows = "id,event,at\na / north,New,2026-03-02 09:00\na / north,Done,2026-03-02 10:00\n\
                b / south,New,2026-03-02 09:00\n";
    let folder = Folder::new().file("commitments/p.toml", text).file("log.csv", rows);
    assert_eq!(judged(&folder, &[]), ["a 09:00 10:00 3600 - 0 met - 2"]);
}

#[test]
fn pending_cases_leave_an_attainment_between_two_bounds() {
    let log = "a New 09:00\na Done 10:00\nb New 09:00\nb Done 15:00\nc New 14:00\nd New 14:30";
    let report = PLAIN.folder(&[log]).promise(&["report", "--format", "json"]).ended(0).json();
    let total = &report["commitments"][0]["targets"][0]["total"];
    // One met, one late, two pending: from one of four to three of four.
    assert_eq!((&total["attainment"], &total["bounds"]), (&0.5.into(), &serde_json::json!([0.25, 0.75])));
}

#[test]
fn the_most_that_a_pause_may_last_is_of_all_its_times_together() {
    let log = "pauses = { hold = { from = \"Hold\", to = \"Resume\" } }";
    let clock = "start = \"New\"\nstop = \"Done\"\npause = { name = \"hold\", max = \"90m\" }";
    let paused = Story { clock, log, ..PLAIN };
    let log = "a New 09:00\na Hold 10:00\na Resume 11:00\na Hold 12:00\na Resume 13:00\na Hold 13:30\na Resume 14:00\na Done 15:00";
    assert_eq!(paused.of(log), ["a 09:00 15:00 16200 - 5400 late - 2"]);
    // It runs again although the pause goes on.
    assert_eq!(
        Story { arguments: &["--as-of", "2026-03-02 15:00"], ..paused }.of("a New 09:00\na Hold 10:00"),
        ["a 09:00 - - - - overdue - 2"]
    );
}

#[test]
fn pauses_move_the_due_of_days_and_count_open_time_under_business_hours() {
    let log = "pauses = { hold = { from = \"Hold\", to = \"Resume\" } }";
    let clock = "start = \"New\"\nstop = \"Done\"\npause = \"hold\"\ncalendar = \"office\"";
    let hours = Story { target: "within = \"8 business hours\"", clock, log, arguments: &[] };
    let rows = "a New 2 16:00\na Hold 2 16:30\na Resume 3 10:00\na Done 3 17:00";
    // Paused from 16:30 to 17:00 and from 9:00 to 10:00.
    assert_eq!(hours.of(rows), ["a 16:00 03T17:00 27000 - 5400 met - 2"]);
    let days = Story { target: "within = \"1 business days\"", ..hours };
    let rows = "a New 2 16:00\na Hold 2 16:30\na Resume 4 10:00\na Done 5 16:59";
    // Tuesday and Wednesday fall into the pause: due on Thursday at the close.
    assert_eq!(days.of(rows), ["a 16:00 05T16:59 - 1 - met - 2"]);
}

#[test]
fn columns_that_repeat_are_of_the_first_row_or_the_last() {
    let column = "columns = { promised = \"due\" }";
    let with = |target: &'static str, clock: &'static str, log: &'static str| Story {
        target,
        clock,
        log,
        arguments: &[],
    };
    let rows = "a New x urgent 2026-03-02 09:00\na Done x mild 2026-03-05 12:00";
    // The rows are told apart by their own time: `rows` puts it behind state, kind and due.
    let by = with("by = \"promised\"", NEW_TO_DONE, column);
    assert_eq!(by.of(rows), ["a 09:00 12:00 10800 - 0 met - 2"]);
    let kind = "within = \"4h\"\nwhen = { kind = \"urgent\" }";
    assert_eq!(with(kind, NEW_TO_DONE, "").of(rows).len(), 1);
    assert_eq!(with(kind, NEW_TO_DONE, "attributes = \"last\"").of(rows), [""; 0]);
    // The order is that of time, not of lines.
    let turned = "a Done x mild 2026-03-05 12:00\na New x urgent 2026-03-02 09:00";
    assert_eq!(with(kind, NEW_TO_DONE, "").of(turned).len(), 1);
    assert_eq!(with(kind, NEW_TO_DONE, "attributes = \"last\"").of(turned), [""; 0]);
}

#[test]
fn events_of_the_same_time_go_by_rank_then_by_line() {
    let paused = "start = \"New\"\nstop = \"Done\"\npause = \"waiting\"";
    let states = "pauses = { waiting = { while = [\"Asked\"] } }";
    let ranked = "pauses = { waiting = { while = [\"Asked\"] } }\nrank = [\"New\", \"Asked\", \"Heard\"]";
    let rows = [
        "a New 09:00\na Heard 10:00\na Asked 10:00\na Done 11:00",
        "a New 09:00\na Asked 10:00\na Heard 10:00\na Done 11:00",
    ];
    let by_line = rows.map(|rows| Story { clock: paused, log: states, ..PLAIN }.of(rows).join("\n"));
    assert_eq!(by_line, ["a 09:00 11:00 3600 - 3600 met - 2", "a 09:00 11:00 7200 - 0 met - 2"]);
    let by_rank = rows.map(|rows| Story { clock: paused, log: ranked, ..PLAIN }.of(rows).join("\n"));
    assert_eq!(by_rank, ["a 09:00 11:00 7200 - 0 met - 2"; 2]);
}

#[test]
fn what_happened_after_as_of_is_unseen() {
    let story = Story { arguments: &["--as-of", "2026-03-02 12:00"], ..PLAIN };
    let log = "a New 09:00\na Done 12:30\nb New 10:00\nb Done 12:00\nc New 12:01";
    assert_eq!(story.of(log), ["a 09:00 - - - - pending - 2", "b 10:00 12:00 7200 - 0 met - 4"]);
    // Nor do attributes change later.
    let last = Story {
        target: "within = \"4h\"\nwhen = { kind = \"mild\" }",
        log: "attributes = \"last\"",
        ..story
    };
    assert_eq!(last.of("a New x mild 09:00\na Done x urgent 13:00"), ["a 09:00 - - - - pending - 2"]);
}

#[test]
fn rows_without_a_time_or_a_case_are_accounted_for() {
    // An event without a time has not happened; one whose time cannot be read has, nobody knows when.
    let log = "a New 09:00\na Done -\nb New 09:00\nb Done ?\n- New 09:00\nc Done 10:00\nd New ?\nd New 09:00\nd Done 10:00";
    assert_eq!(
        Story { arguments: &["--as-of", "2026-03-02 10:00"], ..PLAIN }.of(log),
        [
            "a 09:00 - - - - pending - 2",
            "b 09:00 - - - - invalid unreadable stop 4",
            "c - 10:00 - - - invalid missing start 7",
            "d - 10:00 - - - invalid unreadable start 8",
        ]
    );
    let report = PLAIN.folder(&[log]).promise(&["report", "--format", "json"]).ended(0).json();
    let data = &report["data"]["logs"][0];
    assert_eq!((&data["rows"], &data["cases"], &data["judged"]), (&9.into(), &4.into(), &4.into()));
    let events = &data["events"];
    assert_eq!(
        (&events["events"], &events["without_case"], &events["without_time"]),
        (&7.into(), &1.into(), &1.into())
    );
}

#[test]
fn a_day_is_its_beginning_as_a_start_and_all_of_it_as_a_stop() {
    let days = Story { target: "within = \"1 days\"", ..PLAIN };
    assert_eq!(
        days.of("a New 2 09:00\na Done 3 day\nb New 2 day\nb Done 4 day"),
        ["a 09:00 04T00:00 - 1 - met - 2", "b 00:00 05T00:00 - 2 - late - 4",]
    );
}

#[test]
fn copies_of_rows_and_the_case_of_letters() {
    let log = "a New 09:00\na New 09:00\na Done 10:00\nA done 12:00";
    let with = |log: &'static str| Story { log, ..PLAIN };
    let both = ["a 09:00 10:00 3600 - 0 met - 2", "A - - - - - invalid missing start 5"];
    assert_eq!(with("").of(log), both);
    assert_eq!(with("fold_case = true").of(log), [both[0]]);
    assert_eq!(with("duplicates = \"drop\"").of(log), both);
    assert_eq!(
        with("duplicates = \"invalid\"").of(log),
        ["a 09:00 10:00 - - - invalid copy of a row 2", both[1]]
    );
}

#[test]
fn a_log_of_events_serves_what_starts_with_an_event_that_it_has() {
    let text = definitions(WITHIN, NEW_TO_DONE, "")
        + "[[commitment]]\nid = \"q\"\nstatus = \"published\"\n[[commitment.target]]\nclock = \"calls\"\nwithin = \"1h\"\n\
           [[clock]]\nid = \"calls\"\nstart = \"rung\"\nstop = \"answered\"\n\
           [[log]]\nid = \"calls\"\npath = \"../calls.csv\"\ntimestamps = \"%Y-%m-%d %H:%M\"\ntimezone = \"Asia/Shanghai\"\n";
    let folder = Folder::new()
        .file("commitments/p.toml", &text)
        .file("log.csv", format!("{HEADER}{}", rows("a New 09:00\na Done 10:00")))
        .file("calls.csv", "rung,answered\n2026-03-02 09:00,2026-03-02 09:30\n");
    let cases = folder.promise(&["cases"]).ended(0).stdout;
    let lines: Vec<_> =
        cases.lines().skip(1).map(|line| line.split(',').take(3).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines, ["tickets a p", "calls calls.csv:2 q"]);
    // Said to serve it, its cases lack the start.
    let said = text.replace("shape = \"events\"", "shape = \"events\"\nserves = [\"p\", \"q\"]");
    let folder = folder.file("commitments/p.toml", said);
    let report = folder.promise(&["report", "--format", "json"]).ended(0).json();
    assert_eq!(report["commitments"][1]["targets"][0]["total"]["invalid"], 1);
    // Where no log has the event, nothing is judged, and the report says so.
    let none = text
        .replace("../calls.csv", "../log.csv")
        .replace("[[log]]\nid = \"calls\"\n", "[[log]]\nid = \"calls\"\nserves = [\"p\"]\n");
    let folder = folder.file("commitments/p.toml", none);
    let report = folder.promise(&["report", "--format", "json"]).ended(0).json();
    assert_eq!(report["data"]["unserved"][0]["needs"], "calls");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the order of the rows and however they are spread over files, the cases are the same.
    #[test]
    fn the_order_of_rows_does_not_matter(
        events in prop::collection::vec((0..4_usize, 0..6_usize, 0..600_u32), 1..40),
        order in prop::collection::vec(any::<u32>(), 40),
    ) {
        const EVENTS: [&str; 6] = ["New", "Done", "Hold", "Resume", "Reopened", "Note"];
        let mut events = events;
        // Events of a case at the same time go by line, unless they are ranked: each has a minute of its own.
        events.sort_by_key(|(case, _, minute)| (*case, *minute));
        events.dedup_by_key(|(case, _, minute)| (*case, *minute));
        let line = |&(case, event, minute): &(usize, usize, u32)| {
            format!("c{case},{},,2026-03-02 {:02}:{:02},,\n", EVENTS[event], 9 + minute / 60, minute % 60)
        };
        let sorted: Vec<String> = events.iter().map(line).collect();
        let mut shuffled: Vec<(u32, String)> = order.iter().copied().zip(sorted.iter().cloned()).collect();
        shuffled.sort();
        let clock = format!("{NEW_TO_DONE}\nreopen = \"resume\"\npause = {{ name = \"hold\", max = \"2h\" }}");
        let text = definitions(WITHIN, &clock, "pauses = { hold = { from = \"Hold\", to = \"Resume\" } }");
        let ledger = |files: [String; 2]| {
            let folder = Folder::new().file("commitments/p.toml", &text);
            let [one, two] = files.map(|rows| HEADER.to_owned() + &rows);
            let lines = judged(&folder.file("log0.csv", one).file("log1.csv", two), &[]);
            // Which line a case first stands on is all that may differ.
            let mut lines: Vec<String> = lines.iter().map(|line| line.rsplit_once(' ').unwrap().0.to_owned()).collect();
            lines.sort();
            lines
        };
        let half = shuffled.len() / 2;
        let part = |rows: &[(u32, String)]| rows.iter().map(|(_, row)| row.as_str()).collect::<String>();
        let once = ledger([sorted.concat(), String::new()]);
        prop_assert_eq!(once, ledger([part(&shuffled[..half]), part(&shuffled[half..])]));
    }
}
