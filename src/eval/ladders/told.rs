//! Who is told when a stage is entered.

use super::climbers::only_measure;
use crate::base::arena::Id;
use crate::data::PlaceId;
use crate::eval::cases::words::named;
use crate::eval::judge::Judge;
use crate::eval::outcome::Climber;
use crate::model::{Ladder, Measure, Party, Recipient};

/// Everybody that a stage names, each once, and why any of them is nobody.
pub(super) fn told(
    judge: &Judge<'_>,
    ladder: &Ladder,
    climber: Climber,
    to: &[Recipient],
) -> (Vec<Id<Party>>, Vec<String>) {
    let (mut told, mut nobody) = (Vec::new(), Vec::new());
    for recipient in to {
        match resolve(judge, ladder, climber, *recipient) {
            Ok(party) if told.contains(&party) => {}
            Ok(party) => told.push(party),
            Err(why) if nobody.contains(&why) => {}
            Err(why) => nobody.push(why),
        }
    }
    (told, nobody)
}

fn resolve(
    judge: &Judge<'_>,
    ladder: &Ladder,
    climber: Climber,
    recipient: Recipient,
) -> Result<Id<Party>, String> {
    match recipient {
        Recipient::Party(party) => Ok(party),
        // On a ladder the owner of a group is asked first anyway.
        Recipient::Owner | Recipient::OwnerOf(_) => owner(judge, ladder, climber),
        Recipient::AboveOwner => {
            let owner = owner(judge, ladder, climber)?;
            let above = judge.book.above(owner);
            above.ok_or_else(|| format!("no board is named above {}", named(judge.book, owner)))
        }
    }
}

/// Whose a thing on a ladder is: a board is its own; a group has its own owner, or else its measure's.
fn owner(judge: &Judge<'_>, ladder: &Ladder, climber: Climber) -> Result<Id<Party>, String> {
    let measure = |id: Id<Measure>| {
        let measure = &judge.book.measures[id];
        measure.owner.ok_or_else(|| format!("measure {} has no responsible board", measure.id))
    };
    match climber {
        Climber::Board(board) => Ok(board),
        Climber::Measure(id, place) => member_owner(judge, place).map_or_else(|| measure(id), Ok),
        Climber::Group(place) => match (member_owner(judge, place), only_measure(judge, ladder)) {
            (Some(owner), _) => Ok(owner),
            (None, Some(only)) => measure(only),
            (None, None) => Err(format!("{} has no owner of its own", judge.title(place))),
        },
        Climber::Theme(theme) => Err(format!("the theme {} has no owner", judge.book.themes[theme].title)),
        Climber::Book => Err("the whole book has no responsible board".to_owned()),
    }
}

fn member_owner(judge: &Judge<'_>, place: PlaceId) -> Option<Id<Party>> {
    let parts = &judge.places.place(place, judge.data)?.parts;
    parts.iter().find_map(|(grouping, id)| {
        let mut members = judge.book.groupings[*grouping].members.iter();
        members.find(|member| member.id.eq_ignore_ascii_case(id))?.owner
    })
}
