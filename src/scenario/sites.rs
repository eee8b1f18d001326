//! Everything in the rules that has a size: each target, tolerance, comparison, length of time, recipient and day, in one
//! walk that may also move it.

use chrono::NaiveDate;

use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::model::{
    Against, Bound, Comparison, Condition, DecisionList, Escalation, Expression, Goal, Ladder, Measure,
    Recipient, Reference, Respond, RuleBook, Target, TargetSequence, Tolerance, Trajectory,
};

/// What part of the rules a site is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Area {
    /// A target or a step of a trajectory.
    Target,
    /// A line of a rating.
    Level,
    /// A baseline that rules read.
    Baseline,
    /// What a measure is computed as, or when it is stale.
    Measure,
    /// An escalation.
    Escalation,
    /// A ladder.
    Ladder,
}

impl Area {
    /// True for the figures that part one level from another.
    pub(super) fn is_threshold(self) -> bool {
        matches!(self, Self::Target | Self::Level)
    }
}

/// Whose rule it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    Measure(Id<Measure>),
    Escalation(Id<Escalation>),
    Ladder(Id<Ladder>),
    /// A theme or board that is rated itself.
    Share(usize),
}

/// Where a site is. One line of a rating that judges forty measures is one place with forty owners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) area: Area,
    /// The smallest clause around it.
    pub(super) span: Span,
    /// How many sites of that clause come before it.
    pub(super) nth: u32,
    /// The first word of its line, where the clause around it is a whole declaration.
    pub(super) word: &'static str,
}

impl Place {
    /// True for who is asked by an escalation, who is told next, and by when they answer.
    pub(super) fn is_of_answers(&self) -> bool {
        self.area == Area::Escalation && !self.word.is_empty()
    }
}

