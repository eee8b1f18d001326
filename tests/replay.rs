//! What holds of the replay of whole rule books, whatever was submitted, corrected, answered and when.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use chrono::{Days, NaiveDate};
use plimsoll::base::calendar::Calendar;
use plimsoll::base::diag::Severity;
use plimsoll::base::span::FileId;
use plimsoll::check::check;
use plimsoll::data::{Observations, Reader, Responses, read_responses};
use plimsoll::eval::outcome::{Assessment, Case, CaseState};
use plimsoll::eval::{Run, assess};
use plimsoll::model::RuleBook;
use plimsoll::report::ledger;
use plimsoll::syntax::parse;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};

const BOOK: &str = r#"
framework "Report" { year 2018/19, April to March; due quarterly }
calendar "England" { bank holidays england }
board HWB "Health and Wellbeing Board" { meets 13 June 2019, 26 September 2019, 19 March 2020 }
board CT "Children's Trust" { reports to HWB }
role chief "Chief Executive"
rating RAG { green when on target; amber when within 5% of target; red otherwise }
measure 1 "Plain" { owner CT; unit % of children; aim increase; target 90% or more; rating RAG }
measure 2 "Sent in" {
  owner CT; unit % of children; aim increase; target 90% or more; rating RAG
  due quarterly, 20 working days after the quarter ends
}
measure 3 "Owned above" { owner HWB; unit % of children; aim increase; target 90% or more; rating RAG }
escalation exception "Exception report" {
  when amber or worse
  to owner
  respond within 10 working days until 31 December 2018
  respond within 5 working days from 1 January 2019
  ask cause "Why is {measure} at {value}?"
  ask action "What is done?"
  then board above owner if no response
  then chief if no response 5 working days after due
}
escalation lasting "Lasting red" {
  applies to measures 1, 3
  when red for 2 periods
  to chief
  closes when green
  replaces exception
}
escalation together "Both are red" { applies to measure 1; when red and (measure 3 is red); to HWB }
escalation old "Old figure" { when stale by more than 1 quarter; to owner }
escalation not_in "Return not in" { applies to measure 2; when return not in; to chief }
escalation many "Many are red" { applies to the whole book; when count of measures where (red) >= 2; to HWB; ask plan "What now?" }
escalation silent "No answer came" { when no response to exception; to HWB }
waiver "Agreed" { measure 3; escalation exception; until 14 February 2019; because "A new definition"; agreed by HWB on 1 December 2018 }
"#;

/// A row of data: measure, quarter from Q1 2018/19, value, days after the quarter's end, and whether a correction follows.
type Submitted = (u8, u32, Option<i64>, u64, Option<(i64, u64)>);
/// An answer: measure (0 for the whole book), days from 30 June 2018, question, text, and by whom.
type Answer = (u8, u64, u8, u8, bool);

fn submitted() -> impl Strategy<Value = Vec<Submitted>> {
    let value = prop_oneof![6 => (70..100_i64).prop_map(Some), 1 => Just(None)];
    let correction = prop_oneof![3 => Just(None), 1 => (70..100_i64, 1..90_u64).prop_map(Some)];
    let rows = prop::collection::btree_map((1..4_u8, 0..6_u32), (value, 0..110_u64, correction), 0..14);
    rows.prop_map(|rows| {
        let row =
            |((measure, quarter), (value, delay, correction))| (measure, quarter, value, delay, correction);
        rows.into_iter().map(row).collect()
    })
}

