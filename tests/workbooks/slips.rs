//! What a form would have refused and was pasted into it all the same: each slip is told once, at its cell.

use plimsoll::data::workbook::{Wanted, read_workbook};
use plimsoll::data::{Reader, Row, State};

use super::support::{of_cells, of_rules};

const RULES: &str = r#"
framework "Slips" { year 2018/19, April to March; due quarterly }
board CT  "Children's Trust" { }
board HIB "Health Improvement Board" { }
rating RAG { green when on target; red otherwise }
theme start "A good start in life"
measure 1.1 "Households" { theme start; owner HIB; unit households; aim reduce; target 208 or fewer; rating RAG }
measure 1.2 "Screened" { theme start; owner HIB; unit % of people; aim increase; target 80% or more; rating RAG }
measure 2.1 "Looked after" { theme start; owner CT; unit children; aim reduce; target 750 or fewer; rating RAG }
"#;

const HEADINGS: [&str; 7] =
    ["Measure", "Period", "→ Value", "→ Numerator", "→ Denominator", "→ Mark", "→ Submitted on"];

/// Measure, value, numerator, denominator, mark, day; and what is told of it.
const SLIPS: [([&str; 6], &str); 22] = [
    (["1.1", "201.5", "", "", "", "2 July 2019"], "fraction-of-a-count C"),
    (["1.1", "about 90", "", "", "", "2 July 2019"], "rounded-value C"),
    (["1.1", "c. 90", "", "", "", "2 July 2019"], "rounded-value C"),
    (["1.1", "~90", "", "", "", "2 July 2019"], "rounded-value C"),
    (["1.1", "90ish", "", "", "", "2 July 2019"], "rounded-value C"),
    (["1.1", "<5", "", "", "", "2 July 2019"], "inequality-as-value C"),
    (["1.1", ">95", "", "", "", "2 July 2019"], "inequality-as-value C"),
    (["1.1", "82", "", "", "not yet available", "2 July 2019"], "figure-marked-as-none F"),
    (["1.2", "", "82", "100", "not applicable", "2 July 2019"], "figure-marked-as-none F"),
    (["1.1", "82", "", "", "firm", "2 July 2019"], "unknown-mark F"),
    (["1.1", "n/a", "", "", "", "2 July 2019"], "word-where-a-figure-goes C"),
    (["1.1", "tbc", "", "", "", "2 July 2019"], "word-where-a-figure-goes C"),
    (["1.1", "1O0", "", "", "", "2 July 2019"], "unreadable-value C"),
    (["1.1", "-3", "", "", "", "2 July 2019"], "implausible-value C"),
    (["1.1", "90", "", "", "", ""], "without-its-day G"),
    (["1.2", "9500%", "", "", "", "2 July 2019"], "implausible-value C"),
    (["1.2", "-1%", "", "", "", "2 July 2019"], "implausible-value C"),
    (["1.2", "0.75", "", "", "", "2 July 2019"], "looks-like-a-fraction C"),
    (["1.2", "71,2 %", "", "", "", "2 July 2019"], "unreadable-value C"),
    (["1.2", "#REF!", "", "", "", "2 July 2019"], "unreadable-value C"),
    (["1.2", "", "12.5", "100", "", "2 July 2019"], "fraction-of-a-count D"),
    (["2.1", "750", "", "", "", "2 July 2019"], "figure-of-another-board A"),
];

fn form(rows: &[[&str; 6]], period: &str) -> Vec<u8> {
    let all: Vec<[&str; 7]> = rows
        .iter()
        .map(|[measure, value, above, below, mark, on]| {
            [*measure, period, *value, *above, *below, *mark, *on]
        })
        .collect();
    let mut cells: Vec<&[&str]> = vec![&HEADINGS];
    cells.extend(all.iter().map(|row| row.as_slice()));
    let cover: &[&[&str]] =
        &[&["Health Improvement Board: figures due in Q1 2019/20"], &["What we ask of you"]];
    of_cells(&[("Start here", cover), ("Figures", &cells)])
}

fn told(bytes: &[u8]) -> (Vec<String>, Vec<State>) {
    let book = of_rules(RULES);
    let workbook = read_workbook("hib.xlsx", bytes, Wanted::Figures);
    assert!(workbook.findings.is_empty(), "{:?}", workbook.findings);
    let mut reader = Reader::new(&book);
    workbook.tables.iter().for_each(|table| reader.read_sheet(table));
    let (data, findings) = reader.finish("2019-08-01".parse().unwrap());
    let short = |finding: &plimsoll::base::diag::Diagnostic| {
        let Some(plimsoll::base::diag::Place::Data(cell)) =
            finding.primary().map(|label| label.place.clone())
        else {
            panic!("{finding:?}");
        };
        let letter = plimsoll::base::in_sheet::letters(cell.position.unwrap_or(0));
        format!("{} {letter}", finding.code.0.trim_start_matches("data::"))
    };
    let states = data.order.iter().map(|row| data.state(Row(*row)));
    (findings.iter().map(short).collect(), states.collect())
}

#[test]
fn one_slip_gives_one_finding() {
    for (row, expected) in SLIPS {
        assert_eq!(told(&form(&[row], "Q1 2019/20")).0, [expected], "{row:?}");
    }
}

#[test]
fn what_is_not_exact_is_never_a_figure() {
    for (row, _) in SLIPS.iter().take(9) {
        assert_eq!(told(&form(&[*row], "Q1 2019/20")).1, [State::Invalid], "{row:?}");
    }
}

#[test]
fn a_figure_of_a_period_that_has_not_begun_is_an_error() {
    let row = ["1.1", "90", "", "", "", "2 July 2019"];
    let (findings, states) = told(&form(&[row], "Q4 2035/36"));
    assert_eq!((findings, states), (vec!["future-period C".to_owned()], Vec::new()));
}

#[test]
fn rows_below_a_failed_formula_are_read() {
    let rows = [["1.2", "#REF!", "", "", "", "2 July 2019"], ["1.1", "90", "", "", "", "2 July 2019"]];
    assert_eq!(told(&form(&rows, "Q1 2019/20")).1, [State::Number, State::Invalid]);
}

#[test]
fn a_word_where_nothing_is_revised_revises_nothing() {
    let book = of_rules(RULES);
    let form = of_cells(&[(
        "Revised figures",
        &[
            &["Measure", "Period", "→ Revised value", "→ Submitted on"],
            &["1.1", "Q4 2018/19", "n/a", ""],
            &["1.2", "Q4 2018/19", "82%", ""],
        ],
    )]);
    let mut reader = Reader::new(&book);
    let before =
        "measure,period,value,submitted on\n1.1,Q4 2018/19,200,2019-05-01\n1.2,Q4 2018/19,81%,2019-05-01\n";
    reader.read_csv("values.csv", before.as_bytes());
    let workbook = read_workbook("hib.xlsx", &form, Wanted::Figures);
    workbook.tables.iter().for_each(|table| reader.read_sheet(table));
    let (data, findings) = reader.finish("2019-08-01".parse().unwrap());
    let written: Vec<String> = data.order.iter().map(|row| data.written(Row(*row))).collect();
    assert_eq!(written, ["200", "82%"], "the first stands, and of the second nobody knows which");
    let said: Vec<_> = findings
        .iter()
        .map(|one| format!("{}: {}", one.code.0, one.help.clone().unwrap_or_default()))
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}
