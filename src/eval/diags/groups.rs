//! Findings about groups and about results made of others.

use chrono::NaiveDate;

use crate::base::diag::{Cell, Code, Diagnostic, Severity};
use crate::base::exact::Exact;
use crate::base::period::{Period, date_name};
use crate::base::span::Span;
use crate::base::suggest::listed;
use crate::model::{GroupExclusion, Measure, OverTime};

/// A figure that names more rows than these names the first of them.
const MOST_ROWS: usize = 12;

/// Measures that do not add up to the one that is their total.
pub const MEASURES_DO_NOT_ADD_UP: Code = Code("eval::measures-do-not-add-up");

/// `parts` are the ids of the measures with their rows.
pub fn measures_do_not_add_up(
    measure: &Measure,
    (total, sum): (&Exact, &Exact),
    rule: Span,
    cell: Cell,
    parts: Vec<(String, Cell)>,
) -> Diagnostic {
    let ids: Vec<String> = parts.iter().map(|(id, _)| format!("`{id}`")).collect();
    let message = format!(
        "measures {} add up to {}, and measure `{}`, which is their total, is {}",
        listed(&ids, "and"),
        measure.unit.show(sum),
        measure.id,
        measure.unit.show(total)
    );
    let mut found =
        Diagnostic::warning(MEASURES_DO_NOT_ADD_UP, message).cell(cell, apart(measure, total, sum));
    for (id, row) in parts.into_iter().take(MOST_ROWS) {
        found = found.cell(row, format!("measure `{id}`"));
    }
    found.label(rule, "said to be the total here").help("check the figures against one another")
}

/// Periods of a measure that come to something else than the figure that is said to add them up.
pub fn periods_do_not_add_up(
    measure: &Measure,
    part: &Measure,
    over: &OverTime,
    (own, comes_to): (&Exact, &Exact),
    cell: Cell,
) -> Diagnostic {
    let word = if over.average { "average" } else { "total" };
    let message = format!(
        "the periods of measure `{}` come to {}, and measure `{}`, which is their {word}, is {}",
        part.id,
        measure.unit.show(comes_to),
        measure.id,
        measure.unit.show(own)
    );
    Diagnostic::warning(MEASURES_DO_NOT_ADD_UP, message)
        .cell(cell, apart(measure, own, comes_to))
        .label(over.span, format!("said to be the {word} here"))
        .help("check the figures against one another")
}

/// A percentage or rate that is something else than its numerator over its denominator.
pub fn quotient_does_not_agree(
    measure: &Measure,
    (above, below): (&Exact, &Exact),
    (own, comes_to): (&Exact, &Exact),
    rule: Span,
    cell: Cell,
) -> Diagnostic {
    let message = format!(
        "{} of {} is {}, and measure `{}` is {}",
        above.text(),
        below.text(),
        measure.unit.show(comes_to),
        measure.id,
        measure.unit.show(own)
    );
    Diagnostic::warning(MEASURES_DO_NOT_ADD_UP, message)
        .cell(cell, apart(measure, own, comes_to))
        .label(rule, "said to be made of other measures here")
        .help("check the figures against one another")
}

/// Groups that do not add up to the group they lie in.
pub fn groups_within_do_not_add_up(
    measure: &Measure,
    larger: &str,
    (total, sum): (&Exact, &Exact),
    cell: Cell,
    rows: Vec<Cell>,
) -> Diagnostic {
    let message = format!(
        "the {} groups within `{larger}` of measure `{}` add up to {}, and the figure for `{larger}` is {}",
        rows.len(),
        measure.id,
        measure.unit.show(sum),
        measure.unit.show(total)
    );
    let mut found =
        Diagnostic::warning(super::GROUPS_DO_NOT_ADD_UP, message).cell(cell, apart(measure, total, sum));
    for row in rows.into_iter().take(MOST_ROWS) {
        found = found.cell(row, "one of the groups");
    }
    found.label(measure.id_span, "for this measure").help("check the figures against one another")
}

