//! Conditions with their names looked up and their amounts in units.

use super::amounts::For;
use super::defines::single_name;
use super::expressions::Side;
use super::{Checker, benchmarks, diags};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::YearStart;
use crate::base::span::{Span, Spanned};
use crate::model::{
    Comparison, Condition, Expression, LevelTest, MeasureSet, Movement, Offset, Quantity, Rating, Reference,
    Since, Tally, sides,
};
use crate::syntax::ast::items::PeriodText;
use crate::syntax::ast::{Amount, Cond, CondKind, Expr, LevelWords, MeasureSetWords, Name, ToleranceWords};

impl Checker {
    /// A condition, read for one measure; none when a part of it is faulty, which has then been said.
    pub(super) fn condition(
        &mut self,
        cond: &Cond,
        measure: For<'_>,
        rating: Option<Id<Rating>>,
    ) -> Option<Condition> {
        let span = cond.span;
        let inner = |cx: &mut Self, c: &Cond| cx.condition(c, measure, rating).map(Box::new);
        Some(match &cond.kind {
            CondKind::All(parts) => Condition::All(self.all(parts, measure, rating)?),
            CondKind::Any(parts) => Condition::Any(self.all(parts, measure, rating)?),
            CondKind::Not(c) => Condition::Not(inner(self, c)?),
            CondKind::Status(status) => Condition::Status(*status, span),
            CondKind::Level(words) => {
                if let Some(named) = single_name(cond).and_then(|word| self.named_condition(word, measure)) {
                    return named;
                }
                Condition::Level(self.levels(words, rating)?, span)
            }
            CondKind::Forecast(prospect) => Condition::Forecast(*prospect, span),
            CondKind::OutsideRange { above } => Condition::OutsideRange { above: *above, span },
            CondKind::Placed(words) => self.placed(words, span, measure)?,
            CondKind::Statistical(statistic) => Condition::Statistical(*statistic, span),
            CondKind::Within { .. }
            | CondKind::Uneven { .. }
            | CondKind::NoMoreWorse { .. }
            | CondKind::Than { .. }
            | CondKind::Moves { .. }
            | CondKind::Compare { .. }
            | CondKind::Between { .. } => self.held_against(cond, measure)?,
            CondKind::For { .. }
            | CondKind::ForTime { .. }
            | CondKind::FirstTime(_)
            | CondKind::InTime { .. }
            | CondKind::InLast { .. }
            | CondKind::In { .. } => self.over_time(cond, measure, rating)?,
            CondKind::OfMeasure { measure: name, condition } => self.of_measure(name, condition, span)?,
            CondKind::AnyGroup { each, grouping, condition } => {
                self.grouping(grouping)?;
                let condition = inner(self, condition)?;
                match each {
                    true => Condition::EachGroup { condition, span },
                    false => Condition::AnyGroup { condition, span },
                }
            }
            CondKind::Tally { .. } => self.tally(cond, measure)?,
            CondKind::Known(expr) => Condition::Known(self.typed(expr, measure)?.of, span),
            CondKind::Response { escalation, overdue } => {
                let escalation = match escalation {
                    Some(name) => Some(self.escalation(name)?),
                    None => None,
                };
                Condition::NoResponse { escalation, overdue: *overdue, span }
            }
            CondKind::RecoveryPassed => Condition::RecoveryPassed(span),
            CondKind::SameText => Condition::SameText(span),
            CondKind::Loop(words) => Condition::Loop(self.loop_test(words)?, span),
            CondKind::OldBy(periods) => Condition::OldBy { periods: *periods, span },
            CondKind::OnRecord(words) => Condition::OnRecord(self.record(words, span)?, span),
            CondKind::Later(later) => {
                self.later(later);
                return None;
            }
        })
    }

    /// Conditions that look at other periods, or at which period it is.
    fn over_time(&mut self, cond: &Cond, measure: For<'_>, rating: Option<Id<Rating>>) -> Option<Condition> {
        let span = cond.span;
        let inner = |cx: &mut Self, c: &Cond| cx.condition(c, measure, rating).map(Box::new);
        Some(match &cond.kind {
            CondKind::For { condition, periods, without_gaps } => Condition::For {
                condition: inner(self, condition)?,
                periods: *periods,
                without_gaps: *without_gaps,
                span,
            },
            CondKind::InLast { least, of, .. } if least > of => {
                self.findings.push(diags::more_than_all(*least, *of, span));
                return None;
            }
            CondKind::ForTime { condition, length, step } => {
                Condition::ForTime { condition: inner(self, condition)?, length: *length, step: *step, span }
            }
            CondKind::FirstTime(condition) => {
                Condition::FirstTime { condition: inner(self, condition)?, span }
            }
            CondKind::InTime { from, until } => self.in_time(from.as_ref(), until.as_ref(), span)?,
            CondKind::InLast { condition, least, of } => {
                Condition::InLast { condition: inner(self, condition)?, least: *least, of: *of, span }
            }
            CondKind::In { condition, when } => {
                let offset = self.offset(Some(when))?;
                Condition::In { condition: inner(self, condition)?, offset, span }
            }
            _ => return None,
        })
    }

