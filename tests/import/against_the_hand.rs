//! The board pack as it is imported, held against `rules/oxfordshire-2019`, which was made of it by hand.

use std::fs;

use plimsoll::base::arena::Id;
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::model::{Bound, Expression, Goal, Measure, RuleBook};
use plimsoll::syntax::parse;

use super::{root, the_pack};

fn book(files: impl IntoIterator<Item = (String, String)>) -> RuleBook {
    let mut sources = Sources::new();
    let mut trees = Vec::new();
    for (name, text) in files {
        let id = sources.add(name, text.clone());
        trees.push(parse(id, &text).tree);
    }
    check(&trees).book
}

fn by_hand() -> RuleBook {
    let folder = root().join("rules/oxfordshire-2019");
    let files =
        super::files(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "plim"));
    book(files.map(|path| (path.to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())))
}

/// What a measure says, in lines that can be compared.
fn lines(book: &RuleBook, measure: &Measure) -> Vec<(&'static str, String)> {
    let number = |figure: &Expression| match figure {
        Expression::Number(number) => number.text(),
        other => format!("{other:?}"),
    };
    let goal = |goal: &Goal| match goal {
        Goal::Limit { bound, figure } => {
            let side = match bound {
                Bound::AtLeast => "at least",
                Bound::AtMost => "at most",
                Bound::Above => "above",
                Bound::Below => "below",
            };
            format!("{side} {}", number(figure))
        }
        Goal::ToBeSet { .. } => "to be set".to_owned(),
        Goal::Between { .. } | Goal::Exactly { .. } | Goal::MetBy { .. } => format!("{goal:?}"),
    };
    let targets = measure.targets.iter().flat_map(|sequence| &sequence.targets);
    let whole = measure.baseline.iter().map(|b| (String::new(), b));
    let members = measure.member_baselines.iter().map(|(id, b)| (format!("{id} "), b));
    let baselines: Vec<String> = whole
        .chain(members)
        .map(|(of, b)| {
            format!("{of}{}{}", b.value.text(), b.period.map_or_else(String::new, |p| format!(" in {p}")))
        })
        .collect();
    let plain = |text: &str| text.trim_end_matches('.').replace("III", "Ill");
    vec![
        ("title", plain(&measure.title).trim_end_matches(" 2").to_owned()),
        ("theme", measure.themes.iter().map(|id| book.themes[*id].title.clone()).collect()),
        ("owner", measure.owner.map_or_else(String::new, |id| book.parties[id].title.clone())),
        ("unit", format!("{:?}", measure.unit.kind)),
        ("aim", measure.aim.map_or_else(String::new, |aim| aim.word().to_owned())),
        ("baseline", baselines.join(", ")),
        ("target", targets.map(|target| goal(&target.goal)).collect::<Vec<_>>().join(", ")),
    ]
}

/// The pack prints no ids for four rows; the hand gave them these.
const HAND: [(&str, &str); 4] = [("row_17", "CV"), ("row_18", "MFH"), ("row_19", "DV"), ("row_20", "CHI")];

#[test]
fn the_pack_becomes_what_the_hand_made_of_it_but_for_these_lines() {
    let imported = the_pack().import();
    let rules = imported.files.iter().filter(|file| file.name.ends_with(".plim"));
    let made = book(rules.map(|file| (file.name.clone(), file.text.clone())));
    let hand = by_hand();
    assert_eq!((made.measures.len(), hand.measures.len()), (65, 65));
    let (mut same, mut told) = (0, String::new());
    for measure in made.measures.values() {
        let id =
            HAND.iter().find(|(row, _)| *row == measure.id).map_or(measure.id.as_str(), |(_, hand)| hand);
        let twin: Id<Measure> = hand.measure_by_id(id).unwrap();
        for ((what, ours), (_, theirs)) in
            lines(&made, measure).into_iter().zip(lines(&hand, &hand.measures[twin]))
        {
            if ours == theirs {
                same += 1;
            } else {
                told.push_str(&format!("{id:<5} {what:<9} imported: {ours:<28} by hand: {theirs}\n"));
            }
        }
    }
    told.push_str(&format!("\n{same} of {} lines are the same\n", 65 * 7));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(the_pack().folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("differences", told));
}

/// Values, periods and printed levels are those of the hand, row by row, but for the one cell that has two stages in it.
#[test]
fn the_figures_are_those_of_the_hand() {
    let imported = the_pack().import();
    let file = imported.files.iter().find(|file| file.name == "data/values.csv").unwrap();
    let hand = fs::read(root().join("rules/oxfordshire-2019/data/values.csv")).unwrap();
    let rows = |bytes: &[u8], stated: usize| -> Vec<[String; 4]> {
        let mut reader = csv::Reader::from_reader(bytes);
        let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let at = |heading: &str| headings.iter().position(|own| own == heading).unwrap();
        let (id, period, value) = (at("measure"), at("period"), at("value"));
        let records = reader.records().map(|record| record.unwrap());
        records
            .map(|r| [id, period, value, stated].map(|at| plimsoll::data::words::plain(&r[at]).into_owned()))
            .collect()
    };
    let (ours, theirs) = (rows(file.text.as_bytes(), 3), rows(&hand, 5));
    assert_eq!((ours.len(), theirs.len()), (65, 65));
    let differ: Vec<(&[String; 4], &[String; 4])> =
        ours.iter().zip(&theirs).filter(|(ours, theirs)| ours[1..] != theirs[1..]).collect();
    let [(ours, theirs)] = differ.as_slice() else { panic!("{differ:?}") };
    assert_eq!((ours[0].as_str(), ours[2].as_str(), theirs[2].as_str()), ("1.10", "nya", "KS2 20%; KS4 nya"));
}
