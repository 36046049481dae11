//! What a change of definitions is: decided for each part of the fine print, on two small texts.

use promise::calendar::Calendars;
use promise::diff::{Diff, Kind, Options, Side, compare};
use promise::finding::Finding;
use promise::model::{Date, Definitions, load_from};
use promise::source::Sources;
use promise::source::files::Content;
use std::path::{Path, PathBuf};

/// Definitions with what they were read from.
pub(crate) struct Read {
    pub(crate) definitions: Definitions,
    sources: Sources,
    pub(crate) calendars: Calendars,
    findings: Vec<Finding>,
}

pub(crate) fn read(files: &[(&str, &str)]) -> Read {
    let mut sources = Sources::default();
    let paths: Vec<_> = files.iter().map(|(path, _)| PathBuf::from(path)).collect();
    let content = |path: &Path| {
        let (_, text) = files.iter().find(|(name, _)| Path::new(name) == path).unwrap();
        Ok(Content::of(text))
    };
    let (definitions, findings) = load_from(&mut sources, &paths, Path::to_path_buf, &content).unwrap();
    let (calendars, _) = Calendars::compile(&definitions, &|_| Err(std::io::ErrorKind::NotFound.into()));
    Read { definitions, sources, calendars, findings }
}

impl Read {
    pub(crate) fn side(&self) -> Side<'_> {
        let place = &|path: &Path| path.to_string_lossy().into_owned();
        Side::new(&self.definitions, &self.sources, &self.calendars, &self.findings, place)
    }
}

pub(crate) fn diff<'d>(old: &'d Read, new: &'d Read) -> Diff<'d> {
    compare(&old.side(), &new.side(), Options { today: Date::parse("2026-11-26").unwrap() })
}

const PROMISE: &str = r#"
[[commitment]]
id        = "repair"
title     = { en = "Repairs", zh = "维修" }
text      = { en = "We repair it soon.", zh = "尽快维修。" }
status    = "published"
applies   = { type = "repair", region = ["north", "south"] }
effective = { from = 2026-03-01 }
[[commitment.target]]
clock  = "repair"
within = "4 business hours"
share  = "95%"
per    = "month"
when   = { priority = "urgent" }
[[commitment.target]]
clock  = "repair"
within = "2 business days"
share  = "98%"
per    = "month"
[[commitment.exception]]
id   = "parts"
when = { hold = "parts" }
text = "Parts on order"
[commitment.remedy]
amount      = 20
currency    = "CNY"
per         = "case"
cap         = { amount = 5000, per = "month" }
paid_within = "7 days"
claim       = "automatic"

[[clock]]
id       = "repair"
start    = "reported"
stop     = "repaired"
pause    = { name = "waiting", max = "7 days" }
calendar = "desk"

[[calendar]]
id       = "desk"
timezone = "Asia/Shanghai"
hours    = { mon-fri = ["09:00-12:00", "13:00-18:00"], sat = ["09:00-12:00"] }
closed   = ["2026-10-01..2026-10-08"]
years    = 2026
"#;

fn words(kinds: &[Kind]) -> String {
    kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" ")
}

/// The kinds of the one change there is, or nothing.
fn kinds_of(old: &str, new: &str) -> String {
    let (old, new) = (read(&[("a.toml", old)]), read(&[("a.toml", new)]));
    assert!(old.findings.is_empty() && new.findings.is_empty(), "{:?} {:?}", old.findings, new.findings);
    let diff = diff(&old, &new);
    let kinds: Vec<_> = diff.changes.iter().map(|change| words(&change.kinds)).collect();
    kinds.join("; ")
}

/// Edits of the promise, each as it is and turned round.
#[derive(Default)]
struct Edits {
    faults: Vec<String>,
}

impl Edits {
    fn edit(&mut self, from: &str, to: &str, forth: &str, back: &str) {
        assert!(PROMISE.contains(from), "{from}");
        let edited = PROMISE.replacen(from, to, 1);
        self.expect(&format!("{from} -> {to}"), &kinds_of(PROMISE, &edited), forth);
        self.expect(&format!("{to} -> {from}"), &kinds_of(&edited, PROMISE), back);
    }

    fn expect(&mut self, what: &str, found: &str, expected: &str) {
        if found != expected {
            self.faults.push(format!("{what}: {found:?}, not {expected:?}"));
        }
    }
}

