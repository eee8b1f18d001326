//! "Did you mean …": the nearest of a list of known words.

/// The candidate nearest to `word`, if it is near enough to be a likely slip.
///
/// ```
/// use plimsoll::base::suggest::nearest;
/// assert_eq!(nearest("ownr", ["owner", "unit"]), Some("owner"));
/// assert_eq!(nearest("zebra", ["owner", "unit"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let allowed = match lower.chars().count() {
        0..=4 => 1,
        5 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
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
