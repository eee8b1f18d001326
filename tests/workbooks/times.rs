//! Times in cells: quoted as their sheet shows them, read where they mean one thing, and never as another number.

use plimsoll::data::workbook::{Wanted, read_workbook};
use plimsoll::data::{Reader, Row};
use rust_xlsxwriter::{Format, Workbook};

use super::support::of_rules;

const RULES: &str = r#"
framework "Times" { year 2018/19, April to March; due quarterly }
board FRA "Fire and Rescue Authority" { }
rating RAG { green when on target; red otherwise }
theme respond "Responding"
measure R2 "First engine" { theme respond; owner FRA; unit minutes; aim reduce; target 9 min 30 s or less; rating RAG }
measure R3 "On standby" { theme respond; owner FRA; unit hours; aim reduce; target 8 hours or fewer; rating RAG }
"#;

/// What is read of a cell with this number and format under `→ Value`, or what is told of it.
fn read(measure: &str, number: f64, format: &str) -> String {
    let mut out = Workbook::new();
    let sheet = out.add_worksheet();
    for (heading, at) in ["Measure", "Period", "→ Value"].into_iter().zip(0..) {
        sheet.write_string(0, at, heading).unwrap();
    }
    sheet.write_string(1, 0, measure).unwrap();
    sheet.write_string(1, 1, "Q4 2018/19").unwrap();
    sheet.write_number_with_format(1, 2, number, &Format::new().set_num_format(format)).unwrap();
    let workbook = read_workbook("resp.xlsx", &out.save_to_buffer().unwrap(), Wanted::Figures);
    let book = of_rules(RULES);
    let mut reader = Reader::new(&book);
    workbook.tables.iter().for_each(|table| reader.read_sheet(table));
    let (data, findings) = reader.finish("2019-06-13".parse().unwrap());
    match findings.first() {
        Some(finding) => format!("{}; {}", finding.message, finding.help.clone().unwrap_or_default()),
        None => {
            let row = data.order.first().map(|row| Row(*row)).unwrap();
            let measure = &book.measures[data.measure[row.0 as usize]];
            measure.unit.show(&data.number(row).unwrap())
        }
    }
}

#[test]
fn a_time_that_means_one_thing_is_read() {
    assert_eq!(read("R2", 576.0 / 86_400.0, "h:mm:ss"), "9 min 36 s");
    assert_eq!(read("R2", 576.0 / 86_400.0, "[mm]:ss"), "9 min 36 s");
    assert_eq!(read("R2", 576.0 / 86_400.0, "mm:ss"), "9 min 36 s");
    assert_eq!(read("R3", 7.5 / 24.0, "h:mm"), "7 h 30 min");
    assert_eq!(read("R3", 25.5 / 24.0, "[h]:mm:ss"), "25 h 30 min");
}

#[test]
fn a_time_that_may_mean_two_is_quoted_as_the_sheet_shows_it() {
    let two = |shown: &str| {
        format!(
            "the value `{shown}` of measure `R2` cannot be read: it may be 9 minutes 36 seconds or 9 hours 36 minutes; write `9 min 36 s` or `9 h 36 min`"
        )
    };
    assert_eq!(read("R2", 0.4, "h:mm"), two("9:36"));
    assert_eq!(read("R2", 0.4, "hh:mm:ss"), two("09:36:00"));
}

#[test]
fn a_number_that_was_a_time_is_not_judged() {
    let told = read("R2", 0.4, "0.00");
    assert!(told.contains("looks like a time") && told.contains("`9 min 36 s`"), "{told}");
}

#[test]
fn a_form_takes_no_point_for_a_colon() {
    let told = read("R2", 9.36, "General");
    assert!(told.ends_with("write `9 min 21.6 s` or `9 min 36 s`, whichever is meant"), "{told}");
    assert_eq!(read("R2", 9.0, "General"), "9 min");
    assert_eq!(read("R2", 9.75, "General"), "9 min 45 s");
}
