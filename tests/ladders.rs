//! Ladders replayed on histories made at random: what holds whatever the figures and acts are.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use chrono::{Days, NaiveDate};
use plimsoll::base::period::parse_period;
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::data::{Observations, Reader, Responses, read_acts};
use plimsoll::eval::outcome::{Move, MoveKind, Position};
use plimsoll::eval::{Run, assess};
use plimsoll::model::RuleBook;
use plimsoll::syntax::parse;
use proptest::prelude::*;

/// A ladder of boards that count, and one of measures that takes decisions; a rating reads the second.
const BOOK: &str = r#"
framework "Report" { year April to March; due quarterly }
board HWB "Health and Wellbeing Board"
board CT  "Children's Trust" { reports to HWB }
board HIB "Health Improvement Board" { reports to HWB }
rating RAG {
  green when on target
  amber when within 10 of target
  red   otherwise
}
measure 1.1 "One"   { owner CT;  unit children; aim reduce; target 100 or fewer; no better than amber when in stage special }
measure 1.2 "Two"   { owner CT;  unit children; aim reduce; target 100 or fewer }
measure 2.1 "Three" { owner HIB; unit children; aim reduce; target 100 or fewer }
event plan "Plan" { received; accepted }
ladder oversight "Oversight" {
  per measure
  stage routine "Routine"
  stage watch   "Watch"   { enter when amber or worse; leave when green; to owner }
  stage special "Special" { enter when red for 2 periods; leave when not red and plan was accepted; to owner, HWB }
  stage last    "Last"    { enter when in stage special for 2 periods and red; leave when green; only by decision of HWB; to HWB }
  down one stage at a time
}
ladder boards "Boards" {
  per board
  stage quiet "Quiet"
  stage loud  "Loud" {
    enter when share of measures where (in stage special or red) >= 50%
    leave when share of measures where (green) >= 50%
    to owner, board above owner
  }
  returns at most twice
}
"#;

fn book() -> RuleBook {
    let mut sources = Sources::new();
    let parsed = parse(sources.add("book.plim", BOOK), BOOK);
    let checked = check(&[parsed.tree]);
    let findings = [parsed.findings, checked.findings].concat();
    assert!(findings.is_empty(), "{findings:?}");
    checked.book
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2015, 4, 1).unwrap()
}

/// A figure: which measure, which quarter from the first, its value if one came, and how many days after the quarter.
type Figure = (usize, u64, Option<u32>, u64);
/// An act: which, about which measure, and how many days after the first.
type Done = (usize, usize, u64);

const MEASURES: [&str; 3] = ["1.1", "1.2", "2.1"];
const QUARTERS: u64 = 10;

fn figures() -> impl Strategy<Value = Vec<Figure>> {
    let one = (0..3_usize, 0..QUARTERS, proptest::option::weighted(0.85, 80..130_u32), 0..150_u64);
    proptest::collection::vec(one, 1..28)
}

fn acts() -> impl Strategy<Value = Vec<Done>> {
    proptest::collection::vec((0..4_usize, 0..3_usize, 0..1_000_u64), 0..12)
}

fn quarter(at: u64) -> (String, NaiveDate) {
    let year = 2015 + at / 4;
    let name = format!("Q{} {year}/{}", at % 4 + 1, year - 1999);
    let months = u32::try_from(at * 3 + 3).unwrap();
    (name, first_day().checked_add_months(chrono::Months::new(months)).unwrap())
}

/// The figures and acts as files, in which a later row for the same quarter corrects an earlier one.
fn files(figures: &[Figure], acts: &[Done]) -> (String, String) {
    let mut values = "measure,period,value,submitted on\n".to_owned();
    let mut seen: Vec<&Figure> = Vec::new();
    for figure in figures {
        let (measure, at, value, late) = figure;
        // Two rows of one day, or a value and none, would be a contradiction, and no correction.
        let mut same = seen.iter().filter(|other| other.0 == *measure && other.1 == *at);
        if same.any(|other| other.3 == *late || value.is_none() || other.2.is_none()) {
            continue;
        }
        seen.push(figure);
        let (name, after) = quarter(*at);
        let came = after.checked_add_days(Days::new(*late)).unwrap();
        let value = value.map_or_else(|| "nya".to_owned(), |value| value.to_string());
        values.push_str(&format!("{},{name},{value},{came}\n", MEASURES.get(*measure).unwrap()));
    }
    let mut events = "event,state,measure,on,by,because\n".to_owned();
    for (what, measure, on) in acts {
        let on = first_day().checked_add_days(Days::new(*on)).unwrap();
        let what =
            ["plan,accepted", "oversight,last", "oversight,lifted", "plan,received"].get(*what).unwrap();
        events.push_str(&format!("{what},{},{on},HWB,so decided\n", MEASURES.get(*measure).unwrap()));
    }
    (values, events)
}

