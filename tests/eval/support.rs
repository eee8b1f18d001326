//! Rule books and figures made by hand.

use chrono::NaiveDate;
use plimsoll::base::arena::Id;
use plimsoll::base::exact::Exact;
use plimsoll::base::number::parse_number;
use plimsoll::base::period::{Period, YearStart, parse_period};
use plimsoll::base::rhythm::{Rhythm, Step};
use plimsoll::base::span::{FileId, Span};
use plimsoll::base::unit::Unit;
use plimsoll::data::{
    DataFile, Extra, Mark, Marks, Observations, Place, PlaceId, Responses, Row, Series, State, Undated,
};
use plimsoll::eval::assess::{Run, assess};
use plimsoll::eval::judge::Judge;
use plimsoll::eval::outcome::{Assessment, Outcome};
use plimsoll::model::*;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn period(text: &str) -> Period {
    parse_period(text, Some(YearStart::FINANCIAL)).unwrap()
}

pub fn exact(text: &str) -> Exact {
    parse_number(text).unwrap().exact()
}

pub fn number(text: &str) -> Expression {
    Expression::Number(exact(text))
}

/// A span that can be told from others.
pub fn span(at: usize) -> Span {
    Span::new(FileId(0), at, at + 1)
}

pub fn quarterly() -> Rhythm {
    Rhythm::every(Step::Quarter, YearStart::FINANCIAL)
}

pub fn yearly() -> Rhythm {
    Rhythm::every(Step::Year, YearStart::FINANCIAL)
}

pub fn on_target() -> Condition {
    Condition::Status(Status::OnTarget, span(0))
}

pub fn off_target() -> Condition {
    Condition::Status(Status::OffTarget, span(0))
}

pub fn is(words: &[&str]) -> Condition {
    Condition::Level(LevelTest::OneOf(words.iter().map(|w| (*w).to_owned()).collect()), span(0))
}

pub fn within(amount: &str, of: Reference) -> Condition {
    Condition::Within { of, worse: Tolerance::Amount(exact(amount)), better: None, span: span(0) }
}

pub fn within_percent(per_cent: &str, of: Reference) -> Condition {
    let worse = Tolerance::PercentOf(exact(per_cent), Box::new(of.clone()));
    Condition::Within { of, worse, better: None, span: span(0) }
}

pub fn value() -> Expression {
    Expression::Quantity { quantity: Quantity::Value, measure: None, offset: Offset::Now }
}

pub fn value_at_least(figure: &str) -> Condition {
    Condition::Compare {
        left: value(),
        comparison: Comparison::AtLeast,
        right: number(figure),
        span: span(0),
    }
}

/// A list of lines on levels 0, 1, …, and what is left.
pub fn list(lines: Vec<Condition>, otherwise: Option<u8>) -> Option<DecisionList> {
    let lines = lines.into_iter().enumerate();
    let lines = lines.map(|(at, when)| Line { level: at as u8, when, span: span(100 + at) }).collect();
    Some(DecisionList {
        rating: rag(),
        lines,
        otherwise: otherwise.map(|level| (level, span(199))),
        caps: Vec::new(),
        rounded_to: None,
    })
}

/// Green when on target, amber when within so many points, red otherwise.
pub fn points(amount: &str) -> Option<DecisionList> {
    list(vec![on_target(), within(amount, Reference::Target)], Some(2))
}

pub fn rag() -> Id<Rating> {
    plain_book().ratings.ids().next().unwrap()
}

fn plain_book() -> RuleBook {
    let mut book = RuleBook::default();
    let level = |word: &str, letter: &str| Level { word: word.into(), letter: letter.into() };
    let levels = vec![level("green", "G"), level("amber", "A"), level("red", "R")];
    book.ratings.push(Rating { id: "RAG".into(), levels, span: span(0) });
    book.framework.due = Some(quarterly());
    book.framework.year_start = Some(YearStart::FINANCIAL);
    book
}

pub fn target(goal: Goal) -> Target {
    Target {
        goal,
        from: None,
        by: None,
        year: None,
        pro_rata: false,
        until_set_use: None,
        agreement: None,
        known_from: None,
        span: span(50),
    }
}

pub fn limit(bound: Bound, figure: Expression) -> Goal {
    Goal::Limit { bound, figure }
}

pub fn at_least(figure: &str) -> Target {
    target(limit(Bound::AtLeast, number(figure)))
}

pub fn at_most(figure: &str) -> Target {
    target(limit(Bound::AtMost, number(figure)))
}

