//! The shapes of JSON v1. Their fields are the keys, in this order.

use serde::{Serialize, Serializer};

use super::super::view::View;
use super::case_shape::{Answer, Case, Prompt};
use super::compared::{BenchmarkShape, PlaceShape};
use super::ladder_shape::{Position, Stage};
use super::paper_shape;
use crate::base::diag::Diagnostic;
use crate::eval::outcome;

/// A whole run.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Report<'v> {
    /// `plimsoll/results-v1`.
    pub schema: &'static str,
    /// What was run on what.
    pub run: Run,
    /// One for each measure and group, in the order of the book.
    pub results: Each<'v, outcome::Outcome, Result>,
    /// Results that somebody has to look at.
    pub exceptions: Each<'v, outcome::Exception, Exception>,
    /// Every case, oldest first.
    pub cases: Each<'v, outcome::Case, Case>,
    /// How each thing stands on each ladder; left out of a book without ladders.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ladders: Vec<Position>,
    /// What is asked of whom in this report.
    pub prompts: Each<'v, outcome::Prompt, Prompt>,
    /// The papers that the book asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<paper_shape::Paper>,
    /// Counts of the whole, by theme and by owner.
    pub totals: Each<'v, outcome::Totals, Totals>,
    /// Stated levels that the rules do not give.
    pub differences: Each<'v, outcome::Difference, Difference>,
    /// Findings about data and rules.
    pub findings: Each<'v, Diagnostic, Finding>,
}

/// A list whose entries take shape one after another as they are written; long runs have many thousands.
#[derive(Debug)]
pub struct Each<'v, T, S> {
    /// What shaping reads.
    pub view: &'v View<'v>,
    /// What is to be shaped.
    pub all: &'v [T],
    /// Gives an entry its shape; none for one that is left out.
    pub shape: fn(&View<'_>, &T) -> Option<S>,
}

impl<T, S: Serialize> Serialize for Each<'_, T, S> {
    fn serialize<W: Serializer>(&self, out: W) -> std::result::Result<W::Ok, W::Error> {
        out.collect_seq(self.all.iter().filter_map(|one| (self.shape)(self.view, one)))
    }
}

/// What was run on what.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Run {
    /// `plimsoll 0.1.0`.
    pub program: String,
    /// Title of the framework.
    pub framework: String,
    /// The period reported.
    pub period: String,
    /// The report day.
    pub as_of: String,
    /// Rule files.
    pub rules: Vec<File>,
    /// Data files.
    pub data: Vec<File>,
    /// The command line.
    pub arguments: Vec<String>,
}

/// A file that was read.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct File {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// The result of one measure, or of one group of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Result {
    /// Id of the measure.
    pub measure: String,
    /// Label of the group.
    pub group: Option<String>,
    /// The figure's period, else the one a figure was expected for.
    pub period: Option<String>,
    /// A decimal string; `yes` or `no`; an ISO date; or a level word.
    pub value: Option<String>,
    /// The unit's words.
    pub unit: String,
    /// `rated`, `missing`, `withheld` and so on.
    pub result: &'static str,
    /// The level word.
    pub level: Option<String>,
    /// The id of the rating by which it is judged; left out where none judges it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<String>,
    /// The level it would have without a cap; left out where no cap held it down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level_without_cap: Option<String>,
    /// The target in force.
    pub target: Option<Target>,
    /// How far from target: above nought when missed, below when beaten.
    pub gap: Option<String>,
    /// Movement on three clocks.
    pub movement: Movements,
    /// Benchmarks beside it; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub benchmarks: Vec<BenchmarkShape>,
    /// Its place among peers; left out where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceShape>,
    /// The interval that came with the figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<paper_shape::Interval>,
    /// The count that the figure is made of, where its measure withholds small ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<String>,
    /// Of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<String>,
    /// The control chart of the measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub control: Option<paper_shape::Control>,
    /// The level that was stated in print.
    pub stated: Option<String>,
    /// The first period in which the target was met, where the measure asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_met: Option<String>,
    /// The figures that a computed one was reckoned from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub computed_from: Vec<ComputedFrom>,
    /// Where the figure was read.
    pub source: Option<Source>,
    /// `provisional` and the like.
    pub marks: Vec<&'static str>,
    /// What to bear in mind.
    pub remarks: Vec<String>,
    /// Why it is of its kind.
    pub reason: Option<String>,
    /// Whether the target is met; null when it cannot be known.
    pub on_target: Option<bool>,
    /// True when it is a part of another result and not counted.
    pub part: bool,
    /// What it says of other times: its keys stand beside the others.
    #[serde(flatten)]
    pub outlook: super::outlook::Outlook,
    /// Its past, where there is anything to know of it.
    #[serde(flatten)]
    pub history: super::history::History,
    /// Who set the level by hand, when and why, and what the rules give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_by_hand: Option<SetByHand>,
    /// How its return came in, where the rules set a day for it.
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub returned: Option<Return>,
    /// The stages that stand beside the level; left out where it is on no ladder.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
}

