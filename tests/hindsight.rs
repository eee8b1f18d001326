//! What a later run says of an earlier day, on books with everything in them that has a memory: groups that come late,
//! returns and extensions, revised figures and benchmarks, levels set by hand, answers, events and ladders.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[expect(dead_code, reason = "the blocks of documents are read by other tests")]
mod support;

use chrono::{Days, NaiveDate};
use plimsoll::base::diag::Severity;
use plimsoll::base::source::Sources;
use plimsoll::data::{Observations, Reader, Responses, read_acts, read_extensions, read_responses_by};
use plimsoll::eval::outcome::{Assessment, Case, Position};
use plimsoll::eval::{Run, assess};
use plimsoll::model::RuleBook;
use plimsoll::report::{Inputs, RunRecord, json_v1};
use proptest::prelude::*;
use support::read_book;

const BOOK: &str = r#"
framework "Report" { year 2018/19, April to March; due quarterly REPORTS }
calendar "England" { bank holidays england }
board HWB "Health and Wellbeing Board" { meets 13 June 2019, 26 September 2019, 19 March 2020 }
board CT "Children's Trust" { reports to HWB }
board HIB "Health Improvement Board" { reports to HWB }
role chief "Chief Executive"
benchmark england "England average"
groups site "Site" { JR "John Radcliffe"; HGH "Horton General" }
groups ward "Ward" { from data }
rating RAG { green when on target; amber when within 5 points of target; red otherwise }
rating counts { green when on target; amber when within 5% of target; red otherwise }
rating done { green when on target; red otherwise }
rating fresh { red when stale; green when on target; red otherwise }
measure 1 "Plain" { owner CT; unit % of children; aim increase; target 90% or more; rating RAG; stale is unrated after 1 period }
measure 2 "Sent in" {
  owner CT; unit % of children; aim increase; target 90% or more; rating RAG
  due quarterly, 20 working days after the quarter ends
  no better than amber when measure 1 is red
}
measure 3 "Added up" { owner HIB; unit falls; by site; aim reduce; target 180 or fewer; rating counts on the total }
measure 4 "Each site" { owner HIB; unit falls; by site; aim reduce; target 90 or fewer; rating counts on the worst site }
measure 5 "Each ward" { owner CT; unit falls; by ward; aim reduce; target 90 or fewer; rating counts on the worst ward }
measure 6 "Held against England" { owner HIB; unit % of children; aim increase; target above benchmark england; rating RAG }
measure 7 "All at once" { owner HWB; rating RAG from measures 1, 2, 6 by worst }
measure 8 "Once a year" { owner CT; unit % of children; aim increase; target 90% or more; rating RAG; due yearly }
measure 9 "Grows old" { owner HIB; unit % of children; aim increase; target 90% or more; rating fresh; due quarterly, 1 month in arrears }
measure 10 "Plan agreed" { owner CT; unit yes or no; target met by 15 February 2019; rating done }
measure 11 "System in use" { owner HIB; unit date; by site; target met by 31 December 2018; rating done on each site }
escalation exception "Exception report" {
  when amber or worse
  to owner
  respond within 10 working days
  ask cause "Why is {measure} at {value}?"
  ask action "What is done?"
  then board above owner if no response
}
escalation lasting "Lasting red" { when red for 2 periods; to chief; closes when green; replaces exception }
escalation gone "Nothing came" { when missing; to owner }
escalation old "Old figure" { when stale; to owner }
escalation not_in "Return not in" { applies to measure 2; when return not in; to chief }
escalation many "Many are red" { applies to the whole book; when count of measures where (red) >= 2; to HWB; ask plan "What now?" }
escalation both "Both are red" { applies to measure 1; when red and (measure 3 is red); to HWB }
escalation silent "No answer came" { when no response to exception; to HWB }
escalation falling "Falling" { applies to measures 1, 6; when worsening; to owner }
event plan "Plan" { received; accepted }
ladder oversight "Oversight" {
  per board
  stage routine "Routine"
  stage watch "Watched" { enter when share of measures where (off target) > 30%; leave when on target; to owner }
  stage special "Special" {
    enter when in stage watch for 2 periods and plan was not accepted since it entered
    leave when on target for 2 periods or plan was accepted since it entered
    to HWB
  }
  down one stage at a time
}
ladder contract "Contract" {
  per measure
  applies to measures 1, 4, 8
  stage sound "Sound"
  stage liable "Liable" { enter when off target for 2 periods; leave when on target; to owner }
}
"#;

