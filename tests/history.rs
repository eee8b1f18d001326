//! Time: a report of an earlier day is had again from files that have grown, revised figures are listed, what is left
//! out changes nothing else, and the bank holidays are what the rules make them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[expect(dead_code, reason = "the blocks of documents are read by other tests")]
mod support;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use plimsoll::base::calendar::Calendar;
use plimsoll::base::period::{YearStart, parse_period};
use plimsoll::base::source::Sources;
use plimsoll::data::{Observations, Reader, Responses};
use plimsoll::eval::outcome::Restatement;
use plimsoll::eval::restate::{Versions, days, restate};
use plimsoll::eval::{Run, assess};
use plimsoll::model::RuleBook;
use plimsoll::report::{Inputs, RunRecord, json_v1};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::read_book;

const BOOK: &str = r#"
framework "Health" { year April to March; due quarterly }
board HIB "Health Improvement Board"
groups site "Hospital site" { from data }
rating RAG {
  green when on target
  amber when within 5 points of target
  red otherwise
}
measure A "Seen in time" {
  owner HIB; unit % of people; aim increase; target 95% or more; rating RAG
  definition from 2018/19 "within four hours"
  excluding Q2 2018/19 because "the system was down"
}
measure B "Clean" { owner HIB; unit % of checks; by site; aim increase; target 90% or more; rating RAG on the worst site }
measure C "Falls" { owner HIB; unit falls; aim reduce; target no worse than the period before; rating falls }
rating falls { green when on target; red otherwise }
escalation lasting "Lasting" { when red for 2 periods; to owner; respond within 10 working days }
escalation many "Many" { applies to the whole book; when count of measures where (red) >= 2; to HIB }
"#;

fn book(text: &str) -> RuleBook {
    let (book, findings) = read_book(&[("book.plim", text)]);
    let errors = findings.iter().filter(|f| f.severity == plimsoll::base::diag::Severity::Error);
    assert_eq!(errors.count(), 0, "{findings:?}");
    book
}

fn read(
    book: &RuleBook,
    rows: &[String],
    as_of: NaiveDate,
) -> (Observations, Vec<plimsoll::base::diag::Diagnostic>) {
    let text = format!("measure,site,period,value,definition,submitted on\n{}", rows.concat());
    let mut reader = Reader::new(book).known_by(as_of);
    reader.read_csv("values.csv", text.as_bytes());
    reader.finish(as_of)
}

/// The JSON of a run without the fingerprints of its files.
fn report(text: &str, rows: &[String], as_of: NaiveDate) -> Value {
    let (book, mut sources) = (book(text), Sources::new());
    sources.add("book.plim", text);
    let (data, mut findings) = read(&book, rows, as_of);
    let responses = Responses::default();
    let mut assessment =
        assess(&Run { book: &book, data: &data, responses: &responses, period: None, as_of });
    findings.append(&mut assessment.findings);
    assessment.findings = findings;
    let record = RunRecord { period: assessment.period.to_string(), ..RunRecord::default() };
    let inputs =
        Inputs { book: &book, sources: &sources, data: &data, assessment: &assessment, record: &record };
    serde_json::from_str(&json_v1::render(inputs)).unwrap()
}

/// What a report says of each result, apart from where it was read.
fn results(report: &Value) -> Vec<Value> {
    let of = |one: &Value| {
        json!([
            one["measure"],
            one["group"],
            one["period"],
            one["value"],
            one["result"],
            one["level"],
            one["movement"]
        ])
    };
    report["results"].as_array().unwrap().iter().map(of).collect()
}

