//! Workbooks in: what stands in their cells is read as the same table in a CSV file would be, and each finding names
//! sheet and cell. Every workbook is made here, so that anybody can read what is in it.

#![cfg(feature = "workbooks")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

#[path = "workbooks/boards.rs"]
mod boards;
#[path = "workbooks/slips.rs"]
mod slips;
#[path = "workbooks/support.rs"]
mod support;
#[path = "workbooks/times.rs"]
mod times;

use chrono::NaiveDate;
use plimsoll::base::diag::{Diagnostic, Place, Severity};
use plimsoll::data::workbook::{Wanted, read_workbook};
use plimsoll::data::{Holds, Observations, Reader, Responses, Row, read_responses};
use proptest::prelude::{any, prop, proptest};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use support::{book, of_cells, open_document};

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, 6, 13).unwrap()
}

/// What is read of a workbook, and all that is said of it.
fn read(bytes: &[u8]) -> (Observations, Vec<Diagnostic>) {
    let book = book();
    let mut reader = Reader::new(&book);
    let workbook = read_workbook("in.xlsx", bytes, Wanted::Figures);
    workbook.tables.iter().filter(|table| table.holds == Holds::Figures).for_each(|t| reader.read_sheet(t));
    let (data, mut findings) = reader.finish(as_of());
    findings.splice(0..0, workbook.findings);
    (data, findings)
}

/// `1.1 Q3 2018/19 794 at in.xlsx, sheet "Sheet1", cell C2`, in the order of measures.
fn said(data: &Observations) -> Vec<String> {
    let book = book();
    let rows = data.order.iter().map(|row| Row(*row));
    let one = |row: Row| {
        let measure = &book.measures[data.measure[row.0 as usize]].id;
        let period = data.period(row).unwrap();
        format!("{measure} {period} {} at {}", data.written(row), data.cell(row).in_short())
    };
    rows.map(one).collect()
}

/// Code, weight and place of each finding.
fn told(findings: &[Diagnostic]) -> Vec<String> {
    let one = |finding: &Diagnostic| {
        let place = finding.primary().map_or_else(String::new, |label| match &label.place {
            Place::Data(cell) => cell.in_short(),
            Place::Rule(_) => "a rule".to_owned(),
        });
        format!("{} {} at {place}", finding.severity.word(), finding.code.0)
    };
    findings.iter().map(one).collect()
}

#[test]
fn typed_cells_are_read_as_what_they_show() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (heading, column) in ["Measure", "Period", "Value", "Submitted on"].iter().zip(0..) {
        sheet.write_string(0, column, *heading).unwrap();
    }
    let format = |code: &str| Format::new().set_num_format(code);
    sheet.write_number(1, 0, 1.1).unwrap();
    let month = ExcelDateTime::from_ymd(2018, 12, 1).unwrap();
    sheet.write_datetime_with_format(1, 1, &month, &format("mmm-yy")).unwrap();
    sheet.write_number(1, 2, 794).unwrap();
    let day = ExcelDateTime::from_ymd(2019, 1, 9).unwrap();
    sheet.write_datetime_with_format(1, 3, &day, &format("dd/mm/yyyy")).unwrap();
    sheet.write_string(2, 0, "1.2").unwrap();
    sheet.write_string(2, 1, "Q3 2018/19").unwrap();
    sheet.write_number_with_format(2, 2, 0.735, &format("0%")).unwrap();
    sheet.write_string(3, 0, "1.2").unwrap();
    sheet.write_string(3, 1, "Q4 2018/19").unwrap();
    sheet
        .write_formula_with_format(
            3,
            2,
            Formula::new("=0.1+0.2").set_result("0.30000000000000004"),
            &format("0.0%"),
        )
        .unwrap();
    sheet.write_string(4, 0, "1.3").unwrap();
    sheet.write_string(4, 1, "Q4 2018/19").unwrap();
    sheet.write_boolean(4, 2, true).unwrap();
    let (data, findings) = read(&book.save_to_buffer().unwrap());
    insta::assert_snapshot!(said(&data).join("\n"));
    let without_day =
        |row: u8| format!("warning data::without-its-day at in.xlsx, sheet \"Sheet1\", cell D{row}");
    assert_eq!(told(&findings), [3, 4, 5].map(without_day));
    let row = Row(data.order[0]);
    assert_eq!(data.extra(row).unwrap().submitted_on, NaiveDate::from_ymd_opt(2019, 1, 9));
}

