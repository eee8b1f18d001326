//! Ratings and their levels.

use crate::base::diag::{Code, Diagnostic, Severity};
use crate::base::span::{Span, Spanned};
use crate::base::suggest::{listed, nearest};
use crate::base::unit::Unit;
use crate::check::fits::Misfit;
use crate::model::{DecisionList, Measure};
use crate::syntax::ast::Name;

/// A level that the rating does not have.
pub const UNKNOWN_LEVEL: Code = Code("check::unknown-level");
/// `RAG = red`: a level that is compared like a figure.
#[must_use]
pub fn level_by_a_sign(level: &Name, at: Span) -> Diagnostic {
    let word = &level.text;
    Diagnostic::error(UNKNOWN_LEVEL, format!("the level `{word}` is no figure to compare with"))
        .label(at, "a level stands by itself, without a sign")
        .help(format!("write `{word}` alone, `{word} or worse`, or `not {word}`"))
        .suggest(at, word)
}

/// A rating with no levels.
pub const RATING_WITHOUT_LEVELS: Code = Code("check::rating-without-levels");
/// A level that no value can reach.
pub const LEVEL_NEVER_REACHED: Code = Code("check::level-never-reached");
/// A value that is in two bands.
pub const VALUE_WITH_TWO_LEVELS: Code = Code("check::value-with-two-levels");
/// A list of which it cannot be shown that every value has a level.
pub const LEVELS_NOT_SHOWN: Code = Code("check::levels-not-shown");
/// Values that no line gives a level.
pub const VALUES_WITHOUT_LEVEL: Code = Code("check::values-without-level");
/// A line of a rating that can never be known for a measure.
pub const LINE_NEVER_KNOWN: Code = Code("check::line-never-known");
/// A trajectory is there, and no target for it.
const LEADS_NOWHERE: &str = "a `trajectory` is the way to a target: add the target it leads to, as in `target 480 or fewer in 2019/20`";

/// A rating that needs a target on a measure that has none.
pub const RATING_NEEDS_TARGET: Code = Code("check::rating-needs-target");
/// A rating that needs a baseline on a measure that has none.
pub const RATING_NEEDS_BASELINE: Code = Code("check::rating-needs-baseline");
/// A target and nothing that rates it.
pub const TARGET_WITHOUT_RATING: Code = Code("check::target-without-rating");
/// A measure with neither target nor rating, not `aim monitor`.
pub const NOTHING_JUDGES: Code = Code("check::nothing-judges");
/// Level lines in a measure without a rating.
pub const LEVEL_LINES_WITHOUT_RATING: Code = Code("check::level-lines-without-rating");
/// `in 5 of the last 4 periods`.
pub const MORE_THAN_ALL: Code = Code("check::more-than-all");
/// A rating on groups of a measure that is not reported by group.
pub const GROUPS_NOT_NAMED: Code = Code("check::groups-not-named");

fn quoted(words: &[String]) -> String {
    listed(&words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>(), "and")
}

/// A level that the rating does not have.
#[must_use]
pub fn unknown_level(word: &Spanned<String>, rating: &str, known: &[String]) -> Diagnostic {
    let finding =
        Diagnostic::error(UNKNOWN_LEVEL, format!("`{}` is not a level of rating `{rating}`", word.node))
            .label(word.span, "not one of its levels");
    match nearest(&word.node, known.iter().map(String::as_str)) {
        Some(meant) => finding
            .help(format!("write `{meant}` if that is meant; the levels are {}", quoted(known)))
            .suggest(word.span, meant),
        None => finding.help(format!("write one of its levels: {}", quoted(known))),
    }
}

/// A word in a condition that is neither a level nor any other condition.
#[must_use]
pub fn unknown_condition_word(word: &Spanned<String>, levels: &[String]) -> Diagnostic {
    const OTHERS: &[&str] = &[
        "improving",
        "worsening",
        "unchanged",
        "missing",
        "late",
        "stale",
        "provisional",
        "unrated",
        "incomplete",
    ];
    let finding =
        Diagnostic::error(UNKNOWN_LEVEL, format!("`{}` is neither a level nor a condition", word.node))
            .label(word.span, "not a level of any rating here");
    if word.node.eq_ignore_ascii_case("worst") {
        return finding.help("write `or worse`, as in `amber or worse`").fix(word.span, "worse");
    }
    let all = levels.iter().map(String::as_str).chain(OTHERS.iter().copied());
    match nearest(&word.node, all) {
        Some(meant) => finding.help(format!("write `{meant}` if that is meant")).suggest(word.span, meant),
        None if levels.is_empty() => finding
            .help("declare a rating with this level, or write a condition such as `off target` or `missing`"),
        None => finding.help(format!(
            "write a level ({}) or a condition such as `off target` or `missing`",
            quoted(levels)
        )),
    }
}

