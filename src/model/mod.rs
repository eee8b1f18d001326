//! Floor 1: what a checked rule book means. Nothing here knows how it was written; places are spans.
//!
//! Every name is resolved, every amount is an exact number in the unit of its measure, and every rule that could
//! not be understood has been left out with its measure or escalation marked faulty.

pub mod answers;
pub mod book;
pub mod condition;
pub mod escalation;
pub mod measure;
pub mod rating;
pub mod target;
pub mod terms;

pub use answers::LoopTest;
pub use book::{Framework, Grouping, Member, Party, PartyKind, RuleBook, Theme, Waiver};
pub use condition::{
    Comparison, Condition, Expression, LevelTest, MeasureSet, Movement, Offset, Quantity, Reference, Since,
    Status, Tally, Tolerance, Window,
};
pub use escalation::{Ask, Climb, Escalation, PLACEHOLDERS, Recipient, Respond, Scope};
pub use measure::{Against, Aim, Baseline, Counts, Measure, OnGroups, TargetSequence, Trajectory};
pub use rating::{DecisionList, Level, Line, Rating};
pub use target::{Agreement, Bound, Goal, Target};
pub use terms::{Earlier, Terms};
