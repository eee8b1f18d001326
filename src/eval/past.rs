//! What there is to know of the past of one result.

use chrono::NaiveDate;

use super::look::Look;
use super::outcome::{Amount, DefinitionNamed, FigureBy, History, NoFigure, Remark, Replaced};
use super::results::seen;
use super::timeline::Point;
use super::words;
use crate::base::suggest::listed;
use crate::data::{Absence, Row, State};

impl Look<'_, '_> {
    /// Why the period compares with no other, as the book says it.
    pub(super) fn not_comparable(self) -> Option<String> {
        if !self.is_excluded() {
            return None;
        }
        self.measure().exclusion_of(self.slot).map(|exclusion| exclusion.because.clone())
    }

    /// True where the figure stands in for one that was known before.
    pub(super) fn has_replaced(self) -> bool {
        self.row().is_some_and(|row| self.judge.corrections.revised_from(row).next().is_some())
    }

    /// The past of the result.
    pub(super) fn history(self) -> History {
        let not_comparable = self.not_comparable();
        if self.state() == Some(State::Withheld) {
            return History { not_comparable, ..History::default() };
        }
        let extra = self.extra();
        History {
            submitted_on: extra.and_then(|extra| extra.submitted_on),
            submitted_by: extra.and_then(|extra| extra.submitted_by.clone()),
            replaced: self.replaced(),
            by_other_definitions: self.by_other_definitions(),
            definition_changed: self.definition_changed(),
            not_comparable,
            no_figure: self.absence().map(|absence| NoFigure {
                absence,
                note: extra.and_then(|extra| extra.note.clone()).filter(|note| !note.trim().is_empty()),
            }),
        }
    }

    /// What was submitted in the place of a figure; none where nothing was, or nothing that says anything.
    pub(super) fn absence(self) -> Option<Absence> {
        let data = self.judge.data;
        if let Some(Point::Undated(at)) = self.point() {
            return data.undated.get(at as usize)?.absence;
        }
        let row = self.row().filter(|row| data.state(*row) == State::Missing)?;
        let word = data.mantissa.get(row.0 as usize)?;
        Absence::said_by(usize::try_from(*word).ok()?)
    }

    fn replaced(self) -> Vec<Replaced> {
        let Some(row) = self.row() else { return Vec::new() };
        let data = self.judge.data;
        let replaced = self.judge.corrections.revised_from(row).filter_map(|(new, old)| {
            Some(Replaced {
                amount: self.amount_of_row(old),
                on: data.known_on(new)?,
                by: data.extra(new).and_then(|extra| extra.submitted_by.clone()),
                source: data.cell(old),
            })
        });
        replaced.collect()
    }

    fn amount_of_row(self, row: Row) -> Option<Amount> {
        let data = self.judge.data;
        let at = row.0 as usize;
        let mantissa = || data.mantissa.get(at).copied();
        match data.state(row) {
            State::Number => {
                let places = data.decimals.get(at).copied().unwrap_or(0);
                Some(Amount::Number { value: self.of_row(row)?, places })
            }
            State::Yes => Some(Amount::Met(true)),
            State::No => Some(Amount::Met(false)),
            State::Day => {
                NaiveDate::from_num_days_from_ce_opt(i32::try_from(mantissa()?).ok()?).map(Amount::Day)
            }
            State::Level => u8::try_from(mantissa()?).ok().map(Amount::Level),
            State::Missing | State::NotApplicable | State::Withheld | State::Invalid => None,
        }
    }

    /// A definition of the measure as readers know it.
    pub(super) fn definition_named(self, definition: u8) -> DefinitionNamed {
        let all = &self.measure().definitions;
        let at = usize::from(definition);
        let own = all.get(at);
        DefinitionNamed {
            from: own.and_then(|own| own.from),
            until: all.get(at + 1).and_then(|next| next.from),
            words: own.map_or_else(String::new, |own| own.words.clone()),
        }
    }

    /// Looks at the same slot by each definition that it has another figure by.
    pub(super) fn by_definitions(self) -> impl Iterator<Item = Self> {
        let own = self.series.again.iter().filter(move |one| one.slot == self.slot);
        own.map(move |one| Self { definition: one.definition, ..self })
    }

    fn by_other_definitions(self) -> Vec<FigureBy> {
        let figures = self.by_definitions().filter_map(|look| {
            Some(FigureBy {
                definition: look.definition_named(look.definition),
                figure: look.figure()?,
                previous: look.before().figure().and_then(|from| seen(look, from)),
            })
        });
        figures.collect()
    }

    /// The definition that the figure is by, where the figure before it is by another and by no other.
    fn definition_changed(self) -> Option<DefinitionNamed> {
        let before = self.before();
        let stopped = !before.is_own_definition()
            && before.figure().is_none()
            && before.in_its_time(before.slot).figure().is_some();
        stopped.then(|| self.definition_named(self.definition))
    }

    /// Where several figures came within one period that is due, which of them is judged.
    pub(super) fn latest_of_several(self) -> Option<Remark> {
        let own = self.series.rhythm.period(self.slot)?;
        let figure = self.judge.data.period(self.row()?)?;
        if !own.covers(&figure) || (own.start == figure.start && own.end == figure.end) {
            return None;
        }
        let data = self.judge.data;
        let rows = data.rows(data.find(self.series.measure, self.series.place)?);
        let periods = rows.filter_map(|row| data.period(row));
        let within: Vec<String> = periods
            .filter(|period| own.covers(period) && period.end < figure.end)
            .map(|period| period.to_string())
            .collect();
        let others = listed(&within, "and");
        (!within.is_empty())
            .then(|| Remark::Said(format!("the latest figure within {own} is judged, and not {others}")))
    }

    /// What a movement is from, where that is a figure worked out again.
    pub(super) fn moved_from_again(self) -> Option<Remark> {
        let before = self.before();
        if before.is_own_definition() || self.is_excluded() {
            return None;
        }
        let figure = before.figure()?;
        let shown = words::amount(&figure.amount, self.measure(), self.judge.book);
        Some(Remark::Said(format!(
            "the movement is from {shown} {}, worked out again by the new definition",
            figure.period.when()
        )))
    }
}
