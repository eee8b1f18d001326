//! Reads files of submitted values into columns.

use chrono::NaiveDate;
use csv::ByteRecord;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::across::{Across, columns_across};
use super::columns::{Columns, row_cell};
use super::content::{Content, Lines, SheetTable};
use super::diags;
use super::findings::Findings;
use super::measures::Measures;
use super::observations::{DataFile, Extra, NOT_GIVEN, Observations, PlaceId, Undated};
use super::periods::Periods;
use super::places::{Places, Said};
use super::rows::{Rows, Sheet};
use super::settle;
use super::submitted::{Marks, State};
use super::table::{Header, NotText, Text, decode};
use super::words::key;
use crate::base::arena::Id;
use crate::base::diag::{Cell, Diagnostic};
use crate::model::{Measure, Party, RuleBook};

/// Collects the rows of several files, and judges them together when all are read.
#[derive(Debug)]
pub struct Reader<'b> {
    pub(super) book: &'b RuleBook,
    pub(super) measures: Measures<'b>,
    pub(super) measure_cells: FxHashMap<Box<[u8]>, Option<Id<Measure>>>,
    pub(super) periods: Periods,
    pub(super) places: Places,
    pub(super) member_cells: Vec<FxHashMap<Box<[u8]>, Said>>,
    pub(super) seen: Observations,
    pub(super) undated: Vec<UndatedRow>,
    /// Figures that are to replace others and have no day, with what is told of that where nothing else is.
    pub(super) undated_revisions: Vec<((u16, u32), Diagnostic)>,
    pub(super) values: Vec<ValueColumn>,
    pub(super) findings: Findings,
    /// Rows that became known after this day are left out, with all that could be said of them.
    pub(super) known_by: Option<NaiveDate>,
    pub(super) later: Findings,
    /// True where figures are only tried out.
    pub(super) supposes: bool,
    pub(super) last_submitted: (Vec<u8>, Option<NaiveDate>),
}

/// A row that names no period, until it is known what has been submitted by the report day.
#[derive(Debug)]
pub struct UndatedRow {
    pub(super) row: Undated,
    pub(super) file: u16,
    pub(super) submitted_on: Option<NaiveDate>,
}

/// What a table is of.
#[derive(Debug, Clone, Copy)]
enum Of {
    /// A CSV file.
    Text,
    /// A workbook, and the board it was made for, where that is known.
    Workbook(Option<Id<Party>>),
}

/// Where a file has its values, for findings that are made when all rows are read.
#[derive(Debug, Clone, Default)]
pub struct ValueColumn {
    pub(super) heading: String,
    pub(super) position: u32,
    /// The heading over the days on which figures were sent in, and its position counted from 1.
    pub(super) on: Option<(String, u32)>,
}

/// A row ready for the columns.
#[derive(Debug)]
pub(super) struct NewRow {
    pub(super) measure: Id<Measure>,
    pub(super) place: PlaceId,
    pub(super) period: u32,
    pub(super) state: State,
    pub(super) mantissa: i64,
    pub(super) places: u8,
    pub(super) marks: Marks,
    pub(super) file: u16,
    pub(super) line: u32,
}

impl<'b> Reader<'b> {
    /// A reader for the measures and groups of a rule book.
    #[must_use]
    pub fn new(book: &'b RuleBook) -> Self {
        Self {
            book,
            measures: Measures::new(book),
            measure_cells: FxHashMap::default(),
            periods: Periods::default(),
            places: Places::new(book),
            member_cells: vec![FxHashMap::default(); book.groupings.len()],
            seen: Observations::default(),
            undated: Vec::new(),
            undated_revisions: Vec::new(),
            values: Vec::new(),
            findings: Findings::default(),
            known_by: None,
            later: Findings::default(),
            supposes: false,
            last_submitted: (Vec::new(), None),
        }
    }

    /// The same for a report of a day: rows that became known later are left out as if they were not in the files, so
    /// that files which have grown since give the same report.
    #[must_use]
    pub fn known_by(self, day: NaiveDate) -> Self {
        Self { known_by: Some(day), ..self }
    }

