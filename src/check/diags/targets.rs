//! Targets, units and tolerances.

use crate::base::diag::{Code, Diagnostic, Label, Severity};
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::base::suggest::listed;
use crate::base::unit::{Kind, Unit};
use crate::check::amounts::For;
use crate::check::expressions::Side;
use crate::model::{Aim, Baseline, Measure};
use crate::syntax::ast::{Amount, AmountKind};

/// A target that points the other way than the aim.
pub const TARGET_AGAINST_AIM: Code = Code("check::target-against-aim");
/// A target that the baseline already meets.
pub const TARGET_EASIER_THAN_BASELINE: Code = Code("check::target-easier-than-baseline");
/// `within 5%` on a percentage.
pub const AMBIGUOUS_TOLERANCE: Code = Code("check::ambiguous-tolerance");
/// `10% below baseline` on a percentage.
pub const PER_CENT_OF_A_PERCENTAGE: Code = Code("check::per-cent-of-a-percentage");
/// A number with another unit than the measure.
pub const UNIT_MISMATCH: Code = Code("check::unit-mismatch");
/// A bare number where a percentage is meant.
pub const BARE_NUMBER_ON_A_PERCENTAGE: Code = Code("check::bare-number-on-a-percentage");
/// A bare number where points are meant.
pub const POINTS_WANTED: Code = Code("check::points-wanted");
/// A target tbc without a date.
pub const TBC_WITHOUT_DATE: Code = Code("check::tbc-without-date");
/// A bare target whose direction nothing says.
pub const DIRECTION_UNKNOWN: Code = Code("check::direction-unknown");
/// Two targets in force at the same time.
pub const TARGETS_OVERLAP: Code = Code("check::targets-overlap");
/// A whole year's target on a shorter period's count.
pub const YEAR_TARGET_FOR_SHORTER_PERIOD: Code = Code("check::year-target-for-shorter-period");
/// A monitored measure with a target.
pub const MONITOR_WITH_TARGET: Code = Code("check::monitor-with-target");
/// A range whose ends are the wrong way round.
pub const RANGE_UPSIDE_DOWN: Code = Code("check::range-upside-down");
/// The harder of two targets where nothing says which way is better.
pub const HARDER_NEEDS_AIM: Code = Code("check::harder-needs-aim");
/// `met by` on a number.
pub const MET_BY_NEEDS_MILESTONE: Code = Code("check::met-by-needs-milestone");

/// A target that points the other way than the aim.
#[must_use]
pub fn target_against_aim(at: Span, measure: &Measure, floor: bool, figure: Option<String>) -> Diagnostic {
    let rewards = if floor { "rewards a rise" } else { "rewards a fall" };
    let (aim, meant) = match (measure.aim, measure.higher_is_better) {
        (Some(Aim::Increase), _) => ("the aim is to increase it".to_owned(), "or more"),
        (Some(Aim::Reduce), _) => ("the aim is to reduce it".to_owned(), "or fewer"),
        (_, Some(true)) => ("higher is better".to_owned(), "or more"),
        (_, Some(false)) => ("lower is better".to_owned(), "or fewer"),
        _ => ("staying at the baseline would miss it".to_owned(), if floor { "or fewer" } else { "or more" }),
    };
    let finding = Diagnostic::error(
        TARGET_AGAINST_AIM,
        format!("the target of measure `{}` points the wrong way", measure.id),
    )
    .label(at, format!("this {rewards}, but {aim}"))
    .label(measure.id_span, "so the measure is not judged until this is mended");
    match figure {
        Some(figure) => finding
            .help(format!("write `{figure} {meant}`, or mend the `aim`"))
            .suggest(at, format!("{figure} {meant}")),
        None => finding.help(format!("turn the target round (`{meant}`), or mend the `aim`")),
    }
}

/// A target that the baseline already meets.
#[must_use]
pub fn target_easier_than_baseline(
    at: Span,
    baseline: &Baseline,
    measure: &Measure,
    figure: &Exact,
) -> Diagnostic {
    let (base, target) = (measure.unit.show(&baseline.value), measure.unit.show(figure));
    let severity = if measure.aim == Some(Aim::Maintain) { Severity::Advice } else { Severity::Warning };
    Diagnostic::new(
        TARGET_EASIER_THAN_BASELINE,
        severity,
        format!("the target of measure `{}` asks for less than its baseline already has", measure.id),
    )
    .label(at, format!("{target} is easier than {base}"))
    .label(baseline.span, format!("the baseline is {base}"))
    .help("check both figures; if they are right, say why in a `note`")
}

