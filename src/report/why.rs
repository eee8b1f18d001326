//! The derivation of one result as a document: how it came about, step by step.

use super::document::{Block, Document};

/// A derivation in words, ready to be set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WhyPage {
    /// `Why 1.14 is red in Q3 2018/19`.
    pub title: String,
    /// Headings, each with its lines in order.
    pub sections: Vec<(String, Vec<String>)>,
}

impl From<&WhyPage> for Document {
    fn from(page: &WhyPage) -> Self {
        let mut document = Self::new(&page.title, "");
        for (heading, lines) in &page.sections {
            let body = match lines.as_slice() {
                [] => Vec::new(),
                [only] => vec![Block::Paragraph(only.clone())],
                several => vec![Block::List(several.to_vec())],
            };
            document.blocks.push(Block::section(heading, body));
        }
        document
    }
}
