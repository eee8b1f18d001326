//! What files beside the values have in common: each row is about measures, perhaps a group, a period and days.

use chrono::NaiveDate;
use csv::ByteRecord;

use super::beside::date_words;
use super::content::Content;
use super::diags;
use super::findings::Findings;
use super::measures::Measures;
use super::observations::DataFile;
use super::periods::{own_or, read_period};
use super::table::{Header, text_of};
use super::words::{heading_key, key, plain};
use crate::base::arena::Id;
use crate::base::diag::{Cell, Code, Diagnostic};
use crate::base::period::{Period, parse_date};
use crate::base::suggest::nearest;
use crate::model::{Grouping, Measure, RuleBook};

/// A file that is being read.
pub(super) struct Sheet<'a, 'b> {
    pub book: &'b RuleBook,
    measures: Measures<'b>,
    name: &'a str,
    pub header: Header,
    /// The column that names the measure.
    measure: usize,
    findings: Findings,
    /// True for a sheet of a workbook, which may be a form that is not filled in everywhere.
    pub in_workbook: bool,
}

/// Reads one row.
pub(super) type ReadRow<C, R> = fn(&mut Sheet<'_, '_>, &C, u32, &ByteRecord, &mut Vec<R>);

/// Reads the rows of a file. `open` gives the column that names the measure, and the others.
pub(super) fn read_sheet<'c, C, R>(
    book: &RuleBook,
    name: &str,
    content: impl Into<Content<'c>>,
    open: impl FnOnce(&Header, &mut Findings) -> Option<(usize, C)>,
    row: ReadRow<C, R>,
) -> (Vec<R>, Vec<Diagnostic>) {
    let mut findings = Findings::default();
    let content = content.into();
    let in_workbook = matches!(content, Content::Sheet(_));
    let lines = content.open(name, |line, code, finding| findings.add((0, line), code, || finding));
    let mut spare = Some(findings);
    let mut rows = Vec::new();
    if let Some(lines) = lines {
        let opened = |header: Header| {
            let mut findings = spare.take().unwrap_or_default();
            let Some((measure, columns)) = open(&header, &mut findings) else {
                spare = Some(findings);
                return None;
            };
            let measures = Measures::new(book);
            Some((Sheet { book, measures, name, header, measure, findings, in_workbook }, columns))
        };
        let read = |(sheet, columns): &mut (Sheet<'_, '_>, C), line: u32, record: &ByteRecord| {
            row(sheet, columns, line, record, &mut rows);
        };
        let (sheet, unclosed) = lines.read(opened, read);
        let mut findings = match sheet {
            Some((sheet, _)) => sheet.findings,
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
    let file = DataFile { name: name.to_owned(), ..DataFile::default() };
    (rows, spare.unwrap_or_default().finish(&[file]))
}

/// A row's cells as text.
pub(super) struct Cells<'r> {
    pub record: &'r ByteRecord,
}

impl Cells<'_> {
    pub(super) fn get(&self, column: Option<usize>) -> Option<String> {
        let text = text_of(self.record.get(column?)?).into_owned();
        (!text.is_empty()).then_some(text)
    }
}

impl Sheet<'_, '_> {
    /// False when the row cannot be used. `needed` is the last column that a row cannot do without.
    pub(super) fn fits(&mut self, line: u32, record: &ByteRecord, needed: usize) -> bool {
        let (cells, headings) = (record.len(), self.header.cells.len());
        if cells == headings {
            return true;
        }
        let cell = Cell { column: None, position: None, ..self.cell(line, None, "") };
        if cells < headings {
            let used = cells > needed;
            self.tell(line, diags::UNEVEN_ROW, || diags::short_row(cell, cells, headings, used));
            return used;
        }
        let moved = record.iter().skip(headings).any(|cell| !cell.trim_ascii().is_empty());
        if moved {
            self.tell(line, diags::UNEVEN_ROW, || diags::wide_row(cell, cells, headings));
        }
        !moved
    }

