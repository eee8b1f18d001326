//! Reads the rows of one file. A row that is plain goes straight to the columns; any other is looked at with care.

use csv::ByteRecord;
use rustc_hash::FxHashMap;

use super::across::Across;
use super::columns::Columns;
use super::diags;
use super::measures::{Facts, Taken};
use super::observations::{Extra, NOT_GIVEN, PlaceId, Undated};
use super::periods::{Periods, When};
use super::places::Said;
use super::reader::{NewRow, Reader, UndatedRow};
use super::submitted::Absence;
use super::submitted::State;
use super::table::{Header, text_of, trimmed};
use super::value::{PlainNumber, plain_number};
use super::words::{heading_key, is_total, no_value};
use crate::base::arena::Id;
use crate::base::diag::{Cell, Code, Diagnostic};
use crate::base::period::{YearStart, date_name};
use crate::model::{Measure, Party};

/// A name that is not known, the first line that has it, and how many do.
#[derive(Debug)]
struct Unknown {
    text: String,
    line: u32,
    rows: u32,
    /// The year that a period was read in.
    year: YearStart,
}

/// Names that are not known, in the order they came.
#[derive(Debug, Default)]
struct Tally {
    all: Vec<Unknown>,
    position: FxHashMap<String, usize>,
}

impl Tally {
    fn add(&mut self, text: String, line: u32, year: YearStart) {
        if let Some(known) = self.position.get(&text).and_then(|at| self.all.get_mut(*at)) {
            known.rows += 1;
            return;
        }
        self.position.insert(text.clone(), self.all.len());
        self.all.push(Unknown { text, line, rows: 1, year });
    }
}

/// Reads the rows of one file.
#[derive(Debug)]
pub(super) struct Rows<'r, 'b> {
    pub(super) reader: &'r mut Reader<'b>,
    pub(super) file: u16,
    pub(super) sheet: Sheet,
    pub(super) columns: Columns,
    group_kinds: u64,
    last_measure: Vec<u8>,
    last_id: Option<Id<Measure>>,
    unknown_measures: Tally,
    unknown_periods: Tally,
    count: u32,
}

/// A file's name and headings, which name its cells.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) header: Header,
    /// Set while a column that is headed with a period is read.
    pub(super) across: Option<Across>,
    /// True for a sheet of a workbook, which may be a form that is not filled in everywhere.
    pub(super) in_workbook: bool,
    /// The board that the workbook was made for, where its first sheet says so.
    pub(super) board: Option<Id<Party>>,
}

impl Sheet {
    /// A cell of the file.
    pub(super) fn cell(&self, line: u32, column: usize, text: &str) -> Cell {
        let cell = Cell {
            file: self.name.clone(),
            line: u64::from(line),
            column: Some(self.header.cell(column).to_owned()),
            position: Some(column as u32 + 1),
            text: text.to_owned(),
        };
        self.across.as_ref().map_or_else(|| cell.clone(), |across| across.place(cell.clone()))
    }
}

/// A row that was found its measure, its period and its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) line: u32,
    pub(super) measure: Id<Measure>,
    pub(super) place: PlaceId,
    pub(super) period: When,
    /// The definition it is by, where that is another than its period's own.
    pub(super) definition: Option<u8>,
    /// True when its cells may have moved out of their columns.
    pub(super) moved: bool,
}

impl<'r, 'b> Rows<'r, 'b> {
    pub(super) fn new(reader: &'r mut Reader<'b>, file: u16, sheet: Sheet, columns: Columns) -> Self {
        let group_kinds = columns.group_kinds();
        Self {
            reader,
            file,
            sheet,
            columns,
            group_kinds,
            last_measure: Vec::new(),
            last_id: None,
            unknown_measures: Tally::default(),
            unknown_periods: Tally::default(),
            count: 0,
        }
    }

    /// Reads one row that is not blank.
    pub(super) fn row(&mut self, line: u32, record: &ByteRecord) {
        match self.sheet.across.as_ref().map(|across| across.row(record)) {
            None => self.long_row(line, record),
            Some(Some(row)) => self.long_row(line, &row),
            Some(None) => {}
        }
    }

