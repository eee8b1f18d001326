//! What amounts are amounts of, and which of them may meet: a count never meets a percentage.
//!
//! A quotient of like amounts is a share, and becomes a percentage where it meets one. A bare number takes the unit of
//! what it meets, except that a percentage always has its sign.

use super::amounts::For;
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::base::unit::{Kind, TimeUnit, Unit, rate_base};
use crate::model::{Conversion, Expression, Measure};
use crate::syntax::ast::Amount;

/// What an amount is an amount of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Not known: the rule holds for measures of many units.
    Any,
    /// A number without a unit of its own.
    Bare,
    /// `5 points`: between percentages, or points awarded.
    Points,
    /// How many periods, groups or measures.
    Tally,
    /// A quotient of like amounts.
    Share,
    /// A length of time as written, in seconds.
    Seconds,
    /// In the unit of a measure.
    Of(Kind),
}

/// An amount with what it is an amount of.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) of: Expression,
    pub(super) sort: Sort,
    /// The number as written, when it is just that.
    pub(super) literal: Option<Amount>,
    /// The measure that gives the sort, when it is not the one the rule is on.
    pub(super) whose: Option<Id<Measure>>,
    pub(super) span: Span,
}

impl Typed {
    pub(super) fn new(of: Expression, sort: Sort, span: Span) -> Self {
        Self { of, sort, literal: None, whose: None, span }
    }

    /// A number as written with the unit that was written with it, so that `2%` is not shown as 2 where it is a factor.
    pub(super) fn with_its_unit(self) -> Self {
        let kind = match self.sort {
            Sort::Of(kind) => kind,
            Sort::Points => Kind::Points,
            Sort::Any | Sort::Bare | Sort::Tally | Sort::Share | Sort::Seconds => return self,
        };
        match (&self.literal, &self.of) {
            (Some(_), Expression::Number(number)) => {
                Self { of: Expression::Amount(number.clone(), kind), ..self }
            }
            _ => self,
        }
    }

    /// True for a number that has no unit of its own.
    fn is_plain(&self) -> bool {
        matches!(self.sort, Sort::Bare | Sort::Tally | Sort::Share)
    }

    fn is_percent(&self) -> bool {
        self.sort == Sort::Of(Kind::Percent)
    }

    fn converted(self, conversion: Conversion, sort: Sort) -> Self {
        Self { of: Expression::Converted(conversion, Box::new(self.of)), sort, literal: None, ..self }
    }
}

impl Sort {
    pub(super) fn of_unit(unit: Option<&Unit>) -> Self {
        unit.map_or(Self::Any, |unit| Self::Of(unit.kind))
    }

    /// True for what cannot be multiplied or divided.
    fn is_no_number(self) -> bool {
        matches!(self, Self::Of(Kind::YesNo | Kind::Rating | Kind::Date))
    }

    /// `a percentage`, `an amount of money`.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Any => "an amount",
            Self::Bare => "a bare number",
            Self::Points | Self::Of(Kind::Points) => "points",
            Self::Tally => "a number of things counted",
            Self::Share => "a share",
            Self::Seconds | Self::Of(Kind::Duration(_)) => "a length of time",
            Self::Of(Kind::Count) => "a count",
            Self::Of(Kind::Percent) => "a percentage",
            Self::Of(Kind::Rate) => "a rate",
            Self::Of(Kind::Money) => "an amount of money",
            Self::Of(Kind::YesNo) => "a milestone that is met or not",
            Self::Of(Kind::Date) => "a day",
            Self::Of(Kind::Rating) => "a status judged by people",
        }
    }
}

