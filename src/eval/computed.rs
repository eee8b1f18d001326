//! What a computed figure comes to, and the figures it was reckoned from. Each point is reckoned once.
//!
//! A figure that is not known never counts as nought: what is reckoned from it is not known either.

use std::rc::Rc;

use super::amounts::Chosen;
use super::corrections::Days;
use super::counting::Counted;
use super::look::Look;
use super::outcome::{SourceFigure, Truth};
use super::timeline::{Made, Point};
use super::unknown;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::unit::Kind;
use crate::data::{Mark, Marks, State};
use crate::model::walk::Part;
use crate::model::{Condition, Expression, Quantity, Window, Windowed};

/// What a computed point comes to.
#[derive(Debug)]
pub(super) struct Reckoned {
    /// The figure; none when something it is made of is not known.
    pub amount: Option<Exact>,
    /// Number or day; where nothing is known, what all it is made of are.
    pub state: State,
    /// The marks of all it is made of.
    pub marks: Marks,
    /// The day on which the last of them became known, and the days on which any was corrected.
    pub days: Option<Days>,
}

/// A figure that was read.
#[derive(Clone, Copy)]
pub(super) struct Read<'j, 'a> {
    /// Where.
    pub look: Look<'j, 'a>,
    /// What of it.
    pub what: What,
}

/// What was read of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Its value.
    Value,
    /// Its numerator and denominator.
    Parts,
    /// The target in force for it.
    Target,
    /// The baseline of its series.
    Baseline,
}

/// Everything that an amount reads, in the order in which it is read, each once.
#[derive(Default)]
struct Reading<'j, 'a> {
    found: Vec<Read<'j, 'a>>,
    /// True when a window went without some figures.
    is_incomplete: bool,
}

impl<'j, 'a> Reading<'j, 'a> {
    fn add(&mut self, look: Look<'j, 'a>, what: What) {
        let same = |read: &Read<'j, 'a>| {
            read.look.series.at == look.series.at && read.look.slot == look.slot && read.what == what
        };
        if !self.found.iter().any(same) {
            self.found.push(Read { look, what });
        }
    }

    fn quantity(&mut self, look: Look<'j, 'a>, quantity: Quantity) {
        match quantity {
            Quantity::Value => self.add(look, What::Value),
            Quantity::Forecast | Quantity::Lower | Quantity::Upper => self.add(look, What::Value),
            Quantity::Numerator | Quantity::Denominator => self.add(look, What::Parts),
            Quantity::Target => self.add(look, What::Target),
            Quantity::Baseline => self.add(look, What::Baseline),
            Quantity::Shortfall => {
                self.add(look, What::Value);
                self.add(look, What::Target);
            }
        }
    }

    fn amount(&mut self, look: Look<'j, 'a>, amount: &Expression) {
        match amount {
            Expression::Quantity { quantity, measure, offset } => {
                let other = match measure {
                    Some(measure) => look.elsewhere(*measure),
                    None => Some(look),
                };
                if let Some(found) = other.and_then(|other| other.offset(*offset)) {
                    self.quantity(found, *quantity);
                }
            }
            Expression::Elsewhere(elsewhere) => {
                let other = look.other(&elsewhere.whose).and_then(|other| other.offset(elsewhere.offset));
                if let Some(other) = other {
                    self.amount(other, &elsewhere.of);
                }
            }
            Expression::Window(window) => self.window(look, window),
            Expression::CountOf(count) => {
                let counted = look.count_of(count);
                let looks = counted.iter().flat_map(|counted: &Counted<'j, 'a>| &counted.looks);
                looks.for_each(|(look, _)| self.add(*look, What::Value));
            }
            Expression::List(list) => {
                let chosen = look.choose(list);
                for line in &list.lines {
                    self.condition(look, &line.when);
                    if look.holds(&line.when) == Truth::True {
                        break;
                    }
                }
                if let Chosen::Line(amount) = chosen {
                    self.amount(look, amount);
                }
            }
            Expression::Number(_)
            | Expression::Amount(..)
            | Expression::Plus(..)
            | Expression::Minus(..)
            | Expression::Times(..)
            | Expression::Over(..)
            | Expression::Min(_)
            | Expression::Max(_)
            | Expression::PercentOf(..)
            | Expression::EachYear { .. }
            | Expression::EachYearOnTheLast { .. }
            | Expression::Benchmark { .. }
            | Expression::OfPeers { .. }
            | Expression::Position { .. }
            | Expression::Named { .. }
            | Expression::Rounded { .. }
            | Expression::Converted(..) => self.parts(look, amount.parts()),
        }
    }

