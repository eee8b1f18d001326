//! How a sentence names a party.

use super::{Party, PartyKind};

/// Last words of the titles that take `the`: `the Children's Trust`, but `NHS England`.
const TAKES_THE: &[&str] = &[
    "board",
    "boards",
    "cabinet",
    "chair",
    "commission",
    "committee",
    "council",
    "director",
    "directorate",
    "executive",
    "forum",
    "group",
    "groups",
    "head",
    "lead",
    "manager",
    "network",
    "office",
    "officer",
    "panel",
    "partnership",
    "service",
    "team",
    "trust",
];

impl Party {
    /// Full name, or the short one where it has no other.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.id } else { &self.title }
    }

    /// `the Health Improvement Board`, `NHS England`: as a sentence names it.
    #[must_use]
    pub fn named(&self) -> String {
        let title = self.name();
        if let Some(rest) = title.strip_prefix("The ") {
            return format!("the {rest}");
        }
        let last = title.rsplit(' ').next().unwrap_or("").to_lowercase();
        if self.kind == PartyKind::Role || TAKES_THE.contains(&last.as_str()) {
            format!("the {title}")
        } else {
            title.to_owned()
        }
    }
}
