//! The parser that `grammar/*.pest` describes. What it yields never leaves `syntax`.

#![expect(missing_docs, reason = "the generated rules are documented in grammar/*.pest")]

/// Reads rule text by the grammar.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/keywords.pest"]
#[grammar = "../grammar/lexical.pest"]
#[grammar = "../grammar/expr.pest"]
#[grammar = "../grammar/clauses.pest"]
#[grammar = "../grammar/items.pest"]
#[grammar = "../grammar/scenario.pest"]
pub struct PlimParser;
