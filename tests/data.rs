//! Reading submitted values and responses: what stands in the columns, and what is told of the rest.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

#[path = "data/stand.rs"]
mod stand;

use chrono::NaiveDate;
use insta::assert_snapshot;
use plimsoll::base::exact::Exact;
use plimsoll::data::diags::CODES;
use plimsoll::data::{PlaceId, Reader, Responses, Row, State, read_extensions, read_responses};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};

use stand::{book, day, lines, read, series, told};

#[test]
fn the_packs_own_spellings_are_read() {
    let text = "\u{feff}Update Period;REF;Reported_Value;RAG;Notes\r\n\
        Q3 2018/19;1.1;794;R;\"Two lines;\r\nof a note\"\r\n\
        \r\n\
        Sept 18 to Feb 19;1.14;51.40%;\u{410};\r\n\
        Q4 2018/19;2.17;\"2,929\";;\r\n\
        Apr-Nov 2018;1.1;\"1,500\";;\r\n\
        T2 18/19;1.14;nya;;not yet\r\n\
        ;4.1;n/a;;to be set\r\n";
    assert_snapshot!(told(&[("pack.csv", text)]));
}

#[test]
fn values_of_every_unit_are_read() {
    let text = "measure,period,value\n\
        4.1,Q1 2018/19,£10.4m\n4.1,Q2 2018/19,£500k\n4.1,Q3 2018/19,\"£196,000\"\n4.1,Q4 2018/19,-£3\n\
        3.8,Q1 2018/19,12 days\n3.8,Q2 2018/19,36 h\n3.8,Q3 2018/19,2.48\n\
        3.9,Q1 2018/19,7 min 30 s\n3.9,Q2 2018/19,1h 20m\n3.9,Q3 2018/19,90 seconds\n\
        5.1,Q1 2018/19,Met\n5.1,Q2 2018/19,not done\n5.2,Q1 2018/19,31 August 2018\n\
        6.1,Q1 2018/19,Amber\n6.1,Q2 2018/19,g\n\
        2.17,Q1 2018/19,\"2,929 per 100,000\"\n1.1,Q1 2018/19,794 children\n1.14,Q1 2018/19,95 per cent of children\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn words_for_no_value_are_told_apart() {
    let text = "measure,period,value\n1.1,Q1 2017/18,\n1.1,Q2 2017/18,NYA\n1.1,Q3 2017/18,x\n1.1,Q4 2017/18,..\n\
        1.1,Q1 2018/19,n/a\n1.1,Q2 2018/19,z\n1.1,Q3 2018/19,*\n1.1,Q4 2018/19,withheld\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn slips_are_not_judged_and_show_what_would_be_read() {
    let text = "measure,period,value\n1.1,Q1 2017/18,\"24,55\"\n1.1,Q2 2017/18,1O0\n1.1,Q3 2017/18,\"12,5\"\n\
        1.1,Q4 2017/18,87 and 88\n1.14,Q1 2017/18,98% 96%\n1.14,Q2 2017/18,5 points\n1.1,Q1 2018/19,26%\n\
        1.1,Q2 2018/19,794 adults\n1.1,Q3 2018/19,#DIV/0!\n1.1,Q4 2018/19,1.2E+03\n1.1,2016/17,(5)\n\
        4.1,Q1 2018/19,10.4m\n3.8,Q1 2018/19,7%\n3.9,Q1 2018/19,07:30\n2.17,Q1 2018/19,2.9 per 1000\n\
        5.1,Q1 2018/19,maybe\n5.2,Q1 2018/19,31 June 2018\n6.1,Q1 2018/19,Green-ish\n1.1,2015/16,-4\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn odd_values_are_used_and_told() {
    let text = "measure,period,value,flag\n2.17,Q1 2018/19,\">2,337 per 100,000*\",\n1.1,Q1 2018/19,<5,\n\
        1.1,Q2 2018/19,about 790,\n1.14,Q1 2018/19,0.894,\n1.14,Q2 2018/19,0.9%,\n1.14,Q3 2018/19,104%,\n\
        1.14,Q4 2018/19,87% (p),r\n1.1,Q3 2018/19,794 e,q\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn a_number_cut_in_two_by_its_comma_is_not_judged() {
    let text = "measure,period,value,note,submitted by\n8.1,Q1 2018/19,38,500,\n8.1,Q2 2018/19,1,234,567\n\
        8.1,Q3 2018/19,\"38,500\",500,CT\n1.1,Q1 2018/19,794,seen by CT,\n1.1,Q2 2018/19,794,12,\n1.1,Q3 2018/19,0,500,\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn a_day_stands_for_the_period_it_ends_and_is_told_otherwise() {
    let text = "measure,Period ending,value\n1.1,30/06/2018,790\n1.1,2018-12-31,791\n1.1,31 March 2019,792\n\
        1.1,03/04/2019,793\n1.1,13 May 2019,794\n5.2,03/04/2019,2 April 2019\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn a_rate_may_say_its_base_in_thousands() {
    let text = "measure,Qtr,value\n2.17,Q1 2018/19,2337 per 100k\n2.17,Q2 2018/19,2337 per 100k smokers\n\
        2.17,Q3 2018/19,2.3 per 1k\n2.17,Q4 2018/19,178 per head\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn a_row_with_no_site_is_told_where_the_worst_site_is_judged() {
    let text = "measure,when,value,site\nP5,Q1 2018/19,82%,\nP5,Q2 2018/19,82% JR; 90% HGH,\nP5,Q3 2018/19,nya,\n\
        P5,Q4 2018/19,0.82,JR\nP5,2016/17,820%,JR\nP5,2017/18,0.09,JR\n2.8,Q1 2018/19,82%,\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn one_cell_may_hold_a_value_for_each_site() {
    let text = "measure,period,value,rag\n2.8,Q1 2018/19,87% JR; 72% HGH,\n2.8,Q2 2018/19,\"98% JR, 96% HGH\",\n\
        2.8,Q3 2018/19,JR 20% HGH nya,\n2.8,Q4 2018/19,John Radcliffe: 90%; XYZ: 80%,\n2.8,2016/17,91% JR,\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn groups_have_columns_of_their_own() {
    let text = "measure,period,value,Hospital site,area\n2.8,Q1 2018/19,87%,jr,\n2.8,Q1 2018/19,72%,Horton General,all\n\
        2.8,Q1 2018/19,80%,total,\n2.8,Q2 2018/19,80%,Churchill,\n7.1,Q1 2018/19,410,,Oxford\n7.1,Q1 2018/19,420,,Banbury\n\
        1.1,Q1 2018/19,790,,Oxford\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn a_value_is_made_of_its_parts_exactly() {
    let text = "measure,period,num,den\n1.14,Q1 2018/19,28,33\n1.14,Q2 2018/19,1,4\n1.14,Q3 2018/19,0,0\n\
        1.14,Q4 2018/19,3,0\n1.14,2016/17,5,\n2.17,Q1 2018/19,700.5,\"30,000\"\n1.14,2015/16,34,33\n";
    let (seen, findings) = read(&[("values.csv", text)]);
    assert_snapshot!(format!("{}---\n{}", series(&seen), lines(&findings)));
    let third = seen.number(Row(0)).unwrap();
    assert_eq!(third, Exact::from(2800).over(&Exact::from(33)).unwrap());
    assert_eq!(seen.numerator(Row(0)), Some(Exact::from(28)));
    assert_eq!(seen.numerator(Row(5)), Some(Exact::decimal(7005, 1)));
    assert_eq!(seen.denominator(Row(4)), None);
}

