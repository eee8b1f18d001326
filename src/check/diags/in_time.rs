//! Targets in time: steps each year, changes within the year, projections to the year's end.

use crate::base::diag::{Code, Diagnostic};
use crate::base::exact::Exact;
use crate::base::period::{year_name, year_of};
use crate::base::span::Span;
use crate::check::amounts::For;
use crate::model::{Baseline, Measure, Projection};
use crate::syntax::ast::Amount;

/// `0.5% lower each year`.
pub const AMBIGUOUS_YEARLY_STEP: Code = Code("check::ambiguous-yearly-step");
/// A target changed within the year without who and why.
pub const CHANGE_WITHOUT_AGREEMENT: Code = Code("check::change-without-agreement");
/// `scaled up to the year` on what twelve times over is no year's figure.
pub const CANNOT_BE_SCALED_UP: Code = Code("check::cannot-be-scaled-up");
/// A projection of figures that do not lead to a year's.
pub const NOTHING_TO_PROJECT_FROM: Code = Code("check::nothing-to-project-from");

/// One way to read a step each year, with the targets it gives.
struct Reading {
    words: String,
    targets: Vec<Exact>,
}

/// `0.5% lower each year`: every reading, each with its targets of the coming years.
#[must_use]
pub(in crate::check) fn ambiguous_yearly_step(
    amount: &Amount,
    lower: bool,
    baseline: Option<&Baseline>,
    percentage: bool,
    measure: For<'_>,
) -> Diagnostic {
    let number = amount.value.text();
    let way = if lower { "lower" } else { "higher" };
    let show = |figure: &Exact| measure.unit.map_or_else(|| figure.text(), |unit| unit.show(figure));
    let readings = readings(&amount.value, lower, way, baseline, percentage);
    let years = baseline.and_then(|from| from.period).map(|period| {
        let first = year_of(period.end, period.year_start);
        [first + 1, first + 2].map(|year| year_name(year, period.year_start))
    });
    let said: Vec<String> = readings
        .iter()
        .enumerate()
        .map(|(at, reading)| {
            let figures: Vec<String> = match (&years, at) {
                (Some(years), 0) => reading
                    .targets
                    .iter()
                    .zip(years)
                    .map(|(figure, year)| format!("{} in {year}", show(figure)))
                    .collect(),
                _ => reading.targets.iter().map(show).collect(),
            };
            let figures =
                if figures.is_empty() { String::new() } else { format!(" ({})", figures.join(", ")) };
            format!("`{}`{figures}", reading.words)
        })
        .collect();
    let own = if percentage { " is itself a percentage" } else { " may mean either" };
    Diagnostic::error(
        AMBIGUOUS_YEARLY_STEP,
        format!("`{number}%` of what, each year? the target of measure `{}`{own}", measure.id),
    )
    .label(
        amount.span,
        if percentage {
            "points, a share of the baseline, or a share of the year before?"
        } else {
            "a share of the baseline, or of the year before?"
        },
    )
    .label(measure.span, "for this measure")
    .help(format!("write {}", crate::base::suggest::listed(&said, "or")))
}

fn readings(
    step: &Exact,
    lower: bool,
    way: &str,
    baseline: Option<&Baseline>,
    percentage: bool,
) -> Vec<Reading> {
    let number = step.text();
    let signed = if lower { step.negated() } else { step.clone() };
    let from = baseline.map(|baseline| &baseline.value);
    let steps = |by: &dyn Fn(&Exact) -> Exact| -> Vec<Exact> {
        let first = from.map(|from| (from, by(from)));
        first.map_or_else(Vec::new, |(from, by)| vec![from.plus(&by), from.plus(&by).plus(&by)])
    };
    let on_the_last = from.map_or_else(Vec::new, |from| {
        let first = from.plus(&from.percent(&signed));
        let second = first.plus(&first.percent(&signed));
        vec![first, second]
    });
    let mut all = Vec::new();
    if percentage {
        let points = if number == "1" { "1 point".to_owned() } else { format!("{number} points") };
        all.push(Reading { words: format!("{points} {way} each year"), targets: steps(&|_| signed.clone()) });
    }
    all.push(Reading {
        words: format!("{number}% of baseline {way} each year"),
        targets: steps(&|from| from.percent(&signed)),
    });
    all.push(Reading {
        words: format!("{number}% {way} each year than the year before"),
        targets: on_the_last,
    });
    all
}

