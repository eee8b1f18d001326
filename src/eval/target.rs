//! Which target is in force for a figure, and what it comes to.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::comparisons;
use super::look::Look;
use super::outcome::{GoalUsed, Remark, TargetUsed};
use super::profile;
use super::unknown;
use crate::base::exact::Exact;
use crate::base::period::{Period, date_name};
use crate::base::span::Span;
use crate::model::{Against, Bound, Expression, Goal, Measure, MemberRules, Target, TargetSequence};

/// The target in force for a look.
pub(super) enum InForce<'a> {
    /// The measure has none.
    None,
    /// The first one begins later.
    NotYet {
        from: Period,
        span: Span,
    },
    ToBeSet {
        by: Period,
        span: Span,
    },
    Lapsed {
        by: Period,
        span: Span,
    },
    Known(Standing<'a>),
    /// It stands, and its figure cannot be reckoned.
    Unknown {
        reason: String,
        span: Span,
        /// What it asks for at least, where it is the harder of several and one of them is known.
        at_least: Option<Box<Standing<'a>>>,
    },
}

/// A target with its figure reckoned.
pub(super) struct Standing<'a> {
    pub sequence: usize,
    pub target: &'a Target,
    pub goal: GoalUsed,
    pub remarks: Vec<Remark>,
}

/// Position of the sequence a measure is judged by, when it is just one.
fn judged_sequence(measure: &Measure) -> Option<usize> {
    match &measure.against {
        Against::Only => {
            let unnamed = measure.targets.iter().position(|sequence| sequence.name.is_none());
            unnamed.or((!measure.targets.is_empty()).then_some(0))
        }
        Against::Sequence(at) => Some(*at),
        Against::HarderOf(_) | Against::HarderOfKnown(_) => None,
    }
}

/// The goal of a measure with one target that is a plain figure, and of no time: it needs no reckoning.
pub(super) fn steady(measure: &Measure) -> Option<GoalUsed> {
    let (Against::Only | Against::Sequence(_)) = measure.against else { return None };
    let sequence = measure.targets.get(judged_sequence(measure)?)?;
    let [only] = sequence.targets.as_slice() else { return None };
    let is_dated = only.from.is_some() || only.by.is_some() || only.known_on().is_some();
    let is_of_groups = measure.gap.is_some() || !measure.of_members.is_empty() || measure.adds_up_groups();
    if is_dated || is_of_groups || only.pro_rata || measure.trajectory.is_some() {
        return None;
    }
    match &only.goal {
        Goal::Limit { bound, figure: Expression::Number(figure) } => {
            Some(GoalUsed::Limit { bound: *bound, figure: figure.clone() })
        }
        Goal::Exactly { figure: Expression::Number(figure) } => {
            Some(GoalUsed::Exactly { figure: figure.clone() })
        }
        Goal::Between { low, high } => Some(GoalUsed::Between { low: low.clone(), high: high.clone() }),
        Goal::MetBy { day } => Some(GoalUsed::MetBy { day: *day }),
        Goal::Limit { .. } | Goal::Exactly { .. } | Goal::ToBeSet { .. } => None,
    }
}

