//! Finds the table in each sheet of a workbook: its heading row, and what it holds.

use super::super::columns::{known_headings, may_head_measures};
use super::super::content::{COVER, FIGURES_OF, Holds, SheetRow, SheetTable, header};
use super::super::diags;
use super::super::formula::is_failed;
use super::super::periods::read_period;
use super::super::reader::fingerprint;
use super::super::responses_csv::{is_of_answers, known_in_answers};
use super::super::table::Header;
use super::super::{acts_csv, extensions_csv};
use super::{RawSheet, Unreadable, sheets};
use crate::base::diag::{Cell, Diagnostic};
use crate::base::in_sheet::in_sheet;
use crate::base::period::YearStart;

/// What is looked for in a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Figures, and answers on sheets of their own.
    Figures,
    /// Answers to prompts.
    Answers,
    /// Later days for returns.
    Extensions,
    /// Acts and decisions.
    Acts,
}

/// The tables of a workbook, and what is to be said of the rest of it.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    /// One table of a sheet each.
    pub tables: Vec<SheetTable>,
    /// What could not be read, or was not.
    pub findings: Vec<Diagnostic>,
}

/// Reads a workbook as far as it holds what is wanted. A sheet without a row of headings that names what is needed holds
/// no table; that is said, as is all else that is left out.
#[must_use]
pub fn read_workbook(name: &str, bytes: &[u8], wanted: Wanted) -> Workbook {
    let mut book = Workbook::default();
    let all = match sheets(bytes) {
        Ok(all) => all,
        Err(why) => {
            book.findings.push(diags::unreadable_workbook(whole(name), why.words(), why.help()));
            return book;
        }
    };
    let sha256 = fingerprint(bytes);
    let mut skipped = Vec::new();
    let without_formats = all.iter().any(|sheet| !sheet.has_formats);
    let made_for = all.first().and_then(made_for_whom);
    for sheet in all {
        let called = sheet.name.clone();
        let is_cover = made_for_whom(&sheet).is_some() || (made_for.is_some() && called == COVER);
        if made_for.is_some() && wanted != Wanted::Figures && holds_figures(&sheet) {
            continue;
        }
        match table_in(name, sheet, wanted, &sha256, &mut book.findings) {
            Some(table) => book.tables.push(SheetTable { made_for: made_for.clone(), ..table }),
            // What is said on the cover of a form is not figures.
            None if is_cover => {}
            None => skipped.push(called),
        }
    }
    if wanted == Wanted::Figures && without_formats {
        book.findings.push(diags::without_formats(whole(name)));
    }
    // A form without what is looked for asks for nothing of the kind.
    if book.tables.is_empty() && (made_for.is_none() || wanted == Wanted::Figures) {
        book.findings.push(diags::no_table(whole(name), &skipped, needed(wanted)));
    } else if !skipped.is_empty() {
        book.findings.push(diags::sheets_not_read(whole(name), &skipped, needed(wanted)));
    }
    book
}

/// True for a sheet of a form that asks for figures, where only answers are looked for.
fn holds_figures(sheet: &RawSheet) -> bool {
    let Some((at, _)) = headings(&sheet.rows, Wanted::Figures) else { return false };
    let header = sheet.rows.get(at).map(|row| header(row, row.cells.len()));
    header.is_some_and(|header| known_headings(&header) > 0 && !is_of_answers(&header))
}

/// The board whose form a workbook is, by its first cell.
fn made_for_whom(first: &RawSheet) -> Option<String> {
    let (_, text) = first.rows.first().filter(|row| row.number == 1)?.cells.first()?;
    text.split_once(FIGURES_OF).map(|(board, _)| board.to_owned())
}

/// The workbook as a place.
fn whole(name: &str) -> Cell {
    Cell { file: name.to_owned(), line: 1, column: None, position: None, text: String::new() }
}

fn needed(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Figures => "`measure`, `period` and `value`",
        Wanted::Answers => "`measure` and `text`",
        Wanted::Extensions => "`measure` and `until`",
        Wanted::Acts => "`event` and `state`",
    }
}

/// Headings stand near the top: below a title and a few lines of words.
const LOOKED_THROUGH: usize = 60;

/// Rows times columns of one table; a table that is filled in by people has far fewer.
const LARGEST: usize = 50_000_000;

