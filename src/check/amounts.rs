//! Amounts take the unit of the measure they stand in. A count never meets a percentage.

use super::{Checker, diags};
use crate::base::exact::Exact;
use crate::base::span::{Span, Spanned};
use crate::base::unit::{Base, Kind, Unit, rate_base, stated_base};
use crate::syntax::ast::{Amount, AmountKind};

/// The measure that an amount or condition is read for.
#[derive(Debug, Clone, Copy)]
pub(super) struct For<'a> {
    /// Its unit; none where a rule holds for measures of many units.
    pub(super) unit: Option<&'a Unit>,
    /// Its id, for messages.
    pub(super) id: &'a str,
    /// Where it is declared.
    pub(super) span: Span,
}

impl Checker {
    /// The unit that words name, and whether it is a rate per a number that cannot be read.
    pub(super) fn unit(&mut self, words: &Spanned<String>) -> (Unit, bool) {
        let unit = Unit::from_words(&words.node);
        let faulty = unit.kind == Kind::Rate && stated_base(&unit.words) == Base::Unreadable;
        if faulty {
            self.findings.push(diags::rate_of_no_number(words));
        }
        (unit, faulty)
    }

    /// A value: `95%`, `750`, `£10.4m`, `12 days`.
    pub(super) fn value_in(&mut self, amount: &Amount, measure: For<'_>) -> Option<Exact> {
        let Some(unit) = measure.unit else { return Some(amount.value.clone()) };
        let fits = match (&amount.kind, unit.kind) {
            (AmountKind::Bare, Kind::Percent) => {
                self.findings.push(diags::bare_number_on_a_percentage(amount, measure));
                return None;
            }
            (AmountKind::Bare, Kind::Count | Kind::Rate | Kind::Money | Kind::Points | Kind::Duration(_))
            | (AmountKind::Percent, Kind::Percent)
            | (AmountKind::Money, Kind::Money)
            | (AmountKind::Points, Kind::Points) => true,
            (AmountKind::Rate(base), Kind::Rate) => rate_base(&unit.words) == *base,
            (AmountKind::Duration, Kind::Duration(time)) => {
                return time.seconds().and_then(|seconds| amount.value.over(&Exact::from(seconds)));
            }
            (
                AmountKind::Bare
                | AmountKind::Percent
                | AmountKind::Points
                | AmountKind::Money
                | AmountKind::Duration
                | AmountKind::Rate(_),
                _,
            ) => false,
        };
        if !fits {
            self.findings.push(diags::unit_mismatch(amount, measure));
            return None;
        }
        Some(amount.value.clone())
    }

    /// A difference between two values: `5 points` on a percentage, else as a value.
    pub(super) fn difference_in(&mut self, amount: &Amount, measure: For<'_>) -> Option<Exact> {
        let percentage = measure.unit.is_some_and(|unit| unit.kind == Kind::Percent);
        if percentage && amount.kind == AmountKind::Points {
            return Some(amount.value.clone());
        }
        if percentage && amount.kind == AmountKind::Bare {
            self.findings.push(diags::points_wanted(amount, measure));
            return None;
        }
        self.value_in(amount, measure)
    }
}