impl<'j, 'a> Look<'j, 'a> {
    /// The goal in force, when there is one with a figure.
    pub(super) fn goal(self) -> Option<Cow<'j, GoalUsed>> {
        if self.supposed.is_none()
            && let Some(goal) = self.judge.steady_goal(self.series.measure)
        {
            return self.period().map(|_| Cow::Borrowed(goal));
        }
        match self.in_force() {
            InForce::Known(standing) => Some(Cow::Owned(standing.goal)),
            InForce::None
            | InForce::NotYet { .. }
            | InForce::ToBeSet { .. }
            | InForce::Lapsed { .. }
            | InForce::Unknown { .. } => None,
        }
    }

    /// The target that judges the figure of this slot.
    pub(super) fn in_force(self) -> InForce<'a> {
        let measure = self.measure();
        if let Some(gap) = measure.gap.as_ref().filter(|_| self.is_gap()) {
            return self.with_supposed_target(of_gap(&gap.target));
        }
        let force = match &measure.against {
            Against::HarderOf(all) => self.harder(all, false),
            Against::HarderOfKnown(all) => self.harder(all, true),
            Against::Only | Against::Sequence(_) => {
                judged_sequence(measure).map_or(InForce::None, |at| self.of_sequence(at))
            }
        };
        self.with_supposed_target(force)
    }

    fn with_supposed_target(self, force: InForce<'a>) -> InForce<'a> {
        let supposed = self.supposed.and_then(|supposed| supposed.target_at(self));
        match (supposed, force) {
            (Some(figure), InForce::Known(standing)) => {
                let goal = match standing.goal {
                    GoalUsed::Limit { bound, .. } => GoalUsed::Limit { bound, figure },
                    goal @ (GoalUsed::Between { .. }
                    | GoalUsed::Exactly { .. }
                    | GoalUsed::MetBy { .. }
                    | GoalUsed::ToBeSet { .. }) => goal,
                };
                InForce::Known(Standing { goal, ..standing })
            }
            (_, force) => force,
        }
    }

    /// The target of one sequence that is in force for the period of this figure.
    pub(super) fn of_sequence(self, at: usize) -> InForce<'a> {
        let measure = self.measure();
        let (Some(sequence), Some(period)) = (measure.targets.get(at), self.period()) else {
            return InForce::None;
        };
        // What is asked of a sum is not asked of each of its parts.
        if self.is_share_of_a_sum() {
            return InForce::None;
        }
        let sequence = self.own_sequence(sequence);
        match chosen(sequence, &period, &|target| self.is_unseen(target)) {
            Choice::None => not_known_yet(self, sequence, &period).unwrap_or(InForce::None),
            Choice::NotYet(target, from) => {
                not_known_yet(self, sequence, &period).unwrap_or(InForce::NotYet { from, span: target.span })
            }
            Choice::Lapsed(target, by) => {
                not_known_yet(self, sequence, &period).unwrap_or(InForce::Lapsed { by, span: target.span })
            }
            Choice::Stands(target) if is_of(target, &period) => self.standing(at, sequence, target, &period),
            // A target of another year is used only where none of its own is waiting to be known.
            Choice::Stands(target) => not_known_yet(self, sequence, &period)
                .unwrap_or_else(|| self.standing(at, sequence, target, &period)),
        }
    }

    /// The day on which a target becomes known, where nobody knew of it yet.
    fn unknown_until(self, target: &Target) -> Option<NaiveDate> {
        target
            .known_on()
            .filter(|day| *day > self.on.map_or(self.judge.known_by, |on| on.min(self.judge.known_by)))
    }

    /// True for a target that nobody knew of yet, or that is supposed never to have been set.
    pub(super) fn is_unseen(self, target: &Target) -> bool {
        self.unknown_until(target).is_some()
            || self.supposed.is_some_and(|supposed| supposed.leaves_out(self, target.span))
    }

    /// The targets of the same name that the group looked at has of its own, else those for all.
    fn own_sequence(self, sequence: &'a TargetSequence) -> &'a TargetSequence {
        let own = self.own_rules();
        let mut same_name =
            own.iter().flat_map(|rules| &rules.targets).filter(|own| own.name == sequence.name);
        same_name.next().unwrap_or(sequence)
    }

    /// True for a group whose figure is a part of the one that is judged, and that nothing is asked of by itself.
    pub(super) fn is_share_of_a_sum(self) -> bool {
        self.measure().adds_up_groups() && self.series.is_part && self.own_rules().is_none()
    }

    /// What holds for the group looked at alone.
    pub(super) fn own_rules(self) -> Option<&'a MemberRules> {
        self.judge.places.own_rules(self.measure(), self.series.place, self.judge.data)
    }

    fn standing(
        self,
        at: usize,
        sequence: &'a TargetSequence,
        target: &'a Target,
        period: &Period,
    ) -> InForce<'a> {
        if let Goal::ToBeSet { by } = &target.goal {
            let earlier = target.until_set_use.and_then(|year| of_year(sequence, target, &year));
            let Some(earlier) = earlier else { return InForce::ToBeSet { by: *by, span: target.span } };
            return match self.reckoned(at, earlier, period) {
                InForce::Known(mut standing) => {
                    standing.remarks.retain(|remark| !matches!(remark, Remark::TargetOfAnotherYear { .. }));
                    standing.remarks.push(Remark::LastYearsTargetStands);
                    InForce::Known(standing)
                }
                other => other,
            };
        }
        self.reckoned(at, target, period)
    }

    fn reckoned(self, at: usize, target: &'a Target, period: &Period) -> InForce<'a> {
        let measure = self.measure();
        let mut remarks = Vec::new();
        if let Some(year) = another_year(measure, target, period) {
            remarks.push(Remark::TargetOfAnotherYear { target: year });
        }
        let figure_of = |expression| {
            let look = self.deeper().ok_or("the targets read one another through too many measures")?;
            let amount = look.amount_of(expression);
            amount.ok_or_else(|| unknown::of_expression(look, expression))
        };
        let profiled = judged_sequence(measure) == Some(at);
        if let Goal::Limit { figure, .. } | Goal::Exactly { figure } = &target.goal {
            comparisons::sources(self, figure, &mut remarks);
        }
        let goal = match &target.goal {
            Goal::Limit { bound, figure } => figure_of(figure)
                .and_then(|figure| profile::share(self, target, figure, profiled, &mut remarks))
                .map(|figure| GoalUsed::Limit { bound: *bound, figure }),
            Goal::Exactly { figure } => figure_of(figure)
                .and_then(|figure| profile::share(self, target, figure, profiled, &mut remarks))
                .map(|figure| GoalUsed::Exactly { figure }),
            Goal::Between { low, high } => Ok(GoalUsed::Between { low: low.clone(), high: high.clone() }),
            Goal::MetBy { day } => Ok(GoalUsed::MetBy { day: *day }),
            Goal::ToBeSet { by } => return InForce::ToBeSet { by: *by, span: target.span },
        };
        match goal {
            Ok(goal) => InForce::Known(Standing { sequence: at, target, goal, remarks }),
            Err(reason) => InForce::Unknown { reason, span: target.span, at_least: None },
        }
    }

    /// Of several targets the one that asks for more. Those that are not set do not count while one is. While the figure
    /// of one is not known, that one may be the harder, and no more is known than what the others ask for; unless those
    /// known are to stand alone, which is then said.
    fn harder(self, all: &[usize], of_those_known: bool) -> InForce<'a> {
        let mut best = InForce::None;
        let mut unknown = None;
        let mut left_out = Vec::new();
        for at in all {
            let next = self.of_sequence(*at);
            if let InForce::Unknown { reason, span, .. } = &next {
                let name = self.measure().targets.get(*at).and_then(|sequence| sequence.name.as_deref());
                let name =
                    name.map_or_else(|| "another target".to_owned(), |name| format!("the {name} target"));
                if of_those_known {
                    left_out.push(Remark::Said(format!("{reason}, so {name} is left out")));
                } else if unknown.is_none() {
                    let reason = format!("{name} may be harder and is not known: {reason}");
                    unknown = Some((reason, *span));
                }
            }
            best = match (best, next) {
                (InForce::Known(one), InForce::Known(other)) => {
                    InForce::Known(if asks_more(&other.goal, &one.goal) { other } else { one })
                }
                (one @ InForce::Known(_), _) => one,
                (InForce::None, next) | (_, next @ (InForce::Known(_) | InForce::Unknown { .. })) => next,
                (one, _) => one,
            };
        }
        match (best, unknown) {
            (InForce::Known(standing), Some((reason, span))) => {
                InForce::Unknown { reason, span, at_least: Some(Box::new(standing)) }
            }
            (InForce::Known(mut standing), None) => {
                standing.remarks.extend(left_out);
                InForce::Known(standing)
            }
            (best, _) => best,
        }
    }

    /// What the target asks for at least, where it is not known and what it asks for at least is.
    pub(super) fn asked_at_least(self) -> Option<GoalUsed> {
        // Only the harder of several is known in part.
        let Against::HarderOf(_) = self.measure().against else { return None };
        Some(self.in_force().at_least()?.goal.clone())
    }
}