/// A rating with no levels.
#[must_use]
pub fn rating_without_levels(name: &Name) -> Diagnostic {
    Diagnostic::error(RATING_WITHOUT_LEVELS, format!("rating `{}` has no levels", name.text))
        .label(name.span, "nothing can be rated by it")
        .help("write its lines, best first: `green when on target`, `amber when within 5 points of target`, `red otherwise`")
}

/// A level that no value can reach: an earlier line takes every value.
///
/// `by_baseline` says that it is out of reach only because this measure's baseline is already on target.
#[must_use]
pub fn level_never_reached(word: &str, line: Span, measure: &Measure, by_baseline: bool) -> Diagnostic {
    let severity = if by_baseline { Severity::Advice } else { Severity::Error };
    never_reached(word, line, measure, severity).help(if by_baseline {
        "its baseline is already on target, so no miss is better than it; check the target and the baseline"
    } else {
        "make the lines above it narrower or this one wider, or delete this line"
    })
}

/// A level that a nil target puts out of reach. Where the same line can be reached by another measure, the rating is
/// sound and every value of this one has a level; else the line says nothing anywhere.
#[must_use]
pub fn share_of_nil(word: &str, line: Span, measure: &Measure, sound_elsewhere: bool) -> Diagnostic {
    let severity = if sound_elsewhere { Severity::Warning } else { Severity::Error };
    never_reached(word, line, measure, severity).help(
        "the target is nil, and a share of nil is nil: write a number of cases, as in `within 2 of target`",
    )
}

/// A line that begins beyond the last value there can be, so that this measure never has its level.
#[must_use]
pub fn level_beyond_all(word: &str, line: Span, measure: &Measure) -> Diagnostic {
    Diagnostic::new(
        LEVEL_NEVER_REACHED,
        Severity::Warning,
        format!("measure `{}` can never be {word} by this line", measure.id),
    )
    .label(line, "only values above 100% would be, and a share above that is taken for a slip")
    .label(measure.id_span, "for this measure")
    .help(format!(
        "give the measure a line of its own, as in `{word} when value at least 99%`; where values above 100% can be, write `plausible between 0% and 130%`"
    ))
}

/// A line that can never be known for a measure.
#[must_use]
pub(in crate::check) fn line_never_known(
    word: &str,
    line: Span,
    measure: &Measure,
    (why, is_sound): (Misfit, bool),
) -> Diagnostic {
    let (said, help) = match why {
        Misfit::NoBetterSide => (
            "no side of its target is the better one, so this is never known",
            format!(
                "give the measure a line of its own, as in `{word} when value between 99% and 101%`, or a rating of its own"
            ),
        ),
        Misfit::NoNumber => (
            "its value is yes or no, and this compares numbers",
            "give the measure a rating of its own, as in `green when on target` and `red otherwise`"
                .to_owned(),
        ),
        Misfit::ShareOfADay => (
            "its value is a day, and a day has no share",
            format!(
                "give the measure a line of its own in days, as in `{word} when within 10 days of target`, or a rating of its own"
            ),
        ),
    };
    let (severity, what) = if is_sound {
        (Severity::Warning, "is not rated where a line of its rating is reached that is never known of it")
    } else {
        (Severity::Error, "cannot be rated: its rating asks what is never known of it")
    };
    Diagnostic::new(LINE_NEVER_KNOWN, severity, format!("measure `{}` {what}", measure.id))
        .label(measure.id_span, "its rating, and the kind of its value or target, do not go together")
        .label(line, said)
        .help(help)
}

fn never_reached(word: &str, line: Span, measure: &Measure, severity: Severity) -> Diagnostic {
    let message = format!("measure `{}` can never be {word} by this line", measure.id);
    Diagnostic::new(LEVEL_NEVER_REACHED, severity, message)
        .label(line, "every value it describes already has a level from a line above it")
        .label(measure.id_span, "for this measure")
}

/// A value at which one band ends and the next begins, so that it is in both.
#[must_use]
pub fn value_with_two_levels(
    value: &str,
    [first, second]: [&str; 2],
    [above, at]: [Span; 2],
    measure: &Measure,
) -> Diagnostic {
    Diagnostic::error(
        VALUE_WITH_TWO_LEVELS,
        format!("the value {value} is both {first} and {second} for measure `{}`", measure.id),
    )
    .label(at, format!("{value} is {second} by this line"))
    .label(above, format!("and {first} by this one"))
    .help(format!(
        "if it is {first}, let the {second} line begin beyond it, with `above {value}` or `below {value}`; if it is {second}, write so in the {first} line"
    ))
}

/// Values that no line gives a level.
#[must_use]
pub fn values_without_level(measure: &Measure, which: &str) -> Diagnostic {
    let at = measure.list.as_ref().and_then(|l| l.lines.last()).map_or(measure.id_span, |line| line.span);
    Diagnostic::error(VALUES_WITHOUT_LEVEL, format!("{which} have no level for measure `{}`", measure.id))
        .label(at, "the last line leaves them out")
        .label(measure.id_span, "for this measure")
        .help("end the rating with a line for every other value, such as `red otherwise`")
}

