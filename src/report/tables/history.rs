//! The figures behind each result over time: every period that was judged, one row each.

use super::cells::{figure, id, marks, period};
use super::results::ends;
use super::{Column, Lacking, Rows, Seen, Table, Value};
use crate::data::Marks;
use crate::eval::outcome::{Amount, Outcome, TrendPoint};
use crate::plain;
use crate::report::view::View;

pub(super) const TABLE: Table = Table {
    name: "history",
    title: "History",
    says: "each row is the figure of one result in one period, oldest first",
    columns: &[
        Column::text("result_id", "Result", 14, "the result that the figure belongs to")
            .required()
            .names("results"),
        Column::text("measure", "Measure", 11, "the reference of the measure").required(),
        Column::text("group", "Group", 18, "the group of people or places; none for the whole"),
        Column::text("period", "Period", 15, "the period that the figure is of").required(),
        Column::day("period_start", "Period starts", "the first day of the period").required(),
        Column::day("period_end", "Period ends", "the last day of the period").required(),
        Column::number("value", "Value", "the figure, in the unit of its row"),
        Column::text("unit", "Unit", 20, "what the numbers of the row are measured in").required(),
        Column::text(
            "value_printed",
            "Value as printed",
            20,
            "the figure as the papers print it, also where it is no number",
        ),
        Column::text("marks", "Marks", 10, "how the figure was marked when it came"),
        Column::text("target", "Target", 24, "the target in force for the period"),
        Column::number(
            "target_figure",
            "Target figure",
            "the figure of the target; of a range, its lower end",
        ),
        Column::number("target_upper", "Upper target", "the upper end of a target that is a range"),
        Column::text("level", "Level", 14, "the level of the figure by the rules of today"),
        Column::whole("level_rank", "Level rank", "the place of the level in its rating: 1 is the best"),
        Column::text("rating", "Rating", 14, "the name of the rating that gave the level"),
        Column::yes_no("begins_anew", "Begins anew", "yes where figures before it do not compare with it")
            .required(),
    ],
    key: "",
    rows,
    count: Some(count),
};

fn rows<'v>(seen: &'v Seen<'v>) -> Rows<'v> {
    let view = seen.view;
    let of = move |outcome: &'v Outcome| {
        let points = view.trend(outcome).into_iter().flat_map(|trend| &trend.points);
        points.map(move |point| row(view, outcome, point))
    };
    Box::new(view.outcomes().iter().flat_map(of))
}

/// A row for each point: there are too many to make them only to be counted.
fn count(seen: &Seen<'_>) -> usize {
    let all = seen.view.outcomes().iter();
    all.filter_map(|outcome| seen.view.trend(outcome)).map(|trend| trend.points.len()).sum()
}

fn row(view: &View<'_>, outcome: &Outcome, point: &TrendPoint) -> Vec<Value> {
    let measure = view.measure(outcome);
    let unit = view.unit(outcome);
    let rating = view.rating(outcome);
    let goal = point.goal.as_ref();
    let secret = match &point.figure {
        Some(figure) => view.is_secret_figure(figure),
        None => view.is_withheld_for(outcome, point.period),
    };
    let known = point.figure.as_ref().filter(|_| !secret);
    let lacking = Value::None(if secret { Lacking::Withheld } else { Lacking::NotAvailable });
    let printed = known.map(|figure| plain::outcome::amount_against(&figure.amount, goal, unit, rating));
    let value = match (known.map(|figure| &figure.amount), &printed) {
        (Some(Amount::Number { value, .. }), Some(shown)) => figure(value, shown, unit),
        (Some(Amount::Met(_) | Amount::Day(_) | Amount::Level(_)), _) => Value::None(Lacking::NotApplicable),
        (Some(Amount::Number { .. }), None) | (None, _) => lacking.clone(),
    };
    let level = known.and(point.level);
    let no_level =
        Value::None(if known.is_none() && secret { Lacking::Withheld } else { Lacking::NotApplicable });
    let mut row =
        vec![Value::Text(id(view, outcome)), Value::text(&measure.id), Value::text(view.group(outcome))];
    row.extend(period(Some(point.period)));
    row.extend([
        value,
        Value::text(&unit.words),
        printed.map_or(lacking, Value::text),
        marks(known.map_or(Marks::NONE, |figure| figure.marks)),
        Value::maybe_text(goal.map(|goal| plain::goal_used(goal, unit))),
    ]);
    row.extend(ends(goal, unit));
    row.extend([
        level.zip(rating).map_or(no_level.clone(), |(level, rating)| Value::text(rating.word(level))),
        level.map_or(no_level.clone(), |level| Value::Whole(u64::from(level) + 1)),
        level.and(rating).map_or(no_level, |rating| Value::text(&rating.id)),
        Value::YesNo(point.breaks),
    ]);
    row
}
