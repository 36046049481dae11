//! How long a check takes, in CPU time and against the parsers alone: on 2,000 commitments in 1,000
//! files, and on four times as many.

use crate::command::Folder;
use granit_parser::Parser;
use promise::finding::{Finding, Level};
use promise::model::Date;
use promise::render::{self, text::Options};
use promise::source::{Sources, files};
use promise::{calendar, check, diff, log, model};
use std::any::Any;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Kinds of cases, in both languages.
const KINDS: [(&str, &str, &str); 5] = [
    ("complaint", "complaints", "投诉"),
    ("repair", "repairs", "报修"),
    ("refund", "refunds", "退款"),
    ("claim", "claims", "理赔"),
    ("application", "applications", "申请"),
];

/// Two thousand places, so that no two commitments have the same text.
fn place(number: usize) -> (String, String) {
    let first = [
        ("North", "北"),
        ("South", "南"),
        ("East", "东"),
        ("West", "西"),
        ("Old", "老"),
        ("New", "新"),
        ("Upper", "上"),
        ("Lower", "下"),
        ("Great", "大"),
        ("Little", "小"),
    ];
    let second = [
        ("bridge", "桥"),
        ("ford", "渡"),
        ("hill", "山"),
        ("lake", "湖"),
        ("field", "田"),
        ("wood", "林"),
        ("port", "港"),
        ("gate", "门"),
        ("mill", "磨坊"),
        ("church", "寺"),
    ];
    let third = [
        ("Road", "路"),
        ("Street", "街"),
        ("Lane", "巷"),
        ("Square", "广场"),
        ("Park", "园"),
        ("Court", "苑"),
        ("Quay", "埠"),
        ("Row", "坊"),
        ("Green", "坪"),
        ("Cross", "口"),
    ];
    let part = |list: [(&'static str, &'static str); 10], number: usize| list[number % 10];
    let (one, two, three) = (part(first, number), part(second, number / 10), part(third, number / 100));
    let side = [
        ("", ""),
        (" East", "东段"),
        (" West", "西段"),
        (" North", "北段"),
        (" South", "南段"),
        (" Centre", "中段"),
        (" Side", "侧"),
        (" End", "尾"),
    ][number / 1000 % 8];
    (format!("{}{} {}{}", one.0, two.0, three.0, side.0), format!("{}{}{}{}", one.1, two.1, three.1, side.1))
}

/// Writes a folder of promises, two a file, half in TOML and half in YAML. They are as people write
/// them: texts in both languages, two targets, an exception, a remedy, a standard behind each.
fn folder(number_of_files: usize) -> Folder {
    let mut folder =
        Folder::new().file("commitments/promise.toml", SETTINGS).file("commitments/common.toml", COMMON);
    for file in 0..number_of_files {
        let first = file * 2;
        folder = if file % 2 == 0 {
            folder.file(&format!("commitments/{file:05}.toml"), toml(first) + &toml(first + 1))
        } else {
            folder.file(&format!("commitments/{file:05}.yaml"), yaml(&[first, first + 1]))
        };
    }
    folder
}

const SETTINGS: &str = "notice_days = 30\n[order]\npriority = [\"normal\", \"urgent\"]\n\
                        [glossary]\n\"客户\" = [\"顾客\"]\n[suspension]\nwho = \"duty manager\"\nmax = \"72h\"\n";

const COMMON: &str = "[[clock]]\nid = \"resolution\"\nstart = \"received\"\nstop = \"resolved\"\ncalendar = \"desk\"\n\
                      [[clock]]\nid = \"answer\"\nstart = \"received\"\nstop = \"answered\"\n\
                      [[calendar]]\nid = \"desk\"\ntimezone = \"Asia/Shanghai\"\n\
                      hours = { mon-fri = [\"09:00-12:00\", \"13:00-18:00\"] }\nyears = \"2025..2027\"\n";

