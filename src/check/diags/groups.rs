//! Groups, composites, and themes rated by a share.

use crate::base::diag::{Code, Diagnostic};
use crate::base::span::Span;
use crate::base::suggest::listed;
use crate::base::unit::{Kind, Unit};
use crate::model::{Measure, Rating};
use crate::syntax::ast::{Amount, Name};

/// Groups that no target is for.
pub const GROUPS_WITHOUT_TARGET: Code = Code("check::groups-without-target");
/// `2 of 3` where there are four.
pub const COUNT_DOES_NOT_FIT: Code = Code("check::count-does-not-fit");
/// A gap that cannot be reckoned, or said in two ways.
pub const GAP_NOT_CLEAR: Code = Code("check::gap-not-clear");
/// Measures whose figures cannot make a total.
pub const CANNOT_ADD_UP: Code = Code("check::cannot-add-up");
/// A measure that cannot be the numerator or denominator of another.
pub const WRONG_NUMERATOR: Code = Code("check::wrong-numerator");
/// A member that is a part of nothing, or of which it is not said.
pub const PART_OF_WHICH: Code = Code("check::part-of-which");
/// A clause about figures in a measure that has none.
pub const COMPOSITE_WITH_FIGURES: Code = Code("check::composite-with-figures");
/// A measure in a composite that has no one level.
pub const NO_ONE_LEVEL: Code = Code("check::no-one-level");
/// A measure in a composite with levels of other words.
pub const LEVELS_DO_NOT_MATCH: Code = Code("check::levels-do-not-match");
/// A rating of a share that reads something else.
pub const SHARE_READS_THE_SHARE: Code = Code("check::share-reads-the-share");

/// Groups that no target is for, where others have their own.
#[must_use]
pub fn groups_without_target(id: &str, left: &[String], at: Span) -> Diagnostic {
    let all = listed(left, "and");
    let has = if left.len() == 1 { "has" } else { "have" };
    Diagnostic::warning(GROUPS_WITHOUT_TARGET, format!("{all} {has} no target in measure `{id}`"))
        .label(at, "this one is for another group alone")
        .help("write a target without `for` as well: it is for all that have none of their own")
}

/// `2 of 3` where there are not three.
#[must_use]
pub fn count_does_not_fit(at: Span, (least, of): (u32, u32), there_are: usize, noun: &str) -> Diagnostic {
    if of as usize == there_are {
        return Diagnostic::error(COUNT_DOES_NOT_FIT, format!("`{least} of {of}` can never be asked for"))
            .label(at, format!("of {of} {noun} it is at least 1 and at most {of}"))
            .help(format!("write a number from 1 to {of}"));
    }
    let are = if there_are == 1 { format!("is 1 of the {noun}") } else { format!("are {there_are} {noun}") };
    Diagnostic::error(COUNT_DOES_NOT_FIT, format!("`{least} of {of}`, and there {are}"))
        .label(at, "another number than there are")
        .help(format!("write `{least} of {there_are}`, or mend the list"))
}

/// `2 of 3` of groups that nobody has counted.
#[must_use]
pub fn count_of_what(at: Span, what: &str) -> Diagnostic {
    Diagnostic::error(COUNT_DOES_NOT_FIT, format!("a number of {what} cannot be counted beforehand"))
        .label(at, "of which groups?")
        .help("use one kind of group, and name its members in its declaration")
}

/// A gap that is said beside another way to rate groups.
#[must_use]
pub fn gap_and_rated_on(at: Span, id: &str) -> Diagnostic {
    Diagnostic::error(GAP_NOT_CLEAR, format!("measure `{id}` is rated on a gap, and in another way as well"))
        .label(at, "the other way")
        .help("keep one of the two; for both, declare a second measure")
}

/// A gap in per cent.
#[must_use]
pub fn gap_in_per_cent(amount: &Amount, at: Span, unit: &Unit) -> Diagnostic {
    let number = amount.value.text();
    let help = match unit.kind {
        Kind::Percent => format!("write `within {number} points`"),
        _ => format!("write how far they may be apart in {}, as in `within {number}`", unit.words),
    };
    Diagnostic::error(GAP_NOT_CLEAR, format!("`{number}%` of which of the two groups?"))
        .label(at, "a share of one of them, or of the other")
        .help(help)
}

/// A gap between things that are no numbers.
#[must_use]
pub fn gap_needs_numbers(at: Span, id: &str) -> Diagnostic {
    Diagnostic::error(GAP_NOT_CLEAR, format!("measure `{id}` has no numbers whose gap could be reckoned"))
        .label(at, "a gap between two numbers")
        .help("delete the gap, or mend the measure's `unit`")
}

/// A gap between a group and itself.
#[must_use]
pub fn gap_with_itself(at: Span, member: &str) -> Diagnostic {
    Diagnostic::error(GAP_NOT_CLEAR, format!("the gap between `{member}` and itself is always nought"))
        .label(at, "the same group twice")
        .help("name two groups")
}