    /// The same for figures that are tried out: half a household may be supposed where a threshold lies there.
    #[must_use]
    pub fn supposing(self) -> Self {
        Self { supposes: true, ..self }
    }

    /// Reads one file of values: a heading row, then a row for each measure and period. What cannot be read becomes
    /// a finding, and the rest is read.
    pub fn read_csv(&mut self, name: &str, bytes: &[u8]) {
        self.read_table(name, bytes, &fingerprint(bytes));
    }

    /// Reads a table in a sheet of a workbook likewise.
    pub fn read_sheet(&mut self, table: &SheetTable) {
        self.read_table(&table.name, table, &table.sha256);
    }

    /// Reads a table with a row for each measure and period, or with a row for each measure and a column for each
    /// period.
    fn read_table<'c>(&mut self, name: &str, content: impl Into<Content<'c>>, sha256: &str) {
        let content = content.into();
        let of = match content {
            Content::Sheet(table) => Of::Workbook(self.board_called(table.made_for.as_deref())),
            Content::Text(_) => Of::Text,
        };
        let first = self.add_file(name, sha256);
        let Some(lines) =
            content.open(name, |line, code, finding| self.findings.add((first, line), code, || finding))
        else {
            return;
        };
        let header = lines.header();
        let across = header.as_ref().map_or_else(Vec::new, |header| columns_across(self.book, header));
        if across.is_empty() {
            return self.read_lines((name, of), first, &lines, None);
        }
        for (at, one) in across.iter().enumerate() {
            let file = if at == 0 { first } else { self.add_file(name, sha256) };
            self.read_lines((name, of), file, &lines, Some((one, &across)));
        }
        self.findings.once(first);
    }

    fn add_file(&mut self, name: &str, sha256: &str) -> u16 {
        let file = self.seen.files.len() as u16;
        let (name, sha256) = (name.to_owned(), sha256.to_owned());
        self.seen.files.push(DataFile { name, sha256, unusable: true, ..DataFile::default() });
        self.values.push(ValueColumn::default());
        file
    }

    /// Reads the rows of a table; of one with periods across, the column of one period.
    fn read_lines(
        &mut self,
        (name, of): (&str, Of),
        file: u16,
        lines: &Lines<'_>,
        across: Option<(&Across, &[Across])>,
    ) {
        let mut has_header = false;
        let (rows, unclosed) = lines.read(
            |header| {
                has_header = true;
                self.open((name, of), file, header, across)
            },
            |rows: &mut Rows<'_, 'b>, line, record: &ByteRecord| rows.row(line, record),
        );
        let unusable = rows.is_none();
        let count = rows.map_or(0, Rows::finish);
        for line in unclosed {
            let cell = Cell {
                file: name.into(),
                line: line.into(),
                column: None,
                position: None,
                text: String::new(),
            };
            self.findings.add((file, line), diags::UNCLOSED_QUOTATION, || diags::unclosed_quotation(cell));
        }
        if !has_header {
            let header = Header { cells: Vec::new(), keys: Vec::new(), line: 1 };
            self.findings.add((file, 1), diags::MISSING_COLUMN, || {
                diags::missing_column(row_cell(name, &header), "measure", &[], None)
            });
        }
        let value = self.values.get(usize::from(file)).map(|column| column.position);
        if let Some(slot) = self.seen.files.get_mut(usize::from(file)) {
            slot.rows = count;
            slot.unusable = unusable;
            // In a sheet, and where a row has a value for each period, the place of a value is its cell.
            let names_cells = matches!(of, Of::Workbook(_)) || across.is_some();
            slot.value_column = value.filter(|position| names_cells && *position > 0);
        }
    }

    fn open<'r>(
        &'r mut self,
        (name, of): (&str, Of),
        file: u16,
        header: Header,
        across: Option<(&Across, &[Across])>,
    ) -> Option<Rows<'r, 'b>> {
        let header = match across {
            Some((one, all)) => one.header(&header, all),
            None => header,
        };
        let columns = Columns::find(self.book, &header, (file, name), &mut self.findings)?;
        let value = columns.value.or(columns.numerator).unwrap_or(0);
        if let Some(slot) = self.values.get_mut(usize::from(file)) {
            let on = columns.on.map(|at| (header.cell(at).to_owned(), at as u32 + 1));
            *slot = ValueColumn { heading: header.cell(value).to_owned(), position: value as u32 + 1, on };
        }
        let across = across.map(|(one, _)| one.clone());
        let (in_workbook, board) = match of {
            Of::Workbook(board) => (true, board),
            Of::Text => (false, None),
        };
        let sheet = Sheet { name: name.to_owned(), header, across, in_workbook, board };
        Some(Rows::new(self, file, sheet, columns))
    }

    /// The board of this title or id.
    fn board_called(&self, name: Option<&str>) -> Option<Id<Party>> {
        let name = key(name?);
        let is_it = |party: &Party| key(&party.title) == name || key(&party.id) == name;
        self.book.parties.iter().find(|(_, party)| is_it(party)).map(|(id, _)| id)
    }

    /// Puts the rows in order: which stand, which were replaced, which cannot be believed.
    #[must_use]
    pub fn finish(self, as_of: NaiveDate) -> (Observations, Vec<Diagnostic>) {
        settle::settle(self, as_of)
    }

    /// True for a place that names a benchmark or peer.
    pub(super) fn is_of_others(&self, place: PlaceId) -> bool {
        let of_others = self.book.comparators.map_or(0, super::places::bit);
        of_others != 0 && self.places.kinds(place) & of_others != 0
    }

    /// Adds a row to the columns.
    pub(super) fn push(&mut self, row: &NewRow, whole_parts: (i64, i64), extra: Option<Extra>) {
        let seen = &mut self.seen;
        let at = seen.measure.len();
        seen.measure.push(row.measure);
        seen.place.push(row.place);
        seen.period.push(row.period);
        seen.state.push(row.state);
        seen.mantissa.push(row.mantissa);
        seen.decimals.push(row.places);
        seen.marks.push(row.marks);
        seen.file.push(row.file);
        seen.line.push(row.line);
        push_part(&mut seen.numerators, whole_parts.0, at);
        push_part(&mut seen.denominators, whole_parts.1, at);
        if let Some(mut extra) = extra {
            if let Some(judged) = extra.judged.take() {
                seen.judged.insert(at as u32, *judged);
            }
            seen.extra.insert(at as u32, extra);
        }
    }
}