/// What a gap has to be.
fn of_gap(target: &Target) -> InForce<'_> {
    let Goal::Limit { bound, figure: Expression::Number(figure) } = &target.goal else {
        return InForce::None;
    };
    let goal = GoalUsed::Limit { bound: *bound, figure: figure.clone() };
    // It is none of the measure's named targets.
    InForce::Known(Standing { sequence: usize::MAX, target, goal, remarks: Vec::new() })
}

/// True when one limit is stricter than another.
fn asks_more(one: &GoalUsed, other: &GoalUsed) -> bool {
    let (GoalUsed::Limit { bound, figure }, GoalUsed::Limit { bound: other_bound, figure: other }) =
        (one, other)
    else {
        return false;
    };
    let strict = !bound.includes_end() && other_bound.includes_end();
    let further = if bound.is_floor() { figure > other } else { figure < other };
    further || (figure == other && strict)
}

enum Choice<'a> {
    None,
    NotYet(&'a Target, Period),
    Lapsed(&'a Target, Period),
    Stands(&'a Target),
}

/// The target of a sequence whose time holds the last day of `period`.
fn chosen<'a>(
    sequence: &'a TargetSequence,
    period: &Period,
    is_unseen: &dyn Fn(&Target) -> bool,
) -> Choice<'a> {
    if let [only] = sequence.targets.as_slice()
        && only.from.is_none()
        && only.by.is_none()
        && !is_unseen(only)
    {
        return Choice::Stands(only);
    }
    let seen = || sequence.targets.iter().filter(|target| !is_unseen(target));
    let standing = || seen().filter(|target| in_time(target, period));
    // A change agreed within the year (`from Q3 2019/20`) takes over from the year's own target (`in 2019/20`).
    let for_it = standing().filter(|target| target.year.is_none_or(|year| year.contains(period.end)));
    if let Some(target) = for_it.reduce(|a, b| if later_start(b, a) { b } else { a }) {
        return Choice::Stands(target);
    }
    let year_start = |target: &&Target| target.year.map(|year| year.start);
    let later = standing().filter(|t| year_start(t).is_some_and(|start| start > period.end));
    if let Some(target) = later.min_by_key(year_start).or_else(|| standing().max_by_key(year_start)) {
        return Choice::Stands(target);
    }
    let lapsed = seen().filter_map(|target| Some((target, target.by?)));
    let lapsed = lapsed.filter(|(_, by)| by.end < period.end).max_by_key(|(_, by)| by.end);
    if let Some((target, by)) = lapsed {
        return Choice::Lapsed(target, by);
    }
    let first = seen().filter_map(|target| Some((target, target.from?)));
    first
        .min_by_key(|(_, from)| from.start)
        .map_or(Choice::None, |(target, from)| Choice::NotYet(target, from))
}

