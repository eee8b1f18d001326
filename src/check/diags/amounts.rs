//! Amounts that are reckoned: units that do not meet, periods that are not said, lists with holes, names that stand for them.

use crate::base::diag::{Code, Diagnostic, Severity};
use crate::base::span::Span;
use crate::check::amounts::For;
use crate::model::Measure;
use crate::syntax::ast::{Name, WindowWords};

/// Two amounts of different kinds in one sum or comparison.
pub const UNITS_DO_NOT_MEET: Code = Code("check::units-do-not-meet");
/// The average of percentages.
pub const AVERAGE_OF_PERCENTAGES: Code = Code("check::average-of-percentages");
/// Figures of different stretches of time in one sum.
pub const COUNTED_DIFFERENTLY: Code = Code("check::counted-differently");
/// `pooled` of something without numerators.
pub const NOTHING_TO_POOL: Code = Code("check::nothing-to-pool");
/// A measure reckoned from one that comes more often.
pub const FINER_RHYTHM: Code = Code("check::finer-rhythm");
/// Several periods, and nothing says which.
pub const WHICH_PERIODS: Code = Code("check::which-periods");
/// A list that has no amount for some cases.
pub const CASES_WITHOUT_AMOUNT: Code = Code("check::cases-without-amount");
/// A line of a list that no figure reaches.
pub const AMOUNT_NEVER_REACHED: Code = Code("check::amount-never-reached");
/// A computed measure whose unit is no number.
pub const COMPUTED_NEEDS_A_NUMBER: Code = Code("check::computed-needs-a-number");
/// A clause on submitted figures in a computed measure.
pub const NOTHING_IS_SUBMITTED: Code = Code("check::nothing-is-submitted");
/// A definition in a place where it does not fit.
pub const AMOUNT_OR_CONDITION: Code = Code("check::amount-or-condition");
/// Definitions of definitions, beyond what anybody can follow.
pub const TOO_MANY_DEFINITIONS: Code = Code("check::too-many-definitions");
/// Groups of a measure that has none.
pub const NO_SUCH_GROUPS: Code = Code("check::no-such-groups");

/// Two amounts of different kinds in one sum or comparison.
#[must_use]
pub fn units_do_not_meet(one: &str, one_at: Span, other: &str, other_at: Span) -> Diagnostic {
    Diagnostic::error(UNITS_DO_NOT_MEET, format!("{one} and {other} do not go together"))
        .label(other_at, other.to_owned())
        .label(one_at, one.to_owned())
        .help("put like with like: a share of an amount is written `5% of` that amount, and one amount divided by another of its kind is a share")
}

/// An amount in another unit than the measure it is for.
#[must_use]
pub(in crate::check) fn result_of_another_unit(what: &str, at: Span, measure: For<'_>) -> Diagnostic {
    let unit = measure.unit.map_or("", |unit| unit.words.as_str());
    Diagnostic::error(
        UNITS_DO_NOT_MEET,
        format!("this comes to {what}, and measure `{}` is in `{unit}`", measure.id),
    )
    .label(at, what.to_owned())
    .label(measure.span, format!("measure `{}`", measure.id))
    .help("mend the `unit` of the measure, or what the amount is made of")
}

/// The average of percentages, with the pooled form as its fix.
#[must_use]
pub fn average_of_percentages(words: &WindowWords, kind: &str) -> Diagnostic {
    let of = words.measure.as_ref().map_or_else(String::new, |name| format!(" of measure {}", name.text));
    Diagnostic::error(AVERAGE_OF_PERCENTAGES, format!("the average of several periods of {kind} hides how many each is of"))
        .label(words.span, "each would count the same, however few it is made of")
        .help(format!(
            "write `the pooled value{of}` with the same periods, which puts all numerators over all denominators; or `the median`"
        ))
}

/// Percentages of several measures added and divided by how many they are.
#[must_use]
pub fn average_of_measures(at: Span, pooled: &str) -> Diagnostic {
    Diagnostic::error(AVERAGE_OF_PERCENTAGES, "the average of percentages hides how many each is of")
        .label(at, "each would count the same, however few it is made of")
        .help(format!("write `{pooled}`, which puts all numerators over all denominators"))
        .suggest(at, pooled)
}

