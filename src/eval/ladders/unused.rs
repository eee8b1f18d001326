//! Acts and decisions that nothing looks at: about something that does not stand on the ladder they are for, or of an
//! event that no rule asks for. In silence, a board would take them to count.

use super::log::Track;
use crate::base::arena::Id;
use crate::base::diag::Diagnostic;
use crate::data::{Act, What};
use crate::eval::diags;
use crate::eval::judge::Judge;
use crate::eval::outcome::Climber;
use crate::model::walk::Part;
use crate::model::{Condition, Event, Expression, Ladder, Per, Record};

/// A finding for each of those that are known.
pub(in crate::eval) fn findings(judge: &Judge<'_>) -> Vec<Diagnostic> {
    let known = judge.acts.iter().enumerate().filter(|(_, act)| act.known_on() <= judge.as_of());
    known.filter_map(|(at, act)| unused(judge, at, act)).collect()
}

fn unused(judge: &Judge<'_>, at: usize, act: &Act) -> Option<Diagnostic> {
    let book = judge.book;
    match act.what {
        What::MovesTo { ladder, .. } | What::Leaves { ladder } => {
            let of = &book.ladders[ladder];
            let idle = !of.faulty && !counts_on(judge, at, ladder);
            idle.then(|| diags::decision_not_used(&act.cell, &of.id, &names_what(judge, of)))
        }
        What::Happened { event, state } => {
            let id = &book.events[event].id;
            let asking: Vec<Id<Ladder>> =
                book.ladders.iter().filter(|(_, of)| asks_for(of, event)).map(|(id, _)| id).collect();
            let others = asked_elsewhere(judge, event);
            if asking.is_empty() && !others {
                let state = book.events[event].states.get(state).map_or("", |state| state.id.as_str());
                return Some(diags::event_nobody_asks_for(&act.cell, id, state));
            }
            let faulty = asking.iter().any(|ladder| book.ladders[*ladder].faulty);
            let counts = asking.iter().any(|ladder| counts_on(judge, at, *ladder));
            if faulty || counts || others && is_of_a_measure(judge, act) {
                return None;
            }
            let first = asking.first().map(|ladder| &book.ladders[*ladder]);
            let ladder = first.map(|ladder| (ladder.id.as_str(), names_what(judge, ladder)));
            Some(diags::event_not_used(&act.cell, id, ladder.as_ref().map(|(id, what)| (*id, what.as_str()))))
        }
    }
}

/// True where an act is about something on a ladder.
fn counts_on(judge: &Judge<'_>, at: usize, ladder: Id<Ladder>) -> bool {
    judge.stages.tracks().iter().any(|track: &Track| track.ladder == ladder && track.acts.contains(&at))
}

/// True where an act is about a measure, as rules beside ladders look at it.
fn is_of_a_measure(judge: &Judge<'_>, act: &Act) -> bool {
    let about = |place, measure| judge.is_about(&act.about, Climber::Measure(measure, place));
    judge.series().iter().any(|series| about(series.place, series.measure))
}

/// What a row about something on a ladder has to name: ``a `board` ``.
fn names_what(judge: &Judge<'_>, ladder: &Ladder) -> String {
    match ladder.per {
        Per::Measure => "measures, and the row has to name one in `measure`".to_owned(),
        Per::Board => "boards, and the row has to name one that owns a measure in `board`".to_owned(),
        Per::Theme => "themes, and the row has to name one in `theme`".to_owned(),
        Per::Group(grouping) => {
            let kind = &judge.book.groupings[grouping].id;
            format!("groups, and the row has to name one in `{kind}`")
        }
        Per::Book => "the whole book, and the row has to name nothing".to_owned(),
    }
}

fn asks_for(ladder: &Ladder, event: Id<Event>) -> bool {
    let conditions = ladder.stages.iter().flat_map(|stage| stage.enter.iter().chain(&stage.leave));
    conditions.into_iter().any(|condition| mentions(condition, event))
}

/// True where an escalation or the level of a measure asks for an event.
fn asked_elsewhere(judge: &Judge<'_>, event: Id<Event>) -> bool {
    let rules = judge.book.escalations.values().flat_map(|rule| rule.closes_when.iter().chain([&rule.when]));
    let lists = judge.book.measures.values().filter_map(|measure| measure.list.as_ref());
    let lines = lists.flat_map(|list| list.lines.iter().chain(&list.caps)).map(|line| &line.when);
    rules.chain(lines).any(|condition| mentions(condition, event))
}

fn mentions(condition: &Condition, event: Id<Event>) -> bool {
    let own =
        matches!(condition, Condition::OnRecord(Record::Happened { event: own, .. }, _) if *own == event);
    own || condition.parts().into_iter().any(|part| mentioned(part, event))
}

fn mentioned(part: Part<'_>, event: Id<Event>) -> bool {
    match part {
        Part::Condition(inner) => mentions(inner, event),
        Part::Amount(amount) => within(amount, event),
    }
}

fn within(amount: &Expression, event: Id<Event>) -> bool {
    amount.parts().into_iter().any(|part| mentioned(part, event))
}
