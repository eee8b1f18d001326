//! A part that few have, held apart, so that the many without it stay small.

use std::ops::{Deref, DerefMut};

/// Something that is most often as good as not there; it is read and written as if it always were.
///
/// ```
/// use plimsoll::base::rare::Rare;
/// use plimsoll::eval::outcome::History;
/// let mut past = Rare::<History>::default();
/// assert!(past.replaced.is_empty());
/// past.not_comparable = Some("strike days".to_owned());
/// assert!(past.not_comparable.is_some());
/// assert_eq!(std::mem::size_of::<Rare<History>>(), std::mem::size_of::<usize>());
/// ```
#[derive(Debug, Clone)]
pub struct Rare<T>(Option<Box<T>>);

/// What stands for one that is not there.
pub trait Absent: Default + PartialEq + 'static {
    /// One with nothing in it.
    const ABSENT: &'static Self;
}

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Absent> From<T> for Rare<T> {
    fn from(one: T) -> Self {
        Self((one != *T::ABSENT).then(|| Box::new(one)))
    }
}

impl<T: Absent> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::ABSENT)
    }
}

impl<T: Absent> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}
