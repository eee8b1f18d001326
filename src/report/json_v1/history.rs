//! The past of a result in JSON v1. What is not there is left out.

use serde::Serialize;

use super::super::view::View;
use super::build::{amount, iso, movement, source_cell};
use super::shape::{Movement, Source};
use crate::eval::outcome::{DefinitionNamed, FigureBy, FigureSource, Outcome, Replaced as Was};

/// When a figure came, what it replaced, and what it does not compare with.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct History {
    /// The day the figure was submitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_on: Option<String>,
    /// Who submitted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_by: Option<String>,
    /// What it replaced, newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<Replaced>,
    /// Figures of the same period by other definitions, for comparison.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_other_definitions: Vec<ByDefinition>,
    /// The definition that begins with it, so that no movement is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition_changed: Option<Definition>,
    /// Why it compares with no other period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_comparable: Option<String>,
}

/// A figure that stood until it was revised.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Replaced {
    /// As in a result; null where it was no figure.
    pub value: Option<String>,
    /// The day from which it is another.
    pub on: String,
    /// Who submitted what replaced it.
    pub by: Option<String>,
    /// Where it was read.
    pub source: Source,
}

/// A definition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Definition {
    /// The first period it holds for; null for the first of all.
    pub from: Option<String>,
    /// What is counted; null where the book does not say.
    pub words: Option<String>,
}

/// A figure by another definition than that of its time.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ByDefinition {
    /// The definition.
    pub definition: Definition,
    /// As in a result.
    pub value: String,
    /// How it moved from the figure before by that definition.
    pub previous: Option<Movement>,
    /// Where it was read; null where it is made of others.
    pub source: Option<Source>,
}

/// The past of a result.
pub(super) fn history(view: &View<'_>, outcome: &Outcome) -> History {
    let of = &outcome.history;
    History {
        submitted_on: of.submitted_on.map(iso),
        submitted_by: of.submitted_by.clone(),
        replaced: of.replaced.iter().map(|one| replaced(view, outcome, one)).collect(),
        by_other_definitions: of.by_other_definitions.iter().map(|one| by(view, outcome, one)).collect(),
        definition_changed: of.definition_changed.as_ref().map(definition),
        not_comparable: of.not_comparable.clone(),
    }
}

fn replaced(view: &View<'_>, outcome: &Outcome, of: &Was) -> Replaced {
    Replaced {
        value: of.amount.as_ref().map(|was| amount(view, outcome, was)),
        on: iso(of.on),
        by: of.by.clone(),
        source: source_cell(&of.source),
    }
}

fn definition(of: &DefinitionNamed) -> Definition {
    let words = Some(of.words.clone()).filter(|words| !words.is_empty());
    Definition { from: of.from.map(|from| from.to_string()), words }
}

fn by(view: &View<'_>, outcome: &Outcome, of: &FigureBy) -> ByDefinition {
    ByDefinition {
        definition: definition(&of.definition),
        value: amount(view, outcome, &of.figure.amount),
        previous: of.previous.as_ref().map(movement),
        source: match &of.figure.source {
            FigureSource::Data(cell) => Some(source_cell(cell)),
            FigureSource::Baseline(_) | FigureSource::Computed(_) => None,
        },
    }
}