impl Drop for Edits {
    fn drop(&mut self) {
        assert!(std::thread::panicking() || self.faults.is_empty(), "\n{}", self.faults.join("\n"));
    }
}

#[test]
fn nothing_is_no_change() {
    let mut edits = Edits::default();
    edits.expect(line!().to_string().as_str(), &kinds_of(PROMISE, PROMISE), "");
    edits.edit("2 business days", "2个工作日", "", "");
    edits.edit("[\"north\", \"south\"]", "[\"south\", \"north\"]", "", "");
    edits.edit("4 business hours", "240 business minutes", "", "");
    edits.edit("\"95%\"", "\"0.95\"", "", "");
    edits.edit("We repair it soon.", "We  repair it soon. ", "", "");
    edits.edit(
        "\"2026-10-01..2026-10-08\"",
        "\"2026-10-01..2026-10-04\", \"2026-10-05..2026-10-08\"",
        "",
        "",
    );
    // A window that ends where the next begins is one window.
    edits.edit("sat = [\"09:00-12:00\"]", "sat = [\"09:00-10:00\", \"10:00-12:00\"]", "", "");
    // A day that is shut anyway.
    edits.edit("[\"2026-10-01..", "[2026-03-08, \"2026-10-01..", "", "");
}

#[test]
fn limits_shares_and_periods() {
    let mut edits = Edits::default();
    edits.edit("4 business hours", "3 business hours", "tightened", "loosened");
    edits.edit("2 business days", "3 business days", "loosened", "tightened");
    edits.edit("\"95%\"", "\"90%\"", "loosened", "tightened");
    edits.edit("\"month\"", "\"week\"", "undecided", "undecided");
    edits.edit("\"month\"", "\"quarter\"", "loosened", "tightened");
    edits.edit(
        "share  = \"98%\"\nper    = \"month\"",
        "share  = \"99%\"\nper    = \"quarter\"",
        "mixed",
        "mixed",
    );
    // Midnight is later than the close.
    edits.edit("\"2 business days\"", "\"2 business days\"\ndue_at = \"midnight\"", "loosened", "tightened");
    edits.edit("\"4 business hours\"", "\"4h\"", "undecided", "undecided");
    edits.edit("share  = \"95%\"", "share  = \"95%\"\ncounted_by = \"due\"", "undecided", "undecided");
}

#[test]
fn a_limit_of_another_kind_is_decided_where_nothing_pauses() {
    let mut edits = Edits::default();
    let plain = PROMISE.replace("pause    = { name = \"waiting\", max = \"7 days\" }\n", "");
    let hours = plain.replace("\"4 business hours\"", "\"4h\"");
    edits.expect(line!().to_string().as_str(), &kinds_of(&plain, &hours), "tightened");
    edits.expect(line!().to_string().as_str(), &kinds_of(&hours, &plain), "loosened");
    let days = plain.replace("\"4 business hours\"", "\"12h\"");
    edits.expect(line!().to_string().as_str(), &kinds_of(&plain, &days), "mixed");
}

#[test]
fn calendars() {
    let mut edits = Edits::default();
    edits.edit(", sat = [\"09:00-12:00\"]", "", "loosened", "tightened");
    edits.edit("2026-10-01..2026-10-08", "2026-10-01..2026-10-09", "loosened", "tightened");
    edits.edit(
        "closed   = ",
        "open     = { 2026-09-27 = [\"09:00-12:00\"] }\nclosed   = ",
        "tightened",
        "loosened",
    );
    // The hours move: some cases gain, others lose, and a pause may turn it either way.
    edits.edit("mon-fri = [\"09:00-12:00\"", "mon-fri = [\"08:00-11:00\"", "mixed", "mixed");
    edits.edit("Asia/Shanghai", "Asia/Tokyo", "mixed", "mixed");
    edits.edit("years    = 2026", "years    = \"2026..2027\"", "", "");
}