/// A row of some file, with the day from which it is known.
#[derive(Debug, Clone)]
struct Row {
    file: &'static str,
    text: String,
    known: NaiveDate,
    /// How it read before that, and since when: a level is set by hand on a figure that is there.
    before: Option<(NaiveDate, String)>,
}

impl Row {
    fn new(file: &'static str, text: String, known: NaiveDate) -> Self {
        Self { file, text, known, before: None }
    }

    /// As it stood on a day; none before it was written.
    fn on(&self, day: NaiveDate) -> Option<Self> {
        if self.known <= day {
            return Some(self.clone());
        }
        let (_, text) = self.before.as_ref().filter(|(since, _)| *since <= day)?;
        Some(Self { text: text.clone(), ..self.clone() })
    }
}

const VALUES: &str =
    "measure,site,ward,benchmark,period,value,submitted on,judged,judged by,judged on,judged because\n";
const RESPONSES: &str = "measure,escalation,field,text,submitted,by\n";
const EVENTS: &str = "measure,board,event,state,on,by,because\n";
const EXTENSIONS: &str = "measure,period,until,on,because\n";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn after(from: NaiveDate, days: u64) -> NaiveDate {
    from.checked_add_days(Days::new(days)).unwrap()
}

fn quarter(at: u32) -> (String, NaiveDate) {
    let ends = ["2018-06-30", "2018-09-30", "2018-12-31", "2019-03-31", "2019-06-30", "2019-09-30"];
    let year = 2018 + at / 4;
    (format!("Q{} {year}/{}", at % 4 + 1, year - 1999), day(ends.get(at as usize).copied().unwrap()))
}

/// Whose figure: measure, site, ward, benchmark.
fn whose() -> impl Strategy<Value = (&'static str, bool)> {
    prop_oneof![
        Just(("1,,,", true)),
        Just(("2,,,", true)),
        Just(("3,JR,,", false)),
        Just(("3,HGH,,", false)),
        Just(("4,JR,,", false)),
        Just(("4,HGH,,", false)),
        Just(("5,,Abbey,", false)),
        Just(("5,,Mill,", false)),
        Just(("6,,,", true)),
        Just(("6,,,england", true)),
        Just(("8,,,", true)),
        Just(("9,,,", true)),
        Just(("10,,,", true)),
        Just(("11,JR,,", true)),
    ]
}

fn figures() -> impl Strategy<Value = Vec<Row>> {
    let value = prop_oneof![8 => (80..100_i64).prop_map(Some), 1 => Just(None)];
    let revised = prop_oneof![2 => Just(None), 1 => (80..100_i64, 1..120_u64).prop_map(Some)];
    let judged = prop_oneof![6 => Just(None), 1 => (0..3_usize, 0..60_u64).prop_map(Some)];
    prop::collection::btree_map((whose(), 0..6_u32), (value, 0..130_u64, revised, judged), 0..22)
        .prop_map(|all| all.into_iter().flat_map(|(key, figure)| rows(key, figure)).collect())
}

fn shown(value: i64, percent: bool) -> String {
    if percent { format!("{value}%") } else { value.to_string() }
}

type Figure = (Option<i64>, u64, Option<(i64, u64)>, Option<(usize, u64)>);

