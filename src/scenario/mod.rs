//! Floor 4: the stories that officers tell of their rules, run as tests of them.
//!
//! A scenario is judged by what judges a report: its figures are written as the text of a data file and read by
//! `data`, its reports are made by `eval`, and nothing here decides anything but whether what came is what was
//! expected.
//!
//! | file | what it does |
//! |---|---|
//! | `given` | figures, answers and acts as text of data files, read as `run` reads them |
//! | `run` | makes the reports of a scenario |
//! | `compare`, `cases`, `got` | holds each expectation against a report; what came instead, and the line that decided it |
//! | `coverage` | which levels, steps and lines of rules the expectations reach |
//! | `generate`, `settings`, `boundaries`, `story`, `write` | scenarios about every threshold, that pass against the rules as they stand |
//! | `mutate`, `sites`, `change` | rules moved by a step each, and whether any scenario notices |
//! | `accept` | expectations rewritten to what came |

pub mod accept;
mod alike;
mod boundaries;
mod cases;
mod change;
mod compare;
pub mod coverage;
mod figures;
pub mod generate;
mod given;
mod got;
mod looks;
mod milestones;
pub mod mutate;
mod named_amounts;
mod reading;
mod run;
mod settings;
mod shares;
mod sites;
mod slim;
mod story;
mod ties;
mod together;
mod write;

pub use compare::Failure;
pub use given::Tables;
pub use run::{Ran, Trial, run};