fn toml(number: usize) -> String {
    let (kind, english, chinese) = KINDS[number % KINDS.len()];
    let (place, spot) = place(number);
    let (urgent, normal) = (2 + number % 5, 8 + number % 16);
    let mut text = String::new();
    write!(
        text,
        "# {kind} {number}\n\
         [[commitment]]\n\
         id        = \"promise-{number}\"\n\
         title     = {{ en = \"{english} settled in {normal} hours\", zh = \"{chinese}{normal}小时办结\" }}\n\
         text      = {{ en = \"We settle urgent {english} from {place} within {urgent} hours in 95% of cases and all other {english} within {normal} hours in 98% of cases, from receiving them, each calendar month.\",\n\
         \x20             zh = \"自受理起，{spot}的紧急{chinese}{urgent}小时内办结，达成率不低于95%；其他{chinese}{normal}小时内办结，达成率不低于98%（按自然月统计）。\" }}\n\
         status    = \"published\"\n\
         owner     = \"team-{owner}@example.com\"\n\
         dimension = \"responsiveness\"\n\
         applies   = {{ type = \"{kind}\", region = \"r{number}\" }}\n\
         standard  = \"standard-{number}\"\n\
         effective = {{ from = 2026-01-01 }}\n\
         review_by = 2026-12-31\n\
         pilot     = {{ where = {{ region = \"r{number}\" }}, from = 2025-07-01, until = 2025-12-01, min_cases = 20 }}\n\
         contact   = {{ en = \"400-800-1234, every day 8:00-20:00\", zh = \"400-800-1234，每天8:00—20:00\" }}\n\
         escalation = {{ after = \"{urgent}h\", to = \"duty manager\" }}\n\
         [[commitment.target]]\nclock  = \"answer\"\nwithin = \"{urgent}h\"\nshare  = \"95%\"\nper    = \"month\"\nwhen   = {{ priority = \"urgent\" }}\n\
         [[commitment.target]]\nclock  = \"answer\"\nwithin = \"{normal}h\"\nshare  = \"98%\"\nper    = \"month\"\n\
         [[commitment.exception]]\nid      = \"waiting-for-parts\"\nwhen    = {{ hold_reason = \"parts\" }}\n\
         text    = {{ en = \"Spare parts for {place} on back order\", zh = \"{spot}缺少配件\" }}\n\
         instead = {{ en = \"We tell you within 4 hours and agree a new date.\", zh = \"4小时内告知，另约日期。\" }}\n\
         [commitment.remedy]\ntext = {{ en = \"If we are late you get a {voucher} yuan voucher within 7 calendar days, without asking.\", zh = \"逾期的，7个自然日内主动赠送{voucher}元代金券。\" }}\n\
         amount = {voucher}\ncurrency = \"CNY\"\nper = \"case\"\npaid_within = \"7 days\"\nclaim = \"automatic\"\n\n\
         [[standard]]\nid = \"standard-{number}\"\napplies = {{ type = \"{kind}\", region = \"r{number}\" }}\n\
         [[standard.target]]\nclock = \"answer\"\nwithin = \"{urgent}h\"\nshare = \"95%\"\nper = \"month\"\nwhen = {{ priority = \"urgent\" }}\n\
         [[standard.target]]\nclock = \"answer\"\nwithin = \"{normal}h\"\nshare = \"98%\"\nper = \"month\"\n\n",
        owner = number % 20,
        voucher = 10 + number % 50,
    )
    .unwrap();
    text
}

fn yaml(numbers: &[usize]) -> String {
    let mut text = String::from("commitment:\n");
    for &number in numbers {
        let (kind, english, chinese) = KINDS[number % KINDS.len()];
        let (place, spot) = place(number);
        let (days, share) = (2 + number % 5, 90 + number % 10);
        write!(
            text,
            "  # {kind} {number}\n\
             \x20 - id: promise-{number}\n\
             \x20   title: {{en: \"{english} settled in {days} business days\", zh: {chinese}{days}个工作日办结}}\n\
             \x20   text:\n\
             \x20     en: >-\n\
             \x20       We answer {english} from {place} within 4 hours and settle them within {days} business days,\n\
             \x20       from receiving them, in {share}% of cases each calendar month.\n\
             \x20     zh: 自受理起，{spot}的{chinese}4小时内答复，{days}个工作日内办结，达成率均不低于{share}%（按自然月统计）。\n\
             \x20   status: published\n\
             \x20   owner: team-{owner}@example.com\n\
             \x20   dimension: reliability\n\
             \x20   applies: {{type: {kind}, region: r{number}}}\n\
             \x20   standard: standard-{number}\n\
             \x20   effective: {{from: 2026-01-01}}\n\
             \x20   review_by: 2026-12-31\n\
             \x20   pilot: {{where: {{region: r{number}}}, from: 2025-07-01, until: 2025-12-01, min_cases: 20}}\n\
             \x20   contact: {{en: \"400-800-1234, every day 8:00-20:00\", zh: 400-800-1234，每天8:00—20:00}}\n\
             \x20   target:\n\
             \x20     - {{clock: answer, within: 4h, share: {share}%, per: month}}\n\
             \x20     - {{clock: resolution, within: {days} business days, share: {share}%, per: month}}\n\
             \x20   exception:\n\
             \x20     - id: customer-away\n\
             \x20       when: {{hold_reason: away}}\n\
             \x20       text: {{en: \"You cannot be reached\", zh: 联系不上客户}}\n\
             \x20       instead: {{en: \"We try again on the next business day.\", zh: 下一个工作日再联系。}}\n\
             \x20   remedy:\n\
             \x20     text: {{en: \"If we are late you get a {voucher} yuan voucher within 7 calendar days, without asking.\", zh: 逾期的，7个自然日内主动赠送{voucher}元代金券。}}\n\
             \x20     amount: {voucher}\n\
             \x20     currency: CNY\n\
             \x20     per: case\n\
             \x20     paid_within: 7 days\n\
             \x20     claim: automatic\n",
            owner = number % 20,
            voucher = 10 + number % 50,
        )
        .unwrap();
    }
    text.push_str("standard:\n");
    for &number in numbers {
        let kind = KINDS[number % KINDS.len()].0;
        let (days, share) = (2 + number % 5, 90 + number % 10);
        write!(
            text,
            "  - id: standard-{number}\n    applies: {{type: {kind}, region: r{number}}}\n    target:\n      \
             - {{clock: answer, within: 4h, share: {share}%, per: month}}\n      \
             - {{clock: resolution, within: {days} business days, share: {share}%, per: month}}\n",
        )
        .unwrap();
    }
    text
}

