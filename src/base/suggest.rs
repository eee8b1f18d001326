//! "Did you mean …": the nearest of a list of known words. A letter that looks like the right one is nearer than any other.

/// The candidate nearest to `word`, if it is near enough to be a likely slip.
///
/// ```
/// use plimsoll::base::suggest::nearest;
/// assert_eq!(nearest("ownr", ["owner", "unit"]), Some("owner"));
/// assert_eq!(nearest("zebra", ["owner", "unit"]), None);
/// assert_eq!(nearest("HlB", ["HWB", "HIB"]), Some("HIB"));
/// assert_eq!(nearest("C0M", ["CAM", "COM"]), Some("COM"));
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let allowed = match lower.chars().count() {
        0..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let seen = as_seen(&lower);
    candidates
        .into_iter()
        .map(|candidate| (distances(&lower, &seen, candidate), candidate))
        .filter(|((seen, written), candidate)| {
            let is_lookalike = *seen == 0;
            (is_lookalike || *written <= allowed) && *written < candidate.chars().count()
        })
        .min_by_key(|(distances, _)| *distances)
        .map(|(_, candidate)| candidate)
}

/// How far a candidate is from a word: as it looks to the eye, and letter by letter.
fn distances(lower: &str, seen: &str, candidate: &str) -> (usize, usize) {
    let candidate = candidate.to_lowercase();
    let written = strsim::damerau_levenshtein(lower, &candidate);
    (strsim::damerau_levenshtein(seen, &as_seen(&candidate)), written)
}

/// A word in small letters with one sign for all that look alike: `l`, `I` and `1`; `O` and `0`; `rn` and `m`.
fn as_seen(lower: &str) -> String {
    let one = |letter: char| match letter {
        'l' | '1' | '|' => 'i',
        '0' => 'o',
        '5' => 's',
        '8' => 'b',
        '2' => 'z',
        other => other,
    };
    lower.replace("rn", "m").replace("vv", "w").chars().map(one).collect()
}

/// The one candidate that a slip of the keyboard away from `word`: one letter, or two in a long word, and no other
/// candidate as near. It is near enough to be taken for what was meant where the rest of the line agrees.
///
/// ```
/// use plimsoll::base::suggest::only_slip;
/// assert_eq!(only_slip("ownr", ["owner", "unit"]), Some("owner"));
/// assert_eq!(only_slip("escaltaoin", ["escalation", "event"]), Some("escalation"));
/// assert_eq!(only_slip("tam", ["team", "tim"]), None);
/// ```
pub fn only_slip<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    let allowed = if length >= 7 { 2 } else { 1 };
    let seen = as_seen(&lower);
    let mut near: Vec<((usize, usize), &str)> = candidates
        .into_iter()
        .map(|candidate| (distances(&lower, &seen, candidate), candidate))
        .filter(|((_, written), _)| *written <= allowed && length >= 4)
        .collect();
    near.sort_unstable();
    near.dedup();
    match near.as_slice() {
        [(_, only)] => Some(only),
        [(first, meant), (second, _), ..] if first < second => Some(meant),
        _ => None,
    }
}

/// `a`, `b` and `c`: a list as a sentence has it.
#[must_use]
pub fn listed(words: &[String], joiner: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {joiner} {last}", first.join(", ")),
    }
}
