//! Where the figure of a target is written: in the target itself, or in the trajectory that leads to it.

use super::look::Look;
use super::outcome::{GoalUsed, TargetUsed};
use super::target::Standing;
use crate::base::span::Span;
use crate::model::{Expression, Goal, Measure, Target, Trajectory};

impl Look<'_, '_> {
    /// The clause that gave the figure: a trajectory where one was followed and has another figure than its target.
    pub(super) fn written_in(self, target: &Target, goal: &GoalUsed, profiled: bool) -> Span {
        let own = self.own_rules().and_then(|rules| rules.trajectory.as_ref());
        let trajectory = own.or(self.measure().trajectory.as_ref()).filter(|_| profiled);
        let span = match trajectory {
            Some(Trajectory::Points { span, .. } | Trajectory::StraightFromBaseline { span }) => *span,
            None => return target.span,
        };
        let is_own = match (&target.goal, goal) {
            (
                Goal::Limit { figure: Expression::Number(own), .. }
                | Goal::Exactly { figure: Expression::Number(own) },
                GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure },
            ) => own == figure,
            (Goal::Limit { .. } | Goal::Exactly { .. }, _) => false,
            (Goal::Between { .. } | Goal::MetBy { .. } | Goal::ToBeSet { .. }, _) => true,
        };
        if is_own { target.span } else { span }
    }
}

impl Standing<'_> {
    /// As results carry it.
    pub(super) fn used(self, measure: &Measure) -> TargetUsed {
        let name = measure.targets.get(self.sequence).and_then(|sequence| sequence.name.clone());
        TargetUsed { name, goal: self.goal, span: self.span }
    }
}
