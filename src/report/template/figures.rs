//! The sheets of figures: those that are due, and those in hand that may be corrected.

use super::super::view::View;
use super::due::{Due, DueRow};
use super::entry::{Entry, InHand, marks, part, value};
use super::written::written;
use super::{Column, Sheet, Slot};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::{Period, date_name};
use crate::base::together::kept_together;
use crate::base::unit::Kind;
use crate::data::State;
use crate::eval::outcome::Outcome;
use crate::model::{Grouping, Measure, Party};
use crate::plain;

/// The figures that are due; none where none is.
pub(super) fn due(view: &View<'_>, due: &Due, board: Option<Id<Party>>) -> Option<Sheet> {
    sheet(view, &due.rows, board, false)
}

/// The figures in hand, each with a cell for what it should be.
pub(super) fn revised(view: &View<'_>, due: &Due, board: Option<Id<Party>>) -> Option<Sheet> {
    sheet(view, &due.given, board, true)
}

fn sheet(view: &View<'_>, rows: &[DueRow], board: Option<Id<Party>>, revises: bool) -> Option<Sheet> {
    if rows.is_empty() {
        return None;
    }
    let kinds = kinds(view, rows);
    let measures = || rows.iter().map(|row| &view.inputs.book.measures[row.measure]);
    let wants = Wants {
        parts: measures().any(|measure| part(measure, true).is_some()),
        forecast: !revises && measures().any(|measure| measure.year_end.is_some()),
        send_by: !revises && measures().any(|measure| measure.due.returned.is_some()),
        revises,
    };
    let sheet = Sheet {
        name: if revises { "Revised figures" } else { "Figures" },
        columns: columns(view, &kinds, &wants),
        rows: rows.iter().filter_map(|due| row(view, due, &kinds, &wants, board)).collect(),
        kept_in_view: 2,
    };
    Some(sheet)
}

/// Which columns are wanted.
struct Wants {
    parts: bool,
    forecast: bool,
    send_by: bool,
    revises: bool,
}