#[test]
fn slips_are_told_at_their_cells() {
    let bytes = of_cells(&[
        ("Notes", &[&["Figures of the quarter"], &["They are provisional."]]),
        (
            "Figures",
            &[
                &["Returned by the Children's Trust"],
                &["", "Measure", "Period", "Value", "Note"],
                &["", "1.1", "Q3 2018/19", "1O0", ""],
                &["", "1.2", "Q3 2018/19", "140%", ""],
                &["", "1.2", "Q9 2018/19", "94%", ""],
                &["", "9.9", "Q3 2018/19", "3", ""],
                &["", "1.1", "Q4 2018/19", "#DIV/0!", "", "see Notes"],
            ],
        ),
    ]);
    let (_, findings) = read(&bytes);
    insta::assert_snapshot!(told(&findings).join("\n"));
    insta::assert_snapshot!(plimsoll::report::findings::render_narrated(
        &findings,
        &plimsoll::base::source::Sources::new()
    ));
    insta::assert_snapshot!(plimsoll::report::findings::render_human(
        &findings[4..5],
        &plimsoll::base::source::Sources::new(),
        false,
        90
    ));
}

#[test]
fn periods_may_stand_across() {
    let bytes = of_cells(&[(
        "Sheet1",
        &[
            &["Measure", "Title", "Q3 2018/19", "Q4 2018/19", "2018/19", "Note"],
            &["1.1", "Looked after children", "794", "nya", "", ""],
            &["1.2", "Dose 2", "89.4%", "x1", "", "see below"],
        ],
    )]);
    let (data, findings) = read(&bytes);
    insta::assert_snapshot!(said(&data).join("\n"));
    insta::assert_snapshot!(told(&findings).join("\n"));
}

/// A form that comes back as it went out changes nothing: no figure becomes missing, and no answer is given.
#[test]
fn a_form_that_nobody_filled_in_says_nothing() {
    let figures: &[&[&str]] = &[
        &["Measure", "Period", "Value", "Mark", "Note", "Submitted on", "Submitted by"],
        &["1.1", "Q4 2018/19", "", "", "", "", "Children's Trust"],
        &["1.2", "Q4 2018/19", "", "not yet available", "", "", "Children's Trust"],
        &["1.3", "Q4 2018/19", "", "", "We are asking.", "", "Children's Trust"],
    ];
    let (data, findings) = read(&of_cells(&[("Figures", figures)]));
    assert_eq!(told(&findings), Vec::<String>::new());
    // A mark or a note is something said.
    assert_eq!(data.len(), 2);
    let answers: &[&[&str]] = &[
        &["measure", "escalation", "period", "field", "text", "submitted"],
        &["1.1", "exception", "Q3 2018/19", "cause", "", ""],
    ];
    let mut responses = Responses::default();
    let workbook = read_workbook("in.xlsx", &of_cells(&[("Responses", answers)]), Wanted::Answers);
    assert_eq!(workbook.tables.len(), 1);
    for table in &workbook.tables {
        let findings = read_responses(&book(), &table.name, table, &mut responses);
        assert_eq!(findings, []);
    }
    assert!(responses.rows.is_empty());
}

/// The same table as CSV, Excel and OpenDocument.
#[test]
fn one_table_in_three_forms_is_one_table() {
    let rows = [
        ["measure", "period", "value", "mark", "note", "submitted on"],
        ["1.1", "Q3 2018/19", "794", "p", "one – or “two”", "2019-01-09"],
        ["1.1", "Dec 2018", "[x]", "", "", "2019-01-09"],
        ["1.2", "Q3 2018/19", "89.4%", "", "a\nb", "2019-01-09"],
        ["1.2", "Q4 2018/19", "[c]", "", "", "13 June 2019"],
        ["1.3", "Q4 2018/19", "yes", "e", "", "13 June 2019"],
        ["1.1", "Q4 2018/19", "", "", "", "13 June 2019"],
        ["1.2", "Q2 2018/19", "1O0", "q", "", "31 February 2019"],
    ];
    let quoted = |cell: &&str| format!("\"{cell}\"");
    let csv: Vec<String> =
        rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
    let cells: Vec<&[&str]> = rows.iter().map(|row| row.as_slice()).collect();
    let book = book();
    let mut reader = Reader::new(&book);
    reader.read_csv("in.csv", csv.join("\n").as_bytes());
    let (from_csv, findings) = reader.finish(as_of());
    let plainly = |data: &Observations| {
        let rows = (0..data.len()).map(|row| Row(u32::try_from(row).unwrap()));
        let one = |row: Row| {
            format!(
                "{:?} {} {:?} {:?}",
                data.period(row),
                data.written(row),
                data.marks(row),
                data.extra(row)
            )
        };
        rows.map(one).collect::<Vec<_>>()
    };
    let words =
        |findings: &[Diagnostic]| findings.iter().map(|f| (f.code, f.message.clone())).collect::<Vec<_>>();
    for bytes in [of_cells(&[("Sheet1", &cells)]), open_document(&cells)] {
        let (data, told) = read(&bytes);
        assert_eq!(plainly(&data), plainly(&from_csv));
        assert_eq!(words(&told), words(&findings));
    }
}

