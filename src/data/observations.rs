//! Submitted values as columns: one entry a row in each, so that judging walks along arrays.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::forecast::Forecast;
use super::submitted::{Absence, Marks, State, WORDS_FOR_NO_VALUE};
use crate::base::arena::Id;
use crate::base::diag::{Cell, Diagnostic};
use crate::base::exact::Exact;
use crate::base::period::{Period, date_name};
use crate::model::{Grouping, Measure};

/// Names one combination of group members; `PlaceId::WHOLE` is the measure as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(pub u32);

impl PlaceId {
    /// The measure as a whole.
    pub const WHOLE: Self = Self(0);
}

/// A combination of group members, one for each kind of group that the row names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Place {
    /// The kind of group and the member's id as declared, or as the data write it where members come from data.
    pub parts: Vec<(Id<Grouping>, String)>,
}

impl Place {
    /// `JR`, or `E06000001, male`; empty for the whole.
    #[must_use]
    pub fn label(&self) -> String {
        self.parts.iter().map(|(_, member)| member.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// What only some rows have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extra {
    /// The value as written, where it is not plainly the number (`>2,337 per 100,000`, an invalid text).
    pub text: Option<String>,
    /// The value itself, where the columns can only hold it rounded to 12 places (28 of 33).
    pub exact: Option<Exact>,
    /// Numerator, where it is not a whole number; see [`Observations::numerator`].
    pub numerator: Option<Exact>,
    /// Denominator, where it is not a whole number; see [`Observations::denominator`].
    pub denominator: Option<Exact>,
    /// The forecast that came with it.
    pub forecast: Option<Forecast>,
    /// How many, or how much, is still expected in the year.
    pub still_expected: Option<Exact>,
    /// Both ends of the interval that came with the value.
    pub interval: Option<(Exact, Exact)>,
    /// The level that was stated in print.
    pub stated: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Who submitted it.
    pub submitted_by: Option<String>,
    /// When.
    pub submitted_on: Option<NaiveDate>,
    /// The definition it is by, where that is another than its period's own: position in the measure's definitions.
    pub definition: Option<u8>,
    /// Why it is missing, not applicable or invalid, in the reader's words.
    pub reason: Option<String>,
    /// The level that was set by hand, until its row has a number.
    pub judged: Option<Box<Judgement>>,
    /// What stands in the cells of a figure that its mark withholds, as it may be written: to strike it out of words.
    pub behind: Vec<String>,
}

/// A level that somebody set on a figure, with who, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Position in the measure's rating.
    pub level: u8,
    /// Who set it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub because: String,
}

impl Extra {
    /// True when it holds part of the number, which the columns then do not give by themselves.
    #[must_use]
    pub fn changes_number(&self) -> bool {
        self.exact.is_some() || self.numerator.is_some() || self.denominator.is_some()
    }
}

/// What was submitted for a group and may not be shown. Only totals are made of it, and only where they may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The number.
    pub number: Option<Exact>,
    /// Numerator and denominator.
    pub parts: Option<(Exact, Exact)>,
}

/// A data file that was read, or a sheet of a workbook.
#[derive(Debug, Clone, Default)]
pub struct DataFile {
    /// Its name as the reader knows it.
    pub name: String,
    /// How many rows of data it has.
    pub rows: u32,
    /// True when no row of it could be used: it is not text, or a needed column is not there.
    pub unusable: bool,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The column of its values, from 1, where a line does not say which cell is meant: in a sheet, and where each
    /// column is headed with a period.
    pub value_column: Option<u32>,
}

/// Position of a row in the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row(pub u32);

/// The rows of one measure and place, oldest first.
#[derive(Debug, Clone)]
pub struct Series {
    /// The measure.
    pub measure: Id<Measure>,
    /// The place.
    pub place: PlaceId,
    /// Where its rows stand in [`Observations::order`].
    pub rows: Range<u32>,
}

/// A row that names no period: `n/a` or `nya` for a measure as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undated {
    /// The measure.
    pub measure: Id<Measure>,
    /// The place.
    pub place: PlaceId,
    /// What was submitted; never a number.
    pub state: State,
    /// What its word says, where it stands for a missing figure.
    pub absence: Option<Absence>,
    /// Why, in the reader's words.
    pub reason: Option<String>,
    /// Where it was read.
    pub cell: Cell,
    /// The level that was stated in print.
    pub stated: Option<String>,
}

/// Stands in the columns of numerators and denominators for "none was given".
pub const NOT_GIVEN: i64 = i64::MIN;

