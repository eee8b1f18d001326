//! What a chair takes in at a glance: how many are at each level, both ways of counting, what changed, and where things
//! stand on the ladders.

use super::Scope;
use crate::eval::outcome::{Change, Climber, Outcome, Position, ResultKind, TotalOf, Totals};
use crate::model::PartyKind;
use crate::plain;
use crate::report::document::{Block, Cell, Count, Fact};
use crate::report::{changes, counted, ladders, summary};

/// A table of changes has no more rows than these; the paper of changes has all.
const MOST_CHANGES: usize = 40;

const NEITHER: &str = "neither better nor worse";

/// How many are at each level, and how many of them on target, both ways.
pub(super) fn blocks(scope: &Scope<'_>) -> Vec<Block> {
    let view = scope.view;
    let of = scope.of.map_or(TotalOf::Book, TotalOf::Owner);
    let Some(totals) = view.inputs.assessment.totals.iter().find(|totals| totals.of == of) else {
        return vec![Block::Paragraph("There are no measures to report on.".to_owned())];
    };
    let mut blocks = vec![Block::Counts(counts(scope, totals))];
    blocks.extend(counted::told(view, totals, &scope.outcomes).into_iter().map(Block::Paragraph));
    let facts = facts(scope, totals);
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    blocks
}

/// The same counts by theme and by board, in the paper of the whole.
pub(super) fn totals(scope: &Scope<'_>) -> Option<Block> {
    let tables = [("By theme", true), ("By responsible board", false)];
    let made = tables.into_iter().filter_map(|(title, by_theme)| summary::table(scope.view, title, by_theme));
    let blocks: Vec<Block> = made.filter(|_| scope.of.is_none()).map(Block::Table).collect();
    (!blocks.is_empty()).then(|| Block::section("Totals", blocks))
}

/// How many are at each level, and how many have none.
fn counts(scope: &Scope<'_>, totals: &Totals) -> Vec<Count> {
    let mut counts: Vec<Count> = Vec::new();
    for (word, number) in totals.levels.iter().chain(&totals.levels_by_hand).filter(|(_, number)| *number > 0)
    {
        let of = cell_of(scope, word);
        match counts.iter_mut().find(|known| known.of == of) {
            Some(known) => known.number += number,
            None => counts.push(Count { of, number: *number }),
        }
    }
    let others = counted::without_level(scope.outcomes.iter().copied());
    counts.extend(others.iter().map(|one| Count {
        of: Cell::text(one.word),
        number: u32::try_from(one.results.len()).unwrap_or(u32::MAX),
    }));
    counts
}

/// The level as its first rating has it.
fn cell_of(scope: &Scope<'_>, word: &str) -> Cell {
    let found = scope.view.inputs.book.ratings.values().find_map(|rating| {
        let level = rating.level(word)?;
        Some(crate::report::view::level_cell(rating, level))
    });
    found.unwrap_or_else(|| Cell::text(word))
}

fn facts(scope: &Scope<'_>, totals: &Totals) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut of_kind = |kind: ResultKind, name: &str| {
        let own = scope.outcomes.iter().filter(|one| one.kind == kind && !one.is_part).copied();
        let ids = scope.names(own);
        if !ids.is_empty() {
            facts.push(Fact::text(name, plain::and_some(&ids, summary::MOST_NAMES)));
        }
    };
    of_kind(ResultKind::Invalid, "Not usable");
    of_kind(ResultKind::NotRated, "Not rated");
    of_kind(ResultKind::Withheld, "Withheld");
    if totals.by_hand > 0 && totals.rated > 0 {
        facts.push(Fact::text("Judged by hand", format!("{} of these", totals.by_hand)));
    }
    facts
}

/// What changed since the report before, worse first.
pub(super) fn changes(scope: &Scope<'_>) -> Option<Block> {
    let assessment = scope.view.inputs.assessment;
    let before = assessment.previous_period.filter(|_| assessment.compared_with_before > 0)?;
    let mut all: Vec<(&Change, &Outcome)> = scope.changes().collect();
    all.sort_by_key(|(change, _)| (change.better == 0, change.better));
    let heading = format!("What changed since {before}");
    if all.is_empty() {
        let none = "No level or result has changed.".to_owned();
        return Some(Block::section(heading, vec![Block::Paragraph(none)]));
    }
    let better = all.iter().filter(|(change, _)| change.better > 0).count();
    let worse = all.iter().filter(|(change, _)| change.better < 0).count();
    let counted =
        [(worse, "for the worse"), (better, "for the better"), (all.len() - better - worse, NEITHER)];
    let some: Vec<(usize, &str)> = counted.into_iter().filter(|(number, _)| *number > 0).collect();
    let told = plain::count(u32::try_from(all.len()).unwrap_or(u32::MAX), "change");
    let first = match some.as_slice() {
        [(_, word)] if *word == NEITHER => format!("{told}, {word}."),
        [(_, word)] => format!("{told} {word}."),
        _ => {
            let said: Vec<String> = some.iter().map(|(number, word)| format!("{number} {word}")).collect();
            format!("{told}: {}.", plain::and_list(&said))
        }
    };
    let shown: Vec<&Change> = all.iter().take(MOST_CHANGES).map(|(change, _)| *change).collect();
    let mut blocks = vec![Block::Paragraph(first), Block::Table(changes::told(scope.view, &shown))];
    if all.len() > MOST_CHANGES {
        let more = all.len() - MOST_CHANGES;
        blocks.push(Block::Paragraph(format!("{more} more are in the paper of changes.")));
    }
    Some(Block::section(heading, blocks))
}

/// Where the board and its measures stand on the ladders, where that is not at the foot of them.
pub(super) fn stages(scope: &Scope<'_>) -> Option<Block> {
    let book = scope.view.inputs.book;
    let own = |position: &&Position| match (scope.of, position.climber) {
        (None, _) => true,
        (Some(owner), Climber::Measure(id, _)) => book.measures[id].owner == owner,
        (Some(owner), Climber::Board(party)) => owner == Some(party),
        (Some(owner), Climber::Group(_) | Climber::Theme(_) | Climber::Book) => {
            owner.is_some_and(|id| book.parties[id].kind == PartyKind::Board && book.above(id).is_none())
        }
    };
    let said = ladders::glanced(scope.view, ladders::raised(scope.view).filter(own).collect());
    (!said.is_empty()).then(|| Block::section("Stages", vec![Block::List(said)]))
}