fn in_time(target: &Target, period: &Period) -> bool {
    target.from.is_none_or(|from| from.start <= period.end) && target.by.is_none_or(|by| period.end <= by.end)
}

/// True when a target is for the year of the period, or for no year by name.
fn is_of(target: &Target, period: &Period) -> bool {
    target.year.is_none_or(|year| year.contains(period.end))
}

/// The target that would stand if it were known already.
fn not_known_yet<'a>(
    look: Look<'_, 'a>,
    sequence: &'a TargetSequence,
    period: &Period,
) -> Option<InForce<'a>> {
    let waiting = sequence.targets.iter().filter_map(|target| Some((target, look.unknown_until(target)?)));
    let (target, day) = waiting
        .filter(|(target, _)| in_time(target, period) && is_of(target, period))
        .min_by_key(|(_, day)| *day)?;
    let reason = format!("the target is not known before {}", date_name(day));
    Some(InForce::Unknown { reason, span: target.span, at_least: None })
}

/// True when `one` begins later; where both begin alike, when its beginning is written and the other's is only its
/// year's, or when it ends sooner.
fn later_start(one: &Target, other: &Target) -> bool {
    let start = |target: &Target| target.from.or(target.year).map(|period| period.start);
    let end = |target: &Target| target.by.map(|by| by.end);
    let key = |target: &Target| (start(target), target.from.is_some());
    if key(one) != key(other) {
        return key(one) > key(other);
    }
    match (end(one), end(other)) {
        (Some(one), Some(other)) => one < other,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// The earlier target of a sequence that stood at the end of `year`.
fn of_year<'a>(sequence: &'a TargetSequence, but: &Target, year: &Period) -> Option<&'a Target> {
    let others = || sequence.targets.iter().filter(|target| !std::ptr::eq(*target, but));
    let set = |target: &&Target| !matches!(target.goal, Goal::ToBeSet { .. });
    let stood = |target: &&Target| {
        target.year.is_none_or(|own| own.contains(year.end))
            && target.from.is_none_or(|from| from.start <= year.end)
            && target.by.is_none_or(|by| by.end >= year.end)
    };
    // Of a year whose target was changed, the one that it ended with.
    others().filter(set).filter(stood).reduce(|a, b| if later_start(b, a) { b } else { a })
}

