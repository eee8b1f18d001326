//! Several levels made one: the worst of them, the best that enough of them reach, or their average.
//!
//! A level that is not known could be any. What comes of it is the same whatever it is, or it is not known; but where the
//! others alone show that it is bad, it is said how bad at least. So one that is missing never makes a pass.

use super::outcome::Truth;
use super::rating::is_bad;
use crate::base::suggest::listed;
use crate::model::{How, Joining};

/// The level that several make, best first being 0; none where it is not known.
///
/// `known` are the levels that are known, `unknown` counts those that are not and have to be, `last` is the worst level
/// there is, and `known_on_target` says whether those known are on target.
pub(super) fn level(
    joining: Joining,
    known: &[u8],
    unknown: usize,
    last: u8,
    known_on_target: Truth,
) -> Option<u8> {
    if known.is_empty() {
        return None;
    }
    if let Some(least) = joining.known_at_least {
        let enough = known.len() >= least as usize;
        return of_all(joining.how, known, 0, last).filter(|_| enough);
    }
    let (at_best, at_worst) =
        (of_all(joining.how, known, unknown, 0)?, of_all(joining.how, known, unknown, last)?);
    (at_best == at_worst || is_bad(at_best, known_on_target)).then_some(at_best)
}

/// The level of all when each that is not known is taken to be `as_if`.
fn of_all(how: How, known: &[u8], unknown: usize, as_if: u8) -> Option<u8> {
    let mut all: Vec<u8> = known.to_vec();
    all.extend(std::iter::repeat_n(as_if, unknown));
    all.sort_unstable();
    match how {
        How::Worst => all.last().copied(),
        How::AtLeast { least, .. } => all.get((least as usize).checked_sub(1)?).copied(),
        How::Average => {
            // The nearest level, and between two the worse one: a half is rounded up.
            let sum: u64 = all.iter().map(|level| u64::from(*level)).sum();
            let count = all.len() as u64;
            u8::try_from((2 * sum + count).checked_div(2 * count)?).ok()
        }
    }
}

/// Whether several are on target together: all of them, or at least so many. An average has no target.
pub(super) fn on_target(joining: Joining, of_each: impl Iterator<Item = Truth>) -> Truth {
    let leaves_out = joining.known_at_least.is_some();
    let of_each: Vec<Truth> = of_each.filter(|truth| !leaves_out || *truth != Truth::Unknown).collect();
    let count = |wanted: Truth| of_each.iter().filter(|truth| **truth == wanted).count();
    match joining.how {
        _ if of_each.is_empty() => Truth::Unknown,
        How::Worst => Truth::all(of_each.into_iter()),
        How::AtLeast { least, .. } => {
            let (met, open) = (count(Truth::True), count(Truth::Unknown));
            if met >= least as usize {
                Truth::True
            } else if met + open < least as usize {
                Truth::False
            } else {
                Truth::Unknown
            }
        }
        How::Average => Truth::Unknown,
    }
}

/// Which of several decides their level: of the worst the one that misses by most, else the one at the count asked for.
/// `how_bad` sorts them, larger being worse, and says by its first part whether one is known.
pub(super) fn deciding<T, K: Ord>(
    joining: Joining,
    several: Vec<T>,
    unknown: usize,
    is_known: impl Fn(&T) -> bool,
    how_bad: impl Fn(&T) -> K,
) -> Option<T> {
    let least = match joining.how {
        How::Worst | How::Average => {
            // The first of those that are equally bad.
            let mut worst: Option<T> = None;
            for one in several {
                if worst.as_ref().is_none_or(|worst| how_bad(&one) > how_bad(worst)) {
                    worst = Some(one);
                }
            }
            return worst;
        }
        How::AtLeast { least, .. } => least as usize,
    };
    let mut known: Vec<T> = several.into_iter().filter(is_known).collect();
    known.sort_by_key(how_bad);
    let at =
        least.saturating_sub(1).saturating_sub(if joining.known_at_least.is_some() { 0 } else { unknown });
    let last = known.len().checked_sub(1)?;
    known.into_iter().nth(at.min(last))
}

/// `2 of 3 are amber or better (John Radcliffe and Horton General), and 2 have to be`.
pub(super) fn reached(level: u8, word: &str, names: &[String], (least, of): (u32, usize)) -> String {
    let is = if names.len() == 1 { "is" } else { "are" };
    let better = if level == 0 { "" } else { " or better" };
    let have = if least == 1 { "has" } else { "have" };
    format!(
        "{} of {of} {is} {word}{better} ({}), and {least} {have} to be",
        names.len(),
        listed(names, "and")
    )
}

#[cfg(test)]
mod tests {
    use super::{Joining, Truth, level};
    use crate::model::How;

    const RED: u8 = 2;

    fn of(how: How, known: &[u8], unknown: usize) -> Option<u8> {
        level(Joining { how, known_at_least: None }, known, unknown, RED, Truth::Unknown)
    }

    #[test]
    fn two_of_three_is_the_best_level_that_two_reach() {
        let two = How::AtLeast { least: 2, of: 3 };
        assert_eq!(of(two, &[0, 0, 2], 0), Some(0));
        assert_eq!(of(two, &[0, 1, 2], 0), Some(1));
        assert_eq!(of(two, &[0, 2, 2], 0), Some(2));
        assert_eq!(of(two, &[0, 0], 1), Some(0), "whatever the third is");
        assert_eq!(of(two, &[0, 2], 1), None);
        assert_eq!(of(two, &[2, 2], 1), Some(2));
        assert_eq!(of(two, &[1, 2], 1), Some(1), "amber at best");
        assert_eq!(of(two, &[0], 0), None, "there are no two");
    }

    #[test]
    fn an_average_goes_to_the_nearest_level_and_between_two_to_the_worse() {
        assert_eq!(of(How::Average, &[0, 0, 1], 0), Some(0));
        assert_eq!(of(How::Average, &[0, 1], 0), Some(1));
        assert_eq!(of(How::Average, &[0, 2], 0), Some(1));
        assert_eq!(of(How::Average, &[0, 0], 1), None, "a red third would make it amber");
    }

    #[test]
    fn those_known_stand_for_all_only_where_that_is_written() {
        let joining = Joining { how: How::Worst, known_at_least: Some(1) };
        assert_eq!(level(joining, &[0], 1, RED, Truth::Unknown), Some(0));
        let joining = Joining { how: How::Worst, known_at_least: Some(2) };
        assert_eq!(level(joining, &[0], 1, RED, Truth::Unknown), None);
        assert_eq!(of(How::Worst, &[0], 1), None);
    }
}