fn rows(
    ((whose, percent), at): ((&'static str, bool), u32),
    (value, delay, revised, judged): Figure,
) -> Vec<Row> {
    let (period, end) = if whose.starts_with('8') {
        (
            ["2018/19", "2019/20"].get(at as usize % 2).copied().unwrap().to_owned(),
            day(["2019-03-31", "2020-03-31"].get(at as usize % 2).unwrap()),
        )
    } else {
        quarter(at)
    };
    let milestone = whose.starts_with("10") || whose.starts_with("11");
    let show = |value: i64| match (milestone, value) {
        (true, ..88) => "no".to_owned(),
        (true, _) if whose.starts_with("11") => after(end, value.unsigned_abs()).to_string(),
        (true, _) => "yes".to_owned(),
        (false, _) => shown(value, percent),
    };
    let came = after(end, delay);
    let set = judged
        .filter(|_| value.is_some() && !whose.contains("england") && !whose.starts_with('9') && !milestone);
    let set = set
        .map(|(level, later)| (["green", "amber", "red"].get(level).copied().unwrap(), after(came, later)));
    let hand =
        set.map_or_else(|| ",,,".to_owned(), |(level, on)| format!("{level},A. Person,{on},Counted twice"));
    let shown = value.map_or_else(|| "nya".to_owned(), show);
    let plain = format!("{whose},{period},{shown},{came},,,,\n");
    let mut all = vec![Row::new(VALUES, plain.clone(), came)];
    if let Some((_, on)) = set {
        let text = format!("{whose},{period},{shown},{came},{hand}\n");
        all = vec![Row { before: Some((came, plain)), ..Row::new(VALUES, text, on) }];
    }
    if let Some((value, later)) = revised {
        let on = after(set.map_or(came, |(_, set)| set), later);
        all.push(Row::new(VALUES, format!("{whose},{period},{},{on},,,,\n", show(value)), on));
    }
    all
}

fn beside() -> impl Strategy<Value = Vec<Row>> {
    let start = day("2018-07-01");
    let answer =
        (1..6_u8, 0..500_u64, 0..3_usize, 0..3_usize).prop_map(move |(measure, days, field, words)| {
            let field = ["cause", "action", ""].get(field).copied().unwrap();
            let words = ["We know why", "tbc", "More clinics"].get(words).copied().unwrap();
            let on = after(start, days);
            Row::new(RESPONSES, format!("{measure},exception,{field},{words},{on},CT\n"), on)
        });
    let act = (0..3_usize, 0..2_usize, 0..500_u64).prop_map(move |(board, state, days)| {
        let board = ["CT", "HIB", "HWB"].get(board).copied().unwrap();
        let state = ["received", "accepted"].get(state).copied().unwrap();
        let on = after(start, days);
        Row::new(EVENTS, format!(",{board},plan,{state},{on},{board},It will do\n"), on)
    });
    let extension = (0..6_u32, 0..40_u64, 1..30_u64).prop_map(move |(at, days, more)| {
        let (period, end) = quarter(at);
        let (on, until) = (after(end, days), after(end, days + 10 + more));
        Row::new(EXTENSIONS, format!("2,{period},{until},{on},The system is moved\n"), on)
    });
    let any = prop_oneof![3 => answer, 2 => act, 2 => extension];
    prop::collection::vec(any, 0..10)
}

fn book(report_days: bool) -> RuleBook {
    let days = if report_days {
        "; report days 12 July 2018, 11 October 2018, 10 January 2019, 13 June 2019, 12 September 2019, 12 December 2019"
    } else {
        ""
    };
    let (book, findings) = read_book(&[("book.plim", &BOOK.replace(" REPORTS", days))]);
    let errors: Vec<_> = findings.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    book
}

struct Read {
    data: Observations,
    responses: Responses,
}

fn read(book: &RuleBook, rows: &[Row], as_of: NaiveDate) -> Read {
    let file = |heading: &'static str| {
        let own = rows.iter().filter(|row| row.file == heading);
        format!("{heading}{}", own.map(|row| row.text.as_str()).collect::<String>())
    };
    let mut reader = Reader::new(book).known_by(as_of);
    reader.read_csv("values.csv", file(VALUES).as_bytes());
    let (data, _) = reader.finish(as_of);
    let mut responses = Responses::default();
    read_responses_by(book, "responses.csv", file(RESPONSES).as_bytes(), Some(as_of), &mut responses);
    read_acts(book, "events.csv", file(EVENTS).as_bytes(), as_of, &mut responses);
    read_extensions(book, "extensions.csv", file(EXTENSIONS).as_bytes(), &mut responses);
    Read { data, responses }
}

fn assessed(book: &RuleBook, read: &Read, as_of: NaiveDate) -> Assessment {
    assess(&Run { book, data: &read.data, responses: &read.responses, period: None, as_of })
}

fn json(book: &RuleBook, rows: &[Row], as_of: NaiveDate) -> String {
    let read = read(book, rows, as_of);
    let assessment = assessed(book, &read, as_of);
    let mut sources = Sources::new();
    sources.add("book.plim", BOOK);
    let record = RunRecord::default();
    json_v1::render(Inputs {
        book,
        sources: &sources,
        data: &read.data,
        assessment: &assessment,
        record: &record,
    })
}

/// What had happened to a case by a day.
fn by_then(case: &Case, day: NaiveDate) -> String {
    let steps = case.steps.iter().filter(|step| step.on <= day);
    let closed = case.closed_on.filter(|closed| *closed <= day);
    format!("{} due {:?} closed {closed:?} {:?}", case.id, case.due, steps.collect::<Vec<_>>())
}

/// The moves of a thing on a ladder by a day.
fn moves(position: &Position, day: NaiveDate) -> String {
    let moves = position.moves.iter().filter(|made| made.on <= day);
    let told = moves.map(|made| (made.on, made.figures.to_string(), made.to, made.because.clone()));
    format!("{} {:?}", position.id, told.collect::<Vec<_>>())
}

/// What a run tells of cases, and of stages, up to a day.
fn told(book: &RuleBook, rows: &[Row], as_of: NaiveDate, until: NaiveDate) -> (Vec<String>, Vec<String>) {
    let assessment = assessed(book, &read(book, rows, as_of), as_of);
    let cases = assessment.cases.iter().filter(|case| case.opened_on <= until);
    let begun = |position: &&Position| position.moves.iter().any(|made| made.on <= until);
    let moved = assessment.positions.iter().filter(begun);
    (cases.map(|case| by_then(case, until)).collect(), moved.map(|position| moves(position, until)).collect())
}

/// Fails with what is told no more, and what is told since.
fn same(known: &[String], replayed: &[String], then: NaiveDate) -> Result<(), TestCaseError> {
    let gone: Vec<&String> = known.iter().filter(|one| !replayed.contains(one)).collect();
    let new: Vec<&String> = replayed.iter().filter(|one| !known.contains(one)).collect();
    prop_assert!(known == replayed, "by {then}, not told any more: {gone:#?}\ntold since: {new:#?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Files that have grown since give the report of an earlier day, to the letter.
    #[test]
    fn rows_of_later_days_change_no_byte(
        rows in figures(), more in beside(), first in 31..700_u64, report_days in any::<bool>()
    ) {
        let book = book(report_days);
        let as_of = after(day("2018-06-30"), first);
        let all = [rows, more].concat();
        let known: Vec<Row> = all.iter().filter_map(|row| row.on(as_of)).collect();
        let (now, later): (Vec<Row>, Vec<Row>) = all.into_iter().partition(|row| row.on(as_of).is_some());
        let grown = [now, later].concat();
        let (was, is) = (json(&book, &known, as_of), json(&book, &grown, as_of));
        let differs = was.lines().zip(is.lines()).enumerate().find(|(_, (was, is))| was != is);
        prop_assert!(was == is, "as of {}: {:?}", as_of, differs);
    }

    /// A later run tells the same of what had happened to cases by an earlier day: who was asked, and what closed.
    #[test]
    fn a_later_run_tells_the_same_of_earlier_cases(
        rows in figures(), more in beside(), first in 31..700_u64, later in 0..300_u64, report_days in any::<bool>()
    ) {
        let (book, all) = (book(report_days), [rows, more].concat());
        let then = after(day("2018-06-30"), first);
        same(&told(&book, &all, then, then).0, &told(&book, &all, after(then, later), then).0, then)?;
    }

    /// The same of what had moved on ladders, and why.
    #[test]
    fn a_later_run_tells_the_same_of_earlier_stages(
        rows in figures(), more in beside(), first in 31..700_u64, later in 0..300_u64, report_days in any::<bool>()
    ) {
        let (book, all) = (book(report_days), [rows, more].concat());
        let then = after(day("2018-06-30"), first);
        same(&told(&book, &all, then, then).1, &told(&book, &all, after(then, later), then).1, then)?;
    }
}

/// Rows of the file of values, known from the day they were submitted.
fn sent(lines: &[&str]) -> Vec<Row> {
    let known = |line: &str| day(line.split(',').nth(6).unwrap());
    lines.iter().map(|line| Row::new(VALUES, format!("{line},,,,\n"), known(line))).collect()
}

/// A later run on the same rows tells the same of an earlier day.
fn told_alike(lines: &[&str], report_days: bool, (then, later): (&str, &str)) {
    let (book, rows, then) = (book(report_days), sent(lines), day(then));
    let (was, is) = (told(&book, &rows, then, then), told(&book, &rows, day(later), then));
    assert!(!was.0.is_empty(), "nothing was told by {then}");
    same(&was.0, &is.0, then).unwrap();
    same(&was.1, &is.1, then).unwrap();
}

#[test]
fn a_blank_sent_after_a_milestone_was_met_asks_for_nothing() {
    let rows = [
        "10,,,,Q1 2018/19,yes,2018-06-30",
        "10,,,,Q3 2018/19,nya,2019-03-10",
        "10,,,,Q2 2019/20,no,2019-11-05",
        "1,,,,Q1 2018/19,80%,2018-07-01",
    ];
    told_alike(&rows, false, ("2019-06-23", "2019-12-01"));
}

#[test]
fn what_a_milestone_owed_before_its_yes_came_was_owed() {
    let rows = ["10,,,,Q3 2018/19,nya,2019-04-14", "10,,,,Q3 2018/19,yes,2019-08-10"];
    told_alike(&rows, false, ("2019-06-30", "2019-08-10"));
}

#[test]
fn a_yes_for_an_older_period_than_the_blank_ends_what_is_owed_on_the_day_it_comes() {
    let rows = ["10,,,,Q4 2018/19,nya,2019-04-10", "10,,,,Q3 2018/19,yes,2019-05-20"];
    told_alike(&rows, false, ("2019-05-01", "2019-06-10"));
    let (cases, _) = told(&book(false), &sent(&rows), day("2019-06-10"), day("2019-06-10"));
    let gone = cases.iter().find(|case| case.starts_with("gone/10/")).unwrap();
    assert!(gone.contains("closed Some(2019-05-20)"), "{gone}");
}

#[test]
fn a_figure_held_against_a_revised_benchmark_stays_held_against_it() {
    let rows = [
        "6,,,,Q1 2018/19,81%,2018-07-13",
        "6,,,england,Q1 2018/19,80%,2018-08-28",
        "6,,,england,Q1 2018/19,87%,2018-10-12",
        "6,,,,Q1 2019/20,80%,2019-10-15",
    ];
    told_alike(&rows, true, ("2019-06-25", "2019-10-15"));
}

#[test]
fn a_return_that_was_not_due_yet_was_not_expected_of_a_composite() {
    told_alike(&["2,,,,Q1 2018/19,80%,2018-10-01"], false, ("2018-10-01", "2018-10-27"));
}

#[test]
fn a_board_is_looked_at_on_the_day_a_figure_came_that_was_revised_since() {
    let rows = [
        "1,,,,Q2 2018/19,80%,2019-01-26",
        "1,,,,Q2 2018/19,81%,2019-04-10",
        "5,,Abbey,,Q1 2018/19,80,2018-06-30",
        "5,,Abbey,,Q2 2018/19,91,2018-09-30",
    ];
    told_alike(&rows, false, ("2019-01-26", "2019-04-10"));
}