#[test]
fn a_value_and_its_parts_must_agree() {
    let text = "measure,period,value,numerator,denominator\n1.14,Q1 2018/19,85%,28,33\n1.14,Q2 2018/19,84.8%,28,33\n\
        1.14,Q3 2018/19,87%,28,33\n1.14,Q4 2018/19,97%,33,28\n1.1,Q1 2018/19,790,5,2\n1.14,2016/17,87%,many,33\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn two_values_for_one_period_contradict_unless_dates_say_which_is_later() {
    let dated = "measure,period,value,submitted on\n1.1,Q3 2018/19,794,10/01/2019\n1.1,Q3 2018/19,796,2019-02-11\n\
        1.1,Q4 2018/19,800,1 May 2019\n1.1,Q4 2018/19,810,1 July 2019\n";
    let bare = "measure,period,value\n1.14,Q3 2018/19,89.4%\n1.14,Q3 2018/19,89.5%\n1.14,Q4 2018/19,90\n\
        1.14,Q4 2018/19,90.0%\n2.17,Q3 2018/19,nya\n2.17,Q3 2018/19,2929\n";
    let (seen, findings) = read(&[("dated.csv", dated), ("bare.csv", bare)]);
    assert_snapshot!(format!("{}---\n{}---\n{:?}", series(&seen), lines(&findings), seen.superseded));
}

