//! The results of the period, one row each.

use super::cells::{figure, id, marks, no_figure, no_level, number, period};
use super::{Column, Lacking, Rows, Seen, Table, Value};
use crate::base::exact::Exact;
use crate::base::unit::Unit;
use crate::data::{Mark, Marks};
use crate::eval::outcome::{Amount, FigureSource, GoalUsed, MovementSeen, Outcome, Truth};
use crate::model::Measure;
use crate::plain;
use crate::report::document::Cell;
use crate::report::framework::{notes, theme_of};
use crate::report::view::View;

/// The words for which way a figure moved.
pub(super) const DIRECTIONS: &[&str] = &["improving", "unchanged", "worsening"];

/// The words for the kinds of result.
const KINDS: &[&str] =
    &["rated", "unrated", "not rated", "missing", "not due", "withheld", "not applicable", "invalid"];

pub(super) const TABLE: Table = Table {
    name: "results",
    title: "Results",
    says: "each row is the result of one measure, or of one group of it, for the period reported",
    columns: COLUMNS,
    key: "result_id",
    rows,
    count: None,
};

const COLUMNS: &[Column] = &[
    Column::text(
        "result_id",
        "Result",
        14,
        "the name of the result: the measure, and its group where there is one",
    )
    .required(),
    Column::text("measure", "Measure", 11, "the reference of the measure").required(),
    Column::text("title", "Title", 48, "what is measured"),
    Column::text("theme", "Theme", 24, "the first theme that the measure belongs to"),
    Column::text("board", "Board", 10, "the short name of the responsible board"),
    Column::text("board_name", "Board in full", 28, "the full name of the responsible board"),
    Column::text(
        "group",
        "Group",
        18,
        "the group of people or places that the result is for; none for the whole",
    ),
    Column::yes_no(
        "part",
        "Part of another",
        "yes where the result is shown beneath another and is not counted",
    )
    .required(),
    Column::text("period", "Period", 15, "the period that the figure is of, or was due for"),
    Column::day("period_start", "Period starts", "the first day of the period"),
    Column::day("period_end", "Period ends", "the last day of the period"),
    Column::number("value", "Value", "the figure, in the unit of its row"),
    Column::text("unit", "Unit", 20, "what the numbers of the row are measured in").required(),
    Column::text(
        "value_printed",
        "Value as printed",
        20,
        "the figure as the papers print it, also where it is no number",
    ),
    Column::text(
        "marks",
        "Marks",
        10,
        "how the figure was marked when it came; the notes say what each mark means",
    ),
    Column::text("target", "Target", 24, "the target in force, or why there is none"),
    Column::number("target_figure", "Target figure", "the figure of the target; of a range, its lower end"),
    Column::number("target_upper", "Upper target", "the upper end of a target that is a range"),
    Column::number("gap", "Gap", "how far the value is from its target: above nought where it is missed"),
    Column::text("on_target", "On target", 11, "whether the target is met")
        .one_of(&["yes", "no", "not known"])
        .required(),
    Column::text("level", "Level", 14, "the level that the result was given"),
    Column::whole("level_rank", "Level rank", "the place of the level in its rating: 1 is the best"),
    Column::text("rating", "Rating", 14, "the name of the rating by which the row is judged"),
    Column::text("result", "Kind of result", 15, "what kind of result it is").one_of(KINDS).required(),
    Column::text("previous_period", "Previous period", 15, "the period before that it is compared with"),
    Column::number("previous", "Previous value", "the figure of that period"),
    Column::number("change", "Change", "the value less the previous value"),
    Column::text("direction", "Direction", 13, "which way that is for those it serves").one_of(DIRECTIONS),
    Column::text("movement", "Movement", 36, "how the figure moved, in words"),
    Column::text("stated", "Level as stated", 14, "the level that was stated in print"),
    Column::text("notes", "Notes", 14, "the numbers of its notes"),
    Column::text("remarks", "Remarks", 60, "what to bear in mind about the result"),
    Column::text("source", "Read from", 26, "the file and line that the figure was read from"),
];

fn rows<'v>(seen: &'v Seen<'v>) -> Rows<'v> {
    Box::new(seen.view.outcomes().iter().map(|outcome| row(seen, outcome)))
}

fn row(seen: &Seen<'_>, outcome: &Outcome) -> Vec<Value> {
    let view = seen.view;
    let mut row = of_measure(view, outcome);
    row.extend(period(outcome.figure.as_ref().map(|f| f.period).or(outcome.expected)));
    row.extend(of_figure(view, outcome));
    row.extend(of_target(view, outcome));
    row.extend(of_level(view, outcome));
    row.extend(of_movement(view, outcome));
    row.push(Value::maybe_text(outcome.stated.clone()));
    let own = if outcome.is_part { &[] } else { view.measure(outcome).notes.as_slice() };
    row.push(Value::text(seen.notes.marks(own)));
    row.push(Value::text(remarks(view, outcome).join(" ")));
    let source = outcome.figure.as_ref().map(|figure| match &figure.source {
        FigureSource::Data(_) | FigureSource::Baseline(_) => view.source(&figure.source),
        FigureSource::Computed(_) => format!("computed by {}", view.source(&figure.source)),
    });
    row.push(Value::maybe_text(source));
    row
}