/// Something that has a size.
pub(super) enum Slot<'b> {
    Number(&'b mut Exact),
    Count(&'b mut u32),
    Comparison(&'b mut Comparison),
    Bound(&'b mut Bound),
    /// True where being equal is enough.
    OrEqual(&'b mut bool),
    Recipient(&'b mut Recipient),
    Day(&'b mut NaiveDate),
}

/// Goes through all sites of a book.
pub(super) fn walk(book: &mut RuleBook, visit: &mut dyn FnMut(Place, Owner, Slot<'_>)) {
    let ids: Vec<Id<Measure>> = book.measures.ids().collect();
    for id in ids {
        let measure = &mut book.measures[id];
        if !measure.faulty {
            Walk::new(Owner::Measure(id), visit).measure(measure);
        }
    }
    for (at, share) in book.shares.iter_mut().enumerate() {
        Walk::new(Owner::Share(at), visit).list(&mut share.list);
    }
    let ids: Vec<Id<Escalation>> = book.escalations.ids().collect();
    for id in ids {
        let rule = &mut book.escalations[id];
        if !rule.faulty {
            Walk::new(Owner::Escalation(id), visit).escalation(rule);
        }
    }
    let ids: Vec<Id<Ladder>> = book.ladders.ids().collect();
    for id in ids {
        let ladder = &mut book.ladders[id];
        if !ladder.faulty {
            Walk::new(Owner::Ladder(id), visit).ladder(ladder);
        }
    }
}

struct Walk<'v, 'f> {
    owner: Owner,
    area: Area,
    span: Span,
    nth: u32,
    word: &'static str,
    /// True within targets that do not judge.
    shown: bool,
    visit: &'v mut (dyn FnMut(Place, Owner, Slot<'_>) + 'f),
}

impl<'v, 'f> Walk<'v, 'f> {
    fn new(owner: Owner, visit: &'v mut (dyn FnMut(Place, Owner, Slot<'_>) + 'f)) -> Self {
        Self { owner, area: Area::Target, span: Span::default(), nth: 0, word: "", shown: false, visit }
    }

    fn at(&mut self, area: Area, span: Span) {
        (self.area, self.span, self.nth, self.word) = (area, span, 0, "");
    }

    fn slot(&mut self, slot: Slot<'_>) {
        let place = Place { area: self.area, span: self.span, nth: self.nth, word: self.word };
        self.nth += 1;
        (self.visit)(place, self.owner, slot);
    }

    fn measure(&mut self, measure: &mut Measure) {
        let reads = reads_baseline(measure);
        let judged = judged_sequences(measure);
        for (at, sequence) in measure.targets.iter_mut().enumerate() {
            self.shown = !judged.contains(&at);
            self.targets(sequence);
        }
        self.shown = false;
        if let Some(trajectory) = &mut measure.trajectory {
            self.trajectory(trajectory);
        }
        for rules in &mut measure.of_members {
            rules.targets.iter_mut().for_each(|sequence| self.targets(sequence));
            rules.trajectory.iter_mut().for_each(|trajectory| self.trajectory(trajectory));
        }
        if let Some(gap) = &mut measure.gap {
            self.target(&mut gap.target);
        }
        if let Some(baseline) = measure.baseline.as_mut().filter(|_| reads) {
            self.at(Area::Baseline, baseline.span);
            self.slot(Slot::Number(&mut baseline.value));
        }
        for (_, baseline) in measure.member_baselines.iter_mut().filter(|_| reads) {
            self.at(Area::Baseline, baseline.span);
            self.slot(Slot::Number(&mut baseline.value));
        }
        if let Some(list) = &mut measure.list {
            self.list(list);
        }
        if let Some(computed) = &mut measure.computed
            && let Some(amount) = &mut computed.amount
        {
            self.at(Area::Measure, computed.span);
            self.amount(amount);
        }
        if let Some(periods) = &mut measure.stale_unrated_after {
            self.at(Area::Measure, measure.id_span);
            self.slot(Slot::Count(periods));
        }
    }

    /// A target that is only shown, or that a trajectory takes the place of, parts no level from another.
    fn of_target(&self) -> Area {
        if self.shown { Area::Measure } else { Area::Target }
    }

    fn targets(&mut self, sequence: &mut TargetSequence) {
        sequence.targets.iter_mut().for_each(|target| self.target(target));
    }

    fn target(&mut self, target: &mut Target) {
        self.at(self.of_target(), target.span);
        match &mut target.goal {
            Goal::Limit { bound, figure } => {
                self.amount(figure);
                self.slot(Slot::Bound(bound));
            }
            Goal::Between { low, high } => {
                self.slot(Slot::Number(low));
                self.slot(Slot::Number(high));
            }
            Goal::Exactly { figure } => self.amount(figure),
            Goal::MetBy { day } => self.slot(Slot::Day(day)),
            Goal::ToBeSet { .. } => {}
        }
    }

    fn trajectory(&mut self, trajectory: &mut Trajectory) {
        match trajectory {
            Trajectory::Points { points, span } => {
                self.at(Area::Target, *span);
                points.iter_mut().for_each(|(_, figure)| self.slot(Slot::Number(figure)));
            }
            Trajectory::StraightFromBaseline { .. } => {}
        }
    }

    fn list(&mut self, list: &mut DecisionList) {
        for line in list.lines.iter_mut().chain(&mut list.caps) {
            self.at(Area::Level, line.span);
            self.condition(&mut line.when);
        }
    }

    fn escalation(&mut self, rule: &mut Escalation) {
        let span = rule.span;
        self.at(Area::Escalation, rule.when.span().unwrap_or(span));
        self.condition(&mut rule.when);
        if let Some(closes) = &mut rule.closes_when {
            self.at(Area::Escalation, closes.span().unwrap_or(span));
            self.condition(closes);
        }
        self.at(Area::Escalation, span);
        self.word = "to";
        rule.to.iter_mut().for_each(|to| self.slot(Slot::Recipient(to)));
        self.word = "respond";
        match &mut rule.respond {
            Some(Respond::WorkingDays(count) | Respond::After(count, _) | Respond::Days(count)) => {
                self.slot(Slot::Count(count));
            }
            Some(Respond::NextMeeting(whose)) => self.slot(Slot::Recipient(whose)),
            Some(Respond::On(day)) => self.slot(Slot::Day(day)),
            None => {}
        }
        for climb in &mut rule.climbs {
            self.at(Area::Escalation, climb.span);
            self.word = "then";
            self.slot(Slot::Recipient(&mut climb.to));
            self.slot(Slot::Count(&mut climb.working_days_after_due));
        }
    }

    fn ladder(&mut self, ladder: &mut Ladder) {
        for stage in &mut ladder.stages {
            for condition in stage.enter.iter_mut().chain(&mut stage.leave) {
                self.at(Area::Ladder, condition.span().unwrap_or(stage.span));
                self.condition(condition);
            }
        }
    }

    fn condition(&mut self, condition: &mut Condition) {
        match condition {
            Condition::All(all) | Condition::Any(all) => all.iter_mut().for_each(|one| self.condition(one)),
            Condition::Not(one)
            | Condition::FirstTime { condition: one, .. }
            | Condition::In { condition: one, .. }
            | Condition::OfMeasure { condition: one, .. }
            | Condition::AnyGroup { condition: one, .. }
            | Condition::EachGroup { condition: one, .. }
            | Condition::Named { condition: one, .. } => self.condition(one),
            Condition::Within { of, worse, better, .. } => {
                self.tolerance(worse);
                better.iter_mut().for_each(|better| self.tolerance(better));
                self.reference(of);
            }
            Condition::Than { or_equal, reference, by_more_than, .. } => {
                match by_more_than {
                    Some(by) => self.tolerance(by),
                    None => self.slot(Slot::OrEqual(or_equal)),
                }
                self.reference(reference);
            }
            Condition::Moves { by_more_than, .. } => {
                by_more_than.iter_mut().for_each(|by| self.tolerance(by));
            }
            Condition::Compare { left, comparison, right, .. } => {
                self.amount(left);
                self.amount(right);
                self.slot(Slot::Comparison(comparison));
            }
            Condition::For { condition, periods: count, .. }
            | Condition::ForTime { condition, length: count, .. } => {
                self.slot(Slot::Count(count));
                self.condition(condition);
            }
            Condition::InLast { condition, least, of, .. } => {
                self.slot(Slot::Count(least));
                self.slot(Slot::Count(of));
                self.condition(condition);
            }
            Condition::Tally(tally) => {
                self.slot(Slot::Number(&mut tally.amount));
                self.slot(Slot::Comparison(&mut tally.comparison));
                self.condition(&mut tally.condition);
            }
            Condition::OldBy { periods, .. } => self.slot(Slot::Count(periods)),
            Condition::Known(amount, _) => self.amount(amount),
            Condition::Status(..)
            | Condition::Level(..)
            | Condition::Placed { .. }
            | Condition::OutsideRange { .. }
            | Condition::Forecast(..)
            | Condition::Statistical(..)
            | Condition::InTime { .. }
            | Condition::NoResponse { .. }
            | Condition::RecoveryPassed(_)
            | Condition::SameText(_)
            | Condition::OnRecord(..)
            | Condition::Loop(..) => {}
        }
    }

    fn tolerance(&mut self, tolerance: &mut Tolerance) {
        match tolerance {
            Tolerance::Amount(amount) => self.slot(Slot::Number(amount)),
            Tolerance::PercentOf(per_cent, of) => {
                self.slot(Slot::Number(per_cent));
                self.reference(of);
            }
        }
    }

    fn reference(&mut self, reference: &mut Reference) {
        match reference {
            Reference::Amount(amount) => self.amount(amount),
            Reference::Target | Reference::Baseline | Reference::Value(_) => {}
        }
    }

    fn amount(&mut self, amount: &mut Expression) {
        match amount {
            Expression::Number(number) | Expression::Amount(number, _) => self.slot(Slot::Number(number)),
            Expression::Plus(a, b)
            | Expression::Minus(a, b)
            | Expression::Times(a, b)
            | Expression::Over(a, b) => {
                self.amount(a);
                self.amount(b);
            }
            Expression::Min(all) | Expression::Max(all) => all.iter_mut().for_each(|one| self.amount(one)),
            Expression::PercentOf(per_cent, of) => {
                self.slot(Slot::Number(per_cent));
                self.amount(of);
            }
            Expression::EachYear { start, step } => {
                self.tolerance(step);
                self.amount(start);
            }
            Expression::EachYearOnTheLast { start, per_cent } => {
                self.slot(Slot::Number(per_cent));
                self.amount(start);
            }
            Expression::Window(window) => window.of.iter_mut().for_each(|of| self.amount(of)),
            Expression::Elsewhere(elsewhere) => self.amount(&mut elsewhere.of),
            Expression::Named { of, .. } | Expression::Converted(_, of) => self.amount(of),
            Expression::Rounded { of, .. } => self.amount(of),
            Expression::CountOf(count) => self.condition(&mut count.condition),
            Expression::List(list) => {
                for line in &mut list.lines {
                    self.amount(&mut line.amount);
                    self.condition(&mut line.when);
                }
                list.otherwise.iter_mut().for_each(|(amount, _)| self.amount(amount));
            }
            Expression::Quantity { .. }
            | Expression::Benchmark { .. }
            | Expression::OfPeers { .. }
            | Expression::Position { .. } => {}
        }
    }
}

/// The sequences of targets that judge; none where the steps of a trajectory do.
fn judged_sequences(measure: &Measure) -> Vec<usize> {
    if measure.trajectory.is_some() {
        return Vec::new();
    }
    match &measure.against {
        Against::Only => {
            let unnamed = measure.targets.iter().position(|sequence| sequence.name.is_none());
            vec![unnamed.unwrap_or(0)]
        }
        Against::Sequence(at) => vec![*at],
        Against::HarderOf(all) | Against::HarderOfKnown(all) => all.clone(),
    }
}

/// True when a rule of a measure is held against its baseline.
fn reads_baseline(measure: &Measure) -> bool {
    use crate::model::walk::Part;
    use crate::model::{Quantity, Since};
    fn amount(of: &Expression) -> bool {
        let own = matches!(of, Expression::Quantity { quantity: Quantity::Baseline, measure: None, .. });
        own || parts(of.parts())
    }
    fn tolerance(of: &Tolerance) -> bool {
        matches!(of, Tolerance::PercentOf(_, of) if matches!(**of, Reference::Baseline))
    }
    fn condition(of: &Condition) -> bool {
        let mut own = matches!(of, Condition::Moves { since: Since::Baseline, .. });
        if let Condition::Within { of, worse, .. } = of {
            own |= matches!(of, Reference::Baseline) || tolerance(worse);
        }
        if let Condition::Than { reference, by_more_than, .. } = of {
            own |= matches!(reference, Reference::Baseline) || by_more_than.as_ref().is_some_and(tolerance);
        }
        own || parts(of.parts())
    }
    fn parts(all: Vec<Part<'_>>) -> bool {
        all.into_iter().any(|part| match part {
            Part::Amount(one) => amount(one),
            Part::Condition(one) => condition(one),
        })
    }
    let of_target = |target: &Target| match &target.goal {
        Goal::Limit { figure, .. } | Goal::Exactly { figure } => amount(figure),
        Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => false,
    };
    let lines = measure.list.iter().flat_map(|list| list.lines.iter().chain(&list.caps));
    measure.targets.iter().flat_map(|sequence| &sequence.targets).any(of_target)
        || lines.into_iter().any(|line| condition(&line.when))
        || matches!(measure.trajectory, Some(Trajectory::StraightFromBaseline { .. }))
}