/// The kinds of group that the rows are about, in the order of the book.
fn kinds(view: &View<'_>, rows: &[DueRow]) -> Vec<Id<Grouping>> {
    let members = rows.iter().filter_map(|row| Some(members(view, view.outcome(row.outcome)?)));
    let mut kinds: Vec<Id<Grouping>> = members.flatten().map(|(kind, _)| kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn members<'v>(view: &View<'v>, outcome: &Outcome) -> Vec<(Id<Grouping>, &'v str)> {
    view.members(Some(outcome.measure), outcome.place, &outcome.group)
}

fn columns(view: &View<'_>, kinds: &[Id<Grouping>], wants: &Wants) -> Vec<Column> {
    let mut all = vec![Column::said("Measure", 9), Column::said("Title", 30)];
    all.extend(kinds.iter().map(|kind| Column::said(super::heading_of(view, *kind), 14)));
    all.push(Column::said("Period", 12));
    if !wants.revises {
        all.extend([Column::said("Description", 28), Column::said("Target", 14)]);
    }
    all.push(Column::said("Last figure", 14));
    if wants.send_by {
        all.push(Column::said("Send by", 13));
    }
    all.push(Column::said("Write it as", 16));
    all.push(Column::filled(if wants.revises { "Revised value" } else { "Value" }, 12));
    if wants.parts {
        all.extend([Column::filled("Numerator", 13), Column::filled("Denominator", 15)]);
    }
    if wants.forecast {
        all.push(Column::filled("Forecast", 12));
    }
    if !wants.revises {
        all.push(Column::filled("Mark", 16));
    }
    all.extend([
        Column::filled("Note", 24),
        Column::filled("Submitted on", 15),
        Column::filled("Submitted by", 16),
    ]);
    all
}

fn row(
    view: &View<'_>,
    due: &DueRow,
    kinds: &[Id<Grouping>],
    wants: &Wants,
    board: Option<Id<Party>>,
) -> Option<Vec<Slot>> {
    let outcome = view.outcome(due.outcome)?;
    let measure = view.measure(outcome);
    let mut slots = vec![Slot::text(&measure.id), Slot::text(&measure.title)];
    let members = members(view, outcome);
    slots.extend(kinds.iter().map(|kind| {
        let part = members.iter().find(|(own, _)| own == kind);
        Slot::text(part.map_or("", |(_, member)| member))
    }));
    slots.push(Slot::text(due.period.to_string()));
    if !wants.revises {
        slots.extend([
            Slot::text(description(measure)),
            Slot::text(kept_together(&target(view, due, outcome))),
        ]);
    }
    slots.push(Slot::text(kept_together(&last_figure(view, outcome))));
    if wants.send_by {
        let day = measure.due.return_day(due.slot, &view.inputs.book.calendar);
        slots.push(Slot::text(day.map_or_else(String::new, date_name)));
    }
    let in_hand = in_hand(view, outcome);
    slots.push(Slot::text(written(measure, view.rating(outcome), in_hand.fractions)));
    let own = value(measure, view.rating(outcome), &in_hand);
    let own = if wants.revises { own.leaving("With nothing to correct, leave this blank.") } else { own };
    slots.push(Slot::Fill(own.clone()));
    if wants.parts {
        slots.extend([true, false].map(|above| part(measure, above).map_or(Slot::Closed, Slot::Fill)));
    }
    if wants.forecast {
        let hint = "What the figure for the whole year is expected to be.";
        let forecast = Entry { hint: hint.to_owned(), ..own };
        slots.push(if measure.year_end.is_some() { Slot::Fill(forecast) } else { Slot::Closed });
    }
    if !wants.revises {
        slots.push(Slot::Fill(marks()));
    }
    let why =
        if wants.revises { "Why it is revised." } else { "Anything that readers of the figure should know." };
    let by = board.map_or("", |board| view.inputs.book.parties[board].title.as_str());
    slots.extend([
        Slot::Fill(Entry::words(why)),
        Slot::Fill(Entry::day("The day on which you send this back.")),
        Slot::Fill(Entry::words("Who answers for the figure.").given(by)),
    ]);
    Some(slots)
}

/// The figures in hand, as far as they tell what a cell may take.
fn in_hand(view: &View<'_>, outcome: &Outcome) -> InHand {
    let data = view.inputs.data;
    let series = data.find(outcome.measure, outcome.place);
    let rows = series.into_iter().flat_map(|series| data.rows(series));
    let numbers: Vec<_> = rows.filter_map(|row| data.number(row)).collect();
    InHand {
        fractions: numbers.iter().any(|number| !number.is_whole()),
        largest: numbers.iter().map(Exact::magnitude).max(),
    }
}

/// What is counted, in what, and which way is better.
fn description(measure: &Measure) -> String {
    let unit = match measure.unit.kind {
        Kind::Count if measure.unit.words.is_empty() => "a number".to_owned(),
        Kind::Count => format!("number of {}", measure.unit.words),
        Kind::Percent
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::Points
        | Kind::YesNo
        | Kind::Date
        | Kind::Rating => measure.unit.words.clone(),
    };
    let mut said = vec![plain::sentence(&unit)];
    said.extend(measure.aim.map(|aim| plain::sentence(plain::measure::aim(aim))));
    said.extend(measure.counts.map(|counts| plain::sentence(plain::measure::counts(counts))));
    said.extend(measure.definitions.last().map(|definition| plain::sentence(&definition.words)));
    said.extend(measure.notes.iter().map(|note| plain::sentence(note)));
    said.join(" ")
}

/// The target of the period that is asked for, which need not be that of the last figure.
fn target(view: &View<'_>, due: &DueRow, outcome: &Outcome) -> String {
    match &due.target {
        Some(used) => plain::target_used(used, view.unit(outcome)),
        None if view.measure(outcome).targets.is_empty() => "none".to_owned(),
        None if let (true, Some(of)) = (outcome.is_part, view.measure(outcome).target_is_of()) => {
            of.to_owned()
        }
        None => format!("none in force for {}", due.period),
    }
}

fn last_figure(view: &View<'_>, outcome: &Outcome) -> String {
    let figure = outcome.figure.as_ref().or(outcome.last_known.as_deref());
    match figure {
        Some(figure) if !view.is_secret_figure(figure) => {
            let amount = plain::amount(&figure.amount, view.unit(outcome), view.rating(outcome));
            format!("{amount} in {}", figure.period)
        }
        Some(figure) => format!("withheld in {}", figure.period),
        None => match last_withheld(view, outcome) {
            Some(period) => format!("withheld in {period}"),
            None => "none yet".to_owned(),
        },
    }
}

/// The newest period of which there is a figure that nobody is shown; of another, nothing is known.
fn last_withheld(view: &View<'_>, outcome: &Outcome) -> Option<Period> {
    let data = view.inputs.data;
    let rows = data.find(outcome.measure, outcome.place).into_iter().flat_map(|series| data.rows(series));
    let withheld = rows.filter(|row| data.state(*row) == State::Withheld);
    withheld.filter_map(|row| data.period(row)).max_by_key(|period| period.end)
}
