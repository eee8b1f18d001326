//! The shapes of ladders: how each thing stands, every move, and what waits for a decision.

use serde::Serialize;

use super::shape::Source;

/// A stage beside a level.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Stage {
    /// Id of the ladder.
    pub ladder: String,
    /// Id of the stage; null for none.
    pub stage: Option<String>,
    /// What readers call it.
    pub title: String,
}

/// One thing on one ladder.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Position {
    /// The same from run to run.
    pub id: String,
    /// Id of the ladder.
    pub ladder: String,
    /// Id of the stage in the period reported; null for none.
    pub stage: Option<String>,
    /// What readers call it.
    pub title: String,
    /// Where a move takes effect only from the next period: the stage from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Every move, oldest first.
    pub moves: Vec<Move>,
    /// Each test for leaving the stage that is not met.
    pub stays: Vec<String>,
    /// Higher stages that wait for an act or a decision.
    pub waits: Vec<Wait>,
    /// Decisions that moved nothing.
    pub unused: Vec<Decision>,
    /// The words of the waiver that stands it down.
    pub stood_down: Option<String>,
}

/// From one stage to another.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Move {
    /// The day it was made.
    pub on: String,
    /// The period on whose figures.
    pub figures: String,
    /// The first period it holds for, where moves take effect from the next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds_from: Option<String>,
    /// `entered`, `left`, `corrected` or `stood down`.
    pub kind: &'static str,
    /// Id of the stage before; null for none.
    pub from: Option<String>,
    /// Id of the stage after; null for none.
    pub to: Option<String>,
    /// Ids of who was told.
    pub told: Vec<String>,
    /// What it was made on.
    pub because: String,
    /// The decision without which it would not have been made.
    pub decision: Option<Decision>,
    /// What speaks against the move by the rules alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without_decision: Vec<String>,
}

/// A stage that waits for an act or a decision.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Wait {
    /// Id of the stage.
    pub stage: String,
    /// What it waits for.
    pub because: String,
}

/// A decision on record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Decision {
    /// Id of who took it.
    pub by: String,
    /// When.
    pub on: String,
    /// Why.
    pub because: String,
    /// Where it was read.
    pub source: Source,
}
