//! Whether a condition holds at one look: true, false, or not to be known (Kleene's three values).

use std::cmp::Ordering;

use super::counting::as_count;
use super::joining;
use super::judge::Graded;
use super::look::Look;
use super::moment::{Answered, truth_of};
use super::outcome::{GoalUsed, Truth};
use super::profile;
use super::timeline::{Point, SeriesTimeline};
use crate::base::exact::Exact;
use crate::data::{Mark, State};
use crate::model::{Condition, LevelTest, Movement, Offset, Reference, Since, Status, Tolerance, sides};

impl Truth {
    /// All of several.
    pub(super) fn all(several: impl Iterator<Item = Self>) -> Self {
        let mut result = Self::True;
        for one in several {
            match one {
                Self::False => return Self::False,
                Self::Unknown => result = Self::Unknown,
                Self::True => {}
            }
        }
        result
    }

    /// At least one of several.
    pub(super) fn any(several: impl Iterator<Item = Self>) -> Self {
        Self::all(several.map(Self::not)).not()
    }

    /// The other way round; what cannot be known stays so.
    #[expect(clippy::should_implement_trait, reason = "`!` on three values would read as if there were two")]
    #[must_use]
    pub fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl<'j, 'a> Look<'j, 'a> {
    /// Whether a condition holds.
    pub(super) fn holds(self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(all) => Truth::all(all.iter().map(|one| self.holds(one))),
            Condition::Any(any) => Truth::any(any.iter().map(|one| self.holds(one))),
            Condition::Not(one) => self.holds(one).not(),
            Condition::Status(status, _) => self.status(*status),
            Condition::Level(test, _) => self.level_is(test),
            Condition::For { condition, periods, without_gaps, .. } => {
                self.lasts(condition, *periods, *without_gaps)
            }
            Condition::ForTime { condition, length, step, .. } => self.lasts_time(condition, *length, *step),
            Condition::FirstTime { condition, .. } => self.first_time(condition),
            Condition::InTime { from, until, .. } => self.in_time(from.as_ref(), until.as_ref()),
            Condition::Named { condition, .. } => self.holds(condition),
            Condition::InLast { condition, least, of, .. } => self.in_last(condition, *least, *of),
            Condition::In { condition, offset, .. } => {
                self.offset(*offset).map_or(Truth::Unknown, |look| look.holds(condition))
            }
            Condition::OfMeasure { measure, condition, .. } => {
                self.elsewhere(*measure).map_or(Truth::Unknown, |look| look.holds(condition))
            }
            Condition::Forecast(prospect, _) => truth_of(self.prospect().map(|known| known == *prospect)),
            Condition::Tally(tally) => self.tally(tally),
            Condition::AnyGroup { condition, .. } => self.any_group(condition),
            Condition::EachGroup { condition, .. } => self.each_group(condition),
            Condition::Compare { left, comparison, right, .. }
                if as_count(left).is_some() || as_count(right).is_some() =>
            {
                self.compares(left, *comparison, right)
            }
            Condition::Known(expression, _) => truth_of(Some(self.amount_of(expression).is_some())),
            Condition::NoResponse { escalation, overdue, .. } => {
                let answered = self.facts.of(*escalation);
                let holds = |answered: &Answered| if *overdue { answered.overdue } else { answered.silent };
                truth_of(Some(answered.is_some_and(holds)))
            }
            Condition::RecoveryPassed(_) => truth_of(self.facts.recovery_passed),
            Condition::SameText(_) => truth_of(self.facts.same_text),
            Condition::OnRecord(record, _) => self.on_record(record),
            Condition::Loop(test, _) => truth_of(self.loop_holds(*test)),
            Condition::OldBy { periods, .. } => truth_of(self.is_older_by(*periods)),
            Condition::Within { .. }
            | Condition::Than { .. }
            | Condition::Moves { .. }
            | Condition::Compare { .. }
            | Condition::Placed { .. }
            | Condition::OutsideRange { .. }
            | Condition::Statistical(..) => truth_of(self.amounts(condition)),
        }
    }

    /// Conditions that compare amounts; on a measure that goes by its worst group they are of that group.
    fn amounts(self, condition: &Condition) -> Option<bool> {
        if self.is_worst_of_groups() {
            return self.worst_part()?.amounts(condition);
        }
        match condition {
            Condition::Within { of, worse, better, .. } => self.within(of, worse, better.as_ref()),
            Condition::Than { better, or_equal, reference, by_more_than, .. } => {
                self.than(*better, *or_equal, reference, by_more_than.as_ref())
            }
            Condition::Moves { movement, since, by_more_than, .. } => {
                self.moves(*movement, *since, by_more_than.as_ref())
            }
            Condition::Compare { left, comparison, right, .. } => {
                Some(comparison.holds(&self.amount_of(left)?, &self.amount_of(right)?))
            }
            Condition::Placed { among, test, .. } => self.placed(*among, test),
            Condition::OutsideRange { above, .. } => self.outside(*above),
            Condition::Statistical(statistic, _) => self.statistic(*statistic),
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::Status(..)
            | Condition::Level(..)
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
            | Condition::Named { .. }
            | Condition::Known(..)
            | Condition::NoResponse { .. }
            | Condition::RecoveryPassed(_)
            | Condition::SameText(_)
            | Condition::Loop(..)
            | Condition::OldBy { .. }
            | Condition::OnRecord(..) => None,
        }
    }