/// The year of a target that is not the year of the value.
fn another_year(measure: &Measure, target: &Target, period: &Period) -> Option<Period> {
    if let Some(year) = target.year {
        return (!year.contains(period.end)).then_some(year);
    }
    let by = target.by.filter(|_| target.from.is_none())?;
    let year = by.its_year(measure.year_start)?;
    (!year.contains(period.end)).then_some(year)
}

impl Standing<'_> {
    /// As results carry it.
    pub(super) fn used(self, measure: &Measure) -> TargetUsed {
        let name = measure.targets.get(self.sequence).and_then(|sequence| sequence.name.clone());
        TargetUsed { name, goal: self.goal, span: self.target.span }
    }
}

impl<'a> InForce<'a> {
    /// What is asked for at least, where no more is known.
    pub(super) fn at_least(&self) -> Option<&Standing<'a>> {
        match self {
            Self::Unknown { at_least, .. } => at_least.as_deref(),
            Self::None
            | Self::NotYet { .. }
            | Self::ToBeSet { .. }
            | Self::Lapsed { .. }
            | Self::Known(_) => None,
        }
    }

    /// The goal, when there is one with a figure.
    pub(super) fn goal(&self) -> Option<&GoalUsed> {
        match self {
            Self::Known(standing) => Some(&standing.goal),
            Self::None
            | Self::NotYet { .. }
            | Self::ToBeSet { .. }
            | Self::Lapsed { .. }
            | Self::Unknown { .. } => None,
        }
    }
}

impl GoalUsed {
    /// The figure a value is held against; of a range the end that the value is nearer to missing.
    pub(super) fn figure_for(&self, value: Option<&Exact>) -> Option<Exact> {
        match self {
            Self::Limit { figure, .. } | Self::Exactly { figure } => Some(figure.clone()),
            Self::Between { low, high } => {
                let value = value?;
                let (to_low, to_high) = (value.minus(low).magnitude(), value.minus(high).magnitude());
                Some(if to_low <= to_high { low.clone() } else { high.clone() })
            }
            Self::MetBy { day } => Some(super::figures::day_number(*day)),
            Self::ToBeSet { .. } => None,
        }
    }

    /// How far a value misses (above nought) or beats (below nought) the goal; inside a range it is nought.
    pub(super) fn miss(&self, value: &Exact) -> Option<Exact> {
        match self {
            Self::Limit { bound, figure } if bound.is_floor() => Some(figure.minus(value)),
            Self::Limit { figure, .. } => Some(value.minus(figure)),
            Self::Between { low, high } if value < low => Some(low.minus(value)),
            Self::Between { high, .. } if value > high => Some(value.minus(high)),
            Self::Between { .. } => Some(Exact::zero()),
            Self::Exactly { figure } => Some(value.minus(figure).magnitude()),
            Self::MetBy { day } => Some(value.minus(&super::figures::day_number(*day))),
            Self::ToBeSet { .. } => None,
        }
    }

    /// Whether a number is on target.
    pub(super) fn met_by(&self, value: &Exact) -> Option<bool> {
        match self {
            Self::Limit { bound, figure } => Some(bound.met_by(value, figure)),
            Self::Between { low, high } => Some(low <= value && value <= high),
            Self::Exactly { figure } => Some(value == figure),
            Self::MetBy { day } => Some(Bound::AtMost.met_by(value, &super::figures::day_number(*day))),
            Self::ToBeSet { .. } => None,
        }
    }
}
