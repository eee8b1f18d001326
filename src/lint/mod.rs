//! Floor 3: advice on rule books that are in order. One lint a file with its page beside it; `registry` lists them all.
//!
//! A lint never stops a book from being judged. How much each weighs is set in `plimsoll.toml` ([`Settings`]), and one
//! finding can be accepted where it stands, with a reason ([`Accepted`]). What cannot be shown is never said.

pub mod accepted;
pub mod baseline_undated;
mod chances;
pub mod closes_as_it_opens;
pub mod escalation_never_closes;
pub mod escalation_never_opens;
pub mod escalation_repeated;
pub mod escalation_watches_nothing;
pub mod escalations_contradict;
pub mod figure_not_plausible;
pub mod former_id_in_use;
pub mod line_repeated;
mod linted;
pub mod measure_never_escalated;
pub mod meetings_all_past;
pub mod number_in_text;
mod pairs;
mod place;
pub mod question_repeated;
pub mod questions_without_deadline;
pub mod rating_repeated;
pub mod recipient_stands_alone;
mod registry;
pub mod replaces_nothing;
pub mod report_shows_nothing;
pub mod rounding_hides_target;
pub mod same_title;
mod settings;
mod settle;
pub mod target_before_first_figure;
pub mod target_cannot_be_missed;
pub mod target_cannot_be_reached;
pub mod target_differs_elsewhere;
pub mod target_is_the_baseline;
pub mod tbc_past_its_date;
pub mod trajectory_misses_target;
pub mod trajectory_without_steps;
pub mod unfinished_text;
pub mod unsourced_target;
pub mod unused_board;
pub mod unused_definition;
pub mod unused_event;
pub mod unused_groups;
pub mod unused_rating;
pub mod unused_theme;
mod uses;
pub mod waiver_is_over;
pub mod waiver_of_nothing;

pub use accepted::Accepted;
pub use linted::{Neighbour, Subject};
pub use registry::{CODES, LINTS, Lint, by_name};
pub use settings::{Level, Levels, Settings, SettingsFault};
pub use settle::settle;

use crate::base::diag::Diagnostic;
use linted::Linted;
use registry::Finder;

/// All that lints have to say of a book, as the reader gets it: with the settings laid over it, without what its files
/// accept, and with a word on the comments that accept what is not there. What was found while the rules were read has
/// to be settled first.
#[must_use]
pub fn look_over(subject: &Subject<'_>, levels: &Levels, accepted: &mut Accepted) -> Vec<Diagnostic> {
    let mut found = settle(lint(subject, levels), levels, accepted);
    let of_comments = accepted.findings(levels, subject.whole);
    found.extend(settle(of_comments, levels, accepted));
    found
}

/// Runs every lint that is on for some file of the book. The findings carry the weights that lints have by default;
/// [`settle`] lays the settings and what was accepted over them.
#[must_use]
pub fn lint(subject: &Subject<'_>, levels: &Levels) -> Vec<Diagnostic> {
    let linted = Linted::new(subject);
    let mut all = Vec::new();
    for lint in LINTS {
        let Finder::Here(find) = lint.finder else { continue };
        if !levels.is_on(lint) || (lint.needs_whole && !subject.whole) {
            continue;
        }
        let from = all.len();
        find(&linted, &mut all);
        let weight = lint.level.severity();
        for finding in all.iter_mut().skip(from) {
            finding.severity = weight.unwrap_or(finding.severity);
        }
    }
    all
}
