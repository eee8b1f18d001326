//! What holds of every result that is made of others, whatever the figures: groups, composites, themes by their share.

use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::data::{Reader, Responses};
use plimsoll::eval::outcome::{Assessment, Outcome, ResultKind, Truth};
use plimsoll::eval::{Run, assess};
use plimsoll::model::RuleBook;
use plimsoll::syntax::parse;
use proptest::prelude::*;

const HEAD: &str = r#"
framework "Care" { year April to March; due quarterly }
board CS "Care Services"
groups site "Site" { A "Site A"; B "Site B"; C "Site C" }
rating RAG { green when on target; amber when within 5 points of target; red otherwise }
"#;

fn book(measures: &str) -> RuleBook {
    let text = format!("{HEAD}{measures}");
    let parsed = parse(Sources::new().add("book.plim", text.as_str()), &text);
    let checked = check(&[parsed.tree]);
    assert!(parsed.findings.is_empty() && checked.findings.is_empty(), "{:?}", checked.findings);
    checked.book
}

/// A measure by site, and the same figures as three measures of which one is made.
fn books(on: &str, by: &str) -> (RuleBook, RuleBook) {
    let by_site = format!(
        "measure M \"By site\" {{ owner CS; unit % of visits; aim increase; by site; target 95% or more; rating RAG {on} }}"
    );
    let one = |id: &str| {
        format!(
            "measure {id} \"Of {id}\" {{ owner CS; unit % of visits; aim increase; target 95% or more; rating RAG }}\n"
        )
    };
    let made = format!(
        "{}{}{}measure M \"Made of them\" {{ owner CS; rating RAG from measures A, B, C {by} }}",
        one("A"),
        one("B"),
        one("C")
    );
    (book(&by_site), book(&made))
}

fn judged(book: &RuleBook, csv: &str) -> Assessment {
    let as_of = "2019-08-01".parse().unwrap();
    let mut reader = Reader::new(book);
    reader.read_csv("values.csv", csv.as_bytes());
    let (data, _) = reader.finish(as_of);
    assess(&Run { book, data: &data, responses: &Responses::default(), period: None, as_of })
}

fn by_site(book: &RuleBook, values: &[&str; 3]) -> Assessment {
    let [a, b, c] = values;
    let csv =
        format!("measure,period,site,value\nM,Q1 2019/20,A,{a}\nM,Q1 2019/20,B,{b}\nM,Q1 2019/20,C,{c}\n");
    judged(book, &csv)
}

fn by_measure(book: &RuleBook, values: &[&str; 3]) -> Assessment {
    let [a, b, c] = values;
    judged(book, &format!("measure,period,value\nA,Q1 2019/20,{a}\nB,Q1 2019/20,{b}\nC,Q1 2019/20,{c}\n"))
}

fn whole<'a>(book: &RuleBook, assessment: &'a Assessment) -> &'a Outcome {
    let id = book.measure_by_id("M").unwrap();
    assessment.results.iter().find(|one| one.measure == id && !one.is_part).unwrap()
}

/// A figure that is green, amber or red, or one that is missing or does not apply.
fn value() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("96%"), Just("91%"), Just("70%"), Just("nya"), Just("n/a")]
}

fn level(value: &str) -> Option<u8> {
    ["96%", "91%", "70%"].iter().position(|known| *known == value).map(|at| at as u8)
}

