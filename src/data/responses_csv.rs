//! Reads answers to prompts.

use chrono::NaiveDate;
use csv::ByteRecord;

use super::beside::date_words;
use super::columns::{near_heading, row_cell};
use super::diags;
use super::findings::Findings;
use super::measures::Measures;
use super::observations::DataFile;
use super::periods::{own_or, read_period};
use super::reader::open_text;
use super::responses::{Response, Responses};
use super::table::{Header, Table, text_of};
use super::words::{heading_key, key, plain};
use crate::base::arena::Id;
use crate::base::diag::{Cell, Code, Diagnostic};
use crate::base::period::{Period, parse_date};
use crate::base::suggest::nearest;
use crate::model::{Escalation, Measure, RuleBook};

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
    "",
];
const KNOWN: &str =
    "`measure`, `escalation`, `period`, `field`, `text`, `lead`, `due`, `recovery`, `submitted` and `by`";

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
}

struct Answers<'a, 'b> {
    book: &'b RuleBook,
    measures: Measures<'b>,
    name: &'a str,
    header: Header,
    columns: Columns,
    findings: Findings,
    rows: Vec<Response>,
    /// Answers submitted after this day are left out.
    known_by: Option<NaiveDate>,
}

/// Reads a file of answers and adds them to `into`. What cannot be read becomes a finding, and the rest is read. A file
/// with nothing but its heading row, or nothing at all, has no answers.
pub fn read_responses(book: &RuleBook, name: &str, bytes: &[u8], into: &mut Responses) -> Vec<Diagnostic> {
    read_responses_by(book, name, bytes, None, into)
}

/// The same for a report of a day: answers that were submitted later are left out as if they were not in the file.
pub fn read_responses_by(
    book: &RuleBook,
    name: &str,
    bytes: &[u8],
    known_by: Option<NaiveDate>,
    into: &mut Responses,
) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    let text = open_text(name, bytes, |line, code, finding| findings.add((0, line), code, || finding));
    let mut spare = Some(findings);
    if let Some(text) = text {
        let opened = |header: Header| {
            let mut findings = spare.take().unwrap_or_default();
            match Columns::find(&header, name, &mut findings) {
                Some(columns) => {
                    let measures = Measures::new(book);
                    Some(Answers {
                        book,
                        measures,
                        name,
                        header,
                        columns,
                        findings,
                        rows: Vec::new(),
                        known_by,
                    })
                }
                None => {
                    spare = Some(findings);
                    None
                }
            }
        };
        let (answers, unclosed) = Table::new(&text.bytes).read(opened, Answers::row);
        let mut findings = match answers {
            Some(answers) => {
                into.rows.extend(answers.rows);
                answers.findings
            }
            None => spare.take().unwrap_or_default(),
        };
        for line in unclosed {
            let cell = Cell {
                file: name.into(),
                line: line.into(),
                column: None,
                position: None,
                text: String::new(),
            };
            findings.add((0, line), diags::UNCLOSED_QUOTATION, || diags::unclosed_quotation(cell));
        }
        spare = Some(findings);
    }
    let file = DataFile { name: name.to_owned(), rows: 0, unusable: false, sha256: String::new() };
    spare.unwrap_or_default().finish(&[file])
}

impl Columns {
    fn find(header: &Header, name: &str, findings: &mut Findings) -> Option<Self> {
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
        let is_read = |at: usize| used.iter().flatten().any(|used| *used == at);
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

/// A row's cells as text.
struct Cells<'r> {
    record: &'r ByteRecord,
}

impl Cells<'_> {
    fn get(&self, column: Option<usize>) -> Option<String> {
        let text = text_of(self.record.get(column?)?).into_owned();
        (!text.is_empty()).then_some(text)
    }
}