    fn long_row(&mut self, line: u32, record: &ByteRecord) {
        let known = self.measure(record);
        if self.came_later(line, record, known) {
            return;
        }
        let when = known.and_then(|id| self.when(record, id));
        if self.ends_later(line, record, known, when) {
            return;
        }
        self.count += 1;
        let Some(measure) = known else { return self.tell_unknown_measure(line, record) };
        if self.says_nothing(line, record) {
            return;
        }
        self.tell_without_day(line, record, measure);
        self.tell_other_board(line, record, measure);
        let uneven = record.len() != self.sheet.header.cells.len();
        let Some(moved) = (if uneven { self.width(line, record) } else { Some(false) }) else { return };
        let Some(facts) = self.reader.measures.facts(measure).copied() else { return };
        if facts.computed {
            return self.tell_computed(line, record, measure);
        }
        let period = self.period(line, record, measure, &facts, when.unwrap_or(When::Blank));
        let Some(place) = self.place(line, record, measure, &facts) else { return };
        let Some(definition) = self.definition(line, record, measure, period) else { return };
        let found = Found { line, measure, place, period, definition, moved };
        if let When::At(period) = period
            && !moved
            && self.cut_number(record).is_none()
            && self.mark_for_no_value(record).is_none()
            && let Some(number) = self.plain(record, &facts)
            && let Some(parts) = self.whole_parts(&found, record, number, &facts)
        {
            if facts.judged_by_group {
                let cell = self.columns.value.and_then(|at| record.get(at)).unwrap_or(&[]);
                self.tell_group_expected(&found, place, &text_of(cell));
            }
            let (marks, extra) = self.beside(&found, record);
            let row = NewRow {
                measure,
                place,
                period,
                state: State::Number,
                mantissa: number.mantissa,
                places: number.places,
                marks,
                file: self.file,
                line,
            };
            self.reader.push(&row, parts, extra);
        } else {
            self.careful(&found, record, &facts);
        }
        if !self.columns.beside.is_empty() {
            self.figures_beside(&found, record, &facts);
        }
    }

    /// The value when it is a plain number with nothing odd about it.
    fn plain(&self, record: &ByteRecord, facts: &Facts) -> Option<PlainNumber> {
        let number = plain_number(trimmed(record.get(self.columns.value?)?))?;
        let plainly = match facts.taken {
            Taken::Percent => true,
            Taken::Bare => !number.percent,
            Taken::Carefully => false,
        };
        (plainly && facts.oddity(number).is_none()).then_some(number)
    }

    /// Numerator and denominator when they are whole numbers, or not given, and bear the value out or nearly.
    fn whole_parts(
        &mut self,
        found: &Found,
        record: &ByteRecord,
        number: PlainNumber,
        facts: &Facts,
    ) -> Option<(i64, i64)> {
        let numerator = whole_part(record, self.columns.numerator)?;
        let denominator = whole_part(record, self.columns.denominator)?;
        let Some(times) = facts.times.filter(|_| numerator != NOT_GIVEN && denominator != NOT_GIVEN) else {
            return Some((numerator, denominator));
        };
        if denominator <= 0 || (facts.taken == Taken::Percent && numerator > denominator) {
            return None;
        }
        // |value - times * numerator / denominator| is at most half of the value's last decimal place.
        let one = 10_i128.checked_pow(u32::from(number.places))?;
        let given = i128::from(number.mantissa).checked_mul(i128::from(denominator))?;
        let reckoned = i128::from(times).checked_mul(i128::from(numerator))?.checked_mul(one)?;
        if given.checked_sub(reckoned)?.checked_abs()?.checked_mul(2)? > i128::from(denominator) {
            self.tell_parts_disagree(found, number, (numerator, denominator), times);
        }
        Some((numerator, denominator))
    }

    fn tell_computed(&mut self, line: u32, record: &ByteRecord, measure: Id<Measure>) {
        let at = self.columns.value.or(self.columns.numerator).unwrap_or(self.columns.measure);
        let cell = self.cell(line, at, &text_of(record.get(at).unwrap_or(&[])));
        let book = self.reader.book;
        self.tell(line, diags::SUBMITTED_FOR_COMPUTED, || {
            diags::submitted_for_computed(cell, &book.measures[measure])
        });
    }

    fn measure(&mut self, record: &ByteRecord) -> Option<Id<Measure>> {
        let cell = trimmed(record.get(self.columns.measure).unwrap_or(&[]));
        if self.last_id.is_some() && self.last_measure == cell {
            return self.last_id;
        }
        let known = match self.reader.measure_cells.get(cell) {
            Some(known) => *known,
            None => {
                let found = self.reader.measures.find(&text_of(cell));
                self.reader.measure_cells.insert(cell.into(), found);
                found
            }
        };
        if known.is_some() {
            self.last_id = known;
            self.last_measure.clear();
            self.last_measure.extend_from_slice(cell);
            return known;
        }
        let by_title = self.columns.title.and_then(|at| record.get(at)).filter(|_| cell.is_empty());
        by_title.and_then(|title| self.reader.measures.find(&text_of(title)))
    }