#[derive(Debug, Clone)]
struct Made {
    text: String,
    known: NaiveDate,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A row of data, with the day from which it is known.
fn made() -> impl Strategy<Value = Made> {
    let measure = prop_oneof![Just("A,"), Just("B,JR"), Just("B,HGH"), Just("C,"), Just("X,"), Just("B,")];
    let value = prop_oneof![
        Just("96%"),
        Just("91%"),
        Just("40%"),
        Just("12"),
        Just("9"),
        Just("nya"),
        Just("1O0"),
        Just("c")
    ];
    let definition = prop_oneof![4 => Just(""), 1 => Just("within four hours"), 1 => Just("something else")];
    let submitted = proptest::option::of(0_u64..900);
    (measure, 2017..2020_i32, 1..5_u32, value, definition, submitted).prop_map(
        |(measure, year, quarter, value, definition, submitted)| {
            let period = format!("Q{quarter} {year}/{}", year - 1999);
            let end = parse_period(&period, Some(YearStart::FINANCIAL)).unwrap().end;
            let on = submitted.map(|after| day("2018-01-01") + Days::new(after));
            let written = on.map_or_else(String::new, |on| on.to_string());
            let text = format!("{measure},{period},{value},{definition},{written}\n");
            Made { text, known: on.unwrap_or(end) }
        },
    )
}

/// A row of a quarter with its period written in another way.
fn spelt(row: &str, how: usize) -> String {
    let mut cells: Vec<&str> = row.split(',').collect();
    let quarter = parse_period(cells[2], Some(YearStart::FINANCIAL)).unwrap();
    let month = |day: NaiveDate| day.format("%b %Y").to_string();
    let period = match how {
        0 => format!("{} to {}", month(quarter.start), month(quarter.end)),
        1 => quarter.end.to_string(),
        2 => quarter.end.format("%d/%m/%Y").to_string(),
        3 => format!("{} - {}", quarter.start.format("%B %Y"), quarter.end.format("%B %Y")),
        4 => cells[2].replace('/', "-"),
        _ => cells[2].to_owned(),
    };
    cells[2] = &period;
    cells.join(",")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn files_that_have_grown_give_the_report_of_an_earlier_day_to_the_letter(
        rows in proptest::collection::vec(made(), 0..40),
        after in 0_u64..900,
    ) {
        let as_of = day("2018-01-01") + Days::new(after);
        let texts = |wanted: &dyn Fn(&&Made) -> bool| -> Vec<String> {
            rows.iter().filter(|row| wanted(row)).map(|row| row.text.clone()).collect()
        };
        let then = texts(&|row| row.known <= as_of);
        let grown = [then.clone(), texts(&|row| row.known > as_of)].concat();
        prop_assert_eq!(report(BOOK, &then, as_of), report(BOOK, &grown, as_of));
    }

    #[test]
    fn the_order_of_rows_changes_no_result(
        rows in proptest::collection::vec(made(), 0..30).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        // Of two rows that contradict each other the one that stands is shown, and is the first.
        let (one, other) = rows;
        let mut seen = std::collections::BTreeSet::new();
        let key = |row: &Made| row.text.split(',').take(3).map(str::to_owned).collect::<Vec<_>>();
        let kept: std::collections::BTreeSet<String> =
            one.iter().filter(|row| seen.insert(key(row))).map(|row| row.text.clone()).collect();
        let of = |rows: &[Made]| -> Vec<String> {
            let mut left = kept.clone();
            rows.iter().filter(|row| left.remove(&row.text)).map(|row| row.text.clone()).collect()
        };
        let as_of = day("2020-07-01");
        prop_assert_eq!(
            results(&report(BOOK, &of(&one), as_of)),
            results(&report(BOOK, &of(&other), as_of))
        );
    }

    #[test]
    fn leaving_out_a_period_without_a_figure_changes_nothing(rows in proptest::collection::vec(made(), 0..30)) {
        let rows: Vec<String> = rows.iter().map(|row| row.text.clone()).collect();
        let with = BOOK.replace("Q2 2018/19 because", "Q2 2018/19, 2035/36 because");
        let as_of = day("2020-07-01");
        prop_assert_eq!(report(BOOK, &rows, as_of)["cases"].clone(), report(&with, &rows, as_of)["cases"].clone());
        prop_assert_eq!(results(&report(BOOK, &rows, as_of)), results(&report(&with, &rows, as_of)));
    }

    #[test]
    fn how_a_period_is_spelt_changes_nothing(
        rows in proptest::collection::vec((made(), 0..6_usize), 0..30),
    ) {
        let plain: Vec<String> = rows.iter().map(|(row, _)| row.text.clone()).collect();
        let spelt: Vec<String> = rows.iter().map(|(row, how)| spelt(&row.text, *how)).collect();
        let as_of = day("2020-07-01");
        let (plain, spelt) = (report(BOOK, &plain, as_of), report(BOOK, &spelt, as_of));
        for part in ["results", "cases", "findings"] {
            prop_assert_eq!(&plain[part], &spelt[part]);
        }
    }

    #[test]
    fn where_nothing_was_revised_nothing_is_restated(rows in proptest::collection::vec(made(), 0..30)) {
        let mut seen = std::collections::BTreeSet::new();
        let first = |row: &&Made| seen.insert(row.text.split(',').take(3).map(str::to_owned).collect::<Vec<_>>());
        let rows: Vec<String> = rows.iter().filter(first).map(|row| row.text.clone()).collect();
        let found = restated(BOOK, BOOK, &rows);
        prop_assert!(found.altered.is_empty(), "{:?}", found.altered);
    }
}

/// Everything that is not what was reported, as of July 2020.
fn restated(was: &str, is: &str, rows: &[String]) -> Restatement {
    let (was, is) = (book(was), book(is));
    let as_of = day("2020-07-01");
    let responses = Responses::default();
    let (old, new) = (read(&was, rows, as_of).0, read(&is, rows, as_of).0);
    let revised = run(&was, &old, &responses, as_of);
    let mut all = Restatement::default();
    for day in days(&revised) {
        let known = read(&was, rows, day).0;
        let found = restate(&Versions {
            then: run(&was, &known, &responses, day),
            revised,
            now: run(&is, &new, &responses, as_of),
            only: None,
        });
        all.compared += found.compared;
        all.altered.extend(found.altered);
    }
    all
}

fn run<'r>(
    book: &'r RuleBook,
    data: &'r Observations,
    responses: &'r Responses,
    as_of: NaiveDate,
) -> Run<'r> {
    Run { book, data, responses, period: None, as_of }
}