impl Checker {
    /// Two amounts that are added, taken from one another or compared, each in the unit of the other.
    pub(super) fn meet(&mut self, a: Typed, b: Typed, measure: For<'_>) -> Option<(Typed, Typed)> {
        use Sort::{Any, Bare, Of, Points, Seconds, Share, Tally};
        Some(match (a.sort, b.sort) {
            (Of(Kind::YesNo | Kind::Rating), Any | Bare) | (Any | Bare, Of(Kind::YesNo | Kind::Rating)) => {
                return self.apart(&a, &b, measure);
            }
            (Any, Seconds) => (a, in_own_time(b)),
            (Seconds, Any) => (in_own_time(a), b),
            (Any, _) | (_, Any) => (a, b),
            (one, other) if one == other => (a, b),
            (Bare, _) => (self.taking(a, &b, measure)?, b),
            (_, Bare) => {
                let b = self.taking(b, &a, measure)?;
                (a, b)
            }
            (Points, Of(Kind::Percent | Kind::Points)) => {
                (Typed { sort: b.sort, ..own_unit(a, b.sort, measure) }, b)
            }
            (Of(Kind::Percent | Kind::Points), Points) => {
                let sort = a.sort;
                (a, Typed { sort, ..own_unit(b, sort, measure) })
            }
            (Share, Of(Kind::Percent)) => (a.converted(Conversion::ToPercent, b.sort), b),
            (Of(Kind::Percent), Share) => {
                let sort = a.sort;
                (a, b.converted(Conversion::ToPercent, sort))
            }
            (Share | Tally, Tally | Of(Kind::Count)) | (Tally | Of(Kind::Count), Share) => (a, b),
            (Tally, Of(Kind::Points)) | (Of(Kind::Count | Kind::Points), Tally) => (a, b),
            (Seconds, Of(Kind::Duration(unit))) => match in_unit(a.clone(), unit) {
                Some(a) => (a, b),
                None => return self.apart(&a, &b, measure),
            },
            (Of(Kind::Duration(unit)), Seconds) => match in_unit(b.clone(), unit) {
                Some(b) => (a, b),
                None => return self.apart(&a, &b, measure),
            },
            _ => return self.apart(&a, &b, measure),
        })
    }

    /// A bare number in the unit of what it meets.
    fn taking(&mut self, bare: Typed, other: &Typed, measure: For<'_>) -> Option<Typed> {
        let Sort::Of(kind) = other.sort else {
            return Some(own_unit(Typed { sort: other.sort, ..bare }, Sort::Of(Kind::Count), measure));
        };
        if kind == Kind::Date {
            return Some(Typed { sort: Sort::Of(Kind::Duration(TimeUnit::Day)), ..bare });
        }
        match &bare.literal {
            Some(amount) => self.literal_in(&amount.clone(), kind, other.whose, measure),
            None if kind == Kind::Percent => self.apart(&bare, other, measure).map(|(bare, _)| bare),
            None => Some(Typed { sort: other.sort, ..bare }),
        }
    }

    /// A number as written, in a unit of this kind.
    fn literal_in(
        &mut self,
        amount: &Amount,
        kind: Kind,
        whose: Option<Id<Measure>>,
        measure: For<'_>,
    ) -> Option<Typed> {
        let row = whose.map(|id| {
            let row = &self.book.measures[id];
            (row.unit.clone(), row.id.clone(), row.id_span)
        });
        let unit = match (&row, measure.unit) {
            (Some((unit, ..)), _) => unit.clone(),
            (None, Some(own)) if own.kind == kind => own.clone(),
            (None, _) => Unit { kind, words: String::new() },
        };
        let (id, span) =
            row.as_ref().map_or((measure.id, measure.span), |(_, id, span)| (id.as_str(), *span));
        let value = self.value_in(amount, For { unit: Some(&unit), id, span })?;
        let own = measure.unit.is_none_or(|own| own.kind == kind);
        let of = if own { Expression::Number(value) } else { Expression::Amount(value, kind) };
        Some(Typed { whose, ..Typed::new(of, Sort::Of(kind), amount.span) })
    }

    /// Two amounts that never meet.
    fn apart(&mut self, a: &Typed, b: &Typed, measure: For<'_>) -> Option<(Typed, Typed)> {
        let own = Sort::of_unit(measure.unit);
        for (one, other) in [(a, b), (b, a)] {
            if let Some(amount) = one.literal.as_ref().filter(|_| other.sort == own && other.whose.is_none())
            {
                self.findings.push(diags::unit_mismatch(&amount.clone(), measure));
                return None;
            }
        }
        self.findings.push(diags::units_do_not_meet(a.sort.words(), a.span, b.sort.words(), b.span));
        None
    }