    /// Conditions that hold the value against a figure.
    fn held_against(&mut self, cond: &Cond, measure: For<'_>) -> Option<Condition> {
        let span = cond.span;
        match &cond.kind {
            CondKind::Within { tolerance, of } => self.within(tolerance, of.as_ref(), span, measure),
            CondKind::Uneven { below, above, of } => self.uneven(below, above, of, span, measure),
            CondKind::NoMoreWorse { tolerance, than } => {
                let of = self.reference(than, measure)?;
                let worse = self.tolerance(tolerance, &of, (Side::Worse, false), measure)?;
                Some(Condition::Within { of, worse, better: None, span })
            }
            CondKind::Than { better, or_equal, reference, by } => {
                let reference = self.reference(reference, measure)?;
                let side = if *better { Side::Better } else { Side::Worse };
                let by_more_than = self.by(by.as_ref(), &reference, side, measure)?;
                Some(Condition::Than { better: *better, or_equal: *or_equal, reference, by_more_than, span })
            }
            CondKind::Moves { movement, since, by } => {
                let from = match since {
                    Since::Previous => Reference::Value(Offset::Before),
                    Since::LastYear => Reference::Value(Offset::LastYear),
                    Since::Baseline => Reference::Baseline,
                };
                let side = if *movement == Movement::Improving { Side::Better } else { Side::Worse };
                let by_more_than = self.by(by.as_ref(), &from, side, measure)?;
                Some(Condition::Moves { movement: *movement, since: *since, by_more_than, span })
            }
            CondKind::Compare { right: Expr::Named(words), .. } if self.is_level(&words.name) => {
                self.findings.push(diags::level_by_a_sign(&words.name, span));
                None
            }
            CondKind::Compare { left, comparison, right } => {
                let of_place = left.iter().chain([right]).any(benchmarks::is_position);
                let measure = if of_place { For { unit: None, ..measure } } else { measure };
                self.compared(left.as_ref(), *comparison, right, span, measure)
            }
            CondKind::Between { what, low, high, open_top } => {
                let of_place = what.as_ref().is_some_and(benchmarks::is_position);
                let measure = if of_place { For { unit: None, ..measure } } else { measure };
                self.between(what.as_ref(), low, high, *open_top, span, measure)
            }
            _ => None,
        }
    }

    /// True for a word that is a level of some rating; no definition has such a name.
    fn is_level(&self, name: &Name) -> bool {
        self.book.ratings.values().any(|rating| rating.level(&name.text).is_some())
    }

    fn tally(&mut self, cond: &Cond, measure: For<'_>) -> Option<Condition> {
        let CondKind::Tally { share, set, condition, comparison, amount } = &cond.kind else { return None };
        let measures = self.measure_set(set)?;
        let condition = self.condition(condition, For { unit: None, ..measure }, None)?;
        let (share, comparison, amount) = (*share, *comparison, amount.value.clone());
        Some(Condition::Tally(Box::new(Tally {
            share,
            measures,
            condition,
            comparison,
            amount,
            of_all: false,
            span: cond.span,
        })))
    }

    /// Every part is read, so that each fault among them is said; any fault voids the whole.
    fn all(
        &mut self,
        parts: &[Cond],
        measure: For<'_>,
        rating: Option<Id<Rating>>,
    ) -> Option<Vec<Condition>> {
        let read: Vec<_> = parts.iter().map(|part| self.condition(part, measure, rating)).collect();
        read.into_iter().collect()
    }

    fn by(
        &mut self,
        by: Option<&ToleranceWords>,
        reference: &Reference,
        side: Side,
        measure: For<'_>,
    ) -> Option<Option<crate::model::Tolerance>> {
        match by {
            Some(words) => self.tolerance(words, reference, (side, false), measure).map(Some),
            None => Some(None),
        }
    }

    fn within(
        &mut self,
        tolerance: &ToleranceWords,
        of: Option<&Expr>,
        span: Span,
        measure: For<'_>,
    ) -> Option<Condition> {
        let reference = match of {
            Some(expr) => self.reference(expr, measure)?,
            None => Reference::Target,
        };
        let worse = self.tolerance(tolerance, &reference, (Side::Worse, of.is_some()), measure)?;
        Some(Condition::Within { of: reference, worse, better: None, span })
    }

    /// `from 2% below to 1% above target`: which side is worse is settled by the measure.
    fn uneven(
        &mut self,
        below: &ToleranceWords,
        above: &ToleranceWords,
        of: &Expr,
        span: Span,
        measure: For<'_>,
    ) -> Option<Condition> {
        let reference = self.reference(of, measure)?;
        let below = self.tolerance(below, &reference, (Side::Worse, true), measure)?;
        let above = self.tolerance(above, &reference, (Side::Worse, true), measure)?;
        let higher =
            self.names.measures.find(measure.id).and_then(|id| self.book.measures[id].higher_is_better);
        let (worse, better) = sides(below, above, higher);
        Some(Condition::Within { of: reference, worse, better: Some(better), span })
    }

