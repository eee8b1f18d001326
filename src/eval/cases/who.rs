//! Who is told, and why nobody is where a rule names somebody who is not there.

use super::words::named;
use crate::base::arena::Id;
use crate::model::{Measure, Party, Recipient, RuleBook};

/// Why a recipient is nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nobody {
    /// The case is of the whole book, which no board owns.
    WholeBook,
    /// The measure has no responsible board.
    NoOwner(Id<Measure>),
    /// The responsible board reports to no other.
    NoBoardAbove(Id<Party>),
}

impl Nobody {
    /// `measure 1.4 has no responsible board`.
    #[must_use]
    pub fn words(self, book: &RuleBook) -> String {
        match self {
            Self::WholeBook => "the whole book has no responsible board".to_owned(),
            Self::NoOwner(measure) => {
                format!("measure {} has no responsible board", book.measures[measure].id)
            }
            Self::NoBoardAbove(party) => format!("no board is named above {}", named(book, party)),
        }
    }
}

/// The party behind a recipient.
///
/// # Errors
/// Where nobody is behind it: the measure has no responsible board, that board reports to no other, or the case is of the
/// whole book, which nobody owns.
pub fn resolve(
    book: &RuleBook,
    measure: Option<Id<Measure>>,
    recipient: Recipient,
) -> Result<Id<Party>, Nobody> {
    resolve_for(book, (measure, None), recipient)
}

/// The same for a case: of a measure, and of a group with an owner of its own.
pub(super) fn resolve_for(
    book: &RuleBook,
    (measure, of_group): (Option<Id<Measure>>, Option<Id<Party>>),
    recipient: Recipient,
) -> Result<Id<Party>, Nobody> {
    let owner = || {
        let measure = measure.ok_or(Nobody::WholeBook)?;
        book.measures[measure].owner.ok_or(Nobody::NoOwner(measure))
    };
    match recipient {
        Recipient::Owner => owner(),
        Recipient::AboveOwner => {
            let owner = owner()?;
            book.above(owner).ok_or(Nobody::NoBoardAbove(owner))
        }
        Recipient::OwnerOf(_) => of_group.map_or_else(owner, Ok),
        Recipient::Party(party) => Ok(party),
    }
}

/// Everybody behind a list of recipients, each once, and why any of them is nobody.
pub(super) fn resolve_all(
    book: &RuleBook,
    whose: (Option<Id<Measure>>, Option<Id<Party>>),
    recipients: &[Recipient],
) -> (Vec<Id<Party>>, Vec<Nobody>) {
    let mut told = Vec::new();
    let mut nobody = Vec::new();
    for recipient in recipients {
        match resolve_for(book, whose, *recipient) {
            Ok(party) if told.contains(&party) => {}
            Ok(party) => told.push(party),
            Err(why) if nobody.contains(&why) => {}
            Err(why) => nobody.push(why),
        }
    }
    (told, nobody)
}
