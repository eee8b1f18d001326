//! Floor 3: rule book × observations × period → assessment.

pub mod moment;
pub mod outcome;