    /// `from 2016`, `until 2015`
    fn in_time(
        &mut self,
        from: Option<&PeriodText>,
        until: Option<&PeriodText>,
        span: Span,
    ) -> Option<Condition> {
        let read = |cx: &mut Self, text: Option<&PeriodText>| match text {
            Some(text) => cx.period(text, None::<YearStart>).map(Some),
            None => Some(None),
        };
        Some(Condition::InTime { from: read(self, from)?, until: read(self, until)?, span })
    }

    fn between(
        &mut self,
        what: Option<&Expr>,
        low: &Amount,
        high: &Amount,
        open_top: bool,
        span: Span,
        measure: For<'_>,
    ) -> Option<Condition> {
        let lower = Expr::Amount(low.clone());
        let upper = Expr::Amount(high.clone());
        let top = if open_top { Comparison::Below } else { Comparison::AtMost };
        let from = self.compared(what, Comparison::AtLeast, &lower, span, measure);
        let to = self.compared(what, top, &upper, span, measure);
        let (from, to) = (from?, to?);
        if let (Some(bottom), Some(top)) = (right_number(&from), right_number(&to))
            && bottom > top
        {
            self.findings.push(diags::range_upside_down(span, Some((low, high))));
            return None;
        }
        Some(Condition::All(vec![from, to]))
    }

    fn of_measure(
        &mut self,
        name: &crate::syntax::ast::Name,
        condition: &Cond,
        span: Span,
    ) -> Option<Condition> {
        let other = self.measure(name)?;
        self.rhythm_fits(other, span)?;
        let (unit, id, at) = {
            let row = &self.book.measures[other];
            (row.unit.clone(), row.id.clone(), row.id_span)
        };
        let of = For { unit: Some(&unit), id: &id, span: at };
        let condition = Box::new(self.condition(condition, of, None)?);
        Some(Condition::OfMeasure { measure: other, condition, span })
    }

    /// Level words must be levels of the rating, or of any rating where none is settled.
    pub(super) fn levels(&mut self, words: &LevelWords, rating: Option<Id<Rating>>) -> Option<LevelTest> {
        Some(match words {
            LevelWords::OneOf(all) => {
                let read: Vec<_> = all.iter().map(|word| self.level_word(word, rating)).collect();
                LevelTest::OneOf(read.into_iter().collect::<Option<Vec<_>>>()?)
            }
            LevelWords::OrWorse(word) => LevelTest::OrWorse(self.level_word(word, rating)?),
            LevelWords::OrBetter(word) => LevelTest::OrBetter(self.level_word(word, rating)?),
        })
    }

    fn level_word(&mut self, word: &Spanned<String>, rating: Option<Id<Rating>>) -> Option<String> {
        let known: Vec<String> = match rating {
            Some(id) => self.book.ratings[id].levels.iter().map(|l| l.word.clone()).collect(),
            None => {
                let mut words: Vec<String> = self
                    .book
                    .ratings
                    .values()
                    .flat_map(|r| r.levels.iter().map(|l| l.word.clone()))
                    .collect();
                // From best to worst, as the ratings have them; each word once.
                let mut seen = std::collections::BTreeSet::new();
                words.retain(|word| seen.insert(word.clone()));
                words
            }
        };
        if let Some(found) = known.iter().find(|k| k.eq_ignore_ascii_case(&word.node)) {
            return Some(found.clone());
        }
        let unread = &self.names.unread;
        let may_be_unread = match rating {
            Some(id) => unread.ratings.contains(&id),
            None => !unread.ratings.is_empty() || unread.has("rating"),
        };
        let may_be_unread = may_be_unread || unread.has(&word.node);
        if !may_be_unread {
            self.findings.push(diags::unknown_condition_word(word, &known));
        }
        None
    }

    pub(super) fn measure_set(&mut self, set: &MeasureSetWords) -> Option<MeasureSet> {
        Some(match set {
            MeasureSetWords::All => MeasureSet::All,
            MeasureSetWords::Theme(name) => MeasureSet::Theme(self.theme(name)?),
            MeasureSetWords::OwnedBy(name) => MeasureSet::OwnedBy(self.party(name)?),
            MeasureSetWords::Listed(names) => {
                let found: Vec<_> = names.iter().map(|name| self.measure(name)).collect();
                MeasureSet::Listed(found.into_iter().collect::<Option<Vec<_>>>()?)
            }
        })
    }
}

/// The number that something is compared with.
fn right_number(condition: &Condition) -> Option<&Exact> {
    match condition {
        Condition::Compare { right: Expression::Number(number) | Expression::Amount(number, _), .. } => {
            Some(number)
        }
        _ => None,
    }
}

/// The submitted value of the period being judged.
pub(super) fn value_now() -> Expression {
    Expression::Quantity { quantity: Quantity::Value, measure: None, offset: Offset::Now }
}
