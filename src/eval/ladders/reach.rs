//! Which ladders may read figures of others than the thing that stands on them: only those have to know when all
//! figures of a book came in.

use crate::base::arena::Id;
use crate::model::{Condition, Expression, Goal, Ladder, Measure, Reference, RuleBook, Tolerance};

/// Which ladders reach beyond the things on them.
#[derive(Debug)]
pub(super) struct Reach {
    by_ladder: Vec<bool>,
}

impl Reach {
    pub(super) fn new(book: &RuleBook) -> Self {
        let ratings = book.measures.values().any(measure);
        let ladder = |ladder: &Ladder| {
            let stages = ladder.stages.iter();
            let conditions = stages.flat_map(|stage| stage.enter.iter().chain(&stage.leave));
            ratings || conditions.into_iter().any(condition)
        };
        Self { by_ladder: book.ladders.values().map(ladder).collect() }
    }

    pub(super) fn of(&self, ladder: Id<Ladder>) -> bool {
        self.by_ladder.get(ladder.index()).copied().unwrap_or(true)
    }
}

/// True when the level or target of a measure hangs on another measure.
fn measure(of: &Measure) -> bool {
    let lines = of.list.iter().flat_map(|list| list.lines.iter().chain(&list.caps));
    let goals = of.targets.iter().flat_map(|sequence| &sequence.targets).map(|target| &target.goal);
    of.composite.is_some()
        || of.computed.is_some()
        || lines.into_iter().any(|line| condition(&line.when))
        || goals.into_iter().any(goal)
}

fn goal(of: &Goal) -> bool {
    match of {
        Goal::Limit { figure, .. } | Goal::Exactly { figure } => expression(figure),
        Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => false,
    }
}

fn condition(of: &Condition) -> bool {
    match of {
        Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. }
        | Condition::Placed { .. } => true,
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(condition),
        Condition::Not(inner)
        | Condition::For { condition: inner, .. }
        | Condition::ForTime { condition: inner, .. }
        | Condition::FirstTime { condition: inner, .. }
        | Condition::Named { condition: inner, .. }
        | Condition::InLast { condition: inner, .. }
        | Condition::In { condition: inner, .. } => condition(inner),
        Condition::Compare { left, right, .. } => expression(left) || expression(right),
        Condition::Known(amount, _) => expression(amount),
        Condition::Within { of, worse, better, .. } => {
            reference(of) || tolerance(worse) || better.as_ref().is_some_and(tolerance)
        }
        Condition::Than { reference: than, by_more_than, .. } => {
            reference(than) || by_more_than.as_ref().is_some_and(tolerance)
        }
        Condition::Moves { by_more_than, .. } => by_more_than.as_ref().is_some_and(tolerance),
        Condition::Status(..)
        | Condition::Level(..)
        | Condition::OutsideRange { .. }
        | Condition::InTime { .. }
        | Condition::Forecast(..)
        | Condition::Statistical(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::SameText(_)
        | Condition::OnRecord(..) => false,
    }
}

fn reference(of: &Reference) -> bool {
    match of {
        Reference::Target | Reference::Baseline | Reference::Value(_) => false,
        Reference::Amount(amount) => expression(amount),
    }
}

fn tolerance(of: &Tolerance) -> bool {
    match of {
        Tolerance::Amount(_) => false,
        Tolerance::PercentOf(_, of) => reference(of),
    }
}

fn expression(of: &Expression) -> bool {
    match of {
        Expression::Number(_) | Expression::Amount(..) => false,
        Expression::Window(window) => !window.is_own(),
        Expression::Elsewhere(elsewhere) => !elsewhere.whose.is_own() || expression(&elsewhere.of),
        Expression::CountOf(_) | Expression::List(_) => true,
        Expression::Quantity { measure, .. } => measure.is_some(),
        Expression::Plus(a, b)
        | Expression::Minus(a, b)
        | Expression::Times(a, b)
        | Expression::Over(a, b) => expression(a) || expression(b),
        Expression::Min(all) | Expression::Max(all) => all.iter().any(expression),
        Expression::PercentOf(_, of)
        | Expression::Named { of, .. }
        | Expression::Rounded { of, .. }
        | Expression::Converted(_, of) => expression(of),
        Expression::Benchmark { measure, .. } => measure.is_some(),
        Expression::OfPeers { .. } | Expression::Position { .. } => true,
        Expression::EachYear { start, step } => expression(start) || tolerance(step),
        Expression::EachYearOnTheLast { start, .. } => expression(start),
    }
}