    /// A sum or difference.
    pub(super) fn added(&mut self, a: Typed, b: Typed, minus: bool, measure: For<'_>) -> Option<Typed> {
        use Sort::{Of, Seconds};
        let (day, days) = (Of(Kind::Date), Of(Kind::Duration(TimeUnit::Day)));
        let span = a.span.to(b.span);
        let both = |a: Typed, b: Typed, sort| {
            let whose = a.whose.or(b.whose);
            let (one, other) = (Box::new(a.of), Box::new(b.of));
            let of = if minus { Expression::Minus(one, other) } else { Expression::Plus(one, other) };
            Some(Typed { whose, ..Typed::new(of, sort, span) })
        };
        match (a.sort, b.sort) {
            (one, other) if one == day && other == day && minus => both(a, b, days),
            (one, other) if one == day && other == days => both(a, b, day),
            (one, Seconds) if one == day => both(a, in_unit(b, TimeUnit::Day)?, day),
            (one, Sort::Bare) if one == day => both(a, b, day),
            (one, _) if one == day => self.apart(&a, &b, measure).map(|(a, _)| a),
            _ => {
                let (a, b) = self.meet(a, b, measure)?;
                let sort = match (a.sort, b.sort) {
                    (Sort::Any, _) | (_, Sort::Any) => Sort::Any,
                    (Sort::Share | Sort::Tally, other) => other,
                    (own, _) => own,
                };
                both(a, b, sort)
            }
        }
    }

    /// A product: a percentage of something is so many hundredths of it.
    pub(super) fn multiplied(&mut self, a: Typed, b: Typed, measure: For<'_>) -> Option<Typed> {
        use Sort::{Any, Of};
        let span = a.span.to(b.span);
        let sort = match (a.sort, b.sort) {
            (one, other) if one.is_no_number() || other.is_no_number() => {
                return self.apart(&a, &b, measure).map(|(a, _)| a);
            }
            (Any, _) | (_, Any) => Any,
            _ if a.is_plain() && b.is_plain() => plainer(a.sort, b.sort),
            (_, other) if a.is_plain() => other,
            (one, _) if b.is_plain() || b.is_percent() => one,
            (_, other) if a.is_percent() => other,
            (Of(Kind::Count), other) => other,
            (one, Of(Kind::Count)) => one,
            _ => return self.apart(&a, &b, measure).map(|(a, _)| a),
        };
        let whose = a.whose.or(b.whose);
        let (a, b) = (a.with_its_unit(), b.with_its_unit());
        let (a, b) = if b.is_percent() && !a.is_plain() {
            (a, b.converted(Conversion::FromPercent, Sort::Share))
        } else if a.is_percent() && !b.is_plain() {
            (a.converted(Conversion::FromPercent, Sort::Share), b)
        } else {
            (a, b)
        };
        let of = Expression::Times(Box::new(a.of), Box::new(b.of));
        Some(Typed { whose, ..Typed::new(of, sort, span) })
    }

    /// A quotient: of like amounts it is a share.
    pub(super) fn divided(&mut self, a: Typed, b: Typed, measure: For<'_>) -> Option<Typed> {
        use Sort::{Any, Bare, Of, Points, Seconds, Share};
        let span = a.span.to(b.span);
        let time = |sort| matches!(sort, Seconds | Of(Kind::Duration(_)));
        let points = |sort| matches!(sort, Points | Of(Kind::Percent | Kind::Points));
        let like = a.sort == b.sort && a.sort != Bare
            || time(a.sort) && time(b.sort)
            || points(a.sort) && points(b.sort);
        let (a, b, sort) = if like {
            let (a, b) = self.meet(a.with_its_unit(), b.with_its_unit(), measure)?;
            (a, b, Share)
        } else {
            let (a, b) = match (a.sort, b.sort) {
                (Any, Seconds) => (a, in_own_time(b)),
                (Seconds, Any) => (in_own_time(a), b),
                _ => (a, b),
            };
            let sort = match (a.sort, b.sort) {
                (one, other) if one.is_no_number() || other.is_no_number() => {
                    return self.apart(&a, &b, measure).map(|(a, _)| a);
                }
                (Any, _) | (_, Any) => Any,
                (one, other) if a.is_plain() && b.is_plain() => plainer(one, other),
                (one, _) if b.is_plain() || b.is_percent() => one,
                (_, Of(Kind::Count)) if a.is_plain() => Share,
                (one, Of(Kind::Count)) | (one @ Of(Kind::Count), _) => one,
                _ => return self.apart(&a, &b, measure).map(|(a, _)| a),
            };
            let b = if b.is_percent() { b.converted(Conversion::FromPercent, Share) } else { b };
            (a, b, sort)
        };
        let whose = a.whose.or(b.whose).filter(|_| sort != Share);
        let of = Expression::Over(Box::new(a.of), Box::new(b.of));
        Some(Typed { whose, ..Typed::new(of, sort, span) })
    }

