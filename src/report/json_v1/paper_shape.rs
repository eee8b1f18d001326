//! More shapes of JSON v1: what stands beside a figure, and the papers that a book asks for.

use serde::Serialize;

/// Both ends of an interval.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Interval {
    /// The lower.
    pub lower: String,
    /// The upper.
    pub upper: String,
}

/// What a control chart shows of the newest point.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Control {
    /// `mdc-2023`.
    pub rules: &'static str,
    /// `no signal`, `special cause concern` or `not enough data (8 of 13)`.
    pub verdict: String,
    /// The rule that fired: `outside`, `trend`, `two of three` or `shift`.
    pub rule: Option<&'static str>,
    /// True when it fired upwards.
    pub high: Option<bool>,
    /// How many points there are since the last rebase.
    pub points: u32,
    /// The mean since then.
    pub mean: Option<String>,
    /// The lower limit.
    pub lower: Option<String>,
    /// The upper limit.
    pub upper: Option<String>,
    /// `met`, `hit or miss` or `missed`, where there is a target.
    pub target: Option<&'static str>,
    /// True when there are so few points that the limits are on trial.
    pub on_trial: bool,
    /// The first period of the limits, where they were drawn anew.
    pub rebased: Option<String>,
}

/// One paper.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Paper {
    /// Id of its rule.
    pub report: String,
    /// What readers call it.
    pub title: String,
    /// What it shows: ids of measures, with their groups.
    pub shown: Vec<String>,
    /// What it lists apart.
    pub apart: Vec<ListedApart>,
    /// What it leaves out, and why.
    pub not_shown: Vec<NotShown>,
    /// How many results have a level, shown or not.
    pub rated: u32,
    /// How many have each level, of all that are rated.
    pub levels: Vec<LevelShare>,
    /// What its foot says.
    pub foot: String,
    /// Who reads it when.
    pub readers: Vec<Reader>,
    /// The notes owed, where it lists them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Notes>,
}

/// Results that a paper lists apart.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListedApart {
    /// `without a target`.
    pub why: String,
    /// Ids of measures, with their groups.
    pub results: Vec<String>,
}

/// A result that a paper leaves out.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NotShown {
    /// Id of the measure, with its group.
    pub result: String,
    /// Its level, or its kind of result.
    pub why: String,
}

/// How many have a level, and what share of all that are rated that is.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LevelShare {
    /// The level word.
    pub level: String,
    /// How many.
    pub count: u32,
    /// `40%`.
    pub share: String,
}

/// Who reads a paper.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reader {
    /// Ids of boards and roles.
    pub to: Vec<String>,
    /// By which way.
    pub by: Option<String>,
    /// On which day.
    pub on: Option<String>,
    /// What day it is, or why there is none.
    pub day_is: Option<String>,
    /// The results that go; null for the whole paper.
    pub results: Option<Vec<String>>,
}

/// The notes owed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Notes {
    /// How many.
    pub owed: usize,
    /// How many are complete.
    pub complete: usize,
    /// About which results those are.
    pub complete_for: Vec<String>,
    /// What is missing.
    pub missing: Vec<NoteMissing>,
    /// The same in a sentence.
    pub words: String,
}

/// A note that is not complete.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NoteMissing {
    /// Id of the measure, with its group.
    pub result: String,
    /// Id of the responsible board.
    pub board: Option<String>,
    /// Id of the escalation that asks for it.
    pub escalation: String,
    /// What is missing.
    pub entries: Vec<String>,
}
