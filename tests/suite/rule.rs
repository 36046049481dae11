//! `promise rule`, and that its pages are true: each bad example gives exactly the finding of its
//! page, each good one none. Examples with a log are reported on, the others are checked.

use crate::command::{Folder, Output, promise};
use promise::calendar::Calendars;
use promise::check::{self, Entry, Page};
use promise::diff::backtest::Question;
use promise::diff::{self, Side};
use promise::finding::Finding;
use promise::model::{self, Date};
use promise::render::publish::Publisher;
use promise::report::{AsOf, Asked, History};
use promise::source::{Sources, files};

/// The folders of the examples below a heading, with the text of the first file. A block with a file
/// name behind its language (```` ```toml promise.toml ````) belongs to the folder before it; the rows of
/// ```` ```csv log.csv × 30 ```` stand in the file thirty times.
fn folders(page: &Page<'_>, heading: &str) -> Vec<(Folder, String)> {
    let mut folders: Vec<(Folder, String)> = Vec::new();
    for example in page.examples(heading) {
        let (name, content) = match example.syntax.split_once(' ') {
            Some(("text", name)) => (name.to_owned(), unescaped(example.text)),
            Some((_, name)) => match name.split_once(" × ") {
                Some((name, times)) => {
                    (name.to_owned(), repeated(example.text, times.parse().unwrap()).into())
                }
                None => (name.to_owned(), example.text.into()),
            },
            // Bytes that no page can hold are written as in other languages.
            None if example.syntax == "text" => ("example.toml".to_owned(), unescaped(example.text)),
            None => (format!("example.{}", example.syntax), example.text.into()),
        };
        let (folder, text) = if example.syntax.contains(' ') {
            folders.pop().unwrap()
        } else {
            (Folder::new(), example.text.to_owned())
        };
        folders.push((folder.file(&name, content), text));
    }
    folders
}

/// The findings of a folder that its page is about, and mistakes of form. An example shows one thing
/// and is no complete folder: what other rules say of it does not count.
fn findings(folder: &Folder, code: &str) -> Vec<Finding> {
    // What stands in `before/` is what the definitions were at a revision.
    let before = folder.path().join("before");
    let paths = files::collect(&[folder.path().to_path_buf()]).unwrap();
    let (old_paths, paths): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.starts_with(&before));
    let mut sources = Sources::default();
    let (mut definitions, mut reading) =
        model::load(&mut sources, &paths, |path| path.file_name().unwrap().into()).unwrap();
    reading.extend(promise::calendar::validate(&definitions));
    let mut old_sources = Sources::default();
    let (mut old, old_reading) =
        model::load(&mut old_sources, &old_paths, std::path::Path::to_path_buf).unwrap();
    reading.extend(promise::log::validate(&definitions));
    for log in definitions.logs.iter_mut().chain(&mut old.logs) {
        log.folder = folder.path().to_path_buf();
    }
    let today = Date::parse("2026-11-26").unwrap();
    let read = |path: &std::path::Path| files::read_text(&folder.path().join(path));
    let copies = check::Copies::load(&definitions, &mut sources, read);
    let calendars = [&old, &definitions]
        .map(|definitions| Calendars::compile(definitions, &|path| files::read_text(path)).0);
    let place = |_: &std::path::Path| String::new();
    let sides = [
        Side::new(&old, &old_sources, &calendars[0], &old_reading, &place),
        Side::new(&definitions, &sources, &calendars[1], &reading, &place),
    ];
    let changes = diff::compare(&sides[0], &sides[1], diff::Options { today });
    let question = Question { needed: true, as_of: Some(AsOf::Day(today)), ..Question::default() };
    let backtest = (!old_paths.is_empty() && !definitions.logs.is_empty()).then(|| {
        let stdin = &mut || -> Box<dyn std::io::Read + Send> { unreachable!("an example reads files") };
        diff::backtest::backtest([&sides[0], &sides[1]], &changes, &question, stdin).unwrap()
    });
    // Examples without a log file are not read.
    let has_log = definitions
        .logs
        .iter()
        .flat_map(|log| &log.paths)
        .any(|path| folder.path().join(&path.value).exists());
    let stdin = &mut || -> Box<dyn std::io::Read + Send> { unreachable!("an example reads files") };
    let asked = Asked { as_of: Some(AsOf::Day(today)), ..Asked::default() };
    let history = if has_log { History::read(&definitions, asked, stdin).unwrap() } else { None };
    let mut context = check::Context::new(&definitions, &sources, today);
    context.history = history.as_ref();
    context.copies = Some(&copies);
    let publisher =
        Publisher { definitions: &definitions, sources: &sources, calendars: &calendars[1], today };
    context.pages = Some(&publisher);
    context.backtest = backtest.as_ref();
    context.changes = (!old_paths.is_empty()).then_some(&changes);
    let mut findings = check::run(&context, reading, &check::Selection::default()).findings;
    findings.retain(|finding| finding.code.code == code || matches!(finding.code.family(), "DEF" | "SUP"));
    findings
}

