//! Tables whose rows are named by typed ids, so that a board's id is never taken for a measure's.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The row of an [`Arena`]. Only `push` makes one.
pub struct Id<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Position in the arena, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// A growing table; rows are never removed, so an id stays good.
#[derive(Debug, Clone)]
pub struct Arena<T> {
    rows: Vec<T>,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

impl<T> Arena<T> {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row.
    pub fn push(&mut self, row: T) -> Id<T> {
        self.rows.push(row);
        Id { index: (self.rows.len() - 1) as u32, of: PhantomData }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Rows in order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id<T>, &T)> + DoubleEndedIterator {
        self.rows.iter().enumerate().map(|(at, row)| (Id { index: at as u32, of: PhantomData }, row))
    }

    /// The ids in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Id<T>> + use<T> {
        (0..self.rows.len() as u32).map(|index| Id { index, of: PhantomData })
    }

    /// Rows without their ids.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// The id at a position, if there is a row.
    #[must_use]
    pub fn id_at(&self, index: usize) -> Option<Id<T>> {
        (index < self.rows.len()).then_some(Id { index: index as u32, of: PhantomData })
    }
}

impl<T> Index<Id<T>> for Arena<T> {
    type Output = T;
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is only made by push or id_at, and rows are never removed"
    )]
    fn index(&self, id: Id<T>) -> &T {
        &self.rows[id.index as usize]
    }
}

impl<T> IndexMut<Id<T>> for Arena<T> {
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is only made by push or id_at, and rows are never removed"
    )]
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.rows[id.index as usize]
    }
}
