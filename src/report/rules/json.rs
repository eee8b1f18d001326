//! The rules in sentences as JSON, for other programs.

use serde::Serialize;

use crate::plain::{Clause, Declared, Use};
use crate::report::json_v1::written;

/// What the JSON says it is.
pub const SCHEMA: &str = "plimsoll/rules-v1";

/// The rules in sentences.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Rules<'a> {
    schema: &'static str,
    /// The rule files, in the order in which they were read.
    files: Vec<File<'a>>,
    /// The declarations that were asked for, in the order of the rules.
    rules: Vec<Rule<'a>>,
}

/// One rule file.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct File<'a> {
    /// As it was named.
    name: &'a str,
    /// The SHA-256 of its bytes, in hexadecimal.
    sha256: &'a str,
}

/// One declaration.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Rule<'a> {
    /// What it declares, in the words of the language.
    kind: &'static str,
    /// Its short name.
    id: &'a str,
    /// Its title; the short name where it has no other.
    title: &'a str,
    /// Short names that it had before; left out where there are none.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    formerly: &'a [String],
    /// What it says, clause by clause.
    says: Vec<Said<'a>>,
}

/// One clause.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Said<'a> {
    /// The clause, by the words it begins with.
    clause: &'static str,
    /// What it says, in plain sentences.
    sentences: &'a [String],
}

/// Declarations as JSON, with the files they were read from.
#[must_use]
pub fn json(files: &[(String, String)], wanted: &[&Declared]) -> String {
    let shown = |clause: &&Clause| match clause.used {
        Use::Both | Use::Shown => true,
        Use::Compared => false,
    };
    let rules = Rules {
        schema: SCHEMA,
        files: files.iter().map(|(name, sha256)| File { name, sha256 }).collect(),
        rules: wanted
            .iter()
            .map(|one| Rule {
                kind: one.kind.word(),
                id: &one.id,
                title: &one.title,
                formerly: &one.formerly,
                says: one.clauses.iter().filter(shown).map(said).collect(),
            })
            .collect(),
    };
    written(&rules)
}

fn said(of: &Clause) -> Said<'_> {
    Said { clause: of.name, sentences: &of.said }
}