fn table_in(
    name: &str,
    mut sheet: RawSheet,
    wanted: Wanted,
    sha256: &str,
    findings: &mut Vec<Diagnostic>,
) -> Option<SheetTable> {
    let own = in_sheet(name, &sheet.name);
    let (at, _) = headings(&sheet.rows, wanted)?;
    let mut rows = sheet.rows.split_off(at);
    let first = rows.first()?;
    let width = first.cells.last().map_or(0, |(column, _)| *column as usize + 1);
    let header = header(first, width);
    let holds = match wanted {
        Wanted::Figures if is_of_answers(&header) => Holds::Answers,
        Wanted::Figures => Holds::Figures,
        Wanted::Answers | Wanted::Extensions | Wanted::Acts => Holds::AsAsked,
    };
    let place = |row: &SheetRow| Cell {
        line: u64::from(row.number),
        text: row.cells.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(", "),
        ..whole(&own)
    };
    if rows.len().saturating_mul(width) > LARGEST {
        let why = Unreadable::TooLarge;
        findings.push(diags::unreadable_workbook(place(first), why.words(), why.help()));
        return None;
    }
    let is_title = made_for_whom(&sheet).is_some() && at == 1;
    if at > 0 && !is_title {
        findings.push(diags::rows_above(place(first)));
    }
    if let Some(again) = second_table(&rows, &header, wanted) {
        if let Some(row) = rows.get(again) {
            findings.push(diags::second_table(place(row)));
        }
        rows.truncate(again);
    }
    tell_aside(&header, &rows, width, &place, findings);
    tell_hidden(sheet.hidden, &rows, &place, findings);
    Some(SheetTable { name: own, sha256: sha256.to_owned(), holds, rows, width, made_for: None })
}

/// The row that has the most of the headings that are looked for, and how many. Of equals the first.
fn headings(rows: &[SheetRow], wanted: Wanted) -> Option<(usize, usize)> {
    let scores = rows.iter().take(LOOKED_THROUGH).enumerate().map(|(at, row)| (at, score(row, wanted)));
    scores.filter(|(_, score)| *score > 1).rev().max_by_key(|(_, score)| *score)
}

/// How many of the headings that are looked for stand in a row; one alone may be a word like any other.
fn score(row: &SheetRow, wanted: Wanted) -> usize {
    let width = row.cells.last().map_or(0, |(column, _)| *column as usize + 1);
    // A row of figures is never one of headings, and most rows are.
    let header = header(row, width.min(4_000));
    match wanted {
        Wanted::Figures => {
            let is_period = |text: &String| matches!(read_period(text, YearStart::FINANCIAL), Some(Ok(_)));
            let known = known_headings(&header).max(known_in_answers(&header));
            // Periods stand above the figures of a wide table; below headings they are what the rows are about.
            if known == 0 { 0 } else { known + header.cells.iter().filter(|text| is_period(text)).count() }
        }
        Wanted::Answers => known_in_answers(&header),
        Wanted::Extensions => extensions_csv::known(&header),
        Wanted::Acts => acts_csv::known(&header),
    }
}

/// Where a second row of headings stands, other than the first again.
fn second_table(rows: &[SheetRow], header_row: &Header, wanted: Wanted) -> Option<usize> {
    let differs = |row: &SheetRow| {
        let keys = header(row, header_row.cells.len()).keys;
        keys != header_row.keys
    };
    // Most rows have no such word, and there may be very many.
    let heads = |text: &String| may_head_measures(text) && !is_failed(text);
    let may_be = |row: &SheetRow| wanted != Wanted::Figures || row.cells.iter().any(|(_, text)| heads(text));
    let is_heading = |row: &SheetRow| may_be(row) && score(row, wanted) > 2 && differs(row);
    rows.iter().skip(1).position(is_heading).map(|at| at + 1)
}

/// Tells of cells beside the table, which nothing is read from.
fn tell_aside(
    header: &Header,
    rows: &[SheetRow],
    width: usize,
    place: &impl Fn(&SheetRow) -> Cell,
    findings: &mut Vec<Diagnostic>,
) {
    let unheaded = |at: u32| header.keys.get(at as usize).is_none_or(String::is_empty);
    let aside = rows.iter().skip(1).find_map(|row| {
        let (at, text) = row.cells.iter().find(|(at, _)| unheaded(*at))?;
        Some((row, *at, text))
    });
    if let Some((row, at, text)) = aside {
        let cell = Cell { position: Some(at + 1), text: text.clone(), ..place(row) };
        findings.push(diags::beside_the_table(cell, (at as usize) < width));
    }
}

/// Hidden rows and sheets are read as any other: a filter that somebody left on changes no figure.
fn tell_hidden(
    whole_sheet: bool,
    rows: &[SheetRow],
    place: &impl Fn(&SheetRow) -> Cell,
    findings: &mut Vec<Diagnostic>,
) {
    let hidden: Vec<&SheetRow> = rows.iter().filter(|row| row.hidden).collect();
    match (rows.first(), hidden.first()) {
        (Some(first), _) if whole_sheet => findings.push(diags::hidden_sheet(place(first))),
        (_, Some(first)) => findings.push(diags::hidden_rows(place(first), hidden.len())),
        (_, None) => {}
    }
}
