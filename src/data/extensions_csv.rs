//! Reads later days for returns: whose, until when, recorded on which day, and why.

use csv::ByteRecord;

use super::columns::{group_columns, near_heading, row_cell};
use super::content::Content;
use super::diags;
use super::findings::Findings;
use super::responses::{Extension, Responses};
use super::sheet::{Cells, Sheet, read_sheet};
use super::table::Header;
use crate::base::arena::Id;
use crate::base::diag::Diagnostic;
use crate::model::{Grouping, RuleBook};

const MEASURE: &[&str] = &["measure", "measures", "return", "indicator", "measureid", "id", "ref", "kpi"];
const PERIOD: &[&str] = &["period", "quarter", "month", "reportingperiod"];
const UNTIL: &[&str] = &["until", "extendedto", "newdate", "newduedate", "to", "due", "extension"];
const ON: &[&str] = &["on", "recorded", "recordedon", "agreedon", "granted", "grantedon", "date"];
const BECAUSE: &[&str] = &["because", "reason", "why"];
const BY: &[&str] = &["by", "agreedby", "grantedby", "recordedby"];
/// Headings that repeat what the file is, or what the rule book says.
const HARMLESS: &[&str] = &["event", "state", "title", "owner", "note", "notes", ""];
const KNOWN: &str = "`measure`, `period`, `until`, `on`, `because` and `by`";

/// How many of the headings of a file of later days stand in a row: none without the two that are needed.
#[cfg(feature = "workbooks")]
pub(super) fn known(header: &Header) -> usize {
    let needed = header.find(MEASURE).is_some() && header.find(UNTIL).is_some();
    if needed {
        2 + [PERIOD, ON, BECAUSE, BY].iter().filter(|words| header.find(words).is_some()).count()
    } else {
        0
    }
}

struct Columns {
    measure: usize,
    until: usize,
    period: Option<usize>,
    on: Option<usize>,
    because: Option<usize>,
    by: Option<usize>,
    groups: Vec<(Id<Grouping>, usize)>,
}

/// Reads a file of extensions and adds them to `into`. What cannot be read becomes a finding, and the rest is read.
pub fn read_extensions<'c>(
    book: &RuleBook,
    name: &str,
    content: impl Into<Content<'c>>,
    into: &mut Responses,
) -> Vec<Diagnostic> {
    let open = |header: &Header, findings: &mut Findings| {
        let columns = Columns::find(book, header, name, findings)?;
        Some((columns.measure, columns))
    };
    let (rows, findings) = read_sheet(book, name, content, open, row);
    into.extensions.extend(rows);
    findings
}

impl Columns {
    fn find(book: &RuleBook, header: &Header, name: &str, findings: &mut Findings) -> Option<Self> {
        let mut needed = |word: &str, headings: &[&str]| {
            let found = header.find(headings);
            if found.is_none() {
                let near = near_heading(header, headings);
                findings.add((0, header.line), diags::MISSING_COLUMN, || {
                    diags::missing_column(row_cell(name, header), word, &header.cells, near)
                });
            }
            found
        };
        let (measure, until) = (needed("measure", MEASURE), needed("until", UNTIL));
        let columns = Self {
            measure: measure?,
            until: until?,
            period: header.find(PERIOD),
            on: header.find(ON),
            because: header.find(BECAUSE),
            by: header.find(BY),
            groups: group_columns(book, header),
        };
        let single = [columns.period, columns.on, columns.because, columns.by];
        let mut used: Vec<usize> = single.into_iter().flatten().collect();
        used.extend([columns.measure, columns.until]);
        used.extend(columns.groups.iter().map(|(_, column)| *column));
        let unread = header
            .keys
            .iter()
            .enumerate()
            .filter(|(at, key)| !used.contains(at) && !HARMLESS.contains(&key.as_str()));
        let names: Vec<String> = unread.map(|(at, _)| header.cell(at).to_owned()).collect();
        if !names.is_empty() {
            findings.add((0, header.line), diags::UNKNOWN_COLUMN, || {
                diags::unknown_column(row_cell(name, header), &names, KNOWN, None)
            });
        }
        Some(columns)
    }
}

fn row(
    sheet: &mut Sheet<'_, '_>,
    columns: &Columns,
    line: u32,
    record: &ByteRecord,
    rows: &mut Vec<Extension>,
) {
    if !sheet.fits(line, record, columns.measure.max(columns.until)) {
        return;
    }
    let cells = Cells { record };
    let Some(about) = sheet.about(line, &cells) else {
        sheet.no_measure(line);
        return;
    };
    let Some(group) = sheet.group(line, &cells, &columns.groups) else { return };
    let Some(until) = sheet.date(line, &cells, Some(columns.until)) else {
        if !about.is_empty() && cells.get(Some(columns.until)).is_none() {
            let cell = sheet.cell(line, Some(columns.until), "");
            sheet.tell(line, diags::EXTENSION_WITHOUT_DAY, || diags::extension_without_day(cell));
        }
        return;
    };
    let on = sheet.date(line, &cells, columns.on);
    for measure in about {
        let Some(period) = sheet.period(line, &cells, columns.period, Some(measure)) else { continue };
        let text = cells.get(Some(columns.until)).unwrap_or_default();
        rows.push(Extension {
            measure,
            group: group.clone(),
            period,
            until,
            on,
            because: cells.get(columns.because),
            by: cells.get(columns.by),
            cell: sheet.cell(line, Some(columns.until), &text),
        });
    }
}
