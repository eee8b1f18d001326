//! A small rule book, and what was read as plain lines.

use chrono::NaiveDate;
use plimsoll::base::arena::{Arena, Id};
use plimsoll::base::calendar::Calendar;
use plimsoll::base::diag::{Diagnostic, Place};
use plimsoll::base::exact::Exact;
use plimsoll::base::period::{YearStart, parse_period};
use plimsoll::base::rhythm::{Rhythm, Step};
use plimsoll::base::span::Span;
use plimsoll::base::unit::Unit;
use plimsoll::data::{Observations, Reader, Row, State};
use plimsoll::model::{
    Ask, Baseline, Bound, Computed, Condition, DecisionList, Definition, Escalation, Expression, Framework,
    Goal, Grouping, Level, Measure, MeasureSet, Member, OnGroups, Rating, RuleBook, Scope, Target,
    TargetSequence,
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn measure(id: &str, title: &str, unit: &str) -> Measure {
    Measure {
        unit: Unit::from_words(unit),
        ..Measure::new(
            id,
            title,
            Rhythm::every(Step::Quarter, YearStart::FINANCIAL),
            Span::default(),
            Span::default(),
        )
    }
}

pub fn with_figures(mut measure: Measure, baseline: i64, target: i64) -> Measure {
    let figure = Expression::Number(Exact::from(target));
    let goal = Goal::Limit { bound: Bound::AtLeast, figure };
    let target = Target {
        goal,
        from: None,
        by: None,
        year: None,
        pro_rata: false,
        until_set_use: None,
        agreement: None,
        known_from: None,
        span: Span::default(),
    };
    measure.targets = vec![TargetSequence { name: None, targets: vec![target] }];
    measure.baseline =
        Some(Baseline { value: Exact::from(baseline), places: 0, period: None, span: Span::default() });
    measure
}

pub fn member(id: &str, title: &str) -> Member {
    Member { id: id.into(), title: title.into(), owner: None, span: Span::default() }
}

fn groupings() -> (Arena<Grouping>, Id<Grouping>, Id<Grouping>) {
    let grouping = |id: &str, title: &str, members: Vec<Member>| Grouping {
        id: id.into(),
        title: title.into(),
        from_data: members.is_empty(),
        members,
        span: Span::default(),
    };
    let mut all = Arena::new();
    let sites = vec![member("JR", "John Radcliffe"), member("HGH", "Horton General")];
    let site = all.push(grouping("site", "Hospital site", sites));
    let area = all.push(grouping("area", "Area", Vec::new()));
    (all, site, area)
}

fn rag() -> Rating {
    let level = |word: &str, letter: &str| Level { word: word.into(), letter: letter.into(), shade: None };
    let levels = vec![level("green", "G"), level("amber", "A"), level("red", "R")];
    Rating { id: "RAG".into(), levels, span: Span::default() }
}

/// Fires were counted for residents, and from 2016/17 for homes.
fn definitions() -> Vec<Definition> {
    let from = parse_period("2016/17", Some(YearStart::FINANCIAL)).ok();
    let definition = |from, words: &str| Definition { from, words: words.into(), span: Span::default() };
    vec![definition(None, "per 100,000 residents"), definition(from, "per 100,000 homes")]
}

fn report_card() -> Escalation {
    Escalation {
        id: "report_card".into(),
        title: "Report card".into(),
        scope: Scope::Measures(MeasureSet::All),
        when: Condition::Any(Vec::new()),
        closes_when: None,
        to: Vec::new(),
        respond: None,
        asks: vec![Ask { field: "action".into(), text: "What is being done?".into(), span: Span::default() }],
        replaces: Vec::new(),
        climbs: Vec::new(),
        earlier: Vec::new(),
        ask_once: false,
        once: false,
        faulty: false,
        span: Span::default(),
    }
}

/// A book with a measure of every unit, hospital sites that are declared, and areas that come with the data.
pub fn book() -> RuleBook {
    let (groupings, site, area) = groupings();
    let mut ratings = Arena::new();
    let rating = ratings.push(rag());
    let list =
        DecisionList { rating, lines: Vec::new(), otherwise: None, caps: Vec::new(), rounded_to: None };
    let rated = |m: Measure| Measure { list: Some(list.clone()), ..m };
    let by = |m: Measure, grouping: Id<Grouping>| Measure { by: vec![grouping], ..m };
    let size = Some((Exact::from(30_000), Exact::from(50_000)));
    let mut measures = Arena::new();
    for one in [
        rated(with_figures(
            measure("1.1", "Reduce the number of looked after children", "children"),
            789,
            750,
        )),
        rated(with_figures(measure("1.14", "Increase the levels of MMR dose 2", "% of children"), 92, 95)),
        by(with_figures(measure("2.8", "People seen within the agreed time", "% of people"), 98, 95), site),
        with_figures(measure("2.17", "Smoking quitters", "per 100,000 smokers"), 2337, 2337),
        measure("3.8", "Length of stay", "days"),
        measure("3.9", "Time to answer", "minutes"),
        with_figures(measure("R2", "Time to the first engine", "minutes"), 10, 9),
        measure("4.1", "Budget", "£"),
        measure("5.1", "Plan agreed", "yes or no"),
        measure("5.2", "Strategy published", "date"),
        rated(measure("6.1", "Judged by the board", "rating")),
        by(with_figures(measure("7.1", "Returns", "returns"), 420, 400), area),
        Measure {
            on_groups: OnGroups::Worst,
            ..by(with_figures(measure("P5", "Babies breastfed at discharge", "% of babies"), 78, 80), site)
        },
        Measure { plausible: size, ..measure("8.1", "Network size", "people") },
        Measure { definitions: definitions(), ..measure("9.1", "Accidental fires in homes", "per 100,000") },
        Measure {
            computed: Some(Computed { amount: None, text: "as measure 3.8".into(), span: Span::default() }),
            ..measure("9.4", "Bed days", "days")
        },
        Measure { formerly: vec!["2.5".into()], ..measure("1.11", "Persistent absence", "% of children") },
    ] {
        measures.push(one);
    }
    let mut escalations = Arena::new();
    escalations.push(report_card());
    RuleBook {
        framework: Framework { year_start: Some(YearStart::FINANCIAL), ..Framework::default() },
        groupings,
        ratings,
        measures,
        escalations,
        calendar: Calendar::weekends_only(),
        ..RuleBook::default()
    }
}

pub fn read(files: &[(&str, &str)]) -> (Observations, Vec<Diagnostic>) {
    read_as_of(files, "2019-06-13")
}

pub fn read_as_of(files: &[(&str, &str)], as_of: &str) -> (Observations, Vec<Diagnostic>) {
    let book = book();
    let mut reader = Reader::new(&book);
    for (name, text) in files {
        reader.read_csv(name, text.as_bytes());
    }
    let (data, mut findings) = reader.finish(day(as_of));
    findings.extend(data.later.iter().cloned());
    (data, findings)
}

/// Findings as lines: severity, code, place, words, what is to be seen there, what to write.
pub fn lines(findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    for finding in findings {
        out += &format!("{} {}: {}\n", finding.severity.word(), finding.code.0, finding.message);
        for label in &finding.labels {
            let Place::Data(cell) = &label.place else { panic!("a place in the rules") };
            let column = cell.column.as_ref().map(|column| format!(" {column}")).unwrap_or_default();
            out += &format!("  {}:{}{column} `{}`: {}\n", cell.file, cell.line, cell.text, label.text);
        }
        out += &finding.help.as_ref().map(|help| format!("  help: {help}\n")).unwrap_or_default();
    }
    out
}

/// Series as lines: measure, group, then each period with its value.
pub fn series(seen: &Observations) -> String {
    let book = book();
    let mut out = String::new();
    for series in &seen.series {
        let place = seen.place(series.place).map(|place| place.label()).unwrap_or_default();
        out += &format!("{} {place}\n", book.measures[series.measure].id);
        for row in seen.rows(series) {
            out += &format!("  {}: {}\n", seen.period(row).unwrap(), value(seen, row));
        }
    }
    for undated in &seen.undated {
        out += &format!(
            "{} with no period: {:?} `{}` {}\n",
            book.measures[undated.measure].id,
            undated.state,
            undated.cell.text,
            undated.reason.as_deref().unwrap_or("")
        );
    }
    out
}

pub fn value(seen: &Observations, row: Row) -> String {
    let marks: Vec<&str> = seen.marks(row).iter().map(|mark| mark.word()).collect();
    let mut out = match seen.state(row) {
        State::Number => seen.number(row).unwrap().text(),
        other => format!("{other:?} `{}`", seen.written(row)),
    };
    if !marks.is_empty() {
        out += &format!(" ({})", marks.join(", "));
    }
    if let Some(extra) = seen.extra(row) {
        for (what, text) in [
            ("text", &extra.text),
            ("stated", &extra.stated),
            ("note", &extra.note),
            ("reason", &extra.reason),
        ] {
            out += &text.as_ref().map(|text| format!(" {what}=`{text}`")).unwrap_or_default();
        }
    }
    out
}

pub fn told(files: &[(&str, &str)]) -> String {
    let (seen, findings) = read(files);
    format!("{}---\n{}", series(&seen), lines(&findings))
}