impl Answers<'_, '_> {
    fn row(&mut self, line: u32, record: &ByteRecord) {
        if self.is_later(record) {
            return;
        }
        if record.len() != self.header.cells.len() && !self.width(line, record) {
            return;
        }
        let cells = Cells { record };
        let about = self.about(line, &cells);
        if about.is_empty() {
            return;
        }
        let Some(escalation) = self.escalation(line, &cells) else { return };
        let (text, lead) = (cells.get(self.columns.text), cells.get(self.columns.lead));
        let due = self.date(line, &cells, self.columns.due);
        let recovery = self.date(line, &cells, self.columns.recovery);
        let submitted = self.date(line, &cells, self.columns.submitted);
        let field = self.field(line, &cells, escalation);
        let blank = text.as_deref().is_none_or(says_nothing);
        for measure in about {
            let id = &self.book.measures[measure].id;
            if blank && lead.is_none() && due.is_none() && recovery.is_none() {
                let cell = self.cell(line, self.columns.text, text.as_deref().unwrap_or(""));
                self.findings.add((0, line), diags::BLANK_RESPONSE, || diags::blank_response(cell, id));
                continue;
            }
            let Some(period) = self.period(line, &cells, measure) else { continue };
            let text = text.clone().filter(|_| !blank).unwrap_or_default();
            self.rows.push(Response {
                measure,
                escalation,
                period,
                field: field.clone(),
                cell: self.cell(line, self.columns.text, &text),
                text,
                lead: lead.clone(),
                due,
                recovery,
                submitted,
                by: cells.get(self.columns.by),
            });
        }
    }

    /// True for an answer that was submitted after the report day.
    fn is_later(&self, record: &ByteRecord) -> bool {
        let submitted = || parse_date(&plain(&Cells { record }.get(self.columns.submitted)?)).ok();
        self.known_by.is_some_and(|day| submitted().is_some_and(|submitted| submitted > day))
    }

    /// False when the row cannot be used.
    fn width(&mut self, line: u32, record: &ByteRecord) -> bool {
        let (cells, headings) = (record.len(), self.header.cells.len());
        let cell = Cell { column: None, position: None, ..self.cell(line, None, "") };
        if cells < headings {
            let used = cells > self.columns.measure.max(self.columns.text.unwrap_or(0));
            self.tell(line, diags::UNEVEN_ROW, || diags::short_row(cell, cells, headings, used));
            return used;
        }
        let moved = record.iter().skip(headings).any(|cell| !cell.trim_ascii().is_empty());
        if moved {
            self.tell(line, diags::UNEVEN_ROW, || diags::wide_row(cell, cells, headings));
        }
        !moved
    }

