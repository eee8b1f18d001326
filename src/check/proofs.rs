//! Proofs about one measure: its levels cover every value, each level can be reached, and its target makes sense.
//!
//! The line of values is cut at every figure the rules name. Between two cuts nothing changes, so one value from each
//! stretch and each cut itself are enough to try the list on all of them.

use super::bands::{self, fold, is_value};
use super::needs::Needs;
use super::stretches::{Stretch, stretches, words_for};
use super::{Checker, diags, standings};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::unit::Kind;
use crate::model::{
    Aim, Condition, DecisionList, Expression, Goal, Measure, Offset, Quantity, Reference, Status, Target,
    Tolerance, sides,
};
use crate::syntax::ast::{MeasureClause, MeasureItem};

/// Proves what can be proved; false when a fault means that the measure cannot be judged.
pub(super) fn prove(cx: &mut Checker, id: Id<Measure>, item: &MeasureItem) -> bool {
    let measure = cx.book.measures[id].clone();
    if measure.faulty {
        return false;
    }
    easier_than_baseline(cx, &measure);
    if measure.is_monitor() {
        if let Some(target) = measure.targets.iter().flat_map(|s| &s.targets).next() {
            cx.findings.push(diags::monitor_with_target(target.span, &measure.id));
        }
        return true;
    }
    let Some(list) = &measure.list else {
        if let Some(target) = measure.targets.iter().flat_map(|s| &s.targets).next() {
            if !cx.names.unread.a_rating() && names_all_found(&measure, item) {
                cx.findings.push(diags::target_without_rating(target.span, &measure.id));
            }
        } else if !item.broken && measure.composite.is_none() {
            cx.findings.push(diags::nothing_judges(&item.id));
        }
        return true;
    };
    if measure.unit.kind == Kind::Rating {
        return true;
    }
    let judged = super::groups::as_judged(&measure);
    let needs = Needs::of(list);
    if needs.target && measure.targets.is_empty() && measure.gap.is_none() {
        cx.findings.push(diags::rating_needs_target(
            &item.id,
            &cx.book.ratings[list.rating].id.clone(),
            list,
        ));
        return false;
    }
    if let Some(span) = needs.chart.filter(|_| measure.chart.is_none()) {
        cx.findings.push(diags::no_control_chart(&item.id, span));
        return false;
    }
    if let Some(span) =
        needs.baseline.filter(|_| measure.baseline.is_none() && measure.member_baselines.is_empty())
    {
        cx.findings.push(diags::rating_needs_baseline(&item.id, &measure.unit, span));
    }
    levels_hold_together(cx, &judged, list)
}

/// False when the measure names an owner or theme that is not known, which may have had a rating.
fn names_all_found(measure: &Measure, item: &MeasureItem) -> bool {
    item.clauses.iter().all(|clause| match &clause.node {
        MeasureClause::Owner(_) => measure.owner.is_some(),
        MeasureClause::Theme(names) => measure.themes.len() == names.len(),
        _ => true,
    })
}

/// A target that the baseline already meets asks for less than standing still.
fn easier_than_baseline(cx: &mut Checker, measure: &Measure) {
    let Some(baseline) = &measure.baseline else { return };
    for (target, figure) in easier(measure) {
        cx.findings.push(diags::target_easier_than_baseline(target.span, baseline, measure, &figure));
    }
}

/// The targets that ask for less than the baseline already has, each with its figure.
fn easier(measure: &Measure) -> impl Iterator<Item = (&Target, Exact)> {
    let wants = measure.baseline.as_ref().filter(|_| measure.aim != Some(Aim::Monitor));
    let targets = measure.targets.iter().flat_map(|sequence| &sequence.targets);
    targets.filter_map(move |target| {
        let baseline = wants?;
        let Goal::Limit { bound, .. } = &target.goal else { return None };
        let figure = Facts { measure, goal: Some(&target.goal) }.target()?;
        let definition = |period: Period| measure.definition_of(measure.due.slot_of(period.end));
        let begins = target.from.or(target.year).or(target.by);
        let redefined =
            baseline.period.zip(begins).is_some_and(|(from, begins)| definition(from) != definition(begins));
        let is_easier = bound.met_by(&baseline.value, &figure) && baseline.value != figure;
        (is_easier && !redefined).then_some((target, figure))
    })
}

