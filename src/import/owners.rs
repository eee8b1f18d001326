//! One board by two names: `HIB` in one row, `Health Improvement Board` or `Health Improvement Board (HIB)` in another.

use super::names::initials;
use crate::data::words::{key, plain};

/// The full names of boards that are also called by their first letters, each with the short one.
#[derive(Debug, Default)]
pub(super) struct Owners {
    /// Short name and full name, as printed.
    short: Vec<(String, String)>,
}

impl Owners {
    /// Of all cells that name who is responsible.
    pub(super) fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let mut full: Vec<(String, String)> = Vec::new();
        for cell in cells {
            let (title, said) = parted(cell);
            let several = title.split(' ').count() > 1;
            let short = said.or_else(|| several.then(|| initials(&title)));
            if let Some(short) = short.filter(|short| !short.is_empty()) {
                full.push((key(&short), title));
            }
        }
        full.sort_by_key(|(short, title)| (short.clone(), key(title)));
        full.dedup_by_key(|(short, title)| (short.clone(), key(title)));
        // First letters that two boards share are no name of either.
        let is_only = |short: &String| full.iter().filter(|(other, _)| other == short).count() == 1;
        let short = full.iter().filter(|(short, _)| is_only(short)).cloned().collect();
        Self { short }
    }

    /// The full name of the board that a cell names, where it is called by another there; and that other name.
    pub(super) fn full<'c>(&self, cell: &'c str) -> (String, Option<&'c str>) {
        let (title, said) = parted(cell);
        if said.is_some() {
            return (title, None);
        }
        match self.short.iter().find(|(short, full)| *short == key(cell) && key(full) != key(cell)) {
            Some((_, full)) => (full.clone(), Some(cell)),
            None => (cell.to_owned(), None),
        }
    }
}

/// A full name and the short one in a bracket after it.
fn parted(cell: &str) -> (String, Option<String>) {
    let text = plain(cell);
    let bracket = text.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match bracket.filter(|(_, short)| short.len() <= 8 && short.chars().all(char::is_alphanumeric)) {
        Some((title, short)) => (title.trim().to_owned(), Some(short.to_owned())),
        None => (text.into_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::Owners;

    #[test]
    fn a_board_and_its_first_letters_are_one() {
        let cells = [
            "HIB",
            "Health Improvement Board",
            "CT",
            "Children's Trust (CT)",
            "AB",
            "All Boats",
            "Any Board",
        ];
        let owners = Owners::of(cells.into_iter());
        let full = |cell: &str| owners.full(cell).0;
        assert_eq!(full("HIB"), "Health Improvement Board");
        assert_eq!(full("CT"), "Children's Trust");
        assert_eq!(full("Children's Trust (CT)"), "Children's Trust");
        assert_eq!(full("AB"), "AB", "two boards have these letters");
        assert_eq!(full("Finance"), "Finance");
    }
}