    fn parts(&mut self, look: Look<'j, 'a>, parts: Vec<Part<'_>>) {
        for part in parts {
            match part {
                Part::Amount(amount) => self.amount(look, amount),
                Part::Condition(condition) => self.condition(look, condition),
            }
        }
    }

    fn window(&mut self, look: Look<'j, 'a>, window: &Windowed) {
        let Some(stretch) = look.gathered(window) else { return };
        let known: Vec<Look<'j, 'a>> =
            stretch.looks.iter().copied().filter(|one| one.is_known_in(window)).collect();
        let chosen: &[Look<'j, 'a>] = match (window.window, window.known_at_least) {
            (Window::Latest, _) => known.split_at(known.len().saturating_sub(1)).1,
            (_, Some(_)) => {
                self.is_incomplete |= known.len() < stretch.wanted as usize;
                &known
            }
            _ => &stretch.looks,
        };
        for one in chosen {
            match &window.of {
                _ if window.window == Window::Pooled => self.add(*one, What::Parts),
                Some(of) => self.amount(*one, of),
                None => self.add(*one, What::Value),
            }
        }
    }

    fn condition(&mut self, look: Look<'j, 'a>, condition: &Condition) {
        match condition {
            Condition::OfMeasure { measure, condition, .. } => {
                if let Some(other) = look.elsewhere(*measure) {
                    self.add(other, What::Value);
                    self.condition(other, condition);
                }
            }
            Condition::In { condition, offset, .. } => {
                if let Some(other) = look.offset(*offset) {
                    self.condition(other, condition);
                }
            }
            Condition::Status(..)
            | Condition::Level(..)
            | Condition::OutsideRange { .. }
            | Condition::Moves { .. }
            | Condition::Within { .. }
            | Condition::Than { .. }
                if look.series.made != Made::Computed =>
            {
                self.add(look, What::Value);
                self.parts(look, condition.parts());
            }
            Condition::Tally(tally) => {
                look.members_of(&tally.measures).into_iter().for_each(|one| self.add(one, What::Value));
            }
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::Status(..)
            | Condition::Level(..)
            | Condition::Within { .. }
            | Condition::Than { .. }
            | Condition::Moves { .. }
            | Condition::Compare { .. }
            | Condition::OutsideRange { .. }
            | Condition::Placed { .. }
            | Condition::Forecast(..)
            | Condition::Statistical(..)
            | Condition::OnRecord(..)
            | Condition::For { .. }
            | Condition::ForTime { .. }
            | Condition::FirstTime { .. }
            | Condition::InTime { .. }
            | Condition::InLast { .. }
            | Condition::AnyGroup { .. }
            | Condition::EachGroup { .. }
            | Condition::Named { .. }
            | Condition::Known(..)
            | Condition::NoResponse { .. }
            | Condition::RecoveryPassed(_)
            | Condition::Loop(..)
            | Condition::OldBy { .. }
            | Condition::SameText(_) => self.parts(look, condition.parts()),
        }
    }
}

impl<'j, 'a> Look<'j, 'a> {
    /// True where the figure is computed.
    pub(super) fn is_computed(self) -> bool {
        self.point() == Some(Point::Computed)
    }

