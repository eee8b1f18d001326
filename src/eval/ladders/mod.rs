//! Ladders: the stage of each thing, from its first figures to the report, by looking at it again as each figure and
//! each act became known.
//!
//! **A stage is read as the period began.** A move made on the figures for March, or by an act in March, is read by
//! rules from April on, wherever they stand: in ratings, in escalations, in the ladder itself. So a ladder and a
//! rating may read one another, and no two rules wait for each other.
//!
//! On each look a higher stage is entered where its condition holds; only where none is, the stage may be left. What is
//! not known neither enters nor leaves anything. On the figures of one period a thing goes down at most once, though it
//! may be looked at again when an act becomes known.
//!
//! | file | what it decides |
//! |---|---|
//! | `climbers` | what stands on a ladder, and from where each thing is looked at |
//! | `looks` | the days on which it is looked at |
//! | `log` | the stages so far |
//! | `replay` | when it moves |
//! | `records` | conditions on stages, acts and decisions |
//! | `acts` | which acts are about which thing, and when they are known |
//! | `words` | what those conditions came to, in words |
//! | `reach` | which ladders read more than the things on them |
//! | `told` | who is told |
//! | `unused` | acts and decisions that nothing looks at |
//! | `positions` | how everything stands in the report |

mod acts;
mod climbers;
mod log;
mod looks;
mod positions;
mod reach;
mod records;
mod replay;
mod told;
mod unused;
mod words;

pub(super) use climbers::is_observer;
pub use log::StageLog;
pub(super) use positions::{of_result, positions};
pub use records::{Climbing, Moving, Taken};
pub(super) use replay::replay;
pub(super) use unused::findings;
