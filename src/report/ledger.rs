//! Every case as one row of a CSV file, for programs and workbooks of others to read.

use chrono::NaiveDate;

use crate::base::inert;
use crate::eval::outcome::Case;
use crate::model::RuleBook;

/// The columns, in order.
const COLUMNS: [&str; 11] =
    ["id", "escalation", "measure", "group", "opened", "for", "to", "due", "state", "closed", "told"];

/// The cases in their order, under a heading row. Days are ISO dates; several names in one cell are parted by `; `.
/// No text is a formula to a spreadsheet.
///
/// # Errors
/// None in practice: the rows are written to memory.
pub fn ledger(book: &RuleBook, cases: &[Case]) -> std::io::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS)?;
    for case in cases {
        out.write_record(row(book, case).iter().map(|text| inert::cell(text).into_owned()))?;
    }
    out.into_inner().map_err(|fault| std::io::Error::other(fault.to_string()))
}

fn row(book: &RuleBook, case: &Case) -> [String; 11] {
    let party = |id| book.parties[id].id.clone();
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, iso);
    let told = case.steps.iter().filter_map(|step| Some(format!("{} {}", iso(step.on), party(step.told?))));
    [
        case.id.clone(),
        book.escalations[case.escalation].id.clone(),
        case.measure.map_or_else(String::new, |id| book.measures[id].id.clone()),
        case.group.clone(),
        iso(case.opened_on),
        case.opened_for.to_string(),
        case.to.iter().map(|id| party(*id)).collect::<Vec<_>>().join("; "),
        day(case.due),
        case.state.word().to_owned(),
        day(case.closed_on),
        told.collect::<Vec<_>>().join("; "),
    ]
}

fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}
