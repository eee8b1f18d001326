//! Schemas that a format is held to: JSON Schema through `boon`, and as much of XML Schema as JUnit's uses.

use std::collections::BTreeMap;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use crate::tree::{self, Element};

/// A JSON schema.
pub struct Json {
    schemas: Schemas,
    top: SchemaIndex,
}

impl Json {
    pub fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource("schema.json", serde_json::from_str(&text).unwrap()).unwrap();
        let mut schemas = Schemas::new();
        let top = compiler.compile("schema.json", &mut schemas).unwrap();
        Self { schemas, top }
    }

    pub fn holds(&self, value: &Value) -> Result<(), String> {
        self.schemas.validate(value, self.top).map_err(|why| format!("{why:#}"))
    }
}

/// What an XML schema allows of one element: its children in any order, and its attributes with whether they must be
/// there. JUnit's schema asks for no order that matters here.
#[derive(Debug, Default)]
struct Allowed {
    children: Vec<String>,
    attributes: BTreeMap<String, bool>,
    text: bool,
}

/// An XML schema made of named elements.
pub struct Xsd {
    elements: BTreeMap<String, Allowed>,
}

impl Xsd {
    pub fn read(path: &Path) -> Self {
        let schema = tree::read(&std::fs::read_to_string(path).unwrap());
        let named = schema.children.iter().filter(|child| child.name == "xs:element");
        let elements: BTreeMap<String, Allowed> = named
            .map(|element| {
                let mixed = element.all("xs:complexType").iter().any(|t| t.attributes.contains_key("mixed"));
                let attributes = element.all("xs:attribute").into_iter().map(|attribute| {
                    let must = attribute.attributes.get("use").is_some_and(|word| word == "required");
                    (attribute.attributes["name"].clone(), must)
                });
                let children = element.all("xs:element").into_iter();
                let allowed = Allowed {
                    children: children.filter_map(|child| child.attributes.get("ref").cloned()).collect(),
                    attributes: attributes.collect(),
                    text: mixed || element.attributes.contains_key("type"),
                };
                (element.attributes["name"].clone(), allowed)
            })
            .collect();
        assert!(elements.len() > 5, "the schema names too few elements");
        Self { elements }
    }

    pub fn holds(&self, element: &Element) -> Result<(), String> {
        let name = &element.name;
        let allowed = self.elements.get(name).ok_or_else(|| format!("there is no element {name}"))?;
        for (key, must) in &allowed.attributes {
            if *must && !element.attributes.contains_key(key) {
                return Err(format!("{name} lacks {key}"));
            }
        }
        if let Some(key) = element.attributes.keys().find(|key| !allowed.attributes.contains_key(*key)) {
            return Err(format!("{name} may not have {key}"));
        }
        if !allowed.text && !element.text.trim().is_empty() {
            return Err(format!("{name} may not hold text"));
        }
        element.children.iter().try_for_each(|child| {
            if !allowed.children.contains(&child.name) {
                return Err(format!("{name} may not hold {}", child.name));
            }
            self.holds(child)
        })
    }
}
