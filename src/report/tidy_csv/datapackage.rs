//! A data package with a Table Schema for each file.
//!
//! Source: Frictionless Standards, *Data Package* and *Table Schema*, version 1.

use serde_json::{Map, Value as Json, json};

use super::{SAYS, file_of, missing, named};
use crate::base::file_name::safe;
use crate::report::framework::{subtitle, title};
use crate::report::tables::{Column, Kind, TABLES, Table};
use crate::report::view::View;

pub(super) fn package(view: &View<'_>) -> Json {
    let resources: Vec<Json> = TABLES.iter().map(resource).collect();
    json!({
        "profile": "tabular-data-package",
        "name": safe(&title(view)),
        "title": title(view),
        "description": format!("{}. {SAYS}", subtitle(view)),
        "resources": resources,
    })
}

fn resource(of: &Table) -> Json {
    let file = file_of(of);
    let mut schema = Map::new();
    let fields: Vec<Json> = of.columns.iter().map(field).collect();
    schema.insert("fields".to_owned(), Json::Array(fields));
    schema.insert("missingValues".to_owned(), json!(missing(of)));
    if !of.key.is_empty() {
        schema.insert("primaryKey".to_owned(), json!([of.key]));
    }
    let keys: Vec<Json> = of
        .columns
        .iter()
        .filter_map(|column| {
            let other = named(column)?;
            let reference = json!({ "resource": other.name, "fields": [other.key] });
            Some(json!({ "fields": [column.name], "reference": reference }))
        })
        .collect();
    if !keys.is_empty() {
        schema.insert("foreignKeys".to_owned(), Json::Array(keys));
    }
    json!({
        "profile": "tabular-data-resource",
        "name": of.name,
        "path": file,
        "title": of.title,
        "description": format!("In {file}, {}.", of.says),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn field(column: &Column) -> Json {
    let mut field = Map::new();
    let mut say = |name: &str, value: Json| field.insert(name.to_owned(), value);
    say("name", json!(column.name));
    say("title", json!(column.heading));
    say("description", json!(column.means));
    say(
        "type",
        json!(match column.kind {
            Kind::Text => "string",
            Kind::Number => "number",
            Kind::Whole => "integer",
            Kind::Day => "date",
            Kind::YesNo => "boolean",
        }),
    );
    if column.kind == Kind::YesNo {
        say("trueValues", json!(["yes"]));
        say("falseValues", json!(["no"]));
    }
    let mut limits = Map::new();
    if column.required {
        limits.insert("required".to_owned(), json!(true));
    }
    if column.kind == Kind::Whole {
        limits.insert("minimum".to_owned(), json!(0));
    }
    if !column.one_of.is_empty() {
        limits.insert("enum".to_owned(), json!(column.one_of));
    }
    if !limits.is_empty() {
        say("constraints", Json::Object(limits));
    }
    Json::Object(field)
}
