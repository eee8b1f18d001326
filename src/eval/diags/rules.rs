//! Findings about rules that could not be applied, or were applied with a doubt.

use crate::base::diag::{Code, Diagnostic, Severity};
use crate::base::period::{Period, date_name};
use crate::base::span::Span;
use crate::model::{Measure, RuleBook};

/// A target that was to be set by a day that has passed.
pub const TARGET_STILL_TO_BE_SET: Code = Code("eval::target-still-to-be-set");

/// The measure is unrated meanwhile.
pub fn target_still_to_be_set(book: &RuleBook, measure: &Measure, target: Span, by: &Period) -> Diagnostic {
    let owner = measure.owner.map(|id| book.parties[id].title.as_str());
    let responsible = owner.map_or_else(String::new, |owner| format!("; {owner} is responsible"));
    let message = format!(
        "the target of measure `{}` was to be set by {by} ({}) and still is not{responsible}",
        measure.id,
        date_name(by.end)
    );
    Diagnostic::warning(TARGET_STILL_TO_BE_SET, message)
        .label(target, "to be set here")
        .help("write the target in place of `tbc`, or give it a later period")
}

/// A target whose last period is over.
pub const TARGET_LAPSED: Code = Code("eval::target-lapsed");

/// The measure is unrated until a new one is set.
pub fn target_lapsed(measure: &Measure, by: &Period) -> Diagnostic {
    let message =
        format!("the target of measure `{}` lapsed after {by}, and none has followed it", measure.id);
    Diagnostic::warning(TARGET_LAPSED, message)
        .label(measure.span, "it has no target for the period reported")
        .help("add the target that follows, with the period it begins in: `target … from …`")
}

/// A value judged by the target of another year.
pub const TARGET_OF_ANOTHER_YEAR: Code = Code("eval::target-of-another-year");

/// It is judged and marked.
pub fn target_of_another_year(
    measure: &Measure,
    target: Span,
    target_year: &Period,
    value_year: &Period,
) -> Diagnostic {
    let message =
        format!("measure `{}` has a figure of {value_year} and a target of {target_year}", measure.id);
    Diagnostic::new(TARGET_OF_ANOTHER_YEAR, Severity::Advice, message)
        .label(target, format!("the target is for {target_year}"))
        .help(format!("add the target of {value_year}, or leave it: the result says so"))
}

/// A measure that is not judged because its rule has an error.
pub const FAULTY_RULE: Code = Code("eval::faulty-rule");

/// The rest of the book is judged.
pub fn faulty_rule(measure: &Measure) -> Diagnostic {
    Diagnostic::warning(FAULTY_RULE, format!("measure `{}` is not judged: its rule is faulty", measure.id))
        .label(measure.id_span, "see the errors in it or in the rating it uses")
        .help("mend the errors that are listed for this measure or for its rating")
}

/// A rating that cannot be given because something it reads is unknown.
pub const UNKNOWN_STOPS_RATING: Code = Code("eval::unknown-stops-rating");

/// `reason` says what is unknown, and which level cannot be decided for it.
pub fn unknown_stops_rating(measure: &Measure, whose: &str, reason: &str) -> Diagnostic {
    Diagnostic::warning(UNKNOWN_STOPS_RATING, format!("{whose} could not be rated: {reason}"))
        .label(measure.id_span, "not rated")
        .help("supply what is unknown, or write a line that does not need it")
}

/// A computed figure that cannot be reckoned because a figure it is made of is not known.
pub const COMPUTED_FROM_UNKNOWN: Code = Code("eval::computed-from-unknown");

/// What is unknown has a finding of its own where somebody has to act on it.
pub fn computed_from_unknown(measure: &Measure, whose: &str, computed: Span, reason: &str) -> Diagnostic {
    let message = format!("{whose} could not be computed: {reason}");
    Diagnostic::new(COMPUTED_FROM_UNKNOWN, Severity::Advice, message)
        .label(computed, "computed from figures that are not all known")
        .label(measure.id_span, "the measure")
        .help("supply what is missing; a missing figure never counts as nought")
}
