//! A small partnership to tell stories in: boards, two measures, a letter for each quarter's level.

use chrono::NaiveDate;
use plimsoll::base::arena::Id;
use plimsoll::base::calendar::Calendar;
use plimsoll::base::diag::Cell;
use plimsoll::base::period::{Period, YearStart, parse_period};
use plimsoll::base::rhythm::{Rhythm, Step};
use plimsoll::base::span::Span;
use plimsoll::base::unit::Unit;
use plimsoll::data::{PlaceId, Response, Responses};
use plimsoll::eval::cases::{Replay, Watched};
use plimsoll::eval::moment::{LoopFacts, Moment, truth_of};
use plimsoll::eval::outcome::{Case, Truth};
use plimsoll::model::{
    Aim, Ask, Condition, Escalation, LevelTest, Measure, MeasureSet, Party, PartyKind, Recipient, Respond,
    RuleBook, Scope, Waiver,
};

/// A day written `2019-06-13`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A period of the financial year.
pub fn period(text: &str) -> Period {
    parse_period(text, Some(YearStart::FINANCIAL)).unwrap()
}

pub fn span(at: usize) -> Span {
    Span::new(Default::default(), at, at + 1)
}

/// Health and Wellbeing Board over Health Improvement Board, a chief executive, NHS England; measures 1.14 and 1.4.
pub struct World {
    pub book: RuleBook,
    pub hwb: Id<Party>,
    pub hib: Id<Party>,
    pub chief: Id<Party>,
    pub nhse: Id<Party>,
    /// Owned by the Health Improvement Board.
    pub mmr: Id<Measure>,
    /// Owned by nobody.
    pub orphan: Id<Measure>,
    pub responses: Responses,
}

pub fn world() -> World {
    let mut book = RuleBook { calendar: Calendar::bank_holidays("england").unwrap(), ..RuleBook::default() };
    let parties = &mut book.parties;
    let hwb = parties.push(party("HWB", "Health and Wellbeing Board", PartyKind::Board, 100));
    let mut hib = party("HIB", "Health Improvement Board", PartyKind::Board, 110);
    hib.reports_to = Some(hwb);
    hib.meets = vec![day("2019-05-09"), day("2019-09-12")];
    let hib = parties.push(hib);
    let chief = parties.push(party("chief_executive", "Chief Executive", PartyKind::Role, 120));
    let nhse = parties.push(party("NHSE", "NHS England", PartyKind::Board, 130));
    let mmr = book.measures.push(measure("1.14", "Increase MMR dose 2", Some(hib), 200));
    let orphan = book.measures.push(measure("1.4", "Reduce waiting", None, 210));
    World { book, hwb, hib, chief, nhse, mmr, orphan, responses: Responses::default() }
}

fn party(id: &str, title: &str, kind: PartyKind, at: usize) -> Party {
    Party {
        id: id.into(),
        title: title.into(),
        kind,
        reports_to: None,
        meets: Vec::new(),
        outside: false,
        rating: None,
        span: span(at),
    }
}

fn measure(id: &str, title: &str, owner: Option<Id<Party>>, at: usize) -> Measure {
    Measure {
        owner,
        unit: Unit::from_words("% of children"),
        aim: Some(Aim::Increase),
        higher_is_better: Some(true),
        ..Measure::new(id, title, Rhythm::every(Step::Quarter, YearStart::FINANCIAL), span(at), span(at))
    }
}

/// `when red`, `to owner`, `respond within 10 working days`, asks nothing.
pub fn escalation(id: &str, title: &str) -> Escalation {
    Escalation {
        id: id.into(),
        title: title.into(),
        scope: Scope::Measures(MeasureSet::All),
        when: level("red"),
        closes_when: None,
        to: vec![Recipient::Owner],
        respond: Some(Respond::WorkingDays(10)),
        asks: Vec::new(),
        replaces: Vec::new(),
        climbs: Vec::new(),
        earlier: Vec::new(),
        ask_once: false,
        once: false,
        faulty: false,
        span: span(300),
    }
}

pub fn level(word: &str) -> Condition {
    Condition::Level(LevelTest::OneOf(vec![word.into()]), span(0))
}

pub fn asks(fields: &[&str]) -> Vec<Ask> {
    let ask = |(at, field): (usize, &&str)| Ask {
        field: (*field).into(),
        text: format!("Say: {field}"),
        span: span(400 + at),
    };
    fields.iter().enumerate().map(ask).collect()
}