pub fn sequence(targets: Vec<Target>) -> TargetSequence {
    TargetSequence { name: None, targets }
}

/// A measure in per cent of children, more is better, due each quarter, with nothing to judge it by.
pub fn measure(id: &str) -> Measure {
    Measure {
        unit: Unit::from_words("% of children"),
        aim: Some(Aim::Increase),
        higher_is_better: Some(true),
        ..Measure::new(id, format!("Measure {id}"), quarterly(), span(10), span(11))
    }
}

/// A measure in per cent with a floor, green on target, amber within 5 points.
pub fn rated(id: &str, floor: &str) -> Measure {
    Measure { targets: vec![sequence(vec![at_least(floor)])], list: points("5"), ..measure(id) }
}

/// A count with a ceiling, green on target, amber within 5% of it.
pub fn counted(id: &str, ceiling: &str) -> Measure {
    Measure {
        unit: Unit::from_words("children"),
        aim: Some(Aim::Reduce),
        higher_is_better: Some(false),
        targets: vec![sequence(vec![at_most(ceiling)])],
        list: list(vec![on_target(), within_percent("5", Reference::Target)], Some(2)),
        ..measure(id)
    }
}

pub fn baseline(figure: &str, of: Option<&str>) -> Option<Baseline> {
    let read = parse_number(figure).unwrap();
    Some(Baseline { value: read.exact(), places: read.places, period: of.map(period), span: span(60) })
}

/// A book, its figures and the report.
pub struct Story {
    pub book: RuleBook,
    pub data: Observations,
    pub responses: Responses,
    pub period: Option<Period>,
    pub as_of: NaiveDate,
}

impl Story {
    pub fn of(measures: Vec<Measure>) -> Self {
        let mut book = plain_book();
        for measure in measures {
            book.measures.push(measure);
        }
        let file = DataFile { name: "values.csv".into(), ..DataFile::default() };
        let data =
            Observations { files: vec![file], places: vec![Place::default()], ..Observations::default() };
        Self { book, data, responses: Responses::default(), period: None, as_of: day("2019-06-13") }
    }

    pub fn report(mut self, of: &str) -> Self {
        self.period = Some(period(of));
        self
    }

    pub fn today(mut self, on: &str) -> Self {
        self.as_of = day(on);
        self
    }

    /// Adds `id, period, value`; a place may follow the id after `@`.
    pub fn with(mut self, id: &str, of: &str, value: &str) -> Self {
        self.row(id, of, value, Extra::default());
        self
    }

    pub fn stated(mut self, id: &str, of: &str, value: &str, stated: &str) -> Self {
        self.row(id, of, value, Extra { stated: Some(stated.into()), ..Extra::default() });
        self
    }

    pub fn submitted(mut self, id: &str, of: &str, value: &str, on: &str) -> Self {
        self.row(id, of, value, Extra { submitted_on: Some(day(on)), ..Extra::default() });
        self
    }

    /// Adds rows for one quarter after another, from Q1 of 2016/17; a space of `_` leaves one out.
    pub fn quarters(mut self, id: &str, values: &[&str]) -> Self {
        for (at, value) in values.iter().enumerate() {
            if *value != "_" {
                let of =
                    Period::quarter(2016 + at as i32 / 4, at as u32 % 4 + 1, YearStart::FINANCIAL).unwrap();
                self.row(id, &of.to_string(), value, Extra::default());
            }
        }
        self
    }

    pub fn undated(mut self, id: &str, state: State) -> Self {
        let (measure, place) = self.find(id);
        let cell = plimsoll::base::diag::Cell {
            file: "values.csv".into(),
            line: 2,
            column: None,
            position: None,
            text: String::new(),
        };
        self.data.undated.push(Undated {
            measure,
            place,
            state,
            absence: None,
            reason: None,
            cell,
            stated: None,
        });
        self
    }

    fn find(&mut self, id: &str) -> (Id<Measure>, PlaceId) {
        let (id, member) = id.split_once('@').map_or((id, None), |(id, member)| (id, Some(member)));
        let measure = self.book.measure_by_id(id).unwrap();
        let Some(member) = member else { return (measure, PlaceId::WHOLE) };
        let grouping = self.book.measures[measure].by[0];
        let place = Place { parts: vec![(grouping, member.to_owned())] };
        let at = self.data.places.iter().position(|known| *known == place).unwrap_or_else(|| {
            self.data.places.push(place);
            self.data.places.len() - 1
        });
        (measure, PlaceId(at as u32))
    }