/// Figures of different stretches of time in one sum: each measure with what its figures are of.
#[must_use]
pub fn counted_differently(one: (&Measure, &str), other: (&Measure, &str), at: Span) -> Diagnostic {
    let ((one, one_of), (other, other_of)) = (one, other);
    let message = format!("figures of `{}` and `{}` do not count over the same time", one.id, other.id);
    Diagnostic::error(COUNTED_DIFFERENTLY, message)
        .label(at, "put together here")
        .label(one.span, format!("a figure is of {one_of}"))
        .label(other.span, format!("a figure is of {other_of}"))
        .help("put together figures of the same stretch: `the total of measure ID in the month` or `from the start of the year` says which is meant")
}

/// `pooled` of something without numerators.
#[must_use]
pub(in crate::check) fn nothing_to_pool(at: Span, measure: For<'_>) -> Diagnostic {
    Diagnostic::error(
        NOTHING_TO_POOL,
        "only percentages and rates can be pooled: they have numerators and denominators",
    )
    .label(at, "not the value of a percentage or rate")
    .label(measure.span, "for this measure")
    .help("write `the total`, `the average` or `the median`")
}

/// A measure reckoned from one that comes more often.
#[must_use]
pub fn finer_rhythm(own: &Measure, other: &Measure, at: Span) -> Diagnostic {
    let (noun, id) = (own.due.step.noun(), &other.id);
    Diagnostic::error(FINER_RHYTHM, format!("measure `{id}` has several figures in each {noun} of measure `{}`", own.id))
        .label(at, format!("which of them? it is due {}", other.due.step.adverb()))
        .label(other.id_span, format!("due {}", other.due.step.adverb()))
        .label(own.id_span, format!("due {}", own.due.step.adverb()))
        .help(format!(
            "say how they make one: `the total of measure {id}`, `the pooled value of measure {id}`, `the latest value of measure {id}`, \
             or `count of periods of measure {id} where (…)`"
        ))
}

/// Several periods, and nothing says which.
#[must_use]
pub fn which_periods(at: Span) -> Diagnostic {
    Diagnostic::error(WHICH_PERIODS, "it is not said which periods this is over")
        .label(at, "over which?")
        .help("add `of the last 4`, `from the start of the year` or `since Apr 2019`")
}

/// `in the quarter` of a measure that has no quarters, or of figures that do not come within them.
#[must_use]
pub fn not_within(at: Span, own: &str, named: bool) -> Diagnostic {
    let why = if named {
        "what is read here does not come more often than that"
    } else {
        "the measure that reads it has other periods"
    };
    Diagnostic::error(WHICH_PERIODS, "it is not said which periods this is over").label(at, why).help(format!(
        "write `in the {own}` for figures that come within it, or `of the last 4`, `from the start of the year`, `since Apr 2019`"
    ))
}

/// `of the last 5 months` of a quarterly measure.
#[must_use]
pub fn not_whole_periods(count: u32, step: &str, own: &str, at: Span) -> Diagnostic {
    Diagnostic::error(WHICH_PERIODS, format!("{count} {step}s are not a whole number of {own}s"))
        .label(at, format!("its figures are each of a {own}"))
        .help("write it in periods, as in `of the last 4`")
}

/// `count of months` of a quarterly measure.
#[must_use]
pub fn other_periods(at: Span, step: &str, own: &str) -> Diagnostic {
    Diagnostic::error(WHICH_PERIODS, format!("this counts {step}s, and the figures are each of a {own}"))
        .label(at, format!("there are no {step}s to count"))
        .help(format!("write `count of {own}s` or `count of periods`"))
}

/// A list that has no amount for some cases.
#[must_use]
pub fn cases_without_amount(at: Span, cases: Option<&str>, severity: Severity) -> Diagnostic {
    let cases = cases.unwrap_or("cases that none of its lines describe");
    Diagnostic::new(CASES_WITHOUT_AMOUNT, severity, format!("{cases} have no amount"))
        .label(at, "nothing says what they come to")
        .help("add a last line with `otherwise`, as in `3 otherwise`")
}

/// A line of a list that no figure reaches.
#[must_use]
pub fn amount_never_reached(at: Span) -> Diagnostic {
    Diagnostic::warning(AMOUNT_NEVER_REACHED, "no figure comes to this amount")
        .label(at, "a line before it always holds first")
        .help("put the stricter line first: the first line that holds gives the amount")
}

