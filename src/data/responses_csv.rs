//! Reads answers to prompts.

use chrono::NaiveDate;
use csv::ByteRecord;

use super::asked::{field_asked, fields};
use super::columns::{group_columns, near_heading, row_cell};
use super::content::Content;
use super::diags;
use super::findings::Findings;
use super::responses::{Response, Responses};
use super::sheet::{Cells, Sheet, read_sheet, says_nothing};
use super::table::Header;
use super::words::{heading_key, key, plain};
use crate::base::arena::Id;
use crate::base::diag::Diagnostic;
use crate::base::period::{date_name, parse_date};
use crate::base::suggest::nearest;
use crate::model::{Escalation, Grouping, Measure, RuleBook, Scope};

const MEASURE: &[&str] = &[
    "measureid",
    "indicatornumber",
    "indicatorid",
    "measure",
    "measures",
    "indicator",
    "id",
    "ref",
    "kpi",
    "reference",
    "measurename",
    "measuretitle",
    "title",
];
const ESCALATION: &[&str] = &["escalation", "report", "exception", "rule"];
const PERIOD: &[&str] = &["period", "quarter", "month", "updateperiod", "reportingperiod"];
const FIELD: &[&str] = &["field", "question", "asks", "ask"];
const TEXT: &[&str] = &[
    "text",
    "response",
    "whatisbeingdone",
    "answer",
    "note",
    "notes",
    "action",
    "actiontaken",
    "comment",
    "comments",
    "mitigation",
    "narrative",
];
const LEAD: &[&str] = &["lead", "leadofficer", "responsible", "who", "owner"];
const DUE: &[&str] = &["due", "duedate", "actiondue", "deadline", "bywhen"];
const RECOVERY: &[&str] = &["recovery", "recoverydate", "backontarget", "backontargetby"];
const SUBMITTED: &[&str] = &["submitted", "submittedon", "datesubmitted", "date", "received"];
const BY: &[&str] = &["by", "submittedby", "answeredby", "returnedby", "board"];
const HARMLESS: &[&str] = &[
    "title",
    "measuretitle",
    "measurename",
    "name",
    "description",
    "indicator",
    "rag",
    "rating",
    "theme",
    "board",
    "value",
    "target",
    "baseline",
    // What the table of prompts has beside each question.
    "recipient",
    "recipientname",
    "letter",
    "case",
    "group",
    "kind",
    "question",
    "askedon",
    "dueon",
    "state",
    "answered",
    "whatisasked",
    "answerby",
    "whatweknow",
    "",
];
const KNOWN: &str =
    "`measure`, `escalation`, `period`, `field`, `text`, `lead`, `due`, `recovery`, `submitted` and `by`";

/// How many of the headings of a file of answers stand in a row: none without one that names measures.
#[cfg(feature = "workbooks")]
pub(super) fn known_in_answers(header: &Header) -> usize {
    let own = [ESCALATION, PERIOD, FIELD, TEXT, LEAD, DUE, RECOVERY, SUBMITTED, BY];
    let known = own.iter().filter(|words| header.find(words).is_some()).count();
    if header.find(MEASURE).is_none() { 0 } else { known + 1 }
}

/// True for headings of answers rather than figures: they name what is answered, and hold no values.
#[cfg(feature = "workbooks")]
pub(super) fn is_of_answers(header: &Header) -> bool {
    let asked = header.find(ESCALATION).or_else(|| header.find(FIELD));
    asked.is_some() && header.find(&["value", "actual", "outturn", "numerator"]).is_none()
}

/// Where each column stands.
struct Columns {
    measure: usize,
    escalation: Option<usize>,
    period: Option<usize>,
    field: Option<usize>,
    text: Option<usize>,
    lead: Option<usize>,
    due: Option<usize>,
    recovery: Option<usize>,
    submitted: Option<usize>,
    by: Option<usize>,
    /// The kinds of group, in the order of the book.
    groups: Vec<(Id<Grouping>, usize)>,
    /// Answers submitted after this day are left out.
    known_by: Option<NaiveDate>,
}

impl Columns {
    /// The day of an answer that was submitted after the report day.
    fn is_later(&self, record: &ByteRecord) -> Option<NaiveDate> {
        let submitted = || parse_date(&plain(&Cells { record }.get(self.submitted)?)).ok();
        self.known_by.and_then(|day| submitted().filter(|submitted| *submitted > day))
    }
}

/// An answer with a day so many years after the report has most likely a slip in it.
const YEARS: i64 = 5;

/// Tells of an answer that is left out because its day lies years ahead.
fn tell_far_ahead(sheet: &mut Sheet<'_, '_>, columns: &Columns, line: u32, cells: &Cells<'_>, on: NaiveDate) {
    let Some(day) = columns.known_by else { return };
    if on.signed_duration_since(day).num_days() > YEARS * 366 {
        let cell = sheet.cell(line, columns.submitted, &cells.get(columns.submitted).unwrap_or_default());
        sheet.tell(line, diags::DAY_FAR_AHEAD, || {
            diags::answer_far_ahead(cell, &date_name(on), &date_name(day))
        });
    }
}