/// Puts a further amount that does not fit a measure into the finding of the first: the unit is the likelier slip.
pub(in crate::check) fn fold_into(first: &mut Diagnostic, further: Diagnostic) {
    let amounts = first.labels.len().saturating_sub(1).max(1);
    if amounts == 1 {
        // What it says of one amount is for that amount alone; an edit of one would leave the rest.
        first.fixes.clear();
        first.help = Some("mend the `unit` of the measure, or each of these amounts".to_owned());
        if let Some(label) = first.labels.first_mut() {
            label.text = "another unit than the measure's".to_owned();
        }
    }
    let of = first.labels.pop();
    first.labels.extend(
        further.labels.first().map(|label| Label { text: "and this".to_owned(), place: label.place.clone() }),
    );
    first.labels.extend(of);
    first.code = UNIT_MISMATCH;
    first.severity = Severity::Error;
    let kind = [&first.message, &further.message]
        .into_iter()
        .find_map(|message| message.split_once(", which is "))
        .map_or_else(String::new, |(_, kind)| format!(", which is {kind}"));
    let id = [&first.message, &further.message]
        .into_iter()
        .find_map(|message| message.rsplit_once("measure `")?.1.split('`').next());
    let measure = id.map_or_else(|| "the measure".to_owned(), |id| format!("measure `{id}`"));
    first.message = format!("{} amounts do not fit {measure}{kind}", amounts + 1);
}

/// `within 5%` on a percentage: both readings, each with its result.
#[must_use]
pub(in crate::check) fn ambiguous_tolerance(
    amount: &Amount,
    (side, of): (Side, &str),
    target: Option<(Exact, bool)>,
    measure: For<'_>,
) -> Diagnostic {
    let number = amount.value.text();
    let edges = target.map(|(figure, floor)| {
        let below = floor == (side == Side::Worse);
        let edge = |by: &Exact| if below { figure.minus(by) } else { figure.plus(by) };
        let relative = edge(&figure.percent(&amount.value)).text();
        let points = edge(&amount.value).text();
        (relative, points)
    });
    let help = match edges {
        Some((relative, points)) => format!(
            "write `{number}% of {of}`, which puts the edge at {relative}%, or `{number} points`, which puts it at {points}%"
        ),
        None => {
            format!("write `{number}% of {of}` (a share of it) or `{number} points` (percentage points)")
        }
    };
    Diagnostic::error(
        AMBIGUOUS_TOLERANCE,
        format!("`{number}%` of what? measure `{}` is itself a percentage", measure.id),
    )
    .label(amount.span, "a share of the target, or percentage points?")
    .label(measure.span, "for this measure")
    .help(help)
}

/// `10% below baseline` on a percentage: both readings, each with its result.
#[must_use]
pub(in crate::check) fn per_cent_of_a_percentage(
    amount: &Amount,
    below: bool,
    baseline: Option<Exact>,
    moving: bool,
    measure: For<'_>,
) -> Diagnostic {
    let number = amount.value.text();
    let signed = |by: &Exact, base: &Exact| if below { base.minus(by) } else { base.plus(by) };
    let results = baseline.map(|base| {
        (signed(&amount.value, &base).text(), signed(&base.percent(&amount.value), &base).text())
    });
    let help = match results {
        Some((points, relative)) => format!(
            "write `{number} points` for a target of {points}%, or the figure itself, `{relative}%`, if a share of the baseline is meant"
        ),
        None if moving => {
            let hundred = Exact::from(100);
            let whole = if below { hundred.minus(&amount.value) } else { hundred.plus(&amount.value) };
            let side = if below { "no more than" } else { "at least" };
            let share = whole.over(&hundred).map_or_else(String::new, |share| share.text());
            format!("write `{number} points`, or `{side} {share} *` and the figure if a share of it is meant")
        }
        None => format!("write `{number} points`, or the figure itself if a share of it is meant"),
    };
    Diagnostic::error(
        PER_CENT_OF_A_PERCENTAGE,
        format!("`{number}%` of what? measure `{}` is itself a percentage", measure.id),
    )
    .label(amount.span, "percentage points, or a share of the figure?")
    .label(measure.span, "for this measure")
    .help(help)
}

