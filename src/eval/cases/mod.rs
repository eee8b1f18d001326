//! Escalation as a state machine with memory: who was told what, when, and what came back.
//!
//! Nothing is remembered between runs. Each time, history is replayed from rules, data and responses: one series is
//! looked at on each of its report days, and each escalation that watches it is idle or has one case. What a case
//! went through between two report days (an answer, a day that passed, a climb) follows from its own dates.
//!
//! | file | what it decides |
//! |---|---|
//! | `watch` | which escalations watch a series, and in which order |
//! | `replay` | when a case opens and closes |
//! | `waivers` | when it is stood down |
//! | `who`, `due` | who is asked, and by when |
//! | `inbox` | which responses answer which case, and when it was fully answered |
//! | `closing` | why it closed, where the figure does not say so |
//! | `history` | what happened to a case, in order of days |
//! | `prompts`, `facts` | what is asked in this report, with the facts filled in |
//! | `openings` | what is alike of all cases of one rule that open on one day |
//! | `judged`, `whole_book` | every case of a book |
//! | `owed` | which notes are owed before a report goes out |
//! | `simulate`, `proof` | who is told what over many periods, and what the rules promise |
//! | `findings`, `diags` | what somebody should look at |

mod closing;
pub mod diags;
mod due;
mod facts;
mod findings;
mod history;
mod inbox;
mod judged;
mod openings;
mod owed;
mod prompts;
mod proof;
mod replay;
pub(super) mod simulate;
pub(super) mod waivers;
mod watch;
mod who;
pub(super) mod whole_book;
pub(super) mod words;

use super::moment::{LoopFacts, Moment};
use super::outcome::{Case, Truth};
use crate::base::arena::Id;
use crate::base::order::natural;
use crate::data::PlaceId;
use crate::model::{Condition, Escalation, Measure, RuleBook};

pub use findings::findings;
pub use inbox::{Inbox, Reply, answer, says_nothing};
pub(super) use judged::cases_of;
pub use judged::{cases, of_run};
pub use owed::notes_owed;
pub use prompts::{PLACEHOLDERS, prompts};
pub use proof::prove;
pub use replay::Replay;
pub use simulate::{simulate, simulate_rules};
pub use who::{Nobody, resolve};
pub use whole_book::add_book_facts;

/// One series, or the whole book, as escalations look at it.
#[derive(Debug, Clone)]
pub struct Watched<'a> {
    /// The measure; none for the whole book.
    pub measure: Option<Id<Measure>>,
    /// The group; the whole when it has none.
    pub place: PlaceId,
    /// The group's label; empty for the whole.
    pub group: String,
    /// The report days on which it is looked at, oldest first.
    pub moments: &'a [Moment],
}

/// Answers whether a condition holds at a moment, given what is known of the answers to its cases.
pub type Holds<'h> = &'h dyn Fn(&Condition, &Moment, &LoopFacts) -> Truth;

type Reason<'h> = &'h dyn Fn((&Condition, Truth), &Moment, &LoopFacts) -> Option<String>;

/// What a replay asks of the figures.
#[derive(Clone, Copy)]
pub(super) struct Asks<'h> {
    /// Whether a condition holds.
    holds: Holds<'h>,
    /// Why a case closes on a condition that came to this; none where it is the figure.
    reason: Reason<'h>,
}

/// Puts cases in their order: by the day they opened, then measures as reports list them, group and escalation. The
/// names of a book's files have no say in it.
pub fn sort(book: &RuleBook, cases: &mut [Case]) {
    sort_with(book, cases, &|_| 0);
}

/// The same with groups as the book declares them: which of them the data names first has no say in it.
fn sort_with(book: &RuleBook, cases: &mut [Case], group: &dyn Fn(&Case) -> usize) {
    let mut measures: Vec<Id<Measure>> = cases.iter().filter_map(|case| case.measure).collect();
    measures.sort_unstable();
    measures.dedup();
    let mut listed = vec![usize::MAX; book.measures.len()];
    for (at, measure) in book.in_reading_order(measures).into_iter().enumerate() {
        if let Some(slot) = listed.get_mut(measure.index()) {
            *slot = at;
        }
    }
    let listed = |case: &Case| case.measure.and_then(|id| listed.get(id.index()).copied());
    let mut rules: Vec<Id<Escalation>> = cases.iter().map(|case| case.escalation).collect();
    rules.sort_unstable();
    rules.dedup();
    rules.sort_by(|one, other| natural(&book.escalations[*one].id, &book.escalations[*other].id));
    let mut rank = vec![usize::MAX; book.escalations.len()];
    for (at, rule) in rules.into_iter().enumerate() {
        if let Some(slot) = rank.get_mut(rule.index()) {
            *slot = at;
        }
    }
    let rank = |case: &Case| rank.get(case.escalation.index()).copied();
    // A case is large to move about; their places are sorted first.
    cases.sort_by_cached_key(|case| (case.opened_on, listed(case), group(case), case.place, rank(case)));
}
