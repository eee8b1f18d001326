//! The rules in sentences as JSON, for other programs.

use serde::Serialize;

use crate::plain::{Clause, Declared, Use};
use crate::report::json_v1::written;

/// The name of this form; what it holds under this name does not change.
const SCHEMA: &str = "plimsoll-rules-v1";

#[derive(Serialize)]
struct Rules<'a> {
    schema: &'static str,
    files: Vec<File<'a>>,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Rule<'a> {
    kind: &'static str,
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    formerly: &'a [String],
    says: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Said<'a> {
    clause: &'static str,
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
