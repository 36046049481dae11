//! The same findings come out of every format as went in: each is read back as its consumers read
//! it, and must have the code, path and line of every finding and no other.

use super::{mistakes, printed};
use serde_json::Value;

type Finding = (String, String, u64);

fn sorted(findings: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
    let mut findings: Vec<_> = findings.into_iter().collect();
    findings.sort();
    findings
}

fn finding(code: &Value, path: &str, line: &Value) -> Finding {
    let code = code.as_str().unwrap().split(' ').next().unwrap();
    (code.to_owned(), path.to_owned(), line.as_u64().unwrap())
}

/// `path:line:column`.
fn place(code: &str, place: &str) -> Finding {
    let mut parts = place.rsplitn(3, ':');
    let line = parts.nth(1).unwrap().parse().unwrap();
    (code.split(' ').next().unwrap().to_owned(), parts.next().unwrap().to_owned(), line)
}

fn json(text: &str) -> Vec<Finding> {
    let document: Value = serde_json::from_str(text).unwrap();
    let findings = document["findings"].as_array().unwrap().iter();
    sorted(findings.map(|found| finding(&found["code"], found["path"].as_str().unwrap(), &found["line"])))
}

/// All results, or those that are suppressed.
pub(super) fn sarif(text: &str, suppressed: bool) -> Vec<Finding> {
    let document: Value = serde_json::from_str(text).unwrap();
    let results = document["runs"][0]["results"].as_array().unwrap().iter();
    let wanted = results.filter(|result| result["suppressions"].as_array().unwrap().is_empty() != suppressed);
    sorted(wanted.map(|result| {
        let place = &result["locations"][0]["physicalLocation"];
        let path = decoded(place["artifactLocation"]["uri"].as_str().unwrap());
        finding(&result["ruleId"], &path, &place["region"]["startLine"])
    }))
}

fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn gitlab(text: &str) -> Vec<Finding> {
    let issues: Vec<Value> = serde_json::from_str(text).unwrap();
    sorted(issues.iter().map(|issue| {
        let location = &issue["location"];
        finding(&issue["check_name"], location["path"].as_str().unwrap(), &location["lines"]["begin"])
    }))
}

/// As the runner reads: properties end at `::`, are separated by commas, and are unescaped last.
fn github(text: &str) -> Vec<Finding> {
    let commands = text.lines().filter_map(|line| line.strip_prefix("::"));
    sorted(commands.map(|command| {
        let (properties, _) = command.split_once("::").unwrap();
        let (_, properties) = properties.split_once(' ').unwrap();
        let of = |name: &str| {
            let property =
                properties.split(',').find_map(|property| property.strip_prefix(&format!("{name}=")));
            property.unwrap().replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
        };
        (of("title").split(' ').next().unwrap().to_owned(), of("file"), of("line").parse().unwrap())
    }))
}

fn junit(text: &str) -> Vec<Finding> {
    sorted(text.split("<testcase name=\"").skip(1).filter_map(|case| {
        let failure = case.split("</testcase>").next().unwrap().split_once("<failure ")?.1;
        let (_, content) = failure.split_once("\">").unwrap();
        Some(place(case, content.lines().next().unwrap()))
    }))
}

/// Rows are cut at pipes that no backslash escapes.
fn markdown(text: &str) -> Vec<Finding> {
    let rows = text.lines().filter(|line| line.starts_with("| ")).skip(2);
    sorted(rows.map(|row| {
        let cells: Vec<_> =
            row.replace("\\|", "\u{1}").split('|').map(|cell| cell.trim().to_owned()).collect();
        assert_eq!(cells.len(), 6, "{row}");
        place(&cells[2], &cells[3].replace('\\', ""))
    }))
}

/// Titles, and the places below them.
fn text(printed: &str) -> Vec<Finding> {
    let mut codes = Vec::new();
    let mut places = Vec::new();
    for line in printed.lines() {
        let level = ["error[", "warning[", "info["].iter().find_map(|level| line.strip_prefix(level));
        if let Some(title) = level {
            codes.push(title.split(']').next().unwrap().to_owned());
        } else if let Some((_, place)) = line.split_once("--> ") {
            places.push(place);
        }
    }
    assert_eq!(codes.len(), places.len());
    sorted(codes.iter().zip(places).map(|(code, at)| place(code, at)))
}