#[test]
fn a_period_that_is_not_over_waits() {
    let text = "measure,period,value\n1.1,Q4 2018/19,794\n1.1,Q1 2019/20,796\n1.1,Q2 2019/20,\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn sizes_that_cannot_be_are_not_believed() {
    let text = "measure,period,value,area\n7.1,Q1 2018/19,\"73,390\",\n7.1,Q2 2018/19,418,\n7.1,Q3 2018/19,0,\n7.1,Q4 2018/19,3,\n\
        8.1,Q1 2018/19,29999,\n8.1,Q2 2018/19,30000,\n1.1,Q1 2018/19,79000,\n1.1,Q2 2018/19,79100,\n1.1,Q3 2018/19,79200,\n\
        1.1,Q4 2018/19,79300,\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn a_small_group_is_not_compared_with_the_whole() {
    let text = "measure,period,value,area\n7.1,Q1 2018/19,3,Oxford\n7.1,Q2 2018/19,\"73,390\",Oxford\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn names_that_are_not_known_are_told_once_each() {
    let text = "measure,period,value\n1.41,Q1 2018/19,5\n1.41,Q2 2018/19,6\nReduce the number of looked after children,Q1 2018/19,794\n\
        2.5,Q1 2018/19,32.8\n1.11.,Q2 2018/19,32.9\nLength of stey,Q1 2018/19,3\n,Q1 2018/19,4\nTotal,,99\n\
        measure,period,value\nSource: the pack,,\n1.1,Q5 2018/19,8\n1.1,,9\n1.1,2018-29,9\n1.14,,tbc\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn rows_of_other_widths_are_told() {
    let text = "measure,period,value,note\n1.1,Q1 2018/19,1,500,a note\n1.1,Q2 2018/19,790\n1.1,Q3 2018/19\n\
        1.1,Q4 2018/19,795,ok,,\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_its_row_alone() {
    let text =
        "measure,period,value,note\n1.1,Q1 2018/19,790,\"a note\n1.1,Q2 2018/19,791,\n1.1,Q3 2018/19,792,\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn headings_that_are_missing_or_not_known_are_told() {
    let missing = "measure,perod,comentary\n1.1,Q1 2018/19,790\n";
    let unknown = "measure,period,value,Nummerator,target,colour of folder\n1.1,Q1 2018/19,790,1,2,3\n";
    assert_snapshot!(told(&[("missing.csv", missing), ("unknown.csv", unknown), ("empty.csv", "\n\n")]));
}

#[test]
fn a_file_that_is_not_plain_text_is_told() {
    let book = book();
    let mut reader = Reader::new(&book);
    reader.read_csv("book.xlsx", b"PK\x03\x04\x14\x00");
    reader.read_csv("noise.csv", b"measure,period\x00\xff\x01");
    reader.read_csv("windows.csv", b"measure,period,value\n4.1,Q3 2018\x9619,\xa310.4m\n");
    reader.read_csv("lost.csv", "measure,period,value\n4.1,Q4 2018/19,\u{fffd}10.4m\n".as_bytes());
    let wide: Vec<u8> =
        "measure\tperiod\tvalue\n1.1\tQ3 2018/19\t£\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    reader.read_csv("wide.txt", &[&[0xff, 0xfe], wide.as_slice()].concat());
    let (seen, findings) = reader.finish(day("2019-06-13"));
    assert_snapshot!(format!("{}---\n{}", series(&seen), lines(&findings)));
}

