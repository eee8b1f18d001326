//! Results that are made of others, and levels that people set.

use chrono::NaiveDate;

use super::ResultKind;
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::model::Rating;

/// A level that somebody set on a figure, and what the rules make of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetByHand {
    /// The level that was set: the result's own.
    pub word: String,
    /// Who set it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub because: String,
    /// The level that the rules give; none where they give none.
    pub computed: Option<u8>,
    /// Its word; empty where there is none.
    pub computed_word: String,
    /// What kind of result it is by the rules.
    pub computed_kind: ResultKind,
}

/// How a theme or board stands by its share on target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareStatus {
    /// The rating with the cut points.
    pub rating: Id<Rating>,
    /// On target, without reservation.
    pub on_target: u32,
    /// Of so many.
    pub of: u32,
    /// True when these are those due, false when they are those rated.
    pub of_due: bool,
    /// The level; none where there is nothing to take a share of.
    pub level: Option<u8>,
    /// Its word; empty where there is none.
    pub word: String,
    /// The line that gave it.
    pub decided_by: Option<Span>,
}