/// A row that names no group beside rows of groups.
pub const ROW_WITHOUT_GROUP: Code = Code("eval::row-without-group");

/// `forgotten` are the groups that have no figure of that period; `reckoned` where the whole is made of its groups.
pub fn row_without_group(
    measure: &Measure,
    period: &Period,
    forgotten: &[String],
    reckoned: bool,
    cell: Cell,
) -> Diagnostic {
    let message = format!(
        "a row of measure `{}` names no group, and {} {} no figure for {period}",
        measure.id,
        listed(forgotten, "and"),
        if forgotten.len() == 1 { "has" } else { "have" }
    );
    let read = "read as the figure for all groups together";
    let found = if reckoned {
        Diagnostic::error(ROW_WITHOUT_GROUP, message)
    } else {
        Diagnostic::warning(ROW_WITHOUT_GROUP, message)
    };
    found.cell(cell, read).label(measure.id_span, "reported by groups").help(
        "write the group in its row; for the figure of all groups together write `all`, and give each group a row, `nya` where it has none",
    )
}

/// A row that names no group where the whole goes by its groups.
pub fn row_not_used_beside_groups(measure: &Measure, cell: Cell) -> Diagnostic {
    let message =
        format!("a row of measure `{}` names no group, and the measure goes by its groups", measure.id);
    Diagnostic::warning(FIGURE_NOT_USED, message)
        .cell(cell, "not used")
        .help("write the group in its row, or delete it")
}

fn apart(measure: &Measure, total: &Exact, sum: &Exact) -> String {
    format!("{} apart", measure.unit.show(&total.minus(sum).magnitude()))
}

/// A figure for a group that the measure leaves out.
pub const FIGURE_NOT_USED: Code = Code("eval::figure-not-used");

/// The group is not judged, as the rule says.
pub fn figure_of_an_excluded_group(measure: &Measure, left_out: &GroupExclusion, cell: Cell) -> Diagnostic {
    let message = format!(
        "there is a figure of measure `{}` for `{}`, which the rule leaves out",
        measure.id, left_out.member
    );
    Diagnostic::warning(FIGURE_NOT_USED, message)
        .cell(cell, "not used")
        .label(left_out.span, format!("left out because \"{}\"", left_out.because))
        .help("delete the figure, or the exclusion if it no longer holds")
}

/// A composite takes its level from others.
pub fn figure_of_a_composite(measure: &Measure, cell: Cell) -> Diagnostic {
    let message =
        format!("there is a figure for measure `{}`, which takes its level from other measures", measure.id);
    let found = Diagnostic::warning(FIGURE_NOT_USED, message).cell(cell, "not used");
    let found = match &measure.composite {
        Some(made) => found.label(made.span, "its level is made here"),
        None => found,
    };
    found.help("give the figure to a measure of its own; to set a level by hand, use the columns `judged`, `judged by`, `judged on` and `judged because`")
}

/// A level that was set by hand where there is nothing it could be the level of: missing is never a pass.
pub fn level_set_on_no_figure(measure: &Measure, cell: Cell) -> Diagnostic {
    let message =
        format!("a level was set by hand for measure `{}`, and there is no figure to set it on", measure.id);
    Diagnostic::warning(FIGURE_NOT_USED, message)
        .cell(cell, "not used")
        .help("supply the figure; a measure whose level people give has `unit rating`")
}

/// A level that nobody could have known of on the report day.
pub fn level_set_later(measure: &Measure, on: NaiveDate, as_of: NaiveDate, cell: Cell) -> Diagnostic {
    let message = format!("a level was set by hand for measure `{}` after the report day", measure.id);
    Diagnostic::new(FIGURE_NOT_USED, Severity::Advice, message)
        .cell(cell, format!("set on {}, and the report is as of {}", date_name(on), date_name(as_of)))
        .help("give a later report day to have it used")
}
