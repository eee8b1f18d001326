//! A small board pack made by hand: one of each thing a report has to say.

use chrono::NaiveDate;
use plimsoll::base::arena::Id;
use plimsoll::base::diag::{Cell, Code, Diagnostic};
use plimsoll::base::exact::Exact;
use plimsoll::base::number::parse_number;
use plimsoll::base::period::{Period, YearStart, parse_period};
use plimsoll::base::source::Sources;
use plimsoll::base::span::Span;
use plimsoll::data::{Mark, Marks, Observations, Place, PlaceId};
use plimsoll::eval::outcome::{
    Amount, Answer, Assessment, Case, CaseState, Change, Difference, Exception, ExceptionKind, Figure,
    FigureSource, GoalUsed, MovementSeen, Outcome, Prompt, Remark, ResultKind, Step, TargetUsed, TotalOf,
    Totals, Truth,
};
use plimsoll::model::{Bound, Measure, RuleBook, Theme};
use plimsoll::report::{Inputs, RunRecord};

pub const RULES: &str = "framework \"Oxfordshire Health & Wellbeing Performance Framework\" {\n  year 2019/20, April to March\n}\n\nrating RAG {\n  green when on target\n  amber when within 5% of target\n  red otherwise\n}\n";

/// Everything a pack is made from.
pub struct World {
    pub book: RuleBook,
    pub sources: Sources,
    pub data: Observations,
    pub assessment: Assessment,
    pub record: RunRecord,
}

