//! Floor 5: every code of every floor with its page, sorted. `explain`, the documents and the tests read it.

use crate::base::diag::Code;
use crate::base::suggest;

/// The lists of the floors, in the order of the floors.
///
/// A floor with findings of its own adds its list here, and nowhere else.
const FLOORS: &[&[(Code, &str)]] = &[
    crate::syntax::diags::CODES,
    crate::check::diags::CODES,
    crate::data::diags::CODES,
    crate::eval::diags::CODES,
    crate::eval::cases::diags::CODES,
    crate::lint::CODES,
];

/// Every code with its page, sorted.
///
/// ```
/// let pages = plimsoll::catalog::pages();
/// assert!(pages.iter().any(|(code, _)| code.0 == "check::declared-twice"));
/// ```
#[must_use]
pub fn pages() -> Vec<(Code, &'static str)> {
    let mut all: Vec<_> = FLOORS.iter().flat_map(|floor| floor.iter().copied()).collect();
    all.sort_unstable();
    all
}

/// The page of a code, written whole (`check::declared-twice`) or by its last part (`declared-twice`), in any letter
/// case; none where no code has that name. Where two floors have the same last part, the first in the order of the
/// alphabet is meant.
///
/// ```
/// use plimsoll::catalog::page;
/// assert!(page("declared-twice").is_some_and(|text| text.starts_with("# check::declared-twice")));
/// assert_eq!(page("no-such-code"), None);
/// ```
#[must_use]
pub fn page(code: &str) -> Option<&'static str> {
    let wanted = plain(code);
    let all = pages();
    let whole = all.iter().find(|(code, _)| code.0 == wanted);
    let found = whole.or_else(|| all.iter().find(|(code, _)| last_part(code.0) == wanted));
    found.map(|(_, page)| *page)
}

/// The first sentence of a page, which may run over several lines.
///
/// ```
/// use plimsoll::catalog::{page, summary};
/// assert!(page("declared-twice").is_some_and(|text| summary(text).ends_with('.')));
/// ```
#[must_use]
pub fn summary(page: &str) -> String {
    let lines = page.lines().skip(1).map(str::trim).skip_while(|line| line.is_empty());
    let paragraph = lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    match paragraph.split_once(". ") {
        Some((first, _)) => format!("{first}."),
        None => paragraph,
    }
}

/// The code that was probably meant by one that does not exist.
///
/// ```
/// use plimsoll::catalog::nearest;
/// assert_eq!(nearest("declared-twise"), Some("check::declared-twice"));
/// assert_eq!(nearest("zebra crossing"), None);
/// ```
#[must_use]
pub fn nearest(code: &str) -> Option<&'static str> {
    let wanted = plain(code);
    let all = pages();
    let by_whole = suggest::nearest(&wanted, all.iter().map(|(code, _)| code.0));
    let by_part = || suggest::nearest(last_part(&wanted), all.iter().map(|(code, _)| last_part(code.0)));
    let holds = || all.iter().map(|(code, _)| code.0).find(|code| wanted.len() > 3 && code.contains(&wanted));
    let name = by_whole.or_else(by_part).or_else(holds)?;
    all.iter().map(|(code, _)| code.0).find(|code| *code == name || last_part(code) == name)
}

/// A code as a person types it: in any letter case, with spaces or lines under for hyphens.
fn plain(code: &str) -> String {
    code.trim().to_lowercase().replace([' ', '_'], "-")
}

fn last_part(code: &str) -> &str {
    code.rsplit("::").next().unwrap_or(code)
}
