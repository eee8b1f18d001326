//! Words that steps, facts and findings share.

use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::base::unit::{Kind, Unit};
use crate::eval::outcome::GoalUsed;
use crate::model::{Bound, Party, RuleBook};

/// `the Health Improvement Board`, `NHS England`: a party as a sentence names it.
pub(in crate::eval) fn named(book: &RuleBook, party: Id<Party>) -> String {
    book.parties[party].named()
}

/// `1 working day`, `3 working days`.
pub(super) fn working_days(count: u32) -> String {
    if count == 1 { "1 working day".to_owned() } else { format!("{count} working days") }
}

/// `95% or more`, `750 or fewer`, `30,000 to 50,000`.
pub(super) fn goal(unit: &Unit, goal: &GoalUsed) -> String {
    match goal {
        GoalUsed::Limit { bound, figure } => {
            let figure = unit.show(figure);
            match bound {
                Bound::AtLeast => format!("{figure} or more"),
                Bound::AtMost if matches!(unit.kind, Kind::Count | Kind::Points) => {
                    format!("{figure} or fewer")
                }
                Bound::AtMost => format!("{figure} or less"),
                Bound::Above => format!("above {figure}"),
                Bound::Below => format!("below {figure}"),
            }
        }
        GoalUsed::Between { low, high } => format!("{} to {}", unit.show(low), unit.show(high)),
        GoalUsed::Exactly { figure } => format!("exactly {}", unit.show(figure)),
        GoalUsed::MetBy { day } => format!("met by {}", date_name(*day)),
        GoalUsed::ToBeSet { by } => format!("to be set by {by}"),
    }
}

/// The text with a capital first and a full stop last.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    let mut letters = text.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