/// A waiver of all escalations of the measures, agreed by the board above.
pub fn waiver(w: &World, measures: &[Id<Measure>], agreed_on: Option<&str>, until: Option<&str>) -> Waiver {
    Waiver {
        title: "No national target yet".into(),
        measures: measures.to_vec(),
        groups: None,
        ladder: None,
        escalation: None,
        until: until.map(day),
        because: Some("Target not yet available".into()),
        agreed_by: Some(w.hwb),
        agreed_on: agreed_on.map(day),
        span: span(500),
    }
}

/// A plain note on what is being done.
pub fn note(measure: Id<Measure>, submitted: Option<&str>, line: u64) -> Response {
    Response {
        measure: Some(measure),
        group: Vec::new(),
        escalation: None,
        period: None,
        field: None,
        text: format!("We are seeing to it, part {line}"),
        lead: None,
        due: None,
        recovery: None,
        submitted: submitted.map(day),
        by: None,
        cell: Cell { file: "responses.csv".into(), line, column: None, position: None, text: String::new() },
    }
}

/// The same, about one question.
pub fn part(measure: Id<Measure>, field: &str, submitted: Option<&str>, line: u64) -> Response {
    Response { field: Some(field.into()), ..note(measure, submitted, line) }
}

/// One moment for each letter, at the ends of quarters from Q3 2018/19 on.
pub fn quarters(letters: &str) -> Vec<Moment> {
    let rhythm = Rhythm::every(Step::Quarter, YearStart::FINANCIAL);
    let first = rhythm.slot_of(day("2018-12-31"));
    let at = |slot| rhythm.period(slot).map(|period| Moment::new(slot, period, period.end)).unwrap();
    (0..letters.chars().count() as i64).map(|n| at(first + n)).collect()
}

/// One moment for each day, all of Q1 2019/20.
pub fn on_days(days: &[&str]) -> Vec<Moment> {
    let rhythm = Rhythm::every(Step::Quarter, YearStart::FINANCIAL);
    let period = period("Q1 2019/20");
    let first = rhythm.slot_of(period.end);
    let at = |(n, text): (usize, &&str)| Moment::new(first + n as i64, period, day(text));
    days.iter().enumerate().map(at).collect()
}

/// `r` red, `a` amber, `g` green, `?` not known.
fn holds(condition: &Condition, at: usize, letters: &[char], facts: &LoopFacts) -> Truth {
    match condition {
        Condition::Level(LevelTest::OneOf(words), _) => match letters.get(at) {
            None | Some('?') => Truth::Unknown,
            Some(letter) if words.iter().any(|word| word.starts_with(*letter)) => Truth::True,
            Some(_) => Truth::False,
        },
        Condition::NoResponse { escalation, overdue, .. } => {
            let answered = facts.of(*escalation);
            truth_of(answered.map(|answered| if *overdue { answered.overdue } else { answered.silent }))
        }
        Condition::RecoveryPassed(_) => truth_of(facts.recovery_passed),
        Condition::SameText(_) => truth_of(facts.same_text),
        other => panic!("the stories do not use {other:?}"),
    }
}

impl World {
    pub fn rule(&mut self, escalation: Escalation) -> Id<Escalation> {
        self.book.escalations.push(escalation)
    }

    /// Replays one series whose levels are the letters, one for each moment.
    pub fn replay_of(
        &self,
        measure: Option<Id<Measure>>,
        moments: &[Moment],
        letters: &str,
        as_of: &str,
    ) -> Vec<Case> {
        let letters: Vec<char> = letters.chars().collect();
        let watched = Watched { measure, place: PlaceId::WHOLE, group: String::new(), moments };
        let first = moments.first().map_or(0, |moment| moment.slot);
        Replay::new(&self.book, &self.responses, day(as_of)).series(&watched, &|condition, moment, facts| {
            holds(condition, (moment.slot - first) as usize, &letters, facts)
        })
    }

    /// Replays measure 1.14 over quarters from Q3 2018/19 on.
    pub fn replay(&self, letters: &str, as_of: &str) -> Vec<Case> {
        self.replay_of(Some(self.mmr), &quarters(letters), letters, as_of)
    }
}

/// Steps as `2019-08-28 no full answer yet: taken to the Health and Wellbeing Board`.
pub fn steps(case: &Case) -> Vec<String> {
    case.steps.iter().map(|step| format!("{} {}", step.on, step.text)).collect()
}
