//! Expressions.

use super::{Lower, Pair, Rule, child, has};
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::model::Quantity;
use crate::syntax::ast::{Amount, AmountKind, BinaryOp, Expr, Later, When};
use crate::syntax::diags;

/// How many parts one sum or product may have.
const LONGEST: usize = 100;

impl Lower<'_> {
    pub(super) fn expr(&mut self, pair: &Pair<'_>) -> Expr {
        self.chain(pair, |lower, part| lower.chain(part, |lower, factor| lower.factor(factor)))
    }

    /// Operands with signs between, read from left to right.
    fn chain(&mut self, pair: &Pair<'_>, mut operand: impl FnMut(&mut Self, &Pair<'_>) -> Expr) -> Expr {
        let span = self.span(pair);
        let mut result: Option<Expr> = None;
        let mut sign = None;
        for (at, part) in pair.clone().into_inner().enumerate() {
            if at > 2 * LONGEST {
                self.broken += 1;
                self.findings.push(diags::too_deep(self.span(&part)));
                break;
            }
            match part.as_rule() {
                Rule::add_op | Rule::mul_op => sign = part.into_inner().next().map(|p| p.as_rule()),
                _ => {
                    let right = operand(self, &part);
                    result = Some(match (result, sign.take()) {
                        (Some(left), Some(written)) => {
                            let op = match written {
                                Rule::plus => BinaryOp::Plus,
                                Rule::minus => BinaryOp::Minus,
                                Rule::times => BinaryOp::Times,
                                _ => BinaryOp::Over,
                            };
                            let span = left.span().to(right.span());
                            Expr::Binary { op, left: Box::new(left), right: Box::new(right), span }
                        }
                        _ => right,
                    });
                }
            }
        }
        result.unwrap_or(Expr::Amount(nought(span)))
    }

    pub(super) fn factor(&mut self, pair: &Pair<'_>) -> Expr {
        let span = self.span(pair);
        let Some(inner) = pair.clone().into_inner().next() else { return Expr::Amount(nought(span)) };
        match inner.as_rule() {
            Rule::expr => self.expr(&inner),
            Rule::call => self.call(&inner, span),
            Rule::whole_points => self.whole_points(&inner, span),
            Rule::window => self.window(&inner),
            Rule::count_of => self.count_of(&inner),
            Rule::named => self.named(&inner),
            Rule::percent_of => {
                let percent = child(&inner, Rule::percent).map(|p| self.amount(&p).value);
                let of = child(&inner, Rule::factor).map(|p| self.factor(&p));
                let of = Box::new(of.unwrap_or(Expr::Amount(nought(span))));
                Expr::PercentOf { percent: percent.unwrap_or_else(Exact::zero), of, span }
            }
            Rule::time_reference => Expr::Then(self.time_reference(&inner), span),
            Rule::benchmark_ref => self.benchmark_ref(&inner),
            Rule::position => self.position(&inner),
            Rule::quantity => self.quantity(&inner),
            Rule::measure_ref => {
                let measure = self.first_name(&inner);
                let group = self.for_group(&inner);
                let when = child(&inner, Rule::in_period).map(|p| self.in_period(&p));
                Expr::Quantity { quantity: Quantity::Value, measure, group, when, span }
            }
            _ => Expr::Amount(self.amount(&inner)),
        }
    }

    pub(super) fn time_reference(&mut self, pair: &Pair<'_>) -> When {
        if has(pair, Rule::period_before) { When::Before } else { When::LastYear }
    }

    pub(super) fn quantity(&mut self, pair: &Pair<'_>) -> Expr {
        let span = self.span(pair);
        let word = child(pair, Rule::quantity_word).and_then(|p| p.into_inner().next()).map(|p| p.as_rule());
        let mut when = child(pair, Rule::in_period).map(|p| self.in_period(&p));
        let later = |what| Expr::Later(Later { what, span });
        let quantity = match word {
            Some(Rule::kw_value) => Quantity::Value,
            Some(Rule::kw_target) => Quantity::Target,
            Some(Rule::kw_baseline) => Quantity::Baseline,
            Some(Rule::kw_shortfall) => Quantity::Shortfall,
            Some(Rule::kw_lower) => Quantity::Lower,
            Some(Rule::kw_upper) => Quantity::Upper,
            Some(Rule::kw_numerator) => Quantity::Numerator,
            Some(Rule::kw_denominator) => Quantity::Denominator,
            Some(Rule::kw_previous) => {
                when = when.or(Some(When::Before));
                Quantity::Value
            }
            Some(Rule::kw_forecast) => Quantity::Forecast,
            _ => return later("the result as a quantity"),
        };
        let measure = child(pair, Rule::of_measure).and_then(|p| self.first_name(&p));
        let group = self.for_group(pair);
        Expr::Quantity { quantity, measure, group, when, span }
    }

    pub(super) fn in_period(&mut self, pair: &Pair<'_>) -> When {
        if let Some(reference) = child(pair, Rule::time_reference) {
            return self.time_reference(&reference);
        }
        self.first_period(pair).map_or(When::Before, When::Named)
    }
}

pub(super) fn nought(span: Span) -> Amount {
    Amount { value: Exact::zero(), places: 0, kind: AmountKind::Bare, span }
}