/// All submitted values, in columns of the same length.
#[derive(Debug, Clone, Default)]
pub struct Observations {
    /// Files, in the order read.
    pub files: Vec<DataFile>,
    /// Every period that occurs.
    pub periods: Vec<Period>,
    /// The day on which each of them is over, where a calendar says another than its last.
    pub over: Vec<NaiveDate>,
    /// Every place that occurs; the first is the whole.
    pub places: Vec<Place>,
    /// Measure of each row.
    pub measure: Vec<Id<Measure>>,
    /// Place of each row.
    pub place: Vec<PlaceId>,
    /// Period of each row: position in `periods`.
    pub period: Vec<u32>,
    /// What was submitted.
    pub state: Vec<State>,
    /// The number without its point.
    pub mantissa: Vec<i64>,
    /// Decimal places of the number.
    pub decimals: Vec<u8>,
    /// Marks.
    pub marks: Vec<Marks>,
    /// File of each row: position in `files`.
    pub file: Vec<u16>,
    /// Line of each row in its file, from 1.
    pub line: Vec<u32>,
    /// Whole numerators, [`NOT_GIVEN`] where there is none. Empty while no row has one.
    pub numerators: Vec<i64>,
    /// Whole denominators, [`NOT_GIVEN`] where there is none. Empty while no row has one.
    pub denominators: Vec<i64>,
    /// What only some rows have.
    pub extra: FxHashMap<u32, Extra>,
    /// Rows that stand, sorted by measure, place, and period; superseded rows are not in it.
    pub order: Vec<u32>,
    /// Runs of `order` that belong to one measure and place, in the order of measures and of places.
    pub series: Vec<Series>,
    /// A superseded row, and the row that replaced it.
    pub superseded: Vec<(Row, Row)>,
    /// Rows that name no period.
    pub undated: Vec<Undated>,
    /// What was submitted in rows that a rule withholds.
    pub kept: FxHashMap<u32, Kept>,
    /// For each measure the periods whose total, put together from groups, is withheld.
    pub withheld_totals: BTreeMap<Id<Measure>, Vec<Period>>,
    /// Figures by another definition than their period's own, sorted by measure, place, period and definition.
    pub worked_again: Vec<WorkedAgain>,
    /// Levels that were set by hand, by row.
    pub judged: FxHashMap<u32, Judgement>,
    /// Rows that say in so many words that they are of all groups together, by file and line.
    pub said_whole: FxHashSet<(u16, u32)>,
    /// What was left out because it became known after the report day. It is no part of the report.
    pub later: Vec<Diagnostic>,
}

/// A figure of a period by another definition than that of its own time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkedAgain {
    /// Position in the measure's definitions.
    pub definition: u8,
    /// Its row.
    pub row: Row,
}

impl Observations {
    /// Withholds the total of a period that is put together from groups.
    pub(super) fn withhold_total(&mut self, id: Id<Measure>, period: Option<Period>) {
        if let Some(period) = period {
            self.withheld_totals.entry(id).or_default().push(period);
        }
    }

    /// How many rows were read.
    #[must_use]
    pub fn len(&self) -> usize {
        self.measure.len()
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.measure.is_empty()
    }