/// CPU time of this thread where the system tells it, else the time that passes.
fn cpu(since: Instant) -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// The least CPU time of a run of each of some programs, in seconds: what disturbs a run makes it
/// longer, never shorter. They run in turns, so that what disturbs does not fall on one of them alone;
/// the system counts in steps of up to 4 ms, so short runs are timed several together. What a run leaves
/// behind is thrown away outside of its time, as the end of a process does.
fn least<const N: usize>(mut programs: [Program<'_>; N]) -> [f64; N] {
    let began = Instant::now();
    let mut least = [f64::INFINITY; N];
    for _ in 0..TURNS {
        for ((together, run), least) in programs.iter_mut().zip(&mut least) {
            let before = cpu(began);
            let left: Vec<_> = (0..*together).map(|_| run()).collect();
            let taken = cpu(began).saturating_sub(before);
            drop(left);
            *least = least.min(taken.as_secs_f64() / f64::from(*together));
        }
    }
    least
}

/// How many runs of it are timed together, and what it does.
type Program<'p> = (u32, &'p mut dyn FnMut() -> Box<dyn Any>);

const TURNS: u32 = 7;

fn paths(folder: &Folder) -> Vec<PathBuf> {
    files::collect(&[folder.path().to_path_buf()]).unwrap()
}

/// Reads the files and parses them, with the parsers alone; says how many bytes that were.
fn parse(paths: &[PathBuf]) -> usize {
    let mut bytes = 0;
    for path in paths {
        let text = fs::read_to_string(path).unwrap();
        if path.extension().is_some_and(|extension| extension == "toml") {
            assert!(toml::de::DeTable::parse(&text).is_ok());
        } else {
            assert!(Parser::new_from_str(&text).all(|event| event.is_ok()));
        }
        bytes += text.len();
    }
    bytes
}

/// All that `promise check` does, up to its last written byte.
fn run(folder: &Folder) -> (check::Outcome, model::Definitions, Sources) {
    let mut sources = Sources::default();
    let (definitions, mut reading) = model::load(&mut sources, &paths(folder), Path::to_path_buf).unwrap();
    reading.extend(calendar::validate(&definitions));
    reading.extend(log::validate(&definitions));
    let context = check::Context::new(&definitions, &sources, Date::parse("2026-11-26").unwrap());
    let outcome = check::run(&context, reading, &check::Selection::default());
    let mut shown = Vec::new();
    render::text::check(&outcome, &sources, Options::default(), &mut shown).unwrap();
    // As the program does: it goes with the process.
    std::mem::forget(context);
    (outcome, definitions, sources)
}

#[test]
fn the_generated_folder_is_what_people_write() {
    let (outcome, definitions, _) = run(&folder(20));
    assert_eq!((outcome.commitments, outcome.files, outcome.unsound), (40, 22, 0));
    assert_eq!(definitions.standards.len(), 40);
    let graver: Vec<_> = outcome.findings.iter().filter(|finding| finding.level > Level::Info).collect();
    assert!(graver.is_empty(), "{graver:#?}");
}

