//! Lists of amounts: the first line that holds gives the amount, unless an unknown line before it would give another.

use super::look::Look;
use super::outcome::Truth;
use crate::model::{AmountLine, AmountList, Expression};

/// What a list of amounts gives.
#[derive(Debug, Clone, Copy)]
pub(super) enum Chosen<'l> {
    /// This amount.
    Line(&'l Expression),
    /// A line that cannot be known matters.
    Undecided(&'l AmountLine),
    /// No line holds, and there is no `otherwise`.
    NoLine,
}

impl Look<'_, '_> {
    /// What a list gives at this look.
    pub(super) fn choose(self, list: &AmountList) -> Chosen<'_> {
        let mut open: Vec<&AmountLine> = Vec::new();
        let mut decided = list.otherwise.as_ref().map(|(amount, _)| amount);
        for line in &list.lines {
            match self.holds(&line.when) {
                Truth::False => {}
                Truth::Unknown => open.push(line),
                Truth::True => {
                    decided = Some(&line.amount);
                    break;
                }
            }
        }
        let Some(amount) = decided else {
            return open.first().map_or(Chosen::NoLine, |line| Chosen::Undecided(line));
        };
        let gives = if open.is_empty() { None } else { self.amount_of(amount) };
        let differs = |line: &&&AmountLine| gives.is_none() || self.amount_of(&line.amount) != gives;
        match open.iter().find(differs) {
            Some(line) => Chosen::Undecided(line),
            None => Chosen::Line(amount),
        }
    }
}
