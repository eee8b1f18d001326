//! A CSV file as text under headings: how it is encoded, what parts its cells, and where each row stands.

use std::borrow::Cow;

use csv::{ByteRecord, ReaderBuilder};
use memchr::{memchr, memchr_iter, memmem};

use super::words::{heading_key, is_space};
use crate::base::inert::{as_meant, visible};

/// Why a file is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// It is an Excel workbook.
    Workbook,
    /// Its bytes are no UTF-8 and nothing else that is plain.
    Unknown,
}

/// The text of a file.
#[derive(Debug)]
pub struct Text<'a> {
    /// UTF-8, with ordinary line ends.
    pub bytes: Cow<'a, [u8]>,
    /// True when it was read as Windows-1252.
    pub from_windows: bool,
    /// The line of the first character that was lost when the file was saved.
    pub lost_character: Option<u32>,
}

/// Makes UTF-8 of a file's bytes.
///
/// # Errors
/// Why it is no text.
pub fn decode(bytes: &[u8]) -> Result<Text<'_>, NotText> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(NotText::Workbook);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (text, from_windows) = match (bytes, std::str::from_utf8(bytes)) {
        ([0xff, 0xfe, rest @ ..], _) => (Cow::Owned(wide(rest, u16::from_le_bytes)?), false),
        ([0xfe, 0xff, rest @ ..], _) => (Cow::Owned(wide(rest, u16::from_be_bytes)?), false),
        (_, Ok(_)) => (Cow::Borrowed(bytes), false),
        (_, Err(_)) => (Cow::Owned(windows(bytes).ok_or(NotText::Unknown)?), true),
    };
    if memchr(0, &text).is_some() {
        return Err(NotText::Unknown);
    }
    let lost_character = memmem::find(&text, "\u{fffd}".as_bytes())
        .map(|at| memchr_iter(b'\n', text.get(..at).unwrap_or(&[])).count() as u32 + 1);
    let old_line_ends = memchr(b'\n', &text).is_none() && memchr(b'\r', &text).is_some();
    let bytes = if old_line_ends {
        Cow::Owned(text.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect())
    } else {
        text
    };
    Ok(Text { bytes, from_windows, lost_character })
}

/// What Excel calls "Unicode text".
fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Vec<u8>, NotText> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    text.map(String::into_bytes).map_err(|_| NotText::Unknown)
}

/// The characters of Windows-1252 from 0x80 to 0x9f; a nought stands where there is none.
const WINDOWS: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
    0x0153, 0, 0x017e, 0x0178,
];

/// What Excel on Windows calls "CSV". None when a byte is no character of it, or is a control character.
fn windows(bytes: &[u8]) -> Option<Vec<u8>> {
    let text: Option<String> = bytes
        .iter()
        .map(|byte| match byte {
            b'\t' | b'\n' | b'\r' => Some(char::from(*byte)),
            0..=0x1f | 0x7f => None,
            0x80..=0x9f => {
                let code = WINDOWS.get(usize::from(byte - 0x80)).copied().filter(|code| *code != 0)?;
                char::from_u32(u32::from(code))
            }
            _ => Some(char::from(*byte)),
        })
        .collect();
    text.map(String::into_bytes)
}

/// A file's heading row.
#[derive(Debug, Clone)]
pub struct Header {
    /// Headings as written.
    pub cells: Vec<String>,
    /// The same without letter case, spaces and signs.
    pub keys: Vec<String>,
    /// Its line.
    pub line: u32,
}

impl Header {
    /// The column that has the first of these headings that occurs.
    pub fn find(&self, headings: &[&str]) -> Option<usize> {
        headings.iter().find_map(|heading| self.keys.iter().position(|key| key == heading))
    }

    /// A heading as written.
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }
}

/// The sign that parts cells: the one that occurs most in the first line with text, outside quotation marks.
fn separator(text: &[u8]) -> u8 {
    let line = text.split(|byte| *byte == b'\n').find(|line| !line.iter().all(u8::is_ascii_whitespace));
    let (mut counts, mut quoted) = ([(b',', 0_u32), (b';', 0), (b'\t', 0), (b'|', 0)], false);
    for byte in line.unwrap_or(&[]) {
        quoted ^= *byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| sign == byte && !quoted) {
            *count += 1;
        }
    }
    // The first of equals, so that a comma is the ordinary case.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

/// `sep=;`, which Excel writes before the heading row.
fn declared_separator(text: &[u8]) -> Option<(u8, usize)> {
    let end = memchr(b'\n', text).unwrap_or(text.len());
    let line = text.get(..end)?.trim_ascii();
    match line {
        [s, e, p, b'=', sign] if [*s, *e, *p].eq_ignore_ascii_case(b"sep") => {
            Some((*sign, (end + 1).min(text.len())))
        }
        _ => None,
    }
}

/// The rows of a text.
#[derive(Debug, Clone, Copy)]
pub struct Table<'t> {
    text: &'t [u8],
    separator: u8,
    first_line: u32,
}

/// Unclosed quotation marks after which reading starts anew; more than these in one file are not followed.
const RESTARTS: u32 = 100;

impl<'t> Table<'t> {
    /// Finds out what parts the cells.
    pub fn new(text: &'t [u8]) -> Self {
        match declared_separator(text) {
            Some((separator, start)) => {
                Self { text: text.get(start..).unwrap_or(&[]), separator, first_line: 2 }
            }
            None => Self { text, separator: separator(text), first_line: 1 },
        }
    }