/// Ratios of two times of one program, one run and one profile. In a debug build they are distorted: the
/// parsers keep less of their speed than we do. On a busy machine too: a check goes through more memory
/// than the parsers, and shares the caches with what else runs. So this is for a quiet one, by hand.
#[test]
#[cfg_attr(debug_assertions, ignore = "measures a release build: cargo test --release --test suite speed::")]
fn a_check_takes_at_most_three_times_the_cpu_of_parsing_and_grows_linearly() {
    let (small, large) = (folder(1_000), folder(4_000));
    let files = paths(&small);
    let [parsing, checking, four_times] = least([
        (6, &mut || Box::new(parse(&files))),
        (2, &mut || Box::new(run(&small))),
        (1, &mut || Box::new(run(&large))),
    ]);
    let (ratio, growth) = (checking / parsing, four_times / checking);
    println!("parsing {parsing:.3} s, checking {checking:.3} s, four times the files {four_times:.3} s");
    println!("checking / parsing = {ratio:.2}, four times / once = {growth:.2}");
    assert!(ratio <= 3.0, "a check takes {ratio:.2} times the CPU of parsing");
    assert!(growth <= 5.0, "four times the files take {growth:.2} times the CPU");
}

/// One side of a comparison, as it was read.
struct ReadSide {
    definitions: model::Definitions,
    sources: Sources,
    calendars: calendar::Calendars,
    findings: Vec<Finding>,
}

impl ReadSide {
    fn new(folder: &Folder) -> Self {
        let mut sources = Sources::default();
        let (definitions, mut findings) =
            model::load(&mut sources, &paths(folder), Path::to_path_buf).unwrap();
        let (calendars, mistakes) =
            calendar::Calendars::compile(&definitions, &|path| files::read_text(path));
        findings.extend(mistakes);
        findings.extend(log::validate(&definitions));
        Self { definitions, sources, calendars, findings }
    }

    fn side<'d>(&'d self, place: diff::Place<'d>) -> diff::Side<'d> {
        diff::Side::new(&self.definitions, &self.sources, &self.calendars, &self.findings, place)
    }
}

/// All that `promise diff` does between two folders, up to its last written byte.
fn run_diff(old: &Folder, new: &Folder) -> usize {
    let reads = [ReadSide::new(old), ReadSide::new(new)];
    let place = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let sides = [reads[0].side(&place), reads[1].side(&place)];
    let today = Date::parse("2026-11-26").unwrap();
    let found = diff::compare(&sides[0], &sides[1], diff::Options { today });
    let changes = render::change::Changes {
        diff: &found,
        sides: [&sides[0], &sides[1]],
        names: [Some("old"), None],
        paths: [&place, &place],
        backtest: None,
        language: render::Language::En,
    };
    let mut shown = Vec::new();
    render::change::json(&changes, true, &mut shown).unwrap();
    found.changes.len()
}

/// A folder in which the calendar loses an afternoon, and every tenth file other shares.
fn edited(number_of_files: usize) -> Folder {
    let mut folder = folder(number_of_files);
    folder = folder.file("commitments/common.toml", COMMON.replace("18:00", "17:00"));
    for file in (0..number_of_files).step_by(10) {
        let text = toml(file * 2) + &toml(file * 2 + 1);
        folder = folder.file(&format!("commitments/{file:05}.toml"), text.replace("98%", "97%"));
    }
    folder
}

/// As above: ratios, of a release build.
#[test]
#[cfg_attr(debug_assertions, ignore = "measures a release build: cargo test --release --test suite speed::")]
fn a_diff_takes_at_most_four_times_the_cpu_of_parsing_both_sides() {
    let (old, same, new) = (folder(1_000), folder(1_000), edited(1_000));
    assert_eq!(run_diff(&old, &same), 0);
    assert!(run_diff(&old, &new) > 2_000);
    let files = [paths(&old), paths(&new)];
    let [parsing, unchanged, changed] = least([
        (3, &mut || Box::new(files.iter().map(|files| parse(files)).sum::<usize>())),
        (2, &mut || Box::new(run_diff(&old, &same))),
        (2, &mut || Box::new(run_diff(&old, &new))),
    ]);
    println!("parsing {parsing:.3} s, nothing changed {unchanged:.3} s, all changed {changed:.3} s");
    let (unchanged, changed) = (unchanged / parsing, changed / parsing);
    println!("nothing changed / parsing = {unchanged:.2}, all changed / parsing = {changed:.2}");
    assert!(unchanged <= 4.0 && changed <= 4.0, "{unchanged:.2}, {changed:.2} times the CPU of parsing");
}