    fn status(self, status: Status) -> Truth {
        let own = self.in_its_time(self.slot);
        let known = |holds| if own.point().is_some() { truth_of(Some(holds)) } else { Truth::Unknown };
        match status {
            Status::OnTarget => self.on_target(),
            Status::OffTarget => self.on_target().not(),
            Status::Missing => known(own.state() == Some(State::Missing)),
            Status::Late => known(own.late().is_some()),
            Status::Stale => match self.on {
                Some(_) => truth_of(self.is_older_by(0)),
                None => known(own.age() > 0),
            },
            Status::Provisional => known(own.has_mark(Mark::Provisional)),
            Status::Estimated => known(own.has_mark(Mark::Estimated)),
            Status::Revised => known(own.has_mark(Mark::Revised) || own.has_replaced()),
            Status::Incomplete => known(own.has_mark(Mark::Incomplete)),
            Status::Unrated => known(self.grade() == Graded::Unrated),
        }
    }

    /// The day a figure was due and the later day it came. A measure that does not say how long its figures may take
    /// sets no such day: nobody has a quarter's figure on its last day.
    pub(super) fn late(self) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
        let returned = self.series.rhythm.returned.is_some();
        self.series.rhythm.arrears.map(|_| ()).or(returned.then_some(()))?;
        let submitted = self.extra()?.submitted_on?;
        let due = if returned {
            self.return_due()?
        } else {
            self.judge.book.calendar.due_day(self.series.rhythm, self.slot)?
        };
        (submitted > due).then_some((due, submitted))
    }

    /// Whether the target is met.
    pub(super) fn on_target(self) -> Truth {
        if self.measure().is_monitor() || self.measure().faulty || self.is_no_result() {
            return Truth::Unknown;
        }
        if self.is_worst_of_groups() {
            let rated = self.counted_parts().filter(|part| part.grade() != Graded::Unrated);
            return joining::on_target(self.joining(), rated.map(Self::on_target));
        }
        if self.is_composite() {
            return self.composite_on_target();
        }
        if self.is_too_old() {
            return Truth::Unknown;
        }
        let Some(goal) = self.goal() else { return self.on_target_at_least() };
        match (self.state(), goal.as_ref()) {
            (Some(State::Yes), GoalUsed::MetBy { day }) => self.was_met_by(*day),
            (Some(State::No), GoalUsed::MetBy { day }) if self.clock() > Some(*day) => Truth::False,
            _ => truth_of(self.value().and_then(|value| goal.met_by(&value))),
        }
    }

    /// Whether a target is met of which it is only known what it asks for at least: who misses that misses it.
    fn on_target_at_least(self) -> Truth {
        let met = self.asked_at_least().and_then(|goal| goal.met_by(&self.value()?));
        if met == Some(false) { Truth::False } else { Truth::Unknown }
    }

    /// True for a baseline that stands in its slot: a figure to compare with, and not a result of the series.
    pub(super) fn is_baseline(self) -> bool {
        matches!(self.point(), Some(Point::Baseline))
    }

    fn level_is(self, test: &LevelTest) -> Truth {
        // Of a period that is left out, or looked at by another definition, the grade is not known.
        if self.is_baseline() {
            return Truth::Unknown;
        }
        let Graded::Level(level) = self.grade() else { return Truth::Unknown };
        let Some(rating) = self.judge.book.rating_of(self.measure()) else { return Truth::Unknown };
        truth_of(match test {
            LevelTest::OneOf(words) => Some(words.iter().any(|word| rating.level(word) == Some(level))),
            LevelTest::OrWorse(word) => {
                self.judge.book.against_level(rating, level, word).map(Ordering::is_ge)
            }
            LevelTest::OrBetter(word) => {
                self.judge.book.against_level(rating, level, word).map(Ordering::is_le)
            }
        })
    }

    fn within(self, of: &Reference, worse: &Tolerance, better: Option<&Tolerance>) -> Option<bool> {
        let value = self.value()?;
        let Some(better) = better else {
            if matches!(of, Reference::Target)
                && let Some(goal) = self.asked_at_least()
            {
                return self.is_far_from(&goal, worse, &value).then_some(false);
            }
            let miss = self.miss_of(of, &value)?;
            let miss = if self.way(of).is_none() { miss.magnitude() } else { miss };
            return Some(miss <= self.tolerance(worse)?);
        };
        let (below, above) = sides(worse, better, self.measure().higher_is_better);
        let (low, high) = self.ends(of)?;
        Some(low.minus(&self.tolerance(below)?) <= value && value <= high.plus(&self.tolerance(above)?))
    }

    /// Whether a value misses what is asked for at least by more than a tolerance: it then misses the target by more too.
    fn is_far_from(self, goal: &GoalUsed, tolerance: &Tolerance, value: &Exact) -> bool {
        let allowed = match tolerance {
            Tolerance::PercentOf(per_cent, of) if matches!(**of, Reference::Target) => {
                goal.figure_for(Some(value)).map(|figure| figure.magnitude().percent(per_cent))
            }
            Tolerance::Amount(_) | Tolerance::PercentOf(..) => self.tolerance(tolerance),
        };
        let miss = goal.miss(value).zip(allowed);
        miss.is_some_and(|(miss, allowed)| miss > allowed)
    }

    /// The lowest and the highest figure that a reference is: the same, but for a range.
    pub(super) fn ends(self, of: &Reference) -> Option<(Exact, Exact)> {
        if matches!(of, Reference::Target)
            && let GoalUsed::Between { low, high } = self.goal()?.as_ref()
        {
            return Some((low.clone(), high.clone()));
        }
        let figure = self.reference(of)?;
        Some((figure.clone(), figure))
    }

    /// How far a value misses a reference in the direction that matters.
    pub(super) fn miss_of(self, of: &Reference, value: &Exact) -> Option<Exact> {
        if matches!(of, Reference::Target) {
            return self.goal()?.miss(value);
        }
        let figure = self.reference(of)?;
        Some(match self.way(of) {
            Some(true) => figure.minus(value),
            Some(false) => value.minus(&figure),
            None => value.minus(&figure).magnitude(),
        })
    }

    /// Whether higher is better when held against a reference; none when neither way is.
    pub(super) fn way(self, of: &Reference) -> Option<bool> {
        let own = self.higher_is_better();
        if !matches!(of, Reference::Target) {
            return own;
        }
        match self.goal()?.as_ref() {
            GoalUsed::Limit { bound, .. } => Some(bound.is_floor()),
            GoalUsed::MetBy { .. } => Some(false),
            GoalUsed::Between { .. } | GoalUsed::Exactly { .. } | GoalUsed::ToBeSet { .. } => None,
        }
    }

    /// How much better than a reference the value is; below nought when it is worse.
    fn lead(self, reference: &Reference) -> Option<Exact> {
        let value = self.value()?;
        let higher = self.way(reference)?;
        let figure = self.reference(reference)?;
        Some(if higher { value.minus(&figure) } else { figure.minus(&value) })
    }

    fn than(
        self,
        better: bool,
        or_equal: bool,
        reference: &Reference,
        by: Option<&Tolerance>,
    ) -> Option<bool> {
        let lead = self.lead(reference)?;
        let lead = if better { lead } else { lead.negated() };
        let by = by.map_or(Some(Exact::zero()), |by| self.tolerance(by))?;
        Some(lead > by || (or_equal && lead == by))
    }

    fn moves(self, movement: Movement, since: Since, by: Option<&Tolerance>) -> Option<bool> {
        let reference = since_reference(since);
        if profile::unlike(self, since).is_some() || self.movement_left_out(since).is_some() {
            return None;
        }
        let by = by.map_or(Some(Exact::zero()), |by| self.tolerance(by))?;
        if movement == Movement::Unchanged {
            let change = self.value()?.minus(&self.reference(&reference)?);
            return Some(change.magnitude() <= by);
        }
        let lead = self.lead(&reference)?;
        Some(if movement == Movement::Improving { lead > by } else { lead.negated() > by })
    }

    fn outside(self, above: bool) -> Option<bool> {
        let value = self.value()?;
        match self.goal()?.as_ref() {
            GoalUsed::Between { low, high } => Some(if above { value > *high } else { value < *low }),
            GoalUsed::Exactly { figure } => Some(if above { value > *figure } else { value < *figure }),
            GoalUsed::Limit { bound, figure } => {
                Some(!bound.met_by(&value, figure) && above != bound.is_floor())
            }
            GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => None,
        }
    }

    fn any_group(self, condition: &Condition) -> Truth {
        Truth::any(self.groups().map(|group| group.holds(condition)))
    }

    /// All groups that the measure applies to; none of them leaves it open.
    fn each_group(self, condition: &Condition) -> Truth {
        let applies = |group: &Self| group.state() != Some(State::NotApplicable);
        let mut groups = self.groups().filter(applies).map(|group| group.holds(condition)).peekable();
        if groups.peek().is_none() { Truth::Unknown } else { Truth::all(groups) }
    }

    /// The groups of the measure, each on its figure that was current then.
    pub(super) fn groups(self) -> impl Iterator<Item = Self> {
        let all = self.judge.of_measure(self.series.measure).iter();
        let groups = all.filter(|series| series.place != crate::data::PlaceId::WHOLE);
        let slot = move |part: &SeriesTimeline| self.slot_in(part).unwrap_or(self.slot);
        groups.map(move |part| self.of(part, slot(part)))
    }
}

/// What a movement is measured from.
pub(super) fn since_reference(since: Since) -> Reference {
    match since {
        Since::Previous => Reference::Value(Offset::Before),
        Since::LastYear => Reference::Value(Offset::LastYear),
        Since::Baseline => Reference::Baseline,
    }
}
