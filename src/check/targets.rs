//! Targets: their figures in units, their direction by the aim, their place in time.

use super::amounts::For;
use super::{Checker, changes, diags, each_year, groups};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::{Length, Period, Shape, parse_date};
use crate::base::unit::{Kind, Unit};
use crate::model::{
    Agreement, Aim, Bound, Counts, Expression, Goal, Measure, Offset, Quantity, Target, TargetSequence,
};
use crate::syntax::ast::{Amount, AmountKind, Expr, GoalWords, TargetTail, TargetWords};

/// A target that was read, with the name of its sequence.
pub(super) struct Read {
    pub name: Option<String>,
    /// The member it is for, where it is not for all.
    pub member: Option<String>,
    pub target: Target,
    /// True when it names an approver, whether or not that name is known.
    pub names_approver: bool,
}

/// Reads every target of a measure; true when none is faulty.
pub(super) fn targets(cx: &mut Checker, id: Id<Measure>, written: &[&TargetWords], unit: &Unit) -> bool {
    let mut whole = true;
    let mut sequences: Vec<TargetSequence> = Vec::new();
    let mut all: Vec<Read> = Vec::with_capacity(written.len());
    let mut of_members = Vec::new();
    for words in written {
        let read = one_target(cx, id, words, unit);
        whole &= read.is_some();
        all.extend(read);
    }
    let (all, changes_whole) = changes::without_refused(cx, id, all);
    whole &= changes_whole;
    for read in all {
        if let Some(member) = read.member {
            of_members.push((member, read.name, read.target));
            continue;
        }
        match sequences.iter_mut().find(|s| s.name == read.name) {
            Some(sequence) => sequence.targets.push(read.target),
            None => sequences.push(TargetSequence { name: read.name, targets: vec![read.target] }),
        }
    }
    groups::share_out(cx, id, &mut sequences, of_members);
    let own = cx.book.measures[id].of_members.iter_mut().flat_map(|rules| &mut rules.targets);
    sequences.iter_mut().chain(own).for_each(in_order_of_time);
    cx.book.measures[id].targets = sequences;
    let measure = &cx.book.measures[id];
    let own = measure.of_members.iter().flat_map(|rules| &rules.targets);
    let all: Vec<TargetSequence> = measure.targets.iter().chain(own).cloned().collect();
    for sequence in &all {
        whole &= no_overlap(cx, id, &sequence.targets);
    }
    whole
}

fn in_order_of_time(sequence: &mut TargetSequence) {
    sequence.targets.sort_by_key(|t| (t.from.map(|p| p.start), t.year.map(|p| p.end), t.by.map(|p| p.end)));
}

fn one_target(cx: &mut Checker, id: Id<Measure>, words: &TargetWords, unit: &Unit) -> Option<Read> {
    let (measure_id, id_span) = (cx.book.measures[id].id.clone(), cx.book.measures[id].id_span);
    let measure = For { unit: Some(unit), id: &measure_id, span: id_span };
    let goal = goal(cx, id, words, measure);
    let read = tails(cx, id, words, goal.as_ref());
    let goal = goal?;
    let mut read = read?;
    read.target.goal = goal;
    let mut whole = direction_agrees(cx, id, words, &read.target.goal);
    whole &= year_fits(cx, id, words, &read.target, unit);
    whole.then_some(read)
}

