//! Documents against the published schemas of their formats, where `.ci/schemas` has fetched them:
//! the JSON Schema of SARIF, the XML Schemas of Ant and Jenkins, the types of Code Climate's issues.

use super::{mistakes, printed};
use crate::command::{Folder, promise, root};
use std::path::PathBuf;
use std::process::Command;

/// The folder of schemas, or `None` after saying that the test does not run.
fn schemas() -> Option<PathBuf> {
    let folder = root().join("target/schemas");
    if folder.join("complete").exists() {
        return Some(folder);
    }
    eprintln!("not run: target/schemas is not there; .ci/schemas fetches them");
    None
}

/// A check of the folder of mistakes and one without findings, in a format.
fn documents(format: &str) -> [String; 2] {
    let clean = ["check", "commitments", "--today", "2026-11-26", "--format", format];
    [printed(&mistakes(), format), promise(&clean).run().ended(0).stdout]
}

#[track_caller]
fn passes(command: &mut Command) {
    let output = command.output().unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

const SARIF: &str = "
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.validators.validator_for(schema).check_schema(schema)
jsonschema.validate(json.load(open(sys.argv[2])), schema)
";

#[test]
fn sarif_is_valid_under_its_schema() {
    let Some(schemas) = schemas() else { return };
    let with_baseline = mistakes();
    let arguments = [&super::RULES[..], &["--write-baseline", "known.json", "--format", "sarif"]].concat();
    let with_baseline = with_baseline.promise(&arguments).ended(0).stdout;
    assert!(with_baseline.contains("\"baselineState\": \"unchanged\""));
    for document in documents("sarif").into_iter().chain([with_baseline]) {
        let folder = Folder::new().file("promise.sarif", document);
        passes(
            Command::new(schemas.join("python/bin/python"))
                .args(["-c", SARIF])
                .arg(schemas.join("sarif/lib/schemas/sarif-2.1.0-rtm.5.json"))
                .arg(folder.path().join("promise.sarif")),
        );
    }
}

const JUNIT: &str = "
import sys
from lxml import etree
document = etree.parse(sys.argv[1])
for schema in sys.argv[2:]:
    etree.XMLSchema(etree.parse(schema)).assertValid(document)
";

#[test]
fn junit_is_valid_under_both_schemas() {
    let Some(schemas) = schemas() else { return };
    for document in documents("junit") {
        let folder = Folder::new().file("promise.xml", document);
        passes(
            Command::new(schemas.join("python/bin/python"))
                .args(["-c", JUNIT])
                .arg(folder.path().join("promise.xml"))
                .args(
                    ["JUnit.xsd", "jenkins-junit.xsd"]
                        .map(|name| schemas.join("junit/test/resources").join(name)),
                ),
        );
    }
}

/// The report is written into a program, whose types then say whether it is one.
#[test]
fn gitlab_has_the_types_of_code_climate() {
    let Some(schemas) = schemas() else { return };
    let types = schemas.join("codeclimate/index").to_str().unwrap().replace('\\', "/");
    for document in documents("gitlab") {
        let program = format!(
            "import type {{ Issue }} from \"{types}\";\nexport const issues: Issue[] = {document};\n"
        );
        let folder = Folder::new().file("issues.ts", program);
        passes(
            Command::new("node")
                .arg(schemas.join("typescript/bin/tsc"))
                .args(["--noEmit", "--strict", "--skipLibCheck", "--lib", "es2020"])
                .arg(folder.path().join("issues.ts")),
        );
    }
}
