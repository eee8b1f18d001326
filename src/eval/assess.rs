//! stub
use chrono::NaiveDate;
use crate::base::period::Period;
use crate::data::{Observations, Responses};
use crate::model::RuleBook;
/// Everything one judgement reads.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The rules.
    pub book: &'a RuleBook,
    /// The submitted values.
    pub data: &'a Observations,
    /// The answers that came back.
    pub responses: &'a Responses,
    /// The period to report; none for that of the newest figure.
    pub period: Option<Period>,
    /// The day as of which it is reported.
    pub as_of: NaiveDate,
}