fn goal(cx: &mut Checker, id: Id<Measure>, words: &TargetWords, measure: For<'_>) -> Option<Goal> {
    Some(match &words.goal {
        GoalWords::ToBeSet(by) => {
            let by = by.as_ref().or_else(|| {
                words.tails.iter().find_map(|tail| match &tail.node {
                    TargetTail::By(period) => Some(period),
                    _ => None,
                })
            });
            let Some(by) = by else {
                cx.findings.push(diags::tbc_without_date(words.goal_span));
                return None;
            };
            Goal::ToBeSet { by: cx.period(by, own_year(cx, id))? }
        }
        GoalWords::MetBy(by) => {
            if measure.unit.is_some_and(Unit::is_number) {
                cx.findings.push(diags::met_by_needs_milestone(words.goal_span, measure));
                return None;
            }
            let day = match parse_date(&by.node) {
                Ok(day) => day,
                Err(_) => cx.period(by, own_year(cx, id))?.end,
            };
            Goal::MetBy { day }
        }
        GoalWords::Between(low, high) => {
            let (from, to) = (cx.value_in(low, measure)?, cx.value_in(high, measure)?);
            if from > to {
                cx.findings.push(diags::range_upside_down(words.goal_span, Some((low, high))));
                return None;
            }
            Goal::Between { low: from, high: to }
        }
        GoalWords::Exactly(figure) => Goal::Exactly { figure: cx.expression(figure, measure)? },
        GoalWords::Limit(bound, figure) => {
            Goal::Limit { bound: *bound, figure: cx.expression(figure, measure)? }
        }
        GoalWords::NoWorseThan(figure, strict) => {
            let bound = bound_by_aim(cx, id, words, *strict)?;
            Goal::Limit { bound, figure: cx.expression(figure, measure)? }
        }
        GoalWords::Relative { amount, below, of } => {
            relative(cx, id, words, amount, *below, of.as_ref(), measure)?
        }
        GoalWords::EachYear { amount, of_baseline, lower, on_the_last, from } => {
            let (of_baseline, on_the_last) = (*of_baseline, *on_the_last);
            let step =
                each_year::Step { amount, of_baseline, lower: *lower, on_the_last, from: from.as_ref() };
            each_year::goal(cx, id, step, measure)?
        }
        GoalWords::Bare(amount) => {
            let figure = Expression::Number(cx.value_in(amount, measure)?);
            Goal::Limit { bound: bound_by_aim(cx, id, words, false)?, figure }
        }
        GoalWords::Later(later) => {
            cx.later(later);
            return None;
        }
    })
}

/// The year a measure's bare periods are of; none where neither the book nor the measure says.
pub(super) fn own_year(cx: &Checker, id: Id<Measure>) -> Option<crate::base::period::YearStart> {
    let own = cx.book.measures[id].year_start;
    (cx.book.framework.year_start.is_some() || own != crate::base::period::YearStart::FINANCIAL)
        .then_some(own)
}

/// The side of a figure that the aim wants; an error when the aim does not say.
fn bound_by_aim(cx: &mut Checker, id: Id<Measure>, words: &TargetWords, strict: bool) -> Option<Bound> {
    let measure = &cx.book.measures[id];
    let bound = match measure.higher_is_better {
        Some(true) if strict => Bound::Above,
        Some(true) => Bound::AtLeast,
        Some(false) if strict => Bound::Below,
        Some(false) => Bound::AtMost,
        None => {
            let finding = diags::direction_unknown(words.goal_span, measure.aim, &measure.id);
            cx.findings.push(finding);
            return None;
        }
    };
    Some(bound)
}

/// `10% below baseline`.
fn relative(
    cx: &mut Checker,
    id: Id<Measure>,
    words: &TargetWords,
    amount: &Amount,
    below: Option<bool>,
    of: Option<&Expr>,
    measure: For<'_>,
) -> Option<Goal> {
    let base = match of {
        Some(expr) => cx.expression(expr, measure)?,
        None => Expression::Quantity { quantity: Quantity::Baseline, measure: None, offset: Offset::Now },
    };
    let by_aim = cx.book.measures[id].higher_is_better.map(|higher| !higher);
    // `reduce by 10%` says itself which way it goes, and is held against the aim.
    let says_way = of.is_none() && below.is_some();
    let below = below.or(by_aim).unwrap_or(false);
    let step = if amount.kind == AmountKind::Percent {
        if measure.unit.is_some_and(|unit| unit.kind == Kind::Percent) {
            let is_baseline =
                matches!(base, Expression::Quantity { quantity: Quantity::Baseline, measure: None, .. });
            let baseline = cx.book.measures[id].baseline.as_ref().filter(|_| is_baseline);
            let baseline = baseline.map(|b| b.value.clone());
            cx.findings.push(diags::per_cent_of_a_percentage(amount, below, baseline, !is_baseline, measure));
            return None;
        }
        Expression::PercentOf(amount.value.clone(), Box::new(base.clone()))
    } else {
        Expression::Number(cx.difference_in(amount, measure)?)
    };
    let figure = if below {
        Expression::Minus(Box::new(base), Box::new(step))
    } else {
        Expression::Plus(Box::new(base), Box::new(step))
    };
    let bound = match cx.book.measures[id].higher_is_better {
        Some(_) if !says_way => bound_by_aim(cx, id, words, false)?,
        Some(_) | None if below => Bound::AtMost,
        Some(_) | None => Bound::AtLeast,
    };
    Some(Goal::Limit { bound, figure })
}