fn kind_words(unit: &Unit) -> String {
    let words = &unit.words;
    match unit.kind {
        Kind::Percent => "a percentage".to_owned(),
        Kind::Rate => format!("a rate ({words})"),
        Kind::Money => "an amount of money".to_owned(),
        Kind::Duration(_) => format!("a length of time ({words})"),
        Kind::Points => "points".to_owned(),
        Kind::YesNo => "a milestone that is met or not".to_owned(),
        Kind::Date => "a date".to_owned(),
        Kind::Rating => "a status judged by people".to_owned(),
        Kind::Count if words.is_empty() => "a count (no unit is written)".to_owned(),
        Kind::Count => format!("a count of {words}"),
    }
}

fn amount_words(amount: &Amount) -> String {
    let number = amount.value.text();
    match &amount.kind {
        AmountKind::Bare => format!("`{number}`"),
        AmountKind::Percent => format!("`{number}%`"),
        AmountKind::Points => format!("`{number} points`"),
        AmountKind::Money => format!("`£{number}`"),
        AmountKind::Duration => "this length of time".to_owned(),
        AmountKind::Rate(base) => format!("`{number} per {}`", base.text()),
    }
}

/// A number with another unit than the measure.
#[must_use]
pub(in crate::check) fn unit_mismatch(amount: &Amount, measure: For<'_>) -> Diagnostic {
    let own = measure.unit.map(kind_words).unwrap_or_default();
    Diagnostic::error(
        UNIT_MISMATCH,
        format!("{} does not fit measure `{}`, which is {own}", amount_words(amount), measure.id),
    )
    .label(amount.span, "another unit than the measure's")
    .label(measure.span, format!("measure `{}` is {own}", measure.id))
    .help(mend_number_or_unit(amount, measure))
}

/// What to write for a number in another unit than the measure's, of which other measures may share the line.
fn mend_number_or_unit(amount: &Amount, measure: For<'_>) -> String {
    let shared = "; if several measures share this line, give this one a rating of its own";
    let is_own = amount.span.file == measure.span.file && amount.span.start > measure.span.start;
    let shared = if is_own { "" } else { shared };
    match measure.unit {
        Some(unit) if unit.kind == Kind::Count && amount.kind == AmountKind::Percent => {
            let (number, words) = (amount.value.text(), &unit.words);
            format!(
                "write `{number}` without the `%` if that many are meant, or `unit % of {words}` in the measure{shared}"
            )
        }
        Some(_) | None => format!("mend the number, or the measure's `unit`{shared}"),
    }
}

/// A bare number where a percentage is meant.
#[must_use]
pub(in crate::check) fn bare_number_on_a_percentage(amount: &Amount, measure: For<'_>) -> Diagnostic {
    let number = amount.value.text();
    let finding = Diagnostic::error(
        BARE_NUMBER_ON_A_PERCENTAGE,
        format!("`{number}` needs a `%`: measure `{}` is a percentage", measure.id),
    )
    .label(amount.span, "per cent, or something else?")
    .label(measure.span, "for this measure");
    // A spreadsheet holds 75% as 0.75, and most who write it so mean that.
    if amount.value > Exact::zero() && amount.value < Exact::from(1) {
        let as_percent = amount.value.times(&Exact::from(100)).text();
        return finding.help(format!(
            "write `{as_percent}%`, if `{number}` of the whole is meant, or else `{number}%`"
        ));
    }
    finding.help(format!("write `{number}%`")).suggest(amount.span, format!("{number}%"))
}

/// A bare number where points are meant.
#[must_use]
pub(in crate::check) fn points_wanted(amount: &Amount, measure: For<'_>) -> Diagnostic {
    let number = amount.value.text();
    Diagnostic::error(
        POINTS_WANTED,
        format!("a difference between percentages is in points; measure `{}` is a percentage", measure.id),
    )
    .label(amount.span, "points?")
    .label(measure.span, "for this measure")
    .help(format!("write `{number} points`"))
    .suggest(amount.span, format!("{number} points"))
}

/// A target tbc without a date.
#[must_use]
pub fn tbc_without_date(at: Span) -> Diagnostic {
    Diagnostic::error(TBC_WITHOUT_DATE, "a target still to be set says by when it will be")
        .label(at, "by when?")
        .help("write `target tbc by Q1 2019/20`, with the period by whose end it will be set")
}

/// A bare target whose direction nothing says.
#[must_use]
pub fn direction_unknown(at: Span, aim: Option<Aim>, id: &str) -> Diagnostic {
    let why = match aim {
        Some(Aim::Maintain) => "`aim maintain` does not say which side of it is good",
        Some(Aim::Monitor) => "`aim monitor` does not say which side of it is good",
        Some(Aim::Reduce | Aim::Increase) | None => "nothing says which side of it is good",
    };
    Diagnostic::error(DIRECTION_UNKNOWN, format!("it is not clear which side of this target of measure `{id}` is good"))
        .label(at, why)
        .help("write `or more` or `or fewer` after the number, `between … and …`, or `aim increase` or `aim reduce`")
}

