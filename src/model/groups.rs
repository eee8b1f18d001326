//! Groups, and results that are made of several others.

use super::{DecisionList, Grouping, Measure, Party, Target, TargetSequence, Theme, Trajectory};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::base::unit::Unit;

/// How several levels make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The worst of them.
    Worst,
    /// The level that at least so many reach or better.
    AtLeast {
        /// So many.
        least: u32,
        /// Of so many, as written.
        of: u32,
    },
    /// The average, counting the best level as 1, the next as 2 and so on; the nearest level, and between two the
    /// worse one.
    Average,
}

/// How several results make one, and what becomes of those that are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joining {
    /// How.
    pub how: How,
    /// `of those known at least 2`: those not known are left out while so many are. None: they could be anything.
    pub known_at_least: Option<u32>,
}

/// `rating RAG from measures 2.1, 2.2, 2.3 by worst`: a level made of other levels, without a value of its own.
#[derive(Debug, Clone)]
pub struct Composite {
    /// The measures, in the order written, or else in the order declared.
    pub measures: Vec<Id<Measure>>,
    /// How their levels make one.
    pub joining: Joining,
    /// Where it was written.
    pub span: Span,
}

/// `gap between most_deprived and least_deprived within 5 points`: how far two groups are apart.
#[derive(Debug, Clone)]
pub struct Gap {
    /// The members, as declared.
    pub groups: [String; 2],
    /// What the gap has to be.
    pub target: Target,
    /// What it is measured in: percentage points on a percentage.
    pub unit: Unit,
}

/// `excluding HGH because "no births there"`: a group that the measure does not apply to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupExclusion {
    /// The member, as declared.
    pub member: String,
    /// Why.
    pub because: String,
    /// Where it was written.
    pub span: Span,
}

/// `is the total of measures 3.2, 3.3`: figures that have to add up.
#[derive(Debug, Clone)]
pub struct TotalOf {
    /// The measures that add up to it.
    pub measures: Vec<Id<Measure>>,
    /// Where it was written.
    pub span: Span,
}

/// What holds for one member alone, in the place of what holds for all.
#[derive(Debug, Clone, Default)]
pub struct MemberRules {
    /// The member, as declared.
    pub member: String,
    /// Its targets; each takes the place of the measure's sequence of the same name.
    pub targets: Vec<TargetSequence>,
    /// Its own way to the year's target.
    pub trajectory: Option<Trajectory>,
}

/// `rating goals by the share on target`: a theme or board rated by how many of its measures are on target.
#[derive(Debug, Clone)]
pub struct ShareRating {
    /// What is rated.
    pub whose: ShareOf,
    /// True for a share of those due, false for one of those rated.
    pub of_due: bool,
    /// The cut points; the value they compare is the share in per cent.
    pub list: DecisionList,
    /// Where it was written.
    pub span: Span,
}

/// What is rated by its share on target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareOf {
    /// A theme.
    Theme(Id<Theme>),
    /// The measures of a board.
    Owner(Id<Party>),
}

/// `groups ward "Ward" within area`: each member of one kind of group is a part of one of another.
#[derive(Debug, Clone)]
pub struct Nesting {
    /// The smaller kind.
    pub inner: Id<Grouping>,
    /// The larger kind.
    pub outer: Id<Grouping>,
    /// Each smaller member with the larger one it is a part of.
    pub members: Vec<(String, String)>,
}

impl Nesting {
    /// The larger member that a smaller one is a part of.
    #[must_use]
    pub fn outer_of(&self, inner: &str) -> Option<&str> {
        let found = self.members.iter().find(|(member, _)| member.eq_ignore_ascii_case(inner));
        found.map(|(_, outer)| outer.as_str())
    }
}
