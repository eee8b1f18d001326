//! Workbooks out: what a board is asked, and that what it fills in is read as it was meant.

use chrono::NaiveDate;
use plimsoll::base::period::{YearStart, parse_period};
use plimsoll::base::source::Sources;
use plimsoll::data::workbook::{Wanted, read_workbook};
use plimsoll::data::{Holds, Observations, Reader, Responses, Row, read_responses};
use plimsoll::eval::judge::Judge;
use plimsoll::eval::{Run, assess};
use plimsoll::model::RuleBook;
use plimsoll::report::template::xlsx::to_xlsx;
use plimsoll::report::template::{For, Kind, Slot, Template, templates};
use plimsoll::report::{Inputs, RunRecord};
use rust_xlsxwriter::Workbook;

use super::support::{book, of_rules};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn given(book: &RuleBook, csv: &str) -> Observations {
    let mut reader = Reader::new(book);
    reader.read_csv("values.csv", csv.as_bytes());
    reader.finish(day("2019-04-10")).0
}

fn asked(book: &RuleBook, data: &Observations, responses: &Responses) -> Vec<Template> {
    let period = parse_period("Q4 2018/19", Some(YearStart::FINANCIAL)).unwrap();
    let as_of = day("2019-04-10");
    let run = Run { book, data, responses, period: Some(period), as_of };
    let (assessment, judge) = (assess(&run), Judge::new(&run, period));
    let target = |measure, place, slot| judge.target_of(measure, place, slot);
    let (sources, record) = (Sources::new(), RunRecord::default());
    let inputs = Inputs { book, sources: &sources, data, assessment: &assessment, record: &record };
    templates(inputs, For { target: &target, period, as_of })
}

/// The words of a sheet, a line a row; what is to be filled in is shown by its kind.
fn shown(template: &Template) -> String {
    let mut out = String::new();
    for sheet in &template.sheets {
        out.push_str(&format!("[{}]\n", sheet.name));
        let headings: Vec<&str> = sheet.columns.iter().map(|column| column.heading.as_str()).collect();
        out.push_str(&headings.join(" | "));
        out.push('\n');
        for row in &sheet.rows {
            let cells: Vec<String> = row
                .iter()
                .map(|slot| match slot {
                    Slot::Text(text) => text.clone(),
                    Slot::Closed => "(closed)".to_owned(),
                    Slot::Fill(entry) => match &entry.kind {
                        Kind::Whole(_) => "(whole)".to_owned(),
                        Kind::Number(_) => "(number)".to_owned(),
                        Kind::Percent(_) => "(%)".to_owned(),
                        Kind::Length(_, _) => "(length)".to_owned(),
                        Kind::Day => "(day)".to_owned(),
                        Kind::OneOf(words) => format!("({})", words.join("/")),
                        Kind::Words => format!("(words: {})", entry.given),
                    },
                })
                .collect();
            out.push_str(&cells.join(" | "));
            out.push('\n');
        }
    }
    out
}

const GIVEN: &str = "measure,period,value\n1.1,Q3 2018/19,794\n1.2,Q3 2018/19,89.4%\n";

#[test]
fn a_board_is_asked_for_what_is_due_and_what_is_open() {
    let book = book();
    let data = given(&book, GIVEN);
    let made = asked(&book, &data, &Responses::default());
    assert_eq!(made.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["ct"]);
    insta::assert_snapshot!(shown(&made[0]));
}

/// The last figure is of another period, and may have had another target.
#[test]
fn the_target_beside_a_cell_is_that_of_the_period_asked_for() {
    let book = of_rules(
        "framework \"Report\" { year 2018/19, April to March; due quarterly }
board CT \"Children's Trust\"
rating RAG { green when on target; red otherwise }
measure 1 \"By steps\" { owner CT; unit visits; aim increase; counts from the start of the year
  rating RAG; target 480 or more in 2018/19
  trajectory { Q1 100; Q2 200; Q3 300; Q4 480 } }
measure 2 \"By a day\" { owner CT; unit visits; aim increase; counts from the start of the year
  rating RAG; target 90 or more by Q3 2018/19 }
",
    );
    let data = given(&book, "measure,period,value\n1,Q3 2018/19,290\n2,Q3 2018/19,95\n");
    let made = asked(&book, &data, &Responses::default());
    let text = shown(&made[0]);
    let line = |id: &str| text.lines().find(|line| line.starts_with(id)).unwrap_or_default().to_owned();
    assert!(line("1 |").contains("480 or more") && !line("1 |").contains("300"), "{text}");
    assert!(line("2 |").contains("none in force for Q4 2018/19"), "{text}");
}

/// A group is asked for by its name, whether or not anything of it ever came.
#[test]
fn each_declared_group_has_its_row_and_the_target_is_set_for_the_total() {
    let book = of_rules(
        "framework \"Report\" { year 2018/19, April to March; due quarterly }
board CT \"Children's Trust\"
groups site \"Site\" { JR \"John Radcliffe\"; HGH \"Horton General\" }
rating RAG { green when on target; red otherwise }
measure 1 \"Falls\" { owner CT; unit falls; aim reduce; by site; target 180 or fewer; rating RAG on the total }
",
    );
    for came in ["", "1,JR,Q3 2018/19,80\n"] {
        let data = given(&book, &format!("measure,site,period,value\n{came}"));
        let text = shown(&asked(&book, &data, &Responses::default())[0]);
        for site in ["JR", "HGH"] {
            let row = format!("1 | Falls | {site} | Q4 2018/19 |");
            let own = text.lines().find(|line| line.starts_with(&row)).unwrap_or_default();
            assert!(own.contains("set for the total"), "{site}: {text}");
        }
        assert!(!text.contains("1 | Falls |  | Q4"), "{text}");
    }
}

