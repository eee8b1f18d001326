//! Stories of judging: small rule books and figures made by hand, and what they come to.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

#[path = "eval/conditions.rs"]
mod conditions;
#[path = "eval/figures.rs"]
mod figures;
#[path = "eval/groups.rs"]
mod groups;
#[path = "eval/in_time.rs"]
mod in_time;
#[path = "eval/made_of_others.rs"]
mod made_of_others;
#[path = "eval/properties.rs"]
mod properties;
#[path = "eval/ratings.rs"]
mod ratings;
#[path = "eval/reports.rs"]
mod reports;
#[path = "eval/support.rs"]
mod support;
#[path = "eval/targets.rs"]
mod targets;