fn positions(book: &RuleBook, files: &(String, String), as_of: NaiveDate) -> Vec<Position> {
    let (data, responses) = read(book, files, as_of);
    // One period for all days, so that what is reported is everything known on the day.
    let period = parse_period("Q4 2018/19", Some(book.year_start())).ok();
    assess(&Run { book, data: &data, responses: &responses, period, as_of }).positions
}

fn read(book: &RuleBook, files: &(String, String), as_of: NaiveDate) -> (Observations, Responses) {
    let mut reader = Reader::new(book);
    reader.read_csv("values.csv", files.0.as_bytes());
    let mut responses = Responses::default();
    let findings = read_acts(book, "events.csv", files.1.as_bytes(), as_of, &mut responses);
    assert!(findings.iter().all(|f| f.severity == plimsoll::base::diag::Severity::Advice), "{findings:?}");
    (reader.finish(as_of).0, responses)
}

fn end() -> NaiveDate {
    first_day().checked_add_days(Days::new(1_300)).unwrap()
}

fn index(stage: Option<usize>) -> usize {
    stage.map_or(0, |stage| stage + 1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Told to go down one stage at a time, nothing skips a stage; told to return at most twice, nothing does so more.
    #[test]
    fn nothing_goes_down_faster_or_oftener_than_its_ladder_says(figures in figures(), acts in acts()) {
        let book = book();
        for position in positions(&book, &files(&figures, &acts), end()) {
            let ladder = &book.ladders[position.ladder];
            let down = |made: &&Move| made.kind == MoveKind::Left;
            for made in position.moves.iter().filter(down).filter(|_| ladder.one_down) {
                prop_assert_eq!(index(made.from), index(made.to) + 1, "{}", position.id);
            }
            let returns = position.moves.iter().filter(down).count();
            prop_assert!(ladder.returns.is_none_or(|most| returns <= most as usize), "{}", position.id);
        }
    }

    /// Every entering tells whom the stage names, and each move begins where the one before it ended.
    #[test]
    fn every_entering_is_told_and_follows_the_move_before(figures in figures(), acts in acts()) {
        let book = book();
        for position in positions(&book, &files(&figures, &acts), end()) {
            let ladder = &book.ladders[position.ladder];
            let mut stage = ladder.resting();
            for made in &position.moves {
                prop_assert_eq!(made.from, stage);
                prop_assert!(made.from != made.to);
                stage = made.to;
                if made.kind == MoveKind::Entered {
                    let entered = ladder.stages.get(made.to.unwrap()).unwrap();
                    prop_assert_eq!(made.told.len(), entered.to.len(), "{} {:?}", position.id, made.nobody);
                    prop_assert!(index(made.to) > index(made.from));
                } else {
                    prop_assert!(made.told.is_empty());
                }
            }
            prop_assert_eq!(position.stage, stage);
        }
    }

    /// A replay is the same every time, and a later day adds to what an earlier one saw and changes none of it.
    #[test]
    fn what_was_known_then_is_never_changed_by_what_came_later(
        figures in figures(), acts in acts(), earlier in 300..1_250_u64,
    ) {
        let book = book();
        let files = files(&figures, &acts);
        let later = positions(&book, &files, end());
        for (one, again) in later.iter().zip(&positions(&book, &files, end())) {
            prop_assert_eq!(&one.moves, &again.moves);
        }
        let day = first_day().checked_add_days(Days::new(earlier)).unwrap();
        for then in positions(&book, &files, day) {
            let now = later.iter().find(|one| one.id == then.id).unwrap();
            let by_then: Vec<&Move> = now.moves.iter().filter(|made| made.on <= day).collect();
            let seen: Vec<&Move> = then.moves.iter().collect();
            prop_assert_eq!(told(&seen), told(&by_then), "{} as of {}", then.id, day);
        }
    }

    /// Every move that took a decision names it, and one without a decision stands by the rules alone.
    #[test]
    fn no_stage_is_entered_or_left_without_the_decision_it_takes(figures in figures(), acts in acts()) {
        let book = book();
        for position in positions(&book, &files(&figures, &acts), end()) {
            let ladder = &book.ladders[position.ladder];
            let last = ladder.stage("last");
            for made in position.moves.iter().filter(|_| last.is_some()) {
                let takes_one = (made.kind == MoveKind::Entered && made.to == last)
                    || (made.kind == MoveKind::Left && made.from == last);
                prop_assert_eq!(made.decision.is_some(), takes_one, "{} {:?}", position.id, made);
            }
        }
    }
}

/// What was done on which day: reasons are told in words, which may name more once more is known.
fn told(moves: &[&Move]) -> Vec<(NaiveDate, Option<usize>, Option<usize>, MoveKind)> {
    moves.iter().map(|made| (made.on, made.from, made.to, made.kind)).collect()
}
