//! The JSON Schemas of all that is written as JSON, made from the shapes themselves so that none can fall behind.
//!
//! `UPDATE_DOCS=1 cargo test --lib json_v1` writes `docs/schemas/` anew.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::shape::{Each, Findings, Report};
use crate::eval::outcome::{CaseState, ExceptionKind, ResultKind};
use crate::plain::DeclaredKind;
use crate::report::{changed, prompt_list, restate, rules, simulation};

/// A published schema.
struct Published {
    /// Of its file in `docs/schemas`, before `.schema.json`.
    name: &'static str,
    /// What such a file says it is.
    says: &'static str,
    title: &'static str,
    description: &'static str,
    of: fn(SchemaGenerator) -> Schema,
    /// Where a value is one of a few words: the shape, its key and the words.
    words: Vec<Words>,
}

type Words = (&'static str, &'static str, Vec<&'static str>);

fn all() -> Vec<Published> {
    of_figures().into_iter().chain(of_rules()).collect()
}

fn of_figures() -> Vec<Published> {
    vec![
        Published {
            name: "results",
            says: super::SCHEMA,
            title: "What plimsoll run writes as results.json",
            description: "A whole run: results, exceptions, cases, questions, totals and findings.",
            of: SchemaGenerator::into_root_schema_for::<Report<'_>>,
            words: words_of_results(),
        },
        Published {
            name: "findings",
            says: super::FINDINGS_SCHEMA,
            title: "What plimsoll check --format json prints",
            description: "Findings on a rule book, or with plimsoll run --findings json=FILE on rules and data, in the order in which a reader meets their places.",
            of: SchemaGenerator::into_root_schema_for::<Findings>,
            words: vec![severities()],
        },
        Published {
            name: "prompts",
            says: prompt_list::SCHEMA,
            title: "What plimsoll run writes as prompts.json",
            description: "Every question of a report, with its newest answer.",
            of: SchemaGenerator::into_root_schema_for::<prompt_list::List<'_>>,
            words: vec![
                ("Asked", "state", states().to_vec()),
                ("Asked", "answered", vec!["yes", "by a note", "no"]),
            ],
        },
    ]
}

fn of_rules() -> Vec<Published> {
    vec![
        Published {
            name: "rules",
            says: rules::json::SCHEMA,
            title: "What plimsoll show --format json prints",
            description: "The rules in plain sentences.",
            of: SchemaGenerator::into_root_schema_for::<rules::json::Rules<'_>>,
            words: vec![("Rule", "kind", declared())],
        },
        Published {
            name: "diff",
            says: changed::SCHEMA,
            title: "What plimsoll diff --format json prints",
            description: "What changed between two versions of the rules, and which past results would be other.",
            of: SchemaGenerator::into_root_schema_for::<changed::json::Report<'_>>,
            words: vec![
                ("Rule", "change", vec!["added", "removed", "changed"]),
                ("Rule", "kind", declared()),
                ("Side", "result", kinds().to_vec()),
                ("Side", "direction", ways()),
            ],
        },
        Published {
            name: "restate",
            says: restate::SCHEMA,
            title: "What plimsoll restate --format json prints",
            description: "Results that are not what was reported, and why.",
            of: SchemaGenerator::into_root_schema_for::<restate::Report>,
            words: vec![("Side", "result", kinds().to_vec()), ("Side", "direction", ways())],
        },
        Published {
            name: "simulation",
            says: simulation::SCHEMA,
            title: "What plimsoll simulate --format json prints",
            description: "Who is told what and when, and whether a case can stay open with nobody told.",
            of: SchemaGenerator::into_root_schema_for::<simulation::Shape>,
            words: Vec::new(),
        },
    ]
}

/// Said of every schema.
const OF_ALL: &str = "Amounts are decimal strings, exact up to 12 places; days are ISO dates; what is not there is null, or \
    is left out where its key is not required. A key is added or changed only under another version.";

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

fn kinds() -> [&'static str; 8] {
    [
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
}

fn states() -> [&'static str; 7] {
    [
        CaseState::Open,
        CaseState::Answered,
        CaseState::Overdue,
        CaseState::Recovered,
        CaseState::Corrected,
        CaseState::Waived,
        CaseState::Replaced,
    ]
    .map(CaseState::word)
}

fn ways() -> Vec<&'static str> {
    vec!["improving", "unchanged", "worsening"]
}

fn severities() -> Words {
    ("Finding", "severity", vec!["error", "warning", "advice"])
}

fn declared() -> Vec<&'static str> {
    DeclaredKind::ALL.map(DeclaredKind::word).to_vec()
}