/// A target changed within the year: `lacks` says whether nobody agreed it and whether no reason is given.
#[must_use]
pub fn change_without_agreement(
    at: Span,
    from: &str,
    lacks: (bool, bool),
    easier: Option<bool>,
    (old, board): (Option<Span>, Option<&str>),
) -> Diagnostic {
    let what = match easier {
        Some(true) => "an easier target",
        Some(false) => "a harder target",
        None => "another target",
    };
    let which = board.map_or_else(String::new, |board| format!(", as in `agreed by {board}`"));
    let (why, help) = match lacks {
        (true, true) => (
            "nobody agreed it, and no reason is given",
            match board {
                Some(board) => format!(
                    "add the board that agreed it and why, as in `agreed by {board} because \"the reason\"`"
                ),
                None => {
                    "add `agreed by` and the board that agreed it, and `because \"the reason\"`".to_owned()
                }
            },
        ),
        (true, false) => ("nobody agreed it", format!("add `agreed by` and the board that agreed it{which}")),
        (false, _) => ("no reason is given", "add `because \"the reason\"`".to_owned()),
    };
    let stays = if old.is_some() {
        "not used: the target before it stands"
    } else {
        "not used, and no other target stands before it"
    };
    let finding = Diagnostic::error(
        CHANGE_WITHOUT_AGREEMENT,
        format!("the change to {what} within the year, from {from}, is refused: {why}"),
    )
    .label(at, stays);
    let finding = match old {
        Some(old) => finding.label(old, "this one stands, and judges"),
        None => finding,
    };
    finding.help(help)
}

/// `scaled up to the year` on what twelve times over is no year's figure.
#[must_use]
pub fn cannot_be_scaled_up(at: Span, measure: &Measure) -> Diagnostic {
    Diagnostic::error(
        CANNOT_BE_SCALED_UP,
        format!("figures of measure `{}` cannot be multiplied up to a year", measure.id),
    )
    .label(at, "only a count or a sum of money of a month, quarter or half-year can be")
    .label(measure.id_span, "for this measure")
    .help("delete `scaled up to the year`; a percentage and a number at the end of the period are the same for a month and for a year")
}

/// The figure is multiplied up to the year, and the target is shared out over it.
#[must_use]
pub fn scaled_both_ways(at: Span, measure: &Measure) -> Diagnostic {
    Diagnostic::error(
        CANNOT_BE_SCALED_UP,
        format!("measure `{}` is scaled up to the year, and its target is shared out over it", measure.id),
    )
    .label(at, "one of the two is enough")
    .label(measure.id_span, "its figures are scaled up")
    .help("delete `scaled up to the year`, or delete the `pro rata` or the `trajectory`")
}

/// A projection of figures that do not lead to a year's.
#[must_use]
pub fn nothing_to_project_from(at: Span, how: Projection, measure: &Measure) -> Diagnostic {
    let help = match how {
        Projection::AtTheRateSoFar => {
            "say how the figures lead to the year's: `counts from the start of the year`, or `counts in the period`"
        }
        Projection::WithWhatIsStillExpected => {
            "it is for counts and money that add up through the year (`counts from the start of the year`, or `counts in \
             the period`); for a percentage write `forecast at the rate so far`"
        }
    };
    Diagnostic::error(
        NOTHING_TO_PROJECT_FROM,
        format!("the year's figure of measure `{}` cannot be projected {}", measure.id, how.words()),
    )
    .label(at, "no forecast is made")
    .label(measure.id_span, "for this measure")
    .help(help)
}
