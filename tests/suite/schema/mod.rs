//! The JSON Schema of definitions and settings says what the readers of the model read: the same
//! fields, the same required ones, the same words, the same kinds of values.
//!
//! The readers themselves are asked: each table of the schema is written with a field that does not
//! exist, and the finding lists the fields that the reader knows.

mod probe;
mod validator;

use crate::command::{Folder, promise, root};
use promise::source::{Node, Sources, Syntax, Value, parse};
use serde_json::{Map, Value as Json, json};
use std::fs;
use std::path::{Path, PathBuf};
use validator::Validator;

fn schema(name: &str) -> Json {
    serde_json::from_str(&fs::read_to_string(root().join("schema").join(name)).unwrap()).unwrap()
}

#[test]
fn the_schema_of_definitions_is_what_the_readers_read() {
    let tables = probe::compare(&schema("definitions.json"), "definitions.toml");
    assert!(tables >= 25, "only {tables} tables compared");
}

#[test]
fn the_schema_of_settings_is_what_the_readers_read() {
    let tables = probe::compare(&schema("settings.json"), "promise.toml");
    assert!(tables >= 5, "only {tables} tables compared");
}

fn each_description(schema: &Json, place: &str, missing: &mut Vec<String>) {
    if let Some(properties) = schema["properties"].as_object() {
        for (name, property) in properties {
            let text = property["description"].as_str().unwrap_or_default();
            let chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            if !text.starts_with(|c: char| c.is_ascii()) || !chinese {
                missing.push(format!("{place}.{name}"));
            }
        }
    }
    match schema {
        Json::Object(entries) => {
            // A condition names fields that are described where they are allowed.
            let parts = entries.iter().filter(|(name, _)| *name != "if");
            parts.for_each(|(name, part)| each_description(part, &format!("{place}/{name}"), missing));
        }
        Json::Array(items) => items.iter().for_each(|item| each_description(item, place, missing)),
        _ => {}
    }
}

#[test]
fn every_field_is_described_in_both_languages() {
    for name in ["definitions.json", "settings.json"] {
        let mut missing = Vec::new();
        each_description(&schema(name), name, &mut missing);
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn the_command_prints_what_is_committed() {
    for (of, name) in [("definitions", "definitions.json"), ("settings", "settings.json")] {
        let committed = fs::read_to_string(root().join("schema").join(name)).unwrap();
        assert_eq!(promise(&["schema", of]).run().ended(0).stdout, committed);
    }
}

/// A tree as JSON; dates are texts, as editors take them.
fn json_of(node: &Node<'_>) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => json!(value),
        Value::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
        Value::String(text) | Value::Date(text) => json!(text),
        Value::Sequence(items) => items.iter().map(json_of).collect(),
        Value::Mapping(entries) => {
            let entries = entries.iter().map(|entry| (entry.key.to_string(), json_of(&entry.value)));
            Json::Object(entries.collect::<Map<_, _>>())
        }
    }
}

fn read(path: &Path) -> Option<Json> {
    let mut sources = Sources::default();
    let file = sources.add(path.to_path_buf(), fs::read_to_string(path).unwrap());
    let (tree, errors) = parse(&sources, file, Syntax::of_path(path).unwrap());
    errors.is_empty().then(|| tree.as_ref().map_or_else(|| json!({}), json_of))
}

fn definition_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            definition_files(&path, found);
        } else if Syntax::of_path(&path).is_some() {
            found.push(path);
        }
    }
}

#[test]
fn every_sound_file_of_the_checkout_is_valid() {
    let (definitions, settings) = (schema("definitions.json"), schema("settings.json"));
    let starter = Folder::new();
    starter.promise(&["init", "--yaml"]).ended(0);
    let mut files = Vec::new();
    for folder in ["commitments", "examples", "tests/good"] {
        definition_files(&root().join(folder), &mut files);
    }
    files.retain(|path| !path.starts_with(root().join("examples/mistakes")));
    definition_files(starter.path(), &mut files);
    assert!(files.len() > 60, "only {} files found", files.len());
    for path in files {
        let is_settings = path.ends_with("promise.toml");
        let validator = Validator { root: if is_settings { &settings } else { &definitions } };
        let mistakes = validator.mistakes(&read(&path).unwrap());
        assert!(mistakes.is_empty(), "{}: {mistakes:?}", path.display());
    }
}

#[test]
fn mistakes_of_form_are_invalid() {
    let schema = schema("definitions.json");
    let validator = Validator { root: &schema };
    for name in ["answers.toml", "visits.yaml"] {
        let value = read(&root().join("examples/mistakes/commitments").join(name)).unwrap();
        assert!(!validator.mistakes(&value).is_empty(), "{name}");
    }
}
