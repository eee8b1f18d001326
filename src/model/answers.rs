//! Questions about the answers to a case, and about returns.

use super::{Escalation, Recipient};
use crate::base::arena::Id;

/// What is asked of the loop of asking and answering. Where an escalation may be named and is not, it is the one that
/// asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoopTest {
    /// The full answer came after the day it was due, by more than so many working days.
    Late(Option<Id<Escalation>>, u32),
    /// An answer came, and leaves a question out.
    Incomplete(Option<Id<Escalation>>),
    /// What came says nothing.
    Blank(Option<Id<Escalation>>),
    /// The recovery day in the newest answer was past when it was given.
    RecoveryInThePast,
    /// The newest answer came from this party.
    AnsweredBy(Recipient),
    /// The day a return was due has passed, and it is not in.
    ReturnNotIn,
}