/// The codes of the findings of a folder that its page is about.
fn codes(folder: &Folder, entry: &Entry) -> Vec<String> {
    let code = entry.code;
    if code.family() != "DAT" {
        return findings(folder, code.code).iter().map(|finding| finding.code.code.to_owned()).collect();
    }
    let asked = ["report", ".", "--as-of", "2026-11-26", "--format", "json"];
    let report = folder.promise(&asked).ended(0).json();
    let log = &report["data"]["logs"][0];
    assert!(log["cases"].as_u64() > Some(0), "{}: no case was read", code.code);
    let problems = log["problems"].as_array().unwrap().iter();
    // An example of a log shows one fault alone.
    problems.map(|problem| problem["code"].as_str().unwrap().to_owned()).collect()
}

/// A header and its rows so many times.
fn repeated(text: &str, times: usize) -> String {
    let (header, rows) = text.split_once('\n').unwrap();
    format!("{header}\n{}", rows.repeat(times))
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(&part.as_bytes()[2..]);
    }
    bytes
}

#[test]
fn every_bad_example_gives_exactly_its_finding_and_every_good_one_none() {
    let mut wrong = Vec::new();
    for entry in check::entries() {
        let (code, page) = (entry.code.code, Page::parse(entry.page));
        for (heading, expected) in [("Bad", &[code][..]), ("Good", &[])] {
            let folders = folders(&page, heading);
            let chinese = folders.iter().filter(|(_, text)| is_chinese(text)).count();
            let english = folders.iter().any(|(_, text)| !is_chinese(text) || text.contains("en = "));
            assert!(chinese > 0 && english, "{code}: {heading} is not in both languages");
            for (folder, text) in folders {
                let found = codes(&folder, &entry);
                if found != expected {
                    wrong.push(format!("{code} {heading}: {found:#?}\n{text}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n---\n"));
}

#[test]
fn the_list_says_truly_which_findings_come_with_a_fix() {
    let mut wrong = Vec::new();
    for entry in check::entries().into_iter().filter(|entry| entry.needs == check::Needs::Nothing) {
        let code = entry.code.code;
        let folders = folders(&Page::parse(entry.page), "Bad");
        let mut findings = folders.iter().flat_map(|(folder, _)| findings(folder, code));
        let has_fix = findings.any(|finding| finding.code.code == code && finding.fix.is_some());
        if has_fix != entry.fix {
            wrong.push(format!("{code}: {has_fix}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_can_be_shown_in_each_language() {
    for Entry { code, .. } in check::entries() {
        for (language, headings) in [
            ("en", ["What it checks", "Why", "Bad", "Good", "Source"]),
            ("zh", ["检查什么", "为什么", "反例", "正例", "出处"]),
        ] {
            let text = promise(&["rule", code.code, "--lang", language]).run().ended(0).stdout;
            assert!(text.starts_with(&format!("{} {} (", code.code, code.name)), "{text}");
            let mut rest = text.as_str();
            for heading in headings {
                let (_, below) = rest.split_once(&format!("\n{heading}\n\n")).expect(heading);
                rest = below;
            }
        }
    }
}

fn rule(arguments: &[&str]) -> Output {
    promise(&[&["rule"], arguments].concat()).run()
}

#[test]
fn a_page_is_found_by_code_in_any_case_and_by_name() {
    let page = rule(&["CLR001"]).ended(0).stdout;
    assert_eq!(rule(&["clr001"]).ended(0).stdout, page);
    assert_eq!(rule(&["vague-time"]).ended(0).stdout, page);
    assert!(page.contains("as soon as possible") && !page.contains("凡是给客户看的文字都检查"), "{page}");
    let chinese = rule(&["CLR001", "--lang", "zh"]).ended(0).stdout;
    assert!(chinese.contains("凡是给客户看的文字都检查") && !chinese.contains("in due course"), "{chinese}");
}

#[test]
fn the_list_has_every_code_once_and_a_family_its_own() {
    let list = rule(&[]).ended(0).stdout;
    let listed: Vec<_> = list.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    let expected: Vec<_> = check::entries().iter().map(|entry| entry.code.code).collect();
    assert_eq!(listed, expected);
    for code in ["CLR001", "DEF001", "DEF009", "CON011", "SUP001", "SUP004", "DAT001", "DAT011"] {
        assert!(listed.contains(&code), "{code} is not listed");
    }
    let family = rule(&["sup"]).ended(0).stdout;
    assert_eq!(family.lines().count(), 5, "{family}");
    let chinese = rule(&["--lang", "zh"]).ended(0).stdout;
    assert!(chinese.starts_with("编号") && chinese.contains("警告"), "{chinese}");
}

#[test]
fn machines_get_markdown_and_json() {
    let one = rule(&["SUP002", "--format", "markdown"]).ended(0).stdout;
    assert!(one.starts_with("# SUP002 unused-suppression\n") && one.contains("\n## Source\n"), "{one}");
    let all = rule(&["--all", "--format", "markdown"]).ended(0).stdout;
    assert_eq!(all.matches("\n## Source\n").count(), check::entries().len());
    let table = rule(&["--format", "markdown"]).ended(0).stdout;
    assert!(table.contains("\n| SUP002 | unused-suppression | warning |  | has a fix |\n"), "{table}");
    let json = rule(&["SUP002", "--format", "json"]).ended(0).json();
    assert_eq!(json["version"], 1);
    assert_eq!(json["rules"][0]["name"], "unused-suppression");
    assert_eq!((&json["rules"][0]["fix"], &json["rules"][0]["needs"]), (&true.into(), &"nothing".into()));
    assert_eq!(json["rules"][0]["page"], one.trim_end().to_owned() + "\n");
    let list = rule(&["--format", "json"]).ended(0).json();
    assert!(list["rules"][0]["page"].is_null());
}

#[test]
fn what_needs_logs_says_so() {
    let list = rule(&["DAT"]).ended(0).stdout;
    assert_eq!(list.lines().count(), 12, "{list}");
    assert!(list.contains("DAT004  duplicate-case     warning  logs\n"), "{list}");
    let json = rule(&["DAT", "--format", "json"]).ended(0).json();
    assert!(json["rules"].as_array().unwrap().iter().all(|rule| rule["needs"] == "logs"));
    let page = rule(&["duplicate-case"]).ended(0).stdout;
    assert!(page.contains("    # log.csv\n    ticket,received,repaired\n"), "{page}");
}

#[test]
fn what_is_no_rule_is_a_mistake_with_a_hint() {
    let misspelt = rule(&["vauge-time"]).ended(2);
    assert!(misspelt.stderr.contains("did you mean `CLR001`?") && misspelt.stdout.is_empty());
    assert!(rule(&["CLR099"]).ended(2).stderr.contains("did you mean"));
    assert!(rule(&["everything"]).ended(2).stderr.contains("`promise rule` lists them"));
    rule(&["CLR001", "--all"]).ended(2);
}

#[test]
fn a_narrow_terminal_gets_broken_lines() {
    let text = promise(&["rule", "CLR001", "--lang", "zh"]).env("COLUMNS", "40").run().ended(0).stdout;
    let prose = text.lines().filter(|line| !line.starts_with("    "));
    for line in prose {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 40, "{line}");
    }
}