/// Reads a file of answers and adds them to `into`. What cannot be read becomes a finding, and the rest is read. A file
/// with nothing but its heading row, or nothing at all, has no answers.
pub fn read_responses<'c>(
    book: &RuleBook,
    name: &str,
    content: impl Into<Content<'c>>,
    into: &mut Responses,
) -> Vec<Diagnostic> {
    read_responses_by(book, name, content, None, into)
}

/// The same for a report of a day: answers that were submitted later are left out as if they were not in the file.
pub fn read_responses_by<'c>(
    book: &RuleBook,
    name: &str,
    content: impl Into<Content<'c>>,
    known_by: Option<NaiveDate>,
    into: &mut Responses,
) -> Vec<Diagnostic> {
    let open = |header: &Header, findings: &mut Findings| {
        let columns = Columns { known_by, ..Columns::find(book, header, name, findings)? };
        Some((columns.measure, columns))
    };
    let (rows, findings) = read_sheet(book, name, content, open, row);
    for (left_open, row) in rows {
        if left_open { &mut into.left_open } else { &mut into.rows }.push(row);
    }
    findings
}

impl Columns {
    fn find(book: &RuleBook, header: &Header, name: &str, findings: &mut Findings) -> Option<Self> {
        let Some(measure) = header.find(MEASURE) else {
            let near = near_heading(header, MEASURE);
            findings.add((0, header.line), diags::MISSING_COLUMN, || {
                diags::missing_column(row_cell(name, header), "measure", &header.cells, near)
            });
            return None;
        };
        let (text, lead, due, recovery) =
            (header.find(TEXT), header.find(LEAD), header.find(DUE), header.find(RECOVERY));
        if text.is_none() {
            let near = near_heading(header, TEXT);
            findings.add((0, header.line), diags::MISSING_COLUMN, || {
                diags::missing_column(row_cell(name, header), "text", &header.cells, near)
            });
            return None;
        }
        let columns = Self {
            known_by: None,
            measure,
            escalation: header.find(ESCALATION),
            period: header.find(PERIOD),
            field: header.find(FIELD),
            text,
            lead,
            due,
            recovery,
            submitted: header.find(SUBMITTED),
            by: header.find(BY),
            groups: group_columns(book, header),
        };
        columns.tell_unread(header, name, findings);
        Some(columns)
    }

    fn tell_unread(&self, header: &Header, name: &str, findings: &mut Findings) {
        let used = [
            Some(self.measure),
            self.escalation,
            self.period,
            self.field,
            self.text,
            self.lead,
            self.due,
            self.recovery,
            self.submitted,
            self.by,
        ];
        let is_group = |at: usize| self.groups.iter().any(|(_, column)| *column == at);
        let is_read = |at: usize| is_group(at) || used.iter().flatten().any(|used| *used == at);
        let keys = header.keys.iter().enumerate();
        let unread = keys.filter(|(at, key)| !is_read(*at) && !HARMLESS.contains(&key.as_str()));
        let names: Vec<String> = unread.map(|(at, _)| header.cell(at).to_owned()).collect();
        if !names.is_empty() {
            findings.add((0, header.line), diags::UNKNOWN_COLUMN, || {
                diags::unknown_column(row_cell(name, header), &names, KNOWN, None)
            });
        }
    }
}

/// Reads one answer: a row for each measure that it names, and true where a form's question was left open.
fn row(
    sheet: &mut Sheet<'_, '_>,
    columns: &Columns,
    line: u32,
    record: &ByteRecord,
    rows: &mut Vec<(bool, Response)>,
) {
    if !sheet.fits(line, record, columns.measure.max(columns.text.unwrap_or(0))) {
        return;
    }
    let cells = Cells { record };
    if let Some(on) = columns.is_later(record) {
        tell_far_ahead(sheet, columns, line, &cells, on);
        return;
    }
    let Some(escalation) = escalation(sheet, columns, line, &cells) else { return };
    let about = about(sheet, escalation, line, &cells);
    if about.is_empty() {
        return;
    }
    let Some(group) = sheet.group(line, &cells, &columns.groups) else { return };
    let (mut text, lead) = (cells.get(columns.text), cells.get(columns.lead));
    let mut due = sheet.date(line, &cells, columns.due);
    let mut recovery = sheet.date(line, &cells, columns.recovery);
    let submitted = sheet.date(line, &cells, columns.submitted);
    let field = field(sheet, columns, line, &cells, escalation);
    // A question that asks for a day may be answered with nothing but the day.
    let day = match field.as_deref() {
        Some("recovery") if recovery.is_none() => Some(&mut recovery),
        Some("due") if due.is_none() => Some(&mut due),
        Some(_) | None => None,
    };
    if let Some(day) = day
        && let Some(said) = text.as_deref().and_then(|text| parse_date(&plain(text)).ok())
    {
        (*day, text) = (Some(said), None);
    }
    let blank = text.as_deref().is_none_or(says_nothing);
    // A row of a form that nobody filled in says nothing.
    let no_day = [due, recovery, submitted].iter().all(Option::is_none);
    let left_open = sheet.in_workbook && text.is_none() && no_day && lead.is_none();
    if left_open && field.is_none() {
        return;
    }
    for measure in about {
        if !left_open && blank && lead.is_none() && due.is_none() && recovery.is_none() {
            let cell = sheet.cell(line, columns.text, text.as_deref().unwrap_or(""));
            let id = measure.map_or("the whole book", |id| &sheet.book.measures[id].id).to_owned();
            sheet.tell(line, diags::BLANK_RESPONSE, || diags::blank_response(cell, &id));
        }
        let Some(period) = sheet.period(line, &cells, columns.period, measure) else { continue };
        let text = text.clone().filter(|_| !blank).unwrap_or_default();
        let row = Response {
            measure,
            group: group_of(sheet, line, measure, &group, columns),
            escalation,
            period,
            field: field.clone(),
            cell: sheet.cell(line, columns.text, &text),
            text,
            lead: lead.clone(),
            due,
            recovery,
            submitted,
            by: cells.get(columns.by),
        };
        rows.push((left_open, row));
    }
}

