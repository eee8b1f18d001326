//! What a lint looks at: the book, what is known beside it, and what many lints ask of it.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::chances::Chances;
use super::uses::Uses;
use crate::base::arena::Id;
use crate::model::{Escalation, Measure, MeasureSet, RuleBook, Scope};

/// A rule book to be looked over.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The book.
    pub book: &'a RuleBook,
    /// True when every rule of it could be read, so that what is not there is really not there.
    pub whole: bool,
    /// The day that counts as today.
    pub as_of: NaiveDate,
    /// Books beside it that may have the same measures.
    pub neighbours: &'a [Neighbour],
}

/// A book that stands beside the one looked over.
#[derive(Debug)]
pub struct Neighbour {
    /// How the reader knows it: its path.
    pub name: String,
    /// The book.
    pub book: RuleBook,
}

/// A subject with the tables that several lints read, each made when it is first asked for.
pub(super) struct Linted<'a> {
    pub(super) book: &'a RuleBook,
    pub(super) as_of: NaiveDate,
    pub(super) neighbours: &'a [Neighbour],
    pub(super) members: Members,
    uses: OnceCell<Uses>,
    chances: OnceCell<Chances<'a>>,
}

impl<'a> Linted<'a> {
    pub(super) fn new(subject: &Subject<'a>) -> Self {
        Self {
            book: subject.book,
            as_of: subject.as_of,
            neighbours: subject.neighbours,
            members: Members::of(subject.book),
            uses: OnceCell::new(),
            chances: OnceCell::new(),
        }
    }

    /// Which declarations something reads.
    pub(super) fn uses(&self) -> &Uses {
        self.uses.get_or_init(|| Uses::of(self.book))
    }

    /// What can ever hold.
    pub(super) fn chances(&self) -> &Chances<'a> {
        self.chances.get_or_init(|| Chances::new(self.book, self.members.clone()))
    }

    /// The measures that an escalation watches one by one; none when it watches the whole book.
    pub(super) fn watched(&self, rule: &Escalation) -> Option<Vec<Id<Measure>>> {
        match &rule.scope {
            Scope::Measures(set) => Some(self.members.of_set(set)),
            Scope::WholeBook => None,
        }
    }

    /// The escalations that can be used, in order.
    pub(super) fn escalations(&self) -> impl Iterator<Item = (Id<Escalation>, &'a Escalation)> {
        self.book.escalations.iter().filter(|(_, rule)| !rule.faulty)
    }
}

/// The measures of each theme and board, gathered once: a set of measures is asked for many times.
#[derive(Debug, Clone, Default)]
pub(super) struct Members {
    all: Vec<Id<Measure>>,
    of_theme: Vec<Vec<Id<Measure>>>,
    of_owner: Vec<Vec<Id<Measure>>>,
}

impl Members {
    fn of(book: &RuleBook) -> Self {
        let mut members = Self {
            all: book.measures.ids().collect(),
            of_theme: vec![Vec::new(); book.themes.len()],
            of_owner: vec![Vec::new(); book.parties.len()],
        };
        for (id, measure) in book.measures.iter() {
            for theme in &measure.themes {
                members.of_theme.get_mut(theme.index()).into_iter().for_each(|all| all.push(id));
            }
            if let Some(owner) = measure.owner {
                members.of_owner.get_mut(owner.index()).into_iter().for_each(|all| all.push(id));
            }
        }
        members
    }

    /// The measures of a set, in the order declared or as listed.
    pub(super) fn of_set(&self, set: &MeasureSet) -> Vec<Id<Measure>> {
        match set {
            MeasureSet::All => self.all.clone(),
            MeasureSet::Theme(theme) => self.of_theme.get(theme.index()).cloned().unwrap_or_default(),
            MeasureSet::OwnedBy(party) => self.of_owner.get(party.index()).cloned().unwrap_or_default(),
            MeasureSet::Listed(listed) => listed.clone(),
        }
    }
}