/// A list of which it cannot be shown that every value has a level.
#[must_use]
pub fn levels_not_shown(measure: &Measure) -> Diagnostic {
    let at = measure.list.as_ref().and_then(|l| l.lines.last()).map_or(measure.id_span, |line| line.span);
    let message = format!("it cannot be shown that every figure of measure `{}` has a level", measure.id);
    Diagnostic::new(LEVELS_NOT_SHOWN, Severity::Advice, message)
        .label(at, "some figures may come past this line")
        .label(measure.id_span, "for this measure")
        .help("end the rating with a line for every other value, such as `red otherwise`")
}

/// A rating that needs a target on a measure that has none.
#[must_use]
pub fn rating_needs_target(
    name: &Name,
    rating: &str,
    (list, has_trajectory): (&DecisionList, bool),
) -> Diagnostic {
    let line = list.lines.first().map_or(name.span, |line| line.span);
    Diagnostic::error(RATING_NEEDS_TARGET, format!("measure `{}` has no target, and rating `{rating}` needs one", name.text))
        .label(name.span, "no `target` in this measure")
        .label(line, "this line compares with the target")
        .help(if has_trajectory {
            LEADS_NOWHERE
        } else {
            "add `target 85% or more`, `target tbc by Q1 2019/20` if it is still to be set, or `aim monitor` if it is only watched"
        })
}

/// A rating that needs a baseline on a measure that has none.
#[must_use]
pub fn rating_needs_baseline(name: &Name, unit: &Unit, line: Span) -> Diagnostic {
    Diagnostic::warning(
        RATING_NEEDS_BASELINE,
        format!("measure `{}` has no baseline, and its rating compares with one", name.text),
    )
    .label(name.span, "no `baseline` in this measure")
    .label(line, "this line cannot be decided without it")
    .help(format!(
        "add its figure at the start, as in `baseline {} in Jan 2019`, or give the measure a rating that does not need one",
        unit.example()
    ))
}

/// A target and nothing that rates it.
#[must_use]
pub fn target_without_rating(target: Span, measure: &str) -> Diagnostic {
    Diagnostic::warning(TARGET_WITHOUT_RATING, format!("measure `{measure}` has a target and no rating"))
        .label(target, "nothing turns a hit or a miss of it into a level")
        .help("add `rating` and the name of a rating to the measure, its theme or its board")
}

/// Measures that went by the only rating there was, and go by none since there is a second.
#[must_use]
pub fn rating_no_longer_the_only_one(
    measures: &[(String, Span)],
    ratings: &[String],
    second: Span,
) -> Diagnostic {
    let names: Vec<String> = measures.iter().map(|(id, _)| format!("`{id}`")).collect();
    let ratings: Vec<String> = ratings.iter().map(|id| format!("`rating {id}`")).collect();
    let finding = Diagnostic::warning(
        TARGET_WITHOUT_RATING,
        format!("{} measures have a target and no rating: {}", measures.len(), listed(&names, "and")),
    )
    .label(
        second,
        "the only rating of a book is for every measure; since this one, each says which it goes by",
    );
    let finding = match measures.first() {
        Some((_, target)) => {
            finding.label(*target, "nothing turns a hit or a miss of this target into a level")
        }
        None => finding,
    };
    finding
        .help(format!("write {} in each measure, or once in its theme or its board", listed(&ratings, "or")))
}

/// A measure with neither target nor rating that is not `aim monitor`.
#[must_use]
pub fn nothing_judges(name: &Name, has_trajectory: bool) -> Diagnostic {
    Diagnostic::warning(NOTHING_JUDGES, format!("nothing judges measure `{}`", name.text))
        .label(name.span, "it has neither a target nor a rating")
        .help(if has_trajectory {
            LEADS_NOWHERE
        } else {
            "add a `target`, or `aim monitor` if it is only watched"
        })
}

/// Level lines in a measure without a rating.
#[must_use]
pub fn level_lines_without_rating(name: &Name) -> Diagnostic {
    Diagnostic::error(
        LEVEL_LINES_WITHOUT_RATING,
        format!("measure `{}` has level lines and no rating to lay them over", name.text),
    )
    .label(name.span, "no rating is named by the measure, its theme or its board")
    .help("add `rating` and the name of a rating, whose levels the lines then use")
}

/// `in 5 of the last 4 periods`.
#[must_use]
pub fn more_than_all(least: u32, of: u32, at: Span) -> Diagnostic {
    Diagnostic::error(MORE_THAN_ALL, format!("it can never hold in {least} of {of} periods"))
        .label(at, "the first number is larger than the second")
        .help(format!("write `in {of} of the last {least} periods` if the two are the wrong way round"))
}

/// A rating on groups of a measure that is not reported by group.
#[must_use]
pub fn groups_not_named(at: Span) -> Diagnostic {
    Diagnostic::error(GROUPS_NOT_NAMED, "this measure is not reported by any kind of group")
        .label(at, "which groups?")
        .help("add `by site` (the id of a `groups` declaration) to the measure")
}
