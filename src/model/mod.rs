//! Floor 1: what a checked rule book means. Nothing here knows how it was written; places are spans.
//!
//! Every name is resolved, every amount is an exact number in the unit of its measure, and every rule that could
//! not be understood has been left out with its measure or escalation marked faulty.

pub mod answers;
pub mod asides;
pub mod benchmark;
pub mod book;
pub mod condition;
pub mod escalation;
pub mod forecast;
pub mod groups;
pub mod history;
pub mod ladder;
pub mod level_values;
pub mod made_of;
pub mod measure;
mod named;
pub mod rating;
pub mod reckoning;
pub mod report;
pub mod scenario;
mod spans;
pub mod statistics;
pub mod target;
pub mod terms;
pub mod walk;
pub mod withholding;

pub use answers::LoopTest;
pub use asides::{About, Aside, AsideKind, Asides};
pub use benchmark::{Benchmark, Compared, OfPeers, PeerSet, Peers, PlaceTest, Position, Ranking};
pub use book::{Framework, Grouping, Member, Party, PartyKind, RuleBook, Theme, Waiver};
pub use condition::{
    Comparison, Condition, Expression, LevelTest, MeasureSet, Movement, Offset, Quantity, Reference, Since,
    Status, Tally, Tolerance, sides,
};
pub use escalation::{Ask, Climb, Escalation, PLACEHOLDERS, Recipient, Respond, Scope};
pub use forecast::{Projection, Prospect};
pub use groups::{
    Composite, Gap, GroupExclusion, How, Joining, MemberRules, Nesting, ShareOf, ShareRating, TotalOf,
};
pub use history::{Definition, Exclusion};
pub use ladder::{Event, EventState, Ladder, Per, Record, Stage};
pub use level_values::{EndOfValues, LevelValues};
pub use made_of::{MadeOf, OverTime};
pub use measure::{Against, Aim, Baseline, Counts, Measure, OnGroups, TargetSequence, Trajectory};
pub use rating::{DecisionList, Level, Line, Rating};
pub use reckoning::{
    AmountLine, AmountList, Computed, Conversion, CountOf, CountOver, Define, Elsewhere, GroupName, Reach,
    Rounding, Whose, Window, Windowed,
};
pub use report::{Apart, CopyTo, HistoryWanted, PaperDay, Reader, Report};
pub use scenario::Scenario;
pub use statistics::{ControlChart, Rebase, RuleSet, Statistic};
pub use target::{Agreement, Bound, Goal, RefusedChange, Target};
pub use terms::{Earlier, Terms};
pub use withholding::Withholding;
