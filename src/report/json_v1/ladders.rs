//! Ladders put into the shapes of JSON v1.

use super::super::ladders::{beside as stands_beside, hushed};
use super::super::view::View;
use super::build::{iso, some, source_cell};
use super::ladder_shape as shape;
use crate::eval::outcome::{Decision, Move, Outcome, Position};
use crate::model::Ladder;

/// How one thing stands on one ladder.
pub(super) fn position(view: &View<'_>, position: &Position) -> shape::Position {
    let ladder = &view.inputs.book.ladders[position.ladder];
    let hush = |text: &str| hushed(view, position, text);
    shape::Position {
        id: position.id.clone(),
        ladder: ladder.id.clone(),
        stage: stage(ladder, position.stage),
        title: ladder.stage_title(position.stage).to_owned(),
        next: position.next.map(|next| stage(ladder, next).unwrap_or_else(|| "none".to_owned())),
        moves: position.moves.iter().map(|made| moved(view, ladder, made, &hush)).collect(),
        stays: position.stays.iter().map(|test| hush(test)).collect(),
        waits: position
            .waits
            .iter()
            .map(|(at, what)| shape::Wait {
                stage: stage(ladder, Some(*at)).unwrap_or_default(),
                because: hush(what),
            })
            .collect(),
        unused: position.unused.iter().map(|one| decision(view, one)).collect(),
        stood_down: some(&position.stood_down),
    }
}

fn stage(ladder: &Ladder, at: Option<usize>) -> Option<String> {
    Some(ladder.stages.get(at?)?.id.clone())
}

fn moved(view: &View<'_>, ladder: &Ladder, made: &Move, hush: &dyn Fn(&str) -> String) -> shape::Move {
    shape::Move {
        on: iso(made.on),
        figures: made.figures.to_string(),
        holds_from: made.holds_from.map(|period| period.to_string()),
        kind: made.kind.word(),
        from: stage(ladder, made.from),
        to: stage(ladder, made.to),
        told: made.told.iter().map(|id| view.party_id(*id).to_owned()).collect(),
        because: hush(&made.because),
        decision: made.decision.as_ref().map(|one| decision(view, one)),
        without_decision: made.without_decision.iter().map(|test| hush(test)).collect(),
    }
}

fn decision(view: &View<'_>, decision: &Decision) -> shape::Decision {
    shape::Decision {
        by: view.party_id(decision.by).to_owned(),
        on: iso(decision.on),
        because: decision.because.clone(),
        source: source_cell(&decision.source),
    }
}

/// The stages beside one level.
pub(super) fn beside(view: &View<'_>, outcome: &Outcome) -> Vec<shape::Stage> {
    let one = |(ladder, position): (&Ladder, &Position)| shape::Stage {
        ladder: ladder.id.clone(),
        stage: stage(ladder, position.stage),
        title: ladder.stage_title(position.stage).to_owned(),
    };
    stands_beside(view, outcome).into_iter().map(one).collect()
}
