//! Groups, and results made of several others, as written.

use super::{MeasureSetWords, Name, Text, ToleranceWords};
use crate::base::span::Span;

/// How groups make one rating, as written.
#[derive(Debug, Clone)]
pub enum OnGroupsWords {
    /// `on the worst site`; `of those known at least 2`
    Worst(Option<Name>, Option<u32>),
    /// `on each site`
    Each(Option<Name>),
    /// `on the total`; `of those known at least 2`
    Total(Option<u32>),
    /// `on 2 of 3 site`
    Some {
        /// At least so many.
        least: u32,
        /// Of so many.
        of: u32,
        /// The kind of group, where it is named.
        name: Option<Name>,
    },
}

/// `from measures 2.1, 2.2, 2.3 by worst of those known`
#[derive(Debug, Clone)]
pub struct CompositeWords {
    /// Which measures.
    pub measures: MeasureSetWords,
    /// How their levels make one.
    pub how: CompositeHow,
    /// `of those known at least 2` (1 when no number was written).
    pub known_at_least: Option<u32>,
    /// Where.
    pub span: Span,
}

/// How the levels of several measures make one, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompositeHow {
    /// `by worst`
    Worst,
    /// `by 2 of 3`
    Some(u32, u32),
    /// `by average score`
    Average,
}

/// `gap between most_deprived and least_deprived within 5 points`
#[derive(Debug, Clone)]
pub struct GapWords {
    /// The two groups.
    pub groups: [Name; 2],
    /// How far they may be apart.
    pub within: ToleranceWords,
    /// Where.
    pub span: Span,
}

/// `excluding HGH because "no births there"`
#[derive(Debug, Clone)]
pub struct ExclusionWords {
    /// The groups left out.
    pub groups: Vec<Name>,
    /// Why.
    pub because: Option<Text>,
    /// Where.
    pub span: Span,
}

/// `rating goals by the share of those due on target`
#[derive(Debug, Clone)]
pub struct ShareWords {
    /// The rating that has the cut points.
    pub rating: Name,
    /// True for a share of those due, false for one of those rated.
    pub of_due: bool,
    /// Where.
    pub span: Span,
}
