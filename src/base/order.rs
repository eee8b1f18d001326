//! The order in which people read ids: `1.9` before `1.10`.

use std::cmp::Ordering;

/// Compares two ids run by run: runs of digits by their number, other runs letter by letter in any case.
///
/// ```
/// use std::cmp::Ordering;
/// use plimsoll::base::order::natural;
/// assert_eq!(natural("1.9", "1.10"), Ordering::Less);
/// assert_eq!(natural("1.10", "CV"), Ordering::Less);
/// assert_eq!(natural("2a", "2B"), Ordering::Less);
/// ```
#[must_use]
pub fn natural(left: &str, right: &str) -> Ordering {
    let (mut left_rest, mut right_rest) = (left, right);
    loop {
        let (Some(a), Some(b)) = (next_run(&mut left_rest), next_run(&mut right_rest)) else {
            return left_rest.len().cmp(&right_rest.len()).then_with(|| left.len().cmp(&right.len())).then(left.cmp(right));
        };
        let order = match (is_number(a), is_number(b)) {
            (true, true) => number(a).cmp(&number(b)),
            _ => a.to_lowercase().cmp(&b.to_lowercase()),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

fn next_run<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let digits = rest.chars().next()?.is_ascii_digit();
    let length = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
    let (run, after) = rest.split_at(length);
    *rest = after;
    Some(run)
}

fn is_number(run: &str) -> bool {
    run.starts_with(|c: char| c.is_ascii_digit())
}

/// Digits without leading noughts compare as numbers by length, then digit by digit.
fn number(run: &str) -> (usize, &str) {
    let digits = run.trim_start_matches('0');
    (digits.len(), digits)
}
