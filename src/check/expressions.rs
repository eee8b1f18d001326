//! Expressions with their names looked up and their amounts in units.

use super::amounts::For;
use super::units::{Sort, Typed};
use super::{Checker, diags};
use crate::base::exact::Exact;
use crate::base::period::YearStart;
use crate::base::span::Span;
use crate::base::unit::Kind;
use crate::model::{Comparison, Condition, Expression, Offset, Quantity, Reference, Tolerance, Whose};
use crate::syntax::ast::{Amount, AmountKind, BinaryOp, CallWord, Expr, ToleranceWords, When};

impl Checker {
    /// An amount in the unit of the measure it stands in.
    pub(super) fn expression(&mut self, expr: &Expr, measure: For<'_>) -> Option<Expression> {
        let typed = self.typed(expr, measure)?;
        self.settled(typed, measure)
    }

    /// An amount with what it is an amount of.
    pub(super) fn typed(&mut self, expr: &Expr, measure: For<'_>) -> Option<Typed> {
        Some(match expr {
            Expr::Amount(amount) => literal(amount, measure),
            Expr::Quantity { quantity, measure: of, group, when, span } => {
                let whose = self.whose(of.as_ref(), group.as_ref(), measure)?;
                let offset = self.offset(when.as_ref())?;
                self.quantity(*quantity, whose, offset, *span, measure)?
            }
            Expr::Then(when, span) => {
                let offset = self.offset(Some(when))?;
                self.quantity(Quantity::Value, Whose::default(), offset, *span, measure)?
            }
            Expr::Named(words) => self.named(words, measure)?,
            Expr::Binary { op, left, right, span } => self.binary(*op, left, right, *span, measure)?,
            Expr::Call { call, of, to, span } => self.call(*call, of, to.as_ref(), *span, measure)?,
            Expr::PercentOf { percent, of, span } => {
                let of = self.typed(of, measure)?;
                let (sort, whose) = (of.sort, of.whose);
                let whole = match of.literal {
                    Some(_) if sort == Sort::Bare => self.settled(of, measure)?,
                    _ => of.with_its_unit().of,
                };
                let of = Expression::PercentOf(percent.clone(), Box::new(whole));
                Typed { whose, ..Typed::new(of, sort, *span) }
            }
            Expr::Benchmark(words) => {
                let of = self.benchmark_figure(words, measure)?;
                let whose = match &of {
                    Expression::Benchmark { measure, .. } => *measure,
                    _ => None,
                };
                let unit = whose.map(|id| self.book.measures[id].unit.clone());
                let sort = Sort::of_unit(unit.as_ref().or(measure.unit));
                Typed { whose, ..Typed::new(of, sort, expr.span()) }
            }
            Expr::OfPeers(words) => {
                Typed::new(self.figure_of_peers(words, measure)?, Sort::of_unit(measure.unit), expr.span())
            }
            Expr::Position(words) => Typed::new(self.position(words, measure)?, Sort::Tally, expr.span()),
            Expr::Window(words) => self.window(words, measure)?,
            Expr::Count(words) => self.count_of(words, measure)?,
            Expr::List(words) => self.amount_list(words, measure)?,
            Expr::Later(later) => {
                self.later(later);
                return None;
            }
        })
    }

    /// A figure with its unit: of the measure it is of; numerators and denominators are counts.
    fn quantity(
        &mut self,
        quantity: Quantity,
        whose: Whose,
        offset: Offset,
        span: Span,
        measure: For<'_>,
    ) -> Option<Typed> {
        if let Some(other) = whose.measure.filter(|_| offset == Offset::Now) {
            self.rhythm_fits(other, span)?;
        }
        let other = whose.measure;
        let sort = match (quantity, other) {
            (Quantity::Numerator | Quantity::Denominator, _) => Sort::Of(Kind::Count),
            (_, Some(id)) => Sort::Of(self.book.measures[id].unit.kind),
            (_, None) => Sort::of_unit(measure.unit),
        };
        let whose_unit = other.filter(|_| !matches!(quantity, Quantity::Numerator | Quantity::Denominator));
        let of = Expression::quantity(quantity, whose, offset);
        Some(Typed { whose: whose_unit, ..Typed::new(of, sort, span) })
    }

    fn binary(
        &mut self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        span: Span,
        measure: For<'_>,
    ) -> Option<Typed> {
        let (left, right) = (self.typed(left, measure), self.typed(right, measure));
        let (left, right) = (left?, right?);
        let made = match op {
            BinaryOp::Plus => self.added(left, right, false, measure),
            BinaryOp::Minus => self.added(left, right, true, measure),
            BinaryOp::Times => self.multiplied(left, right, measure),
            BinaryOp::Over => {
                self.no_average_in_disguise(&left, &right, span)?;
                self.divided(left, right, measure)
            }
        }?;
        Some(Typed { span, ..made })
    }

    fn call(
        &mut self,
        call: CallWord,
        of: &[Expr],
        to: Option<&Amount>,
        span: Span,
        measure: For<'_>,
    ) -> Option<Typed> {
        let read: Vec<_> = of.iter().map(|e| self.typed(e, measure)).collect();
        let mut all = self.alike(read.into_iter().collect::<Option<Vec<_>>>()?, measure)?;
        let first = all.first()?;
        let (sort, whose) = (first.sort, first.whose);
        let of = match call {
            CallWord::Min => Expression::Min(all.into_iter().map(|one| one.of).collect()),
            CallWord::Max => Expression::Max(all.into_iter().map(|one| one.of).collect()),
            CallWord::Round(rounding) => {
                let of = all.pop()?;
                let to = match to {
                    Some(step) => self.step(step, &of, measure)?,
                    None => Exact::from(1),
                };
                Expression::Rounded { rounding, of: Box::new(of.of), to }
            }
        };
        Some(Typed { whose, ..Typed::new(of, sort, span) })
    }