/// The figures of one measure that do not change with the value.
pub(super) struct Facts<'a> {
    pub(super) measure: &'a Measure,
    pub(super) goal: Option<&'a Goal>,
}

pub(super) fn levels_hold_together(cx: &mut Checker, measure: &Measure, list: &DecisionList) -> bool {
    let of_members = || measure.of_members.iter().flat_map(|rules| &rules.targets);
    let judged = measure.judged_targets().into_iter().chain(of_members()).find_map(|s| s.targets.last());
    let goal = measure.gap.as_ref().map(|gap| &gap.target).or(judged).map(|target| &target.goal);
    let facts = Facts { measure, goal };
    let cuts = facts.cuts(list);
    if cuts.is_empty() {
        return standings::prove(cx, measure, goal, list);
    }
    let tried = stretches(&cuts, measure.unit.kind == Kind::Percent);
    let mut reached = vec![false; list.lines.len()];
    // Runs of stretches without a level, each by its first and its last.
    let mut uncovered: Vec<(&Stretch, &Stretch)> = Vec::new();
    let mut before_uncovered = false;
    for stretch in &tried {
        let mut settled = false;
        for (line, reached) in list.lines.iter().zip(reached.iter_mut()) {
            match facts.holds(&line.when, &stretch.value) {
                Some(true) => {
                    *reached = true;
                    settled = true;
                    break;
                }
                // It may hold by something other than the value, so it can be reached and later ones too.
                None => {
                    *reached = true;
                    settled = true;
                }
                Some(false) => {}
            }
        }
        let left_out = !settled && list.otherwise.is_none();
        match uncovered.last_mut().filter(|_| before_uncovered && left_out) {
            Some((_, last)) => *last = stretch,
            None => uncovered.extend(left_out.then_some((stretch, stretch))),
        }
        before_uncovered = left_out;
    }
    let mut whole = bands::one_level_each(cx, measure, list);
    for (line, _) in list.lines.iter().zip(&reached).filter(|(_, reached)| !**reached) {
        let word = cx.book.ratings[list.rating].word(line.level).to_owned();
        let nil = matches!(
            goal,
            Some(Goal::Exactly { figure: Expression::Number(n) } | Goal::Limit { figure: Expression::Number(n), .. })
                if n.is_zero()
        );
        let mut reads = Needs::default();
        reads.condition(&line.when);
        // A line on the baseline is sound in itself and out of reach only where this baseline is already on target.
        let by_baseline = reads.baseline.is_some();
        if nil && !by_baseline {
            // Whether the line can be reached elsewhere is known once every measure has been read.
            cx.names.nil_lines.push((measure.id.clone(), line.span));
            continue;
        }
        // That the target is easier than the baseline has been told.
        if !by_baseline || easier(measure).next().is_none() {
            cx.findings.push(diags::level_never_reached(&word, line.span, measure, by_baseline));
        }
        whole &= by_baseline;
    }
    if !uncovered.is_empty() {
        let runs = uncovered.iter().map(|(first, last)| words_for(first, last, &measure.unit));
        cx.findings.push(diags::values_without_level(measure, &runs.collect::<Vec<_>>().join(", and ")));
        whole = false;
    }
    whole
}