    /// An amount in the unit of the measure it is for.
    pub(super) fn settled(&mut self, typed: Typed, measure: For<'_>) -> Option<Expression> {
        use Sort::{Any, Bare, Of, Points, Seconds, Share, Tally};
        if measure.unit.is_none() && typed.sort == Seconds {
            return Some(in_own_time(typed).of);
        }
        if let Some(amount) = &typed.literal {
            return self.value_in(&amount.clone(), measure).map(Expression::Number);
        }
        let Some(unit) = measure.unit else { return Some(typed.of) };
        let kind = unit.kind;
        let fitting = match (typed.sort, kind) {
            (Any, _) => Some(typed.clone()),
            (Of(own), _) if own == kind => Some(typed.clone()),
            (Share, Kind::Percent) => Some(typed.clone().converted(Conversion::ToPercent, Of(kind))),
            (Share, Kind::Rate) => {
                let base = rate_base(&unit.words);
                Some(typed.clone().converted(Conversion::ToRate(base), Of(kind)))
            }
            (Share | Tally | Bare, Kind::Count | Kind::Points) => Some(typed.clone()),
            (Bare, Kind::Money | Kind::Rate | Kind::Duration(_)) => Some(typed.clone()),
            (Points, Kind::Points | Kind::Percent) | (Of(Kind::Count), Kind::Points) => Some(typed.clone()),
            (Seconds, Kind::Duration(time)) => in_unit(typed.clone(), time),
            _ => None,
        };
        let Some(fitting) = fitting else {
            self.findings.push(diags::result_of_another_unit(typed.sort.words(), typed.span, measure));
            return None;
        };
        Some(fitting.of)
    }
}

/// A number that stays as it was written, in a unit that is not the measure's own.
fn own_unit(typed: Typed, sort: Sort, measure: For<'_>) -> Typed {
    let (Expression::Number(value), Sort::Of(kind)) = (&typed.of, sort) else { return typed };
    if measure.unit.is_none_or(|own| own.kind == kind) {
        return Typed { literal: None, ..typed };
    }
    Typed { of: Expression::Amount(value.clone(), kind), literal: None, ..typed }
}

/// What a product or quotient of plain numbers is.
fn plainer(a: Sort, b: Sort) -> Sort {
    match (a, b) {
        (Sort::Share, _) | (_, Sort::Share) => Sort::Share,
        (Sort::Tally, _) | (_, Sort::Tally) => Sort::Tally,
        _ => Sort::Bare,
    }
}

/// A length of time written in seconds, in the unit of whichever measure the rule is read on.
fn in_own_time(typed: Typed) -> Typed {
    typed.converted(Conversion::FromSeconds, Sort::Any)
}

/// A length of time written in seconds, in another unit of time; none for months and years.
fn in_unit(typed: Typed, unit: TimeUnit) -> Option<Typed> {
    let seconds = Exact::from(unit.seconds()?);
    let of = match &typed.of {
        Expression::Number(value) => Expression::Amount(value.over(&seconds)?, Kind::Duration(unit)),
        other => Expression::Over(Box::new(other.clone()), Box::new(Expression::Number(seconds))),
    };
    Some(Typed { of, sort: Sort::Of(Kind::Duration(unit)), literal: None, ..typed })
}
