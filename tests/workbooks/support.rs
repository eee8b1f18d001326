//! Makes workbooks, and the rule book that their figures are of.

use std::io::Write;

use plimsoll::base::span::FileId;
use plimsoll::model::RuleBook;
use rust_xlsxwriter::Workbook;
use zip::write::{SimpleFileOptions, ZipWriter};

const RULES: &str = r#"
framework "Workbooks" {
  year  2018/19, April to March
  due   quarterly
}

board CT "Children's Trust" { }

calendar "England" { bank holidays england }

rating RAG {
  green when on target
  red   otherwise
}

theme start "A good start in life"

measure 1.1 "Looked after children" { theme start; owner CT; unit children; aim reduce; target 750 or fewer; rating RAG }
measure 1.2 "Dose 2" { theme start; owner CT; unit % of children; aim monitor }
measure 1.3 "The plan is agreed" { theme start; owner CT; unit yes or no; aim monitor }

escalation exception "Exception report" {
  when     red
  to       owner
  respond  within 10 working days
  ask      cause    "What explains the result?"
  ask      recovery "When will the measure be back on target?"
}
"#;

/// The rule book.
pub fn book() -> RuleBook {
    of_rules(RULES)
}

/// A rule book of a text.
pub fn of_rules(text: &str) -> RuleBook {
    let parsed = plimsoll::syntax::parse(FileId(0), text);
    assert!(parsed.findings.is_empty(), "{:?}", parsed.findings);
    let checked = plimsoll::check::check(&[parsed.tree]);
    assert!(checked.findings.is_empty(), "{:?}", checked.findings);
    checked.book
}

/// A workbook of sheets whose cells are texts.
pub fn of_cells(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, at) in rows.iter().zip(0..) {
            for (cell, column) in row.iter().zip(0..) {
                sheet.write_string(at, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// The same of one sheet as `.ods`.
pub fn open_document(rows: &[&[&str]]) -> Vec<u8> {
    let mut table = String::new();
    for row in rows {
        table.push_str("<table:table-row>");
        for cell in *row {
            let text = cell.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "</text:p><text:p>");
            table.push_str(&format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
            ));
        }
        table.push_str("<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>");
    }
    packed(&[("content.xml", document(&table).as_bytes())])
}

/// A row that says of itself that it stands there a thousand million times.
pub fn million_repeats() -> String {
    document(
        "<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell \
         office:value-type=\"float\" office:value=\"1\"/></table:table-row>",
    )
}

fn document(table: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"Sheet1\">{table}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    )
}

/// A packed file.
pub fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
