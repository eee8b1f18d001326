//! Scenarios.

use crate::base::diag::{Code, Diagnostic};
use crate::base::span::{Span, Spanned};
use crate::base::suggest::{listed, nearest};
use crate::syntax::ast::Name;

/// A scenario that expects nothing.
pub const SCENARIO_EXPECTS_NOTHING: Code = Code("check::scenario-expects-nothing");
/// A scenario that makes no report.
pub const SCENARIO_WITHOUT_REPORT: Code = Code("check::scenario-without-report");
/// A figure in a scenario without a period.
pub const FIGURE_OF_WHICH_PERIOD: Code = Code("check::figure-of-which-period");
/// A figure in a scenario that cannot be late.
pub const CANNOT_BE_LATE: Code = Code("check::cannot-be-late");
/// A word that no result has.
pub const UNKNOWN_OUTCOME: Code = Code("check::unknown-outcome");
/// A theme or board that a scenario expects a level of, and that has none.
pub const WHOLE_NOT_RATED: Code = Code("check::whole-not-rated");
/// A question that an escalation does not ask.
pub const NO_SUCH_QUESTION: Code = Code("check::no-such-question");

/// A scenario that expects nothing of a report.
#[must_use]
pub fn scenario_expects_nothing(title: &Name, report: Span) -> Diagnostic {
    Diagnostic::error(SCENARIO_EXPECTS_NOTHING, format!("scenario `{}` expects nothing", title.text))
        .label(report, "whatever the rules give in this report, the scenario would pass")
        .help("say what should come of it, as in `expect 1.14 is red` or `and nothing else`")
}

/// A scenario that makes no report.
#[must_use]
pub fn scenario_without_report(title: &Name) -> Diagnostic {
    Diagnostic::error(SCENARIO_WITHOUT_REPORT, format!("scenario `{}` makes no report", title.text))
        .label(title.span, "it does not say when its figures are looked at")
        .help("say when, as in `report on Q3 2018/19 as of 24 May 2019`")
}

/// A first figure of a series without a period.
#[must_use]
pub fn figure_of_which_period(measure: &str, at: Span) -> Diagnostic {
    Diagnostic::error(FIGURE_OF_WHICH_PERIOD, format!("this figure of `{measure}` has no period"))
        .label(at, "the first figure of a series says which period it is of")
        .help("add the period, as in `92% in Q2 2018/19`; the figures after it may then leave theirs out")
}

/// `late` of a measure that nobody has to send in by a day.
#[must_use]
pub fn cannot_be_late(measure: &str, at: Span, declared: Span) -> Diagnostic {
    Diagnostic::error(CANNOT_BE_LATE, format!("no figure of `{measure}` can be late"))
        .label(at, "nothing says by which day it is due")
        .label(declared, "this measure sets no day for its returns")
        .help(
            "say when it came, as in `submitted 24 May 2019`, or give the measure a day, as in `due quarterly, 20 working days after the quarter ends`",
        )
}

/// A word that no result has.
#[must_use]
pub fn unknown_outcome(word: &Spanned<String>, levels: &[String]) -> Diagnostic {
    let others = ["on target", "off target", "missing", "not rated", "unrated", "not due", "late", "invalid"];
    let quoted: Vec<String> = levels.iter().map(|level| format!("`{level}`")).collect();
    let finding = Diagnostic::error(UNKNOWN_OUTCOME, format!("no result is ever `{}`", word.node))
        .label(word.span, "not a level of its rating, nor a kind of result");
    let near = nearest(&word.node, levels.iter().map(String::as_str).chain(others));
    let finding = match near {
        Some(near) => finding.fix(word.span, near),
        None => finding,
    };
    let levels = if quoted.is_empty() { String::new() } else { format!("{}, ", quoted.join(", ")) };
    finding.help(format!("write {levels}`on target`, `off target`, `missing`, `not rated` or `unrated`"))
}

/// A level that a theme or board never has.
#[must_use]
pub fn unknown_standing(name: &Name, word: &Spanned<String>, levels: &[String]) -> Diagnostic {
    let quoted: Vec<String> = levels.iter().map(|level| format!("`{level}`")).collect();
    let finding = Diagnostic::error(UNKNOWN_OUTCOME, format!("`{}` is never `{}`", name.text, word.node))
        .label(word.span, "not a level of the rating of its share on target");
    let finding = match nearest(&word.node, levels.iter().map(String::as_str)) {
        Some(near) => finding.fix(word.span, near),
        None => finding,
    };
    finding.help(format!("write {} or `not rated`", quoted.join(", ")))
}

/// A theme or board that has no level of its own.
#[must_use]
pub fn whole_not_rated(what: &str, name: &Name, declared: Span) -> Diagnostic {
    Diagnostic::error(WHOLE_NOT_RATED, format!("{what} `{}` has no level of its own", name.text))
        .label(name.span, format!("nothing rates this {what}; only its measures are rated"))
        .label(declared, "declared here, without a rating by the share on target")
        .help(format!(
            "give the {what} a rating, as in `rating progress by the share on target`, or expect so many, as in `expect 3 red of {}`",
            name.text
        ))
}

/// A question that an escalation does not ask.
#[must_use]
pub fn no_such_question(field: &Spanned<String>, known: &[String]) -> Diagnostic {
    let finding =
        Diagnostic::error(NO_SUCH_QUESTION, format!("this escalation asks nothing called `{}`", field.node))
            .label(field.span, "not one of its questions");
    if known.is_empty() {
        return finding.help("take it out: this escalation asks no questions");
    }
    let quoted: Vec<String> = known.iter().map(|field| format!("`{field}`")).collect();
    finding.help(format!("write {}", listed(&quoted, "or")))
}

/// A stage that several ladders have.
#[must_use]
pub fn stage_of_which(stage: &Name, ladders: &[String]) -> Diagnostic {
    let forms: Vec<String> = ladders.iter().map(|ladder| format!("`of {ladder}`")).collect();
    Diagnostic::error(super::WHICH_LADDER, format!("several ladders have a stage `{}`", stage.text))
        .label(stage.span, "of which ladder?")
        .help(format!("write {} after it", listed(&forms, "or")))
}