#[test]
fn clocks() {
    let mut edits = Edits::default();
    edits.edit("start    = \"reported\"", "start    = \"opened\"", "undecided", "undecided");
    edits.edit("stop     = \"repaired\"", "stop     = \"closed\"", "undecided", "undecided");
    let last = "stop     = { event = \"repaired\", which = \"last\" }";
    edits.edit("stop     = \"repaired\"", last, "tightened", "loosened");
    edits.edit("calendar = \"desk\"", "calendar = \"desk\"\nreopen   = \"resume\"", "tightened", "loosened");
    edits.edit("max = \"7 days\"", "max = \"9 days\"", "loosened", "tightened");
    edits.edit(", max = \"7 days\"", "", "loosened", "tightened");
    edits.edit("max = \"7 days\"", "max = \"72h\"", "undecided", "undecided");
    edits.edit("name = \"waiting\"", "name = \"parts\"", "undecided", "undecided");
    edits.edit("pause    = { name = \"waiting\", max = \"7 days\" }\n", "", "tightened", "loosened");
    // The name of a clock is nobody's promise.
    let renamed = PROMISE.replace("\"repair\"\nstart", "\"mending\"\nstart");
    edits.expect(
        line!().to_string().as_str(),
        &kinds_of(PROMISE, &renamed.replace("clock  = \"repair\"", "clock  = \"mending\"")),
        "",
    );
}

#[test]
fn cases_that_are_covered() {
    let mut edits = Edits::default();
    edits.edit("[\"north\", \"south\"]", "\"north\"", "narrowed", "widened");
    edits.edit("[\"north\", \"south\"]", "[\"north\", \"east\"]", "narrowed widened", "narrowed widened");
    edits.edit("hold = \"parts\"", "hold = [\"parts\", \"customer\"]", "narrowed", "widened");
    edits.edit("text = \"Parts on order\"", "text = \"Parts ordered\"", "reworded", "reworded");
    edits.edit(
        "priority = \"urgent\"",
        "priority = [\"urgent\", \"high\"]",
        "loosened undecided",
        "undecided tightened",
    );
    let gone =
        PROMISE.replace("[[commitment.exception]]\nid   = \"parts\"\nwhen = { hold = \"parts\" }\n", "");
    let gone = gone.replace("text = \"Parts on order\"\n", "");
    edits.expect(line!().to_string().as_str(), &kinds_of(PROMISE, &gone), "widened");
    edits.expect(line!().to_string().as_str(), &kinds_of(&gone, PROMISE), "narrowed");
    let words = gone.replace(
        "[commitment.remedy]",
        "[[commitment.exception]]\ntext = \"Force majeure\"\n[commitment.remedy]",
    );
    edits.expect(line!().to_string().as_str(), &kinds_of(&gone, &words), "undecided");
}

#[test]
fn the_order_of_targets_matters_where_both_hold() {
    let mut edits = Edits::default();
    let two = PROMISE.replace("2 business days", "8 business hours").replace("98%", "95%");
    let urgent = two.find("[[commitment.target]]").unwrap();
    let other = two.rfind("[[commitment.target]]").unwrap();
    let end = two.find("[[commitment.exception]]").unwrap();
    let turned = format!("{}{}{}{}", &two[..urgent], &two[other..end], &two[urgent..other], &two[end..]);
    edits.expect(line!().to_string().as_str(), &kinds_of(&two, &turned), "loosened");
    // Bands that exclude each other may stand in any order.
    let apart = two.replace(
        "per    = \"month\"\n[[commitment.exception]]",
        "per    = \"month\"\nwhen   = { priority = \"low\" }\n[[commitment.exception]]",
    );
    let (urgent, other) =
        (apart.find("[[commitment.target]]").unwrap(), apart.rfind("[[commitment.target]]").unwrap());
    let end = apart.find("[[commitment.exception]]").unwrap();
    let turned =
        format!("{}{}{}{}", &apart[..urgent], &apart[other..end], &apart[urgent..other], &apart[end..]);
    edits.expect(line!().to_string().as_str(), &kinds_of(&apart, &turned), "");
}

