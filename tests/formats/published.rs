//! All that is written as JSON is held to its schema in `docs/schemas`, and no schema lets another key through.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::schemas::Json;
use crate::{plimsoll, root};

const BOOKS: [&str; 4] = [
    "rules/oxfordshire-2019",
    "rules/example-borough",
    "rules/cqc-action-plan-2019",
    "rules/primary-care-networks-2019",
];

/// What a command prints as JSON.
fn printed(folder: &Path, arguments: &[&str]) -> Value {
    let ran = plimsoll(folder, arguments);
    serde_json::from_slice(&ran.stdout)
        .unwrap_or_else(|why| panic!("{arguments:?}: {why}\n{}", String::from_utf8_lossy(&ran.stderr)))
}

/// A file of which nothing is empty for want of a story: a revised figure, and a target that was another.
fn restated() -> Value {
    let arguments = ["restate", "book", "--as-of", "2019-06-13", "--was", "old", "--format", "json"];
    printed(&root().join("tests/fixtures/a-figure-revised"), &arguments)
}

/// Every JSON that the program writes of the shipped books, each with the name of its schema.
fn everything() -> Vec<(&'static str, Value)> {
    let mut all = vec![("restate", restated())];
    let home = tempfile::tempdir().unwrap();
    let day = ["--as-of", "2019-06-13"];
    let json = ["--format", "json"];
    for book in BOOKS {
        let prompts = home.path().join("prompts.json");
        let with_prompts = ["--prompts", prompts.to_str().unwrap()];
        let run = |words: &[&[&str]]| printed(root(), &words.concat());
        all.push(("results", run(&[&["run", book], &day, &json, &with_prompts])));
        all.push(("prompts", serde_json::from_slice(&std::fs::read(&prompts).unwrap()).unwrap()));
        all.push(("findings", run(&[&["check", book], &json])));
        all.push(("rules", run(&[&["show", book], &json])));
        all.push(("restate", run(&[&["restate", book], &day, &json])));
        all.push(("simulation", run(&[&["simulate", book], &day, &json])));
        all.push(("simulation", run(&[&["simulate", book, "--rules-only"], &day, &json])));
        all.push(("diff", run(&[&["diff", "rules/oxfordshire-2019", book], &day, &json])));
        all.push(("diff", run(&[&["diff", book, "rules/cqc-action-plan-2019"], &json])));
    }
    all
}

/// Puts a key that nobody knows into the `at`th object, counted as they are met; false where there are fewer.
fn spoil(value: &mut Value, at: &mut usize) -> bool {
    match value {
        Value::Object(of) => {
            if *at == 0 {
                of.insert("nobody_knows_this_key".to_owned(), Value::Null);
                return true;
            }
            *at -= 1;
            of.values_mut().any(|one| spoil(one, at))
        }
        Value::Array(of) => of.iter_mut().any(|one| spoil(one, at)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

#[test]
fn all_json_is_as_its_published_schema_says() {
    let mut seen = BTreeSet::new();
    let mut spoilt = 0;
    for (name, value) in everything() {
        let schema = Json::read(&root().join(format!("docs/schemas/{name}.schema.json")));
        schema.holds(&value).unwrap_or_else(|why| panic!("{name}: {why}"));
        seen.insert(name);
        for at in 0..40 {
            let mut value = value.clone();
            if spoil(&mut value, &mut at.clone()) {
                spoilt += 1;
                assert!(
                    schema.holds(&value).is_err(),
                    "{name}: object {at} was spoilt, and the schema holds"
                );
            }
        }
    }
    assert!(spoilt > 400, "only {spoilt} objects were spoilt");
    let published = std::fs::read_dir(root().join("docs/schemas")).unwrap();
    let published: BTreeSet<String> =
        published.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    let seen: BTreeSet<String> = seen.into_iter().map(|name| format!("{name}.schema.json")).collect();
    assert_eq!(published, seen, "a schema that no file is held to, or a shape without a schema");
}
