//! Floor 3: rule book × observations × period → assessment.

pub mod cases;
pub mod moment;
pub mod outcome;