#[test]
fn the_same_findings_come_out_of_every_format() {
    let folder = mistakes();
    let found = json(&printed(&folder, "json"));
    for level in ["error", "warning", "info"] {
        assert!(printed(&folder, "text").contains(&format!("{level}[")), "the folder lacks an {level}");
    }
    assert!(found.len() > 10, "{found:?}");
    assert_eq!(text(&printed(&folder, "text")), found);
    assert_eq!(sarif(&printed(&folder, "sarif"), false), found);
    assert_eq!(gitlab(&printed(&folder, "gitlab")), found);
    assert_eq!(github(&printed(&folder, "github")), found);
    assert_eq!(junit(&printed(&folder, "junit")), found);
    assert_eq!(markdown(&printed(&folder, "markdown")), found);
}

#[test]
fn sarif_has_what_is_suppressed_with_the_reason() {
    let printed = printed(&mistakes(), "sarif");
    let found: Vec<_> = sarif(&printed, true).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(found, ["CLR001", "CLR001"]);
    let document: Value = serde_json::from_str(&printed).unwrap();
    let results = document["runs"][0]["results"].as_array().unwrap();
    let suppressions: Vec<_> =
        results.iter().flat_map(|result| result["suppressions"].as_array().unwrap()).collect();
    for suppression in suppressions {
        assert_eq!(suppression["kind"], "inSource");
        assert_eq!(suppression["justification"], "法务 is \"reviewing\" <it> | 50%");
    }
}

/// Applying the fixes of SARIF by their bytes and those of JSON gives the same file, and the lines and
/// columns of SARIF, counted in characters, are the same places.
#[test]
fn a_fix_is_the_same_in_json_and_in_sarif() {
    let folder = mistakes();
    let json: Value = serde_json::from_str(&printed(&folder, "json")).unwrap();
    let sarif: Value = serde_json::from_str(&printed(&folder, "sarif")).unwrap();
    let mut edits = Vec::new();
    for finding in json["findings"].as_array().unwrap() {
        for edit in finding["fix"]["edits"].as_array().into_iter().flatten() {
            let (start, end) = (edit["start"].as_u64().unwrap(), edit["end"].as_u64().unwrap());
            edits.push((start, end - start, edit["text"].clone(), finding["fix"]["safe"].clone()));
        }
    }
    let mut replacements = Vec::new();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        for fix in result["fixes"].as_array().into_iter().flatten() {
            let change = &fix["artifactChanges"][0];
            let path = decoded(change["artifactLocation"]["uri"].as_str().unwrap());
            let text = std::fs::read_to_string(folder.path().join(path)).unwrap();
            for replacement in change["replacements"].as_array().unwrap() {
                let region = &replacement["deletedRegion"];
                let of = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
                let line = text.lines().nth(of("startLine") - 1).unwrap();
                let columns: String = line
                    .chars()
                    .skip(of("startColumn") - 1)
                    .take(of("endColumn") - of("startColumn"))
                    .collect();
                let bytes = &text[of("byteOffset")..of("byteOffset") + of("byteLength")];
                assert_eq!(columns, bytes);
                let inserted = replacement["insertedContent"]["text"].clone();
                let safe = fix["properties"]["safe"].clone();
                replacements.push((of("byteOffset") as u64, of("byteLength") as u64, inserted, safe));
            }
        }
    }
    assert!(edits.len() > 2, "{edits:?}");
    assert_eq!(replacements, edits);
}

#[test]
fn a_related_place_is_in_every_format() {
    let folder = mistakes();
    for (format, _) in super::FORMATS {
        let printed = printed(&folder, format);
        let words = if format == "gitlab" { "other_locations" } else { "promised here" };
        assert!(printed.contains(words), "{format}");
    }
}

#[test]
fn a_folder_without_findings_gives_whole_documents() {
    let run = |format: &str| {
        let arguments = ["check", "commitments", "--today", "2026-11-26", "--format", format];
        crate::command::promise(&arguments).run().ended(0).stdout
    };
    assert_eq!(gitlab(&run("gitlab")), []);
    assert_eq!(sarif(&run("sarif"), false), []);
    assert_eq!(github(&run("github")), []);
    assert_eq!(markdown(&run("markdown")), []);
    let junit = run("junit");
    assert!(!junit.contains("<failure"), "{junit}");
    // Servers take a report without a test for a mistake.
    assert_eq!(junit.matches("<testsuite ").count(), junit.matches("<testcase ").count());
}