/// The ways in which levels make one, as groups and as measures say them.
const WAYS: [(&str, &str); 5] = [
    ("on the worst site", "by worst"),
    ("on the worst site of those known", "by worst of those known"),
    ("on 2 of 3 sites", "by 2 of 3"),
    ("on 1 of 3 sites", "by 1 of 3"),
    ("on 3 of 3 sites", "by 3 of 3"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn groups_and_measures_come_to_the_same(way in 0..WAYS.len(), a in value(), b in value(), c in value()) {
        let (site, made) = books(WAYS[way].0, WAYS[way].1);
        let (one, other) = (by_site(&site, &[a, b, c]), by_measure(&made, &[a, b, c]));
        let (one, other) = (whole(&site, &one), whole(&made, &other));
        prop_assert_eq!(one.level, other.level);
        if one.level.is_some() {
            prop_assert_eq!(one.on_target, other.on_target);
        }
    }

    #[test]
    fn the_worst_is_never_better_than_any_known_group(a in value(), b in value(), c in value()) {
        let (site, _) = books("on the worst site", "by worst");
        let assessment = by_site(&site, &[a, b, c]);
        let worst = [a, b, c].into_iter().filter_map(level).max();
        if let Some(own) = whole(&site, &assessment).level {
            prop_assert_eq!(Some(own), worst);
        }
    }

    /// Where one is missing and the result is good all the same, it is so whatever the missing one turns out to be.
    #[test]
    fn what_is_missing_never_makes_a_pass(way in 0..WAYS.len(), average: bool, a in value(), b in value()) {
        let (_, made) = books(WAYS[0].0, if average { "by average score" } else { WAYS[way].1 });
        if !average && WAYS[way].1.ends_with("known") {
            return Ok(());
        }
        let assessment = by_measure(&made, &[a, b, "nya"]);
        let without = whole(&made, &assessment);
        if without.level == Some(0) {
            prop_assert!(without.is_incomplete());
            let with_red = by_measure(&made, &[a, b, "70%"]);
            prop_assert_eq!(whole(&made, &with_red).level, Some(0));
        }
        if without.on_target == Truth::True {
            let with_red = by_measure(&made, &[a, b, "70%"]);
            prop_assert_eq!(whole(&made, &with_red).on_target, Truth::True);
        }
        // On target by an incomplete result is no part of the headline.
        let book = &assessment.totals[0];
        let passes = assessment.results.iter().filter(|one| one.on_target == Truth::True && !one.is_incomplete());
        prop_assert_eq!(book.on_target as usize, passes.count());
    }

    #[test]
    fn a_composite_of_one_measure_equals_it(
        how in prop_oneof![Just("by worst"), Just("by worst of those known"), Just("by 1 of 1"), Just("by average score")],
        a in value(),
    ) {
        let made = book(&format!(
            "measure A \"One\" {{ owner CS; unit % of visits; aim increase; target 95% or more; rating RAG }}\n\
             measure M \"Made of it\" {{ owner CS; rating RAG from measures A {how} }}"
        ));
        let assessment = judged(&made, &format!("measure,period,value\nA,Q1 2019/20,{a}\n"));
        let one = &assessment.results[0];
        let other = whole(&made, &assessment);
        prop_assert_eq!((one.level, &one.level_word), (other.level, &other.level_word));
        if one.kind == ResultKind::Rated && how != "by average score" {
            prop_assert_eq!(one.on_target, other.on_target);
        }
    }

    #[test]
    fn a_gap_is_the_same_from_either_side(a in value(), b in value()) {
        let of = |one: &str, other: &str| {
            let book = book(&format!(
                "measure M \"Gap\" {{ owner CS; unit % of visits; aim increase; by site; rating RAG; \
                 gap between {one} and {other} within 5 points }}"
            ));
            let assessment = by_site(&book, &[a, b, "50%"]);
            let whole = whole(&book, &assessment);
            (whole.level, whole.gap.clone(), whole.kind)
        };
        prop_assert_eq!(of("A", "B"), of("B", "A"));
    }
}

#[test]
fn what_is_said_of_groups_reads_as_sentences() {
    let book = book(
        "measure 1 \"Own target\" { owner CS; unit % of visits; aim increase; by site; target 90% or more; target 95% or more for A
           rating RAG on 2 of 2 sites; excluding C because \"closed in March\" }
         measure 2 \"Gap\" { owner CS; unit % of visits; aim increase; by site; rating RAG; gap between A and B within 5 points }
         measure 3 \"All\" { owner CS; rating RAG from measures 1, 2 by worst of those known }",
    );
    let said = |id: &str| {
        let measure = &book.measures[book.measure_by_id(id).unwrap()];
        plimsoll::plain::measure(measure, &book).join(" ")
    };
    assert!(said("1").contains("The target of Site A is 95% or more."), "{}", said("1"));
    assert!(said("1").contains("its level is the best that 2 of the 2 reach."), "{}", said("1"));
    assert!(said("1").contains("It does not apply to Site C, because \"closed in March\"."), "{}", said("1"));
    let gap = "The gap between Site A and Site B is rated: the target is 5 points or fewer.";
    assert!(said("2").contains(gap), "{}", said("2"));
    assert!(
        said("3").contains("Its level is the worst of those known of measures 1 and 2."),
        "{}",
        said("3")
    );
}

/// Thirty layers, each made of the one below it twice over: what is on target is asked once of each.
#[test]
fn composites_of_composites_are_each_asked_once() {
    let figure = "owner CS; unit % of visits; aim increase; target 95% or more; rating RAG";
    let mut rules = format!("measure a0 \"A\" {{ {figure} }}\nmeasure b0 \"B\" {{ {figure} }}\n");
    for layer in 1..=30 {
        let below = format!("RAG from measures a{0}, b{0} by worst", layer - 1);
        for id in [format!("a{layer}"), format!("b{layer}")] {
            rules.push_str(&format!("measure {id} \"Made of two\" {{ owner CS; rating {below} }}\n"));
        }
    }
    let book = book(&rules);
    let assessment = judged(&book, "measure,period,value\na0,Q1 2019/20,96%\nb0,Q1 2019/20,95%\n");
    let top = book.measure_by_id("a30").unwrap();
    let top = assessment.results.iter().find(|one| one.measure == top).unwrap();
    assert_eq!((top.level, top.on_target), (Some(0), Truth::True));
}

/// What is not known is told by its root, and not by every measure between.
#[test]
fn a_long_row_of_computed_measures_names_the_figure_that_is_not_known() {
    let mut rules = "measure m0 \"First\" { owner CS; unit visits; aim monitor }\n".to_owned();
    for at in 1..=100 {
        let below = format!("computed as measure m{} + 1", at - 1);
        rules
            .push_str(&format!("measure m{at} \"Next\" {{ owner CS; unit visits; aim monitor; {below} }}\n"));
    }
    let book = book(&rules);
    let assessment = judged(&book, "measure,period,value\nm0,Q1 2019/20,nya\n");
    let last = book.measure_by_id("m100").unwrap();
    let last = assessment.results.iter().find(|one| one.measure == last).unwrap();
    assert_eq!(last.reason, "of measure m0, there is no figure for Q1 2019/20");
}