impl Facts<'_> {
    fn number(&self, expression: &Expression) -> Option<Exact> {
        match expression {
            Expression::Number(n) | Expression::Amount(n, _) => Some(n.clone()),
            Expression::Quantity { quantity, measure: None, offset: Offset::Now } => match quantity {
                Quantity::Target => self.target(),
                Quantity::Baseline => self.measure.baseline.as_ref().map(|b| b.value.clone()),
                Quantity::Value
                | Quantity::Shortfall
                | Quantity::Forecast
                | Quantity::Lower
                | Quantity::Upper
                | Quantity::Numerator
                | Quantity::Denominator => None,
            },
            Expression::Benchmark { .. } | Expression::OfPeers { .. } | Expression::Position { .. } => None,
            Expression::Named { of, .. } => self.number(of),
            Expression::Converted(conversion, of) => conversion.of(&self.number(of)?, &self.measure.unit),
            Expression::Rounded { rounding, of, to } => rounding.of(&self.number(of)?, to),
            Expression::Quantity { .. }
            | Expression::EachYear { .. }
            | Expression::EachYearOnTheLast { .. }
            | Expression::Window(_)
            | Expression::Elsewhere(_)
            | Expression::CountOf(_)
            | Expression::List(_) => None,
            Expression::Plus(a, b) => Some(self.number(a)?.plus(&self.number(b)?)),
            Expression::Minus(a, b) => Some(self.number(a)?.minus(&self.number(b)?)),
            Expression::Times(a, b) => Some(self.number(a)?.times(&self.number(b)?)),
            Expression::Over(a, b) => self.number(a)?.over(&self.number(b)?),
            Expression::PercentOf(p, a) => Some(self.number(a)?.percent(p)),
            Expression::Min(all) => {
                all.iter().map(|e| self.number(e)).collect::<Option<Vec<_>>>()?.into_iter().min()
            }
            Expression::Max(all) => {
                all.iter().map(|e| self.number(e)).collect::<Option<Vec<_>>>()?.into_iter().max()
            }
        }
    }

    fn target(&self) -> Option<Exact> {
        match self.goal? {
            Goal::Limit { figure, .. } | Goal::Exactly { figure } => self.number(figure),
            Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => None,
        }
    }

    fn reference(&self, reference: &Reference) -> Option<Exact> {
        match reference {
            Reference::Target => self.target(),
            Reference::Baseline => self.measure.baseline.as_ref().map(|b| b.value.clone()),
            Reference::Value(_) => None,
            Reference::Amount(expression) => self.number(expression),
        }
    }

    fn tolerance(&self, tolerance: &Tolerance) -> Option<Exact> {
        match tolerance {
            Tolerance::Amount(n) => Some(n.clone()),
            Tolerance::PercentOf(p, reference) => Some(self.reference(reference)?.magnitude().percent(p)),
        }
    }

    /// A tolerance about one end of what it is of: per cent of a range are of the end that is missed.
    fn tolerance_at(&self, tolerance: &Tolerance, end: &Exact) -> Option<Exact> {
        match (tolerance, self.goal) {
            (Tolerance::PercentOf(per_cent, of), Some(Goal::Between { .. }))
                if matches!(**of, Reference::Target) =>
            {
                Some(end.magnitude().percent(per_cent))
            }
            _ => self.tolerance(tolerance),
        }
    }

    /// The lowest and highest value within a tolerance of a figure or range.
    fn band(
        &self,
        of: &Reference,
        worse: &Tolerance,
        better: Option<&Tolerance>,
    ) -> Option<(Option<Exact>, Option<Exact>)> {
        let (low, high, has_two_sides) = match (of, self.goal) {
            (Reference::Target, Some(Goal::Between { low, high })) => (low.clone(), high.clone(), true),
            _ => {
                let figure = self.reference(of)?;
                let exactly = matches!((of, self.goal), (Reference::Target, Some(Goal::Exactly { .. })));
                (figure.clone(), figure, exactly || better.is_some())
            }
        };
        let higher = self.measure.higher_is_better;
        let (below, above) = sides(worse, better.unwrap_or(worse), higher);
        let low = low.minus(&self.tolerance_at(below, &low)?);
        let high = high.plus(&self.tolerance_at(above, &high)?);
        Some(match higher {
            Some(true) if !has_two_sides => (Some(low), None),
            Some(false) if !has_two_sides => (None, Some(high)),
            Some(_) | None => (Some(low), Some(high)),
        })
    }

    /// Every figure at which a line of the list may change.
    pub(super) fn cuts(&self, list: &DecisionList) -> Vec<Exact> {
        let mut cuts = Vec::new();
        for line in &list.lines {
            self.cuts_of(&line.when, &mut cuts);
        }
        cuts.sort();
        cuts.dedup();
        cuts
    }

    fn cuts_of(&self, condition: &Condition, cuts: &mut Vec<Exact>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|p| self.cuts_of(p, cuts)),
            Condition::Not(inner) | Condition::Named { condition: inner, .. } => self.cuts_of(inner, cuts),
            Condition::Status(Status::OnTarget | Status::OffTarget, _) | Condition::OutsideRange { .. } => {
                match self.goal {
                    Some(Goal::Between { low, high }) => cuts.extend([low.clone(), high.clone()]),
                    _ => cuts.extend(self.target()),
                }
            }
            Condition::Within { of, worse, better, .. } => {
                if let Some((low, high)) = self.band(of, worse, better.as_ref()) {
                    cuts.extend(low.into_iter().chain(high));
                }
            }
            Condition::Than { reference, by_more_than: None, .. } => cuts.extend(self.reference(reference)),
            Condition::Compare { left, right, .. } => {
                if is_value(left) {
                    cuts.extend(self.number(right));
                }
            }
            Condition::Status(..)
            | Condition::Level(..)
            | Condition::Statistical(..)
            | Condition::Than { .. }
            | Condition::Placed { .. }
            | Condition::Moves { .. }
            | Condition::Forecast(..)
            | Condition::For { .. }
            | Condition::ForTime { .. }
            | Condition::FirstTime { .. }
            | Condition::InTime { .. }
            | Condition::InLast { .. }
            | Condition::In { .. }
            | Condition::OfMeasure { .. }
            | Condition::Tally(_)
            | Condition::AnyGroup { .. }
            | Condition::EachGroup { .. }
            | Condition::Known(..)
            | Condition::NoResponse { .. }
            | Condition::RecoveryPassed(_)
            | Condition::SameText(_)
            | Condition::Loop(..)
            | Condition::OldBy { .. }
            | Condition::OnRecord(..) => {}
        }
    }

    /// Whether a condition holds for a value; none where more than the value decides.
    pub(super) fn holds(&self, condition: &Condition, value: &Exact) -> Option<bool> {
        match condition {
            Condition::All(parts) => fold(parts.iter().map(|p| self.holds(p, value)), false),
            Condition::Any(parts) => fold(parts.iter().map(|p| self.holds(p, value)), true),
            Condition::Not(inner) => self.holds(inner, value).map(|held| !held),
            Condition::Named { condition: inner, .. } => self.holds(inner, value),
            Condition::Status(Status::OnTarget, _) => self.met(value),
            Condition::Status(Status::OffTarget, _) => self.met(value).map(|met| !met),
            Condition::Within { of, worse, better, .. } => {
                let (low, high) = self.band(of, worse, better.as_ref())?;
                Some(low.is_none_or(|l| *value >= l) && high.is_none_or(|h| *value <= h))
            }
            Condition::Than { better, or_equal, reference, by_more_than: None, .. } => {
                let figure = self.reference(reference)?;
                let higher = self.measure.higher_is_better?;
                let above = higher == *better;
                Some(if *value == figure { *or_equal } else { (*value > figure) == above })
            }
            Condition::Compare { left, comparison, right, .. } if is_value(left) => {
                Some(comparison.holds(value, &self.number(right)?))
            }
            Condition::OutsideRange { above, .. } => match self.goal {
                Some(Goal::Between { low, high }) => Some(if *above { value > high } else { value < low }),
                _ => None,
            },
            Condition::Status(..)
            | Condition::Level(..)
            | Condition::Statistical(..)
            | Condition::Than { .. }
            | Condition::Placed { .. }
            | Condition::Moves { .. }
            | Condition::Compare { .. }
            | Condition::Forecast(..)
            | Condition::For { .. }
            | Condition::ForTime { .. }
            | Condition::FirstTime { .. }
            | Condition::InTime { .. }
            | Condition::InLast { .. }
            | Condition::In { .. }
            | Condition::OfMeasure { .. }
            | Condition::Tally(_)
            | Condition::AnyGroup { .. }
            | Condition::EachGroup { .. }
            | Condition::Known(..)
            | Condition::NoResponse { .. }
            | Condition::RecoveryPassed(_)
            | Condition::SameText(_)
            | Condition::Loop(..)
            | Condition::OldBy { .. }
            | Condition::OnRecord(..) => None,
        }
    }

    fn met(&self, value: &Exact) -> Option<bool> {
        match self.goal? {
            Goal::Limit { bound, figure } => Some(bound.met_by(value, &self.number(figure)?)),
            Goal::Between { low, high } => Some(value >= low && value <= high),
            Goal::Exactly { figure } => Some(*value == self.number(figure)?),
            Goal::ToBeSet { .. } | Goal::MetBy { .. } => None,
        }
    }
}
