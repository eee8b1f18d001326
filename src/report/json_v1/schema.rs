//! The published JSON Schema of `results.json`, made from the shapes themselves so that it cannot fall behind them.
//!
//! `UPDATE_DOCS=1 cargo test --lib json_v1` writes `docs/results.schema.json` anew.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::SCHEMA;
use super::shape::{Each, Report};
use crate::eval::outcome::{CaseState, ExceptionKind, ResultKind};

impl<T, S: JsonSchema> JsonSchema for Each<'_, T, S> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<S>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<S>::json_schema(generator)
    }
}

/// Where a value is one of a few words, and which.
fn words() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    let kinds = [
        ResultKind::Rated,
        ResultKind::Unrated,
        ResultKind::NotRated,
        ResultKind::Missing,
        ResultKind::NotDue,
        ResultKind::Withheld,
        ResultKind::NotApplicable,
        ResultKind::Invalid,
    ]
    .map(ResultKind::word)
    .to_vec();
    let exceptions = [
        ExceptionKind::Escalated,
        ExceptionKind::NotEscalated,
        ExceptionKind::Missing,
        ExceptionKind::Invalid,
        ExceptionKind::NotRated,
    ];
    let states = [
        CaseState::Open,
        CaseState::Answered,
        CaseState::Overdue,
        CaseState::Recovered,
        CaseState::Corrected,
        CaseState::Waived,
        CaseState::Replaced,
    ];
    let targets =
        vec!["at least", "at most", "above", "below", "between", "exactly", "met by", "to be set by"];
    let ways = vec!["improving", "unchanged", "worsening"];
    vec![
        ("Result", "result", kinds.clone()),
        ("KindCount", "result", kinds),
        ("Exception", "kind", exceptions.map(ExceptionKind::word).to_vec()),
        ("Case", "state", states.map(CaseState::word).to_vec()),
        ("Target", "kind", targets),
        ("Movement", "direction", ways.clone()),
        ("PreviousPlace", "direction", ways),
        ("Totals", "of", vec!["book", "theme", "owner"]),
        ("Share", "of_those", vec!["due", "rated"]),
        ("Finding", "severity", vec!["error", "warning", "advice"]),
        ("Return", "state", vec!["in time", "late", "not in", "awaited"]),
        ("Control", "target", vec!["met", "hit or miss", "missed"]),
        ("Forecast", "prospect", vec!["meets", "open", "misses"]),
    ]
}

/// Nothing stands in a file that its schema does not name.
fn closed(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    schemars::transform::transform_subschemas(&mut closed, schema);
}

fn published() -> String {
    let mut settings = SchemaSettings::draft2020_12().for_serialize();
    settings.meta_schema = Some("https://json-schema.org/draft/2020-12/schema".into());
    let mut schema = settings.into_generator().into_root_schema_for::<Report<'_>>();
    closed(&mut schema);
    schema.insert("title".to_owned(), json!("What plimsoll run writes as results.json"));
    schema.insert(
        "description".to_owned(),
        json!(
            "A whole run: results, exceptions, cases, questions, totals and findings. Amounts are decimal strings, exact \
             up to 12 places; days are ISO dates; what is not there is null, or is left out where its key is not \
             required. A key is added or changed only under another version."
        ),
    );
    let mut schema = schema.to_value();
    schema["properties"]["schema"] =
        json!({ "description": "The name and version of this shape.", "const": SCHEMA });
    for (shape, key, words) in words() {
        let property = &mut schema["$defs"][shape]["properties"][key];
        assert!(property.is_object(), "there is no {shape}.{key} any more");
        let may_be_null = property["type"].is_array();
        let mut all: Vec<Value> = words.into_iter().map(Value::from).collect();
        all.extend(may_be_null.then_some(Value::Null));
        property.as_object_mut().unwrap().remove("type");
        property["enum"] = Value::Array(all);
    }
    serde_json::to_string_pretty(&schema).unwrap() + "\n"
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads and writes the page that it keeps up to date")]
fn the_published_schema_is_that_of_the_shapes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/results.schema.json");
    let schema = published();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == schema,
        "docs/results.schema.json is out of date: UPDATE_DOCS=1 cargo test --lib json_v1"
    );
}

#[test]
fn every_key_is_described() {
    let schema: Value = serde_json::from_str(&published()).unwrap();
    let shapes = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    for shape in shapes {
        for (key, property) in shape["properties"].as_object().into_iter().flatten() {
            let described = property["description"].is_string() || property["$ref"].is_string();
            assert!(described, "{key} is not described: {property}");
        }
    }
}