    fn tell_unknown_measure(&mut self, line: u32, record: &ByteRecord) {
        let text = text_of(record.get(self.columns.measure).unwrap_or(&[])).into_owned();
        let cell = self.cell(line, self.columns.measure, &text);
        let filled = record.iter().filter(|cell| !trimmed(cell).is_empty()).count();
        let same = |cell: &[u8], heading: &String| heading_key(&text_of(cell)) == heading_key(heading);
        if record.len() == self.sheet.header.cells.len()
            && record.iter().zip(&self.sheet.header.cells).all(|(c, h)| same(c, h))
        {
            self.count -= 1;
            return self.tell(line, diags::REPEATED_HEADER, || diags::repeated_header(cell));
        }
        if is_total(&text) {
            return self.tell(line, diags::TOTAL_ROW, || diags::total_row(cell));
        }
        if filled <= 1 {
            self.count -= 1;
            return self.tell(line, diags::UNEVEN_ROW, || diags::words_alone(cell));
        }
        if text.is_empty() {
            return self.tell(line, diags::UNKNOWN_MEASURE, || diags::no_measure_named(cell));
        }
        self.unknown_measures.add(text, line, YearStart::FINANCIAL);
    }

    /// True when the row is wider than the header and its cells may have moved; none when it cannot be used.
    fn width(&mut self, line: u32, record: &ByteRecord) -> Option<bool> {
        let (cells, headings) = (record.len(), self.sheet.header.cells.len());
        let cell = Cell { column: None, position: None, ..self.cell(line, 0, &shown(record)) };
        if cells > headings {
            let moved = record.iter().skip(headings).any(|cell| !trimmed(cell).is_empty());
            if moved {
                self.tell(line, diags::UNEVEN_ROW, || diags::wide_row(cell, cells, headings));
            }
            return Some(moved);
        }
        let used = cells > self.columns.last_needed;
        self.tell(line, diags::UNEVEN_ROW, || diags::short_row(cell, cells, headings, used));
        used.then_some(false)
    }

    /// The period of a row, in the year and the periods of its measure.
    pub(super) fn when(&mut self, record: &ByteRecord, measure: Id<Measure>) -> Option<When> {
        let facts = self.reader.measures.facts(measure)?;
        let cell = trimmed(record.get(self.columns.period).unwrap_or(&[]));
        Some(self.reader.periods.read(cell, (facts.year, facts.due)))
    }

    fn period(
        &mut self,
        line: u32,
        record: &ByteRecord,
        measure: Id<Measure>,
        facts: &Facts,
        when: When,
    ) -> When {
        let cell = trimmed(record.get(self.columns.period).unwrap_or(&[]));
        if let When::Day(number) = when {
            self.tell_day(line, &text_of(cell), measure, number, facts);
            return When::At(number);
        }
        if when == When::Fault {
            self.unknown_periods.add(text_of(cell).into_owned(), line, facts.year);
        }
        when
    }

    fn tell_day(&mut self, line: u32, text: &str, measure: Id<Measure>, number: u32, facts: &Facts) {
        let Some(period) = self.reader.periods.get(number).filter(|_| facts.day_is_odd) else { return };
        let own = facts.due.period(facts.due.slot_of(period.end)).unwrap_or(period).to_string();
        let (cell, book) = (self.cell(line, self.columns.period, text), self.reader.book);
        self.tell(line, diags::DAY_AS_PERIOD, || {
            let (id, noun) = (&book.measures[measure].id, facts.due.step.noun());
            diags::day_as_period(cell, id, &date_name(period.end), noun, &own)
        });
    }

    fn place(
        &mut self,
        line: u32,
        record: &ByteRecord,
        measure: Id<Measure>,
        facts: &Facts,
    ) -> Option<PlaceId> {
        let mut place = PlaceId::WHOLE;
        for at in 0..self.columns.groups.len() {
            let (grouping, column) = *self.columns.groups.get(at)?;
            let cell = trimmed(record.get(column).unwrap_or(&[]));
            let cells = self.reader.member_cells.get_mut(grouping.index())?;
            let said = match cells.get(cell) {
                Some(said) => *said,
                None => {
                    let said = self.reader.places.member(grouping, &text_of(cell));
                    cells.insert(cell.into(), said);
                    said
                }
            };
            match said {
                Said::Whole if cell.is_empty() => {}
                Said::Whole => {
                    self.reader.seen.said_whole.insert((self.file, line));
                }
                Said::Member(member) => place = self.reader.places.with(place, member),
                Said::Unknown => {
                    let text = text_of(cell).into_owned();
                    self.tell_unknown_group(line, column, &text, grouping, None);
                    return None;
                }
            }
        }
        if let Some((member, right)) = self.reader.places.misplaced(place) {
            let column = self.columns.groups.first().map_or(0, |(_, column)| *column);
            let cell = self.cell(line, column, &self.reader.places.label(place));
            self.tell(line, diags::UNKNOWN_GROUP, || diags::group_in_another(cell, &member, &right));
            return None;
        }
        if self.group_kinds & !facts.groups != 0 && self.reader.places.kinds(place) & !facts.groups != 0 {
            self.tell_group_not_expected(line, measure, place, facts);
        }
        Some(place)
    }