    /// The size of the steps that an amount is rounded to, in its unit.
    fn step(&mut self, step: &Amount, of: &Typed, measure: For<'_>) -> Option<Exact> {
        let written = literal(step, measure);
        let (_, met) = self.meet(of.clone(), written, measure)?;
        let size = match met.of {
            Expression::Number(size) | Expression::Amount(size, _) => size,
            _ => step.value.clone(),
        };
        if size.is_zero() || size.is_negative() {
            self.findings.push(diags::steps_of_nothing(step.span));
            return None;
        }
        Some(size)
    }

    /// Several amounts in one unit.
    pub(super) fn alike(&mut self, all: Vec<Typed>, measure: For<'_>) -> Option<Vec<Typed>> {
        let lead = all.iter().find(|one| one.sort != Sort::Bare && one.sort != Sort::Share);
        let lead = lead.or_else(|| all.iter().find(|one| one.sort != Sort::Bare)).cloned();
        let Some(lead) = lead else { return Some(all) };
        let met = all.into_iter().map(|one| self.meet(one, lead.clone(), measure).map(|(one, _)| one));
        met.collect()
    }

    /// Two amounts compared, each in the unit of the other.
    pub(super) fn compared(
        &mut self,
        left: Option<&Expr>,
        comparison: Comparison,
        right: &Expr,
        span: Span,
        measure: For<'_>,
    ) -> Option<Condition> {
        let left = match left {
            Some(expr) => self.typed(expr, measure),
            None => Some(Typed::new(super::conditions::value_now(), Sort::of_unit(measure.unit), span)),
        };
        let right = self.typed(right, measure);
        let (left, right) = self.meet(left?, right?, measure)?;
        let (left, right) = (self.whole(left, measure)?, self.whole(right, measure)?);
        Some(Condition::Compare { left, comparison, right, span })
    }

    /// What is left of a number that nothing gave a unit: it takes the measure's.
    fn whole(&mut self, typed: Typed, measure: For<'_>) -> Option<Expression> {
        match typed.literal {
            Some(_) if matches!(typed.sort, Sort::Bare | Sort::Seconds | Sort::Points) => {
                self.settled(typed, measure)
            }
            _ => Some(plain(typed.of, measure)),
        }
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
        (side, reference_written): (Side, bool),
        measure: For<'_>,
    ) -> Option<Tolerance> {
        if let (AmountKind::Duration, None) = (&words.amount.kind, measure.unit) {
            let all = self.settled(literal(&words.amount, measure), measure)?;
            let of = Reference::Amount(Box::new(all));
            return Some(Tolerance::PercentOf(Exact::from(100), Box::new(of)));
        }
        if words.amount.kind != AmountKind::Percent {
            return self.difference_in(&words.amount, measure).map(Tolerance::Amount);
        }
        let of = match &words.of {
            Some(of) => Some(self.reference(of, measure)?),
            None => None,
        };
        let percentage = measure.unit.is_some_and(|unit| unit.kind == Kind::Percent);
        if percentage && of.is_none() && !reference_written {
            // Another reference has no edge that could be named before there are figures.
            let target = match reference {
                Reference::Target => self.plain_target(measure.id),
                Reference::Baseline | Reference::Value(_) | Reference::Amount(_) => None,
            };
            let of = match reference {
                Reference::Baseline => "baseline",
                Reference::Value(Offset::Before) => "previous",
                Reference::Target | Reference::Value(_) | Reference::Amount(_) => "target",
            };
            self.findings.push(diags::ambiguous_tolerance(&words.amount, (side, of), target, measure));
            return None;
        }
        let of = of.unwrap_or_else(|| reference.clone());
        Some(Tolerance::PercentOf(words.amount.value.clone(), Box::new(of)))
    }
}

/// Which side of a figure a tolerance reaches to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// `better than target by more than 5%`
    Better,
    /// `within 5%`
    Worse,
}

/// A number as written.
fn literal(amount: &Amount, measure: For<'_>) -> Typed {
    let sort = match &amount.kind {
        AmountKind::Bare => Sort::Bare,
        AmountKind::Percent => Sort::Of(Kind::Percent),
        AmountKind::Points => Sort::Points,
        AmountKind::Money => Sort::Of(Kind::Money),
        AmountKind::Duration => Sort::Seconds,
        AmountKind::Rate(_) => Sort::Of(Kind::Rate),
    };
    let of = match (sort, measure.unit) {
        (Sort::Of(kind), Some(own)) if own.kind != kind => Expression::Amount(amount.value.clone(), kind),
        _ => Expression::Number(amount.value.clone()),
    };
    Typed { literal: Some(amount.clone()), ..Typed::new(of, sort, amount.span) }
}

/// A number that was converted into the measure's own unit is that number.
fn plain(amount: Expression, measure: For<'_>) -> Expression {
    match amount {
        Expression::Amount(number, kind) if measure.unit.is_some_and(|own| own.kind == kind) => {
            Expression::Number(number)
        }
        Expression::Converted(conversion, of) => match *of {
            Expression::Number(number) => {
                let own = measure.unit.and_then(|own| conversion.of(&number, own));
                own.map_or_else(
                    || Expression::Converted(conversion, Box::new(Expression::Number(number))),
                    Expression::Number,
                )
            }
            of => Expression::Converted(conversion, Box::new(of)),
        },
        other => other,
    }
}
