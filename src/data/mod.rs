//! Floor 2: submitted values in. One file per input format; what comes out is columns, each value with its place.

pub mod observations;
pub mod responses;

pub use observations::{
    DataFile, Extra, Mark, Marks, Observations, Place, PlaceId, Row, Series, State, Undated,
};
pub use responses::{Response, Responses};
