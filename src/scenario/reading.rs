//! What the rules of a measure read, as far as it says which figures to try: earlier ones, those of others, counts.

use super::generate::covers;
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::unit::Kind;
use crate::model::walk::{Part, measures_of_rules};
use crate::model::{
    Condition, Expression, Goal, Measure, Offset, OnGroups, Quantity, Reference, RuleBook, Since, Target,
    Window,
};

/// Every condition and amount in the targets, the levels and the reckoning of a measure.
fn of_rules<'m>(measure: &'m Measure, visit: &mut dyn FnMut(Part<'m>)) {
    fn down<'m>(part: Part<'m>, visit: &mut dyn FnMut(Part<'m>)) {
        visit(part);
        let parts = match part {
            Part::Amount(amount) => amount.parts(),
            Part::Condition(condition) => condition.parts(),
        };
        for part in parts {
            down(part, visit);
        }
    }
    for target in measure.targets.iter().flat_map(|sequence| &sequence.targets) {
        figure(target).into_iter().for_each(|amount| down(Part::Amount(amount), visit));
    }
    for line in measure.list.iter().flat_map(|list| list.lines.iter().chain(&list.caps)) {
        down(Part::Condition(&line.when), visit);
    }
    let computed = measure.computed.iter().filter_map(|one| one.amount.as_ref());
    computed.for_each(|amount| down(Part::Amount(amount), visit));
}

fn figure(target: &Target) -> Option<&Expression> {
    match &target.goal {
        Goal::Limit { figure, .. } | Goal::Exactly { figure } => Some(figure),
        Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => None,
    }
}

fn any(measure: &Measure, mut test: impl FnMut(Part<'_>) -> bool) -> bool {
    let mut found = false;
    of_rules(measure, &mut |part| found |= test(part));
    found
}

/// True when the rules of a measure look at earlier figures of it.
pub(super) fn looks_back(measure: &Measure) -> bool {
    any(measure, part_looks_back)
}

/// True when an escalation about a measure looks at earlier figures of it.
pub(super) fn is_watched_over_time(book: &RuleBook, id: Id<Measure>) -> bool {
    fn down(condition: &Condition) -> bool {
        part_looks_back(Part::Condition(condition))
            || condition.parts().into_iter().any(|part| match part {
                Part::Condition(inner) => down(inner),
                Part::Amount(amount) => amount.any(&|one| part_looks_back(Part::Amount(one))),
            })
    }
    let mut rules = book.escalations.values().filter(|rule| !rule.faulty && covers(book, rule, id));
    rules.any(|rule| down(&rule.when))
}

fn part_looks_back(part: Part<'_>) -> bool {
    match part {
        Part::Amount(amount) => match amount {
            Expression::Quantity { offset, .. } => *offset != Offset::Now,
            Expression::Elsewhere(elsewhere) => elsewhere.offset != Offset::Now,
            other => matches!(other, Expression::Window(_) | Expression::CountOf(_)),
        },
        Part::Condition(condition) => matches!(
            condition,
            Condition::Moves { .. }
                | Condition::For { .. }
                | Condition::ForTime { .. }
                | Condition::InLast { .. }
                | Condition::FirstTime { .. }
                | Condition::In { .. }
                | Condition::Within { of: Reference::Value(_), .. }
                | Condition::Than { reference: Reference::Value(_), .. }
        ),
    }
}

/// True when a level or target of a measure is held against several periods put together.
pub(super) fn reads_windows(measure: &Measure) -> bool {
    any(measure, |part| matches!(part, Part::Amount(Expression::Window(_))))
}

/// True when a measure is held against benchmarks or peers.
pub(super) fn reads_others(measure: &Measure) -> bool {
    any(measure, |part| match part {
        Part::Amount(amount) => matches!(amount, Expression::Benchmark { .. }) || is_of_peers(part),
        Part::Condition(_) => is_of_peers(part),
    })
}

/// True when a measure is held against peers, so that it matters how these stand to one another.
pub(super) fn reads_peers(measure: &Measure) -> bool {
    any(measure, is_of_peers)
}

fn is_of_peers(part: Part<'_>) -> bool {
    match part {
        Part::Amount(amount) => {
            matches!(amount, Expression::OfPeers { .. } | Expression::Position { .. })
        }
        Part::Condition(condition) => matches!(condition, Condition::Placed { .. }),
    }
}

/// True when figures of a measure are given as so many of so many: groups are pooled, or periods are.
pub(super) fn in_counts(measure: &Measure, in_groups: bool) -> bool {
    if measure.unit.kind != Kind::Percent {
        return false;
    }
    let pooled = in_groups && matches!(measure.on_groups, OnGroups::Total | OnGroups::TotalOfKnown(_));
    pooled
        || any(measure, |part| match part {
            Part::Amount(Expression::Window(window)) => window.window == Window::Pooled,
            Part::Amount(Expression::Quantity { quantity, measure: None, .. }) => {
                matches!(quantity, Quantity::Numerator | Quantity::Denominator)
            }
            Part::Amount(_) | Part::Condition(_) => false,
        })
}

/// The groups that the rules of a measure name.
pub(super) fn groups_named(measure: &Measure) -> Vec<&str> {
    let mut found = Vec::new();
    of_rules(measure, &mut |part| {
        if let Part::Amount(Expression::Elsewhere(elsewhere)) = part {
            found.extend(elsewhere.whose.group.as_ref().map(|group| group.member.as_str()));
        }
    });
    found
}

/// The times in which alone a line of the levels holds: the first and the last period of each.
pub(super) fn times_named(measure: &Measure) -> Vec<Period> {
    let mut found = Vec::new();
    of_rules(measure, &mut |part| {
        if let Part::Condition(Condition::InTime { from, until, .. }) = part {
            found.extend(from.iter().chain(until));
        }
    });
    found
}

/// True when an escalation about a measure, or a rule of another one, may read how large its target or baseline is, and
/// not only whether it is met.
pub(super) fn target_is_read(book: &RuleBook, id: Id<Measure>) -> bool {
    let others = measures_of_rules(book);
    let by_others = others.iter().any(|(other, read)| *other != id && read.contains(&id));
    by_others
        || watched_by(book, id, &|condition| {
            matches!(
                condition,
                Condition::Within { .. }
                    | Condition::Than { .. }
                    | Condition::Compare { .. }
                    | Condition::OutsideRange { .. }
                    | Condition::Statistical(..)
                    | Condition::Tally(_)
                    | Condition::Moves { by_more_than: Some(_), .. }
                    | Condition::Moves { since: Since::Baseline, .. }
            )
        })
}

/// True when an escalation about a measure goes by its forecast, which is held against the year's target.
pub(super) fn forecast_is_read(book: &RuleBook, id: Id<Measure>) -> bool {
    watched_by(book, id, &|condition| matches!(condition, Condition::Forecast(..)))
}

fn watched_by(book: &RuleBook, id: Id<Measure>, test: &dyn Fn(&Condition) -> bool) -> bool {
    fn down(condition: &Condition, test: &dyn Fn(&Condition) -> bool) -> bool {
        test(condition)
            || condition.parts().into_iter().any(|part| match part {
                Part::Condition(inner) => down(inner, test),
                Part::Amount(_) => false,
            })
    }
    let rules = book.escalations.values().filter(|rule| !rule.faulty && covers(book, rule, id));
    let mut conditions = rules.flat_map(|rule| std::iter::once(&rule.when).chain(&rule.closes_when));
    conditions.any(|condition| down(condition, test))
}