#[test]
fn remedies() {
    let mut edits = Edits::default();
    edits.edit("amount      = 20", "amount      = 30", "tightened", "loosened");
    edits.edit("cap         = { amount = 5000, per = \"month\" }\n", "", "tightened", "loosened");
    edits.edit("per = \"month\" }\npaid", "per = \"year\" }\npaid", "loosened", "tightened");
    edits.edit("\"7 days\"\nclaim", "\"5 days\"\nclaim", "tightened", "loosened");
    edits.edit("\"automatic\"", "\"on-request\"", "loosened", "tightened");
    edits.edit("\"automatic\"", "{ how = \"automatic\", evidence = \"receipt\" }", "loosened", "tightened");
    edits.edit("\"CNY\"", "\"EUR\"", "undecided", "undecided");
    let without = PROMISE.split("[commitment.remedy]").next().unwrap().to_owned()
        + &PROMISE[PROMISE.find("\n[[clock]]").unwrap()..];
    edits.expect(line!().to_string().as_str(), &kinds_of(PROMISE, &without), "loosened");
    edits.expect(line!().to_string().as_str(), &kinds_of(&without, PROMISE), "tightened");
}

#[test]
fn words_status_and_dates() {
    let mut edits = Edits::default();
    edits.edit("We repair it soon.", "We repair it quickly.", "reworded", "reworded");
    edits.edit("status    = \"published\"", "status    = \"suspended\"", "status-changed", "status-changed");
    edits.edit("from = 2026-03-01 }", "from = 2026-03-01, until = 2026-09-01 }", "narrowed", "widened");
    edits.edit("from = 2026-03-01 }", "from = 2026-04-01 }", "narrowed", "widened");
}

#[test]
fn a_next_version_is_held_against_the_one_before_it() {
    let target = |limit: &str| format!("[[commitment.target]]\nclock = \"c\"\nwithin = \"{limit}\"\n");
    let version = |from: &str, limit: &str| {
        format!("[[commitment]]\nid = \"a\"\neffective = {{ {from} }}\n{}", target(limit))
    };
    let clock = "[[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\n";
    let old = format!("{}{clock}", version("from = 2026-01-01", "24h"));
    let new = format!(
        "{}{}{clock}",
        version("from = 2026-07-01", "48h"),
        version("from = 2026-01-01, until = 2026-07-01", "24h")
    );
    let (old, new) = (read(&[("a.toml", &old)]), read(&[("a.toml", &new)]));
    let diff = diff(&old, &new);
    assert_eq!(diff.changes.len(), 1);
    let change = &diff.changes[0];
    assert!(change.is_next_version);
    assert_eq!(words(&change.kinds), "loosened reworded");
    assert_eq!(change.new.unwrap().version(), "2026-07-01");
    assert_eq!(change.old.unwrap().version(), "2026-01-01");
}

#[test]
fn files() {
    let clock = "[[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\n";
    let a = "[[commitment]]\nid = \"a\"\n[[commitment.target]]\nclock = \"c\"\nwithin = \"24h\"\n";
    let b = a.replace("\"a\"", "\"b\"");
    let both = format!("{a}{b}");
    let old = read(&[("a.toml", &both), ("c.toml", clock)]);
    let new = read(&[("a.toml", a), ("b.toml", &b), ("c.toml", clock)]);
    let diff_of = |old, new| {
        let diff = diff(old, new);
        diff.changes
            .iter()
            .map(|change| format!("{} {}", change.subject().unwrap().id(), words(&change.kinds)))
            .collect::<Vec<_>>()
            .join("; ")
    };
    assert_eq!(diff_of(&old, &new), "b moved");
    let looser = b.replace("24h", "30h");
    let looser = read(&[("a.toml", a), ("b.toml", &looser), ("c.toml", clock)]);
    assert_eq!(diff_of(&old, &looser), "b loosened");
    let none = read(&[("a.toml", a), ("c.toml", clock)]);
    assert_eq!(diff_of(&old, &none), "b withdrawn");
    assert_eq!(diff_of(&none, &old), "b added");
    // What could not be read is not taken for what is not there.
    let broken = b.replace("\"24h\"", "\"24\"");
    let broken = read(&[("a.toml", a), ("b.toml", &broken), ("c.toml", clock)]);
    assert_eq!(diff_of(&broken, &new), "b undecided");
    assert_eq!(diff_of(&new, &broken), "b undecided");
    let syntax = read(&[("a.toml", a), ("b.toml", "[[commitment\nid = \"b\"\n"), ("c.toml", clock)]);
    assert_eq!(diff_of(&syntax, &new), "b undecided");
}