    pub fn row(&mut self, id: &str, of: &str, value: &str, extra: Extra) {
        let (measure, place) = self.find(id);
        let value_and_marks = value.split_once(' ');
        let (value, marks) = value_and_marks.map_or((value, Marks::NONE), |(value, mark)| match mark {
            "p" => (value, Marks::NONE.with(Mark::Provisional)),
            "i" => (value, Marks::NONE.with(Mark::Incomplete)),
            other => panic!("unknown mark {other}"),
        });
        let (state, mantissa, places) = read(value);
        let at = self.data.measure.len() as u32;
        self.data.periods.push(period(of));
        self.data.measure.push(measure);
        self.data.place.push(place);
        self.data.period.push(at);
        self.data.state.push(state);
        self.data.mantissa.push(mantissa);
        self.data.decimals.push(places);
        self.data.marks.push(marks);
        self.data.file.push(0);
        self.data.line.push(at + 2);
        if extra != Extra::default() {
            self.data.extra.insert(at, extra);
        }
        self.sort();
    }

    fn sort(&mut self) {
        let data = &mut self.data;
        let key = |row: &u32| {
            let at = *row as usize;
            (data.measure[at], data.place[at], data.periods[data.period[at] as usize])
        };
        let mut order: Vec<u32> = (0..data.measure.len() as u32).collect();
        order.sort_by_key(key);
        let mut series: Vec<Series> = Vec::new();
        for (at, row) in order.iter().enumerate() {
            let (measure, place, _) = key(row);
            match series.last_mut() {
                Some(last) if last.measure == measure && last.place == place => last.rows.end = at as u32 + 1,
                _ => series.push(Series { measure, place, rows: at as u32..at as u32 + 1 }),
            }
        }
        (data.order, data.series) = (order, series);
    }

    pub fn run(&self) -> Run<'_> {
        Run {
            book: &self.book,
            data: &self.data,
            responses: &self.responses,
            period: self.period,
            as_of: self.as_of,
        }
    }

    pub fn assess(&self) -> Assessment {
        assess(&self.run())
    }

    pub fn judge(&self) -> Judge<'_> {
        Judge::new(&self.run(), self.run().reported())
    }

    /// The first result of a measure.
    pub fn outcome(&self, id: &str) -> Outcome {
        let measure = self.book.measure_by_id(id).unwrap();
        self.assess().results.into_iter().find(|one| one.measure == measure).unwrap()
    }

    /// The level word of a measure, or the word of its kind of result.
    pub fn word(&self, id: &str) -> String {
        let outcome = self.outcome(id);
        if outcome.level_word.is_empty() { outcome.kind.word().to_owned() } else { outcome.level_word }
    }
}

fn read(value: &str) -> (State, i64, u8) {
    match value {
        "nya" => (State::Missing, 1, 0),
        "n/a" => (State::NotApplicable, 18, 0),
        "c" => (State::Withheld, 22, 0),
        "??" => (State::Invalid, 0, 0),
        "yes" => (State::Yes, 0, 0),
        "no" => (State::No, 0, 0),
        "G" => (State::Level, 0, 0),
        "A" => (State::Level, 1, 0),
        "R" => (State::Level, 2, 0),
        _ => {
            if let Ok(on) = value.parse::<NaiveDate>() {
                return (State::Day, i64::from(chrono::Datelike::num_days_from_ce(&on)), 0);
            }
            let read = parse_number(value).unwrap();
            (State::Number, read.mantissa, read.places)
        }
    }
}

/// An escalation for every measure that asks nobody anything.
pub fn asking_nobody(when: Condition) -> Escalation {
    Escalation {
        id: "exception".into(),
        title: String::new(),
        scope: Scope::Measures(MeasureSet::All),
        when,
        closes_when: None,
        to: Vec::new(),
        respond: None,
        asks: Vec::new(),
        replaces: Vec::new(),
        climbs: Vec::new(),
        ask_once: false,
        once: false,
        earlier: Vec::new(),
        faulty: false,
        span: span(0),
    }
}

/// Adds a kind of group with declared members and returns it.
pub fn grouping(book: &mut RuleBook, members: &[&str]) -> Id<Grouping> {
    let members = members.iter().map(|id| Member {
        id: (*id).into(),
        title: String::new(),
        owner: None,
        span: span(0),
    });
    book.groupings.push(Grouping {
        id: "site".into(),
        title: "Site".into(),
        members: members.collect(),
        from_data: false,
        span: span(0),
    })
}

/// The row of a figure's number, for tests that look at places.
pub fn line_of(data: &Observations, row: u32) -> u64 {
    data.cell(Row(row)).line
}