    /// Rows of a series, oldest first.
    pub fn rows<'a>(
        &'a self,
        series: &Series,
    ) -> impl ExactSizeIterator<Item = Row> + DoubleEndedIterator + 'a {
        let run = self.order.get(series.rows.start as usize..series.rows.end as usize).unwrap_or(&[]);
        run.iter().map(|row| Row(*row))
    }

    /// Period of a row.
    #[must_use]
    pub fn period(&self, row: Row) -> Option<Period> {
        let at = *self.period.get(row.0 as usize)?;
        self.periods.get(at as usize).copied()
    }

    /// State of a row.
    #[must_use]
    pub fn state(&self, row: Row) -> State {
        self.state.get(row.0 as usize).copied().unwrap_or(State::Invalid)
    }

    /// The number of a row, when it is one.
    #[must_use]
    pub fn number(&self, row: Row) -> Option<Exact> {
        let at = row.0 as usize;
        (self.state(row) == State::Number).then_some(())?;
        if let Some(exact) = self.extra(row).and_then(|extra| extra.exact.clone()) {
            return Some(exact);
        }
        Some(Exact::decimal(*self.mantissa.get(at)?, *self.decimals.get(at)?))
    }

    /// The numerator that came with a row.
    #[must_use]
    pub fn numerator(&self, row: Row) -> Option<Exact> {
        self.extra(row)
            .and_then(|extra| extra.numerator.clone())
            .or_else(|| whole_part(&self.numerators, row))
    }

    /// The denominator that came with a row.
    #[must_use]
    pub fn denominator(&self, row: Row) -> Option<Exact> {
        self.extra(row)
            .and_then(|extra| extra.denominator.clone())
            .or_else(|| whole_part(&self.denominators, row))
    }

    /// The value of a row as it was written, or nearly: thousands commas are put in and signs left out.
    #[must_use]
    pub fn written(&self, row: Row) -> String {
        if let Some(text) = self.extra(row).and_then(|extra| extra.text.clone()) {
            return text;
        }
        let at = row.0 as usize;
        let mantissa = self.mantissa.get(at).copied().unwrap_or_default();
        let places = self.decimals.get(at).copied().unwrap_or_default();
        match self.extra(row).and_then(|extra| extra.exact.as_ref()) {
            Some(exact) => exact.text(),
            None => shown(self.state(row), mantissa, places),
        }
    }

    /// What was submitted in a row that a rule withholds: for totals, and to strike it out of the words of others.
    #[must_use]
    pub fn kept(&self, row: Row) -> Option<&Kept> {
        self.kept.get(&row.0)
    }

    /// What only some rows have.
    #[must_use]
    pub fn extra(&self, row: Row) -> Option<&Extra> {
        self.extra.get(&row.0)
    }

    /// Marks of a row.
    #[must_use]
    pub fn marks(&self, row: Row) -> Marks {
        self.marks.get(row.0 as usize).copied().unwrap_or_default()
    }

    /// The place behind an id.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> Option<&Place> {
        self.places.get(id.0 as usize)
    }

    /// The day a row became known: when it was submitted, else its period's last day.
    #[must_use]
    pub fn known_on(&self, row: Row) -> Option<NaiveDate> {
        let submitted = (!self.extra.is_empty()).then(|| self.extra(row)?.submitted_on).flatten();
        submitted.or_else(|| self.over(row))
    }

    /// The day on which the period of a row is over.
    #[must_use]
    pub fn over(&self, row: Row) -> Option<NaiveDate> {
        let at = *self.period.get(row.0 as usize)? as usize;
        self.over.get(at).copied().or_else(|| self.periods.get(at).map(|period| period.end))
    }

    /// Where a row stands: file and line, with its value as text.
    #[must_use]
    pub fn cell(&self, row: Row) -> Cell {
        let at = row.0 as usize;
        let file = self.file.get(at).and_then(|f| self.files.get(usize::from(*f)));
        Cell {
            file: file.map_or_else(String::new, |f| f.name.clone()),
            line: self.line.get(at).map_or(0, |l| u64::from(*l)),
            column: None,
            position: file.and_then(|f| f.value_column),
            text: self.written(row),
        }
    }

    /// The series of a measure and place, if any row of it was read.
    #[must_use]
    pub fn find(&self, measure: Id<Measure>, place: PlaceId) -> Option<&Series> {
        let at = self.series.binary_search_by_key(&(measure, place), |s| (s.measure, s.place)).ok()?;
        self.series.get(at)
    }

    /// The figures of a measure and place by other definitions than those of their time, oldest first.
    #[must_use]
    pub fn worked_again(&self, measure: Id<Measure>, place: PlaceId) -> &[WorkedAgain] {
        let key = |one: &WorkedAgain| {
            let at = one.row.0 as usize;
            Some((*self.measure.get(at)?, *self.place.get(at)?))
        };
        let from = self.worked_again.partition_point(|one| key(one) < Some((measure, place)));
        let to = self.worked_again.partition_point(|one| key(one) <= Some((measure, place)));
        self.worked_again.get(from..to).unwrap_or(&[])
    }

    /// All series of a measure.
    #[must_use]
    pub fn of_measure(&self, measure: Id<Measure>) -> &[Series] {
        let from = self.series.partition_point(|s| s.measure < measure);
        let to = self.series.partition_point(|s| s.measure <= measure);
        self.series.get(from..to).unwrap_or(&[])
    }
}

fn whole_part(column: &[i64], row: Row) -> Option<Exact> {
    column.get(row.0 as usize).filter(|whole| **whole != NOT_GIVEN).map(|whole| Exact::from(*whole))
}

/// A value as text, from what the columns hold of it.
pub(super) fn shown(state: State, mantissa: i64, places: u8) -> String {
    match state {
        State::Number => Exact::decimal(mantissa, places).text_to(places),
        State::Yes => "yes".to_owned(),
        State::No => "no".to_owned(),
        State::Day => {
            let day = i32::try_from(mantissa).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
            day.map_or_else(String::new, date_name)
        }
        State::Missing | State::NotApplicable | State::Withheld => {
            let word = usize::try_from(mantissa).ok().and_then(|at| WORDS_FOR_NO_VALUE.get(at));
            word.map_or_else(String::new, |(word, _)| (*word).to_owned())
        }
        State::Level | State::Invalid => String::new(),
    }
}