/// The column stays empty until the first row that has such a part.
fn push_part(column: &mut Vec<i64>, part: i64, at: usize) {
    if column.is_empty() && part == NOT_GIVEN {
        return;
    }
    column.resize(at, NOT_GIVEN);
    column.push(part);
}

/// SHA-256 in hexadecimal.
pub fn fingerprint(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| DIGITS.get(usize::from(value)).map_or('0', |d| char::from(*d));
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Makes text of a file; what is wrong with it is told, and none is returned when it is no text.
pub fn open_text<'a>(
    name: &str,
    bytes: &'a [u8],
    mut tell: impl FnMut(u32, crate::base::diag::Code, Diagnostic),
) -> Option<Text<'a>> {
    let place = |line: u32| Cell {
        file: name.to_owned(),
        line: u64::from(line),
        column: None,
        position: None,
        text: String::new(),
    };
    match decode(bytes) {
        Err(NotText::Workbook) => tell(1, diags::NOT_TEXT, diags::workbook(place(1))),
        Err(NotText::Unknown) => tell(1, diags::NOT_TEXT, diags::not_text(place(1))),
        Ok(text) => {
            if text.from_windows {
                tell(1, diags::NOT_TEXT, diags::read_as_windows(place(1)));
            }
            if let Some(line) = text.lost_character {
                tell(line, diags::NOT_TEXT, diags::lost_character(place(line)));
            }
            return Some(text);
        }
    }
    None
}
