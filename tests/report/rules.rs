//! The rules of the small board pack: boards, themes, measures and one escalation.

use plimsoll::base::arena::Id;
use plimsoll::base::period::YearStart;
use plimsoll::base::rhythm::{Rhythm, Step as Often};
use plimsoll::base::span::Span;
use plimsoll::base::unit::Unit;
use plimsoll::model::{
    Aim, Ask, Baseline, Condition, Counts, DecisionList, Escalation, Grouping, Level, LevelTest, Measure,
    MeasureSet, Member, OnGroups, Party, PartyKind, Rating, Recipient, Respond, RuleBook, Scope, Theme,
};

use super::world::{at, number, period};

pub fn party(id: &str, title: &str, above: Option<Id<Party>>) -> Party {
    Party {
        id: id.into(),
        title: title.into(),
        kind: PartyKind::Board,
        reports_to: above,
        meets: Vec::new(),
        outside: id == "NHSE",
        rating: None,
        span: Span::default(),
    }
}

pub fn measure(id: &str, title: &str, unit: &str, aim: Aim) -> Measure {
    Measure {
        unit: Unit::from_words(unit),
        aim: Some(aim),
        higher_is_better: match aim {
            Aim::Reduce => Some(false),
            Aim::Increase => Some(true),
            Aim::Maintain | Aim::Monitor => None,
        },
        counts: Some(Counts::InPeriod),
        ..Measure::new(
            id,
            title,
            Rhythm::every(Often::Quarter, YearStart::FINANCIAL),
            Span::default(),
            Span::default(),
        )
    }
}

fn rag() -> Rating {
    let level = |word: &str, letter: &str| Level { word: word.into(), letter: letter.into(), shade: None };
    Rating {
        id: "RAG".into(),
        levels: vec![level("green", "G"), level("amber", "A"), level("red", "R")],
        span: at("rating RAG"),
    }
}

/// Gives a measure its rating, its sites, its baseline and its note.
fn dress(measure: &mut Measure, rating: Id<Rating>, site: Id<Grouping>) {
    if measure.aim != Some(Aim::Monitor) {
        measure.list = Some(DecisionList {
            rating,
            lines: Vec::new(),
            otherwise: Some((2, at("red otherwise"))),
            caps: Vec::new(),
            rounded_to: None,
        });
    }
    if measure.id == "2.8" {
        measure.by = vec![site];
        measure.on_groups = OnGroups::Worst;
    }
    if let Some((value, places, when)) = baseline_of(&measure.id) {
        measure.baseline = Some(Baseline {
            value: number(value),
            places,
            period: Some(period(when)),
            span: Span::default(),
        });
    }
    if measure.id == "1.14" {
        measure.notes.push("RAG based on 2018/19 targets".into());
    }
}

fn member(id: &str, title: &str) -> Member {
    Member { id: id.into(), title: title.into(), owner: None, span: Span::default() }
}

/// The boards, themes, measures and the escalation. Measures come in the order of [`results`].
pub fn book() -> RuleBook {
    let mut book = RuleBook::default();
    book.framework.title = "Oxfordshire Health & Wellbeing Performance Framework".into();
    book.framework.source = Some("HWB6, approved 14 March 2019".into());
    let hwb = book.parties.push(party("HWB", "Health and Wellbeing Board", None));
    let ct = book.parties.push(party("CT", "Children's Trust", Some(hwb)));
    let hib = book.parties.push(party("HIB", "Health Improvement Board", Some(hwb)));
    let jmg = book.parties.push(party("JMG", "Joint Management Groups", Some(hwb)));
    book.parties.push(party("NHSE", "NHS England", None));
    let theme = |id: &str, title: &str| Theme {
        id: id.into(),
        title: title.into(),
        rating: None,
        span: Span::default(),
    };
    let start = book.themes.push(theme("start", "A good start in life"));
    let living = book.themes.push(theme("living", "Living well"));
    let rating = book.ratings.push(rag());
    let site = book.groupings.push(Grouping {
        id: "site".into(),
        title: "Hospital site".into(),
        members: vec![member("JR", "John Radcliffe"), member("HGH", "Horton General")],
        from_data: false,
        span: Span::default(),
    });
    let rows = [
        ("1.1", "Reduce the number of looked after children", "children", Aim::Reduce, ct, start),
        ("1.4", "Increase the number of early help assessments", "assessments", Aim::Increase, ct, start),
        ("1.5", "Reduce hospital admissions as a result of self-harm", "admissions", Aim::Reduce, ct, start),
        ("1.12", "Reduce the level of smoking in pregnancy", "% of mothers", Aim::Reduce, hib, start),
        (
            "1.14",
            "Increase the levels of Measles, Mumps and Rubella immunisations dose 2",
            "% of children",
            Aim::Increase,
            hib,
            start,
        ),
        ("CV", "Number of child victims of crime", "children", Aim::Monitor, ct, start),
        (
            "2.8",
            "People referred to the Emergency Department Psychiatric Service seen in time",
            "% of people",
            Aim::Increase,
            jmg,
            living,
        ),
        ("2.9", "Drug-related deaths in treatment", "deaths", Aim::Reduce, jmg, living),
    ];
    for (id, title, unit, aim, owner, theme) in rows {
        let mut measure = measure(id, title, unit, aim);
        measure.owner = Some(owner);
        measure.themes = vec![theme];
        dress(&mut measure, rating, site);
        book.measures.push(measure);
    }
    book.escalations.push(exception_rule());
    book
}

fn baseline_of(id: &str) -> Option<(&'static str, u8, &'static str)> {
    Some(match id {
        "1.1" => ("789", 0, "Jan 2019"),
        "1.4" => ("1,083", 0, "Apr 2018 to Jan 2019"),
        "1.5" => ("312", 0, "2016/17"),
        "1.12" => ("8", 0, "Q1 2018/19"),
        "1.14" => ("92.7", 1, "Q2 2018/19"),
        _ => return None,
    })
}

pub fn exception_rule() -> Escalation {
    let ask = |field: &str, text: &str| Ask { field: field.into(), text: text.into(), span: Span::default() };
    Escalation {
        id: "exception".into(),
        title: "Exception report".into(),
        scope: Scope::Measures(MeasureSet::All),
        when: Condition::Level(LevelTest::OrWorse("amber".into()), Span::default()),
        closes_when: None,
        to: vec![Recipient::Owner],
        respond: Some(Respond::WorkingDays(10)),
        asks: vec![
            ask("cause", "What explains the result?"),
            ask("action", "What is being done to improve performance?"),
        ],
        replaces: Vec::new(),
        climbs: Vec::new(),
        earlier: Vec::new(),
        ask_once: false,
        once: false,
        faulty: false,
        span: Span::default(),
    }
}
