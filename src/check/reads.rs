//! What the figure and the level of a measure read in the same period: the order within a period, and its circles.
//!
//! What is read a period earlier is there already and makes no circle.

use super::cycles::Node;
use crate::base::arena::Id;
use crate::model::walk::{Part, members};
use crate::model::{
    Condition, CountOver, Expression, Measure, Offset, Quantity, Reach, Reference, RuleBook, Status,
    Tolerance,
};

/// What a computed figure is reckoned from.
pub(super) fn of_figure(book: &RuleBook, own: Id<Measure>, amount: &Expression) -> Vec<Node> {
    let mut walk = Walk { book, found: Vec::new(), own_figure: true };
    walk.amount(own, amount);
    walk.found
}

/// What the level of a measure reads: its own figure, and what its lines read.
pub(super) fn of_level(book: &RuleBook, own: Id<Measure>, measure: &Measure) -> Vec<Node> {
    let mut walk = Walk { book, found: Vec::new(), own_figure: false };
    let lines = measure.list.iter().flat_map(|list| list.lines.iter().chain(&list.caps));
    lines.for_each(|line| walk.condition(own, &line.when));
    if measure.computed.is_some() {
        walk.found.push(Node::Figure(own));
    }
    let made_of = measure.composite.iter().flat_map(|made| &made.measures);
    walk.found.extend(made_of.map(|part| Node::Level(*part)));
    walk.found
}

struct Walk<'b> {
    book: &'b RuleBook,
    found: Vec<Node>,
    /// True where reading the measure's own figure would be a circle.
    own_figure: bool,
}

impl Walk<'_> {
    fn parts(&mut self, own: Id<Measure>, parts: Vec<Part<'_>>) {
        for part in parts {
            match part {
                Part::Amount(amount) => self.amount(own, amount),
                Part::Condition(condition) => self.condition(own, condition),
            }
        }
    }

    fn figure(&mut self, of: Id<Measure>) {
        if self.own_figure || self.book.measures[of].computed.is_some() {
            self.found.push(Node::Figure(of));
        }
    }

    fn condition(&mut self, own: Id<Measure>, when: &Condition) {
        match when {
            Condition::In { .. } => {}
            Condition::OfMeasure { measure, condition, .. } => {
                self.found.push(Node::Level(*measure));
                self.condition(*measure, condition);
            }
            Condition::Level(..) | Condition::Status(Status::Unrated, _) => self.found.push(Node::Level(own)),
            Condition::Status(Status::OnTarget | Status::OffTarget, _) | Condition::OutsideRange { .. }
                if self.own_figure =>
            {
                self.found.push(Node::Level(own));
            }
            Condition::Tally(tally) => {
                for id in members(self.book, &tally.measures) {
                    self.condition(id, &tally.condition);
                }
            }
            Condition::Within { of, worse, .. } => {
                self.reference(own, of);
                if let Tolerance::PercentOf(_, of) = worse {
                    self.reference(own, of);
                }
            }
            Condition::Than { reference, .. } => self.reference(own, reference),
            Condition::Moves { .. } if self.own_figure => self.figure(own),
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::Compare { .. }
            | Condition::Known(..)
            | Condition::For { .. }
            | Condition::ForTime { .. }
            | Condition::FirstTime { .. }
            | Condition::InLast { .. }
            | Condition::AnyGroup { .. }
            | Condition::EachGroup { .. }
            | Condition::Named { .. } => self.parts(own, when.parts()),
            Condition::Status(..)
            | Condition::OutsideRange { .. }
            | Condition::Placed { .. }
            | Condition::Forecast(..)
            | Condition::Statistical(..)
            | Condition::OnRecord(..)
            | Condition::InTime { .. }
            | Condition::Moves { .. }
            | Condition::NoResponse { .. }
            | Condition::RecoveryPassed(_)
            | Condition::Loop(..)
            | Condition::OldBy { .. }
            | Condition::SameText(_) => {}
        }
    }

    fn reference(&mut self, own: Id<Measure>, of: &Reference) {
        if self.own_figure {
            self.figure(own);
        }
        if let Reference::Amount(inner) = of {
            self.amount(own, inner);
        }
    }

    /// Figures are submitted, so reading another measure's is no circle unless it is computed; reading its shortfall needs
    /// its target.
    fn amount(&mut self, own: Id<Measure>, amount: &Expression) {
        match amount {
            Expression::Quantity { quantity, measure, offset: Offset::Now } => {
                self.quantity(measure.unwrap_or(own), *quantity, measure.is_some());
            }
            Expression::Quantity { .. } => {}
            Expression::Elsewhere(elsewhere) if elsewhere.offset == Offset::Now => {
                self.amount(elsewhere.whose.measure.unwrap_or(own), &elsewhere.of);
            }
            Expression::Elsewhere(_) => {}
            Expression::Benchmark { .. } | Expression::OfPeers { .. } | Expression::Position { .. } => {}
            Expression::Window(window) => {
                let of = window.whose.measure.unwrap_or(own);
                match &window.of {
                    _ if matches!(window.reach, Reach::Years(_)) => {}
                    Some(inner) => self.amount(of, inner),
                    None if !window.measures.is_empty() => {
                        window.measures.iter().for_each(|id| self.figure(*id));
                    }
                    None => self.figure(of),
                }
            }
            Expression::CountOf(count) => match &count.over {
                CountOver::Periods(whose, _) => {
                    self.condition(whose.measure.unwrap_or(own), &count.condition)
                }
                CountOver::Groups(measure) => self.condition(measure.unwrap_or(own), &count.condition),
                CountOver::Measures(set) => {
                    for id in members(self.book, set) {
                        self.condition(id, &count.condition);
                    }
                }
            },
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
            | Expression::Named { .. }
            | Expression::Rounded { .. }
            | Expression::List(_)
            | Expression::Converted(..) => self.parts(own, amount.parts()),
        }
    }

    fn quantity(&mut self, of: Id<Measure>, quantity: Quantity, is_other: bool) {
        match quantity {
            Quantity::Value
            | Quantity::Numerator
            | Quantity::Denominator
            | Quantity::Forecast
            | Quantity::Lower
            | Quantity::Upper => self.figure(of),
            Quantity::Target | Quantity::Shortfall if is_other || self.own_figure => {
                self.found.push(Node::Level(of));
            }
            Quantity::Target | Quantity::Shortfall | Quantity::Baseline => {}
        }
    }
}
