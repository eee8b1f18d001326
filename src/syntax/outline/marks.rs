//! What is known of the letters of a clause beyond the letters themselves.

/// Something about a run of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What is known.
    pub kind: MarkKind,
}

/// What is known of a run of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// Another way of writing these words: `when` for `if`, nothing for a sign after a clause word.
    Written(&'static str),
    /// Words that are kept as they stand, such as those of a unit.
    Kept,
    /// A number, in which a comma parts thousands.
    Number,
    /// `+ - * /` between two amounts.
    Operator,
    /// A sign that belongs to the word before it: `95%+`.
    Suffix,
    /// `and` or `or` between two conditions.
    Joiner,
    /// `because` or `agreed by` after what they are about.
    Aside,
    /// Where a column of a table begins: the first, second or third.
    Column(u8),
}
