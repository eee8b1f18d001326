//! Expressions with their names looked up and their amounts in units.

use super::amounts::For;
use super::{Checker, diags};
use crate::base::period::YearStart;
use crate::base::unit::Kind;
use crate::model::{Expression, Offset, Quantity, Reference, Tolerance};
use crate::syntax::ast::{AmountKind, BinaryOp, CallWord, Expr, ToleranceWords, When};

impl Checker {
    pub(super) fn expression(&mut self, expr: &Expr, measure: For<'_>) -> Option<Expression> {
        Some(match expr {
            Expr::Amount(amount) => Expression::Number(self.value_in(amount, measure)?),
            Expr::Quantity { quantity, measure: of, when, .. } => {
                let of = match of {
                    Some(name) => Some(self.measure(name)?),
                    None => None,
                };
                let offset = self.offset(when.as_ref())?;
                Expression::Quantity { quantity: *quantity, measure: of, offset }
            }
            Expr::Then(when, _) => {
                let offset = self.offset(Some(when))?;
                Expression::Quantity { quantity: Quantity::Value, measure: None, offset }
            }
            Expr::Binary { op, left, right, .. } => self.binary(*op, left, right, measure)?,
            Expr::Call { call, of, .. } => {
                let of = of.iter().map(|e| self.expression(e, measure)).collect::<Option<Vec<_>>>()?;
                match call {
                    CallWord::Min => Expression::Min(of),
                    CallWord::Max => Expression::Max(of),
                }
            }
            Expr::PercentOf { percent, of, .. } => {
                Expression::PercentOf(percent.clone(), Box::new(self.expression(of, measure)?))
            }
            Expr::Window { window, last, from_start_of_year, known_at_least, .. } => {
                let years = last.as_ref().filter(|(_, unit)| unit.starts_with("year")).map(|(n, _)| *n);
                let periods = last.as_ref().filter(|(_, unit)| !unit.starts_with("year")).map(|(n, _)| *n);
                Expression::Window {
                    window: *window,
                    periods,
                    years,
                    from_start_of_year: *from_start_of_year,
                    known_at_least: *known_at_least,
                }
            }
            Expr::Benchmark(words) => self.benchmark_figure(words, measure)?,
            Expr::OfPeers(words) => self.figure_of_peers(words, measure)?,
            Expr::Position(words) => self.position(words, measure)?,
            Expr::Later(later) => {
                self.later(later);
                return None;
            }
        })
    }

    /// In `1.1 * target` a bare number is a factor and takes no unit.
    fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr, measure: For<'_>) -> Option<Expression> {
        let factor = |e: &Expr| match e {
            Expr::Amount(amount) if amount.kind == AmountKind::Bare => {
                Some(Expression::Number(amount.value.clone()))
            }
            _ => None,
        };
        let scales = matches!(op, BinaryOp::Times | BinaryOp::Over);
        let mut side = |e: &Expr| match factor(e).filter(|_| scales) {
            Some(number) => Some(number),
            None => self.expression(e, measure),
        };
        let (left, right) = (Box::new(side(left)?), Box::new(side(right)?));
        Some(match op {
            BinaryOp::Plus => Expression::Plus(left, right),
            BinaryOp::Minus => Expression::Minus(left, right),
            BinaryOp::Times => Expression::Times(left, right),
            BinaryOp::Over => Expression::Over(left, right),
        })
    }

    pub(super) fn offset(&mut self, when: Option<&When>) -> Option<Offset> {
        Some(match when {
            None => Offset::Now,
            Some(When::Before) => Offset::Before,
            Some(When::LastYear) => Offset::LastYear,
            Some(When::Named(text)) => Offset::Named(self.period(text, None::<YearStart>)?),
        })
    }

    /// What a value is compared with.
    pub(super) fn reference(&mut self, expr: &Expr, measure: For<'_>) -> Option<Reference> {
        Some(match self.expression(expr, measure)? {
            Expression::Quantity { quantity: Quantity::Target, measure: None, offset: Offset::Now } => {
                Reference::Target
            }
            Expression::Quantity { quantity: Quantity::Baseline, measure: None, offset: Offset::Now } => {
                Reference::Baseline
            }
            Expression::Quantity { quantity: Quantity::Value, measure: None, offset } => {
                Reference::Value(offset)
            }
            other => Reference::Amount(Box::new(other)),
        })
    }

    /// How far from `reference`. On a percentage a bare per cent has two readings and is refused.
    pub(super) fn tolerance(
        &mut self,
        words: &ToleranceWords,
        reference: &Reference,
        reference_written: bool,
        measure: For<'_>,
    ) -> Option<Tolerance> {
        if words.amount.kind != AmountKind::Percent {
            return self.difference_in(&words.amount, measure).map(Tolerance::Amount);
        }
        let of = match &words.of {
            Some(of) => Some(self.reference(of, measure)?),
            None => None,
        };
        let percentage = measure.unit.is_some_and(|unit| unit.kind == Kind::Percent);
        if percentage && of.is_none() && !reference_written {
            let target = self.plain_target(measure.id);
            self.findings.push(diags::ambiguous_tolerance(&words.amount, target, measure));
            return None;
        }
        let of = of.unwrap_or_else(|| reference.clone());
        Some(Tolerance::PercentOf(words.amount.value.clone(), Box::new(of)))
    }
}
