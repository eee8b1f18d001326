//! A row of a table → a measure in the making.

mod baseline;
mod rhythm;
mod target;

use super::draft::{Kind, Measure, Point, ValueRow};
use super::members::members;
use super::names::quotable;
use super::phrase::{self, Figure, Goal};
use super::roles::{Columns, Role};
use super::table::TableRow;
use super::unit::{Signs, unit};
use super::words::{self, colour};
use crate::base::period::Period;
use crate::base::unit::{Kind as UnitKind, Unit};
use crate::data::words::{key, no_value};
use crate::syntax::ast::AmountKind;

/// What rows need to know of the table as a whole.
#[derive(Debug)]
pub struct Context<'t> {
    /// Its columns.
    pub columns: &'t Columns,
    /// Its headings.
    pub headings: &'t [String],
    /// Runs of months with a year that stand in it.
    pub periods: Vec<Period>,
    /// The year of the book.
    pub year: &'t str,
    /// The period of values that have no column for it.
    pub period: Option<String>,
    /// How a bare `5%` in the tolerance column is meant on percentages: in points (`true`) or in per cent of the target.
    pub tolerance_in_points: Option<bool>,
}

/// A row with its cells by role, and the measure that is made of it.
pub(super) struct Entry<'t> {
    context: &'t Context<'t>,
    row: &'t TableRow,
    measure: Measure,
    colour: Option<usize>,
    values: Vec<Figure>,
    baseline: Option<Figure>,
}

/// Makes a measure of a row; its names and ratings are given later.
#[must_use]
pub fn measure(context: &Context<'_>, row: &TableRow) -> Measure {
    let mut entry = Entry {
        context,
        row,
        measure: Measure {
            row: row.number,
            id: String::new(),
            title: String::new(),
            theme: None,
            clauses: Vec::new(),
            remarks: Vec::new(),
            values: Vec::new(),
            response: String::new(),
            lost: false,
            percent: false,
            judged: false,
            fit: None,
        },
        colour: None,
        values: Vec::new(),
        baseline: None,
    };
    entry.measure.title = quotable(entry.cell(Role::Title));
    entry.measure.response = entry.cell(Role::Response).to_owned();
    entry.read_unit();
    entry.read_values();
    entry.read_baseline();
    entry.read_target();
    entry.read_due();
    entry.measure
}

impl<'t> Entry<'t> {
    fn cell(&self, role: Role) -> &'t str {
        self.context.columns.of(role).map_or("", |at| self.row.cell(at))
    }

    fn value_cells(&self) -> Vec<(String, &'t str)> {
        let period = match (self.context.columns.of(Role::Period), &self.context.period) {
            (None, Some(period)) => period.clone(),
            (Some(_), _) | (None, None) => self.cell(Role::Period).to_owned(),
        };
        let one = self.context.columns.of(Role::Value).map(|at| (period, self.row.cell(at)));
        let of_period =
            self.context.columns.values.iter().map(|(at, period)| (period.clone(), self.row.cell(*at)));
        one.into_iter().chain(of_period).collect()
    }

    fn read_unit(&mut self) {
        let values = self.value_cells();
        let mut cells = vec![self.cell(Role::Baseline)];
        cells.extend(values.iter().map(|(_, cell)| *cell));
        // "reduce by 10%" says nothing of what is counted, and "zero by 2040; 50% by 2030" little.
        let plain = phrase::target(self.cell(Role::Target)).is_some_and(|target| target.goal != Goal::Other);
        let silent = !cells.iter().any(|cell| cell.contains(|c: char| c.is_ascii_digit()));
        cells.extend(Some(self.cell(Role::Target)).filter(|_| plain || silent));
        let milestone =
            phrase::target(self.cell(Role::Target)).is_some_and(|target| target.goal == Goal::MetBy);
        let signs = Signs { title: self.cell(Role::Title), unit: self.cell(Role::Unit), cells: &cells };
        let words = if milestone { Some("yes or no".to_owned()) } else { unit(&signs) };
        let Some(words) = words else { return };
        self.measure.percent = Unit::from_words(&words).kind == UnitKind::Percent;
        let titled = key(self.cell(Role::Title));
        if self.measure.percent
            && ["number ", "numbers "].iter().any(|word| titled.contains(&format!("{word}of ")))
        {
            let words = "the title says \"number\", and the figures are percentages";
            self.measure.read(Some(Point::UnitsDiffer), words);
        }
        self.measure.put(Kind::Unit, words);
    }

    fn read_values(&mut self) {
        let stated = self.stated();
        let note = self.cell(Role::Note).to_owned();
        let cells = self.value_cells();
        let newest = cells.iter().rposition(|(_, cell)| !cell.is_empty()).unwrap_or(0);
        for (at, (period, value)) in cells.iter().enumerate() {
            let is_newest = at == newest;
            if value.is_empty() && !is_newest {
                continue;
            }
            let period = self.period_of(period);
            let figures = match phrase::figure(value) {
                Some(figure) => vec![figure],
                None => members(value)
                    .map_or_else(Vec::new, |m| m.all.into_iter().map(|(figure, _)| figure).collect()),
            };
            if is_newest {
                self.values = figures;
            }
            self.measure.values.push(ValueRow {
                period,
                value: (*value).to_owned(),
                stated: if is_newest { stated.clone() } else { String::new() },
                note: if is_newest { note.clone() } else { String::new() },
            });
        }
        let unsigned = |figure: &&Figure| figure.kind == AmountKind::Bare;
        if let Some(bare) = self.values.iter().find(unsigned).filter(|_| self.measure.percent) {
            let words = format!("the value \"{}\" has no % sign, and is read with one", bare.text);
            self.measure.read(Some(Point::UnitsDiffer), words);
        }
    }

    fn period_of(&mut self, cell: &str) -> String {
        if cell.is_empty() || no_value(&key(cell)).is_some() {
            return String::new();
        }
        match phrase::period(cell) {
            Ok(_) => cell.to_owned(),
            Err(fault) => {
                let words = format!(
                    "says \"{}\" for the period, which is not read: its value has none",
                    quotable(cell)
                );
                self.measure.doubt(Some(Point::PeriodTaken), words, fault.words());
                String::new()
            }
        }
    }

    /// The printed colour as a level's letter.
    fn stated(&mut self) -> String {
        let cell = self.cell(Role::Rag);
        self.colour = colour(cell);
        if let Some(at) = self.colour {
            return words::level(at).1.to_owned();
        }
        if !cell.is_empty()
            && no_value(&key(cell)).is_none()
            && !["grey", "gray", "white"].contains(&key(cell).as_str())
        {
            let words =
                format!("says \"{}\" for the colour, which is no level, and is left out", quotable(cell));
            self.measure.read(Some(Point::NoColour), words);
        }
        String::new()
    }
}