/// A level that was set by hand.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SetByHand {
    /// Who set it.
    pub by: String,
    /// When.
    pub on: String,
    /// Why.
    pub because: String,
    /// The level that the rules give; null where they give none.
    pub by_the_rules: Option<String>,
}

/// A figure that another was reckoned from.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ComputedFrom {
    /// Id of the measure.
    pub measure: String,
    /// Label of the group.
    pub group: Option<String>,
    /// The period it is of.
    pub period: String,
    /// The value.
    pub value: String,
    /// Its numerator, where that and its denominator were read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<String>,
    /// Its denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<String>,
    /// Where it was read.
    pub source: Source,
}

/// A return.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Return {
    /// `in time`, `late`, `not in` or `awaited`.
    pub state: &'static str,
    /// The day it was due in the end.
    pub due: String,
    /// The day it was due before anything moved it.
    pub first_due: String,
    /// The day it came.
    pub received: Option<String>,
    /// How many working days late it came.
    pub working_days_late: Option<u32>,
    /// Later days that were recorded for it.
    pub extensions: Vec<ReturnExtension>,
}

/// A later day for a return.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReturnExtension {
    /// The new day.
    pub until: String,
    /// When it was recorded.
    pub recorded: Option<String>,
    /// Why.
    pub because: Option<String>,
    /// Why it does not count; null when it does.
    pub refused: Option<&'static str>,
}

/// A target.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Target {
    /// Its name among several.
    pub name: Option<String>,
    /// `95% or more`.
    pub words: String,
    /// `at least`, `at most`, `above`, `below`, `between`, `exactly`, `met by` or `to be set by`.
    pub kind: &'static str,
    /// The figure.
    pub figure: Option<String>,
    /// Lowest on target, of a range.
    pub low: Option<String>,
    /// Highest on target, of a range.
    pub high: Option<String>,
    /// The last day in time, of a milestone or date.
    pub day: Option<String>,
    /// The period by whose end it is to be set.
    pub period: Option<String>,
}

/// Movement on three clocks.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Movements {
    /// Since the period before.
    pub previous: Option<Movement>,
    /// Since the same period last year.
    pub last_year: Option<Movement>,
    /// Since the baseline.
    pub baseline: Option<Movement>,
}

/// One movement.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Movement {
    /// The earlier period.
    pub since: String,
    /// Value less earlier value.
    pub change: String,
    /// `improving`, `worsening` or `unchanged`; null when neither way is better.
    pub direction: Option<&'static str>,
}

/// Where something was read.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Source {
    /// The file.
    pub file: String,
    /// The line, from 1; the row of a sheet.
    pub line: u64,
    /// The sheet of a workbook; left out for any other file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Its cell, such as `D7`; left out where no one cell is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(regex(pattern = "^[A-Z]+[0-9]+$")))]
    pub cell: Option<String>,
}