/// Two targets in force at the same time.
#[must_use]
pub fn targets_overlap(again: Span, first: Span, id: &str) -> Diagnostic {
    Diagnostic::error(TARGETS_OVERLAP, format!("measure `{id}` has two targets for the same time"))
        .label(again, "in force at the same time as the other")
        .label(first, "the other one")
        .help("say from when each holds (`from Q3 2019/20`, `in 2019/20`), or name them (`as national`, `as local`)")
}

/// A whole year's target on a shorter period's count.
#[must_use]
pub fn year_target_for_shorter_period(at: Span, period: &str) -> Diagnostic {
    Diagnostic::error(YEAR_TARGET_FOR_SHORTER_PERIOD, format!("one {period}'s count cannot be held against a whole year's target"))
        .label(at, "a target for the whole year")
        .help(
            "say how: add `, pro rata` to the target to share it out over the year; or a `trajectory`; or write `counts in the \
             period, scaled up to the year` to multiply the figure up; or `counts from the start of the year` if the figures are \
             totals so far",
        )
}

/// A target for a whole year, on figures of which nobody said whether they are of a month alone.
#[must_use]
pub fn year_target_and_no_counts(at: Span, period: &str) -> Diagnostic {
    Diagnostic::error(
        YEAR_TARGET_FOR_SHORTER_PERIOD,
        format!("a target for the whole year, and nothing says what a {period}'s figure counts"),
    )
    .label(at, format!("one {period}'s count cannot be held against it"))
    .help(format!(
        "write what each figure is. Where it counts one {period} alone: `counts in the period`, and `, pro rata` after the \
         target or a `trajectory`, or `counts in the period, scaled up to the year`. Where it can be held against the year's \
         target as it is: `counts from the start of the year` for totals so far, `counts over the last 12 months`, or `counts \
         at the end of the period` for how many there are then"
    ))
}

/// A monitored measure with a target.
#[must_use]
pub fn monitor_with_target(at: Span, id: &str) -> Diagnostic {
    Diagnostic::warning(MONITOR_WITH_TARGET, format!("measure `{id}` is only watched, and yet has a target"))
        .label(at, "never judged, because of `aim monitor`")
        .help("delete the target, or write the aim that it serves")
}

/// A range whose ends are the wrong way round.
#[must_use]
pub fn range_upside_down(at: Span, ends: Option<(&Amount, &Amount)>) -> Diagnostic {
    let finding = Diagnostic::error(RANGE_UPSIDE_DOWN, "the lower end of this range is above its upper end")
        .label(at, "no value lies between them");
    let written = |amount: &Amount| {
        let is_a_time = amount.kind == AmountKind::Duration;
        (!is_a_time).then(|| amount_words(amount).trim_matches('`').to_owned())
    };
    let turned = ends.and_then(|(low, high)| Some((low, high, written(high)?, written(low)?)));
    match turned {
        Some((low, high, first, second)) => finding
            .help(format!("write the lower number first, `{first}` and then `{second}`, if it is these two that are meant"))
            .suggest(low.span, first)
            .suggest(high.span, second),
        None => finding.help("write the lower number first"),
    }
}

/// The harder of two targets where nothing says which way is better.
#[must_use]
pub fn harder_needs_aim(at: Span, id: &str, figures: &[String]) -> Diagnostic {
    let which = listed(figures, "and");
    Diagnostic::error(
        HARDER_NEEDS_AIM,
        format!("it cannot be told which of {which} is harder for measure `{id}`"),
    )
    .label(at, "harder which way?")
    .help("write `aim increase` or `aim reduce` in the measure")
}

/// `met by` on a number.
#[must_use]
pub(in crate::check) fn met_by_needs_milestone(at: Span, measure: For<'_>) -> Diagnostic {
    let own = measure.unit.map(kind_words).unwrap_or_default();
    Diagnostic::error(MET_BY_NEEDS_MILESTONE, format!("only a milestone or a date is met by a day; measure `{}` is {own}", measure.id))
        .label(at, "a number is not met by a day")
        .label(measure.span, "for this measure")
        .help("write `unit yes or no` or `unit date` in the measure, or a number with `by`, as in `target 75% or more by Mar 2020`")
}
