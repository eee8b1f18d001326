//! Control charts, and counts that are withheld.

use crate::base::diag::{Code, Diagnostic};
use crate::base::span::Span;
use crate::base::suggest::{listed, nearest};
use crate::model::{Measure, RuleSet};
use crate::syntax::ast::Name;

/// A rule set for control limits that is not known.
pub const UNKNOWN_RULE_SET: Code = Code("check::unknown-rule-set");
/// Limits drawn anew without a reason.
pub const REBASE_WITHOUT_REASON: Code = Code("check::rebase-without-reason");
/// Special causes of a measure that has no control chart.
pub const NO_CONTROL_CHART: Code = Code("check::no-control-chart");
/// A rule for withholding that cannot be used.
pub const WITHHOLD_NOT_CLEAR: Code = Code("check::withhold-not-clear");

/// A rule set for control limits that is not known.
#[must_use]
pub fn unknown_rule_set(name: &Name) -> Diagnostic {
    let known: Vec<&str> = RuleSet::ALL.iter().map(|set| set.name()).collect();
    let quoted: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let finding = Diagnostic::error(
        UNKNOWN_RULE_SET,
        format!("no rules for control limits are called `{}`", name.text),
    )
    .label(name.span, "the tools in use differ, so the rules have to be named");
    match nearest(&name.text, known.iter().copied()) {
        Some(meant) => finding
            .help(format!("write `{meant}` if that is meant; the rule sets are {}", listed(&quoted, "and")))
            .suggest(name.span, meant),
        None => finding.help(format!("write {}", listed(&quoted, "or"))),
    }
}

/// Limits drawn anew without a reason.
#[must_use]
pub fn rebase_without_reason(at: Span) -> Diagnostic {
    Diagnostic::error(REBASE_WITHOUT_REASON, "the limits are drawn anew here and nobody says why")
        .label(at, "a rebase is a decision, and a reader must be able to ask for its reason")
        .help("add the reason, as in `rebased at Apr 2018 because \"a new recording system\"`")
}

/// Special causes of a measure that has no control chart.
#[must_use]
pub fn no_control_chart(name: &Name, at: Span) -> Diagnostic {
    Diagnostic::error(NO_CONTROL_CHART, format!("measure `{}` has no control limits", name.text))
        .label(at, "this reads them")
        .label(name.span, "no `spc` in this measure")
        .help("add the rules by which they are drawn to the measure, as in `spc mdc-2023`")
}

/// A rule for withholding that cannot be read.
#[must_use]
pub fn withhold_unreadable(at: Span) -> Diagnostic {
    Diagnostic::error(WITHHOLD_NOT_CLEAR, "it is not clear which counts are withheld")
        .label(at, "so nothing of this measure is shown")
        .help("write `withhold counts 1 to 4 and the next smallest`, with the smaller count first")
}

/// A rule for withholding counts on a measure that counts nothing.
#[must_use]
pub fn withhold_needs_counts(at: Span, measure: &Measure) -> Diagnostic {
    Diagnostic::error(
        WITHHOLD_NOT_CLEAR,
        format!("measure `{}` is in {} and counts nobody who could be found", measure.id, measure.unit.words),
    )
    .label(at, "so nothing of this measure is shown")
    .help("delete this line, or give the measure a unit of people, cases or a rate of them")
}

/// A rule for withholding on a measure whose figures are reckoned from others.
#[must_use]
pub fn withhold_computed(at: Span, measure: &Measure) -> Diagnostic {
    Diagnostic::error(
        WITHHOLD_NOT_CLEAR,
        format!("the figures of measure `{}` are computed, and could be worked out again", measure.id),
    )
    .label(at, "so nothing of this measure is shown")
    .help("write this line in the measures that it is computed from; what they withhold is withheld here too")
}

/// A rule for withholding on a measure by two kinds of group at once.
#[must_use]
pub fn withhold_one_kind_of_group(at: Span, measure: &Measure) -> Diagnostic {
    Diagnostic::error(
        WITHHOLD_NOT_CLEAR,
        format!("measure `{}` is reported by several kinds of group at once", measure.id),
    )
    .label(at, "what these would give away together cannot be ruled out, so nothing of it is shown")
    .help("make a measure for each kind of group")
}
