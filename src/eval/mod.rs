//! Floor 3: rule book × observations × period → assessment.
//!
//! | file | what it decides |
//! |---|---|
//! | `assess`, `judge` | how a run goes, and the figures laid out for it |
//! | `timeline`, `computed_series`, `composed`, `of_groups`, `joining` | the series: submitted, reckoned, made of levels, made of groups, levels made one |
//! | `look`, `figures`, `target`, `past` | one series at one period: its figure, its target, what came before |
//! | `condition`, `expression`, `windows`, `counting`, `lasting` | whether a condition holds, what an amount comes to |
//! | `rating`, `verdict`, `limits` | the level, and what kind of result it is |
//! | `unknown`, `telling`, `arithmetic`, `without`, `words` | the same in words: why it is unknown, what decided it, what it does without |
//! | `adding_up`, `made_of` | submitted figures against what they are made of |
//! | `composite`, `worst`, `together`, `nested`, `gap`, `share` | levels and figures of several together |
//! | `comparators`, `comparisons`, `peers` | benchmarks, peers and places |
//! | `comparable`, `corrections`, `known_then`, `horizon`, `restate` | definitions, revised values, what was known and what was due when |
//! | `outlook`, `returns`, `statistics` | what a figure says of other times, its return, its control chart |
//! | `cases`, `ladders` | escalation and stages, with their memory |
//! | `results`, `totals`, `trends`, `changes`, `differences`, `exceptions`, `papers` | what goes into the assessment |
//! | `outcome` | the assessment: plain data, all that papers see |
//! | `explain` | how one result came about |

mod adding_up;
mod amounts;
mod arithmetic;
mod asked;
pub mod assess;
mod boundary;
mod by_hand;
pub mod cases;
mod changes;
mod comparable;
mod comparators;
mod comparisons;
mod composed;
mod composite;
mod computed;
mod computed_series;
mod computing;
mod condition;
mod corrections;
mod counting;
pub mod diags;
mod differences;
mod edges;
mod exceptions;
pub mod explain;
mod expression;
mod figures;
mod findings;
mod gap;
mod horizon;
mod joining;
pub mod judge;
mod known_then;
pub mod ladders;
mod lasting;
mod limits;
mod look;
mod made_of;
mod milestone;
pub mod moment;
mod months;
mod nested;
mod of_groups;
pub mod outcome;
mod outlook;
mod papers;
mod past;
mod peers;
mod places;
mod profile;
mod rating;
mod reads;
pub mod restate;
mod results;
mod returns;
mod ruling;
mod share;
mod significance;
mod statistics;
mod tallies;
mod target;
mod telling;
pub mod timeline;
mod together;
mod totals;
mod trends;
mod ungrouped;
mod unknown;
mod verdict;
mod waiting;
mod windows;
mod without;
mod words;
mod worst;
mod worst_part;
mod written;

pub use assess::{LookBack, Only, Run, assess, assess_alone, assess_with_trends, report_period};
pub use explain::{Derivation, DerivationStep, HistoryLine, derive};
pub use share::share_level;
