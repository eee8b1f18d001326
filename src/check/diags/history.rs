//! Changes of definition, and periods that compare with no other.

use crate::base::diag::{Code, Diagnostic, Severity};
use crate::base::span::Span;
use crate::model::{Definition, Measure};
use crate::syntax::ast::items::PeriodText;

/// Two definitions that begin with one period, or have one name.
pub const TWO_DEFINITIONS_AT_ONCE: Code = Code("check::two-definitions-at-once");
/// A baseline without a period, in a measure whose definition changed.
pub const BASELINE_OF_WHICH_DEFINITION: Code = Code("check::baseline-of-which-definition");
/// A target that was set for one definition and stands for the next.
pub const TARGET_ACROSS_DEFINITIONS: Code = Code("check::target-across-definitions");
/// An exclusion that leaves out no period of its measure.
pub const EXCLUSION_OF_NO_PERIOD: Code = Code("check::exclusion-of-no-period");
/// An exclusion without a reason.
pub const EXCLUSION_WITHOUT_REASON: Code = Code("check::exclusion-without-reason");

/// Two definitions that begin with one period, or have one name.
#[must_use]
pub fn two_definitions_at_once(
    again: &Definition,
    first: &Definition,
    begins_with: bool,
    measure: &str,
) -> Diagnostic {
    let (what, help) = if begins_with {
        ("begin with the same period", "say from when each holds; only the first of all has no `from`")
    } else {
        ("are called the same", "give each definition words of its own, by which data files tell them apart")
    };
    Diagnostic::error(TWO_DEFINITIONS_AT_ONCE, format!("two definitions of measure `{measure}` {what}"))
        .label(again.span, "this one")
        .label(first.span, "and this one")
        .help(help)
}

/// A baseline without a period, in a measure whose definition changed.
#[must_use]
pub fn baseline_of_which_definition(at: Span, measure: &Measure) -> Diagnostic {
    let finding = Diagnostic::error(
        BASELINE_OF_WHICH_DEFINITION,
        format!("it is not clear by which definition the baseline of measure `{}` was counted", measure.id),
    )
    .label(at, "of which period?");
    let change = measure.definitions.iter().find(|definition| definition.from.is_some());
    let finding = match change {
        Some(change) => finding.label(change.span, "the definition changes here"),
        None => finding,
    };
    finding.help(format!("write its period, as in `baseline {} in Jan 2019`", shown_baseline(measure)))
}

fn shown_baseline(measure: &Measure) -> String {
    let own = measure.baseline.as_ref();
    own.map_or_else(|| measure.unit.example(), |own| measure.unit.show_places(&own.value, own.places))
}

/// A target that was set for one definition and stands for the next.
#[must_use]
pub fn target_across_definitions(at: Span, definition: &Definition, measure: &Measure) -> Diagnostic {
    let from = definition.from.map_or_else(String::new, |from| from.to_string());
    Diagnostic::new(
        TARGET_ACROSS_DEFINITIONS,
        Severity::Advice,
        format!("one target of measure `{}` stands for two definitions", measure.id),
    )
    .label(at, format!("in force before {from} and after"))
    .label(definition.span, "the definition changes here")
    .help(format!("if another figure is wanted by the new definition, add a target `from {from}`"))
}

/// An exclusion that leaves out no period of its measure.
#[must_use]
pub fn exclusion_of_no_period(text: &PeriodText, measure: &Measure, own: &str) -> Diagnostic {
    Diagnostic::error(
        EXCLUSION_OF_NO_PERIOD,
        format!("`{}` leaves out no period of measure `{}`", text.node, measure.id),
    )
    .label(text.span, "no period of the measure lies within it")
    .help(format!("name periods of its own, such as `{own}`, or longer ones that hold them"))
}

/// An exclusion without a reason.
#[must_use]
pub fn exclusion_without_reason(at: Span, measure: &str) -> Diagnostic {
    Diagnostic::error(
        EXCLUSION_WITHOUT_REASON,
        format!("periods that measure `{measure}` leaves out carry the reason"),
    )
    .label(at, "why do they not compare with others?")
    .help("add `because \"the reason\"`")
}