fn lines(rows: &[&str]) -> Vec<String> {
    rows.iter().map(|row| format!("{row}\n")).collect()
}

#[test]
fn a_revised_figure_restates_its_own_result_and_the_movement_of_the_next() {
    let rows = lines(&[
        "C,,Q1 2018/19,12,,2018-07-05",
        "C,,Q2 2018/19,11,,2018-10-05",
        "C,,Q1 2018/19,10,,2019-02-01",
    ]);
    let found = restated(BOOK, BOOK, &rows);
    let told: Vec<(String, String, String, String)> = found
        .altered
        .iter()
        .map(|one| {
            (
                one.period.to_string(),
                one.reported_on.to_string(),
                one.was.level.clone(),
                one.now.level.clone(),
            )
        })
        .collect();
    assert_eq!(found.compared, 2);
    assert_eq!(told.len(), 2, "{told:?}");
    // Nothing came before the first quarter, so it is not rated either way; its figure is another.
    assert_eq!(told[0], ("Q1 2018/19".into(), "2018-07-05".into(), String::new(), String::new()));
    assert_eq!(told[1], ("Q2 2018/19".into(), "2018-10-05".into(), "green".into(), "red".into()));
}

#[test]
fn a_changed_rule_restates_what_it_alters_and_nothing_else() {
    let rows = lines(&["A,,Q3 2018/19,94%,,", "A,,Q4 2018/19,97%,,"]);
    let found = restated(BOOK, &BOOK.replace("target 95% or more", "target 94% or more"), &rows);
    let told: Vec<String> = found
        .altered
        .iter()
        .map(|one| format!("{} {} {} {:?}", one.period, one.was.level, one.now.level, one.causes.len()))
        .collect();
    // The target is another in both, and the level of the first with it.
    assert_eq!(told, ["Q3 2018/19 amber green 1", "Q4 2018/19 green green 1"]);
}

#[test]
fn a_figure_that_is_withheld_now_is_not_to_be_had_from_what_was_said_before() {
    let rows = lines(&["C,,Q1 2018/19,12,,2018-07-05", "C,,Q1 2018/19,c,,2019-02-01"]);
    let found = restated(BOOK, BOOK, &rows);
    assert_eq!(found.altered.len(), 1);
    assert!(!format!("{:?}", found.altered[0].was).contains("12"), "{:?}", found.altered[0]);
    let report = report(BOOK, &rows, day("2020-07-01")).to_string();
    assert!(!report.contains("\"12\""), "{report}");
}

// ---- bank holidays --------------------------------------------------------------------------------------------------

