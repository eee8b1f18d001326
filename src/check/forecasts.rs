//! What a measure says of its year's end: how it is projected, and how a month is scaled up to the year.

use super::amounts::For;
use super::{Checker, diags, ratings};
use crate::base::arena::Id;
use crate::base::rhythm::Step;
use crate::base::span::Span;
use crate::base::unit::Kind;
use crate::model::{Counts, Measure, Projection, Rating};
use crate::syntax::ast::{MeasureClause, MeasureItem, RatingWords, Tree};

/// Reads the clauses about the year's end; what cannot be projected is told, and costs the projection alone.
pub(super) fn of_measure(cx: &mut Checker, id: Id<Measure>, item: &MeasureItem) -> bool {
    let mut whole = true;
    cx.book.measures[id].within_one_target |= cx.book.framework.within_one_target;
    for clause in &item.clauses {
        match &clause.node {
            MeasureClause::Counts(_, true) => whole &= scaled_up(cx, id, clause.span),
            MeasureClause::Forecast(how) => {
                if can_project(&cx.book.measures[id], *how) {
                    cx.book.measures[id].projection = Some(*how);
                } else {
                    let finding = diags::nothing_to_project_from(clause.span, *how, &cx.book.measures[id]);
                    cx.findings.push(finding);
                }
            }
            MeasureClause::WithinOneTarget => cx.book.measures[id].within_one_target = true,
            _ => {}
        }
    }
    whole
}

/// The `rating … on the forecast` of a measure.
fn on_forecast(item: &MeasureItem) -> Option<&RatingWords> {
    item.clauses.iter().find_map(|clause| match &clause.node {
        MeasureClause::Rating(words) if words.on_forecast => Some(words),
        _ => None,
    })
}

/// The rating that `rating RAG on the forecast` names: with no other it rates the current figure as well.
pub(super) fn rating_named(cx: &mut Checker, item: &MeasureItem) -> Option<Id<Rating>> {
    let name = on_forecast(item)?.name.clone()?;
    cx.rating(&name)
}

/// How the forecast is rated, where the measure asks for it: by the rating it names, else as the current figure is.
/// False where that rating cannot be read.
pub(super) fn year_end(
    cx: &mut Checker,
    trees: &[Tree],
    id: Id<Measure>,
    item: &MeasureItem,
    measure: For<'_>,
) -> bool {
    let Some(words) = on_forecast(item) else { return true };
    let named = words.name.clone().map(|name| cx.rating(&name));
    let Some(list) = cx.book.measures[id].list.clone() else { return true };
    cx.book.measures[id].year_end = match named {
        Some(None) => None,
        Some(Some(other)) if other != list.rating => {
            ratings::list_without_own_lines(cx, trees, other, item, measure)
        }
        Some(Some(_)) | None => Some(list),
    };
    cx.book.measures[id].year_end.is_some()
}

fn adds_up(kind: Kind) -> bool {
    matches!(kind, Kind::Count | Kind::Money | Kind::Points)
}

/// A month's count times twelve is a year's; a percentage or a stock times twelve is nothing.
fn scaled_up(cx: &mut Checker, id: Id<Measure>, at: Span) -> bool {
    let measure = &cx.book.measures[id];
    let parts_of_year = matches!(measure.due.step, Step::Month | Step::Quarter | Step::Half);
    if adds_up(measure.unit.kind) && measure.counts == Some(Counts::InPeriod) && parts_of_year {
        cx.book.measures[id].scaled_up = true;
        return true;
    }
    let finding = diags::cannot_be_scaled_up(at, measure);
    cx.findings.push(finding);
    false
}

fn can_project(measure: &Measure, how: Projection) -> bool {
    let through_year = matches!(measure.counts, Some(Counts::InPeriod | Counts::FromStartOfYear));
    match (measure.unit.kind, how) {
        (Kind::Count | Kind::Money | Kind::Points, _) => through_year,
        (Kind::Percent | Kind::Rate, Projection::AtTheRateSoFar) => through_year,
        (Kind::Duration(_), Projection::AtTheRateSoFar) => measure.counts == Some(Counts::FromStartOfYear),
        (Kind::Percent | Kind::Rate | Kind::Duration(_), Projection::WithWhatIsStillExpected)
        | (Kind::YesNo | Kind::Date | Kind::Rating, _) => false,
    }
}
