//! An amount as a reader sees it: so many times each figure that is not seen, and what the rest comes to.

use std::collections::BTreeMap;

use super::cells::{Cell, Cells, Standing, What};
use crate::base::exact::Exact;
use crate::data::exposure::Hidden;
use crate::data::observations::Row;
use crate::data::submitted::State;

/// A figure that is not seen.
#[derive(Debug, Clone)]
pub(super) struct Unseen {
    /// How many times it is in the amount.
    pub times: Exact,
    /// True where it was to be withheld for itself, and not for the sake of another.
    pub asked_for: bool,
    /// What readers know of it by itself; none where nobody has it.
    pub range: Option<Hidden>,
}

/// A figure that is seen, and may be withheld.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub cell: Cell,
    /// How many times it is in the amount.
    pub times: Exact,
    pub value: Exact,
}

/// An amount.
#[derive(Debug, Clone, Default)]
pub(super) struct Affine {
    pub unseen: BTreeMap<Cell, Unseen>,
    pub seen: Vec<Seen>,
    /// What the figures that are seen come to; none where that is not told by figures alone.
    pub rest: Option<Exact>,
    /// True where it is more than a sum: how much each figure counts is then not said.
    pub rough: bool,
    /// Rows it reads that are not believed.
    pub loud: Vec<Row>,
}

impl Affine {
    pub(super) fn number(value: Exact) -> Self {
        Self { rest: Some(value), ..Self::default() }
    }

    pub(super) fn zero() -> Self {
        Self::number(Exact::zero())
    }

    /// So much that readers know, and the rules alone do not tell.
    pub(super) fn told_elsewhere() -> Self {
        Self::default()
    }

    pub(super) fn scaled(mut self, by: &Exact) -> Self {
        for one in self.unseen.values_mut() {
            one.times = one.times.times(by);
        }
        for one in &mut self.seen {
            one.times = one.times.times(by);
        }
        self.rest = self.rest.map(|rest| rest.times(by));
        self.unseen.retain(|_, one| !one.times.is_zero());
        self
    }

    pub(super) fn plus(mut self, other: Self) -> Self {
        for (cell, one) in other.unseen {
            match self.unseen.get_mut(&cell) {
                Some(own) => own.times = own.times.plus(&one.times),
                None => {
                    self.unseen.insert(cell, one);
                }
            }
        }
        self.unseen.retain(|_, one| !one.times.is_zero());
        self.seen.extend(other.seen);
        self.rest = self.rest.zip(other.rest).map(|(a, b)| a.plus(&b));
        self.rough |= other.rough;
        self.loud.extend(other.loud);
        self
    }

    pub(super) fn minus(self, other: Self) -> Self {
        self.plus(other.scaled(&Exact::from(-1)))
    }

    /// Both, where they are put together in a way that is no sum. Nothing is lost where both are seen.
    pub(super) fn with(self, other: Self) -> Self {
        let is_sum = self.unseen.is_empty() && other.unseen.is_empty();
        let rough = self.rough || other.rough || !is_sum;
        Self { rest: None, rough, ..self.plus(other) }
    }

    /// The number, where all of it is seen.
    pub(super) fn known(&self) -> Option<&Exact> {
        self.rest.as_ref().filter(|_| self.unseen.is_empty())
    }
}

impl Cells<'_> {
    /// A figure that was submitted, or is that of all groups together.
    pub(super) fn figure(&mut self, cell: &Cell) -> Affine {
        let once = || Exact::from(1);
        let unseen = |asked_for, range| Affine {
            unseen: BTreeMap::from([(*cell, Unseen { times: once(), asked_for, range })]),
            rest: Some(Exact::zero()),
            ..Affine::default()
        };
        match self.standing(cell) {
            Standing::Shown(value) => Affine {
                seen: vec![Seen { cell: *cell, times: once(), value: value.clone() }],
                ..Affine::number(value)
            },
            Standing::Held { asked_for, range } => unseen(asked_for, Some(range)),
            Standing::Nought => Affine::zero(),
            Standing::Unknown => {
                let row = self.row(cell).filter(|_| cell.what == What::Value);
                let loud = row.filter(|row| self.seen.state(*row) == State::Invalid);
                Affine { loud: loud.into_iter().collect(), ..unseen(false, None) }
            }
        }
    }
}