    /// The measures that a row is about; one cell may name several.
    fn about(&mut self, line: u32, cells: &Cells<'_>) -> Vec<Id<Measure>> {
        let text = cells.get(Some(self.columns.measure)).unwrap_or_default();
        if text.is_empty() {
            let cell = self.cell(line, Some(self.columns.measure), "");
            self.tell(line, diags::UNKNOWN_MEASURE, || diags::no_measure_named(cell));
            return Vec::new();
        }
        if let Some(one) = self.measures.find(&text) {
            return vec![one];
        }
        if self.header.keys.get(self.columns.measure).is_some_and(|heading| *heading == heading_key(&text)) {
            let cell = self.cell(line, Some(self.columns.measure), &text);
            self.tell(line, diags::REPEATED_HEADER, || diags::repeated_header(cell));
            return Vec::new();
        }
        let spread = plain(&text).replace(" and ", ";").replace(" & ", ";");
        let mut about = Vec::new();
        for name in spread.split([';', ',', '/', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
            match self.measures.find(name) {
                Some(measure) if !about.contains(&measure) => about.push(measure),
                Some(_) => {}
                None => {
                    let cell = self.cell(line, Some(self.columns.measure), name);
                    let near = self.measures.near(name);
                    self.tell(line, diags::UNKNOWN_MEASURE, || diags::unknown_measure(cell, 1, near));
                }
            }
        }
        about
    }

    /// The escalation that a row answers, if it names one; none when it names one that is not known.
    fn escalation(&mut self, line: u32, cells: &Cells<'_>) -> Option<Option<Id<Escalation>>> {
        let Some(text) = cells.get(self.columns.escalation) else { return Some(None) };
        let name = key(&text);
        let book = self.book;
        let found = book.escalations.iter().find(|(_, escalation)| {
            key(&escalation.id) == name
                || key(&escalation.title) == name
                || heading_key(&escalation.id) == heading_key(&name)
        });
        if let Some((id, _)) = found {
            return Some(Some(id));
        }
        let cell = self.cell(line, self.columns.escalation, &text);
        self.tell(line, diags::UNKNOWN_ESCALATION, || {
            let ids = || book.escalations.values().map(|escalation| escalation.id.as_str());
            let known: Vec<String> = ids().map(|id| format!("`{id}`")).collect();
            diags::unknown_escalation(cell, &known, nearest(&text, ids()))
        });
        None
    }

    /// The question that a row answers, spelt as the escalation has it.
    fn field(&mut self, line: u32, cells: &Cells<'_>, escalation: Option<Id<Escalation>>) -> Option<String> {
        let text = cells.get(self.columns.field)?;
        let name = key(&text);
        let book = self.book;
        let asking = book.escalations.iter().filter(|(id, _)| escalation.is_none_or(|one| one == *id));
        let mut known: Vec<&str> =
            asking.flat_map(|(_, escalation)| &escalation.asks).map(|ask| ask.field.as_str()).collect();
        known.sort_unstable();
        known.dedup();
        if let Some(field) = known.iter().find(|field| key(field) == name) {
            return Some((*field).to_owned());
        }
        let cell = self.cell(line, self.columns.field, &text);
        self.tell(line, diags::UNKNOWN_FIELD, || {
            let quoted: Vec<String> = known.iter().map(|field| format!("`{field}`")).collect();
            diags::unknown_field(cell, &quoted, nearest(&text, known.iter().copied()))
        });
        Some(text)
    }

    /// The period that a row is about, if it names one; none when it cannot be read.
    fn period(&mut self, line: u32, cells: &Cells<'_>, measure: Id<Measure>) -> Option<Option<Period>> {
        let Some(text) = cells.get(self.columns.period) else { return Some(None) };
        match read_period(&text, self.book.measures[measure].year_start) {
            None => Some(None),
            Some(Ok(period)) => Some(Some(own_or(period, self.book.measures[measure].due))),
            Some(Err(fault)) => {
                let cell = self.cell(line, self.columns.period, &text);
                self.tell(line, diags::UNREADABLE_PERIOD, || {
                    diags::unreadable_period(cell, 1, &fault.words())
                });
                None
            }
        }
    }

    fn date(&mut self, line: u32, cells: &Cells<'_>, column: Option<usize>) -> Option<NaiveDate> {
        let text = cells.get(column)?;
        if says_nothing(&text) {
            return None;
        }
        match parse_date(&plain(&text)) {
            Ok(day) => Some(day),
            Err(fault) => {
                // A period may stand for its last day: "back on target by Q4 2019/20".
                let by_period = read_period(&text, self.book.year_start()).and_then(Result::ok);
                if let Some(period) = by_period {
                    return Some(period.end);
                }
                let cell = self.cell(line, column, &text);
                self.tell(line, diags::UNREADABLE_DATE, || diags::unreadable_date(cell, &date_words(&fault)));
                None
            }
        }
    }

    fn tell(&mut self, line: u32, code: Code, make: impl FnOnce() -> Diagnostic) {
        self.findings.add((0, line), code, make);
    }

    fn cell(&self, line: u32, column: Option<usize>, text: &str) -> Cell {
        Cell {
            file: self.name.to_owned(),
            line: u64::from(line),
            column: column.map(|column| self.header.cell(column).to_owned()),
            position: column.map(|column| column as u32 + 1),
            text: text.to_owned(),
        }
    }
}

/// Cells that are filled in to show that nothing is said.
fn says_nothing(text: &str) -> bool {
    matches!(key(text).trim_end_matches('.'), "" | "-" | "n/a" | "na" | "none" | "nil" | "tbc" | "x" | "nya")
}