impl World {
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs {
            book: &self.book,
            sources: &self.sources,
            data: &self.data,
            assessment: &self.assessment,
            record: &self.record,
        }
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn period(text: &str) -> Period {
    parse_period(text, Some(YearStart::FINANCIAL)).unwrap()
}

pub fn number(text: &str) -> Exact {
    parse_number(text).unwrap().exact()
}

/// A span of the rule text that starts where these words do.
pub fn at(words: &str) -> Span {
    let start = RULES.find(words).unwrap_or(0);
    Span { start: start as u32, end: (start + words.len()) as u32, ..Span::default() }
}

pub fn figure(value: &str, when: &str, line: u64) -> Figure {
    let read = parse_number(value).unwrap();
    Figure {
        amount: Amount::Number { value: read.exact(), places: read.places },
        period: period(when),
        marks: Marks::NONE,
        note: None,
        source: FigureSource::Data(cell(line, value)),
    }
}

pub fn cell(line: u64, text: &str) -> Cell {
    Cell {
        file: "values.csv".into(),
        line,
        column: Some("value".into()),
        position: Some(3),
        text: text.into(),
    }
}

pub fn limit(bound: Bound, text: &str) -> TargetUsed {
    TargetUsed { name: None, goal: GoalUsed::Limit { bound, figure: number(text) }, span: Span::default() }
}

pub fn moved(from: Figure, change: &str, better: i8) -> MovementSeen {
    MovementSeen { from, change: number(change), better: Some(better) }
}

pub fn outcome(measure: Id<Measure>, kind: ResultKind) -> Outcome {
    Outcome { expected: Some(period("Q4 2018/19")), ..Outcome::empty(measure, kind) }
}

fn rated(measure: Id<Measure>, level: u8, figure: Figure, target: TargetUsed, gap: &str) -> Outcome {
    let (word, line) = match level {
        0 => ("green", "green when on target"),
        1 => ("amber", "amber when within 5% of target"),
        _ => ("red", "red otherwise"),
    };
    Outcome {
        figure: Some(figure),
        level: Some(level),
        level_word: word.into(),
        decided_by: Some(at(line)),
        on_target: if level == 0 { Truth::True } else { Truth::False },
        target: Some(target),
        gap: Some(number(gap)),
        ..outcome(measure, ResultKind::Rated)
    }
}

fn results(book: &RuleBook) -> Vec<Outcome> {
    let ids: Vec<Id<Measure>> = book.measures.ids().collect();
    let mut looked_after =
        rated(ids[0], 2, figure("794", "Q3 2018/19", 2), limit(Bound::AtMost, "750"), "44");
    looked_after.movement.previous = Some(moved(figure("789", "Q2 2018/19", 1), "5", -1));
    looked_after.remarks = vec![Remark::OldFigure { periods: 1, expected: period("Q4 2018/19") }];
    let mut early_help =
        rated(ids[1], 2, figure("923", "Q3 2018/19", 3), limit(Bound::AtLeast, "1,500"), "577");
    early_help.stated = Some("A".into());
    early_help.remarks = vec![Remark::TargetOfAnotherYear { target: period("2019/20") }];
    if let Some(figure) = &mut early_help.figure {
        figure.marks = Marks::NONE.with(Mark::Provisional);
        figure.note = Some("Team A | Team B\nfrom April".into());
    }
    let mut self_harm = outcome(ids[2], ResultKind::Missing);
    self_harm.reason = "due and not submitted: `nya`".into();
    self_harm.target = Some(limit(Bound::AtMost, "260"));
    self_harm.last_known = Some(Box::new(figure("312", "2016/17", 4)));
    let smoking = rated(ids[3], 0, figure("6.7", "Q3 2018/19", 5), limit(Bound::AtMost, "8"), "-1.3");
    let mut mmr = rated(ids[4], 2, figure("89.4", "Q3 2018/19", 6), limit(Bound::AtLeast, "95"), "5.6");
    mmr.movement.previous = Some(moved(figure("92.7", "Q2 2018/19", 1), "-3.3", -1));
    mmr.stated = Some("R".into());
    let mut victims = outcome(ids[5], ResultKind::Unrated);
    victims.figure = Some(figure("2,238", "Q3 2018/19", 7));
    victims.remarks = vec![Remark::MonitorOnly];
    let mut waits = rated(ids[6], 2, figure("72", "Feb 2019", 9), limit(Bound::AtLeast, "95"), "23");
    waits.remarks = vec![Remark::WorstOf { group: "Horton General".into(), known: 2, of: 2 }];
    let part = |place: u32, group: &str, value: &str, line: u64, gap: &str| Outcome {
        place: PlaceId(place),
        group: group.into(),
        is_part: true,
        ..rated(ids[6], 2, figure(value, "Feb 2019", line), limit(Bound::AtLeast, "95"), gap)
    };
    let mut deaths = outcome(ids[7], ResultKind::Withheld);
    deaths.figure = Some(figure("3", "Q4 2018/19", 10));
    deaths.reason = "a count of 3 could identify somebody".into();
    deaths.gap = Some(number("3"));
    deaths.movement.previous = Some(moved(figure("4,177", "Q3 2018/19", 11), "-4,174", 1));
    let jr = part(1, "JR", "87", 8, "8");
    let hgh = part(2, "HGH", "72", 9, "23");
    vec![looked_after, early_help, self_harm, smoking, mmr, victims, waits, jr, hgh, deaths]
}

fn case(book: &RuleBook, at: usize, owner: &str, due: &str, state: CaseState) -> Case {
    let measure = book.measures.id_at(at).unwrap();
    let id = &book.measures[measure].id;
    let to = book.parties.iter().find(|(_, p)| p.id == owner).unwrap().0;
    Case {
        id: format!("exception/{id}/Q3 2018/19"),
        escalation: book.escalations.id_at(0).unwrap(),
        measure: Some(measure),
        place: PlaceId::WHOLE,
        group: String::new(),
        opened_for: period("Q3 2018/19"),
        opened_on: day("2019-05-24"),
        to: vec![to],
        due: Some(day(due)),
        due_reason: String::new(),
        state,
        closed_on: None,
        ahead: Vec::new(),
        steps: vec![Step {
            on: day("2019-05-24"),
            told: Some(to),
            nobody: false,
            text: "opened: red".into(),
        }],
    }
}

fn prompt(book: &RuleBook, cases: &[Case], at: usize, facts: &[&str]) -> Prompt {
    Prompt {
        case: at,
        to: cases[at].to[0],
        due: cases[at].due,
        questions: book.escalations[cases[at].escalation]
            .asks
            .iter()
            .map(|ask| (ask.field.clone(), ask.text.clone()))
            .collect(),
        facts: facts.iter().map(|fact| (*fact).to_owned()).collect(),
        so_far: "The case opened on 31 December 2018.".to_owned(),
        response: Vec::new(),
    }
}

fn answer() -> Answer {
    Answer {
        escalation: None,
        field: "action".into(),
        text: "NHS England will be asked to bring a report card to the September meeting.".into(),
        lead: Some("Director of Public Health".into()),
        due: Some(day("2019-09-12")),
        recovery: Some(day("2020-03-31")),
        submitted: Some(day("2019-06-05")),
        source: cell(2, ""),
    }
}

fn exceptions() -> Vec<Exception> {
    let one = |result: usize, kind: ExceptionKind, cases: &[usize], owed: bool| Exception {
        result,
        kind,
        cases: cases.to_vec(),
        response_owed: owed,
        response: Vec::new(),
    };
    let mut all = vec![
        one(0, ExceptionKind::Escalated, &[0], true),
        one(1, ExceptionKind::NotEscalated, &[], false),
        one(2, ExceptionKind::Missing, &[], false),
        one(4, ExceptionKind::Escalated, &[1], false),
        one(6, ExceptionKind::NotEscalated, &[], false),
    ];
    all[3].response = vec![answer()];
    all
}

fn totals(book: &RuleBook) -> Vec<Totals> {
    let count = |of: TotalOf, numbers: [u32; 4], levels: [u32; 3], kinds: &[(ResultKind, u32)]| Totals {
        targets_to_be_set: 0,
        of,
        measures: numbers[0],
        due: numbers[1],
        received: None,
        watched: (0, 0),
        rated: numbers[2],
        on_target: numbers[3],
        levels: ["green", "amber", "red"].iter().map(|w| (*w).to_owned()).zip(levels).collect(),
        kinds: kinds.to_vec(),
        ..Totals::default()
    };
    let themes: Vec<Id<Theme>> = book.themes.ids().collect();
    let kinds = [
        (ResultKind::Rated, 5),
        (ResultKind::Unrated, 1),
        (ResultKind::Missing, 1),
        (ResultKind::Withheld, 1),
    ];
    let owner = |at: usize| TotalOf::Owner(book.parties.id_at(at));
    vec![
        count(TotalOf::Book, [8, 7, 5, 1], [1, 0, 4], &kinds),
        count(TotalOf::Theme(themes[0]), [6, 5, 4, 1], [1, 0, 3], &kinds[..3]),
        count(TotalOf::Theme(themes[1]), [2, 2, 1, 0], [0, 0, 1], &kinds[3..]),
        count(owner(1), [4, 3, 2, 0], [0, 0, 2], &kinds[..3]),
        count(owner(2), [2, 2, 2, 1], [1, 0, 1], &kinds[..1]),
        count(owner(3), [2, 2, 1, 0], [0, 0, 1], &kinds[..1]),
    ]
}

fn finding() -> Diagnostic {
    Diagnostic::error(Code("data::unknown-measure"), "measure `9.9` is not in the rule book")
        .cell(cell(12, "9.9"), "this row was not used")
        .label(at("framework"), "no measure of this framework has that id or title")
        .help("write the id of a measure that the rule book declares, or declare `measure 9.9`")
}

/// The whole of it.
pub fn world() -> World {
    let book = super::rules::book();
    let mut sources = Sources::new();
    sources.add("rules/framework.plim", RULES);
    let site = book.groupings.id_at(0).unwrap();
    let place = |id: &str| Place { parts: vec![(site, id.to_owned())] };
    let data =
        Observations { places: vec![Place::default(), place("JR"), place("HGH")], ..Observations::default() };
    let cases = vec![
        case(&book, 0, "CT", "2019-06-10", CaseState::Overdue),
        case(&book, 4, "HIB", "2019-06-10", CaseState::Answered),
    ];
    let mut prompts = vec![
        prompt(&book, &cases, 0, &["The value was 794 in Q3 2018/19.", "The target is 750 or fewer."]),
        prompt(&book, &cases, 1, &["The value was 89.4% in Q3 2018/19, down from 92.7%."]),
    ];
    prompts[1].response = vec![answer()];
    let change = |result: usize, before: &str, now: &str, better: i8| Change {
        result,
        before: before.into(),
        now: now.into(),
        better,
    };
    let assessment = Assessment {
        period: period("Q4 2018/19"),
        previous_period: Some(period("Q3 2018/19")),
        as_of: day("2019-06-13"),
        results: results(&book),
        cases,
        positions: Vec::new(),
        prompts,
        exceptions: exceptions(),
        papers: vec![],
        notes: None,
        trends: Vec::new(),
        steps: Vec::new(),
        totals: totals(&book),
        differences: vec![Difference {
            result: 1,
            stated: "A".into(),
            reckoned: "red".into(),
            reason: "38.5% short of target, and amber reaches 5%".into(),
        }],
        compared_with_before: 5,
        changes: vec![change(4, "amber", "red", -1), change(3, "amber", "green", 1)],
        findings: vec![finding()],
    };
    let record = RunRecord {
        program: "plimsoll 0.1.0".into(),
        rules: vec![("rules/framework.plim".into(), "a".repeat(64))],
        data: vec![("values.csv".into(), "b".repeat(64))],
        arguments: ["plimsoll", "run", "rules", "--as-of", "2019-06-13"].map(str::to_owned).to_vec(),
        period: "Q4 2018/19".into(),
        as_of: "2019-06-13".into(),
        whole: vec!["results.json".to_owned()],
    };
    World { book, sources, data, assessment, record }
}

/// An error in a rule, one across two rule files' places, a data fault with its rule, and advice.
pub fn several_findings() -> Vec<Diagnostic> {
    let again =
        Diagnostic::warning(Code("check::within-unclear"), "`within 5% of target` has two readings here")
            .label(at("within 5% of target"), "5 points, or a twentieth of the target")
            .label(at("rating RAG"), "in this rating")
            .help("write `within 5 points` or `within 5% of target`");
    let whole_row = Cell { column: None, position: None, text: String::new(), ..cell(15, "") };
    let row = Diagnostic::new(
        Code("data::late-row"),
        plimsoll::base::diag::Severity::Advice,
        "this row came after its due day",
    )
    .cell(whole_row, "");
    vec![finding(), again, row]
}