/// Easter Sunday by the anonymous Gregorian rule (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, (n / 31) as u32, (n % 31 + 1) as u32)
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Days that fall on a weekend are kept on the next weekdays that are not kept already.
fn kept(days: &[NaiveDate]) -> Vec<NaiveDate> {
    let mut kept: Vec<NaiveDate> = days.iter().copied().filter(|day| !is_weekend(*day)).collect();
    for day in days.iter().filter(|day| is_weekend(**day)) {
        let free = day.iter_days().find(|next| !is_weekend(*next) && !kept.contains(next));
        kept.push(free.unwrap());
    }
    kept
}

fn first_monday(year: i32, month: u32) -> NaiveDate {
    date(year, month, 1).iter_days().find(|day| day.weekday() == Weekday::Mon).unwrap()
}

fn last_monday(year: i32, month: u32) -> NaiveDate {
    first_monday(year, month).iter_weeks().take_while(|day| day.month() == month).last().unwrap()
}

/// The days that are the same all over the United Kingdom, with those that were moved or given once by proclamation.
fn everywhere(year: i32) -> Vec<NaiveDate> {
    let spring = match year {
        2002 => date(2002, 6, 4),
        2012 => date(2012, 6, 4),
        2022 => date(2022, 6, 2),
        _ => last_monday(year, 5),
    };
    let may = if year == 2020 { date(2020, 5, 8) } else { first_monday(year, 5) };
    let mut days = kept(&[date(year, 12, 25), date(year, 12, 26)]);
    days.extend([easter(year) - Days::new(2), may, spring]);
    let once = [(2002, 6, 3), (2011, 4, 29), (2012, 6, 5), (2022, 6, 3), (2022, 9, 19), (2023, 5, 8)];
    days.extend(once.iter().filter(|(of, ..)| *of == year).map(|(y, m, d)| date(*y, *m, *d)));
    days
}

fn england_and_wales(year: i32) -> Vec<NaiveDate> {
    let mut days = everywhere(year);
    days.extend(kept(&[date(year, 1, 1)]));
    days.extend([easter(year) + Days::new(1), last_monday(year, 8)]);
    days
}

fn northern_ireland(year: i32) -> Vec<NaiveDate> {
    let mut days = england_and_wales(year);
    days.extend(kept(&[date(year, 3, 17)]));
    days.extend(kept(&[date(year, 7, 12)]));
    days
}

fn scotland(year: i32) -> Vec<NaiveDate> {
    let mut days = everywhere(year);
    days.extend(kept(&[date(year, 1, 1), date(year, 1, 2)]));
    days.push(first_monday(year, 8));
    // The St Andrew's Day Bank Holiday (Scotland) Act 2007.
    if year >= 2007 {
        days.extend(kept(&[date(year, 11, 30)]));
    }
    if year == 2026 {
        days.push(date(2026, 6, 15));
    }
    days
}

#[test]
fn the_bank_holidays_are_what_the_rules_make_them() {
    type Derived = fn(i32) -> Vec<NaiveDate>;
    let countries: [(&str, Derived); 4] = [
        ("england", england_and_wales),
        ("wales", england_and_wales),
        ("northern ireland", northern_ireland),
        ("scotland", scotland),
    ];
    for (country, derived) in countries {
        let calendar = Calendar::bank_holidays(country).unwrap();
        for year in 2000..=2030 {
            let mut wanted = derived(year);
            wanted.sort_unstable();
            let days = date(year, 1, 1).iter_days().take_while(|day| day.year() == year);
            let held: Vec<NaiveDate> =
                days.filter(|day| !is_weekend(*day) && !calendar.is_working_day(*day)).collect();
            assert_eq!(held, wanted, "{country} {year}");
        }
        assert!(calendar.knows(date(2030, 12, 31)) && !calendar.knows(date(2031, 1, 1)), "{country}");
    }
}

#[test]
fn of_two_countries_a_day_that_is_a_holiday_in_either_is_not_worked() {
    let both = Calendar::bank_holidays("England").unwrap().and(Calendar::bank_holidays("Scotland").unwrap());
    assert_eq!(both.name.as_deref(), Some("the bank holidays of England and of Scotland"));
    // Easter Monday is one in England only, 2 January in Scotland only.
    assert!(!both.is_working_day(date(2019, 4, 22)) && !both.is_working_day(date(2019, 1, 2)));
}

