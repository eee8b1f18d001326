//! Floor 2: rule text → the same rules in canonical layout.
//!
//! The formatter moves words and never changes one that means something: it works on the [outline](crate::syntax::outline)
//! of a text, and takes every word, number and comment from the text itself. It trusts nobody, itself least: what it
//! has written is read again, and is only given out if the grammar reads the same in it, all comments are there, and
//! formatting once more would change nothing.
//!
//! | file | what it does |
//! |---|---|
//! | `pieces` | the letters of a clause → words, signs and comments, with where a line may be broken |
//! | `row` | words → lines of at most [`WIDTH`] |
//! | `table` | columns that rows have in common |
//! | `nodes` | which comment belongs to which line |
//! | `order` | the order of clauses where order has no meaning, and which begin in a column |
//! | `block` | what stands between two braces |
//! | `file` | declarations, and the blank lines between them |
//! | `proof` | before and after mean the same |

mod block;
mod file;
mod nodes;
pub mod order;
mod pieces;
mod proof;
mod row;
mod table;

use crate::syntax::outline::{Outline, What, outline};

/// How wide a line may be before it is broken, in columns. What cannot be broken, such as a title, may be wider.
pub const WIDTH: usize = 120;

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formatted {
    /// Its canonical layout.
    Done {
        /// The text, which may be the one that was given.
        text: String,
        /// How many declarations cannot be read and stand as they were written.
        left: usize,
    },
    /// A brace or quotation mark is missing or too many, so nobody can tell where a declaration ends: nothing was done.
    Unclear,
    /// A defect of ours: what was written does not mean the same, so nothing was done.
    Defect {
        /// The line of the text given near which they part, from 1.
        line: usize,
    },
}

/// Puts a text in canonical layout.
///
/// ```
/// use plimsoll::format::{Formatted, format};
/// let text = "board CT “Children's Trust”{reports to HWB}  # all ages\n";
/// let Formatted::Done { text, .. } = format(text) else { panic!() };
/// assert_eq!(text, "board CT \"Children's Trust\" { reports to HWB }  # all ages\n");
/// ```
#[must_use]
pub fn format(source: &str) -> Formatted {
    let Some(before) = outline(source) else { return Formatted::Unclear };
    let left = before.entries.iter().filter(|entry| entry.what == What::Unread).count();
    let text = file::lay_out(source, &before);
    if text == source {
        return Formatted::Done { text, left };
    }
    match proved(source, &before, &text) {
        Ok(()) => Formatted::Done { text, left },
        Err(at) => Formatted::Defect { line: line_of(source, at) },
    }
}

/// The place in the text given where the new one is found not to be the same.
fn proved(source: &str, before: &Outline, text: &str) -> Result<(), usize> {
    let after = outline(text).ok_or(0_usize)?;
    proof::same(source, before, text, &after)?;
    let again = file::lay_out(text, &after);
    if again == text { Ok(()) } else { Err(0) }
}

fn line_of(source: &str, at: usize) -> usize {
    source.get(..at).unwrap_or("").matches('\n').count() + 1
}