    /// What is asked of a computed measure, when it was understood.
    pub(super) fn computed_amount(self) -> Option<&'a Expression> {
        self.measure().computed.as_ref()?.amount.as_ref().filter(|_| !self.measure().faulty)
    }

    /// The look from which a computed figure is reckoned: nothing of the answers to cases, and only figures of its time.
    pub(super) fn computing(self) -> Self {
        Self { facts: &self.judge.no_facts, depth: 0, computing: true, ..self }
    }

    /// What a computed point comes to; none while it is being reckoned, which is a circle.
    pub(super) fn point_reckoned(self) -> Option<Rc<Reckoned>> {
        let cell = self.series.cell_of(self.slot)?;
        // What comes of a supposition, or of what was known on an earlier day, is not remembered.
        let is_plain = self.supposed.is_none() && self.on.is_none();
        let known = self.judge.reckoned.borrow().get(&cell).cloned();
        match known {
            Some(None) => None,
            Some(known) if is_plain => known,
            known => {
                self.judge.reckoned.borrow_mut().insert(cell, None);
                let reckoned = Rc::new(self.reckon());
                let kept = if is_plain { Some(Some(Rc::clone(&reckoned))) } else { known };
                let mut all = self.judge.reckoned.borrow_mut();
                match kept {
                    Some(kept) => all.insert(cell, kept),
                    None => all.remove(&cell),
                };
                Some(reckoned)
            }
        }
    }

    fn reckon(self) -> Reckoned {
        let look = self.computing();
        let amount = self.computed_amount().and_then(|amount| look.amount_of(amount));
        let mut reading = Reading::default();
        if let Some(formula) = self.computed_amount() {
            reading.amount(look, formula);
        }
        let looks = || reading.found.iter().filter(|read| matches!(read.what, What::Value | What::Parts));
        let own = if self.measure().unit.kind == Kind::Date { State::Day } else { State::Number };
        let mut states = looks().map(|read| read.look.state());
        let first = states.next().flatten();
        let alike =
            matches!(first, Some(State::NotApplicable | State::Withheld)) && states.all(|one| one == first);
        let marks = looks().fold(Marks::NONE, |marks, read| marks.and(read.look.marks()));
        let days = self.days_of(looks().map(|read| read.look));
        Reckoned {
            state: first.filter(|_| alike && amount.is_none()).unwrap_or(own),
            amount,
            marks: if reading.is_incomplete { marks.with(Mark::Incomplete) } else { marks },
            days,
        }
    }

    /// The day on which a figure became known, and the days on which it was corrected.
    pub(super) fn days_known(self) -> Option<Days> {
        let judge = self.judge;
        match self.point()? {
            Point::Row(row) => judge.corrections.days(judge.data, row),
            Point::Computed => self.point_reckoned()?.days.clone(),
            Point::Joined if self.series.made == Made::Composite => self.composite_days(),
            Point::Joined => self.days_of(judge.parts(self.series).map(|part| self.of(part, self.slot))),
            Point::Gap | Point::Undated(_) | Point::Baseline => None,
        }
    }

    /// The days on which something became known of what this figure is made of.
    pub(super) fn days_of(self, looks: impl Iterator<Item = Self>) -> Option<Days> {
        let start = self.series.rhythm.period(self.slot)?.start;
        let is_own = |look: Self| look.period().is_some_and(|period| period.end >= start);
        let known = looks.filter_map(|look| Some((is_own(look), look.days_known()?)));
        Days::of_all(&known.collect::<Vec<_>>())
    }

    /// False for a computed figure that cannot be reckoned.
    pub(super) fn is_reckoned(self) -> bool {
        !self.is_computed()
            || self.number().is_some()
            || !matches!(self.state(), Some(State::Number | State::Day))
    }

    /// Why a computed figure cannot be reckoned; none when it can, and for figures that are not computed.
    pub(super) fn not_reckoned(self) -> Option<String> {
        if self.is_reckoned() {
            return None;
        }
        let Some(amount) = self.computed_amount() else { return Some("its rule is faulty".to_owned()) };
        Some(unknown::of_expression(self.computing(), amount))
    }

    /// The figures that a computed one was reckoned from.
    pub(super) fn reads(self) -> Vec<Read<'j, 'a>> {
        let mut reading = Reading::default();
        if let Some(amount) = self.computed_amount().filter(|_| self.is_computed()) {
            reading.amount(self.computing(), amount);
        }
        reading.found
    }

    /// The same as plain data, for reports.
    pub(super) fn computed_from(self) -> Vec<SourceFigure> {
        let figures = self.reads().into_iter().filter_map(|read| {
            let parts = match read.what {
                What::Parts => Some(read.look.fraction()?),
                What::Value => None,
                What::Target | What::Baseline => return None,
            };
            let group = read.look.judge.label(read.look.series.place);
            Some(SourceFigure {
                measure: read.look.series.measure,
                group,
                parts,
                figure: read.look.figure()?,
            })
        });
        figures.collect()
    }

    /// The first period in which the target was met, where the measure asks for it.
    pub(super) fn first_met(self) -> Option<Period> {
        if !self.measure().says_first_met {
            return None;
        }
        let mut looks = (self.series.first..=self.slot).map(|slot| self.at(slot));
        looks.find(|look| look.on_target() == Truth::True)?.period()
    }
}
