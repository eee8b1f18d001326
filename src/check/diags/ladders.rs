//! Ladders: what stands on them, and how their stages are entered and left.

use crate::base::diag::{Code, Diagnostic, Severity};
use crate::base::span::Span;
use crate::base::suggest::listed;
use crate::syntax::ast::Name;

/// A condition of one measure on a ladder of things that have several.
pub const CONDITION_OF_ONE_MEASURE: Code = Code("check::condition-of-one-measure");
/// A ladder whose conditions read answers.
pub const LADDER_GOES_BY_ANSWERS: Code = Code("check::ladder-goes-by-answers");
/// A ladder that does not say enough.
pub const LADDER_INCOMPLETE: Code = Code("check::ladder-incomplete");
/// Words that mean something only in a ladder.
pub const ONLY_IN_A_LADDER: Code = Code("check::only-in-a-ladder");
/// A stage that nothing leaves.
pub const STAGE_NEVER_LEFT: Code = Code("check::stage-never-left");
/// A stage that nothing enters.
pub const STAGE_NEVER_REACHED: Code = Code("check::stage-never-reached");
/// A stage that nobody is told of.
pub const STAGE_TELLS_NOBODY: Code = Code("check::stage-tells-nobody");
/// Two stages that are entered on the same condition.
pub const STAGES_ALIKE: Code = Code("check::stages-alike");
/// A stage that several ladders have.
pub const WHICH_LADDER: Code = Code("check::which-ladder");

/// A condition of one measure on a ladder of things that have several.
#[must_use]
pub fn condition_of_one_measure(of: &str, at: Span, per: Span) -> Diagnostic {
    Diagnostic::error(
        CONDITION_OF_ONE_MEASURE,
        format!("this is a condition of one measure, and {of} may have several"),
    )
    .label(at, "of which measure")
    .label(per, "what stands on the ladder")
    .help(
        "count the measures, as in `count of measures where (red) >= 2` or `share of measures where (off target) > 20%`, or name one, as in `measure 1.1 is red`",
    )
}

/// A ladder of groups of which no measure has figures.
#[must_use]
pub fn no_measure_of_the_group(group: &str, per: Span) -> Diagnostic {
    Diagnostic::error(LADDER_INCOMPLETE, format!("no measure of this ladder is reported by `{group}`"))
        .label(per, "there is nothing to go by")
        .help(format!("add `by {group}` to a measure"))
}

/// A ladder whose conditions read answers.
#[must_use]
pub fn ladder_goes_by_answers(at: Span) -> Diagnostic {
    Diagnostic::error(LADDER_GOES_BY_ANSWERS, "a ladder does not go by the answers to escalations")
        .label(at, "an answer")
        .help("declare what has to happen as an event, as in `event plan { received }`, and write `plan was received`")
}

/// A ladder that does not say what stands on it.
#[must_use]
pub fn ladder_of_nothing(name: &Name) -> Diagnostic {
    Diagnostic::error(LADDER_INCOMPLETE, format!("ladder `{}` does not say what stands on it", name.text))
        .label(name.span, "of each measure, of each board, or of what")
        .help("add `per measure`, `per board`, `per theme`, `per` and a kind of group, or `the whole book`")
}

/// A ladder without stages.
#[must_use]
pub fn ladder_without_stages(name: &Name) -> Diagnostic {
    Diagnostic::error(LADDER_INCOMPLETE, format!("ladder `{}` has no stages", name.text))
        .label(name.span, "nothing can be entered")
        .help("add `stage watch { enter when red for 2 periods; leave when not red; to owner }`")
}

/// A stage above the first that does not say when it is entered.
#[must_use]
pub fn stage_without_enter(name: &Name) -> Diagnostic {
    Diagnostic::error(LADDER_INCOMPLETE, format!("stage `{}` does not say when it is entered", name.text))
        .label(name.span, "only the first stage may do without, as the one in which everything begins")
        .help("add `enter when` and a condition")
}

/// Words that mean something only in a ladder.
#[must_use]
pub fn only_in_a_ladder(what: &str, at: Span) -> Diagnostic {
    Diagnostic::error(ONLY_IN_A_LADDER, format!("{what} means nothing here"))
        .label(at, "there is no stage that it could be about")
        .help("write it after `enter when` or `leave when` in a stage of a ladder")
}

/// A stage that nothing leaves.
#[must_use]
pub fn stage_never_left(name: &Name) -> Diagnostic {
    Diagnostic::new(STAGE_NEVER_LEFT, Severity::Advice, format!("nothing ever leaves stage `{}`", name.text))
        .label(name.span, "no `leave when` here")
        .help("add `leave when` and a condition, or `never left` if it is meant to stand for good")
}

/// A stage that nothing enters.
#[must_use]
pub fn stage_never_reached(name: &Name) -> Diagnostic {
    Diagnostic::warning(STAGE_NEVER_REACHED, format!("nothing ever enters stage `{}`", name.text))
        .label(name.span, "it waits for a stage that is not below it, or that nothing enters")
        .help("let `enter when` read only stages that stand before this one")
}

/// A stage that nobody is told of.
#[must_use]
pub fn stage_tells_nobody(name: &Name) -> Diagnostic {
    Diagnostic::new(
        STAGE_TELLS_NOBODY,
        Severity::Advice,
        format!("nobody is told when stage `{}` is entered", name.text),
    )
    .label(name.span, "no `to` here")
    .help("add `to owner`, or `to` and the name of a board or role")
}

/// Two stages that are entered on the same condition.
#[must_use]
pub fn stages_alike(lower: &Name, higher: &Name) -> Diagnostic {
    Diagnostic::warning(
        STAGES_ALIKE,
        format!("stages `{}` and `{}` are entered on the same condition", lower.text, higher.text),
    )
    .label(higher.span, "this one is always the one entered")
    .label(lower.span, "so nothing is ever in this one")
    .help("make the condition of the higher stage the harder one to meet, or take one of the two out")
}

/// A stage that several ladders have.
#[must_use]
pub fn which_ladder(stage: &Name, ladders: &[String]) -> Diagnostic {
    let forms: Vec<String> =
        ladders.iter().map(|ladder| format!("`in stage {} of {ladder}`", stage.text)).collect();
    Diagnostic::error(WHICH_LADDER, format!("several ladders have a stage `{}`", stage.text))
        .label(stage.span, "it is not clear which is meant")
        .help(format!("write {}", listed(&forms, "or")))
}
