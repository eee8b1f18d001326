//! Whether a change of level since the period before is significant, where the book says from which move on it is.

use super::look::Look;
use super::outcome::Remark;
use super::rating::Decision;
use super::words;
use crate::model::{DecisionList, Offset};

/// `3 to 2 since Q1 2019/20: not significant (0.05)`; none where the level is the same or either is not known. Levels
/// are those that the lines give, before any cap.
pub(super) fn of(look: Look<'_, '_>) -> Option<Remark> {
    let measure = look.measure();
    let least = measure.significant_from.as_ref().filter(|_| !measure.faulty)?;
    let before = look.offset(Offset::Before)?;
    let lines = DecisionList { caps: Vec::new(), ..measure.list.clone()? };
    let (was, now) = (level(before, &lines)?, level(look, &lines)?);
    if was == now {
        return None;
    }
    let moved = look.value()?.minus(&before.value()?).magnitude();
    let rating = look.judge.book.rating_of(measure)?;
    let not = if moved < *least { "not " } else { "" };
    Some(Remark::Said(format!(
        "{} to {} since {}: {not}significant ({})",
        rating.word(was),
        rating.word(now),
        before.period()?,
        words::difference(&moved, &measure.unit)
    )))
}

fn level(look: Look<'_, '_>, lines: &DecisionList) -> Option<u8> {
    match look.decide(lines) {
        Decision::Level { level, .. } => Some(level),
        Decision::Undecided(_) | Decision::NoLine => None,
    }
}