/// The name of a result, its measure, theme, board and group.
fn of_measure(view: &View<'_>, outcome: &Outcome) -> Vec<Value> {
    let measure = view.measure(outcome);
    vec![
        Value::Text(id(view, outcome)),
        Value::text(&measure.id),
        Value::text(&measure.title),
        Value::maybe_text(theme_of(view, outcome)),
        Value::maybe_text(measure.owner.map(|owner| view.party_id(owner))),
        Value::maybe_text(measure.owner.map(|owner| view.party(owner))),
        Value::text(view.group(outcome)),
        Value::YesNo(outcome.is_part),
    ]
}

fn of_figure(view: &View<'_>, outcome: &Outcome) -> [Value; 4] {
    let unit = view.unit(outcome);
    let (value, printed) = match view.value(outcome) {
        Cell::Number { shown, value, .. } => (figure(&value, &shown, unit), Value::Text(shown)),
        Cell::Absent(_) if outcome.figure.is_none() => {
            let why = no_figure(outcome.kind);
            (Value::None(why), Value::None(why))
        }
        // What is no number has its words only: met, a day, a level.
        other @ (Cell::Text(_) | Cell::Day(_) | Cell::Level { .. } | Cell::Absent(_) | Cell::Trend(_)) => {
            (Value::None(Lacking::NotApplicable), Value::text(other.shown()))
        }
    };
    let mut own = outcome.figure.as_ref().map_or(Marks::NONE, |figure| figure.marks);
    if outcome.figure.is_none() && outcome.is_incomplete() {
        own = own.with(Mark::Incomplete);
    }
    [value, Value::text(&unit.words), printed, marks(own)]
}

fn of_target(view: &View<'_>, outcome: &Outcome) -> [Value; 5] {
    let unit = view.unit(outcome);
    let goal = outcome.target.as_ref().map(|used| &used.goal);
    let [lower, upper] = ends(goal, unit);
    let on_target = match outcome.on_target {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "not known",
    };
    let gap = outcome.gap.as_ref().map_or(Value::None(Lacking::NotApplicable), number);
    [Value::text(view.target(outcome).shown()), lower, upper, gap, Value::text(on_target)]
}

/// The figure of a target, and the upper end of a range.
pub(super) fn ends(goal: Option<&GoalUsed>, unit: &Unit) -> [Value; 2] {
    let none = Value::None(Lacking::NotApplicable);
    let shown = |end: &Exact| figure(end, &unit.show(end), unit);
    match goal {
        Some(GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure }) => [shown(figure), none],
        Some(GoalUsed::Between { low, high }) => [shown(low), shown(high)],
        Some(GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. }) | None => [none.clone(), none],
    }
}

fn of_level(view: &View<'_>, outcome: &Outcome) -> [Value; 4] {
    let lacking = Value::None(no_level(outcome.kind));
    let rank = outcome.level.map_or(lacking.clone(), |level| Value::Whole(u64::from(level) + 1));
    let word = match (outcome.level, view.rating(outcome)) {
        (Some(level), Some(rating)) => Value::text(rating.word(level)),
        (Some(_), None) => Value::text(&outcome.level_word),
        (None, _) => lacking,
    };
    let rating = Value::maybe_text(view.judged_by(outcome).map(|rating| rating.id.as_str()));
    [word, rank, rating, Value::text(plain::result_kind(outcome.kind))]
}

fn of_movement(view: &View<'_>, outcome: &Outcome) -> [Value; 5] {
    let none = Value::None(Lacking::NotApplicable);
    let movement = Value::maybe_text(match view.movement(outcome) {
        Cell::Absent(_) => None,
        said => Some(said.shown()),
    });
    let Some(seen) = &outcome.movement.previous else {
        return [none.clone(), none.clone(), none.clone(), none, movement];
    };
    let unit = view.unit(outcome);
    let (previous, change) = match &seen.from.amount {
        Amount::Number { value, places } => {
            (figure(value, &unit.show_places(value, *places), unit), number(&seen.change))
        }
        Amount::Met(_) | Amount::Day(_) | Amount::Level(_) => (none.clone(), none),
    };
    [Value::Text(seen.from.period.to_string()), previous, change, direction(seen), movement]
}

fn direction(seen: &MovementSeen) -> Value {
    Value::maybe_text(seen.better.map(|way| match way {
        1.. => "improving",
        0 => "unchanged",
        _ => "worsening",
    }))
}

/// What the papers say beneath a result, without the notes of its measure, which are numbered.
fn remarks(view: &View<'_>, outcome: &Outcome) -> Vec<String> {
    let measure: &Measure = view.measure(outcome);
    let is_own = |text: &str| {
        text.strip_prefix("Note: ").is_some_and(|text| measure.notes.iter().any(|note| note == text))
    };
    notes(view, outcome).into_iter().filter(|text| !is_own(text)).collect()
}