fn words_of_results() -> Vec<Words> {
    let exceptions = [
        ExceptionKind::Escalated,
        ExceptionKind::NotEscalated,
        ExceptionKind::Missing,
        ExceptionKind::Invalid,
        ExceptionKind::NotRated,
    ];
    let targets =
        vec!["at least", "at most", "above", "below", "between", "exactly", "met by", "to be set by"];
    vec![
        ("Result", "result", kinds().to_vec()),
        ("KindCount", "result", kinds().to_vec()),
        ("Exception", "kind", exceptions.map(ExceptionKind::word).to_vec()),
        ("Case", "state", states().to_vec()),
        ("Target", "kind", targets),
        ("Movement", "direction", ways()),
        ("PreviousPlace", "direction", ways()),
        ("Totals", "of", vec!["book", "theme", "owner"]),
        ("Share", "of_those", vec!["due", "rated"]),
        severities(),
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

impl Published {
    fn text(&self) -> String {
        let mut settings = SchemaSettings::draft2020_12().for_serialize();
        settings.meta_schema = Some("https://json-schema.org/draft/2020-12/schema".into());
        let mut schema = (self.of)(settings.into_generator());
        closed(&mut schema);
        schema.insert("title".to_owned(), json!(self.title));
        schema.insert("description".to_owned(), json!(format!("{} {OF_ALL}", self.description)));
        let mut schema = schema.to_value();
        schema["properties"]["schema"] =
            json!({ "description": "The name and version of this shape.", "const": self.says });
        for (shape, key, words) in &self.words {
            let property = &mut schema["$defs"][shape]["properties"][key];
            assert!(property.is_object(), "there is no {shape}.{key} any more");
            let may_be_null = property["type"].is_array();
            let mut all: Vec<Value> = words.iter().copied().map(Value::from).collect();
            all.extend(may_be_null.then_some(Value::Null));
            property.as_object_mut().unwrap().remove("type");
            property["enum"] = Value::Array(all);
        }
        serde_json::to_string_pretty(&schema).unwrap() + "\n"
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads and writes the pages that it keeps up to date")]
fn the_published_schemas_are_those_of_the_shapes() {
    for published in all() {
        let path = format!("{}/docs/schemas/{}.schema.json", env!("CARGO_MANIFEST_DIR"), published.name);
        let schema = published.text();
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &schema).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == schema, "{path} is out of date: UPDATE_DOCS=1 cargo test --lib json_v1");
    }
}

#[test]
fn every_key_is_described() {
    for published in all() {
        let schema: Value = serde_json::from_str(&published.text()).unwrap();
        let shapes = schema["$defs"].as_object().unwrap().values().chain([&schema]);
        for shape in shapes {
            for (key, property) in shape["properties"].as_object().into_iter().flatten() {
                let described = property["description"].is_string() || property["$ref"].is_string();
                assert!(described, "{}: {key} is not described: {property}", published.name);
            }
        }
    }
}

/// A file says by one pattern which shape it has, so that a program can tell them apart.
#[test]
fn each_shape_is_named_like_its_schema() {
    for published in all() {
        assert_eq!(published.says, format!("plimsoll/{}-v1", published.name));
    }
}