#[test]
fn after_twenty_findings_of_one_kind_the_rest_are_counted() {
    let mut text = String::from("measure,period,value\n");
    for year in 1950..1990 {
        text += &format!("1.1,{year},5%\n");
    }
    let (seen, findings) = read(&[("values.csv", &text)]);
    assert_eq!(findings.len(), 21);
    assert_snapshot!(lines(&findings[20..]));
    assert!(seen.order.iter().all(|row| seen.state(Row(*row)) == State::Invalid));
}

#[test]
fn printed_ratings_are_kept_and_checked() {
    let text = "measure,period,value,rag\n1.1,Q1 2018/19,790,\u{391}\n1.1,Q2 2018/19,790,Ø\n1.1,Q3 2018/19,790,Amberr\n1.1,Q4 2018/19,790,-\n";
    assert_snapshot!(told(&[("values.csv", text)]));
}

#[test]
fn every_file_has_its_fingerprint_and_its_rows() {
    let (seen, _) = read(&[
        ("a.csv", "measure,period,value\n1.1,Q1 2018/19,790\n\n,,\n1.1,Q2 2018/19,791\n"),
        ("b.csv", ""),
    ]);
    let files: Vec<_> = seen.files.iter().map(|f| (f.name.as_str(), f.rows, &f.sha256[..8])).collect();
    assert_eq!(files, [("a.csv", 2, "18736e43"), ("b.csv", 0, "e3b0c442")]);
}

fn answered(text: &str) -> String {
    let mut answers = Responses::default();
    let findings = read_responses(&book(), "answers.csv", text.as_bytes(), &mut answers);
    let mut out = String::new();
    for row in &answers.rows {
        let measure = &book().measures[row.measure.unwrap()].id;
        let period = row.period.map(|p| p.to_string()).unwrap_or_default();
        let dates: Vec<String> =
            [row.due, row.recovery, row.submitted].iter().flatten().map(NaiveDate::to_string).collect();
        out += &format!(
            "{measure} {:?} {period} {:?} `{}` {:?} {dates:?} {:?} line {}\n",
            row.escalation, row.field, row.text, row.lead, row.by, row.cell.line
        );
    }
    format!("{out}---\n{}", lines(&findings))
}

#[test]
fn answers_are_read_for_each_measure_they_name() {
    let text = "Indicator number,Escalation,Period,Field,What is being done,Lead,Due,Recovery,Submitted,By\n\
        1.1; 1.14,,Q3 2018/19,,\"A report card, to the next meeting\",,,,24 May 2019,HIB\n\
        1.14,Report card,Q3 2018/19,Action,Clinics,Ansaf Azhar,12/09/2019,Q4 2019/20,,\n";
    assert_snapshot!(answered(text));
    assert_eq!(answered(""), "---\n");
    assert_eq!(answered("measure,text\n"), "---\n");
}

#[test]
fn answers_that_cannot_be_placed_are_told() {
    let text = "measure,escalation,period,field,text,due\n9.9,,,,x y,\n1.1,report_cart,,,words,\n1.1,,Q7 2018/19,,words,\n\
        1.1,,,actoin,words,31 June 2019\n1.1,,,,  ,\n1.1,,,,tbc,\n,,,,words,\n";
    assert_snapshot!(answered(text));
    assert_snapshot!("an answer file with other headings", answered("kpi name,what\n1.1,words\n"));
}

/// The csv blocks of a page, each with true when it holds answers.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    for part in page.split("```csv").skip(1) {
        let (info, rest) = part.split_once('\n').unwrap();
        let (text, _) = rest.split_once("```").unwrap();
        blocks.push((info.trim().to_owned(), text.to_owned()));
    }
    blocks
}

fn codes(kind: &str, text: &str) -> Vec<&'static str> {
    let (bytes, mut read_in) = (text.as_bytes(), Responses::default());
    let findings = match kind {
        "responses" => read_responses(&book(), "answers.csv", bytes, &mut read_in),
        "extensions" => read_extensions(&book(), "extensions.csv", bytes, &mut read_in),
        _ => read(&[("values.csv", text)]).1,
    };
    findings.iter().map(|finding| finding.code.0).collect()
}

