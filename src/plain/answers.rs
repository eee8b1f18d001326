//! Questions about answers and returns in words.

use super::escalation::recipient;
use super::{Context, count};
use crate::base::arena::Id;
use crate::model::{Escalation, LoopTest};

/// A question about answers or returns, to follow `when`.
#[must_use]
pub(super) fn loop_test(of: LoopTest, context: Context<'_>) -> String {
    let to = |which: Option<Id<Escalation>>| {
        which.map_or_else(String::new, |id| format!(" to {}", context.book.escalations[id].title))
    };
    match of {
        LoopTest::Late(which, 0) => format!("the response{} came late", to(which)),
        LoopTest::Late(which, days) => {
            format!("the response{} came more than {} late", to(which), count(days, "working day"))
        }
        LoopTest::Incomplete(which) => format!("the response{} leaves a question out", to(which)),
        LoopTest::Blank(which) => format!("the response{} says nothing", to(which)),
        LoopTest::RecoveryInThePast => "the recovery date was past when it was given".to_owned(),
        LoopTest::AnsweredBy(whom) => format!("the response is from {}", recipient(&whom, context.book)),
        LoopTest::ReturnNotIn => "its return is not in after the day it was due".to_owned(),
    }
}
