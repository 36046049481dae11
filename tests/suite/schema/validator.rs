//! As much of JSON Schema (draft 7) as ours uses; a keyword that is not known here fails the test.

use regex_lite::Regex;
use serde_json::Value as Json;

pub(crate) struct Validator<'s> {
    pub(crate) root: &'s Json,
}

impl Validator<'_> {
    /// What does not fit, each with its place.
    pub(crate) fn mistakes(&self, value: &Json) -> Vec<String> {
        let mut mistakes = Vec::new();
        self.check(self.root, value, "", &mut mistakes);
        mistakes
    }

    pub(crate) fn fits(&self, schema: &Json, value: &Json) -> bool {
        let mut mistakes = Vec::new();
        self.check(schema, value, "", &mut mistakes);
        mistakes.is_empty()
    }

    /// What a `$ref` names, else the schema itself.
    pub(crate) fn resolve<'a>(&'a self, schema: &'a Json) -> &'a Json {
        match schema["$ref"].as_str() {
            Some(name) => {
                let target = self.root.pointer(name.trim_start_matches('#'));
                target.unwrap_or_else(|| panic!("{name} leads nowhere"))
            }
            None => schema,
        }
    }

    fn check(&self, schema: &Json, value: &Json, place: &str, mistakes: &mut Vec<String>) {
        let Json::Object(keywords) = schema else { panic!("no schema: {schema}") };
        for (keyword, wants) in keywords {
            let fits = match keyword.as_str() {
                "$schema" | "title" | "description" | "examples" | "definitions" | "then" | "else" => true,
                "$ref" => {
                    self.check(self.resolve(schema), value, place, mistakes);
                    true
                }
                "type" => match wants {
                    Json::Array(types) => types.iter().any(|t| is_type(t, value)),
                    one => is_type(one, value),
                },
                "enum" => wants.as_array().unwrap().contains(value),
                "anyOf" => wants.as_array().unwrap().iter().any(|one| self.fits(one, value)),
                "not" => !self.fits(wants, value),
                "if" => {
                    let branch = if self.fits(wants, value) { "then" } else { "else" };
                    if let Some(part) = keywords.get(branch) {
                        self.check(part, value, place, mistakes);
                    }
                    true
                }
                "dependencies" => {
                    let present = |name: &str| value.get(name).is_some();
                    for (_, wants) in wants.as_object().unwrap().iter().filter(|(name, _)| present(name)) {
                        match wants {
                            Json::Array(names) => {
                                let missing = names.iter().filter(|name| !present(name.as_str().unwrap()));
                                mistakes.extend(missing.map(|name| format!("{place}: needs {name}")));
                            }
                            part => self.check(part, value, place, mistakes),
                        }
                    }
                    true
                }
                "oneOf" => wants.as_array().unwrap().iter().filter(|one| self.fits(one, value)).count() == 1,
                "properties" | "additionalProperties" | "required" | "propertyNames" | "minProperties" => {
                    self.object(keyword, schema, value, place, mistakes)
                }
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(wants, item, &format!("{place}[{index}]"), mistakes);
                    }
                    true
                }
                "minItems" => {
                    value.as_array().is_none_or(|items| items.len() as u64 >= wants.as_u64().unwrap())
                }
                "maxItems" => {
                    value.as_array().is_none_or(|items| items.len() as u64 <= wants.as_u64().unwrap())
                }
                "minLength" => {
                    value.as_str().is_none_or(|text| text.chars().count() as u64 >= wants.as_u64().unwrap())
                }
                "pattern" => {
                    let pattern = Regex::new(wants.as_str().unwrap()).unwrap();
                    value.as_str().is_none_or(|text| pattern.is_match(text))
                }
                "minimum" => value.as_f64().is_none_or(|number| number >= wants.as_f64().unwrap()),
                "maximum" => value.as_f64().is_none_or(|number| number <= wants.as_f64().unwrap()),
                "exclusiveMinimum" => value.as_f64().is_none_or(|number| number > wants.as_f64().unwrap()),
                other => panic!("the keyword {other} is not known to this test"),
            };
            if !fits {
                mistakes.push(format!("{place}: {keyword}"));
            }
        }
    }

    fn object(
        &self,
        keyword: &str,
        schema: &Json,
        value: &Json,
        place: &str,
        mistakes: &mut Vec<String>,
    ) -> bool {
        let Json::Object(entries) = value else { return true };
        let wants = &schema[keyword];
        let known = |name: &str| schema["properties"].get(name).is_some();
        match keyword {
            "properties" => {
                for (name, part) in wants.as_object().unwrap() {
                    if let Some(value) = entries.get(name) {
                        self.check(part, value, &format!("{place}.{name}"), mistakes);
                    }
                }
                true
            }
            "additionalProperties" => {
                for (name, value) in entries.iter().filter(|(name, _)| !known(name)) {
                    let place = format!("{place}.{name}");
                    match wants {
                        Json::Bool(allowed) => mistakes.extend((!allowed).then_some(place)),
                        part => self.check(part, value, &place, mistakes),
                    }
                }
                true
            }
            "required" => {
                wants.as_array().unwrap().iter().all(|name| entries.contains_key(name.as_str().unwrap()))
            }
            "propertyNames" => entries.keys().all(|name| self.fits(wants, &Json::from(name.as_str()))),
            _ => entries.len() as u64 >= wants.as_u64().unwrap(),
        }
    }
}

fn is_type(name: &Json, value: &Json) -> bool {
    match name.as_str().unwrap() {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type {other}"),
    }
}
