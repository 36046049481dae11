//! Asking the readers which fields they read, table by table along the schema.

use super::validator::Validator;
use promise::finding::{Definition, Finding, Invalid, Message, codes};
use promise::model::load_from;
use promise::source::Sources;
use promise::source::files::Content;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A field that no table has.
const NONE: &str = "zzz";

/// From the value of a field to a whole file with it.
type Around<'a> = &'a dyn Fn(Json) -> Json;

/// Compares every table of a schema with its reader; how many there were.
pub(crate) fn compare(schema: &Json, file: &str) -> usize {
    let probe = Probe { validator: Validator { root: schema }, file: PathBuf::from(file) };
    probe.table(schema, "", &|value| value)
}

struct Probe<'s> {
    validator: Validator<'s>,
    file: PathBuf,
}

impl Probe<'_> {
    /// What the readers find in a file.
    fn read(&self, content: &Json) -> Vec<Finding> {
        let text = toml_file(content);
        let mut sources = Sources::default();
        let content = |_: &std::path::Path| Ok(Content::of(&text));
        let files = std::slice::from_ref(&self.file);
        let (_, findings) = load_from(&mut sources, files, std::path::Path::to_path_buf, &content).unwrap();
        assert!(findings.iter().all(|finding| finding.code != &codes::SYNTAX), "{text}\n{findings:?}");
        findings
    }

    /// What the reader calls a table, the fields that it knows and those that it wants; `None` if what
    /// stands there is no table with fields of ours.
    fn fields(&self, around: Around<'_>) -> Option<(&'static str, BTreeSet<String>, BTreeSet<String>)> {
        let findings = self.read(&around(json!({ NONE: 1 })));
        let (table, known) = findings.iter().find_map(|finding| match &finding.message {
            Message::Definition(Definition::UnknownField { field, table, known, .. }) if field == NONE => {
                Some((*table, known.iter().map(|name| (*name).to_owned()).collect()))
            }
            _ => None,
        })?;
        let required = findings.iter().filter_map(|finding| match &finding.message {
            Message::Definition(Definition::MissingField { field, table: of }) if *of == table => {
                Some((*field).to_owned())
            }
            _ => None,
        });
        Some((table, known, required.collect()))
    }

    /// Compares a table and everything in it.
    fn table(&self, schema: &Json, place: &str, around: Around<'_>) -> usize {
        let (name, known, required) = self.fields(around).unwrap_or_else(|| panic!("{place} is no table"));
        let names = |json: &Json| -> BTreeSet<String> {
            let names = json.as_array().into_iter().flatten();
            names.map(|name| name.as_str().unwrap().to_owned()).collect()
        };
        let properties = schema["properties"].as_object().unwrap();
        assert_eq!(properties.keys().cloned().collect::<BTreeSet<_>>(), known, "fields of {place}");
        // Of several ways to fill a table the reader asks for the first.
        let mut wanted = names(&schema["required"]);
        wanted.extend(names(&schema["oneOf"][0]["required"]));
        assert_eq!(wanted, required, "required fields of {place}");
        assert_eq!(schema["additionalProperties"], false, "{place}");
        self.pairs(schema, place, name, around);
        let mut tables = 1;
        let without = self.read(&around(json!({})));
        for (name, part) in properties {
            let around = |value: Json| around(json!({ name: value }));
            let place = format!("{place}.{name}");
            self.kinds(part, &place, &around, &without);
            tables += self.below(part, &place, &around);
        }
        tables
    }

    /// Compares which fields need or exclude each other, for every two fields of a table beside those
    /// that it must have. `name` is what the reader calls the table.
    fn pairs(&self, schema: &Json, place: &str, name: &str, around: Around<'_>) {
        let samples = self.samples(schema);
        // What the tables around it lack is not its affair.
        let outside = self.read(&around(json!({})));
        let is_outside = |finding: &Finding| outside.iter().any(|known| known.message == finding.message);
        let must = schema["required"].as_array().into_iter().flatten();
        let must: Vec<_> =
            must.map(|field| samples.iter().find(|(sample, _)| field == sample).unwrap().clone()).collect();
        for (index, one) in samples.iter().enumerate() {
            for other in samples[index..].iter().filter(|other| *other == one || other.0 != one.0) {
                let fields = must.iter().chain([one, other]).cloned();
                let table = Json::Object(fields.collect::<Map<_, _>>());
                let fits = self.validator.fits(schema, &table);
                let findings = self.read(&around(table.clone()));
                let refused = findings.iter().any(|finding| match &finding.message {
                    Message::Definition(Definition::MissingField { table, .. }) => *table == name,
                    Message::Definition(Definition::Invalid(
                        Invalid::Needs { .. } | Invalid::Conflict { .. },
                    )) => !is_outside(finding),
                    _ => false,
                });
                assert_eq!(fits, !refused, "{place} = {table}: schema and reader differ: {findings:?}");
            }
        }
    }

    /// Each field with each word that it takes, and with one other value.
    fn samples(&self, schema: &Json) -> Vec<(String, Json)> {
        let mut samples = Vec::new();
        for (name, part) in schema["properties"].as_object().unwrap() {
            let words = self.words(part).into_iter().map(Json::from);
            let fitting = values().into_iter().find(|value| self.validator.fits(part, value));
            samples.extend(words.chain(fitting).map(|value| (name.clone(), value)));
        }
        samples
    }

    /// Compares the tables in a value: itself, in a list, below keys of the user's own.
    fn below(&self, schema: &Json, place: &str, around: Around<'_>) -> usize {
        let forms = self.forms(schema);
        let closed = forms.iter().find(|form| form.get("properties").is_some());
        assert_eq!(closed.is_some(), self.fields(around).is_some(), "{place} as a table");
        let mut tables = closed.map_or(0, |form| self.table(form, place, around));
        let list = forms.iter().find(|form| form.get("items").is_some());
        let open =
            forms.iter().find_map(|form| form.get("additionalProperties").filter(|part| part.is_object()));
        if let Some(list) = list {
            let count = list["minItems"].as_u64().unwrap_or(1);
            let around = |value: Json| around((0..count).map(|_| value.clone()).collect());
            tables += self.below(&list["items"], &format!("{place}[]"), &around);
        }
        if let Some(part) = open {
            // A key that such a table takes: a name, a date, a weekday.
            let keys = ["en", "2026-01-01", "mon"];
            let takes = |key: &&&str| self.fields(&|value| around(json!({ **key: value }))).is_some();
            let key = keys.iter().find(takes).copied().unwrap_or("en");
            let place = format!("{place}.*");
            let without = self.read(&around(json!({})));
            let around = |value: Json| around(json!({ key: value }));
            self.kinds(part, &place, &around, &without);
            tables += self.below(part, &place, &around);
        }
        tables
    }

    /// The alternatives of a schema, one by one.
    fn forms<'a>(&'a self, schema: &'a Json) -> Vec<&'a Json> {
        let schema = self.validator.resolve(schema);
        match schema["anyOf"].as_array() {
            Some(forms) => forms.iter().flat_map(|form| self.forms(form)).collect(),
            None => vec![schema],
        }
    }

    /// Compares the kinds of values that a field takes, and the words of its list. `without` is what
    /// is found where the field is left out.
    fn kinds(&self, schema: &Json, place: &str, around: Around<'_>, without: &[Finding]) {
        for value in values() {
            let findings = self.read(&around(value.clone()));
            let fits = self.validator.fits(schema, &value);
            let wrong = |finding: &&Finding| {
                finding.code == &codes::WRONG_TYPE || finding.code == &codes::UNKNOWN_FIELD
            };
            // What the schema allows is at least of the right kind.
            if fits {
                let wrong: Vec<_> = findings.iter().filter(wrong).collect();
                assert!(wrong.is_empty(), "{place} = {value}: the schema allows it, but {wrong:?}");
            }
            // What the reader takes without a word, the schema allows.
            let is_new = |finding: &&Finding| {
                let is_reference = finding.code == &codes::UNKNOWN_REFERENCE;
                !is_reference && !without.iter().any(|known| known.message == finding.message)
            };
            if findings.iter().find(is_new).is_none() {
                assert!(fits, "{place} = {value}: read without a finding, but the schema refuses it");
            }
            for finding in &findings {
                if let Message::Definition(Definition::Invalid(Invalid::NotOneOf { allowed, value, .. })) =
                    &finding.message
                    && value == NONE
                    && findings.iter().filter(is_new).count() == 1
                    && self.forms(schema).iter().all(|form| form.get("additionalProperties").is_none())
                {
                    let words: BTreeSet<_> = self.words(schema);
                    assert_eq!(
                        words,
                        allowed.iter().map(|word| (*word).to_owned()).collect(),
                        "words of {place}"
                    );
                }
            }
        }
    }

    fn words(&self, schema: &Json) -> BTreeSet<String> {
        let forms = self.forms(schema);
        let words = forms.iter().filter_map(|form| form["enum"].as_array()).flatten();
        words.map(|word| word.as_str().unwrap().to_owned()).collect()
    }
}

/// Values of all kinds.
fn values() -> Vec<Json> {
    vec![
        json!(NONE),
        json!("2026-01-01"),
        json!("7 days"),
        json!("98%"),
        json!("p90"),
        json!(7),
        json!(0.5),
        json!(true),
        json!([]),
        json!([NONE]),
        json!([7]),
        json!([[]]),
        json!({}),
        json!({ NONE: 1 }),
        json!({ "en": NONE }),
        json!([{ NONE: 1 }]),
    ]
}

/// A value as a file of TOML.
fn toml_file(value: &Json) -> String {
    let line = |(key, value): (&String, &Json)| format!("\"{key}\" = {}", toml(value));
    value.as_object().unwrap().iter().map(line).collect::<Vec<_>>().join("\n")
}

fn toml(value: &Json) -> String {
    match value {
        Json::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Json::Object(entries) => {
            let entry = |(key, value): (&String, &Json)| format!("\"{key}\" = {}", toml(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        // JSON's texts, numbers and booleans are TOML's.
        other => other.to_string(),
    }
}