/// A result that somebody has to look at.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Exception {
    /// Id of the measure.
    pub measure: String,
    /// Label of the group.
    pub group: Option<String>,
    /// `escalated`, `missing` and so on.
    pub kind: &'static str,
    /// Ids of its cases.
    pub cases: Vec<String>,
    /// True when a response is owed and none came.
    pub response_owed: bool,
    /// Answers that came; null where none.
    pub response: Option<Vec<Answer>>,
}

/// Counts.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Totals {
    /// `book`, `theme` or `owner`.
    pub of: &'static str,
    /// Id of the theme or owner.
    pub id: Option<String>,
    /// Measures in all.
    pub measures: u32,
    /// Results in all: a measure that is judged for each of its groups has one for each. All other counts are of these.
    pub results: u32,
    /// Due by this report.
    pub due: u32,
    /// Waiting for a target that is still to be set.
    #[serde(skip_serializing_if = "super::outlook::is_nought")]
    pub targets_to_be_set: u32,
    /// Of those due, how many were submitted; where the book names the parts of the year in which measures are due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received: Option<u32>,
    /// Rated.
    pub rated: u32,
    /// On target, of those rated.
    pub on_target: u32,
    /// On target only by an old or incomplete figure; not part of `on_target`.
    pub on_target_with_reservation: u32,
    /// How many have each level by the rules.
    pub levels: Vec<LevelCount>,
    /// Judged by hand; never part of `rated` and `due`.
    pub by_hand: u32,
    /// How many have each level by hand.
    pub levels_by_hand: Vec<LevelCount>,
    /// How the theme or board is rated itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Share>,
    /// How many are of each kind of result.
    pub kinds: Vec<KindCount>,
    /// How many notes are owed, where a paper lists them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes_owed: Option<usize>,
    /// How many of them are complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes_complete: Option<usize>,
}

/// How a theme or board is rated by its share on target.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Share {
    /// Id of the rating.
    pub rating: String,
    /// The level word; null where there is nothing to take a share of.
    pub level: Option<String>,
    /// On target without reservation.
    pub on_target: u32,
    /// Of so many.
    pub of: u32,
    /// `rated` or `due`.
    pub of_those: &'static str,
    /// The share as it is printed; null of nothing.
    pub shown: Option<String>,
    /// The line that gave the level.
    pub decided_by: Option<Source>,
}

/// How many have a level.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LevelCount {
    /// The level word.
    pub level: String,
    /// How many.
    pub count: u32,
}

/// How many are of a kind.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KindCount {
    /// The kind.
    pub result: &'static str,
    /// How many.
    pub count: u32,
}

/// A stated level that the rules do not give.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Difference {
    /// Id of the measure.
    pub measure: String,
    /// Label of the group.
    pub group: Option<String>,
    /// As printed; null when none was.
    pub stated: Option<String>,
    /// As reckoned; null when none.
    pub reckoned: Option<String>,
    /// Why they differ.
    pub reason: String,
}

/// A finding.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Finding {
    /// The kind of finding, such as `data::unknown-measure`; plimsoll explain CODE shows the page behind it.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z]+::[a-z0-9-]+$")))]
    pub code: &'static str,
    /// `error`: the rule or row is not used. `warning`: it is used, and somebody should look. `advice`: worth knowing.
    pub severity: &'static str,
    /// The file as it was named; null for a finding about the whole.
    pub file: Option<String>,
    /// The line, from 1; null where there is no file.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub line: Option<u64>,
    /// From 1: the character of the line in a rule file, the cell of the row in a data file; null for a whole row.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub column: Option<u32>,
    /// The sheet of a workbook; left out for any other file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Its cell, such as `D7`; left out where no one cell is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(regex(pattern = "^[A-Z]+[0-9]+$")))]
    pub cell: Option<String>,
    /// What is wrong, in one line.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub message: String,
    /// What to write instead; null where nothing can be said.
    pub help: Option<String>,
}

/// Findings alone.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Findings {
    /// Which shape this is: `plimsoll/findings-v1`. Its schema is in `docs/schemas`.
    pub schema: &'static str,
    /// The findings.
    pub findings: Vec<Finding>,
}