    /// Walks along the rows; the first with text in it is the header. Returns the lines on which a quotation mark
    /// opens that is never closed: the rest of such a row is lost, and the rows after it are read.
    pub fn read<S>(
        self,
        open: impl FnOnce(Header) -> Option<S>,
        mut visit: impl FnMut(&mut S, u32, &ByteRecord),
    ) -> (Option<S>, Vec<u32>) {
        let mut open = Some(open);
        let mut state = None;
        let mut unclosed = Vec::new();
        let (mut text, mut line) = (self.text, self.first_line);
        loop {
            let next = self.run(text, line, &mut |at, record| {
                match (&mut state, open.take()) {
                    (Some(state), _) => visit(state, at, record),
                    (None, Some(open)) => state = open(header(at, record)),
                    (None, None) => return false,
                }
                true
            });
            let Some((at, rest)) = next else { break };
            unclosed.push(at);
            if unclosed.len() as u32 >= RESTARTS {
                break;
            }
            (text, line) = (rest, at + 1);
        }
        (state, unclosed)
    }

    /// Reads rows until the end or an unclosed quotation mark; then its line, and the text after that line.
    fn run<'a>(
        self,
        text: &'a [u8],
        first_line: u32,
        each: &mut impl FnMut(u32, &ByteRecord) -> bool,
    ) -> Option<(u32, &'a [u8])> {
        let odd_quotes = memchr_iter(b'"', text).count() % 2 == 1;
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .buffer_capacity(1 << 16)
            .from_reader(text);
        let mut record = ByteRecord::new();
        // Reading from memory does not fail, and rows of any width are let through.
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let (start, counted) = record.position().map_or((0, 1), |p| (p.byte() as usize, p.line() as u32));
            let blank = text.get(start..).unwrap_or(&[]).iter().take_while(|b| matches!(b, b'\n' | b'\r'));
            let line = first_line - 1 + counted + blank.filter(|b| **b == b'\n').count() as u32;
            let at_end = odd_quotes && reader.position().byte() as usize >= text.len();
            if at_end && memchr(b'\n', record.as_slice().trim_ascii_end()).is_some() {
                let from = text.get(start..)?;
                let skipped = from.iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
                let end = memchr(b'\n', from.get(skipped..)?)?;
                return Some((line, from.get(skipped + end + 1..)?));
            }
            if is_blank(&record) {
                continue;
            }
            if !each(line, &record) {
                break;
            }
        }
        None
    }
}

fn header(line: u32, record: &ByteRecord) -> Header {
    let cells: Vec<String> = record.iter().map(|cell| text_of(cell).into_owned()).collect();
    let keys = cells.iter().map(|cell| heading_key(cell)).collect();
    Header { cells, keys, line }
}

fn is_blank(record: &ByteRecord) -> bool {
    let all = record.as_slice();
    all.iter().all(u8::is_ascii_whitespace)
        || (!all.is_ascii() && String::from_utf8_lossy(all).chars().all(is_space))
}

/// A cell without the spaces about it.
pub fn trimmed(cell: &[u8]) -> &[u8] {
    match (cell.first(), cell.last()) {
        (Some(first), Some(last)) if !first.is_ascii_whitespace() && !last.is_ascii_whitespace() => cell,
        _ => cell.trim_ascii(),
    }
}

/// A cell as text: what was put before it to keep a spreadsheet from reckoning with it is taken off, and so is what
/// would have no shape on a page.
pub fn text_of(cell: &[u8]) -> Cow<'_, str> {
    match String::from_utf8_lossy(cell) {
        Cow::Borrowed(text) => visible(as_meant(text.trim_matches(is_space))),
        Cow::Owned(text) => Cow::Owned(visible(as_meant(text.trim_matches(is_space))).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{NotText, Table, decode, separator};

    fn rows(text: &str) -> (Vec<(u32, usize)>, Vec<u32>) {
        let (rows, unclosed) = Table::new(text.as_bytes())
            .read(|_| Some(Vec::new()), |rows, line, r| rows.push((line, r.len())));
        (rows.unwrap_or_default(), unclosed)
    }

    #[test]
    fn rows_know_their_lines_past_blank_lines_and_quoted_line_ends() {
        let text = "a,b\r\n\r\n1,2\r\n\"x\r\ny\",2\r\n,\r\n3,4,5\r\n";
        assert_eq!(rows(text), (vec![(3, 2), (4, 2), (7, 3)], vec![]));
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_costs_one_row() {
        assert_eq!(rows("a,b\n1,\"2\n3,4\n5,6\n"), (vec![(3, 2), (4, 2)], vec![2]));
    }

    #[test]
    fn the_separator_is_seen_in_the_heading_row() {
        assert_eq!(separator(b"\nmeasure;period;\"a,b,c\"\n"), b';');
        assert_eq!(separator(b"measure\tperiod"), b'\t');
        assert_eq!(rows("sep=|\nmeasure|value\n1|2\n").0, vec![(3, 2)]);
    }

    #[test]
    fn bytes_that_are_no_text_are_told_apart() {
        assert!(decode(b"\xa3500").is_ok_and(|text| text.from_windows));
        assert_eq!(decode(b"PK\x03\x04..").unwrap_err(), NotText::Workbook);
        assert_eq!(decode(b"a\x00\xff").unwrap_err(), NotText::Unknown);
        assert_eq!(decode(b"\xff\xfea\0").map(|t| t.bytes.into_owned()), Ok(b"a".to_vec()));
    }
}