/// What a target says of time, name and agreement.
fn tails(cx: &mut Checker, id: Id<Measure>, words: &TargetWords, goal: Option<&Goal>) -> Option<Read> {
    let year = own_year(cx, id);
    let mut target = Target {
        goal: goal.cloned().unwrap_or(Goal::Exactly { figure: Expression::Number(Exact::zero()) }),
        from: None,
        by: None,
        year: None,
        pro_rata: false,
        until_set_use: None,
        agreement: None,
        known_from: None,
        span: words.span,
    };
    let (mut name, mut member) = (None, None);
    let mut whole = true;
    for tail in &words.tails {
        let mut read = |cx: &mut Checker, text| {
            let period = cx.period(text, year);
            whole &= period.is_some();
            period
        };
        match &tail.node {
            TargetTail::By(_) if matches!(words.goal, GoalWords::ToBeSet(_)) => {}
            TargetTail::By(text) | TargetTail::Until(text) => target.by = read(cx, text),
            TargetTail::In(text) => {
                let period = read(cx, text);
                if period.is_some_and(|p| p.shape == Shape::Year || p.length() == Length::Months(12)) {
                    target.year = period;
                } else {
                    (target.from, target.by) = (period, period);
                }
            }
            TargetTail::ForTheYear => target.year = target.year.or(cx.book.framework.year),
            TargetTail::From(text) => target.from = read(cx, text),
            TargetTail::UntilSetUse(text) => target.until_set_use = read(cx, text),
            TargetTail::KnownFrom(day) => target.known_from = Some(*day),
            TargetTail::As(as_name) => name = Some(as_name.text.clone()),
            TargetTail::For(group) => {
                member = cx.member(id, group);
                whole &= member.is_some();
            }
            TargetTail::ProRata => target.pro_rata = true,
            TargetTail::Agreed(by, on) => {
                let by = cx.party(by);
                let agreement =
                    target.agreement.get_or_insert(Agreement { by: None, on: None, because: None });
                (agreement.by, agreement.on) = (by, *on);
            }
            TargetTail::Because(text) => {
                let agreement =
                    target.agreement.get_or_insert(Agreement { by: None, on: None, because: None });
                agreement.because = Some(text.node.clone());
            }
        }
    }
    let names_approver = words.tails.iter().any(|tail| matches!(tail.node, TargetTail::Agreed(..)));
    whole.then_some(Read { name, member, target, names_approver })
}

/// The target's words agree with the aim.
fn direction_agrees(cx: &mut Checker, id: Id<Measure>, words: &TargetWords, goal: &Goal) -> bool {
    let measure = &cx.book.measures[id];
    let Goal::Limit { bound, figure } = goal else { return true };
    let floor = bound.is_floor();
    let wrong = match (measure.aim, measure.higher_is_better) {
        (Some(Aim::Increase | Aim::Reduce | Aim::Maintain), Some(higher)) => higher != floor,
        (Some(Aim::Maintain), None) => {
            let stands_still = measure.baseline.as_ref().map(|b| &b.value);
            matches!((figure, stands_still), (Expression::Number(n), Some(base)) if n == base && !bound.includes_end())
        }
        _ => false,
    };
    if wrong {
        let figure = match figure {
            Expression::Number(n) => Some(measure.unit.show(n)),
            _ => None,
        };
        let finding = diags::target_against_aim(words.goal_span, measure, floor, figure);
        cx.findings.push(finding);
        return false;
    }
    true
}