/// A group left out and no reason.
#[must_use]
pub fn group_exclusion_without_reason(at: Span) -> Diagnostic {
    Diagnostic::error(super::EXCLUSION_WITHOUT_REASON, "a group that is left out needs a reason")
        .label(at, "why?")
        .help("add `because \"the reason\"`, as in `excluding HGH because \"no births there\"`")
}

/// Measures whose figures cannot make a total.
#[must_use]
pub fn cannot_add_up(at: Span, own: &Measure, other: &Measure, itself: bool) -> Diagnostic {
    let message = if itself {
        format!("measure `{}` cannot be a part of itself", own.id)
    } else {
        format!("measure `{}` cannot be a part of measure `{}`", other.id, own.id)
    };
    let words = |measure: &Measure| {
        if measure.unit.words.is_empty() { "no unit".to_owned() } else { format!("`{}`", measure.unit.words) }
    };
    Diagnostic::error(CANNOT_ADD_UP, message)
        .label(at, format!("this is in {}, and the total in {}", words(other), words(own)))
        .help("only counts, amounts and lengths of time add up, each with its own kind; percentages are pooled from their numerators and denominators")
}

/// A measure that cannot be the numerator or denominator of another.
#[must_use]
pub fn wrong_numerator(at: Span, own: &Measure, part: &Measure, numerator: bool) -> Diagnostic {
    let word = if numerator { "numerator" } else { "denominator" };
    let message = if own.id == part.id {
        format!("measure `{}` cannot be its own {word}", own.id)
    } else {
        format!("measure `{}` cannot be the {word} of measure `{}`", part.id, own.id)
    };
    let words = |measure: &Measure| {
        if measure.unit.words.is_empty() { "no unit".to_owned() } else { format!("`{}`", measure.unit.words) }
    };
    Diagnostic::error(WRONG_NUMERATOR, message)
        .label(at, format!("this is in {}, and the measure in {}", words(part), words(own)))
        .help("a percentage or rate has a count, an amount of money or a length of time as its numerator and its denominator")
}

/// A member of a smaller kind of group that says not what it is a part of.
#[must_use]
pub fn part_of_which(member: &Name, outer: &str) -> Diagnostic {
    Diagnostic::error(PART_OF_WHICH, format!("`{}` does not say which {outer} it is in", member.text))
        .label(member.span, format!("in which {outer}?"))
        .help(format!("write `in` and the {outer} after it"))
}

/// A member that is said to be a part of another kind of group, which its own kind does not name.
#[must_use]
pub fn part_of_nothing(place: &Name, kind: &str) -> Diagnostic {
    Diagnostic::error(
        PART_OF_WHICH,
        format!("`in {}` names a larger group, and `{kind}` names no larger kind", place.text),
    )
    .label(place.span, "a group of which kind?")
    .help(format!("write `within` and the larger kind of group after the title of `{kind}`"))
}

/// A clause about figures in a measure that has none.
#[must_use]
pub fn composite_with_figures(word: &str, at: Span, id: &str) -> Diagnostic {
    Diagnostic::error(
        COMPOSITE_WITH_FIGURES,
        format!("measure `{id}` takes its level from other measures, so it has no figures"),
    )
    .label(at, format!("{word} is about figures"))
    .help("delete it here, or write it in the measures that the level is made of")
}

/// A measure in a composite that has no one level.
#[must_use]
pub fn no_one_level(at: Span, own: &Measure, other: &Measure, each: bool) -> Diagnostic {
    let why = if each { "each of its groups is rated by itself" } else { "nothing gives it a level" };
    Diagnostic::error(
        NO_ONE_LEVEL,
        format!("the level of measure `{}` cannot be made of measure `{}`: {why}", own.id, other.id),
    )
    .label(at, "made of these")
    .label(other.id_span, why)
    .help(if each {
        format!("say in measure `{}` how its groups make one rating, as in `rated on the worst`", other.id)
    } else {
        format!("leave measure `{}` out, or give it a rating", other.id)
    })
}

/// A measure in a composite with levels of other words.
#[must_use]
pub fn levels_do_not_match(
    at: Span,
    (own, levels): (&Measure, &Rating),
    (other, others): (&Measure, &Rating),
    word: &str,
) -> Diagnostic {
    let known: Vec<String> = levels.levels.iter().map(|level| format!("`{}`", level.word)).collect();
    Diagnostic::error(
        LEVELS_DO_NOT_MATCH,
        format!("measure `{}` can be `{word}`, which is not a level of rating `{}`", other.id, levels.id),
    )
    .label(at, format!("the levels of measure `{}` are {}", own.id, listed(&known, "and")))
    .label(other.id_span, format!("rated by `{}`", others.id))
    .help("use one rating, or ratings with the same words for their levels")
}

/// A rating of a share that reads something else.
#[must_use]
pub fn share_reads_the_share(at: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        SHARE_READS_THE_SHARE,
        format!("`{name}` is rated by a share, and this line reads something else"),
    )
    .label(at, "only the share itself is known here")
    .help("write cut points on the share, as in `on_track when value at least 85%`")
}