#[test]
fn what_was_answered_or_sent_is_not_asked_again() {
    let book = book();
    let data = given(&book, &format!("{GIVEN}1.1,Q4 2018/19,740\n1.2,Q4 2018/19,94%\n1.3,Q4 2018/19,yes\n"));
    assert_eq!(asked(&book, &data, &Responses::default()), []);
    let data = given(&book, GIVEN);
    let mut responses = Responses::default();
    let csv = "measure,escalation,period,field,text,submitted\n1.1,exception,Q3 2018/19,cause,More came.,2019-02-01\n";
    assert!(read_responses(&book, "responses.csv", csv.as_bytes(), &mut responses).is_empty());
    let made = asked(&book, &data, &responses);
    assert_eq!(made[0].questions, 1, "{}", shown(&made[0]));
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let book = book();
    let data = given(&book, GIVEN);
    let made = asked(&book, &data, &Responses::default());
    assert_eq!(to_xlsx(&made[0]).unwrap(), to_xlsx(&made[0]).unwrap());
}

/// A figure that the rules withhold stands in no workbook, and boards see none of another's.
#[test]
fn nothing_gets_out_that_the_reports_do_not_show() {
    let book = of_rules(
        r#"
framework "Withheld" { year 2018/19, April to March; due quarterly }
board CT "Children's Trust" { }
board HIB "Health Improvement Board" { }
theme start "Start"
measure 1.1 "Small" { theme start; owner CT; unit children; aim monitor; withhold counts 1 to 7 }
measure 1.2 "Other" { theme start; owner HIB; unit children; aim monitor }
"#,
    );
    let data = given(&book, "measure,period,value\n1.1,Q3 2018/19,4\n1.2,Q3 2018/19,8642\n");
    let made = asked(&book, &data, &Responses::default());
    let [ct, hib] = made.as_slice() else { panic!("two boards") };
    let last = |template: &Template| {
        let sheet = &template.sheets[0];
        let at = sheet.columns.iter().position(|column| column.heading == "Last figure").unwrap();
        sheet.rows[0][at].clone()
    };
    assert_ne!(last(ct), Slot::Text("4 in Q3 2018/19".to_owned()));
    assert!(!shown(ct).contains("8,642") && shown(hib).contains("8,642"), "{}", shown(hib));
}

/// Fills in each cell, and reads the workbook back: everything is there, by measure, period and question.
fn words_for(kind: &Kind) -> &str {
    match kind {
        Kind::Day => "1 May 2019",
        Kind::OneOf(words) => &words[words.len() / 2],
        Kind::Whole(_) | Kind::Number(_) | Kind::Percent(_) | Kind::Length(_, _) | Kind::Words => "words",
    }
}

#[test]
fn what_is_filled_in_is_read_again() {
    let book = book();
    let data = given(&book, GIVEN);
    let made = asked(&book, &data, &Responses::default());
    let mut out = Workbook::new();
    for plan in &made[0].sheets {
        let sheet = out.add_worksheet();
        sheet.set_name(plan.name).unwrap();
        for (column, at) in plan.columns.iter().zip(0..) {
            sheet.write_string(0, at, &column.heading).unwrap();
        }
        for (slots, row) in plan.rows.iter().zip(1..) {
            for (slot, at) in slots.iter().zip(0..) {
                match slot {
                    Slot::Text(text) => sheet.write_string(row, at, text).map(|_| ()).unwrap(),
                    Slot::Closed => {}
                    Slot::Fill(entry) => match &entry.kind {
                        Kind::Whole(_) | Kind::Number(_) => {
                            sheet.write_number(row, at, 700).map(|_| ()).unwrap();
                        }
                        Kind::Percent(_) => {
                            let percent = rust_xlsxwriter::Format::new().set_num_format("0.00%");
                            sheet.write_number_with_format(row, at, 7.0 / 7.0, &percent).map(|_| ()).unwrap();
                        }
                        Kind::Day | Kind::OneOf(_) | Kind::Words | Kind::Length(_, _) => {
                            sheet.write_string(row, at, words_for(&entry.kind)).map(|_| ()).unwrap();
                        }
                    },
                }
            }
        }
    }
    let workbook = read_workbook("ct.xlsx", &out.save_to_buffer().unwrap(), Wanted::Figures);
    assert!(workbook.findings.is_empty(), "{:?}", workbook.findings);
    let (mut reader, mut responses) = (Reader::new(&book), Responses::default());
    reader.read_csv("values.csv", GIVEN.as_bytes());
    for table in &workbook.tables {
        match table.holds {
            Holds::Answers => assert_eq!(read_responses(&book, &table.name, table, &mut responses), []),
            Holds::Figures | Holds::AsAsked => reader.read_sheet(table),
        }
    }
    let (data, findings) = reader.finish(day("2019-06-13"));
    assert_eq!(findings, []);
    let rows = data.order.iter().map(|row| Row(*row));
    let said = rows.map(|row| {
        let id = &book.measures[data.measure[row.0 as usize]].id;
        format!(
            "{id} {} {} {:?}",
            data.period(row).unwrap(),
            data.written(row),
            data.marks(row).iter().collect::<Vec<_>>()
        )
    });
    insta::assert_snapshot!(said.collect::<Vec<_>>().join("\n"));
    let said = responses.rows.iter().map(|row| format!("{:?} {:?} {:?}", row.field, row.text, row.recovery));
    insta::assert_snapshot!(said.collect::<Vec<_>>().join("\n"));
}