/// A month's or quarter's count is not judged against a whole year's target unless the book says how.
fn year_fits(cx: &mut Checker, id: Id<Measure>, words: &TargetWords, target: &Target, unit: &Unit) -> bool {
    let measure = &cx.book.measures[id];
    if measure.scaled_up && (target.pro_rata || measure.trajectory.is_some()) {
        let finding = diags::scaled_both_ways(words.span, measure);
        cx.findings.push(finding);
        return false;
    }
    let for_the_year = words.tails.iter().any(|t| matches!(t.node, TargetTail::ForTheYear));
    let is_of_year = target.year.is_some() || for_the_year;
    let adds_up = matches!(unit.kind, Kind::Count | Kind::Money | Kind::Points) && !unit.is_per_time();
    let is_said = target.pro_rata || measure.scaled_up || groups::has_trajectory(measure);
    if !(is_of_year && adds_up) || is_said || !measure.due.is_shorter_than_a_year() {
        return true;
    }
    let finding = match measure.counts {
        Some(Counts::InPeriod) => diags::year_target_for_shorter_period(words.span, measure.due.noun()),
        // A line that could not be read may be the one that says it.
        None if measure.faulty => return true,
        None => diags::year_target_and_no_counts(words.span, measure.due.noun()),
        Some(Counts::FromStartOfYear | Counts::LastTwelveMonths | Counts::AtEndOfPeriod) => return true,
    };
    cx.findings.push(finding);
    false
}

fn no_overlap(cx: &mut Checker, id: Id<Measure>, targets: &[Target]) -> bool {
    for (at, first) in targets.iter().enumerate() {
        for second in targets.iter().skip(at + 1) {
            if overlap(first, second) {
                let finding = diags::targets_overlap(second.span, first.span, &cx.book.measures[id].id);
                cx.findings.push(finding);
                return false;
            }
        }
    }
    true
}

/// Two targets overlap unless a later one begins, or they are for different years or end before the other begins.
/// A target that is still to be set follows one that has an end.
fn overlap(first: &Target, second: &Target) -> bool {
    let to_be_set = |target: &Target| matches!(target.goal, Goal::ToBeSet { .. });
    let ends = |target: &Target| target.year.is_some() || target.by.is_some();
    if to_be_set(first) && !to_be_set(second) && ends(second)
        || to_be_set(second) && !to_be_set(first) && ends(first)
    {
        return false;
    }
    let years_differ = matches!((first.year, second.year), (Some(a), Some(b)) if a.end != b.end);
    let begins_later = matches!((first.from, second.from), (Some(a), Some(b)) if a.start != b.start)
        || first.from.is_none() && second.from.is_some();
    let ends_before: fn(Option<Period>, Option<Period>) -> bool =
        |end, start| matches!((end, start), (Some(e), Some(s)) if e.end < s.start);
    let ends_apart = matches!((first.by, second.by), (Some(a), Some(b)) if a.end != b.end);
    !(years_differ || begins_later || ends_apart || ends_before(first.by, second.from.or(second.year)))
}

impl Checker {
    /// The plain figure of a measure's target, when it has one, for messages.
    pub(super) fn plain_target(&self, id: &str) -> Option<(Exact, bool)> {
        let measure = &self.book.measures[self.names.measures.find(id)?];
        let target = measure.judged_targets()?.targets.first()?;
        match &target.goal {
            Goal::Limit { bound, figure: Expression::Number(n) } => Some((n.clone(), bound.is_floor())),
            Goal::Limit { .. }
            | Goal::Between { .. }
            | Goal::Exactly { .. }
            | Goal::ToBeSet { .. }
            | Goal::MetBy { .. } => None,
        }
    }
}