#[test]
fn standards_are_compared_as_well() {
    let text = |limit: &str| {
        format!(
            "[[commitment]]\nid = \"a\"\nstandard = \"s\"\n[[commitment.target]]\nclock = \"c\"\nwithin = \"24h\"\n\
             [[standard]]\nid = \"s\"\n[[standard.target]]\nclock = \"c\"\nwithin = \"{limit}\"\n\
             [[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\n"
        )
    };
    let (old, new) = (read(&[("a.toml", &text("20h"))]), read(&[("a.toml", &text("22h"))]));
    let diff = diff(&old, &new);
    assert_eq!(diff.changes.len(), 1);
    assert_eq!(words(&diff.changes[0].kinds), "loosened");
    assert_eq!(diff.changes[0].backs, ["a"]);
}

#[test]
fn values_and_statistics() {
    let mut edits = Edits::default();
    let text = |target: &str| format!("[[commitment]]\nid = \"a\"\n[[commitment.target]]\n{target}\n");
    let cases = [
        ("value = \"csat\"\nat_least = 4", "value = \"csat\"\nat_least = 5", "tightened"),
        ("value = \"moves\"\nat_most = 1", "value = \"moves\"\nat_most = 2", "loosened"),
        ("value = \"csat\"\nat_least = 4", "value = \"nps\"\nat_least = 4", "undecided"),
        (
            "value = \"csat\"\nat_least = 4",
            "value = \"csat\"\nat_least = 4\nabsent = \"breached\"",
            "tightened",
        ),
        ("value = \"ok\"\nequals = true", "value = \"ok\"\nequals = false", "undecided"),
        ("value = \"ok\"\nequals = true", "value = \"ok\"\nequals = \"TRUE\"", ""),
        (
            "value = \"csat\"\nstatistic = \"mean\"\nat_least = 4\nper = \"month\"",
            "value = \"csat\"\nstatistic = \"mean\"\nat_least = 4\nper = \"year\"",
            "loosened",
        ),
        (
            "value = \"x\"\nstatistic = \"count\"\nat_most = 4\nper = \"month\"",
            "value = \"x\"\nstatistic = \"count\"\nat_most = 4\nper = \"year\"",
            "tightened",
        ),
    ];
    for (old, new, expected) in cases {
        let kinds = kinds_of(&text(old), &text(new));
        let kinds = kinds.trim_end_matches(" reworded");
        edits.expect(&format!("{old} -> {new}"), kinds, expected);
    }
}

#[test]
fn more_combinations_than_can_be_tried() {
    let mut edits = Edits::default();
    let attributes = ["one", "two", "three", "four", "five"];
    let values = |name: &&str| format!("{name} = [\"a\", \"b\", \"c\", \"d\"]");
    let when = attributes.iter().map(values).collect::<Vec<_>>().join(", ");
    let text = |limit: &str, when: &str| {
        format!(
            "[[commitment]]\nid = \"a\"\n[[commitment.target]]\nclock = \"c\"\nwithin = \"{limit}\"\n\
             when = {{ {when} }}\n[[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\n"
        )
    };
    let old = text("4h", &when);
    edits.expect("shorter", &kinds_of(&old, &text("3h", &when)), "tightened");
    edits.expect("fewer", &kinds_of(&old, &text("4h", &when.replace("\"d\"", "\"e\""))), "undecided");
}

#[test]
fn more_instants_than_can_be_tried() {
    let window = |n: usize| {
        let (hour, minute) = (n / 30, n % 30 * 2);
        format!("\"{hour:02}:{minute:02}-{hour:02}:{:02}\"", minute + 1)
    };
    let windows: Vec<_> = (0..700).map(window).collect();
    let text = |days: &str, years: &str| {
        format!(
            "[[commitment]]\nid = \"a\"\n[[commitment.target]]\nclock = \"c\"\nwithin = \"4 business hours\"\n\
             [[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\ncalendar = \"d\"\n\
             [[calendar]]\nid = \"d\"\ntimezone = \"UTC\"\nyears = \"{years}\"\nhours = {{ {days} = [{}] }}\n",
            windows.join(", ")
        )
    };
    let mut edits = Edits::default();
    let kinds = |years: &str| kinds_of(&text("mon-fri", years), &text("mon-sat", years));
    edits.expect("many windows", &kinds("2026..2029"), "undecided");
    edits.expect("many years", &kinds("0002..9990"), "undecided");
}
