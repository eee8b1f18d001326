//! What holds of any table, however odd.

use plimsoll::base::diag::Severity;
use plimsoll::import::{Wishes, from_csv, import};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};

use super::assert_all_rows_are_told;

/// Cells as officers write them, cells that would be rules, and cells that are anything.
fn cell() -> impl Strategy<Value = String> {
    let known = prop_oneof![
        Just("24,550 or fewer"),
        Just("95%"),
        Just("> 95%"),
        Just("≤ 8%"),
        Just("tbc"),
        Just("reduce by 10%"),
        Just("75% by March 2020"),
        Just("nya"),
        Just("87% JR; 72% HGH"),
        Just("maintain"),
        Just("Monitor only"),
        Just("80-85%"),
        Just("Q3 18/19"),
        Just("Jan 2019"),
        Just("2017/18"),
        Just("А"),
        Just("G"),
        Just("Red"),
        Just("95% national / 97% local"),
        Just("18% (Apr - Nov)"),
        Just("208 (Q1 2018-29)"),
        Just("£1.4m"),
        Just(""),
        Just("Increase the number of homes"),
        Just("Maintain the level of x"),
        Just("5%"),
        Just("yes"),
        Just("Monthly"),
        Just("} measure x \"y\" {"),
        Just("\" # {"),
        Just("value"),
        Just("4 days"),
        Just("2,337 per 100,000*"),
        Just("24,55"),
        Just("complete by 31 March 2020"),
        Just("between 5 and 3"),
        Just("-5"),
        Just("150%"),
        Just("none"),
        Just("1.1"),
        Just("Q1 5; Q2 6"),
        Just("99999999999999999999"),
        Just("0.82"),
        Just("reduce"),
        Just("the average of peers"),
        Just("10% below benchmark england"),
        Just("better than baseline"),
        Just("31 February 2019"),
        Just("in the best 25% of peers"),
    ];
    prop_oneof![8 => known.prop_map(str::to_owned), 2 => "\\PC{0,20}", 1 => any::<String>()]
}

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    proptest::collection::vec(proptest::collection::vec(cell(), 11), 1..8)
}

const HEADINGS: [&str; 11] = [
    "Ref",
    "Measure",
    "Theme",
    "Owner",
    "Baseline",
    "Target",
    "Period",
    "Value",
    "RAG",
    "Tolerance",
    "What is being done",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_cells_make_a_book_that_passes_check_and_holds_every_row(rows in table()) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(HEADINGS).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let Ok(table) = from_csv("t.csv", &bytes) else { return Ok(()) };
        let wishes = Wishes { year: Some("2019/20".to_owned()), ..Wishes::default() };
        let imported = import(&table, std::slice::from_ref(&table), &wishes).unwrap();
        assert!(imported.proved.left.is_empty(), "{:?}\n{:#?}", imported.proved.left, imported.files);
        assert_all_rows_are_told(&table, &imported);
        let (book, findings) = read(&imported);
        assert!(findings.iter().all(|finding| finding.severity != Severity::Error), "{findings:?}");
        assert_eq!(book.measures.len(), imported.proved.draft.measures.iter().filter(|m| !m.lost).count());
    }

    #[test]
    fn any_bytes_are_a_table_or_a_sentence(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(table) = from_csv("t.csv", &bytes) {
            let _ = import(&table, &[], &Wishes { year: Some("2019/20".to_owned()), ..Wishes::default() });
        }
    }
}

fn read(
    imported: &plimsoll::import::Imported,
) -> (plimsoll::model::RuleBook, Vec<plimsoll::base::diag::Diagnostic>) {
    let mut sources = plimsoll::base::source::Sources::new();
    let (mut trees, mut findings) = (Vec::new(), Vec::new());
    for file in imported.files.iter().filter(|file| file.name.ends_with(".plim")) {
        let id = sources.add(file.name.clone(), file.text.clone());
        let parsed = plimsoll::syntax::parse(id, &file.text);
        trees.push(parsed.tree);
        findings.extend(parsed.findings);
    }
    let checked = plimsoll::check::check(&trees);
    findings.extend(checked.findings);
    (checked.book, findings)
}