#[test]
fn every_code_has_a_page_whose_example_shows_it_and_whose_mended_form_does_not() {
    assert!(CODES.is_sorted_by_key(|(code, _)| *code));
    for (code, page) in CODES {
        assert!(page.starts_with(&format!("# {}\n\n", code.0)), "{}", code.0);
        assert!(
            page.contains("## Why it matters\n") && page.contains("## Example\n\n```plimsoll\n"),
            "{}",
            code.0
        );
        // The pages on events have values beside them, and those on workbooks are no text; both are run by `tests/pages.rs`.
        if page.contains("```csv events") || page.contains("```csv workbook") {
            continue;
        }
        let [(kind, example), (_, mended)] = &blocks(page)[..] else { panic!("{} needs two blocks", code.0) };
        assert!(codes(kind, example).contains(&code.0), "{} is not shown", code.0);
        assert_eq!(codes(kind, mended), Vec::<&str>::new(), "{} is not mended", code.0);
    }
}

/// Rows that may be shuffled: some repeat a measure and period.
fn some_rows() -> impl Strategy<Value = Vec<String>> {
    let measure = prop_oneof![Just("1.1"), Just("1.14"), Just("7.1"), Just("2.8")];
    let value = prop_oneof![
        Just("790"),
        Just("87%"),
        Just("nya"),
        Just("1O0"),
        Just("12.5"),
        Just("87% JR; 72% HGH"),
        Just("73,390")
    ];
    let row = (measure, 1..5, 2015..2019, value, prop_oneof![Just(""), Just("Oxford"), Just("Banbury")]);
    let row = row.prop_map(|(m, q, y, v, a)| format!("{m},Q{q} {y}/{},\"{v}\",{a}\n", y - 1999));
    proptest::collection::vec(row, 0..40)
}

fn plain_series(rows: &[String]) -> Vec<String> {
    let text = format!("measure,period,value,area\n{}", rows.concat());
    let (seen, _) = read(&[("values.csv", &text)]);
    let mut out = Vec::new();
    for series in &seen.series {
        for row in seen.rows(series) {
            let number = seen.number(row).map(|number| number.text());
            let place = seen.place(series.place).unwrap().label();
            out.push(format!(
                "{:?} {place} {} {:?} {number:?}",
                series.measure,
                seen.period(row).unwrap(),
                seen.state(row)
            ));
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_decides_nothing(
        (rows, shuffled) in some_rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        assert_eq!(plain_series(&rows), plain_series(&shuffled));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let book = book();
        let mut reader = Reader::new(&book);
        reader.read_csv("noise.csv", &bytes);
        reader.read_csv("noise.csv", &[b"measure,period,value,rag,note,num,den,mark,submitted,site\n", bytes.as_slice()].concat());
        let (seen, _) = reader.finish(day("2019-06-13"));
        assert!(seen.order.len() <= seen.len());
        let _ = read_responses(&book, "noise.csv", &bytes, &mut Responses::default());
    }

    #[test]
    fn any_cell_is_read_without_a_panic(cell in "[-£%<>~0-9.,:;()a-zA-Z А*+/'\" ]{0,24}", measure in 0..13_usize) {
        let book = book();
        let id = book.measures.values().nth(measure).unwrap().id.clone();
        let quoted = cell.replace('"', "\"\"");
        let text = format!(
            "measure,period,value,rag,num,den,mark,submitted,site\n{id},Q1 2018/19,\"{quoted}\",\"{quoted}\",,,,,\n\
             {id},\"{quoted}\",,,\"{quoted}\",33,\"{quoted}\",\"{quoted}\",\"{quoted}\"\n"
        );
        let (seen, findings) = read(&[("values.csv", &text)]);
        for row in (0..seen.len() as u32).map(Row) {
            // A row that is not believed is always told of.
            assert!(seen.state(row) != State::Invalid || !findings.is_empty());
            assert!(seen.place.iter().all(|place| *place == PlaceId::WHOLE || seen.place(*place).is_some()));
        }
    }
}