/// A computed measure whose unit is no number.
#[must_use]
pub fn computed_needs_a_number(at: Span, measure: &Measure) -> Diagnostic {
    Diagnostic::error(COMPUTED_NEEDS_A_NUMBER, format!("measure `{}` is in `{}`, which cannot be computed", measure.id, measure.unit.words))
        .label(at, "this comes to a number")
        .help("write `unit points`, `unit £`, `unit %` or what its numbers count; or rate the measures it is made of")
}

/// A clause on submitted figures in a computed measure.
#[must_use]
pub fn nothing_is_submitted(word: &str, at: Span, computed: Span) -> Diagnostic {
    Diagnostic::warning(
        NOTHING_IS_SUBMITTED,
        format!("`{word}` is about submitted figures, and this measure is computed"),
    )
    .label(at, "says nothing here")
    .label(computed, "its figures come from here")
    .help("write it in the measures that it is computed from")
}

/// A definition with the name of a level.
#[must_use]
pub fn definition_is_a_level(name: &Name, rating: &str, first: Span) -> Diagnostic {
    Diagnostic::error(
        super::DECLARED_TWICE,
        format!("`{}` is a level of the rating `{rating}` already", name.text),
    )
    .label(name.span, "one word would mean two things")
    .label(first, "it is a level here")
    .help("give the definition another name")
}

/// A condition where an amount is wanted.
#[must_use]
pub fn condition_and_no_amount(name: &Name, defined: Span) -> Diagnostic {
    Diagnostic::error(
        AMOUNT_OR_CONDITION,
        format!("`{}` stands for a condition, and here an amount is wanted", name.text),
    )
    .label(name.span, "a condition")
    .label(defined, "as it is defined here")
    .help("use it after `when`; if a cap was meant, write a comma before it: `share, at most 100%`")
}

/// An amount where a condition is wanted.
#[must_use]
pub fn amount_and_no_condition(name: &Name, defined: Span) -> Diagnostic {
    Diagnostic::error(
        AMOUNT_OR_CONDITION,
        format!("`{}` stands for an amount, and here a condition is wanted", name.text),
    )
    .label(name.span, "an amount")
    .label(defined, "as it is defined here")
    .help("compare it with something, as in `share >= 60%`")
}

/// The id of a measure where an amount is wanted.
#[must_use]
pub fn say_measure(name: &Name, id: &str) -> Diagnostic {
    Diagnostic::error(
        super::UNKNOWN_DEFINITION,
        format!("there is no definition `{}`, but a measure of that name", name.text),
    )
    .label(name.span, "the figures of a measure are read with the word `measure`")
    .help(format!("write `measure {id}`"))
    .fix(name.span, format!("measure {id}"))
}

/// Definitions of definitions, beyond what anybody can follow.
#[must_use]
pub fn too_many_definitions(at: Span, most: usize) -> Diagnostic {
    Diagnostic::error(
        TOO_MANY_DEFINITIONS,
        format!("this stands for more than {most} definitions, one within another"),
    )
    .label(at, "nobody could follow it")
    .help("make a measure of a part of it, with `computed as`")
}

/// `round(value to 0)`
#[must_use]
pub fn steps_of_nothing(at: Span) -> Diagnostic {
    Diagnostic::error(UNITS_DO_NOT_MEET, "an amount is rounded to steps above nought")
        .label(at, "not a size of steps")
        .help("write `round(value to 1)` or `round(value to 0.1%)`")
}

/// `for JR` of a measure that is not reported by groups.
#[must_use]
pub fn no_groups_to_read(group: &Name, measure: &Measure) -> Diagnostic {
    Diagnostic::error(NO_SUCH_GROUPS, format!("measure `{}` is not reported by groups", measure.id))
        .label(group.span, format!("so it has no figure for `{}`", group.text))
        .label(measure.id_span, "one figure for all")
        .help("add `by` and a kind of group to the measure, or leave `for` out")
}

/// `share of sites` of a measure that is not reported by site.
#[must_use]
pub fn not_reported_by(grouping: &Name, measure: &Measure) -> Diagnostic {
    Diagnostic::error(NO_SUCH_GROUPS, format!("measure `{}` is not reported by `{}` alone", measure.id, grouping.text))
        .label(grouping.span, "there is nothing of this kind to count")
        .label(measure.id_span, "for this measure")
        .help("name the kind of group it is `by`, or another measure: `share of sites of measure 2.1 where (on target)`")
}
