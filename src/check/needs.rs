//! What a decision list reads besides the value.

use crate::base::span::Span;
use crate::model::walk::Part;
use crate::model::{Condition, DecisionList, Expression, Quantity, Reference, Status, Tolerance};

/// What a list reads besides the value.
#[derive(Debug, Default)]
pub(super) struct Needs {
    pub(super) target: bool,
    pub(super) baseline: Option<Span>,
    pub(super) chart: Option<Span>,
}

impl Needs {
    pub(super) fn of(list: &DecisionList) -> Self {
        let mut needs = Self::default();
        for line in &list.lines {
            needs.condition(&line.when);
        }
        needs
    }

    pub(super) fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|p| self.condition(p)),
            Condition::Not(inner)
            | Condition::For { condition: inner, .. }
            | Condition::ForTime { condition: inner, .. }
            | Condition::FirstTime { condition: inner, .. }
            | Condition::Named { condition: inner, .. }
            | Condition::InLast { condition: inner, .. }
            | Condition::In { condition: inner, .. } => self.condition(inner),
            Condition::Status(Status::OnTarget | Status::OffTarget, _)
            | Condition::OutsideRange { .. }
            | Condition::Forecast(..) => self.target = true,
            Condition::Statistical(statistic, span) => {
                self.target |= statistic.reads_target();
                self.chart = self.chart.or(Some(*span).filter(|_| statistic.reads_chart()));
            }
            Condition::Within { of, worse, span, .. } => {
                self.reference(of, *span);
                if let Tolerance::PercentOf(_, reference) = worse {
                    self.reference(reference, *span);
                }
            }
            Condition::Than { reference, span, .. } => self.reference(reference, *span),
            Condition::Moves { since: crate::model::Since::Baseline, span, .. } => {
                self.baseline = Some(*span)
            }
            Condition::Compare { left, right, span, .. } => {
                self.expression(left, *span);
                self.expression(right, *span);
            }
            Condition::Status(..)
            | Condition::Level(..)
            | Condition::Moves { .. }
            | Condition::Placed { .. }
            | Condition::OfMeasure { .. }
            | Condition::Tally(_)
            | Condition::AnyGroup { .. }
            | Condition::EachGroup { .. }
            | Condition::InTime { .. }
            | Condition::Known(..)
            | Condition::NoResponse { .. }
            | Condition::RecoveryPassed(_)
            | Condition::SameText(_)
            | Condition::Loop(..)
            | Condition::OldBy { .. }
            | Condition::OnRecord(..) => {}
        }
    }

    fn reference(&mut self, reference: &Reference, span: Span) {
        match reference {
            Reference::Target => self.target = true,
            Reference::Baseline => self.baseline = Some(span),
            Reference::Value(_) => {}
            Reference::Amount(expression) => self.expression(expression, span),
        }
    }

    fn expression(&mut self, expression: &Expression, span: Span) {
        match expression {
            Expression::Quantity {
                quantity: Quantity::Target | Quantity::Shortfall, measure: None, ..
            } => self.target = true,
            Expression::Quantity { quantity: Quantity::Baseline, measure: None, .. } => {
                self.baseline = Some(span)
            }
            // What is read elsewhere is of another measure, and a window or count of several periods.
            Expression::Number(_)
            | Expression::Amount(..)
            | Expression::Quantity { .. }
            | Expression::Benchmark { .. }
            | Expression::OfPeers { .. }
            | Expression::Position { .. }
            | Expression::EachYear { .. }
            | Expression::EachYearOnTheLast { .. }
            | Expression::Elsewhere(_)
            | Expression::Window(_)
            | Expression::CountOf(_) => {}
            Expression::Plus(..)
            | Expression::Minus(..)
            | Expression::Times(..)
            | Expression::Over(..)
            | Expression::PercentOf(..)
            | Expression::Min(_)
            | Expression::Max(_)
            | Expression::Named { .. }
            | Expression::Rounded { .. }
            | Expression::Converted(..)
            | Expression::List(_) => {
                for part in expression.parts() {
                    match part {
                        Part::Amount(inner) => self.expression(inner, span),
                        Part::Condition(inner) => self.condition(inner),
                    }
                }
            }
        }
    }
}