#[test]
fn own_days_off_do_not_make_the_bank_holidays_known_for_longer() {
    let mut calendar = Calendar::bank_holidays("scotland").unwrap();
    calendar.close(date(2035, 12, 27));
    assert!(!calendar.is_working_day(date(2035, 12, 27)) && !calendar.knows(date(2035, 6, 1)));
}

#[test]
fn a_measure_due_in_some_quarters_has_those_quarters_one_after_another() {
    let text = BOOK.replace("unit falls;", "unit falls; due in Q1 and Q2;");
    let book = book(&text);
    let due = book.measures.values().find(|measure| measure.id == "C").unwrap().due;
    let of = |day: &str| due.period(due.slot_of(self::day(day))).unwrap().to_string();
    let all: Vec<String> =
        ["2018-04-01", "2018-06-30", "2018-07-01", "2018-09-30", "2018-10-01", "2019-03-31"].map(of).into();
    assert_eq!(all, ["Q1 2018/19", "Q1 2018/19", "Q2 2018/19", "Q2 2018/19", "Q1 2019/20", "Q1 2019/20"]);
    assert_eq!(due.slot_of(day("2018-10-01")), due.slot_of(day("2018-09-30")) + 1);
    assert_eq!(due.slots_per_year(), Some(2));
    // The movement of Q1 is from Q2 of the year before.
    let rows = lines(&["C,,Q2 2017/18,12,,", "C,,Q1 2018/19,10,,"]);
    let report = report(&text, &rows, day("2018-07-10"));
    let c = report["results"].as_array().unwrap().iter().find(|one| one["measure"] == "C").unwrap().clone();
    assert_eq!(c["movement"]["previous"]["since"], "Q2 2017/18");
}

#[test]
fn slots_of_any_rhythm_follow_one_another() {
    for due in [
        "due in Q1 and Q2",
        "due in March and September",
        "due in H1",
        "due in T1 and T3",
        "due every other year, in Q4, last in 2018/19",
        "due 4-weekly, last in week ending 28 April 2019",
        "due fortnightly, last in week ending 28 April 2019",
    ] {
        let book = book(&BOOK.replace("unit falls;", &format!("unit falls; {due};")));
        let rhythm = book.measures.values().find(|measure| measure.id == "C").unwrap().due;
        let mut day = day("2015-01-01");
        while day < date(2021, 1, 1) {
            let slot = rhythm.slot_of(day);
            let own = rhythm.period(slot).unwrap();
            assert!(day <= own.end, "{due}: {day} is past {own}");
            let before = rhythm.period(slot - 1).unwrap();
            assert!(before.end < own.start && before.end < day, "{due}: {day} is not past {before}");
            assert_eq!(rhythm.slot_of(own.end), slot, "{due}: {own}");
            day = day + Days::new(1);
        }
    }
}

#[test]
fn a_figure_of_a_term_is_known_from_the_last_day_of_school() {
    let terms = "calendar \"Terms\" { terms 2018/19: 3 September 2018 to 19 December 2018, \
        7 January 2019 to 5 April 2019, 23 April 2019 to 24 July 2019 }\n";
    let text = BOOK.replace("unit falls;", "unit falls; due termly;");
    let with = format!("{terms}{text}");
    let rows = lines(&["C,,T1 2018/19,12,,", "C,,T2 2018/19,10,,", "C,,T3 2018/19,9,,"]);
    let period = |text: &str, as_of: &str| {
        let report = report(text, &rows, day(as_of));
        let c =
            report["results"].as_array().unwrap().iter().find(|one| one["measure"] == "C").unwrap().clone();
        (c["period"].as_str().unwrap().to_owned(), c["remarks"].to_string())
    };
    // Summer: the term ends in July, and the months that are called T3 at the end of August.
    assert_eq!(period(&with, "2019-07-30").0, "T3 2018/19");
    assert_eq!(period(&text, "2019-07-30").0, "T2 2018/19");
    // Spring: in the first days of April the term still goes on.
    let (known, remarks) = period(&with, "2019-04-03");
    assert_eq!(known, "T1 2018/19");
    assert!(!remarks.contains("old figure"), "{remarks}");
    assert_eq!(period(&text, "2019-04-03").0, "T2 2018/19");
}
