//! The shapes of JSON v1. Their fields are the keys, in this order.

use serde::{Serialize, Serializer};

use super::super::view::View;
use crate::base::diag::Diagnostic;
use crate::eval::outcome;

/// A whole run.
#[derive(Debug, Serialize)]
pub struct Report<'v> {
    /// `plimsoll/v1`.
    pub schema: &'static str,
    /// What was run on what.
    pub run: Run,
    /// One for each measure and group, in the order of the book.
    pub results: Each<'v, outcome::Outcome, Result>,
    /// Results that somebody has to look at.
    pub exceptions: Each<'v, outcome::Exception, Exception>,
    /// Every case, oldest first.
    pub cases: Each<'v, outcome::Case, Case>,
    /// What is asked of whom in this report.
    pub prompts: Each<'v, outcome::Prompt, Prompt>,
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
pub struct File {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// The result of one measure, or of one group of it.
#[derive(Debug, Serialize)]
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
    /// The target in force.
    pub target: Option<Target>,
    /// How far from target: above nought when missed, below when beaten.
    pub gap: Option<String>,
    /// Movement on three clocks.
    pub movement: Movements,
    /// The level that was stated in print.
    pub stated: Option<String>,
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
    /// How its return came in, where the rules set a day for it.
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub returned: Option<Return>,
}

/// A return.
#[derive(Debug, Serialize)]
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
pub struct Source {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
}

/// A result that somebody has to look at.
#[derive(Debug, Serialize)]
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

/// One escalation of one measure or group.
#[derive(Debug, Serialize)]
pub struct Case {
    /// The same from run to run.
    pub id: String,
    /// Id of the escalation.
    pub escalation: String,
    /// Id of the measure; null for the whole book.
    pub measure: Option<String>,
    /// Label of the group.
    pub group: Option<String>,
    /// The period whose figure opened it.
    pub opened_for: String,
    /// The day it opened.
    pub opened_on: String,
    /// Ids of who was asked.
    pub to: Vec<String>,
    /// The day the response is due.
    pub due: Option<String>,
    /// Why there is no day.
    pub due_reason: Option<String>,
    /// `open`, `answered` and so on.
    pub state: &'static str,
    /// The day it closed.
    pub closed_on: Option<String>,
    /// What happened to it, oldest first.
    pub steps: Vec<Step>,
}

/// Something that happened to a case.
#[derive(Debug, Serialize)]
pub struct Step {
    /// When.
    pub on: String,
    /// Id of who was told.
    pub told: Option<String>,
    /// What happened.
    pub text: String,
}

/// What is asked of somebody.
#[derive(Debug, Serialize)]
pub struct Prompt {
    /// Id of its case.
    pub case: Option<String>,
    /// Id of the measure; null for the whole book.
    pub measure: Option<String>,
    /// Id of who is asked.
    pub to: String,
    /// By when.
    pub due: Option<String>,
    /// The questions.
    pub questions: Vec<Question>,
    /// The facts, each a sentence.
    pub facts: Vec<String>,
    /// Answers that came; null where none.
    pub response: Option<Vec<Answer>>,
}

/// A question.
#[derive(Debug, Serialize)]
pub struct Question {
    /// The field that an answer carries.
    pub field: String,
    /// The question.
    pub text: String,
    /// True when a response answers it by its field or in its column; a plain note answers the whole.
    pub answered: bool,
}

/// An answer.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The question's field; null for a plain note.
    pub field: Option<String>,
    /// The text.
    pub text: String,
    /// Who leads.
    pub lead: Option<String>,
    /// When the action is due.
    pub due: Option<String>,
    /// When the measure is expected back on target.
    pub recovery: Option<String>,
    /// When it was submitted.
    pub submitted: Option<String>,
    /// Where it was read.
    pub source: Source,
}

/// Counts.
#[derive(Debug, Serialize)]
pub struct Totals {
    /// `book`, `theme` or `owner`.
    pub of: &'static str,
    /// Id of the theme or owner.
    pub id: Option<String>,
    /// Measures in all.
    pub measures: u32,
    /// Due by this report.
    pub due: u32,
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
    /// How many are of each kind of result.
    pub kinds: Vec<KindCount>,
}

/// How many have a level.
#[derive(Debug, Serialize)]
pub struct LevelCount {
    /// The level word.
    pub level: String,
    /// How many.
    pub count: u32,
}

/// How many are of a kind.
#[derive(Debug, Serialize)]
pub struct KindCount {
    /// The kind.
    pub result: &'static str,
    /// How many.
    pub count: u32,
}

/// A stated level that the rules do not give.
#[derive(Debug, Serialize)]
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
pub struct Finding {
    /// `data::unknown-measure`.
    pub code: &'static str,
    /// `error`, `warning` or `advice`.
    pub severity: &'static str,
    /// The file; null for a finding about the whole.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The column, from 1: characters in a rule file, cells in a data file.
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub help: Option<String>,
}

/// Findings alone.
#[derive(Debug, Serialize)]
pub struct Findings {
    /// The findings.
    pub findings: Vec<Finding>,
}