/// What a row is about: measures, or the whole book where it says so, or names no measure and an escalation about it.
fn about(
    sheet: &mut Sheet<'_, '_>,
    escalation: Option<Id<Escalation>>,
    line: u32,
    cells: &Cells<'_>,
) -> Vec<Option<Id<Measure>>> {
    let of_book = |sheet: &Sheet<'_, '_>| {
        escalation.is_some_and(|id| matches!(sheet.book.escalations[id].scope, Scope::WholeBook))
    };
    let says_book = matches!(sheet.named(cells).as_str(), "the whole book" | "whole book");
    if says_book {
        return vec![None];
    }
    match sheet.about(line, cells) {
        Some(measures) => measures.into_iter().map(Some).collect(),
        None if of_book(sheet) => vec![None],
        None => {
            sheet.no_measure(line);
            Vec::new()
        }
    }
}

/// The groups of a row, as far as the measure is reported by them; the others are told.
fn group_of(
    sheet: &mut Sheet<'_, '_>,
    line: u32,
    measure: Option<Id<Measure>>,
    named: &[(Id<Grouping>, String)],
    columns: &Columns,
) -> Vec<(Id<Grouping>, String)> {
    let book = sheet.book;
    let by = measure.map_or(&[][..], |id| book.measures[id].by.as_slice());
    let (own, others): (Vec<_>, Vec<_>) = named.iter().cloned().partition(|(id, _)| by.contains(id));
    for (grouping, member) in others {
        let column = columns.groups.iter().find(|(id, _)| *id == grouping).map(|(_, column)| *column);
        let cell = sheet.cell(line, column, &member);
        let whose = measure
            .map_or_else(|| "the whole book".to_owned(), |id| format!("measure `{}`", book.measures[id].id));
        sheet.tell(line, diags::GROUP_NOT_EXPECTED, || {
            diags::answer_for_a_group(cell, &whose, &book.groupings[grouping].id)
        });
    }
    own
}

/// The escalation that a row answers, if it names one; none when it names one that is not known.
fn escalation(
    sheet: &mut Sheet<'_, '_>,
    columns: &Columns,
    line: u32,
    cells: &Cells<'_>,
) -> Option<Option<Id<Escalation>>> {
    let Some(text) = cells.get(columns.escalation) else { return Some(None) };
    let name = key(&text);
    let book = sheet.book;
    let found = book.escalations.iter().find(|(_, escalation)| {
        key(&escalation.id) == name
            || key(&escalation.title) == name
            || heading_key(&escalation.id) == heading_key(&name)
    });
    if let Some((id, _)) = found {
        return Some(Some(id));
    }
    if sheet.header.keys.get(columns.escalation.unwrap_or(0)).is_some_and(|own| *own == heading_key(&text)) {
        return Some(None);
    }
    let cell = sheet.cell(line, columns.escalation, &text);
    sheet.tell(line, diags::UNKNOWN_ESCALATION, || {
        let ids = || book.escalations.values().map(|escalation| escalation.id.as_str());
        let known: Vec<String> = ids().map(|id| format!("`{id}`")).collect();
        diags::unknown_escalation(cell, &known, nearest(&text, ids()))
    });
    None
}

/// The question that a row answers, spelt as the escalation has it, at any time.
fn field(
    sheet: &mut Sheet<'_, '_>,
    columns: &Columns,
    line: u32,
    cells: &Cells<'_>,
    escalation: Option<Id<Escalation>>,
) -> Option<String> {
    let text = cells.get(columns.field)?;
    if let Some(field) = field_asked(sheet.book, escalation, &text) {
        return Some(field.to_owned());
    }
    let known = fields(sheet.book, escalation);
    let cell = sheet.cell(line, columns.field, &text);
    sheet.tell(line, diags::UNKNOWN_FIELD, || {
        let quoted: Vec<String> = known.iter().map(|field| format!("`{field}`")).collect();
        diags::unknown_field(cell, &quoted, nearest(&text, known.iter().copied()))
    });
    Some(text)
}
