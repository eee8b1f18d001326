//! Metadata for CSV on the Web: one group of all tables, each column with its datatype.
//!
//! Source: W3C, *Metadata Vocabulary for Tabular Data*, Recommendation of 17 December 2015.

use serde_json::{Map, Value as Json, json};

use super::{SAYS, file_of, missing, named};
use crate::report::framework::{subtitle, title};
use crate::report::tables::{Column, Kind, TABLES, Table};
use crate::report::view::View;

pub(super) fn metadata(view: &View<'_>) -> Json {
    let tables: Vec<Json> = TABLES.iter().map(table).collect();
    json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "dc:title": title(view),
        "dc:description": format!("{}. {SAYS}", subtitle(view)),
        "dc:language": "en-GB",
        "tables": tables,
    })
}

fn table(of: &Table) -> Json {
    let file = file_of(of);
    let mut schema = Map::new();
    let columns: Vec<Json> = of.columns.iter().map(|column| one(of, column)).collect();
    schema.insert("columns".to_owned(), Json::Array(columns));
    if !of.key.is_empty() {
        schema.insert("primaryKey".to_owned(), json!(of.key));
    }
    let keys: Vec<Json> = of
        .columns
        .iter()
        // Here a key has to be in every row; where it may be left out, the data package alone names it.
        .filter(|column| column.required)
        .filter_map(|column| {
            let other = named(column)?;
            let reference = json!({ "resource": file_of(other), "columnReference": other.key });
            Some(json!({ "columnReference": column.name, "reference": reference }))
        })
        .collect();
    if !keys.is_empty() {
        schema.insert("foreignKeys".to_owned(), Json::Array(keys));
    }
    let says = format!("In {file}, {}.", of.says);
    json!({ "url": file, "dc:title": of.title, "dc:description": says, "tableSchema": schema })
}

fn one(table: &Table, column: &Column) -> Json {
    let mut field = json!({
        "name": column.name,
        "titles": column.name,
        "dc:title": column.heading,
        "dc:description": column.means,
        "datatype": datatype(column),
        "null": missing(table),
    });
    if let Some(field) = field.as_object_mut().filter(|_| column.required) {
        field.insert("required".to_owned(), json!(true));
    }
    field
}

fn datatype(column: &Column) -> Json {
    match column.kind {
        // The words are letters and spaces alone, which stand for themselves in a pattern.
        Kind::Text if !column.one_of.is_empty() => {
            json!({ "base": "string", "format": format!("({})", column.one_of.join("|")) })
        }
        Kind::Text => json!("string"),
        Kind::Number => json!("decimal"),
        Kind::Whole => json!("nonNegativeInteger"),
        Kind::Day => json!({ "base": "date", "format": "yyyy-MM-dd" }),
        Kind::YesNo => json!({ "base": "boolean", "format": "yes|no" }),
    }
}