#[test]
fn a_word_for_no_value_may_stand_among_the_marks() {
    let bytes = of_cells(&[(
        "Sheet1",
        &[
            &["measure", "period", "value", "mark"],
            &["1.1", "Q3 2018/19", "", "not yet available"],
            &["1.1", "Q4 2018/19", "3", "suppressed"],
            &["1.2", "Q4 2018/19", "94%", "provisional"],
            &["1.2", "Q3 2018/19", "94%", "not yet available"],
        ],
    )]);
    let (data, findings) = read(&bytes);
    insta::assert_snapshot!(said(&data).join("\n"));
    insta::assert_snapshot!(told(&findings).join("\n"));
}

#[test]
fn a_revised_figure_replaces_the_one_before_and_a_blank_one_nothing() {
    let book = book();
    let mut reader = Reader::new(&book);
    reader.read_csv("old.csv", b"measure,period,value\n1.1,Q3 2018/19,794\n1.2,Q3 2018/19,89.4%\n");
    let bytes = of_cells(&[(
        "Revised figures",
        &[
            &["Measure", "Period", "→ Revised value", "→ Submitted on"],
            &["1.1", "Q3 2018/19", "790", "2019-05-01"],
            &["1.2", "Q3 2018/19", "", ""],
        ],
    )]);
    let workbook = read_workbook("new.xlsx", &bytes, Wanted::Figures);
    workbook.tables.iter().for_each(|table| reader.read_sheet(table));
    let (data, findings) = reader.finish(as_of());
    assert_eq!(told(&findings), Vec::<String>::new());
    insta::assert_snapshot!(said(&data).join("\n"));
}

#[test]
fn a_day_answers_a_question_for_a_day() {
    let book = book();
    let answer = |text: &str| {
        let csv = format!("measure,escalation,field,text\n1.1,exception,recovery,{text}\n");
        let mut responses = Responses::default();
        let findings = read_responses(&book, "answers.csv", csv.as_bytes(), &mut responses);
        assert!(findings.is_empty(), "{findings:?}");
        (responses.rows[0].text.clone(), responses.rows[0].recovery)
    };
    assert_eq!(answer("30 September 2019"), (String::new(), NaiveDate::from_ymd_opt(2019, 9, 30)));
    assert_eq!(answer("when staff are found"), ("when staff are found".to_owned(), None));
}

#[test]
fn what_is_no_workbook_is_told_and_nothing_more() {
    let good = of_cells(&[("Sheet1", &[&["measure", "period", "value"], &["1.1", "Q3 2018/19", "794"]])]);
    let locked: Vec<u8> = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        .iter()
        .copied()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let cases = [
        support::packed(&[("word/document.xml", b"<w:document/>".as_slice())]),
        locked,
        good[..good.len() / 2].to_vec(),
        b"\xd0\xcf\x11\xe0 and no more".to_vec(),
        support::packed(&[("xl/workbook.xml", vec![b' '; 600_000_000].as_slice())]),
        support::packed(&[("content.xml", support::million_repeats().as_bytes())]),
    ];
    let messages = cases.iter().map(|bytes| {
        let (data, findings) = read(bytes);
        assert!(data.is_empty() && findings.len() == 1 && findings[0].severity == Severity::Error);
        findings[0].message.clone()
    });
    insta::assert_snapshot!(messages.collect::<Vec<_>>().join("\n"));
}

proptest! {
    /// Whatever is broken in a workbook, it is told or read, in bounded time.
    #[test]
    fn broken_workbooks_are_told(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..40), ods in any::<bool>()) {
        let rows: &[&[&str]] = &[&["measure", "period", "value"], &["1.1", "Q3 2018/19", "794"]];
        let mut file = if ods { open_document(rows) } else { of_cells(&[("Sheet1", rows)]) };
        let start = at.index(file.len());
        for (place, byte) in file[start..].iter_mut().zip(bytes) {
            *place = byte;
        }
        let _ = read(&file);
    }
}