    /// The measures that a row is about; one cell may name several. None when nothing is named.
    pub(super) fn about(&mut self, line: u32, cells: &Cells<'_>) -> Option<Vec<Id<Measure>>> {
        let text = cells.get(Some(self.measure))?;
        if let Some(one) = self.measures.find(&text) {
            return Some(vec![one]);
        }
        if self.header.keys.get(self.measure).is_some_and(|heading| *heading == heading_key(&text)) {
            let cell = self.cell(line, Some(self.measure), &text);
            self.tell(line, diags::REPEATED_HEADER, || diags::repeated_header(cell));
            return Some(Vec::new());
        }
        let spread = plain(&text).replace(" and ", ";").replace(" & ", ";");
        let mut about = Vec::new();
        for name in spread.split([';', ',', '/', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
            match self.measures.find(name) {
                Some(measure) if !about.contains(&measure) => about.push(measure),
                Some(_) => {}
                None => {
                    let cell = self.cell(line, Some(self.measure), name);
                    let near = self.measures.near(name);
                    self.tell(line, diags::UNKNOWN_MEASURE, || diags::unknown_measure(cell, 1, near));
                }
            }
        }
        Some(about)
    }

    /// What the cell that names the measure says.
    pub(super) fn named(&self, cells: &Cells<'_>) -> String {
        cells.get(Some(self.measure)).map_or_else(String::new, |text| key(&text))
    }

    /// Says that a row names no measure.
    pub(super) fn no_measure(&mut self, line: u32) {
        let cell = self.cell(line, Some(self.measure), "");
        self.tell(line, diags::UNKNOWN_MEASURE, || diags::no_measure_named(cell));
    }

    /// The groups that a row names, by kind; none when one of them is not known.
    pub(super) fn group(
        &mut self,
        line: u32,
        cells: &Cells<'_>,
        columns: &[(Id<Grouping>, usize)],
    ) -> Option<Vec<(Id<Grouping>, String)>> {
        let mut named = Vec::new();
        for (id, column) in columns {
            let Some(text) = cells.get(Some(*column)) else { continue };
            let grouping = &self.book.groupings[*id];
            let name = key(&text);
            let found = grouping.members.iter().find(|m| key(&m.id) == name || key(&m.title) == name);
            match found {
                Some(member) => named.push((*id, member.id.clone())),
                None if grouping.from_data => named.push((*id, plain(&text).trim().to_owned())),
                None => {
                    let cell = self.cell(line, Some(*column), &text);
                    let members: Vec<String> = grouping.members.iter().map(|m| m.id.clone()).collect();
                    let near = nearest(&text, members.iter().map(String::as_str)).map(str::to_owned);
                    self.tell(line, diags::UNKNOWN_GROUP, || {
                        diags::unknown_group_named(cell, &text, &grouping.id, &members, near.as_deref())
                    });
                    return None;
                }
            }
        }
        Some(named)
    }

    /// The period that a row is about, if it names one; none when it cannot be read.
    pub(super) fn period(
        &mut self,
        line: u32,
        cells: &Cells<'_>,
        column: Option<usize>,
        measure: Option<Id<Measure>>,
    ) -> Option<Option<Period>> {
        let Some(text) = cells.get(column) else { return Some(None) };
        let book = self.book;
        let row = measure.map(|id| &book.measures[id]);
        match read_period(&text, row.map_or(book.year_start(), |row| row.year_start)) {
            None => Some(None),
            Some(Ok(period)) => Some(Some(row.map_or(period, |row| own_or(period, row.due)))),
            Some(Err(fault)) => {
                let cell = self.cell(line, column, &text);
                self.tell(line, diags::UNREADABLE_PERIOD, || {
                    diags::unreadable_period(cell, 1, &fault.words())
                });
                None
            }
        }
    }

    /// A day; a period may stand for its last day: "back on target by Q4 2019/20".
    pub(super) fn date(&mut self, line: u32, cells: &Cells<'_>, column: Option<usize>) -> Option<NaiveDate> {
        let text = cells.get(column)?;
        if says_nothing(&text) {
            return None;
        }
        match parse_date(&plain(&text)) {
            Ok(day) => Some(day),
            Err(fault) => {
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

    pub(super) fn tell(&mut self, line: u32, code: Code, make: impl FnOnce() -> Diagnostic) {
        self.findings.add((0, line), code, make);
    }

    pub(super) fn cell(&self, line: u32, column: Option<usize>, text: &str) -> Cell {
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
pub(super) fn says_nothing(text: &str) -> bool {
    matches!(key(text).trim_end_matches('.'), "" | "-" | "n/a" | "na" | "none" | "nil" | "tbc" | "x" | "nya")
}