fn answers() -> impl Strategy<Value = Vec<Answer>> {
    prop::collection::vec((0..4_u8, 0..600_u64, 0..3_u8, 0..4_u8, any::<bool>()), 0..7)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn after(from: &str, days: u64) -> NaiveDate {
    day(from).checked_add_days(Days::new(days)).unwrap()
}

fn quarter(at: u32) -> (String, &'static str) {
    let ends = ["2018-06-30", "2018-09-30", "2018-12-31", "2019-03-31", "2019-06-30", "2019-09-30"];
    let year = 2018 + at / 4;
    (format!("Q{} {year}/{}", at % 4 + 1, year - 1999), ends.get(at as usize).copied().unwrap())
}

fn values(rows: &[Submitted]) -> String {
    let mut text = "measure,period,value,submitted on\n".to_owned();
    for (measure, at, value, delay, correction) in rows {
        let (period, end) = quarter(*at);
        let shown = value.map_or_else(|| "nya".to_owned(), |value| format!("{value}%"));
        text += &format!("{measure},{period},{shown},{}\n", after(end, *delay));
        if let Some((value, later)) = correction {
            text += &format!("{measure},{period},{value}%,{}\n", after(end, delay + later));
        }
    }
    text
}

fn responses(answers: &[Answer]) -> String {
    let mut text = "measure,escalation,field,text,submitted,by\n".to_owned();
    for (measure, days, field, words, from_owner) in answers {
        let (about, rule) = match measure {
            0 => ("the whole book".to_owned(), "many"),
            other => (other.to_string(), "exception"),
        };
        let field = ["cause", "action", ""].get(usize::from(*field)).copied().unwrap();
        let words = ["We know why", "More clinics", "tbc", "Each case is reviewed"]
            .get(usize::from(*words))
            .copied()
            .unwrap();
        let by = if *from_owner { "CT" } else { "HWB" };
        text += &format!("{about},{rule},{field},{words},{},{by}\n", after("2018-06-30", *days));
    }
    text
}

/// The book; that nobody is above the highest board is what it is to show.
fn book() -> RuleBook {
    let parsed = parse(FileId(0), BOOK);
    let checked = check(&[parsed.tree]);
    let mut findings = parsed.findings.iter().chain(&checked.findings);
    assert!(findings.all(|finding| finding.severity != Severity::Error), "{:?}", checked.findings);
    checked.book
}

struct Story {
    book: RuleBook,
    data: Observations,
    responses: Responses,
    as_of: NaiveDate,
}

impl Story {
    fn new(rows: &[Submitted], answers: &[Answer], as_of: NaiveDate) -> Self {
        let book = book();
        let mut reader = Reader::new(&book);
        reader.read_csv("values.csv", values(rows).as_bytes());
        let data = reader.finish(as_of).0;
        let mut read = Responses::default();
        read_responses(&book, "responses.csv", responses(answers).as_bytes(), &mut read);
        Self { book, data, responses: read, as_of }
    }

    fn assess(&self) -> Assessment {
        let Self { book, data, responses, as_of } = self;
        // The report is on the quarter that ended last, whether anything came for it or not.
        let rhythm = book.framework.due.unwrap();
        let period = rhythm.period(Calendar::weekends_only().expected(rhythm, *as_of));
        assess(&Run { book, data, responses, period, as_of: *as_of })
    }
}

/// What had happened to a case by a day.
fn by_then(case: &Case, day: NaiveDate) -> String {
    let steps = case.steps.iter().filter(|step| step.on <= day);
    let closed = case.closed_on.filter(|closed| *closed <= day);
    format!("{} due {:?} closed {closed:?} {:?}", case.id, case.due, steps.collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_later_run_tells_the_same_of_what_had_happened(
        rows in submitted(), answers in answers(), first in 31..700_u64, later in 0..300_u64
    ) {
        let then = after("2018-06-30", first);
        let known = Story::new(&rows, &answers, then).assess();
        let now = Story::new(&rows, &answers, after("2018-06-30", first + later)).assess();
        let known: Vec<String> = known.cases.iter().map(|case| by_then(case, then)).collect();
        let opened = now.cases.iter().filter(|case| case.opened_on <= then);
        let replayed: Vec<String> = opened.map(|case| by_then(case, then)).collect();
        prop_assert_eq!(known, replayed);
    }

    #[test]
    fn every_case_is_told_to_somebody_or_says_why_not(rows in submitted(), answers in answers()) {
        let story = Story::new(&rows, &answers, day("2020-03-31"));
        let assessment = story.assess();
        for case in &assessment.cases {
            let told = case.steps.iter().any(|step| step.told.is_some());
            let nobody = case.steps.iter().any(|step| step.text.contains("nobody to tell"));
            prop_assert!(told || nobody || case.state == CaseState::Waived, "{case:?}");
        }
        let rows = String::from_utf8(ledger(&story.book, &assessment.cases).unwrap()).unwrap();
        prop_assert_eq!(rows.lines().count(), assessment.cases.len() + 1);
    }

    #[test]
    fn the_order_of_answers_changes_nothing(rows in submitted(), answers in answers(), turn in 0..7_usize) {
        let as_of = day("2020-03-31");
        let story = Story::new(&rows, &answers, as_of);
        let mut turned = Story::new(&rows, &answers, as_of);
        let count = turned.responses.rows.len().max(1);
        if !answers.is_empty() {
            turned.responses.rows.rotate_left(turn % count);
        }
        let (one, other) = (story.assess(), turned.assess());
        prop_assert_eq!(format!("{:?}", one.cases), format!("{:?}", other.cases));
        prop_assert_eq!(format!("{:?}", one.prompts), format!("{:?}", other.prompts));
    }

    #[test]
    fn a_case_keeps_the_terms_of_its_opening_day(rows in submitted()) {
        let story = Story::new(&rows, &[], day("2020-03-31"));
        let change = day("2019-01-01");
        for case in story.assess().cases.iter().filter(|case| case.id.starts_with("exception") && !case.to.is_empty()) {
            let days = if case.opened_on < change { 10 } else { 5 };
            let due = story.book.calendar.working_days_after(case.opened_on, days);
            prop_assert_eq!(case.due, Some(due), "{}", case.id);
        }
    }

    /// The quick way and the line by line way are one: a value with its parts beside it, at and about an edge.
    #[test]
    fn a_share_is_rated_by_its_parts_where_they_say_the_same(below in 1..4000_i64, above in 0..4000_i64, places in 0..3_u32) {
        let above = above.min(below);
        let power = 10_i64.pow(places);
        // Rounded halves up, as it would be written.
        let tenths = (above * 100 * power * 2 + below) / (2 * below);
        let written = match places {
            0 => format!("{tenths}"),
            _ => format!("{}.{:0>width$}", tenths / power, tenths % power, width = places as usize),
        };
        let book = book();
        let mut reader = Reader::new(&book);
        let csv = format!("measure,period,value,numerator,denominator\n1,Q1 2018/19,{written}%,{above},{below}\n");
        reader.read_csv("values.csv", csv.as_bytes());
        let (as_of, responses) = (day("2018-07-31"), Responses::default());
        let data = reader.finish(as_of).0;
        let results = assess(&Run { book: &book, data: &data, responses: &responses, period: None, as_of }).results;
        // 90% or more, and within 5% of it, which is 85.5%: all in whole numbers.
        let expected = if above * 100 >= 90 * below { "green" } else if above * 1000 >= 855 * below { "amber" } else { "red" };
        let first = results.first().unwrap();
        prop_assert_eq!(&first.level_word, expected, "{} of {}, written {}", above, below, written);
        let asked = assess(&Run { book: &book, data: &data, responses: &responses, period: None, as_of }).cases;
        prop_assert_eq!(asked.iter().any(|case| case.id == "exception/1/Q1 2018/19"), expected != "green");
    }
}

/// Three measures of one board and one of another, with a rule on how many are red.
fn counting(closes: &str) -> RuleBook {
    let text = format!(
        r#"
framework "Report" {{ year 2018/19, April to March; due quarterly }}
board A "Board A"
board B "Board B"
rating RAG {{ green when on target; red otherwise }}
measure 1 "One"   {{ owner A; unit people; aim increase; target 50 or more; rating RAG }}
measure 2 "Two"   {{ owner A; unit people; aim increase; target 50 or more; rating RAG }}
measure 3 "Three" {{ owner A; unit people; aim increase; target 50 or more; rating RAG; due monthly }}
measure 4 "Four"  {{ owner B; unit people; aim increase; target 50 or more; rating RAG }}
escalation many "Many" {{ when red and share of measures owned by A where (red) > 50%; to owner{closes} }}
escalation few "Few"   {{ when green or not count of measures where (red) >= 2; to owner{closes_few} }}
"#,
        closes_few = closes.replace(
            "red and share of measures owned by A where (red) > 50%",
            "green or not count of measures where (red) >= 2"
        ),
    );
    let parsed = parse(FileId(0), &text);
    let checked = check(&[parsed.tree]);
    let errors: Vec<_> =
        parsed.findings.iter().chain(&checked.findings).filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    checked.book
}

const SAID: &str = "; closes when not (red and share of measures owned by A where (red) > 50%)";

/// The cases of figures under rules that close so: id, opened, closed.
fn cases_closing(text: &str, closes: &str) -> Vec<(String, NaiveDate, Option<NaiveDate>)> {
    let (book, as_of) = (counting(closes), day("2020-03-01"));
    let mut reader = Reader::new(&book);
    reader.read_csv("values.csv", text.as_bytes());
    let (data, _) = reader.finish(as_of);
    let responses = Responses::default();
    let found = assess(&Run { book: &book, data: &data, responses: &responses, period: None, as_of }).cases;
    found.iter().map(|case| (case.id.clone(), case.opened_on, case.closed_on)).collect()
}

/// An older figure of a measure that comes late moves no count that its newest is in.
#[test]
fn what_is_asked_of_a_measure_that_never_came_counts_the_newest_of_the_others() {
    let text = "measure,period,value,submitted\n1,Q1 2018/19,0,\n1,Q2 2018/19,0,2019-03-16\n3,Apr 2018,0,\n\
        3,Jan 2019,0,\n3,Aug 2018,50,2019-02-01\n";
    let cases = cases_closing(text, "");
    assert_eq!(cases, cases_closing(text, SAID));
    assert!(cases.iter().all(|(_, opened, _)| *opened != day("2019-02-01")), "{cases:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    /// A rule that closes in so many words is looked at on every day on which anything became known; one that leaves it
    /// unsaid only on those on which its counts changed.
    #[test]
    fn looking_only_when_a_count_changed_finds_the_same_cases(
        rows in prop::collection::vec((1..5_u32, 0..12_u32, 0..100_u32, prop::option::of(0..400_u64)), 0..30),
    ) {
        let mut text = String::from("measure,period,value,submitted\n");
        for (measure, at, value, after) in rows {
            let (year, month) = (2018 + (at + 3) / 12, (at + 3) % 12 + 1);
            let quarter = format!("Q{} 2018/19", at / 3 + 1);
            let first = NaiveDate::from_ymd_opt(year as i32, month, 1).unwrap();
            let period = if measure == 3 { first.format("%b %Y").to_string() } else { quarter };
            let submitted = after.map_or_else(String::new, |after| (first + Days::new(90 + after)).to_string());
            text.push_str(&format!("{measure},{period},{value},{submitted}\n"));
        }
        prop_assert_eq!(cases_closing(&text, ""), cases_closing(&text, SAID));
    }
}
