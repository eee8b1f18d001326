//! The board paper: what a board needs at its meeting, in the order in which a chair asks. What is asked of it, how the
//! measures stand, what changed, each theme in a table, and every exception in full. One for the board above the others,
//! and one for each board with its own measures alone.

mod asked;
mod exceptions;
mod glance;
mod themes;

use chrono::NaiveDate;

use super::contacts;
use super::document::{Block, Document, Fact};
use super::exceptions::{every, working_days_said};
use super::framework::{self, subtitle};
use super::recipients::{file_names, tops};
use super::view::View;
use super::{OutputFile, reservations};
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::eval::outcome::{Change, Exception, Outcome};
use crate::model::Party;
use crate::plain;

/// A paper names no more exceptions in full than these; each of the others is in the tables and the JSON.
const MOST_IN_FULL: usize = 100;

/// What a paper is about.
struct Scope<'v> {
    view: &'v View<'v>,
    /// Whose measures; none for everybody's.
    of: Option<Option<Id<Party>>>,
    /// Who reads it, where that is one board.
    reader: Option<Id<Party>>,
    outcomes: Vec<&'v Outcome>,
    exceptions: Vec<(&'v Exception, &'v Outcome)>,
    /// Those of them that are told in full.
    in_full: Vec<(&'v Exception, &'v Outcome)>,
}

/// The paper of the whole book.
#[must_use]
pub fn whole(view: &View<'_>) -> Document {
    let tops = tops(view.inputs.book);
    let reader = if let [one] = tops[..] { Some(one) } else { None };
    let names: Vec<&str> = tops.iter().map(|id| view.party(*id)).collect();
    let name = if names.is_empty() { framework::title(view) } else { plain::and_list(&names) };
    let scope = Scope::new(view, (None, reader), view.outcomes().iter().collect(), every(view));
    document(&scope, &name)
}

/// One paper for each board that has measures of its own, in the order of the book.
#[must_use]
pub fn by_board(view: &View<'_>) -> Vec<OutputFile> {
    let mut owners: Vec<Option<Id<Party>>> =
        view.outcomes().iter().map(|outcome| view.measure(outcome).owner).collect();
    owners.sort_unstable_by_key(|owner| (owner.is_none(), *owner));
    owners.dedup();
    // With one owner of all there is, its paper would say what the paper of the whole says.
    if owners.len() < 2 && tops(view.inputs.book).is_empty() {
        return Vec::new();
    }
    let all = every(view);
    let names = file_names(view.inputs.book);
    let paper = |owner: Option<Id<Party>>| {
        let short = owner.map_or("no-board", |id| names.get(id.index()).map_or("", String::as_str));
        let own = |outcome: &&Outcome| view.measure(outcome).owner == owner;
        let outcomes = view.outcomes().iter().filter(own).collect();
        let exceptions = all.iter().filter(|(_, outcome)| own(outcome)).copied().collect();
        let scope = Scope::new(view, (Some(owner), owner), outcomes, exceptions);
        let name = owner.map_or("measures with no responsible board", |id| view.party(id));
        OutputFile { name: format!("board-paper-{short}"), document: document(&scope, name) }
    };
    owners.into_iter().map(paper).collect()
}

fn document(scope: &Scope<'_>, name: &str) -> Document {
    let view = scope.view;
    let mut document = Document::new(format!("Board paper: {name}"), framework::title(view));
    document.facts = head(scope);
    document.blocks.extend(reservations::blocks(view));
    document.blocks.push(Block::section("At a glance", glance::blocks(scope)));
    let asked = asked::items(scope);
    if !asked.is_empty() {
        document.blocks.push(Block::section("What the board is asked to do", vec![Block::Tasks(asked)]));
    }
    document.blocks.extend(glance::changes(scope));
    document.blocks.extend(glance::stages(scope));
    document.blocks.extend(glance::totals(scope));
    document.blocks.extend(themes::sections(scope));
    document.blocks.push(Block::section("Exceptions", exceptions::blocks(scope)));
    document.blocks.extend(working_days_said(view));
    document
}

/// The title block.
fn head(scope: &Scope<'_>) -> Vec<Fact> {
    let view = scope.view;
    let above = scope.reader.and_then(|id| view.inputs.book.above(id));
    let since = view.inputs.assessment.previous_period;
    let since = since.map_or_else(String::new, |period| format!(", what has changed since {period}"));
    let whose = if scope.of.is_some() { "its own measures" } else { "every measure" };
    let mut facts = Vec::new();
    facts.extend(scope.meeting().map(|day| Fact::text("Meeting", date_name(day))));
    facts.extend(above.map(|id| Fact::text("Reports to", view.party(id))));
    facts.push(Fact::text("Figures", subtitle(view)));
    facts.extend(contacts::for_papers(view.inputs.book).map(|whom| contacts::fact("Contact", whom)));
    facts.push(Fact::text(
        "Purpose",
        format!(
            "To say how {whose} stand{}{since}, and what has to be decided",
            if scope.of.is_some() { "" } else { "s" }
        ),
    ));
    facts
}

impl<'v> Scope<'v> {
    fn new(
        view: &'v View<'v>,
        (of, reader): (Option<Option<Id<Party>>>, Option<Id<Party>>),
        outcomes: Vec<&'v Outcome>,
        exceptions: Vec<(&'v Exception, &'v Outcome)>,
    ) -> Self {
        let with_room = exceptions.iter().filter(|(_, outcome)| view.has_room(outcome));
        let in_full = with_room.take(MOST_IN_FULL).copied().collect();
        Self { view, of, reader, outcomes, exceptions, in_full }
    }

    /// The day on which its reader meets next; none where no day is known.
    fn meeting(&self) -> Option<NaiveDate> {
        let party = &self.view.inputs.book.parties[self.reader?];
        let as_of = self.view.inputs.assessment.as_of;
        party.meets.iter().filter(|day| **day >= as_of).min().copied()
    }

    /// What changed among the measures of this paper.
    fn changes(&self) -> impl Iterator<Item = (&'v Change, &'v Outcome)> {
        let view = self.view;
        let of = self.of;
        let all =
            view.inputs.assessment.changes.iter().filter_map(|one| Some((one, view.outcome(one.result)?)));
        all.filter(move |(_, outcome)| of.is_none_or(|owner| view.measure(outcome).owner == owner))
    }

    /// What its own measures are called: `1.4`, or `2.8 (John Radcliffe)`.
    fn names<'o>(&self, outcomes: impl IntoIterator<Item = &'o Outcome>) -> Vec<String> {
        outcomes.into_iter().map(|outcome| self.view.short_label(outcome)).collect()
    }
}