    fn tell_group_not_expected(&mut self, line: u32, measure: Id<Measure>, place: PlaceId, facts: &Facts) {
        let odd = self.reader.places.kinds(place) & !facts.groups;
        let grouping = self.columns.groups.iter().find(|(g, _)| super::places::bit(*g) & odd != 0);
        let Some((grouping, column)) = grouping.copied() else { return };
        let label = self.reader.places.label(place);
        let cell = self.cell(line, column, &label);
        let book = self.reader.book;
        self.tell(line, diags::GROUP_NOT_EXPECTED, || {
            diags::group_not_expected(cell, &book.measures[measure].id, &label, &book.groupings[grouping].id)
        });
    }

    /// Tells of a value for all groups together where only the groups are judged.
    pub(super) fn tell_group_expected(&mut self, found: &Found, place: PlaceId, text: &str) {
        let Some(facts) = self.reader.measures.facts(found.measure).filter(|facts| facts.judged_by_group)
        else {
            return;
        };
        if self.reader.places.kinds(place) & facts.groups != 0 {
            return;
        }
        let (book, column) = (self.reader.book, self.columns.value.or(self.columns.numerator).unwrap_or(0));
        let measure = &book.measures[found.measure];
        let Some(grouping) = measure.by.first().map(|by| &book.groupings[*by]) else { return };
        let (sheet, findings) = (&self.sheet, &mut self.reader.findings);
        findings.add((self.file, found.line), diags::GROUP_EXPECTED, || {
            diags::group_expected(sheet.cell(found.line, column, text), &measure.id, &grouping.id)
        });
    }

    /// Keeps a row that has no period, or none that can be read.
    pub(super) fn keep_undated(&mut self, found: &Found, state: State, extra: Extra, text: &str) {
        let value = self.columns.value.or(self.columns.numerator).unwrap_or(0);
        let row = Undated {
            measure: found.measure,
            place: found.place,
            state,
            absence: no_value(text.trim()).and_then(|(_, word)| Absence::said_by(word)),
            reason: extra.reason.or(extra.note),
            cell: self.cell(found.line, value, text),
            stated: extra.stated,
        };
        self.reader.undated.push(UndatedRow { row, file: self.file, submitted_on: extra.submitted_on });
    }

    /// Tells what was counted, and how many rows there were.
    pub(super) fn finish(mut self) -> u32 {
        let book_measures = std::mem::take(&mut self.unknown_measures).all;
        for unknown in book_measures {
            let cell = self.cell(unknown.line, self.columns.measure, &unknown.text);
            let (measures, findings) = (&self.reader.measures, &mut self.reader.findings);
            findings.add((self.file, unknown.line), diags::UNKNOWN_MEASURE, || {
                diags::unknown_measure(cell, unknown.rows, measures.near(&unknown.text))
            });
        }
        for unknown in std::mem::take(&mut self.unknown_periods).all {
            let cell = self.cell(unknown.line, self.columns.period, &unknown.text);
            self.tell(unknown.line, diags::UNREADABLE_PERIOD, || {
                let fault = Periods::fault(&unknown.text, unknown.year).words();
                diags::unreadable_period(cell, unknown.rows, &fault)
            });
        }
        self.count
    }

    pub(super) fn tell(&mut self, line: u32, code: Code, make: impl FnOnce() -> Diagnostic) {
        self.reader.findings.add((self.file, line), code, make);
    }

    /// A cell of this file.
    pub(super) fn cell(&self, line: u32, column: usize, text: &str) -> Cell {
        self.sheet.cell(line, column, text)
    }
}

fn shown(record: &ByteRecord) -> String {
    record.iter().map(|cell| text_of(cell).into_owned()).collect::<Vec<_>>().join(", ")
}

/// A whole number; [`NOT_GIVEN`] for a blank cell or no such column; none for anything else.
fn whole_part(record: &ByteRecord, column: Option<usize>) -> Option<i64> {
    let cell = column.and_then(|at| record.get(at)).map_or(&[][..], trimmed);
    if cell.is_empty() {
        return Some(NOT_GIVEN);
    }
    plain_number(cell).filter(|n| n.places == 0 && !n.percent && n.mantissa >= 0).map(|n| n.mantissa)
}
